"""The tutorial: played to its end by either hand alone, each step pointing at something, never in the way."""

from __future__ import annotations

from collections.abc import Callable
from math import dist
from pathlib import Path

import pytest
from recording import Hand, RecordingCanvas, session_of

from game.views import words
from game.views.brief import Brief
from game.views.canvas import Point, Rect, meets, overlap
from game.views.inputs import Hover, Press, Release, Tick
from game.views.menu import Menu
from game.views.play import Play
from game.views.tutorial import narrator, pointer
from game.views.tutorial.guide import NEXT, Guide
from game.views.tutorial.lesson import LINGER_S, Lesson
from game.views.tutorial.moment import Moment
from game.views.tutorial.steps import LIMIT, WORDS, Step, steps
from game.window.app import scale_for
from game.window.shelf import Shelf
from sim.levelfile import load_level
from sim.run.replay import Run, play

SIZES = [(1024, 600, 1.0), (1280, 720, 1.0), (3840, 2160, 1.0), (1280, 720, 2.0), (1024, 600, 2.0), (1280, 720, 0.8)]


def first_time(shelf: Shelf, canvas: RecordingCanvas | None = None, level: str = "01-handled") -> Hand:
    """In play, by way of the brief."""
    hand = Hand(Brief(shelf, load_level(level)), canvas or RecordingCanvas())
    hand.click("start")
    hand.tick(2)
    return hand


def scene_of(hand: Hand) -> Play:
    """What is played."""
    assert isinstance(hand.scene, Play)
    return hand.scene


def guide_of(hand: Hand) -> Guide:
    """Who speaks."""
    return scene_of(hand)._guide


def step_of(hand: Hand) -> str:
    """The step one is at; nothing if there is no tutorial any more."""
    lesson = guide_of(hand)._lesson
    return lesson.step.key if lesson is not None else ""


def wait(hand: Hand, key: str) -> None:
    """Until the step `key` has come."""
    for n in range(3000):
        if step_of(hand) == key:
            hand.tick()
            return
        hand.stage.feed(Tick(1 / 60))
        if n % 12 == 0:
            hand.look()
    raise AssertionError(f"the step {key!r} never comes; it stays at {step_of(hand)!r}")


def pointed_at(hand: Hand) -> str:
    """The spot that the step points at."""
    guide, ui = guide_of(hand), hand.ui
    about = guide._about(ui, scene_of(hand)._where)
    assert about is not None, f"{step_of(hand)} points at nothing"
    lesson = guide._lesson
    assert lesson is not None
    return next((spot.key for key in lesson.step.at if (spot := ui.in_view(key))), "")


def click_at(hand: Hand, x: float, y: float) -> None:
    """Press a place."""
    for one in (Hover(x, y), Press(x, y), Release(x, y)):
        hand.stage.feed(one)
    hand.look()


def by_keys(hand: Hand) -> dict[str, Callable[[], None]]:
    """What a hand on the keyboard does at each step."""
    there = lambda: (hand.key("h"), hand.key("enter"))

    def pencil() -> None:
        hand.key("h")
        for _ in range(6):
            hand.key("right")

    def look_away(key: str) -> Callable[[], None]:
        return lambda: (hand.key(key), hand.tick(2), hand.key("escape"))  # type: ignore[func-returns-value]

    return {
        "floor": lambda: hand.key("enter"),
        "run": lambda: hand.key("space"),
        "barrier": lambda: hand.key("2"),
        "person": lambda: hand.key("h"),
        "line": there,
        "pencil": pencil,
        "apply": lambda: hand.key("enter", ctrl=True),
        "day": lambda: hand.key("7"),
        "dial": lambda: hand.key("c"),
        "why": lambda: (hand.key("h"), look_away("y")()),  # type: ignore[func-returns-value]
        "tape": look_away("t"),
        "log": lambda: (hand.key("j"), isinstance(hand.scene, Play) or hand.key("escape")),  # type: ignore[dict-item]
        "undo": lambda: hand.key("z", ctrl=True),
        "redo": lambda: hand.key("y", ctrl=True),
        "end": there,
    }


