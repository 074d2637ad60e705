"""The floor as a whole: takes frames and events, draws, and says who is where.

Rules of this file: it passes on and draws in order, back to front; whatever takes thought stands in the modules beside
it. A frame says who is there; what happened between two frames, only the events can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from game.views.canvas import Canvas, Point, Rect
from game.views.floor.album import Album
from game.views.floor.barriers import Barriers
from game.views.floor.board import draw_numbers, draw_words
from game.views.floor.bubbles import FASTEST
from game.views.floor.cast import Cast, Manner
from game.views.floor.crowd import draw_crowd, draw_ropes
from game.views.floor.daylight import Daylight
from game.views.floor.lens import DIM, Lens
from game.views.floor.musing import Musing
from game.views.floor.person import GOINGS, UNKNOWN, WALK, Person
from game.views.floor.picture import Picture
from game.views.floor.plan import Room
from game.views.floor.puffs import Puffs
from game.views.floor.scenery import Scenery
from game.views.floor.tempo import Tempo
from game.views.floor.tips import csr_words, customer_words, desk_words
from game.views.floor.wall import draw_clock, draw_notice, draw_windows, wall_of
from game.views.words import count, say
from sim.events import Block, Event, Kind
from sim.frames import Frame

SEGMENTS: Final = ("Everyday", "Business", "Youth", "Traveller", "Budget")
MOST_EVENTS: Final = 4000
"""More new events than this between two pictures: the older ones are past showing."""
TELLING: Final = frozenset(
    {
        Kind.ROADBLOCK, Kind.CSR_QUIT, Kind.CREDITED, Kind.PROMISED, Kind.APPROVAL, Kind.CONTACT_ENDED,
        Kind.TRANSFERRED,
    }
)  # fmt: skip
"""Events that say something about who may be on the floor."""
CAT_LIGHT: Final = 3
"""The step of the light from which the cat comes."""


class Floor:
    """The picture of the centre. Hand it every frame, and the events since the last one."""

    def __init__(self, segments: Sequence[str] = SEGMENTS) -> None:
        """`segments`: titles in the level's order."""
        self._segments = tuple(segments)
        self._cast = Cast(segments)
        self._album = Album()
        self._tempo = Tempo()
        self._daylight = Daylight()
        self._barriers = Barriers()
        self._puffs = Puffs()
        self._musing = Musing(segments)
        self._thoughts = False
        self._keep_off: Sequence[Rect] = ()
        self._frame: Frame | None = None
        self._time = 0.0
        """Of the latest frame: the clock goes on while people stay as they are."""
        self._spots: list[tuple[float, float, Person]] = []
        self._chosen: int | None = None
        self._real_s = 0.0
        self._lens: Lens | None = None

    # --- what others ask ------------------------------------------------------------------------------------------

    def select(self, customer: int | None) -> None:
        """Ring this customer wherever he is."""
        self._chosen = customer

    def hit(self, x: float, y: float) -> int | None:
        """The customer drawn at the point."""
        person = self._under(x, y, is_csr=False)
        return person.number if person else None

    def hit_csr(self, x: float, y: float) -> int | None:
        """The CSR drawn at the point."""
        person = self._under(x, y, is_csr=True)
        return person.number if person else None

    def hit_board(self, x: float, y: float) -> bool:
        """Whether the point is on the board over a room, with its numbers."""
        room = self._cast.plan.room_at(x, y)
        return room is not None and room.head.holds(x, y) and self._under(x, y, is_csr=False) is None

    def tip(self, x: float, y: float) -> str | None:
        """A sentence about what is at the point."""
        frame = self._frame
        if frame is None:
            return None
        customer, csr = self._under(x, y, is_csr=False), self._under(x, y, is_csr=True)
        if customer is not None:
            known = 0 <= customer.segment < len(self._segments)
            segment = self._segments[customer.segment] if known else ""
            return self._more(customer, customer_words(customer, segment, frame.time))
        if csr is not None and csr.view is not None:
            return self._more(csr, csr_words(csr, csr.view, frame.time))
        if self._cat_at(x, y):
            return self._thought(self._musing.of_the_night(self._real_s)) or say("The night shift")
        legend = self._lens.legend_tip(x, y) if self._lens is not None else None
        if legend is not None:
            return legend
        room = self._cast.plan.room_at(x, y)
        if room is None or room.desk >= len(frame.desks):
            return None
        line = self._cast.posts[room.desk].line
        if line is not None and line.hidden and line.crowd_holds(x, y, self._cast.plan.u):
            return count("{n} more is waiting in this line", "{n} more are waiting in this line", line.hidden)
        return desk_words(frame.desks[room.desk], frame.time) if room.head.holds(x, y) else None

    def _more(self, person: Person, words: str) -> str:
        """`words` about a person, and on lines of their own what the overlay says of him and what he thinks."""
        told = self._lens.told_of(person) if self._lens is not None else None
        if told is not None:
            words = f"{words}\n{told.words[:1].upper()}{told.words[1:]}"
        if not self._thoughts or self._frame is None:
            return words
        thought = self._thought(self._musing.thought_of(person, self._frame, self._real_s))
        return f"{words}\n{thought}" if thought else words

    @staticmethod
    def _thought(text: str) -> str:
        return say("“{thought}”", thought=text) if text else ""

    def _cat_at(self, x: float, y: float) -> bool:
        """Whether the night shift lies there."""
        plan = self._cast.plan
        if not self._thoughts or self._daylight.step < CAT_LIGHT or not plan.rooms:
            return False
        room, u = plan.rooms[0].rect, plan.u
        return abs(x - room.x - 20 * u) < 16 * u and -18 * u < y - room.bottom + 7 * u < 5 * u

    def place_of(self, customer: int) -> Point | None:
        """Where a customer's feet are, if he is on the floor (he may be hidden in the crowd of a line)."""
        for person in self._cast.everyone():
            if not person.is_csr and person.number == customer:
                return (person.x, person.y)
        return None

    @property
    def customers(self) -> frozenset[int]:
        """Everybody who has called and can be seen on the floor."""
        return frozenset(one.number for one in self._cast.everyone() if not one.is_csr and not one.hidden)

    def room_of(self, desk: str) -> Room | None:
        """The room of a desk, if it has one."""
        return next((room for room in self._cast.plan.rooms if room.name == desk), None)

    def _under(self, x: float, y: float, *, is_csr: bool) -> Person | None:
        u = self._cast.plan.u
        for px, py, person in reversed(self._spots):
            if person.is_csr is is_csr and abs(x - px) <= 9 * u and -38 * u <= y - py <= 3 * u:
                return person
        return None

    # --- a picture ------------------------------------------------------------------------------------------------

    def draw(
        self, canvas: Canvas, rect: Rect, frame: Frame, events: Sequence[Event], *, real_time: float, speed: float,
        reduced_motion: bool = False, lens: Lens | None = None, thoughts: bool = False, keep_off: Sequence[Rect] = (),
    ) -> None:  # fmt: skip
        """Draw `frame` in `rect`.

        `events`: those since the last call. `real_time`: seconds of the wall clock, for motion only. `speed`: of the
        game, 0 while paused. `lens`: which overlay is on. `thoughts`: whether people show what they think; nobody's
        bubble reaches into a rectangle of `keep_off`.
        """
        self._thoughts, self._keep_off, self._real_s = thoughts, keep_off, real_time
        tempo = self._tempo
        tempo.tick(frame.time, real_time, speed, reduced_motion=reduced_motion)
        if tempo.leapt:
            self._cast.clear()
            self._barriers.clear()
            self._puffs.clear()
            self._musing.clear()
        self._time = frame.time
        self._read(events, speed)
        if tempo.due or rect != self._cast.plan.rect:
            self._take(frame, rect)
        self._live(tempo.seconds)
        self._musing.live(tempo.seconds if speed else 0.0)
        self._daylight.turn(frame, tempo.seconds, at_once=tempo.leapt, blurred=tempo.blurred and not tempo.leapt)
        self._lens = lens
        if lens is not None:
            lens.look(self._frame or frame, real_time)
        self._draw_all(canvas, self._frame or frame, speed, few=reduced_motion)

    def _take(self, frame: Frame, rect: Rect) -> None:
        """Let the frame say where everyone should be."""
        cast, tempo = self._cast, self._tempo
        before = cast.plan
        manner = Manner.AT_ONCE if tempo.leapt or not tempo.due else Manner.FADE if tempo.calm else Manner.WALK
        cast.take(frame, rect, manner)
        self._frame = frame
        if cast.plan is not before:
            self._barriers.clear()
        self._barriers.keep(lambda desk, seat: cast.posts[desk].taken(seat))
        if rect != before.rect:
            self._puffs.clear()

    def _live(self, seconds: float) -> None:
        """Let `seconds` pass."""
        u = self._cast.plan.u
        for at in self._cast.live(seconds, WALK * u * self._tempo.hurry, still=self._tempo.still):
            if not self._tempo.calm:
                self._puffs.cloud(at, u)
        self._barriers.live(seconds, still=self._tempo.still)
        self._puffs.live(seconds)

    def _draw_all(self, canvas: Canvas, frame: Frame, speed: float, *, few: bool) -> None:
        """Back to front."""
        cast, album, tempo, daylight = self._cast, self._album, self._tempo, self._daylight
        plan = cast.plan
        if album.open(plan.u, at_once=tempo.leapt):
            for person in cast.everyone():
                person.picture_key = -1
        canvas.clip(plan.rect)
        light = daylight.step
        if tempo.calm:  # days are short then, and each step of the light paints the whole room
            light = 2 * round(light / 2)
        closed = not frame.open and not tempo.blurred
        Scenery(plan, tuple(say(desk.title) for desk in frame.desks), light, closed).draw(canvas)
        wall = wall_of(plan)
        draw_windows(canvas, album, wall, daylight)
        draw_notice(canvas, wall, closed=closed)
        if not self._covered:  # else the legend hangs before it
            draw_clock(canvas, wall, daylight, self._time, calm=tempo.calm, blurred=tempo.blurred)
        for room in plan.rooms:
            self._draw_board(canvas, room, frame)
            draw_ropes(canvas, album, room, cast.posts[room.desk].roped, light)
        self._draw_people(canvas)
        self._puffs.draw(canvas, album, plan, calm=tempo.calm)
        for room in plan.rooms:
            draw_crowd(canvas, album, plan, room, cast.posts[room.desk])
        if self._lens is not None:
            self._lens.draw(canvas, album, plan, self._spots)
        self._draw_thoughts(canvas, frame, speed, few=few)
        self._barriers.draw(canvas, album, plan, calm=tempo.calm)
        canvas.clip(None)

    def _draw_thoughts(self, canvas: Canvas, frame: Frame, speed: float, *, few: bool) -> None:
        """What people think, where it covers nothing that matters."""
        plan, chosen = self._cast.plan, self._chosen
        taken = [*self._keep_off, *(room.head for room in plan.rooms), *self._barriers.places(plan)]
        if chosen is not None and (place := self.place_of(chosen)) is not None:
            taken.append(Rect(place[0] - 10 * plan.u, place[1] - 60 * plan.u, 20 * plan.u, 62 * plan.u))
        allowed = self._thoughts and not self._covered and speed <= FASTEST and not self._tempo.blurred
        self._musing.draw(canvas, plan, frame, self._spots, taken, still=speed == 0, few=few, allowed=allowed)

    @property
    def _covered(self) -> bool:
        """Whether an overlay is on."""
        return self._lens is not None and self._lens.overlay is not None

    def _draw_board(self, canvas: Canvas, room: Room, frame: Frame) -> None:
        """A desk's numbers, or what the overlay says of it."""
        desk = frame.desks[room.desk]
        words = self._lens.board(room) if self._lens is not None else None
        if words is None:
            draw_numbers(canvas, self._album, room, desk, frame.time, closes=not self._tempo.blurred)
        else:
            draw_words(canvas, room, say(desk.title), words)

    def _draw_people(self, canvas: Canvas) -> None:
        """Everyone, and the cat."""
        cast = self._cast
        picture = Picture(cast.plan, self._album, self._tempo, dim=DIM if self._covered else 1.0)
        for person in cast.everyone():
            picture.add(person, barred=(person.desk, person.seat) in self._barriers)
        if self._daylight.step >= CAT_LIGHT:
            picture.add_cat()
        for person in cast.everyone():
            if person.number == self._chosen and not person.is_csr:
                picture.ring(canvas, person)
        picture.add_slips(cast.slips)
        picture.add_links(cast.links)
        picture.draw(canvas)
        self._spots = picture.spots

    # --- events: what happens between frames ----------------------------------------------------------------------

    def _read(self, events: Sequence[Event], speed: float) -> None:
        """Remember from the events what the next frame can't tell."""
        for event in events[-MOST_EVENTS:]:
            if event.kind not in TELLING:
                continue
            self._musing.note(event)
            person = self._cast.customers.get(event.contact)
            match event.kind:
                case Kind.ROADBLOCK:
                    self._block(event, person, speed)
                case Kind.CSR_QUIT:
                    if event.csr in self._cast.csrs:
                        self._cast.csrs[event.csr].thing = "carton"
                case Kind.CREDITED:
                    self._float("coin", event, person)
                case Kind.APPROVAL:
                    self._float("tick" if event.value("granted") else "denied", event, person)
                case Kind.CONTACT_ENDED if person is not None:
                    person.going = GOINGS.get(int(event.value("ending")), UNKNOWN)
                case Kind.TRANSFERRED if person is not None:
                    person.thing = "folder" if event.value("warm") else ""
                    if event.value("loop"):
                        person.show("loop")

    def _block(self, event: Event, person: Person | None, speed: float) -> None:
        """A barrier comes down, and whom it stops stays to see it."""
        found = self._cast.seat_of(event.desk, event.csr)
        if found is None:
            return
        block, calm = Block(int(event.value("block"))), self._tempo.calm
        if not self._barriers.lower((event.desk, found[0]), block, speed=speed, calm=calm):
            return
        if person is not None and person.seat >= 0 and not calm:
            person.hold = 0.8 / max(1.0, min(speed, 4.0))

    def _float(self, kind: str, event: Event, person: Person | None) -> None:
        """A sign floats up from the desk that holds `person`, or else from that of the event's CSR."""
        plan = self._cast.plan
        if person is not None and person.seat >= 0:
            self._puffs.sign(kind, plan.rooms[person.desk].seats[person.seat], plan.u)
            return
        found = self._cast.seat_of(event.desk, event.csr)
        if found is not None:
            self._puffs.sign(kind, found[1], plan.u)
