"""What is printed of a ballot: the result with all that it can be checked by, and the roll to sign.

A room that prints a resolution of its own puts `result_blocks` into it.
"""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yuandu.kernel.papers.flow import in_words
from yuandu.kernel.papers.paper import Block, Paper, Section, Signature, Table, as_cells
from yuandu.kernel.workspaces.languages import language
from yuandu.services.ballots import queries, wording
from yuandu.services.ballots.models import Ballot, Elector

# Lines of the roll in one file: what people sign is bound in volumes, and a printer takes minutes
# for more.
VOLUME = 500


def result_paper(ballot: Ballot) -> Paper:
    """Return the result of a closed ballot as a paper to be signed, in the reader's language."""
    signs = (
        pgettext("of a ballot", "Chair"),
        pgettext("of a ballot", "Teller"),
        pgettext("of a ballot", "Scrutineer"),
    )
    return Paper(
        title=_("Result of the ballot: %(title)s") % {"title": ballot.title},
        language=language(),
        marks=_marks(ballot),
        blocks=(
            *result_blocks(ballot),
            Table(heads=signs, rows=(("",) * len(signs),), title=pgettext("paper", "Signatures")),
        ),
        signature=_signature(ballot),
        is_compact=True,
    )


def result_blocks(ballot: Ballot) -> tuple[Block, ...]:
    """Return what came of a closed ballot: who took part, the rule, the counts, how to check them."""
    found: list[Block] = [_facts(ballot), Section(_("Rule of the ballot"), _rule(ballot))]
    found.append(Section(pgettext("ballot", "Results"), (_results(ballot),)))
    excluded = tuple(
        as_cells((f"{each.question.number}. {each.question.title}", each.elector, each.reason))
        for each in queries.exclusions(ballot)
    )
    if excluded:
        heads = (pgettext("ballot", "Question"), _("Elector"), _("Conflict of interest"))
        table = Table(heads=heads, rows=excluded)
        found.append(Section(_("Excluded for a conflict of interest"), (table,)))
    found.append(Section(pgettext("ballot", "How to check it"), _checks(ballot)))
    return tuple(found)


def volumes(ballot: Ballot) -> int:
    """Return in how many volumes the roll is printed."""
    return volumes_of(queries.roll(ballot).count())


def volumes_of(electors: int) -> int:
    """Return how many volumes a roll of so many makes."""
    return -(-electors // VOLUME)


def roll_paper(ballot: Ballot, volume: int) -> Paper:
    """Return a volume of the roll, from 1, with a box for each elector's signature."""
    of = volumes(ballot)
    lines = queries.roll(ballot)[(volume - 1) * VOLUME : volume * VOLUME]
    heads = [pgettext("roll", "Number"), _("Elector"), _("Took part"), _("Proxy")]
    if ballot.per_share:
        heads.insert(2, pgettext("weight", "Votes"))
    heads.append(pgettext("head of a table", "Signature"))
    return Paper(
        title=_("Sign-in sheet: %(title)s") % {"title": ballot.title},
        language=language(),
        marks=_marks(ballot),
        blocks=(
            _("Volume %(volume)s of %(of)s. As of %(at)s.")
            % {"volume": volume, "of": of, "at": _instant(timezone.now())},
            Table(heads=tuple(heads), rows=tuple(_line(ballot, each) for each in lines)),
            _("Hash of the frozen roll: %(hash)s") % {"hash": ballot.roll_hash}
            if ballot.roll_hash
            else "",
        ),
        signature=_signature(ballot),
        is_compact=True,
    )


def _line(ballot: Ballot, elector: Elector) -> tuple[str, ...]:
    took = pgettext("answer", "Yes") if elector.took_part else ""
    cells = [elector.number, elector.label, took, elector.proxy]
    if ballot.per_share:
        cells.insert(2, f"{elector.weight:,}")
    return (*as_cells(cells), "")


def _facts(ballot: Ballot) -> Table:
    part = queries.participation(ballot)
    rows = (
        (pgettext("ballot", "Title"), ballot.title),
        (_("Opened at"), _instant(ballot.opened_at)),
        (_("Closed at"), _instant(ballot.closed_at)),
        (_("On the roll"), f"{part.electors:,}"),
        (_("Took part"), f"{part.took_part:,}"),
        (_("of these by proxy"), f"{part.by_proxy:,}"),
    )
    heads = (pgettext("head of a table", "Item"), pgettext("head of a table", "How it stands"))
    return Table(heads=heads, rows=tuple(as_cells(row) for row in rows))


def _rule(ballot: Ballot) -> tuple[str, ...]:
    return tuple(wording.rule(ballot.rule))


def _results(ballot: Ballot) -> Table:
    heads = (
        pgettext("ballot", "Question"),
        pgettext("ballot", "Counts"),
        _("Voted, of all who may"),
        _("Quorum"),
        pgettext("ballot", "Result"),
        _("Why"),
    )
    rows = []
    for each in queries.results(ballot):
        outcome = each.outcome
        counts = wording.counts(each.counts)
        rows.append(
            as_cells(
                (
                    f"{each.number}. {each.title}",
                    counts,
                    f"{outcome.cast:,} / {outcome.electorate:,}",
                    f"{outcome.needed_cast:,}",
                    wording.RESULTS[outcome.result],
                    wording.reason(outcome),
                )
            )
        )
    return Table(heads=heads, rows=tuple(rows))


def _checks(ballot: Ballot) -> tuple[Block, ...]:
    rows = (
        (_("Digest of the bulletin"), ballot.digest),
        (_("Hash of the frozen roll"), ballot.roll_hash),
        (_("Command"), f"yuandu ballot verify ballot-{ballot.pk}.json --digest {ballot.digest}"),
    )
    heads = (pgettext("head of a table", "Item"), pgettext("head of a table", "How it stands"))
    return (
        _(
            "Whoever has the bulletin, which is handed out on the ballot’s page, can count it again without us: the command says whether every number on this paper follows from it."
        ),
        Table(heads=heads, rows=rows),
    )


def _signature(ballot: Ballot) -> Signature:
    at = ballot.closed_at
    on = timezone.localtime(at).date() if at else ballot.workspace.today()
    return Signature(ballot.workspace.title, on)


def _marks(ballot: Ballot) -> tuple[str, ...]:
    return (_("Sample data"),) if ballot.workspace.is_sample else ()


def _instant(at: datetime.datetime | None) -> str:
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{in_words(local.date())} {local:%H:%M}"
