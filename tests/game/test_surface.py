"""The canvas on a surface: crisp at any scale, smooth edges, see-through colours, pictures kept by content."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from math import sin

import numpy as np
import pygame
import pytest

from conftest import ROOT
from game.views.canvas import Canvas, Rect
from game.window import fonts
from game.window.app import scale_for
from game.window.fonts import Faces
from game.window.surface import Sprites, SurfaceCanvas, stroke

WHITE, BLACK, RED = (255, 255, 255), (0, 0, 0), (200, 0, 0)


@pytest.fixture
def canvas() -> SurfaceCanvas:
    """A white one."""
    pygame.display.init()
    canvas = SurfaceCanvas(pygame.Surface((200, 100)), 1.0)
    canvas.clear(WHITE)
    return canvas


def at(canvas: SurfaceCanvas, x: int, y: int) -> tuple[int, ...]:
    """The colour of a pixel."""
    return tuple(canvas.surface.get_at((x, y)))[:3]


def inked(canvas: SurfaceCanvas) -> pygame.Rect:
    """What isn't white."""
    mask = pygame.mask.from_threshold(canvas.surface, WHITE, (8, 8, 8, 255))
    mask.invert()
    boxes = mask.get_bounding_rects()
    return boxes[0].unionall(boxes[1:]) if boxes else pygame.Rect(0, 0, 0, 0)


@pytest.mark.parametrize(
    ("size", "scale"), [((1280, 720), 1), ((3840, 2160), 3), ((1920, 1200), 1.5), ((1024, 600), 0.9)]
)
def test_the_scale_follows_the_window(size: tuple[int, int], scale: float) -> None:
    """One at 1280x720, three at 4K, and never so small that letters can't be read."""
    assert scale_for(*size) == pytest.approx(scale)
    assert scale_for(*size, text=2) == pytest.approx(2 * scale)


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.37, 2.0])
def test_neighbours_share_their_edge_at_any_scale(scale: float) -> None:
    """No seam and no overlap between rectangles that touch."""
    canvas = SurfaceCanvas(pygame.Surface((220, 40)), scale)
    canvas.clear(WHITE)
    for n in range(7):
        canvas.rect(Rect(n * 13.3, 0, 13.3, 20), BLACK if n % 2 else RED)
    row = [at(canvas, x, 5) for x in range(round(7 * 13.3 * scale))]
    assert WHITE not in row


def test_edges_are_smooth(canvas: SurfaceCanvas) -> None:
    """Between ink and paper lie shades: on circles, slanted lines, polygons, corners."""
    canvas.circle(30, 30, 14.3, BLACK)
    canvas.polygon([(60, 10), (95, 50), (60, 50)], BLACK)
    canvas.lines([(110, 10), (140, 50), (150, 12)], BLACK, width=3)
    canvas.rect(Rect(160, 10, 30, 30), BLACK, radius=9)
    for left, right in ((10, 50), (58, 98), (105, 155), (158, 192)):
        shades = {at(canvas, x, y) for x in range(left, right) for y in range(8, 54)}
        assert len(shades) > 6, (left, right)


def test_a_circle_stands_where_it_should(canvas: SurfaceCanvas) -> None:
    """Its box is its centre and radius, to a pixel."""
    canvas.circle(50, 40, 20, BLACK)
    box = inked(canvas)
    assert abs(box.centerx - 50) <= 1
    assert abs(box.centery - 40) <= 1
    assert 39 <= box.w <= 42


def test_see_through_colours_mix(canvas: SurfaceCanvas) -> None:
    """Half black over white is grey, for every shape."""
    half = (0, 0, 0, 128)
    canvas.rect(Rect(0, 0, 20, 20), half)
    canvas.rect(Rect(30, 0, 30, 30), half, radius=8)
    canvas.circle(80, 15, 12, half)
    canvas.polygon([(100, 0), (130, 0), (130, 30), (100, 30)], half)
    canvas.lines([(140, 15), (190, 15)], half, width=8)
    for x, y in ((10, 10), (45, 15), (80, 15), (115, 15), (165, 15)):
        assert all(120 <= part <= 135 for part in at(canvas, x, y)), (x, y, at(canvas, x, y))


