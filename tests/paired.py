"""Paired claims: what a lever does, on the same people twice, and how sure that is.

`moves(low, high, falls=..., rises=...)` runs a small town under both books on the same seeds and asserts that the whole
95 % interval of the paired difference (Student's t) lies on the promised side of zero. Arms are kept, so that claims
about the same arms cost one run. What the books can't say (a decision on a later day) goes into an `arm` by `then`, and
two arms are compared by `differ`. `EVENTS` are the sandbox's events, for `over={"events": EVENTS}` and `inject`.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy import stats
from worlds import Table, after, column, laid, of, rows, world

from sim.clock import DAY, HOUR
from sim.decisions import Inject, Set
from sim.events import Block, CaseEnding, ContactEnding, Door, Kind, MachineEnding, Why
from sim.market.customers import Status

SEEDS = range(10)
FEW = range(5)
"""For what a few seeds show as surely."""
EVENTS: Table = tomllib.loads((Path(__file__).parents[1] / "levels" / "sandbox.toml").read_text("utf-8"))["events"]
TOWN: Table = {"carrier": {"subscribers": 600, "prospects": 200}}
_found: dict[str, list[dict[str, float]]] = {}


def arm(
    book: Mapping[str, float], over: Mapping[str, Any] | None = None, *, days: int = 14, inject: str = "",
    seeds: range = SEEDS, at: int = 1, then: Sequence[tuple[float, str, float]] = (),
) -> list[dict[str, float]]:  # fmt: skip
    """What each seed came to in a town with `over` laid over it, under `book`, with the event `inject` on day `at`.

    `then`: decisions of later days, each (day, lever, value), in order.
    """
    tables = laid(laid(TOWN, over or {}), {"book": dict(book)})
    key = json.dumps([tables, days, inject, list(seeds), at, list(then)], sort_keys=True)
    if key not in _found:
        level = world(**tables)
        decided: list[Any] = [(at * int(DAY), Inject(inject))] if inject else []
        decided = sorted(decided + [(int(day * DAY), Set(lever, value)) for day, lever, value in then], key=_when)
        _found[key] = [measured(after(level, seed, days, decided)) for seed in seeds]
    return _found[key]


def measured(model: Any) -> dict[str, float]:
    """The metrics, and what only the events tell."""
    table, found = rows(model), model.metrics()
    approvals = column(table, Kind.APPROVAL, "waited_s")
    blocks = np.bincount(column(table, Kind.ROADBLOCK, "block").astype(int), minlength=len(Block))
    ended = column(table, Kind.CONTACT_ENDED, "ending")
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
        **_issues(model, table),
        **_stories(table),
        **_doors(table),
        **_centre(model, table),
        **_people(model, table),
        "manner": float(column(table, Kind.CONTACT_ENDED, "manner").mean()),
        "wrapped": float((ended < ContactEnding.RENEGED).sum()),
        "wrap_up_s": float((ended < ContactEnding.RENEGED).sum() * model.centre.practice.wrap_s),
    }


def _when(decided: tuple[int, Any]) -> int:
    return decided[0]


def _issues(model: Any, table: Any) -> dict[str, float]:
    """Cases born by issue, of another case, and in silence; age (days) of what was cured; credits per contact."""
    born = column(table, Kind.CASE_BORN, "issue").astype(int)
    counts = np.bincount(born, minlength=len(model.level.issues))
    solved = column(table, Kind.CASE_CLOSED, "ending") == CaseEnding.RESOLVED
    ages = column(table, Kind.CASE_CLOSED, "age_s")[solved & (column(table, Kind.CASE_CLOSED, "contacts") > 0)]
    usd = column(table, Kind.CREDITED, "usd")
    return {
        **{f"born_{name}": float(counts[i]) for i, name in enumerate(model.level.issues)},
        "born_bred": float(column(table, Kind.CASE_BORN, "bred").sum()),
        "born_silent": float(column(table, Kind.CASE_BORN, "silent").sum()),
        "most_contacts": float(column(table, Kind.CASE_CLOSED, "contacts").max(initial=0)),
        "cured_days": float(ages.mean() / DAY) if len(ages) else 0.0,
        "credit_per_contact": float(usd.sum() / max(1, len(of(table, Kind.CONTACT_BEGAN)))),
        "closed_given_up": float((column(table, Kind.CASE_CLOSED, "ending") == CaseEnding.GIVEN_UP).sum()),
    }


def _stories(table: Any) -> dict[str, float]:
    """Readers of public stories, good and bad, and how many of the bad ones read on after the first day."""
    found = {}
    for name, wanted in (("bad", 0), ("good", 1)):
        first, later = (
            column(table, kind, "readers")[column(table, kind, "positive") == wanted]
            for kind in (Kind.POSTED, Kind.READ)
        )
        found[f"{name}_posts"] = float(len(first))
        found[f"{name}_readers"] = float(first.sum() + later.sum())
        found[f"{name}_readers_later"] = float(later.sum())
    return found


def _doors(table: Any) -> dict[str, float]:
    """Outside complaints by door and what they cost; calls to the machine by ending; letters' mean wait in days."""
    doors = np.bincount(column(table, Kind.OUTSIDE_COMPLAINT, "door").astype(int), minlength=len(Door))
    machine = np.bincount(column(table, Kind.MACHINE, "ending").astype(int), minlength=len(MachineEnding))
    letters = column(table, Kind.LETTER_ANSWERED, "waited_s")
    usd = column(table, Kind.OUTSIDE_COMPLAINT, "cost_usd")
    return {
        "complaint_usd_each": float(usd.mean()) if len(usd) else 0.0,
        **{f"door_{door.name.lower()}": float(doors[door]) for door in Door},
        **{f"machine_{ending.name.lower()}": float(machine[ending]) for ending in MachineEnding},
        "complaints_usd": float(usd.sum()),
        "letter_days": float(letters.mean() / DAY) if len(letters) else 0.0,
    }


