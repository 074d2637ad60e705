"""The mirage: what management sees beside what is true. The truth is veiled until attention has bought it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.views import charts, icons, theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.charts import Curve
from game.views.figure import Ask, asks
from game.views.ledgers.accounts import INSIGHT, Pair, days_of
from game.views.ledgers.pages import panel
from game.views.lettering import fit, middle
from game.views.scene import Turn
from game.views.ui import Ui
from game.views.words import say
from sim.frames import Frame
from sim.measures import MEASURES

ROW = 74.0
FOOT = 52.0
LEVER = "perception.complaint_file"
"""The dearest lever that a chairman has: an hour of his own time."""


def draw_mirage(
    ui: Ui,
    canvas: Canvas,
    box: Rect,
    frame: Frame,
    pairs: Sequence[Pair],
    ask: Ask | None = None,
    *,
    veiled: bool,
    to_lever: Callable[[str], Turn | None],
) -> None:
    """Line by line: what is seen, what is so."""
    says = say("On the left what the reports say upstairs; on the right what happened.")
    room = panel(canvas, box, say("The mirage"), says)
    foot = Rect(room.x, room.bottom - FOOT, room.w, FOOT)
    body = Rect(room.x, room.y, room.w, room.h - FOOT)
    high = max(ROW, min(92.0, (body.h - 26) / len(pairs)))
    side = min(120.0, room.w * 0.16)
    chart = room.w * 0.2 if room.w > 640 else 0.0
    wide = (room.w - side - chart - 14) / 2
    with ui.scroll(canvas, body, 26 + high * len(pairs), key="mirage") as top:
        for n, text in enumerate((say("as seen upstairs"), say("as it is"))):
            x = body.x + side + n * wide
            canvas.text(x, top, text, size=theme.SMALL, colour=theme.INK_SOFT, weight="bold")
        canvas.rect(Rect(body.x, top + 22, body.w - 12, 1), theme.INK)
        for n, pair in enumerate(pairs):
            row = Rect(body.x, top + 26 + n * high, body.w - 12, high)
            _draw_pair(ui, canvas, row, pair, frame, side, wide, chart, ask, veiled=veiled)
    _draw_foot(ui, canvas, foot, frame, veiled=veiled, to_lever=to_lever)


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


def draw_veil(canvas: Canvas, box: Rect) -> None:
    """Something is there, and nobody upstairs sees it: slanting lines, and the words."""
    canvas.rect(box, theme.PAPER_DEEP, radius=6)
    slant = box.h * 0.6
    for n in range(int((box.w - slant) // 11)):
        x = box.x + 6 + n * 11
        canvas.lines([(x, box.bottom - 3), (x + slant, box.y + 3)], theme.LINE, width=1.2)
    text = fit(canvas, say("Executives don't see this"), box.w - 24, size=theme.SMALL, weight="bold")
    long = canvas.measure(text, size=theme.SMALL, weight="bold")[0]
    x, y = box.centre
    canvas.rect(Rect(x - long / 2 - 10, y - 11, long + 20, 22), theme.PAPER_DEEP, radius=11)
    middle(canvas, x, y, text, size=theme.SMALL, colour=theme.INK_SOFT, weight="bold", align="centre")


def _draw_foot(
    ui: Ui, canvas: Canvas, row: Rect, frame: Frame, *, veiled: bool, to_lever: Callable[[str], Turn | None]
) -> None:
    """How much of the truth comes through, and what buys more."""
    y = row.y + row.h / 2 + 6
    insight = frame.metrics["insight_pct"]
    bar = Rect(row.x, y - 5, min(180.0, row.w * 0.24), 10)
    canvas.rect(bar, theme.PAPER_DEEP, radius=5)
    share = min(1.0, max(0.0, insight / 100))
    canvas.rect(Rect(bar.x, bar.y, max(10.0, bar.w * share), bar.h), theme.ACCENT, radius=5)
    mark = bar.x + bar.w * INSIGHT / 100
    canvas.rect(Rect(mark - 1, bar.y - 5, 2, 20), theme.INK)
    button = Rect(row.right - 190, y - 17, 190, 34)
    if veiled:
        text = say(
            "{now:.0f} % of the truth comes upstairs; the veil lifts above {need:.0f} %.", now=insight, need=INSIGHT
        )
        label, tip = say("What buys insight"), say("Open the policy book at the complaint file.")
        do = lambda: to_lever(LEVER)  # noqa: E731
        widgets.button(ui, canvas, button, label, do, key="buy insight", icon=icons.book, tip=tip, size=theme.SMALL)
    else:
        text = say("The veil is lifted. {now:.0f} % of the truth comes upstairs by itself.", now=insight)
        button = Rect(row.right, y, 0, 0)
    left = bar.right + 16
    room = button.x - left - 12
    lines = ui.wrap(canvas, text, max(room, 60.0), size=theme.SMALL)[:3]
    top = y - len(lines) * 8.5
    for n, line in enumerate(lines):
        words = fit(canvas, line, max(room, 60.0), size=theme.SMALL)
        canvas.text(left, top + n * 17, words, size=theme.SMALL, colour=theme.INK_SOFT)
