"""What tests of several files share: tools and data that may be missing, and a display of their own.

Rule: a test that lacks something skips and says why, so that a fresh checkout passes anywhere; where CI=true the
same lack is a failure, so that nothing is silently left out there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

# A loaded machine is not a failing property; how long things take is measured in tests/benchmarks.
settings.register_profile("please-hold", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("please-hold")

# Nothing outside the `display` fixture may open a window or make a noise.
os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

ROOT = Path(__file__).resolve().parent.parent

Need = Callable[[str, str], str]


def lacking(what: str) -> NoReturn:
    """Skip the test, or fail it in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"lacking in CI: {what}", pytrace=False)
    pytest.skip(what)


def left_out(every: int) -> pytest.MarkDecorator:
    """What one case out of `every` doesn't get: where CI=true it skips, and says so."""
    reason = f"thinned where CI=true: one case of {every} runs there, all of them at home"
    return pytest.mark.skipif(os.environ.get("CI") == "true", reason=reason)


def thinned(cases: Iterable[Any], every: int) -> list[Any]:
    """Parameters of a slow test: all of them at home; where CI=true one of `every`."""
    found = []
    for n, case in enumerate(cases):
        values = case if isinstance(case, tuple) else (case,)
        found.append(pytest.param(*values, marks=left_out(every) if n % every else ()))
    return found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole files of slow tests, marked `thinned(every)`: as `thinned` does it with parameters."""
    seen: Counter[Path] = Counter()
    for item in items:
        mark = item.get_closest_marker("thinned")
        if mark is not None:
            if seen[item.path] % mark.args[0]:
                item.add_marker(left_out(mark.args[0]))
            seen[item.path] += 1


@pytest.fixture(scope="session")
def need() -> Need:
    """`need(tool, reason)`: where the program `tool` is; without it the test skips (in CI: fails) with `reason`."""

    def need_tool(tool: str, reason: str) -> str:
        return shutil.which(tool) or lacking(f"no {tool}: {reason}")

    return need_tool


@pytest.fixture(scope="session")
def call_log() -> Path:
    """The folder with the real call log, which isn't part of the project: $PLEASE_HOLD_DATA names it."""
    named = os.environ.get("PLEASE_HOLD_DATA")
    if not named:
        pytest.skip("$PLEASE_HOLD_DATA names no folder with the real call log")
    folder = Path(named)
    if not folder.is_dir():
        lacking(f"$PLEASE_HOLD_DATA is {named!r}, which is no folder")
    return folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Display:
    """An X display of our own: its `name`, and the environment that a program needs in order to show itself there."""

    name: str
    env: dict[str, str]


@contextmanager
def x_server(need: Need, log: Path, size: str) -> Iterator[Display]:
    """An Xvfb of `size` on a number that the server picks itself, so that parallel workers never meet."""
    xvfb = need("Xvfb", "tests of the window need a virtual display")
    need("xdotool", "tests of the window need a hand on mouse and keyboard")
    reading, writing = os.pipe()
    command = [xvfb, "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"]
    command.append("-r")  # a hand that is held up on a busy machine doesn't hold its key down
    with log.open("wb") as output:
        server = subprocess.Popen(command, pass_fds=[writing], stdout=output, stderr=output)
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()  # empty if the server ended
        if not number:
            lacking(f"Xvfb did not start: {log.read_text(errors='replace')}")
        env = {name: value for name, value in os.environ.items() if name not in ("SDL_VIDEODRIVER", "WAYLAND_DISPLAY")}
        yield Display(name=f":{number}", env={**env, "DISPLAY": f":{number}"})
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.fixture(scope="session")
def display(need: Need, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Display]:
    """A display of 1280 x 720, the size of the window."""
    with x_server(need, tmp_path_factory.mktemp("xvfb") / "log", "1280x720") as found:
        yield found


@pytest.fixture(scope="session")
def large_display(need: Need, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Display]:
    """A display on which every size of window has room that pictures are taken of."""
    with x_server(need, tmp_path_factory.mktemp("xvfb") / "log", "1920x1080") as found:
        yield found
