"""The settlement slip as a paper: one sheet, with the amount in capitals."""

from collections.abc import Sequence

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yuandu.engines.quantities import in_books, in_capitals
from yuandu.kernel.papers.paper import Block, Paper, Section, Signature, Table, as_cells
from yuandu.kernel.workspaces.languages import language
from yuandu.mechanisms.settlements import wording
from yuandu.mechanisms.settlements.models import Settlement


def slip_paper(slip: Settlement) -> Paper:
    """Return a slip as a paper in the reader's language; four queries."""
    workspace = slip.workspace
    return Paper(
        title=f"{_('Settlement slip')} {slip.number}",
        language=language(),
        addressee=slip.grower.title,
        marks=(_("Sample data"),) if workspace.is_sample else (),
        blocks=(_head(slip), *_sections(slip)),
        signature=Signature(_("Pool of unified purchase and sale"), slip.issued_on),
        is_compact=True,
    )


def _day(day: object) -> str:
    return formats.date_format(day, "Y-m-d")  # type: ignore[arg-type]


def _table(rows: Sequence[tuple[object, ...]], heads: tuple[str, ...], numbers: set[int]) -> Table:
    return Table(heads=heads, rows=tuple(as_cells(row) for row in rows), numbers=frozenset(numbers))


def _head(slip: Settlement) -> Table:
    order = slip.batch.promise.order
    return _table(
        [
            (_("Grower"), slip.grower.title),
            (_("Buyer"), slip.buyer.title),
            (_("Kind of flower"), order.kind.title),
            (_("Batch"), slip.batch.number),
            (_("Day of delivery"), _day(slip.delivered_on)),
            (_("To be paid by"), _day(slip.pay_on)),
            (pgettext("of a slip", "State"), slip.get_state_display()),
        ],
        (pgettext("head of a table", "Item"), pgettext("head of a table", "How it stands")),
        set(),
    )


def _sections(slip: Settlement) -> list[Block]:
    found: list[Block] = [Section(_("What was taken"), (_lines(slip),))]
    if deductions := list(slip.deductions.all()):
        rows = [
            (each.get_code_display(), in_books(each.wanted), in_books(each.taken))
            for each in deductions
        ]
        heads = (_("For what"), _("Owed, yuan"), _("Taken off, yuan"))
        found.append(Section(_("What comes off"), (_table(rows, heads, {1, 2}),)))
    words = [
        _("Paid out: %(amount)s yuan") % {"amount": in_books(slip.net)},
        _("In capitals: %(capitals)s") % {"capitals": in_capitals(slip.net)},
    ]
    if slip.carried:
        words.append(
            _("%(amount)s yuan could not be taken off and are carried to the next slip.")
            % {"amount": in_books(slip.carried)}
        )
    if what := wording.WHAT_TO_DO.get(slip.state):
        words.append(f"{slip.get_state_display()}: {slip.words} {what}")
    return [*found, Section(_("What is paid"), tuple(words))]


def _lines(slip: Settlement) -> Table:
    rows = [
        (
            each.get_grade_display() or slip.get_kind_display(),
            each.quantity or "",
            in_books(each.price) if each.price else "",
            in_books(each.amount),
        )
        for each in slip.lines.all()
    ]
    rows.append((_("Sum"), slip.quantity or "", "", in_books(slip.gross)))
    heads = (
        pgettext("head of a table", "Grade"),
        _("Pots"),
        _("Yuan a pot"),
        pgettext("head of a table", "Yuan"),
    )
    return _table(rows, heads, {1, 2, 3})
