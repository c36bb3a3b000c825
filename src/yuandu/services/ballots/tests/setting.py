"""A company with people who vote, and ballots for them."""

import datetime

from django.db.models.functions import Now
from django.utils import timezone

from tests.companies import a_worker
from tests.people import a_user
from yuandu.engines.balloting.counting import Rule
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.queries import actor_for
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.ballots import actions
from yuandu.services.ballots.drafts import ElectorDraft, QuestionDraft
from yuandu.services.ballots.models import Ballot, Elector

QUESTIONS = (
    QuestionDraft("甲继续持股", reference="c:1"),
    QuestionDraft("乙继续持股", reference="c:2"),
)


def soon() -> datetime.datetime:
    return timezone.now() + datetime.timedelta(hours=3)


def voters_of(company: Workspace, number: int, *, prefix: str = "") -> list[Actor]:
    found = []
    for at in range(number):
        user = a_user(f"{prefix}voter-{at}", workspace=company, role="worker")
        a_worker(company, f"V{at:04d}", user=user)
        found.append(actor_for(user, company))
    return found


def a_draft(
    company: Workspace, voters: list[Actor], *, weights=None, questions=QUESTIONS, **rule
) -> Ballot:
    rule = {"may_close_early": True, "proxies": 1} | rule
    return actions.draft(
        by=Actor.system(company),
        title="股东资格评议",
        rule=Rule(**rule),
        questions=questions,
        electors=[
            ElectorDraft(each.label, each.user_id, weights[at] if weights else 1)
            for at, each in enumerate(voters)
        ],
    )


def an_open_ballot(company: Workspace, voters: list[Actor], **given) -> Ballot:
    made = a_draft(company, voters, **given)
    actions.open_ballot(by=Actor.system(company), ballot=made, closes_at=soon())
    return made


def closed(ballot: Ballot) -> None:
    """Let the ballot's time be over, and close it: before that few papers would not be counted."""
    Ballot.objects.filter(pk=ballot.pk).update(closes_at=Now())
    actions.close(by=Actor.system(ballot.workspace), ballot=ballot)


def elector_of(ballot: Ballot, voter: Actor) -> Elector:
    return Elector.objects.get(ballot=ballot, user=voter.user_id)
