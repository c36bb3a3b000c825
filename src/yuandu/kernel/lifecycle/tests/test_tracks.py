"""Subjects are put on tracks and moved along, by one officer at a time."""

import datetime
import threading

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.http import Http404
from django.utils import translation

from tests.people import TODAY, a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.lifecycle import actions, cycles
from yuandu.kernel.lifecycle.cycles import MoveNotAllowed
from yuandu.kernel.lifecycle.models import Step, Track
from yuandu.kernel.lifecycle.signals import moved
from yuandu.kernel.lifecycle.tests import tables
from yuandu.kernel.lifecycle.tests.tables import a_firm

MARCH = datetime.date(2026, 3, 2)
APRIL = datetime.date(2026, 4, 1)
MAY = datetime.date(2026, 5, 6)
PRODUCED = {"broken_on": "2026-03-20", "invested": "1200.00"}


class QuotaSpent(Exception):
    """What the app of a subject may raise."""


@pytest.fixture
def officer(city_officer, acting) -> Actor:
    return acting(city_officer)


def a_track(workspace, *, on=MARCH, **place) -> Track:
    return actions.start(
        by=Actor.system(workspace), subject=a_firm(workspace), cycle="works", on=on, **place
    )


def moving(by, track, move, *, on=APRIL, **more) -> Step:
    return actions.move(
        by=by, track=track, move=move, on=on, **{"expected_stage": track.stage} | more
    )


def test_a_track_begins_at_the_first_stage_with_a_step(weifang):
    track = a_track(weifang)

    step = track.steps.get()
    assert (track.stage, track.entered_on) == ("planned", MARCH)
    assert (step.move, step.source, step.target, step.on) == ("start", "", "planned", MARCH)
    assert Entry.objects.get().action == "track.start"


def test_a_subject_is_on_a_cycle_once(weifang):
    firm, system = a_firm(weifang), Actor.system(weifang)
    actions.start(by=system, subject=firm, cycle="works", on=MARCH)

    with pytest.raises(actions.AlreadyStarted):
        actions.start(by=system, subject=firm, cycle="works", on=MARCH)


def test_a_cycle_takes_no_subject_of_another_kind(weifang):
    with pytest.raises(cycles.UnknownCycle):
        actions.start(by=Actor.system(weifang), subject=weifang, cycle="works", on=MARCH)


def test_a_track_cannot_begin_tomorrow(weifang):
    with pytest.raises(actions.MissingEvidence) as refused:
        a_track(weifang, on=TODAY + datetime.timedelta(1))

    assert str(refused.value) == "day-in-future"


def test_a_move_leaves_a_step_and_an_entry(weifang, officer):
    track = a_track(weifang)

    step = moving(officer, track, "begin", words="  打下第一根桩 ")

    assert (track.stage, track.entered_on, track.version) == ("building", APRIL, 2)
    assert (step.source, step.target, step.on, step.days) == ("planned", "building", APRIL, 30)
    assert (step.by_user_id, step.by_label, step.words) == (
        officer.user_id,
        officer.label,
        "打下第一根桩",
    )
    entry = Entry.objects.latest("pk")
    assert (entry.action, entry.subject_label, entry.subject_id) == (
        "track.move",
        "registry.party",
        track.subject_id,
    )
    assert entry.details["step"] == step.pk


def test_a_shut_gate_changes_nothing_and_says_all_its_reasons(weifang, officer):
    track = a_track(weifang, stage="building")

    with pytest.raises(actions.MissingEvidence) as refused:
        moving(officer, track, "produce", on=MARCH - datetime.timedelta(1))

    assert str(refused.value) == ("day-before-last-step, missing (broken_on), missing (invested)")
    track.refresh_from_db()
    assert (track.stage, track.steps.count()) == ("building", 1)


