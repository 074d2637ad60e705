"""A vignette for each level: its idea, without a word."""

from __future__ import annotations

from collections.abc import Callable

from folk import CSR, HAIRS, SKINS, Look, look, person, receiver, sitting
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
    LINE,
    NIGHT,
    NIGHT_MID,
    ORANGE,
    ORANGE_MID,
    ORANGE_PALE,
    PAPER,
    PAPER_DEEP,
    PURPLE,
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
    barrier,
    bubble,
    calendar,
    chart_down,
    clock,
    cloud,
    coin,
    coins,
    dial_phone,
    dollar,
    figure,
    frame,
    green_light,
    ground,
    heart,
    house,
    lamp,
    lock,
    megaphone,
    paper,
    question,
    rain,
    scribble,
    sign,
    smart,
    stamp,
    tree,
    umbrella,
    window,
)


def handled() -> Pen:
    """A kind CSR with empty hands under a large green tick; the caller goes, his trouble with him."""
    pen = Pen(W, H)
    ground(pen, GREEN_PALE, "#d9cdb6")
    sign(pen, 48, 18, 92, 56, CARD)
    green_light(pen, 94, 46, 21)
    for n in range(6):
        green_light(pen, 166 + n * 24, 24, 7)
    sitting(pen, 66, 172, 2.35, CSR, arms="palms", mood="glad", headset=True, turn=0.5)
    # The caller leaves, a cloud over him and the bill in his hand.
    person(pen, 248, 176, 2.35, look(1, cut="cap", shirt=ORANGE_MID), arms="hold", mood="sad", turn=0.7, legs="walk")
    paper(pen, 262, 150, 17, 24, turn=8, rows=3, ink=RED)
    cloud(pen, 252, 70, 52, "#c9ccd4", INK_SOFT)
    rain(pen, 238, 80, 32, 16, gap=9)
    pen.curve([(216, 176), (207, 178), (201, 174)], INK_FAINT, 1.6)
    frame(pen)
    return pen


def one_time_approval() -> Pen:
    """One supervisor with a stamp on a high desk, and everybody who needs a yes before it."""
    pen = Pen(W, H)
    ground(pen, PAPER, PAPER_DEEP, 156)
    pen.hatch_rect(8, 8, 304, 40, gap=11, angle=90, width=1, opacity=0.14)
    # The pulpit.
    pen.poly([(208, 168), (216, 96), (298, 96), (304, 168)], WOOD, INK, 2.4)
    pen.hatch([(262, 98), (298, 98), (302, 166), (270, 166)], gap=6, opacity=0.4)
    pen.rect(202, 86, 106, 12, WOOD_DARK, INK, 2.4)
    with_head = Look(skin=SKINS[4], hair="#d8d0c4", cut="bun", shirt=INK_SOFT)
    person(pen, 262, 128, 2.2, with_head, arms="hang", mood="flat", turn=-0.6, shadow=False)
    pen.poly([(208, 168), (216, 97), (298, 97), (304, 168)], WOOD, INK, 2.4)
    pen.hatch([(262, 98), (297, 98), (302, 166), (270, 166)], gap=6, opacity=0.4)
    pen.rect(202, 86, 106, 12, WOOD_DARK, INK, 2.4)
    stamp(pen, 226, 80, 1.15, turn=-6)
    pen.circle(248, 80, 4.6, with_head.skin, INK, 2)
    coin(pen, 256, 130, 15)
    # Those who wait for a yes, a slip in the hand and a caller on the line.
    for n, x in enumerate((30, 76, 122, 168)):
        who = look(n + 3, shirt=BLUE, cut=("short", "curly", "bun", "bob")[n])
        person(
            pen,
            x,
            172 + (n % 2) * 3,
            2.0,
            who,
            arms="raise" if n == 3 else "hold",
            mood=("weary", "flat", "flat", "glad")[n],
            turn=0.6,
            headset=True,
        )
        if n == 3:
            paper(pen, x + 27, 98, 17, 20, turn=8, rows=2)
        else:
            paper(pen, x + 11, 151, 15, 19, turn=6, rows=2)
    clock(pen, 52, 42, 20, 4, 50)
    for n in range(3):
        bubble(pen, 92 + n * 38, 30, 28, 20, (94 + n * 38, 60))
        for k in range(3):
            pen.circle(99 + n * 38 + k * 7, 40, 2, INK_SOFT, None)
    frame(pen)
    return pen


