import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import translation

from yuandu.kernel.audit.models import Entry
from yuandu.kernel.notices.models import Notice
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.pay import actions, queries, telling
from yuandu.mechanisms.pay.models import Adjustment, MonthTotal, Rule, Slip
from yuandu.mechanisms.pay.refusals import OddBenchmark, OddRule, StaleRule
from yuandu.mechanisms.pay.tests.records import MONTH, Company

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    return Company()


def test_a_month_settled_again_is_corrected_not_doubled(company):
    company.pay()
    company.pay(base=6500, workers=company.workers[:1])

    total = MonthTotal.objects.get()
    assert Slip.objects.count() == total.people == len(company.workers)
    assert total.gross == 8000 * len(company.workers) + 500
    assert total.frontline_highest == 8500


def test_only_payroll_keeps_slips(company):
    for persona in ("worker", "chair", "administrator", "auditor", "care_officer"):
        with pytest.raises(PermissionDenied):
            actions.keep_slips(by=company.actor(persona), lines=[])


def test_a_slip_is_read_by_its_worker_and_by_payroll_alone(company):
    company.pay()
    slip = Slip.objects.get(worker=company.worker("worker"))

    for persona in ("worker", "hr_officer", "finance_officer"):
        assert queries.slip(company.actor(persona), slip.pk, to="see") == slip
    for persona in ("other_worker", "team_leader", "chair", "auditor", "administrator"):
        with pytest.raises(Http404):
            queries.slip(company.actor(persona), slip.pk, to="see")


def test_the_log_tells_nothing_of_what_anybody_is_paid(company):
    company.pay(base=6123)

    for entry in Entry.objects.filter(action__startswith="pay."):
        assert "6123" not in str(entry.details)
        assert "8123" not in str(entry.details)


def test_a_rule_is_simulated_then_decided_by_somebody_else(company):
    company.pay()
    company.give()
    rule = company.rule()
    with pytest.raises(StaleRule):
        actions.put_in_force(by=company.actor("chair"), rule=rule)

    actions.simulate(by=company.actor("hr_officer"), rule=rule)
    assert rule.simulation["people"] == len(company.workers)
    assert Decimal(rule.simulation["cost"]) == 960 * len(company.workers)
    with pytest.raises(PermissionDenied):
        actions.put_in_force(by=company.actor("hr_officer"), rule=rule)

    actions.put_in_force(by=company.actor("chair"), rule=rule)
    assert set(Adjustment.objects.values_list("amount", flat=True)) == {Decimal(960)}
    assert Notice.objects.filter(to=company.users["worker"]).exists()


def test_a_rule_that_gives_something_else_than_was_simulated_is_not_put_in_force(company):
    company.pay()
    company.give()
    rule = company.rule()
    actions.simulate(by=company.actor("hr_officer"), rule=rule)

    company.give(points=90, workers=company.workers[:1])

    with pytest.raises(StaleRule):
        actions.put_in_force(by=company.actor("chair"), rule=rule)
    assert not Adjustment.objects.exists()


def test_a_new_rule_ends_the_one_before(company):
    company.pay()
    company.give()
    first, second = company.rule(), company.rule("第二版", budget=5_000)
    for rule in (first, second):
        actions.simulate(by=company.system, rule=rule)
        actions.put_in_force(by=company.system, rule=rule)

    first.refresh_from_db()
    assert (first.state, first.ended_on) == ("replaced", company.workspace.today())
    assert sum(second.adjustments.values_list("amount", flat=True)) <= 5_000


def test_for_few_people_a_rule_is_not_simulated_since_its_cost_would_tell(company):
    few = company.workers[:9]
    company.pay(workers=few)
    company.give(workers=few)

    with pytest.raises(OddRule):
        actions.simulate(by=company.system, rule=company.rule())
    assert Rule.objects.get().simulation is None


def test_a_slip_is_explained_by_factor_with_its_peers(company):
    company.pay()
    company.give()
    rule = company.rule()
    actions.simulate(by=company.system, rule=rule)
    actions.put_in_force(by=company.system, rule=rule)
    group = actions.enter_group(
        by=company.system,
        industry="制造业",
        area="潍坊",
        promised_share=Decimal("0.2"),
        counts=True,
    )
    _benchmark(company, group, 6400)
    company.pay(month=datetime.date(2026, 11, 1))
    slip = queries.slips_visible_to(company.actor("worker")).first()

    told = telling.explained(slip)

    assert told.capitals == "捌仟元整"
    assert [each.part.amount for each in told.factors] == [480, 288, 192]
    assert [each.part.ten_more for each in told.factors] == [60, 36, 24]
    assert {each.source for each in told.factors} == {"季度评定"}
    assert told.above_share == Decimal("0.25")


def _benchmark(company, group, amount, month=MONTH):
    return actions.enter_benchmark(
        by=company.system,
        group=group,
        month=month,
        amount=Decimal(amount),
        source="统计公报",
        issued_on=company.workspace.today(),
    )


def test_who_answers_for_the_promise_is_told_once_when_it_is_not_kept(company):
    company.pay()
    group = actions.enter_group(
        by=company.system,
        industry="制造业",
        area="潍坊",
        promised_share=Decimal("0.2"),
        counts=True,
    )
    _benchmark(company, group, 6000)
    assert not Notice.objects.exists()

    _benchmark(company, group, 7000)
    _benchmark(company, group, 7100)

    assert set(Notice.objects.values_list("to", flat=True)) == {
        company.users[role].pk for role in ("hr_officer", "care_officer", "chair")
    }
    assert Notice.objects.count() == 3
    (month,) = queries.promise(company.workspace, group)
    assert month.is_kept is False


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"amount": Decimal(0)}, "amount"),
        ({"month": datetime.date(2027, 1, 1)}, "ahead"),
        ({"issued_on": datetime.date(2026, 9, 30)}, "issued"),
        ({"source": " "}, "source"),
    ],
)
def test_an_odd_benchmark_is_refused(company, changed, why):
    group = actions.enter_group(
        by=company.system, industry="制造业", area="潍坊", promised_share=Decimal(0), counts=False
    )
    fields = {
        "month": MONTH,
        "amount": Decimal(6000),
        "source": "公报",
        "issued_on": company.workspace.today(),
    }
    with pytest.raises(OddBenchmark) as refused:
        actions.enter_benchmark(by=company.system, group=group, **fields | changed)
    assert refused.value.why == why


def test_a_distribution_of_few_people_is_not_told(company):
    company.pay(workers=company.workers[:9])

    assert queries.distribution(company.workspace, MONTH) is None
    assert queries.by_business(company.workspace, MONTH) is None
    assert queries.promise(company.workspace, None) == []


def test_business_divisions_are_told_by_the_names_that_readers_know(company):
    company.pay()
    Division.objects.filter(code="B1").update(name_en="Machinery")

    for language, name in (("zh-hans", "机械事业部"), ("en", "Machinery")):
        with translation.override(language):
            (group,) = queries.by_business(company.workspace, MONTH)
        assert (group.name, group.code, group.people, group.average) == (
            name,
            "B1",
            len(company.workers),
            8000,
        )
