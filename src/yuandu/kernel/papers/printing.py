"""PDF files, from templates that need nothing from outside.

WeasyPrint draws text with the system's Pango; where that is missing, the caller is told,
and hands the page out as it is.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NoReturn
from unicodedata import east_asian_width

from django.template.loader import render_to_string

from yuandu.kernel.papers import layout
from yuandu.kernel.papers.flow import Piece, flow
from yuandu.kernel.papers.paper import Paper, Table, seen

try:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher
except OSError:  # pragma: no cover - a machine without Pango
    HTML = None
    URLFetcher = object


_LONG_WORD = re.compile(r"[!-~]{21,}")
# Rows from which a table's columns are set by what most cells hold: to try all cells on first
# takes most of the time of a long paper.
_LONG_TABLE = 60
_LINE, _WIDEST, _SHORT = 72, 40, 16  # half characters: of a line, of a column at most, of words


class _Nothing(URLFetcher):
    """Fetches nothing: what is printed holds what people typed, addresses included."""

    def fetch(self, url: str, headers: object = None) -> NoReturn:
        raise ValueError(f"nothing is fetched for a print: {url}")


def is_possible() -> bool:
    """Whether this machine can make PDF files."""
    return HTML is not None


def page(template: str, context: Mapping[str, Any]) -> tuple[bytes, str]:
    """Return a page and the ending of its name: a PDF, or its HTML where none can be made."""
    text = render_to_string(template, dict(context))
    if not is_possible():
        return text.encode(), "html"
    return HTML(string=text, url_fetcher=_Nothing()).write_pdf(), "pdf"


def _has_long_words(pieces: Iterable[Piece]) -> bool:
    """Whether a table holds a word that has to be broken, lest it drive the page's edge."""
    tables = (piece.table for piece in pieces if piece.table)
    return any(
        _LONG_WORD.search(cell)
        for table in tables
        for row in (table.heads, *table.rows)
        for cell in row
    )


def widths(table: Table) -> list[int]:
    """Return the columns' shares of a long table, in percent; nothing of any other."""
    if len(table.rows) < _LONG_TABLE:
        return []
    lengths = []
    for at, (head, *cells) in enumerate(zip(table.heads, *table.rows, strict=True)):
        by_length = sorted(map(_length, cells))
        # A number is not broken, so that the longest one counts; a few long texts may be.
        usual = by_length[-1] if at in table.numbers else by_length[len(cells) * 9 // 10]
        lengths.append(min(max(usual, _length(head)) + 2, _WIDEST))
    short = sum(each for each in lengths if each <= _SHORT)
    long = sum(each for each in lengths if each > _SHORT)
    # Words of a short column stay whole; the longer ones share what is left of a line.
    factor = max(_LINE - short, long / 2) / long if long else 1
    shares = [each * (factor if each > _SHORT else 1) for each in lengths]
    return [round(100 * each / sum(shares)) for each in shares]


def _length(text: str) -> int:
    """Return how wide a text is in half characters: a Chinese one counts two."""
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)


def pdf(paper: Paper) -> tuple[bytes, str]:
    """Return `paper` and the ending of its name, as `page` does."""
    return page("papers/paper.html", _context(paper))


def bundle(papers: Sequence[Paper]) -> tuple[bytes, str]:
    """Return papers one behind the other, each from a page of its own; as `page` does."""
    texts = [render_to_string("papers/paper.html", _context(paper)) for paper in papers]
    if not is_possible():
        return "\n".join(texts).encode(), "html"
    printed = [HTML(string=text, url_fetcher=_Nothing()).render() for text in texts]
    pages = [sheet for document in printed for sheet in document.pages]
    return printed[0].copy(pages).write_pdf(), "pdf"


def _context(paper: Paper) -> dict[str, Any]:
    pieces = flow(paper)
    set_pieces = [(each, widths(each.table) if each.table else []) for each in pieces]
    return {
        "paper": paper,
        "title": seen(paper.title),
        "pieces": set_pieces,
        "has_long_words": _has_long_words(pieces),
        "layout": layout,
        "sizes": layout.COMPACT if paper.is_compact else layout.OFFICIAL,
        "letterhead_size": layout.letterhead_size(paper.letterhead),
        "is_chinese": paper.language.startswith("zh"),
    }
