"""Shareholder groups: found one, put partners into it, name who leads it."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.equity.models import Holder
from yuandu.mechanisms.partnership import permissions
from yuandu.mechanisms.partnership.models import GroupMember, ShareholderGroup
from yuandu.mechanisms.partnership.refusals import OddGroup


@transaction.atomic
def found_group(*, by: Actor, code: str, name: str, name_en: str = "") -> ShareholderGroup:
    """Enter a shareholder group.

    Raises:
        PermissionDenied: the actor holds no reviews.
        OddGroup: code or name are missing, or the code is taken.
    """
    if not permissions.manages(by):
        raise PermissionDenied
    if not code.strip() or not name.strip():
        raise OddGroup("name")
    try:
        with transaction.atomic():
            made = ShareholderGroup.objects.create(
                workspace=by.workspace,
                code=code.strip(),
                name=name.strip(),
                name_en=name_en.strip(),
            )
    except IntegrityError as error:
        raise OddGroup("taken") from error
    audit.record(by, "partnership.group", made, code=made.code)
    return made


@transaction.atomic
def join(*, by: Actor, group: ShareholderGroup, holders: Sequence[Holder]) -> int:
    """Put worker-partners into a group, out of the one they were in; return how many.

    Steps that are open keep the rolls they were opened with.

    Raises:
        PermissionDenied: the actor holds no reviews.
        OddGroup: somebody is no worker-partner of the company.
    """
    if not permissions.MAY_GROUP["manage"](by, group):
        raise PermissionDenied
    if any(
        each.kind != Holder.Kind.WORKER or each.workspace_id != group.workspace_id
        for each in holders
    ):
        raise OddGroup("holder")
    keys = [each.pk for each in holders]
    # A leader who goes leads no longer.
    ShareholderGroup.objects.filter(leader__in=keys).exclude(pk=group.pk).update(leader=None)
    GroupMember.objects.bulk_create(
        (GroupMember(workspace=by.workspace, group=group, holder=each) for each in holders),
        update_conflicts=True,
        unique_fields=["holder"],
        update_fields=["group"],
    )
    audit.record(by, "partnership.join", group, holders=[each.number for each in holders])
    return len(keys)


@transaction.atomic
def lead(*, by: Actor, group: ShareholderGroup, holder: Holder) -> None:
    """Name who leads a group.

    Raises:
        PermissionDenied: the actor holds no reviews.
        OddGroup: the leader is no member of it.
    """
    if not permissions.MAY_GROUP["manage"](by, group):
        raise PermissionDenied
    if not group.members.filter(holder=holder).exists():
        raise OddGroup("leader")
    ShareholderGroup.objects.filter(pk=group.pk).update(leader=holder)
    audit.record(by, "partnership.lead", group, holder=holder.number)
