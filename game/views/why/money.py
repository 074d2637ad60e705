"""Money: the lines of the books, from the events and prices that make them; what no event tells is `All else`."""

from __future__ import annotations

import numpy as np

from game.views.past import TIME, Table
from game.views.why.evidence import Evidence, Span
from game.views.why.folds import Cut, Fold, Group, grouped, of, val
from game.views.why.labels import Label
from game.views.words import say
from sim.clock import DAY
from sim.events import Kind
from sim.run import overheads
from sim.words import later

_K = Kind
LINES = later("Lines of the books")


def _booked(e: Evidence, kind: Kind, span: Span) -> Table:
    """Events whose money is in the books: nothing of a day stands in them before it closes."""
    return e.of(kind, Span(span.start, min(span.end, e.days * DAY)))


def _overheads(e: Evidence, span: Span) -> dict[str, float]:
    """What advertising, coverage and the rest of the book cost by the day, in $."""
    days = e.of(_K.DAY_CLOSED, span)
    calls = np.bincount(
        (e.of(_K.CONTACT_BEGAN, span).rows[:, TIME] // DAY).astype(np.int64), minlength=e.days + 1
    )  # fmt: skip
    found = {"advertising": 0.0, "network": 0.0, "book": 0.0}
    decided = len(e.of(_K.DECIDED)) > 0
    book = e.book_at(0.0)
    for time, people in zip(
        days.rows[:, TIME].tolist(), days.value(_K.DAY_CLOSED, "subscribers").tolist(), strict=True
    ):
        if decided:
            book = e.book_at(time)
        whole = overheads.a_day(e.level, book, int(people), int(calls[int(time // DAY)]))
        found["advertising"] += book["promise.advertising"]
        found["network"] += book["promise.network_spend"]
        found["book"] += whole - book["promise.advertising"] - book["promise.network_spend"]
    return found


def costs(sign: float) -> Cut:
    """The lines of what is spent, `sign` 1 for a cost."""

    def split(e: Evidence, span: Span) -> list[Group]:
        carrier, day = e.level.carrier, _K.DAY_CLOSED
        days = e.of(day, span)
        service = carrier.service_cost_month_usd * 12 / 365.25
        given, outside = _booked(e, _K.CREDITED, span), _booked(e, _K.OUTSIDE_COMPLAINT, span)
        joined, left = _booked(e, _K.JOINED, span), _booked(e, _K.CHURNED, span)
        calls = _booked(e, _K.CONTACT_BEGAN, span)
        over = _overheads(e, span)
        rows = [
            ("wages", later("Wages"), later("Paid hours, and what they cost beside the wage."),
            "people.frontline_staff",
             days, days.value(day, "wage_usd")),
            ("credits", later("Credits"), later("Given to customers."), "power.frontline_credit_limit",
             given, given.value(_K.CREDITED, "usd")),
            ("outside", later("Complaints outside"), later("Bureau, regulator, court and chairman."),
            "promise.published_route",
             outside, outside.value(_K.OUTSIDE_COMPLAINT, "cost_usd")),
            ("service", later("Service of subscribers"), later("Masts, lines, bills."), "",
             days, days.value(day, "subscribers") * service),
            ("joined", later("Winning customers"), later("For each who joined."), "promise.advertising",
             joined, np.ones(len(joined)) * carrier.acquisition_usd),
            ("left", later("Winding up"), later("For each who left."), "",
             left, np.ones(len(left)) * carrier.leaving_usd),
            ("calls", later("The calls themselves"), later("Line, systems, licences."), "",
             calls, np.ones(len(calls)) * e.level.centre.contact_usd),
        ]  # fmt: skip
        found = [
            grouped(f"cost {key}", Label(title=say(title), says=say(says), lever=lever), [(table, sign * amounts)])
            for key, title, says, lever, table, amounts in rows
        ]
        for key, title, says, lever in (
            ("advertising", later("Advertisements"), later("Spent by the day."), "promise.advertising"),
            ("network", later("Coverage"), later("Spent by the day on masts."), "promise.network_spend"),
            (
                "book",
                later("What the book costs"),
                later("Hours upstairs, research, reviews, caps."),
                "perception.complaint_file",
            ),
        ):
            named = Label(title=say(title), says=say(says), lever=lever)
            found.append(Group(key=f"cost {key}", label=named, amount=sign * over[key]))
        known = sum(group.amount for group in found)
        rest = sign * e.total(day, "cost_usd", span) - known
        named = Label(
            title=say("All else"), says=say("Hiring, training, changes of policy, gifts, debts lost."), lever=""
        )
        return [*found, Group(key="cost rest", label=named, amount=rest)]

    return Cut(title=LINES, split=split)


def earned() -> Cut:
    """The lines of what comes in."""

    def split(e: Evidence, span: Span) -> list[Group]:
        fees = extras = 0.0
        joined = np.bincount(
            (_booked(e, _K.JOINED, span).rows[:, TIME] // DAY).astype(np.int64), minlength=e.days + 1
        )  # fmt: skip
        days = e.of(_K.DAY_CLOSED, span)
        people = days.value(_K.DAY_CLOSED, "subscribers")
        for time, here in zip(days.rows[:, TIME].tolist(), people.tolist(), strict=True):
            book = e.book_at(time)
            fees += int(joined[int(time // DAY)]) * book["promise.joining_fee"]
            extras += overheads.extras(book, int(here))
        rest = e.total(_K.DAY_CLOSED, "revenue_usd", span) - fees - extras
        rows = (
            ("rest", rest, later("Subscriptions"), later("What subscribers pay by the month, and fees for leaving."),
             "promise.price"),
            ("fees", fees, later("Joining fees"), later("From each who joined."), "promise.joining_fee"),
            ("extras", extras, later("Extras ticked in advance"), later("Who didn't say no, pays."),
            "promise.dark_defaults"),
        )  # fmt: skip
        return [
            Group(key=f"earned {key}", label=Label(title=say(title), says=say(says), lever=lever), amount=amount)
            for key, amount, title, says, lever in rows
        ]

    return Cut(title=LINES, split=split)


def profit() -> Cut:
    """The lines of both."""
    came, went = earned(), costs(-1.0)
    return Cut(title=LINES, split=lambda e, s: [*came.split(e, s), *went.split(e, s)])


REVENUE = Fold(pick=of(_K.DAY_CLOSED), each=val(_K.DAY_CLOSED, "revenue_usd"))
COST = Fold(pick=of(_K.DAY_CLOSED), each=val(_K.DAY_CLOSED, "cost_usd"), scale=-1.0)
