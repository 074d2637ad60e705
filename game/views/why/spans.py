"""Spans: the stretches of days that a number can be asked about, and what a change is held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from game.views.why.evidence import Span
from sim.clock import day_of
from sim.decisions import Decision

WEEK = 7


class Scope(StrEnum):
    """How far back a question looks."""

    EVER = "so far"
    WEEK = "week"
    DAY = "day"
    CHANGE = "change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The days of now, and as many of before."""

    now: tuple[int, int]
    """First day, and the one after the last."""
    before: tuple[int, int]
    since: Decision | None
    """The decision between them."""


def comparison(days: int, decisions: Sequence[Decision]) -> Comparison | None:
    """What the latest of `days` closed days are held against; `None`: there is nothing yet.

    The days since your last decision that is at least a day old, seven at most, against as many before it, the same
    days of the week where that can be; where you decided nothing, the last seven against the seven before.
    """
    for decision in reversed(decisions):
        taken = day_of(decision.time)
        now = min(WEEK, days - taken - 1)
        if now < 1 or taken < 1:
            continue
        first = days - now
        if first - WEEK >= 0 and first - WEEK + now <= taken and days - taken - 1 < WEEK:
            return Comparison(now=(first, days), before=(first - WEEK, first - WEEK + now), since=decision)
        size = min(now, taken)
        return Comparison(now=(days - size, days), before=(taken - size, taken), since=decision)
    size = min(WEEK, days - WEEK)
    if size < 1:
        return None
    return Comparison(now=(days - size, days), before=(days - size - WEEK, days - WEEK), since=None)


def span_of(scope: Scope, days: int, day: int) -> Span:
    """The span of a scope: of `days` closed days, or of one `day`."""
    match scope:
        case Scope.WEEK:
            return Span.days(max(0, days - WEEK), days)
        case Scope.DAY:
            return Span.days(day, day + 1)
        case _:
            return Span(0.0, 1e10)
