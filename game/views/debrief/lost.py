"""Lost: those whom it cost most to lose, and what became of each, from the event log. Pure.

Rules of this file: what somebody was worth is what the ledgers say: his own future and what his talk had cost by the
day he left. His story is a handful of events; who tells it finds the words.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.views.ledgers.accounts import Leaver, all_leavers
from game.views.past import CUSTOMER, Rows, find
from sim.events import Event, Kind, Leaving
from sim.level import Level

MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One who left, and how it came to that."""

    leaver: Leaver
    trouble: Event | None
    """The last case that he called about, when it was born."""
    calls: int
    """Before he left, in all."""
    phone_s: float
    """... and the time on the phone."""
    block: Event | None
    """The last rule that he ran into."""
    left: Event
    told: int
    """People who heard nothing good from him, then and since."""
    read: int
    """... and who read it."""

    @property
    def case(self) -> int:
        """The case that he left over; -1: none."""
        return self.trouble.case if self.trouble else -1


def costliest(rows: Rows, most: int = MOST) -> tuple[Leaver, ...]:
    """Whom it cost most to lose, one entry each, ties by number; nobody whose going cost nothing."""
    worst: dict[int, Leaver] = {}
    for leaver in all_leavers(rows):
        if leaver.customer not in worst or leaver.true > worst[leaver.customer].true:
            worst[leaver.customer] = leaver
    ranked = sorted(worst.values(), key=lambda leaver: (-leaver.true, leaver.customer))
    return tuple(leaver for leaver in ranked[:most] if leaver.true > 0)


def affordable(level: Level, leaver: Leaver) -> bool:
    """Whether the books said that he could be lost: let go, or worth less than it costs to win another."""
    return leaver.how is Leaving.FIRED or leaver.booked < level.carrier.acquisition_usd


def losses(rows: Rows, most: int = MOST) -> tuple[Loss, ...]:
    """The stories of the costliest."""
    leavers = costliest(rows, most)
    who = np.array([leaver.customer for leaver in leavers])
    lives: dict[int, list[Event]] = {leaver.customer: [] for leaver in leavers}
    for event in find(rows, lambda piece: np.isin(piece[:, CUSTOMER], who)).events() if leavers else ():
        lives[event.customer].append(event)
    return tuple(_loss(leaver, lives[leaver.customer]) for leaver in leavers)


def _loss(leaver: Leaver, life: list[Event]) -> Loss:
    left = next(event for event in life if event.kind is Kind.CHURNED and event.time == leaver.time)
    past = [event for event in life if event.index < left.index]
    calls = [event for event in past if event.kind is Kind.CONTACT_BEGAN]
    case = calls[-1].case if calls else -1
    born = [event for event in past if event.kind is Kind.CASE_BORN]
    blocks = [event for event in past if event.kind is Kind.ROADBLOCK]
    return Loss(
        leaver=leaver,
        trouble=next((event for event in born if event.case == case), born[-1] if born else None),
        calls=len(calls),
        phone_s=sum(event.value("duration_s") for event in past if event.kind is Kind.CONTACT_ENDED),
        block=blocks[-1] if blocks else None,
        left=left,
        told=int(_bad(life, Kind.TOLD, "people")),
        read=int(_bad(life, Kind.POSTED, "readers") + _bad(life, Kind.READ, "readers")),
    )


def _bad(life: list[Event], kind: Kind, name: str) -> float:
    return sum(event.value(name) for event in life if event.kind is kind and not event.value("positive"))
