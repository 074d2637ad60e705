"""The level file: from TOML text to a `Level`, or to every problem of the file at once.

Rules of this file: reading never stops at the first problem. What a value must keep by itself is checked by the schema
(`sim.level`), what it must keep towards other values by the table `RULES` (`sim.levelrules`); both look at the same
merged tables, and a rule is silent about whatever the schema has already refused, so that no problem is told twice. How
a fault is told stands in `sim.levelfault`. Nothing here prints.

A file may build on another (`extends = "carrier"`): tables are merged key by key, everything else is replaced. The
levers of `[book]` may be written `"power.override" = 1` or as `override = 1` under `[book.power]`.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from sim.data import levels_dir
from sim.errors import LevelError, Problem
from sim.level import Level, Part
from sim.levelfault import MISSING, Fault, Loc, refusal, show_place, show_value
from sim.levelrules import CHAPTERS, RULES, Table
from sim.levers import LEVERS, nearest

MOST_BYTES = 1_000_000
"""A larger file is no level; without a bound a mistyped name could fill the memory."""

TOO_DEEP = "is nested too deeply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One file of a chain of `extends`."""

    name: str
    """As the user is told it: the file's name."""
    file: Path | None
    """Where it stands; None for a text that came without a file."""
    folder: Path | None
    """Where its own `extends` is looked for before the shipped levels; None: only there."""
    data: Table


class _UnreadableError(Exception):
    """A text that is no TOML at all, with the reason: caught in this file, where it becomes a problem."""


# --- finding and reading --------------------------------------------------------------------------------------------


def load_level(path: str | Path) -> Level:
    """The level in the file `path`, which may be the bare name of one in the current folder or a shipped one.

    Raises:
        LevelError: every problem of the file, or the one reason why it can't be read.
    """
    file = locate_level(path)
    try:
        data = _toml(_read(file))
    except _UnreadableError as error:
        raise LevelError(str(path), (Problem("", str(error)),)) from None
    return _level(str(path), file.stem, Layer(name=file.name, file=file.resolve(), folder=file.parent, data=data))


def locate_level(path: str | Path) -> Path:
    """The file that `path` names: as it is, with the ending added, or among the shipped levels.

    Raises:
        LevelError: there is none, or it is a directory.
    """
    named = Path(path)
    tried = [named]
    if named.parent in (Path(), Path("levels")):
        tried.append(levels_dir() / named.name)
    for file in tried:
        for candidate in (file, file.with_name(file.name + ".toml")) if file.name else (file,):
            if _stands(candidate) == "file":
                return candidate
    if _stands(named) == "directory":
        message = "is a directory, not a level file"
    else:
        names = [file.stem for file in shipped_levels()]
        hint = nearest(named.name.removesuffix(".toml"), names)
        if not hint and len(tried) > 1:  # a name, not a place: say what names there are
            hint = f"; shipped are {', '.join(names)}"
        message = f"there is no such file{hint}"
    raise LevelError(str(path) or ".", (Problem("", message),))


def parse_level(text: str, *, name: str = "level", base: Path | None = None) -> Level:
    """The level that the TOML `text` describes; `name` stands for the missing file's.

    `extends` is looked for in the folder `base`, then among the shipped levels; without `base` only there.

    Raises:
        LevelError: every problem of the text.
    """
    try:
        data = _toml(text)
    except _UnreadableError as error:
        raise LevelError(name, (Problem("", str(error)),)) from None
    return _level(name, name, Layer(name=name, file=None, folder=base, data=data))


def shipped_levels() -> list[Path]:
    """The files of all levels to play, in the order of the ladder, the sandbox last."""
    return sorted(levels_dir().glob("[0-9][0-9]-*.toml")) + sorted(levels_dir().glob("sandbox.toml"))


def _stands(file: Path) -> Literal["file", "directory"] | None:
    """What stands at `file`; a pipe is as good as a file, and a name that no system allows is simply not there."""
    try:
        return "directory" if file.is_dir() else "file" if file.exists() else None
    except (OSError, ValueError):
        return None


