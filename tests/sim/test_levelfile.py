"""The level file: what is wrong is told all at once, each by its place, once, and nothing else ever escapes.

Most cases lay a few lines over SMALL, the smallest whole level, by `extends`; so a case shows only what is wrong in it.
"""

from __future__ import annotations

import copy
import datetime as dt
import json
import math
import os
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from game.cli import check, levels
from sim.data import levels_dir
from sim.errors import LevelError, Problem
from sim.level import Level
from sim.levelfile import level_digest, load_level, parse_level, shipped_levels
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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with `small.toml` in it."""
    (tmp_path / "small.toml").write_text(SMALL, "utf-8")
    return tmp_path


def problems(text: str, *, name: str = "level", base: Path | None = None) -> list[str]:
    """Everything that is wrong with `text`, in order, as the user reads it."""
    try:
        parse_level(text, name=name, base=base)
    except LevelError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_the_small_level_is_whole(folder: Path) -> None:
    """What all cases start from has no problem, alone and as a base; so a case's problem is its own."""
    assert problems(SMALL) == []
    assert problems(OVER_SMALL, base=folder) == []


def case(text: str, *expected: str, id: str) -> Any:  # noqa: A002 - as pytest calls it
    """Lines over SMALL and all that must be said about them."""
    return pytest.param(text, list(expected), id=id)


