"""Experiments: the same answers on every executor, failures as data, in input order; honest intervals."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import numpy as np
import pytest

from sim import Decision, Run, Set
from sim.frames import Frame
from sim.lab import run_all
from sim.lab.experiments import Failure, Trial, interval, paired
from sim.run.replay import Outcome
from tests.worlds import world

DAYS = 3 * 86_400.0


@pytest.fixture(params=["here", "threads", "processes"])
def executor(request: pytest.FixtureRequest) -> Iterator[Executor | None]:
    """Each way of running the same runs."""
    if request.param == "here":
        yield None
    elif request.param == "threads":
        with ThreadPoolExecutor(2) as pool:
            yield pool
    else:
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            yield pool


def trials(*seeds: int) -> list[Trial]:
    """Three days of a small world on each seed."""
    level = world()
    return [Trial(run=Run(level=level, seed=seed), until=DAYS) for seed in seeds]


def test_outcomes_come_in_input_order_and_do_not_depend_on_the_executor(executor: Executor | None) -> None:
    """Digests equal those of playing here, seed by seed, whoever finished first."""
    here = run_all(trials(5, 3, 9))
    assert [o.digest for o in run_all(trials(5, 3, 9), executor) if isinstance(o, Outcome)] == [
        o.digest for o in here if isinstance(o, Outcome)
    ]
    assert len({o.digest for o in here if isinstance(o, Outcome)}) == 3


def test_a_run_that_fails_is_data_and_the_others_stand(executor: Executor | None) -> None:
    """A refused decision in the middle run is a Failure in its place; its neighbours are whole."""
    level = world()
    bad = Run(level=level, seed=1, decisions=(Decision(0, Set("power.no_such_lever", 1.0)),))
    first, failed, last = run_all([*trials(1), Trial(run=bad, until=DAYS), *trials(2)], executor)
    assert isinstance(first, Outcome)
    assert isinstance(last, Outcome)
    assert isinstance(failed, Failure)
    assert failed.error == "DecisionError"
    assert "power.no_such_lever" in failed.message


def die(_frame: Frame) -> list[Set]:
    """A policy that takes its whole process along."""
    os._exit(3)


def test_a_worker_that_dies_loses_its_own_runs_only_as_data() -> None:
    """A broken pool is a Failure for every run it took along, never an exception, and one answer for each run."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        answers = run_all([Trial(run=trials(1)[0].run, policy=die, until=DAYS), *trials(2, 3)], pool)
    assert len(answers) == 3
    assert isinstance(answers[0], Failure)
    assert answers[0].error == "BrokenProcessPool"


def test_a_95_percent_interval_holds_the_truth_about_95_times_in_100() -> None:
    """Coverage of the t-interval over 400 samples of 6 normal numbers: 95 % within three standard errors of a count."""
    rng = np.random.default_rng(12)
    held = sum((i := interval(rng.normal(3.0, 2.0, 6).tolist())).low <= 3.0 <= i.high for _ in range(400))
    assert abs(held - 380) <= 3 * (400 * 0.95 * 0.05) ** 0.5


def test_the_paired_difference_of_an_arm_with_itself_is_nothing() -> None:
    """The same runs paired with themselves differ by exactly 0, whatever the seeds do."""
    arm = [o for o in run_all(trials(1, 2, 3)) if isinstance(o, Outcome)]
    gap = paired(arm, arm, "wait_mean_s")
    assert (gap.mean, gap.low, gap.high, gap.sign) == (0.0, 0.0, 0.0, 0)
