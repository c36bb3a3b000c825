"""Drafting policies and new versions of them."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F

from yuandu.engines import rules
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Track
from yuandu.services.policies import permissions, reading
from yuandu.services.policies.models import (
    APPROVED,
    Example,
    Instrument,
    Policy,
    PolicyVersion,
)
from yuandu.services.policies.refusals import (
    AnotherRule,
    CodeTaken,
    DraftOpen,
    ImpossibleBook,
    NotADraft,
    StaleDraft,
)

CYCLE = "policy_version"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is drafted.

    Attributes:
        book: The book's values, as its YAML says them.
        examples: (title, facts as JSON, code of the expected state).
        drafted_by: Officers may only draft in their own name.
    """

    book: Mapping[str, Any]
    instrument: str = Instrument.FACTOR
    office: str = ""
    examples: Sequence[tuple[str, str, str]] = ()
    aspect: int | None = None


@transaction.atomic
def create(*, by: Actor, draft: Draft) -> PolicyVersion:
    """Draft a new policy; it takes effect once somebody else has approved it.

    Raises:
        PermissionDenied: the actor's post drafts no policies.
        ImpossibleBook: the rules cannot be used.
        CodeTaken: there is a policy of this code.
    """
    if not permissions.is_officer(by):
        raise PermissionDenied
    text, book = _read(draft.book)
    policy = _policy(by, book, draft)
    version = _version(by, policy, 1, text, book)
    _keep_examples(version, draft.examples)
    version.track = lifecycle.start(by=by, subject=version, cycle=CYCLE, on=by.workspace.today())
    version.save(update_fields=["track"])
    audit.record(by, "policy.create", policy, code=policy.code, hash=version.hash)
    return version


@transaction.atomic
def revise(*, by: Actor, policy: Policy) -> PolicyVersion:
    """Draft the next version, beginning with what the latest says.

    Raises:
        PermissionDenied: the actor's post drafts no policies.
        DraftOpen: a version is being drafted or reviewed.
    """
    if not permissions.is_officer(by):
        raise PermissionDenied
    Policy.objects.select_for_update().get(pk=policy.pk)
    versions = PolicyVersion.objects.filter(policy=policy).select_related("track", "policy")
    if versions.filter(track__stage__in=["draft", "review"]).exists():
        raise DraftOpen
    latest = versions.order_by("-number")[0]
    version = _version(by, policy, latest.number + 1, latest.text, latest.book)
    _keep_examples(version, [(one.title, one.facts, one.state) for one in latest.examples.all()])
    version.track = lifecycle.start(by=by, subject=version, cycle=CYCLE, on=by.workspace.today())
    version.save(update_fields=["track"])
    audit.record(by, "policy.revise", policy, number=version.number)
    return version


@transaction.atomic
def save(*, by: Actor, version: PolicyVersion, edition: int, draft: Draft) -> None:
    """Change a draft.

    Args:
        edition: As the drafter read it.

    Raises:
        PermissionDenied: the actor's post drafts no policies.
        NotADraft: it is under review or approved.
        StaleDraft: somebody changed it meanwhile.
        ImpossibleBook: the rules cannot be used.
    """
    if not permissions.is_officer(by):
        raise PermissionDenied
    if version.track is None or version.stage != "draft":
        raise NotADraft
    text, book = _read(dict(draft.book) | {"code": version.policy.code})
    if not _changed(by, version, edition, **_said_by(text, book)):
        raise StaleDraft
    policy = version.policy
    if version.number == 1:
        _rename(policy, book, draft)
    version.examples.all().delete()
    _keep_examples(version, draft.examples)
    audit.record(by, "policy.save", policy, number=version.number, hash=book.hash)


