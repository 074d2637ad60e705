"""Experiments: many runs on any executor, and what they say, with honest intervals.

`run_all` takes runs as values and gives outcomes in input order; a run that fails is data, not an exception. It runs in
this thread by default and on any `concurrent.futures.Executor` otherwise, in batches, because a run is short. `paired`
compares two arms seed by seed: the same people, the same luck.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from math import sqrt
from statistics import mean, stdev

from sim.run.replay import Outcome, Policy, Run, play

_BATCHES_PER_WORKER = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A run and, if given, the policy that plays it. With an executor in other processes the policy must pickle."""

    run: Run
    policy: Policy | None = None
    until: float | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A run that did not come to an end: the error's class and its message."""

    error: str
    message: str


def run_all(runs: Iterable[Run | Trial], executor: Executor | None = None) -> list[Outcome | Failure]:
    """The outcome of every run, in input order, on `executor` (default: here and now)."""
    trials = [run if isinstance(run, Trial) else Trial(run=run) for run in runs]
    if executor is None:
        return [_one(trial) for trial in trials]
    workers = getattr(executor, "_max_workers", 4)
    size = max(1, len(trials) // (workers * _BATCHES_PER_WORKER))
    batches = [trials[at : at + size] for at in range(0, len(trials), size)]
    futures: list[Future[list[Outcome | Failure]]] = []
    for batch in batches:
        try:
            futures.append(executor.submit(_batch, batch))
        except (BrokenProcessPool, RuntimeError) as error:
            broken: Future[list[Outcome | Failure]] = Future()
            broken.set_exception(error)
            futures.append(broken)
    return [outcome for batch, future in zip(batches, futures, strict=True) for outcome in _gather(batch, future)]


def _gather(batch: list[Trial], future: Future[list[Outcome | Failure]]) -> Iterator[Outcome | Failure]:
    try:
        yield from future.result()
    except Exception as error:  # noqa: BLE001  # a worker that died takes its batch along; the others' results stand
        yield from [Failure(type(error).__name__, str(error))] * len(batch)


def _batch(trials: list[Trial]) -> list[Outcome | Failure]:
    return [_one(trial) for trial in trials]


def _one(trial: Trial) -> Outcome | Failure:
    try:
        return play(trial.run, trial.until, policy=trial.policy)
    except Exception as error:  # noqa: BLE001  # whatever it was, it is this run's answer
        return Failure(type(error).__name__, str(error))


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A mean and its 95 % t-interval."""

    mean: float
    low: float
    high: float

    @property
    def sign(self) -> int:
        """1 or -1 if the interval lies above or below 0, else 0."""
        return (self.low > 0) - (self.high < 0)


def interval(values: Sequence[float]) -> Interval:
    """Mean and 95 % t-interval of at least two independent `values`."""
    from scipy.stats import t

    middle = mean(values)
    half = float(t.ppf(0.975, len(values) - 1)) * stdev(values) / sqrt(len(values))
    return Interval(mean=middle, low=middle - half, high=middle + half)


def paired(a: Sequence[Outcome], b: Sequence[Outcome], metric: str) -> Interval:
    """B minus a on `metric`, seed by seed."""
    return interval([y.metrics[metric] - x.metrics[metric] for x, y in zip(a, b, strict=True)])
