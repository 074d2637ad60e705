"""`erlang`: the game's own desk as a plain queue, beside the closed form, with 95 % intervals."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, isfinite

from game.cli.terminal import print_json, progress, say
from sim.errors import PleaseHoldError
from sim.lab.erlang import LONG_ENOUGH, REPEATS, STANDARD, Case, examine, sum_up, to_json
from sim.lab.theory import Queue, QueueError, relaxation_s

MEASURES = (
    ("p_wait", "P(wait), %", 100.0),
    ("p_abandon", "P(hang up), %", 100.0),
    ("mean_wait_s", "mean wait, s", 1.0),
)
FEWEST_CALLS = 5
"""Expected in each queue, or it isn't begun: nobody might call."""
NOTHING = 5e-5
"""Below this a number is shown as 0."""


class MissingOptionError(PleaseHoldError):
    """Options that only make sense together: those that are `missing`."""

    def __init__(self, missing: str) -> None:
        super().__init__(missing)
        self.missing = missing

    def __str__(self) -> str:
        return f"erlang: a queue of your own also needs {self.missing} (without any: {len(STANDARD)} standard queues)"


class QueueOptionError(PleaseHoldError):
    """A queue that can't be examined, told by the option at fault."""

    def __init__(self, fault: QueueError) -> None:
        super().__init__(fault)
        self.fault = fault

    def __str__(self) -> str:
        option = "--" + self.fault.key.replace("_", "-")
        return f"{option} {self.fault.got:g}: should be {self.fault.wanted}"


def run(
    *,
    arrivals_per_hour: float | None,
    service_s: float | None,
    patience_s: float | None,
    servers: int | None,
    hours: float | None,
    seed: int | None,
    json: bool,
) -> int:
    """Examine the queue that is given, or the standard ones; 1 if too many values lie outside for chance alone."""
    queues: Sequence[Queue] = STANDARD
    cases = []
    try:
        if any(option is not None for option in (arrivals_per_hour, service_s, patience_s, servers)):
            queues = [_own_queue(arrivals_per_hour, service_s, patience_s, servers)]
        if hours is not None:
            _warn_of_few(hours, queues)
        with progress("Calls and queueing theory", len(queues)) as report:
            for queue in queues:
                cases.append(examine(queue, hours=hours, seed=seed or 0))
                report(len(cases))
    except QueueError as fault:
        raise QueueOptionError(fault) from fault
    if json:
        print_json(to_json(cases))
    else:
        _print_table(cases)
    return 0 if sum_up(cases).agrees else 1


def _own_queue(
    arrivals_per_hour: float | None, service_s: float | None, patience_s: float | None, servers: int | None
) -> Queue:
    if arrivals_per_hour is None or service_s is None or servers is None:
        given = {"--arrivals-per-hour": arrivals_per_hour, "--service-s": service_s, "--servers": servers}
        raise MissingOptionError(" and ".join(name for name, value in given.items() if value is None))
    return Queue(
        arrivals_per_hour=arrivals_per_hour, service_s=service_s, patience_s=patience_s or 0.0, servers=servers
    )


def _warn_of_few(hours: float, queues: Sequence[Queue]) -> None:
    """Say so if `hours` can't tell enough of one of `queues`, and how many would: a desk forgets slowly."""
    least = [REPEATS * LONG_ENOUGH * relaxation_s(queue) / 3600.0 for queue in queues]
    short = sum(hours < enough for enough in least)
    if not short or not isfinite(max(least)):
        return
    need, which = f"{ceil(max(least)):,} would do", "this queue"
    if len(queues) > 1:
        need = f"they need {min(least):.1g} to {ceil(max(least)):,}, each its own number"
        which = f"{short} of {len(queues)} queues"
    good = f"{need}; without --hours each queue gets what it needs"
    if hours * min(queue.arrivals_per_hour for queue in queues) < FEWEST_CALLS:
        raise PleaseHoldError(f"--hours {hours:g}: is too short for anybody to call in {which}: {good}")
    say(f"--hours {hours:g} is too short for {which} to give honest intervals: {good}.")


def _print_table(cases: Sequence[Case]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for title in ("Erlang", "CSRs", "load", *(title for _, title, _ in MEASURES)):
        table.add_column(title, justify="right", no_wrap=True)
    for case in cases:
        cells = [_beside(case, name, scale) for name, _, scale in MEASURES]
        table.add_row(case.formula, str(case.queue.servers), f"{case.queue.load:.3g}", *cells)
    console = Console(highlight=False)
    calls = sum(case.calls for case in cases)
    said = f"{calls:,} calls at the game's own desk. Each cell: closed form, simulated 95 % interval."
    console.print(said, soft_wrap=True)
    console.print(table)
    console.print(_verdict(cases), soft_wrap=True)


def _beside(case: Case, name: str, scale: float) -> str:
    """The theory's value and the simulated interval, as one cell."""
    low, high = (_short(bound * scale) for bound in case.interval95[name])
    mark, style = (" ", "green") if case.inside[name] else ("*", "bold red")
    return f"[{style}]{_short(getattr(case.theory, name) * scale)}{mark}[/]{f'{low}–{high}':>11}"


def _short(number: float) -> str:
    """Three digits, and no more than five characters."""
    if number < NOTHING:
        return "0"
    return f"{number:.0f}" if number >= 1000 else f"{number:.3g}" if number >= 0.01 else f"{number:.4f}"


def _verdict(cases: Sequence[Case]) -> str:
    verdict = sum_up(cases)
    text = f"{verdict.inside} of {verdict.total} closed-form values lie inside their 95 % interval (else: *)"
    if len(cases) == 1:
        return f"{text}; one in twenty should not."
    if not verdict.agrees:
        text += ".\nDesk and theory DISAGREE"
    return (
        f"{text}.\nExpected: {verdict.expected:.1f}, and in 95 of 100 seeds {verdict.range95[0]} to "
        f"{verdict.range95[1]}\n(the values of one case are in or out together; {verdict.sure} can't be out: "
        "nobody hangs up in Erlang C)."
    )
