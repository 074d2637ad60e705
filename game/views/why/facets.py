"""Facets: the ways of grouping events, each with the words and the policy line of its groups.

Rules of this file:
1. A facet gives every event of a table one code, and every code a label. It never leaves an event out, so that the
   groups of a number add up to it.
2. A facet is `sure` where the log itself says that this is how it was (which desk, which issue, how it ended). Where
   the log only says that two things went together, such as a trouble and the leaving after it, it isn't, and the screen
   says "associated with".
3. Words are English here and pass through `say` when a label is made. Wit at the expense of the firm.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.views.past import CASE, CONTACT, CSR, CUSTOMER, FIRST, KIND, TIME, Floats, Table, Whole
from game.views.story import lever_behind
from game.views.why.evidence import Evidence, Trouble, again, desks_of, effective
from game.views.words import say
from sim.clock import DAY, HOUR, WEEK, WEEKDAYS
from sim.events import FIELDS, Block, CaseEnding, Door, Fault, Kind, Leaving, MachineEnding, Source, Why
from sim.words import later


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a group is called, what it means, and the policy line that governs it."""

    title: str
    says: str = ""
    lever: str = ""
    """Empty: that of the metric."""


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


# --- words --------------------------------------------------------------------------------------------------------

_W = dict[int, tuple[str, str, str]]
"""Code to title, meaning and policy line; in English."""

BLOCKS: _W = later(
    {
        Block.NO_AUTHORITY: ("More money than a CSR may give", "The CSR saw what was due, and the limit is lower.", ""),
        Block.NEEDS_APPROVAL: ("It needed a supervisor's yes", "Above the limit somebody has to be asked.", ""),
        Block.WRONG_DEPARTMENT: ("Another department's business", "Whoever answered may not touch it.", ""),
        Block.AGREED_BUT_BLOCKED: (
            "Agreed by all, forbidden by the book",
            "Everybody saw the fix. So did the rule.",
            "",
        ),
        Block.CATCH_22: ("Each desk says: the other desk's", "Two rules, and a customer between them.", ""),
        Block.DEAD_END: ("Nobody there who could", "The way ends at a desk that may not, or at none at all.", ""),
        Block.NOT_DARED: ("Allowed, and not dared", "The limit says yes, the penalty says: better not.", ""),
        Block.NOT_BELIEVED: ("The record was believed", "The screen and the customer disagreed.", ""),
        Block.OVER_BUDGET: ("The week's budget was gone", "It depends on who called on Monday.", ""),
        Block.MISAPPLIED: ("A new rule, misread", "The memo was sent. It was also misunderstood.", ""),
        Block.CLAUSE: ("Would not sign the clause", "The money was there, for a signature that we did no wrong.", ""),
    }
)
TROUBLES: _W = later({
    **BLOCKS,
    Trouble.HUNG_UP: ("Hung up waiting", "Nobody answered in time.", "people.frontline_staff"),
    Trouble.CUT_OFF: ("Cut off in a transfer", "The line went dead between two desks.", "process.warm_transfer"),
    Trouble.HUNG_UP_ON: (
        "The CSR ended the call", "What counts is that the call ended. It did.", "pressure.kpi_resolved",
    ),
    Trouble.MISSED: (
        "Thought solved; the cause was missed", "Everybody hung up content. It came back.", "process.closure_rule",
    ),
    Trouble.NOT_ENTERED: (
        "Promised, and never entered", "A credit that only two people knew of.", "process.post_as_you_speak",
    ),
    Trouble.PARTLY: ("Got a part of it", "Half a cure, and the other half to argue about.", "power.partial_credit"),
    Trouble.UNSOLVED: ("Not solved, and no rule in the way", "The call ended. That was all it did.", ""),
    Trouble.SOLVED: ("It had been solved", "Their last trouble was settled.", ""),
    Trouble.NEVER_CALLED: (
        "Trouble that nobody told us of", "They had trouble and never called about it.", "perception.outreach",
    ),
    Trouble.OPEN: ("Trouble that was still open", "No answer yet when it happened.", ""),
    Trouble.WENT: ("Left before it was over", "With the trouble, or to be rid of it.", "promise.retention_discount"),
    Trouble.NOTHING: (
        "No trouble that the log knows of", "Price, coverage, what others told, or no reason at all.", "promise.price",
    ),
})  # fmt: skip
WHYS: _W = later({
    Why.NEW: ("A new trouble", "The first call about it. Nobody's fault but the trouble's.", ""),
    Why.REDIAL: ("Again: Hung up waiting before", "The same call, a second time.", "people.frontline_staff"),
    Why.NOT_SOLVED: ("Again: Not solved", "The last call ended. The trouble didn't.", ""),
    Why.CUT_OFF: ("Again: Cut off before", "Dialled from the start.", "process.warm_transfer"),
    Why.CLOSED: ("Had found the door closed", "Called once we were there again.", "promise.close_hour"),
    Why.PROMISE_BROKEN: (
        "Again: A promise not kept", "Asked for a credit that nobody had entered.", "process.post_as_you_speak",
    ),
    Why.OWNER: ("We rang: A name on the case", "The CSR who had the case called.", "process.ownership"),
    Why.CALLED_BACK: ("We rang back after a cut-off", "As the rule says.", "process.call_back"),
    Why.MACHINE: ("From the machine to a person", "The machine had its try.", "promise.self_service"),
    Why.NO_ANSWER: ("Again: No owner any more", "The name on the case had gone.", "process.caseload"),
})  # fmt: skip
HOWS: _W = later(
    {
        Leaving.VOICED: ("Called to leave, and left", "They told us, and were let go.", "promise.retention_discount"),
        Leaving.SILENT: ("Without a word", "Nobody asked, nobody told.", "perception.outreach"),
        Leaving.EXPIRY: ("When the contract ended", "Stored for months, gone in a day.", "promise.contract_months"),
        Leaving.FIRED: ("Let go by us", "The books said: not worth the calls.", "perception.fire_below"),
    }
)
DOORS: _W = later(
    {
        Door.BUREAU: ("The consumers' bureau", "", "promise.published_route"),
        Door.REGULATOR: ("The regulator", "", "promise.published_route"),
        Door.EXECUTIVE_MAILBOX: ("The chairman's mailbox", "", "people.executive_staff"),
        Door.SMALL_CLAIMS: ("Small claims court", "", "power.admission_clause"),
    }
)
MACHINES: _W = later(
    {
        MachineEnding.SOLVED: ("The machine settled it", "", ""),
        MachineEnding.TO_A_PERSON: ("Asked for a person", "", "promise.exit_to_person"),
        MachineEnding.TRAPPED: (
            "Caught in the machine",
            "There is no way out of it to a person.",
            "promise.exit_to_person",
        ),
    }
)
FAULTS: _W = later(
    {
        Fault.FIRM: ("Our own doing", "", "perception.complaint_file"),
        Fault.CUSTOMER: ("Not our doing", "", ""),
        Fault.NOBODY: ("Nobody's fault", "", ""),
    }
)


