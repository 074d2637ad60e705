"""The cast: who is on the floor, and where each of them should be.

Rules of this file:
- Frames give goals, and only here. Whoever is in a frame has one; whoever isn't any more is seen off.
- CSRs keep their seats and customers their contact's person, whatever else changes between two frames.
- Nobody is there twice: who is held at a seat while his CSR waits elsewhere for an approval stays there, and a slip
  waits in that line for him.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from math import hypot, inf
from typing import Final

from game.views.canvas import Point, Rect
from game.views.floor.colours import CHALK, desk_colour
from game.views.floor.line import PITCHES, Line, rows_for, stand
from game.views.floor.looks import Hat, Mood, hat_of, level_of, look_of
from game.views.floor.patience import MOODS, wedge_of
from game.views.floor.person import HOME, UNKNOWN, Person
from game.views.floor.plan import CSR_X, FRONT_DESK, GUEST_X, NOWHERE, Plan, Room, plan_for
from game.views.theme import mix
from sim.frames import CsrView, DeskView, Doing, Frame, WaitingView

SEATS_SHOWN: Final = (12, 4)
"""Empty seats are drawn up to this many at the front line and at any other desk; seats in use always."""


class Manner(Enum):
    """How people get to their places."""

    WALK = 0
    FADE = 1
    AT_ONCE = 2


@dataclass(slots=True)
class Post:
    """One desk's seats and line: who sits where."""

    seats: list[int] = field(default_factory=list)
    """CSR at each seat, -1: empty."""
    at: dict[int, int] = field(default_factory=dict)
    """Seat of each CSR."""
    peak: int = 0
    squeeze: int = 0
    line: Line | None = None
    unseated: int = 0
    """On duty, and no seat to be drawn at."""
    roped: int = 1
    """Rows of the line between ropes."""

    def seat(self, csrs: Sequence[int], seats: int) -> None:
        """Give each of `csrs` one of so many seats; who has one keeps it."""
        self.seats = [csr if csr in csrs else -1 for csr in self.seats[:seats]]
        self.seats += [-1] * (seats - len(self.seats))
        self.at = {csr: seat for seat, csr in enumerate(self.seats) if csr >= 0}
        free = iter([seat for seat, csr in enumerate(self.seats) if csr < 0])
        for csr in csrs:
            if csr not in self.at and (seat := next(free, None)) is not None:
                self.seats[seat] = csr
                self.at[csr] = seat
        self.unseated = len(csrs) - len(self.at)

    def taken(self, seat: int) -> bool:
        """Whether somebody sits there."""
        return seat < len(self.seats) and self.seats[seat] >= 0

    def line_up(self, room: Room, n: int, u: float) -> Line:
        """How `n` people stand in its line, and how many of its rows are roped."""
        line = self.line = stand(room.rows, n, u, self.squeeze)
        self.squeeze = line.squeeze
        rows = rows_for(room.rows, min(n + 3, len(line.places) + 1), PITCHES[line.squeeze] * u)
        if rows > self.roped or rows < self.roped - 1:
            self.roped = rows
        return line


