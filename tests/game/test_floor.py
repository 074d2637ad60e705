"""The floor, as a canvas that remembers every call sees it (`floors`)."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import hypot

import pytest
from floors import AREA, NOON, Recorder, Show, centre, csr, customers_of, desk, event, frame, waiting, within
from recording import RecordingCanvas

from game.views import words
from game.views.canvas import Point, Rect, meets
from game.views.floor import Floor
from game.views.floor.barriers import BLOCK_WORDS, lay_plates
from game.views.floor.daylight import Daylight, is_night
from game.views.floor.looks import look_of
from game.views.floor.patience import wedge_of
from game.views.floor.plan import plan_for
from game.views.floor.tempo import CALM_PERIOD
from sim.clock import HOUR
from sim.events import Block, ContactEnding, Event, Kind
from sim.frames import Doing, Frame

AREAS = (AREA, Rect(0, 0, 340, 200), Rect(5, 5, 420, 560), Rect(0, 40, 1500, 820), Rect(0, 0, 1024, 380))


# --- places -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("line", [0, 12, 300])
def test_everyone_in_the_frame_has_a_place_inside(area: Rect, line: int) -> None:
    """CSRs and customers, in line or at a seat, stand inside the rectangle whatever its shape."""
    show = Show(area=area)
    shown = centre(line)
    show.run(shown, 0.1)
    for customer in customers_of(shown):
        place = show.floor.place_of(customer)
        assert place is not None
        assert area.holds(*place)
    for view in (view for room in shown.desks for view in room.csrs):
        person = show.floor._cast.csrs[view.csr]
        assert area.holds(person.x, person.y)


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("line", [0, 12, 300])
def test_nothing_is_drawn_outside(area: Rect, line: int) -> None:
    """Not a pixel beyond the rectangle, words included, with barriers down and people coming and going."""
    show = Show(area=area)
    show.run(centre(line), 0.1)
    blocks = [event(Kind.ROADBLOCK, 500 + n, n % 6, 10, 5, csr=n) for n in range(7)]
    ends = [event(Kind.CONTACT_ENDED, n, n % 6, 1, 1, 1) for n in range(6)]
    later = centre(max(0, line - 6))
    later = replace(later, desks=(replace(later.desks[0], line=later.desks[0].line[::-1]), *later.desks[1:]))
    show.floor.select(1001)
    for n in range(100):
        canvas = show.draw(later, [*blocks, *ends] if n == 0 else ())
        for mark in canvas.marks:
            assert within(mark.box, area, 1.5), mark


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("is_open", [True, False])
def test_words_never_overlap(area: Rect, is_open: bool) -> None:
    """Titles, numbers, clock and notice keep clear of each other at every size, by day and closed at night."""
    shown = centre(200)
    if not is_open:
        closed = [replace(desk, open=False, csrs=(), line=()) for desk in shown.desks]
        shown = frame(*closed, time=2 * HOUR, is_open=False)
    words = [mark for mark in Show(area=area).draw(shown).marks if mark.what == "text"]
    for n, mark in enumerate(words):
        for other in words[:n]:
            assert not meets(mark.box, other.box), (mark, other)


@pytest.mark.parametrize("count", range(1, 9))
def test_any_number_of_desks_fits(count: int) -> None:
    """Rooms of one to eight desks don't overlap, lie inside, and hold their seats and lines."""
    names = ("frontline", "billing", "technical", "retention", "supervisors", "executive", "back_office", "sales")
    for area in AREAS:
        plan = plan_for(area, tuple((name, 3 + n % 4) for n, name in enumerate(names[:count])))
        assert [room.name for room in plan.rooms] == list(names[:count])
        for n, room in enumerate(plan.rooms):
            assert within(room.rect, area)
            assert room.seats
            assert room.rows
            assert all(room.rect.holds(*seat) for seat in room.seats)
            for other in plan.rooms[:n]:
                assert (
                    room.rect.right <= other.rect.x + 0.01
                    or other.rect.right <= room.rect.x + 0.01
                    or (room.rect.bottom <= other.rect.y + 0.01 or other.rect.bottom <= room.rect.y + 0.01)
                )


