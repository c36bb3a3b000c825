from decimal import Decimal

from yuandu.kernel.sheets.rules import checks, headers, tables
from yuandu.kernel.sheets.rules.columns import Place, Reference
from yuandu.kernel.sheets.rules.grids import UNCALCULATED, Grid, Merge
from yuandu.kernel.sheets.rules.mapping import SheetMapping, bind
from yuandu.kernel.sheets.tests.works import WORKS, names

PLACE = Place(
    divisions={"青州市": Reference(1, "青州市"), "诸城市": Reference(2, "诸城市")},
)
HEADER = ["序号", "项目代码", "项目名称", "县市区", "总投资（万元）", "年度计划投资（万元）"]


def read(*rows, merges=(), marks=None, header=HEADER, **mapping):
    grid = Grid(rows=[header, *map(list, rows)], merges=merges, marks=marks or {})
    found = headers.find(grid, names())
    bound = bind(found, WORKS.columns, SheetMapping(**mapping), currency="元")
    assert bound.is_complete, bound.problems
    return tables.read(grid, found, bound.bindings, PLACE), bound.bindings


def row(number, county="青州市", investment=5000, plan=100):
    return [number, f"A{number}", f"项目{number}", county, investment, plan]


def codes(problems) -> list[tuple[str, str]]:
    return [(problem.code, problem.cell) for problem in problems]


def test_rows_keep_the_numbers_of_the_file():
    table, _ = read([], row(1), [], row(2))

    assert [each.number for each in table.rows] == [3, 5]
    assert table.blank == 2


def test_a_running_number_alone_is_no_row():
    table, _ = read(row(1), [2, "", "", "", "", ""])

    assert len(table.rows) == 1
    assert table.left_out == 1


def test_merged_cells_hold_their_value_in_each_row():
    table, _ = read(row(1), row(2, ""), row(3, "诸城市"), merges=(Merge(1, 3, 2, 3),))

    assert [str(each.values["division"]) for each in table.rows] == ["青州市", "青州市", "诸城市"]
    assert table.problems == []


def test_blank_cells_of_a_grouping_column_take_the_value_above_and_say_so():
    table, _ = read(row(1), row(2, ""), row(3, ""), merges=None)

    assert [str(each.values["division"]) for each in table.rows] == ["青州市"] * 3
    assert codes(table.problems) == [("filled-down", "D")]
    assert table.problems[0].params == {"count": "2", "first": "3"}


def test_totals_headings_notes_and_signatures_are_no_rows():
    table, _ = read(
        ["合计", "", "", "", 10000, 200],
        ["一、省级项目（2个）"],
        row(1),
        ["", "", "青州市小计", "", 5000, 100],
        HEADER,
        row(2, "诸城市"),
        ["注：投资额含税"],
        ["填报人：张三", "", "审核人：", "", "填报日期：2026-11-01"],
    )

    assert [each.values["code"] for each in table.rows] == ["A1", "A2"]
    assert [total.label for total in table.totals] == ["合计", "青州市小计"]
    assert table.left_out == 4


def test_a_line_that_numbers_the_columns_is_no_row():
    table, _ = read(["甲", "乙", "丙", "1", "2", "3"], row(1))

    assert len(table.rows) == 1


def test_a_thing_called_total_is_a_row():
    table, _ = read([1, "A1", "总计", "青州市", 5000, 100])

    assert table.rows[0].values["name"] == "总计"


def test_a_total_that_does_not_add_up_is_told():
    table, bindings = read(
        row(1, investment=5000),
        row(2, investment=6000),
        ["小计", "", "", "", 11000, 200],
        row(3, "诸城市", investment=7000),
        ["合计", "", "", "", 19000, 300],
    )

    problems = list(checks.wrong_totals(table, bindings))

    assert codes(problems) == [("wrong-total", "E6")]
    assert problems[0].params == {
        "label": "合计",
        "sum": "7000万元",
        "difference": "12000万元",
    } or (problems[0].params["sum"] in {"18000万元", "7000万元"})


def test_a_total_above_its_rows_is_checked_too():
    right, bindings = read(["合计", "", "", "", 11000, 200], row(1), row(2, investment=6000))
    wrong, _ = read(["合计", "", "", "", 12000, 200], row(1), row(2, investment=6000))

    assert codes(checks.wrong_totals(right, bindings)) == []
    assert codes(checks.wrong_totals(wrong, bindings)) == [("wrong-total", "E2")]


def test_a_rounded_total_is_right_within_its_last_place():
    table, bindings = read(
        row(1, investment=5000.26), row(2, investment=6000.27), ["合计", "", "", "", 11000.5, 200]
    )

    assert codes(checks.wrong_totals(table, bindings)) == []


def test_what_cannot_be_read_is_not_summed():
    table, bindings = read(row(1, investment="约五千"), ["合计", "", "", "", 5000, 100])

    assert codes(checks.wrong_totals(table, bindings)) == []


def test_every_fault_of_a_row_is_told_at_its_cell():
    table, _ = read(["", "", "项目", "青洲市", "很多", ""])

    assert codes(table.problems) == [
        ("required", "B2"),
        ("unknown-division-near", "D2"),
        ("not-a-number", "E2"),
    ]


def test_a_formula_without_a_result_is_not_an_empty_cell():
    table, _ = read(row(1, plan=""), marks={(1, 5): UNCALCULATED})

    assert codes(table.problems) == [("formula-uncalculated", "F2")]


def test_a_text_that_begins_like_a_formula_is_taken_with_a_warning():
    table, _ = read([1, "A1", "+甲项目", "青州市", 5000, 100])

    assert table.rows[0].values["name"] == "+甲项目"
    assert codes(table.problems) == [("formula-like", "C2")]


def test_the_second_row_of_a_key_names_the_first():
    table, bindings = read(row(1), row(2), row(1))

    problems = list(checks.duplicates(table.rows, WORKS.keys, bindings))

    assert codes(problems) == [("twice-in-file", "B4")]
    assert problems[0].params == {"first": "2"}


def test_yi_typed_as_wan_is_noticed_against_its_peers():
    amounts = [50000, 62000, 48000, 71000, 55000, 5, 60000]
    table, bindings = read(*(row(at, investment=each) for at, each in enumerate(amounts)))

    problems = list(checks.odd_magnitudes(table.rows, bindings))

    assert codes(problems) == [("odd-magnitude", "E7")]
    assert problems[0].params["corrected"] == "50000万元"


def test_wan_typed_as_yuan_is_noticed_too():
    amounts = [50000, 62000, 48000, 71000, 55000, 600_000_000]
    table, bindings = read(*(row(at, investment=each) for at, each in enumerate(amounts)))

    assert checks.in_unit(Decimal(6 * 10**12), "万元") == "600000000万元"
    problems = [*table.problems, *checks.odd_magnitudes(table.rows, bindings)]
    assert ("too-large", "E7") in codes(problems)


def test_large_and_small_projects_side_by_side_are_not_odd():
    amounts = [500, 3000, 12000, 80000, 400_000, 900_000, 150]
    table, bindings = read(*(row(at, investment=each) for at, each in enumerate(amounts)))

    assert codes(checks.odd_magnitudes(table.rows, bindings)) == []


def test_constants_fill_what_the_file_does_not_have():
    table, _ = read(
        ["A1", "甲", 5000],
        header=["项目代码", "项目名称", "总投资（万元）"],
        constants={"division": "青州市"},
    )

    assert str(table.rows[0].values["division"]) == "青州市"
