"""Papers of a ballot: the result to be signed, and the roll."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from yuandu.kernel.papers import handing_out
from yuandu.kernel.registry.requests import Request
from yuandu.services.ballots import papers, queries


@require_GET
def result(request: Request, pk: int) -> HttpResponse:
    """Print what came of a closed ballot."""
    ballot = queries.get(request.actor, pk, to="read_result")
    return handing_out.as_pdf(papers.result_paper(ballot))


@require_GET
def roll(request: Request, pk: int, volume: int) -> HttpResponse:
    """Print a volume of the roll."""
    ballot = queries.get(request.actor, pk, to="attend")
    if not 1 <= volume <= papers.volumes(ballot):
        raise Http404
    return handing_out.as_pdf(papers.roll_paper(ballot, volume))