def by_mouse(hand: Hand) -> dict[str, Callable[[], None]]:
    """What a hand on the mouse does."""

    def person() -> None:
        place = scene_of(hand)._where("blocked")
        assert place is not None
        click_at(hand, *place.centre)

    def pencil() -> None:
        for _ in range(6):
            hand.click(f"lever {LIMIT} more")

    def look_away() -> None:
        hand.click(pointed_at(hand))
        hand.tick(2)
        hand.click("close")

    here = lambda: hand.click(pointed_at(hand))
    return {
        "floor": lambda: hand.click(NEXT),
        "run": here,
        "barrier": lambda: None,
        "person": person,
        "line": here,
        "pencil": pencil,
        "apply": here,
        "day": lambda: hand.click("speed max"),
        "dial": here,
        "why": look_away,
        "tape": look_away,
        "log": lambda: (here(), isinstance(hand.scene, Play) or hand.click("close")),  # type: ignore[func-returns-value,dict-item]
        "undo": here,
        "redo": here,
        "end": lambda: hand.click(NEXT),
    }


@pytest.mark.parametrize("by", [by_keys, by_mouse])
def test_either_hand_alone_gets_to_the_end(by: Callable[[Hand], dict[str, Callable[[], None]]], tmp_path: Path) -> None:
    """Each step is reached, points at something that is there and hides it not, and is done by doing what it says; what
    was decided on the way is the whole run.
    """
    shelf = Shelf(tmp_path)
    hand = first_time(shelf)
    session = session_of(shelf)
    does = by(hand)
    for step in steps():
        wait(hand, step.key)
        if step.key == "dial":
            session.pause(True)
            hand.tick(5)
        about_what = pointed_at(hand) if step.key not in ("barrier", "day") else ""
        assert step.key != "person" or session.paused, "she says that the clock was stopped"
        assert step.key != "line" or about_what.startswith("cause "), "no blue line"
        guide = guide_of(hand)
        about = guide._about(hand.ui, scene_of(hand)._where)
        box = hand.spot("block guide").rect
        assert about is None or not narrator.hides(box, about), f"{step.key}: the plate is in the way"
        does[step.key]()
    hand.tick(80)
    assert step_of(hand) == ""
    assert shelf.noted("tutorial") == "done"
    assert session.frame.book[LIMIT] == 30
    assert not hand.has("block guide")
    run = Run(level=session.level, seed=session.seed, decisions=session.decisions)
    assert play(run, until=session.model.now).digest == session.model.digest()


def test_only_once_only_there_and_again_when_asked(tmp_path: Path) -> None:
    """Not in another level, not in a run that was begun otherwise, not a second time; the menu has it again."""
    shelf = Shelf(tmp_path)
    assert step_of(first_time(shelf, level="02-one-time-approval")) == ""
    hand = Hand(Play(shelf, shelf.begin(load_level("01-handled"))), RecordingCanvas())
    assert step_of(hand) == ""
    hand = first_time(shelf)
    assert step_of(hand) == "floor"
    hand.click("guide close")
    assert step_of(hand) == ""
    hand = first_time(Shelf(tmp_path))
    assert step_of(hand) == ""
    hand.key("escape")
    assert isinstance(hand.scene, Menu)
    hand.click("tutorial")
    assert step_of(hand) == "floor"


def test_who_leaves_comes_back_to_the_same_step(tmp_path: Path) -> None:
    """The step is kept with the player, not with the run."""
    shelf = Shelf(tmp_path)
    hand = first_time(shelf)
    hand.key("enter")
    hand.key("space")
    wait(hand, "barrier")
    shelf.keep(session_of(shelf))
    again = Shelf(tmp_path)
    hand = Hand(Play(again, again.go_on()), RecordingCanvas())
    hand.tick(40)
    assert step_of(hand) == "barrier"


def test_every_step_can_be_skipped_and_gone_back_to(tmp_path: Path) -> None:
    """Without doing anything to the end; back again a step is as good as done and does not run away."""
    hand = first_time(Shelf(tmp_path))
    for step in steps()[:-1]:
        assert step_of(hand) == step.key
        hand.click(NEXT)
    hand.click("guide back")
    assert step_of(hand) == steps()[-2].key
    hand.tick(200)
    assert step_of(hand) == steps()[-2].key, "it leads on by itself"
    hand.click(NEXT)
    hand.click(NEXT)
    assert step_of(hand) == ""


