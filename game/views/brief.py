"""The brief: where you are, what to reach, and the bet to place before it runs."""

from __future__ import annotations

from game.views import art, bounds, icons, theme, widgets
from game.views.bet import Bet, Sheet, note_of
from game.views.canvas import Canvas, Rect
from game.views.inputs import Input, Key
from game.views.lettering import fit, middle
from game.views.playing import Foyer
from game.views.scene import Pop, Reset, Turn
from game.views.tutorial.guide import invite
from game.views.ui import Ui
from game.views.words import count, say
from sim.level import Level, Objective
from sim.levers import LEVERS
from sim.measures import MEASURES

VIGNETTE = 184.0
"""How wide the level's picture is."""
SHEET = 168.0
"""How high the sheet is that the bet is drawn on."""
GIVES = 40.0
"""By so much it may be lower, if nothing has to be scrolled then."""


class Brief:
    """One level, before it begins."""

    def __init__(self, foyer: Foyer, level: Level, bet: Bet | None = None) -> None:
        """`bet`: what was bet last time."""
        self._foyer = foyer
        self._sheet = Sheet(level, bet)
        self._level = level
        self._ui = Ui()
        self._ui.focus = "start"

    @property
    def pace(self) -> int:
        """Nothing moves."""
        return 0

    def on_input(self, happened: Input) -> Turn | None:
        """Escape goes back."""
        if isinstance(happened, Key) and happened.name == "escape":
            return Pop()
        return self._ui.take(happened)

    def _start(self) -> Turn:
        from game.views.play import Play

        playing = self._foyer.begin(self._level)
        playing.bet = self._sheet.bet
        self._foyer.note(note_of(self._level.name, playing.seed), playing.bet.text if playing.bet else "")
        invite(self._foyer, self._level.name)
        return Reset(Play(self._foyer, playing))

    def draw(self, canvas: Canvas) -> None:
        """Brief at the left, goals and bet at the right."""
        ui = self._ui
        width, height = canvas.size
        level = self._level
        with ui.picture(canvas):
            canvas.clear(theme.PAPER)
            wide = min(1080.0, width - 64)
            x = (width - wide) / 2
            head = wide
            if wide > 760:  # its vignette, beside the heading
                head = wide - VIGNETTE - 20
                art.card(canvas, art.level(level.name), x + wide - VIGNETTE, 20, VIGNETTE)
            title = fit(canvas, say(level.title), head, size=42, weight="title")
            canvas.text(x, 30, title, size=42, colour=theme.INK, weight="title")
            ui.paragraph(canvas, x + 2, 88, head - 4, say(level.idea), size=17, colour=theme.INK_SOFT, most=2)
            foot = height - 76
            body = Rect(x, 146, wide, foot - 158)
            two = wide > 760
            inner = wide - 14  # the rest is the scroll bar's
            left = inner * 0.54 if two else inner
            sheet = self._sheet_high(ui, canvas, inner, two, body.h)
            with ui.scroll(canvas, body, self._high(ui, canvas, inner, two, sheet), key="brief") as top:
                y = ui.paragraph(canvas, x, top, left - 24, say(level.words.brief.strip()), size=17)
                y = self._draw_bet(ui, canvas, Rect(x, y + 16, left - 24 if two else inner, 0), sheet)
                if two:
                    self._draw_side(ui, canvas, Rect(x + left, top, inner - left, 0))
                else:
                    self._draw_side(ui, canvas, Rect(x, y + 20, inner, 0))
            canvas.rect(Rect(0, foot, width, 1), theme.LINE)
            widgets.button(ui, canvas, Rect(x, foot + 15, 110, 46), say("Back"), Pop, key="back", size=17)
            start = Rect(x + wide - 250, foot + 15, 250, 46)
            widgets.button(ui, canvas, start, say("Open the lines"), self._start, key="start", style="strong", size=17)

    def _sheet_high(self, ui: Ui, canvas: Canvas, wide: float, two: bool, room: float) -> float:
        """How high the sheet of the bet is: lower than it might be, if then all of the brief can be seen at once."""
        over = max(0.0, self._high(ui, canvas, wide, two, SHEET) - room)
        low = SHEET - over
        return low if over <= GIVES and self._high(ui, canvas, wide, two, low) <= room + 0.01 else SHEET

    def _high(self, ui: Ui, canvas: Canvas, wide: float, two: bool, sheet: float) -> float:
        """How high the scrolled part is, by the same measures as it is drawn."""
        left = wide * 0.54 if two else wide
        brief = len(ui.wrap(canvas, say(self._level.words.brief.strip()), left - 24, size=17)) * 17 * 1.32
        brief += 16 + self._bet_high(ui, canvas, left - 24 if two else wide, sheet)
        side = self._side_high(ui, canvas, wide - left if two else wide)
        return max(brief, side) + 2 if two else brief + side + 24

    def _side_high(self, ui: Ui, canvas: Canvas, wide: float) -> float:
        hands = len(ui.wrap(canvas, self._in_hand(), wide, size=theme.SMALL)) * theme.SMALL * 1.32
        return 58 + 46 * len(self._level.objectives) + 18 + hands

    def _in_hand(self) -> str:
        yours = ", ".join(say(LEVERS[name].title) for name in self._level.unlocked if name in LEVERS)
        return say("In your hands: {levers}.", levers=yours)

    def _bet_high(self, ui: Ui, canvas: Canvas, wide: float, sheet: float) -> float:
        bet = len(ui.wrap(canvas, say(self._level.words.bet), wide - 40, size=theme.BODY)) * theme.BODY * 1.32
        return 44 + bet + 10 + sheet

    def _draw_bet(self, ui: Ui, canvas: Canvas, at: Rect, high: float) -> float:
        """The question, and a sheet to draw the answer on; the `y` below."""
        card = Rect(at.x, at.y, at.w, self._bet_high(ui, canvas, at.w, high))
        canvas.rect(card, theme.ORANGE_PALE, radius=12)
        canvas.text(card.x + 20, card.y + 11, say("Place your bet"), size=theme.HEAD, colour=theme.INK, weight="title")
        y = ui.paragraph(canvas, card.x + 20, card.y + 42, card.w - 40, say(self._level.words.bet)) + 6
        sheet = Rect(card.x + 14, y, card.w - 28, card.bottom - y - 12)
        canvas.rect(sheet, theme.CARD, radius=8)
        title = fit(canvas, self._sheet.title, sheet.w - 110, size=theme.SMALL, weight="bold")
        canvas.text(sheet.x + 12, sheet.y + 6, title, size=theme.SMALL, colour=theme.INK_SOFT, weight="bold")
        if self._sheet.bet is not None:
            wipe = Rect(sheet.right - 74, sheet.y + 4, 66, 22)
            widgets.button(ui, canvas, wipe, say("Wipe"), self._sheet.wipe, key="wipe", size=theme.TINY)
        self._sheet.draw(ui, canvas, Rect(sheet.x + 10, sheet.y + 22, sheet.w - 12, sheet.h - 24))
        return card.bottom

    def _draw_side(self, ui: Ui, canvas: Canvas, at: Rect) -> None:
        level = self._level
        high = 58 + 46.0 * len(level.objectives)
        box = Rect(at.x, at.y, at.w, high)
        canvas.rect(box, theme.CARD, line=theme.LINE, radius=12)
        weeks = count("in one week", "in {n} weeks", level.weeks)
        canvas.text(
            box.x + 20,
            box.y + 14,
            say("To reach {weeks}", weeks=weeks) if level.objectives else say("Nothing to reach {weeks}", weeks=weeks),
            size=theme.HEAD,
            colour=theme.INK,
            weight="title",
        )
        for n, goal in enumerate(level.objectives):
            self._draw_goal(canvas, Rect(box.x + 20, box.y + 50 + n * 46, box.w - 40, 44), goal)
        ui.paragraph(canvas, box.x, box.bottom + 14, at.w, self._in_hand(), size=theme.SMALL, colour=theme.INK_SOFT)

    @staticmethod
    def _draw_goal(canvas: Canvas, rect: Rect, goal: Objective) -> None:
        measure = MEASURES[goal.metric]
        if goal.at_least is not None:
            target = say(
                "{measure}: at least {value}", measure=say(measure.title), value=say(measure.show(goal.at_least))
            )
        else:
            target = say(
                "{measure}: at most {value}", measure=say(measure.title), value=say(measure.show(goal.at_most or 0.0))
            )
        target = fit(
            canvas, say("{target} ({worth})", target=target, worth=bounds.worth(goal)), rect.w - 30, size=theme.SMALL
        )
        y = rect.y + 10
        for k in range(goal.stars):
            icons.star(canvas, rect.x + 9, y + 10 + (k - (goal.stars - 1) / 2) * 14, 8, theme.YELLOW)
        if not goal.stars:
            canvas.circle(rect.x + 9, y + 10, 3.5, theme.INK_SOFT)
        middle(canvas, rect.x + 30, rect.y + 11, say(goal.title), size=theme.BODY, colour=theme.INK, weight="bold")
        middle(canvas, rect.x + 30, rect.y + 30, target, size=theme.SMALL, colour=theme.INK_SOFT)
