"""The policy book: however many levers there are, each is found, read and changed; the linter speaks in place."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from recording import Hand, RecordingCanvas, session_of

from game.views import findings as told
from game.views import prices
from game.views.book import Book
from game.views.canvas import Rect
from game.views.findings import Findings
from game.views.inputs import Drag, Hover, Press, Release
from game.views.play import Play
from game.views.playing import Playing
from game.views.powers import Power, power_of
from game.views.rows import chapter_says, chapter_title, facts_of
from game.views.why import Why
from game.window.app import scale_for
from game.window.shelf import Shelf
from sim.centre.authority import Action, compile_rules
from sim.centre.linter import findings
from sim.clock import DAY, HOUR
from sim.decisions import Set
from sim.level import Level
from sim.levelfile import load_level
from sim.levers import LEVERS, Chapter, Lever
from sim.run.model import Model

LIMIT = "power.frontline_credit_limit"
HANDLED = load_level("01-handled")


@pytest.fixture
def canvas() -> RecordingCanvas:
    """A window."""
    return RecordingCanvas()


def hand_of(level: Level, folder: Path, canvas: RecordingCanvas) -> Hand:
    """`level` in play, paused."""
    shelf = Shelf(folder)
    hand = Hand(Play(shelf, shelf.begin(level)), canvas)
    hand.tick()
    hand.shelf = shelf  # type: ignore[attr-defined]  # a hand with its shelf at hand
    return hand


def book_of(hand: Hand) -> Book:
    """The policy book that is played with."""
    assert isinstance(hand.scene, Play)
    return hand.scene._book


@pytest.fixture
def hand(tmp_path: Path, canvas: RecordingCanvas) -> Hand:
    """A level in which a few levers are the player's."""
    return hand_of(HANDLED, tmp_path, canvas)


@pytest.fixture
def everything(tmp_path: Path, canvas: RecordingCanvas) -> Hand:
    """A level in which every lever is the player's."""
    return hand_of(HANDLED.model_copy(update={"unlocked": tuple(LEVERS)}), tmp_path, canvas)


def seen(hand: Hand) -> list[str]:
    """The levers that can be seen, from the top."""
    spots = [s for s in hand.ui._spots if s.key.startswith("lever ") and s.key.count(" ") == 1 and s.seen.h > 5]
    return [s.key.removeprefix("lever ") for s in sorted(spots, key=lambda s: s.rect.y)]


# --- the list -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("chapter", list(Chapter))
def test_every_lever_can_be_walked_to_with_the_arrow_down(everything: Hand, chapter: Chapter) -> None:
    """However long a chapter is, its levers come one after the other, each scrolled into view."""
    names = [name for name, lever in LEVERS.items() if lever.chapter is chapter]
    if not names:
        pytest.skip("an empty chapter")
    everything.click(f"chapter {list(Chapter).index(chapter)}")
    everything.ui.focus_on(f"lever {names[0]}")
    everything.look()
    for name in names:
        assert everything.ui.focus == f"lever {name}"
        everything.look()
        spot = everything.spot(f"lever {name}")
        assert spot.seen.h == pytest.approx(spot.rect.h), f"{name} is scrolled away"
        everything.key("down")


def longest(hand: Hand) -> tuple[str, list[str]]:
    """The chapter with most levers, opened: the key of its list, and their names."""
    chapters = list(Chapter)
    names = {chapter: [name for name, lever in LEVERS.items() if lever.chapter is chapter] for chapter in chapters}
    chapter = max(chapters, key=lambda one: len(names[one]))
    hand.click(f"chapter {chapters.index(chapter)}")
    return f"levers {chapter}", names[chapter]


def test_a_long_chapter_scrolls_by_wheel_pages_bar_and_finger(everything: Hand) -> None:
    """Each of them shows the last lever, changes none, and comes back to the first."""
    key, names = longest(everything)
    first = seen(everything)
    assert names[-1] not in first, "the chapter fits: nothing to scroll"
    everything.wheel(key, -40)
    assert names[-1] in seen(everything)
    everything.wheel(key, 40)
    assert seen(everything) == first
    for _ in range(20):
        everything.key("page down")
    assert names[-1] in seen(everything)
    for _ in range(20):
        everything.key("page up")
    assert seen(everything) == first
    bar = everything.spot(f"{key} bar").rect
    drag(everything, bar.centre[0], bar.y + 5, bar.bottom + 50)
    assert names[-1] in seen(everything)
    everything.ui.scroll_to(key, 0)
    everything.look()
    row = everything.spot(f"row {names[0]}").rect
    for _ in range(20):
        drag(everything, row.x + 4, row.y + 180, row.y - 60)
    assert names[-1] in seen(everything)
    assert not everything.has("apply"), "something was changed on the way"


