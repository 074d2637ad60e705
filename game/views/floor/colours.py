"""Colours of the floor that the theme doesn't have: wood, chalk, desks, and any colour at dusk."""

from __future__ import annotations

from typing import Final

from game.views import theme
from game.views.canvas import Colour
from game.views.theme import mix

WOOD: Final[Colour] = (206, 170, 124)
WOOD_DARK: Final[Colour] = (164, 126, 86)
CHALK: Final[Colour] = (253, 250, 243)
DUSK: Final[Colour] = (44, 48, 78)
LIGHTS: Final = 4
"""Steps of the light in the room."""
SPARE: Final[tuple[Colour, ...]] = ((132, 96, 66), (92, 128, 132), (164, 84, 92))
"""For desks that the theme has no colour for."""


def in_light(colour: Colour, light: int) -> Colour:
    """A colour while the lamps are on (0) or off (`LIGHTS`)."""
    return mix(colour, DUSK, 0.74 * light / LIGHTS)


def desk_colour(name: str) -> Colour:
    """The colour of a desk's sign and furniture."""
    spare = (theme.SKY, *SPARE)
    return theme.DESK_COLOURS.get(name) or spare[sum(map(ord, name)) % len(spare)]
