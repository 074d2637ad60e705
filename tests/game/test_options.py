"""The settings on screen: what is set takes effect at once and is kept, by mouse and by keyboard, at every size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pygame
import pytest
from recording import Hand, RecordingCanvas
from tour import go

from game.views import keys, theme, words
from game.views.brief import Brief
from game.views.help import Help
from game.views.inputs import Drag, Key, Press, Release
from game.views.keys import Act, KeyMap, bindings, everywhere, unfit
from game.views.menu import Menu
from game.views.options import Options
from game.views.options.keyboard import given
from game.views.options.options import KEYS, LOOK, PLAY, SOUND
from game.views.palettes import PALETTES
from game.views.play import Play
from game.views.scene import Stage
from game.views.settings import LEAST_TEXT, MOST_TEXT, Settings, Sound
from game.views.title import Title
from game.views.ui import Ui
from game.views.why import Why
from game.window.app import put_on, scale_for
from game.window.session import Session
from game.window.shelf import Shelf
from game.window.surface import SurfaceCanvas
from sim.clock import DAY
from sim.levelfile import load_level

SIZES = [(1024, 600), (1280, 720), (3840, 2160)]
SIGN = 16
"""Room that the sign of a line of the log takes, up to its words (px)."""
LOOKS = [(0.8, False), (1.0, False), (1.5, False), (2.0, False), (1.0, True), (1.6, True)]


@pytest.fixture(autouse=True)
def _usual_again() -> Iterator[None]:
    yield
    theme.use("paper")
    keys.use({})
    words.use("en")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Where the settings are kept."""
    return Shelf(tmp_path)


def wear(settings: Settings) -> None:
    """What the window does when the settings have changed, but for its canvas."""
    put_on(settings, SurfaceCanvas(pygame.Surface((8, 8))))


def canvas_of(width: int, height: int, settings: Settings) -> RecordingCanvas:
    """A window of that size under these settings."""
    scale = scale_for(width, height, settings.scale)
    return RecordingCanvas(width=width / scale, height=height / scale, scale=scale)


def clean(canvas: RecordingCanvas, what: str) -> None:
    """No text where it can't be read."""
    assert canvas.texts, f"{what}: nothing is written"
    assert [(w.text, w.box, w.clip) for w in canvas.outside()] == [], what
    assert [(a.text, b.text, a.box, b.box) for a, b in canvas.overlapping()] == [], what


# --- layout ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("text", "projector"), LOOKS)
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_page_has_its_words_in_place(
    size: tuple[int, int], text: float, projector: bool, language: str, shelf: Shelf
) -> None:
    """Scrolled to anywhere, with a key being asked for, and with keys that are not as at first."""
    shelf.change(replace(shelf.settings, text=text, projector=projector, language=language))
    wear(shelf.settings)
    canvas = canvas_of(*size, shelf.settings)
    for page in (LOOK, SOUND, KEYS, PLAY):
        hand = Hand(Options(shelf, page), canvas)
        clean(canvas, f"page {page}")
        for _ in range(6):
            hand.wheel("keys" if page == KEYS else f"page {page}", -2)
            clean(canvas, f"page {page}, scrolled")
        if page == KEYS:
            hand.ui.focus_on("key undo")
            hand.look()
            hand.key("enter")
            clean(canvas, "asking")
            hand.key("f5")
            clean(canvas, "given")
    clean_of(Title(shelf), canvas)


def clean_of(scene: Title | Menu, canvas: RecordingCanvas) -> None:
    """A scene has its words in place."""
    Hand(scene, canvas)
    clean(canvas, type(scene).__name__)


