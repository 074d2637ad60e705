"""Happenings: what comes over the centre from outside, which of it is in force, and what it does, in words.

Rules of this file: pure functions. What has happened is read off the level's table and the decision log, for a run is
made of nothing else; so nothing is missed however fast time runs, and no journey in time leaves a trace that has not
happened. What an event does is said from the level file's own numbers, field by field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from game.views import art, icons, theme
from game.views.canvas import Canvas, Rect
from game.views.when import day_title
from game.views.widgets import Icon
from game.views.words import count, say
from sim.clock import DAY
from sim.decisions import Decision, Inject
from sim.level import Happening, Level
from sim.words import later

Tone = Literal["good", "bad", "plain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """An event that has begun."""

    name: str
    what: Happening
    begun: float
    """(s)"""
    scripted: bool

    @property
    def until(self) -> float:
        """When it is over (s)."""
        return self.begun + self.what.days * DAY

    @property
    def key(self) -> tuple[str, float]:
        """Which occurrence it is."""
        return (self.name, self.begun)

    def days_left(self, now: float) -> int:
        """Whole days still to come, today counted."""
        return max(0, ceil((self.until - now) / DAY))


def occurred(level: Level, decisions: Iterable[Decision], now: float) -> tuple[Occurrence, ...]:
    """Everything that has begun by `now`, in order: by the script, at midnight, and by decision."""
    found = [
        Occurrence(name=name, what=what, begun=ceil(what.day) * DAY, scripted=True)
        for name, what in level.events.items()
        if what.day is not None and ceil(what.day) * DAY <= now
    ]
    for decision in decisions:
        change = decision.change
        if isinstance(change, Inject) and change.event in level.events and decision.time <= now:
            what = level.events[change.event]
            found.append(Occurrence(name=change.event, what=what, begun=decision.time, scripted=False))
    return tuple(sorted(found, key=lambda one: one.begun))


def in_force(level: Level, decisions: Iterable[Decision], now: float) -> tuple[Occurrence, ...]:
    """What has begun and is not over."""
    return tuple(one for one in occurred(level, decisions, now) if now < one.until)


def deck(level: Level) -> tuple[str, ...]:
    """The events that wait for somebody to play them."""
    return tuple(name for name, what in level.events.items() if what.day is None)


# --- what it does -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One thing that an event does: what changes and by how much, or a sentence (`amount` empty)."""

    text: str
    amount: str
    tone: Tone
    up: bool


FACTORS: tuple[tuple[str, str, Literal["up", "down"]], ...] = (
    ("joining", later("New subscribers"), "up"),
    ("leaving", later("Subscribers who leave"), "down"),
    ("absence", later("CSRs off sick"), "down"),
    ("patience", later("Patience in line"), "up"),
    ("quits", later("CSRs who quit"), "down"),
    ("price_sense", later("How much the price counts"), "down"),
    ("outside", later("Complaints to bureau and regulator"), "down"),
)
"""Field of a `Happening`, what it multiplies, and which way is better."""


def times(factor: float) -> str:
    """A factor as people say it: `+40 %`, `-30 %`, `x 2.5`."""
    if factor >= 2:
        return say("x {n}", n=f"{factor:g}")
    return say("{n:+.0f} %", n=(factor - 1) * 100)


def effects(level: Level, what: Happening) -> tuple[Effect, ...]:
    """Everything that `what` does."""
    found = []
    for field, title, better in FACTORS:
        factor = getattr(what, field)
        if factor != 1:
            good = (factor > 1) == (better == "up")
            found.append(
                Effect(text=say(title), amount=times(factor), tone="good" if good else "bad", up=factor > 1)
            )  # fmt: skip
    for issue, factor in what.issues.items():
        if factor != 1:
            text = say("Trouble: {issue}", issue=say(level.issues[issue].title))
            found.append(Effect(text=text, amount=times(factor), tone="bad" if factor > 1 else "good", up=factor > 1))
    found += [Effect(text=text, amount="", tone=tone, up=tone == "good") for text, tone in _strokes(level, what)]
    return tuple(found)


def _strokes(level: Level, what: Happening) -> list[tuple[str, Tone]]:
    """What it does at one stroke, as sentences."""
    said: list[tuple[str, Tone]] = []
    if what.readers:
        tone: Tone = "good" if what.good else "bad"
        who = count("one person", "{n} people", what.readers)
        if what.audience:
            group = say(level.carrier.segments[what.audience].title)
            said.append((say("{who} ({group}) read it on the first day.", who=who, group=group), tone))
        else:
            said.append((say("{who} read it on the first day.", who=who), tone))
        said.append((say("It speaks well of you.") if what.good else say("It does not speak well of you."), tone))
        if what.told_by_worst:
            said.append((say("It is told by whoever lost the most hours to you lately."), "bad"))
    if what.expectation:
        text = (
            say("From now on everybody expects more of you ({n:+.2f} on a scale from -1 to 1).", n=what.expectation)
            if what.expectation > 0
            else say(
                "From now on everybody expects less of you ({n:+.2f} on a scale from -1 to 1).", n=what.expectation
            )
        )
        said.append((text, "bad" if what.expectation > 0 else "good"))
    if what.expiry:
        said.append((say("{n:.0f} % of the contracts still running end at once.", n=what.expiry * 100), "bad"))
    if what.closes_site:
        said.append((say("The partner's site is gone; its calls are yours again."), "bad"))
    if what.frees_handset:
        said.append((say("Whoever stayed for the handset alone is free to go."), "bad"))
    return said


