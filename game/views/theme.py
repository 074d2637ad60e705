"""The look, in one place: warm paper and ink, flat, calm, safe for colour-blind eyes, never colour alone.

Rules of this file: `use` changes every name below while the game runs. Whoever draws writes `theme.INK` where he draws
and keeps no copy (in a constant, a default or a table): a test looks for them. What is written in a colour, or on one,
is written in `ink(colour)` and `on(colour)`, which can be read in every palette.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from typing import Final, Literal

from game.views.canvas import Colour
from game.views.palettes import PALETTES, Opaque, Palette

_FIRST: Final = PALETTES["paper"]

PAPER: Opaque = _FIRST.paper
PAPER_DEEP: Opaque = _FIRST.paper_deep
CARD: Opaque = _FIRST.card
INK: Opaque = _FIRST.ink
INK_SOFT: Opaque = _FIRST.ink_soft
INK_FAINT: Opaque = _FIRST.ink_faint
LINE: Opaque = _FIRST.line
LINE_SOFT: Opaque = _FIRST.line_soft
NIGHT: Opaque = _FIRST.night
SHADE: Colour = _FIRST.shade
"""Over what an overlay covers."""
SHADOW: Colour = _FIRST.shadow
"""Under what floats."""

BLUE: Opaque = _FIRST.blue
BLUE_PALE: Opaque = _FIRST.blue_pale
ORANGE: Opaque = _FIRST.orange
ORANGE_PALE: Opaque = _FIRST.orange_pale
GREEN: Opaque = _FIRST.green
GREEN_PALE: Opaque = _FIRST.green_pale
RED: Opaque = _FIRST.red
RED_PALE: Opaque = _FIRST.red_pale
PURPLE: Opaque = _FIRST.purple
SKY: Opaque = _FIRST.sky
YELLOW: Opaque = _FIRST.yellow
MUD: Opaque = _FIRST.mud
TEAL: Opaque = _FIRST.teal

GOOD: Opaque = GREEN
BAD: Opaque = RED
ACCENT: Opaque = BLUE

Hue = Literal[
    "INK", "INK_SOFT", "INK_FAINT", "BLUE", "ORANGE", "GREEN", "RED", "PURPLE", "SKY", "YELLOW", "MUD", "TEAL",
    "GOOD", "BAD", "ACCENT",
]  # fmt: skip
"""A colour's name here, for tables that outlive a palette."""
DESKS: Final[Mapping[str, Hue]] = {
    "frontline": "BLUE",
    "billing": "PURPLE",
    "technical": "GREEN",
    "retention": "ORANGE",
    "supervisors": "INK_SOFT",
    "executive": "MUD",
    "back_office": "TEAL",
}
MINUTES: Final[Mapping[str, Hue]] = {
    "talk_min": "GREEN",
    "hold_min": "INK_FAINT",
    "reexplain_min": "SKY",
    "argue_min": "RED",
    "approval_min": "YELLOW",
    "loop_min": "PURPLE",
}
"""The powerlessness bill, everywhere in this order and these colours."""
DESK_COLOURS: dict[str, Opaque] = {}
MINUTE_COLOURS: dict[str, Opaque] = {}

TINY: float = 12.0
SMALL: float = 13.0
BODY: Final = 15.0
HEAD: Final = 19.0
TITLE: Final = 30.0
HUGE: Final = 64.0
GAP: Final = 12.0
RING: float = 2.0
"""How broad the ring is about what has the focus."""
BOLD: float = 1.0
"""Times which lines are as broad as they are drawn."""

READABLE: Final = 4.5
"""Contrast from which on text can be read (WCAG 2.2, 1.4.3)."""
_inks: dict[tuple[Opaque, Opaque], Opaque] = {}
_worn = [_FIRST]
_NAMES: Final = tuple(one.name for one in fields(Palette))


def use(name: str, *, projector: bool = False) -> None:
    """From now on, draw in the palette `name`; for a projector in the one of high contrast, no letter small."""
    large = {"TINY": 14.0, "SMALL": 14.0, "RING": 3.5, "BOLD": 1.5}
    globals().update(large if projector else {"TINY": 12.0, "SMALL": 13.0, "RING": 2.0, "BOLD": 1.0})
    _wear(PALETTES["contrast" if projector else name])


@contextmanager
def daylight() -> Iterator[None]:
    """Meanwhile, draw on bright ground with dark ink, whatever the palette: for pictures that have their own light."""
    if _luminance(PAPER) > _luminance(INK):
        yield
        return
    now = _worn[0]
    _wear(_FIRST)
    try:
        yield
    finally:
        _wear(now)


def _wear(palette: Palette) -> None:
    _worn[0] = palette
    now = {name.upper(): getattr(palette, name) for name in _NAMES}
    globals().update(now | {"GOOD": palette.green, "BAD": palette.red, "ACCENT": palette.blue})
    DESK_COLOURS.update({desk: named(hue) for desk, hue in DESKS.items()})
    MINUTE_COLOURS.update({minute: named(hue) for minute, hue in MINUTES.items()})


def named(hue: Hue) -> Opaque:
    """The colour of that name, now."""
    colour: Opaque = globals()[hue]
    return colour


def mix(a: Colour, b: Colour, share: float) -> Opaque:
    """`a` with a `share` of `b`."""
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )


def contrast(a: Colour, b: Colour) -> float:
    """How well one can be read on the other: 1, not at all, to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    r, g, b = (c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour[:3])
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def on(ground: Colour) -> Opaque:
    """What to write in on `ground`: card or ink if that can be read, else white or black."""
    for tone in (CARD, INK, (255, 255, 255)):
        if contrast(tone, ground) >= READABLE:
            return tone
    return (0, 0, 0)


def ink(colour: Opaque) -> Opaque:
    """`colour` to write in on paper or a card: as much nearer to ink as it takes to be read."""
    found = _inks.get((colour, INK))
    if found is None:
        shares = (n / 20 for n in range(21))
        tones = (mix(colour, INK, share) for share in shares)
        found = next((tone for tone in tones if contrast(tone, PAPER) >= READABLE), INK)
        _inks[colour, INK] = found
    return found


use("paper")
