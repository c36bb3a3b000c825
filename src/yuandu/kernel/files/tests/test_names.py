import pytest

from yuandu.kernel.files import names, rules


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("合同.pdf", "合同.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\报告.docx", "报告.docx"),
        ("photo\u202egnp.exe", "photognp.exe"),  # shown as photoexe.png
        ("photo\u061c\u00ad\u200b.png", "photo.png"),
        ("a\0b\n\u2028.png", "ab.png"),
        ("notes.txt:evil.exe", "notes.txt_evil.exe"),
        ('a"; filename="b.html', "a_; filename=_b.html"),
        (" .. ", "file"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("x." + "y" * 300, "x." + "y" * 118),
    ],
)
def test_a_name_shows_what_it_is(name, clean):
    assert names.clean(name) == clean


@pytest.mark.parametrize(
    ("name", "media_type", "fitting"),
    [
        ("报告.PDF", "application/pdf", "报告.PDF"),
        ("invoice.html", "application/pdf", "invoice.html.pdf"),
        ("pay.bat", "text/plain", "pay.bat.txt"),
        ("table.csv", "text/plain", "table.csv"),
        ("photo", "image/jpeg", "photo.jpg"),
        ("x" * 120, "image/png", "x" * 116 + ".png"),
    ],
)
def test_a_name_ends_in_what_the_content_is(name, media_type, fitting):
    assert names.fitting(name, media_type) == fitting


def test_every_kind_has_an_ending():
    for media_type in rules.KINDS:
        assert "." in names.fitting("file", media_type)
