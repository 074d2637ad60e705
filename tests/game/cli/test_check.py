"""`check`: levels, policies and run files by whatever name; every problem with its place, the exit code the answer."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from game.cli import check
from sim import Model, Set, load_level, save_run

LEVEL = "01-handled"
POLICIES = """from sim.decisions import Inject, Set
def good(frame):
    return [Set("people.wage", 15)] if frame.day == 2 else []
def locked_out(frame):
    return [Set("power.overide", 1)]
def fails(frame):
    return [1 / 0]
def silent(frame):
    return None
def meddles(frame):
    return [Inject("earthquake")]
def late(frame):
    return [Set("people.wage", 1000)] if frame.day == 5 else []
"""


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with policies of one's own in it."""
    (tmp_path / "checked_policies.py").write_text(POLICIES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", sys.path[:])
    monkeypatch.delitem(sys.modules, "checked_policies", raising=False)
    return tmp_path


def checked(capsys: pytest.CaptureFixture[str], *named: str) -> tuple[int, list[dict[str, str]]]:
    """Exit code and problems."""
    code = check.run(list(named), json=True)
    shown: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert list(shown) == ["files", "problems"]
    assert shown["files"] == list(named)
    problems: list[dict[str, str]] = shown["problems"]
    assert all(list(problem) == ["file", "path", "message"] for problem in problems)
    return code, problems


@pytest.fixture
def saved(mine: Path) -> Path:
    """A run file in which nothing is wrong."""
    model = Model(load_level(LEVEL), seed=3)
    model.submit(Set("power.frontline_credit_limit", 40))
    model.run(86_400)
    save_run(mine / "my.run", model)
    return mine / "my.run"


def test_without_names_all_shipped_levels_are_checked(capsys: pytest.CaptureFixture[str]) -> None:
    """And none has a problem."""
    assert check.run([], json=False) == 0
    assert capsys.readouterr().out.endswith(" levels, no problems\n")


def test_levels_policies_and_runs_in_one_go(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is known for what it is."""
    assert check.run([LEVEL, "1", "strict", "checked_policies:good", str(saved)], json=False) == 0
    assert capsys.readouterr().out == "2 levels, 2 policies, 1 run, no problems\n"


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("checked_policies:locked_out", 'set power.overide = 1: there is no lever "power.overide" (did you mean'),
        ("checked_policies:fails", "failed with ZeroDivisionError: division by zero"),
        ("checked_policies:silent", "returns a list of Set and Inject, got None"),
        ("checked_policies:meddles", 'inject earthquake: this level has no event "earthquake"'),
        ("checked_policies:late", "set people.wage = 1000: people.wage takes $9.00/h to $30.00/h, got 1000"),
        ("checked_policies:nobody", "module 'checked_policies' has no callable 'nobody'"),
        ("nowhere_at_all:policy", "there is no module 'nowhere_at_all'"),
    ],
)
def test_what_is_wrong_with_a_policy(mine: Path, capsys: pytest.CaptureFixture[str], named: str, message: str) -> None:
    """Found, callable, and a week of answers that the base level would take; exit code 1 and why not."""
    code, problems = checked(capsys, named)
    assert code == 1
    (problem,) = problems
    assert problem["message"].startswith(message)


def test_every_decision_that_cannot_be_is_named(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Levers and values that there aren't, a missing event, a decision out of order or after the end."""
    wrong = [
        '{ at = 5, set = "power.overide", to = 1 }',
        '{ at = 6, set = "process.notes", to = 7 }',
        '{ at = 7, inject = "earthquake" }',
        '{ at = 2, set = "process.notes", to = 0.5 }',
        '{ at = 90_000, set = "process.notes", to = 0.5 }',
    ]
    text = saved.read_text("utf-8").replace("decisions = [", f"decisions = [\n{','.join(wrong)},")
    lines = text.splitlines()
    first = next(i for i, line in enumerate(lines) if "at = 0, set" in line)
    del lines[first]
    saved.write_text("\n".join(lines), encoding="utf-8")
    code, problems = checked(capsys, str(saved))
    assert code == 1
    assert [problem["path"] for problem in problems] == [f"decisions[{i}]" for i in range(5)]
    reasons = ["no lever", "0 % to 100 %", "no event", "after one at 7 s", "after the run's end at 86400 s"]
    assert all(reason in problem["message"] for reason, problem in zip(reasons, problems, strict=True))


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('"please-hold run 1"', '"please-hold run 9"', "format"),
        ("seed = 3", "seed = -3", "seed"),
        ('level = "01-handled"', 'level = "no-such-level"', "level"),
        ("level_digest = ", "level_digest = 7 #", "level_digest"),
    ],
)
def test_a_run_file_that_cannot_be_read_names_the_key(
    saved: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, path: str
) -> None:
    """Also under another ending than `.run`: it is told by its first key."""
    other = saved.with_suffix(".txt")
    other.write_text(saved.read_text("utf-8").replace(old, new), encoding="utf-8")
    code, problems = checked(capsys, str(other))
    assert (code, [problem["path"] for problem in problems]) == (1, [path])


def test_a_cut_off_run_file_is_known_as_one(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It isn't taken for a level with a dozen missing tables."""
    saved.write_text(saved.read_text("utf-8")[:-60], encoding="utf-8")
    code, (problem,) = checked(capsys, str(saved))
    assert code == 1
    assert "cut off" in problem["message"]


@pytest.mark.parametrize(("named", "hint"), [("strct", '"strict"'), ("01-handeld", '"01-handled"'), ("zzz", "shipped")])
def test_what_is_nowhere_is_wrong_input(capsys: pytest.CaptureFixture[str], named: str, hint: str) -> None:
    """Exit code 2 and one line with the nearest level or policy."""
    assert check.run([named], json=True) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert named in err
    assert hint in err
