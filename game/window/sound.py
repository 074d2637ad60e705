"""Sound: a `Speaker` on SDL's mixer.

Rules of this file:
1. A machine without a sound card, without a driver, with one that breaks: silence, and not a word about it.
2. Nothing waits for a sound. The device is opened after the first picture; a cue is made while nothing moves, or when
   it is first heard; music and murmur are made a little in every picture, and until a stage of the music is ready the
   one before plays on.
3. Cues of one picture come together: each once, the tick of a button only if nothing else is to be heard.
4. Looks and sounds use their own luck: that which varies the pitch of a cue is the speaker's own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Final, Protocol

import numpy as np
import pygame
from numpy.typing import NDArray

from game.views.cues import MUSIC, Cue, stage_of
from game.views.settings import Settings, Sound
from game.window import murmur, tune, waves
from game.window.waves import RATE, Wave

Samples = NDArray[np.int16]

TUNE: Final = (0, 1)
"""Lanes of the hold music: one fades in as the other fades out."""
ROOM: Final = 2
CUES: Final = range(3, 10)
BUFFER: Final = 512
BUDGET_S: Final = 0.0015
"""For making music, in each picture."""
FADE_S: Final = 1.2
IDLE_S: Final = 0.2
"""A picture that took so long was waited for: nobody misses another while a cue is made ahead."""
AGAIN_S: Final = 0.07
"""The same cue isn't heard twice within so long."""
SILENT: Final = 0.02
"""A murmur as loud as this is none."""
ASLEEP_S: Final = 0.3
"""What isn't asked for any more for so long fades."""
GAINS: Final = {Sound.CUES: 0.8, Sound.ROOM: 0.5, Sound.HOLD: 0.8}
"""How loud each kind is at full volume."""
CENTS: Final = (-38.0, -14.0, 0.0, 21.0, 40.0)
"""A cue varies by so much in pitch, so that it doesn't grate."""
STEADY: Final = frozenset({Cue.WON, Cue.LOST, Cue.LINES_OPEN, Cue.LINES_CLOSE, Cue.CUT_OFF})
"""... but for these."""


class Device(Protocol):
    """What plays samples, on lanes."""

    def start(self, lane: int, samples: Samples, volume: float, *, loop: bool = False, fade_s: float = 0.0) -> None:
        """Play them on a lane, instead of whatever it played."""

    def volume(self, lane: int, volume: float) -> None:
        """How loud a lane is, from now on."""

    def stop(self, lane: int, fade_s: float) -> None:
        """Fade a lane out."""

    def busy(self, lane: int) -> bool:
        """Whether it plays anything."""


class SdlDevice:
    """SDL's mixer. How loud a lane is, its sound knows: the channel's own volume is what SDL moves when it fades."""

    def __init__(self) -> None:
        pygame.mixer.set_num_channels(CUES.stop)
        self._sounds: dict[int, pygame.mixer.Sound] = {}

    def start(self, lane: int, samples: Samples, volume: float, *, loop: bool = False, fade_s: float = 0.0) -> None:
        """Play them on a lane."""
        found = self._sounds[lane] = pygame.mixer.Sound(buffer=samples.data)
        found.set_volume(volume)
        pygame.mixer.Channel(lane).play(found, loops=-1 if loop else 0, fade_ms=round(fade_s * 1000))

    def volume(self, lane: int, volume: float) -> None:
        """How loud a lane is, from now on."""
        if lane in self._sounds:
            self._sounds[lane].set_volume(volume)

    def stop(self, lane: int, fade_s: float) -> None:
        """Fade a lane out."""
        pygame.mixer.Channel(lane).fadeout(round(fade_s * 1000))

    def busy(self, lane: int) -> bool:
        """Whether it plays anything."""
        return pygame.mixer.Channel(lane).get_busy()


def open_device() -> Device | None:
    """The machine's loudspeaker; `None` if there is none that works."""
    try:
        with _hushed():
            pygame.mixer.init(RATE, -16, 1, BUFFER, allowedchanges=0)
        return SdlDevice()
    except (pygame.error, NotImplementedError):  # pygame built without a mixer raises the latter
        return None


