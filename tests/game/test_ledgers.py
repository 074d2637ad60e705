"""The Ledgers: their sums are the metrics, the worst undervalued are the worst, and the veil hides the truth alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from layouts import WINDOWS, canvas_of, clean
from recording import Hand, RecordingCanvas, shelf_in
from worlds import after, named, world

from game.views.inputs import Key
from game.views.ledgers import Ledgers
from game.views.ledgers.accounts import (
    INSIGHT,
    MINUTES,
    PAID,
    bill_of,
    days_of,
    leavers_of,
    pairs,
    running,
    total_of,
    veiled,
    weeks_of,
)
from game.views.ledgers.pages import columns, usd
from game.views.play import Play
from game.views.scene import Pop
from game.window.session import Session
from game.window.shelf import Shelf
from sim.clock import DAY
from sim.decisions import Set
from sim.events import Kind
from sim.measures import MEASURES

DAYS = 17
LEVEL = world()
MODEL = after(LEVEL, 3, DAYS)
FRAME = MODEL.frame()
EXODUS = after(world(market={"churn_monthly": 0.4}), 3, DAYS)
"""A town that many leave."""
CASH = LEVEL.carrier.cash_usd


@pytest.fixture(scope="module")
def session() -> Session:
    """Seventeen days in."""
    found = Session(LEVEL, 3)
    found.model.run(DAYS * DAY)
    found._look()
    return found


@pytest.fixture(scope="module")
def exodus() -> Session:
    """Seventeen days of a town that many leave."""
    found = Session(world(market={"churn_monthly": 0.4}), 3)
    found.model.run(DAYS * DAY)
    found._look()
    return found


def with_insight(pct: float) -> MappingProxyType[str, float]:
    """The metrics, with so much insight."""
    return MappingProxyType({**FRAME.metrics, "insight_pct": pct})


# --- profit and loss ----------------------------------------------------------------------------------------------


def test_the_weeks_sum_to_the_metrics() -> None:
    """Revenue, cost, credits, profit and cash: the table is the metrics, cut into weeks."""
    weeks, metrics = weeks_of(MODEL.log.rows, LEVEL), MODEL.metrics()
    total = total_of(weeks)
    assert total
    assert len(weeks) == 3
    assert [week.days for week in weeks] == [7, 7, 3]
    for name in ("revenue", "cost", "credits", "profit"):
        assert getattr(total, name) == pytest.approx(metrics[f"{name}_usd"])
        assert sum(getattr(week, name) for week in weeks) == pytest.approx(getattr(total, name))
    assert total.cash == weeks[-1].cash == pytest.approx(metrics["cash_usd"])
    outside = sum(e.value("cost_usd") for e in named(MODEL.events(), Kind.OUTSIDE_COMPLAINT))
    assert total.outside == pytest.approx(outside)


@pytest.mark.parametrize("few", [False, True])
def test_each_row_adds_up_as_it_is_shown(few: bool) -> None:
    """In every row the columns before profit sum to profit, signs and all; cash follows from the week before."""
    cash = CASH
    for week in weeks_of(MODEL.log.rows, LEVEL):
        *parts, profit, bank = (column.value(week) for column in columns(few=few))
        assert sum(parts) == pytest.approx(profit)
        cash += profit
        assert bank == pytest.approx(cash)
        assert week.other > 0


def test_what_is_paid_to_go_stands_in_a_column_of_its_own() -> None:
    """The week in which two are let go, and no other, has their severance; "All else" is what it is without."""
    model = after(LEVEL, 3, DAYS, [(round(8.5 * DAY), Set("people.frontline_staff", 2))])
    gone = int(LEVEL.book["people.frontline_staff"]) - 2
    before, after_ = weeks_of(MODEL.log.rows, LEVEL), weeks_of(model.log.rows, LEVEL)
    paid = [b.crew - a.crew for a, b in zip(before, after_, strict=True)]
    assert paid[1] == gone * LEVEL.employees.severance_usd > 0
    assert paid[0] == 0
    assert after_[1].other == pytest.approx(before[1].other, rel=0.2)


def test_no_day_closed_no_books() -> None:
    """On the first day there is nothing, and what is spent after midnight is in no week yet."""
    assert weeks_of(after(LEVEL, 3, 0.6).log.rows, LEVEL) == ()
    assert total_of(()) is None
    assert weeks_of(after(LEVEL, 3, 3.7).log.rows, LEVEL) == weeks_of(after(LEVEL, 3, 3).log.rows, LEVEL)


# --- two ledgers --------------------------------------------------------------------------------------------------


def test_the_ten_undervalued_most_are_the_ten() -> None:
    """Sorted by what the books missed; nobody who isn't shown was missed by more; each in the log."""
    shown, everybody = leavers_of(EXODUS.log.rows), leavers_of(EXODUS.log.rows, most=10**6)
    assert len(shown) == 10
    assert shown == everybody[:10]
    assert [x.missed for x in shown] == sorted((x.missed for x in everybody), reverse=True)[:10]
    churned = {(e.customer, e.time): e for e in named(EXODUS.events(), Kind.CHURNED)}
    for leaver in everybody:
        event = churned[leaver.customer, leaver.time]
        assert leaver.booked == event.value("booked_usd")
        assert leaver.true == event.value("own_usd") - event.value("talk_usd")
        assert leaver.missed > 0


