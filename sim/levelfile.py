"""The level file: from TOML text to a `Level`, or to every problem of the file at once.

Rules of this file: reading never stops at the first problem. What a value must keep by itself is checked by the schema
(`sim.level`), what it must keep towards other values by `RULES`, a table; both look at the same merged tables, and a
rule is silent about whatever the schema has already refused, so that no problem is told twice. Nothing here prints.

A file may build on another (`extends = "carrier"`): tables are merged key by key, everything else is replaced. The
levers of `[book]` may be written `"power.override" = 1` or as `override = 1` under `[book.power]`.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sim.data import levels_dir
from sim.errors import LevelError, Problem
from sim.level import DeskSpec, Level, Part
from sim.levers import LEVERS, Chapter, nearest
from sim.levers import fault as lever_fault
from sim.measures import MEASURES

MOST_BYTES = 1_000_000
"""A larger file is no level; without a bound a mistyped name could fill the memory."""

TOO_DEEP = "is nested too deeply"

Table = dict[str, Any]
CHAPTERS = frozenset(Chapter)

Loc = tuple[int | str, ...]
"""Where a value stands: keys, and positions in lists from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One problem while its place is still known as such; `Problem` is what the user sees."""

    loc: Loc
    message: str


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
        raise _UnreadableError(f"must be text, got {_got(named)}")
    folders = [levels_dir()]
    if layers[-1].folder is not None:
        folders.insert(0, layers[-1].folder)
    elif Path(named).name != named:  # a text from elsewhere may not look around on this machine
        raise _UnreadableError(f"must be the name of a shipped level, got {_got(named)}")
    files = [folder / (named + ending) for folder in folders for ending in ("", ".toml")]
    found = [file for file in files if named and _stands(file) == "file"]
    if not found:
        known = [file.stem for folder in folders for file in sorted(folder.glob("*.toml"))]
        raise _UnreadableError(f"there is no level file {_got(named)}{nearest(named.removesuffix('.toml'), known)}")
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
        refused = [fault for details in error.errors(include_url=False) if (fault := _translated(details))]
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
    return tuple(Problem(_path(fault.loc), fault.message + _origin(layers, fault.loc)) for fault in faults)


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


# --- what the schema refuses, in our words --------------------------------------------------------------------------

MISSING = "missing"

SENTENCES = {
    "missing": MISSING,
    "greater_than": "must be greater than {gt}, got {got}",
    "greater_than_equal": "must be at least {ge}, got {got}",
    "less_than": "must be less than {lt}, got {got}",
    "less_than_equal": "must be at most {le}, got {got}",
    "finite_number": "must be a finite number, got {got}",
    "float_type": "must be a number, got {got}",
    "int_type": "must be a whole number, got {got}",
    "int_from_float": "must be a whole number, got {got}",
    "bool_type": "must be true or false, got {got}",
    "string_type": "must be text, got {got}",
    "string_unicode": "must be text, got {got}",
    "dict_type": "must be a table, got {got}",
    "model_type": "must be a table, got {got}",
    "tuple_type": "must be a list, got {got}",
    "literal_error": "must be {expected}, got {got}",
    "too_short": "must have at least {min_length}, got {count}",
    "too_long": "must have at most {max_length}, got {count}",
    "value_error": "{error}",
}
"""Pydantic's kind of error to the house's sentence."""


def _translated(details: ErrorDetails) -> Fault | None:
    """One refusal of the schema as a fault; None if it only follows from another."""
    loc, got, kind = details["loc"], details["input"], details["type"]
    if kind == "extra_forbidden":
        return Fault(loc=loc, message=f"unknown key{nearest(str(loc[-1]), _keys(loc[:-1]))}")
    if loc[0] == "book" and len(loc) == 2 and loc[1] not in LEVERS:
        return None  # whatever its value: `_book` says that there is no such lever
    facts = {key: _plain(value) for key, value in details.get("ctx", {}).items()}
    if kind in ("too_short", "too_long"):
        # Pydantic counts the valid values only: a list with a wrong one in it isn't short as well.
        if facts.get("min_length", 0) <= len(got) <= facts.get("max_length", len(got)):
            return None
        facts |= {key: _counted(value) for key, value in facts.items() if key.endswith("_length")}
        facts["count"] = len(got)
    facts |= {"got": _got(got), "said": details["msg"]}
    message = SENTENCES.get(kind, "{said}, got {got}").format_map(facts)
    if kind == "float_type" and isinstance(got, bool) and loc[0] == "book":
        message += " (a switch takes 0 or 1)"
    elif kind == "float_type" and isinstance(got, int) and not isinstance(got, bool):
        message = f"is too large a number, got {_got(got)}"
    elif kind == "int_type" and isinstance(got, float) and got.is_integer():
        message += " (leave out the point)"
    return Fault(loc=loc, message=message)


def _plain(value: Any) -> Any:
    """A limit as one writes it: 0 and not 0.0; names in the file's own quotation marks."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.replace("'", '"') if isinstance(value, str) else value


