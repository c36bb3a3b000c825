"""Spreadsheets: awards and adoptions to take along, and the list that payroll takes in."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Column, Kind, Reference, Value
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.proposals import queries as proposals
from yuandu.mechanisms.proposals.models import Proposal
from yuandu.mechanisms.rewards import permissions, wording
from yuandu.mechanisms.rewards.actions import adoptions as actions
from yuandu.mechanisms.rewards.models import Adoption, Part, Payroll
from yuandu.mechanisms.rewards.queries import adoptions
from yuandu.mechanisms.rewards.queries import awards as queries
from yuandu.mechanisms.rewards.refusals import OddAdoption
from yuandu.mechanisms.rewards.rules import spreading

CHUNK = 2_000
# What payroll enters an award by: an employer's rewards are wages, taxed with the month's.
TAXED_AS = _("Wages and salaries")
WITHHELD = _("Added to the month’s wages and withheld with them")
_STAFF = Column(code="number", title=_("Staff number"), kind=Kind.CODE, max_length=20)
_NAME = Column(code="name", title=pgettext_lazy("of a person", "Name"), max_length=60)
_SECTION = Column(code="section", title=_("Section"), max_length=100)


def export_awards(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield every part of every award that `by` may read, as it came about."""
    parts = (
        Part.objects.filter(award__in=queries.visible_to(by).order_by().values("pk"))
        .select_related("award__proposal", "award__section", "award__rule", "worker")
        .defer("award__section__geometry")
        .order_by("award", "pk")
    )
    if not permissions.reads_awards(by):
        parts = parts.filter(worker__user=by.user_id or 0)
    for part in parts.iterator(chunk_size=CHUNK):
        award = part.award
        yield {
            "award": award.number,
            "kind": str(wording.KINDS[award.kind]),
            "proposal": award.proposal.number,
            "section": award.section.title,
            "rule": str(award.rule.number),
            "number": part.worker.number,
            "name": part.worker.name,
            "share": part.share,
            "amount": part.amount,
            "state": str(wording.STATES[award.state][0]),
            "approved_on": award.approved_on,
            "paid_on": award.paid_on,
        }


AWARDS = layouts.going_out(
    code="rewards-awards",
    title=pgettext_lazy("sheet", "Awards"),
    columns=(
        Column(code="award", title=_("Award number"), kind=Kind.CODE, max_length=20),
        Column(code="kind", title=pgettext_lazy("of an award", "Kind"), max_length=40),
        Column(
            code="proposal",
            title=pgettext_lazy("improvement", "Idea"),
            kind=Kind.CODE,
            max_length=20,
        ),
        _SECTION,
        Column(code="rule", title=_("Version of the rule"), kind=Kind.CODE, max_length=10),
        _STAFF,
        _NAME,
        Column(code="share", title=_("Share of the author"), kind=Kind.PERCENT),
        Column(code="amount", title=_("Part of the award"), kind=Kind.MONEY),
        Column(code="state", title=pgettext_lazy("of an award", "State"), max_length=40),
        Column(code="approved_on", title=_("Approved on"), kind=Kind.DATE),
        Column(code="paid_on", title=pgettext_lazy("of a payroll list", "Paid on"), kind=Kind.DATE),
    ),
    key=("award", "number"),
    exporters=(*permissions.READERS, "worker"),
    export=export_awards,
)


def payroll_rows(payroll: Payroll) -> Iterator[Mapping[str, Value]]:
    """Yield what each worker gets by one list, before tax, and how it is taxed."""
    for row in queries.payroll_lines(payroll):
        yield {
            "list": str(payroll),
            "number": row["worker__number"],
            "name": row["worker__name"],
            "section": row["worker__section__name"],
            "awards": Decimal(row["awards"]),
            "amount": row["amount"],
            "taxed_as": str(TAXED_AS),
            "withheld": str(WITHHELD),
            "state": str(wording.payroll(payroll.state)["label"]),
        }


