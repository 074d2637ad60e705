"""Settings: look, sound, keys, play. What is set takes effect at once; Escape closes.

Rules of this file: nothing is kept here but what is being dragged, and what "all as at first" has replaced, so that it
can be taken back until something else is set.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, Final

from game.views import theme, widgets, words
from game.views.canvas import Canvas, Rect
from game.views.inputs import Hover, Input, Key, Release, Text
from game.views.keys import Act, KeyMap, bindings, shown, with_key
from game.views.lettering import fit, middle
from game.views.options.keyboard import Keyboard
from game.views.options.row import (
    CONTROL,
    NARROW,
    Row,
    choice,
    control_y,
    draw_rows,
    high_of,
    places,
    scale,
    switch,
    tall,
)
from game.views.palettes import PALETTES, Palette
from game.views.playing import Foyer
from game.views.scene import Pop, Turn
from game.views.settings import LEAST_TEXT, MOST_TEXT, TEXT_STEP, VOLUME_STEP, Cards, Settings, Sound
from game.views.ui import Ui
from game.views.words import say

LOOK, SOUND, KEYS, PLAY = range(4)
FIELDS: Final = (
    ("language", "text", "palette", "projector", "calm", "full"),
    ("volume", "muted", "silent", "captions"),
    ("keys",),
    ("hints", "thoughts", "cards", "unveiled"),
)
"""What is set on each page."""
MOST_WIDE: Final = 860.0
SAMPLE: Final = 12.0
SIZE_ROW: Final = 1
"""Which row of the first page is that of the size of letters."""
LESS, MORE = 30.0, 265.0
"""How far right of the window's middle its minus and its plus stand, in pixels of letters of the usual size: where they
are on the glass is then the same in every size, and whoever presses one may press it again.
"""
LOW: Final = 234.0
"""... and so far down at least: higher up the heading would be, in the largest letters."""


def palette_title(name: str) -> str:
    """What a palette is called, by whom it is for."""
    return {
        "paper": say("Paper"),
        "red-green": say("Red and green alike"),
        "blue-yellow": say("Blue and yellow alike"),
        "contrast": say("High contrast"),
        "evening": say("Evening"),
    }[name]


def sound_title(sound: Sound) -> str:
    """What a kind of sound is called."""
    return {
        Sound.CUES: say("Signs"),
        Sound.ROOM: say("The room"),
        Sound.HOLD: say("Hold music"),
    }[sound]


def sound_says(sound: Sound) -> str:
    """What a kind of sound is."""
    return {
        Sound.CUES: say("Short sounds: something happened, something was pressed."),
        Sound.ROOM: say("Murmur, louder the more are on the phone."),
        Sound.HOLD: say("What a caller hears who waits. You were warned."),
    }[sound]


def cards_title(which: Cards) -> str:
    """What is called so: which event cards stop time."""
    return {Cards.ALWAYS: say("Always"), Cards.CHOICE: say("With a choice"), Cards.NEVER: say("Never")}[which]


class Options:
    """The settings, page by page."""

    def __init__(self, foyer: Foyer, page: int = LOOK) -> None:
        self._foyer = foyer
        self._ui = Ui()
        self._page = page
        self._languages = words.languages()
        self._dragged: float | None = None
        """Text size under the hand: it grows when the hand lets go, not under it."""
        self._hand: float | None = None
        """Where the hand has just changed the size of letters: how far down, in letters of the usual size."""
        self._lead: float | None = None
        """What is left free above the first page so that the row stays under the hand; `None`: as usual."""
        self._reach = 0.0
        """How far the page can be scrolled for the same reason."""
        self._replaced: Settings | None = None
        """What "all as at first" has replaced."""
        self._keyboard = Keyboard(lambda keys: self._put(keys=keys))

    @property
    def pace(self) -> int:
        """Nothing moves."""
        return 0

    @property
    def listens(self) -> bool:
        """Whether every key is wanted as it is, because one has been asked for."""
        return self._keyboard.asked is not None

    # --- inputs -----------------------------------------------------------------------------------------------

    def on_input(self, happened: Input) -> Turn | None:
        """Escape and the key that leads here close."""
        if self._keyboard.take(happened, self._foyer.settings.keys):
            return None
        if isinstance(happened, Key) and happened.name == "escape":
            return Pop()
        if isinstance(happened, Key | Text) and KeyMap(bindings()).act(happened) is Act.SETTINGS:
            return Pop()
        before, pressed = self._foyer.settings.scale, self._ui.pressed
        turn = self._ui.take(happened)
        if isinstance(happened, Release):
            if self._dragged is not None:
                dragged, self._dragged = self._dragged, None
                self._put(text=dragged)
            if pressed.startswith("text ") and self._foyer.settings.scale != before:
                self._hand = happened.y * before
        elif isinstance(happened, Hover) and not self._ui.hot.startswith("text"):
            self._lead = None
        return turn

    def _turn(self, page: int) -> None:
        self._page = page
        self._lead, self._reach, self._replaced = None, 0.0, None
        self._keyboard.leave()

    def _put(self, **changes: Any) -> None:
        """Set something."""
        self._replaced = None
        self._foyer.change(replace(self._foyer.settings, **changes))

    def _size(self, value: float) -> None:
        if self._ui.pressed == "text track":
            self._dragged = round(value, 2)
        else:
            self._put(text=round(value, 2))

    def _mute(self, sound: Sound, on: bool) -> None:
        unheard = self._foyer.settings.unheard
        self._put(muted=unheard - {sound} if on else unheard | {sound}, silent=False)

    def _loud(self, sound: Sound, value: float) -> None:
        settings = self._foyer.settings
        self._put(volume={**settings.volume, sound: round(value, 2)}, muted=settings.unheard - {sound}, silent=False)

    def _usual(self) -> None:
        """This page as it was at first, or what was replaced by that."""
        settings, before = self._foyer.settings, self._replaced
        self._keyboard.leave()
        if before is not None:
            self._foyer.change(before)
            self._replaced = None
        else:
            first = Settings()
            self._foyer.change(replace(settings, **{name: getattr(first, name) for name in FIELDS[self._page]}))
            self._replaced = settings

    # --- picture ----------------------------------------------------------------------------------------------

    def draw(self, canvas: Canvas) -> None:
        """Head, tabs, the page, and a way back to how it was at first."""
        ui = self._ui
        width, height = canvas.size
        low = height < 420
        wide = min(MOST_WIDE, width - (28 if width < 700 else 64))
        left = (width - wide) / 2
        with ui.picture(canvas):
            canvas.clear(theme.PAPER)
            top = 10.0 if low else 26.0
            back, size = say("Back"), 24.0 if low else 34.0
            shut = Rect(left, top + 2, canvas.measure(back, size=theme.BODY, weight="bold")[0] + 44, 36)
            widgets.button(ui, canvas, shut, back, Pop, key="back", tip=with_key(say("Back"), Act.MENU))
            usual = self._draw_usual(ui, canvas, left + wide, top + 2)
            title = fit(canvas, say("Settings"), usual - shut.right - 36, size=size, weight="title")
            middle(canvas, shut.right + 18, top + 20, title, size=size, colour=theme.INK, weight="title")
            tabs = Rect(left, top + (44 if low else 56), wide, 34)
            names = [say("Look"), say("Sound"), say("Keys"), say("Play")]
            widgets.tabs(ui, canvas, tabs, names, self._page, self._turn, key="page")
            body = Rect(left - 10, tabs.bottom + 4, wide + 20, height - tabs.bottom - 8)
            self._draw_page(ui, canvas, body)

    def _draw_usual(self, ui: Ui, canvas: Canvas, right: float, y: float) -> float:
        """The button at the right that sets everything of the page back, or takes that back; its left edge."""
        settings, first = self._foyer.settings, Settings()
        back = self._replaced is not None
        text = say("Undo") if back else say("Defaults")
        tip = say("Everything as you had set it") if back else say("Everything on this page as it was at first")
        wide = canvas.measure(text, size=theme.BODY, weight="bold")[0] + 36
        able = back or any(getattr(settings, name) != getattr(first, name) for name in FIELDS[self._page])
        box = Rect(right - wide, y, wide, 36)
        widgets.button(ui, canvas, box, text, self._usual, key="defaults", enabled=able, tip=tip)
        return box.x

    def _draw_page(self, ui: Ui, canvas: Canvas, body: Rect) -> None:
        x, wide = body.x + 10, body.w - 24
        if self._page == KEYS:
            with ui.scroll(canvas, body, self._keyboard.tall(wide), key="keys") as top:
                self._keyboard.draw(ui, canvas, x, top, wide, self._foyer.settings.keys)
            return
        rows = (self._look, self._sound, self._sound, self._play)[self._page](canvas, wide)
        complaints = self._foyer.complaints()
        more = sum(len(ui.wrap(canvas, line, wide, size=theme.SMALL)) for line in complaints) * theme.SMALL * 1.32 + 24
        lead = self._lead_of(body, control_y(ui, canvas, wide, rows, SIZE_ROW)) if self._page == LOOK else 0.0
        high = max(lead + tall(ui, canvas, wide, rows) + more, body.h + self._reach)
        with ui.scroll(canvas, body, high, key=f"page {self._page}") as top:
            y = draw_rows(ui, canvas, x, top + lead, wide, rows) + 8
            for line in complaints:
                y = ui.paragraph(canvas, x, y, wide, line, size=theme.SMALL, colour=theme.BAD)

    def _lead_of(self, body: Rect, y: float) -> float:
        """What is left free above the first page, whose row of the size would else stand `y` below its top.

        If the hand has just set the size, the page is scrolled so that the row is under it again.
        """
        large = self._foyer.settings.scale
        if self._hand is not None:
            below = y - (max(body.y + 20, self._hand / large) - body.y)
            self._hand, self._lead, self._reach = None, max(0.0, -below), max(0.0, below)
            self._ui.scroll_to(f"page {LOOK}", self._reach)
        return max(0.0, LOW / large - body.y - y) if self._lead is None else self._lead

    def _look(self, canvas: Canvas, wide: float) -> list[Row]:
        settings = self._foyer.settings
        room = CONTROL if wide >= NARROW else wide
        tongues = [("", say("As the system")), *self._languages.items()]
        text = settings.text if self._dragged is None else self._dragged
        palettes = [palette_title(name) for name in PALETTES]
        centre = canvas.size[0] / 2
        left, right = (centre + far / settings.scale for far in (LESS, MORE))
        span = (left - 15, min(right + 15, centre + wide / 2 - 68))
        return [
            Row(
                title=say("Language"),
                control=choice("language", tongues, settings.language, lambda code: self._put(language=code)),
                high=high_of(canvas, room, [name for _, name in tongues]),
            ),
            Row(
                title=say("Size of letters"),
                says=say("And of all that goes with them. Wherever you are: {keys}.", keys=_size_keys()),
                control=scale("text", text, self._size, low=LEAST_TEXT, high=MOST_TEXT, step=TEXT_STEP,
                              now=settings.text, says=say("{pct:.0f} %", pct=100 * text), span=span),
                wide=centre + wide / 2 - span[0],
            ),
            Row(
                title=say("Colours"),
                says=say("Nothing is told by colour alone; these are for eyes that see some of them alike."),
                control=partial(self._draw_palettes, palettes),
                high=high_of(canvas, wide, palettes) + 2 * SAMPLE + 18,
                broad=True,
            ),
            Row(
                title=say("Projector"),
                says=say("For the back row: a quarter larger, high contrast, thick lines, no small print."),
                control=switch("projector", settings.projector, lambda on: self._put(projector=on)),
            ),
            Row(
                title=say("Reduced motion"),
                says=say("People and barriers are where they are; nothing sways, slides or glides."),
                control=switch("calm", settings.calm, lambda on: self._put(calm=on)),
            ),
            Row(
                title=say("Full screen"),
                says=with_key(say("And back"), Act.FULL),
                control=switch("full", settings.full, lambda on: self._put(full=on)),
            ),
        ]  # fmt: skip

    def _draw_palettes(self, names: list[str], ui: Ui, canvas: Canvas, box: Rect) -> None:
        """A button for each, and the colours that mean something as they are in it."""
        settings = self._foyer.settings
        for name, at in zip(PALETTES, places(canvas, box, names), strict=True):
            on = settings.palette == name
            do = lambda name=name: self._put(palette=name)
            widgets.button(ui, canvas, at, palette_title(name), do, key=f"palette {name}", on=on, size=theme.SMALL)
        look = PALETTES["contrast" if settings.projector else settings.palette]
        low = Rect(box.x, box.bottom - 2 * SAMPLE - 8, box.w, 2 * SAMPLE + 8)
        _draw_sample(canvas, low, look)

    def _sound(self, _canvas: Canvas, _wide: float) -> list[Row]:
        settings = self._foyer.settings
        rows = []
        for sound in Sound:
            rows += [self._sound_row(settings, sound)]
        captions = switch("captions", settings.captions, lambda on: self._put(captions=on))
        says = say("What can be heard, in words at the edge of the screen; also when it is silent.")
        return [*rows, Row(title=say("Captions"), says=says, control=captions)]

    def _sound_row(self, settings: Settings, sound: Sound) -> Row:
        on, value = sound not in settings.unheard, settings.volume[sound]

        def control(ui: Ui, canvas: Canvas, box: Rect) -> None:
            at = Rect(box.x, box.y + (box.h - 26) / 2, 52, 26)
            tip = say("Silence it") if on else say("Let it be heard")
            mute = lambda wanted: self._mute(sound, bool(wanted))
            widgets.toggle(ui, canvas, at, on, mute, key=f"{sound} on", tip=tip)
            rest = Rect(box.x + 66, box.y, box.w - 66, box.h)
            says = say("{pct:.0f} %", pct=100 * value) if on else say("silent")
            loud = partial(self._loud, sound)
            scale(sound, value, loud, low=0, high=1, step=VOLUME_STEP, now=value, says=says)(ui, canvas, rest)

        return Row(title=sound_title(sound), says=sound_says(sound), control=control)

    def _play(self, canvas: Canvas, wide: float) -> list[Row]:
        settings = self._foyer.settings
        room = CONTROL if wide >= NARROW else wide
        cards = [(one, cards_title(one)) for one in Cards]
        return [
            Row(
                title=say("Hints"),
                says=say("Unasked-for advice when the game thinks you need it. Like any hotline, it means well."),
                control=switch("hints", settings.hints, lambda on: self._put(hints=on)),
            ),
            Row(
                title=say("Thoughts"),
                says=say("What customers think while they hold, over their heads."),
                control=switch("thoughts", settings.thoughts, lambda on: self._put(thoughts=on)),
            ),
            Row(
                title=say("Event cards stop time"),
                says=with_key(
                    say("With a choice: where something in your hands may help. A card that waits is marked"),
                    Act.EVENTS,
                ),
                control=choice("cards", cards, settings.cards, lambda which: self._put(cards=which)),
                high=high_of(canvas, room, [title for _, title in cards]),
            ),
            Row(
                title=say("Truth unveiled"),
                says=say("The Ledgers show it before attention has bought it: for facilitators, and for the curious."),
                control=switch("unveiled", settings.unveiled, lambda on: self._put(unveiled=on)),
            ),
        ]


def _size_keys() -> str:
    return ", ".join(key for act in (Act.SMALLER, Act.USUAL, Act.LARGER) if (key := shown(act)))


def _draw_sample(canvas: Canvas, box: Rect, palette: Palette) -> None:
    """The desks, and the kinds of minutes, in their colours."""
    look = {hue: getattr(palette, hue.lower()) for hue in (*theme.DESKS.values(), *theme.MINUTES.values())}
    for line, hues in enumerate((tuple(theme.DESKS.values()), tuple(theme.MINUTES.values()))):
        wide = min(box.w, 360.0) / len(hues)
        for n, hue in enumerate(hues):
            at = Rect(box.x + n * wide, box.y + line * (SAMPLE + 6), wide - 3, SAMPLE)
            canvas.rect(at, look[hue], radius=3)
