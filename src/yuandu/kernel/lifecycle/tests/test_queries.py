"""What pages find: one track with all about it, and lists over all that the reader may see."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.people import TODAY, a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.lifecycle import actions, queries
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.lifecycle.tests.tables import WORKS, a_firm

MARCH = datetime.date(2026, 3, 2)
APRIL = datetime.date(2026, 4, 1)
JUNE = datetime.date(2026, 6, 1)


def a_track(workspace, name="示例重工有限公司", *, on=MARCH, division=None, **place) -> Track:
    firm = a_firm(workspace, name, division=division)
    return actions.start(by=Actor.system(workspace), subject=firm, cycle="works", on=on, **place)


def move(workspace, track, move, on, **more):
    return actions.move(
        by=Actor.system(workspace),
        track=track,
        move=move,
        on=on,
        expected_stage=track.stage,
        **more,
    )


def test_strangers_learn_nothing_and_insiders_what_they_may(
    weifang, stranger, outsider, city_officer, other_county_officer, auditor, acting
):
    track = a_track(weifang, division=a_division(weifang))

    for user in stranger, outsider, other_county_officer:
        with pytest.raises(Http404):
            queries.get(acting(user), track.pk, to="see")
    assert queries.get(acting(auditor), track.pk, to="see").track == track
    with pytest.raises(PermissionDenied):
        queries.get(acting(auditor), track.pk, to="begin")
    with pytest.raises(Http404):
        queries.get(acting(city_officer), track.pk, to="fly")
    assert queries.get(acting(city_officer), track.pk, to="correct").stage.code == "planned"


def test_a_track_of_another_workspace_is_not_there(elsewhere, city_officer, acting):
    track = a_track(elsewhere)

    with pytest.raises(Http404):
        queries.get(acting(city_officer), track.pk, to="see")


def test_the_buttons_are_the_moves_that_the_reader_may_make(
    weifang, city_officer, county_officer, owner, acting
):
    track = a_track(weifang, division=a_division(weifang))

    def offered(user) -> list[tuple[str, bool]]:
        actor = acting(user)
        seen = queries.get(actor, track.pk, to="see")
        return [(offer.move.code, offer.is_onward) for offer in queries.offers(actor, seen)]

    assert offered(city_officer) == [("begin", True), ("suspend", False), ("cancel", False)]
    assert offered(county_officer) == [("begin", True), ("suspend", False)]
    assert offered(owner) == []


def test_a_panel_draws_what_is_behind_and_what_lies_ahead(
    weifang, city_officer, acting, django_assert_num_queries
):
    track = a_track(weifang)
    actor = acting(city_officer)
    actions.plan(by=actor, track=track, stage="producing", planned_on=JUNE)
    move(weifang, track, "begin", APRIL)
    move(weifang, track, "suspend", APRIL, words="停工")
    subject = queries.get(actor, track.pk, to="see").subject

    with django_assert_num_queries(3):
        [panel] = queries.panels(actor, subject)

    assert [(mark.stage.code, mark.state, mark.on, mark.due) for mark in panel.marks] == [
        ("planned", "done", MARCH, None),
        ("building", "halted", APRIL, None),
        ("producing", "ahead", None, JUNE),
        ("done", "ahead", None, None),
    ]
    assert panel.marks[1].rest == WORKS.stage("suspended")
    assert [past.step.move for past in panel.steps] == ["suspend", "begin", "start"]
    assert panel.days_in_stage == (TODAY - APRIL).days
    assert panel.may_correct


def test_the_last_stage_of_the_way_is_done_when_it_is_reached(weifang, auditor, acting):
    track = a_track(weifang, stage="done")

    [panel] = queries.panels(
        acting(auditor), queries.get(acting(auditor), track.pk, to="see").subject
    )

    assert [mark.state for mark in panel.marks] == ["done"] * 4


def test_a_panel_shows_the_evidence_of_each_step(weifang, auditor, acting):
    track = a_track(weifang, stage="building")
    produced = {"broken_on": "2026-03-20", "invested": "1200"}
    move(weifang, track, "produce", APRIL, evidence=produced)
    paper = Attachment.objects.create(
        workspace=weifang, name="licence.pdf", size=1, target_label="", target_id=0
    )
    move(weifang, track, "finish", JUNE, evidence={"licence": paper})

    [panel] = queries.panels(
        acting(auditor), queries.get(acting(auditor), track.pk, to="see").subject
    )

    finished, made, _ = panel.steps
    assert [(proof.title, proof.files) for proof in finished.proofs] == [("Licence", (paper,))]
    assert [(proof.title, proof.value) for proof in made.proofs] == [
        ("Ground broken on", "2026-03-20"),
        ("Invested", "1200"),
    ]


@pytest.fixture
def five(weifang) -> list[Track]:
    qingzhou, zhucheng = a_division(weifang), a_division(weifang, "370782", "诸城市")
    return [
        a_track(weifang, "甲", on=MARCH, division=qingzhou),
        a_track(weifang, "乙", on=APRIL, division=qingzhou),
        a_track(weifang, "丙", on=JUNE, division=zhucheng),
        a_track(weifang, "丁", on=MARCH, stage="done"),
        a_track(weifang, "戊", on=APRIL, stage="building"),
    ]


def test_counts_by_stage_cover_what_the_reader_may_see(
    five, city_officer, county_officer, stranger, acting
):
    def counted(user) -> dict[str, int]:
        return queries.counts_by_stage(queries.visible_to(acting(user)))

    assert counted(city_officer) == {"planned": 3, "done": 1, "building": 1}
    assert counted(county_officer) == {"planned": 2}
    assert counted(stranger) == {}


def test_time_in_stage_tells_the_middle_and_the_longest(five):
    times = queries.times_in_stage(Track.objects.all(), TODAY)

    planned = times["planned"]
    assert (planned.tracks, planned.median, planned.longest) == (
        3,
        (TODAY - APRIL).days,
        (TODAY - MARCH).days,
    )


def test_the_longest_in_a_stage_come_first_and_who_is_through_not_at_all(five):
    stuck = queries.longest_in_stage(
        Track.objects.all(), WORKS, today=TODAY, days=(TODAY - APRIL).days
    )

    assert list(stuck) == [five[0], five[1], five[4]]


def test_late_is_whose_planned_day_has_passed_unreached(weifang, five):
    system = Actor.system(weifang)
    first, second, third, done, building = five
    for track, stage, on in [
        (first, "building", JUNE),
        (second, "building", APRIL),
        (third, "building", TODAY),
        (done, "producing", MARCH),
        (building, "planned", MARCH),
    ]:
        actions.plan(by=system, track=track, stage=stage, planned_on=on)
    move(weifang, first, "suspend", JUNE, words="停工")

    late = queries.late(Track.objects.all(), weifang)

    assert [(plan.track, plan.stage) for plan in late] == [(second, "building")]
