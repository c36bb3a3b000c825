"""The answer to the one question: a column, and what is said, read as the rules read facts."""

from decimal import Decimal
from typing import Any

from yuandu.engines import rules
from yuandu.engines.rules import units
from yuandu.engines.rules.vocabulary import FactKind, column
from yuandu.services.policies.library import vocabulary


def kind_of(missing: str) -> FactKind:
    """Return the kind of fact that a column asks for: a code, or code_year."""
    return vocabulary()[_code(missing)]


def _code(missing: str) -> str:
    return missing if missing in vocabulary() else missing.rpartition("_")[0]


def read(missing: str, said: object) -> dict[str, Any]:
    """Return the `value` or the `text` that the registry takes.

    Args:
        said: With its unit where there is one, such as 1200 万元; of a flag, whether.

    Raises:
        rules.BadFacts: it cannot be read; says all that is wrong.
    """
    code, kind = _code(missing), kind_of(missing)
    year = missing.rpartition("_")[2]
    told = {code: {year: said} if kind.yearly else said}
    found = rules.read_facts(told, vocabulary())
    value: Any = found.get(column(code, int(year) if kind.yearly else None))
    if kind.kind == "flag":
        return {"value": Decimal(int(bool(value)))}
    if kind.is_number:
        return {"value": units.plain(value, kind.kind)}
    return {"text": str(value)}
