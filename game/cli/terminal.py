"""The terminal: results on standard output, everything else on standard error.

Rules of this file: with `--json` standard output carries one JSON value and nothing else. Progress shows only where
someone can watch it, and only for what takes more than `PATIENCE_S`; its clock is the wall's and changes no result.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

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


@contextmanager
def progress(label: str, total: float) -> Iterator[Report]:
    """A bar on standard error that appears when the work has taken `PATIENCE_S`, if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task(label, total=total)
    began, shown = time.monotonic(), False

    def report(done: float) -> None:
        nonlocal shown
        bar.update(task, completed=done)
        if not shown and time.monotonic() - began > PATIENCE_S:
            shown = True
            bar.start()

    try:
        yield report
    finally:
        bar.stop()
