"""Widgets: what they hold on to between pictures, and what the keys and the pointer do to them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from recording import RecordingCanvas

from game.views import charts, widgets
from game.views.canvas import Canvas, Colour, Rect
from game.views.charts import Curve, span_of, thin, ticks, week_means
from game.views.inputs import AWAY, Drag, Hover, Input, Key, Press, Release, Text, Tick, Wheel
from game.views.journal import clock
from game.views.lettering import fit, wrap
from game.views.scene import Pop, Push, Quit, Reset, Stage, Turn
from game.views.ui import Ui
from game.views.widgets import as_number, snap


class Board:
    """A scene with one of each."""

    def __init__(self) -> None:
        self.ui = Ui()
        self.value = 20.0
        self.on = False
        self.pressed: list[str] = []
        self.tab = 0

    def press(self, what: str) -> Turn | None:
        """Note what was pressed."""
        self.pressed.append(what)
        return Quit() if what == "quit" else None

    def put(self, value: float) -> None:
        """Take a value."""
        self.value = value

    def turn(self, value: float) -> None:
        """Take a switch."""
        self.on = bool(value)

    def choose(self, n: int) -> None:
        """Take a tab."""
        self.tab = n

    def on_input(self, happened: Input) -> Turn | None:
        """All to the widgets."""
        return self.ui.take(happened)

    def draw(self, canvas: Canvas) -> None:
        """All of them."""
        ui = self.ui
        with ui.picture(canvas):
            canvas.clear((255, 255, 255))
            widgets.button(
                ui, canvas, Rect(10, 10, 100, 30), "One", lambda: self.press("one"), key="one", tip="The first."
            )
            widgets.button(ui, canvas, Rect(10, 50, 100, 30), "Quit", lambda: self.press("quit"), key="quit")
            widgets.button(ui, canvas, Rect(10, 90, 100, 30), "No", lambda: self.press("no"), key="no", enabled=False)
            widgets.slider(
                ui, canvas, Rect(200, 10, 300, 24), self.value, self.put, key="s", low=0, high=100, step=5, now=20
            )
            widgets.toggle(ui, canvas, Rect(200, 50, 46, 24), self.on, self.turn, key="t")
            widgets.number(ui, canvas, Rect(200, 90, 80, 22), f"{self.value:g}", self.put, key="n")
            widgets.tabs(ui, canvas, Rect(200, 130, 300, 30), ["A", "B", "C"], self.tab, self.choose, key="tab")
            with ui.scroll(canvas, Rect(600, 10, 200, 100), 500, key="list") as top:
                for n in range(10):
                    row = Rect(600, top + n * 50, 180, 44)
                    widgets.button(ui, canvas, row, f"Row {n}", lambda n=n: self.press(f"row {n}"), key=f"row {n}")


@pytest.fixture
def board() -> Board:
    """Drawn once."""
    board = Board()
    board.draw(RecordingCanvas())
    return board


def feed(board: Board, *happened: Input) -> Turn | None:
    """Inputs, a picture after each; the last answer."""
    turn = None
    for one in happened:
        turn = board.on_input(one)
        board.draw(RecordingCanvas())
    return turn


def test_a_click_is_a_press_and_a_release_on_the_same_spot(board: Board) -> None:
    """Who changes his mind with the button down lets go elsewhere."""
    feed(board, Press(20, 20), Release(25, 25))
    assert board.pressed == ["one"]
    feed(board, Press(20, 20), Drag(20, 60), Release(20, 60))
    assert board.pressed == ["one"]
    assert isinstance(feed(board, Press(20, 60), Release(20, 60)), Quit)


def test_what_is_disabled_does_nothing(board: Board) -> None:
    """Neither pointer nor Tab finds it."""
    feed(board, Press(20, 100), Release(20, 100))
    for _ in range(40):
        feed(board, Key("tab"))
        assert board.ui.focus != "no"
    assert board.pressed == []


def test_tab_goes_round_and_back(board: Board) -> None:
    """Every focusable spot in the order it is drawn, shift the other way."""
    feed(board, Key("tab"))
    assert board.ui.focus == "one"
    feed(board, Key("tab"), Key("tab"))
    assert board.ui.focus == "s"
    feed(board, Key("tab", shift=True))
    assert board.ui.focus == "quit"
    feed(board, Key("tab", shift=True), Key("tab", shift=True))
    assert board.ui.focus == "row 9"


def test_tab_scrolls_to_what_it_finds(board: Board) -> None:
    """The focus is never where it can't be seen."""
    for _ in range(40):
        feed(board, Key("tab"))
        if board.ui.focus == "row 7":
            break
    spot = board.ui.find("row 7")
    assert spot is not None
    assert spot.seen.h > 30
    feed(board, Key("enter"))
    assert board.pressed == ["row 7"]


