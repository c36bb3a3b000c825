"""The pages of the way to a title and what programs read of it."""

import datetime
import io
import zipfile
from pathlib import PurePath

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Post
from yuandu.kernel.sheets import layouts
from yuandu.mechanisms.enterprises import actions
from yuandu.mechanisms.enterprises.models import Application, Document, Firm, UpdateRound
from yuandu.mechanisms.enterprises.tests.records import (
    a_firm,
    a_title,
    a_title_application,
    a_vault_paper,
    facts_of_a_year,
)
from yuandu.services.policies.loading import load_library

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(weifang, owner) -> Firm:
    """Return the owner's firm, of 青州."""
    made = a_firm(weifang, name="示例泵业有限公司")
    Post.objects.filter(user=owner).update(organisation=made.party)
    return made


@pytest.fixture
def own(owner, firm, acting):
    return acting(owner)


def test_a_firm_applies_and_sees_what_is_missing_and_the_way_there(sign_in, owner, firm, weifang):
    load_library(Actor.system(weifang))
    browser = sign_in(owner)

    response = browser.post(f"/enterprises/apply/{firm.party_id}/", {"tier": "srdi_sme"})
    application = Application.objects.get()
    page = browser.get(f"/enterprises/applications/{application.pk}/").content.decode()

    assert response.status_code == 302
    version = application.assessments.get(basis="in_force").version_id
    assert f"/policies/check/{firm.party_id}/{version}/" in page
    assert "按现行标准" in page
    assert "对照更高梯级标准" in page
    assert "尚未报送" in page
    assert f"/enterprises/{firm.pk}/vault/?kind=audit_report&amp;year=2025#add" in page


def test_the_firm_reads_an_objection_without_a_name(
    sign_in, owner, own, firm, city_officer, department_officer, acting
):
    application = a_title_application(own, firm, stage="notice")
    actions.object_to_application(
        by=acting(department_officer), application=application, words="研发费用存疑"
    )

    to_firm, to_city = (
        sign_in(user).get(f"/enterprises/applications/{application.pk}/").content.decode()
        for user in (owner, city_officer)
    )

    assert "研发费用存疑" in to_firm
    assert str(department_officer) not in to_firm
    assert str(department_officer) in to_city


def test_without_rules_on_file_the_page_says_so(sign_in, owner, own, firm):
    application = a_title_application(own, firm)

    page = sign_in(owner).get(f"/enterprises/applications/{application.pk}/").content.decode()

    assert "尚无该称号的认定标准" in page


def test_a_second_application_is_refused_on_the_page(sign_in, owner, own, firm):
    a_title_application(own, firm)

    response = sign_in(owner).post(f"/enterprises/apply/{firm.party_id}/", {"tier": "srdi_sme"})

    assert response.status_code == 422
    assert "已有一件在办申报" in response.content.decode()


def test_a_leader_sees_the_way_and_not_the_figures(sign_in, leader, own, firm, weifang):
    load_library(Actor.system(weifang))
    facts_of_a_year(firm, 2025)
    application = a_title_application(own, firm)

    page = sign_in(leader).get(f"/enterprises/applications/{application.pk}/").content.decode()

    assert "摸底" in page
    assert "仅企业和主管部门可见" in page
    assert "逐条对照" not in page


def test_the_list_goes_by_stage_and_county(sign_in, city_officer, own, firm, weifang):
    a_title_application(own, firm, stage="review")
    a_title_application(Actor.system(weifang), a_firm(weifang, name="示例化工有限公司"))
    browser = sign_in(city_officer)

    reviewed = browser.get("/enterprises/applications/?stage=review").content.decode()
    fragment = browser.get(
        "/enterprises/applications/?words=化工", headers={"HX-Request": "true"}
    ).content.decode()

    assert "示例泵业有限公司" in reviewed
    assert "示例化工有限公司" not in reviewed
    assert fragment.lstrip().startswith("<section")
    assert "示例泵业有限公司" not in fragment


def test_a_list_page_asks_a_bounded_number_of_questions(
    sign_in, city_officer, weifang, django_assert_max_num_queries
):
    for _ in range(4):
        a_title_application(Actor.system(weifang), a_firm(weifang))
    browser = sign_in(city_officer)
    browser.get("/enterprises/applications/")

    with django_assert_max_num_queries(14):
        browser.get("/enterprises/applications/")


def test_an_empty_list_says_what_to_do(sign_in, city_officer, weifang):
    page = sign_in(city_officer).get("/enterprises/applications/").content.decode()

    assert "暂无申报" in page


