"""Pressure: what CSRs are held to, and what they are made to say."""

from __future__ import annotations

from sim.levers.lever import Row

ROWS: tuple[Row, ...] = (
    ("handle_time_target", "Handle-time target", "s", (0, 900, 15), 0, 0, "centre",
     "Average seconds per call that CSRs are held to. 0: no target.",
     "Shorter calls today, shorter queues today.",
     "Haste makes calls: promises not entered, causes not found. What people learn to skip they don't unlearn."),
    ("kpi_resolved", "Weight on resolved", "share", (0, 1, 0.1), 7, 0, "centre",
     "How far CSRs are measured by what is resolved instead of by what is handled.",
     "Fewer brush-offs, more causes found.", "Longer calls; and a credit is the easiest way to a resolved case."),
    ("kpi_effort", "Weight on effort, shared", "share", (0, 1, 0.1), 7, 0, "centre",
     "How far desks share one goal, the customer's effort, instead of each its own.",
     "Fewer wrong turns and cut-offs between desks.", "Care takes time: some seconds on every call."),
    ("monitoring", "Monitoring", "share", (0, 1, 0.1), 3, 0, "team",
     "Share of calls somebody listens in on.",
     "Procedure is followed: fewer slips.", "Watched people recite policy and dare less; the listeners are paid."),
    ("script", "Script", "share", (0, 1, 0.1), 3, 0, "team",
     "How much of the call is read from a script.",
     "Fewer slips in what is simple, quicker novices.", "Fewer finds in what is not, no warmth, and bored people."),
    ("apology", "Apology and thanks", "switch", (0, 1, 1), 0, 0, "team",
     "Scripted warmth on every call.",
     "A better mood now.", "Seconds on every call, and hollow when nothing is fixed."),
    ("rapport", "Small talk", "switch", (0, 1, 1), 0, 0, "team",
     "How was your weekend? On each first call of a case.",
     "Goodwill, most of all with new customers.", "Half a minute that nobody asked for."),
    ("reporting", "Reporting upwards", "share", (0, 0.3, 0.05), 3, 0, "board",
     "Share of the working time that goes into reports for those above.",
     "Those above know a little more.", "It is time that is not spent on customers."),
)  # fmt: skip
