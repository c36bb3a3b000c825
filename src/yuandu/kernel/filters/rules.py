"""What a filter is: the part of a list's address that says what it shows. Pure."""

from urllib.parse import parse_qsl, urlencode

MOST = 30  # filters a person keeps, of all lists together
LONGEST = 1000  # characters of a filter
MOST_PARTS = 100
PASSING = frozenset({"page"})  # says where one is, not what is shown


def canonical(query: str) -> str | None:
    """Return a filter in one way of writing it, so that two that say the same are the same.

    Of a name that stands twice the last value holds, as on the list: a bar that changes in
    place adds what it shows to the address it began with.

    Empty where nothing is filtered; `None` where it is longer than anybody's filter.
    """
    if len(query) > LONGEST * 4:  # as it came, maybe percent-encoded twice as long
        return None
    try:
        parts = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARTS)
    except ValueError:
        return None
    last = {name: value.replace("\x00", "") for name, value in parts if name not in PASSING}
    written = urlencode(sorted((name, value) for name, value in last.items() if value))
    return written if len(written) <= LONGEST else None
