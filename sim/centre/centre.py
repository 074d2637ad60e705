"""The centre at work: all desks and their CSRs, the day, and the life of every case that is not over.

A case reads top to bottom: `_arrive` (it is born), `_call` (the customer picks up the phone; the call itself is
`sim.centre.story`), then what he does when it is not solved: `hung_up`, `cut_off`, `not_solved`, `surprised`; and what
the firm does on his behalf while nobody holds the line: an owner's call, a letter, the executive desk. The market
learns of it only through the event log.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, MutableSequence
from itertools import accumulate
from math import floor

import numpy as np
from numpy.typing import NDArray
from simpy import Environment
from simpy.events import NORMAL

from sim.births import Births
from sim.centre import fortune as luck
from sim.centre import story
from sim.centre.authority import compile_rules
from sim.centre.contact import Birth, Case, Contact, Errand, Story
from sim.centre.csr import Csr, Staff
from sim.centre.desk import Callbacks, Desk, Timer
from sim.centre.drift import Drift
from sim.centre.practice import practise
from sim.clock import DAY, HOUR
from sim.dice import Purpose, stream
from sim.distributions import lognormal
from sim.events import CaseEnding, Door, Kind, MachineEnding, Row, Why, record
from sim.frames import Doing
from sim.level import Level

# As in `story`: plain names, and floats where they only go into the log.
_NOBODY = -1.0
_ADOPTED = float(Kind.ADOPTED)
_CASE_BORN = float(Kind.CASE_BORN)
_CASE_CLOSED = float(Kind.CASE_CLOSED)
_CLOSED_DOOR = float(Kind.CLOSED_DOOR)
_EXECUTIVE = float(Kind.EXECUTIVE)
_LETTER_ANSWERED = float(Kind.LETTER_ANSWERED)
_LETTER_SENT = float(Kind.LETTER_SENT)
_MACHINE = float(Kind.MACHINE)
_OUTSIDE_COMPLAINT = float(Kind.OUTSIDE_COMPLAINT)
_PROMISE_BROKEN = float(Kind.PROMISE_BROKEN)
_CASE_GIVEN_UP = float(CaseEnding.GIVEN_UP)
_CASE_LEFT = float(CaseEnding.LEFT)
_CASE_RESOLVED = float(CaseEnding.RESOLVED)
_IS_IDLE = Doing.IDLE
_WHY_CALLED_BACK = float(Why.CALLED_BACK)
_WHY_CLOSED = float(Why.CLOSED)
_WHY_CUT_OFF = float(Why.CUT_OFF)
_WHY_MACHINE = float(Why.MACHINE)
_WHY_NEW = float(Why.NEW)
_WHY_NO_ANSWER = float(Why.NO_ANSWER)
_WHY_NOT_SOLVED = float(Why.NOT_SOLVED)
_WHY_OWNER = float(Why.OWNER)
_WHY_PROMISE_BROKEN = float(Why.PROMISE_BROKEN)

_MACHINE_S = (100.0, 80.0, 260.0)
"""A call to the machine, by `MachineEnding`."""
_MACHINE_USD = 0.25
_LETTER_DAYS = 30.0
"""Whoever has no answer by then gives up."""
_LETTER_GRANTED = 0.7
_DOORS = (0.5, 0.8, 0.97, 1.0)
"""Cumulated shares of outside complaints by `Door`, where the way upstairs is not published (guess) ..."""
_DOORS_PUBLISHED = (0.12, 0.2, 0.99, 1.0)
"""... and where it is."""
_BRED_DAYS = 12.0
_BRED_KEY = 1_000_000
"""Added to the day in the key of a case that another one bred."""
_NOT_IN = 0.2
"""Of those whom a CSR rings back, who don't answer."""
_OWNER_CALLS = 6
"""Contacts after which an owner gives the case back."""
_OWNER_OFF_DAYS = 7
_EXECUTIVE_DAYS = 30.0
"""Whoever has no call from the executive desk by then is paid by somebody higher up."""
_BAD_DEBT = 0.5
"""Of a bill rightly owed and disputed, what two months of grace lose."""


class _Arrivals(Timer):
    """The day's first calls, in order of time; one event that moves from call to call."""

    __slots__ = ("births", "times")

    def __init__(self, births: Iterator[tuple[Birth, NDArray[np.float64]]], times: Iterator[float]) -> None:
        self.births = births
        self.times = times


