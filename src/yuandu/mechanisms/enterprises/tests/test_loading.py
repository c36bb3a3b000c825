"""Firms by the thousand: their rows, and what the planner knows of them."""

import datetime
from decimal import Decimal

from django.db import connection

from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Fact
from yuandu.mechanisms.enterprises import loading
from yuandu.mechanisms.enterprises.loading import NewFact, NewFirm


def test_after_a_bulk_load_the_planner_knows_how_many_facts_there_are(weifang):
    first, last = datetime.date(2025, 1, 1), datetime.date(2025, 12, 31)
    fact = NewFact(kind="revenue", from_on=first, to_on=last, value=Decimal(1))
    rows = [
        NewFirm(name=f"样本{number}公司", code=f"{number:018d}", facts=(fact,))
        for number in range(loading.MANY)
    ]

    keys = loading.load_firms(by=Actor.system(weifang), rows=rows, reported_on=TODAY)

    assert Fact.objects.filter(party__in=keys).count() == loading.MANY
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'registry_fact'")
        (told,) = cursor.fetchone()
    assert told >= loading.MANY
