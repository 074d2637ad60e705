"""Tips: a sentence about whom or what the pointer is at.

Rules of this file: what could be known by looking on. No thoughts, no patience in numbers, no odds.
"""

from __future__ import annotations

from typing import Final

from game.views.floor.looks import level_of
from game.views.floor.person import Person
from game.views.words import say
from sim.frames import CsrView, DeskView, Doing
from sim.words import later

DOING_WORDS: Final[dict[Doing, str]] = later({
    Doing.IDLE: "free",
    Doing.TALKING: "talking",
    Doing.ARGUING: "arguing",
    Doing.AWAITING_APPROVAL: "waiting for an approval",
    Doing.APPROVING: "approving",
    Doing.WRAPPING_UP: "writing notes",
})  # fmt: skip
CUSTOMER_WORDS: Final[dict[Doing, str]] = later({
    Doing.TALKING: "talking with {name}",
    Doing.ARGUING: "arguing with {name}",
    Doing.AWAITING_APPROVAL: "on hold while {name} asks for an approval",
})  # fmt: skip
MORALE_WORDS: Final = later(("worn out", "low in spirits", "so-so", "in good spirits", "in high spirits"))
ORDINALS: Final = later(("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"))


def about(seconds: float) -> str:
    """A duration as roughly as people say it."""
    minutes = int(seconds // 60)
    if minutes < 1:
        return say("under a minute")
    if minutes < 60:
        return say("{n} min", n=minutes)
    return say("{h} h {m} min", h=minutes // 60, m=minutes % 60)


def ordinal(n: int) -> str:
    """`n` as the word for a place in a row."""
    return say(ORDINALS[n - 1]) if 1 <= n <= len(ORDINALS) else say("{n}th", n=n)


def customer_words(person: Person, segment: str, now: float) -> str:
    """A sentence about a customer."""
    words = [say("{segment} customer", segment=say(segment)) if segment else say("Customer")]
    if person.nth > 1:
        words.append(say("{ordinal} call about this", ordinal=ordinal(person.nth)))
    if person.going is not None:
        words.append(say(person.going.words))
    elif person.view is not None:
        words.append(say(CUSTOMER_WORDS.get(person.view.doing, later("with {name}")), name=person.view.name))
    elif person.waiting is not None:
        if person.waiting.leg > 1:
            words.append(say("passed on from another desk"))
        words.append(say("waiting {span}", span=about(now - person.waiting.since)))
    return ", ".join(words)


def csr_words(person: Person, view: CsrView, now: float) -> str:
    """A sentence about a CSR."""
    if person.going is not None:
        return say("{name}, has quit" if person.thing == "carton" else "{name}, off home", name=view.name)
    words = [view.name, say(DOING_WORDS[view.doing])]
    if view.doing != Doing.IDLE:
        words[-1] += " " + say("for {span}", span=about(now - view.since))
    words.append(say(MORALE_WORDS[level_of(view.morale)]))
    if view.going_home:
        words.append(say("goes home after this"))
    return ", ".join(words)


def longest_wait(desk: DeskView, now: float) -> float:
    """How long whoever has waited longest in a desk's line has waited (s); 0: the line is empty."""
    return now - min((waiting.since for waiting in desk.line), default=now)


def desk_words(desk: DeskView, now: float) -> str:
    """A sentence about a desk."""
    words = [say("{title}: {on} of {all} on duty", title=say(desk.title), on=len(desk.csrs), all=desk.headcount)]
    if desk.in_training:
        words.append(say("{n} in training", n=desk.in_training))
    if desk.joining:
        words.append(say("{n} hired, not here yet", n=desk.joining))
    if desk.line:
        words.append(
            say("{n} in line, the longest for {span}", n=len(desk.line), span=about(longest_wait(desk, now)))
        )  # fmt: skip
    if not desk.open:
        words.append(say("closed"))
    return ", ".join(words)
