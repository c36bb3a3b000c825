"""A market's quotes of a day, entered on a phone: what it quoted of late, a line each."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.flowers import actions, dropping, queries, wording
from yuandu.mechanisms.flowers.forms import DayForm
from yuandu.mechanisms.flowers.models import Grade, Market
from yuandu.mechanisms.flowers.queries import Line
from yuandu.mechanisms.flowers.reading import VALUES

LONGEST = 30  # characters of a number
LINES_A_PAGE = 40
FAULTY = 422


@require_http_methods(["GET", "POST"])
def day(request: Request, pk: int) -> HttpResponse:
    """Enter what a market quoted on a day; lines left empty are not quoted."""
    market = queries.market(request.actor, pk, to="file")
    page = Paginator(queries.lines_of(market), LINES_A_PAGE).get_page(request.GET.get("page", 1))
    lines = list(page)
    today = request.actor.workspace.today()
    if request.method != "POST":
        return _page(request, market, page, DayForm(initial={"day": today}))
    form = DayForm(request.POST)
    if not form.is_valid():
        return _page(request, market, page, form)
    rows = [row for line in lines if (row := _row(line, form, request.POST))]
    if not rows:
        form.add_error(None, _("Fill in at least one average price."))
        return _page(request, market, page, form)
    try:
        outcome = actions.file_rows(
            by=request.actor, market=market, rows=rows, reason=form.cleaned_data["reason"]
        )
    except Refusal as refusal:
        for each in refusal.reasons or [{"message": refusal.sentence}]:
            form.add_error(None, each["message"])
        return _page(request, market, page, form)
    messages.success(request, dropping.told(outcome))
    return redirect(f"{reverse('flowers:day', args=[market.pk])}?page={page.number}")


def _row(line: Line, form: DayForm, posted: Mapping[str, str]) -> dict[str, str | None] | None:
    """Return a line's texts as a row, or `None` where nothing was entered."""
    values = {name: posted.get(f"{line.name}-{name}", "").strip()[:LONGEST] for name in VALUES}
    if not any(values.values()):
        return None
    own = {"kind": line.kind.name, "grade": line.grade, "unit": line.unit}
    return {"on": str(form.cleaned_data["day"]), **own, **values}


def _page(request: Request, market: Market, page: Page[Any], form: DayForm) -> HttpResponse:
    context = {
        "title": _("Quotes of a day: %(market)s") % {"market": market.title},
        "crumbs": [
            {"title": _("Prices of flowers"), "url": reverse("flowers:list")},
            {"title": _("State of the markets"), "url": reverse("flowers:markets")},
        ],
        "form": form,
        "page": page,
        "lines": [_line(market, line, request.POST) for line in page.object_list],
    }
    status = FAULTY if form.is_bound else 200
    return render(request, "flowers/day.html", context, status=status)


def _line(market: Market, line: Line, posted: Mapping[str, str]) -> dict[str, Any]:
    return {
        "line": line,
        "grade": Grade(line.grade).label,
        "unit": wording.per_unit(market.currency, line.unit),
        "given": {name: posted.get(f"{line.name}-{name}", "") for name in VALUES},
    }
