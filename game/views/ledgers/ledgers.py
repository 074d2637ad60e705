"""The Ledgers: the screen. Four pages of one account, each a tab, a number key away."""

from __future__ import annotations

from collections.abc import Callable

from game.views import icons, theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.inputs import Input, Key, Text
from game.views.ledgers.accounts import bill_of, leavers_of, pairs, running, total_of, veiled, weeks_of
from game.views.ledgers.bill import draw_bill
from game.views.ledgers.mirage import draw_mirage
from game.views.ledgers.pages import draw_profit, draw_value
from game.views.ledgers.veil import draw_foot
from game.views.lettering import middle
from game.views.past import Rows
from game.views.playing import Foyer, Playing
from game.views.scene import Pop, Push, Turn
from game.views.tape import ToTape
from game.views.ui import Ui
from game.views.why import Why
from game.views.words import say

TOP = 54.0
LEAST = (420.0, 420.0, 410.0, 524.0)
"""Pages at least so high; on a lower window they scroll."""
ASIDE = 780.0
"""From this width on curves and leavers stand side by side; else one below the other, `STACKED` high."""
STACKED = 800.0
VEILED = (1, 3)
"""Pages with a true side."""


class Ledgers:
    """What it all comes to. The game stands still beneath."""

    def __init__(
        self, foyer: Foyer, playing: Playing, rows: Rows, to_lever: Callable[[str], Turn | None], to_tape: ToTape
    ) -> None:
        self._foyer = foyer
        self._playing = playing
        self._to_lever = to_lever
        self._to_tape = to_tape
        self._ui = Ui()
        self._page = 0
        frame, level = playing.frame, playing.level
        self._weeks = weeks_of(rows, level)
        self._total = total_of(self._weeks)
        self._leavers = leavers_of(rows)
        self._booked = running(frame.series.get("booked_value_lost_usd", ()))
        self._true = running(frame.series.get("true_value_lost_usd", ()))
        self._bill = bill_of(frame, level)
        self._pairs = pairs()

    @property
    def pace(self) -> int:
        """Nothing moves."""
        return 0

    @property
    def veiled(self) -> bool:
        """Whether the truth is hidden."""
        return veiled(self._playing.frame, lifted=self._foyer.settings.unveiled)

    def on_input(self, happened: Input) -> Turn | None:
        """1 to 4 turn to a page, Escape closes."""
        match happened:
            case Key("escape"):
                return Pop()
            case Text(text) if text in "1234":
                self._turn(int(text) - 1)
                return None
        return self._ui.take(happened)

    def _turn(self, page: int) -> None:
        self._page = page
        self._ui.scroll_to("ledger", 0.0)

    def _ask(self, metric: str, day: int | None = None) -> Turn:
        return Push(Why(self._playing, metric, self._to_tape, self._to_lever, day=day))

    def draw(self, canvas: Canvas) -> None:
        """Heading, tabs and the page."""
        ui = self._ui
        width, height = canvas.size
        with ui.picture(canvas):
            canvas.clear(theme.PAPER)
            bar = Rect(0, 0, width, TOP)
            canvas.rect(bar, theme.CARD)
            canvas.rect(Rect(0, TOP - 1, width, 1), theme.LINE)
            title = say("The Ledgers")
            middle(canvas, 20, TOP / 2, title, size=24, colour=theme.INK, weight="title")
            shut = Rect(width - 46, 10, 34, 34)
            tip = say("Close (Esc)")
            widgets.button(ui, canvas, shut, "", Pop, key="close", style="quiet", icon=icons.cross, tip=tip)
            left = 20 + canvas.measure(title, size=24, weight="title")[0] + 28
            names = [say("Profit and loss"), say("Two ledgers"), say("The bill"), say("The mirage")]
            row = Rect(left, 10, min(620.0, shut.x - left - 14), TOP - 10)
            if row.w < sum(canvas.measure(name, size=theme.SMALL, weight="bold")[0] + 8 for name in names):
                names = [say("Profit"), say("Two ledgers"), say("Bill"), say("Mirage")]
            widgets.tabs(ui, canvas, row, names, self._page, self._turn, key="ledger tab")
            wide = min(width - 36, 1240.0)
            bottom = self._draw_foot(canvas, Rect((width - wide) / 2, TOP, wide, height - TOP))
            body = Rect((width - wide) / 2, TOP + 14, wide, bottom - TOP - 28)
            high = max(body.h, LEAST[self._page] if self._page != 1 or wide > ASIDE else STACKED)
            with ui.scroll(canvas, Rect(0, TOP, width, bottom - TOP), high + 28, key="ledger") as top:
                self._draw_page(ui, canvas, Rect(body.x, top + 14, body.w, high))

    def _draw_foot(self, canvas: Canvas, box: Rect) -> float:
        """What is said of the veil on a page with a true side; where the page ends."""
        if self._page not in VEILED:
            return box.bottom
        insight = self._playing.frame.metrics["insight_pct"]
        return draw_foot(self._ui, canvas, box, insight, self._foyer, self._to_lever, veiled=self.veiled)

    def _draw_page(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        frame, weeks = self._playing.frame, self._playing.level.weeks
        match self._page:
            case 0:
                draw_profit(
                    ui, canvas, box, self._weeks, self._total, frame.series.get("cash_usd", ()), weeks, self._ask
                )
            case 1:
                draw_value(
                    ui,
                    canvas,
                    box,
                    self._booked,
                    self._true,
                    self._leavers,
                    weeks,
                    self._playing.name,
                    lambda customer: self._to_tape(customer, -1),
                    self._ask,
                    veiled=self.veiled,
                )
            case 2:
                draw_bill(ui, canvas, box, self._bill, frame.series, weeks, self._ask)
            case _:
                draw_mirage(ui, canvas, box, frame, self._pairs, self._ask, veiled=self.veiled)
