"""The past: the packed event log, read by the views that look back over days and weeks.

Rules of this file: it gets the log as a function that gives it in pieces (arrays of shape (events, WIDTH), as
`sim.events.EventLog.rows` does), never the log itself. What is found is copied, so that no view holds a reference into
a running model, and a question looks at each piece once: a year's log is millions of rows, the answer a few hundred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.clock import WEEK
from sim.events import FIELDS, WIDTH, Event, Kind, as_event

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Rows = Callable[[int], Iterable[Floats]]
"""The log from an event's number on, in order, in arrays of shape (events, WIDTH)."""
Pick = Callable[[Floats], NDArray[np.bool_]]
"""Which of some rows are wanted."""

TIME, KIND, CUSTOMER, CASE, CONTACT, DESK, CSR = range(7)
"""The columns before an event's values."""
FIRST = 7


@dataclass(frozen=True, slots=True)
class Table:
    """Some events of the log, in order."""

    index: Whole
    """Their numbers in the log, shape (events,)."""
    rows: Floats
    """Shape (events, WIDTH)."""

    def __len__(self) -> int:
        return len(self.index)

    def where(self, wanted: NDArray[np.bool_]) -> Table:
        """Those of them that are `wanted`."""
        return Table(self.index[wanted], self.rows[wanted])

    def of(self, *kinds: Kind) -> Table:
        """Those of `kinds`."""
        return self.where(np.isin(self.rows[:, KIND], kinds))

    def value(self, kind: Kind, name: str) -> Floats:
        """The value `name` of each row; all must be of `kind`."""
        found: Floats = self.rows[:, FIRST + FIELDS[kind].index(name)]
        return found

    def who(self, column: int = CUSTOMER) -> Whole:
        """A column of numbers of people or things."""
        return self.rows[:, column].astype(np.int64)

    def events(self) -> list[Event]:
        """All of them, unpacked."""
        return [as_event(index, row) for index, row in zip(self.index.tolist(), self.rows.tolist(), strict=True)]


EMPTY = Table(np.zeros(0, dtype=np.int64), np.zeros((0, WIDTH)))


def find(rows: Rows, pick: Pick, start: int = 0) -> Table:
    """The events from number `start` on that `pick` wants."""
    indices, found, first = [EMPTY.index], [EMPTY.rows], start
    for piece in rows(start):
        at = np.flatnonzero(pick(piece))
        indices.append(at + first)
        found.append(piece[at])
        first += len(piece)
    return Table(np.concatenate(indices), np.concatenate(found))


def of_kinds(rows: Rows, *kinds: Kind) -> Table:
    """All events of `kinds`."""
    return find(rows, lambda piece: np.isin(piece[:, KIND], kinds))


def week_before(rows: Rows, now: float) -> Table:
    """The events of the seven days up to `now`."""
    return find(rows, lambda piece: piece[:, TIME] > now - WEEK)


def packed(events: Callable[[int], Iterable[Event]]) -> Rows:
    """`Rows` from a function that gives unpacked events from a number on: for who has nothing better, and for tests."""

    def rows(start: int) -> Iterator[Floats]:
        table = [(e.time, e.kind, *e[3:8], *e.values, *[0.0] * (WIDTH - FIRST - len(e.values))) for e in events(start)]
        if table:
            yield np.array(table, dtype=np.float64)

    return rows
