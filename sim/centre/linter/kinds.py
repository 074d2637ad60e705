"""What can be wrong with a policy book: one short function for each kind of finding, and the table of them.

The function's name is the kind's; its first line says what it means, and stands so in docs/linter.md. It yields each
finding with what shows it and a lever that mends it: somewhere in that lever's range the finding is gone, unless the
sums are such that it takes two. The order of `KINDS` is the order in which findings are told: what sticks on the phones
first, then clauses that contradict.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from sim.centre.authority import believed_usd, courage
from sim.centre.linter.finding import Finding
from sim.centre.linter.walk import Book, End, Walk, arises
from sim.clock import DAY
from sim.level import Issue, Level
from sim.levers import LEVERS
from sim.words import Phrase, later

_MANY = 0.12
"""Share of calls before or after hours from which on it is a finding."""
_DARED = 0.6
"""Share of his authority below which a CSR might as well not have it."""
_NOISY = 0.3
"""Sigma of the books from which on they can't tell who is worth little: a third off, either way."""
_DOUBLED = 1.0
"""What the machine adds to the births of an issue, in multiples, to be found out."""
_HALF = 0.5
_REFUSALS = frozenset({End.REFUSED, End.ABOVE_ALL, End.NOBODY_THERE, End.ROUND})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A level and a book, and what becomes of every need under it."""

    level: Level
    book: Book
    walks: tuple[Walk, ...]

    def worst(self, *ends: End, forbidden: bool = False) -> Collection[Walk]:
        """Of each issue with a walk that ends so, wrong turns aside, the dearest such."""
        found = (w for w in self.walks if w.end in ends and w.forbidden is forbidden and not w.wrong)
        return {walk.issue: walk for walk in found}.values()

    def issues(self) -> Iterator[tuple[str, Issue]]:
        """Those that arise."""
        return ((name, issue) for name, issue in self.level.issues.items() if arises(self.level, name))

    def desk(self, role: str) -> str:
        """The desk of that role; empty: there is none."""
        return next((name for name, desk in self.level.desks.items() if desk.role == role), "")

    def staff(self, desk: str) -> float:
        """Its head count; of a desk that isn't there, 0."""
        return self.book[self.level.desks[desk].staff] if desk else 0.0

    def pressed(self) -> bool:
        """Whether CSRs are held to less time than a call takes."""
        return 0 < self.book["pressure.handle_time_target"] < self.level.centre.talk_mean_s

    def what(self, walk: Walk) -> str:
        """What it is about, with its amount."""
        issue = self.level.issues[walk.issue]
        return (
            Phrase("{issue} of ${usd:,.0f}", issue=issue.title, usd=walk.need)
            if issue.remedy == "credit"
            else issue.title
        )

    def authority(self, walk: Walk) -> str:
        """The lever that lets somebody pay what it needs: the front line, else whose business it is, else upstairs."""
        desks, boss = [walk.path[-1], self.level.issues[walk.issue].desk], self.desk("supervisor")
        limits = [self.level.desks[desk].credit_limit for desk in desks if self.staff(desk)]
        ask = self.level.desks[boss].staff if boss and not self.staff(boss) else "power.approval_route"
        return next((limit for limit in limits if LEVERS[limit].high >= walk.need), ask)


# --- what sticks on the phones --------------------------------------------------------------------------------------


def dead_end(r: Reading) -> Iterator[Finding]:
    """Nobody may pay what is due, and nobody may be asked."""
    for walk in r.worst(End.REFUSED):
        message = Phrase("{issue}: nobody may credit it and nobody may be asked", issue=r.what(walk))
        yield Finding(issue=walk.issue, path=walk.path, lever=r.authority(walk), message=message)


def partial_only(r: Reading) -> Iterator[Finding]:
    """Part of what is due is paid, and nobody may pay the rest in the same call."""
    for walk in r.worst(End.PARTIAL):
        limit = r.book[r.level.desks[walk.path[-1]].credit_limit]
        message = Phrase(
            "{issue}: a call brings ${usd:,.0f} of it, and nobody may give it all at once",
            issue=r.what(walk),
            usd=limit,
        )
        yield Finding(issue=walk.issue, path=walk.path, lever=r.authority(walk), message=message)


