import datetime
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yuandu.kernel.audit import canonical

NAMES = st.text(st.characters(exclude_categories=["Cs"], max_codepoint=0xFFFF), max_size=8)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.integers(-canonical.LARGEST, canonical.LARGEST)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
SHORT_ESCAPES = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}


def as_rfc_8785_says(value) -> str:
    """Write JSON by the letter of RFC 8785, section 3.2, sharing nothing with `encode`."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        escaped = (
            SHORT_ESCAPES.get(ord(one)) or (f"\\u{ord(one):04x}" if one < " " else one)
            for one in value
        )
        return f'"{"".join(escaped)}"'
    if isinstance(value, list):
        return f"[{','.join(map(as_rfc_8785_says, value))}]"
    members = sorted(value.items(), key=lambda member: member[0].encode("utf-16-be"))
    inner = (f"{as_rfc_8785_says(name)}:{as_rfc_8785_says(one)}" for name, one in members)
    return f"{{{','.join(inner)}}}"


# The first example builds tables of characters, which takes its time on a busy machine.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(JSON)
def test_json_is_written_as_rfc_8785_says(value):
    assert canonical.encode(canonical.plain(value)) == as_rfc_8785_says(value)


@pytest.mark.django_db
def test_postgresql_escapes_texts_as_rfc_8785_says():
    text = "".join(map(chr, range(1, 0x3000))) + "鸢都𝄞"

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_json(%s::text)::text", [text])

        assert cursor.fetchone() == (as_rfc_8785_says(text),)


def test_amounts_days_and_instants_become_text():
    noon = datetime.datetime(
        2026, 11, 24, 12, tzinfo=datetime.timezone(datetime.timedelta(hours=8))
    )

    written = canonical.plain(
        {"amount": Decimal("1.50"), "on": datetime.date(2026, 11, 24), "at": (noon,)}
    )

    assert written == {
        "amount": "1.50",
        "on": "2026-11-24",
        "at": ["2026-11-24T04:00:00.000000Z"],
    }


@pytest.mark.parametrize(
    "value",
    [
        *(0.5, float("nan"), 2**53, b"bytes", {1: "a"}, {"𝄞": 1}, {"a": [object()]}, {1, 2}),
        datetime.datetime(2026, 11, 24),  # noqa: DTZ001 - without a time zone, on purpose
    ],
)
def test_what_json_cannot_keep_exactly_is_refused(value):
    with pytest.raises(canonical.NotRecordable, match="details"):
        canonical.plain(value)


def test_a_refusal_names_the_place():
    with pytest.raises(canonical.NotRecordable, match=r"details\.parts\[1\]\.share is 0\.5"):
        canonical.plain({"parts": [{}, {"share": 0.5}]})


def test_equal_values_of_two_people_have_different_commitments():
    one, two = (canonical.commitment(salt, "phone", "13800000000") for salt in ("a", "b"))

    assert one != two
