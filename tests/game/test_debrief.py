"""The debrief: what is told at a level's end is what the two runs hold, and looking at it changes neither."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from layouts import WINDOWS, canvas_of, clean
from recording import Hand, RecordingCanvas, shelf_in
from worlds import full

from game.views.bet import Bet
from game.views.debrief import fates
from game.views.debrief.advice import MOST as SENTENCES
from game.views.debrief.advice import Run as Played
from game.views.debrief.advice import advice
from game.views.debrief.lost import affordable, costliest, losses
from game.views.forked import Forked
from game.views.summary import Summary
from game.views.tape import Tape
from game.views.timeline import Timeline
from game.views.title import Title
from game.views.why import Why
from game.window.session import Session
from game.window.shelf import Shelf
from sim.clock import DAY
from sim.decisions import Accepted, Decision, Inject, Set
from sim.events import Event, Kind, Leaving
from sim.frames import Fate
from sim.lab.experiments import flips
from sim.level import Level
from sim.levelfile import load_level
from sim.run.look import fates as fates_of
from sim.run.replay import Run, play, resume

LIMIT, NOTES, STAFF = "power.frontline_credit_limit", "process.notes", "people.frontline_staff"
EVENT = {"scare": {"title": "A scare", "days": 3, "leaving": 3.0}}


def town(weeks: int = 2) -> Level:
    """A small town in which everything happens, with a goal and something a facilitator may do."""
    goals = [{"title": "Settle it", "metric": "resolved_full_pct", "at_least": 99, "must": True}]
    return full(weeks=weeks, unlocked=[LIMIT, NOTES, STAFF], objectives=goals, events=EVENT)


def finished(shelf: Shelf, level: Level, *, decide: bool = True) -> Session:
    """A run to its end, with a few decisions and an event of the facilitator's."""
    session = shelf.begin(level)
    assert isinstance(session, Session)
    session.model.run(0.4 * DAY)
    if decide:
        assert isinstance(session.submit(Set(LIMIT, 300)), Accepted)
        session.model.run(3 * DAY)
        assert isinstance(session.submit(Set(NOTES, 0.9)), Accepted)
    session.model.run(6 * DAY)
    if "scare" in level.events:
        assert isinstance(session.model.impose(Inject("scare")), Accepted)
    session.model.run(session.model.horizon)
    session._look()
    return session


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """An empty one."""
    return shelf_in(tmp_path)


@pytest.fixture
def session(shelf: Shelf) -> Session:
    """A finished run in which something was decided."""
    return finished(shelf, town())


def at_people(hand: Hand) -> None:
    """Open the third page and wait for the other run."""
    hand.click("debrief 2")
    for _ in range(100_000):
        if not hand.scene.pace:
            break
        hand.tick()
    hand.look()


def page_of(hand: Hand) -> list[fates.Difference]:
    """What the page has found."""
    assert isinstance(hand.scene, Summary)
    found = hand.scene._people._found
    assert found is not None
    return list(found)


# --- flipped fates ----------------------------------------------------------------------------------------------


def test_flipped_fates_are_those_of_the_same_two_runs_without_a_window(shelf: Shelf, session: Session) -> None:
    """Your log, and the log without your decisions but with the facilitator's events: the lab's flips, none else."""
    hand = Hand(Summary(shelf, session), RecordingCanvas())
    at_people(hand)
    mine = resume(Run(level=session.level, seed=session.seed, decisions=session.decisions), session.model.horizon)
    log = tuple(d for d in session.decisions if isinstance(d.change, Inject))
    assert len(log) == 1
    other = resume(Run(level=session.level, seed=session.seed, decisions=log), session.model.horizon)
    wanted = {(f.customer, f.a, f.b) for f in flips(fates_of(mine), fates_of(other), session.seed)}
    found = page_of(hand)
    assert wanted
    assert {(one.customer, one.mine.fate, one.other.fate) for one in found} == wanted
    assert len(found) == len(wanted)
    counted = sum(n for _, _, n in hand.scene._people._ways)  # type: ignore[attr-defined]
    assert counted == len(wanted)


