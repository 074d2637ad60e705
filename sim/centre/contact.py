"""Cases and contacts: what lives through the centre, and the light driver that tells a contact's story.

A contact's story is a generator (`Centre._story`) that reads top to bottom. It yields seconds and goes on when they are
over; or it seeks a desk, yields `None` and goes on when a CSR answers (`contact.csr`) or patience ends (`None`).
The contact object itself is the SimPy event that wakes the generator: no process, no request, no condition.

Numbers that stand in every row of the log (`who`, `number`) are kept as floats: the log packs doubles, and packing a
float takes a third of packing an int.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from simpy import Environment
from simpy.events import NORMAL

from sim.centre.desk import Callbacks, Server, Timer, Wait

Story = Iterator[float | None]

Birth = tuple[int, float, int, int, float, float, bool, bool, bool, float, float, float, NDArray[np.float64]]
"""What a case is born with, in the order in which `Case` takes it."""


class Case(Timer):
    """One customer's issue, over any number of contacts. As an event it is its own next call."""

    __slots__ = (
        "again", "blocked", "born", "contacts", "credited", "customer", "firm_fault", "hard", "issue",
        "left", "luck", "need", "number", "patience", "segment", "severity", "spent_s", "who", "why",
    )  # fmt: skip

    def __init__(self, number: float, born: float, why: float, birth: Birth) -> None:
        self.number = number
        self.born = born
        self.contacts = 0
        self.credited = 0.0
        self.spent_s = 0.0
        self.why = why
        luck: NDArray[np.float64]
        (
            self.customer, self.who, self.issue, self.segment, self.need, self.left, self.firm_fault, self.blocked,
            self.hard, self.severity, self.patience, self.again, luck,
        ) = birth  # fmt: skip
        # `left` is what is still needed: $, or a fix's rank of difficulty.
        self.luck = [luck]
        """By blocks of contacts (`fortune.BLOCK`)."""


class Contact(Timer):
    """One attempt of a case to be solved."""

    __slots__ = ("argue_at", "case", "csr", "env", "leg", "number", "patience_s", "story", "wait")

    story: Story

    def __init__(self, env: Environment, case: Case, number: float) -> None:
        self.env = env
        self.case = case
        self.number = number
        self.csr: Server | None = None
        """Who answered the last wait; `None`: nobody."""
        self.patience_s = 0.0
        self.wait: Wait | None = None
        self.leg = 1
        """From 1: each transfer begins another."""
        self.argue_at = _NEVER
        """From when on (s) what is said is 'why can't you?'."""

    def tell(self) -> None:
        """Tell the story up to its next wait."""
        # `next` with a default ends without an exception, which costs more than all else that is done here.
        seconds = next(self.story, None)
        if seconds is not None:
            self.callbacks = _TELL
            self.env.schedule(self, NORMAL, seconds)

    def answered(self, csr: Server) -> None:
        """A CSR takes the leg that waited."""
        self.csr = csr
        self.tell()

    def reneged(self) -> None:
        """Patience ended in the line."""
        self.csr = None
        self.tell()


_NEVER = float("inf")
_TELL: Callbacks = [Contact.tell]
