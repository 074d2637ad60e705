"""A question: which number, of which days, cut in which way; and the answer as rows that can be read.

Rules of this file: it draws nothing. What is shown stands in `rows`: where the number began, its causes by weight, what
is left, what it comes to; for a level that no event adds to, what went with it. Words are made when the answer is.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.views.decided import in_words
from game.views.playing import Playing
from game.views.story import Names, Stories
from game.views.why.accounts import ACCOUNTS
from game.views.why.causes import LOAD, Answer, Asked, Example, examples
from game.views.why.evidence import Evidence, Span
from game.views.why.folds import Beside, Group
from game.views.why.spans import WEEK, Comparison, Scope, comparison, span_of
from game.views.words import count, say
from sim.clock import WEEKDAYS
from sim.events import Kind
from sim.measures import MEASURES, Measure
from sim.words import later

MOST = 9
"""Causes shown one by one; what is less is one row."""
NOTABLE = 0.15
"""From this change on, relative to before, it is spoken of."""
_UNITS = {"count": "contacts", "pct": "occupancy_pct", "min": "argue_min", "s": "wait_mean_s"}
"""A metric in whose manner a unit is shown."""
_SMALL = later({"s": "{n:.1f} s", "min": "{n:.1f} min", "h": "{n:.1f} h", "days": "{n:.1f} d", "points": "{n:.1f}"})
"""Less than ten of a unit, with a decimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of an answer."""

    key: str
    title: str
    says: str = ""
    shown: str
    """How much."""
    amount: float = 0.0
    share: float = 0.0
    lever: str = ""
    group: Group | None = None
    """The cause that it is; `None`: where it began, what is left, what it comes to, what went with it."""


class Question:
    """What is asked, and its answer."""

    def __init__(self, playing: Playing, metric: str, day: int | None = None) -> None:
        """`day`: the number is that of one closed day; else that of the run so far."""
        frame = playing.frame
        self._playing = playing
        self._e = Evidence(playing.rows, playing.level, frame.events)
        self._stories = Stories(playing.level, Names(customer=playing.name, csr=playing.csr_name))
        self._whom: dict[str, tuple[tuple[Example, str], ...]] = {}
        self.days = len(frame.series.get("contacts", ()))
        """Closed so far."""
        self.compared: Comparison | None = comparison(self.days, playing.decisions)
        self.day = max(0, self.days - 1) if day is None else min(day, self.days - 1)
        self.scope = Scope.DAY if day is not None and self.days else Scope.EVER
        self.metric = metric
        self.way = ""
        self.ask(metric)

    # --- asking -----------------------------------------------------------------------------------------------

    def ask(self, metric: str) -> None:
        """About another number, of the same days."""
        self.metric = metric
        self.way = ""
        self._look()

    def look_at(self, scope: Scope, day: int | None = None) -> None:
        """At other days."""
        self.scope = scope
        if day is not None:
            self.day = min(self.days - 1, max(0, day))
        if LOAD in self.asked.ways:
            self.way = LOAD
        self._look()

    def cut(self, way: str) -> None:
        """In another way."""
        self.way = way
        self._answer()

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """What days can be asked about."""
        if not self.days:
            return (Scope.EVER,)
        some = (Scope.EVER, Scope.WEEK, Scope.DAY)
        return (*some, Scope.CHANGE) if self.compared else some

    @property
    def asked(self) -> Asked:
        """The question as it is put to the log."""
        if self.scope is Scope.CHANGE and self.compared:
            now, before = self.compared.now, self.compared.before
            return Asked(metric=self.metric, span=Span.days(*now), before=Span.days(*before))
        return Asked(metric=self.metric, span=span_of(self.scope, self.days, self.day))

    def _look(self) -> None:
        asked, frame = self.asked, self._playing.frame
        self.ways = asked.ways
        match self.scope:
            case Scope.EVER:
                self.value = frame.metrics[self.metric]
            case Scope.DAY:
                self.value = frame.series[self.metric][self.day]
            case _:
                self.value = asked.value(self._e)
        self.moved = self._moved()
        if self.way not in self.ways:
            self.way = self.ways[0] if self.ways else ""
        self._answer()

    def _answer(self) -> None:
        self._whom.clear()
        self.answer: Answer = self.asked.answer(self._e, self.way, self.value)
        self.rows = self._rows()

    def _moved(self) -> str:
        """How far the number is from what it was, if that is notable and not what is asked about anyway."""
        if self.compared is None or self.scope is Scope.CHANGE:
            return ""
        now, before = Span.days(*self.compared.now), Span.days(*self.compared.before)
        change = Asked(metric=self.metric, span=now, before=before).value(self._e)
        was = Asked(metric=self.metric, span=before).value(self._e)
        if abs(change) <= NOTABLE * abs(was) or not change:
            return ""
        values = {"change": self.plain(abs(change)), "since": self.since(self.compared)}
        if change > 0:
            return say("It has risen by {change} {since}: see “What changed”.", **values)
        return say("It has fallen by {change} {since}: see “What changed”.", **values)

    # --- rows -------------------------------------------------------------------------------------------------

    @property
    def measure(self) -> Measure:
        """The metric."""
        return MEASURES[self.metric]

    @property
    def lever(self) -> str:
        """The policy line that governs it."""
        return ACCOUNTS[self.metric].lever

    @property
    def _governs(self) -> str:
        """The policy line of a cause that names none: the number's, unless other causes name theirs."""
        return "" if any(group.label.lever for group in self.answer.groups) else self.lever

    def _rows(self) -> tuple[Row, ...]:
        answer, change, rows = self.answer, self._differs, []
        if answer.base:
            title = say("Where it began, against before") if change else say(answer.base_says)
            shown = self.part(answer.base, signed=True) if change else say(self.measure.show(answer.base))
            rows.append(Row(key="base", title=title, shown=shown, amount=answer.base))
        groups = answer.groups
        most = MOST if len(groups) > MOST + 1 else len(groups)
        rows += [self._cause(group) for group in groups[:most]]
        less = groups[most:]
        if less:
            others = count("Everything else", "Everything else: {n} smaller ones", len(less))
            share = sum(answer.share(group.amount) for group in less)
            rows.append(self._sum("less", others, sum(group.amount for group in less), share))
        if answer.rest:
            title = say(answer.rest_says) if answer.rest_says else say("Everything else")
            share = answer.share(answer.rest) if groups else 0.0
            rows.append(self._sum("rest", title, answer.rest, share))
        if rows and not answer.whole:
            title = say("The change") if change else say(self.measure.title)
            shown = self.part(answer.value, signed=True) if change else say(self.measure.show(answer.value))
            rows.append(Row(key="total", title=title, shown=shown, amount=answer.value))
        rows += [self._aside(n, beside) for n, beside in enumerate(ACCOUNTS[self.metric].beside)]
        return tuple(rows)

    def _sum(self, key: str, title: str, amount: float, share: float) -> Row:
        return Row(key=key, title=title, shown=self.part(amount, signed=self._signed), amount=amount, share=share)

    def _cause(self, group: Group) -> Row:
        says = group.label.says
        if self._differs and self.way != LOAD:
            now = self.part(group.before + group.amount, signed=False)
            both = say("{now} now, {before} before.", now=now, before=self.part(group.before, signed=False))
            says = f"{both} {says}" if says else both
        return Row(
            key=group.key,
            title=group.label.title,
            says=says,
            shown=self.part(group.amount, signed=self._signed),
            amount=group.amount,
            share=self.answer.share(group.amount),
            lever=group.label.lever or self._governs,
            group=group,
        )

    def _aside(self, n: int, beside: Beside) -> Row:
        """Something that goes with a level and is no part of it."""
        asked, show = self.asked, MEASURES[_UNITS[beside.unit]].show
        shown, before = say(show(beside.count(self._e, asked.span))), asked.before
        if before is None and self.scope is Scope.WEEK and self.days >= 2 * WEEK:
            before = Span.days(self.days - 2 * WEEK, self.days - WEEK)
        if before:
            shown = say("{now}, {before} before", now=shown, before=say(show(beside.count(self._e, before))))
        return Row(key=f"beside {n}", title=say(beside.title), shown=shown, lever=beside.lever)

    @property
    def _differs(self) -> bool:
        """Whether the rows are differences; those of a stock lead from one moment to another."""
        return self.scope is Scope.CHANGE and not ACCOUNTS[self.metric].stock

    @property
    def _signed(self) -> bool:
        answer = self.answer
        return bool(answer.base) or self._differs or any(group.amount < 0 for group in answer.groups)

    def part(self, amount: float, *, signed: bool) -> str:
        """A part of the number, in its unit."""
        sign = ("−" if amount < 0 else "+" if signed else "") if round(abs(amount), 3) else ""
        if self.way == LOAD:
            return say("{sign}{hours:.2f} h/h", sign=sign, hours=abs(amount))
        if self.answer.whole:
            return say("{sign}{pct:.1f} %", sign=sign, pct=abs(amount))
        return sign + self.plain(abs(amount))

    def plain(self, size: float) -> str:
        """An amount in the number's unit, without a sign; small ones with a decimal."""
        measure = self.measure
        if measure.unit == "pct" and 0 < size < 0.95:
            return say("{n:.2f} %", n=size)
        if measure.unit in _SMALL and size < 9.95:
            return say(_SMALL[measure.unit], n=size)
        text = say(measure.show(size))
        return text[1:] if measure.unit == "points" else text

    # --- words ------------------------------------------------------------------------------------------------

    @property
    def shown(self) -> str:
        """The number, or its change."""
        if self.scope is not Scope.CHANGE:
            return say(self.measure.show(self.value))
        return ("−" if self.value < 0 else "+" if self.value else "") + self.plain(abs(self.value))

    @property
    def when(self) -> str:
        """Which days the number is of."""
        match self.scope:
            case Scope.EVER:
                return say("So far, today included")
            case Scope.WEEK:
                return say("The last {n} closed days", n=min(WEEK, self.days))
            case Scope.DAY:
                return day_title(self.day)
            case _:
                return self.between

    @property
    def between(self) -> str:
        """What is held against what."""
        if self.compared is None:
            return ""
        (a, b), (c, d) = self.compared.now, self.compared.before
        days = {"a": day_title(a), "b": day_title(b - 1), "c": day_title(c), "d": day_title(d - 1)}
        return say("{a} to {b}, against {c} to {d}", **days)

    @staticmethod
    def since(compared: Comparison) -> str:
        """From when on."""
        if compared.since:
            return say("since “{what}”", what=in_words(compared.since))
        return say("since the week before")

    @property
    def verdict(self) -> str:
        """The answer in a sentence."""
        causes = [row for row in self.rows if row.group]
        if not causes:
            if ACCOUNTS[self.metric].beside:
                return say("No single event adds to it.")
            return say("Nothing of the kind has happened.")
        values = {"cause": causes[0].title, "pct": 100 * causes[0].share}
        if not self.answer.sure:
            return say("Above all, and associated with it: {cause}, {pct:.0f} %.", **values)
        return say("Above all: {cause}, {pct:.0f} %.", **values)

    @property
    def remark(self) -> str:
        """How sure that is, and what the shares are of."""
        answer, found = self.answer, []
        if self.scope is Scope.CHANGE and self.compared and self.compared.since:
            found.append(say("You decided “{what}” in between.", what=in_words(self.compared.since)))
        if self.moved:
            found.append(self.moved)
        if self.way == LOAD:
            found.append(
                say(
                    "Shares of the change in hours of work for each hour on duty. Waiting follows that load; how much "
                    "of the wait comes from which part, no event tells. A call tried again is the same work."
                )
            )
        elif answer.whole:
            found.append(say("Shares {whole}.", whole=say(answer.whole)))
        elif not answer.sure and answer.groups:
            found.append(say("Associated with: the log shows what went together, not what would have been without it."))
        signs = {group.amount > 0 for group in answer.groups}
        if len(signs) > 1:
            found.append(say("Shares are of all that moves it, up and down."))
        elif answer.base and signs == {False} and not self._differs:
            found.append(say("Shares are of what it lacks."))
        if ACCOUNTS[self.metric].beside:
            found.append(say("It is a level that drifts. Below stands what went with it, and is no part of it."))
        return " ".join(found)

    # --- people -----------------------------------------------------------------------------------------------

    def whom(self, group: Group) -> tuple[tuple[Example, str], ...]:
        """Three whom a cause cost most, each with a sentence."""
        found = self._whom.get(group.key)
        if found is None:
            found = self._whom[group.key] = tuple((one, self._sentence(one)) for one in examples(self._e, group))
        return found

    def _sentence(self, one: Example) -> str:
        event = self._playing.event(one.index)
        lines = self._stories.life([event]) if event.customer >= 0 else []
        line = lines[0] if lines else self._stories.news(event)
        text = line.text if line else ""
        if event.kind is Kind.CONTACT_ENDED:
            show = MEASURES["wait_mean_s"].show
            wait, whole = say(show(event.value("first_wait_s"))), say(show(event.value("duration_s")))
            text = say("Waited {wait}; {whole} in all. {text}", wait=wait, whole=whole, text=text).strip()
        return text


def day_title(day: int) -> str:
    """A day, by its number."""
    return say("{weekday}, week {n}", weekday=say(WEEKDAYS[day % 7]), n=day // 7 + 1)
