"""The album: what the tours look like, kept as small pictures to compare with; `python tests/album.py` takes it anew.

Each tour is one sheet: a picture of every stop, shrunk to `WIDE` pixels and to few colours, row by row, and its names
in `tours.json`. Pictures are taken of a real window: with a display that is where they are shown, else SDL's dummy
stands in; the letters are the same. Small ones on purpose: they are for finding what has moved, is gone or lies upon
another, not for counting pixels, and another build of the font library may shade a letter differently.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]
if not os.environ.get("DISPLAY"):
    os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame  # noqa: E402  (a script: the driver first, and the checkout first on the path)
from PIL import Image  # noqa: E402
from tour import tour  # noqa: E402

from game.window.app import scale_for  # noqa: E402
from game.window.shelf import Shelf  # noqa: E402
from game.window.surface import SurfaceCanvas  # noqa: E402
from sim.levelfile import load_level  # noqa: E402

FOLDER = HERE / "pictures"
NAMES = FOLDER / "tours.json"
LEVELS = ("01-handled", "04-same-queue-again", "sandbox")
SIZES = ((1024, 600), (1280, 720), (1920, 1080))
TEXTS = (1.0, 2.0)
WIDE, COLUMNS, COLOURS = 256, 6, 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """One tour: a level at a size of window and of letters."""

    level: str
    size: tuple[int, int]
    text: float

    @property
    def name(self) -> str:
        """The sheet's name."""
        return f"{self.level}-{self.size[0]}x{self.size[1]}-{self.text:g}"

    @property
    def high(self) -> int:
        """How high a shrunk picture is."""
        return round(WIDE * self.size[1] / self.size[0])


TRIPS = tuple(Trip(level=level, size=size, text=text) for level in LEVELS for size in SIZES for text in TEXTS)


def shots(trip: Trip, large: Path | None = None) -> dict[str, Image.Image]:
    """The small pictures of a tour by name, taken from a window of its own; the whole ones go into `large`."""
    pygame.display.init()
    pygame.font.init()
    window = pygame.display.set_mode(trip.size)
    canvas = SurfaceCanvas(window, scale_for(*trip.size, trip.text))
    found: dict[str, Image.Image] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in tour(Shelf(Path(folder)), load_level(trip.level), canvas):
            pygame.display.flip()
            if large:
                pygame.image.save(window, large / f"{name}.png")
            whole = Image.frombytes("RGB", trip.size, pygame.image.tobytes(window, "RGB"))
            assert name not in found, f"the tour comes by {name} twice"
            found[name] = whole.resize((WIDE, trip.high), Image.Resampling.BOX)
    return found


def sheet(pictures: list[Image.Image]) -> Image.Image:
    """All pictures of a tour on one sheet, in few colours."""
    wide, high = pictures[0].size
    whole = Image.new("RGB", (wide * COLUMNS, high * -(-len(pictures) // COLUMNS)))
    for n, picture in enumerate(pictures):
        few = picture.quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")
        whole.paste(few, (n % COLUMNS * wide, n // COLUMNS * high))
    return whole


def kept(trip: Trip, folder: Path = FOLDER) -> dict[str, Image.Image]:
    """The pictures of a tour as they are kept in `folder`."""
    names = json.loads((folder / NAMES.name).read_text("utf-8"))[trip.name]
    with Image.open(folder / f"{trip.name}.webp") as file:
        whole = file.convert("RGB")
    boxes = [(n % COLUMNS * WIDE, n // COLUMNS * trip.high) for n in range(len(names))]
    return {name: whole.crop((x, y, x + WIDE, y + trip.high)) for name, (x, y) in zip(names, boxes, strict=True)}


def main() -> None:
    """Take the album anew, or one tour of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", metavar="TEXT", default="", help="only tours whose name has TEXT in it")
    parser.add_argument("--out", type=Path, default=FOLDER, metavar="FOLDER", help="where to write the sheets")
    parser.add_argument("--large", type=Path, metavar="FOLDER", help="write the whole pictures there as well")
    asked = parser.parse_args()
    out, file = asked.out, asked.out / NAMES.name
    out.mkdir(parents=True, exist_ok=True)
    names = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    for trip in (trip for trip in TRIPS if asked.only in trip.name):
        large = asked.large / trip.name if asked.large else None
        if large:
            large.mkdir(parents=True, exist_ok=True)
        found = shots(trip, large)
        sheet(list(found.values())).save(out / f"{trip.name}.webp", lossless=True, method=6)
        names[trip.name] = list(found)
        file.write_text(json.dumps(names, indent=1, sort_keys=True) + "\n", "utf-8")
        sys.stdout.write(f"{trip.name}: {len(found)} pictures\n")


if __name__ == "__main__":
    main()
