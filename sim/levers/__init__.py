"""The policy book's levers: six chapters, one table each.

A lever is data: name (`chapter.key`), unit, range, what a change costs and how long it takes, who may change it and
help that says how it cuts both ways. Adding a lever is adding a row to its chapter's table and reading it where it
acts. A book is a plain mapping from lever name to number (switches are 0 or 1); the level gives the opening values.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from math import isnan

from sim.levers import people, perception, power, pressure, process, promise
from sim.levers.lever import Chapter, Lever
from sim.words import Phrase

__all__ = ["LEVERS", "Chapter", "Lever", "clash", "fault", "nearest"]

_CHAPTERS = (
    (Chapter.PEOPLE, people.ROWS),
    (Chapter.POWER, power.ROWS),
    (Chapter.PROCESS, process.ROWS),
    (Chapter.PRESSURE, pressure.ROWS),
    (Chapter.PROMISE, promise.ROWS),
    (Chapter.PERCEPTION, perception.ROWS),
)
LEVERS: dict[str, Lever] = {
    lever.name: lever for chapter, rows in _CHAPTERS for lever in (Lever.of(chapter, row) for row in rows)
}


def nearest(name: str, names: list[str]) -> str:
    """` (did you mean "x"?)` for the nearest of `names`, or the empty string."""
    close = get_close_matches(name, names, n=1, cutoff=0.5)
    return f' (did you mean "{close[0]}"?)' if close else ""


def fault(name: str, value: float) -> Phrase | None:
    """Why `value` can't be set on the lever `name`; `None` if it can. Changes nothing."""
    lever = LEVERS.get(name)
    if lever is None:
        return Phrase('there is no lever "{name}"{nearest}', name=name, nearest=nearest(name, list(LEVERS)))
    if isnan(value):
        return Phrase("{lever} takes a number, got {value}", lever=name, value=value)
    if lever.switch and value not in (0, 1):
        return Phrase("{lever} takes 0 (off) or 1 (on), got {value:g}", lever=name, value=value)
    if not lever.low <= value <= lever.high:
        ends = {"low": lever.show(lever.low), "high": lever.show(lever.high)}
        return Phrase("{lever} takes {low} to {high}, got {value:g}", lever=name, value=value, **ends)
    if lever.unit in {"people", "switch", "days", "hour", "months", "cases"} and value != int(value):
        return Phrase("{lever} takes a whole number, got {value:g}", lever=name, value=value)
    return None


def clash(book: Mapping[str, float]) -> Phrase | None:
    """Why the values of `book` can't stand together; `None` if they can."""
    if book["promise.open_hour"] >= book["promise.close_hour"]:
        return Phrase("the lines must open before they close")
    return None
