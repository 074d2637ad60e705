"""What the values of a level file must keep towards each other: `RULES`, a table.

Rules of this file: each rule takes the merged tables, which may be wrong in any way, and speaks only of what has the
right shape; what a value must keep by itself is the schema's (`sim.level`). A rule never stops at its first fault.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from typing import Any, get_args, get_type_hints

from sim.level import DeskSpec
from sim.levelfault import MISSING, Fault, Loc, show_key, show_value
from sim.levers import LEVERS, Chapter, nearest
from sim.levers import fault as lever_fault
from sim.measures import MEASURES

Table = dict[str, Any]
CHAPTERS = frozenset(Chapter)


def _table(value: object) -> Table:
    return value if isinstance(value, dict) else {}


def _tables(value: object) -> dict[str, Table]:
    """The tables in the table `value`."""
    return {key: inner for key, inner in _table(value).items() if isinstance(inner, dict)}


def _rows(value: object) -> list[tuple[int, Any]]:
    """The values of the list `value` with their positions."""
    return list(enumerate(value)) if isinstance(value, tuple) else []


def _number(value: object) -> float | None:
    """`value` if it is a number that can be reckoned with."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e300:
        return None
    return float(value)


def _blank(value: object) -> bool:
    return isinstance(value, str) and not value.strip()


def _titles(data: Table) -> Iterator[Fault]:
    """Whatever is shown by its title has one."""
    places: list[tuple[Loc, object]] = [(("title",), data.get("title")), (("idea",), data.get("idea"))]
    named: tuple[tuple[Loc, object], ...] = (
        (("carrier", "segments"), _table(data.get("carrier")).get("segments")),
        *(((key,), data.get(key)) for key in ("issues", "desks", "events")),
    )
    for loc, tables in named:
        places += [((*loc, key, "title"), part.get("title")) for key, part in _tables(tables).items()]
    for i, row in _rows(data.get("objectives")):
        places.append((("objectives", i, "title"), _table(row).get("title")))
    par = _table(data.get("par"))
    places += [(("par", key), par.get(key)) for key in ("policy", "loses", "provenance")]
    for place, text in places:
        if _blank(text):
            yield Fault(loc=place, message="must not be empty")


def _words(data: Table) -> Iterator[Fault]:
    """A level of the ladder says what it is about before, and asks about it afterwards."""
    if not re.match(r"\d\d-", data["name"]):
        return
    words = _table(data.get("words"))
    for key in ("brief", "bet"):
        if _blank(words.get(key)):
            yield Fault(loc=("words", key), message="must not be empty")
    if words.get("debrief") == ():
        yield Fault(loc=("words", "debrief"), message="must have at least one question")
    for i, question in _rows(words.get("debrief")):
        if _blank(question):
            yield Fault(loc=("words", "debrief", i), message="must not be empty")


def _segments(data: Table) -> Iterator[Fault]:
    """The segments are the whole town."""
    segments = _table(data.get("carrier")).get("segments")
    if isinstance(segments, dict):
        shares = [_number(_table(segment).get("share")) for segment in segments.values()]
        yield from _whole(("carrier", "segments"), shares)


def _whole(loc: Loc, shares: list[float | None]) -> Iterator[Fault]:
    """Shares that are all legal sum to 1."""
    known = [share for share in shares if share is not None and 0 <= share <= 1]
    if len(known) == len(shares) and abs(math.fsum(known) - 1) > 0.001 + 1e-9:
        yield Fault(loc=loc, message=f"shares must sum to 1, got {math.fsum(known):.5g}")


def _issues(data: Table) -> Iterator[Fault]:
    """There are issues, and each is the business of a desk that can be called."""
    if data.get("issues") == {}:
        yield Fault(loc=("issues",), message="must not be empty")
    desks = data.get("desks")
    if not isinstance(desks, dict) or not desks:
        return
    for name, issue in _tables(data.get("issues")).items():
        desk, loc = issue.get("desk"), ("issues", name, "desk")
        if not isinstance(desk, str):
            continue
        role = _table(desks.get(desk)).get("role")
        if desk not in desks:
            yield Fault(loc=loc, message=f"there is no desk {show_value(desk)}{nearest(desk, list(desks))}")
        elif role in {"supervisor", "executive", "back_office"}:
            yield Fault(loc=loc, message=f"must be a desk that can be called, got {show_value(desk)}")
        elif issue.get("remedy") == "release" and role == "frontline":
            yield Fault(loc=loc, message=f'must be a department where the remedy is "release", got {show_value(desk)}')