@pytest.mark.parametrize("language", ["en", "de"])
def test_dials_and_log_have_room_for_their_letters_on_a_projector(language: str, shelf: Shelf) -> None:
    """What a tile says before the first midnight is inside it, whole; no time of the log runs into the line's sign."""
    shelf.change(Settings(projector=True, language=language))
    wear(shelf.settings)
    canvas = canvas_of(1280, 720, shelf.settings)
    session = shelf.begin(load_level("02-one-time-approval"))
    assert isinstance(session, Session)
    hand = Hand(Play(shelf, session), canvas)
    hand.tick()
    tiles = [spot.rect for spot in hand.ui._spots if spot.key.startswith("dial ")]
    waiting = [written.box for written in canvas.texts if written.text == words.say("at midnight")]
    assert len(waiting) >= 8
    assert all(any(tile.x <= box.x and box.right <= tile.right - 4 for tile in tiles) for box in waiting)
    go(session, int(3.2 * DAY))
    hand = Hand(Play(shelf, session), canvas)
    hand.tick(60)
    times = [written.box for written in canvas.texts if re.fullmatch(r"\D+ \d\d:\d\d", written.text)]
    log = next(spot.rect for spot in hand.ui._spots if spot.key.startswith("line "))
    times = [box for box in times if log.x <= box.x <= log.right and box.y >= log.y]
    assert len(times) > 3
    for box in times:
        line = next(w.box for w in canvas.texts if w.box.x > box.x and abs(w.box.centre[1] - box.centre[1]) < 4)
        assert box.right + SIGN <= line.x


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text", [1.0, 2.0])
def test_play_and_its_menu_fit_on_a_projector(size: tuple[int, int], text: float, shelf: Shelf) -> None:
    """Larger letters, none of them small, at every size."""
    shelf.change(Settings(projector=True, text=text, language="en"))
    wear(shelf.settings)
    canvas = canvas_of(*size, shelf.settings)
    play = Play(shelf, shelf.begin(load_level("01-handled")))
    hand = Hand(play, canvas)
    hand.tick()
    for page in range(1, 4 if hand.has("page 0") else 1):
        clean(canvas, f"page {page}")
        hand.click(f"page {page}")
    hand.key("escape")
    assert isinstance(hand.scene, Menu)
    clean(canvas, "menu")
    hand.key("f10")
    hand.click("options")
    clean(canvas, "settings")


# --- what is set -------------------------------------------------------------------------------------------------


def test_all_is_set_by_mouse_and_kept(shelf: Shelf, tmp_path: Path) -> None:
    """Every page, every kind of control."""
    hand = Hand(Options(shelf), RecordingCanvas())
    for click in ("language de", "text more", "text more", "palette red-green", "projector", "calm", "full", "page 1"):
        hand.click(click)
    for click in ("room on", "hold less", "captions", "page 3", "hints", "thoughts", "cards never", "unveiled"):
        hand.click(click)
    wanted = Settings(
        language="de",
        text=1.2,
        palette="red-green",
        projector=True,
        calm=True,
        full=True,
        captions=True,
        hints=False,
        thoughts=False,
        cards="never",
        unveiled=True,
        muted=frozenset({Sound.ROOM}),
        volume={**Settings().volume, Sound.HOLD: 0.35},
    )
    assert shelf.settings == wanted
    assert Shelf(tmp_path).settings == wanted


def test_all_is_set_by_keyboard(shelf: Shelf) -> None:
    """Tab, arrows and Enter reach and turn everything."""
    hand = Hand(Options(shelf), RecordingCanvas())
    hand.tab_to("text")
    hand.key("right", shift=True)
    assert shelf.settings.text == 1.5
    hand.tab_to("palette contrast")
    hand.key("enter")
    assert shelf.settings.palette == "contrast"
    hand.tab_to("calm")
    hand.key("right")
    assert shelf.settings.calm
    hand.tab_to("page 1")
    hand.key("enter")
    hand.tab_to("cues")
    hand.key("end")
    assert shelf.settings.volume[Sound.CUES] == 1
    hand.key("escape")
    assert hand.stage.over


def test_a_volume_that_is_turned_is_heard(shelf: Shelf) -> None:
    """Whoever turns the volume of what is silent wants to hear it."""
    shelf.change(Settings(muted=frozenset({Sound.HOLD})))
    hand = Hand(Options(shelf, SOUND), RecordingCanvas())
    hand.click("hold more")
    assert shelf.settings.loudness(Sound.HOLD) > 0.4


def test_one_kind_is_heard_again_where_all_are_off(shelf: Shelf) -> None:
    """The switches show that nothing is heard; one of them lets that kind be heard, and no other."""
    shelf.change(Settings(silent=True))
    hand = Hand(Options(shelf, SOUND), RecordingCanvas())
    hand.click("room on")
    assert shelf.settings == Settings(muted=frozenset({Sound.HOLD, Sound.CUES}))


def test_letters_grow_when_the_hand_lets_go(shelf: Shelf) -> None:
    """A slider that grew under the pointer would run away from it."""
    hand = Hand(Options(shelf), RecordingCanvas())
    track = hand.spot("text track").rect
    hand.stage.feed(Press(track.x + 10, track.y + 5))
    hand.stage.feed(Drag(track.right - 8, track.y + 5))
    hand.look()
    assert shelf.settings.text == 1
    hand.stage.feed(Release(track.right - 8, track.y + 5))
    assert shelf.settings.text == 2


