"""The register's pages: they show, they refuse, they bear odd input, they cost little."""

import pytest
from django.urls import reverse

from tests.people import TODAY, a_division, an_organisation
from yuandu.kernel.audit.models import Entry
from yuandu.mechanisms.projects.models import Listing, Project
from yuandu.mechanisms.projects.tests.records import (
    NEW_YEAR,
    YI,
    a_draft,
    a_list,
    a_place,
    a_project,
    some_projects,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
VIEWS = ("list", "board", "totals", "counties", "map")


def a_full_record(workspace, **fields) -> Project:
    owner = an_organisation(workspace, "示例动力有限公司", code="91370781000000000X")
    place = a_place(a_list(workspace, "city", published=True), annual_plan=YI)
    return a_project(
        workspace, owner_id=owner.pk, listings=(place,), planned_start_on=NEW_YEAR, **fields
    )


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_the_register_shows_its_projects(
    weifang, city_officer, sign_in, view, language
):
    a_full_record(weifang)

    page = sign_in(city_officer).get(
        reverse(f"projects:{view}"), headers={"accept-language": language}
    )

    assert page.status_code == 200
    shown = page.content.decode()
    assert "青州市" in shown or "示例农机" in shown


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "query",
    [
        "year=abc&level=moon&division=999999&stage=x&page=-3&sort=;drop",
        "year=0&words=" + "长" * 5000,
        "least=很多&most=1-2&page=99999999999999999999",
        "words=%27%22%3Cscript%3E&year=1850",
        "words=%26%7C%21%3A%2A&overdue=on",
        "rows=level&columns=level&year=0",
    ],
)
def test_odd_addresses_still_give_a_page(weifang, city_officer, sign_in, view, query):
    a_full_record(weifang)

    page = sign_in(city_officer).get(f"{reverse(f'projects:{view}')}?{query}")

    assert page.status_code == 200
    assert "<script>" not in page.content.decode().replace("<script type", "")


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_register_says_what_to_do(weifang, city_officer, sign_in, view):
    assert sign_in(city_officer).get(reverse(f"projects:{view}")).status_code == 200


@pytest.mark.parametrize("number", [1, 60])
def test_a_page_costs_the_same_for_one_project_as_for_many(
    weifang, city_officer, sign_in, django_assert_max_num_queries, number
):
    some_projects(
        weifang,
        *(
            a_draft(
                weifang, stage=("plan", "build")[turn % 2], listings=(a_place(a_list(weifang)),)
            )
            for turn in range(number)
        ),
    )
    browser = sign_in(city_officer)
    pages = [reverse(f"projects:{view}") for view in VIEWS]
    pages += [Project.objects.first().get_absolute_url(), f"{pages[0]}?words=农机&overdue=on"]

    for page in pages:
        with django_assert_max_num_queries(MOST_QUERIES):
            assert browser.get(page).status_code == 200


def test_the_public_sees_published_projects_without_their_owner(weifang, sign_in):
    project = a_full_record(weifang)
    hidden = a_project(weifang, name="示例未公布项目")

    page = sign_in().get(reverse("projects:list"))
    record = sign_in().get(project.get_absolute_url())

    assert "示例农机" in page.content.decode()
    assert "示例未公布" not in page.content.decode()
    assert record.status_code == 200
    assert "示例动力" not in record.content.decode() + page.content.decode()
    assert sign_in().get(hidden.get_absolute_url()).status_code == 404


def test_the_public_does_not_find_a_project_by_its_owner(weifang, sign_in):
    a_full_record(weifang)

    page = sign_in().get(reverse("projects:list") + "?words=示例动力")

    assert page.status_code == 200
    assert "示例农机" not in page.content.decode()


def test_a_county_officer_keeps_the_own_county_alone(
    weifang, county_officer, other_county_officer, sign_in
):
    project = a_project(weifang)
    page = project.get_absolute_url()

    assert sign_in(county_officer).get(page).status_code == 200
    assert sign_in(county_officer).get(page + "edit/").status_code == 200
    assert sign_in(other_county_officer).get(page).status_code == 404
    assert sign_in(other_county_officer).get(page + "edit/").status_code == 404


def test_whoever_sees_a_project_without_keeping_it_is_told_so(weifang, auditor, sign_in):
    project = a_project(weifang)

    assert sign_in(auditor).get(project.get_absolute_url()).status_code == 200
    assert sign_in(auditor).get(project.get_absolute_url() + "edit/").status_code == 403
    assert sign_in(auditor).get(reverse("projects:add")).status_code == 403


def test_another_workspace_shows_nothing_of_ours(weifang, outsider, sign_in):
    project = a_project(weifang)

    assert sign_in(outsider).get(project.get_absolute_url()).status_code == 404


ENTERED = {
    "name": "示例新材料产业园一期",
    "kind": "industry",
    "code": "2611-370781-04-01-654321",
    "investment_total": "6.5亿",
    "private_share": "80%",
    "planned_start_on": "2026-12-01",
    "planned_end_on": "2028-06-30",
    "owner_name": "示例新材料有限公司",
}


