"""Who talks to whom: a clustered, heavy-tailed network in compressed sparse rows.

People live in small circles (household, workplace). A share of everyone's ties is made inside his circle, where all
know each other; the rest by chance over the whole town, in proportion to each one's degree, which is lognormal (facts:
log-degree normal with sigma ~1.2, clustering ~0.5, mean degree 3-10). A person's circle comes first in his row: strong
ties are the first `strong[i]` neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.dice import Purpose, stream
from sim.distributions import lognormal
from sim.level import Network

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """Neighbours of person i: `neighbours[start[i]:start[i + 1]]`, the first `strong[i]` of them his circle."""

    start: Ints
    """Shape (people + 1,)."""
    neighbours: Ints
    """Shape (2 * ties,)."""
    strong: Ints
    """Shape (people,)."""

    def degree(self) -> Ints:
        """Number of neighbours, shape (people,)."""
        return np.diff(self.start)


def weave(seed: int, people: int, spec: Network) -> Ties:
    """The network of `people` people. Isolated ones are possible; nobody is his own neighbour."""
    luck = stream(seed, Purpose.NETWORK)
    if people < 2:
        none = np.zeros(0, dtype=np.int64)
        start = np.zeros(people + 1, dtype=np.int64)
        return Ties(start=start, neighbours=none, strong=np.zeros(people, dtype=np.int64))
    circle = max(2, round(spec.mean_degree * spec.clustering) + 1)
    order = np.argsort(luck.random(people), kind="stable")
    seat = np.arange(people)
    ties = []
    for step in range(1, circle):
        # Seats k and k + step know each other when they sit in the same circle.
        a = seat[:-step]
        same = a // circle == (a + step) // circle
        ties.append(np.stack([order[a[same]], order[a[same] + step]]))
    near = np.concatenate(ties, axis=1)
    far_degree = lognormal(luck.random(people), max(0.0, spec.mean_degree - (circle - 1)), spec.degree_sigma)
    stubs = np.repeat(np.arange(people), np.floor(far_degree + luck.random(people)).astype(np.int64))
    stubs = stubs[np.argsort(luck.random(len(stubs)), kind="stable")]
    half = len(stubs) // 2
    far = np.stack([stubs[:half], stubs[half : 2 * half]])
    pairs = np.concatenate([near, far], axis=1)
    is_near = np.concatenate([np.ones(near.shape[1], dtype=np.int64), np.zeros(half, dtype=np.int64)])
    low, high = np.minimum(*pairs), np.maximum(*pairs)
    _, first = np.unique(low * people + high, return_index=True)
    first = first[low[first] != high[first]]
    low, high, is_near = low[first], high[first], is_near[first]
    source, target, close = np.concatenate([low, high]), np.concatenate([high, low]), np.concatenate([is_near, is_near])
    by_source = np.lexsort((target, -close, source))
    start = np.zeros(people + 1, dtype=np.int64)
    np.cumsum(np.bincount(source, minlength=people), out=start[1:])
    return Ties(
        start=start,
        neighbours=target[by_source],
        strong=np.bincount(source, weights=close, minlength=people).astype(np.int64),
    )


def listeners(ties: Ties, who: Ints, count: Ints, offset: NDArray[np.float64]) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """For each of `who`, `count` of his neighbours beginning at share `offset` of his row, going round.

    Returns (speaker position in `who`, listener, whether he is of the speaker's circle), each of the same length;
    nobody is told twice by the same speaker.
    """
    degree = ties.start[who + 1] - ties.start[who]
    count = np.minimum(count, degree)
    speaker = np.repeat(np.arange(len(who)), count)
    step = np.arange(len(speaker)) - np.repeat(np.cumsum(count) - count, count)
    first = np.floor(offset * degree).astype(np.int64)
    place = (first[speaker] + step) % np.maximum(1, degree[speaker])
    return speaker, ties.neighbours[ties.start[who[speaker]] + place], place < ties.strong[who[speaker]]


def all_neighbours(ties: Ties, who: Ints, *, circle: bool = False) -> tuple[Ints, Ints]:
    """Every neighbour of each of `who`, or those of his circle: (position in `who`, neighbour)."""
    degree = ties.strong[who] if circle else ties.start[who + 1] - ties.start[who]
    owner = np.repeat(np.arange(len(who)), degree)
    at = np.repeat(ties.start[who] - np.cumsum(degree) + degree, degree) + np.arange(int(degree.sum()))
    return owner, ties.neighbours[at]