def test_a_paper_is_put_in_and_its_double_is_told(sign_in, owner, firm):
    browser = sign_in(owner)

    def put(**more):
        upload = ContentFile(b"%PDF-1.7\n2024\n%%EOF\n", "审计.pdf")
        fields = {"kind": "audit_report", "year": 2024, "upload": upload}
        return browser.post(f"/enterprises/{firm.pk}/vault/", fields | more)

    first, second, third = put(), put(year=2025), put(year=2025, again="on")
    page = browser.get(f"/enterprises/{firm.pk}/vault/").content.decode()

    assert [first.status_code, second.status_code, third.status_code] == [302, 422, 302]
    assert "库中已有相同文件" in second.content.decode()
    assert "与审计报告 2024为同一文件" in page
    assert Document.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "audit_report"}, "请填写“审计报告”的所属年度"),
        ({"kind": "audit_report", "year": 2031}, "2031年尚未到来"),
        ({"kind": "audit_report", "year": 2025, "upload": b"<html>"}, "a.pdf"),
        ({"kind": "made-up", "year": 2025}, "made-up"),
    ],
)
def test_an_odd_paper_is_refused_with_the_reason(sign_in, owner, firm, fields, words):
    content = fields.pop("upload", b"%PDF-1.7\n%%EOF\n")
    upload = ContentFile(content, "a.pdf")

    response = sign_in(owner).post(f"/enterprises/{firm.pk}/vault/", fields | {"upload": upload})

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Document.objects.exists()


def test_the_pack_is_handed_out_by_a_safe_name(sign_in, owner, own, firm):
    application = a_title_application(own, firm)
    a_vault_paper(own, firm)

    response = sign_in(owner).get(f"/enterprises/applications/{application.pk}/pack/")
    content = b"".join(response.streaming_content)

    assert response.headers["Content-Type"] == "application/zip"
    assert "filename*=utf-8''" in response.headers["Content-Disposition"]
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert [PurePath(name).suffix for name in names] == [".pdf", ".docx", ".xlsx", ".pdf"]


def test_an_insider_objects_to_a_firm_on_notice(sign_in, department_officer, own, firm):
    application = a_title_application(own, firm, stage="notice")
    browser = sign_in(department_officer)

    listed = browser.get("/enterprises/applications/notices/").content.decode()
    response = browser.post(
        f"/enterprises/applications/{application.pk}/object/", {"words": "研发费用存疑"}
    )

    assert "示例泵业有限公司" in listed
    assert response.status_code == 302
    assert application.objections.get().words == "研发费用存疑"
    again = browser.get(f"/enterprises/applications/{application.pk}/object/")
    assert again.status_code == 404


def test_the_city_opens_a_yearly_update_and_the_firm_answers(sign_in, city_officer, owner, firm):
    a_title(firm)
    until = TODAY + datetime.timedelta(days=20)

    opened = sign_in(city_officer).post("/enterprises/updates/", {"year": 2025, "to_on": until})
    address = f"/enterprises/updates/{UpdateRound.objects.get().pk}/firms/{firm.pk}/"
    before = sign_in(owner).get(address).content.decode()
    early = sign_in(owner).post(address)
    facts_of_a_year(firm, 2025)
    confirmed = sign_in(owner).post(address, {"words": "住所迁至高新区"})

    assert opened.status_code == 302
    assert f"/parties/{firm.party_id}/report/revenue/" in before
    assert early.status_code == 422
    assert confirmed.status_code == 302
    answered = sign_in(city_officer).get(
        f"/enterprises/updates/{UpdateRound.objects.get().pk}/?show=answered"
    )
    assert "住所迁至高新区" in answered.content.decode()


def test_the_sheet_holds_the_applications_one_works_with(own, firm, acting, county_officer):
    a_title_application(own, firm, stage="letter")

    [line] = list(layouts.get("title_applications").export(acting(county_officer)))

    assert line["name"] == "示例泵业有限公司"
    assert line["stage"] == "letter"
    assert line["letter"] == "潍工信推〔2026〕7号"


def test_programs_read_lists_and_one_with_its_frozen_answers(
    sign_in, city_officer, leader, own, firm, weifang
):
    load_library(Actor.system(weifang))
    application = a_title_application(own, firm, stage="coaching")

    found = sign_in(city_officer).get("/api/v1/enterprises/applications?stage=open").json()
    one = sign_in(city_officer).get(f"/api/v1/enterprises/applications/{application.pk}").json()
    masked = sign_in(leader).get(f"/api/v1/enterprises/applications/{application.pk}").json()
    odd = sign_in(city_officer).get("/api/v1/enterprises/applications?division=999999")

    assert found["total"] == 1
    assert found["applications"][0]["stage"] == "coaching"
    assert [step["move"] for step in one["steps"]] == ["coach", "start"]
    assert [each["basis"] for each in one["assessments"]] == ["in_force", "next_tier"]
    assert one["moves"] == ["decline"]
    assert masked["assessments"] == []
    assert odd.status_code == 422


def test_actions_take_no_stranger(own, weifang):
    elsewhere = a_firm(weifang)

    with pytest.raises(PermissionDenied):
        actions.open_application(by=own, party=elsewhere.party, tier="srdi_sme")
