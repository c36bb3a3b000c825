"""The spreadsheet of royalties, licence by licence and month by month; it only goes out."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.rules.columns import Column, Kind, Value
from yuandu.mechanisms.varieties import queries

CODE = "varieties-royalties"
COLUMNS = (
    Column(code="variety", title=_("Variety"), max_length=200),
    Column(code="holder", title=_("Holder of the right"), max_length=200),
    Column(code="licensee", title=_("Licensee"), max_length=200),
    Column(code="month", title=_("Month"), kind=Kind.MONTH),
    Column(code="quantity", title=_("Seedlings"), kind=Kind.NUMBER),
    Column(code="royalty", title=_("Royalty, yuan a seedling"), kind=Kind.NUMBER),
    Column(code="amount", title=_("Royalty due"), kind=Kind.MONEY),
)


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield what is due by the licences to which `by` is a party; a query a licence and year."""
    for licence in queries.licences_visible_to(by).order_by("pk"):
        for year in reversed(queries.years_of(licence, by.workspace.today())):
            for due in queries.statement(licence, year).months:
                yield {
                    "variety": licence.variety.name,
                    "holder": licence.variety.holder.name,
                    "licensee": licence.licensee.name,
                    "month": due.month,
                    "quantity": Decimal(due.quantity),
                    "royalty": licence.royalty,
                    "amount": due.amount,
                }


layouts.register(
    layouts.going_out(
        code=CODE,
        title=pgettext_lazy("sheet", "Royalties of varieties"),
        columns=COLUMNS,
        key=("variety", "licensee", "month"),
        exporters=("owner",),
        export=export,
    )
)
