"""The thresholds change from a day on; the city names the offices that figures come from."""

import datetime
from dataclasses import asdict

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.followup import permissions
from yuandu.mechanisms.followup.models import FollowTerms, SourceOffice
from yuandu.mechanisms.followup.refusals import OddOffice, OddTerms
from yuandu.mechanisms.followup.rules import Terms


@transaction.atomic
def keep_terms(*, by: Actor, from_on: datetime.date, terms: Terms, basis: str) -> FollowTerms:
    """Set the thresholds that hold from `from_on`; months opened before keep their due day.

    Raises:
        PermissionDenied: the actor does not keep the follow-up.
        OddTerms: no document, a day that is over, or terms from that day on exist.
    """
    if not permissions.may_keep(by):
        raise PermissionDenied
    if not basis.strip():
        raise OddTerms("no-basis")
    if from_on < by.workspace.today():
        raise OddTerms("over")
    made = FollowTerms(
        workspace=by.workspace,
        from_on=from_on,
        basis=basis.strip(),
        by_user_id=by.user_id,
        **asdict(terms),
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise OddTerms("same-day") from error
    audit.record(by, "followup.terms", made, from_on=str(from_on), terms=asdict(terms))
    return made


@transaction.atomic
def name_office(*, by: Actor, office: Party, source: str) -> SourceOffice:
    """Let an office read what is followed, and file what it is the source of.

    Raises:
        PermissionDenied: the actor does not keep the follow-up.
        OddOffice: the office is named already.
    """
    if not permissions.may_keep(by):
        raise PermissionDenied
    made = SourceOffice(workspace=by.workspace, office=office, source=source)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise OddOffice("named") from error
    audit.record(by, "followup.name_office", made, office=office.pk, source=source)
    return made


@transaction.atomic
def dismiss_office(*, by: Actor, named: SourceOffice) -> None:
    """Let an office read and file no longer; what it filed stays.

    Raises:
        PermissionDenied: the actor does not keep the follow-up.
        OddOffice: somebody has dismissed it before.
    """
    if not permissions.may_keep(by):
        raise PermissionDenied
    audit.record(by, "followup.dismiss_office", named, office=named.office_id, source=named.source)
    gone, _rows = SourceOffice.objects.filter(pk=named.pk).delete()
    if not gone:
        raise OddOffice("gone")
