"""The town as a whole: takes frames and the log, draws, and says who lives where.

Rules of this file: it passes on and puts together; whatever takes thought stands in the modules beside it. The model is
looked at a few times a second at most, and not at all while the town isn't shown.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from math import hypot
from typing import Final

import numpy as np

from game.views import icons, theme
from game.views.canvas import Canvas, Point, Rect
from game.views.floor.pen import Motif
from game.views.floor.tempo import Tempo
from game.views.inputs import Key
from game.views.lettering import LEADING, fit, lines_high, middle
from game.views.playing import Playing
from game.views.town import panel
from game.views.town.camera import ZOOMS, Camera
from game.views.town.census import Census, census_of
from game.views.town.gossip import Gossip, Tale, hubs_among, hubs_of
from game.views.town.life import MOST_CALLS, SIGN, SIGNS, Life
from game.views.town.names import quarter, street
from game.views.town.pictures import HALF, ROOF, WALL, middle_of, paint_pin, paint_tie, pane_box
from game.views.town.plan import LOT, Plan, plan_of
from game.views.town.sheet import NEAR, Sheet
from game.views.ui import ARROWS, Ui
from game.views.words import count, number, say
from sim.frames import Fate, Frame, PeopleView, TownView
from sim.words import later

LOOK_S: Final = 0.25
"""How often the model is looked at; twice as seldom when days fly by."""
SINGLE: Final = 3.0
"""Logical pixels to a unit from which on single people can be pointed at."""
BANDS: Final = 5
"""Of the sheet."""
MOST_DOTS: Final = 2500
"""Of all ties of the one who is looked at."""
DOTS_APART: Final = 6.0
TALES: Final = 12
PULL: Final = 4.0
"""How far the pointer moves before it drags (logical pixels)."""
SIGNS_HIGH: Final = 32.0
"""The room that the signs of events take at the top (logical pixels)."""
BANNER_HIGH: Final = 74.0
"""... and that by which the flow of time is told at the bottom."""
DISCOVERY_S: Final = 12.0
"""How long it is told that a hub was found."""
FATES: Final = {
    Fate.SUBSCRIBER: later("with us"),
    Fate.CAPTIVE: later("wants out, is bound"),
    Fate.PROSPECT: later("not yet with us"),
    Fate.EX: later("left us"),
    Fate.NEVER_AGAIN: later("left us, never again"),
}
TELLS: Final = (
    (Fate.CAPTIVE, later("one wants out"), later("{n} want out")),
    (Fate.EX, later("one has left us"), later("{n} have left us")),
    (Fate.NEVER_AGAIN, later("one never again"), later("{n} never again")),
)
TIE: Final = Motif("tie", lambda pen, n: paint_tie(pen, end=bool(n)), (4, 4, 4, 4))
PIN: Final = Motif("pin", lambda pen, _: paint_pin(pen), (9, 22, 9, 2))
KEYS: Final = {"+": 1, "=": 1, "[+]": 1, "-": -1, "[-]": -1}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Laid:
    """A town that has been laid out."""

    view: TownView
    plan: Plan
    sheet: Sheet
    hubs: frozenset[int]
    many: int
    """From how many friends on one is a hub for his friends."""
    homes: list[int]
    """Each person's house."""
    blocks: list[int]
    """Each house's block."""
    middles: list[Point]
    """Each block's middle."""
    lots: dict[int, tuple[Point, Point, Point, Point]]
    """The corners of each block's."""
    firm: Point
    """Where our own house stands."""


