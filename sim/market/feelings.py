"""Feelings: what a day of contacts and closed cases does to the people who had them.

Calling is not the harm; being unresolved is (facts: Cell2Cell, J.D. Power). So a contact that resolves lifts whoever
made it, whatever number it was; time, repeats and retelling take from it; a case given up hurts, by its severity, and
the hurt raises the hazard of leaving until it fades.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.dice import Purpose, rolls
from sim.events import CaseEnding, ContactEnding, Kind, MachineEnding
from sim.level import Level
from sim.market.customers import Customers, Floats, Ints
from sim.market.network import Ties, all_neighbours

# Mood right after a contact, -1 to 1, by how it ended (guess; the order is what matters).
_MOOD = np.zeros(len(ContactEnding))
_MOOD[ContactEnding.RESOLVED] = 0.75
_MOOD[ContactEnding.BELIEVED_RESOLVED] = 0.70
_MOOD[ContactEnding.PARTIAL] = -0.05
_MOOD[ContactEnding.UNRESOLVED] = -0.45
_MOOD[ContactEnding.RENEGED] = -0.40
_MOOD[ContactEnding.DISCONNECTED] = -0.55
# A machine is expected to do nothing, so little pleases; being caught in it does not.
_MACHINE_MOOD = np.zeros(len(MachineEnding))
_MACHINE_MOOD[MachineEnding.SOLVED] = 0.45
_MACHINE_MOOD[MachineEnding.TO_A_PERSON] = -0.1
_MACHINE_MOOD[MachineEnding.TRAPPED] = -0.6
_MANNER = 0.5
_MOVES = 0.22
"""How far one contact moves satisfaction."""
_WHOLE_EVENING_S = 2700.0
_TRUST_BROKEN = 0.12
_CONTENT = 0.1
_NOISE_DAYS = 60.0


def of_kind(rows: Floats, kind: Kind) -> Floats:
    """The rows of `kind`, in order."""
    found: Floats = rows[rows[:, 1] == kind]
    return found


def of_contacts(
    rows: Floats, people: Customers, *, apology: bool, gift_usd: float = 0.0
) -> tuple[Ints, Floats, Floats]:
    """(customer, mood, effort 1 to 7) of each contact in `rows`, all CONTACT_ENDED; updates satisfaction and effort.

    `gift_usd` came with each one that resolved: it pleases those who seek amends.
    """
    who = rows[:, 2].astype(np.int64)
    ending, duration, nth, legs = rows[:, 7].astype(np.int64), rows[:, 8], rows[:, 10], rows[:, 11]
    strain = 1 - np.exp(-(duration / 1500 + 0.25 * (legs - 1)))
    mood = _MOOD[ending] - 0.55 * strain - 0.10 * np.minimum(5, nth - 1)
    if apology:
        # Sorry helps the first times and rings hollow once nothing has been fixed.
        mood += np.where(ending <= ContactEnding.PARTIAL, 0.10, 0.06) * (1.4 - 0.5 * np.minimum(4, nth))
    mood += _MANNER * rows[:, 12]
    if gift_usd:
        pleased = (ending <= ContactEnding.BELIEVED_RESOLVED) & people.amends[who]
        mood += pleased * 0.25 * (1 - np.exp(-gift_usd / 8))
    mood += 0.15 * (people.trust[who] - 0.5) - 0.2 * people.expectation[who]
    np.clip(mood, -1, 1, out=mood)
    np.add.at(people.satisfaction, who, _MOVES * (mood - people.satisfaction[who]))
    np.add.at(people.effort_h, who, duration / 3600)
    effort = 1 + 6 * (1 - np.exp(-(duration / 1200 + 0.3 * (nth - 1) + 0.3 * (legs - 1))))
    return who, mood, effort


def of_cases(rows: Floats, silent: Floats, people: Customers, level: Level) -> None:
    """Closed cases (`rows`: CASE_CLOSED) heal or hurt. `silent` is 1 for cases that were never voiced."""
    who = rows[:, 2].astype(np.int64)
    ending = rows[:, 7].astype(np.int64)
    severity = np.array([issue.severity for issue in level.issues.values()])[rows[:, 11].astype(np.int64)]
    solved = ending == CaseEnding.RESOLVED
    given_up = (ending == CaseEnding.GIVEN_UP) | (ending == CaseEnding.SILENT)
    weight = np.where(silent > 0, 0.5, 1.0) * severity
    np.add.at(people.hurt, who[given_up], weight[given_up])
    np.add.at(people.satisfaction, who[given_up], -0.45 * weight[given_up])
    np.add.at(people.trust, who[given_up], -0.10 * weight[given_up])
    # Mended late saves less: satisfaction comes back, trust only a little (de Matos 2007).
    fresh = np.exp(-rows[:, 9] / (21 * 86_400))
    np.add.at(people.satisfaction, who[solved], 0.12 * severity[solved] * fresh[solved])
    np.add.at(people.trust, who[solved], 0.03 * fresh[solved])


def of_machine(rows: Floats, people: Customers) -> None:
    """Calls to the machine (`rows`: MACHINE)."""
    who, ending = rows[:, 2].astype(np.int64), rows[:, 7].astype(np.int64)
    np.add.at(people.satisfaction, who, _MOVES / 2 * (_MACHINE_MOOD[ending] - people.satisfaction[who]))
    np.add.at(people.effort_h, who, rows[:, 8] / 3600)


def of_closed_doors(rows: Floats, people: Customers) -> None:
    """Found the door closed (`rows`: CLOSED_DOOR); one that was advertised as open is a promise broken."""
    who, promised = rows[:, 2].astype(np.int64), rows[:, 7]
    np.add.at(people.satisfaction, who, -0.02 - 0.10 * promised)
    np.add.at(people.trust, who, -0.05 * promised)


def at_home(rows: Floats, people: Customers, ties: Ties) -> None:
    """Whoever lost an evening to the phone (`rows`: CONTACT_ENDED) lost it for his circle too."""
    long = rows[rows[:, 8] > _WHOLE_EVENING_S]
    if len(long):
        _, near = all_neighbours(ties, long[:, 2].astype(np.int64), circle=True)
        np.add.at(people.satisfaction, near, -0.03)


def expect(people: Customers, level: Level, promise: float) -> None:
    """What people expect follows what the others in the trade do, and what the firm says of itself."""
    market = level.market
    people.expectation += (market.rival + 0.35 * promise - people.expectation) / market.expectation_days


def of_broken_promises(rows: Floats, people: Customers) -> None:
    """A credit that was promised and never came (`rows`: PROMISE_BROKEN)."""
    who = rows[:, 2].astype(np.int64)
    np.add.at(people.trust, who, -_TRUST_BROKEN)
    np.add.at(people.satisfaction, who, -0.2)


def fade(people: Customers, level: Level) -> None:
    """One day passes."""
    market = level.market
    people.satisfaction *= np.exp(-1 / market.mood_days)
    np.clip(people.satisfaction, -1, 1, out=people.satisfaction)
    people.hurt *= np.exp(-1 / market.hurt_days)
    people.heard_good *= np.exp(-1 / market.heard_days)
    people.heard_bad *= np.exp(-1 / market.heard_days)
    people.neighbours_left *= np.exp(-1 / market.neighbour_days)
    people.noise *= np.exp(-1 / _NOISE_DAYS)
    people.trust += (0.6 - people.trust) * 0.004
    np.clip(people.trust, 0, 1, out=people.trust)


def surveyed(
    seed: int, day: int, who: Ints, mood: Floats, effort: Floats, people: Customers, share: float
) -> tuple[Ints, NDArray[np.bool_], Floats, Floats]:
    """Who answers the survey, and what: (customer, content, recommend 0 to 10, effort 1 to 7) of each answer.

    The content answer a little more often than the hurt, who are past answering: the books' view is too rosy.
    """
    u = rolls(seed, Purpose.SURVEY, who, np.full(len(who), day), 2)
    answers = u[:, 0] < share * (1 + 0.5 * mood)
    w = who[answers]
    recommend = np.clip(np.round(7.0 + 4.5 * people.satisfaction[w] + 3 * (u[answers, 1] - 0.5)), 0, 10)
    return w, mood[answers] > _CONTENT, recommend, effort[answers]


def content(mood: Floats) -> int:
    """How many of the contacts left the customer content."""
    return int((mood > _CONTENT).sum())
