"""Overlays: each shows what frame and log say, by shape and in words, at every size, and changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from recording import Hand, RecordingCanvas, session_of
from worlds import rows, world

from game.views import words
from game.views.canvas import Rect
from game.views.floor import Floor, Lens, gauges
from game.views.floor.gauges import ABLE, COLD, NAMELESS, POWERLESS, STEPS, UNKNOWN, WARM
from game.views.floor.overlays import OVERLAYS, Overlay, Sight, Sign, Told
from game.views.floor.today import LACKING, Today
from game.views.menu import Menu
from game.views.play import Play
from game.views.playing import MAX
from game.window.app import scale_for
from game.window.shelf import Shelf
from sim import Model, load_level
from sim.clock import DAY, HOUR
from sim.events import Kind
from sim.frames import CsrView, DeskView, Doing, Frame, WaitingView

NOON = 12 * HOUR
NAMES = ("Ada", "Ben", "Åsa")


def csr(number: int, doing: Doing = Doing.IDLE, customer: int = -1, **more: object) -> CsrView:
    """A CSR, at work since a hundred seconds."""
    facts: dict[str, object] = {
        "name": f"Kim{number}", "since": NOON - 100, "contact": customer, "segment": 0, "nth": 1, "morale": 0.7,
        "tenure_days": 50.0, "warmth": 0.5, "going_home": False,
    }  # fmt: skip
    return CsrView(csr=number, doing=doing, customer=customer, **{**facts, **more})  # type: ignore[arg-type]


def waiting(customer: int, **more: object) -> WaitingView:
    """Someone in line since a thousand seconds, who will wait two thousand."""
    facts: dict[str, object] = {
        "contact": customer, "case": customer, "since": NOON - 1000, "patience_s": 2000.0, "segment": 0, "nth": 1,
        "leg": 1,
    }  # fmt: skip
    return WaitingView(customer=customer, **{**facts, **more})  # type: ignore[arg-type]


def desk(csrs: Sequence[CsrView] = (), line: Sequence[WaitingView] = (), name: str = "frontline") -> DeskView:
    """A desk whose CSRs may credit $40."""
    return DeskView(
        name=name, title=name.title(), open=True, csrs=tuple(csrs), line=tuple(line), headcount=len(csrs),
        in_training=0, joining=0, limit_usd=40.0, dared_usd=40.0,
    )  # fmt: skip


def frame(*desks: DeskView, notes: float = 0.5) -> Frame:
    """A moment of a centre."""
    return Frame(
        time=NOON, day=0, open=True, ends=1e9, events=0, desks=desks, book={}, unlocked=(), pending=(), metrics={},
        series={}, objectives=(), open_cases=0, notes=notes,
    )  # fmt: skip


def sight(shown: Frame, today: Today | None = None) -> Sight:
    """What is to be seen of a frame on which nothing has happened, or what `today` says."""
    limits = {view.csr: desk.limit_usd for desk in shown.desks for view in desk.csrs}
    return Sight(shown, today or Today(lambda _: ()), lambda n: NAMES[n], limits)


def overlay(key: str) -> Overlay:
    """The overlay called `key`."""
    return next(overlay for overlay in OVERLAYS if overlay.key == key)


def told(found: Told | None) -> str:
    """Its words."""
    assert found is not None
    return found.words


# --- what each says -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("used", "step", "says"),
    [(0.05, 0, "hardly touched"), (0.5, 4, "half gone"), (0.8, 6, "running out"), (0.99, 7, "about to hang up")],
)
def test_wait_is_the_share_of_patience_and_never_its_seconds(used: float, step: int, says: str) -> None:
    """The clock fills by eighths; words tell minutes waited; how long he would wait is told nowhere."""
    one = waiting(1, since=NOON - used * 7919, patience_s=7919.0)
    seen = sight(frame(desk(line=[one])))
    assert overlay("wait").customer(one, seen) == (gauges.CLOCK, step)
    words = told(overlay("wait").tell_customer(one, seen))
    assert says in words
    assert "7919" not in words
    assert "131" not in words
    assert overlay("wait").customer(csr(1, Doing.TALKING, 5), seen) is None


def test_wait_of_a_desk_is_its_longest() -> None:
    """Whoever stands where in line."""
    line = [waiting(1, since=NOON - 60), waiting(2, since=NOON - 700), waiting(3, since=NOON - 30)]
    here = desk(line=line)
    assert overlay("wait").desk(0, here, sight(frame(here)))[0] == "longest 11 min"
    assert overlay("wait").desk(0, desk(), sight(frame(desk()))) == ()


@pytest.mark.parametrize(
    ("spent_s", "nth", "variant"), [(0, 1, 11), (1000, 2, 22), (3600, 3, 33), (7200, 9, 49), (20_000, 12, 59)]
)
def test_effort_grows_with_hours_and_tells_which_call_it_is(spent_s: float, nth: int, variant: int) -> None:
    """What earlier calls took and this wait, in slabs; the call's number in it."""
    one = waiting(1, spent_s=spent_s, nth=nth)
    seen = sight(frame(desk(line=[one])))
    assert overlay("effort").customer(one, seen) == (gauges.WEIGHT, variant)
    assert ("first" in told(overlay("effort").tell_customer(one, seen))) == (nth == 1)


