"""The linter: what a policy book makes impossible, or sure to go wrong, found before anyone calls.

It reads a level and a book and runs nothing. `walk` follows every need through the rule table that the centre itself
obeys; `kinds` is the table of what can be wrong, with those walks or with clauses of the book that contradict each
other or the level. docs/linter.md shows all kinds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sim.centre.linter.finding import Finding
from sim.centre.linter.kinds import KINDS, Reading
from sim.centre.linter.walk import walks
from sim.level import Level

__all__ = ["KINDS", "Finding", "findings", "surprises"]


def findings(level: Level, book: Mapping[str, float] | None = None) -> tuple[Finding, ...]:
    """What is wrong with `book` (default: the level's opening book) on `level`, by kind, then in the level's order."""
    book = level.book if book is None else book
    reading = Reading(level=level, book=book, walks=tuple(walks(level, book)))
    return tuple(replace(found, kind=kind) for kind, look in KINDS.items() for found in look(reading))


def surprises(level: Level, base: Level | None = None) -> tuple[str, ...]:
    """What `check` says of a level's opening book: findings it does not mean to have, and lessons it does not teach.

    What the book of `base`, which the level extends, has already is no surprise, unless the level itself moved the
    lever that mends it.
    """
    found = findings(level)
    meant = set(level.teaches)
    theirs = {(f.name, f.lever) for f in findings(base) if level.book[f.lever] == base.book[f.lever]} if base else set()
    lines = [str(f) for f in found if not meant & {f.kind, f.name} and (f.name, f.lever) not in theirs]
    known = {n for f in found for n in (f.kind, f.name)}
    return (
        *lines,
        *(f'teaches "{name}", and the opening book has no such finding' for name in level.teaches if name not in known),
    )
