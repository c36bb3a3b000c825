"""Papers of an application: the letter that recommends the firm, and its self-assessment.

The letter can be drafted once the pre-review has passed; it has a number and a day once the
city has issued it, and is a draft that says so until then.
"""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yuandu.kernel.lifecycle.models import Step
from yuandu.kernel.papers.paper import Attachment, Block, Paper, Section, Signature, Table, as_cells
from yuandu.kernel.workspaces.languages import language
from yuandu.mechanisms.enterprises import queries, wording
from yuandu.mechanisms.enterprises.models import Application
from yuandu.services.policies import telling

PASSED = "passed"  # from here on there is something to recommend


def has_letter(application: Application) -> bool:
    """Whether there is a letter to read: drafted, or issued."""
    stage = application.track.stage if application.track else ""
    return bool(application.letter) or stage == PASSED


def letter(application: Application) -> Paper:
    """Return the letter of recommendation in the reader's language; three queries."""
    firm, city = application.firm, application.workspace.title
    words = {"firm": firm.title, "tier": wording.tier(application.tier)}
    issued_on = _issued_on(application)
    office = _("%(city)s Bureau of Industry and Information Technology") % {"city": city}
    found = queries.latest(application)
    told = telling.findings(found[0].decision, found[0].version.book) if found else None
    return Paper(
        title=_("Letter recommending %(firm)s for the title of %(tier)s") % words,
        language=language(),
        marks=tuple(_marks(application, is_issued=issued_on is not None)),
        number=application.letter,
        addressee=_("The office that receives the application"),
        blocks=tuple(_said(application, found, told)),
        signature=Signature(office, issued_on) if issued_on else None,
        attachments=(Attachment(_("The conditions, one by one"), (_conditions(told["criteria"]),)),)
        if told
        else (),
    )


def _issued_on(application: Application) -> datetime.date | None:
    if not application.letter:
        return None
    steps = Step.objects.filter(track=application.track_id, move="recommend")
    return steps.order_by("-pk").values_list("on", flat=True).first()


def _marks(application: Application, *, is_issued: bool) -> Iterator[str]:
    if application.workspace.is_sample:
        yield _("Sample data: no real firm.")
    if not is_issued:
        yield pgettext("mark on a paper", "Draft, not issued")


def _said(application: Application, found: Sequence[Any], told: Any) -> Iterator[Block]:
    party = application.firm.party
    yield _("%(firm)s (credit code %(code)s, %(place)s) applies for the title of %(tier)s.") % {
        "firm": application.firm.title,
        "code": party.code or "—",
        "place": party.division.title if party.division else "—",
        "tier": wording.tier(application.tier),
    }
    if application.firm.leading_product:
        yield _("Its leading product is %(product)s.") % {
            "product": application.firm.leading_product
        }
    if told is not None:
        yield _("By “%(policy)s”, asked on %(day)s: %(state)s. Conditions: %(counts)s.") % {
            "policy": found[0].version.policy.title,
            "day": formats.date_format(found[0].on, "Y-m-d"),
            "state": told["state_title"],
            "counts": _counts(told["criteria"]),
        }
    yield _(
        "The county and the city have examined the papers and recommend the firm. Whether the "
        "title is given is for the announcement to say."
    )


def _counts(criteria: Sequence[Any]) -> str:
    counted = Counter(str(each["state_title"]) for each in criteria)
    return pgettext("list", "; ").join(f"{state} {number}" for state, number in counted.items())


def _conditions(criteria: Sequence[Any]) -> Table:
    return Table(
        heads=(
            _("Condition"),
            pgettext("condition", "State"),
            pgettext("condition", "Value"),
            _("Threshold"),
            pgettext("text", "Clause"),
        ),
        rows=tuple(
            as_cells(
                (
                    each["title"],
                    each["state_title"],
                    each["value"],
                    f"{each['operator']} {each['in_full']}".strip(),
                    each["clause"],
                )
            )
            for each in criteria
        ),
    )


def self_assessment(context: dict[str, Any]) -> Paper:
    """Return the self-assessment of the pack as a paper, from what its page is printed from."""
    application, firm = context["application"], context["firm"]
    return Paper(
        title=_("Self-assessment"),
        language=language(),
        marks=(_("Sample data: no real firm."),) if context["workspace"].is_sample else (),
        blocks=(
            f"{firm.title} {firm.party.code}",
            f"{_('Title applied for')} {application.get_tier_display()}",
            _(
                "What the rule books say of the firm by the facts it reported. It promises nothing: the title is given on the official platform."
            ),
            *_assessed(context["assessments"]),
            Section(_("List of papers"), tuple(_papers(context))),
        ),
        is_compact=True,
    )


def _assessed(assessments: Sequence[dict[str, Any]]) -> Iterator[Section]:
    for each in assessments:
        assessment, told = each["assessment"], each["told"]
        yield Section(
            f"{assessment.get_basis_display()} {assessment.version.policy.title} {told['state_title']}",
            (
                f"{_('fingerprint of the rules')} {assessment.book_hash}",
                f"{_('fingerprint of the answer')} {assessment.decision_hash}",
                _conditions(told["criteria"]),
            ),
        )


def _papers(context: dict[str, Any]) -> Iterator[Block]:
    if not context["papers"]:
        yield _("The vault is empty")
        return
    yield Table(
        heads=(_("File"), _("Kind of paper"), _("Year"), "SHA-256"),
        rows=tuple(
            as_cells((each["name"], each["kind"], each["year"], each["sha256"]))
            for each in context["papers"]
        ),
    )
