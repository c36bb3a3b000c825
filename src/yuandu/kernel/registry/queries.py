"""Reads of the registry."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from yuandu.kernel.accounts import queries as accounts
from yuandu.kernel.accounts import roles
from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor, Held
from yuandu.kernel.accounts.models import User
from yuandu.kernel.accounts.rules import CARD_ROLES
from yuandu.kernel.audit.reads import Read
from yuandu.kernel.registry import kinds, permissions, rules
from yuandu.kernel.registry.models import Consent, Division, Fact, Industry, Party, Post
from yuandu.kernel.workspaces.languages import listed
from yuandu.kernel.workspaces.models import Workspace


def posts_held(workspace: Workspace | int, on: datetime.date) -> QuerySet[Post]:
    """Return the posts that are held in a workspace on a day, whoever asks.

    Args:
        workspace: it or its key.
    """
    return Post.objects.filter(
        Q(to_on=None) | Q(to_on__gte=on), workspace=workspace, from_on__lte=on
    )


_posts_of_user = Read(
    lambda user, workspace, on: (
        posts_held(workspace, on)
        .filter(
            Q(user__home=None) | Q(user__home=workspace) | Q(user__home__is_sample=False), user=user
        )
        .order_by("pk")
        .values_list("role", "organisation_id", "division_id")
    ),
    user=int,
    workspace=int,
    on=datetime.date,
)


def actor_for(
    user: User | AnonymousUser,
    workspace: Workspace,
    *,
    grant: int | None = None,
    by_card: bool = False,
    scopes: frozenset[str] | None = None,
) -> Actor:
    """Return `user` as an actor in `workspace`, with the posts held there today.

    One query; two for a helper. Sample accounts, which anybody may try, hold no post
    outside of their own city, whatever the table says.

    Args:
        grant: the grant under which a helper acts; while it is live the posts are the
            person's, of the roles that it names.
        by_card: signed in with a paper card, which opens few posts.
        scopes: of the API token that asks.
    """
    if not user.is_authenticated:
        return Actor.anonymous(workspace)
    today = workspace.today()
    given = (
        accounts.grants_to(user.pk, workspace, today).filter(pk=grant).first() if grant else None
    )
    held = _posts_of_user(
        user=given.person_id if given else user.pk, workspace=workspace.pk, on=today
    )
    opened = [set(given.roles)] if given else []
    if by_card:
        opened.append(set(CARD_ROLES))
    return Actor(
        workspace=workspace,
        user_id=user.pk,
        label=f"{str(user)[:45]}（代 {str(given.person)[:45]}）" if given else str(user),
        posts=tuple(Held(*post) for post in held if all(post[0] in roles for roles in opened)),
        acting_for_id=given.person_id if given else None,
        scopes=scopes,
    )


_personas = Read(
    lambda home: (
        accounts.at_home(home)
        .order_by("pk", "posts__pk")
        .values_list("pk", "username", "name", "posts__workspace", "posts__title", "posts__role")
    ),
    home=int,
)


def personas(actor: Actor) -> list[dict[str, Any]]:
    """Return whom a visitor of a sample city may try to be, with their posts; else nobody.

    One query: every page of a sample city has them in its frame.
    """
    people: dict[str, dict[str, Any]] = {}
    if not accounts.has_personas(actor.workspace):
        return []
    for pk, username, name, workspace, title, role in _personas(home=actor.workspace_id):
        told = {"value": username, "label": name or username, "current": pk == actor.user_id}
        posts = people.setdefault(username, told | {"posts": []})["posts"]
        if workspace == actor.workspace_id:
            posts.append(title or roles.title(role))
    return [told | {"post": listed(told.pop("posts"))} for told in people.values()]


# --- Divisions and industries ----------------------------------------------------------


def divisions(actor: Actor) -> QuerySet[Division]:
    """Return the divisions in their usual order, without their borders; they are public."""
    return Division.objects.filter(workspace=actor.workspace).defer("geometry")


def division(actor: Actor, code: str) -> Division | None:
    """Return the division of a code."""
    return divisions(actor).filter(code=code).first()


def counted_divisions(actor: Actor) -> QuerySet[Division]:
    """Return the divisions, each with `organisations`: how many are registered there."""
    of_organisations = Q(party__kind="organisation")
    return divisions(actor).annotate(organisations=Count("party", filter=of_organisations))


def borders(actor: Actor) -> dict[str, Any]:
    """Return the divisions that have a border as a GeoJSON collection; one query."""
    rows = Division.objects.filter(workspace=actor.workspace, geometry__isnull=False)
    features = [
        {
            "type": "Feature",
            "properties": {"code": each.code, "name": each.title, "short": each.short_title},
            "geometry": each.geometry,
        }
        for each in rows
    ]
    return {"type": "FeatureCollection", "features": features}


def industries(actor: Actor) -> QuerySet[Industry]:
    """Return the industries by code; they are public."""
    return Industry.objects.filter(workspace=actor.workspace)


# --- Parties -----------------------------------------------------------------------------


def visible_to(actor: Actor) -> QuerySet[Party]:
    """Return the parties `actor` may know of: organisations, and persons to staff.

    Whose name is masked, `shown` says. The public looks organisations up elsewhere.
    """
    found = Party.objects.filter(workspace=actor.workspace)
    if actor.is_system or actor.has(*permissions.STAFF):
        return found
    return found.filter(kind="organisation") if actor.is_insider else found.none()


def get(actor: Actor, pk: int, *, to: str) -> Party:
    """Return the party if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` may know of it, but not do this.
    """
    visible = visible_to(actor).select_related("division", "industry", "workspace")
    return get_for(visible, permissions.MAY, actor, to=to, pk=pk)


def organisations(
    actor: Actor,
    *,
    words: str = "",
    division: Division | None = None,
    industry: Industry | None = None,
) -> QuerySet[Party]:
    """Return visible organisations whose name or code has `words` in it, by name."""
    found = visible_to(actor).filter(kind="organisation")
    if words := words.strip():
        code = rules.normal_code(words)
        found = found.filter(
            Q(name__icontains=words) | Q(name_en__icontains=words) | Q(code__startswith=code)
        )
    if division:
        found = found.filter(division=division)
    if industry:
        found = found.filter(industry__code__startswith=industry.code)
    return found.select_related("division", "industry").order_by("name", "pk")


def people(actor: Actor, *, words: str = "", kind: str = "") -> QuerySet[Party]:
    """Return visible persons and households, the newest first.

    Words find only those whose names `actor` may read: else a search would tell them.
    """
    found = visible_to(actor).exclude(kind="organisation")
    if kind:
        found = found.filter(kind=kind)
    if words := words.strip():
        found = found.filter(_readable(actor), name__icontains=words)
    return found.select_related("division").order_by("-pk")


def _readable(actor: Actor) -> Q:
    """Return the condition under which a person's name is shown in full."""
    places = actor.divisions(*permissions.READERS)
    return Q() if places is None else Q(division__in=places)


@dataclass(frozen=True, slots=True)
class Shown:
    """A party as one reader sees it."""

    pk: int
    kind: str
    name: str
    code: str
    division: Division | None
    is_masked: bool


def shown(actor: Actor, party: Party) -> Shown:
    """Return a party as `actor` may read it: a person's name masked without the right."""
    is_masked = not permissions.MAY["see_name"](actor, party)
    return Shown(
        pk=party.pk,
        kind=party.kind,
        name=rules.masked_name(party.title) if is_masked else party.title,
        code=rules.masked_code(party.code) if is_masked else party.code,
        division=party.division,
        is_masked=is_masked,
    )


def by_code(workspace: Workspace, code: str) -> Party | None:
    """Return the party of a code, however it was typed."""
    code = rules.normal_code(code)
    return Party.objects.filter(workspace=workspace, code=code).first() if code else None


# --- Facts and consents ------------------------------------------------------------------


def facts_of(actor: Actor, party: Party) -> QuerySet[Fact]:
    """Return what is known of a party now, latest period first; sensitive facts by right."""
    found = Fact.objects.filter(party=party, is_current=True)
    if not permissions.MAY["see_facts"](actor, party):
        found = found.filter(kind__in=[kind.code for kind in kinds.facts if not kind.is_sensitive])
        if party.kind != "organisation":
            return found.none()
    return found.select_related("evidence", "reported_by").order_by("kind", "-to_on", "-from_on")


def earlier_facts(fact: Fact) -> list[Fact]:
    """Return what stood for the same period before, the latest first."""
    found = Fact.objects.filter(
        party=fact.party_id, kind=fact.kind, from_on=fact.from_on, to_on=fact.to_on
    )
    return list(found.exclude(pk=fact.pk).select_related("reported_by").order_by("-pk"))


def fact_on(party: Party, kind: str, on: datetime.date) -> Fact | None:
    """Return the fact of a kind whose period ended last by a day; None is unknown, not zero."""
    found = Fact.objects.filter(party=party, kind=kind, is_current=True, to_on__lte=on)
    return found.order_by("-to_on", "-from_on").first()


def consents_of(actor: Actor, party: Party) -> QuerySet[Consent]:
    """Return a party's consents, the latest first; to those who may take them."""
    found = Consent.objects.filter(party=party).select_related("given_by", "evidence")
    if not (actor.has("auditor") or permissions.MAY["consent"](actor, party)):
        found = found.none()
    return found.order_by("-from_on", "-pk")


def consent(actor: Actor, party: Party, pk: int) -> Consent | None:
    """Return one consent of a party to whom may see it."""
    return consents_of(actor, party).filter(pk=pk).first()


def consented(
    party: Party,
    purpose: str,
    on: datetime.date | None = None,
    *,
    facts: Collection[str] = (),
) -> bool:
    """Say whether a party lets each of some facts be used for a purpose on a day.

    Args:
        on: A day of the workspace; today if none is given.
        facts: Codes of kinds of fact; if none are given, whether it lets any at all be used.
    """
    on = on or party.workspace.today()
    return party.pk in consented_parties([party], purpose, on, facts=facts)


def consented_parties(
    parties: Iterable[Party], purpose: str, on: datetime.date, *, facts: Collection[str] = ()
) -> frozenset[int]:
    """Return the keys of those parties that consent; one query for all."""
    by_party: dict[int, list[rules.Given]] = {}
    for each in Consent.objects.filter(party__in=parties, purpose=purpose):
        by_party.setdefault(each.party_id, []).append(as_given(each))
    return frozenset(
        pk
        for pk, given in by_party.items()
        if all(rules.is_consented(given, purpose, on, fact) for fact in facts or (None,))
    )


def as_given(consent: Consent) -> rules.Given:
    """Return a consent as the rules take it."""
    return rules.Given(
        purpose=consent.purpose,
        facts=frozenset(consent.facts),
        from_on=consent.from_on,
        to_on=consent.to_on,
        revoked_on=consent.revoked_on,
    )


# --- Posts -------------------------------------------------------------------------------


def posts(actor: Actor) -> QuerySet[Post]:
    """Return the posts `actor` may see, those that ended included, the latest first.

    The administrator and the auditor see all; others their own.
    """
    found = Post.objects.filter(workspace=actor.workspace)
    if not actor.has("administrator", "auditor"):
        found = found.filter(user=actor.user_id) if actor.user_id else found.none()
    return found.select_related("user", "division", "organisation").order_by("-from_on", "-pk")


def post(actor: Actor, pk: int, *, to: str) -> Post:
    """Return the post if `actor` may do `to` with it; raises as `get`."""
    return get_for(posts(actor), permissions.MAY_POST, actor, to=to, pk=pk)


def posts_of(actor: Actor, party: Party) -> QuerySet[Post]:
    """Return who acts for an organisation: those whose posts count today, to its readers."""
    if not (actor.has("administrator", "auditor") or permissions.is_own(actor, party)):
        return Post.objects.none()
    today = actor.workspace.today()
    found = posts_held(actor.workspace, today).filter(organisation=party)
    return found.select_related("user").order_by("from_on", "pk")


def posts_to_call(workspace: Workspace, users: Iterable[int], party_id: int | None) -> list[Post]:
    """Return the posts with a telephone that `users` hold today, and who acts for a party.

    For whoever works with what these people stand by; one query.
    """
    today = workspace.today()
    acts_for = Q(organisation=party_id) if party_id else Q(pk__in=[])
    found = (
        posts_held(workspace, today)
        .filter(Q(user__in=list(users)) | acts_for & Q(role="owner"), user__is_active=True)
        .exclude(phone="")
    )
    return list(found.select_related("user").order_by("pk"))


def is_in_office(post: Post, on: datetime.date) -> bool:
    """Say whether a post gives rights on a day of the workspace."""
    return rules.counts_on(rules.Term(post.from_on, post.to_on), on)


def mays(actor: Actor, party: Party) -> Mapping[str, bool]:
    """Return what `actor` may do with a party, by verb, for templates."""
    return permissions.mays(actor, party)