@pytest.mark.parametrize(("satisfaction", "face"), [(-1, 0), (-0.5, 1), (0, 2), (0.3, 3), (1, 4)])
def test_mood_is_satisfaction_as_a_face(satisfaction: float, face: int) -> None:
    """In line or at a desk, the same."""
    for one in (waiting(1, satisfaction=satisfaction), csr(1, Doing.TALKING, 7, satisfaction=satisfaction)):
        assert overlay("mood").customer(one, sight(frame())) == (gauges.FACE, face)


@pytest.mark.parametrize(
    ("warmth", "calls", "blocks", "quadrant"),
    [
        (0.9, 10, 5, 3 * WARM + POWERLESS), (0.9, 10, 2, 3 * WARM + ABLE), (0.1, 4, 4, 3 * COLD + POWERLESS),
        (0.1, 4, 1, 3 * COLD + ABLE), (0.5, 0, 0, 3 * WARM + UNKNOWN), (0.4, 0, 0, 3 * COLD + UNKNOWN),
    ],
)  # fmt: skip
def test_power_is_what_the_book_lets_finish(warmth: float, calls: int, blocks: int, quadrant: int) -> None:
    """Powerless is who was stopped in over a quarter of the day's calls, however warm."""
    one = csr(1, warmth=warmth, calls=calls, blocks=blocks)
    here = desk([one])
    assert overlay("power").csr(one, sight(frame(here))) == (gauges.QUADRANT, quadrant)
    assert bool(overlay("power").desk(0, here, sight(frame(here)))) == (quadrant == 3 * WARM + POWERLESS)


@pytest.mark.parametrize(("kept", "lines"), [(0, 0), (0.25, 1), (0.5, 2), (1, 4)])
def test_notes_are_for_who_has_told_it_before(kept: float, lines: int) -> None:
    """A second call, or a second desk; who calls for the first time has nothing to look up."""
    seen = sight(frame(notes=kept))
    for one in (waiting(1, nth=2), waiting(1, leg=2), csr(1, Doing.TALKING, 7, nth=3)):
        assert overlay("notes").customer(one, seen) == (gauges.NOTES, lines)
        assert f"{100 * kept:.0f} %" in told(overlay("notes").tell_customer(one, seen))
    assert overlay("notes").customer(waiting(1), seen) is None


