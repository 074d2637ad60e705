"""A card for each thing that happens to a level: the weather, the rivals, the law, the house itself."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, radians, sin

from folk import SKINS, look, person, sitting
from pen import (
    BLUE,
    BLUE_MID,
    BLUE_PALE,
    CARD,
    GREEN,
    GREEN_MID,
    GREEN_PALE,
    GREY,
    GREY_DARK,
    INK,
    INK_FAINT,
    INK_SOFT,
    NIGHT,
    NIGHT_MID,
    ORANGE,
    ORANGE_MID,
    ORANGE_PALE,
    PAPER,
    PAPER_DEEP,
    PURPLE_MID,
    RED,
    RED_MID,
    RED_PALE,
    SKY,
    WOOD,
    WOOD_DARK,
    WOOD_PALE,
    YELLOW,
    YELLOW_PALE,
    Pen,
    circle_points,
)
from things import (
    H,
    W,
    bang,
    box,
    calendar,
    cloud,
    cross,
    dial_phone,
    dial_sun,
    envelope,
    floor_from,
    frame,
    ground,
    handset,
    heart,
    house,
    lock,
    mast,
    plant,
    rain,
    rope,
    scribble,
    seal,
    smart,
    umbrella,
    waves,
)


def shop(pen: Pen, x: float, y: float, w: float, h: float, wall: str, awning: str, *, shut: bool = False) -> None:
    """A shop that stands on (x, y)."""
    pen.rect(x, y - h, w, h, wall, INK, 2.2)
    pen.hatch_rect(x + w * 0.8, y - h, w * 0.18, h, gap=6, opacity=0.3)
    pen.rect(x + w * 0.1, y - h * 0.52, w * 0.46, h * 0.4, BLUE_PALE if not shut else GREY, INK, 2)
    pen.rect(x + w * 0.66, y - h * 0.56, w * 0.22, h * 0.56, WOOD if not shut else GREY_DARK, INK, 2)
    if shut:
        for n in range(4):
            pen.line(
                [(x + w * 0.1, y - h * (0.46 - n * 0.09)), (x + w * 0.56, y - h * (0.46 - n * 0.09))], INK_SOFT, 1.3
            )
    n = 6
    step = w * 1.06 / n
    for k in range(n):
        left = x - w * 0.03 + k * step
        pen.path(
            f"M{left:.1f} {y - h * 0.78:.1f}h{step:.1f}v{h * 0.16:.1f}"
            f"a{step / 2:.1f} {step / 2:.1f} 0 0 1 {-step:.1f} 0Z",
            (awning, CARD)[k % 2],
            INK,
            1.8,
        )


def recession() -> Pen:
    """Rain on a shut shop, and people with their collars up."""
    pen = Pen(W, H)
    ground(pen, "#b4bac8", "#959bac", 158)
    cloud(pen, 70, 34, 84, GREY, INK_SOFT)
    cloud(pen, 230, 40, 104, GREY_DARK, INK_SOFT)
    shop(pen, 30, 160, 120, 88, "#c7c0b4", NIGHT_MID, shut=True)
    pen.rect(58, 122, 28, 16, CARD, INK, 1.8)
    cross(pen, 72, 130, 9, RED, 2.6)
    shop(pen, 176, 160, 112, 78, "#b8b2aa", "#8a8fa8", shut=True)
    rain(pen, 16, 60, 292, 122, gap=17, colour="#e4e9f2")
    for n, x in enumerate((112, 178, 248)):
        person(pen, x, 186, 2.1, look(n + 3), mood="sad", legs="walk", turn=0.6, arms="hold", nod=1.5)
    umbrella(pen, 124, 146, 40, NIGHT_MID)
    pen.curve([(262, 158), (272, 164), (270, 174)], INK, 1.6)
    frame(pen)
    return pen


def recovery() -> Pen:
    """A sun that is a dial rises, and something sprouts from a pot of coins."""
    pen = Pen(W, H)
    ground(pen, ORANGE_PALE, GREEN_PALE, 140)
    dial_sun(pen, 232, 132, 58)
    for n in range(9):
        a = radians(-170 + n * 20)
        pen.line([(232 + 68 * cos(a), 132 + 68 * sin(a)), (232 + 80 * cos(a), 132 + 80 * sin(a))], ORANGE, 3)
    floor_from(pen, GREEN_PALE, 140)
    pen.line([(1.2, 140), (W - 1.2, 140)], INK, 1.6)
    for n, x in enumerate((196, 228, 266)):
        house(
            pen,
            x,
            146,
            26,
            (26, 34, 24)[n],
            (CARD, RED_PALE, BLUE_PALE)[n],
            (RED_MID, BLUE_MID, PURPLE_MID)[n],
            jacks=2,
            lit=(0, 1, 2, 3),
        )
    # The pot.
    pen.shadow(92, 184, 40, 5)
    pen.curve([(92, 136), (90, 108), (94, 78)], GREEN, 5)
    for _side, y, turn in ((-1, 112, -62), (1, 98, 58), (-1, 84, -40), (1, 80, 32)):
        with pen.at(92, y, 1.5, turn=turn):
            pen.blob([(0, 0), (-6, -12), (0, -26), (6, -12)], GREEN_MID, INK, 1.5)
    pen.poly([(62, 140), (122, 140), (114, 184), (70, 184)], RED_MID, INK, 2.4)
    pen.rect(57, 134, 70, 12, RED, INK, 2.4)
    for n in range(4):
        pen.oval(72 + n * 14, 133, 9, 4, YELLOW, INK, 1.6)
    person(pen, 164, 188, 1.9, look(7, cut="bob", shirt=BLUE), arms="up", mood="laugh", headset=True)
    frame(pen)
    return pen


def rival_handset() -> Pen:
    """The rival's handset under a spotlight, and who looks at it."""
    pen = Pen(W, H)
    ground(pen, NIGHT, "#2f3346", 150)
    pen.poly([(130, 2), (190, 2), (246, 158), (74, 158)], YELLOW_PALE, None, opacity=0.3)
    pen.shadow(160, 160, 70, 9)
    pen.poly([(112, 160), (120, 132), (200, 132), (208, 160)], CARD, INK, 2.4)
    pen.hatch([(170, 134), (200, 134), (206, 158), (176, 158)], gap=6)
    smart(pen, 160, 86, 82, turn=5, screen=SKY)
    heart(pen, 160, 80, 15, RED_MID)
    for n in range(6):
        a = radians(-150 + n * 24)
        pen.line([(160 + 56 * cos(a), 86 + 52 * sin(a)), (160 + 68 * cos(a), 86 + 64 * sin(a))], YELLOW, 3)
    rope(pen, 40, 176, 60)
    rope(pen, 220, 176, 60)
    for n, x in enumerate((38, 74, 248, 286)):
        person(
            pen,
            x,
            192,
            1.75,
            look(n * 3 + 1),
            arms=("up", "hold", "chin", "point left")[n],
            mood="oh" if n % 2 else "glad",
            turn=0.7 if n < 2 else -0.7,
        )
    frame(pen)
    return pen


