"""How long does one wait, and what does it take? Start to title, a rewind over half a year, and memory after it.

    python tests/benchmarks/bench_game.py [--rounds N]

The start is a process of its own, from Python's first instruction to the first picture of the title (software driver).
The rewind is the sandbox's, 20,000 subscribers, from its last day to the day before it: everything is played again,
slice by slice, a picture with the bar after each, as in the window; the median of `N` rewinds. Memory is the peak of
the process that did all this after it had looked at the town, Tape, Map, Ledgers, Why? and the time line.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"
LIMITS = {"start to title, s": 1.5, "rewind of 26 weeks, s": 4.0, "peak memory, MB": 500.0}
START = """
import sys, pathlib
from game.window import app
from game.window.surface import SurfaceCanvas
shelf = app.Shelf(pathlib.Path(sys.argv[1]))
first = app.opening(shelf, None, None)
window = app.open_window()
first.draw(SurfaceCanvas(window, app.scale_for(*window.get_size())))
app.pygame.display.flip()
"""


def start(folder: str) -> float:
    """Seconds from the start of a process to its first picture of the title."""
    began = perf_counter()
    subprocess.run([sys.executable, "-c", START, folder], cwd=ROOT, check=True, capture_output=True)
    return perf_counter() - began


def rewind(folder: str, rounds: int) -> tuple[float, float]:
    """(wall s of a rewind, peak MB of this process)."""
    import pygame

    from game.views.inputs import Key, Text, Tick
    from game.views.play import Play
    from game.views.playing import MAX
    from game.views.scene import Stage
    from game.window.app import scale_for
    from game.window.shelf import Shelf
    from game.window.surface import SurfaceCanvas
    from sim.clock import DAY
    from sim.levelfile import load_level

    pygame.display.init()
    window = pygame.display.set_mode((1280, 720))
    shelf = Shelf(Path(folder))
    stage = Stage(Play(shelf, shelf.begin(load_level("sandbox"))))
    session, canvas = shelf.current, SurfaceCanvas(window, scale_for(1280, 720))
    assert session is not None
    session.set_speed(MAX)
    while session.frame.time < 26 * 7 * DAY - DAY / 2:
        session.run(1 / 60)
    session.pause(True)
    stage.draw(canvas)
    for view in "ntmlyf":
        stage.feed(Text(view))
        for _ in range(3):
            stage.feed(Tick(1 / 60))
            stage.draw(canvas)
        if view != "n":
            stage.feed(Key("escape"))
    stage.feed(Text("n"))
    took = []
    for _ in range(rounds):
        began = perf_counter()
        session.rewind(session.dawn(26 * 7 - 2))
        while session.catching_up is not None:
            stage.feed(Tick(1 / 60))
            stage.draw(canvas)
            pygame.display.flip()
        took.append(perf_counter() - began)
    return median(took), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """0 if everything keeps within its limit, else 1."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = max(1, parser.parse_args().rounds)
    with tempfile.TemporaryDirectory() as folder:
        start(folder)  # the first one fills the disk's cache and isn't counted
        starts = [start(folder) for _ in range(rounds)]
        wall_s, peak_mb = rewind(folder, rounds)
    found = dict(zip(LIMITS, (median(starts), wall_s, peak_mb), strict=True))
    lines = ["| what | measured | limit |", "|---|---|---|"]
    lines += [f"| {name} | {value:.2f} | {LIMITS[name]:g} |" for name, value in found.items()]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if all(value <= LIMITS[name] for name, value in found.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
