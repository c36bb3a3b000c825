"""Terms in words."""

from django.utils.translation import pgettext_lazy

from yuandu.mechanisms.varieties import rules

TERMS = {
    rules.COMING: (pgettext_lazy("state of a licence", "Not yet running"), "calm"),
    rules.RUNNING: (pgettext_lazy("state of a licence", "Running"), "good"),
    rules.ENDS_SOON: (pgettext_lazy("state of a licence", "Ends soon"), "warn"),
    rules.ENDED: (pgettext_lazy("state of a licence", "Ended"), "bad"),
}


def term(state: str) -> dict[str, object]:
    """Return the state of a licence as a badge: label and tone."""
    label, tone = TERMS[state]
    return {"label": label, "tone": tone}
