"""Charts: curves over days, small as a stamp or large with axes; drawn from values, remembered by their content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

from game.views import theme
from game.views.canvas import Canvas, Colour, Rect
from game.views.lettering import middle
from game.views.words import say

Marks = Callable[[Sequence[float]], Sequence[str]]
"""Writes the round values of an axis, all in one manner."""
FLAG = 17.0
"""How high a flag is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One series over days."""

    name: str
    values: tuple[float, ...]
    colour: Colour
    dashed: bool = False
    """So that two curves differ by more than colour."""
    ghost: bool = False
    """What was expected or would have come, not what came: a broad pale line."""
    level: bool = False
    """Stands where it stands (cash, subscribers): drawn as it is, where what a day brings is drawn as a mean, too."""


@dataclass(frozen=True, slots=True)
class Span:
    """The values an axis shows."""

    low: float
    high: float

    def y(self, rect: Rect, value: float) -> float:
        """Where `value` stands on the height of `rect`."""
        return rect.bottom - (value - self.low) / (self.high - self.low) * rect.h


def span_of(series: Sequence[Sequence[float]], *, zero: bool = False) -> Span:
    """An axis that shows all of `series`."""
    values = [v for one in series for v in one if isfinite(v)]
    if zero:
        values.append(0.0)
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if high - low < 1e-9:
        room = max(1.0, abs(high) * 0.1)
        return Span(0.0 if zero and low >= 0 else low - room, high + room)
    room = (high - low) * 0.08
    return Span(low if zero and low == 0 else low - room, high if zero and high == 0 else high + room)


def ticks(span: Span, most: int) -> list[float]:
    """Round values inside `span`, at most so many."""
    raw = (span.high - span.low) / max(1, most)
    magnitude = 10 ** floor(log10(raw))
    step = next(m * magnitude for m in (1, 2, 2.5, 5, 10) if m * magnitude >= raw * 0.999)
    return [n * step for n in range(ceil(span.low / step), floor(span.high / step) + 1)]


def week_means(values: Sequence[float]) -> tuple[float, ...]:
    """Means of the last seven days, for every day: the week's shape taken out."""
    means = []
    for n in range(len(values)):
        week = values[max(0, n - 6) : n + 1]
        means.append(sum(week) / len(week))
    return tuple(means)


def thin(values: Sequence[float], most: int) -> tuple[float, ...]:
    """Means of equal pieces, so that no more than `most` values are left."""
    if len(values) <= most:
        return tuple(values)
    size = len(values) / most
    pieces = [values[floor(n * size) : max(floor(n * size) + 1, floor((n + 1) * size))] for n in range(most)]
    return tuple(sum(piece) / len(piece) for piece in pieces)


def stamp(canvas: Canvas, rect: Rect, curves: Sequence[Curve], *, zero: bool) -> None:
    """A small chart without axes: the shape, and a dot on the last value."""
    curves = [curve for curve in curves if curve.values]
    canvas.rect(Rect(rect.x, rect.bottom - 1, rect.w, 1), theme.LINE)
    if not curves:
        return
    shown = [thin(curve.values, 40) for curve in curves]
    span = span_of(shown, zero=zero)
    room = Rect(rect.x + 1, rect.y + 3, rect.w - 6, rect.h - 7)
    if span.low < 0 < span.high:
        canvas.rect(Rect(rect.x, span.y(room, 0.0), rect.w, 1), theme.LINE_SOFT)
    for curve, values in zip(curves, shown, strict=True):
        step = room.w / max(1, len(values) - 1)
        points = [(room.x + n * step, span.y(room, v)) for n, v in enumerate(values)]
        if len(points) == 1:
            points = [(room.x, points[0][1]), (room.right, points[0][1])]
        if curve.dashed:
            canvas.lines(points, curve.colour, width=1.4, dash=4)
        else:
            canvas.lines(points, curve.colour, width=1.6)
            canvas.circle(*points[-1], 2.6, curve.colour)


