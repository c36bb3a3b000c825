"""The slip of an award as a paper: one sheet, with the amount in capitals and the sum done again."""

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yuandu.engines.quantities import in_books, in_capitals
from yuandu.kernel.papers.paper import Paper, Section, Signature, Table, as_cells
from yuandu.kernel.workspaces.languages import language
from yuandu.mechanisms.rewards import wording
from yuandu.mechanisms.rewards.models import Award, Part


def slip_paper(part: Part) -> Paper:
    """Return a worker's own part of an award as a paper in the reader's language."""
    award, workspace = part.award, part.workspace
    return Paper(
        title=_("Award %(number)s") % {"number": award.number},
        language=language(),
        addressee=part.worker.name,
        marks=(_("Sample data"),) if workspace.is_sample else (),
        blocks=(
            _head(part),
            Section(_("How it is computed"), (_sum(award),)),
            Section(
                _("Your part"),
                (
                    _("%(amount)s yuan before tax") % {"amount": in_books(part.amount)},
                    _("In capitals: %(capitals)s") % {"capitals": in_capitals(part.amount)},
                    _(
                        "It is taxed with the wages of the month in which it is paid; payroll keeps the tax back."
                    ),
                ),
            ),
        ),
        signature=Signature(
            workspace.title, award.paid_on or award.approved_on or award.proposed_on
        ),
        is_compact=True,
    )


def _head(part: Part) -> Table:
    award = part.award
    rows: list[tuple[object, ...]] = [
        (_("Staff number"), part.worker.number),
        (pgettext("improvement", "Idea"), award.proposal.number),
        (pgettext("of an award", "Kind"), wording.KINDS[award.kind]),
        (pgettext("of an award", "State"), wording.STATES[award.state][0]),
    ]
    if award.approved_on:
        rows.append((_("Approved on"), formats.date_format(award.approved_on, "Y-m-d")))
    if award.paid_on:
        rows.append(
            (pgettext("of a payroll list", "Paid on"), formats.date_format(award.paid_on, "Y-m-d"))
        )
    heads = (pgettext("head of a table", "Item"), pgettext("head of a table", "How it stands"))
    return Table(heads=heads, rows=tuple(as_cells(row) for row in rows))


def _sum(award: Award) -> Table:
    rows = [
        as_cells(
            (
                f"{step['title']} {step['grade']}".strip(),
                "" if step["base"] is None else in_books(step["base"]),
                "" if step["share"] is None else f"{step['share'] * 100:.2f} %",
                in_books(step["amount"]),
            )
        )
        for step in wording.steps(award.computed())
    ]
    heads = (
        pgettext("head of a table", "Step"),
        _("Of, yuan"),
        _("Share"),
        pgettext("head of a table", "Yuan"),
    )
    rule = _("Version %(number)s of the reward rule") % {"number": award.rule.number}
    return Table(heads=heads, rows=tuple(rows), numbers=frozenset({1, 2, 3}), title=rule)
