"""Stories: every kind of event can be told, policy is named where it is to blame, and nothing repeats itself."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from worlds import after, world

from game.views.story import Names, Stories, sums
from sim.clock import DAY
from sim.events import FIELDS, Block, Event, Kind
from sim.levers import LEVERS
from sim.measures import MEASURES

LEVEL = world(events={"storm": {"title": "A storm", "day": 2}})
STORIES = Stories(LEVEL, Names(customer=lambda n: f"Person {n}", csr=lambda n: f"Csr {n}" if n >= 0 else ""))


def event(kind: Kind, *values: float, index: int = 0, customer: int = 5, contact: int = 3) -> Event:
    """One event; values not given are 0."""
    filled = (*values, *[0.0] * (len(FIELDS[kind]) - len(values)))
    return Event(index, 40_000.0, kind, customer, 2, contact, 0, 1, filled)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("index", range(4))
def test_every_kind_of_event_can_be_told(kind: Kind, index: int) -> None:
    """Whatever the log holds, neither log nor card stumbles, and every sentence has its names filled in."""
    one = event(kind, index=index)
    for line in (STORIES.news(one), *STORIES.life([one])):
        if line is not None:
            assert line.text
            assert "{" not in line.text
            assert line.index == index
            assert line.lever == "" or line.lever in LEVERS


@pytest.mark.parametrize("kind", list(Kind))
def test_every_line_of_the_log_leads_somewhere(kind: Kind) -> None:
    """To a person, a lever, an event's card or a number that can be asked about."""
    nobody = kind in (Kind.CSR_READY, Kind.CSR_QUIT, Kind.DECIDED, Kind.HAPPENED, Kind.DAY_CLOSED)
    line = STORIES.news(event(kind, index=1, customer=-1 if nobody else 5))
    if line is not None:
        assert line.customer >= 0 or line.lever or line.event in LEVEL.events or line.metric in MEASURES


@pytest.mark.parametrize("block", list(Block))
def test_a_roadblock_names_the_policy_line_that_made_it(block: Block) -> None:
    """Each roadblock leads to a lever, in the log and on the card."""
    one = event(Kind.ROADBLOCK, block, 60.0, 25.0)
    news = STORIES.news(one)
    assert news is not None
    (life,) = STORIES.life([one])
    assert news.lever == life.lever
    assert news.lever in LEVERS


def test_a_card_tells_the_talk_before_what_came_of_it() -> None:
    """The log writes the roadblock first, because it ends the leg; people tell it the other way round."""
    block = event(Kind.ROADBLOCK, Block.NO_AUTHORITY, 60.0, 0.0, index=8)
    leg = event(Kind.LEG_ENDED, 10.0, 200.0, index=9)
    assert [line.index for line in STORIES.life([block, leg])] == [9, 8]
    other = event(Kind.LEG_ENDED, 10.0, 200.0, index=9, contact=4)
    assert [line.index for line in STORIES.life([block, other])] == [8, 9]


def test_a_whole_run_can_be_told_and_varies() -> None:
    """All events of a run become sentences, and of those that happen often there are several wordings."""
    model = after(LEVEL, 3, 12)
    log = model.events()
    blocks = Counter()
    for one in log:
        line = STORIES.news(one)
        if line is not None and one.kind is Kind.ROADBLOCK:
            blocks[line.text.split()[-1]] += 1
    busiest = max(range(1000), key=lambda n: len(model.customer(n).events))
    life = STORIES.life(log[i] for i in model.customer(busiest).events)
    assert len(life) > 5
    assert life == sorted(life, key=lambda line: line.time)
    assert len({line.text for line in life}) > len(life) / 2
    assert life[-1].time <= 12 * DAY


def test_asking_for_leave_to_mend_is_not_told_as_money() -> None:
    """A supervisor is asked about a forbidden fix too: no dollars, and the lever is the override."""
    one = event(Kind.ROADBLOCK, Block.NEEDS_APPROVAL, 0.0, 0.0)
    (line,) = STORIES.life([one])
    assert "$" not in line.text
    assert line.lever == "power.override"


def test_a_sum_that_is_refused_is_seen_to_be_above_the_limit() -> None:
    """$15.30 at a limit of $15 is not told as $15 refused at a limit of $15."""
    one = event(Kind.ROADBLOCK, Block.NO_AUTHORITY, 15.3, 15.0)
    assert sums(one) == {"need": "$15.30", "limit": "$15"}
    assert sums(event(Kind.ROADBLOCK, Block.NO_AUTHORITY, 60.0, 25.0)) == {"need": "$60", "limit": "$25"}


@pytest.mark.parametrize("index", range(4))
def test_what_is_refused_has_been_asked_for_and_need_not_be_due(index: int) -> None:
    """A roadblock doesn't know whose fault it was, and calls no sum due that is told later as more than was due."""
    one = event(Kind.ROADBLOCK, Block.NO_AUTHORITY, 41.0, 0.0, index=index)
    news = STORIES.news(one)
    assert news is not None
    for line in (news, *STORIES.life([one])):
        assert not {"due", "owed"} & set(line.text.replace(",", "").split())


@pytest.mark.parametrize(
    ("due", "leaked"), [(13.6, 2.7), (13.4, 2.7), (13.5, 1.0), (14.4, 0.3), (0.0, 41.2), (14.0, 0.0)]
)
def test_the_sums_of_a_card_add_up_as_they_are_printed(due: float, leaked: float) -> None:
    """Of trouble of $14, $16 back are $2 more than was due, not $3."""
    born = STORIES.life([event(Kind.CASE_BORN, 0, due)])[0].text
    paid = STORIES.life([event(Kind.CREDITED, due + leaked, leaked)])[0].text
    first = [int(n) for n in re.findall(r"\$(\d+)", born)] or [0]
    back, more = ([int(n) for n in re.findall(r"\$(\d+)", paid)] + [0])[:2]
    assert back - more == first[0]