def drag(hand: Hand, x: float, start: float, end: float) -> None:
    """Press at (x, start), pull to (x, end), let go."""
    hand.stage.feed(Press(x, start))
    for y in (start + (end - start) * n / 4 for n in range(5)):
        hand.stage.feed(Drag(x, y))
        hand.look()
    hand.stage.feed(Release(x, end))
    hand.look()


def test_the_wheel_turns_a_lever_only_once_it_is_taken_hold_of(everything: Hand) -> None:
    """Else one could not scroll past it."""
    hand = everything
    hand.click("chapter 1")
    hand.wheel(f"lever {LIMIT}", -1)
    assert not hand.has("apply")
    hand.turn(f"lever {LIMIT}", 2)
    assert hand.has("apply")


def test_what_is_not_the_players_is_put_away_until_asked_for(hand: Hand, canvas: RecordingCanvas) -> None:
    """By the switch or by the line that counts it; shown, it has a value and no slider."""
    other = "power.billing_credit_limit"
    assert seen(hand)[0] == LIMIT
    assert not hand.has(f"locked {other}")
    assert "are fixed in this level" in hand.spot("fixed 1").tip
    hand.click("mine")
    assert hand.has(f"locked {other}")
    assert not hand.has(f"lever {other}")
    hand.click("fixed 1")
    assert not hand.has(f"locked {other}")


def test_nothing_is_said_of_locks_where_all_is_the_players(everything: Hand, canvas: RecordingCanvas) -> None:
    """No switch, no line."""
    assert not everything.has("mine")
    assert not everything.has("fixed 1")


# --- mine only ----------------------------------------------------------------------------------------------------

OTHER = "power.billing_credit_limit"
"""A lever that others decide about in level 1."""


def mine_of(level: Level) -> list[str]:
    """The player's levers, in the order of the book."""
    return [name for name in LEVERS if name in level.unlocked]


def at_top(hand: Hand) -> str:
    """The chapter whose heading begins the list."""
    area = hand.ui._scrollers["levers mine"].rect
    names = {chapter_title(chapter) for chapter in Chapter}
    heads = [w for w in hand.canvas.texts if w.text in names and w.box.x < area.x + 40]  # type: ignore[attr-defined]
    return min((w for w in heads if w.box.y >= area.y), key=lambda w: w.box.y).text


def test_mine_only_lists_all_that_is_the_players_of_all_chapters(hand: Hand) -> None:
    """One list, walked through with the arrow down; each chapter's heading counts what isn't shown."""
    mine = mine_of(HANDLED)
    assert len({LEVERS[name].chapter for name in mine}) > 2, "the level has become too small for this test"
    hand.ui.scroll_to("levers mine", 0)
    hand.look()
    drawn = [spot.key for spot in hand.ui._spots]
    assert [key for key in drawn if key in {f"lever {name}" for name in LEVERS}] == [f"lever {name}" for name in mine]
    for n, chapter in enumerate(Chapter):
        fixed = sum(lever.chapter is chapter and name not in mine for name, lever in LEVERS.items())
        assert str(fixed) in hand.spot(f"fixed {n}").tip
    hand.ui.focus_on(f"lever {mine[0]}")
    been = []
    for _ in range(len(mine) + len(Chapter) + 1):
        been += [hand.ui.focus.removeprefix("lever ")] if hand.ui.focus.removeprefix("lever ") in mine else []
        hand.key("down")
    assert list(dict.fromkeys(been)) == mine


