"""A folder files are dropped into, and the lake of months."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from yuandu.mechanisms.flowers import lake
from yuandu.mechanisms.flowers.models import Filing, Quote
from yuandu.mechanisms.flowers.tests.records import a_file, a_kind, a_source, filed

pytestmark = pytest.mark.django_db
ROW = "2026-11-23,青州花卉市场,蝴蝶兰,一级,盆,28,30.5,33,400,20"
AGO = datetime.timedelta(minutes=1).total_seconds()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to drop files into; a minute passes before each round."""
    made = tmp_path / "drop"
    made.mkdir()
    later = datetime.datetime.now(datetime.UTC).timestamp() + AGO
    monkeypatch.setattr("yuandu.mechanisms.flowers.dropping.time.time", lambda: later)
    return made


def drop(weifang, tmp_path, folder):
    arguments = [str(folder), "--source", a_source(tmp_path), "--workspace", weifang.slug]
    call_command("flowers", "drop", *arguments)


def test_each_new_file_is_taken_in_once_and_put_away_with_its_report(weifang, tmp_path, folder):
    a_kind(weifang)
    a_file(folder, ROW, name="周一.csv")
    (folder / "note.txt").write_text("not a table", "utf-8")

    drop(weifang, tmp_path, folder)
    drop(weifang, tmp_path, folder)

    assert Filing.objects.count() == Quote.objects.count() == 1
    assert sorted(path.name for path in (folder / "done").iterdir()) == [
        "2026-11-24-周一.csv",
        "2026-11-24-周一.csv.txt",
    ]
    assert [path.name for path in folder.iterdir() if path.is_file()] == ["note.txt"]


def test_a_day_sent_again_with_corrections_is_put_away_under_a_free_name(weifang, tmp_path, folder):
    a_kind(weifang)
    for price in ("30.5", "31"):
        a_file(folder, ROW.replace("30.5", price), name="day.csv")
        drop(weifang, tmp_path, folder)

    reports = sorted((folder / "done").glob("*.txt"))
    assert [path.name for path in reports] == ["2026-11-24-2-day.csv.txt", "2026-11-24-day.csv.txt"]
    assert Quote.objects.get().corrections.count() == 1


def test_a_bad_file_is_refused_with_every_reason_and_the_others_are_taken(
    weifang, tmp_path, folder
):
    a_kind(weifang)
    a_file(folder, ROW.replace("蝴蝶兰", "蝴碟兰").replace("400,20", "400,-20"), name="bad.csv")
    a_file(folder, ROW, name="good.csv")

    with pytest.raises(CommandError, match="1"):
        drop(weifang, tmp_path, folder)

    assert Quote.objects.count() == 1
    (report,) = (folder / "refused").glob("*.txt")
    assert "蝴蝶兰" in report.read_text("utf-8")


def test_a_file_still_being_written_is_left(weifang, tmp_path, folder, monkeypatch):
    a_kind(weifang)
    path = a_file(folder, ROW)
    now = path.stat().st_mtime + 1
    monkeypatch.setattr("yuandu.mechanisms.flowers.dropping.time.time", lambda: now)

    drop(weifang, tmp_path, folder)

    assert path.exists()
    assert not Quote.objects.exists()


def test_a_folder_that_is_not_there_is_told(weifang, tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        drop(weifang, tmp_path, tmp_path / "nowhere")


def test_the_lake_has_a_file_a_month_and_is_read_through_narwhals(weifang, tmp_path):
    a_kind(weifang)
    older = ROW.replace("2026-11-23", "2026-09-01").replace("30.5", "29")
    filed(weifang, tmp_path, ROW, older, ROW.replace("一级", "二级").replace("30.5", "28.5"))
    into = tmp_path / "lake"

    call_command("flowers", "lake", str(into), "--workspace", weifang.slug)
    call_command("flowers", "lake", str(into), "--workspace", weifang.slug)

    assert sorted(str(path.relative_to(into)) for path in into.rglob("*.parquet")) == [
        "month=2026-09/quotes.parquet",
        "month=2026-11/quotes.parquet",
    ]
    means = lake.monthly_means(lake.read(into)).collect().to_native()
    assert means.select("kind_code", "month", "price", "sold", "quotes").rows() == [
        ("phalaenopsis", 9, 29.0, 400.0, 1),
        ("phalaenopsis", 11, 29.5, 800.0, 2),
    ]