@pytest.mark.parametrize("size", [(1280, 720), (1024, 600), (2560, 1080)])
@pytest.mark.parametrize("language", ["en", "de"])
def test_the_size_is_changed_without_moving_the_hand(size: tuple[int, int], language: str, shelf: Shelf) -> None:
    """From the smallest letters to the largest and back: plus, and minus, stay under a pointer that rests on them."""
    shelf.change(Settings(language=language, text=LEAST_TEXT))
    wear(shelf.settings)
    stage = Stage(Options(shelf))

    def look() -> tuple[RecordingCanvas, Ui]:
        canvas = canvas_of(*size, shelf.settings)
        stage.draw(canvas)
        return canvas, stage.top._ui  # type: ignore[attr-defined]  # every scene has one

    for key, wanted in (("text more", MOST_TEXT), ("text less", LEAST_TEXT)):
        canvas, ui = look()
        spot = ui.find(key)
        assert spot is not None
        x, y = spot.seen.centre[0] * canvas.scale, spot.seen.centre[1] * canvas.scale
        for step in range(1, 13):
            stage.feed(Press(x / canvas.scale, y / canvas.scale))
            stage.feed(Release(x / canvas.scale, y / canvas.scale))
            assert abs(shelf.settings.text - (LEAST_TEXT if wanted > 1 else MOST_TEXT)) == pytest.approx(step / 10)
            canvas, ui = look()
            clean(canvas, f"{key}, {step}")
        assert shelf.settings.text == wanted


def test_as_at_first_can_be_taken_back(shelf: Shelf) -> None:
    """Defaults are of the page one looks at; what they replaced comes back until something else is set."""
    before = Settings(text=1.4, palette="contrast", hints=False, language="en")
    shelf.change(before)
    canvas = RecordingCanvas()
    hand = Hand(Options(shelf), canvas)
    hand.click("defaults")
    assert shelf.settings == Settings(hints=False)
    hand.click("defaults")
    assert shelf.settings == before
    hand.click("defaults")
    hand.click("calm")
    hand.click("defaults")
    assert shelf.settings == Settings(hints=False)
    hand.click("page 1")
    assert not canvas.says("Undo")


def test_what_is_wrong_with_the_file_is_said_on_the_title(tmp_path: Path) -> None:
    """At the first look, with file, key and value; and gone once the settings are written anew."""
    (tmp_path / "settings.toml").write_text('palette = "mauve"\ncalm = 3\n')
    shelf, canvas = Shelf(tmp_path), RecordingCanvas()
    Hand(Title(shelf), canvas)
    clean(canvas, "title")
    assert canvas.says('"mauve"')
    assert canvas.says("calm")
    shelf.change(Settings(text=1.1))
    Hand(Title(shelf), canvas)
    assert not canvas.says("mauve")


# --- keys --------------------------------------------------------------------------------------------------------


def test_a_key_is_changed_by_pressing_it(shelf: Shelf) -> None:
    """Enter asks, the next key is it, and the game, its help and its tips know it at once."""
    hand = Hand(Options(shelf, KEYS), RecordingCanvas())
    hand.tab_to("key pause")
    hand.key("enter")
    assert hand.stage.listens
    hand.key("left shift")
    hand.key("p")
    assert not hand.stage.listens
    assert shelf.settings.keys == {"pause": "p"}
    wear(shelf.settings)
    playing = shelf.begin(load_level("01-handled"))
    play = Hand(Play(shelf, playing), RecordingCanvas())
    paused = playing.paused
    play.key("space")
    assert playing.paused is paused
    play.key("p")
    assert playing.paused is not paused
    assert "(P)" in play.spot("pause").tip


