"""Finding a policy: a shipped one by name, or any callable by `module:callable`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from sim.errors import PleaseHoldError
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
        hint = nearest(named, list(POLICIES)) or f"; there are {', '.join(POLICIES)}"
        raise PolicyError(named, f"there is no such policy{hint}")
    return POLICIES[named]


def _imported(named: str) -> Policy:
    module_name, _, attribute = named.partition(":")
    sys.path.insert(0, str(Path.cwd()))  # for its own later imports too
    try:
        found: object = importlib.import_module(module_name)
    except ModuleNotFoundError as error:
        raise PolicyError(named, f"there is no module {error.name!r}") from error
    except ValueError as error:
        raise PolicyError(named, "takes module:callable") from error
    for part in attribute.split("."):
        found = getattr(found, part, None)
    if not callable(found):
        raise PolicyError(named, f"module {module_name!r} has no callable {attribute!r}")
    return found  # type: ignore[return-value]  # its signature shows when it is asked
