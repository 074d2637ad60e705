"""What is heard of a level: ears, captions, and both in play."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from layouts import WINDOWS, canvas_of, clean
from recording import Hand, RecordingCanvas, session_of
from worlds import full

from game.views import words
from game.views.canvas import Rect
from game.views.captions import FADE_S, MOST, STAY_S, Captions
from game.views.cues import CUES, MURMUR, MUSIC, Cue
from game.views.ears import APART_S, BURST, HEARD, LATE_S, MOST_A_S, WEIGHTS, Ears, Flow, Heard, Touch, touched, waits
from game.views.inputs import Key, Tick
from game.views.keys import everywhere
from game.views.play import Play, places
from game.views.playing import MAX
from game.views.settings import VOLUMES, Settings, Sound
from game.views.soundscape import SOUND_OFF, SOUND_ON
from game.views.summary import Summary
from game.views.tape import Tape
from game.window.session import Session
from game.window.shelf import Shelf
from sim import Set
from sim.clock import DAY, HOUR
from sim.events import FIELDS, Event, Kind
from sim.frames import Frame, WaitingView
from sim.levelfile import load_level
from sim.run.model import Model

PICTURE_S = 1 / 60
RUNS = Flow(paused=False, speed=1, hurrying=False)
FRAME = Model(load_level("01-handled"), seed=1).frame()
OPEN = replace(FRAME, open=True)


def event(kind: Kind, **values: float) -> Event:
    """Something that happened."""
    return Event(0, 0.0, kind, 1, 1, 1, 0, 0, tuple(values.get(name, 0.0) for name in FIELDS[kind]))


def waiting(*shares: float) -> Frame:
    """Somebody in line for each of `shares` of his patience."""
    line = tuple(
        WaitingView(
            customer=n, contact=n, case=n, since=OPEN.time - 100 * share, patience_s=100, segment=0, nth=1, leg=1
        )
        for n, share in enumerate(shares)
    )
    return replace(OPEN, desks=(replace(OPEN.desks[0], line=line), *OPEN.desks[1:]))


class Listener:
    """A `Speaker` that writes down."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []
        self.holds: list[float | None] = []
        self.rooms: list[float | None] = []

    def play(self, cue: Cue) -> None:
        """Write it down."""
        self.cues.append(cue)

    def hold(self, share: float | None) -> None:
        """Write it down."""
        self.holds.append(share)

    def room(self, share: float | None) -> None:
        """Write it down."""
        self.rooms.append(share)


# --- ears ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", HEARD)
def test_what_can_be_heard_is_heard(kind: Kind) -> None:
    """In silence each kind of event is heard at once, as a cue that has its weight."""
    ears = Ears()
    ears.listen(OPEN, (), PICTURE_S, RUNS)
    cues = ears.listen(OPEN, [event(kind)], PICTURE_S, RUNS).cues
    assert cues == (HEARD[kind](event(kind)),)
    assert cues[0] in WEIGHTS
    assert not CUES[cues[0]].own


def test_an_approval_sounds_as_it_ends() -> None:
    """Granted and denied are two sounds."""
    assert HEARD[Kind.APPROVAL](event(Kind.APPROVAL, granted=1)) is Cue.GRANTED
    assert HEARD[Kind.APPROVAL](event(Kind.APPROVAL, granted=0)) is Cue.DENIED


def listened(flow: Flow, seconds: float, events: list[Event], frame: Frame = OPEN) -> list[tuple[float, Cue]]:
    """With all of `events` in every picture: when each cue was heard."""
    ears, found = Ears(), []
    for n in range(round(seconds * 60)):
        found += [(n / 60, cue) for cue in ears.listen(frame, events, PICTURE_S, flow).cues]
    return found


