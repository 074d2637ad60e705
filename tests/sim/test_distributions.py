"""Inverse distribution functions, beside the ones of SciPy and Python's own statistics."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from sim.distributions import exponential, lognormal, normal, weibull

# From the smallest roll there is (half of 2**-53) over both tails and the joints of the approximation at 0.02425.
SMALLEST = 2.0**-54
U: NDArray[np.float64] = np.concatenate(
    [[SMALLEST, 1e-12, 1e-6, 0.02424, 0.02425, 0.02426], np.linspace(0.001, 0.999, 999), [0.97574, 0.97576, 1 - 1e-12]]
)


def test_normal_quantiles_agree_with_statistics_and_scipy() -> None:
    """To the relative error that the approximation is known for, 1.15e-9, in the middle and in both tails."""
    exact = np.array([NormalDist().inv_cdf(u) for u in U.tolist()])
    assert normal(U) == pytest.approx(exact, rel=1.2e-9, abs=1e-9)
    assert normal(U) == pytest.approx(stats.norm.ppf(U), rel=1.2e-9, abs=1e-9)


def test_normal_quantiles_are_symmetric_and_rise() -> None:
    """More luck is never less, over the joints too, and luck u mirrors luck 1 - u."""
    assert (np.diff(normal(np.sort(U))) > 0).all()
    halves = np.linspace(0.01, 0.49, 200)
    assert normal(halves) == pytest.approx(-normal(1 - halves), abs=1e-9)


@pytest.mark.parametrize(("mean", "sigma"), [(1.0, 0.25), (390.0, 0.95), (44.0, 0.9), (5.0, 0.0)])
def test_lognormal_quantiles_agree_with_scipy(mean: float, sigma: float) -> None:
    """`mean` is the mean of the variable itself, `sigma` the spread of its logarithm; none is a constant."""
    if sigma == 0:
        assert (lognormal(U, mean, sigma) == mean).all()
    else:
        law = stats.lognorm(s=sigma, scale=mean * np.exp(-(sigma**2) / 2))
        assert law.mean() == pytest.approx(mean)
        assert lognormal(U, mean, sigma) == pytest.approx(law.ppf(U), rel=1e-7)


def test_exponential_and_weibull_quantiles_agree_with_scipy() -> None:
    """Both to rounding, the Weibull above, at and below a shape of 1."""
    assert exponential(U, 420.0) == pytest.approx(stats.expon.ppf(U, scale=420.0), rel=1e-12)
    for shape in (0.91, 1.0, 3.0):
        assert weibull(U, 7.0, shape) == pytest.approx(stats.weibull_min.ppf(U, shape, scale=7.0), rel=1e-12)


@pytest.mark.parametrize("turn", [normal, lambda u: exponential(u, 2.0), lambda u: lognormal(u, 2.0, 1.0)])
def test_every_roll_becomes_a_finite_number(turn: object) -> None:
    """The smallest and the largest roll there are give finite numbers, and a scalar's shape is kept."""
    assert callable(turn)
    assert np.isfinite(turn(np.array([[SMALLEST, 1 - 2.0**-53]]))).all()
    assert np.shape(turn(0.5)) == ()
