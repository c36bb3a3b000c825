"""Opening calls for funds."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.services.policies import budgets, permissions
from yuandu.services.policies.models import Call, Case, Window
from yuandu.services.policies.refusals import OddCall


@transaction.atomic
def open_call(
    *,
    by: Actor,
    window: Window,
    name: str,
    score: str,
    closes_on: datetime.date,
    places: int | None = None,
    name_en: str = "",
    is_sample: bool = False,
) -> Call:
    """Let a window pay by score, after a day on which nobody may come in any more.

    Args:
        score: Id of a score of the book.
        places: How many are paid at most; the budget alone decides where none is given.

    Raises:
        PermissionDenied: the actor's post opens no calls.
        OddCall: the book has no such score, the day is not within the window, something is
            decided already, or there is a call.
    """
    if not permissions.MAY_WINDOW["call"](by, window):
        raise PermissionDenied
    # Nobody is approved between looking and opening: approving takes the same lock.
    Window.objects.select_for_update().get(pk=window.pk)
    if score not in {one.id for one in window.version.book.scores}:
        raise OddCall("no-score")
    if not window.from_on <= closes_on <= window.to_on:
        raise OddCall("closes-outside")
    if window.cases.filter(track__stage__in=budgets.SETTLED).exists():
        raise OddCall("decided")
    try:
        with transaction.atomic():
            call = Call.objects.create(
                workspace=by.workspace,
                window=window,
                name=name,
                name_en=name_en,
                score=score,
                closes_on=closes_on,
                places=places,
                is_sample=is_sample,
            )
    except IntegrityError as error:
        raise OddCall("standing") from error
    ranked = list(window.cases.filter(track__stage__in=budgets.CLAIMING))
    for case in ranked:
        case.rank = budgets.rank_of(window, case, call)
    Case.objects.bulk_update(ranked, ["rank"], batch_size=1000)
    audit.record(by, "policy.open_call", call, window=window.pk, score=score, places=places)
    return call