OVER = [
    # a value by itself
    case("[centre]\ntalk_mean_s = -3", "centre.talk_mean_s: must be greater than 0, got -3", id="negative"),
    case("[centre]\ntalk_mean_s = 0.0", "centre.talk_mean_s: must be greater than 0, got 0.0", id="zero"),
    case("[centre]\nwrap_up_s = -0.5", "centre.wrap_up_s: must be at least 0, got -0.5", id="negative-or-zero"),
    case("[centre]\nmisroute = 1.5", "centre.misroute: must be at most 1, got 1.5", id="share-above-1"),
    case("[carrier]\nsubscribers = 2000000", "carrier.subscribers: must be at most 1000000, got 2000000", id="large"),
    case("weeks = 0", "weeks: must be at least 1, got 0", id="no-weeks"),
    case("[carrier]\ncash_usd = nan", "carrier.cash_usd: must be a finite number, got nan", id="nan"),
    case("[market]\nfee_usd = inf", "market.fee_usd: must be a finite number, got inf", id="inf"),
    case("[market]\nfee_usd = -inf", "market.fee_usd: must be a finite number, got -inf", id="minus-inf"),
    case(
        f"[market]\nfee_usd = 1{'0' * 400}",
        f"market.fee_usd: is too large a number, got 1{'0' * 36}...",
        id="beyond-floats",
    ),
    # wrong types
    case('[centre]\nargue_s = "long"', 'centre.argue_s: must be a number, got "long"', id="text-for-number"),
    case("[centre]\nargue_s = true", "centre.argue_s: must be a number, got true", id="switch-for-number"),
    case("[centre]\nargue_s = 2008-11-22", "centre.argue_s: must be a number, got 2008-11-22", id="date-for-number"),
    case("[centre]\nargue_s = []", "centre.argue_s: must be a number, got a list of 0 values", id="list-for-number"),
    case("[carrier.cash_usd]\na = 1", "carrier.cash_usd: must be a number, got a table", id="table-for-number"),
    case("weeks = 4.5", "weeks: must be a whole number, got 4.5", id="not-whole"),
    case("weeks = 4.0", "weeks: must be a whole number, got 4.0 (leave out the point)", id="whole-with-a-point"),
    case("title = 7", "title: must be text, got 7", id="number-for-text"),
    case("carrier = 3", "carrier: must be a table, got 3", id="number-for-table"),
    case('desks = "front"', 'desks: must be a table, got "front"', id="text-for-tables"),
    case("[issues]\nbill = false", "issues.bill: must be a table, got false", id="switch-for-entry"),
    case("book = 1", "book: must be a table, got 1", id="number-for-book"),
    case("[unlocked]\na = 1", "unlocked: must be a list, got a table", id="table-for-list"),
    case("unlocked = [3]", "unlocked[0]: must be text, got 3", id="number-in-names"),
    case("par = 3", "par: must be a table, got 3", id="number-for-par"),
    case(
        '[issues.bill]\nremedy = "refund"',
        'issues.bill.remedy: must be "credit", "fix", "change", "explain" or "release", got "refund"',
        id="no-such-remedy",
    ),
    case(
        f'[centre]\nargue_s = "{"la" * 40}"',
        f'centre.argue_s: must be a number, got "{"la" * 18}l..."',
        id="got-is-shortened",
    ),
    case(
        r"[centre]" "\n" r'argue_s = "a\nb\u202e"',
        r'centre.argue_s: must be a number, got "a\nb\u202e"',
        id="got-is-one-line",
    ),
    # lists
    case(
        "[centre]\nweekday_factors = [1, 1, 1]",
        "centre.weekday_factors: must have at least 7 values, got 3",
        id="week-too-short",
    ),
    case(
        "[centre]\nweekday_factors = [1, 1, 1, 1, 1, 1, 1, 1]",
        "centre.weekday_factors: must have at most 7 values, got 8",
        id="week-too-long",
    ),
    case(
        "[centre]\nweekday_factors = [1, 1, 1, -1, 1, 1, 1]",
        "centre.weekday_factors[3]: must be greater than 0, got -1",
        id="wrong-in-list-is-not-short-too",
    ),
    case("[centre]\nshifts = []", "centre.shifts: must have at least 1 value, got 0", id="no-shifts"),
    case("[centre]\nshifts = [7]", "centre.shifts[0]: must be a table, got 7", id="number-for-shift"),
    # unknown keys
    case("[carrier]\nsegmets = 1", 'carrier.segmets: unknown key (did you mean "segments"?)', id="unknown-near"),
    case("[carrier]\nq = 1", "carrier.q: unknown key", id="unknown-far"),
    case("extend = 1", 'extend: unknown key (did you mean "extends"?)', id="unknown-at-top"),
    case(
        "[issues.bill]\nsevrity = 1",
        'issues.bill.sevrity: unknown key (did you mean "severity"?)',
        id="unknown-in-entry",
    ),
    case(
        "[[objectives]]\ntitle = 'a'\nmetric = 'nps'\natleast = 1\nat_most = 1",
        'objectives[0].atleast: unknown key (did you mean "at_least"?)',
        id="unknown-in-list",
    ),
    case("[par]\nprovenence = 1", 'par.provenence: unknown key (did you mean "provenance"?)', id="unknown-in-optional"),
    case('[words]\n"two words" = 1', 'words."two words": unknown key', id="unknown-quoted"),
    case('[words]\n"a\\nb" = 1', 'words."a\\nb": unknown key', id="unknown-on-one-line"),
    case('name = "mine"', "name: is the file's own name: leave it out", id="named-inside"),
    # missing keys
    case(
        "[desks.tech]\ntitle = 'T'\nstaff = 'people.technical_staff'\nrole = 'department'",
        "desks.tech.credit_limit: missing",
        id="missing-in-entry",
    ),
    case("[centre]\nshifts = [{ start_h = 1, end_h = 2 }]", "centre.shifts[0].share: missing", id="missing-in-list"),
    # texts
    case('title = ""', "title: must not be empty", id="no-title"),
    case('idea = " "', "idea: must not be empty", id="no-idea"),
    case('[issues.bill]\ntitle = ""', "issues.bill.title: must not be empty", id="no-issue-title"),
    case(
        '[carrier.segments.locals]\ntitle = ""',
        "carrier.segments.locals.title: must not be empty",
        id="no-segment-title",
    ),
    case('[par]\npolicy = ""', "par.policy: must not be empty", id="no-par-policy"),
    # references
    case(
        '[issues.bill]\ndesk = "bak"', 'issues.bill.desk: there is no desk "bak" (did you mean "back"?)', id="no-desk"
    ),
    case(
        '[issues.bill]\ndesk = "boss"',
        'issues.bill.desk: must be a desk that can be called, got "boss"',
        id="boss-desk",
    ),
    case(
        '[issues.goodbye]\ndesk = "front"',
        'issues.goodbye.desk: must be a department where the remedy is "release", got "front"',
        id="release-at-the-front",
    ),
    case(
        '[desks.back]\nstaff = "people.biling_staff"',
        'desks.back.staff: there is no lever "people.biling_staff" (did you mean "people.billing_staff"?)',
        id="no-staff-lever",
    ),
    case(
        '[desks.back]\nstaff = "people.wage"',
        'desks.back.staff: must be a lever in people, got "people.wage", which is in usd/h',
        id="staff-lever-of-another-kind",
    ),
    case(
        '[desks.back]\ncredit_limit = "promise.open_hour"',
        'desks.back.credit_limit: must be a lever in usd, got "promise.open_hour", which is in hour',
        id="limit-lever-of-another-kind",
    ),
    case(
        '[desks.back]\nrole = "frontline"',
        'issues.goodbye.desk: must be a department where the remedy is "release", got "back" (in small.toml)',
        'desks: must have exactly one desk with the role "frontline", got 2: front, back',
        id="two-front-lines",
    ),
    case(
        '[desks.front]\nrole = "department"',
        'desks: must have one desk with the role "frontline", got none',
        id="no-front-line",
    ),
    case(
        '[desks.front]\nrole = "frontlin"',
        'desks.front.role: must be "frontline", "department", "supervisor", "executive" or "back_office", '
        'got "frontlin"',
        id="no-such-role-is-told-once",
    ),
    case(
        '[desks.big]\ntitle = "Big boss"\nstaff = "people.supervisors"\n'
        'credit_limit = "power.supervisor_credit_limit"\nrole = "supervisor"',
        'desks: must have at most one desk with the role "supervisor", got 2: boss, big',
        id="two-bosses",
    ),
    case(
        'unlocked = ["power.overide"]',
        'unlocked[0]: there is no lever "power.overide" (did you mean "power.override"?)',
        id="unlocked-unknown",
    ),
    case(
        'unlocked = ["power.override", "process.notes", "power.override"]',
        'unlocked[2]: "power.override" is there already',
        id="unlocked-twice",
    ),
    case(
        '[[objectives]]\ntitle = "a"\nmetric = "profit"\nat_least = 1',
        'objectives[0].metric: there is no metric "profit" (did you mean "profit_usd"?)',
        id="no-metric",
    ),
    case(
        '[[objectives]]\ntitle = "a"\nmetric = "nps"',
        "objectives[0]: takes exactly one of at_least and at_most, got neither",
        id="objective-without-bound",
    ),
    case(
        '[[objectives]]\ntitle = 3\nmetric = "nps"\nat_least = 1\nat_most = 2',
        "objectives[0].title: must be text, got 3",
        "objectives[0]: takes exactly one of at_least and at_most, got both",
        id="objective-with-both-bounds-and-more",
    ),
    case(
        "[events.storm.issues]\nbil = 2",
        'events.storm.issues.bil: there is no such issue (did you mean "bill"?)',
        id="event-without-issue",
    ),
    case(
        "[events.storm]\nday = 28", "events.storm.day: must be before the level ends on day 28, got 28", id="too-late"
    ),
    case("[events.storm]\nday = -1", "events.storm.day: must be at least 0, got -1", id="too-early"),
    # sums and orders
    case(
        "[carrier.segments.locals]\nshare = 0.5",
        "carrier.segments: shares must sum to 1, got 0.75",
        id="segments-short",
    ),
    case(
        "[carrier.segments.locals]\nshare = -0.5",
        "carrier.segments.locals.share: must be at least 0, got -0.5",
        id="segment-negative-is-told-once",
    ),
    case(
        "[centre]\nshifts = [{ start_h = 7, end_h = 15, share = 0.9 }]",
        "centre.shifts: shares must sum to 1, got 0.9",
        id="shifts-short",
    ),
    case(
        "[centre]\nshifts = [{ start_h = 15, end_h = 15, share = 1 }]",
        "centre.shifts[0]: must start before it ends, got 15 to 15",
        id="shift-backwards",
    ),
    case(f"[centre]\nhour_shares = [{'0, ' * 24}]", "centre.hour_shares: must not all be 0", id="nobody-ever-calls"),
    # the book
    case(
        '[book]\n"power.overide" = 1',
        'book.power.overide: there is no lever "power.overide" (did you mean "power.override"?)',
        id="lever-unknown",
    ),
    case(
        "[book.power]\noveride = 'x'",
        'book.power.overide: there is no lever "power.overide" (did you mean "power.override"?)',
        id="lever-unknown-is-told-once",
    ),
    case("[book]\npower = 3", "book.power: must be a table, got 3", id="chapter-as-number"),
    case("[book.powr]", 'book.powr: there is no chapter "powr" (did you mean "power"?)', id="chapter-unknown"),
    case(
        "[book.power]\nfrontline_credit_limit = 900",
        "book.power.frontline_credit_limit: takes $0 to $500, got 900",
        id="lever-too-high",
    ),
    case("[book.power]\noverride = 0.5", "book.power.override: takes 0 (off) or 1 (on), got 0.5", id="half-a-switch"),
    case(
        "[book.power]\noverride = true",
        "book.power.override: must be a number, got true (a switch takes 0 or 1)",
        id="switch-as-truth",
    ),
    case("[book.people]\nwage = nan", "book.people.wage: must be a finite number, got nan", id="lever-nan"),
    case('[book]\n"power.override" = 1\npower.override = 0', "book.power.override: is set twice", id="lever-twice"),
]


