"""Sentences: what is said of what happened, in the log (`..._NEWS`) and on a customer's card. Tables only.

`{who}` is the customer, `{csr}` the CSR, `{desk}` the desk, `{need}` and `{limit}` sums. Several wordings each, so that
what happens often does not repeat itself.
"""

from __future__ import annotations

from sim.events import Block, ContactEnding, Door, Leaving, MachineEnding, Why
from sim.words import later

MONEY = (Block.NO_AUTHORITY, Block.NEEDS_APPROVAL)
CAUSES: dict[Block, str] = {
    Block.CATCH_22: "process.port_rule",
    Block.NOT_DARED: "power.over_credit_penalty",
    Block.NOT_BELIEVED: "power.benefit_of_doubt",
    Block.OVER_BUDGET: "power.credit_budget",
    Block.MISAPPLIED: "process.teach_changes",
    Block.CLAUSE: "power.admission_clause",
}
"""The policy line behind a roadblock that has one of its own."""
OUTSIDE_NEWS: dict[Door, str] = later(
    {
        Door.BUREAU: "{who} found the consumer bureau's number",
        Door.REGULATOR: "{who} wrote to the regulator",
        Door.EXECUTIVE_MAILBOX: "{who} mailed the chairman, by name",
        Door.SMALL_CLAIMS: "{who} took it to small claims",
    }
)
EXECUTIVE_NEWS = later(("{who} was put right upstairs", "Upstairs called {who}. It took one call"))
NEVER_NEWS = later(("{who} vowed never to come back", "{who} will not take us back, ever"))
READY_NEWS = later(("{csr} took a first call at {desk}", "{csr} is trained and on the phones at {desk}"))
QUIT_NEWS = later(
    (
        "{csr} quit at {desk}",
        '{csr} left {desk}: "I could see the fix"',
        "{csr} handed in the headset at {desk}",
    )
)
POSTED_GOOD = later(("{who} posted praise, {n} readers", "{who} wrote something kind; {n} read it"))
POSTED_BAD = later(
    (
        "{who} posted the whole story: {n} readers",
        "{n} people read what {who} wrote about us",
        "{who} put it online; {n} nodded",
    )
)
CHURNED_NEWS: dict[Leaving, tuple[str, ...]] = later(
    {
        Leaving.VOICED: ("{who} called to leave, and left", "{who} left, having said why"),
        Leaving.SILENT: ("{who} left without a word", "{who} just walked", "{who} is gone. No call, no note"),
        Leaving.EXPIRY: ("{who}'s contract ended, and so did we", "{who} waited out the contract and left"),
        Leaving.FIRED: ("We ended {who}'s contract. Too many calls", "{who} was let go: not worth it, say the books"),
    }
)
BLOCK_NEWS: dict[Block, tuple[str, ...]] = later(
    {
        Block.NO_AUTHORITY: (
            "{who}: {need} asked for, {limit} allowed",
            "{csr} may not give {who} {need}",
            "{who} asks for {need}; the limit is {limit}",
        ),
        Block.NEEDS_APPROVAL: (
            "{csr} must ask about {need} for {who}",
            "{who} holds while {csr} asks",
        ),
        Block.WRONG_DEPARTMENT: (
            "{desk} can't help {who}",
            "{who} is wrong at {desk}",
        ),
        Block.AGREED_BUT_BLOCKED: (
            "{who} is right. Procedure isn't",
            "{csr} may not fix it for {who}",
        ),
        Block.CATCH_22: ("{desk} says {who} is the other desk's", "{who} is nobody's customer"),
        Block.DEAD_END: ("Nobody here can help {who}", "{who} reached an empty desk"),
        Block.NOT_DARED: ("{csr} may give {who} {need}, and dares not", "{who}: {need} allowed, and not dared"),
        Block.NOT_BELIEVED: (
            "The record says {who} is wrong. {who} has the receipt",
            "{csr} must believe the screen, not {who}",
        ),
        Block.OVER_BUDGET: (
            "{csr}'s budget is gone. {who} should have called on Monday",
            "No money left this week for {who}",
        ),
        Block.MISAPPLIED: (
            "{csr} read the new rule to {who}. It says the opposite",
            "{who} met a memo nobody had understood",
        ),
        Block.CLAUSE: ("{who} would not sign that we did no wrong", "{who} refused the clause, and the {need}"),
    }
)
BEGAN: dict[Why, tuple[str, ...]] = later(
    {
        Why.NEW: ("Called.",),
        Why.REDIAL: ("Tried again.", "Rang again, having hung up."),
        Why.NOT_SOLVED: ("Called again: not solved.", "Back again. It was handled, not solved."),
        Why.CUT_OFF: ("Rang back, having been cut off.", "Dialled from the start again."),
        Why.CLOSED: ("Called once the lines were open.",),
        Why.PROMISE_BROKEN: ("Called about what was promised.", "Wanted to know where the money was."),
        Why.OWNER: ("We rang: the one whose case it is.", "Was rung up, by name, as promised."),
        Why.CALLED_BACK: ("The line had dropped; we rang back.",),
        Why.MACHINE: ("From the machine to a person.", "Dialled again, past the machine."),
        Why.NO_ANSWER: ("The one who had the case was gone. Started over.", "No call came. Called."),
    }
)
CUT_OFF = later(("Cut off in mid-transfer.", "The line went dead between two desks.", "Transferred into silence."))
CLOSED = later(("Rang a closed door.", '"Our offices are currently closed."', "Called. We had gone home."))
LOOPED = later(
    (
        "Sent back to {to}. Again.",
        "Back in the same queue: {to}.",
        "Returned to {to}, who had sent the call away.",
    )
)
BLOCKED: dict[Block, tuple[str, ...]] = later(
    {
        Block.NO_AUTHORITY: (
            "{csr} was asked for {need}. {desk} may give {limit}.",
            "{need} asked for, {limit} allowed. {csr} was very sorry.",
            "{csr} saw cause and cure. The limit is {limit}.",
        ),
        Block.NEEDS_APPROVAL: (
            "{csr} would give the {need}, but has to ask.",
            '{need} is above {csr}\'s {limit}. "May I put you on hold?"',
        ),
        Block.WRONG_DEPARTMENT: (
            "{desk} does not do that.",
            '"You want another department." This was the other department.',
        ),
        Block.AGREED_BUT_BLOCKED: (
            "{csr} agreed on the fault and on the fix. Procedure forbids the fix.",
            "The fix was free. The fix was known. The fix was not allowed.",
        ),
        Block.CATCH_22: (
            '"You are not our customer." The other desk said the same.',
            "Not on this system, and not on that one.",
        ),
        Block.DEAD_END: ("The desk that could help has nobody on it.", "There is no one to send this to."),
        Block.NOT_DARED: (
            "{csr} may give the {need}. The last one who did was asked why.",
            "It was allowed. {csr} would rather keep the job.",
        ),
        Block.NOT_BELIEVED: (
            "Had the receipt. The record had another opinion.",
            '"I believe you. The system doesn\'t."',
            "The notes say: difficult. {csr} had read the notes.",
        ),
        Block.OVER_BUDGET: (
            "{csr} has given away this week's budget, on Tuesday.",
            "There was money for this on Monday.",
        ),
        Block.MISAPPLIED: (
            "{csr} applied the new rule, backwards.",
            "There was a memo. {csr} had read the first half.",
        ),
        Block.CLAUSE: (
            "Would get the money for signing that we did no wrong. Did not sign.",
            '"So you admit it was your own fault?" No.',
        ),
    }
)
ENDED: dict[ContactEnding, tuple[str, ...]] = later(
    {
        ContactEnding.BELIEVED_RESOLVED: (
            "Hung up content. The cause is still in there.",
            '"Is there anything else?" There would be.',
        ),
        ContactEnding.PARTIAL: ("Part of it solved is not solved.", "A partial credit, a whole grudge."),
        ContactEnding.UNRESOLVED: (
            "Wished a wonderful day. Nothing else happened.",
            "Counted as handled. Still broken.",
            "Got an apology, warm and empty.",
        ),
    }
)
TOLD_GOOD = later(("Told {n} people about it, kindly.", "Put in a good word with {n} people."))
TOLD_ONE = later(("Told a friend, at length.", "Warned a neighbour."))
TOLD_BAD = later(("Told {n} people. None of it kind.", "{n} friends know all about it now.", "Warned {n} people."))
POSTED_LIFE = later(("Posted all of it. Read by {n}.", "Wrote it up, with times and names. {n} readers."))
OUTSIDE: dict[Door, str] = later(
    {
        Door.BUREAU: "Went to the consumer bureau.",
        Door.REGULATOR: "Wrote to the regulator.",
        Door.EXECUTIVE_MAILBOX: "Mailed the chairman.",
        Door.SMALL_CLAIMS: "Filed in small claims.",
    }
)
UPSTAIRS = later(
    (
        "Somebody upstairs rang, and may do everything. It was done.",
        "One call from headquarters, and it was over. So it could be done.",
    )
)
WROTE = later(
    (
        "Was told to put it in writing.",
        '"You would have to send us a letter." Sent a letter.',
        "Bought a stamp, for the first time in years.",
    )
)
ADOPTED = later(
    (
        '{csr} wrote a name on the case: {csr}. "I will call you tomorrow."',
        "{csr} kept the case and gave a direct number.",
    )
)
HUNG_UP_ON = later(
    (
        "{csr} hung up after eight seconds.",
        '"Hello, this is {csr}, how may I" and the line was dead.',
    )
)
MACHINE: dict[MachineEnding, tuple[str, ...]] = later(
    {
        MachineEnding.SOLVED: ("The machine did it. Nobody was expected to care.", "Pressed 3, pressed 1, done."),
        MachineEnding.TO_A_PERSON: (
            "Pressed 0 until a person came.",
            "Told the machine everything, then told a person.",
        ),
        MachineEnding.TRAPPED: ("Went round the menu four times. There is no way out of it.", '"I did not get that."'),
    }
)
TOLD_STILL = later(
    (
        "Gone, and telling it still.",
        "Left long ago. The story did not.",
        "Told it again, at somebody's dinner.",
    )
)
WANTED_OUT = later(
    (
        "Wants out. The contract says otherwise.",
        "Would leave, but for the leaving fee. Stays, and talks.",
    )
)
CHURNED: dict[Leaving, tuple[str, ...]] = later(
    {
        Leaving.VOICED: ("Said goodbye, and why.", "Left. Told us the reason twice."),
        Leaving.SILENT: ("Left without a word.", "Just walked."),
        Leaving.EXPIRY: ("The contract ended. Left the same day.",),
        Leaving.FIRED: ("Was told that the firm would rather do without.", "Called once too often, and was let go."),
    }
)
