"""Event cards: they come once and say what the numbers say; what is played from the deck is a decision like any."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from recording import Hand, RecordingCanvas, session_of

from game.views import happening
from game.views.deck import Deck
from game.views.eventcard import EventCard
from game.views.happening import Occurrence
from game.views.play import Play
from game.views.playing import MAX
from game.views.settings import Cards, Settings
from game.window.app import scale_for
from game.window.session import Session
from game.window.shelf import Shelf
from sim.clock import DAY
from sim.decisions import Decision, Inject
from sim.level import Happening, Level
from sim.levelfile import load_level, shipped_levels
from sim.levers import LEVERS
from sim.run.replay import Run, play

SIZES = [(1024, 600, 1.0), (1280, 720, 1.0), (3840, 2160, 1.0), (1280, 720, 2.0), (1024, 600, 2.0), (1280, 720, 0.8)]
LEVELS = [load_level(file) for file in shipped_levels()]


def canvas_of(width: int, height: int, text: float) -> RecordingCanvas:
    """A window of that size and text size."""
    scale = scale_for(width, height, text)
    return RecordingCanvas(width=width / scale, height=height / scale, scale=scale)


def clean(canvas: RecordingCanvas, what: str) -> None:
    """No text where it can't be read."""
    assert [(w.text, w.box, w.clip) for w in canvas.outside()] == [], what
    assert [(a.text, b.text, a.box, b.box) for a, b in canvas.overlapping()] == [], what


def in_play(shelf: Shelf, level: str, canvas: RecordingCanvas | None = None) -> Hand:
    """In play, at the opening."""
    hand = Hand(Play(shelf, shelf.begin(load_level(level))), canvas or RecordingCanvas())
    hand.tick()
    return hand


@pytest.mark.parametrize("level", [level for level in LEVELS if level.events], ids=lambda level: level.name)
def test_every_card_has_its_sentence(level: Level, tmp_path: Path) -> None:
    """No shipped event is only a list of numbers; what is said about it stands on its card."""
    below = in_play(Shelf(tmp_path), level.name).scene
    for name, what in level.events.items():
        canvas = RecordingCanvas()
        one = Occurrence(name=name, what=what, begun=0.0, scripted=True)
        Hand(EventCard(below, level, one, 0.0, lambda _: None), canvas)
        assert what.says, name
        assert what.says in " ".join(written.text for written in canvas.texts), name


def until(hand: Hand, shelf: Shelf, day: float) -> None:
    """Let time run to `day`, unless a card stops it."""
    session = session_of(shelf)
    session.set_speed(MAX)
    while session.frame.time < day * DAY and isinstance(hand.scene, Play):
        hand.tick()


def test_what_the_script_brings_appears_once(tmp_path: Path) -> None:
    """A card at the moment it happens, time standing still, and no second one; after going back it happens again."""
    shelf = Shelf(tmp_path)
    hand = in_play(shelf, "10-recession")
    session = session_of(shelf)
    until(hand, shelf, 20)
    assert isinstance(hand.scene, EventCard)
    assert hand.canvas.says("Recession")
    stood = session.frame.time
    assert 14 * DAY <= stood < 14.5 * DAY
    hand.tick(20)
    assert session.frame.time == stood, "time runs on under a card"
    hand.key("escape")
    assert isinstance(hand.scene, Play)
    assert not session.paused, "it goes on as it was"
    until(hand, shelf, 17)
    assert isinstance(hand.scene, Play), "the same card twice"
    session.rewind(13 * 86_400)
    while session.catching_up is not None:
        hand.tick()
    until(hand, shelf, 20)
    assert isinstance(hand.scene, EventCard), "it happens again, for it had not happened"
    hand = Hand(Play(shelf, session), RecordingCanvas())
    session.pause(True)
    hand.tick(3)
    assert isinstance(hand.scene, Play) or session.frame.day == 14, "old news"


