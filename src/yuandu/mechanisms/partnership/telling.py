"""What people are told of a review: that it begins, that their way ended, what was decided."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.mechanisms.partnership import permissions, rules
from yuandu.mechanisms.partnership.models import Appeal, Candidate, Review, StepDate
from yuandu.mechanisms.workforce import queries as workforce

PUBLISHED = kinds.declare(
    "partnership.published",
    _("Your review as a partner begins"),
    _("“%(review)s” has begun; colleagues may be nominated until %(until_on)s."),
)
ENTERED = kinds.declare(
    "partnership.entered",
    _("You are proposed as a partner"),
    _("Colleagues have nominated you in “%(review)s”. You may read how it goes on, or decline."),
)
ENDED = kinds.declare(
    "partnership.ended",
    _("Your candidacy"),
    _("Your way in “%(review)s” ends here; the reasons are on your page."),
)
DECIDED = kinds.declare(
    "partnership.decided",
    _("The general meeting has decided"),
    _(
        "“%(review)s”: the decision on you and its reasons are on your page. You may appeal until %(until_on)s."
    ),
)
CONFIRMED = kinds.declare(
    "partnership.confirmed",
    _("The general meeting has decided for you"),
    _("“%(review)s”: the decision on you and its reasons are on your page."),
)
APPEALED = kinds.declare(
    "partnership.appealed",
    _("An appeal to answer"),
    _("In “%(review)s” a candidate has appealed. Somebody who did not vote on it has to answer."),
)
UNJUDGED = kinds.declare(
    "partnership.unjudged",
    _("An appeal that nobody may judge"),
    _(
        "In “%(review)s” a candidate has appealed, and all who answer appeals have judged the candidate. Uphold it, so that the meeting votes again."
    ),
)
ANSWERED = kinds.declare(
    "partnership.answered",
    _("Your appeal is answered"),
    _("Your appeal in “%(review)s” is answered; the reasons are on your page."),
)


def of_start(by: Actor, review: Review, candidates: Iterable[Candidate]) -> None:
    """Tell present partners that the review begins, and until when one nominates."""
    day = review.dates.get(step=StepDate.Step.NOMINATING).closes_on
    _send(by, PUBLISHED.code, review, candidates, until_on=day.isoformat())


def of_entry(by: Actor, candidate: Candidate) -> None:
    _send(by, ENTERED.code, candidate.review, [candidate])


def of_ends(by: Actor, review: Review, candidates: Iterable[Candidate]) -> None:
    _send(by, ENDED.code, review, candidates)


def of_decision(by: Actor, review: Review) -> None:
    """Tell every candidate what was decided; whom it went against, until when one may appeal.

    Who declined has nothing to appeal against, and knows.
    """
    found = list(
        Candidate.objects.filter(review=review)
        .exclude(state=rules.STANDING)
        .exclude(ended_at=rules.DECLINED)
        .select_related("worker")
    )
    against = [each for each in found if each.state in rules.AGAINST]
    until = review.appeal_until.isoformat() if review.appeal_until else ""
    _send(by, DECIDED.code, review, against, until_on=until)
    _send(by, CONFIRMED.code, review, [each for each in found if each.state not in rules.AGAINST])


def of_appeal(by: Actor, appeal: Appeal, judges: Sequence[int]) -> None:
    """Tell who may answer an appeal; where nobody is left, who holds reviews."""
    review = appeal.candidate.review
    notices.send(
        by=by,
        to=judges or workforce.in_office(by.workspace, *permissions.MANAGERS),
        kind=(APPEALED if judges else UNJUDGED).code,
        url=appeal.candidate.get_absolute_url(),
        key=f"partnership.appeal.{appeal.pk}",
        review=review.title,
    )


def of_answer(by: Actor, appeal: Appeal) -> None:
    _send(by, ANSWERED.code, appeal.candidate.review, [appeal.candidate])


def _send(
    by: Actor, kind: str, review: Review, candidates: Iterable[Candidate], **values: str
) -> None:
    notices.send_many(
        by=by,
        tellings=[
            notices.Telling(
                [each.worker.user_id],
                kind,
                each.get_absolute_url(),
                {"review": review.title, **values},
                key=f"{kind}.{each.pk}",
            )
            for each in candidates
            if each.worker.user_id is not None
        ],
    )
