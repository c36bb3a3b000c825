"""Whom pay is held against, what they pay, and who is told when the promise is not kept."""

import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.notices import actions as notices
from yuandu.mechanisms.pay import news, permissions, queries, rules
from yuandu.mechanisms.pay.models import Benchmark, MonthTotal, PeerGroup
from yuandu.mechanisms.pay.refusals import OddBenchmark
from yuandu.mechanisms.pay.turns import one_at_a_time
from yuandu.mechanisms.workforce import queries as workforce

MOST_PROMISED = Decimal(2)
TOLD_OF_GAPS = ("hr_officer", "care_officer", "chair")  # the care officer sits in the union


@transaction.atomic
def enter_group(
    *, by: Actor, industry: str, area: str, promised_share: Decimal, counts: bool
) -> PeerGroup:
    """Enter whom the company holds its pay against; entered again, the promise is changed.

    Raises:
        PermissionDenied: the actor does not keep benchmarks.
        OddBenchmark: the promise makes no sense.
    """
    if not permissions.keeps_benchmarks(by):
        raise PermissionDenied
    if not 0 <= promised_share <= MOST_PROMISED:
        raise OddBenchmark("promise")
    one_at_a_time(by)
    if counts:
        PeerGroup.objects.filter(workspace=by.workspace, counts=True).update(counts=False)
    made, _is_new = PeerGroup.objects.update_or_create(
        workspace=by.workspace,
        industry=industry.strip(),
        area=area.strip(),
        defaults={"promised_share": promised_share, "counts": counts},
    )
    audit.record(by, "pay.enter_group", made, promised_share=promised_share, counts=counts)
    return made


@transaction.atomic
def enter_benchmark(
    *,
    by: Actor,
    group: PeerGroup,
    month: datetime.date,
    amount: Decimal,
    source: str,
    issued_on: datetime.date,
) -> Benchmark:
    """Enter what peers paid in a month; entered again, it is corrected.

    Raises:
        PermissionDenied: the actor does not keep benchmarks.
        OddBenchmark: it makes no sense, or has no source.
    """
    if not permissions.keeps_benchmarks(by):
        raise PermissionDenied
    month, today = month.replace(day=1), by.workspace.today()
    for why, is_wrong in (
        ("amount", amount <= 0),
        ("ahead", month > today),
        ("issued", not month <= issued_on <= today),
        ("source", not source.strip()),
    ):
        if is_wrong:
            raise OddBenchmark(why)
    made, is_new = Benchmark.objects.update_or_create(
        workspace=by.workspace,
        group=group,
        month=month,
        defaults={"amount": amount, "source": source.strip(), "issued_on": issued_on},
    )
    audit.record(by, "pay.enter_benchmark", made, month=month, amount=amount, corrects=not is_new)
    watch(by)
    return made


@transaction.atomic
def watch(by: Actor) -> None:
    """Tell who answers for it of the newest month whose promise is not kept, once."""
    group = queries.promised_group(by.workspace)
    newest = MonthTotal.objects.filter(workspace=by.workspace, people__gte=rules.FLOOR).last()
    if group is None or newest is None or newest.told_on is not None:
        return
    found = queries.held_against(newest, queries.peers(group), group.promised_share)
    if found.above_share is None or found.is_kept:
        return
    MonthTotal.objects.filter(pk=newest.pk).update(told_on=by.workspace.today())
    audit.record(by, "pay.tell_of_gap", newest, month=f"{found.month:%Y-%m}")
    notices.send(
        by=by,
        to=workforce.in_office(by.workspace, *TOLD_OF_GAPS),
        kind=news.BEHIND,
        url="/pay/promise/",
        month=f"{found.month:%Y-%m}",
        above=f"{found.above_share * 100:.1f}",
        promised=f"{group.promised_share * 100:.1f}",
    )
