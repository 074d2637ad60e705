"""What was decided, on the time line; the bet against the truth; and the numbers, two and two."""

from __future__ import annotations

from game.views import charts, decided, theme
from game.views.bet import Bet
from game.views.canvas import Canvas, Rect
from game.views.charts import Curve
from game.views.debrief.sheet import HEAD, Block, columns, panel
from game.views.figure import Ask, asks
from game.views.lettering import fit, middle
from game.views.playing import Playing
from game.views.ui import Ui
from game.views.why.accounts import ACCOUNTS
from game.views.words import say
from sim.frames import Frame
from sim.measures import MEASURES

PAIRS: tuple[tuple[str, str], ...] = (
    ("handled_pct", "resolved_full_pct"),
    ("csat_pct", "perception_gap"),
    ("booked_value_lost_usd", "true_value_lost_usd"),
    ("contacts", "contacts_per_case"),
    ("wait_mean_s", "longest_contact_s"),
    ("churned_voiced", "churned_silent"),
    ("credits_usd", "leakage_usd"),
    ("profit_usd", "net_word_of_mouth"),
)
"""Key numbers, two and two: what the firm sees beside what goes with it."""
MOST_DECISIONS = 200
CHART = 196.0
LINE = 24.0
BET = 248.0
NUMBER = 36.0


class Taken:
    """The second page."""

    def __init__(self, playing: Playing, frame: Frame, ask: Ask) -> None:
        self._playing = playing
        self._frame = frame
        self._ask = ask
        self._decisions = list(playing.decisions)[-MOST_DECISIONS:]

    @staticmethod
    def title() -> str:
        """Of its tab."""
        return say("Your decisions")

    def draw(self, ui: Ui, canvas: Canvas, body: Rect) -> None:
        """Decisions; bet and numbers."""
        lines = max(1, len(self._decisions))
        log = Block(lambda *_: HEAD + CHART + 20 + LINE * lines, self._draw_decisions)
        numbers = Block(lambda *_: HEAD + 12 + NUMBER * len(PAIRS), self._draw_numbers)
        bet = self._playing.bet
        bets = [Block(lambda *_: BET, lambda _, canvas, box: self._draw_bet(canvas, box, bet))] if bet else []
        columns(ui, canvas, body, [log], [*bets, numbers])

    def _draw_decisions(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        panel(canvas, box, say("What you decided"))
        chart = Rect(box.x + 16, box.y + HEAD + 2, box.w - 28, CHART)
        decided.draw_flags(ui, canvas, chart, self._playing, self._decisions)
        y = chart.bottom + 10
        if not self._decisions:
            text = say("Nothing. The book stands as you found it, and so does everything that follows from it.")
            ui.paragraph(canvas, box.x + 20, y - 6, box.w - 40, text, size=theme.SMALL, colour=theme.INK_SOFT, most=2)
        for n, decision in enumerate(self._decisions):
            decided.draw_row(canvas, Rect(box.x + 20, y + n * LINE, box.w - 40, LINE), n, decision)

    def _draw_bet(self, canvas: Canvas, box: Rect, bet: Bet) -> None:
        """What the player drew before it began, over what came."""
        panel(canvas, box, say("Your bet"))
        measure, weeks = MEASURES[bet.metric], self._playing.level.weeks
        truth = self._frame.series.get(bet.metric, ())
        if not truth:
            return
        level = ACCOUNTS[bet.metric].stock
        came, expected = (truth if level else charts.week_means(truth))[-1], bet.weeks[-1]
        values = {"bet": say(measure.show(expected)), "truth": say(measure.show(came))}
        text = say("In the last week you expected {bet}; it was {truth}.", **values)
        text = fit(canvas, text, box.w - 40, size=theme.BODY)
        canvas.text(box.x + 20, box.y + 42, text, size=theme.BODY, colour=theme.INK)
        curves = [Curve(name=say(measure.title), values=truth, colour=theme.GREEN, level=level), bet.curve(weeks * 7)]
        charts.legend(canvas, box.x + 24, box.y + 66, curves)
        room = Rect(box.x + 16, box.y + 82, box.w - 28, box.h - 90)
        charts.chart(canvas, room, curves, marks=measure.marks, zero=False, weeks=weeks)

    def _draw_numbers(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        panel(canvas, box, say("Side by side"))
        half = (box.w - 40 - 16) / 2
        for row, pair in enumerate(PAIRS):
            y = box.y + HEAD + 2 + row * NUMBER
            if row % 2 == 0:
                canvas.rect(Rect(box.x + 8, y, box.w - 16, NUMBER), theme.PAPER, radius=6)
            for n, name in enumerate(pair):
                measure = MEASURES[name]
                x = box.x + 20 + n * (half + 16)
                value = say(measure.show(self._frame.metrics[name]))
                wide = canvas.measure(value, size=theme.BODY, weight="bold")[0]
                title = fit(canvas, say(measure.title), half - wide - 8, size=theme.SMALL)
                middle(canvas, x, y + 18, title, size=theme.SMALL, colour=theme.INK_SOFT)
                middle(canvas, x + half, y + 18, value, size=theme.BODY, colour=theme.INK, weight="bold", align="right")
                place = Rect(x, y + 3, half, NUMBER - 7)
                asks(ui, canvas, place, self._ask, name, key=f"number {name}", tip=say(measure.says))