def new_entrant() -> Pen:
    """A new shop with bunting, and scissors at the ribbon."""
    pen = Pen(W, H)
    ground(pen, BLUE_PALE, PAPER_DEEP, 160)
    shop(pen, 86, 164, 148, 116, CARD, ORANGE)
    dial_phone(pen, 135, 146, 26, ORANGE)
    pen.curve([(8, 22), (80, 42), (160, 30), (240, 42), (312, 20)], INK, 1.6)
    for n in range(13):
        x = 20 + n * 23.5
        y = 25 + 14 * sin((x - 8) / 304 * 3.1416 * 2) ** 2
        pen.poly([(x - 7, y), (x + 7, y), (x, y + 14)], (RED, YELLOW, GREEN, BLUE)[n % 4], INK, 1.5)
    pen.line([(60, 148), (262, 148)], RED, 6)
    for side in (-1, 1):
        pen.blob([(160, 148), (160 + side * 20, 138), (160 + side * 22, 156)], RED, INK, 1.8)
    person(pen, 56, 188, 2.2, look(9, cut="bowler", shirt=ORANGE), arms="wave", mood="laugh", turn=0.5)
    with pen.at(92, 124, 1.2, turn=32):
        pen.line([(0, 0), (0, -20)], INK, 3)
        pen.line([(-3, -2), (8, -20)], GREY, 3)
        pen.circle(-3, 5, 5, None, INK, 2.4)
        pen.circle(7, 4, 5, None, INK, 2.4)
    for n, x in enumerate((228, 258, 288)):
        person(pen, x, 190, 1.7, look(n + 14), arms="hold", mood="glad", turn=-0.6)
    frame(pen)
    return pen


