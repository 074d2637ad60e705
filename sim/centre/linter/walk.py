"""Walks: what becomes of every need on the phones, by the rule table that the centre obeys (`sim.centre.authority`).

Theory of operation. An issue's needs fall into bands between the amounts at which the book changes its mind; one need
stands for each band. Its walk begins at the front line, does at each desk what the rule there says, and ends where that
is no transfer, or where it has been before. Cases whose cure procedure forbids walk apart, and so do those whom the
front line passes on to a wrong desk. Walks know no fear: they go by what is allowed, and what is allowed and not dared
is a finding of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise
from math import erf, inf, log, sqrt

from sim.centre.authority import Action, Rulebook, believed_usd, compile_rules
from sim.distributions import lognormal
from sim.level import Issue, Level

Book = Mapping[str, float]
_FEARLESS: Book = {"power.over_credit_penalty": 0.0, "pressure.monitoring": 0.0}
_RARE = 0.01
"""Needs rarer than this share of an issue's cases are not looked at."""


class End(Enum):
    """How a walk ends."""

    CURED = auto()
    APPROVED = auto()
    """A supervisor is asked, and may say yes."""
    PARTIAL = auto()
    REFUSED = auto()
    ABOVE_ALL = auto()
    """A supervisor is asked, and may not say yes either."""
    NOBODY_THERE = auto()
    """At a desk that has no staff."""
    ROUND = auto()
    """Back where it has been."""


_ENDS = {
    Action.RESOLVE: End.CURED,
    Action.PARTIAL: End.PARTIAL,
    Action.APPROVE: End.APPROVED,
    Action.TRANSFER: End.ROUND,
    Action.BLOCK: End.REFUSED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """The way of one need."""

    issue: str
    need: float
    share: float
    """Of the issue's cases, those that go this way."""
    forbidden: bool
    """All agree on fault and fix, and procedure says no."""
    wrong: bool = False
    """The front line passed the customer on to a wrong desk."""
    path: tuple[str, ...]
    end: End


def walks(level: Level, book: Book) -> Iterator[Walk]:
    """Every walk of every issue that arises: by need, the dearest last, then what is forbidden, then wrong turns."""
    rules = compile_rules(level, {**book, **_FEARLESS})
    front = next(name for name, desk in level.desks.items() if desk.role == "frontline")
    departments = [name for name, desk in level.desks.items() if desk.role == "department"]
    for n, (name, issue) in enumerate(level.issues.items()):
        if not arises(level, name):
            continue
        needs = [(*band, False) for band in _needs(issue, book, _marks(book, rules, n)) if band[1] >= _RARE]
        if issue.blocked:
            needs.append((1.0 if issue.remedy == "fix" else issue.need_usd, issue.blocked, True))
        passed: dict[str, Walk] = {}
        for need, share, forbidden in needs:
            path, end = _follow(level, book, rules, n, need, [front], forbidden=forbidden)
            walk = Walk(issue=name, need=need, share=share, forbidden=forbidden, path=path, end=end)
            yield walk
            if len(path) > 1 and end is not End.NOBODY_THERE:
                passed.setdefault(path[1], walk)
        for right, walk in passed.items():
            for desk in departments if level.centre.misroute else ():
                if desk != right:
                    path, end = _follow(level, book, rules, n, walk.need, [front, desk], forbidden=walk.forbidden)
                    yield Walk(
                        issue=name, need=walk.need, share=walk.share * level.centre.misroute,
                        forbidden=walk.forbidden, wrong=True, path=path, end=end,
                    )  # fmt: skip


def arises(level: Level, name: str) -> bool:
    """Whether there are ever cases of the issue `name`: of themselves, of those who leave, or of other cases."""
    issue = level.issues[name]
    others = [other for other in level.issues.values() if other.per_month]
    of_others = any(name == other.neglected or other.breeds.get(name) for other in others)
    return bool(issue.per_month) or issue.remedy == "release" or of_others


def _marks(book: Book, rules: Rulebook, issue: int) -> list[float]:
    """Every amount at which the book changes its mind about an issue."""
    limits = {limit for desk in rules for limit in (desk[issue].limit, desk[issue].pass_limit)}
    return sorted(m for m in limits | {book["power.supervisor_credit_limit"], believed_usd(book)} if 0 < m < inf)


def _needs(issue: Issue, book: Book, marks: list[float]) -> Iterator[tuple[float, float]]:
    """A need inside each band between the marks, and the share of the issue's cases in that band."""
    if issue.remedy == "fix":
        yield from (((a + b) / 2, b - a) for a, b in pairwise([0.0, *(m for m in marks if m < 1), 1.0]))
        return
    if issue.need_usd == 0 or issue.remedy != "credit":
        yield 0.0, 1.0
        return
    cap = book[issue.capped_by] if issue.capped_by else 0.0
    dearest = min(cap or inf, float(lognormal(1 - _RARE, issue.need_usd, issue.need_sigma)))
    for a, b in pairwise([0.0, *(m for m in marks if m < dearest), inf]):
        yield min((a + b) / 2, dearest), _below(issue, b) - _below(issue, a)


def _below(issue: Issue, usd: float) -> float:
    """Share of the issue's needs up to `usd`."""
    if usd <= 0 or usd == inf:
        return float(usd > 0)
    sigma = issue.need_sigma
    if sigma == 0:
        return float(usd >= issue.need_usd)
    return 0.5 + 0.5 * erf((log(usd) - log(issue.need_usd) + sigma * sigma / 2) / sigma / sqrt(2))


def _follow(
    level: Level, book: Book, rules: Rulebook, n: int, need: float, path: list[str], *, forbidden: bool
) -> tuple[tuple[str, ...], End]:
    """Follow a need of issue `n` on from the last desk of `path`: the whole path, and how it ends."""
    names, issue = list(level.desks), list(level.issues.values())[n]
    while True:
        desk = path[-1]
        if desk in path[:-1]:
            return tuple(path), End.ROUND
        if not book[level.desks[desk].staff]:
            return tuple(path), End.NOBODY_THERE
        rule = rules[names.index(desk)][n]
        if forbidden:
            action = rule.forbidden
        elif need <= rule.limit:
            action = rule.within
        else:
            action = Action.TRANSFER if need <= rule.pass_limit else rule.above
        if action is not Action.TRANSFER:
            break
        path = [*path, names[rule.to]]
    end = _ENDS[action]
    if end is End.APPROVED and need > book["power.supervisor_credit_limit"] and not book["power.terminal_authority"]:
        end = End.ABOVE_ALL
    # What is in limbo is refused because of whose he is said to be, not because nobody is there.
    elif end is End.REFUSED and issue.remedy == "fix" and desk != issue.desk and not (forbidden and issue.limbo):
        return (*path, issue.desk), End.NOBODY_THERE
    return tuple(path), end
