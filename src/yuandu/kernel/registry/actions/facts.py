"""Reporting what is known of a party."""

import datetime
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry import kinds
from yuandu.kernel.registry.models import Fact, Party
from yuandu.kernel.registry.papers import attach
from yuandu.kernel.registry.refusals import (
    FactChanged,
    WrongFact,
)

DECIMALS, DIGITS = 4, 24  # of a fact's value, as its column holds it


@transaction.atomic
def report(
    *,
    by: Actor,
    party: Party,
    kind: str,
    from_on: datetime.date,
    to_on: datetime.date,
    value: Decimal | None = None,
    text: str = "",
    evidence: File[Any] | None = None,
) -> Fact:
    """Report a fact of a party for a period; what stood for it before is kept as replaced.

    Args:
        value: In the unit of the kind.
        evidence: The paper that shows it; kept as an attachment of the fact.

    Raises:
        files.rules.Refused: the evidence must not be kept, so nothing is reported.
        WrongFact: the kind is unknown, its value is missing or cannot be held, the period
            makes no sense.
        FactChanged: somebody else reported for the period at the same moment.
    """
    text = text.strip()
    _check_fact(by, kind, value, text, from_on, to_on)
    fact = Fact(
        workspace=by.workspace,
        party=party,
        kind=kind,
        value=value if kinds.facts.get(kind).is_number else None,
        text="" if kinds.facts.get(kind).is_number else text,
        from_on=from_on,
        to_on=to_on,
        reported_by_id=by.user_id,
        reported_on=by.workspace.today(),
    )
    replaced = _replace(fact)
    attach(by, fact, evidence)
    # Of persons nothing but that it was reported; amounts are kept where they can be erased.
    said = {"value": str(value)} if value is not None else {"text": text}
    audit.record(
        by,
        "fact.report",
        fact,
        personal=said,
        party=party.pk,
        kind=kind,
        period=f"{from_on}/{to_on}",
        replaced=replaced,
        evidence=fact.evidence_id,
    )
    return fact


def _check_fact(
    by: Actor,
    kind: str,
    value: Decimal | None,
    text: str,
    from_on: datetime.date,
    to_on: datetime.date,
) -> None:
    if kind not in kinds.facts:
        raise WrongFact("unknown-kind")
    if kinds.facts.get(kind).is_number:
        if value is None:
            raise WrongFact("number-missing")
        exponent = value.as_tuple().exponent
        if not isinstance(exponent, int) or exponent < -DECIMALS:
            raise WrongFact("out-of-range")
        if value.adjusted() >= DIGITS - DECIMALS:
            raise WrongFact("out-of-range")
    elif not text:
        raise WrongFact("words-missing")
    if to_on < from_on:
        raise WrongFact("ends-before-it-starts")
    if from_on > by.workspace.today():
        raise WrongFact("in-future")


def _replace(fact: Fact) -> int | None:
    """Write a fact in the place of the one that counts; return the key of that one.

    The condition lets one of two reporters put the old row aside; where there was none, the
    unique index lets one of two new rows in.
    """
    same = Fact.objects.filter(
        party=fact.party_id, kind=fact.kind, from_on=fact.from_on, to_on=fact.to_on
    )
    old = same.filter(is_current=True).first()
    if old and not same.filter(pk=old.pk, is_current=True).update(is_current=False):
        raise FactChanged
    try:
        with transaction.atomic():
            fact.save()
    except IntegrityError as error:
        if "fact_counts_once_a_period" in str(error):
            raise FactChanged from error
        raise
    return old.pk if old else None
