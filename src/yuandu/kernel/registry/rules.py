"""Codes that a standard gives a form. Pure."""

import re
from dataclasses import dataclass

_PROJECT_CODE = re.compile(r"(\d{2})(\d{2})-(\d{6})-(\d{2})-(\d{2})-(\d{6})")
_MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a code; `code` names the sentence."""

    code: str


def check_project_code_form(code: str) -> list[Problem]:
    """Return what is wrong with the printed form of a project code.

    Source:
        GB/T 40058-2021: year and month, division, department, type, five random digits
        and a check digit, printed with four hyphens. The standard's check algorithm is
        not public, so the check digit is taken as it comes.
    """
    found = _PROJECT_CODE.fullmatch(code)
    if not found:
        return [Problem("form")]
    if int(found[2]) not in _MONTHS:
        return [Problem("month")]
    return []