def test_a_step_that_is_done_stays_a_moment() -> None:
    """It can be seen that it was done, then it leads on; what was so before the step began doesn't count."""
    table = (
        Step(key="tape", at=(), done=lambda was, now: now.times("tape") > was.times("tape")),
        Step(key="log", at=(), done=lambda was, now: now.times("log") > was.times("log")),
    )
    lesson = Lesson(table)
    lesson.look(Moment(did={"tape": 3, "log": 1}), 0.1)
    assert not lesson.done
    lesson.look(Moment(did={"tape": 4, "log": 1}), 0.1)
    assert lesson.done
    assert lesson.step.key == "tape"
    lesson.look(Moment(did={"tape": 4, "log": 1}), LINGER_S)
    assert lesson.step.key == "log"
    lesson.look(Moment(did={"tape": 4, "log": 1}), 0.1)
    assert not lesson.done
    lesson.look(Moment(did={"tape": 4, "log": 2}), LINGER_S)
    assert lesson.over


def said(hand: Hand) -> str:
    """What she says."""
    lesson = guide_of(hand)._lesson
    assert lesson is not None
    return guide_of(hand)._lesson_says(lesson).words


def at_person(hand: Hand) -> None:
    """As far as the first whom a boom comes down before."""
    hand.key("enter")
    hand.key("2")
    wait(hand, "person")


def test_the_clock_stops_before_the_first_who_is_stopped(tmp_path: Path) -> None:
    """Who follows the pointer waits less than a quarter of a minute; then a barrier is down before somebody who is at a
    desk and can be clicked, and stays there for as long as one likes to look. It is said, and done once.
    """
    hand = first_time(Shelf(tmp_path))
    hand.key("enter")
    assert pointed_at(hand) == "speed 2"
    hand.click("speed 2")
    for _ in range(15 * 60):
        if step_of(hand) == "person":
            break
        hand.tick()
    else:
        raise AssertionError("nobody is stopped in a quarter of a minute")
    guide, play_ = guide_of(hand), scene_of(hand)
    assert play_._playing.paused
    hand.tick(600)
    assert "I have stopped the clock" in said(hand)
    at = play_._floor.place_of(guide.victim)
    assert at is not None
    assert play_._floor.hit(at[0], at[1] - 20) == guide.victim
    assert len(play_._floor._barriers._booms) == 1
    hand.key("space")
    hand.tick(20)
    assert not play_._playing.paused
    assert "If they walk too fast" in said(hand)


def test_only_the_card_of_somebody_who_was_stopped_will_do(tmp_path: Path) -> None:
    """Anybody else's card leads no further. When nobody who will do is on the floor, a line of the log is pointed at
    that opens such a card; the card shows the rule, and following that is the next step, not done by having come so.
    """
    hand = first_time(Shelf(tmp_path))
    at_person(hand)
    guide, play_ = guide_of(hand), scene_of(hand)
    name = play_._playing.name(guide.victim)
    assert f"{name} has just met one" in said(hand)
    other = next(one for one in range(10_000) if not guide.met(one))
    play_._open_customer(other)
    hand.tick(3)
    assert guide._lesson is not None
    assert not guide._lesson.done
    hand.key("h")
    assert guide.met(play_._on_card)
    hand.tick(2)
    assert guide._lesson.done
    guide._lesson = Lesson(steps(), "person")
    play_._card = None
    play_._floor = play_._new_floor()
    play_._draw_room = lambda *_: None  # type: ignore[method-assign]  # nobody is on the floor
    hand.tick(2)
    assert "Nobody who has met one" in said(hand)
    about = guide._about(hand.ui, play_._where)
    assert about is not None
    click_at(hand, *about.centre)
    assert guide.met(play_._on_card)
    wait(hand, "line")
    assert pointed_at(hand).startswith("cause ")
    hand.tick(80)
    assert step_of(hand) == "line"
    hand.click(pointed_at(hand))
    wait(hand, "pencil")