@pytest.mark.parametrize("by", ["mouse", "keys"])
def test_a_tab_leads_through_the_players_list(hand: Hand, by: str) -> None:
    """To the chapter's heading, as far as the list scrolls; nothing is taken off, and the detail is about it."""
    for n, chapter in enumerate(Chapter):
        if by == "mouse":
            hand.click(f"chapter {n}")
        else:
            hand.ui.focus_on(f"chapter {n}")
            hand.key("enter")
        hand.tick(2)
        area = hand.ui._scrollers["levers mine"]
        last = hand.ui.offset("levers mine") >= area.height - area.rect.h - 1
        assert at_top(hand) == chapter_title(chapter) or last
        assert book_of(hand)._mine_only
        assert hand.canvas.says(chapter_says(chapter)[:20])  # type: ignore[attr-defined]


@pytest.mark.parametrize("by", ["mouse", "keys"])
def test_what_is_fixed_opens_at_its_heading_and_closes_again(hand: Hand, by: str) -> None:
    """The page of that chapter, whole; and back to the same heading of the list."""
    for shown in (True, False):
        if by == "mouse":
            hand.click("fixed 1")
        else:
            hand.ui.focus_on("fixed 1")
            hand.key("enter")
        hand.tick(2)
        assert hand.has(f"locked {OTHER}") is shown
        assert hand.has("lever people.frontline_staff") is not shown
    assert at_top(hand) == chapter_title(Chapter.POWER)


@pytest.mark.parametrize("by", ["mouse", "keys"])
def test_a_link_to_a_lever_takes_off_only_what_hides_it(hand: Hand, by: str) -> None:
    """From a number's causes: the filter stays where the lever is the player's, and so does a search that finds it."""
    book = book_of(hand)

    def follow() -> None:
        """Ask why, and go where a cause leads that is laid to the credit limit."""
        hand.key("y")
        hand.tick(3)
        assert isinstance(hand.scene, Why)
        rows = hand.scene.question.rows
        cause = next(row.key for row in rows if row.lever == LIMIT)
        for key in (f"cause {cause}", f"lever {cause}"):
            if not hand.has(f"lever {cause}") or key.startswith("lever"):
                hand.ui.focus_on(key)
                hand.look()
                hand.click(key) if by == "mouse" else hand.key("enter")
        hand.tick(2)
        assert hand.ui.focus == f"lever {LIMIT}"
        assert LIMIT in seen(hand)

    session = session_of(hand.shelf)  # type: ignore[attr-defined]
    session.model.run(2 * DAY + 12 * HOUR)
    hand.tick()
    follow()
    assert book._mine_only
    words = LEVERS[LIMIT].title.lower()
    hand.key("/")
    hand.type(words)
    hand.key("enter")
    follow()
    assert book._sought == words
    hand.key("/")
    for _ in words:
        hand.key("backspace")
    hand.type("xyzzy")
    hand.key("enter")
    follow()
    assert (book._sought, book._mine_only) == ("", True)


@pytest.mark.parametrize(("sought", "kept"), [("", ""), ("credit limit", "credit limit"), ("staff", "")])
def test_a_link_to_a_lever_of_others_shows_it(hand: Hand, sought: str, kept: str) -> None:
    """The filter hides it and goes; a search goes if it hides it as well."""
    book = book_of(hand)
    hand.key("/")
    hand.type(sought)
    hand.key("enter")
    book.show(hand.ui, OTHER)
    hand.tick(2)
    assert (book._sought, book._mine_only) == (kept, False)
    assert hand.spot(f"locked {OTHER}").seen.h > 5
    assert hand.ui.focus == f"locked {OTHER}"


# --- search -------------------------------------------------------------------------------------------------------


def test_a_search_looks_through_all_chapters(everything: Hand, canvas: RecordingCanvas) -> None:
    """Every word has to be found, in a name or a help text; Escape empties the field and the chapter is back."""
    before = seen(everything)
    everything.key("/")
    everything.type("credit limit")
    found = seen(everything)
    assert LIMIT in found
    assert found != before
    for name in found:
        lever = LEVERS[name]
        text = f"{lever.title} {lever.help} {lever.good} {lever.bad} {lever.key}".lower().replace("_", " ")
        assert "credit" in text
        assert "limit" in text
    everything.key("escape")
    assert seen(everything) == before


