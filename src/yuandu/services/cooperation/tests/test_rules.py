"""Matching experts to needs: what counts, what bars, and that the sum is explained."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yuandu.services.cooperation import rules
from yuandu.services.cooperation.rules import (
    Conflict,
    Expert,
    Need,
    Place,
    Span,
    Stretch,
    Tie,
)

YEAR = Span(datetime.date(2027, 1, 1), datetime.date(2027, 12, 31))
FIRM, RIVAL, COLLEGE = 1, 2, 3
NEED = Need(FIRM, "materials", "full", YEAR, 4, niche="轮胎模具", industry="C35", place=Place(7))
FREE = Stretch(YEAR, 6)
EXPERT = Expert(1, ("materials",), "full", Place(7), free=(FREE,))
SINCE = datetime.date(2020, 1, 1)


def codes(need: Need, expert: Expert) -> list[str]:
    return [conflict.code for conflict in rules.conflicts(need, expert)]


def test_who_has_it_all_gets_a_hundred():
    match = rules.weigh(NEED, EXPERT)

    assert match.score == 100
    assert [part.points for part in match.parts] == [40, 20, 15, 25]
    assert match.conflicts == ()


@pytest.mark.parametrize(
    ("change", "part", "points"),
    [
        ({"fields": ("food", "materials")}, "field", 28),
        ({"level": "associate"}, "level", 10),
        ({"level": "engineer"}, "level", 0),
        ({"level": "leading"}, "level", 20),
        ({"place": None}, "place", 0),
        ({"place": Place(8)}, "place", 0),
        ({"free": (Stretch(YEAR, 2),)}, "time", 12),
        ({"free": (Stretch(Span(YEAR.from_on, datetime.date(2027, 6, 30)), 9),)}, "time", 12),
    ],
)
def test_what_is_missing_costs_points(change, part, points):
    match = rules.weigh(NEED, replace(EXPERT, **change))

    assert {one.code: one.points for one in match.parts}[part] == points


@pytest.mark.parametrize(
    ("longitude", "points"), [(119.0, 10), (119.3, 10), (119.9, 6), (121.0, 0)]
)
def test_the_nearer_the_better(longitude, points):
    need = replace(NEED, place=Place(7, 119.0, 36.7))
    match = rules.weigh(need, replace(EXPERT, place=Place(8, longitude, 36.7)))

    assert match.parts[2].points == points


def test_qingdao_lies_about_150_km_from_weifang():
    weifang, qingdao = Place(1, 119.16, 36.71), Place(2, 120.38, 36.07)

    assert 120 <= (rules.distance_km(weifang, qingdao) or 0) <= 150


@pytest.mark.parametrize("kind", sorted(rules.TO_COMPETITOR))
def test_who_serves_a_competitor_in_the_niche_is_barred(kind):
    tie = Tie(RIVAL, kind, SINCE, niche="轮胎 模具")

    assert Conflict("competitor", RIVAL) in rules.conflicts(NEED, replace(EXPERT, ties=(tie,)))


@pytest.mark.parametrize("kind", sorted(rules.RELATED))
def test_a_related_party_is_barred(kind):
    tie = Tie(FIRM, kind, SINCE)

    assert Conflict("related", FIRM) in rules.conflicts(NEED, replace(EXPERT, ties=(tie,)))


def test_a_tie_that_ended_before_bars_nothing():
    tie = Tie(RIVAL, rules.EMPLOYED, SINCE, datetime.date(2026, 12, 31), niche="轮胎模具")

    assert codes(NEED, replace(EXPERT, ties=(tie,))) == []


def test_the_same_industry_in_another_niche_is_a_caution():
    tie = Tie(RIVAL, rules.EMPLOYED, SINCE, niche="农机", industry="C35")
    match = rules.weigh(NEED, replace(EXPERT, ties=(tie,)))

    assert match.conflicts == ()
    assert [caution.code for caution in match.cautions] == ["same-industry"]


def test_an_employer_of_another_industry_is_no_matter():
    tie = Tie(COLLEGE, rules.EMPLOYED, SINCE, industry="P83")
    match = rules.weigh(NEED, replace(EXPERT, ties=(tie,)))

    assert (match.conflicts, match.cautions) == ((), ())


def test_who_is_engaged_full_time_meanwhile_is_barred():
    summer = Span(datetime.date(2027, 7, 1), datetime.date(2027, 8, 31))
    given = Stretch(summer, 2, is_full_time=True, party=RIVAL)

    assert Conflict("full-time", RIVAL) in rules.conflicts(NEED, replace(EXPERT, given=(given,)))


def test_nobody_can_be_engaged_full_time_beside_something_else():
    given = Stretch(YEAR, 1, party=COLLEGE)
    need = replace(NEED, is_full_time=True)

    assert "full-time" in codes(need, replace(EXPERT, given=(given,)))


def test_days_that_were_given_away_overlap():
    march = Span(datetime.date(2027, 3, 10), datetime.date(2027, 3, 20))
    expert = replace(EXPERT, given=(Stretch(march, 3, party=COLLEGE),))

    assert rules.conflicts(NEED, expert) == (Conflict("overlap", month=(2027, 3), left=3),)


def test_who_has_no_day_free_is_barred():
    assert codes(NEED, replace(EXPERT, free=())) == ["not-free"]


SINCE_THEN = datetime.date(2026, 6, 1)
# --- Properties ----------------------------------------------------------------------------

DAYS = st.integers(0, 760).map(lambda days: SINCE_THEN + datetime.timedelta(days))
SPANS = st.tuples(DAYS, DAYS).map(lambda two: Span(min(two), max(two)))
FIELDS = ("materials", "food", "energy")
NICHES = st.sampled_from(["", "轮胎模具", "预制菜", " 轮胎模具"])
PLACES = st.none() | st.builds(
    Place,
    st.integers(1, 5),
    st.none() | st.floats(118, 120),
    st.none() | st.floats(35, 37),
)
TIES = st.builds(
    Tie,
    party=st.integers(1, 5),
    kind=st.sampled_from(sorted(rules.TO_COMPETITOR | rules.RELATED)),
    from_on=DAYS,
    to_on=st.none(),
    niche=NICHES,
    industry=st.sampled_from(["", "C35", "C13"]),
)
STRETCHES = st.builds(Stretch, SPANS, st.integers(1, 22), st.booleans(), st.integers(1, 5))
EXPERTS = st.builds(
    Expert,
    key=st.just(1),
    fields=st.sampled_from([(), ("materials",), ("food", "materials"), ("energy", "food"), FIELDS]),
    level=st.sampled_from(rules.LEVELS),
    place=PLACES,
    ties=st.lists(TIES, max_size=2).map(tuple),
    free=st.lists(STRETCHES, max_size=2).map(tuple),
    given=st.lists(STRETCHES, max_size=2).map(tuple),
)
NEEDS = st.builds(
    Need,
    firm=st.integers(1, 5),
    field=st.sampled_from(FIELDS),
    level=st.sampled_from(rules.LEVELS),
    span=SPANS,
    days_a_month=st.integers(1, 22),
    niche=NICHES,
    industry=st.sampled_from(["", "C35"]),
    place=PLACES,
    is_full_time=st.booleans(),
)
# Building the strategies themselves takes its time on a busy machine.
patient = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
CROWDS = st.lists(EXPERTS, max_size=5).map(
    lambda crowd: [replace(each, key=key) for key, each in enumerate(crowd, start=1)]
)


@patient
@given(need=NEEDS, crowd=CROWDS, data=st.data())
def test_the_order_in_which_experts_come_does_not_matter(need, crowd, data):
    shuffled = data.draw(st.permutations(crowd))

    assert rules.matching(need, crowd) == rules.matching(need, shuffled)


@patient
@given(need=NEEDS, crowd=CROWDS)
def test_no_pair_with_a_conflict_is_proposed(need, crowd):
    found = rules.matching(need, crowd)

    by_key = {expert.key: expert for expert in crowd}
    for match in found.proposed:
        expert = by_key[match.expert]
        assert need.field in expert.fields
        assert not rules.conflicts(need, expert)
        assert any(rules.days_left(expert, month) for month in need.span.months)
        assert not any(
            tie.party != need.firm and tie.holds_in(need.span) and rules.competes(need, tie)
            for tie in expert.ties
            if tie.kind in rules.TO_COMPETITOR
        )
    assert all(match.conflicts for match in found.barred)


@patient
@given(need=NEEDS, crowd=CROWDS)
def test_everybody_of_the_field_is_proposed_or_barred_and_nobody_twice(need, crowd):
    found = rules.matching(need, crowd)

    told = [match.expert for match in (*found.proposed, *found.barred)]
    assert sorted(told) == sorted(each.key for each in crowd if need.field in each.fields)


@patient
@given(need=NEEDS, expert=EXPERTS)
def test_the_parts_of_a_score_add_up_and_each_stays_within_its_most(need, expert):
    match = rules.weigh(need, expert)

    assert match.score == sum(part.points for part in match.parts)
    assert all(0 <= part.points <= part.most for part in match.parts)
    assert sum(part.most for part in match.parts) == 100


@patient
@given(need=NEEDS, expert=EXPERTS, more=STRETCHES)
def test_giving_days_away_never_helps(need, expert, more):
    busier = replace(expert, given=(*expert.given, more))

    assert rules.weigh(need, busier).score <= rules.weigh(need, expert).score
    assert bool(rules.conflicts(need, busier)) >= bool(rules.conflicts(need, expert))


@patient
@given(need=NEEDS, expert=EXPERTS)
def test_distance_is_the_same_both_ways(need, expert):
    if need.place and expert.place:
        there = rules.distance_km(need.place, expert.place)
        assert there == rules.distance_km(expert.place, need.place)
