"""Words: every one on screen comes from a catalogue, and the catalogues are whole."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pseudo import catalogues, foreign, spoken
from recording import Hand, RecordingCanvas, session_of

from game.views import words
from game.views.brief import Brief
from game.views.choose import Choose
from game.views.deck import Deck
from game.views.eventcard import Calendar
from game.views.help import Help
from game.views.ledgers import Ledgers
from game.views.loops import Map
from game.views.menu import Menu
from game.views.options import Options
from game.views.play import Play
from game.views.playing import MAX
from game.views.saves import Saves
from game.views.scene import Scene
from game.views.summary import Summary
from game.views.tape import Tape
from game.views.timeline import Timeline
from game.views.title import Title
from game.views.why import Why
from game.views.words import count, number, say
from game.window.session import Session
from game.window.shelf import Shelf
from sim.clock import DAY, span
from sim.decisions import Set
from sim.level import Level
from sim.levelfile import load_level, shipped_levels
from sim.levers import LEVERS
from sim.measures import MEASURES
from sim.words import Phrase

LEVELS = {file.stem: load_level(file) for file in shipped_levels()}
DAYS = 10.45


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    words.use(words.ENGLISH)


def played(level: Level, folder: Path, days: float = DAYS) -> tuple[Shelf, Session]:
    """A run some days in, with a decision that is in force and one on its way."""
    shelf = Shelf(folder)
    shelf.begin(level)
    session = session_of(shelf)
    session.set_speed(MAX)
    for n, name in enumerate(level.unlocked[:2]):
        while session.frame.time < (2 + n * (days - 3)) * DAY:
            session.run(1 / 60)
        lever = LEVERS[name]
        session.submit(Set(name, lever.low if session.frame.book[name] != lever.low else lever.low + lever.step))
    while session.frame.time < days * DAY and not session.over:
        session.run(1 / 60)
    session.pause(True)
    return shelf, session


# --- the tour -------------------------------------------------------------------------------------------------------
# A screen is put to the test by a function that leads a Hand through it, and a row in TOURS.


def through(hand: Hand, *keys: str) -> Iterator[Hand]:
    """Every spot whose key begins with one of `keys`, pressed one after the other."""
    for key in [spot.key for spot in hand.ui._spots if spot.key.startswith(keys)]:
        if hand.has(key) and hand.spot(key).seen.h > 8:
            hand.click(key)
            yield hand


def at_play(hand: Hand) -> Iterator[Hand]:
    """Every chapter, lever, chart, the table, a card, the log muted, a search, what can't be."""
    hand.tick(12)
    yield hand
    for _ in through(hand, "chapter "):
        hand.click("mine") if hand.has("mine") else None
        for spot in [
            s.key for s in hand.ui._spots if s.key.startswith(("lever ", "locked ")) and s.key.count(" ") == 1
        ]:
            hand.ui.focus_on(spot)
            hand.look()
            hand.key("right")
            yield hand
    for _ in range(12):
        hand.key("c")
        yield hand
    for _ in range(9):
        hand.key("o")
        yield hand
    hand.key("w")
    yield hand
    hand.key("w")
    hand.key("j")
    hand.tick(2)
    yield hand
    hand.key("/")
    hand.type("99")
    yield hand
    hand.key("escape")
    yield from through(hand, "mute ")
    hand.key("n")
    hand.tick(2)
    yield hand


def looked_at(hand: Hand) -> Iterator[Hand]:
    """As it opens, and with every tab and list entry pressed."""
    hand.tick(2)
    yield hand
    yield from through(hand, "ledger tab", "worst ", "story ", "loop ", "arrow ", "decision ", "page ", "debrief ")
    for key in ("levels", "brief", "summary", "profit", "bill", "mirage", "help", "saves"):
        for _ in range(10 if hand.has(key) else 0):
            hand.wheel(key, -1)
            yield hand


def scene_of(name: str, shelf: Shelf, session: Session) -> Scene:
    """The screen called `name`, over a run in play."""
    rows, no_way, no_tape = session.model.log.rows, lambda _: None, lambda *_: None
    play = Play(shelf, session)
    return {
        "title": lambda: Title(shelf),
        "choose": lambda: Choose(shelf),
        "brief": lambda: Brief(shelf, session.level),
        "play": lambda: play,
        "menu": lambda: Menu(play, shelf, session),
        "help": lambda: Help(play),
        "saves": lambda: Saves(shelf, session),
        "time line": lambda: Timeline(shelf, session),
        "tape": lambda: Tape(session, rows, no_way, shelf.speaker),
        "map": lambda: Map(session, rows, no_way, no_tape),
        "ledgers": lambda: Ledgers(shelf, session, rows, no_way, no_tape),
        "summary": lambda: Summary(shelf, session),
        "settings": lambda: Options(shelf),
        "deck": lambda: Deck(play, session, Calendar(session).played),
        **{f"why {metric}": partial(Why, session, metric, no_tape, no_way, no_way) for metric in ASKED},
    }[name]()


TOURS = ("title", "choose", "brief", "play", "menu", "help", "saves", "time line", "tape", "map", "ledgers", "summary",
         "settings", "deck")  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shelf, Session]:
    """A run of the level in which most goes wrong."""
    return played(LEVELS["12-three-hours-seventeen"], tmp_path_factory.mktemp("words"))


@pytest.mark.parametrize("name", TOURS)
def test_every_word_on_screen_comes_from_a_catalogue(name: str, run: tuple[Shelf, Session]) -> None:
    """Spoken in other letters, nothing plain is left but names and keys, in texts and in tips."""
    canvas = RecordingCanvas()
    with spoken():
        hand = Hand(scene_of(name, *run), canvas)
        lead = at_play if name == "play" else looked_at
        found = {text for _ in lead(hand) for text in foreign(canvas)}
    assert sorted(found) == []


