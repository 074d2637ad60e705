"""Overlays: eight ways to look at the floor, each a row of one table.

Rules of this file: a row says which gauge a person gets, and in words what it means; which gauge is what stands in its
legend. It reads the frame's views and what `today` has folded from the log, and nothing else: what nobody on the floor
could know (how long somebody's patience is in seconds, how it will end) is in no row. `None`: nothing to show of him.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from game.views.canvas import Canvas, Colour
from game.views.floor import gauges
from game.views.floor.gauges import ABLE, COLD, NAMELESS, POWERLESS, STEPS, UNKNOWN, WARM
from game.views.floor.looks import level_of
from game.views.floor.patience import WHOLE, wedge_of
from game.views.floor.pen import Motif
from game.views.floor.tips import about, longest_wait, ordinal
from game.views.floor.today import Today, at
from game.views.words import count, number, say
from sim.frames import CsrView, DeskView, Frame, WaitingView
from sim.words import later

Caller = WaitingView | CsrView
"""What a frame tells of a customer: in a line, or with a CSR."""
Sign = tuple[Motif, int]
"""A gauge and its variant."""
Icon = Callable[[Canvas, float, float, float, Colour], None]
HARD_NO: Final = 0.25
"""Stopped in more than this share of a day's calls, a CSR counts as powerless."""
HANDY: Final = 9
"""More open cases than this in one name are marked."""
YEAR: Final = 365.25


@dataclass(frozen=True, slots=True)
class Sight:
    """What an overlay may look at."""

    frame: Frame
    today: Today
    name_of: Callable[[int], str]
    """A CSR's name."""
    limits: Mapping[int, float]
    """What each CSR on duty may credit alone, per contact ($)."""

    @property
    def now(self) -> float:
        """The time (s)."""
        return self.frame.time


class Told(NamedTuple):
    """A gauge in words."""

    short: str
    """For a narrow place: a number, if anything."""
    words: str


class Sample(NamedTuple):
    """One line of a legend."""

    sign: Sign
    words: str


def no_sign(_view: object, _sight: Sight) -> Sign | None:
    """Nothing to show."""
    return None


def no_words(_view: object, _sight: Sight) -> Told | None:
    """Nothing to tell."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """One way to look at the floor."""

    key: str
    icon: Sign
    title: str
    says: str
    """In a few words, for the wall."""
    more: str
    """In full."""
    customer: Callable[[Caller, Sight], Sign | None] = no_sign
    tell_customer: Callable[[Caller, Sight], Told | None] = no_words
    csr: Callable[[CsrView, Sight], Sign | None] = no_sign
    tell_csr: Callable[[CsrView, Sight], Told | None] = no_words
    desk: Callable[[int, DeskView, Sight], tuple[str, ...]]
    """For the board over a room, and shorter where that is too long; nothing: nothing to tell."""
    legend: tuple[Sample, ...]
    counted: bool = False
    """Whether the legend says how many there are of each."""


def short_span(seconds: float) -> str:
    """A duration for a narrow place."""
    minutes = int(seconds // 60)
    if minutes < 60:
        return say("{n} min", n=minutes)
    return say("{h} h {m:02d}", h=minutes // 60, m=minutes % 60)


def percent(share: float) -> str:
    """A share in words."""
    return say("{pct:.0f} %", pct=100 * share)


def callers(desk: DeskView) -> list[Caller]:
    """Every customer at a desk: in its line, then with its CSRs."""
    return [*desk.line, *(csr for csr in desk.csrs if csr.customer >= 0)]


def mean(values: list[float]) -> float:
    """The mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


# --- wait ---------------------------------------------------------------------------------------------------------

PATIENCE_WORDS: Final = later(
    ("patience hardly touched", "patience half gone", "patience running out", "about to hang up")
)


def wait_sign(caller: Caller, sight: Sight) -> Sign | None:
    """How much of his patience one in line has used."""
    if not isinstance(caller, WaitingView):
        return None
    return gauges.CLOCK, WHOLE - wedge_of(caller, sight.now)


def wait_told(caller: Caller, sight: Sight) -> Told | None:
    """Minutes, and patience as anybody can see it."""
    if not isinstance(caller, WaitingView):
        return None
    used = WHOLE - wedge_of(caller, sight.now)
    words = PATIENCE_WORDS[0 if used < 3 else 1 if used < 5 else 2 if used < 7 else 3]
    waited = sight.now - caller.since
    return Told(short_span(waited), say("waiting {span}, {patience}", span=about(waited), patience=say(words)))


