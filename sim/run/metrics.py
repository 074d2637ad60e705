"""Metrics: folds over the event log, nothing else. One definition each; the words for them are in `sim.measures`.

`Tally.of(rows)` counts any stretch of the log; tallies add up, so a run's is the sum of its days'. `measure` turns a
tally into the fixed names. Nothing is counted while the centre works.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from sim.clock import DAYS_A_MONTH
from sim.events import FIELDS, WIDTH, Block, CaseEnding, ContactEnding, Kind, Leaving, MachineEnding, Why
from sim.level import Level

Floats = NDArray[np.float64]

_KINDS = len(Kind)
_FIRST = 7
"""The column of an event's first value."""
_VALUES = WIDTH - _FIRST
_BIN = np.log(1.02)
"""Waits are counted in bins 2 % apart, enough for percentiles."""
_BINS = 600
_STOCKS = (
    (Kind.DAY_CLOSED, "subscribers"),
    (Kind.SENTIMENT, "captives"),
    (Kind.STAFFED, "morale"),
    (Kind.STAFFED, "tenure_days"),
    *((Kind.DRIFTED, name) for name in FIELDS[Kind.DRIFTED]),
    *((Kind.TEMPER, name) for name in FIELDS[Kind.TEMPER]),
)
"""Values of which the latest counts."""


@dataclass(slots=True)
class Tally:
    """Counts and sums over a stretch of the event log. Additive, but for `last` and `longest_s`."""

    count: Floats
    """Events by kind, shape (kinds,)."""
    total: Floats
    """Sums of values by kind and place, shape (kinds, 6)."""
    waits: Floats
    """First-leg waits by bin, shape (600,)."""
    contact_endings: Floats
    within_20s: float
    voiced: float
    """Cases that made their first contact."""
    redials: float
    closed: float
    """Closed cases that had made a contact."""
    closed_contacts: float
    resolved: float
    resolved_first: float
    told_positive: float
    left: Floats
    """Churned by how, shape (4,)."""
    tipped: float
    """Churned because of what they heard."""
    blocks: Floats
    """Roadblocks by kind, shape (11,)."""
    machine: Floats
    """Calls to the machine by ending, shape (3,)."""
    given_up_days: float
    """Age of the cases that nobody solved, in days."""
    promoters: float
    detractors: float
    longest_s: float
    last: dict[str, float]
    """Latest of `_STOCKS`, by name."""

    @classmethod
    def of(cls, rows: Floats) -> Tally:
        """Count `rows`, shape (events, WIDTH)."""
        kind = rows[:, 1].astype(np.int8)  # NumPy sorts bytes in linear time
        order = np.argsort(kind, kind="stable")
        count = np.bincount(kind, minlength=_KINDS)
        ends = np.cumsum(count)

        def values(k: Kind, name: str) -> Floats:
            at = order[ends[k] - count[k] : ends[k]]
            found: Floats = rows[at, _FIRST + FIELDS[k].index(name)]
            return found

        ending = values(Kind.CONTACT_ENDED, "ending").astype(np.int64)
        first_wait = values(Kind.CONTACT_ENDED, "first_wait_s")
        lost_first = (ending == ContactEnding.RENEGED) & (values(Kind.CONTACT_ENDED, "legs") == 1)
        contacts = values(Kind.CASE_CLOSED, "contacts")
        solved = values(Kind.CASE_CLOSED, "ending") == CaseEnding.RESOLVED
        recommend = values(Kind.SURVEYED, "recommend")
        durations = values(Kind.CONTACT_ENDED, "duration_s")
        last = {name: float(values(k, name)[-1]) for k, name in _STOCKS if count[k]}
        # One count for all six values: (kind, value) as one number.
        cells = kind[:, None] * np.int16(_VALUES) + np.arange(_VALUES, dtype=np.int16)
        total = np.bincount(cells.ravel(), weights=rows[:, _FIRST:].ravel(), minlength=_KINDS * _VALUES)
        bins = np.minimum(_BINS - 1, np.log1p(first_wait) / _BIN).astype(np.int64)
        return cls(
            count=count.astype(np.float64),
            total=total.reshape(_KINDS, _VALUES).astype(np.float64),
            waits=np.bincount(bins, minlength=_BINS).astype(np.float64),
            contact_endings=np.bincount(ending, minlength=len(ContactEnding)).astype(np.float64),
            within_20s=float(((first_wait <= 20) & ~lost_first).sum()),
            voiced=float((values(Kind.CONTACT_BEGAN, "nth") == 1).sum()),
            redials=float((values(Kind.CONTACT_BEGAN, "why") == Why.REDIAL).sum()),
            closed=float((contacts > 0).sum()),
            closed_contacts=float(contacts.sum()),
            resolved=float((solved & (contacts > 0)).sum()),
            resolved_first=float((solved & (contacts == 1)).sum()),
            told_positive=float((values(Kind.TOLD, "people") * values(Kind.TOLD, "positive")).sum()),
            left=np.bincount(values(Kind.CHURNED, "how").astype(np.int64), minlength=len(Leaving)).astype(np.float64),
            tipped=float((values(Kind.CHURNED, "teller") >= 0).sum()),
            blocks=np.bincount(values(Kind.ROADBLOCK, "block").astype(np.int64), minlength=len(Block)).astype(
                np.float64
            ),
            machine=np.bincount(values(Kind.MACHINE, "ending").astype(np.int64), minlength=len(MachineEnding)).astype(
                np.float64
            ),
            given_up_days=float(values(Kind.CASE_CLOSED, "age_s")[~solved].sum()) / 86_400,
            promoters=float((recommend >= 9).sum()),
            detractors=float((recommend <= 6).sum()),
            longest_s=float(durations.max()) if len(durations) else 0.0,
            last=last,
        )

    def plus(self, other: Tally) -> Tally:
        """The tally of both stretches, `other` being the later one."""
        sums = {
            f.name: getattr(self, f.name) + getattr(other, f.name)
            for f in fields(self)
            if f.name not in {"longest_s", "last"}
        }
        return Tally(**sums, longest_s=max(self.longest_s, other.longest_s), last={**self.last, **other.last})

    def sum(self, kind: Kind, name: str) -> float:
        """Sum of the value called `name` over all events of `kind`."""
        return float(self.total[kind, FIELDS[kind].index(name)])


