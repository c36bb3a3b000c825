"""The reward fund recounted from the ledger's own transfers, adoptions from their steps."""

from collections.abc import Iterator
from decimal import Decimal

from yuandu.kernel.ledger.models import Transfer
from yuandu.kernel.lifecycle.models import Step
from yuandu.site.sample.company import SLUG
from yuandu.site.tests.recounts.days import TODAY


def recounted_company() -> Iterator[tuple[str, Decimal | None]]:
    transfers = Transfer.objects.filter(workspace__slug=SLUG).select_related("credit")
    into = {"budget": Decimal(0), "paid": Decimal(0)}
    for each in transfers:
        root, _, rest = each.credit.code.partition(":")
        part, _, year = rest.partition(":")
        if root == "rewards" and year == str(TODAY.year) and part in into:
            into[part] += each.posted
    yield "rewards.fund.granted", into["budget"]
    yield "rewards.awards.paid", into["paid"]
    confirmed = Step.objects.filter(
        workspace__slug=SLUG, track__cycle="adoption", move="confirm"
    ).values_list("track", flat=True)
    yield "rewards.adoptions.count", Decimal(len(set(confirmed)))
