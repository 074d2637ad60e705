"""The strip: the tape itself. Signs above, one lane for each desk that was spoken to, days below, and the play head.

Rules of this file: whatever doesn't move is one kept picture; only the head, and the paper over what is still to come,
are drawn each time. A tape longer than its room is seen through a window that goes along with the head.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from game.views import theme
from game.views.canvas import Canvas, Rect
from game.views.inputs import Key
from game.views.lettering import fit, middle
from game.views.scene import Turn
from game.views.tape import textures
from game.views.tape.axis import Axis
from game.views.tape.head import Head
from game.views.tape.reel import MINUTES, QUIET, Call, Mark, Reel, Sign
from game.views.tape.signs import draw_sign, sign_title
from game.views.ui import Ui
from game.views.when import clock, short_day
from game.views.words import count, say
from sim.clock import DAY

RAIL = 21.0
"""One row of signs."""
RAILS = 3
SIGN = 19.0
"""How much room a sign takes."""
FOOT = 50.0
SIDE = 104.0
MARGIN = 14.0
TALL = 62.0
"""The highest lane."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A sign and where it stands, in the coordinates of the tape."""

    mark: Mark
    x: float
    row: int


def place(marks: Sequence[Mark], axis: Axis, rows: int = RAILS) -> tuple[Placed, ...]:
    """Every sign that is shown: in the lowest row in which it has room, else as near as it can be to its moment."""
    ends = [-SIGN] * rows
    placed = []
    for mark in sorted((mark for mark in marks if mark.sign not in QUIET), key=lambda mark: (mark.time, mark.index)):
        x = axis.at(mark.time)
        free = next((row for row in range(rows) if x - ends[row] >= SIGN), None)
        row = free if free is not None else min(range(rows), key=lambda row: ends[row])
        x = max(x, ends[row] + SIGN)
        ends[row] = x
        placed.append(Placed(mark, x, row))
    return tuple(placed)


