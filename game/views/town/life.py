"""Life: what moves over the town. Rings of talk, threads from who told to who acted, signs over houses.

How it is told: word spreads in a ring, round if it is good and jagged if it is bad; dots run from the teller to whom
he moved; then a sign rises over the house. All of a night's news comes at midnight, so it is shown one by one over the
next seconds, the loud before the quiet. When days fly by, or in a calm picture, nothing moves: plates over the
blocks say how many.

Rules of this file: a bounded number of things at once. Nothing flashes: a thing comes, fades and is gone, and plates
change at most once a second.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import hypot, sqrt
from typing import Final

from game.views.canvas import Canvas, Point
from game.views.floor.pen import Motif, Pen
from game.views.town.camera import Camera
from game.views.town.gossip import News
from game.views.town.pictures import paint_dot, paint_plate, paint_ring, paint_sign
from game.views.town.sheet import Sheet
from sim.events import Kind

SPREAD_S: Final = 9.0
"""Over how long a night's news is shown."""
MOST_WAITING, MOST_ALIVE, MOST_PLATES, MOST_CALLS = 150, 48, 14, 80
RING_S, WIDE_RING_S, THREAD_S, SIGN_S, PLATE_S = 1.5, 2.6, 1.1, 2.2, 5.0
PLATES_EVERY_S: Final = 1.0
RINGS: Final = (14, 20, 28, 50, 84, 130)
"""How far rings reach (logical pixels): the first three for what is told, the others for what is public."""
STEPS: Final = 9
SIGNS: Final = (
    "joined", "churned", "wants out", "never", "turned away", "told good", "told bad", "posted good", "posted bad",
    "calls", "waits", "outside",
)  # fmt: skip
SIGN_OF: Final = {
    Kind.JOINED: "joined",
    Kind.CHURNED: "churned",
    Kind.WANTED_OUT: "wants out",
    Kind.NEVER_AGAIN: "never",
    Kind.TURNED_AWAY: "turned away",
    Kind.OUTSIDE_COMPLAINT: "outside",
}
LOUD_FIRST: Final = (
    Kind.POSTED, Kind.OUTSIDE_COMPLAINT, Kind.JOINED, Kind.CHURNED, Kind.NEVER_AGAIN, Kind.WANTED_OUT, Kind.READ,
    Kind.TURNED_AWAY, Kind.TOLD,
)  # fmt: skip
SIGN: Final = Motif("sign", lambda pen, n: paint_sign(pen, SIGNS[n]), (10, 10, 10, 10))
PLATE: Final = Motif("plate", lambda pen, n: paint_plate(pen, SIGNS[n % len(SIGNS)], n // len(SIGNS)), (40, 13, 40, 13))
DOT: Final = Motif("dot", lambda pen, n: paint_dot(pen, good=bool(n)), (4, 4, 4, 4))
Where = Callable[[int], Point]
"""Where someone lives, in town."""


@cache
def ring(radius: int) -> Motif:
    """A ring of some radius; variant 1: of good word."""

    def paint(pen: Pen, good: int) -> None:
        paint_ring(pen, radius, good=bool(good))

    reach = radius + 4.0
    return Motif(f"ring.{radius}", paint, (reach, reach, reach, reach))


@dataclass(slots=True)
class Spark:
    """Something that lives for a moment."""

    person: int
    sign: str = ""
    """One of `SIGNS`, that rises over his house."""
    reach: int = 0
    """How far a ring spreads from it (logical pixels)."""
    good: bool = False
    teller: int = -1
    """From whom a thread runs to him first."""
    age: float = 0.0

    @property
    def life(self) -> float:
        """How long it lives (s)."""
        ring = (WIDE_RING_S if self.reach >= RINGS[3] else RING_S) if self.reach else 0.0
        return (THREAD_S if self.teller >= 0 else 0.0) + max(ring, SIGN_S if self.sign else 0.0)


@dataclass(frozen=True, slots=True)
class Plate:
    """How many of one kind there were in a block."""

    block: int
    sign: str
    n: int


class Life:
    """All that moves."""

    def __init__(self) -> None:
        self._sparks: list[Spark] = []
        self._waiting: deque[News] = deque()
        self._rate = 0.0
        self._due = 0.0
        self._plates: list[Plate] = []
        self._plates_age = PLATES_EVERY_S
        self._told: Counter[tuple[int, str]] = Counter()
        """News since the last plates, by block and sign."""

    def clear(self) -> None:
        """Nothing has happened."""
        self._sparks.clear()
        self._waiting.clear()
        self._plates.clear()
        self._told.clear()

    @property
    def busy(self) -> bool:
        """Whether something is still to be seen."""
        return bool(self._sparks or self._plates)

    def hear(self, news: Sequence[News], block_of: Callable[[int], int], *, calm: bool) -> None:
        """What is new: to be shown one by one, or counted."""
        if calm:
            self._waiting.clear()
            for one in news:
                heard = one.people if one.kind in (Kind.TOLD, Kind.POSTED, Kind.READ) else 1
                self._told[block_of(one.person), sign_of(one)] += heard
        elif news:
            # What the last night left untold is old by now.
            self._waiting = deque(sorted(news, key=lambda one: LOUD_FIRST.index(one.kind))[:MOST_WAITING])
            self._rate = len(self._waiting) / SPREAD_S
            self._due = 1.0

    def live(self, seconds: float, *, runs: bool, calm: bool) -> None:
        """Let `seconds` pass; `runs`: whether time does in the game."""
        for spark in self._sparks:
            spark.age += seconds
        self._sparks = [spark for spark in self._sparks if spark.age < spark.life]
        self._plates_age += seconds
        if calm:
            self._sparks.clear()
            if self._told and self._plates_age >= PLATES_EVERY_S:
                self._turn_plates()
        if self._plates and self._plates_age > PLATE_S:
            self._plates = []
        if runs:
            self._due += self._rate * seconds
        while self._due >= 1 and self._waiting:
            self._due -= 1
            if len(self._sparks) < MOST_ALIVE:
                self._sparks.append(spark_of(self._waiting.popleft()))

    def _turn_plates(self) -> None:
        """One plate a block at most, on those where most happened."""
        best: dict[int, Plate] = {}
        for (block, sign), n in self._told.most_common():
            weight = n * (8 if sign in SIGN_OF.values() else 1)
            known = best.get(block)
            if known is None or weight > known.n * (8 if known.sign in SIGN_OF.values() else 1):
                best[block] = Plate(block, sign, n)
        self._plates = sorted(best.values(), key=lambda plate: (-plate.n, plate.block))[:MOST_PLATES]
        self._plates_age = 0.0
        self._told.clear()

    # --- picture --------------------------------------------------------------------------------------------------

    def draw(self, canvas: Canvas, camera: Camera, sheet: Sheet, where: Where, middles: Sequence[Point]) -> None:
        """Everything that is alive."""
        for spark in self._sparks:
            self._draw_spark(canvas, camera, sheet, spark, where)
        for plate in self._plates:
            x, y = middles[plate.block]
            if camera.sees(x, y, 0):
                sheet.sign(PLATE, plate.n * len(SIGNS) + SIGNS.index(plate.sign)).stamp(canvas, *camera.on_screen(x, y))

    def _draw_spark(self, canvas: Canvas, camera: Camera, sheet: Sheet, spark: Spark, where: Where) -> None:
        x, y = camera.on_screen(*where(spark.person))
        age = spark.age
        if spark.teller >= 0:
            if age < THREAD_S:
                _draw_thread(canvas, sheet, camera.on_screen(*where(spark.teller)), (x, y), age / THREAD_S, spark.good)
                return
            age -= THREAD_S
        if not camera.rect.inset(-spark.reach - 10).holds(x, y):
            return
        if spark.reach:
            share = age / (WIDE_RING_S if spark.reach >= RINGS[3] else RING_S)
            for late in (0.0, 0.3) if spark.reach >= RINGS[3] else (0.0,):
                if late < share < 1 + late:
                    step = min(STEPS, 1 + int((share - late) * STEPS))
                    radius = max(5, round(spark.reach * (step / STEPS) ** 0.7))
                    sheet.sign(ring(radius), int(spark.good)).stamp(canvas, x, y, min(1.0, 1.5 * (1 + late - share)))
        if spark.sign:
            rise = min(1.0, age * 2.5) * 7
            alpha = min(1.0, age * 5, (SIGN_S - age) * 2)
            sheet.sign(SIGN, SIGNS.index(spark.sign)).stamp(canvas, x, y - 7 - rise, max(0.0, alpha))


def _draw_thread(canvas: Canvas, sheet: Sheet, start: Point, end: Point, share: float, good: bool) -> None:
    """Dots that run along a bow."""
    (ax, ay), (bx, by) = start, end
    mx, my = (ax + bx) / 2, (ay + by) / 2 - 0.18 * hypot(bx - ax, by - ay)
    dot = sheet.sign(DOT, int(good))
    for k in range(9):
        t = share * 1.25 - k * 0.035
        if 0 <= t <= 1:
            way = ((1 - t) ** 2, 2 * t * (1 - t), t**2)
            x = way[0] * ax + way[1] * mx + way[2] * bx
            dot.stamp(canvas, x, way[0] * ay + way[1] * my + way[2] * by, 1 - k / 10)


def sign_of(one: News) -> str:
    """What stands for a piece of news."""
    if one.kind in SIGN_OF:
        return SIGN_OF[one.kind]
    return ("told " if one.kind is Kind.TOLD else "posted ") + ("good" if one.good else "bad")


def spark_of(one: News) -> Spark:
    """What is seen of a piece of news."""
    if one.kind is Kind.TOLD:
        return Spark(one.person, reach=RINGS[min(2, int(sqrt(one.people)) - 1)] if one.people else 0, good=one.good)
    if one.kind in (Kind.POSTED, Kind.READ):
        far = RINGS[3 + (one.people >= 30) + (one.people >= 300)]
        return Spark(one.person, sign_of(one) if one.kind is Kind.POSTED else "", reach=far, good=one.good)
    return Spark(one.person, SIGN_OF[one.kind], good=one.good, teller=one.teller)
