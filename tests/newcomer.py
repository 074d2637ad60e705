"""A newcomer at the window: real keys and a real pointer, by way of the X server, and eyes that read the last picture.

What is done goes through xdotool, SDL and the loop like anybody's; only what to point at is looked up in the scene
instead of on the glass. `tests/evening.py` is what a newcomer does with it.

Rules of this file: who has a mouse has no keys, and the other way round; an input of the other kind is an error.
Nothing waits for a while, everything for something.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

import pygame  # noqa: E402  (a script: the checkout first on the path)

from game.views.inputs import Drag, Input, Key, Press, Release, Text, Wheel  # noqa: E402
from game.views.keys import Act, bindings  # noqa: E402
from game.views.scene import Scene, Stage  # noqa: E402
from game.views.ui import Spot, Ui  # noqa: E402
from game.window import app  # noqa: E402
from game.window.shelf import Shelf  # noqa: E402
from game.window.surface import SurfaceCanvas  # noqa: E402

LONGEST_S = 100.0
"""Nothing takes longer to happen, on a slow machine that does other things as well."""
Wait = Callable[[], bool]
Steps = Generator[Wait, None, None]
"""What happens, step by step: each step is done, and then waits until it has shown an effect."""
CALLED = {"enter": "Return", "escape": "Escape", "space": "space", "?": "question", "/": "slash", ".": "period",
          "backspace": "BackSpace", "+": "plus", "-": "minus"}  # fmt: skip
"""Keys that X calls otherwise than we do."""
SIGNS = frozenset("space question slash period plus minus".split())
"""Keys that write something, though their names are long."""
SHIFTED = frozenset("question plus".split())
"""Keys for which Shift goes down first."""


def xdo(*words: str) -> None:
    """Let the X server do something."""
    subprocess.run(["timeout", "20", "xdotool", *words], check=True, capture_output=True)


class Newcomer:
    """Someone who has never seen this."""

    def __init__(self, *, mouse: bool) -> None:
        self.mouse = mouse
        self.stage: Stage | None = None
        self.shelf: Shelf | None = None
        self.scale = 1.0
        self.taken = 0
        """Inputs that have reached the scenes."""
        self.rounds = 0
        """Times the loop has gone round."""
        self.read: set[str] = set()
        """Texts drawn since this was last emptied."""
        self.leaves = False
        """Whether the game may end now."""

    # --- eyes -------------------------------------------------------------------------------------------------

    @property
    def scene(self) -> Scene:
        """What is on top."""
        assert self.stage is not None
        return self.stage.top

    @property
    def ui(self) -> Ui:
        """Its widgets."""
        ui = self.scene._ui  # type: ignore[attr-defined]
        assert isinstance(ui, Ui)
        return ui

    @property
    def playing(self) -> Any:
        """The run in play."""
        assert self.shelf is not None
        return self.shelf.current

    @property
    def settings(self) -> Any:
        """What is set."""
        assert self.shelf is not None
        return self.shelf.settings

    def sees(self, key: str) -> bool:
        """Whether it is on the screen."""
        spot = self.ui.find(key)
        return spot is not None and spot.seen.w > 2 and spot.seen.h > 2

    def at(self, name: str) -> Wait:
        """Until a scene of that name is on top, and has been drawn."""
        then = self.rounds
        return lambda: type(self.scene).__name__ == name and self.rounds > then + 1

    def spots(self, start: str) -> list[Spot]:
        """What there is whose key begins so."""
        return [spot for spot in self.ui._spots if spot.key.startswith(start)]

    def first(self, start: str) -> str:
        """The first thing that can be seen whose key begins so."""
        return next(spot.key for spot in self.spots(start) if spot.seen.w > 2 and spot.seen.h > 8)

    def confess(self) -> None:
        """Say what is on the screen where it doesn't go on, and keep a picture of it."""
        if self.stage is None or self.stage.over:
            return
        there = [spot.key for spot in self.ui._spots]
        sys.stderr.write(f"in {type(self.scene).__name__}, focus on {self.ui.focus!r}, of {there}\n")
        if surface := pygame.display.get_surface():
            pygame.image.save(surface, Path.home() / "stuck.png")

    # --- hands ------------------------------------------------------------------------------------------------

    def arrived(self, inputs: int = 1) -> Wait:
        """Until so many more inputs have reached the scenes, and one more picture is drawn."""
        taken, rounds = self.taken + inputs, self.rounds
        return lambda: self.taken >= taken and self.rounds > rounds + 1

    def key(self, *names: str) -> Steps:
        """Press keys, one after the other."""
        for name in names:
            letters = len(name) == 1 or name in SIGNS
            wait = self.arrived(letters + len(name.split("+")) + (name in SHIFTED))
            xdo("key", name)
            yield wait

    def type(self, text: str) -> Steps:
        """Write."""
        for letter in text:
            yield from self.key("space" if letter == " " else letter)

    def point(self, x: float, y: float) -> Steps:
        """Move the pointer there, in logical pixels."""
        at = round(x * self.scale), round(y * self.scale)
        # By way of a place beside it: where the pointer is already, a scene that has just been opened doesn't know it.
        xdo("mousemove", str(at[0] + 2), str(at[1]), "mousemove", str(at[0]), str(at[1]))
        wait = self.arrived(0)
        yield lambda: wait() and abs(self.ui.pointer[0] - x) < 1 and abs(self.ui.pointer[1] - y) < 1

    def press(self) -> Steps:
        """Click where the pointer is."""
        wait = self.arrived(2)
        xdo("click", "1")
        yield wait

    def click(self, key: str) -> Steps:
        """Point at it and press; what is scrolled away is scrolled to."""
        yield lambda: self.ui.find(key) is not None
        yield from self.scroll_to(key)
        yield from self.point(*self.spot(key).seen.centre)
        assert self.ui.hot == key, f"{self.ui.hot!r} lies over {key!r}"
        yield from self.press()

    def drag(self, points: list[tuple[float, float]]) -> Steps:
        """Pull from the first point through the others."""
        yield from self.point(*points[0])
        wait = self.arrived()
        xdo("mousedown", "1")
        yield wait
        for x, y in points[1:]:
            yield from self.point(x, y)
        wait = self.arrived()
        xdo("mouseup", "1")
        yield wait

    def scroll_to(self, key: str) -> Steps:
        """Turn the wheel until it can be seen whole."""
        for _ in range(80):
            spot = self.spot(key)
            area = self.ui._scrollers.get(spot.scroller)
            if area is None or spot.seen.h >= min(spot.rect.h, area.rect.h) - 1:
                return
            yield from self.point(area.rect.x + 3, area.rect.centre[1])
            wait = self.arrived()
            xdo("click", "5" if spot.rect.y > area.rect.y else "4")
            yield wait

    def spot(self, key: str) -> Spot:
        """The widget called so."""
        found = self.ui.find(key)
        assert found is not None, f"nothing called {key!r}; there are {[spot.key for spot in self.ui._spots]}"
        return found

    def walk_to(self, key: str) -> Steps:
        """Tab until it has the focus."""
        yield lambda: self.ui.find(key) is not None
        seen: list[str] = []
        for _ in range(300):
            if self.ui.focus == key:
                return
            yield from self.key("Tab")
            seen.append(self.ui.focus)
        raise AssertionError(f"Tab never comes to {key!r}, but to {dict.fromkeys(seen).keys()}")

    def use(self, key: str) -> Steps:
        """Press a button: by the pointer, or by Tab and Enter."""
        if self.mouse:
            yield from self.click(key)
        else:
            yield from self.walk_to(key)
            yield from self.key("Return")

    def do(self, button: str, act: Act) -> Steps:
        """Do what a button and a key do."""
        if self.mouse:
            yield from self.click(button)
        else:
            yield from self.key(called(act))


