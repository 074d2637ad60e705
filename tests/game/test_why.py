"""Why?: every number is the sum of its causes, what was planted is what is found, and every number can be asked."""

from __future__ import annotations

from math import floor
from pathlib import Path

import numpy as np
import pytest
from layouts import WINDOWS, canvas_of, clean
from pseudo import foreign, spoken
from recording import Hand, RecordingCanvas, session_of, shelf_in
from worlds import after, full, world

from game.views.inputs import Key, Press, Release
from game.views.ledgers import Ledgers
from game.views.play import Play
from game.views.playing import MAX
from game.views.scene import Pop
from game.views.summary import Summary
from game.views.why import Why
from game.views.why.accounts import ACCOUNTS
from game.views.why.causes import LOAD, Answer, Asked, examples, value_of
from game.views.why.evidence import Evidence, Span
from game.views.why.load import load_of, loaded
from game.views.why.money import costs
from game.views.why.question import Question
from game.views.why.spans import Scope, comparison
from game.window.session import Session
from sim import Model, Set, load_level
from sim.centre.csr import Staff
from sim.clock import DAY
from sim.decisions import Decision, Inject
from sim.events import Block
from sim.measures import MEASURES

EVER = Span(0.0, 1e10)


def nowhere(_customer: int, _case: int) -> None:
    """No tape to be played on."""


def evidence(model: Model) -> Evidence:
    """The log as a view sees it: as far as the frame's metrics go."""
    return Evidence(model.log.rows, model.level, len(model.log))


STAFF = "people.frontline_staff"
TOWN = after(world(), 3, 16.45, [(int(9.4 * DAY), Set(STAFF, 2))])
BUSY = after(full(), 3, 17.45)
BOTH = pytest.mark.parametrize("model", [TOWN, BUSY], ids=["town", "full"])


@BOTH
def test_the_causes_of_every_number_add_up_to_it(model: Model) -> None:
    """For every metric, so far, in a week and on a day, each way of cutting it sums to the model's own metric, and only
    what an account names as untold is left over.
    """
    e, frame = evidence(model), model.frame()
    spans = {EVER: None, Span.days(e.days - 7, e.days): None, Span.days(e.days - 1, e.days): -1}
    for span, day in spans.items():
        for name in MEASURES:
            asked = Asked(metric=name, span=span)
            value = frame.metrics[name] if span is EVER else asked.value(e)
            if day is not None:
                assert value == pytest.approx(frame.series[name][day]), name
            for way in asked.ways or ("",):
                answer = asked.answer(e, way, value)
                parts = sum(group.amount for group in answer.groups)
                if answer.whole:
                    assert parts == pytest.approx(100.0) or not answer.groups, (name, way)
                    continue
                assert answer.base + parts + answer.rest == pytest.approx(value), (name, way)
                assert not answer.rest or answer.rest_says, (name, way, answer.rest)
                for group in answer.groups:
                    if len(group.amounts):
                        assert group.amount == pytest.approx(group.amounts.sum()), (name, way, group.key)


@BOTH
def test_the_causes_of_every_change_add_up_to_it(model: Model) -> None:
    """From one stretch of days to another the groups' changes sum to the number's, and the load's to the load's."""
    e = evidence(model)
    for name in MEASURES:
        asked = Asked(metric=name, span=Span.days(9, 16), before=Span.days(2, 9))
        value = asked.value(e)
        for way in asked.ways or ("",):
            answer = asked.answer(e, way, value)
            parts = sum(group.amount for group in answer.groups)
            if not answer.whole:
                assert answer.base + parts + answer.rest == pytest.approx(answer.value), (name, way)
                began = value_of(e, name, asked.before) if ACCOUNTS[name].stock and asked.before else 0.0
                assert answer.value == pytest.approx(began + value), (name, way)


# --- what was planted is found ------------------------------------------------------------------------------------


def compared(model: Model, metric: str, way: str) -> tuple[Answer, Evidence]:
    """How a metric of the last week differs from that of the week before the decision."""
    e = evidence(model)
    found = comparison(e.days, model.decisions)
    assert found
    asked = Asked(metric=metric, span=Span.days(*found.now), before=Span.days(*found.before))
    return asked.answer(e, way, asked.value(e)), e


