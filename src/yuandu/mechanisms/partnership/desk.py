"""What waits on the workbench: to nominate, to appeal, to answer, to carry out."""

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.partnership import permissions, rules
from yuandu.mechanisms.partnership.models import (
    Appeal,
    Candidate,
    Nomination,
    Review,
    StepBallot,
)
from yuandu.mechanisms.partnership.queries import again, judging
from yuandu.mechanisms.workforce import queries as workforce
from yuandu.mechanisms.workforce.desks import Waiting


def waiting_sets(actor: Actor) -> list[Waiting]:
    """Return what waits for the actor, uncounted."""
    url, today = reverse("partnership:home"), actor.workspace.today()
    reviews = Review.objects.filter(workspace=actor.workspace)
    found = []
    if actor.user_id is not None:
        own = Nomination.objects.filter(review=OuterRef("pk"), nominator__user=actor.user_id)
        # Only who stands on the staff list nominates.
        listed = workforce.at_work(actor).filter(user=actor.user_id)
        nominating = reviews.filter(~Exists(own), Exists(listed), track__stage=rules.NOMINATING)
        found.append(Waiting(_("Nominate colleagues as partners"), url, nominating))
        against = Candidate.objects.filter(
            workspace=actor.workspace,
            worker__user=actor.user_id,
            state__in=rules.AGAINST,
            review__track__stage=rules.NOTICE,
            review__appeal_until__gte=today,
            appeal=None,
        ).exclude(ended_at=rules.DECLINED)
        found.append(Waiting(_("Decisions on you that you may appeal against"), url, against))
    if actor.has(*permissions.JUDGES):
        appeals = judging.to_answer(actor)
        found.append(Waiting(_("Appeals of candidates to answer"), url, appeals))
    if permissions.manages(actor):
        found += _of_managers(actor, url)
    return found


def _of_managers(actor: Actor, url: str) -> list[Waiting]:
    held = StepBallot.objects.filter(appellant=OuterRef("candidate"))
    upheld = Appeal.objects.filter(workspace=actor.workspace, answer=Appeal.Answer.UPHELD)
    over = Review.objects.filter(
        workspace=actor.workspace,
        dates__step=F("track__stage"),
        dates__closes_on__lt=actor.workspace.today(),
    )
    to_carry = Candidate.objects.filter(
        workspace=actor.workspace,
        review__track__stage=rules.CARRYING,
        carried_on=None,
        state__in=rules.DECIDED,
    )
    return [
        Waiting(_("Steps of a review whose promised days are over"), url, over),
        Waiting(_("Ballots of a review to be held again"), url, again.to_repeat(actor.workspace)),
        Waiting(_("Appeals that nobody may judge, to uphold"), url, judging.left_to_nobody(actor)),
        Waiting(_("Appeals for the meeting to vote on again"), url, upheld.exclude(Exists(held))),
        Waiting(_("Decisions on partners to carry out"), url, to_carry),
    ]
