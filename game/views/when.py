"""When: days and moments as people read them, the one place where views turn a time into words."""

from __future__ import annotations

from game.views.words import say
from sim.clock import DAY, WEEKDAYS, day_of


def weekday(day: int) -> str:
    """The name of a day, counted from 0."""
    return say(WEEKDAYS[day % 7])


def clock(time: float) -> str:
    """`14:05`."""
    rest = int(time - day_of(time) * DAY)
    return f"{rest // 3600:02d}:{rest // 60 % 60:02d}"


def day_title(time: float) -> str:
    """`week 2 Tue`."""
    day = day_of(time)
    return say("week {n} {weekday}", n=day // 7 + 1, weekday=weekday(day))


def short_day(time: float) -> str:
    """`w2 Tue`."""
    day = day_of(time)
    return say("w{week} {weekday}", week=day // 7 + 1, weekday=weekday(day))


def moment(time: float) -> str:
    """`week 2 Tue, 14:05`."""
    return say("{day}, {clock}", day=day_title(time), clock=clock(time))


def stamp(time: float) -> str:
    """`week 2 Tue 14:05`, where there is no room for a comma."""
    return say("{day} {clock}", day=day_title(time), clock=clock(time))
