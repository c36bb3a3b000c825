"""What of a text is compared: letters and digits alone, as words, as pairs of characters."""

import re
import unicodedata
from itertools import pairwise

import rjieba

LONGEST = 4_000  # characters of a text that are looked at
_BESIDE = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Return a text without the width of its characters, case, spaces and signs."""
    return _BESIDE.sub("", unicodedata.normalize("NFKC", text[:LONGEST]).casefold())


def words(text: str) -> list[str]:
    """Return the words of a folded text; long ones, too, in their parts."""
    return [word for word in rjieba.cut_for_search(text) if word.strip()]


def shingles(*texts: str) -> list[str]:
    """Return each two words that follow one another, as `one+other`, each once, in their order.

    Words are whole here, and those of a single character are passed over.
    """
    pieces = _BESIDE.split(
        " ".join(unicodedata.normalize("NFKC", text[:LONGEST]) for text in texts)
    )
    long = [word for piece in pieces for word in rjieba.cut(piece.casefold()) if len(word) > 1]
    return list(dict.fromkeys("+".join(two) for two in pairwise(long)))


def grams(text: str, length: int = 2) -> list[str]:
    """Return all runs of so many characters of a folded text; of a shorter one itself."""
    if len(text) <= length:
        return [text] if text else []
    return [text[at : at + length] for at in range(len(text) - length + 1)]
