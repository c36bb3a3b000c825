"""Rounds, lines, signing and locking, against PostgreSQL."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tests.people import TODAY, a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators.models import MonthlyValue
from yuandu.kernel.lifecycle.actions import NotYours
from yuandu.kernel.notices.models import Notice
from yuandu.mechanisms.projects.tests.records import WAN
from yuandu.mechanisms.reporting import actions, queries, rules
from yuandu.mechanisms.reporting.models import Light, LightTerms, Report, Round
from yuandu.mechanisms.reporting.refusals import (
    Incomplete,
    NotOfThisFiling,
    NotWritable,
    OddRound,
    OddTerms,
    Senseless,
)
from yuandu.mechanisms.reporting.sealing import digest
from yuandu.mechanisms.reporting.tests.records import (
    NOVEMBER,
    OCTOBER,
    a_filing,
    a_locked_month,
    a_project_to_report,
    a_round,
    an_entry,
    step,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(weifang):
    return Actor.system(weifang)


@pytest.fixture
def project(weifang):
    return a_project_to_report(weifang)


@pytest.fixture
def clerk(acting, county_officer):
    return acting(county_officer)


def opened(by, period=NOVEMBER, due_on=TODAY):
    return actions.open_round(by=by, period=period, due_on=due_on)


def test_a_round_asks_every_division_that_carries_projects_out(house, project):
    found = opened(house)

    [place] = queries.places(house, found)
    assert (place.expected, place.reported, place.is_silent) == (1, 0, True)
    assert place.filing.stage == rules.OPEN


@pytest.mark.parametrize(
    ("period", "due_on", "why"),
    [
        ("2026-12", datetime.date(2026, 12, 28), "ahead"),
        ("2026-Q3", TODAY, "not-a-month"),
        ("november", TODAY, "not-a-month"),
        (NOVEMBER, datetime.date(2026, 11, 20), "due-too-soon"),
    ],
)
def test_an_odd_round_is_refused(house, project, period, due_on, why):
    with pytest.raises(OddRound) as refused:
        opened(house, period, due_on)

    assert refused.value.why == why
    assert refused.value.sentence


def test_months_follow_one_another(house, project):
    opened(house, OCTOBER)

    for period, why in (
        (OCTOBER, "exists"),
        (NOVEMBER, "earlier-open"),
        ("2026-09", "later-exists"),
    ):
        with pytest.raises(OddRound) as refused:
            opened(house, period)
        assert refused.value.why == why


def test_a_round_without_projects_is_not_opened(house):
    with pytest.raises(OddRound, match="no-projects"):
        opened(house)

    assert not Round.objects.exists()


def test_only_the_city_opens_and_locks(clerk, house, project):
    with pytest.raises(PermissionDenied):
        opened(clerk)
    with pytest.raises(PermissionDenied):
        actions.lock(by=clerk, found=opened(house))


def test_a_line_is_written_and_written_over(clerk, weifang, project):
    filing = a_filing(weifang)

    actions.enter(by=clerk, filing=filing, entries={project.pk: an_entry(100)})
    actions.enter(by=clerk, filing=filing, entries={project.pk: an_entry(120, needs="用地")})

    report = Report.objects.get()
    assert (report.invested, report.needs, report.by_user_id) == (120 * WAN, "用地", clerk.user_id)


def test_a_class_is_kept_beside_words_alone(clerk, weifang, project):
    filing = a_filing(weifang)

    for needs, kept in (("用地", "land"), (" ", "")):
        entry = an_entry(120, needs=needs, factor="land")
        actions.enter(by=clerk, filing=filing, entries={project.pk: entry})
        assert Report.objects.get().factor == kept


def test_of_lines_that_make_no_sense_none_is_saved(clerk, weifang, project):
    other = a_project_to_report(weifang)
    bad = an_entry(-5, progress_share=Decimal("1.05"))

    with pytest.raises(Senseless) as refused:
        actions.enter(
            by=clerk, filing=a_filing(weifang), entries={project.pk: an_entry(), other.pk: bad}
        )

    assert {fault.code for fault in refused.value.faults[other.pk]} == {"negative", "no-share"}
    assert len(refused.value.reasons) == 2
    assert not Report.objects.exists()


def test_a_project_of_another_county_is_not_taken(clerk, weifang, project):
    from_elsewhere = a_project_to_report(
        weifang, division_id=a_division(weifang, "370782", "诸城市").pk
    )

    with pytest.raises(NotOfThisFiling):
        actions.enter(by=clerk, filing=a_filing(weifang), entries={from_elsewhere.pk: an_entry()})


def test_a_county_writes_only_its_own_filing(acting, other_county_officer, weifang, project):
    with pytest.raises(PermissionDenied):
        actions.enter(
            by=acting(other_county_officer),
            filing=a_filing(weifang),
            entries={project.pk: an_entry()},
        )


def test_an_incomplete_filing_is_not_signed(clerk, weifang, project):
    filing = a_filing(weifang)

    with pytest.raises(Incomplete) as refused:
        step(clerk, filing, "sign")

    assert project.title in refused.value.sentence
    assert a_filing(weifang, filing.round).stage == rules.OPEN


def test_what_is_signed_takes_no_more_until_it_is_returned(
    clerk, acting, city_officer, weifang, project
):
    filing = a_filing(weifang)
    actions.enter(by=clerk, filing=filing, entries={project.pk: an_entry()})
    filing = step(clerk, filing, "sign")

    with pytest.raises(NotWritable):
        actions.enter(by=clerk, filing=filing, entries={project.pk: an_entry(1)})
    with pytest.raises(NotYours):
        step(clerk, filing, "return", "不该由县里退")
    step(acting(city_officer), filing, "return", "形象进度与投资不符")
    actions.enter(by=clerk, filing=filing, entries={project.pk: an_entry(1)})

    assert Report.objects.get().invested == WAN
    assert "形象进度与投资不符" in str(Notice.objects.get(to=clerk.user_id).params)


def test_a_locked_month_counts_and_never_changes(house, weifang, project):
    found = a_locked_month(weifang, **{f"p{project.pk}": an_entry(100)})

    assert found.is_locked
    assert found.digest == digest(list(Report.objects.all()))
    assert MonthlyValue.objects.get(subject_id=project.pk).value == 100 * WAN
    report, light = Report.objects.get(), Light.objects.get()
    for change in (
        lambda: Report.objects.update(invested=1),
        lambda: Report.objects.all().delete(),
        lambda: Light.objects.update(tone="green"),
        lambda: Round.objects.update(locked_at=None),
        lambda: LightTerms.objects.update(progress_red=1),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert Report.objects.get().invested == report.invested
    assert light.is_reported


def test_a_month_is_locked_once_and_not_before_anybody_signed(house, weifang, project):
    with pytest.raises(OddRound, match="nothing-signed"):
        actions.lock(by=house, found=a_round(weifang, "2026-09"))
    filing = a_filing(weifang, Round.objects.get())
    actions.enter(by=house, filing=filing, entries={project.pk: an_entry()})
    step(house, filing, "sign")
    found = actions.lock(by=house, found=filing.round)

    with pytest.raises(OddRound, match="locked"):
        actions.lock(by=house, found=found)


def test_what_was_never_signed_does_not_count(house, weifang, project):
    zhucheng = a_division(weifang, "370782", "诸城市")
    silent = a_project_to_report(weifang, division_id=zhucheng.pk)
    found = a_round(weifang, OCTOBER)
    actions.enter(
        by=house, filing=a_filing(weifang, found, "370782"), entries={silent.pk: an_entry(70)}
    )
    filing = a_filing(weifang, found)
    actions.enter(by=house, filing=filing, entries={project.pk: an_entry(100)})
    step(house, filing, "sign")

    actions.lock(by=house, found=found)

    assert a_filing(weifang, found, "370782").stage == rules.MISSED
    assert set(MonthlyValue.objects.values_list("subject_id", flat=True)) == {project.pk}
    assert Light.objects.get(project=silent).is_reported is False
    past, _now = queries.said_of([silent.pk], NOVEMBER)
    assert silent.pk not in past


def test_later_months_correct_and_sums_follow(house, weifang, project):
    a_locked_month(
        weifang, "2026-09", **{f"p{project.pk}": an_entry(100, brought_forward=900 * WAN)}
    )
    a_locked_month(
        weifang,
        OCTOBER,
        **{f"p{project.pk}": an_entry(50, corrected=-20 * WAN, correction="九月多报")},
    )
    filing = a_filing(weifang)
    actions.enter(by=house, filing=filing, entries={project.pk: an_entry(10)})

    [line] = queries.lines(
        filing.round, list(queries.expected(filing.round).select_related("project"))
    )

    assert line.past.year == 130 * WAN
    assert line.year == 140 * WAN
    assert line.to_date == 1_040 * WAN
    assert not line.is_first


def test_a_sum_is_brought_forward_only_at_first(house, weifang, project):
    a_locked_month(weifang, **{f"p{project.pk}": an_entry(100)})

    with pytest.raises(Senseless):
        actions.enter(
            by=house,
            filing=a_filing(weifang),
            entries={project.pk: an_entry(1, brought_forward=5 * WAN)},
        )


def test_doubts_are_kept_and_explained(clerk, weifang, project):
    a_locked_month(weifang, **{f"p{project.pk}": an_entry(100)})
    filing = a_filing(weifang)
    [report] = actions.enter(by=clerk, filing=filing, entries={project.pk: an_entry(100)})
    report = Report.objects.select_related("filing").get(project=project, period=NOVEMBER)

    assert report.doubts == ["money-without-progress"]
    assert list(queries.doubtful_page(clerk, filing.round, 1, explained=False)) == [report]

    actions.explain(by=clerk, report=report, words="设备款，已到场未安装")

    assert not list(queries.doubtful_page(clerk, filing.round, 1, explained=False))
    assert list(queries.doubtful_page(clerk, filing.round, 1, explained=True)) == [report]


def test_lights_are_read_with_the_terms_of_their_month(house, weifang, project):
    late = a_project_to_report(
        weifang, stage="plan", works_started_on=None, planned_start_on=datetime.date(2026, 8, 3)
    )

    a_locked_month(
        weifang,
        **{f"p{project.pk}": an_entry(100, funds_in_place=False), f"p{late.pk}": an_entry(0)},
    )

    lights = {light.project_id: light for light in Light.objects.all()}
    assert (lights[late.pk].start, lights[late.pk].reasons["start"]) == (
        "red",
        ["not-started", "3"],
    )
    assert lights[project.pk].funds == "red"
    assert lights[project.pk].progress == "red"  # 8 % spent, 80 % of the months planned passed
    assert lights[project.pk].listing == "red"
    assert lights[project.pk].tone == "red"


def test_terms_change_from_a_day_on_and_not_backwards(house, weifang, project):
    a_locked_month(weifang, **{f"p{project.pk}": an_entry(100)})
    gentle = rules.Terms(progress_red=Decimal("0.9"), listing_red_months=20)

    with pytest.raises(OddTerms, match="before-a-locked-month"):
        actions.keep_terms(
            by=house, from_on=datetime.date(2026, 10, 31), terms=gentle, basis="办法"
        )
    kept = actions.keep_terms(
        by=house, from_on=datetime.date(2026, 11, 1), terms=gentle, basis="办法（修订）"
    )
    a_locked_month(weifang, NOVEMBER, **{f"p{project.pk}": an_entry(100, progress="二次结构")})

    october, november = Light.objects.order_by("round__period")
    assert (october.progress, november.progress) == ("red", "yellow")
    assert november.terms == kept


@pytest.mark.parametrize(
    ("terms", "basis", "why"),
    [
        (rules.Terms(progress_yellow=Decimal("0.4")), "办法", "red-before-yellow"),
        (rules.Terms(listing_yellow_months=9), "办法", "red-before-yellow"),
        (rules.Terms(), "  ", "no-basis"),
    ],
)
def test_odd_terms_are_refused(house, terms, basis, why):
    with pytest.raises(OddTerms) as refused:
        actions.keep_terms(by=house, from_on=TODAY, terms=terms, basis=basis)

    assert refused.value.why == why


def test_terms_from_one_day_exist_once(house):
    actions.keep_terms(by=house, from_on=TODAY, terms=rules.Terms(), basis="办法")

    with pytest.raises(OddTerms, match="same-day"):
        actions.keep_terms(by=house, from_on=TODAY, terms=rules.Terms(), basis="办法")


def test_whoever_has_not_signed_is_reminded(house, clerk, weifang, project):
    found = a_round(weifang)

    names = actions.remind(by=house, found=found)

    assert names == ["青州市"]
    assert Notice.objects.get(to=clerk.user_id).kind == "reporting.due"


def test_a_hundred_lines_take_as_many_queries_as_one(
    house, weifang, project, django_assert_max_num_queries
):
    many = [a_project_to_report(weifang) for _ in range(20)]
    filing = a_filing(weifang)

    with django_assert_max_num_queries(9):
        actions.enter(
            by=house, filing=filing, entries={each.pk: an_entry() for each in [project, *many]}
        )

    assert Report.objects.count() == 21
