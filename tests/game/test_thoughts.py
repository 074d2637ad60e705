"""Thoughts: none twice in a session, the same kinds in every language, readable in their bubbles, in nobody's way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from recording import RecordingCanvas, session_of
from worlds import world

from game.views import thoughts, words
from game.views.canvas import Rect, meets
from game.views.floor import Floor, Lens
from game.views.floor.bubbles import MOST, WIDE, Bubble, letter
from game.views.floor.looks import look_of
from game.views.floor.minds import BLOCKS, DOINGS, LEAVING, REASONS, SEGMENTS, Weather, mind_of
from game.views.floor.musing import NIGHT
from game.views.floor.person import GOINGS, Person
from game.views.thoughts import MOST_LETTERS, Sheaf, read
from game.window.app import scale_for
from game.window.session import Session
from game.window.shelf import Shelf
from sim import load_level
from sim.clock import DAY, HOUR
from sim.events import ContactEnding
from sim.frames import DeskView, Frame

LANGUAGES = ("en", "de")


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    """Nothing has been thought yet, and English is spoken."""
    words.use("en")
    thoughts.sheaf.cache_clear()
    yield
    words.use("en")
    thoughts.sheaf.cache_clear()


# --- the words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_lines_and_all_differ(language: str) -> None:
    """Over four hundred, five at least of every kind, none twice, none too long to be read in passing."""
    lines = [line for those in read(language).values() for kind in those.values() for line in kind]
    assert len(lines) >= 400
    assert [line for line, n in Counter(lines).items() if n > 1] == []
    assert [line for line in lines if len(line) > MOST_LETTERS or line != line.strip()] == []
    assert min(len(kind) for those in read(language).values() for kind in those.values()) >= 5


def test_every_language_has_the_same_kinds() -> None:
    """Whoever adds a situation in one language adds it in all."""
    kinds = [[(who, key) for who, those in sorted(read(code).items()) for key in sorted(those)] for code in LANGUAGES]
    assert kinds[0] == kinds[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(1280, 720, 1.0), (1024, 600, 1.0), (1280, 720, 2.0), (3840, 2160, 1.0)])
def test_every_line_fits_its_bubble(language: str, size: tuple[int, int, float]) -> None:
    """In three lines at most, none broader than a bubble is."""
    width, height, text = size
    scale = scale_for(width, height, text)
    canvas = RecordingCanvas(width=width / scale, height=height / scale, scale=scale)
    for those in read(language).values():
        for kind in those.values():
            for line in kind:
                lettered = letter(canvas, line, 1.0)
                assert len(lettered.lines) <= 3, line
                assert lettered.w <= WIDE, line
                assert " ".join(lettered.lines) == " ".join(line.split())


def test_every_kind_that_can_come_to_mind_has_lines_and_the_other_way_round() -> None:
    """What the tables name stands in the file; what stands in the file can be thought."""
    lines = read("en")
    assert {situation for situation, _ in REASONS.values()} <= set(lines["waiting"])
    assert {situation for _, situation in SEGMENTS} <= set(lines["waiting"])
    assert set(LEAVING.values()) == set(lines["leaving"])
    assert set(BLOCKS.values()) <= set(lines["desk"])
    assert {situation for doing, (situation, _) in DOINGS.items() if doing.name != "APPROVING"} <= set(lines["csr"])
    assert NIGHT[1] in lines[NIGHT[0]]
    code = (Path(thoughts.__file__).parent / "floor" / "minds.py").read_text(encoding="utf-8")
    named = {*BLOCKS.values(), *LEAVING.values(), "credited", "promised", "night"}
    for who, those in lines.items():
        for situation in those:
            assert f'"{situation}"' in code or situation in named, (who, situation)


def test_a_language_without_thoughts_thinks_in_english() -> None:
    """Nothing is missing, and nothing raises."""
    assert read("xx") == read("en")


# --- drawing them -------------------------------------------------------------------------------------------------


def test_no_line_comes_twice_and_then_there_is_silence() -> None:
    """All of a kind in some order, each once; after that nothing, and other kinds go on."""
    sheaf = Sheaf({"csr": {"idle": ["a", "b", "c"], "talking": ["d"]}}, seed=1)
    kind = {("csr", "idle"): 1.0}
    assert sorted(sheaf.draw(kind) for _ in range(3)) == ["a", "b", "c"]
    assert sheaf.draw(kind) == ""
    assert sheaf.draw({**kind, ("csr", "talking"): 0.1}) == "d"
    assert sheaf.draw({("csr", "nothing of the sort"): 1.0}) == ""


def test_what_weighs_nothing_is_never_thought() -> None:
    """A kind of weight 0 is no kind; heavier ones come more often."""
    counts: Counter[str] = Counter()
    for seed in range(300):
        sheaf = Sheaf({"csr": {"idle": ["a"], "talking": ["b"], "arguing": ["c"]}}, seed=seed)
        counts[sheaf.draw({("csr", "idle"): 0.0, ("csr", "talking"): 1.0, ("csr", "arguing"): 5.0})] += 1
    assert counts["a"] == 0
    assert counts["c"] > 2.5 * counts["b"] > 0


# --- what comes to mind -------------------------------------------------------------------------------------------


TOWN = world(
    carrier={"subscribers": 2400, "prospects": 100},
    book={"people.frontline_staff": 2, "power.frontline_credit_limit": 10, "power.billing_credit_limit": 20},
)


@dataclass
class Room:
    """A run and its floor, twenty pictures a second."""

    session: Session
    floor: Floor = field(default_factory=lambda: Floor(("Business", "Youth")))
    canvas: RecordingCanvas = field(default_factory=RecordingCanvas)
    keep_off: tuple[Rect, ...] = (Rect(0, 0, 900, 40), Rect(600, 0, 300, 480))
    lens: Lens = field(default_factory=lambda: Lens(lambda _: (), str))
    thoughts: bool = True
    still: bool = False
    speed: int = 1
    now: float = 0.0
    seen: int = 0

    def tick(self, times: int = 1) -> None:
        """Let time pass."""
        for _ in range(times):
            if not self.still:
                self.session.set_speed(self.speed)
                self.session.run(1 / 20)
            self.now += 1 / 20
            total = self.session.frame.events
            self.floor.draw(
                self.canvas, Rect(0, 0, 900, 480), self.session.frame, self.session.events(self.seen, total),
                real_time=self.now, speed=0.0 if self.still else self.speed, lens=self.lens, thoughts=self.thoughts,
                keep_off=self.keep_off,
            )  # fmt: skip
            self.seen = total

    @property
    def bubbles(self) -> list[Bubble]:
        """All there are."""
        return self.floor._musing._bubbles._bubbles


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A morning in a town with little authority and few to answer, at 1x."""
    shelf = Shelf(tmp_path)
    shelf.begin(TOWN, seed=5)
    session = session_of(shelf)
    session.set_speed(64)
    while session.frame.time < 10 * HOUR:
        session.run(1 / 60)
    return Room(session)


