"""A tour of the game: every view of a level, opened in turn by its key or by a click, as one story.

`tour` yields the name of what is on screen each time something new is. Who walks along decides what is done there:
pictures are taken and compared (`test_pictures`), texts are looked over (`test_screens`), the model is asked whether
anything has changed (`test_views`), docs/screenshots.py takes what it wants. Always the same seed, moments and pace:
two tours at the same size see the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from recording import Hand

from game.views.canvas import Canvas
from game.views.floor.overlays import OVERLAYS
from game.views.menu import Menu
from game.views.play import Play
from game.views.summary import Summary
from game.views.title import Title
from game.window.session import Session
from game.window.shelf import Shelf
from sim.clock import DAY, HOUR
from sim.decisions import Accepted, Set
from sim.level import Level
from sim.levers import LEVERS

MORNING = int(16 * DAY + 10.4 * HOUR)
"""When the tour is taken: well into the third week, a Wednesday, lines open."""


def go(session: Session, until: float) -> None:
    """Bring what is played to exactly this moment (s), and stand still."""
    session.model.run(until)
    session.pause(True)


def decide(session: Session) -> None:
    """Take the first decision that the level allows: one step up, or one down."""
    for name in session.level.unlocked:
        lever, now = LEVERS[name], session.frame.book[name]
        for value in (now + lever.step, now - lever.step):
            if isinstance(session.submit(Set(name, value)), Accepted):
                return
    raise AssertionError(f"{session.level.name} allows nothing")


def open_level(shelf: Shelf, level: Level, canvas: Canvas, until: float = MORNING) -> tuple[Hand, Session]:
    """The level in play at `until`, with a decision taken on its third day so that there is something to fork."""
    session = shelf.begin(level)
    assert isinstance(session, Session)
    go(session, 2 * DAY + 9 * HOUR)
    decide(session)
    go(session, until)
    hand = Hand(Play(shelf, session), canvas)
    hand.tick(90)
    return hand, session


def press(hand: Hand, key: str) -> None:
    """Press what is called `key`, wherever it has been scrolled to, and let things come to rest."""
    hand.ui.focus_on(key)
    hand.look()
    hand.click(key)
    hand.tick(3)


def to_play(hand: Hand) -> None:
    """Close whatever lies over the game, and what is open in it."""
    for _ in range(12):
        if isinstance(hand.scene, Menu):
            break
        hand.key("escape")
    assert isinstance(hand.scene, Menu), f"Escape doesn't lead to the menu, but to {hand.scene}"
    hand.key("escape")
    assert isinstance(hand.scene, Play)


def tour(shelf: Shelf, level: Level, canvas: Canvas) -> Iterator[str]:
    """Every view of `level`, in the order in which one might come across them."""
    yield from before(shelf, level, canvas)
    hand, session = open_level(shelf, level, canvas)
    yield "play"
    yield from advice(hand)
    yield from overlays(hand)
    yield from floor(hand)
    yield from town(hand)
    yield from why(hand)
    yield from book(hand)
    yield from looking_back(hand)
    yield from time_machine(hand)
    if level.objectives:
        yield from end(shelf, session, canvas)


def before(shelf: Shelf, level: Level, canvas: Canvas) -> Iterator[str]:
    """Title, level map, brief, and in level 1 the tutorial."""
    hand = Hand(Title(shelf), canvas)
    hand.tick(30)
    yield "title"
    press(hand, "play")
    yield "choose"
    press(hand, f"level {level.name}")
    yield "brief"
    if level.name == "01-handled":
        press(hand, "start")
        hand.tick(30)
        yield "tutorial"
        press(hand, "guide close")


def advice(hand: Hand) -> Iterator[str]:
    """A hint; what has happened in town, and what could."""
    hand.key("h")
    hand.tick(5)
    yield "hint"
    to_play(hand)
    if hand.has("event 0"):
        press(hand, "event 0")
        yield "event"
        to_play(hand)
    if hand.has("door events"):
        hand.key("e")
        hand.tick(5)
        yield "events to play"
        to_play(hand)


def overlays(hand: Hand) -> Iterator[str]:
    """The floor, looked at in eight ways."""
    for overlay in OVERLAYS:
        hand.key("o")
        hand.tick(20)
        yield f"overlay {overlay.key}"
    to_play(hand)


def town(hand: Hand) -> Iterator[str]:
    """The town, as a whole and near by."""
    hand.key("n")
    hand.tick(30)
    yield "town"
    for _ in range(4):
        hand.key("+")
    hand.tick(60)
    yield "town, near"
    to_play(hand)
    hand.key("n")
    hand.tick(30)


def why(hand: Hand) -> Iterator[str]:
    """What a number is made of."""
    hand.key("y")
    hand.tick(5)
    yield "why"
    cause = next(spot.key for spot in hand.ui._spots if spot.key.startswith("cause "))
    press(hand, cause)
    yield "why, a cause"
    to_play(hand)


def floor(hand: Hand) -> Iterator[str]:
    """What can be opened over the floor."""
    if hand.has("page 0"):  # narrow: one part at a time
        for page, name in enumerate(("floor", "book", "dials", "log")):
            press(hand, f"page {page}")
            yield f"page {name}"
        press(hand, "page 0")
    hand.key("j")
    hand.tick(3)
    yield "customer"
    to_play(hand)
    hand.key("c")
    hand.tick(3)
    yield "chart"
    to_play(hand)


def book(hand: Hand) -> Iterator[str]:
    """The policy book."""
    for chapter in range(6):
        hand.key("b")
        hand.tick(2)
        yield f"chapter {chapter + 1}"
    hand.key("w")
    hand.tick(3)
    yield "who may do what"
    to_play(hand)


def looking_back(hand: Hand) -> Iterator[str]:
    """Tape, Map, Ledgers."""
    hand.key("t")
    hand.tick(3)
    yield "tape"
    to_play(hand)
    hand.key("m")
    hand.tick(3)
    yield "map"
    to_play(hand)
    hand.key("l")
    for page, name in enumerate(("profit", "two ledgers", "bill", "mirage")):
        press(hand, f"ledger tab {page}")
        yield f"ledgers, {name}"
    to_play(hand)


def time_machine(hand: Hand) -> Iterator[str]:
    """Time line, fork, saves, menu, keys."""
    hand.key("f")
    hand.tick(3)
    yield "time line"
    press(hand, "drop")
    while hand.has("stop"):
        hand.tick()
    hand.tick(2)
    yield "fork"
    to_play(hand)
    hand.key("s", ctrl=True)
    hand.tick(3)
    yield "saves"
    to_play(hand)
    hand.key("escape")
    hand.tick(2)
    yield "menu"
    to_play(hand)
    hand.key("?")
    hand.tick(2)
    yield "keys"
    to_play(hand)
    hand.key("f10")
    for page, name in enumerate(("look", "sound", "keys", "play")):
        press(hand, f"page {page}")
        yield f"settings, {name}"
    to_play(hand)


def end(shelf: Shelf, session: Session, canvas: Canvas) -> Iterator[str]:
    """The level's last screen."""
    go(session, session.model.horizon)
    hand = Hand(Summary(shelf, session), canvas)
    hand.tick(3)
    yield "summary"
    for page, name in enumerate(("decisions", "people", "to talk about"), start=1):
        press(hand, f"debrief {page}")
        while hand.scene.pace:
            hand.tick()
        yield f"debrief, {name}"