@pytest.mark.parametrize("seed", range(3))
def test_waiting_after_a_cut_in_staff_is_laid_to_the_staff(seed: int) -> None:
    """The load grew above all because there are fewer hours on duty, and the line that was changed is named; with the
    same luck and no cut, that isn't so.
    """
    wide = {"people.frontline_staff": 6}
    cut, left = (
        after(world(book=wide), seed, 20, [(int(9.4 * DAY), Set(lever, value))])
        for lever, value in ((STAFF, 2), ("pressure.apology", 1))
    )
    answer, _ = compared(cut, "wait_mean_s", LOAD)
    assert answer.value > 20
    assert answer.groups[0].key == "load staff"
    assert answer.groups[0].amount > 0
    assert answer.groups[0].label.lever == STAFF
    other, _ = compared(left, "wait_mean_s", LOAD)
    staff = next((group.amount for group in other.groups if group.key == "load staff"), 0.0)
    assert abs(staff) < 0.2 * answer.groups[0].amount


def test_the_load_is_split_without_a_rest() -> None:
    """What the parts of the load add up to is the difference of the two loads, to the last digit."""
    e = evidence(TOWN)
    now, before = Span.days(9, 16), Span.days(2, 9)
    parts = sum(group.amount for group in loaded(e, now, before))
    assert parts == pytest.approx(load_of(e, now).load - load_of(e, before).load)


@pytest.mark.parametrize("seed", range(3))
def test_calls_again_under_no_authority_are_laid_to_it(seed: int) -> None:
    """With nothing to give, the first reason to call again is that the CSR may not give so much, and its policy line is
    a credit limit; with the same luck and enough to give it is hardly one at all.
    """
    none = {f"power.{desk}_credit_limit": 0 for desk in ("frontline", "billing", "supervisor")}
    book = {**none, "power.approval_route": 0, "people.frontline_staff": 12, "people.billing_staff": 4}
    blocked = evidence(after(world(book=book), seed, 14))
    free = evidence(after(world(book={**book, "power.frontline_credit_limit": 500}), seed, 14))
    key = f"Why they called {1000 + Block.NO_AUTHORITY}"

    def share(e: Evidence) -> tuple[float, str, str]:
        asked = Asked(metric="contacts", span=EVER)
        groups = asked.answer(e, "Why they called", asked.value(e)).groups
        again = [group for group in groups if group.label.title.startswith("Again")]
        mine = next((group for group in again if group.key == key), None)
        return (mine.amount if mine else 0.0), again[0].key, again[0].label.lever

    amount, first, lever = share(blocked)
    assert first == key
    assert lever.endswith("_credit_limit")
    assert share(free)[0] < 0.1 * amount


def test_leaving_after_a_public_story_is_laid_to_it() -> None:
    """Of those whom talk tipped after a viral story, most had read a public story, though hardly anybody had with the
    same luck and no such story.
    """
    level = world(
        carrier={"subscribers": 3000},
        market={"churn_monthly": 0.05, "churn_heard": 6, "churn_neighbour": 0, "tell_hurt": 0.05},
        events={"viral": {"title": "Viral", "readers": 900, "told_by_worst": True}},
    )
    public, found = "Who told them 200", []
    for decisions in ([(int(3 * DAY), Inject("viral"))], []):
        e = evidence(after(level, 5, 10, decisions))
        asked = Asked(metric="tipped_pct", span=EVER)
        groups = asked.answer(e, "Who told them", asked.value(e)).groups
        found.append((groups[0].key if groups else "", sum(len(g.table) for g in groups if g.key == public)))
    (first, many), (_, few) = found
    assert first == public
    assert many >= 5
    assert few <= many / 5


# --- people -------------------------------------------------------------------------------------------------------


