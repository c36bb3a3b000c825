"""A slip as pages and papers tell it: its parts, why the adjustment is what it is, the peers."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yuandu.engines.quantities import in_books, in_capitals
from yuandu.kernel.papers.paper import Block, Paper, Section, Table, as_cells
from yuandu.kernel.workspaces.languages import language
from yuandu.mechanisms.pay import queries, rules, wording
from yuandu.mechanisms.pay.models import Adjustment, PeerGroup, Rule, Slip


@dataclass(frozen=True, slots=True)
class Factor:
    """What a factor adds, as a page tells it."""

    title: str
    part: rules.Part
    source: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A slip with all that explains it.

    Attributes:
        adjustment: what the rule gives; None where it gives this worker nothing yet.
        is_paid: whether the slip's adjustment is what the rule gives.
        scale_share: the fraction of what people ask for that the budget covers.
        peer: the newest benchmark up to the month.
    """

    slip: Slip
    capitals: str
    adjustment: Adjustment | None
    factors: tuple[Factor, ...]
    scale_share: Decimal
    is_paid: bool
    group: PeerGroup | None
    peer: rules.Peer | None
    above_share: Decimal | None


def explained(slip: Slip) -> Explained:
    """Return a slip with what explains it; four queries."""
    adjustment = queries.adjustment_of(slip)
    group = queries.promised_group(slip.workspace)
    peer = rules.carried(slip.month, queries.peers(group))
    factors: tuple[Factor, ...] = ()
    scale = Decimal(1)
    if adjustment is not None:
        points, rule = queries.points_of(adjustment), adjustment.rule
        asked = rule.asked or Decimal(0)
        scale = min(Decimal(1), rule.budget / asked) if asked else scale
        factors = tuple(
            Factor(
                str(wording.FACTORS[part.factor]),
                part,
                points[part.factor].source if part.factor in points else "",
            )
            for part in rules.explain(adjustment.facts, rule.terms, asked)
        )
    return Explained(
        slip=slip,
        capitals=in_capitals(slip.gross),
        adjustment=adjustment,
        factors=factors,
        scale_share=scale,
        is_paid=adjustment is None or adjustment.amount == slip.adjustment,
        group=group,
        peer=peer,
        above_share=rules.above(slip.gross, peer.amount) if peer else None,
    )


def bands(rule: Rule) -> list[dict[str, Any]]:
    """Return the bands of a simulation: what they are called, and how many move so."""
    counts = (rule.simulation or {}).get("bands", [])
    least, below = [None, *rules.CHANGES], [*rules.CHANGES, None]
    cells = [rules.Cell(*each) for each in zip(least, below, counts, strict=False)]
    return [{"label": wording.band(each), "people": each.people} for each in cells]


def promise_chart(months: list[rules.Month]) -> dict[str, Any]:
    """Return average pay and what peers pay, month by month, as a chart."""
    return {
        "series": [_("The company"), _("Local peers")],
        "rows": [
            {
                "label": f"{each.month:%Y-%m}",
                "cells": [
                    _cell(each.average),
                    _cell(each.peer.amount if each.peer else None),
                ],
            }
            for each in months
        ],
    }


def _cell(amount: Decimal | None) -> dict[str, str]:
    if amount is None:
        return {"value": "", "text": "—"}
    return {"value": f"{amount:.2f}", "text": f"{amount:.0f}"}


def slip_paper(told: Explained) -> Paper:
    """Return a slip as a paper in the reader's language, its amount in capitals."""
    slip = told.slip
    blocks: list[Block] = [
        _table(
            (
                (_("Staff number"), slip.worker.number),
                (_("Section"), slip.section.title),
                (_("Base band"), slip.band),
                (_("Base pay"), in_books(slip.base)),
                (_("Adjustment by the rule"), in_books(slip.adjustment)),
                (_("Other pay"), in_books(slip.other)),
                (_("Gross pay due"), in_books(slip.gross)),
            ),
            (pgettext("head of a table", "Item"), _("Yuan")),
            {1},
        ),
        _("In capitals: %(capitals)s") % {"capitals": told.capitals},
    ]
    if told.adjustment is not None:
        rows = tuple(
            (each.title, f"{each.part.points:.2f}", each.source, in_books(each.part.amount))
            for each in told.factors
        )
        heads = (
            pgettext("of pay", "Factor"),
            pgettext("of a factor", "Points"),
            _("Where the points come from"),
            _("Yuan"),
        )
        title = _("How the adjustment comes about: “%(rule)s”") % {
            "rule": told.adjustment.rule.name
        }
        blocks.append(Section(title, (_table(rows, heads, {1, 3}),)))
    return Paper(
        title=_("Pay slip %(month)s") % {"month": f"{slip.month:%Y-%m}"},
        language=language(),
        addressee=slip.worker.name,
        marks=(_("Sample data"),) if slip.workspace.is_sample else (),
        blocks=tuple(blocks),
        is_compact=True,
    )


def _table(
    rows: tuple[tuple[object, ...], ...], heads: tuple[str, ...], numbers: set[int]
) -> Table:
    return Table(heads=heads, rows=tuple(map(as_cells, rows)), numbers=frozenset(numbers))
