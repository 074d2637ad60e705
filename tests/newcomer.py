"""A newcomer at the window: real keys and a real pointer, by way of the X server, and eyes that read the last picture.

`python tests/newcomer.py mouse|keys PART` opens the game as main.py does and lives through one part of the story of a
first evening; it ends with 0 if all of it came to pass. What is done goes through xdotool, SDL and the loop like
anybody's; only what to point at is looked up in the scene instead of on the glass. `tests/game/test_newcomer.py` runs
it on a virtual display, with a home of its own.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

import pygame  # noqa: E402  (a script: the checkout first on the path)

from game.views.inputs import Input  # noqa: E402
from game.views.scene import Scene, Stage  # noqa: E402
from game.views.ui import Spot, Ui  # noqa: E402
from game.window import app  # noqa: E402
from game.window.shelf import Shelf  # noqa: E402

LONGEST_S = 60.0
"""Nothing takes longer to happen, on a slow machine that does other things as well."""
Wait = Callable[[], bool]
Steps = Iterator[Wait]
"""What happens, step by step: each step is done, and then waits until it has shown an effect."""


def xdo(*words: str) -> None:
    """Let the X server do something."""
    subprocess.run(["timeout", "10", "xdotool", *words], check=True, capture_output=True)


class Newcomer:
    """Someone who has never seen this."""

    def __init__(self, *, mouse: bool) -> None:
        self.mouse = mouse
        self.stage: Stage | None = None
        self.shelf: Shelf | None = None
        self.scale = 1.0
        self.taken = 0
        """Inputs that have reached the scenes."""
        self.pictures = 0

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

    def sees(self, key: str) -> bool:
        """Whether it is on the screen."""
        spot = self.ui.find(key)
        return spot is not None and spot.seen.w > 2 and spot.seen.h > 2

    def at(self, name: str) -> Wait:
        """Until a scene of that name is on top."""
        return lambda: type(self.scene).__name__ == name

    def spots(self, start: str) -> list[Spot]:
        """What there is whose key begins so."""
        return [spot for spot in self.ui._spots if spot.key.startswith(start)]

    # --- hands ------------------------------------------------------------------------------------------------

    def drawn(self) -> Wait:
        """Until two more pictures have been drawn."""
        then = self.pictures + 2
        return lambda: self.pictures >= then

    def arrived(self) -> Wait:
        """Until another input has reached the scenes."""
        then = self.taken
        return lambda: self.taken > then

    def key(self, *names: str) -> Steps:
        """Press keys, one after the other."""
        for name in names:
            wait = self.arrived()
            xdo("key", name)
            yield wait
            yield self.drawn()

    def click(self, key: str) -> Steps:
        """Point at it and press; what is scrolled away is scrolled to."""
        yield lambda: self.ui.find(key) is not None
        yield from self.scroll_to(key)
        yield from self.point(*self.spot(key).seen.centre)
        xdo("click", "1")
        yield self.drawn()

    def point(self, x: float, y: float) -> Steps:
        """Move the pointer there, in logical pixels."""
        xdo("mousemove", str(round(x * self.scale)), str(round(y * self.scale)))
        yield lambda: abs(self.ui.pointer[0] - x) < 2 and abs(self.ui.pointer[1] - y) < 2
        yield self.drawn()

    def drag(self, points: list[tuple[float, float]]) -> Steps:
        """Pull from the first point through the others."""
        yield from self.point(*points[0])
        xdo("mousedown", "1")
        yield self.drawn()
        for x, y in points[1:]:
            yield from self.point(x, y)
        xdo("mouseup", "1")
        yield self.drawn()

    def scroll_to(self, key: str) -> Steps:
        """Turn the wheel until it can be seen whole."""
        for _ in range(60):
            spot = self.spot(key)
            area = self.ui._scrollers.get(spot.scroller)
            if area is None or spot.seen.h >= min(spot.rect.h, area.rect.h) - 1:
                return
            yield from self.point(*area.rect.centre)
            xdo("click", "5" if spot.rect.y > area.rect.y else "4")
            yield self.drawn()

    def spot(self, key: str) -> Spot:
        """The widget called so."""
        found = self.ui.find(key)
        assert found is not None, f"nothing called {key!r}; there are {[spot.key for spot in self.ui._spots]}"
        return found

    def walk_to(self, key: str) -> Steps:
        """Tab until it has the focus."""
        yield lambda: self.ui.find(key) is not None
        for _ in range(300):
            if self.ui.focus == key:
                return
            yield from self.key("Tab")
        raise AssertionError(f"Tab never comes to {key!r}, but to {self.ui.focus!r}")

    def use(self, key: str) -> Steps:
        """Press a button: by the pointer, or by Tab and Enter."""
        if self.mouse:
            yield from self.click(key)
        else:
            yield from self.walk_to(key)
            yield from self.key("Return")

    def open(self, button: str, name: str) -> Steps:
        """Open something: by its button, or by its key."""
        yield from (self.click(button) if self.mouse else self.key(name))


def live(steps: Steps, newcomer: Newcomer) -> None:
    """Open the game and live through `steps`, one look at them before each picture."""
    waiting: list[Wait] = [lambda: newcomer.stage is not None and newcomer.pictures > 2]
    since = [time.monotonic()]
    done = [False]
    original, translate, draw = app.happenings, app.translate, Stage.draw

    def happenings(pace: int) -> list[pygame.event.Event]:
        if not done[0] and waiting[0]():
            try:
                waiting[0] = next(steps)
                since[0] = time.monotonic()
            except StopIteration:
                done[0] = True
                pygame.event.post(pygame.event.Event(pygame.QUIT))
        assert time.monotonic() - since[0] < LONGEST_S, "nothing came of it"
        return original(max(pace, 60))

    def counted(event: pygame.event.Event, scale: float) -> Input | None:
        found = translate(event, scale)
        newcomer.taken += found is not None
        newcomer.scale = scale
        return found

    def drawn(stage: Stage, canvas: Any) -> None:
        newcomer.stage, newcomer.scale = stage, canvas.scale
        draw(stage, canvas)
        newcomer.pictures += 1

    class Seen(Shelf):
        def __init__(self, *args: Any, **more: Any) -> None:
            super().__init__(*args, **more)
            newcomer.shelf = self

    app.happenings, app.translate, app.Shelf = happenings, counted, Seen  # type: ignore[assignment,misc]
    Stage.draw = drawn  # type: ignore[method-assign]
    try:
        assert app.main() == 0
    except AssertionError:
        top = newcomer.stage.top if newcomer.stage and not newcomer.stage.over else None
        sys.stderr.write(f"at {type(top).__name__}: {[s.key for s in top._ui._spots] if top else None}\n")  # type: ignore[attr-defined]
        if pygame.display.get_surface():
            pygame.image.save(pygame.display.get_surface(), "newcomer.png")
        raise
    assert done[0] or newcomer.stage is None or newcomer.stage.over, "the game ended before the story"


def tell(text: str) -> None:
    """Say how far the story has come."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def first_evening(me: Newcomer) -> Steps:
    """Title to saved run."""
    tell("the title")
    yield from me.use("play")
    yield me.at("Choose")
    tell("the level map")
    yield from me.use("level 01-handled")
    yield me.drawn()
    if me.at("Choose")():
        yield from me.use("brief")
    yield me.at("Brief")
    tell("the brief")
    yield from me.use("start")
    yield me.at("Play")
    tell("in play")


PARTS: dict[str, Callable[[Newcomer], Steps]] = {"first evening": first_evening}


if __name__ == "__main__":
    person = Newcomer(mouse=sys.argv[1] == "mouse")
    live(PARTS[sys.argv[2]](person), person)
