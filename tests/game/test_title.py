"""The title: whatever the window, the ways in stand on their sheet, and lead where they say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from layouts import WINDOWS, canvas_of, clean
from recording import Hand, RecordingCanvas, shelf_in

from game.views.brief import Brief
from game.views.canvas import Rect, overlap
from game.views.choose import Choose
from game.views.help import Help
from game.views.inputs import Press, Release
from game.views.leave import Leave
from game.views.options import Options
from game.views.play import Play
from game.views.saves import Saves
from game.views.title import Title
from game.window.session import Session
from game.window.shelf import Shelf
from sim.levelfile import load_level

WAYS = {"play": Choose, "sandbox": Brief, "saves": Saves, "options": Options, "keys": Help}


@pytest.fixture(params=[False, True], ids=["fresh", "with a run"])
def shelf(tmp_path: Path, request: pytest.FixtureRequest) -> Shelf:
    """With and without a run that can be continued."""
    shelf = shelf_in(tmp_path)
    if request.param:
        session = shelf.begin(load_level("12-three-hours-seventeen"))
        assert isinstance(session, Session)
        session.model.run(40_000)
        session._look()
        shelf.keep(session)
    return shelf


@pytest.mark.parametrize("case", [*WINDOWS, (1024, 600, 2.0), (1600, 1200, 1.0), (3840, 2160, 1.0)], ids=str)
def test_every_way_in_has_its_place(shelf: Shelf, case: tuple[int, int, float]) -> None:
    """No button on another or beyond the window, no text cut off, whatever is announced."""
    canvas = canvas_of(*case)
    hand = Hand(Title(shelf), canvas)
    for _ in range(8):
        clean(canvas, "title")
        hand.tick(1, 4.5)
    spots = [spot for spot in hand.ui._spots if spot.do]
    assert len(spots) == 6 + (shelf.unfinished() is not None)
    window = Rect(0, 0, *canvas.size)
    for n, spot in enumerate(spots):
        assert overlap(window, spot.rect) == pytest.approx(spot.rect)
        assert spot.rect.h >= 26
        assert all(min(overlap(spot.rect, other.rect)[2:]) <= 0 for other in spots[n + 1 :])


def test_every_way_leads_where_it_says(shelf: Shelf) -> None:
    """By keys; Escape leads back."""
    hand = Hand(Title(shelf), RecordingCanvas())
    assert hand.ui.focus == ("continue" if shelf.unfinished() else "play")
    for key, scene in WAYS.items():
        hand.tab_to(key)
        hand.key("enter")
        assert type(hand.scene) is scene, key
        hand.key("escape")
        assert isinstance(hand.scene, Title)
    if shelf.unfinished():
        hand.click("continue")
        assert isinstance(hand.scene, Play)
    else:
        hand.click("quit")
        assert hand.stage.over


def test_escape_asks_before_it_leaves(shelf: Shelf) -> None:
    """Escape again stays, Enter leaves, whatever has the focus; hanging up and closing the window ask nothing."""
    hand = Hand(Title(shelf), RecordingCanvas())
    hand.key("escape")
    assert isinstance(hand.scene, Leave)
    assert hand.canvas.says("Leave the game?")  # type: ignore[attr-defined]
    assert hand.canvas.says("Everything is saved.")  # type: ignore[attr-defined]
    hand.key("escape")
    assert isinstance(hand.scene, Title)
    hand.key("escape")
    hand.click("stay")
    assert isinstance(hand.scene, Title)
    hand.key("escape")
    for one in (Press(5, 5), Release(5, 5)):
        hand.stage.feed(one)
    hand.key("enter")
    assert hand.stage.over


@pytest.mark.parametrize("case", [*WINDOWS, (1024, 600, 2.0)], ids=str)
def test_the_question_has_its_place(shelf: Shelf, case: tuple[int, int, float]) -> None:
    """At every size."""
    canvas = canvas_of(*case)
    hand = Hand(Title(shelf), canvas)
    hand.key("escape")
    clean(canvas, "leave?")


def test_it_stands_still_where_motion_is_reduced(shelf: Shelf) -> None:
    """No lamp glows, and a picture a second is enough."""
    title = Title(shelf)
    assert title.pace > 1
    shelf.change(replace(shelf.settings, calm=True))
    assert title.pace == 1
