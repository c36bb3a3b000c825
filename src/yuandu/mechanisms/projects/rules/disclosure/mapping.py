"""A record as a document of the standard.

Codes of the standard stand as they are; what a person reads comes from `say`, which turns
a code of ours into a sentence of the document's language.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from yuandu.mechanisms.projects.rules.disclosure.records import Permit, Record, Seat
from yuandu.mechanisms.projects.rules.disclosure.withholding import Withheld

type Say = Callable[[str], str]
type Document = dict[str, Any]

STATUS = {
    "works_start": "implementation",
    "build": "implementation",
    "works_completion": "completion",
    "production_start": "maintenance",
    "tax": "maintenance",
    "above_scale_listing": "maintenance",
    "cancelled": "cancelled",
}
# What the name of a project says of its works (建设性质), the more telling word first.
TYPES = (
    ("迁建", "replacement"),
    ("重建", "replacement"),
    ("扩建", "expansion"),
    ("改造", "rehabilitation"),
    ("改建", "rehabilitation"),
    ("expansion", "expansion"),
    ("rehabilitation", "rehabilitation"),
)
# Sections of GB/T 4754 that are a sector of their own; production and trade are “economy”.
SECTORS = {
    "D": "energy",
    "G": "transport",
    "I": "communications",
    "N": "waterAndWaste",
    "P": "education",
    "Q": "health",
    "R": "cultureSportsAndRecreation",
    "S": "governance",
}
PRODUCTIVE = frozenset({"platform", "industry"})
PUBLIC_AUTHORITY = "publicAuthority"
MINUTE = datetime.timedelta(minutes=1)
MU = {"name": "mu", "scheme": "Yuandu", "id": "mu"}  # 15 mu are a hectare


def document(record: Record, say: Say, withheld: Sequence[Withheld] = ()) -> Document:
    """Return the document of a project; what is not known has no field in it."""
    return _pruned(
        {
            "id": record.id,
            "language": record.language,
            "title": record.title,
            "description": record.summary,
            "identifiers": [{"id": record.code, "scheme": record.code_scheme}]
            if record.code
            else [],
            "status": _status(record),
            "type": _type(record.title),
            "sector": _sector(record),
            "additionalClassifications": list(_classifications(record, say)),
            "locations": [_location(record)],
            "budget": _budget(record, say),
            "milestones": _milestones(record, say),
            "forecasts": list(_forecasts(record, say)),
            "metrics": list(_metrics(record, say)),
            "documents": list(_documents(record, say)),
            "withheld": [
                {"field": each.field, "reason": each.reason, "description": say(each.reason)}
                for each in withheld
            ],
        }
        | _parties(record)
        | _periods(record)
    )


def _status(record: Record) -> str:
    """Return the phase; a suspended project is in the one in which it came to rest."""
    if record.stage == "suspended" and record.works_started_on:
        return "implementation"
    if record.stage in {"plan", "suspended"}:
        return "preparation" if record.filed_on else "identification"
    return STATUS.get(record.stage, "")


def _type(title: str) -> str:
    said = title.lower()
    return next((kind for word, kind in TYPES if word in said), "construction")


def _sector(record: Record) -> list[str]:
    own = SECTORS.get(record.industry_section, "")
    return [own or ("economy" if record.industry or record.kind in PRODUCTIVE else "")]


def _classifications(record: Record, say: Say) -> Iterator[Document]:
    if record.industry:
        yield {
            "scheme": "GB/T 4754",
            "id": record.industry,
            "description": record.industry_title,
        }
    yield {"scheme": "Yuandu-kind", "id": record.kind, "description": say(f"kind.{record.kind}")}
    if record.stage:
        stage = {"id": record.stage, "description": say(f"stage.{record.stage}")}
        yield {"scheme": "Yuandu-stage"} | stage
    for seat in record.seats:
        words = [str(seat.year), say(f"level.{seat.level}"), say(f"status.{seat.status}")]
        yield {"scheme": "Yuandu-annual-list", "id": _key(seat), "description": " · ".join(words)}


def _key(seat: Seat) -> str:
    return f"{seat.year}-{seat.level}-{seat.batch}"


def _location(record: Record) -> Document:
    where = record.where
    has_point = record.longitude is not None and record.latitude is not None
    point = {"type": "Point", "coordinates": [record.longitude, record.latitude]}
    return {
        "id": "site" if has_point else "division",
        "description": where.name,
        "geometry": point if has_point else {},
        "gazetteer": {"scheme": "GB/T 2260", "identifiers": [where.code]} if where.code else {},
        "address": {
            "streetAddress": record.site,
            "locality": where.name,
            "region": where.region,
        },
    }


def _parties(record: Record) -> Document:
    owner = record.owner
    if owner is None:
        return {}
    # What produces belongs to a firm; works for everybody to an authority.
    is_authority = record.kind not in PRODUCTIVE
    party = {
        "id": owner.id,
        "name": owner.name,
        "identifier": {"scheme": owner.scheme, "id": owner.code, "legalName": owner.name}
        if owner.code
        else {},
        "roles": [PUBLIC_AUTHORITY if is_authority else "projectOwner"],
    }
    named = {"publicAuthority": {"id": owner.id, "name": owner.name}} if is_authority else {}
    return {"parties": [party]} | named


def _periods(record: Record) -> Document:
    """Return the periods; one that would end before it begins keeps its end alone."""
    zone = record.zone
    return {
        "period": _period(record.planned_start_on, record.planned_end_on, zone),
        "preparationPeriod": _period(record.filed_on, record.works_started_on, zone),
        "implementationPeriod": _period(record.works_started_on, record.completed_on, zone),
        "maintenancePeriod": _period(record.produced_on, None, zone),
        "completion": {"endDate": _at(record.completed_on, zone)},
    }


def _period(
    start: datetime.date | None, end: datetime.date | None, zone: datetime.tzinfo
) -> Document:
    if start and end and start > end:
        start = None
    return {"startDate": _at(start, zone), "endDate": _at(end, zone)}


def _budget(record: Record, say: Say) -> Document:
    total, share = record.investment_total, record.private_share
    origins = {}
    if total is not None and share is not None:
        private = round(total * share, 2)
        origins = {"private": private, "public": total - private}
    plans = [seat for seat in record.seats if seat.annual_plan is not None]
    return {
        "description": say("budget") if total is not None else "",
        "amount": _value(total, record),
        "approvalDate": _at(record.filed_on, record.zone),
        "budgetBreakdowns": [
            {
                "id": "origin",
                "description": say("origin"),
                "budgetBreakdown": [
                    {"id": origin, "description": say(origin), "amount": _value(amount, record)}
                    for origin, amount in origins.items()
                ],
            }
            if origins
            else {},
            {
                "id": "annual-plan",
                "description": say("annual-plan"),
                "budgetBreakdown": [_year_plan(seat, record) for seat in plans],
            }
            if plans
            else {},
        ],
    }


def _year_plan(seat: Seat, record: Record) -> Document:
    first, last = datetime.date(seat.year, 1, 1), datetime.date(seat.year, 12, 31)
    return {
        "id": _key(seat),
        "amount": _value(seat.annual_plan, record),
        "period": _period(first, last, record.zone),
    }


def _milestones(record: Record, say: Say) -> list[Document]:
    """Return what is planned and what came, each stage and each permit once."""
    end = "production_start" if record.kind in PRODUCTIVE else "works_completion"
    came = record.produced_on if record.kind in PRODUCTIVE else record.completed_on
    told = {
        "works_start": (record.planned_start_on, record.works_started_on),
        end: (record.planned_end_on, came),
    }
    if record.stage and record.stage not in told | {"plan": ()}:
        told[record.stage] = (None, record.entered_on)
    stages = (
        _milestone(stage, due, met, record, say) for stage, (due, met) in told.items() if due or met
    )
    return [*stages, *(_permit(each, record, say) for each in record.permits)]


def _milestone(
    stage: str,
    due: datetime.date | None,
    met: datetime.date | None,
    record: Record,
    say: Say,
) -> Document:
    is_late = due is not None and due < record.today
    return {
        "id": stage,
        "title": say(f"stage.{stage}"),
        "type": "delivery",
        "dueDate": _at(due, record.zone),
        "dateMet": _at(met, record.zone),
        "status": "met" if met else "notMet" if is_late else "scheduled",
    }


def _permit(permit: Permit, record: Record, say: Say) -> Document:
    return {
        "id": permit.track,
        "title": say(f"track.{permit.track}"),
        "type": "approval",
        "description": say(f"track.{permit.track}.{permit.stage}"),
        "dateMet": _at(permit.on, record.zone) if permit.is_done else "",
        "dateModified": _at(permit.on, record.zone),
        "status": "met" if permit.is_done else "scheduled",
    }


def _forecasts(record: Record, say: Say) -> Iterator[Document]:
    if record.design_output is not None:
        yield _metric("designOutput", {"value": _value(record.design_output, record)}, say)
    if record.land_area_mu is not None:
        area = {"measure": _number(record.land_area_mu), "unit": MU}
        yield _metric("landArea", area, say)


def _metrics(record: Record, say: Say) -> Iterator[Document]:
    if record.physical_progress:
        until = {"endDate": _at(record.today, record.zone)}
        progress = {"measure": record.physical_progress, "period": until}
        yield _metric("physicalProgress", progress, say)
    if record.new_output is not None:
        since = _period(record.produced_on, record.today, record.zone)
        yield _metric(
            "newOutput", {"value": _value(record.new_output, record)} | {"period": since}, say
        )


def _metric(code: str, observation: Mapping[str, Any], say: Say) -> Document:
    return {"id": code, "title": say(code), "observations": [{"id": "1"} | dict(observation)]}


def _documents(record: Record, say: Say) -> Iterator[Document]:
    if record.page:
        yield {
            "id": "page",
            "documentType": "projectPage",
            "title": say("page"),
            "url": record.page,
            "format": "text/html",
        }
    for paper in record.papers:
        yield {
            "id": paper.id,
            "documentType": "evidence",
            "title": paper.title,
            "format": paper.media_type,
            "dateModified": _instant(paper.at),
            "accessDetails": say("paper-access"),
        }


def _value(amount: Decimal | None, record: Record) -> Document:
    if amount is None:
        return {}
    return {"amount": _number(amount), "currency": record.currency}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _at(day: datetime.date | None, zone: datetime.tzinfo) -> str:
    """Return the first instant of a day, as the standard writes it."""
    if day is None:
        return ""
    return _instant(datetime.datetime.combine(day, datetime.time(), zone))


def _instant(moment: datetime.datetime) -> str:
    # Before clocks were set by the hour, zones lay seconds apart; RFC 3339 has no way to say so.
    if (moment.utcoffset() or MINUTE) % MINUTE:
        moment = moment.astimezone(datetime.UTC)
    return moment.isoformat(timespec="seconds")


def _pruned(value: Any) -> Any:
    """Return a value without what is empty, however deep: the standard has no empty fields."""
    if isinstance(value, dict):
        kept = {name: _pruned(each) for name, each in value.items()}
        return {name: each for name, each in kept.items() if each not in ("", None, [], {})}
    if isinstance(value, list):
        kept_items = [_pruned(each) for each in value]
        return [each for each in kept_items if each not in ("", None, [], {})]
    return value
