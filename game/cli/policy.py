"""Policies on the command line: a shipped one by name, or any callable by `module:callable`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from sim.decisions import Change, Decision, Inject, Set
from sim.errors import PleaseHoldError
from sim.frames import Frame
from sim.lab.policies import POLICIES, Policy
from sim.levers import nearest


class PolicyError(PleaseHoldError):
    """A policy that can't be found or asked: what was `named`, and why not."""

    def __init__(self, named: str, reason: str) -> None:
        super().__init__(named, reason)
        self.named = named
        self.reason = reason

    def __str__(self) -> str:
        return f"--policy {self.named}: {self.reason}"


def find_policy(named: str) -> Policy:
    """The policy that `named` names; modules are looked for in the current folder first."""
    if ":" in named:
        return _imported(named)
    if named not in POLICIES:
        hint = nearest(named, list(POLICIES)) or f"; there are {', '.join(POLICIES)}, and module:callable"
        raise PolicyError(named, f"there is no such policy{hint}")
    return POLICIES[named]


def _imported(named: str) -> Policy:
    module_name, _, attribute = named.partition(":")
    sys.path.insert(0, str(Path.cwd()))  # for its own later imports too
    try:
        found: object = importlib.import_module(module_name)
    except ModuleNotFoundError as error:
        raise PolicyError(named, f"there is no module {error.name!r}") from error
    except (ValueError, TypeError) as error:
        raise PolicyError(named, "takes module:callable") from error
    for part in attribute.split("."):
        found = getattr(found, part, None)
    if not callable(found):
        raise PolicyError(named, f"module {module_name!r} has no callable {attribute!r}")
    return found


class Diary:
    """A policy that writes down what it decides, and is told clearly when it answers with something else."""

    def __init__(self, named: str, policy: Policy) -> None:
        """`named`: as the user called it."""
        self.named = named
        self.policy = policy
        self.decisions: list[Decision] = []

    def __call__(self, frame: Frame) -> list[Change]:
        """Ask the policy; the decisions stand in the diary as if taken at once."""
        try:
            answer: object = self.policy(frame)
        except Exception as error:
            raise PolicyError(self.named, f"failed with {type(error).__name__}: {error}") from error
        if not isinstance(answer, list | tuple) or not all(isinstance(change, Set | Inject) for change in answer):
            raise PolicyError(self.named, f"returns a list of Set and Inject, got {answer!r:.60}")
        self.decisions += [Decision(int(frame.time), change) for change in answer]
        return list(answer)
