"""How honest are the 95 % intervals of `please-hold erlang`? They are counted over many seeds.

    python tests/benchmarks/bench_intervals.py [--seeds N] [--first SEED]

Every standard queue is examined with each seed (10 s a seed and core), on all cores. An interval that says 95 % should
hold the closed form in about 95 of 100 seeds; z tells whether the estimates lie around it (beyond 3: biased).
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from math import sqrt
from pathlib import Path
from statistics import mean, stdev

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sim.lab.erlang import STANDARD, Case, examine, sum_up

NAMES = ("p_wait", "p_abandon", "mean_wait_s")


def examine_all(seed: int) -> list[Case]:
    """The standard set with one seed."""
    return [examine(queue, seed=seed) for queue in STANDARD]


def cell(cases: list[Case], name: str) -> str:
    """How many per cent of the intervals held, and z of the mean estimate."""
    held = 100.0 * mean(case.inside[name] for case in cases)
    errors = [getattr(case.simulated, name) - getattr(case.theory, name) for case in cases]
    spread = stdev(errors) / sqrt(len(errors))
    return f"{held:.1f} ({mean(errors) / spread:+.1f})" if spread else "sure"


def main() -> int:
    """0 if the intervals held between 93 and 97 times in a hundred."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()
    with ProcessPoolExecutor(os.cpu_count()) as executor:
        sets = list(executor.map(examine_all, range(asked.first, asked.first + max(asked.seeds, 2))))
    lines = ["| Erlang | CSRs | load | P(wait) | P(hang up) | mean wait |", "|---|---|---|---|---|---|"]
    for cases in zip(*sets, strict=True):
        cells = " | ".join(cell(list(cases), name) for name in NAMES)
        lines.append(f"| {cases[0].formula} | {cases[0].queue.servers} | {cases[0].queue.load:.3g} | {cells} |")
    verdicts = [sum_up(cases) for cases in sets]
    judged = sum(verdict.total - verdict.sure for verdict in verdicts)
    held = sum(verdict.inside - verdict.sure for verdict in verdicts) / judged
    low, high = verdicts[0].range95
    within = mean(low <= verdict.inside <= high for verdict in verdicts)
    insides = [verdict.inside for verdict in verdicts]
    lines.append("")
    lines.append(
        f"{len(sets)} seeds: {100 * held:.1f} % of {judged:,} intervals held; of {verdicts[0].total} values a seed has "
        f"{mean(insides):.1f} inside ({min(insides)} to {max(insides)}), expected {verdicts[0].expected:.1f}; "
        f"{100 * within:.0f} % of the seeds lie in the promised range {low} to {high}."
    )
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if 0.93 <= held <= 0.97 else 1


if __name__ == "__main__":
    sys.exit(main())
