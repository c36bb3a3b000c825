"""The letter that recommends a firm, as PDF and as Word."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from yuandu.kernel.papers import handing_out
from yuandu.kernel.papers.paper import Paper
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.enterprises import papers, queries


def _letter(request: Request, pk: int) -> Paper:
    found = queries.application(request.actor, pk, to="pack")
    if not papers.has_letter(found):
        raise Http404
    return papers.letter(found)


@require_GET
def letter(request: Request, pk: int) -> HttpResponse:
    """Print the letter of recommendation."""
    return handing_out.as_pdf(_letter(request, pk))


@require_GET
def letter_word(request: Request, pk: int) -> HttpResponse:
    """Hand the letter of recommendation out as a Word file."""
    return handing_out.as_word(_letter(request, pk))
