"""What can go wrong at the door, each as one exception that carries its facts.

Rules of this file: every error a user can cause is a `PleaseHoldError`; its `str()` is the line (or lines) to show;
arguments are positional and round-trip through `.args`, because SimPy and process pools rebuild exceptions from them.
Nothing here prints or exits: `game.cli` does that.
"""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """One fault of one file: where it stands (dotted path) and what was got and would be right."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class PleaseHoldError(Exception):
    """Base of every error that is the user's to mend; shown without a traceback, exit code 2."""


class LevelError(PleaseHoldError):
    """A level file that cannot be played: `file` and every `Problem` found in it, at once."""

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(file, problems)
        self.file = file
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(f"{self.file}: {problem}" for problem in self.problems)


class RunFileError(PleaseHoldError):
    """A run file that cannot be replayed: `file`, `key` (may be empty) and what would be right."""

    def __init__(self, file: str, key: str, message: str) -> None:
        super().__init__(file, key, message)
        self.file = file
        self.key = key
        self.message = message

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.message}" if self.key else f"{self.file}: {self.message}"


class DecisionError(PleaseHoldError):
    """A decision that a replayed run or a command line asks for and the model refuses."""

    def __init__(self, decision: str, reason: str) -> None:
        super().__init__(decision, reason)
        self.decision = decision
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.decision}: {self.reason}"
