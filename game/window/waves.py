"""Waves: every cue as numbers, made of wood, felt and paper. No sample was recorded; no device is needed.

Rules of this file:
1. A wave is mono, float, at `RATE`; it begins and ends at nought, has no constant part and never leaves `PEAK`.
2. Cues are made of a few instruments, in the notes of F major, the key of the hold music, so that what sounds together
   fits together. All are short, none is loud; `_MAKE` says how much softer or louder than the others, to the ear.
3. The noise in them is the same every time: it has luck of its own, which is no luck of the model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.views.cues import Cue

Wave = NDArray[np.float64]

RATE: Final = 24_000
"""Samples a second: half of what most devices take, and enough for wood and paper."""
PEAK: Final = 0.8
PIECE: Final = 8192
"""Samples that are worked on at one time, where a picture must not wait."""
LOUD: Final = 0.085
"""The loudest tenth of a second of a cue of level 0, as the root of its mean square, weighted as the ear does."""
FADE_IN_S, FADE_OUT_S = 0.002, 0.012
LOWEST_HZ = 45.0
"""Below this no small loudspeaker follows."""

_STEPS: Final = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def pitch(note: str) -> float:
    """The frequency (Hz) of a note such as `C4`, `Bb3`, `F#5`; A4 is 440."""
    accidental = note[1:-1].count("#") - note[1:-1].count("b")
    semitones = _STEPS[note[0]] + accidental + 12 * (int(note[-1]) - 4) - 9
    return float(440.0 * 2.0 ** (semitones / 12))


def pieces(n: int) -> Iterator[slice]:
    """`n` samples in pieces that are done in no time."""
    return (slice(at, min(n, at + PIECE)) for at in range(0, n, PIECE))


# --- instruments --------------------------------------------------------------------------------------------------


def _time(seconds: float) -> Wave:
    return np.arange(round(seconds * RATE)) / RATE


def _struck(hz: float, modes: Sequence[tuple[float, float, float]], attack_s: float) -> Wave:
    """Something that is struck and rings: `modes` are ratio to `hz`, strength, and time to fall to a thousandth (s)."""
    t = _time(max(decay for _, _, decay in modes))
    wave = np.zeros_like(t)
    for ratio, strength, decay in modes:
        if hz * ratio < 0.45 * RATE:
            wave += strength * np.sin(2 * np.pi * hz * ratio * t) * np.exp(-6.9 * t / decay)
    return wave * np.minimum(1.0, t / attack_s)


def marimba(hz: float) -> Wave:
    """A bar of wood under a soft mallet: the second mode two octaves up, the third gone at once."""
    long = min(0.9, max(0.25, 130 / hz))
    return _struck(hz, [(1, 1, long), (3.93, 0.22, long * 0.35), (9.2, 0.06, 0.07)], 0.003)


def felt(hz: float, seconds: float = 1.1) -> Wave:
    """A piano with felt between hammer and string."""
    modes = [(n * (1 + 0.0004 * n * n), 0.62 ** (n - 1) / n**0.7, seconds / n**0.6) for n in range(1, 6)]
    return _struck(hz, modes, 0.009)


def bell(hz: float, seconds: float = 1.2) -> Wave:
    """A small bell with the edge taken off."""
    modes = [(0.5, 0.2, seconds), (1, 1, seconds), (2.0, 0.3, seconds * 0.7), (2.76, 0.16, seconds * 0.4)]
    return _struck(hz, [*modes, (5.4, 0.04, seconds * 0.15)], 0.004)


def wood(hz: float, seconds: float = 0.09) -> Wave:
    """Wood on wood: three modes out of tune with each other, and the knock itself."""
    wave = _struck(hz, [(1, 1, seconds), (2.31, 0.5, seconds * 0.6), (4.17, 0.25, seconds * 0.35)], 0.001)
    knock = hiss(0.012, hz, 5 * hz, seed=3)
    wave[: len(knock)] += 0.5 * knock * np.linspace(1, 0, len(knock))
    return wave


def thump(hz: float, seconds: float = 0.16) -> Wave:
    """Something soft and heavy, whose pitch falls as it gives way."""
    t = _time(seconds)
    glide = hz * (1 + 0.7 * np.exp(-t / 0.018))
    body: Wave = np.sin(2 * np.pi * np.cumsum(glide) / RATE) * np.exp(-6.9 * t / seconds)
    return body * np.minimum(1.0, t / 0.003)


def hiss(seconds: float, low: float, high: float, *, seed: int) -> Wave:
    """Noise between two frequencies, at an even level."""
    n = round(seconds * RATE)
    white = np.random.default_rng(seed).standard_normal(n)
    return band(white, low, high) / float(np.sqrt((high - low) / (RATE / 2)))


def band(wave: Wave, low: float, high: float) -> Wave:
    """`wave` between two frequencies (Hz), with soft shoulders."""
    n = _even(len(wave))
    hz = np.fft.rfftfreq(n, 1 / RATE)
    with np.errstate(divide="ignore"):
        shoulders = 1 / np.sqrt((1 + (low / hz) ** 6) * (1 + (hz / high) ** 6))
    return np.fft.irfft(np.fft.rfft(wave, n) * shoulders, n)[: len(wave)]


def _even(n: int) -> int:
    """A length from `n` on that a Fourier transform likes."""
    block = 1 << max(0, n.bit_length() - 4)
    return -(-n // block) * block


def glide(start: float, end: float, seconds: float) -> Wave:
    """A whistle from one frequency to another."""
    t = _time(seconds)
    hz = start * (end / start) ** (t / seconds)
    return np.sin(2 * np.pi * np.cumsum(hz) / RATE)


def swell(wave: Wave, peak: float = 0.4, power: float = 1.5) -> Wave:
    """`wave` rising to its loudest at the share `peak` of its length, and dying away."""
    x = np.linspace(0, 1, len(wave))
    shape = np.where(x < peak, x / peak, (1 - x) / (1 - peak))
    return wave * shape**power


def after(*parts: tuple[float, float, Wave]) -> Wave:
    """Waves laid over each other: when each begins (s), how strong, and itself."""
    whole = np.zeros(max(round(start * RATE) + len(wave) for start, _, wave in parts))
    for start, strength, wave in parts:
        at = round(start * RATE)
        whole[at : at + len(wave)] += strength * wave
    return whole


# --- the cues -----------------------------------------------------------------------------------------------------

Make = Callable[[], Wave]


def _ring() -> Wave:
    """A desk phone two rooms away: a small double bell, its hammer going twenty times a second."""
    notes = [(0.05 * n, 0.8 + 0.2 * (n % 2), bell(pitch("A5" if n % 2 else "F5"), 0.3)) for n in range(9)]
    return band(swell(after(*notes), 0.35, 0.6), 300, 3600)


def _busy() -> Wave:
    tone = swell(np.sin(2 * np.pi * 425 * _time(0.11)) + 0.2 * np.sin(2 * np.pi * 850 * _time(0.11)), 0.3, 0.5)
    return after(*((0.2 * n, 1 - 0.25 * n, tone) for n in range(3)))


def _whisper() -> Wave:
    syllables = [(0.0, 0.7, 0.07), (0.08, 1.0, 0.09), (0.19, 0.6, 0.06), (0.26, 0.8, 0.12)]
    parts = [
        (start, loud, swell(hiss(long, 900 + 500 * n, 3200 + 400 * n, seed=50 + n), 0.3))
        for n, (start, loud, long) in enumerate(syllables)
    ]
    return after(*parts)


def _carton() -> Wave:
    rustle = swell(hiss(0.26, 180, 1500, seed=61), 0.25) * (1 + 0.6 * np.sin(2 * np.pi * 17 * _time(0.26)))
    tune = ((0.46, 0.5, felt(pitch("A4"), 0.7)), (0.66, 0.5, felt(pitch("F4"), 0.9)))
    return after((0, 0.5, rustle), (0.27, 1.0, thump(105)), (0.28, 0.5, wood(240, 0.07)), *tune)


def _page() -> Wave:
    sweep = swell(hiss(0.26, 700, 3000, seed=71), 0.55, 2) + 0.7 * swell(hiss(0.26, 3000, 7500, seed=72), 0.75, 3)
    return after((0, 1, sweep), (0.22, 0.35, thump(160, 0.07)))


def _pencil() -> Wave:
    stroke = swell(hiss(0.075, 1800, 6500, seed=81), 0.3) * (1 + 0.5 * np.sin(2 * np.pi * 60 * _time(0.075)))
    return after((0, 1, stroke), (0.085, 0.6, stroke[::-1]))


def _rewind() -> Wave:
    """A tape on its way back: babble that runs ever faster, under the whine of the reels."""
    t = _time(0.55)
    babble = hiss(0.55, 600, 2600, seed=91) * (1 + 0.8 * np.sin(2 * np.pi * (14 * t + 34 * t * t)))
    click = wood(620, 0.05)
    return after((0, 0.6, swell(babble, 0.4)), (0, 0.22, swell(glide(500, 1500, 0.55), 0.6)), (0.55, 0.5, click))


def _tape(*, starts: bool) -> Wave:
    run = swell(glide(190, 380, 0.2) if starts else glide(380, 150, 0.24), 0.35)
    hum = swell(hiss(0.25, 500, 2500, seed=95), 0.6 if starts else 0.15)
    return after((0, 1, wood(430, 0.06)), (0.03, 0.9, thump(130, 0.1)), (0.06, 0.35, run), (0.05, 0.15, hum))


def _stamp() -> Wave:
    paper = swell(hiss(0.09, 900, 4000, seed=85), 0.05)
    return after((0, 1, thump(128, 0.17)), (0.002, 0.5, wood(310, 0.08)), (0, 0.25, paper))


def _chord(notes: str, seconds: float = 1.0) -> Wave:
    return after(*((0.012 * n, 0.8, felt(pitch(note), seconds)) for n, note in enumerate(notes.split())))


def _won() -> Wave:
    last = _chord("F3 C4 A4 F5 A5", 1.8)
    return after((0, 1, _chord("F3 C4 A4")), (0.3, 1, _chord("Bb3 D4 Bb4")), (0.6, 1, last))


def _lost() -> Wave:
    """The hold music's first notes, and then the battery."""
    tune = after(*((0.24 * n, 1, felt(pitch(note), 0.6)) for n, note in enumerate("C5 A4 G4".split())))
    t = _time(1.0)
    hz = pitch("F4") * (1 - 0.16 * (t / 1.0) ** 2)
    last = np.sin(2 * np.pi * np.cumsum(hz) / RATE) + 0.3 * np.sin(4 * np.pi * np.cumsum(hz) / RATE)
    last *= np.exp(-3.5 * t) * np.minimum(1.0, t / 0.01)
    return after((0, 1, tune), (0.74, 0.9, last), (0.74, 0.5, felt(pitch("F3"), 1.0)))


