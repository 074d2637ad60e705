"""The lens: which overlay is on, its gauges on the people, its legend on the wall, and the strip to choose it from.

Rules of this file: the choice outlives the floor, which is made anew after every journey in time; so whoever owns the
floor owns the lens. Gauges stand on people's chests, where they belong to nobody else even in a dense line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from math import inf
from typing import Final

from game.views import theme
from game.views.canvas import Canvas, Rect, meets
from game.views.floor.album import Album
from game.views.floor.legend import draw_legend
from game.views.floor.overlays import OVERLAYS, Overlay, Sight, Sign, Told
from game.views.floor.pen import Pen
from game.views.floor.person import Person
from game.views.floor.plan import Plan, Room
from game.views.floor.today import Today
from game.views.keys import Act, with_key
from game.views.lettering import middle
from game.views.past import Rows
from game.views.ui import Ui
from game.views.words import say
from sim.frames import Frame

STRIP_W: Final = 36.0
BUTTON: Final = 34.0
REFRESH_S: Final = 0.5
"""Seconds between two looks into the log."""
CHEST: Final = 13.0
"""How high over the feet a gauge stands (units)."""
LARGE: Final = 1.4
"""Of a unit of a gauge, against a person's: it is to be read from the back of a room."""
LEAST_SIZE: Final = 0.7
"""... against the size of words: below that it can't be read."""
CLOSE: Final = 1.15
"""From this size of a unit on, against that of words, gauges have their number beside them."""
DIM: Final = 0.5
"""How much of people is seen under an overlay."""


