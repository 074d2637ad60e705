"""A robot at the controls: it clicks, types and turns at random, and nothing breaks."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from recording import Hand, RecordingCanvas

from game.views.inputs import Drag, Hover, Input, Key, Press, Release, Text, Wheel
from game.views.play import Play
from game.views.playing import Playing
from game.views.scene import Scene, Stage
from game.views.title import Title
from game.window.session import Session
from game.window.shelf import Shelf
from sim.level import Level
from sim.levelfile import load_level, shipped_levels
from sim.run.replay import Run, play
from sim.run.runfile import verify

LEVELS = [load_level(file) for file in shipped_levels()]

KEYS = (
    *("tab", "enter", "space", "escape", "left", "right", "up", "down", "backspace", "home", "end", "page up"),
    *"1234567.bclftzymnowjeh/?0+-",
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
            key = Key(name, shift=bool(luck.integers(2)), ctrl=luck.random() < 0.15)
            return [key, Text(name)] if len(name) == 1 and not key.ctrl else [key]


class Witness:
    """Remembers what the robot began, and what it saved under which name."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun: list[Session] = []
        self.saved: set[Path] = set()
        begin, save_as, discard = Session.__init__, Shelf.save_as, Shelf.discard

        def beginning(session: Session, *args: object, **more: object) -> None:
            begin(session, *args, **more)  # type: ignore[arg-type]
            self.begun.append(session)

        def saving(shelf: Shelf, playing: Playing, name: str) -> str:
            answer = save_as(shelf, playing, name)
            run = shelf.taken(name) if not answer else None
            if run:
                self.saved.add(shelf.folder / run.key)
            return answer

        def discarding(shelf: Shelf, key: str) -> None:
            self.saved.discard(shelf.folder / key)
            discard(shelf, key)

        monkeypatch.setattr(Session, "__init__", beginning)
        monkeypatch.setattr(Shelf, "save_as", saving)
        monkeypatch.setattr(Shelf, "discard", discarding)

    def check(self) -> None:
        """Every run is the run that its decisions make, and no save is lost."""
        assert self.begun
        for session in self.begun:
            if session.catching_up is None and session.model.now > 0:
                run = Run(level=session.level, seed=session.seed, decisions=session.decisions)
                assert play(run, until=session.model.now).digest == session.model.digest()
        for file in self.saved:
            assert verify(file).same


def let_loose(luck: np.random.Generator, hand: Hand, first: Callable[[], Scene], seconds: float) -> None:
    """Play at random for so long, two things a second; whenever it hangs up, `first` opens again."""
    for _ in range(round(seconds * 2)):
        for one in happenings(luck, hand):
            if not hand.stage.over:
                hand.stage.feed(one)
        if hand.stage.over:
            hand.stage = Stage(first())
        hand.tick(2, 0.25)


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name)
def test_ten_minutes_of_a_robot_break_nothing(level: Level, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is clicked and typed: nothing crashes, no save is lost, no run is other than its decisions make it."""
    witness, shelf = Witness(monkeypatch), Shelf(tmp_path)
    first = lambda: Play(shelf, shelf.begin(level))
    hand = Hand(first(), RecordingCanvas(width=1137, height=667))
    minutes = 1.5 if os.environ.get("CI") == "true" else 10.0
    let_loose(np.random.default_rng(sum(level.name.encode())), hand, first, 60 * minutes)
    witness.check()


@pytest.mark.parametrize("seed", range(2))
def test_a_robot_that_starts_at_the_title(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same with everything before and beside a level within reach."""
    witness, shelf = Witness(monkeypatch), Shelf(tmp_path)
    hand = Hand(Title(shelf), RecordingCanvas(width=1137, height=667))
    let_loose(np.random.default_rng(seed), hand, lambda: Title(shelf), 240)
    witness.check()