def test_every_reason_has_a_sentence_of_its_own(weifang, officer):
    track = a_track(weifang, stage="building")

    with pytest.raises(actions.MissingEvidence) as refused:
        moving(officer, track, "produce", evidence={"invested": "lots"})

    with translation.override("en"):
        assert refused.value.reasons == [
            {
                "code": "missing",
                "evidence": "broken_on",
                "message": "“Ground broken on” is missing.",
            },
            {
                "code": "not-a-number",
                "evidence": "invested",
                "message": "“Invested” is not a number; write digits alone.",
            },
        ]


def test_what_the_app_does_with_a_move_can_undo_it(weifang, officer):
    track = a_track(weifang)

    def refuse(by, party, track, step):
        raise QuotaSpent(party.name, track.stage, step.move)

    with tables.declared(on_move=refuse), pytest.raises(QuotaSpent) as refused:
        moving(officer, track, "begin")

    assert (track.stage, track.version) == ("planned", 1)
    track.refresh_from_db()
    assert refused.value.args == ("示例重工有限公司", "building", "begin")
    assert (track.stage, track.steps.count()) == ("planned", 1)


def test_evidence_is_kept_with_the_step(weifang, officer):
    track = a_track(weifang, stage="building")

    produced = moving(officer, track, "produce", evidence=PRODUCED)
    licence = Attachment.objects.create(
        workspace=weifang, name="licence.pdf", size=1, target_label="", target_id=0
    )
    done = moving(officer, track, "finish", on=MAY, evidence={"licence": licence, "remark": " "})

    assert produced.evidence == {"broken_on": "2026-03-20", "invested": "1200"}
    assert done.evidence == {"licence": [licence.pk]}


def test_a_move_is_for_the_roles_of_the_table_and_the_place_of_the_subject(
    weifang, county_officer, other_county_officer, owner, acting
):
    firm = a_firm(weifang, division=a_division(weifang))
    track = actions.start(by=Actor.system(weifang), subject=firm, cycle="works", on=MARCH)

    with pytest.raises(actions.NotYours):
        moving(acting(owner), track, "begin")
    with pytest.raises(Http404):
        moving(acting(other_county_officer), track, "begin")
    moving(acting(county_officer), track, "begin")

    assert track.stage == "building"


def test_a_move_that_the_table_lacks_is_refused(weifang, officer):
    track = a_track(weifang)

    for move in "finish", "fly":
        with pytest.raises(MoveNotAllowed):
            moving(officer, track, move)


def test_the_second_of_two_officers_is_told_who_moved_it_and_where(weifang, officer, acting):
    track = a_track(weifang)
    seen_by_the_second = Track.objects.get(pk=track.pk)
    moving(officer, track, "begin")

    with pytest.raises(actions.Stale) as refused:
        moving(officer, seen_by_the_second, "suspend", words="停工")

    assert refused.value.track.stage == "building"
    with translation.override("en"):
        assert refused.value.sentence == (
            "city_officer was faster: “Begin”, dated April 1, 2026. This stands in “Building” "
            "by now; nothing of yours was recorded."
        )
    assert Step.objects.count() == 2


def test_a_form_from_before_a_move_there_and_back_is_stale(weifang, officer):
    track = a_track(weifang, stage="producing")
    version = track.version
    moving(officer, track, "return")
    moving(officer, track, "produce", evidence=PRODUCED)

    with pytest.raises(actions.Stale):
        moving(officer, track, "return", expected_version=version)


def test_a_suspended_track_resumes_where_it_was(weifang, officer):
    track = a_track(weifang, stage="building")

    moving(officer, track, "suspend", words="资金未到位")
    assert (track.stage, track.stage_before) == ("suspended", "building")
    moving(officer, track, "cancel")
    assert (track.stage, track.stage_before) == ("cancelled", "building")
    moving(officer, track, "revive")
    assert (track.stage, track.stage_before) == ("building", "")


def test_a_track_found_at_rest_says_where_it_came_from(weifang):
    with pytest.raises(cycles.UnknownStage):
        a_track(weifang, stage="suspended")

    assert a_track(weifang, stage="suspended", stage_before="building").stage == "suspended"


