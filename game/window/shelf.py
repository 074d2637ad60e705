"""The shelf: where runs and stars are kept between sessions, in the user's own data folder.

Rules of this file: whatever is written is written whole or not at all. What can't be read counts as not there: a
broken shelf must never keep anyone from playing.
"""

from __future__ import annotations

import json
from pathlib import Path

from platformdirs import user_data_path

from game.views.playing import Playing, Unfinished
from game.window.session import Script, Session
from sim.errors import LevelError, PleaseHoldError
from sim.level import Level
from sim.levelfile import load_level, shipped_levels
from sim.run.runfile import SavedRun, read_run, save_run, write_whole

LAST = "last.run"


class Shelf:
    """A `Foyer` that keeps its things in a folder."""

    def __init__(self, folder: Path | None = None, *, extra: Level | None = None, seed: int | None = None) -> None:
        """`extra`: a level that isn't shipped; `seed`: for every new run, instead of the level's own."""
        self._folder = folder or user_data_path("please-hold", appauthor=False)
        self._seed = seed
        self._levels: list[Level] = []
        self._problems: list[str] = []
        for file in shipped_levels():
            try:
                self._levels.append(load_level(file))
            except LevelError as error:
                first = error.problems[0] if error.problems else error
                self._problems.append(f"{file.name}: {first}")
        if extra is not None and extra.name not in {level.name for level in self._levels}:
            self._levels.append(extra)
        self.current: Session | None = None
        """The run in play, for saving when the window closes."""

    @property
    def folder(self) -> Path:
        """Where things are kept."""
        return self._folder

    # --- levels -----------------------------------------------------------------------------------------------

    def levels(self) -> tuple[Level, ...]:
        """Every level there is to play, in the order of the ladder."""
        return tuple(self._levels)

    def problems(self) -> tuple[str, ...]:
        """What is wrong with level files that could not be read, a line each."""
        return tuple(self._problems)

    # --- stars ------------------------------------------------------------------------------------------------

    def _progress(self) -> dict[str, int]:
        try:
            found = json.loads((self._folder / "progress.json").read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {str(name): stars for name, stars in found.items() if isinstance(stars, int)}

    def stars(self, level: str) -> int | None:
        """The most stars earned in a level; `None`: never finished."""
        return self._progress().get(level)

    def award(self, level: str, stars: int) -> None:
        """Remember the stars of a finished run."""
        progress = self._progress()
        progress[level] = max(stars, progress.get(level, 0))
        self._write("progress.json", json.dumps(progress, indent=1, sort_keys=True) + "\n")

    def _write(self, name: str, text: str) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._folder / name, text)
        except OSError as error:
            self._problems.append(f"{error.filename or name}: {error.strerror}")

    # --- runs -------------------------------------------------------------------------------------------------

    def begin(self, level: Level, seed: int | None = None) -> Playing:
        """A new run."""
        chosen = seed if seed is not None else self._seed if self._seed is not None else level.seed
        self.current = Session(level, chosen)
        return self.current

    def resume(self, saved: SavedRun) -> Session:
        """A saved run, to be replayed to where it stood and played on from there."""
        run = saved.run
        self.current = Session(run.level, run.seed, Script(decisions=run.decisions, until=saved.until))
        return self.current

    def keep(self, playing: Playing) -> None:
        """Save a run that the player leaves. One over or never begun is not worth continuing."""
        if playing is not self.current or self.current is None:
            return
        session, self.current = self.current, None
        if session.over:
            (self._folder / LAST).unlink(missing_ok=True)
        elif session.model.now > 0 or session.catching_up is not None:
            self._save(session)

    def autosave(self) -> None:
        """Save the run in play without leaving it."""
        if self.current is not None and self.current.model.now > 0 and not self.current.over:
            self._save(self.current)

    def _save(self, session: Session) -> None:
        try:
            if session.catching_up is not None:
                return  # the file it came from says more than we know by now
            self._folder.mkdir(parents=True, exist_ok=True)
            save_run(self._folder / LAST, session.model)
        except OSError as error:
            self._problems.append(f"{error.filename or LAST}: {error.strerror}")

    def _last(self) -> SavedRun | None:
        file = self._folder / LAST
        if not file.is_file():
            return None
        try:
            return read_run(file)
        except (OSError, PleaseHoldError):
            return None

    def unfinished(self) -> Unfinished | None:
        """The run that was left last, if it can be continued."""
        saved = self._last()
        if saved is None:
            return None
        return Unfinished(level=saved.run.level, day=saved.until // 86_400, decisions=len(saved.run.decisions))

    def go_on(self) -> Playing:
        """Continue that run."""
        saved = self._last()
        if saved is None:  # it was there a moment ago
            return self.begin(self._levels[0])
        return self.resume(saved)