def unreachable(r: Reading) -> Iterator[Finding]:
    """The amount is above everybody's limit, the supervisors' included, and there is no executive desk."""
    if r.staff(r.desk("executive")):
        return
    limit = "power.supervisor_credit_limit"
    for walk in r.worst(End.ABOVE_ALL):
        message = Phrase(
            "{issue} is above everybody's limit, the supervisors' ${usd:,.0f} included",
            issue=r.what(walk),
            usd=r.book[limit],
        )
        lever = limit if walk.need <= LEVERS[limit].high else "power.terminal_authority"
        yield Finding(issue=walk.issue, path=(*walk.path, r.desk("supervisor")), lever=lever, message=message)


def upstairs_only(r: Reading) -> Iterator[Finding]:
    """What the phones refuse is paid by an executive desk of which only the well-connected know."""
    desk = r.desk("executive")
    walk = next(iter(r.worst(End.REFUSED, End.ABOVE_ALL)), None)
    if walk and r.staff(desk) and not r.book["promise.published_route"]:
        message = Phrase(
            "{issue}: the phones refuse it, and those who know the way to the executive desk get it", issue=r.what(walk)
        )
        yield Finding(path=(*walk.path, desk), lever="promise.published_route", message=message)


def unanswered_letters(r: Reading) -> Iterator[Finding]:
    """Who is refused on the phone is told to write, and nobody reads the letters."""
    desk = r.desk("back_office")
    walk = next((walk for walk in r.walks if walk.end in _REFUSALS and not walk.wrong), None)
    if walk and desk and r.level.centre.letter and not r.staff(desk):
        message = Phrase("{issue}: the only way left is a letter, and nobody is there to read it", issue=r.what(walk))
        yield Finding(path=(*walk.path, desk), lever=r.level.desks[desk].staff, message=message)


def agreed_but_nobody(r: Reading) -> Iterator[Finding]:
    """All agree on fault and fix, procedure forbids it, and nobody may override."""
    for walk in r.worst(End.REFUSED, End.ABOVE_ALL, End.PARTIAL, forbidden=True):
        issue = r.level.issues[walk.issue]
        if not issue.limbo:
            lever = issue.blocked_by if issue.remedy == "fix" else "power.approval_route"
            message = Phrase(
                "{issue}: all agree on the fix, procedure forbids it and nobody may do it all the same",
                issue=issue.title,
            )
            yield Finding(issue=walk.issue, path=walk.path, lever=lever, message=message)


def catch_22(r: Reading) -> Iterator[Finding]:
    """Each desk says that the customer is the other's."""
    for walk in r.worst(*_REFUSALS, forbidden=True):
        issue = r.level.issues[walk.issue]
        if issue.limbo:
            message = Phrase("{issue}: to each desk he is the other's customer", issue=issue.title)
            yield Finding(issue=walk.issue, path=walk.path, lever=issue.blocked_by, message=message)


def empty_desk(r: Reading) -> Iterator[Finding]:
    """Customers are sent, rightly or by a wrong turn, to a desk that has no staff."""
    for walk in {w.issue: w for w in r.walks if w.end is End.NOBODY_THERE and not w.wrong}.values():
        desk = r.level.desks[walk.path[-1]]
        message = Phrase("{issue}: {desk} could do it and has no staff", issue=r.what(walk), desk=desk.title)
        yield Finding(issue=walk.issue, path=walk.path, lever=desk.staff, message=message)
    for path in {w.path[-1]: w.path for w in r.walks if w.end is End.NOBODY_THERE and w.wrong}.values():
        desk = r.level.desks[path[-1]]
        message = Phrase(
            "a wrong turn leads to {desk}, which has no staff: they wait until they hang up", desk=desk.title
        )
        yield Finding(path=path, lever=desk.staff, message=message)


