"""Talk: after a case people tell few or many; a few of them post, and most posts die.

Each telling reaches a named neighbour, who remembers who told him: so what talk wins and loses can be traced.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.dice import Purpose, rolls
from sim.events import CaseEnding, Kind, Row, record, records
from sim.level import Level
from sim.market.customers import Customers, Floats, Ints
from sim.market.network import Ties, listeners

_CIRCLE_WEIGHT = 1.5
"""A story from one's own circle weighs more than one from afar (M65)."""
_POST_WEIGHT = 0.4
_MOST_READERS = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """Who has a story to tell today; arrays of equal length."""

    customer: Ints
    people: Floats
    """How many he would like to tell."""
    positive: Ints


def after_cases(seed: int, day: int, rows: Floats, people: Customers, level: Level) -> Stories:
    """Who talks about the cases closed today (`rows`: CASE_CLOSED), how widely, and to which effect."""
    market = level.market
    who = rows[:, 2].astype(np.int64)
    ending, contacts = rows[:, 7].astype(np.int64), rows[:, 8]
    severity = np.array([issue.severity for issue in level.issues.values()])[rows[:, 11].astype(np.int64)]
    u = rolls(seed, Purpose.TALK, who, np.full(len(who), day), 2)
    solved = ending == CaseEnding.RESOLVED
    glad = solved & (contacts <= 3)
    # The more contacts a cure took, the fewer praise it; past three the story is the trouble.
    chance = np.where(
        glad,
        market.tell_glad * (0.25 + 0.75 * severity) / np.maximum(1, contacts),
        np.where(solved, 0.5, 1.0) * market.tell_hurt * severity,
    )
    chance *= np.where(glad, 1.0, 0.6 + 0.4 * np.clip(-2 * people.satisfaction[who] + 0.5, 0, 1))
    told = np.where(glad, market.told_glad, market.told_hurt) * people.talk[who] * -np.log(u[:, 1])
    tells = u[:, 0] < chance
    wished = np.maximum(1, np.round(told[tells]))
    return Stories(customer=who[tells], people=wished, positive=glad[tells].astype(np.int64))


def spread(
    seed: int, day: int, now: float, stories: Stories, people: Customers, ties: Ties, level: Level, say: list[Row]
) -> None:
    """Tell the stories: to neighbours, and by a few in public. Appends TOLD and POSTED to `say`."""
    who = stories.customer
    if not len(who):
        return
    u = rolls(seed, Purpose.POST, who, np.full(len(who), day), 4)
    speaker, listener = listeners(ties, who, stories.people.astype(np.int64), u[:, 0])
    close = np.arange(len(speaker)) - np.searchsorted(speaker, speaker)
    weight = np.where(close < ties.strong[who[speaker]], _CIRCLE_WEIGHT, 1.0)
    good = stories.positive[speaker] == 1
    np.add.at(people.heard_good, listener[good], weight[good])
    np.add.at(people.heard_bad, listener[~good], weight[~good])
    people.teller[listener] = who[speaker]
    reached = np.bincount(speaker, minlength=len(who))
    posts = u[:, 1] < level.market.post * np.sqrt(people.talk[who])
    tellings = records(now, Kind.TOLD, who, reached, stories.positive)
    for n, (telling, told, posted) in enumerate(zip(tellings, reached.tolist(), posts.tolist(), strict=True)):
        if told:
            say.append(telling)
        if posted:
            _post(now, int(who[n]), bool(stories.positive[n]), float(u[n, 2]), people, level, say)


def _post(now: float, c: int, positive: bool, place: float, people: Customers, level: Level, say: list[Row]) -> None:
    """`c` tells everybody; `place` is a uniform."""
    readers = int(min(_MOST_READERS, people.size // 4, level.market.post_readers * people.reach[c]))
    if readers:
        # Readers are spread evenly over the town from a place that is the post's own luck.
        at = (int(place * people.size) + np.arange(readers) * (people.size // readers)) % people.size
        (people.heard_good if positive else people.heard_bad)[at] += _POST_WEIGHT
        people.teller[at] = c
    say.append(record(now, Kind.POSTED, c, -1, -1, -1, -1, readers, positive, 0, 0, 0, 0))