def wait_desk(_: int, desk: DeskView, sight: Sight) -> tuple[str, ...]:
    """The desk's longest."""
    if not desk.line:
        return ()
    span = short_span(longest_wait(desk, sight.now))
    return say("longest {span}", span=span), span


# --- effort -------------------------------------------------------------------------------------------------------

SLABS_S: Final = (600.0, 1800.0, 3600.0, 7200.0, 14_400.0)
"""From how many seconds of a customer's life on each slab is laid on the pile."""


def spent_s(caller: Caller, sight: Sight) -> float:
    """What the case has taken of his time, this wait or talk included (s)."""
    return caller.spent_s + max(0.0, sight.now - caller.since)


def effort_sign(caller: Caller, sight: Sight) -> Sign | None:
    """Time taken, and which call this is."""
    spent = spent_s(caller, sight)
    return gauges.WEIGHT, 10 * sum(spent >= slab for slab in SLABS_S) + min(9, caller.nth)


def effort_told(caller: Caller, sight: Sight) -> Told | None:
    """The same in words."""
    spent = spent_s(caller, sight)
    words = say("{ordinal} call about this, {span} of a life so far", ordinal=ordinal(caller.nth), span=about(spent))
    return Told(short_span(spent), words)


def effort_desk(_: int, desk: DeskView, sight: Sight) -> tuple[str, ...]:
    """The mean of who is there."""
    here = callers(desk)
    if not here:
        return ()
    span = short_span(mean([spent_s(caller, sight) for caller in here]))
    return say("{span} each so far", span=span), span


# --- mood ---------------------------------------------------------------------------------------------------------

MOOD_WORDS: Final = later(("furious with us", "sour on us", "has no opinion of us", "thinks well of us", "fond of us"))


def mood_of(caller: Caller) -> int:
    """A customer's satisfaction as one of five faces."""
    return level_of((caller.satisfaction + 1) / 2)


def mood_sign(caller: Caller, _: Sight) -> Sign | None:
    """A face."""
    return gauges.FACE, mood_of(caller)


def mood_told(caller: Caller, _: Sight) -> Told | None:
    """Satisfaction with the firm as a whole, as of this morning."""
    return Told(number(100 * caller.satisfaction, "+.0f"), say(MOOD_WORDS[mood_of(caller)]))


def mood_desk(_: int, desk: DeskView, _sight: Sight) -> tuple[str, ...]:
    """How many are content."""
    here = callers(desk)
    sour = sum(mood_of(caller) < 2 for caller in here)
    return (say("{n} of {all} sour", n=sour, all=len(here)), say("{n} sour", n=sour)) if sour else ()


# --- authority ----------------------------------------------------------------------------------------------------


def usd(amount: float) -> str:
    """Dollars."""
    return say("${amount:,.0f}", amount=amount)


def authority_sign(view: CsrView, sight: Sight) -> Sign | None:
    """Given today, of what is allowed each time; and how often that was not enough."""
    tally, limit = sight.today.csrs, sight.limits.get(view.csr, 0.0)
    stopped = min(99, int(at(tally.refused, view.csr)))
    times, given = at(tally.credits, view.csr), at(tally.given_usd, view.csr)
    if limit <= 0 and not given:
        return gauges.AUTHORITY, 100 * (STEPS + 2) + stopped
    share = given / (times * limit) if times and limit > 0 else 2.0 if given else 0.0
    used = STEPS + 1 if share > 1.001 else max(1, round(STEPS * share)) if times else 0
    return gauges.AUTHORITY, 100 * used + stopped


def authority_told(view: CsrView, sight: Sight) -> Told | None:
    """In dollars."""
    tally = sight.today.csrs
    given, times = at(tally.given_usd, view.csr), int(at(tally.credits, view.csr))
    stopped = int(at(tally.refused, view.csr))
    limit = sight.limits.get(view.csr, 0.0)
    words = count("gave {usd} in one credit today", "gave {usd} in {n} credits today", times, usd=usd(given))
    may = say("may give {usd} at a time", usd=usd(limit)) if limit else say("may give nothing")
    no = count("stopped once for lack of authority", "stopped {n} times for lack of authority", stopped)
    return Told(usd(given), "; ".join([words if times else say("gave nothing today"), may, *([no] if stopped else [])]))


