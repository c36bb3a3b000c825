"""Two at once, against PostgreSQL: nothing is lost, nothing slips in behind a signature."""

import pytest

from tests.people import a_division, a_user, a_workspace
from tests.threads import at_once
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Promise
from yuandu.kernel.registry import queries as registry
from yuandu.mechanisms.reporting import actions, rules
from yuandu.mechanisms.reporting.models import Light, Report, Round, Supervision
from yuandu.mechanisms.reporting.sealing import digest
from yuandu.mechanisms.reporting.tests.records import (
    OCTOBER,
    a_filing,
    a_locked_month,
    a_project_to_report,
    a_round,
    an_entry,
    step,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(transactional_db):
    return Actor.system(a_workspace())


def test_two_clerks_write_different_lines_and_both_stay(house):
    first, second = a_project_to_report(house.workspace), a_project_to_report(house.workspace)
    filing = a_filing(house.workspace)

    came = at_once(
        lambda: actions.enter(by=house, filing=filing, entries={first.pk: an_entry(1)}),
        lambda: actions.enter(by=house, filing=filing, entries={second.pk: an_entry(2)}),
        lambda: actions.enter(by=house, filing=filing, entries={first.pk: an_entry(1)}),
    )

    assert came == ["done"] * 3
    assert Report.objects.count() == 2


def test_nothing_is_written_behind_a_signature(house):
    project = a_project_to_report(house.workspace)
    filing = a_filing(house.workspace)
    actions.enter(by=house, filing=filing, entries={project.pk: an_entry(1)})

    written, signed = at_once(
        lambda: actions.enter(by=house, filing=filing, entries={project.pk: an_entry(2)}),
        lambda: step(house, a_filing(house.workspace, filing.round), "sign"),
    )

    assert signed == "done"
    assert a_filing(house.workspace, filing.round).stage == rules.SIGNED
    assert Report.objects.get().invested == (20_000 if written == "done" else 10_000)


def test_a_round_is_locked_by_one_of_two_and_holds_what_it_says(house):
    project = a_project_to_report(house.workspace)
    filing = a_filing(house.workspace)
    actions.enter(by=house, filing=filing, entries={project.pk: an_entry(1)})
    step(house, filing, "sign")

    came = at_once(*[lambda: actions.lock(by=house, found=filing.round)] * 2)

    assert came.count("done") == 1
    assert Light.objects.count() == 1
    assert Round.objects.get().digest == digest(list(Report.objects.all()))


def test_a_return_and_a_lock_at_once_leave_one_of_both(house):
    project = a_project_to_report(house.workspace)
    filing = a_filing(house.workspace)
    actions.enter(by=house, filing=filing, entries={project.pk: an_entry(1)})
    step(house, filing, "sign")

    returned, locked = at_once(
        lambda: step(house, a_filing(house.workspace, filing.round), "return", "再核"),
        lambda: actions.lock(by=house, found=filing.round),
    )

    stage = a_filing(house.workspace, filing.round).stage
    assert (locked == "done") == Round.objects.get().is_locked
    assert stage == (rules.LOCKED if locked == "done" else rules.RETURNED)
    assert "done" in {returned, locked}


def its_people(workspace):
    """Let 青州 have a clerk and the city an officer; return the officer."""
    a_user("clerk", workspace=workspace, role="county_officer", division=a_division(workspace))
    return a_user("officer", workspace=workspace, role="city_officer")


def test_of_two_who_lock_one_lets_somebody_answer_for_a_red_light(house):
    its_people(house.workspace)
    project = a_project_to_report(house.workspace)
    filing = a_filing(house.workspace)
    entry = an_entry(1, funds_in_place=False)
    actions.enter(by=house, filing=filing, entries={project.pk: entry})
    step(house, filing, "sign")

    at_once(*[lambda: actions.lock(by=house, found=filing.round)] * 3)

    [light] = Light.objects.all()
    kinds = {kind for kind in rules.KINDS if getattr(light, kind) == "red"}
    assert "funds" in kinds
    assert Supervision.objects.count() == Promise.objects.count() == len(kinds)


def test_a_clock_ends_once_though_it_is_confirmed_while_the_month_is_locked(house):
    officer = registry.actor_for(its_people(house.workspace), house.workspace)
    project = a_project_to_report(house.workspace)
    red = {f"p{project.pk}": an_entry(1, funds_in_place=False)}
    a_locked_month(house.workspace, OCTOBER, **red)
    promise = Promise.objects.get(supervision__kind="funds")
    filing = a_filing(house.workspace, a_round(house.workspace))
    entry = an_entry(1, funds_in_place=True)
    actions.enter(by=house, filing=filing, entries={project.pk: entry})
    step(house, filing, "sign")

    at_once(
        lambda: lifecycle.confirm(by=officer, promise=promise),
        lambda: actions.lock(by=house, found=filing.round),
    )

    promise.refresh_from_db()
    assert promise.state == "kept"
    assert promise.events.filter(kind="kept").count() == 1
    assert Round.objects.filter(locked_at=None).count() == 0
