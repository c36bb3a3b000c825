"""What the public reads in place of a name or a code."""

STARS = "＊＊＊"
SHORT = 2


def hidden(text: str) -> str:
    """Return only that there is something."""
    return STARS if text else ""


def name(text: str) -> str:
    """Return the first character and the last: 示＊＊＊司."""
    if len(text) <= SHORT:
        return text[:1] + STARS if text else ""
    return text[0] + STARS + text[-1]


def code(text: str) -> str:
    """Return the first four characters: the kind and the place, not the thing."""
    return text[:4] + STARS if text else ""
