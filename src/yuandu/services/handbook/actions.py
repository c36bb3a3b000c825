"""What is done with the handbook: one verb a function."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.kernel.notices.actions import Telling
from yuandu.kernel.registry.models import Party
from yuandu.services.handbook import permissions, queries, rules
from yuandu.services.handbook.drafts import FIELDS, Draft
from yuandu.services.handbook.loading import end_superseded
from yuandu.services.handbook.models import Clause, Edition, Receipt
from yuandu.services.handbook.refusals import (
    AlreadyPublished,
    Conditions,
    EndsBeforeItBegins,
    NothingToPublish,
    NotYours,
    NumberTaken,
    SecondPerson,
    Stale,
    SupersedesOddly,
    TitleTaken,
)

BATCH = 1000
kinds.declare(
    "handbook.superseded",
    gettext_lazy("Clause superseded"),
    gettext_lazy(
        "“%(old)s”, which you received, is superseded by “%(new)s” from %(begins_on)s. "
        "What changes: %(changes)s"
    ),
)


@transaction.atomic
def open_edition(*, by: Actor, title: str) -> Edition:
    """Begin a new edition.

    Raises:
        NotYours: the actor does not write the handbook.
        TitleTaken: there is one of this title.
    """
    _check_editor(by)
    try:
        with transaction.atomic():
            made = Edition.objects.create(
                workspace=by.workspace,
                title=title,
                opened_by_id=by.user_id,
                opened_on=by.workspace.today(),
            )
    except IntegrityError as error:
        raise TitleTaken from error
    audit.record(by, "handbook.open", made, title=title)
    return made


@transaction.atomic
def write(*, by: Actor, edition: Edition, draft: Draft) -> Clause:
    """Write a new clause of an edition that is not published.

    Raises:
        NotYours: the actor does not write the handbook.
        AlreadyPublished: the edition is out.
        NumberTaken: the number is given in this edition.
        SupersedesOddly, Conditions, EndsBeforeItBegins: the draft makes no sense.
    """
    _check_editor(by)
    _hold(edition)
    _check(draft)
    clause = Clause(workspace=by.workspace, edition=edition, written_by_id=by.user_id)
    _fill(clause, draft)
    _save(clause)
    audit.record(by, "handbook.write", clause, **_told(clause))
    return clause


@transaction.atomic
def change(*, by: Actor, clause: Clause, version: int, draft: Draft) -> Clause:
    """Rewrite a clause of an edition that is not published.

    Raises:
        Stale: the clause is not at `version` any more.
        As `write` does.
    """
    _check_editor(by)
    _hold(clause.edition)
    _check(draft, clause)
    held = Clause.objects.filter(pk=clause.pk, version=version)
    if not held.update(version=F("version") + 1, written_by=by.user_id):
        raise Stale
    clause.refresh_from_db()
    _fill(clause, draft)
    _save(clause)
    audit.record(by, "handbook.change", clause, **_told(clause))
    return clause


@transaction.atomic
def publish(*, by: Actor, edition: Edition) -> int:
    """Put an edition into force; return how many people were told of superseded clauses.

    What its clauses supersede is valid until the day before. Publishing twice changes
    nothing, and of two officers at once only one publishes.

    Raises:
        NotYours: the actor does not write the handbook.
        SecondPerson: the actor opened the edition or wrote one of its clauses.
        NothingToPublish: it has no clause.
        SupersedesOddly: what it supersedes has been superseded meanwhile.
    """
    _check_editor(by)
    if not Edition.objects.select_for_update().filter(pk=edition.pk, published_on=None).exists():
        return 0
    clauses = list(
        Clause.objects.filter(edition=edition)
        .select_related("heading", "edition", "supersedes__heading", "supersedes__edition")
        .order_by("pk")
    )
    if not clauses:
        raise NothingToPublish
    writers = {edition.opened_by_id, *(clause.written_by_id for clause in clauses)} - {None}
    if by.user_id in writers:
        raise SecondPerson
    today = by.workspace.today()
    Edition.objects.filter(pk=edition.pk).update(published_on=today, published_by=by.user_id)
    edition.published_on = today
    replaced = [clause for clause in clauses if clause.supersedes is not None]
    end_superseded(replaced)
    told = notices.send_many(by=by, tellings=_tellings(replaced)) if replaced else 0
    audit.record(
        by,
        "handbook.publish",
        edition,
        clauses=len(clauses),
        supersedes=[clause.supersedes_id for clause in replaced],
        told=told,
    )
    return told


@transaction.atomic
def hand_out(
    *,
    by: Actor,
    clauses: Iterable[Clause],
    users: Iterable[User] = (),
    parties: Iterable[Party] = (),
) -> int:
    """Record who received which published clauses; return how many receipts are new.

    Whoever has received one hears of it when it is superseded. Officers hand out to
    anybody; everybody else takes clauses for themselves.

    Raises:
        NotYours: the actor hands out to others without writing the handbook.
    """
    people, firms = {user.pk for user in users}, {party.pk for party in parties}
    own = {by.user_id} - {None}
    if not permissions.may_edit(by) and (firms or not people <= own):
        raise NotYours
    given = [clause for clause in clauses if clause.edition.published_on is not None]
    before = Receipt.objects.filter(workspace=by.workspace).count()
    receipts = [
        Receipt(
            workspace=by.workspace,
            clause=clause,
            edition_id=clause.edition_id,
            on=by.workspace.today(),
            **receiver,
        )
        for clause in given
        for receiver in (
            *({"user_id": key} for key in sorted(people)),
            *({"party_id": key} for key in sorted(firms)),
        )
    ]
    Receipt.objects.bulk_create(receipts, batch_size=BATCH, ignore_conflicts=True)
    new = Receipt.objects.filter(workspace=by.workspace).count() - before
    audit.record(
        by,
        "handbook.hand_out",
        by.workspace,
        clauses=[clause.pk for clause in given],
        users=sorted(people),
        parties=sorted(firms),
        receipts=new,
    )
    return new


def _check_editor(by: Actor) -> None:
    if not permissions.may_edit(by):
        raise NotYours


def _hold(edition: Edition) -> None:
    """Keep the edition from being published until this transaction is over."""
    waiting = Edition.objects.select_for_update().filter(pk=edition.pk, published_on=None)
    if not waiting.exists():
        raise AlreadyPublished


def _check(draft: Draft, clause: Clause | None = None) -> None:
    if odd := rules.odd_parts(draft.condition):
        raise Conditions(odd)
    if draft.valid_to is not None and draft.valid_to < draft.valid_from:
        raise EndsBeforeItBegins
    old = draft.supersedes
    if old is None:
        return
    if permissions.is_draft(old):
        raise SupersedesOddly("a-draft", old.label)
    if old.valid_from >= draft.valid_from:
        raise SupersedesOddly("too-early", old.label)
    others = Clause.objects.filter(supersedes=old)
    if (others.exclude(pk=clause.pk) if clause else others).exists():
        raise SupersedesOddly("superseded", old.label)


def _fill(clause: Clause, draft: Draft) -> None:
    for name in FIELDS:
        setattr(clause, name, getattr(draft, name))
    clause.condition = {code: list(allowed) for code, allowed in draft.condition.items()}


def _save(clause: Clause) -> None:
    is_new = clause.pk is None
    taken = Clause.objects.filter(
        edition=clause.edition, heading=clause.heading, number=clause.number
    ).exclude(pk=clause.pk)
    if taken.exists():
        raise NumberTaken(clause.number)
    clause.save(update_fields=None if is_new else FIELDS)


def _tellings(replaced: Sequence[Clause]) -> list[Telling]:
    pairs = [(clause, clause.supersedes) for clause in replaced if clause.supersedes is not None]
    told = queries.receivers(old for _, old in pairs)
    return [
        Telling(
            sorted(told.get(old.pk, ())),
            "handbook.superseded",
            clause.get_absolute_url(),
            {
                "old": str(old),
                "new": str(clause),
                "begins_on": str(clause.valid_from),
                "changes": rules.told_changes(rules.changes(old.text, clause.text)),
            },
            key=f"handbook.clause.{clause.pk}",
        )
        for clause, old in pairs
        if told.get(old.pk)
    ]


def _told(clause: Clause) -> dict[str, Any]:
    return {
        "number": clause.label,
        "title": clause.title,
        "edition": clause.edition_id,
        "supersedes": clause.supersedes_id,
        "valid_from": str(clause.valid_from),
    }
