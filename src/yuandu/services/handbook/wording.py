"""What questions, answers and states are called."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.services.handbook.rules import Applicability, Condition

QUESTIONS = {
    "kind": _("What kind of project is it?"),
    "land": _("What land does it take?"),
    "area": _("How much land, in mu?"),
    "place": _("Where does it lie?"),
    "farmland": _("Does it take farmland?"),
    "upgrade": _("Is it a technical upgrade of a plant?"),
    "supply": _("How is the land supplied?"),
    "key": _("Is it on a list of key projects?"),
}
_YES_NO = {
    "yes": pgettext_lazy("answer", "Yes"),
    "no": pgettext_lazy("answer", "No"),
}
ANSWERS: Mapping[str, Mapping[str, object]] = {
    "kind": {
        "industry": pgettext_lazy("answer", "Industry"),
        "platform": pgettext_lazy("answer", "Platform"),
        "social": pgettext_lazy("answer", "Social"),
        "infrastructure": pgettext_lazy("answer", "Infrastructure"),
    },
    "land": {
        "new": _("New construction land"),
        "stock": _("Land already built on"),
        "none": _("No land"),
    },
    "area": {
        "small": _("below 30"),
        "medium": _("30 to below 100"),
        "large": _("100 and more"),
    },
    "place": {
        "county": _("In a county or city district"),
        "zone": _("In a development zone"),
        "village": _("In a village, on collective land"),
    },
    "farmland": _YES_NO,
    "upgrade": _YES_NO,
    "supply": {
        "allocation": _("By allocation"),
        "sale": _("By sale"),
        "lease": _("By lease"),
    },
    "key": _YES_NO,
}
APPLICABILITY = {
    Applicability.APPLIES: _("Applies"),
    Applicability.DEPENDS: _("Depends on an answer"),
    Applicability.NOT: _("Does not apply"),
}
TONES = {Applicability.APPLIES: "good", Applicability.DEPENDS: "warn", Applicability.NOT: "calm"}


def condition(given: Condition) -> list[dict[str, object]]:
    """Return a condition in words: the question, and the answers it applies to."""
    return [
        {
            "question": QUESTIONS.get(question, question),
            "answers": [ANSWERS.get(question, {}).get(answer, answer) for answer in allowed],
        }
        for question, allowed in given.items()
    ]
