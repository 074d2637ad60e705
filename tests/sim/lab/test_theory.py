"""Closed forms beside what others computed, beside the plain linear algebra of the chain, and at their limits."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import special

from sim.lab.theory import (
    LONGEST_S,
    SHORTEST_S,
    Measures,
    Queue,
    QueueError,
    erlang_a,
    erlang_b,
    erlang_c,
    relaxation_s,
    solve,
)


def queue(servers: int, load: float, patience_s: float, service_s: float = 300.0) -> Queue:
    """The queue with this offered work per CSR."""
    calls = load * servers * 3600 / service_s
    return Queue(arrivals_per_hour=calls, service_s=service_s, patience_s=patience_s, servers=servers)


def by_linear_algebra(asked: Queue, states: int) -> Measures:
    """The same measures from the chain's generator matrix, cut off at `states`: nothing known but the rates.

    Eliminated without a subtraction, so that small probabilities keep their digits (W. Grassmann, M. Taksar and
    D. Heyman, "Regenerative analysis and steady state distributions for Markov chains", 1985).
    """
    arrival = asked.arrivals_per_hour / 3600
    hang_up = 1 / asked.patience_s if asked.patience_s else 0.0
    rates = np.diag(np.full(states - 1, arrival), 1)
    for n in range(1, states):
        rates[n, n - 1] = min(n, asked.servers) / asked.service_s + max(n - asked.servers, 0) * hang_up
    for n in range(states - 1, 0, -1):
        rates[:n, n] /= rates[n, :n].sum()
        rates[:n, :n] += np.outer(rates[:n, n], rates[n, :n])
    p = np.ones(states)
    for n in range(1, states):
        p[n] = p[:n] @ rates[:n, n]
    p /= p.sum()
    waiting = float(p @ np.maximum(np.arange(states) - asked.servers, 0))
    return Measures(
        p_wait=float(p[asked.servers :].sum()), p_abandon=hang_up * waiting / arrival, mean_wait_s=waiting / arrival
    )


# --- what others computed ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("servers", "offered"), [(1, 0.0101), (5, 1.361), (10, 4.461), (20, 12.03), (50, 37.90), (100, 84.06)]
)
def test_erlang_b_agrees_with_the_printed_table(servers: int, offered: float) -> None:
    """The column for one lost call in a hundred of any table of Erlang B, which gives the traffic to four digits."""
    assert erlang_b(servers, offered) == pytest.approx(0.01, rel=1e-3)


@pytest.mark.parametrize("servers", [1, 2, 7, 30, 120])
@pytest.mark.parametrize("offered", [Fraction(1, 3), Fraction(10), Fraction(150)])
def test_erlang_b_agrees_with_exact_fractions(servers: int, offered: Fraction) -> None:
    """The definition, (a^c / c!) / sum of a^n / n!, in exact arithmetic."""
    terms = [offered**n / math.factorial(n) for n in range(servers + 1)]
    assert erlang_b(servers, float(offered)) == pytest.approx(float(terms[-1] / sum(terms)), rel=1e-11)


def test_the_textbook_centre() -> None:
    """50 CSRs, 48 calls a minute of one minute each; patience of two minutes, or for ever.

    Mandelbaum and Zeltyn introduce Erlang A with this centre ("The Palm/Erlang-A queue", 2005): without hang-ups
    a mean wait of 20.8 s, with them 3.7 s and 3.1 % abandoning.
    """
    patient = solve(Queue(arrivals_per_hour=48 * 60, service_s=60, patience_s=0, servers=50))
    impatient = solve(Queue(arrivals_per_hour=48 * 60, service_s=60, patience_s=120, servers=50))
    assert patient.mean_wait_s == pytest.approx(20.8, abs=0.05)
    assert impatient.mean_wait_s == pytest.approx(3.7, abs=0.05)
    assert impatient.p_abandon == pytest.approx(0.031, abs=0.0005)


def test_one_csr_is_the_schoolbook_queue() -> None:
    """M/M/1: P(wait) is the load, and the mean wait load / (1 - load) talks."""
    assert solve(queue(1, 0.8, 0, 120)).p_wait == pytest.approx(0.8, rel=1e-12)
    assert solve(queue(1, 0.8, 0, 120)).mean_wait_s == pytest.approx(480, rel=1e-12)


# --- linear algebra and special functions ------------------------------------------------------------------------


@pytest.mark.parametrize("patience_s", [1.0, 60.0, 300.0, 1000.0])
@pytest.mark.parametrize("load", [0.3, 0.9, 1.0, 1.3])
@pytest.mark.parametrize("servers", [1, 2, 5, 12])
def test_erlang_a_solves_the_chain(servers: int, load: float, patience_s: float) -> None:
    """Erlang A is what the equations of the chain say."""
    asked = queue(servers, load, patience_s)
    expected = by_linear_algebra(asked, 200)
    found = erlang_a(asked)
    assert found.p_wait == pytest.approx(expected.p_wait, rel=1e-8)
    assert found.p_abandon == pytest.approx(expected.p_abandon, rel=1e-8)
    assert found.mean_wait_s == pytest.approx(expected.mean_wait_s, rel=1e-8)


@pytest.mark.parametrize("load", [0.2, 0.5, 0.8])
@pytest.mark.parametrize("servers", [1, 3, 12])
def test_erlang_c_solves_the_chain(servers: int, load: float) -> None:
    """So is Erlang C."""
    expected = by_linear_algebra(queue(servers, load, 0), 250)
    found = erlang_c(queue(servers, load, 0))
    assert found.p_wait == pytest.approx(expected.p_wait, rel=1e-8)
    assert found.mean_wait_s == pytest.approx(expected.mean_wait_s, rel=1e-8)


@pytest.mark.parametrize("patience_s", [10.0, 240.0, 3600.0])
@pytest.mark.parametrize("load", [0.8, 0.95, 1.0, 1.05, 1.3])
@pytest.mark.parametrize("servers", [20, 240, 500, 2000])
def test_erlang_a_agrees_with_the_incomplete_gamma_function(servers: int, load: float, patience_s: float) -> None:
    """Palm's form: the sum over waiting states is x e^y y^-x gamma(x, y), here with SciPy's functions."""
    asked = queue(servers, load, patience_s)
    x, y = servers * patience_s / asked.service_s, asked.arrivals_per_hour / 3600 * patience_s
    log_sum = math.log(x) + y - x * math.log(y) + special.gammaln(x) + math.log(special.gammainc(x, y))
    n = np.arange(servers + 1)
    log_p = n * math.log(asked.offered) - special.gammaln(n + 1)
    log_idle = float(special.logsumexp(log_p[:-1]) - log_p[-1])
    assert erlang_a(asked).p_wait == pytest.approx(float(special.expit(log_sum - log_idle)), rel=1e-8)


# --- limits ------------------------------------------------------------------------------------------------------

SERVERS = st.integers(1, 600)
LOADS = st.floats(0.01, 1.5)
PATIENCES = st.floats(1, 1e5)


@given(servers=SERVERS, load=LOADS)
def test_without_patience_erlang_a_is_erlang_b(servers: int, load: float) -> None:
    """Who never waits is lost."""
    found = erlang_a(queue(servers, load, SHORTEST_S))
    lost = erlang_b(servers, load * servers)
    assert found.p_wait == pytest.approx(lost, rel=1e-5, abs=1e-300)
    assert found.p_abandon == pytest.approx(lost, rel=1e-5, abs=1e-300)


@given(servers=SERVERS, load=st.floats(0.01, 0.8))
def test_with_endless_patience_erlang_a_is_erlang_c(servers: int, load: float) -> None:
    """Who waits for four months might as well wait for ever."""
    found, expected = erlang_a(queue(servers, load, LONGEST_S)), erlang_c(queue(servers, load, 0))
    assert found.p_wait == pytest.approx(expected.p_wait, rel=2e-3, abs=1e-300)
    assert found.mean_wait_s == pytest.approx(expected.mean_wait_s, rel=2e-3, abs=1e-300)


@given(servers=SERVERS, load=LOADS, patience_s=PATIENCES)
def test_shares_are_shares_and_who_hangs_up_has_waited(servers: int, load: float, patience_s: float) -> None:
    """0 <= P(abandon) <= P(wait) <= 1, and nobody is answered beyond what the CSRs can do."""
    found = erlang_a(queue(servers, load, patience_s))
    assert 0 <= found.p_abandon <= found.p_wait <= 1
    assert load * (1 - found.p_abandon) <= 1 + 1e-9


@given(servers=st.integers(1, 200), load=LOADS, patience_s=PATIENCES)
def test_one_more_csr_helps(servers: int, load: float, patience_s: float) -> None:
    """More CSRs for the same calls: fewer wait, fewer hang up, waits are shorter."""
    few = queue(servers, load, patience_s)
    many = Queue(
        arrivals_per_hour=few.arrivals_per_hour,
        service_s=few.service_s,
        patience_s=patience_s,
        servers=servers + 1,
    )
    worse, better = erlang_a(few), erlang_a(many)
    assert better.p_wait <= worse.p_wait * (1 + 1e-9)
    assert better.p_abandon <= worse.p_abandon * (1 + 1e-9)
    assert better.mean_wait_s <= worse.mean_wait_s * (1 + 1e-9)


@given(servers=SERVERS, load=LOADS, patience_s=PATIENCES, longer=st.floats(1.01, 20))
def test_patience_makes_waits_longer(servers: int, load: float, patience_s: float, longer: float) -> None:
    """More patient callers wait more often and longer, and hang up less."""
    hasty, patient = erlang_a(queue(servers, load, patience_s)), erlang_a(queue(servers, load, patience_s * longer))
    assert patient.p_wait >= hasty.p_wait * (1 - 1e-9)
    assert patient.mean_wait_s >= hasty.mean_wait_s * (1 - 1e-9)
    assert patient.p_abandon <= hasty.p_abandon * (1 + 1e-9)


@given(
    calls=st.floats(1e-3, 1e8),
    service_s=st.floats(SHORTEST_S, LONGEST_S),
    patience_s=st.floats(SHORTEST_S, LONGEST_S),
    servers=st.integers(1, 2000),
)
@example(calls=1e8, service_s=LONGEST_S, patience_s=LONGEST_S, servers=1)
@example(calls=1e-3, service_s=SHORTEST_S, patience_s=SHORTEST_S, servers=100_000)
@example(calls=1.2e6, service_s=300.0, patience_s=LONGEST_S, servers=100_000)
def test_anything_allowed_has_an_answer(calls: float, service_s: float, patience_s: float, servers: int) -> None:
    """No overflow, no nan, no endless loop, whatever is asked."""
    asked = Queue(arrivals_per_hour=calls, service_s=service_s, patience_s=patience_s, servers=servers)
    found = erlang_a(asked)
    assert 0 <= found.p_abandon <= 1
    assert 0 <= found.p_wait <= 1
    assert 0 <= found.mean_wait_s <= patience_s * (1 + 1e-9)
    assert math.isfinite(relaxation_s(asked))


@pytest.mark.parametrize(
    "asked", [queue(1, 0.8, 0), queue(5, 0.9, 0), queue(2, 1.2, 600), queue(12, 0.9, 100), queue(4, 0.5, 60)]
)
def test_a_queue_forgets_as_fast_as_its_slowest_way(asked: Queue) -> None:
    """`relaxation_s` is never much shorter than the inverse of the chain's spectral gap, nor wildly longer."""
    states = 160
    death = [
        min(n, asked.servers) / asked.service_s
        + (max(n - asked.servers, 0) / asked.patience_s if asked.patience_s else 0.0)
        for n in range(states)
    ]
    birth = [asked.arrivals_per_hour / 3600] * (states - 1) + [0.0]
    off_diagonal = np.sqrt(np.array(birth[:-1]) * np.array(death[1:]))  # the chain made symmetric
    symmetric = np.diag(np.array(birth) + np.array(death)) - np.diag(off_diagonal, 1) - np.diag(off_diagonal, -1)
    gap = np.sort(np.linalg.eigvalsh(symmetric))[1]
    assert 0.9 <= relaxation_s(asked) * gap <= 4


