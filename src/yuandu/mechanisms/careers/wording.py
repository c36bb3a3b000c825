"""Rules in words: what was found of each condition, and what to do about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from yuandu.engines import rules
from yuandu.engines.rules.books import Criterion
from yuandu.kernel.workspaces.languages import is_english, listed
from yuandu.mechanisms.careers.library import vocabulary
from yuandu.mechanisms.careers.models import Rung
from yuandu.services.policies import wording
from yuandu.services.policies.vocabulary import title_of as fact_title

# What a worker can do about a condition, by the fact it asks for.
ADVICE: Mapping[str, Promise] = {
    "years_of_service": _("This comes with time."),
    "years_at_rung": _("This comes with time."),
    "order_management": _("First be recognised in the rung it names."),
    "order_technical": _("First be recognised in the rung it names."),
    "order_technician": _("First be recognised in the rung it names."),
    "education": _(
        "Bring the diploma to HR; if you have none, ask for the company’s further study."
    ),
    "review": _("The latest yearly review counts. Talk with your section."),
    "certificates": _("Take the examination, or bring the certificate to HR."),
    "courses": _("Sign up for the course; it is recorded when you finish it."),
    "projects": _("Join a project of your section; it counts once it is accepted."),
    "projects_led": _("Lead a project; it counts once it is accepted."),
    "proposals": _("Proposals count once they are implemented."),
    "apprentices": _("Take an apprentice; it counts when the apprentice passes."),
    "patents": _("Bring the certificate of the patent to HR."),
    "awards_company": _("Bring the document of the award to HR."),
    "awards_city": _("Bring the document of the award to HR."),
    "awards_province": _("Bring the document of the award to HR."),
    "exam_theory": _("Sign up for the next examination."),
    "exam_practice": _("Sign up for the next examination."),
    "accidents": _("The safety department confirms it."),
}
BY_A_PERSON = _("The panel judges it; you may apply before.")


@dataclass(frozen=True, slots=True)
class Told:
    """A condition as pages tell it.

    Attributes:
        value: what is recorded.
        advice: what to do, where it is not met.
    """

    id: str
    title: str
    state: str
    state_title: str
    tone: str
    value: str
    clause: str
    advice: str


def title_of(one: Criterion) -> str:
    return wording.part_title(one)


def told(findings: Iterable[rules.Finding]) -> list[Told]:
    """Return what was found, clause by clause."""
    return [_told(one) for one in findings]


def _told(one: rules.Finding) -> Told:
    state = one.state.code
    facts = one.criterion.value.facts if one.criterion.value else ()
    advice: str | Promise = ""
    if state == "person":
        advice = BY_A_PERSON
    elif state in {"unmet", "unknown"} and facts:
        advice = ADVICE[facts[0]]
    return Told(
        one.id,
        title_of(one.criterion),
        state,
        str(wording.STATES[state]),
        wording.TONES.get(state, ""),
        _value(one, facts),
        one.criterion.clause,
        str(advice),
    )


def _value(one: rules.Finding, facts: tuple[str, ...]) -> str:
    if not facts or facts in (("courses",), ("certificates",)):
        return ""
    if one.missing:
        return pgettext("a fact of a worker", "nothing recorded")
    kind = vocabulary()[facts[0]]
    return listed(wording.values(one.values, one.criterion.unit, kind))


def kind_title(code: str) -> str:
    """Return what a kind of record is called; its code where no rule knows it any more."""
    return fact_title(vocabulary()[code]) if code in vocabulary() else code


def value_title(kind: str, value: str) -> str:
    """Return what the value of a choice is called."""
    if kind in vocabulary() and vocabulary()[kind].choices:
        return wording.choice(vocabulary()[kind], value)
    return value


def rung_title(rung: Rung) -> str:
    """Return what a rung is called in the reader's language."""
    return rung.name_en if is_english() and rung.name_en else rung.name


def book_title(book: rules.Book) -> str:
    """Return the title of a book in the reader's language."""
    return wording.part_title(book)
