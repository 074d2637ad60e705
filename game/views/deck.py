"""The deck: the events that a level leaves to the player. A card that is played goes into the decision log."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.views import happening, icons, theme, widgets
from game.views.canvas import Canvas, Rect, Weight
from game.views.cover import Cover
from game.views.eventcard import content_high, draw_content
from game.views.inputs import Input, Key
from game.views.keys import Act
from game.views.lettering import fit, middle
from game.views.playing import Playing
from game.views.scene import Pop, Scene, Turn
from game.views.ui import Ui
from game.views.words import count, say
from sim.decisions import Inject, Refused

ROW = 44.0


class Deck(Cover):
    """A list of the cards at the left, the one looked at beside it."""

    def __init__(self, below: Scene, playing: Playing, played: Callable[[str], None]) -> None:
        """`played`: who is told that a card was played."""
        super().__init__(below, focus="card 0", act=Act.EVENTS)
        self._playing = playing
        self._played = played
        self._names = happening.deck(playing.level)
        self._chosen = 0
        self._said = ""

    def on_input(self, happened: Input) -> Turn | None:
        """Arrows leaf through it."""
        turn = super().on_input(happened)
        kind, _, n = self._ui.focus.partition(" ")
        if kind == "card" and isinstance(happened, Key) and happened.name in ("up", "down"):
            self._choose(int(n))
        return turn

    def _choose(self, n: int) -> None:
        self._chosen = n
        self._said = ""

    def _play(self) -> Turn | None:
        name = self._names[self._chosen]
        answer = self._playing.submit(Inject(name))
        if isinstance(answer, Refused):
            self._said = say("It can't be played now: {why}.", why=say(answer.reason))
            return None
        self._played(name)
        return Pop()

    def _left(self, name: str) -> int:
        """Days that a card still is in force; 0: it may be played."""
        playing = self._playing
        now = playing.frame.time
        found = happening.in_force(playing.level, playing.decisions, now)
        return max((one.days_left(now) for one in found if one.name == name), default=0)

    def _draw_card(self, ui: Ui, canvas: Canvas) -> None:
        """The list, and the card that is looked at."""
        width, height = canvas.size
        wide, high = min(920.0, width - 24), min(620.0, height - 16)
        box = Rect((width - wide) / 2, (height - high) / 2, wide, high)
        canvas.rect(box, theme.CARD, radius=14)
        title = fit(canvas, say("The deck of events"), box.w - 100, size=theme.TITLE, weight="title")
        canvas.text(box.x + 24, box.y + 12, title, size=theme.TITLE, colour=theme.INK, weight="title")
        shut = Rect(box.right - 46, box.y + 14, 32, 32)
        widgets.button(ui, canvas, shut, "", Pop, key="close", style="quiet", icon=icons.cross, tip=say("Esc"))
        if not self._names:
            text = say("There is no deck in this level: what comes, comes by itself. The sandbox has one.")
            ui.paragraph(canvas, box.x + 24, box.y + 70, box.w - 48, text, colour=theme.INK_SOFT)
            return
        body = Rect(box.x, box.y + 62, box.w, box.h - 62)
        list_wide = max(190.0, body.w * 0.38)
        self._draw_list(ui, canvas, Rect(body.x + 12, body.y, list_wide - 12, body.h - 12))
        self._draw_chosen(ui, canvas, Rect(body.x + list_wide + 16, body.y, body.w - list_wide - 36, body.h))

    def _draw_list(self, ui: Ui, canvas: Canvas, rect: Rect) -> None:
        with ui.scroll(canvas, rect, ROW * len(self._names), key="deck") as top:
            for n, name in enumerate(self._names):
                what = self._playing.level.events[name]
                row = Rect(rect.x, top + n * ROW, rect.w - 10, ROW - 4)
                lit = ui.spot(f"card {n}", row, partial(self._choose, n))
                if n == self._chosen or lit:
                    fill = theme.PAPER_DEEP if n == self._chosen else theme.PAPER
                    canvas.rect(row, fill, line=theme.LINE if n == self._chosen else None, radius=8)
                y = row.y + row.h / 2
                left = self._left(name)
                ink = theme.INK_SOFT if left else theme.INK
                happening.sign(what)(canvas, row.x + 17, y, 8, theme.ORANGE)
                room = row.w - 38 - (22 if left else 0)
                weight: Weight = "bold" if n == self._chosen else "regular"
                text = fit(canvas, say(what.title), room, size=theme.SMALL, weight=weight)
                middle(canvas, row.x + 34, y, text, size=theme.SMALL, colour=ink, weight=weight)
                if left:
                    icons.tick(canvas, row.right - 14, y, 5, theme.GOOD)

    def _draw_chosen(self, ui: Ui, canvas: Canvas, rect: Rect) -> None:
        name = self._names[self._chosen]
        level, what = self._playing.level, self._playing.level.events[name]
        foot = 58.0
        area = Rect(rect.x, rect.y, rect.w + 14, rect.h - foot)
        room = rect.w - 4
        when = (
            say("It is over within a day.")
            if what.days <= 1
            else say("It lasts {days}.", days=count("one day", "{n} days", round(what.days)))
        )
        with ui.scroll(canvas, area, content_high(ui, canvas, room, level, name, when), key=f"face {name}") as top:
            draw_content(ui, canvas, Rect(rect.x, top, room, 0), level, name, when, None)
        left = self._left(name)
        box = Rect(rect.right - 170, rect.bottom - 50, 170, 38)
        text = say("Play this card")
        tip = say("It goes into your decisions; undo takes it back, and time with it.")
        widgets.button(
            ui, canvas, box, text, self._play, key="play", style="warm", enabled=not left, tip=tip if not left else ""
        )
        said = self._said or (count("In force for one more day.", "In force for {n} more days.", left) if left else "")
        said = fit(canvas, said, rect.w - 182, size=theme.SMALL)
        middle(canvas, rect.x, box.y + 19, said, size=theme.SMALL, colour=theme.INK_SOFT)


def playable(playing: Playing) -> bool:
    """Whether there is a deck, and time to play from it."""
    return (
        bool(happening.deck(playing.level)) and playing.catching_up is None and playing.frame.time < playing.frame.ends
    )
