"""Advice: what to try next, from what was reached and what was never touched. Pure, and never a promise.

Rules of this file: a table of rules, each of which may have one sentence to say; the first few that have are said. None
of them says that more of a lever is better.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.views.words import say
from sim.decisions import Decision, Set
from sim.frames import Frame
from sim.level import Level
from sim.levers import LEVERS
from sim.run.look import stars

MOST = 4
NAMED = 3
"""Levers named in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What is known of a run that is over."""

    level: Level
    frame: Frame
    decisions: Sequence[Decision]

    @property
    def turned(self) -> list[Set]:
        """The levers' changes."""
        return [decision.change for decision in self.decisions if isinstance(decision.change, Set)]

    @property
    def untouched(self) -> list[str]:
        """Levers that were the player's and that he left alone."""
        turned = {change.lever for change in self.turned}
        return [name for name in self.level.unlocked if name in LEVERS and name not in turned]


def _did_nothing(run: Run) -> str:
    return "" if run.turned else say("You decided nothing. Turn one lever, any of them, and see who notices.")


def _missed(run: Run) -> str:
    missed = [goal for goal in run.frame.objectives if not goal.met]
    if not missed:
        return ""
    goal = next((goal for goal in missed if goal.must), missed[0])
    return say("Begin with what was missed: {goal}. Ask Why? of it, and see what it is made of.", goal=say(goal.title))


def _untouched(run: Run) -> str:
    names = [say(LEVERS[name].title) for name in run.untouched[:NAMED]]
    if not names or not run.turned or _perfect(run):
        return ""
    return say(
        "Never touched: {levers}. One of them at a time, so that you can tell which it was.", levers=", ".join(names)
    )


def _at_the_end(run: Run) -> str:
    """A lever that was left at an end of its range."""
    last = {change.lever: change.value for change in run.turned}
    for name, value in last.items():
        lever = LEVERS[name]
        if not lever.switch and value in (lever.low, lever.high):
            return say(
                "{lever} stands at the end of its range ({value}). Every lever cuts both ways: look half-way.",
                lever=say(lever.title),
                value=say(lever.show(value)),
            )
    return ""


def _late(run: Run) -> str:
    """Everything in the last third."""
    times = [decision.time for decision in run.decisions if isinstance(decision.change, Set)]
    if times and min(times) > run.frame.ends * 2 / 3:
        return say("Your first decision came in the last third. The same, three weeks earlier, is another decision.")
    return ""


def _hint(run: Run) -> str:
    hints = run.level.words.hints
    return say(hints[len(run.turned) % len(hints)].strip()) if hints and not _perfect(run) else ""


def _again(run: Run) -> str:
    if not _perfect(run):
        return ""
    return say("Now the other way: take one decision back under What if?, and see whether it was that one at all.")


def _fewer(run: Run) -> str:
    if not _perfect(run) or len(run.turned) < 3:
        return ""
    return say("You turned levers {n} times. Which two of them would have done?", n=len(run.turned))


def _perfect(run: Run) -> bool:
    return stars(run.frame.objectives) == sum(goal.stars for goal in run.frame.objectives)


RULES: tuple[Callable[[Run], str], ...] = (_did_nothing, _missed, _at_the_end, _late, _untouched, _hint, _again, _fewer)


def advice(run: Run) -> tuple[str, ...]:
    """What might be tried next, the most telling first."""
    said = [sentence for sentence in (rule(run) for rule in RULES) if sentence]
    return tuple(said[:MOST])
