"""The desk, in worlds of a few calls: whole ordered logs, exact accounts, and a naive desk that must agree with it."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf

from hypothesis import given, settings
from hypothesis import strategies as st
from simpy import Environment

from sim.centre.desk import Desk, Server, Wait

Log = list[tuple[float, str, str]]


class Csr:
    """A CSR who is nothing but a name."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.going_home = False


class Person:
    """Somebody in line, who writes what happens to him into the world's log and talks for `talk_s`."""

    def __init__(self, world: World, name: str, talk_s: float, patience_s: float) -> None:
        self.world = world
        self.name = name
        self.talk_s = talk_s
        self.patience_s = patience_s
        self.wait: Wait | None = None

    def answered(self, csr: Server) -> None:
        """He waited, and now he talks."""
        self.world.talk(self, csr)

    def reneged(self) -> None:
        """He hangs up."""
        self.world.log.append((self.world.env.now, self.name, "hangs up"))


@dataclass
class World:
    """A desk, and a log of (time, who, what)."""

    env: Environment = field(default_factory=Environment)
    log: Log = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk = Desk(self.env, "front line")
        self.csrs: dict[str, Csr] = {}
        self.people: dict[str, Person] = {}

    def talk(self, person: Person, csr: Server) -> None:
        """`person` talks with `csr` from now on."""
        assert isinstance(csr, Csr)
        self.log.append((self.env.now, person.name, csr.name))

        def hang_up(_: object) -> None:
            self.log.append((self.env.now, person.name, "done"))
            self.desk.release(csr)

        self.env.timeout(person.talk_s).callbacks.append(hang_up)

    def at(self, time: float, act: Callable[[], None]) -> None:
        """Do `act` at `time`; what is asked for first comes first."""
        self.env.timeout(time).callbacks.append(lambda _: act())

    def seek(self, name: str, talk_s: float, patience_s: float, *, ahead: bool = False) -> None:
        """`name` calls."""
        person = self.people[name] = Person(self, name, talk_s, patience_s)
        csr = self.desk.seek(person, ahead=ahead)
        if csr is not None:
            self.talk(person, csr)

    def claim(self, name: str, csr: Server, talk_s: float) -> None:
        """`csr`, if he is idle, rings `name` himself."""
        if self.desk.claim(csr):
            self.people[name] = Person(self, name, talk_s, inf)
            self.talk(self.people[name], csr)

    def call(self, time: float, name: str, *, talk: float, patience: float = inf, ahead: bool = False) -> None:
        """`name` will call at `time`."""
        self.at(time, lambda: self.seek(name, talk, patience, ahead=ahead))

    def arrive(self, name: str) -> None:
        """CSR `name` comes on duty."""
        self.desk.arrive(self.csrs.setdefault(name, Csr(name)))

    def staff(self, *names: str) -> World:
        """These come on duty now."""
        for name in names:
            self.arrive(name)
        return self

    def comes(self, time: float, name: str) -> None:
        """CSR `name` will come on duty at `time`."""
        self.at(time, lambda: self.arrive(name))

    def goes(self, time: float, name: str) -> None:
        """CSR `name` will be asked to go home at `time`."""
        self.at(time, lambda: self.desk.leave(self.csrs[name]))

    def run(self) -> Log:
        """Run to the end of all things."""
        self.env.run()
        return self.log


# --- who is answered, and by whom --------------------------------------------------------------------------------


def test_first_come_first_served() -> None:
    """The line is a line."""
    world = World().staff("Ann")
    for time, name in enumerate("abc"):
        world.call(time, name, talk=10)
    assert world.run() == [
        (0, "a", "Ann"),
        (10, "a", "done"),
        (10, "b", "Ann"),
        (20, "b", "done"),
        (20, "c", "Ann"),
        (30, "c", "done"),
    ]


def test_who_calls_at_the_same_moment_is_answered_in_the_order_of_calling() -> None:
    """Equal times resolve by insertion order, here as everywhere."""
    world = World().staff("Ann")
    for name in "abc":
        world.call(5, name, talk=1)
    assert [(time, name) for time, name, what in world.run() if what == "Ann"] == [(5, "a"), (6, "b"), (7, "c")]


