"""An emblem for each chapter of the policy book, and the icon of the window."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, radians, sin

from folk import CSR, HAIRS, SKINS, Look, person
from pen import (
    BLUE,
    BLUE_PALE,
    CARD,
    GREEN,
    GREEN_MID,
    GREEN_PALE,
    GREY,
    INK,
    INK_SOFT,
    ORANGE,
    ORANGE_MID,
    ORANGE_PALE,
    PURPLE_MID,
    PURPLE_PALE,
    RED,
    RED_MID,
    RED_PALE,
    SKY,
    YELLOW,
    YELLOW_PALE,
    Pen,
    circle_points,
)
from things import dollar, handset, heart, seal

SIZE = 96.0


def _plate(fill: str) -> Pen:
    pen = Pen(SIZE, SIZE)
    pen.circle(48, 48, 45.5, fill, INK, 3)
    return pen


def people() -> Pen:
    """Two with headsets."""
    pen = _plate(BLUE_PALE)
    person(
        pen,
        61,
        80,
        1.42,
        Look(skin=SKINS[4], hair=HAIRS[2], cut="bun", shirt=ORANGE_MID),
        headset=True,
        mood="glad",
        turn=-0.4,
        shadow=False,
    )
    person(pen, 36, 84, 1.62, CSR, headset=True, mood="glad", turn=0.4, shadow=False)
    return _rim(pen)


def power() -> Pen:
    """A key with a dollar for a bow."""
    pen = _plate(YELLOW_PALE)
    with pen.at(37, 37, 1, turn=45):
        pen.rect(14, -5.5, 36, 11, YELLOW, INK, 2.6, r=2)
        pen.rect(33, 5, 6, 10, YELLOW, INK, 2.4)
        pen.rect(43, 5, 6, 7, YELLOW, INK, 2.4)
        pen.circle(0, 0, 19, YELLOW, INK, 2.8)
        pen.circle(0, 0, 12.5, CARD, INK, 2)
    dollar(pen, 37, 37, 17, INK, 2.6)
    return _rim(pen)


def process() -> Pen:
    """From hand to hand, round and round."""
    pen = _plate(PURPLE_PALE)
    for n, colour in enumerate((PURPLE_MID, ORANGE_MID, GREEN_MID)):
        a = n * 120 - 62
        pen.curve(circle_points(48, 48, 27, 27, a, a + 76, 10), INK, 10)
        pen.curve(circle_points(48, 48, 27, 27, a, a + 76, 10), colour, 5.6)
        e = radians(a + 84)
        tip = (48 + 27 * cos(e + 0.34), 48 + 27 * sin(e + 0.34))
        pen.poly(
            [
                tip,
                (48 + 37 * cos(e - 0.12), 48 + 37 * sin(e - 0.12)),
                (48 + 17 * cos(e - 0.12), 48 + 17 * sin(e - 0.12)),
            ],
            colour,
            INK,
            2.2,
        )
    pen.rect(38, 38, 20, 19, CARD, INK, 2.2, r=2)
    pen.rect(42, 34, 12, 7, GREY, INK, 1.8, r=2)
    for y in (46, 51):
        pen.line([(42, y), (54, y)], INK_SOFT, 1.8)
    return _rim(pen)


def pressure() -> Pen:
    """A stop watch that is nearly round."""
    pen = _plate(RED_PALE)
    pen.rect(42, 12, 12, 9, GREY, INK, 2.4, r=2)
    pen.line([(69, 31), (74, 26)], INK, 6)
    pen.circle(48, 52, 30, CARD, INK, 3)
    pen.path("M48 52L48 29A23 23 0 1 1 28.1 40.5Z", RED_MID, None, opacity=0.85)
    for n in range(12):
        a = radians(n * 30)
        pen.line([(48 + 24 * cos(a), 52 + 24 * sin(a)), (48 + 27 * cos(a), 52 + 27 * sin(a))], INK_SOFT, 1.8)
    pen.line([(48, 52), (29.5, 41.5)], INK, 3.2)
    pen.circle(48, 52, 3.6, INK, None)
    return _rim(pen)


def promise() -> Pen:
    """A paper with a seal and a small star beside it."""
    pen = _plate(ORANGE_PALE)
    with pen.at(44, 43, 1, turn=-7):
        pen.rect(-22, -28, 44, 54, CARD, INK, 2.6)
        pen.rect(-14, -20, 28, 5, ORANGE, None)
        for n in range(3):
            pen.line([(-14, -8 + n * 8), (14 - n * 4, -8 + n * 8)], INK_SOFT, 2.2)
    seal(pen, 61, 60, 13)
    pen.poly([(55, 71), (52, 83), (60, 78), (67, 82), (66, 71)], RED, INK, 1.8)
    return _rim(pen)


def perception() -> Pen:
    """Spectacles: one glass rosy, one clear."""
    pen = _plate(GREEN_PALE)
    pen.line([(13, 44), (20, 41)], INK, 3.4)
    pen.line([(83, 44), (76, 41)], INK, 3.4)
    pen.circle(32, 50, 15, "#f2b8a8", INK, 3.4)
    pen.circle(64, 50, 15, CARD, INK, 3.4)
    pen.curve([(46.6, 47), (48, 44.6), (49.4, 47)], INK, 3.2)
    heart(pen, 32, 51, 8, RED_MID)
    pen.line([(56, 55), (61, 49), (65, 52), (72, 44)], GREEN, 3)
    pen.curve([(22, 42), (26, 39)], CARD, 2.4, 0.9)
    return _rim(pen)


def _rim(pen: Pen) -> Pen:
    """Outside the plate is nothing: a ring over what stands out."""
    pen.circle(48, 48, 45.5, None, INK, 3)
    return pen


def icon() -> Pen:
    """The handset on its hook, on hold."""
    pen = Pen(128, 128)
    pen.rect(3, 3, 122, 122, BLUE, INK, 5, r=28)
    pen.circle(64, 64, 46, SKY, None, opacity=0.35)
    pen.coil([(30, 96), (48, 104), (70, 100), (92, 104), (104, 92)], 5, 9, YELLOW, 3.4)
    handset(pen, 64, 56, 96, turn=-18, fill=CARD, shine=False)
    pen.rect(50, 62, 9, 24, YELLOW, INK, 3.4, r=3)
    pen.rect(69, 62, 9, 24, YELLOW, INK, 3.4, r=3)
    return pen


PICTURES: dict[str, Callable[[], Pen]] = {
    **{f"chapter-{one.__name__}": one for one in (people, power, process, pressure, promise, perception)},
    "icon": icon,
}