def outage() -> Pen:
    """A mast is struck; the town is dark and everybody holds a telephone up."""
    pen = Pen(W, H)
    ground(pen, "#464b66", "#373b52", 156)
    cloud(pen, 206, 32, 110, NIGHT_MID, INK)
    mast(pen, 214, 158, 88, colour=RED)
    pen.poly([(226, 42), (202, 70), (214, 70), (206, 92), (236, 62), (222, 62), (232, 42)], YELLOW, INK, 2.2)
    for n, x in enumerate((18, 56, 100, 262)):
        house(pen, x, 158, 36, (54, 70, 46, 58)[n], ("#6a7090", "#5c6282")[n % 2], NIGHT, jacks=2)
    waves(pen, 214, 70, 15, 2, INK_FAINT, 1.6, sides=(1,))
    for n, x in enumerate((46, 96, 150, 262, 292)):
        person(pen, x, 192, 1.7, look(n + 6), arms="raise", mood=("worry", "oh", "sad", "worry", "sour")[n], turn=0.2)
        smart(pen, x + 21, 132, 15, turn=10, screen="#20242e")
        if n < 4:
            bang(pen, x + 22, 112, 14, ORANGE_MID, 2.6)
    frame(pen)
    return pen


def regulator() -> Pen:
    """A letter with a seal, and the glass it will be read with."""
    pen = Pen(W, H)
    ground(pen, GREEN_PALE, WOOD_PALE, 132)
    pen.hatch_rect(10, 140, 300, 52, gap=12, angle=4, colour=WOOD_DARK, opacity=0.3)
    with pen.at(138, 108, 1, turn=-6):
        pen.rect(-82, -70, 150, 146, CARD, INK, 2.4)
        pen.poly([(-24, -58), (8, -58), (12, -46), (-28, -46)], INK_SOFT, None)
        for n in range(4):
            pen.rect(-24 + n * 9, -46, 5, 14, INK_SOFT, None)
        pen.rect(-30, -31, 44, 4, INK_SOFT, None)
        scribble(pen, -66, -14, 118, 6, 11, INK_FAINT, 2)
        seal(pen, 42, 52, 20)
        pen.poly([(34, 68), (30, 92), (42, 84), (52, 92), (50, 68)], RED, INK, 1.8)
    # The glass.
    pen.line([(244, 124), (282, 170)], INK, 11)
    pen.line([(244, 124), (281, 169)], WOOD, 6)
    pen.circle(222, 92, 36, BLUE_PALE, INK, 4, 0.85)
    pen.circle(222, 92, 36, None, INK, 4)
    pen.oval(222, 92, 19, 12, CARD, INK, 2.2)
    pen.circle(222, 92, 8, GREEN, INK, 2)
    pen.circle(222, 92, 3, INK, None)
    for n in range(5):
        a = radians(-150 + n * 30)
        pen.line([(222 + 21 * cos(a), 92 + 15 * sin(a)), (222 + 27 * cos(a), 92 + 21 * sin(a))], INK, 1.8)
    frame(pen)
    return pen