@transaction.atomic
def save_text(
    *,
    by: Actor,
    version: PolicyVersion,
    edition: int,
    book: rules.Book,
    of_policy: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Change the rules of a draft, and leave its examples as they are.

    Args:
        edition: On which the change was made.
        of_policy: What changes of the policy with its first version: `instrument`, `office`,
            `aspect`.

    Raises:
        PermissionDenied: the actor's post drafts no policies.
        NotADraft: it is under review or approved.
        AnotherRule: the draft moved on meanwhile.
    """
    if not permissions.is_officer(by):
        raise PermissionDenied
    if version.stage != "draft":
        raise NotADraft
    text = reading.text_of(reading.values_of(book))
    if not _changed(by, version, edition, **_said_by(text, book)):
        raise AnotherRule
    policy = version.policy
    if version.number == 1:
        kept = {"instrument": policy.instrument, "office": policy.office, "aspect": policy.aspect}
        _rename(policy, book, Draft({}, **kept | dict(of_policy)))
    audit.record(by, "policy.save", policy, number=version.number, hash=book.hash)


@transaction.atomic
def save_examples(
    *, by: Actor, version: PolicyVersion, edition: int, examples: Sequence[tuple[str, str, str]]
) -> None:
    """Change the cases that a draft must keep passing.

    Args:
        edition: As the drafter read it.
        examples: As of a `Draft`.

    Raises:
        PermissionDenied: the actor's post drafts no policies.
        NotADraft: it is under review or approved.
        StaleDraft: somebody changed it meanwhile.
    """
    if not permissions.is_officer(by):
        raise PermissionDenied
    if version.stage != "draft":
        raise NotADraft
    if not _changed(by, version, edition):
        raise StaleDraft
    version.examples.all().delete()
    _keep_examples(version, examples)
    audit.record(by, "policy.save", version.policy, number=version.number, examples=len(examples))


@transaction.atomic
def load_book(
    *,
    by: Actor,
    text: str,
    code: str,
    number: int,
    until: datetime.date | None,
    instrument: str,
    aspect: int | None = None,
) -> PolicyVersion:
    """Enter a book of the folder as an approved version; one that stands there is left alone.

    Only the system loads: what people write goes through a second person.

    Args:
        code: Of the policy, which several books may be versions of.
        until: The version's last day.
        aspect: The number of the plan's aspect that the policy serves.

    Raises:
        PermissionDenied: a person asks.
        rules.BadBook: it cannot be used.
    """
    if not by.is_system:
        raise PermissionDenied
    book = reading.book_of(text, "")
    versions = PolicyVersion.objects.filter(workspace=by.workspace, policy__code=code)
    if standing := versions.filter(number=number).select_related("policy", "track").first():
        return standing
    policy = Policy.objects.filter(workspace=by.workspace, code=code).first()
    if policy is None:
        policy = _policy(by, book, Draft({}, instrument, aspect=aspect), code=code)
    else:
        _rename(policy, book, Draft({}, instrument, policy.office, aspect=policy.aspect))
    version = _version(by, policy, number, text, book)
    day = min(by.workspace.today(), book.effective_from)
    version.track = lifecycle.start(by=by, subject=version, cycle=CYCLE, stage=APPROVED, on=day)
    version.reviewed_on, version.effective_until = day, until
    version.save(update_fields=["track", "reviewed_on", "effective_until"])
    audit.record(by, "policy.load", policy, code=book.code, hash=version.hash)
    return version


def _changed(by: Actor, version: PolicyVersion, edition: int, **fields: Any) -> bool:
    """Change a draft if it is still the edition that was read; tell whether it was."""
    # Held until the end, so that nobody submits meanwhile. Joined to the condition below it
    # would become a subquery, and that PostgreSQL does not look at anew once it has waited.
    drafts = Track.objects.select_for_update().filter(stage="draft")
    if version.track is None or drafts.filter(pk=version.track.pk).first() is None:
        return False
    changed = PolicyVersion.objects.filter(pk=version.pk, edition=edition).update(
        **fields,
        edition=F("edition") + 1,
        # Whoever changed it last has drafted it, and so does not approve it.
        drafted_by=by.user_id,
    )
    if changed:
        version.refresh_from_db()
    return bool(changed)


def _said_by(text: str, book: rules.Book) -> dict[str, Any]:
    return {
        "text": text,
        "hash": book.hash,
        "effective_from": book.effective_from,
        "effective_until": book.effective_until,
    }


def _read(said: Mapping[str, Any]) -> tuple[str, rules.Book]:
    text = reading.text_of(said)
    try:
        return text, reading.book_of(text, "")
    except rules.BadBook as bad:
        raise ImpossibleBook(bad.problems) from bad


def _policy(by: Actor, book: rules.Book, draft: Draft, *, code: str = "") -> Policy:
    try:
        with transaction.atomic():
            return Policy.objects.create(
                workspace=by.workspace,
                code=code or book.code,
                name=book.title,
                name_en=book.title_en,
                instrument=draft.instrument,
                aspect=draft.aspect,
                to_whom=book.to_whom,
                document=book.document,
                office=draft.office,
                is_sample=book.is_sample,
            )
    except IntegrityError as error:
        if "policy_code_once" in str(error):
            raise CodeTaken(book.code) from error
        raise


def _rename(policy: Policy, book: rules.Book, draft: Draft) -> None:
    policy.name, policy.name_en, policy.document = book.title, book.title_en, book.document
    policy.to_whom, policy.instrument, policy.office = book.to_whom, draft.instrument, draft.office
    policy.aspect = draft.aspect
    policy.save(
        update_fields=[
            *("name", "name_en", "document", "to_whom", "instrument", "office", "aspect"),
        ]
    )


def _version(by: Actor, policy: Policy, number: int, text: str, book: rules.Book) -> PolicyVersion:
    return PolicyVersion.objects.create(
        workspace=by.workspace,
        policy=policy,
        number=number,
        text=text,
        hash=book.hash,
        effective_from=book.effective_from,
        effective_until=book.effective_until,
        drafted_by_id=by.user_id,
    )


def _keep_examples(version: PolicyVersion, examples: Sequence[tuple[str, str, str]]) -> None:
    Example.objects.bulk_create(
        Example(workspace=version.workspace, version=version, title=title, facts=facts, state=state)
        for title, facts, state in examples
    )
