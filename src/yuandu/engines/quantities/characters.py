"""Full-width characters as their half-width twins, one for one, so that places stay valid."""

from __future__ import annotations

import re

FULL_COMMA = "，"
_TWINS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) != FULL_COMMA}
_SPACES = dict.fromkeys([0x00A0, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000, 0xFEFF], 0x20)
_MINUS = dict.fromkeys([0x2212, 0xFE63], ord("-"))
_TABLE = {**_TWINS, **_SPACES, **_MINUS}


_GROUPING = re.compile("(?<=[０-９])，(?=[０-９]{3})")


def half_width(text: str) -> str:
    """Return `text` with full-width digits, letters and signs as half-width ones.

    The length does not change. A full-width comma becomes a half-width one only between
    full-width digits: ，elsewhere ends a clause, it does not group thousands.
    """
    return _GROUPING.sub(",", text).translate(_TABLE)
