"""Judging what only a person can judge."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry.models import Party
from yuandu.services.policies import permissions
from yuandu.services.policies.models import Judgement, PolicyVersion
from yuandu.services.policies.refusals import ImpossibleJudgement


@transaction.atomic
def judge(
    *,
    by: Actor,
    version: PolicyVersion,
    party: Party,
    criterion: str,
    holds: bool,
    words: str,
    on: datetime.date,
) -> Judgement:
    """Record what an officer judges of a party by one criterion of a version.

    A judgement is never changed; a later one takes its place from its day on.

    Args:
        words: On what it rests: the paper, the visit, whom one asked.
        on: The day of judging, today or before.

    Raises:
        PermissionDenied: the actor is no officer of the place where the party is.
        ImpossibleJudgement: the criterion is not for a person to judge, no reason is given,
            or the day is yet to come.
    """
    if not permissions.may_judge(by, party):
        raise PermissionDenied
    words = words.strip()
    if criterion not in version.judged_criteria:
        raise ImpossibleJudgement("not-for-a-person")
    if not words:
        raise ImpossibleJudgement("no-reason")
    if on > by.workspace.today():
        raise ImpossibleJudgement("yet-to-come")
    made = Judgement.objects.create(
        workspace=by.workspace,
        version=version,
        party=party,
        criterion=criterion,
        holds=holds,
        words=words,
        judged_on=on,
        by_user_id=by.user_id,
        by_label=by.label,
    )
    audit.record(
        by,
        "policy.judge",
        made,
        personal={"words": words},
        party=party.pk,
        version=version.pk,
        criterion=criterion,
        holds=holds,
        on=str(on),
    )
    return made