def test_the_longer_one_waits_the_other_the_thoughts(room: Room) -> None:
    """Each in line thinks of how long he has waited, of having been passed on, and of his own kind of customer."""
    seen: Counter[str] = Counter()
    room.speed = 8
    for _ in range(60):
        room.tick(4)
        frame = room.session.frame
        for person in room.floor._cast.customers.values():
            view = person.waiting
            if view is None or person.view is not None or person.going is not None:
                continue
            mind = mind_of(person, Weather(frame, frame.desks[person.desk], quiet=False, loss=False), "Business", "")
            waited = frame.time - view.since
            assert bool(mind["waiting", "short_wait"]) == (waited < 150)
            assert bool(mind["waiting", "very_long_wait"]) == (waited >= 1200)
            assert bool(mind["waiting", "transferred"]) == (view.leg > 1)
            assert mind["waiting", "business"] == 2
            assert ("waiting", "youth") not in mind
            seen.update(situation for (_, situation), weight in mind.items() if weight)
    assert {"losing_patience", "nth_call", "front_of_line", "hold_music"} <= set(seen)


def test_who_leaves_thinks_of_how_it_ended() -> None:
    """One kind for each ending; that a promise is a phantom shows in nobody's thoughts."""
    person = Person(1, look_of(1), is_csr=False)
    desk = DeskView(name="x", title="X", open=True, csrs=(), line=(), headcount=0, in_training=0, joining=0)
    for ending in ContactEnding:
        person.going = GOINGS[ending]
        assert list(mind_of(person, Weather(None, desk, quiet=False, loss=False), "", "")) == [  # type: ignore[arg-type]
            ("leaving", LEAVING[GOINGS[ending]])
        ]
    believed, resolved = GOINGS[ContactEnding.BELIEVED_RESOLVED], GOINGS[ContactEnding.RESOLVED]
    assert LEAVING[believed] == LEAVING[resolved]


# --- on the floor -------------------------------------------------------------------------------------------------


