"""The game's own desk as a plain queue, beside the closed form: is the code that answers the phone true?

Rules:
1. What is tested is `sim.centre.desk.Desk`, the very code of the game; only callers and CSRs are bare here.
2. Luck comes from `sim.dice`, addressed by the queue's own numbers and the number of the repeat, so that a queue
   gives the same result alone and in any set. Uniforms are drawn in blocks and turned by inverse distributions.
3. A case is `REPEATS` independent repeats from an empty desk. Who calls before the desk has forgotten that it was
   empty isn't counted: `WARM_UP` relaxation times (`theory.relaxation_s`), in which a bias falls to a thousandth.
4. Intervals are Student's over the repeats, of the ratio of two sums (such as waits over calls), for a share on the
   scale of its log odds and for the mean wait on that of its logarithm: there they are nearly symmetric, and never
   promise less than nothing. Repeats share no luck, so the correlation of one call with the next needs no model.
   They are as honest as repeats are long beside the relaxation time; `default_hours` sees to that, and
   docs/performance.md tells how often they held.
5. What is rare has no spread to measure: with fewer than `RARE` events the interval also takes in E. B. Wilson's
   for a plain share ("Probable inference, the law of succession, and statistical inference", 1927).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from itertools import chain
from math import comb, cos, exp, inf, pi, sin, sqrt, tan
from time import perf_counter
from typing import Any

import numpy as np
from simpy import Environment, Event
from simpy.events import NORMAL

from sim.centre.desk import Desk, Server, Timer, Wait
from sim.dice import Purpose, stream
from sim.distributions import exponential
from sim.lab.theory import SHORTEST_S, Measures, Queue, QueueError, erlang_b, relaxation_s, solve

REPEATS = 10
WARM_UP = 7.0
"""Relaxation times that aren't counted at the start of each repeat."""
LONG_ENOUGH = 40.0
"""Relaxation times that each repeat counts, at least, if nobody asks for other hours."""
CALLS, MORE_CALLS = 100_000, 1_000_000
"""Calls that a case counts, at least, if nobody asks for other hours; up to so many where waits are rare."""
EVENTS = 1000
"""So many should wait, and so many not, as far as `MORE_CALLS` allow."""
MOST_CALLS = 20_000_000
"""Calls of one case, warm-ups included, beyond which it is refused; so many take about a minute."""
RARE = 50
LOST_S = SHORTEST_S
"""Mean patience (s) of callers who wait for nobody: so short that Erlang A is Erlang B, to five digits."""

BLOCK = 4096
Callback = Callable[[Event], None]
Interval = tuple[float, float]


# --- the desk as a plain queue -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one repeat counted, of those who called after its warm-up."""

    calls: int
    waited: int
    hung_up: int
    waits_s: float
    """The sum of their waits (s)."""


class Csr:
    """Somebody who answers."""

    __slots__ = ("going_home",)

    def __init__(self) -> None:
        self.going_home = False


class Caller(Timer):
    """Somebody who calls and, once answered, the event that his talk ends."""

    __slots__ = ("called_s", "csr", "line", "patience_s", "talk_s", "wait")
    csr: Server
    wait: Wait | None

    def __init__(self, line: PlainQueue, called_s: float, talk_s: float, patience_s: float) -> None:
        self.line = line
        self.called_s = called_s
        self.talk_s = talk_s
        self.patience_s = patience_s
        self.callbacks = line.talk_ends

    def answered(self, csr: Server) -> None:
        """A CSR takes the caller who waited."""
        line = self.line
        env = line.env
        if self.called_s >= line.counted_from_s:
            line.waits_s.append(env.now - self.called_s)
        self.csr = csr
        env.schedule(self, NORMAL, self.talk_s)

    def reneged(self) -> None:
        """The caller hangs up."""
        line = self.line
        if self.called_s >= line.counted_from_s:
            line.waits_s.append(line.env.now - self.called_s)
            line.hung_up += 1