def _read(file: Path) -> str:
    """The text of `file`."""
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise _UnreadableError(f"cannot be read: {error.strerror}") from None
    if len(data) > MOST_BYTES:
        raise _UnreadableError(f"is too large for a level, which has at most {MOST_BYTES // 1000} kB")
    try:
        return data.decode("utf-8-sig")  # some editors begin a file with a byte order mark
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _UnreadableError(f"is not UTF-8 text: byte 0x{data[error.start]:02x} in line {line}") from None


def _toml(text: str) -> Table:
    """The tables of a TOML `text`."""
    if not text.strip():
        raise _UnreadableError("is empty")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said, _, place = str(error).rpartition(" (at ")
        raise _UnreadableError(f"is not TOML at {place.removesuffix(')')}: {said}") from None
    except ValueError:  # a number of thousands of digits
        raise _UnreadableError("has a number that is too long to read") from None
    except RecursionError:
        raise _UnreadableError(TOO_DEEP) from None


# --- extends --------------------------------------------------------------------------------------------------------


def _layers(first: Layer) -> tuple[list[Layer], list[Fault], bool]:
    """The chain from `first` down to a file that extends nothing, its faults, and whether the chain is whole."""
    layers = [first]
    while (named := layers[-1].data.get("extends")) is not None:
        try:
            layers.append(_below(layers, named))
        except _UnreadableError as error:
            inside = f" (in {layers[-1].name})" if len(layers) > 1 else ""
            return layers, [Fault(loc=("extends",), message=f"{error}{inside}")], False
    return layers, [], True


def _below(layers: list[Layer], named: object) -> Layer:
    """The layer that the last of `layers` extends by `named`."""
    if not isinstance(named, str):
        raise _UnreadableError(f"must be text, got {show_value(named)}")
    folders = [levels_dir()]
    if layers[-1].folder is not None:
        folders.insert(0, layers[-1].folder)
    elif Path(named).name != named:  # a text from elsewhere may not look around on this machine
        raise _UnreadableError(f"must be the name of a shipped level, got {show_value(named)}")
    files = [folder / (named + ending) for folder in folders for ending in ("", ".toml")]
    found = [file for file in files if named and _stands(file) == "file"]
    if not found:
        known = [file.stem for folder in folders for file in sorted(folder.glob("*.toml"))]
        raise _UnreadableError(
            f"there is no level file {show_value(named)}{nearest(named.removesuffix('.toml'), known)}"
        )
    # A file may have the name of the shipped one that it extends: it is not meant itself.
    seen = {layer.file for layer in layers}
    for file in found:
        if file.resolve() not in seen:
            try:
                return Layer(name=file.name, file=file.resolve(), folder=file.parent, data=_toml(_read(file)))
            except _UnreadableError as error:
                raise _UnreadableError(f"{file.name} {error}") from None
    circle = " -> ".join([*(layer.name for layer in layers), found[0].name])
    raise _UnreadableError(f"goes in a circle: {circle}")


def _merged(layers: list[Layer]) -> tuple[Table, list[Fault]]:
    """All layers as one, the last of them lowest; lists become tuples, as the schema wants them."""
    data: Table = {}
    faults: list[Fault] = []
    for layer in reversed(layers):
        if isinstance(book := layer.data.get("book"), dict):
            layer.data["book"] = flat = {}
            for name, value in _levers(book):
                if name in flat:
                    faults.append(Fault(loc=("book", name), message="is set twice"))
                flat[name] = value
        _lay(data, layer.data)
    data.pop("extends", None)
    if isinstance(unlocked := data.get("unlocked"), tuple):
        data["unlocked"] = tuple(name for entry in unlocked for name in _levers_of(entry))
    return data, faults


def _levers_of(entry: object) -> Iterator[object]:
    """The levers that an entry of `unlocked` stands for: one, all of a chapter (`"power.*"`), or all (`"*"`)."""
    if isinstance(entry, str) and (entry == "*" or entry.removesuffix(".*") in CHAPTERS):
        yield from (name for name in LEVERS if entry == "*" or name.startswith(entry[:-1]))
    else:
        yield entry


