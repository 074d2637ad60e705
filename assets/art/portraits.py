"""The narrator, and pictures for where there is nothing yet."""

from __future__ import annotations

from collections.abc import Callable

from folk import SKINS
from pen import (
    BLUE,
    BLUE_PALE,
    CARD,
    GREEN_MID,
    INK,
    INK_FAINT,
    INK_SOFT,
    ORANGE,
    ORANGE_MID,
    ORANGE_PALE,
    PURPLE,
    RED,
    RED_MID,
    WOOD,
    WOOD_DARK,
    WOOD_PALE,
    YELLOW,
    Pen,
    circle_points,
)
from things import dial_phone, handset, plant


def _bust(pen: Pen, *, mood: str = "glad", points: bool = False) -> None:
    """An older colleague of the back office: cardigan, bun, glasses on a cord; 200 by 220."""
    skin, hair, wool = SKINS[1], "#d8d2c8", GREEN_MID
    # Shoulders and cardigan.
    body = [(22, 218), (28, 178), (52, 158), (84, 150), (116, 150), (148, 158), (172, 178), (178, 218)]
    pen.blob([*body, (140, 230), (60, 230)], wool, None)
    pen.curve([(20, 219), *body[1:-1], (180, 219)], INK, 3)
    pen.hatch([(130, 158), (168, 176), (174, 216), (132, 216)], gap=8, width=1.3, opacity=0.35)
    pen.poly([(84, 148), (116, 148), (104, 188), (100, 192), (96, 188)], CARD, INK, 2.4)
    pen.line([(100, 192), (100, 218)], INK, 2.2)
    for y in (200, 213):
        pen.circle(107, y, 3.2, YELLOW, INK, 1.6)
    pen.rect(88, 134, 24, 20, skin, INK, 2.6, r=6)
    pen.hatch([(90, 146), (110, 142), (110, 152), (90, 152)], gap=4, width=1, opacity=0.35)
    # Hair behind, bun with a pencil through it.
    pen.line([(58, 30), (138, 8)], INK, 7)
    pen.line([(60, 29.4), (134, 9.2)], YELLOW, 3.6)
    pen.line([(134, 9.2), (138, 8)], ORANGE_PALE, 3.6)
    pen.circle(98, 24, 20, hair, INK, 2.8)
    pen.curve([(86, 20), (97, 30), (110, 18)], INK_FAINT, 2)
    pen.blob(
        [(44, 92), (48, 58), (72, 38), (100, 34), (128, 38), (152, 58), (156, 92), (150, 112), (50, 112)],
        hair,
        INK,
        2.8,
    )
    # Face.
    pen.oval(100, 94, 46, 49, skin, INK, 2.8)
    pen.blob(
        [(54, 84), (60, 58), (80, 46), (104, 44), (130, 52), (146, 84), (136, 74), (116, 62), (92, 66), (68, 70)],
        hair,
        INK,
        2.4,
    )
    for side in (-1, 1):
        pen.oval(100 + side * 29, 108, 8, 5.4, RED_MID, None, opacity=0.4)
        # Earrings.
        pen.circle(100 + side * 47, 108, 3.6, YELLOW, INK, 1.6)
    # Glasses low on the nose, and their cord.
    for side in (-1, 1):
        x = 100 + side * 20
        if mood == "wise":
            pen.curve([(x - 8, 90), (x, 86), (x + 8, 90)], INK, 3)
        else:
            pen.circle(x, 89, 4.2, INK, None)
            pen.circle(x + 1.5, 87.4, 1.3, CARD, None)
        pen.curve([(x - 9, 76 - side), (x, 72), (x + 9, 76 + side)], INK_SOFT, 2.6)
        pen.rect(x - 14, 94, 28, 15, BLUE_PALE, None, r=6, opacity=0.55)
        pen.rect(x - 14, 94, 28, 15, None, RED, 3, r=6)
        pen.curve([(100 + side * 34, 100), (100 + side * 46, 96)], RED, 2.6)
        pen.curve(
            [(100 + side * 46, 97), (100 + side * 56, 126), (100 + side * 46, 158), (100 + side * 12, 178)], PURPLE, 2
        )
    pen.curve([(94, 100), (100, 97), (106, 100)], RED, 2.8)
    pen.curve([(97, 104), (95, 113), (102, 115)], INK, 2.2)
    if mood == "oh":
        pen.oval(100, 127, 6, 5, "#5c2a20", INK, 2)
    else:
        pen.curve([(84, 123), (100, 132), (117, 121)], INK, 3)
        pen.curve([(119, 117), (121, 121), (118, 124)], INK, 1.8)
    if points:
        pen.curve([(30, 206), (20, 176), (30, 150)], INK, 22)
        pen.curve([(30, 206), (20, 176), (30, 150)], wool, 16.6)
        pen.circle(31, 142, 11, skin, INK, 2.6)
        pen.line([(31, 136), (31, 114)], INK, 10)
        pen.line([(31, 138), (31, 115)], skin, 5.2)
    else:
        # A mug, with both eyes over it.
        pen.curve([(168, 212), (170, 192), (160, 182)], INK, 22)
        pen.curve([(168, 214), (170, 192), (160, 182)], wool, 16.6)
        pen.poly([(132, 162), (164, 162), (161, 196), (135, 196)], CARD, INK, 2.6)
        pen.curve([(133, 168), (122, 174), (136, 188)], INK, 3)
        pen.oval(148, 162, 16, 4, WOOD_DARK, INK, 2)
        pen.circle(162, 180, 9, skin, INK, 2.6)
        pen.curve([(142, 152), (146, 144), (142, 136)], INK_FAINT, 2)
        pen.curve([(153, 152), (157, 144), (153, 136)], INK_FAINT, 2)


