"""The books: what the event log comes to, worked out when somebody asks.

Rules of this file: it only reads the log; each closed day is read once, whole, in order, so that neither how often one
looks nor when changes a digit. A run that nobody looks at costs nothing here.
"""

from __future__ import annotations

from sim.clock import DAY
from sim.events import EventLog
from sim.level import Level
from sim.run.digest import chain
from sim.run.metrics import Tally, measure

_WEEK = 7


class Books:
    """Digest, checkpoints, tallies and daily series of a run's log."""

    def __init__(self, log: EventLog, level: Level) -> None:
        self.log = log
        self.level = level
        self._digests: list[str] = []
        """After each closed day that was read for its digest."""
        self._tallies: list[tuple[Tally, Tally]] = []
        """Of each closed day that was read for its sums: the day's own, and all so far."""
        self._series: dict[str, list[float]] = {}

    def digest(self) -> str:
        """The digest of everything up to now."""
        rows = self.log.open_rows()
        closed = self._read_digests()
        last = closed[-1] if closed else ""
        return chain(last, rows) if len(rows) else last

    def checkpoints(self) -> tuple[tuple[int, str], ...]:
        """(time in s, digest) at the end of every week."""
        closed = self._read_digests()
        return tuple((round(day * DAY), closed[day - 1]) for day in range(_WEEK, len(closed) + 1, _WEEK))

    def tally(self, stop: int | None = None) -> Tally:
        """Counts and sums over the closed days and the open day, of which only the first `stop` events if given."""
        today = Tally.of(self.log.open_rows(stop))
        closed = self._read_tallies()
        return closed[-1][1].plus(today) if closed else today

    def series(self) -> dict[str, list[float]]:
        """Per closed day, every metric of that day alone; cash and other stocks at its end."""
        measured = len(self._series.get("cash_usd", ()))
        for day, so_far in self._read_tallies()[measured:]:
            for name, value in measure(day, self.level).items():
                self._series.setdefault(name, []).append(value)
            self._series["cash_usd"][-1] = measure(so_far, self.level)["cash_usd"]
        return self._series

    def _read_digests(self) -> list[str]:
        for rows in self.log.days()[len(self._digests) :]:
            self._digests.append(chain(self._digests[-1] if self._digests else "", rows))
        return self._digests

    def _read_tallies(self) -> list[tuple[Tally, Tally]]:
        for rows in self.log.days()[len(self._tallies) :]:
            day = Tally.of(rows)
            self._tallies.append((day, self._tallies[-1][1].plus(day) if self._tallies else day))
        return self._tallies
