"""Circulars are written from a locked month, edited, and issued by a second person."""

import io
import re
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import translation

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.lifecycle.refusals import NotYours
from yuandu.mechanisms.circulars import actions, queries
from yuandu.mechanisms.circulars.models import Circular, Paragraph
from yuandu.mechanisms.circulars.refusals import NumbersDiffer, OddCircular, TextChanged
from yuandu.mechanisms.circulars.sealing import digest
from yuandu.mechanisms.circulars.tests.records import (
    NUMBER,
    a_bare_month,
    a_circular,
    a_month,
    a_paragraph,
    an_issued_circular,
    edit,
    step,
)
from yuandu.mechanisms.reporting.tests.records import a_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(weifang):
    return Actor.system(weifang)


def test_a_draft_says_the_months_figures_and_every_number_is_bound(weifang, house):
    circular = a_circular(weifang)

    texts = {each.section: each.text_zh for each in queries.paragraphs(circular)}
    assert circular.title_zh == "关于2026年10月全市重点项目建设进展情况的通报"
    assert "应报重点项目1个，已报1个" in texts["lead"]
    assert "100万元" in texts["investment"]
    for each in queries.paragraphs(circular):
        for language in ("zh", "en"):
            check = queries.checked(each, language)
            assert not check.differing
            assert not check.unknown
            assert all(mark.figure for mark in check.marks)


def test_both_languages_say_the_same_figures(weifang):
    for each in queries.paragraphs(a_circular(weifang)):
        figures = [
            sorted(number.figure for number in each.numbers_of(language))
            for language in ("zh", "en")
        ]
        assert figures[0] == figures[1]
        assert not re.search("[\u4e00-\u9fff]", each.text_en.replace("青州市", ""))


def test_a_month_is_drafted_once_and_only_when_it_is_locked(weifang, house):
    found = a_month(weifang)
    circular = a_circular(weifang, found)
    with pytest.raises(OddCircular, match="not-locked"):
        actions.draft(by=house, found=a_round(weifang, "2026-11"))
    with pytest.raises(OddCircular, match="drafted"):
        a_circular(weifang, found)

    step(house, circular, "drop", "数据口径调整")

    assert a_circular(weifang, found).pk != circular.pk


def test_a_changed_number_is_kept_and_cannot_be_put_forward(weifang, house):
    circular = a_circular(weifang)
    edit(house, circular, a_paragraph(circular, "investment"), "100万元", "200万元")

    [mark] = queries.differing(queries.paragraphs(circular))
    assert (mark.text, mark.drafted) == ("200万元", "100万元")
    with pytest.raises(NumbersDiffer) as refused:
        step(house, circular, "submit")
    assert "200万元 ≠ 100万元" in refused.value.sentence
    assert queries.circular(house, circular.pk, to="see").stage == "draft"

    edit(house, circular, a_paragraph(circular, "investment"), "200万元", "100万元")
    assert step(house, circular, "submit").stage == "review"


def test_an_empty_circular_is_not_put_forward(weifang, house):
    circular = a_circular(weifang)
    Paragraph.objects.update(text_zh="", text_en="")

    with pytest.raises(OddCircular, match="nothing-left"):
        step(house, circular, "submit")


def test_the_second_of_two_editors_is_told(weifang, house):
    circular = a_circular(weifang)
    seen = a_paragraph(circular, "lead")
    edit(house, circular, a_paragraph(circular, "lead"), "通报如下", "报告如下")

    with pytest.raises(TextChanged):
        actions.edit(
            by=house,
            circular=circular,
            paragraph=seen,
            version=seen.version,
            text_zh="别的",
            text_en="Other",
        )


def test_what_is_put_forward_is_edited_no_more_until_it_is_returned(weifang, house):
    circular = step(house, a_circular(weifang), "submit")
    with pytest.raises(OddCircular, match="not-a-draft"):
        edit(house, circular, a_paragraph(circular, "lead"), "通报如下", "报告如下")

    circular = step(house, circular, "return", "措辞再斟酌")
    edit(house, circular, a_paragraph(circular, "lead"), "通报如下", "报告如下")

    assert a_paragraph(circular, "lead").is_edited


def test_a_second_person_approves_and_the_text_is_frozen(
    weifang, acting, city_officer, administrator
):
    first, second = acting(city_officer), acting(administrator)
    circular = step(first, a_circular(weifang), "submit")
    with pytest.raises(NotYours):
        step(first, circular, "approve", number=NUMBER)

    circular = step(second, circular, "approve", number=f"  {NUMBER} ")

    assert circular.number == NUMBER
    assert circular.issued_on == weifang.today()
    assert (circular.submitted_by_id, circular.approved_by_id) == (first.user_id, second.user_id)
    assert circular.digest == digest(circular, queries.paragraphs(circular))
    with pytest.raises(IntegrityError), transaction.atomic():
        Paragraph.objects.filter(circular=circular).update(text_zh="改")
    with pytest.raises(IntegrityError), transaction.atomic():
        Circular.objects.update(number="别的")