def test_ownership_is_a_letter_or_a_blank() -> None:
    """Whose name; nobody's from the second call on; a first call is nobody's fault."""
    seen = sight(frame())
    row = overlay("ownership")
    assert row.customer(waiting(1, owner=1), seen) == (gauges.BADGE, 1)
    assert row.customer(waiting(1, owner=2), seen) == (gauges.BADGE, 26)
    assert row.customer(waiting(1, nth=2), seen) == (gauges.BADGE, NAMELESS)
    assert row.customer(waiting(1), seen) is None
    assert "Ben" in told(row.tell_customer(waiting(1, owner=1), seen))
    assert row.csr(csr(1, owned=4), seen) == (gauges.FOLDERS, 4)
    assert row.csr(csr(1, owned=40), seen) == (gauges.FOLDERS, 10)
    assert row.csr(csr(1), seen) is None


@pytest.mark.parametrize(("morale", "days", "variant"), [(0, 10, 0), (0.5, 100, 9), (1, 2000, 23), (0.62, 400, 14)])
def test_morale_is_cells_and_stripes(morale: float, days: float, variant: int) -> None:
    """Cells for morale, a stripe each from three months, one year and three on."""
    assert overlay("morale").csr(csr(1, morale=morale, tenure_days=days), sight(frame())) == (gauges.BATTERY, variant)


def test_every_sign_a_person_can_get_is_drawn_for_the_legend_too() -> None:
    """Gauges in the legend are those on the floor, and all overlays have names of their own."""
    assert len({row.key for row in OVERLAYS}) == len({row.title for row in OVERLAYS}) == len(OVERLAYS) == 8
    for row in OVERLAYS:
        assert row.legend
        assert row.icon[0] in {sample.sign[0] for sample in row.legend}


# --- what is folded from the log ----------------------------------------------------------------------------------

TOWN = world(
    carrier={"subscribers": 2400, "prospects": 100},
    book={"people.frontline_staff": 4, "power.frontline_credit_limit": 10, "power.billing_credit_limit": 20},
)


def test_today_agrees_with_the_log() -> None:
    """Whatever the steps in which it is read: credits, refusals and stories told again of this day alone."""
    model = Model(TOWN, seed=8)
    today = Today(model.log.rows)
    for hours in (9.5, 11, 20, 24 + 10, 24 + 10.2, 24 + 19):
        shown = model.advance(int(hours * HOUR))
        today.read(shown.day, shown.events)
        given: Counter[int] = Counter()
        refused: Counter[int] = Counter()
        again: Counter[int] = Counter()
        for e in model.events():
            if e.time < shown.day * DAY or e.csr < 0:
                continue
            if e.kind is Kind.CREDITED:
                given[e.csr] += round(e.value("usd"))
            elif e.kind is Kind.ROADBLOCK and e.value("block") in LACKING:
                refused[e.csr] += 1
            elif e.kind is Kind.LEG_ENDED and e.value("reexplain_s") > 0:
                again[e.csr] += 1
        for sums, expected in ((today.csrs.refused, refused), (today.csrs.retold, again)):
            assert {n: count for n, count in enumerate(sums.tolist()) if count} == dict(expected)
        assert sum(today.csrs.given_usd) == pytest.approx(sum(given.values()), abs=len(given) + 1)
        assert today.desks.refused.sum() == sum(refused.values())
    assert sum(refused.values()) > 5
    assert sum(again.values()) > 5


