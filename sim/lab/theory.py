"""Closed forms of queueing theory: what a desk must do in the long run when everything about it is exponential.

Rules:
1. A `Queue` is one line, `servers` equal CSRs, Poisson arrivals, exponential talk and exponential patience. In
   Kendall's words M/M/c+M; with `patience_s` 0 nobody hangs up, which is M/M/c.
2. Three formulas. *Erlang B* (A. K. Erlang, "Solution of some problems in the theory of probabilities of significance
   in automatic telephone exchanges", 1917): callers who find all busy are lost. *Erlang C* (the same paper): they
   wait for ever. *Erlang A* (C. Palm, "Research on telephone traffic carried by full availability groups", 1957;
   O. Garnett, A. Mandelbaum and M. Reiman, "Designing a call center with impatient customers", 2002): they wait as
   long as their patience lasts.
3. Every sum here is of positive terms and every product a sum of logarithms, so nothing overflows and no digits cancel,
   from one server to many thousands and at any load.
4. Nothing is simulated here, and nothing of the game's code is used: `sim.lab.erlang` sets the two side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, expm1, inf, log, log1p, sqrt

import numpy as np

from sim.errors import PleaseHoldError

LONGEST_S = 1e7
"""The longest mean time (s) taken, almost four months: nobody waits that long on a telephone."""
SHORTEST_S = 1e-6
"""The shortest: a clock that has run for a year still tells such times apart."""
MOST_SERVERS = 100_000
FEWEST_CALLS_PER_HOUR, MOST_CALLS_PER_HOUR = 1e-3, 1e8


class QueueError(PleaseHoldError):
    """A queue that can't be computed or simulated: the `key` at fault, what was `got`, and what would be right."""

    def __init__(self, key: str, got: object, wanted: str) -> None:
        super().__init__(key, got, wanted)
        self.key = key
        self.got = got
        self.wanted = wanted

    def __str__(self) -> str:
        return f"{self.key}: {self.wanted}, not {self.got}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A plain queue, in the units of a staffing table; raises `QueueError` if it is none."""

    arrivals_per_hour: float
    service_s: float
    """Mean talk time (s)."""
    patience_s: float
    """Mean time until a waiting caller hangs up (s); 0: nobody ever does."""
    servers: int

    def __post_init__(self) -> None:
        rate, patience_s, servers = self.arrivals_per_hour, self.patience_s, self.servers
        if not FEWEST_CALLS_PER_HOUR <= rate <= MOST_CALLS_PER_HOUR:  # also if it isn't a number at all
            wanted = f"calls per hour from {FEWEST_CALLS_PER_HOUR:g} to {MOST_CALLS_PER_HOUR:g}"
            raise QueueError("arrivals_per_hour", rate, wanted)
        if not SHORTEST_S <= self.service_s <= LONGEST_S:
            raise QueueError("service_s", self.service_s, f"seconds from {SHORTEST_S:g} to {LONGEST_S:g}")
        if not (patience_s == 0 or SHORTEST_S <= patience_s <= LONGEST_S):
            wanted = f"seconds from {SHORTEST_S:g} to {LONGEST_S:g}, or 0 (nobody hangs up)"
            raise QueueError("patience_s", patience_s, wanted)
        if not (1 <= servers <= MOST_SERVERS and int(servers) == servers):
            raise QueueError("servers", servers, f"a whole number from 1 to {MOST_SERVERS}")

    @property
    def offered(self) -> float:
        """Offered work (erlangs): the CSRs it would keep busy if there were always one free."""
        return self.arrivals_per_hour * self.service_s / 3600.0

    @property
    def load(self) -> float:
        """Offered work per CSR; from 1 on, a line that nobody leaves grows for ever."""
        return self.offered / self.servers


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What is compared: shares of all callers, and the mean wait over all of them, those who hung up included (s)."""

    p_wait: float
    p_abandon: float
    mean_wait_s: float


def solve(queue: Queue) -> Measures:
    """Erlang A, or C if nobody hangs up. Raises `QueueError` if the line grows for ever."""
    return erlang_a(queue) if queue.patience_s > 0 else erlang_c(queue)


def erlang_b(servers: int, offered: float) -> float:
    """Erlang B: the share of callers who find all `servers` busy and are lost, under `offered` erlangs."""
    return exp(_log_erlang_b(servers, offered))


def erlang_c(queue: Queue) -> Measures:
    """Erlang C: everybody waits until answered. Raises `QueueError` from load 1 on."""
    load = queue.load
    if load >= 1.0:
        wanted = f"above 0 (at load {load:.4g} a line that nobody leaves grows for ever)"
        raise QueueError("patience_s", queue.patience_s, wanted)
    log_b = _log_erlang_b(queue.servers, queue.offered)
    # C = B / (1 - load (1 - B)), Erlang 1917; 1 - B by expm1 keeps the digits when all but everybody is lost.
    p_wait = exp(log_b - log1p(load * expm1(log_b)))
    return Measures(p_wait=p_wait, p_abandon=0.0, mean_wait_s=p_wait * queue.service_s / (queue.servers * (1.0 - load)))


def erlang_a(queue: Queue) -> Measures:
    """Erlang A: callers wait until answered or out of patience. Exact: sums of the birth-death chain's states.

    With w(k) the probability that k callers wait, over the probability that all are busy and none waits,
    w(k) = product over j = 1..k of arrival rate / (servers x service rate + j x hang-up rate).
    """
    patience_s = queue.patience_s
    if patience_s <= 0:
        raise QueueError("patience_s", patience_s, "seconds above 0")
    # The states in which somebody is idle weigh 1/B - 1 on the scale of w.
    log_b = _log_erlang_b(queue.servers, queue.offered)
    log_idle = log(-expm1(log_b)) - log_b
    log_busy, waiting = _waiting_states(queue, negligible=max(log_idle, 0.0))
    p_wait = _logistic(log_busy - log_idle)
    mean_wait_s = p_wait * waiting * 3600.0 / queue.arrivals_per_hour  # Little's law: waiting = rate x mean wait
    return Measures(p_wait=p_wait, p_abandon=min(mean_wait_s / patience_s, 1.0), mean_wait_s=mean_wait_s)


def relaxation_s(queue: Queue) -> float:
    """The time (s) in which `queue` forgets its past by a factor e, in its slowest way; an upper bound or close to it.

    A chain whose death rates grow by at least r per head relaxes at rate r or faster; here they grow by the service
    rate up to `servers`, then by the hang-up rate. Where nobody hangs up, a long line drains at the rate
    (sqrt(servers x service rate) - sqrt(arrival rate))^2 (E. van Doorn, "Stochastic Monotonicity and Queueing
    Applications of Birth-Death Processes", 1981).
    """
    drained_s = inf
    if queue.load < 1.0:
        drained_s = queue.service_s / (sqrt(queue.servers) - sqrt(queue.offered)) ** 2
    left_s = queue.patience_s if queue.patience_s > 0 else inf
    return max(queue.service_s, min(drained_s, left_s))


def _log_erlang_b(servers: int, offered: float) -> float:
    """The logarithm of Erlang B, by the recursion over servers, B(n) = a B(n-1) / (n + a B(n-1)): stable upwards."""
    log_offered = log(offered)
    log_b = 0.0
    for n in range(1, servers + 1):
        log_b += log_offered - log(n + offered * exp(log_b))
    return log_b


def _logistic(x: float) -> float:
    """exp(x) / (1 + exp(x)), whatever the size of `x`."""
    return 1.0 / (1.0 + exp(-x)) if x > -30.0 else exp(x)


def _waiting_states(queue: Queue, *, negligible: float) -> tuple[float, float]:
    """(log of the sum of w(k) from k = 0, the mean number waiting given that all are busy) for Erlang A.

    A weight of exp(`negligible`) no longer counts beside a sum that is exp(60) times as large.
    """
    arrival = queue.arrivals_per_hour / 3600.0
    service = queue.servers / queue.service_s
    hang_up = 1.0 / queue.patience_s
    last_log, scale, total, weighted = 0.0, 0.0, 1.0, 0.0
    start, size = 1, 1024
    while True:
        k = np.arange(start, start + size, dtype=np.float64)
        log_w = last_log + np.cumsum(np.log(arrival / (service + k * hang_up)))
        # Everything is kept relative to the largest term so far, exp(scale).
        new_scale = max(scale, float(log_w.max()))
        shrink = exp(scale - new_scale)
        w = np.exp(log_w - new_scale)
        total = total * shrink + float(w.sum())
        weighted = weighted * shrink + float((k * w).sum())
        scale, last_log = new_scale, float(log_w[-1])
        if last_log > negligible + 60.0:
            # The line is never empty: what arrives and isn't served hangs up, whatever the shape of w.
            return last_log, (arrival - service) / hang_up
        # From here on terms shrink at least by `ratio` each: what is left is less than a geometric series.
        ratio = arrival / (service + (k[-1] + 1.0) * hang_up)
        if ratio < 1.0:
            rest = last_log - scale + log(k[-1]) - 2.0 * log1p(-ratio)
            if rest < log(weighted) - 40.0:
                return scale + log(total), weighted / total
        start += size
        size = min(2 * size, 1 << 18)