def test_the_csr_idle_longest_answers() -> None:
    """Work goes round: Ann and Bob are fresh, Cid has just hung up."""
    world = World().staff("Cid", "Ann", "Bob")
    world.call(0, "a", talk=5)
    for time, name in ((6, "b"), (7, "c"), (8, "d")):
        world.call(time, name, talk=100)
    assert [what for _, _, what in world.run()][:5] == ["Cid", "done", "Ann", "Bob", "Cid"]


def test_a_csr_who_hangs_up_takes_the_next_at_once() -> None:
    """While somebody waits nobody idles, so the order among CSRs is that of hanging up."""
    world = World().staff("Ann", "Bob")
    world.call(0, "a", talk=7)
    world.call(0, "b", talk=5)
    world.call(1, "c", talk=1)
    assert world.run()[2:4] == [(5, "b", "done"), (5, "c", "Bob")]


def test_a_kept_place_is_at_the_head() -> None:
    """`ahead` goes before all who wait in turn, after those who came ahead before, and interrupts no talk."""
    world = World().staff("Ann")
    world.call(0, "a", talk=10)
    world.call(1, "b", talk=1)
    world.call(2, "c", talk=1, ahead=True)
    world.call(3, "d", talk=1, ahead=True)
    assert [name for _, name, what in world.run() if what == "Ann"] == ["a", "c", "d", "b"]


def test_a_kept_place_is_answered_at_once_if_somebody_idles() -> None:
    """Ahead or not: an idle CSR takes the leg."""
    world = World().staff("Ann")
    world.call(3, "a", talk=1, ahead=True)
    assert world.run() == [(3, "a", "Ann"), (4, "a", "done")]


def test_who_rings_somebody_himself_is_taken_out_of_the_idle() -> None:
    """Claimed, an idle CSR is busy until he is free, and next in turn only then; a busy one cannot be claimed."""
    world = World().staff("Ann", "Bob")
    ann, bob = world.csrs.values()
    world.at(1, lambda: world.claim("own", ann, 10))
    world.call(2, "a", talk=1)
    world.at(2, lambda: world.claim("in vain", bob, 10))
    world.call(4, "b", talk=1)
    assert world.run() == [
        (1, "own", "Ann"), (2, "a", "Bob"), (3, "a", "done"), (4, "b", "Bob"), (5, "b", "done"), (11, "own", "done"),
    ]  # fmt: skip
    assert world.desk.account() == (12, 22)


# --- patience ----------------------------------------------------------------------------------------------------


def test_patience_ends_at_its_very_moment() -> None:
    """Called at 2, patient for 6.5 s, gone at 8.5; the next in line loses nothing by it."""
    world = World().staff("Ann")
    world.call(0, "a", talk=20)
    world.call(2, "b", talk=1, patience=6.5)
    world.call(3, "c", talk=1)
    assert world.run() == [
        (0, "a", "Ann"),
        (8.5, "b", "hangs up"),
        (20, "a", "done"),
        (20, "c", "Ann"),
        (21, "c", "done"),
    ]


def test_no_patience_hangs_up_at_once_unless_somebody_idles() -> None:
    """A loss system (Erlang B) is patience 0: within the moment of the call, after what was due before."""
    world = World().staff("Ann")
    world.call(0, "a", talk=10, patience=0)
    world.call(4, "b", talk=10, patience=0)
    assert world.run() == [(0, "a", "Ann"), (4, "b", "hangs up"), (10, "a", "done")]


def test_who_was_answered_does_not_hang_up() -> None:
    """The patience of a talk that began in time means nothing."""
    world = World().staff("Ann")
    world.call(0, "a", talk=5)
    world.call(1, "b", talk=50, patience=10)
    assert world.run()[-1] == (55, "b", "done")


def test_answered_in_the_moment_patience_ends_because_the_talk_was_there_first() -> None:
    """Both at 10: the end of a's talk stood in the calendar before b's patience did."""
    world = World().staff("Ann")
    world.call(0, "a", talk=10)
    world.call(4, "b", talk=1, patience=6)
    assert world.run() == [(0, "a", "Ann"), (10, "a", "done"), (10, "b", "Ann"), (11, "b", "done")]


