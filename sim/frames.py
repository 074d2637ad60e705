"""Frames: read-only pictures of one moment, the only thing a view ever gets of a running model.

Rules of this file: plain frozen values, no reference into the model, nothing that a view could call to change it.
Taking a frame changes nothing and draws no luck. Times are seconds since opening.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray


class Doing(IntEnum):
    """What a CSR on duty is doing."""

    IDLE = 0
    TALKING = 1
    ARGUING = 2
    AWAITING_APPROVAL = 3
    APPROVING = 4
    WRAPPING_UP = 5


class Fate(IntEnum):
    """What has become of a person."""

    PROSPECT = 0
    SUBSCRIBER = 1
    EX = 2
    CAPTIVE = 3
    NEVER_AGAIN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CsrView:
    """One CSR on duty."""

    csr: int
    name: str
    doing: Doing
    since: float
    customer: int
    """-1: none."""
    contact: int
    segment: int
    """The customer's; -1: none."""
    nth: int
    """Which contact of his case this is, from 1; 0: none."""
    morale: float
    """0 to 1."""
    tenure_days: float
    warmth: float
    """0 to 1."""
    going_home: bool
    calls: int = 0
    """Answered today, this one included."""
    blocks: int = 0
    """Of those, how many a rule stopped or made ask."""
    owned: int = 0
    """Open cases that have his name on them."""
    owner: int = -1
    """Whose name is on the case of the customer he is with; -1: nobody's."""
    satisfaction: float = 0.0
    """That customer's, -1 to 1, as of this morning."""
    spent_s: float = 0.0
    """What that case had taken of the customer's time before this contact (s)."""
    why: int = 0
    """`sim.events.Why` that contact was made."""
    leg: int = 1
    captive: bool = False
    """Whether that customer wants out and is bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingView:
    """One customer waiting in a line, in order of the line."""

    customer: int
    contact: int
    case: int
    since: float
    patience_s: float
    """How long he will wait in all, in this line (s); a view may show the share used, never the number."""
    segment: int
    nth: int
    """Which contact of his case this is, from 1."""
    leg: int
    """Which leg of this contact, from 1: above 1 he was transferred here."""
    owner: int = -1
    """Which CSR has his name on the case; -1: nobody."""
    satisfaction: float = 0.0
    """-1 to 1, as of this morning."""
    spent_s: float = 0.0
    """What the case had taken of his time before this contact (s)."""
    why: int = 0
    """`sim.events.Why` this contact was made."""
    captive: bool = False
    """Whether he wants out and is bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskView:
    """One desk."""

    name: str
    title: str
    open: bool
    csrs: tuple[CsrView, ...]
    line: tuple[WaitingView, ...]
    headcount: int
    """Employed at this desk, on duty or not, in training or not."""
    in_training: int
    joining: int
    """Hired, not yet started."""
    sites: tuple[tuple[int, int], ...] = ()
    """(employed, hired and not yet started) at home, and at the partner's."""
    limit_usd: float = 0.0
    """The most that one of its CSRs may credit alone, per contact."""
    dared_usd: float = 0.0
    """How much of that he dares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A change of the policy book that was decided and is not yet in effect."""

    lever: str
    value: float
    due: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveView:
    """One objective of the level and where it stands."""

    title: str
    metric: str
    at_least: float | None
    at_most: float | None
    value: float
    met: bool
    stars: int
    must: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The whole centre and market at one moment."""

    time: float
    day: int
    open: bool
    ends: float
    """When the level's horizon is reached (s)."""
    events: int
    """Length of the event log at this moment."""
    desks: tuple[DeskView, ...]
    book: Mapping[str, float]
    """Every lever's value now in effect."""
    unlocked: tuple[str, ...]
    """Levers the player may change."""
    pending: tuple[Pending, ...]
    metrics: Mapping[str, float]
    series: Mapping[str, tuple[float, ...]]
    """Per closed day, every metric of that day alone (levels such as subscribers: at its end)."""
    objectives: tuple[ObjectiveView, ...]
    open_cases: int
    notes: float = 0.0
    """Share of what is learnt that the next CSR finds written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerView:
    """One customer's card: who he is and the books on him. His story so far is in the event log."""

    customer: int
    name: str
    segment: str
    status: str
    """`subscriber`, `captive` (wants out, is bound), `prospect`, `ex`."""
    tenure_days: float
    contract_days_left: float
    revenue_month_usd: float
    booked_value_usd: float
    true_value_usd: float
    """Own future plus what his talk won and lost so far."""
    reach: int
    """People he can tell."""
    satisfaction: float
    """-1 to 1."""
    trust: float
    """0 to 1."""
    effort_h: float
    """Hours he has been taxed so far."""
    events: tuple[int, ...]
    """Numbers of his events in the log, in order."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TownView:
    """Who lives in town and who knows whom: what never changes in a run. No array can be written to."""

    start: NDArray[np.int64]
    """Person i knows `neighbours[start[i]:start[i + 1]]`; shape (people + 1,)."""
    neighbours: NDArray[np.int64]
    """Those of his own circle come first."""
    circle: NDArray[np.int64]
    """The number of each one's circle, in which all know each other, from 0 without a gap; shape (people,)."""
    segment: NDArray[np.int64]
    reach: NDArray[np.float64]
    """Readers of what he posts, relative to the median."""
    ours: NDArray[np.bool_]
    """Who was a subscriber at the opening."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PeopleView:
    """What has become of everyone in town by now; arrays of shape (people,) that can't be written to."""

    fate: NDArray[np.uint8]
    """`Fate`."""
    satisfaction: NDArray[np.float64]
    """-1 to 1."""
    booked_usd: NDArray[np.float64]
    """What the books say each is worth."""
    true_usd: NDArray[np.float64]
    """Own future plus what his talk won and lost so far."""
