"""Every shipped level has its transcripts, and they still come out line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim import Level, load_level
from sim.levelfile import shipped_levels
from tests.transcripts.make import HERE, name, policies, transcript

LEVELS = [load_level(file) for file in shipped_levels()]
PLAYS = [pytest.param(level, policy, id=f"{level.name}-{policy}") for level in LEVELS for policy in policies(level)]


def test_no_transcript_is_missing_and_none_is_left_over() -> None:
    """Each shipped level is told under its winning, its losing and the idle policy; no file tells of anything else."""
    wanted = {name(level, policy) for level in LEVELS for policy in policies(level)}
    assert wanted == {path.name for path in Path(HERE).glob("*.txt")}
    assert wanted


@pytest.mark.parametrize(("level", "policy"), PLAYS)
def test_the_level_still_goes_as_told(level: Level, policy: str) -> None:
    """The same level, seed and policy give the same transcript; a change of the model shows as a named line."""
    told = (HERE / name(level, policy)).read_text("utf-8").splitlines()
    now = transcript(level, policy).splitlines()
    assert [line for line in told if "digest" not in line] == [line for line in now if "digest" not in line]


@pytest.mark.parametrize("level", [x for x in LEVELS if x.objectives], ids=lambda level: level.name)
def test_the_level_is_won_by_its_policy_and_lost_by_another_and_by_doing_nothing(level: Level) -> None:
    """The stars a level claims are what its policy earns; the named loser and do-nothing earn none."""
    assert level.par is not None

    def stars(policy: str) -> int:
        line = next(
            x for x in (HERE / name(level, policy)).read_text("utf-8").splitlines() if x.startswith("objectives: ")
        )
        return int(line.split()[1])

    assert stars(level.par.policy) == level.par.stars
    assert stars(level.par.loses) == 0
    assert stars("do-nothing") == 0
