"""Writes of the registry: parties, their facts and consents, posts."""

import datetime
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.accounts.roles import TITLES as ROLES
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.files import actions as files
from yuandu.kernel.registry import kinds, queries, rules
from yuandu.kernel.registry.models import Consent, Division, Fact, Industry, Party, Post
from yuandu.kernel.registry.refusals import (
    AlreadyRevoked,
    CodeTaken,
    FactChanged,
    LastAdministrator,
    NameMissing,
    PostChanged,
    PostOverlaps,
    WrongCode,
    WrongConsent,
    WrongFact,
    WrongPost,
)

DECIMALS, DIGITS = 4, 24  # of a fact's value, as its column holds it


@transaction.atomic
def enter(
    *,
    by: Actor,
    kind: str,
    name: str,
    code: str = "",
    name_en: str = "",
    division: Division | None = None,
    industry: Industry | None = None,
) -> Party:
    """Enter a party.

    Raises:
        NameMissing: the name is empty.
        WrongCode: an organisation's code does not hold by the workspace's rules.
        CodeTaken: another party has the code.
    """
    party = Party(workspace=by.workspace, kind=kind)
    _fill(by, party, name=name, code=code, name_en=name_en, division=division, industry=industry)
    _save(party)
    audit.record(by, "party.enter", party, **_told(party))
    return party


@transaction.atomic
def change(*, by: Actor, party: Party, **fields: Any) -> None:
    """Correct a party's name, code, division or industry; raises as `enter`.

    The code is checked only where it changes: what an older rule let in can still be renamed.
    """
    before = _told(party)
    _fill(by, party, **fields)
    _save(party)
    after = _told(party)
    changed = {field: after[field] for field in after if after[field] != before[field]}
    if changed:
        was = {f"{field}_before": before[field] for field in changed}
        audit.record(by, "party.change", party, **changed, **was)


def _fill(by: Actor, party: Party, **fields: Any) -> None:
    code = rules.normal_code(fields.pop("code", party.code))
    if code != party.code or (party.pk is None and party.kind == "organisation"):
        _check_code(by, party, code)
    party.code = code
    for field, value in fields.items():
        setattr(party, field, value.strip() if isinstance(value, str) else value)
    if not party.name:
        raise NameMissing


def _check_code(by: Actor, party: Party, code: str) -> None:
    if party.kind == "organisation":
        problems = rules.check_organisation_code(code, by.workspace.code_rules)
        if problems:
            raise WrongCode(code, problems)
    holder = queries.by_code(by.workspace, code)
    if holder and holder.pk != party.pk:
        raise CodeTaken(code, holder if holder.kind == "organisation" else None)


def _save(party: Party) -> None:
    """Write a party; the database has the last word on who came first with a code."""
    fields = None if party.pk is None else ["name", "name_en", "code", "division", "industry"]
    try:
        with transaction.atomic():
            party.save(update_fields=fields)
    except IntegrityError as error:
        if "party_code_once" in str(error):
            raise CodeTaken(party.code) from error
        raise


def _told(party: Party) -> dict[str, Any]:
    """Return what the log may say for ever; of persons, nothing that names them."""
    told = {"kind": party.kind, "division": party.division_id, "industry": party.industry_id}
    if party.kind == "organisation":
        told |= {"name": party.name, "name_en": party.name_en, "code": party.code}
    return told


# --- Facts -------------------------------------------------------------------------------


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
    _attach(by, fact, evidence)
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


def _attach(by: Actor, row: Fact | Consent, evidence: File[Any] | None) -> None:
    if evidence is not None:
        row.evidence = files.store(by=by, upload=evidence, target=row)
        row.save(update_fields=["evidence"])


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


# --- Consents ----------------------------------------------------------------------------


@transaction.atomic
def give_consent(
    *,
    by: Actor,
    party: Party,
    purpose: str,
    facts: Collection[str],
    to_on: datetime.date,
    from_on: datetime.date | None = None,
    evidence: File[Any] | None = None,
) -> Consent:
    """Take a party's consent to use facts for one purpose.

    Args:
        facts: Codes of kinds; "*" for all.
        from_on: The first day; today if not given.
        evidence: The signed paper, where an officer enters what was given on paper; kept
            as an attachment of the consent.

    Raises:
        files.rules.Refused: the evidence must not be kept, so no consent is taken.
        WrongConsent: nothing is covered, or the days make no sense.
    """
    consent = Consent(
        workspace=by.workspace,
        party=party,
        purpose=purpose,
        facts=sorted(set(facts)),
        from_on=from_on or by.workspace.today(),
        to_on=to_on,
        given_by_id=by.user_id,
    )
    wrong = rules.wrong_terms(queries.as_given(consent))
    if purpose not in kinds.purposes:
        wrong.append("consent-purpose-unknown")
    if not set(facts) <= {rules.EVERYTHING, *(kind.code for kind in kinds.facts)}:
        wrong.append("consent-fact-unknown")
    if wrong:
        raise WrongConsent(wrong)
    consent.save()
    _attach(by, consent, evidence)
    audit.record(
        by,
        "consent.give",
        consent,
        party=party.pk,
        purpose=purpose,
        facts=consent.facts,
        to_on=str(to_on),
        evidence=consent.evidence_id,
    )
    return consent


