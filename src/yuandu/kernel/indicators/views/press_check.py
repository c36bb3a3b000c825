"""核稿: paste a text, see which of its numbers stand."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yuandu.kernel.accounts import doors
from yuandu.kernel.indicators import proofreading
from yuandu.kernel.indicators.forms import PressCheckForm
from yuandu.kernel.indicators.views.figures import frame
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal


@doors.citizens
@require_http_methods(["GET", "POST"])
def press_check(request: Request) -> HttpResponse:
    """Mark every number of a text as agreeing, differing or unknown."""
    form = PressCheckForm(request.POST or None)
    proof = None
    if form.is_valid():
        try:
            proof = proofreading.proof(
                request.actor, form.cleaned_data["text"], form.cleaned_data["on"]
            )
        except Refusal as refusal:
            form.add_error("text", refusal.sentence)
    context = {
        "frame": frame(request),
        "title": _("Press-check"),
        "today": request.workspace.today(),
        "form": form,
        "proof": proof,
    }
    status = 422 if form.is_bound and not proof else 200
    return render(request, "indicators/press_check.html", context, status=status)
