"""The reserve as a spreadsheet: ideas in and out, told apart by name and division.

A sheet enters ideas and changes what is written of them; it moves nothing on the ladder,
where each rung asks for its papers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Reference, Value
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.projects.models import Kind as ProjectKind
from yuandu.mechanisms.reserve import actions, permissions, queries, rules, wording
from yuandu.mechanisms.reserve.drafts import FIELDS, Draft
from yuandu.mechanisms.reserve.models import LONGEST_NAME, Field, Idea, Purpose

LARGEST = Decimal(10) ** 15  # yuan


def _choices(kinds: Any) -> tuple[Choice, ...]:
    return tuple(Choice(code=each.value, title=each.label) for each in kinds)


def _share(code: str, title: object, synonym: str) -> Column:
    return Column(
        code=code,
        title=title,
        kind=Kind.PERCENT,
        synonyms=(synonym,),
        least=Decimal(0),
        most=Decimal(1),
        places=4,
    )


COLUMNS = (
    Column(
        code="name",
        title=_("Name of the idea"),
        synonyms=("项目名称", "名称", "谋划项目"),
        required=True,
        max_length=LONGEST_NAME,
        example="示例储能电池产业园",
    ),
    Column(code="name_en", title=_("Name in English"), max_length=LONGEST_NAME),
    Column(
        code="division",
        title=_("County or zone"),
        kind=Kind.DIVISION,
        synonyms=("所在县区", "县市区", "属地"),
        required=True,
    ),
    Column(
        code="field",
        title=pgettext_lazy("of an idea", "Field"),
        kind=Kind.CHOICE,
        required=True,
        choices=_choices(Field),
    ),
    Column(
        code="purpose",
        title=pgettext_lazy("of an idea", "Purpose"),
        kind=Kind.CHOICE,
        required=True,
        choices=_choices(Purpose),
    ),
    Column(
        code="kind",
        title=_("Kind of project"),
        kind=Kind.CHOICE,
        required=True,
        choices=_choices(ProjectKind),
    ),
    Column(
        code="lead", title=_("Leading office"), synonyms=("牵头单位", "谋划单位"), max_length=100
    ),
    Column(code="owner_name", title=_("Intended owner"), synonyms=("建设单位",), max_length=200),
    Column(
        code="investment_total",
        title=_("Planned investment"),
        kind=Kind.MONEY,
        synonyms=("总投资", "投资额"),
        written_in="万元",
        least=Decimal(0),
        most=LARGEST,
        places=2,
        example="65000",
    ),
    _share("private_share", _("Private share"), "民间投资占比"),
    Column(
        code="funding",
        title=_("Where the money is to come from"),
        synonyms=("资金来源",),
        max_length=300,
    ),
    _share("funding_share", _("Funds in place"), "资金落实率"),
    Column(
        code="land_area_mu",
        title=_("Land"),
        kind=Kind.NUMBER,
        synonyms=("用地面积", "拟用地"),
        unit="亩",
        least=Decimal(0),
        most=Decimal(10) ** 7,
        places=2,
    ),
    Column(code="site", title=_("Site"), synonyms=("拟选址",), max_length=200),
    Column(
        code="planned_start_on",
        title=_("Planned start"),
        kind=Kind.DATE,
        synonyms=("拟开工时间",),
        month_means="first",
    ),
    Column(
        code="planned_end_on",
        title=_("Planned end"),
        kind=Kind.DATE,
        synonyms=("拟竣工时间",),
        month_means="last",
    ),
    Column(
        code="summary",
        title=_("What is built, and what for"),
        synonyms=("建设内容",),
        max_length=4000,
    ),
    Column(
        code="stage",
        title=_("Maturity"),
        kind=Kind.CHOICE,
        choices=tuple(Choice(code=code, title=wording.STAGES[code]) for code in rules.STAGES),
        note=_("Goes out only; a sheet moves nothing on the ladder"),
    ),
    Column(code="score", title=pgettext_lazy("of an idea", "Score"), max_length=10),
)
KEPT = tuple(name for name in FIELDS if name not in {"division", "owner_code"})


def _key(row: Row) -> tuple[str, int] | None:
    place = row.values.get("division")
    if not isinstance(place, Reference) or place.pk is None:
        return None
    return str(row.values.get("name")), place.pk


def _known(by: Actor, rows: Sequence[Row]) -> dict[tuple[str, int], Idea]:
    names = {str(row.values.get("name")) for row in rows}
    found = Idea.objects.filter(workspace=by.workspace, name__in=names)
    found = found.select_related("track", "division").defer("division__geometry")
    return {(idea.name, idea.division_id): idea for idea in found}


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with rows beyond their cells; one query."""
    known = _known(by, rows)
    for row in rows:
        key = _key(row)
        if key is None:
            continue
        idea = known.get(key)
        if not permissions.may_propose(by, key[1]):
            yield Finding(row=row.number, code="not-your-division", field="division")
        elif idea is not None and not permissions.MAY["edit"](by, idea):
            yield Finding(row=row.number, code="idea-not-yours", field="name")
        start, end = row.values.get("planned_start_on"), row.values.get("planned_end_on")
        if start and end and end < start:  # type: ignore[operator]  # both are days
            yield Finding(row=row.number, code="ends-first", field="planned_end_on")
        if row.values.get("investment_total") == 0:
            yield Finding(row=row.number, code="no-investment", field="investment_total")


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return what the reserve holds of the rows; one query."""
    known = _known(by, rows)
    return {
        row.number: {name: getattr(known[key], name) or None for name in KEPT}
        for row in rows
        if (key := _key(row)) in known
    }


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Enter and change ideas, one action a row: a city has hundreds of them."""
    known = _known(by, rows)
    places = {each.pk: each for each in Division.objects.filter(workspace=by.workspace)}
    created = 0
    for row in rows:
        key = _key(row)
        if key is None:
            continue
        idea = known.get(key)
        draft = _draft(row, places[key[1]], idea)
        # What was doubtful stood in the preview, and whoever sent it went on.
        if idea is None:
            actions.propose(by=by, draft=draft, confirmed=True)
            created += 1
        else:
            actions.update(by=by, idea=idea, version=idea.version, draft=draft, confirmed=True)
    return Outcome(created=created, updated=len(rows) - created)