def _counted(count: int) -> str:
    return "1 value" if count == 1 else f"{count} values"


def _keys(loc: Loc) -> list[str]:
    """The keys that the schema knows in the table at `loc`."""
    shape: Any = Level
    for part in loc:
        if isinstance(shape, type) and issubclass(shape, Part):
            shape = shape.model_fields[str(part)].annotation
        else:
            shape = get_args(shape)[0 if isinstance(part, int) else 1]
        while get_origin(shape) in (UnionType, Annotated):  # `Par | None`, a constraint around a type
            shape = get_args(shape)[0]
    keys = list(shape.model_fields)
    return ["extends", *(key for key in keys if key != "name")] if shape is Level else keys


# --- what the values must keep towards each other -------------------------------------------------------------------
# Each rule takes the merged tables, which may be wrong in any way, and speaks only of what has the right shape.


def _table(value: object) -> Table:
    return value if isinstance(value, dict) else {}


def _tables(value: object) -> dict[str, Table]:
    """The tables in the table `value`."""
    return {key: inner for key, inner in _table(value).items() if isinstance(inner, dict)}


def _rows(value: object) -> list[tuple[int, Any]]:
    """The values of the list `value` with their positions."""
    return list(enumerate(value)) if isinstance(value, tuple) else []


def _number(value: object) -> float | None:
    """`value` if it is a number that can be reckoned with."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e300:
        return None
    return float(value)


def _blank(value: object) -> bool:
    return isinstance(value, str) and not value.strip()


def _titles(data: Table) -> Iterator[Fault]:
    """Whatever is shown by its title has one."""
    places: list[tuple[Loc, object]] = [(("title",), data.get("title")), (("idea",), data.get("idea"))]
    named: tuple[tuple[Loc, object], ...] = (
        (("carrier", "segments"), _table(data.get("carrier")).get("segments")),
        *(((key,), data.get(key)) for key in ("issues", "desks", "events")),
    )
    for loc, tables in named:
        places += [((*loc, key, "title"), part.get("title")) for key, part in _tables(tables).items()]
    for i, row in _rows(data.get("objectives")):
        places.append((("objectives", i, "title"), _table(row).get("title")))
    par = _table(data.get("par"))
    places += [(("par", key), par.get(key)) for key in ("policy", "loses", "provenance")]
    for place, text in places:
        if _blank(text):
            yield Fault(loc=place, message="must not be empty")


def _words(data: Table) -> Iterator[Fault]:
    """A level of the ladder says what it is about before, and asks about it afterwards."""
    if not re.match(r"\d\d-", data["name"]):
        return
    words = _table(data.get("words"))
    for key in ("brief", "bet"):
        if _blank(words.get(key)):
            yield Fault(loc=("words", key), message="must not be empty")
    if words.get("debrief") == ():
        yield Fault(loc=("words", "debrief"), message="must have at least one question")
    for i, question in _rows(words.get("debrief")):
        if _blank(question):
            yield Fault(loc=("words", "debrief", i), message="must not be empty")


def _segments(data: Table) -> Iterator[Fault]:
    """The segments are the whole town."""
    segments = _table(data.get("carrier")).get("segments")
    if isinstance(segments, dict):
        shares = [_number(_table(segment).get("share")) for segment in segments.values()]
        yield from _whole(("carrier", "segments"), shares)


def _whole(loc: Loc, shares: list[float | None]) -> Iterator[Fault]:
    """Shares that are all legal sum to 1."""
    known = [share for share in shares if share is not None and 0 <= share <= 1]
    if len(known) == len(shares) and abs(math.fsum(known) - 1) > 0.001 + 1e-9:
        yield Fault(loc=loc, message=f"shares must sum to 1, got {math.fsum(known):.5g}")


def _issues(data: Table) -> Iterator[Fault]:
    """There are issues, and each is the business of a desk that can be called."""
    if data.get("issues") == {}:
        yield Fault(loc=("issues",), message="must not be empty")
    desks = data.get("desks")
    if not isinstance(desks, dict) or not desks:
        return
    for name, issue in _tables(data.get("issues")).items():
        desk, loc = issue.get("desk"), ("issues", name, "desk")
        if not isinstance(desk, str):
            continue
        role = _table(desks.get(desk)).get("role")
        if desk not in desks:
            yield Fault(loc=loc, message=f"there is no desk {_got(desk)}{nearest(desk, list(desks))}")
        elif role in {"supervisor", "executive", "back_office"}:
            yield Fault(loc=loc, message=f"must be a desk that can be called, got {_got(desk)}")
        elif issue.get("remedy") == "release" and role == "frontline":
            yield Fault(loc=loc, message=f'must be a department where the remedy is "release", got {_got(desk)}')


def _issue_links(data: Table) -> Iterator[Fault]:
    """Levers and other issues that an issue names are there."""
    issues = data.get("issues")
    for name, issue in _tables(issues).items():
        levers: list[tuple[Loc, object]] = [((key,), issue.get(key)) for key in ("blocked_by", "capped_by")]
        levers += [((key, lever), lever) for key in ("raised_by", "lowered_by") for lever in _table(issue.get(key))]
        for loc, lever in levers:
            if isinstance(lever, str) and lever and lever not in LEVERS:
                yield Fault(loc=("issues", name, *loc), message=_no_lever(lever))
        others: list[tuple[Loc, object]] = [(("neglected",), issue.get("neglected"))]
        others += [(("breeds", other), other) for other in _table(issue.get("breeds"))]
        for loc, other in others:
            if isinstance(other, str) and other and other not in _table(issues):
                hint = nearest(other, list(_table(issues)))
                yield Fault(loc=("issues", name, *loc), message=f"there is no issue {_got(other)}{hint}")


ROLES: tuple[str, ...] = get_args(get_type_hints(DeskSpec)["role"])


def _roles(data: Table) -> Iterator[Fault]:
    """One front line, and at most one desk that approves."""
    desks = data.get("desks")
    if not isinstance(desks, dict):
        return
    roles = {name: _table(desk).get("role") for name, desk in desks.items()}
    by_role = {role: [name for name, own in roles.items() if own == role] for role in ROLES}
    front = by_role["frontline"]
    if not front and all(role in ROLES for role in roles.values()):
        yield Fault(loc=("desks",), message='must have one desk with the role "frontline", got none')
    for role, often in (
        ("frontline", "exactly"),
        *((r, "at most") for r in ("supervisor", "executive", "back_office")),
    ):
        names = by_role[role]
        if len(names) > 1:
            shown = ", ".join(map(_key, names))
            yield Fault(
                loc=("desks",), message=f'must have {often} one desk with the role "{role}", got {len(names)}: {shown}'
            )


def _desk_levers(data: Table) -> Iterator[Fault]:
    """Head count and authority of a desk are levers, of the right kind."""
    for name, desk in _tables(data.get("desks")).items():
        for key, unit in (("staff", "people"), ("credit_limit", "usd")):
            lever, loc = desk.get(key), ("desks", name, key)
            if not isinstance(lever, str):
                continue
            if lever not in LEVERS:
                yield Fault(loc=loc, message=_no_lever(lever))
            elif LEVERS[lever].unit != unit:
                yield Fault(
                    loc=loc, message=f"must be a lever in {unit}, got {_got(lever)}, which is in {LEVERS[lever].unit}"
                )


def _no_chapter(name: str) -> str:
    return f"there is no chapter {_got(name)}{nearest(name, sorted(CHAPTERS))}"


def _no_lever(name: str) -> str:
    return f"there is no lever {_got(name)}{nearest(name, list(LEVERS))}"


def _shifts(data: Table) -> Iterator[Fault]:
    """The shifts are the whole day's staff, and each ends after it began."""
    shifts = _table(data.get("centre")).get("shifts")
    for i, shift in _rows(shifts):
        start, end = (_number(_table(shift).get(key)) for key in ("start_h", "end_h"))
        if start is not None and end is not None and start >= end:
            yield Fault(loc=("centre", "shifts", i), message=f"must start before it ends, got {start:g} to {end:g}")
    if isinstance(shifts, tuple):
        yield from _whole(("centre", "shifts"), [_number(_table(shift).get("share")) for shift in shifts])


