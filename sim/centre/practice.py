"""Practice: what the policy book comes to on the phone. Numbers, compiled once per change of the book, and once a day.

The book says what is wanted; with what has drifted (`sim.centre.drift`) it makes the seconds, chances and limits that
the hot path reads. Everything that a lever of Power, Process or Pressure does to a contact is in `practise`, in the
order of the chapters; nothing here is random and nothing knows a customer.

A number without a source is a guess; docs/model.md 7.1 has them all.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.centre.authority import Rulebook, believed_usd, courage
from sim.centre.drift import Book, Drift
from sim.clock import DAY, HOUR
from sim.level import Level

_POST_S = 25.0
_CONFIRM_S = 15.0
_EXPLAIN_S = 40.0
_CLOSURE_S = 20.0
_SMALL_TALK_S = 30.0
_OPEN_NOTES_S = 10.0
_PITCH_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """How contacts go under one policy book."""

    rules: Rulebook
    haste: float
    """The handle time asked for, relative to the natural one."""
    pressure: float
    open_s: float
    close_s: float
    advertised_s: float
    # Seconds.
    talk_s: tuple[float, ...]
    """Mean talk by issue."""
    first_s: float
    """On top at the first contact of a case."""
    every_s: float
    """On top at each contact."""
    cure_s: tuple[float, ...]
    """On top of a cure, by issue."""
    wrap_s: float
    owned_s: float
    """More wrap-up for a case that somebody owns."""
    # Chances.
    error: tuple[float, float]
    """Cause missed, in cases that are what they seem and in hard ones."""
    confirmed: float
    """What is left of a slip's chance to stay hidden, and of a cure's to breed new trouble."""
    caught: float
    """A missed cause is found before the customer is let go."""
    phantom: float
    brush: float
    misroute: float
    disconnect: float
    leak: float
    label: float
    """An unsolved contact leaves a note that the customer is difficult."""
    letter: float
    outside: float
    # Conduct.
    manner: float
    judgement: float
    """How far a CSR's own warmth comes through."""
    refusal: float
    """What being refused by the book does to manner."""
    gift: float
    # Limits and switches.
    notes: float
    warm: bool
    keep_place: bool
    call_back: bool
    free_fix: bool
    clause: bool
    wary: bool
    """Whether a cure within the limit may still be held back."""
    doubt_usd: float
    budget_usd: float
    understanding: float
    terminal: bool
    settle_usd: float
    boss_limit: float
    asked: float
    """How readily customers ask for what is not due."""
    ownership: float
    caseload: int
    grace_s: float
    conference: bool
    published: bool
    exit_to_person: bool


def span(level: Level, book: Book) -> float:
    """Front-line CSRs for each supervisor; without one, all of them."""
    by_role = {desk.role: book[desk.staff] for desk in level.desks.values()}
    return by_role["frontline"] / max(1.0, by_role.get("supervisor", 0.0))


def away_s(level: Level, book: Book) -> float:
    """Seconds off the phone that breaks and reports add to each contact."""
    share = min(0.6, book["people.breaks"] / 60 + book["pressure.reporting"])
    return level.centre.talk_mean_s * share / (1 - share)


