"""Who stands on which level of technicians, and who is in a class, one by one."""

from collections.abc import Iterator
from decimal import Decimal

from yuandu.mechanisms.careers.models import Position, Trainee
from yuandu.site.sample.company import SLUG
from yuandu.site.tests.recounts.days import TODAY

LEVELS = [
    "apprentice",
    "junior",
    "intermediate",
    "senior",
    "technician",
    "senior_technician",
    "master_technician",
    "chief_technician",
]


def recounted_company() -> Iterator[tuple[str, Decimal | None]]:
    rows = Position.objects.filter(workspace__slug=SLUG, ladder="technician").values_list(
        "rung__order", "from_on", "to_on", "worker__left_on"
    )
    orders = [
        order
        for order, since, until, left in rows
        if since <= TODAY and (until is None or until >= TODAY) and (left is None or left >= TODAY)
    ]
    yield "careers.technicians.count", Decimal(len(orders))
    yield "careers.high_skilled.count", Decimal(sum(order >= 4 for order in orders))
    for level, code in enumerate(LEVELS, start=1):
        yield f"careers.technicians.{code}", Decimal(orders.count(level))
    trainees = Trainee.objects.filter(workspace__slug=SLUG).select_related("training")
    yield (
        "careers.trainees.count",
        Decimal(
            sum(
                each.joined_on <= TODAY <= each.training.to_on
                and (each.outcome_on is None or each.outcome_on > TODAY)
                for each in trainees
            )
        ),
    )
