import gzip
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.people import a_division, a_workspace
from yuandu.kernel.sheets.models import Upload
from yuandu.kernel.sheets.reading import files
from yuandu.kernel.sheets.tests.works import REGISTER, workbook

HEADER = ["项目代码", "项目名称", "县市区", "总投资（万元）"]
CONTRACTS = """contract_id,description,category,region,abc_php,progress_pct,start_date,approved
18DL0247,"BRIDGE, PHASE II",Bridges,Region IV-A,23594999.44,100.0,2018-05-07,05/07/2018
18HC0097,MOTO BRIDGE,Bridges,Region VII,39200000.00,55.5,2018-07-26,07/26/2018
18K00255,MISSING LINK,"Bridges, Roads",Region X,487325000.00,0,2018-07-24,07/24/2018
"""
MAPPING = {
    "columns": {
        "contract_id": "code",
        "description": "name",
        "region": "division",
        "abc_php": "investment",
        "progress_pct": "share",
        "start_date": "start",
        "category": "level",
    },
    "constants": {"remark": "DPWH"},
    "units": {"investment": "PHP"},
    "values": {
        "level": {"Bridges": "city", "Bridges, Roads": "province"},
        "division": {"Region IV-A": "CALABARZON"},
    },
    "dates": {"approved": "%m/%d/%Y"},
}


@pytest.fixture
def run(capsys):
    def run(*words, code=0) -> list[str]:
        with translation.override("en"):
            if code:
                with pytest.raises(SystemExit, match=str(code)):
                    call_command("sheets", *map(str, words))
            else:
                call_command("sheets", *map(str, words))
        return capsys.readouterr().out.splitlines()

    return run


@pytest.fixture
def good(tmp_path, counties):
    path = tmp_path / "good.xlsx"
    path.write_bytes(workbook(HEADER, ["A1", "甲", "青州市", 5000], ["A2", "乙", "诸城市", 6000]))
    return path


@pytest.fixture
def mixed(tmp_path, counties):
    path = tmp_path / "mixed.xlsx"
    path.write_bytes(workbook(HEADER, ["A1", "甲", "青州市", 5000], ["A2", "乙", "诸成市", "很多"]))
    return path


def test_a_good_file_is_written_and_counted_on_the_last_line(run, good):
    lines = run("import", "works", good)

    assert lines[-1] == "rows read: 2, good: 2, refused: 0"
    assert set(REGISTER) == {"A1", "A2"}


def test_a_dry_run_writes_nothing_at_all(run, good):
    lines = run("import", "works", good, "--dry-run")

    assert lines[-1] == "rows read: 2, good: 2, refused: 0"
    assert not REGISTER
    assert not Upload.objects.exists()


def test_refused_rows_stop_all_of_it_and_set_the_exit_code(run, mixed):
    lines = run("import", "works", mixed, code=1)

    assert lines[-1] == "rows read: 2, good: 1, refused: 1"
    assert any(
        line.startswith("error  C3 县市区: There is no division “诸成市” here.") for line in lines
    )
    assert any("D3" in line and "“很多” is not a number." in line for line in lines)
    assert not REGISTER


def test_good_rows_only_writes_the_good_ones(run, mixed):
    lines = run("import", "works", mixed, "--good-rows-only")

    assert lines[-1] == "rows read: 2, good: 1, refused: 1"
    assert set(REGISTER) == {"A1"}


def test_the_counts_are_said_in_the_readers_language_too(good, capsys):
    with translation.override("zh-hans"):
        call_command("sheets", "import", "works", str(good))

    assert capsys.readouterr().out.splitlines()[-2:] == [
        "读取 2 行，合格 2 行，退回 0 行",
        "rows read: 2, good: 2, refused: 0",
    ]


def test_another_countrys_csv_comes_in_through_a_mapping(db, run, tmp_path):
    manila = a_workspace("dpwh", name="DPWH", currency="PHP", code_rules="free")
    for code, name in (("4A", "CALABARZON"), ("7", "Region VII"), ("10", "Region X")):
        a_division(manila, code, name)
    path, mapping = tmp_path / "contracts.csv.gz", tmp_path / "mapping.json"
    path.write_bytes(gzip.compress(CONTRACTS.encode()))
    mapping.write_text(json.dumps(MAPPING))

    lines = run("import", "works", path, "--mapping", mapping, "--workspace", "dpwh")

    assert lines[-1] == "rows read: 3, good: 3, refused: 0"
    first = REGISTER["18DL0247"]
    assert str(first["investment"]) == "23594999.44"
    assert str(first["division"]) == "CALABARZON"
    assert first["share"] == 1
    assert first["level"] == "city"
    assert first["remark"] == "DPWH"


def test_another_countrys_csv_without_a_mapping_says_what_is_missing(run, tmp_path, counties):
    path = tmp_path / "contracts.csv"
    path.write_text(CONTRACTS)

    lines = run("import", "works", path, "--dry-run", code=1)

    assert any("No column “项目代码” was found" in line for line in lines)
    assert any("contract_id, description, category" in line for line in lines)
    assert lines[-1] == "rows read: 0, good: 0, refused: 0"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import", "nothing", "{good}"], "There is no layout nothing; there are"),
        (["import", "works", "nowhere.xlsx"], "There is no file nowhere.xlsx."),
        (["import", "works", "{good}", "--workspace", "no"], "There is no workspace no"),
        (["import", "works", "{good}", "--mapping", "{good}"], "The mapping is not JSON"),
    ],
)
def test_what_cannot_be_done_is_said(run, good, words, said):
    with pytest.raises(CommandError, match=said):
        run(*(word.format(good=good) for word in words))


def test_what_goes_out_comes_in_again_unchanged(run, good, tmp_path):
    run("import", "works", good)
    for name in ("out.xlsx", "out.csv"):
        out = tmp_path / name
        assert run("export", "works", out) == ["rows written: 2"]

        lines = run("import", "works", out)

        assert lines[-2:] == [
            "new: 0, changed: 0, as before: 2",
            "rows read: 2, good: 2, refused: 0",
        ]


def test_the_template_comes_in_as_an_empty_table(run, tmp_path, counties):
    out = tmp_path / "template.xlsx"
    run("template", "works", out)

    grid = files.read(out, lambda grids: 0)
    assert grid.rows[0][:3] == ["项目代码", "项目名称", "县市区"]
    assert "总投资（万元）" in grid.rows[0]
    lines = run("import", "works", out, "--dry-run")
    assert lines[-1] == "rows read: 0, good: 0, refused: 0"
