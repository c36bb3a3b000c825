"""Conditions as sentences: a fact, a comparison, a threshold, a unit, a clause."""

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import override

from yuandu.engines import rules
from yuandu.engines.rules import units
from yuandu.services.policies.describing import sentence
from yuandu.services.policies.library import vocabulary

YES = frozenset({"是", "有", "true", "yes", "1", "y"})
NO = frozenset({"否", "无", "没有", "false", "no", "0", "n"})
LISTS = frozenset({"one_of", "none_of", "includes", "excludes", "within", "outside"})
_NUMBER = re.compile(r"^[+-]?\d[\d,，]*(\.\d+)?$")
_LINE = re.compile(r"^\s*(?P<name>.+?)\s*(?P<year>(19|20)\d\d)?\s*年?\s*[:：]\s*(?P<value>.*?)\s*$")
_SEPARATOR = re.compile(r"[,，、;；]\s*")


def default_unit(code: str) -> str:
    """Return the unit a threshold is written in where none is given."""
    kind = vocabulary()[code]
    known = units.factors(kind.kind, kind.unit) if kind.is_number else {}
    if len(known) == 1:
        return next(iter(known))
    return {"amount": "万元", "share": "%"}.get(kind.kind, "")


def threshold_of(code: str, operator: str, written: str) -> Any:
    """Return a threshold as a book says it; what cannot be read is left for the engine."""
    written = written.strip()
    if operator in LISTS:
        return [_choice(code, one) for one in _SEPARATOR.split(written) if one]
    kind = vocabulary()[code].kind if code in vocabulary() else ""
    if kind == "flag" and written.lower() in YES | NO:
        return written.lower() in YES
    if kind == "choice":
        return _choice(code, written)
    if kind == "day":
        try:
            return datetime.date.fromisoformat(written)
        except ValueError:
            return written
    return _number(written)


def _choice(code: str, written: str) -> str:
    """Return the code of a choice that is written by its title or its code."""
    titles = (
        {title: choice for choice, title in vocabulary()[code].choices.items()}
        if (code in vocabulary())
        else {}
    )
    return titles.get(written, written)


def _number(written: str) -> Any:
    if not _NUMBER.match(written):
        return written
    try:
        number = Decimal(written.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return written
    return int(number) if number == number.to_integral() else number


def written(value: object) -> str:
    """Return a threshold as it is typed."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case list() | tuple():
            return "、".join(map(written, value))
    return str(value)


def titles(code: str, operator: str, value: object, unit: str) -> tuple[str, str]:
    """Return how a condition reads, in Chinese and English."""
    kind = vocabulary()[code]
    shown = [kind.choices.get(one, one) for one in value] if isinstance(value, list) else value
    if isinstance(shown, str):
        shown = kind.choices.get(shown, shown)
    zh = f"{written(shown)}{unit}"
    en = "yes" if shown is True else "no" if shown is False else f"{written(shown)} {unit}".strip()
    is_flag = isinstance(value, bool)
    with override("zh-hans"):
        chinese = sentence(operator, is_flag) % {"f": kind.title, "v": zh}
    with override("en"):
        return chinese, sentence(operator, is_flag) % {"f": kind.title_en, "v": en}


def facts_of_lines(text: str) -> Mapping[str, Any]:
    """Read facts written line by line: `研发费用 2025: 200 万元`.

    Raises:
        rules.BadFacts: a line names no fact, or its value does not fit.
    """
    by_name = {
        name: kind for kind in vocabulary() for name in (kind.code, kind.title, kind.title_en)
    }
    said: dict[str, Any] = {}
    problems: list[rules.Problem] = []
    for number, line in _lines(text):
        match = _LINE.match(line)
        kind = by_name.get(match["name"]) if match else None
        if match is None or kind is None:
            name = match["name"] if match else line
            problems.append(_unknown(name, number))
            continue
        value = _fact_value(kind, match["value"])
        if kind.yearly and match["year"]:
            said.setdefault(kind.code, {})[match["year"]] = value
        else:
            said[kind.code] = value
    if problems:
        raise rules.BadFacts(problems)
    rules.read_facts(said, vocabulary())
    return said


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield number, line


def _unknown(name: str, line: int) -> rules.Problem:
    near = [kind.title for kind in vocabulary() if kind.title[:2] == name[:2]]
    expected = tuple(near or [kind.title for kind in vocabulary()][:8])
    return rules.Problem("key-unknown", "", line, "facts", {"key": name, "expected": expected})


def _fact_value(kind: rules.FactKind, given: str) -> Any:
    if kind.kind == "flag" and given.lower() in YES | NO:
        return given.lower() in YES
    if kind.kind == "choice":
        return _choice(kind.code, given)
    if kind.kind == "codes":
        return [one for one in _SEPARATOR.split(given) if one]
    return given


def lines_of_facts(text: str) -> str:
    """Return an example's facts, kept as JSON, line by line."""
    lines = []
    for code, value in json.loads(text).items():
        title = vocabulary()[code].title if code in vocabulary() else code
        if isinstance(value, dict):
            lines += [f"{title} {year}: {written(one)}" for year, one in value.items()]
        else:
            lines.append(f"{title}: {written(value)}")
    return "\n".join(lines)
