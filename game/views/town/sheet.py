"""The sheet: the town as it lies on paper: country, river, streets, and every house as the census found it.

How it stays quick: lots and houses are stamps, painted once for each magnification and state; the ground is kept until
the camera moves, the whole sheet until the census changes. Each picture paints only a few stamps it has never painted,
so that a new magnification doesn't stutter; until then there is an empty lot.

Rules of this file: it knows where things stand and what they look like, not what happens.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Final

import numpy as np

from game.views import theme
from game.views.canvas import Canvas, Point, Rect
from game.views.floor.pen import Art, Motif, Reach, Sprite, sprite
from game.views.theme import mix
from game.views.town.camera import Camera
from game.views.town.census import Census
from game.views.town.pictures import (
    FACES_FROM,
    HOUSE_REACH,
    LOOKS,
    land,
    middle_of,
    paint_compass,
    paint_far,
    paint_hub,
    paint_lot,
    paint_near,
    paint_tree,
    street_colour,
)
from game.views.town.plan import Cell, Plan, chance
from sim.frames import Fate

NEAR: Final = 2.1
"""Logical pixels to a unit from which on a house shows each of its people."""
MOST_FRESH: Final = 8
"""Houses never painted before, in one picture."""
MOST_LOTS: Final = (30, 3)
"""Lots, far and near."""
PAVED: Final = 5.5
"""How far the pavement reaches beyond the lots."""
CELL_REACH: Final = (30.0, 30.0, 30.0, 30.0)
COMPASS: Final = Motif("compass", lambda pen, _: paint_compass(pen), (15, 15, 15, 15))
HUB: Final = Motif("hub", lambda pen, _: paint_hub(pen), (8, 23, 8, 2))


class Sheet:
    """Paints one town."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._sprites: dict[Hashable, Sprite] = {}
        self._afar: dict[Hashable, Sprite] = {}
        self._fresh = self._laid = 0
        self._seen: list[tuple[Cell, Point]] = []
        self.feet: list[Point] = [(x, y) for x, y in plan.feet.tolist()]
        """Each house's doorstep."""
        self._order = sorted(range(plan.houses), key=lambda house: self.feet[house][1])
        self._looks = [int(chance(house, 8) * LOOKS) for house in range(plan.houses)]
        self.residents: list[list[int]] = [[] for _ in range(plan.houses)]
        """Who lives in each house."""
        for person, house in enumerate(plan.house.tolist()):
            self.residents[house].append(person)
        self._window, self._pane = plan.window.tolist(), plan.pane.tolist()
        self._middles = [middle_of(cell) for cell in plan.cells]
        self._trees = _country(plan, self._middles)
        self.unfinished = False
        """Whether some of it is still to be painted."""

    def sign(self, motif: Motif, variant: int = 0, size: float = 1.0) -> Sprite:
        """A picture that is `size` logical pixels to a unit, whatever the magnification."""
        return self._sprite((motif.name, variant), lambda pen: motif.paint(pen, variant), motif.reach, size)

    def _sprite(self, key: Hashable, art: Art, reach: Reach, u: float) -> Sprite:
        found = self._sprites.get((key, u))
        if found is None:
            if len(self._sprites) > 6000:
                self._sprites.clear()
                self._afar.clear()
            found = self._sprites[key, u] = sprite(f"town.{theme.INK}.{key}", art, u, reach)
        return found

    def begin(self, camera: Camera) -> None:
        """Begin a picture of what the camera sees: so much of it may be painted for the first time."""
        self._fresh, self.unfinished = MOST_FRESH, False
        u = camera.u
        self._seen = [one for one in zip(self._plan.cells, self._middles, strict=True) if camera.sees(*one[1], 24)]
        blank = [cell for cell, _ in self._seen if (("lot", cell.column, cell.row), u) not in self._sprites]
        for cell in blank[: MOST_LOTS[u >= NEAR]]:
            self._lot(cell, u)
        if blank:
            self._laid += 1  # the ground is another with them
        self.unfinished = len(blank) > MOST_LOTS[u >= NEAR]

    def draw(
        self, canvas: Canvas, camera: Camera, band: Rect, census: Census, only: Fate | None, hubs: Iterable[int]
    ) -> None:
        """The sheet within `band`. `only`: the one fate that is shown; `hubs`: houses with a mast."""
        self._draw_ground(canvas, camera)
        self._draw_houses(canvas, camera, band, census, only)
        for house in hubs:
            x, y = self.feet[house]
            if camera.sees(x, y, 20):
                sx, sy = camera.on_screen(x, y)
                size = max(0.8, min(1.6, camera.u * 0.6))
                self.sign(HUB, 0, size).stamp(canvas, sx, sy - 14 * camera.u)

    # --- ground ---------------------------------------------------------------------------------------------------

    def _draw_ground(self, canvas: Canvas, camera: Camera) -> None:
        """Country, river, streets and lots; where a lot is still to be painted there is pavement."""
        u = camera.u

        def paint(inner: Canvas) -> None:
            for cell, _ in self._seen:
                self._draw_pavement(inner, camera, cell)
            self._draw_river(inner, camera)
            self._draw_bridges(inner, camera)
            for cell, at in self._seen:
                picture = self._sprites.get((("lot", cell.column, cell.row), u))
                if picture is not None:
                    picture.stamp(inner, *camera.on_screen(*at))
            for n, (x, y, r) in enumerate(self._trees):
                if camera.sees(x, y, 10):
                    self._tree(n % 5, r, u).stamp(inner, *camera.on_screen(x, y))
            at = (camera.rect.right - 26, camera.rect.bottom - 26)
            if camera.step == 0:
                self.sign(COMPASS).stamp(inner, *at)

        content = (camera.key, theme.PAPER, self._laid)
        canvas.kept("town ground", content, camera.rect, paint, ground=land())

    def _draw_pavement(self, canvas: Canvas, camera: Camera, cell: Cell) -> None:
        (left, top), (right, low) = camera.on_screen(*map(min, *cell.lot)), camera.on_screen(*map(max, *cell.lot))
        area = Rect(left, top, right - left, low - top).inset(-PAVED * camera.u)
        canvas.rect(area, street_colour(), radius=1.5 * camera.u)

    def _lot(self, cell: Cell, u: float) -> Sprite:
        return self._sprite(("lot", cell.column, cell.row), lambda pen: paint_lot(pen, cell), CELL_REACH, u)

    def _tree(self, kind: int, r: float, u: float) -> Sprite:
        return self._sprite(("tree", kind), lambda pen: paint_tree(pen, 0, 0, r), (6, 14, 6, 2), u)

    def _draw_bridges(self, canvas: Canvas, camera: Camera) -> None:
        ink = mix(theme.INK_SOFT, theme.PAPER, 0.3)
        for corners in self._plan.bridges:
            if camera.sees(*corners[0], 60):
                points = [camera.on_screen(*point) for point in corners]
                canvas.polygon(points, street_colour())
                for a, b in ((0, 1), (3, 2)):
                    canvas.lines([points[a], points[b]], ink, width=max(1.0, 0.9 * camera.u**0.6))

    def _draw_river(self, canvas: Canvas, camera: Camera) -> None:
        u = camera.u
        river = [banks for banks in self._plan.river if camera.sees(*banks[0], 60)]
        if len(river) < 2:
            return
        left = [camera.on_screen(*a) for a, _ in river]
        right = [camera.on_screen(*b) for _, b in river]
        canvas.polygon([*left, *reversed(right)], mix(theme.SKY, theme.PAPER, 0.5))
        for bank in (left, right):
            canvas.lines(bank, mix(theme.SKY, theme.INK, 0.35), width=max(1.0, 0.7 * u**0.6))
        for n in range(1, len(river) - 1, 2):
            share = 0.15 + 0.6 * chance(n, 4)
            (ax, ay), (bx, _) = left[n], right[n]
            x = ax + (bx - ax) * share
            wave = [(x, ay), (x + 1.5 * u, ay - 0.8 * u), (x + 3 * u, ay), (x + 4.5 * u, ay - 0.8 * u)]
            canvas.lines(wave, mix(theme.SKY, theme.CARD, 0.7), width=max(1.0, 0.5 * u**0.6))

    # --- houses ---------------------------------------------------------------------------------------------------

    def _draw_houses(self, canvas: Canvas, camera: Camera, band: Rect, census: Census, only: Fate | None) -> None:
        u, (mx, my) = camera.u, camera.rect.centre
        feet = self._plan.feet
        places = ((feet - (camera.x, camera.y)) * u + (mx, my)).tolist()
        beside = np.abs(feet[:, 0] - camera.x) <= camera.rect.w / 2 / u + 7
        top, low = camera.in_town(0, band.y)[1] - 1.5, camera.in_town(0, band.bottom)[1] + 18
        inside = (beside & (feet[:, 1] >= top) & (feet[:, 1] <= low)).tolist()
        near = u >= NEAR
        for house in self._order:
            if inside[house]:
                picture = (
                    self._near(house, census, u, only) if near else self._far(house, census.windows[house], u, only)
                )
                if picture is not None:
                    picture.stamp(canvas, *places[house])

    def _far(self, house: int, windows: tuple[int, ...], u: float, only: Fate | None) -> Sprite:
        key = (self._looks[house], windows, only)
        found = self._afar.get((key, u))
        if found is None:
            look = self._looks[house]
            shown = windows if only is None else tuple(n if fate == only else 0 for fate, n in enumerate(windows))
            found = self._afar[key, u] = self._sprite(
                ("far", *key), lambda pen: paint_far(pen, look, shown), HOUSE_REACH, u
            )
        return found

    def _near(self, house: int, census: Census, u: float, only: Fate | None) -> Sprite | None:
        """A house with all its people; `None`: it must wait for the next picture."""
        who, moods = self.residents[house], u >= FACES_FROM
        fates, feelings = census.fate[who].tolist(), census.mood[who].tolist() if moods else [0] * len(who)
        people = tuple(
            (self._window[i], self._pane[i], fate, mood)
            for i, fate, mood in zip(who, fates, feelings, strict=True)
            if only is None or fate == only
        )
        key = ("near", house, people)
        if (key, u) not in self._sprites:
            if self._fresh <= 0:
                self.unfinished = True
                return None
            self._fresh -= 1
        look, panes = self._looks[house], self._plan.panes
        return self._sprite(key, lambda pen: paint_near(pen, look, panes, people), HOUSE_REACH, u)


def _country(plan: Plan, middles: list[Point]) -> list[tuple[float, float, float]]:
    """Trees around the town: (x, y, r), from the back to the front."""
    found: list[Point] = []
    for n in range(420):
        x = (chance(n, 11) * 1.5 - 0.25) * plan.width
        y = (chance(n, 12) * 1.5 - 0.25) * plan.height
        banks = [banks for banks in plan.river if abs(banks[0][1] - y) < 12]
        wet = any(left[0] - 6 < x < right[0] + 6 for left, right in banks)
        if not wet and all(abs(x - mx) > 30 or abs(y - my) > 28 for mx, my in middles):
            found.append((x, y))
    sizes = (2.4, 3.0, 3.6, 2.7, 3.3)
    return [(x, y, sizes[n % 5]) for n, (x, y) in enumerate(sorted(found, key=lambda at: at[1]))]
