"""What only a person can judge: recorded by whom, on what, from which day; the answer moves on."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.people import TODAY, a_user
from yuandu.engines import rules
from yuandu.kernel.audit.models import Entry
from yuandu.services.policies import actions, queries
from yuandu.services.policies.actions import Draft
from yuandu.services.policies.models import Case, Judgement
from yuandu.services.policies.refusals import ImpossibleJudgement, NotEligible
from yuandu.services.policies.tests.records import JUDGED, a_book, a_firm, an_approved_policy, step

YESTERDAY = TODAY - datetime.timedelta(days=1)


@pytest.fixture
def officer(city_officer, acting):
    return acting(city_officer)


@pytest.fixture
def version(officer, department_officer, acting):
    return an_approved_policy(officer, acting(department_officer), **JUDGED)


@pytest.fixture
def firm(weifang):
    return a_firm(weifang, "示例重工有限公司", research=200)


def judge(by, version, firm, **changes):
    said = {"criterion": "c3", "holds": True, "words": "查阅三年销售合同属实", "on": TODAY}
    return actions.judge(by=by, version=version, party=firm, **said | changes)


def state_of(officer, firm):
    return queries.check_party(officer, firm)[0].state


def test_a_judgement_moves_the_answer_on(officer, version, firm):
    assert state_of(officer, firm) is rules.State.PERSON

    judge(officer, version, firm)
    assert state_of(officer, firm) is rules.State.MET
    judge(officer, version, firm, holds=False, words="复查发现合同不实")
    assert state_of(officer, firm) is rules.State.UNMET


def test_the_newest_day_counts_whenever_it_was_written_down(officer, version, firm):
    judge(officer, version, firm, holds=False, on=TODAY)
    judge(officer, version, firm, holds=True, on=YESTERDAY)

    assert state_of(officer, firm) is rules.State.UNMET
    assert queries.facts_for(version, [firm.pk], YESTERDAY)[firm.pk].get("judged_c3") is True


def test_a_judgement_of_one_wording_does_not_count_for_the_next(
    officer, department_officer, acting, version, firm
):
    judge(officer, version, firm)
    later = actions.revise(by=officer, policy=version.policy)
    draft = Draft(a_book(**JUDGED, effective_from=TODAY))
    actions.save(by=officer, version=later, edition=later.edition, draft=draft)
    step(officer, later, "submit")
    step(acting(department_officer), later, "approve")

    (checked,) = queries.check_party(officer, firm)
    assert (checked.version.number, checked.state) == (2, rules.State.PERSON)


def test_a_judgement_counts_in_a_sweep_and_when_a_case_is_verified(officer, version, firm):
    judge(officer, version, firm)
    actions.sweep_version(by=officer, version=version)
    case = Case.objects.get(party=firm)

    judge(officer, version, firm, holds=False, words="复查发现合同不实")
    with pytest.raises(NotEligible):
        step(officer, case, "verify")


def test_the_log_says_who_judged_what_without_the_words(officer, version, firm):
    judge(officer, version, firm)

    entry = Entry.objects.filter(action="policy.judge").get()
    assert entry.details["criterion"] == "c3"
    assert entry.details["holds"] is True
    assert "销售合同" not in str(entry.details)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"criterion": "c1"}, "not-for-a-person"),
        ({"criterion": "nothing"}, "not-for-a-person"),
        ({"words": "  "}, "no-reason"),
        ({"on": TODAY + datetime.timedelta(days=1)}, "yet-to-come"),
    ],
)
def test_what_cannot_be_judged_is_refused_with_its_reason(officer, version, firm, changes, why):
    with pytest.raises(ImpossibleJudgement) as refused:
        judge(officer, version, firm, **changes)

    assert refused.value.why == why
    assert refused.value.sentence
    assert not Judgement.objects.exists()


def test_a_county_judges_its_own_firms_only(
    county_officer, other_county_officer, auditor, acting, version, firm
):
    judge(acting(county_officer), version, firm)

    for other in (other_county_officer, auditor):
        with pytest.raises(PermissionDenied):
            judge(acting(other), version, firm)


def test_an_officer_judges_on_the_check_page_and_the_firm_reads_it(
    sign_in, weifang, county_officer, version, firm
):
    browser = sign_in(county_officer)
    page = f"/policies/check/{firm.pk}/"
    said = {"criterion": "c3", "holds": "yes", "words": "查阅三年销售合同属实", "on": str(TODAY)}

    assert f"{version.pk}/judge/" in browser.get(page).content.decode()
    refused = browser.post(f"{page}{version.pk}/judge/", said | {"words": ""})
    answer = browser.post(f"{page}{version.pk}/judge/", said)

    assert refused.status_code == 422
    assert answer.status_code == 302
    boss = a_user("boss", workspace=weifang, role="owner", organisation=firm)
    shown = sign_in(boss).get(page).content.decode()
    assert "查阅三年销售合同属实" in shown
    assert f"{version.pk}/judge/" not in shown
