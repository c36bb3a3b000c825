"""Word files: the same pieces as the PDF, in styles whoever edits the file can work with.

Written with python-docx piece by piece. No template language is involved: what people typed
is only ever the text of a run, so nothing in it can be an instruction.
"""

import datetime
import io
from collections.abc import Callable, Mapping
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from yuandu.kernel.papers import layout
from yuandu.kernel.papers.flow import Piece, flow
from yuandu.kernel.papers.layout import Font, Sizes
from yuandu.kernel.papers.paper import Paper, Revised, Table, seen

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT_TABLE = PackURI("/word/fontTable.xml")
_TWIPS = 20  # a point
_GRID = 4096  # of Word's grid, a point
_HEADINGS = {"heading1": "Heading 1", "heading2": "Heading 2", "heading3": "Heading 3"}
_CENTRED = ("letterhead", "number", "title", "attachment_title", "caption")
_TO_THE_RIGHT = ("bare_number", "office", "day")
# A fixed day: the same paper is the same properties, whenever it is taken out.
_MADE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def docx(paper: Paper) -> bytes:
    """Return `paper` as a Word file."""
    sizes = layout.COMPACT if paper.is_compact else layout.OFFICIAL
    document = Document()
    _clear(document)
    _describe(document, paper)
    _set_page(document, paper, sizes)
    _set_styles(document, paper, sizes)
    before = ""
    for piece in flow(paper):
        if piece.table is not None:
            _add_table(document, piece.text, piece.table)
        else:
            _add_text(document, piece, before, sizes, is_chinese=paper.language.startswith("zh"))
        before = piece.kind
    _name_fonts(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _clear(document: Any) -> None:
    """Take out the library's own styles but those ours stand on."""
    kept = {"Normal", "Header", "Footer", "Default Paragraph Font", "Normal Table", "Table Grid"}
    kept |= set(_HEADINGS.values())
    for style in list(document.styles):
        if style.name not in kept:
            style.delete()
        else:
            # A link to the twin for characters, which is gone.
            for link in style.element.findall(qn("w:link")):
                style.element.remove(link)


def _describe(document: Any, paper: Paper) -> None:
    properties = document.core_properties
    properties.title = seen(paper.title)[:255]
    properties.author = seen(paper.signature.office)[:255] if paper.signature else ""
    properties.language = paper.language
    properties.comments = ""
    properties.created = properties.modified = _MADE


def _set_page(document: Any, paper: Paper, sizes: Sizes) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(each) for each in layout.PAGE_MM)
    margins = (13, 16, 12, 18)
    if not paper.is_compact:
        margins = (layout.TOP_MM, layout.RIGHT_MM, layout.BOTTOM_MM, layout.LEFT_MM)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(
        Mm, margins
    )
    section.gutter = 0
    if paper.is_compact:
        return
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(round(sizes.line * _TWIPS)))
    grid.set(qn("w:charSpace"), str(round(sizes.spacing * _GRID)))
    _number_pages(document, section, sizes)


def _number_pages(document: Any, section: Any, sizes: Sizes) -> None:
    """Number the pages outside: odd ones right, even ones left, one character in."""
    document.settings.odd_and_even_pages_header_footer = True
    # The number stands 7 mm under the text; its line takes about its own size.
    below = layout.BOTTOM_MM - layout.FOOTER_MM - sizes.page / layout.POINTS_PER_MM
    section.footer_distance = Mm(below)
    for footer, is_odd in ((section.footer, True), (section.even_page_footer, False)):
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]
        edge = Pt(sizes.page)
        if is_odd:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            line.paragraph_format.right_indent = edge
        else:
            line.alignment = WD_ALIGN_PARAGRAPH.LEFT
            line.paragraph_format.left_indent = edge
        for kind, text in (
            ("text", "－"),
            ("begin", ""),
            ("code", "PAGE"),
            ("end", ""),
            ("text", "－"),
        ):
            run = line.add_run(text if kind == "text" else "")
            run.font.size = Pt(sizes.page)
            _set_font(run._element.get_or_add_rPr(), layout.PAGE)
            if kind == "code":
                code = OxmlElement("w:instrText")
                code.text = text
                run._element.append(code)
            elif kind != "text":
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
                run._element.append(mark)


def _set_font(properties: Any, font: Font, latin: Font | None = None) -> None:
    """Name the typeface for Chinese, and for Latin letters and digits `latin` or the same."""
    fonts = properties.get_or_add_rFonts()
    for each in list(fonts.attrib):
        del fonts.attrib[each]
    other = latin or font
    for kind in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(kind), other.name)
    fonts.set(qn("w:eastAsia"), font.name)
    if not latin:
        # Quotation marks and dashes are in both alphabets: here they are Chinese.
        fonts.set(qn("w:hint"), "eastAsia")