def test_a_card_says_what_the_numbers_say() -> None:
    """Every number of the level file that does something is on the card, and nothing else is."""
    level = load_level("10-recession")
    told = {effect.text: effect.amount for effect in happening.effects(level, level.events["recession"])}
    assert told == {
        "New subscribers": "-30 %",
        "CSRs who quit": "-70 %",
        "How much the price counts": "x 2",
        "Trouble: Wrong charge": "+40 %",
    }
    for one in LEVELS:
        for name, what in one.events.items():
            moved = [
                field
                for field in Happening.model_fields
                if getattr(what, field) != Happening.model_fields[field].default
            ]
            does = set(moved) - {"title", "says", "day", "days", "good", "audience", "told_by_worst", "issues"}
            assert len(happening.effects(one, what)) >= len(does) + len(what.issues), name
            helps = happening.what_helps(one, what)
            assert set(helps) <= set(one.unlocked) & set(LEVERS), f"{name}: offers what can't be done"


def test_in_force_is_what_has_begun_and_is_not_over() -> None:
    """By the script from midnight on, by decision from its moment on, for as many days as the file says."""
    level = load_level("sandbox")
    log = (Decision(3 * 86_400 + 500, Inject("outage")),)
    assert happening.in_force(level, log, 3 * DAY) == ()
    (one,) = happening.in_force(level, log, 3 * DAY + 500)
    assert (one.name, one.scripted, one.days_left(3 * DAY + 500)) == ("outage", False, 3)
    assert one.days_left(one.until - 1) == 1
    assert happening.in_force(level, log, one.until) == ()
    level = load_level("10-recession")
    assert happening.in_force(level, (), 14 * DAY - 1) == ()
    assert [one.name for one in happening.in_force(level, (), 14 * DAY)] == ["recession"]
    assert [one.name for one in happening.in_force(level, (), 112 * DAY)] == ["recovery"]


@pytest.mark.parametrize("by", ["keys", "mouse"])
def test_a_card_of_the_deck_is_a_decision(by: str, tmp_path: Path) -> None:
    """Played by either hand it is in the log and replays to the same digest; it can't be doubled, and can be undone."""
    shelf = Shelf(tmp_path)
    hand = in_play(shelf, "sandbox")
    session = session_of(shelf)
    if by == "keys":
        hand.key("e")
        assert isinstance(hand.scene, Deck)
        for _ in range(5):
            hand.key("down")
        hand.tab_to("play")
        hand.key("enter")
    else:
        hand.click("door events")
        hand.click("card 5")
        hand.click("play")
    assert isinstance(hand.scene, Play)
    assert [str(decision.change) for decision in session.decisions] == ["inject outage"]
    hand.tick(3)
    assert isinstance(hand.scene, Play), "who played it needs no card"
    assert hand.canvas.says("Outage")
    hand.click("event 0")
    assert isinstance(hand.scene, EventCard)
    hand.key("escape")
    hand.key("e")
    hand.click("card 5")
    hand.click("play") if hand.has("play") else None
    assert len(session.decisions) == 1, "the same card twice at once"
    hand.key("escape")
    until(hand, shelf, 2)
    session.pause(True)
    run = Run(level=session.level, seed=session.seed, decisions=session.decisions)
    assert play(run, until=session.model.now).digest == session.model.digest()
    hand.key("z", ctrl=True)
    while session.catching_up is not None:
        hand.tick()
    assert session.decisions == ()
    assert not hand.has("event 0")


def test_a_card_that_may_not_stop_time_waits(tmp_path: Path) -> None:
    """It is told of in passing and marked, on the door as on the wall; key and mouse open it. The run is the same."""
    shelf = Shelf(tmp_path)
    shelf.change(Settings(cards=Cards.NEVER))
    hand = in_play(shelf, "10-recession")
    session = session_of(shelf)
    until(hand, shelf, 13)
    told = False
    while not told and session.frame.time < 20 * DAY:  # as fast as it goes: how far a picture comes is the machine's
        hand.tick()
        told = hand.canvas.says("[Recession: E opens its card]")  # type: ignore[attr-defined]  # a canvas that records
    session.pause(True)
    hand.tick()
    assert told
    assert isinstance(hand.scene, Play)
    waiting = hand.scene._calendar.waiting
    assert [one.name for one in waiting] == ["recession"]
    run = Run(level=session.level, seed=session.seed, decisions=())
    assert play(run, until=session.model.now).digest == session.model.digest()
    for open_it in (lambda: hand.key("e"), lambda: hand.click("door events"), lambda: hand.click("event 0")):
        hand.scene._calendar._waiting = list(waiting)
        hand.look()
        open_it()
        assert isinstance(hand.scene, EventCard)
        assert hand.canvas.says("Recession")  # type: ignore[attr-defined]  # a canvas that records
        hand.key("e")
        assert isinstance(hand.scene, Play)
        assert hand.scene._calendar.waiting == ()
        assert not hand.has("door events"), "there is no deck in this level"
    hand.scene._calendar._waiting = list(waiting)
    session.rewind(13 * 86_400)
    while session.catching_up is not None:
        hand.tick()
    assert hand.scene._calendar.waiting == (), "it has not happened"


