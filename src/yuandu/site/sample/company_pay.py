"""Pay of the sample company: 24 months of payroll, points, a rule in force, local peers.

The mean of its last twelve months lies a little above 8,000 yuan, the highest month on the shop
floor is 26,000; both are those that the paper printed. Nobody on it is a real person.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from random import Random

from django.db import connection
from psycopg import sql

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.pay import actions
from yuandu.mechanisms.pay.models import Points, Rule, Slip
from yuandu.mechanisms.pay.rules import FACTORS, Terms
from yuandu.mechanisms.workforce.models import Worker

SEED = 8
MONTHS = 24
HIGHEST = 26_000
BANDS = {"T1": 4400, "T2": 4900, "T3": 5400, "T4": 6000, "T5": 6800, "T6": 7900}
SHARES = (14, 24, 26, 19, 12, 5)  # of a hundred, by band
# What overtime and bonuses add to the base: yuan from, to; a long tail of a few in a hundred.
USUAL, TAIL = (1580, 2980), (5_000, 11_000)
PEER, PEER_RISE = Decimal(6565), Decimal("0.0012")  # yuan, of the first month; a month
RISE = Decimal("0.0035")  # of what the company adds to the base, a month
SOURCES = {
    "results": "季度产量、合格率与交付",
    "contribution": "改善提案、带徒与攻关",
    "differentiation": "岗位难度与作业环境",
}


def load(by: Actor) -> None:
    """Fill the payroll by COPY, add its months up, put a rule in force."""
    months = _months(by.workspace.today())
    people = list(
        Worker.objects.filter(workspace=by.workspace)
        .order_by("number")
        .values_list("pk", "section_id", "is_frontline", "joined_on", "left_on")
    )
    _copy(
        Slip,
        "workspace_id worker_id month section_id is_frontline band base adjustment other gross",
        _slips(by, months, people),
    )
    judged = months[-5]  # the quarter whose points the rule takes lies before it
    quarter = judged.replace(month=(judged.month - 1) // 3 * 3 + 1)
    _copy(
        Points, "workspace_id worker_id quarter factor points source", _points(by, quarter, people)
    )
    _peers(by, months)
    actions.add_up(by=by, months=months)
    weights = dict(zip(FACTORS, map(Decimal, ("0.5", "0.3", "0.2")), strict=True))
    rule = actions.draft(
        by=by,
        name="工资动态调整办法",
        terms=Terms(weights, Decimal("0.15"), Decimal(12_000_000)),
        quarter=quarter,
        words="重实绩、重贡献、差异化。",
    )
    actions.simulate(by=by, rule=rule)
    actions.put_in_force(by=by, rule=rule)
    _carry_out(rule, months[-3])
    # What is proposed next: drafted and simulated, for the chair to decide.
    heavier = dict(zip(FACTORS, map(Decimal, ("0.6", "0.25", "0.15")), strict=True))
    proposed = actions.draft(
        by=by,
        name="工资动态调整办法（修订）",
        terms=Terms(heavier, Decimal("0.16"), Decimal(13_000_000)),
        quarter=quarter,
        words="提高实绩权重。",
    )
    actions.simulate(by=by, rule=proposed)


def _carry_out(rule: Rule, since: datetime.date) -> None:
    """Let the rule hold since a month, and the slips from then on carry it out."""
    Rule.objects.filter(pk=rule.pk).update(in_force_on=since)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE pay_slip SET adjustment = given.amount, other = other - given.amount
              FROM pay_adjustment AS given
             WHERE given.rule_id = %s AND given.worker_id = pay_slip.worker_id AND month >= %s
            """,
            [rule.pk, since],
        )


def _months(today: datetime.date) -> list[datetime.date]:
    """Return the months before today's, ascending."""
    first = today.year * 12 + today.month - 1 - MONTHS
    return [datetime.date(at // 12, at % 12 + 1, 1) for at in range(first, first + MONTHS)]


def _copy(
    model: type[Slip] | type[Points], fields: str, rows: Iterator[tuple[object, ...]]
) -> None:
    copy = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(map(sql.Identifier, fields.split())),
    )
    with connection.cursor() as cursor, cursor.copy(copy) as written:
        for row in rows:
            written.write_row(row)


def _slips(
    by: Actor,
    months: list[datetime.date],
    people: list[tuple[int, int, bool, datetime.date, datetime.date | None]],
) -> Iterator[tuple[object, ...]]:
    rng = Random(SEED)
    bands = rng.choices(list(BANDS), SHARES, k=len(people))
    talents = [rng.random() for _person in people]
    best = next(at for at, person in enumerate(people[1000:], 1000) if _is_paid(person, months[-2]))
    for at, month in enumerate(months):
        factor = (1 + RISE) ** at
        for place, (worker, section, is_frontline, joined, left) in enumerate(people):
            if joined >= month or (left is not None and left < month):
                continue
            base = Decimal(BANDS[bands[place]])
            span = TAIL if talents[place] > 0.985 and is_frontline else USUAL
            other = int(rng.uniform(*span) * float(factor))
            gross = base + other
            if place == best and month == months[-2]:
                gross = Decimal(HIGHEST)
            gross = min(gross, Decimal(HIGHEST))
            yield (
                *(by.workspace_id, worker, month, section, is_frontline, bands[place]),
                *(base, 0, gross - base, gross),
            )


def _is_paid(
    person: tuple[int, int, bool, datetime.date, datetime.date | None], month: datetime.date
) -> bool:
    _worker, _section, is_frontline, joined, left = person
    return is_frontline and joined < month and left is None


def _points(
    by: Actor,
    quarter: datetime.date,
    people: list[tuple[int, int, bool, datetime.date, datetime.date | None]],
) -> Iterator[tuple[object, ...]]:
    rng = Random(SEED + 1)
    for worker, _section, _is_frontline, joined, left in people:
        if left is not None or joined >= quarter:
            continue
        for factor in FACTORS:
            points = min(100, max(30, round(rng.gauss(74, 11))))
            yield (by.workspace_id, worker, quarter, factor, points, SOURCES[factor])


def _peers(by: Actor, months: list[datetime.date]) -> None:
    group = actions.enter_group(
        by=by,
        industry="专用设备制造业",
        area="样本市",
        promised_share=Decimal("0.2"),
        counts=True,
    )
    wider = actions.enter_group(
        by=by, industry="制造业", area="样本市", promised_share=Decimal("0.2"), counts=False
    )
    for at, month in enumerate(months[::3]):
        issued = month + datetime.timedelta(days=50)
        amount = (PEER * (1 + PEER_RISE) ** (3 * at)).quantize(Decimal(1))
        for each, factor in ((group, Decimal(1)), (wider, Decimal("0.97"))):
            actions.enter_benchmark(
                by=by,
                group=each,
                month=month,
                amount=(amount * factor).quantize(Decimal(1)),
                source="样本：市统计局季度公报",
                issued_on=min(issued, by.workspace.today()),
            )