class NextCall(Timer):
    """The event that somebody calls, and how he will."""

    __slots__ = ("patience_s", "talk_s")
    talk_s: float
    patience_s: float


class PlainQueue:
    """One repeat: a desk, its CSRs, and callers until `until_s`, each of them followed to his end."""

    def __init__(
        self, servers: int, luck: Iterator[tuple[float, float, float]], *, counted_from_s: float, until_s: float
    ) -> None:
        """`luck` tells of each caller the time since the one before, his talk and his patience (s)."""
        self.env = Environment()
        self.desk = Desk(self.env, "plain queue")
        self.luck = luck
        self.counted_from_s = counted_from_s
        self.until_s = until_s
        self.calls = 0
        self.hung_up = 0
        self.waits_s: list[float] = []
        self.talk_ends: list[Callback] = [self._talk_ends]
        self._calls: list[Callback] = [self._somebody_calls]
        for _ in range(servers):
            self.desk.arrive(Csr())

    def run(self) -> Tally:
        """Everything that happens, to the end of the last talk."""
        first = NextCall.__new__(NextCall)
        gap_s, first.talk_s, first.patience_s = next(self.luck)
        if gap_s < self.until_s:
            first.callbacks = self._calls
            self.env.schedule(first, NORMAL, gap_s)
        self.env.run()
        waits_s = float(np.sum(self.waits_s))
        return Tally(calls=self.calls, waited=len(self.waits_s), hung_up=self.hung_up, waits_s=waits_s)

    def _somebody_calls(self, call: Any) -> None:
        """The callback of every `NextCall`. (Hot, like the next one: hence the locals, and no check of the type.)"""
        env = self.env
        now = env.now
        if now >= self.counted_from_s:
            self.calls += 1
        caller = Caller(self, now, call.talk_s, call.patience_s)
        csr = self.desk.seek(caller)
        if csr is not None:
            caller.csr = csr
            env.schedule(caller, NORMAL, call.talk_s)
        gap_s, call.talk_s, call.patience_s = next(self.luck)
        if now + gap_s < self.until_s:
            call.callbacks = self._calls
            env.schedule(call, NORMAL, gap_s)

    def _talk_ends(self, caller: Any) -> None:
        """The callback of every `Caller`."""
        self.desk.release(caller.csr)


def simulate(queue: Queue, *, seed: int, repeat: int, warm_up_s: float, counted_s: float) -> Tally:
    """Repeat number `repeat` of `queue`: a warm-up and then `counted_s` seconds of calls."""
    luck = _luck(queue, seed, repeat)
    return PlainQueue(queue.servers, luck, counted_from_s=warm_up_s, until_s=warm_up_s + counted_s).run()


def _luck(queue: Queue, seed: int, repeat: int) -> Iterator[tuple[float, float, float]]:
    """(gap, talk, patience) of one caller after the other (s), without end."""
    numbers = (queue.arrivals_per_hour, queue.service_s, queue.patience_s, queue.servers)
    key = [int.from_bytes(struct.pack(">d", number), "big") for number in numbers]
    uniforms = stream(seed, Purpose.QUEUE_TEST, *key, repeat)
    means = np.array([[3600.0 / queue.arrivals_per_hour], [queue.service_s], [queue.patience_s]])

    def blocks() -> Iterator[Iterator[tuple[float, float, float]]]:
        while True:
            times = exponential(uniforms.random((3, BLOCK)), means)
            if queue.patience_s == 0:
                times[2] = inf
            gaps, talks, patiences = times.tolist()
            yield zip(gaps, talks, patiences, strict=True)

    return chain.from_iterable(blocks())


# --- one case ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One queue, simulated and computed."""

    queue: Queue
    formula: str
    """Which of Erlang's formulas: A, B or C."""
    hours: float
    """Hours counted, all repeats together, without their warm-ups."""
    warm_up_hours: float
    """Hours that weren't counted, all repeats together."""
    seed: int
    calls: int
    wall_s: float
    simulated: Measures
    theory: Measures
    interval95: dict[str, Interval]
    """By name of the measure: (low, high)."""

    @property
    def inside(self) -> dict[str, bool]:
        """By name of the measure: whether the closed-form value lies inside the simulated interval."""
        return {name: low <= getattr(self.theory, name) <= high for name, (low, high) in self.interval95.items()}