def test_both_curves_end_at_the_metrics() -> None:
    """Value lost so far, in the books and in truth."""
    for name in ("booked_value_lost_usd", "true_value_lost_usd"):
        assert running(FRAME.series[name])[-1] == pytest.approx(MODEL.metrics()[name])
    assert running(()) == ()


# --- the bill -----------------------------------------------------------------------------------------------------


def test_the_bill_is_the_minutes_at_the_wage() -> None:
    """Every kind of minute once; hours are the hours taxed; nobody pays the firm's people to be waited for."""
    items = bill_of(FRAME, LEVEL)
    assert tuple(item.name for item in items) == MINUTES
    assert sum(item.all_min for item in items) / 60 == pytest.approx(MODEL.metrics()["hours_taxed"], rel=1e-6)
    wage = FRAME.book["people.wage"] * LEVEL.employees.overhead
    for item in items:
        assert item.week_min == pytest.approx(sum(FRAME.series[item.name][-7:]))
        assert 0 <= item.week_min <= item.all_min + 1e-6
        assert item.customers_usd == pytest.approx(item.all_min / 60 * wage)
        assert item.firm_usd == (item.customers_usd if item.name in PAID else 0)


# --- the mirage ---------------------------------------------------------------------------------------------------


def test_the_mirage_is_made_of_metrics() -> None:
    """Each side has a value now and for every day; sums end at the metric of the run; every unit is a metric."""
    for pair in pairs():
        assert pair.unit in MEASURES
        for value in (pair.seen, pair.true):
            days = days_of(FRAME, value, adds=pair.adds)
            assert len(days) == DAYS
            if pair.adds:
                assert days[-1] == pytest.approx(value(FRAME.metrics))
    content = next(pair for pair in pairs() if pair.key == "content")
    mood = named(MODEL.events(), Kind.SENTIMENT)
    true = 100 * sum(e.value("content") for e in mood) / sum(e.value("contacts") for e in mood)
    assert content.true(MODEL.metrics()) == pytest.approx(true)


@pytest.mark.parametrize(
    ("insight", "lifted", "hidden"),
    [(0, False, True), (INSIGHT, False, True), (INSIGHT + 0.1, False, False), (0, True, False), (100, False, False)],
)
def test_the_veil_lifts_by_insight_or_by_hand(insight: float, lifted: bool, hidden: bool) -> None:
    """Above sixty per cent, or when somebody lifts it."""
    assert veiled(replace(FRAME, metrics=with_insight(insight)), lifted=lifted) is hidden


