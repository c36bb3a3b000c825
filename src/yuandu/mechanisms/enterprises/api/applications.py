"""Applications for titles."""

import datetime
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from ninja import Field, Query, Router, Schema

from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.lifecycle import queries as lifecycle
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.enterprises import permissions, queries
from yuandu.mechanisms.enterprises.api import shared
from yuandu.mechanisms.enterprises.api.shared import Text
from yuandu.mechanisms.enterprises.models import Application, Tier
from yuandu.mechanisms.enterprises.queries import ApplicationFilters
from yuandu.mechanisms.enterprises.queries.applications import CYCLE

router = Router()


class ApplicationChoice(Schema):
    """Which applications; what is left out does not restrict."""

    tier: Tier | None = None
    stage: Annotated[Text, Field(max_length=40, description="A stage; `open`: under way")] = ""
    division: Annotated[Text, Field(max_length=20, description="Code")] = ""
    words: Annotated[Text, Field(max_length=100)] = ""
    page: int = Field(1, ge=1, le=10_000)


class ApplicationOut(Schema):
    id: int
    firm: int
    name: str
    code: str
    division: str
    tier: str
    stage: str
    in_stage_since: datetime.date | None
    opened_on: datetime.date
    closed_on: datetime.date | None
    letter: str = Field(description="Number of the letter of recommendation")
    notice_until: datetime.date | None = Field(description="The last day of the public notice")
    announcement: str = Field(description="Document that gave the title; empty before")


class ApplicationsOut(Schema):
    total: int
    page: int
    pages: int
    applications: list[ApplicationOut]


class AssessmentOut(Schema):
    basis: str = Field(description="in_force, coming or next_tier")
    book: str
    version: int
    book_hash: str
    on: datetime.date
    cut_off: datetime.date | None = Field(description="When the newest fact was reported")
    state: str = Field(description="met, unmet, unknown, person or not-applicable")
    decision: str = Field(description="Canonical JSON; its SHA-256 is decision_hash")
    decision_hash: str


class ApplicationStepOut(Schema):
    move: str
    source: str
    target: str
    on: datetime.date
    by: str
    words: str


class ApplicationInFull(ApplicationOut):
    """An application with its steps; assessments for those who may read the firm's facts."""

    moves: list[str] = Field(description="Codes of the moves open to the reader")
    steps: list[ApplicationStepOut]
    assessments: list[AssessmentOut]


@router.get("", response=ApplicationsOut, operation_id="list_applications")
def list_applications(request: Request, choice: Query[ApplicationChoice]) -> dict[str, Any]:
    """Return a page of the applications you work with, the latest to move first."""
    if not permissions.has_applications(request.actor):
        raise PermissionDenied
    division = shared.division_id(request, choice.division)
    filters = ApplicationFilters(
        words=choice.words, tier=choice.tier or "", stage=choice.stage, division_id=division
    )
    found, _counted = queries.application_page(request.actor, filters, choice.page)
    return shared.paged(found.page, "applications", [_told(each) for each in found.page])


@router.get("/{int:pk}", response=ApplicationInFull, operation_id="one_application")
def one_application(request: Request, pk: int) -> dict[str, Any]:
    """Return one application, with its steps and the frozen assessments."""
    found = queries.application(request.actor, pk, to="see")
    panels = lifecycle.panels(request.actor, found)
    reads = permissions.MAY_APPLICATION["read"](request.actor, found)
    return _told(found) | {
        "moves": [offer.move.code for panel in panels for offer in panel.offers],
        "steps": [
            {
                "move": past.step.move,
                "source": past.step.source,
                "target": past.step.target,
                "on": past.step.on,
                "by": past.step.by_label,
                "words": past.step.words,
            }
            for panel in panels
            for past in panel.steps
        ],
        "assessments": [
            {
                "basis": each.basis,
                "book": each.version.book.code,
                "version": each.version_id,
                "book_hash": each.book_hash,
                "on": each.on,
                "cut_off": each.cut_off,
                "state": each.state,
                "decision": each.decision,
                "decision_hash": each.decision_hash,
            }
            for each in (queries.latest(found) if reads else [])
        ],
    }


def _told(each: Application) -> dict[str, Any]:
    title = each.recognition
    return shared.party(each.firm.party) | {
        "id": each.pk,
        "firm": each.firm_id,
        "tier": each.tier,
        "stage": each.track.stage if each.track else cycles.get(CYCLE).first.code,
        "in_stage_since": each.track.entered_on if each.track else None,
        "opened_on": each.opened_on,
        "closed_on": each.closed_on,
        "letter": each.letter,
        "notice_until": each.notice_until,
        "announcement": title.announcement.document if title else "",
    }
