"""The handbook's spreadsheet: one row a clause, under the heading it stands under.

Rows go into the draft edition that is open; there is one at a time that takes rows, the
newest. A row whose heading and number the draft has changes that clause; what is published
is never changed by a sheet, a row of the same number supersedes it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Value
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.services.handbook import actions, permissions, queries, rules
from yuandu.services.handbook.drafts import Draft
from yuandu.services.handbook.models import Clause, Edition, Heading, Part

TEXTS = ("title", "text", "source_title", "source_number", "article", "keywords")
DAYS = ("valid_from", "valid_to")

COLUMNS = (
    Column(
        code="part",
        title=_("Class or aspect"),
        kind=Kind.CHOICE,
        synonyms=("部分", "类别"),
        required=True,
        choices=(
            Choice(code=Part.CLASS, title=Part.CLASS.label, synonyms=("大类", "五大类", "类")),
            Choice(code=Part.ASPECT, title=Part.ASPECT.label, synonyms=("方面", "十个方面")),
        ),
    ),
    Column(
        code="heading",
        title=_("Number of the heading"),
        kind=Kind.NUMBER,
        synonyms=("类号", "方面序号"),
        required=True,
        decimals=0,
        least=Decimal(1),
        most=Decimal(99),
        compares=False,
        example="1",
    ),
    Column(
        code="number",
        title=_("Number under the heading"),
        kind=Kind.NUMBER,
        synonyms=("条号", "序号", "编号"),
        required=True,
        decimals=0,
        least=Decimal(1),
        most=Decimal(9999),
        compares=False,
        example="12",
    ),
    Column(
        code="title",
        title=_("Title of the clause"),
        synonyms=("标题", "政策名称", "条款名称"),
        required=True,
        max_length=200,
        example="工业项目“标准地”供应",
    ),
    Column(
        code="text",
        title=_("Text of the clause"),
        synonyms=("正文", "政策内容", "内容"),
        required=True,
        max_length=10_000,
        example="新增工业用地以“标准地”方式供应。",
    ),
    Column(
        code="source_title",
        title=_("Source document"),
        synonyms=("来源", "政策来源", "文件"),
        required=True,
        max_length=200,
        example="示例文件",
    ),
    Column(
        code="source_number",
        title=_("Number of the document"),
        synonyms=("文号", "发文字号"),
        max_length=60,
    ),
    Column(
        code="article",
        title=_("Article of the document"),
        synonyms=("条款", "条文"),
        max_length=40,
        example="第三条",
    ),
    Column(
        code="valid_from",
        title=pgettext_lazy("clause", "Valid from"),
        kind=Kind.DATE,
        synonyms=("施行日期", "生效日期"),
        required=True,
        month_means="first",
    ),
    Column(
        code="valid_to",
        title=pgettext_lazy("clause", "Valid to"),
        kind=Kind.DATE,
        synonyms=("失效日期", "有效期至"),
        month_means="last",
    ),
    Column(code="keywords", title=_("Keywords"), synonyms=("标签",), max_length=200),
    Column(
        code="condition",
        title=_("Condition over the answers"),
        synonyms=("适用条件",),
        max_length=1000,
        example='{"land": ["new"]}',
        note=_("As the API has it; empty: every project"),
    ),
)


def _key(values: Mapping[str, Value]) -> tuple[str, int, int] | None:
    part, heading, number = (values.get(name) for name in ("part", "heading", "number"))
    if not (isinstance(part, str) and isinstance(heading, Decimal) and isinstance(number, Decimal)):
        return None
    return part, int(heading), int(number)


def _draft_edition(by: Actor) -> Edition | None:
    found = Edition.objects.filter(workspace=by.workspace, published_on=None)
    return found.order_by("-pk").first()


def _condition(text: Value) -> dict[str, Any] | None:
    """Return a cell's condition; `None` if it is none."""
    if not text:
        return {}
    try:
        read = json.loads(str(text))
    except ValueError:
        return None
    return read if isinstance(read, dict) else None


def _headings(by: Actor) -> dict[tuple[str, int], Heading]:
    found = Heading.objects.filter(workspace=by.workspace)
    return {(heading.part, heading.number): heading for heading in found}


def _by_key(clauses: Iterable[Clause]) -> dict[tuple[str, int, int], Clause]:
    return {
        (clause.heading.part, clause.heading.number, clause.number): clause for clause in clauses
    }


