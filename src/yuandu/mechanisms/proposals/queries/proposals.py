"""Proposals: one, lists that stay flat as they grow, and whose turn it is."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, override

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.reads import Read
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.lifecycle.permissions import person
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.proposals import permissions, rules
from yuandu.mechanisms.proposals.models import Author, Benefit, Evaluation, Proposal
from yuandu.mechanisms.proposals.queries.searching import containing
from yuandu.mechanisms.workforce.models import Worker

ROWS_A_PAGE = 50
MOST_COUNTED = 10_000  # more pages nobody turns; counting half a million rows takes a second


def visible_to(actor: Actor) -> QuerySet[Proposal]:
    """Return the proposals `actor` may know of, each with `is_own` and `is_asked`."""
    found = Proposal.objects.filter(permissions.visible(actor), workspace=actor.workspace)
    return (
        found.select_related("section__parent", "answerer", "merged_into")
        .defer("section__geometry", "section__parent__geometry")
        .annotate(is_own=_is_own(actor), is_asked=_is_asked(actor))
    )


def _is_own(actor: Actor) -> Any:
    """Whether the actor is an author, also of what was merged into it."""
    if actor.user_id is None:
        return Value(value=False)
    mine = Author.objects.filter(worker__user=person(actor))
    return Exists(mine.filter(proposal=OuterRef("pk"))) | Exists(
        mine.filter(proposal__merged_into=OuterRef("pk"))
    )


def _is_asked(actor: Actor) -> Any:
    if actor.user_id is None:
        return Value(value=False)
    return Exists(
        Evaluation.objects.filter(
            proposal=OuterRef("pk"), evaluator=person(actor), relieved_on=None
        )
    )


def get(actor: Actor, pk: int, *, to: str) -> Proposal:
    """Return the proposal if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or it is sealed to `actor`.
        PermissionDenied: `actor` may read it, but not do this.
    """
    return get_for(visible_to(actor), permissions.MAY, actor, to=to, pk=pk)


def by_number(actor: Actor, number: str) -> Proposal | None:
    """Return the proposal of this number, if `actor` may read it."""
    return visible_to(actor).filter(number=number.strip()).first()


# Asked with every idea that is posted.
_posted = Read(
    lambda workspace, worker, on: (
        Proposal.objects.filter(
            workspace=workspace, posted_on=on, authors__worker=worker, stage__in=rules.OPEN
        )
        .order_by("pk")
        .values_list("pk", "idea")
    ),
    workspace=int,
    worker=int,
    on=datetime.date,
)


def posted_today(workspace: Workspace, author: Worker) -> list[tuple[int, str]]:
    """Return key and words of what somebody posted today and nobody has decided."""
    return [*_posted(workspace=workspace.pk, worker=author.pk, on=workspace.today())]


def authors_of(proposal: Proposal) -> list[Author]:
    """Return the authors with their shares, those of ideas merged into it as well."""
    # By keys: over the join itself the database would read everybody's authors.
    ideas = Proposal.objects.filter(Q(pk=proposal.pk) | Q(merged_into=proposal)).order_by()
    found = Author.objects.filter(proposal__in=ideas.values("pk"))
    return list(
        found.select_related("worker__section", "proposal")
        .defer("worker__section__geometry")
        .order_by("proposal", "-share", "pk")
    )


def credit(proposal: Proposal) -> dict[int, Decimal]:
    """Return everybody's share of the credit, by worker, merged ideas included; one query."""
    return credit_of([proposal])[proposal.pk]


def credit_of(proposals: Sequence[Proposal]) -> dict[int, dict[int, Decimal]]:
    """Return what `credit` gives of each, by proposal; one query however many."""
    keys = [each.pk for each in proposals]
    ideas = Proposal.objects.filter(Q(pk__in=keys) | Q(merged_into__in=keys)).order_by()
    rows = (
        Author.objects.filter(proposal__in=ideas.values("pk"))
        .order_by("proposal", "-share", "pk")
        .values_list("proposal", "proposal__merged_into", "worker", "share")
    )
    originals: dict[int, dict[int, dict[int, Decimal]]] = {key: {} for key in keys}
    for idea, into, worker, share in rows:
        for whole in (idea, into):
            if whole in originals:
                originals[whole].setdefault(idea, {})[worker] = share
    return {key: rules.credit(list(found.values())) for key, found in originals.items()}


def files_of(proposal: Proposal) -> QuerySet[Attachment]:
    """Return photos and voice notes, as they were sent."""
    return Attachment.objects.filter(
        workspace=proposal.workspace_id,
        target_label=Proposal._meta.label_lower,
        target_id=proposal.pk,
    ).order_by("pk")


