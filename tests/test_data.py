"""The data files are found wherever the packages are: in a checkout and in an installed wheel."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from conftest import ROOT
from sim.data import assets_dir, data_root, levels_dir

PROGRAMS = (".py", ".pyc")
"""What draws the pictures isn't packed."""


def test_a_checkout_has_its_data_beside_the_packages() -> None:
    """In a checkout nothing is copied: an edited level is the level that is played."""
    assert data_root() == ROOT
    assert levels_dir() == ROOT / "levels"
    assert assets_dir() == ROOT / "assets"


@pytest.mark.slow
def test_an_installed_wheel_carries_the_same_data(tmp_path: Path) -> None:
    """Built, installed and asked from another folder, the wheel shows every level and asset of the checkout."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    python = fresh_environment(tmp_path / "env")
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel]
    subprocess.run(install, check=True, capture_output=True)

    ask = [python, "-c", "from sim.data import data_root; print(data_root())"]
    said = subprocess.run(ask, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    root = Path(said.stdout.strip())

    assert root.is_relative_to((tmp_path / "env").resolve())
    for folder in ("levels", "assets"):
        files = (file for file in (ROOT / folder).rglob("*") if file.is_file())
        ours = {file.relative_to(ROOT) for file in files if file.suffix not in PROGRAMS}
        theirs = {file.relative_to(root) for file in (root / folder).rglob("*") if file.is_file()}
        assert theirs == ours
    shown = subprocess.run([python.with_name("please-hold"), "--help"], cwd=tmp_path, capture_output=True, check=False)
    assert shown.returncode == 0, shown.stderr


def fresh_environment(folder: Path) -> Path:
    """A new virtual environment that sees our dependencies, but not our checkout; its Python."""
    venv.create(folder, with_pip=False)
    (python,) = [*folder.glob("bin/python"), *folder.glob("Scripts/python.exe")]
    where = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(subprocess.run(where, check=True, capture_output=True, text=True).stdout.strip())
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return python
