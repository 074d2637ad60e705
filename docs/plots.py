"""The plots of these pages, made anew: `python docs/plots.py` (needs altair and vl-convert-python; some minutes).

Each plot stands beside a table of the numbers in it, so that it can be read without colours and checked without eyes.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))

from sim import Decision, Run, Set, load_level  # noqa: E402  (a script: the checkout comes first on the path)
from sim.lab.experiments import Failure, interval, paired, run_all  # noqa: E402
from sim.run.replay import Outcome  # noqa: E402

LIMITS = (0, 5, 10, 15, 20, 30, 40, 60, 100, 200, 500)
SEEDS = tuple(range(1, 21))
LEVER = "power.frontline_credit_limit"


def sweep(level_name: str) -> dict[int, list[Outcome]]:
    """Outcomes of the level by front-line credit limit, one for each seed, in order of the seeds."""
    level = load_level(level_name)
    runs = [Run(level=level, seed=s, decisions=(Decision(0, Set(LEVER, limit)),)) for limit in LIMITS for s in SEEDS]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        outcomes = run_all(runs, pool)
    failed = [o for o in outcomes if isinstance(o, Failure)]
    if failed:
        raise SystemExit(f"{len(failed)} runs failed: {failed[0]}")
    good = [o for o in outcomes if isinstance(o, Outcome)]
    return {limit: good[i * len(SEEDS) : (i + 1) * len(SEEDS)] for i, limit in enumerate(LIMITS)}


def main() -> None:
    """Draw the credit limit of level 2 and write the page that shows it."""
    import altair as alt

    found = sweep("02-one-time-approval")
    best = max(LIMITS, key=lambda limit: interval([o.metrics["profit_usd"] for o in found[limit]]).mean)
    rows = []
    lines = []
    for limit in LIMITS:
        spread = interval([o.metrics["profit_usd"] / 1000 for o in found[limit]])
        gap = paired(found[best], found[limit], "profit_usd")
        rows.append(
            {"limit": str(limit), "order": limit, "profit": spread.mean, "low": spread.low, "high": spread.high}
        )
        others = [
            interval([o.metrics[m] for o in found[limit]]).mean
            for m in ("approval_min", "leakage_usd", "resolved_full_pct", "churn_monthly_pct")
        ]
        versus = (
            "the best"
            if limit == best
            else f"{gap.mean / 1000:+,.0f} ({gap.low / 1000:+,.0f} to {gap.high / 1000:+,.0f})"
        )
        lines.append(
            f"| ${limit} | {spread.mean:,.0f} | {versus} | {others[0]:,.0f} | {others[1]:,.0f} | "
            f"{others[2]:.1f} | {others[3]:.2f} |"
        )
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X(
            "limit:N", sort=[str(x) for x in LIMITS], title="Front-line credit limit, $", axis=alt.Axis(labelAngle=0)
        )
    )
    profit = alt.Y("profit:Q", title="Profit in 10 weeks, $1,000", scale=alt.Scale(zero=False))
    chart = (
        base.mark_line(color="#266ba0").encode(y=profit)
        + base.mark_rule(color="#266ba0", strokeWidth=2).encode(y="low:Q", y2="high:Q")
        + base.mark_point(color="#266ba0", filled=True, size=60).encode(y=profit)
    ).properties(width=620, height=300, background="#fdfaf3")
    chart.save(DOCS / "images" / "credit-limit.svg")
    table = "\n".join(lines)
    (DOCS / "credit-limit.md").write_text(PAGE.format(seeds=len(SEEDS), best=best, table=table), "utf-8")


PAGE = """# How far should the front line be allowed to go?

Level 2, *One-time approval*: ten weeks, everything else left as it opens. {seeds} seeds, the same people and luck at
every limit. Bars are 95 % intervals over the seeds; "against the best" is the paired difference with its 95 % interval,
which is far narrower, because both arms serve the same customers.

![Profit by credit limit](images/credit-limit.svg)

| limit | profit, $1,000 | against ${best}, $1,000 | approval min | leakage $ | resolved in full, % | churn a month, % |
|---|---|---|---|---|---|---|
{table}

Below, every yes is fetched from a scarce supervisor: customers hold, hang up, call again, leave. Above, CSRs give to
end the call and customers learn to ask. Neither end is best. The page is made by `python docs/plots.py`.
"""

if __name__ == "__main__":
    main()
