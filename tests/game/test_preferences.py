"""The file of settings: what goes in comes out, what is broken costs a line and nothing else."""

from __future__ import annotations

import os
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from game.views.settings import MOST_TEXT, VOLUMES, Settings, Sound
from game.window.preferences import Preferences, as_text
from game.window.shelf import Shelf

OTHER = Settings(
    language="de",
    text=1.3,
    projector=True,
    calm=True,
    captions=True,
    hints=False,
    thoughts=False,
    cards="choice",
    unveiled=True,
    full=True,
    volume={**VOLUMES, Sound.ROOM: 0.15},
    muted=frozenset({Sound.HOLD, Sound.CUES}),
    silent=True,
    keys={"pause": "p", "search": '"', "step": "ctrl ä"},
)


def file_with(folder: Path, text: str | bytes) -> Path:
    """A file of settings."""
    file = folder / "settings.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def test_what_is_set_is_there_the_next_time(tmp_path: Path) -> None:
    """Every setting survives being written and read, in a folder that isn't there yet."""
    file = tmp_path / "a" / "b" / "settings.toml"
    before = Preferences(file)
    assert before.settings == Settings()
    before.change(OTHER)
    after = Preferences(file)
    assert after.settings == OTHER
    assert after.problems == before.problems == ()


def test_a_shelf_keeps_them_beside_its_runs(tmp_path: Path) -> None:
    """A shelf in a folder of its own doesn't touch the user's settings."""
    Shelf(tmp_path).change(OTHER)
    assert Shelf(tmp_path).settings == OTHER
    assert [file.name for file in tmp_path.iterdir()] == ["settings.toml"]


def test_only_what_was_changed_is_written() -> None:
    """A default that gets better reaches everyone who never touched it."""
    assert tomllib.loads(as_text(Settings(), {})) == {}
    assert tomllib.loads(as_text(Settings(text=1.5), {})) == {"text": 1.5}


WRONG = [
    ("text = 7", "text: takes a number from 0.8 to 2, got 7"),
    ("text = nan", "text: takes a number from 0.8 to 2, got nan"),
    ('text = "large"', 'text: takes a number from 0.8 to 2, got "large"'),
    ("text = true", "text: takes a number from 0.8 to 2, got true"),
    ('palette = "mauve"', "palette: takes one of paper"),
    ("palette = 1979-05-27", "got 1979-05-27"),
    ('calm = "yes"', 'calm: takes true or false, got "yes"'),
    ("full = 1", "full: takes true or false, got 1"),
    ("language = 3", "language: takes one of en"),
    ('language = "../../etc"', "language: takes one of en"),
    ("volume = 3", "volume: takes a table, got 3"),
    ("[volume]\nroom = 1.5", "volume.room: takes a number from 0 to 1, got 1.5"),
    ("[volume]\nbells = 1", "volume.bells: takes one of cues, room, hold, got 1"),
    ('muted = "room"', "muted: takes a list of cues, room, hold, got"),
    ('muted = ["room", "bells"]', 'muted.1: takes one of cues, room, hold, got "bells"'),
    ("[keys]\npause = 3", 'keys.pause: takes the name of a key, such as "ctrl z", got 3'),
    ('[keys]\npause = ""', "keys.pause: takes"),
    (f'palette = "{"x" * 900}"', "xxx..."),
]


@pytest.mark.parametrize(("text", "line"), WRONG)
def test_a_wrong_value_costs_itself_and_one_line(text: str, line: str, tmp_path: Path) -> None:
    """The line names file, key, value and what would be right; everything else in the file holds."""
    file = file_with(tmp_path, f"captions = true\n{text}\n")
    read = Preferences(file)
    assert read.settings.captions
    assert replace(read.settings, captions=False, muted=frozenset()) == Settings()
    (problem,) = read.problems
    assert str(file) in problem
    assert line in problem
    assert len(problem) < len(str(file)) + 160


def test_what_is_right_of_a_list_or_table_holds(tmp_path: Path) -> None:
    """One wrong entry doesn't cost its neighbours."""
    read = Preferences(file_with(tmp_path, 'muted = ["room", 3]\n[volume]\ncues = 0.1\nhold = -1\n'))
    assert read.settings.muted == {"room"}
    assert read.settings.volume == {**VOLUMES, "cues": 0.1}
    assert len(read.problems) == 2


BROKEN = [b"text = = 3", b"\xff\xfe\x00", b"text", b"[[[[", b"a = " + b"[" * 5000, b"text = 1\ntext = 1"]


@pytest.mark.parametrize("content", BROKEN)
def test_a_file_that_is_no_toml_is_moved_aside(content: bytes, tmp_path: Path) -> None:
    """It costs one line, all settings are as at first, and what a person may have typed there isn't lost."""
    file = file_with(tmp_path, content)
    read = Preferences(file)
    assert read.settings == Settings()
    (problem,) = read.problems
    assert str(file) in problem
    assert "is no TOML" in problem
    read.change(OTHER)
    assert Preferences(file).settings == OTHER
    assert (tmp_path / "settings.toml.old").read_bytes() == content
    assert read.problems == ()


def test_keys_of_a_later_version_are_kept(tmp_path: Path) -> None:
    """Who goes back a version and forth again finds what was set there."""
    later = (
        'smell = 0.5\nwhen = 2031-01-02T03:04:05Z\n"odd key" = ["a", {b = 1}]\n'
        '[future]\na = "\\u0001\\u007f"\nb = {c = 1}'
    )
    file = file_with(tmp_path, f"calm = true\n{later}\n")
    read = Preferences(file)
    assert read.problems == ()
    read.change(replace(read.settings, text=1.1))
    assert tomllib.loads(file.read_text("utf-8")) == {**tomllib.loads(later), "calm": True, "text": 1.1}


def test_a_place_that_cannot_be_written_is_told_and_the_setting_holds(tmp_path: Path) -> None:
    """No disk, no rights: the player keeps what he set until he leaves."""
    (tmp_path / "taken").write_text("a file where a folder should be")
    there = Preferences(tmp_path / "taken" / "settings.toml")
    there.change(OTHER)
    assert there.settings == OTHER
    assert "can't be written" in there.problems[-1]


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    """Anything can stand where the file should."""
    (tmp_path / "settings.toml").mkdir()
    assert len(Preferences(tmp_path / "settings.toml").problems) == 1


def test_pulling_the_plug_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever happens while it is written, the file is the old one or the new one, and nothing lies about."""
    file = tmp_path / "settings.toml"
    Preferences(file).change(OTHER)
    before = file.read_bytes()

    def cut(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", cut)
    with pytest.raises(KeyboardInterrupt):
        Preferences(file).change(Settings())
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


def test_projector_mode_enlarges_within_bounds() -> None:
    """Half as large again would fit no screen."""
    assert Settings(projector=True).scale == 1.25
    assert Settings(text=1.8, projector=True).scale == MOST_TEXT


def test_what_is_muted_is_silent() -> None:
    """Whatever its volume, which comes back with it."""
    assert OTHER.loudness(Sound.HOLD) == 0
    assert OTHER.loudness(Sound.ROOM) == 0, "all sound is off"
    assert replace(OTHER, silent=False).loudness(Sound.ROOM) == 0.15
