"""Every lever cuts both ways, shown: each level with one lever held at value after value, everything else as par plays.

    python docs/sweeps.py [--seeds N] [--levels NAME...]

Which levers and values stands in each level's `sweep`. Writes sweeps.md and images/sweeps/*.svg beside this script;
exit code 1 if an end of a range is best, or if everything to the maximum does not lose.
A value is the better the more stars it earns and, at equal stars, the further the tightest of the objectives that must
be met is met. All values of a level meet the same people with the same luck.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from pathlib import Path

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))

from game.cli.policy import find_policy  # noqa: E402  (a script: the checkout comes first on the path)
from game.cli.terminal import progress, say  # noqa: E402
from game.cli.workers import workers  # noqa: E402
from sim import Decision, Level, Outcome, Run, Set, load_level  # noqa: E402
from sim.decisions import Change  # noqa: E402
from sim.frames import Frame  # noqa: E402
from sim.lab import Failure, Interval, Trial, interval, run_all  # noqa: E402
from sim.levelfile import shipped_levels  # noqa: E402
from sim.levers import LEVERS, Lever  # noqa: E402
from sim.measures import MEASURES  # noqa: E402
from sim.run.runfile import write_whole  # noqa: E402


@dataclass(frozen=True, slots=True)
class Held:
    """The policy `named`, which leaves `lever` alone."""

    named: str
    lever: str = ""

    def __call__(self, frame: Frame) -> list[Change]:
        """What it asks for, but for the lever."""
        asked = find_policy(self.named)(frame)
        return [change for change in asked if not (isinstance(change, Set) and change.lever == self.lever)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """What came of a level played one way, on every seed."""

    level: Level
    shown: str
    outcomes: tuple[Outcome, ...]

    @property
    def stars(self) -> float:
        """Earned on average."""
        return sum(o.stars for o in self.outcomes) / len(self.outcomes)

    @property
    def room(self) -> float:
        """How far the tightest of the musts is met, as a share of its bound; below 0: by how much it is missed."""
        return sum(min(self._rooms(o), default=0.0) for o in self.outcomes) / len(self.outcomes)

    def _rooms(self, outcome: Outcome) -> Iterator[float]:
        for objective in self.level.objectives:
            if objective.must:
                value = outcome.metrics[objective.metric]
                if objective.at_least is not None:
                    yield (value - objective.at_least) / max(1.0, abs(objective.at_least))
                elif objective.at_most is not None:
                    yield (objective.at_most - value) / max(1.0, abs(objective.at_most))

    def of(self, metric: str) -> Interval:
        """Mean and 95 % interval of `metric`."""
        return interval([o.metrics[metric] for o in self.outcomes])

    def row(self, metrics: Sequence[str], mark: str = "") -> str:
        """A row of a table, with `metrics` after the score."""
        cells = [f"{mark}{self.shown}{mark}", f"{self.stars:.2f}", f"{100 * self.room:+.0f} %"]
        for metric in metrics:
            show, found = MEASURES[metric].show, self.of(metric)
            cells.append(f"{show(found.mean)} ({show(found.low)} to {show(found.high)})")
        return f"| {' | '.join(cells)} |\n"


def sweep(level: Level, seeds: int) -> dict[str, list[Arm]]:
    """By lever its values in order; under the empty name par as it plays, and everything to the maximum."""
    assert level.par is not None
    par = level.par.policy
    arms: list[tuple[str, str, tuple[Decision, ...], Held]] = [
        ("", f"par: {par}", (), Held(par)),
        ("", "maximum", (), Held("maximum")),
    ]
    for name, values in level.sweep.items():
        held = Held(par, name)
        arms += [(name, LEVERS[name].show(value), (Decision(0, Set(name, value)),), held) for value in values]
    trials = [
        Trial(run=Run(level=level, seed=seed, decisions=decisions), policy=policy)
        for _, _, decisions, policy in arms
        for seed in range(1, seeds + 1)
    ]
    with progress(f"{level.title}, {len(trials)} runs", len(trials)) as report, workers() as pool:
        found = run_all(trials, pool, progress=lambda done: report(float(done)))
    good = [outcome for outcome in found if isinstance(outcome, Outcome)]
    for failure in found:
        if isinstance(failure, Failure):
            raise SystemExit(f"{level.name}: a run failed: {failure.error}: {failure.message}")
    swept: dict[str, list[Arm]] = {}
    for i, (name, shown, _, _) in enumerate(arms):
        mine = tuple(good[i * seeds : (i + 1) * seeds])
        swept.setdefault(name, []).append(Arm(level=level, shown=shown, outcomes=mine))
    return swept


# --- the page -------------------------------------------------------------------------------------------------------


def section(level: Level, seeds: int) -> tuple[str, list[str]]:
    """The level's part of the page, its plots drawn, and what in it contradicts the promise."""
    swept = sweep(level, seeds)
    metrics = list(dict.fromkeys(["profit_usd", *(o.metric for o in level.objectives)]))
    par, maximum = swept.pop("")
    wrong = []
    text = f"\n## {level.title}\n\n{_head('played by', metrics)}{par.row(metrics)}{maximum.row(metrics)}"
    lost = sum(o.stars == 0 for o in maximum.outcomes)
    if lost < seeds:
        wrong.append(f"{level.name}: everything to the maximum loses on {lost} of {seeds} seeds only")
    text += f"\nEverything to the maximum loses on {lost} of {seeds} seeds.\n"
    for name, arms in swept.items():
        lever = LEVERS[name]
        best = max(range(len(arms)), key=lambda i: (arms[i].stars, arms[i].room))
        end = best in (0, len(arms) - 1) and not lever.switch  # a switch has nothing but ends
        if end:
            wrong.append(f"{level.name}: {name} is best at an end of the range: {arms[best].shown}")
        file = f"{level.name}-{name.replace('.', '-')}.svg"
        write_whole(DOCS / "images" / "sweeps" / file, plot(lever, arms, best))
        rows = "".join(arm.row(metrics, "**" if i == best else "") for i, arm in enumerate(arms))
        where = "**an end of the range**" if end else "inside the range"
        text += f"\n### {level.title}: {lever.title}\n\n![Profit by {lever.title.lower()}](images/sweeps/{file})\n\n"
        text += f"{_head(f'`{name}`', metrics)}{rows}\nBest: {arms[best].shown}, {where}.\n"
    return text, wrong


