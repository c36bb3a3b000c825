"""Keeping boards: their rules, objections to their rows, private reminders."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from yuandu.engines import ranking
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.indicators.boards import measures, scoring
from yuandu.kernel.indicators.figures import amounts
from yuandu.kernel.indicators.models import Board, BoardRule, Objection
from yuandu.kernel.indicators.refusals import (
    AlreadyAnswered,
    AlreadyObjected,
    BadTerms,
    NotOnTheBoard,
    PublishedTooLate,
)
from yuandu.kernel.indicators.rules.boards import Terms
from yuandu.kernel.indicators.rules.periods import Period
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.kernel.registry.models import Division, Post
from yuandu.kernel.workspaces import links

REMINDER = kinds.declare(
    "board.reminder",
    gettext_lazy("Reminder"),
    gettext_lazy("%(division)s is behind on “%(board)s” in %(period)s. This is for you alone."),
)


@transaction.atomic
def keep_board(
    *,
    by: Actor,
    code: str,
    name: str,
    name_en: str = "",
    every: str = "month",
    kinds: Iterable[str] = (),
    leaders: int = 3,
    improvers: int = 3,
    reminded: int = 3,
) -> Board:
    """Set a board up, or change how it is called and whom it shows.

    Args:
        by: who does it.
        code: its name in addresses.
        name: its title.
        name_en: its title in English.
        every: month, quarter or year.
        kinds: the kinds of divisions it ranks; none means all.
        leaders: how many places the public reads.
        improvers: how many of those that rose most the public reads.
        reminded: how many of the last places get a private reminder.
    """
    board, is_new = Board.objects.update_or_create(
        workspace=by.workspace,
        code=code,
        defaults={
            "name": name,
            "name_en": name_en,
            "every": every,
            "kinds": list(kinds),
            "leaders": leaders,
            "improvers": improvers,
            "reminded": reminded,
        },
    )
    audit.record(by, "board.open" if is_new else "board.change", board, code=code)
    return board


@transaction.atomic
def publish_rule(
    *,
    by: Actor,
    board: Board,
    terms: Mapping[str, Any],
    basis: str,
    effective_on: datetime.date,
    published_on: datetime.date | None = None,
) -> BoardRule:
    """Publish a version of a board's rule, ahead of the periods it scores.

    Args:
        by: who does it.
        board: the board.
        terms: components, stars and flags, as `rules.boards.Terms` reads them.
        basis: the document it stands in.
        effective_on: periods that begin on this day or later are scored by it.
        published_on: by default today.

    Raises:
        BadTerms: the terms cannot be computed with; every reason is told.
        PublishedTooLate: it would score what began before it was published.
    """
    published_on = published_on or by.workspace.today()
    if effective_on < published_on:
        raise PublishedTooLate(
            _(
                "Published on %(published)s, a rule cannot score from %(effective)s on; the rule comes before the score."
            )
            % {"published": published_on, "effective": effective_on}
        )
    checked = _checked(board, terms)
    Board.objects.select_for_update().get(pk=board.pk)  # versions are counted one by one
    last = board.versions.aggregate(Max("version"))["version__max"] or 0
    rule = BoardRule.objects.create(
        workspace=by.workspace,
        board=board,
        version=last + 1,
        terms=checked.model_dump(mode="json"),
        basis=basis,
        published_on=published_on,
        effective_on=effective_on,
        published_by_id=by.user_id,
        published_by_label=by.label,
    )
    audit.record(by, "board.publish_rule", rule, board=board.code, version=rule.version)
    return rule


def _checked(board: Board, terms: Mapping[str, Any]) -> Terms:
    """Return the terms as computed with.

    Raises:
        BadTerms: with every reason.
    """
    try:
        checked = Terms.model_validate(terms)
        checked.rule(board.code, "0")
    except ValidationError as error:
        raise BadTerms(
            [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        ) from error
    except ranking.BadRule as error:
        raise BadTerms([str(error)]) from error
    unknown = [code for code in checked.measures if not _is_known(code)]
    if unknown:
        raise BadTerms([_("There is no measure “%(code)s”.") % {"code": code} for code in unknown])
    return checked


def _is_known(code: str) -> bool:
    try:
        return bool(measures.get(code).name)
    except LookupError:
        return False


@transaction.atomic
def object_to(*, by: Actor, board: Board, period: str, division: Division, words: str) -> Objection:
    """Contest a division's row; until the answer it is paused, and no other.

    Raises:
        AlreadyObjected: an objection waits for its answer.
        NotOnTheBoard: the division has no row there.
    """
    found = scoring.standings(board, Period.parse(period), today=by.workspace.today())
    if found.of(division) is None:
        raise NotOnTheBoard(
            _("%(division)s has no row on this board in %(period)s.")
            % {"division": division.title, "period": period}
        )
    try:
        with transaction.atomic():
            objection = Objection.objects.create(
                workspace=by.workspace,
                board=board,
                division=division,
                period=period,
                words=words,
                filed_on=by.workspace.today(),
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
def remind(*, by: Actor, board: Board, period: str) -> list[Division]:
    """Send the last places their private reminder; return to whom.

    The reminder leads to the letter (提示函) that only they and the city's officers read.
    """
    spoken_of = Period.parse(period)
    today = by.workspace.today()
    behind = scoring.standings(board, spoken_of, today=today).behind
    for each in behind:
        officers = Post.objects.filter(
            Q(to_on=None) | Q(to_on__gte=today),
            workspace=by.workspace,
            role="county_officer",
            division=each.division,
            from_on__lte=today,
        ).values_list("user_id", flat=True)
        notices.send(
            by=by,
            to=officers,
            kind=REMINDER.code,
            url=links.url(
                by.workspace, "indicators:board_letter", board.code, period, each.division.code
            ),
            key=f"board.{board.pk}.{period}",
            division=each.division.title,
            board=board.title,
            period=amounts.period_title(spoken_of),
        )
    audit.record(
        by,
        "board.remind",
        board,
        period=period,
        divisions=[each.division.code for each in behind],
    )
    return [each.division for each in behind]
