"""Two pages of the ledgers: profit and loss by week, and what the books and the truth say of those who left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from game.views import charts, theme
from game.views.canvas import Canvas, Colour, Rect, Weight
from game.views.charts import Curve
from game.views.figure import Ask, asks, figure
from game.views.ledgers.accounts import Leaver, Week
from game.views.ledgers.veil import draw_veil
from game.views.lettering import fit, middle
from game.views.scene import Turn
from game.views.ui import Ui
from game.views.when import day_title
from game.views.words import say
from sim.events import Leaving
from sim.measures import MEASURES

ROW = 30.0
LEAVER = 44.0


def usd(amount: float) -> str:
    """A sum as the ledgers write it."""
    return say(MEASURES["profit_usd"].show(amount))


def panel(canvas: Canvas, box: Rect, title: str, says: str = "") -> Rect:
    """A card with a heading and a line under it; the room that is left."""
    canvas.rect(box, theme.CARD, line=theme.LINE, radius=10)
    title = fit(canvas, title, box.w - 36, size=theme.HEAD, weight="title")
    canvas.text(box.x + 18, box.y + 10, title, size=theme.HEAD, colour=theme.INK, weight="title")
    high = 42.0
    if says:
        canvas.text(
            box.x + 18,
            box.y + 36,
            fit(canvas, says, box.w - 36, size=theme.SMALL),
            size=theme.SMALL,
            colour=theme.INK_SOFT,
        )
        high = 62.0
    return Rect(box.x + 18, box.y + high, box.w - 36, box.h - high - 14)


# --- profit and loss ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    """A column of sums."""

    title: str
    value: Callable[[Week], float]
    says: str
    asked: str
    """The metric that is asked about."""


def columns(*, few: bool = False) -> tuple[Column, ...]:
    """All of them; `few`: only those for which there is always room, the others within "All else"."""
    rest = [
        Column(say("Service"), lambda w: -w.service, say("Masts, lines and bills of subscribers."), "cost_usd"),
        Column(say("Winning"), lambda w: -w.winning, say("Advertising, and what each who joins costs."), "cost_usd"),
        Column(say("Crew"), lambda w: -w.crew, say("Hiring and severance."), "cost_usd"),
    ]
    other = say("The calls themselves, coverage, changes of policy, what the book costs by the day.")
    if few:
        other = say("Service, winning customers, hiring, severance, calls, coverage, changes of policy.")

    def outside_all(w: Week) -> float:
        return -w.other + (sum(column.value(w) for column in rest) if few else 0.0)

    return (
        Column(say("Revenue"), lambda w: w.revenue, say("Subscriptions, fees, extras."), "revenue_usd"),
        Column(say("Wages"), lambda w: -w.wages, say("Paid hours, with what they cost beside the wage."), "cost_usd"),
        Column(say("Credits"), lambda w: -w.credits, say("Given to customers."), "credits_usd"),
        Column(
            say("Outside"),
            lambda w: -w.outside,
            say("Complaints to bureau, regulator, court and chairman."),
            "cost_usd",
        ),
        *(() if few else rest),
        Column(say("All else"), outside_all, other, "cost_usd"),
        Column(say("Profit"), lambda w: w.profit, say("What is left."), "profit_usd"),
        Column(say("Cash"), lambda w: w.cash, say("In the bank at the week's end."), "cash_usd"),
    )


ROOMY = 700.0
"""From this width on every column has room; from `BARS` on also the bars of profit beside them."""
BARS = 1000.0


def draw_profit(
    ui: Ui,
    canvas: Canvas,
    box: Rect,
    weeks: Sequence[Week],
    total: Week | None,
    cash: tuple[float, ...],
    horizon: int,
    ask: Ask | None = None,
) -> None:
    """The table, newest week first, the sum above it all; below it the cash of each day, where there is room.

    `ask` asks about a sum.
    """
    table_high = 62 + 24 + ROW * (len(weeks) + 1) + 26
    if total and box.h - table_high >= 190:
        below = Rect(box.x, box.y + table_high + 14, box.w, box.h - table_high - 14)
        room = panel(canvas, below, say("Cash"))
        draw_sums(canvas, room, [Curve(name=say("Cash"), values=cash, colour=theme.ACCENT)], horizon)
        box = Rect(box.x, box.y, box.w, table_high)
    says = say("By week of closed days. Today's books close at midnight.")
    room = panel(canvas, box, say("Profit and loss"), says)
    if total is None:
        nothing(ui, canvas, room, say("No day has closed yet. The first books close at midnight."))
        return
    table = columns(few=room.w < ROOMY)
    side, bars = min(96.0, room.w * 0.17), room.w * 0.16 if room.w > BARS else 0.0
    wide = (room.w - side - bars - 14) / len(table)
    for n, column in enumerate(table):
        right = room.x + side + (n + 1) * wide
        ui.spot(f"column {n}", Rect(right - wide, room.y, wide, 22), tip=column.says, focus=False)
        head = fit(canvas, column.title, wide - 6, size=theme.SMALL)
        canvas.text(right, room.y, head, size=theme.SMALL, colour=theme.INK_SOFT, align="right")
    y = room.y + 24
    canvas.rect(Rect(room.x, y, room.w, 1), theme.INK)
    _draw_week(canvas, Rect(room.x, y + 2, room.w, ROW), say("So far"), total, table, side, wide, strong=True)
    for n, metric in enumerate(column.asked for column in table):
        right = room.x + side + (n + 1) * wide
        at, tip = Rect(right - wide + 6, y + 5, wide - 6, ROW - 7), say(MEASURES[metric].says)
        asks(ui, canvas, at, ask, metric, key=f"why column {n}", tip=tip)
    y += ROW + 4
    canvas.rect(Rect(room.x, y, room.w, 1), theme.LINE)
    most = max(abs(week.profit) for week in weeks) or 1.0
    body = Rect(room.x, y + 2, room.w, room.bottom - y - 2)
    with ui.scroll(canvas, body, ROW * len(weeks), key="weeks") as top:
        for n, week in enumerate(reversed(weeks)):
            row = Rect(room.x, top + n * ROW, room.w, ROW)
            if n % 2 == 0:
                canvas.rect(row, theme.PAPER)
            name = say("week {n}", n=week.number)
            if week.days < 7:
                name = say("week {n}, {days} d", n=week.number, days=week.days)
            _draw_week(canvas, row, name, week, table, side, wide, strong=False)
            if bars:
                _draw_bar(canvas, Rect(row.right - bars, row.y, bars - 14, ROW), week.profit / most)


def _draw_week(
    canvas: Canvas, row: Rect, name: str, week: Week, table: Sequence[Column], side: float, wide: float, *, strong: bool
) -> None:
    y = row.y + row.h / 2
    weight: Weight = "bold" if strong else "regular"
    name = fit(canvas, name, side - 4, size=theme.SMALL, weight="bold")
    middle(canvas, row.x + 4, y, name, size=theme.SMALL, colour=theme.INK, weight="bold")
    for n, column in enumerate(table):
        amount = column.value(week)
        marked = n >= len(table) - 2  # profit and cash
        colour: Colour = theme.INK if not marked else theme.BAD if amount < 0 else theme.GOOD
        text = fit(canvas, usd(amount + 0.0), wide - 4, size=theme.SMALL, weight="bold" if marked else weight)
        x = row.x + side + (n + 1) * wide
        middle(canvas, x, y, text, size=theme.SMALL, colour=colour, weight="bold" if marked else weight, align="right")


def _draw_bar(canvas: Canvas, box: Rect, share: float) -> None:
    """Profit to the right of a line, loss to the left."""
    zero = box.x + box.w / 2
    wide = box.w / 2 * abs(share)
    left = zero if share >= 0 else zero - wide
    canvas.rect(Rect(left, box.y + 8, wide, box.h - 16), theme.GOOD if share >= 0 else theme.BAD, radius=2)
    canvas.rect(Rect(zero - 0.5, box.y, 1, box.h), theme.INK_FAINT)


# --- two ledgers --------------------------------------------------------------------------------------------------


def draw_value(
    ui: Ui,
    canvas: Canvas,
    box: Rect,
    booked: tuple[float, ...],
    true: tuple[float, ...],
    leavers: Sequence[Leaver],
    weeks: int,
    name: Callable[[int], str],
    to_customer: Callable[[int], Turn | None],
    ask: Ask | None = None,
    *,
    veiled: bool,
) -> None:
    """Both ledgers as curves, and the leavers whom the books knew least; veiled, the books alone can be read."""
    wide = box.w > 780
    left = Rect(box.x, box.y, box.w * 0.46 if wide else box.w, box.h if wide else 260)
    right = Rect(left.right + 14, box.y, box.right - left.right - 14, box.h)
    if not wide:
        right = Rect(box.x, left.bottom + 14, box.w, box.bottom - left.bottom - 14)
    _draw_curves(ui, canvas, left, booked, true, weeks, ask, veiled=veiled)
    says = say("Customers you decided you could afford to lose: what the books said, and what went with them.")
    room = panel(canvas, right, say("Undervalued most"), says)
    if not leavers:
        nothing(ui, canvas, room, say("Nobody has left whom the books undervalued."))
        return
    # Veiled, not even the length of a bar may tell what is true.
    most = max(leaver.booked if veiled else max(leaver.true, leaver.booked) for leaver in leavers)
    with ui.scroll(canvas, room, LEAVER * len(leavers), key="leavers") as top:
        for n, leaver in enumerate(leavers):
            row = Rect(room.x, top + n * LEAVER, room.w - 8, LEAVER)
            do = partial(to_customer, leaver.customer)
            _draw_leaver(ui, canvas, row, leaver, most, name(leaver.customer), do, veiled=veiled)


def _draw_curves(
    ui: Ui,
    canvas: Canvas,
    box: Rect,
    booked: tuple[float, ...],
    true: tuple[float, ...],
    weeks: int,
    ask: Ask | None,
    *,
    veiled: bool,
) -> None:
    room = panel(canvas, box, say("Two ledgers"), say("Value lost with those who left, added up."))
    if not true:
        nothing(ui, canvas, room, say("No day has closed yet. The first books close at midnight."))
        return
    curves = [
        Curve(name=say(MEASURES["true_value_lost_usd"].title), values=true, colour=theme.BAD),
        Curve(name=say(MEASURES["booked_value_lost_usd"].title), values=booked, colour=theme.INK_SOFT, dashed=True),
    ]
    for n, curve in enumerate(curves):
        x = room.x + n * room.w / 2
        ends = [(x, room.y + 9), (x + 22, room.y + 9)]
        draw_line(canvas, ends, curve)
        canvas.text(x + 28, room.y, curve.name, size=theme.SMALL, colour=theme.INK_SOFT)
        if veiled and n == 0:
            draw_veil(canvas, Rect(x, room.y + 20, room.w / 2 - 14, 28))
            continue
        value = usd(curve.values[-1])
        metric = "booked_value_lost_usd" if n else "true_value_lost_usd"
        y, tip = room.y + 18 + canvas.measure(value, size=24, weight="title")[1] / 2, say(MEASURES[metric].says)
        figure(
            ui, canvas, x, y, value, ask, metric, key=f"why {metric}", size=24, colour=curve.colour, weight="title",
            tip=tip,
        )  # fmt: skip
    plot_box = Rect(room.x, room.y + 54, room.w, room.bottom - room.y - 54)
    draw_sums(canvas, plot_box, curves[1:] if veiled else curves, weeks)


def draw_sums(canvas: Canvas, box: Rect, curves: Sequence[Curve], weeks: int) -> None:
    """Curves of sums, day by day, with axes."""
    if box.h < 60:
        return
    days = len(curves[0].values)
    shown = max(1, min(weeks, -(-days // 7) + 1)) if weeks > 12 else weeks
    span = charts.span_of([curve.values for curve in curves], zero=True)
    plot = charts.axes(canvas, box, span, MEASURES["profit_usd"].marks, shown)
    step = plot.w / (shown * 7)
    for curve in curves:
        points = [(plot.x + (n + 1) * step, span.y(plot, value)) for n, value in enumerate(curve.values)]
        if len(points) > 1:
            draw_line(canvas, points, curve)
        canvas.circle(*points[-1], 3.5, curve.colour)


def draw_line(canvas: Canvas, points: list[tuple[float, float]], curve: Curve) -> None:
    """A curve's line in its manner."""
    if curve.dashed:
        canvas.lines(points, curve.colour, width=2.2, dash=6)
    else:
        canvas.lines(points, curve.colour, width=2.4)