def billing_bug() -> Pen:
    """A bill without end, and a beetle on it."""
    pen = Pen(W, H)
    ground(pen, ORANGE_PALE, "#dfc8a4", 148)
    pen.poly([(92, 14), (184, 14), (186, 130), (176, 152), (94, 152), (86, 130)], CARD, INK, 2.4)
    pen.path("M94 152Q60 156 66 172Q72 188 130 182Q210 174 250 184L262 172Q214 160 176 152Z", CARD, INK, 2.4)
    scribble(pen, 104, 30, 44, 8, 14, INK_FAINT, 2)
    for n in range(8):
        pen.line([(160, 30 + n * 14), (174 + (n % 2) * 2, 30 + n * 14)], RED if n in (2, 3, 5, 6) else INK_SOFT, 2.4)
    scribble(pen, 92, 170, 60, 1)
    scribble(pen, 170, 168, 50, 1)
    with pen.at(150, 92, 1.7, turn=24):
        for side in (-1, 1):
            for n in range(3):
                y = -8 + n * 9
                pen.line([(side * 10, y), (side * 20, y - 5 + n * 4), (side * 24, y + 1 + n * 4)], INK, 2)
        pen.oval(0, 2, 14, 18, RED, INK, 2)
        pen.line([(0, -14), (0, 20)], INK, 1.6)
        for side in (-1, 1):
            pen.circle(side * 6.5, -3, 2.6, INK, None)
            pen.circle(side * 6, 9, 2.6, INK, None)
        pen.circle(0, -17, 7, INK, INK, 1.6)
        pen.curve([(-3, -22), (-7, -29), (-11, -28)], INK, 1.6)
        pen.curve([(3, -22), (7, -29), (11, -28)], INK, 1.6)
    person(pen, 250, 186, 2.4, look(6, cut="bun", shirt=PURPLE_MID), arms="up", mood="shout", turn=-0.6)
    person(pen, 46, 184, 2.1, look(3, cut="cap"), arms="palms", mood="oh", turn=0.6)
    frame(pen)
    return pen


def site_closes() -> Pen:
    """Shutters down, a lock on them, boxes on the pavement with headsets in them."""
    pen = Pen(W, H)
    ground(pen, BLUE_PALE, PAPER_DEEP, 158)
    pen.rect(70, 30, 180, 130, "#cfc6b8", INK, 2.6)
    pen.rect(62, 24, 196, 14, GREY_DARK, INK, 2.4)
    for n in range(4):
        pen.rect(84 + n * 42, 46, 26, 24, NIGHT_MID, INK, 1.8)
        pen.line([(97 + n * 42, 46), (97 + n * 42, 70)], INK, 1.2)
    pen.rect(96, 84, 128, 76, GREY, INK, 2.4)
    for n in range(7):
        pen.line([(97, 93 + n * 10), (223, 93 + n * 10)], INK_SOFT, 1.6)
    lock(pen, 160, 134, 30)
    for n, x in enumerate((24, 250, 274)):
        box(pen, x, 186 - (n == 2) * 4, 34, 24)
    for x in (41, 266):
        pen.curve(circle_points(x, 160, 11, 11, 180, 360, 10), INK, 3)
        pen.rect(x - 14, 157, 6, 10, INK, None, r=2)
        pen.rect(x + 8, 157, 6, 10, INK, None, r=2)
    box(pen, 24, 186, 34, 20)
    box(pen, 250, 186, 34, 20)
    person(pen, 212, 190, 2.0, look(7, cut="long", shirt=BLUE), arms="hold", mood="sad", legs="walk", turn=0.5)
    plant(pen, 222, 164, 0.8)
    pen.circle(219, 168, 3.8, SKINS[1], INK, 1.6)
    frame(pen)
    return pen


