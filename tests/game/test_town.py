"""The town: everybody has a home, friends live near each other, counts are the model's, and looking changes nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from layouts import WINDOWS, canvas_of, clean
from recording import Hand, RecordingCanvas, shelf_in
from worlds import after, world

from game.views.canvas import Rect
from game.views.inputs import Drag, Hover, Press, Release, Wheel
from game.views.past import KIND
from game.views.play import Play
from game.views.playing import MAX
from game.views.town import Town
from game.views.town.camera import SINGLE, ZOOMS, Camera
from game.views.town.census import ORDER, census_of
from game.views.town.gossip import PIECES, Gossip, News, hubs_of
from game.views.town.life import MOST_ALIVE, MOST_PLATES, Life
from game.views.town.names import street
from game.views.town.plan import HOUSES, Plan, plan_of
from game.views.town.town import calls_in, seen_part
from game.window.session import Session
from sim.clock import DAY
from sim.events import FIELDS, Kind
from sim.frames import Fate

LEVEL = world()
MODEL = after(LEVEL, 5, 12)
TOWN = MODEL.town()
PLAN = plan_of(TOWN)


def far_ties() -> tuple[np.ndarray, np.ndarray]:
    """Pairs who know each other and live in different windows."""
    a = np.repeat(np.arange(len(TOWN.circle)), np.diff(TOWN.start))
    far = TOWN.circle[a] != TOWN.circle[TOWN.neighbours]
    return a[far], TOWN.neighbours[far]


# --- what the model shows of itself -------------------------------------------------------------------------------


def test_what_a_view_gets_can_t_be_written_to() -> None:
    """No array of town or people is a way into the model."""
    for view in (TOWN, MODEL.people()):
        for name in view.__slots__:
            with pytest.raises(ValueError, match="read-only"):
                getattr(view, name)[...] = 0
    assert not np.shares_memory(TOWN.neighbours, MODEL.market.ties.neighbours)


def test_in_a_circle_all_know_each_other() -> None:
    """Circles are those of the network: everyone in one is tied to everyone else in it."""
    ties = set(zip(*far_all(), strict=True))
    for circle in range(0, int(TOWN.circle.max()) + 1, 7):
        who = np.flatnonzero(TOWN.circle == circle).tolist()
        assert all((a, b) in ties for a in who for b in who if a != b)


def far_all() -> tuple[list[int], list[int]]:
    """All ties."""
    return np.repeat(np.arange(len(TOWN.circle)), np.diff(TOWN.start)).tolist(), TOWN.neighbours.tolist()


# --- the plan -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("subscribers", "prospects"), [(800, 200), (1, 0), (2, 1), (40, 3), (300, 0)])
def test_everybody_has_one_home_and_a_window_is_a_circle(subscribers: int, prospects: int) -> None:
    """No pane twice, no two circles in a window, no more houses to a block than it has room for; in a hamlet, too."""
    view = after(world(carrier={"subscribers": subscribers, "prospects": prospects}), 3, 0).town()
    plan = plan_of(view)
    homes = list(zip(plan.house.tolist(), plan.window.tolist(), plan.pane.tolist(), strict=True))
    assert len(set(homes)) == len(homes) == subscribers + prospects
    windows = {(house, window): set() for house, window, _ in homes}
    for (house, window, _), circle in zip(homes, view.circle.tolist(), strict=True):
        windows[house, window].add(circle)
    assert all(len(circles) == 1 for circles in windows.values())
    assert np.bincount(plan.block).max() <= HOUSES
    assert plan.pane.max() < plan.panes
    assert len(plan.feet) == plan.house.max() + 1


def test_friends_live_near_each_other() -> None:
    """Ties are a good deal shorter than if everyone had moved in by chance."""
    a, b = far_ties()
    feet = PLAN.feet[PLAN.house]
    by_chance = feet[np.random.default_rng(1).permutation(len(feet))]
    here = np.hypot(*(feet[a] - feet[b]).T).mean()
    assert here < 0.85 * np.hypot(*(by_chance[a] - by_chance[b]).T).mean()


def test_the_same_town_is_laid_out_alike() -> None:
    """A pure function of who knows whom: a saved run comes back to the same streets."""
    again = plan_of(after(LEVEL, 5, 3).town())
    assert np.array_equal(again.house, PLAN.house)
    assert np.array_equal(again.feet, PLAN.feet)
    assert len({street(block) for block in range(400)}) == 400


def test_houses_stand_in_town_and_not_in_the_river() -> None:
    """Every doorstep is within the town's bounds, and dry."""
    big = plan_of(after(world(carrier={"subscribers": 6000, "prospects": 2000}), 1, 0).town())
    for x, y in big.feet.tolist():
        assert -20 < x < big.width + 20
        assert -20 < y < big.height + 20
        left, right = min(big.river, key=lambda banks: abs(banks[0][1] - y))
        assert not left[0] < x < right[0]


