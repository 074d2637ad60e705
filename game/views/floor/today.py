"""Today: what each CSR and each desk has given, refused and had told again since midnight, folded from the log.

Rules of this file: it reads the log when it is asked to, from where it stopped, and only today's part of it; what isn't
looked at costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from game.views.past import CSR, DESK, FIRST, KIND, TIME, Floats, Rows, Whole
from sim.clock import DAY
from sim.events import FIELDS, Block, Kind

LACKING: Final = (Block.NO_AUTHORITY, Block.NEEDS_APPROVAL, Block.NOT_DARED, Block.OVER_BUDGET)
"""Roadblocks that more authority, or more courage to use it, would have spared."""
RETELL: Final = FIRST + FIELDS[Kind.LEG_ENDED].index("reexplain_s")
USD: Final = FIRST + FIELDS[Kind.CREDITED].index("usd")
BLOCK: Final = FIRST + FIELDS[Kind.ROADBLOCK].index("block")


def nothing() -> Floats:
    """Nobody has any yet."""
    return np.zeros(0)


@dataclass(slots=True)
class Tally:
    """Sums by the number of whoever they are about: CSRs, or desks."""

    column: int
    given_usd: Floats = field(default_factory=nothing)
    credits: Floats = field(default_factory=nothing)
    refused: Floats = field(default_factory=nothing)
    """Times somebody was stopped for lack of authority."""
    legs: Floats = field(default_factory=nothing)
    """Talks that ended."""
    retold: Floats = field(default_factory=nothing)
    """Of those, in how many the caller had to tell it all again."""
    retold_s: Floats = field(default_factory=nothing)

    def add(self, rows: Floats) -> None:
        """Count more of the log."""
        rows = rows[rows[:, self.column] >= 0]
        who = rows[:, self.column].astype(np.int64)
        kind = rows[:, KIND]
        given = kind == Kind.CREDITED
        self.given_usd = summed(self.given_usd, who[given], rows[given, USD])
        self.credits = summed(self.credits, who[given])
        blocked = (kind == Kind.ROADBLOCK) & np.isin(rows[:, BLOCK], LACKING)
        self.refused = summed(self.refused, who[blocked])
        talked = (kind == Kind.LEG_ENDED) & (rows[:, CSR] >= 0)
        self.legs = summed(self.legs, who[talked])
        again = talked & (rows[:, RETELL] > 0)
        self.retold = summed(self.retold, who[again])
        self.retold_s = summed(self.retold_s, who[again], rows[again, RETELL])


def summed(sums: Floats, who: Whole, values: Floats | None = None) -> Floats:
    """`sums` with `values` (default: one each) added at the places `who`."""
    more = np.bincount(who, weights=values, minlength=len(sums)).astype(np.float64)
    more[: len(sums)] += sums
    return more


def at(sums: Floats, who: int) -> float:
    """The sum of `who`, who may never have been heard of."""
    return float(sums[who]) if 0 <= who < len(sums) else 0.0


class Today:
    """The day so far."""

    __slots__ = ("_day", "_rows", "_seen", "csrs", "desks")

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.forget()

    def forget(self) -> None:
        """Begin anew: the past is another one, or another day has begun."""
        self._day = -1
        self._seen = 0
        self.csrs = Tally(CSR)
        self.desks = Tally(DESK)

    def read(self, day: int, events: int) -> None:
        """Catch up with a log of so many `events`."""
        if day != self._day or events < self._seen:
            self.forget()
            self._day = day
        if events == self._seen:
            return
        for piece in self._new():
            self.csrs.add(piece)
            self.desks.add(piece)

    def _new(self) -> Iterator[Floats]:
        """What came since the last look; days that are over are passed by unread."""
        dawn = self._day * DAY
        for piece in self._rows(self._seen):
            self._seen += len(piece)
            if len(piece) and piece[-1, TIME] >= dawn:
                yield piece[piece[:, TIME] >= dawn]