def test_as_much_as_was_asked_for_has_to_be_pencilled(tmp_path: Path) -> None:
    """The first $5 lead no further, and she says so, by whatever hand; some $30 do, and so do $30 applied at once."""
    hand = first_time(Shelf(tmp_path))
    guide, book = guide_of(hand), scene_of(hand)._book
    guide._lesson = Lesson(steps(), "pencil")
    hand.tick(2)
    assert "Try about $30" in said(hand)
    for n in range(1, 5):
        hand.click(f"lever {LIMIT} more")
        hand.tick(80)
        assert step_of(hand) == "pencil"
        assert f"${5 * n} so far" in said(hand)
    hand.click(f"lever {LIMIT} more")
    wait(hand, "apply")
    book.pencil(LIMIT, 5)
    book.apply()
    guide._lesson = Lesson(steps(), "pencil")
    hand.tick(80)
    assert step_of(hand) == "pencil", "less than that applied is not enough either"
    book.pencil(LIMIT, 30)
    wait(hand, "apply")
    hand.tick(80)
    assert step_of(hand) == "apply", "it is still only pencilled"
    book.apply()
    wait(hand, "day")


def test_the_end_hands_it_over(tmp_path: Path) -> None:
    """The last step says whose it is now, what counts in the end, profit by name, and what to do: all goals are pointed
    at, then book and speed.
    """
    hand = first_time(Shelf(tmp_path))
    guide_of(hand)._lesson = Lesson(steps(), "end")
    hand.tick(2)
    assert said(hand).startswith("Now it is yours.")
    assert all(word in said(hand) for word in ("goals", "profit", "book (B)", "16x (5)"))
    about = guide_of(hand)._about(hand.ui, scene_of(hand)._where)
    goals = [hand.spot(f"goal {n}").rect for n in range(len(session_of(scene_of(hand)._foyer).level.objectives))]  # type: ignore[arg-type]
    assert about is not None
    assert all(about.holds(*rect.centre) for rect in goals)


@pytest.mark.parametrize("code", words.languages())
def test_a_button_is_called_what_is_written_on_it(code: str, tmp_path: Path) -> None:
    """The step that applies names its button, and that is the one pointed at: there is another in the same colour."""
    hand = first_time(Shelf(tmp_path))
    try:
        words.use(code)
        scene_of(hand)._book.pencil(LIMIT, 30)
        guide_of(hand)._lesson = Lesson(steps(), "apply")
        hand.tick(2)
        assert pointed_at(hand) == "apply"
        button = hand.spot("apply").rect
        assert isinstance(hand.canvas, RecordingCanvas)
        (label,) = [w.text for w in hand.canvas.texts if button.holds(*w.box.centre)]
        assert label in said(hand)
    finally:
        words.use(words.ENGLISH)


def test_it_is_in_nobody_s_way(tmp_path: Path) -> None:
    """While it speaks, everything else works: a lever out of turn, the menu, another chapter, speed."""
    shelf = Shelf(tmp_path)
    hand = first_time(shelf)
    hand.click(f"lever {LIMIT} more")
    hand.key("enter", ctrl=True)
    assert session_of(shelf).frame.book[LIMIT] == 5
    hand.click("chapter 3")
    hand.key("3")
    assert not session_of(shelf).paused
    hand.key("escape")
    assert isinstance(hand.scene, Menu)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_step_has_its_words_in_place(size: tuple[int, int, float], tmp_path: Path) -> None:
    """At every size, on every page: no word of the plate beyond its place or on another, and it hides nothing it
    speaks of where there is room beside that.
    """
    width, height, text = size
    scale = scale_for(width, height, text)
    canvas = RecordingCanvas(width=width / scale, height=height / scale, scale=scale)
    hand = first_time(Shelf(tmp_path), canvas)
    hand.key("5")
    hand.tick(300)
    hand.key("space")
    hand.tick(3)
    guide = guide_of(hand)
    for step in steps():
        for page in range(4 if hand.has("page 0") else 1):
            if hand.has("page 0"):
                hand.click(f"page {page}")
            guide._lesson = Lesson(steps(), step.key)
            hand.look()
            what = f"{step.key} on page {page}"
            assert [(w.text, w.box, w.clip) for w in canvas.outside()] == [], what
            plate = hand.spot("block guide").rect
            mine = [w for w in canvas.texts if plate.holds(*w.box.centre)]
            assert any("Hedda" in w.text for w in mine), what
            pairs = [(a.text, b.text) for a, b in canvas.overlapping() if a in mine and b in mine]
            assert pairs == [], what
            about = guide._about(hand.ui, scene_of(hand)._where)
            assert about is None or not narrator.hides(plate, about), what