@pytest.mark.parametrize(("text", "expected"), OVER)
def test_each_fault_has_its_sentence_and_is_told_once(folder: Path, text: str, expected: list[str]) -> None:
    """The whole list, not its first line: a fault that drags a second message along would fail here."""
    assert problems(OVER_SMALL + text, base=folder) == expected


WITHOUT = [
    case("weeks = 4\n", "weeks: missing", id="number"),
    case("talk_mean_s = 330\n", "centre.talk_mean_s: missing", id="deep"),
    case("clustering = 0.5\n", "carrier.network.clustering: missing", id="deeper"),
    case('metric = "resolved_full_pct"\n', "objectives[0].metric: missing", id="in-list"),
    case("wage = 13\n", "book.people.wage: missing", id="lever"),
    case(
        SMALL[SMALL.index("[employees]") : SMALL.index("[market]")],
        "employees: missing",
        id="table-is-told-once",
    ),
    case(SMALL[SMALL.index("[book.people]") :], "book: missing", id="book-is-told-once"),
    case(
        SMALL[SMALL.index("[issues.bill]") : SMALL.index("[centre]")],
        "issues: missing",
        "desks: missing",
        id="desks-and-issues",
    ),
]


@pytest.mark.parametrize(("lines", "expected"), WITHOUT)
def test_what_is_missing_is_told_by_its_place(lines: str, expected: list[str]) -> None:
    """A missing table is one problem, not one for each key that would stand in it or point to it."""
    assert lines in SMALL
    assert problems(SMALL.replace(lines, "", 1)) == expected


