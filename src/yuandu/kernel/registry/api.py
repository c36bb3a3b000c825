"""Organisations, divisions and industries for programs; the pages' queries and actions."""

import datetime
from decimal import Decimal
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from ninja import Field, Router, Schema, Status

from yuandu.kernel.registry import actions, kinds, permissions, queries, rules, wording
from yuandu.kernel.registry.models import Division, Fact, Industry, Party
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal

router = Router()

MOST = 200


class UnknownPlace(Refusal):
    """A division or an industry was named that is not there."""

    code = "unknown-code"
    status = 422

    @property
    def sentence(self) -> str:
        return wording.loading_sentence("row-parent", str(self.args[0]), None)


class DivisionOut(Schema):
    """A division of the workspace's territory."""

    code: str
    gb_code: str = Field(description="GB/T 2260; empty for a zone, which has none")
    name: str
    name_en: str
    short: str
    short_en: str
    kind: str
    level: int = Field(description="1 province, 2 city, 3 county, 4 town")
    parent: str | None
    longitude: float | None
    latitude: float | None


class IndustryOut(Schema):
    """A line of the classification in use."""

    code: str
    name: str
    name_en: str
    level: int
    parent: str | None


class OrganisationOut(Schema):
    """An organisation."""

    id: int
    name: str
    name_en: str
    code: str = Field(description="GB 32100 where the workspace's rules ask for it")
    division: str | None = Field(description="Code of the division")
    industry: str | None = Field(description="Code of the industry")


class FactOut(Schema):
    """What was reported for a period."""

    kind: str
    value: Decimal | None
    text: str
    unit: str
    from_on: datetime.date
    to_on: datetime.date
    reported_on: datetime.date


class OrganisationPage(Schema):
    """Organisations by key, and where the next page begins."""

    rows: list[OrganisationOut]
    after: int | None = Field(description="Ask for the next page with it; null on the last")


class OrganisationIn(Schema):
    """An organisation to enter."""

    name: str = Field(max_length=200)
    code: str = Field(max_length=60)
    name_en: str = Field("", max_length=200)
    division: str | None = Field(None, description="Code of the division", max_length=20)
    industry: str | None = Field(None, description="Code of the industry", max_length=10)


class CodeProblemOut(Schema):
    """One thing that is wrong with a code."""

    code: str
    message: str
    found: str
    position: int | None = Field(description="Counted from 1")
    expected: str


@router.get("/divisions", response=list[DivisionOut])
def list_divisions(request: Request) -> list[dict[str, Any]]:
    """Return the divisions in their usual order."""
    return [_division(each) for each in queries.divisions(request.actor).select_related("parent")]


@router.get("/divisions/borders")
def division_borders(request: Request) -> dict[str, Any]:
    """Return the borders of those divisions that have one, as GeoJSON."""
    return queries.borders(request.actor)


@router.get("/industries", response=list[IndustryOut])
def list_industries(request: Request) -> list[dict[str, Any]]:
    """Return the industries by code."""
    found = queries.industries(request.actor).select_related("parent")
    return [_industry(each) for each in found]


@router.get("/organisations", response=OrganisationPage)
def list_organisations(
    request: Request,
    q: str = "",
    division: str = "",
    industry: str = "",
    after: int = 0,
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50,
) -> dict[str, Any]:
    """Return organisations by name or code, place and industry, a page at a time."""
    found = queries.organisations(
        request.actor,
        words=q[:100],
        division=_known_division(request, division),
        industry=_known_industry(request, industry),
    )
    rows = list(found.filter(pk__gt=after).order_by("pk")[: limit + 1])
    return {
        "rows": [_organisation(each) for each in rows[:limit]],
        "after": rows[limit - 1].pk if len(rows) > limit else None,
    }


@router.post("/organisations", response={201: OrganisationOut})
def enter_organisation(request: Request, body: OrganisationIn) -> Status[dict[str, Any]]:
    """Enter an organisation; a code that does not hold is answered with all its problems."""
    division = _known_division(request, body.division or "")
    if not permissions.may_enter(request.actor, division.pk if division else None):
        raise PermissionDenied
    party = actions.enter(
        by=request.actor,
        kind="organisation",
        name=body.name,
        name_en=body.name_en,
        code=body.code,
        division=division,
        industry=_known_industry(request, body.industry or ""),
    )
    return Status(201, _organisation(party))


@router.get("/organisations/{int:pk}", response=OrganisationOut)
def one_organisation(request: Request, pk: int) -> dict[str, Any]:
    """Return one organisation."""
    return _organisation(_get(request, pk))


@router.get("/organisations/{int:pk}/facts", response=list[FactOut])
def organisation_facts(request: Request, pk: int) -> list[dict[str, Any]]:
    """Return what is known of an organisation now, as far as the reader may know it."""
    return [_fact(each) for each in queries.facts_of(request.actor, _get(request, pk))]


@router.get("/codes/{code}", response=list[CodeProblemOut])
def check_code(request: Request, code: str) -> list[dict[str, Any]]:
    """Check an organisation's code by the workspace's rules; nothing wrong, nothing listed."""
    normal = rules.normal_code(code)
    problems = rules.check_organisation_code(normal, request.workspace.code_rules)
    return [
        {
            "code": each.code,
            "message": wording.sentence(each),
            "found": each.found,
            "position": each.position,
            "expected": each.expected,
        }
        for each in problems
    ]


def _get(request: Request, pk: int) -> Party:
    found = queries.get(request.actor, pk, to="see")
    if found.kind != "organisation":
        raise Http404
    return found


def _known_division(request: Request, code: str) -> Division | None:
    found = queries.division(request.actor, code) if code else None
    if code and found is None:
        raise UnknownPlace(code)
    return found


def _known_industry(request: Request, code: str) -> Industry | None:
    found = queries.industries(request.actor).filter(code=code).first() if code else None
    if code and found is None:
        raise UnknownPlace(code)
    return found


def _division(division: Division) -> dict[str, Any]:
    fields = ("code", "gb_code", "name", "name_en", "short", "short_en", "kind", "level")
    place = {"longitude": division.longitude, "latitude": division.latitude}
    parent = division.parent.code if division.parent else None
    return {**{field: getattr(division, field) for field in fields}, **place, "parent": parent}


def _industry(industry: Industry) -> dict[str, Any]:
    fields = ("code", "name", "name_en", "level")
    parent = industry.parent.code if industry.parent else None
    return {**{field: getattr(industry, field) for field in fields}, "parent": parent}


def _organisation(party: Party) -> dict[str, Any]:
    return {
        "id": party.pk,
        "name": party.name,
        "name_en": party.name_en,
        "code": party.code,
        "division": party.division.code if party.division else None,
        "industry": party.industry.code if party.industry else None,
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "kind": fact.kind,
        "value": fact.value,
        "text": fact.text,
        "unit": kinds.facts.get(fact.kind).unit if fact.kind in kinds.facts else "",
        "from_on": fact.from_on,
        "to_on": fact.to_on,
        "reported_on": fact.reported_on,
    }
