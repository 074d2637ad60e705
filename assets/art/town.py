"""The title's panorama.

The town is a switchboard: windows are jacks, the river is the cord of a telephone that lies in the meadow, and
everybody stands in one line that winds to the one desk that is open.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from math import cos, hypot, radians, sin

from folk import HAIRS, SKINS, Look, look, person
from pen import (
    BLUE,
    BLUE_MID,
    CARD,
    GREEN,
    GREEN_MID,
    GREY,
    INK,
    INK_FAINT,
    INK_SOFT,
    ORANGE,
    ORANGE_MID,
    PAPER,
    PURPLE_MID,
    RED,
    RED_MID,
    SKY,
    WOOD,
    WOOD_DARK,
    WOOD_PALE,
    YELLOW,
    Pen,
    Point,
    dense,
)
from things import barrier, bubble, cloud, dial_sun, handset, house, plant, pole, tree

WALLS = (CARD, "#f3dccb", "#e3e7dc", "#f2e6c2", "#e2dbe6", "#dbe5ea")
ROOFS = (RED_MID, BLUE_MID, "#a98a6a", PURPLE_MID, GREEN_MID, ORANGE_MID)
MEADOW, MEADOW_FAR, HILL = "#dfe3c8", "#e6e4cb", "#e4dac2"


def along(way: list[Point], step: float) -> list[tuple[float, float, float]]:
    """Places on the curve through `way`, `step` apart at its near end and closer far off: x, y and size."""
    points = dense(way, 40)
    found, gone, need = [], 0.0, 0.0
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        gone += hypot(bx - ax, by - ay)
        if gone >= need:
            size = size_at(by)
            found.append((bx, by, size))
            need = gone + step * size
    return found


def size_at(y: float) -> float:
    """How large somebody is who stands at `y` in the panorama."""
    return 0.34 + max(0.0, y - 420) / 440 * 1.76


def panorama() -> Pen:
    """1600 by 900; the left third is quiet, for the name of the game."""
    pen = Pen(1600, 900)
    pen.rect(-6, -6, 1612, 912, PAPER, None)
    dial_sun(pen, 1010, 338, 118, ORANGE_MID)
    for n in range(13):
        a = radians(-176 + n * 14.4)
        pen.line(
            [
                (1010 + 136 * cos(a), 338 + 136 * sin(a)),
                (1010 + (164 - n % 2 * 10) * cos(a), 338 + (164 - n % 2 * 10) * sin(a)),
            ],
            ORANGE_MID,
            4,
        )
    for x, y, w in ((690, 130, 130), (1310, 100, 170), (1490, 214, 110), (240, 210, 120), (880, 76, 84)):
        cloud(pen, x, y, w, CARD, INK_FAINT, 2.2)
    # Hills.
    far = [
        (-10, 420),
        (120, 366),
        (300, 388),
        (470, 338),
        (640, 384),
        (800, 350),
        (1000, 392),
        (1180, 350),
        (1380, 386),
        (1500, 344),
        (1610, 376),
    ]
    pen.path(_hill(far), HILL, None)
    pen.curve(far, INK_FAINT, 2.4)
    for x, y in ((150, 384), (480, 360), (1200, 372), (1510, 368)):
        pen.hatch(
            [(x, y), (x + 90, y + 10), (x + 120, y + 40), (x + 20, y + 36)], gap=9, angle=70, opacity=0.22, width=1.6
        )
    near = [(-10, 452), (200, 430), (460, 446), (700, 424), (960, 440), (1240, 424), (1480, 438), (1610, 428)]
    pen.path(_hill(near), MEADOW_FAR, None)
    # The far town: a row of houses along the horizon.
    x = 470.0
    n = 0
    while x < 1580:
        w, h = 30 + (n * 17) % 22, 40 + (n * 29) % 62
        if not 938 < x + w / 2 < 1046:
            lit = tuple(k for k in range(9) if (k * 5 + n * 3) % 4 == 0)
            house(pen, x, 446 + (n % 3) * 3, w, h, WALLS[n % 6], ROOFS[(n * 5) % 6], jacks=2, lit=lit)
        x += w + 5 + (n * 13) % 14
        n += 1
    # The exchange, with a plug for a tower.
    pen.rect(1052, 336, 96, 112, CARD, INK, 2.4)
    pen.hatch_rect(1114, 340, 32, 106, gap=7, opacity=0.26)
    pen.poly([(1040, 338), (1160, 338), (1148, 316), (1052, 316)], RED_MID, INK, 2.4)
    pen.rect(1086, 262, 28, 54, WOOD_PALE, INK, 2.4)
    pen.rect(1090, 232, 20, 32, YELLOW, INK, 2.4)
    pen.circle(1100, 226, 9, YELLOW, INK, 2.4)
    pen.line([(1092, 246), (1108, 246)], INK, 2.2)
    for k in range(12):
        cx, cy = 1066 + (k % 4) * 23, 358 + (k // 4) * 26
        pen.circle(cx, cy, 7.5, YELLOW if k in (1, 6, 7, 8) else CARD, INK, 2)
        pen.circle(cx, cy, 3, ORANGE if k in (1, 6, 7, 8) else INK_SOFT, None)
    pen.curve([(1066, 358), (1074, 396), (1112, 384)], RED, 2.6)
    pen.curve([(1089, 384), (1100, 420), (1135, 410)], BLUE, 2.6)
    pen.path("M-10 446Q400 436 800 444T1610 440V910H-10Z", MEADOW, None)
    _fields(pen)
    _river(pen)
    _banks(pen)
    _line(pen)
    _desk(pen)
    _wires(pen)
    return pen


def _hill(top: list[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in dense(top, 8)) + "L1610 910L-10 910Z"


def _fields(pen: Pen) -> None:
    """Strips of hatching on the meadow."""
    for points, angle in (
        ([(60, 520), (330, 500), (390, 560), (90, 590)], 8),
        ([(420, 480), (600, 472), (640, 506), (440, 520)], 12),
        ([(1300, 500), (1540, 490), (1600, 530), (1330, 540)], -8),
        ([(120, 680), (380, 650), (430, 730), (140, 770)], 10),
    ):
        pen.hatch(points, gap=13, angle=angle, colour=GREEN, width=2, opacity=0.3)
    for x, y, s in (
        (70, 492, 0.9),
        (120, 488, 1.1),
        (352, 486, 0.9),
        (40, 640, 1.7),
        (420, 602, 1.3),
        (1560, 500, 1.0),
    ):
        tree(pen, x, y, s, (GREEN_MID, "#8fb07c", "#a8b487")[int(x) % 3])


def _river(pen: Pen) -> None:
    """The cord, from the telephone in the meadow up to the exchange."""
    way = [
        (708, 806),
        (640, 760),
        (560, 716),
        (590, 664),
        (716, 634),
        (800, 606),
        (776, 570),
        (690, 548),
        (700, 520),
        (800, 506),
        (936, 494),
        (1010, 474),
        (1046, 446),
    ]
    points = dense(way, 32)
    out, gone = [], 0.0
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        s = size_at(by)
        gone += hypot(bx - ax, by - ay) / s
        turn = gone / 3.0
        r = 9.5 * s
        out.append((bx, by, s, turn, r))
    # Coils need finer steps than the way: fill in between.
    fine: list[Point] = []
    widths: list[float] = []
    for (ax, ay, s, at, ar), (bx, by, _, bt, br) in itertools.pairwise(out):
        for k in range(2):
            f = k / 2
            t, r = at + (bt - at) * f, ar + (br - ar) * f
            fine.append((ax + (bx - ax) * f + r * cos(t), ay + (by - ay) * f + 0.86 * r * sin(t)))
            widths.append(s)
    pieces = 14
    step = len(fine) // pieces
    for colour, more in ((INK, 3.4), (SKY, 0.0)):
        for k in range(pieces):
            part = fine[k * step : (k + 1) * step + 2]
            pen.curve(part, colour, max(1.2, 4.6 * widths[k * step]) + more * max(0.5, widths[k * step]) * 0.7)
    # The telephone's handset, half in the grass.
    pen.shadow(846, 838, 190, 20)
    handset(pen, 852, 806, 330, turn=-6, fill=RED)
    for x, y in ((690, 848), (742, 856), (960, 846), (1010, 838)):
        for d in (-7, 0, 7):
            pen.curve([(x + d, y), (x + d * 1.3, y - 10), (x + d * 1.9, y - 19)], GREEN, 3)


def _banks(pen: Pen) -> None:
    """Houses on both banks, larger the nearer they stand."""
    for n, (x, y, w, h) in enumerate(
        (
            (590, 536, 46, 60),
            (536, 552, 40, 44),
            (866, 548, 44, 52),
            (620, 620, 56, 70),
            (500, 650, 70, 84),
            (888, 590, 58, 70),
            (1530, 560, 60, 78),
            (1470, 552, 48, 54),
        )
    ):
        pen.shadow(x + w / 2, y, w * 0.7, 5)
        house(
            pen,
            x,
            y,
            w,
            h,
            WALLS[(n * 5 + 1) % 6],
            ROOFS[(n * 7 + 2) % 6],
            jacks=2 if w < 55 else 3,
            lit=tuple(k for k in range(12) if (k * 7 + n) % 3 == 0),
        )
    tree(pen, 680, 612, 1.4)
    tree(pen, 962, 586, 1.3, "#8fb07c")
    tree(pen, 476, 560, 1.1)


def _line(pen: Pen) -> None:
    """Everybody, in one line."""
    way = [
        (1120, 452),
        (1300, 462),
        (1440, 478),
        (1420, 506),
        (1240, 520),
        (1070, 534),
        (1010, 562),
        (1090, 592),
        (1260, 606),
        (1420, 626),
        (1480, 664),
        (1400, 704),
        (1240, 722),
        (1110, 744),
        (1080, 786),
        (1150, 826),
        (1196, 832),
    ]
    pen.curve(way, "#efe8d2", 20, 0.9)
    pen.curve(way[6:], "#efe8d2", 46, 0.9)
    pen.curve(way[11:], "#efe8d2", 70, 0.9)
    places = along(way, 32)
    moods = ("flat", "weary", "flat", "sour", "flat", "glad", "sad", "flat")
    arms = ("phone", "hang", "phone left", "hold", "phone", "chin", "hang", "hips")
    order = sorted(range(len(places)), key=lambda k: places[k][1])
    for k in order:
        x, y, s = places[k]
        ahead = places[min(k + 1, len(places) - 1)][0] >= x
        person(pen, x, y, s, look(k), arms=arms[(k * 5) % 8], mood=moods[(k * 3) % 8], turn=0.5, flip=not ahead)
    for k in order[-9::4]:
        x, y, s = places[k]
        bubble(pen, x - 20, y - 47 * s - 40, 40, 26, (x, y - 47 * s - 2), CARD, 2)
        for d in (-9, 0, 9):
            pen.circle(x + d, y - 47 * s - 27, 2.6, INK_SOFT, None)


def _desk(pen: Pen) -> None:
    """The one that is open, behind its barrier."""
    # A stall with a striped roof; the board over it is left blank for the number.
    for x in (1316, 1560):
        pen.line([(x, 850), (x, 640)], INK, 11)
        pen.line([(x, 850), (x, 640)], WOOD, 6)
    person(
        pen,
        1440,
        836,
        3.0,
        Look(skin=SKINS[0], hair=HAIRS[0], cut="bob", shirt=BLUE),
        arms="hang",
        mood="glad",
        turn=-0.5,
        headset=True,
        shadow=False,
    )
    pen.shadow(1440, 868, 150, 12)
    pen.rect(1322, 796, 236, 72, WOOD, INK, 3)
    pen.hatch_rect(1470, 800, 84, 64, gap=9, opacity=0.4)
    pen.rect(1308, 782, 264, 18, WOOD_DARK, INK, 3)
    pen.rect(1398, 814, 84, 36, CARD, INK, 2.4)
    pen.circle(1440, 832, 12, GREEN, INK, 2.4)
    pen.line([(1434, 832), (1438.5, 837), (1446.5, 826.5)], CARD, 3.4)
    plant(pen, 1540, 782, 1.3)
    pen.rect(1330, 764, 40, 18, GREY, INK, 2.4, r=4)
    pen.curve([(1340, 764), (1350, 756), (1360, 764)], INK, 3)
    pen.rect(1298, 596, 284, 56, INK, INK, 3, r=8)
    pen.rect(1304, 602, 272, 44, "#3a3631", None, r=5)
    step = 284 / 8
    for n in range(8):
        x = 1298 + n * step
        pen.path(
            f"M{x:.1f} 652h{step:.1f}v20a{step / 2:.1f} {step / 2:.1f} 0 0 1 {-step:.1f} 0Z",
            (RED, CARD)[n % 2],
            INK,
            2.4,
        )
    barrier(pen, 1290, 872, 112, turn=-3, high=62, flip=True)


def _wires(pen: Pen) -> None:
    """Poles, wires and who sits on them."""
    tops = []
    for x, y, h in (
        (500, 500, 120),
        (670, 470, 84),
        (800, 460, 62),
        (1230, 466, 74),
        (1390, 472, 92),
        (1580, 486, 120),
    ):
        pole(pen, x, y, h)
        tops.append((x, y - h * 0.88))
    for (ax, ay), (bx, by) in itertools.pairwise(tops):
        if ax == 800:
            continue
        sag = (bx - ax) * 0.09
        pen.curve([(ax, ay), ((ax + bx) / 2, (ay + by) / 2 + sag), (bx, by)], INK_SOFT, 1.8)
    for x, y in ((556, 408), (574, 411), (1480, 396), (1300, 407)):
        pen.oval(x, y - 5, 7, 5, INK, None)
        pen.circle(x + 6, y - 10, 3.6, INK, None)
        pen.poly([(x + 9, y - 11), (x + 14, y - 9.5), (x + 9, y - 8.5)], ORANGE, None)


def grove() -> Pen:
    """Trees."""
    pen = Pen(160, 100)
    for x, y, s, colour in (
        (40, 70, 1.5, GREEN_MID),
        (112, 64, 1.3, "#a8b487"),
        (74, 84, 1.9, "#8fb07c"),
        (130, 88, 1.1, GREEN_MID),
    ):
        pen.shadow(x, y, 14 * s * 0.8, 3)
        tree(pen, x, y, s, colour)
    for x, y in ((18, 88), (98, 92), (30, 92)):
        for d in (-4, 0, 4):
            pen.curve([(x + d, y), (x + d * 1.4, y - 6), (x + d * 2, y - 11)], GREEN, 2)
    return pen


def houses() -> Pen:
    """A corner of the town."""
    pen = Pen(160, 100)
    for n, (x, y, w, h) in enumerate(((22, 84, 32, 44), (58, 84, 40, 58), (102, 84, 34, 36))):
        pen.shadow(x + w / 2, y, w * 0.6, 3)
        house(pen, x, y, w, h, WALLS[n + 1], ROOFS[n * 2], jacks=2, lit=(n, n + 2))
    tree(pen, 146, 88, 0.9)
    return pen


def pond() -> Pen:
    """A pond, and a duck on hold."""
    pen = Pen(160, 100)
    pen.blob([(18, 66), (44, 48), (92, 46), (138, 58), (144, 76), (104, 88), (48, 86)], SKY, INK, 2.2)
    for x, y in ((50, 74), (104, 66), (118, 78)):
        pen.curve([(x - 10, y), (x - 5, y - 3), (x, y), (x + 5, y - 3), (x + 10, y)], CARD, 1.6, 0.8)
    pen.blob([(62, 62), (70, 52), (90, 54), (100, 48), (98, 62), (84, 70), (70, 70)], YELLOW, INK, 1.8)
    pen.circle(70, 46, 8, YELLOW, INK, 1.8)
    pen.poly([(62, 46), (55, 48), (62, 50)], ORANGE, INK, 1.3)
    pen.circle(67, 44, 1.3, INK, None)
    pen.curve([(62, 43), (70, 37), (78, 44)], INK, 1.6)
    pen.rect(76, 42, 4, 7, INK, None, r=1.5)
    for d in (-5, 0, 5):
        pen.curve([(136 + d, 58), (136 + d * 1.3, 46), (136 + d * 2, 34)], GREEN, 2.2)
    return pen


def poles() -> Pen:
    """Telegraph poles, and who sits between."""
    pen = Pen(160, 100)
    for x in (30, 130):
        pen.shadow(x, 88, 10, 2.4)
        pole(pen, x, 88, 66)
    pen.curve([(22, 29), (80, 44), (122, 29)], INK_SOFT, 1.6)
    pen.curve([(38, 29), (88, 42), (138, 29)], INK_SOFT, 1.6)
    for x, y in ((66, 38), (80, 40), (100, 36)):
        pen.oval(x, y - 5, 6, 4.4, INK, None)
        pen.circle(x + 5, y - 9, 3.2, INK, None)
        pen.poly([(x + 8, y - 10), (x + 12, y - 8.6), (x + 8, y - 7.6)], ORANGE, None)
    pen.hatch([(46, 74), (116, 70), (122, 88), (52, 90)], gap=7, angle=8, colour=GREEN, width=1.6, opacity=0.5)
    return pen


def kiosk() -> Pen:
    """A telephone box with a line before it."""
    pen = Pen(160, 100)
    pen.shadow(36, 90, 22, 4)
    pen.rect(20, 24, 34, 66, RED, INK, 2.2)
    pen.rect(16, 18, 42, 9, RED, INK, 2.2, r=3)
    pen.rect(26, 32, 22, 44, CARD, INK, 1.8)
    for y in (46, 60):
        pen.line([(26, y), (48, y)], INK, 1.4)
    pen.line([(37, 32), (37, 76)], INK, 1.4)
    for n, x in enumerate((76, 102, 128)):
        person(
            pen,
            x,
            90,
            1.15,
            look(n * 4 + 2),
            arms=("hips", "hang", "chin")[n],
            mood=("sour", "flat", "weary")[n],
            turn=-0.6,
        )
    return pen


PICTURES: dict[str, Callable[[], Pen]] = {
    "title": panorama,
    "map-grove": grove,
    "map-houses": houses,
    "map-pond": pond,
    "map-poles": poles,
    "map-kiosk": kiosk,
}
