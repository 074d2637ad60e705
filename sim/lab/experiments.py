"""Experiments: many runs on any executor, and what they say, with honest intervals.

`run_all` takes runs as values and gives outcomes in input order; a run that fails is data, not an exception. It runs in
this thread by default and on any `concurrent.futures.Executor` otherwise, in batches, because a run is short. `paired`
compares two arms seed by seed: the same people, the same luck.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from math import sqrt
from statistics import mean, stdev

from sim.errors import DecisionError
from sim.frames import Fate
from sim.lab.erlang import student_quantile
from sim.measures import MEASURES
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


def run_all(
    runs: Iterable[Run | Trial], executor: Executor | None = None, *, progress: Callable[[int], None] | None = None
) -> list[Outcome | Failure]:
    """The outcome of every run, in input order, on `executor` (default: here). `progress`: told how many are done."""
    trials = [run if isinstance(run, Trial) else Trial(run=run) for run in runs]
    done: list[Outcome | Failure] = []
    for answers in _answers(trials, executor):
        done.extend(answers)
        if progress is not None:
            progress(len(done))
    return done


def _answers(trials: list[Trial], executor: Executor | None) -> Iterator[list[Outcome | Failure]]:
    """The outcomes in input order, some at a time."""
    if executor is None:
        yield from ([_one(trial)] for trial in trials)
        return
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
    yield from (_gather(batch, future) for batch, future in zip(batches, futures, strict=True))


def _gather(batch: list[Trial], future: Future[list[Outcome | Failure]]) -> list[Outcome | Failure]:
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001  # a worker that died takes its batch along; the others' results stand
        return [Failure(type(error).__name__, str(error))] * len(batch)


def _batch(trials: list[Trial]) -> list[Outcome | Failure]:
    return [_one(trial) for trial in trials]


def _one(trial: Trial) -> Outcome | Failure:
    try:
        return play(trial.run, trial.until, policy=trial.policy)
    except Exception as error:  # noqa: BLE001  # whatever it was, it is this run's answer
        return Failure(type(error).__name__, str(error))
    finally:
        # A model is one large knot of few objects: left to itself the collector comes by after a gigabyte of them.
        gc.collect()


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
    middle = mean(values)
    half = student_quantile(0.975, len(values) - 1) * stdev(values) / sqrt(len(values))
    return Interval(mean=middle, low=middle - half, high=middle + half)


def paired(a: Sequence[Outcome], b: Sequence[Outcome], metric: str) -> Interval:
    """B minus a on `metric`, seed by seed."""
    return interval([y.metrics[metric] - x.metrics[metric] for x, y in zip(a, b, strict=True)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A person whose fate differs between the arms, on one seed."""

    seed: int
    customer: int
    a: Fate
    b: Fate


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two arms of the same people on the same seeds. Keys are metrics' names; `difference` is b minus a."""

    seeds: tuple[int, ...]
    arms: tuple[Mapping[str, Interval], Mapping[str, Interval]]
    difference: Mapping[str, Interval]
    p_better: Mapping[str, float | None]
    """Share of seeds on which b is better (ties half); `None` where neither way is better."""
    flipped: tuple[Flip, ...]


def compare(
    a: Sequence[Trial],
    b: Sequence[Trial],
    executor: Executor | None = None,
    *,
    progress: Callable[[int], None] | None = None,
) -> Comparison:
    """Compare arm `b` with arm `a`, which have the same seeds in the same order, at least two.

    Raises DecisionError if a run of either arm fails.
    """
    seeds = tuple(trial.run.seed for trial in a)
    if len(seeds) < 2 or seeds != tuple(trial.run.seed for trial in b):
        raise ValueError("both arms need the same seeds, at least two")
    outcomes = run_all([*a, *b], executor, progress=progress)
    good: list[Outcome] = []
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            raise DecisionError("compare", f"a run failed: {outcome.error}: {outcome.message}")
        good.append(outcome)
    first, second = good[: len(a)], good[len(a) :]
    names = list(first[0].metrics)
    return Comparison(
        seeds=seeds,
        arms=(
            {name: interval([o.metrics[name] for o in first]) for name in names},
            {name: interval([o.metrics[name] for o in second]) for name in names},
        ),
        difference={name: paired(first, second, name) for name in names},
        p_better={name: _better(first, second, name) for name in names},
        flipped=tuple(
            flip for x, y, seed in zip(first, second, seeds, strict=True) for flip in flips(x.fates, y.fates, seed)
        ),
    )


def _better(first: Sequence[Outcome], second: Sequence[Outcome], name: str) -> float | None:
    way = {"up": 1, "down": -1, "none": 0}[MEASURES[name].better]
    if not way:
        return None
    gaps = [way * (y.metrics[name] - x.metrics[name]) for x, y in zip(first, second, strict=True)]
    return mean(1.0 if gap > 0 else 0.5 if gap == 0 else 0.0 for gap in gaps)


def flips(a: bytes, b: bytes, seed: int) -> Iterator[Flip]:
    """Everybody whose fate differs between two arms of the same people, whose `fates` are `a` and `b`."""
    for customer, (one, other) in enumerate(zip(a, b, strict=True)):
        if one != other:
            yield Flip(seed=seed, customer=customer, a=Fate(one), b=Fate(other))