# --- counts -------------------------------------------------------------------------------------------------------


def test_the_census_is_the_metrics() -> None:
    """Subscribers and captives on the map are those of the frame, and everybody is somewhere."""
    metrics = MODEL.frame().metrics
    census = census_of(MODEL.people(), PLAN)
    totals = census.totals
    assert totals[Fate.SUBSCRIBER] + totals[Fate.CAPTIVE] == metrics["subscribers"]
    assert totals[Fate.CAPTIVE] == metrics["captive_latent"]
    assert sum(totals) == len(TOWN.circle)
    assert census.blocks.sum(axis=0).tolist() == totals


def test_windows_from_afar_are_shares_of_a_house() -> None:
    """As many windows as a house has room for, none for a fate that nobody has, all for one that everybody has."""
    census = census_of(MODEL.people(), PLAN)
    for people, windows in zip(census.houses.tolist(), census.windows, strict=True):
        assert sum(windows) == min(6, sum(people))
        for fate in ORDER:
            assert windows[fate] <= people[fate]
            assert abs(windows[fate] - people[fate] * 6 / max(6, sum(people))) < 1


# --- gossip -------------------------------------------------------------------------------------------------------


def heard(gossip: Gossip) -> list[News]:
    """All that is to be heard, however many goes it takes."""
    found: list[News] = []
    while gossip.read < len(MODEL.log):
        found += gossip.listen(MODEL.log.rows, MODEL.now, most=10**6)
    return found


def test_every_piece_of_news_is_heard_once() -> None:
    """However the log is read, what the town talks about is in it, in order."""
    news = heard(Gossip())
    table = np.concatenate(list(MODEL.log.rows()))
    kinds = [Kind(int(kind)) for kind in table[:, KIND]]
    wanted = {one.kind for one in news}
    assert [one.kind for one in news] == [kind for kind in kinds if kind in wanted]
    assert {Kind.TOLD, Kind.CHURNED, Kind.JOINED} <= wanted
    assert Gossip().listen(MODEL.log.rows, MODEL.now, most=5) == heard_in(PIECES)[-5:]


def heard_in(pieces: int) -> list[News]:
    """What so many days have to say."""
    gossip = Gossip()
    table = [rows for n, rows in enumerate(MODEL.log.rows()) if n < pieces]
    return gossip.listen(lambda _: iter(table), MODEL.now, most=10**6)


def test_the_loudest_are_those_of_the_week() -> None:
    """Whoever leads the list was heard by as many as the log says, in the last seven days."""
    gossip = Gossip()
    heard(gossip)
    tales = gossip.loudest(5)
    assert [tale.people for tale in tales] == sorted((tale.people for tale in tales), reverse=True)
    first, total = tales[0], 0.0
    for event in MODEL.events():
        if event.kind not in (Kind.TOLD, Kind.POSTED, Kind.READ) or event.customer != first.person:
            continue
        if event.time > MODEL.now - 7 * DAY and bool(event.value("positive")) is first.good:
            total += event.values[0]
    assert first.people == total
    assert FIELDS[Kind.READ][0] == "readers"


# --- in play ------------------------------------------------------------------------------------------------------


def in_town(folder: Path, canvas: RecordingCanvas, days: float = 4.4) -> tuple[Hand, Session, Town]:
    """The play screen some days in, with the town open."""
    shelf = shelf_in(folder)
    session = shelf.begin(LEVEL, 5)
    assert isinstance(session, Session)
    session.set_speed(MAX)
    while session.frame.time < days * DAY:
        session.run(1 / 60)
    session.pause(True)
    hand = Hand(Play(shelf, session), canvas)
    hand.key("n")
    hand.tick(90)
    assert isinstance(hand.scene, Play)
    return hand, session, hand.scene._town


@pytest.mark.parametrize("case", WINDOWS, ids=str)
def test_words_are_in_place_near_and_far(case: tuple[int, int, float], tmp_path: Path) -> None:
    """In every window and size of text, at every magnification, with someone chosen and a hub found."""
    canvas = canvas_of(*case)
    hand, _, town = in_town(tmp_path, canvas)
    clean(canvas, "town")
    for step in range(len(ZOOMS)):
        hand.tick(40)
        clean(canvas, f"step {step}")
        hand.key("right")
        clean(canvas, f"step {step}, walked on")
        hand.key("+")
    hand.key("enter")
    hand.tick(3)
    assert hand.scene._card is not None
    clean(canvas, "card")
    hand.key("escape")
    laid = town._laid
    assert laid is not None
    town.meet(max(laid.hubs))
    hand.tick(40)
    clean(canvas, "found")


