"""The yearly update: opened by the city, answered by firms, reminded of once."""

import datetime
from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices.actions import Telling
from yuandu.kernel.registry import kinds
from yuandu.mechanisms.enterprises import news, permissions
from yuandu.mechanisms.enterprises.models import UpdateAnswer, UpdateRound
from yuandu.mechanisms.enterprises.queries import missing_facts, unexpired
from yuandu.mechanisms.enterprises.queries.people import owners_by_firm
from yuandu.mechanisms.enterprises.queries.updates import answers_visible_to
from yuandu.mechanisms.enterprises.refusals import (
    AlreadyConfirmed,
    FactsMissing,
    OddRound,
    RoundClosed,
    RoundOpen,
)

AT_ONCE = 1000  # firms a statement


@transaction.atomic
def open_round(*, by: Actor, year: int, to_on: datetime.date) -> UpdateRound:
    """Ask every firm that holds a title today to confirm its facts of a year; it is told.

    Args:
        year: Whose facts; the last full year as a rule.
        to_on: The last day to answer.

    Raises:
        PermissionDenied: the actor's post does not open rounds.
        OddRound: the window would end before today, or the year has not ended.
        RoundOpen: this year's was opened before.
    """
    if not permissions.may_open_round(by):
        raise PermissionDenied
    today = by.workspace.today()
    if to_on < today or year >= today.year:
        raise OddRound
    try:
        with transaction.atomic():
            made = UpdateRound.objects.create(
                workspace=by.workspace, year=year, from_on=today, to_on=to_on
            )
    except IntegrityError as error:
        raise RoundOpen(year) from error
    titled = unexpired(by.workspace, today).values_list("firm_id", flat=True)
    UpdateAnswer.objects.bulk_create(
        (
            UpdateAnswer(workspace=by.workspace, round=made, firm_id=firm)
            for firm in sorted(set(titled))
        ),
        batch_size=AT_ONCE,
    )
    asked = made.answers.select_related("firm__party")
    audit.record(by, "yearly_update.open", made, year=year, to_on=str(to_on), firms=len(asked))
    _tell(by, made, list(asked))
    return made


@transaction.atomic
def confirm_facts(*, by: Actor, answer: UpdateAnswer, words: str = "") -> None:
    """Confirm as the firm that what is on file of the year is right and whole.

    Raises:
        PermissionDenied: the actor does not act for the firm.
        RoundClosed: the window is over.
        FactsMissing: there is nothing to confirm yet; what lacks is named.
        AlreadyConfirmed: somebody of the firm was faster.
    """
    if not permissions.MAY_ANSWER["confirm"](by, answer):
        raise PermissionDenied
    today = by.workspace.today()
    if not answer.round.from_on <= today <= answer.round.to_on:
        raise RoundClosed(answer.round.to_on)
    if missing := missing_facts(answer.firm, answer.round.year):
        raise FactsMissing([kinds.facts.title(code) for code in missing])
    changed = UpdateAnswer.objects.filter(pk=answer.pk, confirmed_on=None).update(
        confirmed_on=today,
        by_user=by.user_id,
        by_label=by.label,
        words=words.strip(),
    )
    if not changed:
        raise AlreadyConfirmed
    audit.record(
        by, "yearly_update.confirm", answer.round, firm=answer.firm_id, year=answer.round.year
    )


@transaction.atomic
def remind(*, by: Actor, each: UpdateRound) -> int:
    """Remind the silent firms of the actor's reach, each once in a round; return how many.

    Raises:
        PermissionDenied: the actor's post does not remind.
        RoundClosed: the window is over.
    """
    if not permissions.MAY_ROUND["remind"](by, each):
        raise PermissionDenied
    today = by.workspace.today()
    if today > each.to_on:
        raise RoundClosed(each.to_on)
    silent = answers_visible_to(by).filter(round=each, confirmed_on=None, reminded_on=None)
    chosen = list(silent.select_for_update(of=("self",)).order_by("pk"))
    UpdateAnswer.objects.filter(pk__in=[one.pk for one in chosen]).update(reminded_on=today)
    audit.record(by, "yearly_update.remind", each, firms=len(chosen))
    _tell(by, each, chosen)
    return len(chosen)


def _tell(by: Actor, each: UpdateRound, asked: Collection[UpdateAnswer]) -> None:
    """Put the request into the in-boxes of those who act for the firms; bounded queries."""
    people = owners_by_firm(by.workspace, [one.firm.party_id for one in asked])
    notices.send_many(
        by=by,
        tellings=[
            Telling(
                people[one.firm.party_id],
                news.ASKED,
                reverse("enterprises:confirm", args=[each.pk, one.firm_id]),
                {
                    "firm": one.firm.party.name,
                    "year": each.year,
                    "until_on": str(each.to_on),
                },
            )
            for one in asked
            if one.firm.party_id in people
        ],
    )
