"""Yearly updates: rounds, who was asked, who has not answered, what would be confirmed."""

import datetime
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Fact
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.enterprises.models import Firm, UpdateAnswer, UpdateRound
from yuandu.mechanisms.enterprises.permissions import MAY_ANSWER, MAY_ROUND, may_watch
from yuandu.mechanisms.enterprises.queries.firms import Found
from yuandu.mechanisms.enterprises.queries.titles import ROWS_A_PAGE

# What has to be on file of the year before it can be confirmed.
NEEDED = ("revenue", "main_income", "rd_expense", "total_assets", "total_liabilities", "staff")


@dataclass(frozen=True, slots=True)
class Standing:
    """A round, and how many of the actor's firms were asked and have answered."""

    round: UpdateRound
    asked: int
    answered: int

    @property
    def silent(self) -> int:
        return self.asked - self.answered


def answers_visible_to(actor: Actor) -> QuerySet[UpdateAnswer]:
    """Return who was asked, of the firms that the posts of `actor` give to work with."""
    found = UpdateAnswer.objects.filter(workspace=actor.workspace)
    allowed = reach(actor)
    if not allowed.everything:
        found = found.filter(
            Q(firm__party__division__in=allowed.divisions)
            | Q(firm__party__in=allowed.organisations)
        )
    return found.select_related("round", "firm__party__division").defer(
        "firm__party__division__geometry"
    )


def rounds(actor: Actor) -> list[Standing]:
    """Return every round with its numbers, the latest first; two queries."""
    found = answers_visible_to(actor).order_by().values("round_id")
    counted = {
        row["round_id"]: (row["asked"], row["answered"])
        for row in found.annotate(
            asked=Count("pk"), answered=Count("pk", filter=Q(confirmed_on__isnull=False))
        )
    }
    return [
        Standing(each, *counted.get(each.pk, (0, 0)))
        for each in UpdateRound.objects.filter(workspace=actor.workspace)[:ROWS_A_PAGE]
    ]


def update_round(actor: Actor, pk: int, *, to: str) -> UpdateRound:
    """Return the round if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` has nothing to do with it.
        PermissionDenied: `actor` sees it, but may not do this.
    """
    found = UpdateRound.objects.filter(workspace=actor.workspace)
    if not may_watch(actor):
        found = found.none()
    return get_for(found, MAY_ROUND, actor, to=to, pk=pk)


def answer_page(
    actor: Actor,
    each: UpdateRound,
    *,
    answered: bool = False,
    division_id: int | None = None,
    number: int | str = 1,
) -> Found:
    """Return a page of those who have (not) answered, by county; two queries."""
    found = answers_visible_to(actor).filter(round=each, confirmed_on__isnull=not answered)
    if division_id is not None:
        found = found.filter(firm__party__division=division_id)
    pages = Paginator(
        found.order_by("firm__party__division__position", "firm__party__name", "pk"), ROWS_A_PAGE
    )
    return Found(pages.get_page(number), pages.count)


def own_answers(actor: Actor) -> list[UpdateAnswer]:
    """Return what the firms `actor` acts for were asked, the latest first; one query."""
    own = reach(actor, ()).organisations
    found = answers_visible_to(actor).filter(firm__party__in=own)
    return list(found.order_by("-round__year", "pk")[:ROWS_A_PAGE])


def answer(actor: Actor, each: UpdateRound | int, firm: int, *, to: str) -> UpdateAnswer:
    """Return what a firm was asked in a round; raises as `update_round`."""
    return get_for(answers_visible_to(actor), MAY_ANSWER, actor, to=to, round=each, firm=firm)


def missing_facts(firm: Firm, year: int) -> list[str]:
    """Return which of the needed facts of a year the firm has not reported; one query."""
    since, until = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    known = set(
        Fact.objects.filter(
            party=firm.party_id, kind__in=NEEDED, from_on=since, to_on=until, is_current=True
        ).values_list("kind", flat=True)
    )
    return [code for code in NEEDED if code not in known]