def test_a_document_number_is_given_once(weifang, house):
    an_issued_circular(weifang)
    other = step(house, a_circular(weifang, a_bare_month(weifang)), "submit")

    with pytest.raises(OddCircular, match="number-taken"):
        step(house, other, "approve", number=NUMBER)
    with pytest.raises(OddCircular, match="number-too-long"):
        step(house, other, "approve", number="号" * 41)


def test_counties_read_what_is_issued_and_no_draft(weifang, house, acting, county_officer, owner):
    county, firm = acting(county_officer), acting(owner)
    circular = a_circular(weifang)
    with pytest.raises(Http404):
        queries.circular(county, circular.pk, to="see")

    step(house, step(house, circular, "submit"), "approve", number=NUMBER)

    assert queries.circular(county, circular.pk, to="see") == circular
    with pytest.raises(PermissionDenied):
        queries.circular(county, circular.pk, to="edit")
    with pytest.raises(PermissionDenied):
        actions.draft(by=county, found=circular.round)
    with pytest.raises(Http404):
        queries.circular(firm, circular.pk, to="see")


def test_what_is_done_is_recorded(weifang, house):
    circular = a_circular(weifang)
    edit(house, circular, a_paragraph(circular, "lead"), "通报如下", "报告如下")

    acts = set(Entry.objects.values_list("action", flat=True))
    assert {"circulars.draft", "circulars.edit"} <= acts


def test_its_page_opens_numbers_shows_edits_and_prints(weifang, sign_in, city_officer):
    circular = a_circular(weifang)
    browser = sign_in(city_officer)
    url = circular.get_absolute_url()

    page = browser.get(url).content.decode()
    assert (
        f'href="/weifang{url}figures/invested_month/"'.replace("/weifang/weifang", "/weifang")
        in page
    )
    opened = browser.get(f"{url}figures/invested_month/").content.decode()
    assert "青州市" in opened
    assert "100万元" in opened
    assert browser.get(f"{url}figures/nothing/").status_code == 404

    paragraph = a_paragraph(circular, "investment")
    said = {
        "version": paragraph.version,
        "text_zh": paragraph.text_zh.replace("100万元", "300万元", 1),
        "text_en": paragraph.text_en,
    }
    answer = browser.post(f"{url}paragraphs/{paragraph.place}/", said, follow=True)
    assert "300万元 ≠ 100万元" in answer.content.decode()
    assert browser.post(f"{url}paragraphs/{paragraph.place}/", said).status_code == 422
    edits = browser.get(f"{url}changes/").content.decode()
    assert "<del>100</del><ins>300</ins>" in edits

    assert browser.get(f"{url}pdf/").content.startswith(b"%PDF-")
    with ZipFile(io.BytesIO(browser.get(f"{url}word/").content)) as archive:
        words = archive.read("word/document.xml").decode()
    assert "草稿，未印发" in words
    assert "文件" not in words.split("关于")[0]
    assert ">100</w:delText>" in words
    assert ">300</w:t>" in words.partition("<w:ins ")[2]


def test_an_issued_paper_has_number_head_and_day(weifang, sign_in, city_officer):
    url = an_issued_circular(weifang).get_absolute_url()

    with ZipFile(io.BytesIO(sign_in(city_officer).get(f"{url}word/").content)) as archive:
        words = archive.read("word/document.xml").decode()

    assert all(said in words for said in (NUMBER, "重点项目办公室文件", "2026年11月24日"))
    assert "<w:ins " not in words
    assert "草稿" not in words


def test_the_list_is_empty_then_drafts_and_shows(weifang, sign_in, city_officer):
    browser = sign_in(city_officer)
    assert "还没有通报" in browser.get("/circulars/").content.decode()
    found = a_month(weifang)

    answer = browser.post("/circulars/", {"round": found.pk})

    assert answer.status_code == 302
    assert "2026-10" in browser.get("/circulars/").content.decode()
    assert browser.post("/circulars/", {"round": found.pk}).status_code == 422


def test_an_english_reader_gets_it_in_english(weifang, house):
    circular = a_circular(weifang)
    with translation.override("en"):
        assert circular.title == "Circular on the progress of key projects in October 2026"
        assert a_paragraph(circular, "lead").text.startswith("Of the key projects 1 ")
