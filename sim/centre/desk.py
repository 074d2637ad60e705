"""A desk: one line of waiting legs and the CSRs who answer it. The queueing core of the whole game.

What lives here: who is idle, who waits, who is answered next, who hangs up, who may go home. What does not: talk
times, authority, money, people's moods; a desk neither knows nor cares what is said on the line.

Rules:
1. A *leg* seeks a desk. If a CSR is idle it gets the one idle longest, at once; else it waits, first come first served.
2. A waiting leg hangs up when its patience ends (`reneged`), unless it was answered before.
3. Staffing changes at any moment: `arrive` brings a CSR, `leave` asks one to go home, who first finishes his leg.
4. Equal times resolve by the order in which things were scheduled, as everywhere in SimPy.

SimPy's own `Resource` has a fixed capacity and costs an event and a condition per request (docs/decisions/0002), so
the desk is ours: a deque, a count, and one timer for each leg that has to wait. Those who hang up stay in the deque,
marked, and are dropped when they reach its head.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from simpy import Environment, Event
from simpy.events import NORMAL


class Server(Protocol):
    """What a desk needs of a CSR."""

    going_home: bool


class Leg(Protocol):
    """What a desk needs of the one who waits.

    `patience_s` is how long this leg will wait (s; infinite: for ever), `wait` the wait it is in now or `None`.
    """

    patience_s: float
    wait: Wait | None

    def answered(self, csr: Server) -> None:
        """A CSR takes the leg that waited."""

    def reneged(self) -> None:
        """Patience ended before a CSR was free."""


Callbacks = list[Callable[[Any], None]]
"""Functions called with the event, as SimPy wants them: shared by all events of a kind, for a list costs as much."""


class Timer(Event):
    """A SimPy event without its constructor: the object that waits *is* the event, its callbacks are shared."""

    __slots__ = ("callbacks",)  # found faster than in a dictionary
    _ok = True


class Wait(Timer):
    """One leg's wait in one line, and the timer of its patience."""

    __slots__ = ("desk", "leg", "since")

    def __init__(self, desk: Desk, leg: Leg, since: float) -> None:
        self.desk: Desk = desk
        self.leg: Leg | None = leg
        self.since = since
        self.callbacks = _PATIENCE_ENDS

    def end(self) -> None:
        """Patience has ended; nothing happens if a CSR came before."""
        leg = self.leg
        if leg is not None:
            self.leg = None
            leg.wait = None
            self.desk.waiting -= 1
            leg.reneged()


_PATIENCE_ENDS: Callbacks = [Wait.end]
_FOREVER = float("inf")


class Desk:
    """One line and its CSRs, under a SimPy environment whose unit is the second."""

    __slots__ = ("_busy_from", "_duty_from", "ahead", "busy", "env", "idle", "line", "name", "on_duty", "waiting")

    def __init__(self, env: Environment, name: str) -> None:
        self.env = env
        self.name = name
        self.idle: deque[Server] = deque()
        self.line: deque[Wait] = deque()
        self.ahead: deque[Wait] = deque()
        """Those who are answered before the line, first come first served among themselves."""
        self.waiting = 0
        """Legs in line that have not hung up."""
        self.on_duty = 0
        """CSRs here, idle or busy."""
        self.busy = 0
        """CSRs with a leg or its wrap-up."""
        # Time-weighted sums without a clock to keep: the moments at which each stretch began, less those at which one
        # ended. The CSR-seconds up to t are then `busy * t - _busy_from`.
        self._busy_from = 0.0
        self._duty_from = 0.0

    def seek(self, leg: Leg, ahead: bool = False) -> Server | None:
        """The idle CSR who takes `leg` now, or `None`: the leg waits and will be `answered` or `reneged`.

        With `ahead` the leg waits before the line (a kept place, a valued customer).
        """
        env = self.env
        idle = self.idle
        if idle:
            self.busy += 1
            self._busy_from += env.now
            return idle.popleft()
        wait = Wait(self, leg, env.now)
        leg.wait = wait
        self.waiting += 1
        (self.ahead if ahead else self.line).append(wait)
        if leg.patience_s < _FOREVER:
            env.schedule(wait, NORMAL, leg.patience_s)
        return None

    def release(self, csr: Server) -> None:
        """`csr` is free: the next waiting leg gets him, or he idles, or, if asked to, he goes home."""
        leg = None
        if csr.going_home:
            self.on_duty -= 1
            self._duty_from -= self.env.now
        elif (leg := self._next() if self.waiting else None) is None:
            self.idle.append(csr)
        if leg is None:
            self.busy -= 1
            self._busy_from -= self.env.now
        else:
            leg.answered(csr)

    def claim(self, csr: Server) -> bool:
        """Take an idle `csr` out for work of his own; he comes back by `release`. False: he is not idle."""
        if csr not in self.idle:
            return False
        self.idle.remove(csr)
        self.busy += 1
        self._busy_from += self.env.now
        return True

    def waits(self) -> Iterator[Wait]:
        """Those who wait, in the order in which they will be answered."""
        return (wait for line in (self.ahead, self.line) for wait in line if wait.leg is not None)

    def arrive(self, csr: Server) -> None:
        """`csr` comes on duty and takes the next waiting leg, if there is one."""
        csr.going_home = False
        self.on_duty += 1
        self._duty_from += self.env.now
        leg = self._next()
        if leg is None:
            self.idle.append(csr)
        else:
            self.busy += 1
            self._busy_from += self.env.now
            leg.answered(csr)

    def leave(self, csr: Server) -> None:
        """`csr` goes home: now if idle, else when his leg and its wrap-up are done."""
        csr.going_home = True
        if csr in self.idle:
            self.idle.remove(csr)
            self.on_duty -= 1
            self._duty_from -= self.env.now

    def give_up(self, leg: Leg) -> None:
        """Take a waiting `leg` out of the line without a word (its customer hung up elsewhere)."""
        wait = leg.wait
        if wait is not None:
            wait.leg = None
            leg.wait = None
            self.waiting -= 1

    def account(self) -> tuple[float, float]:
        """(CSR-seconds worked, CSR-seconds on duty) up to now."""
        now = self.env.now
        return self.busy * now - self._busy_from, self.on_duty * now - self._duty_from

    def _next(self) -> Leg | None:
        for line in (self.ahead, self.line):
            while line:
                wait = line.popleft()
                leg = wait.leg
                if leg is not None:
                    wait.leg = None
                    leg.wait = None
                    self.waiting -= 1
                    return leg
        return None
