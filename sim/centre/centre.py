"""The centre at work: how a contact goes, from the first ring to what the customer does next.

Reads top to bottom as the life of a case: `_call` (the customer picks up the phone), `_story` (legs, policy, cure or
roadblock), `_unsolved` / `_hung_up` (again, outside, or never mind). What policy allows comes from `authority`, who is
there from `desk` and `csr`, luck from `fortune`. The market learns of it only through the event log.

Every second of a contact is booked, in its `LEG_ENDED` events, to hold, talk, re-explaining, arguing, approval or loop.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, MutableSequence
from itertools import accumulate
from math import floor

import numpy as np
from simpy import Environment, Event

from sim.births import Births
from sim.centre import fortune as luck
from sim.centre.authority import Action, compile_rules
from sim.centre.contact import Case, Contact, Story
from sim.centre.csr import Csr, Staff
from sim.centre.desk import Desk, Timer
from sim.clock import DAY, HOUR
from sim.dice import Purpose, stream
from sim.distributions import lognormal
from sim.events import Block, CaseEnding, ContactEnding, Kind, Row, Why, record
from sim.frames import Doing
from sim.level import Level

_NO_LIMIT = float("inf")
# The hot path looks these up tens of thousands of times a second: plain ints, not members of an enum.
_APPROVAL = int(Kind.APPROVAL)
_CASE_BORN = int(Kind.CASE_BORN)
_CASE_CLOSED = int(Kind.CASE_CLOSED)
_CLOSED_DOOR = int(Kind.CLOSED_DOOR)
_CONTACT_BEGAN = int(Kind.CONTACT_BEGAN)
_CONTACT_ENDED = int(Kind.CONTACT_ENDED)
_CREDITED = int(Kind.CREDITED)
_DISCONNECTED = int(Kind.DISCONNECTED)
_LEG_ENDED = int(Kind.LEG_ENDED)
_OUTSIDE_COMPLAINT = int(Kind.OUTSIDE_COMPLAINT)
_PROMISED = int(Kind.PROMISED)
_PROMISE_BROKEN = int(Kind.PROMISE_BROKEN)
_RENEGED = int(Kind.RENEGED)
_ROADBLOCK = int(Kind.ROADBLOCK)
_TRANSFERRED = int(Kind.TRANSFERRED)
_RESOLVE_ = Action.RESOLVE
_PARTIAL_ = Action.PARTIAL
_APPROVE_ = Action.APPROVE
_TRANSFER_ = Action.TRANSFER
_ENDED_BELIEVED_RESOLVED = ContactEnding.BELIEVED_RESOLVED
_ENDED_DISCONNECTED = ContactEnding.DISCONNECTED
_ENDED_PARTIAL = ContactEnding.PARTIAL
_ENDED_RENEGED = ContactEnding.RENEGED
_ENDED_RESOLVED = ContactEnding.RESOLVED
_ENDED_UNRESOLVED = ContactEnding.UNRESOLVED
_CASE_GIVEN_UP = CaseEnding.GIVEN_UP
_CASE_LEFT = CaseEnding.LEFT
_CASE_RESOLVED = CaseEnding.RESOLVED
_IS_APPROVING = Doing.APPROVING
_IS_AWAITING_APPROVAL = Doing.AWAITING_APPROVAL
_IS_IDLE = Doing.IDLE
_IS_TALKING = Doing.TALKING
_IS_WRAPPING_UP = Doing.WRAPPING_UP
_WHY_CLOSED = Why.CLOSED
_WHY_CUT_OFF = Why.CUT_OFF
_WHY_NEW = Why.NEW
_WHY_NOT_SOLVED = Why.NOT_SOLVED
_WHY_PROMISE_BROKEN = Why.PROMISE_BROKEN
_WHY_REDIAL = Why.REDIAL
_BLOCK_NEEDS_APPROVAL = Block.NEEDS_APPROVAL
_BLOCK_WRONG_DEPARTMENT = Block.WRONG_DEPARTMENT


class _Arrivals(Timer):
    """The day's first calls, in order of time; one event that moves from call to call."""

    __slots__ = ("cases", "next", "times")


