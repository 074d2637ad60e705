"""The Tape: the screen on which a case is played back. Stories at the left, the tape and its clock, the words below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.views import icons, theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.cues import Cue, Speaker
from game.views.inputs import Input, Key, Text, Tick
from game.views.lettering import fit, lines_high, middle, squeeze
from game.views.past import Rows
from game.views.playing import Playing
from game.views.scene import Pop, Turn
from game.views.story import Line, Names, Stories
from game.views.tape import textures
from game.views.tape.axis import Axis, lay
from game.views.tape.head import SPEEDS, Head
from game.views.tape.reel import MINUTES, ORDER, Mark, Reel, cases_of, wind
from game.views.tape.shelf import Shelf
from game.views.tape.signs import draw_sign
from game.views.tape.strip import MARGIN, SIDE, Strip
from game.views.ui import Ui
from game.views.when import day_title, stamp
from game.views.words import count, say
from sim.clock import span
from sim.levers import LEVERS
from sim.measures import MEASURES

TOP = 54.0
LIST = 280.0
NARROW = 820.0
"""Below this width stories and tape take turns."""
HEAD = 104.0
BILL = 38.0
"""One row of the bill; below `ONE_ROW` it takes two."""
ONE_ROW = 800.0
BAR = 46.0
WORDS = 150.0
"""The words below the tape have at least this height."""

ToTape = Callable[[int, int], Turn | None]
"""Puts a customer's case on the Tape, by their numbers; -1: no certain one."""


