"""`levels`: what there is to play."""

from __future__ import annotations

import sys

from game.cli.terminal import print_json
from sim.data import data_root
from sim.level import Level
from sim.levelfile import load_level, shipped_levels

COLUMNS = ("file", "title", "idea", "weeks", "levers", "par stars")


def run(*, json: bool) -> int:
    """Print every shipped level: the contract's list, a table, or plain lines where nobody watches."""
    rows = [(file.relative_to(data_root()).as_posix(), load_level(file)) for file in shipped_levels()]
    if json:
        print_json([_row(file, level) for file, level in rows])
    elif sys.stdout.isatty():
        _print_table([_cells(file, level) for file, level in rows])
    else:
        _print_lines([_cells(file, level) for file, level in rows])
    return 0


def _row(file: str, level: Level) -> dict[str, object]:
    return {
        "file": file,
        "title": level.title,
        "idea": level.idea,
        "weeks": level.weeks,
        "levers": list(level.unlocked),
        "par": level.par and level.par.model_dump(),
    }


def _cells(file: str, level: Level) -> tuple[str, ...]:
    stars = str(level.par.stars) if level.par else "-"
    return (file, level.title, level.idea, str(level.weeks), str(len(level.unlocked)), stars)


def _print_lines(cells: list[tuple[str, ...]]) -> None:
    """Columns that line up, one level a line, however wide: a pipe has no edge to fold at."""
    rows = [COLUMNS, *cells]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _print_table(cells: list[tuple[str, ...]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE)
    for title in COLUMNS[:3]:
        table.add_column(title, overflow="fold")
    for title in COLUMNS[3:]:
        table.add_column(title, justify="right")
    for row in cells:
        table.add_row(*map(Text, row))  # a title in square brackets isn't markup
    Console().print(table)