def test_what_is_found_is_reached_from_the_field(everything: Hand) -> None:
    """Down leaves the field for the first lever; the speed keys are letters until then."""
    session = session_of(everything.shelf)  # type: ignore[attr-defined]
    everything.key("/")
    everything.type("front-line credit limit")
    everything.key("7")
    everything.key("backspace")
    assert session.paused
    everything.key("down")
    everything.key("down") if everything.ui.focus != f"lever {LIMIT}" else None
    assert everything.ui.focus == f"lever {LIMIT}"


def test_a_search_for_nonsense_says_so(everything: Hand, canvas: RecordingCanvas) -> None:
    """And a tab leads back."""
    everything.click("search")
    everything.type("xyzzy")
    assert seen(everything) == []
    assert canvas.says("Nothing here is called that")
    everything.click("chapter 1")
    assert LIMIT in seen(everything)


# --- what is told -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lever", LEVERS.values(), ids=lambda lever: lever.name)
def test_range_delay_cost_and_owner_of_every_lever_are_told(lever: Lever) -> None:
    """In its detail, whatever its unit."""
    text = facts_of(lever, at(Model(HANDLED)))
    assert "Decided by" in text
    if lever.delay_days:
        assert "takes" in text
    if lever.cost_usd:
        assert f"costs ${lever.cost_usd:,.0f}" in text
    if not lever.switch:
        assert lever.show(lever.low) in text
        assert lever.show(lever.high) in text


def at(model: Model) -> Playing:
    """As much of a session as prices look at."""
    return cast(Playing, SimpleNamespace(level=model.level, frame=model.frame()))


def dollars(parts: list[str]) -> float:
    """The sum of what is told."""
    return sum(float(usd.replace(",", "")) for usd in re.findall(r"\$([\d,]+)", " ".join(parts)))


@pytest.mark.parametrize(
    ("level", "name", "value"),
    [
        ("01-handled", "people.frontline_staff", 5),
        ("01-handled", "people.frontline_staff", 40),
        ("01-handled", "people.supervisors", 0),
        ("01-handled", "people.back_office_staff", 20),
        ("10-recession", "people.frontline_staff", 6),
        ("10-recession", "people.offsite_share", 0.0),
        ("10-recession", "people.offsite_share", 0.8),
    ],
)
@pytest.mark.parametrize("day", [0, 9])
def test_a_change_of_crew_is_told_what_the_midnight_after_it_books(
    level: str, name: str, value: float, day: int
) -> None:
    """To the dollar, hired and let go; before it is applied, and after it until midnight."""
    plain, changed = Model(load_level(level)), Model(load_level(level))
    for model in (plain, changed):
        model.run(day * DAY + HOUR)
    told = prices.of_change(LEVERS[name], value, at(changed))
    changed.impose(Set(name, value))
    assert prices.of_crew(LEVERS[name], value, at(changed)) == told
    midnight = (day + 1) * DAY
    booked, else_ = (m.centre.staff.open_day(midnight, m.book, absence=1.0)[1] for m in (changed, plain))
    assert dollars(told) == booked - else_ > 0


@pytest.mark.parametrize("tape", [0, 1])
@pytest.mark.parametrize("taught", [0, 1])
def test_a_change_of_rules_is_told_what_it_books(tape: int, taught: int) -> None:
    """Half its price and delay once the board has heard a tape, with teaching where changes are taught."""
    model = Model(HANDLED)
    model.impose(Set("perception.board_tape", tape))
    model.impose(Set("process.teach_changes", taught))
    model._fees = 0.0
    for name in ("process.post_as_you_speak", "power.override"):
        told = prices.of_change(LEVERS[name], 1, at(model))
        before = model._fees
        model.impose(Set(name, 1))
        assert dollars(told) == model._fees - before
        assert [part for part in told if "takes" in part] == {
            ("process.post_as_you_speak", 0): ["takes 7 days"], ("process.post_as_you_speak", 1): ["takes 4 days"],
        }.get((name, tape), [])  # fmt: skip
        assert prices.of_change(LEVERS[name], model.book[name], at(model)) == []


