"""One box for everything the reader may see: projects, organisations, divisions, figures."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators.figures import published
from yuandu.kernel.registry import queries as registry
from yuandu.mechanisms.projects import queries as projects
from yuandu.mechanisms.projects.queries import Filters
from yuandu.mechanisms.projects.views.telling import project_row

SHOWN = 20  # results of each kind
LONGEST = 100  # characters of a search


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: what it is called, what else is said of it, and a project's stage."""

    title: str
    url: str
    notes: tuple[str, ...] = ()
    stage: str = ""
    place: int = 0  # of the stage among its colours


@dataclass(frozen=True, slots=True)
class Group:
    """Results of one kind, how many there are, and where all are listed, if anywhere."""

    title: str
    hits: tuple[Hit, ...]
    total: int
    url: str = ""


def search(actor: Actor, words: str) -> list[Group]:
    """Return what `actor` may see that has all of `words`; groups without a result are left out."""
    words = words.strip()[:LONGEST]
    if not words:
        return []
    groups = (_projects(actor, words), _organisations(actor, words), _figures(actor, words))
    return [group for group in groups if group.hits]


def _projects(actor: Actor, words: str) -> Group:
    found = projects.page(actor, Filters(words=words))
    rows = [project_row(actor, standing) for standing in found.page.object_list[:SHOWN]]
    hits = tuple(
        Hit(
            row["name"],
            row["url"],
            (row["code"], row["division"], row["owner"]),
            row["stage"],
            row["place"],
        )
        for row in rows
    )
    everywhere = urlencode({"year": "0", "words": words})
    return Group(_("Projects"), hits, found.total, f"{reverse('projects:list')}?{everywhere}")


def _organisations(actor: Actor, words: str) -> Group:
    found = registry.organisations(actor, words=words)
    hits = tuple(
        Hit(
            party.title,
            reverse("registry:party", args=[party.pk]),
            (party.code, party.division.short_title if party.division else ""),
        )
        for party in found[:SHOWN]
    )
    listed = f"{reverse('registry:organisations')}?{urlencode({'q': words})}"
    return Group(_("Organisations"), hits, found.count() if hits else 0, listed)


def _figures(actor: Actor, words: str) -> Group:
    hits = tuple(
        Hit(str(value.name), value.url, (value.text,))
        for value in published(actor.workspace).values.values()
        if words.casefold() in str(value.name).casefold()
    )
    return Group(_("Figures"), hits[:SHOWN], len(hits))
