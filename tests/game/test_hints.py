"""Hints: each rule fires in a world made for it and not in its opposite; no is no; true to the level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from recording import Hand, RecordingCanvas, session_of

from game.views import hints
from game.views.hints import RULES, WORDS, Situation
from game.views.keys import Act
from game.views.play import Play
from game.views.playing import MAX
from game.window.app import scale_for
from game.window.shelf import Shelf
from sim.clock import DAY
from sim.decisions import Decision, Set
from sim.frames import Frame, ObjectiveView
from sim.level import Level
from sim.levelfile import load_level, shipped_levels
from sim.levers import LEVERS

LIMIT = "power.frontline_credit_limit"
SANDBOX = load_level("sandbox")
GREEN: Mapping[str, float] = {
    "contacts": 500, "roadblocks": 10, "talk_min": 3000, "hold_min": 100, "reexplain_min": 20, "argue_min": 20,
    "approval_min": 20, "loop_min": 0, "handled_pct": 92, "resolved_full_pct": 91, "loops_per_case": 0.01,
    "phantom_promises": 0, "csr_morale": 70, "abandon_pct": 3, "wait_p90_s": 20, "credits_usd": 1000, "leakage_usd": 50,
    "outside_complaints": 0, "captive_latent": 5, "subscribers": 12000, "contacts_per_case": 1.1, "occupancy_pct": 60,
}  # fmt: skip
"""A centre of which nothing can be said."""
CALM: Mapping[str, float] = {
    "promise.leaving_fee": 0,
    "process.notes": 0.8,
    LIMIT: 40,
    "pressure.handle_time_target": 0,
}
SEEN = frozenset(
    "tape map ledgers why town forked timeline".split()
)  # fmt: skip


def situation(
    *,
    days: int = 28,
    metrics: Mapping[str, float] | None = None,
    book: Mapping[str, float] | None = None,
    decisions: tuple[Decision, ...] = (Decision(5, Set("people.wage", 13)),),
    opened: frozenset[str] = SEEN,
    findings: Mapping[str, float] | None = None,
    unlocked: tuple[str, ...] = tuple(LEVERS),
    morale_before: float | None = None,
    objectives: tuple[ObjectiveView, ...] = (),
) -> Situation:
    """A calm world after some weeks, but for what is said."""
    values = {**GREEN, **(metrics or {})}
    series = {name: (value,) * days for name, value in values.items()}
    if morale_before is not None:
        series["csr_morale"] = (morale_before,) * (days - 7) + (values["csr_morale"],) * 7
    frame = Frame(
        time=days * DAY, day=days, open=True, ends=200 * DAY, events=0, desks=(),
        book={**SANDBOX.book, **CALM, **(book or {})}, unlocked=unlocked, pending=(), metrics=values, series=series,
        objectives=objectives, open_cases=0,
    )  # fmt: skip
    return Situation(frame=frame, level=SANDBOX, decisions=decisions, opened=opened, findings=findings or {})


def decided(lever: str, value: float, times: int = 1) -> tuple[Decision, ...]:
    """Decisions about a lever."""
    return tuple(Decision(n, Set(lever, value)) for n in range(times))


POOR = ObjectiveView(title="", metric="profit_usd", at_least=1, at_most=None, value=0, met=False, stars=1, must=False)
WORLDS: dict[str, tuple[Situation, Situation]] = {
    "maximum": (
        situation(book={LIMIT: 500}, decisions=decided(LIMIT, 500)),
        situation(book={LIMIT: 495}, decisions=decided(LIMIT, 495)),
    ),
    "powerless": (
        situation(metrics={"roadblocks": 240, "argue_min": 900}, book={LIMIT: 0}),
        situation(metrics={"roadblocks": 240, "argue_min": 900}, book={LIMIT: 40}),
    ),
    "approval": (
        situation(metrics={"approval_min": 900}, book={LIMIT: 0, "power.approval_route": 1}),
        situation(metrics={"approval_min": 20}, book={LIMIT: 0, "power.approval_route": 1}),
    ),
    "loops": (
        situation(metrics={"loops_per_case": 0.4}, book={"process.loop_breaker": 0}),
        situation(metrics={"loops_per_case": 0.4}, book={"process.loop_breaker": 1}),
    ),
    "phantom": (
        situation(metrics={"phantom_promises": 40}, book={"process.post_as_you_speak": 0}),
        situation(metrics={"phantom_promises": 40}, book={"process.post_as_you_speak": 1}),
    ),
    "target": (
        situation(metrics={"csr_morale": 60}, morale_before=65, book={"pressure.handle_time_target": 240}),
        situation(metrics={"csr_morale": 65}, morale_before=60, book={"pressure.handle_time_target": 240}),
    ),
    "gap": (
        situation(metrics={"resolved_full_pct": 70}, opened=SEEN - {"ledgers"}),
        situation(metrics={"resolved_full_pct": 70}),
    ),
    "notes": (
        situation(metrics={"reexplain_min": 700}, book={"process.notes": 0.1}),
        situation(metrics={"reexplain_min": 700}, book={"process.notes": 0.1}, decisions=decided("process.notes", 0.1)),
    ),
    "hang up": (situation(metrics={"abandon_pct": 30}), situation(metrics={"abandon_pct": 5})),
    "leak": (
        situation(metrics={"credits_usd": 6000, "leakage_usd": 3000}, book={LIMIT: 200}),
        situation(metrics={"credits_usd": 6000, "leakage_usd": 600}, book={LIMIT: 200}),
    ),
    "outside": (situation(metrics={"outside_complaints": 4}), situation(metrics={"outside_complaints": 0.2})),
    "captives": (
        situation(metrics={"captive_latent": 200}, book={"promise.leaving_fee": 200}),
        situation(metrics={"captive_latent": 200}, book={"promise.leaving_fee": 0}),
    ),
    "owner": (situation(metrics={"contacts_per_case": 2.1}), situation(metrics={"contacts_per_case": 1.2})),
    "nothing": (situation(decisions=()), situation()),
    "finding": (
        situation(findings={"process.loop_breaker": 15}),
        situation(findings={"process.loop_breaker": 3}),
    ),
    "fork": (
        situation(decisions=decided("people.wage", 13, 2), opened=SEEN - {"forked", "timeline"}),
        situation(decisions=decided("people.wage", 13, 2)),
    ),
    "idle": (
        situation(metrics={"occupancy_pct": 30}, objectives=(POOR,)),
        situation(metrics={"occupancy_pct": 60}, objectives=(POOR,)),
    ),
    **{
        view: (situation(opened=SEEN - {view}), situation())
        for view in ("tape", "why", "map", "town", "ledgers")
    },
}  # fmt: skip
"""By rule: a world made for it, and its opposite."""


def keys_of(s: Situation) -> list[str]:
    """Rules that fire."""
    return [hint.key for hint in hints.hints(s) if not hint.key.startswith(s.level.name)]


def test_nothing_is_said_where_nothing_is_to_be_said() -> None:
    """In the calm world no rule fires; and none without a week's figures."""
    assert keys_of(situation()) == []
    assert keys_of(situation(days=2, metrics={"abandon_pct": 60, "loops_per_case": 2, "approval_min": 3000})) == []


