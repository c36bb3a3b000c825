"""Many at once: one wins, the others are told, the counts stay right."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from tests.people import TODAY, a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.projects import actions
from yuandu.mechanisms.projects.actions import Draft
from yuandu.mechanisms.projects.models import Project, Watched
from yuandu.mechanisms.projects.refusals import CodeTaken, Stale
from yuandu.mechanisms.projects.tests.records import YI, a_draft, a_project, some_projects
from yuandu.mechanisms.projects.tests.test_counts import recounted, resited, sited, tallied
from yuandu.mechanisms.projects.tests.test_watching import kept_and_counted

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(number: int, do: Callable[[int], object]) -> list[object]:
    """Run `do` in as many threads, started together; return what each gave or raised."""
    gate, outcomes = threading.Barrier(number), []

    def run(place: int) -> None:
        gate.wait()
        try:
            outcomes.append(do(place))
        except Exception as error:  # noqa: BLE001 - the outcome is what is looked at
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_of_many_officers_one_moves_the_project(weifang):
    officer, project = Actor.system(weifang), a_project(weifang, stage="build")

    outcomes = at_once(
        12,
        lambda _: lifecycle.move(
            by=officer,
            track=Track.objects.get(pk=project.track_id),
            move="suspend",
            on=TODAY,
            expected_stage="build",
            words="停工",
        ),
    )

    losers = [each for each in outcomes if isinstance(each, Exception)]
    assert len(losers) == 11
    assert all(isinstance(each, lifecycle.Stale) for each in losers)
    assert tallied(weifang) == recounted(weifang)


def test_of_many_changes_to_one_version_one_is_kept(weifang):
    officer, project = Actor.system(weifang), a_project(weifang, code="")

    def change(place: int) -> None:
        draft = Draft.of(Project.objects.get(pk=project.pk))
        actions.update(
            by=officer,
            project=project,
            version=1,
            draft=Draft(**{**_columns(draft), "site": f"第{place}处"}),
        )

    outcomes = at_once(8, change)

    project.refresh_from_db()
    assert project.version == 2
    assert sum(isinstance(each, Stale) for each in outcomes) == 7


def test_of_two_who_enter_one_code_one_is_shown_the_others(weifang):
    officer, division = Actor.system(weifang), a_division(weifang)

    outcomes = at_once(
        6,
        lambda place: actions.create(
            by=officer,
            draft=Draft(
                name=f"示例{'甲乙丙丁戊己'[place] * 9}",
                kind="industry",
                division=division,
                code="2611-370781-04-01-000001",
            ),
        ),
    )

    assert Project.objects.count() == 1
    assert sum(isinstance(each, CodeTaken) for each in outcomes) == 5


def test_counts_stay_right_while_everything_changes_at_once(weifang):
    officer = Actor.system(weifang)
    places = [a_division(weifang, f"37078{n}", f"县{n}").pk for n in range(3)]
    site = {"longitude": 119.1, "latitude": 36.7}
    draft = a_draft(weifang, division_id=places[0], stage="build", **site)
    project = some_projects(weifang, draft)[0]
    track = Track.objects.get(pk=project.track_id)

    def change(turn: int) -> None:
        for step in range(6):
            if turn % 3 == 0:
                Project.objects.filter(pk=project.pk).update(division_id=places[step % 3])
            elif turn % 3 == 1:
                Track.objects.filter(pk=track.pk).update(stage=("plan", "build", "tax")[step % 3])
            else:
                Project.objects.filter(pk=project.pk).update(
                    investment_total=(step + 1) * YI, longitude=119 + step / 10
                )

    outcomes = at_once(9, change)

    assert outcomes == [None] * 9
    assert tallied(weifang) == recounted(weifang)
    assert sited(weifang) == resited(weifang)
    assert officer.workspace_id == weifang.pk


def _columns(draft: Draft) -> dict:
    return {name: getattr(draft, name) for name in actions.FIELDS}


def test_lists_to_watch_know_their_lengths_when_many_write_them(weifang):
    keys = [each.pk for each in some_projects(weifang, *(a_draft(weifang) for _ in range(8)))]
    place = a_division(weifang, "370782").pk

    def write(number: int) -> None:
        fields = {"which": "stuck", "division_id": place, "since_on": TODAY}
        for _ in range(5):
            row = Watched.objects.create(workspace=weifang, project_id=keys[number], **fields)
            if number % 2:
                row.delete()
            else:
                Watched.objects.filter(pk=row.pk).update(which="silent")
                Watched.objects.filter(project=keys[number]).exclude(pk=row.pk).delete()
                Watched.objects.filter(pk=row.pk).update(which="unlisted")

    outcomes = at_once(8, write)

    assert outcomes == [None] * 8
    kept, counted = kept_and_counted(weifang)
    assert kept == counted == {("unlisted", place): 4}
