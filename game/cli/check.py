"""`check`: every problem of every level file, then what its opening policy book makes impossible unawares."""

from __future__ import annotations

from pathlib import Path

from game.cli.shipped import find_level
from game.cli.terminal import print_json, say
from sim.centre.linter import surprises
from sim.data import data_root
from sim.errors import LevelError, Problem
from sim.levelfile import load_level, locate_level, shipped_levels


def run(files: list[str], *, json: bool) -> int:
    """Print what is wrong with `files`, or with all shipped levels; 1 if anything is, 2 if one isn't there."""
    named: list[tuple[str, Path]] = []
    absent = False
    for text in files:
        try:
            named.append((text, locate_level(find_level(text))))
        except LevelError as error:
            absent = True
            say(str(error))
    if absent:
        return 2
    if not files:
        named = [(file.relative_to(data_root()).as_posix(), file) for file in shipped_levels()]
    found = [(shown, problem) for shown, file in named for problem in problems(file)]
    if json:
        rows = [{"file": shown, "path": path, "message": message} for shown, (path, message) in found]
        print_json({"files": [shown for shown, _ in named], "problems": rows})
    else:
        for shown, problem in found:
            print(f"{shown}: {problem}")
        print(f"{_count(len(named), 'level')}, {_count(len(found), 'problem') if found else 'no problems'}")
    return 1 if found else 0


def problems(file: Path) -> tuple[Problem, ...]:
    """Everything that keeps `file` from being played; then whatever its opening book makes impossible unawares."""
    try:
        level = load_level(file)
    except LevelError as error:
        return error.problems
    return tuple(Problem("book", finding) for finding in surprises(level))


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
