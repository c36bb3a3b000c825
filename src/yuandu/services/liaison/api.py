"""One-to-one service for programs: the same queries and actions as its pages."""

import datetime
import uuid
from typing import Annotated, Any, Literal

from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema, Status
from pydantic import StringConstraints

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.requests import Request
from yuandu.services.liaison import actions, permissions, queries
from yuandu.services.liaison.actions import NewIssue, NewPromise
from yuandu.services.liaison.models import Card, Gap, Issue, Referral, ServedFirm
from yuandu.services.liaison.queries import FirmFilters, IssueFilters

scopes.register("liaison", _("One-to-one service"))
router = Router()
A_PAGE = 100
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", strip_whitespace=True)]
Said = Annotated[Text, Field(min_length=1, max_length=2000)]
SubjectCode = Literal[
    "breeding",
    "trade",
    "talent",
    "finance",
    "land",
    "energy",
    "environment",
    "data",
    "policy",
    "other",
]
SeverityCode = Literal["urgent", "serious", "normal"]


class PageChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)


class ServedFirmChoice(PageChoice):
    words: Annotated[Text, Field(max_length=100)] = ""
    mine: bool = Field(False, description="Those you stand by alone")
    without_officer: bool = False


class ServedFirmOut(Schema):
    party: int
    name: str
    code: str
    division: str
    officer: str | None = Field(description="Who stands by it; null: nobody yet")
    since: datetime.date
    open_issues: int
    last_visit_on: datetime.date | None


class ServedFirmsOut(Schema):
    total: int
    page: int
    pages: int
    firms: list[ServedFirmOut]


class VisitPromiseIn(Schema):
    words: Annotated[Text, Field(min_length=1, max_length=200)]
    due_days: int = Field(ge=1, le=250, description="Working days from today")


class VisitIn(Schema):
    key: uuid.UUID = Field(description="Made by the sender; sent again it is the same visit")
    on: datetime.date
    heard: Said
    met: Annotated[Text, Field(max_length=100)] = ""
    promises: list[VisitPromiseIn] = Field(default_factory=list, max_length=20)


class VisitOut(Schema):
    id: int
    party: int
    on: datetime.date
    by: str
    met: str
    heard: str


class IssueChoice(PageChoice):
    """Which issues; what is left out does not restrict."""

    show: Literal["open", "mine", "asked", "late", "over", "all"] = "open"
    subject: SubjectCode | None = None
    severity: SeverityCode | None = None
    stage: Annotated[Text, Field(max_length=40)] = ""
    words: Annotated[Text, Field(max_length=100)] = ""


class IssueIn(Schema):
    key: uuid.UUID = Field(description="Made by the sender; sent again it is the same issue")
    party: int = Field(description="The firm’s key in the registry")
    subject: SubjectCode
    severity: SeverityCode = "normal"
    title: Annotated[Text, Field(min_length=1, max_length=120)]
    words: Said
    tag: Annotated[Text, Field(max_length=60, description="A word or a policy’s code")] = ""


class AnswerIn(Schema):
    words: Said


class ReferralOut(Schema):
    department: str
    sent_on: datetime.date
    due_on: datetime.date | None
    position: str = Field(description="waiting, taken_up, answered, not_ours or called_off")
    position_on: datetime.date | None
    words: str


class IssueOut(Schema):
    id: int
    party: int
    firm: str
    subject: str
    severity: str
    title: str
    words: str
    tag: str
    raised_on: datetime.date
    stage: str
    track: int = Field(description="For `lifecycle/tracks/{id}/moves/{move}/`")
    sent_on: datetime.date | None
    answered_on: datetime.date | None
    answer_days: int | None = Field(description="Working days from sending to the first answer")
    satisfaction: int | None
    gap: int | None = Field(description="Null where there is none, or you may not see it")


class IssueInFullOut(IssueOut):
    referrals: list[ReferralOut]


class IssuesOut(Schema):
    total: int
    page: int
    pages: int
    issues: list[IssueOut]


class GapOut(Schema):
    id: int
    subject: str
    tag: str
    firms: int
    issues: int
    opened_on: datetime.date
    closed_on: datetime.date | None
    words: str
    policy_code: str


class GapsOut(Schema):
    total: int
    page: int
    pages: int
    gaps: list[GapOut]


class SolvedCaseChoice(PageChoice):
    words: Annotated[Text, Field(max_length=100)] = ""
    subject: SubjectCode | None = None


class SolvedCaseOut(Schema):
    id: int
    subject: str
    question: str
    solution: str
    department: str
    rule: str
    written_on: datetime.date


class SolvedCasesOut(Schema):
    total: int
    page: int
    pages: int
    cards: list[SolvedCaseOut]


def _page(found: Any, name: str, told: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "total": found.paginator.count,
        "page": found.number,
        "pages": found.paginator.num_pages,
        name: told,
    }


@router.get("/firms", response=ServedFirmsOut)
def served_firms(request: Request, choice: Query[ServedFirmChoice]) -> dict[str, Any]:
    """Return a page of the firms in service that you may see."""
    filters = FirmFilters(
        words=choice.words, mine=choice.mine, without_officer=choice.without_officer
    )
    found = queries.firm_page(request.actor, filters, choice.page, A_PAGE)
    return _page(found, "firms", [_firm(each) for each in found])


