"""Scenes: what is on the screen, as a stack. A scene answers an input with what should happen to the stack.

Rules of this file: a scene never touches the stack itself. Only the top one gets inputs, ticks
included, so that a running game stands still under whatever covers it. An overlay draws the scene beneath it itself.
Help alone is at hand over every scene, unasked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from game.views.canvas import Canvas
from game.views.inputs import AWAY, Input, Key


class Scene(Protocol):
    """One screen."""

    def on_input(self, happened: Input) -> Turn | None:
        """What should happen to the stack because of what the player did; `None`: nothing."""

    def draw(self, canvas: Canvas) -> None:
        """Draw everything. Changes nothing that is shown or played."""

    @property
    def pace(self) -> int:
        """Pictures a second that it needs while nobody touches anything; 0: none, nothing moves."""


@dataclass(frozen=True, slots=True)
class Push:
    """Cover the scene with another."""

    scene: Scene


@dataclass(frozen=True, slots=True)
class Pop:
    """Go back to the scene beneath."""


@dataclass(frozen=True, slots=True)
class Reset:
    """Throw the stack away and begin again with `scene`."""

    scene: Scene


@dataclass(frozen=True, slots=True)
class Quit:
    """End the program."""


Turn = Push | Pop | Reset | Quit


class Stage:
    """The stack of scenes; empty when the program should end."""

    __slots__ = ("_scenes",)

    def __init__(self, scene: Scene) -> None:
        self._scenes = [scene]

    @property
    def over(self) -> bool:
        """Whether no scene is left."""
        return not self._scenes

    @property
    def top(self) -> Scene:
        """The scene that gets the inputs."""
        return self._scenes[-1]

    @property
    def pace(self) -> int:
        """Pictures a second that the top scene needs while nobody touches anything."""
        return self._scenes[-1].pace if self._scenes else 0

    @property
    def listens(self) -> bool:
        """Whether the top scene wants every key as it is, also those that work everywhere."""
        return bool(self._scenes) and getattr(self._scenes[-1], "listens", False)

    def feed(self, happened: Input) -> None:
        """Give an input to the top scene and apply its answer."""
        if not self._scenes:
            return
        match self._help(happened) or self._scenes[-1].on_input(happened):
            case None:
                return
            case Push(scene):
                self._scenes[-1].on_input(AWAY)  # nothing beneath stays lit
                self._scenes.append(scene)
            case Pop():
                self._scenes.pop()
            case Reset(scene):
                self._scenes = [scene]
            case Quit():
                self._scenes.clear()

    def _help(self, happened: Input) -> Turn | None:
        """The list of keys, if that is what a key that writes nothing asks for."""
        from game.views.help import Help
        from game.views.keys import Act, KeyMap, bindings

        if not isinstance(happened, Key) or self.listens or KeyMap(bindings()).act(happened) is not Act.HELP:
            return None
        return Pop() if isinstance(self.top, Help) else Push(Help(self.top))

    def draw(self, canvas: Canvas) -> None:
        """Draw the top scene."""
        if self._scenes:
            self._scenes[-1].draw(canvas)