def no_notes() -> Pen:
    """A caller tells it for the third time; on the desk lies an empty book, in the cabinet lives a moth."""
    pen = Pen(W, H)
    ground(pen, ORANGE_PALE, "#e2cfae", 152)
    # The cabinet with nothing in it.
    pen.rect(18, 60, 54, 104, GREY, INK, 2.4)
    for n in range(3):
        y = 66 + n * 33
        out = 8 if n == 1 else 0
        pen.rect(24 - out, y, 42 + out * 2, 27, CARD if not out else PAPER_DEEP, INK, 2)
        pen.rect(38, y + 10, 14, 5, GREY_DARK, INK, 1.4)
        if out:
            pen.poly([(16, y), (74, y), (68, y - 8), (22, y - 8)], INK_SOFT, INK, 1.8)
    # The moth.
    with pen.at(56, 42, 1.1, turn=14):
        pen.blob([(0, 0), (-12, -9), (-13, 3), (-4, 6)], WOOD_PALE, INK, 1.6)
        pen.blob([(0, 0), (12, -9), (13, 3), (4, 6)], WOOD_PALE, INK, 1.6)
        pen.line([(0, -3), (0, 8)], INK, 3)
        pen.curve([(0, -3), (-3, -9)], INK, 1.2)
        pen.curve([(0, -3), (4, -9)], INK, 1.2)
    sitting(
        pen, 118, 172, 2.2, look(2, shirt=BLUE, cut="short"), mood="worry", headset=True, arms="forward", screen=False
    )
    # An open book, white.
    pen.poly([(150, 141), (170, 136), (172, 144), (152, 149)], CARD, INK, 1.6)
    pen.poly([(170, 136), (192, 140), (194, 148), (172, 144)], CARD, INK, 1.6)
    question(pen, 122, 76, 26, ORANGE, 4)
    # The caller and his story, three times the same.
    person(pen, 272, 174, 2.2, look(6, cut="bun", shirt=PURPLE_MID), arms="palms", mood="shout", turn=-0.7)
    for n, (x, y, w) in enumerate(((180, 70, 60), (170, 42, 70), (160, 14, 84))):
        bubble(pen, x, y, w, 24, (246 - n * 2, 104 - n * 30) if n == 0 else (x + w * 0.7, y + 28))
        pen.curve(
            [
                (x + 9, y + 14),
                (x + 15, y + 8),
                (x + 21, y + 15),
                (x + 27, y + 9),
                (x + 33, y + 14),
                (x + 39, y + 9),
                (x + w - 10, y + 13),
            ],
            (RED, RED_MID, INK_FAINT)[n],
            2.2,
        )
    frame(pen)
    return pen


