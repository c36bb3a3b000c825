"""Words for stages of measures."""

from django.utils.translation import pgettext_lazy

from yuandu.mechanisms.reforms import rules

STAGES = {
    rules.PLANNED: pgettext_lazy("stage of a measure", "Planned"),
    rules.IN_FORCE: pgettext_lazy("stage of a measure", "In force"),
    rules.ENDED: pgettext_lazy("stage of a measure", "Ended"),
    rules.DROPPED: pgettext_lazy("stage of a measure", "Dropped"),
}
TONES = {rules.IN_FORCE: "good", rules.ENDED: "calm", rules.DROPPED: "calm"}


def stage(code: str) -> dict[str, object]:
    """Return a stage as a badge: label and tone."""
    return {"label": STAGES.get(code, code), "tone": TONES.get(code, "work")}
