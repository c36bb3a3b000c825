"""Whether a party lets its facts be used again, for what, and until when."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

EVERYTHING = "*"
LONGEST = datetime.timedelta(days=3 * 366)  # a consent is renewed, not given for ever


@dataclass(frozen=True, slots=True)
class Given:
    """A consent as it stands.

    Attributes:
        purpose: What the facts may be used for.
        facts: Codes of the facts it covers; `*` covers all.
        from_on: The first day it holds.
        to_on: The last.
        revoked_on: The day it was taken back, from which it does not hold any more.
    """

    purpose: str
    facts: frozenset[str]
    from_on: datetime.date
    to_on: datetime.date
    revoked_on: datetime.date | None = None


def is_consented(
    consents: Iterable[Given], purpose: str, on: datetime.date, fact: str | None = None
) -> bool:
    """Say whether a purpose is consented to on a day, for one fact or for any at all.

    Source:
        个人信息保护法 第十四条 (separate for each purpose), 第十五条 (can be taken back at any
        time, without touching what was done before).
    """
    return any(
        given.purpose == purpose
        and given.from_on <= on <= given.to_on
        and (given.revoked_on is None or on < given.revoked_on)
        and (fact is None or bool({fact, EVERYTHING} & given.facts))
        for given in consents
    )


def wrong_terms(given: Given) -> list[str]:
    """Return the codes of what keeps a consent from being taken."""
    return [
        code
        for code, is_wrong in (
            ("consent-covers-nothing", not given.facts),
            ("consent-ends-before-it-starts", given.to_on < given.from_on),
            ("consent-too-long", given.to_on - given.from_on > LONGEST),
        )
        if is_wrong
    ]
