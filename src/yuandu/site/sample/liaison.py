"""The sample city's one-to-one service: officers, visits, issues at every stage, gaps, cards.

What is through is loaded as it stands; what still runs is done by the real actions, on the
days before today. Where a firm has no account the sample speaks for it, by its post alone.
"""

import datetime
import uuid
from collections.abc import Iterator, Mapping, Sequence

from yuandu.kernel.accounts.actors import Actor, Held
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.liaison import actions, loading, queries
from yuandu.services.liaison.actions import NewIssue, NewPromise
from yuandu.services.liaison.loading import NewFirm, PastIssue
from yuandu.services.liaison.models import Competence, Gap, Issue, ServedFirm
from yuandu.site.sample import liaison_texts as texts
from yuandu.site.sample.liaison_texts import Fate, Told
from yuandu.site.sample.work import SINCE, TODAY, Desk

OFFICERS = {"370781": "qingzhou", "370782": "zhucheng"}  # by division
FIRMS_OF_A_COUNTY = 9
ABANDONED = 4  # days before today on which long silence ended so
SPACE = uuid.UUID("0f5c9b54-3f0e-4f43-8c39-5a1f1f0a2c11")  # of the sample's keys
OVER = {Fate.ANSWERED, Fate.CLOSED}


def load(workspace: Workspace) -> None:
    """Let officers stand by firms, visit them, and offices answer what they raise."""
    desk = Desk(workspace)
    offices = {
        subject: actions.enter_competence(
            by=desk.system,
            subject=subject,
            department=department,
            officer=desk.users[officer],
            superior=desk.users["leader"],
        )
        for subject, department, officer in texts.OFFICES
    }
    with desk.on(ABANDONED):
        firms = loading.load_firms(by=desk.system, rows=list(_firms(desk)), from_on=SINCE)
        past = [told for told in texts.ISSUES if told.fate in OVER]
        rows = [_past(desk, firms, told, offices) for told in past]
        loading.load_issues(by=desk.system, rows=rows)
    _visits(desk, firms)
    for number, told in enumerate(texts.ISSUES):
        if told.fate not in OVER:
            _running(desk, firms[told.firm], told, number)
    _close_a_gap(desk)


def _firms(desk: Desk) -> Iterator[NewFirm]:
    """Yield the firm for which one of the sample's people acts, then some of two counties."""
    # The firm of the first post: the accountant also acts for one that is on its way up.
    acts_for = Party.objects.filter(workspace=desk.workspace, post__user=desk.users["firm"])
    own = acts_for.order_by("post__pk")[0].pk
    leader = desk.users["leader"].pk
    found = [(own, "qingzhou")]
    for division, officer in OFFICERS.items():
        parties = Party.objects.filter(
            workspace=desk.workspace, division__code=division, firm__isnull=False
        ).exclude(pk=own)
        keys = parties.order_by("pk").values_list("pk", flat=True)[:FIRMS_OF_A_COUNTY]
        found += [(key, officer) for key in keys]
    for party, officer in found:
        yield NewFirm(party_id=party, officer_id=desk.users[officer].pk, leader_id=leader)


def _past(
    desk: Desk,
    firms: Sequence[ServedFirm],
    told: Told,
    offices: Mapping[str, Competence],
) -> PastIssue:
    office = offices[told.subject]
    raised_on = TODAY - datetime.timedelta(days=told.days)
    sent_on = raised_on + datetime.timedelta(days=1)
    answered_on = sent_on + datetime.timedelta(days=told.answered)
    is_closed = told.fate is Fate.CLOSED
    return PastIssue(
        firm_id=firms[told.firm].pk,
        subject=told.subject,
        severity=told.severity,
        title=told.title,
        words=told.words,
        tag=told.tag,
        raised_on=raised_on,
        sent_on=sent_on,
        answered_on=answered_on,
        closed_on=min(answered_on + datetime.timedelta(days=3), TODAY) if is_closed else None,
        department=office.department,
        officer_id=office.officer_id,
        answer=told.answer,
        by_label=texts.SPEAKER,
        office_label=str(office.officer),
        satisfaction=told.satisfaction if is_closed else None,
        question=told.card,
        rule=told.rule,
    )


def _visits(desk: Desk, firms: Sequence[ServedFirm]) -> None:
    for number, (days, met, heard, promised) in enumerate(texts.VISITS):
        with desk.on(days) as on:
            firm = queries.firm(desk.system, firms[number].pk, to="visit")
            actions.visit(
                by=desk.actor(_officer(firms, number)),
                firm=firm,
                key=uuid.uuid5(SPACE, f"visit {number}"),
                on=on,
                met=met,
                heard=heard,
                promises=[NewPromise(*promised)] if promised else (),
            )


def _officer(firms: Sequence[ServedFirm], place: int) -> str:
    return "qingzhou" if place <= len(firms) // 2 else "zhucheng"


def _running(desk: Desk, firm: ServedFirm, told: Told, number: int) -> None:
    """Take an issue as far as its fate says, by the real actions."""
    speaker = Actor(desk.workspace, label=texts.SPEAKER, posts=(Held("owner", firm.party_id),))
    with desk.on(told.days):
        issue = actions.raise_issue(
            by=speaker,
            firm=firm,
            key=uuid.uuid5(SPACE, f"issue {number}"),
            issue=NewIssue(
                subject=told.subject,
                severity=told.severity,
                title=told.title,
                words=told.words,
                tag=told.tag,
            ),
        )
    if told.fate is Fate.RAISED:
        return
    with desk.on(told.days - 1):
        _step(desk.system, issue, "send")
    if told.fate is Fate.ABANDONED:
        with desk.on(ABANDONED):
            actions.abandon(by=desk.system, issue=issue)
    elif told.fate is Fate.TAKEN_UP:
        with desk.on(told.days - 2):
            actions.take_up(by=_office(desk, issue), issue=issue)
    elif told.fate is Fate.REOPENED:
        with desk.on(told.days - 1 - told.answered):
            actions.answer(by=_office(desk, issue), issue=issue, words=told.answer)
        with desk.on(told.days - 4 - told.answered):
            _step(speaker, issue, "reopen", texts.STILL)


def _office(desk: Desk, issue: Issue) -> Actor:
    """Return the office that an issue was sent to."""
    return desk.actor(issue.referrals.select_related("officer").get().officer.username)


def _step(by: Actor, issue: Issue, move: str, words: str = "") -> None:
    found = queries.issue(by, issue.pk, to="see")
    if found.track is not None:
        lifecycle.move(
            by=by,
            track=found.track,
            move=move,
            on=by.workspace.today(),
            expected_stage=found.stage,
            words=words,
        )


def _close_a_gap(desk: Desk) -> None:
    found = Gap.objects.filter(workspace=desk.workspace, topic__tag=texts.FILLED).first()
    if found is not None:
        with desk.on(3):
            actions.close_gap(
                by=desk.actor("city"),
                gap=found,
                words=texts.FILLED_BY,
                policy_code=texts.FILLED_WITH,
            )