def same_queue_again() -> Pen:
    """A line of people that goes out of one door and in at the other, for ever."""
    pen = Pen(W, H)
    ground(pen, BLUE_PALE, "#cfdbe0", 84)
    for x, colour in ((36, PURPLE), (222, GREEN)):
        pen.rect(x, 26, 62, 66, colour, INK, 2.4)
        pen.rect(x + 10, 40, 42, 52, "#3a3631", INK, 2)
        pen.circle(x + 31, 33, 3, YELLOW, INK, 1.2)
    # Signs that point at each other.
    pen.poly([(112, 34), (150, 34), (160, 43), (150, 52), (112, 52)], CARD, INK, 2)
    pen.poly([(208, 58), (170, 58), (160, 67), (170, 76), (208, 76)], CARD, INK, 2)
    pen.line([(160, 26), (160, 92)], INK, 2.6)
    scribble(pen, 119, 43, 26, 1)
    scribble(pen, 176, 67, 26, 1)
    # The loop on the floor.
    pen.oval(160, 142, 132, 42, None, INK_FAINT, 2)
    pen.oval(160, 142, 92, 20, "#bccbd2", INK_FAINT, 2)
    for n in range(3):
        a = (72, 160, 248)[n]
        pen.poly(
            [
                (a - 7, 182 - abs(a - 160) * 0.05),
                (a + 7, 178 - abs(a - 160) * 0.05),
                (a + 7, 188 - abs(a - 160) * 0.05),
            ],
            INK_SOFT,
            None,
        )
    ring = circle_points(160, 136, 112, 31, 0, 360, 11)[:-1]
    order = sorted(range(len(ring)), key=lambda k: ring[k][1])
    for k in order:
        x, y = ring[k]
        scale = 1.15 + (y - 105) / 62 * 0.5
        person(
            pen,
            x,
            y + 16,
            scale,
            look(k + 2),
            arms="phone" if k % 3 else "hang",
            mood=("flat", "sour", "weary", "flat")[k % 4],
            turn=0.6,
            legs="walk",
            flip=y > 136,
        )
    frame(pen)
    return pen


def phantom_credit() -> Pen:
    """What was promised rises from the telephone as the ghost of a dollar, and the clock says four minutes."""
    pen = Pen(W, H)
    ground(pen, "#dcdcea", "#c3c2d4", 156)
    clock(pen, 46, 46, 27, 12, 4, CARD)
    pen.path("M46 46L46 27A19 19 0 0 1 53.7 28.6Z", RED_MID, None, opacity=0.7)
    sitting(pen, 92, 176, 2.4, look(5, cut="bob", shirt=BLUE), mood="glad", headset=True)
    # The ghost.
    body = [
        (214, 148),
        (208, 100),
        (222, 54),
        (250, 42),
        (278, 54),
        (290, 100),
        (286, 148),
        (272, 138),
        (260, 150),
        (248, 139),
        (234, 151),
        (224, 139),
    ]
    pen.blob(body, CARD, INK, 2.6, 0.94)
    pen.hatch([(266, 60), (282, 70), (284, 132), (268, 130)], gap=7, opacity=0.3)
    for x in (238, 262):
        pen.oval(x, 76, 5, 7, INK, None)
        pen.circle(x + 1.6, 73, 1.6, CARD, None)
    pen.oval(250, 94, 5, 4, INK, None)
    dollar(pen, 249, 119, 34, GREEN, 4.4)
    pen.curve([(168, 122), (184, 132), (196, 128), (206, 140)], INK_FAINT, 2)
    pen.curve([(170, 112), (186, 118), (200, 110)], INK_FAINT, 2)
    # The form, still blank.
    paper(pen, 184, 182, 34, 22, turn=-8, rows=0)
    pen.line([(176, 178), (190, 176)], LINE, 1.6)
    pen.line([(196, 176), (206, 168)], YELLOW, 4)
    pen.line([(196, 176), (206, 168)], INK, 1)
    frame(pen)
    return pen


