"""A county's land for the year: held back at the start, used by the permit, never twice."""

import threading
from decimal import Decimal

import pytest
from django.db import connection

from tests.people import TODAY, a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import quotas
from yuandu.kernel.ledger.models import Account
from yuandu.kernel.ledger.refusals import InsufficientFunds
from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.projects import actions, rules
from yuandu.mechanisms.projects.actions import Draft
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.tests.records import a_project
from yuandu.mechanisms.projects.tests.test_moves import moved

pytestmark = pytest.mark.django_db


def granted(workspace, amount: int, code: str = "370781", name: str = "青州市") -> None:
    quotas.grant(
        by=Actor.system(workspace),
        resource="land",
        division=a_division(workspace, code, name),
        year=TODAY.year,
        amount=Decimal(amount),
        key=f"grant:{code}",
    )


def land(workspace, code: str = "370781") -> tuple[int, int]:
    """Return what the county has free and what it has used, in mu."""
    quota = Account.objects.get(workspace=workspace, code__endswith=code, code__startswith="quota")
    used = Account.objects.filter(
        workspace=workspace, code__endswith=code, code__startswith="used"
    ).first()
    return int(quota.free), int(used.balance) if used else 0


@pytest.fixture
def officer(weifang) -> Actor:
    return Actor.system(weifang)


def test_works_that_start_hold_their_land_back(weifang, officer):
    granted(weifang, 500)

    moved(officer, a_project(weifang, land_area_mu=120), "works_start")

    assert land(weifang) == (380, 0)


def test_works_for_which_the_land_does_not_suffice_do_not_start(weifang, officer):
    granted(weifang, 100)
    project = a_project(weifang, land_area_mu=120)

    with pytest.raises(InsufficientFunds):
        moved(officer, project, "works_start")

    project.refresh_from_db()
    assert project.works_started_on is None
    assert project.track.stage == "plan"
    assert land(weifang) == (100, 0)


def test_where_no_quota_was_granted_none_is_kept(weifang, officer):
    project = a_project(weifang, land_area_mu=120)

    moved(officer, project, "works_start")

    assert not Account.objects.exists()


def test_the_permit_uses_what_was_held_back(weifang, officer):
    granted(weifang, 500)
    project = a_project(weifang, land_area_mu=120)
    moved(officer, project, "works_start")
    permit = actions.open_track(by=officer, project=project, cycle=rules.LAND)

    moved(officer, project, "apply", track=permit, on=TODAY)
    moved(officer, project, "grant", track=permit, on=TODAY)

    assert land(weifang) == (380, 120)


def test_a_permit_before_the_works_uses_the_land_once(weifang, officer):
    granted(weifang, 500)
    project = a_project(weifang, land_area_mu=120)
    permit = actions.open_track(by=officer, project=project, cycle=rules.LAND)

    moved(officer, project, "apply", track=permit, on=TODAY)
    moved(officer, project, "grant", track=permit, on=TODAY)
    moved(officer, project, "works_start", on=TODAY)

    assert land(weifang) == (380, 120)


def test_a_permit_taken_back_gives_the_land_back(weifang, officer):
    granted(weifang, 500)
    project = a_project(weifang, land_area_mu=120)
    permit = actions.open_track(by=officer, project=project, cycle=rules.LAND)
    for move in ("apply", "grant", "revoke", "apply", "grant"):
        moved(officer, project, move, track=permit, on=TODAY)

    assert land(weifang) == (380, 120)
    moved(officer, project, "revoke", track=permit, on=TODAY)
    assert land(weifang) == (500, 0)


@pytest.mark.parametrize("move", ["cancel", "back_to_plan"])
def test_a_project_that_ends_before_its_permit_releases_the_land(weifang, officer, move):
    granted(weifang, 500)
    project = a_project(weifang, land_area_mu=120)
    moved(officer, project, "works_start")

    moved(officer, project, move, words="不再建设")

    assert land(weifang) == (500, 0)


def test_a_project_called_back_to_life_needs_its_land_again(weifang, officer):
    granted(weifang, 200)
    project = a_project(weifang, land_area_mu=120)
    for move in ("works_start", "cancel"):
        moved(officer, project, move)
    moved(officer, a_project(weifang, land_area_mu=100), "works_start")

    with pytest.raises(InsufficientFunds):
        moved(officer, project, "revive")

    assert land(weifang) == (100, 0)


def test_a_larger_area_is_held_back_anew(weifang, officer):
    granted(weifang, 500)
    project = a_project(weifang, land_area_mu=120)
    moved(officer, project, "works_start")

    columns = {name: getattr(Draft.of(project), name) for name in actions.FIELDS}
    actions.update(
        by=officer,
        project=project,
        version=project.version,
        draft=Draft(**columns | {"land_area_mu": Decimal(300)}),
    )

    assert land(weifang) == (200, 0)


@pytest.mark.django_db(transaction=True)
def test_of_many_projects_one_gets_the_last_land(weifang):
    granted(weifang, 120)
    officer = Actor.system(weifang)
    projects = [a_project(weifang, land_area_mu=120) for _ in range(8)]
    gate, outcomes = threading.Barrier(len(projects)), []

    def start(project: Project) -> None:
        gate.wait()
        try:
            outcomes.append(moved(officer, project, "works_start"))
        except InsufficientFunds as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=start, args=(project,)) for project in projects]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(isinstance(each, Track) for each in outcomes) == 1
    assert land(weifang) == (0, 0)
    assert Project.objects.filter(works_started_on__isnull=False).count() == 1
