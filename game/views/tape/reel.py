"""The reel: what is on one case's tape. Legs are bars, by what their seconds were spent on; all else is a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from game.views.past import CASE, CUSTOMER, EMPTY, KIND, TIME, Floats, Rows, Table, find
from game.views.story import Line, Stories
from game.views.words import say
from sim.events import FIELDS, CaseEnding, Event, Kind

ORDER = ("hold_s", "loop_s", "reexplain_s", "talk_s", "approval_s", "argue_s")
"""In which a leg is lived through. The log holds sums, so that this is how it mostly goes."""
MINUTES = {part: f"{part.removesuffix('_s')}_min" for part in ORDER}
"""The metric of each part: its title, its colour."""


class Sign(StrEnum):
    """What a mark stands for."""

    BORN = "born"
    BEGAN = "began"
    ENDED = "ended"
    RENEGED = "reneged"
    CUT_OFF = "cut off"
    MOVED = "moved"
    LOOPED = "looped"
    ROADBLOCK = "roadblock"
    GRANTED = "granted"
    DENIED = "denied"
    CREDITED = "credited"
    PROMISED = "promised"
    BROKEN = "broken"
    CLOSED_DOOR = "closed door"
    MACHINE = "machine"
    LETTER = "letter"
    ANSWERED = "answered"
    ADOPTED = "adopted"
    EXECUTIVE = "executive"
    OUTSIDE = "outside"
    SOLD = "sold"
    TOLD_GOOD = "told good"
    TOLD_BAD = "told bad"
    POSTED = "posted"
    SURVEYED = "surveyed"
    WANTED_OUT = "wanted out"
    JOINED = "joined"
    LEFT = "left"
    SOLVED = "solved"
    GIVEN_UP = "given up"
    OTHER = "other"


QUIET = frozenset({Sign.BEGAN, Sign.ENDED, Sign.MOVED, Sign.OTHER})
"""Signs that the frame of a call and the steps between lanes show already."""

_PLAIN = {
    Kind.CASE_BORN: Sign.BORN, Kind.CONTACT_BEGAN: Sign.BEGAN, Kind.CONTACT_ENDED: Sign.ENDED,
    Kind.RENEGED: Sign.RENEGED, Kind.DISCONNECTED: Sign.CUT_OFF, Kind.ROADBLOCK: Sign.ROADBLOCK,
    Kind.CREDITED: Sign.CREDITED, Kind.PROMISED: Sign.PROMISED, Kind.PROMISE_BROKEN: Sign.BROKEN,
    Kind.CLOSED_DOOR: Sign.CLOSED_DOOR, Kind.MACHINE: Sign.MACHINE, Kind.LETTER_SENT: Sign.LETTER,
    Kind.LETTER_ANSWERED: Sign.ANSWERED, Kind.ADOPTED: Sign.ADOPTED, Kind.EXECUTIVE: Sign.EXECUTIVE,
    Kind.OUTSIDE_COMPLAINT: Sign.OUTSIDE, Kind.SOLD: Sign.SOLD, Kind.POSTED: Sign.POSTED, Kind.READ: Sign.POSTED,
    Kind.SURVEYED: Sign.SURVEYED, Kind.WANTED_OUT: Sign.WANTED_OUT, Kind.JOINED: Sign.JOINED,
    Kind.CHURNED: Sign.LEFT, Kind.NEVER_AGAIN: Sign.LEFT,
}  # fmt: skip


def sign_of(event: Event) -> Sign:
    """What an event's mark shows."""
    match event.kind:
        case Kind.TRANSFERRED:
            return Sign.LOOPED if event.value("loop") else Sign.MOVED
        case Kind.APPROVAL:
            return Sign.GRANTED if event.value("granted") else Sign.DENIED
        case Kind.TOLD:
            return Sign.TOLD_GOOD if event.value("positive") else Sign.TOLD_BAD
        case Kind.CASE_CLOSED:
            ending = CaseEnding(int(event.value("ending")))
            return Sign.SOLVED if ending is CaseEnding.RESOLVED else Sign.GIVEN_UP
        case kind:
            return _PLAIN.get(kind, Sign.OTHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One leg: a stretch at one desk."""

    index: int
    start: float
    end: float
    desk: int
    csr: int
    contact: int
    parts: tuple[tuple[str, float], ...]
    """Seconds by what they were spent on, in `ORDER`, none of them 0."""

    @property
    def taxed_s(self) -> float:
        """Its seconds."""
        return sum(seconds for _, seconds in self.parts)

    def spent_by(self, time: float) -> dict[str, float]:
        """Its seconds up to `time`, by what they were spent on."""
        total = self.taxed_s
        long = self.end - self.start
        left = total * min(1.0, max(0.0, (time - self.start) / long)) if long > 0 else total * (time >= self.end)
        spent = {}
        for part, seconds in self.parts:
            spent[part] = min(seconds, left)
            left -= spent[part]
        return spent


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Anything that happened at one moment."""

    index: int
    time: float
    sign: Sign
    contact: int
    text: str
    """The sentence of it; empty if it has none of its own."""
    lever: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One contact by phone."""

    contact: int
    nth: int
    start: float
    end: float
    open: bool
    """Still on the phone."""
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reel:
    """One case, from the trouble to the last that was heard of it."""

    case: int
    customer: int
    issue: int
    events: int
    """How many there are; each is a bar or a mark."""
    start: float
    end: float
    calls: tuple[Call, ...]
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    """The story in sentences, oldest first."""
    solved: bool | None
    """`None`: the case is open."""

    @property
    def taxed_s(self) -> float:
        """The seconds of life that this case has taken so far."""
        return sum(bar.taxed_s for bar in self.bars)

    def spent_by(self, time: float) -> dict[str, float]:
        """Seconds by what they were spent on, up to `time`; every part is there."""
        spent = dict.fromkeys(ORDER, 0.0)
        for bar in self.bars:
            if bar.start < time or bar.end <= time:
                for part, seconds in bar.spent_by(time).items():
                    spent[part] += seconds
        return spent

    @property
    def stops(self) -> tuple[float, ...]:
        """The moments at which something happens, each once."""
        return tuple(sorted({line.time for line in self.lines} | {mark.time for mark in self.marks}))


def events_of(rows: Rows, case: int) -> Table:
    """All that belongs to `case`: its own events, and what its customer did about it afterwards.

    Talk, posts and leaving are the customer's, of no one case: they go with the last trouble that he called about.
    """
    own = find(rows, lambda piece: piece[:, CASE] == case)
    if not len(own):
        return EMPTY
    customer, born = own.rows[0, CUSTOMER], own.rows[0, TIME]
    his = find(rows, lambda piece: piece[:, CUSTOMER] == customer)
    births = his.of(Kind.CASE_BORN)
    silent = births.value(Kind.CASE_BORN, "silent") > 0
    later = births.rows[~silent & (births.rows[:, TIME] > born)]
    until = float(later[0, TIME]) if len(later) else np.inf
    if len(births.where(silent & (births.rows[:, CASE] == case))):
        until = born  # he never called: what he says may be about anything
    loose = (his.rows[:, CASE] < 0) & (his.rows[:, TIME] >= born) & (his.rows[:, TIME] < until)
    return his.where(loose | (his.rows[:, CASE] == case))


def cases_of(rows: Rows, customer: int) -> tuple[int, ...]:
    """The customer's cases, oldest first."""
    births = find(rows, lambda piece: (piece[:, CUSTOMER] == customer) & (piece[:, KIND] == Kind.CASE_BORN))
    return tuple(births.who(CASE).tolist())


def wind(rows: Rows, case: int, stories: Stories, now: float) -> Reel | None:
    """The reel of `case`; `None` if there is no such case."""
    table = events_of(rows, case)
    if not len(table):
        return None
    events = table.events()
    lines = tuple(stories.life(events))
    told = {line.index: line for line in lines}
    bars = tuple(bar_of(event) for event in events if event.kind is Kind.LEG_ENDED)
    marks = tuple(_mark(event, told.get(event.index)) for event in events if event.kind is not Kind.LEG_ENDED)
    calls = tuple(_call(event, events, bars, now) for event in events if event.kind is Kind.CONTACT_BEGAN)
    closed = [event for event in events if event.kind is Kind.CASE_CLOSED]
    birth = next((event for event in events if event.kind is Kind.CASE_BORN), None)
    return Reel(
        case=case,
        customer=events[0].customer,
        issue=int(birth.value("issue")) if birth else -1,
        events=len(events),
        start=events[0].time,
        end=max([events[-1].time, *(call.end for call in calls)]),
        calls=calls,
        bars=bars,
        marks=marks,
        lines=lines,
        solved=sign_of(closed[-1]) is Sign.SOLVED if closed else None,
    )


def bar_of(event: Event) -> Bar:
    """The bar of a `LEG_ENDED`."""
    values = event.fields
    parts = tuple((part, values[part]) for part in ORDER if values[part] > 0)
    long = sum(seconds for _, seconds in parts)
    return Bar(
        index=event.index,
        start=event.time - long,
        end=event.time,
        desk=event.desk,
        csr=event.csr,
        contact=event.contact,
        parts=parts,
    )


def _mark(event: Event, line: Line | None) -> Mark:
    text, lever = (line.text, line.lever) if line else ("", "")
    if event.kind is Kind.READ:
        text = text or say("Read on by {n:,.0f}.", n=event.value("readers"))
    return Mark(index=event.index, time=event.time, sign=sign_of(event), contact=event.contact, text=text, lever=lever)


def _call(began: Event, events: Sequence[Event], bars: Sequence[Bar], now: float) -> Call:
    ends = [event.time for event in events if event.kind is Kind.CONTACT_ENDED and event.contact == began.contact]
    mine = tuple(bar for bar in bars if bar.contact == began.contact)
    return Call(
        contact=began.contact,
        nth=int(began.value("nth")),
        start=began.time,
        end=ends[-1] if ends else max(now, began.time),
        open=not ends,
        bars=mine,
    )


def seconds_of(rows: Floats) -> Floats:
    """The seconds of each `LEG_ENDED` row."""
    total: Floats = rows[:, 7 : 7 + len(FIELDS[Kind.LEG_ENDED])].sum(axis=1)
    return total
