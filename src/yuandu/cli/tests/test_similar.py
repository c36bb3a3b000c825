"""`yuandu similar` over files: what it writes and what it refuses."""

import json
import subprocess
import sys

import polars as pl
import pytest

from yuandu.cli import similar

TEXTS = ["吸塑盒裁下的边角料回收再用", "夜班路上的路灯坏了", "吸塑盒裁下的边角料，回收再利用"]


@pytest.fixture
def texts(tmp_path):
    path = tmp_path / "texts.csv"
    pl.DataFrame({"key": ["A1", "A2", "A3"], "text": TEXTS}).write_csv(path, include_bom=True)
    return path


def run(capsys, path, *more):
    status = similar.main(["--texts", str(path), "--lang", "en", *more])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_all_pairs_that_are_near_are_written(capsys, texts, ending):
    out = texts.with_name(f"pairs.{ending}")
    status, told, _ = run(capsys, texts, "--out", str(out), "--least", "60")
    table = pl.read_csv(out) if ending == "csv" else pl.read_parquet(out)
    assert status == 0
    assert "3 texts, 1 pairs" in told
    assert table.select("key", "other").rows() == [("A1", "A3")]
    assert table["in_common"].item() == pytest.approx(75.0, abs=10)


def test_what_resembles_a_text_is_printed_the_likest_first(capsys, texts):
    _, told, _ = run(capsys, texts, "--like", "边角料回收", "--limit", "2")
    assert [line.split()[0] for line in told.splitlines()] == ["A1", "A3"]
    _, told, _ = run(capsys, texts, "--like", "边角料回收", "--json")
    assert json.loads(told.splitlines()[0])["key"] == "A1"
    assert run(capsys, texts, "--like", "zzz")[1] == "Nothing resembles it.\n"


def test_bad_tables_and_questions_are_refused_and_nothing_is_written(capsys, texts, tmp_path):
    out = tmp_path / "out.csv"
    assert run(capsys, texts)[0] == 2
    pl.DataFrame({"key": ["1", "1", ""], "text": ["a", "b", "c"]}).write_csv(texts)
    status, _, told = run(capsys, texts, "--out", str(out))
    assert status == 2
    assert "line 3: the key is in an earlier line: 1" in told
    assert "line 4: the key is empty" in told
    pl.DataFrame({"text": ["a"]}).write_csv(texts)
    assert "no column “key”" in run(capsys, texts, "--out", str(out))[2]
    assert not out.exists()


def test_it_needs_neither_django_nor_a_database(texts):
    script = (
        "import sys; from yuandu.cli import similar; "
        f"similar.main(['--texts', {str(texts)!r}, '--like', '路灯']); "
        "assert 'django' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
