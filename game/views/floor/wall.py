"""The back wall: windows onto the town, the clock, the door, and the notice over it.

Rules of this file: what hangs where is a pure function of the plan. The wall, the frames and the door stand still and
are kept; sky, hands and notice are drawn with every picture. When days fly by the clock tells the week only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from math import cos, pi, sin
from typing import Final

from game.views import theme
from game.views.canvas import Canvas, Colour, Point, Rect
from game.views.floor.album import Album
from game.views.floor.colours import DUSK, LIGHTS, WOOD, WOOD_DARK, in_light
from game.views.floor.daylight import Daylight, is_night, sky_at
from game.views.floor.looks import scatter
from game.views.floor.pen import Motif, Pen, sprite
from game.views.floor.plan import Plan
from game.views.lettering import middle
from game.views.theme import mix
from game.views.when import clock, weekday
from game.views.words import say
from sim.clock import DAY, HOUR, day_of

PLASTER: Final[Colour] = (214, 216, 196)
FRAME: Final[Colour] = (250, 246, 236)
TOWN_AT_NIGHT: Final[Colour] = (40, 44, 72)

# --- what hangs where ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wall:
    """Where things hang on the back wall."""

    size: float
    """Of words, against those of the theme."""
    top: float
    windows: tuple[Rect, ...]
    clock: Point | None
    clock_r: float
    door: Rect
    notice: tuple[float, float]
    """From where to where there is room for the notice."""


@lru_cache(maxsize=16)
def wall_of(plan: Plan) -> Wall:
    """The back wall of a plan."""
    rect, size = plan.rect, plan.type
    high = plan.wall_y - rect.y
    door_w, door_h = min(plan.aisle_w - 2, 34 * size), min(high - 2, 46 * size)
    door = Rect(plan.aisle_x - door_w / 2, plan.wall_y - door_h, door_w, door_h)
    windows: list[Rect] = []
    clock: Point | None = None
    r = min(14 * size, (high - theme.TINY * size - 8) / 2.4)
    top, tall = rect.y + 7 * size, high - 16 * size
    for start, end in _free(plan, door):
        wide = end - start
        if clock is None and wide > 60 * size and r > 5:
            clock = (start + wide * 0.5, rect.y + 4 * size + r)
            half = wide / 2 - 34 * size
            for left in (start, start + wide / 2 + 34 * size):
                if half > 34 * size:
                    pane = min(half, 150 * size)
                    windows.append(Rect(left + (half - pane) / 2, top, pane, tall))
        elif wide > 50 * size:
            panes = max(1, int(wide / (190 * size)))
            for n in range(panes):
                pane = min(wide / panes - 16 * size, 150 * size)
                windows.append(Rect(start + wide * (n + 0.5) / panes - pane / 2, top, pane, tall))
    left = max([rect.x, *(stage.right for stage in plan.stages if stage.x < door.x)])
    right = min([rect.right, *(stage.x for stage in plan.stages if stage.x > door.x)])
    return Wall(size, rect.y, tuple(windows), clock, r, door, (left, right))


def _free(plan: Plan, door: Rect) -> list[tuple[float, float]]:
    """From where to where the wall is to be seen: left of the door, and right of it if nobody sits before it."""
    rect, size, stages = plan.rect, plan.type, plan.stages
    end = door.x - 44 * size
    if stages and min(stage.x for stage in stages) < door.x:
        end = min(stage.x for stage in stages) - 8 * size
    spans = [(rect.x + 8 * size, end)]
    if not stages and rect.right - door.right > 120 * size:
        spans.append((door.right + 8 * size, rect.right - 8 * size))
    return spans


# --- what stands still --------------------------------------------------------------------------------------------


def frame_colour(dark: float) -> Colour:
    """The frames of the windows."""
    return mix(FRAME, DUSK, 0.6 * dark)


def draw_wall(canvas: Canvas, plan: Plan, light: int, *, closed: bool) -> None:
    """The wall with its frames, face of the clock and door."""
    rect, size = plan.rect, plan.type
    wall = wall_of(plan)
    soft = in_light(theme.INK_SOFT, light)
    canvas.rect(Rect(rect.x, rect.y, rect.w, plan.wall_y - rect.y), in_light(PLASTER, light))
    low = plan.wall_y - 7 * size
    canvas.rect(Rect(rect.x, low, rect.w, plan.wall_y - low), in_light(mix(PLASTER, theme.INK, 0.16), light))
    canvas.rect(Rect(rect.x, plan.wall_y - 1, rect.w, 1.5), soft)
    colour = frame_colour(light / LIGHTS)
    for pane in wall.windows:
        frame = pane.inset(-3 * size)
        canvas.rect(frame, colour, line=soft, width=1.2)
        sill = Rect(frame.x - 3 * size, frame.bottom - 1, frame.w + 6 * size, 3.5 * size)
        canvas.rect(sill, colour, line=soft, width=1)
    if wall.clock is not None:
        (x, y), r = wall.clock, wall.clock_r
        canvas.circle(x, y, r, theme.CARD, line=theme.INK, width=2 * size)
        for n in range(12):
            angle = n * pi / 6
            canvas.circle(x + r * 0.78 * cos(angle), y + r * 0.78 * sin(angle), 0.06 * r, theme.INK)
    _draw_door(canvas, wall, light, closed=closed)


def _draw_door(canvas: Canvas, wall: Wall, light: int, *, closed: bool) -> None:
    """The door in the back wall."""
    size, door, ink = wall.size, wall.door, in_light(theme.INK, light)
    canvas.rect(door.inset(-2.5 * size, 0), in_light(WOOD_DARK, light), line=ink, width=1)
    canvas.rect(door, in_light((96, 82, 78) if closed else (250, 236, 196), light))
    edge = door.x + door.w * (0.98 if closed else 0.3)
    lean = 0.0 if closed else 3.5 * size
    leaf = [(door.x, door.y), (edge, door.y + lean), (edge, door.bottom + lean), (door.x, door.bottom)]
    canvas.polygon(leaf, in_light(WOOD, light), line=ink, width=1)
    knob = door.x + door.w * (0.85 if closed else 0.24)
    canvas.circle(knob, door.y + door.h * 0.55, 1.6 * size, in_light(theme.YELLOW, light))


# --- what doesn't -------------------------------------------------------------------------------------------------


def paint_window(pen: Pen, w: float, h: float, hour: float, first: int) -> None:
    """A window of `w` by `h` units onto the town; its top left is the origin."""
    paint_sky(pen, w, h, hour, first)
    paint_town(pen, w, h, hour, first)


def paint_sky(pen: Pen, w: float, h: float, hour: float, first: int) -> None:
    """Sun or moon rise in window 0 and set in window 1."""
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


def paint_town(pen: Pen, w: float, h: float, hour: float, first: int) -> None:
    """A hill and the houses before it; at night there is light in most."""
    night = is_night(hour)
    hill = mix((146, 170, 138), (40, 46, 76), 0.75 if night else (0.25 if hour > 18.5 or hour < 7.5 else 0.0))
    wave = [(w * n / 8, h * (0.74 + 0.07 * sin(n * 1.1 + first * 2.2))) for n in range(9)]
    pen.shape([*wave, (w, h), (0, h)], hill)
    roof = mix((158, 92, 76), TOWN_AT_NIGHT, 0.75 if night else 0.0)
    x, n = 3.0, 0
    while x < w - 8:
        spot = scatter(n + 20, first)
        broad, high = 7 + spot % 5, h * (0.16 + (spot >> 4) % 5 * 0.05)
        if x + broad + 1 > w:
            break
        wall = mix(((206, 160, 132), (214, 196, 160), (176, 150, 140))[spot % 3], TOWN_AT_NIGHT, 0.72 if night else 0.0)
        pen.box(x, h - high, broad, high, wall)
        pen.shape([(x - 1, h - high), (x + broad / 2, h - high - 4), (x + broad + 1, h - high)], roof)
        lit = (246, 214, 128) if night and spot >> 7 & 3 else mix(wall, (60, 70, 90), 0.45)
        pen.box(x + broad * 0.3, h - high + 2.2, 2.2, 2.6, lit)
        x += broad + 2 + (spot >> 9) % 9
        n += 1


def paint_pot(pen: Pen, variant: int) -> None:
    """A small plant for a window sill, of two kinds, in eight lights at most; its foot is the origin."""
    kind, light = divmod(variant, 8)
    dark, leaf, clay = (in_light(c, light) for c in (theme.INK, (104, 150, 104), (206, 124, 92)))
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


POT: Final = Motif("pot", paint_pot, (13, 20, 13, 2))


def draw_windows(canvas: Canvas, album: Album, wall: Wall, daylight: Daylight) -> None:
    """What is seen through the windows, with their bars and the plants before them."""
    size = wall.size
    phase = int(daylight.hour * 2)
    bar = frame_colour(daylight.dark)
    for n, pane in enumerate(wall.windows):
        w, h = pane.w / size, pane.h / size
        view = partial(paint_window, w=w, h=h, hour=phase / 2 + 0.25, first=n % 2)
        sprite(f"floor.window.{phase}.{n % 2}.{w:.2f}.{h:.2f}", view, size, (0, 0, w, h)).stamp(canvas, pane.x, pane.y)
        canvas.rect(Rect(pane.x + pane.w / 2 - 0.75, pane.y, 1.5, pane.h), bar)
        canvas.rect(Rect(pane.x, pane.y + pane.h * 0.45, pane.w, 1.5), bar)
        if pane.w > 60 * size:
            pot = album.sprite(POT, n * 8 + daylight.step, size)
            pot.stamp(canvas, pane.right - 14 * size, pane.bottom + 3 * size)


def draw_clock(canvas: Canvas, wall: Wall, daylight: Daylight, time: float, *, calm: bool, blurred: bool) -> None:
    """The hands of the clock, and day and time below it; in a calm picture without the hand that would whirl."""
    if wall.clock is None:
        return
    (x, y), r = wall.clock, wall.clock_r
    if not blurred:
        hour = time % DAY / HOUR
        for turn, reach, width in ((hour / 12, 0.5, 2.0), (hour % 1.0, 0.76, 1.4))[: 1 if calm else 2]:
            angle = (turn * 2 - 0.5) * pi
            tip = (x + r * reach * cos(angle), y + r * reach * sin(angle))
            canvas.lines([(x, y), tip], theme.INK, width=width * r / 14)
    canvas.circle(x, y, 1.6 * r / 14, theme.INK)
    ink = theme.CARD if daylight.dark > 0.6 else theme.INK
    words = clock_words(time, coarse=blurred)
    canvas.text(x, y + r + 3, words, size=theme.TINY * wall.size, colour=ink, align="centre")


def clock_words(time: float, *, coarse: bool) -> str:
    """Day and time; `coarse`: the week only."""
    day = day_of(time)
    if coarse:
        return say("week {n}", n=day // 7 + 1)
    return say("{weekday} {clock}", weekday=weekday(day), clock=clock(time))


def draw_notice(canvas: Canvas, wall: Wall, *, closed: bool) -> None:
    """The board over the door that says whether the lines are open."""
    size, door, (left, right) = wall.size, wall.door, wall.notice
    words = say("LINES CLOSED") if closed else say("OPEN")
    type_ = theme.TINY * size * 0.92
    wide, high = canvas.measure(words, size=type_, weight="bold")
    half = wide / 2 + 6 * size
    x = max(left + half, min(right - half, door.centre[0]))
    y = max(wall.top + 2, door.y - high - 5 * size)
    board = Rect(x - wide / 2 - 5 * size, y, wide + 10 * size, high + 3)
    canvas.rect(board, theme.INK if closed else theme.GREEN, line=theme.CARD, width=1, radius=3)
    middle(canvas, *board.centre, words, size=type_, colour=theme.CARD, weight="bold", align="centre")
