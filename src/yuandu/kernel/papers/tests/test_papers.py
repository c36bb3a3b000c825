import datetime
import io
import re
import zipfile

import pytest
from django.utils import translation
from docx import Document
from weasyprint import HTML

from yuandu.kernel.papers import flow, layout, printing, word
from yuandu.kernel.papers.paper import (
    Attachment,
    Paper,
    Section,
    Signature,
    Stretch,
    Table,
    UnevenTable,
    paragraphs,
    revised,
    seen,
)

DAY = datetime.date(2026, 7, 5)


def a_table(rows=2):
    return Table(
        ("县市区", "完成"), tuple((f"第{at}县", "12.5") for at in range(rows)), frozenset({1})
    )


def a_paper(**changes):
    values = {
        "title": "关于2026年6月重点项目进展情况的通报",
        "addressee": "各县市区人民政府",
        "blocks": (
            "现将有关情况通报如下。",
            Section(
                "报送情况", ("全部报送。", Section("迟报", ("无。", Section("原因", ("无。",)))))
            ),
            Section("投资情况", (a_table(),)),
        ),
        "signature": Signature("鸢都市重点项目办公室", DAY),
        "language": "zh-hans",
    }
    return Paper(**values | changes)


def texts(paper):
    return [piece.text for piece in flow.flow(paper)]


def of_word(content):
    document = Document(io.BytesIO(content))
    return document, [each.text for each in document.paragraphs]


def test_headings_are_numbered_by_their_place_and_depth():
    said = texts(a_paper())

    assert [each for each in said if re.match("一、|二、|（一）|1\\.", each)] == [
        "一、报送情况",
        "（一）迟报",
        "1.原因",
        "二、投资情况",
    ]


def test_an_english_paper_is_english_whoever_prints_it():
    with translation.override("zh-hans"):
        said = texts(
            a_paper(
                title="Circular",
                language="en",
                addressee="Counties",
                blocks=(Section("Reports", ()),),
                attachments=(Attachment("Table", ()),),
            )
        )

    assert said == [
        "Circular",
        "Counties:",
        "1. Reports",
        "Attachment: Table",
        "鸢都市重点项目办公室",
        "5 July 2026",
        "Attachment",
        "Table",
    ]


def test_the_columns_of_a_long_table_are_as_wide_as_most_of_what_they_hold():
    rows = tuple(("诸城", "产业园项目" * 3, str(at)) for at in range(60))
    table = Table(("县市区", "项目", "数"), rows, frozenset({2}))
    short = Table(table.heads, rows[:59], table.numbers)
    odd = Table(table.heads, (*rows, ("诸城", "项" * 500, "1")), table.numbers)

    assert printing.widths(short) == []
    assert printing.widths(table) == [11, 83, 6]
    assert printing.widths(odd) == printing.widths(table)


@pytest.mark.parametrize(
    ("number", "written"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (42, "四十二")]
)
def test_numbers_of_headings(number, written):
    assert flow.chinese(number) == written


def test_without_a_document_number_there_is_no_red_head():
    kinds = {piece.kind for piece in flow.flow(a_paper(letterhead="鸢都市重点项目办公室文件"))}
    assert not kinds & {"letterhead", "number"}

    headed = a_paper(letterhead="鸢都市重点项目办公室文件", number="鸢重办〔2026〕7号")
    assert texts(headed)[:2] == ["鸢都市重点项目办公室文件", "鸢重办〔2026〕7号"]


def test_the_office_is_centred_above_the_day_four_characters_from_the_edge():
    office, day = [each for each in flow.flow(a_paper()) if each.kind in ("office", "day")]

    assert day.text == "2026年7月5日"
    assert day.right == flow.NO_SEAL
    centres = {each.right + flow.width(each.text) / 2 for each in (office, day)}
    assert len(centres) == 1


