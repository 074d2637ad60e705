"""Ears: what is to be heard of a moment. From frames and events to cues, hold music and the murmur of the room.

Rules of this file:
1. It is a pure machine: the same frames, events and lengths of pictures give the same sounds. No luck, no clock.
2. However much happens, little is heard: so many cues a second and fewer the faster time runs, one of a kind at a time,
   the weighty ones first. What can't be heard within `LATE_S` isn't heard at all. At full speed only the morning bell.
3. Music and murmur are for who could listen: not while time stands still, runs fast or hurries through the night.
4. What the player's hand does answers at once, whatever the speed (`Touch`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from game.views.cues import Cue
from game.views.playing import MAX
from sim.events import Event, Kind
from sim.frames import Frame

MOST_A_S: Final = 4.0
"""Cues a second at the slowest speed; at four times the speed, half as many."""
APART_S: Final = 0.11
"""Between two cues."""
BURST: Final = 3.0
"""So many may come as fast as that, after a silence."""
LATE_S: Final = 0.7
FULL_SPEED_BELL_S: Final = 1.5
"""The morning bell rings no more often."""
LISTENABLE: Final = 8
"""Up to this speed there is music and murmur."""
TALKERS: Final = 12
"""A full room: so many on the phone."""
GROWS_S, SHRINKS_S = 2.0, 4.0
"""How long music takes to follow as waits grow, and as they shrink."""
LINGERS_S: Final = 2.5
"""For how long it plays on after the last one has stopped waiting."""
SETTLES_S: Final = 0.5
"""Somebody waits for so long (of the player's time) before it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How a cue is chosen among others."""

    rank: int
    """0 is heard always; of the others the lowest first."""
    gap_s: float
    """Not twice within so long, at any speed."""


WEIGHTS: Final[Mapping[Cue, Weight]] = {
    Cue.LINES_OPEN: Weight(rank=0, gap_s=1.0),
    Cue.LINES_CLOSE: Weight(rank=0, gap_s=1.0),
    Cue.EVENT: Weight(rank=0, gap_s=1.5),
    Cue.CSR_QUIT: Weight(rank=1, gap_s=1.5),
    Cue.LEFT: Weight(rank=2, gap_s=0.8),
    Cue.BARRIER: Weight(rank=3, gap_s=0.9),
    Cue.DENIED: Weight(rank=4, gap_s=0.9),
    Cue.CUT_OFF: Weight(rank=5, gap_s=1.2),
    Cue.JOINED: Weight(rank=6, gap_s=0.8),
    Cue.GRANTED: Weight(rank=7, gap_s=0.9),
    Cue.COIN: Weight(rank=8, gap_s=0.9),
    Cue.HANG_UP: Weight(rank=9, gap_s=0.8),
    Cue.POST: Weight(rank=10, gap_s=2.0),
    Cue.GOSSIP: Weight(rank=11, gap_s=3.0),
    Cue.RING: Weight(rank=12, gap_s=2.4),
}
"""Every cue that the run itself can bring."""

HEARD: Final[Mapping[Kind, Callable[[Event], Cue]]] = {
    Kind.CONTACT_BEGAN: lambda _: Cue.RING,
    Kind.APPROVAL: lambda event: Cue.GRANTED if event.value("granted") else Cue.DENIED,
    Kind.ROADBLOCK: lambda _: Cue.BARRIER,
    Kind.CREDITED: lambda _: Cue.COIN,
    Kind.RENEGED: lambda _: Cue.HANG_UP,
    Kind.DISCONNECTED: lambda _: Cue.CUT_OFF,
    Kind.CHURNED: lambda _: Cue.LEFT,
    Kind.JOINED: lambda _: Cue.JOINED,
    Kind.POSTED: lambda _: Cue.POST,
    Kind.TOLD: lambda _: Cue.GOSSIP,
    Kind.CSR_QUIT: lambda _: Cue.CSR_QUIT,
    Kind.HAPPENED: lambda _: Cue.EVENT,
}
"""Which events can be heard, and as what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """How time runs."""

    paused: bool
    speed: int
    hurrying: bool
    """Through the night."""

    @property
    def listenable(self) -> bool:
        """Whether anyone could listen to what goes on."""
        return not self.paused and not self.hurrying and MAX < self.speed <= LISTENABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What is to be heard of one picture."""

    cues: tuple[Cue, ...] = ()
    hold: float | None = None
    """How far waits have grown, 0 to 1; `None`: no music."""
    room: float | None = None
    """How full of voices the room is, 0 to 1; `None`: silence."""


@dataclass(slots=True)
class Waits:
    """How far waits have grown, without haste."""

    _share: float = 0.0
    _for_s: float = 0.0
    """How long somebody has been waiting."""
    _since_s: float = 0.0
    """How long nobody has."""
    _plays: bool = False

    def follow(self, frame: Frame, elapsed_s: float, flow: Flow) -> float | None:
        """The share to play the music by."""
        if not flow.listenable:
            self._plays, self._for_s = False, 0.0
            return None
        now = waits(frame)
        if now is None:
            self._since_s += elapsed_s
            self._for_s = max(0.0, self._for_s - elapsed_s / 2)
            self._plays = self._plays and self._since_s < LINGERS_S
        else:
            self._since_s = 0.0
            self._for_s = min(SETTLES_S, self._for_s + elapsed_s)
            if not self._plays and self._for_s >= SETTLES_S:
                self._plays, self._share = True, now
        target = now or 0.0
        pace = GROWS_S if target > self._share else SHRINKS_S
        self._share += (target - self._share) * min(1.0, elapsed_s / pace)
        return self._share if self._plays else None


@dataclass(slots=True)
class Ears:
    """What they remember between two pictures."""

    _was_open: bool | None = None
    _was_day: int = -1
    _waiting: dict[Cue, float] = field(default_factory=dict)
    """Cues to come, and for how long they have been waiting (s)."""
    _last: dict[Cue, float] = field(default_factory=dict)
    """When each was last heard."""
    _allowance: float = BURST
    _now_s: float = 0.0
    _spoke_s: float = -APART_S
    _waits: Waits = field(default_factory=Waits)

    def listen(self, frame: Frame, events: Sequence[Event], elapsed_s: float, flow: Flow) -> Heard:
        """`events`: since the last picture, which was `elapsed_s` ago."""
        self._now_s += elapsed_s
        self._allowance = min(BURST, self._allowance + elapsed_s * MOST_A_S / max(1, flow.speed) ** 0.5)
        self._waiting = {cue: old + elapsed_s for cue, old in self._waiting.items() if old + elapsed_s <= LATE_S}
        for cue in self._bells(frame):
            self._waiting.setdefault(cue, 0.0)
        if flow.speed == MAX:
            self._waiting = {cue: old for cue, old in self._waiting.items() if cue is Cue.LINES_OPEN}
        else:
            for event in events:
                if event.kind in HEARD:
                    self._waiting.setdefault(HEARD[event.kind](event), 0.0)
        hold = self._waits.follow(frame, elapsed_s, flow)
        talking = sum(csr.contact >= 0 for desk in frame.desks for csr in desk.csrs)
        room = min(1.0, talking / TALKERS) if talking and flow.listenable else None
        return Heard(cues=self._choose(flow), hold=hold, room=room)

    def _bells(self, frame: Frame) -> list[Cue]:
        """Of the lines, when they open and close."""
        was_open, was_day = self._was_open, self._was_day
        self._was_open, self._was_day = frame.open, frame.day
        if was_open is None:
            return []
        if frame.open and (not was_open or frame.day != was_day):
            return [Cue.LINES_OPEN]
        return [Cue.LINES_CLOSE] if was_open and not frame.open else []

    def _choose(self, flow: Flow) -> tuple[Cue, ...]:
        """The one whose turn it is, if it is anyone's."""
        for cue in sorted(self._waiting, key=lambda cue: WEIGHTS[cue].rank):
            weight = WEIGHTS[cue]
            gap = FULL_SPEED_BELL_S if flow.speed == MAX else weight.gap_s
            if self._now_s - self._last.get(cue, -1e9) < gap:
                del self._waiting[cue]
            elif self._now_s - self._spoke_s >= APART_S and (self._allowance >= 1 or not weight.rank):
                del self._waiting[cue]
                self._last[cue] = self._spoke_s = self._now_s
                self._allowance = max(0.0, self._allowance - 1)
                return (cue,)
        return ()


def waits(frame: Frame) -> float | None:
    """How far waits have grown: between the mean share of their patience that people have used and the largest one."""
    used = [
        min(1.0, max(0.0, frame.time - one.since) / max(1.0, one.patience_s))
        for desk in frame.desks
        for one in desk.line
    ]
    return (sum(used) / len(used) + max(used)) / 2 if used else None


# --- the player's hand --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """What the player's hand has made of the game so far, as far as it can be heard."""

    paused: bool
    decisions: int
    pencilled: tuple[tuple[str, float], ...]
    refused: int
    """Changes that were not accepted."""
    warnings: int
    """What the linter has found."""
    page: tuple[object, ...]
    """Chapter, table, chart, page: what lies open."""
    rewinding: bool
    timeline: int


def touched(was: Touch, now: Touch) -> tuple[Cue, ...]:
    """What is to be heard of it."""
    if now.rewinding or now.timeline != was.timeline:  # what else changes on the way is not the hand's doing
        return () if was.rewinding else (Cue.UNDO,)
    found = []
    if now.decisions > was.decisions:
        found.append(Cue.STAMP)
    elif now.pencilled != was.pencilled:
        found.append(Cue.PENCIL)
    if now.refused > was.refused:
        found.append(Cue.REFUSED)
    if now.warnings > was.warnings:
        found.append(Cue.WARNING)
    if now.page != was.page:
        found.append(Cue.PAGE)
    if now.paused != was.paused:
        found.append(Cue.PAUSE if now.paused else Cue.GO_ON)
    return tuple(found)
