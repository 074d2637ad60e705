"""The linter: what a policy book makes impossible, found before anyone calls.

It walks the same rule table that the centre obeys (`sim.centre.authority`), for every issue and for a need in every
band that the book distinguishes, from the front line on, and names what it runs into: with the path that shows it, and
the lever that mends it. Theory of operation: a *step* is (desk, what its rule says); a walk ends at a cure, at a
refusal, or where it has been before. Nothing here is random and nothing runs.

Findings, by kind:

    dead_end            nobody may bring the cure, and nobody may be asked
    agreed_but_nobody   all agree on fault and fix, and no desk may do it
    catch_22            two desks send the customer to each other
    same_queue_loop     a wrong turn leads back to a queue already waited in
    unreachable         the amount is above everybody's limit, the supervisors' included
    partial_only        something is given and nobody may ever give the rest
    approval_unstaffed  approvals are allowed and there is nobody to ask
    no_posting_step     credits are promised under handle-time pressure with nothing to make sure that they are entered
    closed_door         the lines are closed at hours at which many call
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import inf, log

from sim.centre.authority import Action, Rule, rule
from sim.distributions import lognormal
from sim.level import Issue, Level

_RARE = 0.01
"""Needs rarer than this share of an issue's cases are not looked at."""
_MANY = 0.15
"""Share of calls at closed hours from which on it is a finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a policy book makes impossible or sure to go wrong."""

    kind: str
    issue: str
    """The issue it was found with; empty: the book as a whole."""
    path: tuple[str, ...]
    """Desks in order of the walk."""
    lever: str
    """A lever that mends it."""
    message: str

    @property
    def name(self) -> str:
        """Its name in a level's `teaches`: `kind` or `kind:issue`."""
        return f"{self.kind}:{self.issue}" if self.issue else self.kind

    def __str__(self) -> str:
        way = f" ({' → '.join(self.path)})" if len(self.path) > 1 else ""
        return f"{self.name}: {self.message}{way}; mend it with {self.lever}"


def findings(level: Level, book: Mapping[str, float] | None = None) -> tuple[Finding, ...]:
    """What is wrong with `book` (default: the level's opening book) on `level`, in the level's order of issues."""
    book = level.book if book is None else book
    found = [f for issue in level.issues for f in _issue(level, book, issue)]
    found.extend(_whole(level, book))
    unique: dict[tuple[str, str], Finding] = {}
    for f in found:
        unique.setdefault((f.kind, f.issue), f)
    return tuple(unique.values())


def surprises(level: Level) -> tuple[str, ...]:
    """What `check` says of a level's opening book: findings it does not mean to have, and lessons it does not teach."""
    found = findings(level)
    meant = set(level.teaches)
    lines = [str(f) for f in found if not meant & {f.kind, f.name}]
    known = {n for f in found for n in (f.kind, f.name)}
    return (
        *lines,
        *(f'teaches "{name}", and the opening book has no such finding' for name in level.teaches if name not in known),
    )


def _issue(level: Level, book: Mapping[str, float], name: str) -> Iterator[Finding]:
    issue = level.issues[name]
    for need, share in _needs(issue, _limits(level, book, name)):
        if share >= _RARE:
            yield from _walk(level, book, name, need, forbidden=False)
    if issue.blocked > 0:
        yield from _walk(level, book, name, 1.0, forbidden=True)
    yield from _wrong_turn(level, book, name)


def _front(level: Level) -> str:
    return next(name for name, desk in level.desks.items() if desk.role == "frontline")


def _limits(level: Level, book: Mapping[str, float], issue: str) -> list[float]:
    """Every amount at which some desk's rule changes."""
    marks = set()
    for desk in level.desks:
        r = rule(level, book, desk, issue)
        marks |= {r.limit, r.pass_limit}
    if level.issues[issue].remedy == "credit":
        marks.add(book["power.supervisor_credit_limit"])
    return sorted(m for m in marks if 0 <= m < inf)


def _needs(issue: Issue, marks: list[float]) -> Iterator[tuple[float, float]]:
    """A need inside each band between the marks, and the share of the issue's cases in that band."""
    if issue.remedy == "fix":
        edges = [0.0, *(m for m in marks if 0 < m < 1), 1.0]
        yield from (((a + b) / 2, b - a) for a, b in pairwise(edges))
        return
    if issue.need_usd == 0 or issue.remedy != "credit":
        yield 0.0, 1.0
        return
    edges = [0.0, *(m for m in marks if m > 0), inf]
    for a, b in pairwise(edges):
        inside = (a + b) / 2 if b < inf else max(2 * a, float(lognormal(0.99, issue.need_usd, issue.need_sigma)))
        yield inside, _below(issue, b) - _below(issue, a)


def _below(issue: Issue, usd: float) -> float:
    """Share of the issue's needs below `usd`."""
    from statistics import NormalDist

    if usd <= 0 or usd == inf:
        return 0.0 if usd <= 0 else 1.0
    sigma = issue.need_sigma
    if sigma == 0:
        return float(usd >= issue.need_usd)
    return NormalDist().cdf((log(usd / issue.need_usd) + sigma * sigma / 2) / sigma)


