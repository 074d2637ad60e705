"""A picture of the people: what is to be stamped for each of them, by depth, and where to find them.

Rules of this file: who stands lower on the screen stands in front. Signs come over everything, in the order of the
people. Nothing moves by itself in a calm picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from math import hypot, inf, pi, sin
from operator import itemgetter
from typing import Final

from game.views.canvas import Canvas, Point
from game.views.floor.album import Album
from game.views.floor.looks import DOING_POSES, Pose
from game.views.floor.patience import WEDGE, WHOLE
from game.views.floor.pen import Sprite
from game.views.floor.person import Person
from game.views.floor.plan import CSR_X, Plan
from game.views.floor.signs import ARROW, DOT, MARKS, RING, TALLY, bubble_of
from game.views.floor.tempo import Tempo
from game.views.floor.things import CAT, SLIP, THINGS
from sim.frames import CsrView, Doing

STRIDE: Final = 7.0
"""Units a step."""
DEPTH: Final = itemgetter(0)
Thing = tuple[float, Sprite, float, float, float]
"""Something to be stamped: depth, picture, x, y, alpha. A bare tuple: there are a thousand a picture."""


class Picture:
    """What is to be stamped for the people of one picture."""

    __slots__ = ("_album", "_calm", "_clock", "_dim", "_over", "_plan", "_things", "_u", "spots")

    def __init__(self, plan: Plan, album: Album, tempo: Tempo, *, dim: float = 1.0) -> None:
        """`dim`: below 1 people are that faint, and bear no signs: an overlay has the word."""
        self._dim = dim
        self._plan = plan
        self._u = plan.u
        self._album = album
        self._calm = tempo.calm
        self._clock = tempo.clock
        self._things: list[Thing] = []
        self._over: list[Thing] = []
        self.spots: list[tuple[float, float, Person]] = []
        """Where whom the pointer may mean has his feet, front ones last."""

    def add(self, person: Person, *, barred: bool) -> None:
        """A person and all that belongs to him; `barred`: a barrier takes the place of his sign."""
        alpha = min(1.0, person.alpha) * self._dim
        if alpha <= 0:
            return
        if not person.is_csr:
            drawn = self._add_customer(person, alpha)
        elif person.path or person.going is not None or person.view is None:
            drawn = self._add_walking_csr(person, alpha)
        else:
            drawn = self._add_csr(person, person.view, alpha, barred=barred)
        if not drawn:
            return
        x, y = person.x, person.y
        self.spots.append((x, y, person))
        if person.mark and self._dim >= 1:
            rise = min(1.0, person.mark_age * 2.5) * 5 * self._u
            sign = self._album.sprite(MARKS[person.mark], person.mark_variant, max(self._u, 0.8 * self._plan.type))
            self._over.append((y, sign, x, y - 44 * self._u - rise, alpha))

    def _stride(self, person: Person) -> tuple[Pose, float]:
        """The pose of one who walks, and how high he hops. CSRs begin with the other foot."""
        steps = person.walked / (STRIDE * self._u)
        pose = Pose.STEP_LEFT if (int(steps) + person.is_csr) % 2 else Pose.STEP_RIGHT
        return pose, abs(sin(steps * pi)) * 1.6 * self._u

    def _add_walking_csr(self, person: Person, alpha: float) -> bool:
        """Add what shows a CSR who comes or goes; whether there is anything."""
        pose, hop = self._stride(person) if person.path else (Pose.STAND, 0.0)
        figure = self._album.figure(person, pose, person.turn)
        if figure is None:
            return False
        x, y, u = person.x, person.y, self._u
        self._things.append((y, figure, x, y - hop, alpha))
        if person.thing:
            side = 9 * u if person.thing == "bag" else 0.0
            self._things.append((y, self._album.sprite(THINGS[person.thing]), x + side, y - 9 * u - hop, alpha))
        return True

    def _add_csr(self, person: Person, view: CsrView, alpha: float, *, barred: bool) -> bool:
        """Add what shows a CSR at his desk; whether there is anything."""
        figure = self._album.figure(person, DOING_POSES[view.doing], 0)
        if figure is None:
            return False
        x, y, u = person.x, person.y, self._u
        self._things.append((y - 0.5, figure, x, y, alpha))
        if view.going_home:
            self._things.append((y - 0.4, self._album.sprite(THINGS["bag"]), x - 10 * u, y - 3 * u, alpha))
        bubble = None if barred or self._dim < 1 else self._bubble(view.doing, person.number)
        if bubble is not None:
            self._over.append((y, bubble, x - CSR_X * u, y - 42 * u, alpha))
        return True

    def _bubble(self, doing: Doing, number: int) -> Sprite | None:
        """The sign over a CSR's desk, not in step with his neighbours'."""
        found = bubble_of(doing, 0.0 if self._calm else self._clock + number % 7 * 0.37)
        return self._album.sprite(*found) if found is not None else None

    def _add_customer(self, person: Person, alpha: float) -> bool:
        """Add what shows a customer; whether there is anything."""
        hop = 0.0
        if person.path and person.delay <= 0 and person.hold <= 0:
            pose, hop = self._stride(person)
        elif person.seat >= 0 and not person.path:
            pose = Pose.SIT
        else:
            pose = Pose.STAND
        seated = pose == Pose.SIT
        figure = self._album.figure(person, pose, 0 if seated else person.turn)
        if figure is None:
            return False
        x, y, u, sprite, things = person.x, person.y, self._u, self._album.sprite, self._things
        depth = y + 0.5 if seated else y
        things.append((depth, figure, x, y - hop, alpha))
        if self._dim < 1:
            return True
        if person.nth > 1:
            things.append((depth, sprite(TALLY, min(person.nth, 5)), x + 1.0 * u, y - hop - 11 * u, alpha))
        if person.thing:
            things.append((y + 0.5, sprite(THINGS[person.thing]), x + 6 * u, y - hop - 13 * u, alpha))
        if person.wedge < WHOLE and person.waiting is not None and person.going is None:
            things.append((y, sprite(WEDGE, person.wedge), x + 7.5 * u, y - hop - 36 * u, alpha))
        return True

    def add_cat(self) -> None:
        """The night shift, in the corner of the first room."""
        breath = 0 if self._calm else int(self._clock * 0.8) % 2
        room, u = self._plan.rooms[0].rect, self._u
        y = room.bottom - 7 * u
        self._things.append((y, self._album.sprite(CAT, breath), room.x + 20 * u, y, 1.0))

    def add_slips(self, slips: Iterable[tuple[Point, Person]]) -> None:
        """Requests for an approval that wait in a line; each is its customer to the pointer."""
        for (x, y), person in slips:
            self._things.append((y, self._album.sprite(SLIP, person.wedge), x, y, 1.0))
            self.spots.append((x, y, person))

    def add_links(self, links: Iterable[tuple[Point, Point]]) -> None:
        """Dots on the way from the desk that asked to the one that deals with it."""
        u, dot = self._u, self._album.sprite(DOT)
        drift = 0.0 if self._calm else self._clock * 0.6 % 1.0
        for (ax, ay), (bx, by) in links:
            mx, my = (ax + bx) / 2, min(ay, by) - 20 * u
            n = max(4, int(hypot(bx - ax, by - ay) / (13 * u)))
            ay, by = ay - 34 * u, by - 34 * u
            for k in range(n):
                t = (k + drift) / n
                way = ((1 - t) ** 2, 2 * t * (1 - t), t**2)
                x = way[0] * ax + way[1] * mx + way[2] * bx
                y = max(self._plan.rect.y + 3 * u, way[0] * ay + way[1] * my + way[2] * by)
                self._things.append((inf, dot, x, y, min(1.0, t * 4, (1 - t) * 4)))

    def ring(self, canvas: Canvas, person: Person) -> None:
        """Put a ring on the ground round the feet of `person`, and an arrow over his head."""
        u, x, y = self._u, person.x, person.y
        self._album.sprite(RING).stamp(canvas, x, y - 1 * u)
        bob = 0.0 if self._calm else sin(self._clock * 4) * 1.5 * u
        high = (64 if person.mark else 50) * u
        self._over.append((0.0, self._album.sprite(ARROW), x, max(self._plan.rect.y + 10 * u, y - high + bob), 1.0))

    def draw(self, canvas: Canvas) -> None:
        """Stamp it all."""
        self.spots.sort(key=itemgetter(1))
        self._things.sort(key=DEPTH)  # stable: what belongs to one person stays together
        stamp = canvas.stamp
        for _, (key, draw, w, h, ox, oy), x, y, alpha in chain(self._things, self._over):
            stamp(key, x - ox, y - oy, draw, w, h, alpha=alpha)
