"""dev.py sets up from nothing, once, and hands over: real environments and a real pip, on a project of one file."""

from __future__ import annotations

import ast
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dev
from conftest import ROOT

PYPROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "please-hold"
version = "0"
[project.optional-dependencies]
test = []
"""

# A build backend of our own needs no network. A file `dawdle` makes it slow enough to be interrupted.
BACKEND = """\
import os, time, zipfile
def build_editable(folder, config_settings=None, metadata_directory=None):
    while os.path.exists("dawdle"):
        open("dawdling", "w").close()
        time.sleep(0.05)
    name, info = "please_hold-0-py3-none-any.whl", "please_hold-0.dist-info/"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        metadata = "Metadata-Version: 2.1\\nName: please-hold\\nVersion: 0\\nProvides-Extra: test\\n"
        wheel.writestr(info + "METADATA", metadata)
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return name
"""

MAIN = """\
import json, os, sys
print(json.dumps({"prefix": sys.prefix, "arguments": sys.argv[1:], "cwd": os.getcwd()}))
sys.exit(7)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one file in a folder with a space in its name, with the real dev.py."""
    folder = tmp_path / "a project"
    folder.mkdir()
    for name, text in {"pyproject.toml": PYPROJECT, "backend.py": BACKEND, "main.py": MAIN}.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "constraints.txt").touch()
    shutil.copy(ROOT / "dev.py", folder)
    return folder


def play(project: Path, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run `dev.py play ...` as a user would."""
    command = [sys.executable, str(project / "dev.py"), "play", *arguments]
    return subprocess.run(command, cwd=cwd or project, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.slow
def test_first_start_builds_then_starts_are_quick_and_silent(project: Path, tmp_path: Path) -> None:
    """The first start shows its progress on standard error; later ones only hand over, from any folder."""
    first = play(project, "simulate", "a b", "--json", cwd=tmp_path)
    assert first.returncode == 7, first.stderr
    assert json.loads(first.stdout) == {  # nothing of pip's on standard output
        "prefix": str(project / ".venv"),
        "arguments": ["simulate", "a b", "--json"],
        "cwd": str(tmp_path),
    }
    assert "Setting up .venv" in first.stderr

    second = play(project)
    assert (second.returncode, second.stderr) == (7, "")

    (project / "constraints.txt").write_text("# newer\n", encoding="utf-8")
    third = play(project)
    assert "Installing" in third.stderr
    assert "Setting up" not in third.stderr
    assert play(project).stderr == ""


@pytest.mark.slow
def test_what_the_tests_installed_serves_the_game_too(project: Path) -> None:
    """`play` after `test` installs nothing: the test extra holds the game."""
    module = dev_of(project)
    module["ready"]("[test]")
    assert play(project).stderr == ""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent another way on Windows")
def test_ctrl_c_leaves_no_half_environment(project: Path) -> None:
    """Interrupted while it installs, dev.py takes the new environment away and says so; killed, it starts afresh."""
    command = [sys.executable, str(project / "dev.py"), "play"]
    for how, code, left in ((signal.SIGINT, 130, False), (signal.SIGKILL, -signal.SIGKILL, True)):
        (project / "dawdle").touch()
        (project / "dawdling").unlink(missing_ok=True)
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
            await_file(project / "dawdling")
            os.killpg(process.pid, how)  # a terminal signals the whole group
            _, said = process.communicate(timeout=30)
        assert process.returncode == code, said
        assert (project / ".venv").exists() is left

    (project / "dawdle").unlink()
    again = play(project)
    assert again.returncode == 7
    assert "Setting up .venv" in again.stderr


def await_file(file: Path, seconds: float = 60) -> None:
    """Wait until `file` is there."""
    end = time.monotonic() + seconds
    while not file.exists():
        assert time.monotonic() < end, f"{file.name} never came"
        time.sleep(0.02)


@pytest.mark.slow
def test_an_environment_without_pip_gets_one(project: Path) -> None:
    """Other tools make `.venv` without pip; dev.py completes it instead of failing or throwing it away."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", project / ".venv"], check=True)
    started = play(project)
    assert started.returncode == 7, started.stderr
    assert "Setting up" not in started.stderr


def test_a_failing_installation_is_not_taken_for_done(project: Path) -> None:
    """When a step fails, dev.py names it, exits 1 and leaves nothing that the next start would trust."""
    (project / "constraints.txt").write_text("this is no constraint ===\n", encoding="utf-8")
    failed = play(project)
    assert failed.returncode == 1
    assert "dev.py: this step failed: " in failed.stderr
    assert failed.stdout == ""
    assert not (project / ".venv" / dev.STAMP.name).exists()


def dev_of(project: Path) -> dict[str, object]:
    """The names of the project's own copy of dev.py."""
    import runpy

    return runpy.run_path(str(project / "dev.py"))


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Below 3.11: one sentence, exit 2, and syntax that such a Python can read at all."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert dev.main(["play"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("Please Hold needs Python 3.11 or newer, and this is ")
    assert said.count("\n") == 1
    ast.parse((ROOT / "dev.py").read_text("utf-8"), feature_version=(3, 6))


def test_a_python_without_venv_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Debian ships Python without ensurepip; its own error message comes after a half-made folder."""
    monkeypatch.setattr(dev, "PYTHON", tmp_path / "none")
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else name)
    assert dev.main(["play"]) == 2
    assert "apt install python3-venv" in capsys.readouterr().err


def test_check_runs_on_after_a_failure(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """One run shows every discontent, and names them again at the end."""
    monkeypatch.setattr(dev, "SCRIPTS", Path(sys.executable).parent)
    checks = (("python", "-c", "raise SystemExit(3)"), ("python", "-c", "print('second ran')"))
    monkeypatch.setattr(dev, "CHECKS", checks)
    assert dev.check() == 1
    out, err = capfd.readouterr()
    assert "second ran" in out
    assert err.splitlines()[-1] == "dev.py: not content: python"


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["paly"], 2), (["--help"], 0)])
def test_help_names_every_command(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Asked for help, or for nothing it knows, dev.py lists its commands and sets nothing up."""
    assert dev.main(arguments) == code
    said = capsys.readouterr().err
    assert all(f"\n    {command} " in said for command in ("play", "check", "test"))
