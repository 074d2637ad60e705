"""Money: the lines of the books, from the events and prices that make them; what no event tells is `All else`."""

from __future__ import annotations

from math import ceil

import numpy as np

from game.views.past import TIME, Floats, Table
from game.views.why.evidence import Evidence, Span
from game.views.why.folds import Cut, Fold, Group, grouped, of, val
from game.views.why.labels import Label
from game.views.words import say
from sim.clock import DAY
from sim.events import Kind
from sim.levers import LEVERS
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


def _changed(e: Evidence, span: Span) -> tuple[Table, Floats]:
    """The decisions whose price is in the books, and that price: the lever's own, and teaching it."""
    made, names = _booked(e, _K.DECIDED, span), list(LEVERS)
    usd = []
    for index, row in zip(made.index.tolist(), made.rows.tolist(), strict=True):
        lever, value, before = row[7:10]
        book, name = e.book_at(row[TIME], stop=index), names[int(lever)]
        day = max(0, ceil(row[TIME] / DAY) - 1)
        taught = overheads.teaching(book, name, e.crew[day].heads)
        usd.append((LEVERS[name].cost_usd * overheads.haste(book) + taught) if value != before else 0.0)
    paid = np.array(usd) if usd else np.zeros(0)
    return made.where(paid > 0), paid[paid > 0]


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
        people = e.level.employees
        crew = [e.crew[day] for day in (days.rows[:, TIME] // DAY).astype(np.int64).tolist()]
        staff = "people.frontline_staff"
        for key, title, says, usd in (
            ("hiring", later("Hiring"), later("For each new CSR who was looked for."),
             people.hiring_usd * sum(day.ordered for day in crew)),
            ("severance", later("Severance"), later("For each CSR who was let go."),
             people.severance_usd * sum(day.let_go for day in crew)),
        ):  # fmt: skip
            named = Label(title=say(title), says=say(says), lever=staff)
            found.append(Group(key=f"cost {key}", label=named, amount=sign * usd))
        made, paid = _changed(e, span)
        named = Label(title=say("Changes of policy"), says=say("What they cost at once, and teaching them."), lever="")
        found.append(grouped("cost changes", named, [(made, sign * paid)]))
        known = sum(group.amount for group in found)
        rest = sign * e.total(day, "cost_usd", span) - known
        says = say("Gifts, thanks, courses, listeners, the machine, public answers, debts lost.")
        named = Label(title=say("All else"), says=says, lever="")
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
