"""Facets: the ways of grouping events, each with the policy line of its groups; their words are `labels`.

Rules of this file:
1. A facet gives every event of a table one code, and every code a label. It never leaves an event out, so that the
   groups of a number add up to it.
2. A facet is `sure` where the log itself says that this is how it was (which desk, which issue, how it ended). Where
   the log only says that two things went together, such as a trouble and the leaving after it (`lived`), it isn't, and
   the screen says "associated with".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.views.past import CASE, CONTACT, CSR, FIRST, KIND, TIME, Table, Whole
from game.views.story import lever_behind
from game.views.why.evidence import Evidence, Trouble, desks_of, effective
from game.views.why.labels import BLOCKS, DOORS, FAULTS, HOWS, MACHINES, TROUBLES, WHYS, Label, Words, label
from game.views.words import say
from sim.clock import DAY, HOUR, WEEK, WEEKDAYS
from sim.events import FIELDS, Block, CaseEnding, Kind, Source, Why
from sim.words import later

Codes = Callable[[Evidence, Table], Whole]
Name = Callable[[Evidence, int, Table], Label]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One way of grouping events."""

    title: str
    """In English."""
    codes: Codes
    name: Name
    sure: bool = True


def named(table: Words) -> Name:
    """The label of a code stands in `table`."""
    return lambda _e, code, _table: label(table, code)


def value(name: str) -> Codes:
    """The value `name` of each event, whatever its kind."""

    def codes(_e: Evidence, table: Table) -> Whole:
        if not len(table):
            return np.zeros(0, dtype=np.int64)
        kind = Kind(int(table.rows[0, 1]))
        return table.rows[:, FIRST + FIELDS[kind].index(name)].astype(np.int64)

    return codes


def trouble(e: Evidence, code: int, table: Table) -> Label:
    """A trouble; the policy line of a roadblock is that of the desk where it stands most."""
    found = label(TROUBLES, code)
    if code in BLOCKS:
        return Label(title=found.title, says=found.says, lever=_line_behind(e, code, table))
    return found


def _line_behind(e: Evidence, code: int, table: Table) -> str:
    desks = desks_of(table)
    if not (desks >= 0).any():
        stopped = e.of(Kind.ROADBLOCK)
        desks = desks_of(stopped.where(effective(stopped) == code))
    desks = desks[desks >= 0]
    return lever_behind(e.level, Block(code), int(np.bincount(desks).argmax()) if len(desks) else -1)


# --- when ---------------------------------------------------------------------------------------------------------


def _hour(_e: Evidence, code: int, _table: Table) -> Label:
    return Label(title=say("{a:02d}:00 to {b:02d}:00", a=code, b=code + 1))


