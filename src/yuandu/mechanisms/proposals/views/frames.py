"""What pages of this room share."""

from typing import Any

import segno
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.proposals.models import Proposal


def crumbs(proposal: Proposal | None = None) -> list[dict[str, Any]]:
    """Return the way from the proposals to a page below."""
    way = [{"title": _("Improvement proposals"), "url": reverse("proposals:list")}]
    if proposal is not None:
        way.append({"title": proposal.number, "url": proposal.get_absolute_url()})
    return way


def faults(form: Form) -> list[str]:
    """Return what is wrong, each with the name of its field."""
    told = []
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        told += [f"{label}: {error}" if label else str(error) for error in errors]
    return told


def done(request: Request, act: Any, said: str, onward: Any) -> HttpResponse:
    """Do something that needs no form, and say so, or why not."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, said)
    return redirect(onward)


def qr(address: str) -> SafeString:
    """Return the QR code of an address."""
    svg = segno.make(address, error="m", micro=False).svg_inline(
        scale=6, border=4, omitsize=True, svgclass="qr", lineclass=None
    )
    return mark_safe(svg)  # noqa: S308 - made of our own address
