"""The Canvas on a Pygame surface: crisp at any scale, smooth-edged, and cheap when the same thing is drawn again.

How it stays quick in software (measured; docs/performance.md): whatever costs more than a blit is drawn once into a
sprite and kept by its content, least recently used ones go first. Texts by their words, circles and corners by radius
and colour, small polygons by their shape. Positions are rounded to a quarter of a pixel, so that what moves slowly
moves smoothly. Straight opaque rectangles are filled directly.

Rules of this file: logical pixels come in, `scale` makes them real ones, nothing above this file knows of it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise
from math import ceil, floor
from typing import Final

import numpy as np
import pygame
import pygame.gfxdraw
from numpy.typing import NDArray

from game.views import theme
from game.views.canvas import Align, Canvas, Colour, Point, Rect, Weight
from game.window.fonts import Faces
from sim.data import assets_dir

PHASES: Final = 4
"""Positions a pixel is divided into."""
FINE: Final = 4
"""Supersampling of small polygons, per axis."""
SMALL_AREA: Final = 160_000
"""Pixels up to which a polygon becomes a sprite."""
MOST_DRAWN: Final = 2_400_000
"""Pixels up to which a drawing is rendered at its size."""
FINE_TEXT: Final = 22
"""Letters below this many pixels are drawn larger and shrunk: hinting would space them unevenly."""
OVER: Final = 3
THIN: Final = 3.0
"""Lines no broader than this, in logical pixels, are made bolder for a projector."""
DARKER: Final = np.rint(255 * (np.arange(256) / 255) ** 0.78).astype(np.uint8)
"""Makes up for the thinness of shrunk letters."""
FEW: Final = 4
"""Points up to which the pieces of a line are drawn one by one."""
Box = tuple[int, int, int, int]
Paint = tuple[int, int, int, int]
Shares = NDArray[np.float64]
"""How much of each pixel, 0 to 1; or numbers that lead to that."""


class Sprites:
    """Surfaces by content, bounded by their pixels; the oldest go first.

    Not the least recently used: to keep account of that costs more, a thousand times a picture, than to paint one anew.
    """

    __slots__ = ("_kept", "_limit", "_size", "get")

    def __init__(self, limit: int) -> None:
        self._kept: OrderedDict[Hashable, pygame.Surface] = OrderedDict()
        self.get = self._kept.get
        """The surface kept under a key, or `None`."""
        self._limit = limit
        self._size = 0

    def clear(self) -> None:
        """Keep nothing."""
        self._kept.clear()
        self._size = 0

    def keep(self, key: Hashable, surface: pygame.Surface) -> pygame.Surface:
        """Keep and return `surface`."""
        self._kept[key] = surface
        self._size += surface.get_width() * surface.get_height() + 256
        while self._size > self._limit and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self._size -= old.get_width() * old.get_height() + 256
        return surface


def broad(width: float) -> float:
    """How broad a line of that width is drawn: thin ones bolder, if the theme asks for it."""
    return width * theme.BOLD if width <= THIN else width


def rgba(colour: Colour) -> Paint:
    """`colour` with its alpha."""
    return colour if len(colour) == 4 else (*colour, 255)


def filled(colour: Paint, cover: Shares) -> pygame.Surface:
    """A sprite of one colour whose alpha is `cover` (0 to 1, shape (width, height)) times the colour's own."""
    surface = pygame.Surface(cover.shape, pygame.SRCALPHA)
    surface.fill((*colour[:3], 0))
    alpha = pygame.surfarray.pixels_alpha(surface)
    alpha[:] = np.rint(cover * colour[3]).astype(np.uint8)
    del alpha  # unlocks the surface
    return surface


def disc(r: float, cx: float, cy: float, size: int) -> Shares:
    """How much of each pixel of a square of `size` lies inside the circle, shape (size, size)."""
    x = np.arange(size) + 0.5
    distance = np.hypot(x[:, None] - cx, x[None, :] - cy)
    cover: Shares = np.clip(r + 0.5 - distance, 0.0, 1.0)
    return cover


