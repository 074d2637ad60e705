"""Inverse distribution functions: a uniform goes in, a duration, an amount or a count comes out.

Vectorised functions take and return float arrays. Scalars on the hot path are written out where they are used.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


@cache
def _normal_table() -> tuple[Floats, Floats]:
    from statistics import NormalDist

    inverse = NormalDist().inv_cdf
    # Knots are even in the probit of a logistic grid, so that both tails are as well covered as the middle.
    grid = np.linspace(-36.0, 36.0, 8193)
    p = 1.0 / (1.0 + np.exp(-grid))
    inside = (p > 1e-16) & (p < 1.0 - 1e-16)
    return p[inside], np.array([inverse(float(q)) for q in p[inside]])


def normal(u: ArrayLike) -> Floats:
    """Standard normal quantiles of `u` in (0, 1), by interpolation in a table (error below 1e-5)."""
    p, z = _normal_table()
    return np.interp(np.asarray(u, dtype=np.float64), p, z)


def lognormal(u: ArrayLike, mean: ArrayLike, sigma: ArrayLike) -> Floats:
    """Lognormal quantiles with the given `mean` (of the variable itself) and `sigma` (of its logarithm)."""
    sigma = np.asarray(sigma, dtype=np.float64)
    return np.asarray(mean) * np.exp(sigma * normal(u) - sigma * sigma / 2)


def exponential(u: ArrayLike, mean: ArrayLike) -> Floats:
    """Exponential quantiles with the given `mean`."""
    return -np.log1p(-np.asarray(u, dtype=np.float64)) * np.asarray(mean)


def weibull(u: ArrayLike, scale: ArrayLike, shape: float) -> Floats:
    """Weibull quantiles; `shape` below 1 is a falling hazard."""
    return np.asarray(scale) * (-np.log1p(-np.asarray(u, dtype=np.float64))) ** (1.0 / shape)