@BOTH
def test_examples_are_those_whom_it_cost_most(model: Model) -> None:
    """Of every cause three people at most, each in it, and nobody in it has more of it."""
    e = evidence(model)
    for metric in ("hold_min", "argue_min", "contacts", "churned_silent", "true_value_lost_usd"):
        asked = Asked(metric=metric, span=EVER)
        for group in asked.answer(e, asked.ways[0], asked.value(e)).groups:
            shown = examples(e, group)
            who = group.table.who()
            sums = {int(n): float(np.abs(group.amounts[who == n]).sum()) for n in np.unique(who)}
            assert len(shown) == min(3, len(sums))
            worst = sorted(sums.values(), reverse=True)
            assert [one.amount for one in shown] == pytest.approx(worst[: len(shown)])
            assert all(sums[one.customer] == pytest.approx(one.amount) for one in shown)


def test_what_is_compared() -> None:
    """As many days of now as of before, never overlapping, with the decision between them; the same days of the week
    where that can be.
    """
    for days in range(40):
        for day in (None, 0, 3, 8, 20):
            taken = [] if day is None or day > days else [Decision(int((day + 0.4) * DAY), Set(STAFF, 3))]
            found = comparison(days, taken)
            if found is None:
                assert days < 8
                continue
            (a, b), (c, d) = found.now, found.before
            assert 0 <= c < d <= a < b <= days
            assert b - a == d - c <= 7
            if found.since:
                assert day is not None
                assert d <= day + 0
                assert a > day
            elif not taken:
                assert (a - c) % 7 == 0


# --- the screen ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def session() -> Session:
    """Twenty-four days of the first level, staff cut on the tenth."""
    found = Session(load_level("01-handled"), 7)
    found.model.run(10.4 * DAY)
    found.submit(Set(STAFF, 10))
    found.model.run(24.45 * DAY)
    found._look()
    return found


@pytest.mark.parametrize("case", WINDOWS, ids=str)
def test_every_word_of_it_has_its_place(session: Session, case: tuple[int, int, float]) -> None:
    """For numbers of every sort, in every scope and cut: nothing beyond its place, nothing on another text."""
    canvas = canvas_of(*case)
    for metric in ("wait_mean_s", "resolved_full_pct", "cash_usd", "csr_morale", "told_negative", "never_again"):
        why = Why(session, metric, nowhere, lambda _lever: None)
        hand = Hand(why, canvas)
        clean(canvas, f"{metric}")
        for scope in why.question.scopes:
            why.look_at(scope)
            hand.look()
            clean(canvas, f"{metric}, {scope}")
            why._cut((why.question.ways or ("",))[-1])
            hand.look()
            clean(canvas, f"{metric}, {scope}, {why.question.way}")
        for _ in range(8):
            hand.wheel("causes", -1)
            clean(canvas, f"{metric}, scrolled")


def test_every_number_can_be_asked(session: Session) -> None:
    """Each metric has a screen, titled with its number, and an answer in every scope."""
    canvas = RecordingCanvas()
    for metric in MEASURES:
        why = Why(session, metric, nowhere)
        Hand(why, canvas)
        assert canvas.says(MEASURES[metric].show(session.frame.metrics[metric])), metric
        for scope in why.question.scopes:
            why.look_at(scope)
            assert why.question.verdict, metric


def test_a_cause_that_no_policy_line_governs_names_none(session: Session) -> None:
    """Where some lines of the books are governed by one, the others aren't laid to the number's own."""
    question = Question(session, "cost_usd")
    levers = {row.key: row.lever for row in question.rows if row.group}
    assert levers["cost wages"] == STAFF
    assert levers["cost service"] == ""


def test_every_word_of_it_can_be_translated(session: Session) -> None:
    """Money, people, levels, shares: whatever is said passes through a catalogue."""
    canvas = RecordingCanvas(width=1400, height=2000)
    with spoken():
        for metric in ("profit_usd", "churn_monthly_pct", "csr_morale", "wait_mean_s", "true_value_lost_usd", "nps"):
            why = Why(session, metric, nowhere, lambda _lever: None)
            for scope in why.question.scopes:
                why.look_at(scope)
                Hand(why, canvas)
                assert foreign(canvas) == [], (metric, scope)


