"""A language for tests: every letter that comes out of the catalogues is another one, so that all that is left in plain
letters on a screen has been written there past them.

To put a screen to the test: speak it (`with spoken():`), draw with a `RecordingCanvas`, and ask `foreign`.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from types import ModuleType

from recording import RecordingCanvas

from game.views import words
from sim.centre import csr
from sim.market import names

PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
OTHER = "àƀćđéƒĝĥíĵķļɱñöþʠŕśţúʋŵẋýžÀƁĆĐÉƑĜĤÍĴĶĻḾÑÖÞɊŔŚŢÚṼŴẊÝŽ"
LETTERS = str.maketrans(PLAIN, OTHER)
SIGNS = str.maketrans(",.", "·¸")
NUMBER = "1·234¸5"
"""How the language writes 1,234.5."""
KEYS = re.compile(r"^(?:[A-Z?/.+-]|F\d+|[A-Z]\d)$")
"""Caps of keys, and the short names of loops."""
KEY_BEHIND = re.compile(r"\((?:[A-Z?/.]|F\d+)\)$")
"""... behind what the key does."""
ENGLISH_NUMBER = re.compile(r"\d[,.]\d")


@cache
def catalogues() -> ModuleType:
    """docs/words.py."""
    file = Path(__file__).resolve().parent.parent / "docs" / "words.py"
    spec = importlib.util.spec_from_file_location("catalogues", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def known() -> frozenset[str]:
    """Every text of the catalogues."""
    found: set[str] = set()
    for template in catalogues().templates().values():
        for message in template:
            found.update((message.id,) if isinstance(message.id, str) else message.id)
    return frozenset(found - {""})


@cache
def other(text: str) -> str:
    """`text` in other letters, its places as they are."""
    parts = re.split(r"(\{(?:[^{}]|\{[^{}]*\})*\})", ENGLISH_NUMBER.sub(lambda found: found[0].translate(SIGNS), text))
    return "".join(part if part.startswith("{") else part.translate(LETTERS) for part in parts)


class Pseudo(NullTranslations):
    """The language."""

    def gettext(self, message: str) -> str:
        """Other letters, if a catalogue has it."""
        if message == words.HOW_NUMBERS_LOOK:
            return NUMBER
        return other(message) if message in known() else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """As in English."""
        return self.gettext(msgid1 if n == 1 else msgid2)


@contextmanager
def spoken() -> Iterator[None]:
    """Speak it for a while."""
    before = words.current()
    words.use("pseudo", Pseudo())
    try:
        yield
    finally:
        words.use(before)


def foreign(canvas: RecordingCanvas) -> list[str]:
    """What stands on the canvas, or in a tip, and comes from no catalogue. Names of people and caps of keys may."""
    texts = [*(written.text for written in canvas.texts), *canvas.tips]
    return [text for text in dict.fromkeys(texts) if not _fine(text)]


def _fine(text: str) -> bool:
    if KEYS.match(text) or text in words.languages().values():
        return True
    text = KEY_BEHIND.sub("", text)
    rest = [word for word in re.findall(r"[A-Za-z][A-Za-z'-]*", text) if word.strip("'-") not in _people()]
    return not rest and not ENGLISH_NUMBER.search(text)


@cache
def _people() -> frozenset[str]:
    """The parts of people's names."""
    parts: set[str] = set()
    for value in (*vars(names).values(), *vars(csr).values()):
        if isinstance(value, tuple | list):
            for name in value:
                parts.update(re.findall(r"[A-Za-z]+", name) if isinstance(name, str) else ())
    return frozenset(parts)
