"""The pictures of these pages, made anew by `python docs/screenshots.py`: every view of the game, without a window.

Every stop of the tour through level 2 that the tests take as well (tests/tour.py), and the floor at work. The game must
be set up for tests (`python3 dev.py test` does that): Pillow makes the files small.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
DOCS = Path(__file__).resolve().parent
sys.path[:0] = [str(DOCS.parent), str(DOCS.parent / "tests")]

import pygame  # noqa: E402  (a script: the driver first, and the checkout first on the path)
from PIL import Image  # noqa: E402
from recording import Hand  # noqa: E402
from tour import go, tour  # noqa: E402

from game.views.play import Play  # noqa: E402
from game.window.app import scale_for  # noqa: E402
from game.window.session import Session  # noqa: E402
from game.window.shelf import Shelf  # noqa: E402
from game.window.surface import SurfaceCanvas  # noqa: E402
from sim import load_level  # noqa: E402
from sim.clock import DAY, HOUR  # noqa: E402

SIZE = (1280, 720)
COLOURS = 200


def shoot(surface: pygame.Surface, name: str) -> None:
    """Write docs/images/`name`.png."""
    whole = Image.frombytes("RGB", surface.get_size(), pygame.image.tobytes(surface, "RGB"))
    path = DOCS / "images" / f"{name.replace(', ', '-').replace(' ', '-')}.png"
    whole.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    sys.stdout.write(f"wrote {path.relative_to(DOCS.parent)}\n")


def at_work(canvas: SurfaceCanvas, shelf: Shelf) -> None:
    """Level 1 on a Tuesday morning, with time running: barriers, lines, thoughts."""
    session = shelf.begin(load_level("01-handled"))
    assert isinstance(session, Session)
    go(session, 8 * DAY + 9.6 * HOUR)
    hand = Hand(Play(shelf, session), canvas)
    session.set_speed(2)
    hand.tick(420)


def main() -> None:
    """Every picture."""
    pygame.display.init()
    pygame.font.init()
    surface = pygame.display.set_mode(SIZE)
    canvas = SurfaceCanvas(surface, scale_for(*SIZE))
    with tempfile.TemporaryDirectory() as folder:
        at_work(canvas, Shelf(Path(folder) / "floor"))
        shoot(surface, "at-work")
        for name in tour(Shelf(Path(folder) / "newcomer"), load_level("01-handled"), canvas):
            if name == "tutorial":
                shoot(surface, name)
                break
        for name in tour(Shelf(Path(folder)), load_level("02-one-time-approval"), canvas):
            shoot(surface, name)


if __name__ == "__main__":
    main()
