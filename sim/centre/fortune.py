"""Fortune: all the luck of a case, fixed when it is born, as ready factors.

A case has one row of `WIDTH` numbers for each of its contacts: `LEG` numbers for each of two legs, then those of the
contact as a whole. Durations are stored as factors of their mean, already turned by the inverse distribution function
in one sweep over all cases of the day; the rest stay uniforms. Legs after the second use the two legs' luck in turn.

The row is keyed by (customer, day of birth, number of the contact), so no way of handling one contact can shift the
luck of another, of the same or any other customer.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.dice import Purpose, rolls
from sim.distributions import normal
from sim.level import Centre

# One leg.
PATIENCE, TALK, DIAGNOSIS, NOTES, ARGUE, MISROUTE, DROP, OVER = range(8)
LEG = 8
# The contact.
(
    PHANTOM, GRANTED, APPROVAL, APPROVAL_PATIENCE, ASK, AGAIN, DELAY, HOUR, REDIAL, REDIAL_DELAY, OUTSIDE, SAVE,
    BRUSH, HELD_BACK, CAUGHT, ADOPT, LABEL, LETTER, BREED, SALE,
) = range(2 * LEG, 2 * LEG + 20)  # fmt: skip
WIDTH = 2 * LEG + 20
BLOCK = 3
"""Contacts whose luck is drawn at once."""
_APPROVAL_SIGMA = 0.6


def _in_block(*columns: int) -> list[int]:
    """`columns` of every contact of a block."""
    return [contact * WIDTH + column for column in columns for contact in range(BLOCK)]


_PATIENT = _in_block(PATIENCE, LEG + PATIENCE, APPROVAL_PATIENCE)
_FALLING = [*_PATIENT, *_in_block(ARGUE, LEG + ARGUE)]
_NORMAL = _in_block(TALK, LEG + TALK, APPROVAL, DELAY, REDIAL_DELAY)
"""The first three become lognormal factors of mean 1; the delays, known by their medians, of median 1."""


def fortunes(
    seed: int, centre: Centre, customers: NDArray[np.int64], born_days: NDArray[np.int64], blocks: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Luck of each one's contacts `block * BLOCK` up to the next `BLOCK`, shape (len(customers), BLOCK * WIDTH)."""
    luck = rolls(seed, Purpose.CONTACT, customers, born_days * 1024 + blocks, BLOCK * WIDTH)
    # One sweep for each transform, over all columns that want it: the sweep costs more than the numbers.
    columns = luck.T
    falling = -np.log(columns[_FALLING])
    falling[: len(_PATIENT)] **= 1 / centre.patience_shape
    columns[_FALLING] = falling
    talk = centre.talk_sigma
    sigma = np.repeat((talk, talk, _APPROVAL_SIGMA, centre.recontact_sigma, centre.redial_sigma), BLOCK)
    less = np.repeat((talk * talk / 2, talk * talk / 2, _APPROVAL_SIGMA**2 / 2, 0.0, 0.0), BLOCK)
    columns[_NORMAL] = np.exp(normal(columns[_NORMAL]) * sigma[:, None] - less[:, None])
    return np.ascontiguousarray(luck)  # drawn and turned by columns, read by rows
