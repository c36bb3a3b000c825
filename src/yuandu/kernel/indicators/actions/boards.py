"""Keeping boards: who takes part, by which rule, and what is published of a period."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from pydantic import ValidationError

from yuandu.engines import ranking
from yuandu.engines.calendar import add_working_days
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.indicators.boards import measures, scoring
from yuandu.kernel.indicators.boards.participants import code_of, taking_part
from yuandu.kernel.indicators.figures import amounts
from yuandu.kernel.indicators.models import Board, BoardMember, BoardRule, Edition, Over
from yuandu.kernel.indicators.refusals import (
    BadTerms,
    MembersStand,
    NotYetPublished,
    PublishedTooLate,
)
from yuandu.kernel.indicators.rules.boards import Terms
from yuandu.kernel.indicators.rules.periods import Period
from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.registry.models import Party


@transaction.atomic
def keep_board(
    *,
    by: Actor,
    code: str,
    name: str,
    name_en: str = "",
    every: str = "month",
    over: str = Over.DIVISIONS,
    kinds: Iterable[str] = (),
    organisations: Iterable[Party] = (),
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
        over: whether it ranks divisions or organisations; stays what it was set up with.
        kinds: the kinds of divisions it ranks; none means all.
        organisations: the organisations it ranks; kept as they are where none are given.
        leaders: how many places the public reads.
        improvers: how many of those that rose most the public reads.
        reminded: how many of the last places get a private reminder.
    """
    kept = {
        "name": name,
        "name_en": name_en,
        "every": every,
        "kinds": list(kinds),
        "leaders": leaders,
        "improvers": improvers,
        "reminded": reminded,
    }
    board, is_new = Board.objects.update_or_create(
        workspace=by.workspace, code=code, defaults=kept, create_defaults=kept | {"over": over}
    )
    if those := list(organisations):
        _take_in(by, board, those)
    audit.record(by, "board.open" if is_new else "board.change", board, code=code)
    return board


@transaction.atomic
def change_members(*, by: Actor, board: Board, organisations: Iterable[Party]) -> None:
    """Say who takes part in a board over organisations, before its first edition.

    Raises:
        MembersStand: an edition is published.
    """
    Board.objects.select_for_update().get(pk=board.pk)  # an edition is published or is not
    if board.editions.exists():
        raise MembersStand
    _take_in(by, board, list(organisations))
    audit.record(by, "board.change", board, code=board.code)


def _take_in(by: Actor, board: Board, organisations: list[Party]) -> None:
    board.members.exclude(organisation__in=organisations).delete()
    BoardMember.objects.bulk_create(
        [
            BoardMember(workspace=by.workspace, board=board, organisation=each)
            for each in organisations
        ],
        ignore_conflicts=True,
    )


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
    if faults := [fault for code in checked.measures if (fault := _fault(board, code))]:
        raise BadTerms(faults)
    return checked


def _fault(board: Board, code: str) -> str:
    """Say why a measure cannot be compared on the board; empty where it can."""
    try:
        is_over = measures.get(code).is_over(board.over)
    except LookupError:
        return _("There is no measure “%(code)s”.") % {"code": code}
    if is_over:
        return ""
    return _("“%(code)s” is not known by %(over)s.") % {
        "code": code,
        "over": board.get_over_display(),
    }


@transaction.atomic
def publish_board(*, by: Actor, board: Board, period: str, words: str = "") -> Edition:
    """Publish a board for a period that has ended; from then on its values stand.

    Whoever is on it may object until the rule's working days are over. Published once more,
    with words, it takes in what was corrected, and the days begin anew.

    Raises:
        NotYetPublished: the period runs, has no rule, or nothing is to be corrected.
    """
    spoken_of, today = Period.parse(period), by.workspace.today()
    if spoken_of.end >= today:
        raise NotYetPublished("running", period=amounts.period_title(spoken_of))
    Board.objects.select_for_update().get(pk=board.pk)  # editions are counted one by one
    found = scoring.standings(board, spoken_of, today=today, afresh=True)
    if found.rule is None or found.terms is None:
        raise NotYetPublished("no-rule", period=amounts.period_title(spoken_of))
    values = {
        measure: {code: str(value) for code, value in those.items()}
        for measure, those in found.values.items()
    }
    last = found.edition
    if last is not None and last.values == values:
        raise NotYetPublished("unchanged", period=amounts.period_title(spoken_of))
    if last is not None and not words.strip():
        raise NotYetPublished("no-words", period=amounts.period_title(spoken_of))
    until = add_working_days(today, found.terms.appeal_days, calendar=calendar_of(by.workspace))
    edition = Edition.objects.create(
        workspace=by.workspace,
        board=board,
        rule=found.rule,
        period=period,
        number=last.number + 1 if last else 1,
        participants=[code_of(each) for each in taking_part(board)],
        values=values,
        words=words.strip() if last else "",
        published_on=today,
        appeals_until=until.on,
        published_by_id=by.user_id,
        published_by_label=by.label,
    )
    audit.record(
        by, "board.publish", edition, board=board.code, period=period, number=edition.number
    )
    return edition
