"""Cues: the short sounds by name, what each is called in a caption, and whoever can play them.

Rules of this file:
1. A cue is a name. What it sounds like is the window's business; a browser may make it otherwise.
2. Nothing is told by sound alone: every cue stands for something that can be seen, too, and has its caption.
3. What goes on is asked for again in every picture, and fades when it isn't: whatever covers the game need not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from sim.words import later


class Cue(StrEnum):
    """Every short sound there is."""

    RING = "ring"
    GRANTED = "granted"
    DENIED = "denied"
    BARRIER = "barrier"
    COIN = "coin"
    HANG_UP = "hang up"
    CUT_OFF = "cut off"
    LEFT = "left"
    JOINED = "joined"
    POST = "post"
    GOSSIP = "gossip"
    CSR_QUIT = "csr quit"
    LINES_OPEN = "lines open"
    LINES_CLOSE = "lines close"
    EVENT = "event"
    HINT = "hint"
    WARNING = "warning"
    PAGE = "page"
    PENCIL = "pencil"
    STAMP = "stamp"
    REFUSED = "refused"
    UNDO = "undo"
    PAUSE = "pause"
    GO_ON = "go on"
    TAPE_START = "tape start"
    TAPE_STOP = "tape stop"
    TICK = "tick"
    STAR = "star"
    WON = "won"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounding:
    """What is known of a cue."""

    caption: str
    """In English, without brackets; `say` it when it is shown."""
    own: bool = False
    """The player's own hand made it: he knows, and no caption tells him."""


CUES: Mapping[Cue, Sounding] = {
    Cue.RING: Sounding(caption=later("a phone rings")),
    Cue.GRANTED: Sounding(caption=later("approval: two soft knocks")),
    Cue.DENIED: Sounding(caption=later("approval: a dull no")),
    Cue.BARRIER: Sounding(caption=later("barrier: clack")),
    Cue.COIN: Sounding(caption=later("a coin: credit given")),
    Cue.HANG_UP: Sounding(caption=later("somebody hangs up")),
    Cue.CUT_OFF: Sounding(caption=later("the line goes dead")),
    Cue.LEFT: Sounding(caption=later("a door closes: a customer leaves")),
    Cue.JOINED: Sounding(caption=later("a door chime: a customer joins")),
    Cue.POST: Sounding(caption=later("chirp: somebody posts")),
    Cue.GOSSIP: Sounding(caption=later("a whisper goes round")),
    Cue.CSR_QUIT: Sounding(caption=later("a carton is packed: a CSR quits")),
    Cue.LINES_OPEN: Sounding(caption=later("morning bell: lines open")),
    Cue.LINES_CLOSE: Sounding(caption=later("evening bell: lines closed")),
    Cue.EVENT: Sounding(caption=later("a knock: something has happened")),
    Cue.HINT: Sounding(caption=later("two notes: a hint")),
    Cue.WARNING: Sounding(caption=later("a low wooden tone: warning")),
    Cue.PAGE: Sounding(caption=later("a page is turned"), own=True),
    Cue.PENCIL: Sounding(caption=later("a pencil scratches"), own=True),
    Cue.STAMP: Sounding(caption=later("a stamp comes down"), own=True),
    Cue.REFUSED: Sounding(caption=later("a stamp on nothing: refused")),
    Cue.UNDO: Sounding(caption=later("tape winds back"), own=True),
    Cue.PAUSE: Sounding(caption=later("falling tone: paused"), own=True),
    Cue.GO_ON: Sounding(caption=later("rising tone: time goes on"), own=True),
    Cue.TAPE_START: Sounding(caption=later("a tape clicks in"), own=True),
    Cue.TAPE_STOP: Sounding(caption=later("a tape clicks out"), own=True),
    Cue.TICK: Sounding(caption=later("tick"), own=True),
    Cue.STAR: Sounding(caption=later("a star rings")),
    Cue.WON: Sounding(caption=later("three rising chords: level won")),
    Cue.LOST: Sounding(caption=later("a tune gives up: level lost")),
}
"""One row for every cue."""

MUSIC: Final[tuple[str, ...]] = later(
    (
        "hold music: as it was recorded",
        "hold music: a little tired",
        "hold music: not quite in tune",
        "hold music: out of tune by now",
        "hold music, cut short: your call is important",
    )
)
"""How worn the hold music is, in captions; as many stages as the music has."""
MURMUR: Final[tuple[str, ...]] = later(("a few voices", "the room hums", "everybody talks at once"))
"""How loud the room is, in captions."""
CLING: Final = 0.2
"""How far beyond its stage a share must be before the next one begins, in stages: nothing flickers."""


def stage_of(share: float, stages: int, before: int | None = None) -> int:
    """Which of `stages` a share (0 to 1) is in, if it was in `before` a moment ago."""
    at = min(1.0, max(0.0, share)) * stages
    if before is not None and before - CLING <= at <= before + 1 + CLING:
        return before
    return min(stages - 1, int(at))


class Speaker(Protocol):
    """Whoever can make sounds."""

    def play(self, cue: Cue) -> None:
        """A short sound, soon. Asked for twice at once it is heard once."""

    def hold(self, share: float | None) -> None:
        """Hold music, worn as far as waits have grown (0 to 1); `None`: nobody waits, or nobody could listen."""

    def room(self, share: float | None) -> None:
        """The murmur of as large a part of a full room (0 to 1); `None`: nobody is on the phone."""


class Silent:
    """A speaker that makes no sound."""

    def play(self, cue: Cue) -> None:
        """Nothing."""

    def hold(self, share: float | None) -> None:
        """Nothing."""

    def room(self, share: float | None) -> None:
        """Nothing."""