def test_keys_change_places_or_nothing_changes(shelf: Shelf) -> None:
    """A key that has something to do already: both are told of, and none is lost."""
    wanted, said = given({}, Act.TAPE, "m")
    assert wanted == {"tape": "m", "map": "t"}
    assert "The Map" in said
    assert given(wanted, Act.TAPE, "t")[0] == {}
    for key in ("escape", "tab", "enter", "left", "up", "page down", "ctrl tab"):
        kept, said = given(wanted, Act.TAPE, key)
        assert kept == wanted
        assert "stays as it is" in said
    kept, said = given({}, Act.FULL, "x")
    assert kept == {}
    assert "F1" in said
    kept, said = given({}, Act.TAPE, "f11")
    assert kept == {}
    assert "can't change places" in said
    hand = Hand(Options(shelf, KEYS), RecordingCanvas())
    hand.click("key tape")
    hand.key("escape")
    assert shelf.settings.keys == {}
    assert not hand.stage.listens
    hand.click("key tape")
    hand.key("m")
    hand.click("reset tape")
    assert shelf.settings.keys == {}


@pytest.mark.parametrize("chosen", [{}, {"tape": "m"}, {"tape": "m", "map": "m"}, {"menu": "x", "tape": "escape"}])
def test_no_key_does_two_things(chosen: dict[str, str]) -> None:
    """Whatever the file says: an act may end without a key, a key never with two acts, and Escape leaves."""
    table = bindings(chosen)
    used = [binding.key for binding in table if binding.key]
    assert len(used) == len(set(used))
    assert KeyMap(table).act(Key("escape")) is Act.MENU
    assert {binding.act for binding in table} == set(Act)


def test_every_first_key_is_fit() -> None:
    """Nothing stands in the table that a player could not choose."""
    assert [b.act for b in bindings({}) if b.act is not Act.MENU and unfit(b.act, b.key)] == []


def test_f1_is_help_on_every_screen(shelf: Shelf) -> None:
    """F1 lists the keys over whatever there is and closes the list again; while a key is asked for it is that key, and
    then it does what it was chosen for. `?` stays what it was.
    """
    level = load_level("01-handled")
    play = Play(shelf, shelf.begin(level))
    why = Why(play._playing, "contacts", lambda *_: None)
    for scene in (Title(shelf), Options(shelf), Brief(shelf, level), why, play):
        hand = Hand(scene, RecordingCanvas())
        hand.key("f1")
        assert isinstance(hand.scene, Help), scene
        hand.key("f1")
        assert hand.scene is scene
    hand.key("?")
    assert isinstance(hand.scene, Help)
    hand.key("?")
    assert hand.scene is play
    hand = Hand(Options(shelf, KEYS), RecordingCanvas())
    hand.click("key pause")
    hand.key("f1")
    assert shelf.settings.keys == {"pause": "f1"}
    wear(shelf.settings)
    hand.key("f1")
    assert not isinstance(hand.scene, Help)


def test_size_and_full_screen_have_keys_everywhere() -> None:
    """Ctrl with plus, minus and nought, on the number block too; F11; and no other."""
    usual = Settings()
    for name, text in (("+", 1.1), ("=", 1.1), ("[+]", 1.1), ("-", 0.9), ("[-]", 0.9)):
        assert everywhere(Key(name, ctrl=True), usual) == replace(usual, text=text)
    assert everywhere(Key("0", ctrl=True), replace(usual, text=1.7)) == usual
    assert everywhere(Key("+", ctrl=True), replace(usual, text=2.0)) == replace(usual, text=2.0)
    assert everywhere(Key("f11"), usual) == replace(usual, full=True)
    assert everywhere(Key("f11"), replace(usual, keys={"full screen": "f9"})) is None
    assert everywhere(Key("+"), usual) is None


# --- on a real surface -------------------------------------------------------------------------------------------


def test_a_change_shows_in_the_next_picture(shelf: Shelf) -> None:
    """Every palette draws the same screen differently, and coming back is coming back: nothing is kept of the other."""
    surface = pygame.Surface((1280, 720))
    canvas = SurfaceCanvas(surface)
    hand = Hand(Play(shelf, shelf.begin(load_level("01-handled"))), canvas)
    hand.scene._playing.pause(True)  # type: ignore[attr-defined]

    def picture(settings: Settings) -> bytes:
        put_on(settings, canvas)
        canvas.aim(surface, scale_for(1280, 720, settings.scale))
        hand.look()
        return pygame.image.tobytes(surface, "RGB")

    first = picture(Settings())
    for name in PALETTES:
        assert (picture(Settings(palette=name)) == first) is (name == "paper")
        assert picture(Settings()) == first
    assert picture(Settings(projector=True)) != picture(Settings(palette="contrast", text=1.25))
    assert picture(Settings(language="de")) != first
    assert picture(Settings(text=1.3)) != first
    assert picture(Settings()) == first
