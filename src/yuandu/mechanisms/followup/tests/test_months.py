"""Months are opened when they end, filed by halves, corrected with a reason, and tallied."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.people import a_division, a_user, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry import queries as registry
from yuandu.mechanisms.followup import actions, keeping
from yuandu.mechanisms.followup.models import (
    Correction,
    Following,
    Month,
    MonthTally,
    SourceOffice,
)
from yuandu.mechanisms.followup.refusals import NotFollowed, OddMonth, Senseless
from yuandu.mechanisms.followup.tests.records import (
    AUGUST,
    NOVEMBER,
    OCTOBER,
    SEPTEMBER,
    a_project_to_follow,
    file,
    following_of,
    said,
)
from yuandu.mechanisms.projects.tests.records import WAN, a_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(weifang):
    return Actor.system(weifang)


@pytest.fixture
def project(weifang):
    return a_project_to_follow(weifang)


def actor(weifang, name, role, **post):
    return registry.actor_for(a_user(name, workspace=weifang, role=role, **post), weifang)


def an_office(weifang, source):
    """Return an officer of an office that is named as a source."""
    office = an_organisation(weifang, f"示例{source}局")
    SourceOffice.objects.create(workspace=weifang, office=office, source=source)
    return actor(weifang, source, "department_officer", organisation=office)


def codes(refusal):
    return {each["code"] for each in refusal.value.reasons}


def test_the_months_that_have_ended_are_opened_and_no_other(weifang, project):
    assert [each.period for each in Month.objects.all()] == [AUGUST, SEPTEMBER, OCTOBER]
    assert following_of(project).missing == 3  # October's were due on the 20th


def test_opening_twice_opens_nothing_new(weifang, project):
    before = set(Month.objects.values_list("pk", flat=True))

    keeping.keep(weifang)

    assert set(Month.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize("stage", ["plan", "build", "suspended"])
def test_what_does_not_produce_is_not_followed(weifang, stage):
    a_project_to_follow(weifang, stage=stage, **{"before": "build"} if stage == "suspended" else {})

    assert not Month.objects.exists()


def test_works_that_are_handed_over_are_not_followed(weifang):
    done = {"kind": "social", "stage": "works_completion"}

    a_project_to_follow(weifang, **done)

    assert not Following.objects.exists()


def test_a_month_is_filed_in_full_when_both_halves_are_there(weifang, project):
    half = file(weifang, project, OCTOBER, 10, None)
    assert (half.tax_paid, half.filed_on) == (10 * WAN, None)

    whole = file(weifang, project, OCTOBER, None, 300, scale="below")

    assert (whole.tax_paid, whole.output_value) == (10 * WAN, 300 * WAN)
    assert whole.filed_on == weifang.today()
    assert not whole.is_on_time  # since the 20th it is late
    assert following_of(project).missing == 2
    assert following_of(project).scale == "below"


def test_a_month_outside_the_24_is_refused_and_so_is_one_that_has_not_ended(house, project):
    for period, error in (("2026-07", NotFollowed), (NOVEMBER, OddMonth), ("2030-01", OddMonth)):
        with pytest.raises(error):
            actions.enter(by=house, entries={(project.pk, period): said()})

    assert not Month.objects.exclude(version=0).exists()


def test_one_line_that_makes_no_sense_stops_all_of_them(weifang, house, project):
    other = a_project_to_follow(weifang)

    with pytest.raises(Senseless) as refusal:
        actions.enter(
            by=house,
            entries={
                (project.pk, OCTOBER): said(),
                (other.pk, OCTOBER): said(-5, is_refund=False),
            },
        )

    assert codes(refusal) == {"negative"}
    assert not Month.objects.exclude(version=0).exists()


def test_a_correction_keeps_what_was_said_and_why(weifang, house, project):
    file(weifang, project, OCTOBER, 10, 200)

    with pytest.raises(Senseless) as refusal:
        file(weifang, project, OCTOBER, 12, 200, version=1)
    corrected = file(weifang, project, OCTOBER, 12, 200, version=1, why=" 补缴 ")

    assert codes(refusal) == {"no-reason"}
    assert corrected.tax_paid == 12 * WAN
    [old] = Correction.objects.all()
    assert (old.tax_paid, old.output_value, old.why) == (10 * WAN, 200 * WAN, "补缴")


def test_whoever_did_not_see_what_was_filed_is_told_and_changes_nothing(weifang, project):
    file(weifang, project, OCTOBER, 10, None)

    with pytest.raises(Senseless) as refusal:
        file(weifang, project, OCTOBER, 12, 200, why="核实")

    assert codes(refusal) == {"filed-meanwhile"}
    assert "10" in refusal.value.reasons[0]["message"]
    assert Month.objects.get(period=OCTOBER).output_value is None


def test_the_same_twice_changes_nothing(weifang, house, project):
    first = file(weifang, project, OCTOBER)

    again = actions.enter(by=house, entries={(project.pk, OCTOBER): said()})

    assert again == []
    assert Month.objects.get(pk=first.pk).version == 1


def test_each_office_files_its_half_alone(weifang, project):
    tax, statistics = an_office(weifang, "tax"), an_office(weifang, "statistics")

    file(weifang, project, OCTOBER, 10, None, by=tax)
    file(weifang, project, OCTOBER, None, 200, by=statistics, scale="above")
    with pytest.raises(Senseless) as refusal:
        file(weifang, project, SEPTEMBER, 10, 200, by=tax)

    month = Month.objects.get(period=OCTOBER)
    assert (month.tax_by_id, month.statistics_by_id) == (tax.user_id, statistics.user_id)
    assert codes(refusal) == {"not-yours"}


def test_another_countys_officer_does_not_learn_that_the_project_is_there(weifang, project):
    other = actor(weifang, "other", "county_officer", division=a_division(weifang, "370782"))

    with pytest.raises(NotFollowed):
        file(weifang, project, OCTOBER, by=other)


def test_an_office_that_reads_alone_files_nothing(weifang, project):
    with pytest.raises(PermissionDenied):
        file(weifang, project, OCTOBER, by=an_office(weifang, "development"))


def test_the_log_says_which_fields_and_never_how_much(weifang, project):
    file(weifang, project, OCTOBER, 4321, 98765)

    entry = Entry.objects.get(action="followup.enter")
    assert entry.details["fields"] == ["tax_paid", "output_value"]
    assert "4321" not in str(entry.details)


def test_what_a_division_comes_to_follows_every_change(weifang, house, project):
    other = a_project_to_follow(weifang)
    file(weifang, project, OCTOBER, 10, 200)
    file(weifang, other, OCTOBER, 5, None)
    file(weifang, project, OCTOBER, -2, 200, version=1, why="退税")

    tally = MonthTally.objects.get(period=OCTOBER)
    assert (tally.months, tally.filed, tally.on_time, tally.taxed) == (2, 1, 0, 2)
    assert (tally.tax_paid, tally.output_value) == (3 * WAN, 200 * WAN)


def test_months_move_with_a_project_unless_they_are_filed(weifang, project):
    file(weifang, project, AUGUST)
    project.division = a_division(weifang, "370782", "诸城市")
    project.save(update_fields=["division"])

    keeping.keep(weifang)

    codes = Month.objects.order_by("period").values_list("division__code", flat=True)
    assert list(codes) == ["370781", "370782", "370782"]
    by_code = dict(
        MonthTally.objects.values_list("division__code", "months").filter(period=OCTOBER)
    )
    assert by_code == {"370781": 0, "370782": 1}


def test_a_project_that_rests_owes_nothing_and_keeps_what_was_filed(weifang, house, project):
    file(weifang, project, AUGUST)
    lifecycle.move(
        by=house,
        track=project.track,
        move="suspend",
        on=weifang.today(),
        expected_stage="production_start",
        words="停产检修",
    )

    keeping.keep(weifang)

    assert [each.period for each in Month.objects.all()] == [AUGUST]
    assert not Following.objects.exists()


def test_another_day_of_production_takes_back_what_nobody_filed(weifang, project):
    file(weifang, project, AUGUST)
    project.produced_on = datetime.date(2026, 8, 20)
    project.save(update_fields=["produced_on"])

    keeping.keep(weifang)

    assert [each.period for each in Month.objects.all()] == [AUGUST, SEPTEMBER, OCTOBER]
    project.produced_on = datetime.date(2026, 9, 20)
    project.save(update_fields=["produced_on"])
    keeping.keep(weifang)
    assert [each.period for each in Month.objects.all()] == [AUGUST, OCTOBER]


def test_after_the_last_month_was_due_a_project_is_followed_no_more(weifang, project):
    file(weifang, project, AUGUST)
    weifang.today_on = datetime.date(2028, 8, 31)
    weifang.save(update_fields=["today_on"])
    keeping.keep(weifang)
    assert following_of(project).is_open
    assert Month.objects.count() == 24

    weifang.today_on = datetime.date(2028, 9, 1)
    weifang.save(update_fields=["today_on"])
    keeping.keep(weifang)

    assert not following_of(project).is_open


def test_a_project_that_paid_and_pays_no_more_is_seen_at_once(weifang):
    project = a_project_to_follow(weifang, produced_on=datetime.date(2026, 4, 2))
    for period, tax in (("2026-05", 8), ("2026-06", 0), ("2026-07", 0), (AUGUST, 0)):
        file(weifang, project, period, tax)

    assert following_of(project).is_stopped
    file(weifang, project, SEPTEMBER, 1)
    assert not following_of(project).is_stopped


def test_a_project_that_began_to_produce_today_can_be_opened_by_whoever_files(weifang, house):
    project = a_project(weifang, stage="tax", produced_on=datetime.date(2026, 9, 1))

    file(weifang, project, OCTOBER)

    assert following_of(project).missing == 0
