"""How large a picture says it is, and whether all of it is there; nothing is decoded.

A few bytes can declare a picture that fills the memory of whoever decodes it, so what it
declares is read from its header. Sources: PNG (ISO/IEC 15948), JPEG (ITU-T T.81, annex B),
WebP (RFC 9649).
"""

# Positions and marks below are those of the formats.
# ruff: noqa: PLR2004

_PNG_END = b"IEND\xaeB`\x82"
_JPEG_END = b"\xff\xd9"
# Of the markers 0xC0 to 0xCF those that are tables, not frames.
_JPEG_TABLES = {0xC4, 0xC8, 0xCC}


class Broken(Exception):
    """The picture is damaged, or part of it is missing."""


def png_size(content: bytes) -> tuple[int, int]:
    """Return width and height in pixels.

    Raises:
        Broken: it has no header or no end.
    """
    if content[12:16] != b"IHDR" or _PNG_END not in content:
        raise Broken
    return _checked(int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))


def jpeg_size(content: bytes) -> tuple[int, int]:
    """Return width and height in pixels.

    Raises:
        Broken: its segments do not follow each other, or it has no frame or no end.
    """
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in _JPEG_TABLES:
            # Before the frame lies the thumbnail with an end of its own.
            if _JPEG_END not in content[at:]:
                raise Broken
            height, width = content[at + 5 : at + 7], content[at + 7 : at + 9]
            return _checked(int.from_bytes(width), int.from_bytes(height))
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    raise Broken


def webp_size(content: bytes) -> tuple[int, int]:
    """Return width and height in pixels, of the canvas where it has one.

    Raises:
        Broken: it is shorter than it says, or begins with no known chunk.
    """
    if len(content) < 30 or len(content) < 8 + int.from_bytes(content[4:8], "little"):
        raise Broken
    match content[12:16]:
        case b"VP8X":
            width = 1 + int.from_bytes(content[24:27], "little")
            height = 1 + int.from_bytes(content[27:30], "little")
        case b"VP8L":
            packed = int.from_bytes(content[21:25], "little")
            width, height = 1 + (packed & 0x3FFF), 1 + (packed >> 14 & 0x3FFF)
        case b"VP8 ":
            width = int.from_bytes(content[26:28], "little") & 0x3FFF
            height = int.from_bytes(content[28:30], "little") & 0x3FFF
        case _:
            raise Broken
    return _checked(width, height)


def _checked(width: int, height: int) -> tuple[int, int]:
    if not (width and height):
        raise Broken
    return width, height
