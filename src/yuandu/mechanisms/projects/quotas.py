"""Land that a project takes from its county's yearly quota.

Reserved when the works start, used when the land permit is granted, released when the
project is cancelled; all inside the move's transaction, so that a move for which the quota
does not suffice does not happen. Where nobody granted a quota there is none to keep.
"""

from decimal import Decimal

from django.db import transaction
from django.db.models import F, Q, QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import actions as ledger
from yuandu.kernel.ledger import quotas
from yuandu.kernel.ledger.models import PENDING, POSTED, Account, Transfer
from yuandu.kernel.ledger.rules import QUOTA, Order, quota_code
from yuandu.kernel.lifecycle.models import Step, Track
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.projects import rules
from yuandu.mechanisms.projects.models import Project

RESOURCE = "land"
RETURNED = ":returned"


def reserve(by: Actor, project: Project, step: Step) -> None:
    """Hold back the project's land, unless it holds or uses some already.

    Raises:
        InsufficientFunds: the county has less left for the year.
    """
    if _held(project) is None and _used(project) is None:
        _reserve(by, project, step)


def use(by: Actor, project: Project, step: Step) -> None:
    """Use what is held back, or the quota itself where the permit comes before the works.

    Raises:
        InsufficientFunds: nothing is held back and the county has less left for the year.
    """
    if _used(project) is not None:
        return
    held = _held(project) or _reserve(by, project, step)
    if held is not None:
        quotas.post_quota(by=by, key=held.key)


def release(by: Actor, project: Project) -> None:
    """Give back what is held back; what a permit used stays used."""
    if held := _held(project):
        quotas.release_quota(by=by, key=held.key)


def give_back(by: Actor, project: Project) -> None:
    """Return what a permit used, since the permit was taken back."""
    if used := _used(project):
        ledger.transfer(
            by=by,
            debit=used.credit,
            credit=used.debit,
            amount=used.posted,
            key=used.key + RETURNED,
            words=used.words,
        )


def rebook(by: Actor, project: Project, key: str) -> None:
    """Hold back anew where the area or the county of what is held changed.

    Raises:
        InsufficientFunds: the county has less left for the year.
    """
    held = _held(project)
    if held is None:
        return
    quotas.release_quota(by=by, key=held.key)
    _hold(by, project, year=held.debit.year or held.on.year, key=f"{_prefix(project)}{key}")


@transaction.atomic
def book_loaded(*, by: Actor, year: int) -> int:
    """Enter the land of loaded projects whose works started in `year`; return of how many.

    Used where the permit is granted, held back elsewhere, as if the projects had moved here.
    Counties without a quota for the year keep none.

    Raises:
        Refusal: a county's quota does not suffice, for one; nothing was entered.
    """
    permitted = Track.objects.filter(
        workspace_id=by.workspace_id, cycle=rules.LAND, stage="granted"
    ).values("subject_id")
    steps = Step.objects.filter(
        workspace_id=by.workspace_id,
        move="works_start",
        on__year=year,
        track__subject_label=Project._meta.label_lower,
    ).values("pk")
    projects = (
        Project.objects.filter(
            workspace_id=by.workspace_id, track__steps__in=steps, land_area_mu__gt=0
        )
        .annotate(step=F("track__steps__pk"), is_permitted=Q(pk__in=permitted))
        .select_related("division")
        .order_by("pk")
    )
    kept = {
        division.pk: quotas.reserving(by.workspace, RESOURCE, division, year)
        for division in Division.objects.filter(account__in=_quotas(by.workspace_id, year))
    }
    orders = []
    for project in projects:
        if project.division_id in kept:
            quota, used = kept[project.division_id]
            order = Order(
                quota.pk,
                used.pk,
                project.land_area_mu or Decimal(0),
                f"{_prefix(project)}{project.step}",
                is_reservation=not project.is_permitted,
                words=project.name[:200],
            )
            orders.append(order)
    for answer in ledger.post_many(by=by, orders=orders):
        if isinstance(answer, Refusal):
            raise answer
    return len(orders)


def _reserve(by: Actor, project: Project, step: Step) -> Transfer | None:
    return _hold(by, project, year=step.on.year, key=f"{_prefix(project)}{step.pk}")


def _hold(by: Actor, project: Project, *, year: int, key: str) -> Transfer | None:
    if not project.land_area_mu or not _is_kept(project, year):
        return None
    return quotas.reserve_quota(
        by=by,
        resource=RESOURCE,
        division=project.division,
        year=year,
        amount=project.land_area_mu,
        key=key,
        words=project.name[:200],
    )


def _is_kept(project: Project, year: int) -> bool:
    """Whether the county has a quota for the year."""
    return _quotas(project.workspace_id, year).filter(division_id=project.division_id).exists()


def _quotas(workspace_id: int, year: int) -> QuerySet[Account]:
    code = quota_code(QUOTA, RESOURCE, year) + ":"
    return Account.objects.filter(workspace_id=workspace_id, code__startswith=code)


def _prefix(project: Project) -> str:
    return f"project:{project.pk}:land:"


def _held(project: Project) -> Transfer | None:
    return _transfers(project).filter(state=PENDING).first()


def _used(project: Project) -> Transfer | None:
    """Return the transfer by which land was used and that was not returned."""
    returned = {
        key.removesuffix(RETURNED)
        for key in _transfers(project).filter(key__endswith=RETURNED).values_list("key", flat=True)
    }
    used = _transfers(project).filter(state=POSTED).exclude(key__endswith=RETURNED)
    return used.exclude(key__in=returned).first()


def _transfers(project: Project) -> QuerySet[Transfer]:
    return Transfer.objects.filter(
        workspace_id=project.workspace_id, key__startswith=_prefix(project)
    ).select_related("debit", "credit")