def test_what_decided_a_fate_is_the_last_event_that_could(shelf: Shelf, session: Session) -> None:
    """Of that person, in that run, of a kind that brings the fate about; the grievance came before it."""
    hand = Hand(Summary(shelf, session), RecordingCanvas())
    at_people(hand)
    other = hand.scene._people._fork.model  # type: ignore[attr-defined]
    lives: list[dict[int, list[Event]]] = []
    for model in (session.model, other):
        lives.append(defaultdict(list))
        for event in model.events():
            lives[-1][event.customer].append(event)
    told = 0
    for one in page_of(hand):
        for life, all_of_it in zip((one.mine, one.other), lives, strict=True):
            mine = all_of_it[one.customer]
            if life.last is None:
                continue
            told += 1
            kinds = fates.DECISIVE[life.fate]
            assert life.last.kind in kinds
            later = [event for event in mine if event.kind is life.last.kind and event.index > life.last.index]
            assert all(event.kind is Kind.CASE_CLOSED and event.value("ending") == 3 for event in later)
            if life.before is not None:
                assert life.before in mine
                assert life.before.kind in fates.GRIEVANCES
                assert life.before.index < life.last.index
    assert told > 5


def test_whoever_was_helped_stands_first(shelf: Shelf, session: Session) -> None:
    """From the greatest gain to the greatest loss."""
    hand = Hand(Summary(shelf, session), RecordingCanvas())
    at_people(hand)
    gains = [one.gain for one in page_of(hand)]
    assert gains == sorted(gains, reverse=True)
    assert 0 not in gains


def test_nothing_decided_is_nothing_to_compare(shelf: Shelf) -> None:
    """No second run is founded for it, whatever a facilitator made happen."""
    session = finished(shelf, town(), decide=False)
    canvas = RecordingCanvas()
    hand = Hand(Summary(shelf, session), canvas)
    hand.click("debrief 2")
    assert hand.scene.pace == 0
    assert canvas.says("You decided nothing")
    assert hand.scene._people._fork is None  # type: ignore[attr-defined]


def test_the_log_without_decisions_keeps_what_happened() -> None:
    """Events of the facilitator stay, levers go."""
    log = (Decision(5, Set(LIMIT, 10)), Decision(9, Inject("scare")), Decision(11, Set(NOTES, 1)))
    assert fates.nothing_decided(log) == (log[1],)
    assert fates.nothing_decided(()) == ()


# --- those who were lost ----------------------------------------------------------------------------------------


def test_the_costliest_are_those_of_a_naive_fold(session: Session) -> None:
    """One pass over all events: own future and what the talk had cost, one entry for each person, the dearest first."""
    worst: dict[int, float] = {}
    for event in session.model.events():
        if event.kind is Kind.CHURNED:
            lost = event.value("own_usd") - event.value("talk_usd")
            worst[event.customer] = max(lost, worst.get(event.customer, lost))
    wanted = sorted(((-lost, who) for who, lost in worst.items() if lost > 0))[:3]
    found = costliest(session.rows)
    assert len(found) == 3
    assert [(leaver.customer, leaver.true) for leaver in found] == [(who, -lost) for lost, who in wanted]


def test_a_story_is_made_of_that_person_s_events(session: Session) -> None:
    """Calls, hours, the rule run into, the day of leaving, who heard of it: each counted again from the log."""
    for loss in losses(session.rows):
        who = loss.leaver.customer
        life = [event for event in session.model.events() if event.customer == who]
        past = [event for event in life if event.index < loss.left.index]
        assert loss.left.kind is Kind.CHURNED
        assert loss.calls == sum(event.kind is Kind.CONTACT_BEGAN for event in past)
        hours = sum(event.value("duration_s") for event in past if event.kind is Kind.CONTACT_ENDED)
        assert loss.phone_s == pytest.approx(hours)
        blocks = [event for event in past if event.kind is Kind.ROADBLOCK]
        assert loss.block == (blocks[-1] if blocks else None)
        bad = [event for event in life if event.kind is Kind.TOLD and not event.value("positive")]
        assert loss.told == sum(event.value("people") for event in bad)
        afforded = loss.leaver.how is Leaving.FIRED or loss.leaver.booked < session.level.carrier.acquisition_usd
        assert affordable(session.level, loss.leaver) == afforded


# --- advice -----------------------------------------------------------------------------------------------------


def test_advice_notices_what_was_missed_and_never_touched(session: Session) -> None:
    """The goal by name, the levers by title; no more than a few sentences, whatever the run."""
    said = advice(Played(level=session.level, frame=session.frame, decisions=session.decisions))
    assert 1 < len(said) <= SENTENCES
    assert any("Settle it" in text for text in said)
    assert any("Front-line staff" in text for text in said)
    nothing = advice(Played(level=session.level, frame=session.frame, decisions=()))
    assert "decided nothing" in nothing[0]
    high = (Decision(1, Set(LIMIT, 500)),)
    at_end = advice(Played(level=session.level, frame=session.frame, decisions=high))
    assert any("end of its range" in text for text in at_end)


# --- the screen -------------------------------------------------------------------------------------------------


