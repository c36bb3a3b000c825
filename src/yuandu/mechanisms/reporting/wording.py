"""Titles of lights and stages, and sentences for faults and doubts, by their codes."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.indicators.figures.measures import Words
from yuandu.kernel.lifecycle import sayings
from yuandu.kernel.lifecycle import wording as lifecycle
from yuandu.mechanisms.reporting import rules
from yuandu.mechanisms.reporting.rules import Fault, Tone

STAGE_TONES = {
    rules.OPEN: "warn",
    rules.SIGNED: "work",
    rules.RETURNED: "bad",
    rules.LOCKED: "good",
    rules.MISSED: "bad",
}
LIGHTS: Mapping[str, Words] = {
    "start": pgettext_lazy("light", "Start"),
    "progress": pgettext_lazy("light", "Progress"),
    "funds": pgettext_lazy("light", "Funds"),
    "listing": pgettext_lazy("light", "Statistics entry"),
}
TONES: Mapping[str, Words] = {
    Tone.GREEN: pgettext_lazy("light", "green"),
    Tone.YELLOW: pgettext_lazy("light", "yellow"),
    Tone.RED: pgettext_lazy("light", "red"),
    Tone.GREY: pgettext_lazy("light", "grey"),
}
BADGES = {Tone.GREEN: "good", Tone.YELLOW: "warn", Tone.RED: "bad", Tone.GREY: "calm"}
FAULTS: Mapping[str, Words] = {
    "negative": gettext_lazy("An investment is not below zero. Enter a correction instead."),
    "no-reason": gettext_lazy("Say why earlier months are corrected."),
    "reason-for-nothing": gettext_lazy("A reason is given, but no sum is corrected."),
    "below-nothing": gettext_lazy("The correction takes away more than was ever reported."),
    "not-the-first": gettext_lazy(
        "A sum is brought forward with a project’s first report alone. Enter a correction instead."
    ),
    "no-share": gettext_lazy("Progress lies between 0 and 100 %."),
}
DOUBTS: Mapping[str, Words] = {
    "not-started": gettext_lazy("Money or progress is reported, but the works have not begun"),
    "more-than-planned": gettext_lazy("More has been invested than the total that is planned"),
    "sudden": gettext_lazy("More than four months’ part of the annual plan in one month"),
    "progress-falls": gettext_lazy("Progress is lower than last month"),
    "money-without-progress": gettext_lazy("Money was spent, but progress stands still"),
    "progress-without-money": gettext_lazy("Progress was made without any money"),
}
REASONS: Mapping[str, Words] = {
    "started": gettext_lazy("works have begun"),
    "no-planned-start": gettext_lazy("no planned start on record"),
    "not-due": gettext_lazy("not due yet"),
    "not-started": gettext_lazy("works have not begun"),
    "ended": gettext_lazy("works are complete"),
    "no-plan": gettext_lazy("no annual plan on record"),
    "behind": gettext_lazy("behind the pro-rata progress"),
    "on-schedule": gettext_lazy("on schedule"),
    "not-told": gettext_lazy("not reported"),
    "in-place": gettext_lazy("funds are in place"),
    "not-in-place": gettext_lazy("funds are not in place"),
    "listed": gettext_lazy("in the investment statistics"),
    "not-listed": gettext_lazy("not in the investment statistics"),
}

UNCLASSED = gettext_lazy("not classed")  # a need of which nobody has said what is lacking


def stage(code: str) -> dict[str, str]:
    """Return a stage of a filing as a badge: label and tone."""
    return {"label": lifecycle.stage_title(rules.CYCLE, code), "tone": STAGE_TONES.get(code, "")}


def fault(found: Fault) -> str:
    return str(FAULTS[found.code])


def doubt(code: str) -> str:
    return str(DOUBTS[code])


def reason(kind: str, code: str, number: str | None) -> str:
    """Return why a light shows what it shows, with the number that decided."""
    said = str(REASONS[code])
    if number is None or code in {"on-schedule", "not-due"}:
        return said
    if kind == "progress":
        points = round(float(number) * 100)
        return _("%(points)s points %(reason)s") % {"points": points, "reason": said}
    return _("%(reason)s, month %(number)s") % {"reason": said, "number": number}


# Words of supervision, by what the promises keep of them.
RED_LIGHT, NOT_RED = "reporting.red-light", "reporting.not-red"
NOT_ASKED = "reporting.not-asked"


def _red_light(params: Mapping[str, Any]) -> str:
    return _("Red light of %(period)s, %(light)s: %(why)s") % {
        "period": params["period"],
        "light": LIGHTS[params["kind"]],
        "why": reason(params["kind"], params["why"], params["number"]),
    }


sayings.register(RED_LIGHT, _red_light)
sayings.register(NOT_RED, lambda params: _("The light of %(period)s is not red any more") % params)
sayings.register(NOT_ASKED, lambda params: _("The project is not reported in %(period)s") % params)
