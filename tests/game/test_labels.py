"""One number, one name: what labels a metric on screen is its title, or its short form where there is little room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from recording import RecordingCanvas
from tour import go

from game.views import decided, words
from game.views.canvas import Rect
from game.views.dials import Dials, dials
from game.views.ledgers.accounts import pairs
from game.views.ledgers.pages import columns
from game.views.ui import Ui
from game.views.words import say
from game.window.session import Session
from sim.clock import DAY
from sim.levelfile import load_level, shipped_levels
from sim.measures import MEASURES


@pytest.fixture(params=["en", "de"], autouse=True)
def _language(request: pytest.FixtureRequest) -> Iterator[None]:
    """In each language."""
    words.use(request.param)
    yield
    words.use(words.ENGLISH)


@pytest.fixture(scope="module")
def session() -> Session:
    """Some days of a level."""
    session = Session(load_level("01-handled"), 1)
    go(session, 3 * DAY + 1)
    return session


def test_every_metric_has_names_of_its_own() -> None:
    """No title or short form is that of another metric, whatever the language."""
    names = [say(name) for m in MEASURES.values() for name in (m.title, m.short) if name]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("width", [400, 640, 940, 1300])
def test_dials_are_called_as_their_metric(session: Session, width: int) -> None:
    """By its title, else its short form, never cut; the tip begins with the title."""
    canvas, ui, strip = RecordingCanvas(width=width), Ui(), Dials(session)
    with ui.picture(canvas):
        strip.draw(ui, canvas, Rect(0, 0, width, 186))
    shown = {written.text for written in canvas.texts}
    for dial in dials():
        measure = MEASURES[dial.asked]
        names = {say(dial.own)} if dial.own else {say(measure.title), say(measure.short) if measure.short else ""}
        assert names & shown, f"{dial.key}: none of {names} in {shown}"
        spot = ui.find(f"dial {dial.key}")
        assert spot is not None
        assert spot.tip.startswith(say(dial.own or measure.title))


def test_legends_are_called_as_their_metrics(session: Session) -> None:
    """Those of the opened charts, and that of the time line."""
    for n, dial in enumerate(dials()):
        canvas, ui, strip = RecordingCanvas(), Ui(), Dials(session)
        strip.opened = n
        with ui.picture(canvas):
            strip.draw_opened(ui, canvas, Rect(0, 0, 1100, 560), strip.turn)
        for name in dial.metrics:
            assert canvas.says(say(MEASURES[name].title)), f"{dial.key}: {name}"
    canvas, ui = RecordingCanvas(), Ui()
    with ui.picture(canvas):
        decided.draw_flags(ui, canvas, Rect(0, 0, 900, 300), session, ())
    assert {say(MEASURES[name].title) for name in ("resolved_full_pct", "handled_pct")} <= {
        w.text for w in canvas.texts
    }


def test_ledgers_are_headed_by_their_metrics() -> None:
    """Each side of the mirage that shows a metric as it is, and what the profit and loss has of them."""
    values = {name: float(n) for n, name in enumerate(MEASURES)}
    held = 0
    for pair in pairs():
        sides = zip((pair.seen, pair.true), (pair.seen_title, pair.true_title), pair.asks, strict=True)
        for value, title, metric in sides:
            if value(values) == values[metric]:
                assert title == say(MEASURES[metric].title), pair.key
                held += 1
    assert held >= 9
    headings = {column.title for column in columns()}
    assert {say(MEASURES[f"{name}_usd"].title) for name in ("revenue", "credits", "profit", "cash")} <= headings


@pytest.mark.parametrize("file", shipped_levels(), ids=lambda file: file.stem)
def test_goals_of_resolving_say_so(file: Path) -> None:
    """A goal's title is the level's own sentence, in the metric's word: what is resolved is not settled or solved."""
    level = load_level(file)
    for goal in level.objectives:
        if goal.metric == "resolved_full_pct":
            assert any(word in say(goal.title).lower() for word in ("resolve", "lösen")), goal.title
