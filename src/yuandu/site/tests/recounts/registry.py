"""The registry's figures, counted party by party."""

from collections.abc import Iterator
from decimal import Decimal

from yuandu.kernel.registry.models import Division, Party


def recounted() -> Iterator[tuple[str, Decimal]]:
    parties = list(Party.objects.filter(kind="organisation"))
    yield "registry.organisations.count", Decimal(len(parties))
    yield (
        "registry.organisations.places",
        Decimal(len({p.division_id for p in parties if p.division_id})),
    )
    yield "registry.divisions.count", Decimal(Division.objects.count())
