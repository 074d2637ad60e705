"""The level map: every level is on it and open, the next one is marked, and hand or keys alone find their way."""

from __future__ import annotations

from pathlib import Path

import pytest
from layouts import WINDOWS, canvas_of, clean
from recording import Hand, RecordingCanvas, shelf_in

from game.views.brief import Brief
from game.views.canvas import Rect, overlap
from game.views.choose import Choose
from game.views.title import Title
from game.views.trail import ladder, lay, most, suggested
from game.window.shelf import Shelf
from sim.levelfile import load_level, shipped_levels

LEVELS = [load_level(file) for file in shipped_levels()]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """An empty one."""
    return shelf_in(tmp_path)


@pytest.mark.parametrize("case", [*WINDOWS, (1024, 600, 2.0), (3840, 2160, 1.0)], ids=str)
def test_the_map_can_be_read_at_every_size(shelf: Shelf, case: tuple[int, int, float]) -> None:
    """Whatever is looked at, no text is cut off or lies on another; nor while the map is scrolled."""
    shelf.award("01-handled", 3)
    canvas = canvas_of(*case)
    hand = Hand(Choose(shelf), canvas)
    clean(canvas, "at first")
    for level in LEVELS:
        hand.tab_to(f"level {level.name}")
        clean(canvas, level.name)
        assert canvas.says(level.title.split()[0])
        seen = hand.spot(f"level {level.name}")
        assert seen.seen.h > seen.rect.h * 0.5, "what is walked to comes into view"


@pytest.mark.parametrize("wide", [200.0, 380.0, 640.0, 880.0, 1400.0])
@pytest.mark.parametrize("high", [200.0, 600.0, 1200.0])
def test_no_two_stations_meet_and_the_way_joins_them_in_order(wide: float, high: float) -> None:
    """Every level has one place within the sheet; the way goes through the middles of the ladder's, one by one."""
    trail = lay(LEVELS, wide, high)
    rungs, apart = ladder(LEVELS)
    assert [s.level.name for s in trail.stations] == [one.name for one in (*rungs, *apart)]
    assert [s.number for s in trail.stations] == [*range(1, len(rungs) + 1), *[0] * len(apart)]
    sheet = Rect(0, 0, wide, trail.high)
    for n, station in enumerate(trail.stations):
        assert overlap(sheet, station.whole)[2:] == pytest.approx(station.whole[2:])
        for other in trail.stations[n + 1 :]:
            assert min(overlap(station.plate, other.whole)[2:]) <= 0
    for (a, b), part in zip(zip(trail.stations, trail.stations[1:], strict=False), trail.between, strict=False):
        assert part[0] == pytest.approx(a.plate.centre)
        assert part[-1] == pytest.approx(b.plate.centre)
    assert len(trail.between) == len(rungs) - 1


def test_arrows_alone_reach_every_level(shelf: Shelf) -> None:
    """From the station that has the focus one can walk to all others, and Enter opens the brief."""
    hand = Hand(Choose(shelf), RecordingCanvas())
    reached, todo = {hand.ui.focus}, [hand.ui.focus]
    assert todo == ["level 01-handled"]
    while todo:
        here = todo.pop()
        for way in ("left", "right", "up", "down"):
            hand.ui.focus_on(here)
            hand.look()
            hand.key(way)
            if hand.ui.focus not in reached:
                reached.add(hand.ui.focus)
                todo.append(hand.ui.focus)
    assert {f"level {level.name}" for level in LEVELS} <= reached
    hand.ui.focus_on("level 07-the-other-desk")
    hand.look()
    hand.key("enter")
    assert isinstance(hand.scene, Brief)
    hand.key("escape")
    assert isinstance(hand.scene, Choose)


def test_what_is_pointed_at_is_shown_and_its_button_opens_it(shelf: Shelf) -> None:
    """The sheet keeps the level on the way from its station to the button."""
    canvas = RecordingCanvas()
    hand = Hand(Choose(shelf), canvas)
    hand.hover("level 04-same-queue-again")
    hand.look()
    assert canvas.says("Par: 3 stars.")
    assert canvas.says("Whoever is passed on must arrive")
    hand.click("brief")
    assert isinstance(hand.scene, Brief)
    assert hand.scene._level.name == "04-same-queue-again"


def test_the_next_level_is_the_first_without_a_star() -> None:
    """Nothing is locked; a lost level is tried again before the ladder goes on, and three stars are the end of it."""
    stars: dict[str, int] = {}
    order = []
    for _ in LEVELS:
        level = suggested(LEVELS, stars.get)
        assert level is not None
        order.append(level.name)
        stars[level.name] = 1
    assert order[:12] == [level.name for level in LEVELS if level.objectives]
    assert suggested(LEVELS, {"01-handled": 0}.get).name == "01-handled"
    stars = {level.name: most(level) for level in LEVELS}
    stars["03-no-notes"] = 2
    assert suggested(LEVELS, stars.get).name == "03-no-notes"
    assert suggested([], {}.get) is None


def test_stars_are_counted_on_the_map(shelf: Shelf) -> None:
    """What has been earned stands at the top, of how many."""
    shelf.award("01-handled", 3)
    shelf.award("02-one-time-approval", 1)
    canvas = RecordingCanvas()
    hand = Hand(Title(shelf), canvas)
    hand.click("play")
    assert canvas.says("4 of 36 stars")
    assert hand.ui.focus == "level 03-no-notes"
