"""CSRs: who works at which desk and site, when, how fast and in what mood; hiring, learning and quitting.

Rules of this file:
1. A CSR is numbered in order of hiring. His traits are his own luck (seed, number): hiring one more changes nobody.
2. Head count follows the policy book: more is ordered at once and arrives after the hiring delay, untrained; fewer is
   at once, newest first.
3. Everything changes at midnight; by day a CSR only comes, works and goes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from math import exp, log
from statistics import NormalDist

import numpy as np
from simpy.events import NORMAL

from sim.centre.contact import Case
from sim.centre.desk import Desk, Timer
from sim.centre.drift import Book, Drift
from sim.clock import DAY, HOUR
from sim.dice import Purpose, rolls, stream
from sim.events import Kind, Row, record
from sim.frames import Doing
from sim.level import DeskSpec, Level

_FORGIVING = 1 - 1 / 180
"""A day's share of resentment that is left: half a year (guess)."""
_HANDY = 10
"""Cases that a CSR can keep in mind; each further one slows him."""
_LANGUAGE_USD, _GENERALIST_USD, _LISTENER_USD = 6.0, 4.0, 5.0
"""Per head and working day, at the full lever."""

_NAMES = (
    "Ada Ben Cleo Dev Esme Finn Gita Hugo Iris Jon Kaya Liam Mina Ned Olga Paul Quin Rosa Sam Tess "
    "Uma Vic Wren Xan Yara Zoe Abel Bea Cy Dot Eli Fay Gus Hana Ivo Jade Kit Lola Max Nia Otto Pia "
    "Ravi Sol Tom Una Vera Will Yuki Zack"
).split()


def name_of_csr(number: int) -> str:
    """What the CSR hired as number `number` is called, whoever he is in this run."""
    return _NAMES[number % len(_NAMES)]


def heads(spec: DeskSpec, book: Book) -> tuple[int, int]:
    """Head count that the book wants, by site: the front line's may be shared with a partner."""
    whole = int(book[spec.staff])
    away = round(whole * book["people.offsite_share"]) if spec.role == "frontline" else 0
    return whole - away, away


class Csr(Timer):
    """One employee. As an event he is the end of his own wrap-up."""

    __slots__ = (
        "blocks", "charm", "contact", "contacts", "curt", "desk", "doing", "due", "error", "going_home", "hired",
        "left", "line", "morale", "name", "number", "on_duty", "own_pace", "owned", "pace", "ready", "resentment",
        "rest", "shift", "since", "site", "solved", "spent_usd", "warmth", "who",
    )  # fmt: skip

    def __init__(
        self, number: int, seed: int, *, desk: int, site: int, line: Desk, hired: float, ready: float, level: Level
    ) -> None:
        luck = stream(seed, Purpose.CSR, number).random(8).tolist()
        sigma = level.centre.agent_sigma
        self.number = number
        self.who = float(number)
        """The number as the log packs it."""
        self.name = name_of_csr(number)
        self.desk = desk
        self.site = site
        """0: at home; 1: at the partner's."""
        self.line = line
        self.hired = hired
        self.ready = ready
        self.own_pace = exp(sigma * NormalDist().inv_cdf(luck[0]) - sigma * sigma / 2)
        self.warmth = luck[1]
        self.morale = 0.65 + 0.2 * (luck[2] - 0.5)
        self.shift = 0
        self.rest = number % 7
        self.pace = self.own_pace
        self.error = 1.0
        self.going_home = False
        self.on_duty = False
        self.doing = Doing.IDLE
        self.since = 0.0
        self.contact: object | None = None
        self.contacts = 0
        self.solved = 0
        self.blocks = 0
        self.spent_usd = 0.0
        """Credited this week."""
        self.owned = 0
        """Open cases that are his."""
        self.due: deque[Case] = deque()
        """Customers he owes a call now, while he is on another."""
        self.left = False
        self.resentment = 0.0
        """Stored overtime, paid back when there are other jobs."""
        self.charm = 0.0
        """What his own way adds to how a customer feels treated."""
        self.curt = 1.0
        """How readily he ends a call himself, in multiples."""


class _Bell(Timer):
    """The start or the end of a shift at one desk."""

    __slots__ = ("csrs", "ring")

    def __init__(self, csrs: list[Csr], ring: Callable[[list[Csr]], None]) -> None:
        self.csrs = csrs
        self.ring = ring
        self.callbacks = [_ring]


def _ring(bell: object) -> None:
    assert isinstance(bell, _Bell)
    bell.ring(bell.csrs)