# --- Lists ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is asked to show; `show` is "", or one of those of `wording.SHOWS`."""

    words: str = ""
    section: str = ""
    stage: str = ""
    lane: str = ""
    show: str = ""


def mine(actor: Actor) -> Q:
    """Return the condition on the actor's own ideas."""
    own = Author.objects.filter(worker__user=person(actor)).order_by()
    return Q(pk__in=own.values("proposal")) if actor.user_id else Q(pk__in=[])


def to_answer(actor: Actor) -> Q:
    """Return the condition on what the actor owes an answer to."""
    return Q(answerer=person(actor), answered_on=None, stage__in=rules.UNANSWERED)


def to_evaluate(actor: Actor) -> Q:
    """Return the condition on what waits for the actor's opinion: not yet evaluated by me."""
    asked = Evaluation.objects.filter(evaluator=person(actor), opinion="", relieved_on=None)
    return Q(pk__in=asked.order_by().values("proposal"), stage=rules.EVALUATE)


def to_verify_here(actor: Actor) -> Q:
    """Return the condition on what is in verification in the actor's sections."""
    return Q(stage=rules.VERIFY) & _in_sections(actor, *permissions.OF_SECTION)


def to_confirm(actor: Actor) -> Q:
    """Return the condition on what was verified line by line and waits for the actor's last word.

    Of the actor's sections; to finance, what finance has verified itself as well.
    """
    lines = Benefit.objects.filter(proposal=OuterRef("pk"))
    open_lines = lines.filter(verified_on=None)
    ready = Q(Exists(lines), ~Exists(open_lines), stage=rules.VERIFY)
    whose = _in_sections(actor, *permissions.OF_SECTION)
    if permissions.verifies_money(actor):
        whose |= Q(Exists(lines.filter(verified_by=person(actor))))
    return ready & whose & not_own(actor)


def to_look_at(actor: Actor) -> Q:
    """Return the condition on what was graded and drawn, for the office to look at again."""
    return Q(is_sampled=True, sampled_on=None) & not_own(actor)


def not_own(actor: Actor) -> Q:
    """Return the condition on what others have written: nobody judges an idea of their own."""
    return ~Q(_is_own(actor)) if actor.user_id else permissions.ALL


def overdue(actor: Actor) -> Q:
    """Return the condition on what should have been answered, in the actor's sections."""
    late = Q(answered_on=None, promised_on__lt=actor.workspace.today(), stage__in=rules.UNANSWERED)
    return late & _in_sections(actor, *permissions.OF_SECTION)


def _in_sections(actor: Actor, *roles: str) -> Q:
    divisions = actor.divisions(*roles)
    if permissions.runs(actor) or divisions is None:
        return permissions.ALL
    return Q(section__in=divisions) | Q(section__parent__in=divisions)


def _shown(actor: Actor, show: str) -> Q:
    conditions = {
        "mine": mine,
        "to_answer": to_answer,
        "to_evaluate": to_evaluate,
        "overdue": overdue,
        "to_verify": to_verify_here,
        "to_confirm": to_confirm,
        "sampled": to_look_at,
    }
    return conditions[show](actor) if show in conditions else Q()


def listed(actor: Actor, filters: Filters) -> QuerySet[Proposal]:
    """Return the visible proposals that `filters` let through; what is due first above.

    Asked for words, it looks first how many have them: one query.
    """
    found = visible_to(actor).filter(_shown(actor, filters.show))
    if filters.words:
        found = found.filter(containing(actor, filters.words))
    if filters.section:
        found = found.filter(
            Q(section__code=filters.section) | Q(section__parent__code=filters.section)
        )
    if filters.stage in rules.STAGES:
        found = found.filter(stage=filters.stage)
    if filters.lane in rules.LANES:
        found = found.filter(lane=filters.lane)
    if filters.show in {"to_answer", "overdue", "to_evaluate"}:
        return found.order_by("promised_on", "pk")
    return found.order_by("-posted_on", "-pk")


class Bounded(Paginator):
    """Pages that count no further than anybody turns."""

    @override
    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        number: int = rows.order_by().values("pk")[:MOST_COUNTED].count()
        return number


def page(actor: Actor, filters: Filters, number: int | str) -> Page:
    """Return a page of the list; two queries."""
    return Bounded(listed(actor, filters), ROWS_A_PAGE).get_page(number)


def newest(actor: Actor, section: int, number: int) -> Sequence[Proposal]:
    """Return the newest of a section that everybody may read; one query."""
    found = Proposal.objects.filter(section=section, is_sealed=False).exclude(
        stage__in=(rules.WITHDRAWN, rules.MERGED)
    )
    return list(found.order_by("-posted_on", "-pk")[:number])
