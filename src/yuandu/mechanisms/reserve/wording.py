"""Words for stages and criteria; sentences are translations of the codes."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects.wording import money
from yuandu.mechanisms.reserve import rules
from yuandu.mechanisms.reserve.rules import Term

STAGES = {
    rules.CONCEPT: pgettext_lazy("stage of an idea", "Concept"),
    rules.PRE_STUDY: pgettext_lazy("stage of an idea", "Pre-study"),
    rules.FEASIBILITY: pgettext_lazy("stage of an idea", "Feasibility study"),
    rules.PREREQUISITES: pgettext_lazy("stage of an idea", "Prerequisites"),
    rules.READY: pgettext_lazy("stage of an idea", "Ready to start"),
    rules.PROMOTED: pgettext_lazy("stage of an idea", "In the register"),
    rules.DECLINED: pgettext_lazy("stage of an idea", "Declined"),
    rules.WITHDRAWN: pgettext_lazy("stage of an idea", "Withdrawn"),
}
TONES = {
    rules.READY: "good",
    rules.PROMOTED: "good",
    rules.DECLINED: "bad",
    rules.WITHDRAWN: "calm",
}
CRITERIA = {
    rules.NEED: gettext_lazy("Service to its purpose"),
    rules.MATURITY: gettext_lazy("Maturity"),
    rules.FUNDING: gettext_lazy("Funds in place"),
    rules.SCALE: gettext_lazy("Size"),
    rules.INTENSITY: gettext_lazy("Land use"),
}
# What the value of each criterion is.
MEASURED = {
    rules.NEED: gettext_lazy("grade of the city’s office, 0 to 5"),
    rules.MATURITY: gettext_lazy("rungs climbed, of four"),
    rules.FUNDING: gettext_lazy("funds in place ÷ planned investment"),
    rules.SCALE: gettext_lazy("planned investment"),
    rules.INTENSITY: gettext_lazy("planned investment a mu; all points where no land is needed"),
}


def stage(code: str) -> dict[str, object]:
    """Return a stage as a badge: label and tone."""
    return {"label": STAGES.get(code, code), "tone": TONES.get(code, "work")}


def amount(criterion: str, value: Decimal | None, workspace: Workspace) -> str:
    """Write a criterion's value in its unit."""
    if value is None:
        return _("not known")
    if criterion == rules.FUNDING:
        return f"{(value * 100).normalize():f}%"
    if criterion in {rules.SCALE, rules.INTENSITY}:
        return money(round(value, 2), workspace.currency)
    return f"{value.normalize():f}"


def arithmetic(term: Term, workspace: Workspace) -> str:
    """Write how a line's points come about: 4亿元 ÷ 10亿元 × 15 = 6."""
    if term.value is None:
        return _("not known: %(most)s points stay open") % {"most": term.most}
    value, full = (amount(term.criterion, each, workspace) for each in (term.value, term.full))
    points = f"{term.points.normalize():f}"
    if term.value > term.full:
        return _("%(value)s is %(full)s or more: %(points)s") % {
            "value": value,
            "full": full,
            "points": points,
        }
    return f"{value} ÷ {full} × {term.most} = {points}"
