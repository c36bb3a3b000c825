"""Pages: the ranked list, one idea with its arithmetic, promotion, the reserve as a whole."""

import pytest

from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.reserve import actions, queries, rules
from yuandu.mechanisms.reserve.models import Formula, Idea, Target
from yuandu.mechanisms.reserve.tests.records import an_idea, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(sign_in, city_officer):
    return sign_in(city_officer)


def typed(**fields) -> dict[str, str]:
    return {
        "name": "示例氢能装备产业园",
        "field": "new_energy",
        "purpose": "strength",
        "kind": "industry",
        "investment_total": "6.5亿",
        "funding_share": "40",
        "land_area_mu": "0",
        "asked": "1",
    } | fields


def test_the_list_begins_with_what_scores_most(weifang, desk):
    low, high = an_idea(weifang), an_idea(weifang, rules.READY)
    gone = step(Actor.system(weifang), an_idea(weifang), rules.DECLINE, words="重复")

    page = desk.get("/reserve/").text

    assert page.index(high.name) < page.index(low.name)
    assert gone.name not in page
    assert gone.name in desk.get("/reserve/?show=declined").text
    assert low.name not in desk.get(f"/reserve/?stage={rules.READY}").text
    assert "没有符合条件的谋划项目" in desk.get("/reserve/?words=无此项目").text


@pytest.mark.parametrize(
    "query", ["sort=nonsense", "division_id=x", "page=-3", "show=9", "field=%00"]
)
def test_an_odd_filter_does_not_restrict(weifang, desk, query):
    idea = an_idea(weifang)

    answer = desk.get(f"/reserve/?{query}")

    assert answer.status_code in {200, 400}
    assert answer.status_code == 400 or idea.name in answer.text


def test_an_idea_is_typed_in_and_shows_its_arithmetic(weifang, desk, county_officer):
    division = county_officer.posts.get().division

    answer = desk.post("/reserve/add/", typed(division=division.pk))

    idea = Idea.objects.get()
    assert answer.status_code == 302
    page = desk.get(f"/reserve/{idea.pk}/").text
    assert "6.5亿元 ÷ 10亿元 × 15 = 9.75" in page
    assert "40% ÷ 100% × 20 = 8" in page


def test_a_form_with_faults_says_them_all_and_keeps_what_was_typed(weifang, desk, county_officer):
    division = county_officer.posts.get().division
    faulty = typed(division=division.pk, funding_share="140", investment_total="两三个亿")

    answer = desk.post("/reserve/add/", faulty)

    assert answer.status_code == 422
    assert "两三个亿" in answer.text
    assert not Idea.objects.exists()


def test_promotion_leads_to_the_project_which_tells_of_the_idea(weifang, desk):
    idea = an_idea(weifang, rules.READY)

    assert desk.post(f"/reserve/{idea.pk}/promote/", {"words": ""}).status_code == 422
    answer = desk.post(f"/reserve/{idea.pk}/promote/", {"words": "列入明年开工计划"})

    project = Project.objects.get()
    assert answer.url.endswith(f"/projects/{project.pk}/")
    assert "列入明年开工计划" in desk.get(f"/reserve/of-project/{project.pk}/").text
    assert project.name in desk.get(f"/reserve/{idea.pk}/").text
    again = desk.post(f"/reserve/{idea.pk}/promote/", {"words": "再来一次"})
    assert again.status_code == 302
    assert Project.objects.count() == 1


def test_the_page_of_a_declined_idea_says_why(weifang, desk):
    idea = step(Actor.system(weifang), an_idea(weifang), rules.DECLINE, words="与规划不符")

    assert "与规划不符" in desk.get(f"/reserve/{idea.pk}/").text


def test_the_city_says_what_it_wants_and_sees_what_lacks(weifang, desk):
    an_idea(weifang, rules.READY)

    desk.post("/reserve/gaps/", {"new_energy": "80000"})

    assert Target.objects.get().investment == 800_000_000
    page = desk.get("/reserve/gaps/").text
    assert 'data-value="3"' in page  # 亿 that lack of eight
    assert desk.post("/reserve/gaps/", {"new_energy": "-1"}).status_code == 422
    assert desk.get("/reserve/gaps/?year=abc").status_code == 200


def test_a_formula_is_published_and_an_odd_one_is_not(weifang, desk):
    given = {
        "from_on": str(TODAY),
        "need": 20,
        "maturity": 40,
        "funding": 20,
        "scale": 10,
        "intensity": 10,
        "full_scale": "10亿",
        "full_intensity": "300",
        "basis": "示例〔2026〕1号",
    }

    assert desk.post("/reserve/formula/", given | {"need": 21}).status_code == 422
    assert desk.post("/reserve/formula/", given).status_code == 302
    assert Formula.objects.get().maturity == 40
    assert "示例〔2026〕1号" in desk.get("/reserve/formula/").text


def test_pages_take_few_queries_however_much_there_is(weifang, desk, django_assert_max_num_queries):
    for _ in range(12):
        an_idea(weifang, rules.PRE_STUDY)
    idea = queries.listed(Actor.system(weifang), queries.Filters())[0]
    actions.set_targets(by=Actor.system(weifang), year=TODAY.year, wanted={"other": 10})

    for address in ("", "funnel/", "gaps/", "formula/", f"{idea.pk}/"):
        with django_assert_max_num_queries(12):
            assert desk.get(f"/reserve/{address}").status_code == 200


def test_the_workbench_leads_to_ideas_to_grade_and_to_promote(
    weifang, sign_in, city_officer, county_officer, leader
):
    an_idea(weifang, rules.READY)

    city, county, reader = (
        sign_in(user).get("/workbench/").text for user in (city_officer, county_officer, leader)
    )

    assert "/reserve/?ungraded=on" in city
    assert "/reserve/?ungraded=on" not in county
    assert "/reserve/?stage=ready" in county
    assert "/reserve/?" not in reader
