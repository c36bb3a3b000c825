"""A paper as an answer: a PDF to look at, a Word file to keep."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from yuandu.kernel.papers import printing, word
from yuandu.kernel.papers.paper import Paper, seen

_TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}
_NOT_IN_NAMES = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))
LONGEST = 80  # characters of a file's name


def as_pdf(paper: Paper) -> HttpResponse:
    """Return a paper to be shown; where this machine makes no PDF, its page to keep."""
    content, ending = printing.pdf(paper)
    # A page is kept and never shown: it would stand among our own.
    return _answer(paper.title, content, ending, _TYPES[ending], is_kept=ending != "pdf")


def as_one_pdf(title: str, papers: Sequence[Paper]) -> HttpResponse:
    """Return papers one behind the other in one file, as `as_pdf` does one."""
    content, ending = printing.bundle(papers)
    return _answer(title, content, ending, _TYPES[ending], is_kept=ending != "pdf")


def as_word(paper: Paper) -> HttpResponse:
    """Return a paper as a Word file to keep."""
    return _answer(paper.title, word.docx(paper), "docx", word.MEDIA_TYPE, is_kept=True)


def _answer(
    title: str, content: bytes, ending: str, media_type: str, *, is_kept: bool
) -> HttpResponse:
    stem = seen(title).translate(_NOT_IN_NAMES)[:LONGEST].strip(" .") or "paper"
    header = content_disposition_header(as_attachment=is_kept, filename=f"{stem}.{ending}")
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = header or "attachment"
    answer["Cache-Control"] = "private, no-store"  # who may read it may have telephones in it
    return answer
