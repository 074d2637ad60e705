"""`check`: every problem of every level, policy and run file; of a level also what its opening book makes impossible.

A policy is asked for a week of the base level with every lever unlocked; a run file's decisions are put to its level's
model without running it (`verify` does that).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from game.cli.policy import Diary, PolicyError, find_policy, offered
from game.cli.shipped import find_level
from game.cli.terminal import print_json, progress, say
from sim.centre.linter import surprises
from sim.clock import WEEK
from sim.data import data_root
from sim.decisions import Decision, Refused
from sim.errors import DecisionError, LevelError, PleaseHoldError, Problem, RunFileError
from sim.lab.policies import POLICIES
from sim.levelfile import load_level, locate_level, shipped_levels
from sim.levers import LEVERS, nearest
from sim.run.model import Model
from sim.run.replay import Run, played
from sim.run.runfile import read_run

Problems = tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to check."""

    shown: str
    """As the user is told of it."""
    kind: str
    find: Callable[[], Problems]


def run(named: list[str], *, json: bool) -> int:
    """Print what is wrong with what is `named`, or with all shipped levels; 1 if anything is, 2 if one isn't there."""
    items = []
    absent = False
    for text in named:
        try:
            items.append(item(text))
        except PleaseHoldError as error:
            absent = True
            say(str(error))
    if absent:
        return 2
    if not named:
        items = [_level(file.relative_to(data_root()).as_posix(), file) for file in shipped_levels()]
    found: list[tuple[str, Problem]] = []
    with progress("Checking", len(items)) as report:
        for done, one in enumerate(items, 1):
            found += [(one.shown, problem) for problem in one.find()]
            report(done)
    if json:
        rows = [{"file": shown, "path": path, "message": message} for shown, (path, message) in found]
        print_json({"files": [one.shown for one in items], "problems": rows})
    else:
        for shown, problem in found:
            print(f"{shown}: {problem}")
        kinds = Counter(one.kind for one in items)
        counts = [_count(number, kind) for kind, number in kinds.items()]
        print(", ".join([*counts, _count(len(found), "problem") if found else "no problems"]))
    return 1 if found else 0


def item(text: str) -> Item:
    """What `text` names: a file, else a shipped level, else a policy."""
    if _is_run_file(Path(text)):
        return Item(shown=text, kind="run", find=lambda: run_problems(Path(text)))
    try:
        return _level(text, locate_level(find_level(text)))
    except LevelError:
        known = [*POLICIES, *offered()]
        if text in known or ":" in text:
            return Item(shown=text, kind="policy", find=lambda: policy_problems(text))
        if not (hint := nearest(text, known)):
            raise
        raise PolicyError(text, f"there is no such level, policy or run file{hint}", "check") from None


def _is_run_file(file: Path) -> bool:
    """Whether `file` is one, whole or damaged: no level has a `format`."""
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        return file.suffix == ".run" or re.search(rb"^format\s*=", opened.read(4096), re.MULTILINE) is not None


def _level(shown: str, file: Path) -> Item:
    return Item(shown=shown, kind="level", find=lambda: level_problems(file))


def level_problems(file: Path) -> Problems:
    """Everything that keeps `file` from being played; then whatever its opening book makes impossible unawares."""
    try:
        level = load_level(file)
    except LevelError as error:
        return error.problems
    return tuple(Problem("book", finding) for finding in surprises(level, load_level("carrier")))


def run_problems(file: Path) -> Problems:
    """Why `file` can't be replayed: the first thing that keeps it from being read, or every decision that can't be."""
    try:
        saved = read_run(file)
    except RunFileError as error:
        return (Problem(error.key, error.message),)
    # No decision is refused because of what happened: so all may be put to a model that hasn't begun.
    model = Model(saved.run.level, saved.run.seed)
    found = []
    before = 0
    for i, decision in enumerate(saved.run.decisions):
        if (reason := _wrong(model, decision, before, saved.until)) is not None:
            found.append(Problem(f"decisions[{i}]", f"{decision.change}: {reason}"))
        before = max(before, decision.time)
    return tuple(found)


def _wrong(model: Model, decision: Decision, before: int, end: int) -> str | None:
    """Why `decision` can't be taken after `before` (s), in a run of `end` (s)."""
    if decision.time < before:
        return f"at {decision.time} s comes after one at {before} s; decisions go in order of time"
    if decision.time > end:
        return f"at {decision.time} s comes after the run's end at {end} s"
    answer = model.impose(decision.change)
    return answer.reason if isinstance(answer, Refused) else None


def policy_problems(named: str) -> Problems:
    """Why the policy `named` can't play: it isn't there, or in a week of the base level it fails or asks for what
    can't be.
    """
    level = load_level("carrier").model_copy(update={"unlocked": tuple(LEVERS)})
    try:
        played(Run(level=level), WEEK, policy=Diary(named, find_policy(named)))
    except PolicyError as error:
        return (Problem("", error.reason),)
    except DecisionError as error:
        return (Problem("", str(error)),)
    return ()


def _count(number: int, what: str) -> str:
    return (
        f"{number} {what}" if number == 1 else f"{number} {what.removesuffix('y')}{'ies' if what[-1] == 'y' else 's'}"
    )