def test_one_question_leads_to_the_next_and_back(session: Session) -> None:
    """Related numbers follow on a click, Backspace goes back one, Escape closes."""
    hand = Hand(Why(session, "wait_mean_s", nowhere), RecordingCanvas())
    hand.click("next occupancy_pct")
    hand.click("next csr_morale")
    why = hand.scene
    assert isinstance(why, Why)
    assert (why.trail, why.question.metric) == (["wait_mean_s", "occupancy_pct"], "csr_morale")
    hand.key("backspace")
    assert (why.trail, why.question.metric) == (["wait_mean_s"], "occupancy_pct")
    hand.click("trail 1")
    assert (why.trail, why.question.metric) == ([], "wait_mean_s")
    assert why.on_input(Key("escape")) == Pop()


def test_a_cause_shows_whom_and_leads_to_the_tape_and_the_book(session: Session) -> None:
    """An open cause names three people, who lead to their case, and its policy line, which leads to the book."""
    asked: list[str] = []
    played: list[tuple[int, int]] = []
    why = Why(session, "hold_min", lambda *who: played.append(who), asked.append)
    hand = Hand(why, RecordingCanvas())
    second = [row.key for row in why.question.rows if row.group][1]
    hand.click(f"cause {second}")
    assert all(hand.has(f"example {n}") for n in range(3))
    hand.click(f"lever {second}")
    assert asked == [next(row.lever for row in why.question.rows if row.key == second)]
    hand.click("example 0")
    first = why.question.whom(next(row.group for row in why.question.rows if row.key == second))[0][0]
    assert played == [(first.customer, first.case)]


def test_a_day_can_be_asked_with_the_keyboard(session: Session) -> None:
    """On the chart the arrows go from day to day, and the number is that day's."""
    hand = Hand(Why(session, "contacts", nowhere), RecordingCanvas())
    why = hand.scene
    assert isinstance(why, Why)
    hand.tab_to("chart")
    hand.key("left")
    assert (why.question.scope, why.question.day) == (Scope.DAY, 23)
    hand.key("left")
    assert why.question.value == session.frame.series["contacts"][22]


def test_asking_changes_nothing(session: Session) -> None:
    """Whatever is asked, the run is the same afterwards."""
    before = session.model.digest()
    for metric in ("wait_mean_s", "profit_usd", "churn_monthly_pct", "csr_morale"):
        why = Why(session, metric, nowhere)
        for scope in why.question.scopes:
            why.look_at(scope)
    assert session.model.digest() == before


# --- every number on screen ---------------------------------------------------------------------------------------


def opens(hand: Hand, prefixes: tuple[str, ...]) -> set[str]:
    """Click every number whose place begins so; the metrics that were asked about."""
    keys = [spot.key for spot in hand.ui._spots if spot.key.startswith(prefixes) and min(spot.seen[2:]) > 4]
    found = set()
    for key in keys:
        hand.click(key)
        why = hand.scene
        assert isinstance(why, Why), key
        found.add(why.question.metric)
        hand.key("escape")
    return found


def test_the_numbers_of_the_play_screen_answer(tmp_path: Path) -> None:
    """Dials, goals, the top bar, an open chart's lines and days; and the key for it, from the pointer or the focus."""
    shelf = shelf_in(tmp_path)
    hand = Hand(Play(shelf, shelf.begin(load_level("01-handled"))), RecordingCanvas())
    session = session_of(shelf)
    session.set_speed(MAX)
    while session.frame.time < 9.4 * DAY:
        session.run(1 / 60)
    session.pause(True)
    hand.tick(3)
    assert opens(hand, ("why dial",)) >= {"wait_p90_s", "hours_taxed", "csr_morale", "cash_usd", "perception_gap"}
    assert opens(hand, ("why goal",)) == {goal.metric for goal in session.frame.objectives}
    assert opens(hand, ("why top",)) == {"cash_usd", "subscribers"}
    hand.click("dial wait")
    assert opens(hand, ("why legend",)) == {"wait_p90_s", "wait_mean_s"}
    x, y, wide, _ = hand.spot("chart days").rect
    hand.stage.feed(Press(x + 0.1 * wide, y + 40))
    hand.stage.feed(Release(x + 0.1 * wide, y + 40))
    hand.look()
    assert isinstance(hand.scene, Why)
    assert hand.scene.question.scope is Scope.DAY
    hand.key("escape")
    hand.click("dial wait")
    board = hand.scene._floor._cast.plan.rooms[0].head  # type: ignore[attr-defined]
    hand.stage.feed(Press(board.right - 12, board.y + 8))
    hand.stage.feed(Release(board.right - 12, board.y + 8))
    hand.look()
    assert isinstance(hand.scene, Why)
    assert hand.scene.question.metric == "hold_min"
    hand.key("escape")
    hand.hover("dial talk")
    hand.key("y")
    assert isinstance(hand.scene, Why)
    assert hand.scene.question.metric == "net_word_of_mouth"
    hand.key("escape")
    hand.tab_to("dial morale")
    hand.key("y")
    assert isinstance(hand.scene, Why)
    assert hand.scene.question.metric == "csr_morale"