def default_hours(queue: Queue) -> float:
    """Hours to count so that intervals are honest: enough calls, enough of each kind, and repeats long enough.

    The closed form tells here how long to look, never what is found.
    """
    p_wait = _theory(queue)[0].p_wait
    rare = max(min(p_wait, 1.0 - p_wait), EVENTS / MORE_CALLS)
    calls = max(CALLS, EVENTS / rare)
    return max(calls / queue.arrivals_per_hour, REPEATS * LONG_ENOUGH * relaxation_s(queue) / 3600.0)


def examine(queue: Queue, *, hours: float | None = None, seed: int = 0) -> Case:
    """Simulate `queue` for `hours` in all (`None`: `default_hours`) and set the closed form beside it.

    Raises `QueueError` for hours that can't be, for a line that grows for ever, and for more than `MOST_CALLS`.
    """
    theory, formula = _theory(queue)
    if seed < 0:
        raise QueueError("seed", seed, "a whole number from 0")
    warm_up_s = WARM_UP * relaxation_s(queue)
    warm_up_hours = REPEATS * warm_up_s / 3600.0
    room_hours = MOST_CALLS / queue.arrivals_per_hour - warm_up_hours
    chosen = default_hours(queue) if hours is None else hours
    if room_hours <= 0 or (hours is None and chosen > room_hours):
        wanted = f"fewer, or more CSRs: so near to load 1 a line settles only after {MOST_CALLS:,} calls"
        raise QueueError("arrivals_per_hour", queue.arrivals_per_hour, wanted)
    if not 0 < chosen <= room_hours:
        raise QueueError("hours", chosen, f"hours above 0 and at most {room_hours:.4g} ({MOST_CALLS:,} calls)")
    started = perf_counter()
    counted_s = chosen * 3600.0 / REPEATS
    tallies = [
        simulate(queue, seed=seed, repeat=repeat, warm_up_s=warm_up_s, counted_s=counted_s) for repeat in range(REPEATS)
    ]
    calls = sum(tally.calls for tally in tallies)
    if not calls:
        raise QueueError("hours", chosen, "so many hours that somebody calls")
    simulated, interval95 = judge(tallies, queue.service_s)
    return Case(
        queue=queue,
        formula=formula,
        hours=chosen,
        warm_up_hours=warm_up_hours,
        seed=seed,
        calls=calls,
        wall_s=perf_counter() - started,
        simulated=simulated,
        theory=theory,
        interval95=interval95,
    )


def _theory(queue: Queue) -> tuple[Measures, str]:
    """The closed form of `queue` and the letter of its formula."""
    if queue.patience_s != LOST_S:
        return solve(queue), "A" if queue.patience_s else "C"
    lost = erlang_b(queue.servers, queue.offered)
    return Measures(p_wait=lost, p_abandon=lost, mean_wait_s=lost * LOST_S), "B"


# --- intervals -----------------------------------------------------------------------------------------------


def judge(tallies: Sequence[Tally], talk_s: float) -> tuple[Measures, dict[str, Interval]]:
    """The measures of all `tallies` together and their 95 % intervals; `talk_s` is a mean talk (s)."""
    calls = [tally.calls for tally in tallies]
    waited = [tally.waited for tally in tallies]
    hung_up = [tally.hung_up for tally in tallies]
    waits_s = [tally.waits_s for tally in tallies]
    n, n_waited, n_hung_up, sum_s = sum(calls), sum(waited), sum(hung_up), sum(waits_s)
    measures = Measures(p_wait=n_waited / n, p_abandon=n_hung_up / n, mean_wait_s=sum_s / n)
    intervals = {
        "p_wait": _share_interval(waited, calls),
        "p_abandon": _share_interval(hung_up, calls),
        "mean_wait_s": _mean_interval(waits_s, calls),
    }
    if n_waited < RARE:
        # How many wait is then the chief doubt about the mean; if nobody did, a wait may have been a whole talk.
        wait_s = sum_s / n_waited if n_waited else talk_s
        low, high = _wilson(n_waited, n)
        intervals["mean_wait_s"] = _union(intervals["mean_wait_s"], (low * wait_s, high * wait_s))
    return measures, intervals


