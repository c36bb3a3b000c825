"""A circular's text as a page shows it: numbers that open to their rows, and those that are odd."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from yuandu.kernel.workspaces.languages import is_english
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.circulars import rules, wording
from yuandu.mechanisms.circulars.models import Circular, Paragraph
from yuandu.mechanisms.circulars.queries import checked
from yuandu.mechanisms.circulars.rules import Check, Mark, State

# Where each figure of a county opens further, to who may read it there.
OF_FILING = frozenset(
    {"counties", "signed", "late", "silent", "expected", "reported", "invested_month"}
    | {"invested_year", "annual_plan", rules.SHARE}
)
OF_DOUBTS = frozenset({"doubtful", "explained", "unexplained"})
SHOWN = {"raised": "all", "closed": "over", "open": "open", "overdue": "late"}


def shown(circular: Circular, found: Paragraph) -> dict[str, Any]:
    """Return a paragraph as its page shows it."""
    check = checked(found, "en" if is_english() else "zh")
    return {
        "paragraph": found,
        "section": wording.SECTIONS[found.section],
        "pieces": _pieces(circular, found, check),
        "left_out": [each for each in check.left_out if each.figure] if found.text else [],
    }


def _pieces(circular: Circular, found: Paragraph, check: Check) -> list[dict[str, str]]:
    pieces: list[dict[str, str]] = []
    at = 0
    for mark in check.marks:
        pieces += [{"text": found.text[at : mark.start]}, _number(circular, mark)]
        at = mark.end
    pieces.append({"text": found.text[at:]})
    return [piece for piece in pieces if piece["text"]]


def _number(circular: Circular, mark: Mark) -> dict[str, str]:
    """Return a number as a piece; one that agrees is a link and needs no sign."""
    url = ""
    if mark.figure:
        url = reverse("circulars:figure", args=[circular.pk, mark.figure])
    if mark.state is State.AGREES:
        return {"text": mark.text, "url": url}
    note = ""
    if mark.state is State.DIFFERS:
        name = str(wording.FIGURES.get(mark.figure, ""))
        note = _("“%(name)s” is %(value)s") % {"name": name, "value": mark.drafted}
    else:
        note = _("in no figure of the month")
    return {"text": mark.text, "state": mark.state.value, "url": url, "note": note}


def rows(workspace: Workspace, circular: Circular, code: str) -> list[dict[str, str]]:
    """Return what each county and zone adds to a figure, with where that opens further."""
    english = is_english()
    return [
        {
            "name": each.name_en if english else each.name,
            "value": wording.printed(workspace, code, each.value(code)),
            "url": _source(circular, code, each),
        }
        for each in circular.month.places
    ]


def _source(circular: Circular, code: str, place: rules.Place) -> str:
    if code in OF_FILING:
        return reverse("reporting:filing", args=[place.filing]) if place.filing else ""
    if code in OF_DOUBTS:
        return reverse("reporting:doubts", args=[circular.round_id])
    if code in SHOWN:
        page = reverse("visits:difficulties")
        return f"{page}?show={SHOWN[code]}&division_id={place.division}"
    if code in {"visits", "visited"}:
        return reverse("visits:list")
    tone, _sign, kind = code.partition("_")
    page = reverse("reporting:lights", args=[circular.round_id])
    return f"{page}?tone={tone}&kind={kind}&division={place.division}"
