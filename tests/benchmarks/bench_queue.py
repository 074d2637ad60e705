"""How fast is the desk? The game's own, idiomatic SimPy and Ciw on the same plain queue, side by side.

    python tests/benchmarks/bench_queue.py [--minutes M] [--ciw-minutes M] [--rounds N]

The queue is M/M/c+M: 50 calls a minute, talks of 5 minutes, patience of 4 minutes, 240 CSRs. In each round the three
programs run one after the other in one process, so that a machine that slows down slows all of them; what counts are
the ratios within a round, of which the median is told. Calls per second are those of the whole run, warm-up and the
drawing of random numbers included. Every program's results stand beside Erlang A: who is quick and wrong has lost.

The full model has a benchmark of its own, bench_model.py: this one is about the desk alone.
"""

from __future__ import annotations

import argparse
import gc
import platform
import random
import sys
from collections.abc import Callable, Generator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from statistics import mean, median, stdev
from time import perf_counter
from typing import Any

import ciw
import simpy

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sim.lab.erlang import simulate, student_quantile
from sim.lab.theory import Queue, solve

QUEUE = Queue(arrivals_per_hour=50 * 60, service_s=300, patience_s=240, servers=240)
WARM_UP_S = 7 * 300.0
DOUBT = 0.999
"""A program whose 99.9 % interval misses the closed form is reported as wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one program did in one round."""

    calls: int
    """All calls, those of the warm-up included."""
    wall_s: float
    p_wait: float
    p_abandon: float
    mean_wait_s: float

    @property
    def speed(self) -> float:
        """Calls per second."""
        return self.calls / self.wall_s


Program = Callable[[int, float], Result]
"""Runs the queue with a seed, counting so many seconds after the warm-up."""


def game(seed: int, counted_s: float) -> Result:
    """The game's desk, as `please-hold erlang` runs it."""
    start = perf_counter()
    found = simulate(QUEUE, seed=seed, repeat=0, warm_up_s=WARM_UP_S, counted_s=counted_s)
    wall_s = perf_counter() - start
    return Result(
        calls=round(found.calls * (counted_s + WARM_UP_S) / counted_s),
        wall_s=wall_s,
        p_wait=found.waited / found.calls,
        p_abandon=found.hung_up / found.calls,
        mean_wait_s=found.waits_s / found.calls,
    )


def idiomatic(seed: int, counted_s: float) -> Result:
    """SimPy as its manual teaches it: a process for each call, a Resource, `request | timeout`."""
    start = perf_counter()
    env, rng = simpy.Environment(), random.Random(seed)
    csrs = simpy.Resource(env, capacity=QUEUE.servers)
    waits: list[float] = []
    calls = waited = hung_up = 0

    def call() -> Generator[simpy.Event, Any, None]:
        nonlocal waited, hung_up
        called, counts = env.now, env.now >= WARM_UP_S
        with csrs.request() as request:
            got: Any = yield request | env.timeout(rng.expovariate(1 / QUEUE.patience_s))
            if counts:
                waits.append(env.now - called)
                waited += env.now > called
                hung_up += request not in got
            if request in got:
                yield env.timeout(rng.expovariate(1 / QUEUE.service_s))

    def arrivals() -> Generator[simpy.Event, Any, None]:
        nonlocal calls
        while True:
            yield env.timeout(rng.expovariate(QUEUE.arrivals_per_hour / 3600))
            if env.now >= WARM_UP_S + counted_s:
                return
            calls += 1
            env.process(call())

    env.process(arrivals())
    env.run()
    return Result(
        calls=calls,
        wall_s=perf_counter() - start,
        p_wait=waited / len(waits),
        p_abandon=hung_up / len(waits),
        mean_wait_s=sum(waits) / len(waits),
    )