def flu() -> Pen:
    """Empty chairs, and one who came all the same, with a thermometer."""
    pen = Pen(W, H)
    ground(pen, "#dfe8dc", "#c7d3c4", 146)
    for n, x in enumerate((28, 120, 212)):
        with pen.at(x, 132, 1.2):
            pen.line([(-8.4, -20), (-7.2, -7)], INK, 3.6)
            pen.line([(-7.4, -7), (3, -7)], INK, 3.4)
            pen.line([(-2, -6), (-2, -1.4)], INK, 2.2)
            pen.line([(-7, -0.8), (3, -0.8)], INK, 2.2)
            pen.rect(14, -11.2, 22, 11, GREEN_MID, INK, 1.4)
            pen.rect(10.5, -13.6, 29, 2.8, WOOD_PALE, INK, 1.4, r=1)
            pen.line([(28, -14), (28, -17)], INK, 1.8)
            pen.poly([(22.5, -27), (33, -28), (34, -17.5), (23.5, -16.8)], GREY, INK, 1.4)
        if n != 1:
            pen.curve(circle_points(x - 9, 104, 8, 9, 180, 360, 8), INK, 2.4)
            pen.rect(x - 20, 101, 5, 9, INK, None, r=2)
    sitting(pen, 116, 188, 2.6, look(5, cut="bob", shirt=BLUE, skin="#f0c4b4"), mood="weary", headset=True)
    # Scarf, red nose, thermometer, tissues.
    pen.rect(98, 130, 36, 11, RED, INK, 2, r=5)
    pen.rect(101, 136, 11, 24, RED, INK, 2, r=4)
    pen.circle(124, 119, 4, RED_MID, None)
    pen.line([(125, 127), (144, 121)], INK, 5)
    pen.line([(125, 127), (144, 121)], CARD, 2.8)
    pen.circle(145, 120.6, 2.6, RED, INK, 1.2)
    pen.rect(156, 140, 26, 14, SKY, INK, 2)
    pen.blob([(162, 140), (164, 128), (172, 132), (178, 140)], CARD, INK, 1.6)
    for x, y in ((222, 178), (246, 186), (268, 176)):
        pen.blob([(x - 8, y), (x - 4, y - 8), (x + 4, y - 6), (x + 8, y + 1), (x, y + 5)], CARD, INK, 1.6)
    for x, y, r in ((72, 56, 9), (188, 46, 11), (262, 62, 8)):
        for n in range(8):
            a = radians(n * 45 + 10)
            pen.line([(x + r * cos(a), y + r * sin(a)), (x + (r + 5) * cos(a), y + (r + 5) * sin(a))], GREEN, 2)
        pen.circle(x, y, r, GREEN_MID, INK, 1.8)
        pen.circle(x - 3, y - 2, 1.4, INK, None)
        pen.circle(x + 3, y - 2, 1.4, INK, None)
    frame(pen)
    return pen


def expiry_wave() -> Pen:
    """A wave of pages from the calendar, and people on it, on their way out."""
    pen = Pen(W, H)
    ground(pen, "#dbe9ee", BLUE_MID, 146, line=False)
    crest = [(4, 158), (40, 142), (84, 108), (136, 80), (186, 72), (226, 86), (238, 108), (218, 112), (204, 102)]
    crest += [
        (190, 112),
        (198, 134),
        (230, 152),
        (308, 157),
        (316, 159),
        (314, 174),
        (300, 186),
        (160, 188),
        (20, 186),
        (5, 172),
    ]
    pen.blob(crest, SKY, None)
    pen.curve(crest[:14], INK, 2.6)
    pen.curve([(20, 170), (80, 142), (136, 108), (178, 94)], BLUE_PALE, 3)
    pen.curve([(60, 180), (120, 152), (164, 128)], BLUE_PALE, 3)
    for x, y, s, turn in (
        (66, 150, 34, -28),
        (120, 116, 36, -26),
        (172, 92, 32, -8),
        (146, 158, 32, 10),
        (222, 170, 28, -6),
    ):
        calendar(pen, x, y, s, 12, turn=turn)
    pen.rect(262, 66, 44, 92, "#3a3631", INK, 2.6)
    pen.rect(268, 72, 32, 86, YELLOW_PALE, INK, 1.8)
    pen.poly([(262, 66), (244, 76), (244, 164), (262, 158)], WOOD, INK, 2.2)
    for n, (x, y, turn) in enumerate(((90, 102, -26), (142, 76, -16), (198, 70, 8))):
        with pen.at(x, y, 1, turn=turn):
            pen.oval(0, 2, 22, 4, ORANGE, INK, 1.8)
            person(
                pen,
                0,
                1,
                1.2,
                look(n * 4 + 3),
                arms="up" if n else "wave",
                mood="laugh",
                turn=0.6,
                legs="wide",
                shadow=False,
            )
    person(pen, 284, 160, 1.5, look(9), arms="hang", mood="glad", turn=0.7, legs="walk", shadow=False)
    for x, y in ((30, 186), (90, 190), (276, 184)):
        pen.curve([(x - 14, y), (x - 7, y - 5), (x, y), (x + 7, y - 5), (x + 14, y)], BLUE_PALE, 2.2)
    frame(pen)
    return pen


