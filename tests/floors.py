"""The floor for tests: moments of a centre, a canvas that looks into every stamp, and a floor drawn on it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from game.views.canvas import Align, Canvas, Colour, Point, Rect, Weight
from game.views.floor import Floor
from sim.clock import HOUR
from sim.events import Event, Kind
from sim.frames import CsrView, DeskView, Doing, Frame, WaitingView

NOON = 12 * HOUR
AREA = Rect(20, 60, 800, 450)


# --- a canvas that remembers --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mark:
    """One thing drawn: what it was, where, and its words or key."""

    what: str
    box: Rect
    words: str = ""
    alpha: float = 1.0
    content: Hashable = None


def around(points: Iterable[Point], grow: float) -> Rect:
    """The smallest rectangle round `points`, grown."""
    xs, ys = zip(*points, strict=True)
    return Rect(min(xs) - grow, min(ys) - grow, max(xs) - min(xs) + 2 * grow, max(ys) - min(ys) + 2 * grow)


@dataclass
class Recorder:
    """A Canvas that draws nothing.

    Stamps are drawn on a recorder of their own, to see that a key is always the same picture and that none is cut off.
    """

    size: tuple[float, float] = (2000.0, 1200.0)
    marks: list[Mark] = field(default_factory=list)
    checked: dict[str, list[object]] = field(default_factory=dict)
    """Under each key what draws it: twice at most, then it is trusted."""

    def clear(self, colour: Colour) -> None:
        """Never called: the floor is a part of the screen."""
        raise AssertionError("the floor is a part of the screen")

    def rect(
        self, rect: Rect, fill: Colour | None = None, *, line: Colour | None = None, width: float = 1, radius: float = 0
    ) -> None:
        """Remember it."""
        self.marks.append(Mark("rect", rect, content=(fill, line, width, radius)))

    def polygon(
        self, points: Sequence[Point], fill: Colour | None = None, *, line: Colour | None = None, width: float = 1
    ) -> None:
        """Remember it."""
        self.marks.append(Mark("polygon", around(points, width / 2 if line else 0), content=(fill, line, width)))

    def lines(self, points: Sequence[Point], colour: Colour, *, width: float = 1, dash: float = 0) -> None:
        """Remember it."""
        self.marks.append(Mark("lines", around(points, width / 2), content=(colour, width, dash)))

    def circle(
        self, x: float, y: float, r: float, fill: Colour | None = None, *, line: Colour | None = None, width: float = 1
    ) -> None:
        """Remember it."""
        self.marks.append(Mark("circle", Rect(x - r, y - r, 2 * r, 2 * r), content=(fill, line, width)))

    def text(
        self, x: float, y: float, text: str, *, size: float, colour: Colour, weight: Weight = "regular",
        align: Align = "left",
    ) -> None:  # fmt: skip
        """Remember it."""
        wide, high = self.measure(text, size=size, weight=weight)
        left = {"left": x, "centre": x - wide / 2, "right": x - wide}[align]
        self.marks.append(Mark("text", Rect(left, y, wide, high), text))

    def measure(self, text: str, *, size: float, weight: Weight = "regular") -> tuple[float, float]:
        """About what a common typeface would take."""
        return (len(text) * size * 0.52, size * 1.25)

    def image(self, name: str, rect: Rect) -> None:
        """Remember it."""
        self.marks.append(Mark("image", rect, name))

    def clip(self, rect: Rect | None) -> None:
        """Nothing: what lies outside shall be noticed."""

    def kept(
        self, name: str, content: Hashable, rect: Rect, paint: Callable[[Canvas], None], *, ground: Colour
    ) -> None:
        """Paint it each time."""
        paint(self)

    def stamp(
        self, key: str, x: float, y: float, draw: Callable[[Canvas], None], w: float, h: float, *, alpha: float = 1.0
    ) -> None:
        """Remember it, and look into it."""
        drawers = self.checked.setdefault(key, [])
        if len(drawers) < 2 and not any(draw is known for known in drawers):
            drawers.append(draw)
            check_stamp(key, draw, w, h)
        self.marks.append(Mark("stamp", Rect(x, y, w, h), key.partition("@")[0], alpha))

    def called(self, start: str) -> list[Mark]:
        """The stamps whose key begins so."""
        return [mark for mark in self.marks if mark.what == "stamp" and mark.words.startswith(start)]

    @property
    def texts(self) -> list[str]:
        """All words."""
        return [mark.words for mark in self.marks if mark.what == "text"]


SEEN: dict[str, tuple[Mark, ...]] = {}


def check_stamp(key: str, draw: Callable[[Canvas], None], w: float, h: float) -> None:
    """The same key is the same picture throughout, lies inside its rectangle, and holds no stamps."""
    inside = Recorder()
    draw(inside)
    content = tuple(inside.marks)
    assert SEEN.setdefault(key, content) == content, f"two pictures under the key {key}"
    assert not inside.checked, "no stamps in stamps"
    for mark in content:
        assert within(mark.box, Rect(0, 0, w, h), 0.75), f"{key} is cut: {mark}, {(w, h)}"


def within(box: Rect, whole: Rect, slack: float = 0.0) -> bool:
    """Whether `box` lies inside `whole`, give or take `slack`."""
    return (
        box.x >= whole.x - slack and box.y >= whole.y - slack
        and box.right <= whole.right + slack and box.bottom <= whole.bottom + slack
    )  # fmt: skip


# --- frames -------------------------------------------------------------------------------------------------------


def csr(number: int, doing: Doing = Doing.IDLE, contact: int = -1, *, morale: float = 0.7) -> CsrView:
    """A CSR; the customer of contact n is 1000 + n."""
    return CsrView(
        csr=number, name=f"Kim{number}", doing=doing, since=NOON - 100, customer=1000 + contact if contact >= 0 else -1,
        contact=contact, segment=contact % 5 if contact >= 0 else -1, nth=1 if contact >= 0 else 0, morale=morale,
        tenure_days=50, warmth=0.5, going_home=False,
    )  # fmt: skip


def waiting(contact: int, since: float = NOON - 250, *, patience_s: float = 1000, nth: int = 1) -> WaitingView:
    """Someone in line."""
    return WaitingView(
        customer=1000 + contact, contact=contact, case=contact, since=since, patience_s=patience_s,
        segment=contact % 5, nth=nth, leg=1,
    )  # fmt: skip


def desk(name: str, csrs: Sequence[CsrView] = (), line: Sequence[WaitingView] = (), employed: int = 0) -> DeskView:
    """A desk called by its name."""
    return DeskView(
        name=name, title=name.title(), open=True, csrs=tuple(csrs), line=tuple(line),
        headcount=max(employed, len(csrs)), in_training=0, joining=0,
    )  # fmt: skip


def frame(*desks: DeskView, time: float = NOON, is_open: bool = True) -> Frame:
    """A moment of a centre."""
    return Frame(
        time=time, day=int(time // 86_400), open=is_open, ends=1e9, events=0, desks=desks, book={}, unlocked=(),
        pending=(), metrics={}, series={}, objectives=(), open_cases=0,
    )  # fmt: skip


def event(kind: Kind, contact: int, *values: float, desk: int = 0, csr: int = -1) -> Event:
    """Something that happened to the customer of a contact."""
    return Event(0, NOON, kind, 1000 + contact, contact, contact, desk, csr, tuple(map(float, values)))


def centre(line: int = 12, *, time: float = NOON) -> Frame:
    """Five desks, every state, a front line of `line`."""
    front = [csr(n, Doing(n % 6) if n % 6 != Doing.APPROVING else Doing.TALKING, 500 + n) for n in range(7)]
    return frame(
        desk("frontline", front, [waiting(n, nth=1 + n % 7, patience_s=260 + 90 * n) for n in range(line)], 9),
        desk("billing", [csr(20, Doing.TALKING, 520), csr(21)], [waiting(600 + n) for n in range(3)]),
        desk("technical", [csr(30, morale=0.05)], [], 3),
        desk("retention", [], [waiting(700)], 2),
        desk("supervisors", [csr(40, Doing.APPROVING, 503)], [waiting(800)]),
        time=time,
    )  # fmt: skip


@dataclass
class Show:
    """A floor and the canvas it is drawn on, sixty times a second."""

    floor: Floor = field(default_factory=Floor)
    area: Rect = AREA
    speed: float = 1.0
    now: float = 0.0
    checked: dict[str, list[object]] = field(default_factory=dict)

    def draw(self, shown: Frame, events: Sequence[Event] = (), *, reduced_motion: bool = False) -> Recorder:
        """The next sixtieth of a second."""
        canvas = Recorder(checked=self.checked)
        self.floor.draw(
            canvas, self.area, shown, events, real_time=self.now, speed=self.speed, reduced_motion=reduced_motion
        )
        self.now += 1 / 60
        return canvas

    def run(self, shown: Frame, seconds: float, events: Sequence[Event] = ()) -> Recorder:
        """Draw the same frame for a while; the events come with the first picture. The last picture."""
        canvas = self.draw(shown, events)
        for _ in range(round(seconds * 60)):
            canvas = self.draw(shown)
        return canvas


def customers_of(shown: Frame) -> set[int]:
    """Everybody who is in line or at a seat."""
    lines = {person.customer for desk in shown.desks for person in desk.line}
    return lines | {
        person.customer for desk in shown.desks for person in desk.csrs
        if person.customer >= 0 and person.doing not in {Doing.WRAPPING_UP, Doing.APPROVING}
    }  # fmt: skip
