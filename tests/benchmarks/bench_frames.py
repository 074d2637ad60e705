"""How long does a picture take? Work per frame in the software driver, at 1280x720 unless told otherwise.

    python tests/benchmarks/bench_frames.py [--frames N] [--size 1280x720] [--only TEXT]

The whole loop without its waiting: inputs with a pointer that is never still, a slice of simulation, the screen, and
the flip. Beside the whole, the share of drawing alone. The sandbox has 20,000 subscribers and 10,000 who could become
some; it runs as fast as it goes under every view that lets time run, and the views that stand over it stand there. The
busy level has some 300 people on the floor and is played at the speeds at which one watches.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import pygame

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.views.floor.overlays import OVERLAYS
from game.views.inputs import Hover, Input, Key, Text, Tick
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
WARM_UP = 60
"""Frames before the first that counts: sprites and fonts are made once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is measured: a view of a level, opened by `keys`, at a speed (`None`: time stands still)."""

    name: str
    level: str
    begins: float
    """s"""
    speed: int | None
    keys: tuple[Input, ...] = ()


def people(session: Session) -> int:
    """Who is on the floor."""
    desks = session.frame.desks
    talking = sum(csr.customer >= 0 for desk in desks for csr in desk.csrs)
    return sum(len(desk.csrs) + len(desk.line) for desk in desks) + talking


class Rig:
    """One level on one screen."""

    def __init__(self, window: pygame.Surface, level: Level, folder: str) -> None:
        self.stage = Stage(Play(shelf := Shelf(Path(folder)), shelf.begin(level)))
        assert isinstance(shelf.current, Session)
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
        """Simulate to this moment without drawing."""
        self.session.model.run(time)
        self.session.pause(True)

    def show(self, case: Case, frames: int) -> None:
        """Draw the case for so many frames, or to the level's end."""
        for key in case.keys:
            self.stage.feed(key)
            self.frame(0)
        for n in range(-WARM_UP, frames):
            if n == 0:
                self.drawn.clear()
                self.whole.clear()
            if case.speed is not None:
                if not isinstance(self.stage.top, Play):
                    self.stage.feed(Key("escape"))  # an event's card: read
                if self.session.paused:
                    self.session.set_speed(case.speed)
            self.frame(n + WARM_UP)
            if self.session.over:
                return
        assert isinstance(self.stage.top, Play) != (case.speed is None), f"{case.name}: not what is on screen"


def cases() -> Iterator[Case]:
    """Every view."""
    for speed, overlay in ((1, 0), (8, 0), (1, 2), (1, 4)):
        shown = f", {OVERLAYS[overlay - 1].key} shown" if overlay else ""
        yield Case(name=f"busy floor, {speed}x{shown}", level="busy", begins=DAY + 11.5 * HOUR, speed=speed,
                   keys=(Text("o"),) * overlay)  # fmt: skip
    near = (Text("n"), *(Text("+"),) * 4)
    running: tuple[tuple[str, tuple[Input, ...]], ...] = (
        ("floor", ()),
        *((f"floor, {one.key} shown", (Text("o"),) * n) for n, one in enumerate(OVERLAYS, start=1)),
        ("floor, a chart open", (Text("c"),)),
        ("floor, who may do what", (Text("w"),)),
        ("floor, a customer's card", (Text("j"),)),
        ("town", (Text("n"),)),
        ("town, near", near),
    )
    for name, keys in running:
        yield Case(name=f"{name}, max", level="sandbox", begins=16 * DAY + 10 * HOUR, speed=MAX, keys=keys)
    for name, keys in (("floor", ()), ("town", (Text("n"),))):
        yield Case(name=f"{name}, 64x", level="sandbox", begins=16 * DAY + 10 * HOUR, speed=64, keys=keys)
    for name, key in (("Tape", "t"), ("Map", "m"), ("Ledgers", "l"), ("Why?", "y"), ("time line", "f")):
        yield Case(name=name, level="sandbox", begins=16 * DAY + 10 * HOUR, speed=None, keys=(Text(key),))


def percentile(values: list[float], share: float) -> float:
    """The value that `share` of `values` don't exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def main() -> int:
    """0 if every case keeps within the limits, else 1."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--frames", type=int, default=600)
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--only", default="", help="the cases with this in their name")
    asked = parser.parse_args()
    width, height = (int(part) for part in asked.size.split("x"))
    os.environ["SDL_VIDEODRIVER"] = "dummy"  # read when the display is opened
    pygame.display.init()
    window = pygame.display.set_mode((width, height))
    limits = f"limits {LIMITS_MS['median']:g} and {LIMITS_MS['p99']:g}"
    tell = sys.stdout.write
    tell(f"{asked.frames} frames at {asked.size}, ms of work a frame ({limits})\n\n")
    tell(
        "| what | on the floor | median | p99 | worst | drawing alone, median | p99 |\n|---|---|---|---|---|---|---|\n"
    )
    good = True
    levels = {"busy": parse_level(BUSY, name="busy"), "sandbox": load_level("sandbox")}
    with tempfile.TemporaryDirectory() as folder:
        for case in cases():
            if asked.only not in case.name:
                continue
            rig = Rig(window, levels[case.level], folder)
            rig.run_to(case.begins)
            crowd = people(rig.session)
            rig.show(case, asked.frames)
            middle, most = percentile(rig.whole, 0.5), percentile(rig.whole, 0.99)
            good &= middle <= LIMITS_MS["median"] and most <= LIMITS_MS["p99"]
            drawn, drawn_most = percentile(rig.drawn, 0.5), percentile(rig.drawn, 0.99)
            figures = f"{middle:.1f} | {most:.1f} | {max(rig.whole):.1f} | {drawn:.1f} | {drawn_most:.1f}"
            tell(f"| {case.name} | {crowd} | {figures} |\n")
            sys.stdout.flush()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
