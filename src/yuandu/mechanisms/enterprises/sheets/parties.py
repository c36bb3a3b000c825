"""The organisations that rows name by their credit codes; new ones are entered."""

from collections.abc import Sequence

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.audit.actions import Act
from yuandu.kernel.registry.models import Party
from yuandu.kernel.sheets.rules.columns import Reference
from yuandu.kernel.sheets.rules.tables import Row


def code_of(row: Row, field: str = "code") -> str:
    return str(row.values.get(field) or "").upper()


def known(by: Actor, rows: Sequence[Row], field: str = "code") -> dict[str, Party]:
    """Return the parties on file by code; one query."""
    codes = {code_of(row, field) for row in rows} - {""}
    found = Party.objects.filter(workspace_id=by.workspace_id, code__in=codes)
    return {
        party.code: party for party in found.select_related("division").defer("division__geometry")
    }


def known_or_entered(
    by: Actor, rows: Sequence[Row], *, field: str = "code", name: str = "name"
) -> dict[str, Party]:
    """Return the parties of the rows by code, after entering those not on file."""
    found = known(by, rows, field)
    firsts: dict[str, Party] = {}
    for row in rows:
        place, code = row.values.get("division"), code_of(row, field)
        if code not in found:
            firsts.setdefault(
                code,
                Party(
                    workspace=by.workspace,
                    kind="organisation",
                    name=str(row.values[name]),
                    code=code,
                    division_id=place.pk if isinstance(place, Reference) else None,
                ),
            )
    made = Party.objects.bulk_create(firsts.values(), batch_size=1000)
    label = Party._meta.label_lower
    audit.record_all(
        [Act(by, "party.enter", label, party.pk, {"name": party.name}) for party in made]
    )
    return found | {party.code: party for party in made}
