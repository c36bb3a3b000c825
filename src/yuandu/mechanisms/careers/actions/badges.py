"""Issuing a badge at the worker's own wish, and revoking it."""

import secrets
import uuid

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.careers import permissions, places, signing
from yuandu.mechanisms.careers.library import book_of
from yuandu.mechanisms.careers.models import Badge, IssuerKey, Outcome, Position, Trainee
from yuandu.mechanisms.careers.refusals_training import OddBadge
from yuandu.mechanisms.careers.rules import credentials
from yuandu.mechanisms.careers.rules.credentials import Achievement
from yuandu.mechanisms.workforce.models import Worker

SALT_BYTES = 16


@transaction.atomic
def issue_for_class(*, by: Actor, trainee: Trainee, consents: bool) -> Badge:
    """Issue the badge of a class one has passed, because one asks for it.

    Raises:
        PermissionDenied: the actor asks for somebody else's.
        OddBadge: the class is not passed, nothing is agreed to, or there is one.
    """
    training = trainee.training
    if trainee.outcome != Outcome.PASSED:
        raise OddBadge("not-passed")
    units = "；".join(
        f"{one.name}（实操{one.entries}次、{one.hours:f}学时，理论{one.pass_mark}分）"
        for one in training.units.all()
    )
    achievement = Achievement(
        training.name,
        training.aims,
        f"{training.base.school}与企业双师共同签认日志后参加理论考核：{units}",
        "ApprenticeshipCertificate",
    )
    return _issue(by, trainee.worker, achievement, consents=consents, trainee=trainee)


@transaction.atomic
def issue_for_rung(*, by: Actor, position: Position, consents: bool) -> Badge:
    """Issue the badge of a rung that the company recognised, because one asks for it.

    Raises:
        PermissionDenied: the actor asks for somebody else's.
        OddBadge: the rung was not recognised by a panel here, nothing is agreed to, or there
            is one.
    """
    application = position.application
    if application is None:
        raise OddBadge("no-panel")
    book = book_of(application.book.text, application.book.code)
    achievement = Achievement(
        position.rung.name,
        f"{by.workspace.name}内部职级认定，不是国家职称或职业技能等级证书。",
        "；".join(one.title for one in book.criteria),
        "CertificateOfCompletion",
    )
    return _issue(by, position.worker, achievement, consents=consents, position=position)


def _issue(
    by: Actor,
    worker: Worker,
    achievement: Achievement,
    *,
    consents: bool,
    trainee: Trainee | None = None,
    position: Position | None = None,
) -> Badge:
    if not (permissions.is_oneself(by, worker) or by.is_system):
        raise PermissionDenied
    if not consents:
        raise OddBadge("consent")
    key, token = _current_key(by), uuid.uuid4()
    at = timezone.now().replace(microsecond=0)
    said = credentials.credential(
        places.addresses(by.workspace, token, key.token),
        achievement,
        issuer_name=by.workspace.name,
        holder_name=worker.name,
        subject=uuid.uuid4(),
        salt=secrets.token_hex(SALT_BYTES),
        at=at,
    )
    address = places.key(by.workspace, key.token)
    try:
        with transaction.atomic():
            made = Badge.objects.create(
                workspace=by.workspace,
                token=token,
                worker=worker,
                trainee=trainee,
                position=position,
                name=achievement.name,
                key=key,
                jwt=signing.sign(credentials.claims(said, at), key.private, address),
                consented_on=by.workspace.today(),
                issued_at=at,
            )
    except IntegrityError as error:
        raise OddBadge("twice") from error
    audit.record(by, "careers.issue_badge", made, name=made.name)
    return made


def _current_key(by: Actor) -> IssuerKey:
    """Return the key with which the company signs now; the first badge makes it."""
    # Of two first badges at once the second waits, and signs with the same key.
    Workspace.objects.select_for_update().get(pk=by.workspace_id)
    found = IssuerKey.objects.filter(workspace=by.workspace, is_current=True).first()
    if found is None:
        public, private = signing.new_pair()
        found = IssuerKey.objects.create(workspace=by.workspace, public=public, private=private)
    return found


@transaction.atomic
def renew_key(*, by: Actor) -> IssuerKey:
    """Sign with a new key from now on; badges signed with earlier ones stay good.

    Raises:
        PermissionDenied: the actor does not keep badges.
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    Workspace.objects.select_for_update().get(pk=by.workspace_id)
    IssuerKey.objects.filter(workspace=by.workspace, is_current=True).update(is_current=False)
    public, private = signing.new_pair()
    made = IssuerKey.objects.create(workspace=by.workspace, public=public, private=private)
    audit.record(by, "careers.renew_key", made)
    return made


@transaction.atomic
def revoke_badge(*, by: Actor, badge: Badge, reason: str) -> None:
    """Revoke a badge; whoever checks it is told, and why.

    Raises:
        PermissionDenied: the actor is neither the holder nor HR.
        OddBadge: no reason is given, or it is revoked already.
    """
    if not permissions.MAY_BADGE["revoke"](by, badge):
        raise PermissionDenied
    if not reason.strip():
        raise OddBadge("reason")
    revoked = Badge.objects.filter(pk=badge.pk, revoked_on=None).update(
        revoked_on=by.workspace.today(), revoked_for=reason.strip()
    )
    if not revoked:
        raise OddBadge("revoked")
    audit.record(by, "careers.revoke_badge", badge, reason=reason.strip())
