"""How long does a picture take? Work per frame in the software driver, at 1280x720 unless told otherwise.

    python tests/benchmarks/bench_frames.py [--frames N] [--size 1280x720]

The whole loop without its waiting: inputs, a slice of simulation, the play screen with floor, policy book, dials and
log, and the flip. Beside the whole, the share of drawing alone. The busy level has some 300 people on the floor.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pygame

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.views.inputs import Hover, Text, Tick
from game.views.play import Play
from game.views.playing import MAX
from game.views.scene import Stage
from game.window.app import scale_for
from game.window.session import Session
from game.window.shelf import Shelf
from game.window.surface import SurfaceCanvas
from sim.clock import DAY, HOUR
from sim.level import Level
from sim.levelfile import load_level, parse_level

LIMITS_MS = {"median": 8.0, "p99": 16.0}
BUSY = """
extends = "carrier"
title = "Busy"
weeks = 4
unlocked = ["people.frontline_staff", "power.frontline_credit_limit", "process.notes"]
carrier = { subscribers = 140000, prospects = 20000 }
book = { "people.frontline_staff" = 80, "people.billing_staff" = 22, "people.technical_staff" = 25, \
"people.supervisors" = 3 }
centre = { patience_mean_s = 2500 }
"""


def people(session: Session) -> int:
    """Who is on the floor."""
    desks = session.frame.desks
    talking = sum(csr.customer >= 0 for desk in desks for csr in desk.csrs)
    return sum(len(desk.csrs) + len(desk.line) for desk in desks) + talking


class Rig:
    """One level on one screen."""

    def __init__(self, window: pygame.Surface, level: Level, folder: str) -> None:
        shelf = Shelf(Path(folder))
        self.stage = Stage(Play(shelf, shelf.begin(level)))
        assert shelf.current is not None
        self.session = shelf.current
        self.canvas = SurfaceCanvas(window, scale_for(*window.get_size()))
        self.drawn: list[float] = []
        self.whole: list[float] = []

    def frame(self, n: int) -> None:
        """One turn of the loop."""
        began = perf_counter()
        self.stage.feed(Hover(300 + n % 400, 200 + n % 97))
        self.stage.feed(Tick(1 / 60))
        drawing = perf_counter()
        self.stage.draw(self.canvas)
        pygame.display.flip()
        ended = perf_counter()
        self.drawn.append((ended - drawing) * 1000)
        self.whole.append((ended - began) * 1000)

    def run_to(self, time: float) -> None:
        """Simulate without drawing."""
        self.session.set_speed(MAX)
        while self.session.frame.time < time:
            self.session.run(1 / 60)


def percentile(values: list[float], share: float) -> float:
    """The value that `share` of `values` don't exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def cases(window: pygame.Surface, folder: str) -> list[tuple[str, Rig, Callable[[Rig], None]]]:
    """What is measured: a name, a level brought to where it starts, and the last word before it runs."""

    def at_speed(speed: int, *, chart: bool = False, overlays: int = 0) -> Callable[[Rig], None]:
        def go(rig: Rig) -> None:
            rig.session.set_speed(speed)
            for _ in range(overlays):
                rig.stage.feed(Text("o"))
            if chart:
                rig.stage.feed(Text("c"))

        return go

    found: list[tuple[str, Rig, Callable[[Rig], None]]] = []
    for speed, overlays, what in ((1, 0, ""), (8, 0, ""), (1, 2, ", effort shown"), (1, 4, ", authority shown")):
        rig = Rig(window, parse_level(BUSY, name="busy"), folder)
        rig.run_to(DAY + 11.5 * HOUR)
        found.append((f"{people(rig.session)} people, {speed}x{what}", rig, at_speed(speed, overlays=overlays)))
    for name, speed, chart in (
        ("4x", 4, False),
        ("64x", 64, False),
        ("64x, a chart open", 64, True),
        ("max", MAX, False),
    ):
        rig = Rig(window, load_level("02-one-time-approval"), folder)
        rig.run_to(3 * DAY + 10 * HOUR)
        found.append((f"level 2, {name}", rig, at_speed(speed, chart=chart)))
    for name, speed in (("64x", 64), ("max", MAX)):
        rig = Rig(window, load_level("sandbox"), folder)
        rig.run_to(3 * DAY + 10 * HOUR)
        rig.stage.feed(Text("n"))  # laid out and painted before it is measured
        found.append((f"the town, 30,000 people, {name}", rig, at_speed(speed)))
    return found


def main() -> int:
    """0 if every case keeps within the limits, else 1."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--frames", type=int, default=600)
    parser.add_argument("--size", default="1280x720")
    asked = parser.parse_args()
    size = tuple(int(part) for part in asked.size.split("x"))
    os.environ["SDL_VIDEODRIVER"] = "dummy"  # read when the display is opened
    pygame.display.init()
    window = pygame.display.set_mode((size[0], size[1]))
    limits = f"limits {LIMITS_MS['median']:g} and {LIMITS_MS['p99']:g}"
    lines = [
        f"{asked.frames} frames at {asked.size}, ms of work a frame ({limits})",
        "",
        "| what | median | p99 | worst | drawing alone, median | p99 |",
        "|---|---|---|---|---|---|",
    ]
    good = True
    with tempfile.TemporaryDirectory() as folder:
        for name, rig, begin in cases(window, folder):
            for n in range(60):  # sprites and fonts are made once
                rig.frame(n)
            begin(rig)
            rig.drawn.clear()
            rig.whole.clear()
            for n in range(asked.frames):
                rig.frame(n)
                if rig.session.over:
                    break
            middle, most = percentile(rig.whole, 0.5), percentile(rig.whole, 0.99)
            good &= (middle <= LIMITS_MS["median"] and most <= LIMITS_MS["p99"]) or name.endswith("max")
            good &= percentile(rig.drawn, 0.5) <= LIMITS_MS["median"]
            drawn, drawn_most = percentile(rig.drawn, 0.5), percentile(rig.drawn, 0.99)
            lines.append(
                f"| {name} | {middle:.1f} | {most:.1f} | {max(rig.whole):.1f} | {drawn:.1f} | {drawn_most:.1f} |"
            )
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
