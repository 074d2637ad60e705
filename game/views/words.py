"""Words a person sees: every one passes through `say`, so that catalogues can translate them.

Rules of this file:
1. The English text is the key; what a catalogue lacks is said in English.
2. Values go into named places (`say("{n} waiting", n=3)`), never into a text put together from parts, because other
   languages order them differently. A text among the values has been said already; only a `Phrase` of the model, which
   knows no other language, brings values that are still to be said.
3. `say` is called when something is drawn. Who keeps what was said (a list of lines, a drawn panel) keeps `edition()`
   beside it: another number means that another language is spoken now. A table of texts made when a module is loaded
   stays English, is marked with `sim.words.later`, and is said when it is shown.
4. How numbers are written belongs to the language: `number`, or a format in the text (`{usd:,.0f}`), never an f-string.

Catalogues are gettext's, assets/words/<language>/LC_MESSAGES/<domain>.mo, made by docs/words.py. `DOMAINS` keeps
translators out of each other's way; which one a text stands in is no matter here.
"""

from __future__ import annotations

import locale
import os
import sys
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

from sim.data import assets_dir
from sim.words import Phrase

DOMAINS = ("views", "model", "levels")
ENGLISH = "en"


class _Spoken:
    """The language in use."""

    code = ENGLISH
    catalogue = NullTranslations()
    thousands, decimal = ",", "."
    edition = 0


def say(text: str, /, **values: object) -> str:
    """`text` in the player's language, its `{places}` filled."""
    if isinstance(text, Phrase):
        if text.said[0] != _Spoken.edition:
            text.said = (_Spoken.edition, _tell(text))
        return text.said[1]
    if not text:
        return ""
    text = _Spoken.catalogue.gettext(text)
    return text.format(**_written(values)) if values else text


def count(one: str, many: str, n: int, /, **values: object) -> str:
    """`one` or `many` (or what else the language has) as `n` asks for, with `{n}` filled."""
    text = _Spoken.catalogue.ngettext(one, many, n)
    return text.format(n=number(n, ","), **_written(values))


def number(value: float, form: str = ",.0f") -> str:
    """A number as the language writes it; `form` as in Python."""
    text = format(value, form)
    if _Spoken.decimal == ".":
        return text
    return text.translate({ord(","): _Spoken.thousands, ord("."): _Spoken.decimal})


def _tell(phrase: Phrase) -> str:
    """What the model said, in the player's language."""
    if type(_Spoken.catalogue) is NullTranslations:
        return str.__str__(phrase)
    values = {name: say(value) if isinstance(value, str) else value for name, value in phrase.values.items()}
    if phrase.many:
        n: Any = phrase.values["n"]
        text = _Spoken.catalogue.ngettext(phrase.one, phrase.many, int(n) if n == int(n) else 2)
    else:
        text = _Spoken.catalogue.gettext(phrase.one)
    return text.format(**_written(values))


class _Whole(int):
    def __format__(self, form: str) -> str:
        return number(int(self), form)


class _Real(float):
    def __format__(self, form: str) -> str:
        return number(float(self), form)


def _written(values: dict[str, object]) -> dict[str, object]:
    """Values that are numbers write themselves as the language does."""
    if _Spoken.decimal == ".":
        return values
    return {name: _number(value) for name, value in values.items()}


def _number(value: object) -> object:
    if isinstance(value, float):
        return _Real(value)
    return _Whole(value) if isinstance(value, int) and not isinstance(value, bool) else value


# --- languages ----------------------------------------------------------------------------------------------------


def use(language: str = "", catalogue: NullTranslations | None = None) -> None:
    """Speak `language` from now on, at once and everywhere; empty: the system's. One that isn't there is English.

    `catalogue`: its words, if they don't stand in assets/.
    """
    code = language or system()
    if catalogue is None:
        code = code if code in languages() else ENGLISH
        catalogue = _read(_folder() / code)
    if code == _Spoken.code and type(catalogue) is NullTranslations is type(_Spoken.catalogue):
        return
    _Spoken.code, _Spoken.catalogue = code, catalogue
    example = catalogue.gettext(HOW_NUMBERS_LOOK)
    _Spoken.thousands, _Spoken.decimal = example[1], example[5]
    _Spoken.edition += 1


def current() -> str:
    """The code of the language in use."""
    return _Spoken.code


def edition() -> int:
    """Another number whenever another language is spoken: belongs beside whatever keeps words."""
    return _Spoken.edition


@cache
def languages() -> dict[str, str]:
    """What can be spoken: code to the language's own name, English first. Looked up once."""
    found = {ENGLISH: OWN_NAME}
    for folder in sorted(_folder().glob("*/LC_MESSAGES")):
        code = folder.parent.name
        found[code] = _read(folder.parent).gettext(OWN_NAME)
    return found


def system() -> str:
    """The system's language, if there are words for it; else English."""
    here = languages()
    for name in _preferred():
        for code in (name, name.partition("_")[0]):
            if code in here:
                return code
        if name in ("C", "POSIX"):
            break
    return ENGLISH


OWN_NAME = "English"
"""Translated by the language's own name."""
HOW_NUMBERS_LOOK = "1,234.5"
"""Translated by that number as the language writes it, with the same figures."""


def texts_of_this_file() -> tuple[str, str]:
    """What stands above, for the extraction."""
    return say("English"), say("1,234.5")


def _preferred() -> list[str]:
    """What the system says it speaks, the most wanted first."""
    if sys.platform == "win32":
        import ctypes

        return [locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")]
    wanted = os.environ.get("LANGUAGE", "").split(":")
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(variable):
            wanted.append(os.environ[variable])
            break
    return [name.partition(".")[0].partition("@")[0] for name in wanted if name]


def _folder() -> Path:
    return assets_dir() / "words"


def _read(folder: Path) -> NullTranslations:
    """The catalogues of a language, each the next one's fall-back."""
    whole: NullTranslations | None = None
    for domain in DOMAINS:
        file = folder / "LC_MESSAGES" / f"{domain}.mo"
        if file.is_file():
            with file.open("rb") as stream:
                part = GNUTranslations(stream)
            if whole is None:
                whole = part
            else:
                whole.add_fallback(part)
    return whole or NullTranslations()
