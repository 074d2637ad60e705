"""Play: the main screen. Floor in the middle, policy book at the right, dials and log below, the clock above.

It only puts the parts together: each part draws itself and keeps what it shows; what the player decides goes to the
`Playing` as a change of the policy book. On a narrow window the parts become pages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import inf

from game.views import doors, goals, happening, keys, ribbon, theme, topbar, widgets
from game.views.book import Book
from game.views.canvas import Canvas, Rect, meets
from game.views.card import CSR_HIGH, Card, CsrCard
from game.views.cover import shade
from game.views.deck import Deck, playable
from game.views.dials import CHART, Dials
from game.views.ears import Touch
from game.views.eventcard import Calendar, EventCard
from game.views.floor import STRIP_W, Floor, Lens
from game.views.happening import Occurrence
from game.views.help import Help
from game.views.inputs import Input, Key, Text, Tick
from game.views.journal import Journal
from game.views.keys import Act, KeyMap, bindings, shifted
from game.views.ledgers import Ledgers
from game.views.lettering import fit, middle
from game.views.loops import Map
from game.views.menu import Menu
from game.views.options import Options
from game.views.playing import MAX, SPEEDS, Foyer, Playing
from game.views.powers import Powers
from game.views.saves import Saves
from game.views.scene import Push, Reset, Turn
from game.views.settings import Cards
from game.views.soundscape import Soundscape
from game.views.story import Line, Names, Stories
from game.views.summary import Summary
from game.views.tape import Tape
from game.views.timeline import Timeline
from game.views.town import Town, switch
from game.views.tutorial import LIMIT, Guide, Moment
from game.views.ui import Ui
from game.views.why import Why
from game.views.words import say
from sim.clock import DAY, day_of
from sim.decisions import Set
from sim.events import Event
from sim.words import Phrase

BOOK_W = 340.0
STRIP_H = 186.0
CARD_W = 340.0
FEW = 25
"""Events that may be read in every picture; more wait for `READ_S`."""
READ_S = 0.15
MOST, MOST_HURRIED = 5000, 200
"""Events read at one time, and at full speed, where the rest would pass unread: a midnight alone has hundreds."""
LIVELY = 60
"""Pictures a second while time runs."""
FAST, FAST_PACE = 64.0, 15
"""From this speed on the floor is painted so many times a second."""
REST_S = 4.0
"""How long who comes in, puffs and the light of the room go on after time has stopped."""
LINES = "hold_min"
"""What is asked about where a desk's line and wait are told."""
CAPTIONS = 100.0
"""How high captions stand at the most, and how near a plate is to them: then they stand over it."""
BESIDE = "block beside"
"""What is to be seen beside an open chart or table: a click there closes it, and does nothing to what it half hides."""
WIDE = (960.0, 540.0)
"""From this size on everything has its place at once."""
ROOMY = 440.0
"""From this height on each page has the ribbon, not the floor's alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the parts stand; `None`: on another page."""

    top: Rect
    ribbon: Rect | None
    floor: Rect | None
    book: Rect | None
    dials: Rect | None
    journal: Rect | None
    tabs: Rect | None
    doors: Rect


def places(width: float, height: float, page: int) -> Places:
    """The layout for a window of this size."""
    top = Rect(0, 0, width, topbar.HIGH)
    if width >= WIDE[0] and height >= WIDE[1]:
        left = width - BOOK_W
        high = STRIP_H if height < 1000 else STRIP_H * 1.3
        share = 0.62 if left < 1200 else 0.68
        return Places(
            top=top,
            ribbon=Rect(0, top.h, left, ribbon.HIGH),
            floor=Rect(0, top.h + ribbon.HIGH, left, height - top.h - ribbon.HIGH - high),
            doors=Rect(left, top.h, BOOK_W, doors.HIGH),
            book=Rect(left, top.h + doors.HIGH, BOOK_W, height - top.h - doors.HIGH),
            dials=Rect(0, height - high, left * share, high),
            journal=Rect(left * share, height - high, left * (1 - share), high),
            tabs=None,
        )
    tabs = Rect(0, top.h, width - doors.wide(doors.doors()), 34)
    band = Rect(0, tabs.bottom, width, ribbon.HIGH if page == 0 or height >= ROOMY else 0.0)
    body = Rect(0, band.bottom, width, height - band.bottom)
    return Places(
        top=top,
        tabs=tabs,
        doors=Rect(tabs.right, tabs.y, width - tabs.w, tabs.h),
        ribbon=band if band.h else None,
        floor=body if page == 0 else None,
        book=body if page == 1 else None,
        dials=body if page == 2 else None,
        journal=body if page == 3 else None,
    )