class Strip:
    """One reel, drawn."""

    def __init__(self, reel: Reel, desks: Sequence[str], to_lever: Callable[[str], Turn | None]) -> None:
        self.reel = reel
        self._desks = desks
        self._to_lever = to_lever
        self.lanes = sorted({bar.desk for bar in reel.bars})
        self._placed: tuple[Placed, ...] = ()

    def high(self) -> float:
        """How high it would like to be."""
        lanes = max(1, len(self.lanes))
        return RAIL * RAILS + min(TALL, 150.0 / lanes) * lanes + FOOT + 12

    def draw(self, ui: Ui, canvas: Canvas, rect: Rect, axis: Axis, head: Head) -> None:
        """The tape in `rect`."""
        self._placed = place(self.reel.marks, axis)
        side = min(SIDE, rect.w * 0.2)
        view = Rect(rect.x + side, rect.y, rect.w - side, rect.h)
        lane = min(TALL, (rect.h - RAIL * RAILS - FOOT) / max(1, len(self.lanes)))
        self._draw_names(canvas, Rect(rect.x, rect.y + RAIL * RAILS, side - 8, lane))
        at = axis.at(head.time)
        over = max(0.0, axis.wide + 2 * MARGIN - view.w)
        left = view.x + MARGIN - min(over, max(0.0, at + MARGIN - view.w * 0.6))
        self._listen(ui, view, axis, head, left)
        with ui.inside(canvas, view):
            content = (self.reel.case, self.reel.events, self.reel.end, axis.wide, left)
            paint = partial(self._paint, view=view, axis=axis, left=left, lane=lane)
            canvas.kept("tape", content, view, paint, ground=theme.CARD)
            self._draw_head(canvas, view, left + at, at_end=head.at_end)
            for placed in self._placed:
                self._draw_sign(ui, canvas, placed, view, left, known=placed.mark.time <= head.time)

    def _listen(self, ui: Ui, view: Rect, axis: Axis, head: Head, left: float) -> None:
        """Drag to any moment; arrows to the next or the last thing that happened."""

        def on_drag(x: float, _y: float) -> None:
            head.playing = False
            head.put(axis.time(x - left))

        def on_key(pressed: Key) -> bool:
            stops = self.reel.stops
            match pressed.name:
                case "right":
                    head.put(next((stop for stop in stops if stop > head.time + 1e-6), stops[-1]))
                case "left":
                    head.put(next((stop for stop in reversed(stops) if stop < head.time - 1e-6), stops[0]))
                case "home":
                    head.put(stops[0])
                case "end":
                    head.put(axis.times[-1])
                case _:
                    return False
            head.playing = False
            return True

        ui.spot("tape", view, on_drag=on_drag, on_key=on_key)

    # --- what doesn't move ------------------------------------------------------------------------------------

    def _draw_names(self, canvas: Canvas, first: Rect) -> None:
        """The desks at the left of their lanes."""
        for n, desk in enumerate(self.lanes):
            y = first.y + (n + 0.5) * first.h
            name = say(self._desks[desk]) if 0 <= desk < len(self._desks) else say("someone")
            name = fit(canvas, name, first.w, size=theme.SMALL, weight="bold")
            middle(canvas, first.right, y, name, size=theme.SMALL, colour=theme.INK, weight="bold", align="right")

    def _paint(self, canvas: Canvas, *, view: Rect, axis: Axis, left: float, lane: float) -> None:
        top = view.y + RAIL * RAILS
        low = top + lane * max(1, len(self.lanes))
        canvas.rect(Rect(view.x, view.y, view.w, view.h), theme.CARD)
        for n in range(len(self.lanes) + 1):
            canvas.rect(Rect(view.x, top + n * lane, view.w, 1), theme.LINE_SOFT)
        for start, end in axis.folds:
            self._paint_fold(canvas, left + axis.at(start), left + axis.at(end), top, low, end - start)
        for call in self.reel.calls:
            self._paint_call(canvas, call, axis, left, top, lane, low)
        self._paint_days(canvas, axis, left, low, view)

    @staticmethod
    def _paint_fold(canvas: Canvas, x: float, end: float, top: float, low: float, long: float) -> None:
        """Time in which nothing happened: paler the paper, and how long it was, where there is room for words."""
        canvas.rect(Rect(x, top, end - x, low - top), theme.mix(theme.CARD, theme.PAPER_DEEP, 0.6))
        if long < DAY / 2:
            return
        text = count("1 day", "{n} days", max(1, round(long / DAY)))
        if canvas.measure(text, size=theme.TINY)[0] > end - x - 2:
            text = say("{n} d", n=max(1, round(long / DAY)))
        if canvas.measure(text, size=theme.TINY)[0] <= end - x - 2:
            colour = theme.INK_SOFT
            middle(canvas, (x + end) / 2, low - 10, text, size=theme.TINY, colour=colour, align="centre")

    def _paint_call(
        self, canvas: Canvas, call: Call, axis: Axis, left: float, top: float, lane: float, low: float
    ) -> None:
        """Bars, each in its desk's lane, and the way from one to the next."""
        start, end = left + axis.at(call.start), left + axis.at(call.end)
        canvas.rect(Rect(start, top, 1, low - top), theme.INK_FAINT)
        last: tuple[float, float] | None = None
        for bar in call.bars:
            x, right = left + axis.at(bar.start), left + axis.at(bar.end)
            y = top + self.lanes.index(bar.desk) * lane
            if last:
                self._paint_step(canvas, *last, y + lane / 2, bar.contact, bar.start)
            box = Rect(x, y + 5, right - x, lane - 10)
            for part, seconds in bar.parts:
                wide = box.w * seconds / bar.taxed_s
                textures.fill(canvas, Rect(x, box.y, wide, box.h), MINUTES[part])
                x += wide
            canvas.rect(box, line=theme.INK, width=1)
            last = (right, y + lane / 2)
        if call.open:
            canvas.lines([(end, top), (end, low)], theme.ACCENT, width=1.6, dash=4)

    def _paint_step(self, canvas: Canvas, x: float, y: float, to: float, contact: int, time: float) -> None:
        """A transfer: a line down or up; broken if the customer had to begin again alone."""
        looped = any(
            mark.sign is Sign.LOOPED and mark.contact == contact and abs(mark.time - time) < 1
            for mark in self.reel.marks
        )
        colour = theme.PURPLE if looped else theme.INK_SOFT
        if abs(to - y) > 1:
            canvas.lines([(x, y), (x, to)], colour, width=2)
        canvas.circle(x, to, 2.6, colour)

    def _paint_days(self, canvas: Canvas, axis: Axis, left: float, low: float, view: Rect) -> None:
        """The number of each call, and its date where it has room."""
        number_end = date_end = -1e9
        for call in self.reel.calls:
            x = left + axis.at(call.start)
            if x - number_end >= 18:
                canvas.circle(x + 8, low + 11, 8, theme.INK)
                number = str(call.nth)
                ink = theme.CARD
                middle(canvas, x + 8, low + 11, number, size=theme.TINY - 2, colour=ink, weight="bold", align="centre")
                number_end = x
            text = say("{day} {clock}", day=short_day(call.start), clock=clock(call.start))
            wide = canvas.measure(text, size=theme.TINY)[0]
            if x >= date_end + 8 and x + wide < max(view.right, left + axis.wide + MARGIN):
                canvas.text(x, low + 21, text, size=theme.TINY, colour=theme.INK_SOFT)
                date_end = x + wide

    # --- what moves -------------------------------------------------------------------------------------------

    def _draw_head(self, canvas: Canvas, view: Rect, x: float, *, at_end: bool) -> None:
        """A line through everything; what is still to come lies under paper."""
        top = view.y + RAIL * RAILS
        if not at_end:
            veil = (*theme.CARD, 205)
            canvas.rect(Rect(x, top, max(0.0, view.right - x), view.bottom - top), veil)
        canvas.rect(Rect(x - 1, view.y, 2, view.h - 8), theme.ACCENT)
        canvas.polygon([(x - 7, view.bottom), (x + 7, view.bottom), (x, view.bottom - 11)], theme.ACCENT)

    def _draw_sign(self, ui: Ui, canvas: Canvas, placed: Placed, view: Rect, left: float, *, known: bool) -> None:
        """A sign on its rail, with its thread down to the tape; one with a policy line behind it leads there."""
        x, y = left + placed.x, view.y + (RAILS - placed.row - 0.5) * RAIL
        if not known or not view.x - 8 <= x <= view.right + 8:
            return
        mark = placed.mark
        key = f"mark {mark.index}"
        box = Rect(x - SIGN / 2, y - RAIL / 2, SIGN, RAIL)
        blocked = mark.sign is Sign.ROADBLOCK and bool(mark.lever)
        tip = mark.text or sign_title(mark.sign)
        if blocked:
            tip += " " + say("Click for the policy line.")
        do = (lambda: self._to_lever(mark.lever)) if blocked else None
        lit = ui.spot(key, box, do, tip=tip, focus=blocked)
        if lit:
            canvas.rect(box.inset(-1, 0), theme.PAPER_DEEP, radius=4)
        draw_sign(canvas, x, y, mark.sign)
