"""Applications for titles as a spreadsheet that goes out; what comes in are announcements."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Reference, Value
from yuandu.mechanisms.enterprises import lifecycles, permissions
from yuandu.mechanisms.enterprises.models import Application
from yuandu.mechanisms.enterprises.queries import applications_visible_to
from yuandu.mechanisms.enterprises.sheets.recognitions import TIERS

COLUMNS = (
    Column(code="code", title=_("Credit code"), kind=Kind.CODE, required=True, max_length=40),
    Column(code="name", title=_("Name of the firm"), required=True, max_length=200),
    Column(code="division", title=_("County or zone"), kind=Kind.DIVISION),
    Column(code="tier", title=_("Title applied for"), kind=Kind.CHOICE, choices=TIERS),
    Column(
        code="stage",
        title=pgettext_lazy("application", "Stage"),
        kind=Kind.CHOICE,
        choices=tuple(
            Choice(code=stage.code, title=stage.title)
            for stage in cycles.get(lifecycles.CYCLE).stages
        ),
    ),
    Column(code="since", title=_("In this stage since"), kind=Kind.DATE),
    Column(code="opened_on", title=_("Opened on"), kind=Kind.DATE),
    Column(code="closed_on", title=_("Closed on"), kind=Kind.DATE),
    Column(code="letter", title=_("Letter of recommendation"), max_length=100),
    Column(code="notice_until", title=_("Last day of the notice"), kind=Kind.DATE),
    Column(code="document", title=_("Announcement"), max_length=100),
)


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the applications the actor works with, the oldest first; one query."""
    for each in applications_visible_to(by).order_by("pk").iterator(2000):
        yield _line(each)


def _line(each: Application) -> dict[str, Value]:
    party, title = each.firm.party, each.recognition
    place = party.division
    return {
        "code": party.code or None,
        "name": party.name,
        "division": Reference(place.pk, place.name, place.code) if place else None,
        "tier": each.tier,
        "stage": each.track.stage if each.track else None,
        "since": each.track.entered_on if each.track else None,
        "opened_on": each.opened_on,
        "closed_on": each.closed_on,
        "letter": each.letter or None,
        "notice_until": each.notice_until,
        "document": title.announcement.document if title else None,
    }


APPLICATIONS = layouts.going_out(
    code="title_applications",
    title=pgettext_lazy("sheet", "Applications for titles"),
    columns=COLUMNS,
    key=("code", "tier"),
    exporters=permissions.EXPORTERS,
    export=export,
)
