"""The list on public notice for a title: page by page, and as a file to take along."""

import io

import pytest
from python_calamine import CalamineWorkbook

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.enterprises.models import Application
from yuandu.mechanisms.enterprises.queries import titles
from yuandu.mechanisms.enterprises.tests.records import a_firm, a_title_application

pytestmark = pytest.mark.django_db
PAGE = "/enterprises/applications/notices"


@pytest.fixture
def noticed(weifang) -> Application:
    """A firm on notice whose name is a formula; beside it one that is not on notice."""
    system = Actor.system(weifang)
    a_title_application(system, a_firm(weifang, name="未公示公司"), stage="letter")
    return a_title_application(system, a_firm(weifang, name="=1+1有限公司"), stage="notice")


def test_the_list_goes_out_as_a_workbook_without_a_formula_in_it(noticed, sign_in, leader):
    answer = sign_in(leader).get(f"{PAGE}.xlsx")

    file = io.BytesIO(b"".join(answer.streaming_content))
    sheet = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    [row] = [row for row in sheet if "=1+1有限公司" in row]
    assert "样本公示〔2026〕3号" in row
    assert "青州市" in row
    assert not any("未公示公司" in row for row in sheet)
    assert "%E7%A7%B0%E5%8F%B7%E5%85%AC%E7%A4%BA" in answer["Content-Disposition"]


def test_the_list_goes_out_as_csv_which_no_program_takes_for_a_formula(noticed, sign_in, leader):
    lines = b"".join(sign_in(leader).get(f"{PAGE}.csv").streaming_content).decode("utf-8-sig")

    head, row = lines.strip().splitlines()[-2:]
    assert head.startswith("企业,县市区")
    assert row.startswith("'=1+1有限公司,青州市,专精特新中小企业,样本公示〔2026〕3号,")
    assert row.endswith("2026-12-01")


def test_the_page_turns_over_and_offers_both_files(noticed, sign_in, leader, monkeypatch, weifang):
    a_title_application(Actor.system(weifang), a_firm(weifang, name="后一家公司"), stage="notice")
    monkeypatch.setattr("yuandu.mechanisms.enterprises.queries.applications.ROWS_A_PAGE", 1)
    assert titles.ROWS_A_PAGE > 1
    browser = sign_in(leader)

    first, second = (browser.get(f"{PAGE}/?page={at}").content.decode() for at in (1, 2))

    assert "=1+1有限公司" in first
    assert "后一家公司" not in first
    assert "后一家公司" in second
    assert f"{PAGE}.xlsx" in first
    assert f"{PAGE}.csv" in first


def test_without_anybody_on_notice_nothing_is_offered(weifang, sign_in, leader):
    assert f"{PAGE}.xlsx" not in sign_in(leader).get(f"{PAGE}/").content.decode()