def test_the_numbers_of_ledgers_and_summary_answer(session: Session, tmp_path: Path) -> None:
    """Every sum of the ledgers, every number of the summary."""
    shelf = shelf_in(tmp_path)
    hand = Hand(Ledgers(shelf, session, session.rows, lambda _lever: None, nowhere), RecordingCanvas())
    assert opens(hand, ("why column",)) == {"revenue_usd", "cost_usd", "credits_usd", "profit_usd", "cash_usd"}
    hand.key("2")
    assert opens(hand, ("why ",)) == {"booked_value_lost_usd"}
    hand.click("veil")
    assert opens(hand, ("why ",)) == {"true_value_lost_usd", "booked_value_lost_usd"}
    hand.key("3")
    assert len(opens(hand, ("item ", "why hours"))) == 7
    hand.key("4")
    assert len(opens(hand, ("why ",))) == 12
    hand = Hand(Summary(shelf, session), RecordingCanvas(height=2400))
    assert opens(hand, ("why goal",)) == {goal.metric for goal in session.frame.objectives}
    assert len(opens(hand, ("bill ",))) == 6
    hand.click("debrief 1")
    assert len(opens(hand, ("number ",))) == 16


# --- what the crew costs ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["01-handled", "10-recession", "sandbox"])
def test_hiring_severance_and_changes_of_policy_are_told_to_the_dollar(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every day: what the midnight's orders and dismissals cost, and what changes do, at home and at the partner's,
    whoever quits, whatever is called off, and when the site is gone.
    """
    booked: dict[int, float] = {}
    follow = Staff._follow

    def follows(self: Staff, desk: int, book: dict[str, float], day: int, now: float) -> float:
        cost = follow(self, desk, book, day, now)
        booked[day] = booked.get(day, 0.0) + cost
        return cost

    monkeypatch.setattr(Staff, "_follow", follows)
    level = load_level(name)
    model = Model(level, 7)
    share, fees = "people.offsite_share", {}
    said: list[tuple[float, Set | Inject]] = [
        (0.0, Set(STAFF, 12)), (1.0, Set("process.teach_changes", 1)), (1.0, Set("power.override", 1)),
        (2.5, Set(STAFF, 20)), (4.0, Set(STAFF, 15)), (4.4, Set("process.post_as_you_speak", 1)),
        (5.5, Set(share, 0.5)), (6.0, Set("perception.board_tape", 1)), (6.0, Set("process.keep_place", 1)),
        (7.5, Set("people.supervisors", 0)), (9.2, Set(STAFF, 11)), (21.1, Set(share, 0.2)),
        (23.0, Set("power.override", 0)),
    ]  # fmt: skip
    if name == "sandbox":
        event = next(key for key, what in level.events.items() if what.closes_site)
        said.append((26.3, Inject(event)))
    for day, change in said:
        model.run(round(day * DAY))
        before = model._fees
        model.impose(change)
        fees[floor(day)] = fees.get(floor(day), 0.0) + model._fees - before
    model.run(30 * DAY)
    e = evidence(model)
    assert sum(booked.values()) > 0
    for day in range(30):
        span = Span.days(day, day + 1)
        amounts = {group.key: group.amount for group in costs(1.0).split(e, span)}
        assert amounts["cost hiring"] + amounts["cost severance"] == booked[day], day
        assert amounts["cost changes"] == fees.get(day, 0.0), day
        assert amounts["cost severance"] % level.employees.severance_usd == 0
