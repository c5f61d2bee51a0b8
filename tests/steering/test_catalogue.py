import pytest

from mentorat.steering.catalogue import INDICATORS
from mentorat.steering.enums import Counted, Nature, Unit
from mentorat.steering.models import IndicatorValue

ALL = list(INDICATORS.values())
PROMISED = {
    "pupils",
    "volunteers",
    "volunteers_waiting",
    "volunteers_girls",
    "mentees",
    "active",
    "mentorships_live",
    "first_meeting_days",
    "sessions_held",
    "attendance_share",
    "mentors_cleared",
    "mentors_offering",
    "closings",
    "closings_objective_reached",
    "alive_3_months",
    "alive_6_months",
    "projects",
    "mentees_target",
}
longest = IndicatorValue._meta.get_field("code").max_length
each = pytest.mark.parametrize("indicator", ALL, ids=lambda indicator: indicator.code)


def test_catalogue_holds_what_the_sheet_asks_for():
    assert set(INDICATORS) >= PROMISED


@each
def test_definition_says_when_and_in_whole_sentences(indicator):
    assert indicator.label
    assert indicator.definition.endswith((".", "%."))
    assert "campagne" in indicator.definition or "calcul" in indicator.definition
    assert len(indicator.definition) > 80
    assert "'" not in indicator.definition
    assert len(indicator.code) <= longest


@each
def test_volume_is_shown_beside_a_quality(indicator):
    if indicator.nature is Nature.QUALITY:
        assert indicator.paired == ""
    else:
        assert INDICATORS[indicator.paired].nature is Nature.QUALITY


@each
def test_share_or_mean_has_two_terms_and_a_number_one(indicator):
    assert (indicator.out_of is not None) == (indicator.unit is not Unit.COUNT)


@each
def test_part_and_whole_are_hidden_together(indicator):
    if indicator.is_part:
        minors = {counted in Counted.OF_MINORS for counted in (indicator.counts, indicator.out_of)}

        assert len(minors) == 1


def test_everything_that_is_counted_is_shown():
    shown = {indicator.counts for indicator in ALL} | {indicator.out_of for indicator in ALL}

    assert shown - {None} == set(Counted)
