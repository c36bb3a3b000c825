"""Sweeping: find everybody a policy is for, and what is to be done for each."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.engines import rules
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.services.policies import permissions
from yuandu.services.policies.beginning import begin
from yuandu.services.policies.models import Outcome, PolicyVersion, Sweep, SweepRow, Window
from yuandu.services.policies.queries.cases import standing_stages
from yuandu.services.policies.queries.sweeps import Found, estimate, told_apart

# Stages of a case, and why its party has not received yet.
WHYS = {
    "refused": "refused",
    "withdrawn": "withdrawn",
    "objected": "resting",
}
RECEIVED = ("paid", "done")


@transaction.atomic
def sweep_version(*, by: Actor, version: PolicyVersion) -> Sweep:
    """Apply a version to everybody it is for, open a case for each who meets it.

    Who is found has a case at once: nobody needs to ask. Who lacks a single fact is listed
    to be asked for it; who has a case that did not end in payment is listed with the reason.
    A case once begun stays: swept twice, the second finds it.

    Raises:
        PermissionDenied: the actor's post does not sweep, or the version is not approved.
    """
    if not (by.is_system or permissions.MAY_VERSION["sweep"](by, version)):
        raise PermissionDenied
    today = by.workspace.today()
    # As it stands now: a version approved meanwhile may have ended this one.
    version = PolicyVersion.objects.select_related("policy", "track").get(pk=version.pk)
    found = estimate(Actor.system(by.workspace), version.book, on=today, version=version)
    window = None
    if version.holds_on(today):
        window = version.windows.filter(from_on__lte=today, to_on__gte=today).first()
    if window is not None:
        begin(by, window, found.in_state(rules.State.MET)["id"].to_list())
    made = Sweep.objects.create(
        workspace=by.workspace,
        version=version,
        on=today,
        by_label=by.label,
        parties=found.parties,
        not_asked=found.not_asked,
        counts=found.counts,
        cost=found.cost,
        hash=found.hash,
    )
    stages = {} if window is None else standing_stages(window)
    rows = (
        _row(made, one, window, stages.get(one.party_id))
        for one in told_apart(by.workspace, found, stages)
    )
    SweepRow.objects.bulk_create([row for row in rows if row], batch_size=2000)
    audit.record(by, "policy.sweep", version, on=str(today), met=found.met, cost=str(found.cost))
    return made


def sweep_all(*, by: Actor) -> list[Sweep]:
    """Sweep every version with an open window, as the month's chore does."""
    today = by.workspace.today()
    windows = Window.objects.filter(
        workspace=by.workspace, from_on__lte=today, to_on__gte=today
    ).select_related("version__policy", "version__track")
    made = [
        sweep_version(by=by, version=window.version)
        for window in windows
        if window.version.holds_on(today)
    ]
    audit.record(by, "policy.sweep_all", by.workspace, sweeps=len(made))
    return made


def _row(sweep: Sweep, one: Found, window: Window | None, stage: str | None) -> SweepRow | None:
    outcome, why, missing = _outcome(one, window, stage)
    if not outcome:
        return None
    return SweepRow(
        workspace=sweep.workspace,
        sweep=sweep,
        party_id=one.party_id,
        state=one.state.code,
        outcome=outcome,
        amount=None if one.amount is None else Decimal(one.amount),
        missing=missing,
        why=why,
    )


def _outcome(one: Found, window: Window | None, stage: str | None) -> tuple[str, str, str]:
    """Return what is to be done, why nothing was paid, and the fact to ask for."""
    if stage in RECEIVED:
        return "", "", ""
    if one.state is rules.State.MET:
        return _of_eligible(one, window, stage)
    if one.state is rules.State.UNKNOWN:
        return (Outcome.ASK.value, "", one.missing) if one.missing else ("", "", "")
    if one.state is rules.State.PERSON:
        return Outcome.EXPLAIN.value, "person", ""
    if stage in {"found", "applied", "verified", "notice"}:
        return Outcome.EXPLAIN.value, "unmet_now", ""
    return "", "", ""


def _of_eligible(one: Found, window: Window | None, stage: str | None) -> tuple[str, str, str]:
    if window is None:
        return Outcome.EXPLAIN.value, "no_window", ""
    if one.amount is None:
        if one.missing:
            return Outcome.ASK.value, "", one.missing
        return Outcome.EXPLAIN.value, "unpriced", ""
    if stage in WHYS:
        return Outcome.EXPLAIN.value, WHYS[stage], ""
    return Outcome.PAY.value, "", ""