def test_a_small_office_has_large_people() -> None:
    """People are drawn as large as the number of seats lets them be."""
    few = plan_for(AREA, (("frontline", 3),)).u
    some = plan_for(AREA, (("frontline", 12), ("billing", 4), ("supervisors", 2))).u
    many = plan_for(AREA, (("frontline", 60), ("billing", 20), ("supervisors", 4))).u
    assert few > some > many


def test_hit_is_who_is_drawn_there() -> None:
    """The customer or CSR under the pointer is the one drawn under it; beside them there is nobody."""
    show = Show()
    shown = centre(8)
    show.run(shown, 0.1)
    plan = show.floor._cast.plan
    for room in shown.desks:
        for person in room.line:
            x, y = show.floor.place_of(person.customer) or (0, 0)
            assert show.floor.hit(x, y - 20 * plan.u) == person.customer
            assert show.floor.hit_csr(x, y - 20 * plan.u) is None
        for view in room.csrs:
            there = show.floor._cast.csrs[view.csr]
            assert show.floor.hit_csr(there.x, there.y - 20 * plan.u) == view.csr
            if view.doing in {Doing.TALKING, Doing.ARGUING, Doing.AWAITING_APPROVAL}:
                x, y = show.floor.place_of(view.customer) or (0, 0)
                assert show.floor.hit(x, y - 20 * plan.u) == view.customer
    assert show.floor.hit(AREA.x + 3, AREA.bottom - 3) is None
    assert show.floor.hit(-50, -50) is None


def test_a_customer_on_hold_for_an_approval_is_there_once() -> None:
    """He stays at his seat; in the supervisors' line stands a slip, which is him to the pointer."""
    show = Show()
    held = csr(0, Doing.AWAITING_APPROVAL, 1)
    shown = frame(desk("frontline", [held]), desk("supervisors", [csr(9)], [waiting(1)]))
    canvas = show.run(shown, 0.2)
    assert len(canvas.called("floor.slip")) == 1
    assert len(canvas.called("floor.customer")) == 1
    box = canvas.called("floor.slip")[0].box
    assert show.floor.hit(*box.centre) == 1001
    seat = show.floor._cast.plan.rooms[0].rect
    assert seat.holds(*(show.floor.place_of(1001) or (0, 0)))


# --- lines --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", [5, 30, 60, 120, 500])
def test_a_long_line_ends_in_a_crowd_with_the_right_number(line: int) -> None:
    """Those drawn and the number on the crowd add up to the line; a line that fits has no number."""
    show = Show()
    canvas = show.run(frame(desk("frontline", [csr(0)], [waiting(n) for n in range(line)]), desk("billing")), 0.2)
    drawn = len(canvas.called("floor.customer"))
    more = [int(words[1:]) for words in canvas.texts if words.startswith("+")]
    assert drawn + sum(more) == line
    assert len(canvas.called("floor.crowd")) == len(more) == (line > drawn)
    if line >= 500:
        assert more
    if line <= 30:
        assert not more


def test_the_line_is_in_order() -> None:
    """Each stands next to the one before him, all the way from the head of the line, and nobody on another's place."""
    show = Show()
    line = [waiting(n) for n in range(25)]
    show.run(frame(desk("frontline", [csr(0)], line), desk("billing")), 0.1)
    places = [show.floor.place_of(person.customer) or (0, 0) for person in line]
    plan = show.floor._cast.plan
    assert len(set(places)) == 25
    for before, after in pairwise(places):
        assert hypot(after[0] - before[0], after[1] - before[1]) < 50 * plan.u


def test_patience_is_a_wedge_and_never_a_number() -> None:
    """The wedge shrinks as patience is used up, and the number of seconds is written nowhere."""
    one = waiting(1, NOON, patience_s=1237)
    wedges = [wedge_of(one, NOON + used) for used in range(0, 1400, 50)]
    assert wedges == sorted(wedges, reverse=True)
    assert wedges[0] == 8
    assert wedges[-1] == 0
    show = Show()
    canvas = show.run(frame(desk("frontline", [csr(0)], [one]), time=NOON + 900), 0.1)
    assert len(canvas.called("floor.wedge.3")) == 1
    assert not any("1237" in words or "20 min" in words for words in canvas.texts)