class Staff:
    """All CSRs of the centre, by desk."""

    def __init__(
        self, level: Level, seed: int, desks: list[Desk], book: Book, say: Callable[[Row], None], drift: Drift
    ) -> None:
        self.level = level
        self.seed = seed
        self.desks = desks
        self.say = say
        self.drift = drift
        self.specs = list(level.desks.values())
        self.csrs: list[list[Csr]] = [[] for _ in desks]
        self.joining: list[list[tuple[int, int]]] = [[] for _ in desks]
        """(day, site) on which hired CSRs start, per desk."""
        self._orphans: list[Case] = []
        self.hired = 0
        self.quits = 0
        shifts = level.centre.shifts
        self.first = min(range(len(shifts)), key=lambda i: shifts[i].start_h)
        self.last = max(range(len(shifts)), key=lambda i: shifts[i].end_h)
        self._busy = [0.0] * len(desks)
        self._staffed = [0.0] * len(desks)
        self.training_days = book["people.training_days"]
        people = level.employees
        for desk in range(len(self.specs)):
            for site in (site for site, n in enumerate(heads(self.specs[desk], book)) for _ in range(n)):
                csr = self._new(desk, site, 0.0, 0.0, 0.0)
                luck = stream(seed, Purpose.CSR, csr.number, 1).random()
                csr.hired = -people.ramp_days * DAY * 0.3 + log(1 - luck) * people.opening_tenure_days * DAY
                csr.ready = csr.hired
        for desk in range(len(desks)):
            self._deal_shifts(desk)

    def _new(self, desk: int, site: int, hired: float, ready: float, warm: float) -> Csr:
        """A new CSR, chosen among those who apply: with `warm` (0 to 1) the warmer, without the quicker."""
        csr = Csr(
            self.hired, self.seed, desk=desk, site=site, line=self.desks[desk], hired=hired, ready=ready,
            level=self.level,
        )  # fmt: skip
        csr.warmth **= 1 / (1 + 2 * warm)
        csr.own_pace *= 1 + 0.1 * warm
        self.hired += 1
        self.csrs[desk].append(csr)
        return csr

    def _deal_shifts(self, desk: int) -> None:
        """Give each CSR without a call the shift most short of its share. Existing ones keep theirs if they can."""
        shifts = self.level.centre.shifts
        counts = [0] * len(shifts)
        for n, csr in enumerate(self.csrs[desk], start=1):
            short = [shift.share * n - counts[i] for i, shift in enumerate(shifts)]
            csr.shift = short.index(max(short))
            counts[csr.shift] += 1

    # -- midnight ------------------------------------------------------------------------------------------------

    def close_day(self, now: float, book: Book, *, jobs: float) -> tuple[float, float]:
        """Update morale from the day, let people quit. Returns CSR-seconds (busy, staffed) of the day."""
        people = self.level.employees
        day = round(now / DAY)
        luck = self._luck(Purpose.QUIT, day)
        busy_all = staffed_all = 0.0
        wage, overtime, breaks = book["people.wage"], book["people.overtime"], book["people.breaks"]
        # In a slump being seen counts for more.
        thanks = 0.15 * (1 - exp(-book["people.appreciation"] / 15)) * (1 + 0.8 * max(0.0, 1 - jobs))
        # What the book does to a working day, whoever works it.
        rules = thanks - 0.06 * (book["pressure.script"] - 0.5) - 0.08 * book["pressure.monitoring"]
        rules -= 0.03 * overtime + 0.03 * book["process.give_name"] + 0.1 * book["power.over_credit_penalty"]
        secure = book["people.job_pledge"] * self.drift.pledge - (1 - self.drift.pledge)
        for desk, line in enumerate(self.desks):
            busy, staffed = line.account()
            busy_day, staffed_day = busy - self._busy[desk], staffed - self._staffed[desk]
            self._busy[desk], self._staffed[desk] = busy, staffed
            busy_all += busy_day
            staffed_all += staffed_day
            occupancy = busy_day / staffed_day if staffed_day else 0.0
            strain = max(0.0, occupancy - people.occupancy_ceiling) / max(0.01, 1 - people.occupancy_ceiling)
            strain *= max(0.0, 1 - breaks / 10)
            pay = max(-0.5, min(0.5, wage / people.market_wage_usd - 1))
            for csr in self.csrs[desk]:
                if csr.contacts:
                    solved, blocks = csr.solved / csr.contacts, csr.blocks / csr.contacts
                    # What a working day pulls morale towards: being able to solve, against strain and powerlessness.
                    # Those who are told no shout; breaks help to get over it.
                    shouting = 0.5 * blocks * (1 - 0.04 * breaks)
                    aim = 0.45 + 0.4 * solved - shouting - 0.35 * strain + 0.4 * pay + rules + 0.1 * secure
                    csr.morale += (max(0.0, min(1.0, aim)) - csr.morale) / people.morale_days
                    csr.contacts = csr.solved = csr.blocks = 0
                    csr.resentment += 0.008 * overtime * (1 + strain)
                csr.resentment *= _FORGIVING
            leaving = [
                csr
                for csr in self.csrs[desk]
                if luck[csr.number] < people.turnover_annual / 365.25 * self._restless(csr, jobs, secure)
            ]
            for csr in leaving:
                self._go(csr)
                self.quits += 1
                served = (now - csr.hired) / DAY
                self.say(record(now, Kind.CSR_QUIT, -1, -1, -1, desk, csr.number, served, csr.morale, 0, 0, 0, 0))
        return busy_all, staffed_all

    def _restless(self, csr: Csr, jobs: float, secure: float) -> float:
        """How much likelier than in calm times `csr` is to quit. Resentment waits until there are other jobs."""
        squeezed = 2.0 * (1 - self.drift.partner) if csr.site else 0.0
        return jobs * exp(
            2.5 * (0.6 - csr.morale) + 2.5 * csr.resentment * max(0.0, jobs - 0.3) - 0.3 * secure + squeezed
        )

    def take_orphans(self) -> list[Case]:
        """Cases whose owner left with their call still due."""
        orphans, self._orphans = self._orphans, []
        return orphans

    def _luck(self, purpose: Purpose, day: int) -> list[float]:
        """One uniform for every CSR ever hired, for `purpose` on `day`."""
        numbers = np.arange(self.hired, dtype=np.int64)
        found: list[float] = rolls(self.seed, purpose, numbers, np.full_like(numbers, day), 1)[:, 0].tolist()
        return found

    def _go(self, csr: Csr) -> None:
        self.csrs[csr.desk].remove(csr)
        csr.left = True
        self._orphans.extend(csr.due)
        csr.due.clear()
        if csr.on_duty:
            csr.on_duty = False
            self.desks[csr.desk].leave(csr)

    def open_day(self, now: float, book: Book, *, absence: float) -> tuple[float, float]:
        """Hire, train, dismiss, and ring in the day's shifts. Returns (wages, other staff cost) in $."""
        people = self.level.employees
        day = round(now / DAY)
        self.training_days = book["people.training_days"]
        once = sum(self._follow(desk, book, day, now) for desk in range(len(self.specs)))
        luck = self._luck(Purpose.ABSENCE, day)
        overtime = book["people.overtime"]
        wages = 0.0
        for desk, spec in enumerate(self.specs):
            crew = self.csrs[desk]
            rate = book["people.wage"] * spec.wage_factor * people.overhead
            working: list[list[Csr]] = [[] for _ in self.level.centre.shifts]
            for csr in crew:
                self._comes_in(csr, now, day, book)
                once += book["people.appreciation"] / 7
                if (day + csr.rest) % 7 >= people.days_per_week:
                    continue
                hours = people.hours_per_day + self._longer(csr.shift, book) + 1.5 * overtime
                wages += hours * (book["people.vendor_price"] if csr.site else rate)
                if csr.site:
                    once += _LANGUAGE_USD * book["people.language"]
                elif spec.role == "frontline":
                    once += _GENERALIST_USD * book["process.generalists"]
                once += _LISTENER_USD * book["pressure.monitoring"]
                if csr.ready > now:
                    continue
                if csr.ready > now - DAY and csr.ready > csr.hired:
                    self.say(record(now, Kind.CSR_READY, -1, -1, -1, desk, csr.number, 0, 0, 0, 0, 0, 0))
                # Who can't bear it stays at home more often.
                if luck[csr.number] < people.absence * absence * exp(1.5 * (0.6 - csr.morale)):
                    continue
                working[csr.shift].append(csr)
            self._ring_in(desk, working, book)
        return wages, once

    def _comes_in(self, csr: Csr, now: float, day: int, book: Book) -> None:
        """What he is like today."""
        people = self.level.employees
        # A short training leaves more to learn on the phone (21 days: as the level says); a script helps.
        green = max(0.3, 1.6 - 0.6 * self.training_days / 21) * (1 - 0.4 * (book["pressure.script"] - 0.5))
        rawness = max(0.0, 1.0 - (now - csr.ready) / DAY / people.ramp_days) * green
        overtime, juggled = book["people.overtime"], max(0, csr.owned - _HANDY)
        csr.pace = csr.own_pace * (1 + people.novice_talk * rawness) * (1 + 0.03 * overtime) * (1 + 0.03 * juggled)
        csr.error = (1 + people.novice_error * rawness + 0.8 * max(0.0, 0.6 - csr.morale)) * (1 + 0.1 * overtime)
        csr.charm = (0.5 - (book["pressure.script"] - 0.5)) * 0.3 * (csr.warmth - 0.5) + 0.2 * (csr.morale - 0.6)
        csr.curt = exp(3 * (0.6 - csr.morale))
        if csr.site:
            gap = people.language_gap * (1 - book["people.language"])
            cut = 1 - self.drift.partner
            csr.pace *= 1 + gap
            csr.error *= (1 + gap) * (1 + 2 * cut)
            csr.charm += 0.05 - 0.3 * gap - 0.3 * cut
        if day % 7 == 0:
            csr.spent_usd = 0.0

    def _follow(self, desk: int, book: Book, day: int, now: float) -> float:
        """Move the head count towards what the book wants; the cost in $ of what was begun today."""
        people = self.level.employees
        crew, joining = self.csrs[desk], self.joining[desk]
        cost = 0.0
        while joining and joining[0][0] <= day:
            _, site = joining.pop(0)
            csr = self._new(desk, site, now, now + self.training_days * DAY, book["people.hire_for_warmth"])
            self.say(record(now, Kind.CSR_HIRED, -1, -1, -1, desk, csr.number, 0, 0, 0, 0, 0, 0))
            self._deal_shifts(desk)
        for site, wanted in enumerate(heads(self.specs[desk], book)):
            here = [csr for csr in crew if csr.site == site]
            coming = [hired for hired in joining if hired[1] == site]
            while len(here) + len(coming) > wanted and coming:
                joining.remove(coming.pop())
            dismissed = here[wanted:]
            for csr in sorted(here, key=lambda c: c.number)[wanted:]:
                self._go(csr)
                cost += people.severance_usd if site == 0 else 0.0
            if dismissed:
                self.drift.dismissed(book)
                for csr in crew:  # those who stay have seen it
                    csr.morale = max(0.0, csr.morale - 0.5 * len(dismissed) / (len(crew) + len(dismissed)))
                self._deal_shifts(desk)
            for _ in range(wanted - len(here) - len(coming)):
                joining.append((day + round(people.hiring_days), site))
                cost += people.hiring_usd
        return cost

    def _ring_in(self, desk: int, working: list[list[Csr]], book: Book) -> None:
        env = self.desks[desk].env
        for i, csrs in enumerate(working):
            if csrs:
                start, end = self._hours(i, book)
                # Who closes with the lines can't stay longer: he comes earlier.
                overtime = book["people.overtime"]
                start, end = (start - overtime, end) if i == self.last else (start, end + overtime)
                if end > start:
                    env.schedule(_Bell(csrs, self._come), NORMAL, max(0.0, start) * HOUR)
                    env.schedule(_Bell(csrs, self._leave), NORMAL, end * HOUR)

    def _hours(self, shift: int, book: Book) -> tuple[float, float]:
        """When `shift` comes and goes, without overtime: the first opens and the last closes with the lines."""
        spec = self.level.centre.shifts[shift]
        start = book["promise.open_hour"] if shift == self.first else spec.start_h
        return start, book["promise.close_hour"] + 0.5 if shift == self.last else spec.end_h

    def _longer(self, shift: int, book: Book) -> float:
        """Hours by which the opening hours make `shift` longer than it was planned, paid by the hour."""
        (start, end), spec = self._hours(shift, book), self.level.centre.shifts[shift]
        return max(0.0, (end - start) - (spec.end_h - spec.start_h))

    def _come(self, csrs: list[Csr]) -> None:
        for csr in csrs:
            if csr.left or csr.on_duty:
                continue
            csr.on_duty = True
            if csr.doing is Doing.IDLE:
                csr.since = self.desks[csr.desk].env.now
                self.desks[csr.desk].arrive(csr)
            else:
                csr.going_home = False  # his last work of yesterday took him all night

    def _leave(self, csrs: list[Csr]) -> None:
        for csr in csrs:
            if csr.on_duty:
                csr.on_duty = False
                self.desks[csr.desk].leave(csr)

    # -- looking -------------------------------------------------------------------------------------------------

    def headcount(self) -> int:
        """All CSRs employed."""
        return sum(len(crew) for crew in self.csrs)

    def morale(self) -> float:
        """Mean morale, 0 to 1 (0 if nobody is employed)."""
        crew = [csr.morale for crew in self.csrs for csr in crew]
        return sum(crew) / len(crew) if crew else 0.0

    def tenure_days(self, now: float) -> float:
        """Mean days since hiring."""
        crew = [(now - csr.hired) / DAY for crew in self.csrs for csr in crew]
        return sum(crew) / len(crew) if crew else 0.0
