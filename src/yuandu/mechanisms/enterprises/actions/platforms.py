"""Platforms, taken in from the registers by sheet."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.audit.actions import Act
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.enterprises import permissions
from yuandu.mechanisms.enterprises.actions.titles import NotYours
from yuandu.mechanisms.enterprises.models import Platform


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlatform:
    """A platform at one level, as a register has it; `raised_from` is the level before."""

    host: Party
    name: str
    level: str
    kind: str
    recognised_on: datetime.date
    field: str = ""
    document: str = ""
    raised_from: str = ""
    closed_on: datetime.date | None = None


@transaction.atomic
def take_in_platforms(*, by: Actor, lines: Sequence[NewPlatform]) -> None:
    """Enter platforms, or change those on the register; lower levels come before higher ones.

    Queries a line: three at most.

    Raises:
        NotYours: registers are taken in by the city's officers.
    """
    if not by.has(*permissions.IMPORTERS):
        raise NotYours
    acts = []
    for line in lines:
        own = Platform.objects.filter(workspace=by.workspace, host=line.host, name=line.name)
        before = own.filter(level=line.raised_from).first() if line.raised_from else None
        platform, _is_new = Platform.objects.update_or_create(
            workspace=by.workspace,
            host=line.host,
            name=line.name,
            level=line.level,
            defaults={
                "kind": line.kind,
                "field": line.field,
                "recognised_on": line.recognised_on,
                "document": line.document,
                "upgraded_from": before,
                "closed_on": line.closed_on,
            },
        )
        details = {"level": line.level, "on": str(line.recognised_on), "document": line.document}
        acts.append(Act(by, "platform.take_in", Platform._meta.label_lower, platform.pk, details))
    audit.record_all(acts)
