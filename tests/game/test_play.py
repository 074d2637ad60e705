"""Playing by keyboard alone and by mouse alone: from the title to the summary, changing levers on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from recording import Hand, RecordingCanvas, session_of
from worlds import world

from game.views import theme
from game.views.brief import Brief
from game.views.canvas import Colour, Rect
from game.views.choose import Choose
from game.views.eventcard import EventCard
from game.views.help import Help
from game.views.inputs import Drag, Hover, Press, Release
from game.views.journal import ROW
from game.views.menu import Menu
from game.views.play import Play
from game.views.playing import MAX
from game.views.summary import Summary
from game.views.tape import Tape
from game.views.title import Title
from game.views.why import Why
from game.views.why.spans import Scope
from game.window.shelf import Shelf
from sim.clock import DAY, MINUTE
from sim.levelfile import load_level

LIMIT = "power.frontline_credit_limit"
STAFF = "people.frontline_staff"


@pytest.fixture
def canvas() -> RecordingCanvas:
    """A window."""
    return RecordingCanvas()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A shelf of its own."""
    return Shelf(tmp_path)


@pytest.fixture
def hand(shelf: Shelf, canvas: RecordingCanvas) -> Hand:
    """In play, level 1, paused."""
    hand = Hand(Play(shelf, shelf.begin(load_level("01-handled"))), canvas)
    hand.tick()
    return hand


def until_afternoon(hand: Hand, shelf: Shelf) -> None:
    """Let the first day pass so far that there is something to be seen, and stop."""
    session = session_of(shelf)
    session.set_speed(64)
    while session.frame.time < DAY * 0.6:
        hand.tick()
    session.pause(True)
    hand.tick(2)


def finish(hand: Hand, shelf: Shelf) -> None:
    """Run to the end and let the scene notice."""
    session = session_of(shelf)
    session.set_speed(MAX)
    while not session.over:
        session.run(0.016)
    hand.tick()


def test_the_keyboard_alone_plays_a_level(shelf: Shelf, canvas: RecordingCanvas) -> None:
    """Title, level choice, brief, play, a lever, pause, menu, the end: no pointer anywhere."""
    hand = Hand(Title(shelf), canvas)
    hand.tab_to("play")
    hand.key("enter")
    assert isinstance(hand.scene, Choose)
    hand.tab_to("level 01-handled")
    hand.key("enter")
    assert isinstance(hand.scene, Brief)
    hand.key("enter")  # the way on has the focus
    assert isinstance(hand.scene, Play)
    session = session_of(shelf)
    hand.tab_to(f"lever {LIMIT}")
    for _ in range(6):
        hand.key("right")
    hand.key("enter")
    assert session.frame.book[LIMIT] == 30
    hand.key("enter")
    hand.type("55")
    hand.key("enter")
    assert session.frame.book[LIMIT] == 55
    hand.key("space")
    assert not session.paused
    hand.tick(5, 0.1)
    hand.key("space")
    assert session.paused
    assert canvas.says("PAUSED")
    hand.key("?")
    assert isinstance(hand.scene, Help)
    hand.key("escape")
    hand.key("escape")
    assert isinstance(hand.scene, Menu)
    hand.key("enter")
    assert isinstance(hand.scene, Play)
    finish(hand, shelf)
    assert isinstance(hand.scene, Summary)
    hand.tab_to("title")
    hand.key("enter")
    assert isinstance(hand.scene, Title)
    hand.key("escape")
    hand.key("enter")
    assert hand.stage.over


def test_the_mouse_alone_plays_a_level(shelf: Shelf, canvas: RecordingCanvas) -> None:
    """The same way by clicks, wheel and drag."""
    hand = Hand(Title(shelf), canvas)
    hand.click("play")
    hand.click("level 01-handled")
    hand.click("start")
    session = session_of(shelf)
    hand.click(f"lever {LIMIT} more")
    hand.wheel(f"lever {LIMIT}", 3)
    assert session.frame.book[LIMIT] == 0, "a turn of the wheel only pencils a change in"
    hand.click("apply")
    assert session.frame.book[LIMIT] == 20
    hand.click(f"lever {LIMIT} more")
    hand.click("revert")
    assert not hand.has("apply")
    track = hand.spot(f"lever {LIMIT} track").rect
    hand.stage.feed(Press(track.x + 8, track.y + 4))
    hand.stage.feed(Drag(track.x + track.w * 0.5, track.y + 4))
    hand.stage.feed(Release(track.x + track.w * 0.5, track.y + 4))
    hand.look()
    hand.click("apply")
    assert 200 <= session.frame.book[LIMIT] <= 300
    hand.click("speed 16")
    assert (session.speed, session.paused) == (16, False)
    hand.click("pause")
    assert session.paused
    hand.click("step")
    hand.click("menu")
    hand.click("go on")
    finish(hand, shelf)
    assert isinstance(hand.scene, Summary)
    hand.click("other")
    assert isinstance(hand.scene, Choose)


