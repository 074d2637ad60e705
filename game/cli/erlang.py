"""`erlang`: the game's own desk as a plain queue, beside the closed form, with 95 % intervals."""

from __future__ import annotations

from collections.abc import Sequence

from game.cli.terminal import print_json, progress
from sim.errors import PleaseHoldError
from sim.lab.erlang import STANDARD, Case, examine, sum_up, to_json
from sim.lab.theory import Queue

MEASURES = (
    ("p_wait", "P(wait), %", 100.0),
    ("p_abandon", "P(hang up), %", 100.0),
    ("mean_wait_s", "mean wait, s", 1.0),
)
NOTHING = 5e-5
"""Below this a number is shown as 0."""


class MissingOptionError(PleaseHoldError):
    """Options that only make sense together: those that are `missing`."""

    def __init__(self, missing: str) -> None:
        super().__init__(missing)
        self.missing = missing

    def __str__(self) -> str:
        return f"erlang: a queue of your own also needs {self.missing} (without any: {len(STANDARD)} standard queues)"


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
    if any(option is not None for option in (arrivals_per_hour, service_s, patience_s, servers)):
        queues = [_own_queue(arrivals_per_hour, service_s, patience_s, servers)]
    cases = []
    with progress("Calls and queueing theory", len(queues)) as report:
        for queue in queues:
            cases.append(examine(queue, hours=hours, seed=seed or 0))
            report(len(cases))
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
