"""What the pages of this room share: forms that do one thing, buttons that do one thing."""

from collections.abc import Callable
from typing import Any

import segno
from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal

FORM = "settlements/form.html"


def crumbs(*ways: Any) -> list[dict[str, Any]]:
    """Return the way from the room's first page to a page below."""
    first = {"title": pgettext("navigation", "Deliveries"), "url": reverse("settlements:home")}
    return [first, *({"title": str(each), "url": each.get_absolute_url()} for each in ways)]


def filled(
    request: Request,
    form: BaseForm,
    act: Callable[[], Any],
    *,
    title: str,
    said: str,
    way: list[dict[str, Any]],
    template: str = FORM,
    **context: Any,
) -> HttpResponse:
    """Show a form; once it is sent, do `act` and go to what came of it.

    Args:
        act: what is done with the form, which is valid then; returns where to go.
        said: what the reader is told afterwards.
    """
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                found = act()
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, said)
                return redirect(found)
    context |= {"title": title, "form": form, "crumbs": way}
    return render(request, template, context, status=status)


def done(request: Request, act: Callable[[], object], *, said: str, back: Any) -> HttpResponse:
    """Do one thing that needs no form, and go back; a refusal is told there."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, said)
    return redirect(back)


def qr(address: str) -> SafeString:
    """Return a QR code of one of our own addresses as SVG."""
    svg = segno.make(address, error="m", micro=False).svg_inline(
        scale=4, border=4, omitsize=True, svgclass="qr", lineclass=None
    )
    return mark_safe(svg)  # noqa: S308 - made of our own address
