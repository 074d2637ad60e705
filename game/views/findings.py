"""What the policy linter says of the book in effect, by lever and by chapter, worked out once for each book."""

from __future__ import annotations

from collections.abc import Mapping

from game.views.words import say
from sim.centre.linter import Finding, findings
from sim.level import Level
from sim.levers import LEVERS, Chapter


class Findings:
    """The findings of a level's book as it changes."""

    def __init__(self, level: Level) -> None:
        self._level = level
        self._book: tuple[float, ...] = ()
        self._all: tuple[Finding, ...] = ()

    def look(self, book: Mapping[str, float]) -> tuple[Finding, ...]:
        """All of them; the linter walks only when `book` is another than last time."""
        values = tuple(book.values())
        if values != self._book:
            self._book, self._all = values, findings(self._level, book)
        return self._all

    def about(self, lever: str) -> list[Finding]:
        """Those that `lever` mends."""
        return [finding for finding in self._all if finding.lever == lever]

    def within(self, chapter: Chapter) -> list[Finding]:
        """Those that a lever of `chapter` mends."""
        return [found for found in self._all if found.lever in LEVERS and LEVERS[found.lever].chapter is chapter]

    def told(self, finding: Finding) -> str:
        """What is wrong, and the way of a call that runs into it."""
        message = say(finding.message)
        text = message[:1].upper() + message[1:]
        if len(finding.path) < 2:
            return say("{message}.", message=text)
        desks = self._level.desks
        way = " → ".join(
            say(desks[name].title) if name in desks else say(LEVERS[name].title) if name in LEVERS else name
            for name in finding.path
        )
        return say("{message}: {way}.", message=text, way=way)
