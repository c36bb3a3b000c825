"""Lists, reminders, terms and offices: who owes, who stopped paying, and who may know it."""

import datetime

import pytest
from django.utils.translation import override

from tests.people import a_division, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices.models import Notice
from yuandu.kernel.registry.models import Post
from yuandu.mechanisms.followup import actions, keeping, queries
from yuandu.mechanisms.followup.models import FollowTerms, SourceOffice
from yuandu.mechanisms.followup.queries import SILENT, STOPPED, UNLISTED, Filters
from yuandu.mechanisms.followup.refusals import OddOffice, OddTerms
from yuandu.mechanisms.followup.rules import Terms
from yuandu.mechanisms.followup.tests.records import (
    AUGUST,
    OCTOBER,
    SEPTEMBER,
    a_project_to_follow,
    file,
)

pytestmark = pytest.mark.django_db
SPRING = datetime.date(2026, 3, 9)


@pytest.fixture
def house(weifang):
    return Actor.system(weifang)


@pytest.fixture
def stopped(weifang):
    """Return a project that paid in April and never since."""
    made = a_project_to_follow(weifang, name="停缴示例项目", produced_on=SPRING)
    for period, tax in (("2026-04", 9), ("2026-05", 0), ("2026-06", 0), ("2026-07", 0)):
        file(weifang, made, period, tax)
    return made


def names(actor, which, **filters):
    rights = queries.rights(actor)
    found = queries.every(actor, rights, which, Filters(**filters))
    return [row.following.project.name for row in found]


def test_each_list_holds_whom_it_is_about(weifang, house, stopped):
    old = a_project_to_follow(weifang, name="久未纳统", produced_on=datetime.date(2025, 9, 1))
    entered = a_project_to_follow(
        weifang, produced_on=datetime.date(2025, 9, 1), stage="above_scale_listing"
    )

    assert names(house, STOPPED) == ["停缴示例项目"]
    assert names(house, UNLISTED) == ["久未纳统"]
    assert names(house, SILENT)[:2] == ["久未纳统", entered.name]  # owing for longest
    assert names(house, SILENT, least=4) == ["久未纳统", entered.name]
    assert names(house, STOPPED, words="停缴") == ["停缴示例项目"]
    assert names(house, STOPPED, words="久未") == []
    assert old.pk


def test_a_row_names_the_months_that_are_owed(weifang, house):
    project = a_project_to_follow(weifang)
    file(weifang, project, AUGUST)
    file(weifang, project, SEPTEMBER, 5, None)

    [row] = queries.every(house, queries.rights(house), SILENT, Filters())

    assert [each.period for each in row.owed] == [SEPTEMBER, OCTOBER]


def test_pages_of_lists_show_and_filter(sign_in, city_officer, weifang, stopped):
    client = sign_in(city_officer)

    page = client.get("/followup/list/?show=stopped").content.decode()
    other = client.get("/followup/list/?show=stopped&words=zzz").content.decode()
    silent = client.get("/followup/list/").content.decode()

    assert "停缴示例项目" in page
    assert "停缴示例项目" not in other
    assert OCTOBER in silent
    assert client.get("/followup/list/?show=nothing").status_code == 404


def test_a_county_finds_its_own_projects_alone(sign_in, other_county_officer, weifang, stopped):
    page = sign_in(other_county_officer).get("/followup/list/?show=stopped").content.decode()

    assert "停缴示例项目" not in page


def test_a_list_is_taken_along_as_it_is_filtered(sign_in, city_officer, stopped):
    client = sign_in(city_officer)

    csv = b"".join(client.get("/followup/list.csv?show=stopped").streaming_content).decode()

    assert "停缴示例项目" in csv
    assert "2026-04" in csv