def _of_draft(by: Actor) -> dict[tuple[str, int, int], Clause]:
    edition = _draft_edition(by)
    if edition is None:
        return {}
    return _by_key(
        Clause.objects.filter(edition=edition).select_related(
            "heading", "edition", "supersedes__heading", "supersedes__edition"
        )
    )


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what only the handbook knows to be wrong; four queries."""
    has_draft = _draft_edition(by) is not None
    headings = _headings(by)
    standing = _by_key(queries.search(by))
    drafted = _of_draft(by)
    for row in rows:
        if not has_draft:
            yield Finding(row=row.number, code="no-draft-edition")
        key = _key(row.values)
        if key is None:
            continue
        if key[:2] not in headings:
            yield Finding(row=row.number, code="unknown-heading", field="heading")
        condition = _condition(row.values.get("condition"))
        if condition is None or rules.odd_parts(condition):
            yield Finding(row=row.number, code="odd-condition", field="condition")
        first, last = (row.values.get(name) for name in DAYS)
        if first and last and last < first:  # type: ignore[operator]  # both are days
            yield Finding(row=row.number, code="ends-first", field="valid_to")
        old = standing.get(key)
        if old and key not in drafted and first and first <= old.valid_from:  # type: ignore[operator]
            yield Finding(row=row.number, code="supersedes-too-early", field="valid_from")


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return what the open draft holds of the rows; two queries."""
    drafted = _of_draft(by)
    found = {}
    for row in rows:
        key = _key(row.values)
        if key is not None and key in drafted:
            found[row.number] = _values(drafted[key])
    return found


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Write the rows into the open draft, one action a row: a handbook has hundreds of them."""
    edition = _draft_edition(by)
    if edition is None:
        raise LookupError("no draft edition; `resolve` has told of it")
    headings, standing, drafted = _headings(by), _by_key(queries.search(by)), _of_draft(by)
    created = 0
    for row in rows:
        key = _key(row.values)
        if key is None:
            continue
        draft = _draft(row.values, headings[key[:2]], key[2])
        if key in drafted:
            clause = drafted[key]
            draft = replace(draft, supersedes=clause.supersedes)
            actions.change(by=by, clause=clause, version=clause.version, draft=draft)
        else:
            draft = replace(draft, supersedes=standing.get(key))
            actions.write(by=by, edition=edition, draft=draft)
            created += 1
    return Outcome(created=created, updated=len(rows) - created)


def _draft(values: Mapping[str, Value], heading: Heading, number: int) -> Draft:
    texts: dict[str, Any] = {name: str(values.get(name) or "") for name in TEXTS}
    days: dict[str, Any] = {name: values.get(name) for name in DAYS}
    condition = _condition(values.get("condition")) or {}
    return Draft(heading=heading, number=number, condition=condition, **texts, **days)


def _values(clause: Clause) -> dict[str, Value]:
    condition = json.dumps(clause.condition, ensure_ascii=False) if clause.condition else None
    return {
        "part": clause.heading.part,
        "heading": Decimal(clause.heading.number),
        "number": Decimal(clause.number),
        **{name: getattr(clause, name) or None for name in (*TEXTS, *DAYS)},
        "condition": condition,
    }


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the clauses in force; one query."""
    return map(_values, queries.search(by))


layouts.register(
    Layout(
        code="handbook",
        title=_("Policy handbook"),
        columns=COLUMNS,
        key=("part", "heading", "number"),
        importers=permissions.EDITORS,
        exporters=permissions.READERS,
        resolve=resolve,
        existing=existing,
        commit=commit,
        export=export,
        sentences={
            "no-draft-edition": Sentence(
                what=_("No edition is open to take clauses."),
                do=_("Open one on the page of editions, then send the sheet again."),
            ),
            "unknown-heading": Sentence(
                what=_("The handbook has no heading of this number."),
                do=_("Correct class or aspect and its number."),
            ),
            "odd-condition": Sentence(
                what=_("The condition cannot be read."),
                do=_("Write it as the API has it, or leave the cell empty."),
            ),
            "ends-first": Sentence(
                what=_("The last day lies before the first."), do=_("Correct one of them.")
            ),
            "supersedes-too-early": Sentence(
                what=_("A clause of this number is in force and begins no earlier."),
                do=_("Let the new text begin after it."),
            ),
        },
    )
)
