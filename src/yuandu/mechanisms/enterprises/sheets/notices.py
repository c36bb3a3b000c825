"""Who is on public notice for a title, as a spreadsheet to take along; it only goes out."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.rules.columns import Column, Kind, Reference, Value
from yuandu.mechanisms.enterprises import permissions, queries
from yuandu.mechanisms.enterprises.sheets.recognitions import TIERS

COLUMNS = (
    Column(code="name", title=_("Firm")),
    Column(code="division", title=_("County or zone"), kind=Kind.DIVISION),
    Column(code="tier", title=_("Title applied for"), kind=Kind.CHOICE, choices=TIERS),
    Column(code="document", title=pgettext_lazy("sheet", "Document of the notice")),
    Column(code="since", title=pgettext_lazy("sheet", "On notice since"), kind=Kind.DATE),
    Column(code="until", title=_("Last day of the notice"), kind=Kind.DATE),
)


def rows(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield everybody on public notice, the first to end in front; two queries."""
    found = list(queries.on_notice(by))
    documents = queries.notice_documents(found)
    for each in found:
        place = each.firm.party.division
        yield {
            "name": each.firm.party.name,
            "division": Reference(place.pk, place.name, place.code) if place else None,
            "tier": each.tier,
            "document": documents.get(each.pk, ""),
            "since": each.track.entered_on if each.track else None,
            "until": each.notice_until,
        }


NOTICES = layouts.going_out(
    code="title_notices",
    title=pgettext_lazy("sheet", "On public notice for a title"),
    columns=COLUMNS,
    key=("name", "tier"),
    exporters=permissions.EXPORTERS,
    export=rows,
)
