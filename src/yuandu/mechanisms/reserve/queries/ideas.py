"""One idea, and lists of them by rank."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet, Sum

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.permissions import may_enter_somewhere
from yuandu.mechanisms.reserve import rules
from yuandu.mechanisms.reserve.models import Idea
from yuandu.mechanisms.reserve.permissions import MAY, may_set_terms

ROWS_A_PAGE = 50
SHOWN = ("division", "track", "project", "formula")
# What a list shows: what is on the ladder, what left it and how, or all.
SHOWS = {
    "": rules.LADDER,
    rules.PROMOTED: (rules.PROMOTED,),
    rules.DECLINED: (rules.DECLINED, rules.WITHDRAWN),
    "all": rules.STAGES,
}
SORTS: dict[str, tuple[Any, ...]] = {
    "-score": ("-score", "pk"),
    "score": ("score", "pk"),
    "-investment": (F("investment_total").desc(nulls_last=True), "pk"),
    "investment": (F("investment_total").asc(nulls_last=True), "pk"),
    "-newest": ("-proposed_on", "-pk"),
    "newest": ("proposed_on", "pk"),
    "since": ("track__entered_on", "pk"),
    "-since": ("-track__entered_on", "-pk"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a list is asked to show; `show` is one of `SHOWS`, what is empty does not restrict."""

    words: str = ""
    field: str = ""
    purpose: str = ""
    kind: str = ""
    stage: str = ""
    division_id: int | None = None
    ungraded: bool = False
    show: str = ""
    sort: str = "-score"


def visible_to(actor: Actor) -> QuerySet[Idea]:
    """Return the ideas `actor` may read: of the divisions that their posts oversee."""
    found = Idea.objects.filter(workspace=actor.workspace).select_related(*SHOWN)
    found = found.defer("division__geometry")
    allowed = reach(actor)
    return found if allowed.everything else found.filter(division__in=allowed.divisions)


def idea(actor: Actor, pk: int, *, to: str) -> Idea:
    """Return the idea if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it but may not do this.
    """
    return get_for(visible_to(actor), MAY, actor, to=to, pk=pk)


def idea_of(actor: Actor, project: Project) -> Idea | None:
    """Return the idea that became a project, to whoever works with the project."""
    found = Idea.objects.filter(workspace=actor.workspace, project=project)
    return found.select_related(*SHOWN).defer("division__geometry").first()


def mays(actor: Actor, found: Idea) -> dict[str, bool]:
    """Return what `actor` may do with an idea, by verb, for templates."""
    return {verb: test(actor, found) for verb, test in MAY.items()}


def listed(actor: Actor, filters: Filters) -> QuerySet[Idea]:
    """Return the ideas that `filters` let through, in their order."""
    return _restricted(actor, filters).order_by(*SORTS[filters.sort])


def _restricted(actor: Actor, filters: Filters) -> QuerySet[Idea]:
    stages = (filters.stage,) if filters.stage else SHOWS[filters.show]
    found = visible_to(actor).filter(track__stage__in=stages)
    for name in ("field", "purpose", "kind", "division_id"):
        if value := getattr(filters, name):
            found = found.filter(**{name: value})
    if filters.ungraded:
        found = found.filter(grade=None)
    if words := filters.words.strip():
        found = found.filter(
            Q(name__icontains=words)
            | Q(name_en__icontains=words)
            | Q(lead__icontains=words)
            | Q(owner_name__icontains=words)
        )
    return found


@dataclass(frozen=True, slots=True)
class Totals:
    """How many ideas, and their planned investment in yuan; of `without` nobody knows it."""

    ideas: int = 0
    investment: Decimal = Decimal(0)
    without: int = 0


SUMS: dict[str, Any] = {
    "ideas": Count("pk"),
    "investment": Sum("investment_total", default=Decimal(0)),
    "without": Count("pk", filter=Q(investment_total=None)),
}


def totals(actor: Actor, filters: Filters) -> Totals:
    """Return the sums over what `filters` let through; one query."""
    return Totals(**_restricted(actor, filters).aggregate(**SUMS))


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many ideas wait for an actor: for a grade, for a place in the register."""

    ungraded: int = 0
    ready: int = 0

    @property
    def is_something(self) -> bool:
        return bool(self.ungraded or self.ready)


def waiting_sets(actor: Actor) -> dict[str, QuerySet[Idea]]:
    """Return the ideas that wait for `actor`, to be counted: the numbers of `Waiting`."""
    if not may_enter_somewhere(actor):
        return {}
    found = _restricted(actor, Filters())
    sets = {"ready": found.filter(track__stage=rules.READY)}
    return sets | {"ungraded": found.filter(grade=None)} if may_set_terms(actor) else sets


def page(actor: Actor, filters: Filters, number: int | str = 1) -> tuple[Page, Totals]:
    """Return a page of the list and the sums over all of it; two queries."""
    sums = totals(actor, filters)
    pages = Paginator(listed(actor, filters), ROWS_A_PAGE)
    pages.count = sums.ideas
    return pages.get_page(number), sums


def rank_of(actor: Actor, found: Idea) -> tuple[int, int]:
    """Return the rank of an idea among all on the ladder, and of how many; one query.

    Who scores alike shares a rank; the whole workspace is compared, whatever one may read.
    """
    among = Idea.objects.filter(workspace=actor.workspace, track__stage__in=rules.LADDER)
    counts = among.aggregate(better=Count("pk", filter=Q(score__gt=found.score)), all=Count("pk"))
    return counts["better"] + 1, counts["all"]