def _issue_links(data: Table) -> Iterator[Fault]:
    """Levers and other issues that an issue names are there."""
    issues = data.get("issues")
    for name, issue in _tables(issues).items():
        levers: list[tuple[Loc, object]] = [((key,), issue.get(key)) for key in ("blocked_by", "capped_by")]
        levers += [((key, lever), lever) for key in ("raised_by", "lowered_by") for lever in _table(issue.get(key))]
        for loc, lever in levers:
            if isinstance(lever, str) and lever and lever not in LEVERS:
                yield Fault(loc=("issues", name, *loc), message=_no_lever(lever))
        others: list[tuple[Loc, object]] = [(("neglected",), issue.get("neglected"))]
        others += [(("breeds", other), other) for other in _table(issue.get("breeds"))]
        for loc, other in others:
            if isinstance(other, str) and other and other not in _table(issues):
                hint = nearest(other, list(_table(issues)))
                yield Fault(loc=("issues", name, *loc), message=f"there is no issue {show_value(other)}{hint}")


ROLES: tuple[str, ...] = get_args(get_type_hints(DeskSpec)["role"])


def _roles(data: Table) -> Iterator[Fault]:
    """One front line, and at most one desk that approves."""
    desks = data.get("desks")
    if not isinstance(desks, dict):
        return
    roles = {name: _table(desk).get("role") for name, desk in desks.items()}
    by_role = {role: [name for name, own in roles.items() if own == role] for role in ROLES}
    front = by_role["frontline"]
    if not front and all(role in ROLES for role in roles.values()):
        yield Fault(loc=("desks",), message='must have one desk with the role "frontline", got none')
    for role, often in (
        ("frontline", "exactly"),
        *((r, "at most") for r in ("supervisor", "executive", "back_office")),
    ):
        names = by_role[role]
        if len(names) > 1:
            shown = ", ".join(map(show_key, names))
            yield Fault(
                loc=("desks",), message=f'must have {often} one desk with the role "{role}", got {len(names)}: {shown}'
            )


def _desk_levers(data: Table) -> Iterator[Fault]:
    """Head count and authority of a desk are levers, of the right kind."""
    for name, desk in _tables(data.get("desks")).items():
        for key, unit in (("staff", "people"), ("credit_limit", "usd")):
            lever, loc = desk.get(key), ("desks", name, key)
            if not isinstance(lever, str):
                continue
            if lever not in LEVERS:
                yield Fault(loc=loc, message=_no_lever(lever))
            elif LEVERS[lever].unit != unit:
                yield Fault(
                    loc=loc,
                    message=f"must be a lever in {unit}, got {show_value(lever)}, which is in {LEVERS[lever].unit}",
                )


def _no_chapter(name: str) -> str:
    return f"there is no chapter {show_value(name)}{nearest(name, sorted(CHAPTERS))}"


def _no_lever(name: str) -> str:
    return f"there is no lever {show_value(name)}{nearest(name, list(LEVERS))}"


def _shifts(data: Table) -> Iterator[Fault]:
    """The shifts are the whole day's staff, and each ends after it began."""
    shifts = _table(data.get("centre")).get("shifts")
    for i, shift in _rows(shifts):
        start, end = (_number(_table(shift).get(key)) for key in ("start_h", "end_h"))
        if start is not None and end is not None and start >= end:
            yield Fault(loc=("centre", "shifts", i), message=f"must start before it ends, got {start:g} to {end:g}")
    if isinstance(shifts, tuple):
        yield from _whole(("centre", "shifts"), [_number(_table(shift).get("share")) for shift in shifts])


def _hours(data: Table) -> Iterator[Fault]:
    """There is an hour in which somebody calls."""
    shares = _table(data.get("centre")).get("hour_shares")
    if isinstance(shares, tuple) and all(_number(share) == 0 for share in shares):
        yield Fault(loc=("centre", "hour_shares"), message="must not all be 0")


def _book(data: Table) -> Iterator[Fault]:
    """The book knows its levers, and each stands where it may."""
    for name, value in _table(data.get("book")).items():
        if name in CHAPTERS:
            yield Fault(loc=("book", name), message=f"must be a table, got {show_value(value)}")
        elif "." not in name:
            yield Fault(loc=("book", name), message=_no_chapter(name))
        elif name not in LEVERS:
            yield Fault(loc=("book", name), message=_no_lever(name))
        elif (number := _number(value)) is not None and (why := lever_fault(name, number)):
            yield Fault(loc=("book", name), message=why.removeprefix(f"{name} "))