@router.post("/firms/{int:party}/visits", response={201: VisitOut})
def log_visit(request: Request, party: int, given: VisitIn) -> Status[dict[str, Any]]:
    """Log a visit to a firm in service, with what was promised there."""
    firm = queries.firm_of(request.actor, party, to="visit")
    made = actions.visit(
        by=request.actor,
        firm=firm,
        key=given.key,
        on=given.on,
        heard=given.heard,
        met=given.met,
        promises=[NewPromise(each.words, each.due_days) for each in given.promises],
    )
    told = {"id": made.pk, "party": party, "by": made.by_label}
    names = ("on", "met", "heard")
    return Status(201, told | {name: getattr(made, name) for name in names})


@router.get("/issues", response=IssuesOut)
def issues(request: Request, choice: Query[IssueChoice]) -> dict[str, Any]:
    """Return a page of the issues that you may read."""
    filters = IssueFilters(
        words=choice.words,
        subject=choice.subject or "",
        severity=choice.severity or "",
        stage=choice.stage,
        show=choice.show,
    )
    found = queries.issue_page(request.actor, filters, choice.page, A_PAGE)
    return _page(found, "issues", [_issue(request, each) for each in found])


@router.post("/issues", response={201: IssueInFullOut})
def raise_issue(request: Request, given: IssueIn) -> Status[dict[str, Any]]:
    """Raise an issue for your firm, or for a firm that you serve."""
    party = queries.party_to_raise_for(request.actor, given.party)
    new = NewIssue(**given.dict(exclude={"key", "party"}))
    made = actions.raise_for(by=request.actor, party=party, key=given.key, issue=new)
    return Status(201, _in_full(request, made.pk))


@router.get("/issues/{int:pk}", response=IssueInFullOut)
def issue(request: Request, pk: int) -> dict[str, Any]:
    """Return one issue, with the offices it was sent to and what they say."""
    return _in_full(request, pk)


@router.post("/issues/{int:pk}/answer", response=IssueInFullOut)
def answer_issue(request: Request, pk: int, given: AnswerIn) -> dict[str, Any]:
    """Answer an issue as an office that was asked.

    Sending, closing and asking again are moves at `lifecycle/tracks/{id}/moves/{move}/`.
    """
    found = queries.issue(request.actor, pk, to="answer")
    actions.answer(by=request.actor, issue=found, words=given.words)
    return _in_full(request, pk)


@router.get("/gaps", response=GapsOut)
def policy_gaps(request: Request, choice: Query[PageChoice]) -> dict[str, Any]:
    """Return a page of the gaps in policy."""
    found = queries.gap_page(request.actor, choice.page, A_PAGE)
    return _page(found, "gaps", [_gap(each) for each in found])


@router.get("/cards", response=SolvedCasesOut)
def solved_cases(request: Request, choice: Query[SolvedCaseChoice]) -> dict[str, Any]:
    """Return a page of the cards of solved cases, without the firms."""
    found = queries.card_page(
        request.actor, choice.page, A_PAGE, words=choice.words, subject=choice.subject or ""
    )
    return _page(found, "cards", [_card(each) for each in found])


def _firm(firm: ServedFirm) -> dict[str, Any]:
    party = firm.party
    return {
        "party": party.pk,
        "name": party.name,
        "code": party.code,
        "division": party.division.code if party.division else "",
        "officer": getattr(firm, "officer_name", None),
        "since": firm.since_on,
        "open_issues": getattr(firm, "open_issues", 0),
        "last_visit_on": getattr(firm, "last_visit_on", None),
    }


SAME = (
    *("subject", "severity", "title", "words", "raised_on", "stage", "sent_on"),
    *("answered_on", "answer_days", "satisfaction"),
)


def _issue(request: Request, issue: Issue) -> dict[str, Any]:
    return {name: getattr(issue, name) for name in SAME} | {
        "id": issue.pk,
        "party": issue.firm.party_id,
        "firm": issue.firm.party.name,
        "tag": issue.topic.tag if issue.topic else "",
        "track": issue.track_id,
        "gap": issue.gap_id if permissions.may_see_gaps(request.actor) else None,
    }


def _in_full(request: Request, pk: int) -> dict[str, Any]:
    found = queries.issue(request.actor, pk, to="see")
    sent = queries.referrals_of(request.actor, found)
    return _issue(request, found) | {"referrals": [_referral(each) for each in sent]}


def _referral(sent: Referral) -> dict[str, Any]:
    names = ("department", "sent_on", "position", "position_on", "words")
    due_on = sent.promise.due_on if sent.promise else None
    return {name: getattr(sent, name) for name in names} | {"due_on": due_on}


def _gap(gap: Gap) -> dict[str, Any]:
    names = ("opened_on", "closed_on", "words", "policy_code")
    return {name: getattr(gap, name) for name in names} | {
        "id": gap.pk,
        "subject": gap.topic.subject,
        "tag": gap.topic.tag,
        "firms": getattr(gap, "firms", 0),
        "issues": getattr(gap, "size", 0),
    }


def _card(card: Card) -> dict[str, Any]:
    names = ("question", "solution", "department", "rule", "written_on")
    told = {name: getattr(card, name) for name in names}
    return told | {"id": card.pk, "subject": card.issue.subject}
