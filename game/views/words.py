"""Words a person sees: every one passes through `say`, so that catalogues can translate them.

Rules of this file: the English text is the key. Values go into named places (`say("{n} waiting", n=3)`), never into a
text put together from parts, because other languages order them differently.
"""

from __future__ import annotations


def say(text: str, /, **values: object) -> str:
    """`text` in the player's language, its `{places}` filled."""
    return text.format(**values) if values else text


def count(one: str, many: str, n: int) -> str:
    """`one` or `many` as `n` asks for, with `{n}` filled."""
    return (one if n == 1 else many).format(n=f"{n:,}")
