"""Hints: what a player has not tried, noticed. Rules as a table over what he sees, what he decided, what he opened.

Rules of this file:
1. A hint says its evidence in numbers that the player can look up, and names a lever or a view, not an answer.
2. It knows nothing that he could not know: frames, the log of decisions, the level's own words.
3. Only levers that are unlocked, only views that there are. The first rule in the table that fires is the best hint.
4. Not before there is evidence: figures are means of the last week's closed days.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from game.views.keys import Act
from game.views.words import count, say
from sim.decisions import Decision, Set
from sim.frames import Frame
from sim.level import Level
from sim.levers import LEVERS
from sim.measures import MEASURES
from sim.words import later

WEEK = 7
EVIDENCE = 5
"""Closed days before which a mean says nothing."""
OPEN_DAYS = 14
"""Days after which a finding of the linter that nobody mended is worth a word."""
MINUTES = ("talk_min", "hold_min", "reexplain_min", "argue_min", "approval_min", "loop_min")


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a hint may look at."""

    frame: Frame
    level: Level
    decisions: tuple[Decision, ...] = ()
    opened: frozenset[str] = frozenset()
    """Views that have been looked at, and acts that have been done, by name."""
    findings: Mapping[str, float] = field(default_factory=dict)
    """What the linter finds now: the lever that mends it, and for how many days it has been open."""

    @property
    def days(self) -> int:
        """Closed days."""
        return len(self.frame.series.get("contacts", ()))

    def of(self, metric: str, back: int = 0) -> float:
        """The mean of a week's days, the last one's or that of `back` days earlier; 0 without evidence."""
        values = self.frame.series.get(metric, ())
        values = values[: len(values) - back][-WEEK:]
        return sum(values) / len(values) if len(values) >= EVIDENCE else 0.0

    def now(self, lever: str) -> float:
        """The value in effect."""
        return self.frame.book[lever]

    def touched(self, lever: str) -> bool:
        """Whether the player has decided about it."""
        return any(isinstance(one.change, Set) and one.change.lever == lever for one in self.decisions)

    def untried(self, lever: str) -> bool:
        """Whether he might, and has not."""
        return lever in self.frame.unlocked and not self.touched(lever)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """That a rule fires: the numbers in its words, and the lever, where the rule itself doesn't know it."""

    values: Mapping[str, object] = field(default_factory=dict)
    lever: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that may be noticed."""

    key: str
    when: Callable[[Situation], Found | None]
    lever: str = ""
    """Where it leads: a lever ..."""
    view: str = ""
    """... or a view, by the act that opens it."""
    unasked: bool = True
    """Whether a sign says that there is a hint; else only who asks gets it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A hint as it is given."""

    key: str
    words: str
    lever: str
    view: str
    unasked: bool


def _when(fires: bool, lever: str = "", **values: object) -> Found | None:
    return Found(values=values, lever=lever) if fires else None


# --- what is noticed --------------------------------------------------------------------------------------------


def _maximum(s: Situation) -> Found | None:
    for one in reversed(s.decisions):
        change = one.change
        if isinstance(change, Set) and change.lever in s.frame.unlocked:
            lever = LEVERS[change.lever]
            if not lever.switch and s.now(lever.name) == lever.high:
                title, value, bad = say(lever.title), say(lever.show(lever.high)), say(lever.bad)
                return Found(values={"lever": title, "value": value, "bad": bad}, lever=lever.name)
    return None


def _powerless(s: Situation) -> Found | None:
    calls, blocks = s.of("contacts"), s.of("roadblocks")
    fires = calls > 0 and blocks / calls >= 0.2 and s.now("power.frontline_credit_limit") <= 5
    return _when(
        fires and s.untried("power.frontline_credit_limit"),
        blocks=blocks,
        calls=calls,
        argue=s.of("argue_min") / 60,
        limit=say(LEVERS["power.frontline_credit_limit"].show(s.now("power.frontline_credit_limit"))),
    )


def _approval(s: Situation) -> Found | None:
    minutes = s.of("approval_min")
    all_minutes = sum(s.of(name) for name in MINUTES)
    share = minutes / all_minutes if all_minutes else 0.0
    busy = [desk for desk in s.frame.desks if desk.name == "supervisors"]
    staff = busy[0].headcount if busy else 0
    fires = share >= 0.06 and s.now("power.approval_route") > 0 and s.now("power.frontline_credit_limit") <= 15
    return _when(
        fires and s.untried("power.frontline_credit_limit"),
        hours=minutes / 60,
        pct=100 * share,
        who=count("one supervisor", "{n} supervisors", staff),
    )


def _loops(s: Situation) -> Found | None:
    loops = s.of("loops_per_case")
    fires = loops >= 0.08 and s.now("process.loop_breaker") == 0
    return _when(fires and s.untried("process.loop_breaker"), n=100 * loops)


def _notes(s: Situation) -> Found | None:
    minutes = s.of("reexplain_min")
    all_minutes = sum(s.of(name) for name in MINUTES)
    fires = all_minutes > 0 and minutes / all_minutes >= 0.06 and s.now("process.notes") < 0.5
    return _when(
        fires and s.untried("process.notes"), hours=minutes / 60, pct=100 * s.now("process.notes")
    )  # fmt: skip


def _phantom(s: Situation) -> Found | None:
    n = s.of("phantom_promises")
    fires = n >= 8 and s.now("process.post_as_you_speak") == 0
    return _when(fires and s.untried("process.post_as_you_speak"), n=n)


def _target(s: Situation) -> Found | None:
    target = s.now("pressure.handle_time_target")
    fell = s.of("csr_morale", back=WEEK) - s.of("csr_morale")
    fires = 0 < target <= 360 and s.of("csr_morale", back=WEEK) > 0 and fell >= 0.5
    value = say(LEVERS["pressure.handle_time_target"].show(target))
    return _when(
        fires and "pressure.handle_time_target" in s.frame.unlocked,
        was=s.of("csr_morale", back=WEEK),
        now=s.of("csr_morale"),
        target=value,
    )


def _gap(s: Situation) -> Found | None:
    handled, solved = s.of("handled_pct"), s.of("resolved_full_pct")
    return _when(handled - solved >= 8 and "ledgers" not in s.opened, handled=handled, solved=solved)


def _hang_up(s: Situation) -> Found | None:
    pct, wait = s.of("abandon_pct"), s.of("wait_p90_s")
    shown = say(MEASURES["wait_p90_s"].show(wait))
    return _when(pct >= 20 and s.untried("people.frontline_staff"), pct=pct, wait=shown)


def _leak(s: Situation) -> Found | None:
    paid, leaked = s.of("credits_usd"), s.of("leakage_usd")
    fires = paid > 500 and leaked / paid >= 0.35 and s.now("power.frontline_credit_limit") > 60
    return _when(
        fires and "power.frontline_credit_limit" in s.frame.unlocked, leaked=leaked, pct=100 * leaked / max(1.0, paid)
    )


def _owner(s: Situation) -> Found | None:
    calls = s.of("contacts_per_case")
    return _when(calls >= 1.7 and s.now("process.ownership") == 0 and s.untried("process.ownership"), calls=calls)


def _outside(s: Situation) -> Found | None:
    n = s.of("outside_complaints") * WEEK
    return _when(n >= 7 and s.untried("people.executive_staff"), n=n)


def _captives(s: Situation) -> Found | None:
    n, all_ = s.of("captive_latent"), s.of("subscribers")
    fee = say(LEVERS["promise.leaving_fee"].show(s.now("promise.leaving_fee")))
    fires = all_ > 0 and n / all_ >= 0.007 and s.now("promise.leaving_fee") > 0
    return _when(fires and s.untried("promise.leaving_fee"), n=n, fee=fee)


def _idle(s: Situation) -> Found | None:
    pct = s.of("occupancy_pct")
    poor = any(goal.metric == "profit_usd" and not goal.met for goal in s.frame.objectives)
    return _when(0 < pct <= 42 and poor and s.untried("people.frontline_staff"), pct=pct)


def _finding(s: Situation) -> Found | None:
    old = [(days, lever) for lever, days in s.findings.items() if days >= OPEN_DAYS and s.untried(lever)]
    if not old:
        return None
    days, lever = max(old, key=lambda one: one[0])
    return Found(values={"days": days, "lever": say(LEVERS[lever].title)}, lever=lever)


def _nothing(s: Situation) -> Found | None:
    first = next((lever for lever in s.frame.unlocked if lever in LEVERS), "")
    fires = bool(first) and s.days >= 7 and not any(isinstance(one.change, Set) for one in s.decisions)
    return Found(values={"days": s.days, "lever": say(LEVERS[first].title)}, lever=first) if fires else None


def _fork(s: Situation) -> Found | None:
    n = len(s.decisions)
    return _when(n >= 2 and s.days >= 14 and not s.opened & {"time line", "timeline", "forked"}, n=n)


def _unopened(view: str, days: int, *names: str) -> Callable[[Situation], Found | None]:
    return lambda s: _when(s.days >= days and not s.opened & {view, *names}, days=s.days)


RULES: tuple[Rule, ...] = (
    Rule(key="maximum", when=_maximum),
    Rule(key="powerless", when=_powerless, lever="power.frontline_credit_limit"),
    Rule(key="approval", when=_approval, lever="power.frontline_credit_limit"),
    Rule(key="loops", when=_loops, lever="process.loop_breaker"),
    Rule(key="phantom", when=_phantom, lever="process.post_as_you_speak"),
    Rule(key="target", when=_target, lever="pressure.handle_time_target"),
    Rule(key="gap", when=_gap, view="ledgers"),
    Rule(key="notes", when=_notes, lever="process.notes"),
    Rule(key="hang up", when=_hang_up, lever="people.frontline_staff"),
    Rule(key="leak", when=_leak, lever="power.frontline_credit_limit"),
    Rule(key="outside", when=_outside, lever="people.executive_staff"),
    Rule(key="captives", when=_captives, lever="promise.leaving_fee"),
    Rule(key="owner", when=_owner, lever="process.ownership"),
    Rule(key="nothing", when=_nothing),
    Rule(key="finding", when=_finding),
    Rule(key="fork", when=_fork, view="time line"),
    Rule(key="idle", when=_idle, lever="people.frontline_staff"),
    Rule(key="tape", when=_unopened("tape", 7), view="tape"),
    Rule(key="why", when=_unopened("why", 10), view="why"),
    Rule(key="map", when=_unopened("map", 14), view="map"),
    Rule(key="town", when=_unopened("town", 14), view="town"),
    Rule(key="ledgers", when=_unopened("ledgers", 21), view="ledgers"),
)

WORDS = later(
    {
        "maximum": "{lever} stands at {value}: as much of it as there is. Whoever built this house hid no prize at "
        "the end of a slider. What it breaks: {bad}",
        "powerless": "{blocks:.0f} booms on {calls:.0f} calls a day, {argue:.0f} hours spent on explaining why not. "
        "What the front line may credit alone: {limit}. You haven't touched that.",
        "approval": "{hours:.0f} hours a day are spent waiting for a yes from {who}: {pct:.0f} % of all minutes. Must "
        "it be asked for every time?",
        "loops": "Of 100 cases, {n:.0f} are sent back to a desk that they have just come from. There is a rule "
        "against that, switched off.",
        "phantom": "{n:.0f} credits a day are promised and entered nowhere. They ring again, next month, in another "
        "mood. There is a step for that in Process.",
        "target": "Morale was {was:.0f} % a week ago and is {now:.0f} % now, and there is a handle-time target: "
        "{target}. Short calls are shortest when nothing is solved in them.",
        "gap": "Handled: {handled:.0f} in 100. Resolved in full: {solved:.0f}. What lives between them is in the "
        "Ledgers, which nobody has opened lately.",
        "notes": "{hours:.0f} hours a day go by in telling it all again from the start. Notes are kept on {pct:.0f} "
        "% of calls. The rest is memory, and memory has gone home.",
        "hang up": "{pct:.0f} in 100 hang up before anyone answers; nine in ten wait up to {wait}. You "
        "haven't asked yet whether there are enough people, or too many calls.",
        "leak": "${leaked:,.0f} of what is credited each day was not due to anybody, {pct:.0f} % of it. Generosity "
        "has an optimum, and word of it travels.",
        "outside": "{n:.0f} a week take it to a bureau, a court or the papers. Upstairs there is a desk that could "
        "have had them first.",
        "captives": "{n:.0f} subscribers want out and stay because leaving costs {fee}. They are counted as loyal. "
        "They do not talk as if they were.",
        "owner": "One trouble takes {calls:.1f} calls, to as many strangers. There is a way for a case to have a "
        "name on it.",
        "nothing": "{days} days, and not one decision. It is a style of leadership, and a common one. There are "
        "levers in the policy book: {lever}, for one.",
        "finding": "The policy book has contradicted itself for {days:.0f} days, and says so beside {lever}. Nobody "
        "reads it, so nobody is to blame.",
        "fork": "You have decided {n} things and can't know what any of them did. Your decisions can be forked: "
        "the same people, one thing changed.",
        "idle": "Your people are on calls for {pct:.0f} % of what you pay them for, and you are short of profit. "
        "It may be the right price for short lines. It may not.",
        "tape": "{days} days of figures, and you haven't yet heard one of these people. The Tape has a worst story "
        "each week.",
        "why": "You read numbers, and have never asked one of them why. They answer, here.",
        "map": "After {days} days there are circles: what you do comes back to you by way of somebody's cousin. "
        "The Map draws them from this week's events.",
        "town": "You have been here {days} days and never looked out of the window. The Town is where they talk "
        "about us.",
        "ledgers": "There are two sets of books in this house. After {days} days one should have seen both.",
    }
)
"""What is said, by rule."""


def offered(rule: Rule, s: Situation) -> Hint | None:
    """The hint of a rule, if it fires and leads somewhere."""
    if rule.view and rule.view not in {act.value for act in Act}:
        return None
    found = rule.when(s)
    if found is None:
        return None
    lever = found.lever or rule.lever
    if lever and lever not in s.frame.unlocked:
        return None
    return Hint(
        key=rule.key, words=say(WORDS[rule.key], **found.values), lever=lever, view=rule.view, unasked=rule.unasked
    )


def hints(s: Situation) -> tuple[Hint, ...]:
    """All that can be said, the best first; at the end the level's own words, for who asks."""
    found = [hint for rule in RULES if (hint := offered(rule, s)) is not None]
    own = [
        Hint(key=f"{s.level.name} {n}", words=say(words), lever="", view="", unasked=False)
        for n, words in enumerate(s.level.words.hints)
    ]
    return (*found, *own)