def test_the_card_says_what_letting_go_costs_before_it_is_done(hand: Hand, canvas: RecordingCanvas) -> None:
    """Under the slider, in the detail, and in the note of what is pencilled."""
    hand.click("chapter 0")
    book_of(hand).pencil("people.frontline_staff", 16)
    hand.tick()
    text = " ".join(w.text for w in sorted(canvas.texts, key=lambda w: (w.box.y, w.box.x)))
    assert "7 are let go at midnight, severance $14,000" in text
    assert "letting go $2,000 a head" in text


@pytest.mark.parametrize("size", [(1280, 720, 1.0), (1024, 600, 1.0), (1024, 600, 1.6)])
def test_presses_at_one_place_are_steps_of_one_lever(size: tuple[int, int, float], tmp_path: Path) -> None:
    """What appears once something is pencilled in slips under no hand, wherever in the list the lever stands."""
    shelf = Shelf(tmp_path)
    scale = scale_for(*size)
    canvas = RecordingCanvas(width=size[0] / scale, height=size[1] / scale, scale=scale)
    hand = Hand(Play(shelf, shelf.begin(load_level("01-handled"))), canvas)
    if not hand.ui.find("chapter 0"):
        hand.click("page 1")
    book = book_of(hand)
    for offset in range(0, 200, 15):
        hand.ui.scroll_to("levers mine", offset)
        hand.look()
        for spot in [one for one in hand.ui._spots if one.key.endswith(" more") and one.seen.h > 4]:
            place = spot.seen.centre
            for step in (1, 2, 3):
                hand.stage.feed(Press(*place))
                hand.stage.feed(Release(*place))
                hand.look()
                assert hand.ui.hot in ("", spot.key)
                assert list(book.pencilled) == [spot.key.split()[1]], f"{step} at {offset}"
            book.revert()
            hand.look()
    assert not session_of(shelf).decisions


def test_the_detail_follows_the_tab(hand: Hand, canvas: RecordingCanvas) -> None:
    """Help of a lever that is no longer to be seen is gone with it."""
    help_ = LEVERS[LIMIT].good
    hand.hover(f"lever {LIMIT}")
    hand.tick(2)
    assert canvas.says(help_[:20])
    hand.click("chapter 0")
    assert not canvas.says(help_[:20])


def test_the_detail_follows_the_keys_under_a_resting_pointer(everything: Hand, canvas: RecordingCanvas) -> None:
    """Whoever walks on with the arrows reads of what he has come to, wherever the mouse was left."""
    everything.click("chapter 1")
    names = seen(everything)
    everything.hover(f"lever {names[0]}")
    everything.ui.focus_on(f"lever {names[0]}")
    everything.tick(2)
    assert book_of(everything)._shown == names[0]
    everything.key("down")
    everything.tick(2)
    assert book_of(everything)._shown == names[1]


def test_b_opens_the_next_chapter_at_its_first_lever(hand: Hand) -> None:
    """The focus goes along, so that the arrows act on what is seen."""
    hand.key("b")
    assert hand.ui.focus.partition(" ")[2] in {s.key.partition(" ")[2] for s in hand.ui._spots}
    for _ in range(6):
        hand.key("b")
        focus = hand.ui.focus
        assert hand.has(focus)
        assert focus.startswith(("lever ", "chapter "))


# --- findings -----------------------------------------------------------------------------------------------------


def test_findings_stand_on_the_tab_and_on_the_lever_that_mends_them(hand: Hand, canvas: RecordingCanvas) -> None:
    """And its detail says what is wrong, in the linter's words."""
    found = [f for f in findings(HANDLED) if f.lever == LIMIT]
    assert found, "the level has lost its dead end"
    hand.hover(f"lever {LIMIT}")
    hand.tick(2)
    first = " ".join(found[0].message.split()[1:4])
    assert canvas.says(first)
    power = len([f for f in findings(HANDLED) if LEVERS[f.lever].chapter is Chapter.POWER])
    assert canvas.says(str(power))


def test_a_finding_goes_when_the_book_mends_it(hand: Hand) -> None:
    """The linter is asked again as soon as the book is another."""
    book = book_of(hand)
    before = len(book._findings.about(LIMIT))
    session = session_of(hand.shelf)  # type: ignore[attr-defined]
    hand.ui.focus_on(f"lever {LIMIT}")
    hand.key("end")
    hand.key("enter")
    assert session.frame.book[LIMIT] == LEVERS[LIMIT].high
    assert len(book._findings.about(LIMIT)) < before


