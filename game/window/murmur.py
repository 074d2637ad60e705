"""The murmur of a room on the phone: a few voices behind a wall, no word of which can be made out.

Rules of this file: a voice is a hum with the two resonances of a vowel, cut into syllables. All of it comes round after
`ROUND_S` without a seam, because everything in it does so a whole number of times. Made a little at a time (`render`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from game.window.waves import PEAK, RATE, Wave, loudness, pieces

ROUND_S: Final = 11
LOUD: Final = 0.05
VOICES: Final = (96.0, 104.0, 118.0, 127.0, 171.0, 183.0, 196.0, 214.0, 229.0)
"""How high each of them speaks (Hz)."""
WALL_HZ: Final = 1100.0
"""What is higher stays behind the wall."""
SYLLABLES_A_S: Final = (3.4, 5.3)


def render() -> Iterator[Wave | None]:
    """One round: `None` after each small piece of work, the wave at last. It can be played in a loop."""
    luck = np.random.default_rng(11)
    whole = np.zeros(ROUND_S * RATE)
    for hz in VOICES:
        voice = Voice(hz, luck)
        for piece in pieces(len(whole)):
            whole[piece] += voice.say(np.arange(piece.start, piece.stop) / RATE)
            yield None
    level = LOUD / loudness(whole[: 2 * RATE])
    yield None
    for piece in pieces(len(whole)):
        whole[piece] = np.clip(whole[piece] * level, -PEAK, PEAK)
        yield None
    yield whole


class Voice:
    """Somebody who talks, at a height and a pace of his own, and now and then listens."""

    def __init__(self, hz: float, luck: np.random.Generator) -> None:
        self._hz = hz
        self._sway = [(turns, 0.05 * luck.uniform(0.4, 1.0), luck.random()) for turns in (3, 7, 16, 29)]
        """How the voice rises and falls: turns in a round, by what share, and from where."""
        count = round(luck.uniform(*SYLLABLES_A_S) * ROUND_S)
        self._strong = luck.uniform(0.25, 1.0, count) * (luck.random(count) < 0.86)
        self._strong[(np.arange(count // 4) + int(luck.integers(count))) % count] = 0
        self._start = luck.random()

    def say(self, t: Wave) -> Wave:
        """What is heard of it at the times `t` (s)."""
        first = np.exp(1j * self._phase(t))
        overtone, wave = np.ones_like(first), np.zeros_like(t)
        for n in range(1, int(WALL_HZ / self._hz) + 1):
            overtone *= first
            wave += _vowel(n * self._hz) * overtone.imag
        return wave * self._syllables(t)

    def _phase(self, t: Wave) -> Wave:
        phase = 2 * np.pi * round(self._hz * ROUND_S) / ROUND_S * t
        for turns, depth, start in self._sway:
            phase += depth * self._hz * ROUND_S / turns * np.sin(2 * np.pi * (turns * t / ROUND_S + start))
        return phase

    def _syllables(self, t: Wave) -> Wave:
        count, x = len(self._strong), t / ROUND_S + self._start
        x = count * x + 0.6 * np.sin(2 * np.pi * 5 * x) + 0.3 * np.sin(2 * np.pi * 13 * x)
        beat: Wave = np.sin(np.pi * (x % 1)) ** 2
        return self._strong[x.astype(np.int64) % count] * beat


def _vowel(hz: float) -> float:
    """How strongly an overtone sounds: two resonances over a falling slope."""
    peaks = sum(strength / (1 + ((hz - at) / wide) ** 2) for at, wide, strength in ((480, 110, 1.0), (980, 160, 0.5)))
    return float(0.15 + peaks) / (hz / 100)