def test_authority_is_what_was_given_of_what_is_allowed() -> None:
    """Half the limit on average: half full; stops are counted; more by approval overflows; no limit: struck through."""
    model = Model(TOWN, seed=8)
    shown = model.advance(int(19 * HOUR))
    today = Today(model.log.rows)
    today.read(shown.day, shown.events)
    table = rows(model)
    paid, row = table[table[:, 1] == Kind.CREDITED], overlay("authority")
    seen: Counter[Sign] = Counter()
    for number in range(12):
        one, mine = csr(number), paid[paid[:, 6] == number, 7]
        limit = 10.0
        spotted = Sight(frame(desk([one])), today, str, {number: limit})
        sign = row.csr(one, spotted)
        assert sign is not None
        used, stopped = divmod(sign[1], 100)
        assert stopped == (today.csrs.refused[number] if number < len(today.csrs.refused) else 0)
        expected = mine.mean() / limit if len(mine) else 0
        assert used == (0 if not len(mine) else STEPS + 1 if expected > 1.001 else max(1, round(STEPS * expected)))
        seen[sign] += 1
    assert len(seen) > 3
    none = Sight(frame(), Today(lambda _: ()), str, {1: 0.0})
    assert row.csr(csr(1), none) == (gauges.AUTHORITY, 100 * (STEPS + 2))


# --- on the screen ------------------------------------------------------------------------------------------------

AREAS = [
    (1024, 600, 1.0), (1280, 720, 1.0), (1280, 720, 2.0), (1024, 600, 2.0), (1920, 1080, 0.8), (3840, 2160, 1.0),
]  # fmt: skip


@pytest.fixture
def in_english() -> object:
    """English before and after."""
    yield words.use("en")
    words.use("en")


def crowd(many: int) -> Frame:
    """Every desk of the ladder's last level, with people of all sorts."""
    doings = (Doing.TALKING, Doing.ARGUING, Doing.IDLE, Doing.AWAITING_APPROVAL, Doing.WRAPPING_UP)
    names = ("frontline", "billing", "technical", "retention", "supervisors", "executive", "back_office")
    desks = []
    for n, name in enumerate(names):
        team = [
            csr(
                10 * n + k, doings[k % 5], 100 * n + k if k % 5 in {0, 1, 3} else -1, calls=9, blocks=k, owned=k,
                nth=1 + k % 6, owner=k % 3 - 1, warmth=k % 7 / 6, morale=k % 6 / 5, tenure_days=300.0 * k,
                satisfaction=k % 9 / 4 - 1, spent_s=2000.0 * k,
            )
            for k in range(12 if n == 0 else 3)
        ]  # fmt: skip
        line = [waiting(1000 * (n + 1) + k, nth=1 + k % 4, spent_s=900.0 * k) for k in range(many if n == 0 else 2)]
        desks.append(desk(team, line, name))
    return frame(*desks)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("many", [4, 90])
def test_words_of_every_overlay_have_their_place(
    area: tuple[int, int, float], many: int, language: str, in_english: object
) -> None:
    """Legend, boards and numbers neither overlap nor reach beyond the floor, whatever its size."""
    words.use(language)
    width, height, text = area
    scale = scale_for(width, height, text)
    canvas = RecordingCanvas(width=width / scale, height=height / scale, scale=scale)
    lens = Lens(lambda _: (), lambda n: f"Kim{n}")
    floor = Floor()
    room = Rect(36, 54, canvas.width * 0.7 - 36, canvas.height * 0.67)
    for n in range(len(OVERLAYS)):
        lens.choose(n)
        for k in range(2):
            canvas.clear((0, 0, 0))
            floor.draw(canvas, room, crowd(many), [], real_time=n + k / 60, speed=1.0, lens=lens)
        assert [w for w in canvas.texts if not room.holds(*w.box.centre) or w.box.right > room.right + 1] == []
        assert [(a.text, b.text) for a, b in canvas.overlapping()] == [], OVERLAYS[n].key
        assert canvas.says(words.say(OVERLAYS[n].title))


