"""Perception: what those above look at, and whom the firm thinks it can lose."""

from __future__ import annotations

from sim.levers.lever import Row

_ON = (0.0, 1.0, 1.0)

ROWS: tuple[Row, ...] = (
    ("complaint_file", "Hours with the complaint file", "h/week", (0, 40, 1), 1, 0, "board",
     "Executives read the last complaints and phone a few. $180 an hour.",
     "They see what is wrong, and faults are repaired at the root: fewer cases are born.",
     "Dear hours; after the first few each one shows less that is new."),
    ("public_queue", "Executives use the public queue", "switch", _ON, 0, 0, "board",
     "No help desk of their own: executives call the number that everybody calls, and makers of rules take calls.",
     "They feel what customers feel; rules fit better.", "Four dear hours a week on hold."),
    ("research", "Panels and research", "usd/week", (0, 10_000, 500), 14, 0, "board",
     "Surveys and panels of the whole market.",
     "Those above know how many are unhappy.", "Money; averages don't say why."),
    ("board_tape", "Bring a tape to the board", "switch", _ON, 0, 0, "board",
     "One customer's story is played to the board each month. $1,500 a week.",
     "It opens purses: changes cost half and come in half the time.", "It costs, and one story is not all stories."),
    ("measure_resolved", "The dashboard counts resolved", "switch", _ON, 7, 10_000, "board",
     "Call back a sample of customers and show what they say was resolved, instead of what was handled.",
     "What those above see is nearer to what is.", "$0.40 a contact, and a less beautiful number."),
    ("policy_review", "Policy review", "h/week", (0, 40, 1), 0, 0, "centre",
     "Hours spent on striking out rules that nobody needs. $120 an hour.",
     "Fewer rules to look up and to misapply.", "Hours; and each rule left is harder to strike."),
    ("value_priority", "The valued go first", "share", (0, 1, 0.1), 1, 0, "board",
     "This share of customers, the best on the books, goes to the head of every line.",
     "Those who are worth most on the books wait least.", "The books are wrong about who can be lost."),
    ("fire_below", "Let the costly go", "usd", (0, 1500, 100), 0, 0, "board",
     "Whoever calls about one matter for the fourth time and is worth less than this on the books loses his contract.",
     "Fewer calls.", "The books don't know whom he will tell."),
    ("public_replies", "Answer in public", "switch", _ON, 0, 0, "centre",
     "Public stories get a public answer and a repair. $25 each.",
     "A bad story is read by fewer, and dies sooner.", "It teaches where to shout."),
    ("outreach", "Ask before they go", "share", (0, 0.5, 0.05), 3, 0, "centre",
     "Share of those who suffer in silence whom you find and ask.",
     "Silent trouble is heard, and can be cured.", "Every one of them is a call."),
)  # fmt: skip
