"""A card for each thing that is said aloud of the carrier, or by it: in print, on a stage, on a billboard, on tape."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, radians, sin

from folk import HAIRS, SKINS, Look, look, person, sitting
from pen import (
    BLUE,
    BLUE_PALE,
    CARD,
    GREEN_PALE,
    GREY,
    GREY_DARK,
    INK,
    INK_FAINT,
    INK_SOFT,
    NIGHT,
    ORANGE,
    ORANGE_MID,
    ORANGE_PALE,
    PAPER,
    PAPER_DEEP,
    PURPLE,
    PURPLE_PALE,
    RED,
    RED_PALE,
    WOOD,
    WOOD_DARK,
    WOOD_PALE,
    YELLOW_PALE,
    Pen,
    circle_points,
)
from things import H, W, bubble, cloud, dial_phone, frame, ground, handset, heart, paper, scribble, smart, tree


def _page(pen: Pen, x: float, y: float, w: float, h: float, *, turn: float = 0) -> None:
    """A page of a newspaper."""
    with pen.at(x, y, 1, turn=turn):
        pen.rect(-w / 2, -h / 2, w, h, CARD, INK, 2.4)
        pen.rect(-w * 0.42, -h * 0.43, w * 0.84, h * 0.1, INK, None)
        pen.line([(-w * 0.42, -h * 0.27), (w * 0.42, -h * 0.27)], INK_SOFT, 1.4)
        pen.rect(-w * 0.42, -h * 0.2, w * 0.38, h * 0.36, BLUE_PALE, INK, 1.6)
        scribble(pen, w * 0.04, -h * 0.18, w * 0.38, 6, h * 0.068, INK_FAINT, 1.6)
        scribble(pen, -w * 0.42, h * 0.24, w * 0.38, 3, h * 0.075, INK_FAINT, 1.6)
        scribble(pen, w * 0.04, h * 0.24, w * 0.38, 3, h * 0.075, INK_FAINT, 1.6)


def blog_post() -> Pen:
    """A columnist at the keyboard, and her words on their way."""
    pen = Pen(W, H)
    ground(pen, PURPLE_PALE, "#d8c6d2", 154)
    sitting(pen, 76, 182, 2.5, Look(skin=SKINS[0], hair=HAIRS[3], cut="long", shirt=PURPLE), mood="glad", wood=WOOD)
    with pen.at(122, 140):
        pen.rect(-5, -7, 10, 10, CARD, INK, 1.6, r=2)
        pen.curve([(-2, -11), (1, -15), (-1, -19)], INK_FAINT, 1.5)
    for n, (x, y, s, turn) in enumerate(((190, 92, 40, -8), (234, 66, 48, 6), (284, 96, 52, -4))):
        paper(pen, x, y, s * 0.8, s, turn=turn, rows=4, ink=(RED, INK_SOFT, RED)[n])
    pen.curve([(164, 116), (172, 106), (178, 104)], INK_FAINT, 2)
    for n, x in enumerate((206, 236, 266, 294)):
        person(pen, x, 188 + n % 2 * 2, 1.5, look(n + 5), arms="hold", mood=("oh", "laugh", "oh", "flat")[n], turn=-0.5)
        smart(pen, x + 5, 168 + n % 2 * 2, 12)
    frame(pen)
    return pen


def column() -> Pen:
    """A newspaper that loves the handset and turns its thumb down on the carrier."""
    pen = Pen(W, H)
    ground(pen, PAPER, WOOD_PALE, 140)
    pen.hatch_rect(10, 146, 300, 46, gap=12, angle=4, colour=WOOD_DARK, opacity=0.3)
    _page(pen, 150, 96, 150, 166, turn=-5)
    smart(pen, 118, 90, 44, turn=-5, screen=ORANGE_PALE)
    heart(pen, 117, 88, 11)
    # The cup, and the thumb.
    pen.oval(262, 168, 36, 9, CARD, INK, 2)
    pen.poly([(240, 130), (284, 130), (278, 166), (246, 166)], CARD, INK, 2.4)
    pen.oval(262, 130, 22, 6, WOOD_DARK, INK, 2)
    pen.curve([(283, 136), (298, 142), (280, 156)], INK, 4)
    pen.curve([(258, 116), (264, 106), (256, 96)], INK_FAINT, 2)
    with pen.at(252, 60, 1.25, turn=6):
        pen.rect(-6, -14, 22, 20, SKINS[0], INK, 2, r=5)
        pen.rect(-8, -2, 10, 24, SKINS[0], INK, 2, r=5)
        for n in range(3):
            pen.line([(8, -9 + n * 5), (16, -9 + n * 5)], INK, 1.4)
        pen.rect(16, -15, 10, 22, BLUE, INK, 2)
    frame(pen)
    return pen


def quoted() -> Pen:
    """What was quoted is quoted: bubbles in bubbles, and everybody repeats it."""
    pen = Pen(W, H)
    ground(pen, YELLOW_PALE, PAPER_DEEP, 158)
    bubble(pen, 22, 16, 276, 102, (250, 140))
    bubble(pen, 44, 26, 212, 72, (196, 108), ORANGE_PALE)
    bubble(pen, 68, 34, 140, 44, (140, 90), RED_PALE)
    for x, side in ((90, 1), (184, -1)):
        for dx in (0, 11):
            pen.circle(x + dx * side, 52, 4, RED, None)
            pen.curve([(x + dx * side + 3.4, 52), (x + dx * side + 3, 45), (x + dx * side - 1, 42)], RED, 2.4)
    pen.line([(112, 58), (122, 50), (132, 60), (142, 50), (152, 60), (160, 54)], INK, 2.6)
    for n, x in enumerate((52, 108, 164, 214, 266)):
        person(
            pen,
            x,
            190 + n % 2 * 2,
            1.75,
            look(n * 3 + 2),
            arms=("phone", "palms", "phone left", "chin", "point")[n],
            mood=("shout", "oh", "shout", "flat", "shout")[n],
            turn=0.5,
        )
    frame(pen)
    return pen


def promise_on_stage() -> Pen:
    """A new era, announced: lights, curtain, one man and a large balloon."""
    pen = Pen(W, H)
    ground(pen, "#5a3a56", "#7a5a3c", 148)
    for x in (84, 236):
        pen.poly(
            [(x - 8, 2), (x + 8, 2), (212 if x < 160 else 108, 150), (140 if x < 160 else 180, 150)],
            YELLOW_PALE,
            None,
            opacity=0.26,
        )
    for side in (0, 1):
        edge = 2 if not side else W - 2
        way = 1 if not side else -1
        pen.path(
            f"M{edge} 16Q{edge} 3 {edge + way * 13} 3H{edge + way * 54}Q{edge + way * 50} 60 {edge + way * 26} 110"
            f"Q{edge + way * 40} 150 {edge + way * 16} 153Q{edge} 154 {edge} 140Z",
            RED,
            INK,
            2.4,
        )
        for n in range(3):
            pen.curve(
                [(edge + way * (14 + n * 12), 6), (edge + way * (11 + n * 9), 60), (edge + way * (7 + n * 7), 140)],
                "#8a3212",
                2,
            )
    person(pen, 160, 158, 2.6, Look(skin=SKINS[5], hair=HAIRS[2], cut="short", shirt=NIGHT), arms="up", mood="laugh")
    pen.poly([(156, 112), (164, 112), (162, 126), (160, 130), (158, 126)], RED, INK, 1.2)
    # The balloon.
    pen.curve([(189, 78), (196, 90), (192, 104)], CARD, 1.4)
    pen.oval(190, 48, 34, 30, ORANGE_MID, INK, 2.4)
    pen.poly([(186, 76), (194, 76), (192, 82), (188, 82)], ORANGE_MID, INK, 1.6)
    pen.curve([(168, 42), (172, 32), (182, 28)], CARD, 3, 0.7)
    handset(pen, 190, 50, 40, fill=CARD, shine=False)
    for n in range(9):
        x = 26 + n * 34
        pen.poly([*circle_points(x, 186, 13, 13, 180, 360, 12), (x + 13, 197), (x - 13, 197)], HAIRS[n % 6], INK, 2)
        if n % 3 == 1:
            pen.line([(x + 12, 186), (x + 18, 164)], INK, 6)
            pen.line([(x + 12, 186), (x + 18, 164)], SKINS[n % 6], 3.4)
    frame(pen)
    return pen


def campaign() -> Pen:
    """A billboard on which the telephone smiles."""
    pen = Pen(W, H)
    ground(pen, "#d8e8ee", GREEN_PALE, 158)
    cloud(pen, 40, 34, 46)
    for x in (92, 228):
        pen.line([(x, 166), (x, 100)], INK, 7)
        pen.line([(x, 166), (x, 100)], WOOD, 3.6)
    pen.rect(54, 22, 212, 96, ORANGE, INK, 2.8)
    pen.rect(62, 30, 196, 80, YELLOW_PALE, INK, 1.8)
    for n in range(12):
        a = radians(n * 30 + 8)
        far = 52 if n % 2 else 44
        pen.line([(118 + 38 * cos(a), 70 + 32 * sin(a)), (118 + far * cos(a), 70 + (far - 12) * sin(a))], ORANGE_MID, 3)
    dial_phone(pen, 118, 96, 50, RED, off=True)
    handset(pen, 118, 58, 52, fill=RED)
    pen.curve([(110, 87), (118, 93), (126, 87)], INK, 2)
    pen.rect(174, 42, 70, 12, INK, None)
    scribble(pen, 174, 68, 70, 3, 12, INK_SOFT, 3)
    for x in (92, 160, 228):
        pen.line([(x, 22), (x - 6, 10)], INK, 2.2)
        pen.poly([(x - 12, 6), (x, 6), (x - 2, 14), (x - 12, 14)], GREY, INK, 1.6)
    for n, x in enumerate((56, 160, 262)):
        person(
            pen,
            x,
            190,
            1.9,
            look(n + 8),
            arms=("chin", "point", "hold")[n],
            mood=("glad", "oh", "glad")[n],
            turn=0.3,
            legs="walk" if n == 2 else "stand",
        )
    tree(pen, 296, 164, 1.1)
    tree(pen, 20, 164, 1.0)
    frame(pen)
    return pen


def tape() -> Pen:
    """A cassette whose tape runs out to everybody's ears."""
    pen = Pen(W, H)
    ground(pen, RED_PALE, "#dcc4b4", 150)
    with pen.at(104, 68, 1, turn=-4):
        pen.rect(-76, -46, 152, 92, INK, INK, 2.4, r=8)
        pen.rect(-64, -36, 128, 60, CARD, INK, 2, r=4)
        pen.rect(-64, -36, 128, 14, RED, INK, 1.6)
        scribble(pen, -56, -14, 60, 1)
        pen.rect(-42, -6, 84, 24, GREY, INK, 2, r=12)
        for x in (-26, 26):
            pen.circle(x, 6, 10, CARD, INK, 2)
            for n in range(6):
                a = radians(n * 60)
                pen.line([(x + 6 * cos(a), 6 + 6 * sin(a)), (x + 9 * cos(a), 6 + 9 * sin(a))], INK, 2)
        pen.poly([(-40, 46), (-32, 28), (32, 28), (40, 46)], GREY_DARK, INK, 2)
    way = [
        (110, 112),
        (120, 132),
        (96, 142),
        (60, 132),
        (44, 148),
        (84, 160),
        (150, 148),
        (196, 128),
        (232, 98),
        (268, 110),
        (300, 96),
    ]
    pen.curve(way, "#5c3a24", 5)
    pen.curve([(x, y + 1) for x, y in way], "#8a6040", 1.2)
    for n, x in enumerate((54, 112, 168, 222, 276)):
        person(
            pen,
            x,
            192 - n % 2 * 3,
            1.8,
            look(n * 2 + 4),
            arms="phone" if n % 2 else "hold",
            mood=("oh", "laugh", "shout", "oh", "sour")[n],
            turn=-0.5,
        )
        if n % 2 == 0:
            smart(pen, x + 7, 170, 14)
    for x, y, h in ((206, 62, 34), (240, 48, 42), (282, 54, 52)):
        smart(pen, x, y, h, turn=4, screen=CARD)
        pen.poly(
            [(x - h * 0.1, y - h * 0.15), (x + h * 0.14, y - h * 0.02), (x - h * 0.1, y + h * 0.11)], RED, RED, 1.6
        )
    frame(pen)
    return pen


PICTURES: dict[str, Callable[[], Pen]] = {
    f"event-{picture.__name__}": picture
    for picture in (
        blog_post,
        column,
        quoted,
        promise_on_stage,
        campaign,
        tape,
    )
}