@pytest.mark.parametrize("rule", [rule.key for rule in RULES])
def test_each_rule_fires_in_its_world_and_not_in_the_opposite(rule: str) -> None:
    """With a sentence that has all its values, and leads to a lever or a view that there is."""
    here, opposite = WORLDS[rule]
    (hint,) = [hint for hint in hints.hints(here) if hint.key == rule]
    assert "{" not in hint.words
    assert hint.lever in LEVERS or hint.view in {act.value for act in Act}
    assert rule not in keys_of(opposite)


def test_every_rule_has_words_and_a_world() -> None:
    """No rule is untested, no words lie about."""
    names = [rule.key for rule in RULES]
    assert sorted(names) == sorted(WORDS) == sorted(WORLDS)


def test_a_locked_lever_is_never_named() -> None:
    """Whatever fires, the lever it leads to is one that the player may change."""
    for here, _ in WORLDS.values():
        locked = replace(here, frame=replace(here.frame, unlocked=("people.training_days",)))
        for hint in hints.hints(locked):
            assert hint.lever in ("", "people.training_days")


def test_what_was_touched_is_not_advised() -> None:
    """Who has decided about a lever knows that it is there."""
    for key in ("powerless", "approval", "loops", "hang up", "owner"):
        here, _ = WORLDS[key]
        lever = next(rule.lever for rule in RULES if rule.key == key)
        assert key not in keys_of(replace(here, decisions=decided(lever, here.frame.book[lever])))


