"""`check` and `levels` of level files: every problem of every file, every shipped level on one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from smallest import OVER_SMALL, SMALL

from game.cli import check, levels
from sim.levelfile import shipped_levels


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with `small.toml` in it."""
    (tmp_path / "small.toml").write_text(SMALL, "utf-8")
    return tmp_path


def test_check_prints_every_problem_of_every_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All files are judged, the sound ones too; the exit code says whether anything is wrong."""
    small, sick = str(folder / "small.toml"), str(folder / "sick.toml")
    Path(sick).write_text(OVER_SMALL + "weeks = 0\ntitle = 3", "utf-8")
    assert check.run([sick, small], json=False) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{sick}: title: must be text, got 3",
        f"{sick}: weeks: must be at least 1, got 0",
        "2 levels, 2 problems",
    ]
    assert check.run([sick, small], json=True) == 1
    assert json.loads(capsys.readouterr().out) == {
        "files": [sick, small],
        "problems": [
            {"file": sick, "path": "title", "message": "must be text, got 3"},
            {"file": sick, "path": "weeks", "message": "must be at least 1, got 0"},
        ],
    }
    assert check.run([small], json=False) == 0
    assert capsys.readouterr().out == "1 level, no problems\n"


def test_check_without_files_takes_all_shipped_levels(capsys: pytest.CaptureFixture[str]) -> None:
    """The list is the one of `levels`, and all of it is sound."""
    assert check.run([], json=True) == 0
    checked = json.loads(capsys.readouterr().out)
    assert levels.run(json=True) == 0
    listed = json.loads(capsys.readouterr().out)
    assert checked == {"files": [row["file"] for row in listed], "problems": []}
    assert listed[0]["file"] == "levels/01-handled.toml"
    assert [list(row) for row in listed] == [["file", "title", "idea", "weeks", "levers", "par"]] * len(listed)


def test_a_file_that_is_not_there_is_wrong_use(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told on standard error, all such files at once, and nothing is judged."""
    assert check.run([str(folder / "none.toml"), "01-handeld", str(folder / "small.toml")], json=True) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert [line.partition(": ")[0] for line in printed.err.splitlines()] == [str(folder / "none.toml"), "01-handeld"]


def test_levels_without_a_terminal_are_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """Into a pipe one level is one line, however long."""
    assert levels.run(json=False) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(shipped_levels()) + 1
    assert lines[1].startswith("levels/01-handled.toml")
