"""All luck of a run. Uniforms only; whoever asks turns them by an inverse distribution function.

Two ways to address luck, both by *name*, never by order of creation:

`stream(seed, purpose, *key)`
    A NumPy generator for a purpose and a key such as the day. The first n numbers of a stream do not depend on how
    many are drawn, so a column of customers drawn by row number stays aligned whatever happens to the customers.
`rolls(seed, purpose, ids, numbers, width)`
    A counter-based table: row r holds the `width` uniforms of (seed, purpose, ids[r], numbers[r]). A case's luck is
    one such row, fixed when it is born.

The counter-based generator is the finaliser of SplitMix64 (Steele, Lea & Flood 2014, "Fast splittable pseudorandom
number generators"), applied to a keyed counter; tests hold it to known answers and to uniformity.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray


class Purpose(IntEnum):
    """What a stream is for. Numbers are part of every digest: add at the end, never renumber."""

    POPULATION = 0
    NETWORK = 1
    BIRTH = 2
    CASE = 3
    CONTACT = 4
    BUSY_DAY = 5
    BUSY_HOUR = 6
    CHURN = 7
    JOIN = 8
    TALK = 9
    CSR = 10
    ABSENCE = 11
    QUIT = 12
    SURVEY = 13
    POST = 14
    QUEUE_TEST = 15
    PLACE = 16
    EX_TALK = 17
    READERS = 18


_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_M1 = np.uint64(0xBF58476D1CE4E5B9)
_M2 = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)


def stream(seed: int, purpose: Purpose, *key: int) -> np.random.Generator:
    """A generator for `purpose` and `key` (whole numbers >= 0) under `seed`."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(int(purpose), *key))))


def _mix(x: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """SplitMix64's finaliser, in place."""
    shifted = x >> _S30
    x ^= shifted
    x *= _M1
    x ^= np.right_shift(x, _S27, out=shifted)
    x *= _M2
    x ^= np.right_shift(x, _S31, out=shifted)
    return x


@lru_cache(maxsize=256)
def _base(seed: int, purpose: Purpose) -> np.uint64:
    """Where the keys of (seed, purpose) begin."""
    start = (seed * 0x2545F4914F6CDD1D + (int(purpose) + 1) * 0xD1342543DE82EF95) % 2**64
    return np.uint64(_mix(np.array([start], dtype=np.uint64))[0])


def rolls(
    seed: int, purpose: Purpose, ids: NDArray[np.int64], numbers: NDArray[np.int64], width: int
) -> NDArray[np.float64]:
    """Uniforms in (0, 1), shape (len(ids), width), keyed by (seed, purpose, ids[r], numbers[r], column).

    Each column is contiguous, for they are used column by column.
    """
    key = _mix(ids.astype(np.uint64) * _GOLDEN + _base(seed, purpose))
    key = _mix(key + numbers.astype(np.uint64) * _GOLDEN)
    counter = np.arange(1, width + 1, dtype=np.uint64) * _GOLDEN
    bits = _mix(counter[:, None] + key)
    bits >>= _S11
    uniforms = bits.astype(np.float64)
    uniforms += 0.5
    uniforms *= 2.0**-53
    return uniforms.T
