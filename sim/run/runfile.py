"""Run files: one text that is save, undo, replay, class sync and homework. Level by name, seed, decisions, checkpoints.

A run file is TOML. Its last line is `end`, so a file cut anywhere is known to be cut. It is written to a temporary name
and renamed: whoever pulls the plug leaves the old file or the new one. A run is tied to its level by a digest of
everything that influences a run, and to the model by `MODEL`.
"""

from __future__ import annotations

import json
import os
import tempfile
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sim.clock import stamp
from sim.decisions import Decision, Inject, Set
from sim.errors import DecisionError, LevelError, RunFileError
from sim.level import Level
from sim.levelfile import level_digest, load_level
from sim.run.look import objectives, stars
from sim.run.model import Model
from sim.run.replay import Run, resume
from sim.words import Phrase

FORMAT = "please-hold run 1"
MODEL = 2
"""Goes up whenever the same run would have another digest."""

_MOST_BYTES = 50_000_000
Seconds = Annotated[int, Field(ge=0, lt=2**40)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class _Decision(_Part):
    at: Seconds
    set: Annotated[str, Field(max_length=100)] | None = None
    to: float | None = None
    inject: str | None = None


class _Checkpoint(_Part):
    at: Seconds
    digest: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]


class _File(_Part):
    format: str
    model: int
    level: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^/\\\x00-\x1f]+$")]
    level_digest: Annotated[str, Field(pattern="^[0-9a-f]{16}$")]
    seed: Annotated[int, Field(ge=0)]
    stars: Annotated[int, Field(ge=0, le=99)] | None = None
    decisions: tuple[_Decision, ...] = ()
    checkpoints: tuple[_Checkpoint, ...] = ()
    end: _Checkpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedRun:
    """What a run file says: the run, how far it went, and the digests on the way."""

    run: Run
    until: int
    digest: str
    checkpoints: tuple[tuple[int, str], ...]
    stars: int | None
    """Earned by what was reached when it was saved, as the file says: so that a list of runs needs no replay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a saved run replays to the same digests; if not, the first checkpoint that differs."""

    same: bool
    time: int
    """The checkpoint (s): the first that differs, or the end."""
    saved: str
    replayed: str

    def __str__(self) -> str:
        if self.same:
            return f"same digest at the end, {stamp(self.time)}: {self.saved}"
        return f"differs first at {stamp(self.time)} ({self.time} s): saved {self.saved}, replayed {self.replayed}"


def save_run(path: str | Path, run: Run | Model) -> None:
    """Write `run` (a Model: as far as it has come; a Run: played to the level's end) to `path`, whole or not at all.

    Raises ValueError for a Model that stands within a second: such a moment could not be replayed.
    """
    model = run if isinstance(run, Model) else resume(run, Model(run.level, run.seed).horizon)
    write_whole(Path(path), dump(model))


def dump(model: Model) -> str:
    """The run file's text for `model` as far as it has come; ValueError if that is no whole second."""
    if model.now != int(model.now):
        raise ValueError(f"a run is saved at a whole second, and this one stands at {model.now} s")
    lines = [
        "# A Please Hold run: level + seed + decisions. `python main.py verify FILE` replays it.",
        f'format = "{FORMAT}"',
        f"model = {MODEL}",
        f"level = {_quoted(model.level.name)}",
        f'level_digest = "{level_digest(model.level)}"',
        f"seed = {model.seed}",
        f"stars = {stars(objectives(model.level, model.metrics()))}",
        "decisions = [",
        *(f"  {_decision(d)},  # {stamp(d.time)}" for d in model.decisions),
        "]",
        "checkpoints = [",
        *(f'  {{ at = {at}, digest = "{digest}" }},' for at, digest in model.checkpoints()),
        "]",
        f'end = {{ at = {int(model.now)}, digest = "{model.digest()}" }}',
    ]
    return "\n".join(lines) + "\n"


def _decision(d: Decision) -> str:
    match d.change:
        case Set(lever, value):
            return f'{{ at = {d.time}, set = "{lever}", to = {value!r} }}'
        case Inject(event):
            return f"{{ at = {d.time}, inject = {_quoted(event)} }}"


def _quoted(text: str) -> str:
    # JSON's escapes are TOML's, but for the one control character that JSON lets stand.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def load_run(path: str | Path, *, level: Level | None = None) -> Run:
    """The run in the file at `path`; raises RunFileError. `level`: play it on this one instead of finding its own."""
    return read_run(path, level=level).run


