"""Run files: what is saved comes back, what is damaged is told in one line, and nothing saved is ever lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from worlds import write

from conftest import ROOT
from sim import Decision, Inject, Model, Run, RunFileError, Set, load_level, load_run, save_run, verify
from sim.clock import DAY
from sim.run.replay import resume
from sim.run.runfile import FORMAT, MODEL, dump, read_run, write_whole

WEEK = int(7 * DAY)
ODD = 'ein "Sturm" \\ ☂\n\t\x7f'
"""A name that a level may give an event."""
DECISIONS = (
    Decision(0, Set("process.notes", 0.1 + 0.2)),
    Decision(200_000, Set("people.frontline_staff", 5.0)),
    Decision(200_000, Inject("storm")),
    Decision(WEEK + 5, Set("power.frontline_credit_limit", 60.0)),
    Decision(WEEK + 6, Inject(ODD)),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a level of two weeks and a run on it, saved after fifteen days."""
    folder = tmp_path_factory.mktemp("runs")
    write(
        folder,
        weeks=2,
        carrier={"subscribers": 200, "prospects": 50},
        unlocked=["process.notes", "people.frontline_staff", "power.frontline_credit_limit"],
        events={
            "storm": {"title": "Storm", "issues": {"dead_line": 5}},
            ODD: {"title": "Storm", "issues": {"dead_line": 2}},
        },
    )
    save_run(folder / "good.run", played(folder, DECISIONS, 15 * DAY))
    return folder


def played(folder: Path, decisions: tuple[Decision, ...], until: float) -> Model:
    """The model of these decisions on the folder's level."""
    return resume(Run(level=load_level(folder / "small.toml"), seed=42, decisions=decisions), until)


def good(home: Path) -> str:
    """The text of the saved run."""
    return (home / "good.run").read_text("utf-8")


def put(home: Path, text: str | bytes, name: str = "bad.run") -> Path:
    """A file with this text beside the level."""
    file = home / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def refused(file: Path, act: Callable[[Path], object] = read_run) -> str:
    """The one line with which `act` refuses `file`."""
    with pytest.raises(RunFileError) as error:
        act(file)
    line = str(error.value)
    assert len(line.splitlines()) == 1
    assert line.startswith(f"{file}: ")
    assert len(line) < 400 + len(str(file))
    return line.removeprefix(f"{file}: ")


# --- there and back -------------------------------------------------------------------------------------------------


def test_what_is_saved_comes_back(home: Path) -> None:
    """Level, seed, every decision to the last bit, how far it went, all digests; and it verifies."""
    model = played(home, DECISIONS, 15 * DAY)
    saved = read_run(home / "good.run")
    assert saved.run == Run(level=model.level, seed=42, decisions=DECISIONS) == load_run(home / "good.run")
    assert (saved.until, saved.digest, saved.checkpoints) == (15 * DAY, model.digest(), model.checkpoints())
    assert [at for at, _ in saved.checkpoints] == [WEEK, 2 * WEEK]
    verdict = verify(home / "good.run")
    assert verdict.same
    assert str(verdict) == f"same digest at the end, week 3 Tue 00:00:00: {model.digest()}"


def test_saving_what_was_loaded_gives_the_same_text(home: Path, tmp_path: Path) -> None:
    """A file has one form: loaded, played as far and saved again it is the same to the last byte."""
    saved = read_run(home / "good.run")
    assert dump(resume(saved.run, saved.until)) == good(home)


def test_a_run_that_is_not_yet_played_is_played_to_the_end(home: Path) -> None:
    """Saving a Run, not a Model, saves what it comes to at its level's end."""
    run = load_run(home / "good.run")
    save_run(home / "whole.run", run)
    saved = read_run(home / "whole.run")
    assert (saved.run, saved.until) == (run, 2 * WEEK)
    assert verify(home / "whole.run").same


def test_saving_changes_nothing(home: Path) -> None:
    """A run saved every day goes on as one that is never saved."""
    model = played(home, DECISIONS[:1], 0)
    for day in range(4):
        model.run(day * DAY)
        save_run(home / "often.run", model)
    assert model.digest() == played(home, DECISIONS[:1], 3 * DAY).digest()


