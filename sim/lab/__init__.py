"""The lab: experiments on runs, theory checks, policies as code.

`run_all` is the outside contract's; the rest of `__all__` is what a notebook needs beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.lab.experiments import Comparison, Failure, Interval, Trial, compare, interval, paired, run_all
    from sim.lab.policies import POLICIES, Policy

__all__ = [
    "POLICIES",
    "Comparison",
    "Failure",
    "Interval",
    "Policy",
    "Trial",
    "compare",
    "interval",
    "paired",
    "run_all",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that one module of the lab loads no other (PEP 562)."""
    if name in __all__:
        from importlib import import_module

        home = "policies" if name in ("POLICIES", "Policy") else "experiments"
        globals()[name] = getattr(import_module(f"sim.lab.{home}"), name)
        return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """What is there, asked for yet or not."""
    return sorted({*globals(), *__all__})
