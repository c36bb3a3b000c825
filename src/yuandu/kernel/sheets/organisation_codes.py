"""Codes of organisations in a spreadsheet's cells: check characters and all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry import rules, wording
from yuandu.kernel.sheets.layouts import Finding, Sentence
from yuandu.kernel.sheets.rules.tables import Row


@dataclass(frozen=True, slots=True)
class _Braced:
    """A sentence of the registry with its placeholders as spreadsheets have them."""

    words: object

    def __str__(self) -> str:
        names = ("found", "position", "expected")
        return str(self.words) % {name: f"{{{name}}}" for name in names}


WRONG_CODES = {
    code: Sentence(what=_Braced(words), do=_("Correct the cell."))
    for code, words in wording.CODES.items()
    if code.startswith(("uscc-", "code-"))
}


def codes_that_do_not_hold(by: Actor, rows: Sequence[Row], *, field: str) -> Iterator[Finding]:
    """Yield what is wrong with the codes of organisations, check characters and all."""
    for row in rows:
        code = str(row.values.get(field) or "")
        # An empty cell is told of already.
        faults = rules.check_organisation_code(code, by.workspace.code_rules) if code else []
        for fault in faults:
            params = {"found": fault.found, "expected": fault.expected}
            params["position"] = str(fault.position or "")
            meant = f"{fault.code}-meant" if fault.expected else fault.code
            known = meant if meant in wording.CODES else fault.code
            yield Finding(row=row.number, code=known, field=field, params=params)