def test_a_long_office_begins_at_the_edge():
    paper = a_paper(signature=Signature("鸢都市" * 12, DAY))
    office, day = [each for each in flow.flow(paper) if each.kind in ("office", "day")]

    assert office.right == 0
    assert day.right > flow.NO_SEAL


def test_names_of_attachments_hang_under_one_another():
    two = a_paper(attachments=(Attachment("投资表", (a_table(),)), Attachment("红灯清单", ())))
    pieces = flow.flow(two)

    first, second = [each for each in pieces if each.kind == "attached"]
    assert (first.text, second.text) == ("附件：1.投资表", "2.红灯清单")
    assert first.left == second.left
    assert [each.text for each in pieces if each.kind == "attachment"] == ["附件1", "附件2"]


def test_what_cannot_be_seen_is_left_out():
    hostile = "甲\x00\u202e乙\u2066\ud800丙\uffff\n丁\u2028戊"
    assert seen(hostile) == "甲乙丙 丁 戊"
    assert paragraphs("一\n\n \n二\x07") == ("一", "二")

    paper = a_paper(
        title=hostile,
        addressee=hostile,
        number=hostile,
        letterhead=hostile,
        blocks=(hostile, Section(hostile, (Table((hostile,), ((hostile,),), title=hostile),))),
        signature=Signature(hostile, DAY),
        attachments=(Attachment(hostile, (hostile,)),),
    )
    assert printing.pdf(paper)[0].startswith(b"%PDF-")
    of_word(word.docx(paper))


def test_markup_and_templates_stay_text():
    said = "<img src='file:///etc/passwd'>{{ 7*7 }}{% load x %}</w:t>"
    _, lines = of_word(word.docx(a_paper(blocks=(said,))))
    assert said in lines

    assert printing.pdf(a_paper(blocks=(said,)))[1] == "pdf"


def test_a_row_has_as_many_cells_as_the_head():
    with pytest.raises(UnevenTable):
        Table(("a", "b"), (("1",),))


def test_edits_are_tracked_in_word_and_read_as_they_are_now_elsewhere():
    at = datetime.datetime(2026, 11, 24, 9, 30, tzinfo=datetime.UTC)
    edits = (
        Stretch("same", "完成投资"),
        Stretch("gone", "100万元"),
        Stretch("new", "900万元。\n另有"),
        Stretch("same", "说明。"),
    )
    blocks = tuple(revised(edits, "市级<专员>", at))
    content = word.docx(a_paper(blocks=blocks))

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("word/document.xml").decode()
    assert re.findall(r"<w:delText[^>]*>(.*?)</w:delText>", xml) == ["100万元"]
    assert re.findall(r"<w:ins [^>]*><w:r>.*?<w:t[^>]*>(.*?)</w:t>", xml) == ["900万元。", "另有"]
    assert xml.count('w:author="市级&lt;专员&gt;"') == 3
    assert xml.count('w:date="2026-11-24T09:30:00Z"') == 3
    assert sorted(re.findall(r'<w:(?:ins|del) w:id="(\d+)"', xml)) == ["1", "2", "3"]
    told = [each.text for each in flow.flow(a_paper(blocks=blocks)) if each.kind == "text"]
    assert told == ["完成投资900万元。", "另有说明。"]


def test_both_files_say_the_same(monkeypatch):
    paper = a_paper(
        marks=("样本数据",),
        number="鸢重办〔2026〕7号",
        letterhead="办公室文件",
        attachments=(Attachment("投资表", (a_table(),)),),
    )

    _, lines = of_word(word.docx(paper))
    monkeypatch.setattr(printing, "HTML", None)
    page, ending = printing.pdf(paper)

    assert ending == "html"
    printed = re.findall(r'<p class="[^"]*"[^>]*>(.*?)</p>', page.decode())
    assert printed == lines
    assert lines == [each for each in texts(paper) if each]


