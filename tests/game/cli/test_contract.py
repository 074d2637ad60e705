"""The Python side of the contract as a notebook meets it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import sim.lab
from conftest import ROOT
from sim import Model, save_run
from tests.worlds import world


def test_the_lab_lists_what_it_gives() -> None:
    """`dir`, `*` and `__all__` agree, before anything has been asked for."""
    code = "import sim.lab; assert set(sim.lab.__all__) <= set(dir(sim.lab)); print(sorted(sim.lab.__all__))\n"
    code += "names = {}; exec('from sim.lab import *', names); print(sorted(set(names) - {'__builtins__'}))"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    listed, starred = said.stdout.splitlines()
    assert listed == starred
    assert "'run_all'" in listed


def test_the_lab_has_nothing_else() -> None:
    """A mistyped name is an AttributeError that says so."""
    with pytest.raises(AttributeError, match=r"'sim\.lab' has no attribute 'run_al'"):
        getattr(sim.lab, "run_al")  # noqa: B009  # mypy knows that there is none


def test_a_run_within_a_second_is_not_saved(tmp_path: Path) -> None:
    """Its moment couldn't be replayed: one sentence, and no file."""
    model = Model(world(), seed=1)
    model.run(10.5)
    with pytest.raises(ValueError, match=r"^a run is saved at a whole second, and this one stands at 10\.5 s$"):
        save_run(tmp_path / "my.run", model)
    assert list(tmp_path.iterdir()) == []
    model.run(11)
    save_run(tmp_path / "my.run", model)
    assert "end = { at = 11, " in (tmp_path / "my.run").read_text("utf-8")
