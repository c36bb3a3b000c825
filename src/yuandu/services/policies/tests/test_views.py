"""The pages: they work, they refuse, they say what is wrong where it is wrong."""

import pytest

from tests.people import TODAY, a_user
from yuandu.services.policies import actions
from yuandu.services.policies.models import Case, PolicyVersion
from yuandu.services.policies.tests.records import a_firm, an_approved_policy, step, the_window

DRAFT = {
    "title": "研发投入补助",
    "code": "rd-2026",
    "document": "示例文件〔2026〕1号",
    "instrument": "factor",
    "to_whom": "organisation",
    "effective_from": "2026-01-01",
    "rate": "10",
    "base": "rd_expense",
    "cap": "50",
    "unit": "万元",
    "budget": "60",
    "budget_unit": "万元",
    "order_fact": "rd_expense",
    "order_first": "highest",
    "c0-fact": "rd_expense",
    "c0-operator": "at_least",
    "c0-threshold": "100",
    "c0-clause": "第三条",
    "c1-fact": "",
    "c1-operator": "at_least",
    "e0-name": "研发费用正好100万元",
    "e0-facts": f"研发费用 {TODAY.year - 2}: 100 万元\n研发费用 {TODAY.year - 1}: 100 万元",
    "e0-state": "met",
}


@pytest.fixture
def version(city_officer, department_officer, acting, weifang) -> PolicyVersion:
    a_firm(weifang, "大研发公司", research=600)
    return an_approved_policy(acting(city_officer), acting(department_officer))


def test_an_officer_drafts_and_sees_who_would_get_it(sign_in, city_officer, weifang):
    a_firm(weifang, "大研发公司", research=600)
    a_firm(weifang, "小研发公司", research=20)
    browser = sign_in(city_officer)

    fragment = browser.post("/policies/estimate/", DRAFT).content.decode()
    response = browser.post("/policies/add/", DRAFT)

    assert "<strong>1</strong>" in fragment
    assert "50" in fragment
    drafted = PolicyVersion.objects.get()
    assert response.status_code == 302
    assert drafted.book.criteria[0].title == "研发费用不低于100万元"
    page = browser.get(f"/policies/versions/{drafted.pk}/").content.decode()
    assert "研发费用正好100万元" in page
    again = browser.get(f"/policies/versions/{drafted.pk}/edit/").content.decode()
    assert 'value="第三条"' in again


def test_the_engines_sentence_stands_beside_the_field(sign_in, city_officer):
    wrong = DRAFT | {"c0-threshold": "很多", "c0-unit": "人"}

    response = sign_in(city_officer).post("/policies/add/", wrong)

    assert response.status_code == 422
    page = response.content.decode()
    assert "单位“人”不适用" in page or "阈值须为数字" in page
    assert 'id="id_c0-threshold_error"' in page or 'id="id_c0-unit_error"' in page
    assert not PolicyVersion.objects.exists()


def test_a_draft_with_no_condition_is_told_so(sign_in, city_officer):
    blank = DRAFT | {"c0-fact": "", "c0-threshold": ""}

    response = sign_in(city_officer).post("/policies/add/", blank)

    assert response.status_code == 422
    assert not PolicyVersion.objects.exists()


@pytest.mark.parametrize("field", ["amount", "rate", "cap", "budget"])
@pytest.mark.parametrize("given", ["1e99999999", "1e-99999999", "NaN", "Infinity", "-1", "很多"])
def test_a_number_beyond_reason_is_refused_at_its_field(sign_in, city_officer, field, given):
    response = sign_in(city_officer).post("/policies/add/", DRAFT | {field: given})

    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.content.decode()
    assert not PolicyVersion.objects.exists()


@pytest.mark.parametrize("path", ["", "notices/"])
def test_everybody_reads_what_is_in_force(sign_in, version, path):
    assert sign_in().get(f"/policies/{path}").status_code == 200
    assert version.policy.name in sign_in().get(f"/policies/{version.policy_id}/").content.decode()


def test_drafts_are_the_offices(sign_in, city_officer, owner, acting):
    sign_in(city_officer).post("/policies/add/", DRAFT)
    drafted = PolicyVersion.objects.get()

    assert sign_in().get(f"/policies/versions/{drafted.pk}/").status_code == 404
    assert sign_in(owner).get(f"/policies/versions/{drafted.pk}/").status_code == 404


