"""How many kinds of flowers have market data."""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, Figure, periods
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers.models import Group, Kind, Quote

YEAR = datetime.timedelta(days=365)


def quoted(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the kinds of flowers that some market quoted in the year before the day."""
    quotes = Quote.objects.filter(kind=OuterRef("pk"), on__gt=on - YEAR, on__lte=on)
    kinds = Kind.objects.filter(workspace=workspace).exclude(group=Group.PRODUCE)
    return kinds.filter(Exists(quotes))


figures.register(
    Figure(
        code="flowers.kinds.quoted",
        name=_("Kinds of flowers with market data: number"),
        unit="种",
        definition=_(
            "Kinds on the list for which some market filed a price in the 365 days up to the "
            "day; vegetables and fruit kept for comparison do not count."
        ),
        formula=_("number of kinds of flowers"),
        period=periods.day,
        rows=quoted,
        columns=(Column(_("Kind of flower"), "name", "name_en"), Column(_("Latin name"), "latin")),
        link="flowers:kind",
        keywords=("花卉产供销|花卉品种|花卉种类|kinds of flowers",),
    )
)
