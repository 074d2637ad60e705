"""The Tape: one customer's whole case on a line of time, to be played back, with a clock of the hours it has taken.

From the ground up: `reel` makes of a case's events what is on the tape, `axis` says where a moment stands when dead
days are folded, `head` plays it, `worst` finds the stories worth telling, `textures` and `signs` are the pictures,
`strip` draws the tape, `shelf` the stories at its side, `tape` is the screen.

Rules of this package: everything but the last four is pure and draws nothing. Each event of a case stands on its tape
once: a leg as a bar, all else as a mark. Shapes and patterns first, colours second. Imports go the way of the list.
"""

from __future__ import annotations

from game.views.tape.tape import Tape, ToTape

__all__ = ["Tape", "ToTape"]
