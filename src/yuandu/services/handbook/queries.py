"""Reads of the handbook: clauses in force, one clause with its history, who received what."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry.models import Party, Post
from yuandu.kernel.registry.queries import posts_held
from yuandu.services.handbook import rules
from yuandu.services.handbook.models import Clause, Edition, Heading, Receipt
from yuandu.services.handbook.permissions import MAY, MAY_EDITION, sees_drafts
from yuandu.services.handbook.rules import Answers, Applicability

LONGEST_HISTORY = 50


def in_force(clauses: QuerySet[Clause], on: datetime.date) -> QuerySet[Clause]:
    """Return those published by `on` and valid on that day.

    Publishing a clause that supersedes one ends the old one's validity, so that dates alone decide.
    """
    return clauses.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), edition__published_on__lte=on, valid_from__lte=on
    )


def visible_to(actor: Actor) -> QuerySet[Clause]:
    """Return what `actor` may read: published clauses, and drafts if the post sees them."""
    found = Clause.objects.filter(workspace=actor.workspace)
    if not sees_drafts(actor):
        found = found.filter(edition__published_on__isnull=False)
    return found.select_related("heading", "edition")


def get(actor: Actor, pk: int, *, to: str) -> Clause:
    """Return the clause if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` may read it, but not do this.
    """
    found = visible_to(actor).select_related("supersedes__heading", "supersedes__edition")
    return get_for(found, MAY, actor, to=to, pk=pk)


def editions_in(actor: Actor) -> QuerySet[Edition]:
    """Return the editions, newest first, with how many clauses they have."""
    found = Edition.objects.filter(workspace=actor.workspace)
    if not sees_drafts(actor):
        found = found.filter(published_on__isnull=False)
    counted = found.select_related("opened_by", "published_by").annotate(size=Count("clauses"))
    return counted.order_by("-pk")  # counting drops the usual order


def get_edition(actor: Actor, pk: int, *, to: str) -> Edition:
    """Return the edition if `actor` may do `to` with it; raises as `get` does."""
    return get_for(editions_in(actor), MAY_EDITION, actor, to=to, pk=pk)


def headings(actor: Actor) -> QuerySet[Heading]:
    """Return classes and aspects, with how many clauses are in force under each."""
    today = actor.workspace.today()
    now = Q(
        clauses__edition__published_on__lte=today,
        clauses__valid_from__lte=today,
    ) & (Q(clauses__valid_to=None) | Q(clauses__valid_to__gte=today))
    counted = Heading.objects.filter(workspace=actor.workspace).annotate(
        size=Count("clauses", filter=now)
    )
    return counted.order_by("-part", "number")  # counting drops the usual order


def search(
    actor: Actor,
    *,
    words: str = "",
    heading: Heading | None = None,
    part: str = "",
    on: datetime.date | None = None,
) -> QuerySet[Clause]:
    """Return the clauses in force on a day that say every one of `words`; one query."""
    found = in_force(visible_to(actor), on or actor.workspace.today())
    if heading is not None:
        found = found.filter(heading=heading)
    if part:
        found = found.filter(heading__part=part)
    for word in words.split():
        found = found.filter(
            Q(title__icontains=word)
            | Q(text__icontains=word)
            | Q(keywords__icontains=word)
            | Q(source_title__icontains=word)
            | Q(source_number__icontains=word)
        )
    return found


def page(actor: Actor, number: int, size: int, **asked: Any) -> Page[Clause]:
    """Return a page of what `search` finds."""
    return Paginator(search(actor, **asked), size).get_page(number)


@dataclass(frozen=True, slots=True)
class Answered:
    """A clause and whether it applies, with the questions on which that depends."""

    clause: Clause
    applicability: Applicability
    depends_on: tuple[str, ...]


def answered(actor: Actor, answers: Answers) -> list[Answered]:
    """Return every clause in force, in the handbook's order, weighed by the answers; one query."""
    return [
        Answered(
            clause,
            rules.applicability(clause.condition, answers),
            rules.open_questions(clause.condition, answers),
        )
        for clause in search(actor)
    ]


def history(clause: Clause) -> list[Clause]:
    """Return the clauses before this one, newest first; a query for each."""
    found: list[Clause] = []
    earlier = clause.supersedes
    while earlier is not None and len(found) < LONGEST_HISTORY:
        found.append(earlier)
        earlier = earlier.supersedes
    return found


def successor(actor: Actor, clause: Clause) -> Clause | None:
    """Return the clause that takes this one's place, if `actor` may read it."""
    return visible_to(actor).filter(supersedes=clause).first()


def free_number(edition: Edition, heading: Heading) -> int:
    """Return the number after the last that was ever given under a heading."""
    taken = Clause.objects.filter(workspace=edition.workspace, heading=heading)
    return (taken.aggregate(last=Max("number"))["last"] or 0) + 1


def receivers(clauses: Iterable[Clause]) -> dict[int, set[int]]:
    """Return clause → keys of the users to tell when it changes; two queries.

    Those are the persons who received it or one that it superseded, and whoever acts today
    for an organisation that did.
    """
    later: dict[int, set[int]] = {}
    for clause in clauses:
        for earlier in (clause, *history(clause)):
            later.setdefault(earlier.pk, set()).add(clause.pk)
    found: dict[int, set[int]] = {key: set() for keys in later.values() for key in keys}
    receipts = list(Receipt.objects.filter(clause__in=later))
    acting = acting_for({receipt.party_id for receipt in receipts if receipt.party_id})
    for receipt in receipts:
        told = {receipt.user_id} if receipt.user_id else acting.get(receipt.party_id or 0, set())
        for key in later[receipt.clause_id]:
            found[key] |= told
    return found


def acting_for(parties: set[int]) -> dict[int, set[int]]:
    """Return organisation → users who hold the owner's post for it and have not left it."""
    found: dict[int, set[int]] = {}
    posts = Post.objects.filter(role="owner", organisation__in=parties).select_related("workspace")
    for post in posts:
        if post.organisation_id and (post.to_on is None or post.to_on >= post.workspace.today()):
            found.setdefault(post.organisation_id, set()).add(post.user_id)
    return found


def receipts_of(actor: Actor, clause: Clause) -> QuerySet[Receipt]:
    """Return who received a clause, latest first; what others received is for the editors."""
    found = Receipt.objects.filter(workspace=actor.workspace, clause=clause)
    if not sees_drafts(actor):
        found = found.filter(user=actor.user_id) if actor.user_id else found.none()
    return found.select_related("user", "party").order_by("-on", "-pk")


def received(actor: Actor) -> set[int]:
    """Return the keys of the clauses that the actor has received."""
    own = [post.organisation_id for post in actor.posts if post.role == "owner"]
    found = Receipt.objects.filter(workspace=actor.workspace)
    found = found.filter(Q(user=actor.user_id, user__isnull=False) | Q(party__in=filter(None, own)))
    return set(found.values_list("clause_id", flat=True))


def supersessions(clauses: Sequence[Clause]) -> list[tuple[Clause, list[rules.Piece]]]:
    """Return those of `clauses` that supersede one, with what changes in the text."""
    return [
        (clause, rules.changes(clause.supersedes.text, clause.text))
        for clause in clauses
        if clause.supersedes is not None
    ]


def organisations_acting(actor: Actor) -> QuerySet[Party]:
    """Return the organisations for which somebody holds the owner's post today."""
    return Party.objects.filter(pk__in=_posts(actor, "owner").values("organisation"))


def officers_of_counties(actor: Actor) -> QuerySet[User]:
    """Return who holds a county officer's post today."""
    return User.objects.filter(pk__in=_posts(actor, "county_officer").values("user"))


def organisations(actor: Actor, codes: Iterable[str]) -> dict[str, Party]:
    """Return the organisations of these codes, by code."""
    found = Party.objects.filter(
        workspace=actor.workspace, kind="organisation", code__in=[*codes]
    ).exclude(code="")
    return {party.code: party for party in found}


def _posts(actor: Actor, role: str) -> QuerySet[Post]:
    today = actor.workspace.today()
    return posts_held(actor.workspace, today).filter(role=role)
