"""The policy linter finds what is planted, says nothing of a clean book, and agrees with what the centre then does."""

from __future__ import annotations

import pytest

from sim import Level, load_level
from sim.centre.linter import findings, surprises
from sim.levelfile import shipped_levels

CLEAN = {
    "power.frontline_credit_limit": 25.0,
    "power.billing_credit_limit": 100.0,
    "power.supervisor_credit_limit": 2000.0,
    "power.approval_route": 1.0,
    "power.override": 1.0,
    "process.loop_breaker": 1.0,
    "process.post_as_you_speak": 1.0,
    "promise.open_hour": 7.0,
    "promise.close_hour": 24.0,
}
NO_POWER = {"power.frontline_credit_limit": 0.0, "power.billing_credit_limit": 0.0, "power.approval_route": 0.0}


@pytest.fixture(scope="module")
def level() -> Level:
    """The base carrier under a book in which everything ends at someone."""
    base = load_level("carrier")
    return base.model_copy(update={"book": {**base.book, **CLEAN}})


def names(level: Level, **book: float) -> set[str]:
    """Names of the findings with the levers of `book` (dots written as double underscores) changed."""
    return {f.name for f in findings(level, {**level.book, **{k.replace("__", "."): v for k, v in book.items()}})}


def test_a_book_in_which_everything_ends_at_someone_is_clean(level: Level) -> None:
    """No finding without a fault."""
    assert findings(level) == ()


@pytest.mark.parametrize(
    ("book", "found"),
    [
        pytest.param(NO_POWER, {"dead_end:overcharge", "dead_end:unintended"}, id="nobody may credit or be asked"),
        pytest.param(
            {"power.override": 0.0, "power.approval_route": 0.0, "power.partial_credit": 0.0},
            {"agreed_but_nobody:dead_line"},
            id="agreed, and nobody may",
        ),
        pytest.param({"people.technical_staff": 0.0}, {"dead_end:dead_line"}, id="the desk that could has no staff"),
        pytest.param(
            {"power.supervisor_credit_limit": 120.0},
            {"unreachable:overcharge", "unreachable:unintended"},
            id="above everybody's limit",
        ),
        pytest.param(
            {"power.approval_route": 0.0, "power.partial_credit": 1.0},
            {"partial_only:overcharge", "partial_only:unintended"},
            id="something given, the rest never",
        ),
        pytest.param({"people.supervisors": 0.0}, {"approval_unstaffed"}, id="approvals with nobody to ask"),
        pytest.param(
            {"process.loop_breaker": 0.0},
            {"same_queue_loop:dead_line", "same_queue_loop:cancel"},
            id="a wrong turn leads back",
        ),
        pytest.param(
            {"pressure.handle_time_target": 240.0, "process.post_as_you_speak": 0.0},
            {"no_posting_step"},
            id="promises with no posting step",
        ),
        pytest.param({"promise.close_hour": 17.0}, {"closed_door"}, id="closed when many call"),
    ],
)
def test_a_planted_fault_is_found(level: Level, book: dict[str, float], found: set[str]) -> None:
    """Each fault planted in a clean book shows under its name, whatever else follows from it."""
    assert found <= {f.name for f in findings(level, {**level.book, **book})}


def test_a_planted_fault_is_mended_by_the_lever_that_is_named(level: Level) -> None:
    """Turning the named lever to its other end makes the finding go away."""
    book = {**level.book, **NO_POWER, "power.partial_credit": 0.0}
    finding = next(f for f in findings(level, book) if f.kind == "dead_end")
    assert finding.path[0] == "frontline"
    mended = {**book, finding.lever: 500.0, "power.billing_credit_limit": 500.0, "power.frontline_credit_limit": 500.0}
    assert "dead_end" not in {f.kind for f in findings(level, mended)}


def test_what_the_linter_calls_unreachable_is_never_resolved(level: Level) -> None:
    """The walk and the centre obey the same table: with no power anywhere no wrong charge is ever credited."""
    from sim import Model
    from sim.events import Kind

    small = level.model_copy(
        update={
            "carrier": level.carrier.model_copy(update={"subscribers": 1500, "prospects": 100}),
            "book": {**level.book, **NO_POWER, "power.partial_credit": 0.0},
        }
    )
    assert "dead_end:overcharge" in {f.name for f in findings(small)}
    model = Model(small, seed=1)
    model.run(14 * 86_400)
    # What is paid after an outside complaint is paid in no contact.
    assert not [e for e in model.events() if e.kind is Kind.CREDITED and e.value("usd") > 0 and e.contact >= 0]


@pytest.mark.parametrize("file", shipped_levels(), ids=lambda file: file.stem)
def test_a_shipped_level_has_the_faults_it_teaches_and_no_others(file: object) -> None:
    """`check` is clean for every shipped level."""
    assert surprises(load_level(str(file))) == ()


def test_a_level_that_teaches_what_it_does_not_have_is_told(level: Level) -> None:
    """A lesson that the opening book doesn't hold is a problem too."""
    odd = level.model_copy(update={"teaches": ("catch_22",)})
    assert surprises(odd) == ('teaches "catch_22", and the opening book has no such finding',)
