"""The lab: experiments on runs, theory checks, policies as code, and the linter that reads a policy book without a run.

`run_all` is the outside contract's; the rest of `__all__` is what a notebook needs beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.centre.linter import Finding, findings
    from sim.lab.experiments import Comparison, Failure, Interval, Trial, compare, interval, paired, run_all
    from sim.lab.policies import POLICIES, Policy

__all__ = [
    "POLICIES",
    "Comparison",
    "Failure",
    "Finding",
    "Interval",
    "Policy",
    "Trial",
    "compare",
    "findings",
    "interval",
    "paired",
    "run_all",
]

_HOMES = {
    "POLICIES": "sim.lab.policies",
    "Policy": "sim.lab.policies",
    "Finding": "sim.centre.linter",
    "findings": "sim.centre.linter",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that one module of the lab loads no other (PEP 562)."""
    if name in __all__:
        from importlib import import_module

        globals()[name] = getattr(import_module(_HOMES.get(name, "sim.lab.experiments")), name)
        return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """What is there, asked for yet or not."""
    return sorted({*globals(), *__all__})
