"""The shelf: where runs and stars are kept between sessions, in the user's own data folder.

Rules of this file:
1. Whatever is written is written whole or not at all. What can't be read counts as not there: a broken shelf must
   never keep anyone from playing.
2. The run in play saves itself into `LAST`. A run that finds another one there moves it on to `last-2.run` and so on
   first, so that beginning or loading a run costs nobody the one before.
3. A run that comes to its end saves itself as `finished/LEVEL.run`, over the one that had come there before, and is in
   no slot any more. Who looks at it again changes nothing.
4. A run with a name is `runs/NAME.run`. Only `save_as` and `discard` touch it.
5. What is continued is the run that was played last and has an end before it. Who has come to the end of a level is
   done with its older branches: they are loaded only by whoever asks for them.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from time import time

from platformdirs import user_data_path

from game.views.bet import Bet, note_of
from game.views.cues import Silent, Speaker
from game.views.playing import Playing, Saved, Unfinished
from game.views.settings import Settings
from game.views.words import say
from game.window.preferences import NAME, Preferences
from game.window.session import Script, Session
from sim.clock import WEEK
from sim.decisions import Decision, Set
from sim.errors import LevelError, PleaseHoldError, RunFileError
from sim.level import Level
from sim.levelfile import load_level, shipped_levels
from sim.levers import LEVERS
from sim.run.runfile import SavedRun, read_run, save_run, write_whole

LAST = "last.run"
SLOTS = (LAST, *(f"last-{n}.run" for n in range(2, 7)))
"""Runs that saved themselves, the newest first; what falls off the end is gone."""
FINISHED = "finished"
"""The newest finished run of each level: so many that they could fill the slots."""
NAMED = "runs"
LETTERS = 40
"""A name is at most so long."""
RESERVED = frozenset("con prn aux nul".split()) | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
"""Windows has no files of these names."""


def as_name(text: str) -> str:
    """`text` as a name that is a file's name everywhere; nothing if none of it can be."""
    plain = "".join(c if c.isalnum() or c in " -_,()" else " " for c in text)
    name = " ".join(plain.split())[:LETTERS].strip()
    return f"{name} run" if name.casefold() in RESERVED else name


def _finished(level: Level) -> str:
    """Under what it is noted when a run of `level` last came to its end."""
    return f"finished {level.name}"


def _bet(level: Level) -> str:
    """Under what the bet of that run is noted; whoever plays it again may bet otherwise."""
    return f"{_finished(level)}, its bet"


def _over(saved: SavedRun) -> bool:
    """Whether it has come to its level's end."""
    return saved.until >= saved.run.level.weeks * WEEK


def _known(decision: Decision) -> bool:
    """Whether this game has a name for what was decided: a file may say anything."""
    return not isinstance(decision.change, Set) or decision.change.lever in LEVERS


def _seconds(noted: str) -> float:
    """A moment that was noted (s); 0 if none was, or nothing that can be read."""
    try:
        return float(noted or 0)
    except ValueError:
        return 0.0


def _why(error: Exception) -> str:
    """Why a run can't be read, in the player's words, on one line; its file stands beside it on the screen."""
    text = str(error)
    if isinstance(error, RunFileError):
        text = f"{error.key}: {say(error.message)}" if error.key else say(error.message)
    return " ".join(text.split())


