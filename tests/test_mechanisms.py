"""docs/mechanisms.md: every phenomenon has its row, and each row's module, lever, observable, level and test exist."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from sim import load_level
from sim.events import Kind
from sim.levelfile import shipped_levels
from sim.levers import LEVERS
from sim.measures import MEASURES

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "mechanisms.md"
NUMBERS = range(1, 148)


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    number: int
    phenomenon: str
    module: str
    lever: str
    observable: str
    level: str
    test: str


@cache
def table() -> list[Row]:
    """The rows of the page, in order."""
    found = []
    for line in PAGE.read_text("utf-8").splitlines():
        if match := re.match(r"\| M(\d+) \|", line):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")][1:]
            assert len(cells) == 6, line
            found.append(Row(int(match[1]), *cells))
    return found


@cache
def docstrings(file: str) -> dict[str, str]:
    """The test functions of `file`, with their docstrings."""
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return {node.name: ast.get_docstring(node) or "" for node in functions}


@cache
def unlocked() -> dict[str, frozenset[str]]:
    """What each shipped level lets the player change, by file stem."""
    return {file.stem: frozenset(load_level(file).unlocked) for file in shipped_levels()}


def code(cell: str) -> list[str]:
    """What stands in backticks in a cell."""
    return re.findall(r"`([^`]+)`", cell)


def test_no_number_is_missing_and_none_is_there_twice() -> None:
    """The table has exactly M1 to M147, in order."""
    assert [row.number for row in table()] == list(NUMBERS)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_row_names_what_is_there(number: int) -> None:
    """Its modules are files, its levers levers, its observables metrics or events, and its level can be played."""
    row = table()[number - 1]
    assert row.phenomenon
    modules = code(row.module)
    assert modules
    assert all((ROOT / module).exists() for module in modules), modules
    for lever in code(row.lever):
        assert lever in LEVERS or lever.startswith(("event:", "level:")), lever
    observables = code(row.observable)
    assert observables
    for name in observables:
        assert name in MEASURES or name.upper() in Kind.__members__ or re.match(r"[a-z_]+\.[a-z_0-9]+$", name), name
    assert row.level in unlocked(), row.level
    levers = {lever for lever in code(row.lever) if lever in LEVERS}
    assert not levers or levers & unlocked()[row.level], f"no lever of {sorted(levers)} can be moved in {row.level}"


@pytest.mark.parametrize("number", NUMBERS)
def test_a_row_has_a_test_that_names_it(number: int) -> None:
    """The test is there, and its docstring says the number."""
    (test,) = code(table()[number - 1].test)
    file, _, name = test.partition("::")
    assert re.search(rf"\bM{number}\b", docstrings(file)[name])
