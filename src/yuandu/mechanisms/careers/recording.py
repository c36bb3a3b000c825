"""What is to be recorded of workers, and whether it may be."""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

from yuandu.mechanisms.careers.library import vocabulary
from yuandu.mechanisms.careers.models import WorkerRecord
from yuandu.mechanisms.careers.rules.facts import COMPUTED
from yuandu.mechanisms.workforce.models import Worker

CODE = re.compile(r"^[a-z][a-z0-9_]{0,59}$")
MOST = {"count": Decimal(999), "score": Decimal(100)}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecord:
    """Something to be recorded of a worker; the fields are those of `WorkerRecord`."""

    worker: Worker
    kind: str
    title: str
    obtained_on: datetime.date
    evidence: str
    value: str = ""
    number: Decimal = Decimal(1)
    expires_on: datetime.date | None = None


def fault_of(record: WorkerRecord, today: datetime.date) -> str:
    """Return the code of what is wrong with a record, a key of `OddRecord.sentences`."""
    if record.kind not in vocabulary():
        return "kind"
    if record.kind in COMPUTED:
        return "computed"
    if not record.evidence:
        return "evidence"
    if record.obtained_on > today:
        return "future"
    if record.expires_on is not None and record.expires_on < record.obtained_on:
        return "dates"
    return _fault_of_value(record)


def _fault_of_value(record: WorkerRecord) -> str:
    kind = vocabulary()[record.kind]
    if kind.kind == "choice":
        return "" if record.value in kind.choices else "value"
    if kind.kind == "codes":
        if not record.value:
            return "value"
        return "" if CODE.match(record.value) else "code"
    if record.value:
        return "value"
    most = MOST[kind.kind]
    is_whole = kind.kind != "count" or record.number == int(record.number)
    return "" if is_whole and 0 <= record.number <= most else "number"
