"""Please Hold's model: a service centre, its market, and runs of both. Knows no window, socket or wall clock.

The outside contract (design: stable): `load_level`, `parse_level`, `Model`, `Run`, `play`, `load_run`, `save_run`,
`verify`, and the values they take and return.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.decisions import Accepted, Decision, Inject, Refused, Set
    from sim.errors import LevelError, PleaseHoldError, RunFileError
    from sim.level import Level
    from sim.levelfile import load_level, parse_level
    from sim.run.model import Model
    from sim.run.replay import Outcome, Run, play
    from sim.run.runfile import load_run, save_run, verify

_HOMES = {
    "Accepted": "sim.decisions",
    "Decision": "sim.decisions",
    "Inject": "sim.decisions",
    "Refused": "sim.decisions",
    "Set": "sim.decisions",
    "LevelError": "sim.errors",
    "PleaseHoldError": "sim.errors",
    "RunFileError": "sim.errors",
    "Level": "sim.level",
    "load_level": "sim.levelfile",
    "parse_level": "sim.levelfile",
    "Model": "sim.run.model",
    "Outcome": "sim.run.replay",
    "Run": "sim.run.replay",
    "play": "sim.run.replay",
    "load_run": "sim.run.runfile",
    "save_run": "sim.run.runfile",
    "verify": "sim.run.runfile",
}

__all__ = [
    "Accepted",
    "Decision",
    "Inject",
    "Level",
    "LevelError",
    "Model",
    "Outcome",
    "PleaseHoldError",
    "Refused",
    "Run",
    "RunFileError",
    "Set",
    "load_level",
    "load_run",
    "parse_level",
    "play",
    "save_run",
    "verify",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that `import sim` stays quick (PEP 562)."""
    if name in _HOMES:
        from importlib import import_module

        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
