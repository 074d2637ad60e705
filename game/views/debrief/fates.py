"""Fates: whose life is another than it would have been, and what decided it in either run. Pure.

Rules of this file: what decided a fate is an event of the log, the last of those kinds that bring that fate about; what
went before it is the last grievance of that person. Nothing is guessed: a life without such an event has none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.views.past import CUSTOMER, KIND, Floats, Rows, find
from sim.decisions import Decision, Inject
from sim.events import CaseEnding, Event, Kind
from sim.frames import Fate
from sim.lab.experiments import Flip

DECISIVE: Mapping[Fate, tuple[Kind, ...]] = {
    Fate.PROSPECT: (Kind.TURNED_AWAY,),
    Fate.SUBSCRIBER: (Kind.JOINED, Kind.CASE_CLOSED),
    Fate.EX: (Kind.CHURNED,),
    Fate.CAPTIVE: (Kind.WANTED_OUT,),
    Fate.NEVER_AGAIN: (Kind.CHURNED, Kind.NEVER_AGAIN),
}
"""What brings a fate about."""
GRIEVANCES = (Kind.ROADBLOCK, Kind.RENEGED, Kind.DISCONNECTED, Kind.PROMISE_BROKEN, Kind.CLOSED_DOOR)
"""What people leave for."""
_WANTED = sorted({kind for kinds in DECISIVE.values() for kind in kinds} | set(GRIEVANCES))
RANK = (Fate.NEVER_AGAIN, Fate.EX, Fate.CAPTIVE, Fate.PROSPECT, Fate.SUBSCRIBER)
"""From the worst to the best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """How it went with somebody in one run."""

    fate: Fate
    last: Event | None
    """What decided it."""
    before: Event | None
    """The last grievance before that; only of those who were lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Somebody with two fates: in your run, and in that in which nothing was decided."""

    customer: int
    mine: Life
    other: Life

    @property
    def gain(self) -> int:
        """How much better off he is in your run; below 0: worse."""
        return RANK.index(self.mine.fate) - RANK.index(self.other.fate)


def nothing_decided(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The log without what the player decided; what a facilitator made happen happens all the same."""
    return tuple(decision for decision in decisions if isinstance(decision.change, Inject))


def differences(flips: Iterable[Flip], mine: Rows, other: Rows) -> tuple[Difference, ...]:
    """Everybody of `flips` (a: your run), those first whom your decisions helped most."""
    flips = list(flips)
    who = np.array([flip.customer for flip in flips], dtype=np.int64)
    here, there = _told(mine, who), _told(other, who)
    found = [
        Difference(
            customer=flip.customer,
            mine=_life(flip.a, here.get(flip.customer, ())),
            other=_life(flip.b, there.get(flip.customer, ())),
        )
        for flip in flips
    ]
    return tuple(sorted(found, key=lambda one: (-one.gain, one.customer)))


def ways(flips: Iterable[Flip]) -> tuple[tuple[Fate, Fate, int], ...]:
    """How many went from which fate (had nothing been decided) to which (yours), the most first."""
    counted = Counter((flip.b, flip.a) for flip in flips)
    return tuple((b, a, n) for (b, a), n in sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _told(rows: Rows, who: NDArray[np.int64]) -> dict[int, list[Event]]:
    """The events of `who` that may have decided anything, in order, by customer."""

    def pick(piece: Floats) -> NDArray[np.bool_]:
        wanted = np.isin(piece[:, KIND], _WANTED)
        at = np.flatnonzero(wanted)
        wanted[at] = np.isin(piece[at, CUSTOMER], who)
        return wanted

    lives: dict[int, list[Event]] = {}
    for event in find(rows, pick).events():
        lives.setdefault(event.customer, []).append(event)
    return lives


def _life(fate: Fate, events: Iterable[Event]) -> Life:
    """What decided `fate` of these events."""
    back = list(events)[::-1]
    last = None
    for kind in DECISIVE[fate]:
        last = last or next((event for event in back if event.kind is kind and _tells(event)), None)
    lost = fate is not Fate.SUBSCRIBER and last is not None
    before = next((event for event in back if lost and event.kind in GRIEVANCES and event.index < _index(last)), None)
    return Life(fate=fate, last=last, before=before)


def _tells(event: Event) -> bool:
    """A trouble that nobody called about leaves nothing to tell."""
    return event.kind is not Kind.CASE_CLOSED or event.value("ending") != CaseEnding.SILENT


def _index(event: Event | None) -> int:
    return event.index if event else 0
