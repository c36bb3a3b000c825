"""A month's lists as spreadsheets: how far counties are, doubts, lights, needs. They only go out."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Layout
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Value
from yuandu.mechanisms.projects.models import Factor
from yuandu.mechanisms.reporting import rules, wording
from yuandu.mechanisms.reporting.models import Light, Report
from yuandu.mechanisms.reporting.queries import Place
from yuandu.mechanisms.reporting.rules import Tone

type Line = Mapping[str, Value]

PROJECT = (
    Column(code="project_code", title=_("Project code"), max_length=40),
    Column(code="project", title=_("Project"), max_length=500),
    Column(code="division", title=_("County or zone"), max_length=200),
)
PROGRESS = (
    Column(
        code="progress_share",
        title=pgettext_lazy("of a report", "Part completed"),
        kind=Kind.PERCENT,
    ),
    Column(code="progress", title=_("Physical progress in words"), max_length=300),
)


def _layout(code: str, title: object, *columns: Column) -> Layout:
    # Who may open the list may take it along: its page asks, so no role is named here.
    return layouts.going_out(
        code=code,
        title=title,
        columns=columns,
        key=(columns[0].code, columns[1].code),
        exporters=(),
        export=lambda by: (),
    )


def _number(code: str, title: object) -> Column:
    return Column(code=code, title=title, kind=Kind.NUMBER, decimals=0)


PLACES = _layout(
    "reporting-places",
    _("Who has reported"),
    Column(code="division", title=_("County or zone"), max_length=200),
    Column(code="stage", title=_("State"), max_length=40),
    _number("reported", _("Reported")),
    _number("missing", _("Missing")),
    _number("doubts", _("Unexplained doubts")),
    _number("red", _("Red")),
    _number("yellow", _("Yellow")),
)
DOUBTS = _layout(
    "reporting-doubts",
    _("Doubts"),
    *PROJECT,
    Column(code="doubts", title=_("Doubtful"), max_length=1000),
    Column(code="invested", title=_("This month"), kind=Kind.MONEY, written_in="万元"),
    *PROGRESS,
    Column(code="explanation", title=_("Explanation"), max_length=300),
)
LIGHTS = _layout(
    "reporting-lights",
    _("Lights"),
    *PROJECT,
    Column(code="tone", title=_("The project as a whole"), max_length=20),
    *(Column(code=kind, title=title, max_length=200) for kind, title in wording.LIGHTS.items()),
)
NEEDS = _layout(
    "reporting-needs",
    _("To be coordinated"),
    *PROJECT,
    Column(code="needs", title=_("To be coordinated"), max_length=300),
    Column(
        code="factor",
        title=_("What is lacking"),
        kind=Kind.CHOICE,
        choices=tuple(Choice(code=each, title=each.label) for each in Factor),
    ),
    *PROGRESS,
)


def places(found: Iterable[Place], tones: Mapping[int, Mapping[str, int]]) -> Iterator[Line]:
    """Yield how far each county is."""
    for place in found:
        seen = tones.get(place.filing.division_id, {})
        yield {
            "division": place.filing.division.name,
            "stage": wording.stage(place.filing.stage)["label"],
            "reported": Decimal(place.reported),
            "missing": Decimal(place.missing),
            "doubts": Decimal(place.doubts),
            "red": Decimal(seen.get(Tone.RED, 0)),
            "yellow": Decimal(seen.get(Tone.YELLOW, 0)),
        }


def doubts(found: Iterable[Report]) -> Iterator[Line]:
    """Yield the reports that contradict themselves."""
    for each in found:
        said = pgettext("list", ", ").join(wording.doubt(code) for code in each.doubts)
        yield _of(each) | {
            "doubts": said,
            "invested": each.invested,
            "explanation": each.explanation or None,
        }


def needs(found: Iterable[Report]) -> Iterator[Line]:
    """Yield what reports ask to be coordinated."""
    for each in found:
        yield _of(each) | {"needs": each.needs, "factor": each.factor or None}


def _of(report: Report) -> dict[str, Value]:
    project = report.project
    return {
        "project_code": project.code or None,
        "project": project.name,
        "division": report.filing.division.name,
        "progress_share": report.progress_share,
        "progress": report.progress or None,
    }


def lights(found: Iterable[Light]) -> Iterator[Line]:
    """Yield the lights of projects, each with what decided it."""
    for each in found:
        told: dict[str, Value] = {
            "project_code": each.project.code or None,
            "project": each.project.name,
            "division": each.division.name,
            "tone": str(wording.TONES[Tone(each.tone)]),
        }
        for kind in rules.KINDS:
            tone, why = wording.TONES[Tone(getattr(each, kind))], each.reasons[kind]
            told[kind] = f"{tone} · {wording.reason(kind, *why)}"
        yield told
