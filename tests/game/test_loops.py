"""The Map: no event no effect, more of it never less, every circle closes, and every arrow leads to its calls."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import WINDOWS, canvas_of, clean
from recording import Hand, RecordingCanvas
from worlds import after, rows, world

from game.views.canvas import Rect
from game.views.inputs import Key, Press, Release
from game.views.loops import Map
from game.views.loops.arrows import Arrow, arrows
from game.views.loops.circles import LEAST, dominant, loops
from game.views.loops.plane import HIGH, nodes, place, way
from game.views.loops.week import Week, share
from game.views.past import EMPTY, TIME, Table, week_before
from game.views.scene import Pop
from game.window.session import Session
from sim.clock import DAY, WEEK
from sim.events import Kind

DAYS = 21
LEVEL = world()
MODEL = after(LEVEL, 5, DAYS)
WEEKLY = week_before(MODEL.log.rows, MODEL.now)
ARROWS = arrows()


def keyed(arrow: Arrow) -> str:
    """Its name, for a test's."""
    return arrow.key


# --- arrows -------------------------------------------------------------------------------------------------------


def test_only_the_last_seven_days_count() -> None:
    """Nothing older is in the week, nothing of it is left out."""
    table = rows(MODEL)
    assert np.array_equal(WEEKLY.rows, table[table[:, TIME] > MODEL.now - WEEK])
    assert np.array_equal(table[WEEKLY.index], WEEKLY.rows)


@pytest.mark.parametrize("arrow", ARROWS, ids=keyed)
def test_without_events_every_arrow_is_nothing(arrow: Arrow) -> None:
    """No week, no effect, no examples."""
    week = Week(EMPTY)
    assert arrow.strength(week) == 0
    assert len(arrow.behind(week)) == 0


@pytest.mark.parametrize("arrow", ARROWS, ids=keyed)
def test_an_arrow_never_shrinks_by_more_of_what_it_is_made_of(arrow: Arrow) -> None:
    """Strengths are 0 to 1, examples are events of the week, and those twice over make it no thinner."""
    week = Week(WEEKLY)
    behind = arrow.behind(week)
    assert set(behind.index.tolist()) <= set(WEEKLY.index.tolist())
    assert 0 <= arrow.strength(week) <= 1
    index = np.concatenate([WEEKLY.index, behind.index])
    order = np.argsort(index, kind="stable")
    more = Week(Table(index[order], np.concatenate([WEEKLY.rows, behind.rows])[order]))
    assert arrow.raw(more) >= arrow.raw(week) - 1e-12


@given(part=st.floats(0, 50), more=st.floats(0, 50))
@settings(max_examples=50)
@pytest.mark.parametrize("arrow", ARROWS, ids=keyed)
def test_strength_rises_with_the_measured_value(arrow: Arrow, part: float, more: float) -> None:
    """Straight from `zero` to `full`, flat outside."""
    low, high = (Arrow(**{**_fields(arrow), "raw": lambda _, v=v: v}) for v in (part, part + more))
    week = Week(WEEKLY)
    assert 0 <= low.strength(week) <= high.strength(week) <= 1
    assert Arrow(**{**_fields(arrow), "raw": lambda _: arrow.full}).strength(week) == 1
    assert Arrow(**{**_fields(arrow), "raw": lambda _: arrow.zero}).strength(week) == 0


def _fields(arrow: Arrow) -> dict[str, object]:
    return {name: getattr(arrow, name) for name in Arrow.__slots__}


def test_much_of_the_map_is_alive() -> None:
    """In a small town of three weeks, most arrows have an effect."""
    strengths = [arrow.strength(Week(WEEKLY)) for arrow in ARROWS]
    assert sum(strength > 0 for strength in strengths) > len(ARROWS) * 0.6
    assert share(3, 0) == 0


def test_what_the_strengths_are_made_of_can_be_counted_by_hand() -> None:
    """Three of the formulas, counted event by event."""
    events = [e for e in MODEL.events() if e.time > MODEL.now - WEEK]
    week, by_key = Week(WEEKLY), {arrow.key: arrow for arrow in ARROWS}

    def count(kind: Kind) -> int:
        return sum(e.kind is kind for e in events)

    ended = count(Kind.CONTACT_ENDED)
    assert by_key["calls-blocked"].raw(week) == pytest.approx(count(Kind.ROADBLOCK) / ended)
    assert by_key["wait-hung up"].raw(week) == pytest.approx(count(Kind.RENEGED) / ended)
    legs = [e.fields for e in events if e.kind is Kind.LEG_ENDED]
    argued = sum(leg["argue_s"] for leg in legs)
    phone = sum(leg[name] for leg in legs for name in ("talk_s", "reexplain_s", "argue_s", "approval_s"))
    assert by_key["blocked-argue"].raw(week) == pytest.approx(argued / phone)


# --- loops --------------------------------------------------------------------------------------------------------


