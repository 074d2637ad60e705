"""The tour through every view, read, not looked at: no text is cut off, none lies on another, in two languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from album import TRIPS, Trip
from recording import RecordingCanvas, shelf_in
from tour import tour

from conftest import thinned
from game.views import words
from game.window.app import scale_for
from sim.levelfile import load_level

GERMAN = [Trip(level="sandbox", size=size, text=text) for size in ((1024, 600), (1280, 720)) for text in (1, 2)]
CASES = [*(("en", trip) for trip in TRIPS), *(("de", trip) for trip in GERMAN)]


@pytest.mark.slow
@pytest.mark.parametrize(("language", "trip"), thinned(CASES, 4), ids=lambda case: getattr(case, "name", case))
def test_every_view_has_its_words_in_place(language: str, trip: Trip, tmp_path: Path) -> None:
    """At every stop of the tour, at every size."""
    scale = scale_for(*trip.size, trip.text)
    canvas = RecordingCanvas(width=trip.size[0] / scale, height=trip.size[1] / scale, scale=scale)
    wrong = []
    words.use(language)
    try:
        for stop in tour(shelf_in(tmp_path), load_level(trip.level), canvas):
            assert canvas.texts, f"{stop}: nothing is written"
            wrong += [(stop, "cut off", w.text, w.box, w.clip) for w in canvas.outside()]
            wrong += [(stop, "overlap", a.text, b.text, a.box, b.box) for a, b in canvas.overlapping()]
    finally:
        words.use("en")
    assert wrong == []
