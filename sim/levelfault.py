"""A fault of a level file: where it stands, what is wrong there, and how places and values are told.

Rules of this file: a fault is told in the house's words and in the file's own spelling, on one line, whatever the file
says; what the schema refuses (Pydantic's kind of error) has its sentence in `SENTENCES`, a table.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, get_args, get_origin

from pydantic_core import ErrorDetails

from sim.level import Level, Part
from sim.levers import LEVERS, nearest

Loc = tuple[int | str, ...]
"""Where a value stands: keys, and positions in lists from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One problem while its place is still known as such; `Problem` is what the user sees."""

    loc: Loc
    message: str


# --- how places and values are shown --------------------------------------------------------------------------------


def show_place(loc: Loc) -> str:
    """`loc` as the user writes it: `centre.shifts[0].share`."""
    shown = ""
    for part in loc:
        if isinstance(part, int):
            shown += f"[{part}]"
        else:
            dotted = loc[0] == "book" and re.fullmatch(r"[\w.-]+", part)  # a lever is known by its dotted name
            shown += ("." if shown else "") + (_short(part) if dotted else show_key(part))
    return shown


def show_key(name: str) -> str:
    """A key as it stands in the file, quoted where TOML asks for it."""
    return _short(name) if re.fullmatch(r"[\w-]+", name) else show_value(name)


def show_value(value: object) -> str:
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


def refusal(details: ErrorDetails) -> Fault | None:
    """One refusal of the schema as a fault; None if it only follows from another."""
    loc, got, kind = details["loc"], details["input"], details["type"]
    if kind == "extra_forbidden":
        return Fault(loc=loc, message=f"unknown key{nearest(str(loc[-1]), _keys(loc[:-1]))}")
    if loc[0] == "book" and len(loc) == 2 and loc[1] not in LEVERS:
        return None  # whatever its value: a rule says that there is no such lever
    facts = {key: _plain(value) for key, value in details.get("ctx", {}).items()}
    if kind in ("too_short", "too_long"):
        # Pydantic counts the valid values only: a list with a wrong one in it isn't short as well.
        if facts.get("min_length", 0) <= len(got) <= facts.get("max_length", len(got)):
            return None
        facts |= {key: _counted(value) for key, value in facts.items() if key.endswith("_length")}
        facts["count"] = len(got)
    facts |= {"got": show_value(got), "said": details["msg"]}
    message = SENTENCES.get(kind, "{said}, got {got}").format_map(facts)
    if kind == "float_type" and isinstance(got, bool) and loc[0] == "book":
        message += " (a switch takes 0 or 1)"
    elif kind == "float_type" and isinstance(got, int) and not isinstance(got, bool):
        message = f"is too large a number, got {show_value(got)}"
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