def _hours(data: Table) -> Iterator[Fault]:
    """There is an hour in which somebody calls."""
    shares = _table(data.get("centre")).get("hour_shares")
    if isinstance(shares, tuple) and all(_number(share) == 0 for share in shares):
        yield Fault(loc=("centre", "hour_shares"), message="must not all be 0")


def _book(data: Table) -> Iterator[Fault]:
    """The book knows its levers, and each stands where it may."""
    for name, value in _table(data.get("book")).items():
        if name in CHAPTERS:
            yield Fault(loc=("book", name), message=f"must be a table, got {_got(value)}")
        elif "." not in name:
            yield Fault(loc=("book", name), message=_no_chapter(name))
        elif name not in LEVERS:
            yield Fault(loc=("book", name), message=_no_lever(name))
        elif (number := _number(value)) is not None and (why := lever_fault(name, number)):
            yield Fault(loc=("book", name), message=why.removeprefix(f"{name} "))


def _whole_book(data: Table) -> Iterator[Fault]:
    """The book says how every lever stands; a chapter that is no table has been told as such."""
    if isinstance(book := data.get("book"), dict):
        for name, lever in LEVERS.items():
            if name not in book and lever.chapter not in book:
                yield Fault(loc=("book", name), message=MISSING)


def _unlocked(data: Table) -> Iterator[Fault]:
    """What is unlocked is a lever, once."""
    seen = set()
    for i, name in _rows(data.get("unlocked")):
        if not isinstance(name, str):
            continue
        if name not in LEVERS:
            yield Fault(loc=("unlocked", i), message=_no_lever(name))
        elif name in seen:
            yield Fault(loc=("unlocked", i), message=f"{_got(name)} is there already")
        seen.add(name)


