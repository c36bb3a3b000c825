"""Kinds of flowers with a price, counted from the quotes themselves."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from yuandu.mechanisms.flowers.models import Quote
from yuandu.site.tests.recounts.days import TODAY


def recounted() -> Iterator[tuple[str, Decimal | None]]:
    since = TODAY - datetime.timedelta(days=365)
    quotes = Quote.objects.values_list("kind__code", "kind__group", "on").iterator()
    kinds = {code for code, group, on in quotes if since < on <= TODAY and group != "produce"}
    yield "flowers.kinds.quoted", Decimal(len(kinds))
