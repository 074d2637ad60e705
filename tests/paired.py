"""Paired claims: what a lever does, on the same people twice, and how sure that is.

`moves(low, high, falls=..., rises=...)` runs a small town under both books on the same seeds and asserts that the whole
95 % interval of the paired difference (Student's t) lies on the promised side of zero. Arms are kept, so that claims
about the same arms cost one run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy import stats
from worlds import Table, after, column, laid, of, rows, world

from sim.clock import DAY
from sim.decisions import Inject
from sim.events import Block, ContactEnding, Kind

SEEDS = range(10)
TOWN: Table = {"carrier": {"subscribers": 600, "prospects": 200}}
_found: dict[str, list[dict[str, float]]] = {}


def arm(
    book: Mapping[str, float], over: Mapping[str, Any] | None = None, *, days: int = 14, inject: str = "",
    seeds: range = SEEDS, at: int = 1,
) -> list[dict[str, float]]:  # fmt: skip
    """What each seed came to in a town with `over` laid over it, under `book`, with the event `inject` on day `at`."""
    tables = laid(laid(TOWN, over or {}), {"book": dict(book)})
    key = json.dumps([tables, days, inject, list(seeds), at], sort_keys=True)
    if key not in _found:
        level = world(**tables)
        decided = [(at * int(DAY), Inject(inject))] if inject else []
        _found[key] = [measured(after(level, seed, days, decided)) for seed in seeds]
    return _found[key]


def measured(model: Any) -> dict[str, float]:
    """The metrics, and what only the events tell."""
    table, found = rows(model), model.metrics()
    approvals = column(table, Kind.APPROVAL, "waited_s")
    blocks = np.bincount(column(table, Kind.ROADBLOCK, "block").astype(int), minlength=len(Block))
    centre, ended = model.level.centre, column(table, Kind.CONTACT_ENDED, "ending")
    contacts = max(1.0, found["contacts"])
    return {
        **found,
        **{f"block_{block.name.lower()}": float(blocks[block]) for block in Block},
        "approval_mean_s": float(approvals.mean()) if len(approvals) else 0.0,
        "churned": float(len(of(table, Kind.CHURNED))),
        "talk_min_per_contact": found["talk_min"] / contacts,
        "argue_min_per_contact": found["argue_min"] / contacts,
        "reexplain_min_per_contact": found["reexplain_min"] / contacts,
        "closed_door": float(len(of(table, Kind.CLOSED_DOOR))),
        "wrapped": float((ended < ContactEnding.RENEGED).sum()),
        "wrap_up_s": float((ended < ContactEnding.RENEGED).sum() * (centre.wrap_up_s + centre.notes_s)),
    }


def interval(low: list[dict[str, float]], high: list[dict[str, float]], metric: str) -> tuple[float, float]:
    """The 95 % interval of the paired difference, high less low."""
    difference = np.array([b[metric] - a[metric] for a, b in zip(low, high, strict=True)])
    half = stats.t.ppf(0.975, len(difference) - 1) * difference.std(ddof=1) / len(difference) ** 0.5
    return float(difference.mean() - half), float(difference.mean() + half)


def moves(
    low: Mapping[str, float], high: Mapping[str, float], *, falls: str = "", rises: str = "",
    over: Mapping[str, Any] | None = None, days: int = 14, inject: str = "", seeds: range = SEEDS,
) -> None:  # fmt: skip
    """Setting the book from `low` to `high` makes every metric in `falls` fall and in `rises` rise, surely.

    `inject`: an event that happens in the second arm only (then `low` and `high` may be the same book).
    """
    first = arm(low, over, days=days, seeds=seeds)
    second = arm(high, over, days=days, seeds=seeds, inject=inject)
    for metrics, sign in ((falls, -1), (rises, 1)):
        for metric in metrics.split():
            a, b = interval(first, second, metric)
            assert (a if sign > 0 else -b) > 0, f"{metric} should {'rise' if sign > 0 else 'fall'}: {a:.4g} to {b:.4g}"
