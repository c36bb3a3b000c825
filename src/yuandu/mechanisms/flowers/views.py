"""Kinds of flowers with their last prices, and one kind's prices week by week."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from yuandu.kernel.accounts import doors
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import handing_out
from yuandu.mechanisms.flowers import foretold, prices, queries, wording
from yuandu.mechanisms.flowers.forms import KindBar
from yuandu.mechanisms.flowers.models import Grade, Kind, Quote, Unit
from yuandu.mechanisms.flowers.permissions import may_file
from yuandu.mechanisms.flowers.prices import RECENT, Series, Standstill
from yuandu.mechanisms.flowers.queries import Listed
from yuandu.mechanisms.flowers.sheets import quotes

LONGEST_KEY = 18  # digits
MOST_DRAWN = 6  # markets on one chart


@doors.public
@require_GET
def kind_list(request: Request) -> HttpResponse:
    """List the kinds, each with its last price and how it moved."""
    form = KindBar(request.GET)
    page = queries.kind_page(request.actor, form.filters(), request.GET.get("page", 1))
    context = {
        "frame": wording.frame(request.actor),
        "title": _("Prices of flowers"),
        "layout": quotes.CODE,
        "may": {"file": may_file(request.actor)},
        "form": form,
        "page": page,
        "total": page.paginator.count,
        "rows": [_listed(each) for each in page.object_list],
        "filing": queries.last_filing(request.actor),
    }
    template = "flowers/list.html" + ("#found" if request.htmx else "")
    return render(request, template, context)


def _listed(each: Listed) -> dict[str, Any]:
    last = each.last
    return {
        "kind": each.kind,
        "last": last,
        "unit": wording.per_unit(last.currency, last.unit) if last else "",
        "change": wording.change(last.change if last else None),
    }


@doors.public
@require_GET
def kind(request: Request, pk: int) -> HttpResponse:
    """Show a kind: prices by market in one grade, what was sold and left, the year before."""
    found, grades = queries.get_with_grades(request.actor, pk, to="see")
    asked = request.GET.get("grade", "")
    grade = asked if asked in grades else (grades[0] if grades else "")
    stands = prices.markets_of(found, grade) if grade else []
    only = next((one for one in stands if str(one.market.pk) == request.GET.get("market")), None)
    series = prices.series_of(found, grade, [only] if only else _drawn(stands, request))
    forecasts = queries.forecasts_of(found, grade, [one.market for one in series])
    context = {
        "frame": wording.frame(request.actor),
        "title": found.title,
        "crumbs": [{"title": _("Prices of flowers"), "url": reverse("flowers:list")}],
        "kind": found,
        "sheets": handing_out.taken_along(request, "flowers:kind_sheet", found.pk),
        "grades": _tabs(found, "grade", [(each, Grade(each).label) for each in grades], grade),
        "markets": _market_tabs(found, grade, stands, only),
        "forecasts": foretold.table(forecasts, series[0] if only else None),
        "forecast": forecasts[0] if forecasts else None,
        "forecast_charts": foretold.charts(forecasts, series),
        "charts": _bands(series[0]) if only else _by_market(series),
        "left_out": 0 if only else len(stands) - len(series),
        "quantities": _quantities(series),
        "weeks": [_compared(one) for one in stands if only in (None, one)],
        "corrections": queries.corrections_of(found, grade) if grade else [],
        "doubtful": [_doubtful(each) for each in queries.doubtful(found, grade)] if grade else [],
    }
    return render(request, "flowers/kind.html", context)


@doors.public
@require_GET
def kind_sheet(request: Request, pk: int, form: str) -> StreamingHttpResponse:
    """Hand out the quotes behind a kind's page, in one grade and all markets or one."""
    found = queries.get(request.actor, pk, to="see")
    since = request.workspace.today() - prices.SHOWN
    asked = request.GET.get("grade", "")
    kept = queries.quotes_of(found, since, None, asked if asked in Grade.values else "")
    market = request.GET.get("market", "")
    if market.isdecimal() and len(market) <= LONGEST_KEY:
        kept = kept.filter(market=int(market))
    rows = quotes.lines(kept.select_related("kind", "market"))
    return handing_out.exported(quotes.QUOTES, rows, request.workspace, form)


def _tabs(
    kind: Kind, name: str, choices: Sequence[tuple[str, Any]], chosen: str, beside: str = ""
) -> list[dict[str, Any]]:
    return [
        {
            "title": title,
            "url": f"{kind.get_absolute_url()}?{beside}{name}={value}",
            "current": value == chosen,
            "count": None,
        }
        for value, title in choices
    ]


