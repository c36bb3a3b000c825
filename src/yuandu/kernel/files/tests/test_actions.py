import pytest
from django.core.files.base import ContentFile

from tests.people import an_organisation
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.files import actions, rules, storing
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.files.tests.made import PDF, jpeg, office, png


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (PDF, "合同.pdf"),
        (png(8, 8), "现场.png"),
        (jpeg(8, 8), "现场.jpg"),
        (office("xl/workbook.xml"), "台账.xlsx"),
        ("县市区\r\n青州市\r\n".encode("gb18030"), "名单.csv"),
    ],
)
def test_a_file_is_kept_byte_for_byte(weifang, acting, city_officer, content, name):
    attachment = actions.store(
        by=acting(city_officer),
        upload=ContentFile(content, f"../{name}"),
        target=an_organisation(weifang),
    )

    assert storing.path_of(attachment.sha256).read_bytes() == content
    assert (attachment.name, attachment.size) == (name, len(content))
    assert Entry.objects.filter(action="file.store", subject_id=attachment.pk).exists()


def test_a_file_that_was_looked_into_is_kept_whole(weifang, acting, city_officer):
    upload = ContentFile(PDF, "合同.pdf")
    upload.read(5)

    attachment = actions.store(by=acting(city_officer), upload=upload, target=weifang)

    assert attachment.size == len(PDF)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ\x90\0", "unknown-type"),
        (office("xl/workbook.xml", "xl/vbaProject.bin"), "macros"),
        (office("xl/workbook.xml") + bytes(rules.MOST), "too-large"),
    ],
)
def test_a_refused_file_is_named_and_leaves_nothing_behind(
    weifang, acting, city_officer, settings, content, code
):
    upload = ContentFile(content, "C:\\工具.exe")

    with pytest.raises(rules.Refused) as refused:
        actions.store(by=acting(city_officer), upload=upload, target=weifang)

    assert refused.value.code == code
    assert "工具.exe" in refused.value.sentence
    assert not Attachment.objects.exists()
    assert not settings.MEDIA_ROOT.exists()


def test_nothing_is_attached_to_another_workspace(acting, city_officer, elsewhere):
    target = an_organisation(elsewhere)

    with pytest.raises(ValueError, match="another workspace"):
        actions.store(by=acting(city_officer), upload=ContentFile(PDF, "a.pdf"), target=target)


@pytest.mark.django_db
def test_the_same_content_is_kept_once(settings):
    assert storing.put(b"same") == storing.put(b"same")
    assert len([path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]) == 1


@pytest.mark.django_db
def test_a_full_disk_leaves_no_half_file(settings, monkeypatch):
    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storing.os, "fsync", fail)

    with pytest.raises(OSError, match="No space left"):
        storing.put(b"half")

    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
