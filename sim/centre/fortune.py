"""Fortune: all the luck of a case, fixed when it is born, as ready factors.

A case has one row of `WIDTH` numbers for each of its contacts: `LEG` numbers for each of two legs, then `CONTACT`
numbers. Durations are stored as factors of their mean, already turned by the inverse distribution function in one
sweep over all cases of the day; the rest stay uniforms. Legs after the second use the two legs' luck in turn.

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
PHANTOM, GRANTED, APPROVAL, APPROVAL_PATIENCE, ASK, AGAIN, DELAY, HOUR, REDIAL, REDIAL_DELAY, OUTSIDE, SAVE = range(
    2 * LEG, 2 * LEG + 12
)
WIDTH = 2 * LEG + 12
BLOCK = 3
"""Contacts whose luck is drawn at once."""


def fortunes(
    seed: int, centre: Centre, customers: NDArray[np.int64], born_days: NDArray[np.int64], block: int
) -> NDArray[np.float64]:
    """Luck of contacts `block * BLOCK` up to the next `BLOCK`, shape (len(customers), BLOCK * WIDTH)."""
    numbers = born_days * 1024 + block
    luck = rolls(seed, Purpose.CONTACT, customers, numbers, BLOCK * WIDTH).reshape(len(customers), BLOCK, WIDTH)
    for leg in (0, LEG):
        luck[:, :, leg + PATIENCE] = (-np.log(luck[:, :, leg + PATIENCE])) ** (1 / centre.patience_shape)
        luck[:, :, leg + TALK] = _lognormal(luck[:, :, leg + TALK], centre.talk_sigma)
        luck[:, :, leg + ARGUE] = -np.log(luck[:, :, leg + ARGUE])
    luck[:, :, APPROVAL] = _lognormal(luck[:, :, APPROVAL], 0.6)
    luck[:, :, APPROVAL_PATIENCE] = (-np.log(luck[:, :, APPROVAL_PATIENCE])) ** (1 / centre.patience_shape)
    # Around the median, not the mean: these are known by their medians.
    luck[:, :, DELAY] = np.exp(centre.recontact_sigma * normal(luck[:, :, DELAY]))
    luck[:, :, REDIAL_DELAY] = np.exp(centre.redial_sigma * normal(luck[:, :, REDIAL_DELAY]))
    return luck.reshape(len(customers), BLOCK * WIDTH)


def _lognormal(u: NDArray[np.float64], sigma: float) -> NDArray[np.float64]:
    """Lognormal factors of mean 1."""
    return np.exp(sigma * normal(u) - sigma * sigma / 2)