def _drawn(stands: Sequence[Standstill], request: Request) -> list[Standstill]:
    """Return the markets that are drawn: those that sold most of late, the city's currency first."""
    home = request.workspace.currency

    def rank(one: Standstill) -> tuple[bool, bool, Decimal]:
        is_old = one.on < stands_on - RECENT
        return (is_old, one.market.currency != home, -(one.volume or Decimal(0)))

    stands_on = max((one.on for one in stands), default=request.workspace.today())
    first = sorted(stands, key=rank)[:MOST_DRAWN]
    return [one for one in stands if one in first]


def _market_tabs(
    kind: Kind, grade: str, stands: Sequence[Standstill], only: Standstill | None
) -> list[dict[str, Any]]:
    """Return the markets to choose from, where there are several."""
    if len(stands) < 2:  # noqa: PLR2004
        return []
    choices = [("", _("All markets")), *((str(one.market.pk), one.market.title) for one in stands)]
    chosen = str(only.market.pk) if only else ""
    return _tabs(kind, "market", choices, chosen, beside=f"grade={grade}&")


def _mondays(series: Sequence[Series]) -> list[datetime.date]:
    """Return every week from the first to the last, so that a gap looks like one."""
    days = [week.on for one in series for week in one.weeks]
    first, number = min(days), (max(days) - min(days)).days // 7 + 1
    return [first + datetime.timedelta(weeks=at) for at in range(number)]


def _by_market(series: Sequence[Series]) -> list[dict[str, Any]]:
    """Return a chart for each currency and unit: they are never drawn on one axis."""
    charts = []
    for way in dict.fromkeys((one.market.currency, one.unit) for one in series):
        drawn = [one for one in series if (one.market.currency, one.unit) == way]
        weeks = [{week.on: week.average for week in one.weeks} for one in drawn]
        charts.append(
            {
                "id": f"prices-{way[0]}-{way[1]}".lower(),
                "caption": _("Average price by week and market"),
                "unit": wording.per_unit(*way),
                "series": [one.market.title for one in drawn],
                "rows": [
                    {
                        "label": f"{on:%Y-%m-%d}",
                        "cells": [wording.cell(one.get(on)) for one in weeks],
                    }
                    for on in _mondays(drawn)
                ],
            }
        )
    return charts


def _bands(one: Series) -> list[dict[str, Any]]:
    """Return the chart of one market: between which prices it traded, and the average."""
    weeks = {week.on: week for week in one.weeks}
    rows = []
    for on in _mondays([one]):
        week = weeks.get(on)
        values = (week.average, week.low, week.high) if week else (None, None, None)
        rows.append({"label": f"{on:%Y-%m-%d}", "cells": [wording.cell(value) for value in values]})
    return [
        {
            "id": "prices-of-market",
            "caption": _("Prices by week: %(market)s") % {"market": one.market.title},
            "unit": wording.per_unit(one.market.currency, one.unit),
            "series": [
                pgettext("price", "Average"),
                pgettext("price", "Lowest"),
                pgettext("price", "Highest"),
            ],
            "rows": rows,
        }
    ]


def _quantities(series: Sequence[Series]) -> list[dict[str, Any]]:
    """Return, a unit each, what was sold and left unsold by week, where it was reported."""
    charts = []
    for unit in dict.fromkeys(one.unit for one in series):
        sums: dict[datetime.date, list[Decimal | None]] = {}
        for week in (week for one in series if one.unit == unit for week in one.weeks):
            before = sums.get(week.on, [None, None])
            sums[week.on] = [
                _plus(*pair) for pair in zip(before, (week.volume, week.unsold), strict=True)
            ]
        if all(each == [None, None] for each in sums.values()):
            continue
        charts.append(
            {
                "id": f"quantities-{unit}",
                "caption": _("Sold and left unsold by week"),
                "unit": Unit(unit).label,
                "series": [pgettext("quantity", "Sold"), pgettext("quantity", "Left unsold")],
                "rows": [
                    {
                        "label": f"{on:%Y-%m-%d}",
                        "cells": [wording.cell(each, 0) for each in sums[on]],
                    }
                    for on in sorted(sums)
                ],
            }
        )
    return charts


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return other if one is None else one if other is None else one + other


def _compared(one: Standstill) -> dict[str, Any]:
    """Return a market's last week beside the week before and the same week last year."""
    return {
        "now": one,
        "unit": wording.per_unit(one.market.currency, one.unit),
        "change": wording.change(_change(one.average, one.before)),
        "year_change": wording.change(_change(one.average, one.year_ago)),
        "volume_change": wording.change(_change(one.volume, one.volume_year_ago)),
    }


def _change(now: Decimal | None, then: Decimal | None) -> float | None:
    return float(now / then) - 1 if now is not None and then else None


def _doubtful(each: Quote) -> dict[str, Any]:
    unit = wording.per_unit(each.market.currency, each.unit)
    return {"quote": each, "unit": unit, "why": each.get_doubt_display()}
