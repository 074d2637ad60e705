"""The pen with which the pictures are drawn: flat fills, ink outlines that are a little unsteady, hatching.

Rules of this file: what comes out is plain SVG of paths, rectangles, circles, ellipses and groups, for that is what
the window's renderer knows (no text, masks, clips, classes, `<use>`). The unsteadiness comes from a sine of the place,
so that drawing again gives the same file.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import cos, hypot, pi, radians, sin
from pathlib import Path

Point = tuple[float, float]

# The game's paper and ink (game/views/theme.py), by name, and the same lighter or darker.
PAPER, PAPER_DEEP, CARD = "#f7f1e6", "#ece3d2", "#fdfaf3"
INK, INK_SOFT, INK_FAINT, LINE = "#2b2824", "#6a6258", "#b0a696", "#d6cbb8"
BLUE, BLUE_MID, BLUE_PALE = "#266ba0", "#6f9fc4", "#d7e4ec"
ORANGE, ORANGE_MID, ORANGE_PALE = "#d68016", "#e8ab5c", "#f9e8ce"
GREEN, GREEN_MID, GREEN_PALE = "#1e8460", "#6fae92", "#d6e8dd"
RED, RED_MID, RED_PALE = "#be4a1c", "#d98660", "#f6ded0"
PURPLE, PURPLE_MID, PURPLE_PALE = "#965c88", "#b98fb0", "#ecdfe8"
SKY, YELLOW, YELLOW_PALE = "#5aa0cc", "#e2be40", "#f6e9b8"
NIGHT, NIGHT_MID = "#3e4258", "#6c7190"
WOOD, WOOD_DARK, WOOD_PALE = "#b28458", "#8a6440", "#d8b88c"
GREY, GREY_DARK = "#c9c3b8", "#8d877c"

WIDTH = 2.4
"""Of an outline."""


def _number(value: float) -> str:
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def _shake(x: float, y: float) -> float:
    """Between -1 and 1, by the place."""
    return sin(x * 12.9898 + y * 78.233) * cos(x * 4.1 - y * 7.7)


def circle_points(
    x: float, y: float, rx: float, ry: float | None = None, start: float = 0, end: float = 360, pieces: int = 24
) -> list[Point]:
    """Points on an arc; degrees, clockwise from the right."""
    ry = rx if ry is None else ry
    steps = (radians(start + (end - start) * n / pieces) for n in range(pieces + 1))
    return [(x + rx * cos(a), y + ry * sin(a)) for a in steps]


class Pen:
    """One picture of `w` by `h`."""

    def __init__(self, w: float, h: float) -> None:
        self.w, self.h = w, h
        self._out: list[str] = []
        self._depth = 0

    def _put(self, tag: str, shape: str, fill: str | None, line: str | None, width: float, opacity: float) -> None:
        paint = f' fill="{fill or "none"}"'
        if line:
            paint += f' stroke="{line}" stroke-width="{_number(width)}" stroke-linecap="round" stroke-linejoin="round"'
        if opacity < 1:
            paint += f' opacity="{opacity:.2f}"'
        self._out.append(f"{' ' * (self._depth + 1)}<{tag} {shape}{paint}/>")

    @contextmanager
    def at(self, x: float, y: float, scale: float = 1, *, turn: float = 0, flip: bool = False) -> Iterator[Pen]:
        """Draw about (x, y), larger by `scale`, turned by `turn` degrees, mirrored by `flip`."""
        transform = f"translate({_number(x)} {_number(y)})"
        if turn:
            transform += f" rotate({_number(turn)})"
        if scale != 1 or flip:
            transform += f" scale({-scale if flip else scale:.3g} {scale:.3g})"
        self._out.append(f'{" " * (self._depth + 1)}<g transform="{transform}">')
        self._depth += 1
        yield self
        self._depth -= 1
        self._out.append(f"{' ' * (self._depth + 1)}</g>")

    # --- shapes -----------------------------------------------------------------------------------------------

    def path(
        self, d: str, fill: str | None = None, line: str | None = INK, width: float = WIDTH, opacity: float = 1
    ) -> None:
        """An SVG path as it stands."""
        self._put("path", f'd="{d}"', fill, line, width, opacity)

    def poly(
        self,
        points: Sequence[Point],
        fill: str | None = None,
        line: str | None = INK,
        width: float = WIDTH,
        opacity: float = 1,
    ) -> None:
        """A closed shape with straight edges, each a little bowed."""
        self.path(_bowed(points, closed=True), fill, line, width, opacity)

    def blob(
        self,
        points: Sequence[Point],
        fill: str | None = None,
        line: str | None = INK,
        width: float = WIDTH,
        opacity: float = 1,
    ) -> None:
        """A closed shape with a smooth edge through `points`."""
        self.path(_smooth(points, closed=True), fill, line, width, opacity)

    def line(self, points: Sequence[Point], colour: str = INK, width: float = WIDTH, opacity: float = 1) -> None:
        """Straight strokes through `points`, a little bowed."""
        self.path(_bowed(points, closed=False), None, colour, width, opacity)

    def curve(self, points: Sequence[Point], colour: str = INK, width: float = WIDTH, opacity: float = 1) -> None:
        """A smooth stroke through `points`."""
        self.path(_smooth(points, closed=False), None, colour, width, opacity)

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: str | None = None,
        line: str | None = INK,
        width: float = WIDTH,
        r: float = 0,
        opacity: float = 1,
    ) -> None:
        """A rectangle; with sharp corners it is drawn by hand."""
        if r:
            shape = f'x="{_number(x)}" y="{_number(y)}" width="{_number(w)}" height="{_number(h)}" rx="{_number(r)}"'
            self._put("rect", shape, fill, line, width, opacity)
        else:
            self.poly([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], fill, line, width, opacity)

    def circle(
        self,
        x: float,
        y: float,
        r: float,
        fill: str | None = None,
        line: str | None = INK,
        width: float = WIDTH,
        opacity: float = 1,
    ) -> None:
        """A circle."""
        self._put("circle", f'cx="{_number(x)}" cy="{_number(y)}" r="{_number(r)}"', fill, line, width, opacity)

    def oval(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        fill: str | None = None,
        line: str | None = INK,
        width: float = WIDTH,
        opacity: float = 1,
    ) -> None:
        """An ellipse."""
        shape = f'cx="{_number(x)}" cy="{_number(y)}" rx="{_number(rx)}" ry="{_number(ry)}"'
        self._put("ellipse", shape, fill, line, width, opacity)

    def shadow(self, x: float, y: float, rx: float, ry: float | None = None) -> None:
        """What something throws on the ground."""
        self.oval(x, y, rx, rx * 0.24 if ry is None else ry, INK, None, opacity=0.16)

    def hatch(
        self,
        points: Sequence[Point],
        gap: float = 6,
        angle: float = 60,
        colour: str = INK,
        width: float = 1.1,
        opacity: float = 0.35,
    ) -> None:
        """Parallel strokes inside a shape: its shade."""
        turn = radians(angle)
        along, across = (cos(turn), sin(turn)), (-sin(turn), cos(turn))
        depths = [x * across[0] + y * across[1] for x, y in points]
        strokes = []
        n = int(min(depths) / gap)
        while (n + 0.5) * gap < max(depths):
            depth = (n + 0.5) * gap
            n += 1
            crossings = []
            for k, (x, y) in enumerate(points):
                ox, oy = points[(k + 1) % len(points)]
                a, b = x * across[0] + y * across[1] - depth, ox * across[0] + oy * across[1] - depth
                if (a < 0) != (b < 0):
                    share = a / (a - b)
                    px, py = x + (ox - x) * share, y + (oy - y) * share
                    crossings.append(px * along[0] + py * along[1])
            crossings.sort()
            for begin, end in zip(crossings[::2], crossings[1::2], strict=False):
                trim = 1.5 + 1.2 * abs(_shake(begin, depth))
                if end - begin > 2 * trim + 2:
                    a, b = begin + trim, end - trim
                    one = (along[0] * a + across[0] * depth, along[1] * a + across[1] * depth)
                    two = (along[0] * b + across[0] * depth, along[1] * b + across[1] * depth)
                    strokes.append(f"M{_pair(one)}L{_pair(two)}")
        if strokes:
            self.path("".join(strokes), None, colour, width, opacity)

    def hatch_rect(self, x: float, y: float, w: float, h: float, **how: float | str) -> None:
        """Hatching in a rectangle."""
        self.hatch([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], **how)  # type: ignore[arg-type]

    def coil(
        self,
        points: Sequence[Point],
        r: float = 5,
        pitch: float = 7,
        colour: str = INK,
        width: float = 2.4,
        squash: float = 1.0,
        opacity: float = 1,
    ) -> None:
        """A curled cord along `points`."""
        way = dense(points)
        out, gone = [], 0.0
        step = pitch / 10
        far = 0.0
        for (ax, ay), (bx, by) in itertools.pairwise(way):
            long = hypot(bx - ax, by - ay)
            while gone <= far + long and long:
                share = (gone - far) / long
                turn = 2 * pi * gone / pitch
                out.append((ax + (bx - ax) * share + r * cos(turn), ay + (by - ay) * share + r * squash * sin(turn)))
                gone += step
            far += long
        self.path(_smooth(out, closed=False), None, colour, width, opacity)

    # --- the file ---------------------------------------------------------------------------------------------

    def write(self, file: Path) -> None:
        """Write the picture."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_number(self.w)}" height="{_number(self.h)}" '
            f'viewBox="0 0 {_number(self.w)} {_number(self.h)}">'
        )
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join([head, *self._out, "</svg>", ""]), encoding="utf-8", newline="\n")