class Lens:
    """Which overlay is on, and all of it that is drawn."""

    def __init__(self, rows: Rows, name_of: Callable[[int], str]) -> None:
        """`rows`: the log, from an event's number on; `name_of`: a CSR's name."""
        self._today = Today(rows)
        self._name_of = name_of
        self._read_s = -inf
        self._sight: Sight | None = None
        self._legend = Rect(0, 0, 0, 0)
        self.chosen = -1
        """Of `OVERLAYS`; -1: none."""

    @property
    def overlay(self) -> Overlay | None:
        """The one that is on."""
        return OVERLAYS[self.chosen] if self.chosen >= 0 else None

    def turn(self, by: int) -> None:
        """To the next overlay, or the one before; after the last there is none."""
        self.chosen = (self.chosen + 1 + by) % (len(OVERLAYS) + 1) - 1

    def choose(self, n: int) -> None:
        """Put one on; the one that is on: off."""
        self.chosen = -1 if n == self.chosen else n

    def close(self) -> None:
        """No overlay."""
        self.chosen = -1

    def forget(self) -> None:
        """What was read from the log is no longer so."""
        self._today.forget()
        self._read_s = -inf

    # --- the strip ------------------------------------------------------------------------------------------------

    def draw_strip(self, ui: Ui, canvas: Canvas, rect: Rect) -> None:
        """A column of buttons, one for each overlay, the one that is on marked."""
        content = self.chosen
        draw = lambda inner: self._draw_strip(ui, inner, rect)
        ui.panel(canvas, "overlays", content, rect, draw, ground=theme.CARD)

    def _draw_strip(self, ui: Ui, canvas: Canvas, rect: Rect) -> None:
        canvas.rect(Rect(rect.right - 1, rect.y, 1, rect.h), theme.LINE)
        step = min(BUTTON + 4, (rect.h - 4) / len(OVERLAYS))
        size = min(BUTTON, step - 2)
        for n, overlay in enumerate(OVERLAYS):
            box = Rect(rect.x + (rect.w - size) / 2, rect.y + 4 + n * step, size, size)
            on = n == self.chosen
            tip = say("{title}: {says}", title=say(overlay.title), says=say(overlay.more))
            tip = say("{tip} Again, or Esc: off.", tip=tip) if on else with_key(tip, Act.OVERLAY)
            lit = ui.spot(f"overlay {overlay.key}", box, partial(self.choose, n), tip=tip)
            if on or lit:
                canvas.rect(box, theme.PAPER_DEEP, line=theme.INK if on else None, width=2, radius=6)
            if on:
                canvas.rect(Rect(rect.x, box.y + 3, 4, box.h - 6), theme.INK, radius=1.5)
            (_, paint, (left, top, right, low)), variant = overlay.icon
            unit = size * 0.84 / max(left + right, top + low)
            x, y = box.centre
            paint(Pen(canvas, unit, x + (left - right) / 2 * unit, y + (top - low) / 2 * unit), variant)

    # --- on the floor ---------------------------------------------------------------------------------------------

    def look(self, frame: Frame, real_time: float) -> None:
        """Take what is to be seen of `frame`; `real_time`: seconds of the wall clock."""
        if self.chosen < 0:
            self._sight = None
            return
        if not 0 <= real_time - self._read_s < REFRESH_S:
            self._read_s = real_time
            self._today.read(frame.day, frame.events)
        limits = {csr.csr: desk.limit_usd for desk in frame.desks for csr in desk.csrs}
        self._sight = Sight(frame, self._today, self._name_of, limits)

    def sign_of(self, person: Person) -> Sign | None:
        """The gauge a person gets."""
        overlay, sight = self.overlay, self._sight
        if overlay is None or sight is None or person.going is not None:
            return None
        if person.is_csr:
            return overlay.csr(person.view, sight) if person.view is not None else None
        caller = person.waiting or person.view
        return overlay.customer(caller, sight) if caller is not None else None

    def told_of(self, person: Person) -> Told | None:
        """The same in words."""
        overlay, sight = self.overlay, self._sight
        if overlay is None or sight is None or person.going is not None:
            return None
        if person.is_csr:
            return overlay.tell_csr(person.view, sight) if person.view is not None else None
        caller = person.waiting or person.view
        return overlay.tell_customer(caller, sight) if caller is not None else None

    def draw(
        self, canvas: Canvas, album: Album, plan: Plan, spots: Iterable[tuple[float, float, Person]]
    ) -> None:  # fmt: skip
        """The gauges, front ones last, then the legend."""
        overlay = self.overlay
        if overlay is None or self._sight is None:
            return
        u = plan.u
        size = max(LARGE * u, LEAST_SIZE * plan.type)
        there: Counter[Sign] = Counter()
        near: list[tuple[float, float, Person]] = []
        for x, y, person in spots:
            if x != person.x or y != person.y:  # a slip that waits for him
                continue
            sign = self.sign_of(person)
            if sign is None:
                continue
            there[sign] += 1
            high = max(plan.rect.y + 20 * size, min(y - CHEST * u, plan.rect.bottom - 13 * size))
            album.sprite(*sign, size).stamp(canvas, x, high, person.alpha)
            near.append((x, high, person))
        if u >= CLOSE * plan.type:
            self._draw_numbers(canvas, plan, near, size)
        self._legend = draw_legend(canvas, album, plan, overlay, there)

    def _draw_numbers(
        self, canvas: Canvas, plan: Plan, near: list[tuple[float, float, Person]], size: float
    ) -> None:  # fmt: skip
        """The number under each gauge, where it covers no other."""
        taken: list[Rect] = []
        letters = theme.TINY * plan.type
        for x, y, person in near:
            told = self.told_of(person)
            if told is None or not told.short:
                continue
            wide, high = canvas.measure(told.short, size=letters, weight="bold")
            plate = plan.inside(Rect(x - wide / 2 - 4, y + 9 * size, wide + 8, high + 1))
            if any(meets(plate, other) for other in taken):
                continue
            taken.append(plate)
            canvas.rect(plate, theme.CARD, line=theme.INK_SOFT, radius=plate.h / 2)
            middle(canvas, *plate.centre, told.short, size=letters, colour=theme.INK, weight="bold", align="centre")

    def board(self, room: Room) -> tuple[str, ...] | None:
        """What the board over a room says, and shorter; `None`: no overlay is on."""
        overlay, sight = self.overlay, self._sight
        if overlay is None or sight is None:
            return None
        return overlay.desk(room.desk, sight.frame.desks[room.desk], sight)

    # --- the legend -----------------------------------------------------------------------------------------------

    def legend_tip(self, x: float, y: float) -> str | None:
        """What the legend stands for, if the point lies on it."""
        overlay = self.overlay
        return say(overlay.more) if overlay is not None and self._legend.holds(x, y) else None
