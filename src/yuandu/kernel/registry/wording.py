"""Sentences of this room's codes: what is wrong with a code, a file, a consent."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.registry.rules.codes import Problem

CODES = {
    "code-missing": gettext_lazy("The code is missing."),
    "code-too-long": gettext_lazy(
        "The code has %(found)s characters; at most %(expected)s are kept."
    ),
    "code-unprintable": gettext_lazy("The code has invisible characters in it: %(found)s."),
    "uscc-length": gettext_lazy(
        "A unified social credit code has %(expected)s characters; this one has %(found)s."
    ),
    "uscc-character": gettext_lazy(
        "Character %(position)s, “%(found)s”, does not occur in credit codes."
    ),
    "uscc-character-meant": gettext_lazy(
        "Character %(position)s, “%(found)s”, does not occur in credit codes; is it “%(expected)s”?"
    ),
    "uscc-department": gettext_lazy(
        "No registering department has the code “%(found)s” (character 1)."
    ),
    "uscc-kind": gettext_lazy(
        "“%(found)s” (characters 1 and 2) is no kind of organisation that is registered."
    ),
    "uscc-division": gettext_lazy("“%(found)s” (characters 3 to 8) is no division of the country."),
    "uscc-inner-check": gettext_lazy(
        "Characters 9 to 17 do not hold: character 17 is “%(found)s”, by the others it is "
        "“%(expected)s”. A character in there is mistyped."
    ),
    "uscc-check": gettext_lazy(
        "The code does not hold: its last character is “%(found)s”, by the others it is "
        "“%(expected)s”. Compare it with the licence."
    ),
    "project-code-length": gettext_lazy(
        "A project code has %(expected)s characters with its hyphens, like "
        "2111-370781-04-01-123456; this one has %(found)s."
    ),
    "project-code-hyphens": gettext_lazy(
        "The hyphens of “%(found)s” do not stand as in 2111-370781-04-01-123456."
    ),
    "project-code-digits": gettext_lazy("Character %(position)s, “%(found)s”, is not a digit."),
    "project-code-month": gettext_lazy(
        "“%(found)s” is not a year and month, like 2111 for November 2021."
    ),
    "project-code-division": gettext_lazy(
        "“%(found)s” (characters 6 to 11) is no division of the country."
    ),
    "division-code-form": gettext_lazy("“%(found)s” is not the six digits of a division's code."),
    "division-code-province": gettext_lazy("No province's codes begin with “%(found)s”."),
    "currency-unknown": gettext_lazy("“%(found)s” is not a currency of ISO 4217, like CNY."),
}

CONSENTS = {
    "consent-covers-nothing": gettext_lazy("Choose at least one fact that may be used."),
    "consent-ends-before-it-starts": gettext_lazy("The last day lies before the first."),
    "consent-purpose-unknown": gettext_lazy("This purpose is not known."),
    "consent-fact-unknown": gettext_lazy("One of the facts is not known."),
    "consent-too-long": gettext_lazy("A consent holds for three years at most; then renew it."),
}

LOADING = {
    "unknown-encoding": gettext_lazy("The text is neither UTF-8 nor GB18030."),
    "file-broken": gettext_lazy("The file is broken: %(found)s."),
    "file-too-large": gettext_lazy("The file unpacks to more than %(found)s MB."),
    "column-missing": gettext_lazy("There is no column “%(found)s”."),
    "not-geojson": gettext_lazy("This is not a GeoJSON collection of features."),
    "row-code": gettext_lazy("The code is missing or longer than %(found)s characters."),
    "row-name": gettext_lazy("The name is missing or longer than %(found)s characters."),
    "row-twice": gettext_lazy("The code “%(found)s” stands in an earlier row already."),
    "row-number": gettext_lazy("“%(found)s” is not a number that can stand here."),
    "row-parent": gettext_lazy("There is no “%(found)s” to belong to."),
    "row-geometry": gettext_lazy("The geometry is not a polygon, or too large."),
}


def sentence(problem: Problem) -> str:
    """Return the sentence of a problem with a code, in the reader's language."""
    key = f"{problem.code}-meant" if problem.expected else problem.code
    words = CODES.get(key) or CODES[problem.code]
    return words % {
        "found": problem.found,
        "position": problem.position or "",
        "expected": problem.expected,
    }


def consent_sentence(code: str) -> str:
    """Return the sentence of what keeps a consent from being taken."""
    return str(CONSENTS[code])


def loading_sentence(code: str, found: str, line: int | None) -> str:
    """Return the sentence of what is wrong with a file, with its row."""
    words = LOADING[code] % {"found": found}
    if line is None:
        return words
    return _("Row %(line)s: %(words)s") % {"line": line, "words": words}
