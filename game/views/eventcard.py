"""Event cards: what has come over the centre, at the moment it does, and the signs that stay as long as it lasts.

Rules of this file: a card appears once for what the script brings, and time stands still beneath it; what the player
himself played from the deck is no news to him. Where he would rather not be stopped the card waits, and is marked,
until he looks at it. The signs are on the wall as long as an event is in force. It is all looking: no run is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from game.views import art, happening, icons, theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.cover import Cover
from game.views.happening import Effect, Occurrence
from game.views.keys import Act, with_key
from game.views.lettering import LEADING, fit, lines_high, middle
from game.views.playing import Playing
from game.views.scene import Pop, Scene, Turn
from game.views.ui import Ui
from game.views.words import say
from sim.clock import DAY, day_of
from sim.level import Happening, Level
from sim.levers import LEVERS

WIDE = 560.0
PICTURE = 232.0
TITLE = 24.0
ROW = 23.0
LINK = 26.0
SIGN_HIGH = 24.0
SIGN_GAP = 8.0
NAME = 44.0
"""A name that has less room than this isn't written."""
ToLever = Callable[[str], Turn]
Look = Callable[[Occurrence], Turn]
"""Opens the card of an event."""


class Calendar:
    """Which of what happened the player has been told."""

    def __init__(self, playing: Playing) -> None:
        self._playing = playing
        self._told: set[tuple[str, float]] = set()
        self._waiting: list[Occurrence] = []
        self.recall()

    def recall(self) -> None:
        """What had happened before one looked is no news, except on the level's first morning."""
        playing = self._playing
        now = playing.frame.time
        fresh = now <= playing.dawn(0)
        begun = happening.occurred(playing.level, playing.decisions, now)
        self._told = {one.key for one in begun if not fresh}
        self._waiting = [one for one in self._waiting if one in begun]

    def played(self, name: str) -> None:
        """The player has played `name` himself just now."""
        self._told.add((name, float(int(self._playing.frame.time))))

    @property
    def waiting(self) -> tuple[Occurrence, ...]:
        """Whose cards wait to be looked at, the oldest first."""
        return tuple(self._waiting)

    def find(self, name: str, begun: float) -> Occurrence:
        """What of that name began then (s)."""
        key, playing = (name, begun), self._playing
        begun_by_now = happening.occurred(playing.level, playing.decisions, playing.frame.time)
        return next(one for one in begun_by_now if one.key == key)

    def keep(self, one: Occurrence) -> None:
        """Its card is to wait."""
        self._waiting.append(one)

    def seen(self, one: Occurrence) -> None:
        """Its card waits no more."""
        self._waiting = [other for other in self._waiting if other.key != one.key]

    def news(self) -> Occurrence | None:
        """What has happened that nobody has told him yet; from now on he has been told."""
        playing = self._playing
        if playing.catching_up is not None:
            return None
        for one in happening.occurred(playing.level, playing.decisions, playing.frame.time):
            if one.key not in self._told:
                self._told.add(one.key)
                return one
        return None


class EventCard(Cover):
    """One event over what is played."""

    def __init__(self, below: Scene, level: Level, one: Occurrence, now: float, to_lever: ToLever) -> None:
        """`now`: when it is looked at (s)."""
        super().__init__(below, focus="go on", act=Act.EVENTS)
        self._level = level
        self._one = one
        self._now = now
        self._to_lever = to_lever

    def _draw_card(self, ui: Ui, canvas: Canvas) -> None:
        """Picture, name, when, what it does, what may help."""
        width, height = canvas.size
        wide = min(WIDE, width - 24)
        room = wide - 48
        when = happening.lasting(self._one)
        if self._one.begun < day_of(self._now) * DAY:
            when = say("{when} ({left})", when=when, left=happening.remaining(self._one, self._now))
        body = content_high(ui, canvas, room, self._level, self._one.name, when)
        high = min(height - 16, body + 20 + 62)
        box = Rect((width - wide) / 2, (height - high) / 2, wide, high)
        canvas.rect(Rect(box.x + 4, box.y + 6, box.w, box.h), theme.SHADOW, radius=14)
        canvas.rect(box, theme.CARD, line=theme.LINE, radius=14)
        area = Rect(box.x, box.y + 20, box.w, box.h - 20 - 62)
        with ui.scroll(canvas, area, body, key="event") as top:
            at = Rect(box.x + 24, top, room, body)
            draw_content(ui, canvas, at, self._level, self._one.name, when, self._to_lever)
        on = Rect(box.right - 24 - 150, box.bottom - 52, 150, 40)
        widgets.button(ui, canvas, on, say("Go on"), Pop, key="go on", style="strong")


