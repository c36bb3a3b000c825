"""Add up the cases that were paid, one by one, and what is left to be."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from yuandu.services.policies import budgets
from yuandu.services.policies.models import Case, PolicyVersion, Sweep, Window
from yuandu.site.tests.recounts.days import TODAY, YEAR


def recounted() -> Iterator[tuple[str, Decimal]]:
    cases = list(Case.objects.select_related("party", "track", "transfer", "window"))
    paid = [case for case in cases if case.paid_on and YEAR <= case.paid_on <= TODAY]
    found = [case for case in paid if case.way == "found"]
    firms = [case for case in paid if case.party.kind == "organisation"]
    households = [case for case in paid if case.party.kind != "organisation"]
    for code, some in (("", paid), ("found_", found)):
        yield f"policies.paid.{code}amount", sum((case.amount for case in some), Decimal())
    applied = [case.amount for case in paid if case.way == "applied"]
    yield "policies.paid.applied_amount", sum(applied, Decimal())
    for code, some in (
        ("beneficiaries", paid),
        ("firms", firms),
        ("households", households),
        ("found", found),
    ):
        yield f"policies.paid.{code}", Decimal(len({case.party_id for case in some}))
    yield "policies.posted.amount", sum((case.transfer.posted for case in paid), Decimal())
    shown = [
        case
        for case in cases
        if case.track.stage == "objected"
        or (case.track.stage == "notice" and case.notice_until >= TODAY)
    ]
    yield "policies.notice.count", Decimal(len(shown))
    windows = [
        each
        for each in Window.objects.select_related("version__policy")
        if each.from_on <= TODAY <= each.to_on
    ]
    filled = (budgets.yuan(each.version.book.budget) for each in windows)
    yield "policies.budget.amount", sum(filled, Decimal())
    yield "policies.planned.count", Decimal(len(_planned()))
    newest = {each.version_id: each for each in Sweep.objects.order_by("on", "pk")}
    received = {(case.party_id, case.window.version_id): case.paid_on for case in cases}
    missed = {
        row.party_id
        for sweep in newest.values()
        if sweep.on >= YEAR
        for row in sweep.rows.filter(outcome="pay")
        if (received.get((row.party_id, sweep.version_id)) or datetime.date.min) < sweep.on
    }
    yield "policies.missed.count", Decimal(len(missed))


def _planned() -> set[int]:
    """Return the policies of which a version in force serves an aspect of the plan."""
    return {
        version.policy_id
        for version in PolicyVersion.objects.select_related("policy")
        if version.policy.aspect
        and version.reviewed_on
        and max(version.reviewed_on, version.effective_from) <= TODAY
        and (version.effective_until or TODAY) >= TODAY
    }
