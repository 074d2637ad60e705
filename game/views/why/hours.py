"""Hours: what the time of CSRs and of customers was spent on, as far as the log says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.views.past import CONTACT, CSR, Table
from game.views.why.evidence import Evidence, Span, again
from game.views.why.folds import Cut, Fold, Group, Number, Pick, lines, total, val
from game.views.why.labels import Label
from game.views.words import say
from sim.events import Kind
from sim.words import later

_K = Kind


def spent(name: str) -> Fold:
    """Minutes of legs by what they were spent on."""

    def pick(e: Evidence, span: Span) -> Table:
        legs = e.of(_K.LEG_ENDED, span)
        return legs.where(legs.value(_K.LEG_ENDED, name) > 0)

    return Fold(pick=pick, each=val(_K.LEG_ENDED, name), scale=1 / 60)


def _hours(name: str, title: str, says: str, lever: str) -> Fold:
    return replace(spent(name), scale=1 / 3600, title=title, says=says, lever=lever)


PARTS = (
    ("hold_s", later("In line"), later("Nobody free to answer."), "people.frontline_staff"),
    ("talk_s", later("Talk that served the matter"), later("What a call is for."), "pressure.handle_time_target"),
    ("reexplain_s", later("Telling it all again"), later("The next CSR found no note."), "process.notes"),
    (
        "argue_s",
        later("'Why can't you?'"),
        later("A CSR who may not, explaining that."),
        "power.frontline_credit_limit",
    ),
    ("approval_s", later("Waiting for a supervisor's yes"), later("While the customer holds."), "power.approval_route"),
    (
        "loop_s",
        later("Sent back to the same desk"),
        later("Line and talk, for the second time."),
        "process.loop_breaker",
    ),
)
TAXED = tuple(_hours(*part) for part in PARTS)


def _longest(e: Evidence, span: Span) -> Table:
    ended = e.of(_K.CONTACT_ENDED, span)
    at = [int(np.argmax(ended.value(_K.CONTACT_ENDED, "duration_s")))] if len(ended) else []
    return Table(ended.index[at], ended.rows[at])


def of_longest(name: str) -> Pick:
    """The legs of the longest contact."""

    def pick(e: Evidence, span: Span) -> Table:
        longest = _longest(e, span)
        legs = e.of(_K.LEG_ENDED)
        return legs.where(
            np.isin(legs.rows[:, CONTACT], longest.rows[:, CONTACT]) & (legs.value(_K.LEG_ENDED, name) > 0)
        )

    return pick


def busy() -> Cut:
    """What kept CSRs busy while others waited: all of it, in shares of that time."""
    known = occupied(total(_K.DAY_CLOSED, "busy_s"))

    def split(e: Evidence, span: Span) -> list[Group]:
        groups = known.split(e, span)
        rest = 100.0 - sum(group.amount for group in groups)
        if not e.total(_K.DAY_CLOSED, "busy_s", span):
            return []
        return [*groups, Group(key="rest", label=Label(title=say(UNTOLD)), amount=rest)]

    return Cut(title=later("What keeps CSRs busy"), split=split, whole=later("of the time in which CSRs are busy"))


UNTOLD = later("Wrap-up, loops, supervisors, letters")


def occupied(whole: Number) -> Cut:
    """What CSRs' time was spent on, as far as the log says, in shares of `whole`."""

    def fold(name: str, title: str, says: str, lever: str, repeats: bool | None = None) -> Fold:
        def pick(e: Evidence, span: Span) -> Table:
            legs = e.of(_K.LEG_ENDED, span)
            legs = legs.where((legs.value(_K.LEG_ENDED, name) > 0) & (legs.rows[:, CSR] >= 0))
            if repeats is None or not len(legs):
                return legs
            return legs.where(again(e.whys[legs.rows[:, CONTACT].astype(np.int64)]) == repeats)

        return Fold(
            pick=pick, each=val(_K.LEG_ENDED, name), over=whole, scale=100.0, title=title, says=says, lever=lever
        )

    return lines(later("What they do"),
        fold("talk_s", later("Talk about new troubles"), later("What a call is for."), "", repeats=False),
        fold("talk_s", later("Talk about the same trouble again"), later("Calls that a cure would have saved."),
             "power.frontline_credit_limit", repeats=True),
        fold("reexplain_s", later("Being told it all again"), later("No note was found."), "process.notes"),
        fold("argue_s", later("'Why can't you?'"), later("A CSR who may not, explaining that."),
        "power.frontline_credit_limit"),
        fold("approval_s", later("Waiting for a supervisor"), later("CSR and customer, both."), "power.approval_route"),
    )  # fmt: skip
