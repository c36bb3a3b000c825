"""Where ideas were taken over: what a section is asked, and where an idea runs."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.models import Step
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.proposals import queries as proposals
from yuandu.mechanisms.proposals.models import Author, Proposal
from yuandu.mechanisms.rewards import permissions
from yuandu.mechanisms.rewards.models import Adoption
from yuandu.mechanisms.rewards.rules import spreading
from yuandu.mechanisms.workforce import queries as workforce
from yuandu.mechanisms.workforce.models import Worker

ROWS_A_PAGE = 50
LIKE_READ = 60  # ideas like one that are looked at
HERE, ELSEWHERE, ALL = "here", "elsewhere", "all"
SHOWS = (HERE, ELSEWHERE, ALL)


def visible_to(actor: Actor) -> QuerySet[Adoption]:
    """Return the adoptions of ideas `actor` may know of, each with `is_own` and `is_here`."""
    found = Adoption.objects.filter(workspace=actor.workspace)
    if not actor.is_insider:
        return found.none()
    if not actor.is_system:
        # Sealed after it was suggested: known to those who know of the idea.
        sealed = Proposal.objects.filter(workspace=actor.workspace, is_sealed=True)
        known = proposals.visible_to(actor).filter(is_sealed=True).order_by()
        found = found.exclude(proposal__in=sealed.exclude(pk__in=known.values("pk")).values("pk"))
    return (
        found.select_related("proposal__section", "section__parent", "track")
        .defer("section__geometry", "section__parent__geometry", "proposal__section__geometry")
        .annotate(is_own=_is_own(actor), is_here=_is_here(actor))
    )


def _is_own(actor: Actor) -> Any:
    """Whether the actor is an author of the idea, also of what was merged into it."""
    if actor.user_id is None:
        return Value(value=False)
    mine = Author.objects.filter(worker__user=actor.user_id)
    return Exists(mine.filter(proposal=OuterRef("proposal"))) | Exists(
        mine.filter(proposal__merged_into=OuterRef("proposal"))
    )


def _is_here(actor: Actor) -> Any:
    if actor.user_id is None:
        return Value(value=False)
    today = actor.workspace.today()
    return Exists(
        Worker.objects.filter(
            Q(left_on=None) | Q(left_on__gte=today),
            user=actor.user_id,
            section=OuterRef("section"),
        )
    )


def get(actor: Actor, pk: int, *, to: str) -> Adoption:
    """Return the adoption if `actor` may do `to` with it.

    Raises:
        Http404: there is none that `actor` may know of.
    """
    return get_for(visible_to(actor), permissions.MAY_ADOPTION, actor, to=to, pk=pk)


def section(actor: Actor, pk: int | None) -> Division | None:
    """Return a section of the company."""
    return workforce.sections(actor).filter(pk=pk or 0).first()


def of_sections(actor: Actor) -> Q | None:
    """Return the condition on the sections `actor` serves or works in; None: all of them."""
    served = actor.divisions(*permissions.OF_SECTION)
    if served is None or actor.has(*permissions.DECIDERS):
        return None
    at = Worker.objects.filter(workspace=actor.workspace, user=actor.user_id or 0)
    return (
        Q(section__in=served)
        | Q(section__parent__in=served)
        | Q(section__in=at.order_by().values("section"))
    )


def page(actor: Actor, show: str, stage: str, number: int | str) -> Page:
    """Return a page of adoptions: asked of one's sections, of ideas from them, or all."""
    found, sections = visible_to(actor), of_sections(actor)
    if show == HERE and sections is not None:
        found = found.filter(sections)
    if show == ELSEWHERE and sections is not None:
        own = Proposal.objects.filter(sections, workspace=actor.workspace)
        found = found.filter(Q(proposal__in=own.order_by().values("pk")) | Q(is_own=True))
    if stage:
        found = found.filter(track__stage=stage)
    return Paginator(found, ROWS_A_PAGE).get_page(number)


def waiting_here(actor: Actor) -> QuerySet[Adoption]:
    """Return what the sections that `actor` serves have not answered yet."""
    served = actor.divisions(*permissions.OF_SECTION)
    found = visible_to(actor).filter(track__stage=spreading.SUGGESTED)
    if served is None:
        return found
    return found.filter(Q(section__in=served) | Q(section__parent__in=served))


def of_proposal(actor: Actor, proposal: Proposal) -> list[Adoption]:
    """Return where an idea was suggested and how far it is there, with what was said last."""
    found = list(visible_to(actor).filter(proposal=proposal).order_by("section__position", "pk"))
    said = last_words(found)
    for each in found:
        each.words = said.get(each.track_id or 0, "")  # type: ignore[attr-defined]
    return found


def last_words(adoptions: Iterable[Adoption]) -> dict[int, str]:
    """Return what was said at the last step of each, by track; one query."""
    keys = [each.track_id for each in adoptions if each.track_id]
    steps = Step.objects.filter(track__in=keys).exclude(words="").order_by("pk")
    return dict(steps.values_list("track", "words"))


def counted(proposals_keys: Iterable[int]) -> dict[int, dict[str, int]]:
    """Return how many adoptions each idea has in which stage; one query."""
    rows = (
        Adoption.objects.filter(proposal__in=list(proposals_keys))
        .order_by()
        .values_list("proposal", "track__stage")
        .annotate(number=Count("pk"))
    )
    found: dict[int, dict[str, int]] = {}
    for proposal, stage, number in rows:
        found.setdefault(proposal, {})[stage] = number
    return found


def candidates(actor: Actor, proposal: Proposal) -> list[spreading.Suggestion]:
    """Return the sections worth asking to take an idea over; five queries, however many ideas.

    Ideas like it are looked for in all of the company, so what is known of a section is what it
    wrote itself; sections that were asked before are left out.
    """
    like = _like(actor, proposal)
    jobs = list(
        Author.objects.filter(proposal=proposal)
        .exclude(worker__job="")
        .order_by()
        .values_list("worker__job", flat=True)
        .distinct()
    )
    same_job = _same_job(actor, jobs)
    past = (
        Adoption.objects.filter(workspace=actor.workspace, proposal__section=proposal.section_id)
        .order_by()
        .values("section")
        .annotate(
            took=Count("pk", filter=Q(track__stage=spreading.CONFIRMED)),
            refused=Count("pk", filter=Q(track__stage=spreading.REFUSED)),
        )
    )
    history = {row["section"]: (row["took"], row["refused"]) for row in past}
    asked = set(Adoption.objects.filter(proposal=proposal).values_list("section", flat=True))
    keys = (like.keys() | same_job.keys() | history.keys()) - asked - {proposal.section_id}
    sections = [
        spreading.Section(
            key,
            similar=like.get(key, 0),
            same_job=same_job.get(key, 0),
            took_over=history.get(key, (0, 0))[0],
            refused=history.get(key, (0, 0))[1],
        )
        for key in sorted(keys)
    ]
    return spreading.suggest(sections)


def _like(actor: Actor, proposal: Proposal) -> Counter[int]:
    text = f"{proposal.problem} {proposal.idea}".strip()
    found = proposals.similar(actor, text, limit=LIKE_READ)
    return Counter(each.proposal.section_id for each in found if each.proposal.pk != proposal.pk)


def _same_job(actor: Actor, jobs: list[str]) -> dict[int, int]:
    if not jobs:
        return {}
    rows = (
        Worker.objects.filter(workspace=actor.workspace, left_on=None, job__in=jobs)
        .filter(section__kind="section")
        .order_by()
        .values_list("section")
        .annotate(number=Count("pk"))
    )
    return dict(rows)
