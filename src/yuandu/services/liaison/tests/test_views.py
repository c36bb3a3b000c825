"""The pages of one-to-one service: what each shows, what each refuses, what odd input gets."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.people import TODAY, a_user
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Promise
from yuandu.services.liaison import actions, permissions
from yuandu.services.liaison.models import Card, Competence, Gap, Issue, ServedFirm, Visit
from yuandu.services.liaison.tests.records import (
    ASKED,
    a_firm,
    an_office,
    in_the_care_of,
    raised,
    stage,
    step,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(weifang, owner, county_officer):
    found = a_firm(weifang, owner.posts.get().organisation)
    in_the_care_of(found, county_officer)
    return found


@pytest.fixture
def sent(weifang, firm, acting, owner, county_officer, department_officer):
    an_office(weifang, department_officer)
    return step(acting(county_officer), raised(acting(owner), firm), "send")


def text(response) -> str:
    return response.content.decode()


def test_an_officer_opens_the_list_with_the_firms_in_their_care(
    weifang, firm, county_officer, city_officer, sign_in
):
    a_firm(weifang, name="另一家花卉公司")
    mine = text(sign_in(county_officer).get("/liaison/"))
    every = text(sign_in(city_officer).get("/liaison/"))

    assert "示例重工有限公司" in mine
    assert "另一家花卉公司" not in mine
    assert "另一家花卉公司" in every
    assert "另一家花卉公司" in text(sign_in(county_officer).get("/liaison/?mine="))


def test_empty_lists_say_what_to_do(weifang, city_officer, sign_in):
    office = sign_in(city_officer)

    assert "尚无“一对一”包靠企业" in text(office.get("/liaison/"))
    assert "没有符合条件的企业" in text(office.get("/liaison/?words=无"))
    assert "没有诉求" in text(office.get("/liaison/issues/"))
    assert "尚未发现政策缺口" in text(office.get("/liaison/gaps/"))
    assert "尚无案例卡" in text(office.get("/liaison/cards/"))
    assert "没有符合的案例" in text(office.get("/liaison/cards/?words=无"))
    assert "尚未登记责任部门" in text(office.get("/liaison/offices/"))


def test_the_firms_own_page_names_its_officer(firm, owner, sign_in):
    page = text(sign_in(owner).get(f"/liaison/firms/{firm.party_id}/"))

    assert "county_officer" in page
    assert "尚无走访记录" in page
    assert "登记走访" not in page  # a button never lies


def test_a_firm_not_in_service_is_taken_in(weifang, firm, county_officer, sign_in):
    ServedFirm.objects.filter(pk=firm.pk).delete()
    office = sign_in(county_officer)
    address = f"/liaison/firms/{firm.party_id}/"

    before = text(office.get(address))
    office.post(f"{address}take-in/")

    assert "尚未纳入“一对一”包靠" in before
    assert ServedFirm.objects.get().party_id == firm.party_id


def test_a_visit_is_logged_on_the_phone_and_sent_again(firm, county_officer, sign_in):
    office = sign_in(county_officer)
    address = f"/liaison/firms/{firm.party_id}/visit/"
    key = office.get(address).context["form"]["key"].value()
    typed = {
        "key": str(key),
        "on": str(TODAY),
        "heard": "缺组培技术员",
        "promise_1": "对接职业院校",
        "days_1": "5",
    }

    first, again = office.post(address, typed), office.post(address, typed)

    assert (first.status_code, again.status_code) == (302, 302)
    assert (Visit.objects.count(), Promise.objects.count()) == (1, 1)
    page = text(office.get(f"/liaison/firms/{firm.party_id}/"))
    assert "缺组培技术员" in page
    assert "对接职业院校" in page


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"promise_1": "对接院校"}, 422),
        ({"days_2": "5"}, 422),
        ({"days_1": "-1", "promise_1": "对接院校"}, 422),
        ({"on": "2026-13-01"}, 422),
        ({"on": "2026-11-25"}, 422),
        ({"key": "no-key"}, 422),
        ({"heard": "　"}, 422),
    ],
)
def test_a_visit_with_odd_cells_is_told_and_not_kept(firm, county_officer, sign_in, typed, status):
    plain = {"key": str(uuid.uuid4()), "on": str(TODAY), "heard": "缺组培技术员"}

    answer = sign_in(county_officer).post(f"/liaison/firms/{firm.party_id}/visit/", plain | typed)

    assert answer.status_code == status
    assert not Visit.objects.exists()


def test_a_firm_raises_its_first_issue_itself(weifang, owner, sign_in):
    party = owner.posts.get().organisation_id
    typed = {
        "key": str(uuid.uuid4()),
        "subject": "talent",
        "severity": "urgent",
        "title": "缺组培技术员",
        "words": "请协助对接职业院校。",
        "tag": "技术员",
    }

    answer = sign_in(owner).post(f"/liaison/firms/{party}/raise/", typed)

    issue = Issue.objects.get()
    assert answer["Location"].endswith(f"/liaison/issues/{issue.pk}/")
    assert (issue.severity, issue.topic.tag) == ("urgent", "技术员")


def test_an_office_answers_on_the_issues_page(sent, department_officer, county_officer, sign_in):
    office = sign_in(department_officer)
    address = f"/liaison/issues/{sent.pk}/"

    page = text(office.get(address))
    empty = office.post(f"{address}say/answer/", {"words": ""})
    office.post(f"{address}say/take_up/", {"words": ""})
    office.post(f"{address}say/answer/", {"words": "请周五到局里对接"})
    after = text(sign_in(county_officer).get(address))

    assert "本部门意见" in page
    assert empty.status_code == 422
    assert stage(sent) == "answered"
    assert "请周五到局里对接" in after
    assert office.post(f"{address}say/answer/", {"words": "再说"}).status_code == 403
    assert office.post(f"{address}say/shout/", {"words": "再说"}).status_code == 404


def test_the_firm_alone_has_the_buttons_to_close_and_ask_again(
    sent, acting, owner, county_officer, department_officer, sign_in
):
    actions.answer(by=acting(department_officer), issue=sent, words="已办结")
    address = f"/liaison/issues/{sent.pk}/"

    own, office = text(sign_in(owner).get(address)), text(sign_in(county_officer).get(address))

    assert "确认已解决" in own
    assert "未解决，要求再办" in own
    assert "确认已解决" not in office


def test_the_issues_list_shows_clocks_and_narrows(
    weifang, sent, acting, owner, firm, department_officer, city_officer, sign_in
):
    raised(acting(owner), firm, replace(ASKED, title="贷款到期", subject="finance"))
    office = sign_in(city_officer)

    found = text(office.get("/liaison/issues/"))
    finance = text(office.get("/liaison/issues/?subject=finance"))
    asked = text(sign_in(department_officer).get("/liaison/issues/?show=asked"))

    assert 'datetime="2026-12-03"' in found
    assert "组培瓶苗污染率高" not in finance
    assert "贷款到期" in finance
    assert "贷款到期" not in asked
    assert office.get("/liaison/issues/?show=castle").status_code == 404
    assert office.get("/liaison/issues/?subject=castle&page=x").status_code == 200


def test_an_answer_is_late_after_its_last_day(weifang, sent, city_officer, sign_in):
    office = sign_in(city_officer)
    titles = []
    for day in ("2026-12-03", "2026-12-04"):
        weifang.today_on = day
        weifang.save(update_fields=["today_on"])
        titles.append("组培瓶苗污染率高" in text(office.get("/liaison/issues/?show=late")))

    assert titles == [False, True]


def test_an_officer_sorts_an_issue_before_it_is_sent(firm, acting, owner, county_officer, sign_in):
    issue, office = raised(acting(owner), firm), sign_in(county_officer)
    address = f"/liaison/issues/{issue.pk}/sort/"

    page = office.get(address)
    office.post(address, {"subject": "trade", "severity": "serious", "tag": "冷链"})

    issue.refresh_from_db()
    assert page.context["form"]["subject"].value() == "breeding"
    assert (issue.subject, issue.severity, issue.topic.tag) == ("trade", "serious", "冷链")


def test_a_gap_lists_the_firms_issues_and_is_closed(weifang, city_officer, auditor, sign_in):
    house = Actor.system(weifang)
    for number in range(3):
        raised(house, a_firm(weifang, name=f"示例花卉{number}公司"), replace(ASKED, tag="组培"))
    gap, office = Gap.objects.get(), sign_in(city_officer)
    address = f"/liaison/gaps/{gap.pk}/"

    page = text(office.get(address))
    assert all(f"示例花卉{number}公司" in page for number in range(3))
    assert "销号" not in text(sign_in(auditor).get(address))
    office.post(address, {"words": "纳入种业补助", "policy_code": "flower-03"})
    assert "flower-03" in text(office.get(address))
    assert "已销号" in text(office.get("/liaison/gaps/"))


def test_a_card_starts_from_the_answer_and_reaches_everybody(
    sent, acting, owner, county_officer, department_officer, grower, sign_in
):
    actions.answer(by=acting(department_officer), issue=sent, words="由科研院所会诊")
    step(acting(owner), sent, "close")
    office, address = sign_in(county_officer), f"/liaison/issues/{sent.pk}/card/"

    form = office.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    named = office.post(address, typed | {"question": "示例重工有限公司瓶苗污染"})
    office.post(address, typed)
    card = Card.objects.get()
    page = text(sign_in(grower).get(f"/liaison/cards/{card.pk}/"))

    assert typed["solution"] == "由科研院所会诊"
    assert named.status_code == 422
    assert "由科研院所会诊" in page
    assert "示例重工" not in page


def test_the_city_says_who_is_competent(weifang, city_officer, department_officer, sign_in):
    office = sign_in(city_officer)
    typed = {"subject": "land", "department": "市自然资源局", "officer": department_officer.pk}

    office.post("/liaison/offices/", typed)
    twice = office.post("/liaison/offices/", typed)
    made = Competence.objects.get()
    office.post(f"/liaison/offices/{made.pk}/drop/")

    assert twice.status_code == 422
    assert not Competence.objects.exists()


@pytest.mark.parametrize("path", ["/liaison/", "/liaison/issues/", "/liaison/cards/"])
def test_a_list_answers_htmx_with_its_rows_alone(weifang, city_officer, sign_in, path):
    answer = sign_in(city_officer).get(path, headers={"HX-Request": "true"})

    assert text(answer).strip().startswith('<section id="found"')


@pytest.mark.parametrize(
    ("path", "most"), [("/liaison/?mine=", 16), ("/liaison/issues/?show=all", 16)]
)
def test_a_list_asks_the_database_the_same_however_long(
    weifang, acting, city_officer, sign_in, django_assert_max_num_queries, path, most
):
    house, office = Actor.system(weifang), sign_in(city_officer)
    for number in range(8):
        raised(house, a_firm(weifang, name=f"示例花卉{number}公司"))

    with django_assert_max_num_queries(most):
        assert "示例花卉7公司" in text(office.get(path))


@pytest.fixture
def asked_of_two(weifang, firm, acting, owner, county_officer, department_officer):
    """Two offices were asked, and the first has answered."""
    second = a_user("second", workspace=weifang, role="department_officer")
    an_office(weifang, department_officer)
    an_office(weifang, second, department="市农业农村局")
    issue = step(acting(county_officer), raised(acting(owner), firm), "send")
    actions.answer(by=acting(department_officer), issue=issue, words="已请潍坊学院会诊")
    return issue, second


def test_an_office_reads_no_other_offices_word_wherever_it_stands(
    asked_of_two, department_officer, owner, sign_in
):
    issue, second = asked_of_two

    assert "已请潍坊学院会诊" not in text(sign_in(second).get(f"/liaison/issues/{issue.pk}/"))
    for user in (department_officer, owner):
        assert "已请潍坊学院会诊" in text(sign_in(user).get(f"/liaison/issues/{issue.pk}/"))


def test_who_stands_by_a_firm_reads_what_every_office_says(
    weifang, firm, asked_of_two, county_officer, acting, sign_in
):
    issue, _second = asked_of_two
    helper = a_user("helper", workspace=weifang, role="department_officer")
    standing = permissions.current_officers(acting(county_officer)).get()
    lifecycle.hand_over(
        by=Actor.system(weifang), assignment=standing, to=helper, on=TODAY + timedelta(days=1)
    )

    page = text(sign_in(helper).get(f"/liaison/issues/{issue.pk}/"))

    assert "已请潍坊学院会诊" in page
    assert "市农业农村局" in page