@contextmanager
def _hushed() -> Iterator[None]:
    """No complaints of the sound system on standard error, where they are written past Python."""
    try:
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    except OSError:  # a program without a standard error
        yield
        return
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def samples_of(wave: Wave) -> Samples:
    """`wave` as the mixer wants it."""
    return np.rint(wave * 32_767).astype(np.int16)


class Making:
    """A wave that is made a little at a time."""

    def __init__(self, work: Iterator[Wave | None]) -> None:
        self._work = _sampled(work)
        self.samples: Samples | None = None
        """Once it is ready."""

    def go_on(self, budget_s: float) -> Samples | None:
        """Work for so long, if there is anything left to do; the samples, if there isn't."""
        end = perf_counter() + budget_s
        while self.samples is None and perf_counter() < end:
            self.samples = next(self._work)
        return self.samples


def _sampled(work: Iterator[Wave | None]) -> Iterator[Samples | None]:
    """What `work` makes, as samples; also that is done in pieces."""
    for wave in work:
        yield None
        if wave is not None:
            samples = np.empty(len(wave), np.int16)
            for piece in waves.pieces(len(wave)):
                samples[piece] = samples_of(wave[piece])
                yield None
            yield samples


class Wish:
    """Something that goes on for as long as it is asked for."""

    def __init__(self) -> None:
        self._asked = False
        self._value: float | None = None
        self._old_s = ASLEEP_S

    @property
    def fresh(self) -> bool:
        """Whether anybody asks, if only for silence."""
        return self._old_s == 0.0

    def ask(self, value: float | None) -> None:
        """For this, from now on."""
        self._value, self._asked = value, True

    def tick(self, elapsed_s: float) -> float | None:
        """What is asked for now."""
        self._old_s = 0.0 if self._asked else self._old_s + elapsed_s
        self._asked = False
        return self._value if self._old_s < ASLEEP_S else None


class Voice:
    """The speaker of the window. Without a device, or before it is opened, it is silent."""

    def __init__(self, device: Callable[[], Device | None] = open_device) -> None:
        self._opens = device
        self._device: Device | None = None
        self._opened = False
        self._asked: list[Cue] = []
        self._ahead = list(Cue)
        """To be made before they are needed, while nothing moves on the screen."""
        self._waves: dict[Cue, Wave] = {}
        self._cues: dict[tuple[Cue, float], Samples] = {}
        self._last: dict[Cue, float] = {}
        """When each cue was last heard."""
        self._now_s = 0.0
        self._luck = np.random.default_rng(1)
        self._tune = Tune()
        self._room = Room()

    # --- what views ask for -----------------------------------------------------------------------------------

    def play(self, cue: Cue) -> None:
        """A short sound, soon."""
        if cue not in self._asked:
            self._asked.append(cue)

    def hold(self, share: float | None) -> None:
        """Hold music, worn as far as waits have grown."""
        self._tune.wish.ask(share)

    def room(self, share: float | None) -> None:
        """The murmur of so many."""
        self._room.wish.ask(share)

    # --- what the window does ---------------------------------------------------------------------------------

    def tick(self, elapsed_s: float, settings: Settings) -> None:
        """Sound what was asked for; to be called after every picture."""
        if not self._opened:
            self._device, self._opened = self._opens(), True
        self._now_s += elapsed_s
        asked, self._asked = self._asked, []
        if self._device is None:
            return
        if elapsed_s >= IDLE_S and self._ahead:
            self._wave(self._ahead.pop(0))
        try:
            self._sound(self._device, asked, loudness(settings, Sound.CUES))
            self._tune.tick(self._device, elapsed_s, loudness(settings, Sound.HOLD))
            self._room.tick(self._device, elapsed_s, loudness(settings, Sound.ROOM))
        except pygame.error:  # unplugged
            self._device = None

    def _sound(self, device: Device, asked: list[Cue], loud: float) -> None:
        if len(asked) > 1 and Cue.TICK in asked:
            asked.remove(Cue.TICK)
        for cue in asked if loud > 0 else ():
            lane = next((lane for lane in CUES if not device.busy(lane)), None)
            if lane is None or self._now_s - self._last.get(cue, -1.0) < AGAIN_S:
                continue
            self._last[cue] = self._now_s
            device.start(lane, self._samples(cue), loud)

    def _samples(self, cue: Cue) -> Samples:
        cents = 0.0 if cue in STEADY else CENTS[int(self._luck.integers(len(CENTS)))]
        found = self._cues.get((cue, cents))
        if found is None:
            wave = self._wave(cue)
            found = self._cues[cue, cents] = samples_of(waves.varied(wave, cents) if cents else wave)
        return found

    def _wave(self, cue: Cue) -> Wave:
        if cue not in self._waves:
            self._waves[cue] = waves.wave_of(cue)
        return self._waves[cue]


