"""Bounds: what a goal asks for and what it is worth, in words."""

from __future__ import annotations

from game.views import charts
from game.views.words import count, say
from sim.frames import ObjectiveView
from sim.level import Objective
from sim.measures import MEASURES


def target(goal: ObjectiveView) -> str:
    """What is to be reached, with its unit."""
    measure = MEASURES[goal.metric]
    if goal.at_least is not None:
        return say("at least {value}", value=say(measure.show(goal.at_least)))
    return say("at most {value}", value=say(measure.show(goal.at_most or 0.0)))


def short(goal: ObjectiveView) -> str:
    """The target where there is little room."""
    bound = goal.at_least if goal.at_least is not None else goal.at_most or 0.0
    value = charts.plain(say(MEASURES[goal.metric].show(bound)))
    return say("min {value}", value=value) if goal.at_least is not None else say("max {value}", value=value)


def worth(goal: ObjectiveView | Objective) -> str:
    """What reaching it brings, and what missing it costs."""
    worth = count("one star", "{n} stars", goal.stars) if goal.stars else say("no star")
    return say("{stars}; without it the level is lost", stars=worth) if goal.must else worth