def _per(part: float, whole: float, scale: float = 1.0) -> float:
    return scale * part / whole if whole else 0.0


def _percentile(waits: Floats, share: float) -> float:
    total = waits.sum()
    if not total:
        return 0.0
    at = int(np.searchsorted(np.cumsum(waits), share * total))
    return float(np.expm1(at * _BIN))


def measure(t: Tally, level: Level) -> dict[str, float]:
    """Every metric by name, from the tally `t`. Shares are per cent, 0 where there was nothing to count."""
    contacts = float(t.contact_endings.sum())
    lost = float(t.contact_endings[ContactEnding.RENEGED] + t.contact_endings[ContactEnding.DISCONNECTED])
    told = t.sum(Kind.TOLD, "people")
    surveyed = float(t.count[Kind.SURVEYED])
    csat = _per(t.sum(Kind.SURVEYED, "content"), surveyed, 100)
    true_csat = _per(t.sum(Kind.SENTIMENT, "content"), t.sum(Kind.SENTIMENT, "contacts"), 100)
    revenue, cost = t.sum(Kind.DAY_CLOSED, "revenue_usd"), t.sum(Kind.DAY_CLOSED, "cost_usd")
    joined, by_talk = float(t.count[Kind.JOINED]), t.sum(Kind.JOINED, "source")
    churned = float(t.left.sum())
    resolved, handled = _per(t.resolved, t.closed, 100), _per(contacts - lost, contacts, 100)
    insight = t.last.get("insight", 0.0)
    return {
        "subscribers": t.last.get("subscribers", float(level.carrier.subscribers)),
        "joined_ads": joined - by_talk,
        "joined_word_of_mouth": by_talk,
        "churned_voiced": float(t.left[Leaving.VOICED]),
        "churned_silent": float(t.left[Leaving.SILENT]),
        "churned_expiry": float(t.left[Leaving.EXPIRY]),
        "captive_latent": t.last.get("captives", 0.0),
        "churn_monthly_pct": _per(churned, t.sum(Kind.DAY_CLOSED, "subscribers"), 100 * DAYS_A_MONTH),
        "contacts": float(t.count[Kind.CONTACT_BEGAN]),
        "cases": float(t.count[Kind.CASE_BORN]),
        "contacts_per_case": _per(t.closed_contacts, t.closed),
        "transfers_per_case": _per(float(t.count[Kind.TRANSFERRED]), t.voiced),
        "loops_per_case": _per(t.sum(Kind.TRANSFERRED, "loop"), t.voiced),
        "handled_pct": handled,
        "resolved_first_contact_pct": _per(t.resolved_first, t.closed, 100),
        "resolved_full_pct": resolved,
        "service_level_20s_pct": _per(t.within_20s, contacts, 100),
        "abandon_pct": _per(float(t.contact_endings[ContactEnding.RENEGED]), contacts, 100),
        "wait_mean_s": _per(t.sum(Kind.CONTACT_ENDED, "first_wait_s"), contacts),
        "wait_p90_s": _percentile(t.waits, 0.9),
        "longest_contact_s": t.longest_s,
        "redials": t.redials,
        "occupancy_pct": _per(t.sum(Kind.DAY_CLOSED, "busy_s"), t.sum(Kind.DAY_CLOSED, "staffed_s"), 100),
        "talk_min": t.sum(Kind.LEG_ENDED, "talk_s") / 60,
        "hold_min": t.sum(Kind.LEG_ENDED, "hold_s") / 60,
        "reexplain_min": t.sum(Kind.LEG_ENDED, "reexplain_s") / 60,
        "argue_min": t.sum(Kind.LEG_ENDED, "argue_s") / 60,
        "approval_min": t.sum(Kind.LEG_ENDED, "approval_s") / 60,
        "loop_min": t.sum(Kind.LEG_ENDED, "loop_s") / 60,
        "hours_taxed": t.sum(Kind.CONTACT_ENDED, "duration_s") / 3600,
        "roadblocks": float(t.count[Kind.ROADBLOCK]),
        "phantom_promises": float(t.count[Kind.PROMISED]),
        "credits_usd": t.sum(Kind.CREDITED, "usd"),
        "leakage_usd": t.sum(Kind.CREDITED, "leaked_usd"),
        "outside_complaints": float(t.count[Kind.OUTSIDE_COMPLAINT]),
        "csat_pct": csat,
        "nps": _per(t.promoters - t.detractors, surveyed, 100),
        "ces": _per(t.sum(Kind.SURVEYED, "effort"), surveyed),
        "told_positive": t.told_positive,
        "told_negative": told - t.told_positive,
        "posts": float(t.count[Kind.POSTED]),
        "net_word_of_mouth": _per(2 * t.told_positive - told, told, 100),
        "never_again": float(t.count[Kind.NEVER_AGAIN]),
        "csr_morale": 100 * t.last.get("morale", 0.0),
        "csr_quits_annual_pct": _per(float(t.count[Kind.CSR_QUIT]), t.sum(Kind.STAFFED, "headcount"), 36525),
        "csr_tenure_days": t.last.get("tenure_days", 0.0),
        "revenue_usd": revenue,
        "cost_usd": cost,
        "profit_usd": revenue - cost,
        "cash_usd": level.carrier.cash_usd + revenue - cost,
        "booked_value_lost_usd": t.sum(Kind.CHURNED, "booked_usd"),
        "true_value_lost_usd": t.sum(Kind.CHURNED, "own_usd") + t.sum(Kind.TURNED_AWAY, "worth_usd"),
        "perception_gap": csat - true_csat,
        "churned_fired": float(t.left[Leaving.FIRED]),
        "tipped_pct": _per(t.tipped, churned, 100),
        "told_by_ex": t.sum(Kind.TOLD, "ex"),
        "self_service": float(t.machine.sum()),
        "self_service_solved_pct": _per(float(t.machine[MachineEnding.SOLVED]), float(t.machine.sum()), 100),
        "letters": float(t.count[Kind.LETTER_SENT]),
        "letters_granted": t.sum(Kind.LETTER_ANSWERED, "granted"),
        "executive_cases": float(t.count[Kind.EXECUTIVE]),
        "adopted": float(t.count[Kind.ADOPTED]),
        "orphan_days": t.given_up_days,
        "cut_off_by_csr": t.sum(Kind.DISCONNECTED, "by_csr"),
        "catch_22": float(t.blocks[Block.CATCH_22]),
        "agreed_but_blocked": float(t.blocks[Block.AGREED_BUT_BLOCKED]),
        "not_dared": float(t.blocks[Block.NOT_DARED]),
        "not_believed": float(t.blocks[Block.NOT_BELIEVED]),
        "seen_resolved_pct": insight * resolved + (1 - insight) * handled,
        "insight_pct": 100 * insight,
        "handle_norm_pct": 100 * t.last.get("norm", 1.0),
        "rules": t.last.get("rules", level.centre.rules),
        "understanding_pct": 100 * t.last.get("understanding", 1.0),
        "faults_pct": 100 * t.last.get("faults", 1.0),
        "partner_pct": 100 * t.last.get("partner", 1.0),
        "satisfaction_pct": 50 + 50 * t.last.get("satisfaction", 0.0),
        "expectation_pct": 50 + 50 * t.last.get("expectation", 0.0),
        "noise_pct": 100 * t.last.get("noise", 0.0),
        "brand": 100 * t.last.get("heard", 0.0),
        "trust_pct": 100 * t.last.get("trust", 0.0),
    }
