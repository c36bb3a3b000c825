"""Months after production as a spreadsheet: filled in beforehand, edited, and sent back.

A row carries the version in which it went out, so that a copy edited elsewhere meanwhile
overwrites nothing. A row without tax, output and state is one that nobody has filed yet.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Layout, Sentence
from yuandu.mechanisms.followup import permissions, wording
from yuandu.mechanisms.followup.sheets.columns import COLUMNS
from yuandu.mechanisms.followup.sheets.exporting import export
from yuandu.mechanisms.followup.sheets.finding import existing, resolve
from yuandu.mechanisms.followup.sheets.writing import commit

CHECK = _("Check the row, and correct it or leave it out.")
SENTENCES: Mapping[str, Sentence] = {
    **{code: Sentence(what=said, do=CHECK) for code, said in wording.FAULTS.items()},
    "not-followed": Sentence(
        what=_("No project of this code, or of this name and county, is followed in {month}."),
        do=_("Compare the row with a fresh export."),
    ),
    "month-not-ended": Sentence(
        what=_("{month} has not ended; its figures are not known yet."),
        do=_("Leave the row out until it has."),
    ),
    "filed-meanwhile": Sentence(
        what=_("After this sheet was exported somebody filed something else: {filed}."),
        do=_("Agree on one of both; correct it on the page, or in a fresh export, and say why."),
    ),
    "emptied": Sentence(
        what=_("The box is empty, and {filed} is on record."),
        do=_("What was filed is corrected, not emptied; 0 for none."),
    ),
    "said-differently": Sentence(
        what=_("Rows {rows} say different things about this month; none of them is taken."),
        do=_("Keep one of these rows."),
    ),
}

layouts.register(
    Layout(
        code="followed-months",
        title=_("Months after production"),
        columns=COLUMNS,
        key=("month", "project_code"),
        or_key=("month", "project", "division"),
        importers=(*permissions.OFFICERS, "department_officer"),
        exporters=(*permissions.OFFICERS, "department_officer"),
        resolve=resolve,
        existing=existing,
        commit=commit,
        export=export,
        sentences=SENTENCES,
        note=_("Leave the column “Version at export” as it is: it keeps copies from colliding."),
    )
)
