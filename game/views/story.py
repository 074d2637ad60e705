"""Stories: events as sentences, for the log ("who did what") and for one customer's card (his life with us).

Rules of this file:
1. A sentence is picked by the number of its event, so that the same run tells the same story and no luck is drawn.
2. Every sentence that policy caused names the lever that caused it, so that a click can lead there. A line of the log
   always leads somewhere: to a person, a lever, an event's card or a number of that day.
3. Wit at the expense of the firm and of policy, never of the people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from game.views.sentences import (
    ADOPTED,
    BEGAN,
    BLOCK_NEWS,
    BLOCKED,
    CAUSES,
    CHURNED,
    CHURNED_NEWS,
    CLOSED,
    CUT_OFF,
    ENDED,
    EXECUTIVE_NEWS,
    HUNG_UP_ON,
    LOOPED,
    MACHINE,
    MONEY,
    NEVER_NEWS,
    OUTSIDE,
    OUTSIDE_NEWS,
    POSTED_BAD,
    POSTED_GOOD,
    POSTED_LIFE,
    QUIT_NEWS,
    READY_NEWS,
    TOLD_BAD,
    TOLD_GOOD,
    TOLD_ONE,
    TOLD_STILL,
    UPSTAIRS,
    WANTED_OUT,
    WROTE,
)
from game.views.words import say
from sim.clock import DAY, span
from sim.events import (
    Block,
    CaseEnding,
    ContactEnding,
    Door,
    Event,
    Fault,
    Kind,
    Leaving,
    MachineEnding,
    Source,
    Why,
)
from sim.level import Level
from sim.levers import LEVERS
from sim.words import Phrase

Tone = Literal["plain", "good", "bad", "policy"]


class Topic(StrEnum):
    """What a line of the log is about; each can be muted."""

    CALLS = "calls"
    BLOCKS = "blocks"
    TALK = "talk"
    GOING = "going"
    STAFF = "staff"
    POLICY = "policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence and where it leads."""

    index: int
    """The event's number."""
    time: float
    words: str
    """The sentence in English; a `Phrase` if it has values in it."""
    tone: Tone
    topic: Topic
    customer: int = -1
    lever: str = ""
    """The policy line that caused it."""
    metric: str = ""
    """The number that it is about."""
    event: str = ""
    """Name of the level's event that it tells of."""

    @property
    def text(self) -> str:
        """The sentence as the player reads it."""
        return say(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Whom the indices of events mean."""

    customer: Callable[[int], str]
    csr: Callable[[int], str]


class Stories:
    """Tells the events of one level."""

    def __init__(self, level: Level, names: Names) -> None:
        self._level = level
        self._names = names
        self._desks = [desk.title for desk in level.desks.values()]
        self._staffed = [desk.staff for desk in level.desks.values()]
        self._limits = [desk.credit_limit for desk in level.desks.values()]
        self._issues = [issue.title.lower() for issue in level.issues.values()]
        self._events = list(level.events)
        self._news = self._news_table()
        self._life = self._life_table()

    def news(self, event: Event) -> Line | None:
        """`event` for the log; `None` if it is too small to be told there."""
        teller = self._news.get(event.kind)
        return teller(event) if teller else None

    def life(self, events: Iterable[Event]) -> list[Line]:
        """One customer's events as his story, oldest first."""
        lines = []
        for event in in_order(events):
            teller = self._life.get(event.kind)
            line = teller(event) if teller else None
            if line is not None:
                lines.append(line)
        return lines

    # --- parts ------------------------------------------------------------------------------------------------

    def _line(
        self, event: Event, words: str, topic: Topic, tone: Tone = "plain", lever: str = "", metric: str = ""
    ) -> Line:
        return Line(
            index=event.index,
            time=event.time,
            words=words,
            tone=tone,
            topic=topic,
            customer=event.customer,
            lever=lever,
            metric=metric,
        )

    def _who(self, event: Event) -> str:
        return self._names.customer(event.customer)

    def _desk(self, index: float) -> str:
        return self._desks[int(index)] if 0 <= index < len(self._desks) else Phrase("someone")

    def _csr(self, event: Event) -> str:
        return self._names.csr(event.csr) or Phrase("a CSR")

    def _line_staff(self, event: Event) -> str:
        """The lever that staffs the desk at which someone waited."""
        return self._staffed[event.desk] if 0 <= event.desk < len(self._staffed) else ""

    def _cause(self, event: Event, block: Block) -> str:
        """The lever that stands in the way."""
        return lever_behind(self._level, block, event.desk)

    # --- the log ----------------------------------------------------------------------------------------------

    def _news_table(self) -> dict[Kind, Callable[[Event], Line | None]]:
        return {
            Kind.RENEGED: self._news_reneged,
            Kind.DISCONNECTED: self._news_cut_off,
            Kind.CONTACT_ENDED: self._news_long,
            Kind.ROADBLOCK: self._news_block,
            Kind.PROMISE_BROKEN: lambda e: self._line(
                e,
                Phrase("{who} wants the {usd} we promised", who=self._who(e), usd=usd(e.value("usd"))),
                Topic.BLOCKS,
                "bad",
                "process.post_as_you_speak",
            ),
            Kind.OUTSIDE_COMPLAINT: lambda e: self._line(
                e, Phrase(OUTSIDE_NEWS[Door(int(e.value("door")))], who=self._who(e)), Topic.TALK, "bad"
            ),
            Kind.EXECUTIVE: lambda e: self._line(
                e, Phrase(pick(e, EXECUTIVE_NEWS), who=self._who(e)), Topic.TALK, "policy", "people.executive_staff"
            ),
            Kind.LETTER_ANSWERED: self._news_letter,
            Kind.POSTED: self._news_posted,
            Kind.CHURNED: self._news_churned,
            Kind.NEVER_AGAIN: lambda e: self._line(
                e, Phrase(pick(e, NEVER_NEWS), who=self._who(e)), Topic.GOING, "bad"
            ),
            Kind.CSR_READY: lambda e: self._staff(e, READY_NEWS, "plain", lever=self._line_staff(e)),
            Kind.CSR_QUIT: lambda e: self._staff(e, QUIT_NEWS, "bad", metric="csr_quits_annual_pct"),
            Kind.DECIDED: self._decided,
            Kind.HAPPENED: self._news_event,
            Kind.DAY_CLOSED: self._news_day,
        }

    def _news_cut_off(self, event: Event) -> Line:
        if event.value("by_csr"):
            text = Phrase("{csr} hung up on {who}", csr=self._csr(event), who=self._who(event))
            return self._line(event, text, Topic.CALLS, "bad", "pressure.kpi_resolved")
        text = Phrase("{who} was cut off in a transfer", who=self._who(event))
        return self._line(event, text, Topic.CALLS, "bad", "process.warm_transfer")

    def _news_letter(self, event: Event) -> Line | None:
        if event.value("granted"):
            return None
        text = Phrase("{who}'s letter was answered: no", who=self._who(event))
        return self._line(event, text, Topic.BLOCKS, "bad", "power.supervisor_credit_limit")

    def _news_reneged(self, event: Event) -> Line | None:
        waited = event.value("waited_s")
        if waited < 45:
            return None
        text = Phrase("{who} hung up after {wait}", who=self._who(event), wait=span(waited))
        return self._line(event, text, Topic.CALLS, "bad", self._line_staff(event))

    def _news_long(self, event: Event) -> Line | None:
        if event.value("duration_s") < 3600:
            return None
        text = Phrase("{who} was on the phone for {time}", who=self._who(event), time=span(event.value("duration_s")))
        return self._line(event, text, Topic.CALLS, "bad")

    def _news_block(self, event: Event) -> Line:
        block = block_of(event)
        text = Phrase(
            pick(event, BLOCK_NEWS[block]),
            who=self._who(event),
            csr=self._csr(event),
            desk=self._desk(event.desk),
            **sums(event),
        )
        return self._line(event, text, Topic.BLOCKS, "policy", self._cause(event, block))

    def _news_posted(self, event: Event) -> Line | None:
        readers, positive = event.value("readers"), event.value("positive")
        if readers < 15:
            return None
        table = POSTED_GOOD if positive else POSTED_BAD
        text = Phrase(pick(event, table), who=self._who(event), n=whole(readers))
        return self._line(event, text, Topic.TALK, "good" if positive else "bad")

    def _news_churned(self, event: Event) -> Line:
        how = Leaving(int(event.value("how")))
        text = Phrase(pick(event, CHURNED_NEWS[how]), who=self._who(event))
        return self._line(event, text, Topic.GOING, "bad")

    def _news_day(self, event: Event) -> Line:
        profit = event.value("revenue_usd") - event.value("cost_usd")
        amount = usd(abs(profit))
        if profit >= 0:
            text = Phrase("Books closed: {usd} up today", usd=amount)
        else:
            text = Phrase("Books closed: {usd} down today", usd=amount)
        return self._line(event, text, Topic.POLICY, "good" if profit >= 0 else "bad", metric="profit_usd")

    def _news_event(self, event: Event) -> Line:
        name = self._events[int(event.value("event"))]
        return replace(self._line(event, self._level.events[name].title, Topic.POLICY, "policy"), event=name)

    def _staff(self, event: Event, table: tuple[str, ...], tone: Tone, *, lever: str = "", metric: str = "") -> Line:
        text = Phrase(pick(event, table), csr=self._csr(event), desk=self._desk(event.desk))
        return self._line(event, text, Topic.STAFF, tone, lever, metric)

    def _decided(self, event: Event) -> Line:
        lever = list(LEVERS.values())[int(event.value("lever"))]
        was, now = say(lever.show(event.value("before"))), say(lever.show(event.value("value")))
        text = Phrase("You: {lever}, {was} to {now}", lever=lever.title, was=was, now=now)
        return self._line(event, text, Topic.POLICY, "policy", lever.name)

    # --- one customer's life ----------------------------------------------------------------------------------

    def _life_table(self) -> dict[Kind, Callable[[Event], Line | None]]:
        plain = self._line
        return {
            Kind.CASE_BORN: self._born,
            Kind.CONTACT_BEGAN: self._began,
            Kind.LEG_ENDED: self._leg,
            Kind.RENEGED: lambda e: plain(
                e,
                Phrase("Hung up after {wait}.", wait=span(e.value("waited_s"))),
                Topic.CALLS,
                "bad",
                self._line_staff(e),
            ),
            Kind.TRANSFERRED: self._moved,
            Kind.DISCONNECTED: self._cut_off,
            Kind.MACHINE: self._machine,
            Kind.LETTER_SENT: lambda e: plain(e, pick(e, WROTE), Topic.BLOCKS, "bad", "people.back_office_staff"),
            Kind.LETTER_ANSWERED: self._answered,
            Kind.ADOPTED: lambda e: plain(
                e, Phrase(pick(e, ADOPTED), csr=self._csr(e)), Topic.CALLS, "good", "process.ownership"
            ),
            Kind.EXECUTIVE: lambda e: plain(e, pick(e, UPSTAIRS), Topic.TALK, "policy", "people.executive_staff"),
            Kind.SOLD: self._sold,
            Kind.ROADBLOCK: self._blocked,
            Kind.APPROVAL: self._approval,
            Kind.CREDITED: self._credited,
            Kind.PROMISED: self._promised,
            Kind.PROMISE_BROKEN: lambda e: plain(
                e,
                Phrase("The bill came. The promised {usd} did not.", usd=usd(e.value("usd"))),
                Topic.BLOCKS,
                "bad",
                "process.post_as_you_speak",
            ),
            Kind.CLOSED_DOOR: self._shut,
            Kind.CONTACT_ENDED: self._ended,
            Kind.CASE_CLOSED: self._closed,
            Kind.OUTSIDE_COMPLAINT: lambda e: plain(
                e, Phrase(OUTSIDE[Door(int(e.value("door")))]), Topic.TALK, "bad", "promise.published_route"
            ),
            Kind.TOLD: self._told,
            Kind.POSTED: self._posted,
            Kind.SURVEYED: self._surveyed,
            Kind.JOINED: self._joined,
            Kind.TURNED_AWAY: lambda e: plain(
                e, Phrase("Nearly joined. Then heard {who} talk.", who=self._other(e)), Topic.GOING, "bad"
            ),
            Kind.WANTED_OUT: lambda e: plain(e, pick(e, WANTED_OUT), Topic.GOING, "bad", "promise.leaving_fee"),
            Kind.CHURNED: self._churned,
            Kind.NEVER_AGAIN: lambda e: plain(e, Phrase("Swore never to come back. Means it."), Topic.GOING, "bad"),
        }

    def _cut_off(self, event: Event) -> Line:
        if event.value("by_csr"):
            text = Phrase(pick(event, HUNG_UP_ON), csr=self._csr(event))
            return self._line(event, text, Topic.CALLS, "bad", "pressure.kpi_resolved")
        return self._line(event, pick(event, CUT_OFF), Topic.CALLS, "bad", "process.warm_transfer")

    def _machine(self, event: Event) -> Line:
        ending = MachineEnding(int(event.value("ending")))
        tone: Tone = "good" if ending is MachineEnding.SOLVED else "bad"
        lever = "promise.exit_to_person" if ending is MachineEnding.TRAPPED else "promise.self_service"
        return self._line(event, pick(event, MACHINE[ending]), Topic.CALLS, tone, lever)

    def _answered(self, event: Event) -> Line:
        wait = days(event.value("waited_s"))
        if event.value("granted"):
            return self._line(
                event, Phrase("The letter was answered after {wait}: yes.", wait=wait), Topic.CALLS, "good"
            )
        text = Phrase("The letter was answered after {wait}: no, with regret.", wait=wait)
        return self._line(event, text, Topic.BLOCKS, "bad", "power.supervisor_credit_limit")

    def _sold(self, event: Event) -> Line:
        amount = event.value("usd_month")
        if amount < 0:
            text = Phrase("Threatened to go, and pays {usd} a month less.", usd=usd(-amount))
            return self._line(event, text, Topic.GOING, "plain", "promise.retention_discount")
        text = Phrase("Was offered something useful, and took it: {usd} a month.", usd=usd(amount))
        return self._line(event, text, Topic.CALLS, "good", "process.cross_sell")

    def _shut(self, event: Event) -> Line:
        if event.value("promised"):
            text = Phrase("Rang a door that the advertisement said was open.")
            return self._line(event, text, Topic.CALLS, "bad", "promise.advertised_close")
        return self._line(event, pick(event, CLOSED), Topic.CALLS, "bad", "promise.close_hour")

    def _other(self, event: Event) -> str:
        teller = int(event.value("teller"))
        return self._names.customer(teller) if teller >= 0 else Phrase("someone")

    def _born(self, event: Event) -> Line:
        issue = self._issues[int(event.value("issue"))]
        need = event.value("need_usd")
        what = Phrase("{issue}, {usd}", issue=issue, usd=usd(need)) if need >= 1 else issue
        if event.value("bred"):
            text = Phrase("And now this, of the same making: {what}.", what=what)
        elif event.value("silent"):
            text = Phrase("Had trouble: {what}. Did not call. Did not forget.", what=what)
        elif int(event.value("fault")) == Fault.FIRM:
            text = Phrase("Trouble: {what}. Our doing.", what=what)
        else:
            text = Phrase("Trouble: {what}.", what=what)
        return self._line(event, text, Topic.CALLS)

    def _began(self, event: Event) -> Line:
        nth, why = int(event.value("nth")), Why(int(event.value("why")))
        text = pick(event, BEGAN[why]) if nth > 1 or why != Why.NEW else Phrase("Called.")
        if nth > 2 and why is not Why.OWNER:
            text = Phrase("{text} Call number {n} about this.", text=text, n=nth)
        rest = event.time % DAY
        clock = f"{int(rest // 3600):02d}:{int(rest // 60 % 60):02d}"
        text = Phrase("{clock}  {text}", clock=clock, text=text)
        return self._line(event, text, Topic.CALLS, "bad" if nth > 2 else "plain")

    def _leg(self, event: Event) -> Line | None:
        if event.csr < 0:
            return None
        values = event.fields
        parts: list[str] = []
        if values["loop_s"] >= 1:
            parts.append(Phrase("{time} at a desk already spoken to", time=span(values["loop_s"])))
        if values["hold_s"] >= 5:
            parts.append(Phrase("held {time}", time=span(values["hold_s"])))
        if values["talk_s"] >= 1:
            parts.append(Phrase("talked {time}", time=span(values["talk_s"])))
        if values["reexplain_s"] >= 1:
            parts.append(Phrase("told it all again for {time}", time=span(values["reexplain_s"])))
        if values["argue_s"] >= 1:
            parts.append(Phrase("argued {time}", time=span(values["argue_s"])))
        if values["approval_s"] >= 1:
            parts.append(Phrase("waited {time} for a supervisor", time=span(values["approval_s"])))
        if not parts:
            return None
        text = Phrase(
            "{csr} at {desk}: {parts}.", csr=self._csr(event), desk=self._desk(event.desk), parts=in_a_row(parts)
        )
        lever = "process.notes" if values["reexplain_s"] >= 30 else ""
        return self._line(event, text, Topic.CALLS, "plain", lever)

    def _moved(self, event: Event) -> Line:
        to = self._desk(event.value("to_desk"))
        if event.value("loop"):
            return self._line(event, Phrase(pick(event, LOOPED), to=to), Topic.CALLS, "bad", "process.loop_breaker")
        if event.value("warm"):
            return self._line(event, Phrase("Walked over to {to}, introduced.", to=to), Topic.CALLS)
        return self._line(event, Phrase("Sent on to {to}.", to=to), Topic.CALLS)

    def _blocked(self, event: Event) -> Line:
        block = block_of(event)
        cause = self._cause(event, block)
        text = Phrase(
            pick(event, BLOCKED[block]),
            csr=self._csr(event),
            desk=self._desk(event.desk),
            **sums(event),
        )
        return self._line(event, text, Topic.BLOCKS, "policy", cause)

    def _approval(self, event: Event) -> Line:
        wait = span(event.value("waited_s"))
        if event.value("granted"):
            text = Phrase("{csr} said yes, one time only, after {wait}.", csr=self._csr(event), wait=wait)
            return self._line(event, text, Topic.BLOCKS, "plain", self._limits[0])
        text = Phrase("{csr} said no, after {wait}.", csr=self._csr(event), wait=wait)
        return self._line(event, text, Topic.BLOCKS, "bad", "power.approval_route")

    def _credited(self, event: Event) -> Line:
        amount = event.value("usd")
        if event.value("partial"):
            text = Phrase("Got {usd}. That is part of it.", usd=usd(amount))
            return self._line(event, text, Topic.CALLS, "plain", "power.partial_credit")
        text = Phrase("Got {usd} back.", usd=usd(amount))
        # What is left of the sums as they are printed: what was due has been told in whole dollars.
        leaked = round(amount) - round(amount - event.value("leaked_usd"))
        if leaked:
            text = Phrase("Got {usd} back, {leak} more than was due.", usd=usd(amount), leak=usd(leaked))
        return self._line(event, text, Topic.CALLS, "good")

    def _promised(self, event: Event) -> Line:
        text = Phrase("Promised {usd}. Nobody typed it in.", usd=usd(event.value("usd")))
        return self._line(event, text, Topic.BLOCKS, "bad", "process.post_as_you_speak")

    def _ended(self, event: Event) -> Line | None:
        ending = ContactEnding(int(event.value("ending")))
        if ending not in ENDED:
            return None
        tone: Tone = "good" if ending is ContactEnding.RESOLVED else "bad"
        return self._line(event, pick(event, ENDED[ending]), Topic.CALLS, tone)

    def _closed(self, event: Event) -> Line | None:
        ending = CaseEnding(int(event.value("ending")))
        if ending is CaseEnding.SILENT:
            return None
        contacts, age = int(event.value("contacts")), event.value("age_s")
        if ending is CaseEnding.RESOLVED:
            if contacts <= 1:
                text = Phrase("Settled in one call.")
            else:
                text = Phrase("Settled at last: {n} calls, {age}.", n=contacts, age=days(age))
            return self._line(event, text, Topic.CALLS, "good")
        if ending is CaseEnding.GIVEN_UP:
            text = Phrase("Gave up on it after {age}. The dashboard says: handled.", age=days(age))
            return self._line(event, text, Topic.CALLS, "bad")
        return self._line(event, Phrase("Took the trouble along when leaving."), Topic.GOING, "bad")

    def _told(self, event: Event) -> Line:
        if event.value("ex"):
            return self._line(event, pick(event, TOLD_STILL), Topic.TALK, "bad")
        people = int(event.value("people"))
        if people == 1:
            if event.value("positive"):
                return self._line(event, Phrase("Put in a good word with a friend."), Topic.TALK, "good")
            return self._line(event, pick(event, TOLD_ONE), Topic.TALK, "bad")
        if event.value("positive"):
            return self._line(event, Phrase(pick(event, TOLD_GOOD), n=people), Topic.TALK, "good")
        return self._line(event, Phrase(pick(event, TOLD_BAD), n=people), Topic.TALK, "bad")

    def _posted(self, event: Event) -> Line:
        readers = whole(event.value("readers"))
        if event.value("positive"):
            return self._line(event, Phrase("Posted praise. Read by {n}.", n=readers), Topic.TALK, "good")
        return self._line(event, Phrase(pick(event, POSTED_LIFE), n=readers), Topic.TALK, "bad")

    def _surveyed(self, event: Event) -> Line:
        score = int(event.value("recommend"))
        text = Phrase("Answered the survey: would recommend us {n} of 10.", n=score)
        return self._line(event, text, Topic.TALK, "good" if score >= 9 else "bad" if score <= 6 else "plain")

    def _joined(self, event: Event) -> Line:
        if int(event.value("source")) == Source.WORD_OF_MOUTH:
            text = Phrase("Joined, because {who} spoke well of us.", who=self._other(event))
        else:
            text = Phrase("Joined, moved by an advertisement.")
        return self._line(event, text, Topic.GOING, "good")

    def _churned(self, event: Event) -> Line:
        text = pick(event, CHURNED[Leaving(int(event.value("how")))])
        return self._line(event, text, Topic.GOING, "bad")


def block_of(event: Event) -> Block:
    """What stood in the way. Where no money is asked for, asking for leave is about the fix, not the amount."""
    block = Block(int(event.value("block")))
    about_money = event.value("need_usd") >= 0.5
    return block if about_money or block not in MONEY else Block.AGREED_BUT_BLOCKED


def lever_behind(level: Level, block: Block, desk: int) -> str:
    """The policy line behind a roadblock at a desk (its number; -1: none)."""
    match block:
        case Block.NO_AUTHORITY | Block.NEEDS_APPROVAL:
            limits = [spec.credit_limit for spec in level.desks.values()]
            return limits[desk] if 0 <= desk < len(limits) else ""
        case Block.WRONG_DEPARTMENT:
            return "process.loop_breaker"
        case Block.DEAD_END:
            return "power.approval_route"
        case _:
            return CAUSES.get(block, "power.override")


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events as they would be told: what was talked about first, then what came of it."""
    told: list[Event] = []
    for event in events:
        last = told[-1] if told else None
        if (
            last is not None
            and event.kind is Kind.LEG_ENDED
            and last.kind in (Kind.ROADBLOCK, Kind.RENEGED)
            and last.time == event.time
            and last.contact == event.contact
        ):
            told.insert(-1, event)
        else:
            told.append(event)
    return told


def usd(amount: float) -> Phrase:
    """Dollars as people say them."""
    return Phrase("${usd:,.0f}", usd=amount)


def whole(number: float) -> Phrase:
    """A number without a fraction."""
    return Phrase("{n:,.0f}", n=number)


def in_a_row(parts: list[str]) -> str:
    """Several things in a row, with commas."""
    return parts[0] if len(parts) == 1 else Phrase("{first}, {rest}", first=parts[0], rest=in_a_row(parts[1:]))


def sums(event: Event) -> dict[str, Phrase]:
    """What was asked for and what is allowed; in cents where whole dollars would hide the difference."""
    need, limit = event.value("need_usd"), event.value("limit_usd")
    shown = Phrase("${usd:,.2f}", usd=need) if need > limit and usd(need) == usd(limit) else usd(need)
    return {"need": shown, "limit": usd(limit)}


def days(seconds: float) -> Phrase:
    """A long time as people say it."""
    whole = round(seconds / DAY)
    if whole < 1:
        return span(seconds)
    return Phrase.counted("a day", "{n} days", n=whole)


def pick(event: Event, table: tuple[str, ...]) -> str:
    """The sentence of `table` that belongs to this event."""
    return table[(event.index * 7 + event.case * 3) % len(table)]
