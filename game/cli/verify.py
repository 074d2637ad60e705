"""`verify`: replay saved runs; either the digests agree, or the first checkpoint at which they part is named."""

from __future__ import annotations

from pathlib import Path

from game.cli.terminal import progress, say
from sim.clock import DAY
from sim.errors import RunFileError
from sim.run.runfile import read_run, verify


def run(files: list[Path]) -> int:
    """Print a line for each of `files`: 1 if one differs, 2 if one can't be replayed at all."""
    codes = [_verify(file) for file in files]
    return max(codes)


def _verify(file: Path) -> int:
    try:
        with progress(file.name, read_run(file).until / DAY) as report:
            verdict = verify(file, progress=lambda moment: report(moment / DAY))
    except RunFileError as error:
        say(str(error))
        return 2
    print(f"{file}: {verdict}")
    return 0 if verdict.same else 1
