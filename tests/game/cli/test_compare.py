"""`compare`: the contract's object, arms by policy and by run file, and a report that stands alone."""

from __future__ import annotations

import errno
import json
import os
from html import escape
from pathlib import Path
from typing import Any

import pytest

from game.cli import compare
from game.cli.policy import PolicyError
from sim import Decision, Model, Set, load_level
from sim.lab.experiments import Interval, Trial
from sim.lab.experiments import compare as compared
from sim.measures import MEASURES
from sim.run.replay import Run
from sim.run.runfile import save_run
from tests.worlds import world

LEVEL = "01-handled"


def test_json_is_the_contracts_object_and_the_report_stands_alone(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Every key and metric; the page names both arms and asks for nothing from elsewhere."""
    report = tmp_path / "report.html"
    assert compare.run(LEVEL, a="do-nothing", b="empowered", seeds=2, days=7, json=True, report=report) == 0
    shown: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert list(shown) == ["level", "seeds", "arms", "difference", "flipped"]
    assert list(shown["arms"]) == ["a: do-nothing", "b: empowered"]
    assert set(shown["difference"]) == set(MEASURES)
    assert set(shown["difference"]["profit_usd"]) == {"mean", "low", "high", "p_better"}
    assert shown["flipped"]["per_seed"] > 0
    text = report.read_text("utf-8")
    assert "do-nothing" in text
    assert all(escape(measure.says) in text for measure in MEASURES.values())
    assert "http" not in text
    assert "<script" not in text


def test_an_arm_may_be_a_run_file(tmp_path: Path) -> None:
    """Its decisions are taken on every seed."""
    level = load_level(LEVEL)
    model = Model(level, seed=3)
    model.submit(Set("power.frontline_credit_limit", 40))
    save_run(tmp_path / "my.run", model)
    trials = compare.arm(level, str(tmp_path / "my.run"), 2, None, "--a")
    assert [t.run.seed for t in trials] == [1, 2]
    assert [t.run.decisions for t in trials] == [(Decision(0, Set("power.frontline_credit_limit", 40.0)),)] * 2


def test_an_unknown_arm_is_named(tmp_path: Path) -> None:
    """Neither a file nor a policy: one line with the option and what there is."""
    with pytest.raises(PolicyError, match=r"^--b .*nix: there is no such policy; there are do-nothing, "):
        compare.arm(load_level(LEVEL), str(tmp_path / "nix"), 2, None, "--b")


@pytest.mark.parametrize(
    ("metric", "low", "high", "said"),
    [
        ("profit_usd", 1.0, 2.0, "up, better"),
        ("profit_usd", -2.0, -1.0, "down, worse"),
        ("wait_mean_s", 1.0, 2.0, "up, worse"),
        ("wait_mean_s", -2.0, -1.0, "down, better"),
        ("credits_usd", 1.0, 2.0, "up"),
        ("wait_mean_s", -1.0, 2.0, "no difference seen"),
    ],
)
def test_a_difference_is_judged(metric: str, low: float, high: float, said: str) -> None:
    """Which way, and whether that is better, by the metric's own definition; nothing where 0 is within."""
    gap = Interval(mean=(low + high) / 2, low=low, high=high)
    assert compare.judged(MEASURES[metric], gap) == said


def test_a_report_is_written_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A disk that fills up leaves the report of yesterday, and no crumbs; the line told names the report."""
    report = tmp_path / "report.html"
    report.write_text("yesterday", encoding="utf-8")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left on device") as refused:
        compare.run(LEVEL, a="do-nothing", b="strict", seeds=2, days=1, json=True, report=report)
    assert refused.value.filename == str(report)
    assert report.read_text("utf-8") == "yesterday"
    assert list(tmp_path.iterdir()) == [report]


def test_arms_that_are_the_same_differ_in_nothing_and_flip_nobody() -> None:
    """Paired luck: the same arm twice gives differences of exactly 0 and no flipped fate."""
    arm = [Trial(run=Run(level=world(), seed=seed), until=5 * 86_400.0) for seed in (1, 2)]
    found = compared(arm, arm)
    assert found.flipped == ()
    assert all((gap.mean, gap.low, gap.high) == (0.0, 0.0, 0.0) for gap in found.difference.values())


def test_flipped_fates_are_exactly_those_who_stand_otherwise_at_the_end() -> None:
    """The list is the difference of the two towns, person by person."""
    level = world()
    change = (Decision(0, Set("promise.advertising", 20_000.0)),)
    a = [Trial(run=Run(level=level, seed=seed), until=14 * 86_400.0) for seed in (1, 2)]
    b = [Trial(run=Run(level=level, seed=seed, decisions=change), until=14 * 86_400.0) for seed in (1, 2)]
    found = compared(a, b)
    wanted = set()
    for seed in (1, 2):
        towns = []
        for decisions in ((), change):
            model = Model(level, seed=seed)
            for decision in decisions:
                model.submit(decision.change) if decision.change.lever in level.unlocked else model.impose(
                    decision.change
                )
            model.run(14 * 86_400.0)
            people = model.market.people
            towns.append(
                [
                    (int(s), bool(c), bool(n))
                    for s, c, n in zip(people.status, people.captive, people.never, strict=True)
                ]
            )
        wanted |= {(seed, i) for i, (x, y) in enumerate(zip(*towns, strict=True)) if x != y}
    assert {(f.seed, f.customer) for f in found.flipped} == wanted
    assert wanted
