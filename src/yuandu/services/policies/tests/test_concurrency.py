"""Two people at once, against PostgreSQL: one of them is told."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.people import TODAY, a_user, a_workspace
from tests.threads import at_once
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.actions import give_consent
from yuandu.kernel.registry.queries import actor_for
from yuandu.services.policies import actions, parts
from yuandu.services.policies.actions import Draft
from yuandu.services.policies.models import Case, PolicyVersion, Window
from yuandu.services.policies.tests.records import (
    a_book,
    a_call,
    a_firm,
    a_fund,
    an_approved_policy,
    step,
    the_window,
    through_notice,
)

BUDGET = {"unit": "万元", "order": [{"fact": "rd_expense", "first": "highest"}]}
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officers(transactional_db) -> list[Actor]:
    city = a_workspace()
    names = ("drafter", "first", "second")
    return [actor_for(a_user(name, workspace=city, role="city_officer"), city) for name in names]


def moving(by: Actor, track: int, move: str, stage: str) -> Callable[[], object]:
    return lambda: lifecycle.move(
        by=by,
        track=Track.objects.get(pk=track),
        move=move,
        on=by.workspace.today(),
        expected_stage=stage,
    )


def test_the_second_of_two_approvers_is_told(officers):
    drafter, first, second = officers
    version = actions.create(by=drafter, draft=Draft(a_book()))
    step(drafter, version, "submit")

    came = sorted(
        at_once(*(moving(by, version.track_id, "approve", "review") for by in (first, second)))
    )

    assert came == ["done", "stale"]
    assert Window.objects.count() == 1


def test_the_second_of_two_payers_pays_nothing(officers):
    drafter, first, second = officers
    a_firm(drafter.workspace, "大研发公司", research=600)
    version = an_approved_policy(drafter, first)
    actions.sweep_version(by=drafter, version=version)
    case = Case.objects.get()
    through_notice(drafter, case)
    step(drafter, case, "approve")

    came = sorted(
        at_once(*(moving(by, case.track_id, "pay", "approved") for by in (first, second)))
    )

    assert came == ["done", "stale"]
    assert the_window(version).paid.balance == Decimal(500_000)


def test_the_last_yuan_of_a_budget_goes_to_one(officers):
    drafter, first, second = officers
    for name in ("甲公司", "乙公司"):
        a_firm(drafter.workspace, name, research=600)
    budget = {"amount": 50, "unit": "万元"}
    version = an_approved_policy(drafter, first, budget=budget)
    actions.sweep_version(by=drafter, version=version)
    cases = list(Case.objects.order_by("pk"))
    for case in cases:
        through_notice(drafter, case)

    came = sorted(
        at_once(
            *(
                moving(by, case.track_id, "approve", "notice")
                for by, case in zip((first, second), cases, strict=True)
            )
        )
    )

    assert came[0] == "done"
    assert came[1] in {"out-of-turn", "insufficient-funds"}
    window = the_window(version)
    assert (window.budget.free, window.budget.reserved) == (Decimal(0), Decimal(500_000))


def test_nobody_overtakes_while_the_budget_runs_out(officers):
    drafter, first, second = officers
    # In the published order 50, 50 and 30 of 90: the second does not fit, so the third waits.
    for name, research in (("甲公司", 600), ("乙公司", 550), ("丙公司", 300)):
        a_firm(drafter.workspace, name, research=research)
    version = an_approved_policy(drafter, first, budget=BUDGET | {"amount": 90})
    actions.sweep_version(by=drafter, version=version)
    cases = list(Case.objects.order_by("-amount", "pk"))
    for case in cases:
        through_notice(drafter, case)

    came = sorted(
        at_once(
            *(
                moving(by, case.track_id, "approve", "notice")
                for by, case in zip((second, first, drafter), reversed(cases), strict=True)
            )
        )
    )

    assert came == ["done", "out-of-turn", "out-of-turn"]
    approved = Case.objects.filter(track__stage="approved")
    assert [case.party.name for case in approved] == ["甲公司"]
    assert the_window(version).budget.free == Decimal(400_000)


def test_two_officers_approve_a_whole_window_at_once_and_the_order_holds(officers):
    drafter, first, second = officers
    for number in range(6):
        a_firm(drafter.workspace, f"第{number}公司", research=300 - 10 * number)
    version = an_approved_policy(drafter, first, budget=BUDGET | {"amount": 100})
    actions.sweep_version(by=drafter, version=version)
    for case in Case.objects.all():
        through_notice(drafter, case)

    came = sorted(
        at_once(
            *(
                lambda by=by: actions.approve_in_turn(by=by, window=the_window(version))
                for by in (first, second)
            )
        )
    )

    # 30 + 29 + 28 of 100: the fourth asks for 27, of which 13 are left.
    approved = Case.objects.filter(track__stage="approved").order_by("party__name")
    assert came == ["done", "done"]
    assert [case.party.name for case in approved] == ["第0公司", "第1公司", "第2公司"]


def test_who_applies_while_being_found_has_one_case(officers):
    drafter, first, second = officers
    firm = a_firm(drafter.workspace, "大研发公司", research=600)
    boss = a_user("boss", workspace=drafter.workspace, role="owner", organisation=firm)
    owner = actor_for(boss, drafter.workspace)
    version = an_approved_policy(drafter, first)
    give_consent(by=owner, party=firm, purpose="application", facts=["*"], to_on=TODAY)

    came = sorted(
        at_once(
            lambda: actions.sweep_version(by=second, version=version),
            lambda: actions.apply(by=owner, version=version, party=firm),
        )
    )

    assert came in (["case-open", "done"], ["done", "done"])
    assert Case.objects.count() == 1


def test_two_versions_approved_at_once_do_not_both_hold_from_one_day(officers):
    drafter, first, second = officers
    earlier = an_approved_policy(drafter, first)
    waiting = []
    for _number in range(2):
        version = actions.revise(by=drafter, policy=earlier.policy)
        draft = Draft(a_book(effective_from=TODAY))
        actions.save(by=drafter, version=version, edition=1, draft=draft)
        step(drafter, version, "submit")
        # The rule that one is drafted at a time is not what is tried here.
        Track.objects.filter(pk=version.track_id).update(stage="dropped")
        waiting.append(version.track_id)
    Track.objects.filter(pk__in=waiting).update(stage="review")

    came = sorted(at_once(*(moving(second, track, "approve", "review") for track in waiting)))

    assert came == ["done", "not-later"]


def test_nobody_is_approved_while_a_call_is_being_opened(officers):
    drafter, first, second = officers
    a_firm(drafter.workspace, "大研发公司", research=600)
    version = a_fund(drafter, first)
    actions.sweep_version(by=drafter, version=version)
    case = Case.objects.get()
    through_notice(drafter, case)

    came = sorted(
        at_once(
            moving(first, case.track_id, "approve", "notice"),
            lambda: a_call(second, version, closes_on=TODAY),
        )
    )

    assert came in (["call-runs", "done"], ["done", "odd-call"])


def test_two_sweeps_at_once_begin_each_case_once(officers):
    drafter, first, second = officers
    a_firm(drafter.workspace, "大研发公司", research=600)
    version = an_approved_policy(drafter, first)

    came = sorted(
        at_once(
            *(
                lambda by=by: actions.sweep_version(
                    by=by,
                    version=PolicyVersion.objects.select_related("policy", "track").get(
                        pk=version.pk
                    ),
                )
                for by in (first, second)
            )
        )
    )

    assert came == ["done", "done"]
    assert Case.objects.count() == 1


@pytest.mark.parametrize("names", [("criterion-c1", "criterion-c1"), ("criterion-c1", "whole")])
def test_the_second_to_save_on_the_same_edition_is_told(officers, names):
    drafter, first, second = officers
    made = actions.create(by=drafter, draft=Draft(a_book()))
    changes = {"criterion-c1": {"evidence": "审计报告"}, "whole": {"title_en": "Research"}}

    def saving(by: Actor, name: str) -> Callable[[], object]:
        version = PolicyVersion.objects.select_related("policy", "track").get(pk=made.pk)
        part = parts.named(version.book, name)
        book = parts.put(version.book, part, parts.read(version.book, part) | changes[name])
        return lambda: actions.save_text(by=by, version=version, edition=1, book=book)

    came = sorted(
        at_once(*(saving(by, name) for by, name in zip((first, second), names, strict=True)))
    )

    assert came == ["another-rule", "done"]
    kept = PolicyVersion.objects.get(pk=made.pk)
    assert kept.edition == 2
    assert kept.drafted_by_id in {first.user_id, second.user_id}
