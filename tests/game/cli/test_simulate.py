"""`simulate` and `verify`: the contract's object, the same run twice, and nothing lost when stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from game.cli import policy, simulate, verify
from game.cli.policy import PolicyError
from game.cli.simulate import Stopped
from sim.decisions import Inject, Set
from sim.errors import DecisionError, PleaseHoldError
from sim.frames import Frame
from sim.lab.policies import POLICIES
from sim.measures import MEASURES
from sim.run.runfile import read_run

LEVEL = "01-handled"
NO_OPTIONS: dict[str, Any] = {
    "seed": None,
    "days": 3,
    "sets": [],
    "run_file": None,
    "policy": None,
    "save": None,
    "json": True,
}


def simulated(capsys: pytest.CaptureFixture[str], **options: Any) -> dict[str, Any]:
    """What `simulate --json` prints, which is one JSON object and nothing else."""
    assert simulate.run(LEVEL, **{**NO_OPTIONS, **options}) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_json_is_the_contracts_object(capsys: pytest.CaptureFixture[str]) -> None:
    """Every key of the contract, every metric by its name, each a finite number."""
    shown = simulated(capsys, seed=7)
    assert list(shown) == ["level", "seed", "days", "metrics", "digest", "contacts", "stars", "wall_s"]
    assert (shown["level"], shown["seed"], shown["days"]) == (LEVEL, 7, 3)
    assert set(shown["metrics"]) == set(MEASURES)
    assert all(isinstance(value, int | float) for value in shown["metrics"].values())
    assert shown["contacts"] == shown["metrics"]["contacts"] > 0


def test_a_run_is_level_seed_and_decisions(capsys: pytest.CaptureFixture[str]) -> None:
    """The same three give the same digest; another seed or another decision doesn't."""
    one, same = simulated(capsys, seed=3), simulated(capsys, seed=3)
    other, decided = simulated(capsys, seed=4), simulated(capsys, seed=3, sets=["power.frontline_credit_limit=200"])
    assert one["digest"] == same["digest"]
    assert len({one["digest"], other["digest"], decided["digest"]}) == 3


