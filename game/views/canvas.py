"""The canvas: the few calls through which every view draws, so that one front end serves a window and a browser.

Units are *logical pixels*: a back end multiplies by its own scale (window size, text size, display density) before it
rasterises, so that everything stays crisp at any size. Colours are `(r, g, b)` or `(r, g, b, a)`, 0 to 255.
A back end caches text by its content; a view may draw the same label every frame at no cost.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Literal, NamedTuple, Protocol

Colour = tuple[int, int, int] | tuple[int, int, int, int]
Point = tuple[float, float]
Align = Literal["left", "centre", "right"]
Weight = Literal["regular", "bold", "title"]
"""`title` is the face of headings."""


class Rect(NamedTuple):
    """A rectangle in logical pixels."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.h

    @property
    def centre(self) -> Point:
        """The middle."""
        return (self.x + self.w / 2, self.y + self.h / 2)

    def inset(self, dx: float, dy: float | None = None) -> Rect:
        """The rectangle made smaller by `dx` left and right and `dy` (default `dx`) above and below."""
        dy = dx if dy is None else dy
        return Rect(self.x + dx, self.y + dy, self.w - 2 * dx, self.h - 2 * dy)

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom


def overlap(a: Rect, b: Rect) -> Rect:
    """What two rectangles share; of no size if nothing."""
    left, top = max(a.x, b.x), max(a.y, b.y)
    return Rect(left, top, max(0.0, min(a.right, b.right) - left), max(0.0, min(a.bottom, b.bottom) - top))


def meets(a: Rect, b: Rect) -> bool:
    """Whether two rectangles share more than an edge."""
    return a.x < b.x + b.w and b.x < a.x + a.w and a.y < b.y + b.h and b.y < a.y + a.h


class Canvas(Protocol):
    """What a view may do to a screen."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in logical pixels."""

    def clear(self, colour: Colour) -> None:
        """Fill everything."""

    def rect(
        self, rect: Rect, fill: Colour | None = None, *, line: Colour | None = None, width: float = 1, radius: float = 0
    ) -> None:
        """A rectangle, filled, outlined or both, with rounded corners."""

    def polygon(
        self, points: Sequence[Point], fill: Colour | None = None, *, line: Colour | None = None, width: float = 1
    ) -> None:
        """A closed shape."""

    def lines(self, points: Sequence[Point], colour: Colour, *, width: float = 1, dash: float = 0) -> None:
        """An open line through `points`; with `dash`, broken into pieces and gaps of this length."""

    def circle(
        self, x: float, y: float, r: float, fill: Colour | None = None, *, line: Colour | None = None, width: float = 1
    ) -> None:
        """A circle about (x, y)."""

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float,
        colour: Colour,
        weight: Weight = "regular",
        align: Align = "left",
    ) -> None:
        """One line of text whose top is at `y` and whose left, centre or right is at `x`."""

    def measure(self, text: str, *, size: float, weight: Weight = "regular") -> tuple[float, float]:
        """Width and height that `text` would take."""

    def image(self, name: str, rect: Rect) -> None:
        """A picture of assets/ by name, fitted into `rect`."""

    def clip(self, rect: Rect | None) -> None:
        """Draw only inside `rect` until called again; `None`: everywhere."""

    def kept(
        self, name: str, content: Hashable, rect: Rect, paint: Callable[[Canvas], None], *, ground: Colour
    ) -> None:
        """What `paint` draws inside `rect` on `ground`, painted again only when `content` or `rect` changes.

        For what is dear to draw and seldom changes: charts, panels. `paint` draws in the same coordinates as ever. A
        back end may remember the last picture of `name`, or simply paint each time.
        """

    def stamp(
        self, key: str, x: float, y: float, draw: Callable[[Canvas], None], w: float, h: float, *, alpha: float = 1.0
    ) -> None:
        """A small picture of `w` by `h` whose top left is at (x, y): what `draw` paints in the rectangle (0, 0, w, h).

        For hundreds of little figures a frame. `key` says all about the content: the same key is always the same
        picture, so a back end calls `draw` once for each scale and keeps the result (it may forget what was not used
        lately, and may call again). The ground shines through where nothing was painted, and everywhere by `alpha`
        (0 to 1). `draw` never calls `stamp`, `kept` or `clip`.
        """
