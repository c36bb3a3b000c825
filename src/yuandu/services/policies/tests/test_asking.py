"""Whoever lacks one fact is asked for it, answers, and the case goes on; consents hold or end."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404

from tests.people import TODAY, a_division, a_user, a_workspace
from yuandu.kernel.notices.models import Notice
from yuandu.kernel.registry.actions import give_consent, revoke_consent
from yuandu.kernel.registry.models import Fact, Party
from yuandu.kernel.registry.queries import actor_for
from yuandu.services.policies import actions, queries
from yuandu.services.policies.models import Ask, Case, Sweep
from yuandu.services.policies.refusals import AlreadyAnswered, ConsentEnded, NoConsent
from yuandu.services.policies.tests.records import (
    LAST_YEAR,
    a_book,
    a_fact,
    a_firm,
    an_approved_policy,
    step,
)

MISSING = f"rd_expense_{LAST_YEAR}"


@pytest.fixture
def officer(city_officer, acting):
    return acting(city_officer)


@pytest.fixture
def version(officer, department_officer, acting):
    return an_approved_policy(officer, acting(department_officer))


@pytest.fixture
def firm(weifang):
    return a_firm(weifang, "未报数公司", research=None)


@pytest.fixture
def boss(weifang, firm):
    return a_user("boss", workspace=weifang, role="owner", organisation=firm)


def asked(officer, version) -> Ask:
    sweep = actions.sweep_version(by=officer, version=version)
    actions.ask_missing(by=officer, sweep=sweep)
    return Ask.objects.get()


def test_whoever_lacks_one_fact_is_told_and_asked_once(officer, version, firm, boss):
    ask = asked(officer, version)
    again = actions.ask_missing(by=officer, sweep=Sweep.objects.latest("pk"))

    assert (ask.party, ask.missing, again) == (firm, MISSING, 0)
    notice = Notice.objects.get(kind="policy.ask")
    assert notice.to == boss
    assert notice.url.endswith(ask.get_absolute_url())


def test_the_answer_is_kept_with_its_source_and_the_case_goes_on(
    officer, version, firm, boss, sign_in
):
    ask = asked(officer, version)
    browser = sign_in(boss)

    page = browser.get(f"/policies/asks/{ask.pk}/").content.decode()
    response = browser.post(f"/policies/asks/{ask.pk}/", {"said": "300 万元"})

    assert f"{LAST_YEAR}年研发费用" in page
    case = Case.objects.get(party=firm)
    assert response.status_code == 302
    assert response.url.endswith(case.get_absolute_url())
    assert (case.way, case.amount, case.track.stage) == ("found", Decimal(300_000), "found")
    fact = Fact.objects.get(party=firm, kind="rd_expense")
    assert (fact.value, fact.reported_by, fact.from_on.year) == (3_000_000, boss, LAST_YEAR)
    ask.refresh_from_db()
    assert (ask.fact, ask.case, ask.answered_on) == (fact, case, TODAY)


def test_who_has_answered_since_the_sweep_is_not_asked_again(officer, version, firm):
    ask = asked(officer, version)
    actions.answer(by=officer, ask=ask, value=Decimal(200_000))

    again = actions.ask_missing(by=officer, sweep=Sweep.objects.get())

    assert again == 0
    assert Ask.objects.get() == ask


def test_an_answer_that_does_not_suffice_begins_nothing_and_says_why(
    officer, version, firm, boss, sign_in
):
    ask = asked(officer, version)
    browser = sign_in(boss)

    page = browser.post(f"/policies/asks/{ask.pk}/", {"said": "20 万元"}, follow=True)

    assert not Case.objects.exists()
    assert "上年度研发费用不低于100万元" in page.content.decode()


def test_an_answer_in_the_wrong_unit_is_told_where_it_stands(officer, version, boss, sign_in):
    ask = asked(officer, version)

    response = sign_in(boss).post(f"/policies/asks/{ask.pk}/", {"said": "300 人"})

    assert response.status_code == 422
    assert "人" in response.content.decode()
    assert not Fact.objects.filter(kind="rd_expense").exists()


def test_strangers_do_not_learn_of_the_question(officer, version, firm, owner, auditor, acting):
    ask = asked(officer, version)

    with pytest.raises(Http404):
        queries.ask(acting(owner), ask.pk, to="answer")
    with pytest.raises(PermissionDenied):
        queries.ask(acting(auditor), ask.pk, to="answer")


def test_what_was_found_and_what_is_asked_stands_on_ones_own_page(
    officer, version, firm, boss, sign_in
):
    ask = asked(officer, version)

    page = sign_in(boss).get("/policies/mine/").content.decode()

    assert ask.get_absolute_url() in page
    assert "研发投入补助" in page


@pytest.mark.django_db(transaction=True)
def test_the_second_of_two_answers_is_told():
    city = a_workspace()
    officer = actor_for(a_user("drafter", workspace=city, role="city_officer"), city)
    second = actor_for(a_user("second", workspace=city, role="city_officer"), city)
    a_firm(city, "未报数公司", research=None)
    ask = asked(officer, an_approved_policy(officer, second))
    together = Barrier(2)

    def answer(by) -> str:
        try:
            together.wait()
            actions.answer(by=by, ask=Ask.objects.get(pk=ask.pk), value=Decimal(3_000_000))
        except AlreadyAnswered as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        came = sorted(pool.map(answer, (officer, second)))

    assert came == ["already-answered", "done"]
    assert Case.objects.count() == 1
    assert Fact.objects.filter(kind="rd_expense").count() == 1


# Households are looked at with their consent only


@pytest.fixture
def household(weifang):
    found = Party.objects.create(
        workspace=weifang, kind="household", name="王示例", division=a_division(weifang)
    )
    a_fact(found, "rd_expense", 3_000_000)
    a_fact(found, "staff", 5)
    return found


@pytest.fixture
def for_households(officer, department_officer, acting):
    book = a_book(to_whom="household", code="home-2026", series="home")
    return an_approved_policy(officer, acting(department_officer), **book)


def test_a_household_is_looked_at_once_it_agreed_to_every_fact_that_is_read(
    officer, for_households, household
):
    def swept() -> tuple[int, int]:
        found = queries.estimate(officer, for_households.book)
        return found.parties, found.not_asked

    without = swept()
    give_consent(by=officer, party=household, purpose="application", facts=["staff"], to_on=TODAY)
    for_one = swept()
    consent = give_consent(
        by=officer, party=household, purpose="application", facts=["*"], to_on=TODAY
    )
    for_all = swept()
    revoke_consent(by=officer, consent=consent)

    assert (without, for_one, for_all, swept()) == ((0, 1), (0, 1), (1, 0), (0, 1))


def test_a_consent_taken_back_stops_the_case_before_it_is_verified(
    officer, for_households, household
):
    consent = give_consent(
        by=officer, party=household, purpose="application", facts=["*"], to_on=TODAY
    )
    actions.sweep_version(by=officer, version=for_households)
    case = Case.objects.get()
    revoke_consent(by=officer, consent=consent)

    with pytest.raises(ConsentEnded):
        step(officer, case, "verify")


def test_a_consent_taken_back_before_the_answer_begins_no_case(officer, for_households, household):
    household.facts.filter(kind="rd_expense").delete()
    consent = give_consent(
        by=officer, party=household, purpose="application", facts=["*"], to_on=TODAY
    )
    ask = asked(officer, for_households)
    revoke_consent(by=officer, consent=consent)

    case = actions.answer(by=officer, ask=ask, value=Decimal(3_000_000))

    assert case is None
    assert not Case.objects.exists()


def test_a_consent_to_one_fact_fills_in_no_application(officer, version, firm, boss, acting):
    a_fact(firm, "rd_expense", 3_000_000)
    give_consent(by=officer, party=firm, purpose="application", facts=["staff"], to_on=TODAY)

    with pytest.raises(NoConsent):
        actions.apply(by=acting(boss), version=version, party=firm)

    assert not Case.objects.exists()


def test_ticking_the_box_agrees_to_all_facts_though_one_was_agreed_to(
    officer, version, firm, boss, sign_in
):
    a_fact(firm, "rd_expense", 3_000_000)
    give_consent(by=officer, party=firm, purpose="application", facts=["staff"], to_on=TODAY)

    sign_in(boss).post(f"/policies/check/{firm.pk}/{version.pk}/apply/", {"agrees": "on"})

    assert Case.objects.get().way == "applied"


def test_consents_are_shown_and_taken_back_on_ones_own_page(
    weifang, version, household, sign_in, for_households
):
    grower = a_user("grower", workspace=weifang, role="grower", organisation=household)
    browser = sign_in(grower)

    browser.post(f"/policies/check/{household.pk}/consent/")
    consent = household.consents.get()
    shown = browser.get(f"/policies/check/{household.pk}/").content.decode()
    browser.post(f"/policies/check/{household.pk}/consents/{consent.pk}/revoke/")
    after = browser.get(f"/policies/check/{household.pk}/").content.decode()

    consent.refresh_from_db()
    assert f"/consents/{consent.pk}/revoke/" in shown
    assert consent.revoked_on == TODAY
    assert f"/consents/{consent.pk}/revoke/" not in after
