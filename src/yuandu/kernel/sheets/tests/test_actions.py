import re
from decimal import Decimal

import pytest
from django.utils import translation

from yuandu.engines.quantities.reasons import REASONS
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.registry.models import Post
from yuandu.kernel.sheets import actions, layouts, queries, words, work
from yuandu.kernel.sheets.models import RememberedMapping, State, Upload, UploadRow, Verdict
from yuandu.kernel.sheets.refusals import RowsRefused, Stale
from yuandu.kernel.sheets.rules.mapping import SheetMapping
from yuandu.kernel.sheets.tests.works import REGISTER, WORKS, sent, workbook

HEADER = ["项目代码", "项目名称", "县市区", "总投资（万元）"]
ONE = ["A1", "甲项目", "青州市", 5000]
TWO = ["A2", "乙项目", "诸城市", 6000]
BAD = ["A3", "丙项目", "诸成市", 7000]


@pytest.fixture
def officer(city_officer, acting, counties):
    return acting(city_officer)


def read(by, *rows, **kwargs) -> Upload:
    upload = actions.receive(by=by, layout=WORKS, file=sent(workbook(*rows)), **kwargs)
    return actions.read(by=by, upload=upload)


def committed(by, *rows, good_rows_only=False) -> Upload:
    upload = read(by, *rows)
    actions.accept(by=by, upload=upload, version=upload.version, good_rows_only=good_rows_only)
    return actions.commit(by=by, upload=upload)


def test_a_good_file_is_previewed_and_then_written(officer):
    upload = read(officer, HEADER, ONE, TWO)

    assert upload.state == State.READY
    assert upload.counts["read"] == upload.counts["new"] == 2
    assert not REGISTER

    actions.accept(by=officer, upload=upload, version=upload.version, good_rows_only=False)
    upload = actions.commit(by=officer, upload=upload)

    assert upload.state == State.COMMITTED
    assert upload.counts["created"] == 2
    assert REGISTER["A1"]["investment"] == Decimal(50_000_000)
    assert Entry.objects.filter(action="sheets.commit").exists()


def test_all_or_nothing_writes_nothing_while_a_row_is_refused(officer):
    upload = read(officer, HEADER, ONE, BAD)

    with pytest.raises(RowsRefused, match="1"):
        actions.accept(by=officer, upload=upload, version=upload.version, good_rows_only=False)
    assert not REGISTER


def test_good_rows_only_leaves_out_the_bad_ones(officer):
    upload = committed(officer, HEADER, ONE, BAD, good_rows_only=True)

    assert upload.state == State.COMMITTED
    assert set(REGISTER) == {"A1"}


def test_importing_again_updates_by_key_instead_of_doubling(officer):
    committed(officer, HEADER, ONE, TWO)

    upload = read(officer, HEADER, ["A1", "甲项目", "青州市", 5500], TWO)
    verdicts = {row.number: row.verdict for row in queries.preview_rows(upload)}
    changed = queries.preview_rows(upload, "changed").get()

    assert verdicts == {2: Verdict.CHANGED, 3: Verdict.SAME}
    assert changed.changes == {"investment": ["50000000", "55000000"]}

    actions.accept(by=officer, upload=upload, version=upload.version, good_rows_only=False)
    upload = actions.commit(by=officer, upload=upload)
    assert (upload.counts["created"], upload.counts["updated"], upload.counts["same"]) == (0, 1, 1)
    assert REGISTER["A1"]["investment"] == Decimal(55_000_000)


def test_a_preview_that_the_register_has_overtaken_is_made_again(officer):
    upload = read(officer, HEADER, ONE)
    actions.accept(by=officer, upload=upload, version=upload.version, good_rows_only=False)
    REGISTER["A1"] = {"name": "别人刚录入的"}

    with pytest.raises(Stale):
        actions.commit(by=officer, upload=upload)

    upload.refresh_from_db()
    assert upload.state == State.READY
    assert upload.failure["code"] == "register-changed"
    assert queries.preview_rows(upload).get().verdict == Verdict.CHANGED
    assert REGISTER["A1"] == {"name": "别人刚录入的"}


def test_a_decision_on_an_old_preview_is_refused(officer):
    upload = read(officer, HEADER, ONE)

    with pytest.raises(Stale):
        actions.accept(by=officer, upload=upload, version=upload.version - 1, good_rows_only=False)


def test_only_the_first_of_two_decisions_counts(officer):
    upload = read(officer, HEADER, ONE)
    actions.accept(by=officer, upload=upload, version=upload.version, good_rows_only=False)

    with pytest.raises(Stale):
        actions.accept(by=officer, upload=upload, version=upload.version, good_rows_only=False)


