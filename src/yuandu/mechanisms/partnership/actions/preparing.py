"""Preparing a review: its rule, and the days promised for its steps."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.mechanisms.partnership import doors, permissions, rules
from yuandu.mechanisms.partnership.models import Review, StepDate
from yuandu.mechanisms.partnership.refusals import OddReview
from yuandu.mechanisms.partnership.rules import ReviewRule

YEARS = range(1950, 2200)


@transaction.atomic
def prepare(*, by: Actor, year: int, title: str, rule: ReviewRule) -> Review:
    """Prepare a review, which only those who hold and read reviews see until it is published.

    Raises:
        PermissionDenied: the actor holds no reviews.
        OddReview: the title is missing or taken, or the year is none.
    """
    if not permissions.manages(by):
        raise PermissionDenied
    if not title.strip():
        raise OddReview("title")
    if year not in YEARS:
        raise OddReview("year")
    try:
        with transaction.atomic():
            made = Review.objects.create(
                workspace=by.workspace,
                year=year,
                title=title.strip(),
                rule=rule.model_dump(mode="json"),
            )
    except IntegrityError as error:
        raise OddReview("title") from error
    made.track = lifecycle.start(by=by, subject=made, cycle=rules.CYCLE, on=by.workspace.today())
    made.save(update_fields=["track"])
    audit.record(by, "partnership.prepare", made, year=year, title=made.title)
    return made


@transaction.atomic
def change_rule(*, by: Actor, review: Review, rule: ReviewRule) -> None:
    """Change the rule of a review in preparation.

    Raises:
        PermissionDenied: the actor holds no reviews.
        OddReview: it is published.
    """
    if not permissions.MAY_REVIEW["manage"](by, review):
        raise PermissionDenied
    if doors.stand(review) != rules.DRAFT:
        raise OddReview("frozen")
    said = rule.model_dump(mode="json")
    Review.objects.filter(pk=review.pk).update(rule=said)
    review.rule = said
    audit.record(by, "partnership.rule", review, rule=said)


@transaction.atomic
def promise_days(
    *,
    by: Actor,
    review: Review,
    step: str,
    opens_on: datetime.date,
    closes_on: datetime.date,
) -> StepDate:
    """Promise from when to when a step is held, as long as it has not begun.

    Raises:
        PermissionDenied: the actor holds no reviews.
        OddReview: there is no such step, it has begun, or the days are reversed.
    """
    if not permissions.MAY_REVIEW["manage"](by, review):
        raise PermissionDenied
    if step not in rules.DATED:
        raise OddReview("step")
    if closes_on < opens_on:
        raise OddReview("days")
    stage = doors.stand(review)
    order = (rules.DRAFT, *rules.DATED)
    if stage not in order or order.index(stage) >= order.index(step):
        raise OddReview("opened")
    made, _is_new = StepDate.objects.update_or_create(
        workspace=by.workspace,
        review=review,
        step=step,
        defaults={"opens_on": opens_on, "closes_on": closes_on},
    )
    audit.record(
        by,
        "partnership.date",
        review,
        step=step,
        opens_on=opens_on.isoformat(),
        closes_on=closes_on.isoformat(),
    )
    return made
