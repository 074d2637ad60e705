"""A robot at the controls: it clicks, types and turns at random, and nothing breaks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from recording import Hand, RecordingCanvas

from game.views.inputs import Drag, Hover, Input, Key, Press, Release, Text, Wheel
from game.views.title import Title
from game.window.session import Session
from game.window.shelf import Shelf
from sim.run.replay import Run, play

KEYS = (
    *("tab", "enter", "space", "escape", "left", "right", "up", "down", "backspace", "home", "end", "page up"),
    *"1234567.bclftzy?0",
)  # fmt: skip


def happenings(luck: np.random.Generator, hand: Hand) -> list[Input]:
    """Something that a person might do, most often to what is drawn."""
    width, height = hand.canvas.size
    spots = [spot for spot in hand.ui._spots if spot.seen.w > 0 and spot.seen.h > 0]
    if spots and luck.random() < 0.8:
        x, y = spots[int(luck.integers(len(spots)))].seen.centre
    else:
        x, y = float(luck.uniform(0, width)), float(luck.uniform(0, height))
    match int(luck.integers(6)):
        case 0 | 1:
            return [Hover(x, y), Press(x, y), Release(x, y)]
        case 2:
            return [Wheel(x, y, float(luck.choice([-1, 1])))]
        case 3:
            return [Press(x, y), Drag(x + 40, y + 9), Release(x + 40, y + 9)]
        case _:
            name = KEYS[int(luck.integers(len(KEYS)))]
            key = Key(name, shift=bool(luck.integers(2)), ctrl=luck.random() < 0.1)
            return [key, Text(name)] if len(name) == 1 and not key.ctrl else [key]


@pytest.mark.parametrize("seed", range(4))
def test_a_robot_breaks_nothing(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every run that it began, whatever was clicked meanwhile, is the run that its decisions make."""
    begun: list[Session] = []
    original = Session.__init__

    def remember(self: Session, *args: object, **more: object) -> None:
        original(self, *args, **more)  # type: ignore[arg-type]
        begun.append(self)

    monkeypatch.setattr(Session, "__init__", remember)
    luck = np.random.default_rng(seed)
    shelf = Shelf(tmp_path)
    hand = Hand(Title(shelf), RecordingCanvas(width=1137, height=667))
    for _ in range(700):
        for one in happenings(luck, hand):
            if not hand.stage.over:
                hand.stage.feed(one)
        if hand.stage.over:  # it hung up
            hand = Hand(Title(shelf), hand.canvas)
        hand.tick()
    assert begun
    for session in begun:
        if session.catching_up is None and session.model.now > 0:
            run = Run(level=session.level, seed=session.seed, decisions=session.decisions)
            assert play(run, until=session.model.now).digest == session.model.digest()
