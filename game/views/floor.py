"""The floor: the centre as a room full of people. CSRs at their desks, customers in line, barriers, doors, night.

How it is made, from the ground up:
1. *Pictures* are drawn with a `Pen`, in units of which a person is about 36 high, his feet at (0, 0). Whatever moves
   is a `Sprite`: a small picture that the canvas keeps (`Canvas.stamp`), so that 300 people cost 300 stamps.
2. The *plan* says where everything stands: a pure function of the rectangle and of how many seats each desk needs.
3. *People* have a place and a goal. They walk there, or fade over when walking would look frantic.
4. The `Floor` sets goals from frames, reads from events what happens between frames, draws, and says who is where.

Rules of this file:
- A customer looks the same on every call and in every run: looks come from his number, not from luck.
- State is told by pose, shape or sign first, by colour second. What is nought or normal is not shown at all.
- Patience is shown by a shrinking wedge and a souring face, never as a number: nobody on the floor knows it.
- From `CALM_SPEED` or `CALM_PACE` up, and with reduced motion, the picture changes at most twice a second, and nobody
  walks.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache, partial
from itertools import chain, pairwise
from math import ceil, cos, hypot, inf, pi, sin
from operator import itemgetter
from typing import Final, NamedTuple

from game.views import icons, theme
from game.views.canvas import Canvas, Colour, Point, Rect
from game.views.words import count, say
from sim.clock import DAY, HOUR, WEEKDAYS, day_of
from sim.events import Block, ContactEnding, Event, Kind
from sim.frames import CsrView, DeskView, Doing, Frame, WaitingView

Rgb = tuple[int, int, int]

CALM_SPEED: Final = 12.0
"""From this speed on people fade instead of walking."""
CALM_PACE: Final = (360.0, 420.0)
"""Seconds of the game in one of ours from which they fade too, because a call would be over before its walk: a picture
that walks begins to fade at the upper, one that fades begins to walk below the lower."""
CALM_PERIOD: Final = 0.5
"""Seconds between changes of a calm picture: 2 Hz, below the 3 Hz of flashing."""
WALK: Final = 150.0
"""Walking speed (units a second) while a minute of the game takes a second; faster as it takes less."""
FADE: Final = 0.22
"""Seconds to fade in or out."""
BARRIER_S: Final = 2.4
"""Seconds a barrier stays down at 1x."""
BLUR: Final = 0.4
"""Days a second from which day and night are no longer told apart."""
SEATS_SHOWN: Final = (12, 4)
"""Empty seats are drawn up to this many at the front line and at any other desk; seats in use always."""
MOST_EVENTS: Final = 4000
"""More new events than this between two pictures: the older ones are past showing."""
MOST_FRESH: Final = 3
"""Figures never drawn before, in one picture."""
MOST_SIGNS: Final = 3
"""Barriers at one time in a calm picture."""

# --- words and tables ---------------------------------------------------------------------------------------------

BLOCK_WORDS: Final[dict[Block, str]] = {
    Block.NO_AUTHORITY: "No authority",
    Block.NEEDS_APPROVAL: "Needs approval",
    Block.WRONG_DEPARTMENT: "Wrong department",
    Block.AGREED_BUT_BLOCKED: "Agreed, but blocked",
    Block.CATCH_22: "Catch-22",
    Block.DEAD_END: "Dead end",
}
DOING_WORDS: Final[dict[Doing, str]] = {
    Doing.IDLE: "free",
    Doing.TALKING: "talking",
    Doing.ARGUING: "arguing",
    Doing.AWAITING_APPROVAL: "waiting for an approval",
    Doing.APPROVING: "approving",
    Doing.WRAPPING_UP: "writing notes",
}
MORALE_WORDS: Final = ("worn out", "low in spirits", "so-so", "in good spirits", "in high spirits")
ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

BACK_DESKS: Final = ("supervisors", "executive", "executive_relations")
"""Desks that sit raised at the back."""
FRONT_DESK: Final = "frontline"


class Hat(IntEnum):
    """What tells one segment's customers from another's."""

    NONE = 0
    BOWLER = 1
    CAP = 2
    SUNHAT = 3
    BEANIE = 4
    BOW = 5


HAT_WORDS: Final = (
    ("business", Hat.BOWLER), ("youth", Hat.CAP), ("travel", Hat.SUNHAT), ("budget", Hat.BEANIE),
    ("everyday", Hat.NONE),
)  # fmt: skip
"""Which hat goes with which word in a segment's title; any other segment gets the hat of its number."""
SEGMENTS: Final = ("Everyday", "Business", "Youth", "Traveller", "Budget")


class Mood(IntEnum):
    """A face."""

    FURIOUS = 0
    SOUR = 1
    FLAT = 2
    CALM = 3
    GLAD = 4
    WEARY = 5


class Pose(IntEnum):
    """What a body does."""

    STAND = 0
    STEP_LEFT = 1
    STEP_RIGHT = 2
    SIT = 3
    TALK = 4
    ARGUE = 5
    RAISE = 6
    STAMP = 7
    WRITE = 8
    REST = 9


DOING_POSES: Final[dict[Doing, Pose]] = {
    Doing.IDLE: Pose.REST,
    Doing.TALKING: Pose.TALK,
    Doing.ARGUING: Pose.ARGUE,
    Doing.AWAITING_APPROVAL: Pose.RAISE,
    Doing.APPROVING: Pose.STAMP,
    Doing.WRAPPING_UP: Pose.WRITE,
}

SKINS: Final[tuple[Rgb, ...]] = ((244, 214, 186), (228, 186, 150), (196, 146, 108), (150, 104, 76), (108, 74, 56))
HAIRS: Final[tuple[Rgb, ...]] = ((58, 46, 40), (104, 70, 46), (168, 112, 60), (142, 138, 132), (40, 38, 42))
SHIRTS: Final[tuple[Rgb, ...]] = (
    (126, 164, 160), (206, 172, 110), (190, 132, 128), (150, 168, 120), (128, 146, 178), (180, 150, 178),
    (214, 196, 168),
)  # fmt: skip
TROUSERS: Final[Rgb] = (88, 84, 92)
WOOD: Final[Rgb] = (206, 170, 124)
WOOD_DARK: Final[Rgb] = (164, 126, 86)
CHALK: Final[Rgb] = (253, 250, 243)


def mix(a: Colour, b: Colour, share: float) -> Rgb:
    """`share` of the way from colour `a` to `b`."""
    keep = 1 - share
    return (
        round(a[0] * keep + b[0] * share), round(a[1] * keep + b[1] * share), round(a[2] * keep + b[2] * share)
    )  # fmt: skip


DUSK: Final[Rgb] = (44, 48, 78)
LIGHTS: Final = 4
"""Steps of the light in the room."""


def in_light(colour: Colour, light: int) -> Rgb:
    """A colour while the lamps are on (0) or off (`LIGHTS`)."""
    return mix(colour, DUSK, 0.74 * light / LIGHTS)


def scatter(number: int, salt: int = 0) -> int:
    """A number that looks like luck and is always the same for the same `number`."""
    mixed = (number * 2654435761 + salt * 40503 + 12345) & 0xFFFFFFFF
    mixed ^= mixed >> 15
    mixed = mixed * 2246822519 & 0xFFFFFFFF
    return mixed ^ mixed >> 13


