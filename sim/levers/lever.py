"""What a lever is: the shape of one row of a chapter's table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from sim.words import Phrase, later

Who = Literal["team", "centre", "board"]
"""Who may change it: a team leader, the head of the centre, or the board."""
Row = tuple[str, str, str, tuple[float, float, float], float, float, Who, str, str, str]
"""(key, title, unit, (low, high, step), days until it takes effect, $ per change, who, help, good side, bad side)."""


class Chapter(StrEnum):
    """The six chapters of the policy book."""

    PEOPLE = "people"
    POWER = "power"
    PROCESS = "process"
    PRESSURE = "pressure"
    PROMISE = "promise"
    PERCEPTION = "perception"


_UNITS = later({
    "usd": "${n:,.0f}", "usd/h": "${n:,.2f}/h", "usd/day": "${n:,.0f} a day", "usd/week": "${n:,.0f} a week",
    "usd/month": "${n:,.0f} a month", "h/week": "{n:,.0f} h a week", "h/day": "{n:,.1f} h a day",
    "min/h": "{n:,.0f} min an hour", "x": "x {n:.2f}", "s": "{n:,.0f} s",
    "on": "on", "off": "off", "share": "{n:.0f} %", "hour": "{n:02d}:00",
})  # fmt: skip
"""How a value is shown by unit, but for what is counted; a switch is `on` or `off`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One lever of the policy book."""

    name: str
    title: str
    unit: str
    """`switch`, `people`, `months`, `days`, `cases`, or one of `_UNITS`."""
    low: float
    high: float
    step: float
    delay_days: float = 0.0
    """From decision to effect."""
    cost_usd: float = 0.0
    """Paid once per change."""
    who: Who = "centre"
    help: str
    good: str
    """What more of it mends."""
    bad: str
    """What more of it breaks."""

    @classmethod
    def of(cls, chapter: Chapter, row: Row) -> Lever:
        """The lever of a `Row` of `chapter`."""
        key, title, unit, (low, high, step), delay, cost, who, says, good, bad = row
        return cls(
            name=f"{chapter}.{key}", title=title, unit=unit, low=low, high=high, step=step,
            delay_days=delay, cost_usd=cost, who=who, help=says, good=good, bad=bad,
        )  # fmt: skip

    @property
    def chapter(self) -> Chapter:
        """The chapter it stands in."""
        return Chapter(self.name.partition(".")[0])

    @property
    def key(self) -> str:
        """Its name within the chapter."""
        return self.name.partition(".")[2]

    @property
    def switch(self) -> bool:
        """Whether it is on or off."""
        return self.unit == "switch"

    def show(self, value: float) -> Phrase:
        """`value` with its unit, as a player reads it."""
        match self.unit:
            case "switch":
                return Phrase(_UNITS["on" if value else "off"])
            case "usd" | "s" if value == 0 and self.key in _NONE:
                return Phrase(_NONE[self.key])
            case "share":
                return Phrase(_UNITS["share"], n=value * 100)
            case "hour":
                return Phrase(_UNITS["hour"], n=int(value))
            case "people":
                return Phrase.counted("{n:,.0f} person", "{n:,.0f} people", n=value)
            case "months":
                return Phrase.counted("{n:,.0f} month", "{n:,.0f} months", n=value)
            case "days":
                return Phrase.counted("{n:,.0f} day", "{n:,.0f} days", n=value)
            case "cases":
                return Phrase.counted("{n:,.0f} case", "{n:,.0f} cases", n=value)
            case unit:
                return Phrase(_UNITS[unit], n=value)


_NONE = later({
    "handle_time_target": "no target",
    "credit_budget": "no budget",
    "roaming_cap": "no cap",
    "fire_below": "nobody",
    "settle": "never",
})  # fmt: skip
"""Levers whose 0 means that there is none of it."""
