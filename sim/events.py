"""The event log: what happened, in order. The product of a run; everything shown or measured derives from it.

Rules of this file:
1. An event is one row of `WIDTH` doubles: time, kind, who and where (-1: nobody), and up to six values named per kind
   in `FIELDS`. It is packed when it is said, and a closed day's rows are one array without being looked at again.
2. A kind is added at the end, with its fields and its sentence. Numbers are part of every digest.
3. Nothing here decides anything.

Indices: `customer` is a row of the market's columns, `case` and `contact` count from 0 in order of birth within the
run, `desk` is the level's order of desks, `csr` a CSR's number, in order of hiring.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from struct import Struct
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

WIDTH = 13


class Kind(IntEnum):
    """What happened."""

    CASE_BORN = 0
    CASE_CLOSED = 1
    CONTACT_BEGAN = 2
    LEG_ENDED = 3
    CONTACT_ENDED = 4
    RENEGED = 5
    TRANSFERRED = 6
    DISCONNECTED = 7
    ROADBLOCK = 8
    APPROVAL = 9
    CREDITED = 10
    PROMISED = 11
    PROMISE_BROKEN = 12
    CLOSED_DOOR = 13
    OUTSIDE_COMPLAINT = 14
    TOLD = 15
    POSTED = 16
    TURNED_AWAY = 17
    JOINED = 18
    WANTED_OUT = 19
    CHURNED = 20
    NEVER_AGAIN = 21
    CSR_HIRED = 22
    CSR_READY = 23
    CSR_QUIT = 24
    DAY_CLOSED = 25
    DECIDED = 26
    HAPPENED = 27
    SURVEYED = 28
    STAFFED = 29
    SENTIMENT = 30
    MACHINE = 31
    LETTER_SENT = 32
    LETTER_ANSWERED = 33
    ADOPTED = 34
    EXECUTIVE = 35
    SOLD = 36
    DRIFTED = 37
    TEMPER = 38
    READ = 39


FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.CASE_BORN: ("issue", "need_usd", "fault", "severity", "silent", "bred"),
    Kind.CASE_CLOSED: ("ending", "contacts", "age_s", "credited_usd", "issue", "absurd"),
    Kind.CONTACT_BEGAN: ("nth", "why"),
    # Seconds of one leg, by what they were spent on. hold: in line and put on hold. They sum to the leg's length.
    Kind.LEG_ENDED: ("hold_s", "talk_s", "reexplain_s", "argue_s", "approval_s", "loop_s"),
    # manner: how he was treated, whatever came of it, -1 to 1.
    Kind.CONTACT_ENDED: ("ending", "duration_s", "first_wait_s", "nth", "legs", "manner"),
    Kind.RENEGED: ("waited_s", "leg"),
    Kind.TRANSFERRED: ("to_desk", "warm", "loop"),
    Kind.DISCONNECTED: ("leg", "by_csr"),
    Kind.ROADBLOCK: ("block", "need_usd", "limit_usd"),
    Kind.APPROVAL: ("granted", "waited_s"),
    Kind.CREDITED: ("usd", "leaked_usd", "partial"),
    # A credit that was promised and never entered: the customer and the CSR believe in it.
    Kind.PROMISED: ("usd",),
    Kind.PROMISE_BROKEN: ("usd",),
    Kind.CLOSED_DOOR: ("promised",),
    Kind.OUTSIDE_COMPLAINT: ("door", "cost_usd"),
    # ex: it is an ex-customer telling it again.
    Kind.TOLD: ("people", "positive", "ex"),
    Kind.POSTED: ("readers", "positive"),
    Kind.TURNED_AWAY: ("teller", "worth_usd"),
    Kind.JOINED: ("source", "teller"),
    Kind.WANTED_OUT: ("teller",),
    Kind.CHURNED: ("how", "teller", "booked_usd", "own_usd", "talk_usd"),
    Kind.NEVER_AGAIN: (),
    Kind.CSR_HIRED: (),
    Kind.CSR_READY: (),
    Kind.CSR_QUIT: ("tenure_days", "morale"),
    Kind.DAY_CLOSED: ("revenue_usd", "cost_usd", "wage_usd", "busy_s", "staffed_s", "subscribers"),
    Kind.DECIDED: ("lever", "value", "before", "due"),
    Kind.HAPPENED: ("event",),
    Kind.SURVEYED: ("content", "recommend", "effort"),
    Kind.STAFFED: ("headcount", "tenure_days", "morale"),
    # Of all contacts that ended that day, surveyed or not: how many left the customer content. The truth behind csat.
    Kind.SENTIMENT: ("contacts", "content", "captives"),
    # A call to the machine, before any to a person.
    Kind.MACHINE: ("ending", "duration_s"),
    Kind.LETTER_SENT: (),
    Kind.LETTER_ANSWERED: ("granted", "waited_s"),
    # A CSR puts his name on the case.
    Kind.ADOPTED: (),
    Kind.EXECUTIVE: ("waited_s", "usd"),
    Kind.SOLD: ("usd_month",),
    # The slow stocks of the centre at the day's end: desired handle time and faults relative to the opening, rules in
    # the book, shares of changes understood and of the truth that those above see, quality of the partner's site.
    Kind.DRIFTED: ("norm", "rules", "understanding", "insight", "faults", "partner"),
    # Means over subscribers at the day's end; heard: over everybody, good stories less bad ones.
    Kind.TEMPER: ("satisfaction", "expectation", "noise", "heard", "trust"),
    # A public story is read on, after its first day.
    Kind.READ: ("readers", "positive"),
}


class ContactEnding(IntEnum):
    """How a contact ended."""

    RESOLVED = 0
    BELIEVED_RESOLVED = 1
    PARTIAL = 2
    UNRESOLVED = 3
    RENEGED = 4
    DISCONNECTED = 5


class CaseEnding(IntEnum):
    """How a case ended."""

    RESOLVED = 0
    GIVEN_UP = 1
    LEFT = 2
    SILENT = 3


class Why(IntEnum):
    """Why a contact was made."""

    NEW = 0
    REDIAL = 1
    NOT_SOLVED = 2
    CUT_OFF = 3
    CLOSED = 4
    PROMISE_BROKEN = 5
    OWNER = 6
    CALLED_BACK = 7
    MACHINE = 8
    NO_ANSWER = 9


class Door(IntEnum):
    """Where an outside complaint goes."""

    BUREAU = 0
    REGULATOR = 1
    EXECUTIVE_MAILBOX = 2
    SMALL_CLAIMS = 3


class MachineEnding(IntEnum):
    """How a call to the machine ended."""

    SOLVED = 0
    TO_A_PERSON = 1
    TRAPPED = 2


class Block(IntEnum):
    """The kinds of roadblock: policy stops a CSR who sees the cure."""

    NO_AUTHORITY = 0
    NEEDS_APPROVAL = 1
    WRONG_DEPARTMENT = 2
    AGREED_BUT_BLOCKED = 3
    CATCH_22 = 4
    DEAD_END = 5
    NOT_DARED = 6
    NOT_BELIEVED = 7
    OVER_BUDGET = 8
    MISAPPLIED = 9
    CLAUSE = 10


class Leaving(IntEnum):
    """How a subscriber left."""

    VOICED = 0
    SILENT = 1
    EXPIRY = 2
    FIRED = 3


class Source(IntEnum):
    """What brought a joiner."""

    ADS = 0
    WORD_OF_MOUTH = 1


class Fault(IntEnum):
    """Whose fault an issue is."""

    FIRM = 0
    CUSTOMER = 1
    NOBODY = 2


Row = bytes
"""One event as it stands in the log: `WIDTH` doubles."""

record = Struct(f"{WIDTH}d").pack
"""`record(time, kind, customer, case, contact, desk, csr, six values)` -> `Row`; -1 for nobody, 0 for no value."""


def records(
    time: float, kind: Kind, customer: NDArray[np.int64], *values: ArrayLike, case: ArrayLike = -1
) -> list[Row]:
    """One `record` for each `customer`, nobody else being there; `case` and `values`: one for all, or one for each."""
    table = np.zeros((len(customer), WIDTH))
    table[:, 2:7] = -1
    for column, value in enumerate((time, kind, customer, case)):
        table[:, column] = value
    for column, value in enumerate(values, start=7):
        table[:, column] = value
    packed, step = table.tobytes(), WIDTH * table.itemsize
    return [packed[at : at + step] for at in range(0, len(packed), step)]


class Event(NamedTuple):
    """One thing that happened. Values by name through `value` or `fields`."""

    index: int  # type: ignore[assignment]  # hides tuple.index, which nobody needs
    time: float
    kind: Kind
    customer: int
    case: int
    contact: int
    desk: int
    csr: int
    values: tuple[float, ...]

    def value(self, name: str) -> float:
        """The value called `name` in `FIELDS`; ValueError if this kind has none."""
        return self.values[FIELDS[self.kind].index(name)]

    @property
    def fields(self) -> dict[str, float]:
        """The values by name."""
        return dict(zip(FIELDS[self.kind], self.values, strict=False))


class EventLog:
    """All events of a run: the open day as a list of rows, every closed day as one array of shape (events, WIDTH).

    `append` is the bound method of the open day's list; the hot path calls it directly with a `record`.
    """

    __slots__ = ("_days", "_open", "_starts", "append", "packed")

    def __init__(self) -> None:
        self._open: list[Row] = []
        self._days: list[NDArray[np.float64]] = []
        self._starts: list[int] = []
        self.packed = 0
        """Events in closed days."""
        self.append = self._open.append

    def __len__(self) -> int:
        return self.packed + len(self._open)

    def close_day(self, before: NDArray[np.float64]) -> NDArray[np.float64]:
        """Pack the open day, whose first rows are `before`; its array, shape (events, WIDTH), is kept and returned."""
        rows = np.concatenate([before, _unpacked(self._open[len(before) :])])
        self._days.append(rows)
        self._starts.append(self.packed)
        self.packed += len(rows)
        self._open.clear()
        return rows

    def open_rows(self, stop: int | None = None) -> NDArray[np.float64]:
        """The events since the last closed day (the first `stop` of them, if given), shape (events, WIDTH)."""
        rows = self._open if stop is None else self._open[:stop]
        return _unpacked(rows)

    def days(self) -> list[NDArray[np.float64]]:
        """The closed days' arrays, in order."""
        return self._days

    def rows(self, start: int = 0) -> Iterator[NDArray[np.float64]]:
        """The log from event number `start`, in arrays of shape (events, WIDTH)."""
        for first, day in zip(self._starts, self._days, strict=True):
            if first + len(day) > start:
                yield day[max(0, start - first) :]
        if self._open:
            yield _unpacked(self._open[max(0, start - self.packed) :])

    def events(self, start: int = 0, stop: int | None = None) -> list[Event]:
        """The events numbered `start` up to `stop` (default: all)."""
        found: list[Event] = []
        index = start
        for rows in self.rows(start):
            for row in rows.tolist():
                if stop is not None and index >= stop:
                    return found
                found.append(as_event(index, row))
                index += 1
        return found


def _unpacked(rows: list[Row]) -> NDArray[np.float64]:
    return np.frombuffer(b"".join(rows)).reshape(-1, WIDTH)


def as_event(index: int, row: list[float]) -> Event:
    """The packed `row` as an `Event` numbered `index`."""
    kind = Kind(int(row[1]))
    customer, case, contact, desk, csr = (int(number) for number in row[2:7])
    return Event(index, row[0], kind, customer, case, contact, desk, csr, tuple(row[7 : 7 + len(FIELDS[kind])]))
