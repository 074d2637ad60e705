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

Birth = tuple[
    int, float, int, int, float, float, bool, bool, bool, float, float, float, bool, bool, int, bool, float, float,
]  # fmt: skip
"""What a case is born with, in the order in which `Case` takes it."""


class Case(Timer):
    """One customer's issue, over any number of contacts. As an event it is its own next call."""

    __slots__ = (
        "absurd", "again", "ahead", "blocked", "booked", "born", "bred", "contacts", "credited", "customer", "doubted",
        "firm_fault", "free", "hard", "issue", "key", "label", "left", "loud", "luck", "machine", "need", "number",
        "owner", "patience", "promised", "segment", "severity", "spent_s", "who", "why",
    )  # fmt: skip

    def __init__(
        self, number: float, born: float, why: float, key: int, birth: Birth, luck: list[NDArray[np.float64]]
    ) -> None:
        self.number = number
        self.born = born
        self.key = key
        """What its luck is addressed by, beside the customer: the day of birth, and more if it was bred."""
        self.contacts = 0
        self.credited = 0.0
        self.spent_s = 0.0
        self.why = why
        self.owner: Server | None = None
        self.promised = 0.0
        """When (s) the owner was to ring."""
        self.label = False
        """The notes call the customer difficult."""
        self.absurd = 0.0
        """Roadblocks in it that contradict themselves."""
        self.bred = False
        """It has bred another case."""
        (
            self.customer, self.who, self.issue, self.segment, self.need, self.left, self.firm_fault, self.blocked,
            self.hard, self.severity, self.patience, self.again, self.doubted, self.free, self.machine, self.ahead,
            self.loud, self.booked,
        ) = birth  # fmt: skip
        # `left` is what is still needed: $, or a fix's rank of difficulty.
        self.luck = luck
        """By blocks of contacts (`fortune.BLOCK`)."""


class Errand(Timer):
    """Work of a desk on a case while nobody holds the line: a letter, a call of the executive desk.

    As an event it wakes its own story, as a `Contact` does.
    """

    __slots__ = ("case", "csr", "env", "patience_s", "story", "wait")

    story: Story

    def __init__(self, env: Environment, case: Case) -> None:
        self.env = env
        self.case = case
        self.csr: Server | None = None
        """Who answered the last wait; `None`: nobody."""
        self.patience_s = _NEVER
        self.wait: Wait | None = None

    def tell(self) -> None:
        """Tell the story up to its next wait."""
        # `next` with a default ends without an exception, which costs more than all else that is done here.
        seconds = next(self.story, None)
        if seconds is not None:
            self.callbacks = _TELL
            self.env.schedule(self, NORMAL, seconds)

    def answered(self, csr: Server) -> None:
        """A CSR takes what waited."""
        self.csr = csr
        self.tell()

    def reneged(self) -> None:
        """Patience ended in the line."""
        self.csr = None
        self.tell()


class Contact(Errand):
    """One attempt of a case to be solved: a call."""

    __slots__ = ("argue_at", "leg", "number")

    def __init__(self, env: Environment, case: Case, number: float) -> None:
        Errand.__init__(self, env, case)
        self.number = number
        self.leg = 1
        """From 1: each transfer begins another."""
        self.argue_at = _NEVER
        """From when on (s) what is said is 'why can't you?'."""


_NEVER = float("inf")
_TELL: Callbacks = [Errand.tell]