def _set_styles(document: Any, paper: Paper, sizes: Sizes) -> None:
    latin = None if paper.language.startswith("zh") else layout.LATIN
    normal = document.styles["Normal"]
    _style(normal, layout.BODY, latin, sizes.body)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    normal.paragraph_format.line_spacing = Pt(sizes.line)
    normal.paragraph_format.widow_control = True
    language = normal.element.get_or_add_rPr().find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        normal.element.get_or_add_rPr().append(language)
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "zh-CN")

    for name, font in (
        ("Heading 1", layout.FIRST),
        ("Heading 2", layout.SECOND),
        ("Heading 3", layout.BODY),
    ):
        style = document.styles[name]
        _style(style, font, latin, sizes.body)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.keep_with_next = True
    named: Mapping[str, tuple[Font, float]] = {
        "mark": (layout.FIRST, sizes.body),
        "letterhead": (layout.TITLE, layout.letterhead_size(paper.letterhead)),
        "title": (layout.TITLE, sizes.title),
        "attachment": (layout.FIRST, sizes.body),
        "attachment_title": (layout.TITLE, sizes.title),
        "caption": (layout.FIRST, sizes.table),
        "cell": (layout.BODY, sizes.table),
        "cell_head": (layout.FIRST, sizes.table),
    }
    for kind, (font, size) in named.items():
        style = document.styles.add_style(kind, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _style(style, font, latin, size)
        if size != sizes.body:
            style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
            style.paragraph_format.line_spacing = 1.15
    red = RGBColor.from_string(layout.RED.removeprefix("#"))
    document.styles["letterhead"].font.color.rgb = red


def _style(style: Any, font: Font, latin: Font | None, size: float) -> None:
    style.font.size = Pt(size)
    style.font.bold = font is layout.TITLE
    style.font.italic = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    _set_font(style.element.get_or_add_rPr(), font, latin)


def _add_text(document: Any, piece: Piece, before: str, sizes: Sizes, *, is_chinese: bool) -> None:
    names = {style.name for style in document.styles}
    name = _HEADINGS.get(piece.kind, piece.kind if piece.kind in names else "Normal")
    line = document.add_paragraph("" if piece.revised else piece.text, style=name)
    if piece.revised is not None:
        _track(line, piece.revised)
    shape = line.paragraph_format
    is_even = is_chinese and piece.kind == "text"
    shape.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if is_even else None
    if piece.kind in _CENTRED:
        shape.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if piece.kind in _TO_THE_RIGHT:
        shape.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _move_in(line, piece, sizes)
    if _begins_apart(piece, before):
        shape.space_before = Pt(4 if sizes is layout.COMPACT else sizes.line)
    shape.page_break_before = True if piece.kind == "attachment" else None
    shape.keep_with_next = True if piece.kind in ("office", "attachment", "title") else None
    if piece.kind == "number":
        _underline(line)


def _track(line: Any, revised: Revised) -> None:
    """Write a paragraph with its edits as Word tracks them: to be taken or refused one by one."""
    marks = {"gone": "w:del", "new": "w:ins"}
    for each in revised.stretches:
        if not each.text:
            continue
        run = line.add_run(each.text)._element
        if each.kind == "same":
            continue
        if each.kind == "gone":
            for text in run.findall(qn("w:t")):
                text.tag = qn("w:delText")
        change = OxmlElement(marks[each.kind])
        # One number for each change of a file; editors renumber what they save.
        change.set(qn("w:id"), str(len(line.part.element.xpath("//w:ins | //w:del")) + 1))
        change.set(qn("w:author"), seen(revised.by)[:255] or "—")
        change.set(qn("w:date"), f"{revised.at.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}")
        run.addprevious(change)
        change.append(run)


def _begins_apart(piece: Piece, before: str) -> bool:
    """Whether an empty line stands before it."""
    if piece.kind in ("office", "number", "addressee", "attachment_title"):
        return True
    if piece.kind == "attached":
        return before != "attached"
    return before in ("title", "number", "attachment_title")


def _move_in(line: Any, piece: Piece, sizes: Sizes) -> None:
    """Move the lines in, in characters: an editor that changes the size keeps the indent."""
    measures = {"w:leftChars": piece.left, "w:rightChars": piece.right}
    measures["w:firstLineChars" if piece.indent >= 0 else "w:hangingChars"] = abs(piece.indent)
    if not any(measures.values()):
        return
    ind = line._element.get_or_add_pPr().get_or_add_ind()
    for name, characters in measures.items():
        if characters:
            # Word reads hundredths of a character; others read the twips beside them.
            ind.set(qn(name), str(round(characters * 100)))
            twips = round(characters * (sizes.body + sizes.spacing) * _TWIPS)
            ind.set(qn(name.removesuffix("Chars")), str(twips))


def _underline(line: Any) -> None:
    """Draw the red line 4 mm under the document number."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "11")):
        bottom.set(qn(f"w:{name}"), value)
    bottom.set(qn("w:color"), layout.RED.removeprefix("#"))
    borders.append(bottom)
    line._element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc"
    )


def _add_table(document: Any, title: str, table: Table) -> None:
    if title:
        caption = document.add_paragraph(title, style="caption")
        caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
        caption.paragraph_format.keep_with_next = True
    made = document.add_table(rows=0, cols=len(table.heads), style="Table Grid")
    made.autofit = True
    _add_row(made, table.heads, "cell_head", lambda at: WD_ALIGN_PARAGRAPH.CENTER)
    _repeat(made.rows[0])
    right, left = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
    for row in table.rows:
        _add_row(made, row, "cell", lambda at: right if at in table.numbers else left)


def _add_row(made: Any, texts: tuple[str, ...], style: str, side: Callable[[int], Any]) -> None:
    row = made.add_row()
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(whole)
    for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        line = cell.paragraphs[0]
        line.style = style
        line.alignment = side(at)
        line.add_run(text)


def _repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _name_fonts(document: Any) -> None:
    """Name what takes a typeface's place where it is missing, as Word looks it up."""
    fonts = "".join(
        f'<w:font w:name="{font.name}"><w:altName w:val="{",".join(font.others)}"/></w:font>'
        for font in (*layout.FONTS, layout.LATIN)
    )
    text = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>'
    for part in document.part.package.iter_parts():
        if part.partname == _FONT_TABLE and isinstance(part, Part):
            part._blob = f"{text}{fonts}</w:fonts>".encode()
