"""Looking: pictures of a running model, made without touching it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.centre.authority import courage
from sim.centre.contact import Case, Contact
from sim.centre.csr import Csr
from sim.clock import DAY, HOUR, day_of
from sim.events import FIELDS, Kind
from sim.frames import (
    CsrView,
    CustomerView,
    DeskView,
    Doing,
    Fate,
    Frame,
    ObjectiveView,
    PeopleView,
    TownView,
    WaitingView,
)
from sim.level import Level
from sim.market.customers import Customers, Status
from sim.market.names import name_of

if TYPE_CHECKING:
    from sim.run.model import Model

_Column = TypeVar("_Column", bound=np.generic)


def frame(model: Model, metrics: Mapping[str, float]) -> Frame:
    """The whole centre and market now, with `metrics` as they are to be shown."""
    now = model.now
    centre = model.centre
    time_of_day = now - day_of(now) * DAY
    is_open = centre.practice.open_s <= time_of_day < centre.practice.close_s
    return Frame(
        time=now,
        day=day_of(now),
        open=is_open,
        ends=model.horizon,
        events=len(model.log),
        desks=tuple(_desk(model, i, is_open) for i in range(len(centre.desks))),
        book=MappingProxyType(dict(model.book)),
        unlocked=model.level.unlocked,
        pending=tuple(model.pending),
        metrics=MappingProxyType(dict(metrics)),
        series=MappingProxyType({name: tuple(values) for name, values in model.series().items()}),
        objectives=objectives(model.level, metrics),
        open_cases=centre.open_cases,
        notes=centre.practice.notes,
    )


def objectives(level: Level, metrics: Mapping[str, float]) -> tuple[ObjectiveView, ...]:
    """Where the level's objectives stand."""
    found = []
    for o in level.objectives:
        value = metrics[o.metric]
        met = value >= o.at_least if o.at_least is not None else value <= (o.at_most or 0.0)
        found.append(ObjectiveView(title=o.title, metric=o.metric, at_least=o.at_least, at_most=o.at_most,
                                   value=value, met=met, stars=o.stars, must=o.must))  # fmt: skip
    return tuple(found)


def stars(objectives: tuple[ObjectiveView, ...]) -> int:
    """Stars earned; 0 if an objective that must be met is not: then the level is lost."""
    if not all(o.met for o in objectives if o.must):
        return 0
    return sum(o.stars for o in objectives if o.met)


def fates(model: Model) -> bytes:
    """What has become of each person by now, one `sim.frames.Fate` a byte."""
    return _fates(model).tobytes()


def _fates(model: Model) -> NDArray[np.uint8]:
    people = model.market.people
    fate = np.where(people.captive, Fate.CAPTIVE, people.status)
    return np.where(people.never, Fate.NEVER_AGAIN, fate).astype(np.uint8)


def town(model: Model) -> TownView:
    """Who lives in town and who knows whom."""
    people, ties = model.market.people, model.market.ties
    # A circle is called after the first of those in it, who all know each other.
    of = np.repeat(np.arange(people.size), ties.strong)
    at = np.arange(len(of)) - np.repeat(np.cumsum(ties.strong) - ties.strong, ties.strong)
    first = np.arange(people.size)
    np.minimum.at(first, of, ties.neighbours[ties.start[of] + at])
    return TownView(
        start=_sealed(ties.start),
        neighbours=_sealed(ties.neighbours),
        circle=_sealed(np.unique(first, return_inverse=True)[1]),
        segment=_sealed(people.segment),
        reach=_sealed(people.reach),
        ours=_sealed(np.arange(people.size) < model.level.carrier.subscribers),
    )


def people(model: Model) -> PeopleView:
    """What has become of everyone by now."""
    everyone = model.market.people
    who = np.arange(everyone.size)
    return PeopleView(
        fate=_sealed(_fates(model)),
        satisfaction=_sealed(everyone.satisfaction),
        booked_usd=_sealed(everyone.booked_usd(who)),
        true_usd=_sealed(everyone.true_usd(who)),
    )


def _sealed(column: NDArray[_Column]) -> NDArray[_Column]:
    """A copy that nobody can write to."""
    copy = column.copy()
    copy.setflags(write=False)
    return copy