def lasting(one: Occurrence) -> str:
    """From when to when."""
    if one.what.days <= 1:
        return say("On {day}", day=day_title(one.begun))
    days = count("one day", "{n} days", ceil(one.what.days))
    return say("From {begin}, for {days}: until {end}", begin=day_title(one.begun), days=days, end=day_title(one.until))


def remaining(one: Occurrence, now: float) -> str:
    """How much of it is still to come."""
    return count("one day left", "{n} days left", one.days_left(now))


# --- what may help ----------------------------------------------------------------------------------------------

HELP: dict[str, tuple[str, ...]] = {
    "joining": ("promise.advertising", "promise.price", "promise.joining_fee", "power.delight"),
    "leaving": ("promise.retention_discount", "people.retention_staff", "promise.price", "promise.leaving_fee"),
    "absence": ("people.overtime", "process.generalists", "people.breaks", "people.frontline_staff"),
    "patience": ("people.frontline_staff", "process.keep_place", "people.overtime"),
    "quits": ("people.wage", "people.appreciation", "people.breaks", "people.job_pledge", "people.training_days"),
    "price_sense": ("promise.price", "promise.retention_discount", "promise.roaming_cap"),
    "outside": ("power.settle", "people.executive_staff", "promise.published_route", "power.terminal_authority"),
    "readers": ("perception.public_replies", "process.record_calls", "process.notes", "process.ownership"),
    "expectation": ("promise.brand_promise", "power.frontline_credit_limit", "people.frontline_staff"),
    "expiry": ("promise.retention_discount", "people.retention_staff", "promise.contract_months", "power.fee_waiver"),
    "closes_site": ("people.frontline_staff", "people.overtime"),
    "frees_handset": ("promise.retention_discount", "people.retention_staff", "promise.leaving_fee"),
}
"""Field of a `Happening` to the levers that bear on what it does, the nearest first."""
REMEDIES: dict[str, tuple[str, ...]] = {
    "credit": ("power.frontline_credit_limit", "power.billing_credit_limit", "power.approval_route"),
    "fix": ("power.override", "process.keep_place", "process.loop_breaker"),
    "change": ("process.confirmations", "process.generalists"),
    "explain": ("process.explain_cause", "promise.roaming_cap"),
    "release": ("promise.retention_discount", "power.fee_waiver"),
}


def what_helps(level: Level, what: Happening, most: int = 4) -> tuple[str, ...]:
    """Levers of this level that bear on what it does; never a promise that more of them is better."""
    wanted: list[str] = []
    for issue, factor in what.issues.items():
        if factor > 1:
            spec = level.issues[issue]
            wanted += [level.desks[spec.desk].staff, *spec.lowered_by, *REMEDIES[spec.remedy], "people.frontline_staff"]
    wanted += [lever for field, levers in HELP.items() if _hurts(what, field) for lever in levers]
    return tuple(dict.fromkeys(lever for lever in wanted if lever in level.unlocked))[:most]


def _hurts(what: Happening, field: str) -> bool:
    """Whether an event makes something worse through `field`."""
    better = next((better for name, _, better in FACTORS if name == field), None)
    if better is not None:
        return bool((getattr(what, field) > 1) == (better == "down") and getattr(what, field) != 1)
    if field == "readers":
        return bool(what.readers) and not what.good
    return bool(getattr(what, field))


# --- what it looks like -----------------------------------------------------------------------------------------

SIGNS: Sequence[tuple[Callable[[Happening], bool], Icon]] = (
    (lambda what: what.told_by_worst or bool(what.readers), icons.bubble),
    (lambda what: what.absence > 1 or what.quits > 1, icons.person),
    (lambda what: what.outside > 1, icons.flag),
    (lambda what: any(factor > 1 for factor in what.issues.values()), icons.bolt),
    (lambda what: what.leaving > 1 or what.frees_handset or bool(what.expiry) or what.closes_site, icons.door),
    (lambda what: what.joining > 1, icons.star),
    (lambda what: what.joining < 1, icons.warning),
)
"""What an event is above all, and the sign for it; the first that fits."""


def sign(what: Happening) -> Icon:
    """The small sign of an event."""
    return next((icon for fits, icon in SIGNS if fits(what)), icons.bolt)


def picture(name: str) -> str:
    """The name of an event's picture under assets/; nothing if there is none."""
    return art.event(name) if art.there(art.event(name)) else ""


def draw_picture(canvas: Canvas, rect: Rect, name: str, what: Happening) -> None:
    """The picture of an event; without one, its sign, large."""
    if picture(name):
        art.card(canvas, art.event(name), rect.x, rect.y, rect.w)
    else:
        canvas.rect(rect, theme.PAPER_DEEP, radius=10)
        sign(what)(canvas, *rect.centre, min(rect.w, rect.h) * 0.26, theme.ORANGE)
