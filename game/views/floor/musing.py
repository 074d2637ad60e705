"""Musing: who thinks what and when, over his head or where the pointer rests.

Rules of this file: it looks at what a frame and the events of a moment say, and draws by the thoughts' own luck, so
that nothing of it can reach a run. Whom something has just happened to comes first. A person whom the pointer finds
keeps his thought for as long as he is at the same thing; no line is spent on a pointer that only passes by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from game.views import thoughts
from game.views.canvas import Canvas, Rect
from game.views.floor.bubbles import CROWDED, Bubbles
from game.views.floor.minds import Mind, Weather, mind_of
from game.views.floor.person import Person
from game.views.floor.plan import Plan
from sim.clock import DAY
from sim.events import Event, Kind
from sim.frames import Doing, Frame

ASKED: Final = 12
"""How many are asked before nobody has anything to say."""
REST_S: Final = 0.4
"""How long the pointer is on somebody before he shows what he thinks."""
LEAST_DUTY: Final = 3
"""With fewer on duty than this, that all are free is nothing to think about."""
NIGHT: Final = ("office", "night")
"""The thoughts of the night shift."""
Spots = Sequence[tuple[float, float, Person]]


class Musing:
    """All thinking on one floor."""

    __slots__ = ("_bubbles", "_lost", "_pointed", "_said", "_segments", "_since_s")

    def __init__(self, segments: Sequence[str]) -> None:
        """`segments`: titles in the level's order."""
        self._segments = tuple(segments)
        self._bubbles = Bubbles()
        self._lost = -9
        """The day on which somebody quit last."""
        self._pointed: object = None
        self._since_s = 0.0
        self._said: tuple[object, str] = (None, "")
        """At what somebody was when the pointer found him, and what he thought."""

    @property
    def texts(self) -> list[str]:
        """What is being thought over heads."""
        return self._bubbles.texts

    def clear(self) -> None:
        """Nobody thinks anything."""
        self._bubbles.clear()

    def note(self, event: Event) -> None:
        """Remember what may be thought of."""
        if event.kind is Kind.CSR_QUIT:
            self._lost = int(event.time // DAY)
        else:
            self._bubbles.note(event)

    def live(self, seconds: float) -> None:
        """Let `seconds` pass."""
        self._bubbles.live(seconds)

    # --- over heads -----------------------------------------------------------------------------------------------

    def draw(
        self, canvas: Canvas, plan: Plan, frame: Frame, spots: Spots, taken: Sequence[Rect], *, still: bool, few: bool,
        allowed: bool,
    ) -> None:  # fmt: skip
        """Draw the bubbles, and begin another if it is time. `still`: the game is paused; `taken`: keep clear."""
        if not allowed or len(spots) > CROWDED:
            self._bubbles.hush(at_once=still)  # paused, nothing fades
        elif not still and spots and self._bubbles.due(few=few):
            self._bubbles.think(
                canvas, plan, self._minds(frame, spots), [(x, y) for x, y, _ in spots], taken, thoughts.at_hand(),
                few=few,
            )  # fmt: skip
        self._bubbles.draw(canvas, plan, taken, (person for _, _, person in spots))

    def _minds(self, frame: Frame, spots: Spots) -> Iterator[tuple[Person, Mind]]:
        """Some of those on the floor with what they have on their mind, whom something has happened to first."""
        sheaf = thoughts.at_hand()
        people = [person for _, _, person in spots if person.alpha >= 1 and person.desk < len(frame.desks)]
        first = sheaf.chance()
        start = int(first * len(people))
        people = people[start:] + people[:start]
        # Every third or so: a stride that depends on luck, so that neighbours don't think one after the other.
        stride = 1 + int(first * 7919) % 5
        mixed = [person for n in range(stride) for person in people[n::stride]]
        mixed.sort(key=lambda person: not self._bubbles.happened_to(person))
        for person in mixed[:ASKED]:
            yield person, self.mind(person, frame)

    def mind(self, person: Person, frame: Frame) -> Mind:
        """What somebody may think now."""
        known = 0 <= person.segment < len(self._segments)
        title = self._segments[person.segment] if known else ""
        return mind_of(person, self._weather(person, frame), title, self._bubbles.happened_to(person))

    def _weather(self, person: Person, frame: Frame) -> Weather:
        duty = [csr for desk in frame.desks for csr in desk.csrs]
        quiet = len(duty) >= LEAST_DUTY and all(csr.doing is Doing.IDLE for csr in duty)
        return Weather(frame, frame.desks[person.desk], quiet, loss=0 <= frame.day - self._lost <= 1)

    # --- where the pointer rests ----------------------------------------------------------------------------------

    def thought_of(self, person: Person, frame: Frame, real_time: float) -> str:
        """What somebody thinks on whom the pointer has rested for a moment; nothing, if nothing."""
        for bubble_of, text in self._bubbles.whose():
            if bubble_of is person:
                return text
        at = (id(person), person.going, person.view.doing if person.view is not None else None)
        if person.desk >= len(frame.desks):
            return ""
        return self._rested(at, self.mind(person, frame), real_time)

    def of_the_night(self, real_time: float) -> str:
        """What the cat thinks."""
        return self._rested(NIGHT, {NIGHT: 1.0}, real_time)

    def _rested(self, at: object, mind: Mind, real_time: float) -> str:
        if self._said[0] == at:
            return self._said[1]
        if self._pointed != at:
            self._pointed, self._since_s = at, real_time
        if real_time - self._since_s < REST_S:
            return ""
        self._said = (at, thoughts.at_hand().draw(mind))
        return self._said[1]
