"""The last week, by kind of event: what the formulas of the map are made of."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from game.views.past import FIRST, KIND, Table
from sim.events import FIELDS, Kind


class Week:
    """The events of seven days."""

    __slots__ = ("_kinds", "table")

    def __init__(self, table: Table) -> None:
        self.table = table
        kinds = table.rows[:, KIND].astype(np.int64)
        order = np.argsort(kinds, kind="stable")
        edges = np.searchsorted(kinds[order], np.arange(len(Kind) + 1))
        self._kinds = [order[a:b] for a, b in pairwise(edges)]

    def of(self, kind: Kind, **where: Iterable[float]) -> Table:
        """The events of `kind` whose named values are among those given."""
        at = self._kinds[kind]
        found = Table(self.table.index[at], self.table.rows[at])
        for name, values in where.items():
            found = found.where(np.isin(found.value(kind, name), list(values)))
        return found

    def count(self, kind: Kind, **where: Iterable[float]) -> float:
        """How many."""
        return float(len(self.of(kind, **where)))

    def sum(self, kind: Kind, *names: str) -> float:
        """The sum of values over all events of `kind`."""
        own = self.of(kind)
        return float(sum(own.value(kind, name).sum() for name in names))

    def last(self, kind: Kind, name: str, default: float) -> float:
        """The latest value, where there is any."""
        at = self._kinds[kind]
        return float(self.table.rows[at[-1], FIRST + FIELDS[kind].index(name)]) if len(at) else default


def share(part: float, whole: float) -> float:
    """`part` of `whole`; nothing of nothing is nothing."""
    return part / whole if whole > 0 else 0.0
