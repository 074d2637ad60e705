"""Signs: the mark of everything that happens in a case, by shape first. Each is drawn about the middle (x, y)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.views import icons, theme
from game.views.canvas import Canvas, Colour, Rect
from game.views.lettering import middle
from game.views.tape.reel import Sign
from game.views.words import say

Draw = Callable[[Canvas, float, float, float, Colour], None]


def draw_sign(canvas: Canvas, x: float, y: float, sign: Sign, r: float = 6.5) -> None:
    """The mark of `sign`."""
    draw, hue = SIGNS[sign]
    draw(canvas, x, y, r, theme.named(hue))


def sign_title(sign: Sign) -> str:
    """What a mark means, in a word or two."""
    return {
        Sign.BORN: say("Trouble"),
        Sign.BEGAN: say("Called"),
        Sign.ENDED: say("Call over"),
        Sign.RENEGED: say("Hung up"),
        Sign.CUT_OFF: say("Cut off"),
        Sign.MOVED: say("Passed on"),
        Sign.LOOPED: say("Sent back to a desk already spoken to"),
        Sign.ROADBLOCK: say("Stopped by policy"),
        Sign.GRANTED: say("A supervisor said yes"),
        Sign.DENIED: say("A supervisor said no"),
        Sign.CREDITED: say("Credit"),
        Sign.PROMISED: say("Promised, not entered"),
        Sign.BROKEN: say("Promise broken"),
        Sign.CLOSED_DOOR: say("Lines closed"),
        Sign.MACHINE: say("The machine"),
        Sign.LETTER: say("Letter sent"),
        Sign.ANSWERED: say("Letter answered"),
        Sign.ADOPTED: say("A CSR made the case his own"),
        Sign.EXECUTIVE: say("Put right upstairs"),
        Sign.OUTSIDE: say("Complained outside"),
        Sign.SOLD: say("Another price"),
        Sign.TOLD_GOOD: say("Spoke well of us"),
        Sign.TOLD_BAD: say("Spoke ill of us"),
        Sign.POSTED: say("Posted, or read on"),
        Sign.SURVEYED: say("Answered the survey"),
        Sign.WANTED_OUT: say("Wants out, is bound"),
        Sign.JOINED: say("Joined"),
        Sign.LEFT: say("Left"),
        Sign.SOLVED: say("Resolved"),
        Sign.GIVEN_UP: say("Over, not resolved"),
        Sign.OTHER: say("Something else"),
    }[sign]


def _dot(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    canvas.circle(x, y, r * 0.6, colour)


def _disc(canvas: Canvas, x: float, y: float, r: float, colour: Colour, *, inner: Draw) -> None:
    canvas.circle(x, y, r * 1.05, colour)
    inner(canvas, x, y, r * 0.55, theme.CARD)


def _dollar(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    canvas.circle(x, y, r * 1.05, colour)
    middle(canvas, x, y, "$", size=r * 1.7, colour=theme.CARD, weight="bold", align="centre")


def _envelope(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    canvas.rect(Rect(x - r, y - r * 0.7, r * 2, r * 1.4), theme.CARD, line=colour, width=1.4, radius=1)
    canvas.lines([(x - r, y - r * 0.6), (x, y + r * 0.15), (x + r, y - r * 0.6)], colour, width=1.4)


def _sheet(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    canvas.rect(Rect(x - r * 0.8, y - r, r * 1.6, r * 2), colour, radius=1.5)
    for n in range(3):
        canvas.rect(Rect(x - r * 0.5, y - r * 0.55 + n * r * 0.5, r * (1.0, 1.0, 0.6)[n], 1.2), theme.CARD)


def _court(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    canvas.polygon([(x - r * 1.1, y - r * 0.3), (x, y - r), (x + r * 1.1, y - r * 0.3)], colour)
    for dx in (-0.75, -0.1, 0.55):
        canvas.rect(Rect(x + dx * r, y - r * 0.2, r * 0.25, r * 0.85), colour)
    canvas.rect(Rect(x - r, y + r * 0.7, r * 2, r * 0.28), colour)


def _robot(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    canvas.rect(Rect(x - r * 0.9, y - r * 0.6, r * 1.8, r * 1.5), colour, radius=2)
    canvas.rect(Rect(x - 0.7, y - r, 1.4, r * 0.5), colour)
    for dx in (-0.4, 0.4):
        canvas.circle(x + dx * r, y, r * 0.2, theme.CARD)


def _ring(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    canvas.circle(x, y, r * 0.75, line=colour, width=2)
    canvas.polygon([(x + r * 0.2, y - r * 1.2), (x + r * 0.2, y - r * 0.2), (x + r * 0.95, y - r * 0.7)], colour)


def _handset(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """A receiver, lying askew."""
    canvas.lines([(x - r * 0.6, y - r * 0.5), (x + r * 0.6, y + r * 0.5)], colour, width=r * 0.45)
    for side in (-1, 1):
        cx, cy = x + side * r * 0.62, y + side * r * 0.52
        ends = [(cx - r * 0.05, cy - side * r * 0.1), (cx + r * 0.35, cy - side * r * 0.1 - r * 0.45)]
        canvas.lines(ends, colour, width=r * 0.75)


def _hung_up(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """A receiver that is laid down."""
    canvas.lines([(x - r * 0.9, y - r * 0.45), (x + r * 0.9, y - r * 0.45)], colour, width=r * 0.5)
    for side in (-1, 1):
        canvas.circle(x + side * r * 0.85, y - r * 0.25, r * 0.42, colour)
    canvas.polygon([(x - r * 0.5, y + r * 0.2), (x + r * 0.5, y + r * 0.2), (x, y + r * 0.95)], colour)


def _phone_off(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    _handset(canvas, x, y, r, colour)
    canvas.lines([(x - r, y + r), (x + r, y - r)], theme.CARD, width=3.4)
    canvas.lines([(x - r, y + r), (x + r, y - r)], colour, width=1.5)


def _torn(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    icons.flag(canvas, x, y, r, colour)
    canvas.lines([(x - r * 0.5, y + r), (x + r, y - r)], theme.CARD, width=3.4)
    canvas.lines([(x - r * 0.5, y + r), (x + r, y - r)], colour, width=1.5)


def _board(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    canvas.rect(Rect(x - r * 0.8, y - r * 0.9, r * 1.6, r * 1.9), theme.CARD, line=colour, width=1.4, radius=1.5)
    icons.tick(canvas, x, y, r * 0.45, colour)


SIGNS: dict[Sign, tuple[Draw, theme.Hue]] = {
    Sign.BORN: (icons.warning, "INK"),
    Sign.BEGAN: (_handset, "INK"),
    Sign.ENDED: (_dot, "INK_SOFT"),
    Sign.RENEGED: (_hung_up, "ORANGE"),
    Sign.CUT_OFF: (_phone_off, "BAD"),
    Sign.MOVED: (icons.go, "INK_SOFT"),
    Sign.LOOPED: (_ring, "PURPLE"),
    Sign.ROADBLOCK: (icons.barrier, "BAD"),
    Sign.GRANTED: (partial(_disc, inner=icons.tick), "ORANGE"),
    Sign.DENIED: (partial(_disc, inner=icons.cross), "ORANGE"),
    Sign.CREDITED: (_dollar, "GOOD"),
    Sign.PROMISED: (icons.flag, "ORANGE"),
    Sign.BROKEN: (_torn, "BAD"),
    Sign.CLOSED_DOOR: (icons.lock, "INK_SOFT"),
    Sign.MACHINE: (_robot, "INK_SOFT"),
    Sign.LETTER: (_envelope, "INK"),
    Sign.ANSWERED: (_envelope, "ORANGE"),
    Sign.ADOPTED: (icons.person, "GOOD"),
    Sign.EXECUTIVE: (icons.star, "PURPLE"),
    Sign.OUTSIDE: (_court, "BAD"),
    Sign.SOLD: (_dollar, "ORANGE"),
    Sign.TOLD_GOOD: (icons.bubble, "GOOD"),
    Sign.TOLD_BAD: (icons.bubble, "BAD"),
    Sign.POSTED: (_sheet, "BAD"),
    Sign.SURVEYED: (_board, "INK_SOFT"),
    Sign.WANTED_OUT: (icons.lock, "BAD"),
    Sign.JOINED: (icons.plus, "GOOD"),
    Sign.LEFT: (icons.door, "BAD"),
    Sign.SOLVED: (partial(_disc, inner=icons.tick), "GOOD"),
    Sign.GIVEN_UP: (partial(_disc, inner=icons.cross), "INK_SOFT"),
    Sign.OTHER: (_dot, "INK_FAINT"),
}
"""What each looks like."""
