"""A level file's faults: told all at once, each by its place and once; a case shows only what is wrong in it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from smallest import OVER_SMALL, SMALL, case, problems, toml

from sim.errors import LevelError, Problem
from sim.levelfile import load_level
from sim.levers import LEVERS


def test_the_small_level_is_whole(folder: Path) -> None:
    """What all cases start from has no problem, alone and as a base; so a case's problem is its own."""
    assert problems(SMALL) == []
    assert problems(OVER_SMALL, base=folder) == []


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


def test_lines_are_open_before_they_close() -> None:
    """The loader has no rule for it, because the two levers' ranges do not touch; if that changes, it needs one."""
    assert LEVERS["promise.open_hour"].high < LEVERS["promise.close_hour"].low
