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
from sim.events import CaseEnding, Fault, Kind, Row, record, records
from sim.level import Level
from sim.market import feelings, flow, talk
from sim.market.customers import Customers, Floats, Ints, Status
from sim.market.needs import Needs, Silent
from sim.market.network import weave


@dataclass(frozen=True, slots=True, kw_only=True)
class Climate:
    """What scripted and injected events do to the market today; multiples."""

    issues: Mapping[int, float]
    joining: float = 1.0
    leaving: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketDay:
    """What the market's day came to."""

    subscribers: int
    joined: int
    left: int
    revenue_usd: float
    """Subscriptions and leaving fees."""


class Market:
    """Everyone in town."""

    def __init__(self, level: Level, seed: int) -> None:
        self.level = level
        self.seed = seed
        self.people = Customers(level, seed)
        self.ties = weave(seed, self.people.size, level.carrier.network)
        self.needs = Needs(level, seed)
        self._callers: Ints = np.zeros(0, dtype=np.int64)

    def close_day(
        self, rows: Floats, now: float, book: Mapping[str, float], climate: Climate
    ) -> tuple[MarketDay, list[Row]]:
        """Live through the day whose events are `rows`, shape (events, WIDTH); its sums and the events of midnight."""
        people, level, seed = self.people, self.level, self.seed
        day = round(now / DAY)
        say: list[Row] = []
        contacts = feelings.of_kind(rows, Kind.CONTACT_ENDED)
        who, mood, effort = feelings.of_contacts(contacts, people, apology=bool(book["pressure.apology"]))
        closed = feelings.of_kind(rows, Kind.CASE_CLOSED)
        feelings.of_cases(closed, (closed[:, 7] == CaseEnding.SILENT).astype(np.float64), people, level)
        feelings.of_broken_promises(feelings.of_kind(rows, Kind.PROMISE_BROKEN), people)
        answers = feelings.surveyed(seed, day, who, mood, effort, people, level.market.survey)
        say.extend(records(now, Kind.SURVEYED, *answers))
        stories = talk.after_cases(seed, day, closed, people, level)
        talk.spread(seed, day, now, stories, people, self.ties, level, say)
        before = int(people.size - np.count_nonzero(people.out))
        paid = float(people.revenue_month[~people.out].sum()) * 12 / 365.25
        out = flow.leave(
            seed, day, now, people, self.ties, level, fee_usd=book["promise.leaving_fee"], factor=climate.leaving,
            callers_done=self._released(closed), may_call=self.needs.cancel >= 0, say=say,
        )  # fmt: skip
        flow.vow(seed, day, now, people, level, say)
        joined = flow.join(
            seed, day, now, people, level, advertising_usd=book["promise.advertising"],
            contract_months=book["promise.contract_months"], factor=climate.joining, say=say,
        )  # fmt: skip
        feelings.fade(people, level)
        self._callers = out.callers
        captives = int(np.count_nonzero(people.captive))
        content = feelings.content(mood)
        say.append(record(now, Kind.SENTIMENT, -1, -1, -1, -1, -1, len(mood), content, captives, 0, 0, 0))
        subscribers = int(people.size - np.count_nonzero(people.out))
        left = before + joined - subscribers
        return MarketDay(subscribers=subscribers, joined=joined, left=left, revenue_usd=paid + out.fees_usd), say

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

    def open_day(self, now: float, climate: Climate) -> tuple[Births, Silent]:
        """The day's new needs."""
        callers, self._callers = self._callers, self._callers[:0]
        callers = callers[self.people.status[callers] == Status.SUBSCRIBER]
        return self.needs.born(self.people, round(now / DAY), climate.issues, callers)


def silent_rows(silent: Silent, first_case: int, now: float) -> list[Row]:
    """The whole story of cases that were never voiced: born and, without a word, over."""
    who, case = silent.customer, first_case + np.arange(len(silent.customer))
    fault = np.where(silent.firm_fault, Fault.FIRM, Fault.CUSTOMER)
    born = records(now, Kind.CASE_BORN, who, silent.issue, silent.need_usd, fault, silent.severity, 1, case=case)
    over = records(now, Kind.CASE_CLOSED, who, CaseEnding.SILENT, 0, 0, 0, silent.issue, case=case)
    return [row for both in zip(born, over, strict=True) for row in both]
