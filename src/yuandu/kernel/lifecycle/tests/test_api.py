"""Programs do what pages do, and are refused with stable codes and all reasons."""

import datetime
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions
from yuandu.kernel.lifecycle.models import Promise, Track
from yuandu.kernel.lifecycle.tests.tables import a_firm
from yuandu.kernel.lifecycle.tests.test_move_pages import PDF

MARCH = datetime.date(2026, 3, 2)
API = "/api/v1/lifecycle"


@pytest.fixture
def track(weifang) -> Track:
    return actions.start(by=Actor.system(weifang), subject=a_firm(weifang), cycle="works", on=MARCH)


@pytest.fixture
def officer(sign_in, city_officer):
    return sign_in(city_officer)


def post(client, path, body=None):
    return client.post(f"{API}{path}", json.dumps(body or {}), content_type="application/json")


def moving(client, track, move, **more):
    body = {"on": "2026-04-01", "expected_stage": track.stage} | more
    return post(client, f"/tracks/{track.pk}/moves/{move}/", body)


def test_a_track_tells_the_callers_moves(officer, sign_in, auditor, track):
    told = officer.get(f"{API}/tracks/{track.pk}/").json()

    assert (told["stage"], told["days_in_stage"], told["version"]) == ("planned", 267, 1)
    assert [move["code"] for move in told["possible_moves"]] == ["begin", "suspend", "cancel"]
    same = sign_in(auditor).get(
        f"{API}/tracks/?subject=registry.party&subject_id={track.subject_id}"
    )
    assert [each["possible_moves"] for each in same.json()] == [[]]


def test_a_move_is_made(officer, track):
    step = moving(officer, track, "begin", words="开工").json()

    assert (step["source"], step["target"], step["words"]) == ("planned", "building", "开工")
    steps = officer.get(f"{API}/tracks/{track.pk}/steps/").json()
    assert [each["move"] for each in steps] == ["begin", "start"]


def test_refusals_have_codes_and_all_reasons(officer, sign_in, auditor, stranger, track):
    assert moving(officer, track, "finish").json()["code"] == "move-not-allowed"
    for code in "fly", "see", "correct":
        assert moving(officer, track, code).status_code == 404
    assert moving(sign_in(auditor), track, "begin").status_code == 403
    assert moving(sign_in(stranger), track, "begin").status_code == 404
    stale = moving(officer, track, "begin", expected_version=7)
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    moving(officer, track, "begin")
    track.refresh_from_db()
    shut = moving(officer, track, "produce", on="2026-11-25", evidence={"invested": "x"})
    assert shut.status_code == 422
    assert [(each["code"], each["evidence"]) for each in shut.json()["reasons"]] == [
        ("day-in-future", ""),
        ("missing", "broken_on"),
        ("not-a-number", "invested"),
    ]


def test_papers_are_sent_first_and_named_in_the_move(officer, weifang, track):
    for move, more in [
        ("begin", {}),
        ("produce", {"evidence": {"broken_on": "2026-03-20", "invested": 1200}}),
    ]:
        moving(officer, track, move, **more)
        track.refresh_from_db()
    paper = SimpleUploadedFile("licence.pdf", PDF, "application/pdf")
    sent = officer.post(f"{API}/tracks/{track.pk}/papers/", {"file": paper}).json()

    unknown = moving(officer, track, "finish", evidence={"licence": [sent["id"] + 1]})
    assert [each["code"] for each in unknown.json()["reasons"]] == ["paper-unknown"]
    done = moving(officer, track, "finish", evidence={"licence": [sent["id"]]})

    assert done.json()["evidence"] == {"licence": [sent["id"]]}
    assert b"".join(officer.get(f"/files/{sent['id']}/").streaming_content) == PDF


def test_only_who_may_move_sends_papers(sign_in, auditor, track):
    paper = SimpleUploadedFile("licence.pdf", PDF, "application/pdf")

    answer = sign_in(auditor).post(f"{API}/tracks/{track.pk}/papers/", {"file": paper})

    assert answer.status_code == 404


def test_promises_are_given_and_answered(
    officer, sign_in, track, department_officer, owner, county_officer
):
    body = {
        "subject": "registry.party",
        "subject_id": track.subject_id,
        "words": "协调电力增容",
        "giver": department_officer.pk,
        "receiver": owner.pk,
        "due_days": 5,
    }
    given = post(officer, "/promises/", body).json()

    assert (given["due_on"], given["reading"], given["may"]) == ("2026-12-01", "due", [])
    assert post(officer, "/promises/", body | {"giver": 999999}).status_code == 404
    assert post(officer, "/promises/", body | {"due_days": -1}).json()["code"] == "odd-promise"
    path = f"/promises/{given['id']}"
    giver, receiver = sign_in(department_officer), sign_in(owner)
    assert post(giver, f"{path}/claim/").json()["state"] == "kept_claimed"
    assert post(giver, f"{path}/confirm/").status_code == 403
    assert post(receiver, f"{path}/confirm/").json()["state"] == "kept"
    assert post(receiver, f"{path}/confirm/").json()["code"] == "not-your-turn"
    assert post(receiver, f"{path}/dance/").status_code == 404
    assert sign_in(county_officer).get(f"{API}{path}/").status_code == 404
    assert len(officer.get(f"{API}/promises/?show=over").json()) == Promise.objects.count()
    assert officer.get(f"{API}/promises/?show=all").status_code == 404
    assert officer.get(f"{API}/promises/?limit=1000").status_code == 422


def test_nobody_signed_in_is_asked_to(sign_in, track):
    assert sign_in().get(f"{API}/tracks/{track.pk}/").status_code == 401
