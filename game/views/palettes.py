"""Palettes: the sets of colours that the game can be drawn in.

Rules of this file: colours only, no place where they are used. What each set promises (contrast of ink on its grounds,
distance of the colours that mean something to eyes that lack one kind of cone) is stated in
tests/game/test_palettes.py; they were found by search for that, as near as can be to the hues of Okabe & Ito (2008).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

Opaque = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """A set of colours; `theme` has each under its name in capitals."""

    paper: Opaque = (247, 241, 230)
    paper_deep: Opaque = (236, 227, 210)
    card: Opaque = (253, 250, 243)
    ink: Opaque = (43, 40, 36)
    ink_soft: Opaque = (106, 98, 88)
    ink_faint: Opaque = (176, 166, 150)
    line: Opaque = (214, 203, 184)
    line_soft: Opaque = (229, 220, 204)
    night: Opaque = (62, 66, 88)
    shade: tuple[int, int, int, int] = (43, 40, 36, 120)
    shadow: tuple[int, int, int, int] = (90, 70, 40, 36)

    blue: Opaque = (38, 107, 160)
    blue_pale: Opaque = (215, 228, 236)
    orange: Opaque = (208, 122, 18)
    orange_pale: Opaque = (249, 232, 206)
    green: Opaque = (26, 122, 88)
    green_pale: Opaque = (214, 232, 221)
    red: Opaque = (184, 68, 24)
    red_pale: Opaque = (246, 222, 208)
    purple: Opaque = (146, 88, 132)
    sky: Opaque = (90, 160, 204)
    yellow: Opaque = (226, 190, 64)
    mud: Opaque = (112, 70, 74)
    teal: Opaque = (58, 118, 128)


PAPER: Final = Palette()
RED_GREEN: Final = replace(
    PAPER,
    ink_soft=(67, 70, 79),
    ink_faint=(186, 171, 155),
    blue=(14, 108, 165),
    orange=(200, 116, 6),
    green=(80, 118, 81),
    green_pale=(220, 230, 220),
    red=(143, 15, 0),
    red_pale=(243, 216, 208),
    purple=(88, 55, 117),
    sky=(112, 176, 219),
    yellow=(224, 188, 62),
    mud=(145, 102, 119),
    teal=(60, 146, 168),
)
"""For eyes without cones for red (protanopia) or green (deuteranopia), or with other ones."""
BLUE_YELLOW: Final = replace(
    PAPER,
    ink_soft=(100, 95, 84),
    ink_faint=(179, 168, 154),
    blue=(65, 68, 111),
    blue_pale=(222, 223, 234),
    orange=(202, 118, 13),
    green=(32, 120, 86),
    red=(179, 51, 14),
    purple=(131, 73, 119),
    sky=(97, 166, 210),
    yellow=(221, 186, 59),
    mud=(169, 119, 118),
    teal=(104, 142, 150),
)
"""For eyes without cones for blue (tritanopia), or with other ones."""
CONTRAST: Final = Palette(
    paper=(255, 255, 255),
    paper_deep=(240, 240, 240),
    card=(255, 255, 255),
    ink=(10, 10, 10),
    ink_soft=(82, 77, 70),
    ink_faint=(118, 118, 118),
    line=(128, 128, 128),
    line_soft=(176, 176, 176),
    night=(36, 40, 64),
    shade=(0, 0, 0, 150),
    shadow=(0, 0, 0, 60),
    blue=(25, 81, 142),
    blue_pale=(222, 234, 246),
    orange=(186, 104, 0),
    orange_pale=(255, 236, 208),
    green=(20, 62, 9),
    green_pale=(222, 238, 218),
    red=(164, 0, 42),
    red_pale=(252, 222, 226),
    purple=(110, 51, 93),
    sky=(81, 150, 191),
    yellow=(231, 195, 66),
    mud=(75, 45, 56),
    teal=(58, 117, 126),
)
"""Nearly black on white; a projector in daylight leaves of any other little."""
EVENING: Final = Palette(
    paper=(36, 36, 42),
    paper_deep=(52, 52, 60),
    card=(44, 44, 51),
    ink=(238, 233, 224),
    ink_soft=(192, 186, 176),
    ink_faint=(129, 123, 114),
    line=(82, 80, 86),
    line_soft=(64, 63, 70),
    night=(96, 104, 148),
    shade=(0, 0, 0, 140),
    shadow=(0, 0, 0, 90),
    blue=(126, 182, 232),
    blue_pale=(44, 62, 82),
    orange=(244, 158, 61),
    orange_pale=(84, 62, 38),
    green=(112, 206, 158),
    green_pale=(42, 72, 58),
    red=(240, 126, 96),
    red_pale=(88, 50, 44),
    purple=(204, 152, 194),
    sky=(64, 172, 232),
    yellow=(237, 212, 118),
    mud=(182, 130, 136),
    teal=(150, 222, 214),
)
"""Light on dark, for a Sunday that has got late."""

PALETTES: Final[Mapping[str, Palette]] = {
    "paper": PAPER,
    "red-green": RED_GREEN,
    "blue-yellow": BLUE_YELLOW,
    "contrast": CONTRAST,
    "evening": EVENING,
}
