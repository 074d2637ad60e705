"""Crew: what hiring and letting go cost each day, and how many there were. Nothing in the log says who was let go.

Rules of this file: who is employed follows from the log and the book by the model's own rule (`Staff._follow`): at
midnight those come whose day it is, orders that nobody wants any more are called off, the newest are let go, the rest
is ordered. A test compares every day of it with what the model booked.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

from sim.centre.csr import heads
from sim.clock import DAY
from sim.events import Kind

if TYPE_CHECKING:
    from game.views.why.evidence import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What midnight did to the crew."""

    heads: int
    """Employed, from then on."""
    ordered: int
    """New hires begun."""
    let_go: int
    """With severance."""


def crew_of(e: Evidence) -> tuple[Day, ...]:
    """That of every closed day."""
    specs, book = list(e.level.desks.values()), e.level.book
    numbers = iter(range(sum(sum(heads(spec, book)) for spec in specs)))
    crews = [
        [(next(numbers), site) for site, n in enumerate(heads(spec, book)) for _ in range(n)] for spec in specs
    ]  # fmt: skip
    joining: list[list[tuple[int, int]]] = [[] for _ in specs]
    came, went = _by_day(e, Kind.CSR_HIRED), _by_day(e, Kind.CSR_QUIT)
    found = []
    for day in range(e.days):
        # The crew of the first day is there before anything can be decided.
        book = e.book_at(day * DAY) if day else e.book_at(0.0, decided=False)
        ordered = let_go = 0
        for desk, spec in enumerate(specs):
            crew, coming = crews[desk], joining[desk]
            crew += [(number, coming.pop(0)[1]) for number in came.get((day, desk), ())]
            for site, wanted in enumerate(heads(spec, book)):
                here = [one for one in crew if one[1] == site]
                due = [one for one in coming if one[1] == site]
                while len(here) + len(due) > wanted and due:
                    coming.remove(due.pop())
                gone = here[wanted:]
                crew[:] = [one for one in crew if one not in gone]
                let_go += len(gone) if site == 0 else 0
                more = max(0, wanted - len(here) - len(due))
                coming += [(day + round(e.level.employees.hiring_days), site)] * more
                ordered += more
        found.append(Day(heads=sum(map(len, crews)), ordered=ordered, let_go=let_go))
        for desk, crew in enumerate(crews):
            quits = went.get((day, desk), ())
            crew[:] = [one for one in crew if one[0] not in quits]
    return tuple(found)


def _by_day(e: Evidence, kind: Kind) -> dict[tuple[int, int], list[int]]:
    """The numbers of the CSRs of such events, by day and desk."""
    found: dict[tuple[int, int], list[int]] = {}
    for event in e.of(kind).events():
        found.setdefault((floor(event.time / DAY), event.desk), []).append(event.csr)
    return found
