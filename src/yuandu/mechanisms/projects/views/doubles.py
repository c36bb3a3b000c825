"""Records that may be one project, for somebody to decide."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.projects import actions, permissions, queries, tasks, wording
from yuandu.mechanisms.projects.forms import VerdictForm
from yuandu.mechanisms.projects.models import Verdict
from yuandu.mechanisms.projects.refusals import NotYours

PAIRS_A_PAGE = 20


@require_GET
def resemblances(request: Request) -> HttpResponse:
    """Show pairs that look like one project, the likeliest first, with the reasons."""
    _require(request)
    verdict = request.GET.get("verdict", Verdict.OPEN)
    if verdict not in Verdict.values:
        raise Http404
    found = queries.resemblances(request.actor, verdict)
    page = Paginator(found, PAIRS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Possible doubles"),
        "page": page,
        "pairs": [
            {
                "pair": pair,
                "reasons": [wording.RESEMBLANCES.get(code, code) for code in pair.reasons],
            }
            for pair in page
        ],
        "verdict": verdict,
        "tabs": [
            {"title": title, "url": f"?verdict={value}", "current": value == verdict}
            for value, title in Verdict.choices
        ],
        "currency": request.workspace.currency,
    }
    return render(request, "projects/doubles.html", context)


@require_POST
def find(request: Request) -> HttpResponse:
    """Look through the register once more, in the background."""
    _require(request)
    tasks.find_doubles.enqueue(request.workspace.pk, request.actor.user_id)
    messages.info(request, _("The register is being looked through; new pairs appear here."))
    return redirect("projects:doubles")


@require_POST
def decide(request: Request, pk: int) -> HttpResponse:
    """Record whether a pair is one project."""
    pair = queries.resemblance(request.actor, pk)
    form = VerdictForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        actions.decide(by=request.actor, resemblance=pair, **form.cleaned_data)
    except NotYours as refusal:
        raise PermissionDenied from refusal
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        left = queries.resemblances(request.actor, Verdict.OPEN).count()
        messages.success(
            request,
            ngettext("Recorded; %(left)s pair is left.", "Recorded; %(left)s pairs are left.", left)
            % {"left": left},
        )
    return redirect("projects:doubles")


def _require(request: Request) -> None:
    if not permissions.may_enter_somewhere(request.actor):
        raise PermissionDenied
