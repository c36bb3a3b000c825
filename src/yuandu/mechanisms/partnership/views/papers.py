"""The resolution of the general meeting and its sign-in sheet, handed out as papers."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from yuandu.kernel.papers import handing_out
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.partnership import papers, queries
from yuandu.services.ballots import papers as voting


@require_GET
def resolution(request: Request, pk: int) -> HttpResponse:
    """Hand out the resolution (决议), once the decision is made known."""
    review = queries.get(request.actor, pk, to="read_all")
    if review.notice_on is None:
        raise Http404
    return handing_out.as_pdf(papers.resolution_paper(review))


@require_GET
def sign_in(request: Request, pk: int, volume: int) -> HttpResponse:
    """Hand out a volume of the sign-in sheet (签到册) of the general meeting, of its last vote."""
    review = queries.get(request.actor, pk, to="read_all")
    found = queries.meeting_of(review)
    if found is None or not 1 <= volume <= voting.volumes(found.ballot):
        raise Http404
    return handing_out.as_pdf(voting.roll_paper(found.ballot, volume))