def how_title(how: Leaving) -> str:
    """How somebody left."""
    return {
        Leaving.VOICED: say("said why"),
        Leaving.SILENT: say("without a word"),
        Leaving.EXPIRY: say("when the contract ended"),
        Leaving.FIRED: say("was let go"),
    }[how]


def _draw_leaver(
    ui: Ui, canvas: Canvas, row: Rect, leaver: Leaver, most: float, name: str, do: Callable[[], Turn | None],
    *, veiled: bool,
) -> None:  # fmt: skip
    tip = say(
        "The books: {booked}. Own future: {own}. What the talk had cost us by then: {talk}. Click for the tape.",
        booked=usd(leaver.booked),
        own=usd(leaver.own),
        talk=usd(max(0.0, -leaver.talk)),
    )
    if veiled:
        tip = say("The books: {booked}. The rest is veiled. Click for the tape.", booked=usd(leaver.booked))
    if ui.spot(f"leaver {leaver.customer} {int(leaver.time)}", row, do, tip=tip):
        canvas.rect(row, theme.PAPER_DEEP, radius=4)
    half = row.w * 0.4
    canvas.text(
        row.x + 4,
        row.y + 5,
        fit(canvas, name, half - 8, size=theme.BODY, weight="bold"),
        size=theme.BODY,
        colour=theme.INK,
        weight="bold",
    )
    when = say("{day}, {how}", day=day_title(leaver.time), how=how_title(leaver.how))
    when = fit(canvas, when, half - 8, size=theme.TINY)
    canvas.text(row.x + 4, row.y + 24, when, size=theme.TINY, colour=theme.INK_SOFT)
    numbers = 74.0
    room = row.w - half - numbers
    for n, (amount, colour) in enumerate(((leaver.booked, theme.INK_FAINT), (leaver.true, theme.BAD))):
        if veiled and n == 1:
            draw_veil(canvas, Rect(row.x + half, row.y + 22, row.w - half - 4, 15))
            continue
        bar = Rect(row.x + half, row.y + 7 + n * 16, max(2.0, room * max(0.0, amount) / (most or 1.0)), 11)
        canvas.rect(bar, colour, radius=2)
        text, ink = usd(amount), theme.INK_SOFT if n == 0 else theme.INK
        weight: Weight = "regular" if n == 0 else "bold"
        middle(canvas, row.right - 4, bar.y + 5.5, text, size=theme.SMALL, colour=ink, weight=weight, align="right")
    canvas.rect(Rect(row.x, row.bottom - 1, row.w, 1), theme.LINE_SOFT)


def nothing(ui: Ui, canvas: Canvas, room: Rect, text: str) -> None:
    """There is nothing to be shown yet, and why."""
    ui.paragraph(canvas, room.x, room.y + 8, room.w, text, colour=theme.INK_SOFT)
