"""PDF files, from templates that need nothing from outside.

WeasyPrint draws text with the system's Pango; where that is missing, the caller is told,
and hands the page out as it is.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NoReturn

from django.template.loader import render_to_string

from yuandu.kernel.papers import layout
from yuandu.kernel.papers.flow import Piece, flow
from yuandu.kernel.papers.paper import Paper, seen

try:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher
except OSError:  # pragma: no cover - a machine without Pango
    HTML = None
    URLFetcher = object


_LONG_WORD = re.compile(r"[!-~]{21,}")


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
    return {
        "paper": paper,
        "title": seen(paper.title),
        "pieces": pieces,
        "has_long_words": _has_long_words(pieces),
        "layout": layout,
        "sizes": layout.COMPACT if paper.is_compact else layout.OFFICIAL,
        "letterhead_size": layout.letterhead_size(paper.letterhead),
        "is_chinese": paper.language.startswith("zh"),
    }
