"""Why?: every number is the sum of its causes, what was planted is what is found, and every number can be asked."""

from __future__ import annotations

import pytest
from worlds import after, full, world

from game.views.why.causes import Asked
from game.views.why.evidence import Evidence, Span
from sim import Model, Set
from sim.clock import DAY
from sim.measures import MEASURES

EVER = Span(0.0, 1e10)


def evidence(model: Model) -> Evidence:
    """The log as a view sees it: as far as the frame's metrics go."""
    return Evidence(model.log.rows, model.level, len(model.log))


STAFF = "people.frontline_staff"
TOWN = after(world(), 3, 16.45, [(int(9.4 * DAY), Set(STAFF, 2))])
BUSY = after(full(), 3, 17.45)
BOTH = pytest.mark.parametrize("model", [TOWN, BUSY], ids=["town", "full"])


@BOTH
def test_the_causes_of_every_number_add_up_to_it(model: Model) -> None:
    """For every metric, so far, in a week and on a day, each way of cutting it sums to the model's own metric, and only
    what an account names as untold is left over.
    """
    e, frame = evidence(model), model.frame()
    spans = {EVER: None, Span.days(e.days - 7, e.days): None, Span.days(e.days - 1, e.days): -1}
    for span, day in spans.items():
        for name in MEASURES:
            asked = Asked(metric=name, span=span)
            value = frame.metrics[name] if span is EVER else asked.value(e)
            if day is not None:
                assert value == pytest.approx(frame.series[name][day]), name
            for way in asked.ways or ("",):
                answer = asked.answer(e, way, value)
                parts = sum(group.amount for group in answer.groups)
                if answer.whole:
                    assert parts == pytest.approx(100.0) or not answer.groups, (name, way)
                    continue
                assert answer.base + parts + answer.rest == pytest.approx(value), (name, way)
                assert not answer.rest or answer.rest_says, (name, way, answer.rest)
                for group in answer.groups:
                    if len(group.amounts):
                        assert group.amount == pytest.approx(group.amounts.sum()), (name, way, group.key)


@BOTH
def test_the_causes_of_every_change_add_up_to_it(model: Model) -> None:
    """From one stretch of days to another the groups' changes sum to the number's, and the load's to the load's."""
    e = evidence(model)
    for name in MEASURES:
        asked = Asked(metric=name, span=Span.days(9, 16), before=Span.days(2, 9))
        value = asked.value(e)
        for way in asked.ways or ("",):
            answer = asked.answer(e, way, value)
            parts = sum(group.amount for group in answer.groups)
            if not answer.whole:
                assert answer.base + parts + answer.rest == pytest.approx(value), (name, way)
