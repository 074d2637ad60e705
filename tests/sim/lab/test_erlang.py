"""The desk against the closed form and against an independent simulator; and whether the check could fail at all."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import ciw
import numpy as np
import pytest
from scipy import stats

from game.cli.erlang import run
from sim.centre.desk import Desk
from sim.errors import PleaseHoldError
from sim.lab.erlang import (
    LOST_S,
    MOST_CALLS,
    RARE,
    STANDARD,
    Case,
    PlainQueue,
    Tally,
    default_hours,
    examine,
    judge,
    simulate,
    student_quantile,
    sum_up,
    to_json,
)
from sim.lab.theory import Measures, Queue, QueueError, solve

NAMES = ("p_wait", "p_abandon", "mean_wait_s")
SMALL = Queue(arrivals_per_hour=110, service_s=150, patience_s=90, servers=5)


# --- the desk against theory -------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_standard_set_agrees_with_theory() -> None:
    """Erlang B, C and A from 1 to 500 CSRs: as many values lie inside as 95 % intervals promise.

    With seed 0 it is 59 of 60, of which 6 can't miss. Digits may differ between machines, so the promise is tested.
    """
    verdict = sum_up([examine(queue, seed=0) for queue in STANDARD])
    assert verdict.total == 3 * len(STANDARD)
    assert verdict.range95[0] <= verdict.inside <= verdict.range95[1], verdict


def test_the_standard_set_is_wide() -> None:
    """At least twelve queues, one to five hundred CSRs, loads from a half to 1.3, all three formulas, nothing sure."""
    assert len(set(STANDARD)) == len(STANDARD) >= 12
    servers, loads = [queue.servers for queue in STANDARD], [queue.load for queue in STANDARD]
    assert (min(servers), max(servers)) == (1, 500)
    assert (min(loads), max(loads)) == pytest.approx((0.5, 1.3), abs=0.001)
    formulas = ["B" if queue.patience_s == LOST_S else "A" if queue.patience_s else "C" for queue in STANDARD]
    assert {letter: formulas.count(letter) >= 4 for letter in "ABC"} == {"A": True, "B": True, "C": True}
    assert all(0.005 < solve(queue).p_wait < 0.995 for queue in STANDARD)


def test_a_few_queues_agree_with_theory() -> None:
    """The quick form of the standard set: with seed 0, 12 of 15 values lie inside, which one case in twenty allows."""
    queues = [STANDARD[1], STANDARD[6], STANDARD[12], STANDARD[13], SMALL]
    cases = [examine(queue, hours=20_000 / queue.arrivals_per_hour, seed=0) for queue in queues]
    verdict = sum_up(cases)
    assert verdict.total == 15
    assert verdict.range95[0] <= verdict.inside <= verdict.range95[1], verdict
    assert all(case.calls == pytest.approx(20_000, rel=0.05) for case in cases)


def test_intervals_hold_as_often_as_they_say() -> None:
    """Over 200 seeds a 95 % interval holds 190 times, give or take: 180 is one chance in a thousand."""
    cases = [examine(SMALL, hours=20, seed=seed) for seed in range(200)]
    for name in NAMES:
        assert 180 <= sum(case.inside[name] for case in cases) <= 199, name
        # ... and they hold around the truth: the mean over all seeds is the closed form.
        found = np.array([getattr(case.simulated, name) for case in cases])
        error = found.std(ddof=1) / math.sqrt(len(found))
        assert abs(found.mean() - getattr(cases[0].theory, name)) < 3.5 * error, name


@pytest.mark.slow
@pytest.mark.parametrize("queue", [STANDARD[5], STANDARD[7]])
def test_intervals_hold_where_calls_remember(queue: Queue) -> None:
    """Over 30 seeds, also at load 0.9, where one call tells much about the next; below 24 is one in a thousand.

    tests/benchmarks/bench_intervals.py counts all standard queues over hundreds of seeds.
    """
    cases = [examine(queue, seed=1000 + seed) for seed in range(30)]
    for name in NAMES:
        assert sum(case.inside[name] for case in cases) >= 24, name


# --- could it fail? ----------------------------------------------------------------------------------------------


def outside(case: Case, theory: Measures) -> list[str]:
    """The measures of another theory that lie outside the intervals of `case`."""
    return [name for name, (low, high) in case.interval95.items() if not low <= getattr(theory, name) <= high]


def test_another_queue_is_told_apart() -> None:
    """The closed forms of a queue with one CSR more, or of 5 % more calls, lie outside."""
    queue = STANDARD[14]
    case = examine(queue, seed=0)
    one_more = Queue(
        arrivals_per_hour=queue.arrivals_per_hour,
        service_s=queue.service_s,
        patience_s=queue.patience_s,
        servers=queue.servers + 1,
    )
    busier = Queue(
        arrivals_per_hour=queue.arrivals_per_hour * 1.05,
        service_s=queue.service_s,
        patience_s=queue.patience_s,
        servers=queue.servers,
    )
    assert outside(case, case.theory) == []
    assert outside(case, solve(one_more)) == list(NAMES)
    assert outside(case, solve(busier)) == list(NAMES)


def test_a_faulty_desk_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk that loses a single CSR, the first one who hangs up, is found out."""
    release = Desk.release
    robbed: list[Desk] = []

    def lose_one(desk: Desk, csr: Any) -> None:
        if desk in robbed:
            release(desk, csr)
        else:
            robbed.append(desk)

    monkeypatch.setattr(Desk, "release", lose_one)
    case = examine(STANDARD[14], seed=0)
    assert outside(case, case.theory) == list(NAMES)


