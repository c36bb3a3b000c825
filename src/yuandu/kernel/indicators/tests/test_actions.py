import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from yuandu.kernel.audit.models import Entry
from yuandu.kernel.indicators import actions, figures, refusals
from yuandu.kernel.indicators.models import Declared, Reported, Snapshot
from yuandu.kernel.indicators.tests.published import a_place
from yuandu.kernel.registry.models import Division


@pytest.fixture
def officer(acting, city_officer):
    return acting(city_officer)


def report(officer, **fields):
    defaults = {"code": "rank", "period": "2026", "value": Decimal(2), "source": "统计局"}
    return actions.report_value(by=officer, **defaults | fields)


def declare(officer, **fields):
    defaults = {"code": "all", "period": "2026", "value": Decimal(3), "source": "鲁发改〔2026〕1号"}
    return actions.declare_total(by=officer, **defaults | fields)


def test_the_newest_report_counts_and_the_older_one_stays(weifang, premises, officer):
    report(officer, value=Decimal(3))
    report(officer, value=Decimal(2), words="统计局更正")

    found = figures.value(weifang, "rank")

    assert (found.value, found.text, found.source) == (2, "第2位", "统计局")
    assert Reported.objects.count() == 2


def test_a_report_that_corrects_another_says_why(premises, officer):
    report(officer)

    with pytest.raises(refusals.WordsNeeded):
        report(officer, value=Decimal(1))


def test_the_latest_period_with_a_report_is_shown(weifang, premises, officer):
    report(officer, code="output", period="2026-10", value=Decimal("30.1"))
    report(officer, code="output", period="2026-09", value=Decimal("28.4"))

    found = figures.value(weifang, "output")

    assert (found.value, found.period.code) == (Decimal("30.1"), "2026-10")


def test_a_day_before_the_report_does_not_know_it(weifang, premises, officer):
    report(officer)

    assert figures.value(weifang, "rank", datetime.date(2026, 11, 23)).value is None


def test_a_report_in_another_unit_of_the_same_kind_is_converted(weifang, premises, officer):
    report(officer, code="output", value=Decimal(301_000), unit="万元")

    assert figures.value(weifang, "output").value == Decimal("30.1")


@pytest.mark.parametrize(
    "fields",
    [
        {"unit": "亩"},
        {"unit": "什么"},
        {"period": "2026-13"},
        {"period": "去年"},
        {"value": Decimal("NaN")},
        {"value": Decimal(10) ** 18},
    ],
)
def test_odd_statements_are_refused(premises, officer, fields):
    with pytest.raises(refusals.OddValue):
        report(officer, code="output", **fields)


def test_a_computed_figure_cannot_be_reported(premises, officer):
    with pytest.raises(refusals.NotReported):
        report(officer, code="all")


def test_what_was_stated_cannot_be_changed_or_deleted(premises, officer):
    row = report(officer)

    with pytest.raises(IntegrityError), transaction.atomic():
        Reported.objects.filter(pk=row.pk).update(value=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reported.objects.filter(pk=row.pk).delete()


def test_every_statement_is_in_the_log(premises, officer):
    report(officer)
    declare(officer)
    actions.take_snapshot(by=officer, period="2026-11")

    assert list(Entry.objects.order_by("pk").values_list("action", flat=True)) == [
        "figure.report",
        "figure.declare",
        "figure.snapshot",
    ]


def test_the_newest_declared_total_holds_within_its_tolerance(weifang, premises, officer):
    declare(officer, value=Decimal(9))
    assert not figures.value(weifang, "all").agrees  # a lone value is in no check
    assert not figures.published(weifang).values["all"].agrees
    declare(officer, value=Decimal(4), tolerance=Decimal(1))

    [check] = [each for each in figures.reconcile(weifang) if each.kind == "declared"]

    assert check.agrees
    assert check.difference == -1
    assert Declared.objects.count() == 2


def test_a_declared_total_holds_in_its_period_alone(weifang, premises, officer):
    declare(officer, period="2025", value=Decimal(9))

    assert all(check.agrees for check in figures.reconcile(weifang))


def test_a_snapshot_freezes_every_figure_and_stays(weifang, premises, officer):
    report(officer)
    actions.take_snapshot(by=officer, period="2026-10")
    frozen = Snapshot.objects.get(code="turnover")

    a_place(weifang, "A4", "shop", 10_000)

    assert frozen.value == 20
    assert (frozen.rows, len(frozen.rows_hash)) == (3, 64)
    with pytest.raises(refusals.AlreadyTaken):
        actions.take_snapshot(by=officer, period="2026-10", words="改一改")
    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.update(value=21)


def test_what_moved_since_is_a_correction_of_the_next_period_with_words(weifang, premises, officer):
    actions.take_snapshot(by=officer, period="2026-10")
    Division.objects.filter(code="A1").delete()

    with pytest.raises(refusals.WordsNeeded) as refused:
        actions.take_snapshot(by=officer, period="2026-11")
    actions.take_snapshot(by=officer, period="2026-11", words="A1 重复登记，已核减")

    assert "turnover" in refused.value.codes
    frozen = Snapshot.objects.get(code="turnover", period="2026-11")
    assert (frozen.value, frozen.correction, frozen.words) == (17, -3, "A1 重复登记，已核减")
    assert Snapshot.objects.get(code="turnover", period="2026-10").value == 20


def test_nothing_is_frozen_while_a_sum_does_not_hold(premises, officer):
    declare(officer, value=Decimal(4))

    with pytest.raises(refusals.DoesNotReconcile) as refused:
        actions.take_snapshot(by=officer, period="2026-11")

    assert "3 ≠ 4" in refused.value.reasons[0]["message"]
    assert not Snapshot.objects.exists()


def test_the_hash_of_a_snapshot_tells_one_set_of_rows_from_another(premises, officer):
    actions.take_snapshot(by=officer, period="2026-10")
    Division.objects.filter(code="A1").update(position=45_000)
    Division.objects.filter(code="A2").update(position=30_000)
    actions.take_snapshot(by=officer, period="2026-11")

    hashes = Snapshot.objects.filter(code="turnover").values_list("rows_hash", flat=True)

    assert len(set(hashes)) == 2  # the same sum of other rows
