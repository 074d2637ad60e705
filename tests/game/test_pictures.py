"""Screens as a person sees them: tours through every view in a real window, held against the pictures that are kept."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from album import FOLDER, NAMES, TRIPS, Trip, kept
from PIL import Image

from conftest import ROOT, Display, thinned

FAR = 40
"""How far a colour may be off, of 255: a letter shaded by another font library stays below."""
SHARE = 0.01
"""... and how much of a picture may be farther off. A button that has moved is more."""


def off(one: Image.Image, other: Image.Image) -> float:
    """The share of the picture in which the two differ."""
    gap = np.abs(np.asarray(one, dtype=np.int16) - np.asarray(other, dtype=np.int16)).max(axis=2)
    return float((gap > FAR).mean())


@pytest.mark.display
@pytest.mark.slow
@pytest.mark.parametrize("trip", thinned(TRIPS, 4), ids=lambda trip: trip.name)
def test_every_view_looks_as_it_did(trip: Trip, large_display: Display, tmp_path: Path) -> None:
    """The same stops in the same order, and none of them looks otherwise than when it was last looked at.

    Is the change wanted? Look at the new sheet, then `python tests/album.py` keeps it.
    """
    command = [sys.executable, "tests/album.py", "--only", trip.name, "--out", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, env=large_display.env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    names = json.loads((tmp_path / NAMES.name).read_text("utf-8"))[trip.name]
    before, now = kept(trip), kept(trip, tmp_path)
    assert names == list(before)
    wrong = {name: round(share, 3) for name in names if (share := off(before[name], now[name])) > SHARE}
    if wrong:
        sheet = tmp_path / f"{trip.name}.webp"
        Image.open(sheet).convert("RGB").save(sheet.with_suffix(".png"))
    assert not wrong, f"look at {tmp_path / trip.name}.png beside {FOLDER / trip.name}.webp"


def test_the_comparison_sees_what_a_person_would() -> None:
    """A picture is like itself and like a slightly darker one, and unlike one with a button elsewhere."""
    paper = Image.new("RGB", (256, 144), (247, 241, 230))
    paper.paste((38, 107, 160), (20, 20, 90, 40))
    shaded = paper.point(lambda value: max(0, value - 12))
    moved = Image.new("RGB", (256, 144), (247, 241, 230))
    moved.paste((38, 107, 160), (20, 50, 90, 70))
    assert off(paper, paper) == 0
    assert off(paper, shaded) == 0
    assert off(paper, moved) > SHARE
