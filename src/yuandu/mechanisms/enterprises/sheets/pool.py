"""Entry lists of the cultivation pool: one row a firm and tier."""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.organisation_codes import WRONG_CODES, codes_that_do_not_hold
from yuandu.kernel.sheets.rules.columns import Column, Kind, Reference, Value
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.enterprises import actions, permissions, rules
from yuandu.mechanisms.enterprises.actions import NewPlace
from yuandu.mechanisms.enterprises.models import Firm, PoolPlace, Recognition
from yuandu.mechanisms.enterprises.queries import PoolFilters, places_visible_to, pool
from yuandu.mechanisms.enterprises.queries.titles import held_on
from yuandu.mechanisms.enterprises.sheets.parties import code_of
from yuandu.mechanisms.enterprises.sheets.recognitions import TIERS

COLUMNS = (
    Column(
        code="code",
        title=_("Credit code"),
        kind=Kind.CODE,
        synonyms=("统一社会信用代码", "社会信用代码", "信用代码", "企业代码"),
        required=True,
        max_length=40,
        example="91370781MA3C00001X",
    ),
    Column(
        code="name",
        title=_("Name of the firm"),
        synonyms=("企业名称", "单位名称", "公司名称", "名称"),
        max_length=200,
        example="示例重工有限公司",
    ),
    Column(
        code="division",
        title=_("County or zone"),
        kind=Kind.DIVISION,
        synonyms=("县市区", "所属县市区", "所在县区", "属地"),
        note=_("Not needed: the registry knows it"),
    ),
    Column(
        code="tier",
        title=_("Target tier"),
        kind=Kind.CHOICE,
        synonyms=("培育层级", "培育方向", "目标层级", "拟申报层级"),
        choices=TIERS,
        required=True,
        fills_down=True,
    ),
    Column(
        code="entered_on",
        title=_("Entered on"),
        kind=Kind.DATE,
        synonyms=("入库时间", "入库日期", "纳入时间"),
        month_means="first",
        note=_("Empty: today"),
    ),
    Column(
        code="because",
        title=pgettext_lazy("pool", "Reason for entry"),
        synonyms=("入库理由", "入库原因", "推荐理由"),
        required=True,
        fills_down=True,
    ),
)
SENTENCES = {
    "firm-not-on-file": Sentence(
        what=_("No firm on file has this code."),
        do=_("Enter the firm in the registry, or take in an announcement that names it."),
    ),
    "firm-elsewhere": Sentence(
        what=_("“{name}” is in another county or zone."),
        do=_("Leave the row out; the officers there enter it."),
    ),
    "holds-the-title": Sentence(
        what=_("“{name}” holds this title or a higher one."),
        do=_("Choose a tier above it, or leave the row out."),
    ),
    "entered-later": Sentence(
        what=_("The day of entry is yet to come."), do=_("Write a day up to today.")
    ),
}


def _firms(by: Actor, rows: Sequence[Row]) -> dict[str, Firm]:
    """Return the firms of the rows by code; one query."""
    codes = {code_of(row) for row in rows} - {""}
    found = Firm.objects.filter(workspace_id=by.workspace_id, party__code__in=codes)
    shown = found.select_related("party__division").defer("party__division__geometry")
    return {firm.party.code: firm for firm in shown}


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with rows beyond their cells; two queries."""
    yield from codes_that_do_not_hold(by, rows, field="code")
    firms, today = _firms(by, rows), by.workspace.today()
    titles = Recognition.objects.filter(held_on(today), firm__in=firms.values())
    held = set(titles.values_list("firm__party__code", "tier"))
    for row in rows:
        firm = firms.get(code_of(row))
        day = row.values.get("entered_on")
        if isinstance(day, datetime.date) and day > today:
            yield Finding(row=row.number, code="entered-later", field="entered_on")
        if firm is None:
            yield Finding(row=row.number, code="firm-not-on-file", field="code")
            continue
        params = {"name": firm.party.name}
        if not permissions.keeps(by, firm):
            yield Finding(row=row.number, code="firm-elsewhere", field="code", params=params)
        tier = str(row.values.get("tier") or "")
        above = rules.TIERS[rules.TIERS.index(tier) :] if tier in rules.TIERS else ()
        if any((firm.party.code, each) in held for each in above):
            yield Finding(row=row.number, code="holds-the-title", field="tier", params=params)


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return what the pool holds of the rows that are in it; one query."""
    codes = {code_of(row) for row in rows} - {""}
    found = places_visible_to(by).filter(firm__party__code__in=codes, left_on=None)
    places = {
        (place.firm.party.code, place.tier): place for place in found.select_related("firm__party")
    }
    held = {}
    for row in rows:
        place = places.get((code_of(row), str(row.values.get("tier"))))
        if place is not None:
            held[row.number] = {
                name: value
                for name, value in _cells(place).items()
                if row.values.get(name) is not None and name not in {"name", "division"}
            }
    return held


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Put the rows' firms into the pool, or correct day and reason of those that are there."""
    firms, today = _firms(by, rows), by.workspace.today()
    lines = []
    for row in rows:
        day = row.values.get("entered_on")
        lines.append(
            NewPlace(
                firm=firms[code_of(row)],
                tier=str(row.values["tier"]),
                because=str(row.values["because"]),
                entered_on=day if isinstance(day, datetime.date) else today,
            )
        )
    created = actions.take_in_pool(by=by, lines=lines)
    return Outcome(created=created, updated=len(rows) - created)


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield every place in the pool of the actor's reach; one query."""
    for place in pool(by, PoolFilters()).iterator(2000):
        yield _cells(place)


def _cells(place: PoolPlace) -> dict[str, Value]:
    party = place.firm.party
    where = party.division
    return {
        "code": party.code,
        "name": party.name,
        "division": Reference(where.pk, where.name, where.code) if where else None,
        "tier": place.tier,
        "entered_on": place.entered_on,
        "because": place.entered_because,
    }


POOL = Layout(
    code="cultivation_pool",
    title=pgettext_lazy("sheet", "Cultivation pool"),
    columns=COLUMNS,
    key=("code", "tier"),
    importers=permissions.OFFICERS,
    exporters=permissions.EXPORTERS,
    resolve=resolve,
    existing=existing,
    commit=commit,
    export=export,
    sentences=WRONG_CODES | SENTENCES,
    note=_("Firms to be watched and helped towards a tier; who leaves is taken out on its page."),
)
