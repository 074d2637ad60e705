"""The policy linter finds what is planted, says nothing of a clean book, and agrees with what the centre then does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import Level, Model, load_level
from sim.centre.linter import KINDS, Finding, findings, surprises
from sim.events import Block, Kind
from sim.levelfile import shipped_levels
from sim.levers import LEVERS, clash

Changes = Mapping[str, Any]

DOCUMENTED = Path(__file__).resolve().parents[3] / "docs" / "linter.md"

CLEAN: Changes = {
    "people.executive_staff": 0.0,
    "power.frontline_credit_limit": 25.0,
    "power.billing_credit_limit": 100.0,
    "power.supervisor_credit_limit": 2000.0,
    "power.approval_route": 1.0,
    "power.override": 1.0,
    "power.benefit_of_doubt": 100.0,
    "process.loop_breaker": 1.0,
    "process.port_rule": 1.0,
    "process.conference": 1.0,
    "process.post_as_you_speak": 1.0,
    "promise.close_hour": 22.0,
    "promise.advertised_close": 22.0,
}
BASE = load_level("carrier")


def altered(level: Level, changes: Changes) -> Level:
    """`level` with levers of its book, or its own values by dotted path, changed."""
    for path, value in changes.items():
        level = _set(level, ["book", path] if path in LEVERS else path.split("."), value)
    return level


def _set(part: Any, path: list[str], value: Any) -> Any:
    """A copy of a table or of a part of a level, with the value at `path` replaced."""
    if not path:
        return value
    key, *rest = path
    if isinstance(part, dict):
        return {**part, key: _set(part.get(key), rest, value)}
    return part.model_copy(update={key: _set(getattr(part, key), rest, value)})


@pytest.fixture(scope="module")
def clean() -> Level:
    """The base carrier under a book in which everything ends at someone."""
    return altered(BASE, CLEAN)


def mended(level: Level, finding: Finding) -> float | None:
    """A value of the lever that `finding` names at which it is gone; None: there is none."""
    lever = LEVERS[finding.lever]
    steps = round((lever.high - lever.low) / lever.step)
    for value in (lever.low, lever.high, *(lever.low + n * lever.step for n in range(1, steps))):
        book = {**level.book, finding.lever: value}
        if not clash(book) and (finding.name, finding.lever) not in {(f.name, f.lever) for f in findings(level, book)}:
            return value
    return None


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing changed in a book without findings."""

    id: str
    given: Changes
    """How the clean book stands otherwise; it is clean all the same."""
    plant: Changes
    """One lever, or one value of the level."""
    found: frozenset[str]
    path: tuple[str, ...]
    """Of the first finding."""
    lever: str


def fault(
    id: str, plant: Changes, found: str, path: str, lever: str, given: Changes | None = None  # noqa: A002
) -> Fault:  # fmt: skip
    """A `Fault`, with its names and its path written as one text."""
    return Fault(
        id=id, given=given or {}, plant=plant, found=frozenset(found.split()), path=tuple(path.split()), lever=lever
    )


MONEY = ("overcharge", "unintended", "misenrolment")
ENOUGH = {"power.approval_route": 0.0, "power.frontline_credit_limit": 500.0}
"""Nobody may be asked, and nobody needs to."""


def each(kind: str, *issues: str) -> str:
    """The names of findings of one kind."""
    return " ".join(f"{kind}:{issue}" for issue in issues)