def test_large_shapes_are_drawn_directly(canvas: SurfaceCanvas) -> None:
    """A polygon as large as a window is no sprite."""
    big = SurfaceCanvas(pygame.Surface((900, 700)), 1.0)
    big.clear(WHITE)
    big.polygon([(0, 0), (880, 20), (860, 690), (10, 660)], RED, line=BLACK, width=2)
    assert at(big, 400, 300) == RED


@pytest.mark.parametrize("size", [11, 13, 15, 22, 40])
def test_words_take_the_room_they_were_measured_to_take(canvas: SurfaceCanvas, size: float) -> None:
    """What is drawn lies inside the measured box, whatever the alignment."""
    text = "Please hold 10,317"
    wide, high = canvas.measure(text, size=size)
    for align, x in (("left", 10.0), ("centre", 100.0), ("right", 190.0)):
        canvas.clear(WHITE)
        canvas.text(x, 20, text, size=size, colour=BLACK, align=align)  # type: ignore[arg-type]
        left = {"left": x, "centre": x - wide / 2, "right": x - wide}[align]
        box = inked(canvas).clip(pygame.Rect(0, 0, 200, 100))
        assert box.w > 0
        assert box.x >= max(0, left - 2)
        assert box.right <= min(200, left + wide + 2)
        assert box.y >= 20
        assert box.bottom <= 20 + high + 1


def test_words_grow_with_the_scale_not_by_enlarging() -> None:
    """At twice the scale the letters have more detail: they are drawn anew."""
    small, large = (SurfaceCanvas(pygame.Surface((400, 80)), scale) for scale in (1.0, 2.0))
    for canvas in (small, large):
        canvas.clear(WHITE)
        canvas.text(5, 5, "Handled", size=20, colour=BLACK)
    ratio = inked(large).w / inked(small).w
    assert 1.9 < ratio < 2.1
    assert small.measure("Handled", size=20)[0] == pytest.approx(large.measure("Handled", size=20)[0], abs=1.5)


def test_a_kept_picture_is_painted_again_only_when_its_content_changes(canvas: SurfaceCanvas) -> None:
    """Same content, same place: a copy. And it lands where it was painted."""
    painted: list[int] = []
    box = Rect(20, 10, 60, 40)

    def paint(inner: Canvas) -> None:
        painted.append(1)
        inner.rect(Rect(30, 20, 10, 10), RED)

    for content in (1, 1, 1, 2):
        canvas.clear(WHITE)
        canvas.kept("a", content, box, paint, ground=BLACK)
        assert at(canvas, 35, 25) == RED
        assert at(canvas, 22, 12) == BLACK
        assert at(canvas, 10, 5) == WHITE
    assert len(painted) == 2
    canvas.kept("a", 2, Rect(20, 10, 50, 40), paint, ground=BLACK)
    assert len(painted) == 3


def test_what_is_clipped_stays_inside(canvas: SurfaceCanvas) -> None:
    """Until the clip is taken off."""
    canvas.clip(Rect(0, 0, 50, 50))
    canvas.rect(Rect(0, 0, 200, 100), RED)
    canvas.clip(None)
    assert at(canvas, 40, 40) == RED
    assert at(canvas, 60, 40) == WHITE


def test_the_sprites_forget_what_is_oldest() -> None:
    """Bounded by pixels, so that a long evening doesn't fill the memory."""
    sprites = Sprites(10_000)
    for n in range(50):
        sprites.keep(n, pygame.Surface((30, 30)))
    assert sprites.get(0) is None
    assert sprites.get(49) is not None


def test_the_typefaces_are_installed_and_their_lack_is_survived(monkeypatch: pytest.MonkeyPatch) -> None:
    """The packages that pyproject.toml names hold the files; without them Pygame's own font stands in."""
    assert all(fonts.locate(weight) is not None for weight in fonts.FILES)
    monkeypatch.setattr(fonts, "find_spec", lambda package: None)
    assert Faces().face("bold", 15).size("Hold")[0] > 0


