"""Policies by name: the game's own, those of installed packages, `module:callable`; what is broken is one line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from game.cli import policies, simulate
from game.cli.policy import GROUP, PolicyError, find_policy, offered
from sim.decisions import Set
from sim.lab.policies import POLICIES

ENTRY_POINTS = f"""[{GROUP}]
cautious = their_policies:cautious
strict = their_policies:cautious
gone = their_policies:gone
lost = nowhere_to_be_found:policy
number = their_policies:NUMBER
broken = their_broken_policies:policy
nonsense = their_policies
"""
MODULE = """from sim.decisions import Set
NUMBER = 7
def cautious(frame):
    return [Set("power.frontline_credit_limit", 5)] if frame.day == 0 else []
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package that offers policies, as pip would leave it on the path."""
    (tmp_path / "their_policies.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "their_broken_policies.py").write_text("policy = 1 /\n", encoding="utf-8")
    info = tmp_path / "their_policies-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: their-policies\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(ENTRY_POINTS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    for module in ("their_policies", "their_broken_policies"):
        monkeypatch.delitem(sys.modules, module, raising=False)


def test_a_policy_of_an_installed_package_plays_by_its_name(
    package: None, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """`--policy cautious` finds it, and its decisions are in the saved run."""
    file = tmp_path / "my.run"
    options = {"seed": 1, "days": 1, "sets": [], "run_file": None, "policy": "cautious", "json": True}
    assert simulate.run("01-handled", save=file, **options) == 0
    assert 'set = "power.frontline_credit_limit", to = 5.0' in file.read_text("utf-8")


def test_a_package_cannot_take_the_name_of_the_games_own(package: None) -> None:
    """What `strict` means doesn't depend on what else is installed."""
    assert find_policy("strict") is POLICIES["strict"]
    assert "strict" not in offered()


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        ("gone", "module 'their_policies' has no callable 'gone'"),
        ("number", "module 'their_policies' has no callable 'NUMBER'"),
        ("lost", "there is no module 'nowhere_to_be_found'"),
        ("broken", "module 'their_broken_policies' can't be imported: SyntaxError: invalid syntax"),
        ("nonsense", "takes module:callable, got 'their_policies'"),
        ("cautios", 'there is no such policy (did you mean "cautious"?)'),
        ("zzz", "there is no such policy; there are do-nothing, "),
    ],
)
def test_a_broken_offer_is_one_line(package: None, named: str, reason: str) -> None:
    """What is wrong, at the name that the user typed; the traceback is the package's business."""
    with pytest.raises(PolicyError) as error:
        find_policy(named)
    assert str(error.value).startswith(f"--policy {named}: {reason}")
    assert "\n" not in str(error.value)


def test_all_names_are_listed_with_where_they_come_from(package: None, capsys: pytest.CaptureFixture[str]) -> None:
    """Built in first; a package's by the package's name; none is imported, so none can spoil the list."""
    assert policies.run(json=True) == 0
    rows = {row["name"]: row["from"] for row in json.loads(capsys.readouterr().out)}
    assert list(rows)[: len(POLICIES)] == list(POLICIES)
    assert {rows[name] for name in POLICIES} == {"please-hold"}
    assert rows["cautious"] == rows["broken"] == "their-policies"
    assert policies.run(json=False) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(rows)


def test_a_module_that_fails_when_imported_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`module:callable` too: the error's kind and text, no traceback."""
    (tmp_path / "failing_policy.py").write_text("raise ValueError('two\\nlines')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", sys.path[:])
    with pytest.raises(PolicyError) as error:
        find_policy("failing_policy:policy")
    told = "module 'failing_policy' can't be imported: ValueError: two lines"
    assert str(error.value) == f"--policy failing_policy:policy: {told}"


def test_a_policy_found_by_name_asks_for_what_it_says(package: None) -> None:
    """The callable itself is found, not a wrapper."""

    class Moment:
        day = 0

    assert find_policy("cautious")(Moment()) == [Set("power.frontline_credit_limit", 5)]  # type: ignore[arg-type]
