"""`simulate`: a level without a window, from a seed, saved decisions, `--set` and a policy.

Rules of this file: what a policy decided is written down as it decides, so that a run can be saved at any moment by
playing its decisions again. Ctrl-C waits for the end of the simulated day; watching and stopping change no result.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType

from game.cli.policy import Diary, find_policy
from game.cli.shipped import find_level
from game.cli.terminal import print_json, progress, say, writable
from sim.clock import DAY, stamp
from sim.decisions import Decision, Set
from sim.errors import DecisionError, PleaseHoldError
from sim.levelfile import load_level
from sim.levers import fault
from sim.measures import MEASURES
from sim.run.replay import Outcome, Run, outcome, played, resume
from sim.run.runfile import load_run, save_run

SWITCH = {"on": 1.0, "off": 0.0, "true": 1.0, "false": 0.0}


def run(
    level: str,
    *,
    seed: int | None,
    days: int | None,
    sets: list[str],
    run_file: Path | None,
    policy: str | None,
    save: Path | None,
    json: bool,
) -> int:
    """Run `level` for `days` (None: to its end) and print its metrics; 130 if it was stopped."""
    writable("--save", save)
    start = opening(level, seed=seed, sets=sets, run_file=run_file)
    diary = None if policy is None else Diary(policy, find_policy(policy))
    until = (start.level.weeks * 7 if days is None else days) * DAY
    began = time.perf_counter()
    try:
        with progress(start.level.title, until) as report, ctrl_c_at(report) as tell:
            model = played(start, until, policy=diary, progress=tell)
    except Stopped as stopped:
        so_far = save_so_far(start, diary, stopped.time, save)
        say(f"Stopped at {stamp(stopped.time)}{so_far}.")
        return 130
    came_to = outcome(model)
    wall_s = time.perf_counter() - began
    if save is not None:
        save_run(save, model)
    if json:
        print_json(contract(start, came_to, wall_s))
    else:
        print_metrics(start, came_to)
    return 0


def opening(level: str, *, seed: int | None, sets: list[str], run_file: Path | None) -> Run:
    """The run as the command line asks for it; `--set` comes first, the seed of `run_file` is the default."""
    chosen = load_level(find_level(level))
    saved = Run(level=chosen, seed=chosen.seed) if run_file is None else load_run(run_file, level=chosen)
    decisions = (*(Decision(0, change) for change in parse_sets(sets)), *saved.decisions)
    return Run(level=chosen, seed=saved.seed if seed is None else seed, decisions=decisions)


class SettingsError(PleaseHoldError):
    """Every `--set` that can't be, a line each."""


def parse_sets(texts: list[str]) -> list[Set]:
    """The changes that all `--set` ask for; raises SettingsError with all that is wrong with any."""
    changes, wrong = [], []
    for text in texts:
        try:
            changes.append(parse_set(text))
        except DecisionError as error:
            wrong.append(str(error))
    if wrong:
        raise SettingsError("\n".join(wrong))
    return changes


def parse_set(text: str) -> Set:
    """The change that `--set text` asks for."""
    lever, equals, value = (part.strip() for part in text.partition("="))
    try:
        change = Set(lever, SWITCH[value] if value in SWITCH else float(value))
    except ValueError:
        got = f"got {value!r}" if equals else "got no value"
        raise DecisionError(f"--set {text}", f"takes chapter.key=value with a number, on or off, {got}") from None
    if (wrong := fault(change.lever, change.value)) is not None:
        raise DecisionError(f"--set {text}", wrong)
    return change


# --- stopping -------------------------------------------------------------------------------------------------------


class Stopped(KeyboardInterrupt):
    """Ctrl-C, at a moment at which the run is whole."""

    def __init__(self, time: float) -> None:
        super().__init__(time)
        self.time = time


@contextmanager
def ctrl_c_at(report: Callable[[float], None]) -> Iterator[Callable[[float], None]]:
    """`report`, made to raise `Stopped` at the first moment told to it after Ctrl-C; a second Ctrl-C doesn't wait."""
    pressed = False

    def press(_number: int, _frame: FrameType | None) -> None:
        nonlocal pressed
        if pressed:
            raise KeyboardInterrupt
        pressed = True

    def tell(moment: float) -> None:
        report(moment)
        if pressed:
            raise Stopped(moment)

    before = signal.signal(signal.SIGINT, press)
    try:
        yield tell
    finally:
        signal.signal(signal.SIGINT, before)


def save_so_far(start: Run, diary: Diary | None, until: float, save: Path | None) -> str:
    """Save what was run before `until` (s), if that was asked for; what to tell of it."""
    if save is None:
        return ""
    noted = [*start.decisions, *(diary.decisions if diary else ())]
    decisions = tuple(sorted((d for d in noted if d.time <= until), key=lambda decision: decision.time))
    with progress(f"Saving {save.name}", until) as report:
        save_run(save, resume(replace(start, decisions=decisions), until, progress=report))
    return f"; saved to {save}"


# --- telling --------------------------------------------------------------------------------------------------------


def contract(start: Run, came_to: Outcome, wall_s: float) -> dict[str, object]:
    """The JSON object of docs/command-line.md."""
    return {
        "level": start.level.name,
        "seed": start.seed,
        "days": round(came_to.until / DAY),
        "metrics": came_to.metrics,
        "digest": came_to.digest,
        "contacts": came_to.contacts,
        "stars": came_to.stars,
        "wall_s": round(wall_s, 3),
    }


def print_metrics(start: Run, came_to: Outcome) -> None:
    """Every metric with its unit and definition, or without the definitions where nobody watches."""
    days = came_to.until / DAY
    head = f"{start.level.title}, seed {start.seed}, {days:g} {'day' if days == 1 else 'days'}"
    cells = [(m.title, m.show(came_to.metrics[name]), m.says) for name, m in MEASURES.items()]
    if not sys.stdout.isatty():
        width = max(len(title) for title, _, _ in cells)
        print(head, *(f"{title:<{width}}  {shown:>12}" for title, shown, _ in cells), sep="\n")
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE, title=Text(head), show_header=False)
    table.add_column()
    table.add_column(justify="right", no_wrap=True)
    table.add_column(style="dim", overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    Console().print(table)
