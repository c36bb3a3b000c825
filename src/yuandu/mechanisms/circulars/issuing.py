"""A circular as a paper: what is printed and what goes into Word, in the reader's language."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yuandu.kernel.papers import paper as papers
from yuandu.kernel.papers.paper import (
    Attachment,
    Block,
    Paper,
    Section,
    Signature,
    Stretch,
    Table,
)
from yuandu.kernel.workspaces.languages import is_english, language
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.circulars import rules, wording
from yuandu.mechanisms.circulars.models import Circular, Paragraph
from yuandu.mechanisms.circulars.rules import Month
from yuandu.mechanisms.reporting import wording as reporting
from yuandu.services.handbook.rules import changes

COLUMNS = (
    "expected",
    "reported",
    "invested_month",
    "invested_year",
    "annual_plan",
    "completed_share",
    "red",
)


def paper(
    circular: Circular, paragraphs: Sequence[Paragraph], *, is_tracked: bool = False
) -> Paper:
    """Return the circular as a paper.

    Args:
        is_tracked: also with what was edited of a draft, where the file can show it.
    """
    workspace = circular.workspace
    office = _("%(city)s Key Projects Office") % {"city": workspace.title}
    is_issued = circular.issued_on is not None
    return Paper(
        title=circular.title,
        language=language(),
        marks=tuple(_marks(circular)),
        number=circular.number,
        letterhead=_("%(office)s Document") % {"office": office},
        addressee=_(
            "People’s governments of counties and districts, administrative committees of development zones, departments of the city"
        ),
        blocks=tuple(_sections(paragraphs, is_tracked=is_tracked and not is_issued)),
        signature=Signature(office, circular.issued_on or circular.drafted_on)
        if is_issued
        else None,
        attachments=tuple(attachments(workspace, circular.month)),
    )


def _marks(circular: Circular) -> Iterator[str]:
    if circular.workspace.is_sample:
        yield _("Sample data")
    if circular.issued_on is None:
        yield pgettext("mark on a paper", "Draft, not issued")


def _sections(paragraphs: Sequence[Paragraph], *, is_tracked: bool) -> Iterator[Block]:
    """Yield the paragraphs under their headings; the opening has none."""
    said = [each for each in paragraphs if each.text or is_tracked]
    for code, group in groupby(said, key=lambda each: each.section):
        texts = [line for each in group for line in _lines(each, is_tracked=is_tracked)]
        if code == "lead":
            yield from texts
        else:
            yield Section(str(wording.SECTIONS[code]), tuple(texts))


def _lines(paragraph: Paragraph, *, is_tracked: bool) -> Iterator[Block]:
    if not (is_tracked and paragraph.edited_at and paragraph.text != paragraph.drafted):
        yield from papers.paragraphs(paragraph.text)
        return
    stretches = (
        Stretch(each.kind, each.text) for each in changes(paragraph.drafted, paragraph.text)
    )
    yield from papers.revised(stretches, paragraph.edited_by_label, paragraph.edited_at)


def attachments(workspace: Workspace, month: Month) -> Iterator[Attachment]:
    """Yield the tables: every county and zone, and the projects under a red light."""
    yield Attachment(
        _("Reports, investment and red lights by county and zone"), (_by_place(workspace, month),)
    )
    if month.red:
        yield Attachment(_("Projects under a red light, with the reasons"), tuple(_red(month)))


def _by_place(workspace: Workspace, month: Month) -> Table:
    english = is_english()
    rows = [
        (
            each.name_en if english else each.name,
            *(wording.in_column(workspace, code, each.value(code)) for code in COLUMNS),
        )
        for each in month.places
    ]
    whole = (wording.in_column(workspace, code, month.total(code)) for code in COLUMNS)
    rows.append((pgettext("row of a table", "Total"), *whole))
    return Table(
        heads=(_("County or zone"), *(wording.head(workspace, code) for code in COLUMNS)),
        rows=tuple(rows),
        numbers=frozenset(range(1, len(COLUMNS) + 1)),
    )


def _red(month: Month) -> Iterator[Block]:
    english = is_english()
    yield Table(
        heads=(_("County or zone"), _("Project"), _("Reason")),
        rows=tuple(
            (
                each.place_en if english else each.place,
                each.name_en if english else each.name,
                reasons(each),
            )
            for each in month.red
        ),
    )
    left = int(month.total("red") or 0) - len(month.red)
    if left > 0:
        yield _("%(number)s more are on the page of lights.") % {"number": left}


def reasons(red: rules.Red) -> str:
    """Return why a project is under a red light, in the reader's language."""
    return pgettext("list", "; ").join(
        f"{reporting.LIGHTS[kind]}{pgettext('before a reason', ': ')}"
        f"{reporting.reason(kind, code, number)}"
        for kind, code, number in red.reasons
    )