def loudness(settings: Settings, sound: Sound) -> float:
    """How loud a kind of sound is to be played: half the volume is half as loud to the ear, not half the pressure."""
    return float(GAINS[sound] * settings.loudness(sound) ** 1.5)


class Tune:
    """The hold music: which stage plays, and where in it we are."""

    def __init__(self) -> None:
        self.wish = Wish()
        self._making = tuple(Making(tune.render(wear)) for wear in tune.STAGES)
        self._stage: int | None = None
        """That is wanted."""
        self._plays: int | None = None
        """That is heard."""
        self._lane = TUNE[0]
        self._loud = 0.0
        self._at_s = 0.0
        """How long it has played in all: another stage goes on where this one is."""

    def tick(self, device: Device, elapsed_s: float, loud: float) -> None:
        """Start, change, go on or fade."""
        share = self.wish.tick(elapsed_s)
        if share is None or loud <= 0:
            if self._plays is not None:
                device.stop(self._lane, FADE_S)
            self._stage = self._plays = None
            if self.wish.fresh and loud > 0:
                self._make_ahead()
            return
        if self._plays is not None:
            self._at_s += elapsed_s
        self._stage = stage_of(share, len(MUSIC), self._stage)
        samples = self._making[self._stage].go_on(BUDGET_S)
        if samples is not None and self._plays != self._stage:
            self._change(device, samples, loud)
        elif self._plays is not None:
            if loud != self._loud:
                device.volume(self._lane, loud)
            self._make_ahead()
        self._loud = loud

    def _make_ahead(self) -> None:
        """Somebody plays, and sooner or later somebody will wait."""
        for making in self._making:
            if making.samples is None:
                making.go_on(BUDGET_S)
                return

    def _change(self, device: Device, samples: Samples, loud: float) -> None:
        if self._plays is not None:
            device.stop(self._lane, FADE_S)
        self._lane = TUNE[1] if self._lane == TUNE[0] else TUNE[0]
        start = round(self._at_s * RATE) % len(samples)
        device.start(self._lane, np.roll(samples, -start), loud, loop=True, fade_s=FADE_S)
        self._plays = self._stage


class Room:
    """The murmur: one round of voices, as loud as there are many."""

    def __init__(self) -> None:
        self.wish = Wish()
        self._making = Making(murmur.render())
        self._level = 0.0
        self._plays = False
        self._set = 0.0

    def tick(self, device: Device, elapsed_s: float, loud: float) -> None:
        """Start, follow, fall silent."""
        share = self.wish.tick(elapsed_s)
        wanted = share**0.7 if share is not None and loud > 0 else 0.0
        if not wanted and not self._plays:
            return
        samples = self._making.go_on(BUDGET_S)
        if samples is None:
            return
        # It fades by its volume, not by the mixer: who falls silent for a moment goes on where he was.
        self._level += (wanted - self._level) * min(1.0, elapsed_s / FADE_S)
        volume = loud * self._level
        if not self._plays:
            device.start(ROOM, samples, volume, loop=True, fade_s=FADE_S)
            self._plays, self._set = True, volume
        elif not wanted and (self._level < SILENT or loud <= 0):
            device.stop(ROOM, FADE_S)
            self._plays, self._level = False, 0.0
        elif abs(volume - self._set) > 0.004:  # a mixer knows 128 steps
            device.volume(ROOM, volume)
            self._set = volume
