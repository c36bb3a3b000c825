"""One box for everything the reader may see: projects, organisations, divisions, figures."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators.figures import published
from yuandu.kernel.registry import queries as registry
from yuandu.mechanisms.projects import queries as projects
from yuandu.mechanisms.projects.queries import Filters

SHOWN = 20  # results of each kind
LONGEST = 100  # characters of a search


@dataclass(frozen=True, slots=True)
class Hit:
    title: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Results of one kind, and how many there are in all, as far as was counted."""

    title: str
    hits: tuple[Hit, ...]
    total: int


def search(actor: Actor, words: str) -> list[Group]:
    """Return what `actor` may see that has all of `words`; groups without a result are left out."""
    words = words.strip()[:LONGEST]
    if not words:
        return []
    groups = (_projects(actor, words), _organisations(actor, words), _figures(actor, words))
    return [group for group in groups if group.hits]


def _projects(actor: Actor, words: str) -> Group:
    found = projects.page(actor, Filters(words=words))
    hits = tuple(
        Hit(
            standing.project.title,
            reverse("projects:project", args=[standing.project_id]),
            standing.project.division.short_title,
        )
        for standing in found.page.object_list[:SHOWN]
    )
    return Group(_("Projects"), hits, found.total)


def _organisations(actor: Actor, words: str) -> Group:
    found = list(registry.organisations(actor, words=words)[: SHOWN + 1])
    hits = tuple(
        Hit(party.title, reverse("registry:party", args=[party.pk]), party.code)
        for party in found[:SHOWN]
    )
    return Group(_("Organisations"), hits, len(found))


def _figures(actor: Actor, words: str) -> Group:
    hits = tuple(
        Hit(str(value.name), value.url, value.text)
        for value in published(actor.workspace).values.values()
        if words.casefold() in str(value.name).casefold()
    )
    return Group(_("Figures"), hits[:SHOWN], len(hits))
