"""What a document leaves out, and why.

A published list says name, code, division, kind, total investment, stage and the places
on lists; the map shows the place. What else is known of a project is kept by the offices
concerned. Names of natural persons leave the register in no document.
"""

from dataclasses import dataclass, replace
from typing import Any

from yuandu.mechanisms.projects.rules.disclosure.records import Record

OFFICES, PERSON = "kept-by-the-offices", "natural-person"

# Columns of a record that the public is not given, and the field of the standard each fills.
WITHHELD = {
    "summary": "description",
    "site": "locations/address/streetAddress",
    "industry": "sector",
    "owner": "parties",
    "private_share": "budget/budgetBreakdowns",
    "design_output": "forecasts",
    "land_area_mu": "forecasts",
    "new_output": "metrics",
    "physical_progress": "metrics",
    "filed_on": "budget/approvalDate",
    "planned_start_on": "period/startDate",
    "planned_end_on": "period/endDate",
    "works_started_on": "implementationPeriod/startDate",
    "completed_on": "completion/endDate",
    "produced_on": "maintenancePeriod/startDate",
    "permits": "milestones",
    "papers": "documents",
}
# What goes with a column.
_WITH = {"industry": ("industry_section", "industry_title")}


@dataclass(frozen=True, slots=True)
class Withheld:
    """A field of the standard that the register could fill and does not."""

    field: str
    reason: str


def masked(record: Record, *, in_full: bool) -> tuple[Record, tuple[Withheld, ...]]:
    """Return what of a record a document may say, and what it leaves out."""
    hidden = {} if in_full else {name: OFFICES for name in WITHHELD if _is_known(record, name)}
    if record.owner and record.owner.is_person:
        hidden["owner"] = PERSON
    columns = [each for name in hidden for each in (name, *_WITH.get(name, ()))]
    shown = replace(record, **{name: _nothing(record, name) for name in columns})
    told = dict.fromkeys(Withheld(WITHHELD[name], reason) for name, reason in hidden.items())
    return shown, tuple(told)


def _is_known(record: Record, name: str) -> bool:
    return getattr(record, name) not in {None, "", ()}


def _nothing(record: Record, name: str) -> Any:
    value = getattr(record, name)
    return type(value)() if isinstance(value, str | tuple) else None
