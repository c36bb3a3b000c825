"""A county's month as a spreadsheet: filled in beforehand, edited, and sent back.

A row carries the state in which it went out, so that a copy edited elsewhere meanwhile
overwrites nothing: what differs from what somebody else has entered since is refused and
shown. A row without this month's investment is one that nobody has reported yet.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Layout, Sentence
from yuandu.mechanisms.reporting import permissions, wording
from yuandu.mechanisms.reporting.sheets.columns import COLUMNS
from yuandu.mechanisms.reporting.sheets.exporting import export
from yuandu.mechanisms.reporting.sheets.finding import existing, resolve
from yuandu.mechanisms.reporting.sheets.writing import commit

CHECK = _("Check the row, and correct it or leave it out.")
SENTENCES: Mapping[str, Sentence] = {
    **{code: Sentence(what=said, do=CHECK) for code, said in wording.FAULTS.items()},
    **{
        code: Sentence(what=said, do=_("Check it, and explain it if it is right."))
        for code, said in wording.DOUBTS.items()
    },
    "month-locked": Sentence(
        what=_("{month} is locked."),
        do=_("Enter what was wrong as a correction of the month that is open."),
    ),
    "month-not-open": Sentence(
        what=_("{month} is not open for reports."),
        do=_("Write the month that is being reported."),
    ),
    "not-reported-here": Sentence(
        what=_("No project of this code, or of this name and county, is reported this month."),
        do=_("Compare the row with a fresh export."),
    ),
    "not-your-county": Sentence(
        what=_("“{project}” is reported by {division}, not by you."),
        do=_("Leave the row to the office that does."),
    ),
    "filing-signed": Sentence(
        what=_("The month of {division} is signed or locked and takes no more entries."),
        do=_("Ask the city’s office to return it."),
    ),
    "no-investment": Sentence(
        what=_("Something is entered, but no investment of this month."),
        do=_("Write it; 0 if there was none."),
    ),
    "entered-meanwhile": Sentence(
        what=_("After this sheet was exported {who} entered something else: {entered}."),
        do=_("Agree on one of both; enter it on the page, or in a fresh export."),
    ),
    "said-differently": Sentence(
        what=_("Rows {rows} say different things about this project; none of them is taken."),
        do=_("Keep one of these rows."),
    ),
}

layouts.register(
    Layout(
        code="reports",
        title=_("Monthly reports"),
        columns=COLUMNS,
        key=("month", "project_code"),
        or_key=("month", "project", "division"),
        importers=permissions.OFFICERS,
        exporters=(*permissions.OFFICERS, "department_officer", "leader", "auditor"),
        resolve=resolve,
        existing=existing,
        commit=commit,
        export=export,
        sentences=SENTENCES,
        note=_("Leave the column “State at export” as it is: it keeps copies from colliding."),
    )
)