def test_the_level_s_own_words_come_last() -> None:
    """And only for who asks."""
    level = load_level("01-handled")
    found = hints.hints(replace(situation(opened=frozenset()), level=level))
    own = [hint for hint in found if hint.key.startswith("01-handled")]
    assert [hint.words for hint in own] == list(level.words.hints)
    assert list(found[-len(own) :]) == own
    assert not any(hint.unasked for hint in own)


def in_play(tmp_path: Path, level: str, day: float, canvas: RecordingCanvas | None = None) -> tuple[Hand, Shelf]:
    """Some days into a level, paused."""
    shelf = Shelf(tmp_path)
    session = shelf.begin(load_level(level))
    hand = Hand(Play(shelf, session), canvas or RecordingCanvas())
    session.set_speed(MAX)
    while session.frame.time < day * DAY:
        session.run(1 / 60)
    session.pause(True)
    hand.tick(3)
    return hand, shelf


def plate(hand: Hand) -> str:
    """The key of the hint that is shown; nothing if none is."""
    assert isinstance(hand.scene, Play)
    shown = hand.scene._guide._shown
    return shown.key if shown else ""


def test_one_at_a_time_and_no_is_no(tmp_path: Path) -> None:
    """The key shows the best one, once more it goes; said no to it doesn't come again, in this run or the next."""
    hand, shelf = in_play(tmp_path, "01-handled", 10)
    assert isinstance(hand.scene, Play)
    assert hand.scene._guide.waiting
    hand.key("h")
    assert plate(hand) == "powerless"
    assert not hand.scene._guide.waiting
    hand.key("h")
    assert plate(hand) == ""
    hand.key("h")
    assert plate(hand) == "powerless"
    hand.click("guide no")
    assert plate(hand) == ""
    hand.click("door hint")
    second = plate(hand)
    assert second not in ("", "powerless")
    hand.key("escape")
    assert plate(hand) == ""
    assert isinstance(hand.scene, Play), "Escape puts the hint away, no more"
    hand = Hand(Play(Shelf(tmp_path), session_of(shelf)), RecordingCanvas())
    hand.tick()
    hand.key("h")
    assert plate(hand) == second


def test_a_hint_leads_to_its_lever(tmp_path: Path) -> None:
    """Enter on it opens the policy book there, and a view opens."""
    hand, _ = in_play(tmp_path, "01-handled", 10)
    hand.key("h")
    hand.key("enter")
    assert hand.ui.focus == f"lever {LIMIT}"
    for _ in range(12):
        assert isinstance(hand.scene, Play)
        hand.key("h")
        shown = hand.scene._guide._shown
        if shown is not None and shown.view:
            hand.key("enter")
            assert not isinstance(hand.scene, Play)
            return
        hand.key("enter")
    raise AssertionError("no hint leads to a view")


def test_hints_that_were_switched_off_wait_to_be_asked(tmp_path: Path) -> None:
    """No sign tells of one; the key still gives it."""
    hand, shelf = in_play(tmp_path, "01-handled", 10)
    assert isinstance(hand.scene, Play)
    shelf.change(replace(shelf.settings, hints=False))
    assert not hand.scene._guide.waiting
    hand.key("h")
    assert plate(hand) == "powerless"


@pytest.mark.parametrize("level", [load_level(file) for file in shipped_levels()], ids=lambda level: level.name)
def test_every_level_has_something_to_say_for_itself(level: Level, tmp_path: Path) -> None:
    """After ten days of doing nothing, true to the level and in its place on a small window with large letters."""
    scale = scale_for(1024, 600, 2.0)
    canvas = RecordingCanvas(width=1024 / scale, height=600 / scale, scale=scale)
    hand, _ = in_play(tmp_path, level.name, 10, canvas)
    hand.key("h")
    assert isinstance(hand.scene, Play)
    shown = hand.scene._guide._shown
    assert shown is not None
    assert shown.words
    assert shown.lever in ("", *level.unlocked)
    box = hand.spot("block guide").rect
    mine = [w for w in canvas.texts if box.holds(*w.box.centre)]
    assert [(a.text, b.text) for a, b in canvas.overlapping() if a in mine and b in mine] == []
    assert [w.text for w in canvas.outside()] == []