@pytest.mark.parametrize("until", [0, 1, 40_000, WEEK - 1, WEEK, WEEK + 1, 2 * WEEK])
def test_a_run_verifies_wherever_it_was_saved(home: Path, until: int) -> None:
    """At the start, in the middle of a day, just before, on and after a checkpoint; with a decision there too."""
    model = played(home, DECISIONS[:2], until)
    save_run(home / "here.run", model)
    assert verify(home / "here.run").same
    model.impose(Set("power.frontline_credit_limit", 70))
    save_run(home / "here.run", model)
    assert verify(home / "here.run").same


def test_a_locked_lever_in_the_log_was_set_by_whoever_set_the_stage(home: Path) -> None:
    """`submit` refuses a lever that the level locks; a saved run that holds one is replayed, for it was imposed."""
    model = played(home, (), 1000)
    assert str(model.submit(Set("people.wage", 20))) == "Refused(reason='people.wage is locked in this level')"
    model.impose(Set("people.wage", 20))
    model.run(3 * DAY)
    save_run(home / "imposed.run", model)
    assert verify(home / "imposed.run").same
    assert load_run(home / "imposed.run").decisions == (Decision(1000, Set("people.wage", 20.0)),)


# --- a run that differs ---------------------------------------------------------------------------------------------


STAFF = 'at = 200000, set = "people.frontline_staff", to = 5.0'


@pytest.mark.parametrize(
    ("old", "new", "first"),
    [
        (STAFF, STAFF.replace("5.0", "2.0"), WEEK),
        (STAFF, STAFF.replace("200000", "199999"), WEEK),
        ("seed = 42", "seed = 43", WEEK),
        ('at = 604805, set = "power.frontline_credit_limit", to = 60.0', 'at = 604805, inject = "storm"', 2 * WEEK),
        ("end = { at = 1296000, ", "end = { at = 1290000, ", 1_290_000),
    ],
    ids=["value", "second", "seed", "second week", "end"],
)
def test_a_changed_run_names_the_first_checkpoint_that_differs(home: Path, old: str, new: str, first: int) -> None:
    """One value, one second or the seed changed: the verdict names the first digest that no longer agrees."""
    assert good(home).count(old) == 1
    text = good(home).replace(old, new)
    verdict = verify(put(home, text))
    assert (verdict.same, verdict.time) == (False, first)
    assert verdict.saved in text
    assert verdict.replayed not in text
    assert str(verdict).startswith("differs first at week ")


def test_a_changed_digest_is_a_difference(home: Path) -> None:
    """Not the decisions but a checkpoint was tampered with: that one is named."""
    second = read_run(home / "good.run").checkpoints[1][1]
    verdict = verify(put(home, good(home).replace(second, "0" * 32)))
    assert (verdict.same, verdict.time, verdict.saved, verdict.replayed) == (False, 2 * WEEK, "0" * 32, second)


