"""What every page of this room shows: its views, and the way back."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.indicators.rules.periods import Period, UnknownPeriod
from yuandu.mechanisms.followup.queries import SILENT, STOPPED, UNLISTED

LIST_TITLES = {
    SILENT: pgettext_lazy("follow-up", "Months owed"),
    STOPPED: pgettext_lazy("follow-up", "Stopped paying tax"),
    UNLISTED: pgettext_lazy("follow-up", "Not in above-scale statistics"),
}

NO_COUNTS: Mapping[str, int] = MappingProxyType({})


def tabs(here: str, counts: Mapping[str, int] = NO_COUNTS) -> list[dict[str, Any]]:
    """Return the views of the room; lists go by their names, with how many they have."""
    shown = [
        ("months", _("Months by county"), reverse("followup:home")),
        *(
            (which, title, f"{reverse('followup:list')}?show={which}")
            for which, title in LIST_TITLES.items()
        ),
        ("terms", _("Terms and offices"), reverse("followup:terms")),
    ]
    return [
        {"title": title, "url": url, "current": name == here, "count": counts.get(name)}
        for name, title, url in shown
    ]


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
