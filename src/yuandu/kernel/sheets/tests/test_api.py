import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from yuandu.kernel.sheets.models import State, Upload
from yuandu.kernel.sheets.tests.works import REGISTER, workbook

HEADER = ["项目代码", "项目名称", "县市区", "总投资（万元）"]
GOOD = ["A1", "甲项目", "青州市", 5000]
BAD = ["A2", "乙项目", "诸成市", 5000]


@pytest.fixture
def office(sign_in, city_officer, counties):
    client = sign_in(city_officer)
    client.handler.enforce_csrf_checks = False
    return client


def send(client, *rows, **fields):
    file = SimpleUploadedFile("a.xlsx", workbook(*rows))
    return client.post("/api/v1/sheets/works/uploads/", {"file": file, **fields})


def post(client, address, value):
    return client.post(address, json.dumps(value), content_type="application/json")


def test_a_program_sends_reads_and_decides(office):
    sent = send(office, HEADER, GOOD, BAD)
    assert sent.status_code == 201
    upload = sent.json()
    address = f"/api/v1/sheets/uploads/{upload['id']}/"
    assert upload["counts"]["refused"] == 1

    problems = office.get(f"{address}rows/?show=problems").json()
    assert problems["count"] == 1
    assert problems["rows"][0]["problems"][0]["cell"] == "C3"
    assert problems["rows"][0]["problems"][0]["code"] == "unknown-division-near"

    refused = post(office, f"{address}commit/", {"version": upload["version"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "rows-refused")

    decision = {"version": upload["version"], "good_rows_only": True}
    written = post(office, f"{address}commit/", decision)
    assert written.json()["state"] == "committed"
    assert set(REGISTER) == {"A1"}

    again = post(office, f"{address}commit/", decision)
    assert (again.status_code, again.json()["code"]) == (409, "stale-preview")


def test_a_program_says_how_to_read_its_file(office):
    header = ["id", "项目名称", "县市区", "总投资（万元）"]
    mapping = {"columns": {"id": "code"}}

    first = send(office, header, GOOD).json()
    assert first["state"] == "unmapped"
    address = f"/api/v1/sheets/uploads/{first['id']}/mapping/"
    corrected = post(office, address, {"version": first["version"], "mapping": mapping})
    assert corrected.json()["state"] == "ready"

    assert send(office, header, GOOD, mapping=json.dumps(mapping)).json()["state"] == "ready"
    odd = send(office, header, GOOD, mapping='{"columns": {"id": "cod"}}')
    assert (odd.status_code, odd.json()["code"]) == (422, "mapping-unknown-field")


def test_strangers_are_told_nothing(office, sign_in, outsider, auditor):
    upload = send(office, HEADER, GOOD).json()
    address = f"/api/v1/sheets/uploads/{upload['id']}/"

    assert sign_in().get(address).status_code == 401
    assert sign_in(outsider).get(address).status_code == 404
    assert sign_in(auditor).get(address).status_code == 200
    assert send(sign_in(auditor), HEADER, GOOD).status_code == 403


def test_a_program_takes_up_what_was_interrupted(office):
    upload = send(office, HEADER, GOOD).json()
    address = f"/api/v1/sheets/uploads/{upload['id']}/"
    refused = office.post(f"{address}resume/")
    assert (refused.status_code, refused.json()["code"]) == (409, "upload-not-open")

    Upload.objects.update(state=State.COMMITTING)
    assert office.get(address).json()["is_interrupted"]

    resumed = office.post(f"{address}resume/").json()
    assert (resumed["state"], resumed["is_interrupted"]) == ("ready", False)