def _pair(point: Point) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _bowed(points: Sequence[Point], *, closed: bool) -> str:
    d = [f"M{_pair(points[0])}"]
    ends = [*points[1:], points[0]] if closed else points[1:]
    for (ax, ay), (bx, by) in zip(points, ends, strict=False):
        long = hypot(bx - ax, by - ay) or 1.0
        bow = _shake(ax + bx, ay + by) * min(1.3, long * 0.03)
        middle = ((ax + bx) / 2 - (by - ay) / long * bow, (ay + by) / 2 + (bx - ax) / long * bow)
        d.append(f"Q{_pair(middle)} {_pair((bx, by))}")
    return "".join(d) + ("Z" if closed else "")


def _smooth(points: Sequence[Point], *, closed: bool) -> str:
    """A Catmull-Rom curve as cubic Beziers."""
    n = len(points)
    get = (lambda k: points[k % n]) if closed else (lambda k: points[min(max(k, 0), n - 1)])
    d = [f"M{_pair(points[0])}"]
    for k in range(n if closed else n - 1):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = get(k - 1), get(k), get(k + 1), get(k + 2)
        one = (x1 + (x2 - x0) / 6, y1 + (y2 - y0) / 6)
        two = (x2 - (x3 - x1) / 6, y2 - (y3 - y1) / 6)
        d.append(f"C{_pair(one)} {_pair(two)} {_pair((x2, y2))}")
    return "".join(d) + ("Z" if closed else "")


def dense(points: Sequence[Point], pieces: int = 16) -> list[Point]:
    """Points close together on the smooth curve through `points`."""
    n = len(points)
    get = lambda k: points[min(max(k, 0), n - 1)]
    found: list[Point] = []
    for k in range(n - 1):
        p = [get(k - 1), get(k), get(k + 1), get(k + 2)]
        for step in range(pieces):
            t = step / pieces
            found.append(
                tuple(
                    0.5
                    * (
                        2 * p[1][i]
                        + (p[2][i] - p[0][i]) * t
                        + (2 * p[0][i] - 5 * p[1][i] + 4 * p[2][i] - p[3][i]) * t * t
                        + (3 * p[1][i] - p[0][i] - 3 * p[2][i] + p[3][i]) * t**3
                    )
                    for i in (0, 1)
                )
            )  # type: ignore[arg-type]
    found.append(points[-1])
    return found
