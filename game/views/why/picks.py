"""Picks: which events a metric counts, and what it is divided by, where that is more than all events of a kind."""

from __future__ import annotations

import numpy as np

from game.views.past import CASE, Table
from game.views.why.evidence import Evidence, Span
from sim.events import CaseEnding, ContactEnding, Kind

_K = Kind


# --- what is divided by -------------------------------------------------------------------------------------------


def ended(e: Evidence, span: Span) -> float:
    """Contacts that ended."""
    return float(len(e.of(_K.CONTACT_ENDED, span)))


def voiced(e: Evidence, span: Span) -> float:
    """First contacts: troubles that were called about."""
    return float(len(e.of(_K.CONTACT_BEGAN, span, nth=1)))


def closed(e: Evidence, span: Span) -> Table:
    """Closed cases with a contact."""
    found = e.of(_K.CASE_CLOSED, span)
    return found.where(found.value(_K.CASE_CLOSED, "contacts") > 0)


def cases(e: Evidence, span: Span) -> float:
    """How many closed cases had a contact."""
    return float(len(closed(e, span)))


# --- picks --------------------------------------------------------------------------------------------------------


def not_resolved(e: Evidence, span: Span) -> Table:
    """Cases that closed without a cure."""
    found = closed(e, span)
    return found.where(found.value(_K.CASE_CLOSED, "ending") != CaseEnding.RESOLVED)


def not_first(e: Evidence, span: Span) -> Table:
    """Cases not cured in their first contact."""
    found = closed(e, span)
    solved = found.value(_K.CASE_CLOSED, "ending") == CaseEnding.RESOLVED
    return found.where(~(solved & (found.value(_K.CASE_CLOSED, "contacts") == 1)))


def given_up(e: Evidence, span: Span) -> Table:
    """Cases that closed without a cure, those without a contact among them."""
    found = e.of(_K.CASE_CLOSED, span)
    return found.where(found.value(_K.CASE_CLOSED, "ending") != CaseEnding.RESOLVED)


def slow(e: Evidence, span: Span) -> Table:
    """Contacts not answered within 20 s."""
    found = e.of(_K.CONTACT_ENDED, span)
    wait, ending = found.value(_K.CONTACT_ENDED, "first_wait_s"), found.value(_K.CONTACT_ENDED, "ending")
    lost = (ending == ContactEnding.RENEGED) & (found.value(_K.CONTACT_ENDED, "legs") == 1)
    return found.where((wait > 20) | lost)


def waited(e: Evidence, span: Span) -> Table:
    """Contacts that waited at all."""
    found = e.of(_K.CONTACT_ENDED, span)
    return found.where(found.value(_K.CONTACT_ENDED, "first_wait_s") > 0)


def slowest(e: Evidence, span: Span) -> Table:
    """The tenth of the contacts that waited longest."""
    found = e.of(_K.CONTACT_ENDED, span)
    waits = found.value(_K.CONTACT_ENDED, "first_wait_s")
    return found.where(waits >= max(1e-9, np.quantile(waits, 0.9))) if len(found) else found


def repeats(e: Evidence, span: Span) -> Table:
    """All contacts but the first of the cases that closed."""
    found = closed(e, span).who(CASE)
    chosen = np.zeros(len(e.issues) + 1, dtype=np.bool_)
    chosen[found] = True
    began = e.of(_K.CONTACT_BEGAN)
    return began.where(chosen[began.who(CASE)] & (began.value(_K.CONTACT_BEGAN, "nth") > 1))


def promoters(e: Evidence, span: Span) -> Table:
    """Answers of nine or ten."""
    asked = e.of(_K.SURVEYED, span)
    return asked.where(asked.value(_K.SURVEYED, "recommend") >= 9)


def detractors(e: Evidence, span: Span) -> Table:
    """Answers of six or less."""
    asked = e.of(_K.SURVEYED, span)
    return asked.where(asked.value(_K.SURVEYED, "recommend") <= 6)


def tipped(e: Evidence, span: Span) -> Table:
    """Leavings that somebody's talk tipped."""
    left = e.of(_K.CHURNED, span)
    return left.where(left.value(_K.CHURNED, "teller") >= 0)


def leaked(e: Evidence, span: Span) -> Table:
    """Credits that were not due, or not all of it."""
    given = e.of(_K.CREDITED, span)
    return given.where(given.value(_K.CREDITED, "leaked_usd") > 0)