class Shelf:
    """A `Foyer` that keeps its things in a folder."""

    def __init__(self, folder: Path | None = None, *, extra: Level | None = None, seed: int | None = None) -> None:
        """`extra`: a level that isn't shipped; `seed`: for every new run, instead of the level's own."""
        self._folder = folder or user_data_path("please-hold", appauthor=False)
        self._preferences = Preferences(folder / NAME if folder else None)
        self._seed = seed
        self.speaker: Speaker = Silent()
        """Silent until a window gives it a voice."""
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
        self._notes: dict[str, str] | None = None
        """What is noted; `None`: not yet looked up."""
        self._in_last: Session | None = None
        """Whose state stands in `LAST`."""

    @property
    def folder(self) -> Path:
        """Where things are kept."""
        return self._folder

    # --- settings ---------------------------------------------------------------------------------------------

    @property
    def settings(self) -> Settings:
        """How the game looks, sounds and is worked, now."""
        return self._preferences.settings

    def change(self, settings: Settings) -> None:
        """Other settings from now on, and the next time."""
        self._preferences.change(settings)

    def complaints(self) -> tuple[str, ...]:
        """What is wrong with the settings that were kept, a line each."""
        return self._preferences.problems

    # --- levels -----------------------------------------------------------------------------------------------

    def levels(self) -> tuple[Level, ...]:
        """Every level there is to play, in the order of the ladder."""
        return tuple(self._levels)

    def problems(self) -> tuple[str, ...]:
        """What is wrong with level files that could not be read, a line each."""
        return tuple(self._problems)

    # --- stars ------------------------------------------------------------------------------------------------

    def _table(self, file: str) -> dict[str, object]:
        try:
            found = json.loads((self._folder / file).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(name): value for name, value in found.items()} if isinstance(found, dict) else {}

    def _progress(self) -> dict[str, int]:
        return {name: stars for name, stars in self._table("progress.json").items() if isinstance(stars, int)}

    def stars(self, level: str) -> int | None:
        """The most stars earned in a level; `None`: never finished."""
        return self._progress().get(level)

    def award(self, level: str, stars: int) -> None:
        """Remember the stars of a finished run."""
        progress = self._progress()
        progress[level] = max(stars, progress.get(level, 0))
        self._write("progress.json", json.dumps(progress, indent=1, sort_keys=True) + "\n")

    # --- notes ------------------------------------------------------------------------------------------------

    def noted(self, what: str) -> str:
        """What is noted about the player's way through the game under `what`; nothing if nothing is."""
        if self._notes is None:
            self._notes = {name: text for name, text in self._table("notes.json").items() if isinstance(text, str)}
        return self._notes.get(what, "")

    def note(self, what: str, text: str) -> None:
        """Note it, for the next time too."""
        if self.noted(what) != text:
            assert self._notes is not None
            self._notes[what] = text
            self._write("notes.json", json.dumps(self._notes, indent=1, sort_keys=True) + "\n")

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
        """A saved run, to be replayed to where it stood and played on from there; at its end it is only looked at."""
        run = saved.run
        session = Session(run.level, run.seed, Script(decisions=run.decisions, until=saved.until))
        session.bet = Bet.read(self.noted(note_of(run.level.name, run.seed)))
        self.current = None if _over(saved) else session
        return session

    def keep(self, playing: Playing) -> None:
        """Save a run that the player leaves, or that is over. One never begun is not worth it."""
        if playing is not self.current or self.current is None:
            return
        session, self.current = self.current, None
        if not session.over:
            self._save(session)
        elif self._finish(session) and session is self._in_last:
            self._in_last = None
            (self._folder / LAST).unlink(missing_ok=True)

    def _finish(self, session: Session) -> bool:
        """Save a run that is over; whether that could be."""
        level = session.level
        self.note(_finished(level), str(time()))
        self.note(_bet(level), session.bet.text if session.bet else "")
        try:
            (self._folder / FINISHED).mkdir(parents=True, exist_ok=True)
            save_run(self._folder / FINISHED / f"{level.name}.run", session.model)
        except OSError as error:
            self._problems.append(f"{error.filename or FINISHED}: {error.strerror}")
            return False
        return True

    def set_aside(self, playing: Playing) -> None:
        """Save a run as it stands and go on with it; what becomes of it is saved beside that. One over is saved."""
        if isinstance(playing, Session):
            self.current = playing
            if not playing.over:
                self._save(playing)
            self._in_last = None

    def autosave(self) -> None:
        """Save the run in play without leaving it."""
        if self.current is not None and not self.current.over:
            self._save(self.current)

    def _save(self, session: Session) -> None:
        # One that is still being replayed stands in a file that says more than we know by now.
        if not session.begun or (session.catching_up is not None and not session.rewinding):
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if session is not self._in_last:
                self._move_on()
            save_run(self._folder / LAST, session.model)
            self._in_last = session
        except OSError as error:
            self._problems.append(f"{error.filename or LAST}: {error.strerror}")

    def _move_on(self) -> None:
        """Make room in `LAST` for another run."""
        files = [self._folder / slot for slot in SLOTS]
        if not files[0].is_file():
            return
        # Only up to the first gap: a run goes no further down than it must.
        gap = next((n for n, file in enumerate(files) if not file.is_file()), len(files) - 1)
        for n in range(gap, 0, -1):
            files[n - 1].replace(files[n])

    def saves(self) -> tuple[Saved, ...]:
        """Every saved run: those with a name, then those that saved themselves, the newest first."""
        try:
            files = [file for folder in (FINISHED, NAMED) for file in (self._folder / folder).glob("*.run")]
            own = [slot for slot in SLOTS if (self._folder / slot).is_file()]
            runs = [self._saved(key) for key in (*own, *(file.relative_to(self._folder).as_posix() for file in files))]
        except OSError:
            return ()
        return tuple(sorted(runs, key=lambda run: (not run.name, -run.when.timestamp())))

    def _saved(self, key: str) -> Saved:
        file = self._folder / key
        name = file.stem if key.startswith(f"{NAMED}/") else ""
        when = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
        try:
            saved = read_run(file)
        except (OSError, PleaseHoldError) as error:
            return Saved(key=key, name=name, level="", time=0, weeks=0, decisions=0, stars=None, when=when,
                         problem=_why(error))  # fmt: skip
        level, taken = saved.run.level, saved.run.decisions
        stars = saved.stars if _over(saved) else None
        return Saved(key=key, name=name, level=level.title, time=saved.until, weeks=level.weeks, decisions=len(taken),
                     last=taken[-1] if taken and _known(taken[-1]) else None, stars=stars, when=when)  # fmt: skip

    def name_for(self, playing: Playing) -> str:
        """A name under which a run could be saved."""
        return as_name(say("{level}, week {n}", level=say(playing.level.title), n=playing.frame.day // 7 + 1))

    def taken(self, name: str) -> Saved | None:
        """The run that saving under `name` would overwrite. Upper and lower case are one on many disks."""
        same = as_name(name).casefold()
        return next((run for run in self.saves() if run.name and run.name.casefold() == same), None)

    def save_as(self, playing: Playing, name: str) -> str:
        """Save under a name; what went wrong, or nothing."""
        plain, folder = as_name(name), self._folder / NAMED
        if not plain or not isinstance(playing, Session):
            return say("A name needs a letter or a figure.")
        over = self.taken(plain)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            save_run(self._folder / over.key if over else folder / f"{plain}.run", playing.model)
        except OSError as error:
            return say("Not saved: {why}.", why=error.strerror or error)
        return ""

    def load(self, key: str) -> Playing | None:
        """Go on with a saved run; `None` if that can't be."""
        saved = self._read(key)
        if saved is None:
            return None
        if self.current is not None:
            self.keep(self.current)
        elif key == LAST:
            session = self.resume(saved)
            self._in_last = session
            return session
        session = self.resume(saved)
        if key.startswith(f"{FINISHED}/"):
            session.bet = Bet.read(self.noted(_bet(session.level)))
        return session

    def discard(self, key: str) -> None:
        """Throw a saved run away."""
        if key in {run.key for run in self.saves()}:
            (self._folder / key).unlink(missing_ok=True)
            if key == LAST:
                self._in_last = None

    def _read(self, key: str) -> SavedRun | None:
        try:
            return read_run(self._folder / key)
        except (OSError, PleaseHoldError):
            return None

    def _last(self) -> tuple[str, SavedRun] | None:
        """The run that was played last, of those that can be read and whose level has not been finished since."""
        for slot in SLOTS:
            file = self._folder / slot
            if not file.is_file() or (saved := self._read(slot)) is None:
                continue
            level = saved.run.level
            if not _over(saved) and file.stat().st_mtime > _seconds(self.noted(_finished(level))):
                return slot, saved
        return None

    def unfinished(self) -> Unfinished | None:
        """The run that was played last, if it can be continued."""
        last = self._last()
        if last is None:
            return None
        saved = last[1]
        return Unfinished(level=saved.run.level, day=saved.until // 86_400, decisions=len(saved.run.decisions))

    def go_on(self) -> Playing:
        """Continue that run."""
        last = self._last()
        playing = self.load(last[0]) if last else None
        return playing or self.begin(self._levels[0])  # it was there a moment ago