def a_name_on_the_case() -> Pen:
    """A case with somebody's face on its label, and the cord that rings back."""
    pen = Pen(W, H)
    ground(pen, YELLOW_PALE, "#e3d3a6", 152)
    window(pen, 22, 22, 74, 50)
    calendar(pen, 276, 50, 48, 11, turn=4)
    # Everybody who knew a tenth of it, faint.
    for n in range(5):
        person(
            pen,
            128 + n * 27,
            146 - (n % 2) * 3,
            1.25,
            Look(
                skin=GREY,
                hair=GREY_DARK,
                shirt=LINE,
                trousers=GREY_DARK,
                cut=("short", "bun", "bob", "bald", "curly")[n],
            ),
            arms="palms",
            shadow=False,
        )
    # One who keeps it.
    person(
        pen,
        84,
        182,
        2.9,
        look(2, cut="curly", shirt=BLUE, skin=SKINS[2], hair=HAIRS[5]),
        arms="phone",
        mood="glad",
        turn=0.6,
        headset=False,
    )
    # The case.
    pen.shadow(206, 184, 62, 7)
    pen.path("M184 122Q184 106 206 106Q228 106 228 122", None, INK, 5)
    pen.rect(146, 122, 120, 60, WOOD, INK, 2.8, r=8)
    pen.hatch_rect(222, 124, 40, 56, gap=7, opacity=0.4)
    for x in (164, 240):
        pen.rect(x, 122, 9, 60, WOOD_DARK, INK, 1.8)
        pen.rect(x - 3, 146, 15, 11, YELLOW, INK, 1.8)
    # The label.
    pen.curve([(206, 110), (214, 126), (206, 136)], INK, 1.6)
    with pen.at(206, 154, 1, turn=-5):
        pen.poly([(-26, -18), (22, -18), (27, -10), (27, 18), (-26, 18)], CARD, INK, 2)
        pen.circle(-12, 0, 9, SKINS[2], INK, 1.6)
        pen.circle(-12, -5, 7.4, HAIRS[5], None)
        pen.circle(-12, 2, 6, SKINS[2], None)
        pen.curve([(-15, 3), (-12, 5), (-9, 3)], INK, 1.3)
        scribble(pen, 3, -6, 18, 3, 7)
    frame(pen)
    return pen


def the_other_desk() -> Pen:
    """Upstairs tea is served to who shouted; downstairs the barrier is down."""
    pen = Pen(W, H)
    ground(pen, RED_PALE, PAPER_DEEP, 98)
    # Upstairs: carpet, lamp, sofa.
    pen.rect(3, 88, W - 6, 10, WOOD_DARK, INK, 2)
    pen.line([(196, 3), (196, 26)], INK, 2)
    pen.poly([(180, 38), (186, 26), (206, 26), (212, 38)], YELLOW, INK, 2)
    pen.poly([(184, 40), (208, 40), (228, 86), (164, 86)], YELLOW_PALE, None, opacity=0.6)
    pen.rect(18, 56, 64, 28, PURPLE, INK, 2.2, r=8)
    pen.rect(14, 62, 14, 24, PURPLE_MID, INK, 2.2, r=5)
    pen.rect(72, 62, 14, 24, PURPLE_MID, INK, 2.2, r=5)
    person(
        pen, 48, 86, 1.45, look(8, cut="bowler", shirt=ORANGE_MID), arms="hold", mood="glad", legs="sit", shadow=False
    )
    with pen.at(60, 66):
        pen.rect(-5, -4, 10, 8, CARD, INK, 1.5, r=2)
        pen.curve([(-1, -8), (1, -11), (-1, -14)], INK_FAINT, 1.3)
    person(
        pen,
        120,
        86,
        1.5,
        Look(skin=SKINS[3], hair="#2b2824", cut="long", shirt="#70464a"),
        arms="forward",
        mood="laugh",
        turn=-0.6,
        flip=True,
        shadow=False,
    )
    for n in range(3):
        paper(pen, 236 + n * 26, 42 + (n % 2) * 10, 18, 14, turn=(-8, 5, -3)[n], rows=2)
        heart(pen, 241 + n * 26, 38 + (n % 2) * 10, 5)
    # The ladder and who climbs it.
    for x in (272, 292):
        pen.line([(x, 190), (x - 2, 60)], WOOD_DARK, 3.6)
    for n in range(8):
        pen.line([(271.5 - n * 0.2, 182 - n * 16), (291.5 - n * 0.2, 182 - n * 16)], WOOD_DARK, 2.6)
    person(
        pen, 281, 138, 1.5, look(4, cut="cap", shirt=RED_MID), arms="point left", mood="shout", turn=-0.6, shadow=False
    )
    megaphone(pen, 254, 102, 0.8, flip=True, turn=0)
    # Downstairs.
    sitting(pen, 40, 186, 1.6, look(9, cut="bun", shirt=BLUE, skin=SKINS[4]), mood="sad", headset=True, arms="palms")
    barrier(pen, 124, 186, 50, high=30)
    for n, x in enumerate((146, 182, 218, 246)):
        person(
            pen,
            x + 8,
            184 + (n % 2) * 3,
            1.55,
            look(n + 11),
            arms="phone" if n % 2 else "hang",
            mood=("sour", "flat", "weary", "sad")[n],
            turn=-0.6,
            flip=False,
        )
    frame(pen)
    return pen


