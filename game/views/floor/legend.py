"""The legend: an overlay's title, what it is in a few words, and its scale, on a plate that hangs on the back wall.

Rules of this file: signs of the scale stand in columns under the sentence where all of them fit. Where they don't, they
take the sentence's place beside the title, too, and the middle ones give way; never fewer than the two ends are shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from game.views import theme
from game.views.canvas import Canvas, Rect
from game.views.floor.album import Album
from game.views.floor.overlays import Overlay, Sign
from game.views.floor.plan import FRONT_DESK, Plan
from game.views.lettering import LEADING, fit, middle, wrap
from game.views.words import say

SIGN_W: Final = 28.0
"""Of a sign before its words."""
AIR: Final = 8.0
"""Between one sign's words and the next sign."""

Entry = tuple[Sign, str]
"""A sign and what it means."""


class Put(NamedTuple):
    """An entry and where it begins, from the left of its row, which may be cut at `room`."""

    entry: Entry
    x: float
    room: float


Rows = list[list[Put]]


def legend_room(plan: Plan) -> Rect:
    """The wall over the front line, as far as nobody sits before it."""
    rect = plan.rect
    right = min([plan.aisle_x - plan.aisle_w / 2, *(stage.x for stage in plan.stages)])
    front = next((room for room in plan.rooms if room.name == FRONT_DESK), plan.rooms[0])
    bottom = min(front.rect.y, max(plan.wall_y, rect.y + 40 * plan.type)) - 3
    return Rect(rect.x + 6, rect.y + 4, right - rect.x - 12, bottom - rect.y - 4)


def draw_legend(canvas: Canvas, album: Album, plan: Plan, overlay: Overlay, there: Counter[Sign]) -> Rect:
    """Draw it, with how many there are of each sign where the overlay counts; the plate."""
    unit, box = plan.type, legend_room(plan)
    canvas.rect(Rect(box.x + 2, box.y + 3, box.w, box.h), theme.SHADOW, radius=6)
    canvas.rect(box, theme.CARD, line=theme.INK, width=1.4, radius=6)
    inner = box.inset(9 * unit, 3 * unit)
    head, small = theme.BODY * unit, theme.TINY * unit
    title, says = say(overlay.title), say(overlay.says)
    wide, high = canvas.measure(title, size=head, weight="bold")
    canvas.text(inner.x, inner.y, title, size=head, colour=theme.INK, weight="bold")
    lines = max(1, int((inner.h - high) / (small * LEADING)))
    """Rows of small print for which there is room under the title."""
    entries = entries_of(overlay, there)
    needs = [canvas.measure(words, size=small)[0] + (SIGN_W + AIR) * unit for _, words in entries]
    beside = wide + 12 * unit
    rows = in_columns(entries, needs, inner.w, lines)
    y = inner.y + high + 1
    if rows is None:
        first, *rows = in_flow(entries, needs, inner.w, beside, lines)
        draw_row(canvas, album, first, inner.x, inner.y + high / 2, high, unit)
    elif len(rows) == lines:
        words = fit(canvas, says, inner.w - beside, size=small)
        middle(canvas, inner.x + beside, inner.y + high / 2, words, size=small, colour=theme.INK_SOFT)
    else:
        for line in wrapped(canvas, says, inner.w, small, lines - len(rows)):
            canvas.text(inner.x, y, line, size=small, colour=theme.INK_SOFT)
            y += small * LEADING
    step = (inner.bottom - y) / max(1, len(rows))
    for n, row in enumerate(rows):
        draw_row(canvas, album, row, inner.x, y + (n + 0.5) * step, step, unit)
    return box


def entries_of(overlay: Overlay, there: Counter[Sign]) -> list[Entry]:
    """What is to be explained."""
    words = [(sample.sign, say(sample.words)) for sample in overlay.legend]
    if not overlay.counted:
        return words
    return [(sign, say("{n} {what}", n=there[sign], what=what)) for sign, what in words]


def in_columns(entries: Sequence[Entry], needs: Sequence[float], width: float, most: int) -> Rows | None:
    """All of them in equal columns on as few rows as will hold them; `None`: there is no room for that."""
    for rows in range(1, most + 1):
        across = -(-len(entries) // rows)
        column = width / across
        if max(needs) <= column:
            starts = range(0, len(entries), across)
            return [[Put(e, n * column, column) for n, e in enumerate(entries[s : s + across])] for s in starts]
    return None


def in_flow(entries: Sequence[Entry], needs: Sequence[float], width: float, beside: float, most: int) -> Rows:
    """One after the other, from beside the title on; the middle ones give way, and of the last two, letters."""
    left = list(range(len(entries)))
    while True:
        rows: Rows = [[]]
        x, good = beside, True
        for n in left:
            if x + needs[n] > width and x > 0:
                rows.append([])
                x = 0.0
            rows[-1].append(Put(entries[n], x, min(needs[n], width - x)))
            good &= needs[n] <= width - x
            x += needs[n]
        if len(rows) <= most + 1 and (good or len(left) <= 2):
            return rows
        if len(left) <= 2:
            ends = (entries[left[0]], entries[left[-1]])
            return [[Put(ends[0], beside, width - beside)], [Put(ends[1], 0.0, width)]]
        left.pop(len(left) // 2)


def draw_row(
    canvas: Canvas, album: Album, row: Sequence[Put], x: float, level: float, high: float, unit: float
) -> None:
    """Signs and words of a row that begins at `x`, is `high` and has its middle at `level`."""
    small = theme.TINY * unit
    for (sign, words), from_x, room in row:
        draw_sample(canvas, album, sign, x + from_x + SIGN_W / 2 * unit, level, min(high * 0.95, 22 * unit))
        words = fit(canvas, words, room - (SIGN_W + 2) * unit, size=small)
        middle(canvas, x + from_x + SIGN_W * unit, level, words, size=small, colour=theme.INK)


def draw_sample(canvas: Canvas, album: Album, sign: Sign, x: float, y: float, high: float) -> None:
    """A gauge about (x, y) that is no higher than `high`."""
    motif, variant = sign
    _, top, _, low = motif.reach
    size = high / (top + low)
    album.sprite(motif, variant, size).stamp(canvas, x, y + (top - low) / 2 * size)


def wrapped(canvas: Canvas, text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    """`text` in at most so many lines, cut where it must be."""
    lines = wrap(canvas, text, width, size=size)
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], fit(canvas, " ".join(lines[most - 1 :]), width, size=size))
