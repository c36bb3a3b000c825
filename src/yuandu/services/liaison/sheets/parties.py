"""The firms that rows of this room's sheets mean, by credit code."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.kernel.sheets.layouts import Finding, Sentence
from yuandu.kernel.sheets.organisation_codes import WRONG_CODES, codes_that_do_not_hold
from yuandu.kernel.sheets.rules.columns import Column, Kind
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.services.liaison import permissions

CODE = Column(
    code="code",
    title=_("Credit code"),
    kind=Kind.CODE,
    synonyms=("统一社会信用代码", "信用代码"),
    required=True,
    max_length=40,
    example="91370781MA3C00001X",
)
NAME = Column(
    code="name",
    title=_("Firm"),
    synonyms=("企业名称", "单位名称"),
    max_length=200,
    note=_("For readers; the code says which firm it is."),
)
SENTENCES = WRONG_CODES | {
    "unknown-firm": Sentence(
        what=_("No firm of the registry has this code."),
        do=_("Correct it, or have the firm entered first."),
    ),
    "not-your-firm": Sentence(
        what=_("The firm lies outside of what your post looks after."),
        do=_("Leave it to the officers of its county."),
    ),
}


def code_of(row: Row) -> str:
    return str(row.values.get("code") or "").upper()


def known(by: Actor, rows: Sequence[Row]) -> dict[str, Party]:
    """Return the parties that rows mean, by code; one query."""
    codes = {code_of(row) for row in rows} - {""}
    found = Party.objects.filter(workspace=by.workspace, code__in=codes)
    return {
        party.code: party for party in found.select_related("division").defer("division__geometry")
    }


def of_others(by: Actor, rows: Sequence[Row], parties: Mapping[str, Party]) -> Iterator[Finding]:
    """Yield the rows whose firm is unknown, or not the actor's to keep."""
    yield from codes_that_do_not_hold(by, rows, field="code")
    for row in rows:
        code = code_of(row)
        if not code:
            continue
        party = parties.get(code)
        if party is None:
            yield Finding(row=row.number, code="unknown-firm", field="code")
        elif not (by.is_system or permissions.keeps_party(by, party)):
            yield Finding(row=row.number, code="not-your-firm", field="code")
