"""Keys: one table from what a player can do to the keys that do it, so that they can be listed and remapped."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from game.views.inputs import Key, Text
from game.views.words import say


class Act(StrEnum):
    """What a key can do while playing."""

    PAUSE = "pause"
    STEP = "step"
    SPEED_1 = "speed 1"
    SPEED_2 = "speed 2"
    SPEED_3 = "speed 3"
    SPEED_4 = "speed 4"
    SPEED_5 = "speed 5"
    SPEED_6 = "speed 6"
    SPEED_MAX = "speed max"
    APPLY = "apply"
    REVERT = "revert"
    UNDO = "undo"
    REDO = "redo"
    TIMELINE = "time line"
    BOOK = "book"
    SEARCH = "search"
    TABLE = "table"
    CHARTS = "charts"
    LOG = "log"
    FULL = "full screen"
    SAVES = "saves"
    HELP = "help"
    TAPE = "tape"
    MAP = "map"
    LEDGERS = "ledgers"
    EVENTS = "events"
    HINT = "hint"
    MENU = "menu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """A key that does something, and how both are called."""

    act: Act
    key: str
    """As in `Key.name`, with `ctrl ` before it; a character if the layout should decide."""
    shown: str
    title: str


def bindings() -> tuple[Binding, ...]:
    """The table, in the order in which help lists it."""
    b = Binding
    return (
        b(act=Act.PAUSE, key="space", shown=say("Space"), title=say("Pause, and go on")),
        b(act=Act.STEP, key=".", shown=".", title=say("One step: a simulated minute")),
        b(act=Act.SPEED_1, key="1", shown="1", title=say("Speed 1x: two minutes a second")),
        b(act=Act.SPEED_2, key="2", shown="2", title=say("Speed 2x")),
        b(act=Act.SPEED_3, key="3", shown="3", title=say("Speed 4x")),
        b(act=Act.SPEED_4, key="4", shown="4", title=say("Speed 8x")),
        b(act=Act.SPEED_5, key="5", shown="5", title=say("Speed 16x")),
        b(act=Act.SPEED_6, key="6", shown="6", title=say("Speed 64x")),
        b(act=Act.SPEED_MAX, key="7", shown="7", title=say("As fast as it goes")),
        b(act=Act.BOOK, key="b", shown="B", title=say("Next chapter of the policy book")),
        b(act=Act.SEARCH, key="/", shown="/", title=say("Search the policy book")),
        b(act=Act.TABLE, key="w", shown="W", title=say("Who may do what, as a table")),
        b(act=Act.APPLY, key="ctrl enter", shown=say("Ctrl Enter"), title=say("Apply all changes of the book")),
        b(act=Act.REVERT, key="backspace", shown=say("Backspace"), title=say("Take unapplied changes back")),
        b(act=Act.UNDO, key="ctrl z", shown=say("Ctrl Z"), title=say("Take the last decision back, and time with it")),
        b(act=Act.REDO, key="ctrl y", shown=say("Ctrl Y"), title=say("Put it in again, at its moment")),
        b(act=Act.TIMELINE, key="f", shown="F", title=say("Your decisions: rewind, or fork here")),
        b(act=Act.CHARTS, key="c", shown="C", title=say("Open the next chart, then close")),
        b(act=Act.LOG, key="j", shown="J", title=say("Jump to what the newest line of the log is about")),
        b(act=Act.TAPE, key="t", shown="T", title=say("The Tape: one customer's whole case, played back")),
        b(act=Act.MAP, key="m", shown="M", title=say("The Map: what drives what this week")),
        b(act=Act.LEDGERS, key="l", shown="L", title=say("The Ledgers: profit, value, the bill, the mirage")),
        b(act=Act.EVENTS, key="e", shown="E", title=say("The deck of events, where there is one")),
        b(act=Act.HINT, key="h", shown="H", title=say("A hint; in the tutorial: take me to what you point at")),
        b(act=Act.SAVES, key="ctrl s", shown=say("Ctrl S"), title=say("Save under a name, or load")),
        b(act=Act.FULL, key="f11", shown="F11", title=say("Full screen, and back")),
        b(act=Act.HELP, key="?", shown="?", title=say("This page")),
        b(act=Act.MENU, key="escape", shown=say("Esc"), title=say("Close what is open; menu")),
    )


class KeyMap:
    """Which act a key means."""

    __slots__ = ("_acts",)

    def __init__(self, table: tuple[Binding, ...]) -> None:
        self._acts = {binding.key: binding.act for binding in table}

    def act(self, happened: Key | Text) -> Act | None:
        """What `happened` means; characters come as `Text`, all other keys as `Key`."""
        if isinstance(happened, Text):
            return self._acts.get(happened.text.lower())
        name = f"ctrl {happened.name}" if happened.ctrl else happened.name
        return None if len(name) == 1 else self._acts.get(name)
