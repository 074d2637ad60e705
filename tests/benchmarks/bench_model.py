"""How fast is the full model? All of it, beside idiomatic SimPy on the plain queue of bench_queue.py.

    python tests/benchmarks/bench_model.py [--rounds N] [--days D] [--minutes M] [--weeks W]

In each round the base carrier (20,000 subscribers, every part of the model at work) and the plain queue run one after
the other in one process, so that a machine that slows down slows both; what counts is the ratio of contacts to calls
per second within a round, of which the median is told. Processor time is counted, not the wall's: others may be at work
beside. Then the level is replayed once from end to end, by the clock on the wall.
"""

from __future__ import annotations

import argparse
import gc
import platform
import resource
import sys
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import simpy

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench_queue import idiomatic, say

from sim import Model, Run, load_level, play
from sim.clock import DAY, WEEK

BASE = Path(__file__).resolve().parents[2] / "levels" / "carrier.toml"
PROMISED_RATIO, PROMISED_S, PROMISED_MB = 1.0, 4.0, 300.0


def contacts_per_s(seed: int, days: float) -> float:
    """The full model's speed over `days`; building it is not counted."""
    model = Model(load_level(BASE), seed=seed)
    gc.collect()
    start = process_time()
    model.run(days * DAY)
    return model.metrics()["contacts"] / (process_time() - start)


def calls_per_s(seed: int, minutes: float) -> float:
    """Idiomatic SimPy's speed over `minutes` of the plain queue."""
    gc.collect()
    start = process_time()
    calls = idiomatic(seed, minutes * 60).calls
    return calls / (process_time() - start)


def replay(weeks: float) -> tuple[float, float, int]:
    """A run of `weeks` from nothing to its metrics: (wall s, peak MB of this process, contacts)."""
    start = perf_counter()
    outcome = play(Run(level=load_level(BASE), seed=7), until=weeks * WEEK)
    wall_s = perf_counter() - start
    return wall_s, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, outcome.contacts


def main() -> int:
    """0 if the promises are kept, else 1."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--days", type=float, default=28, help="simulated days of the full model per round")
    parser.add_argument("--minutes", type=float, default=800, help="simulated minutes of the plain queue per round")
    parser.add_argument("--weeks", type=float, default=26, help="length of the replay")
    asked = parser.parse_args()
    # First, while the process is young: the peak is then the replay's own.
    wall_s, peak_mb, contacts = replay(asked.weeks)
    ours, theirs = [], []
    for seed in range(1, max(asked.rounds, 2) + 1):
        ours.append(contacts_per_s(seed, asked.days))
        theirs.append(calls_per_s(seed, asked.minutes))
        say(f"\rround {seed} of {asked.rounds}")
    say("\r" + " " * 40 + "\r")
    ratios = [our / their for our, their in zip(ours, theirs, strict=True)]
    ratio = f"{median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
    lines = [
        f"Python {platform.python_version()}, SimPy {simpy.__version__}; medians of {len(ratios)} rounds",
        "",
        "| program | per s of processor time | µs each | ratio |",
        "|---|---|---|---|",
        f"| the full model, contacts | {median(ours):,.0f} | {1e6 / median(ours):.1f} | {ratio} |",
        f"| SimPy, idiomatic, plain queue, calls | {median(theirs):,.0f} | {1e6 / median(theirs):.1f} | 1 |",
        "",
        "| replay | contacts | wall, s | peak memory, MB |",
        "|---|---|---|---|",
        f"| {asked.weeks:g} weeks of the base carrier | {contacts:,} | {wall_s:.1f} | {peak_mb:.0f} |",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    kept = median(ratios) >= PROMISED_RATIO and wall_s < PROMISED_S and peak_mb < PROMISED_MB
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
