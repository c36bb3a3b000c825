"""Every act that the code records has a name in the log, in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from yuandu.kernel.audit import events

SOURCE = Path(__file__).resolve().parent.parent / "src" / "yuandu"


def written() -> Iterator[str]:
    """Yield the codes in the calls of `record` and `Act`: `project.update`."""
    for path in SOURCE.rglob("*.py"):
        if {"tests", "migrations"} & set(path.parts):
            continue
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            if re.fullmatch(r"(\w+\.)*(_?record|Act)", ast.unparse(call.func)):
                texts = (part for one in call.args[1:3] for part in ast.walk(one))
                for text in texts:
                    code = getattr(text, "value", None)
                    if isinstance(code, str) and re.fullmatch(r"[a-z_]+\.[a-z_]+", code):
                        yield code


CODES = sorted(set(written()) - {"ledger.transfer"})  # a kind of thing, not an act


@pytest.mark.parametrize("code", CODES)
def test_every_act_has_a_name(code):
    for language in ("zh-hans", "en"):
        with translation.override(language):
            assert events.title(code) != code


def test_the_codes_are_found():
    assert {"project.create", "track.move", "sheets.commit", "board.change"} <= set(CODES)
