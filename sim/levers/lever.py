"""What a lever is: the shape of one row of a chapter's table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

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


_UNITS = {"usd/h": "${:,.2f}/h", "usd/day": "${:,.0f} a day", "usd/week": "${:,.0f} a week",
          "usd/month": "${:,.0f} a month", "h/week": "{:,.0f} h a week", "h/day": "{:,.1f} h a day",
          "min/h": "{:,.0f} min an hour", "x": "x {:.2f}"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One lever of the policy book."""

    name: str
    title: str
    unit: str
    """`usd`, `people`, `s`, `share`, `switch`, `months`, `days`, `hour`, `cases`, or one of `_UNITS`."""
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

    def show(self, value: float) -> str:
        """`value` with its unit, as a player reads it."""
        match self.unit:
            case "switch":
                return "on" if value else "off"
            case "usd":
                return _NONE[self.key] if value == 0 and self.key in _NONE else f"${value:,.0f}"
            case "share":
                return f"{value * 100:.0f} %"
            case "hour":
                return f"{int(value):02d}:00"
            case "s":
                return _NONE[self.key] if value == 0 and self.key in _NONE else f"{value:,.0f} s"
            case unit if unit in _UNITS:
                return _UNITS[unit].format(value)
            case _:
                return f"{value:,.0f} {self.unit}"


_NONE = {
    "handle_time_target": "no target",
    "credit_budget": "no budget",
    "roaming_cap": "no cap",
    "fire_below": "nobody",
    "settle": "never",
}
"""Levers whose 0 means that there is none of it."""
