"""Captions: what can be heard, in words, at the lower left of the floor.

Rules of this file: the newest few, one line each; what is heard again while it stands there counts up instead of adding
a line. A caption stands for `STAY_S` and then fades (at once, with reduced motion); nothing flashes. Texts are English
and are said when they are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.views import theme
from game.views.canvas import Canvas, Rect
from game.views.lettering import fit, middle
from game.views.words import say

MOST = 3
STAY_S = 3.2
FADE_S = 0.8
HIGH = 24.0
STEP = 28.0


@dataclass(slots=True)
class Caption:
    """One line."""

    text: str
    times: int = 1
    age_s: float = 0.0


class Captions:
    """The newest few, the newest last."""

    def __init__(self) -> None:
        self._lines: list[Caption] = []

    @property
    def moving(self) -> bool:
        """Whether there is anything to be seen that will go."""
        return bool(self._lines)

    @property
    def shown(self) -> tuple[str, ...]:
        """What stands there, from top to bottom."""
        return tuple(_words(line) for line in self._lines)

    def add(self, text: str) -> None:
        """Something is heard: `text` in English."""
        again = next((line for line in self._lines if line.text == text), None)
        if again is not None:
            again.times, again.age_s = again.times + 1, 0.0
        else:
            self._lines = [*self._lines, Caption(text)][-MOST:]

    def tick(self, elapsed_s: float) -> None:
        """Let time pass."""
        for line in self._lines:
            line.age_s += elapsed_s
        self._lines = [line for line in self._lines if line.age_s < STAY_S + FADE_S]

    def clear(self) -> None:
        """Nothing is heard any more."""
        self._lines.clear()

    def draw(self, canvas: Canvas, rect: Rect, *, calm: bool) -> None:
        """Upwards from the lower left of `rect`, as many as have room."""
        y = rect.bottom - HIGH
        for line in reversed(self._lines):
            left = 1.0 if calm else min(1.0, (STAY_S + FADE_S - line.age_s) / FADE_S)
            if y < rect.y or (calm and line.age_s >= STAY_S):
                continue
            text = fit(canvas, _words(line), rect.w - 20, size=theme.SMALL)
            wide = canvas.measure(text, size=theme.SMALL)[0] + 20
            shade = round(215 * left)
            canvas.rect(Rect(rect.x, y, wide, HIGH), (*theme.INK[:3], shade), radius=6)
            ink = (*theme.CARD[:3], round(255 * left))
            middle(canvas, rect.x + 10, y + HIGH / 2, text, size=theme.SMALL, colour=ink)
            y -= STEP


def _words(line: Caption) -> str:
    what = say(line.text)
    if line.times > 1:
        return say("[{sound}, {n} times]", sound=what, n=line.times)
    return say("[{sound}]", sound=what)
