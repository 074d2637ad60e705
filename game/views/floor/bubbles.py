"""Bubbles: thoughts over people's heads, few, for as long as it takes to read them, and in nobody's way.

Rules of this file: two at a time at most, one where motion is reduced; none while time flies, while the room is full,
or while an overlay is on. One covers no board, no barrier, no other bubble, not the chosen person and nothing of what
the screen lays over the floor; where there is no such place, the thought stays unthought. Paused, it stays until
there may be none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from game.views import theme
from game.views.canvas import Canvas, Point, Rect, meets
from game.views.floor.colours import CHALK
from game.views.floor.minds import BLOCKS, Mind
from game.views.floor.pen import Pen
from game.views.floor.person import Person
from game.views.floor.plan import Plan
from game.views.lettering import LEADING, wrap
from game.views.thoughts import Sheaf
from sim.events import Block, Event, Kind

MOST: Final = 2
"""Bubbles at a time."""
FASTEST: Final = 4.0
"""No thoughts above this speed."""
CROWDED: Final = 100
"""Nor while there are more people than this to be seen."""
GAP_S: Final = (1.2, 3.2)
"""Between the end of looking for one bubble and the next."""
CALM_GAP_S: Final = (6.0, 10.0)
FADE_S: Final = 0.25
WIDE: Final = 158.0
"""Of a bubble at most, where words have the theme's size."""
FRESH_S: Final = 7.0
"""Seconds for which somebody thinks of what has just happened to him."""
AGAIN_S: Final = 14.0
"""... and says nothing more after a thought."""
HEAD: Final = 40.0
"""How high somebody is (units)."""
PUT: Final = (
    (-0.3, 0.0), (-0.7, 0.0), (-0.5, 0.0), (0.05, 0.35), (-1.05, 0.35), (0.05, 0.7), (-1.05, 0.7), (0.05, 1.2),
    (-1.05, 1.2),
)  # fmt: skip
"""Where to put a bubble, the best places first: left edge and lower edge from the head, in widths and heights."""


def seconds_to_read(text: str) -> float:
    """How long a line takes."""
    return 1.6 + 0.055 * len(text)


@dataclass(frozen=True, slots=True)
class Lettered:
    """A line as it will stand in its bubble."""

    lines: tuple[str, ...]
    size: float
    w: float
    h: float


def letter(canvas: Canvas, text: str, unit: float) -> Lettered:
    """`text` in lines of about the same length; `unit`: size of words against the theme's."""
    size = theme.TINY * unit
    most = (WIDE - 16) * unit
    lines = wrap(canvas, text, most, size=size)
    broad = max(canvas.measure(line, size=size)[0] for line in lines)
    for _ in range(12):  # narrower, as long as it takes no further line
        closer = wrap(canvas, text, broad - 6 * unit, size=size)
        widest = max(canvas.measure(line, size=size)[0] for line in closer)
        if len(closer) > len(lines) or widest > broad - 6 * unit:
            break
        lines, broad = closer, widest
    high = (len(lines) - 1) * size * LEADING + canvas.measure("m", size=size)[1]
    return Lettered(lines, size, broad + 16 * unit, high + 9 * unit)


@dataclass(slots=True)
class Bubble:
    """One thought, and whose."""

    person: Person
    text: str
    lettered: Lettered
    offset: Point
    """Of its top left from the thinker's feet."""
    life: float
    age: float = 0.0
    last: Point = (0.0, 0.0)

    @property
    def alpha(self) -> float:
        """How much of it is seen."""
        return max(0.0, min(1.0, self.age / FADE_S, (self.life - self.age) / FADE_S))

    @property
    def rect(self) -> Rect:
        """Where it is."""
        return Rect(self.last[0] + self.offset[0], self.last[1] + self.offset[1], self.lettered.w, self.lettered.h)

    def end(self) -> None:
        """Begin to fade."""
        self.life = min(self.life, self.age + FADE_S)


