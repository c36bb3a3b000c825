"""What is done about candidates: nominate, assign, declare conflicts, give opinions, decline."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.partnership import doors, entering, permissions, queries, rules
from yuandu.mechanisms.partnership.models import (
    Candidate,
    Conflict,
    Nomination,
    Opinion,
    Review,
    ShareholderGroup,
)
from yuandu.mechanisms.partnership.refusals import OddCandidate, OddNomination, OddOpinion
from yuandu.mechanisms.workforce import queries as workforce
from yuandu.mechanisms.workforce.models import Worker

FEWEST, MOST = 5, 500  # characters of a reason
MOST_OF_A_CONFLICT = 200


@transaction.atomic
def nominate(*, by: Actor, review: Review, number: str, reason: str) -> Nomination:
    """Nominate a colleague as partner, once; with enough nominations they are a candidate.

    Args:
        number: the colleague's staff number.

    Raises:
        OddNomination: nominations are not open, one nominates oneself, a partner, nobody or
            twice, or gives no reason.
    """
    own = workforce.oneself(by)
    if own is None:
        raise OddNomination("worker")
    if not FEWEST <= len(reason.strip()) <= MOST:
        raise OddNomination("reason")
    if doors.stand(review) != rules.NOMINATING:
        raise OddNomination("stage")
    # Of two who nominate the same colleague the second counts the first.
    found = workforce.at_work(by).select_for_update(of=("self",), no_key=True)
    nominee = found.select_related("section__parent").filter(number=number.strip()).first()
    if nominee is None:
        raise OddNomination("nominee")
    if nominee.pk == own.pk:
        raise OddNomination("oneself")
    if Candidate.objects.filter(review=review, worker=nominee, kind=rules.KEEP).exists():
        raise OddNomination("partner")
    try:
        with transaction.atomic():
            made = Nomination.objects.create(
                workspace=by.workspace,
                review=review,
                nominee=nominee,
                nominator=own,
                section=own.section,
                reason=reason.strip(),
                on=by.workspace.today(),
            )
    except IntegrityError as error:
        raise OddNomination("twice") from error
    audit.record(by, "partnership.nominate", made, nominee=nominee.number)
    entering.nominated(by, review, nominee)
    return made


@transaction.atomic
def arrange(
    *,
    by: Actor,
    candidate: Candidate,
    group: ShareholderGroup | None,
    division: Division,
    shares: int,
    apart: str = "",
) -> None:
    """Say where a candidate is discussed, with how many shares, and whether voted on apart.

    Steps that are open keep the ballots they were opened with.

    Args:
        shares: of somebody new, with what they are admitted; of a present partner, in addition.
        apart: why the board and the meeting vote on this one apart; empty: in the group's bloc.

    Raises:
        PermissionDenied: the actor holds no reviews.
        OddCandidate: it is decided, or something makes no sense.
    """
    if not permissions.MAY_CANDIDATE["manage"](by, candidate):
        raise PermissionDenied
    if not (1 if candidate.kind == rules.ADMIT else 0) <= shares <= rules.MOST_SHARES:
        raise OddCandidate("shares")
    places = [each for each in (group, division) if each]
    if any(each.workspace_id != by.workspace_id for each in places):
        raise OddCandidate("group")
    # What the meeting votes on stays as it was put to it.
    if doors.stand(candidate.review) not in {rules.NOMINATING, *rules.VOTED[:-1]}:
        raise OddCandidate("ended")
    changed = Candidate.objects.filter(pk=candidate.pk, state=rules.STANDING).update(
        group=group, division=division, shares=shares, apart=apart.strip()[:200]
    )
    if not changed:
        raise OddCandidate("ended")
    audit.record(
        by,
        "partnership.arrange",
        candidate,
        group=group.code if group else "",
        division=division.code,
        shares=shares,
        apart=apart.strip()[:200],
    )


@transaction.atomic
def declare_conflict(
    *, by: Actor, candidate: Candidate, worker: Worker, kind: str, reason: str
) -> Conflict:
    """Declare that somebody does not vote on a candidate, from the next ballot on.

    Raises:
        PermissionDenied: the actor declares it for somebody else and holds no reviews.
        OddCandidate: it is the candidate, stands there, has no reason, or all is decided.
    """
    if not (permissions.manages(by) or permissions.is_oneself(by, worker)):
        raise PermissionDenied
    if worker.pk == candidate.worker_id:
        raise OddCandidate("conflict-own")
    words = reason.strip()
    if kind not in Conflict.Kind.values or not 0 < len(words) <= MOST_OF_A_CONFLICT:
        raise OddCandidate("conflict-reason")
    doors.stand(candidate.review)
    if Candidate.objects.filter(pk=candidate.pk, carried_on__isnull=False).exists():
        raise OddCandidate("ended")
    try:
        with transaction.atomic():
            made = Conflict.objects.create(
                workspace=by.workspace,
                candidate=candidate,
                worker=worker,
                kind=kind,
                reason=words,
                on=by.workspace.today(),
                by_label=by.label,
            )
    except IntegrityError as error:
        raise OddCandidate("conflict-twice") from error
    audit.record(by, "partnership.conflict", candidate, worker=worker.number, kind=kind)
    return made


@transaction.atomic
def give_opinion(*, by: Actor, candidate: Candidate, words: str) -> Opinion:
    """Say what one thinks of a candidate on whom one votes now; it is read without a name.

    Raises:
        OddOpinion: the actor does not vote on the candidate now, has spoken, or says nothing.
    """
    said = words.strip()
    if not FEWEST <= len(said) <= MOST:
        raise OddOpinion("words")
    doors.stand(candidate.review)
    step = queries.votes_on(by, candidate)
    if step not in rules.VOTED or by.user_id is None:
        raise OddOpinion("voter")
    try:
        with transaction.atomic():
            made = Opinion.objects.create(
                workspace=by.workspace,
                candidate=candidate,
                step=step,
                author_id=by.user_id,
                words=said,
            )
    except IntegrityError as error:
        raise OddOpinion("twice") from error
    audit.record(by, "partnership.opinion", candidate, step=step)
    return made


@transaction.atomic
def decline(*, by: Actor, candidate: Candidate) -> None:
    """Let somebody new say that they do not want to become a partner.

    Raises:
        PermissionDenied: the actor is not the candidate.
        OddCandidate: a present partner cannot, or all is decided.
    """
    if not permissions.MAY_CANDIDATE["decline"](by, candidate):
        raise PermissionDenied
    if candidate.kind != rules.ADMIT:
        raise OddCandidate("partner")
    changed = Candidate.objects.filter(pk=candidate.pk, state=rules.STANDING).update(
        state=rules.ENDED, ended_at=rules.DECLINED
    )
    if not changed:
        raise OddCandidate("ended")
    audit.record(by, "partnership.decline", candidate)
