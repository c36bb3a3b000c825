import io
import zipfile

import pytest

from yuandu.kernel.files import rules
from yuandu.kernel.files.archives import COMPOUND

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR"


def png(width: int, height: int) -> bytes:
    return PNG + width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0"


def office(*members: str, content: bytes = b"<x/>") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in members:
            archive.writestr(member, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (png(800, 600), "image/png"),
        (office("xl/workbook.xml"), rules.XLSX.media_type),
        (office("word/document.xml"), rules.DOCX.media_type),
        (office("OFD.xml"), "application/ofd"),
        ("县市区,总投资\n青州市,1.2亿\n".encode("gb18030"), "text/plain"),
        (b"#!AMR\n\x3c", "audio/amr"),
    ],
    ids=["pdf", "png", "xlsx", "docx", "ofd", "csv", "amr"],
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
        (office("setup.exe"), "unknown-type"),
        (office("xl/workbook.xml")[:60], "broken"),
        (office("xl/workbook.xml", "xl/vbaProject.bin"), "macros"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (office("xl/workbook.xml", content=bytes(80 * 1024 * 1024)), "bomb"),
        (png(60_000, 60_000), "too-many-pixels"),
        (PNG, "broken"),
        (b"\xff\xd8\xff\xe0\0\x10", "broken"),
        (b"%PDF-" + bytes(51 * 1024 * 1024), "too-large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_may_harm_or_cannot_be_read_is_refused_with_its_reason(content, code):
    with pytest.raises(rules.Refused) as refused:
        rules.sniff(content)

    assert refused.value.code == code
    assert "%(" not in refused.value.sentence


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("合同.pdf", "合同.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\报告.docx", "报告.docx"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ("a\0b\n.png", "ab.png"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_shows_what_it_is(name, clean):
    assert rules.clean_name(name) == clean
