"""Gossip: what of the log the town talks about, and who was loud this week.

Rules of this file: the log is read once, a few days at a time, so that a long past holds up no picture. What can be
told is only what happened out loud: a hub nobody has heard is nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.views.past import CUSTOMER, FIRST, KIND, TIME, Floats, Rows
from sim.clock import WEEK
from sim.events import FIELDS, Kind, Source

PIECES: Final = 12
"""Days of the log that are read at one time."""
TALK: Final = (Kind.TOLD, Kind.POSTED, Kind.READ)
GOING: Final = (Kind.TURNED_AWAY, Kind.JOINED, Kind.WANTED_OUT, Kind.CHURNED, Kind.NEVER_AGAIN)
LOUD: Final = (Kind.POSTED, Kind.OUTSIDE_COMPLAINT)
WANTED: Final = np.isin(np.arange(max(Kind) + 1), (*TALK, *GOING, Kind.OUTSIDE_COMPLAINT))
POSITIVE: Final = FIRST + 1
"""The column of whether talk is good."""
assert all(FIELDS[kind][1] == "positive" for kind in TALK)
TELLERS: Final = {kind: FIRST + FIELDS[kind].index("teller") for kind in GOING if "teller" in FIELDS[kind]}


@dataclass(frozen=True, slots=True)
class News:
    """Something that the town has noticed."""

    kind: Kind
    person: int
    teller: int = -1
    """Who tipped him; -1: nobody."""
    people: int = 1
    """How many heard it."""
    good: bool = False


@dataclass(frozen=True, slots=True)
class Tale:
    """What one person told this week."""

    person: int
    people: int
    good: bool
    public: bool


class Gossip:
    """Reads the log from its beginning, and goes on reading."""

    def __init__(self) -> None:
        self.read = 0
        """Events read so far."""
        self.behind = False
        """Whether there is more to be read at once."""
        self.loud: set[int] = set()
        """Who has ever posted, or complained to others."""
        self._week: Floats = np.zeros((0, 5))
        """Talk of the last seven days: time, person, people, good, public."""

    def listen(self, rows: Rows, now: float, *, most: int = 400) -> list[News]:
        """What is new since the last time, the last `most` of it."""
        found: list[Floats] = []
        pieces = list(islice(rows(self.read), PIECES))
        self.behind = len(pieces) == PIECES
        for piece in pieces:
            self.read += len(piece)
            found.append(piece[WANTED[piece[:, KIND].astype(np.intp)]])
        if not found:
            return []
        table = np.concatenate(found)
        self.loud.update(table[np.isin(table[:, KIND], LOUD), CUSTOMER].astype(np.int64).tolist())
        talk = table[np.isin(table[:, KIND], TALK)]
        new = np.column_stack(
            [talk[:, TIME], talk[:, CUSTOMER], talk[:, FIRST], talk[:, POSITIVE], talk[:, KIND] != Kind.TOLD]
        )
        self._week = np.concatenate([self._week, new])
        self._week = self._week[self._week[:, 0] > now - WEEK]
        return [_news(row) for row in table[-most:].tolist()]

    def loudest(self, most: int) -> list[Tale]:
        """Who was heard by most people in the last seven days."""
        week = self._week
        if not len(week):
            return []
        who, at = np.unique(week[:, 1].astype(np.int64) * 2 + (week[:, 3] > 0), return_inverse=True)
        people = np.bincount(at, weights=week[:, 2])
        public = np.bincount(at, weights=week[:, 4]) > 0
        first = np.lexsort((who, -people))[:most].tolist()
        return [Tale(int(who[n]) // 2, int(people[n]), bool(who[n] % 2), bool(public[n])) for n in first]


def _news(row: list[float]) -> News:
    kind, person = Kind(int(row[KIND])), int(row[CUSTOMER])
    if kind in TALK:
        return News(kind, person, people=int(row[FIRST]), good=row[POSITIVE] > 0)
    teller = int(row[TELLERS[kind]]) if kind in TELLERS else -1
    by_talk = kind is not Kind.JOINED or row[FIRST] == Source.WORD_OF_MOUTH
    return News(kind, person, teller=teller if by_talk else -1, good=kind is Kind.JOINED)


def hubs_among(people: int) -> int:
    """How many have by far the most friends, and as many by far the most readers: one in a thousand."""
    return min(people, max(3, people // 1000))


def hubs_of(ties: NDArray[np.int64], reach: Floats) -> frozenset[int]:
    """Those whom by far the most people hear, from each other or in public."""
    many = hubs_among(len(ties))
    by_ties = np.lexsort((np.arange(len(ties)), -ties))[:many]
    by_reach = np.lexsort((np.arange(len(ties)), -reach))[:many]
    return frozenset(by_ties.tolist()) | frozenset(by_reach.tolist())
