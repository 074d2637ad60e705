#!/usr/bin/env python3
"""Set up and run: python3 dev.py COMMAND (Windows: py dev.py COMMAND).

    play [ARG...]   start the game, or any other of its commands: dev.py play levels --json
    check           formatting, lint, types, the direction of imports
    test [ARG...]   check, then all tests; with arguments pytest alone, with these arguments

Rules of this file: the standard library only, and syntax that an old Python still parses, so that it can
say what is missing. All it makes is `.venv` beside it. STAMP in there names what was installed from which
pins; BUILDING stands there until a new environment is whole, so that one cut off half-way is never used.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS, EXE = (VENV / "Scripts", ".exe") if os.name == "nt" else (VENV / "bin", "")
PYTHON = SCRIPTS / ("python" + EXE)
STAMP, BUILDING = VENV / "please-hold-installed", VENV / "please-hold-building"
PINS = ("pyproject.toml", "constraints.txt")
CHECKS = (("ruff", "format", "--check", "."), ("ruff", "check", "."), ("mypy",), ("lint-imports",))


def complaint() -> str:
    """Why this Python can't set the project up, in one sentence; empty if it can."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an old Python is told so here
        return "Please Hold needs Python 3.11 or newer, and this is " + sys.version.split()[0] + "."
    if not PYTHON.exists() and not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        return "This Python can't make virtual environments; on Debian or Ubuntu: apt install python3-venv"
    return ""


def say(text: str) -> None:
    """Tell the user on standard error: standard output belongs to the command that is run."""
    print(text, file=sys.stderr, flush=True)


def step(*command: str) -> None:
    """Run one step of the set-up, showing its output on standard error; give up if it fails."""
    if subprocess.call(command, stdout=sys.stderr.fileno()):
        raise SystemExit("dev.py: this step failed: " + " ".join(command))


def remove() -> None:
    """Take the environment away; should something hold on to a part of it, mark that as unusable."""
    shutil.rmtree(VENV, ignore_errors=True)
    if VENV.exists():
        BUILDING.touch()


def ready(extra: str) -> None:
    """See to it that .venv holds the game and `extra`; silent and quick if it does already."""
    place = [os.fsencode(ROOT)]  # an editable install names the checkout: a moved one installs anew
    pins = hashlib.sha256(b"\0".join(place + [(ROOT / name).read_bytes() for name in PINS])).hexdigest()
    whole = PYTHON.exists() and not BUILDING.exists()
    if whole and STAMP.exists() and STAMP.read_text(encoding="utf-8") in (pins + extra, pins + "[test]"):
        return
    if not whole:
        say("Setting up .venv; this happens once and takes about a minute.")
        remove()
        VENV.mkdir(exist_ok=True)
        BUILDING.touch()
        step(sys.executable, "-m", "venv", str(VENV))
    if subprocess.call((str(PYTHON), "-c", "import pip"), stderr=subprocess.DEVNULL):
        step(str(PYTHON), "-m", "ensurepip")  # other tools make environments without pip
    say("Installing the pinned packages ...")
    STAMP.unlink(missing_ok=True)  # cut off here, the next start installs again
    pip = (str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input")
    step(*pip, "-c", str(ROOT / "constraints.txt"), "-e", str(ROOT) + extra)
    STAMP.write_text(pins + extra, encoding="utf-8")
    BUILDING.unlink(missing_ok=True)


def check() -> int:
    """Run every check, also after one has failed; 0 if all are content, else 1."""
    failed = []
    for name, *arguments in CHECKS:
        say(" ".join(("$", name, *arguments)))
        if subprocess.call((str(SCRIPTS / (name + EXE)), *arguments), cwd=ROOT):
            failed.append(name)
    if failed:
        say("dev.py: not content: " + ", ".join(failed))
    return 1 if failed else 0


def hand_over(*arguments: str) -> int:
    """Become the project's own Python with these arguments."""
    command = [str(PYTHON), *arguments]
    if os.name != "nt":
        os.execv(command[0], command)
    return subprocess.call(command)  # Windows' exec would return to the shell at once


def main(arguments: "list[str]") -> int:
    """Do what the command line says; the exit code."""
    command, rest = (arguments or [""])[0], arguments[1:]
    if command not in ("play", "check", "test"):
        say((__doc__ or "").split("\n\nRules")[0])
        return 0 if command in ("-h", "--help") else 2
    if complaint():
        say(complaint())
        return 2
    ready("" if command == "play" else "[test]")
    if command == "play":
        return hand_over(str(ROOT / "main.py"), *rest)
    if (command == "check" or not rest) and check():
        return 1
    if command == "check":
        return 0
    os.chdir(ROOT)
    return hand_over("-m", "pytest", "-n", "auto", *rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        if BUILDING.exists():
            remove()
        say("dev.py: stopped.")
        sys.exit(130)