def called(act: Act) -> str:
    """What X calls the key of `act`."""
    key = next(binding.key for binding in bindings() if binding.act is act)
    plain = key.removeprefix("ctrl ")
    return ("ctrl+" if plain != key else "") + CALLED.get(plain, plain)


def live(steps: Steps, me: Newcomer) -> None:
    """Open the game and live through `steps`, one look at them before each picture."""
    waiting: list[Wait] = [lambda: me.stage is not None and me.rounds > 2]
    since = [time.monotonic()]
    done = [False]
    original, translate, draw, text = app.happenings, app.translate, Stage.draw, SurfaceCanvas.text

    def happenings(pace: int) -> list[pygame.event.Event]:
        me.rounds += 1
        try:
            while not done[0] and waiting[0]():
                since[0] = time.monotonic()
                waiting[0] = next(steps)
            assert time.monotonic() - since[0] < LONGEST_S, "nothing came of it"
        except StopIteration:
            done[0] = True
            pygame.event.post(pygame.event.Event(pygame.QUIT))
        except BaseException:
            me.confess()
            raise
        return original(max(pace, app.FPS))

    def counted(event: pygame.event.Event, scale: float) -> Input | None:
        found = translate(event, scale)
        me.taken += found is not None
        assert not isinstance(found, Key | Text if me.mouse else Press | Release | Drag | Wheel), (
            f"whose {found} is it?"
        )
        return found

    def drawn(stage: Stage, canvas: Any) -> None:
        me.stage, me.scale = stage, canvas.scale
        draw(stage, canvas)

    def said(canvas: SurfaceCanvas, x: float, y: float, words: str, **more: Any) -> None:
        me.read.add(words)
        text(canvas, x, y, words, **more)

    class Seen(Shelf):
        def __init__(self, *args: Any, **more: Any) -> None:
            super().__init__(*args, **more)
            me.shelf = self

    app.happenings, app.translate, app.Shelf = happenings, counted, Seen  # type: ignore[assignment,misc]
    Stage.draw, SurfaceCanvas.text = drawn, said  # type: ignore[assignment,method-assign]
    try:
        assert app.main() == 0
    finally:
        app.happenings, app.translate, app.Shelf = original, translate, Shelf  # type: ignore[misc]
        Stage.draw, SurfaceCanvas.text = draw, text  # type: ignore[method-assign]
    assert done[0] or me.leaves, "the game ended before the story"


def tell(text: str) -> None:
    """Say how far the story has come."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
