"""The palettes: what each promises, in numbers; and nobody copies a colour that may change."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from game.views import theme
from game.views.palettes import PALETTES

VIEWS = Path(theme.__file__).parent
EYES = {
    "usual": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
"""What eyes without one kind of cone make of linear RGB (Machado, Oliveira & Fernandes 2009, severity 1)."""
XYZ = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
PROMISES = [
    ("paper", "usual", 27, 18, 40),
    ("red-green", "usual", 40, 25, 35),
    ("red-green", "protanopia", 27, 15, 25),
    ("red-green", "deuteranopia", 27, 15, 25),
    ("blue-yellow", "usual", 30, 24, 39),
    ("blue-yellow", "tritanopia", 27, 16, 21),
    ("evening", "usual", 31, 21, 36),
    ("contrast", "usual", 45, 19, 31),
    ("contrast", "protanopia", 18, 10, 18),
    ("contrast", "deuteranopia", 18, 10, 18),
    ("contrast", "tritanopia", 18, 10, 18),
]
"""How far apart at least (CIE 1976, L*a*b*) are: good, bad, pencilled and chosen; the desks; the kinds of minutes."""


@pytest.fixture(autouse=True)
def _usual_again() -> Iterator[None]:
    yield
    theme.use("paper")


def seen(colour: theme.Opaque, eyes: str) -> NDArray[np.float64]:
    """The colour as these eyes see it, in L*a*b*."""
    part = np.array(colour) / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    xyz = np.array(XYZ) @ np.clip(np.array(EYES[eyes]) @ linear, 0, 1) / np.array([0.95047, 1, 1.08883])
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def nearest(colours: dict[str, theme.Opaque], eyes: str) -> tuple[float, str, str]:
    """The two that are most alike."""
    points = {name: seen(colour, eyes) for name, colour in colours.items()}
    return min((float(np.linalg.norm(points[a] - points[b])), a, b) for a, b in combinations(points, 2))


@pytest.mark.parametrize(("palette", "eyes", "signs", "desks", "minutes"), PROMISES)
def test_what_means_something_can_be_told_apart(palette: str, eyes: str, signs: int, desks: int, minutes: int) -> None:
    """To the eyes that a palette is made for, and to all others."""
    theme.use(palette)
    marks = {"good": theme.GOOD, "bad": theme.BAD, "pencilled": theme.ORANGE, "chosen": theme.ACCENT}
    assert nearest(marks, eyes) >= (signs,)
    assert nearest(theme.DESK_COLOURS, eyes) >= (desks,)
    assert nearest(theme.MINUTE_COLOURS, eyes) >= (minutes,)


@pytest.mark.parametrize("palette", PALETTES)
def test_what_is_written_can_be_read(palette: str) -> None:
    """Ink on every ground, and in or on every colour, at 4.5 to 1; in the palette of high contrast at 7 to 1."""
    theme.use(palette)
    least = 7.0 if palette == "contrast" else 4.5
    grounds = [theme.PAPER, theme.PAPER_DEEP, theme.CARD]
    grounds += [theme.BLUE_PALE, theme.ORANGE_PALE, theme.GREEN_PALE, theme.RED_PALE]
    for ground in grounds:
        assert theme.contrast(theme.INK, ground) >= 7
    for ground in grounds[:3]:
        assert theme.contrast(theme.INK_SOFT, ground) >= least
    for colour in (theme.BLUE, theme.GREEN, theme.RED, theme.PURPLE):
        assert theme.contrast(colour, theme.PAPER) >= least
        assert theme.contrast(colour, theme.CARD) >= least
    for colour in (*theme.DESK_COLOURS.values(), *theme.MINUTE_COLOURS.values(), theme.ORANGE):
        assert theme.contrast(theme.ink(colour), theme.PAPER) >= 4.5
        assert theme.contrast(theme.on(colour), colour) >= 4.5
    for colour in (theme.ORANGE, *theme.DESK_COLOURS.values()):
        assert theme.contrast(colour, theme.CARD) >= 3


def test_a_projector_shows_the_palette_of_high_contrast_and_no_small_letters() -> None:
    """Whatever else is chosen."""
    theme.use("blue-yellow", projector=True)
    assert PALETTES["contrast"].paper == theme.PAPER
    assert min(theme.TINY, theme.SMALL, theme.BODY) >= 14
    ring, bold = theme.RING, theme.BOLD
    theme.use("paper")
    assert ring > theme.RING
    assert bold > theme.BOLD == 1


def test_a_picture_with_its_own_light_stays_bright() -> None:
    """Dark ink on bright ground in every palette; outside of it nothing has changed."""
    for name in PALETTES:
        theme.use(name)
        before = (theme.PAPER, theme.INK, dict(theme.DESK_COLOURS), theme.ink(theme.ORANGE))
        with theme.daylight():
            assert sum(theme.PAPER) > sum(theme.INK)
        assert before == (theme.PAPER, theme.INK, theme.DESK_COLOURS, theme.ink(theme.ORANGE))


def copies(tree: ast.AST) -> list[int]:
    """Lines at which a name of the theme is read when the module is imported, not when something is drawn."""
    found = []

    def visit(node: ast.AST, *, later: bool) -> None:
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            defaults = [*node.args.defaults, *(default for default in node.args.kw_defaults if default)]
            for default in defaults:
                visit(default, later=later)
            for part in node.body if isinstance(node, ast.FunctionDef) else [node.body]:
                visit(part, later=True)
            return
        of_theme = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "theme"
        if of_theme and not later and node.attr in vars(theme) and node.attr not in FOR_GOOD:
            found.append(node.lineno)
        if isinstance(node, ast.ImportFrom) and node.module == "game.views.theme":
            found.extend(node.lineno for name in node.names if name.name.isupper() and name.name not in FOR_GOOD)
        for child in ast.iter_child_nodes(node):
            visit(child, later=later)

    visit(tree, later=False)
    return found


FOR_GOOD = {"Hue", "Opaque", "DESKS", "MINUTES", "BODY", "HEAD", "TITLE", "HUGE", "GAP"}
"""Names of the theme that are the same in every palette."""


def test_no_view_keeps_a_copy_of_a_colour() -> None:
    """Constants, tables and defaults would still hold the old one after the palette was changed."""
    found = [
        f"{file.relative_to(VIEWS)}:{line}"
        for file in sorted(VIEWS.rglob("*.py"))
        if file.name != "theme.py"
        for line in copies(ast.parse(file.read_text("utf-8")))
    ]
    assert found == []


def test_the_search_for_copies_finds_them() -> None:
    """A constant, a default, a default of an inner function is no copy, an import by name is."""
    code = "A = theme.INK\ndef f(c=theme.RED):\n    def g(d=theme.RED): pass\nfrom game.views.theme import PAPER\n"
    assert copies(ast.parse(code)) == [1, 2, 4]
