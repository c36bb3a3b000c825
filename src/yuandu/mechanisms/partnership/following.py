"""What follows from a move of a review, inside its transaction."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Q, QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.models import Step, Track
from yuandu.mechanisms.partnership import doors, entering, rules, stepping, telling, wording
from yuandu.mechanisms.partnership.models import Appeal, Candidate, Review, StepBallot, StepResult
from yuandu.mechanisms.partnership.queries import again
from yuandu.mechanisms.partnership.refusals import NotReady
from yuandu.services.ballots import actions as ballots
from yuandu.services.ballots.models import Ballot

type Lacking = list[tuple[str, Sequence[str]]]


def follow(by: Actor, review: Review, _track: Track, step: Step) -> None:
    """Do what a move stands for: enter partners, open ballots, make known, carry out.

    Raises:
        NotReady: what the move needs is missing; all of it is said.
    """
    held = doors.hold(review)
    FOLLOWS[step.move](by, held, step)


def _publish(by: Actor, review: Review, _step: Step) -> None:
    dates = {each.step: (each.opens_on, each.closes_on) for each in review.dates.all()}
    if faults := rules.date_faults(dates, by.workspace.today()):
        raise NotReady([("dates", [wording.step(each) for each in faults])])
    telling.of_start(by, review, entering.present_partners(by, review))


def _open(code: str) -> Callable[[Actor, Review, Step], None]:
    def opened(by: Actor, review: Review, step: Step) -> None:
        _see_nominated(by, review, step.source)
        _see_finished(review, step.source)
        entering.relatives(by, review)
        stepping.open_step(by, review, code)

    return opened


def _announce(by: Actor, review: Review, step: Step) -> None:
    _see_finished(review, rules.MEETING)
    resolution = str(step.evidence.get("resolution", "")).strip()
    if not resolution:
        raise NotReady([("resolution", ())])
    review.resolution = resolution[:100]
    review.notice_on = by.workspace.today()
    review.appeal_until = rules.appeal_until(review.notice_on, review.terms)
    review.save(update_fields=["resolution", "notice_on", "appeal_until"])
    telling.of_decision(by, review)


def _carry(by: Actor, review: Review, _step: Step) -> None:
    today = by.workspace.today()
    lacking: Lacking = []
    if review.appeal_until is None or today <= review.appeal_until:
        lacking.append(("window", ()))
    waiting = [
        str(each.candidate)
        for each in Appeal.objects.filter(candidate__review=review).select_related(
            "candidate__worker"
        )
        if not _is_settled(each)
    ]
    if waiting:
        lacking.append(("appeals", waiting))
    if lacking:
        raise NotReady(lacking)
    # Of whom nothing changes the register needs no hand.
    Candidate.objects.filter(
        Q(state=rules.KEPT, shares=0) | Q(state__in=[rules.ENDED, rules.REFUSED]),
        review=review,
        carried_on=None,
    ).update(carried_on=today)


def _close(_by: Actor, review: Review, _step: Step) -> None:
    left = Candidate.objects.filter(review=review, carried_on=None).select_related("worker")
    if names := [str(each) for each in left]:
        raise NotReady([("not-carried", names)])


def _cancel(by: Actor, review: Review, step: Step) -> None:
    running = Ballot.objects.filter(
        partner_step__review=review, state__in=[Ballot.DRAFT, Ballot.OPEN]
    )
    for ballot in running:
        ballots.cancel(by=by, ballot=ballot, reason=step.words[:200])


def _see_nominated(by: Actor, review: Review, step: str) -> None:
    """See that everybody had all the days that were promised for nominations.

    Raises:
        NotReady: they are not over.
    """
    if step != rules.NOMINATING:
        return
    last = review.dates.get(step=rules.NOMINATING).closes_on
    if by.workspace.today() <= last:
        raise NotReady([("nominating", [last.isoformat()])])


def _see_finished(review: Review, step: str) -> None:
    """See that all ballots of a step are closed and nobody has to be voted on again.

    Raises:
        NotReady: some are not, or somebody has.
    """
    if step not in rules.VOTED:
        return
    lacking: Lacking = []
    # Of a cancelled ballot nothing comes any more: whom it asked about is voted on again.
    running = StepBallot.objects.filter(review=review, step=step, recorded=False).exclude(
        ballot__state=Ballot.CANCELLED
    )
    if names := [
        each.place.title if each.place else wording.step(step)
        for each in running.select_related("group", "division", "appellant__worker")
    ]:
        lacking.append(("running", names))
    elif names := [str(each.candidate) for each in _unsettled(review, step)]:
        lacking.append(("unsettled", names))
    if lacking:
        raise NotReady(lacking)


def _unsettled(review: Review, step: str) -> QuerySet[StepResult]:
    found = again.unsettled().filter(step_ballot__review=review, step_ballot__step=step)
    return found.select_related("candidate__worker").order_by("candidate__worker__number")


def _is_settled(appeal: Appeal) -> bool:
    """Whether an appeal needs nothing more: dismissed, or voted on again with a result."""
    if appeal.answer != Appeal.Answer.UPHELD:
        return bool(appeal.answer)
    row = stepping.latest([appeal.candidate])[appeal.candidate_id].get(rules.APPEAL)
    return row is not None and row.result in {"carried", "failed"}


FOLLOWS: Mapping[str, Callable[[Actor, Review, Step], None]] = {
    "publish": _publish,
    "open_groups": _open(rules.GROUP),
    "open_divisions": _open(rules.DIVISION),
    "open_board": _open(rules.BOARD),
    "open_meeting": _open(rules.MEETING),
    "announce": _announce,
    "carry": _carry,
    "close": _close,
    "cancel": _cancel,
}
