"""Reading books and vocabularies from YAML: every problem with its line and its mend."""

import datetime
import re
from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import Any, override

import yaml
from pydantic import BaseModel, ValidationError

from yuandu.engines.rules.books import Book
from yuandu.engines.rules.checks import problems_of
from yuandu.engines.rules.problems import Bad, BadBook, BadVocabulary, Problem
from yuandu.engines.rules.vocabulary import FactKind, Vocabulary

SHOWN = 60  # characters of a wrong value in a sentence
LONGEST = 500_000  # characters; the longest text of law is far below
type Way = tuple[str | int, ...]

# What pydantic calls it, and what we do.
CODES = {
    "missing": "field-missing",
    "extra_forbidden": "field-unknown",
    "literal_error": "not-one-of",
    "string_pattern_mismatch": "bad-code",
    "too_short": "nothing-given",
    "string_too_short": "nothing-given",
    "greater_than": "out-of-bounds",
    "greater_than_equal": "out-of-bounds",
    "less_than_equal": "out-of-bounds",
}
BOUNDS = {"gt": ">", "ge": "≥", "le": "≤"}
OURS = {
    "one-measure",
    "one-condition",
    "one-benefit",
}

BOOL = "tag:yaml.org,2002:bool"


class _Loader(yaml.SafeLoader):
    """YAML as books use it: exact numbers, no aliases, no key twice, lines remembered.

    Of the words that YAML 1.1 takes for truth values only `true` and `false` are: `no` is a
    condition's key, and `on` may be a code.
    """

    yaml_implicit_resolvers = {
        first: [(tag, form) for tag, form in known if tag != BOOL]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.problems: list[tuple[str, int, dict[str, object]]] = []

    @override
    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()
            raise yaml.MarkedYAMLError(problem="alias", problem_mark=event.start_mark)
        return super().compose_node(parent, index)

    @override
    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                self.problems.append(("key-twice", line, {"key": key.value}))
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _exact(loader: _Loader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(str(node.value).replace("_", ""))


_Loader.add_implicit_resolver(BOOL, re.compile("^(?:true|false)$"), ["t", "f"])
_Loader.add_constructor("tag:yaml.org,2002:float", _exact)


def parse(text: str, source: str) -> tuple[object, dict[Way, int]]:
    """Return what a YAML text says, and on which line each part of it stands.

    Raises:
        Bad: it is too long, no YAML, refers to itself, or names a key twice.
    """
    if len(text) > LONGEST:
        raise Bad([Problem("too-long", source, values={"most": LONGEST})])
    try:
        loader = _Loader(text)
    except yaml.YAMLError as error:  # a character that YAML does not have
        raise Bad([Problem("not-yaml", source)]) from error
    try:
        node = loader.get_single_node()
        said = loader.construct_document(node) if node else None
    except (yaml.YAMLError, RecursionError, ValueError, ArithmeticError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        raise Bad([Problem("not-yaml", source, line)]) from error
    finally:
        loader.dispose()
    if loader.problems:
        raise Bad([Problem(code, source, line, values=v) for code, line, v in loader.problems])
    lines: dict[Way, int] = {}
    if node:
        _note_lines(node, (), lines)
    return said, lines


def _note_lines(node: yaml.Node, way: Way, lines: dict[Way, int]) -> None:
    lines[way] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _note_lines(value, (*way, str(key.value)), lines)
            lines[*way, str(key.value)] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _note_lines(value, (*way, index), lines)


def read_book(text: str, source: str, vocabulary: Vocabulary) -> Book:
    """Read a rule book.

    Raises:
        BadBook: it is not one; says all that is wrong with line, field and mend.
    """
    try:
        said, lines = parse(text, source)
        book = validated(Book, said, source, lines)
    except Bad as bad:
        raise BadBook(bad.problems) from bad
    if found := located(problems_of(book, vocabulary), source, lines):
        raise BadBook(found)
    return book


def book_of(said: object, source: str, vocabulary: Vocabulary) -> Book:
    """Read a rule book from values, such as a form or a database row holds.

    Raises:
        BadBook: it is not one.
    """
    try:
        book = validated(Book, said, source, {})
    except Bad as bad:
        raise BadBook(bad.problems) from bad
    if found := located(problems_of(book, vocabulary), source, {}):
        raise BadBook(found)
    return book


def read_vocabulary(text: str, source: str) -> Vocabulary:
    """Read a list of facts.

    Raises:
        BadVocabulary: it is not one, or names a fact twice.
    """
    try:
        said, lines = parse(text, source)
        if not isinstance(said, list):
            raise Bad([Problem("not-a-list", source, 1)])
        kinds = [
            validated(FactKind, one, source, lines, (index,)) for index, one in enumerate(said)
        ]
        twice = _twice(kinds)
        if twice:
            raise Bad([Problem("id-twice", source, values={"id": code}) for code in twice])
    except Bad as bad:
        raise BadVocabulary(bad.problems) from bad
    return Vocabulary(tuple(kinds))


def _twice(kinds: list[FactKind]) -> list[str]:
    codes = [kind.code for kind in kinds]
    return sorted({code for code in codes if codes.count(code) > 1})


def validated[M: BaseModel](
    model: type[M], said: object, source: str, lines: Mapping[Way, int], under: Way = ()
) -> M:
    """Return what was said as a model.

    Raises:
        Bad: it does not fit; every place that does not.
    """
    try:
        return model.model_validate(said)
    except ValidationError as error:
        found = [
            _problem(dict(one), source, lines, under)
            for one in error.errors(include_url=False)
            if not _follows(dict(one))
        ]
        # Of a value that may be of several types, each type complains.
        raise Bad(list({one.field: one for one in reversed(found)}.values())[::-1]) from error


def _follows(error: Mapping[str, Any]) -> bool:
    """Tell whether a list only seems too short, because what stands in it is wrong."""
    given = error.get("input")
    return error["type"] == "too_short" and isinstance(given, (list, tuple)) and bool(given)


def _problem(
    error: Mapping[str, Any], source: str, lines: Mapping[Way, int], under: Way
) -> Problem:
    way = (*under, *_in_the_file(error["loc"]))
    context = error.get("ctx", {})
    ours = str(context.get("error", ""))
    code = ours if ours in OURS else CODES.get(error["type"], "wrong-type")
    bounds = [f"{sign} {context[name]}" for name, sign in BOUNDS.items() if name in context]
    values = {
        "field": way[-1] if way else "",
        "given": _short(error.get("input")),
        "expected": context.get("expected", "".join(bounds)),
    }
    return Problem(code, source, line_of(way, lines), ".".join(map(str, way)), values)


def _in_the_file(loc: Way) -> Way:
    """Return the keys of a place; pydantic also names the types it tried."""
    way = tuple(one for one in loc if not str(one).startswith("#"))
    return way[: way.index("threshold") + 1] if "threshold" in way else way


def _short(value: object) -> str:
    if isinstance(value, (datetime.date, Decimal, int, str)):
        text = str(value)
        return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return type(value).__name__


def line_of(way: Way, lines: Mapping[Way, int]) -> int | None:
    """Return the line of a part, or of the nearest that contains it."""
    while way and way not in lines:
        way = way[:-1]
    return lines.get(way)


def located(
    found: list[tuple[Way, str, dict[str, object]]], source: str, lines: Mapping[Way, int]
) -> list[Problem]:
    """Return what `checks` found, each with its place in the file."""
    return [
        Problem(code, source, line_of(way, lines), ".".join(map(str, way)), values)
        for way, code, values in found
    ]