def _share_interval(hits: Sequence[int], of: Sequence[int]) -> Interval:
    """The 95 % interval of a share, on the scale of its log odds."""
    n_hits, n = sum(hits), sum(of)
    plain = _wilson(n_hits, n)
    if n_hits in (0, n):
        return plain
    odds = n_hits / (n - n_hits)
    # A relative error e of p is an error of e / (1 - p) of its log odds.
    factor = exp(_t95(len(hits) - 1) * _relative_error(hits, of) * n / (n - n_hits))
    interval = odds / factor / (1.0 + odds / factor), odds * factor / (1.0 + odds * factor)
    return _union(interval, plain) if min(n_hits, n - n_hits) < RARE else interval


def _mean_interval(sums: Sequence[float], of: Sequence[int]) -> Interval:
    """The 95 % interval of a mean of numbers above 0, on the scale of its logarithm."""
    mean = sum(sums) / sum(of)
    if not mean:
        return 0.0, 0.0
    factor = exp(_t95(len(sums) - 1) * _relative_error(sums, of))
    return mean / factor, mean * factor


def _relative_error(tops: Sequence[float], bottoms: Sequence[float]) -> float:
    """The standard error of sum(tops) / sum(bottoms) over independent repeats, as a share of it; linearised."""
    repeats, top = len(tops), sum(tops)
    ratio = top / sum(bottoms)
    squares = sum((y - ratio * x) ** 2 for y, x in zip(tops, bottoms, strict=True))
    return sqrt(squares * repeats / (repeats - 1)) / top


def _wilson(hits: int, of: int) -> Interval:
    """Wilson's 95 % interval for a share of independent tries."""
    z2 = 1.959964**2
    middle = (hits + z2 / 2) / (of + z2)
    half = sqrt(z2 * (hits * (of - hits) / of + z2 / 4)) / (of + z2)
    return middle - half if hits else 0.0, middle + half if hits < of else 1.0


def _union(one: Interval, other: Interval) -> Interval:
    return min(one[0], other[0]), max(one[1], other[1])


def student_quantile(p: float, degrees: int) -> float:
    """Student's t quantile for whole `degrees` of freedom and 0.5 <= `p` < 1.

    Exact: the distribution function is a finite sum (M. Abramowitz and I. Stegun, "Handbook of Mathematical
    Functions", 1964, 26.7.3 and 26.7.4), bisected to the last digit, so that intervals need no other package.
    """
    low, high = 0.0, pi / 2
    for _ in range(60):
        middle = (low + high) / 2
        if _student_inside(middle, degrees) < 2 * p - 1:
            low = middle
        else:
            high = middle
    return sqrt(degrees) * tan(low)


def _student_inside(angle: float, degrees: int) -> float:
    """The probability that |T| < sqrt(degrees) tan(angle)."""
    odd = degrees % 2
    term, total = (cos(angle), 0.0) if odd else (1.0, 0.0)
    for step in range(1 + odd, degrees, 2):
        total += term
        term *= step / (step + 1) * cos(angle) ** 2
    return 2 / pi * (angle + sin(angle) * total) if odd else sin(angle) * total


@cache
def _t95(degrees: int) -> float:
    return student_quantile(0.975, degrees)


# --- the standard set ----------------------------------------------------------------------------------------


def _queue(servers: int, load: float, patience_s: float, service_s: float = 300.0) -> Queue:
    """The queue with this load (offered work per CSR), its calls per hour rounded to what one would say."""
    calls = float(f"{load * servers * 3600.0 / service_s:.5g}")
    return Queue(arrivals_per_hour=calls, service_s=service_s, patience_s=patience_s, servers=servers)