def test_a_word_file_keeps_the_measures_of_the_standard():
    document, _ = of_word(word.docx(a_paper()))

    section = document.sections[0]
    margins = section.top_margin, section.left_margin, section.bottom_margin, section.right_margin
    assert [round(each.mm) for each in margins] == [37, 28, 35, 26]
    assert [round(each.mm) for each in (section.page_width, section.page_height)] == [210, 297]
    grid = section._sectPr.xpath("w:docGrid")[0]
    names = {name.rpartition("}")[2]: value for name, value in grid.attrib.items()}
    assert names["type"] == "linesAndChars"
    assert int(names["linePitch"]) * layout.LINES / 20 == pytest.approx(225 / 25.4 * 72, rel=0.01)
    assert document.settings.odd_and_even_pages_header_footer
    assert (
        section.footer.paragraphs[0].text == section.even_page_footer.paragraphs[0].text == "－－"
    )
    assert document.styles["Heading 1"].font.size.pt == 16


def test_a_word_file_names_typefaces_that_stand_in():
    with zipfile.ZipFile(io.BytesIO(word.docx(a_paper()))) as archive:
        fonts = archive.read("word/fontTable.xml").decode()

    assert 'w:name="方正小标宋简体"' in fonts
    assert "FangSong" in fonts


def test_a_long_table_repeats_its_head_and_breaks_no_row():
    document, _ = of_word(word.docx(a_paper(blocks=(a_table(60),))))

    table = document.tables[0]
    assert len(table.rows) == 61
    assert table._tbl.xpath(".//w:tblHeader")
    assert len(table._tbl.xpath(".//w:cantSplit")) == 61


def pages(paper, monkeypatch):
    """Return the pages of a paper as they are laid out."""
    with monkeypatch.context() as patch:
        patch.setattr(printing, "HTML", None)
        page, _ending = printing.pdf(paper)
    return HTML(string=page.decode()).render().pages


def test_a_compact_paper_fits_what_would_take_pages(monkeypatch):
    blocks = ("现将有关情况通报如下。" * 60, a_table(12))

    assert len(pages(a_paper(blocks=blocks), monkeypatch)) > 1
    assert len(pages(a_paper(blocks=blocks, is_compact=True), monkeypatch)) == 1


def test_a_full_page_has_22_lines_of_28_characters(monkeypatch):
    paper = Paper(title="题", blocks=("字" * 28 * 60,), language="zh-hans")

    _first, page, *_rest = pages(paper, monkeypatch)

    lines = [
        box
        for box in page._page_box.descendants()
        if type(box).__name__ == "LineBox" and box.element_tag == "p"
    ]
    assert len(lines) == layout.LINES
    # Where there is no Chinese typeface, what stands in for a character has a width of its own.
    cell = layout.OFFICIAL.body + layout.OFFICIAL.spacing
    assert int(156 / 25.4 * 72 / cell) == layout.CHARACTERS


def reaches(paper, monkeypatch):
    """Return how far each table reaches beyond its page, in pixels of a style sheet."""
    return [
        box.position_x + box.width - page.width
        for page in pages(paper, monkeypatch)
        for box in page._page_box.descendants()
        if box.element_tag == "table"
    ]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("cell", ["很" * 80, "W" * 80, "Economic zone " * 6])
def test_no_table_drives_over_the_edge(language, cell, monkeypatch):
    heads = tuple(f"Heading {at}" for at in range(6))
    table = Table(heads, ((cell, "1.23", "4,567.89", "12.3%", "98", cell),), frozenset({1, 2, 3}))

    found = reaches(a_paper(language=language, blocks=(table,)), monkeypatch)

    assert found
    assert max(found) <= 0


def test_a_letterhead_stays_on_one_line():
    for said in ("鸢都市重点项目办公室文件", "Kite Capital Key Projects Office Document"):
        size = layout.letterhead_size(said)
        assert size * sum(0.6 if each.isascii() else 1 for each in said) <= 156 / 25.4 * 72
        assert size >= 12
