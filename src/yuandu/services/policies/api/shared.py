"""What the operations of this room share."""

from typing import Annotated, Any

from django.core.paginator import Page, Paginator
from ninja import Field, Schema
from pydantic import StringConstraints

A_PAGE = 100
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", strip_whitespace=True)]


class PolicyPageChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)


def page_of(found: Any, number: int) -> Page[Any]:
    """Return a page of a query or of a list."""
    return Paginator(found, A_PAGE).get_page(number)


def paged(page: Page[Any], name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a page of a list, its rows under `name`."""
    return {
        "total": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        name: rows,
    }