def label(table: _W, code: int) -> Label:
    """The label of a row of words."""
    title, says, lever = table[code]
    return Label(title=say(title), says=say(says), lever=lever)


def _of(table: _W) -> Name:
    return lambda _e, code, _table: label(table, code)


def _value(name: str) -> Codes:
    """The value `name` of each event, whatever its kind."""

    def codes(_e: Evidence, table: Table) -> Whole:
        if not len(table):
            return np.zeros(0, dtype=np.int64)
        kind = Kind(int(table.rows[0, 1]))
        return table.rows[:, FIRST + FIELDS[kind].index(name)].astype(np.int64)

    return codes


def _trouble(e: Evidence, code: int, table: Table) -> Label:
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
TO_DESK = Facet(title=later("Sent to"), codes=_value("to_desk"), name=_desk_name)


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
FAULT = Facet(title=later("Whose doing"), codes=_value("fault"), name=_of(FAULTS))
HOW = Facet(title=later("How they left"), codes=_value("how"), name=_of(HOWS))
DOOR = Facet(title=later("Door"), codes=_value("door"), name=_of(DOORS))
MACHINE = Facet(title=later("How it ended"), codes=_value("ending"), name=_of(MACHINES))
BLOCK = Facet(title=later("What stopped it"), codes=lambda _e, t: effective(t), name=_trouble)


def _yes_no(title: str, codes: Codes, no: tuple[str, str, str], yes: tuple[str, str, str]) -> Facet:
    return Facet(title=title, codes=codes, name=_of(later({0: no, 1: yes})))