def stack(canvas: Canvas, rect: Rect, curves: Sequence[Curve]) -> None:
    """A small chart of bars that add up."""
    canvas.rect(Rect(rect.x, rect.bottom - 1, rect.w, 1), theme.LINE)
    days = max((len(curve.values) for curve in curves), default=0)
    if not days:
        return
    most = max(6, int(rect.w // 4))
    shown = [thin(curve.values, most) for curve in curves]
    bars = len(shown[0])
    top = max((sum(values[n] for values in shown) for n in range(bars)), default=0.0) or 1.0
    wide = rect.w / max(bars, 7)
    for n in range(bars):
        y = rect.bottom - 1
        for curve, values in zip(curves, shown, strict=True):
            high = values[n] / top * (rect.h - 4)
            if high > 0.2:
                gap = 1.0 if wide > 3 else 0.0
                canvas.rect(Rect(rect.x + n * wide, y - high, wide - gap, high), curve.colour)
            y -= high


def chart(
    canvas: Canvas,
    rect: Rect,
    curves: Sequence[Curve],
    *,
    marks: Marks,
    zero: bool,
    weeks: int,
    first: int = 0,
) -> Rect:
    """A large chart with axes over `weeks`, of which `first` went before; where its curves are drawn."""
    span = span_of([curve.values for curve in curves], zero=zero)
    plot = axes(canvas, rect, span, marks, weeks, first)
    for curve in curves:
        if curve.ghost:
            points = _points(plot, span, curve.values[: weeks * 7], weeks)
            canvas.lines(points, theme.mix(curve.colour, theme.CARD, 0.35), width=3, dash=3)
            continue
        daily = _points(plot, span, curve.values, weeks)
        if len(daily) < 2:
            if daily:
                canvas.circle(*daily[0], 3, curve.colour)
            continue
        smooth = daily if curve.level else _points(plot, span, week_means(curve.values), weeks)
        canvas.lines(daily, theme.mix(curve.colour, theme.CARD, 0.62), width=1)
        if curve.dashed:
            canvas.lines(smooth, curve.colour, width=2.2, dash=7)
        else:
            canvas.lines(smooth, curve.colour, width=2.2)
        canvas.circle(*smooth[-1], 4, curve.colour)
    return plot


def area(canvas: Canvas, rect: Rect, curves: Sequence[Curve], *, marks: Marks, weeks: int) -> Rect:
    """A large chart of daily bars that add up; where they are drawn."""
    days = max((len(curve.values) for curve in curves), default=0)
    sums = [sum(curve.values[n] for curve in curves) for n in range(days)]
    span = span_of([sums], zero=True)
    plot = axes(canvas, rect, span, marks, weeks)
    step = plot.w / (weeks * 7)
    for n in range(days):
        base = 0.0
        for curve in curves:
            top, low = span.y(plot, base + curve.values[n]), span.y(plot, base)
            base += curve.values[n]
            if low - top > 0.3:
                canvas.rect(
                    Rect(plot.x + n * step, top, max(1.0, step - (1.0 if step > 4 else 0.0)), low - top), curve.colour
                )
    return plot


def day_under(plot: Rect, x: float, weeks: int, days: int) -> int | None:
    """The day whose value stands under `x`; `None` outside what there is."""
    day = int((x - plot.x) / plot.w * weeks * 7)
    return day if plot.x <= x < plot.right and 0 <= day < days else None


def axes(canvas: Canvas, rect: Rect, span: Span, marks: Marks, weeks: int, first: int = 0) -> Rect:
    """Lines and round values at the left, weeks below, after the `first`; where there is room for curves."""
    at = ticks(span, max(2, int(rect.h // 44)))
    labels = [plain(say(text)) for text in marks(at)]
    wide = max((canvas.measure(label, size=theme.TINY)[0] for label in labels), default=20.0)
    plot = Rect(rect.x + wide + 10, rect.y + 10, rect.w - wide - 22, rect.h - 36)
    for mark, label in zip(at, labels, strict=True):
        y = span.y(plot, mark)
        if plot.y - 1 <= y <= plot.bottom + 1:
            canvas.rect(Rect(plot.x, y, plot.w, 1), theme.LINE_SOFT if mark else theme.LINE)
            middle(canvas, plot.x - 8, y, label, size=theme.TINY, colour=theme.INK_SOFT, align="right")
    _weeks(canvas, plot, weeks, first)
    return plot


def plain(text: str) -> str:
    """A round share without its idle decimal."""
    return text.replace(say("{pct:.1f} %", pct=0.0)[1:], say("{pct:.0f} %", pct=0.0)[1:])


def draw_key(canvas: Canvas, right: float, y: float) -> None:
    """What the two lines of a curve mean, ending at `right`."""
    for text, colour, broad in (
        (say("mean of seven days"), theme.INK, 2.4),
        (say("each day"), theme.mix(theme.INK, theme.CARD, 0.62), 1.0),
    ):
        wide = canvas.measure(text, size=theme.TINY)[0]
        middle(canvas, right, y, text, size=theme.TINY, colour=theme.INK_SOFT, align="right")
        canvas.rect(Rect(right - wide - 26, y - broad / 2, 20, broad), colour)
        right -= wide + 42


def legend(canvas: Canvas, x: float, y: float, curves: Sequence[Curve]) -> None:
    """The lines of a chart and their names in a row."""
    for curve in curves:
        ends = [(x, y + 8), (x + 22, y + 8)]
        if curve.ghost:
            canvas.lines(ends, theme.mix(curve.colour, theme.CARD, 0.35), width=3, dash=3)
        elif curve.dashed:
            canvas.lines(ends, curve.colour, width=2.2, dash=6)
        else:
            canvas.rect(Rect(x, y + 7, 22, 2.4), curve.colour)
        canvas.text(x + 28, y - 1, curve.name, size=theme.TINY, colour=theme.INK_SOFT)
        x += 40 + canvas.measure(curve.name, size=theme.TINY)[0]


@dataclass(frozen=True, slots=True)
class Flag:
    """The number of one moment, or of several that stand too close for one each."""

    first: int
    last: int
    """Both counted from 0."""
    rect: Rect

    @property
    def label(self) -> str:
        """`2`, or `2–4`."""
        return f"{self.first + 1}" if self.first == self.last else f"{self.first + 1}–{self.last + 1}"


def flags(canvas: Canvas, plot: Rect, times: Sequence[float], *, end: float) -> tuple[Flag, ...]:
    """A line at each moment of `times`, in order, and numbers above, of which no two lie on each other."""
    at = [plot.x + plot.w * time / end for time in times]
    seen = [n for n, x in enumerate(at) if plot.x - 1 <= x <= plot.right + 1]
    for n in seen:
        canvas.rect(Rect(at[n] - 0.5, plot.y, 1, plot.h), theme.ORANGE)
    found: list[Flag] = []
    for n in seen:
        found.append(_flag(canvas, plot, at, n, n))
        while len(found) > 1 and found[-2].rect.right + 1 > found[-1].rect.x:
            last = found.pop().last
            found.append(_flag(canvas, plot, at, found.pop().first, last))
    for flag in found:
        canvas.rect(flag.rect, theme.ORANGE, radius=FLAG / 2)
        ink = theme.on(theme.ORANGE)
        middle(canvas, *flag.rect.centre, flag.label, size=theme.TINY - 1, colour=ink, weight="bold", align="centre")
    return tuple(found)


def _flag(canvas: Canvas, plot: Rect, at: Sequence[float], first: int, last: int) -> Flag:
    """Above the middle of its moments."""
    flag = Flag(first, last, plot)
    wide = max(FLAG, canvas.measure(flag.label, size=theme.TINY - 1, weight="bold")[0] + 10)
    x = max(plot.x - FLAG / 2, min(plot.right + FLAG / 2 - wide, (at[first] + at[last] - wide) / 2))
    return Flag(first, last, Rect(x, plot.y - FLAG / 2, wide, FLAG))


def _points(plot: Rect, span: Span, values: Sequence[float], weeks: int) -> list[tuple[float, float]]:
    step = plot.w / (weeks * 7)
    return [(plot.x + (n + 0.5) * step, span.y(plot, v)) for n, v in enumerate(values)]


def _weeks(canvas: Canvas, plot: Rect, weeks: int, first: int = 0) -> None:
    """Week numbers along the bottom, as many as there is room for."""
    canvas.rect(Rect(plot.x, plot.bottom, plot.w, 1), theme.INK_FAINT)
    every = next(n for n in (1, 2, 4, 13, 26, 52, 520) if weeks / n * 34 <= plot.w or n == 520)
    for week in range(0, weeks, every):
        x = plot.x + plot.w * week / weeks
        canvas.rect(Rect(x, plot.bottom, 1, 5), theme.INK_FAINT)
        canvas.text(x + 4, plot.bottom + 5, str(first + week + 1), size=theme.TINY, colour=theme.INK_SOFT)