def not_our_customer() -> Pen:
    """Two desks point at each other; between them somebody sits on his suitcase with his number on a string."""
    pen = Pen(W, H)
    ground(pen, BLUE_PALE, PAPER_DEEP, 146)
    pen.rect(12, 48, 82, 104, BLUE_MID, INK, 2.4)
    pen.rect(226, 48, 82, 104, GREEN_MID, INK, 2.4)
    pen.hatch_rect(70, 50, 22, 100, gap=7, opacity=0.28)
    pen.hatch_rect(284, 50, 22, 100, gap=7, opacity=0.28)
    for x in (22, 236):
        pen.rect(x, 58, 62, 50, "#3a3631", INK, 2)
    person(
        pen,
        54,
        128,
        1.9,
        look(1, cut="short", shirt=BLUE),
        arms="point",
        mood="flat",
        turn=0.8,
        headset=True,
        shadow=False,
    )
    person(
        pen,
        266,
        128,
        1.9,
        look(2, cut="bun", shirt=GREEN),
        arms="point",
        mood="flat",
        turn=0.8,
        headset=True,
        shadow=False,
        flip=True,
    )
    for x in (12, 226):
        pen.rect(x - 4, 104, 90, 10, WOOD_PALE, INK, 2.2)
    pen.rect(16, 114, 74, 38, BLUE_MID, INK, 2.2)
    pen.rect(230, 114, 74, 38, GREEN_MID, INK, 2.2)
    # The line between.
    for n in range(9):
        pen.line([(160 + (n % 2), 20 + n * 20), (160, 30 + n * 20)], RED, 3)
    # He, on his suitcase.
    pen.shadow(160, 184, 40, 5)
    pen.rect(136, 158, 48, 26, ORANGE_MID, INK, 2.2, r=4)
    pen.line([(152, 158), (152, 153), (168, 153), (168, 158)], INK, 2.4)
    person(
        pen, 156, 172, 2.1, look(3, cut="beanie", shirt=PURPLE_MID), arms="palms", mood="oh", legs="sit", shadow=False
    )
    # The number, a balloon on a string.
    pen.curve([(190, 138), (200, 116), (194, 92), (200, 74)], INK, 1.4)
    pen.rect(178, 42, 44, 32, YELLOW, INK, 2.2, r=7)
    for n, digit in enumerate((0, 7, 7)):
        figure(pen, 186 + n * 11, 50, 16, digit, INK, 2.2)
    frame(pen)
    return pen


