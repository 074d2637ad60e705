"""Births: the cases a market's people bring to the centre on one day. The only thing the market hands the centre."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Births:
    """The cases of one day that will be voiced, one entry each; arrays of equal length."""

    customer: NDArray[np.int64]
    issue: NDArray[np.int64]
    segment: NDArray[np.int64]
    hour: NDArray[np.float64]
    """Uniform: turned into the time of day by the day's profile."""
    need_usd: NDArray[np.float64]
    """$ in dispute; 0 where no money is."""
    rank: NDArray[np.float64]
    """How far down from the easiest of its kind a fix is, 0 to 1: what the front line can do is the first part."""
    firm_fault: NDArray[np.bool_]
    blocked: NDArray[np.bool_]
    hard: NDArray[np.bool_]
    """The cause is not where it seems: it is missed more often."""
    severity: NDArray[np.float64]
    patience: NDArray[np.float64]
    """Multiplies the mean patience."""
    again: NDArray[np.float64]
    """Chance to call again after an unsolved contact."""
    doubted: NDArray[np.bool_]
    """The firm is at fault and its records say otherwise."""
    free: NDArray[np.bool_]
    """The forbidden fix would cost nothing."""
    machine: NDArray[np.int64]
    """0: calls a person at once; else one more than the `MachineEnding` of the machine he is sent to first."""
    ahead: NDArray[np.bool_]
    """Is among those who go to the head of the line."""
    loud: NDArray[np.float64]
    """Multiplies the chance of an outside complaint: has connections, or has learnt that noise pays."""
    booked_usd: NDArray[np.float64]
    """What the books say he is worth."""
    abroad: NDArray[np.bool_]
    """Arises in another time zone: at any hour, not when this town calls."""