VOICED = _yes_no(later("Whether they called"), _value("silent"), later(("Called about it", "", "")),
later(("Kept silent", "", "perception.outreach")))  # fmt: skip
BRED = _yes_no(later("What made it"), _value("bred"), later(("By itself", "", "")),
later(("Another trouble's cure, or delay", "", "process.confirmations")))  # fmt: skip
PARTIAL = _yes_no(
    later("How much"),
    _value("partial"),
    later(("In full", "", "")),
    later(("A part of it", "", "power.partial_credit")),
)
WARM = _yes_no(later("How"), _value("warm"), later(("Cold: nobody stayed on the line", "", "process.warm_transfer")),
later(("Warm: introduced", "", "process.warm_transfer")))  # fmt: skip
LOOP = _yes_no(later("Where to"), _value("loop"), later(("To a desk not yet spoken to", "", "")),
later(("Back to a desk already spoken to", "", "process.loop_breaker")))  # fmt: skip
GOOD = _yes_no(
    later("What they said"), _value("positive"), later(("Something bad", "", "")), later(("Something good", "", ""))
)
SOURCE = Facet(
    title=later("What brought them"),
    codes=_value("source"),
    name=_of(
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
    found = _trouble(e, code - _AGAIN, earlier)
    return Label(title=say("Again: {trouble}", trouble=found.title), says=found.says, lever=found.lever)


REASON = Facet(title=later("Why they called"), codes=_reason, name=_reason_name)
FIRST_OR_AGAIN = Facet(
    title=later("First or again"),
    codes=lambda e, t: again(e.whys[t.who(CONTACT)]).astype(np.int64),
    name=_of(later({0: ("First calls", "", ""), 1: ("Calls again", "The same trouble, once more.", "")})),
)


def _outcome(e: Evidence, t: Table) -> Whole:
    contact = t.who(CONTACT)
    return np.where(contact >= 0, e.troubles[contact] if len(e.troubles) else -1, -1)


def _outcome_name(e: Evidence, code: int, table: Table) -> Label:
    return Label(title=say("The call isn't over")) if code < 0 else _trouble(e, code, table)


OUTCOME = Facet(title=later("What came of it"), codes=_outcome, name=_outcome_name)


def _end(e: Evidence, t: Table) -> Whole:
    found = e.ends[t.who(CASE)]
    found = np.where(found < 0, int(Trouble.NEVER_CALLED), found)
    if len(t) and t.rows[0, KIND] == Kind.CASE_CLOSED:
        found[t.value(Kind.CASE_CLOSED, "ending") == CaseEnding.LEFT] = Trouble.WENT
    return found


END = Facet(title=later("What stood in the way last"), codes=_end, name=_trouble)


def _spoilt(e: Evidence, t: Table) -> Whole:
    found = e.spoilt[t.who(CASE)]
    return np.where(found < 0, int(Trouble.NEVER_CALLED), found)


SPOILT = Facet(title=later("What spoilt the first call"), codes=_spoilt, name=_trouble)


def _blocked(e: Evidence, t: Table) -> Whole:
    contact = t.who(CONTACT)
    found = e.blocks[contact] if len(e.blocks) else np.full(len(t), -1)
    return np.where((contact >= 0) & (found >= 0), found, -1)


BLOCKED = Facet(
    title=later("What stopped the CSR"),
    codes=_blocked,
    name=lambda e, code, t: Label(title=say("No roadblock in that call")) if code < 0 else _trouble(e, code, t),
)
LEG = Facet(
    title=later("Where in the call"),
    codes=lambda _e, t: (t.rows[:, FIRST + FIELDS[Kind.RENEGED].index("leg")] > 0).astype(np.int64),
    name=_of(
        later(
            {
                0: ("In the first line", "", "people.frontline_staff"),
                1: ("After a transfer", "They had already spoken to us.", "process.keep_place"),
            }
        )
    ),
)

# --- what people lived through ------------------------------------------------------------------------------------

_TIPPED = 2000


def _lived(e: Evidence, t: Table) -> Whole:
    return e.lived(t.who(), t.rows[:, TIME])


def _left(e: Evidence, t: Table) -> Whole:
    """Those whom talk tipped, by what the teller had lived through; the others by their own last trouble."""
    found = _lived(e, t)
    teller = _teller(t)
    tipped = teller >= 0
    if tipped.any():
        found[tipped] = _TIPPED + _story(e, teller[tipped], t.rows[tipped, TIME])
    return found


def _teller(t: Table) -> Whole:
    if not len(t):
        return np.zeros(0, dtype=np.int64)
    kind = Kind(int(t.rows[0, 1]))
    if "teller" not in FIELDS[kind]:
        return np.full(len(t), -1, dtype=np.int64)
    return t.rows[:, FIRST + FIELDS[kind].index("teller")].astype(np.int64)


def _by_then(table: Table, who: Whole, time: Floats) -> NDArray[np.bool_]:
    """Whether an event of `table` had happened to each of `who` by a moment."""
    first = np.full(int(max(table.who().max(initial=0), who.max(initial=0))) + 1, np.inf)
    np.minimum.at(first, table.who(), table.rows[:, TIME])
    found: NDArray[np.bool_] = first[who] <= time
    return found


def _story(e: Evidence, teller: Whole, time: Floats) -> Whole:
    """What a teller has to tell: a public story of the last weeks, his own leaving, or how his trouble ended."""
    found = e.lived(teller, time)
    ex, posted = (_by_then(e.of(kind), teller, time) for kind in (Kind.CHURNED, Kind.POSTED))
    return np.where(posted, _PUBLIC, np.where(ex, _EX, found))


_PUBLIC, _EX = 200, 201
_STORIES: _W = later(
    {
        _PUBLIC: ("Read a public story", "Somebody had posted it for all to see.", "perception.public_replies"),
        _EX: ("Told by one who had left", "Ex-customers go on telling it.", ""),
    }
)


def _told_name(e: Evidence, code: int, table: Table) -> Label:
    if code in _STORIES:
        return label(_STORIES, code)
    found = _trouble(e, code, Table(table.index[:0], table.rows[:0]))
    return Label(title=say("A friend's story: {trouble}", trouble=found.title), says=found.says, lever=found.lever)


def _left_name(e: Evidence, code: int, table: Table) -> Label:
    if code < _TIPPED:
        return _trouble(e, code, Table(table.index[:0], table.rows[:0]))
    found = _told_name(e, code - _TIPPED, table)
    return Label(title=say("Talk: {story}", story=found.title), says=found.says, lever=found.lever)


LIVED = Facet(title=later("What they had lived through"), codes=_lived, name=_left_name, sure=False)
LEFT = Facet(title=later("What went before"), codes=_left, name=_left_name, sure=False)


def _told_by(e: Evidence, t: Table) -> Whole:
    teller = _teller(t)
    return np.where(teller >= 0, _story(e, np.maximum(teller, 0), t.rows[:, TIME]), -1)


def _heard_name(e: Evidence, code: int, table: Table) -> Label:
    if code < 0:
        return Label(title=say("Nobody that the log names"))
    return _told_name(e, code, table)


TELLER = Facet(
    title=later("Who told them"), codes=_told_by, name=_heard_name
)  # fmt: skip


def _own_story(e: Evidence, t: Table) -> Whole:
    """What those who tell it had lived through; ex-customers apart."""
    found = _lived(e, t)
    kind = Kind(int(t.rows[0, 1])) if len(t) else Kind.TOLD
    if "ex" in FIELDS[kind]:
        found[t.rows[:, FIRST + FIELDS[kind].index("ex")] > 0] = _EX
    return found


STORY = Facet(
    title=later("Whose story"),
    codes=_own_story,
    name=lambda e, code, t: (
        label(_STORIES, code) if code in _STORIES else _trouble(e, code, Table(t.index[:0], t.rows[:0]))
    ),
    sure=False,
)


def _last_call(e: Evidence, t: Table) -> Whole:
    contact = e.last_call(t.who(CUSTOMER), t.rows[:, TIME])
    return np.where(contact >= 0, e.troubles[contact] if len(e.troubles) else -1, -1)


LAST_CALL = Facet(
    title=later("How their call had gone"),
    codes=_last_call,
    name=lambda e, code, t: (
        Label(title=say("No call that the log knows of"))
        if code < 0
        else _trouble(e, code, Table(t.index[:0], t.rows[:0]))
    ),
    sure=False,
)


def _last_nth(e: Evidence, t: Table) -> Whole:
    contact = e.last_call(t.who(CUSTOMER), t.rows[:, TIME])
    return np.where(contact >= 0, np.minimum(4, e.nths[contact]) if len(e.nths) else 0, 0)


NTH = Facet(
    title=later("Which call it was"),
    codes=_last_nth,
    name=_of(
        later(
            {
                0: ("No call that the log knows of", "", ""),
                1: ("The first call about it", "", ""),
                2: ("The second call", "", ""),
                3: ("The third call", "", ""),
                4: ("The fourth call, or later", "", ""),
            }
        )
    ),
    sure=False,
)

# --- CSRs ---------------------------------------------------------------------------------------------------------


def _tenure(_e: Evidence, t: Table) -> Whole:
    return np.digitize(t.value(Kind.CSR_QUIT, "tenure_days"), (30, 90, 365)).astype(np.int64)


TENURE = Facet(
    title=later("How long they had been there"),
    codes=_tenure,
    name=_of(
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
    name=_of(
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
    name=_of(
        later(
            {
                0: ("A CSR from the first day", "", ""),
                1: ("A CSR hired since the opening", "", "people.training_days"),
            }
        )
    ),
)


def _returned(e: Evidence, t: Table) -> Whole:
    return _by_then(e.of(Kind.CHURNED), t.who(), t.rows[:, TIME]).astype(np.int64)


BACK = Facet(
    title=later("New or back"),
    codes=_returned,
    name=_of(later({0: ("New to us", "", ""), 1: ("Had left us, and came back", "", "")})),
)