def test_looking_at_the_town_changes_nothing(tmp_path: Path) -> None:
    """The same digest whether the town is watched, walked in and zoomed, or never opened."""
    hand, session, _ = in_town(tmp_path, RecordingCanvas(), 1.4)
    session.set_speed(MAX)
    for n in range(40):
        hand.tick()
        hand.key(("right", "+", "down", "enter", "-", "left")[n % 6])
        session.set_speed(MAX)
    assert session.model.digest() == after(LEVEL, 5, session.model.now / DAY).digest()


def test_a_hub_is_one_of_many_until_found(tmp_path: Path) -> None:
    """Not on the map, not in the tips; his card, or what he posts, makes him one."""
    hand, session, town = in_town(tmp_path, RecordingCanvas())
    laid = town._laid
    assert laid is not None
    spoke = {e.customer for e in session.events(0) if e.kind in (Kind.POSTED, Kind.OUTSIDE_COMPLAINT)}
    assert set(town.found) == laid.hubs & spoke
    hidden = min(laid.hubs - spoke)
    assert "hub" not in town._who(hidden).lower()
    hand.scene._open_customer(hidden)
    assert set(town.found) == (laid.hubs & spoke) | {hidden}
    assert "On the books" in town._who(hidden)
    town._gossip.loud.update(laid.hubs)
    assert set(town.found) == laid.hubs
    assert len(laid.hubs) >= len(hubs_of(np.diff(laid.view.start), laid.view.reach))


def test_the_panel_counts_what_the_frame_counts(tmp_path: Path) -> None:
    """Also after more days have passed while the town was open."""
    canvas = RecordingCanvas()
    hand, session, town = in_town(tmp_path, canvas)
    session.set_speed(MAX)
    until = session.frame.time + 3 * DAY
    while session.frame.time < until:
        hand.tick()
    session.pause(True)
    hand.tick(60)
    assert town._census is not None
    totals = town._census.totals
    metrics = session.frame.metrics
    assert totals[Fate.SUBSCRIBER] + totals[Fate.CAPTIVE] == metrics["subscribers"]
    assert totals[Fate.CAPTIVE] == metrics["captive_latent"]
    assert canvas.says(f"{totals[Fate.SUBSCRIBER]:,}")


@pytest.mark.parametrize("case", WINDOWS, ids=str)
def test_the_loudest_are_named_in_every_window(case: tuple[int, int, float], tmp_path: Path) -> None:
    """Also where the numbers lie below the map; a click opens the card of whoever it is."""
    canvas = canvas_of(*case)
    hand, session, _ = in_town(tmp_path, canvas)
    assert canvas.says("Loudest this week")
    key = next(spot.key for spot in hand.ui._spots if spot.key.startswith("tale "))
    person = int(key.split()[1])
    assert canvas.says(session.name(person))
    hand.click(key)
    assert hand.scene._card.customer == person


def test_by_keys_alone_to_a_person_and_back(tmp_path: Path) -> None:
    """Arrows walk on blocks, Enter comes near, arrows walk on people, Enter opens one; Escape leads back."""
    hand, _, town = in_town(tmp_path, RecordingCanvas())
    hand.key("right")
    block = town._hand.cursor
    hand.key("left")
    hand.key("left")
    assert town._hand.cursor != block
    assert not town._hand.single
    hand.key("enter")
    assert town._camera.u >= SINGLE
    hand.key("down")
    assert town._hand.single
    hand.key("enter")
    assert hand.scene._card.customer == town._hand.cursor
    hand.key("escape")
    assert hand.scene._card is None
    hand.key("escape")
    assert town._camera.step == 0
    hand.key("n")
    assert not hand.scene._in_town


def test_by_mouse_alone_to_a_person_and_back(tmp_path: Path) -> None:
    """The door opens the town, the wheel comes near, a drag moves it, a click opens who is under it."""
    hand, _, town = in_town(tmp_path, RecordingCanvas())
    hand.key("n")
    hand.click("door town")
    assert hand.scene._in_town
    hand.tick(2)
    laid = town._laid
    assert laid is not None
    x, y = town.place_of(7) or (0, 0)
    for _ in ZOOMS:
        hand.stage.feed(Wheel(x, y, 1))
        hand.tick(2)
        x, y = town.place_of(7) or (x, y)
    assert town._camera.step == len(ZOOMS) - 1
    hand.stage.feed(Press(x, y))
    hand.stage.feed(Drag(x + 30, y + 10))
    hand.look()
    hand.stage.feed(Release(x + 30, y + 10))
    hand.look()
    assert hand.scene._card is None
    x, y = town.place_of(7) or (0, 0)
    hand.stage.feed(Hover(x, y))
    hand.look()
    assert town.hit(x, y) == 7
    hand.stage.feed(Press(x, y))
    hand.stage.feed(Release(x, y))
    hand.look()
    assert hand.scene._card.customer == 7
    hand.click("close card")
    hand.click("town whole")
    assert town._camera.step == 0
    hand.click("floor or town")
    assert not hand.scene._in_town