def _centre(model: Any, table: Any) -> dict[str, float]:
    """What the desks did: waits upstairs, drops, own repeat calls, the age of cases at their first answer, quits."""
    contacts = max(1, len(of(table, Kind.CONTACT_BEGAN)))
    waits = column(table, Kind.EXECUTIVE, "waited_s")
    nth, why = column(table, Kind.CONTACT_BEGAN, "nth"), column(table, Kind.CONTACT_BEGAN, "why")
    legs = of(table, Kind.LEG_ENDED)
    legs = legs[legs[:, 6] >= 0]
    answered, first = np.unique(legs[:, 3], return_index=True)
    born = of(table, Kind.CASE_BORN)
    born = dict(zip(born[:, 3].tolist(), born[:, 0].tolist(), strict=True))
    # A leg's event comes at its end; what came after the line is not waiting.
    ages = [
        leg[0] - float(leg[8:13].sum()) - born[case] for case, leg in zip(answered.tolist(), legs[first], strict=True)
    ]
    endings = column(table, Kind.CONTACT_ENDED, "ending")
    return {
        "executive_wait_s": float(waits.mean()) if len(waits) else 0.0,
        "legs_upstairs": float((legs[:, 5] == model.centre.executive).sum()),
        "long_contacts": float((column(table, Kind.CONTACT_ENDED, "duration_s") > HOUR).sum()),
        "gave_up_midway": float((column(table, Kind.RENEGED, "leg") > 0).sum()),
        "dropped": float((column(table, Kind.DISCONNECTED, "by_csr") == 0).sum()),
        "called_again": float(((nth > 1) & (why != Why.OWNER) & (why != Why.CALLED_BACK)).sum()),
        "first_answer_h": float(np.mean(ages) / HOUR) if ages else 0.0,
        "believed_pct": 100 * float((endings == ContactEnding.BELIEVED_RESOLVED).sum()) / contacts,
        "partial_pct": 100 * float((endings == ContactEnding.PARTIAL).sum()) / contacts,
        "promised_door": float(column(table, Kind.CLOSED_DOOR, "promised").sum()),
        "quits": float(len(of(table, Kind.CSR_QUIT))),
        "staffed_h": float(column(table, Kind.DAY_CLOSED, "staffed_s").sum() / HOUR),
        "sold": float((column(table, Kind.SOLD, "usd_month") > 0).sum()),
    }


