"""The policy book: six chapters of levers, what is being changed, what is on its way, and what each mends and breaks.

A change is first pencilled in (orange), then applied: so a slip of the wheel costs nothing, and several changes that
belong together are taken together. What the level lets the player change stands in one list of all chapters, through
which the tabs lead; what it doesn't is put away until he asks for it, then each chapter is a page. A search looks
through all chapters. What the policy linter finds stands where it can be mended.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import ceil

from game.views import art, icons, prices, rows, theme, widgets
from game.views.canvas import Canvas, Colour, Rect, Weight
from game.views.findings import Findings
from game.views.keys import Act, with_key
from game.views.lettering import lines_high, middle
from game.views.playing import Playing
from game.views.rows import LOCKED_HIGH, Row, chapter_says, chapter_title, key_of
from game.views.ui import Ui
from game.views.widgets import snap
from game.views.words import count, say
from sim.clock import DAY
from sim.decisions import Refused, Set
from sim.levers import LEVERS, Chapter, Lever

PAD = 16.0
TABS = 36.0
TOOLS = 38.0
DETAIL = 176.0
APPLY = 50.0
HEADING = 28.0
EMBLEM = 30.0
INDENTS = {"chapter": EMBLEM + 8, "finding": 19.0, "lock": 19.0, "good": 19.0, "bad": 19.0}
"""How far a paragraph of the detail is moved in for its sign."""
SEARCH = "search"
"""Key of the search field."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the list: how high it is, and how it is drawn."""

    high: float
    draw: Callable[[Canvas, Rect], None]
    heads: Chapter | None = None
    """Which chapter it is the heading of."""


