"""`yuandu rules check | diff | sweep`: rule books over files, without a database."""

import argparse
import datetime
import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from yuandu.cli import answers, folders, speaking, sweeping
from yuandu.engines import rules
from yuandu.engines.rules.books import Assessed, Book
from yuandu.engines.rules.comparing import Change, compare
from yuandu.engines.rules.problems import COMMAS, Language

WORDS = {
    "no-book": {
        "zh": "没有代号为“{code}”的规则；现有：{known}。",
        "en": "There is no book “{code}”; there are {known}.",
    },
    "not-in-force": {
        "zh": "提示：{on} 这一天 {code} 并不施行（{since} 至 {until}）。",
        "en": "Note: {code} is not in force on {on} ({since} to {until}).",
    },
    "none": {"zh": "无", "en": "none"},
    "open": {"zh": "今", "en": "now"},
    "unchanged": {
        "zh": "其余 {count} 类规则两日相同：{names}。",
        "en": "The other {count} are the same on both days: {names}.",
    },
    "same": {
        "zh": "两日适用同一部规则，逐条相同。",
        "en": "Both days have the same book and answers.",
    },
}


def main(arguments: Sequence[str]) -> int:
    """Run one of the words; return the process's exit status.

    Returns:
        0 when the question was answered, whatever the answer; 2 when it could not be.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What cannot be written, half a character in a file say, is told and not a crash.
            stream.reconfigure(errors="backslashreplace")
    asked = _parser().parse_args(arguments)
    language: Language = asked.lang
    try:
        for line in asked.run(asked, language):
            print(line)  # noqa: T201 - this is what the command shows
    except rules.Bad as bad:
        for problem in bad.problems:
            print(problem.told(language), file=sys.stderr)  # noqa: T201
        return 2
    except folders.Unreadable as error:
        print(f"{error.path}: {error.words[language]}", file=sys.stderr)  # noqa: T201
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="yuandu rules", description=__doc__)
    words = parser.add_subparsers(required=True, metavar="WORD")

    check = words.add_parser("check", help="check one subject by one book, clause by clause")
    check.add_argument("book", help="the book's code, such as 63-2")
    check.add_argument("--facts", type=Path, required=True, help="JSON: docs/rules.md")
    check.add_argument("--on", type=_day, required=True, help="the day, such as 2025-05-01")
    check.add_argument("--path", action="store_true", help="what would have to change")
    check.set_defaults(run=_check)

    diff = words.add_parser("diff", help="compare two days, clause by clause")
    diff.add_argument("--firm", type=Path, required=True, help="JSON: docs/rules.md")
    diff.add_argument("--from", dest="before", type=_day, required=True)
    diff.add_argument("--to", dest="after", type=_day, required=True)
    diff.add_argument("--series", action="append", help="only this series; may be repeated")
    diff.add_argument("--all", action="store_true", help="also what stays as it is")
    diff.set_defaults(run=_diff)

    sweep = words.add_parser("sweep", help="every book in force over a Parquet table")
    sweep.add_argument("--on", type=_day, default=sweeping.today(), help="the day; today")
    sweeping.add_arguments(sweep)

    for word in (check, diff):
        word.add_argument("--json", action="store_true", help="the documented JSON")
    for word in (check, diff, sweep):
        word.add_argument("--books", type=Path, default=folders.OWN, help="a folder of books")
        word.add_argument(
            "--assessed", choices=get_args(Assessed.__value__), default="new", help="by whom"
        )
        word.add_argument("--lang", choices=("zh", "en"), default=speaking.language())
    return parser


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"“{text}” is no day; write it as 2025-05-01 / 不是日期，请写成 2025-05-01"
        ) from error


def _check(asked: argparse.Namespace, language: Language) -> Iterator[str]:
    vocabulary, books = folders.books_in(asked.books)
    book = next((one for one in books if one.code == asked.book), None)
    if book is None:
        codes = [one.code for one in books]
        words = {
            each: WORDS["no-book"][each].format(
                code=asked.book, known=COMMAS[each].join(codes) or WORDS["none"][each]
            )
            for each in get_args(Language.__value__)
        }
        raise folders.Unreadable(asked.books, **words)
    facts = folders.firm(asked.facts, vocabulary)
    given = {"on": asked.on, "vocabulary": vocabulary, "assessed": asked.assessed}
    answer = rules.check(book, facts, **given)
    path = rules.nearest_path(book, facts, **given) if asked.path else None
    if asked.json:
        said = answers.answer_json(answer)
        said["in_force"] = book.holds_on(asked.on, asked.assessed)
        if path:
            said["path"] = answers.path_json(path, vocabulary)
        yield _json(said)
        return
    if not book.holds_on(asked.on, asked.assessed):
        yield _not_in_force(book, asked.on, language)
    yield from answers.told(answer, vocabulary, language)
    if path:
        yield ""
        yield from answers.path_told(path, vocabulary, language)


def _not_in_force(book: Book, on: datetime.date, language: Language) -> str:
    until = book.effective_until or WORDS["open"][language]
    return WORDS["not-in-force"][language].format(
        on=on, code=book.code, since=book.effective_from, until=until
    )


def _diff(asked: argparse.Namespace, language: Language) -> Iterator[str]:
    vocabulary, books = folders.books_in(asked.books)
    facts = folders.firm(asked.firm, vocabulary)
    said = []
    for series in dict.fromkeys(one.series for one in books):
        if asked.series and series not in asked.series:
            continue
        days = (asked.before, asked.after)
        before, after = (
            _answered(books, series, facts, day, vocabulary, asked.assessed) for day in days
        )
        if before is None and after is None:
            continue
        changes = [
            one
            for one in compare(before, after)
            if asked.all or one.asks_otherwise or one.answers_otherwise
        ]
        said.append((series, before, after, changes))
    if asked.json:
        yield _json(
            [
                {
                    "series": series,
                    "before": _brief(before),
                    "after": _brief(after),
                    "changes": [answers.change_json(one) for one in changes],
                }
                for series, before, after, changes in said
            ]
        )
        return
    unchanged = [] if asked.all or asked.series else [one for one in said if not one[3]]
    for series, before, after, changes in said:
        if (series, before, after, changes) not in unchanged:
            yield from _told(series, before, after, changes, vocabulary, language)
    if unchanged:
        names = COMMAS[language].join(series for series, *_ in unchanged)
        yield WORDS["unchanged"][language].format(count=len(unchanged), names=names)


def _answered(
    books: Sequence[Book],
    series: str,
    facts: rules.Facts,
    on: datetime.date,
    vocabulary: rules.Vocabulary,
    assessed: Assessed,
) -> rules.Answer | None:
    """Return the answer of the series' book in force on a day; the newest, where two are."""
    books = [one for one in books if one.series == series and one.holds_on(on, assessed)]
    if not books:
        return None
    book = max(books, key=lambda one: one.effective_from)
    return rules.check(book, facts, on=on, vocabulary=vocabulary, assessed=assessed)


def _brief(answer: rules.Answer | None) -> object:
    if answer is None:
        return None
    return {
        "on": answer.on.isoformat(),
        "book": answers.book_json(answer.book),
        "state": answer.state.code,
    }


def _told(
    series: str,
    before: rules.Answer | None,
    after: rules.Answer | None,
    changes: Sequence[Change],
    vocabulary: rules.Vocabulary,
    language: Language,
) -> Iterator[str]:
    def head(answer: rules.Answer | None) -> str:
        if answer is None:
            return WORDS["none"][language]
        state = answers.STATES[language][answer.state.code]
        return f"{answer.on} {answer.book.code} {answer.book.document}: {state}"

    yield f"■ {series}"
    yield f"  − {head(before)}"
    yield f"  + {head(after)}"
    if not changes:
        yield f"    {WORDS['same'][language]}"
    for change in changes:
        yield f"    {change.id}"
        for mark, finding in (("−", change.before), ("+", change.after)):
            if finding:
                state = answers.STATES[language][finding.state.code]
                yield f"      {mark} {state:<6} {answers.sentence(finding, vocabulary, language)}"


def _json(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, indent=2)
