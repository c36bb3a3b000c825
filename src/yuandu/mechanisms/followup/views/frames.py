"""What every page of this room shows: its views, and the way back."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from yuandu.kernel.indicators.rules.periods import Period, UnknownPeriod


def crumbs(*more: tuple[str, str]) -> list[dict[str, Any]]:
    way = [(_("Follow-up after production"), reverse("followup:home")), *more]
    return [{"title": title, "url": url} for title, url in way]


def month_in(address: str) -> str:
    """Return the month that an address names.

    Raises:
        Http404: it names none.
    """
    try:
        found = Period.parse(address)
    except UnknownPeriod as error:
        raise Http404 from error
    if found.kind != "month":
        raise Http404
    return found.code


def titled(period: str) -> str:
    return _("After production, %(period)s") % {"period": period}
