"""Prices: what a change of the policy book takes and costs, told before it is made. Pure.

Rules of this file: every sum is the level's own, as the model books it (`Model.impose`, `Staff`); what a value costs by
the day (wages, advertising) is no price of a change and stands in the lever's help.
"""

from __future__ import annotations

from math import ceil

from game.views.playing import Playing
from game.views.words import count, say
from sim.centre.csr import heads
from sim.level import DeskSpec
from sim.levers import Lever
from sim.run import overheads

SHARE = "people.offsite_share"
"""Moves people, too: who is hired there is let go here."""


def terms(lever: Lever, playing: Playing, *, brief: bool = False) -> list[str]:
    """What any change of it takes and costs; `brief`: where there is little room."""
    people = playing.level.employees
    parts = _takes(lever, playing) + _fee(lever, playing)
    if _desks(lever, playing):
        if not brief:
            parts.append(say("hiring ${usd:,.0f} a head", usd=people.hiring_usd))
        parts.append(say("letting go ${usd:,.0f} a head", usd=people.severance_usd))
    return parts


def of_change(lever: Lever, value: float, playing: Playing) -> list[str]:
    """What it takes and costs to set the lever to `value` now."""
    if value == playing.frame.book[lever.name]:
        return []
    return _fee(lever, playing) + _takes(lever, playing) + of_crew(lever, value, playing)


def of_crew(lever: Lever, value: float, playing: Playing) -> list[str]:
    """Who is hired and who is let go at the next midnight if the lever stands at `value`, and what that costs."""
    people, book = playing.level.employees, playing.frame.book
    hired, gone = _moves(lever, value, playing)
    parts = []
    if gone:
        usd = gone * people.severance_usd
        parts.append(
            count(
                "one is let go at midnight, severance ${usd:,.0f}",
                "{n} are let go at midnight, severance ${usd:,.0f}",
                gone,
                usd=usd,
            )
        )
    if hired:
        usd = hired * people.hiring_usd
        parts.append(
            count(
                "one is hired at midnight for ${usd:,.0f}", "{n} are hired at midnight for ${usd:,.0f}", hired, usd=usd
            )
        )
        days = round(people.hiring_days + book["people.training_days"])
        parts.append(say("first call after some {n} days", n=days))
    return parts


def _takes(lever: Lever, playing: Playing) -> list[str]:
    days = ceil(lever.delay_days * overheads.haste(playing.frame.book))
    return [count("takes a day", "takes {n} days", days)] if days else []


def _fee(lever: Lever, playing: Playing) -> list[str]:
    book = playing.frame.book
    fee = lever.cost_usd * overheads.haste(book)
    taught = overheads.teaching(book, lever.name, sum(desk.headcount for desk in playing.frame.desks))
    parts = [say("costs ${usd:,.0f}", usd=fee)] if fee else []
    return [*parts, say("teaching it ${usd:,.0f}", usd=taught)] if taught else parts


def _desks(lever: Lever, playing: Playing) -> list[tuple[str, DeskSpec]]:
    """Those whose crew it moves."""
    desks = playing.level.desks.items()
    if lever.name == SHARE:
        return [(name, spec) for name, spec in desks if spec.role == "frontline"]
    return [(name, spec) for name, spec in desks if spec.staff == lever.name]


def _moves(lever: Lever, value: float, playing: Playing) -> tuple[int, int]:
    """How many are hired and how many are let go with severance, which the partner doesn't get."""
    book = {**playing.frame.book, lever.name: value}
    crews = {desk.name: desk.sites for desk in playing.frame.desks}
    hired = gone = 0
    for name, spec in _desks(lever, playing):
        for site, (here, coming) in enumerate(crews[name]):
            wanted = heads(spec, book)[site]
            hired += max(0, wanted - here - coming)
            gone += max(0, here - wanted) if site == 0 else 0
    return hired, gone
