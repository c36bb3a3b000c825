"""What the operations of this room share: bounds, and how a page of rows is told."""

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from ninja import Field
from pydantic import StringConstraints

from yuandu.mechanisms.settlements.rules.grading import MOST

A_PAGE = 100

Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", strip_whitespace=True)]
Said = Annotated[Text, Field(min_length=1, max_length=200, description="Why, in words")]
Pots = Annotated[int, Field(ge=0, le=MOST, description="Pots")]
SomePots = Annotated[int, Field(ge=1, le=MOST, description="Pots")]
Yuan = Annotated[Decimal, Field(gt=0, max_digits=14, decimal_places=2, description="Yuan")]
Key = Annotated[int, Field(ge=1, le=2**31 - 1)]
PageNumber = Annotated[int, Field(ge=1, le=10_000)]


def page_of(
    rows: QuerySet[Any], number: int, name: str, tell: Callable[[Any], dict[str, Any]]
) -> dict[str, Any]:
    """Return a page of rows, each as `tell` has it, with how many there are."""
    page = Paginator(rows, A_PAGE).get_page(number)
    return {
        "total": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        name: [tell(each) for each in page],
    }