class Centre:
    """All desks and their CSRs, and every case that is not over."""

    def __init__(
        self,
        env: Environment,
        level: Level,
        seed: int,
        book: Mapping[str, float],
        say: Callable[[Row], None],
        gone: MutableSequence[int],
    ) -> None:
        """`say` appends to the event log; `gone[customer]` is true once he has left the firm."""
        self.env = env
        self.level = level
        self.facts = level.centre
        self.seed = seed
        self.say = say
        self.gone = gone
        self.desks = [Desk(env, name) for name in level.desks]
        self.drift = Drift(rules=level.centre.rules)
        self.staff = Staff(level, seed, self.desks, book, say, self.drift)
        specs = list(level.desks.values())
        roles = [spec.role for spec in specs]
        self.front = roles.index("frontline")
        self.credit_levers = [spec.credit_limit for spec in specs]
        self.boss = roles.index("supervisor") if "supervisor" in roles else -1
        self.executive = roles.index("executive") if "executive" in roles else -1
        self.back_office = roles.index("back_office") if "back_office" in roles else -1
        departments = [i for i, role in enumerate(roles) if role == "department"]
        self.wrong = [[i for i in departments if i != right] or [right] for right in range(len(specs))]
        self.issues = list(level.issues.values())
        self.issue_desk = [list(level.desks).index(issue.desk) for issue in self.issues]
        self.remedy = [issue.remedy for issue in self.issues]
        names = list(level.issues)
        self.neglected = [names.index(issue.neglected) if issue.neglected else -1 for issue in self.issues]
        self.breeds = [[(names.index(name), share) for name, share in issue.breeds.items()] for issue in self.issues]
        self.cases = 0
        self.contacts = 0
        self.open_cases = 0
        self.cost_usd = 0.0
        """Outside complaints, gifts, bad debts and the machine, since the last `take_costs`."""
        self.credits_usd = 0.0
        self._costed = 0
        self.patience_s = level.centre.patience_mean_s
        self.outside = 1.0
        """What events do to complaints to bureau and regulator."""
        self.reexplain_s = level.centre.reexplain_s
        self.sunk_s = level.centre.sunk_cost / HOUR
        self.day_start = 0.0
        self.day = 0
        self._low: list[Case] = []
        """Cases that may call again and are about to run out of luck."""
        self._hours = [0.0] * 25
        self.wrapped: Callbacks = [self._wrap_ends]
        self._arrived: Callbacks = [self._arrive]
        self._calls: Callbacks = [self._again]
        self._outside: Callbacks = [self._outside_done]
        self._given_up: Callbacks = [self._gives_up]
        self._owner: Callbacks = [self._owner_calls]
        self._machines: Callbacks = [self._machine_ends]
        self._bred: Callbacks = [self._born_of_another]
        self.obey(book)

    def obey(self, book: Mapping[str, float]) -> None:
        """Take over a changed policy book. Contacts under way go on under the rule they were told."""
        self.book = dict(book)
        self.practice = practise(self.level, book, self.drift, compile_rules(self.level, book))
        m, discount = self.level.market, book["promise.retention_discount"]
        # Each further dollar off keeps fewer (guess).
        self.save = m.save + (1 - m.save) * 0.6 * (1 - 2.0 ** (-discount / 7))

    def rule_changed(self, lever: str) -> None:
        """A decision on `lever` takes effect: a changed rule of conduct has to be understood."""
        if lever.startswith(("power.", "process.")):
            self.drift.changed(self.book)

    # -- the day -------------------------------------------------------------------------------------------------

    def open_day(
        self, births: Births, *, absence: float = 1.0, patience: float = 1.0, outside: float = 1.0
    ) -> tuple[float, float]:
        """At midnight: roster the CSRs, line up the day's first calls. Returns (wages, other staff cost) in $."""
        now = self.env.now
        self.day_start = now
        self.patience_s = self.facts.patience_mean_s * patience
        self.outside = outside
        self.practice = practise(self.level, self.book, self.drift, self.practice.rules)
        costs = self.staff.open_day(now, self.book, absence=absence)
        self.day = day = round(now / DAY)
        noise = lognormal(stream(self.seed, Purpose.BUSY_HOUR, day).random(24), 1.0, self.facts.busy_hour_cv)
        weights = np.asarray(self.facts.hour_shares) * noise
        self._hours = [0.0, *accumulate((weights / weights.sum()).tolist())]
        self._line_up(births, day)
        for case in self.staff.take_orphans():
            self._disown(case)
            self._later(case, now, DAY, _WHY_NO_ANSWER, 0.5)
        if self._low:
            self._draw()
        return costs

    def close_day(self, *, jobs: float = 1.0) -> tuple[float, float]:
        """At midnight: morale and quits (`jobs`: how easily others are found), and what drifts. Returns CSR-seconds
        (busy, staffed) of the day.
        """
        worked = self.staff.close_day(self.env.now, self.book, jobs=jobs)
        self.drift.close_day(self.level, self.book, self.practice.haste)
        return worked

    def take_costs(self) -> float:
        """Credits, outside complaints and what the calls themselves cost, since last asked, in $."""
        calls = self.contacts - self._costed
        self._costed = self.contacts
        cost = self.credits_usd + self.cost_usd + calls * self.facts.contact_usd
        self.credits_usd = self.cost_usd = 0.0
        return cost

    def _line_up(self, births: Births, day: int) -> None:
        if not len(births.customer):
            return
        times = np.interp(births.hour, self._hours, np.arange(25) * HOUR)
        times = np.where(births.abroad, births.hour * DAY, times)
        # The market closes the day a second before midnight: nobody calls a firm that he has just left.
        times = np.minimum(times, DAY - 2)
        order = np.argsort(times, kind="stable")
        c = births.customer[order]
        rows = luck.fortunes(self.seed, self.facts, c, np.full(len(c), day), np.zeros(len(c), dtype=np.int64))
        money = np.array([remedy != "fix" for remedy in self.remedy])[births.issue]
        left = np.where(money, births.need_usd, births.rank)
        columns = (
            c, c.astype(np.float64), *(
                column[order] for column in (
                    births.issue, births.segment, births.need_usd, left, births.firm_fault, births.blocked, births.hard,
                    births.severity, births.patience, births.again, births.doubted, births.free, births.machine,
                    births.ahead, births.loud, births.booked_usd,
                )
            ),
        )  # fmt: skip
        at = iter((self.day_start + times[order]).tolist())
        first = _Arrivals(zip(zip(*(column.tolist() for column in columns), strict=True), rows, strict=True), at)
        first.callbacks = self._arrived
        self.env.schedule(first, NORMAL, next(at) - self.env.now)

    def _arrive(self, arrivals: _Arrivals) -> None:
        """A case is born and calls for the first time."""
        now = self.env.now
        birth, row = next(arrivals.births)
        case = Case(float(self.cases), now, _WHY_NEW, self.day, birth, [row])
        self._is_born(case, now, 0.0)
        following = next(arrivals.times, None)
        if following is not None:
            arrivals.callbacks = self._arrived
            self.env.schedule(arrivals, NORMAL, following - now)
        if case.machine:
            self._machine(case, now)
        else:
            self._call(case, now)

    def _is_born(self, case: Case, now: float, bred: float) -> None:
        self.cases += 1
        self.open_cases += 1
        self.say(record(now, _CASE_BORN, case.who, case.number, _NOBODY, _NOBODY, _NOBODY,
                        case.issue, case.need, 0.0 if case.firm_fault else 1.0, case.severity, 0.0, bred))  # fmt: skip

    # -- the life of a case ----------------------------------------------------------------------------------------

    def _machine(self, case: Case, now: float) -> None:
        """The first call goes to the machine."""
        ending = MachineEnding(case.machine - 1)
        seconds = _MACHINE_S[ending]
        case.spent_s += seconds
        self.cost_usd += _MACHINE_USD
        self.say(record(now, _MACHINE, case.who, case.number, _NOBODY, _NOBODY, _NOBODY,
                        ending, seconds, 0.0, 0.0, 0.0, 0.0))  # fmt: skip
        case.callbacks = self._machines
        self.env.schedule(case, NORMAL, seconds)

    def _machine_ends(self, case: Case) -> None:
        ending, now = case.machine - 1, self.env.now
        if ending == MachineEnding.SOLVED:
            self.close(case, now, _CASE_RESOLVED)
        elif ending == MachineEnding.TO_A_PERSON:
            case.why = _WHY_MACHINE
            self._call(case, now)
        else:
            self.hung_up(case, now, self.fortune(case), _WHY_MACHINE)

    def _again(self, case: Case) -> None:
        self._call(case, self.env.now)

    def _call(self, case: Case, now: float) -> None:
        """The customer of a case picks up the phone."""
        if self.gone[case.customer]:
            self.close(case, now, _CASE_LEFT)
            return
        p = self.practice
        time_of_day = now - self.day_start
        if not p.open_s <= time_of_day < p.close_s:
            promised = p.close_s <= time_of_day < p.advertised_s
            self._say_case(now, _CLOSED_DOOR, case, promised)
            opening = p.open_s + float(case.luck[0][luck.HOUR]) * 3 * HOUR
            if time_of_day >= p.open_s:
                opening += DAY
            case.why = _WHY_CLOSED
            case.callbacks = self._calls
            self.env.schedule(case, NORMAL, opening - time_of_day)
            return
        if case.why == _WHY_PROMISE_BROKEN:
            self._say_case(now, _PROMISE_BROKEN, case, case.left)
        if now - case.born > p.grace_s and self.neglected[case.issue] >= 0 and not case.bred:
            # The bill is disputed and therefore unpaid; the line is cut although the dispute is open.
            case.bred = True
            self._breed(case, now, self.neglected[case.issue], HOUR)
        contact = Contact(self.env, case, float(self.contacts))
        self.contacts += 1
        contact.story = story.call(self, contact, now)
        contact.tell()

    def _say_case(self, now: float, kind: float, case: Case, first: float = 0.0, second: float = 0.0) -> None:
        """Log what happened to a case between contacts."""
        self.say(record(now, kind, case.who, case.number, _NOBODY, _NOBODY, _NOBODY,
                        first, second, 0.0, 0.0, 0.0, 0.0))  # fmt: skip

    def let_go(self, csr: Csr, now: float) -> None:
        """The CSR is free for the next."""
        csr.contact = None
        csr.doing = _IS_IDLE
        csr.since = now
        if csr.due:
            self._next(csr)
        else:
            csr.line.release(csr)

    def _wrap_ends(self, csr: Csr) -> None:
        csr.doing = _IS_IDLE
        csr.since = self.env.now
        if csr.due:
            self._next(csr)
        else:
            csr.line.release(csr)

    def _next(self, csr: Csr) -> None:
        """What he does next: a call that he owes somebody, or whoever is first in line."""
        while csr.due:
            case = csr.due.popleft()
            if csr.going_home:
                self._not_in(case)
            elif self._owned_call(csr, case):
                return
        csr.line.release(csr)

    # -- what the customer does next -------------------------------------------------------------------------------

    def hung_up(self, case: Case, now: float, f: list[float], why: float) -> None:
        """After giving up the wait, or being cut off."""
        c = self.facts
        if f[luck.REDIAL] < c.redial:
            self._later(case, now, min(2 * DAY, c.redial_median_s * f[luck.REDIAL_DELAY]), why, f[luck.HOUR])
        else:
            self._unsolved(case, now, f, why)

    def cut_off(self, case: Case, now: float, f: list[float]) -> None:
        """The line went dead in a transfer: where that is the rule, the firm rings back."""
        if self.practice.call_back and f[luck.REDIAL] >= _NOT_IN:
            case.why = _WHY_CALLED_BACK
            case.callbacks = self._calls
            if len(case.luck) * luck.BLOCK - case.contacts < 2:
                self._low.append(case)
            self.env.schedule(case, NORMAL, 60.0)
        else:
            self.hung_up(case, now, f, _WHY_CUT_OFF)

    def not_solved(self, case: Case, now: float, f: list[float], csr: Csr) -> None:
        """The contact is over and the issue is not: somebody may make it his, or leave a word about the customer."""
        p = self.practice
        if f[luck.LABEL] < p.label:
            case.label = True
        if case.owner is None and f[luck.ADOPT] < p.ownership and csr.owned < p.caseload and not csr.left:
            case.owner = csr
            csr.owned += 1
            self.say(record(now, _ADOPTED, case.who, case.number, _NOBODY, csr.desk, csr.who,
                            0.0, 0.0, 0.0, 0.0, 0.0, 0.0))  # fmt: skip
        if case.owner is not None and case.contacts < _OWNER_CALLS:
            self._owner_later(case)
        elif f[luck.LETTER] < p.letter:
            self._disown(case)
            self._errand(case, f, self._letter)
        else:
            self._disown(case)
            self._unsolved(case, now, f, _WHY_NOT_SOLVED)

    def _unsolved(self, case: Case, now: float, f: list[float], why: float) -> None:
        """Not solved: take it outside, call again some day, or never mind."""
        c, p = self.facts, self.practice
        ready = case.contacts - c.outside_after + 1
        chance = c.outside * ready * case.loud * p.outside * self.outside if ready > 0 else 0.0
        if f[luck.OUTSIDE] < chance:
            self._goes_outside(case, now, f, f[luck.OUTSIDE] / chance)
        elif f[luck.AGAIN] < case.again * 0.96**case.contacts:
            self._later(case, now, c.recontact_median_s * f[luck.DELAY], why, f[luck.HOUR])
        else:
            self.close(case, now, _CASE_GIVEN_UP)

    def _goes_outside(self, case: Case, now: float, f: list[float], u: float) -> None:
        """Complain outside, at a door that the uniform `u` picks; unless it is settled before."""
        c, p = self.facts, self.practice
        money = self.remedy[case.issue] == "credit"
        leaked = 0.0 if case.firm_fault else case.left
        if money and p.settle_usd and case.left <= p.settle_usd:
            story.paid(self, case, now, -1.0, -1, -1.0, case.left, leaked)
            self._say_case(now, _EXECUTIVE, case, 0.0, case.left)
            self.close(case, now, _CASE_RESOLVED)
            return
        door = bisect_right(_DOORS_PUBLISHED if p.published else _DOORS, min(u, 0.999999))
        cost = c.outside_cost_usd * c.door_usd[door]
        if p.clause and door == Door.SMALL_CLAIMS:
            cost /= 2  # he signed that the firm did no wrong
        self.cost_usd += cost
        self._say_case(now, _OUTSIDE_COMPLAINT, case, door, cost)
        if self.executive >= 0 and self.staff.csrs[self.executive]:
            self._errand(case, f, self._executive)
            return
        self._paid_above(case, now)
        case.callbacks = self._outside
        self.env.schedule(case, NORMAL, c.outside_days * DAY)

    def _paid_above(self, case: Case, now: float) -> None:
        """Somebody higher up pays, without another contact."""
        if self.remedy[case.issue] == "credit":
            story.paid(self, case, now, -1.0, -1, -1.0, case.left, 0.0 if case.firm_fault else case.left)

    def _later(self, case: Case, now: float, delay: float, why: float, at: float) -> None:
        """Call again after about `delay` (s): the same day if it is soon, else when a uniform `at` says people call."""
        case.why = why
        case.callbacks = self._calls
        if len(case.luck) * luck.BLOCK - case.contacts < 2:
            self._low.append(case)
        if delay > 3 * HOUR:
            days = max(1, floor(delay / DAY + 0.5))
            i = bisect_right(self._hours, at) - 1
            hour = i + (at - self._hours[i]) / (self._hours[i + 1] - self._hours[i])
            delay = self.day_start + days * DAY + hour * HOUR - now
        self.env.schedule(case, NORMAL, delay)

    def surprised(self, case: Case, now: float, f: list[float], why: float) -> None:
        """Believed to be solved; after some days it shows that it is not. Call again then, or never mind."""
        p, change = self.practice, self.remedy[case.issue] == "change"
        if change and p.confirmed < 1 and f[luck.CAUGHT] >= p.confirmed:
            # The confirmation says what was done: it shows the same day.
            delay = HOUR
        else:
            delay = max(HOUR, self.facts.discover_days * DAY * f[luck.DELAY])
        if f[luck.AGAIN] < case.again * 0.96**case.contacts:
            self._later(case, now, delay, why, f[luck.HOUR])
        else:
            case.callbacks = self._given_up
            self.env.schedule(case, NORMAL, delay)

    def _gives_up(self, case: Case) -> None:
        self.close(case, self.env.now, _CASE_LEFT if self.gone[case.customer] else _CASE_GIVEN_UP)

    def _outside_done(self, case: Case) -> None:
        self.close(case, self.env.now, _CASE_LEFT if self.gone[case.customer] else _CASE_RESOLVED)

    def close(self, case: Case, now: float, ending: float) -> None:
        """The case is over."""
        self.open_cases -= 1
        if case.owner is not None:
            self._disown(case)
        if self.neglected[case.issue] >= 0 and not case.firm_fault and now - case.born > 3 * DAY:
            # Grace is lent to those who owe the bill, too.
            self.cost_usd += _BAD_DEBT * case.need * min(1.0, min(now - case.born, self.practice.grace_s) / (60 * DAY))
        self.say(record(now, _CASE_CLOSED, case.who, case.number, _NOBODY, _NOBODY, _NOBODY,
                        ending, case.contacts, now - case.born, case.credited, case.issue, case.absurd))  # fmt: skip

    # -- what the firm does meanwhile ------------------------------------------------------------------------------

    def _owner_later(self, case: Case) -> None:
        """The owner rings tomorrow at this time, if he is in."""
        case.why = _WHY_OWNER
        case.callbacks = self._owner
        case.promised = self.env.now + DAY
        if len(case.luck) * luck.BLOCK - case.contacts < 2:
            self._low.append(case)
        self.env.schedule(case, NORMAL, DAY)

    def _not_in(self, case: Case) -> None:
        """The owner is off, and nobody else knows the case: within the hour he may be back; a week is too long."""
        if self.env.now - case.promised < _OWNER_OFF_DAYS * DAY:
            case.callbacks = self._owner
            self.env.schedule(case, NORMAL, HOUR)
        else:
            self._disown(case)
            case.why = _WHY_NO_ANSWER
            self._call(case, self.env.now)

    def _owner_calls(self, case: Case) -> None:
        owner, now = case.owner, self.env.now
        assert isinstance(owner, Csr)
        if owner.left:
            self._disown(case)
            case.why = _WHY_NO_ANSWER
            self._call(case, now)
        elif not owner.on_duty or owner.going_home:
            self._not_in(case)
        elif owner.line.claim(owner):
            if not self._owned_call(owner, case):
                self._next(owner)
        else:
            owner.due.append(case)

    def _owned_call(self, owner: Csr, case: Case) -> bool:
        """`owner` rings the customer. False: there is nobody left to ring."""
        now = self.env.now
        if self.gone[case.customer]:
            self.close(case, now, _CASE_LEFT)
            return False
        contact = Contact(self.env, case, float(self.contacts))
        self.contacts += 1
        contact.story = story.call(self, contact, now, owner)
        contact.tell()
        return True

    def _disown(self, case: Case) -> None:
        owner = case.owner
        if owner is not None:
            assert isinstance(owner, Csr)
            case.owner = None
            owner.owned -= 1

    def _errand(self, case: Case, f: list[float], tale: Callable[[Errand, list[float]], Story]) -> None:
        """Begin work on a case with nobody on the line, under the luck `f` of the contact that led to it."""
        errand = Errand(self.env, case)
        errand.story = tale(errand, f)
        errand.tell()

    def _letter(self, errand: Errand, f: list[float]) -> Story:
        """He was told to write. With nobody in the back office no letter is ever answered."""
        case, sent = errand.case, self.env.now
        self._say_case(sent, _LETTER_SENT, case)
        errand.patience_s = _LETTER_DAYS * DAY
        csr = self.desks[self.back_office].seek(errand)
        if csr is None:
            yield None
            csr = errand.csr
        if csr is None or self.gone[case.customer]:
            if isinstance(csr, Csr):
                csr.line.release(csr)
            self.close(case, self.env.now, _CASE_LEFT if self.gone[case.customer] else _CASE_GIVEN_UP)
            return
        assert isinstance(csr, Csr)
        csr.doing, csr.since = Doing.WRAPPING_UP, self.env.now
        csr.contacts += 1
        yield self.facts.letter_s * f[luck.APPROVAL]
        now = self.env.now
        granted = f[luck.GRANTED] < _LETTER_GRANTED and (self.remedy[case.issue] == "fix" or case.left
                                                         <= self.practice.boss_limit)  # fmt: skip
        csr.solved += granted
        self.say(record(now, _LETTER_ANSWERED, case.who, case.number, _NOBODY, self.back_office, csr.who,
                        granted, now - sent, 0.0, 0.0, 0.0, 0.0))  # fmt: skip
        if granted and self.remedy[case.issue] == "credit":
            leaked = 0.0 if case.firm_fault else case.left
            story.paid(self, case, now, -1.0, self.back_office, csr.who, case.left, leaked)
        self.let_go(csr, now)
        if granted:
            self.close(case, now, _CASE_RESOLVED)
        else:
            self._unsolved(case, now, f, _WHY_NOT_SOLVED)

    def _executive(self, errand: Errand, f: list[float]) -> Story:
        """The executive desk takes the case up, rings and puts it right: it may do everything."""
        case, asked = errand.case, self.env.now
        errand.patience_s = _EXECUTIVE_DAYS * DAY
        csr = self.desks[self.executive].seek(errand)
        if csr is None:
            yield None
            csr = errand.csr
        if csr is None:
            self._paid_above(case, self.env.now)
            self._outside_done(case)
            return
        assert isinstance(csr, Csr)
        waited = self.env.now - asked
        csr.doing, csr.since = Doing.TALKING, self.env.now
        csr.contacts += 1
        csr.solved += 1
        yield self.facts.executive_s * f[luck.APPROVAL]
        now = self.env.now
        here = not self.gone[case.customer]
        usd = case.left if here and self.remedy[case.issue] == "credit" else 0.0
        self.say(record(now, _EXECUTIVE, case.who, case.number, _NOBODY, self.executive, csr.who,
                        waited, usd, 0.0, 0.0, 0.0, 0.0))  # fmt: skip
        if usd:
            story.paid(self, case, now, -1.0, self.executive, csr.who, usd, 0.0 if case.firm_fault else usd)
        self.let_go(csr, now)
        self.close(case, now, _CASE_LEFT if self.gone[case.customer] else _CASE_RESOLVED)

    # -- one trouble brings another --------------------------------------------------------------------------------

    def breed(self, case: Case, now: float, u: float) -> None:
        """A cure may bring about new trouble, found later; `u` is a uniform."""
        for issue, share in self.breeds[case.issue]:
            if u < share * self.practice.confirmed:
                self._breed(case, now, issue, _BRED_DAYS * DAY * float(case.luck[0][luck.DELAY]))
                return
            u -= share

    def _breed(self, parent: Case, now: float, issue: int, delay: float) -> None:
        """`parent`'s customer will have trouble of kind `issue` after `delay` (s)."""
        spec = self.issues[issue]
        birth: Birth = (
            parent.customer, parent.who, issue, parent.segment, 0.0, 0.99, False, False, False, spec.severity,
            parent.patience, parent.again, False, False, 0, parent.ahead, parent.loud, parent.booked,
        )  # fmt: skip
        case = Case(-1.0, now + delay, _WHY_NEW, parent.key + _BRED_KEY, birth, [])
        case.bred = True
        self._low.append(case)
        case.callbacks = self._bred
        self.env.schedule(case, NORMAL, delay)

    def _born_of_another(self, case: Case) -> None:
        now = self.env.now
        if self.gone[case.customer]:
            return
        f = self.fortune(case)
        spec = self.issues[case.issue]
        case.number, case.born = float(self.cases), now
        case.firm_fault, case.blocked = f[luck.GRANTED] < spec.firm_fault, f[luck.SALE] < spec.blocked
        if spec.remedy != "fix":
            case.need = case.left = spec.need_usd * (0.3 + 1.4 * f[luck.OUTSIDE])
        self._is_born(case, now, 1.0)
        self._call(case, now)

    # -- luck ------------------------------------------------------------------------------------------------------

    def fortune(self, case: Case) -> list[float]:
        """The luck of the case's next contact, `fortune.WIDTH` numbers."""
        block, nth = divmod(case.contacts, luck.BLOCK)
        if block == len(case.luck):
            self._low.append(case)
            self._draw()
        start = nth * luck.WIDTH
        return case.luck[block][start : start + luck.WIDTH].tolist()  # type: ignore[no-any-return]

    def _draw(self) -> None:
        """Draw the next block of luck for all cases that are low on it.

        Luck is addressed, so when it is drawn makes no difference, and one case at a time would cost fifty times as
        much as all in one sweep.
        """
        cases = list(dict.fromkeys(self._low))
        self._low.clear()
        rows = luck.fortunes(
            self.seed,
            self.facts,
            np.array([case.customer for case in cases]),
            np.array([case.key for case in cases]),
            np.array([len(case.luck) for case in cases]),
        )
        for case, row in zip(cases, rows, strict=True):
            case.luck.append(row)
