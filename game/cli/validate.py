"""`validate`: the base carrier beside published figures, as a table, JSON or the page docs/validation.md."""

from __future__ import annotations

from pathlib import Path

from game.cli.shipped import find_level
from game.cli.terminal import print_json, progress, say, writable
from sim.lab.validation import Finding, validate
from sim.levelfile import load_level
from sim.run.runfile import write_whole


def run(level: str, *, seeds: int, weeks: int, out: Path | None, json: bool) -> int:
    """Hold `level` against the facts on `seeds` seeds of `weeks` weeks; 1 if any is missed, 0 if none."""
    writable("--out", out)
    chosen = load_level(find_level(level))
    with progress(f"{chosen.title}, {seeds} seeds", seeds) as tell:
        found = validate(chosen, seeds=range(1, seeds + 1), weeks=weeks, progress=lambda done: tell(float(done)))
    missed = [f for f in found if f.verdict != "inside"]
    if json:
        print_json(
            {
                "level": chosen.name,
                "seeds": seeds,
                "weeks": weeks,
                "facts": [_row(f) for f in found],
                "inside": len(found) - len(missed),
                "total": len(found),
            }
        )
    elif out is None:
        for f in found:
            print(f"{f.verdict:7}  {f.fact.name:78}  {_range(f):>12} {f.fact.unit:14} {_model(f)}")
        print(f"{len(found) - len(missed)} of {len(found)} inside")
    if out is not None:
        write_whole(out, page(found, chosen.name, seeds=seeds, weeks=weeks))
        say(f"{out}: {len(found) - len(missed)} of {len(found)} inside")
    return 1 if missed else 0


def _row(f: Finding) -> dict[str, object]:
    return {
        "name": f.fact.name,
        "unit": f.fact.unit,
        "low": f.fact.low,
        "high": f.fact.high,
        "source": f.fact.source,
        "model": f.model.mean,
        "interval95": [f.model.low, f.model.high],
        "verdict": f.verdict,
    }


def _range(f: Finding) -> str:
    return f"{f.fact.low:g} to {f.fact.high:g}"


def _model(f: Finding) -> str:
    return f"{f.model.mean:.3g} ({f.model.low:.3g} to {f.model.high:.3g})"


def page(found: tuple[Finding, ...], level: str, *, seeds: int, weeks: int) -> str:
    """docs/validation.md."""
    inside = sum(f.verdict == "inside" for f in found)
    rows = [
        f"| {f.fact.name} | {_range(f)} {f.fact.unit} | {_model(f)} | "
        f"{f.verdict if f.verdict == 'inside' else f'**{f.verdict}**'} | {f.fact.source} |"
        for f in found
    ]
    head = PAGE.format(level=level, weeks=weeks, seeds=seeds, inside=inside, total=len(found))
    return head + "\n".join(rows) + "\n"


PAGE = """# Is the carrier like a carrier?

The model's `{level}` beside published figures: {weeks} weeks on each of {seeds} seeds, the first four weeks left out,
95 % intervals over the seeds. *Inside* means that the interval meets the published range. Misses are shown, not hidden.
The carrier's guesses were tuned by hand with this page in view, so it shows that one model can be like all of these at
once, not that it foretells them. Which parameters are guesses stands beside them in `levels/carrier.toml`.
V: seen on a page (2nd: quoted there), D: computed from data, M: from memory.

**{inside} of {total} inside.** Made by `python main.py validate --out docs/validation.md`.

| figure | published | the model | verdict | source |
|---|---|---|---|---|
"""
