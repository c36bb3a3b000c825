"""Words for stages of measures, and for what came of them."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from yuandu.kernel.indicators.figures import Figure, amounts
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.reforms import rules
from yuandu.mechanisms.reforms.rules.effects import Effect, Interval, Method, State

STAGES = {
    rules.PLANNED: pgettext_lazy("stage of a measure", "Planned"),
    rules.IN_FORCE: pgettext_lazy("stage of a measure", "In force"),
    rules.ENDED: pgettext_lazy("stage of a measure", "Ended"),
    rules.DROPPED: pgettext_lazy("stage of a measure", "Dropped"),
}
MEETING_STAGES = {
    rules.PLANNED: pgettext_lazy("stage of a meeting", "Planned"),
    rules.HELD: pgettext_lazy("stage of a meeting", "Held"),
    rules.CLOSED: pgettext_lazy("stage of a meeting", "Closed"),
    rules.CANCELLED: pgettext_lazy("stage of a meeting", "Cancelled"),
}
TRACKED = {
    "running": pgettext_lazy("pledges", "Running"),
    "due": pgettext_lazy("pledges", "Mine, due within 7 days"),
    "overdue": pgettext_lazy("pledges", "Overdue"),
    "to_confirm": pgettext_lazy("pledges", "For me to confirm"),
    "claimed": pgettext_lazy("pledges", "To be confirmed"),
    "kept": pgettext_lazy("pledges", "Kept"),
    "withdrawn": pgettext_lazy("pledges", "Withdrawn"),
    "all": pgettext_lazy("pledges", "All"),
}
MEETING_TONES = {rules.CLOSED: "good", rules.CANCELLED: "calm"}
TONES = {rules.IN_FORCE: "good", rules.ENDED: "calm", rules.DROPPED: "calm"}
STATES = {
    State.HELPED: pgettext_lazy("effect", "Moved as claimed"),
    State.HURT: pgettext_lazy("effect", "Moved the other way"),
    State.UNCLEAR: pgettext_lazy("effect", "No effect shown"),
    State.FEW_MONTHS: pgettext_lazy("effect", "Too few months"),
    State.FEW_PLACES: pgettext_lazy("effect", "Too few places to compare"),
    State.NO_PAST: pgettext_lazy("effect", "No past values"),
    State.NOT_BEGUN: pgettext_lazy("effect", "Not begun"),
}
EFFECT_TONES = {State.HELPED: "good", State.HURT: "bad", State.UNCLEAR: "work"}
WHY = {
    State.FEW_MONTHS: gettext_lazy(
        "Beside other places three whole months before and three after are needed; along a line, "
        "four before."
    ),
    State.FEW_PLACES: gettext_lazy(
        "Three places under the measure and three without it are needed, each with enough months."
    ),
    State.NO_PAST: gettext_lazy(
        "It is not kept what this figure was at the end of past months in each county or zone."
    ),
    State.NOT_BEGUN: gettext_lazy("The measure has not begun: there is no after."),
}


def stage(code: str) -> dict[str, object]:
    """Return a stage as a badge: label and tone."""
    return {"label": STAGES.get(code, code), "tone": TONES.get(code, "work")}


def meeting_stage(code: str) -> dict[str, object]:
    """Return a meeting's stage as a badge: label and tone."""
    return {"label": MEETING_STAGES.get(code, code), "tone": MEETING_TONES.get(code, "work")}


def state(code: State) -> dict[str, object]:
    """Return what can be said as a badge: label and tone."""
    return {"label": STATES[code], "tone": EFFECT_TONES.get(code, "calm")}


def value(workspace: Workspace, figure: Figure, stored: float) -> str:
    """Write what a figure was on average, with one digit more than the figure itself."""
    unit = amounts.unit_in(workspace, figure.unit)
    number = amounts.from_stored(Decimal(str(stored)), unit)
    return amounts.written(number, unit, figure.decimals + 1)


def change(workspace: Workspace, figure: Figure, stored: float) -> str:
    """Write by how much a figure changed; shares in percentage points."""
    unit = amounts.unit_in(workspace, figure.unit)
    number = amounts.from_stored(Decimal(str(stored)), unit)
    sign = "+" if number > 0 else ""
    if unit == "%":
        points = f"{sign}{amounts.rounded(number, figure.decimals + 1):f}".replace("-", "−")
        return _("%(number)s percentage points") % {"number": points}
    return sign + amounts.written(number, unit, figure.decimals + 1)


def interval(workspace: Workspace, figure: Figure, found: Interval) -> str:
    """Write an interval from low to high."""
    low, high = (change(workspace, figure, each) for each in (found.low, found.high))
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def reasons(workspace: Workspace, figure: Figure | None, found: Effect) -> list[str]:
    """Return how a number came about, or why there is none: sentence by sentence."""
    if found.state in WHY:
        return [str(WHY[found.state])]
    if figure is None:
        return []
    told = [_method(found), _months(found)]
    if found.leans and found.drift:
        told.append(
            _(
                "The two sides moved apart before it began, by %(change)s a month: the comparison "
                "leans, and the effect may be that drift going on."
            )
            % {"change": change(workspace, figure, found.drift.estimate)}
        )
    elif found.method is Method.DIFFERENCE and found.drift:
        told.append(_("Before it began the two sides are not seen to move apart."))
    return told


def _method(found: Effect) -> str:
    if found.method is Method.TREND:
        return _(
            "It holds everywhere, so that no comparison is possible: the months after are held "
            "against the straight line through the months before. Whatever else happened then, the "
            "season among it, counts as its effect. The interval is that of the line’s own error."
        )
    under = found.under.places if found.under else 0
    others = found.others.places if found.others else 0
    return _(
        "Difference in differences: the mean change of %(under)s under the measure less that of "
        "%(others)s without it, each place’s months averaged first. It assumes that both would have "
        "changed alike without the measure. 95 percent interval after Welch."
    ) % {"under": _places(under), "others": _places(others)}


def _places(number: int) -> str:
    return ngettext("%(number)s place", "%(number)s places", number) % {"number": number}


def _months(found: Effect) -> str:
    return _(
        "Before: %(first)s to %(last)s; after: %(since)s to %(until)s; a month in which it began "
        "half-way is left out."
    ) % {
        "first": found.before[0],
        "last": found.before[-1],
        "since": found.after[0],
        "until": found.after[-1],
    }
