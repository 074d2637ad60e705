"""Inputs: what a player did, as small values that know no window system. Positions are in logical pixels.

A browser sends the same values as the window does, and a test writes them down.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key went down: `a`, `1`, `space`, `enter`, `escape`, `tab`, `left`, `page up`, `f1`, `.` ..."""

    name: str
    shift: bool = False
    ctrl: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Characters were typed, as the keyboard layout makes them."""

    text: str


@dataclass(frozen=True, slots=True)
class Press:
    """The main button or a finger went down."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drag:
    """The pointer moved while pressed."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Release:
    """The main button or the finger went up."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Hover:
    """The pointer moved while nothing was pressed; far outside: it left."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Wheel:
    """The wheel turned; `steps` above 0: away from the hand."""

    x: float
    y: float
    steps: float


@dataclass(frozen=True, slots=True)
class Tick:
    """Real time passed: once per picture."""

    elapsed_s: float


Input = Key | Text | Press | Drag | Release | Hover | Wheel | Tick

AWAY = Hover(-1e6, -1e6)