# --- the desk against an independent simulator -------------------------------------------------------------------


class Told(ciw.dists.Distribution):  # type: ignore[misc]
    """A Ciw distribution that tells each individual the number that stands beside his id."""

    def __init__(self, numbers: list[float]) -> None:
        super().__init__()
        self.numbers = numbers

    def sample(self, t: float | None = None, ind: Any = None) -> Any:
        """His number; the arrival node asks before there is an individual, in the order of arrival."""
        if ind is None:
            self.asked = getattr(self, "asked", -1) + 1
            return self.numbers[self.asked] if self.asked < len(self.numbers) else math.inf
        return self.numbers[ind.id_number - 1]


def luck(servers: int, load: float, patience_s: float, calls: int, seed: int) -> list[tuple[float, float, float]]:
    """(gap, talk, patience) of so many callers, all exponential, from a generator that the game doesn't use."""
    rng = np.random.default_rng(seed)
    gaps, talks = rng.exponential(300 / servers / load, calls), rng.exponential(300, calls)
    patiences = rng.exponential(patience_s, calls) if patience_s else np.full(calls, 1e12)
    return list(zip(gaps.tolist(), talks.tolist(), patiences.tolist(), strict=True))


def by_ciw(servers: int, callers: list[tuple[float, float, float]]) -> tuple[list[float], int]:
    """Ciw's waits (s) of those who waited, in ascending order, and how many hung up, with the same luck."""
    gaps, talks, patiences = ([caller[part] for caller in callers] for part in range(3))
    network = ciw.create_network(
        arrival_distributions=[Told(gaps)],
        service_distributions=[Told(talks)],
        reneging_time_distributions=[Told(patiences)],
        number_of_servers=[servers],
    )
    ciw.seed(1)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(len(callers), method="Finish")
    records = simulation.get_all_records()
    assert len(records) == len(callers)
    hung_up = sum(record.record_type == "renege" for record in records)
    return sorted(record.waiting_time for record in records if record.waiting_time > 1e-6), hung_up


def by_the_desk(servers: int, callers: list[tuple[float, float, float]]) -> tuple[list[float], int]:
    """The same of the game's desk."""

    def and_then_nobody() -> Iterator[tuple[float, float, float]]:
        yield from callers
        yield math.inf, 0.0, 0.0

    world = PlainQueue(servers, and_then_nobody(), counted_from_s=0.0, until_s=math.inf)
    assert world.run().calls == len(callers)
    return sorted(wait for wait in world.waits_s if wait > 1e-6), world.hung_up


