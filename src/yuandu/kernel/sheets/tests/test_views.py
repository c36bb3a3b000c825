import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from yuandu.kernel.sheets import actions, locks, queries
from yuandu.kernel.sheets.models import State, Upload
from yuandu.kernel.sheets.tests.works import REGISTER, WORKS, sent, workbook

HEADER = ["项目代码", "项目名称", "县市区", "总投资（万元）"]
GOOD = ["A1", "甲项目", "青州市", 5000]
BAD = ["A2", "乙项目", "诸成市", "很多"]


@pytest.fixture
def office(sign_in, city_officer, counties):
    return sign_in(city_officer)


def send(client, *rows, name="台账.xlsx"):
    file = SimpleUploadedFile(name, workbook(*rows))
    return client.post("/sheets/works/", {"file": file}, follow=True)


def page(response) -> str:
    content = response.streaming_content if response.streaming else [response.content]
    return b"".join(content).decode()


def test_a_file_is_sent_looked_at_and_written(office):
    response = send(office, HEADER, GOOD)
    upload = Upload.objects.get()

    assert "写入全部 1 行" in page(response)
    assert "甲项目" in page(response)
    assert "5000万元" in page(response)

    response = office.post(
        f"/sheets/uploads/{upload.pk}/commit/", {"version": upload.version + 1}, follow=True
    )
    assert not REGISTER
    assert "台账有变动" in page(response)

    response = office.post(
        f"/sheets/uploads/{upload.pk}/commit/", {"version": upload.version}, follow=True
    )
    assert "新增 1 行" in page(response)
    assert set(REGISTER) == {"A1"}


def test_problems_stand_by_cell_in_both_languages(office):
    send(office, HEADER, GOOD, BAD)
    upload = Upload.objects.get()

    chinese = page(office.get(f"/sheets/uploads/{upload.pk}/"))
    english = page(office.get(f"/sheets/uploads/{upload.pk}/", HTTP_ACCEPT_LANGUAGE="en"))

    assert "C3" in chinese
    assert "本地没有“诸成市”这个区划" in chinese
    assert "名称相近的有：诸城市" in chinese
    assert "There is no division “诸成市” here." in english
    assert "Write the 1 good rows only" in english
    assert "写入全部" not in chinese


def test_the_good_rows_alone_may_be_written(office):
    send(office, HEADER, GOOD, BAD)
    upload = Upload.objects.get()

    office.post(
        f"/sheets/uploads/{upload.pk}/commit/", {"version": upload.version, "good_rows_only": "on"}
    )

    upload.refresh_from_db()
    assert upload.state == State.COMMITTED
    assert set(REGISTER) == {"A1"}


def test_a_changed_row_shows_before_and_after(office):
    REGISTER["A1"] = {"name": "旧名"}
    send(office, HEADER, GOOD)
    upload = Upload.objects.get()

    shown = page(office.get(f"/sheets/uploads/{upload.pk}/?show=changed"))

    assert "<del>旧名</del> <ins>甲项目</ins>" in shown


def test_columns_are_matched_on_a_page_and_remembered(office):
    header = ["编号", "项目名称", "县市区", "投了多少"]
    assert "部分列未能对上" in page(send(office, header, GOOD))
    upload = Upload.objects.get()
    address = f"/sheets/uploads/{upload.pk}/mapping/"

    assert "编号" in page(office.get(address))
    said = {"version": upload.version, "field_0": "code", "field_1": "name"}
    said |= {"field_2": "division", "field_3": "investment", "unit_3": "万元"}
    said |= {"sheet": "台账", "header_row": 1}
    response = office.post(address, said, follow=True)

    assert "写入全部 1 行" in page(response)
    assert "写入全部 1 行" in page(send(office, header, GOOD))


def test_a_county_written_otherwise_is_matched_on_the_page(office):
    send(office, HEADER, ["A1", "甲", "东夷", 5000])
    upload = Upload.objects.get()
    address = f"/sheets/uploads/{upload.pk}/mapping/"
    form = page(office.get(address))
    assert "县市区: 东夷" in form

    said = {
        f"field_{at}": code for at, code in enumerate(["code", "name", "division", "investment"])
    }
    response = office.post(
        address,
        said | {"version": upload.version, "sheet": "台账", "word_0": "青州市"},
        follow=True,
    )

    assert "写入全部 1 行" in page(response)


def test_the_same_field_twice_is_refused_on_the_page(office):
    send(office, HEADER, GOOD)
    upload = Upload.objects.get()

    response = office.post(
        f"/sheets/uploads/{upload.pk}/mapping/",
        {
            "version": upload.version,
            "sheet": "台账",
            "field_0": "code",
            "field_1": "code",
            "unit_3": "担",
        },
    )

    assert response.status_code == 422
    assert "已对到这一项" in page(response)
    assert "单位无法识别" in page(response)


