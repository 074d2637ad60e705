"""Every screen at every size: drawn without a fault, no text beyond its place or on another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pygame
import pytest
from recording import Hand, RecordingCanvas, session_of

from conftest import thinned
from game.views import theme, words
from game.views.brief import Brief
from game.views.canvas import Canvas, Rect
from game.views.choose import Choose
from game.views.floor import Floor
from game.views.inputs import Text, Tick
from game.views.menu import Menu
from game.views.play import Play, places
from game.views.playing import MAX
from game.views.scene import Stage
from game.views.summary import Summary
from game.views.title import Title
from game.window.app import scale_for
from game.window.shelf import Shelf
from game.window.surface import SurfaceCanvas
from sim.clock import DAY
from sim.level import Level
from sim.levelfile import load_level, shipped_levels

SIZES = [(1024, 600), (1280, 720), (1920, 1080), (3840, 2160), (1600, 1200), (2560, 1080)]
LARGE = [(1280, 720, 2.0), (1280, 720, 1.5), (1024, 600, 2.0), (1280, 720, 0.8)]
CASES = [(w, h, 1.0) for w, h in SIZES] + LARGE
LEVELS = [load_level(file) for file in shipped_levels()]
TOURS: list[Any] = [(LEVELS[0], case) for case in CASES]
TOURS += thinned([(level, case) for level in LEVELS[1:] for case in ((1024, 600, 1.0), (1280, 720, 2.0))], 5)


def str_of(value: object) -> str:
    """A name for a test."""
    return value.name if isinstance(value, Level) else str(value)


@pytest.fixture(autouse=True)
def _no_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    """The floor's words move with its people; here the layout around it is looked at."""

    def draw(self: Floor, canvas: Canvas, rect: Rect, *args: object, **more: object) -> None:
        canvas.rect(rect, (200, 200, 200))

    monkeypatch.setattr(Floor, "draw", draw)


def canvas_of(width: int, height: int, text: float) -> RecordingCanvas:
    """A window of that size and text size."""
    scale = scale_for(width, height, text)
    return RecordingCanvas(width=width / scale, height=height / scale, scale=scale)


def clean(canvas: RecordingCanvas, what: str) -> None:
    """No text where it can't be read."""
    assert canvas.texts, f"{what}: nothing is written"
    assert [(w.text, w.box, w.clip) for w in canvas.outside()] == [], what
    assert [(a.text, b.text, a.box, b.box) for a, b in canvas.overlapping()] == [], what


@pytest.mark.parametrize(("level", "case"), TOURS, ids=str_of)
def test_every_screen_has_its_words_in_place(level: Level, case: tuple[int, int, float], tmp_path: Path) -> None:
    """From the title to the summary, with everything open that can be opened."""
    tour(level, case, tmp_path)


@pytest.mark.parametrize("case", [(1024, 600, 1.25), (1280, 720, 1.25), (1280, 720, 2.0), (3840, 2160, 1.25)])
def test_every_screen_has_its_words_in_place_on_a_projector(case: tuple[int, int, float], tmp_path: Path) -> None:
    """The same with no letter small."""
    theme.use("paper", projector=True)
    try:
        tour(LEVELS[2], case, tmp_path)
    finally:
        theme.use("paper")


def tour(level: Level, case: tuple[int, int, float], tmp_path: Path) -> None:
    """Every screen, one after the other."""
    canvas = canvas_of(*case)
    shelf = Shelf(tmp_path)
    hand = Hand(Title(shelf), canvas)
    clean(canvas, "title")
    hand.click("play")
    clean(canvas, "choose")
    hand = Hand(Brief(shelf, level), canvas)
    clean(canvas, "brief")
    for key in ("right", "up", "up"):
        hand.ui.focus_on("bet")
        hand.key(key)
    clean(canvas, "brief, with a bet")
    hand.click("start")
    hand.tick()
    clean(canvas, "play, at the start")
    playing(hand, shelf, canvas)
    while not isinstance(hand.scene, Menu):
        hand.key("escape")
    clean(canvas, "menu")
    hand.click("keys")
    clean(canvas, "help")
    hand.key("escape")
    time_machine(hand, canvas)
    hand.key("escape")
    session = session_of(shelf)
    session.set_speed(MAX)
    while not session.over:
        session.run(1 / 60)
    hand.tick()
    assert isinstance(hand.scene, Summary)
    for page in range(4):
        hand.click(f"debrief {page}")
        clean(canvas, f"debrief {page}")
        for _ in range(12 if hand.has("summary") else 0):
            hand.wheel("summary", -1)
            clean(canvas, f"debrief {page}, scrolled")


def playing(hand: Hand, shelf: Shelf, canvas: RecordingCanvas) -> None:
    """Some days in: every page, chapter, chart and card."""
    session = session_of(shelf)
    session.set_speed(MAX)
    while session.frame.time < 11.45 * DAY:
        session.run(1 / 60)
    session.pause(True)
    hand.tick(12)
    for page in range(4 if hand.has("page 0") else 1):
        if hand.has("page 0"):
            hand.click(f"page {page}")
        clean(canvas, f"page {page}")
        if not hand.has("chapter 0"):
            continue
        for chapter in range(6):
            hand.click(f"chapter {chapter}")
            for spot in [s.key for s in hand.ui._spots if s.key.startswith("lever ") and s.key.count(" ") == 1]:
                if hand.ui.find(spot) and hand.spot(spot).seen.h > 10:
                    hand.key("tab") if not hand.ui.focus else None
                    hand.ui.focus_on(spot)
                    hand.look()
                    hand.key("right")
                    clean(canvas, f"lever {spot}")
        hand.key("enter", ctrl=True)
        clean(canvas, "applied")
    for _ in range(10):
        hand.key("c")
        clean(canvas, "chart")
    while session.frame and hand.scene._dials.opened is not None:
        hand.key("c")
    hand.key("w")
    clean(canvas, "table")
    hand.key("w")
    hand.key("j")
    hand.tick(2)
    clean(canvas, "card")


def time_machine(hand: Hand, canvas: RecordingCanvas) -> None:
    """From the menu: the time line, a fork and its people, saving and what is asked before overwriting."""
    hand.click("time line")
    clean(canvas, "time line")
    hand.ui.focus_on("decision 0")
    hand.key("enter")
    clean(canvas, "time line, another decision")
    hand.ui.focus_on("drop")
    hand.look()
    hand.key("enter")
    clean(canvas, "fork, under way")
    while hand.has("stop"):
        hand.tick()
    clean(canvas, "fork")
    for _ in range(8):
        hand.wheel("charts", -1)
        clean(canvas, "fork, scrolled")
    if hand.has("flip 0"):
        hand.click("flip 0")
        clean(canvas, "two lives")
        hand.key("escape")
    hand.key("escape")
    hand.key("escape")
    hand.click("saves")
    hand.click("save")
    hand.click("save")
    clean(canvas, "overwrite?")
    hand.click("yes")
    clean(canvas, "saved")
    hand.key("escape")


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_brief_scrolls_only_if_there_is_something_to_scroll_to(language: str, tmp_path: Path) -> None:
    """At 1280x720 no level's brief is a line too high: what is almost all there is all there."""
    shelf, canvas = Shelf(tmp_path), canvas_of(1280, 720, 1.0)
    words.use(language)
    try:
        for level in LEVELS:
            area = Hand(Brief(shelf, level), canvas).ui._scrollers["brief"]
            over = area.height - area.rect.h
            assert over <= 0.01 or over > 40, f"{level.name}: {over:.1f}"
            clean(canvas, level.name)
    finally:
        words.use("en")


def test_an_empty_shelf_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No level to be found is a sentence, and a level that can't be read is another."""
    shelf = Shelf(tmp_path)
    monkeypatch.setattr(shelf, "_levels", [])
    monkeypatch.setattr(shelf, "_problems", ["03-notes.toml: weeks: takes 1 to 520, got 0"])
    canvas = canvas_of(1280, 720, 1)
    Hand(Choose(shelf), canvas)
    assert canvas.says("There are no levels here")
    assert canvas.says("Not shown: 03-notes.toml")
    clean(canvas, "choose, empty")


@pytest.mark.parametrize("size", [(1024, 600), (1280, 720), (3840, 2160)])
def test_the_window_s_own_canvas_draws_them_all(size: tuple[int, int], tmp_path: Path) -> None:
    """On a real surface: nothing raises, and no screen is blank."""
    pygame.display.init()
    surface = pygame.Surface(size)
    canvas = SurfaceCanvas(surface, scale_for(*size))
    shelf = Shelf(tmp_path)
    level = LEVELS[0]
    for scene in (Title(shelf), Choose(shelf), Brief(shelf, level), Play(shelf, shelf.begin(level))):
        hand = Hand(scene, canvas)
        hand.tick(3)
        colours = {tuple(surface.get_at((x, y))) for x in range(0, size[0], 37) for y in range(0, size[1], 23)}
        assert len(colours) >= 4


def test_nothing_waits_once_time_stands_still(tmp_path: Path) -> None:
    """As fast as it goes a panel may show its news some pictures late; paused, all is as if it were drawn afresh."""
    window = pygame.Surface((1280, 720))
    canvas, shelf = SurfaceCanvas(window), Shelf(tmp_path)
    stage = Stage(scene := Play(shelf, shelf.begin(load_level("sandbox"))))
    session = session_of(shelf)
    dials = places(1280, 720, 0).dials
    assert dials is not None

    def late() -> bool:
        """Whether the picture differs from one drawn afresh. (The small charts catch up in turn.)"""
        pictures = []
        for _ in range(2):
            stage.draw(canvas)
            canvas.rect(dials, theme.INK)
            pictures.append(pygame.image.tobytes(window, "RGB"))
            canvas.forget()
        return pictures[0] != pictures[1]

    session.model.run(DAY + 1)
    session.pause(True)
    stage.feed(Text("c"))
    stage.draw(canvas)
    for stops in (False, True, False, True):
        session.set_speed(MAX)
        days = len(session.frame.series["contacts"])
        while len(session.frame.series["contacts"]) == days:
            stage.feed(Tick(1 / 60))
            stage.draw(canvas)
        if not stops:
            assert late()  # the picture with the news of a new day leaves the chart to the next
            continue
        session.pause(True)
        stage.feed(Tick(1 / 60))
        assert stage.top is scene
        assert not late()
        assert scene._seen == session.frame.events