class Book:
    """The panel, and the changes pencilled into it."""

    def __init__(self, playing: Playing) -> None:
        self._playing = playing
        self._unlocked = frozenset(playing.level.unlocked)
        self._chapters = list(Chapter)
        first = next((LEVERS[name].chapter for name in playing.level.unlocked if name in LEVERS), Chapter.PEOPLE)
        self._chapter = self._chapters.index(first)
        self._findings = Findings(playing.level)
        self._pencilled: dict[str, float] = {}
        self._refused: dict[str, str] = {}
        self._sought = ""
        self._mine_only = any(name not in self._unlocked for name in LEVERS)
        self._shown = ""
        """The lever that the detail is about."""
        self._to_heading = True
        """Whether the next picture begins with the heading of the open chapter."""
        self._pointed = ("", "")
        """Focus and what is under the pointer, when last looked at."""

    @property
    def pencilled(self) -> dict[str, float]:
        """Changes not yet applied, by lever."""
        return dict(self._pencilled)

    @property
    def refused(self) -> int:
        """How many of them may not be, as they stand."""
        return len(self._refused)

    @property
    def warnings(self) -> int:
        """How much the linter finds."""
        return len(self._findings.look(self._playing.frame.book))

    @property
    def chapter(self) -> int:
        """Which one is open."""
        return self._chapter

    @property
    def _here(self) -> int:
        """The chapter that the detail is about."""
        return self._chapters.index(LEVERS[self._shown].chapter) if self._shown else self._chapter

    @property
    def _across(self) -> bool:
        """Whether the list goes through all chapters."""
        return self._mine_only or bool(self._sought)

    # --- what the player does ---------------------------------------------------------------------------------

    def turn(self, ui: Ui) -> None:
        """Open the next chapter, at its first lever."""
        self._open((self._here + 1) % len(self._chapters))
        mine, _ = self._split(self._levers(), self._chapters[self._chapter])
        ui.focus_on(key_of(mine[0].name) if mine else f"chapter {self._chapter}")

    def search(self, ui: Ui) -> None:
        """Begin to type what is sought."""
        ui.type_into(SEARCH, self._sought)

    def show(self, ui: Ui, lever: str) -> None:
        """Open the book at `lever` and point at it. A search or the filter goes only if it would hide it."""
        if lever not in LEVERS:
            return
        mine = lever in self._unlocked
        self._mine_only = self._mine_only and mine
        if LEVERS[lever] not in self._levers():
            self._sought = ""
        self._chapter = self._chapters.index(LEVERS[lever].chapter)
        self._shown, self._to_heading = lever, False
        ui.focus_on(key_of(lever) if mine else f"locked {lever}")

    def pencil(self, name: str, value: float) -> None:
        """Pencil a change in; the value in effect takes it out again."""
        lever = LEVERS[name]
        value = snap(value, lever.low, lever.high, lever.step)
        self._refused.pop(name, None)
        self._shown = name
        if value == self._standing(name):
            self._pencilled.pop(name, None)
        else:
            self._pencilled[name] = value

    def revert(self) -> None:
        """Take everything pencilled out again."""
        self._pencilled.clear()
        self._refused.clear()

    def apply(self, name: str | None = None) -> None:
        """Submit what is pencilled, or one lever of it. What is refused stays, with the reason."""
        for lever in [name] if name else list(self._pencilled):
            if lever not in self._pencilled:
                continue
            answer = self._playing.submit(Set(lever, self._pencilled[lever]))
            if isinstance(answer, Refused):
                self._refused[lever] = answer.reason
            else:
                del self._pencilled[lever]
                self._refused.pop(lever, None)

    def _open(self, chapter: int) -> None:
        self._chapter, self._to_heading = chapter, True
        self._sought = self._shown = ""

    def _seek(self, words: str) -> None:
        self._sought = words
        self._shown = ""

    def _filter(self) -> None:
        """All that is the player's, of all chapters; or the page of the chapter one is at, with all that is in it."""
        self._chapter, self._to_heading = self._here, True
        self._mine_only = not self._mine_only

    def _fixed(self, chapter: int) -> None:
        """Show or hide what others decide about in `chapter`."""
        self._chapter, self._shown = chapter, ""
        self._filter()

    def _standing(self, name: str) -> float:
        """What the lever will be if nothing more is done: a change on its way, or the value in effect."""
        frame = self._playing.frame
        return next((p.value for p in frame.pending if p.lever == name), frame.book[name])

    # --- what is in it ----------------------------------------------------------------------------------------

    def _levers(self) -> list[Lever]:
        """Those of the open chapter, or of all chapters: what is sought, if anything is."""
        if not self._across:
            return [lever for lever in LEVERS.values() if lever.chapter is self._chapters[self._chapter]]
        sought = self._sought.lower().split()
        return [lever for lever in LEVERS.values() if all(word in _words(lever) for word in sought)]

    def _split(self, levers: list[Lever], chapter: Chapter) -> tuple[list[Lever], list[Lever]]:
        """What of `levers` is to be listed of a chapter: what the player may change, and what he may not."""
        levers = [lever for lever in levers if lever.chapter is chapter]
        mine = [lever for lever in levers if lever.name in self._unlocked]
        return mine, [lever for lever in levers if lever not in mine]

    def _row(self, ui: Ui, lever: Lever) -> Row:
        name, standing = lever.name, self._standing(lever.name)
        pencilled = self._pencilled.get(name)

        def commit(wanted: float) -> None:
            self.pencil(name, wanted / 100 if lever.unit == "share" else wanted)
            self.apply(name)

        def enter() -> bool:
            if name in self._pencilled:
                self.apply(name)
            elif not lever.switch:
                ui.type_into(f"{key_of(name)} value")
            return True

        return Row(
            lever=lever,
            standing=standing,
            value=standing if pencilled is None else pencilled,
            note=rows.note_of(self._playing, lever, pencilled, self._refused.get(name, "")),
            price=", ".join(prices.terms(lever, self._playing, brief=True)),
            findings=len(self._findings.about(name)),
            change=partial(self.pencil, name),
            commit=commit,
            enter=enter,
        )

    # --- what he sees -----------------------------------------------------------------------------------------

    def draw(
        self, ui: Ui, canvas: Canvas, rect: Rect, open_table: Callable[[], None], *, detail: Rect | None = None
    ) -> None:
        """The whole panel, its detail in `detail` or at its foot; `open_table` shows who may do what."""
        frame = self._playing.frame
        self._findings.look(frame.book)
        self._point(ui)
        content = (
            self._chapter,
            self._shown,
            self._sought,
            self._mine_only,
            self._to_heading,
            tuple(self._pencilled.items()),
            tuple(self._refused.items()),
            tuple(frame.book.values()),
            tuple((pending, ceil((pending.due - frame.time) / DAY)) for pending in frame.pending),
            tuple((desk.sites, desk.in_training) for desk in frame.desks),
        )
        foot = 0.0 if detail else DETAIL if rect.h >= 420 else 96.0
        place = detail or Rect(rect.x, rect.bottom - foot, rect.w, foot)
        list_ = Rect(rect.x, rect.y, rect.w, rect.h - foot)
        draw = lambda inner: self._draw(ui, inner, list_, open_table)
        ui.panel(canvas, "book", content, list_, draw, ground=theme.CARD)
        ui.panel(
            canvas, "detail", content, place, lambda inner: self._draw_detail(ui, inner, place), ground=theme.PAPER
        )

    def _point(self, ui: Ui) -> None:
        """The detail is about the lever last pointed at, by the pointer or by the focus."""
        before, self._pointed = self._pointed, (ui.focus, ui.hot)
        for key, was in zip(self._pointed, before, strict=True):
            kind, _, name = key.partition(" ")
            name = name.partition(" ")[0]
            if key != was and kind in ("lever", "row", "locked") and name in LEVERS:
                self._shown = name

    def _draw(self, ui: Ui, canvas: Canvas, rect: Rect, open_table: Callable[[], None]) -> None:
        self._draw_tabs(ui, canvas, Rect(rect.x + 8, rect.y, rect.w - 16, TABS))
        self._draw_tools(ui, canvas, Rect(rect.x + PAD, rect.y + TABS, rect.w - 2 * PAD, TOOLS), open_table)
        top = rect.y + TABS + TOOLS
        self._draw_list(ui, canvas, Rect(rect.x, top, rect.w, rect.bottom - top))

    def _draw_tabs(self, ui: Ui, canvas: Canvas, rect: Rect) -> None:
        names = [chapter_title(chapter) for chapter in self._chapters]
        pencilled = {LEVERS[name].chapter for name in self._pencilled}
        marks = tuple(n for n, chapter in enumerate(self._chapters) if chapter in pencilled)
        badges = {n: len(self._findings.within(chapter)) for n, chapter in enumerate(self._chapters)}
        chosen = -1 if self._sought else self._here
        widgets.tabs(ui, canvas, rect, names, chosen, self._open, key="chapter", marks=marks, badges=badges)

    def _draw_tools(self, ui: Ui, canvas: Canvas, rect: Rect, open_table: Callable[[], None]) -> None:
        """Search, the switch for what is locked, and the way to the table."""
        row = Rect(rect.x, rect.y + 6, rect.w, 27)
        right = row.right
        box = Rect(right - 34, row.y, 34, row.h)
        tip = with_key(say("Who may do what: every desk and every kind of trouble"), Act.TABLE)
        widgets.button(ui, canvas, box, "", open_table, key="table", icon=icons.table, tip=tip)
        right = box.x - 6
        locked = len(LEVERS) - len(self._unlocked)
        if locked:
            text = say("Mine only")
            wide = canvas.measure(text, size=theme.SMALL, weight="bold")[0] + 16
            box = Rect(right - wide, row.y, wide, row.h)
            tip = say("Only what you may change, of all chapters; {n} more are fixed in this level", n=locked)
            on = self._mine_only
            widgets.button(ui, canvas, box, text, self._filter, key="mine", on=on, tip=tip, size=theme.SMALL)
            right = box.x - 6
        field = Rect(row.x, row.y, right - row.x, row.h)
        tip = with_key(say("Looks through all chapters"), Act.SEARCH)
        hint = say("Search the book")
        widgets.search(ui, canvas, field, self._sought, self._seek, key=SEARCH, hint=hint, tip=tip)

    # --- the list ---------------------------------------------------------------------------------------------

    def _draw_list(self, ui: Ui, canvas: Canvas, rect: Rect) -> None:
        wide = rect.w - 2 * PAD
        pieces = self._pieces(ui, canvas, wide)
        key = f"levers {'sought' if self._sought else 'mine' if self._mine_only else self._chapters[self._chapter]}"
        if self._to_heading:
            self._to_heading = False
            before = [piece.high for piece in pieces[: self._heading_at(pieces)]]
            ui.scroll_to(key, sum(before))
        with ui.scroll(canvas, rect, 16 + sum(piece.high for piece in pieces), key=key) as top:
            y = top + 8
            for piece in pieces:
                piece.draw(canvas, Rect(rect.x + PAD, y, wide, piece.high))
                y += piece.high

    def _heading_at(self, pieces: list[Piece]) -> int:
        """Which piece is the heading of the open chapter; the first, where it has none."""
        return next((n for n, piece in enumerate(pieces) if piece.heads is self._chapters[self._chapter]), 0)

    def _pieces(self, ui: Ui, canvas: Canvas, wide: float) -> list[Piece]:
        """Chapter by chapter what the player may change; then what he may not, or how much of it there is."""
        pieces: list[Piece] = []
        levers = self._levers()
        for n, chapter in enumerate(self._chapters):
            mine, locked = self._split(levers, chapter)
            if self._across and (mine or locked):
                head = partial(self._draw_heading, ui, chapter=n, fixed=len(locked) if self._mine_only else 0)
                pieces.append(Piece(HEADING, head, chapter))
            for lever in mine:
                row = self._row(ui, lever)
                high = rows.row_high(ui, canvas, row, wide)
                pieces.append(Piece(high, partial(rows.draw_row, ui, row=row)))
            if locked and not self._mine_only:
                pieces.append(Piece(34, partial(self._draw_locked_head, ui, chapter=n, n=len(locked), some=bool(mine))))
                pieces += [Piece(LOCKED_HIGH, partial(self._draw_locked, ui, lever=lever)) for lever in locked]
        if not pieces:
            text = say("Nothing here is called that. Try another word.")
            pieces.append(Piece(60, partial(_draw_words, ui, text=text)))
        return pieces

    def _draw_heading(self, ui: Ui, canvas: Canvas, rect: Rect, chapter: int, fixed: int) -> None:
        """A chapter's name, and how much of it is not shown; a press shows it."""
        y = rect.y + 12
        title = chapter_title(self._chapters[chapter])
        middle(canvas, rect.x, y, title, size=theme.SMALL, colour=theme.ACCENT, weight="bold")
        if not fixed:
            return
        text = count("one is fixed", "{n} are fixed", fixed)
        wide = canvas.measure(text, size=theme.SMALL)[0]
        box = Rect(rect.right - wide - 38, rect.y, wide + 38, 24)
        tip = count("One is fixed in this level. Show it", "{n} are fixed in this level. Show them", fixed)
        lit = ui.spot(f"fixed {chapter}", box, partial(self._fixed, chapter), tip=tip)
        ink = theme.INK if lit else theme.INK_SOFT
        icons.lock(canvas, box.x + 6, y, 5, ink)
        middle(canvas, box.x + 16, y, text, size=theme.SMALL, colour=ink)
        icons.arrow(canvas, rect.right - 8, y, 4.5, ink, up=False)

    def _draw_locked(self, ui: Ui, canvas: Canvas, rect: Rect, lever: Lever) -> None:
        value = self._playing.frame.book[lever.name]
        rows.draw_locked(ui, canvas, rect, lever, value, len(self._findings.about(lever.name)))

    def _draw_locked_head(self, ui: Ui, canvas: Canvas, rect: Rect, chapter: int, n: int, some: bool) -> None:
        """How much is fixed here; a press hides it."""
        box = Rect(rect.x, rect.y + 3, rect.w, 26)
        lit = ui.spot(f"fixed {chapter}", box, partial(self._fixed, chapter), tip=say("Hide them"))
        ink = theme.INK if lit else theme.INK_SOFT
        icons.lock(canvas, rect.x + 6, rect.y + 16, 6, ink)
        words = (
            count("One more is fixed in this level", "{n} more are fixed in this level", n)
            if some
            else count("The one here is fixed in this level", "All {n} here are fixed in this level", n)
        )
        middle(canvas, rect.x + 19, rect.y + 16, words, size=theme.SMALL, colour=ink, weight="bold")
        icons.arrow(canvas, rect.right - 8, rect.y + 16, 4.5, ink, up=True)

    def _draw_apply(self, ui: Ui, canvas: Canvas, rect: Rect) -> None:
        canvas.rect(rect, theme.ORANGE_PALE)
        n = len(self._pencilled)
        text = count("Apply the change", "Apply {n} changes", n)
        box = Rect(rect.x + PAD, rect.y + 8, rect.w - 2 * PAD - 96, rect.h - 16)
        tip = say("Ctrl Enter. What takes time takes it from now.")
        widgets.button(ui, canvas, box, text, self.apply, key="apply", style="warm", tip=tip)
        undo = Rect(box.right + 8, box.y, 88, box.h)
        widgets.button(ui, canvas, undo, say("Take back"), self.revert, key="revert", size=theme.SMALL)

    # --- the detail -------------------------------------------------------------------------------------------

    def _draw_detail(self, ui: Ui, canvas: Canvas, rect: Rect) -> None:
        """What the lever last pointed at mends and breaks; without one, what the chapter is about.

        Over it, while something is pencilled in, the button that applies it: where no lever can slip beneath the hand.
        """
        if self._pencilled:
            self._draw_apply(ui, canvas, Rect(rect.x, rect.y, rect.w, APPLY))
            rect = Rect(rect.x, rect.y + APPLY, rect.w, rect.h - APPLY)
        canvas.rect(Rect(rect.x, rect.y, rect.w, 1), theme.LINE)
        lines = self._told()
        wide = rect.w - 2 * PAD
        high = 16.0
        for mark, text, _, weight in lines:
            room = wide - INDENTS.get(mark, 0.0)
            lined = lines_high(canvas, len(ui.wrap(canvas, text, room, size=theme.SMALL, weight=weight)), theme.SMALL)
            high += max(lined, EMBLEM if mark == "chapter" else 0.0) + 5
        body = Rect(rect.x, rect.y + 1, rect.w, rect.h - 1)
        with ui.scroll(canvas, body, high, key=f"detail {self._shown}") as top:
            y = top + 8
            for mark, text, ink, weight in lines:
                x = rect.x + PAD + INDENTS.get(mark, 0.0)
                least = y
                if mark == "chapter":
                    art.draw(canvas, art.chapter(self._chapters[self._chapter]), Rect(rect.x + PAD, y, EMBLEM, EMBLEM))
                    least = y + EMBLEM + 4
                elif mark == "finding":
                    icons.warning(canvas, x - 13, y + 8, 6.5, theme.BAD)
                elif mark == "lock":
                    icons.lock(canvas, x - 13, y + 9, 5.5, theme.INK_SOFT)
                elif mark:
                    icons.arrow(
                        canvas, x - 13, y + 9, 5, theme.GOOD if mark == "good" else theme.BAD, up=mark == "good"
                    )
                room = rect.right - PAD - x
                y = ui.paragraph(canvas, x, y, room, text, size=theme.SMALL, colour=ink, weight=weight) + 2
                y = max(y, least)

    def _told(self) -> list[tuple[str, str, Colour, Weight]]:
        """(mark, words, colour, weight) of each paragraph of the detail."""
        lever = LEVERS.get(self._shown)
        if lever is None:
            return self._told_of_chapter()
        found: list[tuple[str, str, Colour, Weight]] = [
            ("finding", self._findings.told(f), theme.INK, "regular") for f in self._findings.about(lever.name)
        ]
        if lever.name not in self._unlocked:
            text = say("Locked: others decide about this here. A later level hands it to you.")
            found.append(("lock", text, theme.INK, "regular"))
        return [
            ("", say(lever.title), theme.INK, "bold"),
            *found,
            ("", say(lever.help), theme.INK_SOFT, "regular"),
            ("good", say(lever.good), theme.INK, "regular"),
            ("bad", say(lever.bad), theme.INK, "regular"),
            ("", rows.facts_of(lever, self._playing), theme.INK_SOFT, "regular"),
        ]

    def _told_of_chapter(self) -> list[tuple[str, str, Colour, Weight]]:
        if self._sought:
            text = say("Words are sought in the names of levers, in what they do, mend and break.")
            return [("", text, theme.INK_SOFT, "regular")]
        chapter = self._chapters[self._chapter]
        said: list[tuple[str, str, Colour, Weight]] = [("chapter", chapter_says(chapter), theme.INK, "bold")]
        for finding in self._findings.within(chapter):
            mends = say(
                "{what} Mended by: {lever}.", what=self._findings.told(finding), lever=say(LEVERS[finding.lever].title)
            )
            said.append(("finding", mends, theme.INK, "regular"))
        hint = say("Point at a lever to read what it mends and what it breaks. Every one does both.")
        return [*said, ("", hint, theme.INK_SOFT, "regular")]


def _words(lever: Lever) -> str:
    """Where a search looks."""
    return " ".join(
        (say(lever.title), say(lever.help), say(lever.good), say(lever.bad), lever.key.replace("_", " "))
    ).lower()


def _draw_words(ui: Ui, canvas: Canvas, rect: Rect, text: str) -> None:
    ui.paragraph(canvas, rect.x, rect.y + 6, rect.w, text, colour=theme.INK_SOFT)
