"""Reads: one project, lists of them, and how many stand where."""

from yuandu.mechanisms.projects.queries.counts import (
    Cell,
    CountyRow,
    Cross,
    counted,
    counties,
    cross,
)
from yuandu.mechanisms.projects.queries.disclosing import A_PAGE, Disclosed, disclosed
from yuandu.mechanisms.projects.queries.filters import SORTS, Filters
from yuandu.mechanisms.projects.queries.forecasting import Forecast, forecast
from yuandu.mechanisms.projects.queries.lists import (
    Column,
    Found,
    board,
    countable,
    page,
    standings,
)
from yuandu.mechanisms.projects.queries.objects import (
    alike,
    get,
    is_code_taken,
    listed,
    mays,
    visible_to,
)
from yuandu.mechanisms.projects.queries.places import divisions, divisions_to_enter, outlines
from yuandu.mechanisms.projects.queries.referring import Need, ReferenceClass, reference_class
from yuandu.mechanisms.projects.queries.resembling import records, resemblance, resemblances
from yuandu.mechanisms.projects.queries.sites import Cluster, Sites, sites
from yuandu.mechanisms.projects.queries.yearly import (
    listings_of,
    lists_in,
    lists_with_sizes,
    years,
)

__all__ = [
    "A_PAGE",
    "SORTS",
    "Cell",
    "Cluster",
    "Column",
    "CountyRow",
    "Cross",
    "Disclosed",
    "Filters",
    "Forecast",
    "Found",
    "Need",
    "ReferenceClass",
    "Sites",
    "alike",
    "board",
    "countable",
    "counted",
    "counties",
    "cross",
    "disclosed",
    "divisions",
    "divisions_to_enter",
    "forecast",
    "get",
    "is_code_taken",
    "listed",
    "listings_of",
    "lists_in",
    "lists_with_sizes",
    "mays",
    "outlines",
    "page",
    "records",
    "reference_class",
    "resemblance",
    "resemblances",
    "sites",
    "standings",
    "visible_to",
    "years",
]