def same_queue_loop(r: Reading) -> Iterator[Finding]:
    """A wrong turn leads back to a queue that the customer has already waited in."""
    for walk in {w.issue: w for w in r.walks if w.end is End.ROUND and w.wrong}.values():
        title = r.level.issues[walk.issue].title
        message = Phrase("{issue}: a wrong turn leads back into the queue it came from", issue=title)
        yield Finding(issue=walk.issue, path=walk.path, lever="process.loop_breaker", message=message)


def record_beats_testimony(r: Reading) -> Iterator[Finding]:
    """Most of those whom the firm's records wrong are not believed, and nobody else is asked."""
    believed = believed_usd(r.book)
    for name, issue in r.issues():
        # Above the CSR's own limit a supervisor decides, who looks at the case and not at the record.
        own = (w for w in r.walks if w.issue == name and w.end is End.CURED and not w.wrong)
        denied = [w for w in own if w.need > believed]
        if issue.remedy == "credit" and issue.doubted and sum(w.share for w in denied) > _HALF:
            message = Phrase(
                "{issue}: above ${usd:,.0f} the record is believed, even where it is wrong",
                issue=issue.title,
                usd=believed,
            )
            yield Finding(issue=name, path=denied[0].path, lever="power.benefit_of_doubt", message=message)


def cut_off_while_disputing(r: Reading) -> Iterator[Finding]:
    """The line is cut before a dispute can be over, and nobody may switch it on again."""
    c, grace = r.level.centre, r.book["process.suspension_grace"]
    # As long as it takes who is told no each time and goes outside in the end.
    days = c.outside_after * c.recontact_median_s / DAY + c.outside_days
    for name, issue in r.issues():
        after = r.level.issues.get(issue.neglected)
        if after and after.blocked and not r.book[after.blocked_by] and grace < days:
            message = Phrase(
                "{issue}: the line is cut after {grace:.0f} days, and a dispute may take {days:.0f}",
                issue=issue.title,
                grace=grace,
                days=days,
            )
            path = ("process.suspension_grace", after.blocked_by)
            yield Finding(issue=name, path=path, lever="process.suspension_grace", message=message)


# --- clauses that contradict each other, or the level ---------------------------------------------------------------


def approval_unstaffed(r: Reading) -> Iterator[Finding]:
    """CSRs are told to ask a supervisor, and there is none."""
    desk = r.desk("supervisor")
    if desk and r.book["power.approval_route"] and not r.staff(desk):
        lever = r.level.desks[desk].staff
        message = Phrase("CSRs may ask a supervisor, and there is none to ask")
        yield Finding(path=("power.approval_route", lever), lever=lever, message=message)


def authority_unused(r: Reading) -> Iterator[Finding]:
    """CSRs fear to use most of what they may: it is allowed and not dared."""
    bold = courage(r.book)
    limits = [desk.credit_limit for desk in r.level.desks.values() if r.book[desk.staff]]
    used = next((limit for limit in limits if r.book[limit]), "")
    if used and bold < _DARED:
        lever = "power.over_credit_penalty"
        message = Phrase("of every dollar that CSRs may credit they dare {n:.0f} cents", n=bold * 100)
        yield Finding(path=(used, lever), lever=lever, message=message)


def ownerless(r: Reading) -> Iterator[Finding]:
    """Unsolved cases are to have an owner, and nobody may own any."""
    if r.book["process.ownership"] and not r.book["process.caseload"]:
        message = Phrase("unsolved cases are to have an owner, and no CSR may own any")
        path = ("process.ownership", "process.caseload")
        yield Finding(path=path, lever="process.caseload", message=message)


def no_posting_step(r: Reading) -> Iterator[Finding]:
    """Credits are promised in haste, and nothing makes sure that they are entered."""
    lever, target = "process.post_as_you_speak", "pressure.handle_time_target"
    if r.pressed() and not r.book[lever] and any(issue.remedy == "credit" for _, issue in r.issues()):
        talk = r.level.centre.talk_mean_s
        message = Phrase(
            "calls take {talk:.0f} s and are held to {target:.0f}: promised credits will not be entered",
            talk=talk,
            target=r.book[target],
        )
        yield Finding(path=(target, lever), lever=lever, message=message)


