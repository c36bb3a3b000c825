"""The codes offices identify things by, and what is wrong with one that was mistyped.

Every check returns all problems it finds, none for a good code. A problem has a stable code;
its sentence is in `registry.wording`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from yuandu.engines.quantities import half_width

USCC_LENGTH = 18
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, Z, S, V
_USCC_WEIGHTS = tuple(3**place % 31 for place in range(USCC_LENGTH - 1))
_INNER_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_INNER = slice(8, 17)

# Registering departments with the kinds of organisation they register, as far as the
# standard's table and its amendment of 2016 name them one by one.
_KINDS = {
    "1": "1239",  # 机构编制: 机关, 事业单位, 群众团体, 其他
    "2": "123456789",  # 外交
    "3": "123456789",  # 司法行政: 31 law firms
    "4": "123456789",  # 文化
    "5": "1239",  # 民政: 社会团体, 民办非企业单位, 基金会, 其他
    "6": "123456789",  # 旅游
    "7": "123456789",  # 宗教
    "8": "123456789",  # 工会
    "9": "1239",  # 工商: 企业, 个体工商户, 农民专业合作社, 其他
    "A": "123456789",  # 中央军委改革和编制办公室
    "N": "123456789",  # 农业: N1 to N3 集体经济组织
    "Y": "123456789",  # 其他
}
# GB/T 2260: the first two digits; 10 stands for the national registers in USCCs.
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
    ]
)
_NATIONAL = "10"
# What people type for a letter that the alphabet leaves out.
_MEANT = {"I": "1", "O": "0", "Z": "2", "S": "5", "V": "U"}

_FREE_LENGTH = 40
_PROJECT_CODE = re.compile(r"[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}")
_PROJECT_LENGTH = 24
_HYPHENS = (4, 11, 14, 17)
_MONTHS = range(1, 13)
_YEARS_IN_FULL = range(2015, 2021)  # codes of before the standard begin with the whole year


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a code.

    Attributes:
        code: Stable name of the trouble, "uscc-check".
        found: What stands there.
        position: Where, counted from 1; None for the whole.
        expected: What should stand there, if one can tell.
    """

    code: str
    found: str
    position: int | None = None
    expected: str = ""


def normal_code(text: str) -> str:
    """Return a code as it is stored: half-width, upper case, without blanks.

    Nothing else is mended: an O typed for a 0 is reported, not guessed.
    """
    return "".join(half_width(text).split()).upper()


def check_organisation_code(code: str, code_rules: str) -> list[Problem]:
    """Check an organisation's code by the workspace's rules, "cn" or "free"."""
    if not code:
        return [Problem("code-missing", code)]
    if code_rules == "cn":
        return check_uscc(code)
    if len(code) > _FREE_LENGTH:
        return [Problem("code-too-long", str(len(code)), expected=str(_FREE_LENGTH))]
    return [] if code.isprintable() else [Problem("code-unprintable", ascii(code)[1:-1])]


def check_uscc(code: str) -> list[Problem]:
    """Check a unified social credit code.

    Check characters are only judged where alphabet and length hold: before that they would
    be a second complaint about the same slip.

    Args:
        code: As `normal_code` leaves it.

    Source:
        GB 32100-2015 with its amendment of 2016; GB 11714-1997 for characters 9 to 17.
    """
    problems = _alphabet_problems(code)
    if len(code) != USCC_LENGTH:
        problems.insert(0, Problem("uscc-length", str(len(code)), expected=str(USCC_LENGTH)))
    if problems:
        return problems
    inner = inner_check_character(code[_INNER][:-1])
    check = uscc_check_character(code[:-1])
    problems = _register_problems(code)
    if code[16] != inner:
        problems.append(Problem("uscc-inner-check", code[16], 17, inner))
    if code[-1] != check:
        problems.append(Problem("uscc-check", code[-1], USCC_LENGTH, check))
    return problems


def _alphabet_problems(code: str) -> list[Problem]:
    return [
        Problem("uscc-character", char, place, _meant(char))
        for place, char in enumerate(code, start=1)
        if char not in USCC_ALPHABET
    ]


def _meant(char: str) -> str:
    return _MEANT.get(upper := char.upper(), upper if upper in USCC_ALPHABET else "")


def _register_problems(code: str) -> list[Problem]:
    """Check department, kind and division: characters 1 to 8."""
    problems = []
    if (kinds := _KINDS.get(code[0])) is None:
        problems.append(Problem("uscc-department", code[0], 1))
    elif code[1] not in kinds:
        problems.append(Problem("uscc-kind", code[:2], 2))
    region = code[2:8]
    if not region.isdigit() or region[:2] not in {*_PROVINCES, _NATIONAL}:
        problems.append(Problem("uscc-division", region, 3))
    return problems


def uscc_check_character(first_17: str) -> str:
    """Return the check character that belongs behind 17 characters of the alphabet.

    31 less the weighted sum modulo 31; where that is 31 itself, the character is 0.
    """
    total = sum(
        weight * USCC_ALPHABET.index(char)
        for weight, char in zip(_USCC_WEIGHTS, first_17, strict=True)
    )
    return USCC_ALPHABET[-total % 31]


def inner_check_character(first_8: str) -> str:
    """Return the check character of an organisation code by GB 11714: 10 is X, 11 is 0."""
    total = sum(
        weight * _INNER_ALPHABET.index(char)
        for weight, char in zip(_INNER_WEIGHTS, first_8, strict=True)
    )
    return "0123456789X"[-total % 11]


def check_project_code_form(code: str) -> list[Problem]:
    """Check the printed form of an investment project's code: 2111-370781-04-01-123456.

    Month and year, division, department, type, a number with its check digit. The standard's
    algorithm for that digit is not public, so the form is all that can be judged.

    Args:
        code: As `normal_code` leaves it, with its four hyphens.

    Source:
        GB/T 40058-2021. Codes issued before it begin with the whole year (2018-…).
    """
    if len(code) != _PROJECT_LENGTH:
        return [Problem("project-code-length", str(len(code)), expected=str(_PROJECT_LENGTH))]
    if any((char == "-") != (place in _HYPHENS) for place, char in enumerate(code)):
        return [Problem("project-code-hyphens", code)]
    if not _PROJECT_CODE.fullmatch(code):
        place = next(at for at, char in enumerate(code) if char not in "0123456789-")
        return [Problem("project-code-digits", code[place], place + 1)]
    problems = []
    if int(code[2:4]) not in _MONTHS and int(code[:4]) not in _YEARS_IN_FULL:
        problems.append(Problem("project-code-month", code[:4], 1))
    if code[5:7] not in {*_PROVINCES, "00"}:  # 000000: projects of central departments
        problems.append(Problem("project-code-division", code[5:11], 6))
    return problems


def check_division_code(code: str) -> list[Problem]:
    """Check the form of a division's code: six digits that begin with a province's two.

    Source:
        GB/T 2260.
    """
    if not re.fullmatch("[0-9]{6}", code):
        return [Problem("division-code-form", code)]
    return [] if code[:2] in _PROVINCES else [Problem("division-code-province", code[:2], 1)]
