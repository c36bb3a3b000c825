"""Forecasts as a kind's page shows them: a table of all markets, and one market's chart."""

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yuandu.mechanisms.flowers import wording
from yuandu.mechanisms.flowers.models import Forecast, Unit
from yuandu.mechanisms.flowers.prices import Series

SHOWN_AHEAD = (1, 4, 8, 12)  # weeks; the kind's own growing time stands beside them
SHORTLY_AHEAD = (4,)  # where all markets stand in one table
WEEKS_BEFORE = 26  # of the past on a chart


def table(forecasts: Iterable[Forecast], only: Series | None) -> list[dict[str, Any]]:
    """Return the lines of the table: of one market all, of all markets two prices each."""
    return [
        {
            "told": each,
            "unit": unit_of(each),
            "ours": wording.share(each.error_share),
            "naive": wording.share(each.naive_share),
            "is_better": _is_better(each),
            "made_of": wording.method(each.method),
        }
        for each in forecasts
        if each.ahead > SHOWN_AHEAD[-1] or each.ahead in (SHOWN_AHEAD if only else SHORTLY_AHEAD)
        if (_is_of(each, only) if only else each.what == Forecast.What.PRICE)
    ]


def unit_of(each: Forecast) -> str:
    if each.what == Forecast.What.PRICE:
        return wording.per_unit(each.market.currency, each.unit)
    return str(Unit(each.unit).label)


def _is_better(each: Forecast) -> bool | None:
    if each.past_error is None or each.naive_error is None:
        return None
    return each.past_error < each.naive_error


def _is_of(each: Forecast, series: Series) -> bool:
    return each.market_id == series.market.pk and each.unit == series.unit


def charts(forecasts: Sequence[Forecast], series: Iterable[Series]) -> list[dict[str, Any]]:
    """Return one chart at most: of the first market whose prices are foretold."""
    found = (_chart(forecasts, each) for each in series)
    return next(([chart] for chart in found if chart), [])


def _chart(forecasts: Iterable[Forecast], series: Series) -> dict[str, Any] | None:
    """Return the chart of a market's prices: the last half year, and the weeks to come."""
    coming = [
        each
        for each in forecasts
        if each.what == Forecast.What.PRICE
        and _is_of(each, series)
        and each.ahead <= SHOWN_AHEAD[-1]
    ]
    if not coming:
        return None
    since = series.last.on - datetime.timedelta(weeks=WEEKS_BEFORE)
    past = [
        _row(week.on, (week.average, None, None, None, None))
        for week in series.weeks
        if week.on > since
    ]
    told = [
        _row(each.week, (None, each.value, each.low, each.high, each.seasonal_naive))
        for each in coming
    ]
    return {
        "id": "forecast-of-market",
        "caption": _("Forecast by week: %(market)s") % {"market": series.market.title},
        "unit": wording.per_unit(series.market.currency, series.unit),
        "series": [
            pgettext("price", "Average"),
            pgettext("price", "Foretold"),
            _("Lower edge"),
            _("Upper edge"),
            _("Seasonal naive"),
        ],
        "band": "2 3",
        "band_label": _("%(level)s%% of values") % {"level": coming[0].level},
        "rows": [*past, *told],
    }


def _row(on: datetime.date, values: Sequence[Decimal | None]) -> dict[str, Any]:
    return {"label": f"{on:%Y-%m-%d}", "cells": [wording.cell(value) for value in values]}
