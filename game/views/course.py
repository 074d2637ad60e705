"""The course of a goal: how far along it is, which way it has moved lately, and where that leads. Pure.

Rules of this file: everything is read off a frame: the value so far and the closed days. Three kinds of numbers move in
three ways. A *flow* adds up (profit); a *stock* stands where it stands (subscribers); a *share* is that of all days so
far (resolved in full), so that a new day moves it the less, the more there have been.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Literal

from game.views.bet import flows
from game.views.when import day_title
from game.views.why.accounts import ACCOUNTS
from game.views.words import say
from sim.clock import DAY
from sim.frames import Frame, ObjectiveView
from sim.level import Level
from sim.measures import MEASURES

Kind = Literal["flow", "stock", "share"]
Trend = Literal["up", "flat", "down"]
State = Literal["open", "on", "off", "reached", "missed"]
"""Before the first books, on or off course while time is left, and what came of it at the end."""

WEEK_DAYS = 7
BEYOND = 1.25
"""How far the bar of an upper bound reaches, in bounds: what is over it can be seen."""
LEAST = 3
"""Weekdays at least that must have come twice before two weeks are compared."""
STILL = 0.03
"""What moves less in a week, against what there is to move, stands still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How a goal is getting on."""

    fill: float
    """How much of its bar is full, 0 to 1."""
    bound: float
    """Where on the bar the bound stands, 0 to 1."""
    trend: Trend | None
    """How its number moved in the last week: a stock itself; of a flow or a share what a day brings, against the week
    before. `None`: too early to say.
    """
    towards: bool
    """Whether that is the way to the goal."""
    crossing: int | None
    """The day on which it is met, or no longer is, if all goes on as in the last week; `None`: none before the end."""
    paced: bool
    """Whether there have been days enough to name it."""


def course(goal: ObjectiveView, frame: Frame, level: Level) -> Course:
    """That of one goal of `level`."""
    fill, bound = _bar(goal, _opening(goal.metric, frame, level))
    moved = _moved(goal, frame, level)
    up = goal.at_least is not None
    trend: Trend | None = None if moved is None else "flat" if abs(moved) < STILL else "up" if moved > 0 else "down"
    return Course(
        fill=fill,
        bound=bound,
        trend=trend,
        towards=trend == ("up" if up else "down"),
        crossing=_crossing(goal, frame),
        paced=len(_days(goal.metric, frame)) >= WEEK_DAYS,
    )


def state_of(goal: ObjectiveView, frame: Frame, way: Course) -> State:
    """How a goal stands. Only the end says whether it is reached: till then it counts where its pace leads."""
    if frame.time >= frame.ends:
        return "reached" if goal.met else "missed"
    if not _days(goal.metric, frame):
        return "open"
    return "on" if goal.met == (way.crossing is None) else "off"


def said(state: State) -> str:
    """A state in words."""
    return {
        "open": say("Undecided until the first midnight."),
        "on": say("On course."),
        "off": say("Off course."),
        "reached": say("Reached."),
        "missed": say("Missed."),
    }[state]


def kind_of(metric: str) -> Kind:
    """Whether a metric adds up, stands, or is a share."""
    if ACCOUNTS[metric].stock:
        return "stock"
    return "flow" if flows(MEASURES[metric]) or MEASURES[metric].unit == "days" else "share"


def in_words(goal: ObjectiveView, way: Course) -> str:
    """Room left, last week and where it leads, as sentences; nothing while there is nothing to say."""
    parts = []
    if goal.at_most is not None:
        rest = say(MEASURES[goal.metric].show(abs(goal.at_most - goal.value)))
        parts.append(say("Room left: {value}.", value=rest) if goal.met else say("Over by {value}.", value=rest))
    if way.trend is not None:
        parts.append(_week(goal, way))
    if way.paced:
        parts.append(_pace(goal, way))
    return " ".join(parts)


def _week(goal: ObjectiveView, way: Course) -> str:
    """How the last week was: for a stock the way it went, else beside the week before."""
    if kind_of(goal.metric) == "stock":
        if way.trend == "flat":
            return say("In the last week it hardly moved.")
        if way.towards:
            return say("In the last week it moved towards the goal.")
        return say("In the last week it moved away from the goal.")
    if way.trend == "flat":
        return say("The last week was like the one before.")
    if way.towards:
        return say("The last week was better than the one before.")
    return say("The last week was worse than the one before.")


def _pace(goal: ObjectiveView, way: Course) -> str:
    if way.crossing is None:
        return say("At this pace: kept to the end.") if goal.met else say("At this pace: not before the end.")
    day = day_title(way.crossing * DAY)
    return say("At this pace: lost by {day}.", day=day) if goal.met else say("At this pace: reached by {day}.", day=day)


# --- the bar ------------------------------------------------------------------------------------------------------


def _bar(goal: ObjectiveView, start: float) -> tuple[float, float]:
    """How full the bar is, and where on it the bound stands."""
    if goal.at_least is None:  # filled with what is used up
        bound = goal.at_most or 0.0
        low, high = min(0.0, start), max(bound * BEYOND, bound + 1e-9)
    elif start < goal.at_least:  # from where it began to where it must come
        bound = goal.at_least
        low, high = start, bound
    else:  # it began above, and may fall so far
        bound = goal.at_least
        low, high = 2 * bound - start - 1e-9, start
    wide = high - low
    return (min(1.0, max(0.0, (goal.value - low) / wide)), (bound - low) / wide)


def _opening(metric: str, frame: Frame, level: Level) -> float:
    """Where a metric stood when the level began; what adds up or is a share began with nothing."""
    known = {"subscribers": float(level.carrier.subscribers), "cash_usd": level.carrier.cash_usd}
    if metric in known:
        return known[metric]
    if kind_of(metric) == "stock":
        days = _days(metric, frame)
        return days[0] if days else 0.0
    return -100.0 if MEASURES[metric].unit == "points" else 0.0


# --- where it is going --------------------------------------------------------------------------------------------


def _days(metric: str, frame: Frame) -> tuple[float, ...]:
    """Its closed days."""
    return frame.series.get(metric, ())


def _moved(goal: ObjectiveView, frame: Frame, level: Level) -> float | None:
    """How far it moved in the last week, against what there is to move; `None`: nobody can say yet."""
    days = _days(goal.metric, frame)
    bound = goal.at_least if goal.at_least is not None else goal.at_most or 0.0
    kind = kind_of(goal.metric)
    if kind == "stock":
        if len(days) <= WEEK_DAYS:
            return None
        way = abs(bound - _opening(goal.metric, frame, level)) or abs(bound) or 1.0
        return (days[-1] - days[-1 - WEEK_DAYS]) / way
    n = min(WEEK_DAYS, len(days) - WEEK_DAYS)  # the same weekdays of both weeks
    if n < LEAST:
        return None
    before = days[-n - WEEK_DAYS : len(days) - WEEK_DAYS]
    moved = (sum(days[-n:]) - sum(before)) / n
    share = abs(bound) / (level.weeks * WEEK_DAYS) if kind == "flow" else abs(bound)
    return moved / (share or 1.0)


def _crossing(goal: ObjectiveView, frame: Frame) -> int | None:
    """The day on which the goal is met, or no longer is, if every day is like the last seven, or those there are;
    `None`: none is left.
    """
    days = _days(goal.metric, frame)
    if not days:
        return None
    last = ceil(frame.ends / DAY) - 1
    bound = goal.at_least if goal.at_least is not None else goal.at_most or 0.0
    week = sum(days[-WEEK_DAYS:]) / len(days[-WEEK_DAYS:])
    missing = bound - goal.value
    match kind_of(goal.metric):
        case "share":  # so many days like those, until the mean of all has come so far
            away = week - bound
            ahead = len(days) * missing / away if away else -1.0
        case "stock":
            pace = (days[-1] - days[-1 - WEEK_DAYS]) / WEEK_DAYS if len(days) > WEEK_DAYS else 0.0
            ahead = missing / pace if pace else -1.0
        case _:
            ahead = missing / week if week else -1.0
    if ahead < 0:
        return None
    day = frame.day + max(1, ceil(ahead)) - 1  # today, which is not closed yet, is the first of them
    return day if day <= last else None
