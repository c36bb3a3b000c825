"""Who may do what with partnerships, varieties, germplasm, seedlings and licences."""

from collections.abc import Callable, Mapping

from django.db.models import Q

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.varieties.models import Accession, Licence, Share, Variety

KEEPERS = ("administrator", "city_officer", "department_officer")
READERS = (*KEEPERS, "leader", "auditor")


def own_parties(actor: Actor) -> frozenset[int]:
    """Return the organisations that `actor` stands for."""
    return frozenset(
        post.organisation_id
        for post in actor.posts
        if post.role == "owner" and post.organisation_id is not None
    )


def keeps(actor: Actor) -> bool:
    """Whether `actor` keeps the city's register of varieties and partnerships."""
    return actor.has(*KEEPERS) and actor.divisions(*KEEPERS) is None


def enters(actor: Actor) -> bool:
    """Whether `actor` enters something at all, for somebody of their own or for anybody."""
    return keeps(actor) or bool(own_parties(actor))


def acts_for(actor: Actor, party: Party) -> bool:
    return keeps(actor) or party.pk in own_parties(actor)


def owns(actor: Actor, party_id: int) -> bool:
    """Whether `actor` stands for the party itself; an office does not."""
    return actor.is_system or party_id in own_parties(actor)


def visible_accessions(actor: Actor) -> Q:
    """Return the condition on the accessions `actor` may know of: own ones, and shared ones.

    An office is let in by nobody but the owner either.
    """
    mine, today = own_parties(actor), actor.workspace.today()
    if actor.is_system:
        return Q()
    open_today = Share.objects.filter(
        Q(withdrawn_on=None) | Q(withdrawn_on__gt=today),
        party__in=mine,
        from_on__lte=today,
        to_on__gte=today,
    )
    return Q(owner__in=mine) | Q(pk__in=open_today.values("accession"))


def visible_batches(actor: Actor) -> Q:
    """Return the condition on the batches `actor` may read: own ones, and offices all."""
    if actor.has(*READERS) and actor.divisions(*READERS) is None:
        return Q()
    return Q(producer__in=own_parties(actor))


def visible_licences(actor: Actor) -> Q:
    """Return the condition on the licences `actor` may read: both parties, and nobody else."""
    if actor.is_system:
        return Q()
    mine = own_parties(actor)
    return Q(licensee__in=mine) | Q(variety__holder__in=mine)


MAY: Mapping[str, Callable[[Actor, Variety], bool]] = {
    "see": lambda actor, variety: True,
    "grant": lambda actor, variety: keeps(actor),
    "license": lambda actor, variety: owns(actor, variety.holder_id),
}
MAY_ACCESSION: Mapping[str, Callable[[Actor, Accession], bool]] = {
    "see": lambda actor, accession: True,
    "share": lambda actor, accession: owns(actor, accession.owner_id),
}
MAY_LICENCE: Mapping[str, Callable[[Actor, Licence], bool]] = {
    "see": lambda actor, licence: True,
}
