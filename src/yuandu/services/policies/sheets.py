"""The rows on public notice, as a spreadsheet to take along; it only goes out."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Reference, Value
from yuandu.services.policies import permissions, queries
from yuandu.services.policies.lifecycles import CASE

COLUMNS = (
    Column(code="party", title=pgettext_lazy("of a case", "Who")),
    Column(code="division", title=_("County or zone"), kind=Kind.DIVISION),
    Column(code="policy", title=_("Policy")),
    Column(code="document", title=_("Text and its number")),
    Column(code="amount", title=_("Amount"), kind=Kind.MONEY),
    Column(
        code="stage",
        title=pgettext_lazy("sheet", "Stage"),
        kind=Kind.CHOICE,
        choices=tuple(
            Choice(code=stage.code, title=stage.title) for stage in cycles.get(CASE).stages
        ),
    ),
    Column(code="since", title=pgettext_lazy("sheet", "On notice since"), kind=Kind.DATE),
    Column(code="until", title=_("Notice until"), kind=Kind.DATE),
)


def rows(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the rows on public notice, persons masked as on its page; one query."""
    for case in queries.notices(by).iterator(2000):
        policy, place = case.window.version.policy, case.party.division
        yield {
            "party": registry.shown(by, case.party).name,
            "division": Reference(place.pk, place.name, place.code) if place else None,
            "policy": policy.title,
            "document": policy.document,
            "amount": case.amount,
            "stage": case.track.stage if case.track else None,
            "since": case.notice_from,
            "until": case.notice_until,
        }


NOTICES = layouts.going_out(
    code="policy_notices",
    title=pgettext_lazy("sheet", "Public notice"),
    columns=COLUMNS,
    key=("party", "policy"),
    exporters=permissions.READERS,
    export=rows,
)
