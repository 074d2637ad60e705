"""Facets of what people had lived through, been told and done before.

Rule of this file: that a trouble stands before a leaving doesn't say that it made it, so most of these are not `sure`;
whose talk tipped somebody the log does say. Events of several kinds are grouped each by a facet of its own (`_mixed`).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from game.views.past import CUSTOMER, FIRST, KIND, TIME, Floats, Table, Whole
from game.views.why.evidence import Evidence
from game.views.why.facets import HOW, SOURCE, Facet, named, trouble
from game.views.why.labels import Label, Words, label
from game.views.words import say
from sim.events import FIELDS, Kind
from sim.words import later

_TIPPED = 2000


def _lived(e: Evidence, t: Table) -> Whole:
    return e.lived(t.who(), t.rows[:, TIME])


def _left(e: Evidence, t: Table) -> Whole:
    """Those whom talk tipped, by what the teller had lived through; the others by their own last trouble."""
    found = _lived(e, t)
    teller = _teller(t)
    tipped = teller >= 0
    if tipped.any():
        found[tipped] = _TIPPED + _story(e, teller[tipped], t.rows[tipped, TIME])
    return found


def _teller(t: Table) -> Whole:
    if not len(t):
        return np.zeros(0, dtype=np.int64)
    kind = Kind(int(t.rows[0, 1]))
    if "teller" not in FIELDS[kind]:
        return np.full(len(t), -1, dtype=np.int64)
    return t.rows[:, FIRST + FIELDS[kind].index("teller")].astype(np.int64)


def _by_then(table: Table, who: Whole, time: Floats) -> NDArray[np.bool_]:
    """Whether an event of `table` had happened to each of `who` by a moment."""
    first = np.full(int(max(table.who().max(initial=0), who.max(initial=0))) + 1, np.inf)
    np.minimum.at(first, table.who(), table.rows[:, TIME])
    found: NDArray[np.bool_] = first[who] <= time
    return found


def _story(e: Evidence, teller: Whole, time: Floats) -> Whole:
    """What a teller has to tell: a public story of the last weeks, his own leaving, or how his trouble ended."""
    found = e.lived(teller, time)
    ex, posted = (_by_then(e.of(kind), teller, time) for kind in (Kind.CHURNED, Kind.POSTED))
    return np.where(posted, _PUBLIC, np.where(ex, _EX, found))


_PUBLIC, _EX = 200, 201
_STORIES: Words = later(
    {
        _PUBLIC: ("Read a public story", "Somebody had posted it for all to see.", "perception.public_replies"),
        _EX: ("Told by one who had left", "Ex-customers go on telling it.", ""),
    }
)


def _told_name(e: Evidence, code: int, table: Table) -> Label:
    if code in _STORIES:
        return label(_STORIES, code)
    found = trouble(e, code, Table(table.index[:0], table.rows[:0]))
    return Label(title=say("A friend's story: {trouble}", trouble=found.title), says=found.says, lever=found.lever)


def _left_name(e: Evidence, code: int, table: Table) -> Label:
    if code < _TIPPED:
        return trouble(e, code, Table(table.index[:0], table.rows[:0]))
    found = _told_name(e, code - _TIPPED, table)
    return Label(title=say("Talk: {story}", story=found.title), says=found.says, lever=found.lever)


LIVED = Facet(title=later("What they had lived through"), codes=_lived, name=_left_name, sure=False)
LEFT = Facet(title=later("What went before"), codes=_left, name=_left_name, sure=False)


def _told_by(e: Evidence, t: Table) -> Whole:
    teller = _teller(t)
    return np.where(teller >= 0, _story(e, np.maximum(teller, 0), t.rows[:, TIME]), -1)


def _heard_name(e: Evidence, code: int, table: Table) -> Label:
    if code < 0:
        return Label(title=say("Nobody that the log names"))
    return _told_name(e, code, table)


TELLER = Facet(
    title=later("Who told them"), codes=_told_by, name=_heard_name
)  # fmt: skip


def _own_story(e: Evidence, t: Table) -> Whole:
    """What those who tell it had lived through; ex-customers apart."""
    found = _lived(e, t)
    kind = Kind(int(t.rows[0, 1])) if len(t) else Kind.TOLD
    if "ex" in FIELDS[kind]:
        found[t.rows[:, FIRST + FIELDS[kind].index("ex")] > 0] = _EX
    return found


STORY = Facet(
    title=later("Whose story"),
    codes=_own_story,
    name=lambda e, code, t: (
        label(_STORIES, code) if code in _STORIES else trouble(e, code, Table(t.index[:0], t.rows[:0]))
    ),
    sure=False,
)


def _last_call(e: Evidence, t: Table) -> Whole:
    contact = e.last_call(t.who(CUSTOMER), t.rows[:, TIME])
    return np.where(contact >= 0, e.troubles[contact] if len(e.troubles) else -1, -1)


LAST_CALL = Facet(
    title=later("How their call had gone"),
    codes=_last_call,
    name=lambda e, code, t: (
        Label(title=say("No call that the log knows of"))
        if code < 0
        else trouble(e, code, Table(t.index[:0], t.rows[:0]))
    ),
    sure=False,
)


def _last_nth(e: Evidence, t: Table) -> Whole:
    contact = e.last_call(t.who(CUSTOMER), t.rows[:, TIME])
    return np.where(contact >= 0, np.minimum(4, e.nths[contact]) if len(e.nths) else 0, 0)


NTH = Facet(
    title=later("Which call it was"),
    codes=_last_nth,
    name=named(
        later(
            {
                0: ("No call that the log knows of", "", ""),
                1: ("The first call about it", "", ""),
                2: ("The second call", "", ""),
                3: ("The third call", "", ""),
                4: ("The fourth call, or later", "", ""),
            }
        )
    ),
    sure=False,
)


def _returned(e: Evidence, t: Table) -> Whole:
    return _by_then(e.of(Kind.CHURNED), t.who(), t.rows[:, TIME]).astype(np.int64)


BACK = Facet(
    title=later("New or back"),
    codes=_returned,
    name=named(later({0: ("New to us", "", ""), 1: ("Had left us, and came back", "", "")})),
)

# --- events of several kinds ----------------------------------------------------------------------------------------


def _mixed(title: str, ways: dict[Kind, tuple[Facet, str]]) -> Facet:
    """Each kind of event by a facet of its own, its title put into words."""
    kinds = list(ways)

    def codes(e: Evidence, t: Table) -> Whole:
        kind = Kind(int(t.rows[0, KIND]))
        return _APART * (kinds.index(kind) + 1) + ways[kind][0].codes(e, t)

    def name(e: Evidence, code: int, t: Table) -> Label:
        way, words = ways[kinds[(code + 1) // _APART - 1]]
        found = way.name(e, code - _APART * ((code + 1) // _APART), t)
        return replace(found, title=say(words, what=found.title))

    return Facet(title=title, codes=codes, name=name, sure=all(way.sure for way, _ in ways.values()))


_APART = 10_000
"""Between the codes of one kind and those of the next."""
LOST = _mixed(
    later("What went before"),
    {Kind.CHURNED: (LEFT, later("Left. {what}")), Kind.TURNED_AWAY: (TELLER, later("Never came. {what}"))},
)
COMINGS = _mixed(
    later("What went before"),
    {Kind.CHURNED: (LEFT, later("Left. {what}")), Kind.JOINED: (SOURCE, later("Joined. {what}"))},
)
HELD = _mixed(
    later("What went before"),
    {Kind.WANTED_OUT: (LEFT, later("Wants out. {what}")), Kind.CHURNED: (HOW, later("Left. {what}"))},
)


def _ex_codes(e: Evidence, t: Table) -> Whole:
    left = e.of(Kind.CHURNED)
    how = np.full(int(max(left.who().max(initial=0), t.who().max(initial=0))) + 1, -1)
    how[left.who()] = left.value(Kind.CHURNED, "how").astype(np.int64)
    return how[t.who()]


EX_HOW = Facet(
    title=later("How they had left"), codes=_ex_codes,
    name=lambda e, code, t: Label(title=say("Left before the opening")) if code < 0 else HOW.name(e, code, t),
)  # fmt: skip