def test_the_faults_go_back_as_a_workbook(office):
    send(office, HEADER, GOOD, BAD)
    upload = Upload.objects.get()

    response = office.get(f"/sheets/uploads/{upload.pk}/faults.xlsx")

    content = b"".join(response.streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        notes = book.read("xl/comments1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    assert "本地没有“诸成市”这个区划" in notes
    assert "乙项目" in texts
    assert "怎么办" in texts


def test_templates_and_exports_are_handed_out(office):
    REGISTER["A1"] = {"code": "A1", "name": "=HYPERLINK(1)", "investment": None}

    for name in ("template.xlsx", "export.xlsx"):
        response = office.get(f"/sheets/works/{name}")
        assert b"".join(response.streaming_content).startswith(b"PK")
    text = page(office.get("/sheets/works/export.csv"))
    assert text.startswith("\ufeff项目代码,项目名称")
    assert "A1,'=HYPERLINK(1)" in text


def test_a_file_that_is_no_table_says_so(office):
    file = SimpleUploadedFile("a.xlsx", b"%PDF-1.7\n%%EOF")

    response = office.post("/sheets/works/", {"file": file}, follow=True)

    assert "这不是表格文件" in page(response)


def test_no_file_is_no_upload(office):
    assert office.post("/sheets/works/", {}).status_code == 422
    assert not Upload.objects.exists()


def test_strangers_learn_nothing_and_insiders_are_refused(
    office, sign_in, stranger, outsider, leader, auditor, county_officer
):
    send(office, HEADER, GOOD)
    upload = Upload.objects.get()
    address = f"/sheets/uploads/{upload.pk}/"

    for user in (None, stranger, outsider, leader):
        assert sign_in(user).get(address).status_code in {302, 404}
        assert sign_in(user).get("/sheets/works/").status_code in {302, 404}
        assert sign_in(user).post(f"{address}commit/", {"version": 1}).status_code in {302, 404}
    assert sign_in(county_officer).get(address).status_code == 404
    assert sign_in(auditor).get(address).status_code == 200
    assert sign_in(auditor).post(f"{address}commit/", {"version": 1}).status_code == 403
    assert sign_in(auditor).post("/sheets/works/", {}).status_code == 403
    assert sign_in(auditor).get("/sheets/works/export.csv").status_code == 200
    assert sign_in(county_officer).get("/sheets/works/export.csv").status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "/sheets/nothing/",
        "/sheets/uploads/999999/",
        "/sheets/works/export.pdf",
        "/sheets/uploads/9/x/",
    ],
)
def test_what_is_not_there_is_not_found(office, address):
    assert office.get(address).status_code == 404


def test_an_unknown_view_of_a_preview_is_not_found(office):
    send(office, HEADER, GOOD)

    assert office.get(f"/sheets/uploads/{Upload.objects.get().pk}/?show=x").status_code == 404


def test_progress_is_shown_until_the_work_is_through(office, city_officer, acting):
    by = acting(city_officer)
    upload = actions.receive(by=by, layout=WORKS, file=sent(workbook(HEADER, GOOD)))
    address = f"/sheets/uploads/{upload.pk}/progress/"

    with locks.working_on(upload.pk):
        assert 'hx-trigger="every 2s"' in page(office.get(address))
        assert "等待读取" in page(office.get(f"/sheets/uploads/{upload.pk}/"))

    actions.read(by=by, upload=upload)
    assert office.get(address).headers["HX-Refresh"] == "true"


def test_an_interrupted_upload_says_so_and_is_read_again(office, city_officer, acting):
    upload = actions.receive(
        by=acting(city_officer), layout=WORKS, file=sent(workbook(HEADER, GOOD))
    )
    Upload.objects.filter(pk=upload.pk).update(state=State.COMMITTING)

    assert "工作中断，没有写入任何内容" in page(office.get(f"/sheets/uploads/{upload.pk}/"))
    response = office.post(f"/sheets/uploads/{upload.pk}/resume/", follow=True)

    assert "写入全部 1 行" in page(response)


def test_an_upload_somebody_works_on_is_not_interrupted(office, city_officer, acting):
    upload = actions.receive(
        by=acting(city_officer), layout=WORKS, file=sent(workbook(HEADER, GOOD))
    )
    Upload.objects.filter(pk=upload.pk).update(state=State.READING)
    upload.refresh_from_db()

    with locks.working_on(upload.pk):
        assert not queries.is_interrupted(upload)
    assert queries.is_interrupted(upload)


def test_discarded_files_are_kept_in_the_history(office):
    send(office, HEADER, GOOD)
    upload = Upload.objects.get()

    office.post(f"/sheets/uploads/{upload.pk}/discard/")

    assert "已搁置" in page(office.get("/sheets/"))


def test_a_preview_page_asks_the_database_little(office, django_assert_max_num_queries):
    send(office, HEADER, *[[f"A{at}", "甲", "青州市", at] for at in range(1, 200)])
    upload = Upload.objects.get()

    with django_assert_max_num_queries(12):
        office.get(f"/sheets/uploads/{upload.pk}/?show=all&page=2")


def test_the_original_is_handed_out_to_who_may_read_the_upload(
    office, sign_in, auditor, county_officer
):
    send(office, HEADER, GOOD)
    address = f"/files/{Upload.objects.get().attachment_id}/"

    for user, status in ((auditor, 200), (county_officer, 404)):
        response = sign_in(user).get(address)
        assert response.status_code == status
        if response.streaming:
            assert b"".join(response.streaming_content).startswith(b"PK")
    assert address in page(office.get(f"/sheets/uploads/{Upload.objects.get().pk}/"))


def test_a_workbook_with_macros_is_not_even_kept(office):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", "")
        archive.writestr("xl/vbaProject.bin", "")
    file = SimpleUploadedFile("台账.xlsm", content.getvalue())

    response = office.post("/sheets/works/", {"file": file})

    assert response.status_code == 422
    assert "宏" in page(response)
    assert not Upload.objects.exists()
