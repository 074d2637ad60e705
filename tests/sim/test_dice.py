"""Luck: the same numbers for the same names for ever, whoever draws them and in whatever order, and uniform at that."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from sim.dice import Purpose, rolls, stream

Ints = NDArray[np.int64]
IDS: Ints = np.arange(20_000, dtype=np.int64)

KNOWN_PURPOSES = (
    "POPULATION NETWORK BIRTH CASE CONTACT BUSY_DAY BUSY_HOUR CHURN JOIN TALK CSR ABSENCE QUIT SURVEY POST QUEUE_TEST"
).split()
STREAM = [0.5676245348009825, 0.6442853522326178, 0.481345747640869, 0.5046893335605235]
LONG_SEED = [0.48792920065938106]
ROLLS = [
    [0.5338214275748732, 0.6105899235422447],
    [0.7728743144275989, 0.017220470873702987],
    [0.6980772291578345, 0.0898653324879009],
]
LONG_ROLL = 0.5652189402691732


def table(seed: int = 1, purpose: Purpose = Purpose.CASE, ids: Ints = IDS, number: int = 0, width: int = 8) -> Ints:
    """Rolls of each of `ids`, in sixteenths of the unit interval."""
    found = rolls(seed, purpose, ids, np.full(len(ids), number), width)
    assert ((found > 0) & (found < 1)).all()
    return (found * 16).astype(np.int64)


def test_a_stream_is_known_for_ever() -> None:
    """Known answers: should NumPy ever change its generator or its seeding, every saved run would differ."""
    assert stream(7, Purpose.BIRTH, 3).random(4).tolist() == STREAM
    assert stream(2**80 + 1, Purpose.CSR, 5, 1).random(1).tolist() == LONG_SEED


def test_rolls_are_known_for_ever() -> None:
    """Known answers of the counter-based table, among them the largest names and a seed above 64 bits."""
    few = np.array([0, 1, 2**40], dtype=np.int64)
    assert rolls(7, Purpose.CONTACT, few, np.array([0, 5, 2**40], dtype=np.int64), 2).tolist() == ROLLS
    assert rolls(2**80 + 1, Purpose.CONTACT, few[:1], few[:1], 1).tolist() == [[LONG_ROLL]]


def test_rolls_follow_splitmix64() -> None:
    """The table is what its docstring says: SplitMix64's finaliser over a keyed counter, in plain integers."""
    mask, golden = 2**64 - 1, 0x9E3779B97F4A7C15

    def mix(x: int) -> int:
        x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & mask
        x = (x ^ x >> 27) * 0x94D049BB133111EB & mask
        return x ^ x >> 31

    def one(seed: int, purpose: int, person: int, number: int, column: int) -> float:
        key = mix(seed * 0x2545F4914F6CDD1D + (purpose + 1) * 0xD1342543DE82EF95 & mask)
        key = mix(person * golden + key & mask)
        key = mix(key + number * golden & mask)
        return ((mix(key + (column + 1) * golden & mask) >> 11) + 0.5) * 2.0**-53

    found = rolls(11, Purpose.TALK, np.array([3, 999]), np.array([14, 2_000_000]), 5)
    for row, (person, number) in zip(found.tolist(), [(3, 14), (999, 2_000_000)], strict=True):
        assert row == [one(11, Purpose.TALK, person, number, column) for column in range(5)]


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 2**70), ids=st.lists(st.integers(0, 2**40), min_size=1, max_size=6), width=st.integers(1, 9))
def test_a_roll_depends_on_its_name_alone(seed: int, ids: list[int], width: int) -> None:
    """Who else is asked for, in which order and how many columns are drawn changes nobody's luck."""
    people = np.array(ids, dtype=np.int64)
    numbers = people % 7
    whole = rolls(seed, Purpose.JOIN, people, numbers, 12)
    assert (rolls(seed, Purpose.JOIN, people[::-1], numbers[::-1], width) == whole[::-1, :width]).all()
    assert (rolls(seed, Purpose.JOIN, people[:1], numbers[:1], width) == whole[:1, :width]).all()


def test_a_stream_does_not_depend_on_how_many_are_drawn() -> None:
    """The first numbers stay when more people live in the town."""
    assert (stream(3, Purpose.CHURN, 9).random(50) == stream(3, Purpose.CHURN, 9).random(5000)[:50]).all()


def test_purposes_are_never_renumbered() -> None:
    """A purpose's number is part of every luck, so of every digest: new ones go to the end."""
    assert [purpose.name for purpose in Purpose][: len(KNOWN_PURPOSES)] == KNOWN_PURPOSES
    assert [int(purpose) for purpose in Purpose] == list(range(len(Purpose)))


@pytest.mark.parametrize("seed", [0, 1, 7, 2**63])
def test_rolls_are_uniform(seed: int) -> None:
    """Chi-square of 160,000 rolls in sixteen bins, and of each column alone, at one in ten thousand."""
    found = table(seed)
    assert stats.chisquare(np.bincount(found.ravel(), minlength=16)).pvalue > 1e-4
    for column in found.T:
        assert stats.chisquare(np.bincount(column, minlength=16)).pvalue > 1e-4


@pytest.mark.parametrize(
    ("what", "other"),
    [
        ("the next column", lambda: np.roll(table(), 1, axis=1)),
        ("the next person", lambda: table(ids=IDS + 1)),
        ("the next seed", lambda: table(seed=2)),
        ("the next purpose", lambda: table(purpose=Purpose.CONTACT)),
        ("the next number", lambda: table(number=1)),
        ("a number far off", lambda: table(number=1_000_000)),
    ],
)
def test_neighbouring_names_are_independent(what: str, other: object) -> None:
    """Chi-square of 256 pairs of bins between names one step apart, at one in ten thousand."""
    assert callable(other)
    pairs = np.bincount((table() * 16 + other()).ravel(), minlength=256)
    assert stats.chisquare(pairs).pvalue > 1e-4, what


def test_the_checks_of_luck_can_fail() -> None:
    """The same chi-square throws out a table whose luck leans by three per cent."""
    leaning = (rolls(1, Purpose.CASE, IDS, IDS, 8) ** 1.03 * 16).astype(np.int64)
    assert stats.chisquare(np.bincount(leaning.ravel(), minlength=16)).pvalue < 1e-4
