"""Cells of a file that somebody will open in a spreadsheet program."""

import re

# The full-width signs count where East Asian text is converted on the way in.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")


def harmless(text: str) -> str:
    """Return the text such that no spreadsheet program runs it as a formula."""
    if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
