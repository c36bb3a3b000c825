"""Titles, which come from official announcements alone, by sheet; and whom to call."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.audit.actions import Act
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.enterprises import permissions
from yuandu.mechanisms.enterprises.models import Announcement, Firm, Recognition
from yuandu.mechanisms.enterprises.queries.titles import held_on
from yuandu.mechanisms.enterprises.refusals import NotKept
from yuandu.mechanisms.enterprises.settling import settle

# What an announcement says of a firm → its kind. The first two give a title, the rest end one.
KINDS = {
    "recognised": Announcement.Kind.RECOGNITION,
    "rechecked": Announcement.Kind.RECHECK,
    "failed_recheck": Announcement.Kind.RECHECK,
    "withdrawn": Announcement.Kind.WITHDRAWAL,
    "cancelled": Announcement.Kind.WITHDRAWAL,
}
GIVES = ("recognised", "rechecked")


class NotYours(Refusal):
    """The actor's post does not take in announcements."""

    code = "not-yours"
    status = 403

    @property
    def sentence(self) -> str:
        return _("Announcements are taken in by the city’s officers.")


class NoSuchTitle(Refusal):
    """A title was to end that the firm does not hold."""

    code = "no-such-title"
    status = 422

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} holds no title of this tier")

    @property
    def sentence(self) -> str:
        return _(
            "“%(name)s” holds no title of this tier that could end. Take in the announcement "
            "that gave it first."
        ) % {"name": self.name}


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What one line of an announcement says of one firm.

    Attributes:
        outcome: a key of `KINDS`.
        valid_from: first day of the title it gives.
        valid_to: its last day.
    """

    party: Party
    outcome: str
    tier: str
    batch: str
    document: str
    announced_on: datetime.date
    valid_from: datetime.date
    valid_to: datetime.date
    reason: str = ""


@transaction.atomic
def take_in(*, by: Actor, lines: Sequence[Announced]) -> None:
    """Give and end titles as announcements say; firms the room did not know are added.

    A line that was taken in before changes that title; an application under way ends with
    the title it was for. Queries a line: four at most, besides those applications.

    Raises:
        NotYours: announcements are taken in by the city's officers.
        NoSuchTitle: a title is to end that the firm does not hold.
    """
    if not by.has(*permissions.IMPORTERS):
        raise NotYours
    firms = _firms(by, (line.party for line in lines))
    announcements: dict[tuple[str, str, str], Announcement] = {}
    acts: list[Act] = []
    given: dict[datetime.date, list[Recognition]] = {}
    for line in lines:
        announcement = _announcement(by, line, announcements)
        firm = firms[line.party.pk]
        if line.outcome in GIVES:
            title = _give(by, firm, line, announcement)
            given.setdefault(line.announced_on, []).append(title)
        else:
            title = _end(firm, line, announcement)
        details = {
            "outcome": line.outcome,
            "tier": line.tier,
            "document": line.document,
            "on": str(line.announced_on),
        }
        label = Recognition._meta.label_lower
        acts.append(Act(by, f"recognition.{line.outcome}", label, title.pk, details))
    for on, titles in given.items():
        settle(by, titles, on)
    audit.record_all(acts)


def _firms(by: Actor, parties: Iterable[Party]) -> dict[int, Firm]:
    wanted = {party.pk for party in parties}
    known = dict(
        Firm.objects.filter(workspace=by.workspace, party__in=wanted).values_list("party_id", "pk")
    )
    Firm.objects.bulk_create(
        Firm(workspace=by.workspace, party_id=key) for key in sorted(wanted - known.keys())
    )
    return {
        firm.party_id: firm
        for firm in Firm.objects.filter(workspace=by.workspace, party__in=wanted)
    }


def _announcement(
    by: Actor, line: Announced, known: dict[tuple[str, str, str], Announcement]
) -> Announcement:
    kind = KINDS[line.outcome]
    key = (line.document, kind, line.tier)
    if key not in known:
        known[key], _is_new = Announcement.objects.get_or_create(
            workspace=by.workspace,
            document=line.document,
            kind=kind,
            tier=line.tier,
            defaults={"batch": line.batch, "published_on": line.announced_on},
        )
    return known[key]


def _give(by: Actor, firm: Firm, line: Announced, announcement: Announcement) -> Recognition:
    title, _is_new = Recognition.objects.update_or_create(
        firm=firm,
        announcement=announcement,
        defaults={
            "workspace": by.workspace,
            "tier": line.tier,
            "valid_from": line.valid_from,
            "valid_to": line.valid_to,
        },
    )
    return title


def _end(firm: Firm, line: Announced, announcement: Announcement) -> Recognition:
    own = Recognition.objects.filter(firm=firm, tier=line.tier)
    title = own.filter(ended_by=announcement).first() or (
        own.filter(held_on(line.announced_on)).order_by("-valid_to", "-pk").first()
    )
    if title is None:
        raise NoSuchTitle(line.party.name)
    title.ended_on, title.ending = line.announced_on, line.outcome
    title.ended_because, title.ended_by = line.reason, announcement
    title.save(update_fields=["ended_on", "ending", "ended_because", "ended_by"])
    return title


@transaction.atomic
def keep_contact(*, by: Actor, firm: Firm, leading_product: str, contact: str, phone: str) -> None:
    """Keep what the registry does not: the product, and whom to call.

    Raises:
        NotKept: the actor neither acts for the firm nor keeps its record.
    """
    if not permissions.works_on(by, firm):
        raise NotKept
    firm.leading_product, firm.contact, firm.phone = leading_product, contact, phone
    firm.save(update_fields=["leading_product", "contact", "phone"])
    audit.record(
        by,
        "firm.keep_contact",
        firm,
        personal={"contact": contact, "phone": phone},
        leading_product=leading_product,
    )
