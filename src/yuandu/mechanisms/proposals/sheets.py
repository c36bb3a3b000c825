"""The spreadsheet of proposals: out as one sees them, in from paper slips or an older system."""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Reference, Value
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.proposals import actions, permissions, queries, rules
from yuandu.mechanisms.proposals.actions import Slip
from yuandu.mechanisms.proposals.models import Lane, Proposal
from yuandu.mechanisms.workforce import queries as workforce
from yuandu.mechanisms.workforce.models import Worker

CODE = "proposals-proposals"
COLUMNS = (
    Column(
        code="number",
        title=pgettext_lazy("of a proposal", "Number"),
        kind=Kind.CODE,
        synonyms=("编号", "提案编号"),
        required=True,
        max_length=20,
        example="2024-000123",
    ),
    Column(
        code="author",
        title=_("Author’s staff number"),
        kind=Kind.CODE,
        synonyms=("工号", "提案人工号", "作者工号"),
        required=True,
        max_length=20,
    ),
    Column(
        code="section",
        title=_("Section"),
        kind=Kind.DIVISION,
        synonyms=("科室", "班组", "部门"),
        required=True,
    ),
    Column(
        code="lane",
        title=_("Lane"),
        kind=Kind.CHOICE,
        synonyms=("通道", "类型"),
        choices=(
            Choice(code=rules.INSTANT, title=Lane.INSTANT.label, synonyms=("即时改善",)),
            Choice(code=rules.PROJECT, title=Lane.PROJECT.label, synonyms=("项目改善",)),
        ),
    ),
    Column(
        code="idea",
        title=pgettext_lazy("proposal", "Idea"),
        kind=Kind.TEXT,
        synonyms=("提案内容", "改善内容"),
        required=True,
        max_length=rules.LONGEST,
    ),
    Column(
        code="problem",
        title=_("What is the trouble today?"),
        kind=Kind.TEXT,
        synonyms=("现状问题", "问题描述"),
        max_length=rules.LONGEST,
    ),
    Column(
        code="posted_on",
        title=_("Posted on"),
        kind=Kind.DATE,
        synonyms=("提交日期", "提案日期"),
        required=True,
    ),
)


def _values(proposal: Proposal) -> dict[str, Value]:
    section = proposal.section
    first = next(iter(proposal.authors.all()), None)
    return {
        "number": proposal.number,
        "author": first.worker.number if first else None,
        "section": Reference(section.pk, section.name, section.code),
        "lane": proposal.lane,
        "idea": proposal.idea,
        "problem": proposal.problem or None,
        "posted_on": proposal.posted_on,
    }


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield authors that are on no staff list, odd sections, ideas without sense, days to come."""
    sections = set(workforce.sections(by).values_list("pk", flat=True))
    numbers = [str(row.values["author"]) for row in rows if row.values.get("author")]
    known = set(
        Worker.objects.filter(workspace=by.workspace, number__in=numbers).values_list(
            "number", flat=True
        )
    )
    today = by.workspace.today()
    for row in rows:
        place, day = row.values.get("section"), row.values.get("posted_on")
        if isinstance(place, Reference) and place.pk not in sections:
            yield Finding(row=row.number, code="no-section", field="section")
        if row.values.get("author") and str(row.values["author"]) not in known:
            yield Finding(row=row.number, code="no-author", field="author")
        if row.values.get("idea") and rules.fault_of_idea(str(row.values["idea"])):
            yield Finding(row=row.number, code="no-idea", field="idea")
        if isinstance(day, datetime.date) and day > today:
            yield Finding(row=row.number, code="ahead", field="posted_on")


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return the proposals that the rows speak of; two queries."""
    numbers = [str(row.values["number"]) for row in rows if row.values.get("number")]
    found = queries.visible_to(by).filter(number__in=numbers).prefetch_related("authors__worker")
    known = {each.number: _values(each) for each in found}
    return {
        row.number: known[str(row.values["number"])]
        for row in rows
        if row.values.get("number") in known
    }


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Enter the slips that are new; what is known already stays as it was written."""
    created = actions.take_in(by=by, slips=[_slip(row) for row in rows if not row.before])
    return Outcome(created=created, updated=0)


def _slip(row: Row) -> Slip:
    section, day = row.values["section"], row.values["posted_on"]
    assert isinstance(section, Reference) and section.pk is not None  # noqa: PT018, S101
    assert isinstance(day, datetime.date)  # noqa: S101
    return Slip(
        number=str(row.values["number"]),
        author=str(row.values["author"]),
        section_id=section.pk,
        lane=str(row.values.get("lane") or rules.INSTANT),
        idea=str(row.values["idea"]),
        problem=str(row.values.get("problem") or ""),
        posted_on=day,
    )


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the proposals one may read."""
    found = queries.visible_to(by).order_by("pk").prefetch_related("authors__worker")
    return map(_values, found.iterator(2000))


layouts.register(
    Layout(
        code=CODE,
        title=_("Improvement proposals"),
        columns=COLUMNS,
        key=("number",),
        importers=permissions.OFFICE,
        exporters=permissions.OFFICE,
        resolve=resolve,
        existing=existing,
        commit=commit,
        export=export,
        sentences={
            "no-section": Sentence(
                what=_("This is no section of the company."),
                do=_("Write a section’s name or number; business divisions take nobody."),
            ),
            "no-author": Sentence(
                what=_("Nobody on the staff list has this number."),
                do=_("Put the person on the staff list first, or correct the number."),
            ),
            "no-idea": Sentence(
                what=_("This says too little to be an idea."),
                do=_("Write at least four letters or characters that mean something."),
            ),
            "ahead": Sentence(what=_("That day has not come yet."), do=_("Correct the day.")),
        },
        note=_("A number that is known stays as it was written; only new ones are taken over."),
    )
)
