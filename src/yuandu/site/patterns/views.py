"""The page that shows every component, in both languages: a catalogue and the visual test."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yuandu.kernel.accounts import doors
from yuandu.kernel.registry.requests import Request
from yuandu.site.patterns import controls, numbers, things
from yuandu.site.patterns.samples import Case, Sample

COMPONENTS = Path(__file__).resolve().parent.parent / "templates" / "components"
SAMPLES: dict[str, Sample] = {**controls.SAMPLES, **things.SAMPLES, **numbers.SAMPLES}
LANGUAGES = ("zh-hans", "en")
TOKENS = (
    *("ink", "ink-soft", "ink-faint", "ground", "surface", "sunken", "rule", "rule-strong"),
    *("vermilion", "celadon", "good", "warn", "bad", "calm"),
    *(f"stage-{place}" for place in range(1, 7)),
)
_HEADING = re.compile(r"{% comment %}\s*(.*?)\s*{% endcomment %}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Specimen:
    """One state of a component, rendered once a language."""

    title: str
    sides: tuple[tuple[str, SafeString], ...]
    size: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A component as the page lists it."""

    name: str
    words: str  # the template's own description of its parameters
    specimens: tuple[Specimen, ...]


@doors.public
def patterns(request: Request) -> HttpResponse:
    """Show every component with its parameters."""
    shown = [_pattern(request, name) for name in SAMPLES]
    return render(
        request,
        "site/patterns.html",
        {"title": _("Patterns"), "patterns": shown, "tokens": TOKENS},
    )


def _pattern(request: Request, name: str) -> Pattern:
    by_language = {language: _cases(name, language) for language in LANGUAGES}
    specimens = tuple(
        Specimen(
            title=case.title,
            sides=tuple(
                (language, _rendered(request, name, by_language[language][index], language))
                for language in LANGUAGES
            ),
            size=case.size,
        )
        for index, case in enumerate(_cases(name, translation.get_language() or LANGUAGES[0]))
    )
    return Pattern(name=name, words=description(name), specimens=specimens)


def _cases(name: str, language: str) -> list[Case]:
    with translation.override(language):
        return SAMPLES[name]()


def _rendered(request: Request, name: str, case: Case, language: str) -> SafeString:
    context: dict[str, Any] = {"id": f"{name}-{language}", **case.context}
    with translation.override(language):
        return render_to_string(case.template or f"components/{name}.html", context, request)


def description(name: str) -> str:
    """Return what a component's template says of itself: what it is for, and its parameters."""
    path = COMPONENTS / f"{name}.html"
    found = _HEADING.search(path.read_text("utf-8")) if path.exists() else None
    return re.sub(r"\s+", " ", found.group(1)) if found else ""
