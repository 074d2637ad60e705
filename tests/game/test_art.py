"""The pictures: all are there, all can be drawn by the window, none reaches beyond its box or needs what it can't."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pygame
import pytest
from recording import RecordingCanvas

from conftest import ROOT
from game.views import art
from game.views.canvas import Canvas, Rect
from game.window.surface import SurfaceCanvas
from sim.levelfile import load_level, shipped_levels
from sim.levers import Chapter

ART = ROOT / "assets" / "art"
FILES = sorted(ART.glob("*.svg"))
LEVELS = [load_level(file) for file in shipped_levels()]
MARGIN = 30
"""How far beyond its box a picture is looked for."""
KNOWN = {"svg", "g", "path", "rect", "circle", "ellipse"}
"""What the pen draws; SDL_image leaves out much else without a word."""


def size_of(file: Path) -> tuple[float, float]:
    """Width and height that a file says of itself."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', file.read_text("utf-8"))
    assert found, file
    return float(found[1]), float(found[2])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_picture_is_drawn_by_the_window_and_stays_in_its_box(file: Path, tmp_path: Path) -> None:
    """At its size and at three times that, much of it is covered; beyond its box is nothing, nor in rounded corners."""
    w, h = size_of(file)
    for scale in (1, 3) if w < 1000 else (0.3,):
        picture = pygame.image.load_sized_svg(file, (round(w * scale), round(h * scale)))
        assert abs(picture.get_width() - w * scale) <= 1
        alpha = pygame.surfarray.array_alpha(picture)
        assert (alpha > 0).mean() > 0.1
        assert len(np.unique(pygame.surfarray.array2d(picture)[::3, ::3])) > 5, "more than a plate"
        if file.stem != "title":
            assert max(alpha[0, 0], alpha[-1, 0]) < 40
    if file.stem == "title":
        return  # it hangs without a frame
    room = tmp_path / file.name
    text = file.read_text("utf-8")
    wide = f'width="{w + 2 * MARGIN:g}" height="{h + 2 * MARGIN:g}" viewBox="-{MARGIN} -{MARGIN} {w + 2 * MARGIN:g}'
    room.write_text(re.sub(r'width=.* viewBox="0 0 [\d.]+', wide, text, count=1).replace(
        f' {h:g}">', f' {h + 2 * MARGIN:g}">', 1), "utf-8")  # fmt: skip
    alpha = pygame.surfarray.array_alpha(pygame.image.load_sized_svg(room, (int(w) + 2 * MARGIN, int(h) + 2 * MARGIN)))
    sides = [alpha[: MARGIN - 1], alpha[-MARGIN + 1 :], alpha[:, : MARGIN - 1], alpha[:, -MARGIN + 1 :]]
    if file.stem.startswith("narrator"):
        sides.pop()  # she stands behind the lower edge
    assert [int(side.max()) for side in sides] == [0] * len(sides)
    assert alpha.max() == 255


def test_no_picture_needs_what_the_window_cannot_draw() -> None:
    """No text, filter, mask, clip, class or use; nothing from elsewhere."""
    for file in FILES:
        text = file.read_text("utf-8")
        assert set(re.findall(r"<([a-zA-Z]+)", text)) <= KNOWN, file
        assert not re.search(r"style=|class=|href|url\(", text), file


def test_everything_that_can_be_named_has_its_picture() -> None:
    """Every level, every event of every level, every chapter, and the fixed ones."""
    names = [art.level(level.name) for level in LEVELS]
    names += [art.event(event) for level in LEVELS for event in level.events]
    names += [art.chapter(chapter.value) for chapter in Chapter]
    names += [art.TITLE, art.ICON, art.NARRATOR, art.NARRATOR_POINTS, art.EMPTY_LOG, art.NO_SAVES, *art.SCENERY]
    assert [name for name in names if not art.there(name)] == []
    assert {Path(name).name for name in names} == {file.name for file in FILES}, "and none that nobody shows"


def test_the_programs_draw_the_files_that_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is what draw.py draws: nobody has edited a picture by hand."""
    monkeypatch.syspath_prepend(str(ART))
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    import draw

    monkeypatch.setattr(draw, "HERE", tmp_path)
    draw.main([])
    assert sorted(file.name for file in tmp_path.iterdir()) == [file.name for file in FILES]
    for file in FILES:
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), f"{file.name}: run assets/art/draw.py"


def test_a_missing_picture_leaves_a_plate() -> None:
    """A level of one's own has no vignette, and is shown all the same."""
    surface = pygame.Surface((320, 200))
    canvas: Canvas = SurfaceCanvas(surface)
    hung = art.card(canvas, art.level("my-own"), 0, 0, 320)
    assert (hung.w, hung.h) == (320, 200)
    assert len(np.unique(pygame.surfarray.array3d(surface).reshape(-1, 3), axis=0)) > 3
    art.draw(RecordingCanvas(), art.level("my-own"), Rect(0, 0, 10, 10))
