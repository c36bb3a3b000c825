"""Paper cards: printed by a coordinator, scanned by somebody who has no password."""

from collections.abc import Iterable
from dataclasses import dataclass

import segno
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yuandu.kernel.accounts import actions, doors, permissions, queries, sessions
from yuandu.kernel.accounts.forms import CardForm, NewPinForm, PinForm
from yuandu.kernel.accounts.models import Card, User
from yuandu.kernel.accounts.preferences import remember_language
from yuandu.kernel.accounts.views.me import BACKEND
from yuandu.kernel.accounts.views.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal

AT_ONCE = 100  # cards on one print-out


@dataclass(frozen=True, slots=True)
class Printed:
    """A card as it goes to the printer: shown once, since its code is kept nowhere."""

    user: User
    phone: str
    address: str
    qr: SafeString
    pin: str


@never_cache
@require_POST
def issue(request: Request) -> HttpResponse:
    """Issue cards to the chosen people, and show them for printing."""
    if not request.actor.has(*permissions.ISSUERS):
        raise PermissionDenied
    chosen = [int(pk) for pk in request.POST.getlist("person") if pk.isdigit()][:AT_ONCE]
    form = CardForm(request.POST)
    if not chosen or not form.is_valid():
        messages.error(request, _("Choose whom the cards are for, at most a hundred at once."))
        return redirect("accounts:people")
    users = [queries.get(request.actor, pk, to="issue_card") for pk in chosen]
    with transaction.atomic():
        issued = [
            actions.issue_card(by=request.actor, user=user, **form.cleaned_data) for user in users
        ]
    return render(request, "accounts/cards.html", {"cards": _printed(request, issued)})


def _printed(request: Request, issued: Iterable[actions.Issued]) -> list[Printed]:
    cards = []
    for each in issued:
        address = request.build_absolute_uri(reverse("accounts:card", args=[each.code]))
        svg = segno.make(address, error="m", micro=False).svg_inline(
            scale=4, border=4, omitsize=True, svgclass="qr", lineclass=None
        )
        cards.append(
            Printed(
                user=each.card.user,
                phone=each.card.phone,
                address=address,
                qr=mark_safe(svg),  # noqa: S308 - made of our own address
                pin=each.pin,
            )
        )
    return cards


@doors.public
@never_cache
@require_http_methods(["GET", "POST"])
def card(request: Request, code: str) -> HttpResponse:
    """Ask for the PIN, at first use for a new one, and let its holder in."""
    found = queries.card_by_code(code, request.workspace)
    if found is None:
        return render(request, "accounts/card_void.html", status=404)
    form_class = PinForm if found.pin else NewPinForm
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _enter(request, found, form.cleaned_data["pin"])
        except Refusal as refusal:
            form.add_error("pin", refusal.sentence)
    context = {"card": found, "form": form, "again": "again" in request.GET}
    return render(request, "accounts/card.html", context)


def _enter(request: Request, found: Card, pin: str) -> HttpResponse:
    enter = actions.enter_by_card if found.pin else actions.choose_pin
    user = enter(card=found, pin=pin, now=timezone.now())
    login(request, user, backend=BACKEND)
    sessions.came_by_card(request, found)
    response = redirect(f"{get_script_prefix()}workbench/")
    remember_language(response, user)
    return response
