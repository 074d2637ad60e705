"""The digest: one short name for everything that happened.

A chain of SHA-256 over the days' event records, every number rounded to a millionth (times: microseconds), so that it
neither depends on how a run was cut into steps nor on the last bit of a logarithm. It only reads.
"""

from __future__ import annotations

from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

_LENGTH = 32


def chain(before: str, rows: NDArray[np.float64]) -> str:
    """The digest after `rows`, shape (events, WIDTH), given the one before them (empty: the start)."""
    scaled = rows * 1e6
    records = np.rint(scaled, out=scaled).astype("<i8")
    name = sha256(before.encode())
    name.update(records.data)
    return name.hexdigest()[:_LENGTH]
