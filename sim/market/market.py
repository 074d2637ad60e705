"""The market's day: read what happened in the centre, feel it, talk about it, leave, join; then have new needs.

The market sees the centre only through the day's event log, and the centre sees the market only through the day's
`Births`. Everything happens at midnight, in whole columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.births import Births
from sim.clock import DAY
from sim.dice import Purpose, rolls
from sim.events import CaseEnding, Fault, Kind, Row, record, records
from sim.level import Happening, Level
from sim.market import feelings, flow, talk
from sim.market.customers import Customers, Floats, Ints, Status
from sim.market.needs import Needs, Silent
from sim.market.network import weave

_TOO_OFTEN = 4
"""The contact about one matter from which on a customer is costly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Climate:
    """What scripted and injected events do to the market today; multiples."""

    issues: Mapping[int, float]
    joining: float = 1.0
    leaving: float = 1.0
    price_sense: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketDay:
    """What the market's day came to."""

    subscribers: int
    joined: int
    left: int
    revenue_usd: float
    """Subscriptions, joining and leaving fees."""
    replies_usd: float
    """What answering in public cost."""


class Market:
    """Everyone in town."""

    def __init__(self, level: Level, seed: int) -> None:
        self.level = level
        self.seed = seed
        self.people = Customers(level, seed)
        self.ties = weave(seed, self.people.size, level.carrier.network)
        self.needs = Needs(level, seed)
        self._callers: Ints = np.zeros(0, dtype=np.int64)
        self._posts: list[talk.Post] = []
        """Public stories that are still read."""

    def close_day(
        self, rows: Floats, now: float, book: Mapping[str, float], climate: Climate
    ) -> tuple[MarketDay, list[Row]]:
        """Live through the day whose events are `rows`, shape (events, WIDTH); its sums and the events of midnight."""
        people, level, seed = self.people, self.level, self.seed
        day = round(now / DAY)
        say: list[Row] = []
        contacts = feelings.of_kind(rows, Kind.CONTACT_ENDED)
        who, mood, effort = feelings.of_contacts(
            contacts, people, apology=bool(book["pressure.apology"]), gift_usd=book["power.delight"]
        )
        feelings.at_home(contacts, people, self.ties)
        feelings.of_machine(feelings.of_kind(rows, Kind.MACHINE), people)
        feelings.of_closed_doors(feelings.of_kind(rows, Kind.CLOSED_DOOR), people)
        closed = feelings.of_kind(rows, Kind.CASE_CLOSED)
        feelings.of_cases(closed, (closed[:, 7] == CaseEnding.SILENT).astype(np.float64), people, level)
        feelings.of_broken_promises(feelings.of_kind(rows, Kind.PROMISE_BROKEN), people)
        sold = feelings.of_kind(rows, Kind.SOLD)
        np.add.at(people.revenue_month, sold[:, 2].astype(np.int64), sold[:, 7])
        answers = feelings.surveyed(seed, day, who, mood, effort, people, level.market.survey)
        say.extend(records(now, Kind.SURVEYED, *answers))
        replies_usd = self._talk(rows, closed, day, now, book, say)
        before = int(people.size - np.count_nonzero(people.out))
        paid = float(people.revenue_month[~people.out].sum()) * 12 / 365.25 * book["promise.price"]
        terms = flow.Terms.of(
            level, book, leaving=climate.leaving, joining=climate.joining, price_sense=climate.price_sense
        )
        out = flow.leave(
            seed, day, now, people, self.ties, level, terms, callers_done=self._released(closed),
            fired=self._fired(rows, book), may_call=self.needs.cancel >= 0, say=say,
        )  # fmt: skip
        flow.vow(seed, day, now, people, level, say)
        joined = flow.join(seed, day, now, people, level, terms, say)
        feelings.fade(people, level)
        feelings.expect(people, level, book["promise.brand_promise"])
        self._callers = out.callers
        captives = int(np.count_nonzero(people.captive))
        content = feelings.content(mood)
        say.append(record(now, Kind.SENTIMENT, -1, -1, -1, -1, -1, len(mood), content, captives, 0, 0, 0))
        here = (~people.out).astype(np.float64)
        subscribers = int(here.sum())
        columns = (people.satisfaction, people.expectation, people.noise)
        means = [float((column * here).sum()) / max(1, subscribers) for column in columns]
        heard = float(people.heard_good.mean() - people.heard_bad.mean())
        trust = float((people.trust * here).sum()) / max(1, subscribers)
        say.append(record(now, Kind.TEMPER, -1, -1, -1, -1, -1, *means, heard, trust, 0))
        left = before + joined - subscribers
        fees = out.fees_usd + joined * book["promise.joining_fee"]
        return MarketDay(subscribers=subscribers, joined=joined, left=left, revenue_usd=paid + fees,
                         replies_usd=replies_usd), say  # fmt: skip

    def _talk(
        self, rows: Floats, closed: Floats, day: int, now: float, book: Mapping[str, float], say: list[Row]
    ) -> float:
        """The day's talk, private and public. Returns what public answers cost, in $."""
        people, level, seed = self.people, self.level, self.seed
        public = talk.Public(replies=bool(book["perception.public_replies"]), taped=bool(book["process.record_calls"]))
        stories = talk.after_cases(seed, day, closed, people, level)
        new = talk.spread(seed, day, now, stories, people, self.ties, level, public, say)
        talk.again(seed, day, now, people, self.ties, level, say)
        talk.boast(feelings.of_kind(rows, Kind.EXECUTIVE)[:, 2].astype(np.int64), people, self.ties)
        self._posts = talk.publish(now, self._posts + new, people, say)
        return talk.reply_usd(new, public)

    def _fired(self, rows: Floats, book: Mapping[str, float]) -> Ints:
        """Whom the firm lets go: those who called again about one matter, and are worth little on the books."""
        people, below = self.people, book["perception.fire_below"]
        if not below:
            return np.zeros(0, dtype=np.int64)
        calls = feelings.of_kind(rows, Kind.CONTACT_BEGAN)
        who = np.unique(calls[calls[:, 7] >= _TOO_OFTEN, 2].astype(np.int64))
        poor: Ints = who[(people.booked_usd(who) < below) & ~people.leaving[who]]
        return poor

    def happen(self, what: Happening, day: int, index: int) -> None:
        """An event begins: what it does at one stroke."""
        people, segments = self.people, list(self.level.carrier.segments)
        people.expectation += what.expectation
        if what.expiry:
            luck = rolls(self.seed, Purpose.READERS, np.arange(people.size), np.full(people.size, day), 1)[:, 0]
            ends = (luck < what.expiry) & (people.contract_end > day)
            people.contract_end[ends] = day
        if what.frees_handset:
            people.handset[:] = False
        if what.readers:
            author = int(np.argmax(people.effort_h)) if what.told_by_worst else int(np.argmax(people.reach))
            audience = talk.readers_among(people, segments.index(what.audience) if what.audience else None)
            lasts = 0.5 ** (1 / self.level.market.post_days)
            place = float(rolls(self.seed, Purpose.READERS, np.array([index]), np.array([day]), 1)[0, 0])
            # So many on the first day: the rest follows from how a story is read on.
            self._posts.append(talk.Post(customer=author, positive=what.good, readers=what.readers / (1 - lasts),
                                         lasts=lasts, place=place, audience=audience))  # fmt: skip

    def _released(self, closed: Floats) -> Ints:
        """Whose call to leave ended in leaving; those who were kept forget the plan."""
        people = self.people
        cancel = closed[closed[:, 11] == self.needs.cancel]
        who = cancel[:, 2].astype(np.int64)
        kept = cancel[:, 7] == CaseEnding.RESOLVED
        people.leaving[who[kept]] = False
        people.hurt[who[kept]] *= 0.3
        going: Ints = who[~kept]
        # Once each, though two of his calls about it may have ended today.
        once: Ints = going[np.sort(np.unique(going, return_index=True)[1])]
        still: Ints = once[people.status[once] == Status.SUBSCRIBER]
        return still

    def open_day(self, now: float, climate: Climate, book: Mapping[str, float], faults: float) -> tuple[Births, Silent]:
        """The day's new needs; `faults`: the firm's own, relative to the opening."""
        callers, self._callers = self._callers, self._callers[:0]
        callers = callers[self.people.status[callers] == Status.SUBSCRIBER]
        factors = self.needs.factors(book, climate.issues, faults)
        return self.needs.born(self.people, round(now / DAY), factors, callers, book)


def silent_rows(silent: Silent, first_case: int, now: float) -> list[Row]:
    """The whole story of cases that were never voiced: born and, without a word, over."""
    who, case = silent.customer, first_case + np.arange(len(silent.customer))
    fault = np.where(silent.firm_fault, Fault.FIRM, Fault.CUSTOMER)
    born = records(now, Kind.CASE_BORN, who, silent.issue, silent.need_usd, fault, silent.severity, 1, case=case)
    over = records(now, Kind.CASE_CLOSED, who, CaseEnding.SILENT, 0, 0, 0, silent.issue, case=case)
    return [row for both in zip(born, over, strict=True) for row in both]
