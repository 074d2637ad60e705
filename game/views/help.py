"""Help: the keys, over whatever is being played, which stands still meanwhile."""

from __future__ import annotations

from game.views import icons, theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.cover import Cover
from game.views.keys import Act, bindings, with_key
from game.views.lettering import fit, middle
from game.views.scene import Pop, Scene
from game.views.ui import Ui
from game.views.words import say


class Help(Cover):
    """The list of keys and what the mouse does."""

    def __init__(self, below: Scene) -> None:
        super().__init__(below, act=Act.HELP)

    def _draw_card(self, ui: Ui, canvas: Canvas) -> None:
        """Two columns of keys, and a few words on the mouse."""
        width, height = canvas.size
        table = bindings()
        wide, high = min(880.0, width - 24), min(96 + 31.0 * -(-len(table) // 2) + 110, height - 24)
        box = Rect((width - wide) / 2, (height - high) / 2, wide, high)
        canvas.rect(box, theme.CARD, radius=12)
        canvas.text(box.x + 28, box.y + 18, say("Keys"), size=theme.TITLE, colour=theme.INK, weight="title")
        shut = Rect(box.right - 48, box.y + 14, 34, 34)
        widgets.button(ui, canvas, shut, "", Pop, key="close", style="quiet", icon=icons.cross)
        body = Rect(box.x, box.y + 66, box.w, box.h - 78)
        columns = 2 if wide > 640 else 1
        rows = -(-len(table) // columns)
        tall = rows * 31.0 + 180
        with ui.scroll(canvas, body, tall, key="help") as top:
            half = (body.w - 56) / columns
            for n, binding in enumerate(table):
                x, y = body.x + 28 + (n // rows) * half, top + (n % rows) * 31
                cap = max(34.0, canvas.measure(binding.shown, size=theme.SMALL, weight="bold")[0] + 16)
                canvas.rect(Rect(x, y + 2, cap, 25), theme.PAPER, line=theme.LINE, radius=5)
                middle(
                    canvas,
                    x + cap / 2,
                    y + 14,
                    binding.shown,
                    size=theme.SMALL,
                    colour=theme.INK,
                    weight="bold",
                    align="centre",
                )
                left = max(cap, 88) + 12
                title = fit(canvas, binding.title, half - left - 6, size=theme.SMALL)
                middle(canvas, x + left, y + 14, title, size=theme.SMALL, colour=theme.INK)
            y = top + rows * 31 + 14
            for text in (
                say(
                    "Tab and Shift Tab walk through everything on screen, arrows move a lever, Enter applies it "
                    "or lets you type a value."
                ),
                say(
                    "Click a person on the floor for the whole story, a line of the log for its cause, a dial for "
                    "its chart. The wheel scrolls, and over a lever that you have clicked it turns the lever. Rest "
                    "on anything for what it means."
                ),
                with_key(say("Every key can be changed in the settings"), Act.SETTINGS),
            ):
                y = ui.paragraph(canvas, body.x + 28, y, body.w - 56, text, colour=theme.INK_SOFT) + 8