def _sweep(data: Table) -> Iterator[Fault]:
    """What is swept is a lever, over values that it takes."""
    for name, values in _table(data.get("sweep")).items():
        if name not in LEVERS:
            yield Fault(loc=("sweep", name), message=_no_lever(name))
            continue
        for i, value in _rows(values):
            if (number := _number(value)) is not None and (why := lever_fault(name, number)):
                yield Fault(loc=("sweep", name, i), message=why.removeprefix(f"{name} "))


def _event_audience(data: Table) -> Iterator[Fault]:
    """Who reads a public story is a segment of the town."""
    segments = _table(data.get("carrier")).get("segments")
    for name, event in _tables(data.get("events")).items():
        audience = event.get("audience")
        if isinstance(segments, dict) and isinstance(audience, str) and audience and audience not in segments:
            hint = nearest(audience, list(segments))
            yield Fault(loc=("events", name, "audience"), message=f"there is no segment {_got(audience)}{hint}")


def _events(data: Table) -> Iterator[Fault]:
    """What is scripted happens while the level lasts."""
    weeks = _number(data.get("weeks"))
    for name, event in _tables(data.get("events")).items():
        day, loc = _number(event.get("day")), ("events", name, "day")
        if day is not None and day < 0:
            yield Fault(loc=loc, message=f"must be at least 0, got {_got(event['day'])}")
        elif day is not None and weeks is not None and 1 <= weeks <= day / 7:
            message = f"must be before the level ends on day {weeks * 7:g}, got {_got(event['day'])}"
            yield Fault(loc=loc, message=message)


