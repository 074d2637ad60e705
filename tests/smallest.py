"""The smallest whole level, as text, and what the tests of the level file share.

Most cases lay a few lines over SMALL by `extends`; so a case shows only what is wrong in it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sim.errors import LevelError
from sim.levelfile import parse_level
from sim.levers import LEVERS

SMALL = """
title = "Small"
idea = "The least that can be played."
weeks = 4
unlocked = ["power.override", "process.notes"]

[words]
brief = "A small town."
bet = "What will happen?"
debrief = ["What did happen?"]

[par]
policy = "patient"
stars = 3
loses = "hasty"
provenance = "guess"

[carrier]
subscribers = 50
prospects = 20
cash_usd = 1000
service_cost_month_usd = 24
roaming_month_usd = 2
acquisition_usd = 300
leaving_usd = 80
use_sigma = 1.0
newness = 2.0
newness_days = 90
tenure_mean_days = 600

[carrier.network]
mean_degree = 6
degree_sigma = 1.0
clustering = 0.5

[carrier.segments.locals]
title = "Locals"
share = 0.75
use = 1.0
revenue_month_usd = 50
patience = 1.0
persistence = 0.7
voice = 0.7
talk = 1.0
reach = 1.0

[carrier.segments.visitors]
title = "Visitors"
share = 0.25
use = 1.5
revenue_month_usd = 70
patience = 0.8
persistence = 0.7
voice = 0.7
talk = 1.0
reach = 1.0

[issues.bill]
title = "Wrong bill"
per_month = 0.1
remedy = "credit"
desk = "back"
talk = 1.0
need_usd = 40
severity = 0.5

[issues.goodbye]
title = "Wants to leave"
per_month = 0
remedy = "release"
desk = "back"
talk = 1.0
severity = 0.5

[desks.front]
title = "Front"
staff = "people.frontline_staff"
credit_limit = "power.frontline_credit_limit"
role = "frontline"

[desks.back]
title = "Back"
staff = "people.billing_staff"
credit_limit = "power.billing_credit_limit"
role = "department"

[desks.boss]
title = "Boss"
staff = "people.supervisors"
credit_limit = "power.supervisor_credit_limit"
role = "supervisor"

[centre]
talk_mean_s = 330
talk_sigma = 1.0
agent_sigma = 0.25
patience_mean_s = 420
patience_shape = 0.9
sunk_cost = 0.6
wrap_up_s = 30
notes_s = 35
reexplain_s = 100
argue_s = 260
approval_s = 150
approval_granted = 0.85
warm_s = 45
disconnect = 0.05
misroute = 0.1
diagnosis_error = 0.1
hard = 0.2
hard_error = 0.5
discover_days = 6
phantom = 0.03
phantom_pressure = 0.25
apology_s = 12
leak = 0.18
ask = 0.25
redial = 0.7
redial_median_s = 1080
redial_sigma = 1.9
recontact_median_s = 100000
recontact_sigma = 1.1
outside_after = 3
outside = 0.012
outside_cost_usd = 180
outside_days = 9
contact_usd = 1.8
brush_off = 0.01
door_usd = [1, 1.5, 0.3, 6]
lookup_s = 0.5
rules = 60
rules_a_week = 0.8
norm_days = 130
executive_s = 2700
letter_s = 900
letter = 0.1
hour_shares = [0, 0, 0, 0, 0, 0, 0, 3, 6, 8, 9, 8, 7, 7, 8, 8, 8, 6, 5, 4, 4, 4, 4, 3]
weekday_factors = [1.15, 1.1, 1.05, 1.0, 1.0, 0.9, 0.8]
busy_day_cv = 0.17
busy_hour_cv = 0.15
shifts = [{ start_h = 7, end_h = 15.5, share = 0.5 }, { start_h = 13, end_h = 21.5, share = 0.5 }]

[employees]
hiring_days = 14
hiring_usd = 1500
severance_usd = 2000
ramp_days = 75
novice_talk = 0.4
novice_error = 1.0
turnover_annual = 0.33
market_wage_usd = 13
overhead = 1.45
absence = 0.05
hours_per_day = 8.5
days_per_week = 5
morale_days = 25
occupancy_ceiling = 0.85
opening_tenure_days = 420
vendor_floor_usd = 13
language_gap = 0.25

[market]
churn_monthly = 0.0125
churn_mood = 1.6
churn_hurt = 6.0
hurt_days = 45
churn_neighbour = 0.8
neighbour_days = 30
churn_heard = 0.12
heard_days = 20
mood_days = 70
fee_usd = 240
expiry_leave = 0.7
save = 0.3
join_ads_monthly = 0.035
join_ads_usd = 3000
join_heard = 0.45
join_negative = 1.3
rejoin = 0.25
tell_glad = 0.41
told_glad = 1.0
tell_hurt = 0.74
told_hurt = 5.0
post = 0.02
post_readers = 3
post_sigma = 2.0
never_again = 0.35
survey = 0.1
price_sense = 1.6
place_sense = 0.5
rival = 0
expectation_days = 90
noise = 3
ex_talk = 0.03
ex_talk_days = 40
post_days = 6
compensation = 0.35
handset = 0.25
horizon_months = 36
booked_bias = 0.9
booked_sigma = 0.6

[events.storm]
title = "Storm"
day = 3
issues = { bill = 2.0 }

[[objectives]]
title = "Settle it"
metric = "resolved_full_pct"
at_least = 75

[book.people]
frontline_staff = 3
billing_staff = 1
technical_staff = 0
retention_staff = 0
supervisors = 1
wage = 13
training_days = 21

[book.power]
frontline_credit_limit = 25
billing_credit_limit = 100
supervisor_credit_limit = 500
approval_route = 1
partial_credit = 1
override = 0

[book.process]
notes = 0.6
warm_transfer = 0
loop_breaker = 0
post_as_you_speak = 0

[book.pressure]
handle_time_target = 0
apology = 1

[book.promise]
open_hour = 7
close_hour = 21
advertising = 0
contract_months = 12
leaving_fee = 175
"""
# What this town does not do at all: every other lever, at the lower end of its range.
_REST = {name: lever.low for name, lever in LEVERS.items() if f"\n{lever.key} = " not in SMALL}
SMALL += "\n".join(["\n[book]", *(f'"{name}" = {low:g}' for name, low in _REST.items())]) + "\n"

OVER_SMALL = 'extends = "small"\n'


def problems(text: str, *, name: str = "level", base: Path | None = None) -> list[str]:
    """Everything that is wrong with `text`, in order, as the user reads it."""
    try:
        parse_level(text, name=name, base=base)
    except LevelError as error:
        return [str(problem) for problem in error.problems]
    return []


def case(text: str, *expected: str, id: str) -> Any:  # noqa: A002 - as pytest calls it
    """Lines over SMALL and all that must be said about them."""
    return pytest.param(text, list(expected), id=id)


def toml(data: dict[str, Any]) -> str:
    """`data` as TOML text, tables inline."""
    return "".join(f"{json.dumps(key)} = {inline(value)}\n" for key, value in data.items())


def inline(value: Any) -> str:
    """One value as TOML."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value)
        case dict():
            return "{" + ", ".join(f"{json.dumps(key)} = {inline(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(inline, value)) + "]"
        case _:
            return str(value)
