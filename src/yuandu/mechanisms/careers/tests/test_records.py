"""Records and positions of workers: entered with their paper, struck, never changed."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.companies import a_worker
from tests.threads import at_once
from yuandu.kernel.audit.models import Entry
from yuandu.mechanisms.careers import actions, queries
from yuandu.mechanisms.careers.models import Position, Prospect
from yuandu.mechanisms.careers.recording import NewRecord
from yuandu.mechanisms.careers.refusals import OddPosition, OddRecord
from yuandu.mechanisms.careers.tests.people import PAPER, House

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return House()


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"kind": "shoe_size"}, "kind"),
        ({"kind": "years_at_rung"}, "computed"),
        ({"kind": "education", "value": "phd"}, "value"),
        ({"kind": "projects", "value": "x"}, "value"),
        ({"kind": "courses"}, "value"),
        ({"kind": "courses", "value": "a,b"}, "code"),
        ({"kind": "exam_theory", "number": 101}, "number"),
        ({"kind": "projects", "number": "1.5"}, "number"),
        ({"kind": "projects", "obtained_on": datetime.date(2999, 1, 1)}, "future"),
        ({"kind": "projects", "expires_on": datetime.date(2000, 1, 1)}, "dates"),
    ],
)
def test_what_makes_no_sense_is_not_recorded(house, fields, why):
    with pytest.raises(OddRecord, match=why):
        house.record("worker", **fields)
    assert not house.worker("worker").records.exists()


def test_the_same_is_recorded_once_though_two_press_at_once(house):
    house.record("worker", "projects")
    with pytest.raises(OddRecord, match="twice"):
        house.record("worker", "projects")


def courses(house, *names, persona="worker"):
    return [
        NewRecord(
            worker=house.worker(persona),
            kind="courses",
            value=name,
            title=f"样本·{name}",
            obtained_on=datetime.date(2024, 5, 1),
            evidence=PAPER,
        )
        for name in names
    ]


def test_many_are_recorded_in_as_many_statements_as_few(house):
    def asked(*names):
        given = courses(house, *names)
        with CaptureQueriesContext(connection) as found:
            actions.enter_records(by=house.hr, records=given)
        return len(found)

    assert asked(*(f"a{at}" for at in range(30))) == asked(*(f"b{at}" for at in range(3)))
    assert house.worker("worker").records.count() == 33
    made = house.worker("worker").records.get(value="b2")
    entry = Entry.objects.get(action="careers.enter_record", subject_id=made.pk)
    assert entry.details == {"kind": "courses", "worker": house.worker("worker").number}


@pytest.mark.parametrize("bad", ["design_basics", "No code"])
def test_of_many_all_are_recorded_or_none(house, bad):
    given = courses(house, "design_basics", bad)
    with pytest.raises(OddRecord):
        actions.enter_records(by=house.hr, records=given)
    assert not house.worker("worker").records.exists()
    assert not Entry.objects.filter(action="careers.enter_record").exists()


def test_a_struck_record_stays_and_counts_no_more(house):
    house.a_technician()
    course = house.worker("worker").records.get(value="digital_machining")
    actions.strike(by=house.hr, record=course, reason="录错了人")
    with pytest.raises(OddRecord, match="struck"):
        actions.strike(by=house.hr, record=course, reason="again")
    ways = queries.ways_of(house.hr, house.worker("worker"))
    door = next(one for one in ways.doors if one.target.code == "engineer")
    assert [one.id for one in door.checked.lacking] == ["course_digital_machining"]
    house.record("worker", "courses", "digital_machining")


def test_positions_follow_each_other_on_a_ladder(house):
    house.place("worker", "senior", datetime.date(2018, 1, 1))
    house.place("worker", "technician", datetime.date(2021, 1, 1))
    house.place("worker", "team_leader", datetime.date(2021, 1, 1))
    rows = Position.objects.filter(worker=house.worker("worker"), ladder="technician")
    assert [(one.rung.code, one.to_on) for one in rows] == [
        ("technician", None),
        ("senior", datetime.date(2020, 12, 31)),
    ]
    with pytest.raises(OddPosition, match="there"):
        house.place("worker", "technician")
    with pytest.raises(OddPosition, match="dates"):
        house.place("worker", "senior_technician", datetime.date(2021, 1, 1))
    with pytest.raises(OddPosition, match="dates"):
        house.place("worker", "senior_technician", datetime.date(2999, 1, 1))


@pytest.mark.django_db(transaction=True)
def test_nobody_stands_twice_on_one_ladder_though_two_officers_enter_it_at_once(house):
    worker = house.worker("worker")

    def place(code):
        return lambda: actions.place(
            by=house.hr,
            worker=worker,
            rung=house.rung(code),
            from_on=datetime.date(2024, 1, 1),
            basis=PAPER,
        )

    said = at_once(place("junior"), place("senior"))
    assert sorted(said) == ["done", "position-not-entered"]
    assert Position.objects.filter(worker=worker, to_on=None).count() == 1


def test_only_hr_records_and_places(house):
    worker = house.worker("worker")
    for persona in ("worker", "team_leader", "auditor", "administrator"):
        with pytest.raises(PermissionDenied):
            actions.place(
                by=house.actor(persona),
                worker=worker,
                rung=house.rung("junior"),
                from_on=datetime.date(2024, 1, 1),
                basis=PAPER,
            )


def test_who_has_left_is_placed_nowhere(house):
    gone = a_worker(house.company, "70001", left_on=datetime.date(2022, 1, 1))
    with pytest.raises(OddPosition, match="left"):
        actions.place(
            by=house.hr,
            worker=gone,
            rung=house.rung("junior"),
            from_on=datetime.date(2021, 1, 1),
            basis=PAPER,
        )


def test_everybody_is_gone_through_and_who_applied_is_not_listed(house):
    house.a_technician("worker")
    house.a_technician("other_worker", courses=1)
    actions.go_through(by=house.hr)
    ways = {
        (one.worker.user.username, one.rung.code, one.lacking)
        for one in Prospect.objects.select_related("worker__user", "rung")
    }
    assert ("company-worker", "engineer", 0) in ways
    assert ("company-other_worker", "engineer", 1) in ways
    assert [one.worker_id for one in queries.prospect_page(house.hr, 1, lacking=0)] == [
        house.worker("worker").pk
    ]
    house.applied()
    assert not queries.prospect_page(house.hr, 1, lacking=0).object_list
