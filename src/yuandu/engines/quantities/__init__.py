"""Numbers, units and dates as people write them: 1.16万亿元, 50多个, 2024年3月.

`parse_quantity` reads one cell, `find_quantities` every number of a paragraph, `compare` says
whether a printed figure agrees with an exact value, `format_quantity` prints one,
`parse_date` reads a date. What cannot be read raises `Unreadable` with a code and a place.
"""

from yuandu.engines.quantities.agreement import Agreement, Bounds, bounds_of, compare, rounded
from yuandu.engines.quantities.characters import half_width
from yuandu.engines.quantities.dates import Precision, WrittenDate, parse_date
from yuandu.engines.quantities.figures import Found, Kind, Qualifier, Quantity
from yuandu.engines.quantities.finding import find_quantities
from yuandu.engines.quantities.formatting import format_quantity, in_books, in_capitals
from yuandu.engines.quantities.numerals import read_numeral
from yuandu.engines.quantities.parsing import parse_quantity
from yuandu.engines.quantities.reasons import REASONS, Unreadable
from yuandu.engines.quantities.units import Measure, comparable, convert, kind_of, read_measure

__all__ = [
    "REASONS",
    "Agreement",
    "Bounds",
    "Found",
    "Kind",
    "Measure",
    "Precision",
    "Qualifier",
    "Quantity",
    "Unreadable",
    "WrittenDate",
    "bounds_of",
    "comparable",
    "compare",
    "convert",
    "find_quantities",
    "format_quantity",
    "half_width",
    "in_books",
    "in_capitals",
    "kind_of",
    "parse_date",
    "parse_quantity",
    "read_measure",
    "read_numeral",
    "rounded",
]
