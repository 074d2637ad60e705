"""Determinism: a run is level + seed + decisions. How it is cut, looked at or carried about changes nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from math import nan
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import FULL, SMALL, Table, after, full, laid, named, text_of, world

from conftest import ROOT
from sim import Accepted, Decision, Inject, Level, Model, Refused, Run, Set, load_level, play
from sim.clock import DAY, HOUR
from sim.decisions import Change
from sim.events import Kind, Why
from sim.levers import LEVERS
from sim.run.replay import resume

DAYS = 2
TABLES: Table = {
    "carrier": {"subscribers": 1000},
    "unlocked": [
        "people.frontline_staff", "power.frontline_credit_limit", "process.notes", "promise.open_hour",
        "promise.close_hour", "process.post_as_you_speak",
    ],
    "events": {"fair": {"title": "Fair", "day": 1, "joining": 3}},
    # Which would halve what a decision has to wait.
    "book": {"perception.board_tape": 0, "process.ownership": 1},
}  # fmt: skip
LEVEL = full(**TABLES)
DECISIONS = (
    Decision(0, Set("process.notes", 1.0)),
    Decision(30_001, Set("people.frontline_staff", 5.0)),
    Decision(86_400, Set("power.frontline_credit_limit", 100.0)),
    Decision(86_400, Inject("storm")),
    Decision(130_000, Set("promise.close_hour", 20.0)),
)
# Hiring and quitting take longer than two days, and few are turned away by what they hear.
RARE = {Kind.CSR_HIRED, Kind.CSR_READY, Kind.CSR_QUIT, Kind.TURNED_AWAY}
SCRIPT = """
import sys
from sim import Run, load_level, play
print(play(Run(level=load_level(sys.argv[1]), seed=5), 2 * 86400).digest)
"""
RUN = Run(level=LEVEL, seed=11, decisions=DECISIONS)


@lru_cache
def expected() -> str:
    """The digest of RUN in as few steps as its decisions allow."""
    return resume(RUN, DAYS * DAY).digest()


def test_every_mechanism_is_at_work() -> None:
    """What the tests below rest on: in these two days all that a case can meet is met."""
    model = resume(RUN, DAYS * DAY)
    events = model.events()
    assert {e.kind for e in events} >= set(Kind) - RARE
    reasons = {e.value("why") for e in named(events, Kind.CONTACT_BEGAN)}
    assert reasons >= set(Why) - {Why.NOT_SOLVED, Why.NO_ANSWER}  # which take a day or two
    assert {e.value("bred") for e in named(events, Kind.CASE_BORN)} == {0, 1}
    assert any(e.value("by_csr") for e in named(events, Kind.DISCONNECTED))
    assert any(e.desk >= 0 for e in named(events, Kind.EXECUTIVE))


def stepped(steps: Iterator[float], look: Callable[[Model], object] | None = None) -> str:
    """The digest of RUN when it is advanced by these steps (s) besides its decisions, with a `look` after each."""
    model = Model(LEVEL, seed=RUN.seed)
    left = list(DECISIONS)
    while model.now < DAYS * DAY:
        goal = min(DAYS * DAY, model.now + next(steps), *(d.time for d in left[:1]))
        model.run(goal)
        while left and left[0].time <= model.now:
            assert isinstance(model.submit(left.pop(0).change), Accepted)
        if look is not None:
            look(model)
    assert not left
    return model.digest()


def forever(step: float) -> Iterator[float]:
    """`step` again and again."""
    while True:
        yield step


def uneven(seed: int) -> Iterator[float]:
    """Steps from microseconds to hours, whole ones and others."""
    luck = np.random.default_rng(seed)
    while True:
        step = float(10 ** luck.uniform(-6, 4))
        yield step if luck.random() < 0.5 else float(np.ceil(step))


def everything(model: Model) -> None:
    """Look at all there is to see."""
    for of_day in model.frame().series.values():
        sum(of_day)
    model.metrics()
    model.digest()
    model.events(max(0, len(model.log) - 5))
    model.customer(int(model.now) % model.market.people.size)
    model.checkpoints()


@pytest.mark.parametrize("step", [1.0, 60.0, 4115.0, 86_400.0, 86_399.0, 0.7])
def test_the_size_of_the_steps_changes_nothing(step: float) -> None:
    """One step, 172,800 of a second, ones that end on midnight and ones that never meet a whole second."""
    assert stepped(forever(step)) == expected()


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_uneven_steps_change_nothing(seed: int) -> None:
    """Any mixture of steps, from a microsecond up."""
    assert stepped(uneven(seed)) == expected()


@pytest.mark.parametrize(
    "look",
    [Model.frame, Model.metrics, Model.digest, Model.events, lambda model: model.customer(3), everything],
    ids="frame metrics digest events customer everything".split(),
)
def test_looking_changes_nothing(look: Callable[[Model], object]) -> None:
    """A picture, the metrics, the digest, the log or a customer's card, taken over and over, leave no trace."""
    assert stepped(forever(1800.0), look) == expected()


