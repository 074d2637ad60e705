"""The powerlessness bill: minutes by what they were spent on, whose they were, and what they would have cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.views import charts, theme
from game.views.canvas import Canvas, Rect
from game.views.charts import Curve
from game.views.figure import Ask, asks
from game.views.ledgers.accounts import PAID, Item
from game.views.ledgers.pages import nothing, panel, usd
from game.views.lettering import fit, middle
from game.views.tape import textures
from game.views.ui import Ui
from game.views.words import number, say
from sim.measures import MEASURES

ROW = 40.0
BIG = 62.0


def draw_bill(
    ui: Ui,
    canvas: Canvas,
    box: Rect,
    items: Sequence[Item],
    series: Mapping[str, tuple[float, ...]],
    weeks: int,
    ask: Ask | None = None,
) -> None:
    """The sum in large letters, the lines, and the days below."""
    total = sum(item.all_min for item in items)
    high = min(box.h, 62 + BIG + 26 + ROW * len(items) + 14)
    says = say(
        "Every minute that customers spent in contacts, at {usd} an hour: what we pay our own.", usd=_wage(items)
    )
    table = Rect(box.x, box.y, box.w, high)
    room = panel(canvas, table, say("The powerlessness bill"), says)
    if not total:
        nothing(ui, canvas, room, say("No customer has called yet."))
        return
    _draw_sum(ui, canvas, Rect(room.x, room.y, room.w, BIG), items, ask)
    lines = Rect(room.x, room.y + BIG, room.w, room.bottom - room.y - BIG)
    with ui.scroll(canvas, lines, 26 + ROW * len(items), key="bill") as top:
        _draw_heads(canvas, Rect(lines.x, top, lines.w, 24))
        most = max(item.all_min for item in items)
        for n, item in enumerate(items):
            row = Rect(lines.x, top + 26 + n * ROW, lines.w, ROW)
            _draw_item(ui, canvas, row, item, item.all_min / most, item.all_min / total, ask)
    below = Rect(box.x, table.bottom + 14, box.w, box.bottom - table.bottom - 14)
    if below.h >= 130 and series.get("talk_min"):
        room = panel(canvas, below, say("Minutes a day"))
        curves = [
            Curve(name=say(MEASURES[item.name].title), values=series[item.name], colour=theme.MINUTE_COLOURS[item.name])
            for item in items
        ]
        charts.area(
            canvas,
            Rect(room.x, room.y - 6, room.w, room.h + 12),
            curves,
            marks=lambda values: [number(value) for value in values],
            weeks=weeks,
        )


def _wage(items: Sequence[Item]) -> str:
    return say("${usd:,.2f}", usd=items[0].wage_usd if items else 0.0)


def _marks(values: Sequence[float]) -> list[str]:
    return [number(value) for value in values]


def _draw_sum(ui: Ui, canvas: Canvas, row: Rect, items: Sequence[Item], ask: Ask | None) -> None:
    """Hours and dollars, theirs and ours."""
    hours = sum(item.all_min for item in items) / 60
    week = sum(item.week_min for item in items) / 60
    theirs, ours = sum(item.customers_usd for item in items), sum(item.firm_usd for item in items)
    parts = (
        (say("{h:,.0f} h", h=hours), say("of customers' lives, so far")),
        (say("{h:,.0f} h", h=week), say("in the last seven closed days")),
        (usd(theirs), say("given by customers")),
        (usd(ours), say("paid by us for the same")),
    )
    wide = row.w / len(parts)
    for n, (value, text) in enumerate(parts):
        x = row.x + n * wide
        value = fit(canvas, value, wide - 8, size=26, weight="title")
        canvas.text(x, row.y, value, size=26, colour=theme.BAD if n == 0 else theme.INK, weight="title")
        if n == 0:
            at = Rect(x, row.y, canvas.measure(value, size=26, weight="title")[0], 34)
            tip = say(MEASURES["hours_taxed"].says)
            asks(ui, canvas, at, ask, "hours_taxed", key="why hours", tip=tip)
        text = fit(canvas, text, wide - 8, size=theme.SMALL)
        canvas.text(x, row.y + 35, text, size=theme.SMALL, colour=theme.INK_SOFT)


def _places(row: Rect) -> tuple[float, float, float, float, float]:
    """Right edges of: seven closed days, so far, customers' dollars, ours; and the left of the bars."""
    name = min(220.0, row.w * 0.3)
    wide = min(110.0, (row.w - name) / 4.6)
    first = row.x + name + wide
    return first, first + wide, first + 2 * wide, first + 3 * wide, first + 3 * wide + 24


def _draw_heads(canvas: Canvas, row: Rect) -> None:
    places = _places(row)
    room = places[1] - places[0] - 8
    for x, text in zip(
        places, (say("7 closed days"), say("so far"), say("customers gave"), say("we paid")), strict=False
    ):
        text = fit(canvas, text, room, size=theme.TINY)
        canvas.text(x, row.y + 4, text, size=theme.TINY, colour=theme.INK_SOFT, align="right")
    canvas.rect(Rect(row.x, row.bottom - 1, row.w, 1), theme.INK)


def _draw_item(ui: Ui, canvas: Canvas, row: Rect, item: Item, size: float, share: float, ask: Ask | None) -> None:
    measure = MEASURES[item.name]
    asks(ui, canvas, row.inset(0, 2), ask, item.name, key=f"item {item.name}", tip=say(measure.says))
    y = row.y + row.h / 2
    swatch = Rect(row.x, y - 12, 24, 24)
    textures.fill(canvas, swatch, item.name)
    canvas.rect(swatch, line=theme.INK, width=1)
    week, so_far, theirs, ours, bars = _places(row)
    title = fit(canvas, say(measure.title), week - (so_far - week) - row.x - 40, size=theme.BODY, weight="bold")
    middle(canvas, row.x + 34, y, title, size=theme.BODY, colour=theme.INK, weight="bold")
    ours_text = usd(item.firm_usd) if item.name in PAID else say("nothing")
    for x, text, ink in (
        (week, say("{h:,.1f} h", h=item.week_min / 60), theme.INK_SOFT),
        (so_far, say("{h:,.0f} h", h=item.all_min / 60), theme.INK),
        (theirs, usd(item.customers_usd), theme.INK),
        (ours, ours_text, theme.INK_SOFT),
    ):
        text = fit(canvas, text, so_far - week - 6, size=theme.BODY)
        middle(canvas, x, y, text, size=theme.BODY, colour=ink, align="right")
    room = row.right - bars - 56
    if room > 40:
        bar = Rect(bars, y - 9, max(2.0, room * size), 18)
        textures.fill(canvas, bar, item.name)
        text = say("{pct:.0f} %", pct=100 * share)
        middle(canvas, bar.right + 8, y, text, size=theme.SMALL, colour=theme.INK_SOFT)
    canvas.rect(Rect(row.x, row.bottom - 1, row.w, 1), theme.LINE_SOFT)
