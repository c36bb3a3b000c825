"""Two at once, against PostgreSQL: each half stays, and nobody overwrites what they did not see."""

import pytest

from tests.people import a_user, a_workspace, an_organisation
from tests.threads import at_once
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry import queries as registry
from yuandu.mechanisms.followup import actions, keeping
from yuandu.mechanisms.followup.models import Correction, Month, MonthTally, SourceOffice
from yuandu.mechanisms.followup.tests.records import (
    OCTOBER,
    SEPTEMBER,
    a_project_to_follow,
    following_of,
    said,
)
from yuandu.mechanisms.projects.tests.records import WAN, a_project

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(transactional_db):
    return Actor.system(a_workspace())


def an_officer(house, source):
    office = an_organisation(house.workspace, f"示例{source}局")
    SourceOffice.objects.create(workspace=house.workspace, office=office, source=source)
    user = a_user(source, workspace=house.workspace, role="department_officer", organisation=office)
    return registry.actor_for(user, house.workspace)


def test_two_offices_file_their_halves_of_one_month_and_both_stay(house):
    project = a_project_to_follow(house.workspace)
    tax, statistics = an_officer(house, "tax"), an_officer(house, "statistics")
    key = (project.pk, OCTOBER)

    came = at_once(
        lambda: actions.enter(by=tax, entries={key: said(10, None)}),
        lambda: actions.enter(by=statistics, entries={key: said(None, 300)}),
    )

    month = Month.objects.get(period=OCTOBER)
    assert came == ["done", "done"]
    assert (month.tax_paid, month.output_value) == (10 * WAN, 300 * WAN)
    assert month.filed_on is not None
    assert MonthTally.objects.get(period=OCTOBER).filed == 1
    assert following_of(project).missing == 2


def test_of_two_who_file_the_same_the_second_is_told_and_corrects_nothing_unseen(house):
    project = a_project_to_follow(house.workspace)
    key = (project.pk, OCTOBER)

    came = at_once(
        lambda: actions.enter(by=house, entries={key: said(10)}),
        lambda: actions.enter(by=house, entries={key: said(11, why="核实")}),
    )

    assert sorted(came) == ["done", "month-makes-no-sense"]
    assert not Correction.objects.exists()
    assert Month.objects.get(period=OCTOBER).version == 1


def test_a_month_that_nobody_opened_is_opened_once(house):
    project = a_project(
        house.workspace, stage="tax", produced_on=house.workspace.today().replace(month=7)
    )
    key = (project.pk, OCTOBER)

    came = at_once(
        lambda: actions.enter(by=house, entries={key: said(10, None)}),
        lambda: actions.enter(by=house, entries={key: said(None, 9)}),
        lambda: keeping.keep(house.workspace),
    )

    assert came == ["done"] * 3
    month = Month.objects.get(period=OCTOBER)
    assert (month.tax_paid, month.output_value) == (10 * WAN, 9 * WAN)
    tally = MonthTally.objects.get(period=OCTOBER)
    assert (tally.months, tally.filed, tally.tax_paid) == (1, 1, 10 * WAN)


def test_the_mornings_chore_and_a_clerk_leave_the_standing_of_both(house):
    projects = [a_project_to_follow(house.workspace) for _ in range(3)]

    at_once(
        lambda: keeping.keep(house.workspace),
        *(
            lambda project=project: actions.enter(
                by=house,
                entries={(project.pk, SEPTEMBER): said(), (project.pk, OCTOBER): said()},
            )
            for project in projects
        ),
    )

    assert [following_of(each).missing for each in projects] == [1, 1, 1]
    assert MonthTally.objects.get(period=OCTOBER).filed == 3
