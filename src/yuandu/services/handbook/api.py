"""The handbook for programs: the same queries as its pages."""

import datetime
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema
from pydantic import StringConstraints

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.requests import Request
from yuandu.services.handbook import queries, rules, wording
from yuandu.services.handbook.models import Clause

scopes.register("handbook", _("Policy handbook"))
router = Router()
A_PAGE = 100
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", strip_whitespace=True)]


class ClauseOut(Schema):
    """A clause as it is cited."""

    id: int
    label: str
    part: str = Field(description="class or aspect")
    heading: str
    title: str
    text: str
    source: str
    source_number: str
    article: str
    valid_from: datetime.date
    valid_to: datetime.date | None
    supersedes: int | None
    keywords: list[str]
    condition: dict[str, list[str]] = Field(description="Question to the answers it applies to")


class ClausesOut(Schema):
    total: int
    page: int
    pages: int
    clauses: list[ClauseOut]


class ClauseChoice(Schema):
    words: Annotated[Text, Field(max_length=100)] = ""
    on: datetime.date | None = Field(None, description="In force on this day; default: today")
    page: int = Field(1, ge=1, le=10_000)


class ProjectAnswerOut(Schema):
    code: str
    title: str


class ProjectQuestionOut(Schema):
    code: str
    title: str
    answers: list[ProjectAnswerOut]


class WeighedClauseOut(Schema):
    id: int
    label: str
    title: str
    applicability: str = Field(description="applies, depends or not")
    depends_on: list[str] = Field(description="Questions that are still open")


class ProjectAnswersIn(Schema):
    """Answers by question, as `questions` lists them; an empty one is not known yet."""

    kind: Annotated[Text, Field(max_length=20)] = ""
    land: Annotated[Text, Field(max_length=20)] = ""
    area: Annotated[Text, Field(max_length=20)] = ""
    place: Annotated[Text, Field(max_length=20)] = ""
    farmland: Annotated[Text, Field(max_length=20)] = ""
    upgrade: Annotated[Text, Field(max_length=20)] = ""
    supply: Annotated[Text, Field(max_length=20)] = ""
    key: Annotated[Text, Field(max_length=20)] = ""


class ClausesForProjectOut(Schema):
    answers: dict[str, str] = Field(description="Those that were understood")
    next_question: str = Field(description="The one that decides most; empty: none is open")
    clauses: list[WeighedClauseOut]


@router.get("/clauses", response=ClausesOut)
def clauses(request: Request, choice: Query[ClauseChoice]) -> dict[str, Any]:
    """Return a page of the clauses in force on a day."""
    found = queries.page(request.actor, choice.page, A_PAGE, words=choice.words, on=choice.on)
    return {
        "total": found.paginator.count,
        "page": found.number,
        "pages": found.paginator.num_pages,
        "clauses": [_told(clause) for clause in found],
    }


@router.get("/clauses/{int:pk}", response=ClauseOut)
def clause(request: Request, pk: int) -> dict[str, Any]:
    """Return one clause, in force or superseded."""
    return _told(queries.get(request.actor, pk, to="see"))


@router.get("/questions", response=list[ProjectQuestionOut])
def questions(request: Request) -> list[dict[str, Any]]:
    """Return what is asked about a project, with the answers there are."""
    return [
        {
            "code": question.code,
            "title": str(wording.QUESTIONS[question.code]),
            "answers": [
                {"code": answer, "title": str(wording.ANSWERS[question.code][answer])}
                for answer in question.answers
            ],
        }
        for question in rules.QUESTIONS
    ]


@router.get("/for", response=ClausesForProjectOut, operation_id="clauses_for_project")
def for_project(request: Request, given: Query[ProjectAnswersIn]) -> dict[str, Any]:
    """Weigh every clause in force by what is known of a project."""
    answers = rules.known_answers(given.dict())
    weighed = queries.answered(request.actor, answers)
    return {
        "answers": answers,
        "next_question": rules.next_question([each.clause.condition for each in weighed], answers),
        "clauses": [
            {
                "id": each.clause.pk,
                "label": each.clause.label,
                "title": each.clause.title,
                "applicability": each.applicability.value,
                "depends_on": list(each.depends_on),
            }
            for each in weighed
        ],
    }


def _told(clause: Clause) -> dict[str, Any]:
    return {
        "id": clause.pk,
        "label": clause.label,
        "part": clause.heading.part,
        "heading": clause.heading.title,
        "title": clause.title,
        "text": clause.text,
        "source": clause.source_title,
        "source_number": clause.source_number,
        "article": clause.article,
        "valid_from": clause.valid_from,
        "valid_to": clause.valid_to,
        "supersedes": clause.supersedes_id,
        "keywords": clause.words,
        "condition": clause.condition,
    }
