"""The general meeting's resolution (决议) and its sign-in sheet (签到册)."""

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yuandu.kernel.papers.paper import Block, Paper, Section, Signature, Table, as_cells
from yuandu.mechanisms.equity import queries as register
from yuandu.mechanisms.partnership import queries, rules, wording
from yuandu.mechanisms.partnership.models import Candidate, Review, StepBallot
from yuandu.services.ballots import queries as ballots
from yuandu.services.ballots import wording as voting
from yuandu.services.ballots.models import Elector

# In the order of a resolution, with what it says of them.
PARTS = (rules.KEPT, rules.ADMITTED, rules.LEAVING, rules.REFUSED)


def resolution_paper(review: Review) -> Paper:
    """Return the resolution: how it was voted, on whom, and what follows; four queries."""
    meetings = list(
        queries.ballots_of(review).filter(step__in=[rules.MEETING, rules.APPEAL]).order_by("pk")
    )
    candidates = list(
        Candidate.objects.filter(review=review, state__in=PARTS)
        .select_related("worker__section")
        .order_by("worker__number")
    )
    sections = tuple(
        Section(
            wording.decided(state, len(found)),
            (_people(found),),
        )
        for state in PARTS
        if (found := [each for each in candidates if each.state == state])
    )
    blocks: tuple[Block, ...] = (
        *(_voted(each) for each in meetings if each.ballot.is_closed),
        *sections,
        Section(
            _("How it was counted"),
            tuple(
                Table(
                    (
                        pgettext("ballot", "Question"),
                        pgettext("ballot", "Counts"),
                        pgettext("ballot", "Result"),
                    ),
                    tuple(
                        as_cells(
                            (
                                f"{one.number}. {one.title}",
                                _counts(one.counts),
                                str(voting.RESULTS[one.outcome.result]),
                            )
                        )
                        for one in ballots.results(each.ballot)
                    ),
                    title=each.ballot.title,
                )
                for each in meetings
                if each.ballot.is_closed
            ),
        ),
    )
    return Paper(
        title=_("Resolution of the general meeting on the review of partners"),
        language=translation.get_language() or "zh-hans",
        marks=_marks(review, review.resolution),
        blocks=blocks,
        signature=Signature(_company(review), review.notice_on or review.workspace.today()),
    )


def sign_in_paper(review: Review, found: StepBallot) -> Paper:
    """Return the sheet on which shareholders sign: number, name, votes, proxy, room to sign."""
    rows = tuple(
        (*as_cells((each.number, each.label, f"{each.weight:,}", _proxy(each))), "")
        for each in ballots.roll(found.ballot)
    )
    opened = found.ballot.opened_at
    return Paper(
        title=_("Sign-in sheet of the general meeting"),
        language=translation.get_language() or "zh-hans",
        marks=_marks(review, review.title),
        blocks=(
            _("%(number)s shareholders stand on the roll, which was frozen on %(at)s.")
            % {
                "number": len(rows),
                "at": f"{timezone.localtime(opened):%Y-%m-%d %H:%M}" if opened else "—",
            },
            _("Hash of the frozen roll: %(hash)s") % {"hash": found.ballot.roll_hash},
            Table(
                (
                    pgettext("head of a table", "No."),
                    pgettext("of a shareholder", "Name"),
                    pgettext("on a roll", "Votes"),
                    pgettext("on a roll", "Voting for them"),
                    pgettext("on a roll", "Signature"),
                ),
                rows,
                numbers=frozenset({2}),
            ),
        ),
        is_compact=True,
    )


def _voted(found: StepBallot) -> str:
    took = ballots.participation(found.ballot)
    return _(
        "%(title)s: %(took)s of %(electors)s on the roll voted, %(proxies)s of them by proxy. %(rule)s Digest of the published bulletin: %(digest)s."
    ) % {
        "title": found.ballot.title,
        "took": took.took_part,
        "electors": took.electors,
        "proxies": took.by_proxy,
        "rule": " ".join(voting.rule(found.ballot.rule)),
        "digest": found.ballot.digest,
    }


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


def _proxy(elector: Elector) -> str:
    return elector.proxy.label if elector.proxy else ""


def _counts(counts: dict[str, int]) -> str:
    return _(", ").join(f"{voting.choice(code)} {number:,}" for code, number in counts.items())


def _marks(review: Review, number: str) -> tuple[str, ...]:
    sample = (_("Sample data"),) if review.workspace.is_sample else ()
    return (*sample, number)


def _company(review: Review) -> str:
    charter = register.charter(review.workspace)
    return charter.legal_name if charter else review.workspace.title
