"""The shelf: the stories at the side of the tape. The worst of this week, or whoever is searched for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from game.views import theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.lettering import fit, middle
from game.views.past import Rows
from game.views.tape.worst import By, Callers, Story, worst
from game.views.ui import Ui
from game.views.words import count, say
from sim.clock import span

ROW = 46.0
SEARCH = "tape search"


class Shelf:
    """What can be put on the tape."""

    def __init__(self, rows: Rows, name: Callable[[int], str], issues: Sequence[str]) -> None:
        self._rows = rows
        self._name = name
        self._issues = issues
        self._worst: dict[By, tuple[Story, ...]] = {}
        self._callers: Callers | None = None
        self._at = -1.0
        self._by = By.HOURS
        self._text = ""

    def look(self, now: float) -> None:
        """Count anew if time has gone on."""
        if now != self._at:
            self._at = now
            self._worst.clear()
            self._callers = None

    @property
    def stories(self) -> tuple[Story, ...]:
        """This week's worst, as they are sorted now."""
        if self._by not in self._worst:
            self._worst[self._by] = worst(self._rows, self._at, self._by)
        return self._worst[self._by]

    @property
    def nobody(self) -> bool:
        """Whether no customer has called yet."""
        return not self._all().found

    def first(self) -> Story | None:
        """The worst story this week; if there is none this week, nothing."""
        return self.stories[0] if self.stories else None

    def _all(self) -> Callers:
        if self._callers is None:
            self._callers = Callers(self._rows, self._name)
        return self._callers

    def search(self, ui: Ui) -> None:
        """Begin to type a name."""
        ui.type_into(SEARCH, self._text)

    def draw(
        self,
        ui: Ui,
        canvas: Canvas,
        rect: Rect,
        customer: int,
        case: int,
        to_case: Callable[[int], None],
        to_customer: Callable[[int], None],
    ) -> None:
        """Search field, what makes a story the worst, and the list; the chosen one is marked."""
        field = Rect(rect.x + 14, rect.y + 14, rect.w - 28, 32)
        hint = say("Name or number")
        enter = partial(self._only, to_customer)
        widgets.search(ui, canvas, field, self._text, self._put, key=SEARCH, hint=hint, enter=enter)
        if self._text.strip():
            self._draw_found(ui, canvas, Rect(rect.x, rect.y + 56, rect.w, rect.h - 56), customer, to_customer)
            return
        y = rect.y + 56
        canvas.text(field.x, y, say("Worst this week"), size=theme.BODY, colour=theme.INK, weight="bold")
        kinds = list(By)
        names = [say("Hours"), say("Absurd"), say("Readers")]
        box = Rect(field.x - 4, y + 22, field.w + 8, 28)
        widgets.tabs(ui, canvas, box, names, kinds.index(self._by), self._sort, key="worst")
        body = Rect(rect.x, box.bottom + 2, rect.w, rect.bottom - box.bottom - 2)
        stories = self.stories
        if not stories:
            ui.paragraph(canvas, field.x, body.y + 12, field.w, self._nothing(), colour=theme.INK_SOFT)
            return
        with ui.scroll(canvas, body, ROW * len(stories), key="stories", rows=True) as top:
            for n, story in enumerate(stories):
                row = Rect(body.x, top + n * ROW, body.w, ROW)
                under = count("1 call", "{n} calls", story.calls) + ", " + self._issue(story.issue)
                value = self._amount(story.amount)
                do = partial(to_case, story.case)
                self._draw_row(
                    ui, canvas, row, f"story {story.case}", story.customer, value, under, story.case == case, do
                )

    def _draw_found(
        self, ui: Ui, canvas: Canvas, body: Rect, customer: int, to_customer: Callable[[int], None]
    ) -> None:
        found = self._all().search(self._text)
        if not found:
            text = say("Nobody of that name has called.") if not self.nobody else say("No customer has called yet.")
            ui.paragraph(canvas, body.x + 14, body.y + 8, body.w - 28, text, colour=theme.INK_SOFT)
            return
        with ui.scroll(canvas, body, ROW * len(found), key="found", rows=True) as top:
            for n, (who, seconds) in enumerate(found):
                row = Rect(body.x, top + n * ROW, body.w, ROW)
                under = say("customer {n}", n=who)
                do = partial(to_customer, who)
                self._draw_row(ui, canvas, row, f"found {who}", who, say(span(seconds)), under, who == customer, do)

    def _draw_row(
        self,
        ui: Ui,
        canvas: Canvas,
        row: Rect,
        key: str,
        customer: int,
        value: str,
        under: str,
        chosen: bool,
        do: Callable[[], None],
    ) -> None:
        lit = ui.spot(key, row, do)
        if chosen or lit:
            canvas.rect(row, theme.BLUE_PALE if chosen else theme.PAPER_DEEP)
        if chosen:
            canvas.rect(Rect(row.x, row.y, 4, row.h), theme.ACCENT)
        x, wide = row.x + 14, row.w - 30
        value_wide = canvas.measure(value, size=theme.SMALL, weight="bold")[0]
        name = fit(canvas, self._name(customer), wide - value_wide - 10, size=theme.BODY, weight="bold")
        middle(canvas, x, row.y + 15, name, size=theme.BODY, colour=theme.INK, weight="bold")
        ink = theme.BAD
        middle(canvas, x + wide, row.y + 15, value, size=theme.SMALL, colour=ink, weight="bold", align="right")
        under = fit(canvas, under, wide, size=theme.TINY)
        middle(canvas, x, row.y + 33, under, size=theme.TINY, colour=theme.INK_SOFT)
        canvas.rect(Rect(x, row.bottom - 1, wide, 1), theme.LINE_SOFT)

    # --- words ------------------------------------------------------------------------------------------------

    def _put(self, text: str) -> None:
        self._text = text

    def _only(self, to_customer: Callable[[int], None]) -> None:
        """To whoever is found, if it is just one."""
        found = self._all().search(self._text)
        if len(found) == 1:
            to_customer(found[0][0])

    def _sort(self, n: int) -> None:
        self._by = list(By)[n]

    def _issue(self, issue: int) -> str:
        return say(self._issues[issue].lower()) if 0 <= issue < len(self._issues) else say("something else")

    def _amount(self, amount: float) -> str:
        match self._by:
            case By.HOURS:
                return say(span(amount))
            case By.ABSURD:
                return count("1 absurdity", "{n} absurdities", round(amount))
            case By.READERS:
                return count("1 reader", "{n} readers", round(amount))

    def _nothing(self) -> str:
        if self.nobody:
            return say("No customer has called yet.")
        match self._by:
            case By.HOURS:
                return say("Nobody called in the last seven days.")
            case By.ABSURD:
                return say("Nothing absurd has happened in the last seven days.")
            case By.READERS:
                return say("Nobody has read anything bad about us in the last seven days.")
