import logging

import pytest
from django.core.files.base import ContentFile

from tests.people import an_organisation
from yuandu.kernel.files import actions, guards, storing
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.files.tests.made import PDF_AND_PAGE, office


@pytest.fixture
def keep(weifang, acting, city_officer, monkeypatch):
    monkeypatch.setattr(guards, "_GUARDS", {})
    guards.register("registry.party", lambda actor, found: actor.has("city_officer"))
    target = an_organisation(weifang)

    def keep(content: bytes, name: str) -> Attachment:
        upload = ContentFile(content, name)
        return actions.store(by=acting(city_officer), upload=upload, target=target)

    return keep


@pytest.fixture
def attachment(keep):
    return keep(PDF_AND_PAGE, "合同.html")


def test_a_file_comes_back_byte_for_byte(attachment, sign_in, city_officer):
    answer = sign_in(city_officer).get(f"/files/{attachment.pk}/")

    assert answer.streaming
    assert b"".join(answer.streaming_content) == PDF_AND_PAGE


def test_a_pdf_that_is_a_page_as_well_is_handed_out_as_a_pdf(attachment, sign_in, city_officer):
    answer = sign_in(city_officer).get(f"/files/{attachment.pk}/")

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["Content-Disposition"].endswith(".html.pdf")
    answer.close()


def test_a_browser_may_show_it_and_run_nothing_of_it(attachment, sign_in, city_officer):
    answer = sign_in(city_officer).get(f"/files/{attachment.pk}/")

    policy = answer.headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    answer.close()


@pytest.mark.parametrize(
    ("content", "name"),
    [(office("xl/workbook.xml"), "台账.xlsx"), ("县市区,青州市".encode(), "名单.csv")],
)
def test_what_a_browser_need_not_show_is_downloaded(keep, sign_in, city_officer, content, name):
    answer = sign_in(city_officer).get(f"/files/{keep(content, name).pk}/")

    assert answer.headers["Content-Disposition"].startswith("attachment")
    answer.close()


@pytest.mark.parametrize("who", ["stranger", "outsider", "county_officer", None])
def test_for_anybody_else_there_is_no_file(attachment, sign_in, request, who):
    user = who and request.getfixturevalue(who)

    assert sign_in(user).get(f"/files/{attachment.pk}/").status_code == 404


def test_nobody_reads_what_no_room_has_spoken_for(attachment, sign_in, city_officer):
    Attachment.objects.filter(pk=attachment.pk).update(target_label="nothing.known")

    assert sign_in(city_officer).get(f"/files/{attachment.pk}/").status_code == 404


def test_a_lost_content_is_told_to_the_operators(attachment, sign_in, city_officer, caplog):
    storing.path_of(attachment.sha256).unlink()

    with caplog.at_level(logging.ERROR, logger="yuandu.kernel.files.views"):
        answer = sign_in(city_officer).get(f"/files/{attachment.pk}/")

    assert answer.status_code == 404
    assert attachment.sha256 in caplog.text


def test_a_file_is_not_changed_by_asking_for_it(attachment, sign_in, city_officer):
    assert sign_in(city_officer).post(f"/files/{attachment.pk}/").status_code == 405
