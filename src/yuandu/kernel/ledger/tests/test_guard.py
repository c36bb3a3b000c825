"""What the database itself keeps of the books, whatever code or hand tries."""

from decimal import Decimal

import pytest
from django.conf import settings
from django.db import IntegrityError, ProgrammingError, connection, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import actions, queries
from yuandu.kernel.ledger.models import PENDING, POSTED, VOIDED, Transfer
from yuandu.kernel.ledger.tests.books import an_account, stands


@pytest.fixture
def by(weifang) -> Actor:
    return Actor.system(weifang)


@pytest.fixture
def pair(weifang):
    return an_account(weifang, "full", holding=100), an_account(weifang, "empty")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_transfer SET amount = amount + 1",
        "UPDATE ledger_transfer SET credit_id = debit_id",
        "UPDATE ledger_transfer SET \"on\" = '2020-01-01'",
        "DELETE FROM ledger_transfer",
        "TRUNCATE ledger_transfer CASCADE",
        "UPDATE ledger_account SET unit = 'CNY'",
        "UPDATE ledger_account SET may_go_negative = true",
        "DELETE FROM ledger_account",
        "ALTER TABLE ledger_account DROP CONSTRAINT account_never_below_zero",
        "ALTER TABLE ledger_transfer DISABLE TRIGGER ALL",
    ],
)
def test_the_application_cannot_rewrite_the_books(pair, statement):
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {settings.APPLICATION_ROLE}")
        with (
            pytest.raises(ProgrammingError, match="permission denied|must be owner"),
            transaction.atomic(),
        ):
            cursor.execute(statement)
        cursor.execute("RESET ROLE")


def test_the_application_can_keep_them(by, pair):
    full, empty = pair
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {settings.APPLICATION_ROLE}")

        actions.transfer(by=by, debit=full, credit=empty, amount=Decimal(10), key="a")
        held = actions.reserve(by=by, debit=full, credit=empty, amount=Decimal(20), key="b")
        actions.post(by=by, transfer=held, amount=Decimal(5))

        cursor.execute("RESET ROLE")
    assert stands(full) == (85, 0)
    assert queries.disagreeing(by.workspace) == []


@pytest.mark.parametrize("other", [PENDING, POSTED, VOIDED])
def test_what_was_decided_is_not_decided_again_even_by_the_owner(by, pair, other):
    full, empty = pair
    held = actions.reserve(by=by, debit=full, credit=empty, amount=Decimal(20), key="a")
    actions.void(by=by, transfer=held)
    decided = Transfer.objects.filter(pk=held.pk)

    with pytest.raises(IntegrityError, match="stays so"), transaction.atomic():
        decided.update(state=other, posted=20 if other == POSTED else 0)
