"""A newcomer's first evening, by mouse alone or by keyboard alone, in parts; between two of them the game is closed.

`python tests/evening.py mouse|keys PART` opens the game as main.py does and lives through one part. It ends with 0 if
all of it came to pass: in the scene, in the run in play, and in the files. The parts belong in order, in one home.
`tests/game/test_newcomer.py` runs them on a virtual display.
"""

# The parts look inside scenes whose class only the story knows.
# mypy: disable-error-code="attr-defined"

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pygame
from newcomer import Newcomer, Steps, called, live, tell
from platformdirs import user_config_path, user_data_path

from game.views.keys import Act
from game.views.playing import MAX
from sim.clock import DAY
from sim.run.runfile import read_run

LIMIT = "power.frontline_credit_limit"
WANTED = ("people.frontline_staff", "process.notes", "pressure.handle_time_target")
"""The three levers that are changed together."""
SAVED = "sunday"
"""Name of the run that is saved by whoever can type."""


def data() -> Path:
    """Where runs are kept."""
    return user_data_path("please-hold", appauthor=False)


def kept() -> dict[str, object]:
    """What the settings file says."""
    file = user_config_path("please-hold", appauthor=False) / "settings.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


def state(me: Newcomer) -> dict[str, object]:
    """Which run it is, and where it stands, to be compared in another process."""
    model = me.playing.model
    decisions = [[decision.time, repr(decision.change)] for decision in model.decisions]
    return {"level": model.level.name, "time": model.now, "decisions": decisions, "digest": model.digest()}


def remember(name: str, what: dict[str, object]) -> None:
    """Write it down for the next part."""
    (Path.home() / f"{name}.json").write_text(json.dumps(what), "utf-8")


