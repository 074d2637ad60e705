"""Level choice: a card for each level, with its idea, its length and the stars earned."""

from __future__ import annotations

from functools import partial

from game.views import icons, theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.inputs import Input, Key
from game.views.lettering import middle
from game.views.playing import Foyer
from game.views.scene import Pop, Push, Turn
from game.views.ui import Ui
from game.views.words import count, say
from sim.level import Level

CARD_W = 380.0
CARD_H = 216.0
GAP = 20.0


class Choose:
    """The cards, in the order of the ladder."""

    def __init__(self, foyer: Foyer) -> None:
        self._foyer = foyer
        self._levels = foyer.levels()
        self._problems = foyer.problems()
        self._ui = Ui()

    @property
    def pace(self) -> int:
        """Nothing moves."""
        return 0

    def on_input(self, happened: Input) -> Turn | None:
        """Escape goes back."""
        if isinstance(happened, Key) and happened.name == "escape":
            return Pop()
        return self._ui.take(happened)

    def _brief(self, level: Level) -> Turn:
        from game.views.brief import Brief

        return Push(Brief(self._foyer, level))

    def draw(self, canvas: Canvas) -> None:
        """As many cards beside each other as fit."""
        ui = self._ui
        width, height = canvas.size
        with ui.picture(canvas):
            canvas.clear(theme.PAPER)
            columns = max(1, min(3, int((width - 60) // (CARD_W + GAP))))
            left = (width - columns * CARD_W - (columns - 1) * GAP) / 2
            widgets.button(ui, canvas, Rect(left, 34, 92, 38), say("Back"), Pop, key="back")
            canvas.text(left + 112, 28, say("Choose a level"), size=34, colour=theme.INK, weight="title")
            body = Rect(0, 100, width, height - 100)
            rows = -(-len(self._levels) // columns)
            lines = len(self._problems)
            with ui.scroll(canvas, body, rows * (CARD_H + GAP) + 40 + lines * 46, key="levels") as top:
                for n, level in enumerate(self._levels):
                    x, y = left + (n % columns) * (CARD_W + GAP), top + 6 + (n // columns) * (CARD_H + GAP)
                    self._draw_card(ui, canvas, Rect(x, y, CARD_W, CARD_H), n, level)
                y = top + 6 + rows * (CARD_H + GAP)
                if not self._levels:
                    text = say(
                        "There are no levels here. They live in the folder levels, one file each; a fresh copy of the "
                        "game brings them back."
                    )
                    y = ui.paragraph(canvas, left, y, min(640, width - 2 * left), text, colour=theme.INK_SOFT) + 12
                for problem in self._problems:
                    text = say("Not shown: {problem}", problem=problem)
                    y = (
                        ui.paragraph(
                            canvas, left, y, width - 2 * left, text, size=theme.SMALL, colour=theme.RED, most=2
                        )
                        + 8
                    )

    def _draw_card(self, ui: Ui, canvas: Canvas, rect: Rect, n: int, level: Level) -> None:
        lit = ui.spot(f"level {level.name}", rect, partial(self._brief, level))
        canvas.rect(Rect(rect.x + 2, rect.y + 4, rect.w, rect.h), theme.SHADOW, radius=12)
        canvas.rect(rect, theme.CARD, line=theme.ACCENT if lit else theme.LINE, width=2 if lit else 1, radius=12)
        x, wide = rect.x + 22, rect.w - 44
        number = Rect(x, rect.y + 20, 34, 34)
        canvas.circle(number.x + 17, number.y + 17, 17, theme.ACCENT if lit else theme.INK)
        middle(
            canvas, number.x + 17, number.y + 17, str(n + 1), size=18, colour=theme.CARD, weight="title", align="centre"
        )
        ui.paragraph(canvas, x + 48, rect.y + 20, wide - 48, say(level.title), size=24, weight="title", most=1)
        ui.paragraph(canvas, x, rect.y + 70, wide, say(level.idea), colour=theme.INK_SOFT, most=4)
        y = rect.bottom - 28
        middle(
            canvas, x, y, count("one week", "{n} weeks", level.weeks), size=theme.BODY, colour=theme.INK, weight="bold"
        )
        levers = count("one lever", "{n} levers", len(level.unlocked))
        middle(canvas, x + 96, y, levers, size=theme.BODY, colour=theme.INK_SOFT)
        earned = self._foyer.stars(level.name)
        most = sum(goal.stars for goal in level.objectives)
        for k in range(most):
            full = earned is not None and k < earned
            icons.star(
                canvas,
                rect.right - 32 - (most - 1 - k) * 24,
                y,
                10,
                theme.YELLOW if full else theme.INK_FAINT,
                full=full,
            )