def _desk(model: Model, index: int, is_open: bool) -> DeskView:
    centre = model.centre
    desk, spec = centre.desks[index], list(model.level.desks.values())[index]
    crew = centre.staff.csrs[index]
    people, now = model.market.people, model.now
    limit = model.book[spec.credit_limit]
    line = []
    for wait in desk.waits():
        leg = wait.leg
        if isinstance(leg, Contact):
            case = leg.case
            line.append(
                WaitingView(
                    customer=case.customer,
                    contact=int(leg.number),
                    case=int(case.number),
                    since=wait.since,
                    patience_s=leg.patience_s,
                    segment=case.segment,
                    nth=case.contacts,
                    leg=leg.leg,
                    owner=_owner(case),
                    satisfaction=people.satisfaction.item(case.customer),
                    spent_s=case.spent_s,
                    why=int(case.why),
                    captive=people.captive.item(case.customer),
                )
            )
    present = [csr for csr in crew if csr.on_duty or csr.doing is not Doing.IDLE]
    return DeskView(
        name=desk.name,
        title=spec.title,
        open=is_open,
        csrs=tuple(_csr(csr, people, now) for csr in present),
        line=tuple(line),
        headcount=len(crew),
        in_training=sum(csr.ready > now for csr in crew),
        joining=len(centre.staff.joining[index]),
        sites=tuple(
            (sum(csr.site == site for csr in crew), sum(hired[1] == site for hired in centre.staff.joining[index]))
            for site in (0, 1)
        ),
        limit_usd=limit,
        dared_usd=limit * courage(model.book),
    )


def _owner(case: Case) -> int:
    return case.owner.number if isinstance(case.owner, Csr) else -1


def _csr(csr: Csr, people: Customers, now: float) -> CsrView:
    contact = csr.contact if isinstance(csr.contact, Contact) else None
    case = contact.case if contact is not None else None
    arguing = contact is not None and csr.doing is Doing.TALKING and now >= contact.argue_at
    return CsrView(
        csr=csr.number,
        name=csr.name,
        doing=Doing.ARGUING if arguing else csr.doing,
        since=csr.since,
        customer=case.customer if case is not None else -1,
        contact=int(contact.number) if contact is not None else -1,
        segment=case.segment if case is not None else -1,
        nth=case.contacts if case is not None else 0,
        morale=csr.morale,
        tenure_days=(now - csr.hired) / DAY,
        warmth=csr.warmth,
        going_home=csr.going_home,
        calls=csr.contacts,
        blocks=csr.blocks,
        owned=csr.owned,
        owner=_owner(case) if case is not None else -1,
        satisfaction=people.satisfaction.item(case.customer) if case is not None else 0.0,
        spent_s=case.spent_s if case is not None else 0.0,
        why=int(case.why) if case is not None else 0,
        leg=contact.leg if contact is not None else 1,
        captive=people.captive.item(case.customer) if case is not None else False,
    )


def customer(model: Model, number: int) -> CustomerView:
    """The card of customer `number`; IndexError if there is nobody of that number."""
    people = model.market.people
    if not 0 <= number < people.size:
        raise IndexError(f"there is no customer {number}; there are {people.size}")
    i = number
    today = model.now / DAY
    status = Status(int(people.status[i]))
    captive = bool(people.captive[i])
    one = np.array([i])
    return CustomerView(
        customer=i,
        name=name_of(i),
        segment=list(model.level.carrier.segments.values())[int(people.segment[i])].title,
        status="captive" if captive else status.name.lower(),
        tenure_days=today - float(people.since[i]) if status is Status.SUBSCRIBER else 0.0,
        contract_days_left=max(0.0, float(people.contract_end[i]) - today) if status is Status.SUBSCRIBER else 0.0,
        revenue_month_usd=float(people.revenue_month[i]),
        booked_value_usd=float(people.booked_usd(one)[0]),
        true_value_usd=float(people.true_usd(one)[0]),
        reach=int(model.market.ties.start[i + 1] - model.market.ties.start[i]),
        satisfaction=float(people.satisfaction[i]),
        trust=float(people.trust[i]),
        effort_h=float(people.effort_h[i]) + _spent_today_h(model, i),
        events=tuple(_events_of(model, i)),
    )


def _spent_today_h(model: Model, number: int) -> float:
    """Hours of his contacts that ended since the last midnight, which the market has not felt yet."""
    rows = model.log.open_rows()
    mine = rows[(rows[:, 1] == Kind.CONTACT_ENDED) & (rows[:, 2] == number)]
    return float(mine[:, 7 + FIELDS[Kind.CONTACT_ENDED].index("duration_s")].sum()) / HOUR


def _events_of(model: Model, number: int) -> list[int]:
    found: list[int] = []
    offset = 0
    for rows in model.log.rows():
        found.extend((np.flatnonzero(rows[:, 2] == number) + offset).tolist())
        offset += len(rows)
    return found