def export_payrolls(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the lines of every list, the newest list first; a query a list."""
    for payroll in queries.payrolls(by):
        yield from payroll_rows(payroll)


PAYROLL = layouts.going_out(
    code="rewards-payroll",
    title=pgettext_lazy("sheet", "Awards for payroll"),
    columns=(
        Column(code="list", title=_("Payroll list"), kind=Kind.CODE, max_length=20),
        _STAFF,
        _NAME,
        _SECTION,
        Column(code="awards", title=_("Number of awards"), kind=Kind.NUMBER, decimals=0),
        Column(code="amount", title=_("Amount before tax"), kind=Kind.MONEY),
        Column(code="taxed_as", title=_("Income item for individual income tax"), max_length=60),
        Column(code="withheld", title=_("How the tax is withheld"), max_length=100),
        Column(code="state", title=pgettext_lazy("of a payroll list", "State"), max_length=40),
    ),
    key=("list", "number"),
    exporters=permissions.PAYROLL,
    export=export_payrolls,
)


def _proposals(by: Actor, rows: Sequence[Row]) -> dict[str, Proposal]:
    numbers = {str(row.values.get("proposal") or "") for row in rows}
    found = proposals.visible_to(by).filter(number__in=numbers)
    return {each.number: each for each in found}


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Find ideas that `by` does not know of or may not suggest, and sections that are none."""
    known = _proposals(by, rows)
    for row in rows:
        number, section = row.values.get("proposal"), row.values.get("section")
        if not number:
            continue
        found = known.get(str(number))
        if found is None:
            yield Finding(row=row.number, code="unknown-idea", field="proposal")
        elif not permissions.suggests(by, found):
            yield Finding(row=row.number, code="not-yours", field="proposal")
        elif found.stage not in queries.EARNING or found.is_sealed:
            yield Finding(row=row.number, code="unverified", field="proposal")
        elif isinstance(section, Reference) and section.pk == found.section_id:
            yield Finding(row=row.number, code="own", field="section")


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return which of the suggestions were made before."""
    known = _proposals(by, rows)
    pairs = set(
        Adoption.objects.filter(proposal__in=known.values()).values_list("proposal", "section")
    )
    found: dict[int, Mapping[str, Value]] = {}
    for row in rows:
        idea, section = known.get(str(row.values.get("proposal"))), row.values.get("section")
        if idea and isinstance(section, Reference) and (idea.pk, section.pk) in pairs:
            found[row.number] = {"proposal": idea.number, "section": section}
    return found


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Suggest ideas to the sections named; those asked before stay as they are."""
    known, created = _proposals(by, rows), 0
    for row in rows:
        section = row.values["section"]
        if not row.is_new or not isinstance(section, Reference):
            continue
        place = adoptions.section(by, section.pk)
        if place is None:
            raise OddAdoption("section")
        actions.suggest(by=by, proposal=known[str(row.values["proposal"])], section=place)
        created += 1
    return Outcome(created=created, updated=len(rows) - created)


def export_adoptions(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield where every idea was suggested that `by` may know of, and what came of it."""
    table = cycles.get(spreading.CYCLE)
    for each in adoptions.visible_to(by).order_by("pk").iterator(chunk_size=CHUNK):
        section = each.section
        yield {
            "proposal": each.proposal.number,
            "section": Reference(section.pk, section.title, section.code),
            "stage": str(table.stage(each.stage).title),
            "suggested_on": each.suggested_on,
            "confirmed_on": each.confirmed_on,
            "reasons": "；".join(wording.reasons(each.reasons)),
        }


layouts.register(AWARDS)
layouts.register(PAYROLL)
layouts.register(
    Layout(
        code="rewards-adoptions",
        title=pgettext_lazy("sheet", "Adoptions of ideas"),
        columns=(
            Column(
                code="proposal",
                title=pgettext_lazy("improvement", "Idea"),
                kind=Kind.CODE,
                synonyms=("提案编号", "提案号"),
                required=True,
                max_length=20,
            ),
            Column(
                code="section",
                title=_("Adopting section"),
                kind=Kind.DIVISION,
                synonyms=("推广科室", "采用科室"),
                required=True,
            ),
            Column(code="stage", title=pgettext_lazy("of an adoption", "Stage"), max_length=40),
            Column(code="suggested_on", title=_("Suggested on"), kind=Kind.DATE),
            Column(code="confirmed_on", title=_("Confirmed on"), kind=Kind.DATE),
            Column(code="reasons", title=_("Why it was suggested"), max_length=300),
        ),
        key=("proposal", "section"),
        importers=permissions.DECIDERS,
        exporters=(*permissions.DECIDERS, *permissions.OF_SECTION),
        resolve=resolve,
        existing=existing,
        commit=commit,
        export=export_adoptions,
        sentences={
            "unknown-idea": Sentence(
                what=_("There is no such idea, or you may not know of it."),
                do=_("Write the number as it stands on the idea’s page."),
            ),
            "not-yours": Sentence(
                what=_("This idea is not for you to suggest."),
                do=_("Leave the row to the idea’s own section or the improvement office."),
            ),
            "unverified": Sentence(
                what=_("This idea is not verified, or it is sealed."),
                do=_("Suggest it once it is verified; a sealed one to nobody."),
            ),
            "own": Sentence(
                what=_("The idea is this section’s own."), do=_("Name another section.")
            ),
        },
        note=_("Name idea and section; the other columns only go out."),
    )
)
