"""What a circular says, as bytes: a copy in a drawer can be held against the digest."""

import hashlib
import json
from collections.abc import Sequence

from yuandu.mechanisms.circulars.models import Circular, Paragraph


def digest(found: Circular, paragraphs: Sequence[Paragraph]) -> str:
    """Return the SHA-256 of title, number, day, texts in both languages and figures."""
    said = {
        "title": [found.title_zh, found.title_en],
        "number": found.number,
        "issued_on": found.issued_on.isoformat() if found.issued_on else "",
        "paragraphs": [[each.section, each.text_zh, each.text_en] for each in paragraphs],
        "facts": found.facts,
    }
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
