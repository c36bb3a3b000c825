"""Clauses that nothing supersedes yet, and the headings they stand under."""

from collections.abc import Iterator
from decimal import Decimal

from yuandu.services.handbook.models import Clause, Heading


def recounted() -> Iterator[tuple[str, Decimal]]:
    clauses = [
        each
        for each in Clause.objects.select_related("edition", "heading", "superseded_by__edition")
        if each.edition.published_on
        and not (hasattr(each, "superseded_by") and each.superseded_by.edition.published_on)
    ]
    headings = list(Heading.objects.all())
    for part, plural in (("class", "classes"), ("aspect", "aspects")):
        of_it = [each for each in clauses if each.heading.part == part]
        yield f"handbook.{part}_clauses.count", Decimal(len(of_it))
        yield f"handbook.{plural}.count", Decimal(sum(each.part == part for each in headings))
