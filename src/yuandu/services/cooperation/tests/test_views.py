"""Pages of the room, in both languages, from the form to the result."""

import pytest

from tests.people import TODAY, a_user
from yuandu.services.cooperation.models import Challenge, Contract, Engagement, Expert, TalentNeed
from yuandu.services.cooperation.tests.records import (
    a_challenge,
    a_chosen_offer,
    a_firm,
    a_need,
    a_signed_contract,
    a_tie,
    an_engagement,
    an_expert,
    an_institute,
    step,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(weifang):
    return a_firm(weifang, code="91370700MA3C0XKN5T")


@pytest.fixture
def browser(weifang, firm, sign_in):
    return sign_in(a_user("maker", workspace=weifang, role="owner", organisation=firm))


def read(client, url: str, **headers: str) -> str:
    answer = client.get(url, headers=headers)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_a_firm_fills_in_a_challenge_and_sees_it(browser, firm, weifang):
    an_institute(weifang, name="渤湾研究院")
    form = {
        "firm": firm.code,
        "name": "耐高温密封材料",
        "field": "materials",
        "problem": "失效",
        "target": "2000小时",
        "budget": "1200000",
        "deadline_on": "2026-12-31",
        "sharing": "shared",
        "firm_share": "0.6",
        "institutes": "渤湾研究院",
    }

    answer = browser.post("/cooperation/add/", form)

    challenge = Challenge.objects.get()
    assert answer.url.endswith(f"/cooperation/{challenge.pk}/")
    page = read(browser, f"/cooperation/{challenge.pk}/")
    assert "渤湾研究院" in page
    assert "企业 60%" in page
    assert "firm 60%" in read(browser, f"/cooperation/{challenge.pk}/", accept_language="en")


def test_what_is_not_found_or_makes_no_sense_is_said_on_the_form(browser, firm):
    form = {
        "firm": firm.code,
        "name": "难题",
        "field": "materials",
        "problem": "失效",
        "target": "目标",
        "budget": "1",
        "deadline_on": str(TODAY),
        "sharing": "shared",
        "institutes": "没有的院所",
    }

    answer = browser.post("/cooperation/add/", form)
    assert answer.status_code == 422
    assert "没有的院所" in answer.content.decode()

    answer = browser.post("/cooperation/add/", form | {"institutes": ""})
    assert answer.status_code == 422
    assert "按约定比例共有" in answer.content.decode()
    assert not Challenge.objects.exists()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_of_a_contract_open(browser, firm, language):
    challenge = a_challenge(firm)
    milestone = a_signed_contract(challenge)[0]
    offer = challenge.offers.get()

    for url in (
        f"/cooperation/{challenge.pk}/",
        f"/cooperation/{challenge.pk}/contract/",
        f"/cooperation/offers/{offer.pk}/",
        f"/cooperation/milestones/{milestone.pk}/",
    ):
        assert firm.name in read(browser, url, accept_language=language) or milestone.title


def test_terms_and_milestones_are_typed_until_they_agree(browser, firm):
    challenge = a_challenge(firm)
    a_chosen_offer(challenge)
    base = f"/cooperation/{challenge.pk}/contract/"

    browser.post(f"{base}agree/", {"amount": "500", "sharing": "firm", "number": "样本1号"})
    browser.post(
        f"{base}plan/", {"number": 1, "title": "全部", "due_on": "2027-06-30", "amount": "300"}
    )
    assert "300" in read(browser, base)
    again = browser.post(
        f"{base}plan/", {"number": 1, "title": "再来", "due_on": "2027-06-30", "amount": "200"}
    )

    assert again.status_code == 422
    assert Contract.objects.get().number == "样本1号"


def test_a_board_takes_as_many_queries_for_ten_challenges_as_for_one(
    sign_in, city_officer, weifang, django_assert_max_num_queries
):
    client = sign_in(city_officer)
    for _number in range(10):
        a_challenge(a_firm(weifang))

    with django_assert_max_num_queries(14):
        read(client, "/cooperation/")


def test_the_empty_lists_say_so(sign_in, weifang, city_officer):
    assert "暂无难题" in read(sign_in(), "/cooperation/")
    assert "暂无需求" in read(sign_in(), "/talent/")
    assert "暂无专家" in read(sign_in(city_officer), "/experts/")


def test_a_firm_finds_asks_and_reports_what_came_of_it(
    browser, firm, weifang, acting, city_officer
):
    need = a_need(firm)
    expert = an_expert(weifang)
    rival = an_expert(weifang)
    a_tie(rival, a_firm(weifang, name="样本对手公司"), niche="高温密封件")

    page = read(browser, f"/talent/{need.pk}/matches/")
    assert expert.party.name in page
    assert "样本对手公司" not in page
    days = {"from_on": "2027-01-01", "to_on": "2027-12-31", "days_a_month": 4}
    browser.post(f"/talent/{need.pk}/engage/{expert.pk}/", days)
    engagement = Engagement.objects.get()
    step(acting(city_officer), engagement, "accept")
    browser.post(
        f"/talent/engagements/{engagement.pk}/output/",
        {"product": "赤藓糖醇", "quantity": "12", "unit": "万吨", "year": "2026"},
    )

    assert "12 万吨" in read(browser, f"/talent/engagements/{engagement.pk}/")
    assert expert.party.name in read(browser, f"/talent/{need.pk}/")


def test_a_conflict_is_said_on_the_form(browser, firm, weifang):
    expert = an_expert(weifang)
    an_engagement(a_need(a_firm(weifang)), expert)
    need = a_need(firm)

    days = {"from_on": "2027-01-01", "to_on": "2027-12-31", "days_a_month": 4}
    answer = browser.post(f"/talent/{need.pk}/engage/{expert.pk}/", days)

    assert answer.status_code == 422
    assert "仅剩2天" in answer.content.decode()


def test_a_need_is_entered_and_changed_while_a_draft(browser, firm):
    form = {
        "firm": firm.code,
        "name": "配方专家",
        "field": "materials",
        "level": "full",
        "niche": "密封件",
        "work": "指导",
        "from_on": "2027-01-01",
        "to_on": "2027-06-30",
        "days_a_month": "4",
    }
    browser.post("/talent/add/", form)
    need = TalentNeed.objects.get()

    browser.post(f"/talent/{need.pk}/edit/", form | {"days_a_month": "6"})
    wrong = browser.post(f"/talent/{need.pk}/edit/", form | {"to_on": "2026-01-01"})

    need.refresh_from_db()
    assert need.days_a_month == 6
    assert wrong.status_code == 422


def test_an_officer_enters_an_expert_with_tie_and_time(sign_in, city_officer, firm):
    client = sign_in(city_officer)
    client.post(
        "/experts/add/",
        {
            "code": "ZJ9001",
            "name": "样本专家",
            "level": "leading",
            "main_field": "food",
            "other_fields": ["materials"],
            "consents_to": "2028-01-01",
        },
    )
    expert = Expert.objects.get()
    base = f"/experts/{expert.pk}/"

    client.post(
        f"{base}tie/",
        {"organisation": firm.code, "kind": "advises", "niche": "密封件", "from_on": "2025-01-01"},
    )
    client.post(
        f"{base}free/", {"from_on": "2027-01-01", "to_on": "2027-03-31", "days_a_month": "3"}
    )
    client.post(f"{base}edit/", {"name": "样本专家", "level": "full", "main_field": "materials"})

    expert.refresh_from_db()
    assert (expert.level, expert.fields) == ("full", ["materials"])
    page = read(client, base)
    assert firm.name in page
    assert "每月 3 天" in page


def test_programs_read_the_same(sign_in, city_officer, weifang, firm):
    challenge, need = a_challenge(firm), a_need(firm)
    an_expert(weifang)
    client = sign_in(city_officer)
    url = "/api/v1/cooperation"

    listed = client.get(f"{url}/challenges?field=materials").json()
    matched = client.get(f"{url}/talent/{need.pk}/matches").json()

    assert [each["id"] for each in listed["challenges"]] == [challenge.pk]
    assert client.get(f"{url}/challenges?field=food").json()["total"] == 0
    assert matched["proposed"][0]["score"] == 100
    assert sum(part["points"] for part in matched["proposed"][0]["parts"]) == 100
    assert client.get(f"{url}/experts").json()["total"] == 1
    assert client.get(f"{url}/talent").json()["needs"][0]["id"] == need.pk


def test_what_a_contract_led_to_is_read_by_its_sides_alone(sign_in, browser, firm):
    challenge = a_challenge(firm)
    a_signed_contract(challenge)
    output = {"product": "赤藓糖醇", "quantity": "12", "unit": "万吨", "year": "2026"}
    assert browser.post(f"/cooperation/{challenge.pk}/output/", output).status_code == 302

    assert "赤藓糖醇" in read(browser, f"/cooperation/{challenge.pk}/")
    assert "赤藓糖醇" not in read(sign_in(), f"/cooperation/{challenge.pk}/")
