"""Bulletins of weeks: all of them, one to read and print, as PDF and Word, the quotes behind it."""

import datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yuandu.kernel.accounts import doors
from yuandu.kernel.papers import handing_out as papers
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import handing_out as sheet_files
from yuandu.mechanisms.flowers import bulletin_telling, bulletins, wording
from yuandu.mechanisms.flowers.models import Bulletin
from yuandu.mechanisms.flowers.sheets import quotes

ROWS_A_PAGE = 52


@doors.public
@require_GET
def bulletin_list(request: Request) -> HttpResponse:
    """List the bulletins, the newest first."""
    found = Bulletin.objects.filter(workspace=request.workspace).defer("facts").order_by("-week")
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page", 1))
    context = {
        "frame": wording.frame(request.actor),
        "title": _("Weekly bulletins"),
        "crumbs": [_prices()],
        "page": page,
        "rows": [{"bulletin": each, "title": bulletin_telling.title(each)} for each in page],
    }
    return render(request, "flowers/bulletins.html", context)


@doors.public
@require_GET
def bulletin(request: Request, week: str) -> HttpResponse:
    """Show a week's bulletin; each line opens to its rows."""
    found = _get(request, week)
    context = {
        "frame": wording.frame(request.actor),
        "title": bulletin_telling.title(found),
        "crumbs": [
            _prices(),
            {"title": _("Weekly bulletins"), "url": reverse("flowers:bulletins")},
        ],
        "bulletin": found,
        "parts": bulletin_telling.parts(found),
        "sheets": sheet_files.taken_along(request, "flowers:bulletin_sheet", week),
    }
    return render(request, "flowers/bulletin.html", context)


@doors.public
@require_GET
def pdf(request: Request, week: str) -> HttpResponse:
    """Print a week's bulletin."""
    return papers.as_pdf(bulletin_telling.paper(_get(request, week)))


@doors.public
@require_GET
def word(request: Request, week: str) -> HttpResponse:
    """Hand a week's bulletin out as a Word file."""
    return papers.as_word(bulletin_telling.paper(_get(request, week)))


@doors.public
@require_GET
def sheet(request: Request, week: str, form: str) -> StreamingHttpResponse:
    """Hand out the quotes behind a week's bulletin, as they are now."""
    found = _get(request, week)
    kept = bulletins.quotes_of(request.workspace, found.week).select_related("kind", "market")
    rows = quotes.lines(kept.order_by("on", "market", "kind", "grade"))
    return sheet_files.exported(quotes.QUOTES, rows, request.workspace, form)


def _prices() -> dict[str, str]:
    return {"title": _("Prices of flowers"), "url": reverse("flowers:list")}


def _get(request: Request, week: str) -> Bulletin:
    """Return the bulletin of the week that begins on a day.

    Raises:
        Http404: there is none, or that is no day.
    """
    try:
        monday = datetime.date.fromisoformat(week)
    except ValueError as error:
        raise Http404 from error
    found = Bulletin.objects.select_related("workspace")
    return get_object_or_404(found, workspace=request.workspace, week=monday)
