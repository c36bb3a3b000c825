"""The papers behind facts and consents: sent with the form, read by who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import a_division, an_organisation
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.registry.models import Consent, Fact

PDF = b"%PDF-1.4 a statement %%EOF"
REVENUE = {"said": "1.2亿元", "from_on": "2025-01-01", "to_on": "2025-12-31"}
CONSENT = {"purpose": "application", "facts": ["*"], "to_on": "2027-11-24"}


def paper(content: bytes = PDF, name: str = "利润表.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def firm(weifang, owner):
    firm = owner.posts.get().organisation
    firm.division = a_division(weifang)
    firm.save(update_fields=["division"])
    return firm


def status(browser, evidence: Attachment) -> int:
    answer = browser.get(f"/files/{evidence.pk}/")
    assert answer.status_code == 404 or b"".join(answer.streaming_content).startswith(b"%PDF")
    return answer.status_code


def test_a_fact_comes_with_its_evidence(sign_in, owner, firm):
    browser = sign_in(owner)
    assert "multipart/form-data" in browser.get(f"/parties/{firm.pk}/report/revenue/").text

    browser.post(f"/parties/{firm.pk}/report/revenue/", REVENUE | {"evidence": paper()})

    fact = Fact.objects.get()
    assert fact.evidence.target_id == fact.pk
    page = browser.get(f"/parties/{firm.pk}/").text
    assert f"/weifang/files/{fact.evidence.pk}/" in page
    assert "利润表.pdf" in page
    answer = browser.get(f"/files/{fact.evidence.pk}/")
    assert b"".join(answer.streaming_content) == PDF


@pytest.mark.parametrize(
    ("content", "name"), [(b"MZ\x90\0", "x.exe"), (b"%PDF-1.4 cut short", "y.pdf")]
)
def test_evidence_that_is_refused_is_told_at_its_field_and_nothing_is_reported(
    sign_in, owner, firm, content, name
):
    sent = REVENUE | {"evidence": paper(content, name)}

    answer = sign_in(owner).post(f"/parties/{firm.pk}/report/revenue/", sent)

    assert answer.status_code == 422
    assert name in answer.context["form"].errors["evidence"][0]
    assert not Fact.objects.exists()
    assert not Attachment.objects.exists()


def test_evidence_is_read_by_those_who_may_read_all_facts(request, sign_in, owner, firm):
    sign_in(owner).post(f"/parties/{firm.pk}/report/revenue/", REVENUE | {"evidence": paper()})
    evidence = Fact.objects.get().evidence

    for reader in "owner", "county_officer", "city_officer", "auditor":
        assert status(sign_in(request.getfixturevalue(reader)), evidence) == 200
    for other in "other_county_officer", "stranger", "outsider":
        assert status(sign_in(request.getfixturevalue(other)), evidence) == 404
    assert status(sign_in(), evidence) == 404


def test_evidence_of_what_was_corrected_stays(sign_in, owner, firm):
    browser = sign_in(owner)
    path = f"/parties/{firm.pk}/report/revenue/"
    browser.post(path, REVENUE | {"evidence": paper()})
    browser.post(path, REVENUE | {"said": "1.3亿元", "evidence": paper(b"%PDF-1.4 2 %%EOF")})

    assert Attachment.objects.count() == 2
    assert all(status(browser, each.evidence) == 200 for each in Fact.objects.all())


def test_an_officer_enters_what_was_signed_on_paper(
    sign_in, county_officer, leader, other_county_officer, firm
):
    browser = sign_in(county_officer)

    answer = browser.post(f"/parties/{firm.pk}/consent/", CONSENT | {"evidence": paper()})

    assert answer.status_code == 302, answer.text
    evidence = Consent.objects.get().evidence
    assert f"/weifang/files/{evidence.pk}/" in browser.get(f"/parties/{firm.pk}/").text
    assert status(browser, evidence) == 200
    for other in leader, other_county_officer:
        assert status(sign_in(other), evidence) == 404


def test_the_paper_of_one_firm_is_not_read_through_another(
    sign_in, weifang, owner, firm, city_officer
):
    other = an_organisation(weifang)
    sign_in(city_officer).post(
        f"/parties/{other.pk}/report/revenue/", REVENUE | {"evidence": paper()}
    )

    assert status(sign_in(owner), Fact.objects.get().evidence) == 404