def test_lists_take_few_queries_however_long_they_are(
    sign_in, city_officer, weifang, django_assert_max_num_queries
):
    for _ in range(6):
        a_project_to_follow(weifang, produced_on=datetime.date(2025, 9, 1))
    client = sign_in(city_officer)
    for which in queries.LISTS:
        with django_assert_max_num_queries(12):
            assert client.get(f"/followup/list/?show={which}").status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get("/followup/terms/").status_code == 200


def test_counties_that_owe_are_reminded_once_a_day(sign_in, city_officer, county_officer, weifang):
    a_project_to_follow(weifang)
    client = sign_in(city_officer)

    for _ in range(2):
        assert client.post(f"/followup/months/{OCTOBER}/remind/").status_code == 302

    [notice] = Notice.objects.filter(kind="followup.owed")
    assert notice.to == county_officer
    assert notice.params == {"period": OCTOBER, "missing": 1}


def test_the_text_for_the_work_group_names_who_is_silent(sign_in, city_officer, weifang):
    a_project_to_follow(weifang)

    with override("zh-hans"):
        page = sign_in(city_officer).get(f"/followup/months/{OCTOBER}/").content.decode()

    assert "青州市（差1个）" in page


def test_other_terms_make_another_list(weifang, house, stopped):
    terms = Terms(stopped_months=4)
    actions.keep_terms(by=house, from_on=weifang.today(), terms=terms, basis="投产后跟踪办法")
    keeping.keep(weifang)
    assert names(house, STOPPED) == []

    file(weifang, stopped, AUGUST, 0)

    assert names(house, STOPPED) == ["停缴示例项目"]
    assert FollowTerms.objects.get().basis == "投产后跟踪办法"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"basis": " "}, "no-basis"),
        ({"from_on": datetime.date(2026, 11, 23)}, "over"),
        ({}, "same-day"),
    ],
)
def test_odd_terms_are_refused(weifang, house, change, why):
    given = {"from_on": weifang.today(), "terms": Terms(), "basis": "办法"}
    actions.keep_terms(by=house, **given)

    with pytest.raises(OddTerms) as refusal:
        actions.keep_terms(by=house, **given | change)

    assert refusal.value.why == why


def test_terms_are_set_on_the_page_and_keep_their_history(sign_in, city_officer, weifang):
    client = sign_in(city_officer)
    sent = {"stopped_months": 2, "unlisted_months": 6, "due_day": 15, "basis": "试行办法"}

    saved = client.post("/followup/terms/", sent | {"from_on": "2026-11-24"})
    refused = client.post("/followup/terms/", sent | {"from_on": "2026-11-24", "due_day": 31})

    assert (saved.status_code, refused.status_code) == (302, 422)
    assert FollowTerms.objects.get().due_day == 15


def test_an_office_is_named_and_dismissed(
    sign_in, city_officer, department_officer, weifang, house
):
    office = an_organisation(weifang, "示例统计局")
    Post.objects.filter(user=department_officer).update(organisation=office)
    client = sign_in(city_officer)

    client.post("/followup/offices/", {"office-office": office.pk, "office-source": "statistics"})

    named = SourceOffice.objects.get()
    assert (named.office, named.source) == (office, "statistics")
    with pytest.raises(OddOffice):
        actions.name_office(by=house, office=office, source="tax")
    client.post(f"/followup/offices/{named.pk}/dismiss/")
    assert not SourceOffice.objects.exists()


def test_the_desk_of_a_county_says_who_stopped_paying(sign_in, county_officer, weifang, stopped):
    page = sign_in(county_officer).get("/workbench/").content.decode()

    assert "/followup/list/?show=stopped" in page


def test_the_desk_of_a_leader_says_nothing_of_it(sign_in, leader, weifang, stopped):
    assert "show=stopped" not in sign_in(leader).get("/workbench/").content.decode()


def test_a_department_without_a_place_of_its_own_reads_no_list(
    sign_in, department_officer, weifang, stopped
):
    assert a_division(weifang).pk
    client = sign_in(department_officer)

    assert client.get("/followup/").status_code == 200
    assert client.get("/followup/list/?show=stopped").status_code == 404
