"""`policies`: what there is to name after `--policy`."""

from __future__ import annotations

from game.cli.policy import offered
from game.cli.terminal import print_json
from sim.lab.policies import POLICIES


def run(*, json: bool) -> int:
    """Print every policy with a name and where it comes from; nothing is imported to find that out."""
    rows = dict.fromkeys(POLICIES, "please-hold")
    for name, point in offered().items():
        rows[name] = point.dist.name if point.dist is not None else point.value
    if json:
        print_json([{"name": name, "from": origin} for name, origin in rows.items()])
        return 0
    width = max(map(len, rows))
    for name, origin in rows.items():
        print(f"{name:<{width}}  {origin}")
    return 0