def test_tab_stops_once_at_a_list_of_rows() -> None:
    """However long it is: at what was chosen in it, else at the first that can be seen; the arrows go on within."""
    ui = Ui()

    def draw() -> None:
        canvas = RecordingCanvas()
        with ui.picture(canvas):
            ui.spot("before", Rect(0, 0, 50, 20))
            with ui.scroll(canvas, Rect(0, 30, 200, 100), 4000, key="list", rows=True) as top:
                for n in range(100):
                    ui.spot(f"row {n}", Rect(0, top + 40 * n, 200, 40))
            ui.spot("after", Rect(0, 140, 50, 20))

    def focus(*keys: str) -> str:
        for key in keys:
            ui.take(Key(key.removeprefix("shift "), shift=key.startswith("shift ")))
            draw()
        return ui.focus

    draw()
    assert [focus("tab") for _ in range(4)] == ["before", "row 0", "after", "before"]
    assert focus("tab", *["down"] * 7) == "row 7"
    assert focus("tab") == "after"
    seen = next(spot.key for spot in ui._spots if spot.key.startswith("row") and spot.seen.h > 0)
    assert focus("shift tab") == seen != "row 0"
    assert focus("shift tab") == "before"


def test_rows_scrolled_away_can_not_be_pressed(board: Board) -> None:
    """Below the edge of a list there is nothing of it."""
    feed(board, Press(650, 130), Release(650, 130))
    assert board.pressed == []
    feed(board, Wheel(650, 50, -20), Press(650, 80), Release(650, 80))
    assert board.pressed == ["row 9"]


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["right"], 25),
        (["left", "left"], 10),
        (["end", "right"], 100),
        (["home", "left"], 0),
        (["+"], 25),
    ],
)
def test_keys_move_a_slider_in_its_steps(board: Board, keys: list[str], value: float) -> None:
    """Never beyond its ends."""
    board.ui.focus_on("s")
    feed(board, *[Key(key) for key in keys])
    assert board.value == value


def test_a_slider_is_dragged_and_turned(board: Board) -> None:
    """Drag follows the pointer, the wheel goes by one step, the signs at its ends too."""
    spot = board.ui.find("s track")
    assert spot is not None
    feed(board, Press(spot.rect.x + 8, 20), Drag(spot.rect.right, 20), Release(spot.rect.right, 20))
    assert board.value == 100
    feed(board, Wheel(350, 20, -1))
    assert board.value == 95
    board.ui.let_go()
    board.draw(RecordingCanvas())
    feed(board, Wheel(350, 20, -1))
    assert board.value == 95, "without the focus the wheel belongs to the list around it"
    feed(board, Press(205, 20), Release(205, 20))
    assert board.value == 90
    assert board.ui.focus == "s", "whoever takes hold of a slider has the arrows on it next"


def test_arrows_walk_between_buttons(board: Board) -> None:
    """Down from one button is the next below."""
    board.ui.focus_on("one")
    feed(board, Key("down"))
    assert board.ui.focus == "quit"
    feed(board, Key("up"))
    assert board.ui.focus == "one"


def test_a_number_is_typed_and_escape_forgets_it(board: Board) -> None:
    """Only figures are taken; Enter commits."""
    feed(board, Press(250, 100), Release(250, 100), Text("4"), Text("x"), Text("5"), Key("backspace"), Text("2"))
    assert board.ui.uses(Text("1"))
    feed(board, Key("enter"))
    assert board.value == 42
    assert not board.ui.uses(Text("1"))
    feed(board, Press(250, 100), Release(250, 100), Text("7"), Key("escape"))
    assert board.value == 42
    feed(board, Press(250, 100), Release(250, 100), Text("-"), Key("enter"))
    assert board.value == 42


def test_a_toggle_turns_by_click_and_keys(board: Board) -> None:
    """Left is off, right is on, Enter turns."""
    feed(board, Press(220, 60), Release(220, 60))
    assert board.on
    feed(board, Key("left"))
    assert not board.on
    feed(board, Key("enter"))
    assert board.on


def test_a_tip_shows_when_the_pointer_rests_and_goes_when_it_leaves(board: Board) -> None:
    """Not at once, and not for ever."""
    canvas = RecordingCanvas()
    feed(board, Hover(20, 20))
    board.draw(canvas)
    assert not canvas.says("The first.")
    feed(board, Tick(0.5))
    board.draw(canvas)
    assert canvas.says("The first.")
    feed(board, AWAY, Tick(0.5))
    board.draw(canvas)
    assert not canvas.says("The first.")