FAULTS = (
    fault("nobody may pay or be asked", {"power.frontline_credit_limit": 25.0}, each("dead_end", *MONEY),
          "frontline", "power.frontline_credit_limit", {**ENOUGH, "power.partial_credit": 0.0}),
    fault("a part is paid, the rest never", {"power.frontline_credit_limit": 25.0}, each("partial_only", *MONEY),
          "frontline", "power.frontline_credit_limit", ENOUGH),
    fault("above everybody's limit", {"power.supervisor_credit_limit": 120.0}, each("unreachable", *MONEY),
          "frontline supervisors", "power.supervisor_credit_limit"),
    fault("dearer than anybody may ever pay", {"issues.overcharge.need_usd": 2500.0}, "unreachable:overcharge",
          "frontline supervisors", "power.terminal_authority", {"process.suspension_grace": 60.0}),
    fault("paid upstairs, to who knows the way", {"power.supervisor_credit_limit": 120.0}, "upstairs_only",
          "frontline executive", "promise.published_route", {"people.executive_staff": 1.0}),
    fault("letters to nobody", {"people.back_office_staff": 0.0}, "unanswered_letters",
          "frontline back_office", "people.back_office_staff",
          {"power.supervisor_credit_limit": 120.0, "people.executive_staff": 1.0, "promise.published_route": 1.0}),
    fault("agreed, and nobody may", {"power.override": 0.0}, each("agreed_but_nobody", "dead_line", "suspension"),
          "frontline technical", "power.override", {**ENOUGH, "process.suspension_grace": 30.0}),
    fault("agreed, and the other firm is not called in", {"process.conference": 0.0}, "agreed_but_nobody:cross_firm",
          "frontline technical", "process.conference", ENOUGH),
    fault("nobody's customer, sent round", {"process.port_rule": 0.0}, "catch_22:porting",
          "frontline technical frontline", "process.port_rule", {"process.loop_breaker": 0.0, "centre.misroute": 0.0}),
    fault("nobody's customer, told so", {"process.port_rule": 0.0}, "catch_22:porting",
          "frontline technical", "process.port_rule"),
    fault("nobody at the desk that could", {"people.technical_staff": 0.0},
          "empty_desk " + each("empty_desk", "dead_line", "porting", "cross_firm"),
          "frontline technical", "people.technical_staff"),
    fault("a wrong turn to nobody", {"people.retention_staff": 0.0}, "empty_desk",
          "frontline retention", "people.retention_staff"),
    fault("a wrong turn leads back", {"process.loop_breaker": 0.0},
          each("same_queue_loop", *MONEY, "dead_line", "porting", "suspension", "cross_firm", "cancel"),
          "frontline retention frontline", "process.loop_breaker"),
    fault("wrong turns", {"centre.misroute": 0.1},
          each("same_queue_loop", *MONEY, "dead_line", "porting", "suspension", "cross_firm", "cancel"),
          "frontline retention frontline", "process.loop_breaker",
          {"centre.misroute": 0.0, "process.loop_breaker": 0.0}),
    fault("the record is believed", {"power.benefit_of_doubt": 0.0}, each("record_beats_testimony", *MONEY),
          "frontline", "power.benefit_of_doubt"),
    fault("cut off over a dispute", {"process.suspension_grace": 5.0},
          each("cut_off_while_disputing", "overcharge", "unintended"),
          "process.suspension_grace power.override", "process.suspension_grace", {"power.override": 0.0}),
    fault("supervisors to ask, and none", {"people.supervisors": 0.0}, "approval_unstaffed",
          "power.approval_route people.supervisors", "people.supervisors", {"power.frontline_credit_limit": 500.0}),
    fault("fear of the penalty", {"power.over_credit_penalty": 0.6}, "authority_unused",
          "power.frontline_credit_limit power.over_credit_penalty", "power.over_credit_penalty"),
    fault("fear, being watched", {"pressure.monitoring": 0.8}, "authority_unused",
          "power.frontline_credit_limit power.over_credit_penalty", "power.over_credit_penalty",
          {"power.over_credit_penalty": 0.4}),
    fault("owners who may own nothing", {"process.caseload": 0.0}, "ownerless",
          "process.ownership process.caseload", "process.caseload", {"process.ownership": 0.5}),
    fault("promises in haste", {"pressure.handle_time_target": 240.0}, "no_posting_step",
          "pressure.handle_time_target process.post_as_you_speak", "process.post_as_you_speak",
          {"process.post_as_you_speak": 0.0}),
    fault("solve all of it, quickly", {"pressure.handle_time_target": 240.0}, "haste_against_quality",
          "pressure.kpi_resolved pressure.handle_time_target", "pressure.handle_time_target",
          {"pressure.kpi_resolved": 1.0}),
    fault("admit that we did no wrong", {"power.admission_clause": 1.0}, "conditional_cure",
          "power.admission_clause", "power.admission_clause"),
    fault("trapped in the machine", {"promise.exit_to_person": 0.0}, "no_exit",
          "promise.self_service promise.exit_to_person", "promise.exit_to_person", {"promise.self_service": 0.3}),
    fault("signed up by the machine", {"promise.self_service": 0.8}, "machine_signs_up:misenrolment",
          "promise.self_service process.confirmations", "process.confirmations"),
    fault("advertised and closed", {"promise.advertised_close": 24.0}, "promised_hours",
          "promise.advertised_close promise.close_hour", "promise.advertised_close"),
    fault("closed when many call", {"promise.close_hour": 17.0}, "closed_door",
          "promise.close_hour", "promise.close_hour", {"promise.advertised_close": 13.0}),
    fault("not yet open when many call", {"promise.open_hour": 11.0}, "closed_door",
          "promise.open_hour", "promise.open_hour"),
    fault("the valued first", {"perception.value_priority": 0.2}, "priority_by_wrong_books",
          "perception.value_priority", "perception.value_priority"),
    fault("the costly let go", {"perception.fire_below": 300.0}, "priority_by_wrong_books",
          "perception.fire_below", "perception.fire_below"),
    fault("books gone wrong", {"market.booked_sigma": 0.6}, "priority_by_wrong_books",
          "perception.value_priority", "perception.value_priority",
          {"perception.value_priority": 0.2, "market.booked_sigma": 0.1}),
)  # fmt: skip


