"""Improvement proposals of the sample company, counted one by one."""

from collections.abc import Iterator
from decimal import Decimal

from yuandu.mechanisms.proposals.models import Author, Benefit, Proposal
from yuandu.site.sample.company import SLUG


def recounted_company() -> Iterator[tuple[str, Decimal]]:
    rows = Proposal.objects.filter(workspace__slug=SLUG).values_list(
        "stage", "evaluated_on", "implemented_on"
    )
    every = list(rows.iterator(20_000))
    yield (
        "proposals.proposals.count",
        Decimal(sum(stage != "withdrawn" for stage, _, _ in every)),
    )
    evaluated = [implemented for _, evaluated, implemented in every if evaluated]
    done = sum(each is not None for each in evaluated)
    yield "proposals.success.share", Decimal(done) / len(evaluated)
    authors = Author.objects.filter(workspace__slug=SLUG).values_list("worker", flat=True)
    yield "proposals.authors.count", Decimal(len(set(authors.iterator(20_000))))
    lines = Benefit.objects.filter(workspace__slug=SLUG, kind="money", verified_on__isnull=False)
    yield "proposals.benefit.value", sum(lines.values_list("first_year", flat=True), Decimal(0))
