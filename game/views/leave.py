"""Leave: the question before the game is left by a key that elsewhere only goes back one step."""

from __future__ import annotations

from game.views import theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.cover import Cover
from game.views.inputs import Input, Key
from game.views.lettering import LEADING, fit
from game.views.scene import Pop, Quit, Scene, Turn
from game.views.ui import Ui
from game.views.words import say

WIDE = 430.0


class Leave(Cover):
    """Over the title: Enter leaves, Escape stays."""

    def __init__(self, below: Scene) -> None:
        super().__init__(below, focus="leave")

    def on_input(self, happened: Input) -> Turn | None:
        """Escape stays."""
        if isinstance(happened, Key) and happened.name == "enter" and self._ui.find(self._ui.focus) is None:
            return Quit()  # a click beside everything has taken the focus away
        return super().on_input(happened)

    def _draw_card(self, ui: Ui, canvas: Canvas) -> None:
        """The question, and both answers with their keys."""
        width, height = canvas.size
        wide = min(WIDE, width - 24)
        said = say("Everything is saved.")
        lines = len(ui.wrap(canvas, said, wide - 48, size=theme.BODY))
        high = 58 + lines * theme.BODY * LEADING + 16 + 40 + 22
        box = Rect((width - wide) / 2, (height - high) / 2, wide, high)
        canvas.rect(box, theme.CARD, radius=12)
        head = fit(canvas, say("Leave the game?"), wide - 48, size=theme.TITLE, weight="title")
        canvas.text(box.x + 24, box.y + 14, head, size=theme.TITLE, colour=theme.INK, weight="title")
        ui.paragraph(canvas, box.x + 24, box.y + 54, wide - 48, said, colour=theme.INK_SOFT)
        half = (wide - 48 - 12) / 2
        stay = Rect(box.x + 24, box.bottom - 62, half, 40)
        widgets.button(ui, canvas, stay, say("Stay (Esc)"), Pop, key="stay")
        leave = Rect(stay.right + 12, stay.y, half, 40)
        widgets.button(ui, canvas, leave, say("Leave (Enter)"), Quit, key="leave", style="strong")
