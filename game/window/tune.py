"""The hold music: a harmless bossa nova in F for flute, electric piano and bass, and what waiting does to it.

Rules of this file:
1. The tune was written for this game; it is a score in this file and nothing else.
2. It exists in five stages of `Wear`. From each to the next its instruments drift further from each other, the tape
   runs less evenly, the line gets narrower and the crackle louder; then it starts again before it is over, and a chime
   breaks in to say how important somebody's call is. All are equally loud: it grates, it doesn't hurt.
3. A stage is rendered a note at a time (`render`), so that no picture has to wait for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.window.waves import PEAK, RATE, Wave, bell, hiss, loudness, pieces, pitch

EIGHTH_S: Final = 0.24
BAR: Final = 8
"""Eighths in a bar."""
LOUD: Final = 0.1
"""As `waves.loudness` measures it."""
TABLE: Final = 4096
"""Samples of one turn of a waveform."""

_A = (
    "C5:3 A4:1 C5:2 D5:2 | C5:5 -:1 A4:1 C5:1 | D5:3 Bb4:1 D5:2 F5:2 | E5:5 -:1 D5:1 C5:1 |"
    "E5:3 C5:1 A4:2 C5:2 | Eb5:3 D5:1 C5:2 A4:2 |"
)
_MELODY: Final = (
    f"{_A} Bb4:2 D5:2 C5:2 G4:2 | A4:6 -:2 |"
    f"{_A} Bb4:2 D5:2 E5:2 G5:2 | F5:6 -:2 |"
    "F5:3 D5:1 F5:2 A5:2 | F5:3 Db5:1 Eb5:2 G5:2 | E5:6 -:1 C5:1 | F#5:2 E5:2 Eb5:2 D5:2 |"
    "D5:3 Bb4:1 D5:2 F5:2 | B4:3 D5:1 F5:2 E5:2 | D5:4 Bb4:2 A4:2 | G4:2 Bb4:2 E5:2 D5:2 |"
    f"{_A} Bb4:2 D5:2 E5:2 G5:2 | F5:7 -:1"
)
_CHORDS: Final = (
    "F F G- C | A- D G-,C F | F F G- C | A- D G-,C F |"
    "Bb Bb-,Eb A- D | G- G G- C | F F G- C | A- D G-,C F"
)  # fmt: skip
_VOICINGS: Final = {
    # root of the bass, and the four notes of the piano
    "F": ("F2", "A3 C4 E4 G4"),
    "G-": ("G2", "Bb3 D4 F4 A4"),
    "C": ("C2", "Bb3 D4 E4 A4"),
    "A-": ("A2", "G3 C4 E4 B4"),
    "D": ("D2", "F#3 C4 Eb4 A4"),
    "Bb": ("Bb2", "A3 C4 D4 F4"),
    "Bb-": ("Bb2", "Ab3 C4 Db4 F4"),
    "Eb": ("Eb2", "G3 Db4 F4 Bb4"),
    "G": ("G2", "B3 D4 F4 A4"),
}
_COMPING: Final = (((0, 2), (3, 2), (6, 2)), ((2, 2), (5, 3)))
"""Bars in turn: at which eighths the piano plays, and for how many."""
_BASS: Final = ((0, 3, 0), (3, 1, 7), (4, 3, 7), (7, 1, 0))
"""Eighth, length, semitones above the root."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the score, in eighths."""

    start: int
    long: int
    hz: float
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An instrument."""

    partials: tuple[float, ...]
    attack_s: float
    fall_s: float
    """To a third of its strength; how long it sounds on after its end."""
    strength: float
    astray: float
    """Where detuning takes it: cents for each cent of `Wear.detune`."""


_PARTS: Final = {
    "flute": Part(partials=(1, 0.30, 0.10, 0.04), attack_s=0.035, fall_s=2.5, strength=0.9, astray=1.0),
    "piano": Part(partials=(1, 0.42, 0.16, 0.10, 0.03), attack_s=0.006, fall_s=0.55, strength=0.34, astray=-0.7),
    "bass": Part(partials=(1, 0.50, 0.22, 0.10), attack_s=0.010, fall_s=0.7, strength=0.8, astray=0.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wear:
    """What waiting has done to the music by now."""

    detune: float
    """Cents that flute and piano stray, up and down; each beats within itself by a third of that."""
    wow: float
    """Cents by which the tape runs slower and faster, about once in two seconds."""
    flutter: float
    """... and seven times a second."""
    low: float
    high: float
    """What the line lets through (Hz)."""
    crackle: float
    """Noise beside the music."""
    crunch: float
    """How far the peaks are pressed flat."""
    eighths: int
    """After how many it starts again."""
    chimes: tuple[int, ...]
    """At which eighths a chime breaks in."""


WHOLE: Final = 32 * BAR
STAGES: Final = (
    Wear(detune=2, wow=1, flutter=0, low=60, high=6000, crackle=0, crunch=0, eighths=WHOLE, chimes=()),
    Wear(detune=9, wow=7, flutter=2, low=160, high=4600, crackle=0.002, crunch=0.2, eighths=WHOLE, chimes=()),
    Wear(detune=19, wow=17, flutter=5, low=260, high=3800, crackle=0.004, crunch=0.6, eighths=WHOLE, chimes=(124, 252)),
    Wear(detune=32, wow=32, flutter=9, low=310, high=3300, crackle=0.007, crunch=1.2, eighths=157, chimes=(60, 122)),
    Wear(detune=48, wow=50, flutter=15, low=360, high=2900, crackle=0.011, crunch=2.2, eighths=75, chimes=(28, 52)),
)
"""From how it was recorded to how it is by now."""
CHIME: Final = "F5 C5 A4"
DUCK: Final = 12
"""Eighths for which the music makes way for the chime."""


@cache
def score() -> tuple[Note, ...]:
    """The whole tune, in order of time."""
    notes = [*_melody(), *_accompaniment()]
    return tuple(sorted(notes, key=lambda note: (note.start, note.part, note.hz)))


def _melody() -> Iterator[Note]:
    at = 0
    for word in _MELODY.replace("|", " ").split():
        name, long = word.split(":")
        if name != "-":
            yield Note(at, int(long), pitch(name), "flute")
        at += int(long)


def _accompaniment() -> Iterator[Note]:
    for bar, chords in enumerate(_CHORDS.replace("|", " ").split()):
        names = chords.split(",")
        for eighth, long in _COMPING[bar % 2]:
            _, voices = _VOICINGS[names[eighth * len(names) // BAR]]
            for voice in voices.split():
                yield Note(bar * BAR + eighth, long, pitch(voice), "piano")
        for eighth, long, above in _BASS:
            root, _ = _VOICINGS[names[eighth * len(names) // BAR]]
            yield Note(bar * BAR + eighth, long, pitch(root) * 2 ** (above / 12), "bass")


def length(wear: Wear) -> int:
    """Samples of one round."""
    return round(wear.eighths * EIGHTH_S * RATE)


def render(wear: Wear) -> Iterator[Wave | None]:
    """One round of the tune: `None` after each small piece of work, the wave at last. It can be played in a loop."""
    n = length(wear)
    music, tape = np.zeros(n), np.zeros(n)
    for piece in pieces(n):
        tape[piece] = _tape(wear, np.arange(piece.start, piece.stop) / RATE)
        yield None
    tables: dict[tuple[float, str], NDArray[np.float32]] = {}
    for note in score():
        if note.start < wear.eighths:
            key = (note.hz, note.part)
            if key not in tables:
                tables[key] = _turn(note.hz, _PARTS[note.part], wear)
            _play(music, tape, note, tables[key], wear)
            yield None
    start = slice(0, 2 * RATE)
    level = LOUD / loudness(music[start])
    yield None
    for chime in wear.chimes:
        _break_in(music, round(chime * EIGHTH_S * RATE), LOUD / level)
        yield None
    made_up = LOUD / loudness(_pressed(music[start] * level, wear.crunch))
    noise = wear.crackle * hiss(2.0, wear.low, wear.high, seed=7)
    yield None
    for piece in pieces(n):
        pressed = (
            _pressed(music[piece] * level, wear.crunch) * made_up
            + noise[np.arange(piece.start, piece.stop) % len(noise)]
        )
        music[piece] = np.clip(pressed, -PEAK, PEAK)
        yield None
    if wear.eighths < WHOLE:
        _cut(music)
    yield music


def _pressed(wave: Wave, crunch: float) -> Wave:
    """`wave` with its peaks pressed flat."""
    hard = crunch / (3 * LOUD)
    return np.tanh(wave * hard) / hard if hard else wave


def _tape(wear: Wear, t: Wave) -> Wave:
    """Where the tape is at each time (s): it runs unevenly, and comes round to where it began."""
    whole_s = wear.eighths * EIGHTH_S
    run = t.copy()
    for cents, hz, phase in ((wear.wow, 0.47, 0.3), (wear.wow * 0.4, 0.83, 2.1), (wear.flutter, 7.1, 1.2)):
        pulse = 2 * np.pi * max(1, round(hz * whole_s)) / whole_s  # whole turns in a round
        run += (cents * np.log(2) / 1200 / pulse) * np.sin(pulse * t + phase)
    return run


def _turn(hz: float, part: Part, wear: Wear) -> NDArray[np.float32]:
    """One turn of a note's waveform, of what the line lets through."""
    x = np.arange(TABLE) / TABLE
    turn = np.zeros(TABLE)
    for n, strength in enumerate(part.partials, 1):
        through = 1 / np.sqrt((1 + (wear.low / (n * hz)) ** 4) * (1 + (n * hz / wear.high) ** 6))
        turn += strength * through * np.sin(2 * np.pi * n * x)
    return turn.astype(np.float32)


