"""Simulated time: float seconds since the run's opening, which is 00:00 on a Monday.

There is no wall clock here and no time zone. Durations are in seconds unless a name says otherwise.
"""

from __future__ import annotations

from math import floor

SECOND = 1.0
MINUTE = 60.0
HOUR = 3600.0
DAY = 86_400.0
WEEK = 7 * DAY
MONTH = 365.25 * DAY / 12
DAYS_A_MONTH = 365.25 / 12

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def day_of(time: float) -> int:
    """Number of the day `time` (s) falls in, counted from 0."""
    return floor(time / DAY)


def stamp(time: float) -> str:
    """`time` (s) as people read it: `week 2 Tue 14:05:09`."""
    day = day_of(time)
    rest = int(time - day * DAY)
    hms = f"{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}"
    return f"week {day // 7 + 1} {WEEKDAYS[day % 7]} {hms}"


def span(seconds: float) -> str:
    """A duration as people say it: `45 s`, `6 min 40 s`, `3 h 17 min`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s" if whole % 60 else f"{whole // 60} min"
    return f"{whole // 3600} h {whole // 60 % 60} min"
