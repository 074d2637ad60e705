"""`compare`: two arms of the same people on the same seeds; what differs, how surely, and whose fate flipped.

An arm is a policy (by name or `module:callable`) or a run file, whose decisions are then taken on every seed.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from html import escape
from multiprocessing import get_context
from pathlib import Path

from game.cli.policy import find_policy
from game.cli.shipped import find_level
from game.cli.terminal import print_json, progress, say
from sim.clock import DAY
from sim.errors import PleaseHoldError
from sim.lab.experiments import Comparison, Interval, Trial, compare
from sim.level import Level
from sim.levelfile import load_level
from sim.market.names import name_of
from sim.measures import MEASURES
from sim.run.replay import Run
from sim.run.runfile import load_run, write_whole

MOST_FLIPS = 200
"""Flipped fates that are listed, from the first seeds on; all are counted."""
SHOWN = (
    "subscribers", "churn_monthly_pct", "captive_latent", "resolved_full_pct", "resolved_first_contact_pct",
    "contacts_per_case", "wait_mean_s", "abandon_pct", "hours_taxed", "roadblocks", "net_word_of_mouth", "csr_morale",
    "credits_usd", "leakage_usd", "profit_usd", "true_value_lost_usd",
)  # fmt: skip


def run(level: str, *, a: str, b: str, seeds: int, days: int | None, json: bool, report: Path | None) -> int:
    """Compare arm `b` with arm `a` on `seeds` seeds of `level` and print what differs."""
    if report is not None and not report.parent.is_dir():
        raise PleaseHoldError(f"--report {report}: its folder doesn't exist")
    chosen = load_level(find_level(level))
    until = None if days is None else days * DAY
    arms = {f"a: {a}": arm(chosen, a, seeds, until), f"b: {b}": arm(chosen, b, seeds, until)}
    first, second = arms.values()
    with (
        progress(f"{chosen.title}, {2 * seeds} runs", 2 * seeds) as tell,
        ProcessPoolExecutor(mp_context=get_context("spawn")) as pool,
    ):
        found = compare(first, second, pool, progress=lambda done: tell(float(done)))
    if json:
        print_json(contract(chosen, found, list(arms)))
    else:
        print(text(chosen, found, list(arms)))
    if report is not None:
        write_whole(report, page(chosen, found, list(arms)))
        say(f"report: {report}")
    return 0


def arm(level: Level, named: str, seeds: int, until: float | None) -> list[Trial]:
    """The runs of the arm that `named` names: a run file if there is one, else a policy."""
    start, policy = Run(level=level), None
    if Path(named).is_file():
        start = load_run(named, level=level)
    else:
        policy = find_policy(named)
    return [Trial(run=replace(start, seed=seed), policy=policy, until=until) for seed in range(1, seeds + 1)]


def contract(level: Level, found: Comparison, names: list[str]) -> dict[str, object]:
    """The JSON object of docs/command-line.md."""
    return {
        "level": level.name,
        "seeds": len(found.seeds),
        "arms": {
            name: {metric: _interval(value) for metric, value in arm.items()}
            for name, arm in zip(names, found.arms, strict=True)
        },
        "difference": {
            metric: {**_interval(value), "p_better": found.p_better[metric]}
            for metric, value in found.difference.items()
        },
        "flipped": {
            "per_seed": len(found.flipped) / len(found.seeds),
            "customers": [
                {"seed": f.seed, "customer": f.customer, "name": name_of(f.customer), "a": _word(f.a.name),
                 "b": _word(f.b.name)}
                for f in found.flipped[:MOST_FLIPS]
            ],
        },
    }  # fmt: skip


def _interval(value: Interval) -> dict[str, float]:
    return {"mean": value.mean, "low": value.low, "high": value.high}


def _word(fate: str) -> str:
    return fate.lower().replace("_", " ")


def _rows(found: Comparison) -> list[tuple[str, str, str, str, str]]:
    rows = []
    for metric in SHOWN:
        show, gap = MEASURES[metric].show, found.difference[metric]
        sure = {1: "up", -1: "down", 0: "no difference seen"}[gap.sign]
        rows.append((
            MEASURES[metric].title, show(found.arms[0][metric].mean), show(found.arms[1][metric].mean),
            f"{show(gap.mean)} ({show(gap.low)} to {show(gap.high)})", sure,
        ))  # fmt: skip
    return rows


def _kinds(found: Comparison) -> list[str]:
    """Flipped fates by kind, commonest first, per seed."""
    counts = Counter((_word(f.a.name), _word(f.b.name)) for f in found.flipped)
    return [f"{n / len(found.seeds):.1f} {a} instead became {b}" for (a, b), n in counts.most_common(8)]


def text(level: Level, found: Comparison, names: list[str]) -> str:
    """What differs, for people."""
    rows = [("", "a", "b", "b minus a, paired 95 % interval", ""), *_rows(found)]
    widths = [max(len(row[i]) for row in rows) for i in range(5)]
    lines = [f"{level.title}, {len(found.seeds)} seeds: {names[0]}, {names[1]}"]
    for row in rows:
        cells = [
            row[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(row[1:4], widths[1:4], strict=True)),
        ]
        lines.append("  ".join([*cells, row[4]]).rstrip())
    lines.append(f"flipped fates: {len(found.flipped) / len(found.seeds):.0f} of the same people per seed")
    return "\n".join([*lines, *(f"  {line}" for line in _kinds(found))])


def page(level: Level, found: Comparison, names: list[str]) -> str:
    """A report that stands alone: no script, no picture from elsewhere."""
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n" for row in _rows(found))
    flips = "".join(
        f"<li>seed {f.seed}: {escape(name_of(f.customer))}: {_word(f.a.name)} &rarr; {_word(f.b.name)}</li>\n"
        for f in found.flipped[:MOST_FLIPS]
    )
    kinds = "".join(f"<li>{escape(line)}</li>\n" for line in _kinds(found))
    return PAGE.format(
        title=escape(level.title), a=escape(names[0]), b=escape(names[1]), seeds=len(found.seeds), body=body,
        per_seed=f"{len(found.flipped) / len(found.seeds):.0f}", kinds=kinds, flips=flips,
        listed=min(MOST_FLIPS, len(found.flipped)), all=len(found.flipped),
    )  # fmt: skip


PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}: two arms compared</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; color: #2b2824; background: #f7f1e6; max-width: 60rem; margin: 2rem auto;
  padding: 0 1rem; }}
table {{ border-collapse: collapse; width: 100%; background: #fdfaf3; }}
th, td {{ padding: .4rem .7rem; border-bottom: 1px solid #d6cbb8; text-align: right; }}
th:first-child, td:first-child, td:last-child {{ text-align: left; }}
</style></head><body>
<h1>{title}</h1>
<p>{a} beside {b}, the same people and luck on {seeds} seeds.
Intervals are 95 % t-intervals of the paired difference.</p>
<table><thead><tr><th>metric</th><th>a</th><th>b</th><th>b minus a</th><th></th></tr></thead><tbody>
{body}</tbody></table>
<h2>Whose fate flipped</h2>
<p>{per_seed} people per seed end otherwise.</p>
<ul>
{kinds}</ul>
<details><summary>{listed} of {all}, one by one</summary><ul>
{flips}</ul></details>
</body></html>
"""
