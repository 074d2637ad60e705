"""Flow: who leaves and who joins, and whose talk tipped him.

Every person has one uniform a day for leaving and one for joining. It is held against his chance with talk and, with
the same luck, against his chance had nobody talked: who leaves, joins or stays away only because of talk is therefore
known person by person, and laid to whoever told him last (design: two ledgers).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.clock import DAYS_A_MONTH
from sim.dice import Purpose, rolls, stream
from sim.events import WIDTH, Kind, Leaving, Row, Source, records
from sim.level import Level
from sim.market.customers import Customers, Floats, Ints, Status
from sim.market.network import Ties

_ORGANIC = 0.15
"""Part of the joining rate that needs no advertising."""


_MOST_A_DAY = 0.05
"""No daily chance to leave or to join is larger: a month at it leaves one in five where he was. So only those whose
luck of the day is below it need be looked at."""


def hazards(people: Customers, who: Ints, level: Level, factor: float) -> tuple[Floats, Floats]:
    """Daily chance of each of `who` to want out, (with talk, without)."""
    m = level.market
    mood = np.exp(-m.churn_mood * (people.satisfaction[who] - people.expectation[who]))
    alone = m.churn_monthly / DAYS_A_MONTH * factor * mood * (1 + m.churn_hurt * people.hurt[who])
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
    seed: int, day: int, now: float, people: Customers, ties: Ties, level: Level,
    *, fee_usd: float, factor: float, callers_done: Ints, may_call: bool, say: list[Row],
) -> Out:  # fmt: skip
    """A day of leaving. `callers_done`: those whose call to leave ended today in leaving; without `may_call` there is
    no such call, and whoever goes goes in silence.
    """
    m = level.market
    fees = 0.0
    _depart(callers_done, Leaving.VOICED, np.zeros(len(callers_done), dtype=np.bool_), now, people, ties, say)
    expired = np.flatnonzero(people.captive)
    expired = expired[people.contract_end[expired] <= day]
    if len(expired):
        ends = rolls(seed, Purpose.CHURN, expired, np.full(len(expired), day), 1)[:, 0] < m.expiry_leave
        people.captive[expired] = False
        _depart(expired[ends], Leaving.EXPIRY, np.zeros(int(ends.sum()), dtype=np.bool_), now, people, ties, say)
    luck = stream(seed, Purpose.CHURN, day).random(out=people.luck)
    who = np.flatnonzero(luck < _MOST_A_DAY)
    who = who[~(people.out[who] | people.captive[who] | people.leaving[who])]
    with_talk, alone = hazards(people, who, level, factor)
    goes = luck[who] < with_talk
    who, alone = who[goes], alone[goes]
    if not len(who):
        return Out(callers=who, fees_usd=fees)
    tipped = luck[who] >= alone
    u = rolls(seed, Purpose.CHURN, who, np.full(len(who), 1_000_000 + day), 2)
    bound = people.contract_end[who] > day
    stays = bound & (u[:, 0] < 1 - np.exp(-fee_usd / m.fee_usd))
    people.captive[who[stays]] = True
    say.extend(records(now, Kind.WANTED_OUT, who[stays], np.where(tipped, people.teller[who], -1)[stays]))
    fees += fee_usd * int((bound & ~stays).sum())
    calls = ~stays & (u[:, 1] < people.voice[who]) & may_call
    people.leaving[who[calls]] = True
    _depart(who[~stays & ~calls], Leaving.SILENT, tipped[~stays & ~calls], now, people, ties, say)
    return Out(callers=who[calls], fees_usd=fees)


def _depart(
    who: Ints, how: Leaving, tipped: NDArray[np.bool_], now: float, people: Customers, ties: Ties, say: list[Row]
) -> None:
    """`who` leave; neighbours notice; the worth of those whom talk tipped is laid to who told them."""
    if not len(who):
        return
    booked, own, talk = people.booked_usd(who), people.own_usd[who], people.influence_usd[who]
    teller = np.where(tipped, people.teller[who], -1)
    blamed = teller >= 0
    np.add.at(people.influence_usd, teller[blamed], -own[blamed])
    people.leave(who)
    degree = ties.start[who + 1] - ties.start[who]
    owner = np.repeat(np.arange(len(who)), degree)
    at = np.repeat(ties.start[who] - np.cumsum(degree) + degree, degree) + np.arange(int(degree.sum()))
    neighbour = ties.neighbours[at]
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


def join(
    seed: int, day: int, now: float, people: Customers, level: Level,
    *, advertising_usd: float, contract_months: float, factor: float, say: list[Row],
) -> int:  # fmt: skip
    """A day of joining. Returns the number of joiners."""
    m = level.market
    luck = stream(seed, Purpose.JOIN, day).random(out=people.luck)
    ads = np.log1p(advertising_usd / m.join_ads_usd) / np.log(2.0)
    base = m.join_ads_monthly / DAYS_A_MONTH * (_ORGANIC + (1 - _ORGANIC) * ads) * factor
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
    people.join(comes, day, contract_months * DAYS_A_MONTH)
    say.extend(records(now, Kind.JOINED, comes, np.where(by_talk, Source.WORD_OF_MOUTH, Source.ADS), teller))
    away = who[(luck[who] < alone) & ~came & ~people.turned_away[who]]
    people.turned_away[away] = True
    lost = people.own_usd[away]
    np.add.at(people.influence_usd, people.teller[away], -lost)
    say.extend(records(now, Kind.TURNED_AWAY, away, people.teller[away], lost))
    return len(comes)