ASKED = ("wait_p90_s", "cash_usd", "csr_morale", "resolved_full_pct", "perception_gap", "churn_monthly_pct")


def test_every_answer_to_why_comes_from_a_catalogue(run: tuple[Shelf, Session]) -> None:
    """Of metrics of every kind; of one, over every span and cut in every way."""
    canvas, found = RecordingCanvas(height=1400), set[str]()
    with spoken():
        for metric in ASKED:
            hand = Hand(scene_of(f"why {metric}", *run), canvas)
            found.update(foreign(canvas))
        for _ in through(hand, "scope ", "way "):
            found.update(foreign(canvas))
    assert sorted(found) == []


@pytest.mark.parametrize("level", LEVELS.values(), ids=lambda level: level.name)
def test_every_level_is_told_in_the_player_s_language(level: Level, tmp_path: Path) -> None:
    """Its brief, its goals, its desks and troubles, its questions."""
    canvas = RecordingCanvas(width=1600, height=2400)
    shelf, session = played(level, tmp_path, 0.5)
    with spoken():
        for scene in (Brief(shelf, level), Play(shelf, session), Summary(shelf, session)):
            hand = Hand(scene, canvas)
            hand.tick(2)
            assert foreign(canvas) == []
            if isinstance(scene, Play):
                hand.key("w")
                assert foreign(canvas) == []


def test_what_the_pointer_is_told_on_the_floor(run: tuple[Shelf, Session]) -> None:
    """Of everyone and every board on it."""
    shelf, session = run
    canvas = RecordingCanvas()
    with spoken():
        play = Play(shelf, session)
        hand = Hand(play, canvas)
        hand.tick(5)
        tips = {play._floor.tip(x, y) or "" for x in range(0, 940, 6) for y in range(54, 530, 6)}
        canvas.texts.clear()
        canvas.tips = sorted(tips)
        assert len(tips) > 5
        assert foreign(canvas) == []


# --- switching ------------------------------------------------------------------------------------------------------


def test_a_language_is_changed_at_once(run: tuple[Shelf, Session]) -> None:
    """The same screens, a moment later, in another one; and back: everything as it was."""
    shelf, session = run
    canvas = RecordingCanvas()
    hand = Hand(Play(shelf, session), canvas)
    hand.tick(12)
    hand.key("j")
    hand.key("w")
    hand.look()
    before = sorted(written.text for written in canvas.texts)
    with spoken():
        hand.look()
        assert foreign(canvas) == []
    hand.look()
    assert sorted(written.text for written in canvas.texts) == before


def test_what_is_not_there_is_english() -> None:
    """An unknown language, a text that no catalogue has."""
    words.use("tlh")
    assert words.current() == "en"
    words.use("de")
    assert say("No catalogue has this, {name}.", name="Ada") == "No catalogue has this, Ada."


def test_numbers_are_written_as_the_language_does() -> None:
    """In texts, in counts, by themselves; the dollar stays where the translation puts it."""
    assert (number(1234.5, ",.1f"), say("{n:,}", n=12345), count("{n} a", "{n} b", 1234)) == (
        "1,234.5",
        "12,345",
        "1,234 b",
    )
    words.use("de")
    assert (number(1234.5, ",.1f"), say("{n:,}", n=12345), count("{n} a", "{n} b", 1234)) == (
        "1.234,5",
        "12.345",
        "1.234 b",
    )


def test_one_of_anything_is_singular() -> None:
    """One person, one month, one day, one case: in the units of levers, in every language."""
    units = {lever.unit: lever for lever in LEVERS.values()}
    singular = {
        "en": {"people": "1 person", "months": "1 month", "days": "1 day", "cases": "1 case"},
        "de": {"people": "1 Person", "months": "1 Monat", "days": "1 Tag", "cases": "1 Fall"},
    }
    for code, said in singular.items():
        words.use(code)
        assert {unit: say(units[unit].show(1)) for unit in said} == said
    assert say(units["people"].show(2)) == "2 Leute"
    assert str(units["people"].show(0)) == "0 people"


def test_what_the_model_says_is_english_and_can_be_said() -> None:
    """A phrase is its English text, through a pickle too; a view says it, and what is in it, in the language in use."""
    phrase = Phrase("{lever}: {value}", lever=LEVERS["people.wage"].title, value=span(400))
    assert phrase == f"{LEVERS['people.wage'].title}: 6 min 40 s"
    assert pickle.loads(pickle.dumps(phrase)).values == phrase.values
    assert say(phrase) == phrase
    with spoken():
        assert not set("abcdefghij") & set(say(phrase))
    assert say(phrase) == phrase
    for measure in MEASURES.values():
        assert isinstance(measure.show(1.5), Phrase)


# --- catalogues -----------------------------------------------------------------------------------------------------


def test_the_catalogues_are_up_to_date_and_whole() -> None:
    """Every text found, every one translated with its places, every .mo what its .po says."""
    assert list(catalogues().problems()) == []


def test_every_language_names_itself() -> None:
    """As those who speak it call it."""
    assert words.languages() == {"en": "English", "de": "Deutsch"}


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_AT"}, "de"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANGUAGE": "tlh:de", "LANG": "en_GB.UTF-8"}, "de"),
        ({"LANG": "tlh"}, "en"),
    ],
)
def test_the_system_s_language_is_spoken(
    environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the usual variables, the strongest first."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", "linux")
    words.use()
    assert words.current() == language
