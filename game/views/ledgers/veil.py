"""The veil over what is true: how it looks, what lifts it, and the foot of a page in which that is said and done.

Rules of this file: it hangs on the pages alone. Whoever plays has walked the floor; dials, goals and Why? stay open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from game.views import icons, theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.ledgers.accounts import INSIGHT
from game.views.lettering import fit, middle
from game.views.playing import Foyer
from game.views.scene import Turn
from game.views.ui import Do, Ui
from game.views.words import say

LEVER = "perception.complaint_file"
"""The dearest lever that a chairman has: an hour of his own time."""
NARROW = 900.0
"""On a narrower foot the words stand above the buttons."""
LINE = 17.0
BUTTON = 34.0
LABEL = 22.0
"""A veil at least so high says what it is."""


def draw_veil(canvas: Canvas, box: Rect) -> None:
    """Something is there, and nobody upstairs sees it: slanting lines, and the words where there is room."""
    canvas.rect(box, theme.PAPER_DEEP, radius=6)
    slant = box.h * 0.6
    for n in range(int((box.w - slant) // 11)):
        x = box.x + 6 + n * 11
        canvas.lines([(x, box.bottom - 3), (x + slant, box.y + 3)], theme.LINE, width=1.2)
    if box.h < LABEL:
        return
    text = fit(canvas, say("Executives don't see this"), box.w - 24, size=theme.SMALL, weight="bold")
    long = canvas.measure(text, size=theme.SMALL, weight="bold")[0]
    x, y = box.centre
    canvas.rect(Rect(x - long / 2 - 10, y - 11, long + 20, 22), theme.PAPER_DEEP, radius=11)
    middle(canvas, x, y, text, size=theme.SMALL, colour=theme.INK_SOFT, weight="bold", align="centre")


def draw_foot(
    ui: Ui,
    canvas: Canvas,
    box: Rect,
    insight: float,
    foyer: Foyer,
    to_lever: Callable[[str], Turn | None],
    *,
    veiled: bool,
) -> float:
    """At the bottom of `box`: how much of the truth comes upstairs, what buys more, and a hand that lifts; its top."""
    settings = foyer.settings

    def turn() -> None:
        foyer.change(replace(settings, unveiled=not settings.unveiled))

    buttons: list[tuple[str, str, str, widgets.Icon | None, Do]] = []
    if veiled:
        text = say(
            "{now:.0f} % of the truth comes upstairs; the veil lifts above {need:.0f} %.", now=insight, need=INSIGHT
        )
        text += " " + say("Management reads its reports. You walk the floor: dials, goals and Why? wear no veil.")
        tip = say("Open the policy book at the complaint file.")
        buttons.append((say("What buys insight"), "buy insight", tip, icons.book, lambda: to_lever(LEVER)))
        buttons.append((say("Lift the veil"), "veil", say("For whoever looks. Upstairs nothing changes."), None, turn))
    else:
        text = say("The veil is lifted. {now:.0f} % of the truth comes upstairs by itself.", now=insight)
        if insight <= INSIGHT:
            buttons.append((say("Let it down"), "veil", say("Until attention has bought the truth."), None, turn))
    wides = [canvas.measure(label, size=theme.SMALL, weight="bold")[0] + (44 if icon else 28)
             for label, _, _, icon, _ in buttons]  # fmt: skip
    held = sum(wides) + 8 * len(wides)
    narrow = box.w < NARROW
    bar_w = min(180.0, box.w * 0.2)
    lines = ui.wrap(canvas, text, box.w if narrow else box.w - bar_w - held - 30, size=theme.SMALL)
    high = len(lines) * LINE + 10 + BUTTON if narrow else max(BUTTON, len(lines) * LINE)
    top = box.bottom - high - 18
    canvas.rect(Rect(0, top, canvas.size[0], canvas.size[1] - top), theme.CARD)
    canvas.rect(Rect(0, top, canvas.size[0], 1), theme.LINE)
    y = box.bottom - 9 - (BUTTON if narrow else high) / 2
    _draw_insight(canvas, Rect(box.x, y - 5, bar_w, 10), insight)
    left, first = (box.x, top + 9) if narrow else (box.x + bar_w + 16, y - len(lines) * LINE / 2)
    for n, line in enumerate(lines):
        canvas.text(left, first + n * LINE, line, size=theme.SMALL, colour=theme.INK_SOFT)
    x = box.right - held + 8
    for (label, key, tip, icon, do), wide in zip(buttons, wides, strict=True):
        at = Rect(x, y - BUTTON / 2, wide, BUTTON)
        widgets.button(ui, canvas, at, label, do, key=key, icon=icon, tip=tip, size=theme.SMALL)
        x += wide + 8
    return top


def _draw_insight(canvas: Canvas, bar: Rect, insight: float) -> None:
    """The share of the truth that comes through, and a mark where the veil lifts."""
    canvas.rect(bar, theme.PAPER_DEEP, radius=5)
    share = min(1.0, max(0.0, insight / 100))
    canvas.rect(Rect(bar.x, bar.y, max(10.0, bar.w * share), bar.h), theme.ACCENT, radius=5)
    canvas.rect(Rect(bar.x + bar.w * INSIGHT / 100 - 1, bar.y - 5, 2, 20), theme.INK)