def test_a_tip_gives_way_to_what_is_to_be_kept_clear() -> None:
    """Where neither side is free it stands below what is in its way."""
    ui, canvas, row = Ui(), RecordingCanvas(), Rect(0, 54, 1280, 36)
    for happened in (Hover(900, 30), Tick(1.0)):
        ui.take(happened)
        with ui.picture(canvas):
            canvas.clear((255, 255, 255))
            ui.keep_clear(row)
            ui.spot("speed", Rect(880, 10, 40, 32), tip="Two minutes a second")
    tip = ui._room_for_tip(canvas, ui._spots[0], 160, 30, by_pointer=True)
    assert canvas.says("Two minutes a second")
    assert row.bottom <= tip.y < row.bottom + 20
    assert tip.x <= 900 <= tip.right


def test_ctrl_a_selects_all_that_is_typed() -> None:
    """The next letter replaces it and Backspace empties the field; an arrow lets it be."""
    ui, text = Ui(), "churn"

    def put(wanted: str) -> None:
        nonlocal text
        text = wanted

    def feed_all(*happened: Input) -> str:
        for one in happened:
            ui.take(one)
            with ui.picture(RecordingCanvas()) as canvas:
                widgets.search(ui, canvas, Rect(10, 10, 200, 32), text, put, key="find", hint="Find")
        return text

    everything = Key("a", ctrl=True)
    feed_all(AWAY, Press(40, 20), Release(40, 20))
    assert feed_all(everything) == "churn"
    assert feed_all(Key("w"), Text("w")) == "w"
    assert feed_all(Key("o"), Text("o")) == "wo"
    assert feed_all(everything, Key("right"), Text("n")) == "won"
    assert feed_all(everything, Key("backspace")) == ""


def test_a_stage_does_what_scenes_answer() -> None:
    """Push covers, pop uncovers, reset begins anew, quit empties."""

    class Answering:
        def __init__(self, answers: list[Turn]) -> None:
            self.answers = answers

        def on_input(self, happened: Input) -> Turn | None:
            """All to the widgets."""
            return None if happened == AWAY else self.answers.pop(0)

        def draw(self, canvas: Canvas) -> None: ...

    last = Answering([Quit()])
    above = Answering([Pop()])
    first = Answering([Push(above), Reset(last)])
    stage = Stage(first)
    stage.feed(Tick(0))
    assert stage.top is above
    stage.feed(Tick(0))
    assert stage.top is first
    stage.feed(Tick(0))
    assert stage.top is last
    stage.feed(Tick(0))
    assert stage.over
    stage.feed(Tick(0))


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("1,200", 1200), ("0,5", 0.5), ("0.5", 0.5), ("-3", -3), ("", None), ("-", None), ("1.2.3", None)],
)
def test_numbers_as_people_type_them(text: str, number: float | None) -> None:
    """A comma before three figures groups thousands, else it is a decimal point."""
    assert as_number(text) == number


def test_snap_keeps_to_steps_and_ends() -> None:
    """Steps are counted from the low end."""
    assert [snap(v, 2, 80, 1) for v in (1, 2.4, 79.6, 99)] == [2, 2, 80, 80]
    assert snap(0.33, 0, 1, 0.05) == 0.35


def test_words_are_cut_and_wrapped_to_fit() -> None:
    """No line is wider than asked for, and nothing is lost in wrapping."""
    canvas = RecordingCanvas()
    text = "All our CSRs are busy helping other customers to hold, and each of them is terribly sorry."
    short = fit(canvas, text, 120, size=13)
    assert short.endswith("…")
    assert canvas.measure(short, size=13)[0] <= 120
    lines = wrap(canvas, text, 120, size=13)
    assert " ".join(lines) == text
    assert all(canvas.measure(line, size=13)[0] <= 120 for line in lines)
    assert wrap(canvas, "one\n\ntwo", 120, size=13) == ("one", "", "two")


def test_axes_have_round_values_and_show_everything() -> None:
    """Also where all values are the same, negative or none."""
    assert ticks(span_of([(0.0, 97.0)], zero=True), 5) == [0, 25, 50, 75, 100]
    for values in ((), (3.0,), (5.0, 5.0), (-10.0, -2.0), (0.0, 0.0), (float("nan"), 2.0)):
        span = span_of([values], zero=False)
        assert span.high > span.low
        assert len(ticks(span, 4)) >= 1
    assert week_means((7.0,) * 3 + (0.0,) * 7)[-1] == 0
    assert thin(tuple(range(100)), 10)[0] == pytest.approx(4.5)


