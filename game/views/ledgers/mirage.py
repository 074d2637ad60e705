"""The mirage: what management sees beside what is true."""

from __future__ import annotations

from collections.abc import Sequence

from game.views import charts, theme
from game.views.canvas import Canvas, Rect
from game.views.charts import Curve
from game.views.figure import Ask, asks
from game.views.ledgers.accounts import Pair, days_of
from game.views.ledgers.pages import panel
from game.views.ledgers.veil import draw_veil
from game.views.lettering import fit, middle
from game.views.ui import Ui
from game.views.words import say
from sim.frames import Frame
from sim.measures import MEASURES

ROW = 70.0


def draw_mirage(
    ui: Ui,
    canvas: Canvas,
    box: Rect,
    frame: Frame,
    pairs: Sequence[Pair],
    ask: Ask | None = None,
    *,
    veiled: bool,
) -> None:
    """Line by line: what is seen, what is so."""
    says = say("On the left what the reports say upstairs; on the right what happened.")
    body = panel(canvas, box, say("The mirage"), says)
    high = max(ROW, min(92.0, (body.h - 26) / len(pairs)))
    side = min(120.0, body.w * 0.16)
    chart = body.w * 0.2 if body.w > 640 else 0.0
    wide = (body.w - side - chart - 14) / 2
    with ui.scroll(canvas, body, 26 + high * len(pairs), key="mirage") as top:
        for n, text in enumerate((say("as seen upstairs"), say("as it is"))):
            x = body.x + side + n * wide
            canvas.text(x, top, text, size=theme.SMALL, colour=theme.INK_SOFT, weight="bold")
        canvas.rect(Rect(body.x, top + 22, body.w - 12, 1), theme.INK)
        for n, pair in enumerate(pairs):
            row = Rect(body.x, top + 26 + n * high, body.w - 12, high)
            _draw_pair(ui, canvas, row, pair, frame, side, wide, chart, ask, veiled=veiled)


def _draw_pair(
    ui: Ui, canvas: Canvas, row: Rect, pair: Pair, frame: Frame, side: float, wide: float, chart: float,
    ask: Ask | None, *, veiled: bool,
) -> None:  # fmt: skip
    y = row.y + row.h / 2
    title = fit(canvas, pair.title, side - 8, size=theme.BODY, weight="bold")
    middle(canvas, row.x, y, title, size=theme.BODY, colour=theme.INK, weight="bold")
    show = MEASURES[pair.unit].show
    seen = Rect(row.x + side, row.y, wide - 10, row.h)
    _draw_value(canvas, seen, say(show(pair.seen(frame.metrics))), pair.seen_title, theme.INK_SOFT)
    true = Rect(seen.right + 10, row.y, wide - 10, row.h)
    for n, (box, metric) in enumerate(zip((seen, true), pair.asks, strict=True)):
        if n == 0 or not veiled:
            at, tip = box.inset(0, 8), say(MEASURES[metric].says)
            asks(ui, canvas, Rect(at.x, at.y, at.w - 14, at.h), ask, metric, key=f"why {pair.key} {n}", tip=tip)
    if veiled:
        draw_veil(canvas, true.inset(0, 7))
    else:
        _draw_value(canvas, true, say(show(pair.true(frame.metrics))), pair.true_title, theme.BAD)
    if chart:
        curves = [
            Curve(
                name="",
                values=charts.week_means(days_of(frame, value, adds=pair.adds)),
                colour=colour,
                dashed=dashed,
            )
            for value, colour, dashed in ((pair.seen, theme.INK_SOFT, True), (pair.true, theme.BAD, False))
            if dashed or not veiled
        ]
        charts.stamp(canvas, Rect(row.right - chart, row.y + 10, chart, row.h - 20), curves, zero=True)
    canvas.rect(Rect(row.x, row.bottom - 1, row.w, 1), theme.LINE_SOFT)


def _draw_value(canvas: Canvas, box: Rect, value: str, title: str, colour: tuple[int, int, int]) -> None:
    y = box.y + box.h / 2
    value = fit(canvas, value, box.w, size=26, weight="title")
    middle(canvas, box.x, y - 10, value, size=26, colour=colour, weight="title")
    title = fit(canvas, title, box.w, size=theme.SMALL)
    middle(canvas, box.x, y + 17, title, size=theme.SMALL, colour=theme.INK_SOFT)