@pytest.mark.parametrize("speed", [1, 4, 16, 64])
def test_however_much_happens_little_is_heard(speed: int) -> None:
    """Everything at once, all the time: so many cues a second, never two together, each with its own distance."""
    heard = listened(replace(RUNS, speed=speed), 20, [event(kind) for kind in HEARD])
    free = [at for at, cue in heard if WEIGHTS[cue].rank]
    assert len(free) <= BURST + 20 * MOST_A_S / speed**0.5 + 1
    times = [at for at, _ in heard]
    assert min(b - a for a, b in pairwise(times)) >= APART_S - 0.5 * PICTURE_S
    for cue in WEIGHTS:
        mine = [at for at, other in heard if other is cue]
        assert all(b - a >= WEIGHTS[cue].gap_s - PICTURE_S for a, b in pairwise(mine))
    assert {Cue.EVENT, Cue.CSR_QUIT} <= {cue for _, cue in heard}, "the weighty ones get through"


def test_faster_is_quieter() -> None:
    """The faster time runs, the fewer are heard."""
    crowd = [event(kind) for kind in HEARD if kind is not Kind.HAPPENED]
    counts = [len(listened(replace(RUNS, speed=speed), 30, crowd)) for speed in (1, 4, 16, 64)]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] < counts[0] / 2


def test_a_midnight_is_a_handful_of_sounds() -> None:
    """Hundreds of joiners, leavers and stories at one stroke: one of each, the heaviest first, and then silence."""
    ears = Ears()
    ears.listen(OPEN, (), PICTURE_S, RUNS)
    night = [event(kind) for kind in (Kind.TOLD, Kind.POSTED, Kind.JOINED, Kind.CHURNED) for _ in range(200)]
    found = list(ears.listen(OPEN, night, PICTURE_S, RUNS).cues)
    for _ in range(120):
        found += ears.listen(OPEN, (), PICTURE_S, RUNS).cues
    assert found[:3] == [Cue.LEFT, Cue.JOINED, Cue.POST]
    assert len(found) == len(set(found)) <= 4


def test_what_comes_too_late_is_not_heard() -> None:
    """What waited for longer than `LATE_S` is gone: sounds belong to what is seen."""
    ears = Ears()
    for _ in range(4):
        ears.listen(OPEN, [event(kind) for kind in HEARD], APART_S, replace(RUNS, speed=64))
    ears.listen(OPEN, (), LATE_S + 0.01, replace(RUNS, speed=64))
    assert ears.listen(OPEN, (), 5.0, RUNS).cues == ()


