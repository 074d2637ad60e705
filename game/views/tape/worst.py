"""The worst stories: whose case took most this week, and who called at all. Counted from events, nothing remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from game.views.past import CASE, CUSTOMER, KIND, TIME, Floats, Rows, Table, Whole, find, of_kinds, week_before
from game.views.tape.reel import seconds_of
from sim.events import FIELDS, Block, Kind

ABSURD = (
    Block.AGREED_BUT_BLOCKED,
    Block.CATCH_22,
    Block.NOT_DARED,
    Block.NOT_BELIEVED,
    Block.OVER_BUDGET,
    Block.MISAPPLIED,
    Block.CLAUSE,
)
"""Roadblocks at which everybody sees the cure and the answer is no."""


class By(StrEnum):
    """What makes a story the worst."""

    HOURS = "hours"
    ABSURD = "absurd"
    READERS = "readers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A case worth telling."""

    customer: int
    case: int
    amount: float
    """Seconds taxed, absurdities, readers: as asked for."""
    calls: int
    issue: int


def worst(rows: Rows, now: float, by: By, most: int = 10) -> tuple[Story, ...]:
    """The week's worst cases up to `now`, the worst first, ties by the number of the case."""
    week = week_before(rows, now)
    found = {By.HOURS: _hours, By.ABSURD: _absurd}[by](week) if by is not By.READERS else _readers(rows, week)
    best = sorted(
        ((amount, case) for case, amount in found.items() if amount > 0), key=lambda pair: (-pair[0], pair[1])
    )
    return told(rows, [(case, amount) for amount, case in best[:most]])


def told(rows: Rows, cases: list[tuple[int, float]]) -> tuple[Story, ...]:
    """Stories of `cases` (number, amount), with what else is to be said of each, in the same order."""
    numbers = np.array([case for case, _ in cases])
    kinds = (Kind.CASE_BORN, Kind.CONTACT_BEGAN)
    about = find(rows, lambda piece: np.isin(piece[:, CASE], numbers) & np.isin(piece[:, KIND], kinds))
    births, calls = about.of(Kind.CASE_BORN), about.of(Kind.CONTACT_BEGAN)
    born = {int(row[CASE]): row for row in births.rows}
    counted = dict(zip(*(a.tolist() for a in np.unique(calls.who(CASE), return_counts=True)), strict=True))
    issue = 7 + FIELDS[Kind.CASE_BORN].index("issue")
    return tuple(
        Story(
            customer=int(born[case][CUSTOMER]),
            case=case,
            amount=amount,
            calls=counted.get(case, 0),
            issue=int(born[case][issue]),
        )
        for case, amount in cases
        if case in born
    )


def _summed(cases: Whole, amounts: Floats) -> dict[int, float]:
    """Sums of `amounts` by case; those of no case are left out."""
    cases, amounts = cases[cases >= 0], amounts[cases >= 0]
    numbers, place = np.unique(cases, return_inverse=True)
    sums = np.bincount(place, weights=amounts, minlength=len(numbers))
    return dict(zip(numbers.tolist(), sums.tolist(), strict=True))


def _hours(week: Table) -> dict[int, float]:
    legs = week.of(Kind.LEG_ENDED)
    return _summed(legs.who(CASE), seconds_of(legs.rows))


def _absurd(week: Table) -> dict[int, float]:
    blocks, moves = week.of(Kind.ROADBLOCK), week.of(Kind.TRANSFERRED)
    odd = np.isin(blocks.value(Kind.ROADBLOCK, "block"), ABSURD).astype(np.float64)
    loops = moves.value(Kind.TRANSFERRED, "loop")
    return _summed(np.concatenate([blocks.who(CASE), moves.who(CASE)]), np.concatenate([odd, loops]))


def _readers(rows: Rows, week: Table) -> dict[int, float]:
    posts = week.of(Kind.POSTED, Kind.READ)
    posts = posts.where(posts.value(Kind.POSTED, "positive") == 0)
    who = np.unique(posts.who())
    births = find(rows, lambda piece: np.isin(piece[:, CUSTOMER], who) & (piece[:, KIND] == Kind.CASE_BORN))
    births = births.where(births.value(Kind.CASE_BORN, "silent") == 0)
    found: dict[int, float] = {}
    readers = posts.value(Kind.POSTED, "readers")
    for customer in who.tolist():
        mine = posts.who() == customer
        before = births.rows[(births.who() == customer) & (births.rows[:, TIME] <= posts.rows[mine, TIME].max())]
        if len(before):
            found[int(before[-1, CASE])] = float(readers[mine].sum())
    return found


class Callers:
    """Everyone who has called, to be found by name or number; those whom it took most first."""

    def __init__(self, rows: Rows, name: Callable[[int], str]) -> None:
        legs = of_kinds(rows, Kind.LEG_ENDED)
        numbers, place = np.unique(legs.who(), return_inverse=True)
        seconds = np.bincount(place, weights=seconds_of(legs.rows), minlength=len(numbers))
        order: NDArray[np.intp] = np.argsort(-seconds, kind="stable")
        self.found: tuple[tuple[int, float], ...] = tuple(
            zip(numbers[order].tolist(), seconds[order].tolist(), strict=True)
        )
        """Customers and the seconds that all their calls took."""
        self._names = [name(customer).lower() for customer, _ in self.found]

    def search(self, text: str, most: int = 40) -> tuple[tuple[int, float], ...]:
        """Those whose name holds every word of `text`, or whose number it is."""
        words = text.lower().split()
        number = int(text) if text.strip().isdecimal() else -1
        hits = [
            found
            for found, name in zip(self.found, self._names, strict=True)
            if (words and all(word in name for word in words)) or found[0] == number
        ]
        return tuple(hits[:most])
