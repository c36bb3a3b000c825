"""Spreadsheets of the room: needs out; experts in and out, by their codes."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.registry.models import Consent, Division, Party
from yuandu.kernel.registry.rules import normal_code
from yuandu.kernel.registry.rules.consents import LONGEST
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Reference, Value
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.services.cooperation import actions, permissions, queries, rules
from yuandu.services.cooperation.actions.experts import Known
from yuandu.services.cooperation.models import (
    Challenge,
    Expert,
    Field,
    Free,
    Level,
    TalentNeed,
    Tie,
)
from yuandu.services.cooperation.models.experts import MOST_DAYS
from yuandu.services.cooperation.purposes import FOUND

MOST_OTHERS = 3
BETWEEN = re.compile(r"[、，,;；]+")
FIELDS = tuple(Choice(code=each.value, title=each.label) for each in Field)

EXPERT_COLUMNS = (
    Column(
        code="code",
        title=_("Code of the expert"),
        kind=Kind.CODE,
        synonyms=("专家编号", "编号"),
        required=True,
        max_length=40,
        example="ZJ0001",
    ),
    Column(
        code="name",
        title=pgettext_lazy("expert", "Name"),
        synonyms=("姓名", "专家姓名"),
        required=True,
        max_length=60,
        example="样本专家",
    ),
    Column(code="title", title=pgettext_lazy("expert", "Title and post"), max_length=60),
    Column(
        code="level",
        title=pgettext_lazy("expert", "Level"),
        kind=Kind.CHOICE,
        required=True,
        choices=tuple(Choice(code=each.value, title=each.label) for each in Level),
    ),
    Column(
        code="main_field",
        title=_("Main field"),
        kind=Kind.CHOICE,
        required=True,
        choices=FIELDS,
    ),
    Column(
        code="other_fields",
        title=_("Other fields"),
        max_length=200,
        note=_("At most three, with a comma between them"),
    ),
    Column(code="division", title=_("County or zone"), kind=Kind.DIVISION, synonyms=("所在县区",)),
    Column(
        code="employer",
        title=_("Credit code of the employer"),
        kind=Kind.CODE,
        synonyms=("单位信用代码",),
    ),
    Column(
        code="free_from",
        title=_("Free from"),
        kind=Kind.DATE,
        month_means="first",
    ),
    Column(code="free_to", title=_("Free until"), kind=Kind.DATE, month_means="last"),
    Column(
        code="days_a_month",
        title=_("Days a month"),
        kind=Kind.NUMBER,
        decimals=0,
        least=Decimal(1),
        most=Decimal(MOST_DAYS),
        compares=False,
    ),
    Column(
        code="consents_to",
        title=_("Consents to be found until"),
        kind=Kind.DATE,
        month_means="last",
        note=_("As on the signed paper; empty: as it is on record"),
    ),
    Column(code="summary", title=_("What the expert has done"), max_length=500),
)


def _fields_named() -> dict[str, str]:
    """Return what a cell may call a field → its code, in both languages."""
    named = {each.value: each.value for each in Field}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            named |= {str(each.label): each.value for each in Field}
    return named


def _others(text: Value) -> list[str] | None:
    """Return the codes of the other fields; `None` if one is none."""
    named, found = _fields_named(), []
    for word in filter(None, map(str.strip, BETWEEN.split(str(text or "")))):
        if word not in named:
            return None
        found.append(named[word])
    return found


def _employers(by: Actor, rows: Sequence[Row]) -> dict[str, Party]:
    codes = {normal_code(str(row.values.get("employer") or "")) for row in rows} - {""}
    found = Party.objects.filter(workspace=by.workspace, kind="organisation", code__in=codes)
    return {party.code: party for party in found}


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with rows beyond their cells; two queries."""
    employers = _employers(by, rows)
    codes = [str(row.values.get("code")) for row in rows]
    taken = set(
        Party.objects.filter(workspace=by.workspace, code__in=codes, expert=None).values_list(
            "code", flat=True
        )
    )
    for row in rows:
        if row.values.get("code") in taken:
            yield Finding(row=row.number, code="code-of-another", field="code")
        employer = normal_code(str(row.values.get("employer") or ""))
        if employer and employer not in employers:
            yield Finding(row=row.number, code="unknown-employer", field="employer")
        others = _others(row.values.get("other_fields"))
        if others is None:
            yield Finding(row=row.number, code="unknown-field", field="other_fields")
        elif len({*others} - {row.values.get("main_field")}) > MOST_OTHERS:
            yield Finding(row=row.number, code="too-many-fields", field="other_fields")
        yield from _wrong_days(by, row)


