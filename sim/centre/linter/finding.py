"""A finding: one thing that a policy book makes impossible or sure to go wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong, where it shows, and what mends it."""

    kind: str = ""
    """Its name in the table of kinds, which puts it in."""
    issue: str = ""
    """The issue it was found with; empty: the book as a whole."""
    path: tuple[str, ...]
    """What shows it: the desks of a walk, in order, or the levers that contradict each other."""
    lever: str
    """A lever that mends it."""
    message: str

    @property
    def name(self) -> str:
        """Its name in a level's `teaches`: `kind` or `kind:issue`."""
        return f"{self.kind}:{self.issue}" if self.issue else self.kind

    def __str__(self) -> str:
        way = f" ({' → '.join(self.path)})" if len(self.path) > 1 else ""
        return f"{self.name}: {self.message}{way}; mend it with {self.lever}"