def narrator() -> Pen:
    """She has been here longer than the policy book."""
    pen = Pen(200, 220)
    _bust(pen)
    return pen


def narrator_points() -> Pen:
    """She has noticed something."""
    pen = Pen(200, 220)
    _bust(pen, points=True)
    return pen


def empty_log() -> Pen:
    """A cat asleep on the telephone: nothing has happened yet."""
    pen = Pen(240, 160)
    pen.shadow(120, 146, 100, 8)
    pen.rect(22, 128, 196, 12, WOOD_PALE, INK, 2.6, r=4)
    pen.hatch_rect(30, 130, 180, 8, gap=11, angle=20, opacity=0.35)
    dial_phone(pen, 92, 128, 62, RED, off=True)
    # The cat where the handset belongs.
    pen.blob(
        [(44, 92), (50, 72), (76, 62), (110, 62), (134, 72), (142, 88), (132, 98), (60, 100)], ORANGE_MID, INK, 2.6
    )
    for n in range(4):
        pen.curve([(78 + n * 13, 63 + n % 2), (75 + n * 13, 72), (79 + n * 13, 80)], ORANGE, 3.4)
    pen.blob([(118, 78), (122, 66), (140, 62), (154, 70), (156, 84), (144, 94), (126, 92)], ORANGE_MID, INK, 2.4)
    pen.poly([(122, 68), (121, 55), (132, 62)], ORANGE_MID, INK, 2.2)
    pen.poly([(146, 62), (155, 56), (154, 70)], ORANGE_MID, INK, 2.2)
    pen.curve([(126, 77), (130, 80), (134, 77)], INK, 2)
    pen.curve([(142, 77), (146, 80), (150, 77)], INK, 2)
    pen.poly([(136, 83), (141, 83), (138.5, 86)], RED, INK, 1)
    for side in (-1, 1):
        pen.line([(138 + side * 9, 86), (138 + side * 22, 84)], INK_SOFT, 1.1)
        pen.line([(138 + side * 9, 88), (138 + side * 21, 91)], INK_SOFT, 1.1)
    pen.curve([(48, 88), (28, 96), (24, 114), (38, 122)], INK, 9)
    pen.curve([(48, 88), (28, 96), (24, 114), (38, 122)], ORANGE_MID, 4.6)
    # The handset, off.
    handset(pen, 184, 116, 62, turn=4, fill=RED)
    pen.coil([(122, 124), (136, 120), (150, 124), (158, 118)], 3.4, 6, INK, 1.8)
    for x, y, size in ((160, 52, 7), (172, 38, 9), (188, 20, 12)):
        pen.line([(x, y), (x + size, y), (x, y + size), (x + size, y + size)], INK_SOFT, 2.2)
    return pen


def no_saves() -> Pen:
    """A shelf with one plant and a cobweb on it."""
    pen = Pen(240, 160)
    for x in (40, 200):
        pen.poly([(x - 5, 106), (x + 5, 106), (x + 3, 132), (x - 3, 126)], WOOD_DARK, INK, 2)
    pen.rect(18, 94, 204, 13, WOOD, INK, 2.6)
    pen.hatch_rect(24, 96, 190, 9, gap=11, angle=18, opacity=0.4)
    plant(pen, 186, 94, 1.35)
    # One book that leans, one that lies: both without a title.
    with pen.at(62, 94, 1, turn=9):
        pen.rect(-9, -54, 17, 54, BLUE, INK, 2.4, r=2)
        pen.rect(-9, -44, 17, 5, YELLOW, None)
        pen.rect(-9, -12, 17, 5, YELLOW, None)
    pen.rect(86, 82, 50, 12, RED_MID, INK, 2.4, r=2)
    pen.rect(90, 85, 46, 6, CARD, INK, 1.2)
    for end in ((18, 40), (2, 62), (44, 26), (30, 50)):
        pen.line([(4, 24), end], INK_FAINT, 1.4) if end != (44, 26) else None
    for r in (14, 24, 34):
        pen.curve(circle_points(2, 22, r, r, 4, 86, 5), INK_FAINT, 1.2)
    for a, b in (((2, 22), (44, 24)), ((2, 22), (36, 44)), ((2, 22), (22, 62)), ((2, 22), (4, 66))):
        pen.line([a, b], INK_FAINT, 1.2)
    pen.line([(36, 24), (36, 58)], INK_FAINT, 1.2)
    pen.circle(36, 63, 5, INK, None)
    for side in (-1, 1):
        for n in range(3):
            pen.curve(
                [(36 + side * 4, 62 + n * 2), (36 + side * 10, 57 + n * 4), (36 + side * 12, 64 + n * 4)], INK, 1.4
            )
    return pen


PICTURES: dict[str, Callable[[], Pen]] = {
    "narrator": narrator,
    "narrator-points": narrator_points,
    "empty-log": empty_log,
    "no-saves": no_saves,
}
