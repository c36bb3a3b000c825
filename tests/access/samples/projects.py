"""Samples of projects and life cycles."""

from typing import Any

from django.core.files.base import ContentFile

from tests.access.samples.given import Given, World, acting, in_json, sample
from tests.access.samples.registry import owners_firm
from tests.people import TODAY
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.mechanisms.projects.models import Project, Resemblance
from yuandu.mechanisms.projects.tests.records import a_list, a_place, a_project


@sample
def a_project_to_enter(world: World) -> Given:
    return in_json(name="示例工厂二期项目", kind="industry", division="370781")


@sample
def a_change_of_a_project(world: World) -> Given:
    project = owners_project(world)
    return in_json({"pk": project.pk}, version=project.version, summary="年产十万套")


@sample
def a_track_to_open(world: World) -> Given:
    return in_json({"pk": owners_project(world).pk}, track="project_land")


@sample
def a_listing_of_a_project(world: World) -> Given:
    a_list(world.weifang)
    where = {"year": TODAY.year, "level": "city", "category": "industry"}
    return in_json({"pk": owners_project(world).pk}, status="new_start", **where)


@sample
def a_leaving_of_a_list(world: World) -> Given:
    return in_json(a_place_on_a_list(world).path, because="调出")


@sample
def a_move_of_a_track(world: World) -> Given:
    project = owners_project(world, stage="works_start")
    path = {"pk": project.track_id, "code": "build"}
    return in_json(path, on=str(TODAY), expected_stage="works_start", words="已开工")


@sample
def a_paper_for_a_track(world: World) -> Given:
    path = {"pk": owners_project(world).track_id}
    return Given(path, data=lambda: {"file": ContentFile(b"%PDF-1.7\n%%EOF\n", "批复.pdf")})


@sample
def tracks_of_a_project(world: World) -> Given:
    return Given(query={"subject": "projects.project", "subject_id": owners_project(world).pk})


@sample
def a_promise_to_record(world: World) -> Given:
    return in_json(
        subject="projects.project",
        subject_id=owners_project(world).pk,
        words="三日内答复",
        giver=world.people["department_officer"].pk,
        receiver=world.people["county_officer"].pk,
        due_days=3,
    )


@sample
def words_on_a_promise(world: World) -> Given:
    return in_json(a_promise_to_the_county(world).path, words="在办")


def owners_project(world: World, **fields: Any) -> Project:
    """Return a project in 青州 of the owner's firm, on no published list."""
    return a_project(world.weifang, owner_id=owners_firm(world).pk, **fields)


@sample
def a_project_on_no_list(world: World) -> Given:
    project = owners_project(world)
    return Given({"pk": project.pk, "cycle": "project_land"})


@sample
def a_published_project(world: World) -> Given:
    place = a_place(a_list(world.weifang, published=True))
    return Given({"pk": owners_project(world, listings=(place,)).pk})


@sample
def a_place_on_a_list(world: World) -> Given:
    project = owners_project(world, listings=(a_place(a_list(world.weifang, "province")),))
    return Given({"pk": project.pk, "listing": project.listings.get().pk})


@sample
def an_annual_list(world: World) -> Given:
    return Given({"pk": a_list(world.weifang, "county").pk})


@sample
def a_likeness(world: World) -> Given:
    first, second = sorted((owners_project(world), owners_project(world)), key=lambda each: each.pk)
    found = Resemblance.objects.create(
        workspace=world.weifang, first=first, second=second, score=0.9
    )
    return Given({"pk": found.pk}, data={"verdict": "different", "words": "地块不同"})


@sample
def a_track(world: World) -> Given:
    return Given({"pk": owners_project(world).track_id, "code": "works_start"})


@sample
def a_promise_to_the_county(world: World) -> Given:
    promise = lifecycle.promise(
        by=acting(world, "department_officer"),
        subject=owners_project(world),
        words="三个工作日内答复用地意见",
        giver=world.people["department_officer"],
        receiver=world.people["county_officer"],
        due_days=3,
    )
    return Given({"pk": promise.pk, "verb": "say"}, data={"words": "在办"})


@sample
def about_a_project(world: World) -> Given:
    return Given({"label": "projects.project", "key": owners_project(world).pk})


@sample
def a_charge_of_the_leaders(world: World) -> Given:
    charge = lifecycle.assign(
        by=world.system,
        subject=owners_project(world),
        user=world.people["leader"],
        role="leader",
        from_on=TODAY,
    )
    return Given({"pk": charge.pk})


@sample
def what_the_leader_stands_by(world: World) -> Given:
    a_charge_of_the_leaders(world)
    return Given({})


@sample
def the_usual_rhythm(world: World) -> Given:
    return Given({"code": "usual"})


@sample
def a_calendar_of_the_leaders(world: World) -> Given:
    token = lifecycle.open_calendar(by=acting(world, "leader"))
    return Given({"token": token})


@sample
def a_life_cycle(world: World) -> Given:
    return Given({"code": "project_productive"})
