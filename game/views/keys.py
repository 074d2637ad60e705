"""Keys: one table from what a player can do to the keys that do it, so that they can be listed and remapped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final

from game.views.inputs import Input, Key, Text
from game.views.settings import LEAST_TEXT, MOST_TEXT, TEXT_STEP, Settings, Sound
from game.views.words import edition, say

KEPT: Final = frozenset("escape tab enter left right up down home end".split()) | {"page up", "page down"}
"""Keys that no act may take: without them nobody gets about."""
SILENT: Final = frozenset(
    f"{side} {name}" for side in ("left", "right") for name in ("shift", "ctrl", "alt", "meta", "super", "gui")
) | {"alt gr", "mode", "caps lock", "numlock", "scroll lock", "menu", "unknown key", ""}  # fmt: skip
"""Keys that do nothing by themselves."""
HELP_TOO: Final = "f1"
"""Means help, too, on every screen, until the player lets it do something else: it is where people look for it."""
SAME: Final = {"=": "+", "[+]": "+", "[-]": "-", "[0]": "0"}
"""With Ctrl, keys that are as good as another: the number block, and plus on a keyboard that has it with Shift."""


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
    LARGER = "larger"
    SMALLER = "smaller"
    USUAL = "usual size"
    MUTE = "mute"
    SETTINGS = "settings"
    SAVES = "saves"
    HELP = "help"
    TAPE = "tape"
    MAP = "map"
    LEDGERS = "ledgers"
    EVENTS = "events"
    HINT = "hint"
    OVERLAY = "overlay"
    WHY = "why"
    TOWN = "town"
    MENU = "menu"


EVERYWHERE: Final = (Act.FULL, Act.LARGER, Act.SMALLER, Act.USUAL, Act.MUTE)
"""What works on every screen."""
FIXED: Final = (Act.MENU,)
"""What no other key may do: a way out that everyone can tell everyone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """A key that does something, and how both are called."""

    act: Act
    key: str
    """As in `Key.name`, with `ctrl ` before it; a character if the layout should decide."""
    shown: str
    title: str


def _table() -> tuple[Binding, ...]:
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
        b(act=Act.EVENTS, key="e", shown="E", title=say("The event card that waits; else the deck")),
        b(act=Act.HINT, key="h", shown="H", title=say("A hint; in the tutorial: take me to what you point at")),
        b(act=Act.OVERLAY, key="o", shown="O", title=say("Next overlay of the floor; with Shift the one before")),
        b(act=Act.WHY, key="y", shown="Y", title=say("Why? Asks about the number you point at, or a goal")),
        b(act=Act.TOWN, key="n", shown="N", title=say("The town, where word spreads; and back")),
        b(act=Act.SAVES, key="ctrl s", shown=say("Ctrl S"), title=say("Save under a name, or load")),
        b(act=Act.FULL, key="f11", shown="F11", title=say("Full screen, and back")),
        b(act=Act.LARGER, key="ctrl +", shown=say("Ctrl +"), title=say("Everything larger")),
        b(act=Act.SMALLER, key="ctrl -", shown=say("Ctrl -"), title=say("Everything smaller")),
        b(act=Act.USUAL, key="ctrl 0", shown=say("Ctrl 0"), title=say("Letters of the usual size")),
        b(act=Act.MUTE, key="ctrl m", shown=say("Ctrl M"), title=say("All sound off, and on")),
        b(act=Act.SETTINGS, key="f10", shown="F10", title=say("Settings")),
        b(act=Act.HELP, key="?", shown="?", title=say("This page; F1 too")),
        b(act=Act.MENU, key="escape", shown=say("Esc"), title=say("Close what is open; menu")),
    )


_chosen: dict[str, str] = {}


def use(keys: Mapping[str, str]) -> None:
    """From now on, these keys do what they do by `Settings.keys`."""
    _chosen.clear()
    _chosen.update(keys)


def bindings(keys: Mapping[str, str] | None = None) -> tuple[Binding, ...]:
    """The table with the keys that the player, or `keys`, has chosen. Who lost his key to another has none."""
    keys = _chosen if keys is None else keys
    return _bound(tuple(keys.items()), edition())