# --- motion -------------------------------------------------------------------------------------------------------


def test_nobody_jumps_at_normal_speed() -> None:
    """Through arrivals, answers, transfers and departures nobody moves more than a few pixels in a sixtieth second."""
    show = Show()
    front = [csr(0, Doing.TALKING, 1), csr(1), csr(2)]
    line = [waiting(n) for n in range(10, 22)]
    moments: list[tuple[Frame, list[Event]]] = [
        (frame(desk("frontline", front, line), desk("billing", [csr(5)]), desk("supervisors", [csr(9)])), []),
        (
            frame(
                desk("frontline", [csr(0), csr(1, Doing.TALKING, 10), csr(2, Doing.TALKING, 11)], line[2:]),
                desk("billing", [csr(5, Doing.TALKING, 1)]), desk("supervisors", [csr(9)]),
            ),
            [event(Kind.TRANSFERRED, 1, 1, 1, 0, csr=0)],
        ),
        (
            frame(
                desk("frontline", [csr(0, Doing.TALKING, 15), csr(2, Doing.TALKING, 11)], [*line[3:5], *line[6:]]),
                desk("billing", [csr(5)], [waiting(10)]), desk("supervisors", [csr(9, Doing.ARGUING, 1), csr(8)]),
            ),
            [event(Kind.CONTACT_ENDED, 12, ContactEnding.RENEGED, 1, 1, 1)],
        ),
    ]  # fmt: skip
    last: dict[tuple[bool, int], Point] = {}
    moved = 0.0
    for shown, events in moments:
        for n in range(150):
            show.draw(shown, events if n == 0 else ())
            for person in show.floor._cast.everyone():
                who = (person.is_csr, person.number)
                if who in last:
                    step = hypot(person.x - last[who][0], person.y - last[who][1])
                    assert step < 6, (n, who)
                    moved += step
                last[who] = (person.x, person.y)
    assert moved > 500
    for view in moments[-1][0].desks[0].line:
        assert show.floor.place_of(view.customer)


def test_a_transfer_walks_and_notes_travel_in_a_folder() -> None:
    """A warm transfer carries a folder from one desk to the other, a cold one nothing."""
    for warm in (0, 1):
        show = Show()
        show.run(frame(desk("frontline", [csr(0, Doing.TALKING, 1)]), desk("billing", [csr(1)])), 0.2)
        after = frame(desk("frontline", [csr(0)]), desk("billing", [csr(1, Doing.TALKING, 1)]))
        canvas = show.run(after, 0.6, [event(Kind.TRANSFERRED, 1, 1, warm, 0, csr=0)])
        assert len(canvas.called("floor.folder")) == warm
        canvas = show.run(after, 8)
        assert not canvas.called("floor.folder")
        plan = show.floor._cast.plan
        assert plan.rooms[1].rect.holds(*(show.floor.place_of(1001) or (0, 0)))


@pytest.mark.parametrize(
    ("ending", "mark"),
    [
        (ContactEnding.RESOLVED, "floor.tick.0"), (ContactEnding.BELIEVED_RESOLVED, "floor.tick.0"),
        (ContactEnding.PARTIAL, "floor.tick.1"), (ContactEnding.UNRESOLVED, "floor.cloud"),
        (ContactEnding.RENEGED, "floor.steam"), (ContactEnding.DISCONNECTED, "floor.cut"),
    ],
)  # fmt: skip
def test_each_ending_leaves_with_its_own_mark(ending: ContactEnding, mark: str) -> None:
    """Who leaves carries a sign of how it ended, goes off in a puff, and is gone."""
    show = Show()
    empty = frame(desk("frontline", [csr(0)]), desk("billing"))
    show.run(frame(desk("frontline", [csr(0)], [waiting(1)]), desk("billing")), 0.2)
    canvas = show.run(empty, 0.3, [event(Kind.CONTACT_ENDED, 1, ending, 1, 1, 1)])
    assert len(canvas.called(mark)) == 1
    puffs = False
    for _ in range(600):
        puffs = bool(show.draw(empty).called("floor.puff")) or puffs
    assert puffs
    assert show.floor.place_of(1001) is None