@transaction.atomic
def revoke_consent(*, by: Actor, consent: Consent) -> None:
    """Take a consent back, from today on; what was done before stays lawful.

    Raises:
        AlreadyRevoked: somebody did so before.
    """
    today = by.workspace.today()
    waiting = Consent.objects.filter(pk=consent.pk, revoked_on=None)
    if not waiting.update(revoked_on=today):
        raise AlreadyRevoked
    consent.revoked_on = today
    audit.record(by, "consent.revoke", consent, party=consent.party_id, purpose=consent.purpose)


# --- Posts -------------------------------------------------------------------------------


@transaction.atomic
def appoint(
    *,
    by: Actor,
    user: User,
    role: str,
    from_on: datetime.date,
    to_on: datetime.date | None = None,
    organisation: Party | None = None,
    division: Division | None = None,
    title: str = "",
) -> Post:
    """Give somebody a post from a day on; it gives rights between its days alone.

    Raises:
        WrongPost: the role is unknown or lacks what it is bound to, the days make no sense.
        PostOverlaps: the person holds this post in part of that time.
    """
    _check_post(role, from_on, to_on, organisation, division)
    # Two administrators may appoint at once: the person's row is what they wait for.
    User.objects.select_for_update().get(pk=user.pk)
    held = Post.objects.filter(
        workspace=by.workspace, user=user, role=role, organisation=organisation, division=division
    )
    term = rules.Term(from_on, to_on)
    if any(rules.overlap(term, rules.Term(each.from_on, each.to_on)) for each in held):
        raise PostOverlaps
    post = Post.objects.create(
        workspace=by.workspace,
        user=user,
        role=role,
        organisation=organisation,
        division=division,
        title=title.strip(),
        from_on=from_on,
        to_on=to_on,
    )
    audit.record(
        by,
        "post.appoint",
        post,
        user=user.pk,
        role=role,
        organisation=organisation.pk if organisation else None,
        division=division.pk if division else None,
        from_on=str(from_on),
        to_on=str(to_on) if to_on else None,
    )
    return post


def _check_post(
    role: str,
    from_on: datetime.date,
    to_on: datetime.date | None,
    organisation: Party | None,
    division: Division | None,
) -> None:
    if role not in ROLES:
        raise WrongPost("unknown-role")
    if role == "county_officer" and division is None:
        raise WrongPost("division-missing")
    if role == "owner" and (organisation is None or organisation.kind != "organisation"):
        raise WrongPost("organisation-missing")
    if to_on is not None and to_on < from_on:
        raise WrongPost("ends-before-it-starts")


@transaction.atomic
def end_post(*, by: Actor, post: Post, to_on: datetime.date) -> None:
    """Let a post end with a day, the last on which it counts.

    Raises:
        WrongPost: the day lies before the post's first.
        LastAdministrator: nobody would be left who can give posts.
        PostChanged: somebody changed the post meanwhile.
    """
    if to_on < post.from_on:
        raise WrongPost("ends-before-it-starts")
    if post.role == "administrator":
        _keep_one_administrator(by, post)
    unchanged = Post.objects.filter(pk=post.pk, to_on=post.to_on)
    if not unchanged.update(to_on=to_on):
        raise PostChanged
    post.to_on = to_on
    audit.record(by, "post.end", post, user=post.user_id, role=post.role, to_on=str(to_on))


def _keep_one_administrator(by: Actor, post: Post) -> None:
    """Refuse to end the last administrator's post.

    Every administrator's post without an end is locked, in one order, so that two who end
    each other's do so one after the other.
    """
    others = Post.objects.select_for_update(of=("self",)).filter(
        workspace=by.workspace, role="administrator", to_on=None, user__is_active=True
    )
    today = by.workspace.today()
    if not any(each.pk != post.pk and each.from_on <= today for each in others.order_by("pk")):
        raise LastAdministrator
