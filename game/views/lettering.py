"""Lettering: words measured, cut, wrapped and set, on any canvas."""

from __future__ import annotations

from math import ceil

from game.views.canvas import Align, Canvas, Colour, Weight

LEADING = 1.32
"""Distance of lines, in sizes."""
LEAST = 0.8
"""How small letters are made to fit, in sizes."""


def middle(
    canvas: Canvas,
    x: float,
    y: float,
    text: str,
    *,
    size: float,
    colour: Colour,
    weight: Weight = "regular",
    align: Align = "left",
) -> None:
    """One line of text whose middle is at `y`."""
    high = canvas.measure(text, size=size, weight=weight)[1]
    canvas.text(x, y - high / 2, text, size=size, colour=colour, weight=weight, align=align)


def fit(canvas: Canvas, text: str, width: float, *, size: float, weight: Weight = "regular") -> str:
    """`text`, or as much of it as fits into `width`, with an ellipsis."""
    if canvas.measure(text, size=size, weight=weight)[0] <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        half = ceil((low + high) / 2)
        wide = canvas.measure(text[:half].rstrip() + "…", size=size, weight=weight)[0]
        low, high = (half, high) if wide <= width else (low, half - 1)
    return text[:low].rstrip() + "…"


def squeeze(
    canvas: Canvas, text: str, width: float, *, size: float, weight: Weight = "regular"
) -> tuple[str, float]:  # fmt: skip
    """`text`, and the size in which it fits into `width`: smaller by `LEAST` at most; what is wider still is cut."""
    least = LEAST * size
    while size > least and canvas.measure(text, size=size, weight=weight)[0] > width:
        size = max(least, size - 0.5)
    return fit(canvas, text, width, size=size, weight=weight), size


def wrap(canvas: Canvas, text: str, width: float, *, size: float, weight: Weight = "regular") -> tuple[str, ...]:
    """`text` broken into lines no wider than `width`; line breaks in it stay, a long word is broken at its hyphen."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in part.split():
            longer = f"{line} {word}" if line else word
            if "-" in word.strip("-") and canvas.measure(word, size=size, weight=weight)[0] > width:
                head, _, word = word.rpartition("-")
                lines += [line] * bool(line) + [f"{head}-"]
                line, longer = "", word
            if line and canvas.measure(longer, size=size, weight=weight)[0] > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return tuple(lines)


def lines_high(canvas: Canvas, lines: int, size: float) -> float:
    """How high so many lines of a paragraph are."""
    return (lines - 1) * size * LEADING + canvas.measure("m", size=size)[1]
