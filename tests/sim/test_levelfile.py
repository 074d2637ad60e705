"""The level file: where it is looked for, what is no level at all, what another is laid over, and its digest."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from smallest import OVER_SMALL, SMALL, case, problems, toml

from conftest import ROOT
from sim.data import levels_dir
from sim.errors import LevelError
from sim.levelfile import level_digest, load_level, parse_level, shipped_levels

# --- no level at all ------------------------------------------------------------------------------------------------

UNREADABLE = [
    pytest.param(b"", "is empty", id="empty"),
    pytest.param(b" \n\n", "is empty", id="blank"),
    pytest.param(b"weeks 3\n", "is not TOML at line 1, column 7: Expected '=' after a key", id="syntax"),
    pytest.param(b'title = "a\n', "is not TOML at line 1, column 11: Illegal character '\\n'", id="open-string"),
    pytest.param(b"weeks = 1\nweeks = 2\n", "is not TOML at line 2, column 10: Cannot overwrite a value", id="twice"),
    pytest.param(b"a = [", "is not TOML at end of document: Invalid value", id="cut-in-half"),
    pytest.param(b'a = 1\ntitle = "\xff"\n', "is not UTF-8 text: byte 0xff in line 2", id="latin-1"),
    pytest.param("title".encode("utf-16"), "is not UTF-8 text: byte 0xff in line 1", id="utf-16"),
    pytest.param(b"a = " + b"9" * 5000, "has a number that is too long to read", id="thousands-of-digits"),
    pytest.param(b"a = " + b"[" * 5000 + b"]" * 5000, "is nested too deeply", id="nested"),
    pytest.param(b"a." * 5000 + b"a = 1", "is nested too deeply", id="dotted"),
    pytest.param(b"book." + b"a." * 5000 + b"a = 1", "is nested too deeply", id="dotted-book"),
    pytest.param(b"#" * 1_000_001, "is too large for a level, which has at most 1000 kB", id="large"),
]


@pytest.mark.parametrize(("data", "expected"), UNREADABLE)
def test_what_is_no_level_at_all_is_one_line(tmp_path: Path, data: bytes, expected: str) -> None:
    """A file that can't be read as TOML is one problem without a path, and never another exception."""
    file = tmp_path / "broken.toml"
    file.write_bytes(data)
    with pytest.raises(LevelError) as caught:
        load_level(file)
    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"{file}: {expected}")


def test_what_is_not_there_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing there, a directory, a name that can't exist, a file that may not be read."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "closed.toml").write_text(SMALL, "utf-8")

    def told(path: str | Path) -> str:
        with pytest.raises(LevelError) as caught:
            load_level(path)
        return str(caught.value)

    assert told("01-handeld") == '01-handeld: there is no such file (did you mean "01-handled"?)'
    assert told(tmp_path / "zzz.toml") == f"{tmp_path / 'zzz.toml'}: there is no such file"
    assert told(tmp_path) == f"{tmp_path}: is a directory, not a level file"
    assert told("") == ".: is a directory, not a level file"
    assert told("nope.toml").startswith("nope.toml: there is no such file; shipped are 01-handled, ")
    assert "there is no such file" in told("a" * 5000)
    assert "there is no such file" in told("a\0b")

    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)  # a test may run as root, whom nobody refuses anything
    assert told("closed.toml") == "closed.toml: cannot be read: Permission denied"


def test_an_editors_byte_order_mark_and_line_ends_are_no_problem(tmp_path: Path) -> None:
    """A file saved on Windows is the same level."""
    file = tmp_path / "level.toml"
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode("utf-8"))
    assert load_level(file) == parse_level(SMALL)


# --- where a level is looked for ------------------------------------------------------------------------------------


def test_a_name_is_looked_for_here_and_then_among_the_shipped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With or without ending and folder; one's own file comes before the shipped one of that name."""
    monkeypatch.chdir(folder)
    shipped = load_level(levels_dir() / "01-handled.toml")
    for name in ("01-handled", "01-handled.toml", "levels/01-handled.toml", "levels/01-handled"):
        assert load_level(name) == shipped
    (folder / "01-handled.toml").write_text(SMALL, "utf-8")
    assert load_level("01-handled").title == "Small"
    assert load_level("01-handled").name == "01-handled"
    assert load_level("levels/01-handled.toml") == shipped


def test_shipped_levels_are_the_ladder_and_then_the_sandbox() -> None:
    """In the order in which they are played; the base carrier isn't one of them."""
    names = [file.stem for file in shipped_levels()]
    ladder = [name for name in names if name != "sandbox"]
    assert ladder[:2] == ["01-handled", "02-one-time-approval"]
    assert ladder == sorted(ladder)
    assert "sandbox" not in names[:-1]
    assert "carrier" not in names