def test_the_linter_walks_once_for_each_book(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty pictures a second of the same book cost one walk."""
    walks: list[int] = []

    def walk(level: Level, book: object) -> tuple[()]:
        walks.append(1)
        return ()

    monkeypatch.setattr(told, "findings", walk)
    seen_ = Findings(HANDLED)
    for _ in range(60):
        seen_.look(HANDLED.book)
    assert len(walks) == 1
    seen_.look({**HANDLED.book, LIMIT: 25.0})
    assert len(walks) == 2


def test_the_way_of_a_finding_is_told_in_the_names_of_desks() -> None:
    """Not in the words of the level file."""
    looped = [f for f in findings(HANDLED) if len(f.path) > 1]
    assert looped
    for finding in looped:
        text = Findings(HANDLED).told(finding)
        assert all(HANDLED.desks[name].title in text for name in finding.path)


# --- who may do what ----------------------------------------------------------------------------------------------


def powers(level: Level) -> dict[tuple[str, str], Power]:
    """The table of `level`'s opening book, by desk and issue."""
    return {
        (desk, name): power_of(level, rule, desk, issue)
        for desk, row in zip(level.desks, compile_rules(level, level.book), strict=True)
        for rule, (name, issue) in zip(row, level.issues.items(), strict=True)
    }


def test_the_table_has_a_cell_for_every_desk_and_issue(hand: Hand, canvas: RecordingCanvas) -> None:
    """T opens it, each cell says something and explains itself, T or Escape closes it."""
    hand.key("w")
    assert canvas.says("Who may do what")
    for n in range(len(HANDLED.desks)):
        for k in range(len(HANDLED.issues)):
            assert hand.spot(f"power {n} {k}").tip
    hand.key("escape")
    assert not canvas.says("Who may do what")
    for power in powers(HANDLED).values():
        assert power.alone or power.rest


def test_the_table_says_what_the_rules_say() -> None:
    """No credit at a limit of zero, up to the limit above it, asking where approvals are allowed."""
    front = next(iter(HANDLED.desks))
    credit = next(name for name, issue in HANDLED.issues.items() if issue.remedy == "credit" and issue.need_usd)
    strict = powers(HANDLED)[front, credit]
    assert (strict.alone, strict.ends) == ("", Action.BLOCK)
    book = {**HANDLED.book, LIMIT: 25.0, "power.approval_route": 1.0}
    asks = powers(HANDLED.model_copy(update={"book": book}))[front, credit]
    assert "$25" in asks.alone
    assert asks.ends is Action.APPROVE


def test_a_pencilled_change_shows_in_the_table(hand: Hand, canvas: RecordingCanvas) -> None:
    """Before it is applied."""
    hand.ui.focus_on(f"lever {LIMIT}")
    for _ in range(3):
        hand.key("right")
    hand.key("w")
    assert canvas.says("to $15")


def test_the_detail_stands_beside_the_list_where_room_is_short(tmp_path: Path) -> None:
    """With large letters, so that the list keeps its height."""
    canvas = RecordingCanvas(width=640, height=360, scale=2)
    hand = hand_of(HANDLED, tmp_path, canvas)
    hand.click("page 1")
    area = hand.ui._scrollers["levers mine"].rect
    assert area.h >= 150
    detail = next(key for key in hand.ui._scrollers if key.startswith("detail"))
    assert hand.ui._scrollers[detail].rect.x >= area.right


def test_a_tip_keeps_clear_of_the_banner(hand: Hand, canvas: RecordingCanvas) -> None:
    """PAUSED can be read, and so can what the pointer rests on."""
    banner = next(w.box for w in canvas.texts if w.text == "PAUSED")
    hand.ui.spot("there", Rect(banner.x, banner.y - 40, 60, 30), tip="Somebody waits here, and has done so for long.")
    spot = hand.ui.find("there")
    assert spot is not None
    hand.ui.pointer = (banner.x + 5, banner.y - 20)
    box = hand.ui._room_for_tip(canvas, replace(spot), 220, 40, by_pointer=True)
    assert not (box.y < banner.bottom and box.bottom > banner.y and box.x < banner.right and box.right > banner.x)
    hand.stage.feed(Hover(0, 0))