SAYS = 8.0
"""Above the sentence about it."""
BESIDE = 400.0
"""From this width on the name stands beside the picture, else below it."""


def content_high(ui: Ui, canvas: Canvas, wide: float, level: Level, name: str, when: str) -> float:
    """How high the content of a card is, by the same measures as it is drawn."""
    what = level.events[name]
    high = _head_high(ui, canvas, wide, what, when) + 14
    high += sum(_effect_high(ui, canvas, wide, effect) for effect in happening.effects(level, what))
    helps = happening.what_helps(level, what)
    nothing = lines_high(canvas, len(ui.wrap(canvas, _nothing(level, what), wide, size=theme.SMALL)), theme.SMALL)
    return high + 34 + (LINK * len(helps) if helps else nothing) + 8


def draw_content(
    ui: Ui, canvas: Canvas, at: Rect, level: Level, name: str, when: str, to_lever: ToLever | None
) -> None:
    """Picture, name, when, effects and what may help; without `to_lever` its names lead nowhere."""
    what = level.events[name]
    x = at.x
    picture = Rect(x, at.y, *_picture(canvas, at.w))
    happening.draw_picture(canvas, picture, name, what)
    beside = at.w >= BESIDE
    left, top = (picture.right + 18, at.y + 6) if beside else (x, picture.bottom + 10)
    room = at.right - left
    y = ui.paragraph(canvas, left, top, room, say(what.title), size=TITLE, weight="title")
    y = ui.paragraph(canvas, left, y + 4, room, when, size=theme.SMALL, colour=theme.INK_SOFT)
    ui.paragraph(canvas, left, y + SAYS, room, say(what.says))
    y = at.y + _head_high(ui, canvas, at.w, what, when) + 14
    for effect in happening.effects(level, what):
        y = _draw_effect(ui, canvas, Rect(x, y, at.w, 0), effect)
    helps = happening.what_helps(level, what)
    middle(canvas, x, y + 18, say("What may help"), size=theme.BODY, colour=theme.INK, weight="bold")
    y += 34
    if not helps:
        ui.paragraph(canvas, x, y, at.w, _nothing(level, what), size=theme.SMALL, colour=theme.INK_SOFT)
    for n, lever in enumerate(helps):
        _draw_link(ui, canvas, Rect(x, y + n * LINK, at.w, LINK), lever, to_lever)


def _picture(canvas: Canvas, wide: float) -> tuple[float, float]:
    """Width and height of the picture on a card."""
    across = min(PICTURE, canvas.size[1] * 0.4, wide)
    return (across, across / art.CARD_SHAPE)


def _head_high(ui: Ui, canvas: Canvas, wide: float, what: Happening, when: str) -> float:
    """How high picture, name and date are together."""
    across, high = _picture(canvas, wide)
    beside = wide >= BESIDE
    room = wide - across - 18 if beside else wide
    words = len(ui.wrap(canvas, say(what.title), room, size=TITLE, weight="title")) * TITLE * LEADING + 4
    words += len(ui.wrap(canvas, when, room, size=theme.SMALL)) * theme.SMALL * LEADING
    if what.says:
        words += SAYS + len(ui.wrap(canvas, say(what.says), room, size=theme.BODY)) * theme.BODY * LEADING
    return max(high, words + 6) if beside else high + 10 + words


def _nothing(level: Level, what: Happening) -> str:
    """What is said where no lever is named."""
    if all(effect.tone == "good" for effect in happening.effects(level, what)):
        return say("Against good news? Enjoy it while it lasts.")
    return say("Nothing that is in your hands here. Keep calm, and keep the lines open.")


def _effect_high(ui: Ui, canvas: Canvas, wide: float, effect: Effect) -> float:
    if effect.amount:
        return ROW
    lines = ui.wrap(canvas, effect.text, wide - 22, size=theme.BODY)
    return lines_high(canvas, len(lines), theme.BODY) + 5