def test_a_correction_mends_the_day_and_keeps_the_old_one(weifang, officer):
    track = a_track(weifang)
    actions.plan(by=officer, track=track, stage="building", planned_on=APRIL)
    begun = moving(officer, track, "begin", on=MAY)

    correction = actions.correct(by=officer, track=track, on=APRIL, words="日期录错")

    begun.refresh_from_db()
    assert (track.entered_on, begun.on, begun.days) == (APRIL, APRIL, 30)
    assert (correction.move, correction.evidence) == ("correct", {"before": "2026-05-06"})
    assert track.plans.get().reached_on == APRIL


def test_a_correction_needs_words_and_a_day_after_the_step_before(weifang, officer):
    track = a_track(weifang)
    moving(officer, track, "begin")

    with pytest.raises(actions.MissingEvidence) as refused:
        actions.correct(by=officer, track=track, on=MARCH - datetime.timedelta(1), words="")

    assert str(refused.value) == "day-before-last-step, words-missing"


def test_only_correctors_correct(weifang, county_officer, acting):
    firm = a_firm(weifang, division=a_division(weifang))
    track = actions.start(by=Actor.system(weifang), subject=firm, cycle="works", on=MARCH)

    with pytest.raises(actions.NotYours):
        actions.correct(by=acting(county_officer), track=track, on=MARCH, words="日期录错")


def test_a_plan_knows_the_day_on_which_its_stage_was_reached(weifang, officer):
    track = a_track(weifang)
    actions.plan(by=officer, track=track, stage="building", planned_on=MARCH)
    moving(officer, track, "begin")
    actions.plan(by=officer, track=track, stage="planned", planned_on=MARCH)
    actions.plan(by=officer, track=track, stage="producing", planned_on=MAY)

    reached = dict(track.plans.values_list("stage", "reached_on"))
    assert reached == {"building": APRIL, "planned": MARCH, "producing": None}


def test_a_reversal_takes_back_that_a_later_stage_was_reached(weifang, officer):
    track = a_track(weifang, stage="building")
    actions.plan(by=officer, track=track, stage="producing", planned_on=APRIL)
    moving(officer, track, "produce", evidence=PRODUCED)
    assert track.plans.get().reached_on == APRIL

    moving(officer, track, "return", on=MAY)
    actions.plan(by=officer, track=track, stage="producing", planned_on=MAY)

    assert track.plans.get().reached_on is None


def test_a_plan_can_be_moved_and_taken_away(weifang, officer):
    track = a_track(weifang)
    actions.plan(by=officer, track=track, stage="done", planned_on=APRIL)
    actions.plan(by=officer, track=track, stage="done", planned_on=MAY)
    assert track.plans.get().planned_on == MAY

    assert actions.plan(by=officer, track=track, stage="done", planned_on=None) is None

    assert not track.plans.exists()


def test_the_floors_above_hear_of_a_move_once_it_is_committed(
    weifang, officer, django_capture_on_commit_callbacks
):
    heard = []
    track = a_track(weifang)

    def listen(**spoken):
        heard.append((spoken["move"], spoken["source"], spoken["target"], spoken["subject_id"]))

    moved.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        moving(officer, track, "begin")
        assert heard == []

    assert heard == [("begin", "planned", "building", track.subject_id)]


@pytest.mark.django_db(transaction=True)
def test_of_two_hundred_officers_exactly_one_moves_the_track(weifang, officer):
    track = a_track(weifang)
    barrier, outcomes = threading.Barrier(200), []

    def press(mine: Track) -> None:
        barrier.wait(60)
        try:
            moving(officer, mine, "begin")
            outcomes.append("moved")
        except actions.Stale:
            outcomes.append("stale")
        finally:
            connections.close_all()

    copies = [Track.objects.get(pk=track.pk) for _ in range(200)]
    connection.close()
    threads = [threading.Thread(target=press, args=[copy]) for copy in copies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)

    assert sorted(outcomes) == ["moved"] + ["stale"] * 199
    assert Step.objects.filter(track=track, move="begin").count() == 1
    assert Entry.objects.filter(action="track.move").count() == 1
    call_command("audit", "sequence")
    call_command("audit", "verify")