def stroke(points: Sequence[Point], broad: float, size: tuple[int, int], dash: float = 0.0) -> Shares:
    """How much of each pixel of a `size` picture a line through `points` covers, its ends and joints round.

    `dash`: it is broken into pieces and gaps of this length. The whole line lies inside the picture. Our own, because
    Pygame's smooth lines end differently from run to run, and pictures shall be the same each time.
    """
    cover = np.zeros(size)
    reach = broad / 2 + 0.5
    if dash or len(points) > FEW:
        x, y, dx, dy = _dashes(points, dash) if dash else _pieces(*np.array(points, dtype=np.float64).T)
        _cover_all(cover, x, y, dx, dy, reach)
        return cover
    for (ax, ay), (bx, by) in pairwise(points):
        left, right = floor(min(ax, bx) - reach), ceil(max(ax, bx) + reach)
        top, low = floor(min(ay, by) - reach), ceil(max(ay, by) + reach)
        px, py = np.arange(left + 0.5, right)[:, None] - ax, np.arange(top + 0.5, low)[None, :] - ay
        part = cover[left:right, top:low]
        np.maximum(part, _covered(px, py, np.float64(bx - ax), np.float64(by - ay), reach), out=part)
    return cover


def _covered(x: Shares, y: Shares, dx: Shares | np.float64, dy: Shares | np.float64, reach: float) -> Shares:
    """How much of the pixels at (x, y) a piece covers that leads from (0, 0) to (dx, dy)."""
    square = dx * dx + dy * dy
    along = (x * dx + y * dy) / (square + (square == 0))
    np.minimum(np.maximum(along, 0.0, out=along), 1.0, out=along)
    near: Shares = reach - np.hypot(x - along * dx, y - along * dy)
    np.minimum(np.maximum(near, 0.0, out=near), 1.0, out=near)
    return near


def _pieces(x: Shares, y: Shares) -> tuple[Shares, Shares, Shares, Shares]:
    """Where the pieces of a line begin, and where they lead from there."""
    return x[:-1], y[:-1], x[1:] - x[:-1], y[1:] - y[:-1]


def _dashes(points: Sequence[Point], dash: float) -> tuple[Shares, Shares, Shares, Shares]:
    """The pieces of a broken line: cut at the joints and after each `dash`, every second one left out."""
    x, y = np.array(points, dtype=np.float64).T
    _, _, dx, dy = _pieces(x, y)
    gone = np.concatenate(([0.0], np.cumsum(np.hypot(dx, dy))))
    cuts = np.union1d(gone, np.arange(0.0, gone[-1], dash))
    drawn = (cuts[:-1] + cuts[1:]) / 2 // dash % 2 == 0
    x, y, dx, dy = _pieces(np.interp(cuts, gone, x), np.interp(cuts, gone, y))
    return x[drawn], y[drawn], dx[drawn], dy[drawn]


def _cover_all(cover: Shares, x: Shares, y: Shares, dx: Shares, dy: Shares, reach: float) -> None:
    """Cover what many pieces cover, all at once, since a curve has hundreds.

    Each is walked along the axis on which it is longer, a pixel a step; at each step those pixels across are looked at
    that a piece at 45 degrees could reach.
    """
    steep = np.abs(dy) > np.abs(dx)
    u, v, du, dv = np.where(steep, (y, x, dy, dx), (x, y, dx, dy))
    first = np.floor(np.minimum(u, u + du) - reach)
    steps = (np.ceil(np.maximum(u, u + du) + reach) - first).astype(np.intp)
    of = np.repeat(np.arange(len(u)), steps)  # the piece of each step
    low, high, slope = np.minimum(du, 0), np.maximum(du, 0), dv / (du + (du == 0))
    step = np.arange(len(of)) + (first - np.cumsum(steps) + steps)[of]
    at = step + 0.5 - u[of]
    half = reach * 2**0.5
    middle = v[of] + slope[of] * np.minimum(np.maximum(at, low[of]), high[of])
    across = np.floor(middle - half) + np.arange(ceil(2 * half) + 1)[:, None]
    share = _covered(at, across + 0.5 - v[of], du[of], dv[of], reach)
    row = cover.shape[1]
    place = np.where(steep, 1, row)[of] * step + np.where(steep, row, 1)[of] * across
    seen = share > 0
    np.maximum.at(cover.reshape(-1), place[seen].astype(np.intp), share[seen])


