"""The tutorial: an older colleague who shows the newcomer round by letting him do things, and later has opinions."""

from game.views.tutorial.guide import Guide
from game.views.tutorial.moment import Moment
from game.views.tutorial.steps import LIMIT

__all__ = ["LIMIT", "Guide", "Moment"]
