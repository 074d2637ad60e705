"""To talk about: the level's questions, large enough for the last row."""

from __future__ import annotations

from game.views import theme
from game.views.canvas import Canvas, Rect
from game.views.debrief.sheet import HEAD, Block, columns, paragraph_high
from game.views.lettering import fit
from game.views.ui import Ui
from game.views.words import say
from sim.level import Level

SIZE = 19.0
NUMBER = 34.0


class Talk:
    """The last page."""

    def __init__(self, level: Level) -> None:
        self._level = level

    @staticmethod
    def title() -> str:
        """Of its tab."""
        return say("To talk about")

    def draw(self, ui: Ui, canvas: Canvas, body: Rect) -> None:
        """All of them, below each other."""
        wide = min(body.w, 860.0)
        room = Rect(body.x + (body.w - wide) / 2, body.y, wide, body.h)
        columns(ui, canvas, room, [Block(self._high, self._draw)], [])

    def _high(self, ui: Ui, canvas: Canvas, wide: float) -> float:
        highs = (
            paragraph_high(ui, canvas, say(text.strip()), wide - 48 - NUMBER, SIZE) + 16
            for text in self._level.words.debrief
        )
        return HEAD + 16 + sum(highs)

    def _draw(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        canvas.rect(box, theme.ORANGE_PALE, radius=12)
        title = fit(canvas, say("To talk about"), box.w - 48, size=24, weight="title")
        canvas.text(box.x + 24, box.y + 12, title, size=24, colour=theme.INK, weight="title")
        y = box.y + HEAD + 12
        for n, question in enumerate(self._level.words.debrief):
            canvas.text(box.x + 24, y, str(n + 1), size=SIZE, colour=theme.ink(theme.ORANGE), weight="title")
            y = ui.paragraph(canvas, box.x + 24 + NUMBER, y, box.w - 48 - NUMBER, say(question.strip()), size=SIZE) + 16
