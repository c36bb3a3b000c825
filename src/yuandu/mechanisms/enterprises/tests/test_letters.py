"""The letter that recommends a firm: drafted after the pre-review, numbered once issued."""

import io

import pytest
from docx import Document

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.enterprises.tests.records import EVIDENCE, a_firm, a_title_application, step
from yuandu.services.policies.loading import load_library

pytestmark = pytest.mark.django_db


def read(browser, application):
    """Return the status of the letter, and everything that it says."""
    answer = browser.get(f"/enterprises/applications/{application.pk}/letter/word/")
    if answer.status_code != 200:
        return answer.status_code, ""
    document = Document(io.BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return 200, "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_a_letter_is_a_draft_until_the_city_issues_it(weifang, sign_in, city_officer):
    system = Actor.system(weifang)
    load_library(system)
    firm = a_firm(weifang)
    browser = sign_in(city_officer)
    application = a_title_application(system, firm)
    assert read(browser, application)[0] == 404

    passed = a_title_application(system, firm, tier="innovative_sme", stage="passed")
    _, draft = read(browser, passed)
    assert "草稿，未印发" in draft
    assert "2026年11月24日" not in draft

    step(system, passed, "recommend", EVIDENCE["letter"])

    _, issued = read(browser, passed)
    for said in (
        EVIDENCE["letter"]["number"],
        firm.title,
        "2026年11月24日",
        "附件：条件逐条核对表",
    ):
        assert said in issued
    assert "草稿" not in issued
    page = browser.get(f"/enterprises/applications/{passed.pk}/letter/")
    assert page.content.startswith(b"%PDF-")
    assert page["Cache-Control"] == "private, no-store"
