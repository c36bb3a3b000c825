"""What the database refuses, whoever asks."""

import pytest
from django.db import IntegrityError, transaction

from yuandu.mechanisms.orders.models import Offer, Order
from yuandu.mechanisms.orders.tests.records import an_offer, an_order

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("table", [Order, Offer])
def test_the_database_refuses_more_than_there_is(weifang, table):
    an_order(weifang)
    an_offer(weifang)

    with pytest.raises(IntegrityError), transaction.atomic():
        table.objects.update(promised=table.objects.get().quantity + 1)
