"""`play` and the bare `main.py`: open the window, or say clearly why not and how to go on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from game.cli.shipped import find_level
from game.cli.terminal import say

NO_DISPLAY = (
    "There is no display here, so no window can open; without one there are: "
    "{door} simulate LEVEL, verify FILE, check, compare, erlang, levels, policies, validate ({door} --help tells more)."
)


def run(level: str | None = None, *, seed: int | None = None, run_file: Path | None = None) -> int:
    """Open the title screen, or `level` at once."""
    file = None if level is None else str(find_level(level))
    if not has_display():
        say(NO_DISPLAY.format(door=door()))
        return 2
    from game.window.app import main

    return main(file, seed, run_file)


def has_display() -> bool:
    """Whether a window could open: on Windows and macOS always, elsewhere if a display or a driver is named."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"))


def door() -> str:
    """What the user has to type before a command."""
    name = Path(sys.argv[0]).name
    return f"python {name}" if name.endswith(".py") else name
