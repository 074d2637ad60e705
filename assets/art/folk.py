"""The people of the pictures: the same round-headed ones as on the floor of the game, a little closer to.

Rules of this file: feet at (0, 0), about 45 units high; who draws them says how large. A pose is told by the arms, a
mood by brows and mouth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pen import (
    BLUE,
    BLUE_MID,
    CARD,
    GREEN_MID,
    GREY,
    INK,
    NIGHT,
    ORANGE_MID,
    PURPLE_MID,
    RED,
    RED_MID,
    SKY,
    WOOD_PALE,
    YELLOW,
    Pen,
    Point,
    circle_points,
)

SKINS = ("#f0cdb0", "#d3a27e", "#9a6b4e", "#e4bb98", "#72503c", "#f4d8c0")
HAIRS = ("#3a302a", "#6b4a30", "#d8d0c4", "#a8642c", "#2b2824", "#8a8278")
SHIRTS = (BLUE_MID, ORANGE_MID, GREEN_MID, PURPLE_MID, RED_MID, SKY, YELLOW, "#a8a090")
THIN = 1.1
FAR = 0.72
"""Whoever is drawn smaller than this is so far off that only his shape is seen."""

HANG: tuple[tuple[Point, ...], tuple[Point, ...]] = (((-6, -17.5), (-8.4, -9.5)), ((6, -17.5), (8.4, -9.5)))
ARMS: dict[str, tuple[tuple[Point, ...], tuple[Point, ...]]] = {
    "hang": HANG,
    "phone": (HANG[0], ((6, -17.5), (12, -19.5), (9.4, -25.5))),
    "phone left": (((-6, -17.5), (-12, -19.5), (-9.4, -25.5)), HANG[1]),
    "palms": (((-6, -17.5), (-11, -12.5), (-14.5, -15.5)), ((6, -17.5), (11, -12.5), (14.5, -15.5))),
    "forward": (((-6, -17.5), (-3, -11), (2.5, -11.5)), ((6, -17.5), (10, -13), (14.5, -14.5))),
    "hold": (((-6, -17.5), (-5, -10.5), (3.5, -11.5)), ((6, -17.5), (9, -11), (6.5, -10.0))),
    "up": (((-6, -17.5), (-11.5, -23), (-11, -32)), ((6, -17.5), (11.5, -23), (11, -32))),
    "raise": (HANG[0], ((6, -17.5), (12, -22.5), (12.5, -32))),
    "point": (HANG[0], ((6, -17.5), (12, -18.5), (18, -20))),
    "point left": (((-6, -17.5), (-12, -18.5), (-18, -20)), HANG[1]),
    "type": (((-6, -17.5), (-1, -11.5), (8, -12.5)), ((6, -17.5), (8.5, -12), (13.5, -12.5))),
    "wave": (HANG[0], ((6, -17.5), (11.5, -21.5), (14.5, -29))),
    "hips": (((-6, -17.5), (-11.5, -14), (-6.8, -9.5)), ((6, -17.5), (11.5, -14), (6.8, -9.5))),
    "chin": (((-6, -17.5), (-4, -11), (5, -12)), ((6, -17.5), (9, -13.5), (3.5, -20.5))),
}


@dataclass(frozen=True)
class Look:
    """What somebody is like."""

    skin: str = SKINS[0]
    hair: str = HAIRS[0]
    cut: str = "short"
    shirt: str = BLUE_MID
    trousers: str = "#58545c"


def look(n: int, **other: str) -> Look:
    """The `n`th of a mixed lot."""
    cuts = ("short", "bun", "long", "curly", "bald", "beanie", "cap", "bob", "sunhat", "bowler")
    made = {
        "skin": SKINS[(n * 7 + n // 3) % len(SKINS)],
        "hair": HAIRS[(n * 5 + 1) % len(HAIRS)],
        "cut": cuts[(n * 3) % len(cuts)],
        "shirt": SHIRTS[(n * 5) % len(SHIRTS)],
    }
    return Look(**{**made, **other})


CSR = Look(skin=SKINS[1], hair=HAIRS[0], cut="bob", shirt=BLUE)


def person(
    pen: Pen,
    x: float,
    y: float,
    scale: float,
    who: Look,
    *,
    arms: str = "hang",
    mood: str = "flat",
    turn: float = 0,
    legs: str = "stand",
    headset: bool = False,
    phone: bool = False,
    flip: bool = False,
    shadow: bool = True,
    nod: float = 0,
) -> None:
    """Somebody with his feet at (x, y), looking right by `turn` (-1 to 1)."""
    if scale < FAR:
        _far(pen, x, y, scale, who, arms)
        return
    with pen.at(x, y, scale, flip=flip):
        if shadow:
            pen.shadow(0, 0.4, 9.5, 2.6)
        _legs(pen, legs, who)
        _body(pen, who)
        behind = arms in ("up", "phone", "phone left")
        if behind:
            _arms(pen, ARMS[arms], who)
        _head(pen, who, mood, turn, nod)
        if headset:
            _headset(pen, turn, nod)
        if not behind:
            _arms(pen, ARMS[arms], who)
        if phone or arms.startswith("phone"):
            side = -1 if arms == "phone left" else 1
            receiver(pen, side * 9.6, -26.5 + nod, 9.5, turn=side * 8)
            pen.circle(side * 9.6, -25.4 + nod, 2.0, who.skin, INK, 0.9)


def _far(pen: Pen, x: float, y: float, s: float, who: Look, arms: str) -> None:
    """Somebody in the distance: coat, head and hair."""
    pen.line([(x, y - 9 * s), (x, y - 1)], INK, 6.5 * s)
    pen.rect(x - 6.8 * s, y - 21 * s, 13.6 * s, 15 * s, who.shirt, INK, 1.0, r=3 * s)
    pen.circle(x, y - 28.5 * s, 8.4 * s, who.skin, INK, 1.0)
    top = {"beanie": RED, "cap": SKY, "sunhat": WOOD_PALE, "bowler": NIGHT}.get(who.cut, who.hair)
    if who.cut != "bald":
        pen.poly([(x + a * s, b * s + y) for a, b in circle_points(0, -28.5, 8.9, 9.2, 182, 358, 5)], top, INK, 0.9)
    if arms.startswith("phone"):
        side = -1 if arms == "phone left" else 1
        pen.line([(x + side * 9 * s, y - 31 * s), (x + side * 9 * s, y - 23 * s)], INK, 3.4 * s)


def _legs(pen: Pen, legs: str, who: Look) -> None:
    def limb(points: Sequence[Point]) -> None:
        pen.line(points, INK, 5.0)
        pen.line(points, who.trousers, 3.0)

    if legs == "sit":
        limb([(1, -8), (7.8, -7.4), (8.2, -2)])
        pen.oval(9.4, -1, 3, 1.5, INK, None)
        return
    spread = {"stand": (-3.0, 3.0), "walk": (-5.6, 5.4), "wide": (-5.0, 5.0)}[legs]
    for hip, foot in zip((-3.0, 3.0), spread, strict=True):
        limb([(hip, -8), (foot, -2)])
        pen.oval(foot + 0.8, -0.9, 2.9, 1.5, INK, None)


def _body(pen: Pen, who: Look) -> None:
    shape = [(-5.2, -21), (5.2, -21), (7.0, -18), (7.4, -8), (5.8, -6.2), (-5.8, -6.2), (-7.4, -8), (-7.0, -18)]
    pen.poly(shape, who.shirt, INK, THIN)
    pen.hatch([(1.5, -19), (6.5, -17.5), (7, -8), (2.5, -7)], gap=2.2, angle=62, width=0.6, opacity=0.3)


def _arms(pen: Pen, both: Sequence[Sequence[Point]], who: Look) -> None:
    for points in both:
        pen.line(points, INK, 4.9)
        pen.line(points, who.shirt, 2.9)
        pen.circle(*points[-1], 2.1, who.skin, INK, 0.9)


def _head(pen: Pen, who: Look, mood: str, turn: float, nod: float) -> None:
    y = -28.5 + nod
    if who.cut in ("long", "bob"):
        low = y + (12 if who.cut == "long" else 7.5)
        back = [(-9.4, y - 2), (-6, y - 9.6), (6, y - 9.6), (9.4, y - 2), (9.6, low), (-9.6, low)]
        pen.blob(back, who.hair, INK, THIN)
    pen.oval(0, y, 8.4, 8.6, who.skin, INK, THIN)
    dx = turn * 2.6
    for side in (-1, 1):
        if mood == "asleep":
            pen.curve(
                [(side * 3 + dx - 1.7, y - 0.4), (side * 3 + dx, y + 0.7), (side * 3 + dx + 1.7, y - 0.4)], INK, 1.0
            )
        else:
            pen.circle(side * 3.0 + dx, y - 0.2, 1.05, INK, None)
        pen.oval(side * 5.0 + dx * 0.8, y + 3.2, 1.5, 1.0, RED_MID, None, opacity=0.45)
    _brows(pen, mood, dx, y)
    _mouth(pen, mood, dx, y)
    _hair(pen, who, y)


def _brows(pen: Pen, mood: str, dx: float, y: float) -> None:
    tilt = {"sour": 1.3, "shout": 1.4, "sad": -1.2, "weary": -0.7, "worry": -1.0}.get(mood, 0.0)
    for side in (-1, 1):
        inner, outer = (side * 1.7 + dx, y - 2.6 + tilt * 0.5), (side * 4.5 + dx, y - 2.8 - tilt * 0.6)
        if tilt:
            pen.line([inner, outer], INK, 0.9)


def _mouth(pen: Pen, mood: str, dx: float, y: float) -> None:
    if mood == "glad":
        pen.curve([(dx - 2.6, y + 3.2), (dx, y + 5.0), (dx + 2.6, y + 3.2)], INK, 1.1)
    elif mood == "laugh":
        pen.path(f"M{dx - 3:.1f} {y + 2.8:.1f}Q{dx:.1f} {y + 8:.1f} {dx + 3:.1f} {y + 2.8:.1f}Z", CARD, INK, 1.0)
    elif mood in ("sour", "sad"):
        pen.curve([(dx - 2.2, y + 5.0), (dx, y + 3.7), (dx + 2.2, y + 5.0)], INK, 1.1)
    elif mood == "shout":
        pen.oval(dx, y + 4.4, 2.0, 2.4, "#5c2a20", INK, 0.9)
    elif mood == "oh":
        pen.circle(dx, y + 4.4, 1.5, "#5c2a20", INK, 0.8)
    elif mood == "asleep":
        pen.circle(dx + 0.4, y + 4.2, 0.9, None, INK, 0.8)
    else:
        pen.line([(dx - 2.0, y + 4.2), (dx + 2.0, y + 4.2)], INK, 1.1)


def _cap_of(y: float, low: float = -1.0) -> list[Point]:
    """The upper part of a head."""
    return [*circle_points(0, y, 8.7, 9.0, 180 - low * 8, 360 + low * 8, 10)]


def _hair(pen: Pen, who: Look, y: float) -> None:
    cut = who.cut
    if cut in ("short", "bun", "long", "bob", "curly"):
        fringe = {
            "short": [(5, y - 4.6), (-1, y - 5.6), (-6, y - 3.2)],
            "bun": [(4, y - 5), (-4, y - 5)],
            "long": [(6.4, y - 1.5), (1.5, y - 5.6), (-6.4, y - 1.5)],
            "bob": [(6, y - 3), (-2, y - 3.6), (-6.6, y - 2)],
            "curly": [(5, y - 4), (0, y - 5), (-5, y - 4)],
        }[cut]
        pen.poly([*circle_points(0, y, 8.7, 9.1, 182, 358, 12), *fringe], who.hair, INK, THIN)
        if cut == "bun":
            pen.circle(0, y - 11, 3.4, who.hair, INK, THIN)
        if cut == "curly":
            for a in (-7.6, -4.4, 0, 4.4, 7.6):
                pen.circle(a, y - 9.2 + abs(a) * 0.62, 3.0, who.hair, None)
    elif cut == "bald":
        pen.curve([(-8.4, y - 1), (-8.0, y + 2)], who.hair, 2)
        pen.curve([(8.4, y - 1), (8.0, y + 2)], who.hair, 2)
        pen.curve([(-3.5, y - 5.8), (-1.5, y - 6.8)], CARD, 1.0, 0.7)
    elif cut == "beanie":
        pen.poly(circle_points(0, y - 1.6, 9.0, 9.0, 182, 358, 12), RED, INK, THIN)
        pen.rect(-9.3, y - 4.6, 18.6, 3.6, CARD, INK, THIN, r=1.6)
        pen.circle(0, y - 11.4, 2.2, CARD, INK, THIN)
    elif cut == "cap":
        pen.poly(circle_points(0, y - 1.8, 8.9, 8.4, 182, 358, 12), SKY, INK, THIN)
        pen.rect(0, y - 3.6, 13.6, 2.6, SKY, INK, THIN, r=1.3)
    elif cut == "sunhat":
        pen.oval(0, y - 4.6, 14, 3.2, WOOD_PALE, INK, THIN)
        pen.poly(circle_points(0, y - 4.8, 7.4, 6.6, 180, 360, 10), WOOD_PALE, INK, THIN)
        pen.rect(-7.2, y - 6.4, 14.4, 2.0, RED_MID, None)
    elif cut == "bowler":
        pen.poly(circle_points(0, y - 4.4, 7.8, 7.6, 180, 360, 10), NIGHT, INK, THIN)
        pen.rect(-11.2, y - 5.4, 22.4, 2.6, NIGHT, INK, THIN, r=1.3)


def _headset(pen: Pen, turn: float, nod: float) -> None:
    y = -28.5 + nod
    pen.curve(circle_points(0, y, 9.0, 9.8, 184, 356, 8), INK, 1.6)
    pen.rect(-10.4, y - 2.4, 3.8, 6, INK, None, r=1.6)
    pen.curve([(-8.4, y + 3), (-5, y + 7.2), (-0.5 + turn * 2, y + 6.6)], INK, 1.1)


def receiver(pen: Pen, x: float, y: float, long: float, *, turn: float = 0, fill: str = INK, line: str = INK) -> None:
    """A handset, upright, `long` from end to end."""
    s = long / 20
    with pen.at(x, y, s, turn=turn):
        pen.path(
            "M-3.4 -10Q-6.6 -10 -6.6 -6.6Q-6.6 -4 -3.6 -4Q-1.6 -4 -1.4 -2.4Q-0.6 0 -1.4 2.4Q-1.6 4 -3.6 4"
            "Q-6.6 4 -6.6 6.6Q-6.6 10 -3.4 10Q3.6 9.4 3.6 0Q3.6 -9.4 -3.4 -10Z",
            fill,
            line,
            1.2 / s * 0.5,
        )


def sitting(
    pen: Pen,
    x: float,
    y: float,
    scale: float,
    who: Look,
    *,
    flip: bool = False,
    desk: bool = True,
    screen: bool = True,
    wood: str = BLUE_MID,
    **how: object,
) -> None:
    """Somebody in a chair at a desk to the right, feet at (x, y)."""
    with pen.at(x, y, scale, flip=flip):
        pen.shadow(8, 0.6, 24, 3)
        pen.line([(-8.4, -20), (-7.2, -7)], INK, 3.6)
        pen.line([(-7.4, -7), (3, -7)], INK, 3.4)
        pen.line([(-2, -6), (-2, -1.4)], INK, 2.2)
        pen.line([(-7, -0.8), (3, -0.8)], INK, 2.2)
        person(pen, 0, 0, 1, who, legs="sit", shadow=False, **{"arms": "type", "turn": 0.6, **how})  # type: ignore[arg-type]
        if desk:
            pen.rect(14, -11.2, 22, 11, wood, INK, THIN)
            pen.hatch_rect(25, -10, 10, 9, gap=2.2, angle=62, width=0.6)
            pen.rect(10.5, -13.6, 29, 2.8, WOOD_PALE, INK, THIN, r=1)
        if screen:
            pen.line([(28, -14), (28, -17)], INK, 1.8)
            pen.poly([(22.5, -27), (33, -28), (34, -17.5), (23.5, -16.8)], GREY, INK, THIN)
