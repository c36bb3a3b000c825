"""`yuandu forecast` over files: what it writes and what it refuses."""

import subprocess
import sys

import polars as pl
import pytest

from yuandu.cli import forecast
from yuandu.engines.forecasting.series.tests.drawing import values


@pytest.fixture
def files(tmp_path):
    """Write a table of two series; return the folder."""
    weeks = [f"{year}-W{week:02}" for year in (2024, 2025) for week in range(1, 53)]
    table = pl.DataFrame(
        [
            {"series": name, "day": week, "value": round(float(value), 2)}
            for name, each in zip(("红掌", "蝴蝶兰"), values(2, len(weeks)), strict=True)
            for week, value in zip(weeks, each, strict=True)
        ]
    )
    table.write_csv(tmp_path / "series.csv", include_bom=True)
    table.write_parquet(tmp_path / "series.parquet")
    return tmp_path


def run(capsys, folder, *more, ending="csv"):
    given = ["--series", str(folder / f"series.{ending}"), "--out", str(folder / f"out.{ending}")]
    status = forecast.main([*given, "--horizon", "3", "--lang", "en", *more])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_it_foretells_and_tells_its_past_error_beside_seasonal_naive(capsys, files):
    status, out, _ = run(capsys, files)

    assert status == 0
    assert "2 series, data up to 2025-12-22, 6 lines foretold." in out
    assert "seasonal naive" in out
    written = (files / "out.csv").read_text("utf-8-sig").splitlines()
    assert written[0] == (
        "series,week,ahead,value,low,high,seasonal_naive,past_error,naive_error,origins,level,"
        "coverage,method,cut_off,seed"
    )


def test_parquet_in_gives_parquet_out_with_the_same_answer(capsys, files):
    run(capsys, files)
    run(capsys, files, ending="parquet")

    from_csv = pl.read_csv(files / "out.csv")["value"]
    assert from_csv.to_list() == pl.read_parquet(files / "out.parquet")["value"].round(4).to_list()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("series,day\n甲,2026-01-01\n", "there is no column “value”"),
        ("series,day,value\n甲,2026-01-01,三元\n", "line 2: “value” must be a number, not “三元”"),
        ("series,day,value\n甲,2026-01-01,0\n", "add --quantities"),
        ("", "cannot be read"),
    ],
)
def test_a_bad_file_is_told_and_nothing_is_written(capsys, files, text, told):
    (files / "series.csv").write_text(text, "utf-8")

    status, out, error = run(capsys, files)

    assert (status, out) == (2, "")
    assert told in error
    assert not (files / "out.csv").exists()


def test_a_table_with_nothing_but_faults_is_told_in_chinese_and_cut_short(capsys, files):
    rows = "".join(f"甲,2026-01-{day:02},很贵\n" for day in range(1, 32)) * 2
    (files / "series.csv").write_text(f"series,day,value\n{rows}", "utf-8")

    _, _, error = run(capsys, files, "--lang", "zh")

    assert "第2行：“value”应为数字，现为“很贵”" in error
    assert error.strip().endswith("处")


@pytest.mark.parametrize("wrong", [("--horizon", "0"), ("--horizon", "53"), ("--level", "100")])
def test_a_horizon_or_level_that_says_nothing_is_refused(capsys, files, wrong):
    with pytest.raises(SystemExit):
        run(capsys, files, *wrong)


def test_no_database_and_no_django_is_loaded():
    words = "import sys; sys.argv = ['yuandu', 'forecast', '--help']\n"
    code = f"{words}from yuandu import cli\ntry:\n    cli.main()\nexcept SystemExit:\n    pass\n"
    code += "assert not any(name.startswith('django') for name in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_what_the_house_loads_does_not_load_the_trees():
    code = (
        "import sys, yuandu.engines.forecasting, yuandu.cli\nassert 'lightgbm' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
