"""One word for one thing: the catalogues of all rooms are read as one."""

from collections import defaultdict

from babel.messages.pofile import read_po

from yuandu.site import messages


def said_in_chinese() -> dict[tuple[str | None, str], dict[str, list[str]]]:
    """Return every message, by its context and English, with its Chinese and who says it so."""
    said: dict[tuple[str | None, str], dict[str, list[str]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for app in messages.own_apps():
        path = messages.catalogue_path(app)
        if not path.exists():
            continue
        with path.open("rb") as file:
            catalogue = read_po(file, locale=messages.LANGUAGE)
        for message in catalogue:
            if message.id:
                # Gettext keeps a message with a plural under its singular.
                english = message.id if isinstance(message.id, str) else message.id[0]
                words = message.string
                chinese = words if isinstance(words, str) else words[0]
                said[message.context, english][chinese].append(app.name)
    return said


def test_a_message_means_the_same_in_every_room():
    # Of two translations a page would show whichever room was read last.
    at_odds = {key: dict(found) for key, found in said_in_chinese().items() if len(found) > 1}

    assert at_odds == {}, "say what is meant by a context, or translate it alike"