class Bubbles:
    """All there are, and who has just had one."""

    __slots__ = ("_bubbles", "_had", "_happened", "_wait")

    def __init__(self) -> None:
        self._bubbles: list[Bubble] = []
        self._happened: dict[tuple[bool, int], tuple[str, float]] = {}
        """What has just happened to whom (CSR or contact, his number), and for how long it is still fresh."""
        self._had: dict[int, float] = {}
        """Who (by `id`) has had a thought, and for how long he says nothing more."""
        self._wait = GAP_S[0]

    @property
    def texts(self) -> list[str]:
        """What is being thought."""
        return [bubble.text for bubble in self._bubbles]

    def whose(self) -> list[tuple[Person, str]]:
        """Who is thinking what."""
        return [(bubble.person, bubble.text) for bubble in self._bubbles]

    def clear(self) -> None:
        """No more of them."""
        self._bubbles.clear()
        self._happened.clear()
        self._had.clear()

    def note(self, event: Event) -> None:
        """Remember what may be thought of."""
        match event.kind:
            case Kind.ROADBLOCK:
                situation = BLOCKS[Block(int(event.value("block")))]
            case Kind.CREDITED:
                situation = "credited" if event.customer % 3 else "promised"
            case Kind.PROMISED:
                situation = "promised"
            case _:
                return
        self._happened[False, event.contact] = self._happened[True, event.csr] = (situation, FRESH_S)

    def happened_to(self, person: Person) -> str:
        """What has just happened to him; nothing if nothing has."""
        view = person.view or person.waiting
        key = (True, person.number) if person.is_csr else (False, view.contact if view is not None else -1)
        return self._happened.get(key, ("", 0.0))[0]

    def live(self, seconds: float) -> None:
        """Let `seconds` pass."""
        self._wait -= seconds
        for bubble in self._bubbles:
            bubble.age += seconds
        self._bubbles = [bubble for bubble in self._bubbles if bubble.age < bubble.life]
        self._happened = {who: (what, left - seconds) for who, (what, left) in self._happened.items() if left > seconds}
        self._had = {who: left - seconds for who, left in self._had.items() if left > seconds}

    def hush(self, *, at_once: bool) -> None:
        """All end, soon."""
        if at_once:
            self._bubbles.clear()
        for bubble in self._bubbles:
            bubble.end()

    def due(self, *, few: bool) -> bool:
        """Whether it is time for another."""
        return self._wait <= 0 and len(self._bubbles) < (1 if few else MOST)

    def think(
        self, canvas: Canvas, plan: Plan, minds: Iterable[tuple[Person, Mind]], people: Sequence[Point],
        taken: Sequence[Rect], sheaf: Sheaf, *, few: bool,
    ) -> None:  # fmt: skip
        """The first of those who have something on their mind, and room over their head, thinks it."""
        low, high = CALM_GAP_S if few else GAP_S
        self._wait = low + (high - low) * sheaf.chance()
        for person, mind in minds:
            if id(person) in self._had:
                continue
            room = self._room(canvas, plan, person, people, taken)
            text = sheaf.draw(mind) if room is not None else ""
            if not text or room is None:
                continue
            lettered = letter(canvas, text, plan.type)
            spot = room.bottom - lettered.h
            left = room.x if room.x >= person.x - room.w / 2 else room.right - lettered.w
            offset = (left - person.x, spot - person.y)
            self._had[id(person)] = AGAIN_S
            self._bubbles.append(
                Bubble(person, text, lettered, offset, seconds_to_read(text), last=(person.x, person.y))
            )
            return

    def _room(
        self, canvas: Canvas, plan: Plan, person: Person, people: Sequence[Point], taken: Sequence[Rect]
    ) -> Rect | None:  # fmt: skip
        """Where a bubble of the largest size would cover nothing that matters, and as few people as can be."""
        unit, u = plan.type, plan.u
        wide = WIDE * unit
        high = 2 * theme.TINY * unit * LEADING + canvas.measure("m", size=theme.TINY * unit)[1] + 9 * unit
        x, head = person.x, person.y - HEAD * u - 15 * unit
        best, fewest = None, 10_000
        for across, down in PUT:
            rect = Rect(x + across * wide, head - high + down * high, wide, high)
            if down:  # beside him
                rect = Rect(rect.x + (12 * u if across > 0 else -12 * u), rect.y, wide, high)
            whole = plan.rect
            inside = rect.x > whole.x + 2 and rect.right < whole.right - 2 and rect.y > whole.y + 2
            if not inside or rect.bottom > whole.bottom - 2 or any(meets(rect, other) for other in taken):
                continue
            if any(meets(rect, bubble.rect) for bubble in self._bubbles):
                continue
            covers = sum(rect.holds(px, py - 0.6 * HEAD * u) for px, py in people)
            if covers < fewest:
                best, fewest = rect, covers
        return best

    def draw(self, canvas: Canvas, plan: Plan, taken: Sequence[Rect], there: Iterable[Person]) -> None:
        """Draw them; one that has come to cover something ends. `there`: whoever is on the floor."""
        here = {id(person) for person in there}
        for bubble in self._bubbles:
            person = bubble.person
            if id(person) in here:
                bubble.last = (person.x, person.y)
            rect = bubble.rect
            whole = plan.rect
            out = rect.x < whole.x or rect.right > whole.right or rect.y < whole.y or rect.bottom > whole.bottom
            if out or any(meets(rect, other) for other in taken):
                bubble.end()
                if out:
                    continue
            self._draw_one(canvas, plan, bubble, rect)

    @staticmethod
    def _draw_one(canvas: Canvas, plan: Plan, bubble: Bubble, rect: Rect) -> None:
        """A bubble, and two drops of it on the way to the head."""
        unit, u = plan.type, plan.u
        x, y = bubble.last
        from_x = min(max(x, rect.x + 12 * unit), rect.right - 12 * unit)
        head_x, head_y = x, y - HEAD * u
        if rect.bottom > head_y:  # beside him
            from_x = rect.x if rect.x > x else rect.right
            head_x, head_y = x + (7 * u if rect.x > x else -7 * u), y - 0.7 * HEAD * u
        from_y = min(rect.bottom, max(head_y, rect.y))
        pad = 3.0
        left = min(rect.x, head_x - 4 * unit) - pad
        top = min(rect.y, head_y - 4 * unit) - pad
        right = max(rect.right, head_x + 4 * unit) + pad
        low = max(rect.bottom, head_y + 4 * unit) + pad
        box = Rect(rect.x - left, rect.y - top, rect.w, rect.h)
        way = ((from_x - left, from_y - top), (head_x - left, head_y - top))
        paint = partial(paint_bubble, lettered=bubble.lettered, box=box, way=way, unit=unit)
        shape = ".".join(f"{value:.0f}" for value in (*box, *way[0], *way[1]))
        key = f"floor.thought.{bubble.text}.{shape}@{unit:.3f}"
        canvas.stamp(key, left, top, paint, right - left, low - top, alpha=bubble.alpha)


def paint_bubble(canvas: Canvas, lettered: Lettered, box: Rect, way: tuple[Point, Point], unit: float) -> None:
    """The bubble `box`, its drops along the `way` from it to the head, and the words in it."""
    (ax, ay), (bx, by) = way
    for share, r in ((0.32, 3.4), (0.78, 2.3)):
        pen = Pen(canvas, unit, ax + (bx - ax) * share, ay + (by - ay) * share)
        pen.disc(0, 0, r, CHALK, theme.INK, 1.1)
    canvas.rect(box, CHALK, line=theme.INK, width=1.2 * unit, radius=min(box.h / 2, 11 * unit))
    y = box.y + 4.5 * unit
    for line in lettered.lines:
        canvas.text(
            box.x + box.w / 2, y, line, size=lettered.size, colour=theme.INK, align="centre"
        )  # fmt: skip
        y += lettered.size * LEADING
