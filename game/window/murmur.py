"""The murmur of a room on the phone: a few voices behind a wall, no word of which can be made out.

Rules of this file: a voice is a hum with the two resonances of a vowel, cut into syllables. All of it comes round after
`ROUND_S` without a seam, because everything in it does so a whole number of times. Made a little at a time (`render`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from game.window.waves import PEAK, RATE, Wave, loudness

ROUND_S: Final = 11
LOUD: Final = 0.05
VOICES: Final = (96.0, 104.0, 118.0, 127.0, 171.0, 183.0, 196.0, 214.0, 229.0)
"""How high each of them speaks (Hz)."""
WALL_HZ: Final = 1100.0
"""What is higher stays behind the wall."""
SYLLABLES_A_S: Final = (3.4, 5.3)


def render() -> Iterator[Wave | None]:
    """One round: `None` after each small piece of work, the wave at last. It can be played in a loop."""
    n = ROUND_S * RATE
    luck = np.random.default_rng(11)
    whole = np.zeros(n)
    for hz in VOICES:
        pulse = _melody(hz, n, luck)
        yield None
        voice = np.zeros(n)
        for overtone in range(1, int(WALL_HZ / hz) + 1):
            voice += _vowel(overtone * hz) * np.sin(overtone * pulse)
            yield None
        whole += voice * _syllables(n, luck)
        yield None
    whole *= LOUD / loudness(whole[: 3 * RATE])
    yield np.clip(whole, -PEAK, PEAK)


def _melody(hz: float, n: int, luck: np.random.Generator) -> Wave:
    """The phase of a voice that rises and falls as one does in talking."""
    t = np.arange(n) / RATE
    phase = 2 * np.pi * round(hz * ROUND_S) / ROUND_S * t
    for turns in (3, 7, 16, 29):
        depth = 0.05 * luck.uniform(0.4, 1.0)
        phase += depth * hz * ROUND_S / turns * np.sin(2 * np.pi * (turns * t / ROUND_S + luck.random()))
    return phase


def _vowel(hz: float) -> float:
    """How strongly an overtone sounds: two resonances over a falling slope."""
    peaks = sum(strength / (1 + ((hz - at) / wide) ** 2) for at, wide, strength in ((480, 110, 1.0), (980, 160, 0.5)))
    return float(0.15 + peaks) / (hz / 100)


def _syllables(n: int, luck: np.random.Generator) -> Wave:
    """When a voice sounds: uneven syllables at a pace of its own, and now and then it listens."""
    count = round(luck.uniform(*SYLLABLES_A_S) * ROUND_S)
    strong = luck.uniform(0.25, 1.0, count) * (luck.random(count) < 0.86)
    listens = np.arange(count // 4) + int(luck.integers(count))
    strong[listens % count] = 0
    round_ = np.arange(n) / n + luck.random()
    x = count * round_ + 0.6 * np.sin(2 * np.pi * 5 * round_) + 0.3 * np.sin(2 * np.pi * 13 * round_)
    beat: Wave = np.sin(np.pi * (x % 1)) ** 2
    return strong[x.astype(np.int64) % count] * beat
