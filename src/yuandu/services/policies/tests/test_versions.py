"""Versions of one policy: one holds at a time, and nobody is paid under two of them."""

import datetime

import pytest

from tests.people import TODAY, a_user
from yuandu.kernel.registry.actions import give_consent
from yuandu.services.policies import actions
from yuandu.services.policies.actions import Draft
from yuandu.services.policies.models import Case, Policy, PolicyVersion
from yuandu.services.policies.refusals import CaseOpen, NotLater, NoWindow, StaleDraft
from yuandu.services.policies.tests.records import (
    a_book,
    a_firm,
    an_approved_policy,
    step,
    through_notice,
)

A_DAY = datetime.timedelta(days=1)


@pytest.fixture
def officer(city_officer, acting):
    return acting(city_officer)


@pytest.fixture
def second(department_officer, acting):
    return acting(department_officer)


@pytest.fixture
def first(officer, second, weifang):
    a_firm(weifang, "大研发公司", research=600)
    return an_approved_policy(officer, second)


def reread(version: PolicyVersion) -> PolicyVersion:
    return PolicyVersion.objects.select_related("policy", "track").get(pk=version.pk)


def a_revision(officer, policy: Policy, since: datetime.date, **changes) -> PolicyVersion:
    """Return the next version as it waits for its approval."""
    version = actions.revise(by=officer, policy=policy)
    book = a_book(effective_from=since, **changes)
    actions.save(by=officer, version=reread(version), edition=version.edition, draft=Draft(book))
    version = reread(version)
    step(officer, version, "submit")
    return version


def succeeded(officer, second, first) -> PolicyVersion:
    """Let a version take effect today; the one before ended yesterday."""
    version = a_revision(officer, first.policy, TODAY)
    step(second, version, "approve")
    return reread(version)


@pytest.mark.parametrize("since", [datetime.date(2026, 1, 1), datetime.date(2025, 7, 1)])
def test_a_version_takes_effect_after_those_approved_before(officer, second, first, since):
    version = a_revision(officer, first.policy, since)

    with pytest.raises(NotLater):
        step(second, version, "approve")

    version.refresh_from_db()
    assert version.track.stage == "review"
    assert not version.windows.exists()


def test_the_window_of_the_version_before_closes_on_the_eve(officer, second, first):
    version = succeeded(officer, second, first)

    assert first.windows.get().to_on == TODAY - A_DAY
    assert (version.windows.get().from_on, reread(first).effective_until) == (TODAY, TODAY - A_DAY)


def test_a_sweep_of_a_version_that_has_ended_begins_nothing(officer, second, first):
    succeeded(officer, second, first)

    # As an officer has it on the screen since before the new one was approved.
    sweep = actions.sweep_version(by=officer, version=first)

    assert not Case.objects.exists()
    assert sweep.rows.get().why == "no_window"


def test_whoever_was_paid_under_one_version_is_not_paid_under_the_next(officer, second, first):
    actions.sweep_version(by=officer, version=first)
    case = Case.objects.get()
    through_notice(officer, case)
    step(officer, case, "approve")
    step(officer, case, "pay")
    version = succeeded(officer, second, first)

    sweep = actions.sweep_version(by=officer, version=version)

    assert Case.objects.get() == case
    assert not sweep.rows.exists()


def test_who_has_a_case_under_one_version_does_not_apply_under_the_next(
    officer, second, first, weifang, acting
):
    firm = a_firm(weifang, "示例重工有限公司", research=200)
    owner = acting(a_user("boss", workspace=weifang, role="owner", organisation=firm))
    give_consent(by=owner, party=firm, purpose="application", facts=["*"], to_on=TODAY)
    case = actions.apply(by=owner, version=first, party=firm)
    version = succeeded(officer, second, first)

    with pytest.raises(CaseOpen):
        actions.apply(by=owner, version=version, party=firm)
    step(owner, case, "withdraw", words="按新办法申请")
    again = actions.apply(by=owner, version=version, party=firm)

    assert again.window.version == version
    # The old case is not taken up besides.
    with pytest.raises(NoWindow):
        step(owner, case, "apply_again")


def test_a_case_is_taken_up_again_while_its_window_is_open(first, weifang, acting):
    firm = a_firm(weifang, "示例重工有限公司", research=200)
    owner = acting(a_user("boss", workspace=weifang, role="owner", organisation=firm))
    give_consent(by=owner, party=firm, purpose="application", facts=["*"], to_on=TODAY)
    case = actions.apply(by=owner, version=first, party=firm)
    step(owner, case, "withdraw", words="材料有误")

    step(owner, case, "apply_again")
    assert case.track.stage == "applied"
    step(owner, case, "withdraw", words="材料仍有误")
    first.windows.update(to_on=TODAY - A_DAY)

    with pytest.raises(NoWindow):
        step(owner, case, "apply_again")


def test_what_was_changed_meanwhile_is_not_overwritten(officer, second):
    version = actions.create(by=officer, draft=Draft(a_book()))
    actions.save(by=second, version=reread(version), edition=1, draft=Draft(a_book(title="甲")))

    with pytest.raises(StaleDraft):
        actions.save(by=officer, version=reread(version), edition=1, draft=Draft(a_book()))

    assert reread(version).book.title == "甲"
    assert reread(version).edition == 2