def test_the_command_exits_1_and_names_it(home: Path) -> None:
    """`main.py verify`: 0 for the good file, 1 for the changed one, 2 for one that can't be read; a line each."""
    changed = put(home, good(home).replace("seed = 42", "seed = 43"))
    for file, code, says in (
        (home / "good.run", 0, "same digest at the end"),
        (changed, 1, "differs first at week 2 Mon 00:00:00 (604800 s)"),
        (home / "none.run", 2, "can't be read"),
    ):
        done = subprocess.run(
            [sys.executable, "main.py", "verify", str(file)], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == code
        (line,) = (done.stdout + done.stderr).splitlines()
        assert says in line


# --- a file that is damaged -----------------------------------------------------------------------------------------


def test_a_file_cut_anywhere_is_told_in_one_line(home: Path) -> None:
    """Every cut, byte by byte, is found; but for the last line's end, without which nothing is missing."""
    whole = (home / "good.run").read_bytes()
    assert read_run(put(home, whole[:-1])) == read_run(home / "good.run")
    for length in range(len(whole) - 1):
        refused(put(home, whole[:length]))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_with_any_bytes_changed_is_read_or_told_in_one_line(home: Path, data: st.DataObject) -> None:
    """Whatever is written over, taken out of or put into a file, nothing but a RunFileError ever comes of it."""
    text = bytearray((home / "good.run").read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        text[at : at + data.draw(st.integers(0, 20))] = data.draw(
            st.binary(max_size=8)
            | st.sampled_from([b"9" * 5000, b"-1", b"nan", b'"\\n"', b"[[", b"1979-05-27", b"= ", b"\n"])
        )
    file = put(home, bytes(text))
    try:
        read_run(file)
    except RunFileError:
        refused(file)


DAMAGE: list[tuple[str, str, str]] = [
    (f'format = "{FORMAT}"\n', "", 'format: missing; a run file begins with format = "please-hold run 1"'),
    (f'"{FORMAT}"', '"please-hold run 2"', 'format: this game reads "please-hold run 1", got \'please-hold run 2\''),
    (f'"{FORMAT}"', '"a\\nb"', 'format: this game reads "please-hold run 1", got '),
    (f"model = {MODEL}", "model = 99", f"model: was saved by model 99, this game has model {MODEL}; "),
    (f"model = {MODEL}", 'model = "a\\nb"', "model: was saved by model a b, "),
    (f"model = {MODEL}\n", "", "model: was saved by model None, "),
    ("seed = 42", "seed = -1", "seed: Input should be greater than or equal to 0, got '-1'"),
    ("seed = 42", "seed = 4.5", "seed: Input should be a valid integer"),
    ("seed = 42", "seed = " + "9" * 5000, "is damaged or cut off: "),
    ("seed = 42\n", "", "seed: Field required"),
    ("seed = 42", "seed = 42\ncolour = 3", "colour: Extra inputs are not permitted"),
    ("seed = 42", 'seed = 42\n"a\\nb" = 3', "a b: Extra inputs are not permitted"),
    ("{ at = 0, set", "{ at = -5, set", "decisions.0.at: Input should be greater than or equal to 0, got '-5'"),
    ("{ at = 0, set", "{ at = 0.5, set", "decisions.0.at: Input should be a valid integer"),
    ("{ at = 0, set", f"{{ at = {2**50}, set", "decisions.0.at: Input should be less than"),
    ("to = 60.0", "to = nan", "decisions.3.to: Input should be a finite number"),
    ("to = 60.0", 'to = "sixty"', "decisions.3.to: Input should be a valid number"),
    ("to = 60.0", 'to = 60.0, inject = "storm"', "decisions[3]: takes `set` and `to`, or `inject`"),
    (", to = 60.0", "", "decisions[3]: takes `set` and `to`, or `inject`"),
    ('level = "small"', 'level = "smal"', 'level: the level "smal" can\'t be played: there is no such file'),
    ('level = "small"', 'level = "../small"', "level: String should match pattern"),
    ('level = "small"', 'level = "a\\nb"', "level: String should match pattern"),
    ('level = "small"', f'level = "{"é" * 150}"', "level: "),
    ('level = "small"', 'level = "01-handled"', 'level_digest: the level "01-handled" has changed since'),
    ('level_digest = "', 'level_digest = "\\n', "level_digest: String should match pattern"),
    ('set = "process.notes"', f'set = "{"x" * 5000}"', "decisions.0.set: String should have at most 100 characters"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says"), DAMAGE, ids=[f"{new[:30]!r}" for _, new, _ in DAMAGE])
def test_what_is_wrong_is_named(home: Path, old: str, new: str, says: str) -> None:
    """The key that is wrong, what was got and what would be right."""
    assert old in good(home)
    assert refused(put(home, good(home).replace(old, new, 1))).startswith(says)


def test_what_is_no_run_file_at_all(home: Path) -> None:
    """A folder, nothing, an empty file, a picture, a level, and something much too large."""
    assert refused(home) == "is a folder, not a run file"
    assert refused(home / "none.run") == "can't be read: No such file or directory"
    assert refused(put(home, "")).startswith("format: missing")
    assert refused(put(home, b"\x89PNG\r\n\x1a\n\xff\xfe")) == "is not text, so no run file"
    assert refused(put(home, (home / "small.toml").read_bytes())).startswith("format: missing")
    big = home / "big.run"
    with big.open("wb") as out:
        out.truncate(60_000_000)
    assert refused(big) == "is larger than 50 MB, no run file is"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(home: Path) -> None:
    """Permission denied is told like the rest."""
    file = put(home, good(home), "secret.run")
    file.chmod(0)
    assert refused(file) == "can't be read: Permission denied"


def test_a_level_that_has_changed_since(home: Path, tmp_path: Path) -> None:
    """What can change a run is noticed; what only changes the words is not."""
    text = (home / "small.toml").read_text("utf-8")
    (tmp_path / "small.toml").write_text(text.replace("A small town", "A tiny town"), encoding="utf-8")
    (tmp_path / "same.run").write_text(good(home), encoding="utf-8")
    assert verify(tmp_path / "same.run").same
    (tmp_path / "small.toml").write_text(text.replace('"subscribers" = 200', '"subscribers" = 201'), encoding="utf-8")
    assert refused(tmp_path / "same.run").startswith('level_digest: the level "small" has changed since')
    (tmp_path / "small.toml").write_text("weeks = 0", encoding="utf-8")
    assert refused(tmp_path / "same.run").startswith('level: the level "small" can\'t be played: ')
    (tmp_path / "small.toml").unlink()
    assert refused(tmp_path / "same.run").startswith('level: the level "small" can\'t be played: there is no such file')
    assert load_run(tmp_path / "same.run", level=load_level(home / "small.toml")).decisions == DECISIONS


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{ at = 0, set", "{ at = 700000, set", "comes after one at 700000 s; decisions go in order of time"),
        ("to = 60.0", "to = 9999.0", "power.frontline_credit_limit takes $0 to $500, got 9999"),
        ("to = 60.0", "to = -1", "power.frontline_credit_limit takes $0 to $500, got -1"),
        ("power.frontline_credit_limit", "power.frontline", 'there is no lever "power.frontline"'),
        ('"storm"', '"strom"', 'this level has no event "strom" (did you mean "storm"?)'),
        ('"storm"', '"a\\nb"', 'this level has no event "a b"'),
    ],
)
def test_a_decision_that_the_model_refuses(home: Path, old: str, new: str, says: str) -> None:
    """A well-formed file whose decisions can't be: one line that names the decision and why."""
    assert old in good(home)
    line = refused(put(home, good(home).replace(old, new, 1)), verify)
    assert line.startswith("decisions: ")
    assert says in line


# --- nothing saved is lost ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_save_that_fails_leaves_the_old_file_and_no_other(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The disk is full while writing, or the folder can't be changed: the old run is whole and nothing lies about."""
    file = put(tmp_path, good(home), "my.run")

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OSError, match="No space left"):
        save_run(file, played(home, (), 0))
    monkeypatch.undo()
    assert file.read_text("utf-8") == good(home)
    assert list(tmp_path.iterdir()) == [file]


def test_two_writers_leave_one_whole_file(tmp_path: Path) -> None:
    """Texts of different length over each other never mix."""
    file = tmp_path / "x.run"
    for text in ("long\n" * 1000, "short\n", ""):
        write_whole(file, text)
        assert file.read_text("utf-8") == text
    assert list(tmp_path.iterdir()) == [file]


SAVER = """
    import sys
    from sim import load_level, save_run
    from sim.run.replay import Run, resume
    from sim.decisions import Decision, Set
    level = load_level(sys.argv[1])
    decisions = tuple(Decision(t, Set("process.notes", t % 2)) for t in range(2000))
    models = [resume(Run(level=level, seed=seed, decisions=decisions[: seed * 1999]), 3000) for seed in (0, 1)]
    save_run(sys.argv[2], models[0])
    print("saving", flush=True)
    while True:
        for model in models:
            save_run(sys.argv[2], model)
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")
def test_kill_while_saving_leaves_the_old_file_or_the_new_one(home: Path, tmp_path: Path) -> None:
    """Two runs are saved over each other for ever; whenever that is killed, one of them is there and whole."""
    luck = np.random.default_rng(0)
    found: set[int] = set()
    for kills in range(100):
        if kills >= 15 and found == {0, 1999}:
            return
        file = tmp_path / "my.run"
        with subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(SAVER), str(home / "small.toml"), str(file)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        ) as saver:
            assert saver.stdout is not None
            assert saver.stdout.readline() == b"saving\n"
            time.sleep(float(luck.uniform(0, 0.1)))
            saver.send_signal(signal.SIGKILL)
        saved = read_run(file, level=load_level(home / "small.toml"))
        found.add(len(saved.run.decisions))
        file.unlink()
    pytest.fail(f"a hundred kills always met the same of the two runs: {found}")