@pytest.mark.parametrize("block", list(Block))
def test_a_roadblock_brings_down_a_barrier_with_its_word(block: Block) -> None:
    """The barrier stands at the CSR's desk for a moment, with the word and sign of its kind, and goes up again."""
    show = Show()
    shown = frame(desk("frontline", [csr(0, Doing.TALKING, 1)]), desk("billing", [csr(1, Doing.TALKING, 2)]))
    show.run(shown, 0.2)
    canvas = show.run(shown, 0.8, [event(Kind.ROADBLOCK, 2, block, 50, 10, desk=1, csr=1)])
    barriers = canvas.called("floor.boom")
    assert len(barriers) == 1
    plan = show.floor._cast.plan
    assert plan.rooms[1].rect.holds(*barriers[0].box.centre)
    assert BLOCK_WORDS[block] in canvas.texts
    assert canvas.called(f"floor.block.{int(block)}")
    canvas = show.run(shown, 3)
    assert not canvas.called("floor.boom")
    assert BLOCK_WORDS[block] not in canvas.texts


@pytest.mark.parametrize("reduced", [False, True])
def test_a_calm_picture_changes_at_most_twice_a_second(reduced: bool) -> None:
    """At high speed, where every frame has other people in it, faces come and go below 3 Hz and nobody walks."""
    show = Show(speed=1.0 if reduced else 16.0)
    changes: list[float] = []
    last: list[int] = []
    for n in range(240):
        shown = frame(
            desk("frontline", [csr(0, Doing(n % 3), 100 + n), csr(1, Doing.TALKING, 600 + n)]),
            desk("billing", [csr(2)]), time=NOON + n,
        )  # fmt: skip
        show.draw(shown, reduced_motion=reduced)
        there = sorted(show.floor._cast.customers)
        if there != last:
            changes.append(n / 60)
            last = there
        assert all(not person.path for person in show.floor._cast.everyone())
    gaps = [b - a for a, b in pairwise(changes)]
    assert len(changes) > 4
    assert min(gaps) >= CALM_PERIOD - 0.02


def test_nothing_flashes() -> None:
    """Of any sign over a desk, one second shows at most six pictures in a row: three flashes."""
    show = Show()
    shown = centre(3)
    seen: dict[str, list[tuple[float, str]]] = {}
    for n in range(180):
        for mark in show.draw(shown).marks:
            kind = mark.words.rsplit(".", 1)[0]
            if kind in {"floor.talk", "floor.quarrel", "floor.hourglass", "floor.approving", "floor.notes"}:
                track = seen.setdefault(f"{kind} {mark.box.x:.0f} {mark.box.y:.0f}", [])
                if not track or track[-1][1] != mark.words:
                    track.append((n / 60, mark.words))
    assert seen
    for track in seen.values():
        assert len(track) <= 3 * 6


def test_where_days_fly_by_it_is_noon() -> None:
    """The lamps come on slowly, whatever the hour was, and stay on; at rest the night comes back."""
    light, night = Daylight(), frame(desk("frontline"), time=2 * HOUR, is_open=False)
    light.turn(night, 0.0, at_once=True)
    assert light.dark == 1
    before = light.dark
    for n in range(60):
        moment = replace(night, time=night.time + n * HOUR, open=n % 3 > 0)
        light.turn(moment, 1 / 30, at_once=False, blurred=True)
        assert before - 0.05 <= light.dark <= before
        before = light.dark
    assert (light.dark, is_night(light.hour)) == (0, False)
    light.turn(night, 2.0, at_once=False)
    assert (light.dark, is_night(light.hour)) == (1, True)


