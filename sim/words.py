"""Words of the model: English, and made so that a view can say them in another language.

Rules of this file: the model speaks English and knows of no other language. A text with values in it is a `Phrase`: a
string like any other, which remembers its template and the values. A table of plain texts that are shown needs nothing
where the extraction reads the table itself (levers, measures); any other is wrapped in `later`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

T = TypeVar("T")


class Phrase(str):
    """An English text that remembers what it was put together from. Values that are texts are words to be said, too."""

    __slots__ = ("many", "one", "said", "values")

    one: str
    """The template."""
    many: str
    """The template for any `n` but 1; empty: there is but one."""
    values: Mapping[str, object]
    said: tuple[int, str]
    """In which edition of the words a view has said it last, and how."""

    def __new__(cls, template: str, /, **values: object) -> Self:
        """`template` with its `{places}` filled."""
        return cls.made(template, "", values)

    @classmethod
    def counted(cls, one: str, many: str, /, **values: object) -> Self:
        """`one` or `many`, as the value `n` asks for."""
        return cls.made(one, many, values)

    @classmethod
    def made(cls, one: str, many: str, values: Mapping[str, object]) -> Self:
        """Put together from a mapping of values."""
        template = many if many and values["n"] != 1 else one
        phrase = super().__new__(cls, template.format(**values))
        phrase.one, phrase.many, phrase.values, phrase.said = one, many, values, (-1, "")
        return phrase

    def __reduce__(self) -> tuple[Any, ...]:
        """What comes from a worker process can still be said."""
        return (type(self).made, (self.one, self.many, self.values))


def later(table: T) -> T:
    """`table` as it is. Its texts are English and are said when they are shown; so the extraction finds them."""
    return table
