"""The pictures of these pages, made anew by `python docs/screenshots.py`: the game's screens, without a window."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))

import pygame  # noqa: E402  (a script: the driver first, and the checkout first on the path)

from game.views.brief import Brief  # noqa: E402
from game.views.choose import Choose  # noqa: E402
from game.views.inputs import Text, Tick  # noqa: E402
from game.views.options import Options  # noqa: E402
from game.views.play import Play  # noqa: E402
from game.views.playing import MAX  # noqa: E402
from game.views.scene import Scene, Stage  # noqa: E402
from game.views.summary import Summary  # noqa: E402
from game.views.title import Title  # noqa: E402
from game.views.why import Why  # noqa: E402
from game.window.app import scale_for  # noqa: E402
from game.window.fonts import Faces  # noqa: E402
from game.window.session import Session  # noqa: E402
from game.window.shelf import Shelf  # noqa: E402
from game.window.surface import SurfaceCanvas  # noqa: E402
from sim import Set, load_level  # noqa: E402
from sim.clock import DAY, HOUR  # noqa: E402

SIZE = (1280, 720)
POWER = "power.frontline_credit_limit"


class Camera:
    """Draws scenes and keeps what they look like."""

    def __init__(self) -> None:
        pygame.display.init()
        pygame.font.init()
        self.surface = pygame.display.set_mode(SIZE)
        self.canvas = SurfaceCanvas(self.surface, scale_for(*SIZE), Faces())

    def run(self, stage: Stage, frames: int) -> None:
        """Let `frames` sixtieths of a second pass."""
        for _ in range(frames):
            stage.feed(Tick(1 / 60))
            stage.draw(self.canvas)

    def shoot(self, stage: Stage, name: str) -> None:
        """Write docs/images/`name`.png."""
        stage.draw(self.canvas)
        path = DOCS / "images" / f"{name}.png"
        pygame.image.save(self.surface, path)
        sys.stdout.write(f"wrote {path.relative_to(DOCS.parent)}\n")


def in_play(
    camera: Camera, shelf: Shelf, level: str, day: int, hour: float, changes: list[Set]
) -> tuple[Stage, Session]:
    """The play screen of `level`, brought to `day` and `hour` with `changes` made at opening."""
    session = shelf.begin(load_level(level))
    assert isinstance(session, Session)
    stage = Stage(Play(shelf, session))
    for change in changes:
        session.submit(change)
    # As fast as it goes till shortly before, then in steps small enough to stop at the minute.
    for speed, until in ((MAX, day * DAY), (64, day * DAY + hour * HOUR)):
        session.set_speed(speed)
        while session.frame.time < until:
            session.run(1 / 60)
    session.set_speed(2)
    camera.run(stage, 420)
    return stage, session


def busiest(session: Session) -> int:
    """A customer who is being served, and has called before if anyone has."""
    served = [csr for desk in session.frame.desks for csr in desk.csrs if csr.customer >= 0]
    return max(served, key=lambda csr: csr.nth).customer


def main() -> None:
    """Every picture."""
    camera = Camera()
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder))
        for scene, name in (
            (Title(shelf), "title"),
            (Choose(shelf), "choose"),
            (Options(shelf), "settings"),
            (Brief(shelf, load_level("02-one-time-approval")), "brief"),
        ):
            first: Scene = scene
            stage = Stage(first)
            camera.run(stage, 90)
            camera.shoot(stage, name)
        stage, _ = in_play(camera, shelf, "01-handled", 8, 9.6, [])
        camera.shoot(stage, "level-1")
        stage, session = in_play(camera, shelf, "02-one-time-approval", 16, 10.4, [Set(POWER, 10)])
        camera.shoot(stage, "level-2")
        play = stage.top
        assert isinstance(play, Play)
        play._open_customer(busiest(session))  # noqa: SLF001  # what a click on the floor does
        camera.run(stage, 30)
        camera.shoot(stage, "card")
        for key, name in (("t", "tape"), ("m", "map"), ("l", "ledgers"), ("w", "who-may-do-what")):
            stage = Stage(play)
            stage.feed(Text(key))
            camera.run(stage, 30)
            camera.shoot(stage, name)
        stage, session = in_play(camera, shelf, "01-handled", 30, 15.0, [Set(POWER, 30)])
        stage.feed(Text("c"))
        camera.run(stage, 30)
        camera.shoot(stage, "chart")
        stage = Stage(Why(session, "resolved_full_pct"))
        camera.shoot(stage, "why")
        session.set_speed(MAX)
        while not session.over:
            session.run(1 / 60)
        stage = Stage(Summary(shelf, session))
        camera.run(stage, 30)
        camera.shoot(stage, "summary")
        stage.feed(Text("3"))  # its people, once the run in which nothing was decided has arrived
        while stage.pace:
            camera.run(stage, 1)
        camera.shoot(stage, "people")


if __name__ == "__main__":
    main()
