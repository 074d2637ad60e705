"""Labels: what the groups of a number are called, in tables of words.

Rule of this file: words are English here and pass through `say` when a label is made. Wit at the expense of the firm.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.views.why.evidence import Trouble
from game.views.words import say
from sim.events import Block, Door, Fault, Leaving, MachineEnding, Why
from sim.words import later


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a group is called, what it means, and the policy line that governs it."""

    title: str
    says: str = ""
    lever: str = ""
    """Empty: that of the metric."""


Words = dict[int, tuple[str, str, str]]
"""Code to title, meaning and policy line; in English."""

BLOCKS: Words = later(
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
TROUBLES: Words = later({
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
WHYS: Words = later({
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
HOWS: Words = later(
    {
        Leaving.VOICED: ("Called to leave, and left", "They told us, and were let go.", "promise.retention_discount"),
        Leaving.SILENT: ("Without a word", "Nobody asked, nobody told.", "perception.outreach"),
        Leaving.EXPIRY: ("When the contract ended", "Stored for months, gone in a day.", "promise.contract_months"),
        Leaving.FIRED: ("Let go by us", "The books said: not worth the calls.", "perception.fire_below"),
    }
)
DOORS: Words = later(
    {
        Door.BUREAU: ("The consumers' bureau", "", "promise.published_route"),
        Door.REGULATOR: ("The regulator", "", "promise.published_route"),
        Door.EXECUTIVE_MAILBOX: ("The chairman's mailbox", "", "people.executive_staff"),
        Door.SMALL_CLAIMS: ("Small claims court", "", "power.admission_clause"),
    }
)
MACHINES: Words = later(
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
FAULTS: Words = later(
    {
        Fault.FIRM: ("Our own doing", "", "perception.complaint_file"),
        Fault.CUSTOMER: ("Not our doing", "", ""),
        Fault.NOBODY: ("Nobody's fault", "", ""),
    }
)


def label(table: Words, code: int) -> Label:
    """The label of a row of words."""
    title, says, lever = table[code]
    return Label(title=say(title), says=say(says), lever=lever)