def test_hangs_up_in_the_moment_a_csr_is_free_because_the_patience_was_there_first() -> None:
    """Both at 10: b's patience stood in the calendar before the talk that ends at 10 began."""
    world = World().staff("Ann")
    world.call(0, "a", talk=5)
    world.call(1, "c", talk=5)
    world.call(2, "b", talk=1, patience=8)
    assert world.run()[-2:] == [(10, "b", "hangs up"), (10, "c", "done")]


def test_nobody_is_answered_at_a_desk_without_csrs() -> None:
    """All wait as long as they can."""
    world = World()
    world.call(0, "a", talk=1, patience=9)
    world.call(1, "b", talk=1)
    assert world.run() == [(9, "a", "hangs up")]
    assert world.desk.waiting == 1


def test_give_up_leaves_the_line_without_a_word() -> None:
    """Neither answered nor hung up: somebody else knows about it."""
    world = World().staff("Ann")
    world.call(0, "a", talk=10)
    world.call(1, "b", talk=1, patience=5)
    world.call(2, "c", talk=1)
    world.at(3, lambda: world.desk.give_up(world.people["b"]))
    world.at(3, lambda: world.desk.give_up(world.people["b"]))  # twice is once
    assert world.run() == [(0, "a", "Ann"), (10, "a", "done"), (10, "c", "Ann"), (11, "c", "done")]
    assert world.desk.waiting == 0


# --- staffing that changes ---------------------------------------------------------------------------------------


def test_who_comes_on_duty_takes_who_waits() -> None:
    """At once, and the head of the line."""
    world = World()
    world.call(0, "a", talk=4)
    world.call(1, "b", talk=4)
    world.comes(5, "Ann")
    world.comes(6, "Bob")
    assert world.run() == [(5, "a", "Ann"), (6, "b", "Bob"), (9, "a", "done"), (10, "b", "done")]


def test_who_idles_goes_home_at_once() -> None:
    """And is asked nothing any more."""
    world = World().staff("Ann", "Bob")
    world.goes(1, "Ann")
    world.call(2, "a", talk=1)
    world.call(2, "b", talk=1)
    assert world.run() == [(2, "a", "Bob"), (3, "a", "done"), (3, "b", "Bob"), (4, "b", "done")]
    assert world.desk.on_duty == 1


def test_who_talks_goes_home_after_it_although_others_wait() -> None:
    """The leg is finished first, the line is the others' affair."""
    world = World().staff("Ann")
    world.call(0, "a", talk=10)
    world.call(1, "b", talk=1, patience=30)
    world.goes(5, "Ann")
    assert world.run() == [(0, "a", "Ann"), (10, "a", "done"), (31, "b", "hangs up")]
    assert (world.desk.on_duty, world.desk.busy) == (0, 0)


def test_who_went_home_may_come_back() -> None:
    """The same CSR, the next day."""
    world = World().staff("Ann")
    world.call(0, "a", talk=10)
    world.goes(5, "Ann")
    world.call(20, "b", talk=1)
    world.comes(30, "Ann")
    assert world.run()[-2:] == [(30, "b", "Ann"), (31, "b", "done")]


# --- accounts ----------------------------------------------------------------------------------------------------


def test_seconds_worked_and_staffed_are_exact() -> None:
    """Ann: there from 0 to 10, talks 6. Bob: there from 4 to 20, talks 8, part of it after he was asked to go."""
    world = World().staff("Ann")
    world.call(0, "a", talk=6)
    world.comes(4, "Bob")
    world.call(12, "b", talk=8)
    world.goes(10, "Ann")
    world.goes(13, "Bob")
    so_far: list[tuple[float, float]] = []
    world.at(9, lambda: so_far.append(world.desk.account()))
    world.run()
    assert so_far == [(6, 9 + 5)]
    assert world.desk.account() == (6 + 8, 10 + 16)


# --- any script, against a desk too simple to be wrong -----------------------------------------------------------


@dataclass(frozen=True)
class Act:
    """One line of a script: at `time`, `what` happens to `who` (its number among people or CSRs)."""

    time: int
    what: str
    who: int
    talk: int
    patience: int | None