def _head(first: str, metrics: Sequence[str]) -> str:
    titles = [first, "stars", "musts met by", *(MEASURES[metric].title for metric in metrics)]
    return f"| {' | '.join(titles)} |\n|{'---|' * len(titles)}\n"


PAGE = """# Every level, its levers swept

Each level with one lever held at value after value from the first second on, everything else as the level's par policy
plays it; {seeds} seeds, the same people and luck at every value, 95 % intervals over the seeds. The best value earns
the most stars and, at equal stars, meets the tightest of the objectives that must be met by the widest margin ("musts
met by", a share of the bound). Plots show profit, with the stars below. Made by `python docs/sweeps.py`.
"""


# --- the plot -------------------------------------------------------------------------------------------------------

WIDE, HIGH = 640, 300
LEFT, RIGHT, TOP, BOTTOM = 70, 620, 40, 225


def plot(lever: Lever, arms: Sequence[Arm], best: int) -> str:
    """Profit by the lever's value as an SVG line with its intervals; stars below, the best value ringed."""
    spread = [arm.of("profit_usd") for arm in arms]
    marks = _marks(min(s.low for s in spread), max(s.high for s in spread))
    step = (RIGHT - LEFT) / len(arms)

    def x(i: int) -> float:
        return LEFT + (i + 0.5) * step

    def y(usd: float) -> float:
        return BOTTOM - (usd - marks[0]) / (marks[-1] - marks[0]) * (BOTTOM - TOP)

    parts = [f'<text x="{LEFT}" y="22" font-weight="bold">Profit by {escape(lever.title.lower())}</text>']
    for usd in marks:
        parts.append(f'<path d="M{LEFT} {y(usd):.1f}H{RIGHT}" stroke="#d6cbb8"/>')
        parts.append(_text(LEFT - 8, y(usd) + 4, MEASURES["profit_usd"].show(usd), "end"))
    for i, (arm, s) in enumerate(zip(arms, spread, strict=True)):
        parts.append(f'<path d="M{x(i):.1f} {y(s.low):.1f}V{y(s.high):.1f}" stroke="#266ba0" stroke-width="2"/>')
        parts.append(f'<circle cx="{x(i):.1f}" cy="{y(s.mean):.1f}" r="4" fill="#266ba0"/>')
        parts.append(_text(x(i), BOTTOM + 20, arm.shown))
        parts.append(_text(x(i), BOTTOM + 40, f"{arm.stars:.1f}"))
    line = " ".join(f"{x(i):.1f},{y(s.mean):.1f}" for i, s in enumerate(spread))
    parts.append(f'<polyline points="{line}" fill="none" stroke="#266ba0" stroke-width="2"/>')
    ring = f'cx="{x(best):.1f}" cy="{y(spread[best].mean):.1f}"'
    parts.append(f'<circle {ring} r="9" fill="none" stroke="#b4471f" stroke-width="2"/>')
    parts.append(_text(LEFT - 8, BOTTOM + 40, "stars", "end"))
    parts.append(_text((LEFT + RIGHT) / 2, BOTTOM + 64, f"{lever.title}; ringed: best; bars: 95 % intervals"))
    name = f"Profit by {escape(lever.title.lower())}, best at {escape(arms[best].shown)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}" role="img"'
        f' font-family="sans-serif" font-size="12" fill="#2b2824"><title>{name}</title>\n'
        f'<rect width="{WIDE}" height="{HIGH}" fill="#fdfaf3"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _text(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _marks(low: float, high: float) -> list[float]:
    """Round numbers, evenly apart, the first below `low` and the last above `high`."""
    size = 10 ** floor(log10(max(high - low, 1.0) / 4))
    step = next(size * n for n in (1, 2, 5, 10) if size * n * 5 >= high - low)
    return [step * n for n in range(floor(low / step), max(ceil(high / step), floor(low / step) + 1) + 1)]


def main() -> int:
    """Run, write, and say what contradicts the promise."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seeds", type=int, default=6, help="seeds of each value, at least 2")
    parser.add_argument(
        "--levels", nargs="*", default=[file.stem for file in shipped_levels()], help="only these, also on the page"
    )
    asked = parser.parse_args()
    if asked.seeds < 2:
        parser.error(f"--seeds: takes 2 or more, got {asked.seeds}")
    (DOCS / "images" / "sweeps").mkdir(parents=True, exist_ok=True)
    page = PAGE.format(seeds=asked.seeds)
    wrong: list[str] = []
    for level in map(load_level, asked.levels):
        if level.par is not None:
            text, found = section(level, asked.seeds)
            page, wrong = page + text, wrong + found
    write_whole(DOCS / "sweeps.md", page)
    for line in wrong:
        say(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
