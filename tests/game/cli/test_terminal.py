"""Progress, only for who waits and watches; Ctrl-C, at once and in one line, whoever is at work."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import ROOT
from game.cli import terminal

pty = pytest.importorskip("pty", reason="a terminal of one's own is opened another way on Windows")


class Screen:
    """A process at a terminal of its own: standard error is that terminal, standard output a pipe."""

    def __init__(self, code: list[str]) -> None:
        self.mine, theirs = pty.openpty()
        # The process leads a session with this terminal, so that Ctrl-C reaches it and its workers as from a keyboard.
        leader = "import fcntl, os, sys, termios; os.setsid(); fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
        leader += "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
        self.process = subprocess.Popen(
            [sys.executable, "-c", leader, *code], stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, cwd=ROOT
        )
        os.close(theirs)
        self.shown = ""

    def read(self, seconds: float, until: str = "\0") -> str:
        """What the terminal shows in at most `seconds`, or until it has shown `until`."""
        end = time.monotonic() + seconds
        while until not in self.shown and (left := end - time.monotonic()) > 0:
            if not select.select([self.mine], [], [], min(left, 0.1))[0]:
                continue
            try:
                self.shown += os.read(self.mine, 4096).decode(errors="replace")
            except OSError:  # nobody writes any more
                break
        return self.shown

    def ctrl_c(self) -> None:
        """Press it."""
        os.write(self.mine, b"\x03")

    def end(self) -> tuple[int, str]:
        """Exit code and what stands on the screen at last, without what was drawn and wiped out."""
        with self.process:
            out = self.process.communicate(timeout=60)[0]
        self.read(1)
        os.close(self.mine)
        assert out == b""
        plain = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.shown)
        return self.process.returncode, plain


WORK = "import time; from game.cli import terminal; terminal.PATIENCE_S = {patience}\n"
WORK += "with terminal.progress('A long step', 2) as report: time.sleep({takes}); report(1); time.sleep(0.3)"


@pytest.mark.parametrize(("patience", "takes", "shown"), [(0.2, 1.0, True), (60.0, 0.0, False)])
def test_a_bar_appears_when_it_takes_long_even_before_the_first_report(
    patience: float, takes: float, shown: bool
) -> None:
    """A clock decides, not the work; a quick command leaves the terminal as it was."""
    screen = Screen(["-c", WORK.format(patience=patience, takes=takes)])
    screen.read(20)
    code, text = screen.end()
    assert code == 0
    assert ("A long step" in text) is shown
    assert shown or text == ""


def test_where_nobody_watches_nothing_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    """Standard error that is no terminal stays empty."""
    with terminal.progress("A long step", 2) as report:
        report(1)
    assert capsys.readouterr() == ("", "")


LONG = {
    "compare": "compare 1 --a do-nothing --b strict --seeds 200",
    "validate": "validate --seeds 100",
    "erlang": "erlang --arrivals-per-hour 10000 --service-s 300 --servers 900 --hours 1800",
}


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.5, 4.0])
@pytest.mark.parametrize("command", LONG)
def test_ctrl_c_is_one_line_whatever_is_at_work(command: str, seconds: float) -> None:
    """130 and `Stopped.`, no traceback from any process, while workers start and while they work; none of them goes on.

    In the first moments, before there is a command to stop, it may go without saying.
    """
    screen = Screen([str(ROOT / "main.py"), *LONG[command].split()])
    screen.read(seconds)
    screen.ctrl_c()
    began = time.monotonic()
    screen.read(30 if seconds > 1 else 2, "Stopped.")
    code, text = screen.end()
    assert code == 130, text
    assert seconds < 1 or text.rstrip().endswith("Stopped.")
    assert "Traceback" not in text
    assert "Process" not in text
    assert time.monotonic() - began < 20


@pytest.mark.slow
def test_ctrl_c_leaves_yesterdays_report(tmp_path: Path) -> None:
    """What was saved before is still there, and nothing half-written is beside it."""
    report = tmp_path / "report.html"
    report.write_text("yesterday", encoding="utf-8")
    arguments = ["compare", "1", "--a", "do-nothing", "--b", "strict", "--seeds", "200", "--report", str(report)]
    screen = Screen([str(ROOT / "main.py"), *arguments])
    screen.read(3)
    screen.ctrl_c()
    assert screen.end()[0] == 130
    assert report.read_text("utf-8") == "yesterday"
    assert list(tmp_path.iterdir()) == [report]