def captives() -> Pen:
    """A birdcage with people in it, a lock in the shape of money, and a calendar they look at."""
    pen = Pen(W, H)
    ground(pen, "#e6ddea", "#cdbfcf", 164)
    pen.line([(150, 2), (150, 26)], INK, 2.4)
    pen.circle(150, 31, 6, None, INK, 2.6)
    cage = [*circle_points(150, 100, 92, 64, 180, 360, 16), (242, 160), (58, 160)]
    pen.poly(cage, CARD, None, opacity=0.6)
    pen.rect(50, 158, 200, 13, WOOD, INK, 2.6, r=4)
    people = ((92, "phone", "flat"), (132, "hold", "sad"), (172, "phone", "sour"), (210, "chin", "weary"))
    for n, (x, arms, mood) in enumerate(people):
        person(pen, x, 159, 1.85, look(n * 2 + 1), arms=arms, mood=mood, turn=0.5, shadow=False)
    smart(pen, 136, 132, 15, turn=-10)
    pen.curve(circle_points(150, 100, 92, 64, 180, 360, 20), INK, 3)
    for n in range(9):
        x = 58 + n * 23
        top = 100 - 64 * (1 - ((x - 150) / 92) ** 2) ** 0.5 if abs(x - 150) < 92 else 100
        pen.line([(x, top), (x, 159)], INK, 2)
    pen.line([(58, 100), (242, 100)], INK, 2)
    # The lock.
    lock(pen, 228, 128, 30)
    dollar(pen, 228, 128, 17, INK, 2.4)
    calendar(pen, 284, 62, 46, 13, turn=3)
    # One who is out.
    with pen.at(34, 46, 1.1):
        pen.blob([(-10, 2), (-3, -6), (7, -4), (12, 1), (4, 7), (-5, 7)], SKY, INK, 1.8)
        pen.blob([(-2, -2), (-12, -14), (4, -8)], BLUE_MID, INK, 1.6)
        pen.poly([(12, 0), (17, 2), (12, 3)], ORANGE, INK, 1.2)
        pen.circle(8, -1, 1.2, INK, None)
    pen.curve([(12, 74), (18, 66), (22, 60)], INK_FAINT, 1.6)
    frame(pen)
    return pen


