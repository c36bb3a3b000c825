"""Pictures without what a camera wrote into them: place, device, instant, words.

Only containers are taken apart; nothing is decoded, so no pixel changes. Which way up a
photo is, is kept: without it half of all photos from phones would lie on their side.
Sources: JPEG (ITU-T T.81, annex B), Exif 2.32 (CIPA DC-008, 4.6), PNG (ISO/IEC 15948),
WebP (RFC 9649).
"""

# Positions and marks below are those of the formats.
# ruff: noqa: PLR2004

from collections.abc import Iterator
from typing import Literal

_JPEG_SCAN, _JPEG_END, _JPEG_COMMENT = 0xDA, 0xD9, 0xFE
_JFIF, _EXIF, _ICC, _ADOBE = 0xE0, 0xE1, 0xE2, 0xEE
_ORIENTATION = 0x0112
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_TOLD = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_WEBP_TOLD = {b"EXIF", b"XMP "}
_WEBP_FLAGS = 0x08 | 0x04  # of the canvas: has Exif, has XMP


def bare(content: bytes, media_type: str) -> bytes:
    """Return a sound picture without its metadata; what is no picture, as it is."""
    strip = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp}.get(media_type)
    return strip(content) if strip else content


def _jpeg(content: bytes) -> bytes:
    """Return the segments that draw the picture, up to its end.

    Phones append videos and depth maps behind the end; they go as well.
    """
    parts, at = [content[:2]], 2
    while at + 2 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == _JPEG_END:
            parts.append(content[at : at + 2])
            break
        if marker == 0xFF:  # filling
            at += 1
            continue
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        if marker == _JPEG_SCAN:
            end = _next_marker(content, end)
        parts.append(_kept(marker, content[at:end]))
        at = end
    return b"".join(parts)


def _kept(marker: int, segment: bytes) -> bytes:
    """Return what is kept of a segment: all that draws, and which way up the picture is."""
    if marker == _EXIF:
        turned = _orientation(segment)
        return _turned(turned) if turned > 1 else b""
    if marker == _ICC:  # the camera's further pictures come under the same marker
        return segment if segment[4:15] == b"ICC_PROFILE" else b""
    is_told = marker == _JPEG_COMMENT or 0xE0 <= marker <= 0xEF
    return b"" if is_told and marker not in {_JFIF, _ADOBE} else segment


def _next_marker(content: bytes, at: int) -> int:
    """Return where the data of a scan end: at a marker that is no padding and no restart."""
    while 0 <= (at := content.find(b"\xff", at)) < len(content) - 1:
        if content[at + 1] not in {0x00, 0xFF, *range(0xD0, 0xD8)}:
            return at
        at += 1
    return len(content)


def _orientation(segment: bytes) -> int:
    """Return how the picture is turned, 1 to 8; 1, upright, where the segment does not say."""
    tiff = segment[10:]
    if segment[4:10] != b"Exif\0\0" or tiff[:2] not in {b"II", b"MM"}:
        return 1
    order: Literal["little", "big"] = "little" if tiff[:2] == b"II" else "big"
    first = int.from_bytes(tiff[4:8], order)
    for number in range(int.from_bytes(tiff[first : first + 2], order)):
        entry = tiff[first + 2 + 12 * number :][:12]
        if len(entry) == 12 and int.from_bytes(entry[:2], order) == _ORIENTATION:
            turned = int.from_bytes(entry[8:10], order)
            return turned if 1 <= turned <= 8 else 1
    return 1


def _turned(orientation: int) -> bytes:
    """Return an Exif segment that says which way up, and nothing else."""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + orientation.to_bytes(2) + b"\x00\x00"
    body = b"Exif\0\0" + b"MM\x00\x2a\x00\x00\x00\x08\x00\x01" + entry + b"\x00\x00\x00\x00"
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body


def _png(content: bytes) -> bytes:
    kept, at = [_PNG_HEAD], len(_PNG_HEAD)
    while at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4])
        name = content[at + 4 : at + 8]
        if name not in _PNG_TOLD:
            kept.append(content[at:end])
        if name == b"IEND":
            break
        at = end
    return b"".join(kept)


def _webp(content: bytes) -> bytes:
    body = b"".join(chunk for chunk in _webp_chunks(content) if chunk[:4] not in _WEBP_TOLD)
    if body[:4] == b"VP8X":
        body = body[:8] + bytes([body[8] & ~_WEBP_FLAGS & 0xFF]) + body[9:]
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body


def _webp_chunks(content: bytes) -> Iterator[bytes]:
    at, end = 12, 8 + int.from_bytes(content[4:8], "little")
    while at + 8 <= min(end, len(content)):
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        after = at + 8 + size + size % 2  # chunks are padded to even lengths
        yield content[at:after]
        at = after