def by_ciw(seed: int, counted_s: float) -> Result:
    """Ciw with reneging, its records kept, as its manual teaches it."""
    start = perf_counter()
    ciw.seed(seed)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate=QUEUE.arrivals_per_hour / 3600)],
        service_distributions=[ciw.dists.Exponential(rate=1 / QUEUE.service_s)],
        reneging_time_distributions=[ciw.dists.Exponential(rate=1 / QUEUE.patience_s)],
        number_of_servers=[QUEUE.servers],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(WARM_UP_S + counted_s)
    records = simulation.get_all_records()
    wall_s = perf_counter() - start
    # Ciw stops at a time, with some still on the line: only those are counted who called so early that all are done.
    until_s = max(WARM_UP_S + counted_s - 4000.0, WARM_UP_S + 1.0)
    counted = [record for record in records if WARM_UP_S <= record.arrival_date < until_s]
    hung_up = sum(record.record_type == "renege" for record in counted)
    return Result(
        calls=len(records),
        wall_s=wall_s,
        p_wait=sum(record.waiting_time > 0 for record in counted) / len(counted),
        p_abandon=hung_up / len(counted),
        mean_wait_s=sum(record.waiting_time for record in counted) / len(counted),
    )


def measure(programs: dict[str, tuple[Program, float]], rounds: int) -> dict[str, list[Result]]:
    """Every program in turn, `rounds` times over."""
    results: dict[str, list[Result]] = {name: [] for name in programs}
    for seed in range(1, rounds + 1):
        for name, (program, minutes) in programs.items():
            gc.collect()
            results[name].append(program(seed, minutes * 60.0))
            say(f"\rround {seed} of {rounds}: {name}" + " " * 20)
    say("\r" + " " * 60 + "\r")
    return results


def say(text: str) -> None:
    """Progress, where somebody sees it."""
    if sys.stderr.isatty():
        sys.stderr.write(text)
        sys.stderr.flush()


def interval(numbers: list[float]) -> tuple[float, float]:
    """The interval of `DOUBT` over the rounds."""
    half = student_quantile((1 + DOUBT) / 2, len(numbers) - 1) * stdev(numbers) / sqrt(len(numbers))
    return mean(numbers) - half, mean(numbers) + half


def report(results: dict[str, list[Result]], minutes: dict[str, float]) -> bool:
    """Print the table; whether every program agrees with the closed form."""
    theory = solve(QUEUE)
    first = next(iter(results))
    names = ("p_wait", "p_abandon", "mean_wait_s")
    versions = f"Python {platform.python_version()}, SimPy {simpy.__version__}, Ciw {ciw.__version__}"
    lines = [
        f"{versions}; medians of {len(results[first])} rounds",
        "",
        "| program | minutes | calls per s | the game's desk is | P(wait) | P(hang up) | mean wait, s |",
        "|---|---|---|---|---|---|---|",
    ]
    right = True
    for name, found in results.items():
        ratios = [ours.speed / theirs.speed for ours, theirs in zip(results[first], found, strict=True)]
        ratio = "" if name == first else f"{median(ratios):.1f} times as fast ({min(ratios):.1f}–{max(ratios):.1f})"
        cells = []
        for measured in names:
            values = [getattr(result, measured) for result in found]
            low, high = interval(values)
            agrees = low <= getattr(theory, measured) <= high
            right &= agrees
            cells.append(f"{mean(values):.4g}{'' if agrees else ' WRONG'}")
        speed = median(result.speed for result in found)
        lines.append(f"| {name} | {minutes[name]:,.0f} | {speed:,.0f} | {ratio} | {' | '.join(cells)} |")
    closed = " | ".join(f"{getattr(theory, measured):.4g}" for measured in names)
    lines.append(f"| closed form (Erlang A) | | | | {closed} |")
    sys.stdout.write("\n".join(lines) + "\n")
    return right


def main() -> int:
    """0 if every program agrees with the closed form, else 1."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=3000, help="simulated minutes per round after the warm-up")
    parser.add_argument("--ciw-minutes", type=float, default=600, help="the same for Ciw, which is slower")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    programs: dict[str, tuple[Program, float]] = {
        "the game's desk": (game, asked.minutes),
        "SimPy, idiomatic": (idiomatic, asked.minutes),
        "Ciw, reneging": (by_ciw, asked.ciw_minutes),
    }
    results = measure(programs, max(asked.rounds, 2))
    return 0 if report(results, {name: minutes for name, (_, minutes) in programs.items()}) else 1


if __name__ == "__main__":
    sys.exit(main())
