"""Gaps are closed with words, and cards written of what was solved."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.services.liaison import permissions, rules
from yuandu.services.liaison.models import Card, Gap, Issue
from yuandu.services.liaison.refusals import (
    AlreadyClosed,
    HasCard,
    NamesTheFirm,
    NotSolved,
    Senseless,
)


@transaction.atomic
def close_gap(*, by: Actor, gap: Gap, words: str, policy_code: str = "") -> None:
    """Close a gap, saying what was done and, where there is one, which policy fills it.

    Raises:
        PermissionDenied: the actor is no officer of the city.
        Senseless: no words.
        AlreadyClosed: somebody was faster.
    """
    if not by.has(*permissions.CITY):
        raise PermissionDenied
    if not words.strip():
        raise Senseless("no-words")
    changed = Gap.objects.filter(pk=gap.pk, closed_on=None).update(
        closed_on=by.workspace.today(),
        closed_by=by.user_id,
        words=words.strip(),
        policy_code=policy_code.strip(),
    )
    gap.refresh_from_db()
    if not changed:
        raise AlreadyClosed(str(gap.closed_by or ""), gap.closed_on or by.workspace.today())
    audit.record(by, "liaison.close_gap", gap, policy=gap.policy_code)


@transaction.atomic
def write_card(
    *, by: Actor, issue: Issue, question: str, solution: str, department: str, rule: str = ""
) -> Card:
    """Write what a solved issue teaches, for everybody with a post, without the firm's name.

    Raises:
        NotSolved: the firm has not closed the issue.
        PermissionDenied: the actor neither serves the firm nor answered it.
        Senseless: no words.
        NamesTheFirm: a text tells whose issue it was.
        HasCard: there is one.
    """
    if issue.stage != rules.CLOSED:
        raise NotSolved
    if not permissions.MAY_ISSUE["card"](by, issue):
        raise PermissionDenied
    texts = {
        "question": question.strip(),
        "solution": solution.strip(),
        "department": department.strip(),
        "rule": rule.strip(),
    }
    if not (texts["question"] and texts["solution"]):
        raise Senseless("no-words")
    party = issue.firm.party
    if named := rules.names_in(list(texts.values()), (party.name, party.name_en, party.code)):
        raise NamesTheFirm(named)
    try:
        with transaction.atomic():
            made = Card.objects.create(
                workspace=by.workspace,
                issue=issue,
                written_by_id=by.user_id,
                written_on=by.workspace.today(),
                **texts,
            )
    except IntegrityError as error:
        raise HasCard from error
    audit.record(by, "liaison.write_card", made, issue=issue.pk)
    return made