@pytest.mark.parametrize("file", [*shipped_levels(), levels_dir() / "carrier.toml"], ids=lambda file: file.stem)
def test_every_shipped_file_is_whole(file: Path) -> None:
    """No problem in any of them. (How long they take: tests/benchmarks/bench_start.py.)"""
    assert load_level(file).name == file.stem


# --- extends --------------------------------------------------------------------------------------------------------


def test_tables_are_merged_and_all_else_is_replaced(folder: Path) -> None:
    """One key of a deep table changes alone; a list and a number are the child's; a new entry comes last."""
    below = parse_level(SMALL)
    level = parse_level(
        OVER_SMALL
        + """
        weeks = 9
        unlocked = ["people.wage"]
        [carrier.network]
        mean_degree = 8
        [centre]
        shifts = [{ start_h = 8, end_h = 20, share = 1 }]
        [issues.noise]
        title = "Noise"
        per_month = 0.01
        remedy = "fix"
        desk = "back"
        talk = 1
        severity = 0.2
        """,
        base=folder,
    )
    assert level.weeks == 9
    assert level.unlocked == ("people.wage",)
    assert [shift.start_h for shift in level.centre.shifts] == [8]
    assert level.carrier.network == below.carrier.network.model_copy(update={"mean_degree": 8.0})
    assert level.carrier.segments == below.carrier.segments
    assert list(level.issues) == ["bill", "goodbye", "noise"]
    assert {name: level.issues[name] for name in below.issues} == below.issues


@pytest.mark.parametrize(
    "text",
    [
        '[book]\n"power.override" = 1',
        "[book.power]\noverride = 1",
        "[book]\npower.override = 1",
        "book.power.override = 1",
    ],
)
def test_a_lever_may_be_written_in_either_form(folder: Path, text: str) -> None:
    """Quoted and nested are the same lever, also where the base uses the other form."""
    quoted = folder / "quoted.toml"
    quoted.write_text('extends = "small"\n[book]\n"power.override" = 0\n', "utf-8")
    for base in ("small", "quoted"):
        level = parse_level(f'extends = "{base}"\n{text}', base=folder)
        assert level.book == {**parse_level(SMALL).book, "power.override": 1}
        assert list(level.book) == list(parse_level(SMALL).book)


def test_a_chain_ends_with_the_nearest_file_on_top(folder: Path) -> None:
    """A file may extend one that extends another, by path relative to itself; the user's own file wins."""
    (folder / "sub").mkdir()
    (folder / "sub" / "middle.toml").write_text('extends = "../small.toml"\nweeks = 5\ntitle = "Middle"', "utf-8")
    (folder / "top.toml").write_text('extends = "sub/middle"\ntitle = "Top"', "utf-8")
    level = load_level(folder / "top.toml")
    assert (level.name, level.title, level.weeks, level.idea) == ("top", "Top", 5, "The least that can be played.")


def test_a_circle_is_told_with_its_way(folder: Path) -> None:
    """Files that extend each other, or themselves, are one problem that shows the circle."""
    (folder / "a.toml").write_text('extends = "b"', "utf-8")
    (folder / "b.toml").write_text('extends = "a"\nweeks = 4', "utf-8")
    (folder / "c.toml").write_text('extends = "c.toml"', "utf-8")
    for name, expected in (
        ("a", "extends: goes in a circle: a.toml -> b.toml -> a.toml (in b.toml)"),
        ("c", "extends: goes in a circle: c.toml -> c.toml"),
    ):
        with pytest.raises(LevelError) as caught:
            load_level(folder / f"{name}.toml")
        assert [str(problem) for problem in caught.value.problems] == [expected]


def test_a_file_may_extend_the_shipped_one_of_its_own_name(folder: Path) -> None:
    """Somebody's own `carrier.toml` that extends `carrier` means the shipped one: that is no circle."""
    (folder / "carrier.toml").write_text('extends = "carrier"\ntitle = "Mine"', "utf-8")
    mine, shipped = load_level(folder / "carrier.toml"), load_level(levels_dir() / "carrier.toml")
    assert mine == shipped.model_copy(update={"title": "Mine"})


EXTENDS = [
    case('extends = "carier"', 'extends: there is no level file "carier" (did you mean "carrier"?)', id="near"),
    case('extends = ""', 'extends: there is no level file ""', id="empty"),
    case('extends = "."', 'extends: there is no level file "."', id="directory"),
    case("extends = 3", "extends: must be text, got 3", id="number"),
    case(
        'extends = "broken"',
        "extends: broken.toml is not TOML at line 1, column 3: Expected '=' after a key in a key/value pair",
        id="broken",
    ),
    case('extends = "void"', "extends: void.toml is empty", id="empty-base"),
    case('extends = "lost"', 'extends: there is no level file "nowhere" (in lost.toml)', id="chain-lost"),
    case(
        'extends = "nowhere"\nweeks = 0\nunlocked = ["power.overide"]\n[book.people]\nwage = 99\n[carrier]\ncash = 1',
        'extends: there is no level file "nowhere"',
        "weeks: must be at least 1, got 0",
        'carrier.cash: unknown key (did you mean "cash_usd"?)',
        "book.people.wage: takes $9.00/h to $30.00/h, got 99",
        'unlocked[0]: there is no lever "power.overide" (did you mean "power.override"?)',
        id="the-rest-is-told-too-and-nothing-is-called-missing",
    ),
]


