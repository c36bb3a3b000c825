"""The yearly update: asked once, reminded once, confirmed by the firm alone."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.people import TODAY
from yuandu.kernel.notices.models import Notice
from yuandu.kernel.registry.models import Post
from yuandu.mechanisms.enterprises import actions, chores, queries
from yuandu.mechanisms.enterprises.models import Firm, UpdateAnswer
from yuandu.mechanisms.enterprises.refusals import (
    AlreadyConfirmed,
    FactsMissing,
    OddRound,
    RoundClosed,
    RoundOpen,
)
from yuandu.mechanisms.enterprises.tests.records import a_firm, a_title, facts_of_a_year

pytestmark = pytest.mark.django_db
UNTIL = TODAY + datetime.timedelta(days=30)


@pytest.fixture
def firm(weifang, owner) -> Firm:
    """Return the owner's firm, which holds two titles."""
    made = a_firm(weifang, name="示例泵业有限公司")
    a_title(made)
    a_title(made, "innovative_sme")
    Post.objects.filter(user=owner).update(organisation=made.party)
    return made


@pytest.fixture
def round_(city_officer, acting, firm, weifang):
    a_firm(weifang)  # without a title: nobody asks it
    return actions.open_round(by=acting(city_officer), year=2025, to_on=UNTIL)


def test_every_firm_with_a_title_is_asked_once_and_told(round_, firm, owner):
    assert [each.firm_id for each in round_.answers.all()] == [firm.pk]
    notice = Notice.objects.get(to=owner)
    assert notice.kind == "yearly_update.asked"
    assert notice.url.endswith(f"/enterprises/updates/{round_.pk}/firms/{firm.pk}/")


def test_a_year_is_opened_once_and_only_when_it_is_over(round_, city_officer, acting):
    city = acting(city_officer)
    with pytest.raises(RoundOpen):
        actions.open_round(by=city, year=2025, to_on=UNTIL)
    with pytest.raises(OddRound):
        actions.open_round(by=city, year=2026, to_on=UNTIL)
    with pytest.raises(OddRound):
        actions.open_round(by=city, year=2024, to_on=TODAY - datetime.timedelta(days=1))


def test_a_county_opens_none(county_officer, acting):
    with pytest.raises(PermissionDenied):
        actions.open_round(by=acting(county_officer), year=2025, to_on=UNTIL)


def test_the_firm_confirms_when_its_facts_are_there(round_, firm, owner, acting):
    own = acting(owner)
    answer = queries.answer(own, round_.pk, firm.pk, to="confirm")

    with pytest.raises(FactsMissing):
        actions.confirm_facts(by=own, answer=answer)
    facts_of_a_year(firm, 2025)
    actions.confirm_facts(by=own, answer=answer, words="主导产品未变")
    with pytest.raises(AlreadyConfirmed):
        actions.confirm_facts(by=own, answer=answer)

    kept = UpdateAnswer.objects.get()
    assert (kept.confirmed_on, kept.words) == (TODAY, "主导产品未变")
    assert [each.silent for each in queries.rounds(own)] == [0]


def test_nobody_confirms_for_the_firm(round_, firm, county_officer, acting):
    facts_of_a_year(firm, 2025)
    county = acting(county_officer)

    with pytest.raises(PermissionDenied):
        queries.answer(county, round_.pk, firm.pk, to="confirm")


def test_after_the_window_nothing_is_taken(round_, firm, owner, acting, weifang):
    facts_of_a_year(firm, 2025)
    weifang.today_on = UNTIL + datetime.timedelta(days=1)
    weifang.save()
    own = acting(owner)
    answer = queries.answer(own, round_.pk, firm.pk, to="confirm")

    with pytest.raises(RoundClosed):
        actions.confirm_facts(by=own, answer=answer)


def test_the_silent_are_reminded_once_in_a_round(round_, county_officer, acting, owner, weifang):
    county = acting(county_officer)
    weifang.today_on = TODAY + datetime.timedelta(days=1)
    weifang.save()

    assert actions.remind(by=acting(county_officer), each=round_) == 1
    assert actions.remind(by=county, each=round_) == 0

    assert Notice.objects.filter(to=owner, kind="yearly_update.asked").count() == 2


def test_another_county_reminds_its_own(round_, other_county_officer, acting):
    assert actions.remind(by=acting(other_county_officer), each=round_) == 0


def test_near_the_end_they_are_reminded_by_themselves(round_, weifang, owner):
    chores.remind_of_updates(weifang)
    assert UpdateAnswer.objects.get().reminded_on is None

    weifang.today_on = UNTIL - datetime.timedelta(days=chores.DAYS_BEFORE)
    chores.remind_of_updates(weifang)
    chores.remind_of_updates(weifang)

    assert UpdateAnswer.objects.get().reminded_on == weifang.today_on
    assert Notice.objects.filter(to=owner).count() == 2


def test_who_has_not_answered_costs_two_queries(
    round_, city_officer, acting, django_assert_max_num_queries
):
    city = acting(city_officer)

    with django_assert_max_num_queries(2):
        found = queries.answer_page(city, round_)
        assert [each.firm.title for each in found.page] == ["示例泵业有限公司"]