def authority_desk(n: int, desk: DeskView, sight: Sight) -> tuple[str, ...]:
    """The limit, and how often it was not enough."""
    stopped = int(at(sight.today.desks.refused, n))
    limit = usd(desk.limit_usd)
    if stopped:
        return say("up to {usd}, {n} stopped", usd=limit, n=stopped), say("{n} stopped", n=stopped)
    return (say("up to {usd}", usd=limit), limit) if desk.csrs else ()


# --- warmth x power -----------------------------------------------------------------------------------------------


def power_of(view: CsrView) -> int:
    """Whether the book lets him finish what he begins."""
    if not view.calls:
        return UNKNOWN
    return POWERLESS if view.blocks > HARD_NO * view.calls else ABLE


def power_sign(view: CsrView, _: Sight) -> Sign | None:
    """His quadrant."""
    return gauges.QUADRANT, 3 * (WARM if view.warmth >= 0.5 else COLD) + power_of(view)


POWER_WORDS: Final[Mapping[int, str]] = {
    3 * WARM + POWERLESS: later("warm and powerless"),
    3 * WARM + ABLE: later("warm and able"),
    3 * COLD + POWERLESS: later("cool and powerless"),
    3 * COLD + ABLE: later("cool and able"),
    3 * WARM + UNKNOWN: later("warm, no call yet today"),
    3 * COLD + UNKNOWN: later("cool, no call yet today"),
}


def power_told(view: CsrView, sight: Sight) -> Told | None:
    """The same in words, with the day's count."""
    sign = power_sign(view, sight)
    assert sign is not None
    words = say(POWER_WORDS[sign[1]])
    if view.calls:
        blocks = min(view.blocks, view.calls)
        words = count(
            "{quadrant}: stopped in {stopped} of {n} call today",
            "{quadrant}: stopped in {stopped} of {n} calls today",
            view.calls,
            quadrant=words,
            stopped=blocks,
        )
    return Told(percent(view.warmth), words)


def power_desk(_: int, desk: DeskView, sight: Sight) -> tuple[str, ...]:
    """How many of the warm are powerless."""
    signs = [power_sign(view, sight) for view in desk.csrs]
    sad = signs.count((gauges.QUADRANT, 3 * WARM + POWERLESS))
    return (say("{n} warm and powerless", n=sad), say("{n} powerless", n=sad)) if sad else ()


# --- notes --------------------------------------------------------------------------------------------------------


def known(caller: Caller) -> bool:
    """Whether somebody has heard this customer's story before."""
    return caller.nth > 1 or caller.leg > 1


def notes_sign(caller: Caller, sight: Sight) -> Sign | None:
    """Of who has told it before: how much of that is written down."""
    return (gauges.NOTES, round(4 * sight.frame.notes)) if known(caller) else None


def notes_told(caller: Caller, sight: Sight) -> Told | None:
    """What the notes will spare him."""
    if not known(caller):
        return Told("", say("has told nobody yet: nothing to look up"))
    pct = percent(sight.frame.notes)
    return Told(pct, say("has told it before: {pct} of what was said is written down", pct=pct))


def retold_sign(view: CsrView, sight: Sight) -> Sign | None:
    """How often a caller had to tell a CSR all of it again."""
    times = int(at(sight.today.csrs.retold, view.csr))
    return (gauges.RETOLD, min(10, times)) if times else None


def retold_told(view: CsrView, sight: Sight) -> Told | None:
    """Of so many."""
    tally = sight.today.csrs
    times, legs = int(at(tally.retold, view.csr)), int(at(tally.legs, view.csr))
    words = count(
        "heard a story from the start again in {times} of {n} talk today",
        "heard a story from the start again in {times} of {n} talks today",
        legs,
        times=times,
    )
    return Told(str(times), words)


def notes_desk(n: int, _desk: DeskView, sight: Sight) -> tuple[str, ...]:
    """Stories told again, and what they took."""
    tally = sight.today.desks
    times, minutes = int(at(tally.retold, n)), at(tally.retold_s, n) / 60
    return (say("{n} told again, {m:.0f} min", n=times, m=minutes), say("{n} again", n=times)) if times else ()