VEIL = "Executives don't see this"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Settings of its own, as at first."""
    return shelf_in(tmp_path)


def ledgers_of(shelf: Shelf, session: Session) -> Ledgers:
    """The Ledgers of a run; no way leads out of them."""
    return Ledgers(shelf, session, session.model.log.rows, lambda _: None, lambda *_: None)


def texts_of(hand: Hand) -> list[str]:
    """What can be read on the page, in its tips too."""
    assert isinstance(hand.canvas, RecordingCanvas)
    return [w.text for w in hand.canvas.texts] + hand.canvas.tips


def test_the_veil_hides_exactly_the_truth(session: Session, shelf: Shelf) -> None:
    """Veiled or not, what is seen upstairs is the same; veiled, no true value or word of it is on the page."""
    hand = Hand(ledgers_of(shelf, session), RecordingCanvas())
    hand.key("4")
    pages = {False: texts_of(hand)}
    hand.click("veil")
    pages[True] = texts_of(hand)
    metrics = session.frame.metrics
    for pair in pairs():
        show = MEASURES[pair.unit].show
        assert pair.true_title in pages[True]
        assert pair.true_title not in pages[False]
        assert show(pair.true(metrics)) in pages[True]
        for page in pages.values():
            assert pair.seen_title in page
            assert show(pair.seen(metrics)) in page
    assert pages[False].count(VEIL) == len(pairs())
    assert VEIL not in pages[True]
    gone = set(pages[True]) - set(pages[False])
    true = {pair.true_title for pair in pairs()} | {MEASURES[p.unit].show(p.true(metrics)) for p in pairs()}
    asked = tuple(MEASURES[pair.asks[1]].says for pair in pairs())
    foot = ("The veil is lifted", "Let it down", "Until attention")
    assert all(text in true or text.startswith(foot + asked) for text in gone)


def test_one_veil_hangs_over_two_ledgers_too(exodus: Session, shelf: Shelf) -> None:
    """What is true of those who left can be read nowhere, in tips neither, until the veil of the mirage is lifted."""
    leavers = leavers_of(exodus.model.log.rows)
    booked = {usd(leaver.booked) for leaver in leavers}
    true = {usd(leaver.true) for leaver in leavers} - booked
    total = usd(exodus.frame.metrics["true_value_lost_usd"])
    assert len(leavers) == 10
    assert len(true) > 5
    hand = Hand(ledgers_of(shelf, exodus), RecordingCanvas())
    hand.key("2")
    page = texts_of(hand)
    assert booked <= set(page)
    assert not {total, *true} & set(page)
    assert not any("Own future" in text for text in page)
    assert not hand.has("why true_value_lost_usd")
    assert {"Two ledgers", "True value lost", "Booked value lost", "Undervalued most", VEIL} <= set(page)
    hand.key("4")
    hand.click("veil")
    hand.key("2")
    page = texts_of(hand)
    assert {total, *true, *booked} <= set(page)
    assert sum("Own future" in text for text in page) == 10
    assert VEIL not in page


def test_the_bill_has_nothing_to_veil(exodus: Session, shelf: Shelf) -> None:
    """Minutes and what they would have cost can be read, veiled or not; no true number of the mirage is among them."""
    hand = Hand(ledgers_of(shelf, exodus), RecordingCanvas())
    hand.key("3")
    page = texts_of(hand)
    assert not hand.has("veil")
    assert not {MEASURES[p.unit].show(p.true(exodus.frame.metrics)) for p in pairs()} & set(page)
    shelf.change(replace(shelf.settings, unveiled=True))
    hand.look()
    assert texts_of(hand) == page


def test_anyone_lifts_the_veil_and_lets_it_down(shelf: Shelf, tmp_path: Path) -> None:
    """By mouse and by keyboard, from the game; it stays so for the next look, and moves nothing of the run."""
    session, unwatched = shelf.begin(LEVEL, 3), Session(LEVEL, 3)
    assert isinstance(session, Session)
    for one in (session, unwatched):
        one.model.run(3 * DAY)
    session.pause(True)
    hand = Hand(Play(shelf, session), RecordingCanvas())
    hand.tick()
    hand.key("l")
    hand.key("4")
    assert isinstance(hand.scene, Ledgers)
    assert hand.scene.veiled
    hand.tab_to("veil")
    hand.key("enter")
    assert not hand.scene.veiled
    hand.key("escape")
    hand.key("l")
    assert isinstance(hand.scene, Ledgers)
    assert not hand.scene.veiled
    assert shelf_in(tmp_path).settings.unveiled
    hand.click("ledger tab 1")
    hand.click("veil")
    assert hand.scene.veiled
    hand.click("veil")
    assert not hand.scene.veiled
    hand.key("enter")
    assert hand.scene.veiled
    hand.key("escape")
    for one in (session, unwatched):
        one.model.run(5 * DAY)
    assert session.decisions == ()
    assert session.model.digest() == unwatched.model.digest()


def test_what_is_bought_can_not_be_let_down(session: Session, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once attention has bought the truth there is nothing to lift and no way back under the veil."""
    monkeypatch.setattr(session, "_frame", replace(session.frame, metrics=with_insight(INSIGHT + 1)))
    hand = Hand(ledgers_of(shelf, session), RecordingCanvas())
    for page in "24":
        hand.key(page)
        assert VEIL not in texts_of(hand)
        assert any("61 %" in text for text in texts_of(hand))
        assert not hand.has("veil")


# --- the screen ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", WINDOWS)
@pytest.mark.parametrize("lifted", [False, True])
def test_the_ledgers_have_their_words_in_place(
    session: Session, shelf: Shelf, case: tuple[int, int, float], lifted: bool
) -> None:
    """Every page at every size, scrolled too."""
    canvas = canvas_of(*case)
    shelf.change(replace(shelf.settings, unveiled=lifted))
    hand = Hand(ledgers_of(shelf, session), canvas)
    for page in "1234":
        hand.key(page)
        clean(canvas, f"page {page}")
        for _ in range(4):
            hand.key("page down")
            clean(canvas, f"page {page}, scrolled")


def test_empty_ledgers_say_so(shelf: Shelf) -> None:
    """On the first morning every page says in words that there is nothing yet."""
    session = Session(LEVEL, 3)
    canvas = RecordingCanvas()
    hand = Hand(ledgers_of(shelf, session), canvas)
    for page, words in zip(
        "123", ("No day has closed yet", "Nobody has left", "No customer has called yet"), strict=True
    ):
        hand.key(page)
        assert canvas.says(words)
        clean(canvas, words)
    hand.key("4")
    clean(canvas, "mirage, empty")


def test_mouse_and_keyboard_both_lead_everywhere(session: Session, shelf: Shelf) -> None:
    """Tabs by click, a leaver to his tape, the lever that buys insight, and out."""
    opened: list[str] = []
    played: list[tuple[int, int]] = []
    ledgers = Ledgers(shelf, session, session.model.log.rows, opened.append, lambda *who: played.append(who))
    hand = Hand(ledgers, RecordingCanvas())
    hand.click("ledger tab 3")
    hand.click("buy insight")
    assert opened == ["perception.complaint_file"]
    assert ledgers.on_input(Key("escape")) == Pop()
    worst = leavers_of(session.model.log.rows)[0]
    hand.key("2")
    hand.tab_to(f"leaver {worst.customer} {int(worst.time)}")
    hand.key("enter")
    assert played == [(worst.customer, -1)]
    assert ledgers.pace == 0
