"""Replay: a run is a value, and playing it is a pure function. Save, undo, rewind, fork and sync are this one act."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sim.clock import DAY, HOUR
from sim.decisions import Change, Decision, Inject, Refused
from sim.errors import DecisionError
from sim.frames import Frame
from sim.level import Level
from sim.run.look import fates, objectives, stars
from sim.run.model import Model
from sim.words import Phrase

Policy = Callable[[Frame], Iterable[Change]]
"""A player made of code: asked once a day, when the lines open, for the changes to submit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Level + seed + decisions: nothing else can change the result."""

    level: Level
    seed: int = 7
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run came to."""

    metrics: dict[str, float]
    digest: str
    checkpoints: tuple[tuple[int, str], ...]
    decisions: tuple[Decision, ...]
    until: float
    contacts: int
    stars: int
    """Of the level's objectives; 0: lost."""
    fates: bytes
    """What became of each person, one `Fate` a byte."""


def resume(run: Run, until: float, *, progress: Callable[[float], None] | None = None) -> Model:
    """The model of `run` at `until` (s), its decisions before `until` re-applied.

    `progress` is told the time reached, about once a simulated day. Raises DecisionError if a decision is refused or
    out of order.
    """
    model = Model(run.level, seed=run.seed)
    _replay(model, list(run.decisions), until, progress)
    return model


def play(
    run: Run,
    until: float | None = None,
    *,
    policy: Policy | None = None,
    progress: Callable[[float], None] | None = None,
) -> Outcome:
    """Play `run` to `until` (s; default: the level's end), with a `policy` deciding beside the log if given."""
    return outcome(played(run, until, policy=policy, progress=progress))


def played(
    run: Run,
    until: float | None = None,
    *,
    policy: Policy | None = None,
    progress: Callable[[float], None] | None = None,
) -> Model:
    """`play`, giving the Model. The policy is asked each day when the lines open, after the log's decisions by then."""
    end = run.level.weeks * 7 * DAY if until is None else until
    if policy is None:
        return resume(run, end, progress=progress)
    model = Model(run.level, seed=run.seed)
    left = list(run.decisions)
    day = 0
    while model.now < end:
        opening = day * DAY + model.book["promise.open_hour"] * HOUR
        _replay(model, left, min(opening, end), progress)
        if model.now < end:
            for change in policy(model.frame()):
                answer = model.impose(change) if isinstance(change, Inject) else model.submit(change)
                if isinstance(answer, Refused):
                    raise DecisionError(str(change), answer.reason)
        day += 1
        _replay(model, left, min(day * DAY, end), progress)
    return model


def _replay(model: Model, left: list[Decision], until: float, progress: Callable[[float], None] | None) -> None:
    """Run `model` to `until`, taking from `left` the decisions due by then."""
    while left and left[0].time <= until:
        decision = left.pop(0)
        if decision.time < model.now:
            raise DecisionError(
                str(decision), Phrase("comes after one at {now:.0f} s; decisions go in order of time", now=model.now)
            )
        _run(model, decision.time, progress)
        # What the run's log holds was allowed when it was taken, by the player or by whoever set the stage.
        answer = model.impose(decision.change)
        if isinstance(answer, Refused):
            raise DecisionError(str(decision), answer.reason)
    _run(model, until, progress)


def outcome(model: Model) -> Outcome:
    """What `model` has come to so far."""
    metrics = model.metrics()
    return Outcome(
        metrics=metrics,
        digest=model.digest(),
        checkpoints=model.checkpoints(),
        decisions=tuple(model.decisions),
        until=model.now,
        contacts=int(metrics["contacts"]),
        stars=stars(objectives(model.level, metrics)),
        fates=fates(model),
    )


def _run(model: Model, until: float, progress: Callable[[float], None] | None) -> None:
    if progress is None:
        model.run(until)
        return
    while model.now < until:
        model.run(min(until, (model.now // DAY + 1) * DAY))
        progress(model.now)
