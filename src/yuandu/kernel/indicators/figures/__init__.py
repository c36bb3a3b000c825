"""Published figures: declared in code, computed from their own rows, checked against sums.

An app's `figures.py` says what it publishes:

    from yuandu.kernel.indicators import figures

    figures.register(
        figures.Figure(
            code="registry.organisations.count",
            name=_("Organisations on file"),
            unit="家",
            definition=_("Organisations the workspace deals with, each once."),
            formula=_("number of organisations"),
            rows=lambda workspace, on: Party.objects.filter(workspace=workspace, …),
            columns=(figures.Column(_("Name"), "name", public=False, mask=figures.masks.name),),
            keywords=("单位|企业",),
        ),
    )
"""

from yuandu.kernel.indicators.figures.computing import (
    RowsRepeat,
    parts_by_division,
    value,
    values,
)
from yuandu.kernel.indicators.figures.declarations import (
    AnyFigure,
    Column,
    Described,
    Figure,
    Kept,
    Reconciliation,
    ReportedFigure,
    within_posts,
)
from yuandu.kernel.indicators.figures.measures import (
    Alone,
    Count,
    CountDistinct,
    Highest,
    Measure,
    Ratio,
    Sum,
)
from yuandu.kernel.indicators.figures.reconciling import (
    Publication,
    Published,
    publication,
    published,
    published_one,
    reconcile,
)
from yuandu.kernel.indicators.figures.registry import UnknownFigure, get, register
from yuandu.kernel.indicators.figures.values import Value
from yuandu.kernel.indicators.rules import masks, periods
from yuandu.kernel.indicators.rules.periods import Period

__all__ = [
    "Alone",
    "AnyFigure",
    "Column",
    "Count",
    "CountDistinct",
    "Described",
    "Figure",
    "Highest",
    "Kept",
    "Measure",
    "Period",
    "Publication",
    "Published",
    "Ratio",
    "Reconciliation",
    "ReportedFigure",
    "RowsRepeat",
    "Sum",
    "UnknownFigure",
    "Value",
    "get",
    "masks",
    "parts_by_division",
    "periods",
    "publication",
    "published",
    "published_one",
    "reconcile",
    "register",
    "value",
    "values",
    "within_posts",
]