class SurfaceCanvas:
    """Draws on `surface`, one logical pixel being `scale` real ones."""

    def __init__(self, surface: pygame.Surface, scale: float = 1.0, faces: Faces | None = None) -> None:
        self._faces = faces or Faces()
        self._texts = Sprites(8_000_000)
        self._sprites = Sprites(16_000_000)
        self._stamps = Sprites(8_000_000)
        self._widths: OrderedDict[tuple[str, int, Weight], tuple[float, float]] = OrderedDict()
        self._pictures: OrderedDict[str, tuple[Hashable, Box, pygame.Surface]] = OrderedDict()
        self._target = surface
        self._origin = (0, 0)
        self._scale = scale

    def aim(self, surface: pygame.Surface, scale: float) -> None:
        """Draw on another surface, or at another scale, from now on."""
        self._target = surface
        if scale != self._scale:
            self._scale = scale
            self._pictures.clear()

    def forget(self) -> None:
        """Draw everything anew: what was kept is in colours or words that are no longer in use."""
        for kept in (self._texts, self._sprites, self._stamps):
            kept.clear()
        self._pictures.clear()

    @property
    def surface(self) -> pygame.Surface:
        """What is drawn on."""
        return self._target

    @property
    def scale(self) -> float:
        """Real pixels in a logical one."""
        return self._scale

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in logical pixels."""
        width, height = self._target.get_size()
        return (width / self._scale, height / self._scale)

    # --- shapes -----------------------------------------------------------------------------------------------

    def clear(self, colour: Colour) -> None:
        """Fill everything."""
        self._target.fill(colour)

    def rect(
        self, rect: Rect, fill: Colour | None = None, *, line: Colour | None = None, width: float = 1, radius: float = 0
    ) -> None:
        """A rectangle, filled, outlined or both, with rounded corners."""
        x, y, w, h = self._box(rect)
        if w <= 0 or h <= 0:
            return
        r = min(round(radius * self._scale), w // 2, h // 2)
        rim = max(1, round(broad(width) * self._scale))
        inner = rgba(fill) if fill is not None else None
        outer = rgba(line) if line is not None else None
        if any(paint is not None and paint[3] < 255 for paint in (inner, outer)):
            self._clear_rect((x, y, w, h), inner, outer, rim=rim, r=r)
        elif r < 2:
            if inner:
                self._target.fill(inner, (x, y, w, h))
            if outer:
                pygame.draw.rect(self._target, outer, (x, y, w, h), rim)
        else:
            self._round_rect((x, y, w, h), inner, outer, rim=rim, r=r)

    def _clear_rect(self, box: Box, inner: Paint | None, outer: Paint | None, *, rim: int, r: int) -> None:
        """A rectangle that something shines through: one sprite."""
        x, y, w, h = box
        key = ("rect", w, h, r, rim, inner, outer)
        sprite = self._sprites.get(key)
        if sprite is None:
            sprite = pygame.Surface((w, h), pygame.SRCALPHA)
            if inner and outer is None and r < 2:
                sprite.fill(inner)
            else:
                layer = SurfaceCanvas(sprite, 1.0, self._faces)
                for paint, edge in ((inner, False), (outer, True)):
                    if paint is None:
                        continue
                    solid = pygame.Surface((w, h), pygame.SRCALPHA)
                    layer.aim(solid, 1.0)
                    opaque = paint[:3]
                    area = Rect(0, 0, w, h)
                    if edge:
                        layer.rect(area, line=opaque, width=rim, radius=r)
                    else:
                        layer.rect(area, opaque, radius=r)
                    solid.set_alpha(paint[3])
                    sprite.blit(solid, (0, 0))
            self._sprites.keep(key, sprite)
        self._target.blit(sprite, (x, y))

    def _round_rect(self, box: Box, inner: Paint | None, outer: Paint | None, *, rim: int, r: int) -> None:
        """An opaque rectangle: corners from one sprite, the rest filled directly."""
        x, y, w, h = box
        corner = self._corner(r, rim, inner, outer)
        blit, fill = self._target.blit, self._target.fill
        right, bottom = x + w - r, y + h - r
        blit(corner, (x, y), (0, 0, r, r))
        blit(corner, (right, y), (r, 0, r, r))
        blit(corner, (x, bottom), (0, r, r, r))
        blit(corner, (right, bottom), (r, r, r, r))
        if inner:
            fill(inner, (x + r, y, w - 2 * r, r))
            fill(inner, (x, y + r, w, h - 2 * r))
            fill(inner, (x + r, bottom, w - 2 * r, r))
        if outer:
            fill(outer, (x + r, y, w - 2 * r, rim))
            fill(outer, (x + r, y + h - rim, w - 2 * r, rim))
            fill(outer, (x, y + r, rim, h - 2 * r))
            fill(outer, (x + w - rim, y + r, rim, h - 2 * r))

    def _corner(self, r: int, rim: int, inner: Paint | None, outer: Paint | None) -> pygame.Surface:
        key = ("corner", r, rim, inner, outer)
        return self._sprites.get(key) or self._sprites.keep(key, self._round(r, r, r, 2 * r, rim, inner, outer))

    def _round(
        self, r: float, cx: float, cy: float, size: int, rim: float, inner: Paint | None, outer: Paint | None
    ) -> pygame.Surface:
        """A sprite of a circle, filled, outlined or both."""
        whole = disc(r, cx, cy, size)
        if outer is None:
            return filled(inner or (0, 0, 0, 0), whole)
        ring = whole - disc(r - rim, cx, cy, size)
        if inner is None:
            return filled(outer, ring)
        sprite = filled(inner, disc(r - rim / 2, cx, cy, size))
        sprite.blit(filled(outer, ring), (0, 0))
        return sprite

    def circle(
        self, x: float, y: float, r: float, fill: Colour | None = None, *, line: Colour | None = None, width: float = 1
    ) -> None:
        """A circle about (x, y)."""
        scale = self._scale
        radius = round(r * scale * PHASES) / PHASES
        if radius <= 0:
            return
        column, px = self._phase(x * scale - self._origin[0])
        row, py = self._phase(y * scale - self._origin[1])
        rim = max(1.0, broad(width) * scale)
        key = ("circle", radius, px, py, rim if line else 0, fill, line)
        reach = ceil(radius + 0.5)
        sprite = self._sprites.get(key)
        if sprite is None:
            middle = reach + px / PHASES, reach + py / PHASES
            paints = rgba(fill) if fill else None, rgba(line) if line else None
            sprite = self._sprites.keep(key, self._round(radius, *middle, 2 * reach + 1, rim, *paints))
        self._target.blit(sprite, (column - reach, row - reach))

    @staticmethod
    def _phase(value: float) -> tuple[int, int]:
        """The pixel `value` falls in, and the part of it."""
        steps = floor(value * PHASES + 0.5)
        return steps // PHASES, steps % PHASES

    def polygon(
        self, points: Sequence[Point], fill: Colour | None = None, *, line: Colour | None = None, width: float = 1
    ) -> None:
        """A closed shape."""
        if len(points) > 2:
            self._shape(points, rgba(fill) if fill else None, rgba(line) if line else None, width, closed=True)

    def lines(self, points: Sequence[Point], colour: Colour, *, width: float = 1, dash: float = 0) -> None:
        """An open line through `points`; with `dash`, broken into pieces and gaps of this length."""
        if len(points) < 2:
            return
        self._shape(points, None, rgba(colour), width, closed=False, dash=dash)

    def _shape(
        self,
        points: Sequence[Point],
        inner: Paint | None,
        outer: Paint | None,
        width: float,
        *,
        closed: bool,
        dash: float = 0.0,
    ) -> None:
        """A polygon or a line: a sprite by its shape, or drawn directly if it is a large polygon."""
        scale, (ox, oy) = self._scale, self._origin
        steps = [(floor((x * scale - ox) * PHASES + 0.5), floor((y * scale - oy) * PHASES + 0.5)) for x, y in points]
        margin = ceil(broad(width) * scale / 2) + 1
        left = min(x for x, _ in steps) // PHASES - margin
        top = min(y for _, y in steps) // PHASES - margin
        w = -(-max(x for x, _ in steps) // PHASES) + margin + 1 - left
        h = -(-max(y for _, y in steps) // PHASES) + margin + 1 - top
        shape = tuple((x - left * PHASES, y - top * PHASES) for x, y in steps)
        if closed and inner and w * h > SMALL_AREA:
            self._large(points, inner)
            if outer:
                self._shape([*points, points[0]], None, outer, width, closed=False)
            return
        rim = max(1.0, broad(width) * scale)
        key = ("shape", shape, inner, outer, rim, closed, dash)
        sprite = self._sprites.get(key)
        if sprite is None:
            sprite = self._drawn(shape, (w, h), inner, outer, rim, closed=closed, dash=dash * scale)
            if w * h <= SMALL_AREA:
                self._sprites.keep(key, sprite)
        self._target.blit(sprite, (left, top))

    @staticmethod
    def _drawn(
        shape: Sequence[tuple[int, int]],
        size: tuple[int, int],
        inner: Paint | None,
        outer: Paint | None,
        rim: float,
        *,
        closed: bool,
        dash: float,
    ) -> pygame.Surface:
        """The sprite of `shape` (in quarter pixels): filled, drawn large and shrunk; and its line."""
        whole = pygame.Surface(size, pygame.SRCALPHA)
        if inner:
            fine = pygame.Surface((size[0] * FINE, size[1] * FINE), pygame.SRCALPHA)
            fine.fill((*inner[:3], 0))  # its own colour, so that no dark rim appears when it is shrunk
            factor = FINE // PHASES
            pygame.draw.polygon(fine, inner[:3], [(x * factor, y * factor) for x, y in shape])
            shrunk = pygame.transform.smoothscale(fine, size)
            if inner[3] < 255:
                shrunk.set_alpha(inner[3])
            whole.blit(shrunk, (0, 0))
        if outer:
            real = [(x / PHASES, y / PHASES) for x, y in (*shape, *shape[: int(closed)])]
            line = filled(outer, stroke(real, rim, size, dash))
            if inner is None:
                return line
            whole.blit(line, (0, 0))
        return whole

    def _large(self, points: Sequence[Point], inner: Paint) -> None:
        """A polygon too large for a sprite, straight onto the target."""
        ox, oy = self._origin
        real = [(round(x * self._scale) - ox, round(y * self._scale) - oy) for x, y in points]
        pygame.gfxdraw.filled_polygon(self._target, real, inner)
        pygame.gfxdraw.aapolygon(self._target, real, inner)

    # --- words ------------------------------------------------------------------------------------------------

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
        if not text:
            return
        pixels = round(size * self._scale)
        key = (text, pixels, weight, colour)
        sprite = self._texts.get(key)
        if sprite is None:
            sprite = self._written(text, pixels, weight, colour)
            if len(colour) == 4:
                sprite.set_alpha(colour[3])
            self._texts.keep(key, sprite)
        left = x * self._scale
        if align == "right":
            left -= sprite.get_width()
        elif align == "centre":
            left -= sprite.get_width() / 2
        self._target.blit(sprite, (round(left) - self._origin[0], round(y * self._scale) - self._origin[1]))

    def _written(self, text: str, pixels: int, weight: Weight, colour: Colour) -> pygame.Surface:
        """The sprite of a text. Small letters are drawn larger and shrunk, which keeps them evenly spaced."""
        if pixels >= FINE_TEXT:
            return self._faces.face(weight, pixels).render(text, True, colour[:3])
        large = self._faces.face(weight, pixels * OVER).render(text, True, colour[:3])
        size = (ceil(large.get_width() / OVER), ceil(large.get_height() / OVER))
        sprite = pygame.transform.smoothscale(large, size)
        alpha = pygame.surfarray.pixels_alpha(sprite)
        alpha[:] = DARKER[alpha]
        del alpha  # unlocks the surface
        return sprite

    def measure(self, text: str, *, size: float, weight: Weight = "regular") -> tuple[float, float]:
        """Width and height that `text` would take."""
        pixels = round(size * self._scale)
        key = (text, pixels, weight)
        found = self._widths.get(key)
        if found is None:
            over = OVER if pixels < FINE_TEXT else 1
            wide, high = self._faces.face(weight, pixels * over).size(text)
            found = (ceil(wide / over), ceil(high / over))
            self._widths[key] = found
            if len(self._widths) > 8192:
                self._widths.popitem(last=False)
        return (found[0] / self._scale, found[1] / self._scale)

    # --- pictures ---------------------------------------------------------------------------------------------

    def image(self, name: str, rect: Rect) -> None:
        """A picture of assets/ by name, fitted into `rect`."""
        x, y, w, h = self._box(rect)
        key = ("image", name, w, h)
        sprite = self._sprites.get(key)
        if sprite is None:
            file = assets_dir() / name
            if file.suffix == ".svg":
                shrink = min(1.0, (MOST_DRAWN / (w * h)) ** 0.5)
                sprite = pygame.image.load_sized_svg(file, (ceil(w * shrink), ceil(h * shrink)))
                if shrink < 1:  # it would take seconds; enlarged it is nearly as crisp
                    size = (round(sprite.get_width() / shrink), round(sprite.get_height() / shrink))
                    sprite = pygame.transform.smoothscale(sprite, size)
            else:
                whole = pygame.image.load(file)
                shrink = min(w / whole.get_width(), h / whole.get_height())
                size = (max(1, round(whole.get_width() * shrink)), max(1, round(whole.get_height() * shrink)))
                sprite = pygame.transform.smoothscale(whole, size)
            self._sprites.keep(key, sprite)
        left, top = x + (w - sprite.get_width()) // 2, y + (h - sprite.get_height()) // 2
        self._target.blit(sprite, (left, top))

    def clip(self, rect: Rect | None) -> None:
        """Draw only inside `rect` until called again; `None`: everywhere."""
        self._target.set_clip(None if rect is None else self._box(rect))

    def kept(
        self, name: str, content: Hashable, rect: Rect, paint: Callable[[Canvas], None], *, ground: Colour
    ) -> None:
        """What `paint` draws inside `rect` on `ground`, painted again only when `content` or `rect` changes."""
        x, y, w, h = self._box(rect)
        if w <= 0 or h <= 0:
            return
        absolute = (x + self._origin[0], y + self._origin[1], w, h)
        last = self._pictures.get(name)
        if last is not None and last[0] == content and last[1] == absolute:
            picture = last[2]
            self._pictures.move_to_end(name)
        else:
            fits = last is not None and last[2].get_size() == (w, h)
            picture = last[2] if last is not None and fits else pygame.Surface((w, h)).convert(self._target)
            picture.set_clip(None)
            picture.fill(ground)
            outside, origin = self._target, self._origin
            self._target, self._origin = picture, absolute[:2]
            try:
                paint(self)
            finally:
                self._target, self._origin = outside, origin
            self._pictures[name] = (content, absolute, picture)
            if len(self._pictures) > 96:
                self._pictures.popitem(last=False)
        self._target.blit(picture, (x, y))

    def stamp(
        self, key: str, x: float, y: float, draw: Callable[[Canvas], None], w: float, h: float, *, alpha: float = 1.0
    ) -> None:
        """A small picture whose top left is at (x, y), painted once for each key and scale."""
        scale, (ox, oy) = self._scale, self._origin
        kept = self._stamps.get((key, scale))
        if kept is None:
            kept = pygame.Surface((ceil(w * scale), ceil(h * scale)), pygame.SRCALPHA)
            outside = self._target
            self._target, self._origin = kept, (0, 0)
            try:
                draw(self)
            finally:
                self._target, self._origin = outside, (ox, oy)
            self._stamps.keep((key, scale), kept)
        at = (round(x * scale) - ox, round(y * scale) - oy)
        if alpha >= 1:
            self._target.blit(kept, at)
        elif alpha > 0:
            kept.set_alpha(round(alpha * 255))
            self._target.blit(kept, at)
            kept.set_alpha(255)

    def _box(self, rect: Rect) -> Box:
        """`rect` in real pixels; neighbours that share an edge share it here too."""
        scale, (ox, oy) = self._scale, self._origin
        left, top = round(rect.x * scale), round(rect.y * scale)
        return (
            left - ox,
            top - oy,
            round((rect.x + rect.w) * scale) - left,
            round((rect.y + rect.h) * scale) - top,
        )