def test_empty_tables_are_no_town_and_no_work() -> None:
    """Tables of entries may not be empty: nobody would call, and nobody would answer."""
    data = {**tomllib.loads(SMALL), "issues": {}, "desks": {}, "events": {}}
    data["carrier"]["segments"] = {}
    no_desk = 'desks: must have one desk with the role "frontline", got none'
    assert problems(toml(data)) == [
        "carrier.segments: shares must sum to 1, got 0",
        "issues: must not be empty",
        no_desk,
    ]
    assert problems(toml({**tomllib.loads(SMALL), "desks": {}})) == [no_desk]
    del data["book"]["people"]
    data["book"]["people"] = 3
    assert [told for told in problems(toml(data)) if told.startswith("book")] == ["book.people: must be a table, got 3"]


def test_a_level_of_the_ladder_has_words(folder: Path) -> None:
    """Brief, bet and debrief may be empty in a draft, but not in a file that is named as a level of the ladder."""
    text = OVER_SMALL + '[words]\nbrief = ""\nbet = "  "\ndebrief = []'
    assert problems(text, base=folder, name="draft") == []
    assert problems(text, base=folder, name="03-no-notes") == [
        "words.brief: must not be empty",
        "words.bet: must not be empty",
        "words.debrief: must have at least one question",
    ]
    assert problems(OVER_SMALL + '[words]\ndebrief = ["Why?", ""]', base=folder, name="03-no-notes") == [
        "words.debrief[1]: must not be empty"
    ]


def test_everything_is_told_at_once(folder: Path) -> None:
    """Faults of the schema and of references in one file come together, in the order of the schema."""
    text = (
        OVER_SMALL
        + """
        weks = 3
        title = ""
        weeks = -1
        unlocked = ["power.overide", "process.notes", "process.notes"]
        [carrier]
        cash_usd = nan
        [carrier.segments.locals]
        share = 0.5
        [issues.bill]
        desk = "bak"
        per_month = "often"
        [desks.back]
        staff = "people.nobody"
        [centre]
        talk_mean_s = -3
        shifts = [{ start_h = 9, end_h = 8, share = 0.5 }]
        [book.power]
        override = 7
        [events.storm]
        day = 400
        [[objectives]]
        title = "a"
        metric = "happiness"
        at_least = 1
        stars = 9
        """
    )
    assert [told.partition(":")[0] for told in problems(text, base=folder)] == [
        "title",
        "weeks",
        "carrier.cash_usd",
        "carrier.segments",
        "issues.bill.per_month",
        "issues.bill.desk",
        "desks.back.staff",
        "centre.talk_mean_s",
        "centre.shifts[0]",
        "centre.shifts",
        "book.power.override",
        "unlocked[0]",
        "unlocked[2]",
        "objectives[0].stars",
        "objectives[0].metric",
        "weks",
    ]


def test_the_error_carries_its_facts_and_shows_the_file(folder: Path) -> None:
    """Code gets path and message apart; a user gets lines that begin with the file's name as he gave it."""
    file = folder / "mine.toml"
    file.write_text(OVER_SMALL + "weeks = 0\ntitle = 3", "utf-8")
    with pytest.raises(LevelError) as caught:
        load_level(file)
    assert caught.value.file == str(file)
    assert caught.value.problems == (
        Problem("title", "must be text, got 3"),
        Problem("weeks", "must be at least 1, got 0"),
    )
    assert str(caught.value).splitlines()[1] == f"{file}: weeks: must be at least 1, got 0"


# --- no level at all ------------------------------------------------------------------------------------------------

