"""Talk: after a case people tell few or many; a few of them post, and most posts die.

Each telling reaches a named neighbour, who remembers who told him: so what talk wins and loses can be traced. A public
story is read on for weeks, by fewer each day. Whoever left hurt tells it again for a while. And whoever got upstairs
what the phones refused tells that noise pays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.dice import Purpose, rolls
from sim.events import CaseEnding, Kind, Row, record, records
from sim.level import Level
from sim.market.customers import Customers, Floats, Ints, Status
from sim.market.network import Ties, all_neighbours, listeners

_CIRCLE_WEIGHT = 1.5
"""A story from one's own circle weighs more than one from afar (M65)."""
_POST_WEIGHT = 0.4
_MOST_READERS = 3000
_ABSURD_TOLD, _ABSURD_READ = 0.4, 1.0
"""More people told, and more readers, for each roadblock that contradicts itself (M135)."""
_TAPED = 3.0
"""More readers, with a tape."""
_NOISE = 0.25
"""What hearing of one case won by noise teaches."""
_REPLY_USD = 25.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """Who has a story to tell today; arrays of equal length."""

    customer: Ints
    people: Floats
    """How many he would like to tell."""
    positive: Ints
    absurd: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Public:
    """How the firm meets public stories."""

    replies: bool
    taped: bool


@dataclass(slots=True)
class Post:
    """One public story, and how far it has come."""

    customer: int
    positive: bool
    readers: float
    """In all, in this town, over the years."""
    lasts: float
    """Share of a day's readers that it still has on the next."""
    place: float
    audience: Ints | None = None
    """Who reads it; `None`: everybody."""
    age: int = 0
    read: int = 0


def after_cases(seed: int, day: int, rows: Floats, people: Customers, level: Level) -> Stories:
    """Who talks about the cases closed today (`rows`: CASE_CLOSED), how widely, and to which effect."""
    market = level.market
    who = rows[:, 2].astype(np.int64)
    ending, contacts, absurd = rows[:, 7].astype(np.int64), rows[:, 8], rows[:, 12]
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
    told = np.where(glad, market.told_glad, market.told_hurt * (1 + _ABSURD_TOLD * np.minimum(absurd, 5)))
    told = told * people.talk[who] * -np.log(u[:, 1])
    tells = u[:, 0] < chance
    wished = np.maximum(1, np.round(told[tells]))
    return Stories(
        customer=who[tells], people=wished, positive=glad[tells].astype(np.int64), absurd=absurd[tells] * ~glad[tells]
    )


def spread(
    seed: int, day: int, now: float, stories: Stories, people: Customers, ties: Ties, level: Level, public: Public,
    say: list[Row],
) -> list[Post]:  # fmt: skip
    """Tell the stories to neighbours; the few of them that are made public. Appends TOLD to `say`."""
    who = stories.customer
    if not len(who):
        return []
    u = rolls(seed, Purpose.POST, who, np.full(len(who), day), 4)
    speaker, listener, close = listeners(ties, who, stories.people.astype(np.int64), u[:, 0])
    weight = np.where(close, _CIRCLE_WEIGHT, 1.0)
    good = stories.positive[speaker] == 1
    np.add.at(people.heard_good, listener[good], weight[good])
    np.add.at(people.heard_bad, listener[~good], weight[~good])
    people.teller[listener] = who[speaker]
    reached = np.bincount(speaker, minlength=len(who))
    told = records(now, Kind.TOLD, who, reached, stories.positive)
    say.extend(telling for telling, n in zip(told, reached.tolist(), strict=True) if n)
    # An answer in public shows where to shout.
    bad = stories.positive == 0
    posts = u[:, 1] < level.market.post * np.sqrt(people.talk[who]) * np.where(bad & public.replies, 1.3, 1.0)
    more = np.where(bad, (1 + _ABSURD_READ * np.minimum(stories.absurd, 3)) * (_TAPED if public.taped else 1.0), 1.0)
    lasts = 0.5 ** (1 / level.market.post_days)
    found = []
    for n in np.flatnonzero(posts).tolist():
        quiet = public.replies and bool(bad[n])
        if quiet:
            people.satisfaction[who[n]] += 0.15
        found.append(
            Post(
                customer=int(who[n]),
                positive=not bad[n],
                readers=float(level.market.post_readers * people.reach[who[n]] * more[n]) * (0.5 if quiet else 1.0),
                lasts=lasts**2 if quiet else lasts,
                place=float(u[n, 2]),
            )
        )
    return found


