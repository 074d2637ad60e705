"""Authority: what each desk may do about each issue, switch by switch, and where a customer is sent on."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import world

from sim.centre.authority import Action, Rule, compile_rules, rule
from sim.centre.linter import findings
from sim.events import Block
from sim.level import Level
from sim.levers import LEVERS

LEVEL = world(issues={"dead_line": {"first_line": 0.5}})
ISSUE = {"credit": "overcharge", "fix": "dead_line", "change": "change", "explain": "roaming", "release": "cancel"}
OPENING = {
    **LEVEL.book,
    "power.frontline_credit_limit": 25, "power.billing_credit_limit": 100, "power.approval_route": 1,
    "power.partial_credit": 1, "power.override": 0, "process.loop_breaker": 0,
}  # fmt: skip
Over = dict[str, float]

NO_ROUTE: Over = {"power.approval_route": 0}
NO_BOSS: Over = {"people.supervisors": 0}
NO_PARTIAL: Over = {"power.partial_credit": 0}
NOTHING: Over = {"power.frontline_credit_limit": 0, "power.billing_credit_limit": 0}
BREAKER: Over = {"process.loop_breaker": 1}
NO_BILLING: Over = {"people.billing_staff": 0}
NO_TECHNICAL: Over = {"people.technical_staff": 0}
NO_RETENTION: Over = {"people.retention_staff": 0}
OVERRIDE: Over = {"power.override": 1}
SMALLER_HOME: Over = {"power.billing_credit_limit": 20}

RESOLVE, PARTIAL, APPROVE, BLOCK = Action.RESOLVE, Action.PARTIAL, Action.APPROVE, Action.BLOCK
NO_AUTHORITY, NEEDS_APPROVAL, DEAD_END = Block.NO_AUTHORITY, Block.NEEDS_APPROVAL, Block.DEAD_END
WRONG, AGREED = Block.WRONG_DEPARTMENT, Block.AGREED_BUT_BLOCKED


def verdict(found: Rule, need: float, *, blocked: bool) -> Action | str:
    """What `found` says about `need`, by the three bands of the module's docstring; a transfer by its desk."""
    action = found.above
    if blocked:
        action = found.forbidden
    elif need <= found.limit:
        action = found.within
    elif need <= found.pass_limit:
        action = Action.TRANSFER
    return list(LEVEL.desks)[found.to] if action is Action.TRANSFER else action


# (remedy, desk, need: $ or rank, what differs from the opening book, what happens, the roadblock if it is one)
CASES: list[tuple[str, str, float, Over, Action | str, Block | None]] = [
    ("credit", "frontline", 25, {}, RESOLVE, None),
    ("credit", "frontline", 26, {}, "billing", None),
    ("credit", "frontline", 100, {}, "billing", None),
    ("credit", "frontline", 101, {}, APPROVE, NEEDS_APPROVAL),
    ("credit", "frontline", 101, NO_ROUTE, PARTIAL, NO_AUTHORITY),
    ("credit", "frontline", 101, NO_BOSS, PARTIAL, NO_AUTHORITY),
    ("credit", "frontline", 101, NO_ROUTE | NO_PARTIAL, BLOCK, NO_AUTHORITY),
    ("credit", "frontline", 26, NO_BILLING, APPROVE, NEEDS_APPROVAL),
    ("credit", "frontline", 26, NO_BILLING | NO_ROUTE, PARTIAL, NO_AUTHORITY),
    ("credit", "frontline", 26, SMALLER_HOME, APPROVE, NEEDS_APPROVAL),
    ("credit", "frontline", 1, NOTHING, APPROVE, NEEDS_APPROVAL),
    ("credit", "frontline", 1, NOTHING | NO_ROUTE, BLOCK, NO_AUTHORITY),  # nothing of nothing is no partial credit
    ("credit", "billing", 100, {}, RESOLVE, None),
    ("credit", "billing", 101, {}, APPROVE, NEEDS_APPROVAL),
    ("credit", "billing", 101, NO_ROUTE, PARTIAL, NO_AUTHORITY),
    ("credit", "billing", 101, NO_ROUTE | NO_PARTIAL, BLOCK, NO_AUTHORITY),
    ("credit", "technical", 1, {}, "frontline", WRONG),
    ("credit", "technical", 1, BREAKER, "billing", WRONG),
    ("credit", "technical", 1, BREAKER | NO_BILLING, "frontline", WRONG),
    ("credit", "retention", 1000, {}, "frontline", WRONG),
    ("fix", "frontline", 0.5, {}, RESOLVE, None),
    ("fix", "frontline", 0.51, {}, "technical", None),
    ("fix", "frontline", 0.51, OVERRIDE, "technical", None),
    ("fix", "frontline", 0.51, NO_TECHNICAL, BLOCK, DEAD_END),
    ("fix", "technical", 1, {}, RESOLVE, None),
    ("fix", "billing", 0.1, {}, "frontline", WRONG),
    ("fix", "billing", 0.1, BREAKER, "technical", WRONG),
    ("release", "frontline", 0, {}, "retention", None),
    ("release", "frontline", 0, NO_RETENTION, RESOLVE, None),
    ("release", "retention", 0, {}, RESOLVE, None),
    ("release", "billing", 0, {}, "frontline", WRONG),
    ("release", "billing", 0, BREAKER, "retention", WRONG),
    ("release", "billing", 0, BREAKER | NO_RETENTION, RESOLVE, None),
    *((remedy, desk, 1000, over, RESOLVE, None)
      for remedy in ("change", "explain") for desk in LEVEL.desks for over in ({}, NOTHING | NO_ROUTE | NO_BOSS)),
]  # fmt: skip

