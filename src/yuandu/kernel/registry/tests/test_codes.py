import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.kernel.registry.rules import (
    Problem,
    check_currency,
    check_division_code,
    check_organisation_code,
    check_project_code_form,
    check_uscc,
    normal_code,
    uscc_check_character,
)
from yuandu.kernel.registry.rules.codes import USCC_ALPHABET, inner_check_character

# The standard's own example, and the code of a provincial department.
GOOD = ["91350100M000100Y43", "11320000MB151840XJ"]


def codes(problems):
    return [problem.code for problem in problems]


@pytest.mark.parametrize("code", GOOD)
def test_a_code_of_the_standard_holds(code):
    assert check_uscc(code) == []


def test_the_wrong_character_that_circulates_for_the_standards_example_is_refused():
    # The remainder 31 stands for 0; a sample that is copied around leaves this out.
    assert check_uscc("91350100M000100Y4Z") == [Problem("uscc-character", "Z", 18, "2")]


@pytest.mark.parametrize("code", GOOD)
def test_every_single_wrong_character_is_found(code):
    for place in range(18):
        for char in USCC_ALPHABET:
            if char != code[place]:
                assert "uscc-check" in codes(check_uscc(code[:place] + char + code[place + 1 :]))


@pytest.mark.parametrize("code", GOOD)
def test_every_swap_of_two_neighbours_is_found(code):
    for place in range(17):
        one, other = code[place : place + 2]
        if one != other:
            swapped = code[:place] + other + one + code[place + 2 :]
            assert "uscc-check" in codes(check_uscc(swapped))


@pytest.mark.parametrize("letter", "IOZSV")
def test_a_letter_that_the_alphabet_leaves_out_is_named_with_its_place(letter):
    (problem,) = check_uscc("9135010" + letter + "M000100Y43")

    assert (problem.code, problem.found, problem.position) == ("uscc-character", letter, 8)
    assert problem.expected


def test_a_check_character_is_told():
    assert check_uscc("91350100M000100Y44") == [Problem("uscc-check", "4", 18, "3")]


def test_an_inner_digit_is_told_beside_the_outer_one():
    code = "91350100M000100Y5"

    assert check_uscc(code + uscc_check_character(code)) == [
        Problem("uscc-inner-check", "5", 17, "4")
    ]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("B1350100", "uscc-department"),
        ("94350100", "uscc-kind"),
        ("91990100", "uscc-division"),
        ("913501A0", "uscc-division"),
    ],
)
def test_an_unknown_register_is_named(first, expected):
    code = first + "M000100Y4"

    assert codes(check_uscc(code + uscc_check_character(code))) == [expected]


@pytest.mark.parametrize("first", ["92370781", "93370781", "N2370781", "31370700", "91100000"])
def test_the_registers_of_traders_cooperatives_villages_and_law_firms_are_known(first):
    code = first + "MA3C00001"
    code = code[:16] + inner_check_character(code[8:16])

    assert check_uscc(code + uscc_check_character(code)) == []


def test_a_short_code_with_a_wrong_letter_has_both_problems():
    assert codes(check_uscc("9135O100M000100Y4")) == ["uscc-length", "uscc-character"]


@given(st.text(max_size=24))
def test_any_text_is_a_code_or_has_problems_with_places_in_it(text):
    for problem in check_uscc(text):
        assert problem.position is None or 1 <= problem.position <= max(len(text), 18)


@given(st.text(alphabet=USCC_ALPHABET, min_size=17, max_size=17))
def test_exactly_one_check_character_belongs_to_every_row(row):
    fitting = [c for c in USCC_ALPHABET if "uscc-check" not in codes(check_uscc(row + c))]

    assert fitting == [uscc_check_character(row)]


def test_a_code_is_stored_half_width_upper_case_and_without_blanks():
    assert normal_code(" ９１35 0100m000100y43\u3000") == GOOD[0]


def test_a_workspace_with_free_codes_asks_for_presence_and_length_alone():
    assert check_organisation_code("PH-0042/7", "free") == []
    assert codes(check_organisation_code("", "free")) == ["code-missing"]
    assert codes(check_organisation_code("x" * 41, "free")) == ["code-too-long"]
    assert codes(check_organisation_code("a\u202eb", "free")) == ["code-unprintable"]
    assert codes(check_organisation_code("", "cn")) == ["code-missing"]
    assert codes(check_organisation_code("PH-0042/7", "cn"))[0] == "uscc-length"


@pytest.mark.parametrize(
    "code", ["2111-370781-04-01-123456", "2018-370700-41-03-012345", "2601-000000-07-02-999999"]
)
def test_a_project_code_in_the_printed_form_holds(code):
    assert check_project_code_form(code) == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("", ["project-code-length"]),
        ("21113707810401123456", ["project-code-length"]),
        ("2111370781-04-01-1234567", ["project-code-hyphens"]),
        ("2111-37O781-04-01-123456", ["project-code-digits"]),
        ("2113-370781-04-01-123456", ["project-code-month"]),
        ("2014-370781-04-01-123456", ["project-code-month"]),
        ("2100-990781-04-01-123456", ["project-code-month", "project-code-division"]),
    ],
)
def test_a_project_code_of_another_form_says_why(code, expected):
    assert codes(check_project_code_form(code)) == expected


@given(st.text(max_size=26) | st.text(alphabet="0123456789-", min_size=24, max_size=24))
def test_any_text_is_a_project_code_or_has_problems(text):
    assert isinstance(check_project_code_form(text), list)


def test_a_division_code_has_six_digits_of_a_province():
    assert check_division_code("370781") == []
    assert codes(check_division_code("37078")) == ["division-code-form"]
    assert codes(check_division_code("３７0781")) == ["division-code-form"]
    assert codes(check_division_code("990781")) == ["division-code-province"]


def test_a_currency_is_one_of_the_list():
    assert check_currency("CNY") == check_currency("PHP") == []
    assert codes(check_currency("RMB")) == ["currency-unknown"]
    assert codes(check_currency("cny")) == ["currency-unknown"]