def test_cards_stop_time_where_there_is_a_choice(tmp_path: Path) -> None:
    """Only if they name something that is in the player's hands, if he wants it so."""
    shelf = Shelf(tmp_path)
    shelf.change(Settings(cards=Cards.CHOICE))
    hand = in_play(shelf, "10-recession")
    scene, level = hand.scene, load_level("10-recession")
    assert isinstance(scene, Play)
    for name, what in level.events.items():
        one = happening.Occurrence(name=name, what=what, begun=0.0, scripted=True)
        assert (scene._told(one) is not None) == bool(happening.what_helps(level, what))
        assert (one in scene._calendar.waiting) != bool(happening.what_helps(level, what))


def test_a_card_leads_to_what_may_help(tmp_path: Path) -> None:
    """A press on a lever closes the card and opens the policy book there, and time goes on standing still."""
    shelf = Shelf(tmp_path)
    hand = in_play(shelf, "10-recession")
    until(hand, shelf, 20)
    lever = next(s.key for s in hand.ui._spots if s.key.startswith("helps ")).removeprefix("helps ")
    session = session_of(shelf)
    assert not session.paused
    hand.click(f"helps {lever}")
    assert isinstance(hand.scene, Play)
    assert hand.ui.focus == f"lever {lever}"
    before = session.frame.time
    hand.tick(20)
    assert session.paused
    assert session.frame.time == before


def test_without_a_deck_there_is_no_way_to_one(tmp_path: Path) -> None:
    """A level whose events come by themselves has no deck to play from."""
    hand = in_play(Shelf(tmp_path), "10-recession")
    assert not hand.has("door events")
    hand.key("e")
    assert isinstance(hand.scene, Play)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_card_has_its_words_in_place(size: tuple[int, int, float], tmp_path: Path) -> None:
    """All events of all levels as cards, and the deck, at every size."""
    canvas = canvas_of(*size)
    shelf = Shelf(tmp_path)
    for level in LEVELS:
        if not level.events:
            continue
        below = Play(shelf, shelf.begin(level))
        for name, what in level.events.items():
            one = happening.Occurrence(name=name, what=what, begun=0.0, scripted=True)
            hand = Hand(EventCard(below, level, one, 2 * DAY, below._to_lever), canvas)
            clean(canvas, f"{level.name}: {name}")
            hand.wheel("event", -3)
            clean(canvas, f"{level.name}: {name}, scrolled")
    hand = in_play(shelf, "sandbox", canvas)
    hand.key("e")
    for _ in range(14):
        clean(canvas, "deck")
        hand.key("down")


@pytest.mark.parametrize("window", SIZES)
def test_what_is_in_force_and_that_time_stands_cover_nothing(tmp_path: Path, window: tuple[int, int, float]) -> None:
    """Seven events at once and PAUSED have a place of their own above the floor, in a row, none on another."""
    shelf = Shelf(tmp_path)
    level = load_level("sandbox")
    session = shelf.begin(level)
    assert isinstance(session, Session)
    for name in happening.deck(level)[:7]:
        session.submit(Inject(name))
    canvas = canvas_of(*window)
    hand = Hand(Play(shelf, session), canvas)
    for _ in range(20):  # a card for each
        hand.tick()
        if isinstance(hand.scene, EventCard):
            hand.key("escape")
    paused = next(w.box for w in canvas.texts if w.text == "PAUSED")
    boxes = [hand.spot(f"event {n}").rect for n in range(7)] + [paused]
    assert all(a.right <= b.x for a, b in pairwise(boxes))
    assert all(box.bottom <= hand.spot("floor").rect.y for box in boxes)
    assert paused.right <= hand.spot("floor").rect.right
    clean(canvas, f"{window}")
