"""The panel: the key to the map that is also its numbers. Counts by fate, hubs found, the loudest of the week.

Rules of this file: what is counted here is what the census counted. Everything leads somewhere: a fate shows where
those people live, a story whose it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from game.views import icons, theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.floor.pen import Pen
from game.views.lettering import fit, middle
from game.views.town.census import ORDER
from game.views.town.gossip import Tale
from game.views.town.pictures import paint_pane
from game.views.ui import Ui
from game.views.words import edition, number, say
from sim.frames import Fate
from sim.words import later

WIDE: Final = 186.0
STRIP: Final = 34.0
"""Height of the numbers where they must lie below the map."""
HEAD: Final = 44.0
"""The room above that is the switch's."""
ROW: Final = 24.0
TITLES: Final = {
    Fate.SUBSCRIBER: later("With us"),
    Fate.CAPTIVE: later("Want out, bound"),
    Fate.PROSPECT: later("Not yet with us"),
    Fate.EX: later("Left us"),
    Fate.NEVER_AGAIN: later("Never again"),
}
SAYS: Final = {
    Fate.SUBSCRIBER: later("Subscribers who stay."),
    Fate.CAPTIVE: later("Subscribers who want out and whom the contract holds: captives."),
    Fate.PROSPECT: later("People who have never been with us."),
    Fate.EX: later("They were with us and left."),
    Fate.NEVER_AGAIN: later("They left, and have vowed never to come back."),
}
HOW: Final = {
    (True, True): later("{name} praised us in public; {n} heard it."),
    (True, False): later("{name} told on us in public; {n} heard it."),
    (False, True): later("{name} told {n} people something good."),
    (False, False): later("{name} told {n} people what we did."),
}
HOW_ONE: Final = {
    True: later("{name} told one person something good."),
    False: later("{name} told one person what we did."),
}
"""Told in private, and to nobody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What the panel shows."""

    totals: tuple[int, ...]
    only: Fate | None
    found: int
    hubs: int
    tales: tuple[tuple[Tale, str], ...]
    """With the teller's name."""
    zoomed: bool
    closest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """What can be done in the panel."""

    pick: Callable[[Fate], None]
    next_hub: Callable[[], None]
    open: Callable[[int], None]
    zoom: Callable[[int], None]
    whole: Callable[[], None]


def places(rect: Rect) -> tuple[Rect, Rect | None]:
    """Where it stands about the map in `rect`: at the side, and where that is too low for all of it, below as well."""
    roomy = rect.w >= 640 and rect.h >= 300
    foot = 0.0 if roomy else STRIP
    side = Rect(rect.x, rect.y, WIDE, rect.h - foot)
    return side, None if roomy else Rect(rect.x, side.bottom, rect.w, foot)


def draw(ui: Ui, canvas: Canvas, side: Rect, below: Rect | None, key: Key, acts: Acts) -> None:
    """All of it at the side, or only the loudest and the numbers below."""
    content = (key, edition(), theme.PAPER)

    def column(inner: Canvas) -> None:
        inner.rect(Rect(side.right - 1, side.y, 1, side.h), theme.LINE)
        if below is None:
            _draw_column(ui, inner, side, key, acts)
        else:
            _draw_loudest(ui, inner, side, side.y + HEAD, side.bottom - 4, key, acts)

    ui.panel(canvas, "town panel", (content, below is None), side, column, ground=theme.CARD)
    if below is not None:
        ui.panel(
            canvas, "town strip", content, below, lambda inner: _draw_strip(ui, inner, below, key, acts),
            ground=theme.CARD,
        )  # fmt: skip


def swatch(canvas: Canvas, x: float, y: float, size: float, fate: Fate) -> None:
    """A pane about (x, y), as in a house's window."""
    pen = Pen(canvas, size / 1.5, x, y)
    half = 0.75
    paint_pane(pen, -half, -half, 1.5, 1.5, fate, fine=True)
    canvas.rect(Rect(x - size / 2, y - size / 2, size, size), line=theme.INK_SOFT, width=1)


