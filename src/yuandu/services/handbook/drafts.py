"""What is written of a clause before it is one."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from yuandu.services.handbook.models import Clause, Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is written of a clause; fields as in `models.Clause`."""

    heading: Heading
    number: int
    title: str
    text: str
    source_title: str
    valid_from: datetime.date
    source_number: str = ""
    article: str = ""
    valid_to: datetime.date | None = None
    supersedes: Clause | None = None
    keywords: str = ""
    condition: Mapping[str, Sequence[str]] = field(default_factory=dict)


FIELDS = tuple(Draft.__dataclass_fields__)