def _wrong_days(by: Actor, row: Row) -> Iterator[Finding]:
    first, last = row.values.get("free_from"), row.values.get("free_to")
    given = [first, last, row.values.get("days_a_month")]
    if any(given) and not all(given):
        yield Finding(row=row.number, code="free-time-incomplete", field="free_from")
    elif isinstance(first, datetime.date) and isinstance(last, datetime.date) and last < first:
        yield Finding(row=row.number, code="ends-first", field="free_to")
    until = row.values.get("consents_to")
    if isinstance(until, datetime.date):
        today = by.workspace.today()
        if not today <= until <= today + LONGEST:
            yield Finding(row=row.number, code="odd-consent", field="consents_to")


def _stored(by: Actor, rows: Sequence[Row]) -> dict[str, Expert]:
    codes = [str(row.values.get("code")) for row in rows]
    found = queries.experts_visible_to(by).filter(party__code__in=codes)
    return {each.party.code: each for each in found}


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return what is on record of the rows' experts; four queries."""
    stored = _stored(by, rows)
    lines = _lines(by, list(stored.values()))
    return {
        row.number: lines[stored[str(row.values.get("code"))].pk]
        for row in rows
        if row.values.get("code") in stored
    }


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Enter and change experts, one action a row: there are hundreds of them."""
    employers = _employers(by, rows)
    divisions = {each.pk: each for each in Division.objects.filter(workspace=by.workspace)}
    new = actions.take_in(by=by, lines=[_known(row, employers, divisions) for row in rows])
    return Outcome(created=new, updated=len(rows) - new)


def _known(row: Row, employers: Mapping[str, Party], divisions: Mapping[int, Division]) -> Known:
    get = row.values.get
    place, days = get("division"), get("days_a_month")
    main = str(get("main_field"))
    others = [each for each in _others(get("other_fields")) or () if each != main]
    return Known(
        code=str(get("code")),
        name=str(get("name")),
        title=str(get("title") or ""),
        level=str(get("level")),
        fields=(main, *dict.fromkeys(others)),
        summary=str(get("summary") or ""),
        division=divisions.get(place.pk or 0) if isinstance(place, Reference) else None,
        employer=employers.get(normal_code(str(get("employer") or ""))),
        free_from=_day(get("free_from")),
        free_to=_day(get("free_to")),
        days_a_month=int(days) if isinstance(days, Decimal) else None,
        consents_to=_day(get("consents_to")),
    )


def _day(value: Value) -> datetime.date | None:
    return value if isinstance(value, datetime.date) else None


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the experts one may know of; four queries."""
    found = list(queries.experts_visible_to(by).order_by("pk"))
    yield from _lines(by, found).values()


def _lines(by: Actor, experts: Sequence[Expert]) -> dict[int, Mapping[str, Value]]:
    keys = [each.pk for each in experts]
    today = by.workspace.today()
    working = Tie.objects.filter(expert__in=keys, kind=rules.EMPLOYED, to_on=None)
    employers = {tie.expert_id: tie for tie in working.select_related("organisation")}
    free = {each.expert_id: each for each in Free.objects.filter(expert__in=keys)}
    consents = dict(
        Consent.objects.filter(
            party__in=[each.party_id for each in experts],
            purpose=FOUND,
            revoked_on=None,
            to_on__gte=today,
        )
        .order_by("to_on")
        .values_list("party_id", "to_on")
    )
    return {
        each.pk: _line(each, employers.get(each.pk), free.get(each.pk), consents)
        for each in experts
    }


def _line(
    expert: Expert, tie: Tie | None, free: Free | None, consents: Mapping[int, datetime.date]
) -> dict[str, Value]:
    place = expert.party.division
    titles = dict(Field.choices)
    return {
        "code": expert.party.code or None,
        "name": expert.party.name,
        "title": expert.title or None,
        "level": expert.level,
        "main_field": expert.fields[0],
        "other_fields": "、".join(str(titles[each]) for each in expert.fields[1:]) or None,
        "division": Reference(place.pk, place.name, place.code) if place else None,
        "employer": tie.organisation.code or None if tie else None,
        "free_from": free.from_on if free else None,
        "free_to": free.to_on if free else None,
        "days_a_month": Decimal(free.days_a_month) if free else None,
        "consents_to": consents.get(expert.party_id),
        "summary": expert.summary or None,
    }


