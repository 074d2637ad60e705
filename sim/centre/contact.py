"""Cases and contacts: what lives through the centre, and the light driver that tells a contact's story.

A contact is a generator (`Centre.story`) that reads top to bottom: it yields a `Desk` to stand in its line, and is sent
the CSR who answers or `None` if patience ended; or it yields a duration in seconds and is sent `None` when it is over.
The contact object itself is the SimPy event that wakes the generator: no process, no request, no condition.
"""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
from numpy.typing import NDArray
from simpy import Environment, Event

from sim.centre.desk import Desk, Server, Timer, Wait

Story = Generator[Desk | float, Server | None, None]


class Case(Timer):
    """One customer's issue, over any number of contacts. As an event it is its own next call."""

    __slots__ = (
        "again", "blocked", "born", "contacts", "credited", "customer", "fortune", "hard", "issue", "firm_fault", "left", "luck",
        "luck_block", "need", "number", "patience", "segment", "severity", "spent_s", "why",
    )  # fmt: skip

    again: float
    blocked: bool
    born: float
    contacts: int
    credited: float
    customer: int
    fortune: list[float]
    """Luck of the first contact."""
    hard: bool
    issue: int
    firm_fault: bool
    left: float
    """What is still needed: $, or a fix's rank of difficulty."""
    luck: NDArray[np.float64]
    luck_block: int
    need: float
    number: int
    patience: float
    segment: int
    severity: float
    spent_s: float
    why: int


class Contact(Timer):
    """One attempt of a case to be solved."""

    __slots__ = (
        "argue_at", "case", "env", "leg", "number", "patience_s", "send", "wait",
    )  # fmt: skip

    def __init__(self, env: Environment, case: Case, number: int) -> None:
        self.env = env
        self.case = case
        self.number = number
        self.patience_s = 0.0
        self.wait: Wait | None = None
        self.leg = 1
        """From 1: each transfer begins another."""
        self.argue_at = _NEVER
        """From when on (s) what is said is 'why can't you?'."""

    def begin(self, story: Story) -> None:
        """Tell `story` from its start to its first wait."""
        self.send = story.send
        self.resume(None)

    def resume(self, value: Server | None) -> None:
        """Send `value` into the story and wait for what it asks next."""
        send = self.send
        try:
            want = send(value)
            while want.__class__ is not float:
                csr = want.seek(self)  # type: ignore[union-attr]  # a Desk: the class test above is what is fast
                if csr is None:
                    return
                want = send(csr)
        except StopIteration:
            return
        self.callbacks = _WAKE
        self.env.schedule(self, 1, want)  # type: ignore[arg-type]

    def answered(self, csr: Server) -> None:
        """A CSR takes the leg that waited."""
        self.resume(csr)

    def reneged(self) -> None:
        """Patience ended in the line."""
        self.resume(None)


_NEVER = float("inf")


def _wake(contact: Event) -> None:
    contact.resume(None)  # type: ignore[attr-defined]


_WAKE = [_wake]
