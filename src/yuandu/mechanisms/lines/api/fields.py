"""What operations of this room take and give in common."""

from typing import Annotated, Any

from django.core.paginator import Page
from ninja import Field, Schema
from pydantic import StringConstraints

Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", strip_whitespace=True)]
Key = Annotated[int, Field(ge=1, le=2**31 - 1)]


class LinesChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)


def place(page: Page[Any]) -> dict[str, int]:
    """Return where a page stands among its like."""
    pages = page.paginator
    return {"total": pages.count, "page": page.number, "pages": pages.num_pages}