class Centre:
    """All desks and their CSRs, and every case that is not over."""

    def __init__(
        self, env: Environment, level: Level, seed: int, book: Mapping[str, float],
        say: Callable[[Row], None], gone: MutableSequence[int],
    ) -> None:
        """`say` appends to the event log; `gone[customer]` is true once he has left the firm."""
        self.env = env
        self.level = level
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
        self._spent: list[Case] = []
        self._hours = [0.0] * 25
        self._arrivals = _Arrivals.__new__(_Arrivals)
        # Shared by all events of a kind; a list per event would cost more than the event.
        self._wrapped = [self._wrap_ends]
        self._calls = [self._again]
        self._outside = [self._outside_done]
        self._given_up = [self._gives_up]
        self.obey(book)

    def obey(self, book: Mapping[str, float]) -> None:
        """Take over a changed policy book. Contacts under way go on under the rule they were told."""
        c = self.level.centre
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
        self.patience_s = self.level.centre.patience_mean_s * patience
        costs = self.staff.open_day(now, self.book, absence=absence)
        self.day = day = round(now / DAY)
        noise = lognormal(stream(self.seed, Purpose.BUSY_HOUR, day).random(24), 1.0, self.level.centre.busy_hour_cv)
        weights = np.asarray(self.level.centre.hour_shares) * noise
        self._hours = [0.0, *accumulate((weights / weights.sum()).tolist())]
        self._line_up(births, day)
        # Cases whose luck ran out yesterday get more of it in one sweep; one at a time costs fifty times as much.
        spent = [case for case in self._spent if case.contacts // luck.BLOCK != case.luck_block]
        self._spent.clear()
        if spent:
            self._draw(spent)
        return costs

    def close_day(self, *, wage: float) -> tuple[float, float]:
        """At midnight: morale and quits. Returns CSR-seconds (busy, staffed) of the day."""
        return self.staff.close_day(self.env.now, wage=wage)

    def take_costs(self) -> float:
        """Credits, outside complaints and what the calls themselves cost, since last asked, in $."""
        calls = self.contacts - self._costed
        self._costed = self.contacts
        cost = self.credits_usd + self.cost_usd + calls * self.level.centre.contact_usd
        self.credits_usd = self.cost_usd = 0.0
        return cost

    def _line_up(self, births: Births, day: int) -> None:
        if not len(births.customer):
            return
        times = np.interp(births.hour, self._hours, np.arange(25) * HOUR)
        order = np.argsort(times, kind="stable")
        c = births.customer[order]
        rows = luck.fortunes(self.seed, self.level.centre, c, np.full(len(c), day), np.zeros(len(c), dtype=np.int64))
        money = np.array([remedy != "fix" for remedy in self.remedy])[births.issue]
        rank = np.where(money, births.need_usd, births.rank)
        a = _Arrivals.__new__(_Arrivals)
        a.cases = iter(zip(
            c.tolist(), births.issue[order].tolist(), births.segment[order].tolist(), births.need_usd[order].tolist(), rank[order].tolist(),
            births.firm_fault[order].tolist(), births.blocked[order].tolist(), births.hard[order].tolist(),
            births.severity[order].tolist(),
            births.patience[order].tolist(), births.again[order].tolist(), rows,
            rows[:, : luck.WIDTH].tolist(),
            strict=True,
        ))  # fmt: skip
        a.times = (self.day_start + times[order]).tolist()
        a.next = 0
        self._arrivals = a
        a.callbacks = [self._arrive]
        self.env.schedule(a, 1, a.times[0] - self.env.now)

    def _arrive(self, event: Event) -> None:
        a = self._arrivals
        now = self.env.now
        case = Case.__new__(Case)
        (case.customer, case.issue, case.segment, case.need, case.left, case.firm_fault, case.blocked, case.hard,
         case.severity,
         case.patience, case.again, case.luck, case.fortune) = next(a.cases)  # fmt: skip
        case.born = now
        case.number = self.cases
        case.contacts = case.luck_block = 0
        case.credited = case.spent_s = 0.0
        case.why = _WHY_NEW
        self.cases += 1
        self.open_cases += 1
        self.say(record(now, _CASE_BORN, case.customer, case.number, -1, -1, -1,
                  case.issue, case.need, 0 if case.firm_fault else 1, case.severity, 0, 0))  # fmt: skip
        a.next += 1
        if a.next < len(a.times):
            a.callbacks = [self._arrive]
            self.env.schedule(a, 1, a.times[a.next] - now)
        self._call(case, now)

    # -- the life of a case ----------------------------------------------------------------------------------------

    def _again(self, event: Event) -> None:
        case: Case = event  # type: ignore[assignment]
        self._call(case, self.env.now)

    def _call(self, case: Case, now: float) -> None:
        """The customer of a case picks up the phone."""
        if self.gone[case.customer]:
            self._close(case, _CASE_LEFT)
            return
        time_of_day = now - self.day_start
        if not self.open_s <= time_of_day < self.close_s:
            self.say(record(now, _CLOSED_DOOR, case.customer, case.number, -1, -1, -1, 0, 0, 0, 0, 0, 0))
            opening = self.open_s + case.fortune[luck.HOUR] * 3 * HOUR
            if time_of_day >= self.open_s:
                opening += DAY
            case.why = _WHY_CLOSED
            case.callbacks = self._calls
            self.env.schedule(case, 1, opening - time_of_day)
            return
        if case.why == _WHY_PROMISE_BROKEN:
            self.say(record(now, _PROMISE_BROKEN, case.customer, case.number, -1, -1, -1, case.left, 0, 0, 0, 0, 0))
        contact = Contact(self.env, case, self.contacts)
        self.contacts += 1
        contact.begin(self._story(contact, now))

    def _story(self, contact: Contact, began: float) -> Story:
        """One contact: legs at desks until it is resolved, blocked, cut off or hung up."""
        env, say, desks = self.env, self.say, self.desks
        case, number = contact.case, contact.number
        who, case_no, issue = case.customer, case.number, case.issue
        f = case.fortune if case.contacts == 0 else self._fortune(case)
        case.contacts = nth = case.contacts + 1
        since = began
        say(record(began, _CONTACT_BEGAN, who, case_no, number, -1, -1, nth, case.why, 0, 0, 0, 0))
        place = self.front
        seen = 1 << place
        first_wait = 0.0
        leg = 0
        loop = False
        sunk = self.patience_s * case.patience * (1 + self.sunk_s * case.spent_s)
        while True:
            o = luck.LEG if leg & 1 else 0
            contact.patience_s = f[o] * sunk
            csr: Csr | None = yield desks[place]  # type: ignore[assignment]
            now = env.now
            wait = now - since
            if leg == 0:
                first_wait = wait
            if csr is None:
                say(record(now, _RENEGED, who, case_no, number, place, -1, wait, leg, 0, 0, 0, 0))
                self._book(now, contact, place, -1, wait, 0.0, 0.0, 0.0, 0.0, loop)
                self._end(now, contact, place, -1, _ENDED_RENEGED, began, first_wait)
                self._hung_up(case, f)
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

            if action is _TRANSFER_:
                warm = self.warm
                talk = talk * 0.35 + (self.level.centre.warm_s if warm else 0.0)
                yield talk + retell
                now = env.now
                to = rule.to
                if place == self.front:
                    # Each further attempt is less likely to go astray again.
                    if f[o + 5] < self.level.centre.misroute ** (1 + leg / 2):
                        wrongs = self.wrong[to]
                        to = wrongs[who % len(wrongs)]
                else:
                    say(record(now, _ROADBLOCK, who, case_no, number, place, csr.number, _BLOCK_WRONG_DEPARTMENT, need, 0, 0, 0, 0))
                self._book(now, contact, place, csr.number, wait, talk, retell, 0.0, 0.0, loop)
                self._let_go(csr, now)
                if not warm and f[o + 6] < self.level.centre.disconnect:
                    say(record(now, _DISCONNECTED, who, case_no, number, place, csr.number, leg, 0, 0, 0, 0, 0))
                    self._end(now, contact, place, csr.number, _ENDED_DISCONNECTED, began, first_wait)
                    self._hung_up(case, f, why=_WHY_CUT_OFF)
                    return
                loop = bool(seen >> to & 1)
                say(record(now, _TRANSFERRED, who, case_no, number, place, csr.number, to, warm, loop, 0, 0, 0))
                seen |= 1 << to
                place, since = to, now
                leg += 1
                contact.leg = leg + 1
                continue

            argue = approval = 0.0
            granted = False
            limit = rule.limit if rule.limit < _NO_LIMIT else 0.0
            if action is _RESOLVE_:
                if self.post_s and self.remedy[issue] == "credit":
                    talk += self.post_s
                yield talk + retell
            elif action is _APPROVE_:
                yield talk + retell
                asked = env.now
                say(record(asked, _ROADBLOCK, who, case_no, number, place, csr.number, _BLOCK_NEEDS_APPROVAL, need, limit, 0, 0, 0))
                csr.blocks += 1
                csr.doing = _IS_AWAITING_APPROVAL
                csr.since = asked
                contact.patience_s = f[luck.APPROVAL_PATIENCE] * sunk
                boss: Csr | None = yield desks[self.boss]  # type: ignore[assignment]
                now = env.now
                if boss is None:
                    say(record(now, _RENEGED, who, case_no, number, self.boss, csr.number, now - asked, leg, 0, 0, 0, 0))
                    self._book(now, contact, place, csr.number, wait, talk, retell, 0.0, now - asked, loop)
                    self._let_go(csr, now)
                    self._end(now, contact, place, csr.number, _ENDED_RENEGED, began, first_wait)
                    self._hung_up(case, f)
                    return
                boss.contact = contact
                boss.doing = _IS_APPROVING
                boss.since = now
                boss.contacts += 1
                boss.solved += 1
                yield self.level.centre.approval_s * f[luck.APPROVAL]
                self._let_go(boss, env.now)
                now = env.now
                approval = now - asked
                granted = need <= self.boss_limit and f[luck.GRANTED] < self.level.centre.approval_granted
                say(record(now, _APPROVAL, who, case_no, number, self.boss, boss.number, granted, approval, 0, 0, 0, 0))
                csr.doing = _IS_TALKING
                csr.since = now
                if granted:
                    limit = need
                else:
                    argue = self.level.centre.argue_s * f[o + 4]
                    contact.argue_at = now
                    csr.blocks += 1
                    yield argue
            else:
                gap = 1 - limit / need if action is _PARTIAL_ else 1.0
                argue = self.level.centre.argue_s * gap * f[o + 4]
                contact.argue_at = now + talk + retell
                yield talk + retell + argue
                csr.blocks += 1
                say(record(env.now, _ROADBLOCK, who, case_no, number, place, csr.number, rule.block, need, limit, 0, 0, 0))

            # -- what came of it -------------------------------------------------------------------------------
            now = env.now
            self._book(now, contact, place, csr.number, wait, talk, retell, argue, approval, loop)
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
            self._end(now, contact, place, csr.number, ending, began, first_wait)
            csr.contact = None
            csr.doing = _IS_WRAPPING_UP
            csr.since = now
            csr.callbacks = self._wrapped
            env.schedule(csr, 1, self.wrap_s)
            if ending is _ENDED_RESOLVED:
                self._close(case, _CASE_LEFT if released else _CASE_RESOLVED)
            elif ending is _ENDED_BELIEVED_RESOLVED:
                self._surprised(case, f, broken)
            elif ending is _ENDED_PARTIAL and f[luck.AGAIN] > (case.left / case.need) ** 0.5:
                self._close(case, _CASE_GIVEN_UP)
            else:
                self._unsolved(case, f)
            return

    def _saved(self, case: Case, f: list[float], now: float, contact: Contact, csr: Csr, place: int) -> bool:
        """He wants out. Whether a retention CSR keeps him; anyone else lets him go."""
        if place != self.issue_desk[case.issue] or f[luck.SAVE] >= self.level.market.save:
            return False
        self._credit(case, now, contact, csr, place, min(30.0, self.book["power.billing_credit_limit"]), 0.0)
        return True

    def _cured(self, case: Case, f: list[float], now: float, contact: Contact, csr: Csr, place: int, limit: float,
               over: float) -> bool:
        """Bring the cure: money, a fix, a word. False: the promised money is never entered, and nobody knows yet."""
        c = self.level.centre
        remedy = self.remedy[case.issue]
        if remedy == "credit" and case.firm_fault:
            # To end the call a CSR goes beyond what is due, towards what he may.
            room = min(limit, 10 * case.need) - case.left
            leaked = c.leak * room * over if room > 0 else 0.0
            if f[luck.PHANTOM] < self.phantom and case.contacts <= 3:
                self.say(record(now, _PROMISED, case.customer, case.number, contact.number, place, csr.number,
                          case.left, 0, 0, 0, 0, 0))  # fmt: skip
                return False
            self._credit(case, now, contact, csr, place, case.left + leaked, leaked)
            case.left = 0.0
        elif remedy in {"credit", "explain"}:
            # Not the firm's fault, or nothing to mend: a credit still ends the call, and asking is learned.
            limit = self.book[self.credit_levers[place]]
            if f[luck.ASK] < min(0.9, c.ask * limit / 100):
                usd = min(limit, case.need)
                self._credit(case, now, contact, csr, place, usd, usd)
        return True

    def _credit(self, case: Case, now: float, contact: Contact, csr: Csr, place: int, usd: float, leaked: float,
                *, partial: bool = False) -> None:
        case.credited += usd
        self.credits_usd += usd
        self.say(record(now, _CREDITED, case.customer, case.number, contact.number, place, csr.number,
                  usd, leaked, partial, 0, 0, 0))  # fmt: skip

    def _book(self, now: float, contact: Contact, place: int, csr: int, wait: float, talk: float, retell: float,
              argue: float, approval: float, loop: bool) -> None:
        """Book every second of a leg."""
        case = contact.case
        if loop:
            self.say(record(now, _LEG_ENDED, case.customer, case.number, contact.number, place, csr,
                      0.0, 0.0, 0.0, argue, approval, wait + talk + retell))  # fmt: skip
        else:
            self.say(record(now, _LEG_ENDED, case.customer, case.number, contact.number, place, csr,
                      wait, talk, retell, argue, approval, 0.0))  # fmt: skip

    def _end(self, now: float, contact: Contact, place: int, csr: int, ending: ContactEnding, began: float,
             first_wait: float) -> None:
        case = contact.case
        spent = now - began
        case.spent_s += spent
        self.say(record(now, _CONTACT_ENDED, case.customer, case.number, contact.number, place, csr,
                  ending, spent, first_wait, case.contacts, contact.leg, case.severity))  # fmt: skip

    def _let_go(self, csr: Csr, now: float) -> None:
        csr.contact = None
        csr.doing = _IS_IDLE
        csr.since = now
        csr.line.release(csr)

    def _wrap_ends(self, event: Event) -> None:
        csr: Csr = event  # type: ignore[assignment]
        csr.doing = _IS_IDLE
        csr.since = self.env.now
        csr.line.release(csr)

    # -- what the customer does next -------------------------------------------------------------------------------

    def _hung_up(self, case: Case, f: list[float], why: Why = _WHY_REDIAL) -> None:
        """After giving up the wait, or being cut off."""
        c = self.level.centre
        if f[luck.REDIAL] < c.redial:
            self._later(case, min(2 * DAY, c.redial_median_s * f[luck.REDIAL_DELAY]), why, f[luck.HOUR])
        else:
            self._unsolved(case, f, why)

    def _unsolved(self, case: Case, f: list[float], why: Why = _WHY_NOT_SOLVED) -> None:
        """Not solved: take it outside, call again some day, or never mind."""
        c = self.level.centre
        if case.contacts >= c.outside_after and f[luck.OUTSIDE] < c.outside * (case.contacts - c.outside_after + 1):
            self.say(record(self.env.now, _OUTSIDE_COMPLAINT, case.customer, case.number, -1, -1, -1, 0, 0, 0, 0, 0, 0))
            self.cost_usd += c.outside_cost_usd
            if self.remedy[case.issue] == "credit":
                self.credits_usd += case.left
                case.credited += case.left
            case.callbacks = self._outside
            self.env.schedule(case, 1, c.outside_days * DAY)
        elif f[luck.AGAIN] < case.again * 0.96 ** case.contacts:
            self._later(case, c.recontact_median_s * f[luck.DELAY], why, f[luck.HOUR])
        else:
            self._close(case, _CASE_GIVEN_UP)

    def _later(self, case: Case, delay: float, why: Why, at: float) -> None:
        """Call again after about `delay` (s): the same day if it is soon, else when a uniform `at` says people call."""
        case.why = why
        case.callbacks = self._calls
        if delay > 3 * HOUR:
            days = max(1, floor(delay / DAY + 0.5))
            i = bisect_right(self._hours, at) - 1
            hour = i + (at - self._hours[i]) / (self._hours[i + 1] - self._hours[i])
            delay = self.day_start + days * DAY + hour * HOUR - self.env.now
        self.env.schedule(case, 1, delay)

    def _surprised(self, case: Case, f: list[float], why: Why) -> None:
        """Believed to be solved; after some days it shows that it is not. Call again then, or never mind."""
        c = self.level.centre
        delay = max(HOUR, c.discover_days * DAY * f[luck.DELAY])
        if f[luck.AGAIN] < case.again * 0.96 ** case.contacts:
            self._later(case, delay, why, f[luck.HOUR])
        else:
            case.callbacks = self._given_up
            self.env.schedule(case, 1, delay)

    def _gives_up(self, event: Event) -> None:
        case: Case = event  # type: ignore[assignment]
        self._close(case, _CASE_LEFT if self.gone[case.customer] else _CASE_GIVEN_UP)

    def _outside_done(self, event: Event) -> None:
        case: Case = event  # type: ignore[assignment]
        self._close(case, _CASE_LEFT if self.gone[case.customer] else _CASE_RESOLVED)

    def _close(self, case: Case, ending: CaseEnding) -> None:
        now = self.env.now
        self.open_cases -= 1
        self.say(record(now, _CASE_CLOSED, case.customer, case.number, -1, -1, -1,
                  ending, case.contacts, now - case.born, case.credited, case.issue, 0))  # fmt: skip

    def _fortune(self, case: Case) -> list[float]:
        """The luck of the case's next contact, `fortune.WIDTH` numbers."""
        block, nth = divmod(case.contacts, luck.BLOCK)
        if block != case.luck_block:
            self._draw([case])
        if nth == luck.BLOCK - 1:
            self._spent.append(case)
        return case.luck[nth * luck.WIDTH : (nth + 1) * luck.WIDTH].tolist()  # type: ignore[no-any-return]

    def _draw(self, cases: list[Case]) -> None:
        """Draw the next block of luck for `cases`. Luck is addressed, so when it is drawn makes no difference."""
        blocks = [case.contacts // luck.BLOCK for case in cases]
        rows = luck.fortunes(
            self.seed, self.level.centre, np.array([case.customer for case in cases]),
            np.array([int(case.born / DAY) for case in cases]), np.array(blocks),
        )  # fmt: skip
        for case, block, row in zip(cases, blocks, rows, strict=True):
            case.luck_block = block
            case.luck = row
