"""Settings: how the game looks, sounds and is worked, for one player; nothing of it changes a run.

Rules of this file: values only. A view reads `foyer.settings` whenever it draws and keeps no copy, so that a change
takes effect at once; where they are kept is the window's business. What is not within bounds here never gets into a
`Settings`: whoever reads them from outside checks first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

LEAST_TEXT: Final = 0.8
MOST_TEXT: Final = 2.0
TEXT_STEP: Final = 0.1
"""Text size goes in such steps."""
PROJECTOR: Final = 1.25
"""What projector mode makes of the text size, within bounds."""
VOLUME_STEP: Final = 0.05


class Sound(StrEnum):
    """A kind of sound, with a volume of its own."""

    CUES = "cues"
    """Short signs that something happened or was pressed."""
    ROOM = "room"
    """The murmur of the room."""
    HOLD = "hold"
    """The hold music."""


class Cards(StrEnum):
    """Which event cards stop time."""

    ALWAYS = "always"
    CHOICE = "choice"
    """Only those that name something in the player's hands."""
    NEVER = "never"


VOLUMES: Final[Mapping[str, float]] = {Sound.CUES: 0.7, Sound.ROOM: 0.4, Sound.HOLD: 0.4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a player has set."""

    language: str = ""
    """One of `words.languages()`; nothing: the system's, if there are words for it."""
    text: float = 1.0
    """Size of letters and all that goes with them, `LEAST_TEXT` to `MOST_TEXT`."""
    palette: str = "paper"
    """One of `palettes.PALETTES`."""
    projector: bool = False
    """Large, of high contrast, with thick lines: for the back row."""
    calm: bool = False
    """Reduced motion."""
    captions: bool = False
    """What can be heard can be read."""
    hints: bool = True
    """Unasked-for hints; the key for one always works."""
    thoughts: bool = True
    """What customers think, over their heads."""
    cards: str = Cards.ALWAYS
    """Which event cards stop time, one of `Cards`; the others wait until they are looked at."""
    unveiled: bool = False
    """The Ledgers show what is true before attention has bought it."""
    full: bool = False
    """Full screen."""
    volume: Mapping[str, float] = field(default_factory=lambda: VOLUMES)
    """0 to 1 for each kind of `Sound`."""
    muted: frozenset[str] = frozenset()
    """Kinds of `Sound` that are silent, whatever their volume."""
    silent: bool = False
    """All sound off, whatever else is set: what was muted one by one is so still when it is on again."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys that do something else than they did at first: by `keys.Act`, named as in `keys.Binding.key`."""

    @property
    def scale(self) -> float:
        """How much larger than at first everything is, projector mode included."""
        return min(MOST_TEXT, self.text * PROJECTOR) if self.projector else self.text

    @property
    def unheard(self) -> frozenset[str]:
        """Kinds of `Sound` of which nothing is heard."""
        return frozenset(Sound) if self.silent else self.muted

    def loudness(self, sound: Sound) -> float:
        """The volume to play a kind of sound at, 0 to 1."""
        return 0.0 if sound in self.unheard else self.volume.get(sound, VOLUMES[sound])