# --- refusals ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"arrivals_per_hour": 0}, "arrivals_per_hour"),
        ({"arrivals_per_hour": -5}, "arrivals_per_hour"),
        ({"arrivals_per_hour": math.inf}, "arrivals_per_hour"),
        ({"arrivals_per_hour": math.nan}, "arrivals_per_hour"),
        ({"service_s": 0}, "service_s"),
        ({"service_s": -1}, "service_s"),
        ({"service_s": math.nan}, "service_s"),
        ({"patience_s": -1}, "patience_s"),
        ({"patience_s": 1e-9}, "patience_s"),
        ({"patience_s": math.inf}, "patience_s"),
        ({"servers": 0}, "servers"),
        ({"servers": -3}, "servers"),
        ({"servers": 2.5}, "servers"),
        ({"servers": 10**9}, "servers"),
    ],
)
def test_what_is_no_queue_is_refused(wrong: dict[str, float], key: str) -> None:
    """One line that names the key and what was got."""
    with pytest.raises(QueueError) as refusal:
        Queue(**{"arrivals_per_hour": 60, "service_s": 60, "patience_s": 60, "servers": 2, **wrong})  # type: ignore[arg-type]
    assert str(refusal.value).startswith(f"{key}: ")
    assert str(refusal.value).endswith(f"not {wrong[key]}")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("load", [1.0, 1.3])
def test_a_line_that_grows_for_ever_is_refused(load: float) -> None:
    """Erlang C has no answer from load 1 on, and says so."""
    with pytest.raises(QueueError, match="grows for ever"):
        solve(queue(10, load, 0))


def test_a_refusal_survives_being_rebuilt() -> None:
    """Process pools rebuild exceptions from `.args`."""
    refusal = QueueError("servers", 0, "a whole number")
    assert str(type(refusal)(*refusal.args)) == str(refusal)