def test_a_fate_picked_in_the_panel_is_all_that_is_shown(tmp_path: Path) -> None:
    """A click picks it, another gives everyone back; so does Escape."""
    hand, _, town = in_town(tmp_path, RecordingCanvas())
    hand.click(f"fate {int(Fate.EX)}")
    assert town._only is Fate.EX
    hand.key("escape")
    assert town._only is None


def test_a_rewind_forgets_what_has_not_happened(tmp_path: Path) -> None:
    """What was heard later isn't known any more; whom the player has met he still knows."""
    hand, session, town = in_town(tmp_path, RecordingCanvas())
    town.meet(1)
    session.rewind(int(DAY))
    session.finish_replay()
    hand.tick(30)
    assert town._gossip.read <= session.frame.events
    assert 1 in town._met
    assert town._census is not None
    assert sum(town._census.totals) == len(TOWN.circle)


# --- life ---------------------------------------------------------------------------------------------------------

NIGHT = [News(Kind.TOLD, person, people=1 + person % 9, good=person % 3 == 0) for person in range(300)]


def test_a_night_of_news_is_bounded_and_passes() -> None:
    """Never more than so many things at once, however much happened; then nothing."""
    life = Life()
    life.hear(NIGHT, lambda person: person % 20, calm=False)
    most = 0
    for _ in range(1200):
        life.live(1 / 60, runs=True, calm=False)
        most = max(most, len(life._sparks))
    assert 5 < most <= MOST_ALIVE
    assert not life.busy


def test_in_a_calm_picture_nothing_moves() -> None:
    """Counts instead of rings; they change at most once a second, and add up to what was said in their blocks."""
    life = Life()
    changes, last = [], []
    for n in range(240):
        life.hear(NIGHT[n : n + 5], lambda person: person % 20, calm=True)
        life.live(1 / 60, runs=True, calm=True)
        assert not life._sparks
        if life._plates != last:
            changes.append(n)
            last = life._plates
    assert 0 < len(last) <= MOST_PLATES
    assert all(b - a >= 59 for a, b in pairwise(changes))


def test_a_camera_keeps_the_place_under_the_pointer() -> None:
    """What is under the wheel stays there, unless the town would leave the picture."""
    camera = Camera()
    camera.frame(Rect(100, 50, 700, 480), 900, 560)
    camera.zoom(2)
    x, y = camera.in_town(400, 300)
    camera.zoom(1, (400, 300))
    assert np.allclose(camera.on_screen(x, y), (400, 300), atol=1.0)
    camera.pull(1e6, 1e6)
    left, top = camera.on_screen(0, 0)
    assert left <= 100 + 15
    assert top <= 50 + 15


def test_a_line_is_drawn_where_it_is_seen() -> None:
    """The part within the picture, none of it if it passes by."""
    rect = Rect(0, 0, 10, 10)
    assert seen_part(rect, (-10, 5), (30, 5)) == (0.25, 0.5)
    assert seen_part(rect, (2, 2), (8, 8)) == (0.0, 1.0)
    assert seen_part(rect, (-5, 20), (20, 20)) == (0.0, 0.0)
    assert seen_part(rect, (-5, -5), (-1, 20)) == (0.0, 0.0)


def test_whoever_is_on_the_phone_has_a_sign() -> None:
    """Those served and those who wait, once each."""
    frame = after(LEVEL, 5, 3.45).frame()
    calls = dict(calls_in(frame))
    served = {csr.customer for desk in frame.desks for csr in desk.csrs if csr.customer >= 0}
    waiting = {one.customer for desk in frame.desks for one in desk.line}
    assert set(calls) == served | waiting
    assert {who for who, sign in calls.items() if sign == "calls"} == served
    empty = replace(frame, desks=())
    assert calls_in(empty) == []


def test_a_plan_has_room_for_all_its_cells() -> None:
    """Homes, parks and churches, and one house of ours."""
    big: Plan = plan_of(after(world(carrier={"subscribers": 6000, "prospects": 2000}), 1, 0).town())
    sorts = [cell.sort for cell in big.cells]
    assert sorts.count("firm") == 1
    assert sorts.count("homes") == big.blocks
    assert "park" in sorts
