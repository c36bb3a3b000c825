"""Merged ideas lose nobody: every author and every word stays, and every merge can be undone."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.proposals import actions, queries
from yuandu.mechanisms.proposals.models import Author, Merge, Proposal
from yuandu.mechanisms.proposals.refusals import OddMerge, OwnIdea
from yuandu.mechanisms.proposals.tests.records import IDEA, OTHER

pytestmark = pytest.mark.django_db
WRITERS = ("worker", "other_worker", "shareholder", "chair", "auditor")


def merge(staff, one, other, words="同一件事"):
    office = "improvement_officer"
    return actions.merge(
        by=staff[office],
        proposal=staff.sees(office, one),
        into=staff.sees(office, other),
        words=words,
    )


def part(staff, one):
    office = "improvement_officer"
    actions.part(by=staff[office], proposal=staff.sees(office, one), words="其实是两件")


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 4)), max_size=8))
def test_whatever_is_merged_and_undone_nobody_and_no_word_is_lost(staff, acts):
    Merge.objects.all().delete()
    Author.objects.all().delete()
    Proposal.objects.update(merged_into=None)
    Proposal.objects.all().delete()
    ideas = [staff.post(writer, idea=f"{IDEA}，第{at}种做法") for at, writer in enumerate(WRITERS)]
    words = {each.pk: each.idea for each in ideas}
    authors = {each.pk: set(_workers(each)) for each in ideas}
    for is_merge, one, other in acts:
        try:
            if is_merge:
                merge(staff, ideas[one], ideas[other])
            else:
                part(staff, ideas[one])
        except Refusal:
            continue
    now = {each.pk: each for each in Proposal.objects.all()}
    assert {key: each.idea for key, each in now.items()} == words
    assert {key: set(_workers(each)) for key, each in now.items()} == authors
    for key, each in now.items():
        if each.merged_into_id is None:
            inside = [other for other in now.values() if other.merged_into_id == key]
            expected = authors[key].union(*(authors[other.pk] for other in inside))
            credit = queries.credit(each)
            assert set(credit) == expected
            assert sum(credit.values()) == 1
        assert (each.merged_into_id is not None) == (each.stage == "merged")


def _workers(proposal):
    return Author.objects.filter(proposal=proposal).values_list("worker", flat=True)


def test_merged_ideas_share_the_credit_and_tell_both_authors(staff):
    one, other = staff.post(), staff.post("other_worker", idea=OTHER)

    merge(staff, one, other)

    credit = queries.credit(staff.sees("other_worker", other))
    assert set(credit.values()) == {Decimal("0.5")}
    assert staff.sees("worker", one).stage == "merged"
    assert staff.sees("worker", other).is_own
    part(staff, one)
    assert set(queries.credit(staff.sees("other_worker", other)).values()) == {Decimal(1)}
    assert staff.sees("worker", one).stage == "collect"
    record = Merge.objects.get(merged=one)
    assert (record.words, record.undone_words) == ("同一件事", "其实是两件")


def test_who_shares_in_an_idea_by_a_merge_does_not_judge_it(staff):
    one, other = staff.post("team_leader"), staff.post("other_worker", idea=OTHER)
    merge(staff, one, other)
    with pytest.raises(OwnIdea):
        actions.grade(by=staff["team_leader"], proposal=staff.sees("team_leader", other), grade="1")


def test_odd_merges_are_refused(staff):
    one, two, three = (
        staff.post(),
        staff.post("other_worker", idea=OTHER),
        staff.post("chair", idea="第三件事，给料架装轮子"),
    )
    with pytest.raises(OddMerge):
        merge(staff, one, one)
    merge(staff, one, two)
    with pytest.raises(OddMerge):
        merge(staff, three, one)
    with pytest.raises(OddMerge):
        merge(staff, two, three)
