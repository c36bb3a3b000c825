"""Whose turn it is: lists and the desk show what one may do, and nothing else."""

from decimal import Decimal

import pytest

from tests.companies import a_section
from tests.people import TODAY
from yuandu.kernel.registry.models import Post
from yuandu.mechanisms.proposals import actions, desks, queries
from yuandu.mechanisms.proposals.models import Proposal
from yuandu.mechanisms.proposals.queries import Filters
from yuandu.mechanisms.proposals.tests.records import OTHER

pytestmark = pytest.mark.django_db


def in_verification(staff, author="worker", *, verified_by="", **fields):
    """Return an idea that brings money, claimed by the evaluator, perhaps verified."""
    made = staff.post(author, lane="project", **fields)
    staff.move("evaluator", made, "forward")
    actions.evaluate(
        by=staff["evaluator"],
        proposal=staff.sees("evaluator", made),
        opinion="accept",
        words="值得一试",
    )
    line = actions.claim(
        by=staff["evaluator"],
        proposal=staff.sees("evaluator", made),
        kind="money",
        recurrence="once",
        amount=Decimal(100_000),
        words="每月省料",
    )
    if verified_by:
        found = queries.benefit(staff[verified_by], line.pk)
        actions.verify(by=staff[verified_by], benefit=found)
    return made


def shown(staff, persona, show):
    return set(queries.listed(staff[persona], Filters(show=show)))


def on_desk(staff, persona, ending):
    (line,) = (each for each in desks.waiting(staff[persona]) if each.url.endswith(ending))
    return line.rows.count()


def also(staff, persona, role, division=None):
    Post.objects.create(
        workspace=staff.company,
        user=staff.users[persona],
        role=role,
        division=division,
        from_on=TODAY,
    )


def test_an_own_idea_is_not_ones_own_to_confirm(staff):
    made = in_verification(staff, "team_leader", verified_by="finance_officer")

    assert shown(staff, "evaluator", "to_confirm") == {made}
    assert shown(staff, "team_leader", "to_confirm") == set()
    assert on_desk(staff, "evaluator", "to_confirm") == 1
    assert on_desk(staff, "team_leader", "to_confirm") == 0


def test_an_idea_merged_into_which_mine_was_is_my_own_as_well(staff):
    made = in_verification(staff, verified_by="finance_officer")
    mine = staff.post("team_leader", idea=OTHER)
    by = "evaluator"
    actions.merge(
        by=staff[by], proposal=staff.sees(by, mine), into=staff.sees(by, made), words="同一件事"
    )

    assert shown(staff, "evaluator", "to_confirm") == {made}
    assert shown(staff, "team_leader", "to_confirm") == set()


def test_finance_that_also_judges_still_finds_what_it_has_verified(staff):
    also(staff, "finance_officer", "team_leader", a_section(staff.company, "S02"))
    made = in_verification(staff, verified_by="finance_officer")

    assert shown(staff, "finance_officer", "to_confirm") == {made}
    assert on_desk(staff, "finance_officer", "to_confirm") == 1


def test_the_office_that_also_verifies_confirms_everywhere(staff):
    also(staff, "improvement_officer", "finance_officer")
    made = in_verification(staff, verified_by="finance_officer")

    assert shown(staff, "improvement_officer", "to_confirm") == {made}


def test_finance_is_not_asked_to_verify_what_it_has_thought_of(staff):
    in_verification(staff, "finance_officer")
    assert on_desk(staff, "finance_officer", "/finance/") == 0
    in_verification(staff, idea=OTHER)
    assert on_desk(staff, "finance_officer", "/finance/") == 1


def test_the_office_does_not_look_again_at_its_own(staff):
    for author, idea in (("improvement_officer", OTHER), ("worker", "叉车道口加一面凸面镜")):
        made = staff.sees("team_leader", staff.post(author, idea=idea))
        actions.grade(by=staff["team_leader"], proposal=made, grade="1")
    Proposal.objects.update(is_sampled=True)

    assert shown(staff, "improvement_officer", "sampled") == {made}
    assert on_desk(staff, "improvement_officer", "sampled") == 1


def test_the_desk_counts_no_sealed_idea_that_its_reader_may_not_open(staff):
    made = staff.post("worker", lane="project", is_sealed=True)
    Proposal.objects.filter(pk=made.pk).update(promised_on=staff.company.today().replace(year=2000))

    assert on_desk(staff, "evaluator", "overdue") == 1
    assert on_desk(staff, "team_leader", "overdue") == 0


def test_who_evaluates_in_every_section_opens_what_is_sealed(staff):
    also(staff, "other_team_leader", "evaluator")
    made = staff.post("worker", lane="project", is_sealed=True)

    assert shown(staff, "other_team_leader", "") == {made}
    assert shown(staff, "team_leader", "") == set()
