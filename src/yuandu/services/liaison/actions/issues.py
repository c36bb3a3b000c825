"""Issues are raised, sorted, taken up, answered, and abandoned where nobody answers.

Closing, asking again and withdrawing are moves of the life cycle, for the firm alone.
"""

import datetime
import uuid
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.models import Party
from yuandu.services.liaison import following, gaps, permissions, queries, rules, telling
from yuandu.services.liaison.actions.firms import take_in
from yuandu.services.liaison.models import Issue, Position, Referral, ServedFirm, Visit
from yuandu.services.liaison.refusals import NotAsked, Senseless
from yuandu.services.liaison.sending import once


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIssue:
    """An issue as it is raised; `tag` is a word or the code of a policy, or nothing."""

    subject: str
    title: str
    words: str
    severity: str = "normal"
    tag: str = ""


@transaction.atomic
def raise_issue(
    *,
    by: Actor,
    firm: ServedFirm,
    key: uuid.UUID,
    issue: NewIssue,
    visit: Visit | None = None,
    on: datetime.date | None = None,
) -> Issue:
    """Raise an issue for a firm; whoever looks after it is told.

    The third firm with the same class and tag within a year makes a gap in policy. Sent
    again with the same key, it is the issue of before.

    Args:
        on: the day it was raised, today unless it comes late from a sheet.

    Raises:
        PermissionDenied: the actor neither is the firm nor serves it.
        Senseless: no words, a day in the future, a visit to another firm.
        KeyUsed: the key brought other words.
    """
    if not permissions.speaks_for(by, firm):
        raise PermissionDenied
    today = by.workspace.today()
    day = on or today
    if day > today:
        raise Senseless("raised-ahead")
    if not (issue.title.strip() and issue.words.strip()):
        raise Senseless("no-words")
    if visit is not None and visit.firm_id != firm.pk:
        raise Senseless("other-firm")
    sent = asdict(issue) | {"firm": firm.pk, "by": by.user_id, "visit": visit and visit.pk}
    made = Issue(
        workspace=by.workspace,
        key=key,
        digest=rules.digest(sent),
        firm=firm,
        visit=visit,
        subject=issue.subject,
        severity=issue.severity,
        title=issue.title.strip(),
        words=issue.words.strip(),
        raised_on=day,
        raised_by_id=by.user_id,
    )
    found, is_new = once(made, lambda: _begin(by, made, issue.tag))
    if is_new:
        audit.record(by, "liaison.raise", found, firm=firm.pk, subject=issue.subject)
        telling.of_raising(by, found)
    return found


@transaction.atomic
def raise_for(*, by: Actor, party: Party, key: uuid.UUID, issue: NewIssue) -> Issue:
    """Raise an issue for a party, whose file in one-to-one service is opened if need be.

    Raises as `raise_issue`.
    """
    firm = queries.find_firm(by, party.pk)
    if firm is None:
        take_in(by=by, party=party)
        firm = queries.firm_of(by, party.pk, to="raise")
    return raise_issue(by=by, firm=firm, key=key, issue=issue)


def _begin(by: Actor, issue: Issue, tag: str) -> None:
    issue.track = lifecycle.start(by=by, subject=issue, cycle=rules.CYCLE, on=issue.raised_on)
    issue.save(update_fields=["track"])
    gaps.put_under(by, issue, tag)


@transaction.atomic
def sort(*, by: Actor, issue: Issue, subject: str, severity: str, tag: str) -> None:
    """Give an issue that is not with an office another class, severity or tag.

    Raises:
        PermissionDenied: the actor does not serve the firm.
        Senseless: it has been sent meanwhile.
    """
    if not permissions.serves_in(by, issue):
        raise PermissionDenied
    if _held(issue).stage not in rules.UNSENT:
        raise Senseless("sorted-too-late")
    issue.subject, issue.severity = subject, severity
    issue.save(update_fields=["subject", "severity"])
    gaps.put_under(by, issue, tag)
    audit.record(by, "liaison.sort", issue, subject=subject, severity=severity, tag=tag)


@transaction.atomic
def take_up(*, by: Actor, issue: Issue) -> None:
    """Say as an office that it is at work; every office that was asked says so for itself.

    Raises:
        NotAsked: the office was not asked, or has said its word.
    """
    track = _held(issue)
    if track.stage == rules.SENT:
        _move(by, track, "take_up")
    else:
        following.say(by, issue, Position.TAKEN_UP, "")
    audit.record(by, "liaison.take_up", issue)


@transaction.atomic
def answer(*, by: Actor, issue: Issue, words: str) -> None:
    """Answer as an office that was asked; the first answer moves the issue, others add to it.

    Raises:
        Senseless: no words.
        NotAsked: the office was not asked, or has said its word.
    """
    if not words.strip():
        raise Senseless("no-words")
    track = _held(issue)
    if queries.waiting_for(by, issue) is None:
        raise NotAsked
    if track.stage == rules.ANSWERED:
        following.say(by, issue, Position.ANSWERED, words)
    else:
        _move(by, track, "answer", words)
    audit.record(by, "liaison.answer", issue)


@transaction.atomic
def decline(*, by: Actor, issue: Issue, words: str) -> None:
    """Say as an office that it is not competent; once all say so, the issue goes back.

    Raises:
        Senseless: no words.
        NotAsked: the office was not asked, or has said its word.
    """
    if not words.strip():
        raise Senseless("no-words")
    track = _held(issue)
    following.say(by, issue, Position.NOT_OURS, words)
    others = issue.referrals.filter(position__in=(*following.WAITING, Position.ANSWERED))
    if track.stage in {rules.SENT, rules.TAKEN_UP} and not others.exists():
        _move(Actor.system(by.workspace), track, "decline", words)
    audit.record(by, "liaison.decline", issue)


@transaction.atomic
def tell_upwards(*, by: Actor, referral: Referral) -> None:
    """Tell an office's superior, once, that it has been silent too long."""
    today = by.workspace.today()
    if not Referral.objects.filter(pk=referral.pk, told_on=None).update(told_on=today):
        return
    telling.of_silence(by, referral, rules.TOLD_UPWARDS)
    audit.record(by, "liaison.tell_upwards", referral.issue, department=referral.department)


@transaction.atomic
def abandon(*, by: Actor, issue: Issue) -> None:
    """Count an issue as abandoned: no office has answered for too long; it may still.

    Raises:
        lifecycle.MoveNotAllowed, lifecycle.Stale: it has moved on meanwhile.
    """
    _move(by, _held(issue), "abandon")
    audit.record(by, "liaison.abandon", issue)


def _held(issue: Issue) -> Track:
    """Return the issue's track as it stands, and let nobody move it until this is done."""
    return Track.objects.select_for_update().get(
        workspace=issue.workspace_id,
        cycle=rules.CYCLE,
        subject_label=issue._meta.label_lower,
        subject_id=issue.pk,
    )


def _move(by: Actor, track: Track, move: str, words: str = "") -> None:
    lifecycle.move(
        by=by,
        track=track,
        move=move,
        on=by.workspace.today(),
        expected_stage=track.stage,
        words=words,
    )
