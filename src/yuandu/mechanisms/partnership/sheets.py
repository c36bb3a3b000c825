"""Spreadsheets: who belongs to which shareholder group, in and out; candidates out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Value
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.equity.models import Holder
from yuandu.mechanisms.partnership import actions, permissions, queries
from yuandu.mechanisms.partnership.models import Candidate, GroupMember, ShareholderGroup

_NUMBER = Column(
    code="number",
    title=_("Shareholder number"),
    kind=Kind.CODE,
    synonyms=("股东编号",),
    required=True,
    max_length=20,
    example="G001",
)
_GROUP = Column(
    code="group",
    title=_("Shareholder group"),
    kind=Kind.CODE,
    synonyms=("股东小组", "小组编号"),
    required=True,
    max_length=10,
    example="G1",
)
SENTENCES = {
    "number": Sentence(
        what=_("No worker-partner has this shareholder number."),
        do=_("Write the number as the register of shareholders has it."),
    ),
    "group": Sentence(
        what=_("There is no shareholder group of this code."),
        do=_("Enter the group first, or correct the code."),
    ),
}


def _text(row: Row, field: str) -> str:
    return str(row.values.get(field) or "")


def _partners(by: Actor, rows: Sequence[Row]) -> dict[str, Holder]:
    found = Holder.objects.filter(
        workspace=by.workspace,
        kind=Holder.Kind.WORKER,
        number__in=[_text(row, "number") for row in rows],
    )
    return {each.number: each for each in found}


def _groups(by: Actor) -> dict[str, ShareholderGroup]:
    return {each.code: each for each in ShareholderGroup.objects.filter(workspace=by.workspace)}


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Find numbers and groups that there are not; two queries."""
    partners, groups = _partners(by, rows), _groups(by)
    for row in rows:
        if _text(row, "number") not in partners:
            yield Finding(row=row.number, code="number", field="number")
        if _text(row, "group") not in groups:
            yield Finding(row=row.number, code="group", field="group")


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return who belongs to a group already; one query."""
    found = GroupMember.objects.filter(
        workspace=by.workspace, holder__number__in=[_text(row, "number") for row in rows]
    )
    known = dict(found.values_list("holder__number", "group__code"))
    return {
        row.number: {"number": number, "group": known[number]}
        for row in rows
        if (number := _text(row, "number")) in known
    }


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Put partners into their groups."""
    partners, groups = _partners(by, rows), _groups(by)
    stood = len(existing(by, rows))
    wanted: dict[str, list[Holder]] = defaultdict(list)
    for row in rows:
        wanted[_text(row, "group")].append(partners[_text(row, "number")])
    for code, holders in sorted(wanted.items()):
        actions.join(by=by, group=groups[code], holders=holders)
    return Outcome(created=len(rows) - stood, updated=stood)


def members(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield who belongs to the groups that `by` may see."""
    found = GroupMember.objects.filter(group__in=queries.groups_visible_to(by))
    for each in found.select_related("group", "holder").order_by("group__code", "holder__number"):
        yield {"number": each.holder.number, "name": each.holder.name, "group": each.group.code}


def candidates(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the candidates of all reviews, the latest review first."""
    found = queries.candidates_visible_to(by).order_by("-review", "worker__number")
    for each in found.iterator(chunk_size=layouts.BATCH):
        yield {
            "review": each.review.title,
            "number": each.worker.number,
            "name": each.worker.name,
            "section": each.worker.section.name,
            "kind": each.kind,
            "group": each.group.code if each.group else "",
            "state": each.state,
            "shares": Decimal(each.shares),
            "carried_on": each.carried_on,
        }


_NAME = Column(code="name", title=pgettext_lazy("of a person", "Name"), max_length=100)
GROUPS = Layout(
    code="partnership-groups",
    title=pgettext_lazy("sheet", "Shareholder groups"),
    columns=(_NUMBER, _NAME, _GROUP),
    key=("number",),
    importers=permissions.MANAGERS,
    exporters=permissions.READERS,
    sentences=SENTENCES,
    resolve=resolve,
    existing=existing,
    commit=commit,
    export=members,
)
layouts.register(GROUPS)
CANDIDATES = layouts.going_out(
    code="partnership-candidates",
    title=pgettext_lazy("sheet", "Candidates of reviews of partners"),
    columns=(
        Column(code="review", title=_("Review of partners"), max_length=80),
        Column(code="number", title=_("Staff number"), kind=Kind.CODE, max_length=20),
        _NAME,
        Column(code="section", title=_("Section"), max_length=200),
        Column(
            code="kind",
            title=pgettext_lazy("of a candidate", "Kind"),
            kind=Kind.CHOICE,
            choices=tuple(Choice(code=each.value, title=each.label) for each in Candidate.Kind),
        ),
        _GROUP,
        Column(
            code="state",
            title=pgettext_lazy("of a candidate", "Result"),
            kind=Kind.CHOICE,
            choices=tuple(Choice(code=each.value, title=each.label) for each in Candidate.State),
        ),
        Column(code="shares", title=_("Shares granted"), kind=Kind.NUMBER),
        Column(code="carried_on", title=_("Carried out on"), kind=Kind.DATE),
    ),
    key=("review", "number"),
    exporters=permissions.READERS,
    export=candidates,
)
layouts.register(CANDIDATES)