def _notes(play: Callable[[float], Wave], notes: str, step_s: float, softer: float = 1.0) -> Make:
    """A few notes one after the other."""

    def make() -> Wave:
        parts = enumerate(notes.split())
        return after(*((n * step_s, softer**n, play(pitch(note))) for n, note in parts))

    return make


_MAKE: Final[Mapping[Cue, tuple[float, Make]]] = {
    # level (dB beside the others), and how it is made
    Cue.RING: (-7, _ring),
    Cue.GRANTED: (-2, _notes(marimba, "C5 F5", 0.09)),
    Cue.DENIED: (-1, lambda: after((0, 1, _notes(marimba, "C4 Ab3", 0.1)()), (0.1, 0.4, thump(125)))),
    Cue.BARRIER: (-1, lambda: after((0, 0.5, wood(520)), (0.055, 1, wood(390, 0.12)), (0.055, 0.6, thump(120, 0.1)))),
    Cue.COIN: (-5, lambda: after((0, 0.7, bell(pitch("A5"), 0.3)), (0.06, 1, bell(pitch("D6"), 0.55)))),
    Cue.HANG_UP: (-3, lambda: after((0, 1, thump(170, 0.09)), (0, 0.6, wood(760, 0.05)), (0.07, 0.3, wood(910, 0.04)))),
    Cue.CUT_OFF: (-6, _busy),
    Cue.LEFT: (-1, lambda: after((0, 1, thump(118, 0.24)), (0, 0.3, wood(260, 0.1)), (0.09, 0.35, wood(1100, 0.04)))),
    Cue.JOINED: (-4, _notes(lambda hz: bell(hz, 0.8), "F5 A5", 0.16)),
    Cue.POST: (-7, lambda: after((0, 0.8, swell(glide(1700, 2500, 0.07))), (0.1, 1, swell(glide(1900, 2900, 0.08))))),
    Cue.GOSSIP: (-8, _whisper),
    Cue.CSR_QUIT: (0, _carton),
    Cue.LINES_OPEN: (-2, _notes(lambda hz: bell(hz, 1.5), "C5 F5", 0.28)),
    Cue.LINES_CLOSE: (-3, _notes(lambda hz: bell(hz, 1.5), "F5 C5", 0.34, 0.8)),
    Cue.EVENT: (
        1,
        lambda: after((0, 0.9, wood(210, 0.14)), (0.15, 1, wood(210, 0.14)), (0.36, 0.6, _chord("F3 C4 G4"))),
    ),
    Cue.HINT: (-4, _notes(marimba, "A5 C6", 0.13)),
    Cue.WARNING: (-1, _notes(marimba, "G3 G3", 0.17, 0.8)),
    Cue.PAGE: (-7, _page),
    Cue.PENCIL: (-10, _pencil),
    Cue.STAMP: (1, _stamp),
    Cue.REFUSED: (0, lambda: after((0, 1, thump(132, 0.14)), (0.11, 0.7, marimba(pitch("Gb3"))))),
    Cue.UNDO: (-4, _rewind),
    Cue.PAUSE: (-4, _notes(lambda hz: felt(hz, 0.45), "C5 F4", 0.09)),
    Cue.GO_ON: (-4, _notes(lambda hz: felt(hz, 0.45), "F4 C5", 0.09)),
    Cue.TAPE_START: (-3, lambda: _tape(starts=True)),
    Cue.TAPE_STOP: (-3, lambda: _tape(starts=False)),
    Cue.TICK: (-9, lambda: wood(880, 0.045)),
    Cue.STAR: (-3, _notes(lambda hz: bell(hz, 1.1), "C6 F6", 0.07)),
    Cue.WON: (1, _won),
    Cue.LOST: (0, _lost),
}