UNREADABLE = [
    pytest.param(b"", "is empty", id="empty"),
    pytest.param(b" \n\n", "is empty", id="blank"),
    pytest.param(b"weeks 3\n", "is not TOML at line 1, column 7: Expected '=' after a key", id="syntax"),
    pytest.param(b'title = "a\n', "is not TOML at line 1, column 11: Illegal character '\\n'", id="open-string"),
    pytest.param(b"weeks = 1\nweeks = 2\n", "is not TOML at line 2, column 10: Cannot overwrite a value", id="twice"),
    pytest.param(b"a = [", "is not TOML at end of document: Invalid value", id="cut-in-half"),
    pytest.param(b'a = 1\ntitle = "\xff"\n', "is not UTF-8 text: byte 0xff in line 2", id="latin-1"),
    pytest.param("title".encode("utf-16"), "is not UTF-8 text: byte 0xff in line 1", id="utf-16"),
    pytest.param(b"a = " + b"9" * 5000, "has a number that is too long to read", id="thousands-of-digits"),
    pytest.param(b"a = " + b"[" * 5000 + b"]" * 5000, "is nested too deeply", id="nested"),
    pytest.param(b"a." * 5000 + b"a = 1", "is nested too deeply", id="dotted"),
    pytest.param(b"book." + b"a." * 5000 + b"a = 1", "is nested too deeply", id="dotted-book"),
    pytest.param(b"#" * 1_000_001, "is too large for a level, which has at most 1000 kB", id="large"),
]


@pytest.mark.parametrize(("data", "expected"), UNREADABLE)
def test_what_is_no_level_at_all_is_one_line(tmp_path: Path, data: bytes, expected: str) -> None:
    """A file that can't be read as TOML is one problem without a path, and never another exception."""
    file = tmp_path / "broken.toml"
    file.write_bytes(data)
    with pytest.raises(LevelError) as caught:
        load_level(file)
    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"{file}: {expected}")


def test_what_is_not_there_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing there, a directory, a name that can't exist, a file that may not be read."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "closed.toml").write_text(SMALL, "utf-8")

    def told(path: str | Path) -> str:
        with pytest.raises(LevelError) as caught:
            load_level(path)
        return str(caught.value)

    assert told("01-handeld") == '01-handeld: there is no such file (did you mean "01-handled"?)'
    assert told(tmp_path / "zzz.toml") == f"{tmp_path / 'zzz.toml'}: there is no such file"
    assert told(tmp_path) == f"{tmp_path}: is a directory, not a level file"
    assert told("") == ".: is a directory, not a level file"
    assert told("nope.toml").startswith("nope.toml: there is no such file; shipped are 01-handled, ")
    assert "there is no such file" in told("a" * 5000)
    assert "there is no such file" in told("a\0b")

    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)  # a test may run as root, whom nobody refuses anything
    assert told("closed.toml") == "closed.toml: cannot be read: Permission denied"


def test_an_editors_byte_order_mark_and_line_ends_are_no_problem(tmp_path: Path) -> None:
    """A file saved on Windows is the same level."""
    file = tmp_path / "level.toml"
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode("utf-8"))
    assert load_level(file) == parse_level(SMALL)


# --- where a level is looked for ------------------------------------------------------------------------------------


def test_a_name_is_looked_for_here_and_then_among_the_shipped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With or without ending and folder; one's own file comes before the shipped one of that name."""
    monkeypatch.chdir(folder)
    shipped = load_level(levels_dir() / "01-handled.toml")
    for name in ("01-handled", "01-handled.toml", "levels/01-handled.toml", "levels/01-handled"):
        assert load_level(name) == shipped
    (folder / "01-handled.toml").write_text(SMALL, "utf-8")
    assert load_level("01-handled").title == "Small"
    assert load_level("01-handled").name == "01-handled"
    assert load_level("levels/01-handled.toml") == shipped


def test_shipped_levels_are_the_ladder_and_then_the_sandbox() -> None:
    """In the order in which they are played; the base carrier isn't one of them."""
    names = [file.stem for file in shipped_levels()]
    ladder = [name for name in names if name != "sandbox"]
    assert ladder[:2] == ["01-handled", "02-one-time-approval"]
    assert ladder == sorted(ladder)
    assert "sandbox" not in names[:-1]
    assert "carrier" not in names


@pytest.mark.parametrize("file", [*shipped_levels(), levels_dir() / "carrier.toml"], ids=lambda file: file.stem)
def test_every_shipped_file_is_whole_and_quick(file: Path) -> None:
    """No problem in any of them, and none takes 50 ms to load."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        assert load_level(file).name == file.stem
        times.append(time.perf_counter() - start)
    assert min(times) < 0.05


# --- extends --------------------------------------------------------------------------------------------------------


def test_tables_are_merged_and_all_else_is_replaced(folder: Path) -> None:
    """One key of a deep table changes alone; a list and a number are the child's; a new entry comes last."""
    below = parse_level(SMALL)
    level = parse_level(
        OVER_SMALL
        + """
        weeks = 9
        unlocked = ["people.wage"]
        [carrier.network]
        mean_degree = 8
        [centre]
        shifts = [{ start_h = 8, end_h = 20, share = 1 }]
        [issues.noise]
        title = "Noise"
        per_month = 0.01
        remedy = "fix"
        desk = "back"
        talk = 1
        severity = 0.2
        """,
        base=folder,
    )
    assert level.weeks == 9
    assert level.unlocked == ("people.wage",)
    assert [shift.start_h for shift in level.centre.shifts] == [8]
    assert level.carrier.network == below.carrier.network.model_copy(update={"mean_degree": 8.0})
    assert level.carrier.segments == below.carrier.segments
    assert list(level.issues) == ["bill", "goodbye", "noise"]
    assert {name: level.issues[name] for name in below.issues} == below.issues


