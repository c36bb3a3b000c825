"""Booking space, and what arrived of it."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.lines import actions, permissions, queries
from yuandu.mechanisms.lines.forms import BookForm, CertificateForm, ReceiptForm
from yuandu.mechanisms.lines.models import Booking
from yuandu.mechanisms.lines.sheets.bookings import CODE
from yuandu.mechanisms.lines.views.frames import booking_row, crumbs
from yuandu.mechanisms.lines.views.transit import claim_of_booking
from yuandu.mechanisms.lines.views.trips import trip_page


@require_GET
def booking_list(request: Request) -> HttpResponse:
    """List the reader's bookings, the newest first."""
    page = queries.booking_page(request.actor, request.GET.get("page", 1))
    context = {
        "title": _("Bookings on direct lines"),
        "crumbs": crumbs(),
        "page": page,
        "rows": [booking_row(each) for each in page],
        "layout": CODE,
        "may": {"export": permissions.reads_all(request.actor)},
    }
    return render(request, "lines/bookings.html", context)


@require_POST
def book(request: Request, pk: int) -> HttpResponse:
    """Book space on a trip."""
    found = queries.trip(request.actor, pk, to="book")
    form = BookForm(request.POST, actor=request.actor, trip=found)
    if not form.is_valid():
        return trip_page(request, found, form, 422)
    try:
        made = actions.book(by=request.actor, trip=found, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        found.refresh_from_db(fields=["booked", "state"])
        return trip_page(request, found, form, refusal.status)
    messages.success(request, _("Booked as %(number)s.") % {"number": made.number})
    return redirect(made)


@require_GET
def booking(request: Request, pk: int) -> HttpResponse:
    """Show a booking."""
    return _page(request, queries.booking(request.actor, pk, to="see"))


def _page(
    request: Request,
    found: Booking,
    *,
    receipt: ReceiptForm | None = None,
    certificate: CertificateForm | None = None,
    status: int = 200,
) -> HttpResponse:
    may = {verb: test(request.actor, found) for verb, test in permissions.MAY_BOOKING.items()}
    row = booking_row(found)
    context = {
        "title": found.number,
        "crumbs": crumbs(found.trip.line, found.trip),
        "booking": found,
        "row": row,
        "pairs": [
            {"label": _("Shipper"), "value": found.shipper.title},
            {"label": _("Kind of flower"), "value": found.kind.title},
            {"label": _("Plants"), "value": found.quantity, "unit": row["unit"]},
            {"label": _("Space"), "value": found.space, "unit": row["space_unit"]},
            {"label": _("County"), "value": str(found.county)},
            {"label": _("Receiver"), "value": found.receiver},
            {"label": _("Plant-health certificate, number"), "value": found.certificate},
            {"label": _("Booked by"), "value": found.booked_by},
            {"label": _("Arrived whole"), "value": found.received},
            {"label": _("Arrived damaged"), "value": found.damaged},
            {"label": _("Why plants were lost"), "value": row["cause"]},
            {"label": _("Hours from departure"), "value": found.hours},
        ],
        "receipt": (receipt or ReceiptForm(booking=found)) if may["receive"] else None,
        "claim": claim_of_booking(request, found) if found.lost else None,
        "certificate": (certificate or CertificateForm()) if may["certify"] else None,
        "may": may,
    }
    return render(request, "lines/booking.html", context, status=status)


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a booking back."""
    found = queries.booking(request.actor, pk, to="withdraw")
    try:
        actions.withdraw(by=request.actor, booking=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The booking is withdrawn; its space is free again."))
    return redirect(found)


@require_POST
def certify(request: Request, pk: int) -> HttpResponse:
    """Enter the number of the plant-health certificate."""
    found = queries.booking(request.actor, pk, to="certify")
    form = CertificateForm(request.POST)
    if not form.is_valid():
        return _page(request, found, certificate=form, status=422)
    try:
        actions.certify(by=request.actor, booking=found, **form.cleaned_data)
    except Refusal as refusal:
        return _page(request, found, certificate=_refused(form, refusal), status=refusal.status)
    messages.success(request, _("The certificate is on the manifest."))
    return redirect(found)


@require_POST
def receive(request: Request, pk: int) -> HttpResponse:
    """Enter what arrived."""
    found = queries.booking(request.actor, pk, to="receive")
    form = ReceiptForm(request.POST, booking=found)
    if not form.is_valid():
        return _page(request, found, receipt=form, status=422)
    try:
        actions.receive(by=request.actor, booking=found, **form.cleaned_data)
    except Refusal as refusal:
        return _page(request, found, receipt=_refused(form, refusal), status=refusal.status)
    messages.success(request, _("What arrived is on record."))
    return redirect(found)


def _refused[F: forms.Form](form: F, refusal: Refusal) -> F:
    form.add_error(None, refusal.sentence)
    return form