def _draw_column(ui: Ui, canvas: Canvas, rect: Rect, key: Key, acts: Acts) -> None:
    x, y, wide = rect.x + 10, rect.y + HEAD, rect.w - 20
    for fate in ORDER:
        _draw_fate(ui, canvas, Rect(rect.x + 4, y, rect.w - 9, ROW), key, acts, fate)
        y += ROW
    canvas.rect(Rect(x, y + 5, wide, 1), theme.LINE)
    y += 11
    _draw_hubs(ui, canvas, Rect(rect.x + 4, y, rect.w - 9, ROW), key, acts)
    y += ROW + 5
    canvas.rect(Rect(x, y, wide, 1), theme.LINE)
    _draw_loudest(ui, canvas, rect, y + 8, rect.bottom - 44, key, acts)
    _draw_zoom(ui, canvas, rect.x + 10, rect.bottom - 38, key, acts, wide)


def _draw_loudest(ui: Ui, canvas: Canvas, rect: Rect, y: float, low: float, key: Key, acts: Acts) -> None:
    """As many as there is room for from `y` down to `low`."""
    if low - y <= 2 * ROW:
        return
    x, wide = rect.x + 10, rect.w - 20
    unit = say("heard by")
    room = wide - canvas.measure(unit, size=theme.TINY)[0] - 8
    title = fit(canvas, say("Loudest this week"), room, size=theme.SMALL, weight="bold")
    middle(canvas, x, y + 9, title, size=theme.SMALL, colour=theme.INK, weight="bold")
    middle(canvas, x + wide, y + 9, unit, size=theme.TINY, colour=theme.INK_SOFT, align="right")
    y += ROW - 2
    if not key.tales:
        text = say("Nobody has a story to tell yet. The town talks at midnight.")
        ui.paragraph(canvas, x, y, wide, text, size=theme.SMALL, colour=theme.INK_SOFT, most=int((low - y) // 18))
    for tale, name in key.tales[: max(0, int((low - y) // ROW))]:
        _draw_tale(ui, canvas, Rect(rect.x + 4, y, rect.w - 9, ROW), tale, name, acts)
        y += ROW


def _draw_fate(ui: Ui, canvas: Canvas, row: Rect, key: Key, acts: Acts, fate: Fate) -> None:
    tip = say("{what} Click to see only them.", what=say(SAYS[fate]))
    lit = ui.spot(f"fate {int(fate)}", row, partial(acts.pick, fate), tip=tip)
    if lit or key.only is fate:
        canvas.rect(row, theme.PAPER_DEEP, line=theme.INK_FAINT if key.only is fate else None, radius=5)
    y = row.y + row.h / 2
    swatch(canvas, row.x + 14, y, 12, fate)
    n = number(key.totals[fate])
    wide = canvas.measure(n, size=theme.SMALL, weight="bold")[0]
    label = fit(canvas, say(TITLES[fate]), row.w - 38 - wide, size=theme.SMALL)
    middle(canvas, row.x + 26, y, label, size=theme.SMALL, colour=theme.INK)
    middle(canvas, row.right - 6, y, n, size=theme.SMALL, colour=theme.INK, weight="bold", align="right")


def _hub_tip(key: Key) -> str:
    if key.found:
        return say("People whom very many hear. The books don't know them. Click to go to the next one found.")
    return say("People whom very many hear. You find one when he speaks up, or when you open his card.")


def _draw_hubs(ui: Ui, canvas: Canvas, row: Rect, key: Key, acts: Acts) -> None:
    if ui.spot("hubs", row, acts.next_hub if key.found else None, tip=_hub_tip(key), focus=key.found > 0) and key.found:
        canvas.rect(row, theme.PAPER_DEEP, radius=5)
    y = row.y + row.h / 2
    icons.star(canvas, row.x + 14, y, 7, theme.ORANGE if key.found else theme.INK_FAINT, full=key.found > 0)
    n = say("{n} of {all}", n=key.found, all=key.hubs)
    wide = canvas.measure(n, size=theme.SMALL, weight="bold")[0]
    label = fit(canvas, say("Hubs found"), row.w - 38 - wide, size=theme.SMALL)
    middle(canvas, row.x + 26, y, label, size=theme.SMALL, colour=theme.INK)
    middle(canvas, row.right - 6, y, n, size=theme.SMALL, colour=theme.INK, weight="bold", align="right")


def _draw_tale(ui: Ui, canvas: Canvas, row: Rect, tale: Tale, name: str, acts: Acts) -> None:
    alone = round(tale.people) == 1 and not tale.public
    tip = say(HOW_ONE[tale.good] if alone else HOW[tale.public, tale.good], name=name, n=number(tale.people))
    if ui.spot(f"tale {tale.person} {tale.good}", row, partial(acts.open, tale.person), tip=tip):
        canvas.rect(row, theme.PAPER_DEEP, radius=5)
    y = row.y + row.h / 2
    colour = theme.GOOD if tale.good else theme.BAD
    icons.bubble(canvas, row.x + 14, y, 7, colour)
    sign = icons.plus if tale.good else icons.minus
    sign(canvas, row.x + 14, y - 1.4, 3.6, theme.CARD)
    n = number(tale.people)
    wide = canvas.measure(n, size=theme.SMALL, weight="bold")[0]
    label = fit(canvas, name, row.w - 38 - wide, size=theme.SMALL)
    middle(canvas, row.x + 26, y, label, size=theme.SMALL, colour=theme.INK)
    middle(canvas, row.right - 6, y, n, size=theme.SMALL, colour=colour, weight="bold", align="right")


def _draw_zoom(ui: Ui, canvas: Canvas, x: float, y: float, key: Key, acts: Acts, wide: float) -> None:
    for n, (name, icon, steps, on, tip) in enumerate(
        (
            ("farther", icons.minus, -1, key.zoomed, say("Farther away (-)")),
            ("nearer", icons.plus, 1, not key.closest, say("Nearer (+), down to single people")),
        )
    ):
        box = Rect(x + 34 * n, y, 30, 28)
        do = partial(acts.zoom, steps)
        widgets.button(ui, canvas, box, "", do, key=f"town {name}", icon=icon, enabled=on, tip=tip)
    if wide > 120 and key.zoomed:
        box = Rect(x + 72, y, wide - 72, 28)
        text = fit(canvas, say("Whole town"), box.w - 10, size=theme.SMALL, weight="bold")
        widgets.button(ui, canvas, box, text, acts.whole, key="town whole", size=theme.SMALL)


def _draw_strip(ui: Ui, canvas: Canvas, rect: Rect, key: Key, acts: Acts) -> None:
    canvas.rect(Rect(rect.x, rect.y, rect.w, 1), theme.LINE)
    y = rect.y + rect.h / 2
    each = (rect.w - 84 - 84) / len(ORDER)
    x = rect.x + 6
    for fate in ORDER:
        box = Rect(x, rect.y + 3, each - 4, rect.h - 6)
        tip = f"{say(TITLES[fate])}. {say(SAYS[fate])}"
        lit = ui.spot(f"fate {int(fate)}", box, partial(acts.pick, fate), tip=tip)
        if lit or key.only is fate:
            canvas.rect(box, theme.PAPER_DEEP, line=theme.INK_FAINT if key.only is fate else None, radius=5)
        swatch(canvas, x + 11, y, 11, fate)
        text = fit(canvas, number(key.totals[fate]), each - 26, size=theme.SMALL, weight="bold")
        middle(canvas, x + 21, y, text, size=theme.SMALL, colour=theme.INK, weight="bold")
        x += each
    box = Rect(x, rect.y + 3, 78, rect.h - 6)
    ui.spot("hubs", box, acts.next_hub if key.found else None, tip=_hub_tip(key), focus=key.found > 0)
    icons.star(canvas, x + 11, y, 7, theme.ORANGE if key.found else theme.INK_FAINT, full=key.found > 0)
    text = fit(canvas, say("{n} of {all}", n=key.found, all=key.hubs), 54, size=theme.SMALL, weight="bold")
    middle(canvas, x + 22, y, text, size=theme.SMALL, colour=theme.INK, weight="bold")
    _draw_zoom(ui, canvas, rect.right - 72, rect.y + 3, key, acts, 64)
