"""Minds: what somebody on the floor may have on his mind, as kinds of thoughts with weights.

Rules of this file: tables and pure functions of what can be seen: a frame's views, the room, and what has just happened
to him. The more particular a kind, the more it weighs. That a promise was never entered, nobody thinks before he knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from game.views.floor.gauges import POWERLESS
from game.views.floor.overlays import known, power_of
from game.views.floor.person import GOINGS, Going, Person
from game.views.floor.plan import BACK_DESKS
from game.views.thoughts import Kind
from sim.clock import DAY, HOUR
from sim.events import Block, ContactEnding, Why
from sim.frames import CsrView, DeskView, Doing, Frame, WaitingView

Mind = dict[Kind, float]

BLOCKS: Final[Mapping[Block, str]] = {block: block.name.lower() for block in Block}
"""The situation of one whom a roadblock has just stopped; of both sides of the desk where there are lines for both."""
LEAVING: Final[Mapping[Going, str]] = {
    GOINGS[ContactEnding.RESOLVED]: "resolved",
    GOINGS[ContactEnding.PARTIAL]: "partial",
    GOINGS[ContactEnding.UNRESOLVED]: "unresolved",
    GOINGS[ContactEnding.RENEGED]: "reneged",
    GOINGS[ContactEnding.DISCONNECTED]: "cut_off",
}
REASONS: Final[Mapping[int, tuple[str, float]]] = {
    Why.REDIAL: ("redial", 4),
    Why.CUT_OFF: ("cut_off", 6),
    Why.PROMISE_BROKEN: ("promise_broken", 7),
    Why.NOT_SOLVED: ("not_solved", 4),
    Why.CLOSED: ("closed_yesterday", 5),
    Why.MACHINE: ("machine", 4),
}
SEGMENTS: Final = (
    ("business", "business"), ("youth", "youth"), ("travel", "traveller"), ("budget", "budget"),
    ("everyday", "everyday"), ("averse", "elder"), ("porting", "porting"),
)  # fmt: skip
"""A word in a segment's title, and whose lines its people think."""
DOINGS: Final[Mapping[Doing, tuple[str, float]]] = {
    Doing.IDLE: ("idle", 2),
    Doing.TALKING: ("talking", 2),
    Doing.ARGUING: ("arguing", 4),
    Doing.AWAITING_APPROVAL: ("awaiting_approval", 4),
    Doing.APPROVING: ("approving", 6),
    Doing.WRAPPING_UP: ("wrapping_up", 2),
}
LONG, LONGER = 300.0, 1200.0
"""A long wait, and a very long one (s)."""
MANY: Final = 10
"""A line of so many is long."""
NEW_DAYS, OLD_DAYS = 30.0, 1000.0
HIGH, LOW = 0.75, 0.4
"""Morale above, and below."""


@dataclass(frozen=True, slots=True)
class Weather:
    """What is in the air for everyone at a desk."""

    frame: Frame
    desk: DeskView
    quiet: bool
    """Nobody on duty has anything to do."""
    loss: bool
    """Somebody has quit since yesterday."""

    @property
    def hour(self) -> float:
        """Of the day."""
        return self.frame.time % DAY / HOUR


def mind_of(person: Person, weather: Weather, segment: str, happened: str) -> Mind:
    """What `person` may think; `segment`: its title in English; `happened`: to him just now, as a situation."""
    if person.going is not None:
        return leaving(person)
    if person.is_csr:
        return csr(person.view, weather, happened) if person.view is not None else {}
    if person.view is not None:
        return at_desk(person.view, happened)
    return waiting(person.waiting, weather, segment) if person.waiting is not None else {}


def leaving(person: Person) -> Mind:
    """On the way out."""
    if person.is_csr:
        return {("csr", "going_home"): 1.0} if person.thing != "carton" else {}
    situation = LEAVING.get(person.going) if person.going is not None else None
    return {("leaving", situation): 1.0} if situation else {}


def waiting(view: WaitingView, weather: Weather, segment: str) -> Mind:
    """In a line."""
    waited = weather.frame.time - view.since
    used = waited / view.patience_s if view.patience_s > 0 else 1.0
    line = weather.desk.line
    found: dict[str, float] = {
        "short_wait": 1.0 * (waited < 150),
        "long_wait": 3.0 * (LONG <= waited < LONGER),
        "very_long_wait": 4.0 * (waited >= LONGER),
        "losing_patience": 4.0 * (used > 0.75),
        "front_of_line": 2.0 * (line[:1] == (view,)),
        "queue_long": 2.0 * (len(line) >= MANY),
        "hold_music": 2.0 * (waited >= 120),
        "nth_call": 3.0 * (2 <= view.nth < 4),
        "many_calls": 4.0 * (view.nth >= 4),
        "transferred": 4.0 * (view.leg > 1),
        "captive": 4.0 * view.captive,
        "first_day": 1.0 * (weather.frame.day == 0),
    }
    if view.why in REASONS and view.leg == 1:
        situation, weight = REASONS[view.why]
        found[situation] = weight
    for word, situation in SEGMENTS:
        if word in segment.lower():
            found[situation] = 2.0
    return {("waiting", situation): weight for situation, weight in found.items()}


def at_desk(view: CsrView, happened: str) -> Mind:
    """A customer who is with a CSR."""
    found: dict[str, float] = {
        "talking": 1.0 * (view.doing is Doing.TALKING),
        "arguing": 4.0 * (view.doing is Doing.ARGUING),
        "awaiting_approval": 5.0 * (view.doing is Doing.AWAITING_APPROVAL),
        "re_explaining": 3.0 * known(view),
        "nth_call": 2.0 * (view.nth >= 4),
        "transferred": 3.0 * (view.leg > 1),
        "named": 4.0 * (view.owner >= 0),
        happened: 9.0,
    }
    return {("desk", situation): weight for situation, weight in found.items()}


def csr(view: CsrView, weather: Weather, happened: str) -> Mind:
    """A CSR at his desk, or a supervisor at hers."""
    situation, weight = DOINGS[view.doing]
    if weather.desk.name in BACK_DESKS:
        line = len(weather.desk.line)
        return {("supervisor", situation): weight, ("supervisor", "queue"): 3.0 * (line >= 3)}
    book, hour = weather.frame.book, weather.hour
    found: dict[str, float] = {
        situation: weight,
        "all_idle": 4.0 * weather.quiet,
        "going_home": 5.0 * view.going_home,
        "learner": 2.0 * (view.tenure_days < NEW_DAYS),
        "veteran": 2.0 * (view.tenure_days > OLD_DAYS),
        "high_morale": 2.0 * (view.morale >= HIGH),
        "low_morale": 3.0 * (view.morale <= LOW),
        "queue_long": 2.0 * (len(weather.desk.line) >= MANY),
        "colleague_quit": 3.0 * weather.loss,
        "handle_time": 3.0 * (0 < book.get("pressure.handle_time_target", 0.0) < 300),
        "monitored": 2.0 * (book.get("pressure.monitoring", 0.0) >= 0.5),
        "scripted": 2.0 * (book.get("pressure.script", 0.0) >= 0.7),
        "owner": 2.0 * (view.owned > 0),
        "powerless": 3.0 * (view.warmth >= 0.5 and power_of(view) == POWERLESS),
        "morning": 3.0 * (0 <= hour - book.get("promise.open_hour", 99.0) < 0.75),
        "evening": 3.0 * (0 <= book.get("promise.close_hour", 99.0) - hour < 1),
        happened: 7.0,
    }
    return {("csr", situation): weight for situation, weight in found.items()}