def test_a_rewind_puts_everyone_in_place_at_once() -> None:
    """After time has gone back nobody walks across the room to where he was before."""
    show = Show()
    show.run(centre(12, time=NOON + 9000), 0.5)
    shown = centre(6)
    show.draw(shown)
    assert all(person.still and person.alpha == 1 for person in show.floor._cast.everyone())
    assert len(show.floor._cast.customers) == len(customers_of(shown))


# --- words and looks ----------------------------------------------------------------------------------------------


def test_a_tip_says_who_it_is() -> None:
    """Segment, which call it is, and for how long he has waited; nothing where nothing is."""
    show = Show(Floor(["Everyday", "Business"]))
    person = replace(waiting(1, NOON - 245, nth=3), segment=1)
    show.run(frame(desk("frontline", [csr(0, Doing.ARGUING, 2)], [person], employed=4), desk("billing")), 0.1)
    floor = show.floor
    x, y = floor.place_of(1001) or (0, 0)
    assert floor.tip(x, y - 10) == "Business customer, third call about this, waiting 4 min"
    there = floor._cast.csrs[0]
    assert floor.tip(there.x, there.y - 10) == "Kim0, arguing for 1 min, in good spirits"
    head = floor._cast.plan.rooms[0].head
    assert floor.tip(*head.centre) == "Frontline: 1 of 4 on duty, 1 in line, the longest for 4 min"
    assert floor.tip(AREA.x + 2, AREA.bottom - 2) is None


def test_one_answered_at_once_is_known() -> None:
    """Who never waited is told apart like one who did: the same word, hat and strokes as after a wait in line."""
    answered = replace(csr(0, Doing.TALKING, 1), segment=1, nth=3)
    seen: list[tuple[str | None, list[str]]] = []
    for waits in (True, False):
        show = Show(Floor(["Everyday", "Business"]))
        if waits:
            show.run(frame(desk("frontline", [csr(0)], [replace(waiting(1, NOON, nth=3), segment=1)])), 0.1)
        canvas = show.run(frame(desk("frontline", [answered])), 5)
        x, y = show.floor.place_of(1001) or (0, 0)
        stamps = [mark.words for mark in (*canvas.called("floor.customer"), *canvas.called("floor.tally"))]
        seen.append((show.floor.tip(x, y - 10), stamps))
    assert seen[0] == seen[1]
    assert seen[1][0] == "Business customer, third call about this, talking with Kim0"
    assert "floor.tally.3" in seen[1][1]


def test_a_desk_shows_its_numbers() -> None:
    """Staff on duty of employed, length of the line, longest wait; a nought is left out."""
    canvas = Show().draw(centre(12))
    assert {"7/9", "12", "4 min", "0/2"} <= set(canvas.texts)
    assert "0" not in canvas.texts


def test_the_lines_are_seen_to_be_closed() -> None:
    """At night it says so over the door and at every desk, in words."""
    shown = frame(
        replace(desk("frontline"), open=False), replace(desk("billing"), open=False), time=2 * HOUR, is_open=False
    )
    canvas = Show().draw(shown)
    assert "LINES CLOSED" in canvas.texts
    assert canvas.texts.count("Closed") == 2
    assert "OPEN" in Show().draw(centre()).texts


def test_a_customer_always_looks_the_same() -> None:
    """Looks come from the customer's number: the same on another call, on another floor."""
    assert look_of(17) == look_of(17)
    assert len({look_of(n) for n in range(200)}) >= 8
    first = Show().draw(frame(desk("frontline", [csr(0)], [waiting(1)]))).called("floor.customer")
    again = Show().draw(frame(desk("frontline", [csr(0)], [replace(waiting(77), customer=1001, segment=1)])))
    assert [mark.words for mark in first] == [mark.words for mark in again.called("floor.customer")]


def test_the_chosen_one_is_ringed_wherever_he_is() -> None:
    """In line, at the seat, and nowhere once the choice is lifted."""
    show = Show()
    show.floor.select(1001)
    line = frame(desk("frontline", [csr(0)], [waiting(1), waiting(2)]), desk("billing"))
    assert len(show.draw(line).called("floor.ring")) == 1
    seat = frame(desk("frontline", [csr(0, Doing.TALKING, 1)], [waiting(2)]), desk("billing"))
    assert len(show.run(seat, 0.5).called("floor.ring")) == 1
    show.floor.select(None)
    assert not show.draw(seat).called("floor.ring")