def test_the_keyboard_alone_goes_through_the_debrief(shelf: Shelf, session: Session) -> None:
    """Pages by number and by Tab, two lives of one person and back, a tape and back, the time line, the title."""
    hand = Hand(Summary(shelf, session), RecordingCanvas())
    for key in "234":
        hand.key(key)
    hand.tab_to("debrief 2")
    hand.key("enter")
    while hand.scene.pace:
        hand.tick()
    hand.tab_to("fate 0")
    hand.key("enter")
    assert isinstance(hand.scene, Forked)
    assert hand.scene._chosen is not None
    hand.key("escape")
    hand.key("escape")
    assert isinstance(hand.scene, Summary)
    hand.tab_to(f"tape {costliest(session.rows)[0].customer}")
    hand.key("enter")
    assert isinstance(hand.scene, Tape)
    hand.key("escape")
    hand.tab_to("time line")
    hand.key("enter")
    assert isinstance(hand.scene, Timeline)
    hand.key("escape")
    hand.key("escape")
    assert isinstance(hand.scene, Title)


def test_a_figure_is_asked_about_with_the_key_as_in_play(shelf: Shelf, session: Session) -> None:
    """Y asks about the number that is pointed at, with nothing pointed at about the first goal that was missed."""
    hand = Hand(Summary(shelf, session), RecordingCanvas())
    for page, key, metric in ((0, "bill hold_min", "hold_min"), (1, "number leakage_usd", "leakage_usd")):
        hand.key(str(page + 1))
        hand.hover(key)
        hand.key("y")
        assert isinstance(hand.scene, Why)
        assert hand.scene.question.metric == metric
        hand.key("escape")
    hand.key("4")
    hand.key("y")
    assert isinstance(hand.scene, Why)
    assert hand.scene.question.metric == "resolved_full_pct"
    hand.key("escape")
    assert isinstance(hand.scene, Summary)


@pytest.mark.parametrize(("stars", "said"), [(0, "3 stars below par."), (2, "One star below par."), (3, "at par.")])
def test_par_is_told_in_order(shelf: Shelf, stars: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What par is, its stars, yours, and the difference."""
    monkeypatch.setattr("game.views.summary.stars", lambda _: stars)
    canvas = RecordingCanvas()
    session = shelf.begin(load_level("01-handled"))
    Hand(Summary(shelf, session), canvas)
    texts = [written.text for written in canvas.texts]
    order = [next(n for n, text in enumerate(texts) if what in text)
             for what in ("Par is what the ready-made policy", "3 of 3", f"{stars} of 3", said)]  # fmt: skip
    assert order == sorted(order)


def test_looking_at_the_debrief_changes_neither_run(shelf: Shelf, session: Session) -> None:
    """All pages, two lives: the digest is that of the log by itself, and the log is as it was."""
    log, digest = session.decisions, session.model.digest()
    hand = Hand(Summary(shelf, session), RecordingCanvas())
    at_people(hand)
    hand.click("fate 0")
    hand.key("escape")
    hand.key("escape")
    for page in range(4):
        hand.click(f"debrief {page}")
    assert session.decisions == log
    assert session.model.digest() == digest
    assert play(Run(level=session.level, seed=session.seed, decisions=log), until=session.model.now).digest == digest


@pytest.mark.parametrize("case", [*WINDOWS, (1024, 600, 2.0), (3840, 2160, 1.0)], ids=str)
@pytest.mark.parametrize("name", ["01-handled", "sandbox"])
def test_every_page_can_be_read_at_every_size(shelf: Shelf, case: tuple[int, int, float], name: str) -> None:
    """While the other run is on its way and when it has arrived, with and without goals, wherever it is scrolled to."""
    level = load_level(name)
    small = {"subscribers": 700, "prospects": 200}
    level = level.model_copy(update={"weeks": 1, "carrier": level.carrier.model_copy(update=small)})
    session = finished(shelf, level)
    session.bet = Bet(metric="resolved_full_pct", weeks=(80.0,))
    canvas = canvas_of(*case)
    hand = Hand(Summary(shelf, session), canvas)
    for page in range(4):
        hand.click(f"debrief {page}")
        clean(canvas, f"page {page}")
        while hand.scene.pace:
            hand.tick()
        hand.look()
        clean(canvas, f"page {page}, all there")
        for key in ("summary", "fates"):
            for _ in range(8 if hand.has(key) else 0):
                hand.wheel(key, -1)
                clean(canvas, f"page {page}, {key} scrolled")


def test_fates_have_an_order() -> None:
    """Every fate has its rank and what brings it about."""
    assert sorted(fates.RANK) == sorted(Fate) == sorted(fates.DECISIVE)