@pytest.mark.parametrize(("text", "expected"), EXTENDS)
def test_a_base_that_cannot_be_had_is_one_problem(folder: Path, text: str, expected: list[str]) -> None:
    """What would come from the base isn't called missing; what the file itself says is still judged."""
    (folder / "broken.toml").write_text("a b", "utf-8")
    (folder / "void.toml").write_text("", "utf-8")
    (folder / "lost.toml").write_text('extends = "nowhere"', "utf-8")
    assert problems(text, base=folder) == expected


def test_a_fault_of_the_base_is_told_with_its_file(folder: Path) -> None:
    """A user who looks for the value in his own file would not find it."""
    (folder / "sick.toml").write_text(OVER_SMALL + "weeks = 0\n[centre]\nask = -1\n[book.power]\noverride = 3", "utf-8")
    assert problems('extends = "sick"\n[centre]\nask = -2', base=folder) == [
        "weeks: must be at least 1, got 0 (in sick.toml)",
        "centre.ask: must be at least 0, got -2",
        "book.power.override: takes 0 (off) or 1 (on), got 3 (in sick.toml)",
    ]


def test_a_text_from_elsewhere_cannot_look_around(folder: Path) -> None:
    """Without a folder of its own a text may extend shipped levels only: it may have come from another machine."""
    assert parse_level('extends = "carrier"\ntitle = "T"').title == "T"
    path = str(folder / "small.toml")
    assert problems(toml({"extends": path}))[0].startswith("extends: must be the name of a shipped level, got ")
    assert problems('extends = "../carrier"') == [
        'extends: must be the name of a shipped level, got "../carrier"',
    ]


# --- digest ---------------------------------------------------------------------------------------------------------


def test_what_cannot_change_a_run_does_not_change_the_digest(folder: Path) -> None:
    """Words, titles of the level, par, the file's name, the way numbers and levers are written."""
    digest = level_digest(parse_level(SMALL))
    assert len(digest) == 16
    assert int(digest, 16) >= 0
    aside = OVER_SMALL + (
        'title = "Other"\nidea = "Other"\n[words]\nbrief = "Other"\n[par]\nstars = 1\n'
        '[carrier]\ncash_usd = 1000.0\n[book]\n"power.override" = 0.0\n[events.storm]\nsays = "Other"'
    )
    assert level_digest(parse_level(aside, name="other", base=folder)) == digest
    start, end = SMALL.index("[book.power]"), SMALL.index("[book.process]")
    moved = SMALL[:start] + SMALL[end:] + SMALL[start:end]
    assert level_digest(parse_level(moved)) == digest


@pytest.mark.parametrize(
    "text",
    [
        "weeks = 5",
        "[carrier]\ncash_usd = 1001",
        "[carrier.segments.locals]\nvoice = 0.71",
        "[issues.bill]\nper_month = 0.11",
        "[desks.back]\nwage_factor = 1.1",
        "[centre]\nshifts = [{ start_h = 7, end_h = 21, share = 1 }]",
        "[centre]\nweekday_factors = [1.1, 1.15, 1.05, 1.0, 1.0, 0.9, 0.8]",
        "[book.power]\noverride = 1",
        "[events.storm]\nday = 4",
        'unlocked = ["power.override"]',
    ],
)
def test_whatever_may_change_a_run_changes_the_digest(folder: Path, text: str) -> None:
    """Any number of the model, however deep."""
    assert level_digest(parse_level(OVER_SMALL + text, base=folder)) != level_digest(parse_level(SMALL))


def test_the_order_of_entries_changes_the_digest() -> None:
    """Luck may be addressed by an issue's position, so that the same issues in another order may run differently."""
    data = tomllib.loads(SMALL)
    turned = {**data, "issues": dict(reversed(data["issues"].items()))}
    assert level_digest(parse_level(toml(data))) != level_digest(parse_level(toml(turned)))


def test_the_digest_is_the_same_in_every_process() -> None:
    """Python's own hash differs between processes; this one must not, or no saved run could be verified."""
    code = "from sim.levelfile import level_digest, load_level; print(level_digest(load_level('02-one-time-approval')))"
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert digests == {level_digest(load_level("02-one-time-approval"))}
