"""The library: policies and their versions."""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.reads import Read, columns_of, instance
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.policies.models import APPROVED, Policy, PolicyVersion
from yuandu.services.policies.permissions import MAY, MAY_VERSION, visible_versions

VERSION = columns_of(PolicyVersion)


@dataclass(frozen=True, slots=True)
class Listed:
    """A policy in the library, with the version in force and what is coming."""

    policy: Policy
    current: PolicyVersion | None
    coming: PolicyVersion | None  # approved, not in force yet
    draft: PolicyVersion | None  # of those who may see drafts


def versions_visible_to(actor: Actor) -> QuerySet[PolicyVersion]:
    """Return the versions `actor` may know of: approved ones, and to offices all."""
    found = PolicyVersion.objects.filter(visible_versions(actor), workspace=actor.workspace)
    return found.select_related("policy", "track", "drafted_by", "reviewed_by")


def visible_to(actor: Actor) -> QuerySet[Policy]:
    """Return the policies of which `actor` may know a version."""
    keys = versions_visible_to(actor).order_by().values("policy")
    return Policy.objects.filter(workspace=actor.workspace, pk__in=keys)


def policy(actor: Actor, pk: int, *, to: str) -> Policy:
    """Return the policy if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it, but may not do this.
    """
    return get_for(visible_to(actor), MAY, actor, to=to, pk=pk)


def version(actor: Actor, pk: int, *, to: str) -> PolicyVersion:
    """Return the version if `actor` may do `to` with it; raises as `policy`."""
    return get_for(versions_visible_to(actor), MAY_VERSION, actor, to=to, pk=pk)


def in_force(actor: Actor, on: datetime.date) -> QuerySet[PolicyVersion]:
    """Return the versions in force on a day, by policy."""
    return (
        versions_visible_to(actor)
        .select_related(None)
        .select_related("policy")
        .filter(holding(on))
        .order_by("policy__code", "-effective_from")
    )


def holding(on: datetime.date) -> Q:
    """Return the condition that a version is approved and in force on a day."""
    return Q(
        Q(effective_until=None) | Q(effective_until__gte=on),
        track__stage=APPROVED,
        effective_from__lte=on,
    )


def in_force_for(workspace: Workspace, to_whom: str, on: datetime.date) -> list[PolicyVersion]:
    """Return the versions in force for firms or for households, in the same order.

    Approved ones are everybody's to read.
    """
    found = []
    for row in _in_force(workspace=workspace.pk, to_whom=to_whom, on=on):
        version = instance(PolicyVersion, row[: len(VERSION)])
        version.policy = instance(Policy, row[len(VERSION) :])
        found.append(version)
    return found


_in_force = Read(
    lambda workspace, to_whom, on: (
        PolicyVersion.objects.filter(holding(on), workspace=workspace, policy__to_whom=to_whom)
        .order_by("policy__code", "-effective_from")
        .values_list(*VERSION, *(f"policy__{name}" for name in columns_of(Policy)))
    ),
    workspace=int,
    to_whom=str,
    on=datetime.date,
)


def library(actor: Actor, *, words: str = "", instrument: str = "") -> list[Listed]:
    """Return the policies whose title, code or document has `words`; two queries."""
    found = visible_to(actor)
    if instrument:
        found = found.filter(instrument=instrument)
    if words := words.strip():
        found = found.filter(
            Q(name__icontains=words)
            | Q(name_en__icontains=words)
            | Q(code__icontains=words)
            | Q(document__icontains=words)
        )
    policies = {one.pk: one for one in found.order_by("code")}
    versions: dict[int, list[PolicyVersion]] = {pk: [] for pk in policies}
    for one in versions_visible_to(actor).filter(policy__in=policies):
        versions[one.policy_id].append(one)
    today = actor.workspace.today()
    return [_listed(policies[pk], some, today) for pk, some in versions.items()]


def _listed(policy: Policy, versions: list[PolicyVersion], today: datetime.date) -> Listed:
    approved = [one for one in versions if one.stage == APPROVED]
    return Listed(
        policy,
        next((one for one in approved if one.holds_on(today)), None),
        next((one for one in approved if one.effective_from > today), None),
        next((one for one in versions if one.stage in {"draft", "review"}), None),
    )