STANDARD: tuple[Queue, ...] = (
    # Erlang B: who isn't answered at once is lost
    _queue(1, 0.5, LOST_S),
    _queue(10, 0.8, LOST_S),
    _queue(100, 1.0, LOST_S),
    _queue(500, 1.3, LOST_S),
    # Erlang C: nobody hangs up
    _queue(1, 0.5, 0),
    _queue(1, 0.9, 0, service_s=120),
    _queue(3, 0.75, 0, service_s=600),
    _queue(20, 0.9, 0),
    _queue(100, 0.9, 0, service_s=240),
    _queue(500, 0.93, 0),
    # Erlang A: they hang up when their patience ends
    _queue(1, 0.7, 600),
    _queue(1, 1.3, 60, service_s=180),
    _queue(5, 0.5, 120),
    _queue(8, 1.0, 300, service_s=420),
    _queue(20, 0.85, 180),
    _queue(50, 1.1, 90, service_s=240),
    _queue(100, 1.0, 300),
    _queue(240, 3000 * 300 / 3600 / 240, 240),
    _queue(500, 1.0, 120),
    _queue(500, 1.3, 15, service_s=200),
)
"""Queues from 1 to 500 CSRs and loads from 0.5 to 1.3; in each, all three measures are far from 0 and 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How many closed-form values (case x measure) lie inside, and how many should."""

    inside: int
    total: int
    sure: int
    """Of these, how many can't miss: nobody hangs up in Erlang C."""
    expected: float
    """What 95 % intervals promise on average, the sure ones included."""
    range95: tuple[int, int]
    """What they promise in 95 of 100 sets, if the values of one case are inside or outside together."""
    least: int
    """Fewer than these happen to a true desk once in a thousand sets."""

    @property
    def agrees(self) -> bool:
        """Whether desk and theory can both be right."""
        return self.inside >= self.least


def sum_up(cases: Sequence[Case]) -> Verdict:
    """The verdict on `cases`.

    The three measures of a case come from the same calls (in Erlang A, P(abandon) *is* the mean wait over the mean
    patience), so it is the cases that are independent, and the range is that of a binomial over cases.
    """
    total = sum(len(case.interval95) for case in cases)
    sure = sum(case.formula == "C" for case in cases)
    per_case = (total - sure) / len(cases) if cases else 0.0
    least, low, high = (sure + round(_held(len(cases), p) * per_case) for p in (0.001, 0.025, 0.975))
    return Verdict(
        inside=sum(sum(case.inside.values()) for case in cases),
        total=total,
        sure=sure,
        expected=sure + 0.95 * (total - sure),
        range95=(low, high),
        least=least,
    )


def _held(tries: int, p: float) -> int:
    """The quantile `p` of how many of `tries` independent 95 % intervals hold: binomial."""
    below = 0.0
    for held in range(tries):
        below += comb(tries, held) * 0.95**held * 0.05 ** (tries - held)
        if below >= p:
            return held
    return tries


def to_json(cases: Sequence[Case]) -> dict[str, Any]:
    """The object that `please-hold erlang --json` prints."""
    verdict = sum_up(cases)
    return {
        "cases": [
            {
                "formula": case.formula,
                **asdict(case.queue),
                "load": case.queue.load,
                "hours": case.hours,
                "warm_up_hours": case.warm_up_hours,
                "seed": case.seed,
                "calls": case.calls,
                "wall_s": round(case.wall_s, 3),
                "simulated": asdict(case.simulated),
                "theory": asdict(case.theory),
                "interval95": {name: list(interval) for name, interval in case.interval95.items()},
            }
            for case in cases
        ],
        "inside": verdict.inside,
        "total": verdict.total,
        "sure": verdict.sure,
        "expected": verdict.expected,
        "range95": list(verdict.range95),
        "agrees": verdict.agrees,
    }