def test_a_project_is_entered_as_it_is_typed(weifang, county_officer, sign_in):
    division = a_division(weifang)

    answer = sign_in(county_officer).post(
        reverse("projects:add"), ENTERED | {"division": division.pk, "asked": "1"}
    )

    project = Project.objects.get()
    assert answer.status_code == 302
    assert project.investment_total == 650_000_000
    assert project.private_share * 100 == 80
    assert project.owner.name == "示例新材料有限公司"
    assert project.track.stage == "plan"
    assert Entry.objects.filter(action="project.create", subject_id=project.pk).exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"investment_total": "-3"}, "大于零"),
        ({"investment_total": "3"}, "单位"),
        ({"investment_total": "90000000亿"}, "单位|上限|超过"),
        ({"investment_total": "约三五亿吧"}, "不是"),
        ({"investment_total": "1" * 40}, "位数|数字"),
        ({"planned_end_on": "2026-01-01"}, "早于"),
        ({"code": "2613-370781-04-01-654321"}, "2613"),
        ({"code": "123"}, "123"),
        ({"private_share": "180"}, "100%"),
        ({"longitude": "36.7", "latitude": "119.1"}, "经度|纬度"),
        ({"longitude": "119.1"}, "经度|纬度"),
        ({"name": ""}, "必填|必须|不能为空"),
        ({"industry": "Z99"}, "Z99"),
    ],
)
def test_what_makes_no_sense_comes_back_with_a_reason(weifang, city_officer, sign_in, typed, said):
    division = a_division(weifang)

    page = sign_in(city_officer).post(
        reverse("projects:add"), ENTERED | {"division": division.pk} | typed
    )

    assert page.status_code == 200
    assert not Project.objects.exists()
    assert any(word in page.content.decode() for word in said.split("|"))


def test_a_doubtful_amount_is_taken_once_somebody_has_looked_again(weifang, city_officer, sign_in):
    typed = ENTERED | {"division": a_division(weifang).pk, "investment_total": "3", "asked": "1"}
    browser = sign_in(city_officer)

    browser.post(reverse("projects:add"), typed)
    assert not Project.objects.exists()

    browser.post(reverse("projects:add"), typed | {"confirmed": "on"})
    assert Project.objects.get().investment_total == 30_000


def test_a_code_that_is_taken_leads_to_its_project(weifang, city_officer, sign_in):
    other = a_project(weifang, code=ENTERED["code"], name="示例先到的项目")

    page = sign_in(city_officer).post(
        reverse("projects:add"), ENTERED | {"division": a_division(weifang).pk}
    )

    assert page.status_code == 200
    assert "示例先到的项目" in page.content.decode()
    assert Project.objects.get() == other


def test_a_record_that_looks_like_another_is_asked_about(weifang, city_officer, sign_in):
    a_project(weifang, name=ENTERED["name"])
    typed = ENTERED | {"division": a_division(weifang).pk, "asked": "1"}

    page = sign_in(city_officer).post(reverse("projects:add"), typed)

    assert page.status_code == 200
    assert Project.objects.count() == 1


def test_of_two_who_change_a_record_the_second_is_told(weifang, city_officer, sign_in):
    project = a_project(weifang, code=ENTERED["code"])
    typed = ENTERED | {"division": project.division_id, "version": project.version}
    browser = sign_in(city_officer)

    browser.post(project.get_absolute_url() + "edit/", typed | {"name": "示例甲改的名字"})
    page = browser.post(project.get_absolute_url() + "edit/", typed | {"name": "示例乙改的名字"})

    project.refresh_from_db()
    assert page.status_code == 200
    assert project.name == "示例甲改的名字"


def test_a_project_comes_onto_a_list_and_leaves_it(weifang, city_officer, sign_in):
    project, annual_list = a_project(weifang), a_list(weifang)
    browser = sign_in(city_officer)
    typed = {
        "annual_list": annual_list.pk,
        "category": "industry",
        "status": "continuing",
        "annual_plan": "2亿",
        "asked": "1",
    }

    browser.post(project.get_absolute_url() + "list/", typed)
    listing = Listing.objects.get()
    assert listing.annual_plan == 2 * YI
    assert project.standings.get(year=TODAY.year).status == "continuing"

    browser.post(
        f"{project.get_absolute_url()}lists/{listing.pk}/leave/", {"because": "用地未落实"}
    )
    assert not project.standings.filter(year=TODAY.year).exists()


def test_a_list_is_made_and_published(weifang, city_officer, sign_in):
    browser = sign_in(city_officer)

    browser.post(reverse("projects:annual_lists"), {"year": 2027, "level": "city", "batch": 1})
    again = browser.post(
        reverse("projects:annual_lists"), {"year": 2027, "level": "city", "batch": 1}
    )
    made = a_list(weifang, "city", year=2027)
    browser.post(reverse("projects:publish", args=[made.pk]))

    made.refresh_from_db()
    assert again.status_code == 200
    assert made.published_on == TODAY


def test_possible_doubles_are_found_and_decided(weifang, city_officer, sign_in):
    for _ in range(2):
        a_project(weifang, name="示例高端装备智造基地", investment_total=3 * YI)
    browser = sign_in(city_officer)

    browser.post(reverse("projects:find_doubles"))
    page = browser.get(reverse("projects:doubles"))
    pair = page.context["pairs"][0]["pair"]
    browser.post(reverse("projects:decide", args=[pair.pk]), {"verdict": "different"})
    browser.post(reverse("projects:find_doubles"))

    pair.refresh_from_db()
    assert pair.verdict == "different"
    assert not browser.get(reverse("projects:doubles")).context["pairs"]
