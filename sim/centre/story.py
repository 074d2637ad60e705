"""The story of one call: legs at desks until it is resolved, blocked, cut off or hung up.

`call` reads top to bottom. What policy allows comes from the practice in force when a CSR answers
(`sim.centre.practice`), who is there from `desk` and `csr`, luck from `fortune`. Every second of a call is booked, in
its `LEG_ENDED` events, to hold, talk, re-explaining, arguing, approval or loop.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from simpy.events import NORMAL

from sim.centre.authority import Action, Rule
from sim.centre.contact import Case, Contact, Story
from sim.centre.csr import Csr
from sim.centre.fortune import (
    AGAIN,
    APPROVAL,
    APPROVAL_PATIENCE,
    ASK,
    BREED,
    BRUSH,
    CAUGHT,
    GRANTED,
    HELD_BACK,
    LEG,
    PHANTOM,
    SALE,
    SAVE,
)
from sim.events import Block, CaseEnding, ContactEnding, Kind, Why, record
from sim.frames import Doing

if TYPE_CHECKING:
    from sim.centre.centre import Centre
    from sim.centre.practice import Practice

_NO_LIMIT = float("inf")
# The hot path looks these up tens of thousands of times a second: plain names, not members of an enum, and floats where
# they only go into the log, which packs doubles.
_NOBODY = -1.0
_APPROVAL = float(Kind.APPROVAL)
_CONTACT_BEGAN = float(Kind.CONTACT_BEGAN)
_CONTACT_ENDED = float(Kind.CONTACT_ENDED)
_CREDITED = float(Kind.CREDITED)
_DISCONNECTED = float(Kind.DISCONNECTED)
_LEG_ENDED = float(Kind.LEG_ENDED)
_PROMISED = float(Kind.PROMISED)
_RENEGED = float(Kind.RENEGED)
_ROADBLOCK = float(Kind.ROADBLOCK)
_SOLD = float(Kind.SOLD)
_TRANSFERRED = float(Kind.TRANSFERRED)
_RESOLVE_ = Action.RESOLVE
_PARTIAL_ = Action.PARTIAL
_APPROVE_ = Action.APPROVE
_TRANSFER_ = Action.TRANSFER
_BLOCK_ = Action.BLOCK
_ENDED_BELIEVED_RESOLVED = float(ContactEnding.BELIEVED_RESOLVED)
_ENDED_DISCONNECTED = float(ContactEnding.DISCONNECTED)
_ENDED_PARTIAL = float(ContactEnding.PARTIAL)
_ENDED_RENEGED = float(ContactEnding.RENEGED)
_ENDED_RESOLVED = float(ContactEnding.RESOLVED)
_ENDED_UNRESOLVED = float(ContactEnding.UNRESOLVED)
_CASE_GIVEN_UP = float(CaseEnding.GIVEN_UP)
_CASE_LEFT = float(CaseEnding.LEFT)
_CASE_RESOLVED = float(CaseEnding.RESOLVED)
_IS_APPROVING = Doing.APPROVING
_IS_AWAITING_APPROVAL = Doing.AWAITING_APPROVAL
_IS_TALKING = Doing.TALKING
_IS_WRAPPING_UP = Doing.WRAPPING_UP
_WHY_CALLED_BACK = float(Why.CALLED_BACK)
_WHY_CUT_OFF = float(Why.CUT_OFF)
_WHY_NOT_SOLVED = float(Why.NOT_SOLVED)
_WHY_PROMISE_BROKEN = float(Why.PROMISE_BROKEN)
_WHY_REDIAL = float(Why.REDIAL)
_BLOCK_WRONG_DEPARTMENT = float(Block.WRONG_DEPARTMENT)
_CATCH_22 = Block.CATCH_22
_ABSURD = frozenset({Block.CATCH_22, Block.AGREED_BUT_BLOCKED, Block.NOT_BELIEVED})
"""Roadblocks that contradict themselves: all see the cure, or the proof, and the answer is no."""
_MOST_LEGS = 6
"""Whoever has been passed on so often is told that there is nothing to be done."""
_BRUSH_S = 8.0
"""D bank: a twentieth of all calls that are answered last less than ten seconds."""
_LABELLED = 0.3
"""Chance that a CSR who reads that the customer is difficult does not believe him."""
_INSULTED = 0.35
"""Those who would rather go without than admit that the firm did no wrong."""
_BELIEVED = 0.25
"""Of those whom the record rightly contradicts, who say that it is wrong."""
_WRONG_OVERRIDE, _WRONG_OVERRIDE_USD = 0.25, 60.0
_SALE, _SALE_USD = 0.04, 4.0


def call(c: Centre, contact: Contact, now: float, owner: Csr | None = None) -> Story:  # noqa: C901  # one story, one piece
    """One call of `contact.case` that begins `now`; with `owner` it is his call to the customer, and nobody waits."""
    env, say, desks = c.env, c.say, c.desks
    case, number = contact.case, contact.number
    who, case_no, issue = case.who, case.number, case.issue
    f = c.fortune(case)
    case.contacts = nth = case.contacts + 1
    began = since = now
    why = case.why
    say(record(now, _CONTACT_BEGAN, who, case_no, number, _NOBODY, _NOBODY, nth, why, 0.0, 0.0, 0.0, 0.0))
    place = c.front if owner is None else owner.desk
    seen = 1 << place
    leg = 0
    loop = False
    first_wait = 0.0
    kept = why == _WHY_CALLED_BACK
    sunk = c.patience_s * case.patience * (1 + c.sunk_s * case.spent_s)
    while True:
        o = LEG if leg & 1 else 0
        contact.patience_s = f[o] * sunk
        if owner is not None and leg == 0:
            csr: Csr | None = owner
        else:
            ahead = case.ahead or kept or (leg > 0 and c.practice.keep_place)
            csr = desks[place].seek(contact, ahead)  # type: ignore[assignment]
            if csr is None:
                yield None
                csr, now = contact.csr, env.now  # type: ignore[assignment]
        wait = now - since
        if leg == 0:
            first_wait = wait
        if csr is None:
            say(record(now, _RENEGED, who, case_no, number, place, _NOBODY, wait, leg, 0.0, 0.0, 0.0, 0.0))
            book(c, now, contact, place, _NOBODY, wait, 0.0, 0.0, 0.0, 0.0, loop)
            end(c, now, contact, place, _NOBODY, _ENDED_RENEGED, began, first_wait, 0.0)
            c.hung_up(case, now, f, _WHY_REDIAL)
            return

        # -- on the phone --------------------------------------------------------------------------------------
        p = c.practice
        csr.contact = contact
        csr.doing = _IS_TALKING
        csr.since = now
        csr.contacts += 1
        if leg == 0 and owner is None and f[BRUSH] < p.brush * csr.curt:
            yield _BRUSH_S
            now += _BRUSH_S
            book(c, now, contact, place, csr.who, wait, _BRUSH_S, 0.0, 0.0, 0.0, loop)
            c.let_go(csr, now)
            say(record(now, _DISCONNECTED, who, case_no, number, place, csr.who, leg, 1.0, 0.0, 0.0, 0.0, 0.0))
            end(c, now, contact, place, csr.who, _ENDED_DISCONNECTED, began, first_wait, -0.3)
            c.hung_up(case, now, f, _WHY_CUT_OFF)
            return
        rule = p.rules[place][issue]
        block = rule.block
        need = case.left
        talk = p.talk_s[issue] * f[o + 1] * csr.pace + p.every_s
        if nth == 1:
            talk += p.first_s
        retell = 0.0
        if (nth > 1 or leg) and owner is None and not kept and f[o + 3] >= p.notes and not (p.warm and leg):
            retell = c.reexplain_s * (0.5 + f[o + 7])
        if case.blocked and not (case.free and p.free_fix):
            action = rule.forbidden
        elif case.blocked or need <= rule.limit:
            action = rule.within
        elif need <= rule.pass_limit:
            action = _TRANSFER_
        else:
            action = rule.above
            if need <= rule.allowed:
                block = Block.NOT_DARED
        if action is _RESOLVE_:
            if case.doubted or case.label or p.wary:
                action, block = _second_thoughts(c, case, csr, rule, p, f[HELD_BACK])
        elif action is _TRANSFER_ and leg >= _MOST_LEGS:
            action, block = _BLOCK_, Block.DEAD_END

        # After `yield spell`, `now += spell` is what SimPy's clock shows, to the bit, at a tenth of the price.
        if action is _TRANSFER_:
            warm = p.warm
            talk = talk * 0.35 + (c.facts.warm_s if warm else 0.0)
            spell = talk + retell
            yield spell
            now += spell
            to = rule.to
            if block is _CATCH_22 and case.blocked:
                case.absurd += 1
                say(record(now, _ROADBLOCK, who, case_no, number, place, csr.who, block, need, 0.0, 0.0, 0.0, 0.0))
            elif place == c.front:
                # Each further attempt is less likely to go astray again.
                if owner is None and f[o + 5] < p.misroute ** (1 + leg / 2):
                    wrongs = c.wrong[to]
                    to = wrongs[case.customer % len(wrongs)]
            else:
                say(record(now, _ROADBLOCK, who, case_no, number, place, csr.who,
                           _BLOCK_WRONG_DEPARTMENT, need, 0.0, 0.0, 0.0, 0.0))  # fmt: skip
            book(c, now, contact, place, csr.who, wait, talk, retell, 0.0, 0.0, loop)
            c.let_go(csr, now)
            if not warm and f[o + 6] < p.disconnect:
                say(record(now, _DISCONNECTED, who, case_no, number, place, csr.who, leg, 0.0, 0.0, 0.0, 0.0, 0.0))
                end(c, now, contact, place, csr.who, _ENDED_DISCONNECTED, began, first_wait, 0.0)
                c.cut_off(case, now, f)
                return
            loop = bool(seen >> to & 1)
            say(record(now, _TRANSFERRED, who, case_no, number, place, csr.who, to, warm, loop, 0.0, 0.0, 0.0))
            seen |= 1 << to
            place, since = to, now
            leg += 1
            contact.leg = leg + 1
            continue

        argue = approval = 0.0
        granted: bool | None = False
        missed = False
        limit = rule.limit if rule.limit < _NO_LIMIT else 0.0
        if action is _RESOLVE_ or action is _APPROVE_:
            # Whether the cause is missed; with the closure rule it may come out while he is still there.
            slip = p.error[case.hard] * csr.error
            if owner is not None:
                slip *= 0.5
            missed = f[o + 2] < slip
            if missed and f[CAUGHT] < p.caught:
                missed = False
                talk *= 1.6
        if action is _RESOLVE_:
            talk += p.cure_s[issue]
            spell = talk + retell
            yield spell
            now += spell
        elif action is _APPROVE_:
            spell = talk + retell
            yield spell
            now += spell
            say(record(now, _ROADBLOCK, who, case_no, number, place, csr.who, block, need, limit, 0.0, 0.0, 0.0))
            contact.patience_s = f[APPROVAL_PATIENCE] * sunk
            granted, approval = yield from _approval(c, contact, csr, now, f)
            now = env.now
            if granted is None:
                book(c, now, contact, place, csr.who, wait, talk, retell, 0.0, approval, loop)
                c.let_go(csr, now)
                end(c, now, contact, place, csr.who, _ENDED_RENEGED, began, first_wait, 0.0)
                c.hung_up(case, now, f, _WHY_REDIAL)
                return
            if granted:
                limit = need
            else:
                argue = c.facts.argue_s * f[o + 4]
                contact.argue_at = now
                csr.blocks += 1
                yield argue
                now += argue
        else:
            gap = max(0.0, 1 - limit / need) if action is _PARTIAL_ else 1.0
            argue = c.facts.argue_s * gap * f[o + 4]
            contact.argue_at = now + talk + retell
            spell = talk + retell + argue
            yield spell
            now += spell
            csr.blocks += 1
            if block in _ABSURD:
                case.absurd += 1
            say(record(now, _ROADBLOCK, who, case_no, number, place, csr.who, block, need, limit, 0.0, 0.0, 0.0))

        # -- what came of it -----------------------------------------------------------------------------------
        book(c, now, contact, place, csr.who, wait, talk, retell, argue, approval, loop)
        manner = p.manner + csr.charm
        broken = _WHY_NOT_SOLVED
        released = False
        if action is _RESOLVE_ or granted:
            csr.solved += 1
            ending = _ENDED_RESOLVED
            if c.remedy[issue] == "release":
                released = not _saved(c, case, f, now, contact, csr, place)
            elif not _cured(c, case, f, now, contact, csr, place, limit, f[o + 7], bool(granted)):
                ending, broken = _ENDED_BELIEVED_RESOLVED, _WHY_PROMISE_BROKEN
            elif missed:
                ending = _ENDED_BELIEVED_RESOLVED
            if p.clause and c.remedy[issue] == "credit":
                manner -= 0.3
        elif action is _PARTIAL_:
            credit(c, case, now, contact, csr, place, limit, 0.0 if case.firm_fault else limit, partial=True)
            case.left = need - limit
            ending = _ENDED_PARTIAL
            manner += p.refusal
        else:
            ending = _ENDED_UNRESOLVED
            manner += p.refusal
        end(c, now, contact, place, csr.who, ending, began, first_wait, manner)
        csr.contact = None
        csr.doing = _IS_WRAPPING_UP
        csr.since = now
        csr.callbacks = c.wrapped
        env.schedule(csr, NORMAL, p.wrap_s if case.owner is None else p.wrap_s + p.owned_s)
        if ending == _ENDED_RESOLVED:
            c.close(case, now, _CASE_LEFT if released else _CASE_RESOLVED)
            if c.breeds[issue]:
                c.breed(case, now, f[BREED])
        elif ending == _ENDED_BELIEVED_RESOLVED:
            c.surprised(case, now, f, broken)
        elif ending == _ENDED_PARTIAL and f[AGAIN] > (case.left / case.need) ** 0.5:
            c.close(case, now, _CASE_GIVEN_UP)
        else:
            c.not_solved(case, now, f, csr)
        return


def _second_thoughts(c: Centre, case: Case, csr: Csr, rule: Rule, p: Practice, u: float) -> tuple[Action, Block]:
    """Whether a CSR who may bring the cure does so after all; `u` is a uniform."""
    money = c.remedy[case.issue] == "credit"
    if money and case.doubted and case.left > p.doubt_usd:
        return _BLOCK_, Block.NOT_BELIEVED
    if case.label and u < _LABELLED:
        return _BLOCK_, Block.NOT_BELIEVED
    if money and p.clause and case.firm_fault and 1 - _INSULTED > u >= 1 - 2 * _INSULTED:
        return _BLOCK_, Block.CLAUSE
    if money and p.budget_usd and csr.spent_usd + case.left > p.budget_usd:
        return (_APPROVE_ if rule.above is _APPROVE_ else _BLOCK_), Block.OVER_BUDGET
    if (money or c.remedy[case.issue] == "fix") and u > p.understanding:
        return _BLOCK_, Block.MISAPPLIED
    return _RESOLVE_, rule.block


def _approval(
    c: Centre, contact: Contact, csr: Csr, asked: float, f: list[float]
) -> Generator[float | None, None, tuple[bool | None, float]]:
    """The customer holds while a supervisor is sought: granted or not (`None`: hung up), and the seconds taken."""
    case, now = contact.case, asked
    csr.blocks += 1
    csr.doing = _IS_AWAITING_APPROVAL
    csr.since = asked
    boss: Csr | None = c.desks[c.boss].seek(contact)  # type: ignore[assignment]
    if boss is None:
        yield None
        boss, now = contact.csr, c.env.now  # type: ignore[assignment]
    if boss is None:
        c.say(record(now, _RENEGED, case.who, case.number, contact.number, c.boss, csr.who,
                     now - asked, contact.leg - 1, 0.0, 0.0, 0.0, 0.0))  # fmt: skip
        return None, now - asked
    boss.contact = contact
    boss.doing = _IS_APPROVING
    boss.since = now
    boss.contacts += 1
    boss.solved += 1
    yield c.facts.approval_s * f[APPROVAL]
    now = c.env.now
    c.let_go(boss, now)
    p = c.practice
    within = c.remedy[case.issue] == "fix" or case.left <= p.boss_limit
    granted = p.terminal or (within and f[GRANTED] < c.facts.approval_granted)
    c.say(record(now, _APPROVAL, case.who, case.number, contact.number, c.boss, boss.who,
                 granted, now - asked, 0.0, 0.0, 0.0, 0.0))  # fmt: skip
    csr.doing = _IS_TALKING
    csr.since = now
    return granted, now - asked


def _saved(c: Centre, case: Case, f: list[float], now: float, contact: Contact, csr: Csr, place: int) -> bool:
    """He wants out. Whether a retention CSR keeps him; anyone else lets him go."""
    if place != c.issue_desk[case.issue] or f[SAVE] >= c.save:
        return False
    credit(c, case, now, contact, csr, place, min(30.0, c.book["power.billing_credit_limit"]), 0.0)
    if c.book["promise.retention_discount"]:
        c.say(record(now, _SOLD, case.who, case.number, contact.number, place, csr.who,
                     -c.book["promise.retention_discount"], 0.0, 0.0, 0.0, 0.0, 0.0))  # fmt: skip
    return True


def _cured(
    c: Centre, case: Case, f: list[float], now: float, contact: Contact, csr: Csr, place: int, limit: float,
    over: float, granted: bool,
) -> bool:  # fmt: skip
    """Bring the cure: money, a fix, a word. False: the promised money is never entered, and nobody knows yet."""
    remedy, p = c.remedy[case.issue], c.practice
    c.cost_usd += p.gift
    if f[SALE] < _SALE and c.book["process.cross_sell"]:
        c.say(record(now, _SOLD, case.who, case.number, contact.number, place, csr.who,
                     _SALE_USD, 0.0, 0.0, 0.0, 0.0, 0.0))  # fmt: skip
    if remedy == "credit" and case.firm_fault:
        # To end the call a CSR goes beyond what is due, towards what he may.
        room = min(limit, 10 * case.need) - case.left
        leaked = p.leak * room * over if room > 0 else 0.0
        if f[PHANTOM] < p.phantom and case.contacts <= 3:
            c.say(record(now, _PROMISED, case.who, case.number, contact.number, place, csr.who,
                         case.left, 0.0, 0.0, 0.0, 0.0, 0.0))  # fmt: skip
            return False
        credit(c, case, now, contact, csr, place, case.left + leaked, leaked)
        case.left = 0.0
    elif remedy in {"credit", "explain"}:
        # Not the firm's fault, or nothing to mend: a credit still ends the call, and asking is learned.
        limit = c.book[c.credit_levers[place]]
        believed = remedy == "credit" and case.need <= p.doubt_usd and over < _BELIEVED
        if f[ASK] < min(0.9, p.asked * limit / 100) or believed or (granted and p.terminal):
            usd = case.need if believed or granted else min(limit, case.need)
            credit(c, case, now, contact, csr, place, usd, usd)
    elif case.blocked and not case.free and over < _WRONG_OVERRIDE:
        # The rule that was overridden was right after all.
        credit(c, case, now, contact, csr, place, _WRONG_OVERRIDE_USD, _WRONG_OVERRIDE_USD)
    return True


def credit(
    c: Centre, case: Case, now: float, contact: Contact, csr: Csr, place: int, usd: float, leaked: float,
    *, partial: bool = False,
) -> None:  # fmt: skip
    """`csr` credits `usd`, of which `leaked` was not due."""
    csr.spent_usd += usd
    paid(c, case, now, contact.number, place, csr.who, usd, leaked, partial=partial)


def paid(
    c: Centre, case: Case, now: float, contact: float, place: int, csr: float, usd: float, leaked: float,
    *, partial: bool = False,
) -> None:  # fmt: skip
    """The firm pays `usd`, of which `leaked` was not due."""
    case.credited += usd
    c.credits_usd += usd
    c.say(record(now, _CREDITED, case.who, case.number, contact, place, csr, usd, leaked, partial, 0.0, 0.0, 0.0))


def book(
    c: Centre, now: float, contact: Contact, place: int, csr: float, wait: float, talk: float, retell: float,
    argue: float, approval: float, loop: bool,
) -> None:  # fmt: skip
    """Book every second of a leg."""
    case = contact.case
    looped = 0.0
    if loop:
        wait, talk, retell, looped = 0.0, 0.0, 0.0, wait + talk + retell
    c.say(record(now, _LEG_ENDED, case.who, case.number, contact.number, place, csr,
                 wait, talk, retell, argue, approval, looped))  # fmt: skip


def end(
    c: Centre, now: float, contact: Contact, place: int, csr: float, ending: float, began: float, first_wait: float,
    manner: float,
) -> None:  # fmt: skip
    """The contact is over."""
    case = contact.case
    spent = now - began
    case.spent_s += spent
    c.say(record(now, _CONTACT_ENDED, case.who, case.number, contact.number, place, csr,
                 ending, spent, first_wait, case.contacts, contact.leg, manner))  # fmt: skip
