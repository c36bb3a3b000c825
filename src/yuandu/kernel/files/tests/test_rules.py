import pytest

from yuandu.kernel.files import rules
from yuandu.kernel.files.tests.made import (
    PDF,
    PDF_AND_PAGE,
    compound,
    jpeg,
    locked_archive,
    office,
    png,
    webp,
)

TEXT = "县市区,总投资\n青州市,1.2亿\n"
XLSB = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
VBA = "application/vnd.ms-office.vbaProject"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PDF, "application/pdf"),
        (PDF_AND_PAGE, "application/pdf"),
        (png(800, 600), "image/png"),
        (jpeg(4000, 3000), "image/jpeg"),
        (webp(800, 600), "image/webp"),
        (webp(800, 600, chunk=b"VP8L"), "image/webp"),
        (webp(800, 600, chunk=b"VP8 "), "image/webp"),
        (office("xl/workbook.xml"), rules.XLSX.media_type),
        (office("word/document.xml"), rules.DOCX.media_type),
        (office("OFD.xml"), "application/ofd"),
        (office("xl/workbook.bin", types=XLSB), rules.XLSB.media_type),
        (b"\x1f\x8b\x08\0", "application/gzip"),
        (compound("Workbook"), rules.XLS.media_type),
        (TEXT.encode(), "text/plain"),
        (TEXT.encode("utf-8-sig"), "text/plain"),
        (TEXT.encode("gb18030"), "text/plain"),
        (b"ID3\x04\0\0", "audio/mpeg"),
        (b"\0\0\0\x1cftypM4A \0\0\0\0", "audio/mp4"),
        (b"#!AMR\n\x3c", "audio/amr"),
    ],
)
def test_a_file_is_known_by_its_content(content, media_type):
    assert rules.sniff(content).media_type == media_type


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"MZ\x90\0", "unknown-type"),
        (b"<svg onload='alert(1)'/>", "unknown-type"),
        (b"  <!doctype html><script>", "unknown-type"),
        (b"\xef\xbb\xbf<!doctype html><script>", "unknown-type"),
        (office("setup.exe"), "unknown-type"),
        (compound("Property"), "unknown-type"),  # an installer
        (office("xl/workbook.xml")[:60], "broken"),
        (office("xl/workbook.xml", types="application/vnd.&#109;s-office"), "broken"),
        (office("xl/workbook.xml", types=bytes(2 * 1024 * 1024)), "broken"),
        (PDF[:-8], "broken"),
        (png(8, 8)[:-6], "broken"),
        (png(0, 8), "broken"),
        (jpeg(8, 8)[:-2], "broken"),
        (jpeg(8, 8, thumbnail=jpeg(2, 2))[:-2], "broken"),
        (b"\xff\xd8\xff\xe0\0\x10", "broken"),
        (webp(8, 8)[:-1], "broken"),
        (webp(8, 8).replace(b"VP8X", b"VP8?"), "broken"),
        (office("xl/workbook.xml", "xl/vbaProject.bin"), "macros"),
        (office("xl/workbook.xml", "xl/notes.bin", types=VBA), "macros"),
        (office("xl/workbook.xml", types=f"<Types>{VBA}</Types>".encode("utf-16")), "macros"),
        (compound("Workbook", "_VBA_PROJECT"), "macros"),
        (compound("EncryptionInfo", "EncryptedPackage"), "locked"),
        (locked_archive(), "locked"),
        (office("xl/workbook.xml", "../../cron.d/evil"), "escaping"),
        (office("word/document.xml", "..\\evil.dll"), "escaping"),
        (office("word/document.xml", "/etc/evil"), "escaping"),
        (office("word/document.xml", "C:\\evil.dll"), "escaping"),
        (office("xl/workbook.xml", content=bytes(80 * 1024 * 1024)), "bomb"),
        (office("xl/workbook.xml", *(f"xl/{n}" for n in range(5_000))), "bomb"),
        (png(60_000, 60_000), "too-many-pixels"),
        (jpeg(65_000, 65_000), "too-many-pixels"),
        (webp(16_000, 16_000), "too-many-pixels"),
        (PDF + bytes(51 * 1024 * 1024), "too-large"),
        (png(8, 8) + bytes(21 * 1024 * 1024), "too-large"),
    ],
)
def test_what_may_harm_or_cannot_be_read_is_refused_with_its_reason(content, code):
    with pytest.raises(rules.Refused) as refused:
        rules.sniff(content)

    assert refused.value.code == code
    assert "%(" not in refused.value.sentence


@pytest.mark.parametrize("before", range(4))
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_long_text_may_be_cut_inside_a_character_where_it_is_looked_at(before, encoding):
    content = ("a" * before + "县" * rules.TEXT_LOOKED_AT).encode(encoding)

    assert rules.sniff(content) is rules.TEXT


def test_a_refusal_says_how_much_is_too_much():
    with pytest.raises(rules.Refused) as refused:
        rules.sniff(png(60_000, 50_000))

    assert refused.value.params == {"width": "60000", "height": "50000", "most": "60"}
