"""The terminal: results on standard output, everything else on standard error.

Rules of this file: with `--json` standard output carries one JSON value and nothing else. Progress shows only where
someone can watch it, and only for what takes more than `PATIENCE_S`; its clock is the wall's and changes no result.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, Timer
from typing import Any

from sim.errors import PleaseHoldError

PATIENCE_S = 2.0

Report = Callable[[float], None]
"""Told how much is done so far, in the unit of the total."""


def say(text: str) -> None:
    """Tell the user something that isn't the result."""
    print(text, file=sys.stderr, flush=True)


def print_json(value: object) -> None:
    """Print `value` as the one JSON value of this command; a number that doesn't exist becomes null."""
    print(json.dumps(_finite(value), ensure_ascii=False, allow_nan=False))


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(inner) for inner in value]
    return value


def writable(option: str, file: Path | None) -> None:
    """Complain now, not after an hour's work, if what `option` asks for can't be written to `file`."""
    if file is None:
        return
    if file.is_dir():
        raise PleaseHoldError(f"{option} {file}: is a folder; name a file")
    if not file.parent.is_dir():
        raise PleaseHoldError(f"{option} {file}: its folder doesn't exist")


@contextmanager
def progress(label: str, total: float) -> Iterator[Report]:
    """A bar on standard error that appears when the work has taken `PATIENCE_S`, if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import Progress, TimeElapsedColumn

    bar = Progress(*Progress.get_default_columns(), TimeElapsedColumn(), console=Console(stderr=True), transient=True)
    task = bar.add_task(label, total=total)
    lock, over = Lock(), False

    def show() -> None:
        with lock:
            if not over:
                bar.start()

    # A clock of its own: the first report of a long step may be long in coming.
    clock = Timer(PATIENCE_S, show)
    clock.daemon = True
    clock.start()
    try:
        yield lambda done: bar.update(task, completed=done)
    finally:
        clock.cancel()
        with lock:
            over = True
            bar.stop()