@lru_cache(maxsize=4)
def _bound(keys: tuple[tuple[str, str], ...], _edition: int) -> tuple[Binding, ...]:
    """The same, made once for each language: tips ask for it in every picture."""
    wanted, mine = dict(keys), dict[str, str]()
    table = _table()
    for binding in table:
        key = wanted.get(binding.act, "")
        if key and binding.act not in FIXED and not unfit(binding.act, key) and key not in mine.values():
            mine[binding.act] = key
    taken = set(mine.values())
    return tuple(
        replace(binding, key=mine[binding.act], shown=key_title(mine[binding.act]))
        if binding.act in mine
        else replace(binding, key="", shown=say("none"))
        if binding.key in taken
        else binding
        for binding in table
    )


def shown(act: Act) -> str:
    """The key of `act` as a player reads it; nothing if it has none."""
    binding = next(binding for binding in bindings() if binding.act is act)
    return binding.shown if binding.key else ""


def with_key(text: str, act: Act) -> str:
    """`text`, for a tip, and the key that does the same."""
    key = shown(act)
    return say("{text} ({key})", text=text, key=key) if key else text


def named(happened: Key | Text) -> str:
    """What `happened` is called in the table; nothing if the character it makes is still to come, or it makes none."""
    if isinstance(happened, Text):
        return happened.text.lower() if happened.text.strip() else ""
    if happened.ctrl:
        return f"ctrl {SAME.get(happened.name, happened.name)}"
    return "" if len(happened.name) == 1 or happened.name in SILENT else happened.name


def shifted(happened: Key | Text) -> bool:
    """Whether Shift was held with a key that does its opposite then."""
    return happened.text.isupper() if isinstance(happened, Text) else happened.shift


def unfit(act: Act, key: str) -> str:
    """Why `key` can't do `act`; nothing if it can."""
    plain = key.removeprefix("ctrl ")
    if key in KEPT or plain in ("tab", "escape") or not plain.strip():
        return say("{key} is needed to get about: it stays as it is.", key=key_title(key))
    if act in EVERYWHERE and len(key) == 1:
        return say("This works wherever you are, also while you type: take Ctrl with another key, or F1 to F12.")
    return ""


def key_title(key: str) -> str:
    """A key's name as a player reads it."""
    names = {
        "space": say("Space"),
        "enter": say("Enter"),
        "backspace": say("Backspace"),
        "delete": say("Delete"),
        "insert": say("Insert"),
        "escape": say("Esc"),
        "tab": say("Tab"),
        "page up": say("Page up"),
        "page down": say("Page down"),
    }
    plain = key.removeprefix("ctrl ")
    title = names.get(plain, plain.capitalize() if len(plain) > 1 else plain.upper())
    return say("Ctrl {key}", key=title) if plain != key else title


def everywhere(happened: Input, settings: Settings) -> Settings | None:
    """What the keys that work on every screen make of the settings; `None`: it is none of them."""
    if not isinstance(happened, Key):
        return None
    act = KeyMap(bindings(settings.keys)).act(happened)
    if act is Act.FULL:
        return replace(settings, full=not settings.full)
    if act is Act.MUTE:
        if settings.unheard >= set(Sound):  # on again, as it was; if that is silence too, with everything
            settings = replace(settings, silent=False)
            return replace(settings, muted=frozenset()) if settings.muted >= set(Sound) else settings
        return replace(settings, silent=True)
    steps = {Act.LARGER: 1, Act.SMALLER: -1, Act.USUAL: 0}
    if act not in steps:
        return None
    text = settings.text + steps[act] * TEXT_STEP if steps[act] else 1.0
    return replace(settings, text=min(MOST_TEXT, max(LEAST_TEXT, round(text, 2))))


class KeyMap:
    """Which act a key means."""

    __slots__ = ("_acts",)

    def __init__(self, table: tuple[Binding, ...]) -> None:
        self._acts = {HELP_TOO: Act.HELP} | {binding.key: binding.act for binding in table if binding.key}

    def act(self, happened: Key | Text) -> Act | None:
        """What `happened` means; characters come as `Text`, all other keys as `Key`."""
        return self._acts.get(named(happened))
