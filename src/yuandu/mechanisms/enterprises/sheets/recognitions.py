"""Announcements as spreadsheets: one row for what a document says of one firm.

Recognition happens on the official platforms; a sheet brings in its outcome. A list put up
for comment (公示) recognises nobody, and its rows are refused with that reason.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.organisation_codes import WRONG_CODES, codes_that_do_not_hold
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Reference, Value
from yuandu.kernel.sheets.rules.problems import Severity
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.enterprises import actions, permissions, rules
from yuandu.mechanisms.enterprises.actions import GIVES, Announced
from yuandu.mechanisms.enterprises.models import Ending, Recognition, Tier
from yuandu.mechanisms.enterprises.queries import visible_to
from yuandu.mechanisms.enterprises.sheets.parties import code_of, known, known_or_entered

NOTICE = "notice"
OUTCOMES = (
    Choice(code="recognised", title=_("Recognised"), synonyms=("认定", "公告", "认定公告")),
    Choice(code="rechecked", title=_("Passed the re-check"), synonyms=("复核", "复核合格")),
    Choice(
        code="failed_recheck",
        title=Ending.FAILED_RECHECK.label,
        synonyms=("复核不合格", "复核不通过", "未通过复核"),
    ),
    Choice(code="withdrawn", title=Ending.WITHDRAWN.label, synonyms=("主动放弃", "放弃")),
    Choice(code="cancelled", title=Ending.CANCELLED.label, synonyms=("取消", "撤销", "取消认定")),
    Choice(code=NOTICE, title=_("Put up for comment"), synonyms=("公示", "公示名单", "拟认定")),
)
TIERS = (
    Choice(code=Tier.INNOVATIVE_SME, title=Tier.INNOVATIVE_SME.label, synonyms=("创新型",)),
    Choice(
        code=Tier.SRDI_SME,
        title=Tier.SRDI_SME.label,
        synonyms=("专精特新", "省级专精特新", "省级专精特新中小企业"),
    ),
    Choice(
        code=Tier.LITTLE_GIANT,
        title=Tier.LITTLE_GIANT.label,
        synonyms=("小巨人", "国家级专精特新小巨人企业", "专精特新小巨人企业", "国家级小巨人"),
    ),
)
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
        required=True,
        max_length=200,
        example="示例重工有限公司",
    ),
    Column(
        code="division",
        title=_("County or zone"),
        kind=Kind.DIVISION,
        synonyms=("县市区", "所属县市区", "所在县区", "属地", "推荐单位"),
        fills_down=True,
        note=_("Needed for a firm that is not on file yet"),
    ),
    Column(
        code="outcome",
        title=_("What was announced"),
        kind=Kind.CHOICE,
        synonyms=("公告类型", "事项", "结果", "认定结果", "复核结果"),
        choices=OUTCOMES,
        required=True,
        fills_down=True,
    ),
    Column(
        code="tier",
        title=_("Tier"),
        kind=Kind.CHOICE,
        synonyms=("层级", "企业类型", "认定类型", "称号"),
        choices=TIERS,
        required=True,
        fills_down=True,
    ),
    Column(
        code="batch",
        title=_("Batch"),
        synonyms=("批次", "认定批次"),
        max_length=40,
        fills_down=True,
        example="第六批",
    ),
    Column(
        code="document",
        title=_("Document"),
        synonyms=("文号", "公告文号", "公告文件", "认定文件"),
        required=True,
        max_length=100,
        fills_down=True,
        example="样本公告〔2026〕1号",
    ),
    Column(
        code="announced_on",
        title=_("Announced on"),
        kind=Kind.DATE,
        synonyms=("公告日期", "公布日期", "发文日期", "认定时间"),
        required=True,
        fills_down=True,
    ),
    Column(
        code="valid_from",
        title=_("Valid from"),
        kind=Kind.DATE,
        synonyms=("有效期起", "有效期开始", "生效日期"),
        month_means="first",
        note=_("Empty: the day of the announcement"),
    ),
    Column(
        code="valid_to",
        title=_("Valid to"),
        kind=Kind.DATE,
        synonyms=("有效期止", "有效期至", "到期日期", "到期日"),
        month_means="last",
        note=_("Empty: three years"),
    ),
    Column(code="reason", title=_("Reason"), synonyms=("原因", "撤销原因", "说明")),
)
SENTENCES = {
    "notice-recognises-nobody": Sentence(
        what=_("A list put up for comment recognises nobody yet."),
        do=_("Wait for the announcement, and take that in."),
    ),
    "division-missing": Sentence(
        what=_("“{name}” is not on file, and the row does not say where it is."),
        do=_("Write its county or zone."),
    ),
    "another-name": Sentence(
        what=_("The registry has this code for “{name}”."),
        do=_("The row is taken to mean that firm; correct the code if it does not."),
    ),
    "nothing-to-end": Sentence(
        what=_("“{name}” holds no title of this tier on that day."),
        do=_("Take in the announcement that gave the title first."),
    ),
    "ends-before-it-starts": Sentence(
        what=_("The title would end before it starts."),
        do=_("Correct one of the two days."),
    ),
}


def _days(row: Row) -> tuple[datetime.date, datetime.date] | None:
    """Return a title's first and last day, as far as the row tells or implies."""
    first = row.values.get("valid_from") or row.values.get("announced_on")
    if not isinstance(first, datetime.date):
        return None
    last = row.values.get("valid_to")
    return first, last if isinstance(last, datetime.date) else rules.last_day(first)


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with rows beyond their cells; two queries."""
    yield from codes_that_do_not_hold(by, rows, field="code")
    parties = known(by, rows)
    held = _held(by, parties.values())
    given = {(code_of(row), row.values.get("tier")) for row in rows if _gives(row)}
    for row in rows:
        yield from _of_firm(row, parties.get(code_of(row)))
        yield from _of_title(row, parties.get(code_of(row)), held, given)


def _gives(row: Row) -> bool:
    return row.values.get("outcome") in GIVES


def _held(by: Actor, parties: Iterable[Party]) -> dict[tuple[int, str], list[Recognition]]:
    titles: dict[tuple[int, str], list[Recognition]] = {}
    found = Recognition.objects.filter(workspace_id=by.workspace_id, firm__party__in=parties)
    for title in found.select_related("firm", "announcement", "ended_by"):
        titles.setdefault((title.firm.party_id, title.tier), []).append(title)
    return titles


def _of_firm(row: Row, party: Party | None) -> Iterator[Finding]:
    name = str(row.values.get("name") or "")
    if party is None and not row.values.get("division"):
        yield Finding(
            row=row.number, code="division-missing", field="division", params={"name": name}
        )
    if party is not None and name and party.name != name:
        yield Finding(
            row=row.number,
            code="another-name",
            field="name",
            severity=Severity.WARNING,
            params={"name": party.name},
        )


def _of_title(
    row: Row,
    party: Party | None,
    held: Mapping[tuple[int, str], Sequence[Recognition]],
    given: set[tuple[str, Value]],
) -> Iterator[Finding]:
    outcome, tier = row.values.get("outcome"), row.values.get("tier")
    if outcome == NOTICE:
        yield Finding(row=row.number, code="notice-recognises-nobody", field="outcome")
    days = _days(row)
    if days and days[1] < days[0]:
        yield Finding(row=row.number, code="ends-before-it-starts", field="valid_to")
    day = row.values.get("announced_on")
    if outcome in {None, NOTICE, *GIVES} or not isinstance(day, datetime.date):
        return
    titles = held.get((party.pk, str(tier)), []) if party else []
    ends_one = any(
        title.holds_on(day)
        or (title.ended_by and title.ended_by.document == row.values.get("document"))
        for title in titles
    )
    if not ends_one and (code_of(row), tier) not in given:
        params = {"name": str(row.values.get("name") or "")}
        yield Finding(row=row.number, code="nothing-to-end", field="outcome", params=params)


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return what the register holds of the rows it has; two queries."""
    parties = known(by, rows)
    owners = {party.pk: party for party in parties.values()}
    lines = {
        (owners[owner].code, line["tier"], line["document"], line["outcome"]): line
        for (owner, _tier), titles in _held(by, parties.values()).items()
        for title in titles
        for line in _lines(owners[owner], title)
    }
    held = {}
    for row in rows:
        values = row.values
        key = (code_of(row), values.get("tier"), values.get("document"), values.get("outcome"))
        if line := lines.get(key):
            held[row.number] = {
                name: value
                for name, value in line.items()
                if name not in {"division", "name"} and values.get(name) is not None
            }
    return held


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Give and end titles as the rows say; firms that the registry lacks are entered."""
    parties = known_or_entered(by, rows)
    ordered = sorted(rows, key=lambda row: (not _gives(row), row.number))
    actions.take_in(by=by, lines=[_announced(row, parties[code_of(row)]) for row in ordered])
    new = sum(row.is_new for row in rows)
    return Outcome(created=new, updated=len(rows) - new)


def _announced(row: Row, party: Party) -> Announced:
    days = _days(row)
    day = row.values["announced_on"]
    if days is None or not isinstance(day, datetime.date):
        raise TypeError(f"row {row.number} has no day")  # `announced_on` is required
    return Announced(
        party=party,
        outcome=str(row.values["outcome"]),
        tier=str(row.values["tier"]),
        batch=str(row.values.get("batch") or ""),
        document=str(row.values["document"]),
        announced_on=day,
        valid_from=days[0],
        valid_to=days[1],
        reason=str(row.values.get("reason") or ""),
    )


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield every title of the visible firms, and after it how it ended; one query."""
    found = Recognition.objects.filter(firm__in=visible_to(by)).select_related(
        "firm__party__division", "announcement", "ended_by"
    )
    for title in found.defer("firm__party__division__geometry").order_by("pk").iterator(2000):
        yield from _lines(title.firm.party, title)


