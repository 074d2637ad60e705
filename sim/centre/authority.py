"""Authority: what a desk's CSRs may do about an issue, as a pure table. (desk, policy book, issue) -> `Rule`.

Theory of operation. A CSR sees the cure; the policy book says whether he may bring it. For each desk and issue the
book comes down to one `Rule` of three bands of what is needed: dollars, or for a fix its rank of difficulty (0 to 1),
of which the front line can do the first part:

    need <= limit          `within`   the CSR does it himself
    need <= pass_limit     TRANSFER   another desk may, so the customer is sent `to` it
    above                  `above`    APPROVE (a supervisor is sought while the customer holds), PARTIAL, or BLOCK

and to `forbidden`, what happens when all agree on fault and fix and procedure still says no. `block` is the kind of
roadblock that is met whenever the CSR can't do it himself. What he may do is `allowed`; who fears a penalty dares only
part of it, and that is his `limit`.

Rules of this file: it reads a level and a book and returns values; it knows no customer, no time, no luck. Rules are
compiled once per change of the book (`compile_rules`) and looked up on the hot path. The linter reads the same table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from sim.events import Block
from sim.level import Issue, Level

Book = Mapping[str, float]


class Action(IntEnum):
    """What a CSR does about a need."""

    RESOLVE = 0
    PARTIAL = 1
    APPROVE = 2
    TRANSFER = 3
    BLOCK = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What one desk may do about one issue."""

    limit: float
    """What a CSR does by himself."""
    pass_limit: float
    within: Action
    above: Action
    forbidden: Action
    to: int
    """The desk a transfer goes to; -1: none."""
    block: Block
    allowed: float
    """What he may do by himself: `limit`, and what he does not dare."""


# How much of a limit goes unused at full penalty, and when every call is listened to (guess; mechanisms M63, M129).
_FEAR, _FEAR_WATCHED = 0.8, 0.35


def courage(book: Book) -> float:
    """Share of his authority that a CSR dares to use."""
    return (1 - _FEAR * book["power.over_credit_penalty"]) * (1 - _FEAR_WATCHED * book["pressure.monitoring"])


_TAPED = 3.0
"""How much further a customer is believed when there is a tape."""


def believed_usd(book: Book) -> float:
    """Up to which amount a customer is believed against the record."""
    return book["power.benefit_of_doubt"] * (_TAPED if book["process.record_calls"] else 1.0)


def first_line(level: Level, book: Book, issue: str) -> float:
    """Share of a kind of fix that the front line can do itself, with what generalists are taught."""
    own = level.issues[issue].first_line
    return own + (1 - own) * book["process.generalists"]


def _above(book: Book, limit: float, *, may_ask: bool) -> Action:
    """What happens to a need that nobody at this desk may meet."""
    if may_ask and book["power.approval_route"]:
        return Action.APPROVE
    if book["power.partial_credit"] and limit > 0:
        return Action.PARTIAL
    return Action.BLOCK


def rule(level: Level, book: Book, desk: str, issue: str) -> Rule:
    """The rule for `issue` at `desk` under `book`; KeyError for a name the level does not have."""
    names = list(level.desks)
    here, what = level.desks[desk], level.issues[issue]
    front = next(name for name in names if level.desks[name].role == "frontline")
    boss = next((name for name in names if level.desks[name].role == "supervisor"), None)
    may_ask = boss is not None and book[level.desks[boss].staff] > 0
    own = what.desk == desk
    home_staffed = book[level.desks[what.desk].staff] > 0
    allowed = book[here.credit_limit]
    limit = allowed * courage(book)
    home_limit = book[level.desks[what.desk].credit_limit] if home_staffed else 0.0
    onward = what.desk if book["process.loop_breaker"] and home_staffed else front
    match what.remedy:
        case "change" | "explain":
            return _plain(Action.RESOLVE, names.index(what.desk))
        case "release":
            if own or not home_staffed or here.role in {"executive", "back_office"}:
                return _plain(Action.RESOLVE, -1)
            return _plain(Action.TRANSFER, names.index(what.desk if here.role == "frontline" else onward))
        case "fix" if what.limbo and (own or here.role == "frontline"):
            return _limbo(level, book, what, own=own, home=names.index(what.desk), front=names.index(front))
        case "fix" if own:
            forbidden = (
                Action.RESOLVE
                if book[what.blocked_by]
                else (Action.APPROVE if may_ask and book["power.approval_route"] else Action.BLOCK)
            )
            return Rule(
                allowed=float("inf"),
                limit=float("inf"),
                pass_limit=0.0,
                within=Action.RESOLVE,
                above=Action.BLOCK,
                forbidden=forbidden,
                to=-1,
                block=Block.AGREED_BUT_BLOCKED,
            )
        case "fix" if here.role == "frontline":
            onwards = Action.TRANSFER if home_staffed else Action.BLOCK
            mine = first_line(level, book, issue)
            return Rule(
                allowed=mine,
                limit=mine,
                pass_limit=0.0,
                within=Action.RESOLVE,
                above=onwards,
                forbidden=onwards,
                to=names.index(what.desk),
                block=Block.DEAD_END,
            )
        case "fix":
            return _plain(Action.TRANSFER, names.index(onward))
        case "credit" if own or here.role == "frontline":
            passes = home_limit if not own else 0.0
            above = _above(book, limit, may_ask=may_ask)
            return Rule(
                allowed=allowed,
                limit=limit,
                pass_limit=passes,
                within=Action.RESOLVE,
                above=above,
                forbidden=above,
                to=names.index(what.desk) if passes > limit else -1,
                block=Block.NEEDS_APPROVAL if above is Action.APPROVE else Block.NO_AUTHORITY,
            )
        case _:
            return _plain(Action.TRANSFER, names.index(onward))


def _limbo(level: Level, book: Book, what: Issue, *, own: bool, home: int, front: int) -> Rule:
    """Between two statuses: each desk says that the customer is the other's, until a rule says whose he is."""
    staffed = book[level.desks[what.desk].staff] > 0
    if book[what.blocked_by]:
        forbidden = Action.RESOLVE if own or not staffed else Action.TRANSFER
    else:
        # With a loop breaker he is not sent round; he is told that there is nothing to be done.
        forbidden = Action.TRANSFER if staffed and not (own and book["process.loop_breaker"]) else Action.BLOCK
    mine = float("inf") if own else what.first_line
    return Rule(
        allowed=mine,
        limit=mine,
        pass_limit=0.0,
        within=Action.RESOLVE,
        above=Action.TRANSFER if staffed else Action.BLOCK,
        forbidden=forbidden,
        to=front if own else home,
        block=Block.CATCH_22,
    )


def _plain(action: Action, to: int, *, block: Block = Block.WRONG_DEPARTMENT) -> Rule:
    """A rule that does not depend on the amount."""
    every = float("inf")
    return Rule(
        allowed=every, limit=every, pass_limit=0.0, within=action, above=action, forbidden=action, to=to, block=block
    )


Rulebook = tuple[tuple[Rule, ...], ...]


def compile_rules(level: Level, book: Book) -> Rulebook:
    """Every rule, as `rulebook[desk index][issue index]`."""
    return tuple(tuple(rule(level, book, desk, issue) for issue in level.issues) for desk in level.desks)
