import pytest

from yuandu.kernel.sheets.rules import headers
from yuandu.kernel.sheets.rules.grids import Grid
from yuandu.kernel.sheets.rules.mapping import BadMapping, SheetMapping, bind
from yuandu.kernel.sheets.tests.works import WORKS, names


def bound(*header, currency="元", **said):
    mapping = SheetMapping(**said)
    found = headers.find(Grid(rows=[list(header)]), names(), known=tuple(mapping.columns))
    return bind(found, WORKS.columns, mapping, currency=currency)


def fields(result) -> dict[str, str]:
    return {each.column.code: each.heading.label for each in result.bindings if each.heading}


def test_what_somebody_said_goes_before_the_words():
    result = bound("项目代码", "项目名称", "小名", columns={"小名": "name"})

    assert fields(result)["name"] == "小名"


def test_missing_required_columns_are_named_with_the_nearest_header():
    result = bound("项目编号码", "description", "cost", "地区")

    missing = {problem.field: problem for problem in result.problems if problem.is_error}
    assert set(missing) == {"code", "division", "investment"}
    assert missing["code"].code == "required-column-guess"
    assert missing["code"].params == {"guess": "项目编号码"}


def test_a_header_the_mapping_names_must_be_there():
    result = bound("项目代码", "项目名称", columns={"造价": "investment"})

    assert "header-not-found" in [problem.code for problem in result.problems]


def test_of_two_alike_one_may_be_skipped():
    header = ("项目代码", "项目名称", "县市区", "总投资（万元）", "计划总投资（万元）")

    assert [p.code for p in bound(*header).problems] == ["column-twice"]
    assert fields(bound(*header, skip=("总投资（万元）",)))["investment"] == "计划总投资（万元）"
    said = bound(*header, columns={"计划总投资（万元）": "investment"})
    assert fields(said)["investment"] == "计划总投资（万元）"
    assert said.is_complete


def test_a_unit_that_nobody_states_is_assumed_aloud():
    result = bound("项目代码", "项目名称", "县市区", "总投资")

    assert [problem.code for problem in result.problems] == ["unit-assumed"]
    assert result.problems[0].params == {"unit": "万元"}


def test_a_unit_said_in_the_mapping_wins():
    result = bound("项目代码", "总投资（万元）", units={"investment": "亿元"})

    assert [b.unit for b in result.bindings if b.column.code == "investment"] == ["亿元"]


def test_another_currency_has_no_wan():
    result = bound("项目代码", "项目名称", "县市区", "总投资", currency="PHP")

    assert [b.unit for b in result.bindings if b.column.code == "investment"] == ["PHP"]
    assert result.problems == ()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ([], "mapping-not-an-object"),
        ({"column": {}}, "mapping-unknown-key"),
        ({"columns": {"a": "cod"}}, "mapping-unknown-field"),
        ({"columns": {"a": ["code"]}}, "mapping-wrong-type"),
        ({"columns": []}, "mapping-wrong-type"),
        ({"columns": {"a": "code", "b": "code"}}, "mapping-field-twice"),
        ({"units": {"investment": "担"}}, "mapping-unknown-unit"),
        ({"header_row": 0}, "mapping-wrong-type"),
        ({"values": {"level": {"a": {}}}}, "mapping-wrong-type"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused_by_name(said, code):
    with pytest.raises(BadMapping) as raised:
        SheetMapping.from_json(said, WORKS.fields)
    assert raised.value.code == code


def test_a_mapping_survives_being_stored():
    mapping = SheetMapping(
        columns={"编号": "code"},
        constants={"level": "省级"},
        units={"investment": "亿元"},
        values={"division": {"青州": "青州市"}},
        dates={"approved": "%d/%m/%Y"},
        skip=("备注",),
        sheet="表二",
        header_row=3,
    )

    assert SheetMapping.from_json(mapping.as_json(), WORKS.fields) == mapping


def test_a_mapping_says_which_unknown_divisions_are_new():
    mapping = SheetMapping.from_json({"creates": ["division"]}, ["code", "division"])

    assert mapping.creates == ("division",)
    assert SheetMapping.from_json(mapping.as_json(), ["code", "division"]) == mapping
    with pytest.raises(BadMapping):
        SheetMapping.from_json({"creates": ["country"]}, ["code", "division"])