def _walk(level: Level, book: Mapping[str, float], name: str, need: float, *, forbidden: bool) -> Iterator[Finding]:
    """Follow one need from the front line to its cure or to where it sticks."""
    title = level.issues[name].title
    amount = f"{title} of ${need:,.0f}" if level.issues[name].remedy == "credit" else title
    desk = _front(level)
    path = [desk]
    while True:
        r = rule(level, book, desk, name)
        action = _action(r, need, forbidden=forbidden)
        if action is Action.TRANSFER:
            to = list(level.desks)[r.to]
            path.append(to)
            if to in path[:-1]:
                yield Finding(
                    kind="catch_22",
                    issue=name,
                    path=tuple(path),
                    lever=level.desks[to].staff,
                    message=f"{amount}: the desks send the customer to each other",
                )
                return
            desk = to
        elif action is Action.RESOLVE:
            return
        else:
            yield from _stuck(level, book, name, need, action, tuple(path), amount, forbidden=forbidden)
            return


def _action(r: Rule, need: float, *, forbidden: bool) -> Action:
    if forbidden:
        return r.forbidden
    if need <= r.limit:
        return r.within
    return Action.TRANSFER if need <= r.pass_limit else r.above


def _stuck(
    level: Level,
    book: Mapping[str, float],
    name: str,
    need: float,
    action: Action,
    path: tuple[str, ...],
    amount: str,
    *,
    forbidden: bool,
) -> Iterator[Finding]:
    desk = level.desks[path[-1]]
    if action is Action.APPROVE:
        boss = book["power.supervisor_credit_limit"]
        if not forbidden and need > boss:
            yield Finding(
                kind="unreachable",
                issue=name,
                path=path,
                lever="power.supervisor_credit_limit",
                message=f"{amount} is above everybody's limit, the supervisors' ${boss:,.0f} included",
            )
    elif action is Action.PARTIAL:
        yield Finding(
            kind="partial_only",
            issue=name,
            path=path,
            lever=desk.credit_limit,
            message=f"{amount}: ${book[desk.credit_limit]:,.0f} is given and nobody may ever give the rest",
        )
    elif forbidden:
        yield Finding(
            kind="agreed_but_nobody",
            issue=name,
            path=path,
            lever="power.override",
            message=f"{amount}: all agree on the fix, procedure forbids it and nobody may override",
        )
    elif level.issues[name].remedy == "fix":
        yield Finding(
            kind="dead_end",
            issue=name,
            path=path,
            lever=level.desks[level.issues[name].desk].staff,
            message=f"{amount}: the desk that could do it has no staff",
        )
    else:
        yield Finding(
            kind="dead_end",
            issue=name,
            path=path,
            lever=desk.credit_limit,
            message=f"{amount}: nobody may credit it and nobody may be asked",
        )


def _wrong_turn(level: Level, book: Mapping[str, float], name: str) -> Iterator[Finding]:
    """Sent to a wrong desk, does the customer come back to a queue he has been in?"""
    front, issue = _front(level), level.issues[name]
    sends = [
        a
        for need, _ in _needs(issue, _limits(level, book, name))
        if (a := _action(rule(level, book, front, name), need, forbidden=False)) is Action.TRANSFER
    ]
    if not sends or level.centre.misroute == 0:
        return
    for desk, spec in level.desks.items():
        if spec.role == "department" and desk != issue.desk and book[spec.staff] > 0:
            r = rule(level, book, desk, name)
            if r.within is Action.TRANSFER and list(level.desks)[r.to] == front:
                yield Finding(
                    kind="same_queue_loop",
                    issue=name,
                    path=(front, desk, front),
                    lever="process.loop_breaker",
                    message=f"{issue.title}: a wrong turn leads back into the queue it came from",
                )
                return


def _whole(level: Level, book: Mapping[str, float]) -> Iterator[Finding]:
    boss = next((desk for desk in level.desks.values() if desk.role == "supervisor"), None)
    if book["power.approval_route"] and boss is not None and book[boss.staff] == 0:
        yield Finding(
            kind="approval_unstaffed",
            issue="",
            path=(),
            lever=boss.staff,
            message="approvals are allowed and there is nobody to ask",
        )
    target = book["pressure.handle_time_target"]
    if 0 < target < level.centre.talk_mean_s and not book["process.post_as_you_speak"]:
        yield Finding(
            kind="no_posting_step",
            issue="",
            path=(),
            lever="process.post_as_you_speak",
            message=f"calls average {level.centre.talk_mean_s:.0f} s and are held to {target:.0f}: "
            "promised credits will not be entered",
        )
    shares = level.centre.hour_shares
    opens, closes = int(book["promise.open_hour"]), int(book["promise.close_hour"])
    lost = sum(share for hour, share in enumerate(shares) if not opens <= hour < closes) / sum(shares)
    if lost > _MANY:
        yield Finding(
            kind="closed_door",
            issue="",
            path=(),
            lever="promise.close_hour",
            message=f"{lost * 100:.0f} % of calls come while the lines are closed",
        )