# --- no two stories -----------------------------------------------------------------------------------------------


def fly(show: Show, days: float) -> tuple[Recorder, Frame]:
    """Let days fly by at a day a second, lines open at noon and closed at night; the last picture and its frame."""
    shown = centre()
    canvas = Recorder()
    for n in range(round(days * 60)):
        time = NOON + n / 60 * 86_400
        is_open = 7 <= time / HOUR % 24 < 22
        desks = [replace(desk, open=is_open, **({} if is_open else {"csrs": (), "line": ()})) for desk in shown.desks]
        moment = frame(*desks, time=time, is_open=is_open)
        canvas = show.draw(moment)
        closed = canvas.texts.count("Closed")
        assert ("LINES CLOSED" in canvas.texts) == (closed > 0), f"the sign and the desks disagree at {time / HOUR:.1f}"
    return canvas, moment


@pytest.mark.parametrize("days", [1.2, 3.1, 4.7])
def test_sign_and_desks_say_the_same_however_fast_time_goes(days: float) -> None:
    """In every picture, also while time speeds up and when days fly by; and the truth as soon as it stands still."""
    show = Show(speed=1000)
    _, moment = fly(show, days)
    show.speed = 0
    canvas = show.run(moment, 0.2)
    assert ("LINES CLOSED" in canvas.texts) == (not moment.open)


