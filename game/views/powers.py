"""Who may do what: every desk and every kind of trouble, as the rules say it that the centre obeys.

What is pencilled into the policy book is shown as if it were already so, and marked. Where the names of desks are too
long for its columns, there are the signs that stand before these names, here as on the floor.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf

from game.views import icons, theme, widgets
from game.views.canvas import Canvas, Colour, Rect, Weight
from game.views.floor.board import paint_desk_sign
from game.views.floor.pen import Pen
from game.views.lettering import fit, middle, squeeze
from game.views.playing import Playing
from game.views.ui import Ui
from game.views.words import count, edition, say
from sim.centre.authority import Action, Rule, compile_rules
from sim.level import Issue, Level
from sim.words import later

ROW = 38.0
LINE = 15.0
SIDE = 132.0


@dataclass(frozen=True, slots=True)
class Power:
    """What one desk may do about one issue: by itself, and what comes of the rest."""

    alone: str
    """Empty: nothing."""
    rest: str
    """Empty: there is no rest."""
    ends: Action
    """What happens to the rest, or to all of it."""
    tip: str
    to: str = ""
    """The desk to which the rest goes."""


def power_of(level: Level, rule: Rule, desk: str, issue: Issue) -> Power:
    """`rule` in words."""
    there = list(level.desks)[rule.to] if 0 <= rule.to < len(level.desks) else ""
    to = say(level.desks[there].title) if there else say("another desk")
    whole = rule.within is not Action.RESOLVE or rule.limit == inf
    ends = rule.within if whole else rule.above
    passes = not whole and rule.pass_limit > rule.limit
    alone = ""
    if rule.within is Action.RESOLVE and rule.limit > 0:
        alone = say("resolves") if whole else _limit(issue, rule.limit, later("to {limit}"))
    rest = "" if whole and rule.within is Action.RESOLVE else _rest(ends, to)
    parts = [say("{desk}, {issue}:", desk=say(level.desks[desk].title), issue=say(issue.title.lower()))]
    if alone:
        parts.append(
            say("resolves it alone.")
            if whole
            else say("alone {limit}.", limit=_limit(issue, rule.limit, later("up to {limit}")))
        )
    if not whole and rule.allowed > rule.limit:
        parts.append(say("Allowed are ${usd:,.0f}, but he does not dare.", usd=rule.allowed))
    if passes:
        rest = say("→ {desk}", desk=to)
        parts.append(say("Up to ${limit:,.0f} it is passed on to {desk}.", limit=rule.pass_limit, desk=to))
    if rest:
        parts.append(_sentence(ends, to, some=bool(alone) or passes))
    if issue.blocked > 0 and rule.forbidden is not Action.RESOLVE and rule.within is Action.RESOLVE:
        parts.append(say("Where procedure forbids it: {what}.", what=_rest(rule.forbidden, to)))
    ends = Action.TRANSFER if passes else ends
    return Power(alone, rest, ends, " ".join(parts), there if rest and ends is Action.TRANSFER else "")


def _limit(issue: Issue, limit: float, words: str) -> str:
    """A limit in dollars, put into `words`; or for a fix the easy part of all cases."""
    if issue.remedy == "credit":
        return say(words, limit=say("${usd:,.0f}", usd=limit))
    return say("easy {pct:.0f} %", pct=100 * limit)


def _rest(action: Action, to: str) -> str:
    match action:
        case Action.TRANSFER:
            return say("→ {desk}", desk=to)
        case Action.APPROVE:
            return say("asks")
        case Action.PARTIAL:
            return say("gives part")
        case _:
            return say("nobody")


def _sentence(action: Action, to: str, *, some: bool) -> str:
    """What happens to the rest, or if nothing is done alone (not `some`), to all of it."""
    match action:
        case Action.TRANSFER:
            return say("The rest goes to {desk}.", desk=to) if some else say("It goes to {desk}.", desk=to)
        case Action.APPROVE if some:
            return say("Above that a supervisor is asked while the customer holds.")
        case Action.APPROVE:
            return say("A supervisor is asked while the customer holds.")
        case Action.PARTIAL:
            return say("Above that he gives what he may, and nobody the rest.")
        case _:
            return say("Above that nobody may do anything.") if some else say("Nobody may do anything.")


def tint_of(power: Power) -> Colour:
    """The ground of a cell: how it ends."""
    if not power.rest:
        return theme.GREEN_PALE
    return {Action.TRANSFER: theme.BLUE_PALE, Action.APPROVE: theme.ORANGE_PALE}.get(power.ends, theme.RED_PALE)


class Powers:
    """The table, over the floor."""

    def __init__(self, playing: Playing) -> None:
        self._playing = playing
        self._books: tuple[tuple[float, ...], tuple[float, ...], int] = ((), (), -1)
        self._now: list[list[Power]] = []
        self._then: list[list[Power]] = []
        self.opened = False

    def turn(self) -> None:
        """Open or close it."""
        self.opened = not self.opened

    def close(self) -> None:
        """Close it."""
        self.opened = False

    def _look(self, pencilled: Mapping[str, float]) -> None:
        """Work the rules out anew if book or pencil have changed."""
        book = self._playing.frame.book
        then = {**book, **pencilled}
        books = (tuple(book.values()), tuple(then.values()), edition())
        if books != self._books:
            self._books = books
            self._now, self._then = self._table(book), self._table(then)

    def _table(self, book: Mapping[str, float]) -> list[list[Power]]:
        level = self._playing.level
        return [
            [power_of(level, rule, desk, issue) for rule, issue in zip(row, level.issues.values(), strict=True)]
            for desk, row in zip(level.desks, compile_rules(level, book), strict=True)
        ]

    def draw(
        self, ui: Ui, canvas: Canvas, rect: Rect, pencilled: Mapping[str, float], close: Callable[[], None]
    ) -> None:
        """The table with its heading and legend, if it is open."""
        if not self.opened:
            return
        self._look(pencilled)
        ui.block(rect, "block table")
        canvas.rect(Rect(rect.x + 3, rect.y + 4, rect.w, rect.h), theme.SHADOW, radius=10)
        canvas.rect(rect, theme.CARD, line=theme.LINE, radius=10)
        title = say("Who may do what")
        canvas.text(rect.x + 20, rect.y + 12, title, size=theme.HEAD, colour=theme.INK, weight="title")
        says = say("What each desk does about each trouble; changes not yet applied are shown with an orange edge.")
        says = fit(canvas, says, rect.w - 40, size=theme.SMALL)
        canvas.text(rect.x + 20, rect.y + 39, says, size=theme.SMALL, colour=theme.INK_SOFT)
        shut = Rect(rect.right - 40, rect.y + 10, 30, 30)
        tip = say("Close (Esc)")
        widgets.button(ui, canvas, shut, "", close, key="close table", style="quiet", icon=icons.cross, tip=tip)
        body = Rect(rect.x + 14, rect.y + 64, rect.w - 28, rect.h - 64 - 34)
        content = (self._books, self._playing.level.name)

        def paint(inner: Canvas) -> None:
            self._draw(ui, inner, body)
            _draw_legend(inner, Rect(rect.x + 20, rect.bottom - 28, rect.w - 40, 20))

        ui.panel(canvas, "powers", content, Rect(*body[:3], body.h + 28), paint, ground=theme.CARD)

    def _draw(self, ui: Ui, canvas: Canvas, body: Rect) -> None:
        level, book = self._playing.level, self._playing.frame.book
        side = min(SIDE, body.w * 0.2)
        wide = (body.w - side - 12) / max(1, len(level.issues))
        titles = [
            ui.wrap(canvas, say(i.title), wide - 4, size=theme.TINY, weight="bold")[:3] for i in level.issues.values()
        ]
        rests = {power.rest for row in self._then for power in row if power.to}
        signs = any(canvas.measure(rest, size=theme.TINY)[0] > wide - 10 for rest in rests)
        sizes = [squeeze(canvas, line, wide - 4, size=theme.TINY, weight="bold")[1] for one in titles for line in one]
        size = min(sizes, default=theme.TINY)
        head = max((len(lines) for lines in titles), default=0) * LINE + 8
        for n, (issue, lines) in enumerate(zip(level.issues.values(), titles, strict=True)):
            box = Rect(body.x + side + n * wide, body.y, wide - 4, head - 6)
            self._draw_issue(ui, canvas, box, issue, lines, size)
        rows = Rect(body.x, body.y + head, body.w, body.h - head)
        high = max(ROW, min(60.0, rows.h / max(1, len(level.desks))))
        with ui.scroll(canvas, rows, high * len(level.desks), key="powers") as top:
            for n, (desk, spec) in enumerate(level.desks.items()):
                y = top + n * high
                paint_desk_sign(Pen(canvas, 1, rows.x + 7, y + high / 2 - 10), desk, theme.INK)
                name, small = squeeze(canvas, say(spec.title), side - 28, size=theme.SMALL, weight="bold")
                middle(canvas, rows.x + 18, y + high / 2 - 10, name, size=small, colour=theme.INK, weight="bold")
                staff = round(book[spec.staff])
                people = count("one person", "{n} people", staff) if staff else say("nobody")
                ink = theme.INK_SOFT if staff else theme.BAD
                people = fit(canvas, people, side - 28, size=theme.TINY)
                canvas.text(rows.x + 18, y + high / 2 - 3, people, size=theme.TINY, colour=ink)
                for k, power in enumerate(self._then[n]):
                    cell = Rect(body.x + side + k * wide, y, wide - 4, high - 4)
                    self._draw_power(
                        ui, canvas, cell, f"power {n} {k}", power, signs=signs, changed=power != self._now[n][k]
                    )

    @staticmethod
    def _draw_issue(
        ui: Ui, canvas: Canvas, box: Rect, issue: Issue, lines: tuple[str, ...], size: float
    ) -> None:  # fmt: skip
        about = say("{issue}: about ${usd:,.0f}", issue=say(issue.title), usd=issue.need_usd)
        ui.spot(f"issue {issue.title}", box, tip=about if issue.need_usd else say(issue.title), focus=False)
        y = box.bottom - len(lines) * LINE
        for line in lines:
            text = fit(canvas, line, box.w, size=size, weight="bold")
            middle(canvas, box.centre[0], y + 8, text, size=size, colour=theme.INK, weight="bold", align="centre")
            y += LINE

    @staticmethod
    def _draw_power(
        ui: Ui, canvas: Canvas, cell: Rect, key: str, power: Power, *, signs: bool, changed: bool
    ) -> None:  # fmt: skip
        ui.spot(key, cell, tip=power.tip)
        edge = theme.ORANGE if changed else None
        canvas.rect(cell, tint_of(power), line=edge, width=2, radius=5)
        x, y = cell.centre
        worst = theme.BAD if tint_of(power) == theme.RED_PALE else theme.INK
        lines: list[tuple[str, Weight, Colour]] = [(power.alone, "bold", theme.INK), (power.rest, "regular", worst)]
        lines = [line for line in lines if line[0]]
        top = y - (len(lines) - 1) * 7.5
        for n, (text, weight, ink) in enumerate(lines):
            level = top + n * 15
            if signs and power.to and text == power.rest:
                middle(canvas, x - 13, level, "→", size=theme.TINY, colour=ink)
                paint_desk_sign(Pen(canvas, 1, x + 9, level), power.to, ink)
                continue
            words, size = squeeze(canvas, text, cell.w - 4, size=theme.TINY, weight=weight)
            middle(canvas, x, level, words, size=size, colour=ink, weight=weight, align="centre")


def _draw_legend(canvas: Canvas, row: Rect) -> None:
    """What the grounds mean, as far as there is room."""
    x = row.x
    for colour, text in (
        (theme.GREEN_PALE, say("resolves it")),
        (theme.BLUE_PALE, say("passes it on")),
        (theme.ORANGE_PALE, say("asks a supervisor")),
        (theme.RED_PALE, say("nobody may")),
    ):
        wide = canvas.measure(text, size=theme.TINY)[0]
        if x + wide + 20 > row.right:
            return
        canvas.rect(Rect(x, row.y + 3, 13, 13), colour, line=theme.INK_FAINT, radius=3)
        canvas.text(x + 19, row.y + 2, text, size=theme.TINY, colour=theme.INK_SOFT)
        x += wide + 40