@pytest.mark.parametrize(
    "text",
    [
        '[book]\n"power.override" = 1',
        "[book.power]\noverride = 1",
        "[book]\npower.override = 1",
        "book.power.override = 1",
    ],
)
def test_a_lever_may_be_written_in_either_form(folder: Path, text: str) -> None:
    """Quoted and nested are the same lever, also where the base uses the other form."""
    quoted = folder / "quoted.toml"
    quoted.write_text('extends = "small"\n[book]\n"power.override" = 0\n', "utf-8")
    for base in ("small", "quoted"):
        level = parse_level(f'extends = "{base}"\n{text}', base=folder)
        assert level.book == {**parse_level(SMALL).book, "power.override": 1}
        assert list(level.book) == list(parse_level(SMALL).book)


def test_a_chain_ends_with_the_nearest_file_on_top(folder: Path) -> None:
    """A file may extend one that extends another, by path relative to itself; the user's own file wins."""
    (folder / "sub").mkdir()
    (folder / "sub" / "middle.toml").write_text('extends = "../small.toml"\nweeks = 5\ntitle = "Middle"', "utf-8")
    (folder / "top.toml").write_text('extends = "sub/middle"\ntitle = "Top"', "utf-8")
    level = load_level(folder / "top.toml")
    assert (level.name, level.title, level.weeks, level.idea) == ("top", "Top", 5, "The least that can be played.")


def test_a_circle_is_told_with_its_way(folder: Path) -> None:
    """Files that extend each other, or themselves, are one problem that shows the circle."""
    (folder / "a.toml").write_text('extends = "b"', "utf-8")
    (folder / "b.toml").write_text('extends = "a"\nweeks = 4', "utf-8")
    (folder / "c.toml").write_text('extends = "c.toml"', "utf-8")
    for name, expected in (
        ("a", "extends: goes in a circle: a.toml -> b.toml -> a.toml (in b.toml)"),
        ("c", "extends: goes in a circle: c.toml -> c.toml"),
    ):
        with pytest.raises(LevelError) as caught:
            load_level(folder / f"{name}.toml")
        assert [str(problem) for problem in caught.value.problems] == [expected]


def test_a_file_may_extend_the_shipped_one_of_its_own_name(folder: Path) -> None:
    """Somebody's own `carrier.toml` that extends `carrier` means the shipped one: that is no circle."""
    (folder / "carrier.toml").write_text('extends = "carrier"\ntitle = "Mine"', "utf-8")
    mine, shipped = load_level(folder / "carrier.toml"), load_level(levels_dir() / "carrier.toml")
    assert mine == shipped.model_copy(update={"title": "Mine"})


EXTENDS = [
    case('extends = "carier"', 'extends: there is no level file "carier" (did you mean "carrier"?)', id="near"),
    case('extends = ""', 'extends: there is no level file ""', id="empty"),
    case('extends = "."', 'extends: there is no level file "."', id="directory"),
    case("extends = 3", "extends: must be text, got 3", id="number"),
    case(
        'extends = "broken"',
        "extends: broken.toml is not TOML at line 1, column 3: Expected '=' after a key in a key/value pair",
        id="broken",
    ),
    case('extends = "void"', "extends: void.toml is empty", id="empty-base"),
    case('extends = "lost"', 'extends: there is no level file "nowhere" (in lost.toml)', id="chain-lost"),
    case(
        'extends = "nowhere"\nweeks = 0\nunlocked = ["power.overide"]\n[book.people]\nwage = 99\n[carrier]\ncash = 1',
        'extends: there is no level file "nowhere"',
        "weeks: must be at least 1, got 0",
        'carrier.cash: unknown key (did you mean "cash_usd"?)',
        "book.people.wage: takes $9.00/h to $30.00/h, got 99",
        'unlocked[0]: there is no lever "power.overide" (did you mean "power.override"?)',
        id="the-rest-is-told-too-and-nothing-is-called-missing",
    ),
]


