"""What states, kinds and fields of plans are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.services.plans.rules import Change, State

STATES = {
    State.REACHED: (pgettext_lazy("indicator", "Reached"), "good"),
    State.ON_PATH: (pgettext_lazy("indicator", "On its way"), "good"),
    State.BEHIND: (pgettext_lazy("indicator", "Behind"), "bad"),
    State.UNKNOWN: (pgettext_lazy("indicator", "Nothing reported"), "warn"),
}
CHANGES = {
    Change.ADDED: (pgettext_lazy("change of a plan", "Added"), "good"),
    Change.REMOVED: (pgettext_lazy("change of a plan", "Taken out"), "bad"),
    Change.CHANGED: (pgettext_lazy("change of a plan", "Changed"), "work"),
}
PARTS = {
    "plan": _("Plan"),
    "aspect": _("Aspect"),
    "goal": pgettext_lazy("plan", "Goal"),
    "indicator": _("Indicator"),
    "task": pgettext_lazy("plan", "Task"),
}
FIELDS = {
    "name": pgettext_lazy("plan", "Name"),
    "text": pgettext_lazy("plan", "Text"),
    "issuer": _("Issuing body"),
    "period": _("Period"),
    "tolerance_share": _("Tolerance"),
    "baseline": _("Baseline"),
    "target": _("Target"),
    "responsible": _("Responsible unit"),
    "due_on": pgettext_lazy("task", "Due on"),
}
