"""Certificates of all shareholders: which count, and which wait to be handed out."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.equity import actions, permissions, queries
from yuandu.mechanisms.equity.forms import HandOutForm
from yuandu.mechanisms.equity.views.frames import tabs


@require_http_methods(["GET", "POST"])
def listed(request: Request) -> HttpResponse:
    """List the certificates, first those that wait; record for which of them holders signed."""
    if not permissions.reads(request.actor):
        raise PermissionDenied
    form = HandOutForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _list(request, form)
    if not permissions.keeps(request.actor):
        raise PermissionDenied
    return _hand_out(request, form) if form.is_valid() else _list(request, form, 422)


def _hand_out(request: Request, form: HandOutForm) -> HttpResponse:
    chosen = queries.open_certificates(request.actor).filter(
        pk__in=form.cleaned_data["certificate"]
    )
    done = actions.hand_out(by=request.actor, certificates=list(chosen))
    said = ngettext(
        "%(number)s certificate is handed out.", "%(number)s certificates are handed out.", done
    )
    messages.success(request, said % {"number": done})
    return redirect("equity:certificates")


def _list(request: Request, form: HandOutForm, status: int = 200) -> HttpResponse:
    actor = request.actor
    waits = request.GET.get("state") != "all"
    states: list[dict[str, Any]] = [
        {
            "title": pgettext("certificates of shares", "To hand out"),
            "url": "?state=waiting",
            "current": waits,
        },
        {
            "title": pgettext("certificates of shares", "All that count"),
            "url": "?state=all",
            "current": not waits,
        },
    ]
    context = {
        "title": _("Certificates"),
        "tabs": tabs(actor, "certificates"),
        "states": states,
        "page": queries.certificate_page(actor, request.GET.get("page", 1), waits=waits),
        "form": form,
        "may": {"hand_out": permissions.keeps(actor) and waits},
    }
    return render(request, "equity/certificates.html", context, status=status)
