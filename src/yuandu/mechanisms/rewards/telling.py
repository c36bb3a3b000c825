"""What authors and sections are told: an award, a payment, an idea that came or went on."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.engines.quantities import in_books
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import wording as stages
from yuandu.kernel.lifecycle.models import Step
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.kernel.notices.actions import Telling
from yuandu.kernel.registry.queries import posts_held
from yuandu.mechanisms.rewards import permissions
from yuandu.mechanisms.rewards.models import Adoption, Award, Part, Payroll
from yuandu.mechanisms.rewards.rules import spreading

SHOWN = 24  # characters of an idea in a sentence


def _in_words(params: Mapping[str, object]) -> Mapping[str, object]:
    """Put the stage in the reader's language."""
    values = dict(params)
    if "stage" in values:
        values["stage"] = stages.stage_title(spreading.CYCLE, str(values["stage"]))
    return values


def _declare(code: str, title: object, sentence: object) -> str:
    return kinds.declare(f"rewards.{code}", title, sentence, _in_words).code


APPROVED = _declare(
    "approved",
    pgettext_lazy("notice", "Your award is approved"),
    gettext_lazy("%(number)s “%(idea)s”: your part is %(amount)s yuan. It comes with your pay."),
)
PAID = _declare(
    "paid",
    pgettext_lazy("notice", "Your award is paid"),
    gettext_lazy("%(number)s “%(idea)s”: your part of %(amount)s yuan was paid."),
)
VOID = _declare(
    "void",
    pgettext_lazy("notice", "Your award is void"),
    gettext_lazy("%(number)s “%(idea)s”: %(words)s"),
)
SUGGESTED = _declare(
    "suggested",
    pgettext_lazy("notice", "An idea for your section"),
    gettext_lazy("%(number)s “%(idea)s” from %(section)s could work in yours. Say yes or no."),
)
WENT_ON = _declare(
    "went_on",
    pgettext_lazy("notice", "Your idea elsewhere"),
    gettext_lazy("%(number)s “%(idea)s” in %(section)s is now: %(stage)s. %(words)s"),
)


def _idea(award_or_adoption: Award | Adoption) -> dict[str, str]:
    proposal = award_or_adoption.proposal
    return {"number": proposal.number, "idea": proposal.idea[:SHOWN]}


def _of_parts(kind: str, parts: Iterable[Part]) -> list[Telling]:
    return [
        Telling(
            [part.worker.user_id],
            kind,
            f"/rewards/mine/{part.award_id}/",
            {**_idea(part.award), "amount": in_books(part.amount)},
            key=f"{kind}-{part.award_id}",
        )
        for part in parts
        if part.worker.user_id
    ]


def approved(by: Actor, awards: Sequence[Award]) -> None:
    """Tell the authors what their part is; two queries."""
    parts = Part.objects.filter(award__in=[award.pk for award in awards])
    found = parts.select_related("award__proposal", "worker")
    notices.send_many(by=by, tellings=_of_parts(APPROVED, found))


def paid(by: Actor, payroll: Payroll) -> None:
    """Tell the authors that their part was paid; two queries."""
    parts = Part.objects.filter(award__payroll=payroll)
    found = parts.select_related("award__proposal", "worker")
    notices.send_many(by=by, tellings=_of_parts(PAID, found))


def void(by: Actor, award: Award) -> None:
    """Tell the authors why an award is void."""
    readers = Part.objects.filter(award=award, worker__user__isnull=False)
    notices.send(
        by=by,
        to=readers.values_list("worker__user", flat=True),
        kind=VOID,
        url=award.proposal.get_absolute_url(),
        key=f"void-{award.pk}",
        words=award.void_words,
        **_idea(award),
    )


def suggested(by: Actor, adoption: Adoption) -> None:
    """Tell leader and evaluators of a section that an idea was suggested to it."""
    today = by.workspace.today()
    readers = posts_held(by.workspace, today).filter(
        role__in=permissions.OF_SECTION, division=adoption.section_id
    )
    notices.send(
        by=by,
        to=readers.order_by().values_list("user", flat=True),
        kind=SUGGESTED,
        url=adoption.get_absolute_url(),
        key=f"suggested-{adoption.pk}",
        section=adoption.proposal.section.name,
        **_idea(adoption),
    )


def of_step(by: Actor, adoption: Adoption, step: Step) -> None:
    """Tell the authors how their idea goes on elsewhere."""
    from_here = adoption.proposal
    readers = from_here.authors.filter(worker__user__isnull=False)
    notices.send(
        by=by,
        to=readers.order_by().values_list("worker__user", flat=True),
        kind=WENT_ON,
        url=adoption.get_absolute_url(),
        key=f"adoption-{adoption.pk}-{step.target}",
        section=adoption.section.name,
        stage=step.target,
        words=step.words,
        **_idea(adoption),
    )
