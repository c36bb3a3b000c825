r"""The bytes that are hashed: fixed here to the byte, so that anybody can recompute them.

An entry is written as one JSON object with these members and no others:

    acting_for   the account a helper stood in for, or null
    action       text, `noun.verb`
    at           text, the instant in UTC: `2026-11-24T01:02:03.000004Z`, always six decimals
    commitments  object: name of a personal value → 64 hexadecimal digits
    details      object, what changed
    id           whole number
    subject      array of two: the kind of thing, its number
    user         the account that acted, or null for the system
    who          text, the name as it was then
    workspace    whole number

in the canonical form of RFC 8785, that is: UTF-8, no white space between tokens, members
sorted by their names, and in strings only `"`, `\` and the characters below U+0020 escaped,
as `\" \\ \b \t \n \f \r` where these exist, otherwise as `\u00xx` in lower case. Numbers are
whole and lie within ±(2⁵³−1); fractions are written as text. Names hold no character above
U+FFFF, which makes sorting by code point equal to RFC 8785's sorting by UTF-16 unit.

The hash of a link is SHA-256 over the 32 bytes of the hash before it and the bytes of its
entry; before the first link stand 32 zero bytes. Every workspace has a chain of its own,
numbered 1, 2, 3 …, so that one workspace can be exported and verified alone.

The commitment to a personal value is SHA-256 over the canonical JSON array
`[salt, name, value]`, the salt being 32 random hexadecimal digits. Value and salt are kept
beside the log; once they are erased, the commitment says nothing.
"""

import datetime
import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, LiteralString

NOTHING = bytes(32)  # stands before the first link
LARGEST = 2**53 - 1  # the largest whole number that every JSON reader keeps exact

# The entry `e` as above. PostgreSQL writes it: `to_json` of a text escapes what RFC 8785
# escapes, and the columns of type `json` hold the very text that `encode` made.
BODY: LiteralString = """
'{"acting_for":' || coalesce(e.acting_for_id::text, 'null')
|| ',"action":' || to_json(e.action::text)
|| ',"at":"' || to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
|| '","commitments":' || e.commitments
|| ',"details":' || e.details
|| ',"id":' || e.id
|| ',"subject":[' || to_json(e.subject_label::text) || ',' || e.subject_id
|| '],"user":' || coalesce(e.user_id::text, 'null')
|| ',"who":' || to_json(e.who::text)
|| ',"workspace":' || e.workspace_id || '}'
"""

_encode = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
).encode


class NotRecordable(TypeError):
    """A detail has no canonical form: what it is, where, and what to write instead."""


def encode(value: Any) -> str:
    """Return the canonical text of JSON that `plain` has made or would not change."""
    return _encode(value)


def link(before: bytes, body: str) -> bytes:
    """Return the hash of a link: over the hash before it and its entry's bytes."""
    return hashlib.sha256(before + body.encode()).digest()


def commitment(salt: str, name: str, value: str) -> str:
    """Return the commitment to a personal value, as hexadecimal digits."""
    return hashlib.sha256(encode([salt, name, value]).encode()).hexdigest()


def plain(value: Any, path: str = "details") -> Any:
    """Return `value` as JSON that has a canonical form.

    Amounts and days become text (`Decimal("1.50")` → `"1.50"`), tuples arrays.

    Raises:
        NotRecordable: a binary fraction, a huge number, or something JSON has no word for.
    """
    if isinstance(value, Mapping):
        return {_name(key, path): plain(item, f"{path}.{key}") for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, f"{path}[{index}]") for index, item in enumerate(value)]
    return _scalar(value, path)


def _scalar(value: Any, path: str) -> str | int | bool | None:
    match value:
        case None | bool():
            return value
        case str():
            return str(value)
        case int() if abs(value) <= LARGEST:
            return int(value)
        case Decimal():
            return format(value, "f")
        case datetime.datetime() if value.tzinfo:
            return f"{value.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
        case datetime.date() if not isinstance(value, datetime.datetime):
            return value.isoformat()
    raise NotRecordable(
        f"{path} is {value!r}, a {type(value).__name__}: the log takes text, whole numbers "
        "within ±(2^53−1), true, false, null, Decimal, days, instants with a time zone, and "
        "lists and mappings of these"
    )


def _name(key: object, path: str) -> str:
    if not isinstance(key, str) or max(key, default="") > "\uffff":
        raise NotRecordable(f"{path} has a member named {key!r}: names are text up to U+FFFF")
    return str(key)
