"""Somebody was faster, pressed twice, or the database went: one thing happens, all are told."""

import dataclasses
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import OperationalError, connection, connections, transaction

from tests.bad_input.sending import a_book, a_row, again_in_english, decide, send, words
from tests.people import CityClient, a_division, a_user, a_workspace
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Step
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.models import State, Upload
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.tests.records import a_project

pytestmark = pytest.mark.django_db(transaction=True)
PHOTO = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"
    b"\0\0\0\rIDATx\x9cc\xf8\xff\xff?\0\x05\xfe\x02\xfe\xa75\x81\x84\0\0\0\0IEND\xaeB`\x82"
)


@pytest.fixture
def city():
    workspace = a_workspace()
    a_division(workspace)
    for name in ("王", "李"):
        a_user(name, name, workspace=workspace, role="city_officer")
    return workspace


def office(city, name: str = "王") -> CityClient:
    browser = CityClient(city)
    browser.force_login(User.objects.get(username=name))
    return browser


# --- Forms that somebody overtook ------------------------------------------------------


def moving(project, version: int = 1) -> dict:
    papers = SimpleUploadedFile("现场.png", PHOTO, "image/png")
    return {
        "stage": "plan",
        "version": version,
        "on": "2026-11-20",
        "words": "已破土动工",
        "evidence_site_photo": papers,
    }


def test_of_two_who_move_a_project_the_second_is_told_who_was_faster(city):
    project = a_project(city)
    address = f"/moves/{project.track_id}/works_start/"
    first, second = office(city, "王"), office(city, "李")
    assert second.get(address).status_code == 200

    assert first.post(address, moving(project)).status_code == 302
    told = second.post(address, moving(project))
    told_in_english = second.post(
        address, moving(project), headers={"accept-language": "en"}, follow=True
    )

    assert told.status_code == 409
    assert "王已先行办理“登记开工”" in words(told)
    assert "已破土动工" in told.content.decode()
    assert "was faster" in words(told_in_english)
    assert Step.objects.filter(track=project.track_id, move="works_start").count() == 1
    assert Attachment.objects.count() == 1
    project.refresh_from_db()
    assert project.track.stage == "works_start"


def test_of_two_who_edit_a_record_the_second_keeps_what_was_typed(city):
    project = a_project(city)
    typed = {
        "kind": "industry",
        "division": project.division_id,
        "version": project.version,
        "investment_total": "5亿",
    }
    address = f"{project.get_absolute_url()}edit/"

    office(city, "王").post(address, typed | {"name": "示例王改的名字"})
    told = office(city, "李").post(address, typed | {"name": "示例李改的名字"})

    assert "示例李改的名字" in told.content.decode()
    assert "已" in words(told)
    assert "另有人" in words(told) or "修改" in words(told)
    project.refresh_from_db()
    assert project.name == "示例王改的名字"


def test_a_form_that_is_sent_twice_counts_once(city):
    browser = office(city)
    typed = {
        "name": "示例重复提交项目",
        "kind": "industry",
        "division": a_division(city).pk,
        "investment_total": "5亿",
    }

    first = browser.post("/projects/add/", typed)
    second = browser.post("/projects/add/", typed)

    assert first.status_code == 302
    assert "示例重复提交项目" in words(second)
    assert Project.objects.count() == 1


def test_whoever_was_signed_out_meanwhile_is_told_and_led_back(city):
    project = a_project(city)
    address = f"/weifang/projects/{project.pk}/edit/"
    browser = CityClient(city)

    told = browser.post(
        address,
        {"name": "示例改名"},
        headers={"referer": f"http://testserver{address}"},
        follow=True,
    )

    assert "没有保存" in words(told)
    assert f'name="next" value="{address}"' in told.content.decode()
    project.refresh_from_db()
    assert project.name != "示例改名"


# --- Imports ---------------------------------------------------------------------------


def test_a_decision_that_is_sent_twice_counts_once(city):
    browser = office(city)
    send(browser, a_book(a_row(1)))

    decide(browser)
    told = decide(browser)

    assert "新增 1 行" in words(told)
    assert Project.objects.count() == 1
    assert Entry.objects.filter(action="sheets.commit").count() == 1