def test_every_kind_is_planted() -> None:
    """No kind of finding goes without a test."""
    assert {name.partition(":")[0] for fault in FAULTS for name in fault.found} == set(KINDS)


def test_a_book_in_which_everything_ends_at_someone_is_clean(clean: Level) -> None:
    """No finding without a fault."""
    assert findings(clean) == ()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_one_thing_changed_is_found(clean: Level, fault: Fault) -> None:
    """M135: a clean book with one thing changed has that finding and no other, with what shows it and what mends it."""
    before = altered(clean, fault.given)
    assert findings(before) == ()
    found = findings(altered(before, fault.plant))
    assert {f.name for f in found} == fault.found
    assert (found[0].path, {f.lever for f in found}) == (fault.path, {fault.lever})


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_the_lever_that_is_named_mends_it(clean: Level, fault: Fault) -> None:
    """Somewhere in the range of its lever each finding is gone."""
    level = altered(altered(clean, fault.given), fault.plant)
    for finding in findings(level):
        assert mended(level, finding) is not None, finding


@pytest.mark.parametrize("file", shipped_levels(), ids=lambda file: file.stem)
def test_what_a_shipped_level_opens_with_can_be_mended(file: Path) -> None:
    """Somewhere in the range of its lever each finding of an opening book is gone."""
    level = load_level(file)
    for finding in findings(level):
        assert mended(level, finding) is not None, finding


def _values(name: str) -> st.SearchStrategy[float]:
    lever = LEVERS[name]
    steps = round((lever.high - lever.low) / lever.step)
    return st.integers(0, steps).map(lambda n: min(lever.high, lever.low + n * lever.step))


@given(st.fixed_dictionaries({}, optional={name: _values(name) for name in LEVERS}))
@settings(max_examples=100)
def test_any_book_can_be_read_and_mended(changes: dict[str, float]) -> None:
    """Whatever the book, each finding is plain, is found once, and its lever mends it."""
    level = BASE.model_copy(update={"book": {**BASE.book, **changes}})
    found = findings(level)
    assert len({(f.name, f.lever) for f in found}) == len(found)
    for finding in found:
        assert finding.path
        assert set(finding.path) <= {*level.desks, *LEVERS}
        assert finding.message
        assert not finding.message.endswith(".")
        assert mended(level, finding) is not None, finding