def haste_against_quality(r: Reading) -> Iterator[Finding]:
    """CSRs are to solve every case, in less time than it takes."""
    target, weight = "pressure.handle_time_target", "pressure.kpi_resolved"
    if r.pressed() and r.book[weight] >= _HALF:
        message = Phrase(
            "CSRs are measured by what they solve, and held to {s:.0f} s a call: it can't be both", s=r.book[target]
        )
        yield Finding(path=(weight, target), lever=target, message=message)


def conditional_cure(r: Reading) -> Iterator[Finding]:
    """Who was wronged is paid only if he signs that he was not."""
    clause = "power.admission_clause"
    if r.book[clause] and any(issue.remedy == "credit" and issue.firm_fault for _, issue in r.issues()):
        message = Phrase("what is due is paid only to who admits that the firm did no wrong")
        yield Finding(path=(clause,), lever=clause, message=message)


def no_exit(r: Reading) -> Iterator[Finding]:
    """Callers are sent to a machine that lets nobody out to a person."""
    lever = "promise.exit_to_person"
    if r.book["promise.self_service"] and not r.book[lever] and any(issue.machine for _, issue in r.issues()):
        message = Phrase("whom the machine can't help is not let out to a person")
        yield Finding(path=("promise.self_service", lever), lever=lever, message=message)


def machine_signs_up(r: Reading) -> Iterator[Finding]:
    """The machine signs people up for what they never meant, unconfirmed, and its record is held against them."""
    share, lever = "promise.self_service", "process.confirmations"
    for name, issue in r.issues():
        more = issue.raised_by.get(share, 0.0) * r.book[share]
        if issue.doubted and more >= _DOUBLED and lever in issue.lowered_by and not r.book[lever]:
            message = Phrase(
                "{issue}: {n:.1f} times as often with so much left to a machine, and unconfirmed",
                issue=issue.title,
                n=1 + more,
            )
            yield Finding(issue=name, path=(share, lever), lever=lever, message=message)


def promised_hours(r: Reading) -> Iterator[Finding]:
    """The lines are advertised as open when they are closed."""
    said, kept = "promise.advertised_close", "promise.close_hour"
    if r.book[said] > r.book[kept]:
        hours = {"said": LEVERS[said].show(r.book[said]), "kept": LEVERS[kept].show(r.book[kept])}
        message = Phrase("advertised until {said}, closed from {kept}", **hours)
        yield Finding(path=(said, kept), lever=said, message=message)


def closed_door(r: Reading) -> Iterator[Finding]:
    """Many call before the lines open, or after they have closed."""
    shares = r.level.centre.hour_shares
    opens, closes = int(r.book["promise.open_hour"]), int(r.book["promise.close_hour"])
    early = ("promise.open_hour", shares[:opens], later("{pct:.0f} % of calls come before the lines open"))
    late = ("promise.close_hour", shares[closes:], later("{pct:.0f} % of calls come after the lines have closed"))
    for lever, hours, words in (early, late):
        if (lost := sum(hours) / sum(shares)) > _MANY:
            yield Finding(path=(lever,), lever=lever, message=Phrase(words, pct=lost * 100))


def priority_by_wrong_books(r: Reading) -> Iterator[Finding]:
    """Customers are sorted by their worth on the books, and the books are wrong about it."""
    if r.level.market.booked_sigma < _NOISY:
        return
    for lever in ("perception.value_priority", "perception.fire_below"):
        if r.book[lever]:
            message = Phrase("{lever}: by books that are wrong about who can be lost", lever=LEVERS[lever].title)
            yield Finding(path=(lever,), lever=lever, message=message)


Look = Callable[[Reading], Iterator[Finding]]

_LOOKS: tuple[Look, ...] = (
    dead_end, partial_only, unreachable, upstairs_only, unanswered_letters, agreed_but_nobody, catch_22, empty_desk,
    same_queue_loop, record_beats_testimony, cut_off_while_disputing, approval_unstaffed, authority_unused, ownerless,
    no_posting_step, haste_against_quality, conditional_cure, no_exit, machine_signs_up, promised_hours, closed_door,
    priority_by_wrong_books,
)  # fmt: skip
KINDS: dict[str, Look] = {look.__name__: look for look in _LOOKS}