def _whole_book(data: Table) -> Iterator[Fault]:
    """The book says how every lever stands; a chapter that is no table has been told as such."""
    if isinstance(book := data.get("book"), dict):
        for name, lever in LEVERS.items():
            if name not in book and lever.chapter not in book:
                yield Fault(loc=("book", name), message=MISSING)


def _unlocked(data: Table) -> Iterator[Fault]:
    """What is unlocked is a lever, once."""
    seen = set()
    for i, name in _rows(data.get("unlocked")):
        if not isinstance(name, str):
            continue
        if name not in LEVERS:
            yield Fault(loc=("unlocked", i), message=_no_lever(name))
        elif name in seen:
            yield Fault(loc=("unlocked", i), message=f"{show_value(name)} is there already")
        seen.add(name)


def _sweep(data: Table) -> Iterator[Fault]:
    """What is swept is a lever, over values that it takes."""
    for name, values in _table(data.get("sweep")).items():
        if name not in LEVERS:
            yield Fault(loc=("sweep", name), message=_no_lever(name))
            continue
        for i, value in _rows(values):
            if (number := _number(value)) is not None and (why := lever_fault(name, number)):
                yield Fault(loc=("sweep", name, i), message=why.removeprefix(f"{name} "))


def _event_audience(data: Table) -> Iterator[Fault]:
    """Who reads a public story is a segment of the town."""
    segments = _table(data.get("carrier")).get("segments")
    for name, event in _tables(data.get("events")).items():
        audience = event.get("audience")
        if isinstance(segments, dict) and isinstance(audience, str) and audience and audience not in segments:
            hint = nearest(audience, list(segments))
            yield Fault(loc=("events", name, "audience"), message=f"there is no segment {show_value(audience)}{hint}")


def _events(data: Table) -> Iterator[Fault]:
    """What is scripted happens while the level lasts."""
    weeks = _number(data.get("weeks"))
    for name, event in _tables(data.get("events")).items():
        day, loc = _number(event.get("day")), ("events", name, "day")
        if day is not None and day < 0:
            yield Fault(loc=loc, message=f"must be at least 0, got {show_value(event['day'])}")
        elif day is not None and weeks is not None and 1 <= weeks <= day / 7:
            message = f"must be before the level ends on day {weeks * 7:g}, got {show_value(event['day'])}"
            yield Fault(loc=loc, message=message)


def _event_issues(data: Table) -> Iterator[Fault]:
    """What is scripted is about issues there are."""
    issues = data.get("issues")
    if isinstance(issues, dict):
        for name, event in _tables(data.get("events")).items():
            for issue in _table(event.get("issues")):
                if issue not in issues:
                    hint = nearest(issue, list(issues))
                    yield Fault(loc=("events", name, "issues", issue), message=f"there is no such issue{hint}")


def _objectives(data: Table) -> Iterator[Fault]:
    """An objective is one bound on a metric there is."""
    for i, objective in _rows(data.get("objectives")):
        if not isinstance(objective, dict):
            continue
        metric = objective.get("metric")
        if isinstance(metric, str) and metric not in MEASURES:
            hint = nearest(metric, list(MEASURES))
            yield Fault(loc=("objectives", i, "metric"), message=f"there is no metric {show_value(metric)}{hint}")
        if ("at_least" in objective) == ("at_most" in objective):  # the schema looks only where all else is right
            got = "both" if "at_least" in objective else "neither"
            yield Fault(loc=("objectives", i), message=f"takes exactly one of at_least and at_most, got {got}")


def _bet(data: Table) -> Iterator[Fault]:
    """What is betted on is a metric there is."""
    metric = _table(data.get("words")).get("bet_metric")
    if isinstance(metric, str) and metric and metric not in MEASURES:
        hint = nearest(metric, list(MEASURES))
        yield Fault(loc=("words", "bet_metric"), message=f"there is no metric {show_value(metric)}{hint}")


Rule = Callable[[Table], Iterator[Fault]]

RULES: tuple[tuple[Rule, bool], ...] = (
    (_titles, True),
    (_segments, False),
    (_issues, False),
    (_roles, False),
    (_desk_levers, True),
    (_shifts, True),
    (_hours, True),
    (_book, True),
    (_whole_book, False),
    (_unlocked, True),
    (_events, True),
    (_event_issues, False),
    (_event_audience, False),
    (_issue_links, False),
    (_sweep, True),
    (_objectives, True),
    (_bet, True),
    (_words, True),
)
"""Every rule, and whether it can judge a file alone whose `extends` could not be found."""
