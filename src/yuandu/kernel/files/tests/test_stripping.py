"""What a camera wrote into a picture goes; what draws it stays, and which way up it is."""

import pytest

from yuandu.kernel.files import rules, stripping
from yuandu.kernel.files.tests import made

TOLD = b"GPS 36.7 N"


def exif(order: str, orientation: int) -> bytes:
    """An Exif segment of two entries: a camera's name, and how the picture is turned."""
    number = lambda value, size: value.to_bytes(size, order)  # noqa: E731
    maker = number(0x010F, 2) + number(2, 2) + number(4, 4) + b"CAM\0"
    turned = number(0x0112, 2) + number(3, 2) + number(1, 4) + number(orientation, 2) + b"\0\0"
    mark = b"II" if order == "little" else b"MM"
    tiff = mark + number(42, 2) + number(8, 4) + number(2, 2) + maker + turned + bytes(4) + TOLD
    return _segment(0xE1, b"Exif\0\0" + tiff)


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2) + body


def with_segments(*segments: bytes) -> bytes:
    plain = made.jpeg(4, 3)
    return plain[:2] + b"".join(segments) + plain[2:]


@pytest.mark.parametrize("order", ["little", "big"])
def test_a_photo_keeps_which_way_up_it_is_and_nothing_else(order):
    bare = stripping.bare(with_segments(exif(order, 6)), "image/jpeg")

    assert TOLD not in bare
    assert b"CAM" not in bare
    assert b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06" in bare
    assert rules.sniff(bare) is rules.JPEG


def test_an_upright_photo_has_no_exif_at_all():
    assert b"Exif" not in stripping.bare(with_segments(exif("big", 1)), "image/jpeg")


def test_colours_stay_and_comments_and_further_pictures_go():
    profile = _segment(0xE2, b"ICC_PROFILE\0 profile")
    told = [_segment(0xE2, b"MPF\0 second"), _segment(0xFE, b"words"), _segment(0xED, b"iptc")]

    bare = stripping.bare(with_segments(profile, *told), "image/jpeg")

    assert profile in bare
    assert not any(segment in bare for segment in told)


def test_what_a_phone_appends_behind_the_picture_goes():
    bare = stripping.bare(made.jpeg(4, 3) + b"video", "image/jpeg")

    assert bare.endswith(b"\xff\xd9")


def test_scans_and_the_tables_between_them_stay():
    scan = b"\xff\xda\0\x02\x12\xff\x00\x34\xff\xd0\x56"
    table = _segment(0xC4, b"\x00\xff\xd9\x00")  # has the mark of an end in its values
    plain = made.jpeg(4, 3)
    content = plain[: plain.index(b"\xff\xda")] + scan + table + scan + b"\xff\xd9"

    bare = stripping.bare(content, "image/jpeg")

    assert bare.endswith(scan + table + scan + b"\xff\xd9")


def test_a_png_loses_its_words():
    plain = made.png(4, 3)
    told = made._chunk(b"tEXt", TOLD) + made._chunk(b"eXIf", TOLD)
    end = plain.index(b"IEND") - 4

    assert stripping.bare(plain[:end] + told + plain[end:] + b"more", "image/png") == plain


def test_a_webp_loses_its_words_and_says_so():
    plain = made.webp(4, 3)
    flagged = plain[:20] + bytes([plain[20] | 0x0C]) + plain[21:]
    body = flagged[8:] + b"EXIF" + len(TOLD).to_bytes(4, "little") + TOLD
    content = b"RIFF" + len(body).to_bytes(4, "little") + body

    bare = stripping.bare(content, "image/webp")

    assert bare == plain
    assert rules.sniff(bare) is rules.WEBP


def test_what_is_no_picture_stays_as_it_is():
    assert stripping.bare(made.PDF, "application/pdf") == made.PDF
