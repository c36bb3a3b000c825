"""Titles, platforms and awards of firms, counted one by one."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from yuandu.mechanisms.enterprises.models import Platform, Recognition
from yuandu.services.policies.models import Call, Case
from yuandu.site.tests.recounts.days import TODAY, YEAR


def recounted() -> Iterator[tuple[str, Decimal]]:
    yield from titles_and_platforms()
    yield from awards()


def titles_and_platforms() -> Iterator[tuple[str, Decimal]]:
    """Count titles by the firms that hold them, platforms by those nothing was raised from."""
    held: dict[str, set[int]] = {"innovative_sme": set(), "srdi_sme": set(), "little_giant": set()}
    for title in Recognition.objects.all():
        if title.holds_on(TODAY):
            held[title.tier].add(title.firm_id)
    for tier, firms in held.items():
        yield f"enterprises.{tier}.count", Decimal(len(firms))
    both = held["srdi_sme"] & held["little_giant"]
    yield "enterprises.srdi_sme.little_giants", Decimal(len(both))
    yield "enterprises.srdi_sme.only", Decimal(len(held["srdi_sme"] - both))
    every = list(Platform.objects.all())
    raised = {platform.upgraded_from_id for platform in every}
    current = [each for each in every if each.pk not in raised and each.closed_on is None]
    yield "enterprises.platforms.count", Decimal(len(current))
    for level in ("national", "provincial", "municipal"):
        of_it = [platform for platform in current if platform.level == level]
        yield f"enterprises.platforms.{level}", Decimal(len(of_it))


def awards() -> Iterator[tuple[str, Decimal]]:
    """Count calls, and add up the cases that were paid under one."""
    of_calls = Case.objects.filter(window__call__isnull=False).select_related("transfer")
    paid = [case for case in of_calls if case.paid_on and case.paid_on <= TODAY]
    yield (
        "enterprises.awards.calls",
        Decimal(Call.objects.filter(window__from_on__lte=TODAY).count()),
    )
    yield "enterprises.awards.firms", Decimal(len({case.party_id for case in paid}))
    for total, posted, since in (
        ("total", "posted", datetime.date.min),
        ("amount", "posted_this_year", YEAR),
    ):
        counted = [case for case in paid if case.paid_on >= since]
        yield f"enterprises.awards.{total}", sum((case.amount for case in counted), Decimal())
        transfers = (case.transfer.posted for case in counted)
        yield f"enterprises.awards.{posted}", sum(transfers, Decimal())
