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
