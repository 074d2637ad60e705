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
from sim.events import Kind, Leaving, Row, Source
from sim.level import Level
from sim.market.customers import Customers, Floats, Ints, Status
from sim.market.network import Ties

_ORGANIC = 0.15
"""Part of the joining rate that needs no advertising."""


def hazards(people: Customers, level: Level, factor: float) -> tuple[Floats, Floats]:
    """Daily chance to want out, (with talk, without), each of shape (people,)."""
    m = level.market
    mood = np.exp(-m.churn_mood * (people.satisfaction - people.expectation))
    alone = m.churn_monthly / DAYS_A_MONTH * factor * mood * (1 + m.churn_hurt * people.hurt)
    talk = (1 + m.churn_neighbour * people.neighbours_left) * np.exp(
        m.churn_heard * np.clip(people.heard_bad - 0.5 * people.heard_good, -3, 6))
    return np.minimum(0.5, alone * talk), np.minimum(0.5, alone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """What leaving did today."""

    callers: Ints
    """Those who will call tomorrow to leave."""
    fees_usd: float


def leave(seed: int, day: int, now: float, people: Customers, ties: Ties, level: Level, *, fee_usd: float,
          factor: float, callers_done: Ints, say: list[Row]) -> Out:  # fmt: skip
    """A day of leaving. `callers_done`: those whose call to leave ended today in leaving."""
    m = level.market
    fees = 0.0
    _depart(callers_done, Leaving.VOICED, np.zeros(len(callers_done), dtype=np.bool_), now, people, ties, say)
    subscribed = people.status == Status.SUBSCRIBER
    expired = np.flatnonzero(subscribed & people.captive & (people.contract_end <= day))
    if len(expired):
        goes = rolls(seed, Purpose.CHURN, expired, np.full(len(expired), day), 1)[:, 0] < m.expiry_leave
        people.captive[expired] = False
        _depart(expired[goes], Leaving.EXPIRY, np.zeros(int(goes.sum()), dtype=np.bool_), now, people, ties, say)
    with_talk, alone = hazards(people, level, factor)
    luck = stream(seed, Purpose.CHURN, day).random(people.size)
    who = np.flatnonzero(
        (luck < with_talk) & (people.status == Status.SUBSCRIBER) & ~people.captive & ~people.leaving
    )
    if not len(who):
        return Out(callers=who, fees_usd=fees)
    tipped = luck[who] >= alone[who]
    u = rolls(seed, Purpose.CHURN, who, np.full(len(who), 1_000_000 + day), 2)
    bound = people.contract_end[who] > day
    stays = bound & (u[:, 0] < 1 - np.exp(-fee_usd / m.fee_usd))
    people.captive[who[stays]] = True
    for c, teller in zip(who[stays].tolist(), np.where(tipped, people.teller[who], -1)[stays].tolist(), strict=True):
        say.append((now, Kind.WANTED_OUT, c, -1, -1, -1, -1, teller, 0, 0, 0, 0, 0))
    fees += fee_usd * int((bound & ~stays).sum())
    calls = ~stays & (u[:, 1] < people.voice[who])
    people.leaving[who[calls]] = True
    _depart(who[~stays & ~calls], Leaving.SILENT, tipped[~stays & ~calls], now, people, ties, say)
    return Out(callers=who[calls], fees_usd=fees)


def _depart(who: Ints, how: Leaving, tipped: NDArray[np.bool_], now: float, people: Customers, ties: Ties,
            say: list[Row]) -> None:  # fmt: skip
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
    for row in zip(who.tolist(), teller.tolist(), booked.tolist(), own.tolist(), talk.tolist(), strict=True):
        c, t, b, o, w = row
        say.append((now, Kind.CHURNED, c, -1, -1, -1, -1, how, t, b, o, w, 0))


def vow(seed: int, day: int, now: float, people: Customers, level: Level, say: list[Row]) -> None:
    """Of those who left today hurt, some vow never to come back."""
    left = np.array([row[2] for row in say if row[1] == Kind.CHURNED], dtype=np.int64)
    if not len(left):
        return
    u = rolls(seed, Purpose.CHURN, left, np.full(len(left), 2_000_000 + day), 1)[:, 0]
    vows = left[(u < level.market.never_again) & (people.satisfaction[left] < -0.1) & ~people.never[left]]
    people.never[vows] = True
    say.extend((now, Kind.NEVER_AGAIN, c, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0) for c in vows.tolist())


def join(seed: int, day: int, now: float, people: Customers, level: Level, *, advertising_usd: float,
         contract_months: float, factor: float, say: list[Row]) -> int:  # fmt: skip
    """A day of joining. Returns the number of joiners."""
    m = level.market
    luck = stream(seed, Purpose.JOIN, day).random(people.size)
    ads = np.log1p(advertising_usd / m.join_ads_usd) / np.log(2.0)
    base = m.join_ads_monthly / DAYS_A_MONTH * (_ORGANIC + (1 - _ORGANIC) * ads) * factor
    open_to = (people.status == Status.PROSPECT) | ((people.status == Status.EX) & ~people.never)
    alone = base * np.where(people.status == Status.EX, m.rejoin, 1.0)
    pull = np.clip(people.heard_good - m.join_negative * people.heard_bad, -6, 4)
    with_talk = alone * np.exp(m.join_heard * pull)
    comes = np.flatnonzero(open_to & (luck < with_talk))
    by_talk = luck[comes] >= alone[comes]
    teller = np.where(by_talk, people.teller[comes], -1)
    thanks = teller >= 0
    np.add.at(people.influence_usd, teller[thanks], people.own_usd[comes][thanks])
    people.join(comes, day, contract_months * DAYS_A_MONTH)
    for c, talk, t in zip(comes.tolist(), by_talk.tolist(), teller.tolist(), strict=True):
        say.append((now, Kind.JOINED, c, -1, -1, -1, -1, Source.WORD_OF_MOUTH if talk else Source.ADS, t, 0, 0, 0, 0))
    away = np.flatnonzero(open_to & (luck < alone) & (luck >= with_talk) & ~people.turned_away)
    people.turned_away[away] = True
    lost = people.own_usd[away]
    np.add.at(people.influence_usd, people.teller[away], -lost)
    for c, t, usd in zip(away.tolist(), people.teller[away].tolist(), lost.tolist(), strict=True):
        say.append((now, Kind.TURNED_AWAY, c, -1, -1, -1, -1, t, usd, 0, 0, 0, 0))
    return len(comes)