def test_bubbles_are_few_and_in_nobody_s_way(room: Room) -> None:
    """Two at most, no line twice, inside the floor, clear of boards, of each other and of what lies over the floor."""
    seen: list[str] = []
    for _ in range(1200):
        room.tick()
        assert len(room.bubbles) <= MOST
        plan = room.floor._cast.plan
        for bubble in room.bubbles:
            assert plan.rect.holds(*bubble.rect.centre)
            if bubble.text in seen:
                continue
            seen.append(bubble.text)
            taken = [*room.keep_off, *(other.rect for other in room.bubbles if other is not bubble)]
            taken += [place.head for place in plan.rooms]
            assert not any(meets(bubble.rect, rect) for rect in taken), bubble.text
    assert len(seen) >= 8
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("why", ["setting", "speed", "overlay"])
def test_there_are_none_where_they_would_be_in_the_way(room: Room, why: str) -> None:
    """Switched off; while time flies; while an overlay is on."""
    room.thoughts = why != "setting"
    room.speed = 16 if why == "speed" else 1
    if why == "overlay":
        room.lens.turn(1)
    for _ in range(200):
        room.tick()
        assert room.bubbles == []


def test_paused_a_thought_stays_to_be_read(room: Room) -> None:
    """For as long as one likes; no further one comes, and time going on it fades."""
    while not (room.bubbles and room.bubbles[0].alpha == 1):
        room.tick()
    room.still = True
    room.tick(2)
    before = [bubble.text for bubble in room.bubbles]
    room.tick(300)
    assert before
    assert [bubble.text for bubble in room.bubbles] == before
    room.still = False
    room.tick(160)
    assert before[0] not in [bubble.text for bubble in room.bubbles]


def test_paused_too_an_overlay_clears_them(room: Room) -> None:
    """At once: nothing fades while time stands still."""
    while not (room.bubbles and room.bubbles[0].alpha == 1):
        room.tick()
    room.still = True
    room.tick(2)
    assert room.bubbles
    room.lens.turn(1)
    room.tick()
    assert room.bubbles == []


def test_pointing_at_somebody_shows_what_he_thinks(room: Room) -> None:
    """After a moment, below the facts; the same for as long as he is at the same thing; without thoughts, nothing."""
    room.still = True
    room.tick(3)
    floor = room.floor
    person = next(one for one in floor._cast.csrs.values() if one.still and one.view is not None)
    x, y = person.x, person.y - 15 * floor._cast.plan.u
    plain = floor.tip(x, y)
    room.tick(20)
    full = floor.tip(x, y)
    assert plain is not None
    assert full is not None
    assert full.startswith(plain + "\n“")
    room.tick(20)
    assert floor.tip(x, y) == full
    room.thoughts = False
    room.tick()
    assert floor.tip(x, y) == plain


def test_the_night_shift_has_its_own() -> None:
    """The cat thinks, if one points at her at night."""
    floor, canvas = Floor(), RecordingCanvas()
    desk = DeskView(name="frontline", title="F", open=False, csrs=(), line=(), headcount=3, in_training=0, joining=0)
    frame = Frame(
        time=2 * HOUR, day=0, open=False, ends=1e9, events=0, desks=(desk,), book={}, unlocked=(), pending=(),
        metrics={}, series={}, objectives=(), open_cases=0,
    )  # fmt: skip
    tips: set[str | None] = set()
    for n in range(40):
        floor.draw(canvas, Rect(0, 0, 900, 480), frame, [], real_time=n / 20, speed=0.0, thoughts=True)
        place, u = floor._cast.plan.rooms[0].rect, floor._cast.plan.u
        tips.add(floor.tip(place.x + 20 * u, place.bottom - 12 * u))
    night = read("en")["office"]["night"]
    assert {tip.strip("“”") for tip in tips if tip} & set(night)
    assert len(tips) == 2


def test_thinking_changes_nothing(tmp_path: Path) -> None:
    """The same morning with thoughts and without: the same digest."""
    digests = []
    for on in (True, False):
        shelf = Shelf(tmp_path / str(on))
        shelf.begin(load_level("02-one-time-approval"), seed=5)
        room = Room(session_of(shelf), thoughts=on, speed=4)
        texts = 0
        while room.session.frame.time < 9.5 * HOUR:
            room.tick()
            texts += len(room.bubbles)
        assert (texts > 0) is on
        room.session.model.run(int(DAY))
        digests.append(room.session.model.digest())
    assert digests[0] == digests[1]
