"""The house itself: what is installed, what may not stand in any file, and which way imports go."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pygame
import pytest

from conftest import ROOT, Display, Need


def tracked_texts() -> list[tuple[Path, str]]:
    """Every text file that git tracks, or would."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    files = [ROOT / name for name in names if (ROOT / name).is_file()]
    return [(file, text) for file in files if "\0" not in (text := file.read_text("utf-8", errors="replace"))]


def test_pygame_is_the_community_edition() -> None:
    """`import pygame` gets pygame-ce: a package that requires `pygame` would overwrite half of its files."""
    assert getattr(pygame, "IS_CE", False)
    with pytest.raises(metadata.PackageNotFoundError):
        metadata.version("pygame")


def test_nothing_we_depend_on_requires_the_old_pygame() -> None:
    """No pinned package is `pygame`, on any system or Python that the constraints cover."""
    pins = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    names = [re.split(r"[=<> ;\[]", pin)[0] for pin in pins]
    assert "pygame" not in names
    assert "pygame-ce" in names


def test_constraints_pin_everything_that_is_asked_for() -> None:
    """Whatever pyproject.toml names has a pin, so that a first start next year installs what was tested."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [
        *project["dependencies"],
        *(one for extra in project["optional-dependencies"].values() for one in extra),
    ]
    names = {re.split(r"[=<> ;\[]", requirement)[0] for requirement in asked} - {"please-hold"}
    pinned = {pin.split("==")[0] for pin in (ROOT / "constraints.txt").read_text("utf-8").splitlines()}
    assert names <= pinned


def test_no_file_names_a_registry_or_a_place_on_some_machine(need: Need) -> None:
    """Hosts of registries and absolute paths of a developer's machine make a checkout work in one place only."""
    need("git", "it knows which files belong to the project")
    hosts = re.compile(r"python[h]osted|py[p]i\.org|registry\.npm[j]s|deb\.deb[i]an")
    places = re.compile(r"/[w]ork/|/[r]oot/|/[h]ome/\w|/[U]sers/\w")
    found = [
        f"{file.relative_to(ROOT)}: {match.group()}"
        for file, text in tracked_texts()
        for pattern in (hosts, places)
        if (match := pattern.search(text))
    ]
    assert found == []


def test_the_model_loads_no_window() -> None:
    """`import sim` leaves Pygame alone, so that it runs where there is no display."""
    code = "import sim, sys; sys.exit('pygame' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_every_module_of_the_model_has_its_floor() -> None:
    """A new file right under sim/ is named in the contract on imports; unnamed, nothing would hold it back."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    (layers,) = (contract["layers"] for contract in settings["contracts"] if contract["id"] == "one-way")
    named = set(re.findall(r"[a-z_.]+", " ".join(layers)))
    modules = [*ROOT.glob("sim/[a-z]*.py"), *ROOT.glob("sim/*/__init__.py"), *ROOT.glob("game/*/__init__.py")]
    paths = (file.relative_to(ROOT).as_posix() for file in modules)
    assert {path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in paths} <= named


@pytest.mark.display
def test_a_window_opens_on_a_display_of_its_own(display: Display) -> None:
    """The `display` fixture is a real X server: SDL opens a window there, not on the dummy driver."""
    code = (
        "import pygame; pygame.display.init(); pygame.display.set_mode((320, 200));print(pygame.display.get_driver())"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], env=display.env, capture_output=True, text=True, timeout=60, check=False
    )
    assert (shown.stdout.split()[-1:], shown.returncode) == (["x11"], 0), shown.stderr
