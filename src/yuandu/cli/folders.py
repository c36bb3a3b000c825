"""Rule books, facts and tables as files."""

import json
from collections.abc import Sequence
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

from yuandu.engines import rules
from yuandu.engines.rules.problems import Problem

FACTS = "facts.yaml"
OWN = Path(str(resources.files("yuandu.services.policies") / "books"))
LARGEST = 5_000_000  # bytes of a book or of one subject's facts


class Unreadable(Exception):
    """A file cannot be read: its path, and why in both languages."""

    def __init__(self, path: Path, zh: str, en: str) -> None:
        super().__init__(f"{path}: {en}")
        self.path, self.words = path, {"zh": zh, "en": en}


def text_of(path: Path) -> str:
    """Return a small text file.

    Raises:
        Unreadable: it is not there, too large, or no UTF-8.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(path, "文件过大。", "The file is too large.")
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            path, "不是 UTF-8 编码；请另存为 UTF-8。", "It is not UTF-8; save it as UTF-8."
        ) from error
    except (OSError, ValueError) as error:  # a path with a NUL in it is a ValueError
        strerror = getattr(error, "strerror", None) or error
        raise Unreadable(
            path, f"打不开：{strerror}。", f"It cannot be opened: {strerror}."
        ) from error


def books_in(folder: Path) -> tuple[rules.Vocabulary, tuple[rules.Book, ...]]:
    """Return the facts and the books of a folder, every problem of every book at once.

    Raises:
        Unreadable: there is no `facts.yaml`.
        rules.Bad: facts or books cannot be used.
    """
    vocabulary = rules.read_vocabulary(text_of(folder / FACTS), FACTS)
    books: list[rules.Book] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name == FACTS:
            continue
        try:
            books.append(rules.read_book(text_of(path), path.name, vocabulary))
        except rules.BadBook as bad:
            problems += bad.problems
    codes = [book.code for book in books]
    problems += [
        Problem("book-twice", values={"code": code})
        for code in sorted({code for code in codes if codes.count(code) > 1})
    ]
    if problems:
        raise rules.BadBook(problems)
    return vocabulary, tuple(books)


def firm(path: Path, vocabulary: rules.Vocabulary) -> rules.Facts:
    """Return the facts of a file `{"firm": {…}, "facts": {…}}`; "firm" is for people.

    Raises:
        Unreadable: the file cannot be read.
        rules.BadFacts: it is no JSON, names a key twice or one that is not known.
    """
    said = _json(path)
    if not isinstance(said, dict):
        raise rules.BadFacts([Problem("facts-not-a-table", path.name)])
    unknown = [key for key in said if key not in {"firm", "facts"}]
    if unknown:
        raise rules.BadFacts(
            [
                Problem(
                    "key-unknown", path.name, None, key, {"key": key, "expected": "firm、facts"}
                )
                for key in unknown
            ]
        )
    return rules.read_facts(said.get("facts", {}), vocabulary, path.name)


def _json(path: Path) -> Any:
    twice: list[str] = []

    def once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        twice.extend({key for key in keys if keys.count(key) > 1})
        return dict(pairs)

    try:
        said = json.loads(text_of(path), object_pairs_hook=once, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise rules.BadFacts([Problem("not-json", path.name, line)]) from error
    if twice:
        raise rules.BadFacts(
            [Problem("key-twice", path.name, None, key, {"key": key}) for key in sorted(twice)]
        )
    return said
