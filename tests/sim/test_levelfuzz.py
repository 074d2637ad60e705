"""Whatever a level file says, nothing but a level or a `LevelError` that names the place comes out."""

from __future__ import annotations

import copy
import datetime as dt
import math
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from smallest import SMALL, toml

from sim.errors import LevelError, Problem
from sim.level import Level
from sim.levelfile import parse_level


def places(value: Any, above: tuple[int | str, ...] = ()) -> list[tuple[int | str, ...]]:
    """Every place in nested tables and lists."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, inner in entries for place in ((*above, key), *places(inner, (*above, key)))]


VALID = tomllib.loads(SMALL)
PLACES = places(VALID)
OTHER = ["", "text", 3, -7, 10**30, 10**400, True, math.nan, math.inf, -math.inf, [], ["a"], {}, {"a": 1}]
OTHER += [dt.date(2008, 11, 22), [[]], 0.5, -0.0]


def tell(text: str) -> tuple[Problem, ...]:
    """The problems of `text`, each on one line; empty if it is a level."""
    try:
        parse_level(text, name="01-small")
    except LevelError as error:
        told = error.problems
    else:
        told = ()
    assert all(str(problem).isprintable() for problem in told)
    return told


def shown(place: tuple[int | str, ...]) -> str:
    """A place as a problem names it."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")


@settings(max_examples=400, deadline=None)
@given(place=st.sampled_from(PLACES), how=st.sampled_from(["delete", "rename", "replace", "negate"]), data=st.data())
def test_a_level_with_one_thing_changed_is_a_level_or_names_the_place(
    place: tuple[int | str, ...], how: str, data: st.DataObject
) -> None:
    """No other exception, and some problem stands at, above or below the changed place, or names what was there."""
    level = copy.deepcopy(VALID)
    parent: Any = level
    for part in place[:-1]:
        parent = parent[part]
    key: Any = place[-1]
    names = {key} if isinstance(key, str) else set()
    if how == "delete":
        del parent[key]
    elif how == "rename" and isinstance(key, str):
        parent[key + "_"] = parent.pop(key)
        names.add(key + "_")
    elif how == "negate" and isinstance(parent[key], int | float):
        parent[key] = -parent[key]
    else:
        parent[key] = data.draw(st.sampled_from(OTHER))
    told = tell(toml(level))
    at = shown(place)
    near = [
        path
        for path, message in told
        if path and (path.startswith(at) or at.startswith(path) or any(name in path + message for name in names))
    ]
    assert near or not told
    assert len(set(told)) == len(told)


KEYS = st.sampled_from([*Level.model_fields, "extends", "power", "power.override", "share", "", "a b", "x"])
VALUES = st.recursive(
    st.none().flatmap(lambda _: st.sampled_from(OTHER)) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(changes=st.dictionaries(KEYS, VALUES, max_size=4), whole=st.booleans())
def test_whatever_tables_say_only_a_level_error_comes_out(changes: dict[str, Any], whole: bool) -> None:
    """Any keys with any values, alone or over a whole level."""
    tell(toml({**(VALID if whole else {}), **changes}))


@settings(max_examples=300, deadline=None)
@given(text=st.text() | st.text(alphabet="[]{}=.,\"'#\n abt1-_:", max_size=60))
def test_whatever_a_text_says_only_a_level_error_comes_out(text: str) -> None:
    """No text is a level by chance, and none gets past the loader as another exception."""
    with pytest.raises(LevelError):
        parse_level(text)