class Cast:
    """Everyone on the floor, and the plan they move in."""

    def __init__(self, segments: Sequence[str]) -> None:
        """`segments`: titles in the level's order."""
        self._hats = tuple(hat_of(n, title) for n, title in enumerate(segments))
        self._manner = Manner.WALK
        self.plan: Plan = NOWHERE
        self.customers: dict[int, Person] = {}
        """By contact."""
        self.csrs: dict[int, Person] = {}
        self.leaving: list[Person] = []
        self.posts: dict[int, Post] = {}
        self.slips: list[tuple[Point, Person]] = []
        """Requests for an approval in a line, and whose."""
        self.links: list[tuple[Point, Point]] = []
        """From the desk that asked to the desk that is approving."""

    def everyone(self) -> Iterator[Person]:
        """CSRs, customers, and those who leave."""
        yield from self.csrs.values()
        yield from self.customers.values()
        yield from self.leaving

    def clear(self) -> None:
        """Everyone is gone."""
        self.csrs.clear()
        self.customers.clear()
        self.leaving.clear()
        self.posts.clear()

    def seat_of(self, desk: int, csr: int) -> tuple[int, Point] | None:
        """Seat and place of a CSR, if he is to be seen."""
        post = self.posts.get(desk)
        seat = post.at.get(csr) if post is not None else None
        if seat is None or desk >= len(self.plan.rooms) or seat >= len(self.plan.rooms[desk].seats):
            return None
        return seat, self.plan.rooms[desk].seats[seat]

    def live(self, seconds: float, top: float, *, still: bool = False) -> list[Point]:
        """Let `seconds` pass; `top`: walking speed. Where someone has just vanished before everybody's eyes.

        `still`: nobody leaves meanwhile; who comes may arrive.
        """
        for person in self.everyone():
            if not (still and person.going is not None):
                person.live(seconds, top)
        gone = [person for person in self.leaving if person.alpha <= 0]
        self.leaving = [person for person in self.leaving if person.alpha > 0]
        return [(person.x, person.y) for person in gone if not person.hidden]

    # --- goals ----------------------------------------------------------------------------------------------------

    def take(self, frame: Frame, rect: Rect, manner: Manner) -> None:
        """Give everyone in the frame a goal, and see off those who aren't in it any more."""
        self._manner = manner
        self._arrange(frame, rect)
        on_duty: set[int] = set()
        bosses: dict[int, Point] = {}
        held: dict[int, Point] = {}
        for room in self.plan.rooms:
            post = self.posts[room.desk]
            for view in frame.desks[room.desk].csrs:
                on_duty.add(view.csr)
                seat = post.at.get(view.csr, -1)
                self._seat_csr(room, seat, view)
                if view.contact < 0 or seat < 0 or view.doing == Doing.WRAPPING_UP:
                    continue
                if view.doing == Doing.APPROVING:  # the customer himself is on hold at another desk
                    bosses[view.contact] = room.seats[seat]
                else:
                    held[view.contact] = room.seats[seat]
                    self._seat_customer(room, seat, view)
        self.links = [(held[contact], boss) for contact, boss in bosses.items() if contact in held]
        self.slips = []
        seen = set(held)
        for room in self.plan.rooms:
            desk = frame.desks[room.desk]
            self._line_up(room, desk, held, frame.time)
            seen.update(waiting.contact for waiting in desk.line)
        for contact in [contact for contact in self.customers if contact not in seen]:
            self._see_off(self.customers.pop(contact))
        for csr in [csr for csr in self.csrs if csr not in on_duty]:
            person = self.csrs.pop(csr)
            person.going = HOME
            person.thing = person.thing or "bag"
            self._see_off(person)

    def _arrange(self, frame: Frame, rect: Rect) -> None:
        """Seats for every CSR, and the plan that has room for them."""
        wanted: list[tuple[str, int]] = []
        for n, desk in enumerate(frame.desks):
            post = self.posts.setdefault(n, Post())
            post.peak = max(post.peak, len(desk.csrs))
            empty = SEATS_SHOWN[desk.name != FRONT_DESK and len(frame.desks) > 1]
            wanted.append((desk.name, max(1, post.peak, min(desk.headcount, empty))))
        plan = plan_for(rect, tuple(wanted))
        if plan.rect != self.plan.rect:
            self._carry_over(self.plan.rect, rect)
        self.plan = plan
        for room in plan.rooms:
            desk, post = frame.desks[room.desk], self.posts[room.desk]
            post.seat([view.csr for view in desk.csrs], len(room.seats))

    def _carry_over(self, old: Rect, new: Rect) -> None:
        """Another window size: everyone to the like place at once; goals follow."""
        for person in self.everyone():
            x = new.x + (person.x - old.x) / old.w * new.w
            y = new.y + (person.y - old.y) / old.h * new.h
            person.place((x, y))
            if person.going is not None:
                person.alpha = 0.0

    def _line_up(self, room: Room, desk: DeskView, held: Container[int], time: float) -> None:
        """Put a desk's line in place."""
        line = self.posts[room.desk].line_up(room, len(desk.line), self.plan.u)
        shown = len(line.places)
        for n, waiting in enumerate(desk.line):
            at = line.places[n] if n < shown else line.crowd
            if waiting.contact not in held:
                self._queue(room.desk, waiting, at, n, hidden=n >= shown, time=time)
                continue
            person = self.customers[waiting.contact]
            person.waiting = waiting
            person.wedge = wedge_of(waiting, time)
            person.mood = min(person.mood, MOODS[person.wedge])
            if n < shown:
                self.slips.append((at, person))

    def _seat_csr(self, room: Room, seat: int, view: CsrView) -> None:
        person = self.csrs.get(view.csr)
        fresh = person is None
        if person is None:
            shirt = mix(desk_colour(room.name), CHALK, 0.28)
            person = Person(view.csr, look_of(view.csr * 31 + 7, shirt), is_csr=True)
            self.csrs[view.csr] = person
        person.view = view
        person.desk, person.seat = room.desk, seat
        person.mood = level_of(view.morale)
        x, y = room.seats[seat] if seat >= 0 else room.seats[-1]
        self._send(person, (x + CSR_X * self.plan.u, y), fresh=fresh)

    def _customer(self, view: CsrView | WaitingView) -> tuple[Person, bool]:
        """Whom a view tells of, and whether he has just come."""
        person = self.customers.get(view.contact)
        fresh = person is None
        if person is None:
            person = self.customers[view.contact] = Person(view.customer, look_of(view.customer), is_csr=False)
        person.segment, person.nth = view.segment, view.nth
        person.hat = self._hats[view.segment] if 0 <= view.segment < len(self._hats) else Hat.NONE
        return person, fresh

    def _seat_customer(self, room: Room, seat: int, view: CsrView) -> None:
        person, fresh = self._customer(view)
        person.view, person.waiting = view, None
        person.desk, person.seat = room.desk, seat
        person.hidden = False
        if view.doing == Doing.ARGUING:
            person.mood = Mood.FURIOUS
        elif view.doing == Doing.AWAITING_APPROVAL:
            person.mood = Mood.SOUR
        else:
            person.mood = max(person.mood, Mood.FLAT)
        x, y = room.seats[seat]
        self._send(person, (x + GUEST_X * self.plan.u, y), fresh=fresh)

    def _queue(self, desk: int, waiting: WaitingView, at: Point, n: int, *, hidden: bool, time: float) -> None:
        person, fresh = self._customer(waiting)
        person.view, person.waiting = None, waiting
        person.wedge = wedge_of(waiting, time)
        person.mood = MOODS[person.wedge]
        moved = person.desk != desk or person.seat >= 0
        person.desk, person.seat = desk, -1
        person.hidden = hidden and person.still
        if person.goal != at or fresh:
            if not fresh and not moved and person.still:
                person.delay = min(0.6, n * 0.025)  # one steps up after the other
            self._send(person, at, fresh=fresh)

    # --- ways -----------------------------------------------------------------------------------------------------

    def _send(self, person: Person, to: Point, *, fresh: bool) -> None:
        """Make someone go there: on foot, by fading over, or at once."""
        plan, fade = self.plan, self._manner is Manner.FADE
        if self._manner is Manner.AT_ONCE:
            person.place(to)
            person.alpha = 0.0 if person.hidden else 1.0
            return
        if fresh and fade:
            person.place(to)
            return
        if fresh:
            person.place(plan.door)
            person.goal = (inf, inf)
        if person.goal == to:
            return
        if fade and hypot(to[0] - person.x, to[1] - person.y) < 30 * plan.u and person.alpha > 0:
            person.walk([to])
        elif fade:
            person.path = []
            person.goal = person.jump = to
        elif person.hold <= 0 or fresh:  # else: asked again with the next frame
            person.jump = None
            person.walk(plan.route(person.x, person.y, to, person.lane))

    def _see_off(self, person: Person) -> None:
        """Someone leaves."""
        going = person.going = person.going or UNKNOWN
        self.leaving.append(person)
        person.jump = None
        person.delay = 0.0
        if person.hidden:
            person.hold = 0.0
            return
        if not person.is_csr:
            person.mood = going.mood
            if going.mark:
                person.show(going.mark, going.variant)
            person.thing = ""
        person.hurry = going.hurry
        if self._manner is not Manner.WALK or going.mark == "cut":  # he is gone, where he stood
            person.path = []
            person.hold = 0.5
            return
        person.seat = -1
        person.walk(self.plan.route(person.x, person.y, self.plan.door, person.lane))
