"""What pages list: candidates by filters, steps with their days, ballots and turnout."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.partnership import permissions, queries, rules
from yuandu.mechanisms.partnership.models import (
    Candidate,
    Review,
    ShareholderGroup,
    StepBallot,
    StepDate,
)
from yuandu.mechanisms.partnership.queries import again
from yuandu.services.ballots import papers
from yuandu.services.ballots import queries as ballots
from yuandu.services.ballots.models import Ballot

ROWS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Sat:
    """A ballot of a step, with how many have taken part.

    Attributes:
        is_open_to_reader: whether the reader may open it.
        is_unsettled: whether something of it has to be voted on again.
    """

    row: StepBallot
    electors: int
    took_part: int
    by_proxy: int
    is_open_to_reader: bool
    is_unsettled: bool

    @property
    def title(self) -> str:
        """Where it is held, or for whom, in the reader's language; empty: in the whole company."""
        place = self.row.place
        return place.title if place else ""


@dataclass(frozen=True, slots=True)
class Stepped:
    """A step of a review: its promised days, and its ballots so far."""

    code: str
    days: StepDate | None
    is_now: bool
    ballots: Sequence[Sat]

    @property
    def closes_on(self) -> datetime.date | None:
        return self.days.closes_on if self.days else None


def shows_outcome(actor: Actor, review: Review) -> bool:
    """Whether `actor` reads what was decided on everybody: once it is made known."""
    return permissions.reads_all(actor) or review.notice_on is not None


def days_of(review: Review) -> list[Stepped]:
    """Return the steps in their order with their promised days alone; one query."""
    days = {each.step: each for each in review.dates.all()}
    return [Stepped(code, days.get(code), review.stage == code, ()) for code in rules.DATED]


def steps_of(actor: Actor, review: Review) -> list[Stepped]:
    """Return the steps in their order, those of an appeal last, with their ballots; two queries."""
    steps = days_of(review)
    if review.stage in {rules.DRAFT, rules.NOMINATING}:
        return steps
    seen = ballots.visible_to(actor).filter(pk=OuterRef("ballot"))
    unsettled = again.to_repeat(review.workspace).filter(pk=OuterRef("pk"))
    rows = queries.ballots_of(review).annotate(
        electors=Count("ballot__electors"),
        took=Count("ballot__electors", filter=Q(ballot__electors__took_part=True)),
        proxied=Count(
            "ballot__electors",
            filter=Q(ballot__electors__took_part=True, ballot__electors__proxy__isnull=False),
        ),
        is_open_to_reader=Exists(seen),
        is_unsettled=Exists(unsettled),
    )
    sat: dict[str, list[Sat]] = defaultdict(list)
    for row in rows:
        sat[row.step].append(
            Sat(
                row,
                row.electors,
                row.took,
                row.proxied,
                row.is_open_to_reader,
                row.is_unsettled,
            )
        )
    found = [replace(each, ballots=sat.get(each.code, ())) for each in steps]
    if rules.APPEAL in sat:
        found.append(Stepped(rules.APPEAL, None, False, sat[rules.APPEAL]))
    return found


def signed_in(steps: Iterable[Stepped]) -> range:
    """Return the volumes of the sign-in sheet of `queries.meeting_of`; none where none is held."""
    held = [
        sat
        for each in steps
        if each.code == rules.MEETING
        for sat in each.ballots
        if sat.row.ballot.state != Ballot.CANCELLED
    ]
    return range(1, papers.volumes_of(held[-1].electors) + 1) if held else range(0)


def review_page(actor: Actor, number: int | str) -> Page:
    """Return a page of the reviews that `actor` may know of, the latest first; two queries."""
    return Paginator(queries.visible_to(actor), ROWS_A_PAGE).get_page(number)


def tally_of(actor: Actor, review: Review) -> tuple[Mapping[str, int], Candidate | None]:
    """Return how many candidates stand how, and the actor's own candidacy by key and kind alone.

    One query.
    """
    own = Q(worker__user=actor.user_id or 0)
    found = Candidate.objects.filter(review=review).order_by().values("state")
    rows = list(
        found.annotate(
            number=Count("pk"), own=Max("pk", filter=own), of_kind=Max("kind", filter=own)
        )
    )
    mine = next((Candidate(pk=row["own"], kind=row["of_kind"]) for row in rows if row["own"]), None)
    return {row["state"]: row["number"] for row in rows}, mine


def candidate_page(
    actor: Actor,
    review: Review,
    number: int | str,
    *,
    words: str = "",
    kind: str = "",
    state: str = "",
    group: str = "",
) -> Page:
    """Return a page of a review's candidates, by staff number; two queries.

    By state only who may read what came of everybody.
    """
    found = queries.candidates_visible_to(actor).filter(review=review)
    if words:
        found = found.filter(Q(worker__name__icontains=words) | Q(worker__number__startswith=words))
    if kind:
        found = found.filter(kind=kind)
    if group:
        found = found.filter(group__code=group)
    if state and shows_outcome(actor, review):
        found = found.filter(state=state)
    return Paginator(found.order_by("worker__number"), ROWS_A_PAGE).get_page(number)


def groups_of(actor: Actor) -> list[ShareholderGroup]:
    """Return the groups the actor may see, each with `size`; one query."""
    found = queries.groups_visible_to(actor).annotate(size=Count("members"))
    return list(found.order_by("code"))


def ballots_of_group(actor: Actor, review: Review, group: ShareholderGroup) -> QuerySet[StepBallot]:
    """Return a group's ballots in a review; each knows whether `actor` may open it."""
    seen = ballots.visible_to(actor).filter(pk=OuterRef("ballot"))
    return queries.ballots_of(review).filter(group=group).annotate(is_open_to_reader=Exists(seen))


def current(actor: Actor) -> Review | None:
    """Return the review that is under way, the latest if there are several."""
    over = [rules.DRAFT, rules.CLOSED, rules.CANCELLED]
    return queries.visible_to(actor).exclude(track__stage__in=over).first()


def own_in(actor: Actor, review: Review | None) -> Candidate | None:
    """Return the actor's own candidacy in a review."""
    if review is None:
        return None
    return queries.own_candidacies(actor).filter(review=review).first()
