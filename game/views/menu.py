"""The menu over a level in play: go on, keys, begin again, leave."""

from __future__ import annotations

from collections.abc import Callable

from game.views import theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.cover import Cover
from game.views.lettering import middle
from game.views.playing import Foyer, Playing
from game.views.scene import Pop, Push, Quit, Reset, Scene, Turn
from game.views.tutorial.steps import LEVEL
from game.views.ui import Do, Ui
from game.views.when import stamp
from game.views.widgets import Style
from game.views.words import say


class Menu(Cover):
    """A few large buttons; time stands still beneath."""

    def __init__(
        self, below: Scene, foyer: Foyer, playing: Playing, *, teach: Callable[[], None] | None = None
    ) -> None:
        """`teach`: begins the tutorial again."""
        super().__init__(below, focus="go on")
        self._foyer = foyer
        self._playing = playing
        self._teach = teach if playing.level.name == LEVEL else None

    def _restart(self) -> Turn:
        from game.views.play import Play

        self._foyer.keep(self._playing)
        again = self._foyer.begin(self._playing.level, self._playing.seed)
        again.bet = self._playing.bet
        return Reset(Play(self._foyer, again))

    def _tutorial(self) -> Turn:
        if self._teach is not None:
            self._teach()
        return Pop()

    def _leave(self) -> Turn:
        from game.views.title import Title

        self._foyer.keep(self._playing)
        return Reset(Title(self._foyer))

    def _quit(self) -> Turn:
        self._foyer.keep(self._playing)
        return Quit()

    def _timeline(self) -> Turn:
        from game.views.timeline import Timeline

        return Push(Timeline(self._foyer, self._playing))

    def _saves(self) -> Turn:
        from game.views.saves import Saves

        return Push(Saves(self._foyer, self._playing))

    def _options(self) -> Turn:
        from game.views.options import Options

        return Push(Options(self._foyer))

    def _help(self) -> Turn:
        from game.views.help import Help

        return Push(Help(self))

    def _draw_card(self, ui: Ui, canvas: Canvas) -> None:
        """Level, moment and the buttons."""
        width, height = canvas.size
        rows: list[tuple[str, str, Do, Style]] = [
            ("go on", say("Go on"), Pop, "strong"),
            ("time line", say("Your decisions: rewind, fork"), self._timeline, "plain"),
            ("saves", say("Save or load"), self._saves, "plain"),
            ("options", say("Settings"), self._options, "plain"),
            ("keys", say("Keys and mouse"), self._help, "plain"),
            ("restart", say("Begin this level again"), self._restart, "plain"),
            ("leave", say("Save and go to the title"), self._leave, "plain"),
            ("quit", say("Save and quit"), self._quit, "plain"),
        ]
        if self._teach is not None:
            rows.insert(5, ("tutorial", say("Show me round again"), self._tutorial, "plain"))
        step = min(50.0, (height - 128) / len(rows))
        high = 112 + step * len(rows)
        box = Rect(width / 2 - 180, max(8.0, (height - high) / 2), 360, high)
        canvas.rect(box, theme.CARD, radius=12)
        middle(
            canvas,
            width / 2,
            box.y + 38,
            say(self._playing.level.title),
            size=theme.TITLE,
            colour=theme.INK,
            weight="title",
            align="centre",
        )
        when = stamp(self._playing.frame.time)
        middle(canvas, width / 2, box.y + 70, when, size=theme.BODY, colour=theme.INK_SOFT, align="centre")
        for n, (key, text, do, style) in enumerate(rows):
            row = Rect(box.x + 30, box.y + 94 + n * step, box.w - 60, step - 6)
            able = key != "time line" or self._playing.catching_up is None
            widgets.button(ui, canvas, row, text, do, key=key, style=style, enabled=able)