@pytest.mark.parametrize(
    ("servers", "load", "patience_s", "calls"),
    [(1, 0.8, 0, 3000), (1, 1.3, 120, 3000), (3, 0.9, 0, 3000), (4, 1.0, 300, 3000), (12, 1.1, 60, 3000)],
)
def test_each_wait_is_the_same_in_an_independent_simulator(
    servers: int, load: float, patience_s: float, calls: int
) -> None:
    """With the same gaps, talks and patiences, Ciw makes every caller wait exactly as long as the game's desk does."""
    callers = luck(servers, load, patience_s, calls, seed=servers)
    waits, hung_up = by_the_desk(servers, callers)
    expected, also_hung_up = by_ciw(servers, callers)
    assert len(waits) > calls / 4
    assert hung_up == also_hung_up
    assert waits == pytest.approx(expected, abs=1e-5)


# --- how it runs -------------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_numbers_alone_and_in_a_set() -> None:
    """Luck is addressed by the queue itself, so neither the set nor the order matters; another seed is other luck."""
    alone = examine(SMALL, hours=5, seed=3)
    examine(STANDARD[0], hours=5, seed=3)
    again, other = examine(SMALL, hours=5, seed=3), examine(SMALL, hours=5, seed=4)
    assert again.simulated == alone.simulated
    assert again.interval95 == alone.interval95
    assert other.simulated != alone.simulated


def test_repeats_share_no_luck() -> None:
    """No two repeats of a case are alike, and a longer one begins like a shorter one."""
    tallies = [simulate(SMALL, seed=0, repeat=n, warm_up_s=0, counted_s=9000) for n in range(10)]
    assert len({tally.waits_s for tally in tallies}) == 10


def test_everybody_who_calls_is_counted_once() -> None:
    """Two windows side by side hold the same calls as one that covers both."""
    both = simulate(SMALL, seed=1, repeat=0, warm_up_s=0, counted_s=20_000)
    second = simulate(SMALL, seed=1, repeat=0, warm_up_s=9000, counted_s=11_000)
    first = simulate(SMALL, seed=1, repeat=0, warm_up_s=0, counted_s=9000)
    assert first.calls + second.calls == both.calls
    assert first.waited + second.waited == both.waited
    assert first.hung_up + second.hung_up == both.hung_up
    assert first.waits_s + second.waits_s == pytest.approx(both.waits_s)


def test_default_hours_grow_with_the_memory_of_the_queue() -> None:
    """The nearer to load 1, the longer one has to look."""
    queues = [Queue(arrivals_per_hour=load * 30, service_s=120, patience_s=0, servers=1) for load in (0.9, 0.95, 0.99)]
    hours = [default_hours(queue) for queue in queues]
    assert all(1.5 * shorter < longer for shorter, longer in pairwise(hours))


# --- intervals ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("degrees", [1, 2, 3, 4, 9, 10, 19, 50, 101])
@pytest.mark.parametrize("p", [0.5, 0.6, 0.9, 0.975, 0.9995])
def test_students_quantile_is_exact(p: float, degrees: int) -> None:
    """As SciPy has it."""
    assert student_quantile(p, degrees) == pytest.approx(stats.t.ppf(p, degrees), rel=1e-9, abs=1e-9)


def tally(calls: int, waited: int, hung_up: int, waits_s: float) -> Tally:
    """One repeat."""
    return Tally(calls=calls, waited=waited, hung_up=hung_up, waits_s=waits_s)


