"""The journal: what happened, newest first; a click on a line leads to whom or what it is about."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from game.views import art, icons, theme, when
from game.views.canvas import Canvas, Colour, Rect
from game.views.lettering import fit, middle
from game.views.scene import Turn
from game.views.story import Line, Stories, Topic
from game.views.ui import Ui
from game.views.widgets import Icon
from game.views.words import say
from sim.clock import day_of
from sim.events import Event

Follow = Callable[[Line], Turn | None]
"""Leads to whom or what a line is about."""
KEPT = 250
ROW = 21.0
HEAD = 32.0


def topics() -> tuple[tuple[Topic, Icon, str], ...]:
    """What can be muted: topic, sign, name."""
    return (
        (Topic.CALLS, icons.phone, say("calls")),
        (Topic.BLOCKS, icons.barrier, say("roadblocks")),
        (Topic.TALK, icons.bubble, say("talk")),
        (Topic.GOING, icons.door, say("leaving")),
        (Topic.STAFF, icons.person, say("staff")),
        (Topic.POLICY, icons.book, say("policy and books")),
    )


TOPIC_ICONS: dict[Topic, Icon] = {topic: icon for topic, icon, _ in topics()}


class Journal:
    """The panel and its lines."""

    def __init__(self, stories: Stories) -> None:
        self._stories = stories
        self._lines: deque[Line] = deque(maxlen=KEPT)
        self._muted: set[Topic] = set()
        self._torn_out = 0

    def wipe(self) -> None:
        """Tear everything out: it has not happened, or otherwise."""
        self._lines.clear()
        self._torn_out += 1

    def read(self, events: Iterable[Event]) -> None:
        """Write down what of `events` is worth a line."""
        for event in events:
            line = self._stories.news(event)
            if line is not None:
                self._lines.append(line)

    @property
    def newest(self) -> Line | None:
        """The newest line that isn't muted."""
        return next((line for line in reversed(self._lines) if line.topic not in self._muted), None)

    def draw(self, ui: Ui, canvas: Canvas, rect: Rect, now: float, follow: Follow) -> None:
        """Heading with the mutes, and the lines; `follow` leads to a line's cause.

        `now`: lines of the same day need no weekday.
        """
        newest = self._lines[-1].index if self._lines else -1
        content = (self._torn_out, newest, len(self._lines), frozenset(self._muted), day_of(now))
        draw = lambda inner: self._draw(ui, inner, rect, now, follow)
        ui.panel(canvas, "journal panel", content, rect, draw, ground=theme.CARD)

    def _draw(self, ui: Ui, canvas: Canvas, rect: Rect, now: float, follow: Follow) -> None:
        canvas.rect(Rect(rect.x, rect.y, 1, rect.h), theme.LINE)
        y = rect.y + HEAD / 2
        middle(canvas, rect.x + 12, y, say("Log"), size=theme.BODY, colour=theme.INK, weight="bold")
        self._draw_mutes(ui, canvas, rect)
        canvas.rect(Rect(rect.x, rect.y + HEAD - 1, rect.w, 1), theme.LINE)
        shown = [line for line in reversed(self._lines) if line.topic not in self._muted]
        body = Rect(rect.x, rect.y + HEAD, rect.w, rect.h - HEAD)
        if not shown:
            text = say("All quiet.") if not self._muted else say("All quiet, or muted.")
            middle(canvas, body.x + 12, body.y + 18, text, size=theme.SMALL, colour=theme.INK_SOFT)
            high = min(132.0, body.h - 44)
            if high >= 70 and not self._muted:  # nobody is on the telephone but the cat
                wide = high * art.EMPTY_SHAPE
                art.draw(canvas, art.EMPTY_LOG, Rect(body.centre[0] - wide / 2, body.y + 34, wide, high))
            return
        with ui.scroll(canvas, body, len(shown) * ROW + 6, key="journal", rows=True) as top:
            first = max(0, int((body.y - top) // ROW) - 1)
            last = min(len(shown), int((body.bottom - top) // ROW) + 2)
            times = [clock(line.time, now) for line in shown[first:last]]
            widths: dict[int, float] = {}
            """Of the times that name as much, the widest: their lines begin one below the other."""
            for at in times:
                widths[at.count(" ")] = max(widths.get(at.count(" "), 0.0), canvas.measure(at, size=theme.TINY)[0])
            for n, at in enumerate(times, start=first):
                row = Rect(body.x, top + 3 + n * ROW, body.w, ROW)
                self._draw_row(ui, canvas, row, shown[n], at, widths[at.count(" ")], follow)

    def _draw_mutes(self, ui: Ui, canvas: Canvas, rect: Rect) -> None:
        x = rect.right - 8
        for topic, icon, name in reversed(topics()):
            muted = topic in self._muted
            box = Rect(x - 26, rect.y + 4, 24, 24)
            tip = say("Show {topic}", topic=name) if muted else say("Hide {topic}", topic=name)
            do = lambda topic=topic: self._mute(topic)
            if ui.spot(f"mute {topic}", box, do, tip=tip):
                canvas.rect(box, theme.PAPER_DEEP, radius=5)
            icon(canvas, *box.centre, 6.5, theme.INK_FAINT if muted else theme.INK)
            if muted:
                canvas.lines([(box.x + 4, box.bottom - 4), (box.right - 4, box.y + 4)], theme.RED, width=1.8)
            x -= 27

    def _mute(self, topic: Topic) -> None:
        self._muted ^= {topic}

    def _draw_row(self, ui: Ui, canvas: Canvas, row: Rect, line: Line, at: str, wide: float, follow: Follow) -> None:
        x = row.x + 12 + wide + 8
        text = fit(canvas, line.text, row.right - x - 26, size=theme.SMALL)
        tip = line.text if text != line.text else ""
        ui.spot(f"line {line.index}", row, lambda: follow(line), tip=tip)
        # What was under the pointer in the last picture may have moved on since.
        if ui.hot.startswith("line ") and row.holds(*ui.pointer):
            canvas.rect(row.inset(4, 0), theme.PAPER_DEEP, radius=4)
        y = row.y + row.h / 2
        middle(canvas, row.x + 12, y, at, size=theme.TINY, colour=theme.INK_SOFT)
        TOPIC_ICONS[line.topic](canvas, x + 5, y, 5, tone_colour(line))
        middle(canvas, x + 16, y, text, size=theme.SMALL, colour=theme.INK)


def tone_colour(line: Line) -> Colour:
    """The colour of a line's sign."""
    return {"plain": theme.INK_SOFT, "good": theme.GOOD, "bad": theme.BAD, "policy": theme.ORANGE}[line.tone]


def clock(time: float, now: float) -> str:
    """`14:05`; of an earlier day than `now` `Tue 14:05`, of an earlier week `w2 Tue 14:05`."""
    day, today = day_of(time), day_of(now)
    if day == today:
        return when.clock(time)
    named = when.weekday(day) if day // 7 == today // 7 else when.short_day(time)
    return say("{day} {clock}", day=named, clock=when.clock(time))
