"""A newcomer's first evening from `python main.py`, by mouse alone and by keyboard alone, with real input events."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from evening import PARTS

from conftest import ROOT, Display, Need
from sim.run.runfile import verify


@pytest.mark.slow
@pytest.mark.display
@pytest.mark.parametrize("hand", ["mouse", "keys"])
def test_a_first_evening(display: Display, need: Need, tmp_path: Path, hand: str) -> None:
    """All that a new player wants to do in the first evening can be done with one hand, and came to pass.

    Every run that it leaves on the disk is whole: played again, it is the same.
    """
    need("import", "an eye for screenshots")
    env = {name: value for name, value in display.env.items() if not name.startswith(("LC_", "LANGUAGE"))}
    env |= {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_DATA_HOME": str(tmp_path / "data")}
    env |= {"SDL_AUDIODRIVER": "dummy", "LANG": "C.UTF-8"}
    for part in PARTS:
        command = [sys.executable, "tests/evening.py", hand, part]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=600)
        assert done.returncode == 0, f"{part}\n{done.stdout}\n{done.stderr}"
    runs = sorted((tmp_path / "data").rglob("*.run"))
    assert len([run for run in runs if run.parent.name == "runs"]) == 1
    for run in runs:
        assert verify(run).same, run