def law() -> Pen:
    """The paragraph, and people who walk over with their numbers on a leash."""
    pen = Pen(W, H)
    ground(pen, PAPER, GREEN_PALE, 152)
    # A scroll with a paragraph's sign.
    pen.rect(106, 22, 108, 112, CARD, INK, 2.4)
    for y in (16, 128):
        pen.rect(96, y, 128, 14, WOOD_PALE, INK, 2.2, r=7)
    pen.curve([(173, 54), (166, 45), (152, 46), (149, 56), (160, 66), (173, 75), (174, 85), (165, 91)], INK, 4)
    pen.curve([(147, 102), (154, 111), (168, 110), (171, 100), (160, 90), (147, 81), (146, 71), (155, 65)], INK, 4)
    seal(pen, 204, 124, 13)
    for n, x in enumerate((32, 116, 204, 284)):
        person(pen, x, 190, 1.9, look(n * 3 + 5), arms="forward", mood="glad", turn=0.7, legs="walk")
        if n in (0, 2):
            pen.curve([(x + 28, 162), (x + 36, 172), (x + 40, 172)], INK, 1.5)
            pen.rect(x + 34, 168, 28, 17, YELLOW, INK, 1.8, r=5)
            for k in range(3):
                pen.circle(x + 41 + k * 7, 176.5, 1.9, INK, None)
            for k in (40, 54):
                pen.line([(x + k, 185), (x + k - 2, 190)], INK, 2.2)
    frame(pen)
    return pen


def rival_slow() -> Pen:
    """Next door's fax: a cobweb on it, and a snail for a messenger."""
    pen = Pen(W, H)
    ground(pen, "#e2dccf", WOOD_PALE, 128)
    pen.hatch_rect(10, 136, 300, 54, gap=12, angle=4, colour=WOOD_DARK, opacity=0.3)
    pen.shadow(124, 156, 92, 8)
    pen.poly([(92, 66), (162, 62), (166, 18), (96, 20)], CARD, INK, 2.2)
    scribble(pen, 106, 32, 46, 3, 9, INK_FAINT, 2)
    pen.poly([(36, 152), (48, 84), (206, 84), (216, 152)], GREY, INK, 2.6)
    pen.hatch([(170, 86), (204, 86), (213, 150), (184, 150)], gap=7)
    pen.rect(76, 60, 104, 28, GREY_DARK, INK, 2.4, r=5)
    pen.line([(86, 66), (170, 66)], INK, 3)
    for n in range(9):
        pen.rect(124 + (n % 3) * 16, 98 + (n // 3) * 14, 11, 9, CARD, INK, 1.5, r=2)
    handset(pen, 82, 116, 56, turn=-78, fill=INK_SOFT)
    # Cobweb.
    for end in ((206, 84), (228, 72), (232, 104), (224, 120)):
        pen.line([(204, 84) if end != (206, 84) else (180, 66), end], INK_SOFT, 1.1)
    pen.curve([(216, 77), (221, 88), (218, 101), (215, 108)], INK_SOFT, 1.1)
    pen.curve([(222, 75), (228, 88), (226, 103), (221, 116)], INK_SOFT, 1.1)
    pen.line([(196, 84), (196, 106)], INK_SOFT, 1)
    pen.circle(196, 109, 3.4, INK, None)
    # The snail.
    pen.path(
        "M216 182Q214 170 230 172L276 172Q290 170 290 154Q290 148 296 148Q302 150 300 162Q298 182 280 183Z",
        ORANGE_MID,
        INK,
        2.2,
    )
    pen.line([(293, 149), (289, 138)], INK, 1.8)
    pen.line([(298, 149), (302, 138)], INK, 1.8)
    pen.circle(289, 137, 2.2, INK, None)
    pen.circle(302, 137, 2.2, INK, None)
    pen.circle(250, 156, 22, RED_MID, INK, 2.4)
    pen.curve([(250, 156), (256, 152), (256, 162), (244, 163), (240, 152), (250, 144), (263, 150), (264, 164)], INK, 2)
    envelope(pen, 248, 126, 28, turn=-8)
    frame(pen)
    return pen


PICTURES: dict[str, Callable[[], Pen]] = {
    f"event-{picture.__name__}": picture
    for picture in (
        recession,
        recovery,
        rival_handset,
        new_entrant,
        outage,
        regulator,
        billing_bug,
        site_closes,
        flu,
        expiry_wave,
        law,
        rival_slow,
    )
}