def _levers(book: Table, prefix: str = "") -> Iterator[tuple[str, object]]:
    """The levers of a book by their dotted names, whether quoted or nested."""
    for key, value in book.items():
        name = prefix + key
        # An empty table of an unknown chapter stays, so that it is told as unknown.
        if isinstance(value, dict) and (value or name in CHAPTERS):
            yield from _levers(value, name + ".")
        else:
            yield name, value


def _lay(below: Table, above: Table) -> None:
    """Lay `above` over `below`, in place. A table on a plain value replaces it: the schema then says what is wrong."""
    for key, value in above.items():
        if isinstance(value, dict):
            if not isinstance(below.get(key), dict):
                below[key] = {}
            _lay(below[key], value)
        else:
            below[key] = _frozen(value)


def _frozen(value: object) -> object:
    """`value` with every list a tuple."""
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    return value


# --- the whole ------------------------------------------------------------------------------------------------------


def _level(shown: str, name: str, first: Layer) -> Level:
    """The level whose own file is `first`; `shown` is how the file is called in errors."""
    try:
        found = _checked(first, name)
    except RecursionError:
        found = (Problem("", TOO_DEEP),)
    if isinstance(found, Level):
        return found
    raise LevelError(shown, found)


def _checked(first: Layer, name: str) -> Level | tuple[Problem, ...]:
    """The level whose file is `first`, or all its problems in the order of the schema."""
    layers, faults, whole = _layers(first)
    data, more = _merged(layers)
    faults += more
    if "name" in data:
        faults.append(Fault(loc=("name",), message="is the file's own name: leave it out"))
    data["name"] = name
    level: Level | None = None
    try:
        level = Level.model_validate(data, strict=True)
    except ValidationError as error:
        refused = [fault for details in error.errors(include_url=False) if (fault := refusal(details))]
        # What is missing may stand in the file that could not be found.
        faults += [fault for fault in refused if whole or fault.message != MISSING]
    told = {fault.loc for fault in faults}
    for rule, alone in RULES:
        if alone or whole:
            faults += [fault for fault in rule(data) if fault.loc not in told]
    if level is not None and not faults:
        return level
    order = ["extends", *Level.model_fields]
    faults.sort(key=lambda fault: order.index(str(fault.loc[0])) if fault.loc[0] in order else len(order))
    return tuple(Problem(show_place(fault.loc), fault.message + _origin(layers, fault.loc)) for fault in faults)


def _origin(layers: list[Layer], loc: Loc) -> str:
    """In which file the value at `loc` stands, unless it is the user's own or nowhere."""
    for layer in layers:
        if loc != ("extends",) and _holds(layer.data, loc):
            return "" if layer is layers[0] else f" (in {layer.name})"
    return ""


def _holds(data: Table, loc: Loc) -> bool:
    """Whether `data` says what stands at `loc`; a list, as it isn't merged, says all that is in it, gaps included."""
    value: Any = data
    for part in loc:
        if isinstance(value, list):
            return True
        if not isinstance(value, dict) or part not in value:
            return False
        value = value[part]
    return True


# --- the digest -----------------------------------------------------------------------------------------------------

ASIDE = frozenset({"name", "title", "idea", "words", "par", "teaches", "sweep"})
"""What can't change a run: how the level is called, what is said about it, and who has played it best."""
SAID = frozenset({"says"})
"""What can't either, in any part of it."""


def level_digest(level: Level) -> str:
    """Sixteen hexadecimal digits that differ between levels on which the same seed and decisions may run differently.

    The order of segments, issues, desks and events counts, because luck may be addressed by it; the book's doesn't.
    """
    data = {key: _canonical(getattr(level, key)) for key in Level.model_fields if key not in ASIDE}
    data["book"] = sorted(level.book.items())
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:16]


def _canonical(value: object) -> object:
    """`value` for JSON: fields by name, so that moving one in `sim.level` changes no digest, but entries in order."""
    if isinstance(value, Part):
        return {key: _canonical(getattr(value, key)) for key in type(value).model_fields if key not in SAID}
    if isinstance(value, dict):
        return [[key, _canonical(inner)] for key, inner in value.items()]
    if isinstance(value, tuple):
        return [_canonical(inner) for inner in value]
    return value
