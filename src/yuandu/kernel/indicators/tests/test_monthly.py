import threading
from collections import defaultdict
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.people import a_division, a_workspace
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import actions, boards
from yuandu.kernel.indicators.boards import measures
from yuandu.kernel.indicators.models import MonthlyTotal, MonthlyValue

MEASURE = boards.MonthlyMeasure(code="done", name="Done", unit="万元")
MONTHS = ["2026-01", "2026-02", "2026-03"]


@pytest.fixture(autouse=True)
def measured(monkeypatch):
    monkeypatch.setattr(measures, "MEASURES", {})
    boards.register(MEASURE)


def recounted() -> dict[tuple, tuple]:
    """Add the values up in Python."""
    totals: dict[tuple, list] = defaultdict(lambda: [Decimal(0), 0])
    for row in MonthlyValue.objects.all():
        key = (row.workspace_id, row.measure, row.division_id, row.period)
        totals[key][0] += row.value
        totals[key][1] += 1
    return {key: tuple(total) for key, total in totals.items()}


def kept() -> dict[tuple, tuple]:
    return {
        (row.workspace_id, row.measure, row.division_id, row.period): (row.total, row.count)
        for row in MonthlyTotal.objects.all()
    }


def record(workspace, *values) -> None:
    actions.record_values(
        by=Actor.system(workspace),
        measure="done",
        values=[
            actions.Monthly(subject, place, month, Decimal(value))
            for subject, place, month, value in values
        ],
    )


steps = st.lists(
    st.one_of(
        st.tuples(
            st.just("record"),
            st.lists(
                st.tuples(
                    st.integers(1, 6),
                    st.integers(0, 2),
                    st.sampled_from(MONTHS),
                    st.integers(-(10**6), 10**6),
                ),
                min_size=1,
                max_size=6,
            ),
        ),
        st.tuples(st.just("delete"), st.integers(1, 6)),
        st.tuples(st.just("move"), st.integers(0, 2), st.integers(0, 2)),
        st.tuples(st.just("raise"), st.sampled_from(MONTHS)),
        st.tuples(st.just("postpone"), st.integers(1, 6)),
    ),
    max_size=12,
)


@given(steps)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_totals_equal_a_recount_after_any_changes(weifang, steps):
    MonthlyValue.objects.all().delete()
    places = [a_division(weifang, f"37078{at}", f"{at}").pk for at in range(3)]

    for verb, *what in steps:
        match verb:
            case "record":
                record(weifang, *((s, places[p], m, v) for s, p, m, v in what[0]))
            case "delete":
                MonthlyValue.objects.filter(subject_id=what[0]).delete()
            case "move":
                MonthlyValue.objects.filter(division_id=places[what[0]]).update(
                    division_id=places[what[1]]
                )
            case "raise":
                MonthlyValue.objects.filter(period__gte=what[0]).update(value=Decimal("0.5"))
            case "postpone":
                MonthlyValue.objects.filter(subject_id=what[0], period="2026-03").update(
                    period="2026-04"
                )
        assert kept() == recounted()


def test_copied_rows_count_too(weifang):
    place = a_division(weifang).pk
    with (
        connection.cursor() as cursor,
        cursor.copy(
            "COPY indicators_monthlyvalue"
            " (workspace_id, measure, subject_id, division_id, period, value) FROM STDIN"
        ) as copy,
    ):
        for subject in range(300):
            copy.write_row((weifang.pk, "done", subject, place, "2026-01", Decimal("1.25")))

    assert kept() == recounted()
    assert MonthlyTotal.objects.get().total == 375


def test_totals_are_written_by_nobody_else(weifang):
    record(weifang, (1, a_division(weifang).pk, "2026-01", 5))

    with pytest.raises(IntegrityError, match="follows"), transaction.atomic():
        MonthlyTotal.objects.update(total=9)
    with pytest.raises(IntegrityError, match="follows"), transaction.atomic():
        MonthlyTotal.objects.all().delete()


def test_a_month_that_never_was_is_refused_by_the_database(weifang):
    with pytest.raises(IntegrityError), transaction.atomic():
        record(weifang, (1, a_division(weifang).pk, "2026-13", 5))


def test_an_undeclared_measure_is_refused(weifang):
    with pytest.raises(boards.UnknownMeasure):
        actions.record_values(by=Actor.system(weifang), measure="none", values=[])


def test_the_last_value_of_a_subject_and_month_counts(weifang):
    place = a_division(weifang).pk

    record(weifang, (1, place, "2026-01", 5), (1, place, "2026-01", 7))
    record(weifang, (1, place, "2026-01", 8))

    assert MonthlyTotal.objects.get().total == 8


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_neither_lose_a_value_nor_wait_in_a_circle():
    workspace = a_workspace("busy")
    places = [a_division(workspace, f"37078{at}", f"{at}").pk for at in range(4)]
    faults: list[Exception] = []

    def write(writer: int) -> None:
        try:
            for turn in range(6):
                # Every writer touches all totals, each in an order of its own.
                rows = [
                    (writer * 1000 + at, places[(at * (writer + 1)) % 4], MONTHS[at % 3], turn)
                    for at in range(24)
                ]
                record(workspace, *(rows if writer % 2 else reversed(rows)))
                MonthlyValue.objects.filter(subject_id=writer * 1000 + turn).delete()
        except Exception as fault:  # noqa: BLE001 - handed to the test
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not faults
    assert kept() == recounted()
    assert MonthlyValue.objects.count() == 8 * 23