def test_the_wall_clock_is_right_in_every_picture() -> None:
    """Also in a calm one, whose people change but twice a second."""
    show = Show(speed=64)
    for n in range(90):
        time = NOON + n * 40
        shown = replace(centre(), time=time)
        minutes = int(time // 60)
        assert f"Mon {minutes // 60:02d}:{minutes % 60:02d}" in show.draw(shown).texts


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("code", words.languages())
def test_no_two_plates_meet_and_none_is_lost(area: Rect, code: str) -> None:
    """With every CSR of every desk stopped at once: what has no room is counted, the gravest is told first."""
    desks = (("frontline", 24), ("billing", 5), ("technical", 4), ("retention", 3), ("supervisors", 2))
    plan = plan_for(area, desks)
    seats = [(room.desk, seat) for room in plan.rooms for seat in range(len(room.seats))]
    kinds = list(Block)
    down = [(at, kinds[n % len(kinds)]) for n, at in enumerate(seats)]
    try:
        words.use(code)
        plates = lay_plates(RecordingCanvas(), plan, down)
    finally:
        words.use(words.ENGLISH)
    rects = [plate.rect for plate in plates]
    assert not any(meets(a, b) for n, a in enumerate(rects) for b in rects[n + 1 :])
    assert all(area.x <= r.x and r.right <= area.right and area.y <= r.y and r.bottom <= area.bottom for r in rects)
    named = [plate.block for plate in plates if plate.block is not None]
    for plate in plates:
        walls = plan.rooms[plate.desk].rect
        assert plate.rect.w > walls.w - 2 or (walls.x <= plate.rect.x and plate.rect.right <= walls.right)
    for room in range(len(desks)):
        there = [plate for plate in plates if plate.desk == room]
        told = sum(1 if plate.block is not None else int(plate.words[1:]) for plate in there)
        more = any(plate.block is None for plate in there)
        assert told == sum(at[0] == room for at in seats) or not more, "a count is the count of all that is left"
    first = plates[0].block
    assert first is Block.DEAD_END or Block.DEAD_END not in dict(down).values()
    assert len(named) >= 3


def test_plates_with_room_stand_over_their_seats() -> None:
    """One roadblock in a room is told in full, over whom it stops; neighbours keep their words if they can."""
    plan = plan_for(AREA, (("frontline", 12),))
    room = plan.rooms[0]
    (plate,) = lay_plates(RecordingCanvas(), plan, [((0, 5), Block.NEEDS_APPROVAL)])
    assert plate.rect.x < room.seats[5][0] < plate.rect.right
    assert plate.rect.bottom < room.seats[5][1]
    two = lay_plates(RecordingCanvas(), plan, [((0, n), Block.NO_AUTHORITY) for n in (4, 5)])
    assert [plate.block for plate in two] == [Block.NO_AUTHORITY] * 2


def test_a_barrier_goes_with_the_one_it_stopped() -> None:
    """When the CSR has gone home there is nobody to be stopped, paused or not."""
    show = Show()
    shown = frame(desk("frontline", [csr(0, Doing.TALKING, 1)]), desk("billing", [csr(1)]))
    show.run(shown, 0.2)
    canvas = show.run(shown, 0.5, [event(Kind.ROADBLOCK, 1, Block.NO_AUTHORITY, 50, 10, desk=0, csr=0)])
    assert canvas.called("floor.boom")
    show.speed = 0
    home = frame(desk("frontline", employed=1), desk("billing", employed=1), time=NOON + 12 * HOUR - 1, is_open=False)
    assert not show.draw(home).called("floor.boom")


def test_staff_for_whom_no_seat_is_drawn_are_counted() -> None:
    """Seats and the number add up to those on duty; the heading tells how many are employed, at night as by day."""
    crews = [[csr(n, Doing.TALKING, n) for n in range(900)], [csr(n, Doing.TALKING, n) for n in range(900, 1800)]]
    show = Show()
    shown = frame(desk("frontline", crews[0], employed=920), desk("billing", crews[1], employed=900))
    texts = show.draw(shown).texts
    more = sorted(int(words[1:]) for words in texts if words.startswith("+"))
    seats = [len(room.seats) for room in show.floor._cast.plan.rooms]
    assert more == sorted(len(crew) - n for crew, n in zip(crews, seats, strict=True))
    assert {"900/920", "900/900"} <= set(texts)
    night = frame(desk("frontline", employed=23), desk("billing", employed=9), time=2 * HOUR, is_open=False)
    texts = Show().draw(night).texts
    assert not [words for words in texts if words.startswith("+")]


def test_whoever_is_to_be_seen_when_time_stops_stays_to_be_clicked() -> None:
    """Neither who is on the way out nor a barrier goes while time stands still; a minute later both do."""
    show = Show()
    show.run(frame(desk("frontline", [csr(0, Doing.TALKING, 1), csr(1, Doing.TALKING, 2)])), 4)
    met = [event(Kind.ROADBLOCK, 2, Block.NO_AUTHORITY, 50, 10, desk=0, csr=1)]
    left = frame(desk("frontline", [csr(0), csr(1, Doing.TALKING, 2)]), time=NOON + 1)
    show.run(left, 0.4, met)
    show.speed = 0
    gone = frame(desk("frontline", [csr(0), csr(1)]), time=NOON + 2)
    canvas = show.run(gone, 0.1)
    places = [show.floor.place_of(number) for number in (1001, 1002)]
    canvas = show.run(gone, 8)
    assert canvas.called("floor.boom")
    for number, place in zip((1001, 1002), places, strict=True):
        assert place is not None
        assert show.floor.place_of(number) == place
        assert show.floor.hit(place[0], place[1] - 10) == number
    assert show.floor.customers == {1001, 1002}
    later = frame(desk("frontline", [csr(0), csr(1)]), time=NOON + 62)
    assert not show.run(later, 8).called("floor.boom")
    assert not show.floor.customers


def test_who_left_as_hours_flew_by_does_not_stay() -> None:
    """Time that is stopped at great speed shows who is there then, not who was an hour ago."""
    show = Show(speed=64)
    for n in range(60):
        show.draw(frame(desk("frontline", [csr(0, Doing.TALKING, 1)]), time=NOON + 128 * n))
    closed = frame(desk("frontline", employed=1), time=NOON + 128 * 60, is_open=False)
    show.draw(closed)
    show.speed = 0
    show.run(closed, 3)
    assert not show.floor.customers