@pytest.mark.parametrize("waited", [0, 1, 7, 30])
def test_rare_waits_have_at_least_wilsons_interval(waited: int) -> None:
    """Ten repeats in which few or none waited still leave room for what was missed."""
    tallies = [tally(1000, 0, 0, 0.0)] * 9 + [tally(1000, waited, 0, waited * 5.0)]
    measures, intervals = judge(tallies, 300.0)
    wilson = stats.binomtest(waited, 10_000).proportion_ci(0.95, method="wilson")
    assert waited < RARE
    assert intervals["p_wait"][0] <= wilson.low + 1e-9
    assert intervals["p_wait"][1] >= wilson.high - 1e-9
    assert intervals["p_abandon"][0] == 0.0
    assert intervals["mean_wait_s"][1] >= wilson.high * (5.0 if waited else 300.0) - 1e-9
    assert measures.p_wait == waited / 10_000


def test_an_interval_holds_its_estimate_and_never_promises_less_than_nothing() -> None:
    """Also where the repeats differ as much as can be."""
    tallies = [tally(100, 100, 100, 1e6)] + [tally(100, 0, 0, 0.0)] * 9
    measures, intervals = judge(tallies, 300.0)
    for name, (low, high) in intervals.items():
        assert 0 < low < getattr(measures, name) < high
    assert intervals["p_wait"][1] < 1


def test_where_everybody_waits_one_is_inside() -> None:
    """P(wait) is 1 to any digit in deep overload, and the interval reaches it."""
    case = examine(Queue(arrivals_per_hour=600, service_s=300, patience_s=3000, servers=10), hours=200)
    assert case.simulated.p_wait == case.theory.p_wait == case.interval95["p_wait"][1] == 1.0


def test_where_nobody_waits_zero_is_inside() -> None:
    """500 CSRs at half load: no simulation will see anybody wait."""
    case = examine(Queue(arrivals_per_hour=3000, service_s=300, patience_s=0, servers=500), hours=10)
    assert case.simulated == Measures(p_wait=0.0, p_abandon=0.0, mean_wait_s=0.0)
    assert all(case.inside.values())


def test_the_range_is_binomial_over_cases() -> None:
    """What 95 % intervals promise for so many cases, three values each."""
    case = examine(SMALL, hours=5)
    for cases in (1, 2, 12, 20, 40):
        least, low, high = stats.binom(cases, 0.95).ppf([0.001, 0.025, 0.975])
        assert sum_up([case] * cases).range95 == (3 * low, 3 * high)
        assert sum_up([case] * cases).least == 3 * least


# --- the command -------------------------------------------------------------------------------------------------

OPTIONS: dict[str, Any] = {
    "arrivals_per_hour": 110.0,
    "service_s": 150.0,
    "patience_s": 90.0,
    "servers": 5,
    "hours": 20.0,
    "seed": 5,
}


def test_one_queue_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """The contract's object, and nothing else on standard output."""
    assert run(**OPTIONS, json=True) == 0
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    (case,) = found["cases"]
    assert {name: case[name] for name in OPTIONS} == OPTIONS
    assert set(case["simulated"]) == set(case["theory"]) == set(case["interval95"]) == set(NAMES)
    assert isinstance(case["calls"], int)
    assert case["wall_s"] >= 0
    inside = sum(low <= case["theory"][name] <= high for name, (low, high) in case["interval95"].items())
    assert (found["inside"], found["total"]) == (inside, 3)
    assert printed.err == ""


def test_patience_zero_is_erlang_c(capsys: pytest.CaptureFixture[str]) -> None:
    """`--patience-s 0`, or none: nobody hangs up."""
    for patience_s in (0.0, None):
        run(**{**OPTIONS, "patience_s": patience_s}, json=True)
        (case,) = json.loads(capsys.readouterr().out)["cases"]
        assert (case["formula"], case["patience_s"], case["simulated"]["p_abandon"]) == ("C", 0, 0)