def recession() -> Pen:
    """Rain, a line that falls, and somebody who is still at the desk in the evening under an umbrella."""
    pen = Pen(W, H)
    ground(pen, "#a9b1c2", "#8f96a8", 160)
    for n, x in enumerate((24, 74, 128, 176, 232, 276)):
        tall = (56, 78, 48, 84, 62, 74)[n]
        pen.rect(x - 12, 160 - tall, 44, tall, (NIGHT_MID, "#7d839c")[n % 2], INK, 1.6)
        for k in range(4):
            on = (n + k) % 5 == 0
            pen.rect(x - 6 + (k % 2) * 18, 168 - tall + (k // 2) * 18, 9, 10, YELLOW if on else NIGHT, None)
    cloud(pen, 64, 34, 78, GREY, INK_SOFT)
    cloud(pen, 206, 28, 96, GREY_DARK, INK_SOFT)
    rain(pen, 16, 48, 292, 120, gap=17, colour="#dfe6f0")
    chart_down(pen, 34, 62, 236, 62)
    sitting(pen, 108, 186, 2.3, look(4, cut="bun", shirt=BLUE, skin=SKINS[3]), mood="weary", headset=True)
    umbrella(pen, 96, 152, 46, RED_MID, turn=-6)
    lamp(pen, 182, 152, 0.8)
    coins(pen, 238, 186, 1)
    coins(pen, 268, 187, 2)
    frame(pen)
    return pen


def the_gadget_column() -> Pen:
    """On the scales: the ledger that says ten dollars, and one who writes. She is the heavier."""
    pen = Pen(W, H)
    ground(pen, PAPER, PAPER_DEEP, 160)
    # Readers in the background, each behind the same paper.
    for n in range(6):
        x = 30 + n * 52
        person(
            pen,
            x,
            158,
            1.4,
            Look(
                skin=SKINS[n % 6], hair="#6a6258", shirt=GREY, cut=("bald", "bun", "short", "bob", "bowler", "curly")[n]
            ),
            arms="forward",
            shadow=False,
            mood="flat",
        )
        pen.rect(x - 14, 120, 30, 26, CARD, INK, 1.5)
        pen.line([(x + 1, 120), (x + 1, 146)], INK_SOFT, 1)
        pen.rect(x - 11, 124, 9, 8, ORANGE_PALE, None)
        scribble(pen, x - 11, 136, 9, 2, 4, INK_FAINT, 1)
        scribble(pen, x + 4, 126, 9, 4, 4, INK_FAINT, 1)
    # The scales.
    pen.shadow(160, 186, 40, 5)
    pen.poly([(136, 186), (148, 174), (172, 174), (184, 186)], WOOD_DARK, INK, 2.2)
    pen.line([(160, 174), (160, 42)], INK, 5)
    pen.line([(160, 174), (160, 42)], YELLOW, 2)
    pen.line([(72, 32), (248, 66)], INK, 6)
    pen.line([(72, 32), (248, 66)], YELLOW, 2.6)
    pen.circle(160, 48, 7, YELLOW, INK, 2.2)
    for x, y, w, low in ((72, 32, 60, 84), (248, 66, 72, 146)):
        pen.line([(x, y), (x - w / 2, low)], INK, 1.5)
        pen.line([(x, y), (x + w / 2, low)], INK, 1.5)
    # Left, light: the books and ten dollars.
    pen.rect(50, 66, 44, 15, BLUE, INK, 2, r=2)
    pen.rect(52, 70, 42, 6, CARD, INK, 1.2)
    coins(pen, 64, 66, 1, 16)
    coin(pen, 84, 57, 8)
    pen.path("M40 84Q72 104 104 84Z", YELLOW, INK, 2.2)
    # Right, heavy: she writes.
    person(
        pen,
        244,
        146,
        1.75,
        Look(skin=SKINS[0], hair="#a8642c", cut="long", shirt=PURPLE),
        arms="type",
        mood="glad",
        turn=0.4,
        legs="sit",
        shadow=False,
    )
    pen.poly([(256, 118), (278, 114), (281, 128), (259, 131)], GREY, INK, 1.6)
    pen.path("M208 146Q248 172 288 146Z", YELLOW, INK, 2.2)
    frame(pen)
    return pen


def three_hours_seventeen() -> Pen:
    """A counter that has come to 3:17, a cord like a labyrinth, and at its end somebody asleep with a cobweb."""
    pen = Pen(W, H)
    ground(pen, "#55597a", "#43465f", 160, line=False)
    pen.circle(288, 30, 13, YELLOW_PALE, None)
    pen.circle(282, 26, 12, "#55597a", None)
    # The display.
    pen.rect(18, 20, 150, 74, INK, INK, 2.4, r=10)
    pen.rect(25, 27, 136, 60, "#1f3327", "#6a6258", 1.6, r=6)
    figure(pen, 42, 39, 36, 3, "#8fe0b4", 5)
    for y in (50, 66):
        pen.circle(74, y, 3, "#8fe0b4", None)
    figure(pen, 84, 39, 36, 1, "#8fe0b4", 5)
    figure(pen, 120, 39, 36, 7, "#8fe0b4", 5)
    # The cord, all over the place.
    way = [
        (60, 96),
        (44, 118),
        (80, 140),
        (150, 126),
        (178, 96),
        (204, 66),
        (250, 58),
        (280, 84),
        (262, 108),
        (220, 116),
        (190, 138),
        (140, 160),
        (84, 168),
        (66, 184),
        (120, 184),
        (170, 176),
        (205, 152),
        (224, 136),
    ]
    pen.coil(way, 4.4, 7.5, ORANGE_MID, 2)
    # The armchair.
    pen.shadow(250, 188, 56, 6)
    pen.rect(214, 104, 74, 78, RED, INK, 2.6, r=14)
    pen.hatch_rect(262, 110, 22, 66, gap=6, opacity=0.4)
    person(
        pen,
        246,
        190,
        2.35,
        look(8, cut="bald", shirt=GREEN_MID),
        arms="hang",
        mood="asleep",
        legs="sit",
        shadow=False,
        nod=2,
    )
    pen.blob([(236, 132), (246, 138), (258, 132), (256, 148), (246, 156), (238, 148)], GREY, INK, 1.8)  # a beard
    pen.rect(206, 138, 20, 46, RED_MID, INK, 2.4, r=8)
    pen.rect(276, 138, 20, 46, RED_MID, INK, 2.4, r=8)
    receiver(pen, 228, 124, 30, turn=-16)
    # A cobweb from chair to lamp.
    for end in ((302, 96), (304, 112), (300, 128)):
        pen.line([(284, 108), end], "#c9c9d8", 1.1)
    pen.curve([(293, 102), (296, 110), (293, 119)], "#c9c9d8", 1)
    pen.curve([(299, 99), (302, 111), (298, 124)], "#c9c9d8", 1)
    for n, (x, y, size) in enumerate(((272, 92, 6), (282, 78, 8), (294, 62, 10))):
        pen.line([(x, y), (x + size, y), (x, y + size), (x + size, y + size)], CARD, 1.6 + n * 0.3)
    frame(pen)
    return pen


def sandbox() -> Pen:
    """A box of sand with a desk, a telephone, a bucket and levers to pull."""
    pen = Pen(W, H)
    ground(pen, "#dbe9ee", GREEN_PALE, 108)
    cloud(pen, 60, 36, 50)
    cloud(pen, 246, 44, 40)
    for x in (22, 290):
        tree(pen, x, 118, 1.3)
    pen.poly([(30, 120), (290, 120), (308, 186), (12, 186)], WOOD, INK, 2.6)
    pen.poly([(40, 124), (280, 124), (294, 174), (26, 174)], YELLOW_PALE, INK, 2)
    pen.hatch([(40, 150), (292, 150), (294, 172), (26, 172)], gap=12, angle=14, width=1, colour=WOOD_DARK, opacity=0.4)
    pen.line([(12, 186), (26, 174)], INK, 2)
    pen.line([(308, 186), (294, 174)], INK, 2)
    # A castle of jacks.
    house(pen, 124, 152, 34, 40, YELLOW_PALE, WOOD_PALE, jacks=2, lit=(1,))
    house(pen, 160, 152, 44, 58, YELLOW_PALE, WOOD_PALE, jacks=2, lit=(0, 3))
    pen.line([(182, 80), (182, 60)], INK, 2)
    pen.poly([(182, 60), (200, 66), (182, 72)], RED, INK, 1.6)
    # Levers.
    for n, (x, turn) in enumerate(((62, -24), (84, 8), (106, 28))):
        with pen.at(x, 160, 1, turn=turn):
            pen.line([(0, 0), (0, -34)], INK, 3.4)
            pen.circle(0, -37, 6, (BLUE, ORANGE, GREEN)[n], INK, 2)
        pen.oval(x, 160, 9, 3.4, GREY_DARK, INK, 1.6)
    # Bucket and spade.
    pen.poly([(226, 136), (256, 136), (251, 164), (231, 164)], SKY, INK, 2.2)
    pen.curve([(226, 136), (241, 116), (256, 136)], INK, 1.8)
    pen.line([(262, 166), (276, 130)], WOOD_DARK, 3.4)
    pen.poly([(254, 158), (266, 163), (260, 172), (252, 168)], RED, INK, 1.8)
    dial_phone(pen, 216, 172, 26, ORANGE)
    frame(pen)
    return pen


PICTURES: dict[str, Callable[[], Pen]] = {
    "level-01-handled": handled,
    "level-02-one-time-approval": one_time_approval,
    "level-03-no-notes": no_notes,
    "level-04-same-queue-again": same_queue_again,
    "level-05-phantom-credit": phantom_credit,
    "level-06-a-name-on-the-case": a_name_on_the_case,
    "level-07-the-other-desk": the_other_desk,
    "level-08-not-our-customer": not_our_customer,
    "level-09-captives": captives,
    "level-10-recession": recession,
    "level-11-the-gadget-column": the_gadget_column,
    "level-12-three-hours-seventeen": three_hours_seventeen,
    "level-sandbox": sandbox,
}