def test_of_two_who_import_the_same_file_the_second_sees_the_first_ones_rows(city):
    first, second = office(city, "王"), office(city, "李")
    send(first, a_book(a_row(1)))
    mine = Upload.objects.latest("pk")
    send(second, a_book(a_row(1, 项目名称="示例改了的名字")))

    first.post(f"/sheets/uploads/{mine.pk}/commit/", {"version": mine.version})
    told = decide(second)

    assert "台账有变动" in words(told)
    assert "示例第1号产业园 示例改了的名字" in words(told)
    assert "register changed" in again_in_english(second)
    assert Project.objects.get().name == "示例第1号产业园"


def test_the_same_file_sent_by_many_at_once_goes_in_once(city):
    browsers = [office(city, name) for name in ("王", "李", "王", "李")]
    gate = threading.Barrier(len(browsers))

    def import_it(browser: CityClient) -> None:
        try:
            gate.wait(30)
            page = send(browser, a_book(a_row(1), a_row(2)))
            pk = page.redirect_chain[-1][0].rstrip("/").rpartition("/")[2]
            upload = Upload.objects.get(pk=pk)
            browser.post(f"/sheets/uploads/{pk}/commit/", {"version": upload.version})
        finally:
            connections.close_all()

    threads = [threading.Thread(target=import_it, args=(each,)) for each in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert Project.objects.count() == 2
    assert Entry.objects.filter(action="project.create").count() == 2
    assert set(Upload.objects.values_list("state", flat=True)) <= {State.COMMITTED, State.READY}


# --- The database stops ----------------------------------------------------------------


def stopping_after(act):
    """Return `act`, at whose end, before it is all committed, the database drops us."""

    def act_and_stop(*args, **options):
        with transaction.atomic():
            act(*args, **options)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    return act_and_stop


@pytest.fixture
def patient(city):
    """A browser that takes a broken page for an answer."""
    browser = office(city)
    browser.raise_request_exception = False
    return browser


def test_the_database_stops_in_the_middle_of_an_import(patient, monkeypatch):
    layout = layouts.get("projects")
    send(patient, a_book(a_row(1), a_row(2)))
    broken = dataclasses.replace(layout, commit=stopping_after(layout.commit))
    monkeypatch.setitem(layouts._layouts, "projects", broken)

    answer = decide(patient)
    connection.close()

    assert answer.status_code == 503
    assert "请稍候一分钟" in words(answer)
    assert not Project.objects.exists()

    monkeypatch.setitem(layouts._layouts, "projects", layout)
    upload = Upload.objects.get()
    page = patient.get(f"/sheets/uploads/{upload.pk}/")
    assert "没有写入任何内容" in words(page)
    assert "nothing was written" in again_in_english(patient).lower()
    if upload.state == State.COMMITTING:
        patient.post(f"/sheets/uploads/{upload.pk}/resume/")
    assert "新增 2 行" in words(decide(patient))
    assert Project.objects.count() == 2
    call_command("audit", "verify")


def test_the_database_stops_in_the_middle_of_a_move(city, patient, monkeypatch):
    project = a_project(city)
    address = f"/moves/{project.track_id}/works_start/"
    with monkeypatch.context() as patch:
        patch.setattr(lifecycle, "move", stopping_after(lifecycle.move))
        answer = patient.post(address, moving(project))
    connection.close()

    assert answer.status_code == 503
    assert "或全部保存，或全未保存" in words(answer)
    assert not Step.objects.filter(track=project.track_id, move="works_start").exists()
    assert not Attachment.objects.exists()
    assert patient.post(address, moving(project)).status_code == 302
    project.refresh_from_db()
    assert project.track.stage == "works_start"


def test_the_database_is_away_for_a_while(city, patient, monkeypatch):
    def refuses(*args, **options):
        raise OperationalError("the database system is shutting down")

    with monkeypatch.context() as patch:
        patch.setattr("django.db.backends.utils.CursorWrapper.execute", refuses)
        answer = patient.get("/projects/")

    assert answer.status_code == 503
    assert "请稍候一分钟" in words(answer)
    assert patient.get("/projects/").status_code == 200
