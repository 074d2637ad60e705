"""`erlang`: what is wrong with a queue is told by the option, and too few hours with how many would be good."""

from __future__ import annotations

import json
from typing import Any

import pytest

from game.cli import erlang
from sim.errors import PleaseHoldError

NOTHING: dict[str, Any] = {
    "arrivals_per_hour": None,
    "service_s": None,
    "patience_s": None,
    "servers": None,
    "hours": None,
    "seed": None,
    "json": True,
}
SMALL = {**NOTHING, "arrivals_per_hour": 100.0, "service_s": 60.0, "servers": 3}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({**SMALL, "arrivals_per_hour": -1.0}, "--arrivals-per-hour -1: should be calls per hour from "),
        ({**SMALL, "service_s": 0.0}, "--service-s 0: should be seconds from "),
        ({**SMALL, "servers": 1}, "--patience-s 0: should be above 0 (at load 1.667 a line"),
        ({**SMALL, "hours": 1e9}, "--hours 1e+09: should be hours above 0 and at most "),
        ({**SMALL, "hours": 0.0}, "--hours 0: is too short for anybody to call in this queue: "),
        ({**NOTHING, "hours": -3.0}, "--hours -3: is too short for anybody to call in 20 of 20 queues: "),
        ({**NOTHING, "servers": 3}, "erlang: a queue of your own also needs --arrivals-per-hour and --service-s"),
    ],
)
def test_what_cannot_be_is_told_by_its_option(options: dict[str, Any], told: str) -> None:
    """One line: the option as it is typed, the value got, what would be right."""
    with pytest.raises(PleaseHoldError) as refused:
        erlang.run(**options)
    assert str(refused.value).startswith(told)
    assert "\n" not in str(refused.value)


def test_too_few_hours_are_said_to_be_and_enough_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error, with a number that then raises no complaint; the JSON stays alone on standard output."""
    erlang.run(**{**SMALL, "hours": 2.0})
    out, err = capsys.readouterr()
    assert json.loads(out)["total"] == 3
    start = "--hours 2 is too short for this queue to give honest intervals: "
    assert err.startswith(start)
    enough = float(err.removeprefix(start).split()[0].replace(",", ""))
    erlang.run(**{**SMALL, "hours": enough})
    assert capsys.readouterr().err == ""