@pytest.mark.parametrize("size", SIZES[:2], ids=str)
def test_the_pointer_covers_no_word(
    size: tuple[int, int, float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where each step is for whoever does what it says: neither the ring nor the arrow lies on anything written, and
    the arrow ends at the ring's border on the side of who speaks.
    """
    width, height, text = size
    scale = scale_for(width, height, text)
    canvas = RecordingCanvas(width=width / scale, height=height / scale, scale=scale)
    hand = first_time(Shelf(tmp_path), canvas)
    drawn: list[tuple[Rect, Rect, list[Point], bool]] = []

    def look(_: object, about: Rect, speaker: Rect, free: pointer.Free, *, clear: bool) -> None:
        ring = about.inset(-pointer.GAP)
        drawn.append((ring, speaker, pointer.arrow(ring, speaker, free, clear=clear), clear))

    monkeypatch.setattr(pointer, "draw", look)
    does = by_mouse(hand)
    for step in steps():
        wait(hand, step.key)
        if step.key == "dial":
            session_of(scene_of(hand)._foyer).pause(True)  # type: ignore[arg-type]
        hand.tick(3)
        drawn.clear()
        hand.look()
        for ring, speaker, bow, clear in drawn:
            x, y, right, bottom = ring.x, ring.y, ring.right, ring.bottom
            sides = [Rect(x, y - 1, ring.w, 2), Rect(x, bottom - 1, ring.w, 2), Rect(x - 1, y, 2, ring.h)]
            sides.append(Rect(right - 1, y, 2, ring.h))
            way = [Rect(px - 4, py - 4, 8, 8) for px, py in bow]
            words_ = [
                (w.text, overlap(w.box, w.clip) if w.clip else w.box) for w in canvas.texts
                if not speaker.holds(*w.box.centre)
            ]  # fmt: skip
            for written, box in words_:
                letters = Rect(box.x, box.y + 0.28 * box.h, box.w, 0.47 * box.h)
                if min(letters[2:]) > 0 and not clear and not step.at[0].startswith("@front"):
                    assert not any(meets(one, letters) for one in (*way, *sides)), f"{step.key}: on {written!r}"
            if bow:
                ex, ey = bow[-1]
                gap = max(x - ex, ex - right, y - ey, ey - bottom)
                assert 0 < gap <= pointer.OFF + 0.1, step.key
                assert dist((ex, ey), speaker.centre) < dist(ring.centre, speaker.centre), (
                    f"{step.key}: on the far side"
                )
        does[step.key]()


def test_no_tip_lies_on_what_is_pointed_at(tmp_path: Path) -> None:
    """The tip of the arrow that was just pressed doesn't cover the one beside it."""
    hand = first_time(Shelf(tmp_path))
    scene_of(hand)._book.pencil(LIMIT, 30)
    scene_of(hand)._book.apply()
    guide_of(hand)._lesson = Lesson(steps(), "redo")
    hand.key("z", ctrl=True)
    hand.tick(60)
    hand.hover("undo")
    hand.tick(60)
    tip = hand.spot("undo").tip
    assert isinstance(hand.canvas, RecordingCanvas)
    (shown,) = [w.box for w in hand.canvas.texts if w.text == tip]
    assert not meets(shown.inset(-7), hand.spot("redo").rect)


def test_captions_stand_where_the_plate_does_not(tmp_path: Path) -> None:
    """What is told of the run that was left can be read while she speaks."""
    hand = first_time(Shelf(tmp_path))
    scene_of(hand)._sound.captions.add("your run is kept")
    hand.tick(2)
    assert isinstance(hand.canvas, RecordingCanvas)
    (caption,) = [w.box for w in hand.canvas.texts if "your run is kept" in w.text]
    assert not meets(caption, hand.spot("block guide").rect)


def test_all_that_is_said_names_keys_that_there_are(tmp_path: Path) -> None:
    """No step's words lack a value, whichever it is, and none is missing."""
    hand = first_time(Shelf(tmp_path))
    guide = guide_of(hand)
    assert {step.key for step in steps()} <= set(WORDS)
    for step in steps():
        guide._lesson = Lesson(steps(), step.key)
        said = guide._lesson_says(guide._lesson).words
        assert "{" not in said
        assert "no key" not in said
