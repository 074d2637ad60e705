"""Why?: any number on screen answers a click. What it means, how it went, what it is made of, whom it cost most.

`evidence` is the whole log by kind, and what one event has to do with another; `facets` are the ways of grouping
events, `lived` those by what people had lived through, `labels` the words of the groups; `folds` are what an account is
made of, `accounts` the table of all metrics, with `picks` for the events that they count, and `money`, `hours` and
`load` for what is counted in a way of its own; `causes` answers a question; `why` is the screen. All but the last are
pure.
"""

from __future__ import annotations

from game.views.why.why import Why

__all__ = ["Why"]
