"""The census: how many of each fate live in every house and block, counted anew whenever one has changed.

Rules of this file: numbers only, from a `PeopleView`; a house far away shows each of its windows as a sixth of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.views.town.plan import WINDOWS, Plan
from sim.frames import Fate, PeopleView

Ints = NDArray[np.int64]
ORDER: Final = (Fate.SUBSCRIBER, Fate.CAPTIVE, Fate.PROSPECT, Fate.EX, Fate.NEVER_AGAIN)
"""In which windows are filled, and told."""
MOODS: Final = (-0.15, 0.2)
"""Satisfaction below which one is sour, and from which on he is content."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Census:
    """One counting."""

    fate: NDArray[np.uint8]
    """Each person's `Fate`."""
    mood: Ints
    """Each person's: 0 sour, 1 so-so, 2 content."""
    houses: Ints
    """Shape (houses, fates)."""
    blocks: Ints
    """Shape (blocks, fates)."""
    windows: list[tuple[int, ...]]
    """Of each house, how many of its windows tell of each fate."""

    @property
    def totals(self) -> list[int]:
        """Of the whole town, by fate."""
        found: list[int] = self.houses.sum(axis=0).tolist()
        return found


def census_of(people: PeopleView, plan: Plan) -> Census:
    """Count everybody."""
    fates = len(Fate)
    fate = people.fate.astype(np.int64)
    houses = np.bincount(plan.house * fates + fate, minlength=plan.houses * fates).reshape(-1, fates)
    blocks = np.zeros((plan.blocks, fates), dtype=np.int64)
    np.add.at(blocks, plan.block, houses)
    return Census(
        fate=people.fate,
        mood=np.searchsorted(MOODS, people.satisfaction, side="right"),
        houses=houses,
        blocks=blocks,
        windows=[tuple(row) for row in shared_out(houses).tolist()],
    )


def shared_out(houses: Ints) -> Ints:
    """The windows of each house shared out among fates: largest remainders first, the rarer fate if two are alike."""
    people = houses.sum(axis=1, keepdims=True)
    exact = houses * np.minimum(WINDOWS, people) / np.maximum(1, people)
    whole = np.floor(exact + 1e-9).astype(np.int64)
    left = np.minimum(WINDOWS, people[:, 0]) - whole.sum(axis=1)
    rest = exact - whole
    turn = np.lexsort((np.broadcast_to(np.arange(houses.shape[1]), rest.shape), houses, -rest), axis=1)
    rank = np.empty_like(turn)
    np.put_along_axis(rank, turn, np.broadcast_to(np.arange(houses.shape[1]), turn.shape), axis=1)
    found: Ints = whole + (rank < left[:, None])
    return found