def _lines(party: Party, title: Recognition) -> Iterator[dict[str, Value]]:
    place = party.division
    told: dict[str, Value] = {
        "code": party.code,
        "name": party.name,
        "division": Reference(place.pk, place.name, place.code) if place else None,
        "tier": title.tier,
    }
    source = title.announcement
    yield told | {
        "outcome": "rechecked" if source.kind == source.Kind.RECHECK else "recognised",
        "batch": source.batch or None,
        "document": source.document,
        "announced_on": source.published_on,
        "valid_from": title.valid_from,
        "valid_to": title.valid_to,
        "reason": None,
    }
    if title.ended_on and title.ended_by:
        yield told | {
            "outcome": title.ending,
            "batch": title.ended_by.batch or None,
            "document": title.ended_by.document,
            "announced_on": title.ended_on,
            "valid_from": None,
            "valid_to": None,
            "reason": title.ended_because or None,
        }


RECOGNITIONS = Layout(
    code="recognitions",
    title=pgettext_lazy("sheet", "Announcements on firms"),
    columns=COLUMNS,
    key=("code", "tier", "document", "outcome"),
    importers=permissions.IMPORTERS,
    exporters=permissions.EXPORTERS,
    resolve=resolve,
    existing=existing,
    commit=commit,
    export=export,
    sentences=WRONG_CODES | SENTENCES,
    note=_("Titles are given on the official platforms; write here what was announced there."),
)
