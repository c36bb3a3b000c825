"""Firms in service and issues that are through, by the hundred: the sample city.

Rows go in already where they stand. Issues that still wait for somebody need clocks, and
come by the actions.
"""

import datetime
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from yuandu.engines.calendar import Calendar
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.lifecycle.loading import (
    NewStep,
    NewTrack,
    copy_steps,
    copy_tracks,
    reserve_keys,
)
from yuandu.kernel.lifecycle.models import Assignment
from yuandu.kernel.lifecycle.stage_clocks import LEADER, OFFICER
from yuandu.services.liaison import gaps, rules
from yuandu.services.liaison.models import Card, Issue, Position, Referral, ServedFirm, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFirm:
    """A party that comes into service, with who stands by it."""

    party_id: int
    officer_id: int
    leader_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastIssue:
    """An issue that was answered; closed too, if it has a `closed_on`.

    Attributes:
        by_label: who spoke for the firm.
        question: of its card; empty for none.
    """

    firm_id: int
    subject: str
    title: str
    words: str
    raised_on: datetime.date
    sent_on: datetime.date
    answered_on: datetime.date
    department: str
    officer_id: int
    answer: str
    by_label: str
    office_label: str
    closed_on: datetime.date | None = None
    severity: str = "normal"
    tag: str = ""
    satisfaction: int | None = None
    question: str = ""
    rule: str = ""


@transaction.atomic
def load_firms(*, by: Actor, rows: Sequence[NewFirm], from_on: datetime.date) -> list[ServedFirm]:
    """Take parties into service from a day on; return the firms in the order of `rows`."""
    firms = ServedFirm.objects.bulk_create(
        ServedFirm(workspace=by.workspace, party_id=row.party_id, since_on=from_on) for row in rows
    )
    Assignment.objects.bulk_create(
        Assignment(
            workspace=by.workspace,
            subject_label=ServedFirm._meta.label_lower,
            subject_id=firm.pk,
            user_id=user,
            role=role,
            from_on=from_on,
        )
        for firm, row in zip(firms, rows, strict=True)
        for role, user in ((OFFICER, row.officer_id), (LEADER, row.leader_id))
        if user is not None
    )
    audit.record(by, "liaison.load", by.workspace, firms=len(rows))
    return firms


@transaction.atomic
def load_issues(*, by: Actor, rows: Sequence[PastIssue]) -> None:
    """Add issues with their ways, answers and cards; topics of three firms make their gaps."""
    keys = reserve_keys(Issue, len(rows))
    tracks = copy_tracks(
        by=by,
        rows=[
            NewTrack(
                cycle=rules.CYCLE,
                stage=rules.CLOSED if row.closed_on else rules.ANSWERED,
                entered_on=row.closed_on or row.answered_on,
                subject_label=Issue._meta.label_lower,
                subject_id=key,
            )
            for key, row in zip(keys, rows, strict=True)
        ],
    )
    copy_steps(
        by=by,
        rows=[
            step
            for track, row in zip(tracks, rows, strict=True)
            for step in _steps(track, row, by.label)
        ],
    )
    topics, calendar = _topics(by, rows), calendar_of(by.workspace)
    Issue.objects.bulk_create(
        _issue(by, key, track, row, topics, calendar)
        for key, track, row in zip(keys, tracks, rows, strict=True)
    )
    _answers(by, keys, rows)
    for topic in topics.values():
        gaps.look(by, topic)
    audit.record(by, "liaison.load", by.workspace, issues=len(rows))


def _steps(track: int, row: PastIssue, house: str) -> Iterator[NewStep]:
    yield NewStep(track, "start", "", rules.RAISED, row.raised_on, by_label=row.by_label)
    days = (row.sent_on - row.raised_on).days
    yield NewStep(track, "send", rules.RAISED, rules.SENT, row.sent_on, days, by_label=house)
    yield NewStep(
        track,
        "answer",
        rules.SENT,
        rules.ANSWERED,
        row.answered_on,
        (row.answered_on - row.sent_on).days,
        by_user_id=row.officer_id,
        by_label=row.office_label,
        words=row.answer,
    )
    if row.closed_on is not None:
        days = (row.closed_on - row.answered_on).days
        yield NewStep(
            track,
            "close",
            rules.ANSWERED,
            rules.CLOSED,
            row.closed_on,
            days,
            by_label=row.by_label,
        )


def _topics(by: Actor, rows: Sequence[PastIssue]) -> dict[tuple[str, str], Topic]:
    """Return the topics of the rows by class and tag, entered where they are new."""
    wanted = dict.fromkeys((row.subject, rules.tag(row.tag)) for row in rows if row.tag)
    Topic.objects.bulk_create(
        (Topic(workspace=by.workspace, subject=subject, tag=tag) for subject, tag in wanted),
        ignore_conflicts=True,
    )
    found = Topic.objects.filter(workspace=by.workspace, tag__in=[tag for _, tag in wanted])
    by_key = {(topic.subject, topic.tag): topic for topic in found}
    return {key: by_key[key] for key in wanted}


def _issue(
    by: Actor,
    key: int,
    track: int,
    row: PastIssue,
    topics: dict[tuple[str, str], Topic],
    calendar: Calendar,
) -> Issue:
    return Issue(
        pk=key,
        workspace=by.workspace,
        key=uuid.uuid4(),
        digest=rules.digest({"loaded": key}),
        firm_id=row.firm_id,
        subject=row.subject,
        severity=row.severity,
        title=row.title,
        words=row.words,
        topic=topics.get((row.subject, rules.tag(row.tag))),
        raised_on=row.raised_on,
        sent_on=row.sent_on,
        answered_on=row.answered_on,
        answer_days=rules.days_between(row.sent_on, row.answered_on, calendar),
        satisfaction=row.satisfaction,
        track_id=track,
    )


def _answers(by: Actor, keys: Sequence[int], rows: Sequence[PastIssue]) -> None:
    Referral.objects.bulk_create(
        Referral(
            workspace=by.workspace,
            issue_id=key,
            department=row.department,
            officer_id=row.officer_id,
            sent_on=row.sent_on,
            position=Position.ANSWERED,
            position_on=row.answered_on,
            words=row.answer,
        )
        for key, row in zip(keys, rows, strict=True)
    )
    Card.objects.bulk_create(
        Card(
            workspace=by.workspace,
            issue_id=key,
            question=row.question,
            solution=row.answer,
            department=row.department,
            rule=row.rule,
            written_on=row.closed_on,
        )
        for key, row in zip(keys, rows, strict=True)
        if row.question and row.closed_on
    )
