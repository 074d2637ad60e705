"""Figures: whole people. Customers on their feet and in a chair, CSRs at their desks and on their way.

Rules of this file: feet at (0, 0); who sits with a customer looks right, his customer left. A pose is told by the arms
and by what is in the hands. A CSR's low spirits show as a low head.
"""

from __future__ import annotations

from math import pi
from typing import Final

from game.views import theme
from game.views.canvas import Colour, Point
from game.views.floor.colours import CHALK, WOOD_DARK
from game.views.floor.faces import HEAD_Y, paint_head
from game.views.floor.looks import Hat, Look, Mood, Pose
from game.views.floor.pen import Pen, Reach, arc

REACH: Final[Reach] = (15, 45, 17, 4)
"""Of any figure, hat and raised arm included."""
TROUSERS: Final[Colour] = (88, 84, 92)
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


def paint_legs(pen: Pen, pose: int) -> None:
    """Legs that stand, step or sit."""
    shift = {Pose.STEP_LEFT: 2.6, Pose.STEP_RIGHT: -2.6}.get(Pose(pose), 0.0)
    for side, lift in ((-3.0, max(0.0, shift)), (3.0, max(0.0, -shift))):
        pen.limb([(side, -9.0), (side + shift * (0.4 if side < 0 else -0.4), -1.8 - lift)], TROUSERS, 3.2)
        pen.oval(side + 0.4, -0.9 - lift, 2.8, 1.5, theme.INK)


def paint_lap(pen: Pen, way: int) -> None:
    """The legs of one who sits and looks left (-1) or right (1)."""
    pen.limb([(way * 1.0, -8.0), (way * 7.5, -7.0), (way * 8.0, -1.6)], TROUSERS, 3.4)
    pen.oval(way * 9.0, -0.9, 3.0, 1.5, theme.INK)


def paint_arms(pen: Pen, pose: int, look: Look) -> None:
    """Both arms."""
    for points in ARMS[Pose(pose)]:
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


def paint_customer(pen: Pen, look: Look, hat: int, mood: int, pose: int, turn: int) -> None:
    """A customer; who sits looks left, at the CSR."""
    if pose == Pose.SIT:
        paint_lap(pen, -1)
        turn = -1
    else:
        pen.oval(0, 0, 9, 2.6, (43, 40, 36, 46))
        paint_legs(pen, pose)
    paint_body(pen, look, hat)
    paint_arms(pen, pose, look)
    paint_head(pen, look, mood, turn, hat=hat)


def paint_csr(pen: Pen, look: Look, morale: int, pose: int, turn: int) -> None:
    """A CSR, at his desk or on his way; `morale`: one of five steps."""
    if pose < Pose.SIT:  # without headset nothing tells him from a customer
        paint_customer(pen, look, Hat.NONE, morale or int(Mood.WEARY), pose, turn)
    else:
        paint_csr_at_desk(pen, look, morale, pose)


def paint_csr_at_desk(pen: Pen, look: Look, morale: int, pose: int) -> None:
    """A CSR with headset in a chair, the desk to the right."""
    y = HEAD_Y + (2 - morale) * 0.6 + (2.2 if pose == Pose.WRITE else 0.0)
    turn = 1.0 if pose != Pose.REST else 0.0
    mood = int(Mood.WEARY) if morale == 0 else min(morale, int(Mood.SOUR)) if pose == Pose.ARGUE else morale
    paint_lap(pen, 1)
    paint_body(pen, look, Hat.NONE)
    pen.box(-4.6, -17.4, 3.4, 2.6, CHALK, theme.INK, width=0.6)  # name tag
    if pose == Pose.RAISE:  # the arm in front of the face
        paint_head(pen, look, mood, turn, y)
        paint_arms(pen, pose, look)
    else:
        paint_arms(pen, pose, look)
        paint_head(pen, look, mood, turn, y)
    if morale == 0:
        drop = [(-7.2, y - 6.5), (-5.4, y - 3.6), (-6.2, y - 2.2), (-8.0, y - 2.2), (-8.8, y - 3.6)]
        pen.shape(drop, theme.SKY, theme.INK, 0.7)
    paint_headset(pen, y, turn)
    paint_in_hand(pen, pose)


def paint_headset(pen: Pen, y: float, turn: float) -> None:
    """A headset on a head about (0, `y`)."""
    ink = theme.INK
    pen.stroke(arc(0, y, 8.8, 9.6, pi * 1.02, pi * 1.98, 9), ink, 1.5)
    pen.box(-10.0, y - 2.6, 3.6, 6.0, ink, radius=1.6)
    pen.stroke([(-8.4, y + 2.6), (-4.0, y + 7.4), (1.6 + turn * 2, y + 6.4)], ink, 1.1)


def paint_in_hand(pen: Pen, pose: int) -> None:
    """What a CSR holds: a stamp, a pencil, a mug."""
    ink = theme.INK
    if pose == Pose.STAMP:
        pen.box(10.4, -22.0, 3.2, 5.6, WOOD_DARK, ink, radius=1.2, width=0.8)
        pen.box(8.6, -17.0, 6.8, 2.6, theme.PURPLE, ink, radius=0.6, width=0.8)
    elif pose == Pose.WRITE:
        pen.stroke([(10.0, -13.0), (13.6, -19.4)], ink, 2.8)
        pen.stroke([(10.4, -13.7), (13.4, -19.0)], theme.YELLOW, 1.6)
    elif pose == Pose.REST:
        pen.box(8.0, -17.6, 4.4, 4.6, CHALK, ink, radius=0.8, width=0.9)