class NaiveDesk:
    """The rules of `sim.centre.desk` said as plainly as possible: lists, and one calendar of (time, number, act)."""

    def __init__(self) -> None:
        self.now = 0
        self.calendar: list[tuple[int, int, Callable[[], None]]] = []
        self.number = 0
        self.log: Log = []
        self.line: list[tuple[str, int]] = []
        self.since: dict[str, int] = {}
        self.idle: list[str] = []
        self.busy: dict[str, str] = {}
        self.leaving: set[str] = set()
        self.ahead: set[str] = set()
        self.waits = self.line_s = self.worked_s = self.staffed_s = 0

    def at(self, time: int, act: Callable[[], None]) -> None:
        """Do `act` at `time`."""
        heapq.heappush(self.calendar, (time, self.number, act))
        self.number += 1

    def run(self) -> None:
        """Go through the calendar."""
        while self.calendar:
            time, _, act = heapq.heappop(self.calendar)
            passed = time - self.now
            self.line_s += passed * len(self.line)
            self.worked_s += passed * len(self.busy)
            self.staffed_s += passed * (len(self.busy) + len(self.idle))
            self.now = time
            act()

    def seek(self, name: str, talk: int, patience: int | None, *, ahead: bool) -> None:
        """Somebody calls."""
        if self.idle:
            self.talk(name, talk, self.idle.pop(0))
            return
        self.line.insert(sum(other in self.ahead for other, _ in self.line) if ahead else len(self.line), (name, talk))
        if ahead:
            self.ahead.add(name)
        self.since[name] = self.now
        if patience is not None:
            self.at(self.now + patience, lambda: self.out_of_patience(name))

    def out_of_patience(self, name: str) -> None:
        """He hangs up, if he still waits."""
        if self.drop(name):
            self.log.append((self.now, name, "hangs up"))

    def drop(self, name: str) -> bool:
        """Take him out of the line; whether he was in it."""
        for place in self.line:
            if place[0] == name:
                self.line.remove(place)
                self.waits += self.now - self.since[name]
                return True
        return False

    def talk(self, name: str, talk: int, csr: str) -> None:
        """A talk begins."""
        self.log.append((self.now, name, csr))
        self.busy[csr] = name
        self.at(self.now + talk, lambda: self.done(name, csr))

    def done(self, name: str, csr: str) -> None:
        """A talk ends."""
        self.log.append((self.now, name, "done"))
        del self.busy[csr]
        if csr in self.leaving:
            self.leaving.discard(csr)
        else:
            self.free(csr)

    def free(self, csr: str) -> None:
        """A CSR has nothing to do."""
        if not self.line:
            self.idle.append(csr)
            return
        name, talk = self.line[0]
        self.drop(name)
        self.talk(name, talk, csr)

    def on_duty(self, csr: str) -> bool:
        """Whether this CSR is here."""
        return csr in self.idle or csr in self.busy

    def leave(self, csr: str) -> None:
        """A CSR is asked to go home."""
        if csr in self.idle:
            self.idle.remove(csr)
        else:
            self.leaving.add(csr)


def play_naively(script: list[Act]) -> NaiveDesk:
    """The script at the naive desk."""
    desk = NaiveDesk()

    def act(number: int, line: Act) -> None:
        csr = f"csr{line.who}"
        if line.what in ("call", "ahead"):
            desk.seek(f"p{number}", line.talk, line.patience, ahead=line.what == "ahead")
        elif line.what == "claim" and csr in desk.idle:
            desk.idle.remove(csr)
            desk.talk(f"own{number}", line.talk, csr)
        elif line.what == "give up":
            desk.drop(f"p{line.who}")
        elif line.what == "arrive" and not desk.on_duty(csr):
            desk.free(csr)
        elif line.what == "leave" and desk.on_duty(csr):
            desk.leave(csr)

    for number, line in enumerate(script):
        desk.at(line.time, lambda number=number, line=line: act(number, line))  # type: ignore[misc]
    desk.run()
    return desk


