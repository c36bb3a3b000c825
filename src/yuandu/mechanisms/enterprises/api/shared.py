"""What the operations of this room share: texts, places, pages, firms in short."""

from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import StringConstraints

from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.enterprises.models import Firm
from yuandu.mechanisms.enterprises.refusals import UnknownDivision

Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", strip_whitespace=True)]
TierCode = Literal["innovative_sme", "srdi_sme", "little_giant"]


class LadderFirmOut(Schema):
    id: int
    name: str
    code: str = Field(description="GB 32100")
    division: str = Field(description="Code; empty where none is known")


def division_id(request: Request, code: str) -> int | None:
    """Return the key of the county or zone with a code; None where none is asked for.

    Raises:
        UnknownDivision: there is none.
    """
    if not code:
        return None
    found = registry.division(request.actor, code)
    if found is None:
        raise UnknownDivision(code)
    return found.pk


def paged(page: Any, name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a page of a list, its rows under `name`."""
    return {
        "total": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        name: rows,
    }


def firm(each: Firm) -> dict[str, Any]:
    """Return a firm as lists show it."""
    return {"id": each.pk, **party(each.party)}


def party(each: Party) -> dict[str, Any]:
    return {
        "name": each.name,
        "code": each.code,
        "division": each.division.code if each.division else "",
    }
