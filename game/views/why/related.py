"""Related: which numbers one asks about next. Numbers of one row move each other."""

from __future__ import annotations

FAMILIES: tuple[tuple[str, ...], ...] = (
    ("wait_mean_s", "wait_p90_s", "abandon_pct", "service_level_20s_pct", "occupancy_pct", "redials", "hold_min"),
    ("occupancy_pct", "contacts", "csr_morale", "wait_mean_s", "hours_taxed"),
    ("resolved_full_pct", "resolved_first_contact_pct", "handled_pct", "roadblocks", "contacts_per_case",
     "seen_resolved_pct", "orphan_days"),
    ("contacts_per_case", "redials", "transfers_per_case", "loops_per_case", "resolved_first_contact_pct"),
    ("contacts", "cases", "contacts_per_case", "faults_pct", "self_service", "occupancy_pct"),
    ("transfers_per_case", "loops_per_case", "loop_min", "reexplain_min", "catch_22"),
    ("hours_taxed", "hold_min", "talk_min", "reexplain_min", "argue_min", "approval_min", "loop_min",
     "longest_contact_s"),
    ("roadblocks", "agreed_but_blocked", "catch_22", "not_dared", "not_believed", "understanding_pct", "rules",
     "argue_min"),
    ("phantom_promises", "handle_norm_pct", "trust_pct", "contacts_per_case"),
    ("profit_usd", "revenue_usd", "cost_usd", "cash_usd", "credits_usd", "leakage_usd", "true_value_lost_usd"),
    ("credits_usd", "leakage_usd", "resolved_full_pct", "not_dared"),
    ("churn_monthly_pct", "churned_silent", "churned_voiced", "churned_expiry", "churned_fired", "captive_latent",
     "tipped_pct"),
    ("true_value_lost_usd", "booked_value_lost_usd", "churn_monthly_pct", "told_negative", "never_again"),
    ("subscribers", "joined_ads", "joined_word_of_mouth", "churn_monthly_pct", "never_again"),
    ("net_word_of_mouth", "told_negative", "told_positive", "posts", "told_by_ex", "brand", "tipped_pct"),
    ("satisfaction_pct", "trust_pct", "expectation_pct", "csat_pct", "brand", "churn_monthly_pct"),
    ("csat_pct", "perception_gap", "nps", "ces", "satisfaction_pct"),
    ("csr_morale", "csr_quits_annual_pct", "csr_tenure_days", "occupancy_pct", "argue_min", "cut_off_by_csr"),
    ("insight_pct", "seen_resolved_pct", "perception_gap", "faults_pct", "outside_complaints"),
    ("outside_complaints", "executive_cases", "noise_pct", "letters", "letters_granted", "insight_pct"),
    ("self_service", "self_service_solved_pct", "contacts"),
    ("handle_norm_pct", "talk_min", "cut_off_by_csr", "adopted"),
    ("partner_pct", "rules", "faults_pct", "understanding_pct"),
)  # fmt: skip


def related(metric: str, most: int = 6) -> tuple[str, ...]:
    """Numbers to ask about after `metric`, those of the families that it leads first."""
    rows = sorted((row for row in FAMILIES if metric in row), key=lambda row: row.index(metric))
    return tuple(dict.fromkeys(name for row in rows for name in row if name != metric))[:most]
