"""The register of technology-innovation platforms as a spreadsheet: one row a platform and level.

A platform that was raised has a row for each level; the later one names the level it came
from.
"""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.organisation_codes import WRONG_CODES, codes_that_do_not_hold
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Reference, Value
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.enterprises import actions, permissions, rules
from yuandu.mechanisms.enterprises.actions import NewPlatform
from yuandu.mechanisms.enterprises.models import Platform, PlatformKind, PlatformLevel
from yuandu.mechanisms.enterprises.queries import visible_platforms
from yuandu.mechanisms.enterprises.sheets.parties import code_of, known_or_entered

OTHER_WORDS = {
    PlatformLevel.NATIONAL: ("国家",),
    PlatformLevel.PROVINCIAL: ("省", "省部级"),
    PlatformLevel.MUNICIPAL: ("市",),
}
LEVELS = tuple(
    Choice(code=level, title=level.label, synonyms=OTHER_WORDS[level]) for level in PlatformLevel
)
KINDS = tuple(Choice(code=kind, title=kind.label) for kind in PlatformKind)
COLUMNS = (
    Column(
        code="name",
        title=_("Name of the platform"),
        synonyms=("平台名称", "名称"),
        required=True,
        max_length=200,
        example="示例市级企业技术中心",
    ),
    Column(
        code="level",
        title=_("Level"),
        kind=Kind.CHOICE,
        synonyms=("平台级别", "级别", "层级"),
        choices=LEVELS,
        required=True,
        fills_down=True,
    ),
    Column(
        code="kind",
        title=_("Kind"),
        kind=Kind.CHOICE,
        synonyms=("平台类型", "类型", "类别"),
        choices=KINDS,
        required=True,
        fills_down=True,
    ),
    Column(code="field", title=_("Field of work"), synonyms=("领域", "技术领域"), max_length=100),
    Column(
        code="host_code",
        title=_("Credit code of the host"),
        kind=Kind.CODE,
        synonyms=("统一社会信用代码", "依托单位代码", "信用代码"),
        required=True,
        max_length=40,
        example="91370781MA3C00001X",
    ),
    Column(
        code="host",
        title=_("Host"),
        synonyms=("依托单位", "建设单位", "承担单位"),
        required=True,
        max_length=200,
    ),
    Column(
        code="division",
        title=_("County or zone"),
        kind=Kind.DIVISION,
        synonyms=("县市区", "所属县市区", "属地"),
        fills_down=True,
    ),
    Column(
        code="recognised_on",
        title=_("Recognised on"),
        kind=Kind.DATE,
        synonyms=("认定日期", "认定时间", "批准日期"),
        month_means="first",
        required=True,
    ),
    Column(code="document", title=_("Document"), synonyms=("文号", "认定文号"), max_length=100),
    Column(
        code="raised_from",
        title=_("Raised from"),
        kind=Kind.CHOICE,
        synonyms=("原级别", "升级前级别"),
        choices=LEVELS,
    ),
    Column(
        code="closed_on",
        title=_("Closed on"),
        kind=Kind.DATE,
        synonyms=("撤销日期", "关闭日期"),
        month_means="first",
    ),
)
SENTENCES = {
    "raised-from-no-lower-level": Sentence(
        what=_("A platform is raised from a lower level to a higher one."),
        do=_("Correct one of the two levels."),
    ),
    "raised-from-nothing": Sentence(
        what=_("“{name}” is not on the register at the level it was raised from."),
        do=_("Enter that level too, or leave the cell empty."),
    ),
    "closed-before-recognised": Sentence(
        what=_("The platform would close before it was recognised."),
        do=_("Correct one of the two days."),
    ),
}
type Key = tuple[str, str, str]  # code of the host, name, level


def _key(row: Row) -> Key:
    return code_of(row, "host_code"), str(row.values.get("name")), str(row.values.get("level"))


def _registered(by: Actor, rows: Sequence[Row]) -> dict[Key, Platform]:
    codes = {code_of(row, "host_code") for row in rows}
    found = visible_platforms(by).filter(host__code__in=codes)
    found = found.select_related("host__division", "upgraded_from")
    return {
        (platform.host.code, platform.name, platform.level): platform
        for platform in found.defer("host__division__geometry")
    }


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with rows beyond their cells; one query."""
    yield from codes_that_do_not_hold(by, rows, field="host_code")
    registered = _registered(by, rows).keys() | {_key(row) for row in rows}
    for row in rows:
        code, name, level = _key(row)
        before = row.values.get("raised_from")
        if before and level in rules.LEVELS:
            if rules.LEVELS.index(str(before)) <= rules.LEVELS.index(level):
                yield Finding(
                    row=row.number, code="raised-from-no-lower-level", field="raised_from"
                )
            elif (code, name, str(before)) not in registered:
                params = {"name": name}
                yield Finding(
                    row=row.number, code="raised-from-nothing", field="raised_from", params=params
                )
        opened, closed = row.values.get("recognised_on"), row.values.get("closed_on")
        if opened and closed and closed < opened:  # type: ignore[operator]
            yield Finding(row=row.number, code="closed-before-recognised", field="closed_on")


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return what the register holds of the rows it has; one query."""
    registered = _registered(by, rows)
    return {row.number: _line(registered[_key(row)]) for row in rows if _key(row) in registered}


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Enter and change platforms, the lower levels first; new hosts are entered."""
    hosts = known_or_entered(by, rows, field="host_code", name="host")
    ordered = sorted(rows, key=lambda row: -rules.LEVELS.index(str(row.values["level"])))
    actions.take_in_platforms(
        by=by,
        lines=[
            NewPlatform(
                host=hosts[code_of(row, "host_code")],
                name=str(row.values["name"]),
                level=str(row.values["level"]),
                kind=str(row.values["kind"]),
                field=str(row.values.get("field") or ""),
                recognised_on=row.values["recognised_on"],  # type: ignore[arg-type]
                document=str(row.values.get("document") or ""),
                raised_from=str(row.values.get("raised_from") or ""),
                closed_on=row.values.get("closed_on"),  # type: ignore[arg-type]
            )
            for row in ordered
        ],
    )
    new = sum(row.is_new for row in rows)
    return Outcome(created=new, updated=len(rows) - new)


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield every platform at every level it stood on; one query."""
    found = visible_platforms(by).select_related("host__division", "upgraded_from")
    for platform in found.defer("host__division__geometry").order_by("pk").iterator(2000):
        yield _line(platform)


def _line(platform: Platform) -> dict[str, Value]:
    place = platform.host.division
    return {
        "name": platform.name,
        "level": platform.level,
        "kind": platform.kind,
        "field": platform.field or None,
        "host_code": platform.host.code or None,
        "host": platform.host.name,
        "division": Reference(place.pk, place.name, place.code) if place else None,
        "recognised_on": platform.recognised_on,
        "document": platform.document or None,
        "raised_from": platform.upgraded_from.level if platform.upgraded_from else None,
        "closed_on": platform.closed_on,
    }


PLATFORMS = Layout(
    code="platforms",
    title=pgettext_lazy("sheet", "Technology-innovation platforms"),
    columns=COLUMNS,
    key=("host_code", "name", "level"),
    importers=permissions.IMPORTERS,
    exporters=permissions.EXPORTERS,
    resolve=resolve,
    existing=existing,
    commit=commit,
    export=export,
    sentences=WRONG_CODES | SENTENCES,
)
