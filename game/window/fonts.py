"""Typefaces: which files draw the words, and the one place that knows.

Rules of this file: the files come from installed packages under the SIL Open Font License (Source Sans, Source Serif),
nothing is copied into this project. A package that is missing costs looks, never a crash: Pygame's own font stands in.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pygame

from game.views.canvas import Weight

FILES: Final[dict[Weight, tuple[str, str]]] = {
    "regular": ("font_source_sans_pro", "files/SourceSansPro-Regular.ttf"),
    "bold": ("font_source_sans_pro", "files/SourceSansPro-Semibold.ttf"),
    "title": ("font_source_serif_pro", "files/SourceSerifPro-Semibold.ttf"),
}


def locate(weight: Weight) -> Path | None:
    """The file that draws `weight`; `None` if its package isn't installed. Imports nothing."""
    package, name = FILES[weight]
    spec = find_spec(package)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        file = Path(place) / name
        if file.is_file():
            return file
    return None


class Faces:
    """Fonts by weight and size in pixels, each opened once."""

    __slots__ = ("_files", "_fonts")

    def __init__(self) -> None:
        pygame.font.init()
        self._files = {weight: locate(weight) for weight in FILES}
        self._fonts: dict[tuple[Weight, int], pygame.font.Font] = {}

    def face(self, weight: Weight, pixels: int) -> pygame.font.Font:
        """The font of `weight` whose em is `pixels` high."""
        key = (weight, pixels)
        font = self._fonts.get(key)
        if font is None:
            file = self._files[weight]
            font = pygame.font.Font(file, pixels)
            font.set_bold(file is None and weight != "regular")
            self._fonts[key] = font
        return font