def wave_of(cue: Cue) -> Wave:
    """The wave of a cue."""
    level, make = _MAKE[cue]
    return finished(make(), LOUD * 10 ** (level / 20))


def finished(wave: Wave, loud: float) -> Wave:
    """`wave` as loud as that to the ear, without a constant part, faded at both ends, within `PEAK`."""
    padded = np.concatenate([wave, np.zeros(round(0.02 * RATE))])
    wave = band(padded, LOWEST_HZ, 0.45 * RATE)
    wave = faded(wave)
    wave = wave - faded(np.ones_like(wave)) * (wave.sum() / faded(np.ones_like(wave)).sum())
    wave *= loud / max(1e-9, loudness(wave))
    return wave * min(1.0, PEAK / max(1e-9, float(np.abs(wave).max())))


def faded(wave: Wave) -> Wave:
    """`wave`, rising from nought and falling to it."""
    n, m = round(FADE_IN_S * RATE), round(FADE_OUT_S * RATE)
    ramp = np.ones_like(wave)
    ramp[:n] = np.linspace(0, 1, n)
    ramp[-m:] = np.linspace(1, 0, m)
    return wave * ramp


def loudness(wave: Wave) -> float:
    """The loudest tenth of a second, weighted as the ear does (IEC 61672's A), as the root of its mean square."""
    n = _even(max(len(wave), round(0.1 * RATE)))
    spectrum = np.fft.rfft(wave, n)
    hz = np.fft.rfftfreq(n, 1 / RATE)
    square = hz**2
    weight = 1.2589 * 12194**2 * square**2 / (
        (square + 20.6**2) * np.sqrt((square + 107.7**2) * (square + 737.9**2)) * (square + 12194**2)
    )  # fmt: skip
    power = np.fft.irfft(spectrum * weight, n) ** 2
    window = round(0.1 * RATE)
    sums = np.cumsum(np.concatenate([[0.0], power]))
    return float(np.sqrt(max(0.0, (sums[window:] - sums[:-window]).max()) / window))


def varied(wave: Wave, cents: float) -> Wave:
    """`wave` played so much higher, and shorter."""
    ratio = float(2 ** (cents / 1200))
    n = int(len(wave) / ratio)
    found: Wave = np.interp(np.arange(n) * ratio, np.arange(len(wave)), wave)
    return found