def _play(music: Wave, tape: Wave, note: Note, turn: NDArray[np.float32], wear: Wear) -> None:
    """Add a note; what sounds on beyond the end comes in at the beginning."""
    part = _PARTS[note.part]
    start = round(note.start * EIGHTH_S * RATE)
    long = round(note.long * EIGHTH_S * RATE * (0.96 if note.part == "flute" else 0.9))
    release = round((0.07 if note.part == "flute" else 0.12) * RATE)
    at = np.arange(start, start + long + release)
    t = (at - start) / RATE
    shape = np.minimum(1, t / part.attack_s) * np.exp(-t / part.fall_s)
    shape[long:] *= np.linspace(1, 0, release) ** 2
    seconds = tape[at % len(tape)]
    if note.part == "flute":  # its breath trembles a little, once the note stands
        seconds = seconds + (6 * np.log(2) / 1200 / 32) * np.sin(32 * t) * np.minimum(1, t / 0.4)
    astray = part.astray * wear.detune
    for beat in (-1, 1) if part.astray else (0,):
        cycles = note.hz * 2 ** ((astray + beat * wear.detune / 6) / 1200) * seconds
        sound = turn[(cycles * TABLE).astype(np.int64) & (TABLE - 1)] * shape * (part.strength / (1 + abs(beat)))
        first = sound[: len(music) - start]
        music[start : start + len(first)] += first
        if wear.eighths == WHOLE:
            music[: len(sound) - len(first)] += sound[len(first) :]


def _break_in(music: Wave, start: int, loud: float) -> None:
    """The chime before an announcement that nobody has recorded yet."""
    end = min(len(music), start + round(DUCK * EIGHTH_S * RATE))
    ramp = round(0.08 * RATE)
    duck = np.full(end - start, 0.12)
    duck[:ramp] = np.linspace(1, 0.12, ramp)
    duck[-ramp:] = np.linspace(0.12, 1, ramp)
    music[start:end] *= duck
    for n, note in enumerate(CHIME.split()):
        at = start + round((0.1 + 0.42 * n) * RATE)
        tone = bell(pitch(note), 1.1)[: max(0, len(music) - at)]
        music[at : at + len(tone)] += 1.6 * loud * tone


def _cut(music: Wave) -> None:
    """Where it starts again too early: a short hole, such as an old machine makes."""
    ramp, hole = round(0.01 * RATE), round(0.14 * RATE)
    music[:ramp] *= np.linspace(0, 1, ramp)
    music[-hole:] = 0
    music[-hole - ramp : -hole] *= np.linspace(1, 0, ramp)


def whole(wear: Wear) -> Wave:
    """One round at once."""
    *_, last = render(wear)
    if last is None:
        raise AssertionError("the last piece is the wave")
    return last
