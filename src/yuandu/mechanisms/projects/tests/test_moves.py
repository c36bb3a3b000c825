"""A project on its life cycles: what the gates ask, what the record takes over."""

import datetime

import pytest
from django.db.models import Model

from tests.people import TODAY, an_organisation
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.lifecycle.cycles import MoveNotAllowed
from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.projects import actions, lifecycles, rules
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.tests.records import NEW_YEAR, a_project

pytestmark = pytest.mark.django_db
MAY_DAY = datetime.date(2026, 5, 6)


def a_paper(project: Model, name: str = "现场照片.jpg") -> Attachment:
    return Attachment.objects.create(
        workspace_id=project.workspace_id,
        name=name,
        media_type="image/jpeg",
        size=10,
        sha256="0" * 64,
        target_label="projects.project",
        target_id=project.pk,
    )


def moved(actor, project: Project, move: str, *, on=MAY_DAY, track=None, words="属实", **evidence):
    """Make a move, with every paper that its gate asks for."""
    project.refresh_from_db()
    track = track or Track.objects.get(pk=project.track_id)
    for asked in cycles.get(track.cycle).move(move).evidence:
        if asked.required and asked.code not in evidence:
            evidence[asked.code] = (
                a_paper(project) if asked.kind == "file" else "潍自然资规〔2026〕1号"
            )
    lifecycle.move(
        by=actor,
        track=track,
        move=move,
        on=on,
        expected_stage=track.stage,
        words=words,
        evidence=evidence,
    )
    project.refresh_from_db()
    return track


def test_a_factory_goes_from_planning_to_the_books(weifang, county_officer, acting):
    officer, project = acting(county_officer), a_project(weifang)

    for month, move in enumerate(
        ("works_start", "build", "production_start", "tax", "above_scale_listing"), start=2
    ):
        track = moved(officer, project, move, on=datetime.date(2026, month, 20))

    assert track.stage == "above_scale_listing"
    assert project.works_started_on == datetime.date(2026, 2, 20)
    assert project.completed_on == project.produced_on == datetime.date(2026, 4, 20)
    with pytest.raises(MoveNotAllowed):
        moved(officer, project, "tax")


def test_a_school_ends_with_its_handover(weifang, city_officer, acting):
    officer, project = acting(city_officer), a_project(weifang, kind="social", stage="build")

    track = moved(officer, project, "works_completion")

    assert project.completed_on == MAY_DAY
    assert project.produced_on is None
    assert cycles.get(track.cycle).stage(track.stage).is_final
    with pytest.raises(MoveNotAllowed):
        lifecycle.move(
            by=officer,
            track=track,
            move="production_start",
            on=TODAY,
            expected_stage="works_completion",
        )


def test_a_gate_without_its_papers_stays_shut(weifang, city_officer, acting):
    project = a_project(weifang)

    with pytest.raises(lifecycle.MissingEvidence):
        lifecycle.move(
            by=acting(city_officer),
            track=project.track,
            move="works_start",
            on=MAY_DAY,
            expected_stage="plan",
        )

    project.refresh_from_db()
    assert project.works_started_on is None


def test_the_pack_for_the_statistics_has_three_papers(weifang, city_officer, acting):
    asked = cycles.get(rules.INVESTMENT_LISTING).move("submit").evidence

    assert [paper.code for paper in asked] == ["approval", "contract_or_photo", "licence"]


def test_a_corrected_day_reaches_the_record(weifang, city_officer, acting):
    officer, project = acting(city_officer), a_project(weifang)
    track = moved(officer, project, "works_start")

    lifecycle.correct(by=officer, track=track, on=NEW_YEAR, words="原报日期有误")

    project.refresh_from_db()
    assert project.works_started_on == NEW_YEAR


def test_a_start_recorded_in_error_is_taken_back(weifang, city_officer, acting):
    officer, project = acting(city_officer), a_project(weifang)
    moved(officer, project, "works_start")

    track = moved(officer, project, "back_to_plan", words="未实质性开工")

    assert track.stage == "plan"
    assert project.works_started_on is None


def test_what_was_suspended_goes_on_where_it_stood(weifang, city_officer, acting):
    officer, project = acting(city_officer), a_project(weifang, stage="build")

    moved(officer, project, "suspend", words="冬季停工")
    track = moved(officer, project, "resume")

    assert track.stage == "build"


def test_a_county_cannot_cancel(weifang, county_officer, acting):
    with pytest.raises(lifecycle.NotYours):
        moved(acting(county_officer), a_project(weifang), "cancel", words="不建了")


def test_the_owner_applies_and_the_department_decides(
    weifang, owner, department_officer, city_officer, acting
):
    firm = owner.posts.get().organisation
    project = a_project(weifang, owner_id=firm.pk)
    track = actions.open_track(by=acting(owner), project=project, cycle=rules.LAND)

    moved(acting(owner), project, "apply", track=track, on=TODAY)
    with pytest.raises(lifecycle.NotYours):
        moved(acting(owner), project, "grant", track=track, on=TODAY)
    moved(acting(department_officer), project, "grant", track=track, on=TODAY)

    assert track.stage == "granted"


def test_an_owner_moves_nothing_of_another(weifang, owner, acting):
    other = a_project(weifang, owner_id=an_organisation(weifang, "别家有限公司").pk)

    with pytest.raises(actions.NotYours):
        actions.open_track(by=acting(owner), project=other, cycle=rules.LAND)


def test_every_stage_of_every_cycle_has_a_title_and_a_place():
    for cycle in (lifecycles.PRODUCTIVE, lifecycles.WORKS):
        assert {stage.code for stage in cycle.stages} <= set(rules.STAGES)
