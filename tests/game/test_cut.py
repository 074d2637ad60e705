"""Cells of tables are whole: in both languages, with everything that a level has in them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from recording import Hand, RecordingCanvas
from tour import go, open_level, press, to_play

from game.views import lettering, words
from game.views.canvas import Canvas, Rect, Weight
from game.views.powers import Powers
from game.views.summary import Summary
from game.views.ui import Ui
from game.window.session import Session
from game.window.shelf import Shelf
from sim.levelfile import load_level

TABLES = ("powers", "ledgers", "timeline", "decided", "debrief.result", "debrief.taken", "summary")
"""The modules of game.views that draw tables."""


@pytest.fixture
def cuts(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What these modules had to cut since."""
    found: list[str] = []
    names = tuple(f"game.views.{name}" for name in TABLES)

    def spy(module: str) -> None:
        fit, squeeze = lettering.fit, lettering.squeeze

        def fitted(canvas: Canvas, text: str, width: float, *, size: float, weight: Weight = "regular") -> str:
            cut = fit(canvas, text, width, size=size, weight=weight)
            found.extend([f"{module}: {text} -> {cut}"] * (cut != text))
            return cut

        def squeezed(
            canvas: Canvas, text: str, width: float, *, size: float, weight: Weight = "regular"
        ) -> tuple[str, float]:
            cut, small = squeeze(canvas, text, width, size=size, weight=weight)
            found.extend([f"{module}: {text} -> {cut}"] * (cut != text))
            return cut, small

        monkeypatch.setattr(f"{module}.fit", fitted, raising=False)
        monkeypatch.setattr(f"{module}.squeeze", squeezed, raising=False)

    for module in [name for name in sys.modules if name.startswith(names)]:
        spy(module)
    yield found
    words.use(words.ENGLISH)


def test_no_cell_of_a_table_is_cut(cuts: list[str], tmp_path: Path) -> None:
    """Who may do what, the ledgers, the time line and the debrief at 1280x720, of a level played to its end."""
    canvas = RecordingCanvas()
    shelf = Shelf(tmp_path)
    hand, session = open_level(shelf, load_level("04-same-queue-again"), canvas)
    for language in ("en", "de"):
        words.use(language)
        hand.look()
        hand.key("w")
        hand.key("w")
        hand.key("l")
        for page in range(4):
            press(hand, f"ledger tab {page}")
        to_play(hand)
        hand.key("f")
        to_play(hand)
    go(session, session.model.horizon)
    for language in ("en", "de"):
        words.use(language)
        end = Hand(Summary(shelf, session), canvas)
        press(end, "debrief 1")
    assert cuts == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_desks_have_signs_where_their_names_are_too_long(language: str, tmp_path: Path) -> None:
    """All of a table has either: a column that is too narrow for one name has no name, and every cell keeps its tip."""
    words.use(language)
    try:
        shelf = Shelf(tmp_path)
        session = shelf.begin(load_level("04-same-queue-again"))
        assert isinstance(session, Session)
        for width, named in ((1400, True), (700, False)):
            canvas, powers, ui = RecordingCanvas(width=width), Powers(session), Ui()
            powers.turn()
            with ui.picture(canvas):
                powers.draw(ui, canvas, Rect(0, 0, width, 600), {}, powers.close)
            assert any(w.text.startswith("→ ") for w in canvas.texts) is named
            assert all(spot.tip for spot in ui._spots if spot.key.startswith("power "))
            assert not any(w.text.endswith("…") and w.text.startswith("→") for w in canvas.texts)
    finally:
        words.use(words.ENGLISH)