def remembered(name: str) -> dict[str, object]:
    """What another part wrote down."""
    found = json.loads((Path.home() / f"{name}.json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


# --- what is done more than once ----------------------------------------------------------------------------------


def back(me: Newcomer, button: str = "back") -> Steps:
    """Close what lies over the rest."""
    yield from me.do(button, Act.MENU)


def menu(me: Newcomer) -> Steps:
    """Open the menu over a level in play."""
    if me.mouse:
        yield from me.click("menu")
    while not me.mouse and type(me.scene).__name__ != "Menu":  # what is open closes first
        yield from me.key("Escape")
    yield me.at("Menu")


def leave(me: Newcomer, part: str) -> Steps:
    """Save and quit in the menu; the next part is to find the same."""
    tell("save and quit")
    yield from menu(me)
    remember(part, state(me))
    me.leaves = True
    yield from me.use("quit")


def go_on(me: Newcomer) -> Steps:
    """Let time run."""
    if me.playing.paused:
        yield from me.do("pause", Act.PAUSE)
    yield lambda: not me.playing.paused


def stop(me: Newcomer) -> Steps:
    """Let time stand still."""
    if not me.playing.paused:
        yield from me.do("pause", Act.PAUSE)
    yield lambda: me.playing.paused
    yield me.arrived(0)


def sleep(me: Newcomer, days: int) -> Steps:
    """Let so many days pass, as fast as it goes."""
    then = me.playing.frame.time
    yield from me.do("speed max", Act.SPEED_MAX)
    yield lambda: me.playing.speed == MAX and me.playing.frame.time >= then + days * DAY
    yield from stop(me)


def continued(me: Newcomer, part: str) -> Steps:
    """Continue on the title, at the moment and with the decisions that `part` has left."""
    yield me.at("Title")
    yield from me.use("continue")
    yield me.at("Play")
    yield lambda: me.playing.catching_up is None
    assert state(me) == remembered(part)
    tell("continue where one left")
    yield me.arrived(0)


def time_line(me: Newcomer) -> Steps:
    """Open the list of decisions."""
    if me.mouse:
        yield from menu(me)
        yield from me.click("time line")
    else:
        yield from me.key(called(Act.TIMELINE))
    yield me.at("Timeline")


def set_lever(me: Newcomer, name: str, steps: int) -> Steps:
    """Pencil a change in: so many steps up, or down."""
    scene = me.scene
    chapter = [one.value for one in scene._book._chapters].index(name.partition(".")[0])
    before = scene._book.pencilled.get(name)
    if me.mouse:
        yield from me.click(f"chapter {chapter}")
        yield lambda: me.ui.find(f"lever {name}") is not None
        for _ in range(abs(steps)):
            yield from me.click(f"lever {name} {'more' if steps > 0 else 'less'}")
    else:
        for _ in range(6):
            if scene._book._chapter != chapter:
                yield from me.key("b")
        yield from me.walk_to(f"lever {name}")
        for _ in range(abs(steps)):
            yield from me.key("Right" if steps > 0 else "Left")
    yield lambda: scene._book.pencilled.get(name, before) != before


def apply(me: Newcomer) -> Steps:
    """Apply what is pencilled in."""
    yield from me.do("apply", Act.APPLY)
    yield lambda: not me.scene._book.pencilled
    assert not me.scene._book._refused


def card(me: Newcomer) -> Steps:
    """Open the card of a customer: one on the floor, by a click, or whom the newest line is about."""
    scene = me.scene
    opened = lambda: getattr(scene._card, "customer", -1) >= 0
    while not opened():
        yield from stop(me)
        if me.mouse:
            places: list[tuple[float, float]] = []
            tired = me.rounds + 90
            yield lambda: still(me, places) or me.rounds > tired  # noqa: B023 - asked before the next round
            if places:
                yield from me.point(*places[0])
                yield from me.press()
        else:
            yield from me.key(called(Act.LOG))
        if not opened():  # nobody there to be pointed at, and nothing to be read: a while later there will be
            then = me.playing.frame.time + 120
            yield from go_on(me)
            yield lambda: me.playing.frame.time > then  # noqa: B023 - asked before the next round


def still(me: Newcomer, places: list[tuple[float, float]]) -> bool:
    """Whether somebody on the floor stands where he stood a picture ago; `places`: where they can be pointed at."""
    floor, before = me.scene._floor, list(places)
    desks = me.playing.frame.desks
    known = [waiting.customer for desk in desks for waiting in desk.line]
    known += [csr.customer for desk in desks for csr in desk.csrs if csr.customer >= 0]
    found = [(place[0], place[1] - 20) for one in known if (place := floor.place_of(one))]
    places[:] = [at for at in found if floor.hit(*at) is not None and me.ui._under(*at) == "floor"]
    stayed = [at for at in places if at in before]
    places[:] = stayed or places
    return bool(stayed)


# --- the parts ----------------------------------------------------------------------------------------------------


def settings(me: Newcomer) -> Steps:
    """Another language and larger letters, and back."""
    tell("the title, for the first time")
    yield me.at("Title")
    assert not me.sees("continue")
    assert kept() == {}
    yield from me.use("options")
    yield me.at("Options")
    tell("in German")
    me.read.clear()
    yield from me.use("language de")
    yield lambda: me.settings.language == "de" and "Sprache" in me.read
    assert kept()["language"] == "de"
    me.read.clear()
    tell("in large letters")
    before = me.scale
    if me.mouse:
        yield from me.click("text more")
        yield from me.click("text more")
    else:
        yield from me.walk_to("text")
        yield from me.key("Right", "Right")
    yield lambda: round(me.scale / before, 2) == 1.2
    assert kept() == {"language": "de", "text": 1.2}
    assert me.sees("text")
    assert "Sprache" in me.read
    assert "Language" not in me.read
    tell("the title and the map of levels, in large German letters")
    me.read.clear()
    yield from back(me)
    yield me.at("Title")
    assert "Please Hold" in me.read
    yield from me.use("play")
    yield me.at("Choose")
    assert "Bearbeitet" in me.read
    assert "Handled" not in me.read
    yield from back(me)
    yield me.at("Title")
    tell("in English, as large as at first")
    yield from me.use("options")
    yield me.at("Options")
    me.read.clear()
    yield from me.use("language en")
    yield lambda: me.settings.language == "en" and "Language" in me.read
    if me.mouse:
        yield from me.click("text less")
        yield from me.click("text less")
    else:
        yield from me.walk_to("text")
        yield from me.key("Left", "Left")
    yield lambda: me.scale == before
    assert kept() == {"language": "en"}
    yield from back(me)
    yield me.at("Title")
    tell("hang up")
    me.leaves = True
    yield from me.use("quit")


def lesson(me: Newcomer) -> Steps:
    """Level 1: its brief, a bet, the tutorial."""
    yield me.at("Title")
    assert me.settings.language == "en"
    tell("the map of levels")
    yield from me.use("play")
    yield me.at("Choose")
    yield from me.use("level 01-handled")
    yield me.at("Brief")
    tell("the brief: a bet")
    brief = me.scene
    if me.mouse:
        yield from me.scroll_to("bet")
        plot = me.spot("bet").seen.inset(8)
        yield from me.drag([(plot.x + plot.w * x, plot.y + plot.h * y) for x, y in ((0, 0.7), (0.5, 0.5), (1, 0.4))])
    else:
        yield from me.walk_to("bet")
        yield from me.key("Up", "Right", "Right", "Up", "Up", "End", "shift+Up")
    yield lambda: brief._sheet.bet is not None
    bet = brief._sheet.bet
    assert bet.weeks[0] != bet.weeks[-1]
    yield from me.use("start")
    yield me.at("Play")
    assert me.playing.bet == bet
    yield from tutorial(me)
    yield from leave(me, "lesson")


def first_days(me: Newcomer) -> Steps:
    """Three levers, and some days."""
    yield from continued(me, "lesson")
    tell("three levers")
    yield from stop(me)
    before = len(me.playing.decisions)
    for name, steps in zip(WANTED, (-2, 2, 3), strict=True):
        yield from set_lever(me, name, steps)
    yield from apply(me)
    taken = [decision.change.lever for decision in me.playing.decisions[before:]]
    assert sorted(taken) == sorted(WANTED), taken
    tell("a week")
    yield from sleep(me, 7)
    assert len(me.playing.frame.series["contacts"]) >= 7
    yield from leave(me, "first days")


def tutorial(me: Newcomer) -> Steps:
    """What Hedda asks for, step by step, until she says that that was all; no step is skipped."""
    guide, done = me.scene._guide, []
    while guide._lesson is not None:
        step = guide._lesson.step.key
        tell(f"the tutorial: {step}")
        assert step not in done
        done.append(step)
        yield me.arrived(0)
        if guide._lesson.to_read:
            yield from me.use("guide next")
        else:
            yield from LESSONS[step](me)
        yield lambda step=step: guide._lesson is None or guide._lesson.step.key != step  # type: ignore[misc]
    assert set(LESSONS) <= set(done)
    assert json.loads((data() / "notes.json").read_text("utf-8"))["tutorial"] == "done"


def watch(me: Newcomer) -> Steps:
    """Until a boom comes down, and the clock stands still."""
    yield lambda: me.playing.paused


def met(me: Newcomer) -> Steps:
    """Open the card of whom the boom came down before: stopped with the clock, as long as one looks."""
    assert me.playing.paused
    if me.mouse:
        place = me.scene._floor.place_of(me.scene._guide.victim)
        yield from me.point(place[0], place[1] - 20)
        yield from me.press()
    else:
        yield from me.key(called(Act.HINT))
    assert me.scene._guide.met(me.scene._on_card)


def cause(me: Newcomer) -> Steps:
    """From the card to the policy line behind what happened: the blue line."""
    if me.mouse:
        yield from me.click(me.spots("cause ")[-1].key)
    else:
        yield from me.key(called(Act.HINT))
        assert me.ui.focus.startswith("cause ")
        yield from me.key("Return")


def pencil(me: Newcomer) -> Steps:
    """More for the front line to give away."""
    yield from set_lever(me, LIMIT, 6)


def day(me: Newcomer) -> Steps:
    """Until the next books are closed."""
    closed = len(me.playing.frame.series.get("contacts", ()))
    yield from me.do("speed max", Act.SPEED_MAX)
    yield lambda: len(me.playing.frame.series.get("contacts", ())) > closed
    yield from stop(me)


def dial(me: Newcomer) -> Steps:
    """Open a chart."""
    yield from me.do("dial solved", Act.CHARTS)


def ask(me: Newcomer) -> Steps:
    """Ask why of the first number that can be asked about, and come back."""
    yield from me.do(me.first("why ") if me.mouse else "", Act.WHY)
    yield me.at("Why")
    yield from back(me, "close")
    yield me.at("Play")


def reel(me: Newcomer) -> Steps:
    """Look at the Tape, and come back."""
    yield from me.do("door tape", Act.TAPE)
    yield me.at("Tape")
    yield from back(me, "close")
    yield me.at("Play")


def line(me: Newcomer) -> Steps:
    """Follow a line of the log; from another page, where it leads to one, come back."""
    yield from me.do(me.first("line ") if me.mouse else "", Act.LOG)
    if type(me.scene).__name__ != "Play":
        yield from back(me, "close")
        yield me.at("Play")


LESSONS: dict[str, Callable[[Newcomer], Steps]] = {
    "run": lambda me: me.do("speed 2", Act.SPEED_2),
    "barrier": watch,
    "person": met,
    "line": cause,
    "pencil": pencil,
    "apply": apply,
    "day": day,
    "dial": dial,
    "why": ask,
    "tape": reel,
    "log": line,
    "undo": lambda me: me.do("undo", Act.UNDO),
    "redo": lambda me: me.do("redo", Act.REDO),
}
"""What the tutorial asks for, by the key of its step."""


def look(me: Newcomer) -> Steps:
    """Follow one customer, ask why, see the town and an overlay."""
    yield from continued(me, "first days")
    play = me.scene
    tell("the lines open again")
    yield from go_on(me)
    yield lambda: me.playing.frame.open and sum(len(desk.line) for desk in me.playing.frame.desks) >= 0
    yield lambda: any(csr.customer >= 0 for desk in me.playing.frame.desks for csr in desk.csrs)
    tell("one customer")
    yield from card(me)
    customer = play._card.customer
    before = state(me)
    tell("... and the tape")
    yield from me.do("door tape", Act.TAPE)
    yield me.at("Tape")
    tape = me.scene
    if tape._reel is None or tape._reel.customer != customer:
        tell("... which has not begun: the worst of this week instead")
        yield from me.use(me.first("story ") if me.mouse else me.spots("story ")[0].key)
    yield lambda: tape._head is not None
    reel, head = tape._reel, tape._head
    yield from (me.click("play tape") if me.mouse else me.key("space"))
    yield lambda: head.time > reel.start and head.playing
    then = head.time
    yield lambda: head.time > then
    tell("... seek")
    if me.mouse:
        view = me.spot("tape").seen
        yield from me.drag([(view.x + view.w * share, view.y + view.h - 20) for share in (0.3, 0.2)])
    else:
        yield from me.walk_to("tape")
        yield from me.key("End", "Left")
    yield lambda: not head.playing
    yield from back(me, "close")
    yield lambda: me.scene is play
    yield from why(me)
    yield from town(me)
    yield from overlay(me)
    assert state(me) == before, "looking has changed something"
    yield from leave(me, "look")


def why(me: Newcomer) -> Steps:
    """Ask why of a number, see whom it cost most, and follow it to the policy line."""
    tell("why?")
    play = me.scene
    if me.mouse:
        yield from me.click("why goal 0")
    else:
        yield from me.walk_to("goal 0")
        yield from me.key(called(Act.WHY))
    yield me.at("Why")
    asked = me.scene
    question = asked.question
    assert question.metric == me.playing.level.objectives[0].metric
    causes = [spot.key for spot in me.spots("cause ")]
    assert causes
    if asked._chosen != causes[-1].removeprefix("cause "):
        yield from me.use(causes[-1])
        yield lambda: asked._chosen == causes[-1].removeprefix("cause ")
    yield me.arrived(0)
    tell("... one whom it cost most")
    yield from me.use("example 0")
    yield me.at("Tape")
    yield from back(me, "close")
    yield lambda: me.scene is asked
    tell("... and the policy line behind it")
    lever = me.spots("lever ")[0].key
    name = next(row.lever for row in question.rows if lever == f"lever {row.key}")
    yield from me.use(lever)
    yield lambda: me.scene is play and play._book._shown == name


def town(me: Newcomer) -> Steps:
    """Look at the town instead of the floor, come nearer, and go back."""
    tell("the town")
    play = me.scene
    yield from me.do("door town", Act.TOWN)
    yield lambda: me.sees("town")
    if me.mouse:
        yield from me.click("town nearer")
    else:
        yield from me.key("plus")
    yield lambda: play._town._camera.step > 0
    yield me.arrived(0)
    yield from me.do("floor or town", Act.TOWN)
    yield lambda: me.sees("floor")


def overlay(me: Newcomer) -> Steps:
    """Another way to look at the floor."""
    tell("an overlay")
    lens = me.scene._lens
    yield from me.do(me.first("overlay ") if me.mouse else "", Act.OVERLAY)
    yield lambda: lens.overlay is not None
    if me.mouse:
        yield from me.click(f"overlay {lens.overlay.key}")
    else:
        while getattr(me.scene, "_card", None) is not None:
            yield from me.key("Escape")
        yield from me.key("Escape")
    yield lambda: lens.overlay is None


def time_machine(me: Newcomer) -> Steps:
    """Fork, rewind, undo, redo; save under a name; quit."""
    yield from continued(me, "look")
    yield from time_line(me)
    line = me.scene
    tell("fork, with another value")
    before = state(me)
    staff = [getattr(one.change, "lever", "") for one in me.playing.decisions].index(WANTED[0])
    if me.mouse:
        yield from me.click(f"decision {staff}")
    else:
        while me.ui.focus != f"decision {staff}":
            yield from me.key("Up")
        yield from me.key("Return")
    yield lambda: line._chosen == staff
    if me.mouse:
        track = me.spot("other track").seen
        yield from me.drag([track.centre, (track.x + 4, track.centre[1])])
    else:
        yield from me.walk_to("other")
        yield from me.key("Home")
    yield lambda: line._value != line._taken_value()
    yield from me.use("fork")
    yield me.at("Forked")
    forked = me.scene
    yield lambda: forked._frame is not None
    yield me.arrived(0)
    tell(f"... which flips {len(forked._flips)} fates")
    yield from me.use("flip 0")
    yield lambda: me.sees("close life")
    yield from me.use("close life")
    yield from me.use("mine")
    yield lambda: me.scene is line
    assert state(me) == before, "a fork that wasn't kept has changed something"
    tell("rewind to an earlier day")
    day = line._day
    if me.mouse:
        yield from me.click("day less")
    else:
        yield from me.walk_to("day")
        yield from me.key("Left")
    yield lambda: line._day == day - 1
    until, journeys = me.playing.dawn(day - 1), me.playing.timeline
    yield from me.use("rewind")
    yield me.at("Play")
    yield lambda: me.playing.catching_up is None and me.playing.timeline > journeys
    assert me.playing.model.now == until
    assert me.playing.paused
    assert state(me)["decisions"] == [one for one in before["decisions"] if one[0] < until]
    tell("undo, and redo")
    taken = me.playing.decisions
    assert len(taken) >= 3
    yield me.arrived(0)
    yield from me.do("undo", Act.UNDO)
    yield lambda: me.playing.catching_up is None and me.playing.decisions == taken[:-1]
    assert me.playing.model.now == taken[-1].time
    yield me.arrived(0)
    yield from me.do("redo", Act.REDO)
    yield lambda: me.playing.catching_up is None and me.playing.decisions == taken
    tell("another day")
    yield from sleep(me, 1)
    tell("save under a name")
    if me.mouse:
        yield from menu(me)
        yield from me.click("saves")
    else:
        yield from me.key(called(Act.SAVES))
    yield me.at("Saves")
    saves = me.scene
    if me.mouse:
        name = saves._name
        yield from me.click("save")
    else:
        name = SAVED
        yield from me.walk_to("name")
        yield from me.key("Return", "ctrl+BackSpace")
        yield from me.type(name)
        yield from me.key("Return")
    file = data() / "runs" / f"{name}.run"
    yield file.is_file
    yield lambda: "Saved." in me.read
    assert read_run(file).until == me.playing.model.now
    remember("saved", {"name": name, **state(me)})
    yield from back(me)
    yield lambda: not isinstance(me.scene, type(saves))
    if me.mouse:
        yield from me.click("go on")
    yield me.at("Play")
    tell("a minute more")
    now = me.playing.model.now
    yield from me.do("step", Act.STEP)
    yield lambda: me.playing.model.now == now + 60
    yield from leave(me, "time machine")


def next_day(me: Newcomer) -> Steps:
    """Continue where one left; load what was saved under a name."""
    yield from continued(me, "time machine")
    play = me.scene
    yield from menu(me)
    if shutil.which("import"):
        tell("what the X server shows is what was drawn")
        yield me.arrived(0)
        yield shown
    if me.mouse:
        yield from me.click("saves")
    else:
        yield from me.walk_to("saves")
        yield from me.key("Return")
    yield me.at("Saves")
    tell("load the run with a name")
    saved = remembered("saved")
    names = [run.name for run in me.scene._runs]
    yield from me.use(f"load {names.index(saved.pop('name'))}")
    yield lambda: type(me.scene) is type(play) and me.scene is not play
    yield lambda: me.playing.catching_up is None
    assert state(me) == saved
    yield me.arrived(0)
    tell("save and go to the title, hang up")
    yield from menu(me)
    yield from me.use("leave")
    yield me.at("Title")
    assert me.sees("continue")
    if me.mouse:
        me.leaves = True
        yield from me.click("quit")
    else:
        yield from me.key("Escape")
        yield me.at("Leave")
        me.leaves = True
        yield from me.key("Return")


def shown() -> bool:
    """Whether the screen, as the X server gives it away, is the window's surface, pixel by pixel."""
    there = Path.home() / "screen.png"
    subprocess.run(["import", "-window", "root", str(there)], check=True, timeout=60)
    surface, screen = pygame.display.get_surface(), pygame.image.load(there)
    assert surface is not None
    assert screen.get_size() == surface.get_size()
    return pygame.image.tobytes(screen, "RGB") == pygame.image.tobytes(surface, "RGB")


PARTS: dict[str, Callable[[Newcomer], Steps]] = {
    "settings": settings,
    "lesson": lesson,
    "first days": first_days,
    "look": look,
    "time machine": time_machine,
    "next day": next_day,
}


if __name__ == "__main__":
    person = Newcomer(mouse=sys.argv[1] == "mouse")
    live(PARTS[sys.argv[2]](person), person)