def practise(level: Level, book: Book, drift: Drift, rules: Rulebook) -> Practice:
    """What `book`, compiled to `rules`, comes to, as things have drifted."""
    c = level.centre
    target = book["pressure.handle_time_target"]
    natural = c.talk_mean_s * drift.norm
    # Work pressure: how far the target lies below what people would take; Oliva & Sterman 2001 give the exponent.
    pressure = min(2.0, max(0.0, natural / target - 1)) if target else 0.0
    haste = drift.norm * (1 + pressure) ** -0.64
    # What is short of the natural time is short of care, whether somebody presses today or it has become the custom.
    short = haste ** (-1 / 0.64) - 1
    solve, shared = book["pressure.kpi_resolved"], book["pressure.kpi_effort"]
    watched, script = book["pressure.monitoring"], book["pressure.script"] - 0.5
    general, notes = book["process.generalists"], book["process.notes"]
    confirm, closure = bool(book["process.confirmations"]), bool(book["process.closure_rule"])
    explain, named = book["process.explain_cause"], book["process.give_name"]
    over = max(0.0, span(level, book) / 12 - 1)
    pace = haste * (1 + 0.1 * solve + 0.05 * shared) * (1 + 0.12 * general) * (1 - 0.08 * script)
    slip = (1 + 1.5 * short) * (1 - 0.3 * solve) * (1 - 0.35 * watched) * (1 + 0.25 * general) * (1 - 0.05 * named)
    slip *= 1 + 0.25 * min(2.0, over)
    bold = courage(book)
    hard = (1 + 0.15 * script) * (1 - 0.1 * explain)
    lookup = c.lookup_s * max(-0.6 * c.rules, drift.rules - c.rules)
    post = bool(book["process.post_as_you_speak"])
    credit = [issue.remedy == "credit" for issue in level.issues.values()]
    across = [
        1.5 if issue.blocked_by == "process.conference" and book["process.conference"] else 1.0
        for issue in level.issues.values()
    ]
    cure_s = _CONFIRM_S * confirm + _EXPLAIN_S * explain + _PITCH_S * book["process.cross_sell"]
    return Practice(
        rules=rules,
        haste=haste,
        pressure=pressure,
        open_s=book["promise.open_hour"] * HOUR,
        close_s=book["promise.close_hour"] * HOUR,
        advertised_s=book["promise.advertised_close"] * HOUR,
        talk_s=tuple(
            c.talk_mean_s * issue.talk * pace * more
            for issue, more in zip(level.issues.values(), across, strict=True)
        ),
        first_s=_SMALL_TALK_S * book["pressure.rapport"],
        every_s=max(0.0, (c.apology_s if book["pressure.apology"] else 0.0) + _CLOSURE_S * closure + lookup),
        cure_s=tuple(cure_s + _POST_S * (post and money) for money in credit),
        # The last tenth of the notes takes longest.
        wrap_s=c.wrap_up_s + c.notes_s * notes * (0.6 + 1.4 * notes**3) + _OPEN_NOTES_S * book["process.open_notes"]
        + away_s(level, book),
        owned_s=45.0,
        error=(c.diagnosis_error * slip * (1 - 0.4 * script), min(1.0, c.hard_error * slip ** 0.5 * hard)),
        confirmed=0.2 if confirm else 1.0,
        caught=0.4 if closure else 0.0,
        phantom=0.0 if post else c.phantom + c.phantom_pressure * min(2.0, short),
        brush=c.brush_off * (1 - solve) * (1 + pressure),
        misroute=c.misroute * (1 - 0.6 * shared),
        disconnect=c.disconnect * (1 - 0.5 * shared),
        leak=c.leak * bold * (1 + 0.8 * solve),
        label=0.0 if book["process.open_notes"] else 0.25 * notes,
        letter=c.letter if any(desk.role == "back_office" for desk in level.desks.values()) else 0.0,
        outside=2.5 if book["promise.published_route"] else 1.0,
        manner=0.1 * book["pressure.rapport"] + 0.06 * explain - 0.08 * book["process.cross_sell"] - 0.1 * watched,
        judgement=0.5 - script,
        refusal=-0.15 - 0.1 * watched - 0.1 * script,
        gift=book["power.delight"],
        notes=notes,
        warm=bool(book["process.warm_transfer"]),
        keep_place=bool(book["process.keep_place"]),
        call_back=bool(book["process.call_back"]),
        free_fix=bool(book["power.free_fix"]),
        clause=bool(book["power.admission_clause"]),
        wary=bool(book["power.admission_clause"] or book["power.credit_budget"] or drift.understanding < 0.995),
        doubt_usd=believed_usd(book),
        budget_usd=book["power.credit_budget"],
        understanding=drift.understanding,
        terminal=bool(book["power.terminal_authority"]),
        settle_usd=book["power.settle"],
        boss_limit=book["power.supervisor_credit_limit"],
        asked=c.ask * bold * (1 + 0.5 * book["power.free_fix"]),
        ownership=book["process.ownership"],
        caseload=int(book["process.caseload"]),
        grace_s=book["process.suspension_grace"] * DAY,
        conference=bool(book["process.conference"]),
        published=bool(book["promise.published_route"]),
        exit_to_person=bool(book["promise.exit_to_person"]),
    )  # fmt: skip
