"""What follows a board: objections to its rows, answers, private reminders."""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.indicators.boards import scoring
from yuandu.kernel.indicators.boards.participants import Participant
from yuandu.kernel.indicators.figures import amounts
from yuandu.kernel.indicators.models import Board, Objection
from yuandu.kernel.indicators.refusals import (
    AlreadyAnswered,
    AlreadyObjected,
    NotOnTheBoard,
    ObjectedTooLate,
)
from yuandu.kernel.indicators.rules.periods import Period
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.kernel.registry.models import Division
from yuandu.kernel.registry.queries import posts_held
from yuandu.kernel.workspaces import links

REMINDER = kinds.declare(
    "board.reminder",
    gettext_lazy("Reminder"),
    gettext_lazy("%(division)s is behind on “%(board)s” in %(period)s. This is for you alone."),
)


@transaction.atomic
def object_to(
    *, by: Actor, board: Board, period: str, participant: Participant, words: str
) -> Objection:
    """Contest a row; until the answer it is paused, and no other.

    Before a board is published whoever is on it may speak at any time; from then on, until
    the last day that was published with it.

    Raises:
        AlreadyObjected: an objection waits for its answer.
        NotOnTheBoard: the participant has no row there.
        ObjectedTooLate: the days for it are over.
    """
    spoken_of, today = Period.parse(period), by.workspace.today()
    found = scoring.standings(board, spoken_of, today=today)
    if found.of(participant) is None:
        raise NotOnTheBoard(
            _("%(division)s has no row on this board in %(period)s.")
            % {"division": participant.title, "period": period}
        )
    if found.edition and found.edition.appeals_until < today:
        raise ObjectedTooLate(
            _(
                "The board of %(period)s was published on %(published)s; objections were open for %(days)s working days, until %(until)s. Raise it with the office that keeps the board; what is found enters the next period."
            )
            % {
                "period": amounts.period_title(spoken_of),
                "published": found.edition.published_on,
                "days": found.terms.appeal_days if found.terms else 0,
                "until": found.edition.appeals_until,
            }
        )
    try:
        with transaction.atomic():
            objection = Objection.objects.create(
                workspace=by.workspace,
                board=board,
                division=participant if isinstance(participant, Division) else None,
                organisation=None if isinstance(participant, Division) else participant,
                period=period,
                words=words,
                filed_on=today,
                filed_by_id=by.user_id,
                filed_by_label=by.label,
            )
    except IntegrityError as error:
        raise AlreadyObjected(
            _("An objection to this row waits for its answer already.")
        ) from error
    audit.record(by, "board.object", objection, board=board.code, period=period)
    return objection


@transaction.atomic
def answer_objection(*, by: Actor, objection: Objection, is_upheld: bool, answer: str) -> None:
    """Answer an objection in words; the row is read out again.

    Raises:
        AlreadyAnswered: somebody was faster.
    """
    answered = Objection.objects.filter(pk=objection.pk, is_upheld=None).update(
        is_upheld=is_upheld,
        answer=answer,
        answered_on=by.workspace.today(),
        answered_by_label=by.label,
    )
    if not answered:
        raise AlreadyAnswered(_("This objection has been answered by somebody else."))
    audit.record(by, "board.answer", objection, is_upheld=is_upheld)


@transaction.atomic
def remind(*, by: Actor, board: Board, period: str) -> list[Participant]:
    """Send the last places their private reminder; return to whom.

    The reminder leads to the letter (提示函) that only they and the city's officers read.
    """
    spoken_of = Period.parse(period)
    today = by.workspace.today()
    behind = scoring.standings(board, spoken_of, today=today).behind
    for each in behind:
        notices.send(
            by=by,
            to=_officers(by, each.participant, today),
            kind=REMINDER.code,
            url=links.url(by.workspace, "indicators:board_letter", board.code, period, each.code),
            key=f"board.{board.pk}.{period}",
            division=each.participant.title,
            board=board.title,
            period=amounts.period_title(spoken_of),
        )
    audit.record(
        by, "board.remind", board, period=period, participants=[each.code for each in behind]
    )
    return [each.participant for each in behind]


def _officers(by: Actor, participant: Participant, today: datetime.date) -> list[int]:
    """Return the accounts that hold the participant's posts today."""
    theirs = (
        Q(role="county_officer", division=participant)
        if isinstance(participant, Division)
        else Q(role="department_officer", organisation=participant)
    )
    held = posts_held(by.workspace, today).filter(theirs)
    return list(held.values_list("user_id", flat=True))
