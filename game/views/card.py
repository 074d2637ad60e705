"""A customer's card: who he is, what the books say of him and what is true, and his story so far; also a CSR's."""

from __future__ import annotations

from collections.abc import Callable

from game.views import icons, theme, widgets
from game.views.canvas import Canvas, Colour, Rect
from game.views.journal import tone_colour
from game.views.keys import Act, with_key
from game.views.lettering import fit, lines_high, middle
from game.views.playing import Playing
from game.views.story import Line, Stories, usd
from game.views.ui import Do, Ui
from game.views.when import weekday
from game.views.words import count, say
from sim.clock import day_of, span
from sim.frames import CsrView, Doing, Frame
from sim.levers import LEVERS

REFRESH_S = 1.0
CSR_HIGH = 176.0
MOST = 400
"""Events told of one customer; the oldest give way."""


def status_title(status: str) -> str:
    """What a customer is to us."""
    return {
        "subscriber": say("subscriber"),
        "captive": say("captive: wants out"),
        "prospect": say("not a customer"),
        "ex": say("left us"),
    }.get(status, status)


def doing_title(doing: Doing) -> str:
    """What a CSR is at."""
    return {
        Doing.IDLE: say("waiting for a call"),
        Doing.TALKING: say("on the phone"),
        Doing.ARGUING: say("explaining why not"),
        Doing.AWAITING_APPROVAL: say("waiting for a supervisor's yes"),
        Doing.APPROVING: say("deciding on an exception"),
        Doing.WRAPPING_UP: say("writing it up"),
    }[doing]


