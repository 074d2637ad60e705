"""The look, in one place: warm paper and ink, flat, calm, safe for colour-blind eyes, never colour alone.

Accents are from the Okabe-Ito palette (Okabe & Ito 2008), toned to paper.
"""

from __future__ import annotations

from typing import Final

from game.views.canvas import Colour

PALETTES: Final = ("paper",)

PAPER: Final = (247, 241, 230)
PAPER_DEEP: Final = (236, 227, 210)
CARD: Final = (253, 250, 243)
INK: Final = (43, 40, 36)
INK_SOFT: Final = (106, 98, 88)
INK_FAINT: Final = (176, 166, 150)
LINE: Final = (214, 203, 184)
LINE_SOFT: Final = (229, 220, 204)
NIGHT: Final = (62, 66, 88)
SHADE: Final = (43, 40, 36, 120)
"""Over what an overlay covers."""
SHADOW: Final = (90, 70, 40, 36)
"""Under what floats."""

BLUE: Final = (38, 107, 160)
BLUE_PALE: Final = (215, 228, 236)
ORANGE: Final = (214, 128, 22)
ORANGE_PALE: Final = (249, 232, 206)
GREEN: Final = (30, 132, 96)
GREEN_PALE: Final = (214, 232, 221)
RED: Final = (190, 74, 28)
RED_PALE: Final = (246, 222, 208)
PURPLE: Final = (150, 92, 136)
SKY: Final = (90, 160, 204)
YELLOW: Final = (226, 190, 64)

GOOD: Final = GREEN
BAD: Final = RED
ACCENT: Final = BLUE

DESK_COLOURS: Final = {
    "frontline": BLUE,
    "billing": PURPLE,
    "technical": GREEN,
    "retention": ORANGE,
    "supervisors": INK_SOFT,
    "executive": (112, 70, 74),
    "back_office": (58, 118, 128),
}

MINUTE_COLOURS: Final = {
    "talk_min": GREEN,
    "hold_min": INK_FAINT,
    "reexplain_min": SKY,
    "argue_min": RED,
    "approval_min": YELLOW,
    "loop_min": PURPLE,
}
"""The powerlessness bill, everywhere in this order and these colours."""

TINY: Final = 12.0
SMALL: Final = 13.0
BODY: Final = 15.0
HEAD: Final = 19.0
TITLE: Final = 30.0
HUGE: Final = 64.0
GAP: Final = 12.0


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """`a` with a `share` of `b`."""
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )
