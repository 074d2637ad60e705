"""The window: its loop, what it saves however it ends, and a real one on a display of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import pygame
import pytest
from recording import Hand, RecordingCanvas
from worlds import after

from conftest import ROOT, Display, Need
from game.views import theme, words
from game.views.brief import Brief
from game.views.canvas import Canvas, Rect
from game.views.inputs import AWAY, Drag, Hover, Input, Key, Press, Release, Text, Wheel
from game.views.palettes import PALETTES
from game.views.play import Play
from game.views.scene import Quit, Turn
from game.views.settings import Settings
from game.views.title import Title
from game.views.ui import Ui
from game.views.widgets import search, slider
from game.window import app
from game.window.fonts import Faces
from game.window.pygame_inputs import translate
from game.window.shelf import LAST, Shelf
from game.window.surface import SurfaceCanvas
from sim.clock import HOUR
from sim.errors import LevelError, RunFileError
from sim.levelfile import load_level
from sim.run.runfile import read_run, save_run, verify


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, and another for settings."""
    monkeypatch.setattr("game.window.shelf.user_data_path", lambda *a, **k: tmp_path)
    monkeypatch.setattr("game.window.preferences.user_config_path", lambda *a, **k: tmp_path / "config")
    return tmp_path


def events(*more: pygame.event.Event) -> None:
    """Put them into the queue."""
    for event in more:
        pygame.event.post(event)


def test_pygame_s_events_become_inputs_in_logical_pixels() -> None:
    """At scale two everything lies at half its place; what means nothing is nothing."""
    made = pygame.event.Event
    pygame.display.init()
    assert translate(made(pygame.MOUSEBUTTONDOWN, pos=(40, 20), button=1), 2) == Press(20, 10)
    assert translate(made(pygame.MOUSEBUTTONUP, pos=(40, 20), button=1), 2) == Release(20, 10)
    assert translate(made(pygame.MOUSEMOTION, pos=(40, 20), buttons=(1, 0, 0), rel=(0, 0)), 2) == Drag(20, 10)
    assert translate(made(pygame.MOUSEMOTION, pos=(40, 20), buttons=(0, 0, 0), rel=(0, 0)), 2) == Hover(20, 10)
    assert translate(made(pygame.MOUSEBUTTONDOWN, pos=(40, 20), button=3), 2) is None
    assert translate(made(pygame.TEXTINPUT, text="é"), 1) == Text("é")
    enter = made(pygame.KEYDOWN, key=pygame.K_RETURN, mod=pygame.KMOD_LCTRL)
    assert translate(enter, 1) == Key("enter", ctrl=True)
    back = made(pygame.KEYDOWN, key=pygame.K_TAB, mod=pygame.KMOD_RSHIFT)
    assert translate(back, 1) == Key("tab", shift=True)
    wheel = translate(made(pygame.MOUSEWHEEL, x=0, y=-2, precise_y=-2.0, flipped=False), 1)
    assert isinstance(wheel, Wheel)
    assert wheel.steps == -2
    assert translate(made(pygame.WINDOWLEAVE), 1) == AWAY
    assert translate(made(pygame.ACTIVEEVENT), 1) is None


def test_closing_the_window_saves_the_run(home: Path) -> None:
    """The cross at the window's corner is as good as the menu."""
    shelf = Shelf(home)
    level = load_level("01-handled")
    window = app.open_window()
    playing = shelf.begin(level)
    playing.step()
    events(pygame.event.Event(pygame.QUIT))
    app.play(window, shelf, Play(shelf, playing))
    assert shelf.current is not None
    shelf.keep(shelf.current)
    assert verify(home / LAST).same
    assert Shelf(home).unfinished() is not None


@pytest.mark.parametrize(
    ("screen", "size"),
    [((1280, 720), (1280, 720)), ((1024, 600), (1024, 600)), ((800, 480), (1024, 600)), ((1366, 768), (1280, 720)),
     ((1920, 1080), (1600, 900)), ((3840, 2160), (3200, 1800)), ((3440, 1440), (1920, 1080))],
)  # fmt: skip
def test_the_window_suits_the_screen(screen: tuple[int, int], size: tuple[int, int]) -> None:
    """Larger on a large screen, never larger than it, and never too small to play in."""
    assert app.size_for(*screen) == size


def test_a_still_picture_is_drawn_seldom(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While nothing moves no picture is drawn, and the next input is answered at once."""
    drawn: list[int] = []

    class Still:
        pace = 0

        def on_input(self, happened: Input) -> Turn | None:
            """Enter ends it."""
            return Quit() if happened == Key("enter") else None

        def draw(self, canvas: Canvas) -> None:
            """Count."""
            drawn.append(1)
            if len(drawn) == 1:
                pygame.time.set_timer(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0), 900, loops=1)

    monkeypatch.setattr(app, "LIVELY_S", 0.1)
    app.play(app.open_window(), Shelf(home), Still())
    assert 1 <= len(drawn) <= 30


def test_a_second_run_answers_like_the_first(home: Path) -> None:
    """What a canvas keeps of one scene is no part of the next: every widget of it is there, and acts on the new run."""
    shelf, level = Shelf(home), load_level("01-handled")
    canvas = SurfaceCanvas(app.open_window(), 1.0, Faces())
    spots = []
    for _ in range(2):
        playing = shelf.begin(level)
        hand = Hand(Play(shelf, playing), canvas)
        hand.tick(3)
        spots.append(sorted(spot.key for spot in hand.ui._spots))
        hand.click("pause")
        assert not playing.paused
    assert spots[0] == spots[1]


def test_each_key_finds_what_the_one_before_has_left(home: Path) -> None:
    """Keys that come between two pictures do as much as they would one by one: no letter and no step is lost."""

    class Desk:
        pace = app.FPS

        def __init__(self) -> None:
            self.ui = Ui()
            self.ui.focus = "words"
            self.words, self.steps = "", 0.0

        def on_input(self, happened: Input) -> Turn | None:
            """F2 ends it."""
            return Quit() if happened == Key("f2") else self.ui.take(happened)

        def draw(self, canvas: Canvas) -> None:
            """A field for words and a slider."""
            with self.ui.picture(canvas):
                field, track = Rect(10, 10, 200, 30), Rect(10, 60, 200, 30)
                search(self.ui, canvas, field, self.words, partial(setattr, self, "words"), key="words", hint="")
                slider(self.ui, canvas, track, self.steps, partial(setattr, self, "steps"), key="steps", low=0, high=9,
                       step=1, now=0.0)  # fmt: skip

    desk = Desk()
    window = app.open_window()
    down = partial(pygame.event.Event, pygame.KEYDOWN, mod=0)
    typed = [
        event
        for letter in "apology"
        for event in (down(key=ord(letter)), pygame.event.Event(pygame.TEXTINPUT, text=letter))
    ]
    steps = [down(key=pygame.K_RETURN), down(key=pygame.K_TAB), *[down(key=pygame.K_RIGHT)] * 5]
    drawn: list[int] = []
    first = desk.draw

    def draw(canvas: Canvas) -> None:
        first(canvas)
        drawn.append(1)
        if len(drawn) == 1:
            events(down(key=pygame.K_RETURN), *typed, *steps, down(key=pygame.K_F2))

    desk.draw = draw  # type: ignore[method-assign]  # counted
    app.play(window, Shelf(home), desk)
    assert (desk.words, desk.steps) == ("apology", 5)


def test_a_setting_takes_effect_while_the_loop_runs(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Size, palette, language and full screen: in the next picture; the file holds them when the window closes."""
    monkeypatch.setattr("pygame.display.toggle_fullscreen", lambda: toggled.append(1))
    toggled: list[int] = []
    shelf = Shelf()
    shelf.change(Settings(language="en"))
    seen: list[tuple[float, object, str]] = []
    plus = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_PLUS, mod=pygame.KMOD_LCTRL)
    full = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_F11, mod=0)

    class Watching:
        pace = 60

        def on_input(self, happened: Input) -> Turn | None:
            """What the window does is never told."""
            assert not isinstance(happened, Key)
            return Quit() if len(seen) >= 4 else None

        def draw(self, canvas: Canvas) -> None:
            """Look, and do the next thing."""
            seen.append((canvas.size[0], theme.PAPER, words.current()))
            if len(seen) == 1:
                events(plus, full)
            elif len(seen) == 2:
                shelf.change(replace(shelf.settings, palette="contrast", language="de"))

    try:
        app.play(app.open_window(), shelf, Watching())
        assert seen[1][0] == pytest.approx(seen[0][0] / 1.1)
        assert seen[1][1] == PALETTES["paper"].paper
        assert seen[2][1:] == (PALETTES["contrast"].paper, "de")
        assert toggled == [1]
        assert Shelf().settings == Settings(text=1.1, palette="contrast", language="de", full=True)
    finally:
        app.put_on(Settings(language="en"), SurfaceCanvas(pygame.Surface((8, 8))))


def test_escape_on_the_title_ends_the_program(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a question that Enter says yes to; with exit code 0 and nothing saved, as nothing was begun."""
    original = app.open_window

    def opened() -> pygame.Surface:
        window = original()
        events(*(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0) for key in (pygame.K_ESCAPE, pygame.K_RETURN)))
        return window

    monkeypatch.setattr(app, "open_window", opened)
    assert app.main() == 0
    assert not (home / LAST).exists()


def test_ctrl_c_ends_the_loop_and_saves(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped from the terminal: the run is on the shelf."""
    file = home / "mine.run"
    save_run(file, after(load_level("01-handled"), 7, 1))

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("game.window.app.translate", stop)
    original = app.open_window

    def opened() -> pygame.Surface:
        window = original()
        events(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_a, mod=0))
        return window

    monkeypatch.setattr(app, "open_window", opened)
    assert app.main(run_file=file) == 0