def test_a_failure_while_writing_leaves_nothing_behind_and_says_so(officer, monkeypatch):
    def fails(by, rows):
        Upload.objects.create(workspace_id=by.workspace_id, layout="works", name="half done")
        raise ZeroDivisionError

    upload = read(officer, HEADER, ONE)
    actions.accept(by=officer, upload=upload, version=upload.version, good_rows_only=False)
    failing = layouts.Layout(
        **{name: getattr(WORKS, name) for name in WORKS.__dataclass_fields__} | {"commit": fails}
    )
    monkeypatch.setitem(layouts._layouts, "works", failing)

    with pytest.raises(ZeroDivisionError):
        actions.commit(by=officer, upload=upload)

    upload.refresh_from_db()
    assert upload.state == State.READY
    assert upload.failure["code"] == "commit-failed"
    assert not Upload.objects.filter(name="half done").exists()


def test_a_file_of_another_kind_fails_with_a_reason(officer):
    upload = actions.receive(by=officer, layout=WORKS, file=sent(b"%PDF-1.7\n%%EOF", "a.pdf"))

    upload = actions.read(by=officer, upload=upload)

    assert upload.state == State.FAILED
    assert upload.failure["code"] == "no-table"


def test_a_correction_is_remembered_for_the_office(officer):
    header = ["编号", "项目名称", "县市区", "总投资（万元）"]
    upload = read(officer, header, ONE)
    assert upload.state == State.UNMAPPED

    mapping = SheetMapping(columns={"编号": "code"})
    actions.correct(by=officer, upload=upload, mapping=mapping, version=upload.version)
    upload = actions.read(by=officer, upload=upload)
    assert upload.state == State.READY
    assert RememberedMapping.objects.get().office == "workspace"

    again = read(officer, header, TWO)
    assert again.state == State.READY
    assert again.mapping["columns"] == {"编号": "code"}


def test_another_office_does_not_get_the_correction(officer, county_officer, acting):
    header = ["编号", "项目名称", "县市区", "总投资（万元）"]
    upload = read(officer, header, ONE)
    actions.correct(
        by=officer,
        upload=upload,
        mapping=SheetMapping(columns={"编号": "code"}),
        version=upload.version,
    )

    assert read(acting(county_officer), header, ONE).state == State.UNMAPPED


def test_discarding_forgets_the_rows(officer):
    upload = read(officer, HEADER, ONE)

    actions.discard(by=officer, upload=upload)

    upload.refresh_from_db()
    assert upload.state == State.DISCARDED
    assert not UploadRow.objects.exists()


def test_an_app_adds_its_own_reasons(officer):
    upload = read(officer, HEADER, ["X1", "甲项目", "青州市", 5000])

    row = queries.preview_rows(upload).get()
    assert [problem["code"] for problem in row.problems] == ["works-forbidden"]
    assert row.problems[0]["shown"] == "X1"


def test_what_is_remembered_of_last_months_file_fits_a_sheet_of_another_name(officer):
    header = ["编号", "项目名称", "县市区", "总投资（万元）"]
    july = sent(workbook(sheets={"7月": [header, ONE]}))
    upload = actions.read(by=officer, upload=actions.receive(by=officer, layout=WORKS, file=july))
    said = SheetMapping(columns={"编号": "code"}, sheet="7月")
    actions.correct(by=officer, upload=upload, mapping=said, version=upload.version)

    august = sent(workbook(sheets={"8月": [header, TWO], "说明": [["读我"]]}))
    again = actions.read(by=officer, upload=actions.receive(by=officer, layout=WORKS, file=august))

    assert again.state == State.READY
    assert again.header["sheet"] == "8月"


def test_large_files_are_read_and_written_by_the_queue(officer, monkeypatch):
    monkeypatch.setattr(work, "INLINE_BYTES", 0)
    monkeypatch.setattr(work, "INLINE_ROWS", 0)
    upload = actions.receive(by=officer, layout=WORKS, file=sent(workbook(HEADER, ONE)))

    work.begin_reading(officer, upload)
    upload.refresh_from_db()
    assert upload.state == State.READY
    actions.accept(by=officer, upload=upload, version=upload.version, good_rows_only=False)
    work.begin_committing(officer, upload)

    upload.refresh_from_db()
    assert upload.state == State.COMMITTED


def test_the_queue_writes_nothing_for_who_may_no_longer(officer, monkeypatch):
    upload = read(officer, HEADER, ONE)
    actions.accept(by=officer, upload=upload, version=upload.version, good_rows_only=False)
    Post.objects.all().delete()
    monkeypatch.setattr(work, "INLINE_ROWS", 0)

    work.begin_committing(officer, upload)

    upload.refresh_from_db()
    assert upload.state == State.READY
    assert upload.failure["code"] == "right-withdrawn"
    assert not REGISTER


def test_every_code_has_its_sentence_in_both_languages():
    for language in ("en", "zh-hans"):
        with translation.override(language):
            for code in words.SENTENCES:
                assert words.said(code, {})
    with translation.override("zh-hans"):
        assert all(re.search(r"[\u4e00-\u9fff]", words.said(code, {})) for code in words.SENTENCES)


def test_every_reason_of_the_engine_has_its_sentence():
    assert set(REASONS) - {"empty"} <= set(words.SENTENCES)
