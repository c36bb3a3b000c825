"""Whole registers of tracks are copied in where they stand."""

import datetime

import pytest

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.lifecycle import actions, loading
from yuandu.kernel.lifecycle.cycles import UnknownStage
from yuandu.kernel.lifecycle.loading import NewPlan, NewStep, NewTrack
from yuandu.kernel.lifecycle.models import Plan, Step, Track
from yuandu.kernel.lifecycle.tests.tables import a_firm

MARCH = datetime.date(2026, 3, 2)
APRIL = datetime.date(2026, 4, 1)


def test_copied_tracks_stand_where_they_are_said_to_and_can_be_moved(weifang):
    system = Actor.system(weifang)
    firms = [a_firm(weifang, name) for name in "甲乙丙"]
    rows = [
        NewTrack("works", stage, MARCH, "registry.party", firm.pk, before)
        for firm, (stage, before) in zip(
            firms, [("planned", ""), ("done", ""), ("suspended", "building")], strict=True
        )
    ]

    keys = loading.copy_tracks(by=system, rows=rows)
    loading.copy_steps(
        by=system,
        rows=[NewStep(keys[0], "start", "", "planned", MARCH, evidence={"note": "首批"})],
    )
    loading.copy_plans(by=system, rows=[NewPlan(keys[0], "building", APRIL)])

    tracks = [Track.objects.get(pk=key) for key in keys]
    assert [track.subject_id for track in tracks] == [firm.pk for firm in firms]
    assert [track.stage for track in tracks] == ["planned", "done", "suspended"]
    assert Step.objects.get().evidence == {"note": "首批"}
    actions.move(by=system, track=tracks[2], move="resume", on=APRIL, expected_stage="suspended")
    actions.move(by=system, track=tracks[0], move="begin", on=APRIL, expected_stage="planned")
    assert (tracks[2].stage, Plan.objects.get().reached_on) == ("building", APRIL)
    assert Entry.objects.filter(action="track.load").get().details == {"tracks": 3}


def test_a_load_with_an_odd_place_adds_nothing(weifang):
    rows = [
        NewTrack("works", stage, MARCH, "registry.party", key)
        for key, stage in enumerate(["planned", "suspended"])
    ]

    with pytest.raises(UnknownStage):
        loading.copy_tracks(by=Actor.system(weifang), rows=rows)

    assert not Track.objects.exists()
