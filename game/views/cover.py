"""Covers: what lies on another scene and shades it, until Escape puts it away.

Rules of this file: it draws the scene beneath, which stands still meanwhile, and takes its spots away; a cover adds its
card, and what else it answers to.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from game.views import theme
from game.views.canvas import Canvas, Rect
from game.views.inputs import Input, Key, Text
from game.views.keys import Act, KeyMap, bindings
from game.views.scene import Pop, Scene, Turn
from game.views.ui import Ui


class Cover(ABC):
    """A card over `below`."""

    def __init__(self, below: Scene, *, focus: str = "", act: Act | None = None) -> None:
        """`focus`: the spot that the keyboard begins at; `act`: whose key closes it too, because it opened it."""
        self._below = below
        self._act = act
        self._ui = Ui()
        self._ui.focus = focus

    @property
    def pace(self) -> int:
        """Nothing moves."""
        return 0

    def on_input(self, happened: Input) -> Turn | None:
        """Escape closes, and so does the key that opened it."""
        if isinstance(happened, Key) and happened.name == "escape":
            return Pop()
        if self._act and isinstance(happened, Key | Text) and KeyMap(bindings()).act(happened) is self._act:
            return Pop()
        return self._ui.take(happened)

    def draw(self, canvas: Canvas) -> None:
        """The scene beneath in the shade, and the card."""
        self._below.draw(canvas)
        with self._ui.picture(canvas):
            shade(self._ui, canvas)
            self._draw_card(self._ui, canvas)

    @abstractmethod
    def _draw_card(self, ui: Ui, canvas: Canvas) -> None:
        """The card."""


def shade(ui: Ui, canvas: Canvas) -> None:
    """Put all that was drawn so far into the shade, where it doesn't answer."""
    whole = Rect(0, 0, *canvas.size)
    ui.modal(whole)
    canvas.rect(whole, theme.SHADE)