class Town:
    """The social network as a map in which one can watch word spread."""

    def __init__(self, playing: Playing) -> None:
        self._playing = playing
        self._laid: _Laid | None = None
        self._camera = Camera()
        self._tempo = Tempo()
        self._gossip = Gossip()
        self._life = Life()
        self._met: set[int] = set()
        """Whose card the player has opened."""
        self._people: PeopleView | None = None
        self._census: Census | None = None
        self._frame: Frame | None = None
        self._looked_s = 0.0
        self._to_count = False
        """Whether a look at the log has not been followed by a look at everybody yet."""
        self._spare = True
        """Whether this picture has time for a band of the sheet."""
        self._before = 0
        """Events that had happened when the town was first looked at."""
        self._closed = -1
        """Days that were closed at the last census."""
        self._known: list[int] = []
        self._tales: list[Tale] = []
        self._discovered = -1
        """The hub found last; -1: told already."""
        self._discovered_s = 0.0
        self._counted = 0
        """Another number for every census."""
        self._passes = 0
        self._banded: list[tuple[Hashable, int]] = [((), -1)] * BANDS
        """What each band of the sheet shows: everything but the census, and that one's number."""
        self._only: Fate | None = None
        self._calls: list[tuple[int, str]] = []
        self._grip: Point | None = None
        self._leave: Callable[[], None] = lambda: None
        self._moved = 0.0
        self._chosen = -1
        """Whose card is open."""
        self._cursor = -1
        """The block, or near by the person, that the keys walk on."""
        self._single = False
        """Whether `_cursor` is a person."""
        self._visit = 0

    # --- what others ask ------------------------------------------------------------------------------------------

    def forget(self) -> None:
        """What had happened has not, or otherwise."""
        self._gossip, self._census, self._people = Gossip(), None, None
        self._life.clear()

    def meet(self, customer: int) -> None:
        """The player has opened someone's card."""
        self._met.add(customer)

    def back(self) -> bool:
        """See all of the town and everybody again; False: one does already."""
        if self._camera.step == 0 and self._only is None:
            return False
        self._whole()
        self._only = None
        return True

    @property
    def found(self) -> list[int]:
        """The hubs that have been found, in order of number."""
        hubs = self._laid.hubs if self._laid else frozenset[int]()
        return sorted(hubs & (self._gossip.loud | self._met))

    @property
    def busy(self) -> bool:
        """Whether something still moves."""
        return self._life.busy

    def place_of(self, customer: int) -> Point | None:
        """Where someone lives on the screen, if that can be seen."""
        if self._laid is None or not 0 <= customer < len(self._laid.homes):
            return None
        at = self._camera.on_screen(*self._home(customer))
        return at if self._camera.rect.holds(*at) else None

    def hit(self, x: float, y: float) -> int | None:
        """Who is at the point, near enough to be told from the others."""
        laid = self._laid
        if laid is None or self._camera.u < SINGLE or not self._camera.rect.holds(x, y):
            return None
        house = self._house_at(x, y)
        if house < 0:
            return None
        wx, wy = self._camera.in_town(x, y)
        fx, fy = laid.sheet.feet[house]
        for person in laid.sheet.residents[house]:
            bx, by, w, h = self._pane(person)
            if bx <= wx - fx < bx + w and by <= wy - fy < by + h:
                return person
        return None

    def tip(self, x: float, y: float) -> str:
        """A sentence about what is at the point."""
        person = self.hit(x, y)
        if person is not None:
            return self._who(person)
        if self._at_firm(x, y):
            return say("Our house. Click to go in, to the floor.")
        block = self._block_at(x, y)
        return self._what(block) if block >= 0 else ""

    # --- a picture ------------------------------------------------------------------------------------------------

    def draw(
        self, ui: Ui, canvas: Canvas, rect: Rect, *, real_time: float, speed: float, calm: bool, chosen: int,
        covered: float, open_card: Callable[[int], None], leave: Callable[[], None],
    ) -> Rect:  # fmt: skip
        """Draw the town in `rect`; where the map is. `real_time`, `speed`: as for the floor; `chosen`: whose card is
        open, or -1, and how much of the right it has `covered`; `leave`: to the floor.
        """
        self._leave = leave
        frame = self._playing.frame
        laid = self._lay()
        tempo = self._tempo
        tempo.tick(frame.time, real_time, speed, reduced_motion=calm)
        still = calm or tempo.blurred
        self._look(laid, frame, still=still)
        self._life.live(tempo.seconds, runs=speed > 0, calm=still)
        side, below = panel.places(rect)
        area = Rect(side.right, side.y, rect.w - side.w, side.h)
        camera = self._camera
        camera.frame(area, laid.plan.width, laid.plan.height, min(covered, area.w))
        if chosen != self._chosen and 0 <= chosen < len(laid.homes):
            at = self._home(chosen)
            if not camera.free.inset(20).holds(*camera.on_screen(*at)):
                camera.go(*at)
        self._chosen = chosen if chosen < len(laid.homes) else -1
        self._draw_map(ui, canvas, area, laid, open_card)
        self._draw_panel(ui, canvas, side, below, laid, open_card)
        return area

    def _lay(self) -> _Laid:
        """The town, laid out when it is first asked for."""
        if self._laid is None:
            view = self._playing.town()
            plan, ties = plan_of(view), np.diff(view.start)
            self._laid = _Laid(
                view=view,
                plan=plan,
                sheet=Sheet(plan),
                hubs=hubs_of(ties, view.reach),
                many=int(np.sort(ties)[-hubs_among(len(ties))]) if len(ties) else 0,
                homes=plan.house.tolist(),
                blocks=plan.block.tolist(),
                middles=[(x, y) for x, y in plan.middle.tolist()],
                lots={cell.block: cell.lot for cell in plan.cells if cell.block >= 0},
                firm=next(middle_of(cell) for cell in plan.cells if cell.sort == "firm"),
            )
        return self._laid

    def _look(self, laid: _Laid, frame: Frame, *, still: bool) -> None:
        """Look at the model if it is time to: read on in the log, and in another picture count everybody anew if a day
        has been closed. When days fly by, only in pictures with a new frame: nothing is simulated in those.
        """
        self._looked_s += self._tempo.seconds
        first = self._census is None
        self._spare = not still or frame is not self._frame
        self._frame = frame
        if first:
            self._before = frame.events
        elif not self._spare:
            return
        due = first or self._gossip.behind or self._looked_s >= LOOK_S * (2 if still else 1)
        counts = first or (self._to_count and not due)
        if due:
            self._looked_s = 0.0
            self._listen(laid, frame, still=still)
        if counts:
            self._count(laid, len(frame.series.get("subscribers", ())))
        self._to_count = due and not counts
        self._spare &= not (due or counts)

    def _listen(self, laid: _Laid, frame: Frame, *, still: bool) -> None:
        """Read on in the log."""
        past = self._gossip.read < self._before  # what happened before the town was looked at isn't news
        news = self._gossip.listen(self._playing.rows, frame.time)
        self._tales = self._gossip.loudest(TALES)
        if not past:
            self._life.hear(news, lambda person: laid.blocks[laid.homes[person]], calm=still)
        self._calls = [] if still else calls_in(frame)[:MOST_CALLS]
        found = self.found
        if not past and len(found) > len(self._known):
            self._discovered, self._discovered_s = next(hub for hub in found if hub not in self._known), 0.0
        self._known = found

    def _count(self, laid: _Laid, closed: int) -> None:
        """Count everybody, if a day has been closed since it was done last."""
        if self._census is None or closed != self._closed:
            self._closed = closed
            self._people = self._playing.people()
            self._census = census_of(self._people, laid.plan)
            self._counted += 1

    # --- the map --------------------------------------------------------------------------------------------------

    def _draw_map(self, ui: Ui, canvas: Canvas, area: Rect, laid: _Laid, open_card: Callable[[int], None]) -> None:
        camera, sheet = self._camera, laid.sheet
        if ui.pressed != "town":
            self._grip = None
        ui.spot(
            "town", area, lambda: self._click(ui.pointer, open_card), on_drag=self._drag,
            on_wheel=lambda steps: self._zoom(1 if steps > 0 else -1, ui.pointer),
            on_key=lambda key: self._key(key, open_card), tip=self.tip(*ui.pointer) if ui.hot == "town" else "",
        )  # fmt: skip
        with ui.inside(canvas, area), theme.daylight():
            at = ui.pointer if ui.hot == "town" else None
            block, person = self._lit(at, keyed=ui.focus == "town")
            self._draw_sheet(canvas, area, laid, person)
            self._draw_names(canvas, laid, self._plates_high(ui))
            self._draw_calls(canvas, laid)
            if block >= 0:
                canvas.polygon([camera.on_screen(*corner) for corner in laid.lots[block]], line=theme.INK, width=2)
            for one in sorted({person, self._chosen} - {-1}):
                self._draw_pin(canvas, laid, one)
            self._life.draw(canvas, camera, sheet, self._home, laid.middles)
        free = camera.free.inset(10)
        free = Rect(free.x, free.y + SIGNS_HIGH, free.w, free.h)
        if self._discovered >= 0 and free.w > 160:
            self._draw_discovery(ui, canvas, free, open_card)
            free = Rect(free.x, free.y + 38, free.w, free.h)
        if ui.focus == "town" and self._cursor >= 0 and ui.hot != "town" and free.w > 160:
            self._draw_caption(ui, canvas, free)

    def _draw_sheet(self, canvas: Canvas, area: Rect, laid: _Laid, person: int) -> None:
        """All that stands still, in bands: a new census is painted band by band, one a picture."""
        camera, census, sheet = self._camera, self._census, laid.sheet
        assert census is not None
        masts = tuple(sorted({laid.homes[hub] for hub in self.found}))
        content = (camera.key, self._only, masts, theme.INK, person, self._passes)
        stale = [n for n in range(BANDS) if self._banded[n] != (content, self._counted)]
        afresh = any(self._banded[n][0] != content for n in stale)
        for n in stale if afresh else stale[: int(self._spare)]:
            self._banded[n] = (content, self._counted)
        if stale:
            sheet.begin(camera)
        for n in range(BANDS):
            top, low = area.y + area.h * n / BANDS, area.y + area.h * (n + 1) / BANDS
            band = Rect(area.x, top, area.w, low - top)

            def paint(inner: Canvas, band: Rect = band) -> None:
                sheet.draw(inner, camera, band, census, self._only, masts)
                if person >= 0:
                    self._draw_ties(inner, laid, person)

            canvas.kept(f"town {n}", self._banded[n], band, paint, ground=theme.PAPER)
        if sheet.unfinished:
            self._passes += 1
            sheet.unfinished = False

    def _plates_high(self, ui: Ui) -> float:
        """How much room at the top of the map is for signs of events and plates."""
        keyed = ui.focus == "town" and self._cursor >= 0
        return SIGNS_HIGH + 12 + 38.0 * (self._discovered >= 0) + 64.0 * keyed

    def _draw_names(self, canvas: Canvas, laid: _Laid, free_from: float) -> None:
        """Streets have names once one is near enough to read them; none where plates are."""
        camera = self._camera
        if camera.u < SINGLE:
            return
        size = min(theme.BODY, camera.u * 3.4)
        for block, lot in laid.lots.items():
            (ax, ay), (bx, by) = camera.on_screen(*lot[3]), camera.on_screen(*lot[2])
            if not (camera.rect.y + free_from < min(ay, by) and max(ay, by) < camera.rect.bottom - BANNER_HIGH):
                continue
            name = street(block)
            wide = canvas.measure(name, size=size)[0]
            x, y = (ax + bx) / 2, (ay + by) / 2 + 2.1 * camera.u
            if camera.rect.x + 4 < x - wide / 2 and x + wide / 2 < camera.rect.right - 4:
                middle(canvas, x, y, name, size=size, colour=theme.INK_SOFT, align="centre")

    def _draw_calls(self, canvas: Canvas, laid: _Laid) -> None:
        """A telephone over whoever is on the phone with us, or waits to be."""
        camera = self._camera
        size = max(0.55, min(1.0, camera.u * 0.3))
        for person, sign in self._calls:
            x, y = self._home(person)
            if camera.sees(x, y, 4):
                laid.sheet.sign(SIGN, SIGNS.index(sign), size).stamp(canvas, *camera.on_screen(x, y - 4))

    def _lit(self, at: Point | None, *, keyed: bool) -> tuple[int, int]:
        """What the pointer or the keys are on: (block, whoever is looked at); -1: none."""
        if at:
            person = self.hit(*at)
            return (-1, person) if person is not None else (self._block_at(*at), self._chosen)
        if keyed and self._cursor >= 0:
            return (-1, self._cursor) if self._single else (self._cursor, self._chosen)
        return (-1, self._chosen)

    def _draw_ties(self, canvas: Canvas, laid: _Laid, person: int) -> None:
        """Dotted lines to all whom someone knows outside his window."""
        view, camera = laid.view, self._camera
        friends = view.neighbours[view.start[person] : view.start[person + 1]]
        friends = friends[view.circle[friends] != view.circle[person]].tolist()
        ax, ay = camera.on_screen(*self._home(person))
        most = max(4, MOST_DOTS // max(1, len(friends)))
        dot, end = laid.sheet.sign(TIE, 0), laid.sheet.sign(TIE, 1)
        for friend in friends:
            bx, by = camera.on_screen(*self._home(friend))
            enters, leaves = seen_part(camera.rect, (ax, ay), (bx, by))
            long = hypot(bx - ax, by - ay)
            n = min(most, int((leaves - enters) * long / DOTS_APART))
            for k in range(1, n):
                t = enters + (leaves - enters) * k / n
                dot.stamp(canvas, ax + (bx - ax) * t, ay + (by - ay) * t)
            if camera.rect.holds(bx, by):
                end.stamp(canvas, bx, by)

    def _draw_pin(self, canvas: Canvas, laid: _Laid, person: int) -> None:
        """A pin in someone's home; near by a ring round his pane."""
        camera = self._camera
        x, y = self._home(person)
        if not camera.sees(x, y, 2):
            return
        if camera.u < SINGLE:
            laid.sheet.sign(PIN).stamp(canvas, *camera.on_screen(x, y))
            return
        fx, fy = laid.sheet.feet[laid.homes[person]]
        bx, by, w, h = self._pane(person)
        left, top = camera.on_screen(fx + bx, fy + by)
        box = Rect(left, top, w * camera.u, h * camera.u).inset(-3)
        canvas.rect(box, line=theme.CARD, width=4, radius=3)
        canvas.rect(box, line=theme.INK, width=2, radius=3)

    def _draw_discovery(self, ui: Ui, canvas: Canvas, area: Rect, open_card: Callable[[int], None]) -> None:
        """Who has just turned out to be a hub, for a while."""
        self._discovered_s += self._tempo.seconds
        hub, laid, people = self._discovered, self._laid, self._people
        if laid is None or people is None or self._discovered_s > DISCOVERY_S:
            self._discovered = -1
            return
        name, usd = self._playing.name(hub), float(people.booked_usd[hub])
        ties = int(laid.view.start[hub + 1] - laid.view.start[hub])
        if ties >= laid.many:
            text = say("A hub: {name} knows {n} people. On the books: ${usd:,.0f}.", name=name, n=ties, usd=usd)
        else:
            how = "A hub: what {name} posts is read by {n} times as many as most. On the books: ${usd:,.0f}."
            text = say(how, name=name, n=number(float(laid.view.reach[hub])), usd=usd)
        wide = min(area.w, canvas.measure(text, size=theme.SMALL, weight="bold")[0] + 48)
        box = Rect(area.x + (area.w - wide) / 2, area.y, wide, 30)
        canvas.rect(Rect(box.x + 2, box.y + 3, box.w, box.h), theme.SHADOW, radius=8)
        lit = ui.spot("discovery", box, lambda: open_card(hub), tip=say("Click for the card."))
        canvas.rect(box, theme.PAPER_DEEP if lit else theme.CARD, line=theme.ORANGE, width=2, radius=8)
        y = box.y + box.h / 2
        icons.star(canvas, box.x + 18, y, 8, theme.ORANGE)
        text = fit(canvas, text, wide - 44, size=theme.SMALL, weight="bold")
        middle(canvas, box.x + 33, y, text, size=theme.SMALL, colour=theme.INK, weight="bold")

    def _draw_caption(self, ui: Ui, canvas: Canvas, area: Rect) -> None:
        """What the keys are on, in words."""
        text = self._who(self._cursor) if self._single else self._what(self._cursor)
        wide = min(320.0, area.w)
        lines = ui.wrap(canvas, text, wide - 20, size=theme.SMALL)
        high = lines_high(canvas, len(lines), theme.SMALL) + 14
        box = Rect(area.right - wide, area.y, wide, high)
        canvas.rect(box, theme.INK, radius=6)
        for n, line in enumerate(lines):
            canvas.text(box.x + 10, box.y + 7 + n * theme.SMALL * LEADING, line, size=theme.SMALL, colour=theme.CARD)

    # --- the panel ------------------------------------------------------------------------------------------------

    def _draw_panel(
        self, ui: Ui, canvas: Canvas, side: Rect, below: Rect | None, laid: _Laid, open_card: Callable[[int], None]
    ) -> None:  # fmt: skip
        census = self._census
        assert census is not None
        key = panel.Key(
            totals=tuple(census.totals),
            only=self._only,
            found=len(self.found),
            hubs=len(laid.hubs),
            tales=tuple((tale, self._playing.name(tale.person)) for tale in self._tales),
            zoomed=self._camera.step > 0,
            closest=self._camera.step == len(ZOOMS) - 1,
        )
        acts = panel.Acts(
            pick=self._pick, next_hub=lambda: self._next_hub(open_card), open=lambda one: self._show(one, open_card),
            zoom=self._zoom, whole=self._whole,
        )  # fmt: skip
        panel.draw(ui, canvas, side, below, key, acts)

    def _pick(self, fate: Fate) -> None:
        self._only = None if self._only is fate else fate

    def _next_hub(self, open_card: Callable[[int], None]) -> None:
        found = self.found
        if found:
            self._visit = (self._visit + 1) % len(found)
            self._show(found[self._visit], open_card)

    def _show(self, person: int, open_card: Callable[[int], None]) -> None:
        """Open someone's card and bring his house to the middle."""
        open_card(person)
        self._chosen = -1  # so that the next picture goes where he lives

    # --- what a hand does -----------------------------------------------------------------------------------------

    def _drag(self, x: float, y: float) -> None:
        if self._grip is None:
            self._moved = 0.0
        else:
            dx, dy = x - self._grip[0], y - self._grip[1]
            self._moved += abs(dx) + abs(dy)
            self._camera.pull(dx, dy)
        self._grip = (x, y)

    def _click(self, at: Point, open_card: Callable[[int], None]) -> None:
        """Who can be seen is opened; else one comes nearer."""
        if self._moved > PULL:
            return
        person, block = self.hit(*at), self._block_at(*at)
        if person is not None:
            self._cursor, self._single = person, True
            open_card(person)
        elif self._at_firm(*at):
            self._leave()
        elif block >= 0:
            self._cursor, self._single = block, False
            if self._camera.u < SINGLE:
                self._approach(block)

    def _approach(self, block: int) -> None:
        """Come so near to a block that single people can be told apart."""
        assert self._laid is not None
        while self._camera.u < SINGLE and self._camera.zoom(1):
            pass
        self._camera.go(*self._laid.middles[block])

    def _zoom(self, steps: int, at: Point | None = None) -> None:
        if at is None and (self._cursor >= 0 or self._chosen >= 0):
            at = self._camera.on_screen(*(self._cursor_at() if self._cursor >= 0 else self._home(self._chosen)))
            at = at if self._camera.rect.holds(*at) else None
        self._camera.zoom(steps, at)
        if self._single and self._camera.u < SINGLE and self._laid:  # single people can't be walked on from here
            self._cursor, self._single = self._laid.blocks[self._laid.homes[self._cursor]], False

    def _whole(self) -> None:
        self._camera.zoom(-len(ZOOMS))

    def _key(self, key: Key, open_card: Callable[[int], None]) -> bool:
        """Arrows walk, with Shift they move the map; Enter opens; + and - come nearer and go back."""
        if key.ctrl:
            return False
        if key.name in KEYS:
            self._zoom(KEYS[key.name])
        elif key.name == "home":
            self._whole()
        elif key.name in ARROWS:
            dx, dy = ARROWS[key.name]
            if key.shift:
                self._camera.pull(-80.0 * dx, -80.0 * dy)
            else:
                self._walk(dx, dy)
        elif key.name == "enter" and self._cursor >= 0:
            if self._single:
                open_card(self._cursor)
            else:
                self._approach(self._cursor)
        else:
            return key.name == "enter"
        return True

    def _cursor_at(self) -> Point:
        assert self._laid is not None
        return self._home(self._cursor) if self._single else self._laid.middles[self._cursor]

    def _walk(self, dx: int, dy: int) -> None:
        """To the next block, or near by to the next person, in a direction; at first to what is in the middle."""
        laid, camera = self._laid, self._camera
        if laid is None:
            return
        near = camera.u >= SINGLE
        here = self._cursor_at() if self._cursor >= 0 else (camera.x, camera.y)
        fresh = self._cursor < 0 or near != self._single
        if near:
            who = [p for house in self._houses_about(here) for p in laid.sheet.residents[house]]
            places = np.array([self._home(p) for p in who])
        else:
            who, places = list(range(laid.plan.blocks)), laid.plan.middle
        off = places - here
        ahead, aside = off @ (dx, dy), np.abs(off @ (dy, dx))
        far = np.hypot(*off.T) if fresh else np.where(ahead > 0.3, ahead + 2.5 * aside, np.inf)
        n = int(np.argmin(far))
        if np.isfinite(far[n]):
            self._cursor, self._single = who[n], near
            at = self._cursor_at()
            if not camera.rect.inset(24).holds(*camera.on_screen(*at)):
                camera.go(*at)

    def _houses_about(self, here: Point) -> list[int]:
        assert self._laid is not None
        off = np.abs(self._laid.plan.feet - here)
        found: list[int] = np.flatnonzero((off[:, 0] < 70) & (off[:, 1] < 70)).tolist()
        return found

    # --- where and who --------------------------------------------------------------------------------------------

    def _pane(self, person: int) -> tuple[float, float, float, float]:
        """Someone's pane, from his doorstep: x, y, w, h."""
        assert self._laid is not None
        plan = self._laid.plan
        return pane_box(int(plan.pane[person]), plan.panes, int(plan.window[person]))

    def _home(self, person: int) -> Point:
        """Where someone lives, in town: his pane, which from afar is his house."""
        assert self._laid is not None
        x, y = self._laid.sheet.feet[self._laid.homes[person]]
        if self._camera.u < NEAR:
            return (x, y - WALL / 2)
        bx, by, w, h = self._pane(person)
        return (x + bx + w / 2, y + by + h / 2)

    def _house_at(self, x: float, y: float) -> int:
        assert self._laid is not None
        wx, wy = self._camera.in_town(x, y)
        off = self._laid.plan.feet - (wx, wy)
        at = np.flatnonzero((np.abs(off[:, 0]) <= HALF) & (off[:, 1] >= -1) & (off[:, 1] <= WALL + ROOF))
        return int(at[np.argmin(off[at, 1])]) if len(at) else -1

    def _at_firm(self, x: float, y: float) -> bool:
        if self._laid is None or not self._camera.rect.holds(x, y):
            return False
        wx, wy = self._camera.in_town(x, y)
        fx, fy = self._laid.firm
        return abs(wx - fx) < 10 and abs(wy - fy) < 16

    def _block_at(self, x: float, y: float) -> int:
        """The block at a point of the screen; -1: none."""
        laid = self._laid
        if laid is None or not self._camera.rect.holds(x, y):
            return -1
        house = self._house_at(x, y)
        if house >= 0:
            return laid.blocks[house]
        off = np.abs(laid.plan.middle - self._camera.in_town(x, y))
        at = np.flatnonzero((off < LOT / 2).all(axis=1))
        return int(at[0]) if len(at) else -1

    # --- words ----------------------------------------------------------------------------------------------------

    def _who(self, person: int) -> str:
        """A sentence about someone."""
        laid, people, census = self._laid, self._people, self._census
        if laid is None or people is None or census is None:
            return ""
        ties = int(laid.view.start[person + 1] - laid.view.start[person])
        words = [
            say(
                "{name}, {street}: {what}. {friends}", name=self._playing.name(person),
                street=street(laid.blocks[laid.homes[person]]), what=say(FATES[Fate(int(census.fate[person]))]),
                friends=count("Knows one person.", "Knows {n} people.", ties),
            )
        ]  # fmt: skip
        if person in laid.hubs and person in self.found:
            words.append(
                say(
                    "A hub. On the books ${booked:,.0f}, in truth ${true:,.0f}.",
                    booked=float(people.booked_usd[person]), true=float(people.true_usd[person]),
                )
            )  # fmt: skip
        return " ".join(words)

    def _what(self, block: int) -> str:
        """A sentence about a block."""
        laid, census = self._laid, self._census
        if laid is None or census is None:
            return ""
        n = census.blocks[block].tolist()
        head = say("{street}, {quarter}", street=street(block), quarter=quarter(int(laid.plan.quarter[block])))
        with_us = n[Fate.SUBSCRIBER] + n[Fate.CAPTIVE]
        words = [
            count("{where}: one person", "{where}: {n} people", sum(n), where=head),
            say("{n} with us", n=number(with_us)),
        ]
        for fate, one, many in TELLS:
            if n[fate]:
                words.append(count(one, many, n[fate]))
        return ", ".join(words) + "."


def seen_part(rect: Rect, a: Point, b: Point) -> tuple[float, float]:
    """From which share of the way from `a` to `b` to which it leads through `rect`; (0, 0): it doesn't."""
    enters, leaves = 0.0, 1.0
    for at, to, low, high in ((a[0], b[0], rect.x, rect.right), (a[1], b[1], rect.y, rect.bottom)):
        if at == to:
            if not low <= at <= high:
                return (0.0, 0.0)
            continue
        first, last = sorted(((low - at) / (to - at), (high - at) / (to - at)))
        enters, leaves = max(enters, first), min(leaves, last)
    return (enters, leaves) if enters < leaves else (0.0, 0.0)


def calls_in(frame: Frame) -> list[tuple[int, str]]:
    """Who is on the phone with us and who waits: (customer, sign)."""
    found = {waiting.customer: "waits" for desk in frame.desks for waiting in desk.line}
    found.update({csr.customer: "calls" for desk in frame.desks for csr in desk.csrs if csr.customer >= 0})
    return list(found.items())
