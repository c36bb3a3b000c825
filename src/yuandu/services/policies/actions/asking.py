"""Asking for the one fact that is missing, and going on once it is given (X7)."""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.engines import rules
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.kernel.notices.actions import Telling
from yuandu.kernel.registry import actions as registry
from yuandu.services.policies import deciding, permissions, wording
from yuandu.services.policies.beginning import begin, readers_of
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.models import Ask, Case, Outcome, Subject, Sweep
from yuandu.services.policies.queries.judgements import facts_for
from yuandu.services.policies.queries.sweeps import has_agreed
from yuandu.services.policies.refusals import AlreadyAnswered


def _read(values: Mapping[str, object]) -> Mapping[str, object]:
    """Put the fact asked for into words of the reader's language."""
    return {**values, "fact": wording.column_title(str(values["fact"]))}


kinds.declare(
    "policy.ask",
    pgettext_lazy("kind of notice", "One fact is missing"),
    gettext_lazy("“%(policy)s” may be for %(party)s; only this is not known yet: %(fact)s"),
    prepare=_read,
)


@transaction.atomic
def ask_missing(*, by: Actor, sweep: Sweep) -> int:
    """Ask everybody whom a sweep found short of a single fact; return how many are asked anew.

    Who was asked and has not answered is not asked again, nor who has answered since the
    sweep. Those with an account are told;
    the others stand in the list for whoever calls them.

    Raises:
        PermissionDenied: the actor's post does not sweep.
    """
    if not permissions.MAY_SWEEP["ask"](by, sweep):
        raise PermissionDenied
    rows = sweep.rows.filter(outcome=Outcome.ASK).select_related("party")
    asked = set(
        Ask.objects.filter(
            Q(answered_on=None) | Q(answered_on__gte=sweep.on), version=sweep.version
        ).values_list("party_id", "missing")
    )
    fresh = [row for row in rows if (row.party_id, row.missing) not in asked]
    Ask.objects.bulk_create(
        [
            Ask(
                workspace=by.workspace,
                version=sweep.version,
                party=row.party,
                missing=row.missing,
                asked_on=by.workspace.today(),
                asked_by=by.label,
            )
            for row in fresh
        ],
        batch_size=1000,
        ignore_conflicts=True,  # somebody asked at the same moment
    )
    asks = Ask.objects.filter(
        version=sweep.version, answered_on=None, party__in=[row.party_id for row in fresh]
    ).select_related("party", "version__policy")
    notices.send_many(by=by, tellings=_tellings(by, asks))
    audit.record(by, "policy.ask", sweep.version, sweep=sweep.pk, asked=len(fresh))
    return len(fresh)


@transaction.atomic
def answer(
    *,
    by: Actor,
    ask: Ask,
    value: Decimal | None = None,
    text: str = "",
    evidence: File[Any] | None = None,
) -> Case | None:
    """Report the fact that was asked for, and begin the case if it now suffices.

    The fact goes into the registry under who said it, for the year asked, with its evidence;
    every other policy that reads it profits.

    Returns:
        The case; `None` where the policy is still not met, or no window is open.

    Raises:
        PermissionDenied: the actor neither acts for the party nor keeps its cases.
        AlreadyAnswered: somebody was faster.
        registry.refusals.WrongFact, FactChanged: the registry does not take it.
    """
    if not permissions.MAY_ASK["answer"](by, ask):
        raise PermissionDenied
    today = by.workspace.today()
    # One of two who answer at once holds the row; the other finds it answered.
    if not Ask.objects.select_for_update().filter(pk=ask.pk, answered_on=None).exists():
        raise AlreadyAnswered
    code, from_on, to_on = _period_of(ask.missing, today)
    fact = registry.report(
        by=by,
        party=ask.party,
        kind=code,
        value=value,
        text=text,
        from_on=from_on,
        to_on=to_on,
        evidence=evidence,
    )
    Ask.objects.filter(pk=ask.pk).update(answered_on=today, fact=fact)
    case = _go_on(ask, today)
    if case is not None:
        Ask.objects.filter(pk=ask.pk).update(case=case)
    ask.refresh_from_db()
    audit.record(by, "policy.answer", ask, fact=fact.pk, case=case.pk if case else None)
    return case


def _period_of(missing: str, today: datetime.date) -> tuple[str, datetime.date, datetime.date]:
    """Return the code of a column and the period its fact is for: its year, or today."""
    if missing in vocabulary():
        return missing, today, today
    code, _sep, year = missing.rpartition("_")
    return code, datetime.date(int(year), 1, 1), datetime.date(int(year), 12, 31)


def _go_on(ask: Ask, today: datetime.date) -> Case | None:
    """Look at the party again, as the sweep did; whoever is due now has a case at once.

    A household that has taken its consent back since is not looked at.
    """
    workspace = ask.workspace
    window = ask.version.windows.filter(from_on__lte=today, to_on__gte=today).first()
    if window is None or not ask.version.holds_on(today):
        return None
    if ask.party.kind != Subject.ORGANISATION and not has_agreed(
        ask.party, ask.version.book, today
    ):
        return None
    facts = facts_for(ask.version, [ask.party_id], today)[ask.party_id]
    if deciding.decide(ask.version.book, facts, today).answer.state is not rules.State.MET:
        return None
    begin(Actor.system(workspace), window, [ask.party_id])
    return window.cases.filter(party=ask.party_id).first()


def _tellings(by: Actor, asks: Iterable[Ask]) -> list[Telling]:
    every = list(asks)
    readers = readers_of(by.workspace, [one.party_id for one in every])
    return [
        Telling(
            readers[one.party_id],
            "policy.ask",
            one.get_absolute_url(),
            {
                "policy": one.version.policy.name,
                "party": one.party.name,
                "fact": one.missing,
            },
            key=f"policies.ask.{one.pk}",
        )
        for one in every
        if readers.get(one.party_id)
    ]