class Card:
    """One customer's card."""

    def __init__(self, playing: Playing, stories: Stories, customer: int) -> None:
        self._playing = playing
        self._stories = stories
        self.customer = customer
        self._since_s = 0.0
        self._at = playing.frame.time
        self._view = playing.customer(customer)
        self._lines = self._told()
        self._fresh = True
        """Whether the newest line is still to be scrolled to."""

    def tick(self, elapsed_s: float) -> None:
        """Look again now and then, while time goes on."""
        self._since_s += elapsed_s
        time = self._playing.frame.time
        if time != self._at and (self._since_s >= REFRESH_S or self._playing.paused):
            self._look()

    def _look(self) -> None:
        self._since_s = 0.0
        self._at = self._playing.frame.time
        before, self._view = self._view, self._playing.customer(self.customer)
        if len(self._view.events) != len(before.events):
            self._lines = self._told()
            self._fresh = True

    def _told(self) -> list[Line]:
        return self._stories.life(self._playing.event(i) for i in self._view.events[-MOST:])

    def draw(
        self,
        ui: Ui,
        canvas: Canvas,
        rect: Rect,
        close: Callable[[], None],
        to_lever: Callable[[str], None],
        to_tape: Do,
    ) -> None:
        """The card; `to_lever` opens the policy line that blocked him, `to_tape` plays his case."""
        ui.block(rect, "block card")
        canvas.rect(Rect(rect.x + 3, rect.y + 4, rect.w, rect.h), theme.SHADOW, radius=10)
        canvas.rect(rect, theme.CARD, line=theme.LINE, radius=10)
        shut = Rect(rect.right - 36, rect.y + 8, 28, 28)
        widgets.button(
            ui, canvas, shut, "", close, key="close card", style="quiet", icon=icons.cross, tip=say("Close (Esc)")
        )
        tape = Rect(shut.x - 32, shut.y, 28, 28)
        tip = with_key(say("The Tape: one customer's whole case, played back"), Act.TAPE)
        widgets.button(ui, canvas, tape, "", to_tape, key="card tape", style="quiet", icon=icons.reel, tip=tip)
        y = self._draw_head(ui, canvas, Rect(rect.x + 16, rect.y + 10, rect.w - 32, 0))
        canvas.rect(Rect(rect.x, y, rect.w, 1), theme.LINE)
        self._draw_story(ui, canvas, Rect(rect.x, y + 1, rect.w, rect.bottom - y - 8), to_lever)

    def _draw_head(self, ui: Ui, canvas: Canvas, rect: Rect) -> float:
        view, y = self._view, rect.y
        name = fit(canvas, view.name, rect.w - 66, size=theme.HEAD, weight="title")
        canvas.text(rect.x, y, name, size=theme.HEAD, colour=theme.INK, weight="title")
        y += 26
        who = say("{segment}, {status}", segment=say(view.segment), status=status_title(view.status))
        canvas.text(rect.x, y, who, size=theme.SMALL, colour=theme.INK_SOFT)
        y += 22
        half = rect.w / 2
        facts = self._facts()
        for n, (label, value, tip) in enumerate(facts):
            x, row = rect.x + (n % 2) * half, y + (n // 2) * 36
            ui.spot(f"fact {n}", Rect(x, row, half - 8, 34), tip=tip, focus=False)
            canvas.text(x, row, fit(canvas, label, half - 8, size=theme.TINY), size=theme.TINY, colour=theme.INK_SOFT)
            canvas.text(x, row + 14, value, size=theme.BODY, colour=theme.INK, weight="bold")
        y += 36 * -(-len(facts) // 2) + 2
        meter(canvas, Rect(rect.x, y, half - 12, 18), say("mood"), (view.satisfaction + 1) / 2)
        meter(canvas, Rect(rect.x + half, y, half - 12, 18), say("trust"), view.trust)
        return y + 28

    def _facts(self) -> list[tuple[str, str, str]]:
        view = self._view
        bound, life = view.contract_days_left, say(span(view.effort_h * 3600))
        if view.status in ("subscriber", "captive"):
            tie = count("one more day", "{n} more days", round(bound)) if bound >= 0.5 else say("free to go")
            since = days_long(view.tenure_days)
        else:
            tie, since = say("none"), say("not with us")
        return [
            (say("with us for"), since, say("Time since joining.")),
            (say("bound by contract"), tie, say("How long the contract still holds.")),
            (
                say("the books say"),
                say(usd(view.booked_value_usd)),
                say("What the books expect of this customer."),
            ),
            (
                say("in truth"),
                say(usd(view.true_value_usd)),
                say("What is still to come, and what this customer's talk has won or lost us so far."),
            ),
            (
                say("can tell"),
                count("one person", "{n} people", view.reach),
                say("How many people this customer knows."),
            ),
            (
                say("life spent with us"),
                life,
                say("Time taken by calls about trouble, so far."),
            ),
        ]

    # --- the story --------------------------------------------------------------------------------------------

    def _draw_story(self, ui: Ui, canvas: Canvas, rect: Rect, to_lever: Callable[[str], None]) -> None:
        wide = rect.w - 62
        rows = self._rows(ui, canvas, wide)
        high = (rows[-1][0] + rows[-1][1] if rows else 0.0) + 14
        key = f"story {self.customer}"
        if self._fresh:
            ui.scroll_to(key, high)
            self._fresh = False
        if not rows:
            text = say("Nothing has happened between us. Long may it last.")
            ui.paragraph(canvas, rect.x + 16, rect.y + 12, rect.w - 32, text, size=theme.SMALL, colour=theme.INK_SOFT)
            return
        with ui.scroll(canvas, rect, high, key=key) as top:
            spine = rect.x + 23
            for at, tall, head, line in rows:
                y = top + at
                if y > rect.bottom or y + tall < rect.y:
                    continue
                if head:
                    canvas.text(rect.x + 16, y + 6, head, size=theme.TINY, colour=theme.INK_SOFT, weight="bold")
                else:
                    assert line is not None
                    canvas.rect(Rect(spine - 0.5, y, 1, tall), theme.LINE)
                    self._draw_line(ui, canvas, Rect(rect.x + 16, y, rect.w - 36, tall), line, wide, to_lever)

    def _rows(self, ui: Ui, canvas: Canvas, wide: float) -> list[tuple[float, float, str, Line | None]]:
        """(y, height, day heading, line) of every row."""
        rows: list[tuple[float, float, str, Line | None]] = []
        y, day = 4.0, -1
        for line in self._lines:
            if day_of(line.time) != day:
                day = day_of(line.time)
                head = say("week {n}, {weekday}", n=day // 7 + 1, weekday=weekday(day))
                rows.append((y, 24.0, head, None))
                y += 24
            lines = ui.wrap(canvas, line.text, wide, size=theme.SMALL)
            tall = lines_high(canvas, len(lines), theme.SMALL) + 6 + (18 if line.lever in LEVERS else 0)
            rows.append((y, tall, "", line))
            y += tall
        return rows

    def _draw_line(
        self, ui: Ui, canvas: Canvas, rect: Rect, line: Line, wide: float, to_lever: Callable[[str], None]
    ) -> None:
        marker(canvas, rect.x + 7, rect.y + 11, line)
        x = rect.x + 24
        y = ui.paragraph(canvas, x, rect.y + 2, wide, line.text, size=theme.SMALL)
        lever = LEVERS.get(line.lever)
        if lever is None:
            return
        link = Rect(x, y, wide, 18)
        do = lambda: to_lever(lever.name)
        lit = ui.spot(f"cause {line.index}", link, do, tip=say("Open the policy book at this line."))
        colour = theme.INK if lit else theme.ACCENT
        icons.book(canvas, x + 5, y + 9, 5, colour)
        value = say(lever.show(self._playing.frame.book[lever.name]))
        text = fit(canvas, say("{lever}: now {value}", lever=say(lever.title), value=value), wide - 16, size=theme.TINY)
        canvas.text(x + 14, y + 1, text, size=theme.TINY, colour=colour, weight="bold")


def marker(canvas: Canvas, x: float, y: float, line: Line) -> None:
    """A line's sign by shape and colour: circle, tick-like disc, square, diamond."""
    colour: Colour = tone_colour(line)
    match line.tone:
        case "good":
            canvas.circle(x, y, 5.5, colour)
            icons.tick(canvas, x, y, 2.6, theme.CARD)
        case "bad":
            canvas.rect(Rect(x - 4.5, y - 4.5, 9, 9), colour, radius=1.5)
        case "policy":
            canvas.polygon([(x, y - 6.5), (x + 6.5, y), (x, y + 6.5), (x - 6.5, y)], colour)
        case _:
            canvas.circle(x, y, 4.2, theme.CARD, line=colour, width=1.6)


def meter(canvas: Canvas, rect: Rect, label: str, share: float) -> None:
    """A bar from nothing to full, with its name."""
    canvas.text(rect.x, rect.y, label, size=theme.TINY, colour=theme.INK_SOFT)
    left = max(40.0, canvas.measure(label, size=theme.TINY)[0] + 6)
    bar = Rect(rect.x + left, rect.y + 5, rect.w - left, 7)
    canvas.rect(bar, theme.PAPER_DEEP, radius=3.5)
    share = min(1.0, max(0.0, share))
    colour = theme.GOOD if share >= 0.5 else theme.ORANGE if share >= 0.3 else theme.BAD
    canvas.rect(Rect(bar.x, bar.y, max(7.0, bar.w * share), bar.h), colour, radius=3.5)


def days_long(days: float) -> str:
    """A tenure as people say it."""
    if days < 60:
        return count("a day", "{n} days", round(days))
    if days < 730:
        return say("{n} months", n=round(days / 30.4))
    return say("{n:.1f} years", n=days / 365.25)


class CsrCard:
    """One CSR's card, while he is on duty."""

    def __init__(self, csr: int) -> None:
        self.csr = csr

    def find(self, frame: Frame) -> tuple[CsrView, str] | None:
        """The CSR and his desk's title; `None` once he has gone home."""
        for desk in frame.desks:
            for csr in desk.csrs:
                if csr.csr == self.csr:
                    return csr, desk.title
        return None

    def draw(
        self,
        ui: Ui,
        canvas: Canvas,
        rect: Rect,
        frame: Frame,
        close: Callable[[], None],
        to_customer: Callable[[int], None],
    ) -> None:
        """The card."""
        found = self.find(frame)
        ui.block(rect, "block csr")
        canvas.rect(Rect(rect.x + 3, rect.y + 4, rect.w, rect.h), theme.SHADOW, radius=10)
        canvas.rect(rect, theme.CARD, line=theme.LINE, radius=10)
        shut = Rect(rect.right - 36, rect.y + 8, 28, 28)
        widgets.button(
            ui, canvas, shut, "", close, key="close card", style="quiet", icon=icons.cross, tip=say("Close (Esc)")
        )
        x, y, wide = rect.x + 16, rect.y + 10, rect.w - 32
        if found is None:
            canvas.text(x, y + 2, say("Gone home."), size=theme.HEAD, colour=theme.INK, weight="title")
            return
        csr, desk = found
        canvas.text(x, y, csr.name, size=theme.HEAD, colour=theme.INK, weight="title")
        canvas.text(x, y + 26, say(desk), size=theme.SMALL, colour=theme.INK_SOFT)
        text = say("{doing}, {time}", doing=doing_title(csr.doing), time=say(span(max(0.0, frame.time - csr.since))))
        middle(canvas, x, y + 60, fit(canvas, text, wide, size=theme.BODY), size=theme.BODY, colour=theme.INK)
        half = wide / 2
        canvas.text(x, y + 76, say("with us for"), size=theme.TINY, colour=theme.INK_SOFT)
        canvas.text(x, y + 90, days_long(csr.tenure_days), size=theme.BODY, colour=theme.INK, weight="bold")
        meter(canvas, Rect(x + half, y + 80, half, 18), say("morale"), csr.morale)
        meter(canvas, Rect(x + half, y + 98, half, 18), say("warm"), csr.warmth)
        if csr.customer >= 0:
            box = Rect(x, y + 122, wide, 30)
            do = lambda: to_customer(csr.customer)
            widgets.button(ui, canvas, box, say("Who is on the line?"), do, key="csr's customer", size=theme.SMALL)
