"""`compare`: two arms of the same people on the same seeds; what differs, how surely, and whose fate flipped.

An arm is a policy (by name or `module:callable`) or a run file, whose decisions are then taken on every seed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from game.cli.policy import Diary, find_policy
from game.cli.shipped import find_level
from game.cli.terminal import print_json, progress, say, writable
from game.cli.workers import workers
from sim.clock import DAY
from sim.lab.experiments import Comparison, Interval, Trial, compare
from sim.level import Level
from sim.levelfile import load_level
from sim.market.names import name_of
from sim.measures import MEASURES, Measure
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
    writable("--report", report)
    chosen = load_level(find_level(level))
    until = None if days is None else days * DAY
    arms = {f"a: {a}": arm(chosen, a, seeds, until, "--a"), f"b: {b}": arm(chosen, b, seeds, until, "--b")}
    first, second = arms.values()
    with progress(f"{chosen.title}, {2 * seeds} runs", 2 * seeds) as tell, workers() as pool:
        found = compare(first, second, pool, progress=lambda done: tell(float(done)))
    if json:
        print_json(contract(chosen, found, list(arms)))
    else:
        print(text(chosen, found, list(arms)))
    if report is not None:
        write_whole(report, page(chosen, found, list(arms)))
        say(f"report: {report}")
    return 0


def arm(level: Level, named: str, seeds: int, until: float | None, option: str) -> list[Trial]:
    """The runs of the arm that `option` names: a run file if there is one, else a policy."""
    numbers = range(1, seeds + 1)
    if Path(named).is_file():
        start = load_run(named, level=level)
        return [Trial(run=replace(start, seed=seed), until=until) for seed in numbers]
    policy = find_policy(named, option)
    return [
        Trial(run=Run(level=level, seed=seed), policy=Diary(named, policy, option), until=until) for seed in numbers
    ]


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


def judged(measure: Measure, gap: Interval) -> str:
    """Which way b lies from a, as far as the seeds can tell, and whether that is better."""
    if gap.sign == 0:
        return "no difference seen"
    way = {1: "up", -1: "down"}[gap.sign]
    if measure.better == "none":
        return way
    return f"{way}, {'better' if measure.better == way else 'worse'}"


def _rows(found: Comparison, metrics: Sequence[str] = SHOWN) -> list[tuple[str, str, str, str, str]]:
    rows: list[tuple[str, str, str, str, str]] = []
    for metric in metrics:
        show, gap = MEASURES[metric].show, found.difference[metric]
        rows.append((
            MEASURES[metric].title, show(found.arms[0][metric].mean), show(found.arms[1][metric].mean),
            f"{show(gap.mean)} ({show(gap.low)} to {show(gap.high)})", judged(MEASURES[metric], gap),
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
    flips = "".join(
        f"<li>seed {f.seed}: {escape(name_of(f.customer))}: {_word(f.a.name)} &rarr; {_word(f.b.name)}</li>\n"
        for f in found.flipped[:MOST_FLIPS]
    )
    return PAGE.format(
        title=escape(level.title),
        a=escape(names[0]),
        b=escape(names[1]),
        seeds=len(found.seeds),
        chief=_table(found, SHOWN),
        others=_table(found, [name for name in found.difference if name not in SHOWN]),
        per_seed=f"{len(found.flipped) / len(found.seeds):.0f}",
        kinds="".join(f"<li>{escape(line)}</li>\n" for line in _kinds(found)),
        flips=flips,
        listed=min(MOST_FLIPS, len(found.flipped)),
        all=len(found.flipped),
    )


def _table(found: Comparison, metrics: Sequence[str]) -> str:
    """Rows of `metrics`, each with its definition under its title."""
    head = "<tr><th>metric</th><th>a</th><th>b</th><th>b minus a (95 % interval)</th><th>b is</th></tr>"
    body = []
    for metric, (title, *cells, verdict) in zip(metrics, _rows(found, metrics), strict=True):
        first = f'<th scope="row">{escape(title)}<small>{escape(MEASURES[metric].says)}</small></th>'
        shown = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        body.append(f'<tr>{first}{shown}<td class="{verdict.rpartition(" ")[2]}">{verdict}</td></tr>\n')
    return f"<table><thead>{head}</thead><tbody>\n{''.join(body)}</tbody></table>"


PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}: two arms compared</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; color: #2b2824; background: #f7f1e6; max-width: 64rem; margin: 2rem auto;
  padding: 0 1rem; }}
table {{ border-collapse: collapse; width: 100%; background: #fdfaf3; font-variant-numeric: tabular-nums; }}
th, td {{ padding: .4rem .7rem; border-bottom: 1px solid #d6cbb8; text-align: right; vertical-align: top; }}
th:first-child, td:last-child, th:last-child {{ text-align: left; }}
th[scope] {{ font-weight: normal; }}
small {{ display: block; color: #6b6358; line-height: 1.3; }}
td:nth-child(4) {{ white-space: nowrap; }}
.better {{ color: #1d6b3a; font-weight: bold; }}
.worse {{ color: #a3271d; font-weight: bold; }}
</style></head><body>
<h1>{title}</h1>
<p>{a} beside {b}, the same people and luck on {seeds} seeds.
Intervals are 95 % t-intervals of the paired difference.</p>
{chief}
<details><summary>All other metrics</summary>
{others}
</details>
<h2>Whose fate flipped</h2>
<p>{per_seed} people per seed end otherwise.</p>
<ul>
{kinds}</ul>
<details><summary>{listed} of {all}, one by one</summary><ul>
{flips}</ul></details>
</body></html>
"""