def _people(model: Any, table: Any) -> dict[str, float]:
    """What the town's people came to: who feels how, who left, who came back, who reads, who gets upstairs."""
    people, segments = model.market.people, list(model.level.carrier.segments)
    here, mood = ~people.out, 100 * people.satisfaction
    outside = of(table, Kind.OUTSIDE_COMPLAINT)[:, 2].astype(int)
    left = of(table, Kind.CHURNED)[:, 2].astype(int)
    joined, days = of(table, Kind.JOINED)[:, 2].astype(int), of(table, Kind.JOINED)[:, 0].tolist()
    vows = of(table, Kind.NEVER_AGAIN)
    vowed = dict(zip(vows[:, 2].astype(int), vows[:, 0].tolist(), strict=True))
    called = np.isin(np.arange(people.size), of(table, Kind.CONTACT_BEGAN)[:, 2].astype(int))
    readers = np.sort(column(table, Kind.POSTED, "readers"))
    told = column(table, Kind.TOLD, "people").sum()

    def mean(column: Any, who: Any) -> float:
        return float(column[who].mean()) if who.any() else 0.0

    return {
        **{f"mood_{name}": mean(mood, here & (people.segment == i)) for i, name in enumerate(segments)},
        "mood_callers": mean(mood, here & called),
        "mood_others": mean(mood, here & ~called),
        "mood_prospects": mean(mood, people.status == Status.PROSPECT),
        "connection_outside": float(people.connection[outside].mean()) if len(outside) else float("nan"),
        "left_poor_line": float((people.place[left] < 0.5).sum()),
        "left_good_line": float((people.place[left] >= 0.5).sum()),
        "rejoined": float(np.isin(joined, left).sum()),
        "vowed_rejoined": float(sum(at > vowed.get(who, at) for who, at in zip(joined, days, strict=True))),
        "readers_median": float(np.median(readers)) if len(readers) else 0.0,
        "readers_top": float(readers[-max(1, len(readers) // 10) :].sum() / max(1.0, readers.sum())),
        "heard_per_told": float((people.heard_good + people.heard_bad).sum() / max(1.0, told)),
        "promoters": float((column(table, Kind.SURVEYED, "recommend") >= 9).sum()),
        "mirage": (seen := model.metrics())["seen_resolved_pct"] - seen["resolved_full_pct"],
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
    differ(first, arm(high, over, days=days, seeds=seeds, inject=inject), falls=falls, rises=rises)


def differ(
    first: list[dict[str, float]], second: list[dict[str, float]], *, falls: str = "", rises: str = ""
) -> None:  # fmt: skip
    """From the `first` arm to the `second` every metric in `falls` falls and every one in `rises` rises, surely."""
    for metrics, sign in ((falls, -1), (rises, 1)):
        for metric in metrics.split():
            a, b = interval(first, second, metric)
            assert (a if sign > 0 else -b) > 0, f"{metric} should {'rise' if sign > 0 else 'fall'}: {a:.4g} to {b:.4g}"


def since(first: list[dict[str, float]], second: list[dict[str, float]], metric: str) -> list[dict[str, float]]:
    """By how much `metric` is more in the `second` arm than in the `first`, seed by seed: an effect, to compare."""
    return [{metric: b[metric] - a[metric]} for a, b in zip(first, second, strict=True)]


def renamed(found: list[dict[str, float]], name: str) -> list[dict[str, float]]:
    """The one value of each seed under another name, so that two effects on different metrics can be compared."""
    return [dict.fromkeys([name], *run.values()) for run in found]
