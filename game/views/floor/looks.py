"""Looks: what tells one person from another, and his moods and poses.

Rules of this file:
- Tables only; `faces` and `figures` draw them.
- A customer looks the same on every call and in every run: looks come from his number, not from luck.
- Looks are few, so that their pictures stay few. Segments differ by hat, never by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from game.views.canvas import Colour
from sim.frames import Doing

# --- what he is ---------------------------------------------------------------------------------------------------


class Hat(IntEnum):
    """What tells one segment's customers from another's."""

    NONE = 0
    BOWLER = 1
    CAP = 2
    SUNHAT = 3
    BEANIE = 4
    BOW = 5


HAT_WORDS: Final = (
    ("business", Hat.BOWLER), ("youth", Hat.CAP), ("travel", Hat.SUNHAT), ("budget", Hat.BEANIE),
    ("everyday", Hat.NONE),
)  # fmt: skip
"""Which hat goes with which word in a segment's title; any other segment gets the hat of its number."""


def hat_of(number: int, title: str) -> Hat:
    """The hat of the segment `number` called `title`."""
    low = title.lower()
    for word, hat in HAT_WORDS:
        if word in low:
            return hat
    return Hat(number % len(Hat))


SKINS: Final[tuple[Colour, ...]] = ((244, 214, 186), (228, 186, 150), (196, 146, 108), (150, 104, 76), (108, 74, 56))
HAIRS: Final[tuple[Colour, ...]] = ((58, 46, 40), (104, 70, 46), (168, 112, 60), (142, 138, 132), (40, 38, 42))
SHIRTS: Final[tuple[Colour, ...]] = (
    (126, 164, 160), (206, 172, 110), (190, 132, 128), (150, 168, 120), (128, 146, 178), (180, 150, 178),
    (214, 196, 168),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """How one person looks."""

    skin: Colour
    hair: Colour
    hairdo: int
    shirt: Colour

    @property
    def key(self) -> str:
        """A name for it."""
        return f"{self.skin[0]}.{self.hair[0]}.{self.hairdo}.{self.shirt[0]}.{self.shirt[2]}"


def scatter(number: int, salt: int = 0) -> int:
    """A number that looks like luck and is always the same for the same `number`."""
    mixed = (number * 2654435761 + salt * 40503 + 12345) & 0xFFFFFFFF
    mixed ^= mixed >> 15
    mixed = mixed * 2246822519 & 0xFFFFFFFF
    return mixed ^ mixed >> 13


def look_of(number: int, shirt: Colour | None = None) -> Look:
    """The look of customer or CSR `number`: one of a dozen."""
    kind = scatter(number) % 12
    return Look(
        SKINS[(kind * 2 + 1) % 5], HAIRS[kind * 3 % 5], kind % 5, shirt or SHIRTS[kind * 5 % len(SHIRTS)]
    )  # fmt: skip


# --- how he is ----------------------------------------------------------------------------------------------------


class Mood(IntEnum):
    """A face: from the worst to the best, in five steps; and one too tired for either."""

    FURIOUS = 0
    SOUR = 1
    FLAT = 2
    CALM = 3
    GLAD = 4
    WEARY = 5


def level_of(share: float) -> int:
    """A share of 1 as one of the five faces."""
    return max(0, min(4, int(share * 5)))


class Pose(IntEnum):
    """What a body does: customers and CSRs on their feet, customers in a chair, and from `TALK` on CSRs in theirs."""

    STAND = 0
    STEP_LEFT = 1
    STEP_RIGHT = 2
    SIT = 3
    TALK = 4
    ARGUE = 5
    RAISE = 6
    STAMP = 7
    WRITE = 8
    REST = 9


DOING_POSES: Final[dict[Doing, Pose]] = {
    Doing.IDLE: Pose.REST,
    Doing.TALKING: Pose.TALK,
    Doing.ARGUING: Pose.ARGUE,
    Doing.AWAITING_APPROVAL: Pose.RAISE,
    Doing.APPROVING: Pose.STAMP,
    Doing.WRAPPING_UP: Pose.WRITE,
}