def test_a_run_file_is_opened_where_it_stands(home: Path) -> None:
    """`--run FILE`: the game replays it first; another level's is refused before a window opens."""
    file = home / "mine.run"
    model = after(load_level("01-handled"), 7, 1.5)
    save_run(file, model)
    shelf = Shelf(home)
    scene = app.opening(shelf, None, file)
    assert isinstance(scene, Play)
    assert shelf.current is not None
    shelf.current.finish_replay()
    assert shelf.current.model.digest() == model.digest()
    with pytest.raises(RunFileError, match="02-one-time-approval"):
        app.opening(shelf, load_level("02-one-time-approval"), file)
    assert isinstance(app.opening(shelf, None, None), Title)


def test_a_level_that_is_not_there_opens_no_window(home: Path) -> None:
    """The error comes before the window."""
    with pytest.raises(LevelError):
        app.main("no-such-level")


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", '{"01-handled": "three"}', "\0\0"])
def test_a_broken_shelf_keeps_nobody_from_playing(home: Path, text: str) -> None:
    """Stars and runs that can't be read count as not there, and are written anew."""
    (home / "progress.json").write_text(text)
    (home / LAST).write_text(text)
    shelf = Shelf(home)
    assert shelf.stars("01-handled") is None
    assert shelf.unfinished() is None
    shelf.award("01-handled", 2)
    assert Shelf(home).stars("01-handled") == 2


def test_a_shelf_that_can_not_be_written_is_survived(tmp_path: Path) -> None:
    """A full or forbidden disk: the game goes on and says so."""
    (tmp_path / "file").write_text("in the way")
    shelf = Shelf(tmp_path / "file" / "folder")
    shelf.award("01-handled", 1)
    playing = shelf.begin(load_level("01-handled"))
    playing.step()
    shelf.keep(playing)
    assert len(shelf.problems()) == 2


def test_autosave_keeps_the_run_in_play(home: Path) -> None:
    """It is saved and still in play."""
    shelf = Shelf(home)
    playing = shelf.begin(load_level("01-handled"), 3)
    playing.step()
    shelf.autosave()
    assert read_run(home / LAST).until == int(7 * HOUR - 600 + 60)
    assert shelf.current is playing


@pytest.mark.display
def test_a_real_window_is_played_with_a_real_hand(display: Display, need: Need, tmp_path: Path) -> None:
    """`main.py play` on a display: keys and clicks reach it, its picture is no blank, closing saves the run."""
    xdotool = need("xdotool", "a hand on mouse and keyboard")
    shoot = need("import", "an eye for screenshots")
    level, lever = load_level("01-handled"), "power.frontline_credit_limit"
    shelf = Shelf(tmp_path / "elsewhere")
    # Where things are is looked up in the same scenes without a window.
    brief = Hand(Brief(shelf, level), RecordingCanvas())
    play = Hand(Play(shelf, shelf.begin(level)), RecordingCanvas())
    env = {**display.env, "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "SDL_AUDIODRIVER": "dummy"}
    command = [sys.executable, "main.py", "play", "levels/01-handled.toml"]
    game = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def hand(*words: str) -> str:
        done = subprocess.run(["timeout", "10", xdotool, *words], env=env, capture_output=True, text=True, check=False)
        return done.stdout

    def colours(name: str) -> int:
        picture = tmp_path / name
        subprocess.run([shoot, "-window", "root", str(picture)], env=env, check=True, timeout=30)
        surface = pygame.image.load(picture)
        wide, high = surface.get_size()
        return len({tuple(surface.get_at((x, y))) for x in range(0, wide, 9) for y in range(0, high, 9)})

    try:
        deadline = time.monotonic() + 20
        while not hand("search", "--class", "please-hold").strip():
            assert game.poll() is None, game.communicate()[0].decode()
            assert time.monotonic() < deadline, "no window"
            time.sleep(0.1)
        time.sleep(1.5)
        assert colours("brief.png") > 12
        # Without a window manager the window lies at the top left and gets the keys of whoever points at it.
        for scene, keys in ((brief, ("start",)), (play, (f"lever {lever} more", "apply", "speed 64"))):
            for key in keys:
                x, y = scene.spot(key).seen.centre
                hand("mousemove", str(round(x)), str(round(y)))
                time.sleep(0.3)
                hand("click", "1")
                time.sleep(0.5)
                if key.startswith("lever"):
                    play.click(key)  # here as there: now there is something to apply
            time.sleep(1.5)
        assert game.poll() is None, game.communicate()[0].decode()
        assert colours("play.png") > 60
        game.send_signal(signal.SIGINT)
        output = game.communicate(timeout=90)[0].decode()  # a loaded machine saves slowly
        assert game.returncode in (0, 130), output
    finally:
        if game.poll() is None:
            game.kill()
            game.wait()
    saved = list(tmp_path.rglob(LAST))
    assert saved, "the run was not saved"
    run = read_run(saved[0])
    assert run.until > 8 * HOUR, "the click on the speed never arrived"
    assert len(run.run.decisions) == 1, "the click on the lever never arrived"
    assert os.environ.get("SDL_VIDEODRIVER") == "dummy"
