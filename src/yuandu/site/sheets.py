"""Spreadsheets of the registry: divisions and organisations, both known by their codes.

They stand here since the registry lies below the room that reads spreadsheets.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division, Party
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Layout, Outcome
from yuandu.kernel.sheets.organisation_codes import WRONG_CODES, codes_that_do_not_hold
from yuandu.kernel.sheets.rules.columns import Column, Kind, Reference, Value
from yuandu.kernel.sheets.rules.tables import Row

BATCH = 1_000
OFFICES = ("administrator", "city_officer")
READERS = (*OFFICES, "auditor")
NAMES = ("name", "name_en")
PLACE = ("longitude", "latitude")

type Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class _Table[M: (Division, Party)]:
    """How rows of a spreadsheet and rows of a table of the registry become each other.

    Attributes:
        visible: The rows of the table that the actor may see, in their usual order.
        made: A new row of the table with its code and its place among the others.
        filled: Puts a spreadsheet's values into a row of the table.
        values: The values of a row of the table.
        fields: What an update writes.
    """

    visible: Callable[[Actor], QuerySet[M]]
    made: Callable[[Actor, str, int], M]
    filled: Callable[[M, Values], None]
    values: Callable[[M], Values]
    fields: tuple[str, ...]

    def _stored(self, by: Actor, rows: Sequence[Row]) -> dict[str, M]:
        codes = {str(code) for row in rows if (code := row.values.get("code"))}
        return {each.code: each for each in self.visible(by).filter(code__in=codes)}

    def existing(self, by: Actor, rows: Sequence[Row]) -> Mapping[int, Values]:
        """Return what the register has of the rows; one query."""
        stored = self._stored(by, rows)
        return {
            row.number: self.values(stored[str(row.values["code"])])
            for row in rows
            if row.values.get("code") in stored
        }

    def commit(self, by: Actor, rows: Sequence[Row]) -> Outcome:
        """Insert and update by code; three queries and one more a batch."""
        stored = self._stored(by, rows)
        position = self.visible(by).count()
        new: list[M] = []
        changed: list[M] = []
        for row in rows:
            code = str(row.values["code"])
            each = stored.get(code) or self.made(by, code, position + len(new) + 1)
            self.filled(each, row.values)
            (changed if each.pk else new).append(each)
        manager = self.visible(by).model._default_manager
        manager.bulk_create(new, batch_size=BATCH)
        manager.bulk_update(changed, self.fields, batch_size=BATCH)
        return Outcome(created=len(new), updated=len(changed))

    def export(self, by: Actor) -> Iterator[Values]:
        """Yield what the register has, in its usual order."""
        return map(self.values, self.visible(by).iterator(BATCH))


def _name(row: Division | Party, values: Values) -> None:
    for field in NAMES:
        if field in values:
            setattr(row, field, values[field] or "")


def _fill_organisation(party: Party, values: Values) -> None:
    _name(party, values)
    if "division" in values:
        place = values["division"]
        party.division_id = place.pk if isinstance(place, Reference) else None


def _organisation_values(party: Party) -> Values:
    place = party.division
    return {
        "code": party.code,
        "name": party.name,
        "name_en": party.name_en or None,
        "division": Reference(place.pk, place.name, place.code) if place else None,
    }


def _fill_division(division: Division, values: Values) -> None:
    _name(division, values)
    for field in PLACE:
        if field in values:
            degrees = values[field]
            setattr(division, field, float(degrees) if isinstance(degrees, Decimal) else None)


def _division_values(division: Division) -> Values:
    degrees = {field: getattr(division, field) for field in PLACE}
    return {
        "code": division.code,
        "name": division.name,
        "name_en": division.name_en or None,
        **{field: None if at is None else Decimal(str(at)) for field, at in degrees.items()},
    }


ORGANISATIONS = _Table(
    visible=lambda by: (
        Party.objects.filter(workspace_id=by.workspace_id, kind="organisation")
        .exclude(code="")
        .select_related("division")
        .order_by("pk")
    ),
    made=lambda by, code, position: Party(
        workspace_id=by.workspace_id, kind="organisation", code=code
    ),
    filled=_fill_organisation,
    values=_organisation_values,
    fields=(*NAMES, "division"),
)
DIVISIONS = _Table(
    visible=lambda by: Division.objects.filter(workspace_id=by.workspace_id),
    made=lambda by, code, position: Division(
        workspace_id=by.workspace_id, code=code, position=position
    ),
    filled=_fill_division,
    values=_division_values,
    fields=(*NAMES, *PLACE),
)


def _named(title: object, synonyms: Iterable[str], example: str) -> tuple[Column, Column]:
    return (
        Column(
            code="name",
            title=title,
            synonyms=tuple(synonyms),
            required=True,
            max_length=200,
            example=example,
        ),
        Column(
            code="name_en",
            title=_("Name in English"),
            synonyms=("英文名", "英文名称"),
            max_length=200,
        ),
    )


layouts.register(
    Layout(
        code="divisions",
        title=_("Divisions"),
        columns=(
            Column(
                code="code",
                title=_("Division code"),
                kind=Kind.CODE,
                synonyms=("行政区划代码", "区划代码", "代码"),
                required=True,
                max_length=20,
                example="370781",
            ),
            *_named(_("Division name"), ("县市区", "区划名称", "名称", "region"), "青州市"),
            Column(
                code="longitude",
                title=_("Longitude"),
                kind=Kind.NUMBER,
                least=Decimal(-180),
                most=Decimal(180),
            ),
            Column(
                code="latitude",
                title=_("Latitude"),
                kind=Kind.NUMBER,
                least=Decimal(-90),
                most=Decimal(90),
            ),
        ),
        key=("code",),
        importers=("administrator",),
        exporters=READERS,
        existing=DIVISIONS.existing,
        commit=DIVISIONS.commit,
        export=DIVISIONS.export,
    )
)
layouts.register(
    Layout(
        code="organisations",
        title=_("Organisations"),
        columns=(
            Column(
                code="code",
                title=_("Credit code"),
                kind=Kind.CODE,
                synonyms=("社会信用代码", "信用代码", "机构代码", "USCC"),
                required=True,
                max_length=40,
                example="91370700MA3C00003N",
            ),
            *_named(
                _("Organisation name"),
                ("企业名称", "机构名称", "公司名称", "名称", "company"),
                "示例重工有限公司",
            ),
            Column(
                code="division",
                title=_("Division"),
                kind=Kind.DIVISION,
                synonyms=("县市区", "所在地", "所属县市区", "注册地", "region"),
                fills_down=True,
            ),
        ),
        key=("code",),
        resolve=partial(codes_that_do_not_hold, field="code"),
        sentences=WRONG_CODES,
        importers=OFFICES,
        exporters=READERS,
        existing=ORGANISATIONS.existing,
        commit=ORGANISATIONS.commit,
        export=ORGANISATIONS.export,
    )
)
