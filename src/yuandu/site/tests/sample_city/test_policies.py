"""What the sample city has to show of policies: an award of 920,000 yuan, growers, questions."""

from decimal import Decimal

import pytest

from yuandu.services.policies import queries
from yuandu.services.policies.models import Call, Case, Outcome, Policy, SweepRow

pytestmark = pytest.mark.django_db


def test_the_sample_has_a_paid_call_growers_and_people_to_ask(sample_city):
    call = Call.objects.get()
    paid = Case.objects.filter(window=call.window, paid_on__isnull=False)
    assert paid.count() == call.places == 8
    assert call.window.paid.balance == Decimal(920_000)
    assert [one.reaches for one in queries.ranking(call)] == [True] * 8
    assert Case.objects.filter(window=call.window, track__stage="refused").count() == 4
    found = queries.effect(Policy.objects.get(code="fund-workshop"), 2024)
    assert found.paid.firms + found.alone == 8

    today = sample_city.today()
    rows = queries.newest_rows(sample_city, today).filter(party__kind="household")
    assert rows.filter(outcome=Outcome.PAY).exists()
    assert rows.filter(outcome=Outcome.ASK).exists()
    growers = Case.objects.filter(party__kind="household", paid_on__isnull=False)
    assert growers.exists()
    assert not SweepRow.objects.exclude(party__name__contains="样本").filter(
        party__kind="household"
    )
