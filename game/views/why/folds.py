"""Folds, cuts and accounts: how a metric is said to be made of events. The words of `accounts`, without its table.

How it works. A metric is a `base` plus parts: a share counts down from 100 %, a stock counts from where it stood, all
else from nothing. A `Fold` says which events are parts and how much each of them adds, in the metric's own unit. A
`Cut` puts the parts into groups by a facet; an `Account` is a metric's base and its cuts. So the groups of every cut
add up to the number, and where the log can't tell all of it, what is missing is named in `rest`, never spread over the
others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from game.views.past import EMPTY, Floats, Table
from game.views.why.evidence import Evidence, Span
from game.views.why.facets import Facet
from game.views.why.labels import Label
from game.views.words import say
from sim.events import Kind

Pick = Callable[[Evidence, Span], Table]
Each = Callable[[Table], Floats]
Number = Callable[[Evidence, Span], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some of the parts of a number, taken together."""

    key: str
    label: Label
    amount: float
    """What they add to the number, in its unit."""
    table: Table = EMPTY
    """The events."""
    amounts: Floats = field(default_factory=lambda: np.zeros(0))
    """What each of them adds."""
    before: float = 0.0
    """Of a change: what they added before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Which events are parts of a number, and how much each adds."""

    pick: Pick
    each: Each = lambda table: np.ones(len(table))
    over: Number | None = None
    """What the sum is divided by."""
    scale: float = 1.0
    title: str = ""
    """As a line of its own; in English."""
    says: str = ""
    lever: str = ""

    def parts(self, e: Evidence, span: Span) -> tuple[Table, Floats]:
        """The events and what each of them adds."""
        table = self.pick(e, span)
        whole = self.over(e, span) if self.over else 1.0
        return table, self.each(table) * (self.scale / whole if whole else 0.0)


Split = Callable[[Evidence, Span], list[Group]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One way of putting the parts of a number into groups."""

    title: str
    """In English."""
    split: Split
    sure: bool = True
    whole: str = ""
    """What the groups add up to, where that isn't the number; in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Something that goes with a level: counted, and no part of it."""

    title: str
    count: Number
    unit: str = "count"
    """As in `Measure`."""
    lever: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a metric is made of."""

    cuts: tuple[Cut, ...]
    base: Number = lambda _e, _s: 0.0
    base_says: str = ""
    """What the base is, where it isn't nothing; in English."""
    rest: str = ""
    """What no event tells; in English. Empty: the parts are all of it."""
    lever: str = ""
    """The policy line that governs it, where a group has none of its own."""
    beside: tuple[Beside, ...] = ()
    load: bool = False
    """Whether it follows the load on the lines."""
    stock: bool = False
    """Whether it is of one moment, so that its change is what came and went since."""


def of(kind: Kind, **where: Iterable[float] | float) -> Pick:
    """The events of a kind whose values are those given."""
    return lambda e, span: e.of(kind, span, **where)


def val(kind: Kind, name: str) -> Each:
    """What each adds is its value `name`."""
    return lambda table: table.value(kind, name)


def total(kind: Kind, name: str) -> Number:
    """The sum of a value over all events of a kind."""
    return lambda e, span: e.total(kind, name, span)


def many(kind: Kind, **where: Iterable[float] | float) -> Number:
    """How many events of a kind there are whose values are those given."""
    return lambda e, span: float(len(e.of(kind, span, **where)))


def rate(kind: Kind, name: str, whole: str) -> Number:
    """A share of a sum, in per cent."""

    def number(e: Evidence, span: Span) -> float:
        over = e.total(kind, whole, span)
        return 100 * e.total(kind, name, span) / over if over else 0.0

    return number


def cut(facet: Facet, *folds: Fold) -> Cut:
    """The parts of `folds`, grouped by `facet`."""

    def split(e: Evidence, span: Span) -> list[Group]:
        found: dict[int, list[tuple[Table, Floats]]] = {}
        for fold in folds:
            table, amounts = fold.parts(e, span)
            codes = facet.codes(e, table) if len(table) else np.zeros(0, dtype=np.int64)
            for code in np.unique(codes).tolist():
                at = codes == code
                found.setdefault(code, []).append((table.where(at), amounts[at]))
        return [
            grouped(f"{facet.title} {code}", facet.name(e, code, _joined(pieces)[0]), pieces)
            for code, pieces in found.items()
        ]

    return Cut(title=facet.title, split=split, sure=facet.sure)


def lines(title: str, *folds: Fold) -> Cut:
    """Each fold a group of its own."""

    def split(e: Evidence, span: Span) -> list[Group]:
        return [
            grouped(
                fold.title, Label(title=say(fold.title), says=say(fold.says), lever=fold.lever), [fold.parts(e, span)]
            )
            for fold in folds
        ]

    return Cut(title=title, split=split)


def _joined(pieces: list[tuple[Table, Floats]]) -> tuple[Table, Floats]:
    if len(pieces) == 1:
        return pieces[0]
    tables = [table for table, _ in pieces]
    joined = Table(np.concatenate([t.index for t in tables]), np.concatenate([t.rows for t in tables]))
    return joined, np.concatenate([amounts for _, amounts in pieces])


def grouped(key: str, named: Label, pieces: list[tuple[Table, Floats]]) -> Group:
    """Events and what each adds, under a name."""
    table, amounts = _joined(pieces)
    return Group(key=key, label=named, amount=float(amounts.sum()), table=table, amounts=amounts)


def cuts_of(fold: Fold, *ways: Facet) -> tuple[Cut, ...]:
    """The parts of one fold, grouped in each of several ways."""
    return tuple(cut(way, fold) for way in ways)


def counted(fold: Fold, *ways: Facet, lever: str = "", load: bool = False) -> Account:
    """A number that is the sum of its events."""
    return Account(cuts=cuts_of(fold, *ways), lever=lever, load=load)


def missing(whole: Number, fold: Fold, *ways: Facet, says: str, lever: str = "", load: bool = False) -> Account:
    """A share of a hundred, told by what it lacks."""
    lacks = replace(fold, over=whole, scale=-100.0)
    return Account(cuts=cuts_of(lacks, *ways), base=_hundred(whole), base_says=says, lever=lever, load=load)


def _hundred(whole: Number) -> Number:
    return lambda e, span: 100.0 if whole(e, span) else 0.0


def stood(kind: Kind, name: str, scale: float, default: float) -> Number:
    """Where a level stood when the span began; at the opening, where it stood first."""

    def number(e: Evidence, span: Span) -> float:
        if not len(e.of(kind, Span(-1.0, span.end))):
            return default
        first = float(e.of(kind).value(kind, name)[0])
        return scale * e.latest(kind, name, span.start, first)

    return number