# --- ownership ----------------------------------------------------------------------------------------------------


def owner_sign(caller: Caller, sight: Sight) -> Sign | None:
    """Whose case it is. The first call of a case is nobody's yet, and that is no fault."""
    if caller.owner >= 0:
        letter = ord(sight.name_of(caller.owner)[:1].upper() or " ") - ord("A")
        return gauges.BADGE, letter if 0 <= letter < 26 else 26
    return (gauges.BADGE, NAMELESS) if caller.nth > 1 else None


def owner_told(caller: Caller, sight: Sight) -> Told | None:
    """By name."""
    if caller.owner >= 0:
        name = sight.name_of(caller.owner)
        return Told(name, say("{name} has put a name to this case", name=name))
    return Told("", say("nobody's case, so far") if caller.nth > 1 else say("first call: nobody's case yet"))


def owned_sign(view: CsrView, _: Sight) -> Sign | None:
    """Cases in his name."""
    return (gauges.FOLDERS, min(HANDY + 1, view.owned)) if view.owned else None


def owned_told(view: CsrView, _: Sight) -> Told | None:
    """In words."""
    words = count("answers for one open case", "answers for {n} open cases", view.owned)
    return Told(str(view.owned), words if view.owned else say("answers for no case by name"))


def owner_desk(_: int, desk: DeskView, _sight: Sight) -> tuple[str, ...]:
    """Of those who have called before."""
    again = [caller for caller in callers(desk) if caller.nth > 1]
    named = sum(caller.owner >= 0 for caller in again)
    if not again:
        return ()
    words = count("{named} of {n} case named", "{named} of {n} cases named", len(again), named=named)
    return words, say("{n} of {all}", n=named, all=len(again))


# --- morale -------------------------------------------------------------------------------------------------------

TENURE_DAYS: Final = (90.0, YEAR, 3 * YEAR)
"""From when on each stripe."""


def morale_sign(view: CsrView, _: Sight) -> Sign | None:
    """What is left in the battery, and for how long he has been here."""
    cells = max(0, min(5, round(view.morale * 5)))
    return gauges.BATTERY, 4 * cells + sum(view.tenure_days >= days for days in TENURE_DAYS)


def tenure(days: float) -> str:
    """How long somebody has been here."""
    if days < 60:
        return count("one day", "{n} days", max(1, round(days)))
    if days < 2 * YEAR:
        return say("{n} months", n=round(days / 30.4))
    return say("{n:.0f} years", n=days / YEAR)


def morale_told(view: CsrView, _: Sight) -> Told | None:
    """In words."""
    pct = percent(view.morale)
    return Told(pct, say("morale {pct}, here for {span}", pct=pct, span=tenure(view.tenure_days)))


def morale_desk(_: int, desk: DeskView, _sight: Sight) -> tuple[str, ...]:
    """The mean of who is on duty."""
    if not desk.csrs:
        return ()
    pct = percent(mean([view.morale for view in desk.csrs]))
    return say("morale {pct}", pct=pct), pct


# --- the table ----------------------------------------------------------------------------------------------------

