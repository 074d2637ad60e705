"""Evidence: the whole log up to a moment, by kind of event, and what one event has to do with another.

Rules of this file: it reads packed rows and nothing else; what joins events (which issue a case is about, what stood in
the way of a contact, what somebody lived through before he left) is worked out once, in whole columns, when first asked
for. A number of nobody and nothing is -1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from game.views.past import CASE, CONTACT, CUSTOMER, DESK, EMPTY, KIND, TIME, Floats, Rows, Table, Whole
from game.views.why.crew import Day, crew_of
from sim.clock import DAY
from sim.events import FIELDS, Block, CaseEnding, ContactEnding, Kind, Why
from sim.level import Level
from sim.levers import LEVERS

PREVIEW = 128
"""A frame's metrics follow the open day in steps of this many events (`sim.run.model`)."""
SITE = "people.offsite_share"
"""Ends with the partner's site."""
_FAR = 1e10
"""Longer than any run (s): keeps people apart in a key of person and time."""


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment up to another (s), the second one excluded."""

    start: float
    end: float

    @classmethod
    def days(cls, first: int, stop: int) -> Span:
        """The days from `first` up to `stop`, excluded."""
        return cls(first * DAY, stop * DAY)


class Trouble(IntEnum):
    """What stood between somebody and his cure. Below 100: a `Block`, by its number."""

    HUNG_UP = 100
    CUT_OFF = 101
    HUNG_UP_ON = 102
    MISSED = 103
    NOT_ENTERED = 104
    PARTLY = 105
    UNSOLVED = 106
    SOLVED = 107
    NEVER_CALLED = 108
    OPEN = 109
    NOTHING = 110
    WENT = 111


_BY_ENDING = np.zeros(len(ContactEnding), dtype=np.int64)
_BY_ENDING[ContactEnding.RESOLVED] = Trouble.SOLVED
_BY_ENDING[ContactEnding.BELIEVED_RESOLVED] = Trouble.MISSED
_BY_ENDING[ContactEnding.PARTIAL] = Trouble.PARTLY
_BY_ENDING[ContactEnding.UNRESOLVED] = Trouble.UNSOLVED
_BY_ENDING[ContactEnding.RENEGED] = Trouble.HUNG_UP
_BY_ENDING[ContactEnding.DISCONNECTED] = Trouble.CUT_OFF


class Evidence:
    """The log up to a moment."""

    def __init__(self, rows: Rows, level: Level, events: int) -> None:
        """`events`: so many have happened. As far as a frame's metrics go, which follow the open day in steps."""
        self.level = level
        pieces, first, closed = [], 0, 0
        for piece in rows(0):
            pieces.append((first, piece))
            shut = np.flatnonzero(piece[:, KIND] == Kind.DAY_CLOSED)
            closed = first + int(shut[-1]) + 1 if len(shut) else closed
            first += len(piece)
        self.events = max(closed, min(first, events) // PREVIEW * PREVIEW)
        self._pieces: list[tuple[int, Floats, NDArray[np.intp], Whole]] = []
        for first, piece in pieces:
            kept = piece[: max(0, self.events - first)]
            if len(kept):
                self._pieces.append((first, kept, *_by_kind(kept[:, KIND])))
        self._kinds: dict[Kind, Table] = {}

    # --- events -----------------------------------------------------------------------------------------------

    def of(self, kind: Kind, span: Span | None = None, **where: Iterable[float] | float) -> Table:
        """The events of `kind`, in order, within `span`, whose named values are (among) those given."""
        found = self._kinds.get(kind)
        if found is None:
            found = self._kinds[kind] = self._gather(kind)
        if span is not None:
            a, b = np.searchsorted(found.rows[:, TIME], (span.start, span.end))
            found = Table(found.index[a:b], found.rows[a:b])
        for name, wanted in where.items():
            values = found.value(kind, name)
            found = found.where(values == wanted if isinstance(wanted, int | float) else np.isin(values, list(wanted)))
        return found

    def _gather(self, kind: Kind) -> Table:
        index, rows = [EMPTY.index], [EMPTY.rows]
        for first, piece, order, edges in self._pieces:
            at = order[edges[kind] : edges[kind + 1]]
            if len(at):
                index.append(at + first)
                rows.append(piece[at])
        return Table(np.concatenate(index), np.concatenate(rows))

    def total(self, kind: Kind, name: str, span: Span | None = None) -> float:
        """The sum of a value."""
        return float(self.of(kind, span).value(kind, name).sum())

    def latest(self, kind: Kind, name: str, before: float, default: float) -> float:
        """The last value of `kind` before a moment (s)."""
        found = self.of(kind, Span(-1.0, before))
        return float(found.value(kind, name)[-1]) if len(found) else default

    def within(self, span: Span) -> Floats:
        """All rows of `span`, in order."""
        found = []
        for _, piece, _, _ in self._pieces:
            a, b = np.searchsorted(piece[:, TIME], (span.start, span.end))
            found.append(piece[a:b])
        return np.concatenate([EMPTY.rows, *found])

    @cached_property
    def days(self) -> int:
        """Closed so far."""
        return len(self.of(Kind.DAY_CLOSED))

    # --- the policy book over time ----------------------------------------------------------------------------

    def book_at(self, time: float, *, stop: int | None = None, decided: bool = True) -> dict[str, float]:
        """Every lever's value in effect at a moment; a later word on a lever replaces one that is still on its way.

        `stop`: as it was before the event of that number; not `decided`: but for what has been decided.
        """
        names, events = list(LEVERS), list(self.level.events.values())
        book = {name: float(self.level.book[name]) for name in names}
        coming: dict[str, tuple[float, float]] = {}
        for index, row in self._turns:
            at = row[TIME]
            if at > time or (stop is not None and index >= stop):
                break
            if row[KIND] == Kind.HAPPENED:
                if events[int(row[7])].closes_site:
                    coming.pop(SITE, None)
                    book[SITE] = 0.0
                continue
            if not decided:
                continue
            lever, value, _, due = row[7:11]
            name = names[int(lever)]
            if name in coming and coming[name][0] <= at:
                book[name] = coming[name][1]
            coming[name] = (due, value)
        for name, (due, value) in coming.items():
            if due <= time:
                book[name] = value
        return book

    @cached_property
    def _turns(self) -> list[tuple[int, list[float]]]:
        """What changes the book, in order: decisions and events, with their numbers."""
        both = [self.of(kind) for kind in (Kind.DECIDED, Kind.HAPPENED)]
        found = [pair for table in both for pair in zip(table.index.tolist(), table.rows.tolist(), strict=True)]
        return sorted(found)

    @cached_property
    def crew(self) -> tuple[Day, ...]:
        """What each closed day's midnight did to the crew."""
        return crew_of(self)

    # --- cases and contacts -----------------------------------------------------------------------------------

    @cached_property
    def issues(self) -> Whole:
        """The issue of each case."""
        born = self.of(Kind.CASE_BORN)
        return _spread(born.who(CASE), born.value(Kind.CASE_BORN, "issue"))

    @cached_property
    def whys(self) -> Whole:
        """Why each contact was made."""
        began = self.of(Kind.CONTACT_BEGAN)
        return _spread(began.who(CONTACT), began.value(Kind.CONTACT_BEGAN, "why"))

    @cached_property
    def nths(self) -> Whole:
        """Which contact of its case each is, from 1."""
        began = self.of(Kind.CONTACT_BEGAN)
        return _spread(began.who(CONTACT), began.value(Kind.CONTACT_BEGAN, "nth"))

    @cached_property
    def blocks(self) -> Whole:
        """The last roadblock in each contact. Where no money is asked for, asking for leave is about the fix."""
        stopped = self.of(Kind.ROADBLOCK)
        return _spread(stopped.who(CONTACT), effective(stopped), len(self.whys))

    @cached_property
    def troubles(self) -> Whole:
        """What stood in the way at the end of each contact: a `Trouble`, or -1 while it lasts."""
        ended, size = self.of(Kind.CONTACT_ENDED), len(self.whys)
        how = ended.value(Kind.CONTACT_ENDED, "ending").astype(np.int64)
        found = _spread(ended.who(CONTACT), _BY_ENDING[how], size)
        refused = np.isin(found, (Trouble.PARTLY, Trouble.UNSOLVED)) & (self.blocks >= 0)
        found[refused] = self.blocks[refused]
        cut = self.of(Kind.DISCONNECTED, by_csr=1).who(CONTACT)
        found[cut[found[cut] == Trouble.CUT_OFF]] = Trouble.HUNG_UP_ON
        said = self.of(Kind.PROMISED).who(CONTACT)
        found[said[found[said] == Trouble.MISSED]] = Trouble.NOT_ENTERED
        return found

    @cached_property
    def before(self) -> Whole:
        """The contact before each, of the same case."""
        began = self.of(Kind.CONTACT_BEGAN)
        case, contact = began.who(CASE), began.who(CONTACT)
        order = np.argsort(case, kind="stable")
        case, contact = case[order], contact[order]
        found = np.full(len(self.whys), -1, dtype=np.int64)
        again = np.flatnonzero(case[1:] == case[:-1]) + 1
        found[contact[again]] = contact[again - 1]
        return found

    @cached_property
    def ends(self) -> Whole:
        """What stood in the way at the end of the last contact of each case; -1: there was none."""
        ended = self.of(Kind.CONTACT_ENDED)
        return _spread(ended.who(CASE), self.troubles[ended.who(CONTACT)], len(self.issues))

    @cached_property
    def spoilt(self) -> Whole:
        """What came of the first contact of each case; -1: there was none."""
        first = self.of(Kind.CONTACT_ENDED, nth=1)
        return _spread(first.who(CASE), self.troubles[first.who(CONTACT)], len(self.issues))

    # --- people -----------------------------------------------------------------------------------------------

    @cached_property
    def taxed(self) -> dict[int, float]:
        """Seconds that calls have taken of each customer."""
        legs = self.of(Kind.LEG_ENDED)
        who, seconds = legs.who(), legs.rows[:, 7 : 7 + len(FIELDS[Kind.LEG_ENDED])].sum(axis=1)
        sums = np.bincount(who, weights=seconds) if len(who) else np.zeros(0)
        return {int(n): float(sums[n]) for n in np.flatnonzero(sums)}

    @cached_property
    def release(self) -> int:
        """The issue of who calls to leave; -1: there is none."""
        return next((n for n, issue in enumerate(self.level.issues.values()) if issue.remedy == "release"), -1)

    @cached_property
    def _closed(self) -> tuple[Table, Floats]:
        """Cases closed, but for calls to leave, and their keys of person and time."""
        closed = self.of(Kind.CASE_CLOSED)
        asked = closed.value(Kind.CASE_CLOSED, "issue") == self.release
        return _keyed(closed.where(~asked & (closed.value(Kind.CASE_CLOSED, "ending") != CaseEnding.LEFT)))

    @cached_property
    def _born(self) -> tuple[Table, Floats]:
        born = self.of(Kind.CASE_BORN)
        return _keyed(born.where(born.value(Kind.CASE_BORN, "issue") != self.release))

    @cached_property
    def _called(self) -> tuple[Table, Floats]:
        return _keyed(self.of(Kind.CONTACT_ENDED))

    def lived(self, who: Whole, time: Floats) -> Whole:
        """What the last trouble of each of `who` had come to at a moment: a `Trouble`."""
        found = np.full(len(who), int(Trouble.NOTHING), dtype=np.int64)
        if not len(who):
            return found
        born, closed = self._born, self._closed
        b, c = _last(born, who, time), _last(closed, who, time)
        case = np.where(b >= 0, born[0].who(CASE)[b] if len(born[0]) else -1, -1)
        over = np.where(c >= 0, closed[0].who(CASE)[c] if len(closed[0]) else -1, -1)
        found[b >= 0] = Trouble.OPEN
        if len(closed[0]):
            # A later trouble that nobody called about is over at once; an open one is what he has in mind.
            done = (c >= 0) & ((over == case) | (case < 0) | self._over_by(case, time))
            ending = closed[0].value(Kind.CASE_CLOSED, "ending")[c].astype(np.int64)
            last = self.ends[np.maximum(over, 0)]
            came = np.where(last >= 0, last, int(Trouble.NEVER_CALLED))
            came = np.where(ending == CaseEnding.RESOLVED, int(Trouble.SOLVED), came)
            came = np.where((ending == CaseEnding.GIVEN_UP) & (came == Trouble.SOLVED), int(Trouble.UNSOLVED), came)
            found[done] = came[done]
        return found

    def _over_by(self, case: Whole, time: Floats) -> NDArray[np.bool_]:
        closed = self.of(Kind.CASE_CLOSED)
        when = np.full(len(self.issues) + 1, np.inf)
        when[closed.who(CASE)] = closed.rows[:, TIME]
        found: NDArray[np.bool_] = when[case] <= time
        return found

    def last_call(self, who: Whole, time: Floats) -> Whole:
        """The contact that each of `who` had last at a moment; -1: none."""
        called = self._called
        at = _last(called, who, time)
        return np.where(at >= 0, called[0].who(CONTACT)[at] if len(called[0]) else -1, -1)

    def last_case(self, who: int, time: float) -> int:
        """The case that somebody had last at a moment; -1: none."""
        at = int(_last(self._born, np.array([who]), np.array([time]))[0])
        return int(self._born[0].rows[at, CASE]) if at >= 0 else -1


def effective(stopped: Table) -> Whole:
    """The `Block` of each ROADBLOCK as it is told: with no money asked for, asking for leave is about the fix."""
    block = stopped.value(Kind.ROADBLOCK, "block").astype(np.int64)
    about_fix = stopped.value(Kind.ROADBLOCK, "need_usd") < 0.5
    block[about_fix & np.isin(block, (Block.NO_AUTHORITY, Block.NEEDS_APPROVAL))] = Block.AGREED_BUT_BLOCKED
    return block


def again(whys: Whole) -> NDArray[np.bool_]:
    """Which contacts, by why they were made, are not about something new."""
    found: NDArray[np.bool_] = ~np.isin(whys, (Why.NEW, Why.CLOSED, Why.MACHINE))
    return found


def desks_of(table: Table) -> Whole:
    """The desk of each event."""
    return table.who(DESK)


def _by_kind(kinds: Floats) -> tuple[NDArray[np.intp], Whole]:
    """Which rows are of each kind, in order: an order and its edges."""
    small = kinds.astype(np.int8)  # NumPy sorts bytes in linear time
    order = np.argsort(small, kind="stable")
    edges = np.concatenate([[0], np.cumsum(np.bincount(small, minlength=len(Kind)))])
    return order, edges.astype(np.int64)


def _spread(numbers: Whole, values: Floats | Whole, least: int = 0) -> Whole:
    """An array in which the last of `values` stands at each of `numbers`, -1 elsewhere."""
    known = numbers >= 0
    numbers, values = numbers[known], values[known]
    found = np.full(max(least, int(numbers.max()) + 1 if len(numbers) else 0), -1, dtype=np.int64)
    found[numbers] = values.astype(np.int64)
    return found


def _keyed(table: Table) -> tuple[Table, Floats]:
    """`table` by person and time, and its keys."""
    keys = table.rows[:, CUSTOMER] * _FAR + table.rows[:, TIME]
    order = np.argsort(keys, kind="stable")
    return Table(table.index[order], table.rows[order]), keys[order]


def _last(keyed: tuple[Table, Floats], who: Whole, time: Floats) -> Whole:
    """Where the last row of each of `who` up to a moment stands; -1: there is none."""
    table, keys = keyed
    if not len(keys):
        return np.full(len(who), -1, dtype=np.int64)
    at = np.searchsorted(keys, who * _FAR + time, side="right") - 1
    mine = (at >= 0) & (table.rows[np.maximum(at, 0), CUSTOMER] == who)
    return np.where(mine, at, -1)
