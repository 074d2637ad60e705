"""The Map: what drives what, measured. Causal loops whose arrows are as wide as their effect was in the last week.

`week` gives last week's events by kind, `arrows` is the table of causes with the formula of each, `circles` the named
loops made of them, `plane` says where all of it stands, `map` is the screen. The first three are pure.
"""

from __future__ import annotations

from game.views.loops.map import Map

__all__ = ["Map"]