HOUR_OF_DAY = Facet(
    title=later("Hour"), codes=lambda _e, t: (t.rows[:, TIME] % DAY // HOUR).astype(np.int64), name=_hour
)  # fmt: skip
WEEKDAY = Facet(
    title=later("Weekday"),
    codes=lambda _e, t: (t.rows[:, TIME] // DAY % 7).astype(np.int64),
    name=lambda _e, code, _t: Label(title=say(WEEKDAYS[code])),
)
WHEN = Facet(
    title=later("Week"),
    codes=lambda _e, t: (t.rows[:, TIME] // WEEK).astype(np.int64),
    name=lambda _e, code, _t: Label(title=say("week {n}", n=code + 1)),
)

# --- where, what about --------------------------------------------------------------------------------------------


def _desk_name(e: Evidence, code: int, _table: Table) -> Label:
    specs = list(e.level.desks.values())
    if not 0 <= code < len(specs):
        return Label(title=say("Upstairs, without a call"), lever="people.executive_staff")
    return Label(title=say(specs[code].title), lever=specs[code].staff)


def _limit_name(e: Evidence, code: int, table: Table) -> Label:
    specs = list(e.level.desks.values())
    found = _desk_name(e, code, table)
    return Label(title=found.title, lever=specs[code].credit_limit) if 0 <= code < len(specs) else found


DESK = Facet(title=later("Desk"), codes=lambda _e, t: desks_of(t), name=_desk_name)
LIMIT = Facet(title=later("Desk"), codes=lambda _e, t: desks_of(t), name=_limit_name)
TO_DESK = Facet(title=later("Sent to"), codes=value("to_desk"), name=_desk_name)


def _issue_name(e: Evidence, code: int, _table: Table) -> Label:
    issues = list(e.level.issues.values())
    if not 0 <= code < len(issues):
        return Label(title=say("Of no one trouble"))
    issue = issues[code]
    lever = next(iter([*issue.raised_by, *issue.lowered_by, *([issue.capped_by] if issue.capped_by else [])]), "")
    return Label(title=say(issue.title), lever=lever)


def _issue(e: Evidence, t: Table) -> Whole:
    case = t.who(CASE)
    return np.where(case >= 0, e.issues[case] if len(e.issues) else -1, -1)


ISSUE = Facet(title=later("Trouble"), codes=_issue, name=_issue_name)
FAULT = Facet(title=later("Whose doing"), codes=value("fault"), name=named(FAULTS))
HOW = Facet(title=later("How they left"), codes=value("how"), name=named(HOWS))
DOOR = Facet(title=later("Door"), codes=value("door"), name=named(DOORS))
MACHINE = Facet(title=later("How it ended"), codes=value("ending"), name=named(MACHINES))
BLOCK = Facet(title=later("What stopped it"), codes=lambda _e, t: effective(t), name=trouble)


def _yes_no(title: str, codes: Codes, no: tuple[str, str, str], yes: tuple[str, str, str]) -> Facet:
    return Facet(title=title, codes=codes, name=named(later({0: no, 1: yes})))


VOICED = _yes_no(later("Whether they called"), value("silent"), later(("Called about it", "", "")),
later(("Kept silent", "", "perception.outreach")))  # fmt: skip
BRED = _yes_no(later("What made it"), value("bred"), later(("By itself", "", "")),
later(("Another trouble's cure, or delay", "", "process.confirmations")))  # fmt: skip
PARTIAL = _yes_no(
    later("How much"),
    value("partial"),
    later(("In full", "", "")),
    later(("A part of it", "", "power.partial_credit")),
)
WARM = _yes_no(later("How"), value("warm"), later(("Cold: nobody stayed on the line", "", "process.warm_transfer")),
later(("Warm: introduced", "", "process.warm_transfer")))  # fmt: skip
LOOP = _yes_no(later("Where to"), value("loop"), later(("To a desk not yet spoken to", "", "")),
later(("Back to a desk already spoken to", "", "process.loop_breaker")))  # fmt: skip
GOOD = _yes_no(
    later("What they said"), value("positive"), later(("Something bad", "", "")), later(("Something good", "", ""))
)
SOURCE = Facet(
    title=later("What brought them"),
    codes=value("source"),
    name=named(
        later(
            {
                Source.ADS: ("Advertisements", "Talk had no hand in it.", "promise.advertising"),
                Source.WORD_OF_MOUTH: (
                    "Word of mouth",
                    "With the same luck and no talk, they would not have come.",
                    "",
                ),
            }
        )
    ),
)

# --- why a contact was made, what came of it ----------------------------------------------------------------------

_AGAIN = 1000
"""Added to the trouble that ended the contact before."""


def _reason(e: Evidence, t: Table) -> Whole:
    contact = t.who(CONTACT)
    why = np.where(contact >= 0, e.whys[contact] if len(e.whys) else -1, -1)
    unsolved = why == Why.NOT_SOLVED
    before = e.before[contact]
    trouble = np.where(before >= 0, e.troubles[before], -1)
    return np.where(unsolved & (trouble >= 0), _AGAIN + trouble, why)


def _reason_name(e: Evidence, code: int, table: Table) -> Label:
    if code < 0:
        return Label(title=say("Of no one call"))
    if code < _AGAIN:
        return label(WHYS, code)
    before = e.before[table.who(CONTACT)]
    earlier = e.of(Kind.CONTACT_ENDED)
    earlier = earlier.where(np.isin(earlier.who(CONTACT), before))
    found = trouble(e, code - _AGAIN, earlier)
    return Label(title=say("Again: {trouble}", trouble=found.title), says=found.says, lever=found.lever)


REASON = Facet(title=later("Why they called"), codes=_reason, name=_reason_name)


def _outcome(e: Evidence, t: Table) -> Whole:
    contact = t.who(CONTACT)
    return np.where(contact >= 0, e.troubles[contact] if len(e.troubles) else -1, -1)


def _outcome_name(e: Evidence, code: int, table: Table) -> Label:
    return Label(title=say("The call isn't over")) if code < 0 else trouble(e, code, table)


OUTCOME = Facet(title=later("What came of it"), codes=_outcome, name=_outcome_name)


def _end(e: Evidence, t: Table) -> Whole:
    found = e.ends[t.who(CASE)]
    found = np.where(found < 0, int(Trouble.NEVER_CALLED), found)
    if len(t) and t.rows[0, KIND] == Kind.CASE_CLOSED:
        found[t.value(Kind.CASE_CLOSED, "ending") == CaseEnding.LEFT] = Trouble.WENT
    return found


END = Facet(title=later("What stood in the way last"), codes=_end, name=trouble)


def _spoilt(e: Evidence, t: Table) -> Whole:
    found = e.spoilt[t.who(CASE)]
    return np.where(found < 0, int(Trouble.NEVER_CALLED), found)


SPOILT = Facet(title=later("What spoilt the first call"), codes=_spoilt, name=trouble)


def _blocked(e: Evidence, t: Table) -> Whole:
    contact = t.who(CONTACT)
    found = e.blocks[contact] if len(e.blocks) else np.full(len(t), -1)
    return np.where((contact >= 0) & (found >= 0), found, -1)


BLOCKED = Facet(
    title=later("What stopped the CSR"),
    codes=_blocked,
    name=lambda e, code, t: Label(title=say("No roadblock in that call")) if code < 0 else trouble(e, code, t),
)

# --- CSRs ---------------------------------------------------------------------------------------------------------


def _tenure(_e: Evidence, t: Table) -> Whole:
    return np.digitize(t.value(Kind.CSR_QUIT, "tenure_days"), (30, 90, 365)).astype(np.int64)


TENURE = Facet(
    title=later("How long they had been there"),
    codes=_tenure,
    name=named(
        later(
            {
                0: ("Less than a month", "", "people.training_days"),
                1: ("One to three months", "", "people.wage"),
                2: ("Three months to a year", "", "people.wage"),
                3: ("More than a year", "What they knew left with them.", "people.wage"),
            }
        )
    ),
)
MORALE = Facet(
    title=later("Morale"),
    codes=lambda _e, t: np.digitize(t.value(Kind.CSR_QUIT, "morale"), (0.35, 0.5, 0.65)).astype(np.int64),
    name=named(
        later(
            {
                0: ("Below 35 %", "Worn out.", "people.appreciation"),
                1: ("35 to 50 %", "", "people.appreciation"),
                2: ("50 to 65 %", "", "people.wage"),
                3: ("Above 65 %", "Content, and gone: a better offer.", "people.wage"),
            }
        )
    ),
    sure=False,
)
NOVICE = Facet(
    title=later("Who was on the line"),
    codes=lambda e, t: np.isin(t.who(CSR), e.of(Kind.CSR_READY).who(CSR)).astype(np.int64),
    name=named(
        later(
            {
                0: ("A CSR from the first day", "", ""),
                1: ("A CSR hired since the opening", "", "people.training_days"),
            }
        )
    ),
)
