"""The load on the lines: how much work there was for each hour on duty, and why that changed.

load = calls x seconds a call / time on duty. How far one load differs from another is split exactly, by logarithmic
means (Ang 2004, the logarithmic mean Divisia index): each factor's share is its logarithm's, each part's share of a
factor is its difference's, whatever the sizes, and nothing is left over. That waiting follows the load is queueing
theory; how much of a wait comes from which part of the load, no event tells.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import log

import numpy as np

from game.views.past import FIRST
from game.views.why.evidence import Evidence, Span
from game.views.why.facets import REASON
from game.views.why.folds import Group
from game.views.why.labels import Label
from game.views.words import say
from sim.events import ContactEnding, Kind, Why
from sim.levers import LEVERS
from sim.words import later

_K = Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What the lines had to carry in a span, per paid hour on duty."""

    calls: dict[int, float]
    """By why they were made. One that is tried again after hanging up is the same work, and not counted again: it is
    what waiting brings, not what brings waiting.
    """
    seconds: dict[str, float]
    """Of a CSR's time for each call that was answered, by what they were spent on."""
    staffed_s: float
    days: float

    @property
    def load(self) -> float:
        """Hours of work for each hour on duty, had every call been answered."""
        a_call = sum(self.seconds.values())
        return sum(self.calls.values()) * a_call / self.staffed_s if self.staffed_s else 0.0


def load_of(e: Evidence, span: Span) -> Load:
    """The load of a span."""
    began, legs = e.of(_K.CONTACT_BEGAN, span), e.of(_K.LEG_ENDED, span)
    codes = REASON.codes(e, began)
    ended = e.of(_K.CONTACT_ENDED, span)
    lost = (ended.value(_K.CONTACT_ENDED, "ending") == ContactEnding.RENEGED) & (
        ended.value(_K.CONTACT_ENDED, "legs") == 1
    )
    answered = max(1.0, float((~lost).sum()))
    parts = {name: float(legs.value(_K.LEG_ENDED, name).sum()) for name in ("talk_s", "reexplain_s", "argue_s")}
    parts["approval_s"] = float(legs.value(_K.LEG_ENDED, "approval_s").sum())
    busy = e.total(_K.DAY_CLOSED, "busy_s", span)
    parts["rest"] = busy - sum(parts.values())
    return Load(
        calls={int(code): float((codes == code).sum()) for code in np.unique(codes) if code != Why.REDIAL},
        seconds={name: seconds / answered for name, seconds in parts.items()},
        staffed_s=e.total(_K.DAY_CLOSED, "staffed_s", span),
        days=float(len(e.of(_K.DAY_CLOSED, span))),
    )


_SECONDS = {
    "talk_s": (later("Longer talk"), later("Shorter talk"), "pressure.handle_time_target"),
    "reexplain_s": (later("More telling it again"), later("Less telling it again"), "process.notes"),
    "argue_s": (later("More 'why can't you?'"), later("Less 'why can't you?'"), "power.frontline_credit_limit"),
    "approval_s": (later("More waiting for a yes"), later("Less waiting for a yes"), "power.approval_route"),
    "rest": (later("More wrap-up, loops and asking"), later("Less wrap-up, loops and asking"), "process.notes"),
}


def loaded(e: Evidence, now: Span, before: Span) -> list[Group]:
    """Why the load changed from `before` to `now`: groups that add up to the change, in hours of work per hour on duty.

    load = calls x seconds / time on duty. Each factor's share of the change is its logarithm's, each part's share of a
    factor is its difference's: exact, whatever the sizes (logarithmic mean Divisia index).
    """
    new, old = load_of(e, now), load_of(e, before)
    if min(new.load, old.load, new.days, old.days) <= 0:
        return []
    mean = _log_mean(new.load, old.load)
    groups = []
    more = old.staffed_s / old.days - new.staffed_s / new.days
    title = say("Fewer CSR hours on duty") if more > 0 else say("More CSR hours on duty")
    says = say(
        "{a:,.0f} hours a day, {b:,.0f} before.",
        a=new.staffed_s / new.days / 3600,
        b=old.staffed_s / old.days / 3600,
    )
    amount = -mean * log((new.staffed_s / new.days) / (old.staffed_s / old.days))
    groups.append(Group(key="load staff", label=Label(title=title, says=says, lever=_staffing(e)), amount=amount))
    a, b = sum(new.calls.values()) / new.days, sum(old.calls.values()) / old.days
    each = mean / _log_mean(a, b)
    began = e.of(_K.CONTACT_BEGAN, now)
    codes = REASON.codes(e, began)
    for code in sorted({*new.calls, *old.calls}):
        x, y = new.calls.get(code, 0.0) / new.days, old.calls.get(code, 0.0) / old.days
        table = began.where(codes == code)
        named = REASON.name(e, code, table)
        says = say("{a:,.1f} calls a day, {b:,.1f} before.", a=x, b=y)
        groups.append(
            Group(
                key=f"load {code}", label=replace(named, says=says), amount=(x - y) * each, table=table,
                amounts=np.full(len(table), each / new.days),
            )
        )  # fmt: skip
    a, b = sum(new.seconds.values()), sum(old.seconds.values())
    each = mean / _log_mean(a, b)
    for name, (longer, shorter, lever) in _SECONDS.items():
        x, y = new.seconds[name], old.seconds[name]
        says = say("{a:,.0f} s for each answered call, {b:,.0f} before.", a=x, b=y)
        title = say(longer) if x >= y else say(shorter)
        groups.append(
            Group(key=f"load {name}", label=Label(title=title, says=says, lever=lever), amount=(x - y) * each)
        )
    return groups


def _log_mean(a: float, b: float) -> float:
    """The logarithmic mean."""
    return (a - b) / log(a / b) if abs(a - b) > 1e-12 * max(a, b) else a


def _staffing(e: Evidence) -> str:
    """The head count that was decided on last."""
    names = list(LEVERS)
    for row in reversed(e.of(_K.DECIDED).rows.tolist()):
        name = names[int(row[FIRST])]
        if name in ("people.overtime", "people.breaks") or name.endswith(("_staff", "supervisors")):
            return name
    return "people.frontline_staff"