@pytest.mark.parametrize("named", list(POLICIES))
def test_a_saved_run_replays_to_the_same_digest(named: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """With a policy, `--set` and another seed: the file alone replays it, in `verify` and by `--run`."""
    file = tmp_path / "my.run"
    first = simulated(capsys, seed=5, days=8, sets=["process.notes=0.5"], policy=named, save=file)
    assert verify.run([file]) == 0
    assert first["digest"] in capsys.readouterr().out
    again = simulated(capsys, days=8, run_file=file)
    assert (again["digest"], again["seed"]) == (first["digest"], 5)


def test_verify_names_the_first_checkpoint_that_differs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """One changed decision of day 9: the first week's checkpoint agrees, the second is named, exit code 1."""
    file = tmp_path / "my.run"
    simulated(capsys, days=22, save=file)
    text = file.read_text("utf-8")
    changed = '{ at = 777600, set = "power.frontline_credit_limit", to = 300.0 },'
    file.write_text(text.replace("decisions = [", f"decisions = [\n  {changed}"), encoding="utf-8")
    assert verify.run([file]) == 1
    assert "differs first at week 3 Mon 00:00:00 (1209600 s)" in capsys.readouterr().out


def test_verify_goes_on_after_a_file_that_cannot_be_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Each file gets its line, and the worst exit code wins."""
    file = tmp_path / "my.run"
    simulated(capsys, save=file)
    assert verify.run([tmp_path / "none.run", file]) == 2
    out, err = capsys.readouterr()
    assert out.startswith(f"{file}: same digest")
    assert err.startswith(f"{tmp_path / 'none.run'}: ")


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("power.frontline_credit_limit=50", Set("power.frontline_credit_limit", 50)),
        (" process.notes = 0.5 ", Set("process.notes", 0.5)),
        ("power.override=on", Set("power.override", 1)),
        ("power.override=false", Set("power.override", 0)),
    ],
)
def test_set_takes_numbers_and_switches(text: str, change: Set) -> None:
    """What a user would write for a number or a switch is understood."""
    assert simulate.parse_set(text) == change


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("power.override", "takes chapter.key=value with a number, on or off, got no value"),
        ("power.override=", "takes chapter.key=value with a number, on or off, got ''"),
        ("power.override=maybe", "takes chapter.key=value with a number, on or off, got 'maybe'"),
        ("power.overide=on", 'there is no lever "power.overide" (did you mean "power.override"?)'),
        ("people.wage=nan", "people.wage takes a number, got nan"),
        ("people.frontline_staff=-3", "people.frontline_staff takes 2 people to 80 people, got -3"),
        ("people.frontline_staff=2.5", "people.frontline_staff takes a whole number, got 2.5"),
    ],
)
def test_set_names_what_it_cannot_take(text: str, reason: str) -> None:
    """The lever, the value got and what would be right; before anything is run."""
    with pytest.raises(DecisionError) as refused:
        simulate.parse_set(text)
    assert str(refused.value) == f"--set {text}: {reason}"


def test_a_run_is_not_lost_to_a_mistyped_folder(tmp_path: Path) -> None:
    """That a run can't be saved is known before it is run, not after."""
    with pytest.raises(PleaseHoldError, match=r"my\.run: its folder doesn't exist"):
        simulate.run(LEVEL, **{**NO_OPTIONS, "days": 10_000, "save": tmp_path / "none" / "my.run"})
    with pytest.raises(PleaseHoldError, match="is a folder; name a file"):
        simulate.run(LEVEL, **{**NO_OPTIONS, "days": 10_000, "save": tmp_path})


def test_every_wrong_set_is_named_at_once() -> None:
    """A line each, in order; the right ones go unmentioned."""
    texts = ["people.wage=x", "power.override=on", "power.overide=on", "process.notes=2"]
    with pytest.raises(PleaseHoldError) as refused:
        simulate.parse_sets(texts)
    wrong = [line.partition(":")[0] for line in str(refused.value).splitlines()]
    assert wrong == [f"--set {texts[i]}" for i in (0, 2, 3)]


# --- policies -------------------------------------------------------------------------------------------------------


def generous(frame: Frame) -> list[Set]:
    """A policy of a user's own."""
    return [Set("power.frontline_credit_limit", 100)] if frame.day == 0 else []


def test_a_policy_of_ones_own_is_asked_every_day(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`module:callable` is found in the current folder and asked once a day, when the lines open."""
    (tmp_path / "own.py").write_text("days = []\ndef note(frame):\n    days.append(frame.day)\n    return []\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", sys.path[:])
    simulated(capsys, days=4, policy="own:note")
    assert sys.modules.pop("own").days == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        ("empowerd", 'there is no such policy (did you mean "empowered"?)'),
        ("nowhere:policy", "there is no module 'nowhere'"),
        ("json:policy", "module 'json' has no callable 'policy'"),
        (":policy", "takes module:callable, got ':policy'"),
    ],
)
def test_a_policy_that_is_not_there_is_named(named: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the nearest name, or with what is wrong with the module."""
    monkeypatch.setattr(sys, "path", sys.path[:])
    with pytest.raises(PolicyError) as error:
        policy.find_policy(named)
    assert str(error.value) == f"--policy {named}: {reason}"


@pytest.mark.parametrize("answer", [None, "power.override", [("power.override", 1)], {}])
def test_a_policy_that_answers_something_else_is_told_so(answer: object) -> None:
    """The commonest slips of a first policy get a sentence, not a traceback from inside the model."""
    diary = policy.Diary("mine:policy", lambda frame: answer)  # type: ignore[arg-type,return-value]
    with pytest.raises(PolicyError, match="returns a list of Set and Inject, got "):
        diary(None)  # type: ignore[arg-type]


def test_the_diary_holds_what_was_decided_and_when(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A saved run of a policy carries its decisions at the second they were taken."""
    file = tmp_path / "my.run"
    module = f"{generous.__module__}:generous"
    sys.modules.setdefault(generous.__module__, sys.modules[__name__])
    simulated(capsys, policy=module, save=file)
    (decision,) = read_run(file).run.decisions
    assert decision.change == Set("power.frontline_credit_limit", 100)
    assert 0 < decision.time < 86_400


# --- stopping -------------------------------------------------------------------------------------------------------


def test_stopping_keeps_what_was_run_so_far(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Stopped after some days of a policy, the saved run is the beginning of the whole one: decisions and digest."""
    whole, part = tmp_path / "whole.run", tmp_path / "part.run"
    simulated(capsys, days=14, policy="strict", save=whole)

    def stop_on_day_9(report: object) -> Any:
        from contextlib import nullcontext

        def tell(moment: float) -> None:
            if moment >= 9 * 86_400:
                raise Stopped(moment)

        return nullcontext(tell)

    monkeypatch.setattr(simulate, "ctrl_c_at", stop_on_day_9)
    assert simulate.run(LEVEL, **{**NO_OPTIONS, "days": 14, "policy": "strict", "save": part}) == 130
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"Stopped at week 2 Wed 00:00:00; saved to {part}.\n"
    assert read_run(part).until == 9 * 86_400
    assert read_run(part).checkpoints == read_run(whole).checkpoints[:1]
    assert read_run(part).run.decisions == read_run(whole).run.decisions
    assert verify.run([part]) == 0


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent another way on Windows")
def test_ctrl_c_ends_with_one_line_and_a_run_file(tmp_path: Path) -> None:
    """A real SIGINT in a real process, in the middle of ten years."""
    begun, file = tmp_path / "begun", tmp_path / "my.run"
    (tmp_path / "own.py").write_text(f"def begin(frame):\n    open({str(begun)!r}, 'w').close()\n    return []\n")
    options = ["--days", "3650", "--policy", "own:begin", "--save", str(file), "--json"]
    command = [sys.executable, str(ROOT / "main.py"), "simulate", LEVEL, *options]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        end = time.monotonic() + 60
        while not begun.exists() and time.monotonic() < end:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, ""), err
    assert err.startswith("Stopped at week ")
    assert err.count("\n") == 1
    assert read_run(file).until > 0


def test_ctrl_c_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first Ctrl-C waits for a whole moment, a second one doesn't; afterwards Python's own answer is back."""
    before = signal.getsignal(signal.SIGINT)
    told: list[float] = []
    with simulate.ctrl_c_at(told.append) as tell:
        tell(1.0)
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(Stopped):
            tell(2.0)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert told == [1.0, 2.0]
    assert signal.getsignal(signal.SIGINT) is before


def test_an_injected_event_is_a_decision_like_any_other() -> None:
    """A policy may inject what a facilitator would."""
    diary = policy.Diary("mine:policy", lambda frame: [Inject("outage")])

    class Moment:
        time = 25_200.0

    assert diary(Moment()) == [Inject("outage")]  # type: ignore[arg-type]
    assert [str(decision) for decision in diary.decisions] == ["25200 inject outage"]
