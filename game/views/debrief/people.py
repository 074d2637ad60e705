"""The people: whose fate is another than if nothing had been decided, and those whom it cost most to lose.

Rules of this page: the run in which nothing was decided is run when the page is first opened, in slices between the
pictures; what is told is read from the two logs, once, when it has arrived.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.views import icons, theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.debrief import fates
from game.views.debrief.fates import Difference, Life
from game.views.debrief.lost import Loss, affordable, losses
from game.views.debrief.sheet import GAP, HEAD, KEY, TWO, panel
from game.views.forked import Forked, fate_title
from game.views.lettering import LEADING, fit, middle
from game.views.playing import Fork, Foyer, Playing
from game.views.scene import Push, Turn
from game.views.story import Names, Stories
from game.views.tape import Tape
from game.views.ui import Ui
from game.views.when import day_title
from game.views.words import count, edition, say
from sim.clock import span
from sim.events import Event
from sim.frames import Fate
from sim.levers import LEVERS
from sim.measures import MEASURES

ROW = 68.0
WAY = 22.0
WAYS = 4
MOST = 240
"""Fates listed: of more, those at either end."""
USD = MEASURES["profit_usd"].show


class People:
    """The third page."""

    def __init__(self, foyer: Foyer, playing: Playing) -> None:
        self._foyer = foyer
        self._playing = playing
        self._fork: Fork | None = None
        self._found: tuple[Difference, ...] | None = None
        self._listed: tuple[Difference, ...] = ()
        self._ways: tuple[tuple[Fate, Fate, int], ...] = ()
        self._losses: tuple[Loss, ...] | None = None
        self._said: dict[tuple[int, int, bool], str] = {}
        """What was told of a life: edition of the words, customer, whether in this run."""
        self._stories: tuple[int, dict[int, str]] = (-1, {})
        """The stories of those who were lost, by customer, and the edition of the words they are told in."""

    @staticmethod
    def title() -> str:
        """Of its tab."""
        return say("The people")

    # --- the other run ------------------------------------------------------------------------------------------

    @property
    def _decided(self) -> bool:
        return fates.nothing_decided(self._playing.decisions) != tuple(self._playing.decisions)

    @property
    def busy(self) -> bool:
        """Whether the other run is on its way."""
        return self._decided and self._found is None and not (self._fork and self._fork.refused)

    def work(self) -> None:
        """Go on with the other run for as long as a picture can wait."""
        if not self.busy:
            return
        if self._fork is None:
            self._fork = self._playing.fork(fates.nothing_decided(self._playing.decisions))
        self._fork.run()
        if self._fork.done is None:
            self._found = fates.differences(self._fork.flips, self._playing.rows, self._fork.rows)
            self._listed = self._found
            if len(self._found) > MOST:
                self._listed = (*self._found[: MOST // 2], *self._found[-MOST // 2 :])
            self._ways = fates.ways(self._fork.flips)

    def _told_of_losses(self) -> tuple[Loss, ...]:
        if self._losses is None:
            self._losses = losses(self._playing.rows)
        return self._losses

    # --- words --------------------------------------------------------------------------------------------------

    def _sentence(self, event: Event, csr_name: Callable[[int], str]) -> tuple[str, str]:
        """An event as it is told, and the lever behind it."""
        names = Names(customer=self._playing.name, csr=csr_name)
        lines = Stories(self._playing.level, names).life([event])
        return (lines[0].text, lines[0].lever) if lines else ("", "")

    def _why(self, customer: int, life: Life, *, mine: bool) -> str:
        """The fate of one life, and what decided it."""
        key = (edition(), customer, mine)
        if key not in self._said:
            csr_name = self._playing.csr_name if mine or self._fork is None else self._fork.csr_name
            parts = [self._sentence(event, csr_name)[0] for event in (life.last, life.before) if event]
            fate = fate_title(life.fate)
            when = day_title(life.last.time) if life.last else ""
            if not parts or not parts[0]:
                self._said[key] = say("{fate}.", fate=fate)
            elif len(parts) == 1:
                self._said[key] = say("{fate}. {when}: {what}", fate=fate, when=when, what=parts[0])
            else:
                self._said[key] = say("{fate}. {when}: {what} Before that: {before}", fate=fate, when=when,
                                      what=parts[0], before=parts[1])  # fmt: skip
        return self._said[key]

    def _story(self, loss: Loss) -> str:
        """One who left, in a few sentences."""
        if self._stories[0] != edition():
            self._stories = (edition(), {})
        told = self._stories[1]
        if loss.leaver.customer not in told:
            told[loss.leaver.customer] = " ".join(self._sentences(loss))
        return told[loss.leaver.customer]

    def _sentences(self, loss: Loss) -> list[str]:
        csr_name = self._playing.csr_name
        told = [self._sentence(loss.trouble, csr_name)[0]] if loss.trouble else []
        if loss.calls:
            told.append(count("One call, {time} on the phone.", "{n} calls, {time} on the phone.", loss.calls,
                              time=say(span(loss.phone_s))))  # fmt: skip
        if loss.block:
            text, lever = self._sentence(loss.block, csr_name)
            told.append(text)
            if lever in LEVERS:
                told.append(say("The line in the book: {lever}.", lever=say(LEVERS[lever].title)))
        told.append(
            say("Then, {when}: {what}", when=day_title(loss.left.time), what=self._sentence(loss.left, csr_name)[0])
        )
        if loss.told:
            told.append(count("One person was told about it.", "{n} people were told about it.", loss.told))
        if loss.read:
            told.append(count("One has read it.", "{n} have read it.", loss.read))
        return [text for text in told if text]

    # --- where it leads -----------------------------------------------------------------------------------------

    def _two_lives(self, customer: int) -> Turn | None:
        if self._fork is None:
            return None
        title = say("Your run, and the one in which nobody decided anything")
        return Push(Forked(self._foyer, self._playing, self._fork, title, customer=customer))

    def tape(self, customer: int, case: int = -1) -> Turn:
        """Put a case on the Tape."""
        playing, speaker = self._playing, self._foyer.speaker
        return Push(Tape(playing, playing.rows, self._to_lever, speaker, customer=customer, case=case))

    def _hear(self, loss: Loss) -> Turn:
        return self.tape(loss.leaver.customer, loss.case)

    def _to_lever(self, _lever: str) -> Turn:
        """It is too late to turn it; the time line knows how it was earlier."""
        from game.views.timeline import Timeline

        return Push(Timeline(self._foyer, self._playing))

    # --- picture ------------------------------------------------------------------------------------------------

    def draw(self, ui: Ui, canvas: Canvas, body: Rect) -> None:
        """Fates at the left, stories at the right; below each other where it is narrow."""
        if body.w > TWO:
            half = (body.w - GAP) / 2
            left = Rect(body.x, body.y, half, body.h)
            canvas.rect(left, theme.CARD, line=theme.LINE, radius=12)
            head = self._draw_fates_head(ui, canvas, left)
            rows = Rect(left.x + 4, head, left.w - 8, left.bottom - head - 6)
            with ui.scroll(canvas, rows, len(self._listed) * ROW + 4, key="fates") as top:
                self._draw_fates(ui, canvas, Rect(rows.x + 8, top, rows.w - 24, 0), rows)
            right = Rect(left.right + GAP, body.y, half, body.h)
            with ui.scroll(canvas, right, self._losses_high(ui, canvas, half - 14), key=KEY) as top:
                self._draw_losses(ui, canvas, Rect(right.x, top, half - 14, 0))
            return
        wide = body.w - 14
        lost = self._losses_high(ui, canvas, wide)
        known = self._head_high(ui, canvas, wide)
        tall = lost + GAP + known + len(self._listed) * ROW + 8
        with ui.scroll(canvas, body, tall, key=KEY) as top:
            self._draw_losses(ui, canvas, Rect(body.x, top, wide, 0))
            box = Rect(body.x, top + lost + GAP, wide, tall - lost - GAP)
            canvas.rect(box, theme.CARD, line=theme.LINE, radius=12)
            head = self._draw_fates_head(ui, canvas, box)
            self._draw_fates(ui, canvas, Rect(box.x + 10, head, wide - 20, 0), body)

    def _head_words(self) -> str:
        """What is known of the other run in a sentence or two."""
        if not self._decided:
            return say(
                "You decided nothing, so this is how it goes when nobody does. There is nothing to compare it with."
            )
        if self._fork is not None and self._fork.refused:
            return say("The run without your decisions can't be run: {why}.", why=self._fork.refused.rstrip("."))
        if self._found is None:
            return say("The same people live through it once more, and nobody decides anything.")
        if not self._found:
            return say(
                "The same people with the same luck, and nobody deciding anything: everybody is where he is now."
            )
        good = sum(one.gain > 0 for one in self._found)
        values = {"good": good, "bad": len(self._found) - good, "n": len(self._listed)}
        if len(self._listed) < len(self._found):
            return say(
                "Compared with nobody deciding anything: {good} better off for your decisions, {bad} worse. "
                "Below stand {n} of them, those it did most for and those it did least.",
                **values,
            )
        return say(
            "Compared with nobody deciding anything: {good} better off for your decisions, {bad} worse.", **values
        )

    def _head_high(self, ui: Ui, canvas: Canvas, wide: float) -> float:
        lines = len(ui.wrap(canvas, self._head_words(), wide - 40, size=theme.BODY))
        return HEAD + lines * theme.BODY * LEADING + 12 + (30 if self.busy else 0) + WAY * len(self._ways[:WAYS])

    def _draw_fates_head(self, ui: Ui, canvas: Canvas, box: Rect) -> float:
        """Count, progress or ways; the `y` below."""
        n = len(self._found or ())
        title = count("One fate is different", "{n} fates are different", n) if n else say("Fates")
        panel(canvas, box, title, ground=False)
        y = ui.paragraph(canvas, box.x + 20, box.y + HEAD, box.w - 40, self._head_words()) + 6
        if self.busy:
            share = (self._fork.done or 0.0) if self._fork else 0.0
            widgets.progress(canvas, Rect(box.x + 20, y + 4, box.w - 40, 12), share)
            y += 30
        most = max((n for _, _, n in self._ways), default=1)
        for b, a, n in self._ways[:WAYS]:
            text = say("{before} → {after}", before=fate_title(b), after=fate_title(a))
            text = fit(canvas, text, (box.w - 40) * 0.62, size=theme.SMALL)
            middle(canvas, box.x + 20, y + WAY / 2, text, size=theme.SMALL, colour=theme.INK)
            left = box.x + 20 + (box.w - 40) * 0.64
            room = box.right - 20 - left - 44
            good = fates.RANK.index(a) > fates.RANK.index(b)
            bar = Rect(left, y + 5, max(3.0, room * n / most), WAY - 10)
            canvas.rect(bar, theme.GOOD if good else theme.BAD, radius=2)
            icons.arrow(canvas, bar.right + 10, y + WAY / 2, 5, theme.GOOD if good else theme.BAD, up=good)
            text = say("{n:,}", n=n)
            middle(
                canvas,
                box.right - 20,
                y + WAY / 2,
                text,
                size=theme.SMALL,
                colour=theme.INK,
                weight="bold",
                align="right",
            )
            y += WAY
        return y + 6

    def _draw_fates(self, ui: Ui, canvas: Canvas, at: Rect, seen: Rect) -> None:
        """Everybody whose fate is another, three lines each."""
        for n, one in enumerate(self._listed):
            row = Rect(at.x, at.y + n * ROW, at.w, ROW - 4)
            near = row.bottom > seen.y - 2 * ROW and row.y < seen.bottom + 2 * ROW
            words = [
                say("With you: {life}", life=self._why(one.customer, one.mine, mine=True)),
                say("Without: {life}", life=self._why(one.customer, one.other, mine=False)),
            ] if near else ["", ""]  # fmt: skip
            lit = ui.spot(f"fate {n}", row, partial(self._two_lives, one.customer), tip="\n".join(words))
            if not near:
                continue
            if lit:
                canvas.rect(row, theme.PAPER_DEEP, radius=6)
            good = one.gain > 0
            icons.arrow(canvas, row.x + 15, row.y + 14, 6, theme.GOOD if good else theme.BAD, up=good)
            room = row.w - 40
            name = fit(canvas, self._playing.name(one.customer), room, size=theme.BODY, weight="bold")
            canvas.text(row.x + 32, row.y + 3, name, size=theme.BODY, colour=theme.INK, weight="bold")
            for k, text in enumerate(words):
                text = fit(canvas, text, room, size=theme.SMALL)
                ink = theme.INK if k == 0 else theme.INK_SOFT
                canvas.text(row.x + 32, row.y + 24 + k * 18, text, size=theme.SMALL, colour=ink)

    # --- those who were lost ------------------------------------------------------------------------------------

    @staticmethod
    def _price(loss: Loss) -> str:
        """What the books said, and what went."""
        leaver = loss.leaver
        sums = {"booked": leaver.booked, "own": leaver.own, "talk": max(0.0, -leaver.talk)}
        return say(
            "In the books: {booked}. Own future: {own}. What talk had cost by then: {talk}.",
            **{key: say(USD(amount)) for key, amount in sums.items()},
        )

    def _loss_high(self, ui: Ui, canvas: Canvas, wide: float, loss: Loss) -> float:
        lines = len(ui.wrap(canvas, self._story(loss), wide - 40, size=theme.BODY))
        afforded = 28.0 if affordable(self._playing.level, loss.leaver) else 0.0
        price = len(ui.wrap(canvas, self._price(loss), wide - 40, size=theme.SMALL)) * theme.SMALL * LEADING
        return 40 + afforded + price + 5 + lines * theme.BODY * LEADING + 50

    def _losses_high(self, ui: Ui, canvas: Canvas, wide: float) -> float:
        told = self._told_of_losses()
        if not told:
            return 110.0
        return HEAD + sum(self._loss_high(ui, canvas, wide, loss) + 10 for loss in told)

    def _draw_losses(self, ui: Ui, canvas: Canvas, at: Rect) -> None:
        told = self._told_of_losses()
        title = say("Those whom it cost most to lose") if told else say("Nobody was lost who cost anything")
        panel(canvas, Rect(at.x - 18, at.y - 8, at.w + 36, HEAD), title, ground=False)
        if not told:
            text = say(
                "Who left took less along than it cost to keep them. That is rare; somebody will want to know how."
            )
            ui.paragraph(canvas, at.x + 2, at.y + HEAD - 6, at.w - 4, text, colour=theme.INK_SOFT, most=3)
        y = at.y + HEAD - 6
        for loss in told:
            high = self._loss_high(ui, canvas, at.w, loss)
            self._draw_loss(ui, canvas, Rect(at.x, y, at.w, high), loss)
            y += high + 10

    def _draw_loss(self, ui: Ui, canvas: Canvas, box: Rect, loss: Loss) -> None:
        """Name and price, what the books said, the story, and the way to the tape."""
        canvas.rect(box, theme.CARD, line=theme.LINE, radius=12)
        leaver = loss.leaver
        cost = say(USD(leaver.true))
        wide = canvas.measure(cost, size=theme.HEAD, weight="bold")[0]
        x, y, room = box.x + 20, box.y + 8, box.w - 40
        name = fit(canvas, self._playing.name(leaver.customer), room - wide - 16, size=theme.HEAD, weight="title")
        canvas.text(x, y, name, size=theme.HEAD, colour=theme.INK, weight="title")
        canvas.text(box.right - 20, y, cost, size=theme.HEAD, colour=theme.ink(theme.BAD), weight="bold", align="right")
        y += 30
        if affordable(self._playing.level, leaver):
            text = fit(
                canvas, say("You decided you could afford to lose this one"), room - 24, size=theme.SMALL, weight="bold"
            )
            plate = Rect(x, y, canvas.measure(text, size=theme.SMALL, weight="bold")[0] + 24, 23)
            canvas.rect(plate, theme.ORANGE_PALE, line=theme.ORANGE, width=1.2, radius=11)
            middle(canvas, *plate.centre, text, size=theme.SMALL, colour=theme.INK, weight="bold", align="centre")
            y += 28
        y = ui.paragraph(canvas, x, y, room, self._price(loss), size=theme.SMALL, colour=theme.INK_SOFT) + 5
        y = ui.paragraph(canvas, x, y, room, self._story(loss))
        key = f"tape {leaver.customer}"
        text = say("Hear the tape")
        wide = canvas.measure(text, size=theme.SMALL, weight="bold")[0] + 46
        button = Rect(x, y + 6, wide, 32)
        widgets.button(ui, canvas, button, text, partial(self._hear, loss), key=key, icon=icons.reel, size=theme.SMALL)
