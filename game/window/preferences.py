"""The preferences: where the settings are kept between sessions, one short file that a person can read and mend.

Rules of this file:
1. Whatever is in the file, the game starts: a value that isn't right counts as not there, and a line says which file,
   which key, what it says and what would be right. Every problem at once.
2. It is written whole or not at all. Keys that we don't know (of a later version, say) are kept as they are. A file
   that is no TOML at all is moved aside, not written over.
3. Only what differs from the default is written, so that a default may get better.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final

from platformdirs import user_config_path

from game.views import words
from game.views.palettes import PALETTES
from game.views.settings import LEAST_TEXT, MOST_TEXT, Cards, Settings, Sound
from game.views.words import say
from sim.run.runfile import write_whole

NAME: Final = "settings.toml"
ASIDE: Final = ".old"
"""Added to the name of a file that can't be read, when another takes its place."""
LONG: Final = 40
"""More of a wrong value isn't shown."""
HEAD: Final = """\
# The settings of Please Hold. The game writes them; whoever mends a line by hand is welcome. A line left out, or one
# that can't be read, is as it was at first.
"""
Reader = Callable[["Problems", str, Any], Any]
PLAIN_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")


class Unfit(Exception):  # noqa: N818  (no error: what to say of a value)
    """Says what a value should have been."""


class Problems:
    """What is wrong with a file, line by line."""

    def __init__(self, file: Path) -> None:
        self.lines: list[str] = []
        self._file = file

    def file(self, why: str) -> None:
        """The file as a whole can't be read or written."""
        self.lines.append(say("{file}: {why}", file=self._file, why=why))

    def value(self, key: str, got: object, takes: str) -> None:
        """A key has a value that isn't right."""
        said = as_toml(got)
        said = said if len(said) <= LONG else f"{said[:LONG]}..."
        text = say("{file}: {key}: takes {right}, got {got}", file=self._file, key=key, right=takes, got=said)
        self.lines.append(text)