layouts.register(
    Layout(
        code="experts",
        title=pgettext_lazy("sheet", "Experts"),
        columns=EXPERT_COLUMNS,
        key=("code",),
        importers=permissions.OFFICERS,
        exporters=permissions.READERS,
        resolve=resolve,
        existing=existing,
        commit=commit,
        export=export,
        sentences={
            "code-of-another": Sentence(
                what=_("This code belongs to another party of the registry."),
                do=_("Give the expert a code of its own."),
            ),
            "unknown-employer": Sentence(
                what=_("No organisation of this credit code is registered."),
                do=_("Enter the organisation first, or leave the cell empty."),
            ),
            "unknown-field": Sentence(
                what=_("One of these is no field of technology."),
                do=_("Write them as the choices of the main field are written."),
            ),
            "too-many-fields": Sentence(
                what=_("There are more than three other fields."), do=_("Keep the first three.")
            ),
            "free-time-incomplete": Sentence(
                what=_("Free time needs its first day, its last day and the days a month."),
                do=_("Fill in all three, or none."),
            ),
            "ends-first": Sentence(
                what=_("The last day lies before the first."), do=_("Correct one of them.")
            ),
            "odd-consent": Sentence(
                what=_("A consent ends today or later, and within three years."),
                do=_("Correct the day as it stands on the paper."),
            ),
        },
    )
)

NEED_COLUMNS = (
    Column(
        code="kind",
        title=pgettext_lazy("of a need", "Kind"),
        kind=Kind.CHOICE,
        required=True,
        choices=(
            Choice(code="challenge", title=_("Technical challenge")),
            Choice(code="talent", title=_("Talent need")),
        ),
    ),
    Column(
        code="number", title=pgettext_lazy("of a need", "Number"), kind=Kind.CODE, required=True
    ),
    Column(code="name", title=_("What is needed"), required=True),
    Column(code="firm", title=pgettext_lazy("challenge", "Firm")),
    Column(code="firm_code", title=_("Credit code"), kind=Kind.CODE),
    Column(code="division", title=_("County or zone"), kind=Kind.DIVISION),
    Column(code="field", title=_("Field of technology"), kind=Kind.CHOICE, choices=FIELDS),
    Column(code="stage", title=pgettext_lazy("challenge", "Stage")),
    Column(code="budget", title=_("Budget"), kind=Kind.MONEY, written_in="万元"),
    Column(code="until", title=_("Deadline or last day"), kind=Kind.DATE),
)


def export_needs(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield challenges and talent needs one may know of; two queries."""
    for challenge in queries.challenges_visible_to(by).order_by("pk"):
        yield _need(challenge, "challenge", challenge.budget, challenge.deadline_on)
    for need in queries.needs_visible_to(by).order_by("pk"):
        yield _need(need, "talent", None, need.to_on)


def _need(
    need: Challenge | TalentNeed, kind: str, budget: Decimal | None, until: datetime.date
) -> dict[str, Value]:
    place, track = need.firm.division, need.track
    return {
        "kind": kind,
        "number": str(need.pk),
        "name": need.name,
        "firm": need.firm.name,
        "firm_code": need.firm.code or None,
        "division": Reference(place.pk, place.name, place.code) if place else None,
        "field": need.field,
        "stage": str(cycles.get(track.cycle).stage(track.stage).title) if track else None,
        "budget": budget,
        "until": until,
    }


def _nothing_stored(by: Actor, rows: Iterable[Row]) -> Mapping[int, Mapping[str, Value]]:
    return {}


def _not_taken_in(by: Actor, rows: Sequence[Row]) -> Outcome:
    raise PermissionDenied


layouts.register(
    Layout(
        code="cooperation_needs",
        title=pgettext_lazy("sheet", "Needs of firms"),
        columns=NEED_COLUMNS,
        key=("kind", "number"),
        importers=(),  # needs are posted on the page, where their firm answers for them
        exporters=permissions.EXPORTERS,
        existing=_nothing_stored,
        commit=_not_taken_in,
        export=export_needs,
    )
)
