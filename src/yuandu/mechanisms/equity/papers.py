"""The register of shareholders (股东名册) and certificates (出资证明书) as papers."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yuandu.engines.quantities import in_books, in_capitals
from yuandu.kernel.papers.flow import in_words
from yuandu.kernel.papers.paper import Paper, Signature, Table, as_cells
from yuandu.kernel.workspaces.languages import language
from yuandu.mechanisms.equity.models import Certificate, Charter, Holder
from yuandu.mechanisms.equity.queries import Line


def register_paper(charter: Charter, lines: Sequence[Line]) -> Paper:
    """Return the register of shareholders of today as a paper in the reader's language."""
    today = charter.workspace.today()
    rows = tuple(
        as_cells(
            (
                at,
                each.holder.number,
                each.holder.name,
                Holder.Kind(each.holder.kind).label,
                f"{each.quantity:,}",
                f"{each.share * 100:.4f}%",
                each.certificates,
            )
        )
        for at, each in enumerate(lines, start=1)
    )
    heads = (
        pgettext("head of a table", "No."),
        _("Shareholder number"),
        pgettext("of a shareholder", "Name"),
        _("Kind of shareholder"),
        pgettext("head of a table", "Shares"),
        pgettext("head of a table", "Part"),
        _("Certificates"),
    )
    total = sum(each.quantity for each in lines)
    return Paper(
        title=_("Register of shareholders"),
        language=language(),
        marks=(_("Sample data"),) if charter.workspace.is_sample else (),
        blocks=(
            _(
                "%(name)s: %(number)s shareholders, %(total)s shares, as of %(on)s. A holding vehicle stands for all who hold through it."
            )
            % {
                "name": charter.legal_name,
                "number": len(lines),
                "total": f"{total:,}",
                "on": in_words(today),
            },
            Table(heads, rows, numbers=frozenset({4, 5})),
        ),
        signature=Signature(charter.legal_name, today),
        is_compact=True,
    )


def certificate_paper(charter: Charter, found: Certificate) -> Paper:
    """Return a certificate of shares as a paper: what Company Law, article 55, asks of it."""
    holding = found.holding
    price = found.made_by.price
    paid: Decimal | None = price * found.quantity if price is not None else None
    rows = [
        (_("Name of the company"), charter.legal_name),
        (_("Unified social credit code"), charter.code),
        (_("Founded on"), in_words(charter.founded_on)),
        (_("Shareholder"), holding.holder.name),
        (_("Shareholder number"), holding.holder.number),
        (_("Class of shares"), holding.share_class.title),
        (_("Number of shares"), f"{found.quantity:,}"),
        (pgettext("on a certificate", "Paid, yuan"), in_books(paid) if paid is not None else ""),
        (_("In capitals"), in_capitals(paid) if paid is not None else ""),
        (_("Held through"), holding.vehicle.name if holding.vehicle else ""),
        (_("By share transaction"), f"{found.made_by} {found.made_by.resolution}".strip()),
    ]
    return Paper(
        title=f"{_('Certificate of shares')} {found}",
        language=language(),
        marks=(_("Sample data"),) if charter.workspace.is_sample else (),
        blocks=(
            Table(
                (
                    pgettext("head of a table", "Item"),
                    pgettext("head of a table", "How it stands"),
                ),
                tuple(as_cells(row) for row in rows),
            ),
        ),
        signature=Signature(charter.legal_name, found.issued_on),
        is_compact=True,
    )
