"""The terms of the lights change from a day on; months that are locked keep theirs."""

import datetime
from dataclasses import asdict

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.reporting import permissions, queries
from yuandu.mechanisms.reporting.models import LightTerms, Round
from yuandu.mechanisms.reporting.refusals import OddTerms
from yuandu.mechanisms.reporting.rules import Terms


@transaction.atomic
def keep_terms(*, by: Actor, from_on: datetime.date, terms: Terms, basis: str) -> LightTerms:
    """Set the thresholds for months that end on `from_on` or later.

    Raises:
        PermissionDenied: the actor does not keep rounds.
        OddTerms: red before yellow, no document, or a month they would change is locked.
    """
    if not permissions.may_keep_rounds(by):
        raise PermissionDenied
    if not basis.strip():
        raise OddTerms("no-basis")
    if (
        terms.progress_red < terms.progress_yellow
        or terms.listing_red_months < terms.listing_yellow_months
    ):
        raise OddTerms("red-before-yellow")
    locked = Round.objects.filter(workspace=by.workspace).exclude(locked_at=None)
    newest = locked.order_by("-period").first()
    if newest is not None and queries.period_end(newest.period) >= from_on:
        raise OddTerms("before-a-locked-month")
    made = LightTerms(
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
    audit.record(by, "reporting.terms", made, from_on=str(from_on), terms=_plain(terms))
    return made


def _plain(terms: Terms) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(terms).items()}
