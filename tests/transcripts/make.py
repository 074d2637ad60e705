"""Write the transcript of every shipped level under each of its policies: `python tests/transcripts/make.py`.

A transcript is what a run came to, readable and compared line by line (tests/test_transcripts.py), so that a change of
the model shows as a changed line with a name. Numbers have six significant digits: the last bits differ by platform.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from sim import Level, load_level  # noqa: E402  (a script: the checkout comes first on the path)
from sim.clock import DAY, stamp  # noqa: E402
from sim.events import Kind  # noqa: E402
from sim.lab.policies import POLICIES  # noqa: E402
from sim.levelfile import shipped_levels  # noqa: E402
from sim.run.look import objectives, stars  # noqa: E402
from sim.run.replay import Run, played  # noqa: E402

WEEKLY = ("subscribers", "contacts", "wait_mean_s", "handled_pct", "resolved_full_pct", "net_word_of_mouth", "cash_usd")
FIRST = 40
"""Events told one by one, from the second day's opening on."""


def policies(level: Level) -> list[str]:
    """The policies a level is told under: the winning one, the losing one, and none; the sandbox has no winner."""
    return ["do-nothing"] if level.par is None else [level.par.policy, level.par.loses, "do-nothing"]


def name(level: Level, policy: str) -> str:
    """The transcript's file name."""
    return f"{level.name}.{policy}.txt"


def transcript(level: Level, policy: str, seed: int = 7) -> str:
    """The transcript of `level` under `policy`."""
    model = played(Run(level=level, seed=seed), policy=POLICIES[policy])
    metrics = model.metrics()
    reached = objectives(level, metrics)
    lines = [
        f"{level.name}, seed {seed}, policy {policy}: {level.weeks} weeks, digest {model.digest()}",
        "",
        "decisions",
    ]
    lines += [f"  {stamp(d.time)}  {d.change}" for d in model.decisions] or ["  none"]
    lines += ["", "week by week: " + ", ".join(WEEKLY)]
    series = model.series()
    for week in range(level.weeks):
        days = slice(week * 7, week * 7 + 7)
        last = week * 7 + 6
        told = [
            f"{series[m][last] if m in ('subscribers', 'cash_usd') else sum(series[m][days]) / 7:.6g}" for m in WEEKLY
        ]
        lines.append(f"  {week + 1:2d}  " + "  ".join(told))
    lines += ["", f"the first {FIRST} events of the second day's calls"]
    rows = [e for e in model.log.events(0, 20_000) if e.time > DAY and e.kind not in _NIGHT][:FIRST]
    for e in rows:
        values = " ".join(f"{field}={value:.6g}" for field, value in e.fields.items())
        lines.append(
            f"  {stamp(e.time)}  {e.kind.name.lower():15s} customer {e.customer} desk {e.desk}  {values}".rstrip()
        )
    counts = Counter[int]()
    for part in model.log.rows():
        counts.update(part[:, 1].astype(int).tolist())
    lines += ["", "events by kind"] + [f"  {Kind(k).name.lower():18s} {n}" for k, n in sorted(counts.items())]
    lines += ["", "metrics"] + [f"  {m:28s} {value:.6g}" for m, value in metrics.items()]
    lines += ["", f"objectives: {stars(reached)} stars"]
    lines += [f"  {'met ' if o.met else 'open'}  {o.title}: {o.metric} = {o.value:.6g}" for o in reached]
    return "\n".join(lines) + "\n"


_NIGHT = {
    Kind.CASE_BORN,
    Kind.CASE_CLOSED,
    Kind.SURVEYED,
    Kind.SENTIMENT,
    Kind.TOLD,
    Kind.POSTED,
    Kind.STAFFED,
    Kind.DAY_CLOSED,
}

if __name__ == "__main__":
    for file in shipped_levels():
        shipped = load_level(file)
        for which in policies(shipped):
            (HERE / name(shipped, which)).write_text(transcript(shipped, which), "utf-8")
            sys.stdout.write(f"wrote {name(shipped, which)}\n")
