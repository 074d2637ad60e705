"""The Ledgers: profit and loss, two ledgers of what a customer is worth, the powerlessness bill, and the mirage.

`accounts` counts all of it from events, frame and level, and draws nothing; `pages` draws the first two, `bill` and
`mirage` the others; `ledgers` is the screen with its four tabs. What the firm can't see is drawn as veiled, not left
out (`veil`): that there is something is the point.
"""

from __future__ import annotations

from game.views.ledgers.ledgers import Ledgers

__all__ = ["Ledgers"]
