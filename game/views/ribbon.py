"""The ribbon over the floor: what is in force, and what the flow of time is doing. It has a place of its own, so that
neither ever lies over people.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from game.views import keys, theme
from game.views.canvas import Canvas, Rect
from game.views.eventcard import SIGN_HIGH, Look, draw_signs
from game.views.happening import Occurrence
from game.views.keys import Act
from game.views.lettering import fit, middle
from game.views.palettes import Opaque
from game.views.playing import Playing
from game.views.ui import Ui
from game.views.words import say

HIGH = 30.0
PAD = 12.0


class State(NamedTuple):
    """What time is doing when it doesn't simply pass."""

    head: str
    rest: str
    colour: Opaque


def state_of(playing: Playing) -> State | None:
    """`None`: it passes."""
    done = playing.catching_up
    if playing.rewinding:
        return None
    if done is not None:
        return State(say("Replaying your run"), say("{pct:.0f} %", pct=100 * done), theme.ACCENT)
    if playing.paused:
        key = keys.shown(Act.PAUSE)
        how = say("{key} to go on", key=key) if key else say("press the button above to go on")
        return State(say("PAUSED"), how, theme.ORANGE)
    if playing.hurrying:
        return State(say("Night"), say("lines closed, time runs {n} times faster", n=40), theme.NIGHT)
    return None


def draw(
    ui: Ui, canvas: Canvas, rect: Rect, playing: Playing, waiting: Sequence[Occurrence], look: Look
) -> None:  # fmt: skip
    """Signs of events at the left, and the state in the middle or as near to it as they allow."""
    state = state_of(playing)
    canvas.rect(rect, state.colour if state else theme.CARD)
    if not state:
        canvas.rect(Rect(rect.x, rect.bottom - 1, rect.w, 1), theme.LINE)
    head = canvas.measure(state.head, size=theme.HEAD, weight="bold")[0] if state else 0.0
    row = Rect(rect.x + PAD, rect.y + (rect.h - SIGN_HIGH) / 2, rect.w - head - 3 * PAD, SIGN_HIGH)
    right = draw_signs(ui, canvas, row, playing, waiting, look)
    if state is None:
        return
    ui.keep_clear(rect)
    rest = canvas.measure(state.rest, size=theme.BODY)[0]
    x = max(rect.x + (rect.w - head - PAD - rest) / 2, right + PAD)
    ink, y = theme.on(state.colour), rect.centre[1]
    middle(canvas, x, y, state.head, size=theme.HEAD, colour=ink, weight="bold")
    x += head + PAD
    room = rect.right - PAD - x
    if room > 40:  # else the button above says it
        middle(canvas, x, y, fit(canvas, state.rest, room, size=theme.BODY), size=theme.BODY, colour=ink)
