"""The Model: one run of a level, from opening to wherever it is advanced. The only thing that holds everything.

Rules of this file:
1. The run is level + seed + decisions. `submit` is the only way in; looking (frame, events, metrics, digest) changes
   nothing and draws no luck.
2. A decision takes effect at `now`, before any event due at `now`; what its lever delays, later, at midnight or at the
   second it is due.
3. By day the centre runs event by event; in its last second the market reads the day's log and lives through it; at
   midnight there are new needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import floor

import numpy as np
from simpy import Environment
from simpy import Event as SimEvent
from simpy.events import NORMAL

from sim.centre.centre import Centre
from sim.centre.desk import Timer
from sim.clock import DAY, WEEK
from sim.decisions import Accepted, Change, Decision, Inject, Refused, Set
from sim.events import Event, EventLog, Kind, record
from sim.frames import CustomerView, Frame, Pending, PeopleView, TownView
from sim.level import Happening, Level
from sim.levers import LEVERS, clash, fault, nearest
from sim.market.market import Climate, Market, silent_rows
from sim.run import look, overheads
from sim.run.books import Books
from sim.run.metrics import Tally, measure
from sim.words import Phrase

_PREVIEW = 128
"""A frame's metrics follow the open day in steps of this many events, so that looking often stays cheap."""


class _Due(Timer):
    """A change of the book that takes effect now."""

    __slots__ = ("pending",)

    def __init__(self, pending: Pending) -> None:
        self.pending = pending


@dataclass(slots=True)
class Times:
    """What events do today; multiples."""

    joining: float = 1.0
    leaving: float = 1.0
    absence: float = 1.0
    patience: float = 1.0
    quits: float = 1.0
    price_sense: float = 1.0
    outside: float = 1.0
    issues: dict[int, float] = field(default_factory=dict)

    def climate(self) -> Climate:
        """What of it the market lives in."""
        return Climate(issues=self.issues, joining=self.joining, leaving=self.leaving, price_sense=self.price_sense)


