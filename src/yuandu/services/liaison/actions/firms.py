"""Firms come into service, are visited, and offices become competent."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.permissions import person
from yuandu.kernel.registry.models import Division, Party
from yuandu.services.liaison import permissions, queries, rules
from yuandu.services.liaison.models import Competence, ServedFirm, Visit
from yuandu.services.liaison.refusals import NobodyToConfirm, Senseless
from yuandu.services.liaison.sending import once


@dataclass(frozen=True, slots=True)
class NewPromise:
    """What was promised at a visit, due in so many working days."""

    words: str
    due_days: int


@transaction.atomic
def take_in(*, by: Actor, party: Party) -> ServedFirm:
    """Open the party's file in one-to-one service; one that is open stays as it is.

    Raises:
        PermissionDenied: the actor neither is the firm nor keeps the service there.
    """
    if not (by.is_system or permissions.MAY_PARTY["raise"](by, party)):
        raise PermissionDenied
    made, is_new = ServedFirm.objects.get_or_create(
        workspace=by.workspace, party=party, defaults={"since_on": by.workspace.today()}
    )
    if is_new:
        audit.record(by, "liaison.take_in", made, party=party.pk)
    return made


@transaction.atomic
def visit(
    *,
    by: Actor,
    firm: ServedFirm,
    key: uuid.UUID,
    on: datetime.date,
    heard: str,
    met: str = "",
    promises: Sequence[NewPromise] = (),
) -> Visit:
    """Log a visit with what was heard, and put on record what the visitor promised.

    Sent again with the same key, it is the visit of before, and nothing is promised twice.

    Raises:
        PermissionDenied: the actor does not serve the firm.
        Senseless: it lies in the future, or nothing was heard.
        KeyUsed: the key brought other words.
        NobodyToConfirm: something was promised to a firm without an account or a leader.
        lifecycle.OddPromise: a promise without words, or due too far away.
    """
    if not permissions.serves(by, firm):
        raise PermissionDenied
    if on > by.workspace.today():
        raise Senseless("visit-ahead")
    if not heard.strip():
        raise Senseless("no-words")
    sent = {
        "firm": firm.pk,
        "by": by.user_id,
        "on": on,
        "heard": heard.strip(),
        "met": met.strip(),
        "promises": [[each.words.strip(), each.due_days] for each in promises],
    }
    made = Visit(
        workspace=by.workspace,
        key=key,
        digest=rules.digest(sent),
        firm=firm,
        on=on,
        by_user_id=by.user_id,
        by_label=by.label,
        met=met.strip(),
        heard=heard.strip(),
    )
    found, is_new = once(made, lambda: _promise(by, firm, promises))
    if is_new:
        audit.record(by, "liaison.visit", found, firm=firm.pk, promises=len(promises))
    return found


def _promise(by: Actor, firm: ServedFirm, promises: Sequence[NewPromise]) -> None:
    if not promises:
        return
    me = person(by)
    giver = User.objects.filter(pk=me).first() if me else None
    receiver = queries.who_confirms(by, firm, giver.pk) if giver else None
    if giver is None or receiver is None:
        raise NobodyToConfirm
    for each in promises:
        lifecycle.promise(
            by=by,
            subject=firm,
            words=each.words,
            giver=giver,
            receiver=receiver,
            due_days=each.due_days,
        )


@transaction.atomic
def enter_competence(
    *,
    by: Actor,
    subject: str,
    department: str,
    officer: User,
    division: Division | None = None,
    superior: User | None = None,
) -> Competence:
    """Let an office answer issues of a class, in a division or everywhere else.

    Raises:
        PermissionDenied: the actor is no officer of the city.
        Senseless: the officer answers that class there, or would be its own superior.
    """
    if not permissions.may_keep_competences(by):
        raise PermissionDenied
    if superior is not None and superior.pk == officer.pk:
        raise Senseless("superior-is-officer")
    try:
        with transaction.atomic():
            made = Competence.objects.create(
                workspace=by.workspace,
                subject=subject,
                department=department.strip(),
                officer=officer,
                division=division,
                superior=superior,
            )
    except IntegrityError as error:
        raise Senseless("competence-twice") from error
    audit.record(by, "liaison.enter_competence", made, subject=subject, officer=officer.pk)
    return made


@transaction.atomic
def drop_competence(*, by: Actor, competence: Competence) -> None:
    """Send the office nothing more; what it was sent before stays with it.

    Raises:
        PermissionDenied: the actor is no officer of the city.
    """
    if not permissions.may_keep_competences(by):
        raise PermissionDenied
    audit.record(by, "liaison.drop_competence", competence, department=competence.department)
    competence.delete()