def _draw_effect(ui: Ui, canvas: Canvas, at: Rect, effect: Effect) -> float:
    high = _effect_high(ui, canvas, at.w, effect)
    colour = {"good": theme.GOOD, "bad": theme.BAD, "plain": theme.INK_SOFT}[effect.tone]
    if not effect.amount:
        canvas.circle(at.x + 6, at.y + 10, 3.5, colour)
        ui.paragraph(canvas, at.x + 22, at.y, at.w - 22, effect.text)
        return at.y + high
    y = at.y + ROW / 2
    icons.arrow(canvas, at.x + 6, y, 5.5, colour, up=effect.up)
    wide = canvas.measure(effect.amount, size=theme.BODY, weight="bold")[0]
    text = fit(canvas, effect.text, at.w - 22 - wide - 16, size=theme.BODY)
    middle(canvas, at.x + 22, y, text, size=theme.BODY, colour=theme.INK)
    middle(canvas, at.right, y, effect.amount, size=theme.BODY, colour=colour, weight="bold", align="right")
    return at.y + high


def _draw_link(ui: Ui, canvas: Canvas, row: Rect, lever: str, to_lever: ToLever | None) -> None:
    lit = False
    if to_lever is not None:
        tip = say("Open the policy book at this line.")
        lit = ui.spot(f"helps {lever}", row, partial(to_lever, lever), tip=tip)
    ink = theme.INK if lit else theme.ACCENT if to_lever else theme.INK
    y = row.y + row.h / 2
    icons.book(canvas, row.x + 6, y, 5.5, ink)
    title = fit(canvas, say(LEVERS[lever].title), row.w - 24, size=theme.BODY)
    middle(canvas, row.x + 22, y, title, size=theme.BODY, colour=ink)


# --- in the ribbon ----------------------------------------------------------------------------------------------


def draw_signs(
    ui: Ui, canvas: Canvas, row: Rect, playing: Playing, waiting: Sequence[Occurrence], look: Look
) -> float:  # fmt: skip
    """A small sign for each event in force, in a row, with the days it has left; a press tells more. Where they end.

    `waiting`: those that nobody has looked at yet; they are marked. Where room is short the days go first, then names.
    """
    now = playing.frame.time
    found = happening.in_force(playing.level, playing.decisions, now)
    x = row.x
    for n, one in enumerate(found):
        room = (row.right - x - SIGN_GAP * (len(found) - n - 1)) / (len(found) - n)
        left = happening.remaining(one, now)
        more = canvas.measure(left, size=theme.TINY)[0] + 10
        if room < 28 + NAME + more + 10:
            more = 0.0
        most = min(220.0, room - 28 - more - 10)
        name = fit(canvas, say(one.what.title), most, size=theme.SMALL, weight="bold") if most >= NAME else ""
        wide = canvas.measure(name, size=theme.SMALL, weight="bold")[0] if name else 0.0
        box = Rect(x, row.y, 30 + (wide + more + 8 if name else 0.0), row.h)
        new = one in waiting
        tip = happening.lasting(one)
        if not name:
            tip = say("{event}. {when}", event=say(one.what.title), when=tip)
        lit = ui.spot(f"event {n}", box, partial(look, one), tip=with_key(tip, Act.EVENTS) if new else tip)
        fill = theme.PAPER_DEEP if lit else theme.ORANGE_PALE if new else theme.CARD
        canvas.rect(box, fill, line=theme.ORANGE, width=2.6 if new else 1.6, radius=row.h / 2)
        y = box.y + box.h / 2
        happening.sign(one.what)(canvas, box.x + 15, y, 6, theme.ORANGE)
        if name:
            middle(canvas, box.x + 28, y, name, size=theme.SMALL, colour=theme.INK, weight="bold")
        if more:
            middle(canvas, box.x + 38 + wide, y, left, size=theme.TINY, colour=theme.INK_SOFT)
        if new:
            canvas.circle(box.right - 6, box.y + 3, 5, theme.ORANGE, line=theme.INK, width=1.2)
        x = box.right + SIGN_GAP
    return x - SIGN_GAP if found else row.x - SIGN_GAP
