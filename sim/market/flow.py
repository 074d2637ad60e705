"""Flow: who leaves and who joins, and whose talk tipped him.

Every person has one uniform a day for leaving and one for joining. It is held against his chance with talk and, with
the same luck, against his chance had nobody talked: who leaves, joins or stays away only because of talk is therefore
known person by person, and laid to whoever told him last (design: two ledgers).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.clock import DAYS_A_MONTH
from sim.dice import Purpose, rolls, stream
from sim.events import WIDTH, Kind, Leaving, Row, Source, records
from sim.level import Level
from sim.market.customers import Customers, Floats, Ints, Status
from sim.market.network import Ties, all_neighbours

Bools = NDArray[np.bool_]
_ORGANIC = 0.15
"""Part of the joining rate that needs no advertising."""
_LOUD, _ALWAYS_THERE, _EXCLUSIVE = 0.5, 0.02, 1.25
"""What a loud promise adds to joining, what each advertised hour does, and what an exclusive handset multiplies."""
_FEE_USD = 120.0
"""Joining fee at which 37 % of those who would join still do."""
_COVERED = 3000.0
"""$ a day on coverage that mend 63 % of the poor places."""
_BADLY_SERVED = 0.2
"""Hurt from which on a leaving fee may be waived."""

_MOST_A_DAY = 0.05
"""No daily chance to leave or to join is larger: a month at it leaves one in five where he was. So only those whose
luck of the day is below it need be looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the policy book and the times make of leaving and joining today."""

    leaving: float
    """Multiple of the hazard, by events."""
    joining: float
    """Multiple of the rate, by events, price and promise."""
    dear: float
    """Log hazard that the price adds."""
    covered: float
    """Share of poor coverage that is mended."""
    fee_usd: float
    waiver: bool
    handset: bool
    expecting: float
    """What joiners expect above others."""
    contract_days: float
    advertising_usd: float

    @classmethod
    def of(
        cls, level: Level, book: Mapping[str, float], *, leaving: float, joining: float, price_sense: float
    ) -> Terms:
        """The terms of `book` in times that multiply leaving, joining and how much price matters."""
        dear = level.market.price_sense * price_sense * float(np.log2(book["promise.price"]))
        late = book["promise.advertised_close"] - level.book["promise.advertised_close"]
        exclusive = bool(book["promise.exclusive_handset"])
        pull = (
            (1 + _LOUD * book["promise.brand_promise"]) * (1 + _ALWAYS_THERE * late) * (_EXCLUSIVE if exclusive else 1)
        )
        return cls(
            leaving=leaving,
            joining=joining * pull * float(np.exp(-dear - book["promise.joining_fee"] / _FEE_USD)),
            dear=dear,
            covered=1 - float(np.exp(-book["promise.network_spend"] / _COVERED)),
            fee_usd=book["promise.leaving_fee"],
            waiver=bool(book["power.fee_waiver"]),
            handset=exclusive,
            expecting=0.3 * book["promise.brand_promise"],
            contract_days=book["promise.contract_months"] * DAYS_A_MONTH,
            advertising_usd=book["promise.advertising"],
        )


def hazards(people: Customers, who: Ints, level: Level, terms: Terms) -> tuple[Floats, Floats]:
    """Daily chance of each of `who` to want out, (with talk, without)."""
    m = level.market
    poor = (0.5 - people.place[who]) * np.where(people.place[who] < 0.5, 1 - terms.covered, 1.0)
    mood = np.exp(
        -m.churn_mood * (people.satisfaction[who] - people.expectation[who]) + m.place_sense * poor + terms.dear
    )
    alone = m.churn_monthly / DAYS_A_MONTH * terms.leaving * mood * (1 + m.churn_hurt * people.hurt[who])
    heard = np.clip(people.heard_bad[who] - 0.5 * people.heard_good[who], -3, 6)
    talk = (1 + m.churn_neighbour * people.neighbours_left[who]) * np.exp(m.churn_heard * heard)
    return np.minimum(_MOST_A_DAY, alone * talk), np.minimum(_MOST_A_DAY, alone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """What leaving did today."""

    callers: Ints
    """Those who will call tomorrow to leave."""
    fees_usd: float


def leave(
    seed: int, day: int, now: float, people: Customers, ties: Ties, level: Level, terms: Terms,
    *, callers_done: Ints, fired: Ints, may_call: bool, say: list[Row],
) -> Out:  # fmt: skip
    """A day of leaving. `callers_done`: those whose call to leave ended today in leaving; `fired`: those whom the firm
    lets go. Without `may_call` there is no call to leave, and whoever goes goes in silence.
    """
    m = level.market
    nobody = np.zeros(0, dtype=np.bool_)
    waived = _waived(people, callers_done, terms)
    fees = terms.fee_usd * int((~waived & (people.contract_end[callers_done] > day)).sum())
    people.satisfaction[callers_done[waived]] = np.maximum(people.satisfaction[callers_done[waived]], 0.1)
    _depart(callers_done, Leaving.VOICED, nobody, now, day, people, ties, say)
    fired = fired[people.status[fired] == Status.SUBSCRIBER]
    _depart(fired, Leaving.FIRED, nobody, now, day, people, ties, say)
    expired = np.flatnonzero(people.captive)
    expired = expired[(people.contract_end[expired] <= day) & ~people.handset[expired]]
    if len(expired):
        ends = rolls(seed, Purpose.CHURN, expired, np.full(len(expired), day), 1)[:, 0] < m.expiry_leave
        people.captive[expired] = False
        _depart(expired[ends], Leaving.EXPIRY, nobody, now, day, people, ties, say)
    luck = stream(seed, Purpose.CHURN, day).random(out=people.luck)
    who = np.flatnonzero(luck < _MOST_A_DAY)
    who = who[~(people.out[who] | people.captive[who] | people.leaving[who])]
    with_talk, alone = hazards(people, who, level, terms)
    goes = luck[who] < with_talk
    who, alone = who[goes], alone[goes]
    if not len(who):
        return Out(callers=who, fees_usd=fees)
    tipped = luck[who] >= alone
    u = rolls(seed, Purpose.CHURN, who, np.full(len(who), 1_000_000 + day), 2)
    bound = people.contract_end[who] > day
    free = _waived(people, who, terms)
    stays = (bound & ~free & (u[:, 0] < 1 - np.exp(-terms.fee_usd / m.fee_usd))) | people.handset[who]
    people.captive[who[stays]] = True
    say.extend(records(now, Kind.WANTED_OUT, who[stays], np.where(tipped, people.teller[who], -1)[stays]))
    calls = ~stays & (u[:, 1] < people.voice[who]) & may_call
    people.leaving[who[calls]] = True
    goes = ~stays & ~calls
    # Let go free, he bears no grudge.
    people.satisfaction[who[goes & free]] = np.maximum(people.satisfaction[who[goes & free]], 0.1)
    fees += terms.fee_usd * int((goes & bound & ~free).sum())
    _depart(who[goes], Leaving.SILENT, tipped[goes], now, day, people, ties, say)
    return Out(callers=who[calls], fees_usd=fees)


def _waived(people: Customers, who: Ints, terms: Terms) -> Bools:
    """Who of `who` may leave without a fee: those who were badly served, where that is the rule."""
    free: Bools = (people.hurt[who] > _BADLY_SERVED) & terms.waiver
    return free


def _depart(
    who: Ints, how: Leaving, tipped: Bools, now: float, day: int, people: Customers, ties: Ties, say: list[Row]
) -> None:
    """`who` leave; neighbours notice; the worth of those whom talk tipped is laid to who told them."""
    if not len(who):
        return
    booked, own, talk = people.booked_usd(who), people.own_usd[who], people.influence_usd[who]
    teller = np.where(tipped, people.teller[who], -1) if len(tipped) else np.full(len(who), -1)
    blamed = teller >= 0
    np.add.at(people.influence_usd, teller[blamed], -own[blamed])
    people.leave(who, day)
    owner, neighbour = all_neighbours(ties, who)
    np.add.at(people.neighbours_left, neighbour, 1.0)
    people.teller[neighbour] = who[owner]
    say.extend(records(now, Kind.CHURNED, who, how, teller, booked, own, talk))


def vow(seed: int, day: int, now: float, people: Customers, level: Level, say: list[Row]) -> None:
    """Of those who left today hurt, some vow never to come back."""
    rows = np.frombuffer(b"".join(say)).reshape(-1, WIDTH)
    left = rows[rows[:, 1] == Kind.CHURNED, 2].astype(np.int64)
    if not len(left):
        return
    u = rolls(seed, Purpose.CHURN, left, np.full(len(left), 2_000_000 + day), 1)[:, 0]
    vows = left[(u < level.market.never_again) & (people.satisfaction[left] < -0.1) & ~people.never[left]]
    people.never[vows] = True
    say.extend(records(now, Kind.NEVER_AGAIN, vows))


def join(seed: int, day: int, now: float, people: Customers, level: Level, terms: Terms, say: list[Row]) -> int:
    """A day of joining. Returns the number of joiners."""
    m = level.market
    luck = stream(seed, Purpose.JOIN, day).random(out=people.luck)
    ads = np.log1p(terms.advertising_usd / m.join_ads_usd) / np.log(2.0)
    base = m.join_ads_monthly / DAYS_A_MONTH * (_ORGANIC + (1 - _ORGANIC) * ads) * terms.joining
    who = np.flatnonzero(luck < _MOST_A_DAY)
    who = who[people.out[who] & ~people.never[who]]
    alone = np.minimum(_MOST_A_DAY, base * np.where(people.status[who] == Status.EX, m.rejoin, 1.0))
    pull = np.clip(people.heard_good[who] - m.join_negative * people.heard_bad[who], -6, 4)
    with_talk = np.minimum(_MOST_A_DAY, alone * np.exp(m.join_heard * pull))
    came = luck[who] < with_talk
    comes = who[came]
    by_talk = luck[comes] >= alone[came]
    teller = np.where(by_talk, people.teller[comes], -1)
    thanks = teller >= 0
    np.add.at(people.influence_usd, teller[thanks], people.own_usd[comes][thanks])
    people.join(comes, day, terms.contract_days, expecting=terms.expecting, handset=terms.handset)
    say.extend(records(now, Kind.JOINED, comes, np.where(by_talk, Source.WORD_OF_MOUTH, Source.ADS), teller))
    away = who[(luck[who] < alone) & ~came & ~people.turned_away[who]]
    people.turned_away[away] = True
    lost = people.own_usd[away]
    told = people.teller[away] >= 0
    np.add.at(people.influence_usd, people.teller[away[told]], -lost[told])
    say.extend(records(now, Kind.TURNED_AWAY, away, people.teller[away], lost))
    return len(comes)
