"""A person on the floor: where he is, where he goes, how he feels, how he leaves.

Rules of this file: a person moves by himself once he has a goal: on foot along a way, quicker at first and slower
towards its end, or by fading out here and in there. He knows nothing of rooms, lines and other people.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from typing import Final, NamedTuple

from game.views.canvas import Point
from game.views.floor.looks import Hat, Look, Mood, scatter
from game.views.floor.patience import WHOLE
from game.views.floor.pen import Sprite
from sim.events import ContactEnding
from sim.frames import CsrView, WaitingView
from sim.words import later

WALK: Final = 150.0
"""Walking speed (units a second) while a minute of the game takes a second; faster as it takes less."""
FADE: Final = 0.22
"""Seconds to fade in or out."""
MARKED: Final = 2.5
"""Seconds a mark stays over a head."""


class Going(NamedTuple):
    """How someone leaves."""

    mark: str
    variant: int
    mood: Mood
    hurry: float
    words: str


CONTENT: Final = Going("tick", 0, Mood.GLAD, 1.0, later("content, on the way out"))
GOINGS: Final[dict[int, Going]] = {
    ContactEnding.RESOLVED: CONTENT,
    # He believes it; so should whoever watches. That it isn't so shows when he calls again.
    ContactEnding.BELIEVED_RESOLVED: CONTENT,
    ContactEnding.PARTIAL: Going("tick", 1, Mood.FLAT, 1.0, later("helped in part, on the way out")),
    ContactEnding.UNRESOLVED: Going("cloud", 0, Mood.SOUR, 0.85, later("leaving, not helped")),
    ContactEnding.RENEGED: Going("steam", 0, Mood.FURIOUS, 1.5, later("has hung up")),
    ContactEnding.DISCONNECTED: Going("cut", 0, Mood.FURIOUS, 1.2, later("was cut off")),
}
UNKNOWN: Final = Going("", 0, Mood.FLAT, 1.0, later("leaving"))
HOME: Final = Going("", 0, Mood.FLAT, 0.9, "")
"""A CSR's way."""


class Person:
    """A customer or CSR on the floor: where he is, where he goes, how he looks."""

    __slots__ = (
        "alpha",
        "delay",
        "desk",
        "goal",
        "going",
        "hat",
        "hidden",
        "hold",
        "hurry",
        "is_csr",
        "jump",
        "lane",
        "look",
        "mark",
        "mark_age",
        "mark_variant",
        "mood",
        "nth",
        "number",
        "path",
        "picture",
        "picture_key",
        "seat",
        "segment",
        "speed",
        "thing",
        "turn",
        "view",
        "waiting",
        "walked",
        "way_left",
        "wedge",
        "x",
        "y",
    )  # fmt: skip

    def __init__(self, number: int, look: Look, *, is_csr: bool) -> None:
        self.number = number
        self.is_csr = is_csr
        self.look = look
        self.hat: int = Hat.NONE
        self.segment = -1
        self.nth = 1
        self.mood: int = Mood.CALM
        self.wedge = WHOLE
        self.view: CsrView | None = None
        """Customer: who talks with him. CSR: himself."""
        self.waiting: WaitingView | None = None
        self.desk = -1
        self.seat = -1
        self.x = self.y = 0.0
        self.goal: Point = (0.0, 0.0)
        self.path: list[Point] = []
        """What is left of the way, last point first."""
        self.way_left = 0.0
        self.jump: Point | None = None
        """Where he will be once faded out."""
        self.speed = 0.0
        self.hurry = 1.0
        self.delay = 0.0
        self.hold = 0.0
        """Seconds he stays before he sets out: there is something to be seen."""
        self.walked = 0.0
        self.turn = 0
        self.lane = (scatter(number, 5) % 200 - 100) / 100
        self.alpha = 0.0
        self.hidden = False
        """In the crowd at the end of a line."""
        self.going: Going | None = None
        self.mark = ""
        self.mark_variant = 0
        self.mark_age = 0.0
        self.thing = ""
        self.picture_key = -1
        self.picture: Sprite | None = None

    @property
    def still(self) -> bool:
        """Whether he is where he wants to be."""
        return not self.path and self.jump is None

    def show(self, mark: str, variant: int = 0) -> None:
        """Show a mark over his head."""
        self.mark, self.mark_variant, self.mark_age = mark, variant, 0.0

    def place(self, at: Point) -> None:
        """Be there."""
        self.x, self.y = at
        self.goal = at
        self.path = []
        self.jump = None
        self.speed = self.way_left = 0.0

    def walk(self, way: Sequence[Point]) -> None:
        """Go this way, from where he is."""
        self.goal = way[-1]
        self.path = list(reversed(way))
        x, y = self.x, self.y
        self.way_left = 0.0
        for px, py in way:
            self.way_left += hypot(px - x, py - y)
            x, y = px, py

    def step(self, seconds: float, top: float) -> None:
        """Walk on: quicker at first, slower towards the end."""
        if self.delay > 0:
            self.delay -= seconds
            return
        top *= self.hurry
        self.speed = min(self.speed + 5 * top * seconds, top, 0.12 * top + 5 * self.way_left)
        move = self.speed * seconds
        self.way_left = max(0.0, self.way_left - move)
        self.walked += move
        path = self.path
        while path:
            px, py = path[-1]
            dx, dy = px - self.x, py - self.y
            distance = hypot(dx, dy)
            if distance > move:
                self.x += dx * move / distance
                self.y += dy * move / distance
                if abs(dx) > abs(dy) * 0.4:
                    self.turn = 1 if dx > 0 else -1
                else:
                    self.turn = 0
                return
            self.x, self.y = px, py
            move -= distance
            path.pop()
        self.speed = 0.0
        self.turn = 0

    def live(self, seconds: float, top: float) -> None:
        """Let `seconds` pass."""
        if self.hold > 0:
            self.hold -= seconds
        elif self.path:
            self.step(seconds, top)
        if self.alpha < 1 or self.hidden or self.jump is not None or self.going is not None:
            self.fade(seconds)
        if self.mark:
            self.mark_age += seconds
            if self.mark_age > MARKED and self.going is None:
                self.mark = ""
        if self.thing == "folder" and self.seat >= 0 and self.still:
            self.thing = ""

    def fade(self, seconds: float) -> None:
        """Become more or less visible; one who fades over appears elsewhere once he is gone here."""
        out = self.hidden or self.jump is not None or (self.going is not None and not self.path and self.hold <= 0)
        if out:
            self.alpha -= seconds / FADE
            if self.alpha <= 0:
                self.alpha = 0.0
                if self.jump is not None:
                    self.place(self.jump)
        elif self.alpha < 1:
            self.alpha = min(1.0, self.alpha + seconds / FADE)