def test_pictures_do_not_depend_on_when_one_looked_before() -> None:
    """Whoever looks for the first time sees what he sees who never looked away."""
    watched, left_alone = Model(LEVEL, seed=2), Model(LEVEL, seed=2)
    seen = [watched.advance(hour * HOUR) for hour in range(30)]
    assert left_alone.advance(29 * HOUR) == seen[-1]


@pytest.mark.parametrize("level", ["01-handled", "full"])
def test_a_fresh_process_comes_to_the_same(level: str, tmp_path: Path) -> None:
    """Nothing hangs on the order of a set or a dictionary's hashes, on a clock, or on what ran before."""
    if level == "full":
        file = tmp_path / "full.toml"
        file.write_text(text_of(laid(laid(SMALL, FULL), TABLES)), encoding="utf-8")
        level = str(file)
    for hash_seed in ("0", "77"):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, level],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == play(Run(level=load_level(level), seed=5), 2 * DAY).digest


def test_worker_processes_come_to_the_same() -> None:
    """Runs carried to spawned workers and back give the outcomes that they give here, value by value."""
    runs = [Run(level=LEVEL, seed=seed, decisions=DECISIONS) for seed in range(4)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        there = list(pool.map(play, runs, [DAYS * DAY] * len(runs)))
    assert there == [play(run, DAYS * DAY) for run in runs]
    assert len({outcome.digest for outcome in there}) == len(runs)


def test_two_models_at_once_do_not_meet() -> None:
    """Two runs taken forward in turns are the two runs taken one after the other."""
    pair = [Model(LEVEL, seed=seed) for seed in (1, 2)]
    for until in range(0, 2 * int(DAY) + 1, 7200):
        for model in pair:
            model.run(until)
    assert [model.digest() for model in pair] == [after(LEVEL, seed, 2).digest() for seed in (1, 2)]


def test_each_part_of_a_run_counts() -> None:
    """Another seed, another level, another decision or another second of it: another digest."""
    later = (*DECISIONS[:1], Decision(30_002, DECISIONS[1].change), *DECISIONS[2:])
    other = world(centre={"talk_mean_s": 391})
    digests = [
        expected(),
        resume(Run(level=LEVEL, seed=12, decisions=DECISIONS), DAYS * DAY).digest(),
        resume(Run(level=LEVEL, seed=11, decisions=DECISIONS[1:]), DAYS * DAY).digest(),
        resume(Run(level=LEVEL, seed=11, decisions=later), DAYS * DAY).digest(),
        after(LEVEL, 11, DAYS).digest(),
        after(other, 11, DAYS).digest(),
    ]
    assert len(set(digests)) == len(digests)


# --- decisions ------------------------------------------------------------------------------------------------------


def test_a_decision_comes_before_what_is_due_at_its_second() -> None:
    """At midnight, before the roster is made: who is let go then does not work that day; a second later, he does."""

    def headcount(second: float) -> int:
        model = after(LEVEL, 1, second / DAY)
        assert isinstance(model.submit(Set("people.frontline_staff", 2)), Accepted)
        return model.advance(DAY + HOUR).desks[0].headcount

    assert headcount(DAY) == 2
    assert headcount(DAY + 1) == 6


def test_a_later_word_at_the_very_second_replaces_the_earlier() -> None:
    """Notes are decided two days ahead; another word in the second they are due comes first, and they never are."""
    model = Model(LEVEL, seed=1)
    before = model.book["process.notes"]
    model.submit(Set("process.notes", 1))
    model.run(2 * DAY)
    assert model.book["process.notes"] == before
    model.submit(Set("process.notes", 0))
    model.run(2 * DAY + 1)
    assert model.book["process.notes"] == before
    model.run(4 * DAY + 1)
    assert model.book["process.notes"] == 0


@pytest.mark.parametrize("lever", LEVEL.unlocked)
def test_a_lever_takes_effect_after_its_delay_and_not_before(lever: str) -> None:
    """Pending in every picture until the second it is due, in the book from then on, and told in the log."""
    model = after(LEVEL, 1, 0.4)
    row = LEVERS[lever]
    value = row.high if model.book[lever] != row.high else row.low
    answer = model.submit(Set(lever, value))
    assert answer == Accepted(Decision(int(0.4 * DAY), Set(lever, float(value))), 0.4 * DAY + row.delay_days * DAY)
    told = model.events()[-1]
    assert told.kind is Kind.DECIDED
    assert told.fields == {
        "lever": list(LEVERS).index(lever), "value": value, "before": LEVEL.book[lever], "due": answer.due,
    }  # fmt: skip
    if row.delay_days:
        frame = model.advance(answer.due)
        assert [(p.lever, p.value, p.due) for p in frame.pending] == [(lever, value, answer.due)]
        assert frame.book[lever] == LEVEL.book[lever]
    frame = model.advance(answer.due + 1)
    assert frame.pending == ()
    assert frame.book[lever] == value


REFUSED: list[tuple[Change, str]] = [
    (Set("people.wage", 15), "people.wage is locked in this level"),
    (Set("people.wages", 15), 'there is no lever "people.wages" (did you mean "people.wage"?)'),
    (Set("people.frontline_staff", 1), "people.frontline_staff takes 2 people to 80 people, got 1"),
    (Set("people.frontline_staff", -5), "people.frontline_staff takes 2 people to 80 people, got -5"),
    (Set("people.frontline_staff", 4.5), "people.frontline_staff takes a whole number, got 4.5"),
    (Set("power.frontline_credit_limit", nan), "power.frontline_credit_limit takes a number, got nan"),
    (Set("power.frontline_credit_limit", float("inf")), "power.frontline_credit_limit takes $0 to $500, got inf"),
    (Set("promise.close_hour", 3), "promise.close_hour takes 13:00 to 24:00, got 3"),
    (Inject("strom"), 'this level has no event "strom" (did you mean "storm"?)'),
]


@pytest.mark.parametrize(("change", "reason"), REFUSED, ids=lambda value: str(value)[:40])
def test_a_refusal_says_why_and_changes_nothing(change: Change, reason: str) -> None:
    """Log, book, decisions, what is pending, the digest and everything that comes after are as if nobody had asked."""
    model = resume(RUN, DAY)
    before = (
        model.digest(),
        model.events(),
        dict(model.book),
        list(model.decisions),
        list(model.pending),
        model.frame(),
    )
    assert model.submit(change) == Refused(reason)
    assert before == (
        model.digest(), model.events(), dict(model.book), list(model.decisions), list(model.pending), model.frame()
    )  # fmt: skip
    model.run(DAYS * DAY)
    assert model.digest() == resume(Run(level=LEVEL, seed=11, decisions=DECISIONS[:4]), DAYS * DAY).digest()


def test_between_two_seconds_nothing_is_decided() -> None:
    """A decision's time is a whole second, or a saved run could not say when it was taken."""
    model = after(LEVEL, 1, 0)
    model.run(1000.5)
    before = model.digest()
    assert model.submit(DECISIONS[1].change) == Refused("decisions are taken at whole seconds, now is 1000.5")
    assert (model.digest(), model.decisions) == (before, [])


def test_whole_seconds_stay_whole_after_any_steps() -> None:
    """However unevenly a model was advanced, at a whole second it takes decisions."""
    luck = np.random.default_rng(1)
    for _ in range(20):
        model = Model(LEVEL, seed=1)
        for until in np.sort(luck.uniform(0, 40_000, 5)).tolist():
            model.run(until)
        model.run(40_000 + int(luck.integers(10_000)))
        assert isinstance(model.submit(DECISIONS[1].change), Accepted)


def test_the_past_is_not_run_again() -> None:
    """Advancing to an earlier moment is a look, not a step back, and running to now runs nothing."""
    model = after(LEVEL, 1, 1)
    digest = model.digest()
    for until in (0.0, -5.0, DAY / 2, DAY):
        assert model.advance(until).time == DAY
    assert model.digest() == digest


# --- a run is its log -----------------------------------------------------------------------------------------------


def test_replaying_the_log_of_a_run_is_the_run() -> None:
    """The decisions that a model took, applied anew, come to the same digest; so do they with a look in between."""
    model = resume(RUN, DAYS * DAY)
    assert tuple(model.decisions) == DECISIONS
    assert resume(Run(level=LEVEL, seed=11, decisions=tuple(model.decisions)), DAYS * DAY).digest() == model.digest()


@pytest.mark.parametrize("kept", range(len(DECISIONS)))
def test_undo_is_replaying_fewer_decisions(kept: int) -> None:
    """Up to the first decision left out, and not beyond, the shorter log is the same run."""
    shorter = Run(level=LEVEL, seed=11, decisions=DECISIONS[:kept])
    at = DECISIONS[kept].time
    before = [e for e in resume(RUN, DAYS * DAY).events() if e.time < at]
    assert [e for e in resume(shorter, DAYS * DAY).events() if e.time < at] == before
    assert resume(shorter, DAYS * DAY).digest() != expected()


def test_every_seed_has_a_town_of_its_own() -> None:
    """Ten seeds, ten digests on the first day, and no two with the same first case."""
    level: Level = world()
    firsts = [named(after(level, seed, 0.6).events(), Kind.CASE_BORN)[0] for seed in range(10)]
    assert len({(e.customer, e.time) for e in firsts}) == 10
