"""The steps of the tutorial, as a table: what is said, what it points at, and when it is done.

Rules of this file:
1. A step never forbids anything: it is done whenever what it asks for has been done, by whatever hand. If the clock
   stops when it is done, its words say so.
2. It points at spots of the `Ui`, the first of its keys that can be seen; `*` at the end: any spot whose key begins so;
   `@` before it: something on the floor, in the log, or all goals. So it points at a page's tab where what it is about
   is on another page.
3. A step about something that this version can't do (an act that isn't there) is left out.
4. Its words name the mouse and the keys; keys are named as they are mapped: `{pause}` is the key of the act `pause`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.views.keys import Act
from game.views.tutorial.moment import Moment
from sim.words import later

LEVEL = "01-handled"
"""Where the tutorial plays."""
LIMIT = "power.frontline_credit_limit"
ENOUGH_USD = 25.0
"""About what is asked for: with less of it a front line that may help still mostly can't."""
Done = Callable[[Moment, Moment], bool]
"""(when the step began, now): whether it has been done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step."""

    key: str
    at: tuple[str, ...]
    """What it points at, see above."""
    done: Done | None = None
    """`None`: it only has to be read."""
    needs: str = ""
    """The act without which it is left out."""
    stops: bool = False
    """Whether the clock is stopped once it is done."""
    instead: Callable[[Moment], str] = lambda _: ""
    """Which other words are said as things stand; none: its own."""

    def words(self, now: Moment) -> str:
        """What is said, in English."""
        return WORDS[self.instead(now) or self.key]


def _of_whom(now: Moment) -> str:
    return "nobody" if not now.here else "" if now.paused else "running"


def _how_much(now: Moment) -> str:
    return "more" if 0 < now.limit < ENOUGH_USD else ""


STEPS: tuple[Step, ...] = (
    Step(key="floor", at=("@front", "page 0")),
    Step(key="run", at=("speed 2", "speed", "pause"), done=lambda _, now: not now.paused),
    Step(
        key="barrier",
        at=("@front", "page 0"),
        done=lambda was, now: now.blocked > was.blocked and now.here,
        stops=True,
    ),
    Step(
        key="person",
        at=("@blocked", "@line", "@front", "page 0"),
        done=lambda _, now: now.card >= 0 and now.met,
        instead=_of_whom,
    ),
    Step(
        key="line",
        at=("cause *", f"lever {LIMIT}", "chapter 1", "page 1"),
        done=lambda was, now: now.times("lever") > was.times("lever") or (now.at(LIMIT) and not was.at(LIMIT)),
    ),
    Step(
        key="pencil",
        at=(f"lever {LIMIT}", "chapter 1", "page 1"),
        done=lambda _, now: now.limit >= ENOUGH_USD,
        instead=_how_much,
    ),
    Step(
        key="apply",
        at=("apply", f"lever {LIMIT}", "page 1"),
        done=lambda _, now: LIMIT in now.decided and LIMIT not in now.pencilled,
    ),
    Step(key="day", at=("speed 16", "speed", "speed max"), done=lambda was, now: now.days > was.days),
    Step(key="dial", at=("dial solved", "page 2"), done=lambda _, now: now.chart),
    Step(
        key="why",
        at=("why legend *", "why dial solved", "dial solved", "page 2"),
        done=lambda was, now: now.times("why") > was.times("why"),
        needs="why",
    ),
    Step(key="tape", at=("door tape",), done=lambda was, now: now.times("tape") > was.times("tape"), needs="tape"),
    Step(
        key="log",
        at=("line *", "page 3"),
        done=lambda was, now: now.times("log", "line") > was.times("log", "line"),
    ),
    Step(
        key="undo",
        at=("undo",),
        done=lambda _, now: not now.travelling and (now.undone > 0 or not now.decided),
    ),
    Step(key="redo", at=("redo",), done=lambda _, now: not now.travelling and now.undone == 0),
    Step(key="end", at=("@goals", "page 1")),
)

WORDS = later(
    {
        "floor": "Hedda Quill, back office, thirty-one years. I'll show you round; it won't take long, nothing here "
        "is allowed to. People come in at the door, queue at the ropes and sit down with whoever is free.",
        "run": "Time is standing still, and will whenever you like: thinking is free here, and little used. Now "
        "let it run: 2x, or {speed 2}. {pause} stops it, and starts it again.",
        "barrier": "Watch the desks. Now and then a striped boom comes down. Behind it sits someone who knows the "
        "cure and may not apply it. We call that service. At the next one I stop the clock for you.",
        "person": "I have stopped the clock for you: {name} has just met one. Click the person, on the floor, for the "
        "whole story; or {hint}: that takes you to what I point at.",
        "running": "{name} has just met one. Click the person, on the floor, for the whole story; or {hint}: that "
        "takes you to what I point at. If they walk too fast, {pause} stops them.",
        "nobody": "Nobody who has met one is on the floor just now, but the log remembers: click its newest line with "
        "a boom, or {hint}, for the whole story. If there is none yet, let it run.",
        "line": "The diamond is where the boom came down; the blue line beneath names the rule that did it. Follow "
        "it into the policy book: click, or {hint} and Enter.",
        "pencil": "The front-line credit limit, in Power: what they may give away alone. Nothing. Below it stands "
        "what more would mend, and what it would break; both are true. Try about $30: plus, drag, or "
        "{hint} and the right arrow.",
        "more": "{limit} so far, which settles little: what people here call about is mostly some $30. Go on: plus, "
        "drag, or {hint} and the right arrow.",
        "apply": "Orange is pencil: nothing has happened yet. Some changes take days and cost money, and say so "
        "here. This one is free and acts at once. Nobody had asked. Press “Apply the change”, or {apply}.",
        "day": "Now give it a day, and watch the booms. 16x makes haste ({speed 5}), and nights pass by themselves.",
        "dial": "At midnight the books close, and there are figures. Here: resolved in full, and dashed above it "
        "handled, which is the one they hang on the wall. Open it: click, or {charts} until you are there.",
        "why": "A number on a wall should be asked why. Click the figure itself, or rest on it and press {why}: "
        "what it means, where it came from, whom to ask. Escape brings you back.",
        "tape": "Figures have no voices. The Tape has: one customer, one trouble, every call of it. Click Tape, or "
        "{tape}. Escape brings you back here.",
        "log": "The log writes down what happens, and each line knows whom or what it is about. Follow one: click "
        "it, or {log} for the newest.",
        "undo": "You may be wrong here, which sets you apart from the rest of the building. {undo}, or the arrow "
        "above, takes your decision back, and time with it.",
        "redo": "The same morning, the same people, the same luck, without your money. {redo}, or the other arrow, "
        "puts it in again. That is how you find out what anything does.",
        "end": "Now it is yours. Those are your goals: all of them count at the end, profit too, and without it being "
        "kind won't save you. Open the book ({book}), turn one line, let some days go by at 16x ({speed 5}), and see "
        "who notices. Everything in it cuts both ways: if the answer were always more, they would not have needed "
        "you. My opinion: {hint}.",
    }
)


def steps() -> tuple[Step, ...]:
    """Those about what there is."""
    acts = {act.value for act in Act}
    return tuple(step for step in STEPS if not step.needs or step.needs in acts)
