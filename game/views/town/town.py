"""The town as a whole: takes frames and the log, draws, and says who lives where.

Rules of this file: it passes on and puts together; whatever takes thought stands in the modules beside it. The model is
looked at a few times a second at most, and not at all while the town isn't shown.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from math import hypot
from typing import Final

from game.views import icons, theme
from game.views.canvas import Canvas, Point, Rect
from game.views.floor.pen import Motif
from game.views.floor.tempo import Tempo
from game.views.lettering import LEADING, fit, lines_high, middle
from game.views.playing import Playing
from game.views.town import panel
from game.views.town.camera import SINGLE, ZOOMS, Camera
from game.views.town.census import Census, census_of
from game.views.town.gossip import Gossip, Tale
from game.views.town.hand import Hand
from game.views.town.laid import Laid
from game.views.town.life import MOST_CALLS, SIGN, SIGNS, Life
from game.views.town.names import quarter, street
from game.views.town.pictures import paint_pin, paint_tie
from game.views.ui import Ui
from game.views.words import count, number, say
from sim.frames import Fate, Frame, PeopleView
from sim.words import later

LOOK_S: Final = 0.25
"""How often the model is looked at; twice as seldom when days fly by."""
BANDS: Final = 5
"""Of the sheet."""
MOST_DOTS: Final = 2500
"""Of all ties of the one who is looked at."""
DOTS_APART: Final = 6.0
TALES: Final = 12
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


class Town:
    """The social network as a map in which one can watch word spread."""

    def __init__(self, playing: Playing) -> None:
        self._playing = playing
        self._laid: Laid | None = None
        self._camera = Camera()
        self._hand = Hand(self._camera)
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
        self._leave: Callable[[], None] = lambda: None
        self._chosen = -1
        """Whose card is open."""
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
        self._camera.whole()
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
        at = self._camera.on_screen(*self._laid.home(customer, self._camera))
        return at if self._camera.rect.holds(*at) else None

    def hit(self, x: float, y: float) -> int | None:
        """Who is at the point, near enough to be told from the others."""
        person = self._laid.person_at(x, y, self._camera) if self._laid else -1
        return person if person >= 0 else None

    def tip(self, x: float, y: float) -> str:
        """A sentence about what is at the point."""
        laid = self._laid
        if laid is None:
            return ""
        person = laid.person_at(x, y, self._camera)
        if person >= 0:
            return self._who(person)
        if laid.at_firm(x, y, self._camera):
            return say("Our house. Click to go in, to the floor.")
        block = laid.block_at(x, y, self._camera)
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
            at = laid.home(chosen, camera)
            if not camera.free.inset(20).holds(*camera.on_screen(*at)):
                camera.go(*at)
        self._chosen = chosen if chosen < len(laid.homes) else -1
        self._draw_map(ui, canvas, area, laid, open_card)
        self._draw_panel(ui, canvas, side, below, laid, open_card)
        return area

    def _lay(self) -> Laid:
        """The town, laid out when it is first asked for."""
        if self._laid is None:
            self._laid = Laid.out(self._playing.town())
        return self._laid

    def _look(self, laid: Laid, frame: Frame, *, still: bool) -> None:
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

    def _listen(self, laid: Laid, frame: Frame, *, still: bool) -> None:
        """Read on in the log."""
        past = self._gossip.read < self._before  # what happened before the town was looked at isn't news
        news = self._gossip.listen(self._playing.rows, frame.time)
        self._tales = self._gossip.loudest(TALES)
        if not past:
            self._life.hear(news, laid.block_of, calm=still)
        self._calls = [] if still else calls_in(frame)[:MOST_CALLS]
        found = self.found
        if not past and len(found) > len(self._known):
            self._discovered, self._discovered_s = next(hub for hub in found if hub not in self._known), 0.0
        self._known = found

    def _count(self, laid: Laid, closed: int) -> None:
        """Count everybody, if a day has been closed since it was done last."""
        if self._census is None or closed != self._closed:
            self._closed = closed
            self._people = self._playing.people()
            self._census = census_of(self._people, laid.plan)
            self._counted += 1

    # --- the map --------------------------------------------------------------------------------------------------

    def _draw_map(self, ui: Ui, canvas: Canvas, area: Rect, laid: Laid, open_card: Callable[[int], None]) -> None:
        camera, hand, sheet = self._camera, self._hand, laid.sheet
        if ui.pressed != "town":
            hand.let_go()
        ui.spot(
            "town", area, lambda: hand.click(ui.pointer, laid, open_card, self._leave), on_drag=hand.drag,
            on_wheel=lambda steps: hand.zoom(1 if steps > 0 else -1, laid, self._chosen, ui.pointer),
            on_key=lambda key: hand.key(key, laid, self._chosen, open_card),
            tip=self.tip(*ui.pointer) if ui.hot == "town" else "",
        )  # fmt: skip
        with ui.inside(canvas, area), theme.daylight():
            at = ui.pointer if ui.hot == "town" else None
            block, person = self._lit(at, laid, keyed=ui.focus == "town")
            self._draw_sheet(canvas, area, laid, person)
            self._draw_names(canvas, laid, self._plates_high(ui))
            self._draw_calls(canvas, laid)
            if block >= 0:
                canvas.polygon([camera.on_screen(*corner) for corner in laid.lots[block]], line=theme.INK, width=2)
            for one in sorted({person, self._chosen} - {-1}):
                self._draw_pin(canvas, laid, one)
            self._life.draw(canvas, camera, sheet, lambda one: laid.home(one, camera), laid.middles)
        free = camera.free.inset(10)
        free = Rect(free.x, free.y + SIGNS_HIGH, free.w, free.h)
        if self._discovered >= 0 and free.w > 160:
            self._draw_discovery(ui, canvas, free, open_card)
            free = Rect(free.x, free.y + 38, free.w, free.h)
        if ui.focus == "town" and hand.cursor >= 0 and ui.hot != "town" and free.w > 160:
            self._draw_caption(ui, canvas, free)

    def _draw_sheet(self, canvas: Canvas, area: Rect, laid: Laid, person: int) -> None:
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
        keyed = ui.focus == "town" and self._hand.cursor >= 0
        return SIGNS_HIGH + 12 + 38.0 * (self._discovered >= 0) + 64.0 * keyed

    def _draw_names(self, canvas: Canvas, laid: Laid, free_from: float) -> None:
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

    def _draw_calls(self, canvas: Canvas, laid: Laid) -> None:
        """A telephone over whoever is on the phone with us, or waits to be."""
        camera = self._camera
        size = max(0.55, min(1.0, camera.u * 0.3))
        for person, sign in self._calls:
            x, y = laid.home(person, camera)
            if camera.sees(x, y, 4):
                laid.sheet.sign(SIGN, SIGNS.index(sign), size).stamp(canvas, *camera.on_screen(x, y - 4))

    def _lit(self, at: Point | None, laid: Laid, *, keyed: bool) -> tuple[int, int]:
        """What the pointer or the keys are on: (block, whoever is looked at); -1: none."""
        hand = self._hand
        if at:
            person = laid.person_at(*at, self._camera)
            return (-1, person) if person >= 0 else (laid.block_at(*at, self._camera), self._chosen)
        if keyed and hand.cursor >= 0:
            return (-1, hand.cursor) if hand.single else (hand.cursor, self._chosen)
        return (-1, self._chosen)

    def _draw_ties(self, canvas: Canvas, laid: Laid, person: int) -> None:
        """Dotted lines to all whom someone knows outside his window."""
        view, camera = laid.view, self._camera
        friends = view.neighbours[view.start[person] : view.start[person + 1]]
        friends = friends[view.circle[friends] != view.circle[person]].tolist()
        ax, ay = camera.on_screen(*laid.home(person, camera))
        most = max(4, MOST_DOTS // max(1, len(friends)))
        dot, end = laid.sheet.sign(TIE, 0), laid.sheet.sign(TIE, 1)
        for friend in friends:
            bx, by = camera.on_screen(*laid.home(friend, camera))
            enters, leaves = seen_part(camera.rect, (ax, ay), (bx, by))
            long = hypot(bx - ax, by - ay)
            n = min(most, int((leaves - enters) * long / DOTS_APART))
            for k in range(1, n):
                t = enters + (leaves - enters) * k / n
                dot.stamp(canvas, ax + (bx - ax) * t, ay + (by - ay) * t)
            if camera.rect.holds(bx, by):
                end.stamp(canvas, bx, by)

    def _draw_pin(self, canvas: Canvas, laid: Laid, person: int) -> None:
        """A pin in someone's home; near by a ring round his pane."""
        camera = self._camera
        x, y = laid.home(person, camera)
        if not camera.sees(x, y, 2):
            return
        if camera.u < SINGLE:
            laid.sheet.sign(PIN).stamp(canvas, *camera.on_screen(x, y))
            return
        fx, fy = laid.sheet.feet[laid.homes[person]]
        bx, by, w, h = laid.pane(person)
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
        ties = laid.ties_of(hub)
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
        hand = self._hand
        text = self._who(hand.cursor) if hand.single else self._what(hand.cursor)
        wide = min(320.0, area.w)
        lines = ui.wrap(canvas, text, wide - 20, size=theme.SMALL)
        high = lines_high(canvas, len(lines), theme.SMALL) + 14
        box = Rect(area.right - wide, area.y, wide, high)
        canvas.rect(box, theme.INK, radius=6)
        for n, line in enumerate(lines):
            canvas.text(box.x + 10, box.y + 7 + n * theme.SMALL * LEADING, line, size=theme.SMALL, colour=theme.CARD)

    # --- the panel ------------------------------------------------------------------------------------------------

    def _draw_panel(
        self, ui: Ui, canvas: Canvas, side: Rect, below: Rect | None, laid: Laid, open_card: Callable[[int], None]
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
            zoom=lambda steps: self._hand.zoom(steps, laid, self._chosen), whole=self._camera.whole,
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

    # --- words ----------------------------------------------------------------------------------------------------

    def _who(self, person: int) -> str:
        """A sentence about someone."""
        laid, people, census = self._laid, self._people, self._census
        if laid is None or people is None or census is None:
            return ""
        ties = laid.ties_of(person)
        words = [
            say(
                "{name}, {street}: {what}. {friends}", name=self._playing.name(person),
                street=street(laid.block_of(person)), what=say(FATES[Fate(int(census.fate[person]))]),
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
