"""The guide: what Hedda does while a level is played. She shows a newcomer round, and later has opinions.

Rules of this file: it watches and never acts; nothing is forbidden while she speaks. That the clock is to be stopped
for a newcomer it only says, once, and whoever plays the level does it. One plate at a time. What was said no to is
noted with the foyer and isn't said again unasked; so is how far the newcomer has come.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Container, Iterable, Sequence

from game.views import hints
from game.views.canvas import Canvas, Rect
from game.views.cues import Cue
from game.views.findings import Findings
from game.views.hints import Hint, Situation
from game.views.keys import Act, bindings
from game.views.playing import Foyer, Playing
from game.views.scene import Push, Turn
from game.views.story import block_of, lever_behind
from game.views.tutorial import narrator, pointer
from game.views.tutorial.lesson import Lesson
from game.views.tutorial.moment import Moment
from game.views.tutorial.narrator import Choice, Remark
from game.views.tutorial.steps import LEVEL, LIMIT, steps
from game.views.ui import Ui
from game.views.words import say
from sim.clock import DAY
from sim.events import Event, Kind
from sim.levers import LEVERS

NOTE = "tutorial"
"""What is noted: the step one is at, or `DONE`."""
DONE = "done"
LATELY = 16
"""So many of the last whom a boom came down before are looked for on the floor."""
QUIET_DAYS = 4
"""After a hint, so many days pass before there is an unasked one again."""
NEXT = "guide next"

Where = Callable[[str], Rect | None]
"""Where something is that no one spot stands for: `front`, `blocked`, `goals`."""


def wanted(foyer: Foyer, playing: Playing) -> bool:
    """Whether the tutorial would be played now."""
    return playing.level.name == LEVEL and foyer.noted(NOTE) not in ("", DONE)


def invite(foyer: Foyer, level: str, *, again: bool = False) -> None:
    """From now on the tutorial is to be played, if it is its level and the first time, or `again`."""
    if level == LEVEL and (again or not foyer.noted(NOTE)):
        foyer.note(NOTE, steps()[0].key)


class Guide:
    """The tutorial if it is played, hints otherwise."""

    def __init__(self, foyer: Foyer, playing: Playing) -> None:
        self._foyer = foyer
        self._playing = playing
        self._did: Counter[str] = Counter()
        self._blocked = 0
        self._met: set[int] = set()
        """Everybody who has met a roadblock with a rule behind it, as far back as anything is remembered."""
        self._lately: deque[Event] = deque(maxlen=LATELY)
        """The newest by which the front line's credit limit stopped somebody, the very newest last."""
        self._victim = -1
        """One of them who is on the floor."""
        self._lesson = Lesson(steps(), foyer.noted(NOTE)) if wanted(foyer, playing) else None
        self._shown: Hint | None = None
        """The hint on the plate."""
        self._waiting: Hint | None = None
        """One that a sign tells of."""
        self._looked = -1
        """Closed days when she last looked for one."""
        self._quiet_until = 0
        self._findings = Findings(playing.level)
        self._since: dict[str, float] = {}
        """When each finding was first seen, by the lever that mends it (s)."""
        self._plate: tuple[object, Rect | None] = (None, None)

    # --- what she sees ----------------------------------------------------------------------------------------

    @property
    def teaching(self) -> bool:
        """Whether the tutorial is on."""
        return self._lesson is not None

    @property
    def speaking(self) -> bool:
        """Whether there is a plate."""
        return self._lesson is not None or self._shown is not None

    @property
    def plate(self) -> Rect | None:
        """Where the plate stood in the last picture, if there is one."""
        return self._plate[1] if self.speaking else None

    @property
    def waiting(self) -> bool:
        """Whether there is a hint that nobody has asked for."""
        return self._waiting is not None and self._shown is None and self._foyer.settings.hints

    def did(self, what: str) -> None:
        """The player has done `what`."""
        self._did[what] += 1
        if what in KNOWN:
            self._foyer.note(f"opened {what}", "yes")

    def saw(self, turn: Turn | None) -> None:
        """What the player did leads to another scene."""
        if isinstance(turn, Push):
            self.did(type(turn.scene).__name__.lower())

    def recall(self, events: Iterable[Event]) -> None:
        """What had happened before one looked; whatever else was remembered has not."""
        self._met.clear()
        self._lately.clear()
        self._remember(events)

    def read(self, events: Iterable[Event]) -> None:
        """What has happened."""
        self._blocked += self._remember(events)

    def _remember(self, events: Iterable[Event]) -> int:
        """Who has met a roadblock; how often it was the front line's credit limit."""
        level = self._playing.level
        met = [(event, lever_behind(level, block_of(event), event.desk)) for event in events
               if event.kind is Kind.ROADBLOCK]  # fmt: skip
        self._met.update(event.customer for event, lever in met if lever in LEVERS)
        limited = [event for event, lever in met if lever == LIMIT]
        self._lately.extend(limited)
        return len(limited)

    def seek(self, there: Container[int]) -> int:
        """One who has met a roadblock and is `there`, as long as possible the same; -1: nobody."""
        if self._victim not in there:
            self._victim = next((one.customer for one in reversed(self._lately) if one.customer in there), -1)
        return self._victim

    def met(self, customer: int) -> bool:
        """Whether `customer` has met a roadblock."""
        return customer in self._met

    @property
    def counts(self) -> dict[str, int]:
        """How often what was done."""
        return dict(self._did)

    @property
    def blocked(self) -> int:
        """How often the credit limit has stopped somebody at the front line, as far as it was seen."""
        return self._blocked

    @property
    def victim(self) -> int:
        """Whom she points at: one who has met a roadblock and is on the floor; -1: nobody."""
        return self._victim

    def look(self, now: Moment, elapsed_s: float) -> bool:
        """A picture later; whether the clock is to be stopped now, before whom it was last said no to."""
        if self._lesson is not None:
            before = self._lesson.number
            stops = self._lesson.look(now, elapsed_s)
            if self._lesson.number != before:
                self._turned()
            if stops:
                self._victim = -1
            return stops
        if now.days != self._looked:
            self._looked = now.days
            self._look_for_hint()
        return False

    # --- the tutorial -----------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Show him round, again or for the first time."""
        self._lesson, self._shown = Lesson(steps()), None
        self._turned()

    def _on(self) -> None:
        if self._lesson is not None:
            self._lesson.on()
            self._turned()

    def _back(self) -> None:
        if self._lesson is not None:
            self._lesson.back()
            self._turned()

    def _end(self) -> None:
        self._lesson = None
        self._foyer.note(NOTE, DONE)

    def _turned(self) -> None:
        """Another step."""
        if self._lesson is None:
            return
        if self._lesson.over:
            self._end()
        else:
            self._foyer.note(NOTE, self._lesson.step.key)

    # --- hints ------------------------------------------------------------------------------------------------

    def _situation(self) -> Situation:
        playing = self._playing
        frame = playing.frame
        levers = {finding.lever for finding in self._findings.look(frame.book)}
        self._since = {lever: min(frame.time, self._since.get(lever, frame.time)) for lever in sorted(levers)}
        if not playing.decisions:  # nobody has changed the book: it has been so all along
            self._since = dict.fromkeys(self._since, 0.0)
        opened = {name for name in KNOWN if self._foyer.noted(f"opened {name}")}
        return Situation(
            frame=frame,
            level=playing.level,
            decisions=playing.decisions,
            opened=frozenset(opened | set(self._did)),
            findings={lever: (frame.time - since) / DAY for lever, since in self._since.items()},
        )

    def _refused(self, hint: Hint) -> bool:
        return bool(self._foyer.noted(f"hint {self._playing.level.name} {hint.key}"))

    def _look_for_hint(self) -> None:
        """Once a day: is there something that he has not tried?"""
        before, self._waiting = self._waiting, None
        if self._looked < self._quiet_until:
            return
        found = hints.hints(self._situation())
        self._waiting = next((one for one in found if one.unasked and not self._refused(one)), None)
        if self.waiting and before is None:
            self._foyer.speaker.play(Cue.HINT)

    def ask(self, ui: Ui, to_customer: Callable[[int], None]) -> None:
        """The key for a hint: the best there is now, or none any more; in the tutorial to what is pointed at."""
        if self._lesson is not None:
            self._take_there(ui, to_customer)
        elif self._shown is not None:
            self.close()
        else:
            found = hints.hints(self._situation())
            new = (one for one in found if not self._refused(one))
            self._shown = next(new, None) or Hint(key="", words=_nothing_new(), lever="", view="", unasked=False)
            self._waiting = None
            ui.focus_on(NEXT)

    def close(self) -> bool:
        """Put the hint away for now; whether there was one."""
        if self._shown is None:
            return False
        self._shown = None
        self._quiet_until = self._looked + QUIET_DAYS
        return True

    def _dismiss(self) -> None:
        if self._shown is not None and self._shown.key:
            self._foyer.note(f"hint {self._playing.level.name} {self._shown.key}", "no")
        self.close()

    # --- the plate --------------------------------------------------------------------------------------------

    def _take_there(self, ui: Ui, to_customer: Callable[[int], None]) -> None:
        """Put the focus on what the step is about, or on the way on; a person's card opens."""
        lesson = self._lesson
        if lesson is None:
            return
        whom = self._victim if self._victim >= 0 or not self._lately else self._lately[-1].customer
        if "@blocked" in lesson.step.at and whom >= 0 and not lesson.done:
            to_customer(whom)
            return
        spots = () if lesson.to_read or lesson.done else (ui.in_view(key) for key in lesson.step.at)
        ui.focus_on(next((spot.key for spot in spots if spot is not None and spot.focus), NEXT))

    def _remark(self, do: Callable[[Act], Turn | None], to_lever: Callable[[str], object]) -> Remark | None:
        if self._lesson is not None:
            return self._lesson_says(self._lesson)
        return self._hint_says(self._shown, do, to_lever) if self._shown is not None else None

    def _lesson_says(self, lesson: Lesson) -> Remark:
        keys = {binding.act.value: binding.shown for binding in bindings()}
        keys = {act.value: keys.get(act.value) or say("no key") for act in Act}
        name = self._playing.name(self._victim) if self._victim >= 0 else say("Somebody")
        limit = say(LEVERS[LIMIT].show(lesson.last.limit))
        last = lesson.number == lesson.total
        on = say("That was all") if last else say("Next") if lesson.to_read or lesson.done else say("Skip")
        right = Choice(key=NEXT, text=on, do=self._on, style="strong" if lesson.to_read or lesson.done else "plain")
        back = Choice(key="guide back", text=say("Back"), do=self._back)
        return Remark(
            words=say(lesson.step.words(lesson.last), name=name, limit=limit, **keys),
            head=say("step {n} of {all}", n=lesson.number, all=lesson.total),
            done=lesson.done,
            left=(back,) if lesson.number > 1 else (),
            right=(right,),
            close=Choice(key="guide close", text="", do=self._end, tip=say("End the tutorial. The menu has it again.")),
        )

    def _hint_says(
        self, hint: Hint, do: Callable[[Act], Turn | None], to_lever: Callable[[str], object]
    ) -> Remark:  # fmt: skip
        def follow() -> Turn | None:
            self._dismiss()
            if hint.lever:
                to_lever(hint.lever)
                return None
            return do(Act(hint.view))

        right: tuple[Choice, ...] = (Choice(key=NEXT, text=say("Thank you"), do=self._dismiss, style="strong"),)
        if hint.lever or hint.view:
            names = {binding.act.value: binding.title for binding in bindings()}
            text = say(LEVERS[hint.lever].title) if hint.lever else names[hint.view].partition(":")[0]
            right = (
                Choice(key="guide no", text=say("I know"), do=self._dismiss, style="plain"),
                Choice(key=NEXT, text=text, do=follow, style="strong"),
            )
        tip = say("Put it away for now (Esc)")
        return Remark(
            words=hint.words,
            head=say("has an opinion"),
            right=right,
            close=Choice(key="guide close", text="", do=self._put_away, tip=tip),
        )

    def _put_away(self) -> None:
        self.close()

    def draw(
        self,
        ui: Ui,
        canvas: Canvas,
        room: Rect,
        where: Where,
        avoid: Sequence[Rect],
        do: Callable[[Act], Turn | None],
        to_lever: Callable[[str], object],
    ) -> None:
        """The plate in `room`, and what it points at: spots of this picture, or what `where` knows."""
        remark = self._remark(do, to_lever)
        if remark is None:
            return
        about = self._about(ui, where)
        box = self._place(ui, canvas, room, remark, about, avoid)
        if about is not None:
            ui.keep_clear(about.inset(-pointer.GAP))
            free = lambda rect: not ui.busy(rect, about.centre, "floor", "town", "block beside")
            pointer.draw(canvas, about, box, free, clear=about == where("blocked"))
        narrator.draw(ui, canvas, box, remark)
        lost = ui.find(ui.focus) is None
        if lost and ui.typing is None:
            ui.focus = NEXT

    def _about(self, ui: Ui, where: Where) -> Rect | None:
        """What she is talking about, if it can be seen."""
        keys = self._lesson.step.at if self._lesson is not None else ()
        if self._shown is not None and self._lesson is None:
            keys = (f"lever {self._shown.lever}",) if self._shown.lever else (f"door {self._shown.view}",)
        for key in keys:
            if key == "@line":
                rect = self._line_of_one(ui)
            elif key.startswith("@"):
                rect = where(key[1:])
            else:
                spot = ui.in_view(key)
                # A number is ringed with what it is a part of: its name stands too near for a ring between them.
                spot = (spot and ui.find(spot.key.removeprefix("why "))) or spot
                rect = spot.seen if spot is not None else None
            if rect is not None:
                return rect
        return None

    def _line_of_one(self, ui: Ui) -> Rect | None:
        """The newest line of the log about one who was stopped, or the page it is on, while there is nobody to point
        at.
        """
        if self._victim >= 0 or not self._lately:
            return None
        keys = (*(f"line {event.index}" for event in reversed(self._lately)), "page 3")
        return next((spot.seen for key in keys if (spot := ui.in_view(key)) is not None), None)

    def _place(
        self, ui: Ui, canvas: Canvas, room: Rect, remark: Remark, about: Rect | None, avoid: Sequence[Rect]
    ) -> Rect:  # fmt: skip
        """Where the plate was, as long as it says the same and hides nothing; else the best place."""
        same = (remark.words, room, canvas.size)
        before, box = self._plate
        if box is None or before != same or (about is not None and narrator.hides(box, about)):
            box = narrator.place(ui, canvas, room, remark, about, avoid)
        self._plate = (same, box)
        return box


KNOWN = frozenset({"tape", "map", "ledgers", "why", "town", "time line", "timeline", "forked"})
"""Views that are remembered once they have been opened."""


def _nothing_new() -> str:
    return say("Nothing comes to my mind that you don't know. In this house that makes you a candidate for promotion.")
