"""What a transaction that did not come to its end leaves on the disk, and who takes it away."""

import threading

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction

from tests.people import an_organisation
from yuandu.kernel.files import actions, storing
from yuandu.kernel.files.tests.made import PDF


@pytest.mark.django_db(transaction=True)
def test_what_no_attachment_names_is_swept(weifang, acting, city_officer):
    kept = actions.store(
        by=acting(city_officer),
        upload=ContentFile(PDF, "合同.pdf"),
        target=an_organisation(weifang),
    )
    with transaction.atomic():
        lost = storing.path_of(storing.put(b"the transaction is undone"))
        transaction.set_rollback(True)
    half = lost.parent / "tmp4f2k1x"  # as a kill in the middle of writing leaves it
    half.write_bytes(b"the transact")

    assert storing.sweep() == 2

    assert storing.path_of(kept.sha256).read_bytes() == PDF
    assert not lost.exists()
    assert not half.exists()
    assert storing.sweep() == 0


@pytest.mark.django_db(transaction=True)
def test_what_is_just_being_stored_is_not_swept(weifang, acting, city_officer):
    swept: list[int] = []

    def sweep() -> None:
        swept.append(storing.sweep())
        connection.close()

    with transaction.atomic():
        kept = actions.store(
            by=acting(city_officer), upload=ContentFile(PDF, "a.pdf"), target=weifang
        )
        sweeper = threading.Thread(target=sweep)
        sweeper.start()
        _wait_until_somebody_waits()
        assert storing.path_of(kept.sha256).exists()
    sweeper.join()

    assert swept == [0]
    assert storing.path_of(kept.sha256).exists()


def _wait_until_somebody_waits() -> None:
    """Ask until a session waits for an advisory lock; the database answers at once."""
    with connection.cursor() as cursor:
        for _ in range(10_000):
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            )
            if cursor.fetchone()[0]:
                return
    pytest.fail("the sweep did not wait")
