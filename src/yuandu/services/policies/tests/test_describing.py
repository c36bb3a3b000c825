"""Rules in words, in both languages."""

import re

import pytest
from django.utils.translation import override

from yuandu.kernel.accounts.actors import Actor
from yuandu.services.policies import actions, describing, library
from yuandu.services.policies.tests.test_parts import a_read_book

BOOKS = [pytest.param(book, id=book.code) for book in library.books()]


def criterion(code: str, of: str):
    book = library.book(of)
    return next(one for one in book.criteria if one.id == code), book


@pytest.mark.parametrize(
    ("of", "code", "zh", "en"),
    [
        (
            "63-2",
            "rd_share",
            "上年度研发费用占营业收入的比重不低于3%",
            "R&D expense as a share of Revenue, last year is at least 3%",
        ),
        ("63-2", "rd_amount", "上年度研发费用不低于100万元", None),
        ("63-2", "total", "“总分”得分不低于60分", None),
        ("2-巨", "rd_share", "上年度研发费用占营业收入的比重不低于3%，近2年每年均须如此", None),
        ("2-巨", "growth", "近2年营业收入复合增长率不低于5%", None),
        (
            "2-巨",
            "platform_score_before",
            "2年前的专精特新发展评价得分（由平台计算）不低于60分",
            None,
        ),
        ("63-3", "reputation", "由人判断", "Somebody judges"),
    ],
)
def test_a_comparison_reads_as_a_sentence(of, code, zh, en):
    one, book = criterion(code, of)

    with override("zh-hans"):
        assert describing.compared(one, book) == zh
    if en:
        with override("en"):
            assert describing.compared(one, book) == en


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("book", BOOKS)
def test_every_book_can_be_told(book, language):
    with override(language):
        told = [describing.compared(one, book) for one in book.criteria]
        told += [aside for one in book.criteria for aside in describing.asides(one, book)]
        told.append(describing.inline(book.requires, book))
        scores = describing.scores(book)

    assert all(told)
    assert [one["title"] for one in scores] == [
        one.title if language == "zh-hans" else one.title_en for one in book.scores
    ]


def test_exemptions_and_whom_it_asks_are_told():
    exempt, book = criterion("class_1_ip", "2-巨")
    new, _ = criterion("growth", "2-巨")

    assert "近三年获得国家级科技奖励" in describing.asides(exempt, book)[0]
    assert describing.asides(new, book) == ["仅适用于新申报"]


def test_conditions_stand_within_each_other():
    book = library.book("63-3")

    found = describing.joined(book.requires, book)

    ways = next(one for one in found.parts if one.words == "满足其一")
    assert [one.is_group for one in ways.parts] == [True, False, False]
    assert not describing.is_flat(book.requires)
    assert describing.is_flat(a_read_book().requires)


def test_a_score_tells_its_bands_floor_and_sum():
    scores = {one["title"]: one for one in describing.scores(library.book("63-1"))}

    total, growth = scores["总分"], scores["成长性"]
    assert total["floors"] == ["不低于 60分"]
    assert "成长性" in total["sum"]
    first = growth["items"][0]["scales"][0]
    assert first.bands[-1][1] == 0


@pytest.mark.django_db
def test_the_version_page_shows_scores_and_how_conditions_combine(sign_in, weifang):
    system = Actor.system(weifang)
    text = (library.FOLDER / "63-2.yaml").read_text("utf-8")
    version = actions.load_book(
        by=system, text=text, code="srdi", number=1, until=None, instrument="service"
    )

    page = sign_in().get(version.get_absolute_url()).content.decode()

    assert re.search(r"<strong>满足其一</strong><ul>\s*<li>上年度营业收入在1000万元以上", page)
    assert "10%及以上 <strong>10分</strong>" in page
    assert "或（从优）" in page
    assert str(version) == f"{version.policy.name}（第1版）"
