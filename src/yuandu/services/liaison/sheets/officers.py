"""Who stands by which firm, as a spreadsheet: one row a firm; another officer is a hand-over."""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Assignment
from yuandu.kernel.lifecycle.queries import people
from yuandu.kernel.lifecycle.stage_clocks import OFFICER
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Column, Kind, Value
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.services.liaison import actions, permissions, queries
from yuandu.services.liaison.models import ServedFirm
from yuandu.services.liaison.sheets.parties import (
    CODE,
    NAME,
    SENTENCES,
    code_of,
    known,
    of_others,
)

COLUMNS = (
    CODE,
    NAME,
    Column(
        code="officer",
        title=_("Account of the officer"),
        synonyms=("包靠干部账号", "干部账号", "账号"),
        required=True,
        max_length=150,
        example="qingzhou",
    ),
    Column(
        code="officer_name",
        title=_("Name of the officer"),
        synonyms=("包靠干部", "干部姓名"),
        max_length=100,
        note=_("For readers; the account says who it is."),
    ),
    Column(
        code="from_on",
        title=_("Stands by it from"),
        kind=Kind.DATE,
        synonyms=("包靠起始日期", "起始日期"),
        month_means="first",
        note=_("Empty: from today on"),
    ),
)
MORE_SENTENCES = {
    "unknown-officer": Sentence(
        what=_("Nobody with a post here has the account “{name}”."),
        do=_("Correct it, or have the account given a post first."),
    ),
    "follows-too-early": Sentence(
        what=_("It would begin before the present officer began, on {day}."),
        do=_("Write a later day."),
    ),
}


def _current(by: Actor, codes: set[str]) -> dict[str, Assignment]:
    """Return who stands by the firms of some codes now; two queries."""
    firms = ServedFirm.objects.filter(workspace=by.workspace, party__code__in=codes)
    keys = dict(firms.values_list("pk", "party__code"))
    found = permissions.current_officers(by).filter(subject_id__in=keys).select_related("user")
    return {keys[each.subject_id]: each for each in found}


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what only the register knows to be wrong; four queries."""
    parties = known(by, rows)
    yield from of_others(by, rows, parties)
    accounts = set(people.people(by).values_list("username", flat=True))
    current = _current(by, set(parties))
    for row in rows:
        officer = row.values.get("officer")
        if officer and officer not in accounts:
            params = {"name": str(officer)}
            yield Finding(row=row.number, code="unknown-officer", field="officer", params=params)
        standing = current.get(code_of(row))
        if standing is None or standing.user.username == officer:
            continue
        if _day(by, row) <= standing.from_on:
            params = {"day": str(standing.from_on)}
            yield Finding(row=row.number, code="follows-too-early", field="from_on", params=params)


def _day(by: Actor, row: Row) -> datetime.date:
    given = row.values.get("from_on")
    return given if isinstance(given, datetime.date) else by.workspace.today()


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return who stands by the firms of the rows now; two queries."""
    current = _current(by, {code_of(row) for row in rows})
    return {
        row.number: {"officer": current[code_of(row)].user.username}
        for row in rows
        if code_of(row) in current
    }


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Assign and hand over, one action a row: an office has a few hundred firms in service."""
    parties, current = known(by, rows), _current(by, {code_of(row) for row in rows})
    names = {str(row.values["officer"]) for row in rows}
    accounts: dict[str, User] = {
        user.username: user for user in people.people(by).filter(username__in=names)
    }
    for row in rows:
        code, to = code_of(row), accounts[str(row.values["officer"])]
        firm = actions.take_in(by=by, party=parties[code])
        standing, on = current.get(code), _day(by, row)
        if standing is None:
            lifecycle.assign(by=by, subject=firm, user=to, role=OFFICER, from_on=on)
        elif standing.user_id != to.pk:
            lifecycle.hand_over(by=by, assignment=standing, to=to, on=on)
    new = sum(row.is_new for row in rows)
    return Outcome(created=new, updated=len(rows) - new)


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the firms that have an officer, as far as `by` sees them; two queries."""
    standing = {
        each.subject_id: each for each in permissions.current_officers(by).select_related("user")
    }
    for firm in queries.firms_visible_to(by).order_by("party__name", "pk").iterator(2000):
        each = standing.get(firm.pk)
        if each is not None:
            yield {
                "code": firm.party.code or None,
                "name": firm.party.name,
                "officer": each.user.username,
                "officer_name": str(each.user),
                "from_on": each.from_on,
            }


OFFICERS = Layout(
    code="liaison-officers",
    title=pgettext_lazy("sheet", "Officers of firms"),
    columns=COLUMNS,
    key=("code",),
    importers=permissions.OFFICERS,
    exporters=(*permissions.OFFICERS, "leader", "auditor"),
    resolve=resolve,
    existing=existing,
    commit=commit,
    export=export,
    sentences=SENTENCES | MORE_SENTENCES,
)