# All agree on fault and fix, and procedure says no.
FORBIDDEN: list[tuple[str, str, Over, Action | str, Block | None]] = [
    ("fix", "technical", {}, APPROVE, AGREED),
    ("fix", "technical", OVERRIDE, RESOLVE, None),
    ("fix", "technical", NO_ROUTE, BLOCK, AGREED),
    ("fix", "technical", NO_BOSS, BLOCK, AGREED),
    ("fix", "technical", NO_ROUTE | OVERRIDE, RESOLVE, None),
    ("fix", "frontline", {}, "technical", None),
    ("fix", "frontline", OVERRIDE, "technical", None),
    ("fix", "frontline", NO_TECHNICAL, BLOCK, DEAD_END),
]


@pytest.mark.parametrize(("remedy", "desk", "need", "over", "happens", "block"), CASES)
def test_what_a_desk_does_about_a_need(
    remedy: str, desk: str, need: float, over: Over, happens: Action | str, block: Block | None
) -> None:
    """Every band of every remedy at every role, under the switches that decide it."""
    found = rule(LEVEL, OPENING | over, desk, ISSUE[remedy])
    assert verdict(found, need, blocked=False) == happens
    assert block is None or found.block is block


@pytest.mark.parametrize(("remedy", "desk", "over", "happens", "block"), FORBIDDEN)
def test_what_a_desk_does_about_a_cure_that_procedure_forbids(
    remedy: str, desk: str, over: Over, happens: Action | str, block: Block | None
) -> None:
    """Override and the approval route open what is agreed but blocked; however easy the fix is, nothing else does."""
    found = rule(LEVEL, OPENING | over, desk, ISSUE[remedy])
    assert verdict(found, 0.0, blocked=True) == happens
    assert block is None or found.block is block


def test_a_level_without_supervisors_asks_nobody() -> None:
    """Without a desk of that role, what is above the limit is never approved."""
    desks = {name: spec for name, spec in LEVEL.desks.items() if spec.role != "supervisor"}
    alone = LEVEL.model_copy(update={"desks": desks})
    for desk in desks:
        for issue in LEVEL.issues:
            found = rule(alone, OPENING, desk, issue)
            assert Action.APPROVE not in {found.within, found.above, found.forbidden}


def test_the_rulebook_has_every_rule_in_the_levels_order() -> None:
    """`rulebook[desk][issue]` is the rule of that desk and that issue."""
    rulebook = compile_rules(LEVEL, OPENING)
    assert rulebook == tuple(tuple(rule(LEVEL, OPENING, d, i) for i in LEVEL.issues) for d in LEVEL.desks)


@pytest.mark.parametrize("name", [("nowhere", "change"), ("billing", "nothing")])
def test_a_name_that_is_not_in_the_level_is_an_error(name: tuple[str, str]) -> None:
    """A misspelt desk or issue is never taken for another."""
    with pytest.raises(KeyError):
        rule(LEVEL, OPENING, *name)


def books(level: Level) -> st.SearchStrategy[dict[str, float]]:
    """Any policy book that may be set: every lever of staff, power and process in its range."""
    levers = [lever for lever in LEVERS.values() if lever.chapter in {"people", "power", "process"}]
    values: dict[str, Any] = {}
    for lever in levers:
        if lever.switch:
            values[lever.name] = st.sampled_from([0, 1])
        elif lever.unit == "people":
            values[lever.name] = st.sampled_from([lever.low, max(1, lever.low), lever.high])
        else:
            values[lever.name] = st.floats(lever.low, lever.high)
    return st.fixed_dictionaries(values).map(lambda some: {**level.book, **some})


@settings(max_examples=150, deadline=None)
@given(book=books(LEVEL), need=st.floats(0, 1200))
def test_every_road_ends(book: dict[str, float], need: float) -> None:
    """Sent on from desk to desk, a customer soon meets one that doesn't send him on, and never to where he is; or he
    goes to and fro between two desks that both call it a catch-22, and the linter says so.
    """
    warned = {finding.name for finding in findings(LEVEL, book)}
    for issue in LEVEL.issues.values():
        name = next(key for key, value in LEVEL.issues.items() if value is issue)
        amount = min(1.0, need / 1200) if issue.remedy == "fix" else need
        for blocked in (False, True):
            for begins in LEVEL.desks:
                desk: str = begins
                path = [desk]
                for _ in range(5):
                    does = verdict(rule(LEVEL, book, desk, name), amount, blocked=blocked)
                    if isinstance(does, Action):
                        break
                    assert does != desk
                    desk = does
                    path.append(desk)
                else:
                    here, there = path[-2:]
                    assert path[-4:] == [here, there] * 2, f"{name} goes round for ever from {begins}"
                    assert {rule(LEVEL, book, at, name).block for at in (here, there)} == {Block.CATCH_22}
                    assert issue.limbo
                    assert f"catch_22:{name}" in warned


@settings(max_examples=150, deadline=None)
@given(book=books(LEVEL), need=st.floats(0, 1000), more=st.floats(0, 500))
def test_more_authority_never_takes_a_cure_away(book: dict[str, float], need: float, more: float) -> None:
    """What the front line or billing resolves alone it still resolves under any higher limit of its own."""
    for desk in ("frontline", "billing"):
        lever = LEVEL.desks[desk].credit_limit
        richer = {**book, lever: min(LEVERS[lever].high, book[lever] + more)}
        if verdict(rule(LEVEL, book, desk, "overcharge"), need, blocked=False) is Action.RESOLVE:
            assert verdict(rule(LEVEL, richer, desk, "overcharge"), need, blocked=False) is Action.RESOLVE