def _draft(row: Row, division: Division, idea: Idea | None) -> Draft:
    """Return a row as a draft; what the sheet has no column for stays as it is."""
    columns: dict[str, Any] = Draft.of(idea).columns() if idea else {}
    blank = {"investment_total", "private_share", "funding_share", "land_area_mu"}
    blank |= {"planned_start_on", "planned_end_on"}
    for name in KEPT:
        if name in row.values:
            value = row.values[name]
            columns[name] = value if name in blank else str(value or "")
    return Draft(**columns | {"division": division})


def lines(ideas: Iterable[Idea]) -> Iterator[Mapping[str, Value]]:
    """Yield ideas as rows of the layout."""
    for idea in ideas:
        yield {
            **{name: getattr(idea, name) or None for name in KEPT},
            "land_area_mu": idea.land_area_mu,
            "division": Reference(idea.division_id, idea.division.name, idea.division.code),
            "stage": idea.stage,
            "score": f"{idea.score:f}",
        }


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the ideas on the ladder that `by` may read, by rank; one query."""
    return lines(queries.listed(by, queries.Filters()).iterator(2000))


RESERVE = Layout(
    code="reserve",
    title=_("Project reserve"),
    columns=COLUMNS,
    key=("name", "division"),
    importers=permissions.OFFICERS,
    exporters=permissions.READERS,
    resolve=resolve,
    existing=existing,
    commit=commit,
    export=export,
    sentences={
        "not-your-division": Sentence(
            what=_("You do not plan for this county or zone."), do=_("Take the row out.")
        ),
        "idea-not-yours": Sentence(
            what=_("The idea of this name is no longer on the ladder, or not yours to change."),
            do=_("Take the row out, or ask who keeps it."),
        ),
        "ends-first": Sentence(
            what=_("The last day lies before the first."), do=_("Correct one of them.")
        ),
        "no-investment": Sentence(
            what=_("An investment of nothing is none."), do=_("Leave it empty while nobody knows.")
        ),
    },
    note=_("Classified projects are never entered here, in no form and under no other name."),
)
layouts.register(RESERVE)
