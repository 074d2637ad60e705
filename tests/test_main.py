"""The door: what all commands have in common. What a user gets wrong is one line and an exit code, no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

COMMANDS = ["play", "simulate", "verify", "check", "erlang", "levels", "policies", "compare", "validate"]


def door(*arguments: str, cwd: Path = ROOT, **env: str | None) -> subprocess.CompletedProcess[str]:
    """Run `python main.py ...` as a user would; an `env` value of None takes that variable away."""
    told = {name: value for name, value in {**os.environ, **env}.items() if value is not None}
    command = [sys.executable, str(ROOT / "main.py"), *arguments]
    return subprocess.run(command, cwd=cwd, env=told, capture_output=True, text=True, check=False, timeout=120)


def one_line(said: subprocess.CompletedProcess[str]) -> str:
    """The only line on standard error of a command that ended with exit code 2 and printed nothing."""
    assert said.returncode == 2, said
    assert said.stdout == ""
    (line,) = said.stderr.splitlines()
    return line


def test_help_names_what_exists() -> None:
    """The help lists the commands there are, no others."""
    shown = door("--help")
    assert shown.returncode == 0, shown.stderr
    listed = shown.stdout.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed if line[2:3].strip()] == COMMANDS


def test_help_loads_neither_the_model_nor_the_window() -> None:
    """What makes the help quick: nothing heavy is imported until a command needs it."""
    code = "import main, sys; print({'sim', 'numpy', 'pygame', 'rich', 'pydantic'} & set(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "set()"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    """Each command explains itself and exits 0."""
    shown = door(command, "-h")
    assert shown.returncode == 0
    assert f"main.py {command} " in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("simulate", "Missing argument 'LEVEL'. (main.py simulate -h tells more)"),
        ("simulate 1 2", "Got unexpected extra argument(s) (2) (main.py simulate -h tells more)"),
        ("simulate 1 --seed", "Option '--seed' requires an argument."),
        ("simulate 1 --seed -1", "'--seed': takes a whole number from 0 to 1,000,000,000,000,000,000, got '-1'"),
        ("simulate 1 --days 0", "'--days': takes a whole number from 1 to 3,653, got '0'"),
        ("simulate 1 --days 3654", "'--days': takes a whole number from 1 to 3,653, got '3654'"),
        ("simulate 1 --days nan", "'--days': takes a whole number from 1 to 3,653, got 'nan'"),
        ("simulate 1 --days 1e9", "'--days': takes a whole number from 1 to 3,653, got '1e9'"),
        ("compare 1 --a strict", "Missing option '--b'."),
        ("compare 1 --a x --b y --seeds 1", "'--seeds': takes a whole number from 2 to 1,000, got '1'"),
        ("validate --weeks 3", "'--weeks': takes a whole number from 14 to 104, got '3'"),
        ("erlang --hours soon", "'--hours': takes a number, got 'soon'"),
        ("erlang --service-s inf", "'--service-s': takes a number, got 'inf'"),
        ("levels --jsn", "No such option: --jsn (Possible options: --json)"),
        ("zzz", f"No such command 'zzz'. (there are {', '.join(COMMANDS)}; main.py -h tells more)"),
    ],
)
def test_wrong_use_is_one_line_that_says_what_would_be_right(arguments: str, told: str) -> None:
    """Option and value got, what is taken instead or where that stands; exit code 2."""
    assert told in one_line(door(*arguments.split()))


def test_a_value_of_many_lines_is_told_on_one() -> None:
    """Whatever a shell script puts into a value, the answer is one line, and not a long one."""
    line = one_line(door("simulate", "1", "--days", "7\n" * 100))
    assert len(line) < 200


def test_without_its_packages_it_names_the_command_that_sets_up() -> None:
    """A plain Python gets one line instead of a traceback."""
    said = subprocess.run(
        [sys.executable, "-I", "-S", str(ROOT / "main.py")], capture_output=True, text=True, check=False
    )
    assert one_line(said).endswith("Type: python3 dev.py play")


@pytest.mark.parametrize("arguments", [[], ["play", "1"]])
def test_without_a_display_it_says_how_to_go_on(arguments: list[str]) -> None:
    """On a server one line says that no window can open and names the commands that need none."""
    said = door(*arguments, DISPLAY=None, WAYLAND_DISPLAY=None, SDL_VIDEODRIVER=None)
    line = one_line(said)
    assert "no display" in line
    assert "python main.py simulate LEVEL" in line


@pytest.mark.parametrize(("named", "hint"), [("01-handeld", 'did you mean "01-handled"?'), ("nope.toml", "01-handled")])
def test_an_unknown_level_is_named_beside_the_nearest(named: str, hint: str) -> None:
    """A mistyped level is told with what there is."""
    line = one_line(door("simulate", named))
    assert named in line
    assert hint in line


def test_a_broken_module_of_ours_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what a user can mend is made into one line: a bug isn't told as `not set up`."""
    import main

    with pytest.raises(ModuleNotFoundError), main.telling():
        raise ModuleNotFoundError("gone", name="sim.gone")
    with pytest.raises(ZeroDivisionError), main.telling():
        raise ZeroDivisionError


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The operating system's refusals come with the file they are about."""
    import typer

    import main

    with pytest.raises(typer.Exit) as left, main.telling():
        (tmp_path / "none").read_text(encoding="utf-8")
    assert left.value.exit_code == 2
    assert capsys.readouterr().err == f"{tmp_path / 'none'}: No such file or directory\n"