class Tape:
    """One customer's case, to be looked at and played back. The game stands still beneath."""

    def __init__(
        self,
        playing: Playing,
        rows: Rows,
        to_lever: Callable[[str], Turn | None],
        speaker: Speaker,
        *,
        customer: int = -1,
        case: int = -1,
    ) -> None:
        """On it is `case`, else the worst of `customer`; with neither the worst there is."""
        self._playing = playing
        self._speaker = speaker
        self._ran = False
        """Whether the tape ran a picture ago."""
        self._rows = rows
        self._to_lever = to_lever
        self._ui = Ui(space_presses=False)
        self._stories = Stories(playing.level, Names(customer=playing.name, csr=playing.csr_name))
        self._desks = [desk.title for desk in playing.level.desks.values()]
        self._issues = [issue.title for issue in playing.level.issues.values()]
        self._shelf = Shelf(rows, playing.name, self._issues)
        self._shelf.look(playing.frame.time)
        self._reel: Reel | None = None
        self._strip: Strip | None = None
        self._axis: Axis | None = None
        self._head: Head | None = None
        self._cases: tuple[int, ...] = ()
        self._marks: dict[int, Mark] = {}
        self._listing = False
        """On a narrow window: whether the stories are shown instead of the tape."""
        self._followed = -1
        if case >= 0:
            self._show(case)
        elif customer >= 0:
            self._show_customer(customer)
        elif first := self._shelf.first():
            self._show(first.case)

    @property
    def pace(self) -> int:
        """As many as can be while the tape runs."""
        return 60 if self._head and self._head.playing else 0

    # --- inputs -----------------------------------------------------------------------------------------------

    def on_input(self, happened: Input) -> Turn | None:
        """Space plays, `+` and `-` change the speed, `/` searches, Escape closes."""
        if isinstance(happened, Tick):
            if self._head:
                self._head.advance(happened.elapsed_s)
            self._sound()
            return self._ui.take(happened)
        if isinstance(happened, Key | Text) and not self._ui.uses(happened):
            match happened:
                case Key("escape"):
                    return Pop()
                case Key("space") if self._head:
                    self._head.turn()
                    return None
                case Text("+" | "-" as sign) if self._head:
                    self._head.faster(1 if sign == "+" else -1)
                    return None
                case Text("/"):
                    self._listing = True
                    self._shelf.search(self._ui)
                    return None
                case Text("n" | "N"):
                    self._next()
                    return None
        return self._ui.take(happened)

    def _sound(self) -> None:
        """The machine clicks in and out."""
        runs = self._head is not None and self._head.playing
        if runs != self._ran:
            self._speaker.play(Cue.TAPE_START if runs else Cue.TAPE_STOP)
        self._ran = runs

    def _next(self) -> None:
        """The next of the worst stories."""
        cases = [story.case for story in self._shelf.stories]
        here = cases.index(self._reel.case) if self._reel and self._reel.case in cases else -1
        if cases:
            self._show(cases[(here + 1) % len(cases)])

    def _show(self, case: int) -> None:
        reel = wind(self._rows, case, self._stories, self._playing.frame.time)
        if reel is None:
            return
        self._reel = reel
        self._strip = Strip(reel, self._desks, self._to_lever)
        self._axis = None
        self._head = None
        self._cases = cases_of(self._rows, reel.customer)
        self._marks = {mark.index: mark for mark in reel.marks}
        self._listing = False
        self._followed = -1
        self._ui.focus = "tape"

    def _show_customer(self, customer: int) -> None:
        """The case of his that took most."""
        cases = cases_of(self._rows, customer)
        reels = (wind(self._rows, case, self._stories, self._playing.frame.time) for case in cases)
        worst = max((reel for reel in reels if reel), key=lambda reel: (reel.taxed_s, reel.case), default=None)
        if worst:
            self._show(worst.case)

    def _step_case(self, steps: int) -> None:
        if self._reel:
            n = self._cases.index(self._reel.case) + steps
            self._show(self._cases[n % len(self._cases)])

    def _list(self) -> None:
        self._listing = not self._listing

    # --- picture ----------------------------------------------------------------------------------------------

    def draw(self, canvas: Canvas) -> None:
        """Everything."""
        ui = self._ui
        width, height = canvas.size
        with ui.picture(canvas):
            canvas.clear(theme.PAPER)
            narrow = width < NARROW
            self._draw_top(ui, canvas, Rect(0, 0, width, TOP), narrow=narrow)
            body = Rect(0, TOP, width, height - TOP)
            listing = not narrow or self._listing or self._reel is None
            if listing:
                wide = width if narrow else LIST
                self._draw_shelf(ui, canvas, Rect(body.x, body.y, wide, body.h))
                body = Rect(body.x + wide, body.y, width - wide, body.h)
            if body.w > 0:
                self._draw_tape(ui, canvas, body)

    def _draw_top(self, ui: Ui, canvas: Canvas, bar: Rect, *, narrow: bool) -> None:
        canvas.rect(bar, theme.CARD)
        canvas.rect(Rect(bar.x, bar.bottom - 1, bar.w, 1), theme.LINE)
        y = bar.y + bar.h / 2
        middle(canvas, bar.x + 20, y, say("The Tape"), size=24, colour=theme.INK, weight="title")
        shut = Rect(bar.right - 46, bar.y + 10, 34, 34)
        tip = say("Close (Esc)")
        widgets.button(ui, canvas, shut, "", Pop, key="close", style="quiet", icon=icons.cross, tip=tip)
        if narrow and self._reel:
            box = Rect(shut.x - 128, bar.y + 11, 118, 32)
            text = say("The tape") if self._listing else say("Stories")
            widgets.button(ui, canvas, box, text, self._list, key="stories or tape", size=theme.SMALL)
            return
        left = bar.x + 20 + canvas.measure(say("The Tape"), size=24, weight="title")[0] + 18
        says = say("One customer, one trouble, every minute of it. The game stands still meanwhile.")
        says = fit(canvas, says, shut.x - left - 12, size=theme.SMALL)
        middle(canvas, left, y + 2, says, size=theme.SMALL, colour=theme.INK_SOFT)

    def _draw_shelf(self, ui: Ui, canvas: Canvas, rect: Rect) -> None:
        canvas.rect(rect, theme.CARD)
        canvas.rect(Rect(rect.right - 1, rect.y, 1, rect.h), theme.LINE)
        case, customer = (self._reel.case, self._reel.customer) if self._reel else (-1, -1)
        self._shelf.draw(ui, canvas, rect, customer, case, self._show, self._show_customer)

    def _draw_tape(self, ui: Ui, canvas: Canvas, body: Rect) -> None:
        reel, strip = self._reel, self._strip
        if reel is None or strip is None:
            text = say("No customer has called yet.") if self._shelf.nobody else say("Pick a story, or search for one.")
            middle(canvas, *body.centre, text, size=theme.HEAD, colour=theme.INK_SOFT, align="centre")
            return
        inner = body.inset(18, 0)
        head_high = HEAD + (BILL if inner.w < ONE_ROW else 0)
        strip_high = min(strip.high(), max(200.0, body.h - head_high - BAR - WORDS - 30))
        least = head_high + strip_high + BAR + WORDS + 30
        with ui.scroll(canvas, body, max(body.h, least), key="tape page") as top:
            room = Rect(inner.x, top + 10, inner.w, max(body.h, least) - 20)
            box = Rect(room.x, room.y + head_high, room.w, strip_high)
            wide = box.w - min(SIDE, box.w * 0.2) - 2 * MARGIN - 16
            head = self._laid(reel, wide)
            self._draw_head(ui, canvas, Rect(room.x, room.y, room.w, head_high), reel, head)
            canvas.rect(box, theme.CARD, line=theme.LINE, radius=8)
            assert self._axis
            strip.draw(ui, canvas, box.inset(8, 6), self._axis, head)
            self._draw_controls(ui, canvas, Rect(room.x, box.bottom, room.w, BAR), head)
            words = Rect(room.x, box.bottom + BAR, room.w, room.bottom - box.bottom - BAR)
            self._draw_words(ui, canvas, words, reel, head)

    def _laid(self, reel: Reel, wide: float) -> Head:
        """The head, on an axis that fits the window."""
        axis = lay(reel, wide) if self._axis is None or self._wide != wide else self._axis
        self._wide = wide
        if self._head is None:
            self._head = Head(axis)
        elif axis is not self._axis:
            self._head.lay(axis)
        self._axis = axis
        return self._head

    _wide = 0.0
    """What the axis was laid for."""

    # --- who it is, and the clock -----------------------------------------------------------------------------

    def _draw_head(self, ui: Ui, canvas: Canvas, rect: Rect, reel: Reel, head: Head) -> None:
        spent = reel.spent_by(head.time)
        clock = say(span(sum(spent.values())))
        size = 44 if rect.w > 620 else 30
        clock_wide = canvas.measure(clock, size=size, weight="title")[0]
        room = rect.w - max(clock_wide, 150) - 24
        name = fit(canvas, self._playing.name(reel.customer), room, size=26, weight="title")
        canvas.text(rect.x, rect.y, name, size=26, colour=theme.INK, weight="title")
        x = rect.x
        if len(self._cases) > 1:
            x = self._draw_cases(ui, canvas, rect.x, rect.y + 35, reel)
        about, small = squeeze(canvas, self._about(reel), rect.x + room - x, size=theme.BODY)
        middle(canvas, x, rect.y + 45, about, size=small, colour=theme.INK_SOFT)
        canvas.text(rect.right, rect.y - 6, clock, size=size, colour=theme.INK, weight="title", align="right")
        label = say("of a life, so far")
        y = rect.y + (42 if size == 44 else 30)
        canvas.text(rect.right, y, label, size=theme.SMALL, colour=theme.INK_SOFT, align="right")
        self._draw_bill(ui, canvas, Rect(rect.x, rect.y + 64, rect.w, 36), spent)

    def _draw_cases(self, ui: Ui, canvas: Canvas, x: float, y: float, reel: Reel) -> float:
        """Which of his troubles this is, and the way to the others; where words may go on."""
        for sign, key in ((-1, "case before"), (1, "case after")):
            box = Rect(x if sign < 0 else x + 24, y, 22, 22)
            tip = say("His trouble before") if sign < 0 else say("His next trouble")
            ui.spot(key, box, partial(self._step_case, sign), tip=tip)
            canvas.rect(box, theme.CARD, line=theme.LINE, radius=5)
            cx, cy = box.centre
            points = [(cx + sign * 4, cy), (cx - sign * 3, cy - 5), (cx - sign * 3, cy + 5)]
            canvas.polygon(points, theme.ACCENT if ui.hot == key else theme.INK)
        text = say("{n} of {all}", n=self._cases.index(reel.case) + 1, all=len(self._cases))
        canvas.text(x + 54, y + 2, text, size=theme.SMALL, colour=theme.INK_SOFT)
        return x + 54 + canvas.measure(text, size=theme.SMALL)[0] + 12

    def _about(self, reel: Reel) -> str:
        issue = say(self._issues[reel.issue]) if 0 <= reel.issue < len(self._issues) else say("Something else")
        calls = count("1 call", "{n} calls", len(reel.calls)) if reel.calls else say("never called")
        state = say("open") if reel.solved is None else say("resolved") if reel.solved else say("over, not resolved")
        since = say("since {day}", day=day_title(reel.start))
        return say("{issue}; {calls}, {since}; {state}", issue=issue, calls=calls, since=since, state=state)

    def _draw_bill(self, ui: Ui, canvas: Canvas, rect: Rect, spent: dict[str, float]) -> None:
        """What it was spent on so far, in patterns and minutes; it is the legend too."""
        columns = len(ORDER) if rect.w >= ONE_ROW else 3
        wide = rect.w / columns
        for n, part in enumerate(ORDER):
            measure = MEASURES[MINUTES[part]]
            x, y = rect.x + n % columns * wide, rect.y + n // columns * BILL
            ui.spot(f"bill {part}", Rect(x, y, wide - 6, 36), tip=say(measure.says), focus=False)
            box = Rect(x, y + 4, 26, 26)
            textures.fill(canvas, box, MINUTES[part])
            canvas.rect(box, line=theme.INK, width=1)
            title = fit(canvas, say(measure.title), wide - 38, size=theme.TINY)
            ink = theme.INK if spent[part] >= 1 else theme.INK_FAINT
            canvas.text(x + 32, y + 1, title, size=theme.TINY, colour=theme.INK_SOFT)
            value = fit(canvas, say(span(spent[part])), wide - 38, size=theme.BODY, weight="bold")
            canvas.text(x + 32, y + 14, value, size=theme.BODY, colour=ink, weight="bold")

    # --- playing it -------------------------------------------------------------------------------------------

    def _draw_controls(self, ui: Ui, canvas: Canvas, row: Rect, head: Head) -> None:
        y = row.y + 7
        play = Rect(row.x, y, 44, 32)
        icon = icons.pause if head.playing else icons.go
        tip = say("Play, and stand still (Space)")
        widgets.button(ui, canvas, play, "", head.turn, key="play tape", style="strong", icon=icon, tip=tip)
        x = play.right + 8
        for speed in SPEEDS:
            box = Rect(x, y, 46, 32)
            text = say("{n}x", n=speed)
            put = partial(setattr, head, "speed", speed)
            on = head.speed == speed
            widgets.button(ui, canvas, box, text, put, key=f"tape speed {speed}", on=on, size=theme.SMALL)
            x += 50
        when = stamp(head.time)
        wide = canvas.measure(when, size=theme.HEAD, weight="bold")[0]
        if x + wide + 16 <= row.right:
            middle(canvas, row.right, y + 16, when, size=theme.HEAD, colour=theme.INK, weight="bold", align="right")
        hint = say("Arrows go from one thing to the next; dead days pass at once.")
        room = row.right - wide - 20 - x - 12
        if canvas.measure(hint, size=theme.TINY)[0] <= room:
            middle(canvas, x + 10, y + 16, hint, size=theme.TINY, colour=theme.INK_SOFT)

    def _draw_words(self, ui: Ui, canvas: Canvas, rect: Rect, reel: Reel, head: Head) -> None:
        """The story in sentences; what the head has passed in ink, the rest still to come."""
        canvas.rect(rect, theme.CARD, line=theme.LINE, radius=8)
        body = rect.inset(4, 6)
        wide = body.w - 178
        tall = []
        for line in reel.lines:
            lines = len(ui.wrap(canvas, line.text, wide, size=theme.SMALL))
            tall.append(lines_high(canvas, lines, theme.SMALL) + 8 + (17 if line.lever in LEVERS else 0))
        now = max((n for n, line in enumerate(reel.lines) if line.time <= head.time), default=-1)
        if now != self._followed:
            self._followed = now
            ui.scroll_to("words", sum(tall[: now + 1]) - body.h + 4)
        with ui.scroll(canvas, body, sum(tall) + 4, key="words") as top:
            y, last = top + 2, ""
            for n, line in enumerate(reel.lines):
                when = stamp(line.time)
                row = Rect(body.x, y, body.w - 12, tall[n])
                if row.bottom >= body.y and row.y <= body.bottom:
                    shown = when if when != last else ""
                    self._draw_line(ui, canvas, row, line, shown, wide, head, newest=n == now)
                y += tall[n]
                last = when

    def _draw_line(
        self, ui: Ui, canvas: Canvas, row: Rect, line: Line, when: str, wide: float, head: Head, *, newest: bool
    ) -> None:
        known = line.time <= head.time
        lit = ui.spot(f"line {line.index}", row, partial(self._seek, head, line.time), focus=False)
        if newest and not head.at_end:
            canvas.rect(row, theme.BLUE_PALE, radius=4)
        elif lit:
            canvas.rect(row, theme.PAPER, radius=4)
        ink = theme.INK if known else theme.INK_FAINT
        soft = theme.INK_SOFT if known else theme.INK_FAINT
        canvas.text(row.x + 10, row.y + 4, when, size=theme.TINY, colour=soft)
        mark = self._marks.get(line.index)
        if mark and known:
            draw_sign(canvas, row.x + 140, row.y + 12, mark.sign)
        else:
            canvas.circle(row.x + 140, row.y + 12, 2.5, soft)
        y = ui.paragraph(canvas, row.x + 158, row.y + 3, wide, line.text, size=theme.SMALL, colour=ink)
        lever = LEVERS.get(line.lever)
        if lever is None or not known:
            return
        link = Rect(row.x + 158, y, min(wide, 420.0), 17)
        tip = say("Open the policy book at this line.")
        lit = ui.spot(f"cause {line.index}", link, partial(self._to_lever, lever.name), tip=tip)
        colour = theme.INK if lit else theme.ACCENT
        icons.book(canvas, link.x + 5, y + 8, 5, colour)
        value = say(lever.show(self._playing.frame.book[lever.name]))
        text = fit(
            canvas, say("{lever}: now {value}", lever=say(lever.title), value=value), link.w - 16, size=theme.TINY
        )
        canvas.text(link.x + 14, y, text, size=theme.TINY, colour=colour, weight="bold")

    @staticmethod
    def _seek(head: Head, time: float) -> None:
        head.playing = False
        head.put(time)