def test_signs_give_way_and_come_back() -> None:
    """While an overlay is on people are faint and bear its gauges only; without one they are as ever."""
    stamped: list[tuple[str, float]] = []
    canvas = RecordingCanvas()
    canvas.stamp = lambda key, x, y, draw, w, h, *, alpha=1.0: stamped.append((key, alpha))  # type: ignore[method-assign]
    lens, floor = Lens(lambda _: (), str), Floor()

    def drawn() -> list[tuple[str, float]]:
        stamped.clear()
        floor.draw(canvas, Rect(40, 60, 900, 480), crowd(9), [], real_time=0.0, speed=1.0, lens=lens)
        return stamped.copy()

    before = drawn()
    assert any("wedge" in key for key, _ in before)
    lens.turn(1)
    during = drawn()
    assert any("gauge.clock" in key for key, _ in during)
    assert not any("wedge" in key or "bubble" in key or "tally" in key for key, _ in during)
    assert all(alpha < 1 for key, alpha in during if "floor.customer" in key or "floor.csr" in key)
    lens.close()
    assert drawn() == before


@pytest.fixture
def hand(tmp_path: Path) -> Hand:
    """In play, level 1."""
    shelf = Shelf(tmp_path)
    hand = Hand(Play(shelf, shelf.begin(load_level("01-handled"))), RecordingCanvas())
    hand.tick()
    return hand


def lens_of(hand: Hand) -> Lens:
    """The lens of the floor in play."""
    assert isinstance(hand.scene, Play)
    return hand.scene._lens


def test_the_keys_go_through_all_of_them_and_back(hand: Hand) -> None:
    """O: one after the other, then none; Shift O: the other way round; Escape: none, and only then the menu."""
    seen = []
    for _ in range(9):
        hand.key("o")
        seen.append(lens_of(hand).chosen)
    assert seen == [*range(8), -1]
    hand.key("O", shift=True)
    assert lens_of(hand).chosen == 7
    hand.key("escape")
    assert lens_of(hand).overlay is None
    hand.key("escape")
    assert isinstance(hand.scene, Menu)


def test_the_strip_turns_each_on_and_off(hand: Hand) -> None:
    """By mouse alone, and by Tab and Enter; each button says what it shows."""
    for n, row in enumerate(OVERLAYS):
        assert row.title in hand.spot(f"overlay {row.key}").tip
        hand.click(f"overlay {row.key}")
        assert lens_of(hand).chosen == n
    hand.click("overlay morale")
    assert lens_of(hand).overlay is None
    hand.tab_to("overlay mood")
    hand.key("enter")
    assert lens_of(hand).overlay is overlay("mood")


def test_pointing_at_somebody_tells_what_the_overlay_says(hand: Hand) -> None:
    """The facts as ever, and on a line of its own what the gauge means."""
    assert isinstance(hand.scene, Play)
    session = hand.scene._playing
    session.set_speed(MAX)
    while not any(view.csrs for view in session.frame.desks) or session.frame.time < 10 * HOUR:
        session.run(1 / 60)
    session.pause(True)
    hand.tick()
    floor = hand.scene._floor
    view = session.frame.desks[0].csrs[0]
    person = floor._cast.csrs[view.csr]
    tip_at: Callable[[], str | None] = lambda: floor.tip(person.x, person.y - 15 * floor._cast.plan.u)
    plain = tip_at()
    lens_of(hand).choose(7)
    hand.tick()
    assert plain is not None
    assert tip_at() == f"{plain}\nM" + told(overlay("morale").tell_csr(view, sight(session.frame)))[1:]


def test_overlays_change_nothing(tmp_path: Path) -> None:
    """The same days with every overlay on in turn, and with none: the same digest."""
    digests = []
    for looking in (True, False):
        shelf = Shelf(tmp_path / str(looking))
        hand = Hand(Play(shelf, shelf.begin(load_level("02-one-time-approval"), seed=3)), RecordingCanvas())
        session = session_of(shelf)
        session.set_speed(64)
        session.run(1 / 60)
        while session.frame.time < 9.5 * HOUR:
            session.run(1 / 60)
        while session.frame.time < 12 * HOUR:
            if looking and hand.scene and int(session.frame.time) % 7 < 4:
                hand.key("o")
            hand.tick()
        session.model.run(2 * DAY)
        digests.append(session.model.digest())
    assert digests[0] == digests[1]