def _event_issues(data: Table) -> Iterator[Fault]:
    """What is scripted is about issues there are."""
    issues = data.get("issues")
    if isinstance(issues, dict):
        for name, event in _tables(data.get("events")).items():
            for issue in _table(event.get("issues")):
                if issue not in issues:
                    hint = nearest(issue, list(issues))
                    yield Fault(loc=("events", name, "issues", issue), message=f"there is no such issue{hint}")


def _objectives(data: Table) -> Iterator[Fault]:
    """An objective is one bound on a metric there is."""
    for i, objective in _rows(data.get("objectives")):
        if not isinstance(objective, dict):
            continue
        metric = objective.get("metric")
        if isinstance(metric, str) and metric not in MEASURES:
            hint = nearest(metric, list(MEASURES))
            yield Fault(loc=("objectives", i, "metric"), message=f"there is no metric {_got(metric)}{hint}")
        if ("at_least" in objective) == ("at_most" in objective):  # the schema looks only where all else is right
            got = "both" if "at_least" in objective else "neither"
            yield Fault(loc=("objectives", i), message=f"takes exactly one of at_least and at_most, got {got}")


def _bet(data: Table) -> Iterator[Fault]:
    """What is betted on is a metric there is."""
    metric = _table(data.get("words")).get("bet_metric")
    if isinstance(metric, str) and metric and metric not in MEASURES:
        hint = nearest(metric, list(MEASURES))
        yield Fault(loc=("words", "bet_metric"), message=f"there is no metric {_got(metric)}{hint}")


Rule = Callable[[Table], Iterator[Fault]]

RULES: tuple[tuple[Rule, bool], ...] = (
    (_titles, True),
    (_segments, False),
    (_issues, False),
    (_roles, False),
    (_desk_levers, True),
    (_shifts, True),
    (_hours, True),
    (_book, True),
    (_whole_book, False),
    (_unlocked, True),
    (_events, True),
    (_event_issues, False),
    (_event_audience, False),
    (_issue_links, False),
    (_sweep, True),
    (_objectives, True),
    (_bet, True),
    (_words, True),
)
"""Every rule, and whether it can judge a file alone whose `extends` could not be found."""


# --- how places and values are shown --------------------------------------------------------------------------------


def _path(loc: Loc) -> str:
    """`loc` as the user writes it: `centre.shifts[0].share`."""
    shown = ""
    for part in loc:
        if isinstance(part, int):
            shown += f"[{part}]"
        else:
            dotted = loc[0] == "book" and re.fullmatch(r"[\w.-]+", part)  # a lever is known by its dotted name
            shown += ("." if shown else "") + (_short(part) if dotted else _key(part))
    return shown


def _key(name: str) -> str:
    return _short(name) if re.fullmatch(r"[\w-]+", name) else _got(name)


def _got(value: object) -> str:
    """A value as it might stand in the file, shortened, on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            short = _short(value)
            return json.dumps(short, ensure_ascii=not short.isprintable())
        case dict():
            return "a table"
        case tuple() | list():
            return f"a list of {_counted(len(value))}"
        case int():
            try:
                return _short(str(value))
            except ValueError:  # Python refuses to write thousands of digits
                return "thousands of digits"
        case _:
            return _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."


# --- the digest -----------------------------------------------------------------------------------------------------

ASIDE = frozenset({"name", "title", "idea", "words", "par", "teaches", "sweep"})
"""What can't change a run: how the level is called, what is said about it, and who has played it best."""


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
        return {key: _canonical(getattr(value, key)) for key in type(value).model_fields}
    if isinstance(value, dict):
        return [[key, _canonical(inner)] for key, inner in value.items()]
    if isinstance(value, tuple):
        return [_canonical(inner) for inner in value]
    return value