@pytest.mark.parametrize(("text", "expected"), EXTENDS)
def test_a_base_that_cannot_be_had_is_one_problem(folder: Path, text: str, expected: list[str]) -> None:
    """What would come from the base isn't called missing; what the file itself says is still judged."""
    (folder / "broken.toml").write_text("a b", "utf-8")
    (folder / "void.toml").write_text("", "utf-8")
    (folder / "lost.toml").write_text('extends = "nowhere"', "utf-8")
    assert problems(text, base=folder) == expected


def test_a_fault_of_the_base_is_told_with_its_file(folder: Path) -> None:
    """A user who looks for the value in his own file would not find it."""
    (folder / "sick.toml").write_text(OVER_SMALL + "weeks = 0\n[centre]\nask = -1\n[book.power]\noverride = 3", "utf-8")
    assert problems('extends = "sick"\n[centre]\nask = -2', base=folder) == [
        "weeks: must be at least 1, got 0 (in sick.toml)",
        "centre.ask: must be at least 0, got -2",
        "book.power.override: takes 0 (off) or 1 (on), got 3 (in sick.toml)",
    ]


def test_a_text_from_elsewhere_cannot_look_around(folder: Path) -> None:
    """Without a folder of its own a text may extend shipped levels only: it may have come from another machine."""
    assert parse_level('extends = "carrier"\ntitle = "T"').title == "T"
    path = str(folder / "small.toml")
    assert problems(toml({"extends": path}))[0].startswith("extends: must be the name of a shipped level, got ")
    assert problems('extends = "../carrier"') == [
        'extends: must be the name of a shipped level, got "../carrier"',
    ]


# --- digest ---------------------------------------------------------------------------------------------------------


def test_what_cannot_change_a_run_does_not_change_the_digest(folder: Path) -> None:
    """Words, titles of the level, par, the file's name, the way numbers and levers are written."""
    digest = level_digest(parse_level(SMALL))
    assert len(digest) == 16
    assert int(digest, 16) >= 0
    aside = OVER_SMALL + (
        'title = "Other"\nidea = "Other"\n[words]\nbrief = "Other"\n[par]\nstars = 1\n'
        '[carrier]\ncash_usd = 1000.0\n[book]\n"power.override" = 0.0'
    )
    assert level_digest(parse_level(aside, name="other", base=folder)) == digest
    start, end = SMALL.index("[book.power]"), SMALL.index("[book.process]")
    moved = SMALL[:start] + SMALL[end:] + SMALL[start:end]
    assert level_digest(parse_level(moved)) == digest


@pytest.mark.parametrize(
    "text",
    [
        "weeks = 5",
        "[carrier]\ncash_usd = 1001",
        "[carrier.segments.locals]\nvoice = 0.71",
        "[issues.bill]\nper_month = 0.11",
        "[desks.back]\nwage_factor = 1.1",
        "[centre]\nshifts = [{ start_h = 7, end_h = 21, share = 1 }]",
        "[centre]\nweekday_factors = [1.1, 1.15, 1.05, 1.0, 1.0, 0.9, 0.8]",
        "[book.power]\noverride = 1",
        "[events.storm]\nday = 4",
        'unlocked = ["power.override"]',
    ],
)
def test_whatever_may_change_a_run_changes_the_digest(folder: Path, text: str) -> None:
    """Any number of the model, however deep."""
    assert level_digest(parse_level(OVER_SMALL + text, base=folder)) != level_digest(parse_level(SMALL))


def test_the_order_of_entries_changes_the_digest() -> None:
    """Luck may be addressed by an issue's position, so that the same issues in another order may run differently."""
    data = tomllib.loads(SMALL)
    turned = {**data, "issues": dict(reversed(data["issues"].items()))}
    assert level_digest(parse_level(toml(data))) != level_digest(parse_level(toml(turned)))


def test_the_digest_is_the_same_in_every_process() -> None:
    """Python's own hash differs between processes; this one must not, or no saved run could be verified."""
    code = "from sim.levelfile import level_digest, load_level; print(level_digest(load_level('02-one-time-approval')))"
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert digests == {level_digest(load_level("02-one-time-approval"))}


# --- whatever a file says -------------------------------------------------------------------------------------------


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


def places(value: Any, above: tuple[int | str, ...] = ()) -> list[tuple[int | str, ...]]:
    """Every place in nested tables and lists."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, inner in entries for place in ((*above, key), *places(inner, (*above, key)))]


VALID = tomllib.loads(SMALL)
PLACES = places(VALID)
OTHER = ["", "text", 3, -7, 10**30, 10**400, True, math.nan, math.inf, -math.inf, [], ["a"], {}, {"a": 1}]
OTHER += [dt.date(2008, 11, 22), [[]], 0.5, -0.0]


def tell(text: str) -> tuple[Problem, ...]:
    """The problems of `text`, each on one line; empty if it is a level."""
    try:
        parse_level(text, name="01-small")
    except LevelError as error:
        told = error.problems
    else:
        told = ()
    assert all(str(problem).isprintable() for problem in told)
    return told


def shown(place: tuple[int | str, ...]) -> str:
    """A place as a problem names it."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")


