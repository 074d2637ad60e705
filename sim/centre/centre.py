"""The centre at work: how a contact goes, from the first ring to what the customer does next.

Reads top to bottom as the life of a case: `_call` (the customer picks up the phone), `_story` (legs, policy, cure or
roadblock), `_unsolved` / `_hung_up` (again, outside, or never mind). What policy allows comes from `authority`, who is
there from `desk` and `csr`, luck from `fortune`. The market learns of it only through the event log.

Every second of a contact is booked, in its `LEG_ENDED` events, to hold, talk, re-explaining, arguing, approval or loop.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Generator, Iterator, Mapping, MutableSequence
from itertools import accumulate
from math import floor

import numpy as np
from simpy import Environment
from simpy.events import NORMAL

from sim.births import Births
from sim.centre import fortune as luck
from sim.centre.authority import Action, compile_rules
from sim.centre.contact import Birth, Case, Contact, Story
from sim.centre.csr import Csr, Staff
from sim.centre.desk import Callbacks, Desk, Timer
from sim.clock import DAY, HOUR
from sim.dice import Purpose, stream
from sim.distributions import lognormal
from sim.events import Block, CaseEnding, ContactEnding, Kind, Row, Why, record
from sim.frames import Doing
from sim.level import Level

_NO_LIMIT = float("inf")
# The hot path looks these up tens of thousands of times a second: plain names, not members of an enum, and floats where
# they only go into the log, which packs doubles.
_NOBODY = -1.0
_APPROVAL = float(Kind.APPROVAL)
_CASE_BORN = float(Kind.CASE_BORN)
_CASE_CLOSED = float(Kind.CASE_CLOSED)
_CLOSED_DOOR = float(Kind.CLOSED_DOOR)
_CONTACT_BEGAN = float(Kind.CONTACT_BEGAN)
_CONTACT_ENDED = float(Kind.CONTACT_ENDED)
_CREDITED = float(Kind.CREDITED)
_DISCONNECTED = float(Kind.DISCONNECTED)
_LEG_ENDED = float(Kind.LEG_ENDED)
_OUTSIDE_COMPLAINT = float(Kind.OUTSIDE_COMPLAINT)
_PROMISED = float(Kind.PROMISED)
_PROMISE_BROKEN = float(Kind.PROMISE_BROKEN)
_RENEGED = float(Kind.RENEGED)
_ROADBLOCK = float(Kind.ROADBLOCK)
_TRANSFERRED = float(Kind.TRANSFERRED)
_RESOLVE_ = Action.RESOLVE
_PARTIAL_ = Action.PARTIAL
_APPROVE_ = Action.APPROVE
_TRANSFER_ = Action.TRANSFER
_ENDED_BELIEVED_RESOLVED = float(ContactEnding.BELIEVED_RESOLVED)
_ENDED_DISCONNECTED = float(ContactEnding.DISCONNECTED)
_ENDED_PARTIAL = float(ContactEnding.PARTIAL)
_ENDED_RENEGED = float(ContactEnding.RENEGED)
_ENDED_RESOLVED = float(ContactEnding.RESOLVED)
_ENDED_UNRESOLVED = float(ContactEnding.UNRESOLVED)
_CASE_GIVEN_UP = float(CaseEnding.GIVEN_UP)
_CASE_LEFT = float(CaseEnding.LEFT)
_CASE_RESOLVED = float(CaseEnding.RESOLVED)
_IS_APPROVING = Doing.APPROVING
_IS_AWAITING_APPROVAL = Doing.AWAITING_APPROVAL
_IS_IDLE = Doing.IDLE
_IS_TALKING = Doing.TALKING
_IS_WRAPPING_UP = Doing.WRAPPING_UP
_WHY_CLOSED = float(Why.CLOSED)
_WHY_CUT_OFF = float(Why.CUT_OFF)
_WHY_NEW = float(Why.NEW)
_WHY_NOT_SOLVED = float(Why.NOT_SOLVED)
_WHY_PROMISE_BROKEN = float(Why.PROMISE_BROKEN)
_WHY_REDIAL = float(Why.REDIAL)
_BLOCK_NEEDS_APPROVAL = float(Block.NEEDS_APPROVAL)
_BLOCK_WRONG_DEPARTMENT = float(Block.WRONG_DEPARTMENT)


class _Arrivals(Timer):
    """The day's first calls, in order of time; one event that moves from call to call."""

    __slots__ = ("births", "times")

    def __init__(self, births: Iterator[Birth], times: Iterator[float]) -> None:
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
        self.staff = Staff(level, seed, self.desks, book, say)
        specs = list(level.desks.values())
        self.front = next(i for i, spec in enumerate(specs) if spec.role == "frontline")
        self.credit_levers = [spec.credit_limit for spec in specs]
        self.boss = next((i for i, spec in enumerate(specs) if spec.role == "supervisor"), -1)
        departments = [i for i, spec in enumerate(specs) if spec.role == "department"]
        self.wrong = [[i for i in departments if i != right] or [right] for right in range(len(specs))]
        self.issues = list(level.issues.values())
        self.issue_desk = [list(level.desks).index(issue.desk) for issue in self.issues]
        self.remedy = [issue.remedy for issue in self.issues]
        self.cases = 0
        self.contacts = 0
        self.open_cases = 0
        self.cost_usd = 0.0
        """Outside complaints, since the last `close_day`."""
        self.credits_usd = 0.0
        self._costed = 0
        self.patience_s = level.centre.patience_mean_s
        self.reexplain_s = level.centre.reexplain_s
        self.sunk_s = level.centre.sunk_cost / HOUR
        self.day_start = 0.0
        self.day = 0
        self._low: list[Case] = []
        """Cases that may call again and are about to run out of luck."""
        self._hours = [0.0] * 25
        self._arrived: Callbacks = [self._arrive]
        self._wrapped: Callbacks = [self._wrap_ends]
        self._calls: Callbacks = [self._again]
        self._outside: Callbacks = [self._outside_done]
        self._given_up: Callbacks = [self._gives_up]
        self.obey(book)

    def obey(self, book: Mapping[str, float]) -> None:
        """Take over a changed policy book. Contacts under way go on under the rule they were told."""
        c = self.facts
        self.book = dict(book)
        self.rules = compile_rules(self.level, book)
        self.open_s = book["promise.open_hour"] * HOUR
        self.close_s = book["promise.close_hour"] * HOUR
        target = book["pressure.handle_time_target"]
        # Work pressure: how far the target lies below the natural time; Oliva & Sterman 2001 give the exponent.
        self.pressure = min(2.0, max(0.0, c.talk_mean_s / target - 1)) if target else 0.0
        haste = (1 + self.pressure) ** -0.64
        apology = c.apology_s if book["pressure.apology"] else 0.0
        self.apology = apology
        self.talk_s = [c.talk_mean_s * issue.talk * haste for issue in self.issues]
        self.notes = book["process.notes"]
        self.warm = bool(book["process.warm_transfer"])
        self.wrap_s = c.wrap_up_s + c.notes_s * self.notes
        self.error = [miss * (1 + 1.5 * self.pressure) for miss in (c.diagnosis_error, c.hard_error)]
        self.phantom = 0.0 if book["process.post_as_you_speak"] else c.phantom + c.phantom_pressure * self.pressure
        self.post_s = 25.0 if book["process.post_as_you_speak"] else 0.0
        self.boss_limit = book["power.supervisor_credit_limit"]

    # -- the day -------------------------------------------------------------------------------------------------

    def open_day(self, births: Births, *, absence: float = 1.0, patience: float = 1.0) -> tuple[float, float]:
        """At midnight: roster the CSRs, line up the day's first calls. Returns (wages, other staff cost) in $."""
        now = self.env.now
        self.day_start = now
        self.patience_s = self.facts.patience_mean_s * patience
        costs = self.staff.open_day(now, self.book, absence=absence)
        self.day = day = round(now / DAY)
        noise = lognormal(stream(self.seed, Purpose.BUSY_HOUR, day).random(24), 1.0, self.facts.busy_hour_cv)
        weights = np.asarray(self.facts.hour_shares) * noise
        self._hours = [0.0, *accumulate((weights / weights.sum()).tolist())]
        self._line_up(births, day)
        if self._low:
            self._draw()
        return costs

    def close_day(self, *, wage: float) -> tuple[float, float]:
        """At midnight: morale and quits. Returns CSR-seconds (busy, staffed) of the day."""
        return self.staff.close_day(self.env.now, wage=wage)

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
        order = np.argsort(times, kind="stable")
        c = births.customer[order]
        rows = luck.fortunes(self.seed, self.facts, c, np.full(len(c), day), np.zeros(len(c), dtype=np.int64))
        money = np.array([remedy != "fix" for remedy in self.remedy])[births.issue]
        left = np.where(money, births.need_usd, births.rank)
        columns = (
            c, c.astype(np.float64), *(
                column[order] for column in (
                    births.issue, births.segment, births.need_usd, left, births.firm_fault, births.blocked, births.hard,
                    births.severity, births.patience, births.again,
                )
            ),
        )  # fmt: skip
        at = iter((self.day_start + times[order]).tolist())
        first = _Arrivals(zip(*(column.tolist() for column in columns), rows, strict=True), at)
        first.callbacks = self._arrived
        self.env.schedule(first, NORMAL, next(at) - self.env.now)

    def _arrive(self, arrivals: _Arrivals) -> None:
        """A case is born and calls for the first time."""
        now = self.env.now
        number = float(self.cases)
        case = Case(number, now, _WHY_NEW, next(arrivals.births))
        self.cases += 1
        self.open_cases += 1
        self.say(record(now, _CASE_BORN, case.who, number, _NOBODY, _NOBODY, _NOBODY,
                        case.issue, case.need, 0.0 if case.firm_fault else 1.0, case.severity, 0.0, 0.0))  # fmt: skip
        following = next(arrivals.times, None)
        if following is not None:
            arrivals.callbacks = self._arrived
            self.env.schedule(arrivals, NORMAL, following - now)
        self._call(case, now)

    # -- the life of a case ----------------------------------------------------------------------------------------

    def _again(self, case: Case) -> None:
        self._call(case, self.env.now)

    def _call(self, case: Case, now: float) -> None:
        """The customer of a case picks up the phone."""
        if self.gone[case.customer]:
            self._close(case, now, _CASE_LEFT)
            return
        time_of_day = now - self.day_start
        if not self.open_s <= time_of_day < self.close_s:
            self._say_case(now, _CLOSED_DOOR, case)
            opening = self.open_s + float(case.luck[0][luck.HOUR]) * 3 * HOUR
            if time_of_day >= self.open_s:
                opening += DAY
            case.why = _WHY_CLOSED
            case.callbacks = self._calls
            self.env.schedule(case, NORMAL, opening - time_of_day)
            return
        if case.why == _WHY_PROMISE_BROKEN:
            self._say_case(now, _PROMISE_BROKEN, case, case.left)
        contact = Contact(self.env, case, float(self.contacts))
        self.contacts += 1
        contact.story = self._story(contact, now)
        contact.tell()

    def _say_case(self, now: float, kind: float, case: Case, value: float = 0.0) -> None:
        """Log what happened to a case between contacts."""
        self.say(record(now, kind, case.who, case.number, _NOBODY, _NOBODY, _NOBODY, value, 0.0, 0.0, 0.0, 0.0, 0.0))

    def _story(self, contact: Contact, now: float) -> Story:  # noqa: C901  # one story is best told in one piece
        """One contact: legs at desks until it is resolved, blocked, cut off or hung up."""
        env, say, desks = self.env, self.say, self.desks
        case, number = contact.case, contact.number
        who, case_no, issue = case.who, case.number, case.issue
        f = self._fortune(case)
        case.contacts = nth = case.contacts + 1
        began = since = now
        say(record(now, _CONTACT_BEGAN, who, case_no, number, _NOBODY, _NOBODY, nth, case.why, 0.0, 0.0, 0.0, 0.0))
        place = self.front
        seen = 1 << place
        leg = 0
        loop = False
        first_wait = 0.0
        sunk = self.patience_s * case.patience * (1 + self.sunk_s * case.spent_s)
        while True:
            o = luck.LEG if leg & 1 else 0
            contact.patience_s = f[o] * sunk
            csr: Csr | None = desks[place].seek(contact)  # type: ignore[assignment]
            if csr is None:
                yield None
                csr, now = contact.csr, env.now  # type: ignore[assignment]
            wait = now - since
            if leg == 0:
                first_wait = wait
            if csr is None:
                say(record(now, _RENEGED, who, case_no, number, place, _NOBODY, wait, leg, 0.0, 0.0, 0.0, 0.0))
                self._book(now, contact, place, _NOBODY, wait, 0.0, 0.0, 0.0, 0.0, loop)
                self._end(now, contact, place, _NOBODY, _ENDED_RENEGED, began, first_wait)
                self._hung_up(case, now, f, _WHY_REDIAL)
                return

            # -- on the phone ----------------------------------------------------------------------------------
            csr.contact = contact
            csr.doing = _IS_TALKING
            csr.since = now
            csr.contacts += 1
            rule = self.rules[place][issue]
            need = case.left
            talk = self.talk_s[issue] * f[o + 1] * csr.pace + self.apology
            retell = 0.0
            if (nth > 1 or leg) and f[o + 3] >= self.notes and not (self.warm and leg):
                retell = self.reexplain_s * (0.5 + f[o + 7])
            if case.blocked:
                action = rule.forbidden
            elif need <= rule.limit:
                action = rule.within
            elif need <= rule.pass_limit:
                action = _TRANSFER_
            else:
                action = rule.above

            # After `yield spell`, `now += spell` is what SimPy's clock shows, to the bit, at a tenth of the price.
            if action is _TRANSFER_:
                warm = self.warm
                talk = talk * 0.35 + (self.facts.warm_s if warm else 0.0)
                spell = talk + retell
                yield spell
                now += spell
                to = rule.to
                if place == self.front:
                    # Each further attempt is less likely to go astray again.
                    if f[o + 5] < self.facts.misroute ** (1 + leg / 2):
                        wrongs = self.wrong[to]
                        to = wrongs[case.customer % len(wrongs)]
                else:
                    say(record(now, _ROADBLOCK, who, case_no, number, place, csr.who,
                               _BLOCK_WRONG_DEPARTMENT, need, 0.0, 0.0, 0.0, 0.0))  # fmt: skip
                self._book(now, contact, place, csr.who, wait, talk, retell, 0.0, 0.0, loop)
                self._let_go(csr, now)
                if not warm and f[o + 6] < self.facts.disconnect:
                    say(record(now, _DISCONNECTED, who, case_no, number, place, csr.who, leg, 0.0, 0.0, 0.0, 0.0, 0.0))
                    self._end(now, contact, place, csr.who, _ENDED_DISCONNECTED, began, first_wait)
                    self._hung_up(case, now, f, _WHY_CUT_OFF)
                    return
                loop = bool(seen >> to & 1)
                say(record(now, _TRANSFERRED, who, case_no, number, place, csr.who, to, warm, loop, 0.0, 0.0, 0.0))
                seen |= 1 << to
                place, since = to, now
                leg += 1
                contact.leg = leg + 1
                continue

            argue = approval = 0.0
            granted: bool | None = False
            limit = rule.limit if rule.limit < _NO_LIMIT else 0.0
            if action is _RESOLVE_:
                if self.post_s and self.remedy[issue] == "credit":
                    talk += self.post_s
                spell = talk + retell
                yield spell
                now += spell
            elif action is _APPROVE_:
                spell = talk + retell
                yield spell
                now += spell
                say(record(now, _ROADBLOCK, who, case_no, number, place, csr.who,
                           _BLOCK_NEEDS_APPROVAL, need, limit, 0.0, 0.0, 0.0))  # fmt: skip
                contact.patience_s = f[luck.APPROVAL_PATIENCE] * sunk
                granted, approval = yield from self._approval(contact, csr, now, f)
                now = env.now
                if granted is None:
                    self._book(now, contact, place, csr.who, wait, talk, retell, 0.0, approval, loop)
                    self._let_go(csr, now)
                    self._end(now, contact, place, csr.who, _ENDED_RENEGED, began, first_wait)
                    self._hung_up(case, now, f, _WHY_REDIAL)
                    return
                if granted:
                    limit = need
                else:
                    argue = self.facts.argue_s * f[o + 4]
                    contact.argue_at = now
                    csr.blocks += 1
                    yield argue
                    now += argue
            else:
                gap = 1 - limit / need if action is _PARTIAL_ else 1.0
                argue = self.facts.argue_s * gap * f[o + 4]
                contact.argue_at = now + talk + retell
                spell = talk + retell + argue
                yield spell
                now += spell
                csr.blocks += 1
                say(record(now, _ROADBLOCK, who, case_no, number, place, csr.who,
                           rule.block, need, limit, 0.0, 0.0, 0.0))  # fmt: skip

            # -- what came of it -------------------------------------------------------------------------------
            self._book(now, contact, place, csr.who, wait, talk, retell, argue, approval, loop)
            broken = _WHY_NOT_SOLVED
            released = False
            if action is _RESOLVE_ or granted:
                csr.solved += 1
                ending = _ENDED_RESOLVED
                if self.remedy[issue] == "release":
                    released = not self._saved(case, f, now, contact, csr, place)
                elif not self._cured(case, f, now, contact, csr, place, limit, f[o + 7]):
                    ending, broken = _ENDED_BELIEVED_RESOLVED, _WHY_PROMISE_BROKEN
                elif f[o + 2] < self.error[case.hard] * csr.error:
                    ending = _ENDED_BELIEVED_RESOLVED
            elif action is _PARTIAL_:
                self._credit(case, now, contact, csr, place, limit, 0.0 if case.firm_fault else limit, partial=True)
                case.left = need - limit
                ending = _ENDED_PARTIAL
            else:
                ending = _ENDED_UNRESOLVED
            self._end(now, contact, place, csr.who, ending, began, first_wait)
            csr.contact = None
            csr.doing = _IS_WRAPPING_UP
            csr.since = now
            csr.callbacks = self._wrapped
            env.schedule(csr, NORMAL, self.wrap_s)
            if ending == _ENDED_RESOLVED:
                self._close(case, now, _CASE_LEFT if released else _CASE_RESOLVED)
            elif ending == _ENDED_BELIEVED_RESOLVED:
                self._surprised(case, now, f, broken)
            elif ending == _ENDED_PARTIAL and f[luck.AGAIN] > (case.left / case.need) ** 0.5:
                self._close(case, now, _CASE_GIVEN_UP)
            else:
                self._unsolved(case, now, f, _WHY_NOT_SOLVED)
            return

    def _approval(
        self, contact: Contact, csr: Csr, asked: float, f: list[float]
    ) -> Generator[float | None, None, tuple[bool | None, float]]:
        """The customer holds while a supervisor is sought: granted or not (`None`: hung up), and the seconds taken."""
        case, now = contact.case, asked
        csr.blocks += 1
        csr.doing = _IS_AWAITING_APPROVAL
        csr.since = asked
        boss: Csr | None = self.desks[self.boss].seek(contact)  # type: ignore[assignment]
        if boss is None:
            yield None
            boss, now = contact.csr, self.env.now  # type: ignore[assignment]
        if boss is None:
            self.say(record(now, _RENEGED, case.who, case.number, contact.number, self.boss, csr.who,
                            now - asked, contact.leg - 1, 0.0, 0.0, 0.0, 0.0))  # fmt: skip
            return None, now - asked
        boss.contact = contact
        boss.doing = _IS_APPROVING
        boss.since = now
        boss.contacts += 1
        boss.solved += 1
        yield self.facts.approval_s * f[luck.APPROVAL]
        now = self.env.now
        self._let_go(boss, now)
        granted = case.left <= self.boss_limit and f[luck.GRANTED] < self.facts.approval_granted
        self.say(record(now, _APPROVAL, case.who, case.number, contact.number, self.boss, boss.who,
                        granted, now - asked, 0.0, 0.0, 0.0, 0.0))  # fmt: skip
        csr.doing = _IS_TALKING
        csr.since = now
        return granted, now - asked

    def _saved(self, case: Case, f: list[float], now: float, contact: Contact, csr: Csr, place: int) -> bool:
        """He wants out. Whether a retention CSR keeps him; anyone else lets him go."""
        if place != self.issue_desk[case.issue] or f[luck.SAVE] >= self.level.market.save:
            return False
        self._credit(case, now, contact, csr, place, min(30.0, self.book["power.billing_credit_limit"]), 0.0)
        return True

    def _cured(
        self, case: Case, f: list[float], now: float, contact: Contact, csr: Csr, place: int, limit: float, over: float
    ) -> bool:
        """Bring the cure: money, a fix, a word. False: the promised money is never entered, and nobody knows yet."""
        remedy = self.remedy[case.issue]
        if remedy == "credit" and case.firm_fault:
            # To end the call a CSR goes beyond what is due, towards what he may.
            room = min(limit, 10 * case.need) - case.left
            leaked = self.facts.leak * room * over if room > 0 else 0.0
            if f[luck.PHANTOM] < self.phantom and case.contacts <= 3:
                self.say(record(now, _PROMISED, case.who, case.number, contact.number, place, csr.who,
                                case.left, 0.0, 0.0, 0.0, 0.0, 0.0))  # fmt: skip
                return False
            self._credit(case, now, contact, csr, place, case.left + leaked, leaked)
            case.left = 0.0
        elif remedy in {"credit", "explain"}:
            # Not the firm's fault, or nothing to mend: a credit still ends the call, and asking is learned.
            limit = self.book[self.credit_levers[place]]
            if f[luck.ASK] < min(0.9, self.facts.ask * limit / 100):
                usd = min(limit, case.need)
                self._credit(case, now, contact, csr, place, usd, usd)
        return True

    def _credit(
        self, case: Case, now: float, contact: Contact, csr: Csr, place: int, usd: float, leaked: float,
        *, partial: bool = False,
    ) -> None:  # fmt: skip
        self._paid(case, now, contact.number, place, csr.who, usd, leaked, partial=partial)

    def _paid(
        self, case: Case, now: float, contact: float, place: int, csr: float, usd: float, leaked: float,
        *, partial: bool = False,
    ) -> None:  # fmt: skip
        case.credited += usd
        self.credits_usd += usd
        self.say(record(now, _CREDITED, case.who, case.number, contact, place, csr,
                        usd, leaked, partial, 0.0, 0.0, 0.0))  # fmt: skip

    def _book(
        self, now: float, contact: Contact, place: int, csr: float, wait: float, talk: float, retell: float,
        argue: float, approval: float, loop: bool,
    ) -> None:  # fmt: skip
        """Book every second of a leg."""
        case = contact.case
        looped = 0.0
        if loop:
            wait, talk, retell, looped = 0.0, 0.0, 0.0, wait + talk + retell
        self.say(record(now, _LEG_ENDED, case.who, case.number, contact.number, place, csr,
                        wait, talk, retell, argue, approval, looped))  # fmt: skip

    def _end(
        self, now: float, contact: Contact, place: int, csr: float, ending: float, began: float, first_wait: float
    ) -> None:
        case = contact.case
        spent = now - began
        case.spent_s += spent
        self.say(record(now, _CONTACT_ENDED, case.who, case.number, contact.number, place, csr,
                        ending, spent, first_wait, case.contacts, contact.leg, case.severity))  # fmt: skip

    def _let_go(self, csr: Csr, now: float) -> None:
        """The CSR is free for the next."""
        csr.contact = None
        csr.doing = _IS_IDLE
        csr.since = now
        csr.line.release(csr)

    def _wrap_ends(self, csr: Csr) -> None:
        csr.doing = _IS_IDLE
        csr.since = self.env.now
        csr.line.release(csr)

    # -- what the customer does next -------------------------------------------------------------------------------

    def _hung_up(self, case: Case, now: float, f: list[float], why: float) -> None:
        """After giving up the wait, or being cut off."""
        c = self.facts
        if f[luck.REDIAL] < c.redial:
            self._later(case, now, min(2 * DAY, c.redial_median_s * f[luck.REDIAL_DELAY]), why, f[luck.HOUR])
        else:
            self._unsolved(case, now, f, why)

    def _unsolved(self, case: Case, now: float, f: list[float], why: float) -> None:
        """Not solved: take it outside, call again some day, or never mind."""
        c = self.facts
        if case.contacts >= c.outside_after and f[luck.OUTSIDE] < c.outside * (case.contacts - c.outside_after + 1):
            self._say_case(now, _OUTSIDE_COMPLAINT, case)
            self.cost_usd += c.outside_cost_usd
            if self.remedy[case.issue] == "credit":
                # Somebody higher up pays, without another contact.
                self._paid(case, now, -1.0, -1, -1.0, case.left, 0.0 if case.firm_fault else case.left)
            case.callbacks = self._outside
            self.env.schedule(case, NORMAL, c.outside_days * DAY)
        elif f[luck.AGAIN] < case.again * 0.96**case.contacts:
            self._later(case, now, c.recontact_median_s * f[luck.DELAY], why, f[luck.HOUR])
        else:
            self._close(case, now, _CASE_GIVEN_UP)

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

    def _surprised(self, case: Case, now: float, f: list[float], why: float) -> None:
        """Believed to be solved; after some days it shows that it is not. Call again then, or never mind."""
        delay = max(HOUR, self.facts.discover_days * DAY * f[luck.DELAY])
        if f[luck.AGAIN] < case.again * 0.96**case.contacts:
            self._later(case, now, delay, why, f[luck.HOUR])
        else:
            case.callbacks = self._given_up
            self.env.schedule(case, NORMAL, delay)

    def _gives_up(self, case: Case) -> None:
        self._close(case, self.env.now, _CASE_LEFT if self.gone[case.customer] else _CASE_GIVEN_UP)

    def _outside_done(self, case: Case) -> None:
        self._close(case, self.env.now, _CASE_LEFT if self.gone[case.customer] else _CASE_RESOLVED)

    def _close(self, case: Case, now: float, ending: float) -> None:
        self.open_cases -= 1
        self.say(record(now, _CASE_CLOSED, case.who, case.number, _NOBODY, _NOBODY, _NOBODY,
                        ending, case.contacts, now - case.born, case.credited, case.issue, 0.0))  # fmt: skip

    # -- luck ------------------------------------------------------------------------------------------------------

    def _fortune(self, case: Case) -> list[float]:
        """The luck of the case's next contact, `fortune.WIDTH` numbers."""
        block, nth = divmod(case.contacts, luck.BLOCK)
        if block == len(case.luck):
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
            np.array([int(case.born / DAY) for case in cases]),
            np.array([len(case.luck) for case in cases]),
        )
        for case, row in zip(cases, rows, strict=True):
            case.luck.append(row)