def publish(now: float, posts: list[Post], people: Customers, say: list[Row]) -> list[Post]:
    """One day on which every public story in `posts` is read; those that are still read tomorrow."""
    alive = []
    for post in posts:
        crowd = people.size if post.audience is None else len(post.audience)
        in_all = min(_MOST_READERS, crowd // 4, post.readers)
        by_today = int(in_all * (1 - post.lasts ** (post.age + 1)) + 0.5)
        readers = by_today - post.read
        if readers:
            # Readers are spread evenly over the town from a place that is the post's own luck.
            at = (int(post.place * crowd) + np.arange(post.read, by_today) * (crowd // max(1, int(in_all)))) % crowd
            who = at if post.audience is None else post.audience[at]
            who = who[who != post.customer]
            (people.heard_good if post.positive else people.heard_bad)[who] += _POST_WEIGHT
            people.teller[who] = post.customer
        if post.age == 0:
            say.append(record(now, Kind.POSTED, post.customer, -1, -1, -1, -1, readers, post.positive, 0, 0, 0, 0))
        elif readers:
            say.append(record(now, Kind.READ, post.customer, -1, -1, -1, -1, readers, post.positive, 0, 0, 0, 0))
        post.read, post.age = by_today, post.age + 1
        if in_all * post.lasts**post.age >= 0.5:
            alive.append(post)
    return alive


def again(seed: int, day: int, now: float, people: Customers, ties: Ties, level: Level, say: list[Row]) -> None:
    """Who left hurt tells somebody, again and again, less as time passes."""
    market = level.market
    who = np.flatnonzero(people.left_day > day - 6 * market.ex_talk_days)
    who = who[(people.status[who] == Status.EX) & (people.satisfaction[who] < 0)]
    if not len(who):
        return
    u = rolls(seed, Purpose.EX_TALK, who, np.full(len(who), day), 2)
    fading = np.exp(-(day - people.left_day[who]) / market.ex_talk_days)
    tells = u[:, 0] < market.ex_talk * fading * np.minimum(1.0, people.talk[who])
    speaker, listener, close = listeners(ties, who[tells], np.ones(int(tells.sum()), dtype=np.int64), u[tells, 1])
    np.add.at(people.heard_bad, listener, np.where(close, _CIRCLE_WEIGHT, 1.0))
    people.teller[listener] = who[tells][speaker]
    say.extend(records(now, Kind.TOLD, who[tells][speaker], 1, 0, 1))


def boast(who: Ints, people: Customers, ties: Ties) -> None:
    """`who` got by noise what the phones refused: those they know learn that noise pays, and so do they."""
    if len(who):
        _, near = all_neighbours(ties, who)
        np.add.at(people.noise, near, _NOISE)
        np.add.at(people.noise, who, 4 * _NOISE)
        np.minimum(people.noise, 1.0, out=people.noise)


def reply_usd(posts: list[Post], public: Public) -> float:
    """What answering the new `posts` costs."""
    return _REPLY_USD * sum(not post.positive for post in posts) if public.replies else 0.0


def readers_among(people: Customers, segment: int | None) -> NDArray[np.int64] | None:
    """Who reads what is written for `segment` (its index; `None`: everybody)."""
    return None if segment is None else np.flatnonzero(people.segment == segment)