def test_every_loop_is_a_circle_of_the_right_kind() -> None:
    """Each arrow begins where the last one ended; an even number of minus signs feeds itself, an odd one holds back."""
    by_key = {arrow.key: arrow for arrow in ARROWS}
    assert len(by_key) == len(ARROWS)
    for loop in loops():
        circle = [by_key[key] for key in loop.arrows]
        assert all(a.end == b.start for a, b in pairwise([*circle, circle[0]]))
        assert (np.prod([arrow.sign for arrow in circle]) > 0) == loop.feeds
    ends = {arrow.start for arrow in ARROWS} | {arrow.end for arrow in ARROWS}
    assert ends == set(nodes())


def test_a_loop_is_as_strong_as_its_weakest_arrow() -> None:
    """The strongest dominates; if all are faint, none does."""
    strengths = {arrow.key: 0.0 for arrow in ARROWS}
    assert dominant(strengths) is None
    for loop in loops():
        mine = {**strengths, **dict.fromkeys(loop.arrows, 0.5)}
        assert loop.strength(mine) == 0.5
        found = dominant(mine)
        assert found
        assert found.strength(mine) == 0.5
        mine[loop.arrows[-1]] = LEAST / 2
        assert loop.strength(mine) == LEAST / 2


@pytest.mark.parametrize(("width", "height"), [(960, 660), (620, 300), (1800, 1000)])
def test_plates_do_not_cover_each_other_and_arrows_join_them(width: float, height: float) -> None:
    """On any plane; each arrow runs from near its cause to near its effect."""
    room = Rect(10, 20, width, height)
    high = HIGH if width > 720 else HIGH * 0.8
    places = place(room, min(96.0, width / 8.2), high)
    for a, first in places.items():
        assert first.x >= room.x
        assert first.right <= room.right
        for b, second in places.items():
            apart = first.right < second.x or second.right < first.x or first.bottom < second.y
            assert a >= b or apart or second.bottom < first.y, (a, b)
    for arrow in ARROWS:
        points = way(arrow.key, places[arrow.start], places[arrow.end])
        assert len(points) >= 3
        assert places[arrow.start].inset(-40).holds(*points[0])
        assert places[arrow.end].inset(-40).holds(*points[-1])


# --- the screen ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def session() -> Session:
    """Three weeks in."""
    found = Session(LEVEL, 5)
    found.model.run(DAYS * DAY)
    found._look()
    return found


@pytest.mark.parametrize("case", WINDOWS)
def test_the_map_has_its_words_in_place(session: Session, case: tuple[int, int, float]) -> None:
    """At every size: the map, each loop, and an arrow with its calls."""
    canvas = canvas_of(*case)
    hand = Hand(Map(session, session.model.log.rows, lambda _: None, lambda *_: None), canvas)
    clean(canvas, "map")
    for n in range(1, 9):
        hand.key(str(n))
        clean(canvas, f"loop {n}")
    if hand.has("map or loops"):
        hand.click("map or loops")
        clean(canvas, "loops")
        hand.click("map or loops")
    hand.key("1")
    for arrow in ARROWS:
        if hand.has(f"arrow {arrow.key}"):
            hand.scene._open(arrow)  # type: ignore[attr-defined]
            hand.look()
            clean(canvas, arrow.key)


def test_a_map_without_calls_says_so() -> None:
    """All arrows thin, nothing dominates, and the words for it."""
    session = Session(LEVEL, 5)
    canvas = RecordingCanvas()
    here = Map(session, lambda _: iter(()), lambda _: None, lambda *_: None)
    Hand(here, canvas)
    assert set(here.strengths.values()) == {0.0}
    assert here.dominant is None
    assert canvas.says("No customer has called yet")
    clean(canvas, "empty")


def test_an_arrow_leads_to_its_calls_and_they_to_the_tape(session: Session) -> None:
    """By its sign, by a click on its line, and by keyboard; Escape goes back, then out. The run is not touched."""
    before = session.model.digest()
    played: list[tuple[int, int]] = []
    here = Map(session, session.model.log.rows, lambda _: None, lambda *who: played.append(who))
    hand = Hand(here, RecordingCanvas())
    hand.click("arrow calls-blocked")
    assert here._arrow
    assert here._total == len(here._arrow.behind(here._week))
    newest = here._examples[0][0]
    assert here.on_input(Key("escape")) is None
    assert here._arrow is None
    hand.look()
    points = here._ways["blocked-argue"]
    x, y = points[len(points) // 4]
    hand.stage.feed(Press(x + 3, y))
    hand.stage.feed(Release(x + 3, y))
    assert here._arrow
    assert here._arrow.key == "blocked-argue"
    hand.key("escape")
    hand.tab_to("arrow calls-blocked")
    hand.key("enter")
    hand.tab_to(f"example {newest.index}")
    hand.key("enter")
    assert played == [(newest.customer, newest.case)]
    here._arrow = None
    assert here.on_input(Key("escape")) == Pop()
    assert session.model.digest() == before
