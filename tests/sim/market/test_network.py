"""The network: circles who all know each other, a few people who know very many, and nobody told twice."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from sim import load_level
from sim.level import Network
from sim.market.network import Ties, listeners, weave

Ints = NDArray[np.int64]
BASE = load_level("carrier").carrier.network
PEOPLE = 10_000


@lru_cache
def town(seed: int = 1, people: int = PEOPLE, *, mean: float = 6, sigma: float = 1.2, clustering: float = 0.5) -> Ties:
    """A network of these parameters; as they stand, the base carrier's."""
    return weave(seed, people, Network(mean_degree=mean, degree_sigma=sigma, clustering=clustering))


def row(ties: Ties, person: int) -> list[int]:
    """The neighbours of `person`, in order."""
    found: list[int] = ties.neighbours[ties.start[person] : ties.start[person + 1]].tolist()
    return found


def local_clustering(ties: Ties) -> float:
    """Watts and Strogatz: the share of pairs of one's neighbours who know each other, mean over people."""
    people = len(ties.strong)
    known = [set(row(ties, i)) for i in range(people)]
    shares = [
        sum(len(known[j] & known[i]) for j in known[i]) / (len(known[i]) * (len(known[i]) - 1))
        for i in range(people)
        if len(known[i]) > 1
    ]
    return float(np.mean(shares))


def test_the_base_carriers_network_is_the_one_tested() -> None:
    """The numbers below are about the network that levels are played on."""
    assert Network(mean_degree=6, degree_sigma=1.2, clustering=0.5) == BASE


networks = st.builds(
    Network,
    mean_degree=st.floats(2, 40),
    degree_sigma=st.floats(0, 2),
    clustering=st.floats(0, 1),
)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**64), people=st.integers(0, 300), spec=networks)
def test_knowing_is_mutual_and_of_others_and_counted_once(seed: int, people: int, spec: Network) -> None:
    """Whoever knows is known, nobody knows himself, no tie stands twice, and one's circle comes first in one's row."""
    ties = weave(seed, people, spec)
    pairs = [(i, j) for i in range(people) for j in row(ties, i)]
    assert len(ties.start) == people + 1
    assert len(pairs) == len(set(pairs)) == len(ties.neighbours)
    assert all(i != j and 0 <= j < people for i, j in pairs)
    assert {(j, i) for i, j in pairs} == set(pairs)
    assert (ties.degree() == np.bincount([i for i, _ in pairs], minlength=people)).all()
    near = {(i, j) for i in range(people) for j in row(ties, i)[: ties.strong[i]]}
    assert {(j, i) for i, j in near} == near
    assert len(near) == ties.strong.sum()


def test_in_a_circle_all_know_each_other() -> None:
    """The strong ties of a person are a clique with him: whom he is close to are close to each other."""
    ties = town(people=2000)
    for person in range(2000):
        circle = {person, *row(ties, person)[: ties.strong[person]]}
        for other in circle:
            assert {other, *row(ties, other)[: ties.strong[other]]} == circle


@pytest.mark.parametrize("mean", [3.0, 4.9, 6.0, 20.0])
def test_people_know_as_many_as_asked(mean: float) -> None:
    """The mean degree of ten thousand people is the one asked for, to four per cent."""
    assert town(mean=mean).degree().mean() == pytest.approx(mean, rel=0.04)


def test_clustering_is_that_of_people_not_of_chance() -> None:
    """Mean local clustering of the base carrier's town is 0.35 to 0.5; of one knit by chance, under 0.02."""
    for seed in (1, 2):
        assert 0.35 < local_clustering(town(seed)) < 0.5
    assert local_clustering(town(clustering=0.0)) < 0.02


def test_a_few_know_very_many() -> None:
    """The tail is heavy: the best connected per cent hold over 5 % of the ties, one knows ten times the mean; half know
    fewer than the mean. Without spread nobody knows more than one or two above it.
    """
    for seed in (1, 2, 3):
        degree = np.sort(town(seed).degree())[::-1]
        assert degree[: PEOPLE // 100].sum() > 0.05 * degree.sum()
        assert degree[0] > 10 * degree.mean()
        assert np.median(degree) < degree.mean()
    assert town(sigma=0.0).degree().max() <= 8


def test_the_far_ties_are_lognormal() -> None:
    """Outside one's circle each standard deviation above the median is e^1.2 times as many, as `degree_sigma` says."""
    ties = town(people=20_000, mean=40.0)
    far = np.sort(ties.degree() - ties.strong)
    median, one, two = (np.log(far[int(share * len(far))]) for share in (0.5, 0.8413, 0.9772))
    assert one - median == pytest.approx(1.2, abs=0.1)
    assert two - one == pytest.approx(1.2, abs=0.1)


def test_each_seed_knits_its_own_town() -> None:
    """The same seed the same ties, another seed other ones."""
    spec = BASE
    assert (weave(5, 500, spec).neighbours == weave(5, 500, spec).neighbours).all()
    assert weave(5, 500, spec).neighbours.tolist() != weave(6, 500, spec).neighbours.tolist()


# --- telling --------------------------------------------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(
    speakers=st.lists(
        st.tuples(st.integers(0, 299), st.integers(0, 500), st.floats(0, 1, exclude_max=True)), max_size=20
    ),
    seed=st.integers(0, 5),
)
def test_nobody_is_told_twice_by_one_speaker(speakers: list[tuple[int, int, float]], seed: int) -> None:
    """Each speaks to as many as he would, or to all he knows, each once, and it is known who of them is of his circle;
    the same person may speak of two things.
    """
    ties = town(seed, 300)
    who, count = (np.array([s[k] for s in speakers], dtype=np.int64) for k in (0, 1))
    speaker, listener, close = listeners(ties, who, count, np.array([s[2] for s in speakers], dtype=np.float64))
    assert len(speaker) == len(listener) == len(close)
    for n, (person, wishes, _) in enumerate(speakers):
        told = listener[speaker == n].tolist()
        assert len(told) == len(set(told)) == min(wishes, len(row(ties, person)))
        assert set(told) <= set(row(ties, person))
        circle = set(row(ties, person)[: ties.strong[person]])
        assert close[speaker == n].tolist() == [one in circle for one in told]


def test_who_is_told_first_goes_by_the_offset() -> None:
    """Told in the order of the row, from the share of it that the offset says, going round at its end."""
    ties = town(1, 300)
    person = int(np.argmax(ties.degree()))
    known = row(ties, person)
    for offset in (0.0, 0.5, 0.999999):
        first = int(offset * len(known))
        _, told, _ = listeners(ties, np.array([person]), np.array([3]), np.array([offset]))
        assert told.tolist() == [known[(first + step) % len(known)] for step in range(3)]


def test_the_lonely_tell_nobody() -> None:
    """Who knows nobody is heard by nobody, and in a town of one there is nothing to go wrong."""
    ties = weave(1, 1, BASE)
    assert [len(found) for found in listeners(ties, np.array([0]), np.array([5]), np.array([0.3]))] == [0, 0, 0]