def read_run(path: str | Path, *, level: Level | None = None) -> SavedRun:
    """Everything the run file at `path` says; raises RunFileError with the key that is wrong."""
    file = Path(path)
    saved = _parsed(file)
    found = _level(file, saved) if level is None else level
    if level_digest(found) != saved.level_digest:
        raise RunFileError(
            str(path),
            "level_digest",
            Phrase(
                'the level "{level}" has changed since: the run was made on {then}, the level is {now}',
                level=saved.level,
                then=saved.level_digest,
                now=level_digest(found),
            ),
        )
    decisions = tuple(_read_decision(str(path), i, d) for i, d in enumerate(saved.decisions))
    return SavedRun(
        run=Run(level=found, seed=saved.seed, decisions=decisions),
        until=saved.end.at,
        digest=saved.end.digest,
        checkpoints=tuple((c.at, c.digest) for c in saved.checkpoints),
        stars=saved.stars,
    )


def _parsed(file: Path) -> _File:
    name = str(file)
    try:
        if file.is_dir():
            raise RunFileError(name, "", Phrase("is a folder, not a run file"))
        if file.stat().st_size > _MOST_BYTES:
            raise RunFileError(name, "", Phrase("is larger than {mb} MB, no run file is", mb=_MOST_BYTES // 1_000_000))
        data = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise RunFileError(name, "", Phrase("can't be read: {why}", why=error.strerror or str(error))) from error
    except UnicodeDecodeError as error:
        raise RunFileError(name, "", Phrase("is not text, so no run file")) from error
    except (ValueError, RecursionError) as error:  # no TOML, or a number of thousands of digits
        raise RunFileError(name, "", Phrase("is damaged or cut off: {why}", why=str(error))) from error
    if "format" not in data:
        raise RunFileError(name, "format", Phrase('missing; a run file begins with format = "{format}"', format=FORMAT))
    if data["format"] != FORMAT:
        got = repr(str(data["format"])[:60])
        raise RunFileError(name, "format", Phrase('this game reads "{format}", got {got}', format=FORMAT, got=got))
    if data.get("model") != MODEL:
        raise RunFileError(
            name,
            "model",
            Phrase(
                "was saved by model {then}, this game has model {now}; the same decisions would now run differently",
                then=_one_line(data.get("model")),
                now=MODEL,
            ),
        )
    if "end" not in data:
        raise RunFileError(name, "end", Phrase("missing: the file was cut off"))
    try:
        return _File.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(_one_line(part) for part in first["loc"])
        got = repr(str(first["input"])[:60])
        raise RunFileError(name, key, Phrase("{what}, got {got}", what=first["msg"], got=got)) from error


def _one_line(value: object) -> str:
    """Anything a file may say, on one line and not for ever."""
    return " ".join(str(value)[:60].split())


def _level(file: Path, saved: _File) -> Level:
    beside = file.parent / f"{saved.level}.toml"
    try:
        return load_level(beside if beside.is_file() else saved.level)
    except OSError as error:
        raise RunFileError(str(file), "level", f'"{saved.level}": {error.strerror}') from error
    except LevelError as error:
        raise RunFileError(
            str(file),
            "level",
            Phrase('the level "{level}" can\'t be played: {why}', level=saved.level, why=str(error.problems[0])),
        ) from error


def _read_decision(file: str, index: int, d: _Decision) -> Decision:
    if d.inject is not None and d.set is None and d.to is None:
        return Decision(d.at, Inject(d.inject))
    if d.set is not None and d.to is not None and d.inject is None:
        return Decision(d.at, Set(d.set, d.to))
    raise RunFileError(file, f"decisions[{index}]", Phrase("takes `set` and `to`, or `inject`"))


def verify(path: str | Path, *, progress: Callable[[float], None] | None = None) -> Verdict:
    """Replay the run file at `path` and compare every checkpoint. Raises RunFileError if it can't be replayed."""
    saved = read_run(path)
    try:
        model = resume(saved.run, saved.until, progress=progress)
    except DecisionError as error:
        raise RunFileError(str(path), "decisions", " ".join(str(error).split())) from error
    replayed = dict(model.checkpoints())
    for at, digest in saved.checkpoints:
        if replayed.get(at) != digest:
            return Verdict(same=False, time=at, saved=digest, replayed=replayed.get(at, "nothing"))
    # Not one of the checkpoints, even if it is at the same second: a decision may have been taken since.
    end = model.digest()
    return Verdict(same=end == saved.digest, time=saved.until, saved=saved.digest, replayed=end)


def write_whole(path: Path, text: str) -> None:
    """Write `text` to a temporary file beside `path` and rename it there; OSError, naming `path`, if that can't be."""
    try:
        _write_and_rename(path, text)
    except OSError as error:  # it names the temporary file, of which nobody has heard
        raise OSError(error.errno, error.strerror, str(path)) from error


def _write_and_rename(path: Path, text: str) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)  # a temporary file is its owner's alone; this one is to be shared
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