@pytest.mark.parametrize("mark", "…×·—≤≥$%éüß")
def test_the_typefaces_have_the_characters_we_use(mark: str) -> None:
    """A missing character would be drawn as a box."""
    for weight in fonts.FILES:
        face = Faces().face(weight, 15)
        metrics = face.metrics(mark)
        assert metrics[0] is not None, (weight, mark)


@pytest.mark.parametrize(("broad", "ink"), [(1.0, 30), (3.0, 90), (6.0, 180)])
def test_a_line_covers_its_length_times_its_breadth(broad: float, ink: float) -> None:
    """Whatever its direction: flat, upright or slanted, 30 pixels long with round ends."""
    for dx, dy in ((30, 0), (0, 30), (18, 24)):
        cover = stroke([(20, 20), (20 + dx, 20 + dy)], broad, (80, 80))
        assert cover.sum() == pytest.approx(ink + 3.15 * (broad / 2) ** 2, rel=0.12)
        assert cover.max() <= 1


def test_a_bent_line_has_no_gap_and_no_knot() -> None:
    """Where two pieces meet nothing is inked twice."""
    points = [(10.0, 10.0), (40.0, 10.0), (40.0, 40.0)]
    cover = stroke(points, 4, (60, 60))
    assert cover.max() <= 1
    assert np.all(cover[12:40, 9:11] == 1)


@pytest.mark.parametrize("broad", [1.0, 2.3, 7.0])
def test_a_curve_is_the_sum_of_its_pieces(broad: float) -> None:
    """Hundreds of pieces drawn at once are drawn as each would be by itself: steep, flat, upright, back, a point."""
    bends = [(20 + 3.7 * n, 60 + 40 * sin(n * n)) for n in range(40)]
    points = [*bends, (bends[-1][0], 90.25), (30.0, 90.25), (30.0, 90.25), (70.0, 50.25)]
    alone = [stroke(pair, broad, (200, 120)) for pair in pairwise(points)]
    assert np.array_equal(stroke(points, broad, (200, 120)), np.maximum.reduce(alone))


def test_dashes_and_gaps_are_equally_long_round_every_corner() -> None:
    """They are counted along the line: where it bends, a dash bends with it."""
    cover = stroke([(10.0, 10.0), (36.0, 10.0), (36.0, 40.0)], 1, (60, 60), dash=10)
    along = [*(cover[x, 10] > 0 for x in range(10, 36)), *(cover[36, y] > 0 for y in range(10, 40))]
    wanted = [n // 10 % 2 == 0 for n in range(56)]
    ends = [n for n in range(56) if n % 10 in (0, 9)]  # round: half a pixel may be the neighbour's
    assert [on for n, on in enumerate(along) if n not in ends] == [on for n, on in enumerate(wanted) if n not in ends]


DRAWING = """
import hashlib, os, sys
os.environ["SDL_VIDEODRIVER"] = "dummy"
import pygame
from game.views.canvas import Rect
from game.window.surface import SurfaceCanvas
pygame.display.init()
canvas = SurfaceCanvas(pygame.Surface((300, 200)), 1.37)
canvas.clear((255, 255, 255))
for n in range(40):
    canvas.lines([(100, 70), (100 + n * 1.3, 20 + n * 1.7)], (n * 6, 0, 0), width=0.7 + n / 20)
    canvas.lines([(5 + n, 90), (9 + n, 110.5), (7 + n * 2, 130)], (0, n * 6, 0), width=1 + n / 13)
canvas.polygon([(0, 0), (219, 3), (210, 140), (8, 133)], line=(0, 0, 90), width=2)
canvas.circle(150, 100, 20.3, (1, 2, 3), line=(90, 90, 0))
canvas.text(20, 20, "Please hold", size=17, colour=(0, 0, 0))
print(hashlib.sha256(pygame.image.tobytes(canvas.surface, "RGB")).hexdigest())
"""


def test_the_same_picture_is_the_same_in_every_run() -> None:
    """To the last pixel: in three processes of their own, with other addresses and other hashes."""
    hashes = set()
    for seed in ("1", "2", "3"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
        done = subprocess.run(
            [sys.executable, "-c", DRAWING], cwd=ROOT, env=env, capture_output=True, text=True, check=True, timeout=60
        )
        hashes.add(done.stdout)
    assert len(hashes) == 1
