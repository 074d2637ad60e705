"""Simulated time: float seconds since the run's opening, which is 00:00 on a Monday.

There is no wall clock here and no time zone. Durations are in seconds unless a name says otherwise.
"""

from __future__ import annotations

from math import floor

from sim.words import Phrase, later

SECOND = 1.0
MINUTE = 60.0
HOUR = 3600.0
DAY = 86_400.0
WEEK = 7 * DAY
MONTH = 365.25 * DAY / 12
DAYS_A_MONTH = 365.25 / 12

WEEKDAYS = later(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))


def day_of(time: float) -> int:
    """Number of the day `time` (s) falls in, counted from 0."""
    return floor(time / DAY)


def stamp(time: float) -> Phrase:
    """`time` (s) as people read it: `week 2 Tue 14:05:09`."""
    day = day_of(time)
    rest = int(time - day * DAY)
    hms = f"{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}"
    return Phrase("week {n} {weekday} {clock}", n=day // 7 + 1, weekday=WEEKDAYS[day % 7], clock=hms)


def span(seconds: float) -> Phrase:
    """A duration as people say it: `45 s`, `6 min 40 s`, `3 h 17 min`."""
    whole = round(seconds)
    if whole < 60:
        return Phrase("{s} s", s=whole)
    if whole < 3600:
        minutes, rest = divmod(whole, 60)
        return Phrase("{min} min {s} s", min=minutes, s=rest) if rest else Phrase("{min} min", min=minutes)
    return Phrase("{h} h {min} min", h=whole // 3600, min=whole // 60 % 60)
