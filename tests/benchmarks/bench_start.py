"""How long until something happens? Start-up times as ratios to a Python that does nothing.

    python tests/benchmarks/bench_start.py [--rounds N]

Each round starts every command once, in turn, in processes of their own; medians over the rounds.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = {
    "python -c pass": ("-c", "pass"),
    "import numpy": ("-c", "import numpy"),
    "import simpy": ("-c", "import simpy"),
    "import sim": ("-c", "import sim"),
    "from sim import Model": ("-c", "from sim import Model"),
    "main.py --help": ("main.py", "--help"),
    "main.py levels --json": ("main.py", "levels", "--json"),
}
LIMITS_S = {"import sim": 0.4, "main.py --help": 0.3}


def start(arguments: tuple[str, ...]) -> float | None:
    """Wall time (s) of one start; `None` if it fails."""
    began = perf_counter()
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, check=False)
    return perf_counter() - began if done.returncode == 0 else None


def main() -> int:
    """0 if everything starts within its limit, else 1."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = max(parser.parse_args().rounds, 1)
    times: dict[str, list[float | None]] = {name: [] for name in COMMANDS}
    for _ in range(rounds + 1):  # the first one fills the disk's cache and isn't counted
        for name, arguments in COMMANDS.items():
            times[name].append(start(arguments))
    bare = [time for time in times["python -c pass"][1:] if time is not None]
    lines = [f"Medians of {rounds} rounds", "", "| command | ms | times bare Python | limit, ms |", "|---|---|---|---|"]
    good = True
    for name, all_times in times.items():
        found = [time for time in all_times[1:] if time is not None]
        limit = LIMITS_S.get(name)
        if len(found) < rounds:
            lines.append(f"| `{name}` | fails | | |")
            good &= limit is None
            continue
        good &= limit is None or median(found) < limit
        ratio = median(time / base for time, base in zip(found, bare, strict=True))
        shown = f"{limit * 1000:.0f}" if limit else ""
        lines.append(f"| `{name}` | {median(found) * 1000:.0f} | {ratio:.1f} | {shown} |")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
