"""The vault and the pack: whose papers, which are doubled, what is handed in."""

import io
import zipfile

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files import guards, storing
from yuandu.kernel.papers import printing
from yuandu.kernel.registry.models import Post
from yuandu.mechanisms.enterprises import actions, packs, queries
from yuandu.mechanisms.enterprises.models import Document, Firm
from yuandu.mechanisms.enterprises.refusals import SameFile, YearNeeded
from yuandu.mechanisms.enterprises.tests.records import (
    a_firm,
    a_title,
    a_title_application,
    a_vault_paper,
    facts_of_a_year,
)
from yuandu.services.policies.loading import load_library

pytestmark = pytest.mark.django_db
SAME = b"%PDF-1.7\nthe same\n%%EOF\n"


@pytest.fixture
def firm(weifang, owner) -> Firm:
    """Return the owner's firm, of 青州, known to everybody by its title."""
    made = a_firm(weifang, name="示例泵业有限公司")
    a_title(made, "innovative_sme")
    Post.objects.filter(user=owner).update(organisation=made.party)
    return made


@pytest.fixture
def own(owner, firm, acting):
    return acting(owner)


def test_the_firm_and_its_officers_see_the_vault_and_nobody_else(
    own, firm, request, acting, sign_in
):
    paper = a_vault_paper(own, firm)
    seen = {}
    for persona in ("owner", "county_officer", "city_officer", "auditor", "administrator"):
        seen[persona] = 200
    for persona in ("other_county_officer", "leader", "department_officer", "grower"):
        seen[persona] = 404

    for persona, status in seen.items():
        user = request.getfixturevalue(persona)
        browser = sign_in(user)
        assert browser.get(f"/enterprises/{firm.pk}/vault/").status_code == status, persona
        assert guards.may_read(acting(user), paper.attachment) == (status == 200), persona


def test_the_auditor_looks_and_puts_nothing_in(firm, auditor, acting):
    with pytest.raises(PermissionDenied):
        a_vault_paper(acting(auditor), firm)


def test_the_very_same_file_is_told(own, firm):
    a_vault_paper(own, firm, year=2024, content=SAME)

    with pytest.raises(SameFile) as refusal:
        a_vault_paper(own, firm, year=2025, content=SAME)
    assert "2024" in refusal.value.sentence
    a_vault_paper(own, firm, year=2025, content=SAME, again=True)

    documents = queries.documents_of(firm)
    doubled = queries.same_files(documents)
    assert [each.year for each in documents] == [2025, 2024]
    assert [other.year for other in doubled[documents[0].pk]] == [2024]


def test_the_same_file_of_another_firm_is_nobodys_business(own, firm, weifang):
    a_vault_paper(Actor.system(weifang), a_firm(weifang), content=SAME)

    a_vault_paper(own, firm, content=SAME)


def test_a_paper_about_a_year_says_which(own, firm):
    with pytest.raises(YearNeeded):
        a_vault_paper(own, firm, year=None)
    a_vault_paper(own, firm, kind="licence", year=None)


def test_what_is_taken_out_stays_on_file(own, firm):
    paper = a_vault_paper(own, firm)

    actions.drop_document(by=own, document=paper)

    assert queries.documents_of(firm) == []
    assert storing.path_of(paper.attachment.sha256).exists()
    assert Document.objects.get(pk=paper.pk).dropped_on


def test_what_lacks_shrinks_with_what_is_put_in(own, firm, weifang):
    load_library(Actor.system(weifang))
    application = a_title_application(own, firm)
    [in_force, *_next] = queries.latest(application)
    before = queries.lacking(in_force, queries.documents_of(firm)).open

    a_vault_paper(own, firm, year=2025)

    after = queries.lacking(in_force, queries.documents_of(firm)).open
    assert {each.criterion for each in before} - {each.criterion for each in after} >= {"revenue"}


def unpacked(actor, application) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(packs.stream(actor, application))))


def test_the_pack_holds_the_report_the_figures_and_the_papers(own, firm, weifang):
    load_library(Actor.system(weifang))
    facts_of_a_year(firm, 2025)
    application = a_title_application(own, firm)
    a_vault_paper(own, firm, year=2024)
    a_vault_paper(own, firm, year=2025)
    a_vault_paper(own, firm, kind="licence", year=None)

    with translation.override("zh-hans"):
        archive = unpacked(own, application)

    assert archive.namelist() == [
        "00-自评报告.pdf",
        "00-自评报告.docx",
        "00-历年数据.xlsx",
        "01-2025-审计报告.pdf",
        "02-2024-审计报告.pdf",
        "03-长期-营业执照.pdf",
    ]
    assert archive.testzip() is None
    assert archive.read("00-自评报告.pdf").startswith(b"%PDF-")
    words = docx.Document(io.BytesIO(archive.read("00-自评报告.docx")))
    assert words.paragraphs[0].text == "自评报告"
    assert "01-2025-审计报告.pdf" in [cell.text for cell in words.tables[-1].columns[0].cells]
    with zipfile.ZipFile(io.BytesIO(archive.read("00-历年数据.xlsx"))) as book:
        assert "20000000" in book.read("xl/worksheets/sheet1.xml").decode()


def test_no_name_leads_out_of_the_folder(own, firm, weifang):
    application = a_title_application(own, firm)
    a_vault_paper(own, firm, kind="licence", year=None, name="../../etc/passwd.pdf", note="../x")

    names = unpacked(own, application).namelist()

    assert not any("/" in name or "\\" in name or ".." in name for name in names)


def test_a_lost_content_is_left_out_and_said(own, firm):
    application = a_title_application(own, firm)
    paper = a_vault_paper(own, firm)
    storing.path_of(paper.attachment.sha256).unlink()

    assert len(unpacked(own, application).namelist()) == 3


def test_a_print_fetches_nothing(own, firm):
    firm.party.name = '<img src="file:///etc/passwd">公司'
    firm.party.save()
    application = a_title_application(own, firm)

    page, ending = printing.page(
        "enterprises/pack.html", {"application": application, "firm": firm}
    )

    assert ending == "pdf"
    assert b"root:" not in page


def test_where_no_pdf_can_be_made_the_page_goes_as_it_is(own, firm, monkeypatch):
    monkeypatch.setattr(printing, "HTML", None)
    application = a_title_application(own, firm)

    with translation.override("zh-hans"):
        names = unpacked(own, application).namelist()

    assert names[0] == "00-自评报告.html"
