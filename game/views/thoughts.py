"""Thoughts: the lines that people on the floor think, and none of them twice.

Rules of this file: lines stand in assets/words/<language>/thoughts.toml, by who thinks and in what situation, the same
keys in every language. A line is drawn by luck that has nothing to do with the model's, and not again in a session,
whatever is played: where all of a kind are used up there is silence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from game.views import words
from sim.data import assets_dir

MOST_LETTERS = 60
"""A line is no longer than that: it is read in passing."""
Kind = tuple[str, str]
"""Who thinks, and in what situation."""
Lines = Mapping[str, Mapping[str, Sequence[str]]]


class Sheaf:
    """All lines of one language, each drawn once."""

    __slots__ = ("_left", "_luck")

    def __init__(self, lines: Lines, seed: int | None = None) -> None:
        """`seed`: of its luck, for tests; it is another one each time."""
        self._luck = np.random.default_rng(seed)
        self._left: dict[Kind, list[str]] = {}
        for who, situations in lines.items():
            for situation, those in situations.items():
                shuffled = list(those)
                self._luck.shuffle(shuffled)
                self._left[who, situation] = shuffled

    def left(self, kind: Kind) -> int:
        """How many lines of a kind nobody has thought yet."""
        return len(self._left.get(kind, ()))

    def draw(self, kinds: Mapping[Kind, float]) -> str:
        """A line of one of these kinds, each as likely as its weight; nothing if none is left."""
        there = [(kind, weight) for kind, weight in kinds.items() if weight > 0 and self.left(kind)]
        if not there:
            return ""
        kind = self.pick([kind for kind, _ in there], [weight for _, weight in there])
        return self._left[kind].pop()

    def pick(self, things: Sequence[Kind], weights: Sequence[float]) -> Kind:
        """One of `things`."""
        at = self._luck.random() * sum(weights)
        for thing, weight in zip(things, weights, strict=True):
            at -= weight
            if at < 0:
                return thing
        return things[-1]

    def chance(self) -> float:
        """A uniform of the same luck: looks have no other."""
        return float(self._luck.random())


def read(language: str) -> Lines:
    """The lines of a language; those in English where it has none."""
    for code in (language, words.ENGLISH):
        file = assets_dir() / "words" / code / "thoughts.toml"
        if file.is_file():
            with file.open("rb") as stream:
                found: Lines = tomllib.load(stream)
            return found
    return {}


@cache
def sheaf(language: str) -> Sheaf:
    """What is left of a language's lines in this session."""
    return Sheaf(read(language))


def at_hand() -> Sheaf:
    """The sheaf of the language in use."""
    return sheaf(words.current())