class Play:
    """A level in play."""

    def __init__(self, foyer: Foyer, playing: Playing) -> None:
        self._foyer = foyer
        self._playing = playing
        self._ui = Ui(space_presses=False)
        names = Names(customer=playing.name, csr=playing.csr_name)
        self._stories = Stories(playing.level, names)
        self._floor = self._new_floor()
        self._lens = Lens(playing.rows, playing.csr_name)
        self._town = Town(playing)
        self._in_town = False
        """Whether the town is shown where the floor is."""
        self._seen = 0
        self._unread_s = 0.0
        self._new: list[Event] = []
        """What happened since the last picture."""
        self._book = Book(playing)
        self._powers = Powers(playing)
        self._dials = Dials(playing)
        self._journal = Journal(self._stories)
        self._card: Card | CsrCard | None = None
        self._calendar = Calendar(playing)
        self._sound = Soundscape(foyer, playing)
        self._guide = Guide(foyer, playing)
        self._page = 0
        self._real_s = 0.0
        self._timeline = playing.timeline
        self._recall()
        self._still_s = 0.0
        """For how long time has stood still."""
        self._shown, self._fresh = playing.frame, True
        """The frame of the last picture, and whether this one's is another."""
        self._beat = 0
        """Counts the floor's pictures at great speed."""

    @property
    def pace(self) -> int:
        """As many as can be while time runs; once it stands still and everyone has come to rest, none."""
        return LIVELY if self._still_s < REST_S or self._sound.captions.moving else 0

    # --- inputs -----------------------------------------------------------------------------------------------

    def on_input(self, happened: Input) -> Turn | None:
        """Widgets first, then the keys; the end of the level turns the page."""
        lay_open = self._dials.opened, self._powers.opened
        turn = self._answer(happened)
        if (self._dials.opened, self._powers.opened) != lay_open and (
            self._dials.opened is not None or self._powers.opened
        ):
            self._card = None  # it would hide half of what has just been opened
            if self._dials.opened not in (None, lay_open[0]):
                self._powers.close()
        self._guide.saw(turn)
        return turn

    def _answer(self, happened: Input) -> Turn | None:
        if isinstance(happened, Tick):
            return self._tick(happened)
        if isinstance(happened, Key | Text) and not self._ui.uses(happened):
            act = KeyMap(bindings()).act(happened)
            if act is Act.OVERLAY and shifted(happened):
                self._lens.turn(-1)
                return None
            if act is not None and not (act is Act.REVERT and not self._book.pencilled):
                return self._do(act)
        return self._ui.take(happened)

    def _tick(self, tick: Tick) -> Turn | None:
        self._ui.take(tick)
        self._real_s += tick.elapsed_s
        stands = self._playing.paused and self._playing.catching_up is None
        self._still_s = self._still_s + tick.elapsed_s if stands else 0.0
        self._playing.run(tick.elapsed_s)
        before, self._shown = self._shown, self._playing.frame
        self._fresh = self._shown is not before
        if self._playing.timeline != self._timeline:
            self._arrive()
            if before.time - self._shown.time > DAY:  # so long a run has been set aside
                week = day_of(before.time) // 7 + 1
                self._sound.captions.add(Phrase("your run of week {n} is kept: Save or load, in the menu", n=week))
        self._sound.tick(tick.elapsed_s, self._read(tick.elapsed_s), self._touch)
        self._dials.tick(tick.elapsed_s)
        if isinstance(self._card, Card):
            self._card.tick(tick.elapsed_s)
        if self._guide.look(self._moment(), tick.elapsed_s):
            self._playing.pause(True)
        if self._playing.over and self._playing.catching_up is None:
            self._sound.end()
            return Reset(Summary(self._foyer, self._playing))
        news = self._calendar.news()
        return self._told(news) if news else None

    def _told(self, news: Occurrence) -> Turn | None:
        """Something has happened: its card stops time, or waits and says so, as the player wants it."""
        cards = self._foyer.settings.cards
        helps = happening.what_helps(self._playing.level, news.what)
        if cards == Cards.ALWAYS or (cards == Cards.CHOICE and helps):
            return self._open_event(news)
        self._calendar.keep(news)
        key, event = keys.shown(Act.EVENTS), news.what.title
        waits = Phrase("{event}: {key} opens its card", event=event, key=key) if key else ""
        self._sound.captions.add(waits or Phrase("{event}: a card waits", event=event))
        return None

    def _open_event(self, one: Occurrence) -> Turn:
        """The card of an event."""
        self._calendar.seen(one)
        return Push(EventCard(self, self._playing.level, one, self._playing.frame.time, self._from_card))

    def _from_card(self, lever: str) -> Turn:
        """From an event's card to the policy line that may help: there time stands as it stood beneath the card."""
        self._playing.pause(True)
        return self._to_lever(lever)

    def _events(self) -> Turn | None:
        """The card that has waited longest; if none waits the deck, where there is one."""
        waiting = self._calendar.waiting
        if waiting:
            return self._open_event(waiting[0])
        return Push(Deck(self, self._playing, self._calendar.played)) if playable(self._playing) else None

    def _new_floor(self) -> Floor:
        return Floor([segment.title for segment in self._playing.level.carrier.segments.values()])

    def _arrive(self) -> None:
        """Another past than a moment ago: whatever remembered the old one begins anew."""
        self._timeline = self._playing.timeline
        self._floor, self._card, self._new = self._new_floor(), None, []
        self._lens.forget()
        self._town.forget()
        self._journal.wipe()
        self._dials.look_again()
        self._calendar.recall()
        self._recall()

    def _recall(self) -> None:
        """Fill the log with what happened lately."""
        self._seen = self._playing.frame.events
        events = self._playing.events(max(0, self._seen - MOST), self._seen)
        self._journal.read(events)
        self._guide.recall(events)

    def _read(self, elapsed_s: float) -> list[Event]:
        """What was logged since the last look, for floor, log and ears: at once, or at great speed now and then."""
        total = self._playing.frame.events
        self._unread_s += elapsed_s
        waits = self._unread_s < READ_S or not self._fresh
        if total - self._seen > FEW and waits and not self._playing.paused:
            return []
        events: list[Event] = []
        if total > self._seen:
            self._unread_s = 0.0
            most = MOST_HURRIED if self._playing.speed == MAX else MOST
            events = self._playing.events(max(self._seen, total - most), total)
            self._journal.read(events)
            self._guide.read(events)
            self._new = (self._new + events)[-most:]
        self._seen = total
        return events

    @property
    def _touch(self) -> Touch:
        """What the player's hand has made of the game, for the ears."""
        playing, book = self._playing, self._book
        return Touch(
            paused=playing.paused,
            decisions=len(playing.decisions),
            pencilled=tuple(book.pencilled.items()),
            refused=book.refused,
            warnings=book.warnings,
            page=(self._page, book.chapter, self._powers.opened, self._dials.opened),
            rewinding=playing.rewinding,
            timeline=playing.timeline,
        )

    def _do(self, act: Act) -> Turn | None:
        """What a key means. (Full screen is the window's business.)"""
        playing = self._playing
        self._guide.did(act)
        does: dict[Act, Callable[[], Turn | None]] = {
            Act.PAUSE: lambda: playing.pause(not playing.paused),
            Act.STEP: playing.step,
            Act.SPEED_MAX: lambda: playing.set_speed(MAX),
            Act.APPLY: self._book.apply,
            Act.REVERT: self._book.revert,
            Act.UNDO: self._undo,
            Act.REDO: playing.redo,
            Act.TIMELINE: lambda: Push(Timeline(self._foyer, playing)) if playing.catching_up is None else None,
            Act.SAVES: lambda: Push(Saves(self._foyer, playing)),
            Act.BOOK: self._turn_book,
            Act.SEARCH: self._search_book,
            Act.TABLE: self._turn_table,
            Act.CHARTS: self._turn_chart,
            Act.LOG: self._follow_newest,
            Act.TAPE: lambda: self._tape(self._on_card),
            Act.MAP: lambda: Push(Map(playing, playing.rows, self._to_lever, self._tape)),
            Act.LEDGERS: lambda: Push(Ledgers(self._foyer, playing, playing.rows, self._to_lever, self._tape)),
            Act.EVENTS: self._events,
            Act.HINT: lambda: self._guide.ask(self._ui, self._open_customer),
            Act.OVERLAY: lambda: self._lens.turn(1),
            Act.TOWN: self._turn_town,
            Act.SETTINGS: lambda: Push(Options(self._foyer)),
            Act.WHY: self._why,
            Act.HELP: lambda: Push(Help(self)),
            Act.MENU: self._escape,
        }
        for n, speed in enumerate(SPEEDS, 1):
            does[Act(f"speed {n}")] = partial(playing.set_speed, speed)
        return does[act]() if act in does else None

    def _turn_town(self) -> None:
        """From floor to town, and back."""
        self._in_town = not self._in_town
        self._page = 0
        if self._in_town:
            self._ui.focus = "town"  # so that the keys move it at once

    def _tape(self, customer: int, case: int = -1) -> Turn:
        playing, speaker = self._playing, self._foyer.speaker
        return Push(Tape(playing, playing.rows, self._to_lever, speaker, customer=customer, case=case))

    def _undo(self) -> None:
        """Take out what is only pencilled in; if nothing is, go back before the last decision."""
        playing = self._playing
        if playing.catching_up is not None:
            return
        if self._book.pencilled:
            self._book.revert()
        elif playing.decisions:
            if playing.frame.time - playing.decisions[-1].time > DAY:  # who went back too far finds what he left
                self._foyer.set_aside(playing)
            playing.undo()

    def _turn_book(self) -> None:
        self._book.turn(self._ui)
        self._page = 1

    def _search_book(self) -> None:
        self._book.search(self._ui)
        self._page = 1

    def _turn_table(self) -> None:
        self._powers.turn()
        self._dials.opened = None
        self._page = 1

    def _open_chart(self, metric: str) -> None:
        self._dials.show(metric)
        self._powers.close()
        self._page = 2

    def _turn_chart(self) -> None:
        self._dials.turn()
        self._powers.close()
        if self._dials.opened is not None:
            self._ui.focus_on(CHART)

    def _follow_newest(self) -> Turn | None:
        line = self._journal.newest
        return self._follow(line) if line else None

    def _escape(self) -> Turn | None:
        """Stop what is under way, else close what is open; if nothing is, the menu."""
        if self._playing.rewinding:
            self._playing.stay()
        elif self._guide.close():
            pass
        elif self._card is not None:
            self._card = None
        elif self._powers.opened:
            self._powers.close()
        elif self._dials.opened is not None:
            self._dials.opened = None
        elif self._in_town:
            if not self._town.back():
                self._turn_town()
        elif self._lens.overlay is not None:
            self._lens.close()
        else:
            return self._menu()
        return None

    def _menu(self) -> Turn | None:
        return Push(Menu(self, self._foyer, self._playing, teach=self._guide.begin))

    def _close_card(self) -> None:
        self._card = None

    def _close_chart(self) -> None:
        self._dials.opened = None

    def _open_customer(self, customer: int) -> None:
        self._card = Card(self._playing, self._stories, customer)
        self._town.meet(customer)
        self._dials.opened = None
        self._powers.close()
        self._page = 0

    def _open_lever(self, lever: str) -> None:
        self._guide.did("lever")
        self._book.show(self._ui, lever)
        self._page = 1

    @property
    def _on_card(self) -> int:
        """Whose card is open; -1: nobody's."""
        return self._card.customer if isinstance(self._card, Card) else -1

    def _ask(self, metric: str, day: int | None = None) -> Turn:
        """Why is it so?"""
        return Push(Why(self._playing, metric, self._tape, self._to_lever, self._to_customer, day=day))

    def _why(self) -> Turn | None:
        """About what is pointed at or has the focus, else about the first goal that isn't met."""
        asked = self._ui.why
        if asked:
            return asked()
        return self._ask(goals.in_question(self._playing.frame))

    def _to_customer(self, customer: int) -> Turn:
        """Back from a view of the past to somebody's card."""
        self._open_customer(customer)
        return Reset(self)

    def _to_lever(self, lever: str) -> Turn:
        """Back from a view of the past to the policy line behind something."""
        self._open_lever(lever)
        return Reset(self)

    def _follow(self, line: Line) -> Turn | None:
        """To whom or what a line is about."""
        self._guide.did("line")
        if line.lever:
            self._book.show(self._ui, line.lever)
        if line.customer >= 0:
            self._open_customer(line.customer)
        elif line.lever:
            self._page = 1
        elif line.event:
            return self._open_event(self._calendar.find(line.event, line.time))
        else:
            return self._ask(line.metric, day_of(line.time - 1))  # told at the midnight with which that day ends
        return None

    def _click_floor(self) -> Turn | None:
        x, y = self._ui.pointer
        customer = self._floor.hit(x, y)
        csr = self._floor.hit_csr(x, y)
        if customer is not None:
            self._open_customer(customer)
        elif csr is not None:
            self._card = CsrCard(csr)
            self._dials.opened = None
        elif self._floor.hit_board(x, y):
            return self._ask(LINES)
        else:
            self._card = None
        return None

    # --- picture ----------------------------------------------------------------------------------------------

    def draw(self, canvas: Canvas) -> None:
        """Everything."""
        ui, playing = self._ui, self._playing
        where = places(*canvas.size, self._page)
        # As fast as it goes a picture with news has the floor to paint; the panels have the others, one each.
        hasty = playing.speed == MAX and not playing.paused
        with ui.picture(canvas, room=inf if not hasty else 0 if self._fresh else 1):
            canvas.clear(theme.PAPER)
            timeline = partial(self._do, Act.TIMELINE)
            undo = topbar.Back(self._undo, pencilled=len(self._book.pencilled))
            topbar.draw(ui, canvas, where.top, playing, self._menu, undo, timeline, self._ask)
            if where.tabs:
                self._draw_pages(canvas, where.tabs)
            waits = {Act.HINT: self._guide.waiting, Act.EVENTS: bool(self._calendar.waiting)}
            marks = tuple(act for act, new in waits.items() if new)
            doors.draw(ui, canvas, where.doors, self._doors, self._do, marks=marks)
            if where.ribbon:
                ribbon.draw(ui, canvas, where.ribbon, playing, self._calendar.waiting, self._open_event)
            if where.floor:
                self._draw_floor(canvas, where.floor)
            if where.book:
                self._draw_book(canvas, where.book)
            if where.dials:
                self._dials.draw(ui, canvas, where.dials, self._ask)
            if where.journal:
                self._journal.draw(ui, canvas, where.journal, playing.frame.time, self._follow)
            if where.dials and not where.floor:
                self._draw_chart(canvas, where.dials)
            if where.book and not where.floor:
                self._draw_table(canvas, where.book)
            self._draw_guide(canvas, where)
            if playing.rewinding:
                self._draw_journey(canvas, playing.catching_up or 0.0)

    def _moment(self) -> Moment:
        """What the guide sees of all this."""
        playing, frame = self._playing, self._playing.frame
        return Moment(
            paused=playing.paused,
            time=frame.time,
            days=len(frame.series.get("contacts", ())),
            card=self._on_card,
            met=self._guide.met(self._on_card),
            here=self._guide.teaching and self._guide.seek(self._floor.customers) >= 0,
            chart=self._dials.opened is not None,
            focus=self._ui.focus,
            pencilled=frozenset(self._book.pencilled),
            limit=self._book.pencilled.get(LIMIT, frame.book.get(LIMIT, 0.0)),
            decided=frozenset(one.change.lever for one in playing.decisions if isinstance(one.change, Set)),
            undone=len(playing.undone),
            travelling=playing.catching_up is not None,
            did=self._guide.counts,
            blocked=self._guide.blocked,
        )

    def _draw_guide(self, canvas: Canvas, where: Places) -> None:
        """Whoever speaks, in a corner of the floor or of the page that is open."""
        if not self._guide.speaking or self._playing.rewinding:
            return
        width, height = canvas.size
        top, floor = (where.tabs or where.top).bottom, where.floor
        room = Rect(0, top, width, height - top)
        if floor:
            room = Rect(floor.x + STRIP_W, floor.y, floor.w - STRIP_W, floor.h)
        avoid = [spot.rect for key in ("block card", "block csr", CHART) if (spot := self._ui.find(key))]
        self._guide.draw(self._ui, canvas, room, self._where, avoid, self._do, self._open_lever)

    def _where(self, what: str) -> Rect | None:
        """What the guide may point at: the front line's room, whom a boom came down before last, all the goals."""
        if what == "goals":
            rows = (self._ui.in_view(f"goal {n}") for n in range(len(self._playing.frame.objectives)))
            seen = [row.seen for row in rows if row is not None]
            return Rect(*seen[0][:3], seen[-1].bottom - seen[0].y).inset(-4, 0) if seen else None
        if not self._ui.find("floor"):
            return None
        if what == "front":
            room = self._floor.room_of("frontline")
            return None if room is None else room.head if self._ui.find("page 0") else room.rect
        place = self._floor.place_of(self._guide.victim)
        return Rect(place[0] - 14, place[1] - 36, 28, 41) if place else None

    @property
    def _doors(self) -> tuple[doors.Door, ...]:
        leads = self._calendar.waiting or playable(self._playing)
        return doors.doors(without=() if leads else (Act.EVENTS,))

    def _draw_pages(self, canvas: Canvas, rect: Rect) -> None:
        def turn(page: int) -> None:
            self._page = page

        canvas.rect(rect, theme.CARD)
        names = [say("Floor"), say("Policy book"), say("Dials"), say("Log")]
        marks = (1,) if self._book.pencilled else ()
        widgets.tabs(self._ui, canvas, rect, names, self._page, turn, key="page", marks=marks)

    def _draw_book(self, canvas: Canvas, rect: Rect) -> None:
        frame = self._playing.frame
        if rect.h < 420 and rect.w > 560:  # large letters: side by side
            wide = rect.w * 0.46
            side = Rect(rect.right - wide, rect.y, wide, rect.h)
            box, high = Rect(rect.x, rect.y, rect.w - wide, rect.h), goals.high(frame)
            detail = Rect(side.x, side.y + high, wide, rect.h - high)
            self._book.draw(self._ui, canvas, box, self._turn_table, detail=detail)
            goals.draw(self._ui, canvas, Rect(side.x, side.y, wide, high), self._playing, self._open_chart, self._ask)
            canvas.rect(Rect(side.x, rect.y, 1, rect.h), theme.LINE)
            return
        high = goals.high(frame)
        goals.draw(self._ui, canvas, Rect(rect.x, rect.y, rect.w, high), self._playing, self._open_chart, self._ask)
        self._book.draw(self._ui, canvas, Rect(rect.x, rect.y + high, rect.w, rect.h - high), self._turn_table)
        canvas.rect(Rect(rect.x, rect.y, 1, rect.h), theme.LINE)

    def _draw_floor(self, canvas: Canvas, rect: Rect) -> None:
        playing, ui = self._playing, self._ui
        speed = 0.0 if playing.paused else float(playing.speed or 1000)
        if playing.hurrying:
            speed = max(speed, 64.0)
        if self._in_town:
            corner = rect
            rect = self._town.draw(
                ui, canvas, rect, real_time=self._real_s, speed=speed, calm=self._foyer.settings.calm,
                chosen=self._on_card, covered=CARD_W + 10 if isinstance(self._card, Card) else 0.0,
                open_card=self._open_customer, leave=self._turn_town,
            )  # fmt: skip
            self._new = []
            switch.draw(ui, canvas, corner.x + 8, corner.y + 8, self._turn_town)
        else:
            with theme.daylight():
                self._lens.draw_strip(ui, canvas, Rect(rect.x, rect.y, STRIP_W, rect.h))
            rect = Rect(rect.x + STRIP_W, rect.y, rect.w - STRIP_W, rect.h)
            self._draw_room(canvas, rect, speed)
        self._draw_chart(canvas, rect)
        self._draw_table(canvas, rect)
        free = rect
        if isinstance(self._card, Card):
            wide = min(CARD_W, rect.w - 20)
            box = Rect(rect.right - wide - 10, rect.y + 10, wide, rect.h - 20)
            self._card.draw(ui, canvas, box, self._close_card, self._open_lever, partial(self._do, Act.TAPE))
            free = Rect(rect.x, rect.y, rect.w - wide - 10, rect.h)
        elif self._card is not None:
            wide = min(300.0, rect.w - 20)
            box = Rect(rect.right - wide - 10, rect.y + 10, wide, CSR_HIGH)
            self._card.draw(ui, canvas, box, playing.frame, self._close_card, self._open_customer)
        if playing.paused and playing.catching_up is None:
            canvas.rect(rect, line=theme.ORANGE, width=4)
        legend = self._lens.overlay is not None and not self._in_town
        lift = 92.0 if legend else 0.0
        plate = self._guide.plate
        if plate is not None and meets(plate, Rect(free.x, free.bottom - lift - CAPTIONS, CAPTIONS, CAPTIONS)):
            lift = free.bottom - plate.y
        self._sound.draw(canvas, Rect(free.x, free.y, free.w, free.h - lift))

    def _draw_room(self, canvas: Canvas, rect: Rect, speed: float) -> None:
        """The floor itself."""
        ui = self._ui
        tip = (self._floor.tip(*ui.pointer) or "") if ui.hot == "floor" else ""
        why = partial(self._ask, LINES) if ui.hot == "floor" and self._floor.hit_board(*ui.pointer) else None
        tip = say("{tip} Click: why?", tip=tip) if why and tip else tip
        ui.spot("floor", rect, self._click_floor, tip=tip, focus=False, why=why)
        self._floor.select(self._card.customer if isinstance(self._card, Card) else None)
        with ui.inside(canvas, rect):
            if speed < FAST:
                self._paint_room(canvas, rect, speed)
            else:  # nobody walks then: what fades does so in fewer pictures, those in which there is news anyway
                if self._fresh:
                    self._beat = int(self._real_s * FAST_PACE)
                picture = (self._beat, self._on_card, self._lens.chosen)
                paint = lambda inner: self._paint_room(inner, rect, speed)
                canvas.kept("floor, fast", picture, rect, paint, ground=theme.PAPER)

    def _paint_room(self, canvas: Canvas, rect: Rect, speed: float) -> None:
        settings = self._foyer.settings
        with theme.daylight():
            self._floor.draw(
                canvas,
                rect,
                self._playing.frame,
                self._new,
                real_time=self._real_s,
                speed=speed,
                reduced_motion=settings.calm,
                lens=self._lens,
                thoughts=settings.thoughts,
                keep_off=self._keep_off(rect),
            )
        self._new = []

    def _keep_off(self, rect: Rect) -> tuple[Rect, ...]:
        """Where no thought may stand: what lies over the floor."""
        wide = min(350.0, rect.w)
        return () if self._card is None else (Rect(rect.right - wide, rect.y, wide, rect.h),)

    def _draw_table(self, canvas: Canvas, rect: Rect) -> None:
        if self._powers.opened:
            self._ui.spot(BESIDE, rect, self._powers.close, focus=False)
        self._powers.draw(self._ui, canvas, rect.inset(12), self._book.pencilled, self._powers.close)

    def _draw_chart(self, canvas: Canvas, rect: Rect) -> None:
        if self._dials.opened is not None:
            self._ui.spot(BESIDE, rect, self._close_chart, focus=False)
        room = rect.inset(12)
        wide, high = min(room.w, 1100.0), min(room.h, 560.0)
        box = Rect(room.x + (room.w - wide) / 2, room.y + (room.h - high) / 2, wide, high)
        self._dials.draw_opened(self._ui, canvas, box, self._close_chart, self._ask)

    def _draw_journey(self, canvas: Canvas, share: float) -> None:
        """How far the way back is done, and how to call it off."""
        width, height = canvas.size
        shade(self._ui, canvas)
        wide = min(440.0, width - 24)
        box = Rect((width - wide) / 2, (height - 132) / 2, wide, 132)
        canvas.rect(box, theme.CARD, radius=12)
        title = say("On the way to another moment")
        middle(canvas, box.x + 24, box.y + 28, title, size=theme.HEAD, colour=theme.INK, weight="title")
        widgets.progress(canvas, Rect(box.x + 24, box.y + 50, box.w - 48, 12), share)
        text = fit(canvas, say("Until then nothing is lost."), box.w - 200, size=theme.SMALL)
        middle(canvas, box.x + 24, box.y + 98, text, size=theme.SMALL, colour=theme.INK_SOFT)
        stop = Rect(box.right - 154, box.y + 80, 130, 36)
        widgets.button(self._ui, canvas, stop, say("Stay here (Esc)"), self._playing.stay, key="stay", size=theme.SMALL)