@pytest.mark.parametrize(
    "times", [[], [5], [1, 2, 3], [1, 2, 50, 98, 99], [*range(0, 100, 4)], [50] * 120, [-3, 4, 120]]
)
def test_no_two_flags_lie_on_each_other_and_none_is_lost(times: list[float]) -> None:
    """Those too close for a number each share one, which names the first and the last; what isn't shown has none."""
    found = charts.flags(RecordingCanvas(), Rect(40, 20, 400, 100), times, end=100)
    named = [n for flag in found for n in range(flag.first, flag.last + 1)]
    assert named == [n for n, time in enumerate(times) if 0 <= time <= 100]
    assert all(a.rect.right < b.rect.x for a, b in pairwise(found))
    assert all(flag.rect.x >= 31 and flag.rect.right <= 449 for flag in found)


@pytest.mark.parametrize("days", [0, 1, 2, 60, 800])
def test_charts_draw_any_number_of_days(days: int) -> None:
    """None, one and many."""
    canvas = RecordingCanvas()
    values = tuple(float(n % 9) for n in range(days))
    curves = [
        Curve(name="a", values=values, colour=(1, 2, 3)),
        Curve(name="b", values=values, colour=(4, 5, 6), dashed=True),
    ]
    box = Rect(0, 0, 300, 200)
    charts.stamp(canvas, box, curves, zero=True)
    charts.stack(canvas, box, curves)
    charts.chart(canvas, box, curves, marks=lambda at: [*map(str, at)], zero=False, weeks=520)
    charts.area(canvas, box, curves, marks=lambda at: [*map(str, at)], weeks=1)


def test_the_line_of_a_level_ends_at_its_value() -> None:
    """Cash stands where it stands; what a day brings is drawn as the mean of a week."""
    values = tuple(float(n) for n in range(20))
    ends = []
    for level in (True, False):
        canvas = Dots()
        curve = Curve(name="a", values=values, colour=(1, 2, 3), level=level)
        plot = charts.chart(canvas, Rect(0, 0, 300, 200), [curve], marks=lambda at: [*map(str, at)], zero=True, weeks=3)
        span = charts.span_of([values], zero=True)
        ends.append((canvas.dots[-1], span.y(plot, 19.0), span.y(plot, 16.0)))
    assert ends[0][0] == ends[0][1]
    assert ends[1][0] == pytest.approx(ends[1][2])


class Dots(RecordingCanvas):
    """Keeps how high its circles stand."""

    def __init__(self) -> None:
        super().__init__()
        self.dots: list[float] = []

    def circle(
        self, x: float, y: float, r: float, fill: Colour | None = None, *, line: Colour | None = None, width: float = 1
    ) -> None:
        """The last one is where a line ends."""
        self.dots.append(y)


def test_a_finger_pulls_a_list_and_presses_nothing(board: Board) -> None:
    """Pressed on a button and dragged, the list moves; let go, the button wasn't meant."""
    feed(board, Press(650, 80), Drag(650, 70), Drag(650, 40), Release(650, 40))
    assert board.ui.offset("list") == pytest.approx(40)
    assert board.pressed == []
    feed(board, Press(650, 80), Drag(650, 78), Release(650, 78))
    assert len(board.pressed) == 1, "a finger that trembles still presses"


def test_page_keys_scroll_what_is_pointed_at(board: Board) -> None:
    """By most of what is seen, and to both ends."""
    feed(board, Hover(650, 50), Key("page down"))
    assert 50 < board.ui.offset("list") < 100
    feed(board, Key("end"))
    assert board.ui.offset("list") == 400
    feed(board, Key("home"))
    assert board.ui.offset("list") == 0


def test_the_focus_stays_in_a_list_that_goes_on(board: Board) -> None:
    """Down from the last row that can be seen is the next row, not what lies below the list."""
    board.ui.focus_on("row 1")
    for n in range(2, 10):
        feed(board, Key("down"))
        assert board.ui.focus == f"row {n}"


def test_what_gets_the_focus_before_it_is_drawn_is_scrolled_to_when_it_is() -> None:
    """A link may lead to a lever of a chapter that isn't open yet."""
    board = Board()
    board.ui.focus_on("row 9")
    board.draw(RecordingCanvas())
    board.draw(RecordingCanvas())
    spot = board.ui.find("row 9")
    assert spot is not None
    assert spot.seen.h > 30


@pytest.mark.parametrize(
    ("time", "now", "text"),
    [
        (14 * 3600 + 300, 80_000, "14:05"),
        (14 * 3600 + 300, 90_000, "Mon 14:05"),
        (14 * 3600 + 300, 8 * 86_400, "w1 Mon 14:05"),
        (86_399, 86_400, "Mon 23:59"),
    ],
)
def test_a_line_of_the_log_says_as_much_of_its_day_as_is_needed(time: float, now: float, text: str) -> None:
    """Nothing today, the weekday this week, the week before that."""
    assert clock(time, now) == text
