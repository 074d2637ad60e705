"""Validation: every fact can be measured, its page says what was found, and a carrier unlike any is told so."""

from __future__ import annotations

from math import isfinite

import pytest

from game.cli.validate import page
from sim import load_level
from sim.lab.validation import FACTS, validate


@pytest.mark.slow
def test_most_of_the_base_carriers_figures_are_inside_the_published_ranges() -> None:
    """At least three facts in four on two seeds; the rest are named in docs/validation.md."""
    found = validate(load_level("carrier"), seeds=(11, 12), weeks=20)
    assert len(found) == len(FACTS)
    assert all(isfinite(f.model.mean) for f in found)
    assert sum(f.verdict == "inside" for f in found) >= 0.75 * len(FACTS)


@pytest.mark.slow
def test_a_carrier_whose_csrs_may_do_nothing_is_outside() -> None:
    """The check can fail: with no power and half the staff, resolution and churn leave the published ranges."""
    base = load_level("carrier")
    book = {
        **base.book,
        "power.frontline_credit_limit": 0.0,
        "power.billing_credit_limit": 0.0,
        "power.approval_route": 0.0,
        "people.frontline_staff": 8.0,
    }
    found = {f.fact.name: f.verdict for f in validate(base.model_copy(update={"book": book}), seeds=(1, 2), weeks=14)}
    assert found["resolved at first contact"] == "below"
    assert found["abandoned"] == "above"


@pytest.mark.slow
def test_the_page_shows_every_fact_with_its_source_and_marks_the_misses() -> None:
    """docs/validation.md has a row for each fact, and bold for each that is not inside."""
    found = validate(load_level("carrier"), seeds=(1, 2), weeks=14)
    text = page(found, "carrier", seeds=2, weeks=14)
    assert all(f.fact.source in text for f in found)
    assert text.count("**") == 2 * (1 + sum(f.verdict != "inside" for f in found))