def test_from_sweep_to_payment_on_the_pages(sign_in, city_officer, stranger, version, acting):
    browser = sign_in(city_officer)

    swept = browser.post(f"/policies/versions/{version.pk}/sweep/", follow=True)
    assert "大研发公司" in swept.content.decode()
    case = Case.objects.get()
    for move in ("verify", "publish"):
        step(acting(city_officer), case, move)
    assert "大研发公司" in sign_in().get("/policies/notices/").content.decode()
    Case.objects.update(notice_from="2026-11-01", notice_until="2026-11-08")
    # The notice has ended: nobody else sees the row, and nobody objects any more.
    assert "大研发公司" not in sign_in().get("/policies/notices/").content.decode()
    assert sign_in(stranger).get(f"/policies/cases/{case.pk}/").status_code == 404
    late = browser.post(f"/policies/cases/{case.pk}/object/", {"words": "数据不实"})
    assert late.status_code == 403
    window = the_window(version)
    browser.post(f"/policies/windows/{window.pk}/approve/")
    browser.post(f"/policies/windows/{window.pk}/pay/")

    page = browser.get(f"/policies/windows/{window.pk}/").content.decode()
    assert "大研发公司" in page
    case.refresh_from_db()
    assert case.track.stage == "paid"
    assert "第三条" in browser.get(f"/policies/cases/{case.pk}/").content.decode()


def test_an_objection_is_made_on_the_page(sign_in, city_officer, owner, version, acting):
    actions.sweep_version(by=acting(city_officer), version=version)
    case = Case.objects.get()
    for move in ("verify", "publish"):
        step(acting(city_officer), case, move)

    response = sign_in(owner).post(f"/policies/cases/{case.pk}/object/", {"words": "重复享受"})

    assert response.status_code == 302
    assert "重复享受" in sign_in(city_officer).get(f"/policies/cases/{case.pk}/").content.decode()
    # To others the row says no more than its notice.
    assert "重复享受" not in sign_in(owner).get(f"/policies/cases/{case.pk}/").content.decode()


def test_whoever_is_objected_to_reads_the_words_and_not_who_objected(
    sign_in, weifang, city_officer, owner, version, acting
):
    actions.sweep_version(by=acting(city_officer), version=version)
    case = Case.objects.get()
    boss = a_user("boss", workspace=weifang, role="owner", organisation=case.party)
    for move in ("verify", "publish"):
        step(acting(city_officer), case, move)

    sign_in(owner).post(f"/policies/cases/{case.pk}/object/", {"words": "重复享受"})
    to_firm = sign_in(boss).get(f"/policies/cases/{case.pk}/").content.decode()
    to_office = sign_in(city_officer).get(f"/policies/cases/{case.pk}/").content.decode()

    assert "重复享受" in to_firm
    assert str(owner) not in to_firm
    assert str(owner) in to_office


def test_an_owner_checks_the_firm_and_applies(sign_in, weifang, version):
    firm = a_firm(weifang, "示例重工有限公司", research=200)
    boss = a_user("boss", workspace=weifang, role="owner", organisation=firm)
    browser = sign_in(boss)

    page = browser.get(f"/policies/check/{firm.pk}/").content.decode()
    without = browser.post(f"/policies/check/{firm.pk}/{version.pk}/apply/")
    assert not Case.objects.exists()
    browser.post(f"/policies/check/{firm.pk}/{version.pk}/apply/", {"agrees": "on"})

    assert "上年度研发费用不低于100万元" in page
    assert without.status_code == 302
    assert Case.objects.get().way == "applied"
    assert version.policy.name in browser.get("/policies/mine/").content.decode()


def test_strangers_do_not_see_what_a_firm_is_due(sign_in, weifang, version, owner):
    firm = a_firm(weifang, "别家公司", research=200)

    assert sign_in(owner).get(f"/policies/check/{firm.pk}/").status_code == 404


def test_a_new_version_begins_with_the_old_one(sign_in, city_officer, version):
    response = sign_in(city_officer).post(f"/policies/{version.policy_id}/revise/")

    assert response.status_code == 302
    assert PolicyVersion.objects.latest("number").number == 2
