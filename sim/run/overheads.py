"""Overheads: what the policy book costs by the day besides staff, credits and contacts. Prices are guesses."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

from sim.clock import DAYS_A_MONTH
from sim.level import Level

_EXECUTIVE_HOUR_USD = 180.0
_REVIEWER_HOUR_USD = 120.0
_PUBLIC_QUEUE_HOURS = 4.0
_TAPE_WEEK_USD = 1500.0
_SAMPLE_USD = 0.40
_CONFIRMATION_USD = 0.05
_EXTRAS_MONTH_USD = 3.0
_HANDSET_MONTH_USD = 1.0
_CAP_USD = 60.0
"""Roaming cap at which 37 % of roaming revenue is lost."""
_TEACHING_USD = 60.0


def a_day(level: Level, book: Mapping[str, float], subscribers: int, contacts: int) -> float:
    """Cost of one day under `book`, in $, with so many subscribers and contacts."""
    hours = book["perception.complaint_file"] + _PUBLIC_QUEUE_HOURS * book["perception.public_queue"]
    week = _EXECUTIVE_HOUR_USD * hours + _REVIEWER_HOUR_USD * book["perception.policy_review"]
    week += book["perception.research"] + _TAPE_WEEK_USD * book["perception.board_tape"]
    each = _SAMPLE_USD * book["perception.measure_resolved"] + _CONFIRMATION_USD * book["process.confirmations"]
    month = _HANDSET_MONTH_USD * book["promise.exclusive_handset"]
    if book["promise.roaming_cap"]:
        month += level.carrier.roaming_month_usd * exp(-book["promise.roaming_cap"] / _CAP_USD)
    spent = book["promise.advertising"] + book["promise.network_spend"]
    return spent + week / 7 + each * contacts + month * subscribers / DAYS_A_MONTH


def extras(book: Mapping[str, float], subscribers: int) -> float:
    """A day's revenue from services that are on unless the subscriber says no, in $."""
    return _EXTRAS_MONTH_USD * book["promise.dark_defaults"] * subscribers / DAYS_A_MONTH


def haste(book: Mapping[str, float]) -> float:
    """What share of its price and its delay a change takes: a board that has heard a tape opens its purse."""
    return 0.5 if book["perception.board_tape"] else 1.0


def teaching(book: Mapping[str, float], lever: str, heads: int) -> float:
    """What it costs to teach `heads` people a change of `lever`, in $; 0 where it is mailed."""
    rule = lever.startswith(("power.", "process."))
    return _TEACHING_USD * heads if rule and book["process.teach_changes"] else 0.0
