"""The general meeting's resolution (决议): what was decided on whom, and how it was voted."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yuandu.kernel.papers.paper import Paper, Section, Signature, Table, as_cells
from yuandu.kernel.workspaces.languages import language
from yuandu.mechanisms.equity import queries as register
from yuandu.mechanisms.partnership import queries, rules, wording
from yuandu.mechanisms.partnership.models import Candidate, Review
from yuandu.services.ballots import papers as voting
from yuandu.services.ballots.models import Ballot

# In the order of a resolution, with what it says of them.
PARTS = (rules.KEPT, rules.ADMITTED, rules.LEAVING, rules.REFUSED)


def resolution_paper(review: Review) -> Paper:
    """Return the resolution: on whom it was decided what, then each vote with all its counts."""
    meetings = queries.ballots_of(review).filter(
        step__in=rules.DECISIVE, ballot__state=Ballot.CLOSED
    )
    candidates = list(
        Candidate.objects.filter(review=review, state__in=PARTS)
        .select_related("worker__section")
        .order_by("worker__number")
    )
    decided = tuple(
        Section(wording.decided(state, len(found)), (_people(found),))
        for state in PARTS
        if (found := [each for each in candidates if each.state == state])
    )
    votes = tuple(
        Section(each.ballot.title, voting.result_blocks(each.ballot))
        for each in meetings.order_by("pk")
    )
    sample = (_("Sample data"),) if review.workspace.is_sample else ()
    return Paper(
        title=_("Resolution of the general meeting on the review of partners"),
        language=language(),
        marks=(*sample, review.resolution),
        blocks=(*decided, *votes),
        signature=Signature(_company(review), review.notice_on or review.workspace.today()),
    )


def _people(found: list[Candidate]) -> Table:
    return Table(
        (
            pgettext("head of a table", "No."),
            _("Staff number"),
            pgettext("of a person", "Name"),
            _("Section"),
            _("Shares granted"),
        ),
        tuple(
            as_cells(
                (
                    at,
                    each.worker.number,
                    each.worker.name,
                    each.worker.section.title,
                    f"{each.shares:,}" if each.shares else "",
                )
            )
            for at, each in enumerate(found, start=1)
        ),
        numbers=frozenset({4}),
    )


def _company(review: Review) -> str:
    charter = register.charter(review.workspace)
    return charter.legal_name if charter else review.workspace.title
