"""The model is the truth, a view only looks: whatever is opened, the run is the run that its decisions make."""

from __future__ import annotations

from pathlib import Path

import pytest
from recording import RecordingCanvas, shelf_in
from tour import tour

from conftest import thinned
from game.window.session import Session
from sim.level import Level
from sim.levelfile import load_level, shipped_levels
from sim.measures import MEASURES, Measure
from sim.run.replay import Run, play

LEVELS = [load_level(file) for file in shipped_levels()]


@pytest.mark.slow
@pytest.mark.parametrize("level", thinned(LEVELS, 3), ids=lambda level: level.name)
def test_every_view_open_or_none(level: Level, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Played to its end with every view opened on the way, a level ends as it does with nobody watching."""
    begun: list[Session] = []
    original = Session.__init__

    def remember(self: Session, *args: object, **more: object) -> None:
        original(self, *args, **more)  # type: ignore[arg-type]
        begun.append(self)

    monkeypatch.setattr(Session, "__init__", remember)
    stops = list(tour(shelf_in(tmp_path), level, RecordingCanvas()))
    assert len(stops) > 20
    session = begun[-1]
    assert session.over or not level.objectives
    run = Run(level=level, seed=session.seed, decisions=session.decisions)
    alone = play(run, until=session.model.now)
    assert session.model.digest() == alone.digest


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.name)
def test_nothing_has_no_sign(measure: Measure) -> None:
    """What is nothing at the digits shown is shown as nothing, on whichever side of it the number is."""
    for more in range(3):
        for tiny in (-1e-9, 1e-9, -0.0):
            assert measure.show(tiny, more) == measure.show(0.0, more)
        assert not measure.show(-1e-9, more).startswith(("-", "+"))


def test_an_axis_of_money_speaks_in_one_manner() -> None:
    """All in thousands, or all in full; nothing between two marks is lost by it."""
    cash = MEASURES["cash_usd"]
    assert cash.marks([0.0, 25_000.0, 75_000.0, 100_000.0]) == ["$0", "$25k", "$75k", "$100k"]
    assert cash.marks([-100_000.0, 97_500.0]) == ["-$100.0k", "$97.5k"]
    assert cash.marks([0.0, 2_500.0, 5_000.0]) == ["$0", "$2,500", "$5,000"]
    assert MEASURES["handled_pct"].marks([50.0]) == ["50.0 %"]