class Model:
    """A level under a seed, running."""

    def __init__(self, level: Level, seed: int = 7) -> None:
        """`seed`: whole number >= 0."""
        if seed < 0:
            raise ValueError(f"seed must be 0 or more, got {seed}")
        self.level = level
        self.seed = seed
        self.env = Environment()
        self.book: dict[str, float] = {name: float(level.book[name]) for name in LEVERS}
        self.decisions: list[Decision] = []
        self.pending: list[Pending] = []
        self.log = EventLog()
        self.market = Market(level, seed)
        self.centre = Centre(self.env, level, seed, self.book, self.log.append, self.market.people.gone)
        self.horizon = level.weeks * WEEK
        self._issue_index = {name: i for i, name in enumerate(level.issues)}
        self._injected: list[tuple[float, Happening]] = []
        self._happened: set[str] = set()
        self._fees = 0.0
        self._staff_cost = (0.0, 0.0)
        self._preview: tuple[tuple[int, int], Mapping[str, float]] = ((-1, -1), {})
        self._books = Books(self.log, level)
        self._open_day()
        self._last_second = Timer.__new__(Timer)
        self._midnight = Timer.__new__(Timer)
        self._wait_for_midnight()

    # -- time ----------------------------------------------------------------------------------------------------

    @property
    def now(self) -> float:
        """Seconds since opening."""
        return self.env.now

    def advance(self, until: float) -> Frame:
        """Run every event strictly before `until` (s); the picture then. An earlier `until` changes nothing."""
        self.run(until)
        return self.frame()

    def run(self, until: float) -> None:
        """`advance` without the picture."""
        if until > self.env.now:
            self.env.run(until=until)

    # -- decisions -----------------------------------------------------------------------------------------------

    def submit(self, change: Change) -> Accepted | Refused:
        """Take a decision now. A refusal says why and changes nothing."""
        reason = self._refusal(change)
        if reason is not None:
            return Refused(reason)
        return self.impose(change)

    def impose(self, change: Change) -> Accepted | Refused:
        """`submit` without regard to what the level unlocks: for whoever sets the stage (facilitator, `--set`)."""
        reason = self._impossible(change)
        if reason is not None:
            return Refused(reason)
        now = self.env.now
        if isinstance(change, Set):
            change = Set(change.lever, float(change.value))
        decision = Decision(floor(now), change)
        due = now
        if isinstance(change, Set):
            lever = LEVERS[change.lever]
            haste = overheads.haste(self.book)
            due = now + floor(lever.delay_days * haste * DAY)
            numbers = (list(LEVERS).index(change.lever), change.value, self.book[change.lever], due)
            self.log.append(record(now, Kind.DECIDED, -1, -1, -1, -1, -1, *numbers, 0, 0))
            if change.value != self.book[change.lever]:
                self._fees += lever.cost_usd * haste
                self._fees += overheads.teaching(self.book, change.lever, self.centre.staff.headcount())
            # A later word on the same lever replaces one that has not taken effect.
            self.pending = [p for p in self.pending if p.lever != change.lever]
            pending = Pending(lever=change.lever, value=change.value, due=due)
            self.pending.append(pending)
            if due > now:
                event = _Due(pending)
                event.callbacks = [self._take_effect]
                self.env.schedule(event, NORMAL, due - now)
            else:
                self._settle(pending)
        else:
            self._happen(change.event, self.level.events[change.event])
        self.decisions.append(decision)
        return Accepted(decision, due)

    def _refusal(self, change: Change) -> Phrase | None:
        if isinstance(change, Set) and change.lever in LEVERS and change.lever not in self.level.unlocked:
            return Phrase("{lever} is locked in this level", lever=change.lever)
        return self._impossible(change)

    def _impossible(self, change: Change) -> Phrase | None:
        if self.env.now != floor(self.env.now):
            return Phrase("decisions are taken at whole seconds, now is {time}", time=self.env.now)
        match change:
            case Set(lever, value):
                if (wrong := fault(lever, value)) is not None:
                    return wrong
                coming = {**self.book, **{p.lever: p.value for p in self.pending}, lever: value}
                return clash(coming)
            case Inject(name) if name not in self.level.events:
                known = list(self.level.events)
                return Phrase('this level has no event "{name}"{nearest}', name=name, nearest=nearest(name, known))
            case _:
                return None

    def _take_effect(self, event: SimEvent) -> None:
        assert isinstance(event, _Due)
        if event.pending in self.pending:
            self._settle(event.pending)

    def _settle(self, pending: Pending) -> None:
        self.pending.remove(pending)
        changed = self.book[pending.lever] != pending.value
        self.book[pending.lever] = pending.value
        if changed:
            self.centre.rule_changed(pending.lever)
        self.centre.obey(self.book)

    def _happen(self, name: str, what: Happening) -> None:
        self._injected.append((self.env.now, what))
        index = list(self.level.events).index(name)
        self.market.happen(what, round(floor(self.env.now / DAY)), index)
        if what.closes_site:
            self.book["people.offsite_share"] = 0.0
            self.centre.obey(self.book)
        self.log.append(record(self.env.now, Kind.HAPPENED, -1, -1, -1, -1, -1, index, 0, 0, 0, 0, 0))

    # -- midnight ------------------------------------------------------------------------------------------------

    def _wait_for_midnight(self) -> None:
        """The books close in the day's last second, so that a run of whole days has them all; at 0:00 a day opens."""
        self._last_second.callbacks = [lambda _: self._close_day()]
        self.env.schedule(self._last_second, NORMAL, DAY - 1)
        self._midnight.callbacks = [self._ring_midnight]
        self.env.schedule(self._midnight, NORMAL, DAY)

    def _ring_midnight(self, _event: SimEvent) -> None:
        self._open_day()
        self._wait_for_midnight()

    def _times(self) -> Times:
        """What happens today, all events taken together."""
        now, found = self.env.now, Times()
        for begun, what in self._injected:
            if begun <= now < begun + what.days * DAY:
                for name in ("joining", "leaving", "absence", "patience", "quits", "price_sense", "outside"):
                    setattr(found, name, getattr(found, name) * getattr(what, name))
                for name, factor in what.issues.items():
                    index = self._issue_index[name]
                    found.issues[index] = found.issues.get(index, 1.0) * factor
        return found

    def _close_day(self) -> None:
        now, level, log, book = self.env.now, self.level, self.log, self.book
        rows = log.open_rows()
        times = self._times()
        busy, staffed = self.centre.close_day(jobs=times.quits)
        day, said = self.market.close_day(rows, now, book, times.climate())
        for row in said:
            log.append(row)
        wages, once = self._staff_cost
        contacts = int(np.count_nonzero(rows[:, 1] == Kind.CONTACT_BEGAN))
        cost = (
            wages + once + self._fees + self.centre.take_costs() + day.replies_usd
            + day.subscribers * level.carrier.service_cost_month_usd * 12 / 365.25
            + day.joined * level.carrier.acquisition_usd
            + day.left * level.carrier.leaving_usd
            + overheads.a_day(level, book, day.subscribers, contacts)
        )  # fmt: skip
        self._fees = 0.0
        staff = self.centre.staff
        nobody = (-1, -1, -1, -1, -1)
        crew = (staff.headcount(), staff.tenure_days(now), staff.morale())
        log.append(record(now, Kind.STAFFED, *nobody, *crew, 0, 0, 0))
        log.append(record(now, Kind.DRIFTED, *nobody, *self.centre.drift.values()))
        revenue = day.revenue_usd + overheads.extras(book, day.subscribers)
        log.append(record(now, Kind.DAY_CLOSED, *nobody, revenue, cost, wages, busy, staffed, day.subscribers))
        log.close_day(rows)

    def _open_day(self) -> None:
        now = self.env.now
        for name, what in self.level.events.items():
            if what.day is not None and name not in self._happened and what.day * DAY <= now:
                self._happened.add(name)
                self._happen(name, what)
        times = self._times()
        births, silent = self.market.open_day(now, times.climate(), self.book, self.centre.drift.faults)
        for row in silent_rows(silent, self.centre.cases, now):
            self.log.append(row)
        self.centre.cases += len(silent.customer)
        self._staff_cost = self.centre.open_day(
            births, absence=times.absence, patience=times.patience, outside=times.outside
        )

    # -- looking -------------------------------------------------------------------------------------------------

    def events(self, start: int = 0, stop: int | None = None) -> list[Event]:
        """The event log from event number `start` (to `stop`, if given)."""
        return self.log.events(start, stop)

    def metrics(self) -> dict[str, float]:
        """Every metric of the run so far, by name."""
        return measure(self.tally(), self.level)

    def tally(self) -> Tally:
        """Counts and sums over the whole log so far."""
        return self._books.tally()

    def series(self) -> dict[str, list[float]]:
        """Per closed day, every metric of that day alone; cash and other stocks at its end."""
        return self._books.series()

    def digest(self) -> str:
        """The digest of everything up to now."""
        return self._books.digest()

    def checkpoints(self) -> tuple[tuple[int, str], ...]:
        """(time in s, digest) at the end of every week."""
        return self._books.checkpoints()

    def frame(self) -> Frame:
        """The picture of this moment."""
        step = (self.log.packed, len(self.log) // _PREVIEW)
        if self._preview[0] != step:
            shown = max(0, step[1] * _PREVIEW - self.log.packed)
            self._preview = (step, measure(self._books.tally(shown), self.level))
        return look.frame(self, self._preview[1])

    def customer(self, customer: int) -> CustomerView:
        """The card of one customer; IndexError if there is nobody of that number."""
        return look.customer(self, customer)

    def town(self) -> TownView:
        """Who lives in town and who knows whom: the same all through the run."""
        return look.town(self)

    def people(self) -> PeopleView:
        """What has become of everyone by now."""
        return look.people(self)
