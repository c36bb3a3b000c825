"""Issues as a spreadsheet: one row an issue, told apart by firm, title and day.

Rows enter issues, and sort those that are not with an office yet. Where an issue stands is
for the life cycle: the stage only goes out.
"""

import datetime
import uuid
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Value
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.services.liaison import actions, permissions, queries, rules, wording
from yuandu.services.liaison.actions import NewIssue
from yuandu.services.liaison.models import Issue, Severity, Subject
from yuandu.services.liaison.sheets.parties import (
    CODE,
    NAME,
    SENTENCES,
    code_of,
    known,
    of_others,
)

OTHER_WORDS = {
    Subject.BREEDING: ("种苗研发", "种苗"),
    Subject.TRADE: ("商贸流通", "流通"),
    Subject.TALENT: ("人才引育", "人才"),
    Subject.FINANCE: ("融资", "资金"),
    Subject.LAND: ("土地",),
    Subject.ENERGY: ("能耗", "用电"),
    Subject.ENVIRONMENT: ("环境容量", "环评", "排放指标"),
    Subject.DATA: ("数据", "公共数据"),
    Subject.POLICY: ("惠企政策",),
    Subject.OTHER: ("其它",),
}
COLUMNS = (
    CODE,
    NAME,
    Column(
        code="subject",
        title=pgettext_lazy("issue", "Class"),
        kind=Kind.CHOICE,
        synonyms=("诉求类别", "类别", "问题类别"),
        required=True,
        choices=tuple(
            Choice(code=each, title=each.label, synonyms=OTHER_WORDS[each]) for each in Subject
        ),
    ),
    Column(
        code="severity",
        title=_("Severity"),
        kind=Kind.CHOICE,
        synonyms=("紧急程度", "轻重缓急"),
        choices=tuple(Choice(code=each, title=each.label) for each in Severity),
    ),
    Column(
        code="title",
        title=_("In one sentence"),
        synonyms=("诉求标题", "标题", "问题"),
        required=True,
        max_length=120,
        example="组培瓶苗污染率高",
    ),
    Column(
        code="words",
        title=_("What is the matter, and what would help"),
        synonyms=("诉求内容", "内容", "具体情况"),
        required=True,
        max_length=2000,
        example="瓶苗污染率在一成以上，请帮助联系科研单位会诊。",
    ),
    Column(code="tag", title=_("Topic"), synonyms=("主题词", "标签", "政策编码"), max_length=60),
    Column(
        code="raised_on",
        title=_("Raised on"),
        kind=Kind.DATE,
        synonyms=("提出日期", "收集日期"),
        required=True,
    ),
    Column(
        code="stage",
        title=_("Stage"),
        synonyms=("办理状态", "状态"),
        max_length=40,
        note=_("Goes out only; the firm and the offices move it on the page."),
    ),
)
MORE_SENTENCES = {
    "raised-ahead": Sentence(
        what=_("The day on which it was raised lies in the future."), do=_("Correct the day.")
    ),
    "sorted-too-late": Sentence(
        what=_("The issue is with an office; class, severity and topic stay as they are."),
        do=_("Leave the row as it was exported."),
    ),
}
SORTED = ("subject", "severity", "tag")
HOUSE = uuid.UUID("6f0f4f0e-5b1e-4c52-9a55-6a8a4b7f3a10")  # the space of keys of rows
type Key = tuple[str, str, object]


def _key(row: Row) -> Key:
    return code_of(row), str(row.values.get("title") or ""), row.values.get("raised_on")


def _registered(by: Actor, rows: Sequence[Row]) -> dict[Key, Issue]:
    codes = {code_of(row) for row in rows}
    found = queries.issues_visible_to(by).filter(firm__party__code__in=codes).order_by("-pk")
    return {(each.firm.party.code, each.title, each.raised_on): each for each in found}


def _sorted(values: Mapping[str, Value]) -> tuple[str, str, str]:
    return (
        str(values.get("subject") or ""),
        str(values.get("severity") or Severity.NORMAL),
        rules.tag(str(values.get("tag") or "")),
    )


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what only the register knows to be wrong; two queries."""
    yield from of_others(by, rows, known(by, rows))
    registered, today = _registered(by, rows), by.workspace.today()
    for row in rows:
        on = row.values.get("raised_on")
        if isinstance(on, datetime.date) and on > today:
            yield Finding(row=row.number, code="raised-ahead", field="raised_on")
        issue = registered.get(_key(row))
        if issue is None or issue.stage in rules.UNSENT or "subject" not in row.values:
            continue
        if _sorted(row.values) != _sorted(_values(issue)):
            yield Finding(row=row.number, code="sorted-too-late", field="subject")


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return how the issues of the rows are sorted now; one query."""
    registered = _registered(by, rows)
    return {
        row.number: {name: _values(registered[_key(row)])[name] for name in SORTED}
        for row in rows
        if _key(row) in registered
    }


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Enter and sort issues, one action a row: each makes a step, and may make a gap."""
    parties, registered = known(by, rows), _registered(by, rows)
    for row in rows:
        subject, severity, tag = _sorted(row.values)
        issue = registered.get(_key(row))
        if issue is None:
            party, on = parties[code_of(row)], row.values["raised_on"]
            actions.take_in(by=by, party=party)
            actions.raise_issue(
                by=by,
                firm=queries.firm_of(by, party.pk, to="raise"),
                key=uuid.uuid5(HOUSE, f"{party.pk} {row.values['title']} {on}"),
                issue=NewIssue(
                    subject=subject,
                    severity=severity,
                    title=str(row.values["title"]),
                    words=str(row.values["words"]),
                    tag=tag,
                ),
                on=on if isinstance(on, datetime.date) else None,
            )
        elif _sorted(_values(issue)) != (subject, severity, tag):
            actions.sort(by=by, issue=issue, subject=subject, severity=severity, tag=tag)
    new = sum(row.is_new for row in rows)
    return Outcome(created=new, updated=len(rows) - new)


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the issues that `by` may read; one query."""
    for issue in queries.issues_visible_to(by).order_by("pk").iterator(2000):
        yield _values(issue)


def _values(issue: Issue) -> dict[str, Value]:
    return {
        "code": issue.firm.party.code or None,
        "name": issue.firm.party.name,
        "subject": issue.subject,
        "severity": issue.severity,
        "title": issue.title,
        "words": issue.words,
        "tag": issue.topic.tag if issue.topic else None,
        "raised_on": issue.raised_on,
        "stage": wording.stage(issue.stage)["label"],
    }


ISSUES = Layout(
    code="liaison-issues",
    title=pgettext_lazy("sheet", "Issues of firms"),
    columns=COLUMNS,
    key=("code", "title", "raised_on"),
    importers=permissions.OFFICERS,
    exporters=(*permissions.OFFICERS, "leader", "auditor"),
    resolve=resolve,
    existing=existing,
    commit=commit,
    export=export,
    sentences=SENTENCES | MORE_SENTENCES,
)