def about(seconds: float) -> str:
    """A duration as roughly as people say it."""
    minutes = int(seconds // 60)
    if minutes < 1:
        return say("under a minute")
    if minutes < 60:
        return say("{n} min", n=minutes)
    return say("{h} h {m} min", h=minutes // 60, m=minutes % 60)


def brief(seconds: float) -> str:
    """A duration for a narrow place."""
    if seconds < 60:
        return say("{n} s", n=int(seconds))
    if seconds < 3600:
        return say("{n} min", n=int(seconds // 60))
    return say("{h} h {m:02d}", h=int(seconds // 3600), m=int(seconds // 60 % 60))


def ordinal(n: int) -> str:
    """`n` as the word for a place in a row."""
    return say(ORDINALS[n - 1]) if 1 <= n <= len(ORDINALS) else say("{n}th", n=n)


def level_of(share: float) -> int:
    """A share of 1 as one of the five faces."""
    return max(0, min(4, int(share * 5)))


# --- pictures: the pen --------------------------------------------------------------------------------------------


class Pen:
    """Draws in units about an origin: `u` logical pixels to a unit, (0, 0) at (`x`, `y`)."""

    __slots__ = ("canvas", "u", "x", "y")

    def __init__(self, canvas: Canvas, u: float, x: float, y: float) -> None:
        self.canvas = canvas
        self.u = u
        self.x = x
        self.y = y

    def disc(
        self, x: float, y: float, r: float, fill: Colour | None, line: Colour | None = None, width: float = 1.1
    ) -> None:
        """A circle."""
        u = self.u
        self.canvas.circle(self.x + x * u, self.y + y * u, r * u, fill, line=line, width=width * u)

    def shape(
        self, points: Sequence[Point], fill: Colour | None, line: Colour | None = None, width: float = 1.1
    ) -> None:
        """A closed shape."""
        self.canvas.polygon(self._at(points), fill, line=line, width=width * self.u)

    def oval(
        self, x: float, y: float, rx: float, ry: float, fill: Colour | None, line: Colour | None = None,
        width: float = 1.1,
    ) -> None:  # fmt: skip
        """An ellipse."""
        self.shape(arc(x, y, rx, ry, 0, 2 * pi, 16)[:-1], fill, line, width)

    def box(
        self, x: float, y: float, w: float, h: float, fill: Colour | None, line: Colour | None = None,
        *, radius: float = 0, width: float = 1.1,
    ) -> None:  # fmt: skip
        """A rectangle."""
        u = self.u
        rect = Rect(self.x + x * u, self.y + y * u, w * u, h * u)
        self.canvas.rect(rect, fill, line=line, width=width * u, radius=radius * u)

    def stroke(self, points: Sequence[Point], colour: Colour, width: float = 1.1) -> None:
        """An open line with round ends."""
        broad = width * self.u
        at = self._at(points)
        if len(at) == 2:  # a third point in the middle gives it round joints whatever the back end does with two
            at.insert(1, ((at[0][0] + at[1][0]) / 2, (at[0][1] + at[1][1]) / 2))
        self.canvas.lines(at, colour, width=broad)

    def limb(self, points: Sequence[Point], colour: Colour, width: float = 3.0) -> None:
        """An arm or a leg: a broad stroke with an outline."""
        self.stroke(points, theme.INK, width + 1.8)
        self.stroke(points, colour, width)

    def _at(self, points: Sequence[Point]) -> list[Point]:
        u, ox, oy = self.u, self.x, self.y
        return [(ox + x * u, oy + y * u) for x, y in points]


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float, pieces: int = 12) -> list[Point]:
    """Points along an ellipse from angle `start` to `end` (0: right, growing downward and to the left)."""
    turn = (end - start) / pieces
    return [(x + rx * cos(start + turn * n), y + ry * sin(start + turn * n)) for n in range(pieces + 1)]


class Sprite(NamedTuple):
    """A small picture to be stamped: its hot point lies (`ox`, `oy`) from its top left, in logical pixels."""

    key: str
    draw: Callable[[Canvas], None]
    w: float
    h: float
    ox: float
    oy: float


Art = Callable[[Pen], None]


def sprite(key: str, art: Art, u: float, left: float, top: float, right: float, bottom: float) -> Sprite:
    """`art`, whose origin is the hot point and which reaches so many units left, up, right and down of it."""

    def draw(canvas: Canvas) -> None:
        art(Pen(canvas, u, left * u, top * u))

    return Sprite(f"{key}@{u:.3f}", draw, (left + right) * u, (top + bottom) * u, left * u, top * u)


# --- pictures: people ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Look:
    """How one person looks."""

    skin: Rgb
    hair: Rgb
    hairdo: int
    shirt: Rgb

    @property
    def key(self) -> str:
        """A name for it."""
        return f"{self.skin[0]}.{self.hair[0]}.{self.hairdo}.{self.shirt[0]}.{self.shirt[2]}"


def look_of(number: int, shirt: Rgb | None = None) -> Look:
    """The look of customer or CSR `number`: one of a dozen, so that their pictures stay few."""
    kind = scatter(number) % 12
    return Look(
        SKINS[(kind * 2 + 1) % 5], HAIRS[kind * 3 % 5], kind % 5, shirt or SHIRTS[kind * 5 % len(SHIRTS)]
    )  # fmt: skip


def paint_face(pen: Pen, mood: int, turn: float, skin: Rgb, y: float = -27.0) -> None:
    """Eyes, brows and mouth; `turn` looks left (-1) or right (1)."""
    x = turn * 2.2
    ink = theme.INK
    if mood == Mood.WEARY:
        for side in (-2.7, 2.7):
            pen.stroke([(x + side - 1.7, y - 0.6), (x + side + 1.7, y - 0.6)], ink, 1.2)
            pen.stroke(arc(x + side, y + 0.3, 1.5, 1.5, pi * 0.15, pi * 0.85, 5), mix(skin, ink, 0.4), 0.9)
        wave = [(x - 2.8, y + 4.6), (x - 1.2, y + 3.8), (x + 0.4, y + 4.6), (x + 2.4, y + 3.9)]
        pen.stroke(wave, ink, 1.1)
        return
    if mood == Mood.FURIOUS:
        pen.stroke([(x - 4.6, y - 3.6), (x - 1.4, y - 1.9)], ink, 1.2)
        pen.stroke([(x + 4.6, y - 3.6), (x + 1.4, y - 1.9)], ink, 1.2)
    elif mood == Mood.SOUR:
        pen.stroke([(x - 4.4, y - 2.5), (x - 1.4, y - 2.7)], ink, 1.0)
        pen.stroke([(x + 4.4, y - 2.5), (x + 1.4, y - 2.7)], ink, 1.0)
    if mood == Mood.GLAD:
        for side in (-2.7, 2.7):
            pen.stroke(arc(x + side, y + 0.4, 1.5, 1.6, pi * 1.1, pi * 1.9, 5), ink, 1.2)
        pen.shape(arc(x, y + 2.1, 2.9, 3.0, 0, pi, 8), ink)
        pen.shape(arc(x, y + 3.6, 1.6, 1.2, 0, pi, 6), (206, 110, 96))
    else:
        for side in (-2.7, 2.7):
            pen.disc(x + side, y - 0.2, 1.15, ink)
    mouth = {
        Mood.CALM: arc(x, y + 1.6, 2.7, 2.3, pi * 0.12, pi * 0.88, 6),
        Mood.FLAT: [(x - 2.0, y + 3.6), (x + 2.0, y + 3.6)],
        Mood.SOUR: arc(x, y + 5.3, 2.5, 2.0, pi * 1.15, pi * 1.85, 6),
        Mood.FURIOUS: arc(x, y + 6.0, 3.0, 2.8, pi * 1.1, pi * 1.9, 6),
    }.get(Mood(mood))
    if mouth:
        pen.stroke(mouth, ink, 1.2)
    if mood in {Mood.CALM, Mood.GLAD}:
        for side in (-4.9, 4.9):
            pen.disc(x + side, y + 2.0, 1.3, mix(skin, (222, 110, 90), 0.4))


def paint_hair(pen: Pen, look: Look, hat: int, y: float = -27.0) -> None:
    """The hair on a head of radius 8 about (0, `y`)."""
    dome = arc(0, y, 8.2, 8.4, pi * 1.02, pi * 1.98, 10)
    line = theme.INK
    if look.hairdo == 0:  # short, parted
        pen.shape([*dome, (4.0, y - 4.6), (-1.5, y - 5.4), (-6.0, y - 2.4)], look.hair, line, 0.9)
    elif look.hairdo == 1:  # a bun, under a hat let down
        if hat in {Hat.NONE, Hat.BOW}:
            pen.disc(0, y - 9.6, 3.4, look.hair, line, 0.9)
        pen.shape([*dome, (3.5, y - 4.4), (-3.5, y - 4.4)], look.hair, line, 0.9)
    elif look.hairdo == 2:  # long, behind the ears (its back is drawn before the head)
        pen.shape([*dome, (6.4, y - 2.0), (0.5, y - 5.6), (-6.4, y - 2.0)], look.hair, line, 0.9)
    elif look.hairdo == 3:  # curls
        for angle in (1.08, 1.25, 1.42, 1.58, 1.75, 1.92):
            pen.disc(7.0 * cos(pi * angle), y + 7.0 * sin(pi * angle), 2.9, look.hair)
    else:  # little left of it
        pen.shape([(-8.2, y + 0.8), (-8.0, y - 3.4), (-6.2, y - 4.0), (-6.6, y + 0.6)], look.hair, line, 0.7)
        pen.shape([(8.2, y + 0.8), (8.0, y - 3.4), (6.2, y - 4.0), (6.6, y + 0.6)], look.hair, line, 0.7)


def paint_hat(pen: Pen, hat: int, y: float = -27.0) -> None:
    """A segment's hat."""
    line = theme.INK
    if hat == Hat.BOWLER:
        dark = (66, 62, 70)
        pen.shape(arc(0, y - 4.2, 6.6, 7.4, pi, 2 * pi, 10), dark, line, 0.9)
        pen.box(-6.4, y - 6.2, 12.8, 1.8, (150, 92, 92))
        pen.box(-9.6, y - 5.0, 19.2, 2.2, dark, line, radius=1.1, width=0.8)
    elif hat == Hat.CAP:
        lime = (98, 158, 172)
        pen.shape(arc(0, y - 2.6, 8.3, 7.4, pi, 2 * pi, 10), lime, line, 0.9)
        pen.shape([(2.0, y - 3.8), (12.2, y - 3.4), (12.0, y - 1.6), (2.0, y - 1.8)], lime, line, 0.9)
        pen.disc(0, y - 10.0, 1.0, line)
    elif hat == Hat.SUNHAT:
        straw = (232, 204, 132)
        pen.shape(arc(0, y - 4.2, 6.0, 6.8, pi, 2 * pi, 10), straw, line, 0.9)
        pen.oval(0, y - 4.0, 12.4, 2.6, straw, line, 0.9)
        pen.box(-5.8, y - 6.6, 11.6, 1.9, (186, 84, 62))
    elif hat == Hat.BEANIE:
        wool = (190, 96, 92)
        pen.shape(arc(0, y - 3.0, 8.3, 8.6, pi, 2 * pi, 10), wool, line, 0.9)
        pen.disc(0, y - 12.6, 2.4, CHALK, line, 0.8)
        pen.box(-8.6, y - 5.0, 17.2, 3.2, mix(wool, CHALK, 0.35), line, radius=1.4, width=0.8)
    elif hat == Hat.BOW:
        for side in (-1, 1):
            pen.shape([(5, y - 8), (5 + side * 4.4, y - 11), (5 + side * 4.4, y - 5.4)], theme.PURPLE, line, 0.8)


def paint_legs(pen: Pen, pose: int) -> None:
    """Legs that stand, step or sit."""
    shift = {Pose.STEP_LEFT: 2.6, Pose.STEP_RIGHT: -2.6}.get(Pose(pose), 0.0)
    for side, lift in ((-3.0, max(0.0, shift)), (3.0, max(0.0, -shift))):
        pen.limb([(side, -9.0), (side + shift * (0.4 if side < 0 else -0.4), -1.8 - lift)], TROUSERS, 3.2)
        pen.oval(side + 0.4, -0.9 - lift, 2.8, 1.5, theme.INK)


ARMS: Final[dict[Pose, tuple[tuple[Point, ...], tuple[Point, ...]]]] = {
    Pose.STAND: (((-6.0, -17.5), (-8.2, -9.5)), ((6.0, -17.5), (8.2, -9.5))),
    Pose.STEP_LEFT: (((-6.0, -17.5), (-9.2, -10.5)), ((6.0, -17.5), (6.6, -9.5))),
    Pose.STEP_RIGHT: (((-6.0, -17.5), (-6.6, -9.5)), ((6.0, -17.5), (9.2, -10.5))),
    Pose.SIT: (((-6.0, -17.5), (-10.5, -13.5)), ((5.5, -17.5), (2.0, -11.5))),
    Pose.REST: (((-6.0, -17.5), (-6.8, -10.5)), ((6.0, -17.5), (9.8, -13.6))),
    Pose.TALK: (((-6.0, -17.5), (-6.8, -10.5)), ((6.0, -17.5), (10.4, -18.5))),
    Pose.ARGUE: (((-6.0, -17.5), (-12.0, -22.5)), ((6.0, -17.5), (12.0, -22.5))),
    Pose.RAISE: (((-6.0, -17.5), (-6.8, -10.5)), ((6.0, -18.0), (10.6, -36.0))),
    Pose.STAMP: (((-6.0, -17.5), (-6.8, -10.5)), ((6.0, -17.5), (12.0, -17.0))),
    Pose.WRITE: (((-6.0, -17.5), (-4.0, -11.0)), ((6.0, -17.5), (10.8, -14.0))),
}
"""Left and right arm, shoulder to hand."""


def paint_arms(pen: Pen, pose: int, look: Look, flip: float = 1) -> None:
    """Both arms."""
    for way in ARMS[Pose(pose)]:
        points = [(x * flip, y) for x, y in way]
        pen.limb(points, look.shirt, 2.8)
        hand_x, hand_y = points[-1]
        pen.disc(hand_x, hand_y, 2.1, look.skin, theme.INK, 0.9)


def paint_body(pen: Pen, look: Look, hat: int) -> None:
    """A torso, with what its segment carries."""
    ink = theme.INK
    if hat == Hat.SUNHAT:  # a rucksack
        pen.box(-9.4, -20, 18.8, 12, (140, 124, 84), ink, radius=3)
    pen.shape(
        [(-5.4, -21), (5.4, -21), (7.0, -18), (7.2, -8), (5.8, -6.4), (-5.8, -6.4), (-7.2, -8), (-7.0, -18)],
        look.shirt, ink,
    )  # fmt: skip
    if hat == Hat.BOWLER:
        pen.shape([(-2.4, -21), (2.4, -21), (0, -17)], CHALK)
        pen.shape([(-1.0, -19.4), (1.0, -19.4), (1.5, -13.5), (0, -11.8), (-1.5, -13.5)], (150, 60, 60))
    elif hat == Hat.BEANIE:
        pen.box(-6.0, -21.4, 12.0, 3.2, (226, 196, 150), ink, radius=1.5, width=0.8)
    elif hat == Hat.CAP:
        pen.stroke([(-3, -20.5), (-2.2, -16)], CHALK, 0.9)
        pen.stroke([(3, -20.5), (2.2, -16)], CHALK, 0.9)


def paint_head(pen: Pen, look: Look, mood: int, turn: float, y: float = -27.0, hat: int = 0) -> None:
    """A head, with its hair, hat and face."""
    skin = mix(look.skin, (204, 70, 48), 0.34) if mood == Mood.FURIOUS else look.skin
    if look.hairdo == 2:
        pen.box(-8.6, y - 4, 17.2, 13.0, look.hair, theme.INK, radius=4, width=0.9)
    pen.disc(0, y, 8.0, skin, theme.INK)
    paint_hair(pen, look, hat, y)
    paint_face(pen, mood, turn, skin, y)
    paint_hat(pen, hat, y)


def paint_person(pen: Pen, look: Look, hat: int, mood: int, pose: int, turn: int) -> None:
    """A customer; sitting ones look left, at the CSR."""
    if pose == Pose.SIT:
        pen.limb([(-1.0, -8.0), (-7.5, -7.0), (-8.0, -1.6)], TROUSERS, 3.4)
        pen.oval(-9.0, -0.9, 3.0, 1.5, theme.INK)
        paint_body(pen, look, hat)
        paint_arms(pen, Pose.SIT, look)
        paint_head(pen, look, mood, -1, hat=hat)
        return
    pen.oval(0, 0, 9, 2.6, (43, 40, 36, 46))
    paint_legs(pen, pose)
    paint_body(pen, look, hat)
    paint_arms(pen, pose, look)
    paint_head(pen, look, mood, turn, hat=hat)


def paint_csr(pen: Pen, look: Look, morale: int, doing: int) -> None:
    """A CSR with headset in a chair, the desk to the right. Low spirits show as a low head."""
    pose = DOING_POSES[Doing(doing)]
    low = (2 - morale) * 0.6
    y = -27.0 + low + (2.2 if pose == Pose.WRITE else 0.0)
    ink = theme.INK
    pen.limb([(1.0, -8.0), (7.5, -7.0), (8.0, -1.6)], TROUSERS, 3.4)
    pen.oval(9.0, -0.9, 3.0, 1.5, ink)
    paint_body(pen, look, Hat.NONE)
    pen.box(-4.6, -17.4, 3.4, 2.6, CHALK, ink, width=0.6)  # name tag
    if pose != Pose.RAISE:
        paint_arms(pen, pose, look)
    turn = 1.0 if pose != Pose.REST else 0.0
    mood = int(Mood.WEARY) if morale == 0 else min(morale, int(Mood.SOUR)) if pose == Pose.ARGUE else morale
    paint_head(pen, look, mood, turn, y)
    if pose == Pose.RAISE:
        paint_arms(pen, pose, look)
    if morale == 0:
        drop = [(-7.2, y - 6.5), (-5.4, y - 3.6), (-6.2, y - 2.2), (-8.0, y - 2.2), (-8.8, y - 3.6)]
        pen.shape(drop, theme.SKY, ink, 0.7)
    pen.stroke(arc(0, y, 8.8, 9.6, pi * 1.02, pi * 1.98, 9), ink, 1.5)  # headset
    pen.box(-10.0, y - 2.6, 3.6, 6.0, ink, radius=1.6)
    pen.stroke([(-8.4, y + 2.6), (-4.0, y + 7.4), (1.6 + turn * 2, y + 6.4)], ink, 1.1)
    if pose == Pose.STAMP:
        pen.box(10.4, -22.0, 3.2, 5.6, WOOD_DARK, ink, radius=1.2, width=0.8)
        pen.box(8.6, -17.0, 6.8, 2.6, theme.PURPLE, ink, radius=0.6, width=0.8)
    elif pose == Pose.WRITE:
        pen.stroke([(10.0, -13.0), (13.6, -19.4)], theme.INK, 2.8)
        pen.stroke([(10.4, -13.7), (13.4, -19.0)], theme.YELLOW, 1.6)
    elif pose == Pose.REST:
        pen.box(8.0, -17.6, 4.4, 4.6, CHALK, ink, radius=0.8, width=0.9)  # a mug


# --- pictures: signs over heads -----------------------------------------------------------------------------------

WEDGE: Final = 8
"""Steps of the patience wedge."""
WEDGE_COLOURS: Final[tuple[Rgb, ...]] = (
    theme.RED, theme.RED, theme.ORANGE, theme.ORANGE, theme.YELLOW, theme.YELLOW, theme.GREEN, theme.GREEN,
)  # fmt: skip


def paint_wedge(pen: Pen, left: int) -> None:
    """What is left of someone's patience, in eighths of a clock; the last one shakes its fist."""
    colour = WEDGE_COLOURS[max(0, left - 1)]
    pen.disc(0, 0, 4.2, CHALK, theme.INK, 0.9)
    if left > 0:
        top = -pi / 2
        pen.shape([(0, 0), *arc(0, 0, 3.3, 3.3, top, top + 2 * pi * left / WEDGE, 3 * left)], colour)
    if left <= 1:
        pen.box(-0.8, -2.8, 1.6, 3.4, theme.RED)
        pen.box(-0.8, 1.3, 1.6, 1.6, theme.RED)


def paint_tally(pen: Pen, n: int) -> None:
    """A badge with a stroke for each contact about this; the fifth is drawn across."""
    pen.box(-4.8, -3.3, 9.6, 6.6, CHALK, theme.INK, radius=1.2, width=0.9)
    for stroke in range(min(n, 4)):
        x = (stroke - (min(n, 4) - 1) / 2) * 1.9
        pen.stroke([(x, -1.9), (x, 1.9)], theme.RED, 1.0)
    if n >= 5:
        pen.stroke([(-4.0, 1.5), (4.0, -1.5)], theme.RED, 1.0)


def paint_bubble(pen: Pen, fill: Colour, line: Colour, side: int) -> None:
    """A speech bubble about (0, 0), its tail to the speaker on the left (-1) or right (1); 0: straight down."""
    tail = [(side * 3.0 - 2.0, 4.5), (side * 8.5, 9.5), (side * 3.0 + 2.5, 4.5)]
    pen.shape(tail, fill, line, 1.0)
    pen.box(-10, -6.5, 20, 12.5, fill, line, radius=5.5, width=1.0)
    pen.shape([(side * 3.0 - 1.4, 4.0), (side * 5.4, 6.6), (side * 3.0 + 1.8, 4.0)], fill)


def paint_talk(pen: Pen, side: int, dots: int) -> None:
    """Talk: three dots, one after the other."""
    paint_bubble(pen, CHALK, theme.INK, side)
    for n in range(3):
        pen.disc((n - 1) * 5.0, -0.3, 1.5 if n != dots else 2.2, theme.INK if n == dots else theme.INK_FAINT)


def paint_quarrel(pen: Pen, swing: int) -> None:
    """A quarrel: a jagged bubble with a lightning bolt."""
    spikes: list[Point] = []
    for n in range(20):
        reach = 1.0 if n % 2 == swing else 0.68
        angle = 2 * pi * n / 20
        spikes.append((14 * reach * cos(angle), 9.6 * reach * sin(angle)))
    pen.shape(spikes, (252, 222, 170), theme.RED, 1.4)
    pen.shape([(1.4, -6), (-3.6, 0.8), (-0.4, 0.8), (-1.6, 6), (3.8, -1.4), (0.6, -1.4)], theme.RED)


def paint_hourglass(pen: Pen, turned: int) -> None:
    """Waiting for an approval."""
    paint_bubble(pen, (250, 234, 186), theme.INK, -1)
    ink = theme.INK
    pen.shape([(-3.4, -4.6), (3.4, -4.6), (0.5, -0.2), (3.4, 4.2), (-3.4, 4.2), (-0.5, -0.2)], CHALK, ink, 0.9)
    pen.stroke([(-4.2, -4.9), (4.2, -4.9)], ink, 1.5)
    pen.stroke([(-4.2, 4.5), (4.2, 4.5)], ink, 1.5)
    high = 1.4 if turned else 2.6
    pen.shape([(-high * 0.75, -high), (high * 0.75, -high), (0, -0.2)], theme.ORANGE)
    pen.shape([(-2.7, 3.7), (2.7, 3.7), (0, 3.7 - (3.6 - high))], theme.ORANGE)


def paint_approving(pen: Pen, down: int) -> None:
    """A supervisor's stamp over a paper."""
    paint_bubble(pen, (236, 222, 236), theme.INK, -1)
    lift = 0 if down else -2.0
    pen.stroke([(-6, 3.4), (6, 3.4)], theme.INK, 1.0)
    pen.box(-1.5, -5.4 + lift * 0.4, 3.0, 5.2, WOOD_DARK, theme.INK, radius=1.2, width=0.7)
    pen.box(-4.2, -0.6 + lift, 8.4, 2.8, theme.PURPLE, theme.INK, radius=0.7, width=0.7)


def paint_notes(pen: Pen, line: int) -> None:
    """Wrapping up: a pencil on a sheet."""
    paint_bubble(pen, (226, 236, 240), theme.INK, -1)
    for n in range(line + 1):
        pen.stroke([(-6, -3.0 + n * 2.8), (1.0 if n < line else -2.0, -3.0 + n * 2.8)], theme.INK_SOFT, 1.0)
    pen.stroke([(0.5, 3.2), (6.2, -4.2)], theme.INK, 3.2)
    pen.stroke([(1.4, 2.2), (6.0, -3.8)], theme.YELLOW, 1.8)
    pen.shape([(-0.6, 4.4), (0.0, 2.0), (1.8, 3.4)], theme.INK)


def paint_tick(pen: Pen, half: int) -> None:
    """Solved; `half`: in part."""
    pen.disc(0, 0, 6.2, theme.ORANGE if half else theme.GREEN, theme.INK, 1.0)
    if half:
        pen.stroke(arc(-1.7, 0, 1.7, 1.8, pi, 2 * pi, 5), CHALK, 1.7)
        pen.stroke(arc(1.7, 0, 1.7, 1.8, 0, pi, 5)[::-1], CHALK, 1.7)
    else:
        pen.stroke([(-3.0, 0.2), (-0.8, 2.6), (3.2, -2.6)], CHALK, 1.9)


def paint_steam(pen: Pen, swing: int) -> None:
    """Hung up: two plumes of steam."""
    for side in (-1, 1):
        points = [
            (side * (4.0 + 0.9 * t + (1.5 if (n + swing) % 2 else -1.1)), 4.0 - 3.2 * t)
            for n, t in enumerate((0.0, 1.0, 2.0, 3.0))
        ]
        pen.stroke(points, theme.INK, 3.0)
        pen.stroke(points, (238, 226, 218), 1.6)
    pen.shape([(0, 1.5), (-2.0, -5.5), (2.0, -5.5)], theme.RED, theme.INK, 0.8)
    pen.disc(0, 4.2, 1.5, theme.RED, theme.INK, 0.8)


def paint_cut(pen: Pen, _: int) -> None:
    """Cut off: a plug out of its socket."""
    pen.disc(0, 0, 7.0, CHALK, theme.INK, 1.0)
    pen.stroke([(-5.6, 1.2), (-1.8, 1.2)], theme.INK, 2.0)
    pen.stroke([(1.8, -1.2), (5.6, -1.2)], theme.INK, 2.0)
    pen.stroke([(-1.6, -3.4), (0.4, -0.6), (-0.6, 0.6), (1.6, 3.4)], theme.RED, 1.5)


def paint_cloud(pen: Pen, _: int) -> None:
    """Not solved: a small rain cloud."""
    grey = (158, 158, 168)
    for fat, colour in ((0.9, theme.INK), (0.0, grey)):
        pen.disc(-3.6, -0.6, 3.0 + fat, colour)
        pen.disc(0.6, -2.4, 3.8 + fat, colour)
        pen.disc(4.4, -0.4, 2.7 + fat, colour)
        pen.box(-4.4 - fat, -0.6, 9.4 + fat * 2, 3.0 + fat, colour, radius=1.5)
    for x in (-3.0, 0.6, 4.0):
        pen.stroke([(x, 4.2), (x - 1.0, 6.6)], theme.BLUE, 1.3)


def paint_coin(pen: Pen, _: int) -> None:
    """A credit."""
    pen.disc(0, 0, 5.6, theme.YELLOW, theme.INK, 1.0)
    pen.disc(0, 0, 3.9, None, mix(theme.YELLOW, theme.INK, 0.45), 0.8)
    pen.stroke([*arc(0, -1.2, 1.7, 1.4, 0, -pi * 1.5, 7), *arc(0, 1.3, 1.7, 1.4, -pi / 2, pi, 7)], theme.INK, 1.0)
    pen.stroke([(0, -3.6), (0, 3.7)], theme.INK, 0.8)


def paint_denied(pen: Pen, _: int) -> None:
    """An approval refused."""
    pen.disc(0, 0, 6.2, theme.RED, theme.INK, 1.0)
    pen.stroke([(-2.4, -2.4), (2.4, 2.4)], CHALK, 1.9)
    pen.stroke([(-2.4, 2.4), (2.4, -2.4)], CHALK, 1.9)


def paint_loop(pen: Pen, _: int) -> None:
    """Sent where he has been before: an arrow in a circle."""
    pen.disc(0, 0, 6.6, CHALK, theme.INK, 1.0)
    pen.stroke(arc(0, 0, 3.6, 3.6, -pi * 0.3, pi * 1.3, 10), theme.PURPLE, 1.7)
    pen.shape([(-4.6, -1.2), (0.4, -1.2), (-1.8, -5.2)], theme.PURPLE)


MARKS: Final[dict[str, Callable[[Pen, int], None]]] = {
    "tick": paint_tick,
    "steam": paint_steam,
    "cut": paint_cut,
    "cloud": paint_cloud,
    "coin": paint_coin,
    "denied": paint_denied,
    "loop": paint_loop,
}


class Going(NamedTuple):
    """How someone leaves."""

    mark: str
    variant: int
    mood: Mood
    hurry: float


HAPPY: Final = Going("tick", 0, Mood.GLAD, 1.0)
GOINGS: Final[dict[int, Going]] = {
    ContactEnding.RESOLVED: HAPPY,
    # He believes it; so should whoever watches. That it isn't so shows when he calls again.
    ContactEnding.BELIEVED_RESOLVED: HAPPY,
    ContactEnding.PARTIAL: Going("tick", 1, Mood.FLAT, 1.0),
    ContactEnding.UNRESOLVED: Going("cloud", 0, Mood.SOUR, 0.85),
    ContactEnding.RENEGED: Going("steam", 0, Mood.FURIOUS, 1.5),
    ContactEnding.DISCONNECTED: Going("cut", 0, Mood.FURIOUS, 1.2),
}
TELLING: Final = frozenset({Kind.CREDITED, Kind.APPROVAL, Kind.CONTACT_ENDED, Kind.TRANSFERRED})
"""Events that say something about a customer who may be on the floor."""
UNKNOWN: Final = Going("", 0, Mood.FLAT, 1.0)


def paint_folder(pen: Pen, _: int) -> None:
    """The notes that travel with a warm transfer."""
    cover = [(-5.5, -4.4), (-1.5, -4.4), (-0.4, -3.2), (5.5, -3.2), (5.5, 4.2), (-5.5, 4.2)]
    pen.shape(cover, (236, 206, 128), theme.INK, 0.9)
    pen.box(-3.6, -1.4, 7.2, 3.6, CHALK, theme.INK_SOFT, width=0.6)
    pen.stroke([(-2.4, 0.4), (2.4, 0.4)], theme.INK_SOFT, 0.8)


def paint_bag(pen: Pen, _: int) -> None:
    """The bag of someone who goes home."""
    pen.stroke(arc(0, -3.0, 2.6, 3.2, pi, 2 * pi, 6), theme.INK, 1.2)
    pen.box(-4.6, -3.4, 9.2, 6.8, (150, 104, 72), theme.INK, radius=1.4, width=0.9)


def paint_carton(pen: Pen, _: int) -> None:
    """The cardboard box of someone who quits."""
    pen.stroke([(1.6, -3.0), (3.4, -8.0)], theme.GREEN, 2.0)
    pen.stroke([(2.2, -3.0), (0.4, -7.0)], theme.GREEN, 1.8)
    pen.box(-6, -3.6, 12, 7.8, (206, 170, 118), theme.INK, width=0.9)
    pen.stroke([(-6, -1.2), (6, -1.2)], WOOD_DARK, 0.9)


def paint_slip(pen: Pen, left: int) -> None:
    """A request for an approval on a little stand, in line for a supervisor, with what is left of the patience."""
    pen.oval(0, 0, 6, 1.8, theme.INK_SOFT)
    pen.stroke([(0, 0), (0, -8)], theme.INK, 1.8)
    pen.box(-8.5, -23, 17, 16, CHALK, theme.INK, radius=1.5)
    pen.shape([(-5.4, -20.6), (-1.0, -20.6), (-2.7, -17.4), (-1.0, -14.2), (-5.4, -14.2), (-3.7, -17.4)], theme.ORANGE)
    for y in (-19.5, -16.5):
        pen.stroke([(1.2, y), (6.0, y)], theme.INK_SOFT, 1.0)
    pen.stroke([(-5.4, -10.6), (3.0, -10.6)], theme.INK_SOFT, 1.0)
    if left < WEDGE:
        paint_wedge(Pen(pen.canvas, pen.u, pen.x + 7.5 * pen.u, pen.y - 24.5 * pen.u), left)


THINGS: Final[dict[str, Callable[[Pen, int], None]]] = {
    "folder": paint_folder,
    "bag": paint_bag,
    "carton": paint_carton,
}


def paint_puff(pen: Pen, step: int) -> None:
    """A little cloud where someone left."""
    grow = 2.2 + step * 1.3
    for n in range(5):
        angle = 2 * pi * n / 5 + 0.4
        pen.disc(grow * 1.5 * cos(angle), grow * 0.9 * sin(angle), grow * 0.8, (226, 216, 202), theme.INK_FAINT, 0.8)
    pen.disc(0, 0, grow, (236, 228, 214))


def paint_crowd(pen: Pen, heads: int) -> None:
    """Those at the end of a long line: heads behind heads."""
    places = ((-14, -4), (-5, -7), (5, -5), (14, -8), (-10, 0), (0, -1), (10, 0))[:heads]
    for n, (x, y) in enumerate(places):
        look = look_of(n * 7 + 3)
        shade = 0.25
        skin, shirt = mix(look.skin, theme.PAPER_DEEP, shade), mix(look.shirt, theme.PAPER_DEEP, shade)
        pen.box(x - 6.5, y - 13, 13, 13, shirt, theme.INK, radius=4, width=0.9)
        pen.disc(x, y - 16, 6.2, skin, theme.INK, 0.9)
        pen.shape(arc(x, y - 16.4, 6.3, 6.2, pi * 1.05, pi * 1.95, 8), mix(look.hair, theme.PAPER_DEEP, shade))
        for side in (-2.0, 2.0):
            pen.disc(x + side, y - 15.4, 0.9, theme.INK)


def paint_boom(pen: Pen, step: int) -> None:
    """A striped barrier between CSR and customer: a boom that swings down; `step` 0 (up) to 6 (down)."""
    ink = theme.INK
    pen.box(-2.4, -24, 4.8, 24, (112, 106, 100), ink, radius=1.4, width=0.9)
    angle = -pi / 2 * (1 - step / 6)
    along, across = (cos(angle), sin(angle)), (-sin(angle), cos(angle))

    def at(d: float, side: float) -> Point:
        return (d * along[0] + side * across[0], -21 + d * along[1] + side * across[1])

    stripes = 6
    pen.shape([at(-7, -3.0), at(32, -2.6), at(32, 2.6), at(-7, 3.0)], CHALK, ink, 1.2)
    for n in range(stripes):
        start = -6.4 + n * 6.4
        lean = 2.4
        pen.shape(
            [at(start + lean, -2.3), at(start + lean + 3.2, -2.3), at(start + 3.2, 2.3), at(start, 2.3)], theme.RED
        )
    pen.disc(0, -21, 2.6, theme.YELLOW, ink, 0.9)


def paint_block(pen: Pen, block: int) -> None:
    """The sign of a kind of roadblock, white, about 10 high."""
    ink = CHALK
    if block == Block.NO_AUTHORITY:
        icons.lock(pen.canvas, pen.x, pen.y, 5.0 * pen.u, ink)
    elif block == Block.NEEDS_APPROVAL:
        pen.shape([(-3.6, -4.6), (3.6, -4.6), (0.7, 0), (3.6, 4.6), (-3.6, 4.6), (-0.7, 0)], ink)
    elif block == Block.WRONG_DEPARTMENT:
        pen.box(-0.8, -5, 1.6, 10, ink)
        pen.shape([(-1.0, -4.6), (3.4, -4.6), (5.2, -2.8), (3.4, -1.0), (-1.0, -1.0)], ink)
        pen.shape([(1.0, 0.0), (-3.4, 0.0), (-5.2, 1.6), (-3.4, 3.2), (1.0, 3.2)], ink)
    elif block == Block.AGREED_BUT_BLOCKED:
        pen.stroke([(-4.2, 0.2), (-1.2, 3.4), (4.2, -3.6)], ink, 1.8)
        pen.stroke([(-5, -4.4), (5, 4.4)], ink, 1.4)
    elif block == Block.CATCH_22:
        pen.stroke(arc(0, 0, 4.0, 4.0, -pi * 0.1, pi * 0.72, 8), ink, 1.5)
        pen.stroke(arc(0, 0, 4.0, 4.0, pi * 0.9, pi * 1.72, 8), ink, 1.5)
        pen.shape([(6.2, -0.6), (1.8, -0.6), (4.0, -4.2)], ink)
        pen.shape([(-6.2, 0.6), (-1.8, 0.6), (-4.0, 4.2)], ink)
    else:
        pen.box(-4.6, -4.6, 9.2, 3.2, ink)
        pen.box(-1.5, -1.6, 3.0, 6.4, ink)


def paint_rope(long: int, pen: Pen, light: int) -> None:
    """A rope on posts, `long` units."""
    rope, post, knob = (in_light(c, light) for c in ((196, 132, 112), (120, 104, 84), theme.YELLOW))
    spans = max(1, round(long / 70))
    wide = long / spans
    for n in range(spans):
        sag = [(wide * (n + t / 6), -7 + 3.2 * sin(pi * t / 6)) for t in range(7)]
        pen.stroke(sag, rope, 1.3)
    for n in range(spans + 1):
        pen.oval(wide * n, 0.6, 2.8, 1.1, post)
        pen.stroke([(wide * n, 0), (wide * n, -7.5)], post, 1.5)
        pen.disc(wide * n, -8.2, 1.4, knob)


def paint_cat(pen: Pen, breath: int) -> None:
    """The night shift."""
    fur, ink = (226, 160, 92), theme.INK
    pen.oval(0, -4.4 - breath * 0.3, 10, 5.2 + breath * 0.3, fur, ink, 1.0)
    pen.stroke(arc(2, -1.6, 10, 3.2, 0, pi * 0.8, 9), ink, 3.4)
    pen.stroke(arc(2, -1.6, 10, 3.2, 0, pi * 0.8, 9), fur, 1.8)
    pen.shape([(-11.5, -9.5), (-10.6, -12.8), (-8.2, -10.6)], fur, ink, 0.9)
    pen.shape([(-4.5, -9.5), (-4.6, -12.8), (-7.4, -10.6)], fur, ink, 0.9)
    pen.disc(-8, -7, 4.6, fur, ink, 1.0)
    for side in (-1.8, 1.8):
        pen.stroke(arc(-8 + side, -7.4, 1.0, 0.9, 0, pi, 4), ink, 0.8)
    pen.disc(-8, -5.6, 0.7, ink)
    for n in (-2, 2, 6):
        pen.stroke([(n, -9.0), (n + 0.6, -6.2)], mix(fur, ink, 0.4), 1.0)
    for x, y, size in ((-2.0, -14.0, 1.6), (3.0, -19.0 - breath, 2.3)):
        pen.stroke([(x - size, y - size), (x + size, y - size), (x - size, y + size), (x + size, y + size)], CHALK, 1.0)


# --- pictures: the room -------------------------------------------------------------------------------------------

SKY: Final[tuple[tuple[float, Rgb, Rgb], ...]] = (
    (0.0, (34, 40, 74), (62, 68, 104)),
    (5.0, (40, 46, 82), (86, 84, 118)),
    (6.5, (146, 150, 186), (244, 196, 160)),
    (8.5, (168, 208, 226), (226, 236, 232)),
    (16.5, (160, 204, 226), (228, 236, 230)),
    (19.0, (150, 150, 190), (248, 190, 132)),
    (20.5, (70, 70, 116), (190, 128, 118)),
    (22.0, (34, 40, 74), (62, 68, 104)),
    (24.0, (34, 40, 74), (62, 68, 104)),
)
"""Hour of the day, colour of the sky above and at the horizon."""


def sky_at(hour: float) -> tuple[Rgb, Rgb]:
    """The sky above and at the horizon."""
    for (h0, top0, low0), (h1, top1, low1) in pairwise(SKY):
        if hour <= h1:
            share = (hour - h0) / (h1 - h0)
            return mix(top0, top1, share), mix(low0, low1, share)
    return SKY[0][1], SKY[0][2]


def is_night(hour: float) -> bool:
    """Whether lamps are lit outside."""
    return hour < 6.25 or hour >= 19.75


def paint_window(pen: Pen, w: float, h: float, hour: float, first: int) -> None:
    """A window of `w` by `h` units onto the town; its top left is the origin."""
    top, low = sky_at(hour)
    night = is_night(hour)
    bands = 6
    for n in range(bands):
        pen.box(0, h * n / bands, w, min(h / bands + 0.6, h - h * n / bands), mix(top, low, n / (bands - 1)))
    if night:
        for n in range(9):
            spot = scatter(n, first)
            pen.disc(4 + spot % 97 / 97 * (w - 8), 3 + spot // 97 % 89 / 89 * h * 0.45, 0.7, (240, 232, 206))
    way = ((hour - 6.0) / 13.5) if not night else ((hour - 20.0) % 24) / 10.0
    if 0.06 < way < 0.94 and first == int(way * 2):
        x = w * (way * 2 % 1.0 * 0.8 + 0.1)
        y = h * (0.62 - 0.4 * sin(pi * way))
        if night:
            pen.disc(x, y, 4.6, (244, 238, 214))
            pen.disc(x + 2.0, y - 1.2, 3.9, mix(top, low, 0.3))
        else:
            pen.disc(x, y, 5.2, (250, 222, 140))
    hill = mix((146, 170, 138), (40, 46, 76), 0.75 if night else (0.25 if hour > 18.5 or hour < 7.5 else 0.0))
    wave = [(w * n / 8, h * (0.74 + 0.07 * sin(n * 1.1 + first * 2.2))) for n in range(9)]
    pen.shape([*wave, (w, h), (0, h)], hill)
    x, n = 3.0, 0
    while x < w - 8:
        spot = scatter(n + 20, first)
        broad, high = 7 + spot % 5, h * (0.16 + (spot >> 4) % 5 * 0.05)
        if x + broad + 1 > w:
            break
        wall = mix(((206, 160, 132), (214, 196, 160), (176, 150, 140))[spot % 3], (40, 44, 72), 0.72 if night else 0.0)
        roof = mix((158, 92, 76), (40, 44, 72), 0.75 if night else 0.0)
        pen.box(x, h - high, broad, high, wall)
        pen.shape([(x - 1, h - high), (x + broad / 2, h - high - 4), (x + broad + 1, h - high)], roof)
        lit = (246, 214, 128) if night and spot >> 7 & 3 else mix(wall, (60, 70, 90), 0.45)
        pen.box(x + broad * 0.3, h - high + 2.2, 2.2, 2.6, lit)
        x += broad + 2 + (spot >> 9) % 9
        n += 1


def paint_pot(pen: Pen, kind: int, dark: Colour, leaf: Colour, clay: Colour) -> None:
    """A small plant for a window sill; its foot is the origin."""
    if kind % 2:
        for angle in (-0.9, -0.45, 0.0, 0.45, 0.9):
            x, y = 9 * sin(angle), -6.5 - 8 * cos(angle)
            blade = [(-1.3, -6), (x * 0.6 - 1.4, y * 0.75), (x, y), (x * 0.6 + 1.4, y * 0.75), (1.3, -6)]
            pen.shape(blade, leaf, dark, 0.7)
    else:
        pen.disc(-2.6, -9.5, 3.4, leaf, dark, 0.8)
        pen.disc(2.6, -9.8, 3.6, leaf, dark, 0.8)
        pen.disc(0, -12.6, 3.5, leaf, dark, 0.8)
        pen.disc(-1.2, -12.8, 1.1, clay)
        pen.disc(3.0, -9.4, 1.1, clay)
    pen.shape([(-3.6, -6.4), (3.6, -6.4), (2.6, 0), (-2.6, 0)], clay, dark, 0.9)


def paint_desk_sign(pen: Pen, name: str, ink: Colour = CHALK) -> None:
    """What a desk is for, about 11 high."""
    if name == FRONT_DESK:
        pen.stroke(arc(0, 0.6, 4.4, 5.0, pi, 2 * pi, 9), ink, 1.5)
        pen.box(-5.6, -0.4, 2.8, 4.6, ink, radius=1.2)
        pen.box(2.8, -0.4, 2.8, 4.6, ink, radius=1.2)
        pen.stroke([(4.2, 3.8), (3.0, 5.6), (0.4, 5.8)], ink, 1.1)
    elif name == "billing":
        pen.shape([(-4, -5.4), (4, -5.4), (4, 5.4), (2, 4), (0, 5.4), (-2, 4), (-4, 5.4)], ink)
        for y in (-2.8, -0.4, 2.0):
            pen.stroke([(-2.2, y), (2.2 if y < 1 else 0.4, y)], theme.INK_SOFT, 1.0)
    elif name == "technical":
        pen.stroke([(-4.0, 4.2), (2.0, -1.8)], ink, 2.6)
        pen.stroke(arc(3.0, -2.8, 2.6, 2.6, -pi * 0.2, pi * 1.25, 9), ink, 2.0)
    elif name == "retention":
        pen.disc(-2.3, -2.0, 2.8, ink)
        pen.disc(2.3, -2.0, 2.8, ink)
        pen.shape([(-4.9, -0.9), (4.9, -0.9), (0, 5.4)], ink)
    elif name in BACK_DESKS:
        icons.star(pen.canvas, pen.x, pen.y, 5.8 * pen.u, ink)
    else:
        pen.box(-4.8, -4.0, 9.6, 8.4, ink, radius=1)
        pen.stroke([(-2.8, -1.2), (2.8, -1.2)], theme.INK_SOFT, 1.0)
        pen.stroke([(-2.8, 1.4), (2.8, 1.4)], theme.INK_SOFT, 1.0)


def paint_staff(pen: Pen, _: int) -> None:
    """CSRs: a head with a headset."""
    ink = theme.INK_SOFT
    pen.disc(0, 0.6, 3.2, ink)
    pen.stroke(arc(0, 0.4, 4.6, 4.8, pi, 2 * pi, 8), ink, 1.1)
    pen.box(-5.6, -0.4, 2.2, 3.6, ink, radius=0.9)
    pen.box(3.4, -0.4, 2.2, 3.6, ink, radius=0.9)


def paint_queue(pen: Pen, _: int) -> None:
    """Customers in line: three heads and shoulders, one behind the other."""
    for n, x in enumerate((3.8, 0.0, -3.8)):
        ink = mix(theme.INK_SOFT, CHALK, 0.5 - n * 0.25)
        pen.disc(x, -2.2, 2.2, ink)
        pen.shape(arc(x, 5.0, 3.0, 4.6, pi, 2 * pi, 8), ink)


def paint_wait(pen: Pen, alarm: int) -> None:
    """The longest wait: a clock; a filled one when it is long."""
    ink = theme.RED if alarm else theme.INK_SOFT
    pen.disc(0, 0, 4.8, ink if alarm else None, ink, 1.2)
    pen.stroke([(0, -2.8), (0, 0.3), (2.2, 1.3)], CHALK if alarm else ink, 1.2)


STATS: Final[dict[str, Callable[[Pen, int], None]]] = {
    "staff": paint_staff, "queue": paint_queue, "wait": paint_wait,
}  # fmt: skip


# --- the plan -----------------------------------------------------------------------------------------------------

SEAT_W: Final = 62.0
SEAT_H: Final = 52.0
ROW_H: Final = 38.0
CSR_X: Final = -17.0
GUEST_X: Final = 18.0
PITCHES: Final = (20.0, 17.0, 14.5, 12.5, 11.0)
"""Distances in a line (units): the longer it is, the closer they stand."""
CROWD_W: Final = 46.0


class Row(NamedTuple):
    """One straight stretch of a line, from the end nearer its head."""

    x0: float
    x1: float
    y: float


@dataclass(frozen=True, slots=True)
class Room:
    """Where one desk is."""

    desk: int
    name: str
    rect: Rect
    head: Rect
    seats: tuple[Point, ...]
    rows: tuple[Row, ...]
    raised: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything is. Points are feet on the ground."""

    rect: Rect
    u: float
    type: float
    """Size of words against those of the theme."""
    wall_y: float
    aisle_x: float
    aisle_w: float
    rooms: tuple[Room, ...]

    @property
    def door(self) -> Point:
        """Where people come in and leave."""
        return (self.aisle_x, self.wall_y + 3 * self.u)

    def room_at(self, x: float, y: float) -> Room | None:
        """The room the point lies in."""
        return next((room for room in self.rooms if room.rect.holds(x, y)), None)

    def route(self, x: float, y: float, to: Point, lane: float) -> list[Point]:
        """The way on foot: within a room straight, else by the aisle, with its corners cut."""
        here, there = self.room_at(x, y), self.room_at(*to)
        if here is there and here is not None:
            return [to]
        middle = self.aisle_x + lane * (self.aisle_w / 2 - 6 * self.u)
        way: list[Point] = [(x, y)]
        dip = 9 * self.u  # in front of those who sit or stand in the row
        if here is not None:
            way.append((middle, min(y + dip, here.rect.bottom - 2)))
        if there is not None:
            way.append((middle, min(to[1] + dip, there.rect.bottom - 2)))
        way.append(to)
        return rounded(way, 9 * self.u)


def rounded(way: Sequence[Point], cut: float) -> list[Point]:
    """`way` without its first point and with its corners cut by `cut`."""
    points: list[Point] = []
    for (ax, ay), (bx, by), (cx, cy) in zip(way, way[1:], way[2:], strict=False):
        before, after = hypot(bx - ax, by - ay), hypot(cx - bx, cy - by)
        near, far = min(cut, before / 2), min(cut, after / 2)
        if before < 0.5 or after < 0.5:
            points.append((bx, by))
            continue
        points.append((bx + (ax - bx) * near / before, by + (ay - by) * near / before))
        points.append((bx + (cx - bx) * far / after, by + (cy - by) * far / after))
    points.append(way[-1])
    return points


def share_out(area: Rect, n: int, columns: int, gap: float) -> list[Rect]:
    """`n` equal cells of `area`, in rows of `columns`; a last row that isn't full is stretched."""
    if n == 0:
        return []
    rows = ceil(n / columns)
    high = (area.h - gap * (rows - 1)) / rows
    cells: list[Rect] = []
    for row in range(rows):
        across = min(columns, n - row * columns)
        wide = (area.w - gap * (across - 1)) / across
        cells += [Rect(area.x + k * (wide + gap), area.y + row * (high + gap), wide, high) for k in range(across)]
    return cells


@dataclass(frozen=True, slots=True)
class Cells:
    """The floor divided up, before anything stands on it."""

    rooms: tuple[tuple[int, Rect, bool], ...]
    """Desk, its rectangle, whether it is raised."""
    wall_y: float
    aisle_x: float
    aisle_w: float


def divide(rect: Rect, names: Sequence[str]) -> Cells:
    """Front line at the left and largest, departments at the right, supervisors at the back, an aisle between."""
    back = [n for n, name in enumerate(names) if name in BACK_DESKS and len(names) > 1]
    rest = [n for n in range(len(names)) if n not in back]
    front = next((n for n in rest if names[n] == FRONT_DESK), rest[0] if rest else None)
    others = [n for n in rest if n != front]
    gap = max(4.0, rect.h * 0.016)
    band = max(rect.h * (0.25 if back else 0.17), 46.0)
    wall_y = rect.y + band * (0.66 if back else 0.86)
    aisle_w = max(24.0, min(44.0, rect.w * 0.046))
    inner = Rect(rect.x + gap, rect.y, rect.w - 2 * gap, rect.h - gap)
    low = Rect(inner.x, rect.y + band, inner.w, inner.bottom - rect.y - band)
    top = wall_y + gap * 1.5  # where nothing is raised, rooms begin right below the wall
    rooms: list[tuple[int, Rect, bool]] = []
    wide = bool(others) and rect.w > 1.15 * rect.h
    if wide:
        share = (0.56, 0.5, 0.47, 0.45, 0.43, 0.42)[min(len(others), 6) - 1]
        left = Rect(low.x, top, (low.w - aisle_w) * share, low.bottom - top)
        above = low.y if back else top
        right = Rect(left.right + aisle_w, above, low.right - left.right - aisle_w, low.bottom - above)
        cells = share_out(right, len(others), 1 if len(others) <= 3 else 2, gap)
        aisle_x = left.right + aisle_w / 2
        stage = Rect(right.x, rect.y + gap, right.w, band - gap * 1.6)
    else:
        room = Rect(low.x, low.y, low.w - aisle_w, low.h)
        tall = room.h if not others else (room.h - gap) * max(0.4, 1 / (1 + ceil(len(others) / 2)))
        left = Rect(room.x, room.y, room.w, tall)
        under = Rect(room.x, left.bottom + gap, room.w, room.bottom - left.bottom - gap)
        cells = share_out(under, len(others), 1 if len(others) <= 2 else 2, gap) if others else []
        aisle_x = room.right + aisle_w / 2
        stage = Rect(room.x + room.w * 0.4, rect.y + gap, room.w * 0.6, band - gap * 1.6)
    if front is not None:
        rooms.append((front, left, False))
    rooms += [(desk, cell, False) for desk, cell in zip(others, cells, strict=True)]
    stages = share_out(stage, len(back), max(1, len(back)), gap)
    rooms += [(desk, cell, True) for desk, cell in zip(back, stages, strict=True)]
    return Cells(tuple(rooms), wall_y, aisle_x, aisle_w)


class Fit(NamedTuple):
    """How seats and line may share a room."""

    places: int
    """In line, at the widest distance."""
    seats: tuple[Point, ...]
    rows: tuple[Row, ...]


def seat_grid(area: Rect, seats: int, columns: int, u: float) -> tuple[Point, ...]:
    """`seats` points in rows of `columns`, spread over the width of `area`."""
    pitch = min(area.w / columns, SEAT_W * u * 1.5)
    left = area.x + (area.w - pitch * columns) / 2 + pitch / 2
    first = area.y + (SEAT_H + 3) * u
    return tuple((left + n % columns * pitch, first + n // columns * SEAT_H * u) for n in range(seats))


def line_rows(area: Rect, u: float, head_left: bool) -> tuple[Row, ...]:
    """The rows of a line that fills `area`; the first begins at the left if `head_left`."""
    edge = 13 * u
    count_ = int((area.h - 8 * u) / (ROW_H * u))
    x0, x1 = (area.x + edge, area.right - edge) if head_left else (area.right - edge, area.x + edge)
    first = area.y + (ROW_H + 5) * u
    spare = max(0.0, area.h - 8 * u - count_ * ROW_H * u)
    step = ROW_H * u + min(spare / max(1, count_), 8 * u)
    return tuple(
        Row(*((x0, x1) if n % 2 == 0 else (x1, x0)), first + n * step) for n in range(count_)
    ) if x1 != x0 else ()  # fmt: skip


def capacity(rows: Sequence[Row], pitch: float) -> int:
    """People who fit in a line at this distance (logical pixels)."""
    return sum(int(abs(row.x1 - row.x0) / pitch + 1e-6) + 1 for row in rows)


def fits(body: Rect, seats: int, u: float, least: int, *, aisle_right: bool) -> Fit | None:
    """A way to put `seats` and a line of at least `least` into a room at this size; `None`: there is none."""
    found: list[Fit] = []
    across = max(1, int(body.w / (SEAT_W * u)))
    rows_of_seats = ceil(seats / across)
    deep = (SEAT_H * rows_of_seats + 7) * u
    if across * SEAT_W * u <= body.w and deep <= body.h:  # seats above, line below
        columns = ceil(seats / rows_of_seats)
        area = Rect(body.x, body.y + deep, body.w, body.h - deep)
        rows = line_rows(area, u, aisle_right)
        if rows:
            found.append(Fit(capacity(rows, PITCHES[0] * u), seat_grid(body, seats, columns, u), rows))
    most = int((body.h - 7 * u) / (SEAT_H * u))
    if most >= 1:  # seats on the far side, line next to the aisle
        columns = ceil(seats / most)
        wide = columns * SEAT_W * u
        left = body.w - wide - 4 * u
        if left >= 50 * u:
            far = Rect(body.x, body.y, wide, body.h) if aisle_right else Rect(body.right - wide, body.y, wide, body.h)
            near_x = body.x + wide + 4 * u if aisle_right else body.x
            rows = line_rows(Rect(near_x, body.y, left, body.h), u, aisle_right)
            deep = (SEAT_H * ceil(seats / columns) + 7) * u
            low = Rect(far.x, far.y + (body.h - deep) / 2, far.w, far.h)
            if rows:
                found.append(Fit(capacity(rows, PITCHES[0] * u), seat_grid(low, seats, columns, u), rows))
    return next((fit for fit in found if fit.places >= least), None)


@lru_cache(maxsize=32)
def plan_for(rect: Rect, desks: tuple[tuple[str, int], ...]) -> Plan:
    """The plan for desks given as (name, seats wanted): people as large as can be with everything still fitting."""
    cells = divide(rect, [name for name, _ in desks])
    size = max(0.85, min(1.8, rect.h / 450, rect.w / 760))
    high = 22 * size
    bodies: dict[int, Rect] = {}
    for desk, cell, _ in cells.rooms:
        bodies[desk] = Rect(cell.x + 3, cell.y + high, cell.w - 6, cell.h - high - 2)
    chosen: dict[int, Fit] = {}
    steps = [n * 0.05 * size for n in range(36, 6, -1)]
    u = steps[-1]
    for u in steps:
        chosen = {}
        for desk, cell, raised in cells.rooms:
            name, wanted = desks[desk]
            least = 4 if raised else (34 if name == FRONT_DESK or len(desks) == 1 else 5)
            fit = fits(bodies[desk], max(1, wanted), u, least, aisle_right=cell.x < cells.aisle_x)
            if fit is not None:
                chosen[desk] = fit
        if len(chosen) == len(cells.rooms):
            break
    rooms: list[Room] = []
    for desk, cell, raised in cells.rooms:
        name, wanted = desks[desk]
        right = cell.x < cells.aisle_x
        fit = chosen.get(desk)
        while fit is None:  # even the smallest people don't fit: fewer seats, the rest is told in words
            fit = fits(bodies[desk], max(1, wanted), u, 1, aisle_right=right)
            if fit is None and wanted <= 1:
                fit = Fit(1, (cell.centre,), (Row(cell.x + 8, cell.right - 8, cell.bottom - 4),))
            wanted = wanted * 3 // 4
        rooms.append(Room(desk, name, cell, Rect(cell.x, cell.y, cell.w, high), fit.seats, fit.rows, raised))
    rooms.sort(key=lambda room: room.desk)
    return Plan(rect, u, size, cells.wall_y, cells.aisle_x, cells.aisle_w, tuple(rooms))


def places_in_line(room: Room, pitch: float) -> list[Point]:
    """Where the first, second, ... in line stand: row after row, turning at each end."""
    points: list[Point] = []
    for row in room.rows:
        way = 1 if row.x1 > row.x0 else -1
        points += [
            (row.x0 + way * n * pitch, row.y) for n in range(int(abs(row.x1 - row.x0) / pitch + 1e-6) + 1)
        ]  # fmt: skip
    return points


def rows_of(room: Room, n: int, pitch: float) -> int:
    """How many rows `n` people take."""
    for count_, row in enumerate(room.rows, 1):
        n -= int(abs(row.x1 - row.x0) / pitch + 1e-6) + 1
        if n <= 0:
            return count_
    return len(room.rows)


class Line(NamedTuple):
    """How a line of some length stands."""

    squeeze: int
    """Which of `PITCHES`."""
    places: list[Point]
    hidden: int
    """People beyond the last place, told as a number."""
    crowd: Point


def stand(room: Room, n: int, u: float, squeeze: int = 0) -> Line:
    """How `n` people stand in line; `squeeze`: as before, so that they don't shuffle to and fro."""
    while squeeze > 0 and n <= 0.8 * capacity(room.rows, PITCHES[squeeze - 1] * u):
        squeeze -= 1
    while squeeze < len(PITCHES) - 1 and n > capacity(room.rows, PITCHES[squeeze] * u):
        squeeze += 1
    pitch = PITCHES[squeeze] * u
    places = places_in_line(room, pitch)
    last = room.rows[-1]
    inward = 1 if last.x0 > last.x1 else -1
    crowd = (last.x1 + inward * (CROWD_W / 2 - 13) * u, last.y)
    if n <= len(places):
        return Line(squeeze, places[:n], 0, crowd)
    shown = max(0, len(places) - ceil(CROWD_W * u / pitch))
    return Line(squeeze, places[:shown], n - shown, crowd)


# --- people -------------------------------------------------------------------------------------------------------


class Person:
    """A customer or CSR on the floor: where he is, where he goes, how he looks."""

    __slots__ = (
        "alpha",
        "contact",
        "delay",
        "desk",
        "goal",
        "going",
        "hat",
        "hidden",
        "hold",
        "hurry",
        "is_csr",
        "jump",
        "lane",
        "look",
        "mark",
        "mark_age",
        "mark_variant",
        "mood",
        "name",
        "nth",
        "number",
        "path",
        "picture",
        "picture_key",
        "seat",
        "segment",
        "speed",
        "thing",
        "turn",
        "view",
        "waiting",
        "walked",
        "way_left",
        "wedge",
        "x",
        "y",
    )  # fmt: skip

    def __init__(self, number: int, contact: int, look: Look, *, is_csr: bool) -> None:
        self.number = number
        self.contact = contact
        self.is_csr = is_csr
        self.look = look
        self.hat: int = Hat.NONE
        self.segment = -1
        self.nth = 1
        self.name = ""
        self.mood: int = Mood.CALM
        self.wedge = WEDGE
        self.view: CsrView | None = None
        """Customer: who talks with him. CSR: himself."""
        self.waiting: WaitingView | None = None
        self.desk = -1
        self.seat = -1
        self.x = self.y = 0.0
        self.goal: Point = (0.0, 0.0)
        self.path: list[Point] = []
        """What is left of the way, last point first."""
        self.way_left = 0.0
        self.jump: Point | None = None
        """Where he will be once faded out."""
        self.speed = 0.0
        self.hurry = 1.0
        self.delay = 0.0
        self.hold = 0.0
        """Seconds he stays before he sets out: there is something to be seen."""
        self.walked = 0.0
        self.turn = 0
        self.lane = (scatter(number, 5) % 200 - 100) / 100
        self.alpha = 0.0
        self.hidden = False
        """In the crowd at the end of a line."""
        self.going: Going | None = None
        self.mark = ""
        self.mark_variant = 0
        self.mark_age = 0.0
        self.thing = ""
        self.picture_key = -1
        self.picture: Sprite | None = None

    @property
    def still(self) -> bool:
        """Whether he is where he wants to be."""
        return not self.path and self.jump is None

    def place(self, at: Point) -> None:
        """Be there."""
        self.x, self.y = at
        self.goal = at
        self.path = []
        self.jump = None
        self.speed = self.way_left = 0.0

    def walk(self, way: Sequence[Point]) -> None:
        """Go this way, from where he is."""
        self.goal = way[-1]
        self.path = list(reversed(way))
        x, y = self.x, self.y
        self.way_left = 0.0
        for px, py in way:
            self.way_left += hypot(px - x, py - y)
            x, y = px, py

    def step(self, seconds: float, top: float) -> None:
        """Walk on: quicker at first, slower towards the end."""
        if self.delay > 0:
            self.delay -= seconds
            return
        top *= self.hurry
        self.speed = min(self.speed + 5 * top * seconds, top, 0.12 * top + 5 * self.way_left)
        move = self.speed * seconds
        self.way_left = max(0.0, self.way_left - move)
        self.walked += move
        path = self.path
        while path:
            px, py = path[-1]
            dx, dy = px - self.x, py - self.y
            distance = hypot(dx, dy)
            if distance > move:
                self.x += dx * move / distance
                self.y += dy * move / distance
                if abs(dx) > abs(dy) * 0.4:
                    self.turn = 1 if dx > 0 else -1
                else:
                    self.turn = 0
                return
            self.x, self.y = px, py
            move -= distance
            path.pop()
        self.speed = 0.0
        self.turn = 0

    def live(self, seconds: float, top: float) -> None:
        """Let `seconds` pass."""
        if self.hold > 0:
            self.hold -= seconds
        elif self.path:
            self.step(seconds, top)
        if self.alpha < 1 or self.hidden or self.jump is not None or self.going is not None:
            self.fade(seconds)
        if self.mark:
            self.mark_age += seconds
            if self.mark_age > 2.5 and self.going is None:
                self.mark = ""
        if self.thing == "folder" and self.seat >= 0 and self.still:
            self.thing = ""

    def fade(self, seconds: float) -> None:
        """Become more or less visible; one who fades over appears elsewhere once he is gone here."""
        out = self.hidden or self.jump is not None or (self.going is not None and not self.path and self.hold <= 0)
        if out:
            self.alpha -= seconds / FADE
            if self.alpha <= 0:
                self.alpha = 0.0
                if self.jump is not None:
                    self.place(self.jump)
        elif self.alpha < 1:
            self.alpha = min(1.0, self.alpha + seconds / FADE)


@dataclass(slots=True)
class Boom:
    """A barrier that is down at a seat, or coming down, or going up."""

    block: Block
    life: float
    age: float = 0.0


@dataclass(slots=True)
class Puff:
    """A cloud, or a sign that floats up."""

    x: float
    y: float
    kind: str
    variant: int = 0
    age: float = 0.0


@dataclass(slots=True)
class Post:
    """One desk's seats: who sits where."""

    seats: list[int] = field(default_factory=list)
    """CSR at each seat, -1: empty."""
    at: dict[int, int] = field(default_factory=dict)
    """Seat of each CSR."""
    peak: int = 0
    squeeze: int = 0
    line: Line | None = None
    unseated: int = 0
    roped: int = 1
    """Rows of the line between ropes."""


DEPTH: Final = itemgetter(0)
Thing = tuple[float, Sprite, float, float, float]
"""Something to be stamped: depth, picture, x, y, alpha. A bare tuple: there are a thousand a picture."""


# --- the floor ----------------------------------------------------------------------------------------------------


class Floor:
    """The picture of the centre. Hand it every frame, and the events since the last one."""

    def __init__(self, segments: Sequence[str] = SEGMENTS, *, segment_of: Callable[[int], int] | None = None) -> None:
        """`segments`: titles in the level's order; `segment_of`: a customer's segment, for one who never waited."""
        self._segments = tuple(segments)
        self._hats = tuple(hat_of(n, title) for n, title in enumerate(segments))
        self._segment_of = segment_of
        self._customers: dict[int, Person] = {}
        """By contact."""
        self._csrs: dict[int, Person] = {}
        self._leaving: list[Person] = []
        self._posts: dict[int, Post] = {}
        self._booms: dict[tuple[int, int], Boom] = {}
        self._puffs: list[Puff] = []
        self._slips: list[tuple[Point, Person]] = []
        """Requests for an approval in a line, and whose."""
        self._links: list[tuple[Point, Point]] = []
        """From the desk that asked to the desk that is approving."""
        self._nth: dict[int, int] = {}
        self._plan: Plan | None = None
        self._frame: Frame | None = None
        self._sprites: dict[Hashable, Sprite] = {}
        self._sprites_u = 0.0
        self._chosen: int | None = None
        self._clock = 0.0
        """Seconds of animation; stands still while the game is paused."""
        self._last_real: float | None = None
        self._last_time = 0.0
        self._since_take = inf
        self._rate = 0.0
        """Days of the game in a second of ours."""
        self._dark = 0.0
        self._hour = 12.0
        """Of the day, as the light shows it: stands still when days fly by."""
        self._calm = False
        self._spots: list[tuple[float, float, Person]] = []
        self._fresh = 0
        """New figures that may still be drawn for this picture."""

    # --- what others ask ------------------------------------------------------------------------------------------

    def select(self, customer: int | None) -> None:
        """Ring this customer wherever he is."""
        self._chosen = customer

    def hit(self, x: float, y: float) -> int | None:
        """The customer drawn at the point."""
        person = self._under(x, y, is_csr=False)
        return person.number if person else None

    def hit_csr(self, x: float, y: float) -> int | None:
        """The CSR drawn at the point."""
        person = self._under(x, y, is_csr=True)
        return person.number if person else None

    def tip(self, x: float, y: float) -> str | None:
        """A sentence about what is at the point."""
        customer, csr = self._under(x, y, is_csr=False), self._under(x, y, is_csr=True)
        if customer is not None:
            return self._customer_words(customer)
        if csr is not None:
            return self._csr_words(csr)
        plan, frame = self._plan, self._frame
        if plan is None or frame is None:
            return None
        room = plan.room_at(x, y)
        if room is None or room.desk >= len(frame.desks):
            return None
        line = self._posts[room.desk].line
        if line is not None and line.hidden and in_crowd(line, x, y, plan.u):
            return count("{n} more is waiting in this line", "{n} more are waiting in this line", line.hidden)
        return desk_words(frame.desks[room.desk], frame.time) if room.head.holds(x, y) else None

    def place_of(self, customer: int) -> Point | None:
        """Where a customer's feet are, if he is on the floor (he may be hidden in the crowd of a line)."""
        for person in self._everyone():
            if not person.is_csr and person.number == customer:
                return (person.x, person.y)
        return None

    def _under(self, x: float, y: float, *, is_csr: bool) -> Person | None:
        if self._plan is None:
            return None
        u = self._plan.u
        spots = [*self._spots, *((at[0], at[1], person) for at, person in self._slips)]
        for px, py, person in reversed(spots):
            if person.is_csr is is_csr and abs(x - px) <= 9 * u and -38 * u <= y - py <= 3 * u:
                return person
        return None

    def _customer_words(self, person: Person) -> str:
        now = self._frame.time if self._frame else 0.0
        who = self._segments[person.segment] if 0 <= person.segment < len(self._segments) else ""
        words = [say("{segment} customer", segment=who) if who else say("Customer")]
        if person.nth > 1:
            words.append(say("{ordinal} call about this", ordinal=ordinal(person.nth)))
        if person.going is not None:
            words.append(say(LEAVING_WORDS.get(person.going[:2], "leaving")))
        elif person.waiting is not None and person.view is None:
            if person.waiting.leg > 1:
                words.append(say("passed on from another desk"))
            words.append(say("waiting {span}", span=about(now - person.waiting.since)))
        elif person.view is not None:
            doing = CUSTOMER_WORDS.get(person.view.doing, "with {name}")
            words.append(say(doing, name=person.view.name))
        return ", ".join(words)

    def _csr_words(self, person: Person) -> str:
        view = person.view
        if view is None:
            return person.name
        if person.going is not None:
            return say("{name}, off home" if person.going.mark != "carton" else "{name}, has quit", name=view.name)
        now = self._frame.time if self._frame else 0.0
        words = [view.name, say(DOING_WORDS[view.doing])]
        if view.doing != Doing.IDLE:
            words[-1] += " " + say("for {span}", span=about(now - view.since))
        words.append(say(MORALE_WORDS[level_of(view.morale)]))
        if view.going_home:
            words.append(say("goes home after this"))
        return ", ".join(words)

    def _everyone(self) -> Iterator[Person]:
        yield from self._csrs.values()
        yield from self._customers.values()
        yield from self._leaving

    # --- drawing --------------------------------------------------------------------------------------------------

    def draw(
        self, canvas: Canvas, rect: Rect, frame: Frame, events: Sequence[Event], *, real_time: float, speed: float,
        reduced_motion: bool = False,
    ) -> None:  # fmt: skip
        """Draw `frame` in `rect`.

        `events`: those since the last call. `real_time`: seconds of the wall clock, for motion only. `speed`: of the
        game, 0 while paused.
        """
        passed = 0.0 if self._last_real is None else max(0.0, real_time - self._last_real)
        self._last_real = real_time
        seconds = min(passed, 0.1)
        self._watch_time(frame, passed)
        pace = self._rate * DAY
        self._calm = reduced_motion or speed >= CALM_SPEED or pace > CALM_PACE[not self._calm]
        if speed > 0:
            self._clock += seconds
        self._read(events, frame, speed)
        self._since_take += passed
        snap = self._frame is None
        if not self._calm or snap or speed == 0 or self._since_take >= CALM_PERIOD:
            self._since_take = 0.0
            self._take(frame, rect, snap=snap)
        elif self._plan is None or self._plan.rect != rect:
            self._take(frame, rect, snap=True)
        self._move(seconds)
        self._light(frame, seconds, snap=snap)
        self._fresh = MOST_FRESH if not snap else 10_000
        self._paint(canvas)

    def _watch_time(self, frame: Frame, passed: float) -> None:
        """Notice rewinds and leaps, after which nobody walks anywhere: they are simply there."""
        leap = frame.time - self._last_time
        if self._frame is not None and (leap < 0 or (leap > HOUR / 2 and not self._calm)):
            self._customers.clear()
            self._csrs.clear()
            self._leaving.clear()
            self._posts.clear()
            self._booms.clear()
            self._puffs.clear()
            self._frame = None
            self._rate = 0.0
        elif passed > 0:
            self._rate += (leap / DAY / passed - self._rate) * min(1.0, passed * 4)
        self._last_time = frame.time

    # --- events: what happens between frames ----------------------------------------------------------------------

    def _read(self, events: Sequence[Event], frame: Frame, speed: float) -> None:
        """Remember from the events what the next frame can't tell."""
        for event in events[-MOST_EVENTS:]:
            kind = event.kind
            if kind == Kind.CONTACT_BEGAN:
                self._nth[event.contact] = int(event.value("nth"))
            elif kind == Kind.ROADBLOCK:
                self._block(event, speed)
            elif kind == Kind.CSR_QUIT:
                if event.csr in self._csrs:
                    self._csrs[event.csr].thing = "carton"
            elif kind in TELLING:
                self._note(event)
        if len(self._nth) > 20_000:  # contacts that ended unseen, at the highest speeds
            alive = {waiting.contact for desk in frame.desks for waiting in desk.line}
            alive.update(csr.contact for desk in frame.desks for csr in desk.csrs)
            self._nth = {contact: n for contact, n in self._nth.items() if contact in alive}

    def _note(self, event: Event) -> None:
        """What an event says about a customer on the floor."""
        kind = event.kind
        person = self._customers.get(event.contact)
        if kind == Kind.CREDITED:
            self._float(event, "coin", person)
        elif kind == Kind.APPROVAL:
            self._float(event, "tick" if event.value("granted") else "denied", person)
        elif kind == Kind.CONTACT_ENDED:
            self._nth.pop(event.contact, None)
            if person is not None:
                person.going = GOINGS.get(int(event.value("ending")), UNKNOWN)
        elif person is not None:
            person.thing = "folder" if event.value("warm") else ""
            if event.value("loop"):
                mark(person, "loop")

    def _seat_of(self, event: Event) -> tuple[int, int, Point] | None:
        """Desk, seat and place of the CSR of an event, if he is to be seen."""
        post = self._posts.get(event.desk)
        if post is None or self._plan is None:
            return None
        seat = post.at.get(event.csr)
        rooms = self._plan.rooms
        if seat is None or event.desk >= len(rooms) or seat >= len(rooms[event.desk].seats):
            return None
        return event.desk, seat, rooms[event.desk].seats[seat]

    def _block(self, event: Event, speed: float) -> None:
        """A barrier comes down."""
        found = self._seat_of(event)
        if found is None:
            return
        desk, seat, _ = found
        block = Block(int(event.value("block")))
        there = self._booms.get((desk, seat))
        if there is not None and there.age < 0.7:  # one after the other, never a flicker
            return
        if self._calm and there is None and len(self._booms) >= MOST_SIGNS:
            return
        life = BARRIER_S if speed <= 2 else BARRIER_S * 0.7
        if there is not None and there.age < there.life - 0.3:
            there.block, there.age, there.life = block, 0.4, life
        else:
            self._booms[desk, seat] = Boom(block, life)
        person = self._customers.get(event.contact)
        if person is not None and person.seat >= 0 and not self._calm:
            person.hold = 0.8 / max(1.0, min(speed, 4.0))

    def _float(self, event: Event, kind: str, person: Person | None = None) -> None:
        """A sign floats up from the desk of the CSR, or of the one who holds `person`."""
        plan = self._plan
        if plan is None or len(self._puffs) >= 24:
            return
        if person is not None and person.seat >= 0:
            x, y = plan.rooms[person.desk].seats[person.seat]
        else:
            found = self._seat_of(event)
            if found is None:
                return
            _, _, (x, y) = found
        if not any(puff.kind == kind and puff.age < 0.8 and abs(puff.x - x) < 1 for puff in self._puffs):
            self._puffs.append(Puff(x, y - 22 * plan.u, kind))

    # --- frames: who should be where ------------------------------------------------------------------------------

    def _take(self, frame: Frame, rect: Rect, *, snap: bool) -> None:
        """Give everyone in the frame a goal, and see off those who aren't in it any more."""
        self._arrange(frame, rect)
        plan = self._plan
        assert plan is not None
        self._frame = frame
        on_duty: set[int] = set()
        bosses: dict[int, Point] = {}
        held: dict[int, Point] = {}
        for room in plan.rooms:
            post = self._posts[room.desk]
            for view in frame.desks[room.desk].csrs:
                on_duty.add(view.csr)
                seat = post.at.get(view.csr, -1)
                self._seat_csr(room, seat, view, snap=snap)
                if view.contact < 0 or seat < 0 or view.doing == Doing.WRAPPING_UP:
                    continue
                if view.doing == Doing.APPROVING:  # the customer himself is on hold at another desk
                    bosses[view.contact] = room.seats[seat]
                else:
                    held[view.contact] = room.seats[seat]
                    self._seat_customer(room, seat, view, snap=snap)
        self._links = [(held[contact], boss) for contact, boss in bosses.items() if contact in held]
        self._slips = []
        seen = set(held)
        for room in plan.rooms:
            seen.update(self._line_up(room, frame.desks[room.desk], held, frame.time, snap=snap))
        for contact in [contact for contact in self._customers if contact not in seen]:
            self._see_off(self._customers.pop(contact))
        for csr in [csr for csr in self._csrs if csr not in on_duty]:
            person = self._csrs.pop(csr)
            person.going = Going(person.thing, 0, Mood(person.mood), 0.9)
            person.thing = person.thing or "bag"
            self._see_off(person)

    def _line_up(
        self, room: Room, desk: DeskView, held: Container[int], time: float, *, snap: bool
    ) -> Iterator[int]:  # fmt: skip
        """Put a desk's line in place, and yield its contacts.

        Who is held at a seat while his CSR waits here for an approval stays there; a slip waits for him.
        """
        plan, post = self._plan, self._posts[room.desk]
        assert plan is not None
        line = post.line = stand(room, len(desk.line), plan.u, post.squeeze)
        post.squeeze = line.squeeze
        shown = len(line.places)
        rows = rows_of(room, min(len(desk.line) + 3, shown + 1), PITCHES[line.squeeze] * plan.u)
        if rows > post.roped or rows < post.roped - 1:
            post.roped = rows
        for n, waiting in enumerate(desk.line):
            at = line.places[n] if n < shown else line.crowd
            if waiting.contact not in held:
                yield waiting.contact
                self._queue(room.desk, waiting, at, n, hidden=n >= shown, time=time, snap=snap)
                continue
            person = self._customers[waiting.contact]
            person.waiting = waiting
            person.wedge = wedge_of(waiting, time)
            person.mood = min(person.mood, WEDGE_MOODS[person.wedge])
            if n < shown:
                self._slips.append((at, person))

    def _arrange(self, frame: Frame, rect: Rect) -> None:
        """Seats for every CSR, and the plan that has room for them."""
        wanted: list[tuple[str, int]] = []
        for n, desk in enumerate(frame.desks):
            post = self._posts.setdefault(n, Post())
            post.peak = max(post.peak, len(desk.csrs))
            empty = SEATS_SHOWN[desk.name != FRONT_DESK and len(frame.desks) > 1]
            wanted.append((desk.name, max(1, post.peak, min(desk.headcount, empty))))
        plan = plan_for(rect, tuple(wanted))
        if plan is not self._plan:
            if self._plan is not None and self._plan.rect != rect:
                self._carry_over(self._plan, plan)
            self._plan = plan
            self._booms.clear()
        for room in plan.rooms:
            post = self._posts[room.desk]
            here = {view.csr for view in frame.desks[room.desk].csrs}
            post.seats = [csr if csr in here else -1 for csr in post.seats[: len(room.seats)]]
            post.seats += [-1] * (len(room.seats) - len(post.seats))
            post.at = {csr: seat for seat, csr in enumerate(post.seats) if csr >= 0}
            free = [seat for seat, csr in enumerate(post.seats) if csr < 0]
            # Spread over the room by the number of the CSR, so that a quiet desk doesn't sit in one corner.
            for view in frame.desks[room.desk].csrs:
                if view.csr not in post.at and free:
                    seat = free.pop(0)
                    post.seats[seat] = view.csr
                    post.at[view.csr] = seat
            post.unseated = len(here) - len(post.at)

    def _carry_over(self, old: Plan, new: Plan) -> None:
        """Another window size: everyone to the like place at once; goals follow."""
        for person in self._everyone():
            x = new.rect.x + (person.x - old.rect.x) / old.rect.w * new.rect.w
            y = new.rect.y + (person.y - old.rect.y) / old.rect.h * new.rect.h
            person.place((x, y))
            if person.going is not None:
                person.alpha = 0.0
        self._puffs.clear()

    def _seat_csr(self, room: Room, seat: int, view: CsrView, *, snap: bool) -> None:
        person = self._csrs.get(view.csr)
        plan = self._plan
        assert plan is not None
        fresh = person is None
        if person is None:
            colour = desk_colour(room.name)
            person = Person(view.csr, -1, look_of(view.csr * 31 + 7, mix(colour, CHALK, 0.28)), is_csr=True)
            person.name = view.name
            self._csrs[view.csr] = person
        person.view = view
        person.desk, person.seat = room.desk, seat
        person.mood = level_of(view.morale)
        x, y = room.seats[seat] if seat >= 0 else room.seats[-1]
        self._send(person, (x + CSR_X * plan.u, y), fresh=fresh, snap=snap)

    def _customer(self, contact: int, customer: int, segment: int) -> tuple[Person, bool]:
        person = self._customers.get(contact)
        if person is not None:
            return person, False
        person = Person(customer, contact, look_of(customer), is_csr=False)
        person.nth = self._nth.get(contact, 1)
        if segment < 0 and self._segment_of is not None:
            segment = self._segment_of(customer)
        person.segment = segment
        person.hat = self._hats[segment] if 0 <= segment < len(self._hats) else Hat.NONE
        self._customers[contact] = person
        return person, True

    def _seat_customer(self, room: Room, seat: int, view: CsrView, *, snap: bool) -> None:
        plan = self._plan
        assert plan is not None
        person, fresh = self._customer(view.contact, view.customer, -1)
        person.view, person.waiting = view, None
        person.desk, person.seat = room.desk, seat
        person.hidden = False
        if view.doing == Doing.ARGUING:
            person.mood = Mood.FURIOUS
        elif view.doing == Doing.AWAITING_APPROVAL:
            person.mood = Mood.SOUR
        elif person.still and person.wedge < WEDGE:
            person.mood = max(person.mood, Mood.FLAT)
        elif person.mood < Mood.FLAT:
            person.mood = Mood.FLAT
        x, y = room.seats[seat]
        self._send(person, (x + GUEST_X * plan.u, y), fresh=fresh, snap=snap)

    def _queue(
        self, desk: int, waiting: WaitingView, at: Point, n: int, *, hidden: bool, time: float, snap: bool
    ) -> None:
        person, fresh = self._customer(waiting.contact, waiting.customer, waiting.segment)
        if person.segment != waiting.segment:
            person.segment = waiting.segment
            person.hat = self._hats[waiting.segment] if 0 <= waiting.segment < len(self._hats) else Hat.NONE
            person.picture_key = -1
        person.view, person.waiting = None, waiting
        person.nth = waiting.nth
        person.wedge = wedge_of(waiting, time)
        person.mood = WEDGE_MOODS[person.wedge]
        moved = person.desk != desk or person.seat >= 0
        person.desk, person.seat = desk, -1
        person.hidden = hidden and person.still
        if person.goal != at or fresh:
            if not fresh and not moved and person.still:
                person.delay = min(0.6, n * 0.025)  # one steps up after the other
            self._send(person, at, fresh=fresh, snap=snap)

    def _send(self, person: Person, to: Point, *, fresh: bool, snap: bool) -> None:
        """Make someone go there: on foot, by fading over, or at once."""
        plan = self._plan
        assert plan is not None
        if snap:
            person.place(to)
            person.alpha = 0.0 if person.hidden else 1.0
            return
        if fresh:
            if self._calm:
                person.place(to)
                return
            person.place(plan.door)
            person.goal = (inf, inf)
        if person.goal == to:
            return
        if self._calm:
            if hypot(to[0] - person.x, to[1] - person.y) < 30 * plan.u and person.alpha > 0:
                person.walk([to])
            else:
                person.path = []
                person.goal = person.jump = to
            return
        if person.hold > 0 and not fresh:
            return  # asked again with the next frame
        person.jump = None
        person.walk(plan.route(person.x, person.y, to, person.lane))

    def _see_off(self, person: Person) -> None:
        """Someone leaves."""
        plan = self._plan
        assert plan is not None
        going = person.going = person.going or UNKNOWN
        self._leaving.append(person)
        person.jump = None
        person.delay = 0.0
        if person.hidden:
            person.hold = 0.0
            return
        if not person.is_csr:
            person.mood = going.mood
            if going.mark:
                mark(person, going.mark, going.variant)
            person.thing = ""
        person.hurry = going.hurry
        if self._calm or going.mark == "cut":  # he is gone, where he stood
            person.path = []
            person.hold = 0.5
            return
        person.seat = -1
        person.walk(plan.route(person.x, person.y, plan.door, person.lane))

    # --- motion ---------------------------------------------------------------------------------------------------

    def _move(self, seconds: float) -> None:
        plan = self._plan
        assert plan is not None
        hurry = 1.0 if self._calm else max(1.0, min(2.2, (self._rate * DAY / 60) ** 0.5))
        top = WALK * plan.u * hurry
        for person in self._everyone():
            person.live(seconds, top)
        for person in self._leaving:
            if person.alpha <= 0 and not person.hidden and not self._calm:
                self._puffs.append(Puff(person.x, person.y - 14 * plan.u, "puff"))
        self._leaving = [person for person in self._leaving if person.alpha > 0]
        for boom in self._booms.values():
            boom.age += seconds
        for at in [at for at, boom in self._booms.items() if boom.age > boom.life + 0.35]:
            del self._booms[at]
        for puff in self._puffs:
            puff.age += seconds
        self._puffs = [puff for puff in self._puffs if puff.age < (0.5 if puff.kind == "puff" else 1.5)]

    def _light(self, frame: Frame, seconds: float, *, snap: bool) -> None:
        """The lamps go out when the last CSR has gone. When days fly by the light stays as it is: nothing flashes."""
        if self._rate > BLUR and not snap:
            return
        hour = self._hour = frame.time % DAY / HOUR
        staffed = any(desk.csrs for desk in frame.desks)
        dark = 0.0 if staffed or frame.open else (1.0 if is_night(hour) else 0.35)
        change = 1.0 if snap else min(1.0, seconds * 1.2)
        self._dark += max(-change, min(change, dark - self._dark))

    # --- pictures -------------------------------------------------------------------------------------------------

    def _sprite(
        self, name: str, variant: int, art: Callable[[Pen, int], None], left: float, top: float, right: float,
        bottom: float, size: float | None = None,
    ) -> Sprite:  # fmt: skip
        """The sprite of `art` in one of its variants; `size`: of the unit, else the floor's."""
        u = self._sprites_u if size is None else size
        key = (name, variant, u)
        found = self._sprites.get(key)
        if found is None:
            found = sprite(f"floor.{name}.{variant}", lambda pen: art(pen, variant), u, left, top, right, bottom)
            self._sprites[key] = found
        return found

    def _stamp(self, canvas: Canvas, picture: Sprite, x: float, y: float, alpha: float = 1.0) -> None:
        canvas.stamp(picture.key, x - picture.ox, y - picture.oy, picture.draw, picture.w, picture.h, alpha=alpha)

    def _figure(self, person: Person, pose: int, mood: int, turn: int) -> Sprite | None:
        """The sprite of a person; his last one, or none, if it must wait for the next picture.

        Each picture draws only a few figures for the first time, so that many new faces at once don't make it stutter.
        """
        key = ((pose * 6 + mood) * 3 + turn + 1) * 8 + person.hat
        if key == person.picture_key and person.picture is not None:
            return person.picture
        look = person.look
        whole = (person.is_csr, look.key, key)
        found = self._sprites.get(whole)
        if found is None:
            if self._fresh <= 0:
                return person.picture
            self._fresh -= 1
            art: Art
            if person.is_csr:
                art = partial(_csr_art, look, mood, pose, turn)
                name = f"floor.csr.{look.key}.{key}"
            else:
                art = partial(_customer_art, look, person.hat, mood, pose, turn)
                name = f"floor.customer.{look.key}.{key}"
            found = self._sprites[whole] = sprite(name, art, self._sprites_u, 15, 45, 17, 4)
        person.picture_key, person.picture = key, found
        return found

    # --- painting -------------------------------------------------------------------------------------------------

    def _paint(self, canvas: Canvas) -> None:
        plan, frame = self._plan, self._frame
        assert plan is not None
        assert frame is not None
        if plan.u != self._sprites_u:
            self._sprites_u = plan.u
            self._sprites.clear()
            for person in self._everyone():
                person.picture_key = -1
        canvas.clip(plan.rect)
        light = round(self._dark * LIGHTS)
        if self._calm:  # days are short then, and each step of the light paints the whole room
            light = 2 * round(light / 2)
        titles = tuple(desk.title for desk in frame.desks)
        scene = Scenery(plan, titles, light, closed=not frame.open and self._rate <= BLUR)
        canvas.kept("floor", scene.content, plan.rect, scene.paint, ground=scene.shade(GROUND))
        self._paint_wall(canvas, plan, frame)
        for room in plan.rooms:
            self._paint_numbers(canvas, room, frame.desks[room.desk], frame.time)
            self._paint_ropes(canvas, room, light)
        things, over = self._things(plan)
        self._paint_ring(canvas, plan, over)
        self._add_slips(plan, things)
        things.sort(key=DEPTH)  # stable: what belongs to one person stays together
        stamp = canvas.stamp
        for _, (key, draw, w, h, ox, oy), x, y, alpha in chain(things, over):
            stamp(key, x - ox, y - oy, draw, w, h, alpha=alpha)
        self._paint_puffs(canvas, plan)
        self._paint_crowds(canvas, plan)
        self._paint_booms(canvas, plan)
        canvas.clip(None)

    def _things(self, plan: Plan) -> tuple[list[Thing], list[Thing]]:
        """What is to be stamped: by depth, and over everything."""
        u = plan.u
        things: list[Thing] = []
        over: list[Thing] = []
        self._spots = []
        for person in self._everyone():
            alpha = min(1.0, person.alpha)
            if alpha <= 0:
                continue
            x, y = person.x, person.y
            if person.is_csr:
                drawn = self._add_csr(person, things, over, alpha, u)
            else:
                drawn = self._add_customer(person, things, alpha, u)
            if not drawn:
                continue
            self._spots.append((x, y, person))
            if person.mark:
                rise = min(1.0, person.mark_age * 2.5) * 5 * u
                picture = self._sprite(
                    person.mark, person.mark_variant, MARKS[person.mark], 11, 11, 11, 11, max(u, 0.8 * plan.type)
                )
                over.append((y, picture, x, y - 44 * u - rise, alpha))
        self._spots.sort(key=lambda spot: spot[1])
        if round(self._dark * LIGHTS) >= 3:
            breath = 0 if self._calm else int(self._clock * 0.8) % 2
            cat = self._sprite("cat", breath, paint_cat, 14, 24, 14, 4)
            room = plan.rooms[0].rect
            things.append((room.bottom - 7 * u, cat, room.x + 20 * u, room.bottom - 7 * u, 1.0))
        return things, over

    def _add_csr(self, person: Person, things: list[Thing], over: list[Thing], alpha: float, u: float) -> bool:
        """Add what shows a CSR; whether there is anything."""
        x, y, view = person.x, person.y, person.view
        if person.path or person.going is not None or view is None:
            walking = bool(person.path)
            pose = (20 + int(person.walked / (7 * u)) % 2) if walking else 22
            hop = abs(sin(person.walked / (7 * u) * pi)) * 1.6 * u if walking else 0.0
            picture = self._figure(person, pose, person.mood, person.turn)
            if picture is None:
                return False
            things.append((y, picture, x, y - hop, alpha))
            if person.thing:
                thing = self._sprite(person.thing, 0, THINGS[person.thing], 8, 10, 8, 6)
                side = 9 * u if person.thing == "bag" else 0.0
                things.append((y, thing, x + side, y - 9 * u - hop, alpha))
            return True
        doing = view.doing
        picture = self._figure(person, int(doing), person.mood, 0)
        if picture is None:
            return False
        things.append((y - 0.5, picture, x, y, alpha))
        if view.going_home:
            bag = self._sprite("bag", 0, paint_bag, 8, 10, 8, 6)
            things.append((y - 0.4, bag, x - 10 * u, y - 3 * u, alpha))
        bubble = None if (person.desk, person.seat) in self._booms else self._bubble(doing, person.number)
        if bubble is not None:
            over.append((y, bubble, x - CSR_X * u, y - 42 * u, alpha))
        return True

    def _bubble(self, doing: Doing, number: int) -> Sprite | None:
        """The sign over a busy CSR's desk. It changes slower than 3 Hz, and not at all in a calm picture."""
        clock = 0.0 if self._calm else self._clock + number % 7 * 0.37
        box = (15.0, 11.0, 15.0, 11.0)
        if doing == Doing.TALKING:
            side = -1 if int(clock / 2.4) % 2 == 0 else 1
            dots = int(clock * 1.5) % 3
            return self._sprite("talk", dots * 2 + (side > 0), paint_either_talk, *box)
        if doing == Doing.ARGUING:
            return self._sprite("quarrel", int(clock * 1.4) % 2, paint_quarrel, *box)
        if doing == Doing.AWAITING_APPROVAL:
            return self._sprite("hourglass", int(clock * 0.7) % 2, paint_hourglass, *box)
        if doing == Doing.APPROVING:
            return self._sprite("approving", int(clock * 1.2) % 2, paint_approving, *box)
        if doing == Doing.WRAPPING_UP:
            return self._sprite("notes", int(clock * 1.0) % 3, paint_notes, *box)
        return None

    def _add_customer(self, person: Person, things: list[Thing], alpha: float, u: float) -> bool:
        """Add what shows a customer; whether there is anything."""
        x, y = person.x, person.y
        hop = 0.0
        if person.path and person.delay <= 0 and person.hold <= 0:
            steps = person.walked / (7 * u)
            pose = Pose.STEP_LEFT if int(steps) % 2 else Pose.STEP_RIGHT
            hop = abs(sin(steps * pi)) * 1.6 * u
        elif person.seat >= 0 and not person.path:
            pose = Pose.SIT
        else:
            pose = Pose.STAND
        seated = pose == Pose.SIT
        picture = self._figure(person, pose, person.mood, 0 if seated else person.turn)
        if picture is None:
            return False
        things.append((y + 0.5 if seated else y, picture, x, y - hop, alpha))
        if person.nth > 1:
            badge = self._sprite("tally", min(person.nth, 5), paint_tally, 6, 5, 6, 5)
            things.append((y + 0.5 if seated else y, badge, x + 1.0 * u, y - hop - 11 * u, alpha))
        if person.thing:
            thing = self._sprite(person.thing, 0, THINGS[person.thing], 8, 10, 8, 6)
            things.append((y + 0.5, thing, x + 6 * u, y - hop - 13 * u, alpha))
        if person.wedge < WEDGE and person.waiting is not None and person.going is None:
            wedge = self._sprite("wedge", person.wedge, paint_wedge, 6, 6, 6, 6)
            things.append((y, wedge, x + 7.5 * u, y - hop - 36 * u, alpha))
        return True

    def _add_slips(self, plan: Plan, things: list[Thing]) -> None:
        """Requests for an approval that wait in a line, and dots on the way to the desk that deals with one."""
        u = plan.u
        for (x, y), person in self._slips:
            things.append((y, self._sprite("slip", person.wedge, paint_slip, 12, 30, 12, 4), x, y, 1.0))
        dot = self._sprite("dot", 0, _paint_dot_art, 3, 3, 3, 3)
        for (ax, ay), (bx, by) in self._links:
            mx, my = (ax + bx) / 2, min(ay, by) - 20 * u
            ay_, by_ = ay - 34 * u, by - 34 * u
            n = max(4, int(hypot(bx - ax, by - ay) / (13 * u)))
            drift = 0.0 if self._calm else self._clock * 0.6 % 1.0
            for k in range(n):
                t = (k + drift) / n
                way = ((1 - t) ** 2, 2 * t * (1 - t), t**2)
                x = way[0] * ax + way[1] * mx + way[2] * bx
                y = max(plan.rect.y + 3 * u, way[0] * ay_ + way[1] * my + way[2] * by_)
                things.append((inf, dot, x, y, min(1.0, t * 4, (1 - t) * 4)))

    def _paint_wall(self, canvas: Canvas, plan: Plan, frame: Frame) -> None:
        """What changes on the back wall: the sky, the clock."""
        hour = self._hour
        phase = int(hour * 2)
        wall = wall_of(plan)
        size = wall.size
        for n, pane in enumerate(wall.windows):
            art = partial(_window_art, pane.w / size, pane.h / size, phase / 2 + 0.25, n % 2)
            picture = Sprite(
                f"floor.window.{phase}.{n % 2}.{pane.w:.2f}.{pane.h:.2f}", _on_canvas(art, size), pane.w, pane.h, 0, 0
            )
            self._stamp(canvas, picture, pane.x, pane.y)
            bar = wall_colour(self._dark)
            canvas.rect(Rect(pane.x + pane.w / 2 - 0.75, pane.y, 1.5, pane.h), bar)
            canvas.rect(Rect(pane.x, pane.y + pane.h * 0.45, pane.w, 1.5), bar)
            if pane.w > 60 * size:
                pot = self._sprite("pot", n * 8 + round(self._dark * LIGHTS), _pot_art, 13, 20, 13, 2, size)
                self._stamp(canvas, pot, pane.right - 14 * size, pane.bottom + 3 * size)
        self._paint_notice(canvas, plan, closed=not frame.open and self._rate <= BLUR)
        if wall.clock is None:
            return
        x, y = wall.clock
        r = wall.clock_r
        if self._rate <= BLUR:
            for turn, reach, width in ((hour / 12, 0.5, 2.0), (hour % 1.0, 0.76, 1.4)):
                angle = (turn * 2 - 0.5) * pi
                tip = (x + r * reach * cos(angle), y + r * reach * sin(angle))
                canvas.lines([(x, y), tip], theme.INK, width=width * r / 14)
        canvas.circle(x, y, 1.6 * r / 14, theme.INK)
        canvas.text(
            x, y + r + 3, clock_words(frame.time, coarse=self._rate > BLUR), size=theme.TINY * plan.type,
            colour=theme.CARD if self._dark > 0.6 else theme.INK, align="centre",
        )  # fmt: skip

    def _paint_notice(self, canvas: Canvas, plan: Plan, *, closed: bool) -> None:
        """The board over the door that says whether the lines are open."""
        size, door = plan.type, wall_of(plan).door
        words = say("LINES CLOSED") if closed else say("OPEN")
        type_ = theme.TINY * size * 0.92
        wide, high = canvas.measure(words, size=type_, weight="bold")
        half = wide / 2 + 6 * size
        stages = [room.rect for room in plan.rooms if room.raised]
        left = max([plan.rect.x, *(stage.right for stage in stages if stage.x < door.x)])
        right = min([plan.rect.right, *(stage.x for stage in stages if stage.x > door.x)])
        x = max(left + half, min(right - half, door.x + door.w / 2))
        y = max(plan.rect.y + 2, door.y - high - 5 * size)
        board = Rect(x - wide / 2 - 5 * size, y, wide + 10 * size, high + 3)
        canvas.rect(board, theme.INK if closed else theme.GREEN, line=theme.CARD, width=1, radius=3)
        canvas.text(x, y + 1.5, words, size=type_, colour=theme.CARD, weight="bold", align="centre")

    def _paint_numbers(self, canvas: Canvas, room: Room, desk: DeskView, now: float) -> None:
        """A desk's numbers at the right of its sign: staff, line, longest wait; noughts are left out."""
        size = theme.SMALL * room.head.h / 22
        ink = theme.INK
        parts: list[tuple[str, int, str, Colour]] = []
        if desk.line:
            longest = now - min(waiting.since for waiting in desk.line)
            alarm = longest >= LONG_WAIT_S
            parts.append(("wait", int(alarm), brief(longest), theme.RED if alarm else ink))
            parts.append(("queue", 0, f"{len(desk.line):,}", ink))
        if desk.open or desk.csrs:
            parts.append(("staff", 0, f"{len(desk.csrs)}/{desk.headcount}", ink))
        right = room.head.right - 7
        limit = room.head.x + sign_width(canvas, room, desk.title) + 6
        middle = room.head.y + room.head.h / 2
        unit = room.head.h / 22
        if not parts:
            words = say("Closed")
            wide, high = canvas.measure(words, size=size)
            if right - wide - 18 * unit >= limit:
                canvas.text(right, middle - high / 2, words, size=size, colour=ink, align="right")
                icons.moon(canvas, right - wide - 10 * unit, middle, 5 * unit, ink)
            return
        # The line says most and comes first where room is short; then the wait, then the staff.
        keep = sorted(parts, key=lambda part: ("queue", "wait", "staff").index(part[0]))
        while keep:
            total = sum(canvas.measure(part[2], size=size, weight="bold")[0] + 25 * unit for part in keep)
            if right - total >= limit:
                break
            keep.pop()
        for kind, variant, words, colour in parts:
            if not any(kind == part[0] for part in keep):
                continue
            wide, high = canvas.measure(words, size=size, weight="bold")
            canvas.text(right, middle - high / 2, words, size=size, colour=colour, weight="bold", align="right")
            right -= wide + 8 * unit
            self._stamp(canvas, self._sprite(kind, variant, STATS[kind], 7, 7, 7, 7, unit), right, middle)
            right -= 17 * unit

    def _paint_ropes(self, canvas: Canvas, room: Room, light: int) -> None:
        """Ropes before the rows of a line that are in use: where it stands, and which way it turns."""
        u = self._sprites_u
        for row in room.rows[: self._posts[room.desk].roped]:
            left, right = (row.x0 - 8 * u, row.x1 - 12 * u) if row.x1 > row.x0 else (row.x1 + 12 * u, row.x0 + 8 * u)
            y = row.y + 4.5 * u
            if right - left < 20 * u or y + 3 * u > room.rect.bottom:
                continue
            long = round((right - left) / u)
            rope = self._sprite(f"rope.{long}", light, partial(paint_rope, long), 3, 11, long + 3, 3)
            self._stamp(canvas, rope, left, y)

    def _paint_ring(self, canvas: Canvas, plan: Plan, over: list[Thing]) -> None:
        """Round the feet of the chosen one, and an arrow over his head."""
        if self._chosen is None:
            return
        u = plan.u
        for person in self._everyone():
            if person.is_csr or person.number != self._chosen:
                continue
            ring = self._sprite("ring", 0, _paint_ring_art, 16, 9, 16, 9)
            self._stamp(canvas, ring, person.x, person.y - 1 * u)
            bob = 0.0 if self._calm else sin(self._clock * 4) * 1.5 * u
            arrow = self._sprite("arrow", 0, _paint_arrow_art, 8, 8, 8, 8)
            high = (64 if person.mark else 50) * u
            over.append((0.0, arrow, person.x, max(plan.rect.y + 10 * u, person.y - high + bob), 1.0))

    def _paint_puffs(self, canvas: Canvas, plan: Plan) -> None:
        u = plan.u
        for puff in self._puffs:
            if puff.kind == "puff":
                picture = self._sprite("puff", min(3, int(puff.age * 8)), paint_puff, 16, 13, 16, 13)
                self._stamp(canvas, picture, puff.x, puff.y, max(0.0, 1 - puff.age / 0.5))
            else:
                picture = self._sprite(
                    puff.kind, puff.variant, MARKS[puff.kind], 11, 11, 11, 11, max(u, 0.8 * plan.type)
                )
                rise = 0.0 if self._calm else min(1.0, puff.age) * 14 * u
                self._stamp(canvas, picture, puff.x, puff.y - rise - 6 * u, min(1.0, (1.5 - puff.age) * 2))

    def _paint_crowds(self, canvas: Canvas, plan: Plan) -> None:
        """The ends of lines that are too long, and CSRs for whom there is no seat to draw."""
        u = plan.u
        for room in plan.rooms:
            post = self._posts[room.desk]
            line = post.line
            if line is not None and line.hidden:
                x, y = line.crowd
                heads = min(7, 2 + line.hidden // 2)
                self._stamp(canvas, self._sprite("crowd", heads, paint_crowd, 23, 33, 23, 3), x, y)
                self._tag(canvas, x, y - 5 * u, f"+{line.hidden}", theme.INK)
            if post.unseated > 0:
                x, y = room.seats[-1]
                self._tag(canvas, x + CSR_X * u, y - 48 * u, f"+{post.unseated}", desk_colour(room.name))

    def _tag(self, canvas: Canvas, x: float, y: float, words: str, colour: Colour) -> None:
        """A small plate with a number, about (x, y) and inside the floor."""
        assert self._plan is not None
        size = theme.TINY * self._plan.type
        wide, high = canvas.measure(words, size=size, weight="bold")
        rect = self._inside(Rect(x - wide / 2 - 6, y - high / 2 - 1, wide + 12, high + 2))
        canvas.rect(rect, theme.CARD, line=colour, width=1.4, radius=rect.h / 2)
        canvas.text(
            rect.x + rect.w / 2, rect.y + 1, words, size=size, colour=colour, weight="bold", align="centre"
        )  # fmt: skip

    def _inside(self, rect: Rect) -> Rect:
        """`rect` moved so that it lies inside the floor."""
        assert self._plan is not None
        whole = self._plan.rect
        x = max(whole.x + 1, min(whole.right - rect.w - 1, rect.x))
        y = max(whole.y + 1, min(whole.bottom - rect.h - 1, rect.y))
        return Rect(x, y, rect.w, rect.h)

    def _paint_booms(self, canvas: Canvas, plan: Plan) -> None:
        """Barriers, each with its sign and word."""
        u = plan.u
        taken: list[Rect] = []
        size = theme.TINY * plan.type
        for (desk, seat), boom in self._booms.items():
            x, y = plan.rooms[desk].seats[seat]
            if self._calm:
                step, alpha = 6, min(1.0, boom.age / FADE, (boom.life + 0.35 - boom.age) / FADE)
            else:
                down = min(1.0, boom.age / 0.28, (boom.life + 0.35 - boom.age) / 0.3)
                step, alpha = round(6 * max(0.0, down) ** 1.6), 1.0
            self._stamp(canvas, self._sprite("boom", step, paint_boom, 9, 56, 36, 3), x, y, max(0.0, alpha))
            if step < 4 or alpha < 0.5:
                continue
            words = say(BLOCK_WORDS[boom.block])
            wide, high = canvas.measure(words, size=size, weight="bold")
            unit = plan.type
            plate = self._inside(Rect(x - (wide + 26 * unit) / 2, y - 41 * u - high, wide + 26 * unit, high + 5))
            for _ in range(12):  # signs of neighbours stand over one another
                if not any(overlap(plate, other) for other in taken):
                    break
                plate = self._inside(Rect(plate.x, plate.y - high - 7, plate.w, plate.h))
            taken.append(plate)
            canvas.rect(plate, theme.RED, line=theme.INK, width=1.2, radius=4)
            icon = self._sprite("block", int(boom.block), paint_block, 8, 8, 8, 8, unit)
            self._stamp(canvas, icon, plate.x + 12 * unit, plate.y + plate.h / 2)
            canvas.text(
                plate.x + 21 * unit, plate.y + 2.5, words, size=size, colour=theme.CARD, weight="bold"
            )  # fmt: skip


# --- what the floor stands in -------------------------------------------------------------------------------------

GROUND: Final[Rgb] = (232, 217, 190)
WALL: Final[Rgb] = (214, 216, 196)
LONG_WAIT_S: Final = 300.0
"""A line whose first has waited longer is marked."""
WEDGE_MOODS: Final = (
    Mood.FURIOUS, Mood.FURIOUS, Mood.SOUR, Mood.SOUR, Mood.FLAT, Mood.FLAT, Mood.CALM, Mood.CALM, Mood.CALM,
)  # fmt: skip
"""The face of one with so many eighths of his patience left."""
CUSTOMER_WORDS: Final[dict[Doing, str]] = {
    Doing.TALKING: "talking with {name}",
    Doing.ARGUING: "arguing with {name}",
    Doing.AWAITING_APPROVAL: "on hold while {name} asks for an approval",
}
LEAVING_WORDS: Final[dict[tuple[str, int], str]] = {
    ("tick", 0): "content, on the way out",
    ("tick", 1): "helped in part, on the way out",
    ("cloud", 0): "leaving, not helped",
    ("steam", 0): "has hung up",
    ("cut", 0): "was cut off",
}


def wedge_of(waiting: WaitingView, now: float) -> int:
    """How many eighths of his patience one in line has left, rounded up."""
    used = (now - waiting.since) / waiting.patience_s if waiting.patience_s > 0 else 1.0
    return max(0, min(WEDGE, ceil((1 - used) * WEDGE)))


def mark(person: Person, kind: str, variant: int = 0) -> None:
    """A sign over someone's head."""
    person.mark, person.mark_variant, person.mark_age = kind, variant, 0.0


def hat_of(number: int, title: str) -> Hat:
    """The hat of the segment `number` called `title`."""
    low = title.lower()
    for word, hat in HAT_WORDS:
        if word in low:
            return hat
    return Hat(number % len(Hat))


def desk_colour(name: str) -> Rgb:
    """The colour of a desk's sign and furniture."""
    spare: tuple[Rgb, ...] = (theme.SKY, (132, 96, 66), (92, 128, 132), (164, 84, 92))
    return theme.DESK_COLOURS.get(name) or spare[sum(map(ord, name)) % len(spare)]


def desk_words(desk: DeskView, now: float) -> str:
    """A sentence about a desk."""
    words = [say("{title}: {on} of {all} on duty", title=desk.title, on=len(desk.csrs), all=desk.headcount)]
    if desk.in_training:
        words.append(say("{n} in training", n=desk.in_training))
    if desk.joining:
        words.append(say("{n} hired, not here yet", n=desk.joining))
    if desk.line:
        longest = now - min(waiting.since for waiting in desk.line)
        words.append(say("{n} in line, the longest for {span}", n=len(desk.line), span=about(longest)))
    if not desk.open:
        words.append(say("closed"))
    return ", ".join(words)


def clock_words(time: float, *, coarse: bool = False) -> str:
    """Day and time for under the clock; `coarse`: the week only."""
    day = day_of(time)
    if coarse:
        return say("week {n}", n=day // 7 + 1)
    minutes = int(time % DAY // 60)
    return f"{say(WEEKDAYS[day % 7])} {minutes // 60:02d}:{minutes % 60:02d}"


def in_crowd(line: Line, x: float, y: float, u: float) -> bool:
    """Whether the point lies on the crowd at the end of a line."""
    return abs(x - line.crowd[0]) < CROWD_W / 2 * u and -34 * u < y - line.crowd[1] < 8 * u


def overlap(a: Rect, b: Rect) -> bool:
    """Whether two rectangles share a point."""
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def wall_colour(dark: float) -> Rgb:
    """The frames of the windows."""
    return mix((250, 246, 236), DUSK, 0.6 * dark)


def sign_width(canvas: Canvas, room: Room, title: str) -> float:
    """How broad a desk's sign is."""
    unit = room.head.h / 22
    return min(room.head.w, canvas.measure(title, size=theme.SMALL * unit, weight="bold")[0] + 33 * unit)


def paint_either_talk(pen: Pen, variant: int) -> None:
    """Talk, by who speaks and which dot is large."""
    paint_talk(pen, 1 if variant % 2 else -1, variant // 2)


def _csr_art(look: Look, mood: int, pose: int, turn: int, pen: Pen) -> None:
    if pose < 20:
        paint_csr(pen, look, mood, pose)
        return
    stride = (Pose.STEP_LEFT, Pose.STEP_RIGHT, Pose.STAND)[pose - 20]
    paint_person(pen, look, Hat.NONE, mood or int(Mood.WEARY), stride, turn)


def _customer_art(look: Look, hat: int, mood: int, pose: int, turn: int, pen: Pen) -> None:
    paint_person(pen, look, hat, mood, pose, turn)


def _window_art(w: float, h: float, hour: float, first: int, pen: Pen) -> None:
    paint_window(pen, w, h, hour, first)


def _on_canvas(art: Art, size: float) -> Callable[[Canvas], None]:
    return lambda canvas: art(Pen(canvas, size, 0, 0))


def _paint_ring_art(pen: Pen, _: int) -> None:
    pen.oval(0, 0, 13.5, 6.2, None, CHALK, 4.2)
    pen.oval(0, 0, 13.5, 6.2, None, theme.BLUE, 2.2)


def _pot_art(pen: Pen, variant: int) -> None:
    kind, light = divmod(variant, 8)
    ink, green, clay = (in_light(c, light) for c in (theme.INK, (104, 150, 104), (206, 124, 92)))
    paint_pot(pen, kind, ink, green, clay)


def _paint_dot_art(pen: Pen, _: int) -> None:
    pen.disc(0, 0, 2.2, theme.PURPLE, CHALK, 0.8)


def _paint_arrow_art(pen: Pen, _: int) -> None:
    pen.shape([(-6, -5), (6, -5), (0, 5)], theme.BLUE, CHALK, 1.6)


@dataclass(frozen=True, slots=True)
class Wall:
    """Where things hang on the back wall."""

    size: float
    windows: tuple[Rect, ...]
    clock: Point | None
    clock_r: float
    door: Rect


@lru_cache(maxsize=16)
def wall_of(plan: Plan) -> Wall:
    """The back wall of a plan."""
    rect, size = plan.rect, plan.type
    high = plan.wall_y - rect.y
    door_w = min(plan.aisle_w - 2, 34 * size)
    door = Rect(plan.aisle_x - door_w / 2, plan.wall_y - min(high - 2, 46 * size), door_w, min(high - 2, 46 * size))
    stages = [room.rect for room in plan.rooms if room.raised]
    ends = [rect.x + 8 * size, door.x - 44 * size]
    spans: list[tuple[float, float]] = []
    if stages and min(stage.x for stage in stages) < door.x:
        ends[1] = min(stage.x for stage in stages) - 8 * size
    spans.append((ends[0], ends[1]))
    if not stages and rect.right - door.right > 120 * size:
        spans.append((door.right + 8 * size, rect.right - 8 * size))
    windows: list[Rect] = []
    clock: Point | None = None
    r = min(14 * size, (high - theme.TINY * size - 8) / 2.4)
    top, tall = rect.y + 7 * size, high - 16 * size
    for start, end in spans:
        wide = end - start
        if clock is None and wide > 60 * size and r > 5:
            clock = (start + wide * 0.5, rect.y + 4 * size + r)
            half = wide / 2 - 34 * size
            for left in (start, start + wide / 2 + 34 * size):
                if half > 34 * size:
                    pane = min(half, 150 * size)
                    windows.append(Rect(left + (half - pane) / 2, top, pane, tall))
        elif wide > 50 * size:
            count_ = max(1, int(wide / (190 * size)))
            for n in range(count_):
                pane = min(wide / count_ - 16 * size, 150 * size)
                windows.append(Rect(start + wide * (n + 0.5) / count_ - pane / 2, top, pane, tall))
    return Wall(size, tuple(windows), clock, r, door)


class Scenery:
    """All that stands still: painted once and kept until the plan, a title or the light changes."""

    def __init__(self, plan: Plan, titles: tuple[str, ...], light: int, *, closed: bool) -> None:
        self.plan = plan
        self.titles = titles
        self.light = light
        self.closed = closed
        self.content = (plan, titles, light, closed)

    def shade(self, colour: Colour) -> Rgb:
        """A colour in this light."""
        return in_light(colour, self.light)

    def paint(self, canvas: Canvas) -> None:
        """Everything, back to front."""
        plan = self.plan
        rect = plan.rect
        canvas.rect(rect, self.shade(GROUND))
        board = self.shade(mix(GROUND, theme.INK, 0.05))
        step = 15 * plan.type
        y, n = plan.wall_y, 0
        while y < rect.bottom:  # floor boards
            canvas.rect(Rect(rect.x, y, rect.w, 1), board)
            for x in range(int(rect.x) + 40 + n * 71 % 130, int(rect.right), 130):
                canvas.rect(Rect(x, y, 1, min(step, rect.bottom - y)), board)
            y += step
            n += 1
        self._wall(canvas)
        self._carpet(canvas)
        for room in plan.rooms:
            self._room(canvas, room)

    def _wall(self, canvas: Canvas) -> None:
        plan = self.plan
        rect, size = plan.rect, plan.type
        wall = wall_of(plan)
        colour = self.shade(WALL)
        canvas.rect(Rect(rect.x, rect.y, rect.w, plan.wall_y - rect.y), colour)
        low = plan.wall_y - 7 * size
        canvas.rect(Rect(rect.x, low, rect.w, plan.wall_y - low), self.shade(mix(WALL, theme.INK, 0.16)))
        canvas.rect(Rect(rect.x, plan.wall_y - 1, rect.w, 1.5), self.shade(theme.INK_SOFT))
        for pane in wall.windows:
            frame = pane.inset(-3 * size)
            canvas.rect(frame, wall_colour(self.light / LIGHTS), line=self.shade(theme.INK_SOFT), width=1.2)
            sill = Rect(frame.x - 3 * size, frame.bottom - 1, frame.w + 6 * size, 3.5 * size)
            canvas.rect(sill, wall_colour(self.light / LIGHTS), line=self.shade(theme.INK_SOFT), width=1)
        if wall.clock is not None:
            x, y = wall.clock
            canvas.circle(x, y, wall.clock_r, theme.CARD, line=theme.INK, width=2 * size)
            r = wall.clock_r
            for n in range(12):
                angle = n * pi / 6
                canvas.circle(x + r * 0.78 * cos(angle), y + r * 0.78 * sin(angle), 0.06 * r, theme.INK)
        self._door(canvas, wall)

    def _door(self, canvas: Canvas, wall: Wall) -> None:
        """The door in the back wall."""
        size = wall.size
        door = wall.door
        canvas.rect(door.inset(-2.5 * size, 0), self.shade(WOOD_DARK), line=self.shade(theme.INK), width=1)
        canvas.rect(door, self.shade((96, 82, 78)) if self.closed else self.shade((250, 236, 196)))
        edge = door.x + door.w * (0.98 if self.closed else 0.3)
        lean = 0.0 if self.closed else 3.5 * size
        leaf = [(door.x, door.y), (edge, door.y + lean), (edge, door.bottom + lean), (door.x, door.bottom)]
        canvas.polygon(leaf, self.shade(WOOD), line=self.shade(theme.INK), width=1)
        knob = door.x + door.w * (0.85 if self.closed else 0.24)
        canvas.circle(knob, door.y + door.h * 0.55, 1.6 * size, self.shade(theme.YELLOW))

    def _carpet(self, canvas: Canvas) -> None:
        """The aisle."""
        plan = self.plan
        left, wide = plan.aisle_x - plan.aisle_w / 2 + 4, plan.aisle_w - 8
        runner = Rect(left, plan.wall_y, wide, plan.rect.bottom - plan.wall_y)
        canvas.rect(runner, self.shade((206, 150, 122)))
        for x in (runner.x + 2.5, runner.right - 4):
            canvas.rect(Rect(x, runner.y, 1.5, runner.h), self.shade((236, 206, 170)))

    def _room(self, canvas: Canvas, room: Room) -> None:
        plan = self.plan
        u = plan.u
        colour = desk_colour(room.name)
        tint = mix((250, 246, 238), colour, 0.13)
        rect = room.rect
        if room.raised:  # a stage with a step
            low = Rect(rect.x, rect.y + 6, rect.w, rect.h)
            canvas.rect(low, self.shade(WOOD_DARK), line=self.shade(theme.INK_SOFT), width=1, radius=7)
            step = Rect(rect.x - 7, rect.bottom - 16, 9, 20)
            canvas.rect(step, self.shade(WOOD), line=self.shade(theme.INK_SOFT), width=1, radius=2)
        canvas.rect(rect, self.shade(tint), line=self.shade(mix(tint, theme.INK, 0.3)), width=1.2, radius=8)
        canvas.rect(
            Rect(rect.x + 4, rect.y + room.head.h + 3, rect.w - 8, rect.h - room.head.h - 7),
            line=self.shade(mix(tint, colour, 0.22)), width=1, radius=5,
        )  # fmt: skip
        for x, y in room.seats:
            picture = sprite(f"floor.station.{colour}.{self.light}", partial(self._station, colour), u, 30, 30, 32, 4)
            canvas.stamp(picture.key, x - picture.ox, y - picture.oy, picture.draw, picture.w, picture.h)
        self._sign(canvas, room, colour)

    def _station(self, colour: Rgb, pen: Pen) -> None:
        """A CSR's desk with two chairs; the middle of the desk is the origin."""
        shade = self.shade
        ink = shade(theme.INK)
        pen.oval(0, -0.5, 28, 3.4, (43, 40, 36, 30))
        for x, back, fill in ((CSR_X, -1, mix(colour, theme.INK, 0.25)), (GUEST_X, 1, (150, 128, 104))):
            pen.stroke([(x, -7.5), (x, -1.5)], ink, 2.2)
            pen.stroke([(x - 5, -1.2), (x + 5, -1.2)], ink, 1.8)
            pen.box(x - 6.5, -9.2, 13, 3.0, shade(fill), ink, radius=1.5, width=0.9)
            pen.stroke([(x + back * 6.2, -8), (x + back * 8.0, -19)], ink, 3.4)
            pen.stroke([(x + back * 6.2, -8), (x + back * 8.0, -19)], shade(fill), 1.8)
        pen.box(-7.5, -13, 16, 12.5, shade(mix(colour, CHALK, 0.25)), ink, width=0.9)
        pen.box(-5.2, -10.6, 11.4, 7.6, shade(mix(colour, CHALK, 0.45)))
        pen.box(-10.5, -15.2, 22, 3.0, shade(WOOD), ink, radius=1.2, width=0.9)
        pen.shape([(-1.2, -15.2), (1.4, -15.2), (0.8, -17.8), (-0.6, -17.8)], ink)
        pen.shape([(-3.0, -17.4), (4.4, -17.4), (5.6, -25.5), (-1.8, -25.5)], shade((110, 118, 124)), ink, 0.9)

    def _sign(self, canvas: Canvas, room: Room, colour: Rgb) -> None:
        """The board over a room: its colour, its icon, its name."""
        head = room.head
        unit = head.h / 22
        title = self.titles[room.desk]
        card = mix(theme.CARD, DUSK, 0.3 * self.light / LIGHTS)
        canvas.rect(Rect(head.x, head.y, head.w, head.h), card, line=self.shade(theme.INK_SOFT), width=1, radius=6)
        wide = sign_width(canvas, room, title)
        canvas.rect(Rect(head.x, head.y, wide, head.h), mix(colour, DUSK, 0.08 + 0.3 * self.light / LIGHTS), radius=6)
        pen = Pen(canvas, 1.15 * unit, head.x + 13 * unit, head.y + head.h / 2)
        paint_desk_sign(pen, room.name)
        size = theme.SMALL * unit
        _, high = canvas.measure(title, size=size, weight="bold")
        canvas.text(
            head.x + 24 * unit, head.y + (head.h - high) / 2, title, size=size, colour=theme.CARD, weight="bold"
        )  # fmt: skip
