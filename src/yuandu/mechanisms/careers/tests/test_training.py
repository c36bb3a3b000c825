"""Two mentors sign, theory waits for practice, corrections are new entries."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from tests.companies import a_section
from tests.threads import at_once
from yuandu.kernel.lifecycle import feeds
from yuandu.mechanisms.careers import actions, calendars, queries
from yuandu.mechanisms.careers.models import LogEntry, Rotation
from yuandu.mechanisms.careers.refusals_training import (
    ExamClosed,
    OddClass,
    OddEntry,
    OddExam,
    OddOutcome,
    OddTrainee,
)
from yuandu.mechanisms.careers.rules import practice
from yuandu.mechanisms.careers.rules.practice import SIDES, Asked, Logged
from yuandu.mechanisms.careers.tests.classes import School

entries = st.lists(
    st.builds(
        Logged,
        st.integers(1, 6),
        st.sampled_from([1, 2]),
        st.integers(1, 10).map(Decimal),
        st.sets(st.sampled_from(sorted(SIDES))).map(frozenset),
    ),
    max_size=8,
    unique_by=lambda one: one.key,
)


@given(entries, st.integers(1, 10).map(Decimal))
def test_one_more_entry_signed_by_both_never_closes_an_examination(log, hours):
    asked = Asked(1, 2, Decimal(8))
    more = [*log, Logged(99, 1, hours, SIDES)]
    assert practice.opening(asked, more).is_open or not practice.opening(asked, log).is_open


def test_what_one_side_signed_counts_no_more_than_what_nobody_did():
    log = [Logged(1, 1, Decimal(8), frozenset({"school"})), Logged(2, 1, Decimal(8), SIDES)]
    found = practice.opening(Asked(1, 2, Decimal(10)), log)
    assert (found.entries, found.entries_missing, found.hours_missing) == (1, 1, Decimal(2))


def test_a_corrected_entry_counts_until_its_correction_is_signed():
    first = Logged(1, 1, Decimal(8), SIDES)
    unsigned = Logged(2, 1, Decimal(5), frozenset(), corrects=1)
    signed = Logged(2, 1, Decimal(5), SIDES, corrects=1)
    assert [one.key for one in practice.counted([first, unsigned])] == [1]
    assert [one.key for one in practice.counted([first, signed])] == [2]


@pytest.fixture
def school(db):
    return School()


def test_theory_waits_for_practice_that_both_signed(school):
    school.signed(day=1)
    entry = school.logged(day=2)
    actions.sign(by=school.master, entry=entry)
    with pytest.raises(ExamClosed) as closed:
        school.examined()
    assert (closed.value.opening.entries_missing, closed.value.status) == (1, 409)
    actions.sign(by=school.teacher, entry=entry)
    assert school.examined().is_passed


@pytest.mark.django_db(transaction=True)
def test_two_mentors_may_sign_at_once_and_neither_twice():
    school = School()
    entry = school.logged()
    sign = [
        lambda: actions.sign(by=school.master, entry=entry),
        lambda: actions.sign(by=school.teacher, entry=entry),
    ]
    assert at_once(*sign) == ["done", "done"]
    assert sorted(at_once(sign[0], sign[0])) == ["entry-not-kept", "entry-not-kept"]
    assert {one.sha256 for one in entry.signatures.all()} == {entry.sha256}


def test_only_the_trainee_logs_and_only_the_mentors_sign(school):
    entry = school.logged()
    for persona in ("worker", "hr_officer", "other_team_leader"):
        with pytest.raises(PermissionDenied):
            actions.sign(by=school.actor(persona), entry=entry)
    with pytest.raises(PermissionDenied):
        actions.log(
            by=school.master,
            trainee=school.trainee,
            unit=school.unit,
            on=school.since,
            hours=Decimal(2),
            words="x",
        )


def test_what_was_changed_behind_the_house_is_not_signed(school):
    entry = school.logged()
    LogEntry.objects.filter(pk=entry.pk).update(hours=20)
    entry.refresh_from_db()
    with pytest.raises(OddEntry, match="changed"):
        actions.sign(by=school.master, entry=entry)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"hours": 0}, "hours"),
        ({"hours": 25}, "hours"),
        ({"words": " "}, "words"),
        ({"words": "长" * 5000}, "words"),
        ({"day": 90}, "day"),
        ({"day": -1}, "day"),
    ],
)
def test_odd_entries_are_not_kept(school, fields, why):
    with pytest.raises(OddEntry, match=why):
        school.logged(**fields)


def test_an_entry_is_corrected_once_and_never_doubled(school):
    entry = school.logged()
    with pytest.raises(OddEntry, match="twice"):
        school.logged()
    school.logged(5, corrects=entry)
    with pytest.raises(OddEntry, match="corrected"):
        school.logged(4, corrects=entry)
    with pytest.raises(OddEntry, match="corrected"):
        actions.sign(by=school.master, entry=entry)


def test_a_class_is_passed_when_every_unit_is_and_then_placed(school):
    with pytest.raises(OddOutcome, match="units"):
        actions.conclude(by=school.hr, trainee=school.trainee, outcome="passed")
    trainee = school.passed()
    with pytest.raises(OddOutcome, match="over"):
        actions.conclude(by=school.hr, trainee=trainee, outcome="failed")
    with pytest.raises(OddExam, match="over"):
        school.examined(day=40)
    section, today = a_section(school.company), school.company.today()
    actions.settle_in(by=school.hr, trainee=trainee, section=section, on=today)
    with pytest.raises(OddOutcome, match="not-passed"):
        actions.settle_in(by=school.hr, trainee=trainee, section=section, on=today)


def test_three_people_make_an_apprenticeship(school):
    worker = school.worker("other_worker")
    for mentor, teacher in (
        (worker, school.teacher.user_id),
        (school.worker("team_leader"), school.master.user_id),
    ):
        with pytest.raises(OddTrainee, match="mentors"):
            actions.enrol(
                by=school.hr,
                training=school.training,
                worker=worker,
                enterprise_mentor=mentor,
                school_mentor=type(school.users["worker"]).objects.get(pk=teacher),
                joined_on=school.since,
            )


def test_a_class_is_in_one_place_a_day_and_in_the_calendar_of_its_people(school):
    days = [school.since + datetime.timedelta(days=at) for at in (0, 6, 7, 13)]
    plan = {"by": school.hr, "training": school.training}
    actions.rotate(**plan, place="school", from_on=days[0], to_on=days[1])
    with pytest.raises(OddClass, match="overlap"):
        actions.rotate(**plan, place="shop", from_on=days[1], to_on=days[3])
    with pytest.raises(OddClass, match="outside"):
        actions.rotate(
            **plan,
            place="shop",
            from_on=days[0] - datetime.timedelta(days=9),
            to_on=days[0] - datetime.timedelta(days=1),
        )
    last = school.company.today() + datetime.timedelta(days=6)
    actions.rotate(**plan, place="shop", from_on=school.company.today(), to_on=last)
    found = list(calendars.entries(school.own))
    assert [(one.on, one.last_on) for one in found] == [(school.company.today(), last)]
    assert (
        f"DTEND;VALUE=DATE:{last + datetime.timedelta(days=1):%Y%m%d}"
        in feeds.calendar("x", found, datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)).decode()
    )
    assert not list(calendars.entries(school.actor("other_worker")))
    assert Rotation.objects.count() == 2


def test_a_logbook_is_the_trainees_the_mentors_and_hrs(school):
    for persona in ("worker", "team_leader", "hr_officer", "auditor"):
        assert queries.trainee(school.actor(persona), school.trainee.pk, to="see")
    for persona in ("other_worker", "evaluator", "administrator", "chair"):
        with pytest.raises(Http404):
            queries.trainee(school.actor(persona), school.trainee.pk, to="see")
