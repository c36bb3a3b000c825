"""The page of a move is made from the table; nothing typed is lost, nothing wrong is hidden."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.lifecycle import actions
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.lifecycle.tests.tables import a_firm

MARCH = datetime.date(2026, 3, 2)
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def a_track(workspace, *, division=None, **place) -> Track:
    firm = a_firm(workspace, division=division)
    return actions.start(by=Actor.system(workspace), subject=firm, cycle="works", on=MARCH, **place)


def sent(track, **more) -> dict:
    return {"stage": track.stage, "version": track.version, "on": "2026-04-01"} | more


def test_the_form_asks_for_what_the_gate_asks_for(sign_in, city_officer, weifang):
    track = a_track(weifang, stage="building")

    page = sign_in(city_officer).get(f"/moves/{track.pk}/produce/")

    assert page.status_code == 200
    assert 'name="evidence_broken_on"' in page.text
    assert 'name="evidence_invested"' in page.text
    assert 'value="2026-11-24"' in page.text
    assert "Ground broken on" in page.text


def test_a_move_is_made_and_leads_back_to_the_subject(sign_in, city_officer, weifang):
    track = a_track(weifang)

    answer = sign_in(city_officer).post(f"/moves/{track.pk}/begin/", sent(track, words="开工"))

    track.refresh_from_db()
    assert answer.headers["Location"] == f"/parties/{track.subject_id}/"
    assert (track.stage, track.entered_on) == ("building", datetime.date(2026, 4, 1))


def test_all_that_is_wrong_stands_on_the_page_at_once(sign_in, city_officer, weifang):
    track = a_track(weifang, stage="building")
    odd = sent(track, on="2026-02-01", evidence_invested="一千万", words="记在案")

    page = sign_in(city_officer).post(
        f"/moves/{track.pk}/produce/", odd, headers={"Accept-Language": "en"}
    )

    assert page.status_code == 422
    assert "before the last step" in page.text
    assert "“Ground broken on” is missing." in page.text
    assert "“Invested” is not a number" in page.text
    assert "记在案" in page.text
    track.refresh_from_db()
    assert track.stage == "building"


def test_files_become_evidence_of_the_step(sign_in, city_officer, weifang):
    track = a_track(weifang, stage="producing")
    papers = [SimpleUploadedFile(f"licence{n}.pdf", PDF, "application/pdf") for n in (1, 2)]

    answer = sign_in(city_officer).post(
        f"/moves/{track.pk}/finish/", sent(track, evidence_licence=papers)
    )

    step = track.steps.latest("pk")
    assert answer.status_code == 302
    stored = Attachment.objects.filter(target_label="lifecycle.step", target_id=step.pk)
    assert step.evidence == {"licence": [paper.pk for paper in stored.order_by("pk")]}
    assert [paper.name for paper in stored.order_by("pk")] == ["licence1.pdf", "licence2.pdf"]


def test_a_refused_file_is_named_and_moves_nothing(sign_in, city_officer, weifang):
    track = a_track(weifang, stage="producing")
    papers = [
        SimpleUploadedFile("licence.pdf", PDF, "application/pdf"),
        SimpleUploadedFile("setup.pdf", b"MZ\x90\x00", "application/pdf"),
    ]

    page = sign_in(city_officer).post(
        f"/moves/{track.pk}/finish/",
        sent(track, evidence_licence=papers, evidence_remark="写了很久"),
        headers={"Accept-Language": "en"},
    )

    assert page.status_code == 422
    assert "“setup.pdf” is of a kind that is not taken" in page.text
    assert "写了很久" in page.text
    assert Track.objects.get().stage == "producing"
    assert not Attachment.objects.exists()


def test_evidence_is_read_by_who_sees_the_subject(
    sign_in, city_officer, auditor, other_county_officer, stranger, weifang
):
    track = a_track(weifang, stage="producing")
    paper = SimpleUploadedFile("licence.pdf", PDF, "application/pdf")
    sign_in(city_officer).post(f"/moves/{track.pk}/finish/", sent(track, evidence_licence=paper))
    address = f"/files/{Attachment.objects.get().pk}/"

    assert address in sign_in(auditor).get(f"/tracks/{track.pk}/").text
    assert b"".join(sign_in(auditor).get(address).streaming_content) == PDF
    for user in other_county_officer, stranger, None:
        assert sign_in(user).get(address).status_code == 404


def test_a_missing_file_is_named(sign_in, city_officer, weifang):
    track = a_track(weifang, stage="producing")

    page = sign_in(city_officer).post(f"/moves/{track.pk}/finish/", sent(track))

    assert page.status_code == 422
    assert "Licence" in page.text
    assert track.steps.count() == 1


def test_who_was_slower_is_told_and_keeps_what_was_typed(sign_in, city_officer, weifang):
    track = a_track(weifang)
    form = sent(track, words="资金未到位，写了很久")
    actions.move(
        by=Actor.system(weifang), track=track, move="begin", on=MARCH, expected_stage="planned"
    )

    page = sign_in(city_officer).post(
        f"/moves/{track.pk}/suspend/", form, headers={"Accept-Language": "en"}
    )

    assert page.status_code == 409
    assert "Yuandu was faster" in page.text
    assert "资金未到位，写了很久" in page.text
    assert 'name="stage" value="building"' in page.text
    again = form | {"stage": "building", "version": 2}
    assert sign_in(city_officer).post(f"/moves/{track.pk}/suspend/", again).status_code == 302


def test_a_move_that_is_no_longer_open_shows_those_that_are(sign_in, city_officer, weifang):
    track = a_track(weifang)
    form = sent(track, words="写了很久")
    actions.move(
        by=Actor.system(weifang), track=track, move="begin", on=MARCH, expected_stage="planned"
    )
    client = sign_in(city_officer)

    page = client.post(f"/moves/{track.pk}/begin/", form)

    assert page.status_code == 409
    assert "写了很久" in page.text
    assert f"/moves/{track.pk}/produce/" in page.text
    assert client.get(f"/moves/{track.pk}/begin/").status_code == 409


@pytest.mark.parametrize(
    "odd",
    [{"stage": ""}, {"version": "x"}, {"on": "soon"}, {"on": ""}, {"on": "2026-11-25"}],
)
def test_an_odd_form_moves_nothing(sign_in, city_officer, weifang, odd):
    track = a_track(weifang)

    page = sign_in(city_officer).post(f"/moves/{track.pk}/begin/", sent(track) | odd)

    assert page.status_code == 422
    assert Track.objects.get().stage == "planned"


def test_strangers_find_nothing_and_insiders_may_not(
    sign_in, stranger, outsider, other_county_officer, auditor, weifang
):
    track = a_track(weifang, division=a_division(weifang))
    address = f"/moves/{track.pk}/begin/"

    for user in stranger, outsider, other_county_officer:
        assert sign_in(user).get(address).status_code == 404
        assert sign_in(user).post(address, sent(track)).status_code == 404
    assert sign_in(auditor).get(address).status_code == 403
    assert sign_in(auditor).post(address, sent(track)).status_code == 403
    assert sign_in().get(address).status_code == 302


@pytest.mark.parametrize("code", ["fly", "start", "see"])
def test_what_is_no_move_has_no_page(sign_in, city_officer, weifang, code):
    track = a_track(weifang)

    assert sign_in(city_officer).get(f"/moves/{track.pk}/{code}/").status_code == 404


def test_a_date_is_corrected_with_words(sign_in, city_officer, auditor, weifang):
    track = a_track(weifang)
    client = sign_in(city_officer)
    address = f"/moves/{track.pk}/correct/"

    assert client.get(address).status_code == 200
    assert client.post(address, sent(track, on="2026-01-05")).status_code == 422
    answer = client.post(address, sent(track, on="2026-01-05", words="录错"))

    track.refresh_from_db()
    assert answer.status_code == 302
    assert track.entered_on == datetime.date(2026, 1, 5)
    assert client.post(address, sent(track, version=1, words="录错")).status_code == 409
    assert sign_in(auditor).get(address).status_code == 403


def test_a_tracks_page_shows_how_far_it_has_come_and_what_happened(
    sign_in, city_officer, stranger, weifang, django_assert_max_num_queries
):
    track = a_track(weifang)
    client = sign_in(city_officer)
    client.post(f"/moves/{track.pk}/begin/", sent(track, words="打下第一根桩"))

    with django_assert_max_num_queries(12):
        page = client.get(f"/tracks/{track.pk}/", headers={"Accept-Language": "en"})

    assert 'aria-current="step"' in page.text
    assert "打下第一根桩" in page.text
    assert "Entered" in page.text
    assert f"/moves/{track.pk}/produce/" in page.text
    assert sign_in(stranger).get(f"/tracks/{track.pk}/").status_code == 404
