"""The resolution of the general meeting and its sign-in sheet, handed out as papers."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from yuandu.kernel.papers import handing_out
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.partnership import papers, queries, rules
from yuandu.mechanisms.partnership.models import StepBallot


@require_GET
def resolution(request: Request, pk: int) -> HttpResponse:
    """Hand out the resolution (决议), once the decision is made known."""
    review = queries.get(request.actor, pk, to="read_all")
    if review.notice_on is None:
        raise Http404
    return handing_out.as_pdf(papers.resolution_paper(review))


@require_GET
def sign_in(request: Request, pk: int) -> HttpResponse:
    """Hand out the sign-in sheet (签到册) of the general meeting."""
    review = queries.get(request.actor, pk, to="read_all")
    found: StepBallot | None = (
        queries.ballots_of(review).filter(step=rules.MEETING).order_by("round").first()
    )
    if found is None:
        raise Http404
    return handing_out.as_pdf(papers.sign_in_paper(review, found))