OVERLAYS: Final = (
    Overlay(
        key="wait",
        icon=(gauges.CLOCK, 5),
        title=later("Wait"),
        says=later("Patience used up in the lines."),
        more=later("How much of their patience those in line have used up."),
        customer=wait_sign,
        tell_customer=wait_told,
        desk=wait_desk,
        legend=(
            Sample((gauges.CLOCK, 1), later("just came")),
            Sample((gauges.CLOCK, 4), later("half used")),
            Sample((gauges.CLOCK, 6), later("nearly gone")),
            Sample((gauges.CLOCK, 8), later("hangs up next")),
        ),
    ),
    Overlay(
        key="effort",
        icon=(gauges.WEIGHT, 43),
        title=later("Effort"),
        says=later("Time this trouble has cost them."),
        more=later("What this trouble has taken of each customer's time, and which call about it this is."),
        customer=effort_sign,
        tell_customer=effort_told,
        desk=effort_desk,
        legend=(
            Sample((gauges.WEIGHT, 1), later("minutes")),
            Sample((gauges.WEIGHT, 22), later("half an hour, call 2")),
            Sample((gauges.WEIGHT, 33), later("an hour, call 3")),
            Sample((gauges.WEIGHT, 55), later("over 4 hours, call 5")),
        ),
    ),
    Overlay(
        key="mood",
        icon=(gauges.FACE, 4),
        title=later("Mood"),
        says=later("What they think of us by now."),
        more=later("What each customer thinks of us, all in all, as of this morning."),
        customer=mood_sign,
        tell_customer=mood_told,
        desk=mood_desk,
        legend=(
            Sample((gauges.FACE, 0), later("furious")),
            Sample((gauges.FACE, 1), later("sour")),
            Sample((gauges.FACE, 2), later("neither")),
            Sample((gauges.FACE, 3), later("content")),
            Sample((gauges.FACE, 4), later("fond")),
        ),
    ),
    Overlay(
        key="authority",
        icon=(gauges.AUTHORITY, 502),
        title=later("Authority"),
        says=later("Given today, allowed, not enough."),
        more=later("What CSRs gave today of what they may give each time, and how often it was not enough."),
        csr=authority_sign,
        tell_csr=authority_told,
        desk=authority_desk,
        legend=(
            Sample((gauges.AUTHORITY, 400), later("half of it used")),
            Sample((gauges.AUTHORITY, 3), later("stopped 3 times")),
            Sample((gauges.AUTHORITY, 900), later("more, by approval")),
            Sample((gauges.AUTHORITY, 1000), later("may give nothing")),
        ),
    ),
    Overlay(
        key="power",
        icon=(gauges.QUADRANT, 3 * WARM + POWERLESS),
        title=later("Warmth x power"),
        says=later("Who is kind, and who may help."),
        more=later("Who is kind, and whom the book lets help. Powerless: stopped in over a quarter of today's calls."),
        csr=power_sign,
        tell_csr=power_told,
        desk=power_desk,
        counted=True,
        legend=tuple(
            Sample((gauges.QUADRANT, variant), POWER_WORDS[variant])
            for variant in (3 * WARM + POWERLESS, 3 * WARM + ABLE, 3 * COLD + POWERLESS, 3 * COLD + ABLE)
        ),
    ),
    Overlay(
        key="notes",
        icon=(gauges.NOTES, 3),
        title=later("Notes"),
        says=later("Written down, or told again."),
        more=later("How much of what callers told before is written down, and who had to hear it all again."),
        customer=notes_sign,
        tell_customer=notes_told,
        csr=retold_sign,
        tell_csr=retold_told,
        desk=notes_desk,
        legend=(
            Sample((gauges.NOTES, 0), later("nothing written")),
            Sample((gauges.NOTES, 2), later("half of it")),
            Sample((gauges.NOTES, 4), later("all of it")),
            Sample((gauges.RETOLD, 3), later("heard 3 stories again")),
        ),
    ),
    Overlay(
        key="ownership",
        icon=(gauges.BADGE, 0),
        title=later("Ownership"),
        says=later("Whose case has a name on it."),
        more=later("Whose case has a name on it. Blank: has called before, and is nobody's."),
        customer=owner_sign,
        tell_customer=owner_told,
        csr=owned_sign,
        tell_csr=owned_told,
        desk=owner_desk,
        legend=(
            Sample((gauges.BADGE, 0), later("Ada's case")),
            Sample((gauges.BADGE, NAMELESS), later("nobody's case")),
            Sample((gauges.FOLDERS, 3), later("owns 3 cases")),
            Sample((gauges.FOLDERS, 10), later("too many to keep in mind")),
        ),
    ),
    Overlay(
        key="morale",
        icon=(gauges.BATTERY, 4 * 4 + 2),
        title=later("Morale"),
        says=later("Heart left, and time here."),
        more=later("How much heart CSRs have left, and how long they have been here."),
        csr=morale_sign,
        tell_csr=morale_told,
        desk=morale_desk,
        legend=(
            Sample((gauges.BATTERY, 3), later("worn out")),
            Sample((gauges.BATTERY, 4 * 3 + 1), later("so-so, 3 months here")),
            Sample((gauges.BATTERY, 4 * 5 + 3), later("high spirits, 3 years")),
            Sample((gauges.BATTERY, 4 * 4), later("learner: under 3 months")),
        ),
    ),
)
