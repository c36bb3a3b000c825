"""Files made for tests: honest ones as their programs write them, and hostile ones."""

import io
import zipfile
import zlib

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
# A PDF for a PDF reader, a page with a script for a browser that guesses.
PDF_AND_PAGE = PDF[:9] + b"<html><script>alert(1)</script></html>\n" + PDF[9:]


def _chunk(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4) + kind + content + zlib.crc32(kind + content).to_bytes(4)


def png(width: int, height: int) -> bytes:
    """A picture that declares its size; its one line of pixels is not looked at."""
    header = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x00\0\0\0"
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"IDAT", zlib.compress(bytes(8))),
            _chunk(b"IEND", b""),
        ]
    )


def jpeg(width: int, height: int, *, thumbnail: bytes = b"") -> bytes:
    before = b"Exif\0\0" + thumbnail
    frame = b"\x08" + height.to_bytes(2) + width.to_bytes(2) + b"\x01\x01\x11\0"
    return b"".join(
        [
            b"\xff\xd8\xff\xe1" + (2 + len(before)).to_bytes(2) + before,
            b"\xff\xff\xc4\0\x02",  # a table, after a filling byte
            b"\xff\xc0" + (2 + len(frame)).to_bytes(2) + frame,
            b"\xff\xda\0\x02\x12\x34\xff\xd9",
        ]
    )


def webp(width: int, height: int, *, chunk: bytes = b"VP8X") -> bytes:
    content = {
        b"VP8X": bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little"),
        b"VP8L": b"\x2f" + (width - 1 | height - 1 << 14).to_bytes(4, "little") + bytes(5),
        b"VP8 ": b"\0\0\0\x9d\x01\x2a" + width.to_bytes(2, "little") + height.to_bytes(2, "little"),
    }[chunk]
    body = b"WEBP" + chunk + len(content).to_bytes(4, "little") + content
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def office(*members: str, content: bytes = b"<x/>", types: str | bytes = XLSX_TYPE) -> bytes:
    """An office archive with `members`, all of the same content; the same whenever it is made."""
    if isinstance(types, str):
        types = f'<Types><Override PartName="/a" ContentType="{types}"/></Types>'.encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, written in [("[Content_Types].xml", types), *((m, content) for m in members)]:
            info = zipfile.ZipInfo(member)  # of 1980: the clock must not name tests
            archive.writestr(info, written, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def locked_archive() -> bytes:
    """An archive whose members are encrypted, as its flags say."""
    content = bytearray(office("xl/workbook.xml"))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(mark, at + 1)
    return bytes(content)


def compound(*streams: str) -> bytes:
    """An old office file (MS-CFB) whose directory names `streams`."""
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in ("Root Entry", *streams)
    )
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entries.ljust(1024, b"\0")