@settings(max_examples=400, deadline=None)
@given(place=st.sampled_from(PLACES), how=st.sampled_from(["delete", "rename", "replace", "negate"]), data=st.data())
def test_a_level_with_one_thing_changed_is_a_level_or_names_the_place(
    place: tuple[int | str, ...], how: str, data: st.DataObject
) -> None:
    """No other exception, and some problem stands at, above or below the changed place, or names what was there."""
    level = copy.deepcopy(VALID)
    parent: Any = level
    for part in place[:-1]:
        parent = parent[part]
    key: Any = place[-1]
    names = {key} if isinstance(key, str) else set()
    if how == "delete":
        del parent[key]
    elif how == "rename" and isinstance(key, str):
        parent[key + "_"] = parent.pop(key)
        names.add(key + "_")
    elif how == "negate" and isinstance(parent[key], int | float):
        parent[key] = -parent[key]
    else:
        parent[key] = data.draw(st.sampled_from(OTHER))
    told = tell(toml(level))
    at = shown(place)
    near = [
        path
        for path, message in told
        if path and (path.startswith(at) or at.startswith(path) or any(name in path + message for name in names))
    ]
    assert near or not told
    assert len(set(told)) == len(told)


KEYS = st.sampled_from([*Level.model_fields, "extends", "power", "power.override", "share", "", "a b", "x"])
VALUES = st.recursive(
    st.none().flatmap(lambda _: st.sampled_from(OTHER)) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(changes=st.dictionaries(KEYS, VALUES, max_size=4), whole=st.booleans())
def test_whatever_tables_say_only_a_level_error_comes_out(changes: dict[str, Any], whole: bool) -> None:
    """Any keys with any values, alone or over a whole level."""
    tell(toml({**(VALID if whole else {}), **changes}))


@settings(max_examples=300, deadline=None)
@given(text=st.text() | st.text(alphabet="[]{}=.,\"'#\n abt1-_:", max_size=60))
def test_whatever_a_text_says_only_a_level_error_comes_out(text: str) -> None:
    """No text is a level by chance, and none gets past the loader as another exception."""
    with pytest.raises(LevelError):
        parse_level(text)


def test_lines_are_open_before_they_close() -> None:
    """The loader has no rule for it, because the two levers' ranges do not touch; if that changes, it needs one."""
    assert LEVERS["promise.open_hour"].high < LEVERS["promise.close_hour"].low


# --- the commands ---------------------------------------------------------------------------------------------------


def test_check_prints_every_problem_of_every_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All files are judged, the sound ones too; the exit code says whether anything is wrong."""
    small, sick = str(folder / "small.toml"), str(folder / "sick.toml")
    Path(sick).write_text(OVER_SMALL + "weeks = 0\ntitle = 3", "utf-8")
    assert check.run([sick, small], json=False) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{sick}: title: must be text, got 3",
        f"{sick}: weeks: must be at least 1, got 0",
        "2 levels, 2 problems",
    ]
    assert check.run([sick, small], json=True) == 1
    assert json.loads(capsys.readouterr().out) == {
        "files": [sick, small],
        "problems": [
            {"file": sick, "path": "title", "message": "must be text, got 3"},
            {"file": sick, "path": "weeks", "message": "must be at least 1, got 0"},
        ],
    }
    assert check.run([small], json=False) == 0
    assert capsys.readouterr().out == "1 level, no problems\n"


def test_check_without_files_takes_all_shipped_levels(capsys: pytest.CaptureFixture[str]) -> None:
    """The list is the one of `levels`, and all of it is sound."""
    assert check.run([], json=True) == 0
    checked = json.loads(capsys.readouterr().out)
    assert levels.run(json=True) == 0
    listed = json.loads(capsys.readouterr().out)
    assert checked == {"files": [row["file"] for row in listed], "problems": []}
    assert listed[0]["file"] == "levels/01-handled.toml"
    assert [list(row) for row in listed] == [["file", "title", "idea", "weeks", "levers", "par"]] * len(listed)


def test_a_file_that_is_not_there_is_wrong_use(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told on standard error, all such files at once, and nothing is judged."""
    assert check.run([str(folder / "none.toml"), "01-handeld", str(folder / "small.toml")], json=True) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert [line.partition(": ")[0] for line in printed.err.splitlines()] == [str(folder / "none.toml"), "01-handeld"]


def test_levels_without_a_terminal_are_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """Into a pipe one level is one line, however long."""
    assert levels.run(json=False) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(shipped_levels()) + 1
    assert lines[1].startswith("levels/01-handled.toml")