def test_an_issue_that_never_arises_is_no_trouble(clean: Level) -> None:
    """Without cases there is no catch-22, nor where nobody disputes anything a cut-off."""
    assert findings(altered(clean, {"process.port_rule": 0.0, "issues.porting.per_month": 0.0})) == ()
    quiet = {"issues.overcharge.per_month": 0.0, "issues.change.breeds": {}, "issues.unintended.per_month": 0.0}
    assert findings(altered(clean, {**quiet, **ENOUGH, "power.override": 0.0, "issues.dead_line.blocked": 0.0})) == ()


# --- the linter and the centre --------------------------------------------------------------------------------------


def run(level: Level) -> Model:
    """Two weeks of a smaller town."""
    model = Model(altered(level, {"carrier.subscribers": 1500, "carrier.prospects": 100}), seed=1)
    model.run(14 * 86_400)
    return model


def blocks(model: Model) -> set[float]:
    """The kinds of roadblock that were met."""
    return {e.value("block") for e in model.events() if e.kind is Kind.ROADBLOCK}


def test_what_the_linter_calls_clean_has_no_dead_ends(clean: Level) -> None:
    """The walks and the centre obey the same table: nobody is told that there is nothing to be done."""
    hopeless = {Block.NO_AUTHORITY, Block.AGREED_BUT_BLOCKED, Block.CATCH_22, Block.DEAD_END}
    assert not blocks(run(clean)) & hopeless


def test_what_the_linter_calls_a_dead_end_is_never_paid(clean: Level) -> None:
    """With no power anywhere no wrong charge is ever credited."""
    powers = ("frontline_credit_limit", "billing_credit_limit", "approval_route", "partial_credit")
    level = altered(clean, {f"power.{power}": 0.0 for power in powers})
    assert "dead_end:overcharge" in {f.name for f in findings(level)}
    # What is paid after an outside complaint is paid in no contact.
    model = run(level)
    assert Block.NO_AUTHORITY in blocks(model)
    assert not [e for e in model.events() if e.kind is Kind.CREDITED and e.value("usd") > 0 and e.contact >= 0]


def test_what_the_linter_calls_an_empty_desk_is_waited_for(clean: Level) -> None:
    """A wrong turn to a desk without staff ends when patience does."""
    level = altered(clean, {"people.retention_staff": 0.0})
    desk = list(level.desks).index("retention")
    assert [e for e in run(level).events() if e.kind is Kind.RENEGED and e.desk == desk]


# --- levels and their lessons ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", shipped_levels(), ids=lambda file: file.stem)
def test_a_shipped_level_has_the_faults_it_teaches_and_no_others(file: Path) -> None:
    """`check` is clean for every shipped level."""
    assert surprises(load_level(file), BASE) == ()


def test_a_level_that_teaches_what_it_does_not_have_is_told(clean: Level) -> None:
    """A lesson that the opening book doesn't hold is a problem too."""
    odd = clean.model_copy(update={"teaches": ("catch_22",)})
    assert surprises(odd) == ('teaches "catch_22", and the opening book has no such finding',)


def test_what_the_base_level_has_is_no_surprise_until_its_lever_is_moved() -> None:
    """A level answers for what it changes, not for the carrier it extends."""
    assert surprises(BASE)
    assert surprises(BASE, BASE) == ()
    moved = altered(BASE, {"power.benefit_of_doubt": 20.0})
    assert {line.partition(":")[0] for line in surprises(moved, BASE)} == {"record_beats_testimony"}
    other = altered(BASE, {"promise.advertised_close": 24.0})
    assert [line.partition(":")[0] for line in surprises(other, BASE)] == ["promised_hours"]


def test_the_page_has_every_kind() -> None:
    """docs/linter.md says what each kind means in the words of the code, in the same order, with levers that exist."""
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \|$", DOCUMENTED.read_text("utf-8"), re.MULTILINE)
    assert [(kind, means) for kind, means, _, _ in rows] == [(k, look.__doc__) for k, look in KINDS.items()]
    for kind, _, path, levers in rows:
        planted = [fault for fault in FAULTS if kind in {name.partition(":")[0] for name in fault.found}]
        assert " → ".join(f"`{step}`" for step in planted[0].path) == path
        assert {fault.lever for fault in planted} <= set(re.findall(r"`([\w.]+)`", levers))
