"""`yuandu rules sweep` over Parquet: what it writes, what it refuses, and nothing half."""

import datetime
import json

import polars as pl
import pytest

from yuandu.cli import folders
from yuandu.cli.tests.test_rules import run

BOOK = """
code: sample
series: sample
title: 示例
document: 示例文件
effective_from: 2024-01-01
effective_until: 2025-12-31
requires: rd
criteria:
  - {id: rd, title: 研发占比, value: {ratio: [rd_expense, revenue]}, operator: at_least, threshold: 3, unit: "%"}
benefits: [{id: pay, title: 奖励, amount: 10, unit: 万元}]
"""


@pytest.fixture
def place(tmp_path):
    books = tmp_path / "books"
    books.mkdir()
    (books / "facts.yaml").write_text((folders.OWN / "facts.yaml").read_text("utf-8"), "utf-8")
    (books / "sample.yaml").write_text(BOOK, "utf-8")
    table = {"id": ["a", "b", "c"], "rd_expense_2024": [3, 2, None], "revenue_2024": [100] * 3}
    pl.DataFrame(table).write_parquet(tmp_path / "firms.parquet")
    return tmp_path


def sweep(capsys, place, *more: str) -> tuple[int, str, str]:
    files = ("--books", place / "books", "--facts", place / "firms.parquet", "--out", place / "out")
    return run(capsys, "sweep", *map(str, files), "--on", "2025-05-01", "--lang", "zh", *more)


def test_a_table_comes_out_with_states_amounts_and_what_it_rests_on(capsys, place):
    status, _, _ = sweep(capsys, place, "--masks")

    rows = pl.read_parquet(place / "out/swept.parquet")
    told = json.loads((place / "out/run.json").read_text("utf-8"))
    assert status == 0
    assert rows["sample.state"].to_list() == [1, 2, 0]
    assert rows["sample.amount"].to_list() == [100_000, 0, None]
    assert rows["sample.mask.0"].to_list() == [1, 2, 0]
    assert (told["on"], told["states"]["met"]) == ("2025-05-01", 1)
    assert told["books"][0]["clauses"] == ["rd"]
    assert [path.name for path in place.iterdir() if path.name.startswith(".")] == []


def test_the_same_input_gives_the_same_bytes(capsys, place):
    sweep(capsys, place)
    first = (place / "out/swept.parquet").read_bytes()
    for path in (place / "out").iterdir():
        path.unlink()

    sweep(capsys, place)

    assert (place / "out/swept.parquet").read_bytes() == first


def test_a_missing_column_of_a_million_rows_is_named_and_nothing_is_written(capsys, place):
    table = {"id": range(1_000_000), "revenue_2024": [1] * 1_000_000}
    pl.DataFrame(table).write_parquet(place / "firms.parquet")
    before = sorted(place.iterdir())

    status, out, err = sweep(capsys, place)

    assert (status, out) == (2, "")
    assert (
        err
        == "firms.parquet: 表中缺少这些列：rd_expense_2024。请补上（不知道的值留空），或去掉用到它们的规则。\n"
    )
    assert sorted(place.iterdir()) == before


def test_the_last_of_a_million_rows_may_be_the_one_that_is_refused(capsys, place):
    table = {"id": range(1_000_000), "revenue_2024": [1] * 1_000_000}
    table["rd_expense_2024"] = [1] * 999_999 + [-5]
    pl.DataFrame(table).write_parquet(place / "firms.parquet")
    before = sorted(place.iterdir())

    status, out, err = sweep(capsys, place)

    assert (status, out) == (2, "")
    assert err.startswith("firms.parquet rd_expense_2024: ")
    assert "“-5”" in err
    assert sorted(place.iterdir()) == before


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda place: (place / "firms.parquet").write_text("id,revenue"), "Parquet"),
        (lambda place: (place / "firms.parquet").unlink(), "没有这个文件"),
        (lambda place: (place / "out").mkdir() or (place / "out/x").touch(), "清空"),
        (lambda place: (place / "books/sample.yaml").write_text("code: [", "utf-8"), "YAML"),
        (lambda place: (place / "books/facts.yaml").unlink(), "打不开"),
    ],
)
def test_what_cannot_be_read_or_written_is_told(capsys, place, spoil, words):
    spoil(place)

    status, _, err = sweep(capsys, place)

    assert status == 2
    assert words in err
    assert not (place / "out/swept.parquet").exists()


def test_a_day_without_a_book_is_told(capsys, place):
    status, _, err = sweep(capsys, place, "--on", str(datetime.date(2026, 1, 1)))

    assert status == 2
    assert "2026-01-01" in err


def test_what_is_wrong_with_a_table_names_its_file(capsys, place):
    pl.DataFrame({"id": ["a"], "rd_expense_2024": [3]}).write_parquet(place / "firms.parquet")
    lacking = sweep(capsys, place)
    table = {"id": ["a"], "rd_expense_2024": ["三"], "revenue_2024": [100]}
    pl.DataFrame(table).write_parquet(place / "firms.parquet")
    wrong = sweep(capsys, place)

    assert (lacking[0], wrong[0]) == (2, 2)
    assert lacking[2].startswith("firms.parquet: 表中缺少这些列：revenue_2024")
    assert wrong[2].startswith("firms.parquet rd_expense_2024: 列“rd_expense_2024”应为")


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (["a", None, None, "b"], ["有 2 行在列“id”中没有编号"]),
        (["b", "a", "b", "a"], ["例如“a”，多出 2 行"]),
        ([3, 3, 3, None], ["有 1 行", "例如“3”，多出 2 行"]),
    ],
)
def test_who_has_no_id_or_stands_in_the_table_twice_is_told(capsys, place, ids, words):
    table = {"id": ids, "rd_expense_2024": [3] * 4, "revenue_2024": [100] * 4}
    pl.DataFrame(table).write_parquet(place / "firms.parquet")

    status, _, err = sweep(capsys, place)

    assert status == 2
    assert [words for words in words if words not in err] == []
    assert len(err.splitlines()) == len(words)
    assert not (place / "out").exists()


@pytest.mark.parametrize("content", [b"", b"PAR1", b"\x00" * 100, "不是表".encode()])
def test_what_is_no_table_is_refused_in_words(capsys, place, content):
    (place / "firms.parquet").write_bytes(content)

    status, _, err = sweep(capsys, place)

    assert (status, (place / "out").exists()) == (2, False)
    assert "不是可读的 Parquet 文件" in err


def test_damage_behind_a_sound_head_is_refused_in_words(capsys, place):
    whole = bytearray((place / "firms.parquet").read_bytes())
    whole[4:60] = b"\xff" * 56
    (place / "firms.parquet").write_bytes(bytes(whole))

    status, _, err = sweep(capsys, place)

    assert (status, (place / "out").exists()) == (2, False)
    assert "不是可读的 Parquet 文件" in err


def test_where_nothing_can_be_written_nothing_is_left(capsys, place):
    (place / "out").write_text("不是目录", "utf-8")
    in_the_way = sweep(capsys, place)
    below = sweep(capsys, place, "--out", str(place / "out/below"))
    missing = sweep(capsys, place, "--out", str(place / "new"), "--facts", str(place / "none"))

    assert [one[0] for one in (in_the_way, below, missing)] == [2, 2, 2]
    assert "请换一个目录" in in_the_way[2]
    assert "写不进" in below[2]
    assert "没有这个文件" in missing[2]
    assert (place / "out").read_text("utf-8") == "不是目录"
    assert [path.name for path in place.iterdir() if path.name.startswith(".")] == []
