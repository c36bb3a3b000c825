import pytest
from django.core.files.base import ContentFile

from tests.people import an_organisation
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.files import actions, guards, rules, storing
from yuandu.kernel.files.models import Attachment

CONTENT = b"%PDF-1.7\n<script>alert(1)</script>"


@pytest.fixture
def attachment(weifang, acting, city_officer):
    guards.register("registry.party", lambda actor, found: actor.has("city_officer"))
    return actions.store(
        by=acting(city_officer),
        upload=ContentFile(CONTENT, "../合同.pdf"),
        target=an_organisation(weifang),
    )


def test_a_file_comes_back_byte_for_byte(attachment, sign_in, city_officer):
    answer = sign_in(city_officer).get(f"/files/{attachment.pk}/")

    assert b"".join(answer.streaming_content) == CONTENT
    assert attachment.name == "合同.pdf"
    assert Entry.objects.filter(action="file.store", subject_id=attachment.pk).exists()


def test_a_browser_may_show_it_and_run_nothing_of_it(attachment, sign_in, city_officer):
    answer = sign_in(city_officer).get(f"/files/{attachment.pk}/")

    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    answer.close()


@pytest.mark.parametrize("who", ["stranger", "outsider", "county_officer", None])
def test_for_anybody_else_there_is_no_file(attachment, sign_in, request, who):
    user = who and request.getfixturevalue(who)

    assert sign_in(user).get(f"/files/{attachment.pk}/").status_code == 404


def test_nobody_reads_what_no_room_has_spoken_for(attachment, sign_in, city_officer):
    Attachment.objects.filter(pk=attachment.pk).update(target_label="nothing.known")

    assert sign_in(city_officer).get(f"/files/{attachment.pk}/").status_code == 404


def test_a_refused_file_leaves_nothing_behind(weifang, acting, city_officer, settings):
    upload = ContentFile(b"MZ\x90\0", "工具.exe")

    with pytest.raises(rules.Refused) as refused:
        actions.store(by=acting(city_officer), upload=upload, target=weifang)

    assert "工具.exe" in refused.value.sentence
    assert not Attachment.objects.exists()
    assert not settings.MEDIA_ROOT.exists()


def test_the_same_content_is_kept_once(settings):
    assert storing.put(b"same") == storing.put(b"same")
    assert len([path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]) == 1