def test_the_table_says_what_to_expect(capsys: pytest.CaptureFixture[str]) -> None:
    """One line for each standard queue, the count, and the number that 95 % intervals promise."""
    options: dict[str, Any] = dict.fromkeys(OPTIONS)
    assert run(**{**options, "hours": 1.0}, json=False) == 0
    printed = capsys.readouterr().out
    assert sum(line.split()[:1] in (["A"], ["B"], ["C"]) for line in printed.splitlines()) == len(STANDARD)
    assert "of 60 closed-form values lie inside" in printed
    assert "Expected: 57.3" in printed
    assert max(map(len, printed.splitlines())) <= 100


def test_a_desk_that_disagrees_is_told_and_exits_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If the theory were another, the command would say so: here every closed form is far off."""
    found = [examine(SMALL, hours=20, seed=seed) for seed in range(6)]
    off = Measures(p_wait=0.99, p_abandon=0.9, mean_wait_s=999.0)
    cases = iter([replace(case, theory=off) for case in found])
    monkeypatch.setattr("game.cli.erlang.STANDARD", [SMALL] * 6)
    monkeypatch.setattr("game.cli.erlang.examine", lambda *_, **__: next(cases))
    options: dict[str, Any] = dict.fromkeys(OPTIONS)
    assert run(**options, json=False) == 1
    assert "DISAGREE" in capsys.readouterr().out


def test_json_rounds_nothing_that_is_judged() -> None:
    """The numbers in the JSON are those that were compared."""
    case = examine(SMALL, hours=5)
    (found,) = to_json([case])["cases"]
    assert found["theory"]["p_wait"] == case.theory.p_wait
    assert found["interval95"]["p_wait"] == list(case.interval95["p_wait"])


TOO_SHORT = "is too short for anybody to call in this queue: 17 would do; without --hours each queue gets what it needs"
NEAR_1 = "so near to load 1 a line settles only after 20,000,000 calls"


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        ({"servers": 0}, "--servers 0: should be a whole number from 1 to 100000"),
        ({"arrivals_per_hour": -1.0}, "--arrivals-per-hour -1: should be calls per hour from 0.001 to 1e+08"),
        ({"service_s": 0.0}, "--service-s 0: should be seconds from 1e-06 to 1e+07"),
        ({"service_s": math.nan}, "--service-s nan: should be seconds from 1e-06 to 1e+07"),
        ({"patience_s": -3.0}, "--patience-s -3: should be seconds from 1e-06 to 1e+07, or 0 (nobody hangs up)"),
        ({"hours": 0.0}, f"--hours 0: {TOO_SHORT}"),
        ({"hours": -2.0}, f"--hours -2: {TOO_SHORT}"),
        ({"hours": math.nan}, "--hours nan: should be hours above 0 and at most 1.818e+05 (20,000,000 calls)"),
        ({"hours": 1e7}, "--hours 1e+07: should be hours above 0 and at most 1.818e+05 (20,000,000 calls)"),
        ({"hours": 1e-5}, f"--hours 1e-05: {TOO_SHORT}"),
        ({"seed": -1}, "--seed -1: should be a whole number from 0"),
        (
            {"patience_s": 0.0, "servers": 4},
            "--patience-s 0: should be above 0 (at load 1.146 a line that nobody leaves grows for ever)",
        ),
        (
            {"patience_s": 0.0, "servers": 1, "arrivals_per_hour": 23.999},
            f"--arrivals-per-hour 23.999: should be fewer, or more CSRs: {NEAR_1}",
        ),
        (
            {"servers": None, "service_s": None},
            "erlang: a queue of your own also needs --service-s and --servers (without any: 20 standard queues)",
        ),
    ],
)
def test_wrong_input_is_one_clear_line(wrong: dict[str, Any], line: str) -> None:
    """What main.py shows, before it ends with exit code 2."""
    with pytest.raises(PleaseHoldError) as refusal:
        run(**{**OPTIONS, **wrong}, json=True)
    assert str(refusal.value) == line


def test_too_many_calls_are_refused_before_they_are_simulated() -> None:
    """A refusal is instant: nothing was run."""
    with pytest.raises(QueueError, match=f"{MOST_CALLS:,} calls"):
        examine(SMALL, hours=1e12)
