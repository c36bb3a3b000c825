"""What programs read of firms, titles, platforms and notices, and what they may send."""

import datetime

import pytest

from tests.people import TODAY, a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.enterprises.tests.records import (
    a_firm,
    a_title,
    a_title_application,
    an_announcement,
    an_innovation_platform,
)

pytestmark = pytest.mark.django_db
ROOM = "/api/v1/enterprises"


def _until(days: int) -> dict[str, datetime.date]:
    return {
        "valid_from": datetime.date(2024, 1, 1),
        "valid_to": TODAY + datetime.timedelta(days=days),
    }


def test_firms_come_with_the_titles_they_hold_and_as_the_page_filters_them(
    weifang, sign_in, city_officer
):
    titled, bare = a_firm(weifang, name="示例泵业有限公司"), a_firm(weifang)
    a_title(titled, "innovative_sme", **_until(20))
    a_title(titled, "srdi_sme", **_until(-1))
    zhucheng = a_firm(weifang, division=a_division(weifang, "370782", "诸城市"))
    browser = sign_in(city_officer)

    def found(asked: str) -> list[int]:
        return [each["id"] for each in browser.get(f"{ROOM}/firms?{asked}").json()["firms"]]

    first = browser.get(f"{ROOM}/firms").json()
    assert (first["total"], first["pages"]) == (3, 1)
    assert [each["tier"] for each in first["firms"][0]["titles"]] == ["innovative_sme"]
    assert found("words=泵业") == [titled.pk]
    assert found("tier=innovative_sme") == found("months=1") == [titled.pk]
    assert found("tier=none") == [bare.pk, zhucheng.pk]
    assert found("division=370782") == [zhucheng.pk]
    unknown = browser.get(f"{ROOM}/firms?division=999999")
    assert (unknown.status_code, unknown.json()["code"]) == (422, "unknown-code")
    assert browser.get(f"{ROOM}/firms?tier=duke").status_code == 422


def test_a_firm_has_its_whole_history(weifang, sign_in, city_officer):
    firm = a_firm(weifang, leading_product="多级泵")
    a_title(firm, "innovative_sme")
    a_title(
        firm,
        "srdi_sme",
        valid_from=datetime.date(2026, 1, 1),
        ended_on=TODAY,
        ending="withdrawn",
        ended_because="被并购",
        ended_by=an_announcement(weifang, kind="withdrawal", document="样本公告〔2026〕9号"),
    )
    platform = an_innovation_platform(firm)

    told = sign_in(city_officer).get(f"{ROOM}/firms/{firm.pk}").json()

    assert (told["highest"], told["next_tier"]) == ("innovative_sme", "srdi_sme")
    assert [(each["tier"], each["is_held"]) for each in told["titles"]] == [
        ("srdi_sme", False),
        ("innovative_sme", True),
    ]
    assert told["titles"][0]["ended_by"] == "样本公告〔2026〕9号"
    assert told["titles"][0]["ending"] == "withdrawn"
    assert told["platforms"] == [platform.pk]
    assert (told["party"], told["leading_product"]) == (firm.party_id, "多级泵")


def test_titles_end_within_so_many_days_for_those_who_watch_them(
    weifang, sign_in, county_officer, owner
):
    soon, later = a_firm(weifang, phone="0536-5550000"), a_firm(weifang)
    a_title(later, **_until(31))
    a_title(soon, **_until(30))
    elsewhere = a_firm(weifang, division=a_division(weifang, "370782", "诸城市"))
    a_title(elsewhere, **_until(10))
    browser = sign_in(county_officer)

    within = browser.get(f"{ROOM}/titles/ending?days=30").json()
    beyond = browser.get(f"{ROOM}/titles/ending?days=31&tier=srdi_sme").json()

    assert [each["firm"]["id"] for each in within["titles"]] == [soon.pk]
    assert (within["titles"][0]["days_left"], within["titles"][0]["phone"]) == (30, "0536-5550000")
    assert [each["firm"]["id"] for each in beyond["titles"]] == [soon.pk, later.pk]
    assert browser.get(f"{ROOM}/titles/ending?tier=little_giant").json()["total"] == 0
    assert browser.get(f"{ROOM}/titles/ending?days=99999").status_code == 422
    assert sign_in(owner).get(f"{ROOM}/titles/ending").status_code == 403


def test_lists_ask_as_much_for_many_as_for_one(
    weifang, sign_in, city_officer, django_assert_max_num_queries
):
    for _number in range(4):
        firm = a_firm(weifang)
        a_title(firm, **_until(30))
        an_innovation_platform(firm)
    system = Actor.system(weifang)
    for _number in range(3):
        a_title_application(system, a_firm(weifang), stage="notice")
    browser = sign_in(city_officer)

    for path in ("firms", "titles/ending", "platforms", "notices"):
        with django_assert_max_num_queries(10):
            assert browser.get(f"{ROOM}/{path}").status_code == 200


def test_a_platform_counts_once_at_its_highest_level(weifang, sign_in, city_officer):
    firm = a_firm(weifang)
    first = an_innovation_platform(firm, name="示例泵业技术中心")
    raised = an_innovation_platform(
        firm, "provincial", name=first.name, upgraded_from=first, document="样本〔2024〕1号"
    )
    an_innovation_platform(firm, kind="laboratory")
    browser = sign_in(city_officer)

    listed = browser.get(f"{ROOM}/platforms").json()
    one = browser.get(f"{ROOM}/platforms/{first.pk}").json()

    assert listed["total"] == 2
    assert browser.get(f"{ROOM}/platforms?level=municipal").json()["total"] == 1
    assert browser.get(f"{ROOM}/platforms?kind=laboratory&level=provincial").json()["total"] == 0
    [found] = browser.get(f"{ROOM}/platforms?words=泵业").json()["platforms"]
    assert (found["id"], found["host"]["party"]) == (raised.pk, firm.party_id)
    assert [each["id"] for each in one["path"]] == [first.pk, raised.pk]
    assert one["next_level"] == "provincial"


def test_who_is_on_notice_can_be_objected_to_once(weifang, sign_in, leader):
    application = a_title_application(Actor.system(weifang), a_firm(weifang), stage="notice")
    browser = sign_in(leader)
    address = f"{ROOM}/notices/{application.pk}"

    [row] = browser.get(f"{ROOM}/notices").json()["rows"]
    empty = browser.post(f"{address}/objections", {"words": " "}, "application/json")
    made = browser.post(f"{address}/objections", {"words": "研发费用存疑"}, "application/json")
    again = browser.post(f"{address}/objections", {"words": "再议"}, "application/json")

    assert row["document"] == "样本公示〔2026〕3号"
    assert (row["until"], row["tier"]) == ("2026-12-01", "srdi_sme")
    assert empty.status_code == 422
    assert (made.status_code, made.json()["words"]) == (201, "研发费用存疑")
    assert again.status_code == browser.get(address).status_code == 404
    assert application.objections.get().words == "研发费用存疑"