def test_at_full_speed_only_the_morning_bell_rings() -> None:
    """And that not for every day that flies past."""
    ears, found = Ears(), []
    flow = replace(RUNS, speed=MAX)
    crowd = [event(kind) for kind in HEARD]
    for n in range(600):  # ten seconds, six days a second
        frame = replace(OPEN, day=n // 10, time=n // 10 * DAY + 9 * HOUR)
        found += ears.listen(frame, crowd, PICTURE_S, flow).cues
    assert set(found) == {Cue.LINES_OPEN}
    assert 4 <= len(found) <= 8


def test_lines_open_and_close_once() -> None:
    """The first picture is no morning."""
    ears, found = Ears(), []
    for is_open in (False, False, True, True, False, False):
        found += ears.listen(replace(FRAME, open=is_open), (), 2.0, RUNS).cues
    assert found == [Cue.LINES_OPEN, Cue.LINES_CLOSE]


def test_ears_are_a_pure_machine() -> None:
    """The same day, heard twice, sounds the same."""

    def hear() -> list[Heard]:
        session, ears, seen, found = Session(full(), 7), Ears(), 0, []
        session.set_speed(4)
        for _ in range(600):
            session.run(1 / 30)
            events = session.events(seen, session.frame.events)
            seen = session.frame.events
            flow = Flow(paused=session.paused, speed=session.speed, hurrying=session.hurrying)
            found.append(ears.listen(session.frame, events, 1 / 30, flow))
        return found

    first = hear()
    assert first == hear()
    assert len({cue for heard in first for cue in heard.cues}) > 3
    assert any(heard.room for heard in first)


# --- music --------------------------------------------------------------------------------------------------------


def test_how_far_waits_have_grown() -> None:
    """Between the mean and the longest; nobody waiting is no wait at all, and nobody waits longer than he can."""
    assert waits(OPEN) is None
    assert waits(waiting(0.5)) == pytest.approx(0.5)
    assert waits(waiting(0.2, 0.6)) == pytest.approx(0.5)
    assert waits(waiting(3.0)) == 1.0


def test_music_follows_waits_without_haste() -> None:
    """It begins after a moment, grows and shrinks gradually, plays on a little when nobody waits, and ends."""
    ears = Ears()

    def hear(frame: Frame, seconds: float, flow: Flow = RUNS) -> list[float | None]:
        return [ears.listen(frame, (), PICTURE_S, flow).hold for _ in range(round(seconds * 60))]

    begins = hear(waiting(0.2), 3)
    assert begins[0] is None
    assert begins[-1] == pytest.approx(0.2, abs=0.02)
    grown = [share for share in hear(waiting(0.9), 8) if share is not None]
    assert grown == sorted(grown)
    assert grown[-1] == pytest.approx(0.9, abs=0.05)
    assert max(b - a for a, b in pairwise(grown)) < 0.02
    ends = hear(OPEN, 5)
    assert ends[30] is not None
    assert ends[-1] is None


@pytest.mark.parametrize(
    "flow",
    [replace(RUNS, paused=True), replace(RUNS, speed=16), replace(RUNS, speed=MAX), replace(RUNS, hurrying=True)],
)
def test_there_is_no_music_for_nobody(flow: Flow) -> None:
    """Not while time stands still, nor too fast to listen, nor through the night; nor is there a murmur."""
    ears = Ears()
    frame = waiting(0.5)
    for _ in range(120):
        heard = ears.listen(frame, (), PICTURE_S, RUNS)
    assert heard.hold is not None
    heard = ears.listen(frame, (), PICTURE_S, flow)
    assert heard.hold is None
    assert heard.room is None


# --- the hand -----------------------------------------------------------------------------------------------------

STILL = Touch(
    paused=True, decisions=1, pencilled=(), refused=0, warnings=1, page=(0, 0), rewinding=False, timeline=0
)  # fmt: skip


@pytest.mark.parametrize(
    ("now", "cues"),
    [
        (STILL, ()),
        (replace(STILL, paused=False), (Cue.GO_ON,)),
        (replace(STILL, pencilled=(("power.frontline_credit_limit", 50.0),)), (Cue.PENCIL,)),
        (replace(STILL, decisions=2), (Cue.STAMP,)),
        (replace(STILL, refused=1), (Cue.REFUSED,)),
        (replace(STILL, warnings=3), (Cue.WARNING,)),
        (replace(STILL, warnings=0), ()),
        (replace(STILL, page=(0, 1)), (Cue.PAGE,)),
        (replace(STILL, rewinding=True), (Cue.UNDO,)),
        (replace(STILL, timeline=1, decisions=0, warnings=2), (Cue.UNDO,)),
    ],
)
def test_what_the_hand_does_is_heard(now: Touch, cues: tuple[Cue, ...]) -> None:
    """Each in its way; what changes by a journey in time is not the hand's doing."""
    assert touched(STILL, now) == cues


def test_running_then_pausing_is_heard() -> None:
    """The other way round."""
    assert touched(replace(STILL, paused=False), STILL) == (Cue.PAUSE,)


# --- captions -----------------------------------------------------------------------------------------------------


def test_captions_are_the_newest_few_and_go() -> None:
    """So many lines, in order; again is counted up; after a while they are gone."""
    captions = Captions()
    for text in ("one", "two", "two", "three", "four"):
        captions.add(text)
    assert len(captions.shown) == MOST == 3
    assert captions.shown == ("[two, 2 times]", "[three]", "[four]")
    captions.tick(STAY_S)
    captions.add("three")
    captions.tick(FADE_S)
    assert captions.shown == ("[three, 2 times]",)
    assert captions.moving
    captions.tick(STAY_S)
    assert not captions.moving


@pytest.mark.parametrize("window", WINDOWS)
def test_every_caption_has_room(window: tuple[int, int, float]) -> None:
    """In every window, in every language: whole where there is room, within the floor and one above the other."""
    canvas = canvas_of(*window)
    texts = [CUES[cue].caption for cue in Cue] + [*MUSIC, *MURMUR, SOUND_OFF, SOUND_ON]
    for language in words.languages():
        words.use(language)
        try:
            for n in range(0, len(texts) - MOST + 1, MOST):
                captions = Captions()
                for text in texts[n : n + MOST]:
                    captions.add(text)
                canvas.texts.clear()
                captions.draw(canvas, _floor_of(canvas), calm=False)
                clean(canvas, f"{language}: {captions.shown}")
                assert len(canvas.texts) == MOST
        finally:
            words.use("en")


def _floor_of(canvas: RecordingCanvas) -> Rect:
    floor = places(*canvas.size, 0).floor
    assert floor is not None
    return floor.inset(12)


# --- in play ------------------------------------------------------------------------------------------------------


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A shelf whose speaker writes down."""
    shelf = Shelf(tmp_path)
    shelf.speaker = Listener()
    return shelf


def heard(shelf: Shelf) -> Listener:
    """Its speaker."""
    assert isinstance(shelf.speaker, Listener)
    return shelf.speaker


def watch(hand: Hand, pictures: int) -> None:
    """Let time pass; nobody draws."""
    for _ in range(pictures):
        hand.stage.feed(Tick(PICTURE_S))


def test_a_day_in_play_is_heard_and_read(shelf: Shelf) -> None:
    """Bell, phones, murmur; with captions on they can be read on the floor, without them not."""
    hand = Hand(Play(shelf, shelf.begin(full(), 3)), RecordingCanvas())
    hand.tick()
    hand.key("space")
    hand.key("3")
    watch(hand, 900)
    speaker = heard(shelf)
    assert {Cue.GO_ON, Cue.LINES_OPEN, Cue.RING} <= set(speaker.cues)
    assert any(speaker.rooms)
    assert hand.scene._sound.captions.shown == ()
    shelf.change(replace(shelf.settings, captions=True))
    texts = set()
    for _ in range(300):
        watch(hand, 1)
        texts |= set(hand.scene._sound.captions.shown)
    assert "[a phone rings]" in texts
    hand.canvas.texts.clear()
    hand.scene._sound.captions.add(MUSIC[3])
    hand.look()
    assert hand.canvas.says("[hold music: out of tune by now]")


@pytest.mark.parametrize("window", WINDOWS)
def test_captions_never_cover_the_banner(shelf: Shelf, window: tuple[int, int, float]) -> None:
    """Paused, with captions as long as can be: all words have their place."""
    canvas = canvas_of(*window)
    hand = Hand(Play(shelf, shelf.begin(load_level("01-handled"))), canvas)
    for text in (MUSIC[-1], CUES[Cue.LEFT].caption, CUES[Cue.LINES_OPEN].caption):
        hand.scene._sound.captions.add(text)
    hand.look()
    assert canvas.says("PAUSED")
    banner = next(w.box for w in canvas.texts if "PAUSED" in w.text)
    lines = [w.box for w in canvas.texts if w.text.startswith("[")]
    assert len(lines) == MOST
    assert all(box.y > banner.bottom for box in lines)


def test_what_one_does_in_the_book_is_heard(shelf: Shelf) -> None:
    """Pencil, stamp, page, undo."""
    hand = Hand(Play(shelf, shelf.begin(load_level("01-handled"))), RecordingCanvas())
    cues = heard(shelf).cues
    hand.tick()
    hand.click("lever power.frontline_credit_limit more")
    hand.tick()
    assert cues[-1] is Cue.PENCIL
    hand.key("enter", ctrl=True)
    hand.tick()
    assert cues[-1] is Cue.STAMP
    hand.key("b")
    hand.tick()
    assert cues[-1] is Cue.PAGE
    session_of(shelf).step()
    hand.key("z", ctrl=True)
    hand.tick(3)
    assert Cue.UNDO in cues


@pytest.mark.parametrize(
    ("keys", "spots"), [("t", ()), ("m", ("arrow ", "example ")), ("l2", ("leaver ",)), ("y", ("example ",))],
    ids=["floor", "map", "ledgers", "why"],
)  # fmt: skip
def test_the_tape_clicks_in_and_out(shelf: Shelf, keys: str, spots: tuple[str, ...]) -> None:
    """When it is played, and when it stops, from wherever it was opened."""
    session = shelf.begin(full(), 3)
    assert isinstance(session, Session)
    session.set_speed(MAX)
    while session.frame.time < 5 * DAY:
        session.run(1 / 60)
    session.pause(True)
    hand = Hand(Play(shelf, session), RecordingCanvas())
    for key in keys:
        hand.key(key)
    for spot in spots:
        hand.click(next(found.key for found in hand.ui._spots if found.key.startswith(spot)))
    assert isinstance(hand.scene, Tape)
    cues = heard(shelf).cues
    hand.tick()
    for _ in range(2):
        hand.key("space")
        hand.tick()
    assert cues[-2:] in ([Cue.TAPE_START, Cue.TAPE_STOP], [Cue.TAPE_STOP, Cue.TAPE_START])


def test_the_end_is_heard(shelf: Shelf) -> None:
    """Won or lost, and a star for every record."""
    session = shelf.begin(full(weeks=1), 3)
    assert isinstance(session, Session)
    hand = Hand(Play(shelf, session), RecordingCanvas())
    session.set_speed(MAX)
    while not session.over:
        session.run(1 / 60)
    hand.tick()
    assert isinstance(hand.scene, Summary)
    cues = heard(shelf).cues
    earned = shelf.stars(session.level.name)
    assert ([Cue.WON, Cue.STAR] if earned else [Cue.LOST]) == [
        cue for cue in cues if cue in (Cue.WON, Cue.LOST, Cue.STAR)
    ]


def test_one_key_turns_all_sound_off_and_on(shelf: Shelf) -> None:
    """Everywhere, and back to what was heard before; it is told, even without captions, as it can't be heard."""
    mute = Key("m", ctrl=True)
    for before in (Settings(), Settings(muted=frozenset({Sound.HOLD}), volume={**VOLUMES, Sound.CUES: 0.1})):
        off = everywhere(mute, before)
        assert off is not None
        assert [off.loudness(sound) for sound in Sound] == [0, 0, 0]
        assert everywhere(mute, off) == before
    nothing = everywhere(mute, Settings(muted=frozenset(Sound)))
    assert nothing == Settings(), "who has silenced everything one by one can hear again, too"
    off, on = Settings(silent=True), Settings()
    hand = Hand(Play(shelf, shelf.begin(load_level("01-handled"))), RecordingCanvas())
    for settings, words_ in ((off, SOUND_OFF), (on, SOUND_ON)):
        shelf.change(settings)
        hand.tick()
        assert hand.scene._sound.captions.shown[-1] == f"[{words_}]"


def test_listening_changes_nothing(shelf: Shelf, tmp_path: Path) -> None:
    """The same decisions at the same times: heard, read, muted or not at all, the digest is the same."""

    def play(shelf: Shelf, settings: Settings) -> str:
        shelf.change(settings)
        session = shelf.begin(full(), 5)
        assert isinstance(session, Session)
        hand = Hand(Play(shelf, session), RecordingCanvas())
        session.submit(Set("power.frontline_credit_limit", 40.0))
        session.set_speed(16)
        watch(hand, 200)
        until = session.frame.time
        session.pause(True)
        bare = Model(full(), seed=5)
        for decision in session.decisions:
            bare.run(decision.time)
            bare.submit(decision.change)
        bare.run(until)
        assert bare.digest() == session.model.digest()
        return session.model.digest()

    loud = play(shelf, Settings(captions=True))
    silent = play(Shelf(tmp_path / "other"), Settings(muted=frozenset(Sound)))
    assert loud == silent