def test_a_change_that_takes_time_is_announced_with_its_day(hand: Hand, canvas: RecordingCanvas) -> None:
    """Case notes take two days: pencilled, applied, and on its way with the moment it is due."""
    hand.click("chapter 2")
    hand.turn("lever process.notes", 4)
    assert canvas.says("takes 2 days")
    hand.click("apply")
    assert canvas.says("in 2 days")
    assert canvas.says("until week 1 Wed")


def test_a_refusal_stands_where_the_change_was_made(
    hand: Hand, shelf: Shelf, canvas: RecordingCanvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the model refuses stays pencilled, with its reason."""
    from sim.decisions import Change, Refused

    def refuse(change: Change) -> Refused:
        return Refused("the union says no")

    monkeypatch.setattr(session_of(shelf), "submit", refuse)
    hand.turn(f"lever {LIMIT}", 2)
    hand.click("apply")
    assert canvas.says("the union says no")
    assert hand.has("apply")


def test_a_locked_lever_can_be_read_and_not_moved(hand: Hand, canvas: RecordingCanvas) -> None:
    """It is put away until asked for; then it has no slider, and the detail says why."""
    hand.click("chapter 1")
    assert canvas.says("are fixed")
    assert not hand.has("locked power.override")
    hand.click("fixed 1")
    assert not hand.has("lever power.override")
    hand.ui.focus_on("locked power.override")
    hand.tick(2)
    assert canvas.says("Locked: others decide")


def test_typing_a_speed_key_into_a_value_changes_no_speed(hand: Hand, shelf: Shelf) -> None:
    """While a number is typed, digits are digits."""
    session = session_of(shelf)
    hand.click(f"lever {LIMIT} value")
    hand.type("15")
    assert session.paused
    hand.key("enter")
    assert session.frame.book[LIMIT] == 15
    hand.key("2")
    assert (session.paused, session.speed) == (False, 2)


def test_time_stands_still_under_an_overlay(hand: Hand, shelf: Shelf) -> None:
    """Menu and help stop the game, and it goes on as before when they close."""
    session = session_of(shelf)
    hand.key("3")
    hand.tick(3)
    hand.key("?")
    before = session.frame.time
    hand.tick(10)
    assert session.frame.time == before
    hand.key("escape")
    hand.tick(3)
    assert session.frame.time > before


def test_a_line_of_the_log_leads_to_the_customer_and_the_policy(
    hand: Hand, shelf: Shelf, canvas: RecordingCanvas
) -> None:
    """Click: his card opens, and the book at the lever; Escape closes."""
    until_afternoon(hand, shelf)
    rows = [s.key for s in hand.ui._spots if s.key.startswith("line ") and s.do]
    assert rows
    hand.click(rows[0])
    assert canvas.says("life spent with us")
    customer = hand.scene._card.customer  # type: ignore[attr-defined]
    hand.click("card tape")
    assert isinstance(hand.scene, Tape)
    assert hand.scene._reel is None or hand.scene._reel.customer == customer
    hand.key("escape")
    assert canvas.says("life spent with us")
    hand.key("escape")
    assert not canvas.says("life spent with us")


def test_a_line_about_nobody_leads_to_its_event_or_its_number(shelf: Shelf, canvas: RecordingCanvas) -> None:
    """The books of a day lead to Why? of that day's profit, an event to its card; by click and by key."""
    level = world(events={"storm": {"title": "A storm", "day": 1}})
    hand = Hand(Play(shelf, shelf.begin(level)), canvas)
    session = session_of(shelf)
    session.set_speed(64)
    while session.frame.time < DAY * 2.1:
        hand.tick()
        if isinstance(hand.scene, EventCard):
            hand.key("escape")
    session.pause(True)
    for topic in ("calls", "blocks", "talk", "going", "staff"):
        hand.click(f"mute {topic}")
    play = hand.scene
    found: list[tuple[str, object]] = []
    for key in reversed([spot.key for spot in hand.ui._spots if spot.key.startswith("line ")]):
        hand.click(key)
        asked = getattr(hand.scene, "question", None)
        found.append((type(hand.scene).__name__, asked and (asked.metric, asked.day, asked.scope)))
        hand.key("escape")
        assert hand.scene is play
    books = [("Why", ("profit_usd", day, Scope.DAY)) for day in (0, 1)]
    assert found == [books[0], ("EventCard", None), books[1]]
    hand.key("j")
    assert isinstance(hand.scene, Why)


@pytest.mark.parametrize("key", ["c", "w"])
def test_what_is_opened_over_the_floor_is_not_half_covered(
    hand: Hand, shelf: Shelf, canvas: RecordingCanvas, key: str
) -> None:
    """A card gives way to a chart, or to the table, that is opened after it."""
    until_afternoon(hand, shelf)
    hand.type("j")
    assert canvas.says("life spent with us")
    hand.type(key)
    assert not canvas.says("life spent with us")


@pytest.mark.parametrize("key", ["c", "w"])
def test_a_click_beside_what_lies_over_the_floor_closes_it_and_does_nothing_else(
    hand: Hand, shelf: Shelf, canvas: RecordingCanvas, key: str
) -> None:
    """Whoever misses the cross opens nothing of the floor that is half hidden: neither Why? of a board, nor a card."""
    until_afternoon(hand, shelf)
    floor = hand.spot("floor").rect
    y = hand.scene._floor._cast.plan.rooms[0].head.y + 4  # type: ignore[attr-defined]
    for x in (floor.x + 4, floor.right - 4):
        hand.type(key)
        assert hand.has("close chart") or hand.has("close table")
        for happened in (Hover(x, y), Press(x, y), Release(x, y)):
            hand.stage.feed(happened)
            hand.look()
        assert isinstance(hand.scene, Play)
        assert hand.scene._card is None
        assert not hand.has("close chart")
        assert not hand.has("close table")


def test_a_chart_opened_by_a_click_takes_the_place_of_the_table(hand: Hand) -> None:
    """It doesn't open beneath it, where nobody sees it; and the other way round."""
    hand.type("w")
    hand.click("dial wait")
    assert hand.has("close chart")
    assert not hand.has("close table")
    hand.click("table")
    assert hand.has("close table")
    assert not hand.has("close chart")


@pytest.mark.parametrize("days", [0, 2])
def test_the_key_why_asks_about_what_was_touched_last(hand: Hand, shelf: Shelf, days: int) -> None:
    """An open chart or a dial with the focus before what the pointer merely rests on; what it has moved to since."""
    session = session_of(shelf)
    session.set_speed(MAX)
    while session.frame.time < DAY * days + 60:
        session.run(0.016)
    session.pause(True)
    hand.tick(3)

    def asked() -> str:
        """What Y asks about."""
        hand.key("y")
        assert isinstance(hand.scene, Why)
        metric = hand.scene.question.metric
        hand.key("escape")
        return metric

    hand.hover("why top cash_usd")
    assert asked() == "cash_usd"
    hand.type("cc")
    assert asked() == "wait_p90_s"
    hand.hover("why top subscribers")
    assert asked() == "subscribers"
    hand.tab_to("dial talk")
    assert asked() == "net_word_of_mouth"


def test_mutes_hide_lines(hand: Hand, shelf: Shelf, canvas: RecordingCanvas) -> None:
    """With every kind muted the log says that it is muted."""
    session = session_of(shelf)
    session.set_speed(64)
    while session.frame.time < DAY * 0.5:
        hand.tick()
    session.pause(True)
    for topic in ("calls", "blocks", "talk", "going", "staff", "policy"):
        hand.click(f"mute {topic}")
    assert canvas.says("All quiet, or muted.")


def test_a_dial_opens_and_every_chart_can_be_read(hand: Hand, shelf: Shelf, canvas: RecordingCanvas) -> None:
    """Click to open, hover to read a day, click again to close."""
    session = session_of(shelf)
    session.set_speed(MAX)
    while session.frame.time < DAY * 9:
        session.run(0.016)
    session.pause(True)
    hand.tick(15)
    hand.click("dial solved")
    assert canvas.says("What lives in the gap calls again")
    hand.stage.feed(Hover(160, 300))
    hand.look()
    assert canvas.says("Handled: ")
    hand.click("dial solved")
    assert not canvas.says("What lives in the gap")


def test_a_tile_says_of_which_day_its_figure_is(hand: Hand, shelf: Shelf) -> None:
    """Goals are of the run so far, tiles of the last closed day; what is in the bank is of now."""
    session = session_of(shelf)
    session.set_speed(MAX)
    tip = lambda key: next(spot.tip for spot in hand.ui._spots if spot.key == f"dial {key}")
    hand.look()
    assert "closed day" not in tip("minutes")
    while session.frame.time < DAY * 9:
        session.run(0.016)
    session.pause(True)
    hand.tick(15)
    assert "week 2 Tue, the last closed day" in tip("minutes")
    assert "closed day" not in tip("cash")


def test_leaving_saves_and_the_title_offers_to_continue(hand: Hand, shelf: Shelf, canvas: RecordingCanvas) -> None:
    """Menu, save and leave; the title knows the run, and going on finds it where it stood."""
    session = session_of(shelf)
    hand.turn(f"lever {LIMIT}", 5)
    hand.click("apply")
    session.set_speed(MAX)
    while session.frame.time < DAY * 8.4:
        session.run(0.016)
    session.pause(True)
    stood, digest = int(session.model.now), session.model.digest()
    hand.key("escape")
    hand.click("leave")
    assert isinstance(hand.scene, Title)
    assert canvas.says("Continue: Handled")
    assert canvas.says("week 2")
    hand.click("continue")
    again = session_of(shelf)
    while again.catching_up is not None:
        hand.tick()
    assert again.model.now == stood
    assert again.model.digest() == digest
    assert again.frame.book[LIMIT] == 25


def test_stars_are_remembered(hand: Hand, shelf: Shelf) -> None:
    """The best result of a level shows on its card; a finished run is not offered again."""
    finish(hand, shelf)
    earned = shelf.stars("01-handled")
    assert earned is not None
    shelf.award("01-handled", 0)
    assert shelf.stars("01-handled") == earned
    assert shelf.unfinished() is None


def test_enter_on_the_title_does_the_most_sensible_thing(hand: Hand, shelf: Shelf, canvas: RecordingCanvas) -> None:
    """With nothing focused it goes on with the run that was left, else it leads to the levels."""
    fresh = Hand(Title(Shelf(shelf.folder / "new")), canvas)
    fresh.stage.feed(Press(5, 5))
    fresh.stage.feed(Release(5, 5))
    assert not fresh.ui.focus
    fresh.key("enter")
    assert isinstance(fresh.scene, Choose)
    session_of(shelf).step()
    hand.key("escape")
    hand.click("leave")
    hand.key("enter")
    assert isinstance(hand.scene, Play)


def test_goals_say_what_they_are_worth_and_in_what_unit(hand: Hand, canvas: RecordingCanvas) -> None:
    """Stars, musts and units, on the brief and in play."""
    bound = session_of(hand.scene._foyer).level.objectives[0].at_least  # type: ignore[attr-defined]
    assert canvas.says(f"min {bound:g} %")
    level = session_of(hand.scene._foyer).level  # type: ignore[attr-defined]
    Hand(Brief(hand.scene._foyer, level), canvas)  # type: ignore[attr-defined]
    assert canvas.says("one star; without it the level is lost")
    assert canvas.says("no star")


def test_a_paused_game_needs_no_pictures(hand: Hand, shelf: Shelf) -> None:
    """Once everything has come to rest; as soon as time runs it needs them all again."""
    assert hand.stage.pace > 0
    hand.tick(60, 0.1)
    assert hand.stage.pace == 0
    hand.key("3")
    hand.tick(2)
    assert hand.stage.pace == 60


def test_the_line_under_the_pointer_lights_up_as_the_log_moves_on(
    hand: Hand, shelf: Shelf, canvas: RecordingCanvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the very picture in which the log has moved: light and tip are those of one line."""
    session = session_of(shelf)

    def go_on(minutes: int) -> None:
        session.model.run(session.model.now + minutes * MINUTE)
        session._look()
        hand.tick()

    for _ in range(50):
        go_on(4)
    hand.hover([spot.key for spot in hand.ui._spots if spot.key.startswith("line ")][2])
    hand.tick(2)
    before = hand.ui.hot
    lit: list[Rect] = []
    draw = canvas.rect

    def noted(rect: Rect, fill: Colour | None = None, **more: Any) -> None:
        if fill == theme.PAPER_DEEP and rect.h == ROW:
            lit.append(rect)
        draw(rect, fill, **more)

    monkeypatch.setattr(canvas, "rect", noted)
    for _ in range(12):
        lit.clear()
        go_on(4)
        assert [rect.y for rect in lit] == [hand.spot(hand.ui.hot).rect.y]
    assert hand.ui.hot != before, "it has moved on"