def _switch(_: Problems, __: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise Unfit(say("true or false"))


def _number(value: object, low: float, high: float) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
        return float(value)
    raise Unfit(say("a number from {low:g} to {high:g}", low=low, high=high))


def _text(_: Problems, __: str, value: object) -> float:
    return _number(value, LEAST_TEXT, MOST_TEXT)


def _one_of(value: object, names: list[str]) -> str:
    if isinstance(value, str) and value in names:
        return value
    raise Unfit(say("one of {names}", names=", ".join(names)))


def _palette(_: Problems, __: str, value: object) -> str:
    return _one_of(value, list(PALETTES))


def _language(_: Problems, __: str, value: object) -> str:
    return "" if value == "" else _one_of(value, list(words.languages()))


def _cards(_: Problems, __: str, value: object) -> str:
    return _one_of(value, list(Cards))


def _muted(problems: Problems, key: str, value: object) -> frozenset[str]:
    if not isinstance(value, list):
        raise Unfit(say("a list of {names}", names=", ".join(Sound)))
    return frozenset(_each(problems, key, dict(enumerate(value)), lambda _, one: _one_of(one, list(Sound))).values())


def _volume(problems: Problems, key: str, value: object) -> dict[str, float]:
    def read(name: str, one: object) -> float:
        _one_of(name, list(Sound))
        return _number(one, 0, 1)

    return dict(Settings().volume) | _each(problems, key, _table(value), read)


def _keys(problems: Problems, key: str, value: object) -> dict[str, str]:
    def read(_: str, one: object) -> str:
        if isinstance(one, str) and 0 < len(one) <= 40:
            return one
        raise Unfit(say('the name of a key, such as "ctrl z"'))

    return _each(problems, key, _table(value), read)


def _table(value: object) -> Mapping[str, Any]:
    if isinstance(value, dict):
        return value
    raise Unfit(say("a table"))


def _each(
    problems: Problems, key: str, values: Mapping[Any, Any], read: Callable[[str, object], Any]
) -> dict[str, Any]:
    """Those of `values` that are right; the others are told, each by its own name."""
    good: dict[str, Any] = {}
    for name, value in values.items():
        try:
            good[str(name)] = read(str(name), value)
        except Unfit as unfit:
            problems.value(f"{key}.{name}", value, str(unfit))
    return good


READERS: Final[Mapping[str, Reader]] = {
    "language": _language,
    "text": _text,
    "palette": _palette,
    "projector": _switch,
    "calm": _switch,
    "captions": _switch,
    "hints": _switch,
    "thoughts": _switch,
    "cards": _cards,
    "unveiled": _switch,
    "full": _switch,
    "volume": _volume,
    "muted": _muted,
    "silent": _switch,
    "keys": _keys,
}


class Preferences:
    """The settings in use, and their file."""

    def __init__(self, file: Path | None = None) -> None:
        """`file`: another than the one in the user's folder for such things."""
        self._file = file or user_config_path("please-hold", appauthor=False) / NAME
        self._found = Problems(self._file)
        self._failed = Problems(self._file)
        self._others: dict[str, Any] = {}
        """What the file says under keys that we don't know."""
        self._broken = False
        self.settings = self._read()

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the file, a line each."""
        return (*self._found.lines, *self._failed.lines)

    def _read(self) -> Settings:
        try:
            said = tomllib.loads(self._file.read_bytes().decode("utf-8"))
        except FileNotFoundError:
            return Settings()
        except OSError as error:
            self._found.file(error.strerror or str(error))
            return Settings()
        except (ValueError, RecursionError) as error:
            self._broken = True
            self._found.file(say("is no TOML, all settings are as at first: {why}", why=" ".join(str(error).split())))
            return Settings()
        self._others = {key: value for key, value in said.items() if key not in READERS}
        good = {}
        for key, value in said.items():
            if key in READERS:
                try:
                    good[key] = READERS[key](self._found, key, value)
                except Unfit as unfit:
                    self._found.value(key, value, str(unfit))
        return replace(Settings(), **good)

    def change(self, settings: Settings) -> None:
        """Use other settings from now on, and keep them."""
        if settings == self.settings:
            return
        self.settings = settings
        self._failed.lines.clear()
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            if self._broken:
                self._file.replace(self._file.with_name(self._file.name + ASIDE))
            write_whole(self._file, as_text(settings, self._others))
        except OSError as error:
            self._failed.file(say("can't be written: {why}", why=error.strerror or error))
            return
        self._broken = False
        self._found.lines.clear()  # what was wrong stands there no more


def as_text(settings: Settings, others: Mapping[str, Any]) -> str:
    """The file: what differs from the default, and `others` as they were."""
    usual = Settings()
    values = {one.name: getattr(settings, one.name) for one in fields(Settings)}
    said = {key: value for key, value in values.items() if value != getattr(usual, key)} | dict(others)
    lines = [f"{_key(key)} = {as_toml(value)}" for key, value in said.items() if not isinstance(value, Mapping)]
    for key, value in said.items():
        if isinstance(value, Mapping):
            lines += ["", f"[{_key(key)}]", *(f"{_key(name)} = {as_toml(one)}" for name, one in value.items())]
    return HEAD + "\n".join(lines).strip("\n") + "\n"


def as_toml(value: object) -> str:
    """A value in one line, as TOML writes it."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007F")
        case Mapping():
            return "{" + ", ".join(f"{_key(str(key))} = {as_toml(one)}" for key, one in value.items()) + "}"
        case frozenset():
            return as_toml(sorted(value))
        case list() | tuple():
            return "[" + ", ".join(as_toml(one) for one in value) + "]"
        case _:
            return str(value)  # numbers, and dates of whoever wrote them there


def _key(key: str) -> str:
    return key if PLAIN_KEY.fullmatch(key) else as_toml(key)
