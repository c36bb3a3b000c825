"""Saved filters: what is kept, who sees it, how many, and the chips above a list."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse

from tests.people import a_user, a_workspace
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.filters import actions, lists, queries, rules
from yuandu.kernel.filters.models import SavedFilter
from yuandu.kernel.filters.refusals import NameTaken, NoFilter, TooMany
from yuandu.kernel.registry.queries import actor_for
from yuandu.kernel.workspaces.refusals import Refusal


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("stage=build&page=3&year=2026", "stage=build&year=2026"),
        ("year=2026&stage=build", "stage=build&year=2026"),
        ("words=&level=", ""),
        ("stage=plan&year=2026&stage=build", "stage=build&year=2026"),
        ("stage=plan&year=2026&stage=&year=2026", "year=2026"),
        ("words=%E5%86%9C%E6%9C%BA", "words=%E5%86%9C%E6%9C%BA"),
        ("words=a%00b", "words=ab"),
        ("words=" + "x" * 1100, None),
        ("&".join(f"a{turn}=1" for turn in range(120)), None),
    ],
)
def test_what_says_the_same_is_written_the_same(query, kept):
    assert rules.canonical(query) == kept


def projects():
    return lists.get("projects")


def saved(by, name: str = "在建大项目", **more) -> SavedFilter:
    return actions.save(by=by, filtered=projects(), name=name, **{"query": "stage=build"} | more)


@pytest.mark.django_db
def test_ones_own_filter_is_seen_by_oneself_alone(acting, city_officer, leader):
    mine = saved(acting(city_officer))

    assert queries.of_list(acting(city_officer), projects()) == [mine]
    assert queries.of_list(acting(leader), projects()) == []
    assert Entry.objects.filter(action="filter.save").exists()


@pytest.mark.django_db
def test_a_shared_one_is_seen_by_ones_office_and_by_no_other(
    acting, city_officer, leader, county_officer, other_county_officer
):
    county = acting(county_officer)
    (office,) = queries.offices(county)
    of_county = saved(county, office=office)
    (city_office,) = queries.offices(acting(city_officer))
    of_city = saved(acting(city_officer), office=city_office)

    assert queries.of_list(acting(leader), projects()) == [of_city]
    assert queries.of_list(acting(other_county_officer), projects()) == []
    assert queries.of_list(county, projects()) == [of_county]


@pytest.mark.django_db
def test_nobody_shares_with_an_office_of_others(weifang, acting, county_officer, owner):
    (firm,) = queries.offices(acting(owner))

    with pytest.raises(NoFilter):
        saved(acting(county_officer), office=firm)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"query": "page=2"}, NoFilter),
        ({"query": "words=" + "长" * 500}, NoFilter),
        ({"name": "  \x00 "}, NoFilter),
    ],
)
def test_what_is_no_filter_is_refused_with_words(acting, city_officer, fields, refused):
    with pytest.raises(refused) as found:
        saved(acting(city_officer), **fields)
    assert found.value.sentence


@pytest.mark.django_db
def test_a_name_stands_once_a_list(acting, city_officer, leader):
    saved(acting(city_officer))
    saved(acting(leader))

    with pytest.raises(NameTaken):
        saved(acting(city_officer))
    other = saved(acting(city_officer), "另一个")
    with pytest.raises(NameTaken):
        actions.rename(by=acting(city_officer), saved=other, name="在建大项目")


@pytest.mark.django_db
def test_nobody_keeps_more_than_anybody_may(acting, city_officer, monkeypatch):
    monkeypatch.setattr(rules, "MOST", 2)
    saved(acting(city_officer), "一")
    saved(acting(city_officer), "二")

    with pytest.raises(TooMany):
        saved(acting(city_officer), "三")


@pytest.mark.django_db(transaction=True)
def test_two_saved_at_once_do_not_pass_the_limit(monkeypatch):
    monkeypatch.setattr(rules, "MOST", 1)
    city = a_workspace()
    by = actor_for(a_user("officer", workspace=city, role="city_officer"), city)
    together = Barrier(3)

    def one(turn: int) -> str:
        try:
            together.wait()
            saved(by, f"第{turn}个")
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(3) as pool:
        came = sorted(pool.map(one, range(3)))

    assert came == ["done", "too-many", "too-many"]


@pytest.mark.django_db
def test_a_filter_is_saved_opened_renamed_and_deleted_by_pages(
    weifang, city_officer, leader, sign_in
):
    desk, address = sign_in(city_officer), reverse("filters:of_list", args=["projects"])

    came = desk.post(f"{address}?stage=build", {"name": "在建", "query": "stage=build"})

    assert came.url.endswith("/projects/?stage=build")
    mine = SavedFilter.objects.get()
    chips = desk.get(f"{address}?stage=build&page=2", headers={"hx-request": "true"}).text
    assert 'aria-current="page"' in chips
    assert "<html" not in chips
    assert "filters/projects/?page=2" in desk.get("/projects/?page=2").text

    stranger = sign_in(leader)
    assert stranger.post(reverse("filters:delete", args=[mine.pk])).status_code == 404

    desk.post(reverse("filters:rename", args=[mine.pk]), {f"{mine.pk}-name": "在建项目"})
    assert "在建项目" in desk.get(address).text
    desk.post(reverse("filters:delete", args=[mine.pk]))
    assert not SavedFilter.objects.exists()


@pytest.mark.django_db
def test_a_shared_filter_is_renamed_by_its_author_alone(acting, city_officer, leader, sign_in):
    by = acting(city_officer)
    (office,) = queries.offices(by)
    shared = saved(by, office=office)

    page = sign_in(leader).get(reverse("filters:of_list", args=["projects"]))
    tried = sign_in(leader).post(
        reverse("filters:rename", args=[shared.pk]), {f"{shared.pk}-name": "我的"}
    )

    assert shared.name in page.text
    assert "rename" not in page.text
    assert tried.status_code == 403


@pytest.mark.django_db
def test_what_is_odd_gets_words_and_not_a_crash(city_officer, sign_in):
    desk, address = sign_in(city_officer), reverse("filters:of_list", args=["projects"])

    assert desk.get(reverse("filters:of_list", args=["moon"])).status_code == 404
    assert desk.post(address, {"name": "空", "query": ""}).status_code == 422
    assert desk.post(address, {"name": "长" * 61, "query": "a=1"}).status_code == 422
    assert desk.post(address, {"name": "名", "query": "a=1", "office": "9-9"}).status_code == 422
    assert desk.get(f"{address}?{'a=1&' * 200}").status_code == 200


@pytest.mark.django_db
def test_every_list_that_is_registered_has_an_address():
    for code in ("projects", "timelines", "difficulties", "lights", "needs"):
        assert lists.get(code).address("a=1").endswith("?a=1")