def play(script: list[Act]) -> tuple[World, float]:
    """The script at the real desk; also the integral over time of the number in line, as the desk counts it."""
    world = World()
    desk = world.desk
    in_line = last = 0.0

    def act(number: int, line: Act) -> None:
        name = f"csr{line.who}"
        csr = world.csrs.get(name)
        here = csr is not None and (csr in desk.idle or name in talking(world))
        patience = inf if line.patience is None else line.patience
        if line.what in ("call", "ahead"):
            world.seek(f"p{number}", line.talk, patience, ahead=line.what == "ahead")
        elif line.what == "claim" and csr is not None:
            world.claim(f"own{number}", csr, line.talk)
        elif line.what == "give up" and f"p{line.who}" in world.people:
            desk.give_up(world.people[f"p{line.who}"])
        elif line.what == "arrive" and not here:
            world.arrive(name)
        elif line.what == "leave" and here and csr is not None:
            desk.leave(csr)

    for number, line in enumerate(script):
        world.at(line.time, lambda number=number, line=line: act(number, line))  # type: ignore[misc]
    while world.env.peek() < inf:
        in_line += (world.env.peek() - last) * desk.waiting
        last = world.env.peek()
        world.env.step()
        assert not (desk.idle and desk.waiting), "nobody idles while somebody waits"
        assert desk.on_duty == desk.busy + len(desk.idle)
        assert desk.waiting == sum(1 for _ in desk.waits())
    return world, in_line


def talking(world: World) -> set[str]:
    """The names of the CSRs who talk now, by the log."""
    talks: dict[object, str] = {}
    for _, name, what in world.log:
        if what == "done":
            talks.pop(name)
        elif what != "hangs up":
            talks[name] = str(what)
    return set(talks.values())


ACTS = st.builds(
    Act,
    # Few moments, so that much happens at the same one.
    time=st.integers(0, 25),
    what=st.sampled_from(["call", "call", "call", "ahead", "claim", "give up", "arrive", "arrive", "leave"]),
    who=st.integers(0, 4),
    talk=st.integers(0, 8),
    patience=st.none() | st.integers(0, 9),
)
SCRIPTS = st.lists(ACTS, max_size=40).map(lambda script: sorted(script, key=lambda act: act.time))


@settings(max_examples=300, deadline=None)
@given(script=SCRIPTS)
def test_any_script_goes_as_at_a_naive_desk(script: list[Act]) -> None:
    """Who is answered when and by whom, who hangs up when, who idles in which order at the end, every second."""
    naive = play_naively(script)
    world, in_line = play(script)
    desk = world.desk
    assert world.log == naive.log
    assert [csr.name for csr in desk.idle if isinstance(csr, Csr)] == naive.idle
    assert [wait.leg.name for wait in desk.waits() if isinstance(wait.leg, Person)] == [name for name, _ in naive.line]
    assert desk.account() == (naive.worked_s, naive.staffed_s)
    assert in_line == naive.line_s


@settings(max_examples=200, deadline=None)
@given(script=SCRIPTS)
def test_littles_law_and_conservation_hold_exactly(script: list[Act]) -> None:
    """The sum of all waits is the integral of the line; every call is answered, hung up, given up or still waits."""
    world, in_line = play(script)
    calls = {f"p{n}": act.time for n, act in enumerate(script) if act.what in ("call", "ahead")}
    ends = {name: (time, what) for time, name, what in world.log if what != "done" and name in calls}
    still = {wait.leg.name for wait in world.desk.waits() if isinstance(wait.leg, Person)}
    given_up = {
        f"p{act.who}": act.time
        for n, act in reversed(list(enumerate(script)))  # the first one counts
        if act.what == "give up" and act.who < n and f"p{act.who}" in calls.keys() - ends.keys()
    }
    assert len(ends) + len(still) + len(given_up) == len(calls)
    assert world.desk.waiting == len(still)
    waited_until = {name: time for name, (time, _) in ends.items()} | given_up | dict.fromkeys(still, world.env.now)
    assert sum(waited_until[name] - time for name, time in calls.items()) == in_line
    talks = sum(world.people[name].talk_s for _, name, what in world.log if what == "done")
    assert world.desk.account()[0] == talks
