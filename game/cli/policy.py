"""Policies on the command line: the game's own by name, an installed package's by name, or any by `module:callable`.

A package offers policies as entry points of the group `please_hold.policies` (docs/command-line.md); a name of the
game's own can't be taken from it. What a policy's author got wrong is a `PolicyError`, one line, never a traceback.
"""

from __future__ import annotations

import importlib
import sys
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from sim.decisions import Change, Decision, Inject, Set
from sim.errors import PleaseHoldError
from sim.frames import Frame
from sim.lab.policies import POLICIES, Policy
from sim.levers import nearest

GROUP = "please_hold.policies"


class PolicyError(PleaseHoldError):
    """A policy that can't be found or asked: what was `named`, by which `option`, and why not."""

    def __init__(self, named: str, reason: str, option: str = "--policy") -> None:
        super().__init__(named, reason, option)
        self.named = named
        self.reason = reason
        self.option = option

    def __str__(self) -> str:
        return " ".join(f"{self.option} {self.named}: {self.reason}".split())


def offered() -> dict[str, EntryPoint]:
    """The policies of installed packages by name; of two of the same name, the first found."""
    found: dict[str, EntryPoint] = {}
    for point in entry_points(group=GROUP):
        if point.name not in POLICIES:
            found.setdefault(point.name, point)
    return found


def find_policy(named: str, option: str = "--policy") -> Policy:
    """The policy that `named` names, for `option`; modules are looked for in the current folder first."""
    if named in POLICIES:
        return POLICIES[named]
    points = offered()
    if named in points:
        return _imported(named, points[named].value.partition("[")[0].strip(), option)
    if ":" in named:
        sys.path.insert(0, str(Path.cwd()))  # for its own later imports too
        return _imported(named, named, option)
    names = [*POLICIES, *points]
    hint = nearest(named, names) or f"; there are {', '.join(names)}, and module:callable"
    raise PolicyError(named, f"there is no such policy{hint}", option)


def _imported(named: str, place: str, option: str) -> Policy:
    """The callable at `place`, which is `module:callable`."""
    module_name, _, attribute = place.partition(":")
    if not attribute or not module_name or module_name.startswith("."):
        raise PolicyError(named, f"takes module:callable, got {place!r}", option)
    try:
        found: object = importlib.import_module(module_name)
    except ModuleNotFoundError as error:
        raise PolicyError(named, f"there is no module {error.name!r}", option) from error
    except Exception as error:
        reason = f"module {module_name!r} can't be imported: {type(error).__name__}: {error}"
        raise PolicyError(named, reason, option) from error
    for part in attribute.split("."):
        found = getattr(found, part, None)
    if not callable(found):
        raise PolicyError(named, f"module {module_name!r} has no callable {attribute!r}", option)
    return found


class Diary:
    """A policy that writes down what it decides, and is told clearly when it answers with something else."""

    def __init__(self, named: str, policy: Policy, option: str = "--policy") -> None:
        """`named`: as the user called it, by `option`."""
        self.named = named
        self.option = option
        self.policy = policy
        self.decisions: list[Decision] = []

    def __call__(self, frame: Frame) -> list[Change]:
        """Ask the policy; the decisions stand in the diary as if taken at once."""
        try:
            answer: object = self.policy(frame)
        except Exception as error:
            raise PolicyError(self.named, f"failed with {type(error).__name__}: {error}", self.option) from error
        if not isinstance(answer, list | tuple) or not all(isinstance(change, Set | Inject) for change in answer):
            raise PolicyError(self.named, f"returns a list of Set and Inject, got {answer!r:.60}", self.option)
        self.decisions += [Decision(int(frame.time), change) for change in answer]
        return list(answer)
